"""Links as lines: from an end of one bar to an end of another, in right angles, and which of them a picture needs.

Pure: places and lines only. A link leaves the bar, runs down in a free channel beside it and arrives from the side
that its kind names, so that it crosses its own two bars never and others only where a channel must.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple, Protocol

from imgdesk.domain.schedule_links import ENDS
from imgdesk.domain.schedule_links import Link as Scheduled

STUB: Final = 8.0
"""How far a link runs straight out of a bar, and into one."""
ARROW: Final = 4.0

Point = tuple[float, float]
KIND_OF: Final = {ends: kind for kind, ends in ENDS.items()}


class Link(Scheduled, Protocol):
    """A link between two rows, as a record."""

    @property
    def id(self) -> int: ...


class Stop(NamedTuple):
    """A bar that a link leaves or arrives at: its ends, the middle of its row and half the row's height."""

    x0: float
    x1: float
    y: float
    half: float


class LinkMap:
    """The links of a plan by the activities that they touch, so that a picture looks at those of its rows alone."""

    def __init__(self, links: Iterable[Link] = ()) -> None:
        self.all = tuple(links)
        self._by_id: dict[int, list[Link]] = {}
        for link in self.all:
            for end in (link.from_id, link.to_id):
                self._by_id.setdefault(end, []).append(link)

    def touching(self, ids: Iterable[int]) -> list[Link]:
        """Return the links that begin or end at one of these activities, each once."""
        if not self._by_id:
            return []
        found = {link.id: link for row_id in ids for link in self._by_id.get(row_id, ())}
        return list(found.values())

    def find(self, link_id: int) -> Link | None:
        """Return a link by its id."""
        return next((link for link in self.all if link.id == link_id), None)


def route(first: Stop, second: Stop, kind: str) -> list[Point]:
    """Return the corners of a link from one bar to another; the last one is the tip of its arrow."""
    out_end, in_end = ENDS[kind]
    x0, x1 = (first.x1 if out_end else first.x0), (second.x1 if in_end else second.x0)
    leave, arrive = (1 if out_end else -1), (1 if in_end else -1)
    out_x, in_x = x0 + leave * STUB, x1 + arrive * STUB
    if (
        out_end != in_end and (in_x - out_x) * leave >= 0
    ):  # there is room between the two for one straight way down
        return [(x0, first.y), (out_x, first.y), (out_x, second.y), (x1, second.y)]
    if out_end == in_end:  # both on one side: down outside the farther one
        outer = max(out_x, in_x) if out_end else min(out_x, in_x)
        return [(x0, first.y), (outer, first.y), (outer, second.y), (x1, second.y)]
    down = 1 if second.y >= first.y else -1
    lane = second.y - down * second.half  # back along the line between the rows, where no bar is
    return [
        (x0, first.y), (out_x, first.y), (out_x, lane), (in_x, lane), (in_x, second.y), (x1, second.y),
    ]  # fmt: skip


def kind_of(from_end: bool, to_end: bool) -> str:
    """Return the kind of a link by the ends that it was drawn between."""
    return KIND_OF[from_end, to_end]


def distance(points: Sequence[Point], x: float, y: float) -> float:
    """Return how far a place is from a line of right angles."""
    return min(
        (
            max(
                abs(x - min(max(x, min(xa, xb)), max(xa, xb))), abs(y - min(max(y, min(ya, yb)), max(ya, yb)))
            )
            for (xa, ya), (xb, yb) in pairwise(points)
        ),
        default=float("inf"),
    )
