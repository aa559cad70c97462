"""Light Markdown: emphasis and lists are read, everything else stays text, and no letter is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgdesk.domain.marked import Part, Piece, parts, spans
from imgdesk.text import clean_text

HOSTILE = [
    '<img src="/etc/hostname"> & <b>unclosed',
    "[a link](javascript:alert(1)) ![picture](file:///etc/hostname) https://example.org",
    "# not a heading\n> not a quotation\n```\nno code\n```\n---\n| no | table |",
    "&amp; &#42; \\kept",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_everything_else_is_plain_text(text: str) -> None:
    assert spans(text) == (Piece(text),)
    assert parts(text) == (Part((Piece(text),)),)


def test_emphasis() -> None:
    assert spans("**Agreed** in *principle*, a_b_c, 2 * 3 * 4") == (
        Piece("Agreed", bold=True), Piece(" in "), Piece("principle", italic=True), Piece(", a_b_c, 2 * 3 * 4"),
    )  # fmt: skip
    assert spans("***both***") == (Piece("both", bold=True, italic=True),)
    assert spans("one\ntwo") == (Piece("one\ntwo"),)
    assert spans("") == ()


def test_lists_keep_their_numbers_and_depth() -> None:
    told = [(part.level, part.sign, part.number, "".join(piece.text for piece in part.pieces)) for part in parts(
        "Two ways:\n\n- first\n- second\n  1. one\n  2. two\n\n  more of the second\n\n5) five\n6) six\n\nend"
    )]  # fmt: skip
    assert told == [
        (0, "", 0, "Two ways:"), (1, "bullet", 0, "first"), (1, "bullet", 0, "second"), (2, "number", 1, "one"),
        (2, "number", 2, "two"), (1, "", 0, "more of the second"), (1, "number", 5, "five"),
        (1, "number", 6, "six"), (0, "", 0, "end"),
    ]  # fmt: skip


def test_a_year_at_the_beginning_stays_a_year() -> None:
    assert [(part.sign, part.number) for part in parts("2023. The year began.")] == [("number", 2023)]
    assert [part.number for part in parts("0. nought\n1. one")] == [0, 1]


def test_an_entry_without_words_is_still_an_entry() -> None:
    assert [(part.level, part.sign, part.pieces) for part in parts("-\n- a")] == [
        (1, "bullet", ()),
        (1, "bullet", (Piece("a"),)),
    ]


@pytest.mark.parametrize("text", ["- " * 90 + "deep", "> " * 500 + "x", "*" * 60_000 + "x"])
def test_what_nobody_typed_by_hand_is_taken_as_it_is(text: str) -> None:
    assert parts(text) == (Part((Piece(text),)),)


@pytest.mark.parametrize("unit", ["word ", "*a ", "**b**", "- c\n", "d\n\n", "_e*"])
def test_200000_characters_lose_no_letter(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    shown = "".join(piece.text for part in parts(text) for piece in part.pieces)
    assert letters(shown) == letters(text)


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("*_-+ \n\t1.)ab"), max_size=300))
def test_no_letter_is_lost(text: str) -> None:
    assert letters("".join(piece.text for piece in spans(text))) == letters(text)
    shown = "".join(piece.text for part in parts(text) for piece in part.pieces)
    assert words(shown) == words(text)


def letters(text: str) -> str:
    """The text without white space and the marks that may be read."""
    return "".join(char for char in clean_text(text) if not char.isspace() and char not in "*_-+.)")


def words(text: str) -> str:
    """The same without digits, which may be the number of an entry."""
    return "".join(char for char in letters(text) if not char.isdecimal())
