"""The small questions of filtering: a name for a filter, which ones to keep, and another due window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem

from imgdesk.text import one_line, shorten
from imgdesk.ui.dialogs.dialog import Dialog, host
from imgdesk.ui.widgets.buttons import Button
from imgdesk.ui.widgets.labels import Label
from imgdesk.views.filters import PlanFilter

_NAME_CHARS = 60


class _Line(Dialog):
    """One field with a sentence below it that follows what is typed."""

    def __init__(self, title: str, name: str, text: str, button: str) -> None:
        super().__init__(title, title, host())
        self.setMinimumWidth(440)
        self.line = QLineEdit(text)
        self.line.setAccessibleName(name)
        self.note = Label("", "small", wrap=True)
        label = Label(name, "caption")
        label.setBuddy(self.line)
        for part in (label, self.line, self.note):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.add_button("Cancel")
        self.main = self.add_button(button, main=True, accepts=True)
        self.line.textChanged.connect(self._judge)
        self.line.selectAll()
        self.line.setFocus()

    def _judge(self) -> None:
        raise NotImplementedError

    def text(self) -> str:
        """Return what was typed, on one line."""
        return one_line(self.line.text())


class FilterName(_Line):
    """The name under which a filter is kept; a known one is replaced, and the dialog says so."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__("Save filter", "Name of the filter", "", "Save")
        self._known = set(known)
        self.line.setMaxLength(_NAME_CHARS)
        self._judge()

    @classmethod
    def ask(cls, known: Sequence[str]) -> str:
        """Return the name, or "" for Cancel."""
        dialog = cls(known)
        return dialog.text() if dialog.exec() else ""

    def _judge(self) -> None:
        name = self.text()
        known = name in self._known
        self.note.setText(
            f"Replaces the saved filter “{name}”."
            if known
            else "You find it in the Filter menu, in every desk."
        )
        self.main.setText("Replace" if known else "Save")
        self.main.setEnabled(bool(name))


class DueWindow(_Line):
    """Another due window, typed like any date: "Q1 2024", "by June", "March to May 2024"."""

    def __init__(self, text: str, understood: Callable[[str], str]) -> None:
        super().__init__("Due", "Due within", text, "Filter")
        self._understood = understood
        self._judge()

    @classmethod
    def ask(cls, text: str, understood: Callable[[str], str]) -> str:
        """Return the window as typed, or "" for Cancel; `understood` tells what a text means, "" for nothing."""
        dialog = cls(text, understood)
        return dialog.text() if dialog.exec() else ""

    def _judge(self) -> None:
        meaning = self._understood(self.text()) if self.text() else ""
        waiting = "A month, a quarter, a year, or “by June 2024”: open activities whose window ends in it."
        self.note.setText(meaning or (waiting if not self.text() else f"This names no days. {waiting}"))
        self.main.setEnabled(bool(meaning))


class SavedFilters(Dialog):
    """The filters kept by name: rename with F2 or a double click, delete with Del."""

    def __init__(self, kept: Mapping[str, PlanFilter]) -> None:
        super().__init__("Saved filters", "Saved filters", host())
        self.setMinimumSize(420, 320)
        self.list = QListWidget()
        self.list.setAccessibleName("Saved filters")
        self._filters = list(kept.values())
        for place, name in enumerate(kept):
            item = QListWidgetItem(name, self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setData(Qt.ItemDataRole.UserRole, place)
        self.note = Label("F2 renames, Del deletes. They are yours alone and work in every desk.", "small")
        self.rename, self.delete = Button("Rename"), Button("Delete")
        self.rename.clicked.connect(lambda: self.list.editItem(self.list.currentItem()))
        self.delete.clicked.connect(self._delete)
        self.delete.setShortcut("Del")
        self.list.currentRowChanged.connect(self._allow)
        row = QHBoxLayout()
        row.addWidget(self.rename)
        row.addWidget(self.delete)
        row.addStretch(1)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.note)
        self.add_button("Cancel")
        self.add_button("Keep these", main=True, accepts=True)
        self.list.setCurrentRow(0)
        self._allow()

    @classmethod
    def ask(cls, kept: Mapping[str, PlanFilter]) -> dict[str, PlanFilter] | None:
        """Return the filters to keep by their names, or None for Cancel."""
        dialog = cls(kept)
        return dialog.answer() if dialog.exec() else None

    def answer(self) -> dict[str, PlanFilter]:
        """Return what is in the list; an emptied or doubled name is made one of its own."""
        found: dict[str, PlanFilter] = {}
        for place in range(self.list.count()):
            item = self.list.item(place)
            name = base = shorten(item.text() or "Filter", _NAME_CHARS)
            number = 2
            while name in found:
                name, number = f"{base} {number}", number + 1
            found[name] = self._filters[item.data(Qt.ItemDataRole.UserRole)]
        return found

    def _delete(self) -> None:
        self.list.takeItem(self.list.currentRow())

    def _allow(self) -> None:
        for button in (self.rename, self.delete):
            button.setEnabled(self.list.currentRow() >= 0)
