"""The register of actions for Qt: one row an action, laid over when the desk changes, so that nothing jumps.

Text is made when it is painted. What is shown and in which order is decided by pages/actions_state.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QObject

from imgdesk.ui.models.table import NOWHERE, EditedModel, Index, TableColumn
from imgdesk.views.actions import RegisterRow
from imgdesk.views.wording import when_words

COLUMNS: Final = (
    TableColumn("Status", lambda row: row.status, 96, "status"),
    TableColumn("What", lambda row: row.text, 0, "text"),
    TableColumn("Who", lambda row: ", ".join(row.owners), 104, "owners"),
    TableColumn("Due (as agreed)", lambda row: row.when_text, 190, "due"),
    TableColumn("Meeting", lambda row: row.last or row.series, 132),
    TableColumn("Activity", lambda row: row.activity, 76),
)
STATUS, TEXT, OWNERS, DUE, SERIES, ACTIVITY = range(len(COLUMNS))
KEYS: Final = ("status", "text", "owners", "due", "series", "activity")
"""What the columns are sorted by."""


def late_words(row: RegisterRow) -> tuple[str, ...]:
    """Return the tag that a due date that has passed carries, in ever shorter words; nothing where it has not."""
    short = ("overdue",) if row.overdue else ()
    return ("overdue at 2 meetings", "overdue twice", *short) if row.twice else short


def late_word(row: RegisterRow) -> str:
    """Return the tag of a due date in full, "" for none."""
    return next(iter(late_words(row)), "")


class ActionTableModel(EditedModel):
    """Shows RegisterRows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self._places: dict[int, int] = {}

    def show(self, rows: Sequence[RegisterRow]) -> None:
        """Show these actions and no others."""
        self._places.clear()
        super().show(rows)

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

    def action(self, index: Index) -> RegisterRow | None:
        """Return the action at an index, None where there is none."""
        row: RegisterRow | None = self.row(index)
        return row

    def place(self, action_id: int) -> int:
        """Return the place of an action, -1 when it is not shown."""
        if not self._places:
            self._places = {row.id: place for place, row in enumerate(self._rows)}
        return self._places.get(action_id, -1)

    def can_edit(self, index: Index) -> bool:
        return index.column() in (TEXT, OWNERS, DUE)

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

    def _said(self, index: Index) -> str:
        late = late_word(self._rows[index.row()]) if index.column() == DUE else ""
        return ", ".join(filter(None, (super()._said(index), late)))


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Return the stretches of neighbours among ascending numbers as (first, last)."""
    start = 0
    for end in range(1, len(places) + 1):
        if end == len(places) or places[end] != places[end - 1] + 1:
            yield places[start], places[end - 1]
            start = end
