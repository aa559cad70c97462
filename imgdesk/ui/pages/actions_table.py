"""The table of the Actions page: cells painted calmly, edited in place, and the keys of a register.

The cell in use is the current one: Left and Right choose it, F2, Return or a double click edit it. A status is set
where one stands: O, U, D and X, or the menu under Space.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from imgdesk.domain.standing import is_open
from imgdesk.text import one_line
from imgdesk.ui.cell_editing import CellEditing
from imgdesk.ui.gantt.inks import Inks
from imgdesk.ui.gantt.rows import paint_ring
from imgdesk.ui.models.action_table import (
    ACTIVITY,
    COLUMNS,
    DUE,
    OWNERS,
    SERIES,
    STATUS,
    TEXT,
    ActionTableModel,
    late_words,
)
from imgdesk.ui.models.table import Index
from imgdesk.ui.pages.actions_fields import ActionFields
from imgdesk.ui.theme import ROW_COMFORTABLE, Theme
from imgdesk.ui.tips import tip
from imgdesk.ui.widgets.heading import Heading
from imgdesk.ui.widgets.tags import paint_tag
from imgdesk.views.actions import PRESSING, Order, RegisterRow

STATUS_KEYS: Final = {
    Qt.Key.Key_O: "open",
    Qt.Key.Key_U: "under way",
    Qt.Key.Key_D: "done",
    Qt.Key.Key_X: "dropped",
}
TONES: Final = {"under way": "accent", "done": "green"}
_PAD: Final = 8
_LEFT: Final = 16
"""Room before the first column, so that it begins below the first chip."""
_LEAST: Final = {"text": 260, "owners": 180, "due": 290}
_ROOM_FOR_WORDS: Final = 110
"""In a narrower column an activity is its reference alone."""
_SHOWN_CHARS: Final = 300
_WIDTHS: Final = ((700, 90, 150, 0, 0), (860, 104, 190, 0, 76), (1080, 104, 190, 132, 76))
"""Up to which width of the table who, due, meeting and activity have how much room; 0 hides one."""
_WIDE: Final = (104, 190, 150, 220)
_FLAGS: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class _Cells(CellEditing):
    """Paints the cells and opens their editors."""

    def __init__(self, theme: Theme, fields: ActionFields, table: ActionTable) -> None:
        super().__init__(table)
        self._theme, self._fields, self._table = theme, fields, table

    def cell(self, index: Index) -> tuple[int, str]:
        row = self._table.register.action(index)
        assert row is not None
        return row.id, COLUMNS[index.column()].field

    def make(self, field: str, record: int, parent: QWidget) -> Any:
        return self._fields.make(field, record, parent)

    def keep(self, record: int, field: str, value: str) -> bool:
        return self._fields.keep(record, field, value)

    def go_on(self, onward: int) -> None:
        self._table.edit_next(onward)

    def room(self, field: str, box: QRect) -> tuple[QRect, int]:
        return box, _LEAST[field]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._table.register.action(index)
        if row is None:
            return
        inks, box = self._table.inks(), QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = index.row() == self._table.hovered
        painter.fillRect(
            box, inks.color("sel") if chosen else inks.hover if hovered else inks.color("surface")
        )
        painter.setPen(inks.grid)
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        left = _LEFT if index.column() == STATUS else _PAD
        self._paint_words(painter, inks, box.adjusted(left, 0, -_PAD, -1), row, index.column())
        if self._table.hasFocus() and index == self._table.currentIndex():
            paint_ring(
                painter, inks, QRectF(box).adjusted(_LEFT - _PAD if index.column() == STATUS else 0, 0, 0, 0)
            )

    def _paint_words(self, painter: QPainter, inks: Inks, room: QRect, row: RegisterRow, column: int) -> None:
        if column == STATUS:
            paint_tag(painter, inks, room, row.status, TONES.get(row.status, "neutral"))
            return
        text = one_line(COLUMNS[column].text(row)[:_SHOWN_CHARS])
        if column == ACTIVITY and row.ref and room.width() < _ROOM_FOR_WORDS:
            text = row.ref
        left = room.width() - inks.width(text, inks.body) - 22
        lates = late_words(row) if column == DUE else ()
        late = next(
            (word for word in lates if inks.width(word, inks.small) <= left), lates[-1] if lates else ""
        )
        taken = round(inks.width(late, inks.small)) + 22 if late else 0
        shown = inks.elided(
            text or ("no date" if column == DUE else ""), inks.body, max(room.width() - taken, 0)
        )
        painter.setFont(inks.body)
        painter.setPen(inks.color(_role(row, column)))
        painter.drawText(room, _FLAGS, shown)
        if late:
            beside = room.adjusted(round(inks.width(shown, inks.body)) + (8 if shown else 0), 0, 0, 0)
            paint_tag(painter, inks, beside, late, "red")


def _role(row: RegisterRow, column: int) -> str:
    if not is_open(row) or (column == DUE and not row.when_text) or (column == SERIES and not row.last_id):
        return "muted"
    if column == DUE and not row.understood:
        return "amber"
    return "accent" if column == ACTIVITY else "text"


class ActionTable(QTableView):
    """Shows an ActionTableModel; says what is wanted and changes nothing but what is edited in a cell."""

    status_wanted = Signal(str)
    """The selected actions are to have this status."""
    menu_wanted = Signal(QPoint)
    """The menu of statuses is to open here (global)."""
    activity_wanted = Signal(int)
    ordered = Signal(object)
    """The order that is wanted now."""

    def __init__(
        self, theme: Theme, model: ActionTableModel, fields: ActionFields, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self.register = theme, model
        self._inks: Inks | None = None
        self.hovered = -1
        self.setModel(model)
        self.cells = _Cells(theme, fields, self)
        self.refused = self.cells.refused
        self.setItemDelegate(self.cells)
        self._set_up()
        self._set_up_header()
        theme.changed.connect(self._theme_changed)

    def _set_up(self) -> None:
        self.setAccessibleName("Actions")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        upright = self.verticalHeader()
        upright.hide()
        upright.setMinimumSectionSize(1)
        upright.setDefaultSectionSize(round(ROW_COMFORTABLE * self._theme.type_scale))

    def _set_up_header(self) -> None:
        header = Heading(self._theme, _LEFT - _PAD, self)
        self.setHorizontalHeader(header)
        header.setAccessibleName("Columns of the actions")
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setMinimumSectionSize(56)
        header.setFixedHeight(ROW_COMFORTABLE)
        for place, column in enumerate(COLUMNS):
            fixed = bool(column.width)
            mode = QHeaderView.ResizeMode.Interactive if fixed else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(place, mode)
            if fixed:
                header.resizeSection(place, column.width)
        header.sortIndicatorChanged.connect(self._sorted)

    def inks(self) -> Inks:
        """Return pens and brushes for the theme and the screen of this moment."""
        if self._inks is None or self._inks.ratio != self.devicePixelRatioF():
            self._inks = Inks(self._theme, self.devicePixelRatioF())
        return self._inks

    # Selection

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected actions in the order shown."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = self.register.rows()
        return [rows[place].id for place in places]

    def select_ids(self, ids: Sequence[int]) -> None:
        """Select these actions; the first one takes the keyboard."""
        chosen, last = QItemSelection(), len(COLUMNS) - 1
        places = [place for place in map(self.register.place, ids) if place >= 0]
        for place in places:
            chosen.select(self.register.index(place, 0), self.register.index(place, last))
        if places:
            index = self.register.index(places[0], self.column_in_use())
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def column_in_use(self) -> int:
        """Return the column that the keyboard is in, or the first that holds words."""
        column = self.currentIndex().column()
        return column if column >= 0 and not self.isColumnHidden(column) else TEXT

    def lay_over(self, rows: Sequence[RegisterRow]) -> None:
        """Show another state of the register; what was selected stays so, else its neighbour is."""
        before, place = self.selected_ids(), self.currentIndex().row()
        self.register.lay_over(rows)
        kept = [number for number in before if self.register.place(number) >= 0]
        if kept != self.selected_ids() and kept:
            self.select_ids(kept)
        elif not kept and rows:
            self.select_ids([rows[min(max(place, 0), len(rows) - 1)].id])

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and key in STATUS_KEYS:
            self.status_wanted.emit(STATUS_KEYS[key])
        elif plain and key == Qt.Key.Key_Space:
            self.ask_status()
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.begin(self.currentIndex())
        elif plain and event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Claim the letters of the statuses before a command of the window takes them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() in STATUS_KEYS and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                event.accept()
                return True
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.begin(self.indexAt(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = tip(self.register.words(self.indexAt(event.pos())))
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    def ask_status(self) -> None:
        """Ask for the menu of statuses below the row in use."""
        index = self.currentIndex().siblingAtColumn(STATUS)
        if index.isValid() and self.register.editable:
            self.menu_wanted.emit(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def begin(self, index: QModelIndex) -> None:
        """Edit a cell; a status asks with its menu, and an activity is gone to."""
        row = self.register.action(index)
        if row is None:
            return
        self.setCurrentIndex(index)
        if index.column() == STATUS:
            self.ask_status()
        elif index.column() == ACTIVITY and row.activity_id is not None:
            self.activity_wanted.emit(row.activity_id)
        elif (
            self.register.flags(index) & Qt.ItemFlag.ItemIsEditable
            and self.state() != self.State.EditingState
        ):
            self.scrollTo(index)
            self.edit(index)

    def edit_next(self, onward: int) -> None:
        """Edit the next (1) or the previous (-1) cell that can be edited, in the next row behind the last one."""
        index, columns = self.currentIndex(), (TEXT, OWNERS, DUE)
        place = columns.index(index.column()) + onward
        down = onward if not 0 <= place < len(columns) else 0
        self.begin(self.register.index(index.row() + down, columns[place % len(columns)]))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close an editor, also when Qt does so by itself because another cell became the current one."""
        editor.setProperty("done", True)
        super().closeEditor(editor, hint)

    # Looks

    def set_order(self, order: Order) -> None:
        """Show an order in the headings without choosing it."""
        header = self.horizontalHeader()
        way = Qt.SortOrder.DescendingOrder if order.descending else Qt.SortOrder.AscendingOrder
        place = next((place for place, column in enumerate(COLUMNS) if column.key == order.by), -1)
        header.blockSignals(True)
        header.setSortIndicator(place, way)
        header.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._fit(event.size().width())
        super().resizeEvent(event)

    def _fit(self, width: int) -> None:
        """Leave room for what is to be done: the words of the activity give way first, then the meeting."""
        room = next((rest for upto, *rest in _WIDTHS if width < upto), _WIDE)
        for column, wide in zip((OWNERS, DUE, SERIES, ACTIVITY), room, strict=True):
            self.setColumnHidden(column, not wide)
            if wide:
                self.horizontalHeader().resizeSection(column, wide)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._inks = None

    def paintEvent(self, event: QPaintEvent) -> None:
        height = round(ROW_COMFORTABLE * self._theme.type_scale)
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)
        super().paintEvent(event)

    def _hover(self, place: int) -> None:
        if place != self.hovered:
            self.hovered = place
            self.viewport().update()

    def _sorted(self, section: int, way: Qt.SortOrder) -> None:
        descending = way == Qt.SortOrder.DescendingOrder
        self.ordered.emit(Order(COLUMNS[section].key, descending) if section >= 0 else PRESSING)

    def _theme_changed(self) -> None:
        self._inks = None
        self.viewport().update()
