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
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyleOptionViewItem,
    QWidget,
)

from imgdesk.domain.standing import is_open
from imgdesk.text import one_line
from imgdesk.ui.edited_table import EditedCells, EditedTable, is_plain
from imgdesk.ui.gantt.inks import Inks
from imgdesk.ui.models.action_table import (
    ACTIVITY,
    COLUMNS,
    DUE,
    KEYS,
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


class _Cells(EditedCells):
    """Paints the cells and opens their editors."""

    _table: ActionTable

    def __init__(self, fields: ActionFields, table: ActionTable) -> None:
        super().__init__(table)
        self._fields = fields

    def cell(self, index: Index) -> tuple[int, str]:
        row = self._table.register.action(index)
        assert row is not None
        return row.id, COLUMNS[index.column()].field

    def make(self, field: str, record: int, parent: QWidget) -> Any:
        return self._fields.make(field, record, parent)

    def keep(self, record: int, field: str, value: str) -> bool:
        return self._fields.keep(record, field, value)

    def room(self, field: str, box: QRect) -> tuple[QRect, int]:
        return box, _LEAST[field]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._table.register.action(index)
        if row is None:
            return
        inks, first = self.paint_ground(painter, option, index), index.column() == STATUS
        room = QRect(option.rect).adjusted(_LEFT if first else _PAD, 0, -_PAD, -1)
        self._paint_words(painter, inks, room, row, index.column())
        self.paint_current(painter, option, index, _LEFT - _PAD if first else 0)

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


class ActionTable(EditedTable):
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
        super().__init__(theme, model, ("Actions", "Columns of the actions"), _LEFT - _PAD, parent)
        self.register = model
        self.cells = _Cells(fields, self)
        self.refused = self.cells.refused
        self.setItemDelegate(self.cells)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._set_up_header()

    def _set_up_header(self) -> None:
        self.verticalHeader().setDefaultSectionSize(round(ROW_COMFORTABLE * self._theme.type_scale))
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._sorted)

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
        key, plain = Qt.Key(event.key()), is_plain(event)
        if plain and key in STATUS_KEYS:
            self.status_wanted.emit(STATUS_KEYS[key])
        elif plain and key == Qt.Key.Key_Space:
            self.ask_status()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Claim the letters of the statuses before a command of the window takes them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() in STATUS_KEYS and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                event.accept()
                return True
        return super().event(event)

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
        else:
            self.edit_here(index)

    def edit_next(self, onward: int) -> None:
        """Edit the next (1) or the previous (-1) cell that can be edited, in the next row behind the last one."""
        index, columns = self.currentIndex(), (TEXT, OWNERS, DUE)
        place = columns.index(index.column()) + onward
        down = onward if not 0 <= place < len(columns) else 0
        self.begin(self.register.index(index.row() + down, columns[place % len(columns)]))

    # Looks

    def set_order(self, order: Order) -> None:
        """Show an order in the headings without choosing it."""
        header = self.horizontalHeader()
        way = Qt.SortOrder.DescendingOrder if order.descending else Qt.SortOrder.AscendingOrder
        place = KEYS.index(order.by) if order.by in KEYS else -1
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

    def paintEvent(self, event: QPaintEvent) -> None:
        height = round(ROW_COMFORTABLE * self._theme.type_scale)
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)
        super().paintEvent(event)

    def _sorted(self, section: int, way: Qt.SortOrder) -> None:
        descending = way == Qt.SortOrder.DescendingOrder
        self.ordered.emit(Order(KEYS[section], descending) if section >= 0 else PRESSING)
