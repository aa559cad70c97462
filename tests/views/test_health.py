"""The checks of a desk: all of it, and what matters to one paper, with records that the window can go to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from imgdesk.services import action_points, framework, meetings, papers, progress
from imgdesk.store.desk import Desk
from imgdesk.views import health

TODAY = date(2023, 7, 14)


@pytest.fixture
def asked(plan_desk: Desk, clock: Any) -> Desk:
    """A desk that raises one question of each kind beside those of its plan."""
    series = meetings.add_series(plan_desk, "IMG meeting", "img")
    first = meetings.add_meeting(plan_desk, "19 April 2023", series_id=series, status="held")
    second = meetings.add_meeting(plan_desk, "19 June 2023", series_id=series, status="held")
    late = action_points.add_action(
        plan_desk, "Send the letter.", owners="UNDP", due="March 2023", activity_id=1
    )
    for meeting in (first, second):
        action_points.set_action_status(plan_desk, late, "under way", meeting_id=meeting)
    periods = [progress.add_period(plan_desk, 1, f"{half} half of 2023") for half in ("first", "second")]
    for period in periods:
        report = progress.start_report(plan_desk, period, 2)
        progress.edit_report(plan_desk, report, rag="constrained")
    result = framework.add_result(plan_desk, framework.add_framework(plan_desk, "Plan"), "Rights")
    indicator = framework.add_indicator(plan_desk, result, "Countries", code="G1")
    framework.set_value(plan_desk, indicator, periods[0], "3 countries")
    framework.link_activity(plan_desk, 2, result)
    return plan_desk


def new(found: list[health.Finding]) -> list[tuple[str, str]]:
    return [(one.kind, one.record) for one in found if not one.record.startswith("activity:")]


def test_all_of_the_desk_is_checked_the_most_urgent_first(asked: Desk) -> None:
    found = health.findings(asked, today=TODAY)
    assert new(found) == [
        ("overdue twice", "action:1"),
        ("no baseline", "indicator:1"),
        ("unchanged rating", "focus_area_report:2"),
    ]
    assert found[0].kind == "overdue"
    ranks = [("urgent", "attention", "note").index(one.severity) for one in found]
    assert ranks == sorted(ranks)


def test_a_question_goes_when_it_is_answered(asked: Desk) -> None:
    action_points.set_action_status(asked, 1, "done")
    framework.edit_indicator(asked, 1, baseline="none was measured")
    progress.add_line(asked, 2, "challenge", "Nobody is there until autumn.")
    assert new(health.findings(asked, today=TODAY)) == []


def test_only_drafts_are_asked_for_words(asked: Desk) -> None:
    key = papers.add_paper(asked, "concept-note", title="A workshop", start=None)
    section = papers.add_section(asked, key, heading="Background", kind="text")
    record = ("empty section", f"paper_section:{section}")
    assert record in new(health.findings(asked, today=TODAY))
    assert record in new(health.for_paper(asked, "concept-note", key, today=TODAY))
    assert record not in new(health.for_paper(asked, "brief", today=TODAY))
    papers.edit_section(asked, section, text="Since 2022 the right is recognized.")
    assert record not in new(health.findings(asked, today=TODAY))
    papers.edit_section(asked, section, text="")
    papers.set_status(asked, key, "circulated")
    assert record not in new(health.findings(asked, today=TODAY))
    assert health.for_paper(asked, "concept-note", key, today=TODAY) == []


def test_an_emptied_paragraph_is_asked_until_it_is_reverted(asked: Desk) -> None:
    key = papers.add_paper(asked, "brief", title="Our brief")
    section = papers.add_section(asked, key, kind="automatic", source="brief.changes", heading="Changes")
    papers.override(asked, section, "since", "", "What the desk said.")
    record = ("empty section", f"paper_section:{section}")
    assert record in new(health.for_paper(asked, "brief", key, today=TODAY))
    papers.revert(asked, section, "since")
    assert record not in new(health.for_paper(asked, "brief", key, today=TODAY))


def test_a_paper_hears_of_what_it_tells(asked: Desk) -> None:
    def tables(kind: str) -> set[str]:
        return {one.record.partition(":")[0] for one in health.for_paper(asked, kind, today=TODAY)}

    assert tables("brief") == {"activity", "action", "focus_area_report"}
    assert tables("focus-area-brief") == {"activity", "action", "focus_area_report", "indicator"}
    assert tables("recommended-actions") == {"action"}
    assert tables("workplan") == {"activity"}
    assert tables("key-messages") == set()


def test_a_paper_about_activities_hears_of_these(asked: Desk) -> None:
    key = papers.add_paper(asked, "paper", title="A workshop")
    assert all(
        one.record.startswith("paper_section:") for one in health.for_paper(asked, "paper", key, today=TODAY)
    )
    papers.link_activities(asked, key, [1])
    found = health.for_paper(asked, "paper", key, today=TODAY)
    assert {one.record for one in found if one.kind != "empty section"} == {"activity:1"}


def test_a_focus_area_hears_of_its_own(asked: Desk) -> None:
    first = {one.record for one in health.of_area(asked, 1, today=TODAY)}
    assert {"activity:1", "action:1"} <= first
    assert not first & {"indicator:1", "focus_area_report:2"}
    second = {one.record for one in health.of_area(asked, 2, today=TODAY)}
    assert {"activity:1", "action:1", "indicator:1", "focus_area_report:2"} <= second
    key = papers.add_paper(asked, "focus-area-brief", focus_area_id=1)
    found = health.for_paper(asked, "focus-area-brief", key, today=TODAY)
    assert {one.record for one in found} == first


def test_an_empty_desk_raises_nothing(desk: Desk) -> None:
    assert health.findings(desk, today=TODAY) == []
    assert health.for_paper(desk, "brief", today=TODAY) == []
    assert health.of_area(desk, 1, today=TODAY) == []
