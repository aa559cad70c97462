"""A table edited in place: the cell in use is the current one; F2, Return or a double click edit it.

A subclass says what a cell begins with and which cell follows; its delegate is a subclass of EditedCells.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemDelegate, QStyle, QStyleOptionViewItem, QWidget

from imgdesk.ui.cell_editing import CellEditing
from imgdesk.ui.gantt.inks import Inks
from imgdesk.ui.gantt.rows import paint_ring
from imgdesk.ui.models.table import EditedModel, Index
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.painted_table import PaintedTable


class EditedCells(CellEditing):
    """Paints what all cells have, and goes on to the cell that the table says."""

    def __init__(self, table: EditedTable) -> None:
        super().__init__(table)
        self._table = table

    def go_on(self, onward: int) -> None:
        self._table.edit_next(onward)

    def paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, role: str = "surface"
    ) -> Inks:
        """Paint the ground of a cell, in the colour of a role unless it is selected or below the mouse."""
        inks, box = self._table.inks(), QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = index.row() == self._table.hovered
        painter.fillRect(box, inks.color("sel") if chosen else inks.hover if hovered else inks.color(role))
        painter.setPen(inks.grid)
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        return inks

    def paint_current(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, left: int) -> None:
        """Paint a ring around a cell that the keyboard is in, `left` pixels further in."""
        if self._table.hasFocus() and index == self._table.currentIndex():
            paint_ring(painter, self._table.inks(), QRectF(option.rect).adjusted(left, 0, 0, 0))


class EditedTable(PaintedTable):
    """Shows an EditedModel."""

    def __init__(
        self,
        theme: Theme,
        model: EditedModel,
        names: tuple[str, str],
        inset: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, model, names, inset, parent)
        self._rows = model
        self.hovered = -1
        self.setMouseTracking(True)
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setMinimumSectionSize(56)
        self.set_widths(column.width for column in model.columns)

    def begin(self, index: QModelIndex) -> None:
        """Edit a cell, or do what stands for it there."""
        raise NotImplementedError

    def edit_next(self, onward: int) -> None:
        """Edit the next (1) or the previous (-1) cell that can be edited."""
        raise NotImplementedError

    def words(self, index: QModelIndex) -> Sequence[str]:
        return self._rows.words(index)

    def edit_here(self, index: QModelIndex) -> bool:
        """Open the editor of a cell, unless one is open; return whether the cell can be edited."""
        can = bool(self._rows.flags(index) & Qt.ItemFlag.ItemIsEditable)
        if can and self.state() != self.State.EditingState:
            self.scrollTo(index)
            self.edit(index)
        return can

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = is_plain(event)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.begin(self.currentIndex())
        elif plain and event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.begin(self.indexAt(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close an editor, also when Qt does so by itself because another cell became the current one."""
        editor.setProperty("done", True)
        super().closeEditor(editor, hint)

    def _hover(self, place: int) -> None:
        if place != self.hovered:
            self.hovered = place
            self.viewport().update()


def is_plain(event: QKeyEvent) -> bool:
    """Return whether a key was pressed without Ctrl, Alt or Shift."""
    return event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
