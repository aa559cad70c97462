"""The register of actions for Qt: one row an action, laid over when the desk changes, so that nothing jumps.

Text is made when it is painted. What is shown and in which order is decided by pages/actions_state.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from imgdesk.text import one_line
from imgdesk.ui.models.table import NOWHERE, Index
from imgdesk.views.actions import RegisterRow
from imgdesk.views.wording import when_words


class Column(NamedTuple):
    """A column: the name that it is sorted by, its heading, the field that edits it ("" for none), its first width."""

    key: str
    heading: str
    field: str
    width: int
    text: Callable[[RegisterRow], str]


COLUMNS: Final = (
    Column("status", "Status", "status", 96, lambda row: row.status),
    Column("text", "What", "text", 0, lambda row: row.text),
    Column("owners", "Who", "owners", 104, lambda row: ", ".join(row.owners)),
    Column("due", "Due (as agreed)", "due", 190, lambda row: row.when_text),
    Column("series", "Meeting", "", 132, lambda row: row.last or row.series),
    Column("activity", "Activity", "", 76, lambda row: row.activity),
)
STATUS, TEXT, OWNERS, DUE, SERIES, ACTIVITY = range(len(COLUMNS))


def late_words(row: RegisterRow) -> tuple[str, ...]:
    """Return the tag that a due date that has passed carries, in ever shorter words; nothing where it has not."""
    short = ("overdue",) if row.overdue else ()
    return ("overdue at 2 meetings", "overdue twice", *short) if row.twice else short


def late_word(row: RegisterRow) -> str:
    """Return the tag of a due date in full, "" for none."""
    return next(iter(late_words(row)), "")


class ActionTableModel(QAbstractTableModel):
    """Shows RegisterRows. `editable` is set by whoever knows whether the desk may be changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.editable = False
        self._rows: list[RegisterRow] = []
        self._places: dict[int, int] = {}

    def show(self, rows: Sequence[RegisterRow]) -> None:
        """Show these actions and no others."""
        self.beginResetModel()
        self._rows = list(rows)
        self._places.clear()
        self.endResetModel()

    def lay_over(self, rows: Sequence[RegisterRow]) -> None:
        """Show these actions: those already shown stay the same rows; one that has moved means all anew."""
        wanted = {row.id for row in rows}
        gone = [place for place, row in enumerate(self._rows) if row.id not in wanted]
        for first, last in reversed(list(_runs(gone))):
            self.beginRemoveRows(NOWHERE, first, last)
            del self._rows[first : last + 1]
            self._places.clear()
            self.endRemoveRows()
        known = {row.id for row in self._rows}
        if [row.id for row in rows if row.id in known] != [row.id for row in self._rows]:
            self.show(rows)
            return
        for first, last in _runs([place for place, row in enumerate(rows) if row.id not in known]):
            self.beginInsertRows(NOWHERE, first, last)
            self._rows[first:first] = rows[first : last + 1]
            self._places.clear()
            self.endInsertRows()
        changed = [place for place, row in enumerate(rows) if row != self._rows[place]]
        self._rows = list(rows)
        for first, last in _runs(changed):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))

    def rows(self) -> list[RegisterRow]:
        """Return the actions in the order shown."""
        return list(self._rows)

    def action(self, index: Index) -> RegisterRow | None:
        """Return the action at an index, None where there is none."""
        return self._rows[index.row()] if index.isValid() else None

    def place(self, action_id: int) -> int:
        """Return the place of an action, -1 when it is not shown."""
        if not self._places:
            self._places = {row.id: place for place, row in enumerate(self._rows)}
        return self._places.get(action_id, -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        can = self.editable and index.column() in (TEXT, OWNERS, DUE)
        return flags | Qt.ItemFlag.ItemIsEditable if can else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.action(index)
        if row is None:
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return column.text(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(column.text(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = ", ".join(filter(None, (one_line(column.text(row)), self._late(row, index))))
            return f"{column.heading}: {said or 'empty'}"
        return None

    def words(self, index: Index) -> list[str]:
        """Return the lines of the tool tip of a cell."""
        row = self.action(index)
        if row is None:
            return []
        if index.column() == DUE:
            kept = "" if row.understood else "kept as text: the date is not understood"
            return [when_words(row), kept, late_word(row)]
        if index.column() == SERIES:
            since = f"first at {row.first}" if row.appearances > 1 else ""
            return [row.last or "at no meeting yet", row.series, since]
        return [COLUMNS[index.column()].text(row)]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return COLUMNS[section].heading if role == Qt.ItemDataRole.DisplayRole else None

    def _late(self, row: RegisterRow, index: Index) -> str:
        return late_word(row) if index.column() == DUE else ""


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Return the stretches of neighbours among ascending numbers as (first, last)."""
    start = 0
    for end in range(1, len(places) + 1):
        if end == len(places) or places[end] != places[end - 1] + 1:
            yield places[start], places[end - 1]
            start = end
