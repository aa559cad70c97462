"""The status brief: one page, few things, nothing that may not leave."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from imgdesk.domain.standing import SOON_DAYS
from imgdesk.reports.blocks import Document, Heading
from imgdesk.reports.compose.parts import find
from imgdesk.reports.compose.parts.status import PARTS
from imgdesk.reports.pdf import write_pdf
from imgdesk.services import action_points, meetings, workplan
from imgdesk.store.desk import Desk
from imgdesk.views.paper_templates import shipped
from tests.reports import meeting_desk
from tests.reports.part_words import items, told, words


@pytest.fixture
def met(plan_desk: Desk) -> Desk:
    meeting_desk.fill(plan_desk)
    return plan_desk


def test_every_section_of_the_template_is_a_part_and_every_part_a_section() -> None:
    sources = [section.source for section in shipped("status-brief")[1]]
    assert all(find(source) is not None for source in sources)
    assert sorted(sources) == sorted(f"status.{name}" for name in PARTS)


def test_the_lead_counts_each_activity_where_it_stands_and_says_when_the_group_meets(met: Desk) -> None:
    assert told(met, "status.lead") == (
        "6 activities: 0 done, 1 overdue, 1 unconfirmed, 2 without a date. Actions: 1 open. "
        "Next meeting: the 2nd IMG meeting, 19 July 2023."
    )
    workplan.edit_activity(met, 1, status="done")
    workplan.edit_activity(met, 2, status="cancelled")
    action_points.add_action(met, "Send the letter.", owners="UNDP", due="June 2023")
    assert told(met, "status.lead").startswith(
        "5 activities: 1 done, 1 unconfirmed, 2 without a date. Actions: 2 open, 1 overdue."
    )


def test_no_more_than_five_things_are_asked_and_no_more_than_two_of_a_kind(met: Desk) -> None:
    for key in range(1, 7):
        workplan.edit_activity(met, key, when="June 2023", percent=0)
    found = items(met, "status.words")
    assert [item.key for item in found][:2] == ["activity:1/overdue", "activity:2/overdue"]
    assert sum("/overdue" in item.key for item in found) == 2
    assert found[0].record == "activity:1"
    assert words(found[0]).endswith("mark it done, or agree a new date. 23-01")
    workplan.edit_activity(met, 3, when="July 2023 (TBC)")
    workplan.edit_activity(met, 4, when="July 2023 (TBC)")
    workplan.edit_activity(met, 5, when="TBD")
    workplan.edit_activity(met, 6, when="whenever it suits", leads="")
    assert len(items(met, "status.words")) <= 5


def test_ahead_is_what_begins_or_ends_in_these_days(met: Desk) -> None:
    def ahead(when: str) -> bool:
        workplan.edit_activity(met, 2, when=when)
        return "HLPF" in told(met, "status.ahead")

    asked = [
        "mid July 2023",
        "July to December 2023",
        "12 September 2023",
        "13 September 2023",
        "2023",
        "TBC",
    ]
    assert [ahead(when) for when in asked] == [True, False, True, False, False, False]
    assert SOON_DAYS == 60


def test_only_overdue_actions_are_told(met: Desk) -> None:
    assert items(met, "status.overdue") == []
    action_points.add_action(met, "Send the letter.", owners="UNDP", due="June 2023")
    assert told(met, "status.overdue") == "UNDP | Send the letter. | June 2023 overdue"


def test_changes_are_told_since_the_group_or_its_co_leads_met(met: Desk) -> None:
    calls = meetings.add_series(met, "Co-leads' call", "co-leads")
    meetings.add_meeting(met, "3 July 2023", series_id=calls, status="held")
    own = meetings.add_series(met, "Something else", "own")
    meetings.add_meeting(met, "10 July 2023", series_id=own, status="held")
    assert items(met, "status.changes")[0].origin == "journal, since the 1st Co-leads' call of 3 July 2023"
    later = items(met, "status.changes", today=date(2023, 7, 2))
    assert later[0].origin == "journal, since the 1st IMG meeting of 19 April 2023"


def test_the_sample_takes_one_page(sample: Desk) -> None:
    blocks = [
        block
        for section in shipped("status-brief")[1]
        for block in (Heading(section.heading), *(item.block for item in items(sample, section.source)))
    ]
    out = io.BytesIO()
    write_pdf(
        Document("Status brief", "", ("IMG",), ("For the co-chairs",), "IMG", "IMG", tuple(blocks)), out
    )
    assert len(PdfReader(out).pages) == 1
