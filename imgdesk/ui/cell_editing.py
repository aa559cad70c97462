"""Editing in place: opens, places and reads the editors of a table's cells, alike in every table.

A subclass says which record and field a cell is of, makes its editor and keeps its value. An editor follows
editors.FieldEditor; what that holds is decided by the services.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from shiboken6 import isValid

from imgdesk.ui.edit_keys import EditKeys, holds_focus
from imgdesk.ui.models.table import Index

_MEANING = 22
"""Height of the line that says what a date means."""


class CellEditing(QStyledItemDelegate):
    """What the desk refuses, when the person has clicked elsewhere already, waits for the cell's next editing."""

    refused = Signal(str)
    """Why what was typed cannot be kept."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._open: QWidget | None = None
        self._unkept: dict[tuple[int, str], str] = {}
        self._keys = EditKeys(self)
        self._keys.kept.connect(self._keep)
        self._keys.dropped.connect(self._drop)
        self._keys.refused.connect(self.refused)

    # What a table says of its cells

    def cell(self, index: Index) -> tuple[int, str]:
        """Return the id of the record and the field that a cell shows."""
        raise NotImplementedError

    def make(self, field: str, record: int, parent: QWidget) -> Any:
        """Return an editor, which follows editors.FieldEditor."""
        raise NotImplementedError

    def keep(self, record: int, field: str, value: str) -> bool:
        """Keep a value and return whether that was done."""
        raise NotImplementedError

    def go_on(self, onward: int) -> None:
        """Edit the next (1) or the previous (-1) cell: Tab was pressed."""
        raise NotImplementedError

    def room(self, field: str, box: QRect) -> tuple[QRect, int]:
        """Return where an editor over a cell lies and its least width: no column is too narrow to see what is typed."""
        raise NotImplementedError

    # Opening and placing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        record, field = self.cell(index)
        editor: QWidget = self.make(field, record, parent)
        editor.setProperty("record", record)
        editor.setProperty("field", field)
        self._keys.watch(editor)
        editor.destroyed.connect(self._gone)
        self._open = editor
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if editor.property("begun"):
            return
        editor.setProperty("begun", True)
        editor.set_value(index.data(Qt.ItemDataRole.EditRole))  # type: ignore[attr-defined]
        editor.setProperty("before", editor.value())  # type: ignore[attr-defined]
        typed = self._unkept.pop(_cell(editor), None)
        if typed is not None:
            editor.set_value(typed)  # type: ignore[attr-defined]

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        from imgdesk.ui.editors import WhenEditor

        port = self._view.viewport().rect()
        cell, least = self.room(editor.property("field"), QRect(option.rect))
        wide, tall = max(cell.width(), least), cell.height() - 1
        if isinstance(editor, WhenEditor):
            upward = cell.bottom() + _MEANING + 2 > port.bottom()
            editor.set_upward(upward)
            top = cell.top() - _MEANING if upward else cell.top()
            tall += _MEANING
        else:
            tall = max(tall, editor.minimumHeight())
            top = max(min(cell.top(), port.bottom() - tall), 0)
        left = max(min(cell.left(), port.right() - wide), 0)
        editor.setGeometry(left, top, min(wide, port.width()), tall)

    # Keeping and closing

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        value = editor.value()  # type: ignore[attr-defined]
        if value != editor.property("before"):
            kept = self.keep(*_cell(editor), value)
            editor.setProperty("refused", not kept)
            if not kept:
                self._unkept[_cell(editor)] = value
                return
        self._unkept.pop(_cell(editor), None)

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
            self.go_on(onward)

    def _drop(self, editor: QWidget) -> None:
        self._unkept.pop(_cell(editor), None)
        self._close(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)

    def _close(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        self._open = None
        focused = holds_focus(editor)
        self.closeEditor.emit(editor, hint)
        if focused:
            self._view.setFocus()


def _cell(editor: QWidget) -> tuple[int, str]:
    """Return the record and the field that an editor is for."""
    return editor.property("record"), editor.property("field")
