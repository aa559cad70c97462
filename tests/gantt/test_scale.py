"""Days and x are inverse, zooming keeps the point under the mouse, and the header covers what is visible."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgdesk.gantt.scale import (
    FIRST_DAY,
    LAST_DAY,
    LEVELS,
    MAX_PX_PER_DAY,
    MIN_PX_PER_DAY,
    Scale,
    fit,
    header,
    next_unit,
    unit_start,
)

days = st.integers(FIRST_DAY, LAST_DAY)
near = st.integers(date(1990, 1, 1).toordinal(), date(2060, 12, 31).toordinal())
scales = st.builds(Scale, near.map(float) | st.floats(726000, 752000), st.floats(0.02, 300))


@given(scales, near)
def test_the_day_under_the_x_of_a_day_is_that_day(scale: Scale, day: int) -> None:
    assert scale.day(scale.x(day)).toordinal() == day
    assert scale.day((scale.x(day) + scale.end_x(day)) / 2).toordinal() == day


@given(scales, near)
def test_dates_text_and_ordinals_lie_at_the_same_x(scale: Scale, day: int) -> None:
    when = date.fromordinal(day)
    assert scale.x(when) == scale.x(when.isoformat()) == scale.x(day)


def test_text_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="day"):
        Scale(738000, 1).x("2023-04-31")


@given(scales, st.floats(-1e12, 1e12))
def test_far_outside_the_calendar_there_is_still_a_day(scale: Scale, x: float) -> None:
    assert date.min <= scale.day(x) <= date.max


@given(near, st.integers(0, 20000), st.floats(50, 5000), st.floats(0, 20))
def test_fit_puts_first_and_last_at_the_margins(first: int, span: int, width: float, margin: float) -> None:
    scale = fit(first, first + span, width, margin)
    assert scale.x(first) == pytest.approx(margin, abs=1e-4)
    assert scale.end_x(first + span) == pytest.approx(width - margin, abs=1e-4)
    assert scale.width(first, first + span) == pytest.approx(width - 2 * margin, abs=1e-4)


def test_a_span_that_ends_before_it_begins_has_no_width() -> None:
    assert Scale(738000, 2).width("2023-05-02", "2023-05-01") == 0
    assert Scale(738000, 2).width("2023-05-01", "2023-05-01") == 2


@given(scales, st.floats(0.01, 100), st.floats(-3000, 3000))
def test_zooming_keeps_the_moment_under_the_anchor(scale: Scale, factor: float, anchor: float) -> None:
    zoomed = scale.zoomed(factor, anchor)
    assert zoomed.moment(anchor) == pytest.approx(scale.moment(anchor), abs=1e-6)


def test_zooming_ends_at_a_week_and_at_ten_years_across() -> None:
    scale = fit("2023-01-01", "2025-12-31", 1000)
    for _ in range(60):
        scale = scale.zoomed(1.25, 500)
    assert scale.px_per_day == MAX_PX_PER_DAY
    for _ in range(80):
        scale = scale.zoomed(0.8, 500)
    assert scale.px_per_day == MIN_PX_PER_DAY
    assert 1000 / MAX_PX_PER_DAY < 7 < 10 * 365 < 1000 / MIN_PX_PER_DAY


def test_a_picture_fitted_beyond_the_limits_does_not_jump_when_zoomed() -> None:
    century = fit("1950-01-01", "2049-12-31", 500)
    assert century.zoomed(1.0, 0).px_per_day == century.px_per_day
    assert century.zoomed(1.1, 0).px_per_day == pytest.approx(century.px_per_day * 1.1)


@pytest.mark.parametrize("name", LEVELS)
def test_each_named_level_is_the_level_that_it_says(name: str) -> None:
    assert fit("2023-01-01", "2025-12-31", 700).at_level(name, 350).level == name


def test_panning_moves_the_days_with_the_picture() -> None:
    scale = Scale(738000, 3.0)
    assert scale.panned(12).x(738000) == 12


HEADERS = [
    # first, last, width, labels above, labels below
    ("2023-06-05", "2023-06-08", 400, ["5 June 2023"], ["Mon 5", "Tue 6", "Wed 7", "Thu 8"]),
    ("2023-05-29", "2023-07-02", 200, ["", "June 2023", ""], ["29", "5", "12", "19", "26"]),
    ("2023-06-01", "2023-07-02", 200, ["June 2023", ""], ["", "5", "12", "19", "26"]),
    ("2023-01-01", "2023-06-30", 500, ["2023"], ["January", "February", "March", "April", "May", "June"]),
    ("2023-11-01", "2024-02-29", 160, ["2023", "2024"], ["Nov", "Dec", "Jan", "Feb"]),
    ("2023-01-01", "2023-12-31", 240, ["2023"], list("JFMAMJJASOND")),
    ("2023-01-01", "2024-12-31", 300, ["2023", "2024"], ["Q1", "Q2", "Q3", "Q4"] * 2),
    ("2021-01-01", "2025-12-31", 200, [], ["2021", "2022", "2023", "2024", "2025"]),
    ("2000-01-01", "2049-12-31", 300, [], ["2000", "2010", "2020", "2030", "2040"]),
]  # fmt: skip


@pytest.mark.parametrize(("first", "last", "width", "top", "bottom"), HEADERS)
def test_the_header_speaks_in_units_that_fit(
    first: str, last: str, width: int, top: list[str], bottom: list[str]
) -> None:
    shown = header(fit(first, last, width), 0, width)
    assert [tick.label for tick in shown.top] == top
    assert [tick.label for tick in shown.bottom] == bottom


@given(scales, st.floats(-2000, 2000), st.floats(20, 3000), st.floats(3, 9))
def test_ticks_cover_the_visible_range_without_gaps(
    scale: Scale, x0: float, width: float, char_px: float
) -> None:
    shown = header(scale, x0, x0 + width, char_px)
    for tier in (shown.bottom, shown.top):
        if not tier:
            continue
        assert tier[0].x0 <= x0 + 1e-3
        assert tier[-1].x1 >= x0 + width - 1e-3
        for left, right in pairwise(tier):
            assert left.x1 == right.x0
        for tick in tier:
            assert scale.x(tick.day) == tick.x0 < tick.x1
            if tick.label:
                assert tick.label_x >= max(tick.x0, x0)
                assert tick.label_x + len(tick.label) * char_px <= min(tick.x1, x0 + width)


@given(scales, st.floats(-2000, 2000), st.floats(20, 3000))
def test_grid_lines_are_visible_ordered_and_never_twice(scale: Scale, x0: float, width: float) -> None:
    lines = [line.x for line in header(scale, x0, x0 + width).grid]
    assert all(x0 <= x <= x0 + width for x in lines)
    assert lines == sorted(set(lines))


def test_the_header_costs_as_much_as_is_visible() -> None:
    whole_calendar = fit(date.min, date.max, 900)
    assert len(header(whole_calendar, 0, 900).bottom) < 40
    assert len(header(Scale(738000, 40.0), 0, 900).bottom) < 30


def test_the_header_at_both_ends_of_the_calendar() -> None:
    for width in (100, 3000, 80_000):
        for span in ((date.min, date.min + timedelta(60)), (date.max - timedelta(60), date.max)):
            shown = header(fit(*span, width), 0, min(width, 2000))
            assert shown.bottom[0].day >= FIRST_DAY
            assert shown.bottom[-1].x1 >= shown.bottom[-1].x0


@pytest.mark.parametrize("unit", ["day", "week", "month", "quarter", "year"])
@given(day=days)
def test_every_day_lies_in_exactly_one_unit(unit: str, day: int) -> None:
    start = unit_start(day, unit)
    after = next_unit(start, unit)
    assert start <= day < after
    assert unit_start(start, unit) == start


@given(st.integers(FIRST_DAY + 7, LAST_DAY))
def test_weeks_begin_on_monday(day: int) -> None:
    assert date.fromordinal(unit_start(day, "week")).weekday() == 0
