"""Which focus area contributes to which result: a matrix of counts, and beside it the activities behind one cell.

A link is made and taken away by ticking an activity in the list, never in the matrix itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from imgdesk.gantt.layout import focus_role
from imgdesk.text import one_line, shorten
from imgdesk.ui.field_box import WrapLabel
from imgdesk.ui.gantt.inks import Inks, mixed
from imgdesk.ui.gantt.rows import paint_ring
from imgdesk.ui.models.table import NOWHERE, Index
from imgdesk.ui.theme import Theme
from imgdesk.ui.tips import tip
from imgdesk.ui.widgets.labels import Label
from imgdesk.ui.widgets.painted_table import PaintedTable
from imgdesk.views.framework import Matrix, ResultRow

_LEFT: Final = 16
_INDENT: Final = 20
_WIDE: Final = 128
_NARROW: Final = 72
_TITLE: Final = 240
"""Least room for the titles of results; the columns of focus areas give way."""
_CHARS: Final = 300
_FLAGS: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_EMPTY: Final = Matrix((), (), {})


class CoverageModel(QAbstractTableModel):
    """Shows a Matrix: a row a result, its title first, then a column a focus area."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.matrix = _EMPTY
        self._brief = False

    def set_brief(self, brief: bool) -> None:
        """Head the columns by the number of the focus area alone, or with its title."""
        if brief != self._brief:
            self._brief = brief
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.matrix.areas))

    def show(self, matrix: Matrix) -> None:
        """Show another state; where the results are the same ones only the counts are painted anew."""
        before = self.matrix
        same = [row.id for row in before.results] == [row.id for row in matrix.results]
        if same and before.areas == matrix.areas:
            self.matrix = matrix
            if matrix.results:
                self.dataChanged.emit(
                    self.index(0, 0), self.index(len(matrix.results) - 1, len(matrix.areas))
                )
            return
        self.beginResetModel()
        self.matrix = matrix
        self.endResetModel()

    def result(self, index: Index) -> ResultRow | None:
        """Return the result of a row."""
        return self.matrix.results[index.row()] if index.isValid() else None

    def area(self, index: Index) -> tuple[int, int, str] | None:
        """Return id, number and title of the focus area of a column, None for the first one."""
        return self.matrix.areas[index.column() - 1] if index.isValid() and index.column() else None

    def count(self, index: Index) -> int:
        """Return how many activities of a focus area contribute to a result."""
        result, area = self.result(index), self.area(index)
        return self.matrix.counts.get((area[0], result.id), 0) if result and area else 0

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.matrix.results)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.matrix.areas) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        result, area = self.result(index), self.area(index)
        if result is None:
            return None
        name = one_line(f"{result.code} {result.title}")
        if role == Qt.ItemDataRole.DisplayRole:
            return name if area is None else str(self.count(index))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (
                name
                if area is None
                else f"{result.code}, focus area {area[1]}: {self.count(index)} activities"
            )
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section <= len(self.matrix.areas):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignHCenter if section else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole and section:
            return tip([self.matrix.areas[section - 1][2]])
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if not section:
            return "Result"
        _, number, title = self.matrix.areas[section - 1]
        return f"FA{number}" if self._brief else shorten(f"FA{number} {title}", 18)


