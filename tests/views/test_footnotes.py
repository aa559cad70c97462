"""Footnote marks in the words of a list."""

from __future__ import annotations

import pytest

from imgdesk.views.footnotes import Mark, marked, numbered, raised
from imgdesk.views.workplan import FootnoteRow


def test_the_same_text_has_the_same_number():
    rows = [
        FootnoteRow(1, 10, "output", 5, "Subject to capacity"), FootnoteRow(2, 11, "output", 7, "Subject to capacity"),
        FootnoteRow(3, 11, "when", 0, "See the calendar"),
    ]  # fmt: skip
    assert numbered(rows) == {
        10: (Mark("output", 5, 1),),
        11: (Mark("output", 7, 1), Mark("when", 0, 2)),
    }


@pytest.mark.parametrize(
    ("text", "marks", "shown"),
    [
        ("Side event", [(10, 1)], "Side event ¹"),
        ("Side event (TBC)", [(10, 1)], "Side event ¹ (TBC)"),
        ("Side event", [(0, 1)], "¹Side event"),
        ("Side event", [(99, 12)], "Side event ¹²"),
        ("Side event", [(4, 1), (10, 2)], "Side ¹ event ²"),
        ("", [(0, 3)], "³"),
        ("Side event", [], "Side event"),
    ],
)
def test_marks_stand_in_their_places(text, marks, shown):
    assert marked(text, [Mark("output", offset, number) for offset, number in marks], "output") == shown


def test_marks_of_another_field_are_left_out():
    assert marked("July", [Mark("output", 2, 1)], "when") == "July"


def test_raised():
    assert raised(1234567890) == "¹²³⁴⁵⁶⁷⁸⁹⁰"
