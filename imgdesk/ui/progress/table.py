"""The table of indicators: cells painted calmly and edited in place, results as headings across.

The cell in use is the current one: Left and Right choose it, F2, Return or a double click edit it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyleOptionViewItem,
    QWidget,
)

from imgdesk.domain.indicator_text import read_number
from imgdesk.domain.progress_words import MEASURES
from imgdesk.text import one_line
from imgdesk.ui.edited_table import EditedCells, EditedTable
from imgdesk.ui.editors import ChoiceEditor, LineEditor, PlainEditor
from imgdesk.ui.gantt.inks import Inks
from imgdesk.ui.gantt.rows import paint_ring
from imgdesk.ui.models.indicator_table import (
    ACHIEVEMENT,
    ACTUAL,
    BASELINE,
    CHART,
    CODE,
    COLUMNS,
    MEASURE,
    TARGET,
    TITLE,
    IndicatorTableModel,
    Key,
    achievement_words,
    key_of,
)
from imgdesk.ui.models.table import Index
from imgdesk.ui.progress.chart import paint_plot, plot
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.tags import paint_tag
from imgdesk.views.framework import IndicatorRow, ResultRow

Keep = Callable[[Key, str, str], bool]
"""Sets a field of a result or an indicator and returns whether it was kept."""
_PAD: Final = 8
_LEFT: Final = 24
_CHARS: Final = 300
_LEAST: Final = {"title": 320, "code": 90, "measure": 130}
_HIDDEN: Final = ((640, (MEASURE, CHART, BASELINE)), (820, (MEASURE, CHART)), (1040, (MEASURE,)))
"""Up to which width of the table which columns give way."""
_FLAGS: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class _Cells(EditedCells):
    """Paints the cells and opens their editors."""

    _table: IndicatorTable

    def __init__(self, table: IndicatorTable, keep: Keep) -> None:
        super().__init__(table)
        self._keep_value = keep

    def cell(self, index: Index) -> tuple[int, str]:
        row = self._table.indicators.row(index)
        assert row is not None
        prefix = "result." if isinstance(row, ResultRow) else ""
        return row.id, f"{prefix}{COLUMNS[index.column()].field}"

    def make(self, field: str, record: int, parent: QWidget) -> Any:
        name = field.rpartition(".")[2]
        if name == "measure":
            return ChoiceEditor("Measure", [(word, word) for word in MEASURES], parent)
        if name == "title":
            return PlainEditor("Title", parent)
        return LineEditor(next(column.heading for column in COLUMNS if column.field == name), (), parent)

    def keep(self, record: int, field: str, value: str) -> bool:
        prefix, _, name = field.rpartition(".")
        return self._keep_value(("result" if prefix else "indicator", record), name, value)

    def room(self, field: str, box: QRect) -> tuple[QRect, int]:
        return box, _LEAST.get(field.rpartition(".")[2], 160)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._table.indicators.row(index)
        if row is None:
            return
        heading, box = isinstance(row, ResultRow), QRect(option.rect)
        inks = self.paint_ground(painter, option, index, "raised" if heading else "surface")
        if heading:
            self._paint_heading(painter, inks, box, row, index.row())
            return
        first = index.column() == CODE
        room = box.adjusted(_LEFT if first else _PAD, 0, -_PAD, -1)
        self._paint_cell(painter, inks, room, row, index.column())
        self.paint_current(painter, option, index, _PAD if first else 0)

    def _paint_heading(self, painter: QPainter, inks: Inks, box: QRect, row: ResultRow, at: int) -> None:
        """Paint a result across all columns: each cell paints its stretch of the line and of the ring."""
        painter.save()
        painter.setClipRect(box)
        room = QRect(_LEFT - 8, box.top(), self._table.viewport().width() - _LEFT - 8, box.height())
        painter.setFont(inks.strong)
        painter.setPen(inks.color("text"))
        painter.drawText(room, _FLAGS, row.code)
        x = round(inks.width(f"{row.code}  ", inks.strong)) if row.code else 0
        title = inks.elided(one_line(row.title[:_CHARS]), inks.strong, room.width() - x)
        painter.drawText(room.adjusted(x, 0, 0, 0), _FLAGS, title)
        if self._table.hasFocus() and self._table.currentIndex().row() == at:
            whole = QRectF(0, box.top(), self._table.viewport().width(), box.height())
            paint_ring(painter, inks, whole.adjusted(_PAD, 0, 0, 0))
        painter.restore()

    def _paint_cell(self, painter: QPainter, inks: Inks, room: QRect, row: IndicatorRow, column: int) -> None:
        if column == CHART:
            shown = plot(row, self._table.periods)
            if shown is not None:
                paint_plot(painter, inks, QRectF(room).adjusted(0, 1, 0, -1), shown)
            return
        if column == ACHIEVEMENT:
            self._paint_achievement(painter, inks, room, row)
            return
        text = one_line(COLUMNS[column].text(row)[:_CHARS])
        asks = column in (BASELINE, TARGET, ACTUAL) and _asks(row, column)
        if asks:
            taken = paint_tag(painter, inks, room, "?", "amber")
            room = room.adjusted(taken + 6, 0, 0, 0)
        painter.setFont(inks.body)
        role = "amber" if asks else "muted" if column in (CODE, MEASURE) else "text"
        painter.setPen(inks.color(role))
        painter.drawText(room, _FLAGS, inks.elided(text, inks.body, room.width()))

    def _paint_achievement(self, painter: QPainter, inks: Inks, room: QRect, row: IndicatorRow) -> None:
        words = achievement_words(row)
        if row.share is None and row.met is not None:
            paint_tag(painter, inks, room, words, "green" if row.met else "neutral")
            return
        painter.setFont(inks.body if row.share is not None else inks.small)
        painter.setPen(inks.color("text" if row.share is not None else "muted"))
        font = inks.body if row.share is not None else inks.small
        painter.drawText(room, _FLAGS, inks.elided(words, font, room.width()))
        if row.share is None:
            return
        bar = QRectF(room.left() + 52, room.center().y() - 2, max(room.width() - 52, 0), 5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(inks.color("grid"))
        painter.drawRoundedRect(bar, 2.5, 2.5)
        part = min(max(row.share, 0.0), 1.0)
        if part:
            painter.setBrush(inks.color("green" if row.met else "accent"))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(bar.width() * part, 5), 5), 2.5, 2.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _asks(row: IndicatorRow, column: int) -> bool:
    """Return whether the words of a cell leave a question, and no number has settled it."""
    if column == ACTUAL:
        actual = [one for one in row.values if one.kind == "actual"]
        value, text = (actual[-1].value, actual[-1].text) if actual else (None, "")
    elif column == BASELINE:
        value, text = row.baseline_value, row.baseline_text
    else:
        value, text = row.target_value, row.target_text
    return value is None and bool(text) and bool(read_number(text).question)


class IndicatorTable(EditedTable):
    """Shows an IndicatorTableModel; `keep` sets what was typed into a cell."""

    detail_wanted = Signal()
    """The keyboard goes on to the side panel."""

    def __init__(
        self, theme: Theme, model: IndicatorTableModel, keep: Keep, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, model, ("Indicators", "Columns of the indicators"), _LEFT - 16, parent)
        self.indicators = model
        self.periods: Sequence[int] = ()
        """The ids of the periods in order, for the charts."""
        self.cells = _Cells(self, keep)
        self.refused = self.cells.refused
        self.setItemDelegate(self.cells)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setSectionsClickable(False)

    # Selection

    def chosen(self) -> ResultRow | IndicatorRow | None:
        """Return the row that the keyboard is in."""
        row: ResultRow | IndicatorRow | None = self.indicators.row(self.currentIndex())
        return row

    def choose(self, key: Key) -> bool:
        """Go to a row; return whether it is shown."""
        place = self.indicators.place(key)
        if place < 0:
            return False
        column = self.currentIndex().column()
        column = column if column >= 0 and not self.isColumnHidden(column) else TITLE
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        index = self.indicators.index(place, column)
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
        return True

    def lay_over(self, rows: Sequence[ResultRow | IndicatorRow]) -> None:
        """Show another state; what was chosen stays so, else its neighbour is."""
        before, place = self.chosen(), self.currentIndex().row()
        self.indicators.show(rows)
        if self.chosen() is not None and before is not None and key_of(self.chosen()) == key_of(before):  # type: ignore[arg-type]
            return
        if rows and not (before is not None and self.choose(key_of(before))):
            there = min(max(place, 0), len(rows) - 1)
            if place < 0 and isinstance(rows[0], ResultRow) and len(rows) > 1:
                there = 1
            self.choose(key_of(rows[there]))

    # Editing

    def begin(self, index: QModelIndex) -> None:
        """Edit a cell; what is computed leads to the side panel."""
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        if not self.edit_here(index) and index.column() in (ACTUAL, ACHIEVEMENT, CHART):
            self.detail_wanted.emit()

    def edit_next(self, onward: int) -> None:
        """Edit the next (1) or the previous (-1) cell of the row that can be edited."""
        index = self.currentIndex()
        columns = [
            place
            for place in (CODE, TITLE, MEASURE, BASELINE, TARGET, ACTUAL)
            if not self.isColumnHidden(place)
        ]
        place = columns.index(index.column()) + onward if index.column() in columns else 0
        down = onward if not 0 <= place < len(columns) else 0
        there = index.row() + down
        while down and 0 <= there < self.indicators.rowCount():
            if self.indicators.indicator(self.indicators.index(there, 0)) is not None:
                break
            there += down
        self.begin(self.indicators.index(there, columns[place % len(columns)]))

    # Looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = event.size().width()
        if width != event.oldSize().width():
            hidden = next((columns for upto, columns in _HIDDEN if width < upto), ())
            for place in (MEASURE, BASELINE, CHART):
                self.setColumnHidden(place, place in hidden)
        super().resizeEvent(event)
