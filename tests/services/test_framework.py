"""The results framework: value and words apart, links to activities, and a whole framework landed at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from imgdesk.domain.framework_draft import FrameworkDraft, ResultDraft
from imgdesk.domain.indicator_text import read_lines
from imgdesk.errors import UserError
from imgdesk.services import framework, progress
from imgdesk.store.desk import Desk
from imgdesk.views import framework as view
from imgdesk.views import journal


@pytest.fixture
def indicator(plan_desk: Desk) -> int:
    """An indicator in a period of 2023."""
    progress.add_period(plan_desk, 1, "2023")
    plan = framework.add_framework(plan_desk, "Plan", period="2024-2027")
    goal = framework.add_result(plan_desk, plan, "Goal", code="G", kind="goal")
    result = framework.add_result(plan_desk, plan, "Result", code="G1", parent_id=goal)
    return framework.add_indicator(plan_desk, result, "Ratifications", code="G1.1")


def row(desk: Desk) -> view.IndicatorRow:
    found = view.indicator(desk, 1)
    assert found is not None
    return found


def test_a_text_that_is_not_clear_gives_no_number_until_somebody_says_it(
    plan_desk: Desk, indicator: int
) -> None:
    question = "Is 2.356 two thousand three hundred and fifty-six, or 2.356?"
    asked = framework.edit_indicator(plan_desk, indicator, baseline="Baseline: 2.356 ratifications.1")
    assert asked == question
    assert (row(plan_desk).baseline_value, row(plan_desk).baseline_text) == (None, "2.356 ratifications")
    assert row(plan_desk).questions == (question,)
    assert framework.edit_indicator(plan_desk, indicator, baseline_value="2356") == ""
    assert (row(plan_desk).baseline_value, row(plan_desk).baseline_text) == (2356, "2.356 ratifications")
    assert row(plan_desk).questions == ()


def test_baseline_and_target_are_set_from_their_words(plan_desk: Desk, indicator: int) -> None:
    framework.edit_indicator(
        plan_desk, indicator, baseline="32 countries in the 3rd cycle", target="50 countries"
    )
    found = row(plan_desk)
    assert (found.baseline_value, found.baseline_when, found.target_value, found.unit) == (
        32, "3rd cycle", 50, "countries",
    )  # fmt: skip
    framework.edit_indicator(plan_desk, indicator, target="has increased", measure="qualitative")
    assert (row(plan_desk).target_value, row(plan_desk).target_text) == (None, "has increased")


def test_actual_values_count_towards_the_target(plan_desk: Desk, indicator: int) -> None:
    framework.edit_indicator(plan_desk, indicator, baseline="10", target="30", calculation="sum")
    assert row(plan_desk)[-5:-1] == ("", None, None, "no actual value yet")
    framework.add_value(plan_desk, indicator, 1, "12 countries", comment="UNEP's share")
    framework.add_value(plan_desk, indicator, 1, "8")
    found = row(plan_desk)
    assert (found.actual_value, found.share, found.met, found.actual_text) == (20, 0.5, False, "20")
    assert [(one.value, one.text, one.comment) for one in found.values] == [
        (12, "12 countries", "UNEP's share"), (8, "8", ""),
    ]  # fmt: skip
    framework.add_value(plan_desk, indicator, 1, "40 countries", "target")
    assert row(plan_desk).actual_value == 20


def test_a_cell_sets_the_last_value_and_takes_it_away(plan_desk: Desk, indicator: int) -> None:
    assert framework.set_value(plan_desk, indicator, 1, "") == ""
    assert framework.set_value(plan_desk, indicator, 1, "2.356").startswith("Is 2.356")
    assert (row(plan_desk).actual_value, row(plan_desk).actual_text) == (None, "2.356")
    framework.edit_value(plan_desk, 1, value=2356)
    assert (row(plan_desk).actual_value, row(plan_desk).actual_text) == (2356, "2.356")
    framework.set_value(plan_desk, indicator, 1, "14")
    assert [one.value for one in row(plan_desk).values] == [14]
    framework.set_value(plan_desk, indicator, 1, " ")
    assert row(plan_desk).values == ()
    plan_desk.undo()
    assert [one.value for one in row(plan_desk).values] == [14]


def test_a_share_is_computed_from_its_parts(plan_desk: Desk, indicator: int) -> None:
    framework.edit_indicator(plan_desk, indicator, measure="percentage")
    framework.add_value(plan_desk, indicator, 1, numerator=45, denominator="60")
    assert (row(plan_desk).actual_value, row(plan_desk).actual_text) == (75, "75 %")
    framework.edit_value(plan_desk, 1, comment="Two were late", source="Survey")
    assert row(plan_desk).values[0][4:] == (75, "", 45, 60, "Two were late", "Survey")


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (lambda d: framework.add_framework(d, " "), "title of the framework is empty"),
        (lambda d: framework.add_result(d, 1, ""), "title of the result is empty"),
        (lambda d: framework.add_result(d, 1, "x", kind="wish"), "not a kind of result"),
        (lambda d: framework.edit_result(d, 1, parent_id=2), "cannot stand under itself"),
        (lambda d: framework.edit_result(d, 1, parent_id=1), "cannot stand under itself"),
        (lambda d: framework.edit_result(d, 1, parent_id=3), "of another framework"),
        (lambda d: framework.add_indicator(d, 1, ""), "title of the indicator is empty"),
        (lambda d: framework.edit_indicator(d, 1, measure="percent"), "not a measure"),
        (lambda d: framework.edit_indicator(d, 1, target_value="many"), "“many” is not a number"),
        (lambda d: framework.edit_indicator(d, 1, target_value="2.356"), "“2.356” is not a number"),
        (lambda d: framework.edit_indicator(d, 1, target_value=1e15), "too large"),
        (lambda d: framework.edit_indicator(d, 1, target_value=float("nan")), "too large"),
        (lambda d: framework.edit_indicator(d, 1, baseline_year="soon"), "not a year"),
        (lambda d: framework.edit_indicator(d, 1, measure="percentage", calculation="sum"), "cannot be added up"),
        (lambda d: framework.edit_indicator(d, 1, measure="percentage", target="120"), "no percentage"),
        (lambda d: framework.add_value(d, 1, 1, "5", "hope"), "not a kind of value"),
        (lambda d: framework.add_value(d, 1, 1, numerator=1, denominator=0), "share of 0"),
        (lambda d: framework.add_value(d, 1, 9, "5"), "no longer exists"),
        (lambda d: framework.link_activity(d, 99, 1), "no longer exists"),
        (lambda d: framework.land_framework(d, FrameworkDraft("")), "title of the framework is empty"),
    ],
)  # fmt: skip
def test_refusals_change_nothing(
    plan_desk: Desk, indicator: int, dump: Any, wanted: Callable[[Desk], object], sentence: str
) -> None:
    framework.add_result(plan_desk, framework.add_framework(plan_desk, "Other"), "Elsewhere")
    before = dump(plan_desk)
    with pytest.raises(UserError, match=sentence):
        wanted(plan_desk)
    assert dump(plan_desk) == before


def test_a_percentage_over_100_is_refused(plan_desk: Desk, indicator: int) -> None:
    framework.edit_indicator(plan_desk, indicator, measure="percentage")
    for wanted in ({"text": "140 per cent"}, {"value": 140}, {"numerator": 7, "denominator": 5}):
        with pytest.raises(UserError, match="140 is no percentage from 0 to 100"):
            framework.add_value(plan_desk, indicator, 1, **wanted)
    assert row(plan_desk).values == ()


def test_a_result_goes_with_its_links_and_comes_back(plan_desk: Desk, indicator: int, dump: Any) -> None:
    first = framework.link_activity(plan_desk, 1, 2)
    assert framework.link_activity(plan_desk, 1, 2) == first
    framework.link_activity(plan_desk, 2, 2)
    framework.add_value(plan_desk, indicator, 1, "5")
    before = dump(plan_desk)
    framework.delete_result(plan_desk, 1)
    assert (view.results(plan_desk, 1), view.indicators(plan_desk), view.links(plan_desk)) == ([], [], [])
    plan_desk.undo()
    assert dump(plan_desk) == before
    framework.unlink_activity(plan_desk, 1, 2)
    assert [link.activity_id for link in view.links(plan_desk, result_id=2)] == [2]
    framework.delete_framework(plan_desk, 1)
    assert view.frameworks(plan_desk) == []


def test_a_draft_lands_as_one_step(plan_desk: Desk) -> None:
    rows = tuple(
        read_lines("In 66 countries, laws protect.\n75 treaties more.\nBaseline: 2.356 ratifications.")
    )
    draft = FrameworkDraft(
        "Plan", "2024-2027", "Chapter 5", "",
        (ResultDraft("Goal", "G", "goal"), ResultDraft("Result", "G1", parent="G", indicators=rows),
         ResultDraft("Lost", "G2", parent="nowhere")),
    )  # fmt: skip
    plan = framework.land_framework(plan_desk, draft, origin="plan.csv")
    assert plan_desk.undo_label == "Import framework “plan.csv”"
    assert [(found.code, found.level, found.indicators) for found in view.results(plan_desk, plan)] == [
        ("G", 0, 0), ("G1", 1, 2), ("G2", 0, 0),
    ]  # fmt: skip
    assert [(found.title, found.target_value) for found in view.indicators(plan_desk)] == [
        ("Laws protect", 66), ("Treaties more", 75),
    ]  # fmt: skip
    assert framework.land_indicators(plan_desk, 2, rows[:1]) == 1
    assert [found.title for found in view.indicators(plan_desk, result_id=2)][-1] == "Laws protect"
    plan_desk.undo()
    plan_desk.undo()
    assert view.frameworks(plan_desk) == []


def test_what_is_typed_in_one_field_is_one_step(plan_desk: Desk, indicator: int) -> None:
    for text in ("5", "50", "50 countries"):
        framework.edit_indicator(plan_desk, indicator, merge="indicator:1:target", target=text)
    framework.edit_framework(plan_desk, 1, note="n")
    plan_desk.undo()
    plan_desk.undo()
    assert row(plan_desk).target_text == ""
    framework.delete_indicator(plan_desk, indicator)
    assert view.indicator(plan_desk, indicator) is None


def test_its_history_is_told_in_words(plan_desk: Desk, indicator: int) -> None:
    framework.edit_indicator(plan_desk, indicator, baseline_value=2356)
    framework.edit_result(plan_desk, 2, parent_id=None)
    assert (
        journal.history(plan_desk, "indicator", indicator)[-1].sentence == "baseline as a number set to 2356"
    )
    assert journal.history(plan_desk, "result", 2)[-1].sentence == "under Goal removed"
