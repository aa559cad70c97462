"""Editing in place: makes, places and reads the editors of the table's cells.

The editors are imported when the first one opens: a window that opens does not wait for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from shiboken6 import isValid

from imgdesk.ui.edit_keys import EditKeys, holds_focus
from imgdesk.ui.gantt.columns import PAD, TEXT_X
from imgdesk.ui.models.plan_columns import COLUMNS, OUTPUT
from imgdesk.ui.models.plan_tree import Index
from imgdesk.ui.theme import Theme

if TYPE_CHECKING:
    from imgdesk.ui.editors import EditContext
    from imgdesk.ui.gantt.tree import PlanTree

LEAST: Final = {
    "output": 260,
    "note": 260,
    "when": 290,
    "leads": 180,
    "partners": 220,
    "category": 220,
    "status": 124,
    "percent": 76,
}
"""The least width of an editor by field: a narrow column is no reason to type blindly."""


class CellDelegate(QStyledItemDelegate):
    """Makes, places and reads the editors; the tree paints the cells.

    What the desk refuses, when the person has clicked elsewhere already, waits for the next time the cell is edited.
    """

    def __init__(self, theme: Theme, context: EditContext, tree: PlanTree) -> None:
        super().__init__(tree)
        self._theme, self._context, self._tree = theme, context, tree
        self._open: QWidget | None = None
        self._unkept: dict[tuple[int, str], str] = {}
        self._keys = EditKeys(self)
        self._keys.kept.connect(self._keep)
        self._keys.dropped.connect(self._drop)
        self._keys.refused.connect(tree.refused)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, self._tree.row_height())

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        from imgdesk.ui.editors import make_editor

        row = self._tree.plan().activity(index)
        assert row is not None
        field = COLUMNS[index.column()].field
        editor = make_editor(field, row.id, self._theme, self._context, parent)
        editor.setProperty("record", row.id)
        editor.setProperty("field", field)
        self._keys.watch(editor)
        editor.destroyed.connect(self._gone)
        self._open = editor
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if editor.property("begun"):
            return
        editor.setProperty("begun", True)
        row = self._tree.plan().activity(index)
        assert row is not None
        value = self._tree.plan().data(index, Qt.ItemDataRole.EditRole)
        editor.set_value(value)  # type: ignore[attr-defined]
        editor.setProperty("before", editor.value())  # type: ignore[attr-defined]
        typed = self._unkept.pop(_cell(editor), None)
        if typed is not None:
            editor.set_value(typed)  # type: ignore[attr-defined]

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        value = editor.value()  # type: ignore[attr-defined]
        if value != editor.property("before"):
            kept = self._tree.commit(editor.property("record"), editor.property("field"), value)
            editor.setProperty("refused", not kept)
            if not kept:
                self._unkept[_cell(editor)] = value
                return
        self._unkept.pop(_cell(editor), None)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        from imgdesk.ui.editors import WhenEditor

        cell, port = QRect(option.rect), self._tree.viewport().rect()
        if index.column() == OUTPUT:
            cell.setLeft(cell.left() + TEXT_X - PAD - 2)
        wide = max(cell.width(), LEAST[editor.property("field")])
        tall = cell.height() - 1
        if isinstance(editor, WhenEditor):
            upward = cell.bottom() + 24 > port.bottom()
            editor.set_upward(upward)
            top = cell.top() - 22 if upward else cell.top()
            tall += 22
        else:
            tall = max(tall, editor.minimumHeight())
            top = max(min(cell.top(), port.bottom() - tall), 0)
        left = max(min(cell.left(), port.right() - wide), 0)
        editor.setGeometry(left, top, min(wide, port.width()), tall)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave all keys to EditKeys: Qt's own filter would keep what cannot be kept."""
        return False

    def finish(self) -> None:
        """Keep what is being typed and close the editor, if one is open."""
        if self._open is not None:
            self._keys.keep(self._open, 0, leaving=True)

    def _gone(self) -> None:
        if self._open is not None and not isValid(self._open):
            self._open = None

    def _keep(self, editor: QWidget, onward: int) -> None:
        self.commitData.emit(editor)
        if editor.property("refused"):
            editor.setProperty("refused", False)
            self._keys.resume(editor)
            return
        self._close(editor, QStyledItemDelegate.EndEditHint.NoHint)
        if onward:
            self._tree.edit_next(onward)

    def _drop(self, editor: QWidget) -> None:
        self._unkept.pop(_cell(editor), None)
        self._close(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)

    def _close(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        self._open = None
        focused = holds_focus(editor)
        self.closeEditor.emit(editor, hint)
        if focused:
            self._tree.setFocus()


def _cell(editor: QWidget) -> tuple[int, str]:
    """Return the record and the field that an editor is for."""
    return editor.property("record"), editor.property("field")
