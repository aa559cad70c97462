"""What the desk writes into a section by itself, a row an item; each row stays as long as its item is there.

What a person wrote instead of an item stands in an editor in its place, marked as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from imgdesk.ui.briefs.handwritten import Handwritten
from imgdesk.ui.briefs.item_row import ItemRow
from imgdesk.ui.field_box import WrapLabel
from imgdesk.ui.theme import Theme

if TYPE_CHECKING:
    from imgdesk.reports.compose.paper import Shown

Overrides = dict[str, str]
"""What a person wrote instead of the items of one section, by key."""


class Items(QWidget):
    """The items of one section; each keeps its row as long as it is there."""

    written = Signal(object, str, str)
    """Shown, words, merge key."""
    reverted = Signal(object)
    agreed = Signal(object)
    record_wanted = Signal(str, int)
    left = Signal()
    """The person is done with the items."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows: dict[str, ItemRow | Handwritten] = {}
        self._items: Sequence[Shown] = ()
        self._written: Overrides = {}
        self._begun = ""
        """The key of an item that is being written by hand and says the desk's words still."""
        self._focused = ""
        """The key of the row whose successor takes the keyboard over."""
        self._missing, self._editable = "", False
        self.missing = WrapLabel("", "muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.missing)

    def show_items(self, items: Sequence[Shown], written: Overrides, missing: str, *, editable: bool) -> None:
        """Show what the desk writes, and what people wrote instead; `missing` says why there is nothing."""
        self._items, self._written, self._missing, self._editable = items, written, missing, editable
        self.missing.setText(missing)
        self.missing.setVisible(not items)
        gone = set(self.rows) - {shown.item.key for shown in items}
        for key in gone:
            self._drop(key)
        for place, shown in enumerate(items, 1):
            key = shown.item.key
            row = self._row(key, by_hand=key in written or (editable and key == self._begun))
            if self._column.indexOf(row) != place:
                self._column.removeWidget(row)
                self._column.insertWidget(place, row)
                row.show()  # else it could not take the focus yet
            if key == self._focused:
                self._focused = ""
                (row.text if isinstance(row, Handwritten) else row).setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(row, Handwritten):
                row.show_item(shown, written.get(key, shown.text), editable=editable)
            else:
                row.show_item(shown, editable=editable)

    def begin(self, shown: Shown) -> None:
        """Open an editor with the words of an item; they are one's own from the first change on."""
        self._begun = shown.item.key
        self._again()
        row = self.rows[self._begun]
        assert isinstance(row, Handwritten)
        row.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _again(self) -> None:
        self.show_items(self._items, self._written, self._missing, editable=self._editable)

    def _leave(self, row: Handwritten) -> None:
        """Go from an editor to what stands in its place: itself, or the row of the desk's words."""
        key = row.shown.item.key if row.shown is not None else ""
        self._settle(key)
        there = self.rows.get(key)
        (self.left.emit if isinstance(there, Handwritten) or there is None else there.setFocus)()

    def _settle(self, key: str) -> None:
        """Close an editor that was left with the desk's words in it."""
        if key == self._begun:
            self._begun = ""
            if key not in self._written:
                self._again()

    def finish(self) -> None:
        """Keep what is being typed."""
        for row in self.rows.values():
            if isinstance(row, Handwritten):
                row.text.typed.finish()

    def _row(self, key: str, *, by_hand: bool) -> ItemRow | Handwritten:
        row = self.rows.get(key)
        if row is not None and isinstance(row, Handwritten) == by_hand:
            return row
        if row is not None:
            focus = QApplication.focusWidget()
            if focus is not None and (focus is row or row.isAncestorOf(focus)):
                self._focused = key
            self._drop(key)
        made = self.rows[key] = self._handwritten() if by_hand else self._item_row()
        return made

    def _item_row(self) -> ItemRow:
        row = ItemRow(self._theme, self)
        row.override_wanted.connect(self.begin)
        row.record_wanted.connect(self.record_wanted)
        return row

    def _handwritten(self) -> Handwritten:
        row = Handwritten(self._theme, self)
        row.kept.connect(lambda text, merge: self.written.emit(row.shown, text, merge))
        row.revert_wanted.connect(lambda: self._revert(row.shown))
        row.text.typed.left.connect(lambda: self._leave(row))
        row.text.typed.gone.connect(lambda: self._settle(row.shown.item.key if row.shown else ""))
        row.agree_wanted.connect(lambda: self.agreed.emit(row.shown))
        return row

    def _revert(self, shown: Shown | None) -> None:
        if shown is None:
            return
        key = shown.item.key
        row = self.rows[key]
        if isinstance(row, Handwritten):
            row.text.typed.drop()
        self._begun = "" if key == self._begun else self._begun
        if key in self._written:
            self.reverted.emit(shown)
        else:
            self._again()

    def _drop(self, key: str) -> None:
        row = self.rows.pop(key)
        if isinstance(row, Handwritten):
            row.text.typed.drop()
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
