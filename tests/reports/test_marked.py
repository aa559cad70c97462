"""What was typed with light Markdown, as spans and blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgdesk.reports.blocks import Entry, Paragraph, Span, label, letter, line_break, plain, strong
from imgdesk.reports.marked import inline, parts


def test_emphasis_and_line_breaks() -> None:
    assert inline("**a** *b*\n***c*** d") == (
        strong("a"), Span(" "), Span("b", "italic"), line_break(), Span("c", "strong italic"), Span(" d"),
    )  # fmt: skip


def test_lists_below_a_numbered_one_are_lettered() -> None:
    found = parts("Ways:\n\n3. one\n   1. deep\n   2. deeper\n- dot\n\n  more")
    assert found == (
        Paragraph(plain("Ways:")), Entry("number", plain("one"), 1, 3), Entry("letter", plain("deep"), 2, 1),
        Entry("letter", plain("deeper"), 2, 2), Entry("bullet", plain("dot"), 1), Paragraph(plain("more"), level=1),
    )  # fmt: skip
    assert [label(part) for part in found if isinstance(part, Entry)] == ["3.", "(a)", "(b)", "•"]


@pytest.mark.parametrize(("number", "letters"), [(1, "a"), (26, "z"), (27, "aa"), (703, "aaa")])
def test_letters_go_on_after_z(number: int, letters: str) -> None:
    assert letter(number) == letters


@pytest.mark.parametrize("text", ['<img src="/etc/hostname"> & <b>', "[x](javascript:alert(1))", "&amp; \\"])
def test_markup_stays_text(text: str) -> None:
    assert inline(text) == plain(text)
    assert parts(text) == (Paragraph(plain(text)),)


@given(st.text(max_size=200))
def test_no_span_holds_a_line_end(text: str) -> None:
    spans = [*inline(text), *(span for part in parts(text) for span in part.text)]
    assert all("\n" not in span.text for span in spans if span.style != "break")
