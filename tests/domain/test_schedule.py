"""Links between activities: a ring is found and told in order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from imgdesk.domain.schedule import ring


def test_a_link_that_closes_no_ring() -> None:
    assert list(ring([(1, 2), (2, 3)], (1, 3))) == []
    assert list(ring([], (1, 2))) == []


def test_the_ring_is_told_in_the_order_of_its_links() -> None:
    assert list(ring([(1, 2), (2, 3), (2, 9)], (3, 1))) == [3, 1, 2, 3]


def test_a_link_to_itself_is_a_ring() -> None:
    assert list(ring([], (4, 4))) == [4, 4]


def test_a_long_chain_needs_no_recursion() -> None:
    chain = [(n, n + 1) for n in range(5000)]
    assert len(ring(chain, (5000, 0))) == 5002


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12),
    st.tuples(*[st.integers(0, 6)] * 2),
)
def test_every_ring_told_is_one(links: list[tuple[int, int]], new: tuple[int, int]) -> None:
    found = list(ring(links, new))
    if not found:
        reached = {new[1]}
        while more := {b for a, b in links if a in reached} - reached:
            reached |= more
        assert new[0] not in reached
        return
    assert (found[0], found[1], found[-1]) == (new[0], new[1], new[0])
    assert all(step in links for step in pairwise(found[1:]))
