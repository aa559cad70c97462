"""Everything about one indicator or one result beside the table, each thing edited where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from imgdesk.domain.indicator_text import read_baseline_line, read_number
from imgdesk.domain.progress_words import CALCULATIONS, DIRECTIONS, MEASURES, RESULT_KINDS
from imgdesk.text import one_line
from imgdesk.ui.editors import ChoiceEditor, LineEditor, PlainEditor
from imgdesk.ui.field_box import PAD, FieldBox, WrapLabel, fields_grid, indented
from imgdesk.ui.inspector.editing import Editing, focus_beside
from imgdesk.ui.inspector.sheets import SidePanel
from imgdesk.ui.models.indicator_table import (
    Key,
    achievement_words,
    baseline_words,
    key_of,
    target_words,
)
from imgdesk.ui.pages.progress_state import ProgressState, result_words
from imgdesk.ui.progress.chart import Chart
from imgdesk.ui.progress.question import Question
from imgdesk.ui.progress.table import Keep
from imgdesk.ui.progress.values import Values, ValueWants
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.labels import Label
from imgdesk.ui.widgets.scroll import settle_heights
from imgdesk.views.framework import IndicatorRow, ResultRow
from imgdesk.views.progress import PeriodRow

_CUMULATIVE: Final = (("yes", "yes, each value holds the earlier ones"), ("", "no, each period by itself"))
_FIELDS: Final = (
    ("Code", "code"), ("Measure", "measure"), ("Direction", "direction"), ("Unit", "unit"), ("Baseline", "baseline"),
    ("Its year", "baseline_year"), ("As of", "baseline_when"), ("Target", "target"), ("By", "target_when"),
    ("To date", "calculation"), ("Cumulative", "cumulative"), ("Source", "source"), ("Note", "note"),
)  # fmt: skip
_LISTS: Final = {"measure": MEASURES, "direction": DIRECTIONS, "calculation": CALCULATIONS}
_OF_RESULT: Final = (("Code", "code"), ("Kind", "kind"))
_NOTHING: Final = "Choose an indicator to see its values by period, its baseline and its target."


class _Sheet(QWidget):
    """What both sheets share: no minimum height, and Tab from field to field as they lie."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.editing = Editing(self)

    def minimumSizeHint(self) -> QSize:
        """Nothing: how tall it is depends on its width, which the scroll area asks for by itself."""
        return QSize(0, 0)

    def focusNextPrevChild(self, onward: bool) -> bool:
        if not focus_beside(self, onward):
            self.left.emit()
        return True

    def column(self) -> QVBoxLayout:
        """Return the layout of the sheet."""
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 16, 10, 16)
        column.setSpacing(8)
        return column


class IndicatorSheet(_Sheet):
    """See `show_indicator`."""

    def __init__(self, theme: Theme, keep: Keep, wants: ValueWants) -> None:
        super().__init__()
        self._keep, self._wants = keep, wants
        self._row: IndicatorRow | None = None
        self.caption = WrapLabel("", "caption")
        self.boxes = {"title": FieldBox(theme, "Indicator", "title", "heading")}
        self.boxes |= {field: FieldBox(theme, name, field) for name, field in _FIELDS}
        self.achievement = WrapLabel("", "muted")
        self.questions = {"baseline": Question(), "target": Question()}
        self.chart = Chart(theme)
        self.values = Values(theme, self.editing, ValueWants(self._put, wants.edit))
        column = self.column()
        column.addLayout(indented(self.caption))
        column.addWidget(self.boxes["title"])
        column.addLayout(indented(self.achievement))
        for question in self.questions.values():
            column.addWidget(question)
        column.addLayout(indented(self.chart))
        column.addLayout(indented(Label("Values by period", "caption")))
        column.addWidget(self.values)
        grid = fields_grid(_FIELDS, self.boxes)
        grid.setContentsMargins(PAD, 8, 0, 0)
        column.addLayout(grid)
        column.addStretch(1)
        for field, box in self.boxes.items():
            self.editing.watch(box, _maker(field), _keeper(keep, "indicator", field))
        for name, question in self.questions.items():
            question.settled.connect(lambda number, name=name: self._settle(name, number))

    def show_indicator(
        self, row: IndicatorRow, result: ResultRow | None, state: ProgressState, *, editable: bool
    ) -> None:
        """Show an indicator; an editor that is open stays open as long as the indicator is the same."""
        if self._row is not None and self._row.id != row.id:
            self.editing.finish()
        self._row = row
        self.caption.setText(result_words(result) if result is not None else "")
        said = achievement_words(row)
        self.achievement.setText(f"Achieved: {said}" if row.share is not None else said)
        self._fill(row)
        for box in self.boxes.values():
            box.record = row.id
            box.set_editable(editable)
        self._ask(row, editable=editable)
        periods: Sequence[PeriodRow] = state.read.periods
        titles = {one.id: one.title for one in periods}
        self.chart.show_indicator(row, list(titles), titles)
        here = state.period
        self.values.show_values(row, periods, here.id if here is not None else None, editable=editable)

    def _fill(self, row: IndicatorRow) -> None:
        boxes = self.boxes
        for field in ("title", "code", "measure", "direction", "unit", "baseline_when", "target_when", "source", "note",
                      "calculation"):  # fmt: skip
            boxes[field].show_value(str(getattr(row, field)))
        boxes["baseline_year"].show_value("" if row.baseline_year is None else str(row.baseline_year))
        boxes["cumulative"].show_value("yes" if row.cumulative else "", "yes" if row.cumulative else "no")
        for name, words in (("baseline", baseline_words(row)), ("target", target_words(row))):
            value, text = getattr(row, f"{name}_value"), getattr(row, f"{name}_text")
            number = f"number {value:,.10g}" if value is not None and text else ""
            boxes[name].show_value(text or words, words, number)

    def _ask(self, row: IndicatorRow, *, editable: bool) -> None:
        asked = {
            "baseline": read_baseline_line(row.baseline_text).question if row.baseline_value is None else "",
            "target": read_number(row.target_text).question if row.target_value is None else "",
        }
        for name, question in self.questions.items():
            text = str(getattr(row, f"{name}_text"))
            question.ask(name.capitalize(), text, asked[name] if text else "", editable=editable)

    def _settle(self, name: str, number: float) -> None:
        if self._row is not None:
            self._keep(("indicator", self._row.id), f"{name}_value", str(number))

    def _put(self, kind: str, period_id: int, text: str) -> bool:
        return self._row is not None and self._wants.put(f"{kind}:{self._row.id}", period_id, text)


