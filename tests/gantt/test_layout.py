"""What a date as agreed looks like: the table of textures, the words, and shapes that stay in their box."""

from __future__ import annotations

import math
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgdesk.gantt import layout
from imgdesk.gantt.layout import Bar, Word
from imgdesk.gantt.scale import fit


class Activity(NamedTuple):
    """A row as the views give it."""

    earliest: str | None = "2023-06-01"
    latest: str | None = "2023-06-30"
    grain: str = "month"
    id: int = 7
    tbc: int = 0
    tbd: int = 0
    provisional: int = 0
    approximate: int = 0
    status: str = "planned"
    percent: int = 0
    focus_area: int = 2


FIRST, LAST, TODAY = "2023-01-01", "2025-12-31", "2023-06-15"
FRAME = layout.frame(fit(FIRST, LAST, 1096), TODAY, FIRST, LAST)  # one px is one day


def bar(row: Activity) -> Bar:
    shape = layout.bar(row, FRAME)
    assert shape is not None
    return shape


TEXTURES = [
    (Activity("2023-05-01", "2023-05-12", "day"), "solid"),
    (Activity("2023-05-01", "2023-05-12", "day", approximate=1), "soft"),
    (Activity("2023-06-12", "2023-06-18", "week"), "soft"),
    (Activity("2023-06-01", "2023-06-30", "month"), "soft"),
    (Activity("2023-01-01", "2023-03-31", "quarter"), "hatched"),
    (Activity("2023-09-01", "2023-11-30", "season"), "hatched"),
    (Activity("2023-01-01", "2023-06-30", "half"), "hatched"),
    (Activity("2023-01-01", "2023-12-31", "year"), "hatched"),
    (Activity("2023-01-01", "2023-12-31", "none"), "hatched"),
    (Activity("2023-01-01", "2023-12-31", "day", tbd=1), "hatched"),
    (Activity(None, "2023-12-31", "day"), "hatched"),
    (Activity("2023-03-01", None, "day"), "solid"),
    (Activity("2023-03-01", None, "month"), "soft"),
]


@pytest.mark.parametrize(("row", "texture"), TEXTURES)
def test_the_texture_says_how_well_the_window_is_known(row: Activity, texture: str) -> None:
    assert bar(row).texture == texture


def test_a_bar_covers_both_of_its_days() -> None:
    shape = bar(Activity("2023-01-01", "2023-01-31", "day"))
    assert (shape.x0, shape.x1) == (pytest.approx(0), pytest.approx(31))
    assert shape.soft0 == shape.soft1 == 0


def test_soft_ends_never_meet() -> None:
    for latest in ("2023-06-07", "2023-06-30", "2023-08-31", "2025-01-31"):
        shape = bar(Activity("2023-06-01", latest))
        assert 0 < shape.soft0 == shape.soft1 <= layout.MAX_SOFT
        assert shape.soft0 + shape.soft1 < shape.x1 - shape.x0


@pytest.mark.parametrize(
    ("row", "dashed"),
    [
        (Activity(), False),
        (Activity(tbc=1), True),
        (Activity(provisional=1), True),
        (Activity(tbc=1, status="done"), False),
        (Activity(tbc=1, status="cancelled"), True),
    ],
)
def test_what_is_not_firm_is_dashed(row: Activity, dashed: bool) -> None:
    assert bar(row).dashed is dashed


def test_a_bar_too_short_to_speak_is_six_wide_and_plain() -> None:
    shape = bar(Activity("2023-06-01", "2023-06-02", "week", tbc=1))
    assert shape.x1 - shape.x0 == pytest.approx(layout.MIN_BAR)
    assert (shape.x0 + shape.x1) / 2 == pytest.approx(FRAME.scale.x("2023-06-02"))
    assert (shape.texture, shape.dashed, shape.soft0, shape.soft1) == ("solid", False, 0, 0)
    assert Word("unconfirmed", "amber") in shape.words


def test_without_any_window_there_is_no_bar() -> None:
    assert layout.bar(Activity(None, None, "none"), FRAME) is None


def test_open_windows_run_out_at_the_edge_of_the_plan() -> None:
    until = bar(Activity(None, "2023-12-31", "year"))
    assert (until.x0, until.open_start, until.open_end) == (pytest.approx(0), True, False)
    assert until.soft0 > 0
    since = bar(Activity("2024-01-01", None, "month"))
    assert (since.x1, since.open_start, since.open_end) == (pytest.approx(1096), False, True)
    assert since.soft1 > 0


def test_an_open_window_outside_the_plan_is_a_stub() -> None:
    before = bar(Activity(None, "2022-06-30", "day"))
    assert before.x1 - before.x0 == layout.OPEN_STUB
    after = bar(Activity("2027-01-01", None, "day"))
    assert after.x1 - after.x0 == layout.OPEN_STUB


