"""How far an indicator has come: the formula holds for all numbers, and is silent where it would divide by nothing."""

from __future__ import annotations

from math import inf, isfinite, nan

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from imgdesk.domain.achievement import Achievement, achievement, achievement_sentence, across, share_words
from imgdesk.domain.progress_words import CALCULATIONS, DIRECTIONS

ANY = st.floats(allow_nan=True, allow_infinity=True)
SANE = st.floats(-1e9, 1e9)
MAYBE = st.none() | ANY


@given(MAYBE, MAYBE, MAYBE, st.sampled_from(DIRECTIONS))
def test_it_never_divides_by_nothing(
    baseline: float | None, target: float | None, actual: float | None, direction: str
) -> None:
    found = achievement(baseline, target, actual, direction)
    assert found.share is None or isfinite(found.share)
    assert (found.share is None) == bool(found.why)


def test_it_is_silent_where_there_is_nothing_to_compare() -> None:
    assert achievement(1, 2, None) == (None, None, "no actual value yet")
    assert achievement(1, 2, nan)[:2] == achievement(1, inf, 2)[:2] == (None, None)
    assert achievement(1, None, 2) == (None, None, "no target in numbers")
    assert achievement(None, 66, 70) == (None, True, "no baseline: compared with the target alone")
    assert achievement(None, 66, 65).met is False
    assert achievement(5, 5, 4) == (None, False, "the target equals the baseline: met or not met")
    assert achievement(5, 5, 4, "descending").met is True
    assert achievement(189, 60, 70).why == (
        "the target lies behind the baseline of a rising indicator: check the direction"
    )
    assert achievement(0, 5e-324, 1).why == "the numbers are too far apart to compare"


@given(SANE, SANE)
def test_nothing_is_reached_at_the_baseline_and_all_at_the_target(baseline: float, target: float) -> None:
    assume(baseline != target)
    direction = "descending" if target < baseline else "ascending"
    at_first, at_last = (achievement(baseline, target, value, direction) for value in (baseline, target))
    assert at_first.share in (0.0, None)
    assert at_last.share in (1.0, None)
    assert (at_first.met, at_last.met) == (False, True)


@given(SANE, SANE, SANE, SANE)
def test_nearer_to_the_target_is_never_less(baseline: float, target: float, one: float, other: float) -> None:
    assume(abs(baseline - target) > 1e-3)
    direction = "descending" if target < baseline else "ascending"
    worse, better = sorted((one, other), reverse=direction == "descending")
    first = achievement(baseline, target, worse, direction).share
    second = achievement(baseline, target, better, direction).share
    assert first is not None
    assert second is not None
    assert first <= second


@given(SANE, SANE, SANE)
def test_a_falling_indicator_is_a_rising_one_upside_down(
    baseline: float, target: float, actual: float
) -> None:
    assume(baseline > target)
    falling = achievement(baseline, target, actual, "descending")
    rising = achievement(-baseline, -target, -actual, "ascending")
    assert falling == rising


@given(SANE, SANE, SANE)
def test_a_level_to_maintain_is_met_or_not(baseline: float, target: float, actual: float) -> None:
    found = achievement(baseline, target, actual, "maintain")
    assert found.share is None
    assert found.met is (actual >= target)


def test_more_than_all_and_less_than_nothing_are_said_as_they_are() -> None:
    assert achievement(0, 10, 25).share == 2.5
    assert achievement(100, 50, 120, "descending").share == -0.4
    assert [share_words(share) for share in (2.5, -0.4, 0.999, 1.0)] == ["250 %", "-40 %", "99 %", "100 %"]


@pytest.mark.parametrize(
    ("calculation", "cumulative", "to_date"),
    [("last", False, 2), ("sum", False, 10), ("max", False, 5), ("average", False, 10 / 3), ("sum", True, 2)],
)
def test_the_value_to_date(calculation: str, cumulative: bool, to_date: float) -> None:
    assert across([3, None, 5, 2, None], calculation, cumulative=cumulative) == to_date


@given(st.lists(MAYBE), st.sampled_from(CALCULATIONS), st.booleans())
def test_the_value_to_date_is_a_number_or_none(
    values: list[float | None], calculation: str, cumulative: bool
) -> None:
    found = across(values, calculation, cumulative=cumulative)
    known = [value for value in values if value is not None and isfinite(value)]
    assert found is None or isfinite(found)
    assert found is not None or not known or calculation in ("sum", "average")
    if found is not None and (cumulative or calculation != "sum"):
        assert min(known) <= found * (1 + 1e-9 if found > 0 else 1 - 1e-9) + 1e-300
        assert found <= max(known) or calculation == "average"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (achievement(47, 80, 60), "39 % of the way"),
        (achievement(47, 80, 90), "130 % of the way, target met"),
        (achievement(None, 80, 90), "met (no baseline: compared with the target alone)"),
        (achievement(80, 80, 70), "not met"),
        (achievement(10, 10, 12, "maintain"), "met"),
        (achievement(47, 80, None), "no actual value yet"),
        (Achievement(None, False, ""), "not met"),
    ],
)
def test_how_far_it_has_come_in_words(said: Achievement, sentence: str) -> None:
    assert achievement_sentence(said) == sentence
