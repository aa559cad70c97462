"""What returns to the next agenda and why, case by case, and what holds for every series."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgdesk.domain.carryover import (
    Action,
    Activity,
    CarryOver,
    Proposal,
    Topic,
    Unapproved,
    after,
    carry_over,
    look_ahead,
    next_day,
)
from imgdesk.domain.meeting_words import ACTION_STATUSES, OPEN

SINCE, UNTIL = date(2024, 3, 12), date(2024, 9, 12)


def carried(*args: object, **more: object) -> CarryOver:
    return carry_over(*args, since=SINCE, until=UNTIL, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("discussed", "recurring", "status", "why"),
    [
        (False, False, "done", "not discussed"),
        (True, True, "done", "recurring"),
        (True, False, "open", "1 open action"),
        (True, False, "under way", "1 open action"),
        (False, True, "open", "not discussed, recurring, 1 open action"),
        (True, False, "done", ""),
        (True, False, "dropped", ""),
    ],
)
def test_a_topic_returns_for_a_reason_and_its_notes_with_it(
    discussed: bool, recurring: bool, status: str, why: str
) -> None:
    found = carried([Topic(5, "Brief", discussed, recurring, (7,), (8, 9))], [Action(7, "Write", status)])
    topics = [line for line in found.lines if line.kind == "topic"]
    assert [(line.follows_id, line.why) for line in topics] == ([(5, why)] if why else [])
    assert found.notes == ((8, 9) if why else ())
    assert [row.id for row in found.left if row.kind == "note"] == ([] if why else [8, 9])
    assert [row.id for row in found.left if row.kind == "topic"] == ([] if why else [5])


def test_the_agenda_opens_as_every_record_does() -> None:
    found = carried(
        [], [Action(1, "Write", "open"), Action(2, "Print", "done")], unapproved=[Unapproved(4, "IMG 4")]
    )
    assert [(line.kind, line.title) for line in found.lines] == [
        ("adoption of the agenda", "Adoption of the agenda"),
        ("approval of minutes", "Approval of the minutes of IMG 4"),
        ("matters arising", "Matters arising"),
    ]
    assert found.actions == (1,)
    assert [(row.kind, row.id, row.why) for row in found.left] == [("action", 2, "done")]
    assert [line.kind for line in carried([], []).lines] == ["adoption of the agenda"]


@pytest.mark.parametrize(
    ("earliest", "latest", "doubts", "status", "why"),
    [
        (date(2024, 3, 12), date(2024, 4, 1), (), "planned", "begins and ends"),
        (date(2024, 9, 11), date(2024, 12, 1), (), "planned", "begins"),
        (date(2024, 9, 12), date(2024, 12, 1), (), "planned", ""),
        (date(2023, 1, 1), date(2024, 5, 1), (), "under way", "ends"),
        (date(2023, 1, 1), date(2024, 3, 11), (), "planned", ""),
        (date(2023, 1, 1), date(2023, 2, 1), ("in brackets",), "planned", "in brackets"),
        (date(2024, 5, 1), None, ("date unconfirmed",), "planned", "begins, date unconfirmed"),
        (date(2025, 1, 1), date(2025, 2, 1), ("in brackets",), "planned", ""),
        (None, None, ("in brackets",), "planned", ""),
        (date(2024, 5, 1), date(2024, 5, 1), (), "done", ""),
        (date(2024, 5, 1), date(2024, 5, 1), ("in brackets",), "cancelled", ""),
    ],
)
def test_an_activity_comes_when_it_begins_ends_or_is_in_doubt_before_the_meeting_after(
    earliest: date | None, latest: date | None, doubts: tuple[str, ...], status: str, why: str
) -> None:
    found = carried([], [], [Activity(3, "Event", earliest, latest, doubts, status)])
    assert [(line.activity_id, line.why) for line in found.lines[1:]] == ([(3, why)] if why else [])


def test_an_activity_stands_on_the_agenda_once() -> None:
    day = date(2024, 5, 1)
    found = carried(
        [Topic(1, "One again", False, False, activity_id=11)],
        [],
        [Activity(number, f"A{number}", day, day, ()) for number in (11, 12, 13)],
        [Proposal(1, "A11", "", 11), Proposal(2, "A12", "to confirm", 12), Proposal(3, "Section 2024", "")],
    )
    assert [(line.title, line.activity_id, line.proposal_id, line.why) for line in found.lines[1:]] == [
        ("One again", 11, 1, "not discussed, proposed"),
        ("A12", 12, 2, "proposed: to confirm"),
        ("Section 2024", None, 3, "proposed"),
        ("A13", 13, None, "begins and ends"),
    ]


@pytest.mark.parametrize(
    ("rhythm", "day"),
    [
        ("quarterly", date(2024, 4, 30)),
        ("Every two weeks", date(2024, 2, 14)),
        ("weekly", date(2024, 2, 7)),
        ("monthly", date(2024, 2, 29)),
        ("bimonthly", date(2024, 3, 31)),
        ("every 5 months", date(2024, 6, 30)),
        ("every 6 weeks", date(2024, 3, 13)),
        ("twice a year", date(2024, 7, 31)),
        ("semi-annual", date(2024, 7, 31)),
        ("annual", date(2025, 1, 31)),
        ("when needed", None),
        ("every 0 weeks", None),
        ("", None),
    ],
)
def test_a_rhythm_in_words_gives_the_meeting_after(rhythm: str, day: date | None) -> None:
    assert after(rhythm, date(2024, 1, 31)) == day
    assert look_ahead(rhythm, date(2024, 1, 31)) == (day or date(2024, 4, 30))


def test_a_meeting_that_would_be_past_moves_on_and_keeps_its_day_of_the_month() -> None:
    assert next_day("monthly", date(2024, 1, 31), date(2024, 3, 15)) == date(2024, 3, 31)
    assert next_day("when needed", date(2024, 1, 31), date(2024, 3, 15)) is None
    assert next_day("yearly", date(9999, 5, 1), date(2024, 1, 1)) == date.max


IDS = st.integers(1, 12)
TOPICS = st.lists(
    st.builds(
        Topic, IDS, st.just("T"), st.booleans(), st.booleans(),
        st.lists(IDS, max_size=3).map(tuple), st.lists(IDS, max_size=2).map(tuple), st.none() | IDS,
    ),
    unique_by=lambda row: row.id,
)  # fmt: skip
ACTIONS = st.lists(
    st.builds(Action, IDS, st.just("A"), st.sampled_from(ACTION_STATUSES)), unique_by=lambda row: row.id
)
DAYS = st.none() | st.dates(date(2024, 1, 1), date(2024, 12, 31))
ACTIVITIES = st.lists(st.builds(Activity, IDS, st.just("P"), DAYS, DAYS, st.just(("in brackets",))))
PROPOSALS = st.lists(st.builds(Proposal, IDS, st.just("Q"), st.just(""), IDS))


@given(TOPICS, ACTIONS, ACTIVITIES, PROPOSALS)
def test_every_open_action_and_every_topic_is_accounted_for_once(
    topics: list[Topic], actions: list[Action], activities: list[Activity], proposals: list[Proposal]
) -> None:
    found = carried(topics, actions, activities, proposals)
    assert sorted(found.actions) == sorted(row.id for row in actions if row.status in OPEN)
    gone = [row.id for row in found.left if row.kind == "action"]
    assert sorted([*found.actions, *gone]) == sorted(row.id for row in actions)
    returned = [line.follows_id for line in found.lines if line.follows_id]
    left = [row.id for row in found.left if row.kind == "topic"]
    assert sorted([*returned, *left]) == sorted(row.id for row in topics)
    added = [line.activity_id for line in found.lines if line.follows_id is None and line.activity_id]
    assert len(added) == len(set(added))
    assert all(line.why for line in found.lines)
