"""The results framework as pages read it: the order of results, values to date, and the coverage by focus area."""

from __future__ import annotations

import pytest

from imgdesk.services import framework, progress
from imgdesk.store.desk import Desk
from imgdesk.views import framework as view


@pytest.fixture
def desk(plan_desk: Desk) -> Desk:
    """A framework with a pillar, two results under it, one beside it, and an indicator each."""
    plan = framework.add_framework(plan_desk, "Plan", source="Paper")
    pillar = framework.add_result(plan_desk, plan, "Pillar", code="P", kind="pillar")
    beside = framework.add_result(plan_desk, plan, "Beside", code="B")
    for code in ("P1", "P2"):
        framework.add_result(plan_desk, plan, code, code=code, parent_id=pillar)
    for result in (beside, 3, 4):
        framework.add_indicator(plan_desk, result, f"Indicator {result}")
    return plan_desk


def test_results_stand_under_their_parents(desk: Desk) -> None:
    assert [(row.code, row.level, row.indicators) for row in view.results(desk, 1)] == [
        ("P", 0, 0), ("P1", 1, 1), ("P2", 1, 1), ("B", 0, 1),
    ]  # fmt: skip
    assert [row.result for row in view.indicators(desk)] == ["P1", "P2", "B"]
    assert [row.result for row in view.indicators(desk, result_id=2)] == ["B"]
    assert view.frameworks(desk) == [(1, "Plan", "", "Paper", "", 4, 3)]


def test_values_come_in_the_order_of_the_periods(desk: Desk) -> None:
    for when in ("2024", "2023"):
        progress.add_period(desk, 1, when)
    framework.edit_indicator(desk, 1, baseline="10", target="2", direction="descending")
    framework.add_value(desk, 1, 1, "4 reports")
    framework.add_value(desk, 1, 2, "8 reports")
    row = view.indicators(desk, result_id=2)[0]
    assert [value.text for value in row.values] == ["8 reports", "4 reports"]
    assert (row.actual_value, row.actual_text, row.share, row.met) == (4, "4 reports", 0.75, False)


def test_a_baseline_that_counts_something_else_is_not_compared(desk: Desk) -> None:
    progress.add_period(desk, 1, "2023")
    framework.edit_indicator(desk, 1, measure="percentage", baseline="189 reports", target="60 per cent")
    framework.add_value(desk, 1, 1, "61 per cent")
    row = view.indicators(desk, result_id=2)[0]
    assert (row.baseline_value, row.share, row.met) == (189, None, True)
    assert row.why == "the baseline counts something else: compared with the target alone"


def test_a_result_says_how_many_are_met_and_makes_no_mean(desk: Desk) -> None:
    progress.add_period(desk, 1, "2023")
    for key, value in ((1, "5"), (2, "1")):
        framework.edit_indicator(desk, key, target="4")
        framework.add_value(desk, key, 1, value)
    assert view.tally(view.indicators(desk)) == (1, 1, 1)


def test_the_matrix_counts_all_for_every_area(desk: Desk) -> None:
    for activity_id, result_id in ((1, 3), (4, 3), (2, 2)):
        framework.link_activity(desk, activity_id, result_id)
    found = view.matrix(desk, 1, 1)
    assert [area[1] for area in found.areas] == [1, 2]
    assert found.counts == {(1, 3): 2, (2, 3): 2, (2, 2): 1}
    assert [row.code for row in view.links(desk, activity_id=1)] == ["P1"]
    assert [(row.ref, row.code) for row in view.links(desk)] == [
        ("23-02", "B"),
        ("23-01", "P1"),
        ("23-04", "P1"),
    ]


def test_what_is_gone(desk: Desk) -> None:
    assert view.indicator(desk, 99) is None
    assert view.results(desk, 99) == view.indicators(desk, 99) == []
    assert view.matrix(desk, 99, 1).counts == {}
