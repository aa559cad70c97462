"""How an activity or an action stands on a day: open, overdue, undated. One rule for chart, lists, papers and checks.

Nothing is imported here: the window asks for every row it paints, and before it has read any grammar of dates. Dates
are ISO text, which compares as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, Protocol

SOON_DAYS: Final = 60
"""From this many days before the end of its window on, an unconfirmed activity needs a decision."""
_CLOSED: Final = frozenset(("done", "cancelled", "dropped"))


class Standing(Protocol):
    """What says how far an activity or an action is, and until when."""

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
    """Tell whether an activity is neither done nor cancelled, an action neither done nor dropped."""
    return row.status not in _CLOSED


def is_overdue(row: Standing, today: date) -> bool:
    """Tell whether the whole window of what is still open has surely passed."""
    return is_open(row) and row.latest is not None and row.latest < today.isoformat()


def is_overdue_twice(row: Standing, seen: Sequence[tuple[str | None, str]], today: date) -> bool:
    """Tell whether an overdue action was overdue at two meetings in a row already.

    `seen` are the meetings where it appeared, in their order: the day, and how it stood there. It counts the last two
    that have a day and were held by today; at both it was open and its last possible due day was before that day.
    """
    if not is_overdue(row, today):
        return False
    held = [(day, status) for day, status in seen if day is not None and day <= today.isoformat()][-2:]
    late = [status not in _CLOSED and row.latest is not None and row.latest < day for day, status in held]
    return len(late) == 2 and all(late)


def is_undated(row: Worded) -> bool:
    """Tell whether no date was agreed: TBD, or none written. A date that is not understood is a date."""
    return bool((row.tbd or not row.when_text.strip(" -–—")) and row.understood and not row.recurring)


def days_left(row: Standing, today: date) -> int | None:
    """Return how many days remain until the last possible day of a window (0: today), None where it is open."""
    return None if row.latest is None else (date.fromisoformat(row.latest) - today).days
