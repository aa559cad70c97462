"""Progress as its page reads it: which period is looked at, cards with what was said beside what is proposed."""

from __future__ import annotations

from datetime import date

import pytest

from imgdesk.services import parts, progress, workplan
from imgdesk.store.desk import Desk
from imgdesk.views import progress as view

TODAY = date(2023, 7, 14)


@pytest.fixture
def desk(plan_desk: Desk) -> Desk:
    """A desk with two halves and a whole of 2023, and a report of focus area 1 in each half."""
    for when in ("first half of 2023", "second half of 2023", "2023"):
        progress.add_period(plan_desk, 1, when)
    for period_id, rag in ((1, "constrained"), (2, "on track")):
        progress.edit_report(plan_desk, progress.start_report(plan_desk, period_id, 1), rag=rag)
    return plan_desk


@pytest.mark.parametrize(
    ("today", "title"),
    [
        (date(2023, 6, 30), "first half of 2023"),
        (TODAY, "second half of 2023"),
        (date(2024, 2, 1), "second half of 2023"),
        (date(2022, 2, 1), "first half of 2023"),
    ],
)
def test_the_period_to_look_at(desk: Desk, today: date, title: str) -> None:
    found = view.current_period(desk, today)
    assert found is not None
    assert found.title == title


def test_a_period_is_compared_with_the_last_of_its_kind(desk: Desk) -> None:
    progress.add_period(desk, 1, "Q1 2024")
    year = progress.add_period(desk, 1, "2025")
    titles = {}
    for row in view.periods(desk):
        earlier = view.before(desk, row)
        titles[row.title] = earlier.title if earlier else None
    assert titles == {
        "first half of 2023": None, "2023": None, "second half of 2023": "first half of 2023",
        "Q1 2024": "2023", "2025": "2023",
    }  # fmt: skip
    assert year == 5


def test_cards_have_what_was_said_beside_what_is_proposed(desk: Desk) -> None:
    first, second = view.cards(desk, TODAY)
    assert (first.period_id, first.number, first.leads, first.rag, first.trend) == (
        2, 1, "UNDP", "on track", "better",
    )  # fmt: skip
    assert (first.proposed_rag, first.activities) == ("constrained", 4)
    assert first.proposed_reason == (
        "1 of 3 activities late: Policy brief on the right to a healthy environment."
    )
    assert (second.report_id, second.rag, second.trend, second.parts) == (None, "", "", (0, 0, 0))


def test_the_next_milestone_is_the_first_to_end(desk: Desk) -> None:
    assert [card.milestone.ref for card in view.cards(desk, TODAY) if card.milestone] == ["23-04", "23-02"]
    workplan.edit_activities(desk, [2, 4], status="done")
    assert [card.milestone for card in view.cards(desk, date(2024, 12, 1))] == [None, None]


def test_cards_without_a_plan_or_a_period(desk: Desk) -> None:
    other = parts.add_workplan(desk, "Third workplan", "2026")
    assert view.cards(desk, TODAY) == []
    assert len(view.cards(desk, TODAY, workplan_id=1)) == 2
    assert view.cards(desk, TODAY, workplan_id=other) == view.cards(desk, TODAY, period_id=99) == []


def test_a_report_in_full(desk: Desk) -> None:
    progress.add_line(desk, 2, "way forward", "Go on.")
    progress.add_line(desk, 2, "key result", "Out.", heading="Brief", activity_id=1)
    found = view.report(desk, 2, today=TODAY)
    assert found is not None
    assert (found.period.title, found.card.rag, found.card.parts) == (
        "second half of 2023",
        "on track",
        (1, 0, 1),
    )
    assert [(row.part, row.heading, row.activity_ref) for row in found.lines] == [
        ("key result", "Brief", "23-01"), ("way forward", "", ""),
    ]  # fmt: skip
    assert view.report(desk, 99, today=TODAY) is None
    assert (view.report_id_of(desk, 2, 1), view.report_id_of(desk, 2, 2)) == (2, None)


def test_all_reports(desk: Desk) -> None:
    assert [(row.period.title, row.focus_area, row.rag, row.trend) for row in view.reports(desk)] == [
        ("first half of 2023", 1, "constrained", ""), ("second half of 2023", 1, "on track", "better"),
    ]  # fmt: skip