@pytest.mark.parametrize(
    ("number", "role"), [(0, "muted"), (1, "fa1"), (3, "fa3"), (8, "fa8"), (9, "fa1"), (-1, "muted")]
)
def test_the_colour_is_that_of_the_first_focus_area(number: int, role: str) -> None:
    assert bar(Activity(focus_area=number)).role == role


@pytest.mark.parametrize(("percent", "share"), [(0, 0.0), (50, 0.5), (100, 1.0), (-5, 0.0), (400, 1.0)])
def test_percent_fills_the_bar_from_the_left(percent: int, share: float) -> None:
    shape = bar(Activity(percent=percent))
    assert shape.progress == pytest.approx(shape.x0 + share * (shape.x1 - shape.x0))


WORDS = [
    (Activity(), []),
    (Activity("2023-05-01", "2023-05-31"), ["overdue"]),
    (Activity("2023-05-01", "2023-06-14"), ["overdue"]),
    (Activity("2023-05-01", "2023-06-15"), []),
    (Activity("2023-05-01", None), []),
    (Activity("2023-05-01", "2023-05-31", status="done"), ["done"]),
    (Activity("2023-05-01", "2023-05-31", status="cancelled", tbc=1), ["cancelled"]),
    (Activity("2023-05-01", "2023-05-31", status="delayed"), ["overdue", "delayed"]),
    (Activity(status="under way"), []),
    (Activity(status="delayed"), ["delayed"]),
    (Activity(tbc=1, provisional=1, tbd=1), ["unconfirmed", "provisional", "TBD"]),
]


@pytest.mark.parametrize(("row", "words"), WORDS)
def test_words_beside_the_bar(row: Activity, words: list[str]) -> None:
    assert [word.text for word in layout.words(row, TODAY)] == words
    assert layout.is_overdue(row, TODAY) is ("overdue" in words)


def test_a_cancelled_bar_is_faint() -> None:
    assert bar(Activity(status="cancelled")).faint
    assert not bar(Activity(status="done")).faint


def test_a_bar_inside_the_picture_is_not_clipped_and_one_across_its_edge_is_open_there() -> None:
    whole = bar(Activity("2023-06-01", "2023-08-31"))
    assert layout.clipped(whole, 0, 1096) is whole
    cut = layout.clipped(whole, whole.x0 + 20, 1096)
    assert cut is not None
    assert (cut.x0, cut.x1, cut.open_start, cut.open_end) == (whole.x0 + 20, whole.x1, True, False)
    assert cut.x0 <= cut.progress <= cut.x1
    assert layout.clipped(whole, whole.x1 + 1, 1096) is None
    assert layout.clipped(whole, 0, whole.x0) is None


def test_a_hair_beyond_the_edge_is_not_open() -> None:
    whole = bar(Activity("2023-01-01", "2023-12-31", "year"))
    shape = layout.clipped(whole, whole.x0 + 1e-9, 1096)
    assert shape is not None
    assert not shape.open_start


def test_a_group_reaches_from_its_earliest_to_its_latest_known_day() -> None:
    rows = [Activity("2023-03-01", "2023-03-31"), Activity(None, "2023-12-31"), Activity("2023-02-01", None)]
    clamp = layout.group_extent(rows, FRAME)
    assert clamp is not None
    assert (clamp.x0, clamp.x1) == (FRAME.scale.x("2023-02-01"), FRAME.scale.end_x("2023-12-31"))
    assert not clamp.open_start
    assert not clamp.open_end
    assert layout.group_extent([Activity(None, None)], FRAME) is None
    assert layout.group_extent([], FRAME) is None


def test_a_gap_known_to_the_day_has_hard_edges_and_another_fades() -> None:
    hard = layout.band("2023-04-01", "2023-11-30", "day", "no support", FRAME)
    soft = layout.band("2023-04-01", "2023-11-30", "season", "no support", FRAME)
    until = layout.band(None, "2023-11-30", "month", "no support", FRAME)
    assert hard is not None
    assert soft is not None
    assert until is not None
    assert (hard.soft0, hard.soft1) == (0, 0)
    assert 0 < soft.soft0 + soft.soft1 < soft.x1 - soft.x0
    assert (until.x0, until.soft0) == (pytest.approx(0), 0)
    assert until.soft1 > 0
    assert layout.band(None, None, "none", "", FRAME) is None


@pytest.mark.parametrize(
    ("earliest", "latest", "grain", "fuzzy"),
    [
        ("2023-11-30", "2023-12-12", "day", False),
        ("2023-11-01", "2023-11-30", "month", False),
        ("2023-10-01", "2023-12-31", "quarter", True),
        ("2023-10-01", None, "month", True),
        (None, "2023-12-31", "day", True),
    ],
)
def test_an_event_stands_in_the_middle_of_its_window(
    earliest: str | None, latest: str | None, grain: str, fuzzy: bool
) -> None:
    shape = layout.diamond(3, earliest, latest, grain, "COP", FRAME.scale)
    assert shape is not None
    assert shape.x == pytest.approx((shape.x0 + shape.x1) / 2)
    assert (shape.id, shape.label, shape.fuzzy) == (3, "COP", fuzzy)


