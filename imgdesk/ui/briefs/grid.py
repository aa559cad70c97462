"""Facts and tables of a paper as a small grid: cells are typed in place, rows come and go by keys and menu.

The grid holds cells as light Markdown and hands all of them on at every change; what they mean is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from imgdesk.ui.briefs.fields import LiveText

Index = QModelIndex | QPersistentModelIndex
Cells = list[list[str]]
MOST_ROWS, MOST_COLUMNS = 1000, 12
_TALLEST: Final = 1200
_LABEL: Final = 0.34
"""The share of the labels of facts."""
_CLICKS: Final = (
    QAbstractItemView.EditTrigger.AnyKeyPressed
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.DoubleClicked
)


class Grid(QTableWidget):
    """`facts` are labels with what stands beside them; else the first row of cells names the columns."""

    kept = Signal(object, str)
    """All cells, and the key under which the change is merged."""

    def __init__(self, name: str, *, facts: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts, self._editable, self._showing = facts, True, False
        self._cells: Cells = []
        self.setAccessibleName(name)
        self.setProperty("look", "grid")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(_CLICKS)
        self.verticalHeader().setMinimumSectionSize(28)
        self.setItemDelegate(_Cell(self))
        self.cellClicked.connect(self._edit)

    # What is shown

    def show_cells(self, cells: Sequence[Sequence[str]], *, editable: bool) -> None:
        """Show these cells, and keep those that stand empty until something is typed into them."""
        self._editable = editable
        wide = 2 if self._facts else max((len(row) for row in cells), default=2)
        given = [_fitted(row, wide) for row in cells]
        if not given:
            given = [[""] * wide] if self._facts else [[""] * wide, [""] * wide]
        if [row for row in self._cells if any(row)] != given or not self._cells:
            self._cells = given
        self._lay_out()

    def cells(self) -> Cells:
        """Return what stands in the cells."""
        return [list(row) for row in self._cells]

    def set_cell(self, row: int, column: int, text: str, merge: str) -> bool:
        """Put a text into a cell and hand all of them on."""
        if row < len(self._cells) and column < len(self._cells[row]):
            self._cells[row][column] = text
            self._kept(merge)
        return True

    def _kept(self, merge: str = "") -> None:
        self.kept.emit(self.cells(), merge)

    def _lay_out(self) -> None:
        wide = len(self._cells[0])
        self.setRowCount(len(self._cells))
        self.setColumnCount(wide)
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        for row, line in enumerate(self._cells):
            for column, text in enumerate(line):
                item = self.item(row, column)
                if item is None:
                    item = QTableWidgetItem()
                    item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                    self.setItem(row, column, item)
                if item.text() != text:
                    item.setText(text)
                head = column == 0 if self._facts else row == 0
                if head != (item.font().weight() == QFont.Weight.DemiBold):
                    item.setFont(strong if head else self.font())
        for field in self.findChildren(LiveText):
            row, column = field.property("at")
            if row < len(self._cells) and column < wide:
                field.show_text(self._cells[row][column])
        for column in range(wide):
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self._fit()

    def _fit(self) -> None:
        """Share the width among the columns, and be as tall as the rows."""
        wide, room = self.columnCount(), self.viewport().width()
        for column in range(wide):
            share = (_LABEL if column == 0 else 1 - _LABEL) if self._facts and wide == 2 else 1 / max(wide, 1)
            self.setColumnWidth(column, int(room * share))
        self.fit_rows()

    def fit_rows(self) -> None:
        """Be as tall as what stands in the cells."""
        self.resizeRowsToContents()
        self.setFixedHeight(min(self.verticalHeader().length() + 2, _TALLEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    # Rows and columns

    def insert_row(self, place: int) -> None:
        """Put an empty row at a place and begin to type there."""
        if self._editable and len(self._cells) < MOST_ROWS:
            self._cells.insert(place, [""] * self.columnCount())
            self._lay_out()
            self._edit(place, 0)

    def delete_row(self, place: int) -> None:
        """Take a row out."""
        if self._editable and 0 <= place < len(self._cells):
            del self._cells[place]
            if not self._cells:
                self._cells = [[""] * self.columnCount()]
            self._lay_out()
            self.setCurrentCell(min(place, len(self._cells) - 1), 0)
            self._kept()

    def move_row(self, place: int, onward: int) -> None:
        """Move a row one place down (1) or up (-1)."""
        there = place + onward
        if self._editable and 0 <= there < len(self._cells):
            self._cells.insert(there, self._cells.pop(place))
            self._lay_out()
            self.setCurrentCell(there, max(self.currentColumn(), 0))
            self._kept()

    def insert_column(self, place: int) -> None:
        """Put an empty column at a place."""
        if self._editable and self.columnCount() < MOST_COLUMNS:
            for row in self._cells:
                row.insert(place, "")
            self._lay_out()
            self._edit(0, place)

    def delete_column(self, place: int) -> None:
        """Take a column out."""
        if self._editable and self.columnCount() > 1:
            for row in self._cells:
                del row[place]
            self._lay_out()
            self._kept()

    # Editing and keys

    def _edit(self, row: int, column: int) -> None:
        if self._editable and (item := self.item(row, column)) is not None:
            self.setCurrentItem(item)
            self.editItem(item)

    def edit(self, index: Index, *how: object) -> bool:  # type: ignore[override]
        return bool(super().edit(index, *how)) if self._editable else False

    def go_on(self, row: int, column: int, onward: int) -> bool:
        """Edit the cell so many further on, and return whether there is one; behind the last one a row is begun."""
        wide = self.columnCount()
        place = row * wide + column + onward
        if place < 0:
            return False
        if place >= wide * self.rowCount():
            if not any(self._cells[-1]):
                return False
            self.insert_row(self.rowCount())
        else:
            self._edit(*divmod(place, wide))
        return True

    def finish(self) -> None:
        """Keep what is being typed."""
        for field in self.findChildren(LiveText):
            field.typed.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), self.currentRow()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Insert:
            self.insert_row(row + 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._edit(max(row, 0), max(self.currentColumn(), 0))
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_row(row, 1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Delete and self._editable and self.currentItem() is not None:
            self.set_cell(row, self.currentColumn(), "", "")
            self._lay_out()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() in (Qt.Key.Key_Insert, Qt.Key.Key_Delete, Qt.Key.Key_Up, Qt.Key.Key_Down):
                event.accept()
                return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        item = self.item(index.row(), index.column()) if index.isValid() else self.currentItem()
        if item is not None and self._editable:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.fill_menu(menu, item.row(), item.column())
            menu.popup(event.globalPos() if not event.pos().isNull() else self.mapToGlobal(QPoint(0, 0)))

    def fill_menu(self, menu: QMenu, row: int, column: int) -> None:
        """Fill a menu with what can be done to rows and columns."""
        entries: list[tuple[str, Callable[[], None], bool]] = [
            ("Row &above", partial(self.insert_row, row), True),
            ("Row &below\tIns", partial(self.insert_row, row + 1), True),
            ("Move row &up\tAlt+Up", partial(self.move_row, row, -1), row > 0),
            ("Move row &down\tAlt+Down", partial(self.move_row, row, 1), row + 1 < self.rowCount()),
            ("&Delete row", partial(self.delete_row, row), True),
        ]
        if not self._facts:
            entries += [
                ("Column at the &left", partial(self.insert_column, column), True),
                ("Column at the &right", partial(self.insert_column, column + 1), True),
                ("Delete &column", partial(self.delete_column, column), self.columnCount() > 1),
            ]
        for place, (words, act, can) in enumerate(entries):
            if place == 5:
                menu.addSeparator()
            menu.addAction(words, act).setEnabled(can)


class _Cell(QStyledItemDelegate):
    """Edits a cell in a text that keeps itself; Return goes down, Tab on, Shift+Return is a new line."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self._grid = grid

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        row, column = index.row(), index.column()
        field = LiveText(
            f"Row {row + 1}, column {column + 1}", partial(self._grid.set_cell, row, column), parent
        )
        field.setProperty("look", "cell")
        field.setProperty("at", (row, column))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, LiveText)
        if not editor.property("begun"):
            editor.setProperty("begun", True)
            editor.show_text(index.data() or "")
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QObject, index: Index) -> None:
        assert isinstance(editor, LiveText)
        editor.typed.finish()
        item = self._grid.item(index.row(), index.column())
        if item is not None:
            item.setText(editor.toPlainText())
        QTimer.singleShot(0, self._grid, self._grid.fit_rows)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.move(option.rect.topLeft())
        editor.setFixedWidth(option.rect.width())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), size.height() + 8)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(watched, LiveText)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            row, column = watched.property("at")
            key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            onward = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(key))
            if onward is not None:
                self._close(watched)
                if not self._grid.go_on(row, column, onward):
                    self._grid.focusNextPrevChild(onward > 0)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift and not event.modifiers():
                self._close(watched)
                self._grid.go_on(row, column, self._grid.columnCount())
                return True
            if key == Qt.Key.Key_Escape:
                self._close(watched)
                return True
            return False
        return super().eventFilter(watched, event)

    def _close(self, field: LiveText) -> None:
        self.commitData.emit(field)
        self.closeEditor.emit(field, QAbstractItemDelegate.EndEditHint.NoHint)
        self._grid.setFocus()


def _fitted(row: Sequence[str], wide: int) -> list[str]:
    """Return a row of so many cells; what is too much stands in the last one."""
    cells = [*row, *[""] * wide][: max(wide, 1)]
    return [*cells[:-1], "  ".join(row[wide - 1 :])] if len(row) > wide else cells
