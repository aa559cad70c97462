"""What a link asks of two windows, and how much room it leaves.

The ground of imgdesk.domain.schedule, whose rules it holds; also for the checks before an export. Pure functions over
rows as the read side gives them: dates are ISO text, ordinals or dates.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final, Protocol

Day = date | str | int
"""A calendar day: a date, ISO text such as "2023-05-12", or an ordinal."""

NEVER: Final = 10**15
"""Stands for "no limit": later than any day, and negative earlier than any."""
LIMIT: Final = NEVER // 2
"""Beyond this a number of days is no limit."""
ENDS: Final = {"FS": (True, False), "SS": (False, False), "FF": (True, True), "SF": (False, True)}
"""Whether a link of a kind is about the end of the first and of the second activity, not the beginning."""
CLOSED: Final = frozenset({"done", "cancelled"})


class Dated(Protocol):
    """Anything with a window."""

    @property
    def earliest(self) -> str | None: ...
    @property
    def latest(self) -> str | None: ...


class Window(Dated, Protocol):
    """An activity as far as links are concerned."""

    @property
    def id(self) -> int: ...
    @property
    def grain(self) -> str: ...
    @property
    def tbd(self) -> int: ...
    @property
    def approximate(self) -> int: ...
    @property
    def status(self) -> str: ...


class Link(Protocol):
    """A link between two activities: FS, SS, FF or SF, with its lag in days."""

    @property
    def from_id(self) -> int: ...
    @property
    def to_id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def lag_days(self) -> int: ...


def surely_busy(row: Window) -> bool:
    """Whether a window says the very days, so that work goes on from the first to the last of them."""
    if row.grain != "day" or row.approximate or row.tbd:
        return False
    return row.earliest is not None and row.latest is not None


def link_counts(first: Window, second: Window) -> bool:
    """Whether a link between the two still asks for anything."""
    return first.status != "cancelled" and second.status not in CLOSED


def link_room(first: Window, second: Window, link: Link) -> tuple[int, int] | None:
    """How many days a link has to spare, at most and at least over all choices of days; None without any limit.

    At most below 0: the link is certainly broken. At least below 0: some choices of days break it. A number of
    `LIMIT` or more (or -`LIMIT` or less) is no limit on that side.
    """
    from_end, to_end = ENDS[link.kind]
    low, high = moment(first, from_end)
    least, most = moment(second, to_end)
    best, worst = most - low - link.lag_days, least - high - link.lag_days
    return None if best >= LIMIT and worst <= -LIMIT else (best, worst)


def moment(row: Window, end: bool) -> tuple[int, int]:
    """The first and last day on which an activity may begin, or with `end` may end."""
    low, high = bounds(row)
    if surely_busy(row):
        return (high, high) if end else (low, low)
    return low, high


def ordinal(day: Day) -> int:
    """The day as an ordinal; ValueError for text that is not an ISO date."""
    if isinstance(day, str):
        return _iso_ordinal(day)
    return day if isinstance(day, int) else day.toordinal()


@lru_cache(maxsize=8192)
def _iso_ordinal(text: str) -> int:
    # Ten thousand rows share a few thousand days.
    return date.fromisoformat(text).toordinal()


def bounds(row: Dated) -> tuple[int, int]:
    """A window as ordinals, an open side as NEVER."""
    low = -NEVER if row.earliest is None else ordinal(row.earliest)
    return low, NEVER if row.latest is None else ordinal(row.latest)
