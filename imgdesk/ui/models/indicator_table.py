"""The indicators of a framework for Qt: results as headings, each followed by its indicators.

Text is made when it is painted: of five hundred rows thirty are seen. What is shown is decided by
pages/progress_state.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from imgdesk.domain.achievement import share_words
from imgdesk.domain.indicator_text import value_words
from imgdesk.text import one_line
from imgdesk.ui.models.table import NOWHERE, Index
from imgdesk.views.framework import IndicatorRow, ResultRow, achieved

Shown = ResultRow | IndicatorRow
Key = tuple[str, int]


class Column(NamedTuple):
    """A column: its heading, the field that edits it ("" for none), its width (0 takes what is left)."""

    heading: str
    field: str
    width: int
    text: Callable[[IndicatorRow], str]


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
    Column("Code", "code", 72, lambda row: row.code),
    Column("Indicator", "title", 0, lambda row: row.title),
    Column("Measure", "measure", 92, lambda row: row.measure),
    Column("Baseline", "baseline", 128, baseline_words),
    Column("Target", "target", 124, target_words),
    Column("Actual now", "actual", 104, lambda row: row.actual_text),
    Column("Achievement", "", 116, achievement_words),
    Column("Over time", "", 112, lambda row: ""),
)
CODE, TITLE, MEASURE, BASELINE, TARGET, ACTUAL, ACHIEVEMENT, CHART = range(len(COLUMNS))


def key_of(row: Shown) -> Key:
    """Return what tells a row from all others."""
    return ("result" if isinstance(row, ResultRow) else "indicator"), row.id


class IndicatorTableModel(QAbstractTableModel):
    """Shows results and indicators; `editable` and `values_editable` (the period) are set by whoever knows.

    `period_id` is the period whose actual value the column of actual values edits.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.editable = self.values_editable = False
        self.period_id: int | None = None
        self._rows: list[Shown] = []
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

    def row(self, index: Index) -> Shown | None:
        """Return the row at an index."""
        return self._rows[index.row()] if index.isValid() else None

    def indicator(self, index: Index) -> IndicatorRow | None:
        """Return the indicator at an index, None for a heading."""
        row = self.row(index)
        return row if isinstance(row, IndicatorRow) else None

    def rows(self) -> list[Shown]:
        """Return all rows in order."""
        return list(self._rows)

    def place(self, key: Key) -> int:
        """Return the place of a row, -1 when it is not shown."""
        return self._places.get(key, -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return flags | Qt.ItemFlag.ItemIsEditable if self._can_edit(index) else flags

    def _can_edit(self, index: Index) -> bool:
        field = COLUMNS[index.column()].field
        if not self.editable or not field:
            return False
        if isinstance(self.row(index), ResultRow):
            return field in ("code", "title")
        return field != "actual" or self.values_editable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return self._typed(row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(self._text(row, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.heading}: {one_line(self._text(row, column)) or 'empty'}"
        return None

    def _text(self, row: Shown, column: Column) -> str:
        if isinstance(row, ResultRow):
            return {"code": row.code, "title": row.title}.get(column.field, "")
        return column.text(row)

    def _typed(self, row: Shown, column: Column) -> str:
        """Return what an editor begins with: the words as they were typed; of actual values, that of the period."""
        if isinstance(row, IndicatorRow) and column.field == "actual":
            own = [one for one in row.values if one.kind == "actual" and one.period_id == self.period_id]
            return value_words(own[-1].value, "", own[-1].text) if own else ""
        if isinstance(row, IndicatorRow) and column.field in ("baseline", "target"):
            return str(getattr(row, f"{column.field}_text")) or self._text(row, column)
        return self._text(row, column)

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

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return COLUMNS[section].heading if role == Qt.ItemDataRole.DisplayRole else None
