"""Dates and doubts of a row in words, as tool tips, the inspector and messages say them."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from imgdesk.domain.timing_names import days_phrase
from imgdesk.views.workplan import ActivityRow


class Windowed(Protocol):
    """Anything with a date as agreed; dates are ISO text."""

    @property
    def when_text(self) -> str: ...
    @property
    def earliest(self) -> str | None: ...
    @property
    def latest(self) -> str | None: ...
    @property
    def precision(self) -> str: ...


def day_words(day: date) -> str:
    """Return a day as "3 April 2023"."""
    return days_phrase(day, day)


def window_words(row: Windowed) -> str:
    """Return the window that a date can mean, in words: "1-31 July 2023, month"; "no date" where there is none."""
    earliest, latest = (date.fromisoformat(day) if day else None for day in (row.earliest, row.latest))
    if earliest is None and latest is None:
        return "no fixed dates" if row.precision == "open" else "no date"
    phrase = days_phrase(earliest, latest)
    return phrase if row.precision in ("day", "range", "open", "none") else f"{phrase}, {row.precision}"


def when_words(row: Windowed) -> str:
    """Return a date as agreed with its window behind it, once where both say the same."""
    text, window = row.when_text.strip(), window_words(row)
    if not text:
        return window
    return text if text.casefold() == window.casefold() else f"{text} ({window})"


def doubts(row: ActivityRow) -> list[str]:
    """Return what is open about an activity, each doubt in its own words."""
    said = []
    if row.unconfirmed:
        said.append("unconfirmed")
    elif row.tbc:
        said.append("date unconfirmed")
    if row.tbd:
        said.append("date to be determined")
    if row.bracketed:
        said.append("in brackets: not agreed")
    elif row.provisional:
        said.append("provisional")
    if row.approximate:
        said.append("date approximate")
    if not row.understood:
        said.append("date kept as text")
    return said
