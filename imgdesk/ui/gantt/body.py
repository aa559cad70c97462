"""The rows of the chart: painted where the tree has them, selected, hovered and explained there.

Only the visible rows are looked at, so that a repaint costs the same for a hundred rows and for fifty thousand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
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

from imgdesk.gantt import layout
from imgdesk.ui.gantt import painter as paint
from imgdesk.ui.gantt.tips import tip
from imgdesk.views.wording import doubts, when_words
from imgdesk.views.workplan import ActivityRow

if TYPE_CHECKING:
    from imgdesk.ui.gantt.timeline import Timeline

SCROLL_BAR = 12
"""The right edge, which a scroll bar may cover."""

_KEY_FOCUS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class TimelineBody(QWidget):
    """The part of the timeline below its header; y is the tree's viewport's y."""

    tray_clicked = Signal(str)
    """The tray of the group with this key."""
    menu_wanted = Signal(QPoint)
    """A context menu, at this place on the screen."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__(timeline)
        self._timeline, self._tree = timeline, timeline.tree
        self._ring = self._space = False
        self._hover_tray = ""
        self._grabbed: QPointF | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Chart of the workplan")
        self.setAccessibleDescription(
            "One row for each row of the list; up and down choose a row, left and right scroll in time."
        )

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        inks, frame = self._timeline.inks(), self._timeline.frame()
        clip = event.rect()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(clip, inks.color("surface"))
        rows = list(self._rows(clip.top(), clip.bottom()))
        end = rows[-1][1] + rows[-1][2] if rows else 0.0
        width = float(self.width())
        shift = -float(self._tree.verticalScrollBar().value())
        bands = self._timeline.bands()
        for _, band in bands:
            paint.paint_band(painter, inks, band, clip.top(), min(end, clip.bottom() + 1.0), width, shift)
        self._paint_grounds(painter, rows, width)
        paint.paint_grid(
            painter, inks, self._timeline.calendar().grid, clip.top(), min(end, clip.bottom() + 1.0)
        )
        self._paint_rows(painter, rows, width, frame)
        heading = next((row for row in rows if row[0].internalId() == 0), None)
        if heading is not None:
            for _, band in bands:
                paint.paint_band_label(painter, inks, band, heading[1], self._room_for_label(*heading))
        if self._ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(inks.color("accent"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _rows(self, top: int, bottom: int) -> Iterator[tuple[QModelIndex, float, float]]:
        """Yield the visible rows between two y as (index, y, height)."""
        tree = self._tree
        index = tree.indexAt(QPoint(1, max(top, 0)))
        while index.isValid():
            box = tree.visualRect(index)
            if box.top() > bottom:
                return
            yield index, box.top(), box.height()
            index = tree.indexBelow(index)

    def _paint_grounds(
        self, painter: QPainter, rows: list[tuple[QModelIndex, float, float]], width: float
    ) -> None:
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

    def _paint_rows(
        self,
        painter: QPainter,
        rows: list[tuple[QModelIndex, float, float]],
        width: float,
        frame: layout.Frame,
    ) -> None:
        inks, tree = self._timeline.inks(), self._tree
        model = tree.plan()
        words = []
        for index, y, height in rows:
            row = model.activity(index)
            if row is None:
                self._paint_group(painter, index, y, height, frame)
                continue
            shape = layout.bar(row, frame)
            if shape is None:
                continue
            ground = tree.ground(index)
            color = inks.hover if ground == "hover" else inks.color(ground)
            paint.paint_bar(painter, inks, shape, y, height, width, color)
            words.append((shape, y, height, color))
        if rows:
            paint.paint_today(painter, inks, layout.today_x(frame), rows[0][1], rows[-1][1] + rows[-1][2])
        for shape, y, height, color in words:
            paint.paint_words(painter, inks, shape, y, height, width - SCROLL_BAR, color)

    def _paint_group(
        self, painter: QPainter, index: QModelIndex, y: float, height: float, frame: layout.Frame
    ) -> None:
        inks, summary = self._timeline.inks(), self._tree.plan().summary(index)
        window = layout.extent(summary.earliest, summary.latest, frame)
        if window is not None:
            paint.paint_clamp(painter, inks, window, y, height, self.width())
        if summary.undated:
            box = paint.tray_box(inks, summary.undated, y, height, self.width())
            key = self._tree.plan().group(index).key  # type: ignore[union-attr]
            paint.paint_tray(painter, inks, box, summary.undated, lit=key == self._hover_tray)

    def _room_for_label(self, index: QModelIndex, y: float, height: float) -> float:
        """Return the x up to which a gap's name may run in a group's row: its tray, or the edge."""
        undated = self._tree.plan().summary(index).undated
        if not undated:
            return self.width()
        return paint.tray_box(self._timeline.inks(), undated, y, height, self.width()).left()

    # What is where

    def index_at(self, y: float) -> QModelIndex:
        """Return the row at a height; invalid below the last row."""
        return self._tree.indexAt(QPoint(1, int(y)))

    def bar_of(self, index: QModelIndex) -> layout.Bar | None:
        """Return the bar of a row as it lies now; None for a group and for a row without a window."""
        row = self._tree.plan().activity(index)
        return layout.bar(row, self._timeline.frame()) if row else None

    def tray_at(self, place: QPointF) -> str:
        """Return the key of the group whose tray is there; "" where there is none."""
        index = self.index_at(place.y())
        group = self._tree.plan().group(index)
        if group is None or not (undated := self._tree.plan().summary(index).undated):
            return ""
        box = self._tree.visualRect(index)
        tray = paint.tray_box(self._timeline.inks(), undated, box.top(), box.height(), self.width())
        return group.key if tray.contains(place) else ""

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or (self._space and event.button() == Qt.MouseButton.LeftButton):
            self._grabbed = place
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton and (key := self.tray_at(place)):
            self.tray_clicked.emit(key)
        else:
            self._select(self.index_at(place.y()), event)

    def _select(self, index: QModelIndex, event: QMouseEvent) -> None:
        selection, keys = self._tree.selectionModel(), event.modifiers()
        right = event.button() == Qt.MouseButton.RightButton
        if not index.isValid():
            selection.clearSelection()
        elif keys & Qt.KeyboardModifier.ControlModifier:
            how = QItemSelectionModel.SelectionFlag.Toggle | QItemSelectionModel.SelectionFlag.Rows
            selection.setCurrentIndex(index, how)
        elif keys & Qt.KeyboardModifier.ShiftModifier:
            self._tree.select_to(index)
        elif not (right and selection.isRowSelected(index.row(), index.parent())):
            self._tree.setCurrentIndex(index.siblingAtColumn(max(self._tree.currentIndex().column(), 0)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._grabbed is not None:
            moved, self._grabbed = place - self._grabbed, place
            self._timeline.pan(moved.x())
            self._timeline.scroll_rows(moved.y())
            return
        self._tree.set_hovered(self.index_at(place.y()))
        key = self.tray_at(place)
        if key != self._hover_tray:
            self._hover_tray = key
            self.update()
        if not self._space:
            self.setCursor(Qt.CursorShape.PointingHandCursor if key else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None
        self.setCursor(Qt.CursorShape.OpenHandCursor if self._space else Qt.CursorShape.ArrowCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.index_at(event.position().y())
        if self._tree.plan().group(index) is not None:
            self._tree.setExpanded(index, not self._tree.isExpanded(index))
        elif index.isValid():
            self._tree.edit_field(index, "when")

    def leaveEvent(self, event: QEvent) -> None:
        self._tree.set_hovered(QModelIndex())
        if self._hover_tray:
            self._hover_tray = ""
            self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._timeline.wheel(event, event.position().x())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = self.width() / 8
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif plain and event.key() == Qt.Key.Key_Left:
            self._timeline.pan(step)
        elif plain and event.key() == Qt.Key.Key_Right:
            self._timeline.pan(-step)
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._tree.edit_field(self._tree.currentIndex(), "when")
        else:
            self._tree.keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.setCursor(Qt.CursorShape.ArrowCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in _KEY_FOCUS
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = self._space = False
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = QPointF(event.pos())
            QToolTip.showText(event.globalPos(), tip(self.words_at(place)), self)
            return True
        return super().event(event)

    def words_at(self, place: QPointF) -> list[str]:
        """Return the lines of the tool tip at a place; none where there is nothing to explain."""
        index = self.index_at(place.y())
        if self.tray_at(place):
            return [
                "Undated activities",
                "Their date is to be determined or was not understood. Click to see only these.",
            ]
        shape, row = self.bar_of(index), self._tree.plan().activity(index)
        if row is not None and shape is not None and shape.x0 - 4 <= place.x() <= shape.x1 + 4:
            return bar_words(row)
        for gap, band in self._timeline.bands():
            if index.isValid() and band.x0 <= place.x() <= band.x1:
                return [gap.title, when_words(gap), gap.note]
        return []


def bar_words(row: ActivityRow) -> list[str]:
    """Return the lines of a bar's tool tip: output, date as agreed and its window, leads, doubts."""
    lines = [row.output or "Untitled", when_words(row), row.lead_text and f"Lead: {row.lead_text}"]
    status = f"{row.status}, {row.percent} %" if row.percent else row.status
    return [*lines, ", ".join([status, *doubts(row)])]
