"""Recommended actions: what only the Senior Officials can settle, each matter once, and why, who and by when."""

from __future__ import annotations

import pytest

from imgdesk.reports.blocks import Table
from imgdesk.services import action_points, meetings, minutes, parts, people, progress, versions, workplan
from imgdesk.store.desk import Desk
from tests.reports import meeting_desk
from tests.reports.meeting_desk import TODAY
from tests.reports.part_words import items, told


@pytest.fixture
def met(plan_desk: Desk) -> Desk:
    """A desk whose near doubts are settled, so that each test adds the one matter that it is about."""
    meeting_desk.fill(plan_desk)
    workplan.edit_activities(plan_desk, [1, 3, 4], status="done")
    parts.edit_section(plan_desk, 2, provisional=False)
    return plan_desk


def lines(desk: Desk, **how: object) -> list[str]:
    return told(desk, "recommended.table", **how).splitlines()


def test_where_all_is_settled_there_is_no_table(met: Desk) -> None:
    assert items(met, "recommended.table") == []


def test_what_is_in_doubt_and_near_is_put_to_them_with_its_doubt(plan_desk: Desk) -> None:
    assert lines(plan_desk) == [
        "1. | Take out of brackets, or drop: [Training for country teams]. | "
        "In brackets since 12 May 2023; 170 days left. | UNEP | TBD | 1",
        "2. | Confirm, move or drop: Briefing of the Senior Officials. | "
        "Unconfirmed since 12 May 2023; 170 days left. | All | late 2023 | all",
        "3. | Take out of brackets, or drop: the activities under “2024”. | "
        "In brackets since 12 May 2023; 2 activities. | – | 2024 | –",
    ]  # fmt: skip
    (item,) = items(plan_desk, "recommended.table")
    assert isinstance(item.block, Table)
    assert (item.key, item.block.header[1]) == ("table", "Recommended action")
    assert "14 July 2023" in item.origin


def test_what_is_in_doubt_but_far_off_can_wait(plan_desk: Desk) -> None:
    workplan.edit_activity(plan_desk, 4, when="September 2025 (TBC)")
    workplan.edit_activity(plan_desk, 3, when="2026")
    parts.edit_section(plan_desk, 2, year=2025)
    assert lines(plan_desk) == []


def test_an_activity_without_a_lead_asks_for_one(met: Desk) -> None:
    workplan.edit_activity(met, 2, leads="")
    assert lines(met) == ["1. | Name a lead: Side event at the HLPF. | Nobody leads it. | no lead | July | –"]


def test_what_somebody_proposed_stands_first_and_once(plan_desk: Desk) -> None:
    versions.propose_for_agenda(plan_desk, [4, 2], "The hosts ask.", section_ids=[2], today=TODAY)
    found = lines(plan_desk)
    assert found[0].startswith(
        "1. | Confirm, move or drop: Briefing of the Senior Officials. | The hosts ask; "
    )
    assert "proposed on 14 July 2023." in found[0]
    assert found[1].startswith(
        "2. | Decide: Side event at the HLPF. | The hosts ask; proposed on 14 July 2023."
    )
    assert found[2].startswith(
        "3. | Take out of brackets, or drop: the activities under “2024”. | The hosts ask;"
    )
    assert [row.split(" | ")[1] for row in found[3:]] == [
        "Take out of brackets, or drop: [Training for country teams]."
    ]


def test_a_focus_area_off_track_has_to_be_decided_on(met: Desk) -> None:
    period = progress.add_period(met, 1, "first half of 2023")
    report = progress.start_report(met, period, 2)
    progress.edit_report(met, report, rag="off track", rag_reason="No visas.")
    assert lines(met) == [
        "1. | Decide how this focus area goes on: Focus area of OHCHR. | "
        "No visas; off track in first half of 2023. | OHCHR | – | 2"
    ]
    progress.edit_report(met, report, rag="constrained")
    assert lines(met) == []


def test_a_decision_that_is_not_carried_out_is_brought_back(met: Desk) -> None:
    workplan.edit_activity(met, 2, when="June 2023")
    assert lines(met) == [
        "1. | See that it is carried out: The group applies for a slot at the HLPF. | "
        "Decided at the 1st IMG meeting, 19 April 2023; Side event at the HLPF is overdue. | "
        "OHCHR (FA2) | June 2023 | 2"
    ]


def test_actions_of_others_and_those_late_at_two_meetings_are_escalated(met: Desk) -> None:
    people.add_organization(met, "United Nations Office", "UNO")
    action_points.add_action(met, "Name a focal point.", owners="UNO", due="late 2023")
    action_points.add_action(met, "Ours alone.", owners="UNDP", due="late 2023")
    action_points.add_action(met, "Nobody's.", due="late 2023")
    late = action_points.add_action(met, "Send the letter.", owners="UNDP", due="March 2023", activity_id=2)
    for number, day in enumerate(("3 May 2023", "7 June 2023"), start=1):
        key = meetings.add_meeting(met, day, title=f"Call {number}")
        action_points.set_action_status(met, late, "open", meeting_id=key)
    assert lines(met) == [
        "1. | Have this done: Send the letter. | Overdue at two meetings in a row; agreed at Call 1. | "
        "UNDP | March 2023 | 2",
        "2. | Ask for this: Name a focal point. | The group cannot do this itself. | UNO | late 2023 | –",
    ]


def test_drafts_and_what_is_internal_stay_out_until_they_are_switched_in(met: Desk) -> None:
    assert lines(met, drafts=True) == [
        "1. | Agree on a draft decision: The Summit is left to the co-chairs. | "
        "Drafted at the 1st IMG meeting, 19 April 2023. | – | – | –"
    ]
    (key,) = met.read("SELECT id FROM minute WHERE text LIKE 'The Summit%'")
    minutes.set_internal(met, key[0], True)
    assert lines(met, drafts=True) == []
    assert len(lines(met, drafts=True, internal=True)) == 1


def test_what_the_group_decided_itself_is_told_for_information(met: Desk) -> None:
    (item,) = items(met, "recommended.decided")
    assert told(met, "recommended.decided") == (
        "The group applies for a slot at the HLPF. (1st IMG meeting, 19 April 2023)"
    )
    assert (item.key, item.record) == ("decision:1", "minute:3")
    assert items(met, "recommended.decided", today=TODAY.replace(year=2025)) == []
    minutes.edit_decision(met, 1, status="revised")
    assert items(met, "recommended.decided") == []
