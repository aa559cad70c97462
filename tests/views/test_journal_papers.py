"""The history of a paper in sentences: its own fields, sections, own words, versions and links."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from imgdesk.services import meetings, papers, workplan
from imgdesk.store.desk import Desk
from imgdesk.views import journal
from imgdesk.views import papers as view

TODAY = date(2023, 5, 12)


@pytest.fixture
def paper(plan_desk: Desk) -> int:
    paper_id = papers.add_paper(plan_desk, "concept-note", title="Workshop on soil")
    for section in view.sections(plan_desk, paper_id):
        papers.delete_section(plan_desk, section.id)
    return paper_id


@pytest.fixture
def told(plan_desk: Desk, paper: int) -> Callable[[], str]:
    return lambda: journal.history(plan_desk, "paper", paper)[-1].sentence


def test_what_a_paper_says_of_itself(plan_desk: Desk, paper: int, told: Callable[[], str]) -> None:
    meeting = meetings.add_meeting(plan_desk, "19 July 2023", title="Retreat")
    assert journal.history(plan_desk, "paper", paper)[0].sentence == "Added"
    papers.edit_paper(
        plan_desk, paper, title="Soil", kind="side-event", dated="14 July 2023", meeting_id=meeting
    )
    assert told() == (
        "kind concept note → side-event proposal; title Workshop on soil → Soil; "
        "day under the title set to 14 July 2023; meeting set to Retreat"
    )
    papers.set_status(plan_desk, paper, "circulated")
    assert told() == "status draft → circulated"
    papers.delete_paper(plan_desk, paper)
    assert told() == "Deleted"


def test_what_happened_to_its_sections(plan_desk: Desk, paper: int, told: Callable[[], str]) -> None:
    row_id = papers.add_section(plan_desk, paper, heading="Background", text="Soil is alive.")
    assert told() == "section Background: Soil is alive. added"
    papers.edit_section(plan_desk, row_id, heading="Setting", text="Soil is alive and ours.", level=2)
    assert told() == (
        "heading Background → Setting; text of “Setting” Soil is alive. → Soil is alive and ours.; "
        "level of “Setting” 1 → 2"
    )
    papers.edit_section(plan_desk, row_id, numbering="roman", internal=True)
    assert told() == "numbering of “Setting” set to roman; readers of “Setting” all → inside"
    papers.edit_section(plan_desk, row_id, heading="", source="brief.changes")
    assert told() == (
        "heading Setting removed; kind of the automatic part text → automatic; "
        "source of the automatic part set to brief.changes"
    )
    papers.delete_section(plan_desk, row_id)
    assert told() == "section automatic part: Soil is alive and ours. removed"


def test_a_long_text_is_shortened_to_where_it_differs(
    plan_desk: Desk, paper: int, told: Callable[[], str]
) -> None:
    text = "The soil of the fields beside the river " * 200
    row_id = papers.add_section(plan_desk, paper, heading="Background", text=text)
    assert len(told()) < 120
    papers.edit_section(plan_desk, row_id, text=text + "is alive")
    assert told().endswith("is alive")
    assert len(told()) < 260


def test_own_words_are_told_with_their_section(plan_desk: Desk, paper: int, told: Callable[[], str]) -> None:
    row_id = papers.add_section(plan_desk, paper, heading="Changes", source="brief.changes")
    papers.override(plan_desk, row_id, "table", "Two were moved.", "Two moved.")
    assert told() == "own words in “Changes” set to Two were moved."
    of_section = journal.history(plan_desk, "paper_section", row_id)
    assert [row.sentence for row in of_section] == ["Added", "own words set to Two were moved."]
    papers.override(plan_desk, row_id, "table", "", "Two moved.")
    assert told() == "own words in “Changes” Two were moved. → nothing"
    papers.revert(plan_desk, row_id, "table")
    assert told() == "own words in “Changes” nothing removed"
    papers.override(plan_desk, row_id, "table", "Moved.", "Two moved.")
    papers.delete_section(plan_desk, row_id)
    assert told() == "own words in “Changes” Moved. removed; section Changes removed"


def test_versions_and_links_are_told(plan_desk: Desk, paper: int, told: Callable[[], str]) -> None:
    papers.keep_version(plan_desk, paper, b"%PDF", state="circulated", note="To the members", today=TODAY)
    assert told() == "status draft → circulated; version 1 (circulated, To the members) added"
    papers.link_activities(plan_desk, paper, [1, 2])
    assert told() == (
        "activity Policy brief on the right to a healthy environment added; activity Side event at the HLPF added"
    )
    assert journal.history(plan_desk, "activity", 2)[-1].sentence == "paper Workshop on soil added"
    workplan.delete_activities(plan_desk, [2])
    assert told() == "activity Side event at the HLPF removed"


def test_a_step_that_only_moved_sections_says_nothing(plan_desk: Desk, paper: int) -> None:
    first = papers.add_section(plan_desk, paper, heading="First")
    last = papers.add_section(plan_desk, paper, heading="Last")
    before = journal.history(plan_desk, "paper", paper)
    papers.move_section(plan_desk, last, before=first)
    assert journal.history(plan_desk, "paper", paper) == before