def test_an_event_without_a_date_has_no_diamond() -> None:
    assert layout.diamond(3, None, None, "none", "COP", FRAME.scale) is None


def test_today_stands_in_the_middle_of_its_day() -> None:
    assert layout.today_x(FRAME) == pytest.approx(FRAME.scale.x(TODAY) + FRAME.scale.px_per_day / 2)


shapes = st.lists(
    st.builds(
        lambda x, label: layout.Diamond(0, x, x, x, False, label),
        st.floats(0, 400),
        st.sampled_from(["", "HLPF", "COP 28", "Summit of the Future", "x" * 200]),
    ),
    max_size=12,
)


def measure(text: str) -> float:
    return 5.0 * len(text)


@given(shapes, st.integers(1, 4))
def test_no_event_label_covers_another_or_a_diamond_of_its_lane(
    diamonds: list[layout.Diamond], lanes: int
) -> None:
    labels = layout.place_labels(diamonds, measure, 0, 400, lanes=lanes)
    assert len(labels) == len(diamonds)
    spans = [
        (label.x, label.x + measure(label.text), label.lane, index)
        for index, label in enumerate(labels)
        if label.text
    ]
    for x0, x1, lane, index in spans:
        assert x0 >= 0
        assert x1 <= 400
        assert 0 <= lane < lanes
        assert labels[index].text == diamonds[index].label
        for other0, other1, other_lane, other in spans:
            assert index == other or lane != other_lane or x1 <= other0 or other1 <= x0
        for other, (shape, label) in enumerate(zip(diamonds, labels, strict=True)):
            assert other == index or label.lane != lane or not x0 < shape.x < x1


def test_labels_that_do_not_fit_beside_each_other_are_staggered_and_then_left_out() -> None:
    close = [layout.Diamond(n, 100.0 + n, 100.0 + n, 100.0 + n, False, "Summit") for n in range(3)]
    assert [label.lane for label in layout.place_labels(close, measure, 0, 400, lanes=3)] == [0, 1, 2]
    alone = layout.place_labels(close[:1], measure, 0, 400)
    assert [label.text for label in alone] == ["Summit"]
    assert alone[0].x > 100
    at_the_edge = layout.place_labels([close[0]._replace(x=395.0)], measure, 0, 400)
    assert at_the_edge[0].x + measure("Summit") < 395
    assert {label.text for label in layout.place_labels(close * 4, measure, 0, 400)} <= {"", "Summit"}
    assert [label.text for label in layout.place_labels(close, measure, 95, 110)] == ["", "", ""]


boxes = st.tuples(st.floats(-500, 500), st.floats(-500, 500), st.floats(0.5, 300), st.floats(0.5, 60))


@given(boxes, st.floats(1.5, 20), st.floats(-50, 50), st.booleans())
def test_hatch_lines_stay_in_their_box_at_45_degrees(
    box: tuple[float, float, float, float], step: float, phase: float, rising: bool
) -> None:
    x0, y0, width, height = box
    lines = layout.hatch_lines(x0, y0, x0 + width, y0 + height, step, phase, rising=rising)
    for xa, ya, xb, yb in lines:
        assert x0 - 1e-6 <= xa <= xb + 1e-6 <= x0 + width + 2e-6
        assert y0 - 1e-6 <= min(ya, yb) <= max(ya, yb) <= y0 + height + 1e-6
        assert (yb - ya) * (-1 if rising else 1) == pytest.approx(xb - xa, abs=1e-6)
    expected = (width + height) / step
    assert math.floor(expected) - 1 <= len(lines) <= math.ceil(expected) + 1


@given(boxes, st.booleans())
def test_hatching_in_strips_joins_without_a_seam(
    box: tuple[float, float, float, float], rising: bool
) -> None:
    x0, y0, width, height = box
    middle = x0 + width / 2
    whole = layout.hatch_lines(x0, y0, x0 + width, y0 + height, 5, rising=rising)
    halves = [
        *layout.hatch_lines(x0, y0, middle, y0 + height, 5, rising=rising),
        *layout.hatch_lines(middle, y0, x0 + width, y0 + height, 5, rising=rising),
    ]
    assert sum(xb - xa for xa, _, xb, _ in halves) == pytest.approx(sum(xb - xa for xa, _, xb, _ in whole))


def test_an_empty_box_has_no_hatching() -> None:
    assert layout.hatch_lines(10, 0, 10, 5, 4) == []
    assert layout.hatch_lines(0, 5, 10, 5, 4) == []
    assert layout.hatch_lines(0, 0, 10, 5, 0) == []
