"""The indicators of a framework for Qt: results as headings, each followed by its indicators.

Text is made when it is painted: of five hundred rows thirty are seen. What is shown is decided by
pages/progress_state.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject

from imgdesk.domain.achievement import share_words
from imgdesk.domain.indicator_text import value_words
from imgdesk.ui.models.table import EditedModel, Index, TableColumn
from imgdesk.views.framework import IndicatorRow, ResultRow, achieved

Shown = ResultRow | IndicatorRow
Key = tuple[str, int]


def baseline_words(row: IndicatorRow) -> str:
    """Return the baseline as it was written, else its number."""
    return value_words(row.baseline_value, row.unit, row.baseline_text)


def target_words(row: IndicatorRow) -> str:
    """Return the target as it was written, else its number."""
    return value_words(row.target_value, row.unit, row.target_text)


def achievement_words(row: IndicatorRow) -> str:
    """Return how far an indicator has come: a share, met or not met, or why neither can be told."""
    if row.share is not None:
        return share_words(row.share)
    if row.met is not None:
        return "met" if row.met else "not met"
    return achieved(row)


COLUMNS: Final = (
    TableColumn("Code", lambda row: row.code, 72, "code"),
    TableColumn("Indicator", lambda row: row.title, 0, "title"),
    TableColumn("Measure", lambda row: row.measure, 92, "measure"),
    TableColumn("Baseline", baseline_words, 128, "baseline"),
    TableColumn("Target", target_words, 124, "target"),
    TableColumn("Actual now", lambda row: row.actual_text, 104, "actual"),
    TableColumn("Achievement", achievement_words, 116),
    TableColumn("Over time", lambda row: "", 112),
)
CODE, TITLE, MEASURE, BASELINE, TARGET, ACTUAL, ACHIEVEMENT, CHART = range(len(COLUMNS))


def key_of(row: Shown) -> Key:
    """Return what tells a row from all others."""
    return ("result" if isinstance(row, ResultRow) else "indicator"), row.id


class IndicatorTableModel(EditedModel):
    """Shows results and indicators; `values_editable` (the period) is set by whoever knows.

    `period_id` is the period whose actual value the column of actual values edits.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self.values_editable = False
        self.period_id: int | None = None
        self._places: dict[Key, int] = {}

    def show(self, rows: Sequence[Shown]) -> None:
        """Show these rows; where they are the same ones only what changed is painted anew."""
        keys = {key_of(row): place for place, row in enumerate(rows)}
        if list(keys) != list(self._places):
            self.beginResetModel()
            self._rows, self._places = list(rows), keys
            self.endResetModel()
            return
        self._rows = list(rows)
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))

    def indicator(self, index: Index) -> IndicatorRow | None:
        """Return the indicator at an index, None for a heading."""
        row = self.row(index)
        return row if isinstance(row, IndicatorRow) else None

    def place(self, key: Key) -> int:
        """Return the place of a row, -1 when it is not shown."""
        return self._places.get(key, -1)

    def can_edit(self, index: Index) -> bool:
        field = COLUMNS[index.column()].field
        if isinstance(self.row(index), ResultRow):
            return field in ("code", "title")
        return bool(field) and (field != "actual" or self.values_editable)

    def _text(self, index: Index) -> str:
        row, column = self.row(index), COLUMNS[index.column()]
        if isinstance(row, ResultRow):
            return {"code": row.code, "title": row.title}.get(column.field, "")
        return column.text(row)

    def _typed(self, index: Index) -> str:
        """Return the words as they were typed; of actual values, that of the period."""
        row, field = self.indicator(index), COLUMNS[index.column()].field
        if row is not None and field == "actual":
            own = [one for one in row.values if one.kind == "actual" and one.period_id == self.period_id]
            return value_words(own[-1].value, "", own[-1].text) if own else ""
        if row is not None and field in ("baseline", "target"):
            return str(getattr(row, f"{field}_text")) or self._text(index)
        return self._text(index)

    def words(self, index: Index) -> list[str]:
        """Return the lines of the tool tip of a cell."""
        row = self.row(index)
        if row is None:
            return []
        if isinstance(row, ResultRow):
            return [f"{row.code} {row.title}".strip()]
        place = index.column()
        if place == ACHIEVEMENT:
            return [achievement_words(row), row.why if row.why != achievement_words(row) else ""]
        if place in (BASELINE, TARGET):
            return [COLUMNS[place].text(row), *row.questions]
        return [COLUMNS[place].text(row)]
