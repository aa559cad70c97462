"""A plain table for Qt: rows of any kind, and columns that say what they show of one.

Text is made when it is painted: of ten thousand rows thirty are seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from imgdesk.text import one_line
from imgdesk.ui.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class TableColumn(NamedTuple):
    """A heading, what stands below it, its width in pixels (0 takes what is left), the field that edits it, if any."""

    heading: str
    text: Callable[[Any], str]
    width: int = 0
    field: str = ""


class TableModel(QAbstractTableModel):
    """Shows `rows`; a new list resets it."""

    def __init__(self, columns: Sequence[TableColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: list[Any] = []

    def show(self, rows: Sequence[Any]) -> None:
        """Show these rows and no others."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, index: Index) -> Any:
        """Return the row at an index, None where there is none."""
        return self._rows[index.row()] if index.isValid() else None

    def rows(self) -> list[Any]:
        """Return all rows in their order."""
        return list(self._rows)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(self._text(index))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._text(index))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[index.column()].heading}: {self._said(index) or 'empty'}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return self.columns[section].heading if role == Qt.ItemDataRole.DisplayRole else None

    def _text(self, index: Index) -> str:
        return self.columns[index.column()].text(self._rows[index.row()])

    def _said(self, index: Index) -> str:
        return one_line(self._text(index))


class EditedModel(TableModel):
    """Rows that are edited in place; `editable` is set by whoever knows whether the desk may be changed."""

    def __init__(self, columns: Sequence[TableColumn], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self.editable = False

    def can_edit(self, index: Index) -> bool:
        """Return whether a cell is edited where it stands."""
        raise NotImplementedError

    def words(self, index: Index) -> list[str]:
        """Return the lines of the tool tip of a cell."""
        raise NotImplementedError

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        can = index.isValid() and self.editable and self.can_edit(index)
        return flags | Qt.ItemFlag.ItemIsEditable if can else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.EditRole and index.isValid():
            return self._typed(index)
        return super().data(index, role)

    def _typed(self, index: Index) -> str:
        """Return what an editor begins with."""
        return self._text(index)
