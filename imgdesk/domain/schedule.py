"""What links say about windows: what would have to slip, what contradicts, and where there is no room.

Fuzzy plans are not schedules: nothing here moves anything. Every answer is about what is certain, or says that it is
only possible. The rules:

- A window known to the day (see `surely_busy`) is worked from its first day to its last. Of any other one only this is
  known: the work begins and ends within it, on one day at least. An open side has no limit there.
- A link lets a moment of the second activity come no earlier than `lag_days` after a moment of the first: FS its begin
  after the first's end, SS its begin after its begin, FF end after end, SF end after begin. With lag 0 both may be the
  same day. A negative lag is a lead.
- A cancelled activity asks nothing of others. One that is done or cancelled has nothing asked of it.
- Rings are refused where links are made (`ring`). Should there be one all the same, the links that close it are left
  out of the reckoning.

Pure functions over rows as the read side gives them: dates are ISO text, ordinals or dates. Days that come back are
ordinals, as `datetime.date.toordinal` counts them; they may lie beyond the calendar.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Final, NamedTuple, Protocol

from imgdesk.domain.schedule_links import (
    CLOSED,
    LIMIT,
    Dated,
    Day,
    Link,
    Window,
    bounds,
    link_counts,
    link_room,
    surely_busy,
)
from imgdesk.domain.schedule_network import Network, Slip
from imgdesk.text import shorten

_QUOTED_CHARS: Final = 60


class Named(Window, Protocol):
    """An activity that a sentence can name."""

    @property
    def output(self) -> str: ...
    @property
    def when_text(self) -> str: ...


class Gap(Dated, Protocol):
    """A coverage gap."""

    @property
    def id(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def when_text(self) -> str: ...


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


class Conflict(NamedTuple):
    """Two things that do not go together, with a sentence that says what to do.

    kind: "link" (other is the activity that `id` is linked to) or "gap" (other is the coverage gap). certain: no
    choice of days saves it; else some choices break it, or only a part lies in the gap.
    """

    kind: str
    id: int
    other: int
    certain: bool
    sentence: str


def conflicts(rows: Iterable[Named], links: Iterable[Link], gaps: Iterable[Gap] = ()) -> list[Conflict]:
    """Return what contradicts: links first, then coverage gaps, each with the certain ones first.

    A link with an open side towards the other is quiet where only that side could break it: nothing was said there.
    """
    by_id = {row.id: row for row in rows}
    found = [*_link_conflicts(by_id, links), *_gap_conflicts(by_id.values(), gaps)]
    return sorted(found, key=lambda conflict: (conflict.kind != "link", not conflict.certain))


def _link_conflicts(rows: Mapping[int, Named], links: Iterable[Link]) -> Iterable[Conflict]:
    for link in links:
        first, second = rows.get(link.from_id), rows.get(link.to_id)
        if first is None or second is None or first is second or not link_counts(first, second):
            continue
        room = link_room(first, second, link)
        if room is None or not (room[0] < 0 or -LIMIT < room[1] < 0):
            continue
        certain = room[0] < 0
        yield Conflict("link", second.id, first.id, certain, _link_sentence(first, second, link, certain))


_ASKED: Final = {
    "FS": "begin after {} ends",
    "SS": "begin after {} begins",
    "FF": "end after {} ends",
    "SF": "end after {} begins",
}


def _link_sentence(first: Named, second: Named, link: Link, certain: bool) -> str:
    asked = _ASKED[link.kind].format(_quoted(first))
    lag = (
        f" with {_days(abs(link.lag_days))} {'between' if link.lag_days > 0 else 'of lead'}"
        if link.lag_days
        else ""
    )
    dates = f"({_said(first)} against {_said(second)})"
    if certain:
        return f"{_quoted(second)} cannot {asked}{lag} {dates}: move one of the two, or unlink them."
    return f"{_quoted(second)} should {asked}{lag}, but their windows overlap {dates}: agree closer dates."


def _gap_conflicts(rows: Iterable[Named], gaps: Iterable[Gap]) -> Iterable[Conflict]:
    dated = [(gap, *bounds(gap)) for gap in gaps if gap.earliest is not None or gap.latest is not None]
    for row in rows if dated else ():
        if row.status in CLOSED or row.tbd or row.earliest is None or row.latest is None:
            continue
        first, last = bounds(row)
        for gap, low, high in dated:
            if low <= last and first <= high:
                whole = low <= first and last <= high
                yield Conflict("gap", row.id, gap.id, whole, _gap_sentence(row, gap, whole))


def _gap_sentence(row: Named, gap: Gap, whole: bool) -> str:
    name = f"“{shorten(gap.title, 40)}” ({shorten(gap.when_text, 40)})"
    if whole:
        return (
            f"{_quoted(row)} ({_said(row)}) falls wholly into the coverage gap {name}: agree who carries it."
        )
    if surely_busy(row):
        return f"{_quoted(row)} ({_said(row)}) runs into the coverage gap {name}: agree who carries it there."
    return f"{_quoted(row)} ({_said(row)}) may fall into the coverage gap {name}: agree a date outside it."


def _quoted(row: Named) -> str:
    text = shorten(row.output, _QUOTED_CHARS)
    return f"“{text}”" if text else "An activity without text"


def _said(row: Named) -> str:
    return shorten(row.when_text, 40) or "no date"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def slip_sentence(slip: Slip, names: Mapping[int, str]) -> str:
    """Say a slip in one sentence; `names` holds what to call each activity of its chain."""
    called = [f"“{shorten(names.get(id_, ''), 40) or id_}”" for id_ in slip.chain]
    if len(called) < 2 and slip.event is not None:
        way = "later" if slip.days >= 0 else "earlier"
        return f"{called[-1]} would go with its event, {_days(abs(slip.days))} {way}."
    return f"{called[-1]} would have to slip by at least {_days(slip.days)}: {' → '.join(called)}."


def slips(
    rows: Iterable[Window],
    links: Iterable[Link],
    moved: Mapping[int, tuple[Day | None, Day | None]],
    *,
    exact: Container[int] | None = None,
    hanging: Mapping[int, int] | None = None,
    events: Mapping[int, int] | None = None,
) -> dict[int, Slip]:
    """Return what would have to slip if these activities had these windows; see `Network.slips`.

    `hanging`: activity id to the id of the event that it hangs on. `events`: event id to the days that it moves.
    """
    return Network(rows, links, hanging=hanging).slips(moved, exact=exact, events=events)


class Critical(NamedTuple):
    """Where there is least room.

    least: how many days the tightest link has to spare, below 0 where a link is broken; None without links between
    dated activities. links: the tightest, as (from, to), and all without room. ids: the activities that they
    join, in the order of the links. slack: per linked activity the days that the tightest of its links has to spare;
    not there where nothing limits it.
    """

    least: int | None
    ids: tuple[int, ...]
    links: tuple[tuple[int, int], ...]
    slack: dict[int, int]


def critical_chain(rows: Iterable[Window], links: Iterable[Link]) -> Critical:
    """Return the links with no room, or the least, and the activities that they join.

    A forward pass gives the earliest moment at which each activity can be ready, a backward pass the latest at which it
    must be, each within its window. A window known to the day lasts as long as it says; of any other only one day is
    certain. The room of a link is what lies between: so many days may be lost there before something linked, near or
    far, can no longer keep its window. In fuzzy windows that is the most hopeful reading: real work takes longer.
    A broken link takes its days from its whole chain, before and behind it. Undated and cancelled activities are left
    out, and so are activities without links.
    """
    dated = [
        row
        for row in rows
        if row.status != "cancelled" and (row.earliest is not None or row.latest is not None)
    ]
    network = Network(dated, links)
    rooms = network.rooms()
    if not rooms:
        return Critical(None, (), (), {})
    slack: dict[int, int] = {}
    for first, second, room in rooms:
        for here in (first, second):
            slack[here] = min(room, slack.get(here, room))
    least = min(slack.values())
    tight = tuple((first, second) for first, second, room in rooms if room <= max(least, 0))
    joined = {here for pair in tight for here in pair}
    return Critical(least, tuple(here for here in network.order() if here in joined), tight, slack)
