"""The overview strip under the chart: the whole plan, and a frame around what is in sight that can be dragged.

The plan is painted into a pixmap once, and again when rows, width or theme have changed; moving the frame paints the
pixmap and a rectangle.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from imgdesk.gantt.layout import focus_role
from imgdesk.gantt.overview import stretches
from imgdesk.gantt.scale import next_unit, unit_start
from imgdesk.ui.gantt.inks import faded, mixed
from imgdesk.views.workplan import ActivityRow

if TYPE_CHECKING:
    from imgdesk.ui.gantt.timeline import Timeline

TALL: Final = 54
_PAD: Final = 4
_LANE: Final = 2
_YEARS: Final = 10
_SOON_MS: Final = 250
_CHAR_ROOM: Final = 40


class Minimap(QWidget):
    """TALL pixels high, as wide as the chart; shown when the plan does not fit."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__()
        self._timeline = timeline
        self._pixmap: QPixmap | None = None
        self._grip: QPointF | None = None
        self.setFixedHeight(TALL)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName("Overview of the whole plan")
        self.setToolTip("The whole plan: drag the frame to what you want to see")
        self._fading = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._fading.timeout.connect(self.forget)
        self.hide()

    def forget(self) -> None:
        """Paint the plan anew the next time."""
        self._pixmap = None
        self.update()

    def forget_soon(self) -> None:
        """Paint the plan anew when a moment has passed without another change: an edit need not wait for this."""
        self._fading.start()

    # Places

    def _px(self) -> float:
        first, last = self._timeline.days()
        return (self.width() - 2 * _PAD) / (last - first + 1)

    def _tall(self) -> int:
        """The height of the rows; the years stand below them."""
        return self.height() - 2 * _PAD - _YEARS

    def frame(self) -> QRectF:
        """Return the frame around what is in sight."""
        timeline, (first, _) = self._timeline, self._timeline.days()
        scale, rows = timeline.scale, timeline.tree.verticalScrollBar()
        x0 = _PAD + (scale.moment(0) - first) * self._px()
        x1 = _PAD + (scale.moment(timeline.body.width()) - first) * self._px()
        whole = rows.maximum() + rows.pageStep()
        tall = self._tall()
        y0, y1 = (
            _PAD + tall * part / max(whole, 1) for part in (rows.value(), rows.value() + rows.pageStep())
        )
        x0, x1 = max(x0, 1.0), min(x1, self.width() - 1.0)
        return QRectF(x0, y0, max(x1 - x0, 6), max(y1 - y0, 6))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._pixmap is None:
            self._pixmap = self._painted()
        painter.drawPixmap(0, 0, self._pixmap)
        inks, box = self._timeline.inks(), self.frame()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(inks.color("accent"), 1.5))
        painter.setBrush(faded(inks.color("accent"), 0.10))
        painter.drawRoundedRect(box, 3, 3)
        painter.end()

    def _painted(self) -> QPixmap:
        inks = self._timeline.inks()
        pixmap = QPixmap(round(self.width() * inks.ratio), round(self.height() * inks.ratio))
        pixmap.setDevicePixelRatio(inks.ratio)
        pixmap.fill(inks.color("raised"))
        painter = QPainter(pixmap)
        self._paint_years(painter)
        tall = self._tall()
        lanes = max(1, tall // _LANE)
        first, last = self._timeline.days()
        ground = inks.color("raised")
        colors: dict[int, QColor] = {}
        for lane, x0, x1, area in stretches(self._rows(), first, last, self.width() - 2 * _PAD, lanes):
            if area not in colors:
                colors[area] = mixed(inks.color(focus_role(area)), ground, 0.75)
            painter.fillRect(QRectF(_PAD + x0, _PAD + lane * tall / lanes, x1 - x0, _LANE), colors[area])
        x = _PAD + (self._timeline.frame().today - first + 0.5) * self._px()
        painter.fillRect(QRectF(round(x), 0, 1, self.height()), inks.color("red"))
        painter.setPen(inks.line)
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()
        return pixmap

    def _rows(self) -> list[ActivityRow]:
        return [row for group in self._timeline.tree.plan().groups() for row in group.rows]

    def _paint_years(self, painter: QPainter) -> None:
        inks, (first, last) = self._timeline.inks(), self._timeline.days()
        day, px, free = unit_start(first, "year"), self._px(), 0.0
        painter.setFont(inks.small)
        while day <= last:
            x = _PAD + max(day - first, 0) * px
            painter.setPen(inks.line)
            painter.drawLine(QPointF(round(x), 0), QPointF(round(x), self.height()))
            if x >= free:
                painter.setPen(inks.color("muted"))
                painter.drawText(QPointF(x + 4, self.height() - 4), str(date.fromordinal(day).year))
                free = x + _CHAR_ROOM
            day = next_unit(day, "year")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.forget()

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        box, place = self.frame(), event.position()
        self._grip = (
            place - box.topLeft() if box.contains(place) else QPointF(box.width() / 2, box.height() / 2)
        )
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._show(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self._show(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def _show(self, place: QPointF) -> None:
        """Bring into sight what lies where the frame is dragged to."""
        assert self._grip is not None
        corner, (first, _) = place - self._grip, self._timeline.days()
        timeline, rows = self._timeline, self._timeline.tree.verticalScrollBar()
        moment = first + (corner.x() - _PAD) / self._px()
        timeline.pan((timeline.scale.moment(0) - moment) * timeline.scale.px_per_day)
        whole = rows.maximum() + rows.pageStep()
        rows.setValue(round((corner.y() - _PAD) / self._tall() * whole))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._timeline.wheel(event, self._timeline.body.width() / 2)
