"""What became of the plan since it was agreed, where its bars stood, and what is still open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imgdesk.domain.diff import KINDS
from imgdesk.services import parts, people, versions, workplan
from imgdesk.store.desk import Desk
from imgdesk.views import versions as view
from imgdesk.views import workplan as plan_view

PLAN, FIRM, LATER = 1, 1, 2
BRIEF, EVENT, TRAINING, BRIEFING, MAPPING, LESSONS = range(1, 7)
DAY = datetime(2023, 3, 14, 10, 0, tzinfo=UTC)
TODAY = date(2023, 6, 1)


@pytest.fixture
def version(plan_desk: Desk) -> int:
    """The plan as it was agreed."""
    return versions.freeze_plan(plan_desk, PLAN, "As approved", "14 March 2023", "2nd IMG meeting", at=DAY)


def told(desk: Desk, version_id: int) -> list[str]:
    found = view.differences(desk, version_id)
    assert found is not None
    return [row.sentence for row in found.rows]


# The list, the images and the ghosts


def test_versions_are_listed_by_plan_the_newest_last(plan_desk: Desk, version: int) -> None:
    other = parts.add_workplan(plan_desk, "Third workplan")
    second = versions.freeze_plan(plan_desk, PLAN, "As amended")
    third = versions.freeze_plan(plan_desk, other, "Draft")
    assert [row.id for row in view.versions(plan_desk, PLAN)] == [version, second]
    assert [(row.id, row.workplan_id) for row in view.versions(plan_desk, other)] == [(third, other)]
    assert view.version(plan_desk, 99) is None


def test_a_version_just_made_is_the_plan_as_it_stands(plan_desk: Desk, version: int) -> None:
    assert view.images(plan_desk, version) == view.images_now(plan_desk, PLAN)
    assert [image.id for image in view.images(plan_desk, version) if image.kind == "activity"] == [
        row.id for row in plan_view.activities(plan_desk, PLAN)
    ]
    found = view.differences(plan_desk, version)
    assert found is not None
    assert (found.version.id, found.rows, found.records) == (version, [], 0)
    assert found.counts == dict.fromkeys(KINDS, 0)


def test_ghosts_stand_where_the_bars_stood_also_those_of_dropped_rows(plan_desk: Desk, version: int) -> None:
    bars = {row.id: row for row in plan_view.activities(plan_desk, PLAN)}
    workplan.edit_activities(plan_desk, [BRIEF, EVENT], when="December 2025")
    workplan.delete_activities(plan_desk, [BRIEFING])
    ghosts = view.ghosts(plan_desk, version)
    assert {key: ghost[:5] for key, ghost in ghosts.items()} == {
        key: (row.earliest, row.latest, row.precision, row.grain, row.when_text) for key, row in bars.items()
    }
    assert [key for key, ghost in ghosts.items() if ghost.provisional] == [TRAINING]
    assert ghosts[BRIEFING].when_text == "late 2023"
    assert view.ghosts(plan_desk, 99) == {}


# Differences


def test_each_thing_that_happened_is_told_once(plan_desk: Desk, version: int) -> None:
    workplan.edit_activity(plan_desk, BRIEF, when="June 2023")
    workplan.edit_activity(plan_desk, EVENT, leads="UNEP", status="under way")
    versions.unbracket_activity(plan_desk, TRAINING, "3rd IMG meeting", "May 2023")
    workplan.edit_activity(plan_desk, BRIEFING, unconfirmed=False)
    workplan.delete_activities(plan_desk, [MAPPING])
    workplan.edit_activity(plan_desk, LESSONS, provisional=True)
    workplan.add_activity(plan_desk, LATER, "Training of trainers")
    versions.unbracket_section(plan_desk, LATER, "4th IMG meeting")
    found = view.differences(plan_desk, version)
    assert found is not None
    assert [row.sentence for row in found.rows] == [
        "The brackets around the section “2024” were removed (4th IMG meeting).",
        "“Policy brief on the right to a healthy environment” moved from “March 2023” to “June 2023”.",
        "“Side event at the HLPF”: leads changed from “FA2” to “UNEP”.",
        "“Side event at the HLPF”: status changed from “planned” to “under way”.",
        "The brackets around “Training for country teams” were removed (3rd IMG meeting, May 2023).",
        "“Briefing of the Senior Officials” was confirmed.",
        "“Mapping of defenders” was dropped from “2024”.",
        "“Lessons learned” was put in brackets.",
        "“Training of trainers” was added to “2024”.",
    ]
    assert found.counts == {
        "added": 1,
        "dropped": 1,
        "moved": 1,
        "changed": 2,
        "brackets removed": 2,
        "brackets added": 1,
        "confirmed": 1,
        "unconfirmed": 0,
        "reordered": 0,
    }
    assert found.records == 8
    for _ in range(8):
        plan_desk.undo()
    assert told(plan_desk, version) == []
    for _ in range(8):
        plan_desk.redo()
    assert view.differences(plan_desk, version) == found


def test_the_rest_of_the_paper_is_compared_as_well(plan_desk: Desk, version: int) -> None:
    parts.edit_workplan(plan_desk, PLAN, objective="Rights, rivers and the environment", status="approved")
    parts.edit_focus_area(plan_desk, 1, title="Policy and rights")
    organization = people.add_organization(plan_desk, "UNICEF", "UNICEF")
    people.hold_role(plan_desk, "focus area lead", organization_id=organization, focus_area_id=2)
    parts.add_indicative(plan_desk, 1, "Webinars", 2024)
    parts.add_role_description(plan_desk, PLAN, "Consultant", "Supports the group.")
    parts.add_narrative(plan_desk, PLAN, "Background.")
    parts.add_coverage_gap(plan_desk, PLAN, "Recess", "August 2023")
    assert told(plan_desk, version) == [
        "The plan “Second workplan”: objective changed from “Rights and the environment” to "
        "“Rights, rivers and the environment”.",
        "The plan “Second workplan”: status changed from “draft” to “approved”.",
        "The focus area “Policy and rights”: title changed from “Focus area of UNDP” to “Policy and rights”.",
        "The focus area “Focus area of OHCHR”: leads changed from “OHCHR” to “OHCHR, UNICEF”.",
        "The indicative activity “Webinars” was added.",
        "The role “Consultant” was added.",
        "The narrative “Background.” was added.",
        "The coverage gap “Recess” was added.",
    ]


def test_reordering_and_another_section_are_told_of_the_row_that_went(plan_desk: Desk, version: int) -> None:
    workplan.move_activities(plan_desk, [BRIEFING], FIRM, before=BRIEF)
    workplan.move_activities(plan_desk, [EVENT], LATER)
    assert told(plan_desk, version) == [
        "“Briefing of the Senior Officials” now stands first in “2023”.",
        "“Side event at the HLPF” moved from “1-31 July 2023” to “1-31 July 2024”.",
        "“Side event at the HLPF”: section changed from “2023” to “2024”.",
    ]


def test_making_room_in_the_list_is_no_difference(plan_desk: Desk, version: int) -> None:
    with plan_desk.change("Renumber") as session:
        session.connection().exec_driver_sql("UPDATE activity SET position = position / 7 + 3")
    assert told(plan_desk, version) == []


def test_a_deleted_row_is_still_read_in_full(plan_desk: Desk, version: int) -> None:
    parts.delete_section(plan_desk, FIRM)
    found = view.differences(plan_desk, version)
    assert found is not None
    assert {(row.what, row.kind) for row in found.rows} == {("dropped", "activity"), ("dropped", "section")}
    assert found.counts["dropped"] == 5
    (image,) = (image for image in view.images(plan_desk, version) if image[:2] == ("activity", EVENT))
    assert (image.fields["output"], image.fields["when_text"]) == ("Side event at the HLPF", "July")


def test_an_earlier_decision_is_not_given_for_a_later_change(plan_desk: Desk) -> None:
    versions.unbracket_activity(plan_desk, TRAINING, "1st IMG meeting", at=datetime(2023, 1, 5, tzinfo=UTC))
    workplan.edit_activity(plan_desk, TRAINING, provisional=True)
    version_id = versions.freeze_plan(plan_desk, PLAN, "As approved", at=DAY)
    workplan.edit_activity(plan_desk, TRAINING, provisional=False)
    assert told(plan_desk, version_id) == ["The brackets around “Training for country teams” were removed."]


def test_differences_are_the_same_after_closing_and_gone_with_the_version(
    plan_desk: Desk, version: int
) -> None:
    workplan.edit_activity(plan_desk, BRIEF, output="<b>Brief</b> & “more”", when="TBD")
    before = view.differences(plan_desk, version)
    plan_desk.close()
    with Desk.open(plan_desk.path) as again:
        assert view.differences(again, version) == before
        versions.delete_version(again, version)
        assert view.differences(again, version) is None
        assert view.ghosts(again, version) == {}
        again.undo()
        assert view.differences(again, version) == before


def test_two_versions_tell_what_happened_since_each(plan_desk: Desk, version: int) -> None:
    workplan.edit_activity(plan_desk, BRIEF, when="June 2023")
    second = versions.freeze_plan(plan_desk, PLAN, "As amended")
    workplan.edit_activity(plan_desk, BRIEF, when="July 2023")
    name = "“Policy brief on the right to a healthy environment”"
    assert told(plan_desk, version) == [f"{name} moved from “March 2023” to “July 2023”."]
    assert told(plan_desk, second) == [f"{name} moved from “June 2023” to “July 2023”."]


ACTIONS: dict[str, Callable[[Desk, int], Any]] = {
    "move": lambda desk, key: workplan.edit_activity(desk, key, when="Q4 2024"),
    "rename": lambda desk, key: workplan.edit_activity(desk, key, output="Renamed [in part]"),
    "bracket": lambda desk, key: workplan.edit_activity(desk, key, provisional=True),
    "unbracket": lambda desk, key: versions.unbracket_activity(desk, key, "a meeting"),
    "confirm": lambda desk, key: versions.confirm_activity(desk, key, "a meeting"),
    "delete": lambda desk, key: workplan.delete_activities(desk, [key]),
    "add": lambda desk, key: workplan.add_activity(desk, FIRM, "Added", after=key),
    "reorder": lambda desk, key: workplan.move_activities(desk, [key], FIRM),
    "elsewhere": lambda desk, key: workplan.move_activities(desk, [key], LATER),
    "note": lambda desk, key: workplan.edit_activity(desk, key, note="my own"),
}


@given(st.lists(st.tuples(st.sampled_from(sorted(ACTIONS)), st.integers(0, 20)), max_size=8))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_differences_name_exactly_the_records_that_differ(
    plan_desk: Desk, actions: list[tuple[str, int]]
) -> None:
    done = plan_desk.read("SELECT count(*) FROM step WHERE state = 'done'")
    version_id = versions.freeze_plan(plan_desk, PLAN, "Before", at=DAY)
    for name, place in actions:
        rows = plan_view.activities(plan_desk, PLAN)
        if rows:
            ACTIONS[name](plan_desk, rows[place % len(rows)].id)
    found = view.differences(plan_desk, version_id)
    assert found is not None
    old = {image[:2]: image.fields for image in view.images(plan_desk, version_id)}
    new = {image[:2]: image.fields for image in view.images_now(plan_desk, PLAN)}
    differ = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    assert {(row.kind, row.id) for row in found.rows if row.what != "reordered"} == differ
    assert sum(found.counts.values()) == len(found.rows)
    if [*old] == [*new]:
        assert not found.counts["reordered"]
    while plan_desk.read("SELECT count(*) FROM step WHERE state = 'done'") != done:
        if (plan_desk.undo_label or "").startswith("Freeze"):
            assert told(plan_desk, version_id) == []
        plan_desk.undo()


# What is still open


def test_what_is_open_is_listed_by_the_end_of_its_window(plan_desk: Desk) -> None:
    workplan.edit_activity(plan_desk, LESSONS, output="Lessons [and plans]", when="[June 2023] (TBC)")
    workplan.edit_activity(plan_desk, MAPPING, when="TBC")
    rows = view.still_open(plan_desk, PLAN, TODAY)
    assert [(row.kind, row.id, tuple(doubt.what for doubt in row.doubts), row.days_left) for row in rows] == [
        ("activity", LESSONS, ("words in brackets", "date in brackets", "date unconfirmed"), 29),
        ("activity", TRAINING, ("in brackets",), 213),
        ("activity", BRIEFING, ("unconfirmed",), 213),
        ("section", LATER, ("in brackets",), 579),
        ("activity", MAPPING, ("date unconfirmed",), 579),
    ]
    section = rows[3]
    assert (section.text, section.when_text, section.latest, section.activities) == (
        "2024",
        "2024",
        "2024-12-31",
        2,
    )
    assert (rows[2].ref, rows[2].section, rows[2].text) == (
        "23-04",
        "2023",
        "Briefing of the Senior Officials (TBC)",
    )


def test_undated_ones_stand_last(plan_desk: Desk) -> None:
    undated = parts.add_section(plan_desk, PLAN, "Later", provisional=True)
    added = workplan.add_activity(plan_desk, undated, "[Study]")
    rows = view.still_open(plan_desk, PLAN, TODAY)
    assert [(row.kind, row.id, row.days_left) for row in rows[-2:]] == [
        ("section", undated, None),
        ("activity", added, None),
    ]


def test_how_long_a_doubt_stands_comes_from_the_journal(plan_desk: Desk, clock: Any) -> None:
    clock.now = datetime(2023, 5, 20, tzinfo=UTC)
    workplan.edit_activity(plan_desk, BRIEF, provisional=True)
    clock.now = datetime(2023, 5, 25, tzinfo=UTC)
    workplan.edit_activity(plan_desk, BRIEF, when="July 2023 (TBC)")
    clock.now = datetime(2023, 5, 28, tzinfo=UTC)
    workplan.edit_activity(plan_desk, BRIEF, output="[Policy brief, shorter]")
    (row,) = (
        row for row in view.still_open(plan_desk, PLAN, TODAY) if row.id == BRIEF and row.kind == "activity"
    )
    assert row.doubts == (("in brackets", "2023-05-20"), ("date unconfirmed", "2023-05-25"))
    assert row.days == 12


def test_a_doubt_that_went_and_came_back_counts_from_its_return(plan_desk: Desk, clock: Any) -> None:
    for day, provisional in ((2, True), (9, False), (16, True)):
        clock.now = datetime(2023, 5, day, tzinfo=UTC)
        workplan.edit_activity(plan_desk, BRIEF, provisional=provisional)
    (row,) = (
        row for row in view.still_open(plan_desk, PLAN, TODAY) if row.id == BRIEF and row.kind == "activity"
    )
    assert (row.doubts[0].since, row.days) == ("2023-05-16", 16)
    plan_desk.undo()
    plan_desk.undo()
    (row,) = (
        row for row in view.still_open(plan_desk, PLAN, TODAY) if row.id == BRIEF and row.kind == "activity"
    )
    assert (row.doubts[0].since, row.days) == ("2023-05-02", 30)


def test_without_its_journal_a_doubt_has_no_age(plan_desk: Desk) -> None:
    with plan_desk.change("Forget") as session:
        session.connection().exec_driver_sql("DELETE FROM step")
    rows = view.still_open(plan_desk, PLAN, TODAY)
    assert {(row.days, doubt.since) for row in rows for doubt in row.doubts} == {(None, None)}


def test_what_is_settled_done_or_cancelled_is_not_open(plan_desk: Desk) -> None:
    versions.confirm_activity(plan_desk, BRIEFING)
    workplan.edit_activity(plan_desk, TRAINING, status="done")
    workplan.edit_activity(plan_desk, BRIEF, provisional=True, status="cancelled")
    parts.edit_section(plan_desk, LATER, provisional=False)
    assert view.still_open(plan_desk, PLAN, TODAY) == []
    assert view.still_open(plan_desk, 99, TODAY) == []


def test_an_open_row_shows_its_proposals_and_decisions(plan_desk: Desk) -> None:
    workplan.edit_activity(plan_desk, BRIEFING, provisional=True)
    (proposal,) = versions.propose_for_agenda(plan_desk, [BRIEFING], "needs a date", today=TODAY)
    versions.confirm_activity(plan_desk, BRIEFING, "2nd IMG meeting")
    shown = {row.id: row for row in view.still_open(plan_desk, PLAN, TODAY) if row.kind == "activity"}
    assert shown[BRIEFING].proposals == ((proposal, BRIEFING, None, "needs a date", "2023-06-01", "open"),)
    assert [(row.what, row.decided_by) for row in shown[BRIEFING].decisions] == [
        ("confirmed", "2nd IMG meeting")
    ]
    assert (shown[TRAINING].proposals, shown[TRAINING].decisions) == ((), ())


def test_a_section_and_an_activity_of_one_id_keep_theirs_apart(plan_desk: Desk) -> None:
    workplan.edit_activity(plan_desk, LATER, provisional=True)
    (proposal,) = versions.propose_for_agenda(plan_desk, [], section_ids=[LATER], today=TODAY)
    versions.confirm_activity(plan_desk, LATER, "a meeting")
    shown = {row[:2]: row for row in view.still_open(plan_desk, PLAN, TODAY)}
    section, activity = shown["section", LATER], shown["activity", LATER]
    assert [row.id for row in section.proposals] == [proposal]
    assert section.decisions == activity.proposals == ()
    assert [row.what for row in activity.decisions] == ["confirmed"]


def test_of_two_plans_each_has_its_own(plan_desk: Desk) -> None:
    other = parts.add_workplan(plan_desk, "Third workplan")
    section = parts.add_section(plan_desk, other, "2026", year=2026)
    added = workplan.add_activity(plan_desk, section, "[Study]")
    versions.propose_for_agenda(plan_desk, [added, TRAINING])
    versions.confirm_activity(plan_desk, added, "a meeting")
    assert [row.id for row in view.still_open(plan_desk, other, TODAY)] == [added]
    assert [row.activity_id for row in view.proposals(plan_desk, other)] == [added]
    assert [row.activity_id for row in view.proposals(plan_desk, PLAN)] == [TRAINING]
    assert [row.activity_id for row in view.decisions(plan_desk, other)] == [added]
    assert view.decisions(plan_desk, PLAN) == []
