"""Where each focus area stands, computed from the record: counts, percentage, what comes next, and a proposed status.

The status is a proposal by rule, printed with its rule; the co-chairs decide. UN practice words: on track, constrained,
off track.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from imgdesk.domain.marks import without_unconfirmed
from imgdesk.domain.standing import SOON_DAYS, days_left, is_open, is_overdue, is_undated
from imgdesk.reports.compose.reading import Reading, when_text
from imgdesk.text import shorten
from imgdesk.views.workplan import ActivityRow

RULE: Final = (
    "Status proposed from the record, for the co-chairs to confirm. R off track: at least half of what was due by "
    "today is overdue · A constrained: something is overdue or delayed, has no date although its year has begun, or is "
    f"unconfirmed with less than {SOON_DAYS} days left · G on track: none of these · grey: nothing to judge by "
    "yet. Joint activities count in each of their focus areas."
)


class Standing(NamedTuple):
    """A focus area on a day; `word` begins with its letter, `role` is its colour."""

    number: int
    title: str
    leads: str
    word: str
    role: str
    percent: str
    sentence: str


def standings(reading: Reading, today: date) -> list[Standing]:
    """Return where each focus area stands, by number."""
    found = []
    for area in reading.plan.focus_areas:
        rows = [
            row for row in reading.plan.activities
            if area.number in reading.sets.focus_areas.get(row.id, ()) and row.status != "cancelled"
        ]  # fmt: skip
        word, role = status(rows, reading, today)
        percent = f"{round(sum(row.percent for row in rows) / len(rows))} %" if rows else ""
        title = shorten(area.short_title or area.title, 80)
        found.append(Standing(area.number, title, area.leads, word, role, percent, _sentence(rows, today)))
    return found


def status(rows: Sequence[ActivityRow], reading: Reading, today: date) -> tuple[str, str]:
    """Return the proposed status of some activities as a word and its role, by RULE."""
    if not rows:
        return "no activity", "muted"
    if not any(map(is_open, rows)):
        return "G done", "green"
    begins = reading.plan.workplan.earliest
    if begins is not None and today.isoformat() < begins:
        return "not begun", "muted"
    due = [row for row in rows if row.latest is not None and row.latest < today.isoformat()]
    late = [row for row in due if is_open(row)]
    if late and not any(row.percent or row.status != "planned" for row in reading.plan.activities):
        return "not recorded", "muted"
    if late and 2 * len(late) >= len(due):
        return "R off track", "red"
    if late or any(_constrains(row, reading, today) for row in rows if is_open(row)):
        return "A constrained", "amber"
    return "G on track", "green"


def _constrains(row: ActivityRow, reading: Reading, today: date) -> bool:
    year = reading.sections[row.section_id].year
    left = days_left(row, today)
    soon = left is not None and left < SOON_DAYS
    undated = is_undated(row) and year is not None and year <= today.year
    return row.status == "delayed" or undated or (bool(row.tbc) and soon)


def _sentence(rows: Sequence[ActivityRow], today: date) -> str:
    if not rows:
        return "No activity of the plan belongs to it."
    ahead = [row for row in rows if is_open(row) and not is_overdue(row, today)]
    counts = [
        (sum(row.status == "under way" for row in ahead), "under way"),
        (sum(is_overdue(row, today) for row in rows), "overdue"),
        (sum(bool(row.tbc) for row in ahead), "unconfirmed"),
        (sum(map(is_undated, ahead)), "without a date"),
    ]
    done = sum(row.status == "done" for row in rows)
    told = [f"{done} of {len(rows)} done", *(f"{count} {word}" for count, word in counts if count)]
    return f"{', '.join(told)}; {_next(ahead)}."


def _next(ahead: Sequence[ActivityRow]) -> str:
    """What comes next: the window that ends first."""
    if not ahead:
        return "nothing lies ahead"
    dated = [row for row in ahead if _says_when(row)]
    if not dated:
        return "nothing ahead has a date"
    row = min(dated, key=lambda row: (row.latest or "", row.earliest or ""))
    doubt = " (unconfirmed)" if row.tbc and "tbc" not in row.when_text.casefold() else ""
    return f"next: {shorten(without_unconfirmed(row.output), 70)}, {when_text(row)}{doubt}"


def _says_when(row: ActivityRow) -> bool:
    """Whether a date says more than "TBC" or "ongoing" does, which stand for a whole year."""
    only_words = row.grain == "year" and not any(map(str.isdecimal, row.when_text))
    return row.latest is not None and not is_undated(row) and not only_words
