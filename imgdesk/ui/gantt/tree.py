"""The table beside the chart: a QTreeView that paints whole rows itself and edits cells in place.

Painting a row in one call keeps a scroll step far below a frame; keys, selection, expansion and accessibility are
Qt's own. The cell in use is the current index: Left and Right choose it, F2, Return or a double click edit it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QCursor,
    QDrag,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from imgdesk.ui.gantt.cells import CellDelegate
from imgdesk.ui.gantt.columns import ColumnHeader
from imgdesk.ui.gantt.inks import Inks
from imgdesk.ui.gantt.rows import dragged_label, paint_cells, paint_heading, paint_landing, paint_ring
from imgdesk.ui.gantt.selecting_tree import SelectingTree
from imgdesk.ui.models.plan_columns import COLUMNS, OUTPUT, WHEN
from imgdesk.ui.models.plan_tree import Index, PlanTreeModel
from imgdesk.ui.theme import ROW_COMFORTABLE, ROW_COMPACT, Theme
from imgdesk.ui.tips import tip
from imgdesk.views.wording import doubts, when_words

if TYPE_CHECKING:
    from imgdesk.ui.editors import EditContext

ARROW_ROOM: Final = 30
"""The left part of a group's row that opens and closes it."""
LEAST_OUTPUT: Final = 140
AT_ONCE: Final = 600
"""So many rows, more than any screen shows, are laid out before the first paint and between two later ones."""


