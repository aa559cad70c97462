"""Minutes that go out are kept as they were; approved ones change by an amendment alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from imgdesk.errors import UserError
from imgdesk.services import action_points, circulation, meetings, minutes
from imgdesk.services.next_meeting import next_meeting
from imgdesk.store.desk import Desk
from imgdesk.views import minutes as view

Dump = Callable[[Desk], dict[str, list[tuple[Any, ...]]]]
TODAY, NOON = date(2023, 7, 20), datetime(2023, 7, 20, 12, tzinfo=UTC)


@pytest.fixture
def held(plan_desk: Desk) -> Desk:
    """A meeting that was held: a note, a decision, an action; somebody present."""
    series = meetings.add_series(plan_desk, "IMG meeting", "img", rhythm="quarterly")
    meeting = meetings.add_meeting(plan_desk, "19 July 2023", series_id=series, status="held")
    item = minutes.add_item(plan_desk, meeting, "Side events")
    minutes.add_minute(plan_desk, item, "Members reviewed the slots.")
    minutes.add_minute(plan_desk, item, "A slot is asked for.", "decision")
    minutes.add_minute(plan_desk, item, "Send a title.", "action", owners="UNEP", due="by 15 August")
    meetings.mark_attendance(plan_desk, meeting, organization_id=1)
    return plan_desk


def states(desk: Desk) -> list[tuple[int, str]]:
    return [(row.number, row.state) for row in view.versions(desk, 1)]


def test_what_goes_out_is_kept_as_it_was(held: Desk) -> None:
    version_id = circulation.circulate(held, 1, note="to the co-chairs", at=NOON)
    sent = view.record(held, 1)
    assert sent is not None
    assert sent.status == "circulated"
    minutes.edit_minute(held, 1, "Members looked at the slots.")
    assert view.version(held, version_id) == sent
    assert view.record(held, 1) != sent
    assert circulation.circulate(held, 1, at=NOON) != version_id
    assert states(held) == [(1, "circulated"), (2, "circulated")]
    assert view.versions(held, 1)[0][2:] == (
        "circulated",
        "to the co-chairs",
        "2023-07-20T12:00:00.000+00:00",
    )


def test_circulating_is_one_step(held: Desk, dump: Dump) -> None:
    before = dump(held)
    circulation.circulate(held, 1)
    held.undo()
    assert dump(held) == before


def test_the_same_minutes_go_out_once(held: Desk) -> None:
    circulation.circulate(held, 1)
    next_meeting(held, 1, today=TODAY)
    with pytest.raises(UserError, match="Nothing changed since version 1"):
        circulation.circulate(held, 1)


def test_minutes_without_a_paragraph_do_not_go_out(held: Desk) -> None:
    other = meetings.add_meeting(held, "September 2023", series_id=1)
    with pytest.raises(UserError, match="There are no minutes of the 2nd IMG meeting"):
        circulation.circulate(held, other)
    assert view.versions(held, other) == []


def test_a_later_meeting_approves_and_minutes_it(held: Desk) -> None:
    circulation.circulate(held, 1)
    second = next_meeting(held, 1, today=TODAY)
    (ready,) = circulation.approvable(held, second)
    assert (ready.meeting_id, ready.name) == (1, "1st IMG meeting")
    circulation.approve(held, 1, at_meeting_id=second)
    found = view.record(held, 1)
    assert found is not None
    assert (found.status, found.approved_at) == ("approved", "2nd IMG meeting")
    item = next(row for row in view.record(held, second).items if row.id == ready.item_id)  # type: ignore[union-attr]
    assert [(row.kind, row.text) for row in item.paragraphs] == [
        ("decision", "The minutes of the 1st IMG meeting were approved.")
    ]
    assert circulation.approvable(held, second) == []
    assert states(held) == [(1, "circulated"), (2, "approved")]


def test_an_approval_that_is_minuted_already_is_not_said_twice(held: Desk) -> None:
    circulation.circulate(held, 1)
    second = next_meeting(held, 1, today=TODAY)
    item = circulation.approvable(held, second)[0].item_id
    minutes.add_minute(held, item, "Approved as an accurate record.", "decision")
    circulation.approve(held, 1, at_meeting_id=second)
    assert held.read("SELECT text FROM minute WHERE agenda_item_id = ?", (item,)) == [
        ("Approved as an accurate record.",)
    ]


def test_only_what_was_circulated_is_approved_and_by_another_meeting(held: Desk) -> None:
    with pytest.raises(UserError, match="were not circulated"):
        circulation.approve(held, 1)
    circulation.circulate(held, 1)
    with pytest.raises(UserError, match="cannot approve its own minutes"):
        circulation.approve(held, 1, at_meeting_id=1)


def test_nothing_done_later_reaches_into_approved_minutes(held: Desk) -> None:
    circulation.circulate(held, 1)
    circulation.approve(held, 1)
    approved = view.record(held, 1)
    assert approved is not None
    for change in (
        lambda: minutes.edit_minute(held, 1, "Other words."),
        lambda: minutes.delete_minute(held, 2),
        lambda: minutes.add_item(held, 1, "More"),
        lambda: meetings.delete_meeting(held, 1),
        lambda: circulation.circulate(held, 1),
        lambda: circulation.approve(held, 1),
    ):
        with pytest.raises(UserError, match="are approved"):
            change()
    action = approved.actions[0].id
    action_points.edit_action(held, action, text="Send two titles.", due="September 2023")
    action_points.set_action_status(held, action, "done")
    now = view.record(held, 1)
    assert now is not None
    assert now.actions[0].now == "done"
    assert now._replace(actions=()) == approved._replace(actions=())
    assert now.actions[0]._replace(now="open") == approved.actions[0]


def test_an_amendment_keeps_what_was_said(held: Desk) -> None:
    circulation.circulate(held, 1)
    circulation.approve(held, 1)
    circulation.amend(
        held, 2, "Two slots are asked for.", why="UNDP recalled two", decided_by="2nd IMG meeting", at=NOON
    )
    (row,) = view.amendments(held, 1)
    assert row[1:] == (
        2, "A slot is asked for.", "Two slots are asked for.", "UNDP recalled two", "2nd IMG meeting",
        "2023-07-20T12:00:00.000+00:00",
    )  # fmt: skip
    found = view.record(held, 1)
    assert found is not None
    assert [paragraph.text for paragraph in found.paragraphs()][1] == "Two slots are asked for."
    assert held.read("SELECT text FROM decision") == [("Two slots are asked for.",)]
    assert states(held) == [(1, "circulated"), (2, "approved"), (3, "amended")]
    assert view.version(held, view.versions(held, 1)[1].id).paragraphs()[1].text == "A slot is asked for."  # type: ignore[union-attr]
    held.undo()
    assert view.amendments(held, 1) == []


def test_amendments_that_make_no_sense_are_refused(held: Desk) -> None:
    with pytest.raises(UserError, match="not approved yet"):
        circulation.amend(held, 2, "Other", why="because")
    with held.change("Keep inside") as session:
        session.connection().exec_driver_sql("UPDATE minute SET internal = 1 WHERE id = 1")
    circulation.circulate(held, 1)
    circulation.approve(held, 1)
    with pytest.raises(UserError, match="reason of the amendment is empty"):
        circulation.amend(held, 2, "Other", why=" ")
    with pytest.raises(UserError, match="says this already"):
        circulation.amend(held, 2, "A slot is asked for. ", why="because")
    with pytest.raises(UserError, match="not part of the approved minutes"):
        circulation.amend(held, 1, "Other", why="because")


def test_set_back_they_can_be_edited_again(held: Desk) -> None:
    circulation.circulate(held, 1)
    with pytest.raises(UserError, match="are not approved"):
        circulation.reopen(held, 1)
    circulation.approve(held, 1)
    circulation.reopen(held, 1)
    minutes.edit_minute(held, 1, "Other words.")
    found = view.record(held, 1)
    assert found is not None
    assert (found.status, found.paragraphs()[0].text) == ("circulated", "Other words.")
    assert states(held) == [(1, "circulated"), (2, "approved")]


def test_what_is_worth_a_look_before_they_go_out(held: Desk) -> None:
    assert circulation.warnings(held, 1) == []
    meetings.mark_all(held, 1, "absent")
    meetings.edit_meeting(held, 1, when="")
    minutes.add_item(held, 1, "Budget")
    minutes.add_minute(held, 1, "Somebody does something.", "action")
    minutes.add_minute(held, 1, "They do it.", "action", owners="UNDP", due="soonish")
    assert circulation.warnings(held, 1) == [
        "Nobody is marked present.",
        "The meeting has no date.",
        "1 topic was not discussed.",
        "1 action has no owner.",
        "1 action has no due date.",
        "1 due date is kept as text.",
    ]
