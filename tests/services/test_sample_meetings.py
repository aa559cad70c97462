"""The meetings of the sample: a year as it may have been, and a plan that stands as if nobody had met."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from imgdesk import paths
from imgdesk.domain.meeting_words import ATTENDANCE_STATES, OPEN
from imgdesk.errors import UserError
from imgdesk.services import minutes
from imgdesk.services.sample import create_sample, sample_day
from imgdesk.store.desk import Desk
from imgdesk.views import journal, listing
from imgdesk.views import versions as plan_versions
from imgdesk.views.actions import EVERYTHING, appearances, register
from imgdesk.views.minutes import MeetingRecord, record, version, versions

FIRST, SECOND, AREA_2, AREA_3, THIRD = 1, 2, 3, 4, 5
HELD = (FIRST, SECOND, AREA_2, AREA_3)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.imgdesk"
    create_sample(path).close()
    return path


@pytest.fixture
def sample(made: Path, tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "s.imgdesk").write_bytes(made.read_bytes())
    with Desk.open(tmp_path / "s.imgdesk") as desk:
        yield desk


def at(desk: Desk, meeting_id: int) -> MeetingRecord:
    found = record(desk, meeting_id)
    assert found is not None
    return found


def action(desk: Desk, words: str) -> Any:
    (found,) = (row for row in register(desk, EVERYTHING, sample_day()) if words in row.text)
    return found


def test_five_meetings_stand_as_far_as_the_day_of_the_sample_lets_them(sample: Desk) -> None:
    rows = {row["id"]: (row["name"], row["when"], row["status"]) for row in listing.meetings(sample)}
    assert rows == {
        FIRST: ("1st IMG meeting", "18 January 2023", "approved"),
        SECOND: ("2nd IMG meeting", "19 April 2023", "circulated"),
        AREA_2: ("1st Focus area 2 meeting", "23 May 2023", "circulated"),
        AREA_3: ("1st Focus area 3 meeting", "15 June 2023", "held"),
        THIRD: ("3rd IMG meeting", "19 July 2023", "planned"),
    }
    series = sample.read("SELECT kind, rhythm FROM meeting_series ORDER BY position")
    assert series[:2] == [("img", "quarterly"), ("co-leads", "monthly")]
    assert [kind for kind, _ in series[2:]] == ["focus area"] * 3


def test_all_that_was_held_has_participants_and_paragraphs(sample: Desk) -> None:
    for meeting_id in HELD:
        meeting = at(sample, meeting_id)
        assert 8 <= len(meeting.paragraphs()) <= 15
        assert {row.kind for row in meeting.paragraphs()} == {"note", "decision", "action"}
        assert meeting.chair in [row.organization for row in meeting.attendance if row.state == "present"]
        assert len(meeting.attendance) == 6
        assert {row.state for row in meeting.attendance} <= set(ATTENDANCE_STATES)
        (stands_in,) = (row for row in meeting.attendance if row.on_behalf_of)
        (away,) = (row for row in meeting.attendance if row.name == stands_in.on_behalf_of)
        assert (stands_in.state, away.state) == ("present", "apologies")
    assert at(sample, THIRD).paragraphs() == []


def test_the_coming_meeting_has_the_agenda_that_the_co_chairs_want(sample: Desk) -> None:
    coming = at(sample, THIRD)
    assert [(row.title, row.minutes_planned) for row in coming.items] == [
        ("Adoption of the agenda", 5),
        ("Minutes of the second meeting", 5),
        ("Matters arising", 10),
        ("Side events in 2023", 25),
        ("Training sessions", 20),
        ("Other matters", 10),
    ]
    assert (coming.start_time, coming.time_zone, coming.chair) == ("15:00", "Europe/Zurich", "UNEP")
    assert coming.items[1].about_meeting_id == SECOND
    earlier = {row.id: row.title for row in at(sample, SECOND).items}
    follows = [earlier.get(row.follows_id or 0) for row in coming.items[3:]]
    assert follows == ["Side events in 2023", "Training sessions", "Other matters"]


def test_open_actions_come_back_once_and_closed_ones_do_not(sample: Desk) -> None:
    coming = at(sample, THIRD)
    of_series = [row for row in listing.actions(sample) if set(row["meetings"]) & {FIRST, SECOND}]
    assert [row.id for row in coming.actions] == [row["id"] for row in of_series if row["status"] in OPEN]
    assert {row.now for row in coming.actions} == {"open", "under way"}
    statuses = {row["status"] for row in of_series}
    assert statuses == {"open", "under way", "done", "dropped"}


def test_a_meeting_keeps_how_an_action_stood_there(sample: Desk) -> None:
    checklist = action(sample, "Send the checklist")
    assert [row.status for row in appearances(sample, checklist.id)] == ["open", "done"]
    letter = action(sample, "letter that proposes")
    assert [(row.meeting_id, row.status) for row in appearances(sample, letter.id)] == [
        (FIRST, "open"),
        (SECOND, "open"),
        (AREA_2, "under way"),
        (THIRD, "under way"),
    ]


def test_one_action_is_overdue_at_two_meetings_in_a_row(sample: Desk) -> None:
    rows = register(sample, EVERYTHING, sample_day())
    assert [row.text[:24] for row in rows if row.twice] == ["Send the secretariats of"]
    assert sum(row.overdue for row in rows) == 3


def test_due_dates_are_as_agreed_in_many_forms(sample: Desk) -> None:
    rows = register(sample, EVERYTHING, sample_day())
    assert {"by 15 July", "late August", "TBC", "Q3", "week of 12 June"} <= {row.when_text for row in rows}
    not_understood = [row.when_text for row in rows if not row.understood]
    assert sorted(not_understood) == ["as soon as applications open", "before the Forum opens"]
    assert all((row.owners and row.activity_id) or row.status == "dropped" for row in rows)
    assert action(sample, "SDG Summit").owners == ("OHCHR", "UNEP")


def test_decisions_hold_were_replaced_or_are_drafts(sample: Desk) -> None:
    rows = {row["id"]: row for row in listing.decisions(sample)}
    (replaced,) = (row for row in rows.values() if row["superseded_by"])
    assert "May 2023" in replaced["text"]
    assert "from May to June 2023" in rows[replaced["superseded_by"]]["text"]
    assert [row["meeting"] for row in rows.values() if row["status"] == "revised"] == [FIRST]
    assert [row["meeting"] for row in rows.values() if row["draft"]] == [AREA_3]


def test_two_decisions_changed_the_plan_which_stands_as_agreed(sample: Desk) -> None:
    changes = [
        (change["what"], change["before"], change["after"])
        for row in listing.decisions(sample)
        for change in row["plan_changes"]
    ]
    assert [change[0] for change in changes] == ["moved", "confirmed"]
    assert changes[0][1:] == ("May 2023", "June 2023")
    written = tomllib.loads((paths.sample() / "activities.toml").read_text(encoding="utf-8"))
    agreed = [row for section in written["section"] for row in section["activity"]]
    assert [(row["output"], row["when"]) for row in listing.activities(sample)] == [
        (row["output"], row.get("when", "")) for row in agreed
    ]
    confirmed = next(row for row in listing.activities(sample) if "COP 28" in row["output"])
    assert not confirmed["unconfirmed"]


def test_the_plan_was_approved_as_it_was_before_anything_of_it_changed_or_began(sample: Desk) -> None:
    (kept,) = plan_versions.versions(sample, 1)
    assert (kept.title, kept.when_text) == ("As approved on 31 March 2023", "31 March 2023")
    assert kept.made_at[:10] == "2023-03-31"
    found = plan_versions.differences(sample, kept.id)
    assert found is not None
    told = {(row.what, row.name) for row in found.rows if row.field not in ("status", "percentage")}
    assert {what for what, _ in told} == {"moved", "confirmed"}
    assert len(told) == 2
    assert {row.before for row in found.rows if row.field == "status"} == {"planned"}


def test_what_changed_the_plan_names_meeting_and_paragraph(sample: Desk) -> None:
    assert sample.read("SELECT what, decided_at FROM plan_change ORDER BY id") == [
        ("moved", "2nd IMG meeting, paragraph 5"),
        ("confirmed", "2nd IMG meeting, paragraph 6"),
    ]
    assert sample.read("SELECT decided_by, when_text FROM standing_decision") == [
        ("2nd IMG meeting, paragraph 6", "19 April 2023")
    ]


def test_internal_notes_and_drafts_have_no_number(sample: Desk) -> None:
    kept_back = [
        (meeting_id, row.number, row.internal, row.draft)
        for meeting_id in HELD
        for row in at(sample, meeting_id).paragraphs()
        if row.internal or row.draft
    ]
    assert kept_back == [(SECOND, 0, 1, 0), (AREA_3, 0, 0, 1), (AREA_3, 0, 1, 0)]


def test_what_is_approved_is_locked_as_it_went_out(sample: Desk) -> None:
    first = at(sample, FIRST)
    assert first.approved_at_id == SECOND
    kept = versions(sample, FIRST)
    assert [row.state for row in kept] == ["circulated", "approved"]
    assert [row.made_at[:10] for row in kept] == ["2023-01-27", "2023-04-19"]
    frozen = version(sample, kept[0].id)
    assert frozen is not None
    assert [row.text for row in frozen.paragraphs()] == [row.text for row in first.paragraphs()]
    with pytest.raises(UserError, match="approved"):
        minutes.edit_minute(sample, first.paragraphs()[0].id, "Otherwise.")


def test_nobody_is_named_and_nothing_happened_after_the_day_of_the_sample(sample: Desk) -> None:
    assert sample.read("SELECT count(*) FROM person") == [(0,)]
    assert sample.read("SELECT count(*) FROM action_owner WHERE organization_id IS NULL") == [(0,)]
    moments = [json.loads(f'"{row[0]}"') for row in sample.read("SELECT made_at FROM minutes_version")]
    assert all(date.fromisoformat(moment[:10]) < sample_day() for moment in moments)


def test_the_whole_sample_is_one_step(
    sample: Desk, dump: Callable[[Desk], dict[str, list[tuple[Any, ...]]]]
) -> None:
    assert [row.label for row in journal.steps(sample)] == ["Set up the sample desk"]
    whole = dump(sample)
    sample.undo()
    assert sample.read("SELECT (SELECT count(*) FROM meeting), (SELECT count(*) FROM activity)") == [(0, 0)]
    sample.redo()
    assert dump(sample) == whole
