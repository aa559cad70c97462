"""The calendar over the chart: two tiers, the events as diamonds with their names where there is room, today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from imgdesk.gantt.layout import Diamond, Label, place_labels, today_x
from imgdesk.ui.gantt import painter as paint
from imgdesk.ui.tips import tip

if TYPE_CHECKING:
    from imgdesk.ui.gantt.timeline import Timeline

_LANES, _LANE = 2, 14.0
"""Events stand in so many lanes, so that more of them keep their names."""
HEIGHT: Final = 70
_TOP, _BOTTOM, _EVENTS = 12.0, 29.0, 45.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class TimelineHeader(QWidget):
    """As wide as the chart, HEIGHT tall; paints what the timeline's scale shows."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__(timeline)
        self._timeline = timeline
        self.setFixedHeight(HEIGHT)
        self._current = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Calendar and events")
        self.setAccessibleDescription(
            "Left and right choose an event; with Ctrl they move it, and with it all that hangs on it."
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        inks, header = self._timeline.inks(), self._timeline.calendar()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), inks.color("surface"))
        painter.setPen(inks.line)
        for tick in header.top:
            painter.drawLine(QPointF(int(tick.x0) + 0.5, 0), QPointF(int(tick.x0) + 0.5, HEIGHT))
        painter.setPen(inks.grid)
        for tick in header.bottom:
            painter.drawLine(QPointF(int(tick.x0) + 0.5, 22), QPointF(int(tick.x0) + 0.5, HEIGHT))
        painter.setFont(inks.tier)
        painter.setPen(inks.color("text"))
        for tick in header.top:
            x = self._clear_of_today(tick.label_x + 6, inks.width(tick.label, inks.tier), tick.x1)
            if x is None:
                continue
            painter.drawText(QRectF(x, _TOP - 10, tick.x1 - tick.label_x, 20), _LEFT, tick.label)
        painter.setFont(inks.tick if header.top else inks.tier)
        painter.setPen(inks.color("muted" if header.top else "text"))
        for tick in header.bottom:
            painter.drawText(
                QRectF(tick.label_x + 6, _BOTTOM - 9, tick.x1 - tick.label_x, 18), _LEFT, tick.label
            )
        self._paint_events(painter)
        painter.setPen(inks.line)
        painter.drawLine(QPointF(0, HEIGHT - 0.5), QPointF(self.width(), HEIGHT - 0.5))
        self._paint_today(painter)
        painter.end()

    def _paint_events(self, painter: QPainter) -> None:
        inks = self._timeline.inks()
        painter.setFont(inks.small)
        for shape, label in self._shown_events():
            y = _EVENTS + _LANE * label.lane
            paint.paint_diamond(painter, inks, shape, y)
            if self.hasFocus() and shape.id == self._current:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(inks.color("accent"), 1.5))
                painter.drawRoundedRect(QRectF(shape.x - 8, y - 8, 16, 16), 3, 3)
            if label.text:
                wide = inks.width(label.text, inks.small) + 4
                painter.setPen(inks.color("muted"))
                painter.drawText(QRectF(label.x, y - 8, wide, 16), _LEFT, label.text)

    def _shown_events(self) -> list[tuple[Diamond, Label]]:
        """Return the diamonds in sight with their names and lanes."""
        inks, width = self._timeline.inks(), self.width()
        shapes = [shape for shape in self._timeline.diamonds() if shape.x1 > -20 and shape.x0 < width + 20]
        labels = place_labels(
            shapes, lambda text: inks.width(text, inks.small), 0, width, lanes=_LANES, offset=9
        )
        return list(zip(shapes, labels, strict=True))

    def _events_at(self, x: float, y: float) -> list[Diamond]:
        """Return the events whose diamonds are at a place, the nearest first."""
        near = [
            shape
            for shape, label in self._shown_events()
            if abs(shape.x - x) < 9 and abs(_EVENTS + _LANE * label.lane - y) < 9
        ]
        return sorted(near, key=lambda shape: abs(shape.x - x))

    def _today_box(self) -> QRectF:
        inks, x = self._timeline.inks(), today_x(self._timeline.frame())
        wide = inks.width("Today", inks.caption) + 12
        return QRectF(round(x - wide / 2), 3, wide, 17)

    def _clear_of_today(self, x: float, wide: float, end: float) -> float | None:
        """Return where a label of the upper tier stands: behind today's, if that would cover it; None without room."""
        today = self._today_box()
        covered = x < today.right() and today.left() < x + wide
        if not covered:
            return x
        return today.right() + 5 if today.right() + 5 + wide < end else None

    def _paint_today(self, painter: QPainter) -> None:
        inks, box = self._timeline.inks(), self._today_box()
        if box.right() < 0 or box.left() > self.width():
            return
        paint.paint_today(painter, inks, today_x(self._timeline.frame()), 8, HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(inks.color("red"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(inks.caption)
        painter.setPen(inks.color("surface"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "Today")

    # The mouse and the keys

    def _event_at(self, place: QPointF) -> int:
        """Return the event whose diamond is at a place; 0 for none."""
        near = self._events_at(place.x(), place.y())
        return near[0].id if near else 0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._timeline.event_row(self._event_at(event.position()))
        if (
            row is not None
            and self._timeline.events is not None
            and event.button() == Qt.MouseButton.LeftButton
        ):
            self._current = row.id
            self._timeline.events.press(row, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        events = self._timeline.events
        if events is not None and events.holding:
            events.move(event.position(), event.modifiers())
            return
        grab = self._timeline.can_edit and bool(self._event_at(event.position()))
        self.setCursor(Qt.CursorShape.SizeHorCursor if grab else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._timeline.events is not None:
            self._timeline.events.release()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        events, key = self._timeline.events, event.key()
        if key == Qt.Key.Key_Escape and events is not None and events.holding:
            events.cancel()
            return
        row = self._timeline.event_row(self._current)
        if row is not None and events is not None and events.key(row, event):
            return
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def _step(self, way: int) -> None:
        """Choose the next event in time, or the one before."""
        shapes = sorted(self._timeline.diamonds(), key=lambda shape: (shape.x, shape.id))
        if not shapes:
            return
        places = [place for place, shape in enumerate(shapes) if shape.id == self._current]
        place = min(max(places[0] + way, 0), len(shapes) - 1) if places else 0
        self._current = shapes[place].id
        self._timeline.bring_into_sight(shapes[place].x - 9, shapes[place].x + 9)
        self._tell()
        self.update()

    def _tell(self) -> None:
        words = ", ".join(filter(None, self._timeline.event_words(self._current)))
        self.setAccessibleName(f"Calendar and events: {words}" if words else "Calendar and events")

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._timeline.event_row(self._current) is None:
            self._step(1)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._timeline.events is not None:
            self._timeline.events.cancel()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tip(self.words_at(event.pos().x(), event.pos().y())), self)
            return True
        return super().event(event)

    def words_at(self, x: int, y: int) -> list[str]:
        if near := self._events_at(x, y):
            return [line for shape in near for line in self._timeline.event_words(shape.id)]
        frame = self._timeline.frame()
        if y < 22 and abs(today_x(frame) - x) < 24:
            return ["Today", self._timeline.day_words(frame.today)]
        return [self._timeline.day_words(frame.scale.day(x).toordinal())]

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._timeline.wheel(event, event.position().x())
