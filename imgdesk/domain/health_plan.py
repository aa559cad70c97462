"""The checks of a workplan: what in it contradicts itself, is late, or waits for a word.

Only what is certain is said. A fuzzy window is late when its last possible day has passed, two windows conflict when
no choice of days could save them; everything else stays quiet. Pure: rows come in as the read side gives them (dates
as ISO text, which compares as it is), today is an argument.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Final, Protocol

from imgdesk.domain.health import Finding, quoted, ranked
from imgdesk.domain.schedule_links import Link, link_room, surely_busy
from imgdesk.domain.standing import SOON_DAYS, days_left, is_open, is_overdue, is_undated
from imgdesk.domain.timing import parse
from imgdesk.text import shorten

_READ_CHARS: Final = 2000
NAMELESS: Final = "An activity without text"


class Activity(Protocol):
    """What the checks need to know of an activity; `tbc` and `provisional` are what a reader must assume."""

    @property
    def id(self) -> int: ...
    @property
    def section_id(self) -> int: ...
    @property
    def ref(self) -> str: ...
    @property
    def output(self) -> str: ...
    @property
    def when_text(self) -> str: ...
    @property
    def earliest(self) -> str | None: ...
    @property
    def latest(self) -> str | None: ...
    @property
    def grain(self) -> str: ...
    @property
    def tbc(self) -> int: ...
    @property
    def tbd(self) -> int: ...
    @property
    def provisional(self) -> int: ...
    @property
    def approximate(self) -> int: ...
    @property
    def recurring(self) -> int: ...
    @property
    def understood(self) -> int: ...
    @property
    def bracketed(self) -> int: ...
    @property
    def status(self) -> str: ...
    @property
    def percent(self) -> int: ...
    @property
    def everyone(self) -> int: ...


class Section(Protocol):
    """A block of the workplan."""

    @property
    def id(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def year(self) -> int | None: ...


class Window(Protocol):
    """A workplan, or a coverage gap: something named between two days."""

    @property
    def title(self) -> str: ...
    @property
    def when_text(self) -> str: ...
    @property
    def earliest(self) -> str | None: ...
    @property
    def latest(self) -> str | None: ...


class Plan(Protocol):
    """A workplan with its parts."""

    @property
    def workplan(self) -> Window: ...
    @property
    def sections(self) -> Sequence[Section]: ...
    @property
    def activities(self) -> Sequence[Activity]: ...
    @property
    def gaps(self) -> Sequence[Window]: ...


class Sets(Protocol):
    """Per activity id: the organizations that lead it and its focus areas."""

    @property
    def leads(self) -> Mapping[int, tuple[str, ...]]: ...
    @property
    def focus_areas(self) -> Mapping[int, tuple[int, ...]]: ...


@dataclass(frozen=True)
class _Look:
    """What all checks of one plan share."""

    today: date
    sections: Mapping[int, Section]
    period: Window
    gaps: Sequence[Window]
    sets: Sets


def check_plan(plan: Plan, sets: Sets, links: Iterable[Link] = (), *, today: date) -> list[Finding]:
    """Return what a workplan raises on a day, the most urgent first and in the order of the plan within."""
    look = _Look(today, {row.id: row for row in plan.sections}, plan.workplan, plan.gaps, sets)
    found = [
        finding for row in plan.activities for finding in chain(*(check(row, look) for check in _CHECKS))
    ]
    found += _conflicts({row.id: row for row in plan.activities}, links, look)
    return ranked(found)


def _overdue(row: Activity, look: _Look) -> Iterator[Finding]:
    if is_overdue(row, look.today):
        if is_undated(row):
            told = f"never had a date, and {_year(row, look)} is over: give it a window, or close it"
        else:
            told = f"is {row.status} and its date ({_said(row, look)}) has passed: mark it done, or agree a new date"
        yield _finding("overdue", row, told, "urgent")


def _unconfirmed(row: Activity, look: _Look) -> Iterator[Finding]:
    if not row.tbc or not _ahead(row, look):
        return
    what = f"is unconfirmed and its window ({_said(row, look)})"
    left = days_left(row, look.today)
    if left is not None and left < SOON_DAYS:
        told = f"ends {_in_days(left)}: confirm it, move it or drop it"
        yield _finding("unconfirmed", row, f"{what} {told}", "urgent")
    elif row.earliest is not None and row.earliest <= look.today.isoformat():
        yield _finding("unconfirmed", row, f"{what} has begun: confirm it, or say until when", "attention")


def _in_brackets(row: Activity, look: _Look) -> Iterator[Finding]:
    if not row.provisional or not _ahead(row, look) or not _within_quarter(row, look.today):
        return
    doubt, remedy = ("in brackets", "take them off") if row.bracketed else ("provisional", "confirm it")
    told = f"is still {doubt} though it falls into this quarter ({_said(row, look)}): {remedy}, or move it"
    yield _finding("brackets", row, told, "attention")


def _within_quarter(row: Activity, today: date) -> bool:
    """Whether some of the work surely lies between today and the end of the quarter."""
    begins = date(today.year, today.month - (today.month - 1) % 3, 1)
    ends = (begins.replace(day=28) + timedelta(days=70)).replace(day=1) - timedelta(days=1)
    if row.latest is not None and today.isoformat() <= row.latest <= ends.isoformat():
        return True
    return (
        surely_busy(row)
        and (row.earliest or "") <= ends.isoformat()
        and (row.latest or "") >= today.isoformat()
    )


def _no_lead(row: Activity, look: _Look) -> Iterator[Finding]:
    if is_open(row) and not (
        row.everyone or look.sets.leads.get(row.id) or look.sets.focus_areas.get(row.id)
    ):
        yield _finding("no lead", row, "has no lead: name an organization or a focus area", "attention")


def _undated(row: Activity, look: _Look) -> Iterator[Finding]:
    section = look.sections.get(row.section_id)
    begun = section is not None and section.year is not None and section.year <= look.today.year
    if begun and _ahead(row, look) and is_undated(row):
        told = f"has no date, and {_year(row, look)} has begun: name a window, a month or a quarter will do"
        yield _finding("undated", row, told, "attention")


def _not_understood(row: Activity, look: _Look) -> Iterator[Finding]:
    if is_open(row) and not row.understood:
        told = f"has a date kept as text only (“{_said(row, look)}”): write a month, a quarter or a year"
        yield _finding("date as text", row, told, "attention")


def _outside(row: Activity, look: _Look) -> Iterator[Finding]:
    section = look.sections.get(row.section_id)
    year = section.year if section else None
    if section and year and _apart(row, f"{year:04d}-01-01", f"{year:04d}-12-31"):
        name = shorten(section.title, 30)
        told = f"has a date ({_said(row, look)}) outside its section “{name}”: move it to the right one"
        yield _finding("outside", row, told, "attention")
    elif _apart(row, look.period.earliest, look.period.latest):
        told = f"has a date ({_said(row, look)}) outside the period of the workplan: correct one of the two"
        yield _finding("outside", row, told, "attention")


def _in_gap(row: Activity, look: _Look) -> Iterator[Finding]:
    if not _ahead(row, look) or is_undated(row) or row.earliest is None or row.latest is None:
        return
    for gap in look.gaps:
        if gap.earliest and gap.latest and gap.earliest <= row.earliest and row.latest <= gap.latest:
            name = f"“{shorten(gap.title, 40)}”, {shorten(gap.when_text, 40)}"
            told = f"falls wholly into a coverage gap ({name}): agree who carries it meanwhile"
            yield _finding("coverage gap", row, told, "note")
            return


def _percent(row: Activity, _: _Look) -> Iterator[Finding]:
    if row.status == "done" and row.percent < 100:
        yield _finding("percent", row, f"is done at {row.percent} percent: set 100, or reopen it", "note")
    elif is_open(row) and row.percent == 100:
        yield _finding("percent", row, f"is at 100 percent and still {row.status}: mark it done", "note")


_MONTHS: Final = (
    "jan(?:uary|vier)?|feb(?:ruary)?|mar(?:ch|s|zo)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTH: Final = (
    rf"(?:{_MONTHS}|f[ée]vrier|avril|mai|juin|juillet|ao[ûu]t|(?:sept|nov|d[ée]c)embre|octobre)\b\.?"
)
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th|er)?\b"
_TO: Final = r"\s*(?:[-–—/]|to|and|au|et)\s*"
_DATE_LIKE: Final = re.compile(
    rf"\b(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}"
    rf"|(?:{_DAY}(?:\s+{_MONTH})?{_TO})?{_DAY}\s+(?:of\s+)?{_MONTH},?\s+\d{{4}}"
    rf"|{_MONTH}\s+{_DAY}(?:{_TO}{_DAY})?,\s*\d{{4}}"
    rf"|(?:{_MONTH}{_TO})?{_MONTH},?\s+\d{{4}}|Q[1-4]\s+\d{{4}})\b",
    re.IGNORECASE,
)
"""Dates in running text that carry their own year; what they mean is read by `timing.parse`."""


def _closer_date(row: Activity, look: _Look) -> Iterator[Finding]:
    text = closer_date(row)
    if text:
        agreed = f"{text} in its text, and {_said(row, look)} as its date"
        yield _finding(
            "closer date", row, f"says {agreed}: take the closer date over if it is agreed", "note"
        )


def closer_date(row: Activity) -> str:
    """Return the date in the output of an open activity that is narrower than the window agreed and lies within it.

    A suggestion to take it over; nothing where there is none.
    """
    for match in _DATE_LIKE.finditer(row.output[:_READ_CHARS]) if is_open(row) else ():
        timing = parse(match.group())
        if timing.earliest is None or timing.latest is None:
            continue
        if _narrower(row, timing.earliest.isoformat(), timing.latest.isoformat()):
            return match.group()
    return ""


def _narrower(row: Activity, first: str, last: str) -> bool:
    """Whether a window lies within the row's own and is smaller; any window is narrower than none at all."""
    if not row.understood or row.recurring:
        return False
    low, high = row.earliest or first, row.latest or last
    return low <= first and last <= high and (first, last) != (row.earliest, row.latest)


