"""Events in the header, dragged or nudged: the activities that hang on one go with it, as one step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent

from imgdesk.domain.schedule_links import ordinal
from imgdesk.text import shorten
from imgdesk.ui.gantt.chart_desk import ChartDesk
from imgdesk.ui.gantt.drafts import said_of_slips
from imgdesk.ui.gantt.drag_tip import DragTip
from imgdesk.ui.gantt.gestures import THRESHOLD
from imgdesk.views.workplan import WindowRow

if TYPE_CHECKING:
    from imgdesk.domain.timing import Timing
    from imgdesk.ui.gantt.timeline import Timeline


@dataclass
class _Drag:
    row: WindowRow
    press: QPointF
    moment: float
    begun: bool = False
    text: str | None = None
    read: Timing | None = None


class EventDrag(QObject):
    """One for a timeline; the header tells it of the mouse and the keys."""

    refused = Signal(str)

    def __init__(self, timeline: Timeline, desk: ChartDesk) -> None:
        super().__init__(timeline)
        self._timeline, self._desk = timeline, desk
        self._drag: _Drag | None = None
        self.tip = DragTip(timeline)

    @property
    def holding(self) -> bool:
        """Whether an event is held."""
        return self._drag is not None

    def draft(self, row: WindowRow) -> WindowRow:
        """Return an event as the drag under way would leave it."""
        drag = self._drag
        if drag is None or drag.row.id != row.id or drag.read is None:
            return row
        first, last = drag.read.earliest, drag.read.latest
        return row._replace(
            earliest=first.isoformat() if first else None, latest=last.isoformat() if last else None,
            grain=drag.read.grain, when_text=drag.read.text,
        )  # fmt: skip

    def press(self, row: WindowRow, place: QPointF) -> None:
        """Take hold of an event."""
        if self._desk.editable:
            self._drag = _Drag(row, place, self._timeline.scale.moment(place.x()))

    def move(self, place: QPointF, keys: Qt.KeyboardModifier) -> None:
        """Follow the mouse."""
        drag = self._drag
        if drag is None or not (drag.begun or (place - drag.press).manhattanLength() >= THRESHOLD):
            return
        from imgdesk.domain.moves import moved

        drag.begun = True
        days = round(self._timeline.scale.moment(place.x()) - drag.moment)
        by_days = bool(keys & Qt.KeyboardModifier.AltModifier)
        drag.text = moved(self._desk.read(drag.row.when_text), days, to_days=by_days) if days else None
        drag.read = self._desk.read(drag.text) if drag.text is not None else None
        self._timeline.header.update()
        self.tip.say(self._timeline.inks(), self._said(drag), place)

    def _said(self, drag: _Drag) -> list[str]:
        from imgdesk.domain.moves import preview

        text = drag.text if drag.text is not None else drag.row.when_text
        lines = [f"{shorten(drag.row.title, 40)}: {preview(drag.row.when_text, text)}"]
        days = _days(drag.row, drag.read) if drag.read is not None else 0
        if not days:
            return lines
        slips = self._desk.slips({}, {drag.row.id: days})
        along = [slip for slip in slips if slip.event is not None]
        if along:
            lines.append(f"{len(along)} {'activity goes' if len(along) == 1 else 'activities go'} with it")
        return [*lines, *said_of_slips(self._desk, [slip for slip in slips if slip.event is None])]

    def release(self) -> bool:
        """Write the event's new date; return whether it was dragged."""
        drag, self._drag = self._drag, None
        self.tip.hide()
        self._timeline.header.update()
        if drag is None or not drag.begun:
            return False
        if drag.text is not None:
            self._desk.move_event(drag.row.id, drag.text)
        return True

    def cancel(self) -> None:
        """Take all back."""
        self._drag = None
        self.tip.hide()
        self._timeline.header.update()

    def key(self, row: WindowRow, event: QKeyEvent) -> bool:
        """Nudge an event with Ctrl+Left and Right, with Alt by days; return whether the key was one of these."""
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        keys = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
        if not way or keys not in (control, control | alt) or not self._desk.editable:
            return False
        from imgdesk.domain.moves import moved, nudged

        timing = self._desk.read(row.when_text)
        text = nudged(timing, way) if keys == control else moved(timing, way, to_days=True)
        if text is None:
            name = shorten(row.title, 40)
            self.refused.emit(f"“{name}” has no date that could be moved: give it one in the inspector.")
        else:
            self._desk.move_event(row.id, text)
        return True


def _days(row: WindowRow, read: Timing) -> int:
    """By how many days an event's date moved, as the service counts them."""
    for before, after in ((row.earliest, read.earliest), (row.latest, read.latest)):
        if before is not None and after is not None:
            return ordinal(after) - ordinal(before)
    return 0
