"""Finds what a file names again in the desk: results and indicators by code, else by title, periods by name or days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from imgdesk.domain.indicator_text import Proposal
from imgdesk.domain.leads import fold
from imgdesk.domain.plan import Workplan
from imgdesk.domain.progress import Indicator, ReportingPeriod, Result
from imgdesk.errors import UserError
from imgdesk.services import progress, records
from imgdesk.text import one_line, shorten

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


class Frame:
    """A framework as the desk held it, with the results added since."""

    def __init__(self, framework_id: int, results: list[Result], indicators: list[Indicator]) -> None:
        self.id = framework_id
        self.results: list[Result] = []
        self.indicators = indicators
        self._met: set[int] = set()
        self._results_of: dict[str, list[Result]] = {}
        self._coded: dict[tuple[int, str], list[Indicator]] = {}
        self._titled: dict[str, list[Indicator]] = {}
        for result in results:
            self._take_in(result)
        for row in indicators:
            self._coded.setdefault((row.result_id, _key(row.code)), []).append(row)
            self._titled.setdefault(_key(row.title), []).append(row)

    def add_result(self, row: Result) -> None:
        """Take in a result that was added."""
        self._met.add(row.id or 0)
        self._take_in(row)

    def _take_in(self, row: Result) -> None:
        self.results.append(row)
        self._results_of.setdefault(f"={_key(row.title)}", []).append(row)
        if row.code:
            self._results_of.setdefault(f"#{_key(row.code)}", []).append(row)

    def result(self, code: str, title: str) -> Result | None:
        """Return the result of that code, else that title; among several of a code the one of that title.

        One that was found already is found again by its code only: another code beside its title is another result.
        """
        coded = self._results_of.get(f"#{_key(code)}", []) if code else []
        titled = self._results_of.get(f"={_key(title)}", [])
        both = [row for row in coded if row in titled]
        found = next(iter((*both, *coded, *(row for row in titled if row.id not in self._met))), None)
        if found is not None:
            self._met.add(found.id or 0)
        return found

    def indicator(self, result_id: int, given: Proposal, taken: set[int]) -> Indicator | None:
        """Return the indicator meant: by code in its result, by title there, then by title anywhere.

        Anywhere else the code has to be the same too, where one is given. `taken` have been met already.
        """
        code, title = _key(given.code), _key(given.title)
        coded = [row for row in self._coded.get((result_id, code), ()) if code and row.id not in taken]
        alike = [row for row in self._titled.get(title, ()) if row.id not in taken]
        both = [row for row in coded if row in alike]
        here = [row for row in alike if row.result_id == result_id]
        elsewhere = [row for row in alike if not code or _key(row.code) == code]
        return next(iter((*both, *coded, *here, *elsewhere)), None)


def _key(text: str) -> str:
    return fold(text) or one_line(text)


class Periods:
    """The reporting periods by what a header calls them; one that is not there yet is added to the newest plan."""

    def __init__(self, desk: Desk, session: Session) -> None:
        self._desk, self._session = desk, session
        order = (col(Workplan.position).desc(), col(Workplan.id).desc())
        self._plans = list(session.exec(select(Workplan).order_by(*order)))
        self._rows = self._read()
        self._found: dict[str, tuple[ReportingPeriod | None, int]] = {}
        self.left_out: list[str] = []

    def find(self, name: str) -> tuple[ReportingPeriod | None, int]:
        """Return the period that a header names, and the place of its value: 1 for the second, "2024 (2)".

        None for one that cannot be kept; `left_out` says why.
        """
        if name not in self._found:
            self._found[name] = self._named(name)
        return self._found[name]

    def leave_out(self, sentence: str) -> None:
        """Note what was not kept, once."""
        if sentence not in self.left_out:
            self.left_out.append(sentence)

    def _read(self) -> list[ReportingPeriod]:
        order = {plan.id: place for place, plan in enumerate(self._plans)}
        rows = self._session.exec(select(ReportingPeriod))
        return sorted(rows, key=lambda row: (order.get(row.workplan_id, 0), row.position, row.id or 0))

    def _named(self, name: str) -> tuple[ReportingPeriod | None, int]:
        if row := self._titled(name):
            return row, 0
        stem, _, number = name.rpartition(" (")
        number = number.rstrip(")")
        if stem and number.isascii() and number.isdecimal():
            return self.find(stem)[0], max(int(number) - 1, 0)
        return self._of_days(name) or self._added(name), 0

    def _titled(self, name: str) -> ReportingPeriod | None:
        plans = {plan.id: plan.title for plan in self._plans}
        for row in self._rows:
            if fold(name) in (fold(row.title), fold(f"{row.title} · {plans.get(row.workplan_id, '')}")):
                return row
        return None

    def _of_days(self, name: str) -> ReportingPeriod | None:
        days = records.timing(self._session, name)
        if days.earliest is None or days.latest is None:
            return None
        same = (row for row in self._rows if (row.earliest, row.latest) == (days.earliest, days.latest))
        return next(same, None)

    def _added(self, name: str) -> ReportingPeriod | None:
        if not self._plans:
            self.leave_out(f"The values of {name} need a workplan to report on, and the desk has none yet.")
            return None
        try:
            key = progress.add_period(self._desk, self._plans[0].id or 0, name)
        except UserError as error:
            self.leave_out(f"The values of “{shorten(name, 40)}” were left out: {error}")
            return None
        self._rows = self._read()
        return records.found(self._session, ReportingPeriod, key)
