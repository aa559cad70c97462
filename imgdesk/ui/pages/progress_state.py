"""What the Progress page shows: the period and the focus area in use, and the rows of its three parts.

Each part is read when it is shown and kept until the desk changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from imgdesk.text import one_line
from imgdesk.views import framework as framework_view
from imgdesk.views import progress as view
from imgdesk.views.activity import hemisphere
from imgdesk.views.framework import FrameworkRow, IndicatorRow, ResultRow
from imgdesk.views.progress import CardRow, LineRow, PeriodRow
from imgdesk.views.workplan import WorkplanRow, current_workplan

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

AREAS, INDICATORS, COVERAGE = "Areas", "Indicators", "Coverage"
PLACES: Final = (AREAS, INDICATORS, COVERAGE)
Heading = ResultRow
Shown = ResultRow | IndicatorRow
"""A row of the table of indicators: a result as a heading, or one of its indicators."""


class Lines(NamedTuple):
    """The lines of a report, and those that a person took out."""

    kept: tuple[LineRow, ...] = ()
    dropped: tuple[LineRow, ...] = ()


class _Read:
    """What was read of one state of the desk; each thing once, when it is first asked for."""

    def __init__(self, desk: Desk, today: date) -> None:
        self._desk, self._today = desk, today

    @cached_property
    def plan(self) -> WorkplanRow | None:
        return current_workplan(self._desk)

    @cached_property
    def periods(self) -> list[PeriodRow]:
        return view.periods(self._desk, self.plan.id) if self.plan is not None else []

    @cached_property
    def frameworks(self) -> list[FrameworkRow]:
        return framework_view.frameworks(self._desk)

    @cached_property
    def results(self) -> list[ResultRow]:
        return [row for one in self.frameworks for row in framework_view.results(self._desk, one.id)]

    @cached_property
    def indicators(self) -> list[IndicatorRow]:
        return framework_view.indicators(self._desk)


class ProgressState:
    """Of one desk; `today` is asked at every reading."""

    def __init__(self, desk: Desk, today: Callable[[], date]) -> None:
        self.desk = desk
        self._today = today
        self.place = AREAS
        self.text = ""
        self._period_id: int | None = None
        self._area_id: int | None = None
        self._framework_id: int | None = None
        self._cards: list[CardRow] | None = None
        self.load()

    @property
    def today(self) -> date:
        """The day that everything is looked at."""
        return self._today()

    def load(self) -> None:
        """Forget what was read: the desk has changed, or the day."""
        self.read = _Read(self.desk, self._today())
        self._cards = None

    # The period

    @property
    def period(self) -> PeriodRow | None:
        """The period in use: the one chosen, else that of the day."""
        rows = self.read.periods
        chosen = next((row for row in rows if row.id == self._period_id), None)
        if chosen is None and self.read.plan is not None:
            chosen = view.current_period(self.desk, self.today, self.read.plan.id)
            self._period_id = chosen.id if chosen is not None else None
        return chosen

    def choose_period(self, period_id: int | None) -> None:
        """Use another period; None is that of the day."""
        self._period_id, self._cards = period_id, None

    def beside(self, onward: int) -> PeriodRow | None:
        """Return the next (1) or the previous (-1) period, None where there is none."""
        rows, at = self.read.periods, self.period
        place = next((n for n, row in enumerate(rows) if at is not None and row.id == at.id), 0) + onward
        return rows[place] if 0 <= place < len(rows) else None

    @property
    def editable(self) -> bool:
        """Whether the reports and values of the period may be changed."""
        at = self.period
        return not self.desk.read_only and at is not None and at.status == "open"

    def before(self) -> str:
        """Return the title of the period that ratings are compared with, "" for none."""
        at = self.period
        earlier = view.before(self.desk, at) if at is not None else None
        return earlier.title if earlier is not None else ""

    # Areas

    def cards(self) -> list[CardRow]:
        """Return a card per focus area."""
        if self._cards is None:
            at = self.period
            self._cards = view.cards(self.desk, self.today, period_id=at.id) if at is not None else []
        return self._cards

    @property
    def card(self) -> CardRow | None:
        """The card of the focus area in use."""
        rows = self.cards()
        return next((row for row in rows if row.focus_area_id == self._area_id), rows[0] if rows else None)

    def choose_area(self, focus_area_id: int | None) -> None:
        """Use another focus area."""
        self._area_id = focus_area_id

    def lines(self) -> Lines:
        """Return the lines of the report in use."""
        card = self.card
        if card is None or card.report_id is None:
            return Lines()
        return Lines(*view.lines(self.desk, card.report_id))

    # Indicators

    def shown(self) -> list[Shown]:
        """Return the rows of the table: results that have indicators, each before those that pass the filter."""
        by_result: dict[int, list[IndicatorRow]] = {}
        results = {row.id: row for row in self.read.results}
        for row in self.read.indicators:
            if _passes(row, results.get(row.result_id), self.text):
                by_result.setdefault(row.result_id, []).append(row)
        rows: list[Shown] = []
        for key, result in results.items():
            if key in by_result:
                rows += [result, *by_result[key]]
        return rows

    def indicator(self, indicator_id: int) -> IndicatorRow | None:
        """Return an indicator, None when it is gone."""
        return next((row for row in self.read.indicators if row.id == indicator_id), None)

    # Coverage

    @property
    def framework(self) -> FrameworkRow | None:
        """The framework whose coverage is shown."""
        rows = self.read.frameworks
        return next((row for row in rows if row.id == self._framework_id), rows[0] if rows else None)

    def choose_framework(self, framework_id: int) -> None:
        """Show the coverage of another framework."""
        self._framework_id = framework_id

    def matrix(self) -> framework_view.Matrix | None:
        """Return the coverage, None without a framework or a workplan."""
        one, plan = self.framework, self.read.plan
        return framework_view.matrix(self.desk, one.id, plan.id) if one and plan else None

    # What editors ask

    def understood(self, text: str) -> tuple[str, str]:
        """Return what the days of a period mean."""
        from imgdesk.ui.editors import meaning

        return meaning(text, year=None, hemisphere=hemisphere(self.desk))

    def result_choices(self) -> Sequence[tuple[str, str]]:
        """Return the results that an indicator can belong to, as (id as text, words)."""
        return [(str(row.id), result_words(row)) for row in self.read.results]


def result_words(row: ResultRow) -> str:
    """Return code and title of a result."""
    return one_line(f"{row.code} {row.title}")


def _passes(row: IndicatorRow, result: ResultRow | None, text: str) -> bool:
    words = text.casefold().split()
    if not words:
        return True
    said = (
        row.code,
        row.title,
        row.baseline_text,
        row.target_text,
        row.unit,
        row.measure,
        result.title if result else "",
    )
    folded = " ".join(said).casefold()
    return all(word in folded for word in words)
