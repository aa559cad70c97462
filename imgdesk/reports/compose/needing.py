"""Activities that need a word in a paper, each in one list only, and the table in which papers show activities.

What is firm and farther off than SOON_DAYS stands in no list: the chart shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from imgdesk.domain.standing import SOON_DAYS, days_left, is_open, is_overdue, is_undated
from imgdesk.reports.blocks import Footnotes, Span, Table, Text, plain, quiet, tag
from imgdesk.reports.compose.reading import Reading, lead_text, output_text, when_text
from imgdesk.text import shorten
from imgdesk.views.workplan import ActivityRow, SectionRow

NOTE_CHARS = 600
Word = tuple[str, str] | None
"""What stands beside a date, with its role; nothing beside most."""


class Lists(NamedTuple):
    """The activities that need a word, each in one list only; `later` are provisional sections not yet near."""

    overdue: list[ActivityRow]
    due: list[ActivityRow]
    doubtful: list[ActivityRow]
    undated: list[ActivityRow]
    later: dict[SectionRow, list[ActivityRow]]


def sort_out(reading: Reading, today: date) -> Lists:
    """Return the open activities of a plan by what a reader must know of them first."""
    last = horizon(today)
    lists = Lists([], [], [], [], {})
    sections = reading.sections
    for row in filter(is_open, reading.plan.activities):
        section = sections[row.section_id]
        if is_overdue(row, today):
            lists.overdue.append(row)
        elif section.provisional and section.year and section.year > last.year:
            lists.later.setdefault(section, []).append(row)
        elif is_undated(row) or not row.understood:
            lists.undated.append(row)
        elif row.tbc or row.provisional:
            lists.doubtful.append(row)
        elif (row.earliest or "") <= last.isoformat():
            lists.due.append(row)
    for found in (lists.overdue, lists.due, lists.doubtful):
        found.sort(key=lambda row: (row.latest or "9999", row.earliest or ""))
    return lists


def horizon(today: date) -> date:
    """Return the last day that counts as near."""
    return date.fromordinal(min(today.toordinal() + SOON_DAYS, date.max.toordinal()))


def table(rows: Iterable[ActivityRow], reading: Reading, word: Callable[[ActivityRow], Word]) -> Table:
    """Return activities with their date as agreed, output and lead; `word` gives what stands beside the date."""
    cells = tuple(
        ((quiet(row.ref),), _when(row, word(row)), _output(row, reading), plain(lead_text(row, reading)))
        for row in rows
    )
    return Table(("Ref", "When, as agreed", "Output", "Lead"), (0.07, 0.26, 0.49, 0.18), cells)


def notes(rows: Iterable[ActivityRow], reading: Reading) -> Footnotes | None:
    """Return the footnotes that the marks of some activities lead to, None where they bear none."""
    numbers = reading.numbers(rows)
    found = tuple((str(number), plain(shorten(reading.notes[number], NOTE_CHARS))) for number in numbers)
    return Footnotes(found) if found else None


def lateness(row: ActivityRow, today: date) -> Word:
    """Return the word beside the date of what is firm: overdue, delayed, or none."""
    if is_overdue(row, today):
        return "overdue", "red"
    return ("delayed", "amber") if row.status == "delayed" else None


def doubt(row: ActivityRow, today: date) -> Word:
    """Return the word beside the date of what is unconfirmed, in brackets or provisional; none where it is firm."""
    if row.tbc:
        left = days_left(row, today)
        soon = f", {left_words(left)}" if left is not None and 0 <= left < SOON_DAYS else ""
        return f"unconfirmed{soon}", "amber"
    if not row.provisional:
        return None
    return ("in brackets", "muted") if row.bracketed else ("provisional", "muted")


def left_words(days: int) -> str:
    """Return how many days are left, 0 or more, in words."""
    return "ends today" if days == 0 else "1 day left" if days == 1 else f"{days} days left"


def _when(row: ActivityRow, word: Word) -> Text:
    return (Span(when_text(row)), Span(" "), tag(*word)) if word else plain(when_text(row))


def _output(row: ActivityRow, reading: Reading) -> Text:
    text = output_text(row, reading)
    if row.status != "under way":
        return text
    share = f", {row.percent} %" if row.percent else ""
    return (*text, quiet(f" (under way{share})"))
