"""Gestures on the chart's rows: bars moved, resized and drawn, links drawn, dates taken off.

Dragging moves the picture alone. Release writes one change through the chart's desk, and nothing where the words would
not change; Esc, or losing the focus, takes all back. The same with keys: see gesture_keys.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QModelIndex, QObject, QPointF, Qt, Signal

from imgdesk.gantt.links import kind_of
from imgdesk.gantt.scale import FIRST_DAY, LAST_DAY, bottom_unit
from imgdesk.text import shorten
from imgdesk.ui.gantt import drafts
from imgdesk.ui.gantt.chart_desk import ChartDesk, Moved
from imgdesk.ui.gantt.drag_tip import DragTip
from imgdesk.ui.gantt.zones import Zone
from imgdesk.views.workplan import ActivityRow

if TYPE_CHECKING:
    from imgdesk.domain.moves import SpanUnit
    from imgdesk.domain.schedule_network import Slip
    from imgdesk.ui.gantt.timeline import Timeline

THRESHOLD: Final = 5.0
"""A press that moves less is a click."""
PAN_ROOM: Final = 6.0
LINK_WORDS: Final = {
    "FS": "begins after the end of",
    "SS": "begins after the beginning of",
    "FF": "ends after the end of",
    "SF": "ends after the beginning of",
}
_AT_ONCE: Final = 60
"""Of a larger selection only the rows in sight are worked out while the mouse moves; release works out all."""


@dataclass
class Drag:
    """A press on something, and from the first real movement on a drag."""

    kind: str
    row: ActivityRow | None
    rows: list[ActivityRow]
    near: list[ActivityRow]
    section_id: int
    press: QPointF
    moment: float
    place: QPointF
    begun: bool = False
    to_days: bool = False
    drafts: dict[int, Moved] = field(default_factory=dict)
    new: tuple[str, date, date] | None = None
    slips: list[Slip] = field(default_factory=list)
    tray: bool = False
    target: QModelIndex = field(default_factory=QModelIndex)
    link_kind: str = ""
    last: tuple[object, ...] = ()


class Gestures(QObject):
    """One for a timeline; the body tells it of the mouse and asks it what to paint."""

    refused = Signal(str)
    """Why a gesture cannot be made, in one sentence."""
    written = Signal()

    def __init__(self, timeline: Timeline, desk: ChartDesk) -> None:
        super().__init__(timeline)
        self._timeline, self._tree, self._desk = timeline, timeline.tree, desk
        self.drag: Drag | None = None
        self._lit = False
        self.tip = DragTip(timeline.body)

    # What the picture asks

    @property
    def dragging(self) -> bool:
        """Whether something is being dragged."""
        return self.drag is not None and self.drag.begun

    def draft(self, activity_id: int) -> ActivityRow | None:
        """Return how a row would look after the drag; None where it stays as it is."""
        found = self.drag.drafts.get(activity_id) if self.drag is not None and self.drag.begun else None
        return found.row if found else None

    # The mouse

    def press(self, zone: Zone, place: QPointF) -> bool:
        """Take hold of what is there; return whether there is anything to hold."""
        if not zone.kind or not self._desk.editable:
            return False
        row = self._tree.plan().activity(zone.place)
        group = self._tree.plan().group(zone.place)
        moment = self._timeline.scale.moment(place.x())
        rows = self._together(row, zone.kind)
        section = group.section_id if group else 0
        self.drag = Drag(zone.kind, row, rows, self._near(rows), section, place, moment, place)
        return True

    def _near(self, rows: list[ActivityRow]) -> list[ActivityRow]:
        """Return the rows that are worked out while the mouse moves: all, or of very many those in sight."""
        if len(rows) <= _AT_ONCE:
            return rows
        plan, body = self._tree.plan(), self._timeline.body
        seen = (plan.activity(index) for index, _, _ in self._timeline.picture.rows(0, body.height()))
        ids = {row.id for row in seen if row is not None}
        return [rows[0], *(row for row in rows[1:] if row.id in ids)]

    def _together(self, row: ActivityRow | None, kind: str) -> list[ActivityRow]:
        """Return the rows that a drag of this one moves: the selection, when it is of it."""
        if row is None:
            return []
        chosen = self._tree.selected_ids() if kind in ("move", "start", "end") else []
        if row.id not in chosen:
            return [row]
        plan = self._tree.plan()
        others = (plan.activity(plan.find(number)) for number in chosen if number != row.id)
        return [row, *(other for other in others if other is not None)]

    def move(self, place: QPointF, keys: Qt.KeyboardModifier) -> None:
        """Follow the mouse."""
        drag = self.drag
        if drag is None:
            return
        if not drag.begun:
            if (place - drag.press).manhattanLength() < THRESHOLD:
                return
            drag.begun = True
        drag.place, drag.to_days = place, bool(keys & Qt.KeyboardModifier.AltModifier)
        self._pan_along(place)
        if drag.kind.startswith("link"):
            self._follow_link(drag)
        else:
            self._follow_date(drag)

    def _pan_along(self, place: QPointF) -> None:
        """Bring more days into sight while the mouse is held at an edge."""
        width = self._timeline.body.width()
        if place.x() > width - PAN_ROOM:
            self._timeline.pan(-min(place.x() - width + PAN_ROOM + 4, 40))
        elif place.x() < PAN_ROOM:
            self._timeline.pan(min(PAN_ROOM + 4 - place.x(), 40))

    def _follow_date(self, drag: Drag) -> None:
        scale = self._timeline.scale
        over = self._timeline.body.tray_key(drag.place) if drag.kind in ("move", "chip") else ""
        drag.tray = bool(over) and drag.kind == "move"
        here = scale.day(drag.place.x())
        days = round(scale.moment(drag.place.x()) - drag.moment)
        state = (days, here, drag.to_days, drag.tray)
        if state != drag.last:
            drag.last = state
            before, new = drag.drafts, drag.new
            self._work_out(drag, drag.near, days, here)
            if drag.drafts != before or drag.new != new or drag.tray != self._lit:
                drag.slips = self._slips(drag)
                self._repaint(drag, set(before))
        self.tip.say(self._timeline.inks(), self._said(drag), drag.place)

    def _work_out(self, drag: Drag, rows: list[ActivityRow], days: int, here: date) -> None:
        desk = self._desk
        unit = cast("SpanUnit", "day" if drag.to_days else bottom_unit(self._timeline.scale))
        start = date.fromordinal(min(max(int(drag.moment), FIRST_DAY), LAST_DAY))
        if drag.tray:
            drag.drafts = {key: Moved(text, row) for key, text, row in self._off(rows)}
        elif drag.kind == "new":
            drag.new = drafts.drawn_new(start, here, unit)
        elif drag.kind in ("draw", "chip") and drag.row is not None:
            first = here if drag.kind == "chip" else start
            drag.drafts = drafts.drawn(desk, drag.row, first, here, unit)
        else:
            drag.drafts = drafts.dragged(desk, rows, drag.kind, days, to_days=drag.to_days)

    def _off(self, rows: Iterable[ActivityRow]) -> list[tuple[int, str, ActivityRow]]:
        rows = list(rows)
        texts = drafts.taken_off(self._desk, rows)
        return [
            (row.id, texts[row.id], self._desk.moved(row, texts[row.id]).row)
            for row in rows
            if row.id in texts
        ]

    def _slips(self, drag: Drag) -> list[Slip]:
        if len(drag.rows) > _AT_ONCE or not drag.drafts:
            return []
        return self._desk.slips({key: draft.row for key, draft in drag.drafts.items()})

    def _said(self, drag: Drag) -> list[str]:
        if drag.kind == "new":
            text = drag.new[0] if drag.new else ""
            return [f"New activity, {text}"]
        if drag.row is None:
            return []
        lines = drafts.said_of(drag.row, drag.drafts)
        if len(drag.rows) > _AT_ONCE:
            lines[1] = f"and {len(drag.rows) - 1} more"
        mine = drag.drafts.get(drag.row.id)
        if mine is not None and not drag.tray:
            lines.append(drafts.beyond(self._desk, mine.row))
        elif mine is None and drag.kind in ("move", "start", "end"):
            lines.append(drafts.why_not(self._desk, drag.row, drag.kind))
        return [*lines, *drafts.said_of_slips(self._desk, drag.slips)]

    def _repaint(self, drag: Drag, before: set[int]) -> None:
        """Repaint the rows that look different now, as far as their links reach; all of them where trays are lit."""
        timeline, body = self._timeline, self._timeline.body
        lit, self._lit = self._lit, drag.tray
        if drag.kind == "new" or drag.tray or lit or not drag.drafts:
            body.update()
            return
        touched = before | set(drag.drafts)
        boxes = [self._tree.visualRect(self._tree.plan().find(number)) for number in touched]
        boxes = [box for box in boxes if box.bottom() >= 0 and box.top() <= body.height()]
        tops, feet = [box.top() for box in boxes], [box.bottom() for box in boxes]
        if (reach := timeline.links.relay(touched, timeline.frame())) is not None:
            tall = self._tree.row_height()
            tops, feet = [*tops, int(reach[0]) - tall], [*feet, int(reach[1]) + tall]
        if tops:
            top = max(min(tops), 0)
            body.update(0, top, body.width(), min(max(feet), body.height()) - top + 1)

    def release(self) -> bool:
        """Write what was dragged; return whether it was a drag and no click."""
        drag, self.drag = self.drag, None
        self.tip.hide()
        if drag is None or not drag.begun:
            return False
        self._timeline.body.update()
        if drag.kind.startswith("link"):
            self._write_link(drag)
        elif drag.kind == "new":
            self._write_new(drag)
        else:
            self._write_dates(drag)
        return True

    def _write_dates(self, drag: Drag) -> None:
        if len(drag.rows) > _AT_ONCE and drag.last:
            self._work_out(drag, drag.rows, cast(int, drag.last[0]), cast(date, drag.last[1]))
        texts = {key: draft.text for key, draft in drag.drafts.items()}
        if texts:
            verb = "Take the date off" if drag.tray else "Resize" if drag.kind in ("start", "end") else "Move"
            self._desk.set_dates(texts, verb)
            self.written.emit()
        elif drag.row is not None and drag.kind in ("move", "start", "end") and drag.last and drag.last[0]:
            if sentence := drafts.why_not(self._desk, drag.row, drag.kind):
                self.refused.emit(sentence)

    def _write_new(self, drag: Drag) -> None:
        if drag.new is None:
            return
        section = drag.section_id or self._desk.section_for(drag.new[1])
        if not section:
            self.refused.emit("The plan has no section that could hold an activity: add a section first.")
            return
        self._desk.add(section, drag.new[0])

    def cancel(self) -> bool:
        """Take all back; return whether there was anything to take back."""
        drag, self.drag = self.drag, None
        self.tip.hide()
        if drag is not None:
            self._timeline.body.update()
        return drag is not None

    # Links

    def _follow_link(self, drag: Drag) -> None:
        body = self._timeline.body
        index = body.index_at(drag.place.y())
        row, bar = self._tree.plan().activity(index), body.bar_of(index)
        drag.target, drag.link_kind = QModelIndex(), ""
        if row is not None and bar is not None and drag.row is not None and row.id != drag.row.id:
            near = bar.x0 - 16 <= drag.place.x() <= bar.x1 + 16
            if near:
                late = drag.place.x() > bar.x0 + (bar.x1 - bar.x0) * 2 / 3
                drag.target, drag.link_kind = index, kind_of(drag.kind == "link end", late)
        self.tip.say(self._timeline.inks(), self._link_said(drag), drag.place)
        body.update()

    def _link_said(self, drag: Drag) -> list[str]:
        if drag.row is None:
            return []
        name = f"“{shorten(drag.row.output, 40) or 'Untitled'}”"
        row = self._tree.plan().activity(drag.target)
        if row is None:
            return [f"Link from {name}: drop it on another bar"]
        return [f"“{shorten(row.output, 40) or 'Untitled'}” {LINK_WORDS[drag.link_kind]}", name]

    def _write_link(self, drag: Drag) -> None:
        target = self._tree.plan().activity(drag.target)
        if target is not None and drag.row is not None:
            self._desk.join(drag.row.id, target.id, drag.link_kind)
