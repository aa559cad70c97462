"""The picture of the chart's rows: what lies over what, for the visible rows alone.

Asks the tree for rows, the layout for shapes, the gestures for what is being dragged; the strokes are painter's. It
changes nothing and remembers nothing but what the mouse may ask again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter

from imgdesk.domain.schedule_links import ENDS
from imgdesk.gantt import layout
from imgdesk.gantt.links import STUB, kind_of, route
from imgdesk.ui.gantt import marks
from imgdesk.ui.gantt import painter as paint
from imgdesk.ui.gantt.inks import faded
from imgdesk.ui.gantt.link_layer import Rows, paint_line
from imgdesk.views.workplan import ActivityRow

if TYPE_CHECKING:
    from imgdesk.ui.gantt.timeline import Timeline

SCROLL_BAR: Final = 12
"""The right edge, which a scroll bar may cover."""
DIMMED: Final = 0.3
OLD_PLACE: Final = 0.3
CONFLICT: Final = layout.Word("conflict", "red")
BEYOND: Final = layout.Word("beyond the plan", "amber")


class _Painted(NamedTuple):
    """A bar that was painted, for the words that lie over all bars."""

    row: ActivityRow
    shape: layout.Bar
    y: float
    height: float
    ground: QColor


class Picture:
    """Paints the body of one timeline."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline, self._tree = timeline, timeline.tree

    def paint(self, painter: QPainter, clip: QRect, width: float, lit_tray: str) -> None:
        """Paint what is inside `clip`; `lit_tray` is the group whose tray is under the mouse."""
        timeline, inks, frame = self._timeline, self._timeline.inks(), self._timeline.frame()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(clip, inks.color("surface"))
        rows = list(self.rows(clip.top(), clip.bottom()))
        end = rows[-1][1] + rows[-1][2] if rows else 0.0
        foot = min(end, clip.bottom() + 1.0)
        shift = -float(self._tree.verticalScrollBar().value())
        bands = timeline.bands()
        for _, band in bands:
            paint.paint_band(painter, inks, band, clip.top(), foot, width, shift)
        self._paint_grounds(painter, rows, width)
        paint.paint_grid(painter, inks, timeline.calendar().grid, clip.top(), foot)
        self._paint_links_and_bars(painter, rows, width, frame, lit_tray)
        heading = next((row for row in rows if row[0].internalId() == 0), None)
        if heading is not None:
            for _, band in bands:
                paint.paint_band_label(painter, inks, band, heading[1], self._room_for_label(*heading, width))

    def rows(self, top: int, bottom: int) -> Iterator[tuple[QModelIndex, float, float]]:
        """Yield the visible rows between two y as (index, y, height)."""
        tree = self._tree
        index = tree.indexAt(QPoint(1, max(top, 0)))
        while index.isValid():
            box = tree.visualRect(index)
            if box.top() > bottom:
                return
            yield index, box.top(), box.height()
            index = tree.indexBelow(index)

    def _paint_grounds(self, painter: QPainter, rows: Rows, width: float) -> None:
        inks, tree = self._timeline.inks(), self._tree
        for index, y, height in rows:
            ground = tree.ground(index)
            if ground != "surface":
                painter.fillRect(
                    QRectF(0, y, width, height), inks.hover if ground == "hover" else inks.color(ground)
                )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(inks.grid)
        for _, y, height in rows:
            painter.drawLine(0, int(y + height) - 1, int(width), int(y + height) - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)

    def _paint_links_and_bars(
        self, painter: QPainter, rows: Rows, width: float, frame: layout.Frame, lit_tray: str
    ) -> None:
        timeline, inks = self._timeline, self._timeline.inks()
        painted: list[_Painted] = []
        for index, y, height in rows:
            row = self._tree.plan().activity(index)
            if row is None:
                self._paint_group(painter, index, y, height, frame, width, lit_tray)
            elif (bar := self._paint_row(painter, index, row, y, height, width, frame)) is not None:
                painted.append(bar)
        if rows:
            top, foot = rows[0][1], rows[-1][1] + rows[-1][2]
            paint.paint_today(painter, inks, layout.today_x(frame), top, foot)
        # Links reach beyond the strip that is painted, so all rows are asked; a drag has laid its own anew already.
        height = timeline.body.height()
        if not timeline.dragging or len(rows) * self._tree.row_height() >= height:
            timeline.links.lay_out(list(self.rows(0, height)) if timeline.has_links else [], frame)
        timeline.links.paint(painter, inks)
        broken = timeline.links.broken_ids()
        for bar in painted:
            self._paint_words(painter, bar, width - SCROLL_BAR, bar.row.id in broken)
        self._paint_drag(painter, rows, frame)

    def _paint_row(
        self, painter: QPainter, index: QModelIndex, row: ActivityRow, y: float, height: float, width: float,
        frame: layout.Frame,
    ) -> _Painted | None:  # fmt: skip
        timeline, inks, tree = self._timeline, self._timeline.inks(), self._tree
        ground = tree.ground(index)
        color = inks.hover if ground == "hover" else inks.color(ground)
        ghost = timeline.overlays.ghost(row.id)
        if ghost is not None and (ghost.earliest, ghost.latest) != (row.earliest, row.latest):
            window = layout.extent(ghost.earliest, ghost.latest, frame)
            if window is not None:
                marks.paint_ghost(painter, inks, window, y, height, width)
        dim = timeline.overlays.dimmed(row.id)
        draft = timeline.drafted(row.id)
        shape = layout.bar(row, frame)
        if draft is not None and shape is not None:
            self._faintly(painter, OLD_PLACE, shape, y, height, width, color)
        if draft is not None:
            row, shape = draft, layout.bar(draft, frame)
        if shape is None:
            if timeline.can_edit or draft is not None:
                marks.paint_chip(painter, inks, timeline.zones.chip(index), "no date")
            return None
        if dim:
            self._faintly(painter, DIMMED, shape, y, height, width, color)
        else:
            paint.paint_bar(painter, inks, shape, y, height, width, color)
        if timeline.overlays.shows_handles(index):
            marks.paint_handles(painter, inks, shape, y + height / 2)
        return _Painted(row, shape, y, height, color)

    def _faintly(
        self, painter: QPainter, share: float, shape: layout.Bar, y: float, height: float, width: float,
        ground: QColor,
    ) -> None:  # fmt: skip
        painter.setOpacity(share)
        paint.paint_bar(painter, self._timeline.inks(), shape._replace(faint=False), y, height, width, ground)
        painter.setOpacity(1.0)

    def _paint_words(self, painter: QPainter, bar: _Painted, width: float, broken: bool) -> None:
        timeline, inks = self._timeline, self._timeline.inks()
        shape = bar.shape
        if broken:
            shape = shape._replace(words=(CONFLICT, *shape.words))
        if timeline.drafted(bar.row.id) is not None and timeline.beyond_plan(bar.row):
            shape = shape._replace(words=(BEYOND, *shape.words))
        if timeline.overlays.dimmed(bar.row.id):
            painter.setOpacity(DIMMED)
        span = paint.paint_words(painter, inks, shape, bar.y, bar.height, width, bar.ground)
        if timeline.overlays.labels:
            texts = timeline.overlays.label_texts(bar.row)
            marks.paint_labels(
                painter, inks, texts, shape, span, bar.y, bar.height, width, faded(bar.ground, 0.85)
            )
        painter.setOpacity(1.0)

    def _paint_group(
        self, painter: QPainter, index: QModelIndex, y: float, height: float, frame: layout.Frame, width: float,
        lit_tray: str,
    ) -> None:  # fmt: skip
        inks, plan = self._timeline.inks(), self._tree.plan()
        summary = plan.summary(index)
        window = layout.extent(summary.earliest, summary.latest, frame)
        if window is not None:
            paint.paint_clamp(painter, inks, window, y, height, width)
        if summary.undated or self._timeline.wants_trays:
            box = paint.tray_box(inks, summary.undated, y, height, width)
            group = plan.group(index)
            lit = group is not None and group.key == lit_tray
            paint.paint_tray(painter, inks, box, summary.undated, lit=lit)

    def _room_for_label(self, index: QModelIndex, y: float, height: float, width: float) -> float:
        """Return the x up to which a gap's name may run in a group's row: its tray, or the edge."""
        undated = self._tree.plan().summary(index).undated
        if not undated and not self._timeline.wants_trays:
            return width
        return paint.tray_box(self._timeline.inks(), undated, y, height, width).left()

    # What is being dragged

    def _paint_drag(self, painter: QPainter, rows: Rows, frame: layout.Frame) -> None:
        timeline, inks = self._timeline, self._timeline.inks()
        drag = timeline.gestures.drag if timeline.gestures is not None else None
        if drag is not None and drag.begun and drag.new is not None:
            window = layout.extent(drag.new[1].isoformat(), drag.new[2].isoformat(), frame)
            box = timeline.body.row_box(drag.press.y())
            if window is not None:
                marks.paint_new(painter, inks, window, box.top(), box.height())
        if drag is not None and drag.begun and drag.kind.startswith("link") and drag.row is not None:
            kind = drag.link_kind or kind_of(drag.kind == "link end", False)
            self._paint_rubber(painter, drag.row.id, kind, drag.target, drag.place)
        if timeline.keys is not None and timeline.keys.linking:
            self._paint_rubber(
                painter, timeline.keys.linking, timeline.keys.link_kind, self._tree.currentIndex()
            )

    def _paint_rubber(
        self, painter: QPainter, source: int, kind: str, target: QModelIndex, place: QPointF | None = None
    ) -> None:
        """Paint a link that is being drawn: to the bar it would reach, else to the mouse, else nothing."""
        timeline, inks = self._timeline, self._timeline.inks()
        index = self._tree.plan().find(source)
        bar, aimed = timeline.body.bar_of(index), timeline.body.bar_of(target)
        if bar is None:
            return
        stop = timeline.zones.stop(index, bar)
        if aimed is not None and target.siblingAtColumn(0) != index:
            marks.paint_aim(painter, inks, aimed, self._tree.visualRect(target))
            points = route(stop, timeline.zones.stop(target, aimed), kind)
        elif place is not None:
            x = stop.x1 if ENDS[kind][0] else stop.x0
            out = x + (STUB if ENDS[kind][0] else -STUB)
            points = [(x, stop.y), (out, stop.y), (out, place.y()), (place.x(), place.y())]
        else:
            return
        paint_line(painter, inks, points, "accent", 1.8)
