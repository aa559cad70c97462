"""A results framework as read from a table or from pasted lines, before it is compared with what a desk holds.

The readers fill these records; a service matches them with the desk and lands them in one step. What a file says
nothing about is not in `given`, so that a blank cell never takes anything away. Pure.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from imgdesk.domain.draft import TableReport
from imgdesk.domain.indicator_text import Proposal


class ValueLine(NamedTuple):
    """A target or an actual value of one period, as its columns say it; `period` is what the header calls it."""

    period: str
    kind: str
    value: float | None = None
    text: str = ""
    comment: str = ""
    source: str = ""
    question: str = ""


class IndicatorLine(NamedTuple):
    """An indicator: what a new one would be, and which of its fields the file speaks about.

    A quantity is given as "baseline" or "target": its number and its words belong together. `where` is the row.
    """

    proposal: Proposal
    given: frozenset[str] = frozenset()
    values: tuple[ValueLine, ...] = ()
    where: str = ""


class ResultLine(NamedTuple):
    """A result with its indicators. `parent` counts in the results of the sheet; the title "" is no result named."""

    title: str
    code: str = ""
    kind: str = ""
    parent: int | None = None
    framework: str = ""
    indicators: tuple[IndicatorLine, ...] = ()


class FrameworkSheet(NamedTuple):
    """All that was read. `whole`: a framework as a whole, so that what it does not name is told as missing."""

    title: str
    results: tuple[ResultLine, ...] = ()
    whole: bool = True
    tables: tuple[TableReport, ...] = ()
    unplaced: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the sheet as plain dicts, lists and values, ready for JSON."""
        from dataclasses import asdict

        return {
            "title": self.title,
            "results": [_result(row) for row in self.results],
            "tables": [asdict(table) for table in self.tables],
            "unplaced": list(self.unplaced),
            "notes": list(self.notes),
        }


def _result(row: ResultLine) -> dict[str, Any]:
    indicators = [
        {
            **line.proposal._asdict(),
            "questions": list(line.proposal.questions),
            "values": [value._asdict() for value in line.values],
            "where": line.where,
        }
        for line in row.indicators
    ]
    return {**row._asdict(), "indicators": indicators}
