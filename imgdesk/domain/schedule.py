"""Pure functions over links and windows. Fuzzy plans are not schedules: nothing here moves anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def ring(links: Iterable[tuple[int, int]], new: tuple[int, int]) -> Sequence[int]:
    """Return the ids of the ring that the link `new` would close, first and last alike; empty when there is none."""
    after: dict[int, list[int]] = {}
    for source, target in links:
        after.setdefault(source, []).append(target)
    start, goal = new[1], new[0]
    came_from: dict[int, int | None] = {start: None}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return [goal, *_way_back(came_from, goal)]
        for target in after.get(here, ()):
            if target not in came_from:
                came_from[target] = here
                waiting.append(target)
    return []


def _way_back(came_from: dict[int, int | None], end: int) -> list[int]:
    way: list[int] = []
    here: int | None = end
    while here is not None:
        way.append(here)
        here = came_from[here]
    return way[::-1]
