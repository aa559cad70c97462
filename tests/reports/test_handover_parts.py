"""The hand-over note: the days that it covers, who holds what, what is due, in doubt, decided, and where things are."""

from __future__ import annotations

from datetime import date

import pytest

from imgdesk.reports.blocks import Table
from imgdesk.services import action_points, meetings, papers, parts, people, workplan
from imgdesk.services.documents import attach_link
from imgdesk.store.desk import Desk
from tests.reports import meeting_desk
from tests.reports.part_words import items, told


@pytest.fixture
def met(plan_desk: Desk) -> Desk:
    meeting_desk.fill(plan_desk)
    return plan_desk


def test_it_covers_the_next_coverage_gap_from_today_on(met: Desk) -> None:
    assert told(met, "handover.period").startswith("Days covered: 14 July - 14 October 2023")
    assert items(met, "handover.gaps") == []
    parts.add_coverage_gap(met, 1, "Long over", "2022")
    parts.add_coverage_gap(
        met, 1, "Nobody engaged", "April - September 2023", note="The secretariat steps in."
    )
    parts.add_coverage_gap(met, 1, "Later", "2025")
    assert told(met, "handover.period").splitlines() == [
        "For: Nobody engaged, April - September 2023",
        "Days covered: 14 July - 30 September 2023",
        "As agreed: The secretariat steps in.",
        "As on: 14 July 2023",
    ]
    assert told(met, "handover.gaps").splitlines() == [
        "Nobody engaged, April - September 2023. The secretariat steps in.",
        "Later, 2025.",
    ]
    assert "Days covered: 1 January - 31 December 2025" in told(
        met, "handover.period", today=date(2024, 1, 1)
    )


def test_roles_name_organizations_and_people_only_where_they_are_switched_in(met: Desk) -> None:
    kim = people.add_person(met, "Kim Doe", 2, title="Officer", email="kim@example.org")
    people.hold_role(met, "secretariat", person_id=kim, when="since January 2023")
    people.hold_role(met, "consultant", organization_id=1, when="2021")
    rows = told(met, "handover.roles").splitlines()
    assert rows[0] == "Co-chair | OHCHR | "
    assert "Focus area lead 2 Focus area of OHCHR | OHCHR | " in rows
    assert "Secretariat | OHCHR | since January 2023" in rows
    assert not [row for row in rows if "Kim" in row or "kim@" in row or row.startswith("Consultant")]
    named = told(met, "handover.roles", contacts=True)
    assert "Secretariat | OHCHR | Kim Doe, Officer, kim@example.org" in named
    (table,) = items(met, "handover.roles", contacts=True)
    assert isinstance(table.block, Table)
    assert "mailto:kim@example.org" in {
        span.link for row in table.block.rows for cell in row for span in cell
    }


def test_what_falls_due_is_what_touches_the_days_covered(met: Desk) -> None:
    parts.add_coverage_gap(met, 1, "Nobody engaged", "April - September 2023")
    workplan.edit_activity(met, 3, when="October 2023")
    workplan.edit_activity(met, 4, when="September 2023 (TBC)")
    assert told(met, "handover.due").splitlines() == [
        "23-02 | July | Side event at the HLPF | OHCHR (FA2)",
        "23-04 | September 2023 (TBC) unconfirmed | Briefing of the Senior Officials (TBC) | All",
    ]
    assert told(met, "handover.overdue") == (
        "23-01 | March 2023 overdue | Policy brief on the right to a healthy environment | UNDP, OHCHR"
    )
    workplan.edit_activity(met, 1, status="done")
    assert items(met, "handover.overdue") == []


def test_every_open_action_stands_there_by_its_owner(met: Desk) -> None:
    for number in range(30):
        action_points.add_action(met, f"Task {number:02}.", owners=("OHCHR", "UNDP")[number % 2])
    (table,) = items(met, "handover.actions")
    assert isinstance(table.block, Table)
    assert len(table.block.rows) == 31
    owners = [row.split(" | ")[0] for row in told(met, "handover.actions").splitlines()]
    assert owners == ["OHCHR, UNEP", *["OHCHR"] * 15, *["UNDP"] * 15]


def test_meetings_and_events_ahead_stand_by_date(met: Desk) -> None:
    parts.add_event(met, "HLPF", "10-19 July 2023")
    parts.add_event(met, "COP", "November 2023")
    meetings.add_meeting(met, "", title="Retreat")
    found = items(met, "handover.meetings")
    assert [(item.key, item.record) for item in found] == [
        ("event:1", ""), ("meeting:2", "meeting:2"), ("meeting:3", "meeting:3"),
    ]  # fmt: skip
    assert "Wednesday 19 July 2023, 15:00 Geneva" in told(met, "handover.meetings")
    assert "example.org" not in told(met, "handover.meetings")


def test_doubts_and_the_decisions_that_bind(met: Desk) -> None:
    assert told(met, "handover.doubts").splitlines() == [
        "23-03 | [Training for country teams] | TBD | in brackets",
        "23-04 | Briefing of the Senior Officials (TBC) | late 2023 | unconfirmed",
        " | All of “2024”: 2 activities | 2024 | in brackets",
    ]
    assert told(met, "handover.decisions") == (
        "The group applies for a slot at the HLPF. (1st IMG meeting, 19 April 2023)"
    )
    assert "Summit" not in told(met, "handover.decisions", drafts=True, internal=True)
    workplan.edit_activity(met, 2, status="done")
    assert items(met, "handover.decisions") == []


def test_where_things_are_papers_minutes_links(met: Desk) -> None:
    own = papers.add_paper(met, "handover")
    papers.add_paper(met, "concept-note", title="Workshop in Geneva")
    attach_link(met, 2, "https://example.org/a?b=1&c=2", title="Concept")
    attach_link(met, 2, "Shared drive, folder 3")
    assert told(met, "handover.papers", id=own).splitlines() == [
        "Workshop in Geneva | Concept note | draft | none kept",
        "Minutes of the 1st IMG meeting | Minutes | not circulated yet | ",
    ]
    assert told(met, "handover.files").splitlines() == [
        "23-02 | Concept | deliverable | link | draft",
        "23-02 | Shared drive, folder 3 | deliverable | link | draft",
    ]
    (table,) = items(met, "handover.files")
    assert isinstance(table.block, Table)
    assert [row[1][0].link for row in table.block.rows] == ["https://example.org/a?b=1&c=2", ""]


def test_a_desk_without_a_plan_tells_what_it_has(desk: Desk) -> None:
    people.hold_role(desk, "co-chair", organization_id=people.add_organization(desk, "A body", "AB"))
    assert told(desk, "handover.period").startswith("Days covered")
    assert told(desk, "handover.roles") == "Co-chair | AB A body"
    for name in ("gaps", "meetings", "decisions", "papers", "actions"):
        assert items(desk, f"handover.{name}") == []
