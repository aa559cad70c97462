"""What a place on the chart's rows means to the mouse: the body or an end of a bar, a handle for links, empty room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRectF, Qt

from imgdesk.gantt.layout import Bar
from imgdesk.gantt.links import Stop
from imgdesk.ui.gantt import painter as paint
from imgdesk.ui.gantt.drafts import movable
from imgdesk.views.workplan import ActivityRow

if TYPE_CHECKING:
    from imgdesk.ui.gantt.timeline import Timeline

HANDLE: Final = 7.0
"""The middle of a link handle is so far from the end of its bar."""
HANDLE_REACH: Final = 5.5
EDGE: Final = 6.0
CHIP: Final = QRectF(8, 0, 64, 18)
"""The place of an undated row's chip, its y counted from the middle of the row."""

CURSORS: Final = {
    "move": Qt.CursorShape.SizeAllCursor,
    "start": Qt.CursorShape.SizeHorCursor,
    "end": Qt.CursorShape.SizeHorCursor,
    "draw": Qt.CursorShape.CrossCursor,
    "new": Qt.CursorShape.CrossCursor,
    "chip": Qt.CursorShape.OpenHandCursor,
    "link start": Qt.CursorShape.CrossCursor,
    "link end": Qt.CursorShape.CrossCursor,
}


class Zone(NamedTuple):
    """What a press would take hold of: a key of CURSORS, or "" for nothing, and the row it belongs to."""

    kind: str
    place: QModelIndex


class Zones:
    """Asks the timeline's tree and layout; a desk that cannot be changed has no zones."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline, self._tree = timeline, timeline.tree
        self._movable: tuple[int, str, bool] = (0, "", False)

    def at(self, place: QPointF) -> Zone:
        """Return what is at a place of the chart's body."""
        index = self._tree.indexAt(QPoint(1, int(place.y())))
        if not self._timeline.can_edit or (index.isValid() and self._timeline.body.tray_at(place)):
            return Zone("", index)
        row = self._tree.plan().activity(index)
        if row is None:
            return Zone("new", index)
        bar = self._timeline.body.bar_of(index)
        if bar is None:
            return Zone("chip" if self.chip(index).contains(place) else "draw", index)
        return Zone(self._on_bar(row, bar, place, index), index)

    def _on_bar(self, row: ActivityRow, bar: Bar, place: QPointF, index: QModelIndex) -> str:
        box = self._tree.visualRect(index)
        top, tall = paint.bar_box(box.top(), box.height())
        x = place.x()
        if not top - 3 <= place.y() <= top + tall + 3:
            return "draw"
        if abs(x - bar.x1 - HANDLE) <= HANDLE_REACH:
            return "link end"
        if abs(x - bar.x0 + HANDLE) <= HANDLE_REACH:
            return "link start"
        if not bar.x0 <= x <= bar.x1 or not self._has_date(row):
            return "draw"
        edge = min(EDGE, (bar.x1 - bar.x0) / 4)
        if x <= bar.x0 + edge and not bar.open_start:
            return "start"
        return "end" if x >= bar.x1 - edge and not bar.open_end else "move"

    def _has_date(self, row: ActivityRow) -> bool:
        """Whether the row's date is its own; remembered, because the mouse asks at every pixel."""
        if self._movable[:2] != (row.id, row.when_text):
            known = movable(self._timeline.desk.timing(row)) if self._timeline.desk else False
            self._movable = (row.id, row.when_text, known)
        return self._movable[2]

    def chip(self, index: QModelIndex) -> QRectF:
        """Return where the chip of a row without any date stands."""
        return CHIP.translated(0, self._tree.visualRect(index).center().y() - CHIP.height() / 2)

    def stop(self, index: QModelIndex, bar: Bar) -> Stop:
        """Return a bar as the end of a link."""
        box = self._tree.visualRect(index)
        return Stop(bar.x0, bar.x1, box.center().y(), box.height() / 2)
