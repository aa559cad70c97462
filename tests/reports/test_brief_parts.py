"""The parts of the brief: which meeting it prepares, what is sought of it, who owes what, and what may leave."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from imgdesk.reports.blocks import Entry
from imgdesk.reports.compose.parts import find
from imgdesk.reports.compose.parts.brief import PARTS
from imgdesk.services import action_points, meetings, minutes, people, workplan
from imgdesk.store.desk import Desk
from imgdesk.views.paper_templates import shipped
from tests.reports import meeting_desk
from tests.reports.part_words import items, told, words


@pytest.fixture
def met(plan_desk: Desk) -> tuple[Desk, meeting_desk.Meetings]:
    return plan_desk, meeting_desk.fill(plan_desk)


def test_every_section_of_the_template_is_a_part_and_every_part_a_section() -> None:
    sources = [section.source for section in shipped("brief")[1]]
    assert all(find(source) is not None for source in sources)
    assert sorted(sources) == sorted(f"brief.{name}" for name in PARTS)


def test_the_purpose_is_the_next_meeting_of_the_group_or_the_papers_own(
    met: tuple[Desk, meeting_desk.Meetings],
) -> None:
    desk, ids = met
    other = meetings.add_series(desk, "Own series", "own")
    meetings.add_meeting(desk, "17 July 2023", series_id=other)
    first, agenda = items(desk, "brief.purpose")
    assert (first.key, first.record) == (f"meeting:{ids.second}", f"meeting:{ids.second}")
    assert words(first).startswith("To prepare the 2nd IMG meeting: Wednesday 19 July 2023")
    assert words(agenda).startswith("On the agenda: ")
    assert "Adoption" not in words(agenda)
    own = told(desk, "brief.purpose", meeting_id=ids.first)
    assert "the 1st IMG meeting: Wednesday 19 April 2023, 15:00 Geneva" in own
    assert "chair: OHCHR" in own
    assert "meet.example.org" not in own
    assert items(desk, "brief.purpose", today=date(2023, 7, 20)) == []


def test_without_a_meeting_there_is_no_purpose(plan_desk: Desk) -> None:
    assert items(plan_desk, "brief.purpose") == []


def test_decisions_are_sought_on_the_plan_on_minutes_and_on_drafts_only_when_switched_in(
    met: tuple[Desk, meeting_desk.Meetings],
) -> None:
    desk, _ = met
    closed = items(desk, "brief.decisions")
    assert [item.block.number for item in closed if isinstance(item.block, Entry)] == [1, 2, 3]
    assert words(closed[-1]) == "Approve the minutes: 1st IMG meeting."
    assert closed[-1].record.startswith("agenda_item:")
    assert closed[0].record == "activity:1"
    assert closed[0].key == "overdue"
    assert "Summit" not in "\n".join(map(words, closed))
    draft = items(desk, "brief.decisions", drafts=True)[-1]
    assert words(draft) == "Agree on a draft decision: The Summit is left to the co-chairs."
    assert draft.origin == "draft decision of the 1st IMG meeting"
    (inside,) = desk.read("SELECT id FROM minute WHERE text LIKE 'The Summit%'")
    minutes.set_internal(desk, inside[0], True)
    assert "Summit" not in told(desk, "brief.decisions", drafts=True)
    assert "Summit" in told(desk, "brief.decisions", drafts=True, internal=True)


def test_open_actions_name_organizations_overdue_ones_first(met: tuple[Desk, meeting_desk.Meetings]) -> None:
    desk, _ = met
    late = action_points.add_action(desk, "Answer the letter.", owners="Ana Silva", due="June 2023")
    action_points.add_action(desk, "Book a room.", owners="FAO, Ben Okoth", due="late 2023")
    (table,) = items(desk, "brief.actions")
    assert table.origin == "register of actions, 14 July 2023"
    assert words(table).split("\n") == [
        "OHCHR | Answer the letter. | June 2023 overdue",
        "OHCHR, UNEP | Send title and three speakers, balanced by region and gender. | by 15 July",
        "FAO | Book a room. | late 2023",
    ]
    assert "Ana Silva" in told(desk, "brief.actions", contacts=True)
    assert "Sound out the two agencies." in told(desk, "brief.actions", internal=True)
    action_points.set_action_status(desk, late, "done")
    assert "Answer" not in told(desk, "brief.actions")


def test_somebody_of_no_organization_stays_unnamed(met: tuple[Desk, meeting_desk.Meetings]) -> None:
    desk, _ = met
    people.add_person(desk, "Cleo Abe")
    action_points.add_action(desk, "Draft it.", owners="Cleo Abe", due="June 2023")
    action_points.add_action(desk, "Read it.", owners="the host country", due="June 2023")
    assert "not named here | Draft it." in told(desk, "brief.actions")
    assert "the host country | Read it." in told(desk, "brief.actions")
    assert "Cleo Abe | Draft it." in told(desk, "brief.actions", contacts=True)


def test_actions_of_the_same_organizations_stand_together(met: tuple[Desk, meeting_desk.Meetings]) -> None:
    desk, _ = met
    for owner, due in (("UNDP", "June 2023"), ("FAO", "May 2023"), ("UNDP", "Dec 2023"), ("FAO", "TBC")):
        action_points.add_action(desk, f"{owner} {due}.", owners=owner, due=due)
    who = [line.split(" | ")[0] for line in told(desk, "brief.actions").split("\n")]
    assert who == ["FAO", "FAO", "UNDP", "UNDP", "OHCHR, UNEP"]


def test_many_actions_are_cut_and_counted(plan_desk: Desk) -> None:
    for number in range(23):
        action_points.add_action(plan_desk, f"Action {number}", owners="UNDP", due="June 2023")
    table, more = items(plan_desk, "brief.actions")
    assert len(words(table).split("\n")) == 20
    assert words(more) == "And 3 more open actions, 3 overdue."


def test_changes_are_told_since_the_meeting_held_before(
    met: tuple[Desk, meeting_desk.Meetings], clock: Any
) -> None:
    desk, ids = met
    since, table = items(desk, "brief.changes")
    assert since.record == f"meeting:{ids.first}"
    assert since.origin == table.origin == "journal, since the 1st IMG meeting of 19 April 2023"
    meetings.edit_meeting(desk, ids.first, status="planned")
    assert items(desk, "brief.changes")[0].origin == "journal, since 14 June 2023"
    meetings.edit_meeting(desk, ids.first, status="held", title="", when="19 April 2023", series_id=None)
    assert items(desk, "brief.changes", meeting_id=ids.second)[0].origin == "journal, since 14 June 2023"


def test_keys_stay_the_same_while_the_desk_moves_on(met: tuple[Desk, meeting_desk.Meetings]) -> None:
    desk, _ = met
    before = {part: {item.key for item in items(desk, f"brief.{part}")} for part in PARTS}
    workplan.edit_activity(desk, 2, output="Another name", when="August 2023")
    after = {part: {item.key for item in items(desk, f"brief.{part}")} for part in PARTS}
    assert before == after
    for part in PARTS:
        keys = [item.key for item in items(desk, f"brief.{part}")]
        assert len(keys) == len(set(keys))
        assert all(item.origin for item in items(desk, f"brief.{part}"))


def test_marks_and_footnotes_of_a_part_belong_together(plan_desk: Desk) -> None:
    from imgdesk.services import parts

    parts.add_footnote(plan_desk, 2, "Subject to capacity")
    found = items(plan_desk, "brief.due")
    assert [item.key for item in found] == ["table", "notes"]
    assert words(found[1]) == "1 Subject to capacity"
    assert "1" in [
        span.text
        for row in found[0].block.rows  # type: ignore[union-attr]
        for span in row[2]
        if span.style == "mark"
    ]
