"""A table of records in a dialog: whole rows, calm lines, several to choose, Return for what one mostly wants."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from imgdesk.ui.models.table import Index, TableModel
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.painted_table import CalmTable

_PAD = 8


class _Cells(QStyledItemDelegate):
    """Cells in line with their headings, a hairline below each row, and no frame around a single cell."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(table)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRect(option.rect)
        painter.fillRect(box, self._theme.color("sel" if chosen else "surface"))
        painter.setPen(self._theme.color("grid"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setPen(self._theme.color("text"))
        room = box.adjusted(_PAD, 0, -_PAD, 0)
        text = option.fontMetrics.elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, room.width()
        )
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(room, flags, text)


class RecordTable(CalmTable):
    """Shows a TableModel; `opened` is said on Return and on a double click."""

    opened = Signal()

    def __init__(self, theme: Theme, model: TableModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, model, name, parent)
        self._table, self._empty = model, ""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegate(_Cells(theme, self))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setAccessibleName(f"Columns of {name}")
        self.set_widths(column.width for column in model.columns)
        self.doubleClicked.connect(self.opened)

    def set_empty(self, words: str) -> None:
        """Say `words` in the place of the rows while there are none."""
        self._empty = words
        self.viewport().update()

    def chosen(self) -> list[Any]:
        """Return the selected rows in their order."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = self._table.rows()
        return [rows[place] for place in places]

    def choose(self, wanted: set[Any], key: Any) -> None:
        """Select the rows whose `key` is wanted, or else the first one."""
        places = [place for place, row in enumerate(self._table.rows()) if key(row) in wanted]
        self.clearSelection()
        if not places and self._table.rowCount():
            places = [0]
        selection = self.selectionModel()
        for place in places:
            index = self._table.index(place, 0)
            selection.select(index, selection.SelectionFlag.Select | selection.SelectionFlag.Rows)
        if places:
            first = self._table.index(places[0], 0)
            selection.setCurrentIndex(first, selection.SelectionFlag.NoUpdate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._empty and not self._table.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self._theme.color("muted"))
            room = QRect(self.viewport().rect()).adjusted(40, 24, -40, -24)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty)
            painter.end()
