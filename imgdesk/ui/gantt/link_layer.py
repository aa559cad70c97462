"""Links on the chart: those that touch a visible row, as lines with an arrow, chosen by a click.

A link whose windows certainly contradict it is red and says so; the critical chain stands out while it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from imgdesk.domain.schedule_links import link_counts, link_room
from imgdesk.gantt import layout
from imgdesk.gantt.links import ARROW, Point, Stop, distance, route
from imgdesk.text import shorten
from imgdesk.ui.gantt.inks import Inks
from imgdesk.views.workplan import ActivityRow, LinkRow

if TYPE_CHECKING:
    from imgdesk.ui.gantt.timeline import Timeline

NEAR: Final = 4.0
KINDS: Final = {
    "FS": "finish to start",
    "SS": "start to start",
    "FF": "finish to finish",
    "SF": "start to finish",
}
Rows = list[tuple[QModelIndex, float, float]]


class LinkShape(NamedTuple):
    """A link as it lies now; `broken`: no choice of days keeps it; `tight`: of the critical chain."""

    link: LinkRow
    points: list[Point]
    broken: bool
    tight: bool


class LinkLayer:
    """The links of the rows painted last, and the one that is chosen."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline, self._tree = timeline, timeline.tree
        self.shapes: list[LinkShape] = []
        self.chosen = 0
        self._seen: dict[int, tuple[float, float]] = {}
        self._rows: Rows = []

    def lay_out(self, rows: Rows, frame: layout.Frame) -> None:
        """Work out the links of the visible rows."""
        desk, plan = self._timeline.desk, self._tree.plan()
        self.shapes = []
        if desk is None or not desk.links().all:
            return
        seen = self._seen = {}
        self._rows = rows
        for index, y, height in rows:
            if (row := plan.activity(index)) is not None:
                seen[row.id] = (y, height)
        tight = set(desk.critical().links) if self._timeline.overlays.critical_shown else set()
        for link in desk.links().touching(seen):
            shape = self._shape(link, seen, rows, frame, tight)
            if shape is not None:
                self.shapes.append(shape)

    def relay(self, ids: Iterable[int], frame: layout.Frame) -> tuple[float, float] | None:
        """Work out anew the links that touch these activities, while all rows stay where they are.

        Return from which to which y they lay before and lie now; None where there are none.
        """
        desk, ids = self._timeline.desk, set(ids)
        old = [shape for shape in self.shapes if shape.link.from_id in ids or shape.link.to_id in ids]
        if desk is None or not old:
            return None
        tight = set(desk.critical().links) if self._timeline.overlays.critical_shown else set()
        found = (self._shape(shape.link, self._seen, self._rows, frame, tight) for shape in old)
        new = [shape for shape in found if shape is not None]
        gone = {shape.link.id for shape in old}
        self.shapes = [shape for shape in self.shapes if shape.link.id not in gone] + new
        heights = [y for shape in (*old, *new) for _, y in shape.points]
        return min(heights), max(heights)

    def _shape(
        self, link: object, seen: dict[int, tuple[float, float]], rows: Rows, frame: layout.Frame,
        tight: set[tuple[int, int]],
    ) -> LinkShape | None:  # fmt: skip
        assert isinstance(link, LinkRow)
        stops: list[Stop] = []
        ends: list[ActivityRow] = []
        for number in (link.from_id, link.to_id):
            found = self._stop(number, seen, rows, frame)
            if found is None:
                return None
            stops.append(found[0])
            ends.append(found[1])
        room = link_room(ends[0], ends[1], link) if link_counts(ends[0], ends[1]) else None
        points = route(stops[0], stops[1], link.kind)
        return LinkShape(link, points, room is not None and room[0] < 0, (link.from_id, link.to_id) in tight)

    def _stop(
        self, number: int, seen: dict[int, tuple[float, float]], rows: Rows, frame: layout.Frame
    ) -> tuple[Stop, ActivityRow] | None:
        plan = self._tree.plan()
        index = plan.find(number)
        if not index.isValid() or not self._tree.isExpanded(index.parent()):
            return None
        row = self._timeline.drafted(number) or plan.activity(index)
        bar = layout.bar(row, frame) if row is not None else None
        if row is None or bar is None:
            return None
        if number in seen:
            y, height = seen[number]
        else:  # asking Qt for the place of a row out of sight would look through all of them
            first = rows[0][0]
            above = (index.parent().row(), index.row()) < (
                (first.parent().row(), first.row()) if first.parent().isValid() else (first.row(), -1)
            )
            height = rows[0][2]
            y = rows[0][1] - 2 * height if above else rows[-1][1] + 2 * height
        return Stop(bar.x0, bar.x1, y + height / 2, height / 2), row

    def broken_ids(self) -> set[int]:
        """Return the activities whose date contradicts a link to them."""
        return {shape.link.to_id for shape in self.shapes if shape.broken}

    def at(self, place: QPointF) -> LinkShape | None:
        """Return the link at a place, the nearest where several cross."""
        near = [(distance(shape.points, place.x(), place.y()), shape.link.id, shape) for shape in self.shapes]
        found = min(near, default=None, key=lambda pair: pair[:2])
        return found[2] if found is not None and found[0] <= NEAR else None

    def paint(self, painter: QPainter, inks: Inks) -> None:
        """Paint the links, the chosen one and the tight ones last."""
        dim = self._timeline.overlays.critical_shown
        for shape in sorted(self.shapes, key=lambda one: (one.link.id == self.chosen, one.tight, one.broken)):
            chosen = shape.link.id == self.chosen
            role = "accent" if chosen else "red" if shape.broken or shape.tight else "muted"
            painter.setOpacity(0.3 if dim and not shape.tight and not chosen else 1.0)
            paint_line(painter, inks, shape.points, role, 2.0 if chosen or shape.tight else 1.2)
            if shape.broken:
                _paint_mark(painter, inks, shape.points)
        painter.setOpacity(1.0)

    def words(self, shape: LinkShape) -> list[str]:
        """Return the lines of a link's tool tip."""
        plan = self._tree.plan()
        rows = [plan.activity(plan.find(number)) for number in (shape.link.from_id, shape.link.to_id)]
        names = [f"“{shorten(row.output, 60) or 'Untitled'}”" if row else "" for row in rows]
        lag = shape.link.lag_days
        days = (
            f", {abs(lag)} {'day' if abs(lag) == 1 else 'days'} {'later' if lag > 0 else 'earlier'}"
            if lag
            else ""
        )
        lines = [f"{names[0]} → {names[1]}", KINDS[shape.link.kind] + days]
        if shape.broken:
            lines.append("Conflict: their dates cannot keep this link")
        return lines


def paint_line(painter: QPainter, inks: Inks, points: list[Point], role: str, width: float) -> None:
    """Paint a line of right angles with an arrow at its end."""
    color = inks.color(role)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(color, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    path = QPainterPath(QPointF(*points[0]))
    for x, y in points[1:]:
        path.lineTo(x, y)
    painter.drawPath(path)
    (x0, _), (x, y) = points[-2], points[-1]
    back = -ARROW if x >= x0 else ARROW
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(x, y),
                QPointF(x + 1.4 * back, y - ARROW + 0.5),
                QPointF(x + 1.4 * back, y + ARROW - 0.5),
            ]
        )
    )


def _paint_mark(painter: QPainter, inks: Inks, points: list[Point]) -> None:
    """Paint a red disc with an exclamation mark on the middle stretch of a line."""
    middle = len(points) // 2
    (xa, ya), (xb, yb) = points[middle - 1], points[middle]
    x, y = (xa + xb) / 2, (ya + yb) / 2
    box = QRectF(x - 6, y - 6, 12, 12)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks.color("red"))
    painter.drawEllipse(box)
    painter.setFont(inks.caption)
    painter.setPen(inks.color("surface"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "!")