class PlanTree(SelectingTree):
    """Shows a PlanTreeModel; what is edited leaves by `commit`."""

    commit: Callable[[int, str, str], bool]
    """Keeps a field (activity id, field, text) and returns whether it was kept; set by whoever owns the desk."""
    refused = Signal(str)
    """Why what was typed cannot be kept."""
    hovered = Signal()
    chart_key: Callable[[QKeyEvent], bool] | None
    """Takes the keys of the chart's gestures, and says whether it did; set by the timeline."""

    def __init__(
        self, theme: Theme, model: PlanTreeModel, context: EditContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, parent)
        self._theme = theme
        self._inks: Inks | None = None
        self._hovered = 0
        self.chart_key = None
        self._compact = False
        self._waiting: list[str] = []
        self.setModel(model)
        self._delegate = CellDelegate(theme, context, self)
        self.setItemDelegate(self._delegate)
        self._set_up()
        theme.changed.connect(self._theme_changed)

    def _set_up(self) -> None:
        self.setAccessibleName("Activities of the workplan")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(True)
        self.setExpandsOnDoubleClick(False)
        self.setAnimated(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragEnabled(True)
        self.setDropIndicatorShown(True)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setMinimumWidth(LEAST_OUTPUT)
        header = self.columns = ColumnHeader(self)
        self.setHeader(header)
        header.setSectionsClickable(True)
        for place, column in enumerate(COLUMNS):
            header.resizeSection(place, column.width)
            header.setSectionHidden(place, not column.shown)

    # What others ask

    def plan(self) -> PlanTreeModel:
        """Return the model."""
        return self._plan

    def row_height(self) -> int:
        """Return the height of a row in pixels."""
        return round((ROW_COMPACT if self._compact else ROW_COMFORTABLE) * self._theme.type_scale)

    @property
    def compact(self) -> bool:
        """Whether rows are low."""
        return self._compact

    def set_compact(self, compact: bool) -> None:
        """Make rows low or comfortable."""
        self._compact = compact
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()

    def inks(self) -> Inks:
        """Return pens and brushes for the theme and the screen of this moment."""
        if self._inks is None:
            self._inks = Inks(self._theme, self.devicePixelRatioF())
        return self._inks

    def ground(self, index: Index) -> str:
        """Return the role of a row's background: sel, hover, raised (a group) or surface."""
        if self.selectionModel().isSelected(index):
            return "sel"
        serial = index.internalId()
        if serial and self._hovered and self._plan.activity(index).id == self._hovered:  # type: ignore[union-attr]
            return "hover"
        return "surface" if serial else "raised"

    @property
    def hovered_id(self) -> int:
        """The activity under the mouse; 0 for none."""
        return self._hovered

    def set_hovered(self, index: QModelIndex) -> None:
        """Light the row under the mouse, here and in the chart."""
        row = self._plan.activity(index)
        hovered = row.id if row else 0
        if hovered != self._hovered:
            self._hovered = hovered
            self.viewport().update()
            self.hovered.emit()

    def edit_field(self, index: QModelIndex, field: str) -> None:
        """Edit a field of the activity at an index, showing its column if it is hidden."""
        place = next((place for place, column in enumerate(COLUMNS) if column.field == field), -1)
        if place >= 0 and self._plan.activity(index) is not None and self._plan.editable:
            self.show_column(place, True)
            target = index.siblingAtColumn(place)
            self._begin(target)

    def show_column(self, place: int, on: bool) -> None:
        """Show or hide a column; the outputs make room for it."""
        if self.isColumnHidden(place) == on:
            self.setColumnHidden(place, not on)
            self.fit_output()

    def edit_current(self) -> None:
        """Edit the cell in use, or the first one that can be edited."""
        self._begin(self.currentIndex())

    def _begin(self, index: QModelIndex) -> None:
        if self._plan.flags(index) & Qt.ItemFlag.ItemIsEditable and self.state() != self.State.EditingState:
            self.setCurrentIndex(index)
            self.scrollTo(index)
            self.edit(index)

    # Painting

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        inks, box = self.inks(), option.rect
        ground = self.ground(index)
        painter.fillRect(box, inks.hover if ground == "hover" else inks.color(ground))
        row, group = self._plan.activity(index), self._plan.group(index)
        if row is not None:
            paint_cells(painter, inks, box, self.header(), self._plan, row)
        elif group is not None:
            whole = QRect(0, box.top(), self.width(), box.height())
            paint_heading(painter, inks, whole, group, opened=self.isExpanded(index))
        current = self.currentIndex()
        if self.hasFocus() and index.row() == current.row() and index.parent() == current.parent():
            paint_ring(painter, inks, self._cell_box(box, current.column(), whole=row is None))
        painter.setPen(inks.grid)
        painter.drawLine(box.left(), box.bottom(), box.right(), box.bottom())

    def _cell_box(self, box: QRect, column: int, *, whole: bool) -> QRectF:
        if whole:
            return QRectF(0, box.top(), self.width(), box.height())
        header = self.header()
        return QRectF(
            header.sectionViewportPosition(column), box.top(), header.sectionSize(column), box.height()
        )

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Nothing: the group's row draws its own arrow."""

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, index = event.key(), self.currentIndex()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        group = self._plan.group(index) is not None
        if self.chart_key is not None and self.chart_key(event):
            event.accept()
        elif control and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.collapse_all() if key == Qt.Key.Key_Home else self.open_all()
        elif plain and key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and index.isValid():
            self._sideways(index, key == Qt.Key.Key_Right)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.setExpanded(
                index, not self.isExpanded(index)
            ) if group and key != Qt.Key.Key_F2 else self.edit_current()
        elif plain and key == Qt.Key.Key_Space and group:
            self.setExpanded(index, not self.isExpanded(index))
        elif plain and event.text() and key != Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def open_all(self) -> None:
        """Open all groups; unlike expandAll, which asks the model about every row three times."""
        self._waiting.clear()
        for place in range(self._plan.rowCount()):
            self.expand(self._plan.index(place, OUTPUT))

    def open_from_top(self) -> None:
        """Open the groups that can be in sight, and the others as soon as these have been painted."""
        self._waiting = [group.key for group in self._plan.groups()]
        self._open_more()

    def _open_more(self) -> None:
        rows = 0
        while self._waiting and rows < AT_ONCE:
            group = self._plan.find_group(self._waiting.pop(0))
            rows += self._plan.rowCount(group) if group.isValid() else 0
            self.expand(group)

    def collapse_all(self) -> None:
        """Close all groups; the keyboard goes to the group it was in."""
        self._waiting.clear()
        group = self.currentIndex().parent()
        self.collapseAll()
        if group.isValid():
            self.setCurrentIndex(group)

    def _sideways(self, index: QModelIndex, right: bool) -> None:
        if self._plan.group(index) is not None:
            if right and self.isExpanded(index) and self._plan.hasChildren(index):
                self.setCurrentIndex(self._plan.index(0, self.column_in_use(), index))
            else:
                self.setExpanded(index, right)
            return
        shown = self.shown_columns()
        place = shown.index(index.column()) if index.column() in shown else 0
        if not right and place == 0:
            self.setCurrentIndex(index.parent())
        elif place + (1 if right else -1) < len(shown):
            self.setCurrentIndex(index.siblingAtColumn(shown[place + (1 if right else -1)]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        on_arrow = event.position().x() < ARROW_ROOM
        if event.button() == Qt.MouseButton.LeftButton and self._plan.group(index) is not None and on_arrow:
            self.setExpanded(index.siblingAtColumn(0), not self.isExpanded(index.siblingAtColumn(0)))
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if self._plan.group(index) is not None:
            self.setExpanded(index.siblingAtColumn(0), not self.isExpanded(index.siblingAtColumn(0)))
        else:
            self._begin(index)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag a small label instead of a picture of the rows, which would hide where they would land."""
        ids = self.selected_ids()
        first = self._plan.activity(self._plan.find(ids[0])) if ids else None
        if first is None:
            return
        drag = QDrag(self)
        drag.setMimeData(self._plan.mimeData([self._plan.find(activity_id) for activity_id in ids]))
        words = self._plan.cell(first, OUTPUT) if len(ids) == 1 else f"{len(ids)} activities"
        drag.setPixmap(dragged_label(self.inks(), words))
        drag.setHotSpot(QPoint(-14, -6))
        drag.exec(actions, Qt.DropAction.MoveAction)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.set_hovered(self.indexAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.set_hovered(QModelIndex())
        super().leaveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tip(self.words_at(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def words_at(self, place: QPoint) -> list[str]:
        """Return the lines of the tool tip at a place: a cell's whole text, for a date its window as well."""
        index = self.indexAt(place)
        row, group = self._plan.activity(index), self._plan.group(index)
        if group is not None:
            return [group.title, group.note, f"{len(group.rows)} activities"]
        if row is None:
            return []
        if index.column() == WHEN:
            return [when_words(row), ", ".join(doubts(row))]
        return [self._plan.cell(row, index.column())]

    # Editing

    def finish_editing(self) -> None:
        """Keep what is being typed, because something else is about to be done."""
        self._delegate.finish()

    def edit_next(self, onward: int) -> None:
        """Edit the next (1) or the previous (-1) cell that can be edited, in the next row behind the last one."""
        index, columns = self.currentIndex(), [c for c in self.shown_columns() if COLUMNS[c].field]
        if not index.isValid() or not columns:
            return
        place = columns.index(index.column()) + onward if index.column() in columns else 0
        target = index.siblingAtColumn(columns[place % len(columns)])
        if not 0 <= place < len(columns):
            step = self.indexBelow if onward > 0 else self.indexAbove
            target = step(target)
            while target.isValid() and self._plan.activity(target) is None:
                target = step(target)
            if not target.isValid():
                return
            target = target.siblingAtColumn(columns[0 if onward > 0 else -1])
        self._begin(target)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close an editor, also when Qt does so by itself because another cell became the current one."""
        editor.setProperty("done", True)
        super().closeEditor(editor, hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_output()

    def fit_output(self) -> None:
        """Give the output column what the others leave, but never less than can be read."""
        header = self.header()
        others = sum(header.sectionSize(place) for place in self.shown_columns() if place != OUTPUT)
        header.resizeSection(OUTPUT, max(LEAST_OUTPUT, self.width() - others))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._inks = None

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._inks is not None and self._inks.ratio != self.devicePixelRatioF():
            self._inks = None
        super().paintEvent(event)
        if self.state() == self.State.DraggingState:
            self._paint_landing()
        if self._waiting:
            QTimer.singleShot(0, self, self._open_more)

    def _paint_landing(self) -> None:
        index = self.indexAt(self.viewport().mapFromGlobal(QCursor.pos()))
        where = self.dropIndicatorPosition()
        if index.isValid() and where != self.DropIndicatorPosition.OnViewport:
            box = self.visualRect(index)
            painter = QPainter(self.viewport())
            y = box.top() if where == self.DropIndicatorPosition.AboveItem else box.bottom()
            paint_landing(painter, self.inks(), y, self.viewport().width())
            painter.end()

    def _theme_changed(self) -> None:
        self._inks = None
        self.viewport().update()
