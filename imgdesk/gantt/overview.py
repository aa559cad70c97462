"""A whole plan on a strip: which stretches of time are busy in which tenth of the rows.

Pure. The rows fall into as many buckets as the strip has lanes; a bucket looks at so many of its rows at most, evenly
spread, so that fifty thousand rows cost what a thousand do.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from typing import Final, NamedTuple, Protocol

from imgdesk.gantt.scale import ordinal

LOOKED_AT: Final = 1600
"""So many rows are looked at in all."""
_WINDOW: Final = attrgetter("earliest", "latest", "focus_area")


class Row(Protocol):
    """What a stretch needs to know of an activity."""

    @property
    def earliest(self) -> str | None: ...
    @property
    def latest(self) -> str | None: ...
    @property
    def focus_area(self) -> int: ...


class Stretch(NamedTuple):
    """A window on the strip: its lane, its x and its focus area."""

    lane: int
    x0: float
    x1: float
    focus_area: int


def stretches(rows: Sequence[Row], first: int, last: int, width: float, lanes: int) -> list[Stretch]:
    """Return what to paint for rows in order on a strip of so many lanes, from day `first` at x 0 to `last` at `width`.

    An open side runs to the edge; rows without a window are left out.
    """
    if not rows or lanes < 1 or last < first:
        return []
    px = width / (last - first + 1)
    stride = max(1, -(-len(rows) // LOOKED_AT))
    day = cache(ordinal)
    found: dict[tuple[int, int, int, int], None] = {}
    for place in range(0, len(rows), stride):
        earliest, latest, area = _WINDOW(rows[place])
        if earliest is None and latest is None:
            continue
        low = 0 if earliest is None else round((day(earliest) - first) * px)
        high = round(((last if latest is None else day(latest)) + 1 - first) * px)
        found[place * lanes // len(rows), low, max(high, low + 1), area] = None
    return list(map(Stretch._make, found))
