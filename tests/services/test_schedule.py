"""Dates that move together: each in its own precision, one step, one undo."""

from __future__ import annotations

import pytest

from imgdesk.errors import UserError
from imgdesk.services import parts, schedule, workplan


def when(desk, activity_id: int) -> str:
    return desk.read("SELECT when_text FROM activity WHERE id = ?", (activity_id,))[0][0]


def test_dates_of_their_own_are_one_step(plan_desk, dump):
    before, steps = dump(plan_desk), len(plan_desk.read("SELECT id FROM step"))
    schedule.set_dates(plan_desk, {1: "April 2023", 2: "August", 5: "Q2"})
    assert [when(plan_desk, row) for row in (1, 2, 5)] == ["April 2023", "August", "Q2"]
    assert plan_desk.read("SELECT earliest, latest FROM activity WHERE id = 5") == [
        ("2024-04-01", "2024-06-30")
    ]
    assert len(plan_desk.read("SELECT id FROM step")) == steps + 1
    assert plan_desk.undo_label == "Move 3 activities"
    plan_desk.undo()
    assert dump(plan_desk) == before


def test_nothing_to_move_is_no_step(plan_desk):
    steps = plan_desk.read("SELECT id FROM step")
    schedule.set_dates(plan_desk, {})
    assert plan_desk.read("SELECT id FROM step") == steps


def test_an_activity_that_is_gone_changes_nothing(plan_desk, dump):
    before = dump(plan_desk)
    with pytest.raises(UserError, match="no longer exists"):
        schedule.set_dates(plan_desk, {1: "May 2023", 999: "May 2023"})
    assert dump(plan_desk) == before


def test_a_date_keeps_its_footnote_in_place(plan_desk):
    parts.add_footnote(plan_desk, 1, "Subject to capacity", field="when", offset=5)
    schedule.set_dates(plan_desk, {1: "In March 2023"})
    assert plan_desk.read("SELECT offset FROM footnote") == [(8,)]


def test_an_event_takes_along_what_hangs_on_it_in_its_own_precision(plan_desk, dump):
    event = parts.add_event(plan_desk, "HLPF", "10-19 July 2023")
    for activity_id in (1, 2, 3, 4):
        workplan.edit_activity(plan_desk, activity_id, event_id=event)
    workplan.edit_activity(plan_desk, 1, when="12 July 2023")
    workplan.edit_activity(plan_desk, 4, status="done")
    before = dump(plan_desk)
    moved = schedule.move_event(plan_desk, event, "9-18 August 2023")
    assert moved == [1, 2], "TBD has no date to move, what is done stays"
    assert when(plan_desk, 1) == "11 August 2023"
    assert when(plan_desk, 2).startswith("August")
    assert when(plan_desk, 4) == "late 2023"
    assert plan_desk.undo_label == "Move event “HLPF”"
    plan_desk.undo()
    assert dump(plan_desk) == before


def test_an_event_without_a_day_moves_nothing_else(plan_desk):
    event = parts.add_event(plan_desk, "Summit", "TBD")
    workplan.edit_activity(plan_desk, 1, event_id=event)
    assert schedule.move_event(plan_desk, event, "May 2024") == []
    assert when(plan_desk, 1) == "March 2023"


@pytest.mark.parametrize(
    ("old", "new", "days"),
    [
        (("2023-07-10", None), ("2023-07-12", "2023-07-20"), 2),
        ((None, "2023-07-10"), (None, "2023-07-01"), -9),
        ((None, None), ("2023-07-10", None), 0),
    ],
)
def test_by_how_many_days_a_window_moved(old, new, days):
    assert schedule.shift(old, new) == days
