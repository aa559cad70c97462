"""Links as lines: in right angles, from the ends that the kind names, and only those that a picture needs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgdesk.gantt.links import ENDS, STUB, LinkMap, Stop, distance, kind_of, route
from imgdesk.views.workplan import LinkRow

numbers = st.floats(-5000, 5000, allow_nan=False)
stops = st.builds(
    lambda x, wide, y: Stop(x, x + wide, y, 17.0), numbers, st.floats(6, 3000, allow_nan=False), numbers
)
kinds = st.sampled_from(sorted(ENDS))


@given(stops, stops, kinds)
def test_a_line_joins_the_ends_that_its_kind_names_in_right_angles(first, second, kind):
    points = route(first, second, kind)
    from_end, to_end = ENDS[kind]
    assert points[0] == (first.x1 if from_end else first.x0, first.y)
    assert points[-1] == (second.x1 if to_end else second.x0, second.y)
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))


@given(stops, stops, kinds)
def test_a_line_leaves_and_arrives_outside_its_bars(first, second, kind):
    points = route(first, second, kind)
    from_end, to_end = ENDS[kind]
    out, into = points[1][0] - points[0][0], points[-2][0] - points[-1][0]
    assert (out if from_end else -out) >= STUB - 1e-6
    assert (into if to_end else -into) >= STUB - 1e-6


def test_a_line_back_in_time_runs_between_the_rows():
    points = route(Stop(100, 200, 17, 17), Stop(50, 90, 85, 17), "FS")
    assert points[2] == (208, 68)
    assert points[3] == (42, 68)


def test_kinds_come_from_ends():
    assert {kind_of(*ends) for ends in ENDS.values()} == set(ENDS)


@pytest.mark.parametrize(("place", "far"), [((50, 10), 0), ((50, 14), 4), ((104, 30), 4), ((0, 0), 10)])
def test_how_far_a_place_is_from_a_line(place, far):
    assert distance([(0, 10), (100, 10), (100, 60)], *place) == far


def test_only_links_that_touch_a_row_are_found_each_once():
    links = LinkMap([LinkRow(1, 10, 11, "FS", 0), LinkRow(2, 11, 12, "FS", 0), LinkRow(3, 13, 14, "SS", 2)])
    assert [link.id for link in links.touching([10, 11])] == [1, 2]
    assert links.touching([99]) == []
    assert links.find(3) == LinkRow(3, 13, 14, "SS", 2)
    assert links.find(4) is None
