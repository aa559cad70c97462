"""The results of a search as a list: a heading for each kind, below it the records found."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from imgdesk.store.search import plain
from imgdesk.views.search import KINDS, ResultRow, Results

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
NOTHING = Results((), {})


class Heading(NamedTuple):
    """The name of a kind, and how many of it are shown and match."""

    title: str
    shown: int
    total: int

    @property
    def numbers(self) -> str:
        """The numbers in words: "3", or "12 of 1,240"."""
        return f"{self.shown:,} of {self.total:,}" if self.shown < self.total else f"{self.total:,}"


class SearchResults(QAbstractListModel):
    """Shows one search; a new one resets it. Headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Heading | ResultRow] = []

    def show(self, found: Results) -> None:
        """Show these results and no others."""
        self.beginResetModel()
        self._lines = []
        for table, (_, title) in KINDS.items():
            rows = [row for row in found.rows if row.table == table]
            if rows:
                self._lines += [Heading(title, len(rows), found.counts[table]), *rows]
        self.endResetModel()

    def line(self, row: int) -> Heading | ResultRow:
        """Return what stands in a row."""
        return self._lines[row]

    def result(self, row: int) -> ResultRow | None:
        """Return the record in a row, None for a heading and beyond the list."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        return line if isinstance(line, ResultRow) else None

    def next_result(self, row: int, step: int) -> int:
        """Return the row of the result that is `step` results on, stopping at the ends; -1 where there is none."""
        rows = [place for place, line in enumerate(self._lines) if isinstance(line, ResultRow)]
        if not rows:
            return -1
        at = rows.index(row) + step if row in rows else 0
        return rows[min(max(at, 0), len(rows) - 1)]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.result(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.title} {line.numbers}" if isinstance(line, Heading) else plain(line.snippet)
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(line, ResultRow):
            return f"{line.kind}: {plain(line.snippet)}, {line.where}"
        return None
