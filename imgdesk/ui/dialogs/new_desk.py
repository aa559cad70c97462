"""Where the new desk goes and whose it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from imgdesk.ui.dialogs.dialog import Dialog, host
from imgdesk.ui.dialogs.file_choice import DESKS, FileChoice
from imgdesk.ui.widgets.buttons import Button
from imgdesk.ui.widgets.labels import Label


@dataclass(frozen=True)
class NewDesk:
    """The answer: a file that does not exist yet, and the name of the group (may be empty)."""

    path: Path
    group: str


class NewDeskDialog(Dialog):
    """Group name and file; Create is enabled when the file can be a new one."""

    def __init__(self, suggested: Path, group: str = "") -> None:
        super().__init__("New desk", "A new desk for your group", host())
        self.setMinimumWidth(520)
        self._group = QLineEdit(group, placeholderText="Issue Management Group on …")
        self._path = QLineEdit(str(suggested))
        self._note = Label("", "small", wrap=True)
        self._field("Name of the group", self._group)
        self._field("File", self._path, self._choose_button())
        self.body.addWidget(self._note)
        self.body.addStretch(1)
        self.add_button("Cancel")
        self._create = self.add_button("Create desk", main=True, accepts=True)
        self._path.textChanged.connect(self._judge)
        self._judge()
        self._group.setFocus()

    @classmethod
    def ask(cls, suggested: Path, group: str = "") -> NewDesk | None:
        """Return file and group, or None for Cancel."""
        dialog = cls(suggested, group)
        return dialog.answer() if dialog.exec() else None

    def answer(self) -> NewDesk:
        """Return what the fields say."""
        path = Path(self._path.text().strip()).expanduser()
        return NewDesk(path if path.suffix == ".imgdesk" else path.with_name(path.name + ".imgdesk"),
                       self._group.text().strip())  # fmt: skip

    def _field(self, name: str, edit: QLineEdit, button: Button | None = None) -> None:
        label = Label(name, "caption")
        label.setBuddy(edit)
        edit.setAccessibleName(name)
        row = QHBoxLayout()
        row.addWidget(edit, 1)
        if button is not None:
            row.addWidget(button)
        self.body.addWidget(label)
        self.body.addLayout(row)

    def _choose_button(self) -> Button:
        button = Button("Choose…")
        button.clicked.connect(self._choose)
        return button

    def _choose(self) -> None:
        chosen = FileChoice.ask_save("New desk", self.answer().path, DESKS)
        if chosen is not None:
            self._path.setText(str(chosen))

    def _judge(self) -> None:
        problem = _problem(self._path.text().strip(), self.answer)
        self._note.setText(
            problem or "One file holds everything. It is saved with every change; there is no Save."
        )
        self._create.setEnabled(not problem)


def _problem(text: str, answer: Callable[[], NewDesk]) -> str:
    if not text or text.endswith(("/", "\\")):
        return "Give the file a name."
    path = answer().path
    if not path.is_absolute() or not path.parent.is_dir():
        return "This folder does not exist: choose another."
    if path.exists():
        return f"“{path.name}” exists already: choose another name, or open it."
    return ""
