"""The next meeting in one gesture: what it takes up, what it tells before, and that no action is lost or doubled."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imgdesk.errors import UserError
from imgdesk.services import action_points, meetings, minutes, versions
from imgdesk.services.next_meeting import next_meeting, preview
from imgdesk.store.desk import Desk

Dump = Callable[[Desk], dict[str, list[tuple[Any, ...]]]]
TODAY = date(2023, 3, 20)


@pytest.fixture
def series(plan_desk: Desk) -> Desk:
    """A desk with a quarterly series and its first meeting, held: one topic with an open action, two more."""
    meetings.add_series(plan_desk, "IMG", "img", rhythm="quarterly")
    meetings.add_meeting(
        plan_desk, "15 March 2023", series_id=1, start_time="15:00", time_zone="Europe/Zurich", chair_id=1
    )
    for title in ("Brief", "Budget", "Outlook"):
        minutes.add_item(plan_desk, 1, title)
    minutes.add_minute(plan_desk, 1, "Write it.", "action", owners="UNEP", due="April")
    minutes.add_minute(plan_desk, 2, "Noted.")
    meetings.edit_meeting(plan_desk, 1, status="held")
    return plan_desk


def agenda(desk: Desk, meeting_id: int) -> list[tuple[Any, ...]]:
    columns = "title, follows_id, activity_id, about_meeting_id"
    return desk.read(
        f"SELECT {columns} FROM agenda_item WHERE meeting_id = ? ORDER BY position", (meeting_id,)
    )


def test_it_takes_up_what_returns_in_one_step(series: Desk, dump: Dump) -> None:
    versions.propose_for_agenda(series, [3], "to settle the brackets", today=TODAY)
    before = dump(series)
    made = next_meeting(series, 1, today=TODAY)
    assert agenda(series, made) == [
        ("Adoption of the agenda", None, None, None),
        ("Approval of the minutes of the 1st IMG", None, None, 1),
        ("Matters arising", None, None, None),
        ("Brief", 1, None, None),
        ("Outlook", 3, None, None),
        ("[Training for country teams]", None, 3, None),
        ("Policy brief on the right to a healthy environment", None, 1, None),
        ("Side event at the HLPF", None, 2, None),
        ("Briefing of the Senior Officials (TBC)", None, 4, None),
    ]
    assert series.read(
        "SELECT number, when_text, earliest, when_tbc, start_time, chair_id, status FROM meeting WHERE id = ?",
        (made,),
    ) == [(2, "15 June 2023 (TBC)", "2023-06-15", 1, "15:00", 1, "planned")]
    assert series.read("SELECT meeting_id, action_id, status FROM action_appearance") == [
        (1, 1, "open"),
        (made, 1, "open"),
    ]
    assert series.read("SELECT state FROM agenda_proposal") == [("taken",)]
    assert series.undo_label == "Next meeting of series “IMG”"
    series.undo()
    assert dump(series) == before


def test_the_preview_tells_the_same_and_writes_nothing(series: Desk, dump: Dump) -> None:
    before = dump(series)
    told = preview(series, 1, today=TODAY)
    assert dump(series) == before
    assert (told.number, told.when, told.previous_id) == (2, "15 June 2023 (TBC)", 1)
    assert [(row.kind, row.title, row.why) for row in told.carried.left] == [
        ("topic", "Budget", "discussed, nothing open"),
        ("note", "Budget", "its topic does not return"),
    ]
    made = next_meeting(series, 1, today=TODAY)
    assert [row[0] for row in agenda(series, made)] == [line.title for line in told.carried.lines]


def test_a_topic_stays_while_an_action_from_an_earlier_meeting_is_open(series: Desk) -> None:
    second = next_meeting(series, 1, today=TODAY)
    brief = series.read("SELECT id FROM agenda_item WHERE follows_id = 1")[0][0]
    minutes.add_minute(series, brief, "Discussed again.")
    assert brief in {line.follows_id for line in preview(series, 1, today=TODAY).carried.lines}
    action_points.set_action_status(series, 1, "done", meeting_id=second)
    told = preview(series, 1, today=TODAY).carried
    assert brief not in {line.follows_id for line in told.lines}
    assert told.actions == ()
    assert ("action", 1, "done") in {(row.kind, row.id, row.why) for row in told.left}


def test_a_date_that_is_given_counts_and_a_vague_one_gives_a_month(series: Desk) -> None:
    assert preview(series, 1, today=TODAY, when="2 May 2023").when == "2 May 2023"
    meetings.edit_meeting(series, 1, when="March 2023")
    assert preview(series, 1, today=TODAY).when == "June 2023 (TBC)"
    meetings.edit_series(series, 1, rhythm="when needed")
    assert preview(series, 1, today=TODAY).when == ""


def test_a_focus_area_has_its_own_activities_and_a_series_of_ones_own_none(plan_desk: Desk) -> None:
    meetings.add_series(plan_desk, "FA2", "focus area", focus_area_id=2)
    meetings.add_series(plan_desk, "Own", "own")
    told = preview(plan_desk, 1, today=date(2023, 7, 1)).carried
    assert [line.activity_id for line in told.lines] == [None, 2]
    assert [line.kind for line in preview(plan_desk, 2, today=TODAY).carried.lines] == [
        "adoption of the agenda"
    ]
    assert next_meeting(plan_desk, 2, today=TODAY) == 1


def test_a_series_that_is_gone_is_said_and_nothing_is_made(series: Desk, dump: Dump) -> None:
    before = dump(series)
    with pytest.raises(UserError, match="no longer exists"):
        next_meeting(series, 9, today=TODAY)
    assert dump(series) == before


def record_of(desk: Desk, meeting_id: int) -> list[Any]:
    """All that the record of one meeting holds."""
    return [
        desk.read("SELECT * FROM meeting WHERE id = ?", (meeting_id,)),
        desk.read("SELECT * FROM agenda_item WHERE meeting_id = ?", (meeting_id,)),
        desk.read("SELECT * FROM action_appearance WHERE meeting_id = ?", (meeting_id,)),
        desk.read(
            "SELECT m.* FROM minute m JOIN agenda_item i ON i.id = m.agenda_item_id WHERE i.meeting_id = ?",
            (meeting_id,),
        ),
    ]


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["next", "agree", "set", "approve"]),
            st.integers(0, 9),
            st.sampled_from(["open", "under way", "done", "dropped"]),
        ),
        max_size=25,
    )
)
def test_every_open_action_comes_once_and_no_approved_record_changes(
    made_plan_desk: Path, moves: list[tuple[str, int, str]]
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Desk.open(Path(shutil.copyfile(made_plan_desk, Path(folder) / "d.imgdesk"))) as desk,
    ):
        meetings.add_series(desk, "IMG", "img", rhythm="monthly")
        now = next_meeting(desk, 1, today=TODAY, when="20 March 2023")
        approved: dict[int, list[Any]] = {}
        for verb, pick, status in moves:
            actions = [key for (key,) in desk.read("SELECT id FROM action_point ORDER BY id")]
            if verb == "next":
                if now not in approved:
                    meetings.edit_meeting(desk, now, status="approved")
                    approved[now] = record_of(desk, now)
                now = next_meeting(desk, 1, today=TODAY)
                shown = "SELECT action_id FROM action_appearance WHERE meeting_id = ? ORDER BY action_id"
                still = "SELECT id FROM action_point WHERE status IN ('open', 'under way') ORDER BY id"
                assert desk.read(shown, (now,)) == desk.read(still)
            elif verb == "agree" and now not in approved:
                item = desk.read("SELECT id FROM agenda_item WHERE meeting_id = ?", (now,))[0][0]
                minutes.add_minute(desk, item, "Do it.", "action", due="May")
            elif verb == "set" and actions:
                at = now if pick % 2 and now not in approved else None
                action_points.set_action_status(desk, actions[pick % len(actions)], status, meeting_id=at)
            elif verb == "approve" and now not in approved:
                meetings.edit_meeting(desk, now, status="approved")
                approved[now] = record_of(desk, now)
        assert {key: record_of(desk, key) for key in approved} == approved
