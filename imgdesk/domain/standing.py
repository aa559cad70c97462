"""How an activity stands on a day: open, overdue, undated. One rule for chart, lists, papers and checks.

Nothing is imported here: the window asks for every row it paints, and before it has read any grammar of dates. Dates
are ISO text, which compares as it is.
"""

from __future__ import annotations

from datetime import date
from typing import Final, Protocol

SOON_DAYS: Final = 60
"""From this many days before the end of its window on, an unconfirmed activity needs a decision."""
_CLOSED: Final = frozenset(("done", "cancelled"))


class Standing(Protocol):
    """What says how far an activity is, and until when."""

    @property
    def latest(self) -> str | None: ...
    @property
    def status(self) -> str: ...


class Worded(Protocol):
    """What says whether a date was agreed."""

    @property
    def when_text(self) -> str: ...
    @property
    def tbd(self) -> int: ...
    @property
    def recurring(self) -> int: ...
    @property
    def understood(self) -> int: ...


def is_open(row: Standing) -> bool:
    """Tell whether an activity is neither done nor cancelled."""
    return row.status not in _CLOSED


def is_overdue(row: Standing, today: date) -> bool:
    """Tell whether the whole window of an open activity has surely passed."""
    return is_open(row) and row.latest is not None and row.latest < today.isoformat()


def is_undated(row: Worded) -> bool:
    """Tell whether no date was agreed: TBD, or none written. A date that is not understood is a date."""
    return bool((row.tbd or not row.when_text.strip(" -–—")) and row.understood and not row.recurring)


def days_left(row: Standing, today: date) -> int | None:
    """Return how many days remain until the last possible day of a window (0: today), None where it is open."""
    return None if row.latest is None else (date.fromisoformat(row.latest) - today).days
