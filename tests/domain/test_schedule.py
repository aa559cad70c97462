"""Links over fuzzy windows: rings, what would slip, what contradicts, and where there is no room.

The laws are checked against another way to reckon: a link and a window are differences between moments, and a set of
differences can be kept or not (Bellman-Ford). Nothing of the passes under test is used there.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise, product
from typing import NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from imgdesk.domain.schedule import (
    Conflict,
    conflicts,
    critical_chain,
    ring,
    slip_sentence,
    slips,
)
from imgdesk.domain.schedule_links import link_room
from imgdesk.domain.timing import parse


class Row(NamedTuple):
    id: int
    earliest: str | None
    latest: str | None
    grain: str = "month"
    status: str = "planned"
    output: str = ""
    when_text: str = ""
    tbd: int = 0
    approximate: int = 0


class Link(NamedTuple):
    from_id: int
    to_id: int
    kind: str = "FS"
    lag_days: int = 0


class Gap(NamedTuple):
    id: int
    title: str
    when_text: str
    earliest: str | None
    latest: str | None


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def said(row_id: int, when: str, output: str = "", status: str = "planned") -> Row:
    """A row by its date as agreed."""
    timing = parse(when)
    return Row(
        row_id, _iso(timing.earliest), _iso(timing.latest), timing.grain, status, output or f"Activity {row_id}", when,
        timing.tbd, timing.approximate,
    )  # fmt: skip


def gap(when: str, gap_id: int = 1) -> Gap:
    timing = parse(when)
    return Gap(gap_id, "No consultancy", when, _iso(timing.earliest), _iso(timing.latest))


def window(when: str) -> tuple[date | None, date | None]:
    timing = parse(when)
    return timing.earliest, timing.latest


def test_a_link_that_closes_no_ring() -> None:
    assert list(ring([(1, 2), (2, 3)], (1, 3))) == []
    assert list(ring([], (1, 2))) == []


def test_the_ring_is_told_in_the_order_of_its_links() -> None:
    assert list(ring([(1, 2), (2, 3), (2, 9)], (3, 1))) == [3, 1, 2, 3]


def test_a_link_to_itself_is_a_ring() -> None:
    assert list(ring([], (4, 4))) == [4, 4]


def test_a_long_chain_needs_no_recursion() -> None:
    chain = [(n, n + 1) for n in range(5000)]
    assert len(ring(chain, (5000, 0))) == 5002


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12),
    st.tuples(*[st.integers(0, 6)] * 2),
)
def test_every_ring_told_is_one(links: list[tuple[int, int]], new: tuple[int, int]) -> None:
    found = list(ring(links, new))
    if not found:
        reached = {new[1]}
        while more := {b for a, b in links if a in reached} - reached:
            reached |= more
        assert new[0] not in reached
        return
    assert (found[0], found[1], found[-1]) == (new[0], new[1], new[0])
    assert all(step in links for step in pairwise(found[1:]))


# What would slip


PAPER = [
    said(1, "1-12 May 2023", "Draft the concept note"),
    said(2, "15-26 May 2023", "Consult the agencies"),
    said(3, "June 2023", "Final concept note"),
    said(4, "10-14 July 2023", "Side event at HLPF"),
]
CHAIN = [Link(1, 2), Link(2, 3), Link(3, 4)]


@pytest.mark.parametrize(
    ("moved", "days"),
    [
        ({1: "2-13 May 2023"}, {}),
        ({1: "4-15 May 2023"}, {}),
        # the first ends on 20 May: the second needs 5 days, and the third has room enough in June
        ({1: "9-20 May 2023"}, {2: 5}),
        ({1: "June 2023"}, {2: 17}),
        ({1: "20 June - 5 July 2023"}, {2: 51, 3: 16, 4: 6}),
        ({1: "1-12 March 2023"}, {}),
        ({2: "1-10 July 2023"}, {3: 10}),
        ({3: "August 2023"}, {4: 22}),
        ({3: "Q3 2023"}, {}),
        ({3: "by August 2023"}, {}),
        ({3: "from August 2023"}, {4: 22}),
        ({1: "20 June - 5 July 2023", 4: "November 2023"}, {2: 51, 3: 16}),
        ({99: "June 2030"}, {}),
        ({}, {}),
    ],
)
def test_what_slips_if_windows_move(moved: dict[int, str], days: dict[int, int]) -> None:
    exact = {row_id for row_id, when in moved.items() if parse(when).grain == "day"}
    found = slips(PAPER, CHAIN, {row_id: window(when) for row_id, when in moved.items()}, exact=exact)
    assert {row_id: slip.days for row_id, slip in found.items()} == days


def test_a_moved_window_is_as_exact_as_before_unless_told() -> None:
    june = {1: window("June 2023")}
    assert slips(PAPER, CHAIN, june)[2].days == 46
    assert slips(PAPER, CHAIN, june, exact=())[2].days == 17
    july = {3: window("1-31 July 2023")}
    assert slips(PAPER, CHAIN, july) == {}
    assert slips(PAPER, CHAIN, july, exact={3})[4].days == 21


def test_a_slip_tells_its_chain_and_where_the_window_would_be() -> None:
    found = slips(PAPER, CHAIN, {1: ("2023-06-20", "2023-07-05")})
    assert found[4].chain == (1, 2, 3, 4)
    assert found[4].earliest == date(2023, 7, 16).toordinal()
    assert found[4].latest == date(2023, 7, 20).toordinal()
    names = {row.id: row.output for row in PAPER}
    assert slip_sentence(found[4], names) == (
        "“Side event at HLPF” would have to slip by at least 6 days: "
        "“Draft the concept note” → “Consult the agencies” → “Final concept note” → “Side event at HLPF”."
    )


@pytest.mark.parametrize(
    ("kind", "lag", "days"),
    [("FS", 0, 20), ("FS", 5, 25), ("FS", -7, 13), ("SS", 0, 9), ("SS", 30, 39), ("FF", 0, 16), ("SF", 0, 5)],
)
def test_each_kind_of_link_pushes_its_own_moments(kind: str, lag: int, days: int) -> None:
    """The first goes to 10-21 May; the second is 1-5 May."""
    rows = [said(1, "1-12 April 2023"), said(2, "1-5 May 2023")]
    found = slips(rows, [Link(1, 2, kind, lag)], {1: window("10-21 May 2023")})
    assert found[2].days == days


def test_a_fuzzy_activity_between_passes_the_push_on() -> None:
    rows = [said(1, "1-10 May 2023"), said(2, "May 2023"), said(3, "12 May 2023"), said(4, "TBD")]
    found = slips(rows, [Link(1, 2), Link(2, 3)], {1: window("5-14 May 2023")})
    assert {row_id: (slip.days, slip.chain) for row_id, slip in found.items()} == {3: (2, (1, 2, 3))}
    undated = slips(rows, [Link(1, 4), Link(4, 3)], {1: window("5-14 May 2023")})
    assert {row_id: (slip.days, slip.chain) for row_id, slip in undated.items()} == {3: (2, (1, 4, 3))}


def test_what_was_broken_before_is_not_the_fault_of_this_move() -> None:
    rows = [said(1, "1-31 May 2023"), said(2, "10 May 2023"), said(3, "1-2 May 2023"), said(4, "3 May 2023")]
    links = [Link(1, 2), Link(3, 2), Link(3, 4)]
    assert set(slips(rows, links, {3: window("9-10 May 2023")})) == {4}
    assert slips(rows, links, {3: window("9 May - 2 June 2023")})[2].days == 23


def test_what_is_closed_does_not_slip_and_what_is_cancelled_does_not_push() -> None:
    later = {1: window("1 June 2023")}
    for first, second in (("planned", "done"), ("planned", "cancelled"), ("cancelled", "planned")):
        rows = [said(1, "1-10 May 2023", status=first), said(2, "12 May 2023", status=second)]
        assert slips(rows, [Link(1, 2)], later) == {}
    rows = [said(1, "1-10 May 2023", status="done"), said(2, "12 May 2023")]
    assert slips(rows, [Link(1, 2)], later)[2].days == 20


def test_activities_go_with_their_event_and_push_what_follows() -> None:
    rows = [
        said(1, "30 Nov - 12 Dec 2023"),
        said(2, "Dec 2023"),
        said(3, "15 Dec 2023"),
        said(4, "1 Nov 2023"),
    ]
    links, hanging = [Link(1, 3), Link(4, 1)], {1: 28, 2: 28, 4: 27}
    found = slips(rows, links, {}, hanging=hanging, events={28: 10})
    assert {row_id: (slip.days, slip.event) for row_id, slip in found.items()} == {
        1: (10, 28),
        2: (10, 28),
        3: (7, None),
    }
    assert found[3].chain == (1, 3)
    assert (
        slip_sentence(found[1], {1: "Side event"}) == "“Side event” would go with its event, 10 days later."
    )
    back = slips(rows, links, {}, hanging=hanging, events={28: -1})
    assert slip_sentence(back[1], {}) == "“1” would go with its event, 1 day earlier."
    assert set(back) == {1, 2}
    pushed = slips(rows, links, {}, hanging=hanging, events={28: -35})
    assert (pushed[1].days, pushed[1].event, pushed[1].chain) == (-29, 28, (4, 1))
    stays = slips(rows, links, {1: window("30 Nov - 12 Dec 2023")}, hanging=hanging, events={28: 10})
    assert set(stays) == {2}


def test_what_is_moved_stands_where_it_is_put() -> None:
    rows = [said(1, "20 May 2023"), said(2, "June 2023"), said(3, "1 July 2023")]
    links = [Link(1, 2), Link(2, 3)]
    assert slips(rows, links, {2: window("early May 2023"), 3: window("11 May 2023")}) == {}
    assert slips(rows, links, {1: window("20 August 2023"), 2: window("early May 2023")}) == {}
    # 40 days behind the first, the second cannot end before 29 June: its successor goes, and the move is the reason
    lagged = [Link(1, 2, "FS", 40), Link(2, 3)]
    assert slips(rows, lagged, {2: window("3 June - 2 July 2023")}) == {}
    assert slips(rows, lagged, {2: window("3 July - 2 August 2023")})[3].chain == (2, 3)
    both = [Link(1, 2, "FS", 40), Link(2, 3, "FS", 3)]
    assert slips(rows, both, {1: window("21 May 2023"), 2: window("3 June - 2 July 2023")})[3].chain == (2, 3)


def test_a_window_that_slips_takes_its_beginning_along() -> None:
    rows = [said(1, "1-9 May 2023"), said(2, "early May 2023"), said(3, "5 May 2023")]
    found = slips(rows, [Link(1, 2, "FF"), Link(2, 3, "SS")], {1: window("12-20 May 2023")})
    assert {row_id: (slip.days, slip.chain) for row_id, slip in found.items()} == {
        2: (10, (1, 2)),
        3: (6, (1, 2, 3)),
    }


def test_rings_and_odd_links_do_not_hang() -> None:
    rows = [said(1, "1-2 May 2023"), said(2, "3-4 May 2023"), said(3, "5-6 May 2023")]
    links = [Link(1, 2), Link(2, 3), Link(3, 1), Link(2, 2), Link(1, 77), Link(77, 1), Link(1, 2)]
    assert slips(rows, links, {1: window("10 May 2023")})[2].days == 7
    # The link back to the first closes the ring and is left out.
    assert critical_chain(rows, links) == critical_chain(rows, [link for link in links if link[:2] != (3, 1)])
    assert slips(rows, links, {3: window("20 May 2023")}) == {}
    assert conflicts(rows, links)
    assert critical_chain([], []).least is None


# What contradicts


@pytest.mark.parametrize(
    ("first", "second", "kind", "lag", "certain"),
    [
        ("1-12 May 2023", "12 May 2023", "FS", 0, None),
        ("1-12 May 2023", "11 May 2023", "FS", 0, True),
        ("1-12 May 2023", "13 May 2023", "FS", 2, True),
        ("1-12 May 2023", "10 May 2023", "FS", -2, None),
        ("May 2023", "April 2023", "FS", 0, True),
        ("May 2023", "May 2023", "FS", 0, False),
        ("May 2023", "June 2023", "FS", 0, None),
        ("Q2 2023", "May 2023", "FS", 0, False),
        ("1-12 May 2023", "May 2023", "FS", 0, False),
        ("1-12 May 2023", "1-2 May 2023", "SS", 0, None),
        ("1-12 May 2023", "1-2 May 2023", "FF", 0, True),
        ("1-12 May 2023", "1-2 May 2023", "SF", 0, None),
        ("by May 2023", "June 2023", "FS", 0, None),
        ("from May 2023", "April 2023", "FS", 0, True),
        # what was left open is no contradiction
        ("from May 2023", "June 2023", "FS", 0, None),
        ("by May 2023", "by June 2023", "FS", 0, None),
        ("TBD", "June 2023", "FS", 0, None),
        ("around 12 May 2023", "12 May 2023", "FS", 1, True),
    ],
)
def test_links_that_cannot_be_kept(
    first: str, second: str, kind: str, lag: int, certain: bool | None
) -> None:
    rows = [said(1, first), said(2, second)]
    found = conflicts(rows, [Link(1, 2, kind, lag)])
    assert [conflict.certain for conflict in found] == ([] if certain is None else [certain])
    for status in ("done", "cancelled"):
        assert not conflicts([rows[0], rows[1]._replace(status=status)], [Link(1, 2, kind, lag)])


def test_each_contradiction_is_one_plain_sentence() -> None:
    rows = [
        said(1, "July 2023", "Side event at HLPF"),
        said(2, "12 May 2023", "Concept note for the side event"),
        said(3, "Q3 2023", "Summary of outcomes"),
        said(4, "Nov-Dec 2023", "Pavilion at COP 28"),
        said(5, "1-12 April 2023", "Meeting of focal points"),
        said(6, "10 Mar - 12 April 2023", "Handover"),
        said(7, "March-April 2023", "Stock-taking"),
    ]
    links = [Link(1, 2), Link(1, 3, "FS", 7), Link(4, 5, "SS"), Link(1, 4)]
    found = conflicts(rows, links, [gap("April to 15 October 2023")])
    assert [conflict.sentence for conflict in found] == [
        "“Concept note for the side event” cannot begin after “Side event at HLPF” ends (July 2023 against 12 May "
        "2023): move one of the two, or unlink them.",
        "“Meeting of focal points” cannot begin after “Pavilion at COP 28” begins (Nov-Dec 2023 against 1-12 April "
        "2023): move one of the two, or unlink them.",
        "“Summary of outcomes” should begin after “Side event at HLPF” ends with 7 days between, but their windows "
        "overlap (July 2023 against Q3 2023): agree closer dates.",
        *(
            f"“{name}” ({when}) falls wholly into the coverage gap “No consultancy” (April to 15 October 2023): agree "
            "who carries it."
            for name, when in (
                ("Side event at HLPF", "July 2023"), ("Concept note for the side event", "12 May 2023"),
                ("Summary of outcomes", "Q3 2023"), ("Meeting of focal points", "1-12 April 2023"),
            )
        ),
        "“Handover” (10 Mar - 12 April 2023) runs into the coverage gap “No consultancy” (April to 15 October 2023): "
        "agree who carries it there.",
        "“Stock-taking” (March-April 2023) may fall into the coverage gap “No consultancy” (April to 15 October 2023): "
        "agree a date outside it.",
    ]  # fmt: skip
    assert found[0] == Conflict("link", 2, 1, True, found[0].sentence)
    assert found[-1][:4] == ("gap", 7, 1, False)


def test_gaps_leave_the_closed_the_undated_and_the_open_alone() -> None:
    rows = [said(1, "May 2023", status="done"), said(2, "TBD"), said(3, "by May 2023"), said(4, "May 2024")]
    assert conflicts(rows, [], [gap("2023")]) == []
    assert conflicts([said(4, "May 2024")], [], [gap("from April 2023")])[0].certain
    assert conflicts(rows, [], [gap("TBD")]) == []


def test_a_lead_is_said_as_one() -> None:
    found = conflicts([said(1, "1-12 May 2023"), said(2, "1 May 2023")], [Link(1, 2, "FS", -1)])
    assert "ends with 1 day of lead (" in found[0].sentence


_KINDS = ("FS", "SS", "FF", "SF")
_BASE = date(2023, 5, 1).toordinal()
_LAWS = settings(max_examples=120, deadline=None, derandomize=True, database=None)


@st.composite
def _rows(draw: st.DrawFn, most: int = 5, *, open_sides: bool = True) -> list[Row]:
    rows = []
    for row_id in range(draw(st.integers(2, most))):
        low = draw(st.integers(0, 12))
        high = low + draw(st.integers(0, 8))
        day = [date.fromordinal(_BASE + at).isoformat() for at in (low, high)]
        cut = draw(st.sampled_from([0] * 6 + [1, 2, 3])) if open_sides else 0
        grain = draw(st.sampled_from(["day", "month"]))
        rows.append(Row(row_id, None if cut & 1 else day[0], None if cut & 2 else day[1], grain))
    return rows


@st.composite
def _links(draw: st.DrawFn, count: int) -> list[Link]:
    pairs = [(a, b) for a, b in product(range(count), repeat=2) if a < b]
    return [
        Link(a, b, draw(st.sampled_from(_KINDS)), draw(st.integers(-3, 4)))
        for a, b in draw(st.lists(st.sampled_from(pairs), max_size=6))
    ]


_PLANS = _rows().flatmap(lambda rows: st.tuples(st.just(rows), _links(len(rows))))
Bound = tuple[str, str, int]
"""The second moment comes at least so many days after the first."""


def _exact(row: Row) -> bool:
    return row.grain == "day" and row.earliest is not None and row.latest is not None


def _bounds(rows: list[Row], links: list[Link]) -> list[Bound]:
    """A plan as differences between moments; "" is the day before the first."""
    out: list[Bound] = []
    for row in rows:
        begin, end = f"b{row.id}", f"e{row.id}"
        out.append((begin, end, 0))
        low = None if row.earliest is None else date.fromisoformat(row.earliest).toordinal() - _BASE
        high = None if row.latest is None else date.fromisoformat(row.latest).toordinal() - _BASE
        if low is not None:
            out.append(("", begin, low))
        if high is not None:
            out.append((end, "", -high))
        if _exact(row):
            assert low is not None
            assert high is not None
            out += [("", end, high), (begin, "", -low)]
    for link in links:
        first = f"{'e' if link.kind in ('FS', 'FF') else 'b'}{link.from_id}"
        second = f"{'e' if link.kind in ('FF', 'SF') else 'b'}{link.to_id}"
        out.append((first, second, link.lag_days))
    return out


def _can_be_kept(rows: list[Row], links: list[Link]) -> bool:
    bounds = _bounds(rows, links)
    day = {name: 0 for first, second, _ in bounds for name in (first, second)}
    for _ in range(len(day) + 1):
        changed = False
        for first, second, least in bounds:
            if day[first] + least > day[second]:
                day[second] = day[first] + least
                changed = True
        if not changed:
            return True
    return False


def _later(row: Row, days: int) -> Row:
    ends = (
        None if day is None else date.fromordinal(date.fromisoformat(day).toordinal() + days).isoformat()
        for day in (row.earliest, row.latest)
    )
    earliest, latest = ends
    return row._replace(earliest=earliest, latest=latest)


@_LAWS
@given(plan=_PLANS, which=st.integers(0, 4), days=st.integers(0, 25))
def test_the_slips_told_are_enough_and_none_is_too_long(
    plan: tuple[list[Row], list[Link]], which: int, days: int
) -> None:
    rows, links = plan
    assume(which < len(rows) and _can_be_kept(rows, links))
    moved = _later(rows[which], days)
    found = slips(rows, links, {which: (moved.earliest, moved.latest)})
    assert which not in found
    after = [_later(row, found[row.id].days if row.id in found else 0) for row in rows]
    after[which] = moved
    assert _can_be_kept(after, links)
    for row_id, slip in found.items():
        assert slip.days > 0
        assert slip.chain[0] == which
        assert slip.chain[-1] == row_id
        assert all(any(pair == link[:2] for link in links) for pair in pairwise(slip.chain))
        less = [_later(row, -1) if row.id == row_id else row for row in after]
        assert not _can_be_kept(less, links)


@_LAWS
@given(plan=_PLANS, which=st.integers(0, 4), days=st.integers(1, 25))
def test_moving_earlier_makes_nothing_slip(plan: tuple[list[Row], list[Link]], which: int, days: int) -> None:
    rows, links = plan
    assume(which < len(rows))
    moved = _later(rows[which], -days)
    assert slips(rows, links, {which: (moved.earliest, moved.latest)}) == {}


@_LAWS
@given(plan=_PLANS)
def test_the_room_of_a_link_is_what_its_lag_can_grow_by(plan: tuple[list[Row], list[Link]]) -> None:
    rows, links = plan
    links = list({link[:2]: link for link in links}.values())
    links = [link for link in links if _dated(rows[link.from_id]) and _dated(rows[link.to_id])]
    assume(links and _can_be_kept(rows, links))
    found = critical_chain(rows, links)
    rooms: dict[tuple[int, int], int] = {}
    for index, link in enumerate(links):
        grown = [
            room for room in range(80)
            if _can_be_kept(rows, [*links[:index], link._replace(lag_days=link.lag_days + room), *links[index + 1 :]])
        ]  # fmt: skip
        if len(grown) < 80:
            rooms[link[:2]] = grown[-1]
    assert found.least == min(rooms.values(), default=None)
    assert sorted(found.links) == sorted(pair for pair, room in rooms.items() if room == found.least)
    assert set(found.ids) == {row_id for pair in found.links for row_id in pair}
    assert found.slack == {
        row.id: min(room for pair, room in rooms.items() if row.id in pair)
        for row in rows
        if any(row.id in pair for pair in rooms)
    }


def _dated(row: Row) -> bool:
    return row.earliest is not None or row.latest is not None


@_LAWS
@given(rows=_rows(2, open_sides=False), kind=st.sampled_from(_KINDS), lag=st.integers(-6, 6))
def test_a_contradiction_is_certain_when_no_choice_of_days_keeps_the_link(
    rows: list[Row], kind: str, lag: int
) -> None:
    kept = set()
    choices = [
        [(low, high)] if _exact(row) else [(a, b) for a in range(low, high + 1) for b in range(a, high + 1)]
        for row in rows
        for low, high in [
            tuple(date.fromisoformat(str(day)).toordinal() for day in (row.earliest, row.latest))
        ]
    ]
    for first, second in product(*choices):
        moment = first[1] if kind in ("FS", "FF") else first[0]
        kept.add((second[1] if kind in ("FF", "SF") else second[0]) - moment >= lag)
    found = [conflict.certain for conflict in conflicts(rows, [Link(0, 1, kind, lag)])]
    assert found == ([] if kept == {True} else [kept == {False}])
    room = link_room(rows[0], rows[1], Link(0, 1, kind, lag))
    assert room is not None
    assert (room[0] >= 0, room[1] >= 0) == (True in kept, False not in kept)


# Where there is no room


def test_the_critical_chain_of_a_paper() -> None:
    rows = [
        *PAPER,
        said(5, "June 2023", "Brief the press"),
        said(6, "TBD"),
        said(7, "May 2023", status="cancelled"),
    ]
    links = [*CHAIN, Link(2, 5), Link(5, 6), Link(7, 4)]
    found = critical_chain(rows, links)
    # 12 May to 15 May; 26 May to the end of June; all of June and July up to the side event
    assert found.slack == {1: 3, 2: 3, 3: 35, 4: 39, 5: 35}
    assert (found.least, found.links, found.ids) == (3, ((1, 2),), (1, 2))


def test_a_chain_through_fuzzy_windows_shares_its_room() -> None:
    rows = [said(1, "1-10 May 2023"), said(2, "May 2023"), said(3, "15 May 2023"), said(4, "2023")]
    found = critical_chain(rows, [Link(1, 2), Link(2, 3), Link(3, 4)])
    assert found.links == ((1, 2), (2, 3))
    assert found.ids == (1, 2, 3)
    assert (found.least, found.slack[4]) == (5, 230)


def test_broken_links_are_all_told() -> None:
    rows = [said(1, "1-10 May 2023"), said(2, "8 May 2023"), said(3, "7 May 2023"), said(4, "June 2023")]
    found = critical_chain(rows, [Link(1, 2), Link(1, 3), Link(1, 4)])
    assert found.least == -3
    assert set(found.links) == {(1, 2), (1, 3)}


def test_a_broken_link_takes_its_days_from_its_whole_chain() -> None:
    rows = [said(1, "5 May 2023"), said(2, "5-10 May 2023"), said(3, "3 May 2023"), said(4, "20 May 2023")]
    found = critical_chain(rows, [Link(1, 2), Link(2, 3, "SS"), Link(3, 4)])
    assert found.slack == {1: -2, 2: -2, 3: -2, 4: 15}
    assert found.links == ((1, 2), (2, 3))


def test_open_windows_have_no_limit() -> None:
    rows = [said(1, "from May 2023"), said(2, "from June 2023"), said(3, "by June 2023")]
    assert critical_chain(rows, [Link(1, 2)]) == (None, (), (), {})
    assert critical_chain(rows, [Link(1, 3)]).least == 60


def test_a_plan_without_links_has_no_chain() -> None:
    assert critical_chain(PAPER, []) == (None, (), (), {})
