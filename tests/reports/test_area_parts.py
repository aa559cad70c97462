"""The brief on one focus area: its own activities, actions, indicators and reports, and nobody else's."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

from pypdf import PdfReader

from imgdesk.reports.blocks import Document
from imgdesk.reports.compose.paper import compose
from imgdesk.reports.compose.parts import find
from imgdesk.reports.compose.parts.area import PARTS
from imgdesk.reports.pdf import write_pdf
from imgdesk.services import action_points, framework, meetings, papers, parts, progress, workplan
from imgdesk.store.desk import Desk
from imgdesk.views import framework as framework_view
from imgdesk.views.paper_templates import shipped
from tests.reports import meeting_desk
from tests.reports.part_words import items, told, words


def test_every_section_of_the_template_is_a_part_and_every_part_a_section() -> None:
    sources = [section.source for section in shipped("focus-area-brief")[1]]
    assert all(find(source) is not None for source in sources)
    assert sorted(sources) == sorted(f"area.{name}" for name in PARTS)


def test_the_area_is_the_papers_own_or_the_first(sample: Desk) -> None:
    first = items(sample, "area.standing")[0]
    assert (first.key, first.record) == ("focus_area:1", "focus_area:1")
    assert items(sample, "area.standing", focus_area_id=2)[0].record == "focus_area:2"
    assert all(items(sample, f"area.{part}", focus_area_id=99) == [] for part in PARTS)


def test_the_area_of_an_earlier_workplan_is_told_from_that_plan(plan_desk: Desk) -> None:
    later = parts.add_workplan(plan_desk, "Third workplan", "2026-2028")
    parts.add_focus_area(plan_desk, later, 1, "A new area")
    assert "1 A new area" in told(plan_desk, "area.standing")
    assert "1 Focus area of UNDP" in told(plan_desk, "area.standing", focus_area_id=1)
    assert "Policy brief" in told(plan_desk, "area.activities", focus_area_id=1)
    assert items(plan_desk, "area.activities") == []


def test_the_paper_is_headed_by_its_area_unless_somebody_gave_it_a_title(sample: Desk) -> None:
    made = compose(sample, None, "focus-area-brief", today=meeting_desk.TODAY, focus_area_id=2).document
    assert made.title == "Focus area 2: Environmental agreements"
    key = papers.add_paper(sample, "focus-area-brief", title="For the lead", focus_area_id=2)
    kept = compose(sample, key, "focus-area-brief", today=meeting_desk.TODAY).document
    assert kept.title == "For the lead"


def test_standing_says_who_leads_what_was_reported_and_what_the_plan_proposes(sample: Desk) -> None:
    assert told(sample, "area.standing", focus_area_id=2).split("\n")[1:] == [
        "Lead: OHCHR",
        "As reported: A constrained 5 %, → same, second half of 2023 The talks with the Rio Conventions are behind; "
        "the side events of the autumn are prepared.",
        "By the plan: A constrained 3 of 18 done, 1 under way, 2 overdue, 2 unconfirmed, 8 without a date; next: "
        "Side event at the High-Level Political Forum, July 2023 (unconfirmed).",
    ]


def test_activities_stand_year_by_year_with_the_words_of_the_plan(plan_desk: Desk) -> None:
    workplan.edit_activity(plan_desk, 1, status="done")
    parts.add_footnote(plan_desk, 2, "Subject to capacity")
    assert told(plan_desk, "area.activities", focus_area_id=2).split("\n") == [
        "2023",
        "23-01 | March 2023 done | Policy brief on the right to a healthy environment | UNDP, OHCHR",
        "23-02 | July | Side event at the HLPF1 | OHCHR (FA2)",
        "23-04 | late 2023 unconfirmed | Briefing of the Senior Officials (TBC) | All",
        "2024 · provisional: to be discussed",
        "24-02 | no date | Lessons learned | FA2/all",
        "1 Subject to capacity",
    ]


def test_changes_questions_and_actions_are_those_of_the_area(plan_desk: Desk, clock: Any) -> None:
    meeting_desk.fill(plan_desk)
    clock.now = datetime(2023, 7, 3, 9, tzinfo=UTC)
    workplan.edit_activity(plan_desk, 3, when="May 2023")
    workplan.edit_activity(plan_desk, 2, percent=20)
    series = meetings.add_series(plan_desk, "Area meeting", "focus area", focus_area_id=1)
    meetings.add_meeting(plan_desk, "2 June 2023", series_id=series, status="held")
    action_points.add_action(plan_desk, "Find trainers.", owners="UNEP", due="June 2023", activity_id=3)
    changed = items(plan_desk, "area.changes", focus_area_id=1)
    assert changed[0].origin == "journal, since the 1st Area meeting of 2 June 2023"
    assert "TBD | May 2023" in words(changed[1])
    assert words(changed[0]).endswith(", in these activities:")
    assert "HLPF" not in words(changed[1])
    assert "HLPF" in told(plan_desk, "area.changes", focus_area_id=2)
    assert told(plan_desk, "area.actions", focus_area_id=1) == "UNEP | Find trainers. | June 2023 overdue"
    assert "Send title" in told(plan_desk, "area.actions", focus_area_id=2)
    mine = {item.record for item in items(plan_desk, "area.questions", focus_area_id=1)}
    assert mine == {"activity:1", "activity:3"}


def test_many_questions_are_cut_and_counted(plan_desk: Desk) -> None:
    for number in range(12):
        workplan.add_activity(plan_desk, 1, f"Late {number}", fields={"when": "May 2023", "leads": "FA2"})
    *asked, more = items(plan_desk, "area.questions", focus_area_id=2)
    assert len(asked) == 10
    assert words(more) == "And 3 more."


def test_the_story_is_that_of_the_newest_report_that_tells_it(sample: Desk) -> None:
    newest = items(sample, "area.challenges")
    assert words(newest[0]) == "Reported for the second half of 2023:"
    assert words(newest[1]) == "Half of the members are on leave until the end of August."
    assert newest[1].key.startswith("report_line:")
    older = items(sample, "area.results")
    assert words(older[0]) == "Reported for the first half of 2023:"
    assert len(older) > 1
    for (report,) in sample.read(
        "SELECT id FROM focus_area_report WHERE focus_area_id = 1 AND period_id = 2"
    ):
        progress.delete_report(sample, report)
    progress.reopen_period(sample, 1)
    for (report,) in sample.read("SELECT id FROM focus_area_report WHERE focus_area_id = 1"):
        progress.delete_report(sample, report)
    assert items(sample, "area.results") == []
    assert "As reported" not in told(sample, "area.standing")


def test_indicators_are_those_of_the_results_that_the_area_contributes_to(sample: Desk) -> None:
    (result, indicator) = sample.read(
        "SELECT x.result_id, i.id FROM activity_result x JOIN indicator i ON i.result_id = x.result_id "
        "JOIN activity_focus_area a ON a.activity_id = x.activity_id WHERE a.focus_area_id = 3 ORDER BY i.id LIMIT 1"
    )[0]
    framework.edit_indicator(
        sample, indicator, code="X1", title="Trainings held", baseline_text="none before"
    )
    before = told(sample, "area.indicators", focus_area_id=3).split("\n")
    assert any(line.startswith("X1 | Trainings held | none before") for line in before)
    framework.set_value(sample, indicator, 2, "3 trainings")
    after = told(sample, "area.indicators", focus_area_id=3).split("\n")
    assert any(line.startswith("X1 |") and "3 trainings Second half of 2023" in line for line in after)
    for row in framework_view.links(sample, result_id=result):
        framework.unlink_activity(sample, row.activity_id, row.result_id)
    assert "X1" not in told(sample, "area.indicators", focus_area_id=3)


HOSTILE = (
    '<b>&amp;</b> <img src="/etc/hostname">',
    "x" * 9_000,
    "حقوق ]]> <para> 1. ^2 **" + " word" * 1_000,
)


def test_hostile_and_endless_words_survive_in_every_part(plan_desk: Desk) -> None:
    meeting_desk.fill(plan_desk)
    for key, text in enumerate(HOSTILE, start=1):
        workplan.edit_activity(plan_desk, key, output=text, when=text, leads=text)
        parts.add_footnote(plan_desk, key, text)
    action_points.add_action(plan_desk, HOSTILE[0], owners=HOSTILE[1], due=HOSTILE[2], activity_id=2)
    period = progress.add_period(plan_desk, 1, "second half of 2023")
    for report in progress.start_reports(plan_desk, period):
        progress.edit_report(plan_desk, report, rag="off track", rag_reason=HOSTILE[2])
        for text in HOSTILE:
            progress.add_line(plan_desk, report, "challenge", text, heading=text)
    result = framework.add_result(plan_desk, framework.add_framework(plan_desk, "Plan"), HOSTILE[0])
    framework.link_activity(plan_desk, 1, result)
    framework.add_indicator(plan_desk, result, HOSTILE[2], code=HOSTILE[1], baseline=HOSTILE[1])
    for kind in ("brief", "status-brief", "focus-area-brief"):
        blocks = [item.block for row in shipped(kind)[1] for item in items(plan_desk, row.source)]
        out = io.BytesIO()
        write_pdf(Document("Brief", "", ("IMG",), ("For all",), "IMG", "IMG", tuple(blocks)), out)
        pages = [page.extract_text() for page in PdfReader(out).pages]
        assert "<b>&amp;</b>" in "".join("".join(pages).split())
        assert len(pages) < 40


def test_a_plan_without_a_focus_area_has_nothing_to_tell(desk: Desk) -> None:
    parts.add_workplan(desk, "A plan")
    assert all(items(desk, f"area.{part}", today=date(2023, 7, 14)) == [] for part in PARTS)
