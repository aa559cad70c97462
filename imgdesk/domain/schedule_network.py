"""Activities and links as a network: what is pushed forward when windows move, and how much room links leave.

The passes of imgdesk.domain.schedule, over plain numbers. Made once, it answers while a bar is dragged: making it
costs one pass over everything, asking it what hangs on the activities that move.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Final, NamedTuple

from imgdesk.domain.schedule_links import (
    CLOSED,
    ENDS,
    LIMIT,
    NEVER,
    Day,
    Link,
    Window,
    bounds,
    ordinal,
    surely_busy,
)

_NOBODY: Final = (-1, False)
"""No link holds this moment back: the window itself does."""

# Plain tuples: with ten thousand rows and fifteen thousand links, making named ones would take a third of the time.
_Link = tuple[int, int, bool, bool, int]
"""The places of the first and the second activity, whether their moments are ends, and the lag."""
_By = tuple[int, bool]
"""What holds a moment back: the place of an activity, and whether it is its end."""
_Part = tuple[int, int, bool]
"""A window by its ordinals, and whether it is worked from the first day to the last, so that it keeps its length."""
_Time = tuple[int, int, int, _By, _By]
"""When an activity can begin and end at the earliest, how far it had to slip, and what held begin and end back."""
_SLIP: Final = 2


class Slip(NamedTuple):
    """An activity that would have to slip: by how many days at least, and because of whom.

    chain: the ids from the one that moves to this one. earliest, latest: its window that many days later, as ordinals,
    None for an open side. event: the event that it hangs on and goes with, else None; days may then be negative.
    """

    id: int
    days: int
    chain: tuple[int, ...]
    earliest: int | None
    latest: int | None
    event: int | None = None


class Network:
    """Activities in the order of their links; see the module."""

    def __init__(
        self, rows: Iterable[Window], links: Iterable[Link], *, hanging: Mapping[int, int] | None = None
    ) -> None:
        self._ids: list[int] = []
        self._parts: list[_Part] = []
        status: list[str] = []
        for row in rows:
            self._ids.append(row.id)
            low, high = bounds(row)
            self._parts.append((low, high, surely_busy(row)))
            status.append(row.status)
        self._at = {row_id: here for here, row_id in enumerate(self._ids)}
        self._hanging: dict[int, list[int]] = {}
        for row_id, event in (hanging or {}).items():
            if row_id in self._at and status[self._at[row_id]] not in CLOSED:
                self._hanging.setdefault(event, []).append(self._at[row_id])
        self._after: dict[int, list[_Link]] = {}
        self._before: dict[int, list[_Link]] = {}
        self._join(links, status)
        self._rank = self._ranked()
        self._times = [(low, high if exact else low, 0, _NOBODY, _NOBODY) for low, high, exact in self._parts]
        for here in self._rank:
            self._times[here] = self._time(here, self._parts[here], self._times)

    def order(self) -> list[int]:
        """The ids of the linked activities, none before one that it waits for."""
        return [self._ids[here] for here in self._rank]

    def _join(self, links: Iterable[Link], status: list[str]) -> None:
        at, after, before = self._at, self._after, self._before
        for link in links:
            first, second = at.get(link.from_id, -1), at.get(link.to_id, -1)
            if first < 0 or second < 0 or first == second:
                continue
            if status[first] == "cancelled" or status[second] in CLOSED:
                continue
            from_end, to_end = ENDS[link.kind]
            known = (first, second, from_end, to_end, link.lag_days)
            after.setdefault(first, []).append(known)
            before.setdefault(second, []).append(known)

    def _ranked(self) -> dict[int, int]:
        """The place of each linked activity in the order; the links that close a ring are taken out."""
        waits = {here: len(links) for here, links in self._before.items()}
        ready = [here for here in self._after if here not in waits]
        rank: dict[int, int] = {}
        ringed = False
        rest = iter(sorted(waits))
        while True:
            while ready:
                here = ready.pop()
                rank[here] = len(rank)
                for link in self._after.get(here, ()):
                    second = link[1]
                    waits[second] -= 1
                    if not waits[second] and second not in rank:
                        ready.append(second)
            # Only rings are left, and what waits for them: begin anywhere.
            here = next((here for here in rest if here not in rank), -1)
            if here < 0:
                break
            ready.append(here)
            ringed = True
        if ringed:
            for links in (*self._before.values(), *self._after.values()):
                links[:] = [link for link in links if rank[link[0]] < rank[link[1]]]
        return rank

    def _time(self, here: int, part: _Part, times: list[_Time], *, fixed: bool = False) -> _Time:
        """The earliest times of an activity from those before it; `fixed`: its window stands, whatever they say."""
        begin = end = -NEVER
        begin_by = end_by = _NOBODY
        for first, _, from_end, to_end, lag in self._before.get(here, ()):
            asked = (times[first][1] if from_end else times[first][0]) + lag
            if to_end:
                if asked > end:
                    end, end_by = asked, (first, from_end)
            elif asked > begin:
                begin, begin_by = asked, (first, from_end)
        low, high, exact = part
        if exact:
            by_begin = begin - low >= end - high
            slip = 0 if fixed else max(0, begin - low, end - high)
            by = _NOBODY if not slip else begin_by if by_begin else end_by
            return low + slip, high + slip, slip, by, by
        if begin <= low:
            begin, begin_by = low, _NOBODY
        if end <= begin:
            end, end_by = begin, begin_by
        if fixed:
            return min(begin, high), min(end, high), 0, begin_by, end_by
        slip = max(0, end - high)
        if slip and low + slip > begin:
            begin, begin_by = low + slip, end_by
        return begin, end, slip, begin_by, end_by

    def slips(
        self,
        moved: Mapping[int, tuple[Day | None, Day | None]],
        *,
        exact: Container[int] | None = None,
        events: Mapping[int, int] | None = None,
    ) -> dict[int, Slip]:
        """Return what would have to slip if these activities had these windows and these events moved so many days.

        An activity slips when it can no longer keep its links within its window, by the days it lacks at least; its
        whole window then counts as moved so far for what follows it. One that hangs on an event goes with it, unless
        it is moved itself, and may have to slip further. Those that are moved stand where they are put (`conflicts`
        says what that breaks). Only what is new is told: a plan that was broken before is not the fault of this move.
        `exact` are the ids whose new windows are known to the day; without it, those whose old ones were.
        """
        parts, shifts = self._moved(moved, exact, events or {})
        fixed = {self._at[row_id] for row_id in moved if row_id in self._at}
        times = self._times[:]
        found: dict[int, Slip] = {}
        for here in self._reached(parts):
            part = parts.get(here, self._parts[here])
            time = times[here] = self._time(here, part, times, fixed=here in fixed)
            more = time[_SLIP] if time[_SLIP] > self._times[here][_SLIP] else 0
            days = shifts.get(here, 0) + more
            if here in fixed or not (more or days):
                continue
            way = self._chain(here, times, fixed) if more else (self._ids[here],)
            found[self._ids[here]] = self._slip(here, days, way)
        event_of = {here: event for event, hung in self._hanging.items() for here in hung if here in shifts}
        return {row_id: slip._replace(event=event_of.get(self._at[row_id])) for row_id, slip in found.items()}

    def _moved(
        self,
        moved: Mapping[int, tuple[Day | None, Day | None]],
        exact: Container[int] | None,
        events: Mapping[int, int],
    ) -> tuple[dict[int, _Part], dict[int, int]]:
        """The windows that are no longer what they were, and by how many days those that go with an event shift."""
        parts: dict[int, _Part] = {}
        shifts: dict[int, int] = {}
        for event, days in events.items():
            for here in self._hanging.get(event, ()) if days else ():
                if self._ids[here] not in moved:
                    low, high, known = self._parts[here]
                    parts[here], shifts[here] = (low + days, high + days, known), days
        for row_id, (earliest, latest) in moved.items():
            if (place := self._at.get(row_id)) is not None:
                low = -NEVER if earliest is None else ordinal(earliest)
                high = NEVER if latest is None else ordinal(latest)
                known = self._parts[place][2] if exact is None else row_id in exact
                parts[place] = (low, high, known and earliest is not None and latest is not None)
        return parts, shifts

    def _reached(self, starts: Iterable[int]) -> list[int]:
        """These activities and all that wait for them, in order."""
        waiting = list(starts)
        seen = set(waiting)
        while waiting:
            for link in self._after.get(waiting.pop(), ()):
                second = link[1]
                if second not in seen:
                    seen.add(second)
                    waiting.append(second)
        return sorted(seen, key=lambda here: self._rank.get(here, -1))

    def _chain(self, here: int, times: list[_Time], fixed: set[int]) -> tuple[int, ...]:
        """The ids from the one that moves to this one, back along what holds each of them."""
        way = [here]
        by = times[here][4]
        while by != _NOBODY and way[-1] not in fixed:
            here, is_end = by
            way.append(here)
            by = times[here][4] if is_end else times[here][3]
        return tuple(self._ids[place] for place in reversed(way))

    def _slip(self, here: int, days: int, way: tuple[int, ...]) -> Slip:
        low, high, _ = self._parts[here]
        return Slip(
            self._ids[here], days, way,
            None if low == -NEVER else low + days,
            None if high == NEVER else high + days,
        )  # fmt: skip

    def rooms(self) -> list[tuple[int, int, int]]:
        """The links as (from, to, days to spare), in order; those that nothing limits are left out."""
        late = [(low if exact else high, high) for low, high, exact in self._parts]
        for here in reversed(self._rank):
            late[here] = self._late(here, late)
        found: list[tuple[int, int, int]] = []
        for here in self._rank:
            begin, end = self._times[here][:2]
            for _, second, from_end, to_end, lag in self._after.get(here, ()):
                room = late[second][to_end] - (end if from_end else begin) - lag
                if room < LIMIT:
                    found.append((self._ids[here], self._ids[second], room))
        return found

    def _late(self, here: int, late: list[tuple[int, int]]) -> tuple[int, int]:
        """The latest days on which an activity must begin and end, from those after it."""
        low, high, exact = self._parts[here]
        begin, end = low if exact else high, high
        for _, second, from_end, to_end, lag in self._after.get(here, ()):
            asked = late[second][to_end] - lag
            if from_end:
                end = min(end, asked)
            else:
                begin = min(begin, asked)
        if exact:
            back = max(low - begin, high - end)
            return low - back, high - back
        return min(begin, end), end
