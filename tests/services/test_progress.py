"""Reporting periods and reports: what is collected, what a person said, and what a closed period refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from imgdesk.errors import UserError
from imgdesk.services import action_points, framework, meetings, minutes, people, progress, workplan
from imgdesk.store.desk import Desk
from imgdesk.views import progress as view

TODAY = date(2023, 7, 14)


@pytest.fixture
def report(plan_desk: Desk) -> int:
    """The report of focus area 1 for the first half of 2023."""
    progress.add_period(plan_desk, 1, "first half of 2023")
    return progress.start_report(plan_desk, 1, 1)


def lines(desk: Desk, report_id: int) -> list[tuple[str, str, str]]:
    found = view.report(desk, report_id, today=TODAY)
    assert found is not None
    return [(row.part, row.state, row.text) for row in found.lines]


def period(desk: Desk, period_id: int) -> view.PeriodRow:
    found = view.period(desk, period_id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("when", "kind", "days"),
    [
        ("Q1 2023", "quarter", ("2023-01-01", "2023-03-31")),
        ("second half of 2023", "half", ("2023-07-01", "2023-12-31")),
        ("2024", "year", ("2024-01-01", "2024-12-31")),
        ("October 2011 - May 2012", "named", ("2011-10-01", "2012-05-31")),
    ],
)
def test_a_period_is_what_its_date_says(plan_desk: Desk, when: str, kind: str, days: tuple[str, str]) -> None:
    row = period(plan_desk, progress.add_period(plan_desk, 1, when, background=" Why\n"))
    assert (row.title, row.kind, row.status, row.background) == (when, kind, "open", "Why")
    assert (row.earliest, row.latest) == days


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (lambda d: progress.add_period(d, 1, "soon"), "“soon” has no first and last day"),
        (lambda d: progress.add_period(d, 1, "by June 2023"), "has no first and last day"),
        (lambda d: progress.add_period(d, 1, "H1 2023", kind="half"), "overlaps “first half of 2023”"),
        (lambda d: progress.add_period(d, 1, "2023", kind="week"), "not a kind of period"),
        (lambda d: progress.edit_period(d, 1, title=" "), "title of the period is empty"),
        (lambda d: progress.reopen_period(d, 1), "is open"),
        (lambda d: progress.edit_report(d, 1, percent="120"), "not a percentage"),
        (lambda d: progress.edit_report(d, 1, percent=-1), "not a percentage"),
        (lambda d: progress.edit_report(d, 1, rag="red"), "not a rating"),
        (lambda d: progress.add_line(d, 1, "poem"), "not a part of a report"),
        (lambda d: progress.add_line(d, 1, "challenge", activity_id=99), "no longer exists"),
        (lambda d: progress.move_line(d, 1, before=99), "not in this report"),
        (lambda d: progress.start_report(d, 1, 99), "no longer exists"),
    ],
)
def test_refusals_change_nothing(
    plan_desk: Desk, report: int, dump: Any, wanted: Callable[[Desk], object], sentence: str
) -> None:
    progress.add_line(plan_desk, report, "challenge", "Slow")
    before = dump(plan_desk)
    with pytest.raises(UserError, match=sentence):
        wanted(plan_desk)
    assert dump(plan_desk) == before


def test_periods_of_another_kind_and_named_ones_may_overlap(plan_desk: Desk, report: int) -> None:
    progress.add_period(plan_desk, 1, "2023")
    progress.add_period(plan_desk, 1, "January - June 2023")
    progress.add_period(plan_desk, 1, "March - April 2023")
    progress.edit_period(plan_desk, 1, when="H1 2023", title="First half")
    assert [row.title for row in view.periods(plan_desk, 1)] == [
        "First half", "January - June 2023", "2023", "March - April 2023",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wanted",
    [
        lambda d: progress.close_period(d, 1, today=TODAY),
        lambda d: progress.edit_period(d, 1, title="x"),
        lambda d: progress.delete_period(d, 1),
        lambda d: progress.edit_report(d, 1, rag="on track"),
        lambda d: progress.compute_percent(d, 1, today=TODAY),
        lambda d: progress.collect(d, 1, today=TODAY),
        lambda d: progress.add_line(d, 1, "challenge", "x"),
        lambda d: progress.edit_line(d, 1, text="x"),
        lambda d: progress.drop_line(d, 1),
        lambda d: progress.start_report(d, 1, 2),
        lambda d: progress.delete_report(d, 1),
        lambda d: framework.add_value(d, 1, 1, "5"),
        lambda d: framework.set_value(d, 1, 1, "5"),
        lambda d: framework.edit_value(d, 1, text="5"),
        lambda d: framework.delete_value(d, 1),
    ],
)
def test_a_closed_period_stands_as_it_is(
    plan_desk: Desk, report: int, dump: Any, wanted: Callable[[Desk], object]
) -> None:
    progress.add_line(plan_desk, report, "challenge", "Slow")
    framework.add_result(plan_desk, framework.add_framework(plan_desk, "Plan"), "Result")
    framework.add_value(plan_desk, framework.add_indicator(plan_desk, 1, "Countries"), 1, "4")
    progress.close_period(plan_desk, 1, today=TODAY)
    assert period(plan_desk, 1).closed_at == "2023-07-14"
    before = dump(plan_desk)
    with pytest.raises(UserError, match="is closed"):
        wanted(plan_desk)
    assert dump(plan_desk) == before
    progress.reopen_period(plan_desk, 1)
    assert period(plan_desk, 1)[7:9] == ("open", "")


def test_a_report_is_begun_once(plan_desk: Desk, report: int) -> None:
    assert progress.start_report(plan_desk, 1, 1) == report
    assert progress.start_reports(plan_desk, 1) == [1, 2]
    steps = plan_desk.read("SELECT count(*) FROM step")
    assert progress.start_reports(plan_desk, 1) == [1, 2]
    assert plan_desk.read("SELECT count(*) FROM step") == steps


def test_a_percentage_says_how_it_was_found(plan_desk: Desk, report: int) -> None:
    workplan.edit_activity(plan_desk, 1, percent=50)
    assert progress.compute_percent(plan_desk, report, today=TODAY) == 25
    card = view.cards(plan_desk, TODAY, period_id=1)[0]
    assert card[9:12] == (25, "computed", "mean progress of 2 activities dated in the period")
    progress.edit_report(
        plan_desk, report, percent="40 %", percent_reason="Counted by the lead", rag="On Track"
    )
    card = view.cards(plan_desk, TODAY, period_id=1)[0]
    assert (card.percent, card.percent_how, card.percent_reason, card.rag) == (
        40, "set", "Counted by the lead", "on track",
    )  # fmt: skip
    assert card.computed_percent == 25
    progress.edit_report(plan_desk, report, percent="", rag="")
    assert view.cards(plan_desk, TODAY, period_id=1)[0][7:10] == ("", "", None)


@pytest.fixture
def record(plan_desk: Desk, report: int, clock: Any) -> int:
    """A report about whose period something is known: what finished, slipped, was decided, is to do, moved."""
    clock.now = datetime(2023, 4, 3, 9, tzinfo=UTC)
    workplan.edit_activity(plan_desk, 1, status="done")
    workplan.edit_activity(plan_desk, 3, when="June 2023")
    workplan.edit_activity(plan_desk, 3, when="September 2023")
    series = meetings.add_series(plan_desk, "FA1", "focus area", focus_area_id=1)
    meeting = meetings.add_meeting(plan_desk, "19 April 2023", series_id=series)
    item = minutes.add_item(plan_desk, meeting, "Topics")
    minutes.add_minute(plan_desk, item, "A slot is asked for.", "decision")
    minutes.add_minute(plan_desk, item, "Send it.", "action", owners="UNEP", due="by 15 May")
    minutes.add_minute(plan_desk, item, "Write it.", "action", due="by 15 May", activity_id=1)
    action_points.set_action_status(plan_desk, 2, "done")
    framework.add_result(plan_desk, framework.add_framework(plan_desk, "Plan"), "Result")
    framework.add_indicator(
        plan_desk, 1, "Countries", code="G1.1", baseline="3 countries", target="9 countries"
    )
    framework.link_activity(plan_desk, 1, 1)
    framework.add_value(plan_desk, 1, 1, "5 countries")
    clock.now = datetime(2023, 7, 14, 9, tzinfo=UTC)
    return report


COLLECTED = [
    ("key result", "collected", "Policy brief on the right to a healthy environment: finished (March 2023)."),
    ("key result", "collected", "Decided: A slot is asked for (1st FA1)."),
    ("key result", "collected", "Done: Write it."),
    ("key result", "collected", "G1.1 Countries: 5 countries (before: baseline 3 countries)."),
    ("challenge", "collected", "[Training for country teams]: moved from June 2023 to September 2023."),
    ("challenge", "collected", "Overdue: Send it (UNEP), due by 15 May."),
    ("way forward", "collected", "[Training for country teams] (September 2023)."),
]


def test_a_report_is_collected_from_the_record(plan_desk: Desk, record: int) -> None:
    assert progress.collect(plan_desk, record, today=TODAY) == (8, 0, 0, 0)
    assert [row for row in lines(plan_desk, record) if "Briefing" not in row[2]] == COLLECTED
    found = view.report(plan_desk, record, today=TODAY)
    assert found is not None
    assert [
        (row.what, row.activity_id, row.decision_id, row.action_id, row.indicator_id)
        for row in found.part("key result")
    ] == [
        ("finished", 1, None, None, None),
        ("decided", None, 1, None, None),
        ("action closed", 1, None, 2, None),
        ("indicator moved", None, None, None, 1),
    ]
    assert plan_desk.undo_label == "Collect report on FA1, first half of 2023"


def test_collecting_again_leaves_a_persons_words_alone(plan_desk: Desk, record: int) -> None:
    progress.collect(plan_desk, record, today=TODAY)
    assert progress.collect(plan_desk, record, today=TODAY) == (0, 0, 0, 0)
    own = progress.add_line(plan_desk, record, "way forward", "Meet again.", heading="Next")
    progress.edit_line(plan_desk, 1, text="The brief is out.")
    progress.drop_line(plan_desk, 2)
    workplan.edit_activity(plan_desk, 1, output="Another title")
    workplan.edit_activity(plan_desk, 3, when="October 2023")
    action_points.set_action_status(plan_desk, 1, "dropped")
    action_points.edit_action(plan_desk, 2, text="Write it well.")
    assert progress.collect(plan_desk, record, today=TODAY) == (0, 2, 1, 3)
    assert [row for row in lines(plan_desk, record) if "Briefing" not in row[2]] == [
        ("key result", "edited", "The brief is out."),
        ("key result", "collected", "Done: Write it well."),
        COLLECTED[3],
        COLLECTED[4],
        ("way forward", "collected", "[Training for country teams] (October 2023)."),
        ("way forward", "written", "Meet again."),
    ]
    found = view.report(plan_desk, record, today=TODAY)
    assert found is not None
    assert [row.id for row in found.dropped] == [2]
    progress.restore_line(plan_desk, 2)
    progress.drop_line(plan_desk, own)
    assert ("key result", "collected", COLLECTED[1][2]) in lines(plan_desk, record)
    assert "Meet again." not in str(lines(plan_desk, record))


def test_a_line_outlives_its_record(plan_desk: Desk, record: int) -> None:
    progress.collect(plan_desk, record, today=TODAY)
    progress.edit_line(plan_desk, 1, text="The brief is out.")
    workplan.delete_activities(plan_desk, [1])
    assert ("key result", "edited", "The brief is out.") in lines(plan_desk, record)
    plan_desk.undo()
    found = view.report(plan_desk, record, today=TODAY)
    assert found is not None
    assert (found.lines[0].activity_id, found.lines[0].activity_ref) == (1, "23-01")


def test_lines_are_moved_into_the_part_where_they_land(plan_desk: Desk, report: int) -> None:
    for part, text in (("key result", "a"), ("challenge", "b"), ("key result", "c")):
        progress.add_line(plan_desk, report, part, text)
    progress.move_line(plan_desk, 3, before=1)
    progress.move_line(plan_desk, 2, before=1)
    assert [row[2] for row in lines(plan_desk, report)] == ["c", "b", "a"]
    progress.move_line(plan_desk, 3)
    assert lines(plan_desk, report) == [("key result", "written", text) for text in "bac"]


def test_all_areas_are_collected_in_one_step(plan_desk: Desk, record: int) -> None:
    steps = plan_desk.read("SELECT count(*) FROM step")[0][0]
    assert progress.collect_all(plan_desk, 1, today=TODAY).added > 8
    assert plan_desk.read("SELECT count(*) FROM step")[0][0] == steps + 1
    plan_desk.undo()
    assert plan_desk.read(
        "SELECT (SELECT count(*) FROM report_line), (SELECT count(*) FROM focus_area_report)"
    ) == [(0, 1)]


def test_a_period_goes_with_all_that_it_holds_and_comes_back(plan_desk: Desk, record: int, dump: Any) -> None:
    progress.collect(plan_desk, record, today=TODAY)
    before = dump(plan_desk)
    progress.delete_period(plan_desk, 1)
    assert view.periods(plan_desk) == []
    plan_desk.undo()
    assert dump(plan_desk) == before


def test_what_was_undone_never_happened(plan_desk: Desk, report: int, clock: Any) -> None:
    clock.now = datetime(2023, 6, 20, 9, tzinfo=UTC)
    workplan.edit_activity(plan_desk, 4, status="under way")
    plan_desk.undo()
    workplan.edit_activity(plan_desk, 1, status="cancelled")
    progress.collect(plan_desk, report, today=TODAY)
    assert [text for _, _, text in lines(plan_desk, report) if "Briefing" not in text] == [
        "Policy brief on the right to a healthy environment: cancelled."
    ]


def test_what_is_a_draft_was_replaced_or_is_internal_is_not_collected(
    plan_desk: Desk, report: int, clock: Any
) -> None:
    clock.now = datetime(2023, 6, 20, 9, tzinfo=UTC)
    series = meetings.add_series(plan_desk, "FA1", "focus area", focus_area_id=1)
    item = minutes.add_item(plan_desk, meetings.add_meeting(plan_desk, "", series_id=series), "Topics")
    for text in ("Old.", "New.", "Not taken.", "For us alone."):
        minutes.add_minute(plan_desk, item, text, "decision")
    minutes.add_minute(plan_desk, item, "Ask in private.", "action", due="by 1 June 2023")
    minutes.supersede_decision(plan_desk, 1, 2)
    minutes.set_draft(plan_desk, 3, True)
    minutes.set_internal(plan_desk, 4, True)
    minutes.set_internal(plan_desk, 5, True)
    progress.collect(plan_desk, report, today=TODAY)
    said = [text for _, _, text in lines(plan_desk, report)]
    assert [text for text in said if text.startswith(("Decided", "Overdue"))] == ["Decided: New (1st FA1)."]


def test_collected_lines_tell_organizations_in_place_of_people(plan_desk: Desk, record: int) -> None:
    unep = plan_desk.read("SELECT id FROM organization WHERE acronym = 'UNEP'")[0][0]
    people.add_person(plan_desk, "Ada Somebody", unep)
    people.add_person(plan_desk, "Bo Nobody")
    action_points.edit_action(plan_desk, 1, owners="Ada Somebody, UNEP")
    action_points.edit_action(plan_desk, 2, owners="Bo Nobody")
    progress.collect(plan_desk, record, today=TODAY)
    told = [row[2] for row in lines(plan_desk, record)]
    assert "Overdue: Send it (UNEP), due by 15 May." in told
    assert "Done: Write it." in told