class _Counts(QStyledItemDelegate):
    """Paints the cells."""

    def __init__(self, table: CoverageTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table, box = self._table, QRect(option.rect)
        result, area = table.coverage.result(index), table.coverage.area(index)
        if result is None:
            return
        inks = table.inks()
        here = index.row() == table.currentIndex().row()
        painter.fillRect(box, inks.color("sel" if here else "surface" if result.level else "raised"))
        painter.setPen(inks.grid)
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if area is None:
            self._paint_title(painter, inks, box, result)
        else:
            self._paint_count(painter, inks, box, table.coverage.count(index), focus_role(area[1]))
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        if current and area is not None and not table.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(inks.color("accent"))
            painter.drawRoundedRect(QRectF(box).adjusted(2.5, 2.5, -2.5, -3.5), 4, 4)
        if table.hasFocus() and index == table.currentIndex():
            paint_ring(painter, inks, QRectF(box))

    def _paint_title(self, painter: QPainter, inks: Inks, box: QRect, row: ResultRow) -> None:
        room = box.adjusted(_LEFT + min(row.level, 6) * _INDENT, 0, -8, -1)
        painter.setFont(inks.strong)
        painter.setPen(inks.color("text"))
        painter.drawText(room, _FLAGS, row.code)
        x = round(inks.width(f"{row.code}  ", inks.strong)) if row.code else 0
        font = inks.body if row.level else inks.strong
        painter.setFont(font)
        title = inks.elided(one_line(row.title[:_CHARS]), font, max(room.width() - x, 0))
        painter.drawText(room.adjusted(x, 0, 0, 0), _FLAGS, title)

    def _paint_count(self, painter: QPainter, inks: Inks, box: QRect, count: int, role: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = QRectF(box).center()
        if not count:
            painter.setBrush(inks.color("line"))
            painter.drawEllipse(middle, 2, 2)
        else:
            share = min(0.10 + 0.06 * count, 0.34)
            painter.setBrush(mixed(inks.color(role), inks.color("surface"), share))
            painter.drawRoundedRect(QRectF(middle.x() - 18, middle.y() - 11, 36, 22), 4, 4)
            painter.setFont(inks.strong)
            painter.setPen(inks.color("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(count))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


class CoverageTable(PaintedTable):
    """The matrix; a click or Return shows the activities of a cell."""

    cell_chosen = Signal()
    entered = Signal()
    """The keyboard goes on to the activities."""

    def __init__(self, theme: Theme, model: CoverageModel) -> None:
        super().__init__(theme, model, ("Focus areas by result", "Focus areas"), _LEFT - 8)
        self.coverage = model
        self.setItemDelegate(_Counts(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.horizontalHeader().setSectionsClickable(False)
        self.selectionModel().currentChanged.connect(self._current_changed)
        model.modelReset.connect(self._fit)
        self._fit()

    def choose(self, result_id: int, column: int = 1) -> bool:
        """Go to a result; return whether it is shown."""
        place = next((n for n, row in enumerate(self.coverage.matrix.results) if row.id == result_id), -1)
        if place < 0:
            return False
        index = self.coverage.index(place, min(column, self.coverage.columnCount() - 1))
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        return True

    def lay_over(self, matrix: Matrix) -> None:
        """Show another state; the cell in use stays so."""
        index = self.currentIndex()
        result, column = self.coverage.result(index), max(index.column(), 1)
        self.coverage.show(matrix)
        if not (result is not None and self.choose(result.id, column)) and matrix.results:
            self.choose(matrix.results[0].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.entered.emit()
        elif event.text().strip() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def words(self, index: QModelIndex) -> Sequence[str]:
        return [str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        if current.isValid():
            self.cell_chosen.emit()

    def _fit(self) -> None:
        header, areas = self.horizontalHeader(), self.coverage.columnCount() - 1
        wide = _WIDE if self.viewport().width() - areas * _WIDE >= _TITLE else _NARROW
        self.coverage.set_brief(wide == _NARROW)
        for place in range(self.coverage.columnCount()):
            mode = QHeaderView.ResizeMode.Fixed if place else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(place, mode)
            if place:
                header.resizeSection(place, wide)


class LinkList(QWidget):
    """The activities of a focus area; those that are ticked contribute to the result."""

    ticked = Signal(int, bool)
    """An activity is to contribute to the result, or no longer."""
    activity_wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.title, self.area = WrapLabel("", "strong"), WrapLabel("", "muted")
        self.list = QListWidget()
        self.list.setAccessibleName("Activities that contribute")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.viewport().setAutoFillBackground(False)
        self.list.installEventFilter(self)
        self.hint = Label("Tick what contributes; Enter goes to the activity.", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 8, 12)
        column.setSpacing(4)
        for part in (self.title, self.area, self.hint):
            column.addWidget(part)
        column.addSpacing(4)
        column.addWidget(self.list, 1)
        self._cell: tuple[int, int] = (0, 0)
        self._order: list[int] = []
        self.list.itemChanged.connect(self._changed)
        self.list.itemDoubleClicked.connect(self._go)
        theme.changed.connect(self._frame_boxes)
        self._frame_boxes()

    def _frame_boxes(self) -> None:
        """Give the boxes to tick a frame that is seen on a dark ground too: Fusion derives it from this role."""
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Window, self._theme.color("muted"))
        self.list.setPalette(palette)

    def show_cell(
        self, result: ResultRow, area: tuple[int, int, str], activities: Sequence[tuple[int, str]],
        linked: set[int], *, editable: bool,
    ) -> None:  # fmt: skip
        """Show the activities of a focus area, (id, words) each; those that contribute come first at first sight."""
        self.title.setText(one_line(f"{result.code} {result.title}")[:300])
        count = sum(key in linked for key, _ in activities)
        said = f"{count} of {len(activities)} activities contribute"
        self.area.setText(f"Focus area {area[1]}, {one_line(area[2])[:80]}: {said}")
        self.hint.setVisible(bool(activities))
        cell, known = (result.id, area[0]), dict(activities)
        if cell != self._cell or set(known) != set(self._order):
            self._order = sorted(known, key=lambda key: key not in linked)
        self._cell = cell
        self.list.blockSignals(True)
        if [self._id(place) for place in range(self.list.count())] != self._order:
            self._fill(known)
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        for place, key in enumerate(self._order):
            item = self.list.item(place)
            item.setText(shorten(known[key] or " ", 160))
            item.setToolTip(tip([known[key]]))
            item.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable if editable else flags)
            item.setCheckState(Qt.CheckState.Checked if key in linked else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)

    def _fill(self, known: dict[int, str]) -> None:
        self.list.clear()
        for key in self._order:
            item = QListWidgetItem(known[key])
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _id(self, place: int) -> int:
        return int(self.list.item(place).data(Qt.ItemDataRole.UserRole))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def take_focus(self) -> None:
        """Put the keyboard on the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, item: QListWidgetItem) -> None:
        on = item.checkState() == Qt.CheckState.Checked
        self.ticked.emit(int(item.data(Qt.ItemDataRole.UserRole)), on)

    def _go(self, item: QListWidgetItem) -> None:
        self.activity_wanted.emit(int(item.data(Qt.ItemDataRole.UserRole)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            item = self.list.currentItem()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
                self._go(item)
                return True
        return False