_CHECKS: Final = (
    _overdue, _unconfirmed, _in_brackets, _no_lead, _undated, _not_understood, _outside, _in_gap, _percent, _closer_date
)  # fmt: skip


def _conflicts(rows: Mapping[int, Activity], links: Iterable[Link], look: _Look) -> Iterator[Finding]:
    for link in links:
        first, second = rows.get(link.from_id), rows.get(link.to_id)
        if first is None or second is None or first.status == "cancelled" or not is_open(second):
            continue
        if _conflict(first, second, link):
            dates = f"{_said(first, look)} against {_said(second, look)}"
            name = quoted(first.output, NAMELESS)
            told = f"cannot keep its link to {name} ({dates}): move one of the two, or unlink them"
            yield _finding("conflict", second, told, "urgent")


def _conflict(first: Activity, second: Activity, link: Link) -> bool:
    """Whether no choice of days keeps a link."""
    room = link_room(first, second, link)
    return room is not None and room[0] < 0


def _ahead(row: Activity, look: _Look) -> bool:
    return is_open(row) and not is_overdue(row, look.today)


def _apart(row: Activity, first: str | None, last: str | None) -> bool:
    """Whether a window lies wholly before `first` or wholly after `last`."""
    before = row.latest is not None and first is not None and row.latest < first
    return before or (row.earliest is not None and last is not None and row.earliest > last)


def _finding(kind: str, row: Activity, told: str, severity: str) -> Finding:
    return Finding(kind, f"activity:{row.id}", row.ref, f"{quoted(row.output, NAMELESS)} {told}.", severity)


def _said(row: Activity, look: _Look) -> str:
    """The date as agreed; words without a number ("TBC", "summer") stand beside the year that they mean."""
    text = shorten(row.when_text, 40) or "no date"
    section = look.sections.get(row.section_id)
    if section and section.year and row.earliest and not any(char.isdecimal() for char in text):
        return f"{text}, {section.year}"
    return text


def _year(row: Activity, look: _Look) -> str:
    section = look.sections.get(row.section_id)
    return str(section.year) if section and section.year else "its time"


def _in_days(days: int) -> str:
    return "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"
