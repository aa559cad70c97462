"""Blocks: plain values that refuse what no writer could set."""

from __future__ import annotations

import pytest

from imgdesk.reports.blocks import Span, Table, plain, tag


def test_a_table_whose_rows_do_not_fit_its_header_is_refused() -> None:
    with pytest.raises(ValueError, match="as many cells"):
        Table(("What", "When"), (0.5, 0.5), ((plain("one"),),))
    with pytest.raises(ValueError, match="as many cells"):
        Table(("What",), (0.5, 0.5), ())


def test_a_tag_has_a_known_role() -> None:
    assert tag("overdue", "red") == Span("overdue", "tag", "red")
    with pytest.raises(ValueError, match="role"):
        tag("overdue", "purple")


def test_blocks_are_values() -> None:
    rows = ((plain("a"), plain("b")),)
    one, other = (Table(("What", "When"), (0.6, 0.4), rows) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
