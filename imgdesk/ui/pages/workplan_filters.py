"""The line under the chips of the workplan: a field to search in, what is filtered by as chips to remove.

It shows a filter and says how it should change; what passes is decided by views.filters.
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from imgdesk.text import shorten
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Chip
from imgdesk.ui.widgets.labels import Label
from imgdesk.views.filters import NO_FILTER, PlanFilter, due_words

HEIGHT: Final = 41
_FIELD: Final = 248
_CHARS: Final = 28
_NAMES: Final = {
    "leads": "Lead", "organizations": "With", "focus_areas": "Focus area", "statuses": "", "provisional": "Provisional",
    "unconfirmed": "Unconfirmed", "undated": "Undated", "overdue": "Overdue", "due": "Due", "mine": "To chase:",
}  # fmt: skip


class FilterField(QLineEdit):
    """The text that rows must hold. Escape empties it, and then leaves it; Down and Return go to the rows."""

    left = Signal()

    def __init__(self, theme: Theme, name: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Filter by any text")
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.setClearButtonEnabled(True)
        self.setMaxLength(200)
        self.setFixedWidth(_FIELD)
        action = self.addAction(theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        theme.bind(action, "search", "muted")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FilterRow(QFrame):
    """Emits `wanted` with the filter that a removed chip or the field asks for."""

    wanted = Signal(object)
    left = Signal()
    """The field is done with; the rows should have the keyboard."""
    save_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "toolbar")
        self.setFixedHeight(HEIGHT)
        self._filter = NO_FILTER
        self._asked = False
        self.field = FilterField(
            theme,
            "Filter the activities by text",
            "Looks in output, lead, partners, category, date, number and note (Ctrl+F)",
        )
        self.count = Label("", "small")
        self.more = Label("", "small")
        self.clear, self.save = Chip("Clear filter"), Chip("Save filter…")
        self._chips: list[Chip] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 12, 1)
        self._row.setSpacing(8)
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._row.addWidget(self.field)
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        for part in (self.count, self.save, self.clear):
            self._row.addWidget(part)
        self.field.textChanged.connect(lambda text: self._ask(self._filter._replace(text=text)))
        self.field.left.connect(self._leave)
        self.clear.clicked.connect(lambda: self._ask(NO_FILTER))
        self.save.clicked.connect(self.save_wanted)
        self.hide()

    def seek(self) -> None:
        """Come into sight with the keyboard in the field."""
        self._asked = True
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_filter(self, wanted: PlanFilter) -> None:
        """Show a filter: its text in the field, everything else as chips."""
        self._filter = wanted
        if self.field.text() != wanted.text:
            self.field.blockSignals(True)
            self.field.setText(wanted.text)
            self.field.blockSignals(False)
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(words, without) for words, without in parts(wanted)]
        for place, chip in enumerate(self._chips):
            self._row.insertWidget(1 + place, chip)
        self.setVisible(wanted.active or self._asked)
        for part in (self.save, self.clear):
            part.setVisible(wanted.active)
        self._fit()

    def show_count(self, shown: int, total: int) -> None:
        """Show how many activities pass."""
        self.count.setText(f"{shown:,} of {total:,}" if self._filter.active else "")
        self._fit()

    def chips(self) -> list[Chip]:
        """Return the chips of what is filtered by; a click removes that."""
        return list(self._chips)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _chip(self, words: str, without: PlanFilter) -> Chip:
        chip = Chip(f"{shorten(words, _CHARS)}  ×")
        chip.setAccessibleName(f"{words}: remove this filter")
        chip.setToolTip(f"{words}: click to remove")
        chip.set_on(True)
        chip.clicked.connect(lambda: self._ask(without))
        return chip

    def _fit(self) -> None:
        """Put away the last chips where there is no room, and say how many."""
        room = self.width() - self._row.contentsMargins().left() - self._row.contentsMargins().right()
        fixed = [part for part in (self.field, self.count, self.save, self.clear) if not part.isHidden()]
        room -= sum(max(part.sizeHint().width(), part.minimumWidth()) + 8 for part in fixed) + 56
        hidden = 0
        for chip in self._chips:
            chip.ensurePolished()
            room -= chip.sizeHint().width() + 8
            chip.setVisible(room >= 0)
            hidden += room < 0
        self.more.setText(f"and {hidden} more" if hidden else "")

    def _ask(self, wanted: PlanFilter) -> None:
        self.wanted.emit(wanted)

    def _leave(self) -> None:
        self._asked = False
        self.setVisible(self._filter.active)
        self.left.emit()


def parts(wanted: PlanFilter) -> list[tuple[str, PlanFilter]]:
    """Return what is filtered by besides the text: words, and the filter without it."""
    found: list[tuple[str, PlanFilter]] = []

    def add(words: str, **rest: Any) -> None:
        found.append((words.strip(), wanted._replace(**rest)))

    for field, name in _NAMES.items():
        value = getattr(wanted, field)
        if isinstance(value, tuple):
            for item in value:
                add(f"{name} {item}", **{field: tuple(other for other in value if other != item)})
        elif isinstance(value, str) and value:
            add(f"{name} {due_words(value) if field == 'due' else value}", **{field: ""})
        elif value:
            add(name, group="", **{field: False})
    if wanted.group and not wanted.undated:
        found.append(("One group", wanted._replace(group="")))
    return found
