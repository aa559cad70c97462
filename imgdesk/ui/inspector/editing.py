"""What the parts of the inspector share: one editor open at a time, and one way to change the desk.

An editor keeps the record that it was opened for, so that text typed for one activity never lands on another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from imgdesk.errors import UserError
from imgdesk.ui.edit_keys import EditKeys, holds_focus
from imgdesk.ui.field_box import FieldBox

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

Widget = TypeVar("Widget", bound=QWidget)

Make = Callable[[FieldBox], QWidget]
"""Returns an editor for a box; it follows editors.FieldEditor."""
Keep = Callable[[int, str], bool]
"""Keeps a value of a record (its id, the value) and returns whether that was done."""


class Deeds(QObject):
    """The desk that is shown and one way to change it: a refusal is said in one sentence."""

    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk: Desk | None = None

    def do(self, change: Callable[[Desk], object]) -> bool:
        """Run a service on the desk; return whether it was done."""
        if self.desk is None:
            return False
        try:
            change(self.desk)
        except UserError as error:
            self.refused.emit(str(error))
            return False
        return True


class Editing(QObject):
    """Opens the editors of the boxes on a sheet, one at a time; Tab goes on to the next box as they lie."""

    refused = Signal(str)
    ended = Signal(object)
    """The editor of this box was closed."""

    def __init__(self, sheet: QWidget) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._doing: dict[FieldBox, tuple[Make, Keep]] = {}
        self._box: FieldBox | None = None
        self._keys = EditKeys(self)
        self._keys.kept.connect(self._keep)
        self._keys.dropped.connect(self._drop)
        self._keys.refused.connect(self.refused)

    def watch(self, box: FieldBox, make: Make, keep: Keep) -> None:
        """Let a box be edited with the editor that `make` returns; `keep` is called where the value changed."""
        self._doing[box] = (make, keep)
        box.wanted.connect(self.begin)

    @property
    def box(self) -> FieldBox | None:
        """The box that is being edited."""
        return self._box

    def begin(self, box: FieldBox) -> None:
        """Open the editor of a box and keep what another one holds; one that was refused stays open instead."""
        self.finish()
        if self._box is not None and self._box.editor is not None:
            if self._box.isVisible():
                self._box.editor.setFocus()
                return
            self._keys.drop(self._box.editor)  # what it was of is gone
        editor = self._doing[box][0](box)
        self._keys.watch(editor)
        editor.setProperty("record", box.record)
        editor.set_value(box.raw)  # type: ignore[attr-defined]
        editor.setProperty("before", editor.value())  # type: ignore[attr-defined]
        self._box = box
        box.begin(editor)

    def finish(self) -> None:
        """Keep what is being typed and close the editor, if one is open."""
        if self._box is not None and self._box.editor is not None:
            self._keys.keep(self._box.editor, 0, leaving=True)

    def _keep(self, editor: QWidget, onward: int) -> None:
        box, value = self._box, editor.value()  # type: ignore[attr-defined]
        if box is None:
            return
        if value != editor.property("before"):
            if not self._doing[box][1](editor.property("record"), value):
                self._keys.resume(editor)
                return
        self._drop(editor)
        if onward:
            self._begin_beside(box, onward)

    def _drop(self, editor: QWidget) -> None:
        box, self._box = self._box, None
        if box is not None:
            focused = holds_focus(editor)
            box.end()
            self.ended.emit(box)
            if focused:
                box.setFocus()

    def _begin_beside(self, box: FieldBox, onward: int) -> None:
        boxes = [found for found in self._doing if found is box or (found.isVisible() and found.editable)]
        order = as_they_lie(self._sheet, boxes)
        place = order.index(box) + onward
        if 0 <= place < len(order):
            self.begin(order[place])


def as_they_lie(sheet: QWidget, widgets: Sequence[Widget]) -> list[Widget]:
    """Return widgets from top to bottom, and from left to right within a line."""

    def place(widget: QWidget) -> tuple[int, int]:
        corner = widget.mapTo(sheet, QPoint(0, 0))
        return corner.y(), corner.x()

    return sorted(widgets, key=place)


def focus_beside(sheet: QWidget, onward: bool) -> bool:
    """Move the focus to the next widget of a sheet as they lie; return whether there was one."""
    takers = [
        widget
        for widget in sheet.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
    ]
    order = as_they_lie(sheet, takers)
    here = next((place for place, widget in enumerate(order) if widget.hasFocus()), None)
    there = None if here is None else here + (1 if onward else -1)
    if there is None or not 0 <= there < len(order):
        return False
    reason = Qt.FocusReason.TabFocusReason if onward else Qt.FocusReason.BacktabFocusReason
    order[there].setFocus(reason)
    return True
