"""The rows of the chart as a widget: mouse and keys on them, what is where, what is told about it.

What they look like is the picture's, what a drag means the gestures'. Only the visible rows are looked at, so that a
repaint costs the same for a hundred rows and for fifty thousand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
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
from imgdesk.ui.gantt.spoken import bar_words, spoken
from imgdesk.ui.gantt.zones import CURSORS, Zone
from imgdesk.ui.tips import tip
from imgdesk.views.wording import when_words

if TYPE_CHECKING:
    from imgdesk.ui.gantt.timeline import Timeline

_NAME = "Chart of the workplan"
_KEY_FOCUS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_MANY = ("move", "start", "end")


class TimelineBody(QWidget):
    """The part of the timeline below its header; y is the tree's viewport's y."""

    tray_clicked = Signal(str)
    """The tray of the group with this key."""
    menu_wanted = Signal(QPoint)
    """A context menu, at this place on the screen."""
    link_menu_wanted = Signal(int, QPoint)
    """The link with this id is to be edited, at this place on the screen."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__(timeline)
        self._timeline, self._tree = timeline, timeline.tree
        self._ring = self._space = False
        self._hover_tray = ""
        self._grabbed: QPointF | None = None
        self._click: QModelIndex | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_NAME)
        self.setAccessibleDescription(
            "One row for each row of the list; up and down choose a row, left and right scroll in time."
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._timeline.picture.paint(painter, event.rect(), float(self.width()), self._lit_tray())
        if self._ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._timeline.inks().color("accent"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _lit_tray(self) -> str:
        gestures = self._timeline.gestures
        if gestures is not None and gestures.drag is not None and gestures.drag.tray:
            return self.tray_key(gestures.drag.place)
        return self._hover_tray

    # What is where

    def index_at(self, y: float) -> QModelIndex:
        """Return the row at a height; invalid below the last row."""
        return self._tree.indexAt(QPoint(1, int(y)))

    def bar_of(self, index: QModelIndex) -> layout.Bar | None:
        """Return the bar of a row as it lies now; None for a group and for a row without a window."""
        row = self._tree.plan().activity(index)
        return layout.bar(row, self._timeline.frame()) if row else None

    def row_box(self, y: float) -> QRect:
        """Return the box of the row at a height; below the last row, that of the row that would be there."""
        index = self.index_at(y)
        if index.isValid():
            return self._tree.visualRect(index)
        tall = self._tree.row_height()
        return QRect(0, int(y) - tall // 2, self.width(), tall)

    def tray_at(self, place: QPointF) -> str:
        """Return the key of the group whose tray is there; "" where there is none."""
        index = self.index_at(place.y())
        if self._tree.plan().group(index) is None or not self._tree.plan().summary(index).undated:
            return ""
        return self.tray_key(place)

    def tray_key(self, place: QPointF) -> str:
        """Return the key of the group whose tray is there or, while a bar is dragged, would be there."""
        index = self.index_at(place.y())
        group = self._tree.plan().group(index)
        if group is None:
            return ""
        undated = self._tree.plan().summary(index).undated
        box = self._tree.visualRect(index)
        tray = paint.tray_box(self._timeline.inks(), undated, box.top(), box.height(), self.width())
        return group.key if tray.contains(place) else ""

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place, left = event.position(), event.button() == Qt.MouseButton.LeftButton
        self._click = None
        if event.button() == Qt.MouseButton.MiddleButton or (self._space and left):
            self._grabbed = place
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif left and (key := self.tray_at(place)):
            self.tray_clicked.emit(key)
        else:
            zone = self._timeline.zones.at(place)
            if left and self._choose_link(place, zone):
                return
            self._press_row(zone, event)

    def _press_row(self, zone: Zone, event: QMouseEvent) -> None:
        """Select the row, unless it is one of several that may be about to be dragged; take hold of what is there."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier)
        left = event.button() == Qt.MouseButton.LeftButton
        selection, index = self._tree.selectionModel(), zone.place
        chosen = index.isValid() and selection.isRowSelected(index.row(), index.parent())
        parts = selection.selection()
        several = parts.count() > 1 or (parts.count() == 1 and parts.first().height() > 1)
        if left and plain and chosen and several and zone.kind in _MANY:
            self._click = index
        else:
            self._select(index, event)
        gestures = self._timeline.gestures
        if left and plain and gestures is not None:
            gestures.press(zone, event.position())

    def _choose_link(self, place: QPointF, zone: Zone) -> bool:
        """Choose the link under the mouse, where no bar is; return whether there is one."""
        shape = self._timeline.links.at(place) if zone.kind in ("", "draw", "new") else None
        chosen = shape.link.id if shape else 0
        if chosen != self._timeline.links.chosen:
            self._timeline.links.chosen = chosen
            self.update()
        return shape is not None

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
            self._select_one(index)

    def _select_one(self, index: QModelIndex) -> None:
        self._tree.setCurrentIndex(index.siblingAtColumn(max(self._tree.currentIndex().column(), 0)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place, gestures = event.position(), self._timeline.gestures
        if self._grabbed is not None:
            moved, self._grabbed = place - self._grabbed, place
            self._timeline.pan(moved.x())
            self._timeline.scroll_rows(moved.y())
            return
        if gestures is not None and gestures.drag is not None:
            gestures.move(place, event.modifiers())
            return
        before = self._tree.hovered_id
        self._tree.set_hovered(self.index_at(place.y()))
        key = self.tray_at(place)
        if key != self._hover_tray or before != self._tree.hovered_id:
            self._hover_tray = key
            self.update()
        if not self._space:
            kind = self._timeline.zones.at(place).kind
            arrow = CURSORS.get(kind, Qt.CursorShape.ArrowCursor)
            self.setCursor(Qt.CursorShape.PointingHandCursor if key or self._on_link(place, kind) else arrow)

    def _on_link(self, place: QPointF, kind: str) -> bool:
        return kind in ("", "draw", "new") and self._timeline.links.at(place) is not None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None
        self.setCursor(Qt.CursorShape.OpenHandCursor if self._space else Qt.CursorShape.ArrowCursor)
        gestures, click = self._timeline.gestures, self._click
        self._click = None
        dragged = gestures is not None and event.button() == Qt.MouseButton.LeftButton and gestures.release()
        if not dragged and click is not None:
            self._select_one(click)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index, place = self.index_at(event.position().y()), event.position()
        if self._timeline.gestures is not None:
            self._timeline.gestures.cancel()
        if self._choose_link(place, self._timeline.zones.at(place)):
            self.link_menu_wanted.emit(self._timeline.links.chosen, event.globalPosition().toPoint())
        elif self._tree.plan().group(index) is not None:
            self._tree.setExpanded(index, not self._tree.isExpanded(index))
        elif index.isValid():
            self._tree.edit_field(index, "when")

    def leaveEvent(self, event: QEvent) -> None:
        self._tree.set_hovered(QModelIndex())
        self._hover_tray = ""
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._timeline.wheel(event, event.position().x())

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = self.width() / 8
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif self._timeline.take_key(event):
            event.accept()
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
        self.tell_row()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = self._space = False
        if self._timeline.gestures is not None:
            self._timeline.gestures.cancel()
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = QPointF(event.pos())
            QToolTip.showText(event.globalPos(), tip(self.words_at(place)), self)
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._timeline.wants_key(event):
                event.accept()
                return True
        return super().event(event)

    # In words

    def tell_row(self) -> None:
        """Name the row that the keyboard is in, for whoever hears the chart instead of seeing it."""
        row = self._tree.plan().activity(self._tree.currentIndex())
        name = f"{_NAME}: {spoken(row)}" if row is not None else _NAME
        if name != self.accessibleName():
            self.setAccessibleName(name)

    def words_at(self, place: QPointF) -> list[str]:
        """Return the lines of the tool tip at a place; none where there is nothing to explain."""
        index = self.index_at(place.y())
        if self.tray_at(place):
            return [
                "Undated activities",
                "No date was agreed for them: TBD, or none was written. Click to see only these.",
            ]
        shape, row = self.bar_of(index), self._tree.plan().activity(index)
        if row is not None and shape is not None and shape.x0 - 4 <= place.x() <= shape.x1 + 4:
            return [*bar_words(row), *self._timeline.overlays.ghost_words(row)]
        link = self._timeline.links.at(place)
        if link is not None:
            return self._timeline.links.words(link)
        for gap, band in self._timeline.bands():
            if index.isValid() and band.x0 <= place.x() <= band.x1:
                return [gap.title, when_words(gap), gap.note]
        return []
