"""A whole plan on a strip: which stretches of time are busy in which tenth of the rows.

Pure. The rows fall into as many buckets as the strip has lanes; a bucket looks at so many of its rows at most, evenly
spread, so that fifty thousand rows cost what a thousand do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

from imgdesk.gantt.scale import ordinal

LOOKED_AT: Final = 1600
"""So many rows are looked at in all."""


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
    found: dict[Stretch, None] = {}
    for place in range(0, len(rows), stride):
        row = rows[place]
        if row.earliest is None and row.latest is None:
            continue
        low = first if row.earliest is None else ordinal(row.earliest)
        high = last if row.latest is None else ordinal(row.latest)
        x0, x1 = (low - first) * px, (high + 1 - first) * px
        found[
            Stretch(place * lanes // len(rows), round(x0), max(round(x1), round(x0) + 1), row.focus_area)
        ] = None
    return list(found)
