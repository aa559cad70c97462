"""What several activities have in common, edited for all of them at once: each change is one step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from imgdesk.ui.editors import STATUSES, ChoiceEditor, EditContext, PercentEditor
from imgdesk.ui.field_box import FieldBox, fields_grid
from imgdesk.ui.inspector.editing import Deeds, Editing, focus_beside
from imgdesk.ui.inspector.fields import Fields
from imgdesk.ui.inspector.words import Commit
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Button, Chip
from imgdesk.ui.widgets.labels import Label
from imgdesk.views.activity import Common

_FIELDS = (("Category", "category"), ("Section", "section"), ("Hangs on", "event_id"), ("Percent", "percent"))
_VARIOUS = "various"


class CommonPercent(PercentEditor):
    """A percentage that may be left empty: then every activity keeps its own."""

    def set_value(self, value: str) -> None:
        super().set_value(value)
        self.lineEdit().setText(value)

    def problem(self) -> str:
        return super().problem() if self.value() else ""


class SeveralActivities(QWidget):
    """See `show_several`."""

    delete_wanted = Signal()
    left = Signal()
    """Tab goes on behind the last field, or before the first."""

    def __init__(self, theme: Theme, context: EditContext, commit: Commit, deeds: Deeds) -> None:
        super().__init__()
        self._commit = commit
        self._ids: list[int] = []
        self._fields = Fields(theme, context, commit, deeds)
        self.editing = Editing(self)
        self._heading = Label("", "heading")
        self.boxes = {field: FieldBox(theme, name, field) for name, field in _FIELDS}
        self._doubts = {field: Label("", "small") for field in ("unconfirmed", "provisional")}
        self._chips = {status: Chip(status) for status in STATUSES}
        self._buttons: list[Button] = []
        self._lay_out()
        for field, box in self.boxes.items():
            self.editing.watch(box, self._make, self._keeper(field))

    def minimumSizeHint(self) -> QSize:
        """Nothing: how tall it is depends on its width, which the scroll area asks for by itself."""
        return QSize(0, 0)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 20, 10, 16)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(
            Label("What you choose here is done to all of them, as one step.", "muted", wrap=True)
        )
        column.addSpacing(4)
        column.addWidget(Label("Status", "caption"))
        chips = QGridLayout()
        chips.setSpacing(8)
        for place, (status, chip) in enumerate(self._chips.items()):
            chips.addWidget(self._button(chip, "status", status), place // 3, place % 3)
        column.addLayout(chips)
        column.addSpacing(4)
        grid = fields_grid(_FIELDS, self.boxes)
        column.addLayout(grid)
        column.addSpacing(4)
        column.addWidget(Label("Doubts", "caption"))
        for field, on, off in (
            ("unconfirmed", "Unconfirmed", "Confirm"),
            ("provisional", "Put in [brackets]", "Take brackets off"),
        ):
            pair = QHBoxLayout()
            pair.setSpacing(8)
            pair.addWidget(self._button(Button(on), field, True), 1)
            pair.addWidget(self._button(Button(off), field, False), 1)
            column.addWidget(self._doubts[field])
            column.addLayout(pair)
        column.addSpacing(12)
        delete = Button("Delete")
        delete.clicked.connect(self.delete_wanted)
        self._buttons.append(delete)
        column.addWidget(delete)
        column.addStretch(1)

    def show_several(self, common: Common, *, editable: bool) -> None:
        """Show what these activities have in common; "various" where they differ."""
        if common.ids != self._ids:
            self.editing.finish()
        self._ids = common.ids
        self._heading.setText(f"{len(common.ids)} activities selected")
        self._show("category", common.category, common.category)
        self._show("section", common.section_id, common.section)
        self._show("event_id", common.event_id, common.event or "nothing")
        self._show("percent", common.percent, f"{common.percent} %")
        for status, chip in self._chips.items():
            chip.set_on(common.status == status)
        for field, count, word in (
            ("unconfirmed", common.unconfirmed, "unconfirmed"), ("provisional", common.bracketed, "in brackets"),
        ):  # fmt: skip
            which = {0: "None", len(common.ids): "All"}.get(count, f"{count} of {len(common.ids)}")
            self._doubts[field].setText(f"{which} {word}")
        for box in self.boxes.values():
            box.record = common.ids[0] if common.ids else 0
            box.set_editable(editable)
        for button in self._buttons:
            button.setEnabled(editable)

    def text(self) -> str:
        """Return the heading."""
        return self._heading.text()

    def doubts(self) -> list[str]:
        """Return how many are unconfirmed and in brackets, in words."""
        return [label.text() for label in self._doubts.values()]

    def focusNextPrevChild(self, onward: bool) -> bool:
        if not focus_beside(self, onward):
            self.left.emit()
        return True

    def _show(self, field: str, value: object, words: str | None) -> None:
        various = value is None
        self.boxes[field].show_value("" if various else str(value), _VARIOUS if various else words or "")

    def _make(self, box: FieldBox) -> QWidget:
        editor = CommonPercent(box) if box.field == "percent" else self._fields.make(box)
        if isinstance(editor, ChoiceEditor) and not editor.isEditable() and not box.raw:
            editor.insertItem(0, _VARIOUS, "")
        return editor

    def _keeper(self, field: str) -> Callable[[int, str], bool]:
        return lambda _, value: not value or self._fields.keep(list(self._ids), field, value)

    def _button(self, button: Button, field: str, value: object) -> Button:
        button.clicked.connect(lambda: self._commit(list(self._ids), field, value))
        self._buttons.append(button)
        return button
