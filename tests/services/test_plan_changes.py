"""A decision changes the plan in the same gesture, and one undo takes both back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from imgdesk.errors import UserError
from imgdesk.services import meetings, minutes
from imgdesk.services.plan_changes import change_plan, reference
from imgdesk.store.desk import Desk
from imgdesk.views import activity as activity_view
from imgdesk.views import minutes as view
from imgdesk.views.around import around

Dump = Callable[[Desk], dict[str, list[tuple[Any, ...]]]]


@pytest.fixture
def minuted(plan_desk: Desk) -> Desk:
    """A plan with one meeting: paragraph 1 a note, 2 a decision, 3 an action."""
    series = meetings.add_series(plan_desk, "IMG meeting", "img")
    meeting = meetings.add_meeting(plan_desk, "19 July 2023", series_id=series)
    item = minutes.add_item(plan_desk, meeting, "Side events")
    minutes.add_minute(plan_desk, item, "Members reviewed the slots.")
    minutes.add_minute(plan_desk, item, "The side event moves.", "decision")
    minutes.add_minute(plan_desk, item, "Tell the hosts.", "action", owners="UNEP")
    return plan_desk


def activity(desk: Desk, activity_id: int) -> tuple[Any, ...]:
    columns = "output, when_text, status, unconfirmed, provisional"
    return desk.read(f"SELECT {columns} FROM activity WHERE id = ?", (activity_id,))[0]


def test_a_decision_moves_an_activity(minuted: Desk, dump: Dump) -> None:
    before = dump(minuted)
    was = activity(minuted, 2)[1]
    change_plan(minuted, 2, "moved", activity_id=2, when="September 2023")
    assert activity(minuted, 2)[1] == "September 2023"
    decision = view.record(minuted, 1).paragraphs()[1]  # type: ignore[union-attr]
    assert [(row.what, row.activity_id, row.before, row.after) for row in decision.changes] == [
        ("moved", 2, was, "September 2023")
    ]
    assert decision.activity_id == 2
    assert minuted.undo_label == "Move “Side event at the HLPF” (1st IMG meeting, paragraph 2)"
    minuted.undo()
    assert dump(minuted) == before


def test_a_note_becomes_the_decision(minuted: Desk) -> None:
    change_plan(minuted, 1, "cancelled", activity_id=2)
    first = view.record(minuted, 1).paragraphs()[0]  # type: ignore[union-attr]
    assert (first.kind, first.decision_status) == ("decision", "active")
    assert activity(minuted, 2)[2] == "cancelled"


def test_confirming_is_remembered_with_the_paragraph(minuted: Desk) -> None:
    change_plan(minuted, 2, "confirmed", activity_id=4)
    assert activity(minuted, 4)[0] == "Briefing of the Senior Officials"
    assert not activity(minuted, 4)[3]
    detail = activity_view.activity(minuted, 4)
    assert detail is not None
    found = around(minuted, detail, date(2023, 7, 20))
    assert "1st IMG meeting, paragraph 2" in repr(found)


def test_brackets_come_off(minuted: Desk) -> None:
    change_plan(minuted, 2, "unbracketed", activity_id=3)
    assert activity(minuted, 3)[0] == "Training for country teams"
    assert not activity(minuted, 3)[4]


def test_an_activity_is_added(minuted: Desk) -> None:
    section = minuted.read("SELECT id FROM plan_section ORDER BY id")[0][0]
    change_plan(minuted, 2, "added", output="Second side event", section_id=section, when="late autumn 2023")
    added = view.record(minuted, 1).paragraphs()[1].changes[0]  # type: ignore[union-attr]
    assert (added.activity, added.before, added.after) == ("Second side event", "", "late autumn 2023")
    assert activity(minuted, added.activity_id or 0)[:2] == ("Second side event", "late autumn 2023")


def test_the_words_outlive_the_activity(minuted: Desk) -> None:
    change_plan(minuted, 2, "moved", activity_id=2, when="September 2023")
    with minuted.change("Delete") as session:
        session.connection().exec_driver_sql("DELETE FROM activity WHERE id = 2")
    change = view.record(minuted, 1).paragraphs()[1].changes[0]  # type: ignore[union-attr]
    assert (change.activity_id, change.activity) == (None, "Side event at the HLPF")


@pytest.mark.parametrize(
    ("minute_id", "what", "fields", "sentence"),
    [
        (2, "moved", {"activity_id": 2}, "The new date is empty"),
        (2, "moved", {"when": "May 2023"}, "No activity is chosen"),
        (2, "moved", {"activity_id": 99, "when": "May 2023"}, "no longer exists"),
        (2, "confirmed", {"activity_id": None}, "No activity is chosen"),
        (2, "added", {"output": "Something"}, "needs a section"),
        (2, "added", {"output": " ", "section_id": 1}, "output of the new activity is empty"),
        (3, "cancelled", {"activity_id": 2}, "is an action"),
        (2, "renamed", {"activity_id": 2}, "is not a change of the plan"),
        (99, "moved", {"activity_id": 2, "when": "May 2023"}, "no longer exists"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(
    minuted: Desk, dump: Dump, minute_id: int, what: str, fields: dict[str, Any], sentence: str
) -> None:
    before = dump(minuted)
    with pytest.raises(UserError, match=sentence):
        change_plan(minuted, minute_id, what, **fields)
    assert dump(minuted) == before


def test_cancelling_twice_and_moving_to_the_same_date_are_refused(minuted: Desk) -> None:
    change_plan(minuted, 2, "cancelled", activity_id=2)
    with pytest.raises(UserError, match="is cancelled already"):
        change_plan(minuted, 2, "cancelled", activity_id=2)
    with pytest.raises(UserError, match="has this date already"):
        change_plan(minuted, 2, "moved", activity_id=1, when=activity(minuted, 1)[1])


def test_approved_minutes_change_no_plan(minuted: Desk) -> None:
    meetings.edit_meeting(minuted, 1, status="approved")
    with pytest.raises(UserError, match="are approved"):
        change_plan(minuted, 2, "cancelled", activity_id=2)


def test_a_reference_names_meeting_and_paragraph(minuted: Desk) -> None:
    assert [reference(minuted, key) for key in (1, 3, 99)] == [
        "1st IMG meeting, paragraph 1",
        "1st IMG meeting, paragraph 3",
        "",
    ]
