"""Series, meetings, minutes, decisions and actions: one step each, and a sentence for what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from imgdesk.errors import UserError
from imgdesk.services import action_points, meetings, minutes, next_meeting, people
from imgdesk.store.desk import Desk

Dump = Callable[[Desk], dict[str, list[tuple[Any, ...]]]]
TODAY = date(2024, 3, 1)


@pytest.fixture
def met(plan_desk: Desk) -> Desk:
    """A desk with series 1, meetings 1 and 2 in it, and item 1 on the agenda of the first."""
    meetings.add_series(plan_desk, "IMG", "img", rhythm="quarterly")
    meetings.add_meeting(plan_desk, "12 March 2024", series_id=1, title="IMG in March", status="held")
    meetings.add_meeting(plan_desk, "June 2024", series_id=1, status="held")
    minutes.add_item(plan_desk, 1, "Policy brief", presenter="UNDP", minutes_planned=20)
    return plan_desk


def only(desk: Desk, sql: str) -> Any:
    ((row),) = desk.read(sql)
    return row


def with_all(desk: Desk) -> None:
    """One paragraph of each kind: note 1, decision 2, action 3."""
    minutes.add_minute(desk, 1, "Noted.")
    minutes.add_minute(desk, 1, "Agreed to publish.", "decision", activity_id=1)
    minutes.add_minute(desk, 1, "Publish it.", "action", owners="UNEP, UNDP", due="30 April", activity_id=1)


VERBS: list[Callable[[Desk], object]] = [
    lambda d: meetings.add_series(d, "FA1", "focus area", focus_area_id=1),
    lambda d: meetings.edit_series(d, 1, title="Group", rhythm="monthly"),
    lambda d: meetings.delete_series(d, 1),
    lambda d: meetings.add_meeting(d, "soon"),
    lambda d: meetings.edit_meeting(d, 1, when="13 March 2024", start_time="9:30", time_zone="Europe/Zurich"),
    lambda d: meetings.delete_meeting(d, 1),
    lambda d: meetings.mark_attendance(d, 1, organization_id=1, on_behalf_of="OHCHR"),
    lambda d: meetings.propose_attendance(d, 1, today=TODAY),
    lambda d: minutes.add_item(d, 2, "Budget", recurring=True),
    lambda d: minutes.edit_item(d, 1, title="Brief", minutes_planned=None),
    lambda d: minutes.delete_item(d, 1),
    lambda d: minutes.add_minute(d, 1, "Next.", "action", owners="FAO"),
    lambda d: minutes.edit_minute(d, 3, "Publish it soon."),
    lambda d: minutes.turn_minute(d, 3, "decision"),
    lambda d: minutes.turn_minute(d, 1, "action"),
    lambda d: minutes.delete_minute(d, 3),
    lambda d: minutes.edit_decision(d, 1, status="revised"),
    lambda d: action_points.add_action(d, "By mail", owners="UNEP", due="when ready"),
    lambda d: action_points.edit_action(d, 1, owners="OHCHR", due="May", text="Print it."),
    lambda d: action_points.set_action_status(d, 1, "done", meeting_id=2),
    lambda d: action_points.delete_action(d, 1),
]


@pytest.mark.parametrize("verb", VERBS, ids=range(len(VERBS)))
def test_each_verb_is_one_step_and_undo_restores_all(
    met: Desk, dump: Dump, verb: Callable[[Desk], object]
) -> None:
    with_all(met)
    before, steps = dump(met), met.read("SELECT count(*) FROM step")[0][0]
    verb(met)
    after = dump(met)
    assert after != before
    assert met.read("SELECT count(*) FROM step")[0][0] == steps + 1
    met.undo()
    assert dump(met) == before
    met.redo()
    assert dump(met) == after
    assert met.check() == []


WRONG: list[tuple[Callable[[Desk], object], str]] = [
    (lambda d: meetings.add_series(d, " "), "title of the series is empty"),
    (lambda d: meetings.add_series(d, "X", "lunch"), "choose img"),
    (lambda d: meetings.add_series(d, "X", "img", focus_area_id=1), "Only a series of a focus area"),
    (lambda d: meetings.edit_series(d, 9, title="X"), "no longer exists"),
    (lambda d: meetings.add_meeting(d, series_id=9), "no longer exists"),
    (lambda d: meetings.add_meeting(d, series_id=1, number=2), "has a meeting 2 already"),
    (lambda d: meetings.edit_meeting(d, 1, number=2), "has a meeting 2 already"),
    (lambda d: meetings.edit_meeting(d, 1, number=0), "numbered from 1"),
    (lambda d: meetings.edit_meeting(d, 1, start_time="25:00"), "write it like 15:00"),
    (lambda d: meetings.edit_meeting(d, 1, status="lost"), "choose planned"),
    (lambda d: meetings.edit_meeting(d, 1, chair_id=99), "no longer exists"),
    (lambda d: meetings.mark_attendance(d, 1), "needs an organization or a person"),
    (lambda d: meetings.mark_attendance(d, 1, organization_id=1, state="asleep"), "choose present"),
    (lambda d: minutes.add_item(d, 1, ""), "title of the item is empty"),
    (lambda d: minutes.add_item(d, 1, "X", minutes_planned=2000), "0 to 1440"),
    (lambda d: minutes.move_item(d, 1, before=99), "not on this agenda"),
    (lambda d: minutes.add_minute(d, 1, "x", "song"), "choose note"),
    (lambda d: minutes.add_minute(d, 1, "", "action"), "action is empty"),
    (lambda d: minutes.edit_minute(d, 2, " "), "decision is empty"),
    (lambda d: minutes.supersede_decision(d, 1, 1), "superseded by itself"),
    (lambda d: action_points.set_action_status(d, 1, "late"), "choose open"),
    (lambda d: action_points.edit_action(d, 1, text=""), "action is empty"),
]


@pytest.mark.parametrize(("verb", "sentence"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_said_and_changes_nothing(
    met: Desk, dump: Dump, verb: Callable[[Desk], object], sentence: str
) -> None:
    with_all(met)
    before = dump(met)
    with pytest.raises(UserError, match=sentence):
        verb(met)
    assert dump(met) == before


def test_a_meeting_takes_the_next_number_and_keeps_its_hour(met: Desk) -> None:
    meetings.edit_meeting(met, 2, start_time="9.05", time_zone="Africa/Nairobi")
    meetings.add_meeting(met, "soon", series_id=1)
    assert met.read("SELECT number, start_time, when_text, when_understood FROM meeting") == [
        (1, "", "12 March 2024", 1),
        (2, "09:05", "June 2024", 1),
        (3, "", "soon", 0),
    ]


def test_focal_points_are_those_of_the_day_and_listed_once(met: Desk) -> None:
    people.hold_role(met, "co-chair", organization_id=3, when="2020 - 2022")
    assert len(meetings.propose_attendance(met, 1, today=TODAY)) == 2
    assert meetings.propose_attendance(met, 1, today=TODAY) == []
    meetings.mark_all(met, 1)
    meetings.mark_attendance(met, 1, organization_id=2, state="apologies")
    people.delete_organization(met, 1)
    assert met.read("SELECT name, organization_id, state FROM attendance ORDER BY id") == [
        ("UNDP", None, "present"),
        ("OHCHR", 2, "apologies"),
    ]


def test_an_action_knows_its_owners_its_year_and_its_meeting(met: Desk) -> None:
    person = people.add_person(met, "Ana Silva", 2)
    with_all(met)
    action_points.edit_action(met, 1, owners="Ana Silva, UNEP")
    assert only(met, "SELECT text, when_text, latest, series_id, activity_id FROM action_point") == (
        "Publish it.", "30 April", "2024-04-30", 1, 1,
    )  # fmt: skip
    owners = met.read("SELECT name, person_id, organization_id FROM action_owner ORDER BY position")
    assert owners == [("Ana Silva", person, 2), ("UNEP", None, 3)]
    people.delete_person(met, person)
    assert met.read("SELECT name, person_id FROM action_owner ORDER BY position")[0] == ("Ana Silva", None)
    action_points.edit_action(met, 1, due="when <b>ready</b>")
    assert only(met, "SELECT when_text, when_understood FROM action_point") == ("when <b>ready</b>", 0)


def test_each_meeting_keeps_the_status_that_it_recorded(met: Desk) -> None:
    with_all(met)
    action_points.set_action_status(met, 1, "done", meeting_id=2)
    action_points.set_action_status(met, 1, "under way", meeting_id=1)
    assert met.read("SELECT meeting_id, status FROM action_appearance ORDER BY meeting_id") == [
        (1, "under way"),
        (2, "done"),
    ]
    assert only(met, "SELECT status FROM action_point") == ("done",)


def test_a_meeting_ahead_shows_how_an_action_stands(met: Desk) -> None:
    with_all(met)
    ahead = next_meeting.next_meeting(met, 1, today=date(2024, 6, 20))
    action_points.set_action_status(met, 1, "under way")
    assert only(met, f"SELECT status FROM action_appearance WHERE meeting_id = {ahead}") == ("under way",)
    action_points.set_action_status(met, 1, "done", meeting_id=1)
    assert only(met, "SELECT status FROM action_point") == ("done",)
    assert met.read("SELECT meeting_id, status FROM action_appearance ORDER BY meeting_id") == [
        (1, "done"),
        (ahead, "done"),
    ]


def test_a_meeting_of_another_series_is_later_by_its_day_not_by_its_number(met: Desk) -> None:
    with_all(met)
    meetings.add_series(met, "FA1", "focus area", focus_area_id=1)
    meetings.add_meeting(met, "2 February 2024", series_id=2, number=12, status="held")
    meetings.add_meeting(met, "2 April 2024", series_id=2, number=13, status="held")
    for meeting_id, status, now in (
        (3, "done", "open"),
        (4, "under way", "under way"),
        (1, "done", "under way"),
    ):
        action_points.set_action_status(met, 1, status, meeting_id=meeting_id)
        assert only(met, "SELECT status FROM action_point") == (now,)


def test_a_series_that_is_no_longer_of_a_focus_area_names_none(met: Desk) -> None:
    series = meetings.add_series(met, "FA1", "focus area", focus_area_id=1)
    meetings.edit_series(met, series, kind="own")
    assert met.read("SELECT kind, focus_area_id FROM meeting_series WHERE id = ?", (series,)) == [
        ("own", None)
    ]
    with pytest.raises(UserError, match="Only a series of a focus area"):
        meetings.edit_series(met, series, focus_area_id=1)


def test_deleting_a_meeting_keeps_its_actions_and_decisions(met: Desk) -> None:
    with_all(met)
    meetings.delete_meeting(met, 1)
    assert met.read("SELECT text, series_id FROM action_point") == [("Publish it.", 1)]
    assert met.read("SELECT text, meeting_id FROM decision") == [("Agreed to publish.", None)]


def test_a_paragraph_turned_back_leaves_no_record_unless_it_lives_elsewhere(met: Desk) -> None:
    with_all(met)
    minutes.turn_minute(met, 2, "note")
    assert met.read("SELECT * FROM decision") == []
    action_points.set_action_status(met, 1, "open", meeting_id=2)
    minutes.turn_minute(met, 3, "note")
    assert met.read("SELECT meeting_id FROM action_appearance") == [(1,), (2,)]


def test_an_approved_record_does_not_change(met: Desk, dump: Dump) -> None:
    with_all(met)
    meetings.edit_meeting(met, 1, status="approved")
    before = dump(met)
    for verb in (
        lambda: meetings.edit_meeting(met, 1, title="Other"),
        lambda: meetings.delete_meeting(met, 1),
        lambda: meetings.mark_all(met, 1),
        lambda: minutes.add_item(met, 1, "Late"),
        lambda: minutes.edit_minute(met, 1, "Other"),
        lambda: minutes.turn_minute(met, 1, "action"),
        lambda: action_points.set_action_status(met, 1, "done", meeting_id=1),
        lambda: action_points.delete_action(met, 1),
    ):
        with pytest.raises(UserError, match="are approved"):
            verb()
    assert dump(met) == before
    meetings.edit_meeting(met, 1, status="held")
    minutes.edit_minute(met, 1, "Corrected.")


def test_items_move_and_a_decision_gives_way_to_a_later_one(met: Desk) -> None:
    for title in ("Two", "Three"):
        minutes.add_item(met, 1, title)
    minutes.move_item(met, 3, before=1)
    minutes.move_item(met, 1)
    assert met.read("SELECT id FROM agenda_item ORDER BY position") == [(3,), (2,), (1,)]
    for text in ("First", "Second"):
        minutes.add_minute(met, 1, text, "decision")
    minutes.supersede_decision(met, 1, 2)
    with pytest.raises(UserError, match="superseded by itself"):
        minutes.supersede_decision(met, 2, 1)
    assert met.read("SELECT status, superseded_by_id FROM decision") == [("superseded", 2), ("active", None)]
    minutes.edit_decision(met, 1, status="active")
    assert met.read("SELECT superseded_by_id FROM decision") == [(None,), (None,)]


def test_long_and_strange_words_are_kept(met: Desk) -> None:
    text = "<img src=x> javascript:alert(1) " + "x" * 200_000
    minutes.add_minute(met, 1, text)
    assert only(met, "SELECT text FROM minute") == (text,)


def test_another_hemisphere_reads_the_dates_of_meetings_anew(met: Desk) -> None:
    minutes.add_minute(met, 1, "Plan.", "action", due="summer")
    assert only(met, "SELECT earliest FROM action_point") == ("2024-06-01",)
    people.edit_group(met, hemisphere="south")
    assert only(met, "SELECT earliest FROM action_point") != ("2024-06-01",)
