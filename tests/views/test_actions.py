"""The register of actions: what is read, what passes, in which order, what is counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from imgdesk.services import action_points, meetings, minutes, next_meeting, parts, people
from imgdesk.store.desk import Desk
from imgdesk.views import actions as view
from imgdesk.views.actions import EVERYTHING, STILL_OPEN, ActionFilter, Order

TODAY = date(2023, 7, 14)
EVENT = 2
"""The activity "Side event at the HLPF", of focus area 2."""


@pytest.fixture
def desk(plan_desk: Desk) -> Desk:
    """Two series; actions that are late, due soon, undated, not understood and done."""
    people.add_person(plan_desk, "Ana Sample")
    img = meetings.add_series(plan_desk, "IMG meeting", "img", rhythm="quarterly")
    area = parts.add_focus_area(plan_desk, 1, 3, "Skills")
    skills = meetings.add_series(plan_desk, "Skills meeting", "focus area", focus_area_id=area)
    first = meetings.add_meeting(plan_desk, "18 January 2023", series_id=img)
    item = minutes.add_item(plan_desk, first, "Work of the group")
    for text, owners, due, activity in (
        ("Write to the secretariats", "OHCHR, Ana Sample", "by 30 March", EVENT),
        ("Send the checklist", "UNDP", "late August 2023", None),
        ("Share contact points", "FAO", "1 February", None),
    ):
        minutes.add_minute(plan_desk, item, text, "action", owners=owners, due=due, activity_id=activity)
    for day in ("19 April 2023", "12 July 2023"):
        meetings.edit_meeting(
            plan_desk, next_meeting.next_meeting(plan_desk, img, today=TODAY), when=day, status="held"
        )
    action_points.set_action_status(plan_desk, id_of(plan_desk, "Share contact points"), "done")
    action_points.add_action(plan_desk, "Find dates", series_id=skills, owners="UNEP")
    action_points.add_action(plan_desk, "Évaluer la salle", due="when the moon is right")
    action_points.add_action(plan_desk, "Book a room", owners="OHCHR", due="13 July 2023")
    return plan_desk


def id_of(desk: Desk, text: str) -> int:
    return int(desk.read("SELECT id FROM action_point WHERE text = ?", (text,))[0][0])


def texts(desk: Desk, wanted: ActionFilter, order: Order = view.PRESSING) -> list[str]:
    return [row.text.split()[0] for row in view.register(desk, wanted, TODAY, order)]


def test_what_presses_most_stands_first(desk: Desk) -> None:
    assert texts(desk, STILL_OPEN) == ["Write", "Book", "Send", "Évaluer", "Find"]
    assert texts(desk, EVERYTHING) == ["Write", "Book", "Send", "Évaluer", "Find", "Share"]


def test_a_row_tells_where_the_action_comes_from_and_how_it_stands(desk: Desk) -> None:
    row = view.one(desk, id_of(desk, "Write to the secretariats"), TODAY)
    assert row is not None
    assert (row.owners, row.when_text, row.latest) == (("OHCHR", "Ana Sample"), "by 30 March", "2023-03-30")
    assert (row.series, row.first, row.last, row.appearances) == (
        "IMG meeting", "1st IMG meeting", "3rd IMG meeting", 3,
    )  # fmt: skip
    assert (row.activity_id, row.focus_areas, row.overdue, row.twice) == (EVENT, (2,), True, True)
    assert row.activity.endswith("Side event at the HLPF")
    assert row.year == 2023
    late = view.one(desk, id_of(desk, "Book a room"), TODAY)
    assert late is not None
    assert (late.overdue, late.twice, late.last_id, late.first) == (True, False, None, "")
    assert view.one(desk, 999, TODAY) is None


def test_the_focus_area_of_a_series_counts_where_no_activity_has_one(desk: Desk) -> None:
    assert texts(desk, ActionFilter(areas=(3,))) == ["Find"]
    assert texts(desk, ActionFilter(areas=(2, 3))) == ["Write", "Find"]


@pytest.mark.parametrize(
    ("wanted", "passing"),
    [
        (ActionFilter(owners=("OHCHR",)), ["Write", "Book"]),
        (ActionFilter(owners=("Ana Sample", "UNEP")), ["Write", "Find"]),
        (ActionFilter(series=(0,)), ["Book", "Évaluer"]),
        (ActionFilter(statuses=("done",)), ["Share"]),
        (ActionFilter(due=view.OVERDUE), ["Write", "Book"]),
        (ActionFilter(due=view.TWICE), ["Write"]),
        (ActionFilter(due="30"), []),
        (ActionFilter(due="60"), ["Send"]),
        (ActionFilter(due=view.UNDATED), ["Évaluer", "Find"]),
        (ActionFilter(text="evaluer SALLE"), ["Évaluer"]),
        (ActionFilter(text="hlpf ana"), ["Write"]),
        (ActionFilter(text="3rd img", owners=("UNDP",)), ["Send"]),
        (ActionFilter(text="nobody wrote this"), []),
    ],
)
def test_what_passes_a_filter(desk: Desk, wanted: ActionFilter, passing: list[str]) -> None:
    assert texts(desk, wanted) == passing


@pytest.mark.parametrize(
    ("order", "first"),
    [
        (Order("text"), ["Book", "Évaluer", "Find"]),
        (Order("text", True), ["Write", "Share", "Send"]),
        (Order("owners"), ["Share", "Book", "Write"]),
        (Order("due"), ["Share", "Write", "Book"]),
        (Order("due", True), ["Send", "Book", "Write"]),
        (Order("status", True), ["Share", "Write", "Book"]),
        (Order("activity"), ["Write", "Book", "Send"]),
    ],
)
def test_every_column_sorts_and_what_is_empty_stands_last(desk: Desk, order: Order, first: list[str]) -> None:
    assert texts(desk, EVERYTHING, order)[:3] == first


def test_the_counts_are_a_sentence(desk: Desk) -> None:
    found = view.counts(view.everything(desk, TODAY))
    assert found == (5, 2, 1)
    assert view.counts_words(found) == "5 open, 2 overdue, 1 overdue at two meetings in a row"
    assert view.overdue_count(desk, TODAY) == found.overdue
    long_ago = date(2023, 1, 1)
    assert view.counts_words(view.counts(view.everything(desk, long_ago))) == "5 open"
    assert view.overdue_count(desk, long_ago) == 0


def test_appearances_say_how_it_stood_then(desk: Desk) -> None:
    key = id_of(desk, "Send the checklist")
    action_points.set_action_status(desk, key, "under way", meeting_id=3)
    assert [(row.name, row.when_text, row.status) for row in view.appearances(desk, key)] == [
        ("1st IMG meeting", "18 January 2023", "open"),
        ("2nd IMG meeting", "19 April 2023", "open"),
        ("3rd IMG meeting", "12 July 2023", "under way"),
    ]


def test_what_was_agreed_on_an_activity(desk: Desk) -> None:
    item = minutes.add_item(desk, 3, "Side events")
    minutes.add_minute(desk, item, "The group applies for a slot.", "decision", activity_id=EVENT)
    found = view.of_activity(desk, EVENT, TODAY)
    assert [row.text for row in found.actions] == ["Write to the secretariats"]
    assert [(row.text, row.status, row.meeting) for row in found.decisions] == [
        ("The group applies for a slot.", "active", "3rd IMG meeting")
    ]
    assert view.of_activity(desk, 1, TODAY) == ([], [])
    meetings.delete_meeting(desk, 3)
    kept = view.of_activity(desk, EVENT, TODAY)
    assert [row.last for row in kept.actions] == ["2nd IMG meeting"]


def test_the_actions_of_a_meeting_as_they_stand_now(desk: Desk) -> None:
    found = view.of_meeting(desk, 3, TODAY)
    assert [(row.text.split()[0], row.status) for row in found] == [
        ("Write", "open"), ("Send", "open"), ("Share", "done"),
    ]  # fmt: skip
    assert view.of_meeting(desk, 999, TODAY) == []


def test_what_menus_offer(desk: Desk) -> None:
    rows = view.everything(desk, TODAY)
    assert view.owners(rows) == ["Ana Sample", "FAO", "OHCHR", "UNDP", "UNEP"]
    assert [row.words for row in view.series(desk)] == ["IMG meeting", "Skills meeting"]
    assert [row.value for row in view.areas(desk)] == [1, 2, 3]
    assert view.areas(desk)[2].words == "3 Skills"
    assert view.owner_names(desk)[-1] == "Ana Sample"
    assert {"OHCHR", "UNEP"} <= set(view.owner_names(desk))
    assert len(view.activities(desk)) == 6
    item = minutes.add_item(desk, 1, "Slots")
    minutes.add_minute(desk, item, "Apply.", "decision")
    assert [row.words for row in view.decisions(desk)] == ["1st IMG meeting: Apply."]


def test_several_are_set_and_deleted_as_one_step(desk: Desk) -> None:
    ids = [id_of(desk, "Book a room"), id_of(desk, "Find dates")]
    action_points.set_statuses(desk, ids, "dropped")
    assert desk.undo_label == "Set 2 actions to dropped"
    assert texts(desk, STILL_OPEN) == ["Write", "Send", "Évaluer"]
    desk.undo()
    action_points.delete_actions(desk, ids)
    assert texts(desk, STILL_OPEN) == ["Write", "Send", "Évaluer"]
    desk.undo()
    assert texts(desk, STILL_OPEN) == ["Write", "Book", "Send", "Évaluer", "Find"]


def test_the_history_tells_who_came_and_who_went(desk: Desk) -> None:
    from imgdesk.views.journal import history

    key = id_of(desk, "Write to the secretariats")
    action_points.edit_action(desk, key, owners="UNEP, OHCHR")
    told = history(desk, "action_point", key)
    assert set(told[-1].sentence.split("; ")) == {"owner Ana Sample removed", "owner UNEP added"}
    row = view.one(desk, key, TODAY)
    assert row is not None
    assert row.owners == ("UNEP", "OHCHR")


def test_a_meeting_days_ahead_does_not_make_an_action_late_twice(desk: Desk) -> None:
    key = id_of(desk, "Write to the secretariats")
    before = TODAY - timedelta(days=10)
    row = view.one(desk, key, before)  # the meeting of 12 July is still to come
    assert row is not None
    assert (row.overdue, row.twice, row.appearances) == (True, False, 3)