class ResultSheet(_Sheet):
    """See `show_result`."""

    def __init__(self, theme: Theme, keep: Keep) -> None:
        super().__init__()
        self.boxes = {"title": FieldBox(theme, "Result", "title", "heading")}
        self.boxes |= {field: FieldBox(theme, name, field) for name, field in _OF_RESULT}
        self.counts = WrapLabel("", "muted")
        column = self.column()
        column.addLayout(indented(Label("Result", "caption")))
        column.addWidget(self.boxes["title"])
        grid = fields_grid(_OF_RESULT, self.boxes)
        grid.setContentsMargins(PAD, 2, 0, 0)
        column.addLayout(grid)
        column.addLayout(indented(self.counts))
        column.addStretch(1)
        for field, box in self.boxes.items():
            self.editing.watch(box, _maker(field), _keeper(keep, "result", field))

    def show_result(self, row: ResultRow, *, editable: bool) -> None:
        """Show a result."""
        for field, box in self.boxes.items():
            box.show_value(str(getattr(row, field)))
            box.record = row.id
            box.set_editable(editable)
        self.counts.setText(
            f"{_count(row.indicators, 'indicator')}, {_count(row.activities, 'activity', 'activities')} linked"
        )


class IndicatorDetail(SidePanel):
    """The side panel of the indicators."""

    refused = Signal(str)

    def __init__(self, theme: Theme, keep: Keep, wants: ValueWants) -> None:
        super().__init__(theme, "Indicator")
        self.indicator, self.result = IndicatorSheet(theme, keep, wants), ResultSheet(theme, keep)
        self.sheets.add(self.indicator, self.result)
        for sheet in (self.indicator, self.result):
            sheet.left.connect(self.left)
            sheet.editing.refused.connect(self.refused)
        self.key: Key | None = None

    def show_row(self, row: ResultRow | IndicatorRow | None, state: ProgressState, *, editable: bool) -> None:
        """Show what is chosen in the table."""
        if row is None or key_of(row) != self.key:
            self.finish()
        self.key = key_of(row) if row is not None else None
        if isinstance(row, IndicatorRow):
            result = next((one for one in state.read.results if one.id == row.result_id), None)
            self.indicator.show_indicator(row, result, state, editable=editable)
            self.sheets.show_sheet(self.indicator)
        elif row is not None:
            self.result.show_result(row, editable=editable)
            self.sheets.show_sheet(self.result)
        else:
            self.sheets.say("", _NOTHING)
        settle_heights()

    def finish(self) -> None:
        """Keep what is being typed and close the editor, if one is open."""
        self.indicator.editing.finish()
        self.result.editing.finish()


def _maker(field: str) -> Callable[[FieldBox], QWidget]:
    if field in _LISTS:
        return lambda box: ChoiceEditor(box.name, [(word, word) for word in _LISTS[field]], box)
    if field == "kind":
        return lambda box: ChoiceEditor(box.name, [(word, word) for word in RESULT_KINDS], box)
    if field == "cumulative":
        return lambda box: ChoiceEditor(box.name, _CUMULATIVE, box)
    if field in ("title", "source", "note"):
        return lambda box: PlainEditor(box.name, box)
    return lambda box: LineEditor(box.name, (), box)


def _keeper(keep: Keep, kind: str, field: str) -> Callable[[int, str], bool]:
    return lambda record, value: keep((kind, record), field, value)


def _count(number: int, one: str, several: str = "") -> str:
    return one_line(f"{number or 'no'} {one if number == 1 else several or one + 's'}")
