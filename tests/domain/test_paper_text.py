"""Light Markdown of papers: what is written reads again as it was, nothing is lost, and nothing takes long."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgdesk.domain.paper_text import (
    Part,
    Piece,
    Reading,
    notes_of,
    read,
    rows,
    tidy,
    write,
    write_rows,
)
from imgdesk.text import clean_text

CHARS = st.characters(codec="utf-8") | st.sampled_from("*_[]()<>^\\-•.:|# \n\tai1A\u0301\u0338")
TEXTS = st.text(CHARS, max_size=120)
LINKS = st.sampled_from(
    ["", "", "https://example.org/a_(b)", "http://x\\y)", "mailto:desk@example.org", "ftp://no"]
)
PIECES = st.builds(Piece, TEXTS, st.booleans(), st.booleans(), LINKS, st.sampled_from(["", "", "", "1", "b"]))
SIGNS = st.sampled_from(["", "bullet", "number", "letter", "capital", "roman"])
PARTS = st.builds(
    Part, st.lists(PIECES, max_size=4).map(tuple), st.integers(0, 10), SIGNS, st.integers(0, 40)
)
NOTES = st.dictionaries(st.sampled_from(["1", "b", "note-3"]), TEXTS, max_size=3)
MARKDOWN = st.lists(
    st.sampled_from(
        "**|*|***|[|](https://a.example)|[^1]|[^1]: |\n|\n\n|  |- |* |1. |2) |(a) |(i) |ii) |A. |word| |\\|<https://a.example>|(|)|]"
        .split("|")
    ),
    max_size=60,
).map("".join)  # fmt: skip


def told(text: str) -> list[tuple[int, str, int, str]]:
    return [
        (part.level, part.sign, part.number, "".join(piece.text or f"^{piece.note}" for piece in part.pieces))
        for part in read(text).parts
    ]


def test_paragraphs_and_lists_of_every_kind() -> None:
    assert told(
        "Lead.\n\n- one\n  - two\n    goes on\n- three\n\n  of the third\n\n1. n\n2) m\n(a) x\nb) y\n\nA. C\n"
    ) == [
        (0, "", 0, "Lead."), (1, "bullet", 0, "one"), (2, "bullet", 0, "two\ngoes on"), (1, "bullet", 0, "three"),
        (1, "", 0, "of the third"), (1, "number", 1, "n"), (1, "number", 2, "m"), (1, "letter", 1, "x"),
        (1, "letter", 2, "y"), (1, "capital", 1, "C"),
    ]  # fmt: skip


def test_roman_figures_are_read_as_a_run_that_begins_with_the_first() -> None:
    assert [part[1:3] for part in told("(i) a\n(ii) b\n(iii) c")] == [
        ("roman", 1),
        ("roman", 2),
        ("roman", 3),
    ]
    assert [part[1:3] for part in told("(h) a\n(i) b\n(j) c")] == [
        ("letter", 8),
        ("letter", 9),
        ("letter", 10),
    ]
    assert told("(ii) is no entry by itself") == [(0, "", 0, "(ii) is no entry by itself")]
    assert told("(the) cat") == [(0, "", 0, "(the) cat")]
    assert told("(i) one\n\nA paragraph.\n\n(ii) two")[2] == (1, "roman", 2, "two")


def test_letters_go_on_after_z() -> None:
    assert told("(z) last\n(aa) more\n(ab) end")[1:] == [(1, "letter", 27, "more"), (1, "letter", 28, "end")]


def test_a_year_after_a_line_break_is_no_list() -> None:
    assert told("Agreed in\n2023. A new year") == [(0, "", 0, "Agreed in\n2023. A new year")]
    assert told("Three ways:\n1. first\n2. second")[1:] == [
        (1, "number", 1, "first"),
        (1, "number", 2, "second"),
    ]


def test_emphasis_links_and_escapes() -> None:
    (part,) = read(
        r"**a *b*** and *c*, 2 * 3 * 4, a_b_c, \*plain\*, *open, [w](https://a.example/a_(b)) <http://b.example>"
    ).parts
    assert part.pieces == (
        Piece("a ", bold=True), Piece("b", bold=True, italic=True), Piece(" and "), Piece("c", italic=True),
        Piece(", 2 * 3 * 4, a_b_c, *plain*, *open, "), Piece("w", link="https://a.example/a_(b)"), Piece(" "),
        Piece("http://b.example", link="http://b.example"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        '<img src="/etc/hostname"> & <b>unclosed &amp; &#42;',
        "[a link](javascript:alert(1)) ![picture](file:///etc/hostname) [f](ftp://x) https://example.org",
        "# not a heading\n> no quotation\n```\n---\n| no | table |",
        "[TBC] and [another] (in brackets) [^9] without its note",
        "C:\\Users\\new \\ alone",
        "[[[] ** ]( *",
    ],
)
def test_everything_else_is_text(text: str) -> None:
    assert read(text).parts == (Part((Piece(text),)),)


def test_footnotes_are_known_by_their_labels() -> None:
    reading = read(
        "One[^1], two[^b].\n[^1]: First,\n  going on, see [there](https://a.example)\n[^b]: Second\n\nMore[^1]"
    )
    assert reading.notes == {"1": "First,\ngoing on, see [there](https://a.example)", "b": "Second"}
    assert told("One[^1].\n\n[^1]: x\n[^1]: said twice") == [
        (0, "", 0, "One^1."),
        (0, "", 0, "^1: said twice"),
    ]


def test_what_would_be_read_as_a_mark_is_written_as_text() -> None:
    parts = (
        Part((Piece("- no entry\n1. nor this\n[^1]: no note"),)),
        Part((Piece("*", bold=True), Piece("[", link="https://a.example"), Piece("](https://a.example) \\"))),
        Part((Piece("", note="1"), Piece(": after its mark")), 1, "bullet"),
    )
    assert read(write(parts, {"1": "A note"})) == Reading(parts, {"1": "A note"})


def test_a_link_in_several_faces_is_one_link() -> None:
    link = "https://a.example/x"
    part = Part(
        (Piece("one", italic=True, link=link), Piece("\n", link=link), Piece("two", bold=True, link=link))
    )
    assert write((part,)) == f"*[one*\n**two]({link})**"
    assert read(write((part,))).parts == (part,)


def test_what_cannot_be_counted_by_its_figure_is_counted_by_its_number() -> None:
    parts = (Part((Piece("x"),), 1, "roman", 4), Part((Piece("y"),), 3, "letter", 30))
    assert tidy(parts, {}).parts == (
        Part((Piece("x"),), 1, "number", 4),
        Part((Piece("y"),), 2, "number", 30),
    )


@given(st.lists(PARTS, max_size=6), NOTES)
def test_what_is_written_reads_as_it_was(parts: list[Part], notes: dict[str, str]) -> None:
    reading = tidy(parts, notes)
    assert tidy(*reading) == reading
    assert read(write(parts, notes)) == reading


@given(TEXTS | MARKDOWN)
def test_what_was_read_is_written_and_read_again(text: str) -> None:
    reading = read(text)
    assert read(write(*reading)) == reading


@given(TEXTS | MARKDOWN)
def test_no_letter_is_lost(text: str) -> None:
    reading = read(text)
    shown = "".join(
        piece.text + piece.link + piece.note for part in reading.parts for piece in part.pieces
    ) + "".join(label + note for label, note in reading.notes.items())
    signs = sum(bool(part.number) for part in reading.parts)
    lost = Counter(letters(text)) - Counter(letters(shown))
    assert lost.total() <= 9 * signs
    assert all(char.isalnum() for char in lost)


def letters(text: str) -> str:
    """The text without white space and the marks that may be read."""
    return "".join(char for char in clean_text(text) if not char.isspace() and char not in "*[]()<>^\\-•.:")


@pytest.mark.parametrize(
    "unit",
    [
        "word ", "*a ", "**b**", "- c\n", "d\n\n", "*", "**a *", "[", "[a](", "](http://x", "[a](http://x(",
        "[a](http://x)", "[^1]", "[^1]: a\n", "<http://a", "\\", "(i) x\n", "  - x\n", "\n", " ", "\t", "a\u0301",
        "[**](http://x)", "1. ", "a | b\n", "[a", "]", " \n",
    ],
)  # fmt: skip
def test_100000_characters_take_linear_time(unit: str) -> None:
    begun = time.perf_counter()
    for function in (lambda text: read(write(*read(text))), lambda text: rows(write_rows(rows(text)))):
        function(unit * (100_000 // len(unit)))
    assert time.perf_counter() - begun < 8


def test_deep_lists_stay_at_the_deepest_level() -> None:
    text = "\n".join(f"{'  ' * depth}- {depth}" for depth in range(300))
    assert max(part[0] for part in told(text)) == 8
    assert read(write(*read(text))) == read(text)


def test_rows_of_facts_and_tables() -> None:
    text = "Venue | Room XXVI, *Geneva*[^1]\n\nDate | 18 | October\na\\|b\\nc | \n | x\n[^1]: A note\n[^1]: twice"
    assert rows(text) == [
        ["Venue", "Room XXVI, *Geneva*[^1]"], ["Date", "18", "October"], ["a|b\nc", ""], ["", "x"],
    ]  # fmt: skip
    assert notes_of(text) == {"1": "A note"}
    assert write_rows([["a|b\nc", ""], ["", "\\*"]], {"1": "A\nnote"}) == "a\\|b\\nc |\n| \\*\n[^1]: A note"


@given(
    st.lists(
        st.lists(TEXTS.map(lambda text: clean_text(text).strip(" \t")), min_size=1, max_size=4), max_size=4
    )
)
def test_rows_that_are_written_read_as_they_were(cells: list[list[str]]) -> None:
    assert rows(write_rows(cells)) == [row for row in cells if any(row)]
