"""`imgdesk list meetings`, `actions` and `decisions`: stable keys for scripts, a readable table for people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from imgdesk.cli import main
from imgdesk.services import action_points, meetings, minutes
from imgdesk.store.desk import Desk

AT = {"start_time": "15:00", "time_zone": "Europe/Zurich", "place": "Geneva"}


@pytest.fixture
def path(plan_desk: Desk) -> Path:
    """A desk with two meetings in a series, one in none, an action of two meetings and a decision."""
    meetings.add_series(plan_desk, "IMG", "img")
    meetings.add_meeting(plan_desk, "soon", title="Talk")
    meetings.add_meeting(plan_desk, "12 March 2024", series_id=1, **AT)
    meetings.add_meeting(plan_desk, "June 2024", series_id=1, title="IMG in June")
    meetings.mark_attendance(plan_desk, 2, organization_id=1, on_behalf_of="OHCHR")
    minutes.add_item(plan_desk, 2, "Brief")
    minutes.add_minute(plan_desk, 1, "Publish it.", "action", owners="UNEP, UNDP", due="April", activity_id=1)
    minutes.add_minute(plan_desk, 1, "Agreed.", "decision")
    action_points.set_action_status(plan_desk, 1, "under way", meeting_id=3)
    plan_desk.close()
    return plan_desk.path


def listed(capsys: pytest.CaptureFixture[str], kind: str, path: Path) -> Any:
    assert main(["list", kind, str(path), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_meetings(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    who = [{"name": "UNDP", "state": "present", "on_behalf_of": "OHCHR"}]
    nowhere = {"start_time": "", "time_zone": "", "place": ""}
    assert listed(capsys, "meetings", path) == [
        {"id": 2, "series": "IMG", "number": 1, "title": "", "when": "12 March 2024", "status": "planned",
         "attendance": who, "name": "1st IMG", "earliest": "2024-03-12", "latest": "2024-03-12",
         "start_time": "15:00", "time_zone": "Europe/Zurich", "place": "Geneva"},
        {"id": 3, "series": "IMG", "number": 2, "title": "IMG in June", "when": "June 2024", "status": "planned",
         "attendance": [], "name": "IMG in June", "earliest": "2024-06-01", "latest": "2024-06-30", **nowhere},
        {"id": 1, "series": None, "number": None, "title": "Talk", "when": "soon", "status": "planned",
         "attendance": [], "name": "Talk", "earliest": None, "latest": None, **nowhere},
    ]  # fmt: skip


def test_actions(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(capsys, "actions", path) == [
        {"id": 1, "text": "Publish it.", "owners": ["UNEP", "UNDP"], "due": "April", "earliest": "2024-04-01",
         "latest": "2024-04-30", "status": "under way", "meetings": [2, 3], "activity": 1,
         "decision": None},
    ]  # fmt: skip


def test_decisions(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Desk.open(path) as desk:
        minutes.add_minute(desk, 1, "Agreed otherwise.", "decision", activity_id=2)
        minutes.supersede_decision(desk, 1, 2)
    of_meeting = {"meeting": 2, "meeting_name": "1st IMG", "draft": False, "plan_changes": []}
    assert listed(capsys, "decisions", path) == [
        {"id": 1, "text": "Agreed.", "status": "superseded", "activity": None, "superseded_by": 2,
         "standing": "superseded by 2", **of_meeting},
        {"id": 2, "text": "Agreed otherwise.", "status": "active", "activity": 2, "superseded_by": None,
         "standing": "active", **of_meeting},
    ]  # fmt: skip


def test_the_meetings_of_an_action_stand_in_the_order_of_time(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Desk.open(path) as desk:
        own = meetings.add_series(desk, "Focus area 2")
        between = meetings.add_meeting(desk, "2 May 2024", series_id=own, number=5)
        action_points.set_action_status(desk, 1, "open", meeting_id=between)
    assert listed(capsys, "actions", path)[0]["meetings"] == [2, between, 3]


def test_the_tables_are_for_reading(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for kind, line in (
        ("meetings", "1          soon           planned  Talk"),
        ("actions", "1  under way  April  UNEP, UNDP  Publish it."),
        ("decisions", "1  active  1st IMG  Agreed."),
    ):
        assert main(["list", kind, str(path)]) == 0
        assert line in capsys.readouterr().out.splitlines()
