"""The checks of progress: values that nothing can be compared with, ratings that stay while nobody says why. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from imgdesk.domain.health import Finding, quoted
from imgdesk.domain.progress_words import rating_words
from imgdesk.text import one_line, shorten


class Value(Protocol):
    """A target or an actual value of an indicator."""

    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> float | None: ...
    @property
    def text(self) -> str: ...


class Indicator(Protocol):
    """What the check needs to know of an indicator."""

    @property
    def id(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def baseline_value(self) -> float | None: ...
    @property
    def baseline_text(self) -> str: ...
    @property
    def values(self) -> Sequence[Value]: ...


class Line(Protocol):
    """A line of a report that was not dropped."""

    @property
    def heading(self) -> str: ...
    @property
    def text(self) -> str: ...


class Period(Protocol):
    """A reporting period."""

    @property
    def title(self) -> str: ...


class Report(Protocol):
    """A report on a focus area, by its number; `trend` compares its rating with that of the period before."""

    @property
    def id(self) -> int | None: ...
    @property
    def focus_area(self) -> int: ...
    @property
    def period(self) -> Period: ...
    @property
    def rag(self) -> str: ...
    @property
    def trend(self) -> str: ...
    @property
    def lines(self) -> Sequence[Line]: ...


def check_indicators(rows: Iterable[Indicator]) -> Iterator[Finding]:
    """Yield the indicators that have an actual value and no baseline; a baseline in words, "none" too, is one."""
    for row in rows:
        told = any(
            one.kind == "actual" and (one.value is not None or one_line(one.text)) for one in row.values
        )
        if told and row.baseline_value is None and not one_line(row.baseline_text):
            name = quoted(row.title, "An indicator without a title")
            sentence = (
                f"{name} has an actual value and no baseline: enter one, or say in words that there is none."
            )
            yield Finding("no baseline", f"indicator:{row.id}", shorten(row.code, 20), sentence, "attention")


def check_reports(rows: Iterable[Report]) -> Iterator[Finding]:
    """Yield the newest rated report of each focus area where it repeats the rating of the period before in silence.

    `rows` are in the order of the periods. What is complete may stay so without a word.
    """
    newest = {row.focus_area: row for row in rows if row.rag}
    for number, row in sorted(newest.items()):
        silent = not any(one_line(line.text) or one_line(line.heading) for line in row.lines)
        if row.trend == "same" and silent and row.rag != "complete":
            said = (
                f"Focus area {number} is rated “{rating_words(row.rag)}” for {shorten(row.period.title, 60)}"
            )
            told = "as for the period before, and nothing is written on it: say what was done, or what is difficult"
            record = f"focus_area_report:{row.id}"
            yield Finding("unchanged rating", record, f"FA{number}", f"{said} {told}.", "attention")
