"""Footnotes in the PDF: they stand at the foot of the page of their mark, and none is lost or crowds out the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from imgdesk.reports.blocks import (
    Block,
    ChartBlock,
    Clause,
    Entry,
    Facts,
    Footnotes,
    Heading,
    Numbered,
    Paragraph,
    Span,
    Table,
    Text,
    plain,
)
from imgdesk.reports.chart import ChartGroup, ChartPlan
from tests.reports.pdf_pages import pages, reader

CHART = ChartPlan("A chart", "2023-01-01", "2023-12-31", (ChartGroup("2023"),), footer="the foot")


def marked(words: str, *numbers: int) -> Text:
    return (Span(words), *(Span(str(number), "mark") for number in numbers))


def filler(count: int) -> tuple[Block, ...]:
    return tuple(Paragraph(plain("filler")) for _ in range(count))


def test_a_note_stands_below_all_text_of_the_page_that_marks_it() -> None:
    found = pages(
        Paragraph(marked("first", 1)), *filler(60), Paragraph(marked("second", 2)), Paragraph(plain("the end")),
        Footnotes((("1", plain("note of the first")), ("2", plain("note of the second")))),
    )  # fmt: skip
    assert len(found) == 2
    assert found[0].index("filler") < found[0].index("note of the first")
    assert found[1].index("the end") < found[1].index("note of the second")
    assert "note of the second" not in found[0]


def test_a_mark_that_comes_again_has_its_note_on_its_page_too_but_once_a_page() -> None:
    found = pages(
        Paragraph(marked("first", 1)), Paragraph(marked("again", 1)), *filler(60), Paragraph(marked("third", 1)),
        Footnotes((("1", plain("subject to capacity")),)),
    )  # fmt: skip
    assert [page.count("subject to capacity") for page in found] == [1, 1]


def test_notes_of_all_kinds_of_blocks_stand_at_the_foot() -> None:
    notes = Footnotes(tuple((str(number), plain(f"note {number} told")) for number in range(1, 8)))
    (text,) = pages(
        Numbered((marked("a", 1),)), Clause(1, marked("b", 2), after=(Entry("letter", marked("c", 3)),)),
        Entry("bullet", marked("d", 4)), Facts((("Date", marked("e", 5)),)),
        Facts((("Date", marked("f", 6)),), boxed=True),
        Table(("What",), (1.0,), ((marked("g", 7),),)), notes, Paragraph(plain("the end")),
    )  # fmt: skip
    places = [text.index(f"note {number} told") for number in range(1, 8)]
    assert places == sorted(places)
    assert text.index("the end") < places[0]


def test_notes_of_rows_stand_on_the_pages_of_their_rows() -> None:
    rows = tuple((marked(f"row {number} here", number),) for number in range(1, 121))
    notes = Footnotes(tuple((str(number), plain(f"note {number} told")) for number in range(1, 121)))
    found = pages(Table(("What",), (1.0,), rows), notes)
    assert len(found) > 3
    for number in range(1, 121):
        holders = [
            {at for at, page in enumerate(found) if words in page}
            for words in (f"row {number} here", f"note {number} told")
        ]
        assert holders[0] == holders[1]
        assert len(holders[0]) == 1


def test_a_note_that_nobody_marks_stands_in_the_text_and_a_mark_without_note_stays() -> None:
    (text,) = pages(
        Paragraph(marked("text", 9)),
        Footnotes((("4", plain("nobody marks this")),)),
        Paragraph(plain("the end")),
    )
    assert "⁹" in text
    assert text.index("nobody marks this") < text.index("the end")


def test_a_long_note_goes_on_and_the_text_goes_on_above_it() -> None:
    note = " ".join(f"n{number:05}" for number in range(4000))
    text = " ".join(f"t{number:05}" for number in range(4000))
    found = pages(
        Paragraph(marked("begin", 1)), Paragraph(plain(text)), Footnotes((("1", plain(note)),)), reading=True
    )
    whole = "".join(found)
    assert [whole.count(f"n{number:05}") for number in range(4000)] == [1] * 4000
    assert [whole.count(f"t{number:05}") for number in range(4000)] == [1] * 4000
    assert "n00000" in found[0]
    assert "t0" in found[1]
    assert "n0" in found[1]
    last = [at for at, page in enumerate(found) if "n03999" in page]
    assert last[0] < len(found)


def test_a_note_longer_than_the_paper_gets_pages_of_its_own() -> None:
    found = pages(Paragraph(marked("begin", 1)), Footnotes((("1", plain("word " * 9000)),)))
    assert len(found) > 2
    assert "".join(found).count("word") == 9000


def test_a_long_row_stands_clear_of_the_notes_that_go_on() -> None:
    rows = ((marked("begin", 1),), (plain("cell " * 900),), (plain("cell " * 900),))
    found = pages(Table(("What",), (1.0,), rows), Footnotes((("1", plain("word " * 6000)),)))
    assert "".join(found).count("word") == 6000
    assert "".join(found).count("cell") == 1800
    assert overlaps(Table(("What",), (1.0,), rows), Footnotes((("1", plain("word " * 6000)),))) == []


def overlaps(*blocks: Block) -> list[int]:
    """The pages on which a line of a note stands above the lowest line of the text."""
    found = []
    for number, page in enumerate(reader(*blocks).pages):
        heights: dict[str, list[float]] = {"cell": [], "word": []}

        def look(
            text: str,
            ctm: list[float],
            matrix: list[float],
            *_: object,
            seen: dict[str, list[float]] = heights,
        ) -> None:
            for word, places in seen.items():
                if word in text:
                    places.append(matrix[5] * ctm[3] + ctm[5])

        page.extract_text(visitor_text=look)
        if heights["cell"] and heights["word"] and min(heights["cell"]) <= max(heights["word"]):
            found.append(number)
    return found


def test_addresses_within_a_note_are_links() -> None:
    page = reader(
        Paragraph(marked("text", 1)),
        Footnotes((("1", plain("See https://example.org/a (https://example.org/b).")),)),
    ).pages[0]
    assert [entry.get_object()["/A"]["/URI"] for entry in page["/Annots"]] == [
        "https://example.org/a", "https://example.org/b",
    ]  # fmt: skip


def test_notes_before_a_chart_end_before_it() -> None:
    found = pages(
        Paragraph(marked("begin", 1)), ChartBlock(CHART), Paragraph(marked("after", 2)),
        Footnotes((("1", plain("word " * 3000)), ("2", plain("second")))),
    )  # fmt: skip
    chart = next(at for at, page in enumerate(found) if "A chart" in page)
    assert "".join(found[:chart]).count("word") == 3000
    assert "second" in found[-1]


def test_a_heading_stays_with_text_whose_note_needs_the_next_page() -> None:
    for filled in range(30, 45):
        found = pages(
            *filler(filled),
            Heading("Due soon"),
            Paragraph(marked("text", 1)),
            Footnotes((("1", plain("word " * 120)),)),
        )
        (holder,) = [page for page in found if "Due soon" in page]
        assert "text" in holder.split("Due soon")[1]
        assert "word" in holder


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 25), st.lists(st.integers(1, 12), max_size=4), st.booleans()),
        min_size=1,
        max_size=12,
    ),
    st.lists(st.integers(0, 300), min_size=12, max_size=12),
)
def test_no_note_and_no_text_is_ever_lost(
    parts: list[tuple[int, list[int], bool]], lengths: list[int]
) -> None:
    blocks: list[Block] = []
    for at, (count, numbers, in_table) in enumerate(parts):
        blocks += filler(count)
        text = marked(f"part{at}x", *numbers)
        blocks.append(Table(("What",), (1.0,), ((text,),)) if in_table else Paragraph(text))
    notes = tuple(
        (str(at), plain(f"begin{at}x {'word ' * length}end{at}x"))
        for at, length in enumerate(lengths, start=1)
    )
    whole = "".join(pages(*blocks, Footnotes(notes)))
    assert all(whole.count(f"part{at}x") == 1 for at in range(len(parts)))
    assert all(whole.count(f"begin{at}x") >= 1 for at in range(1, 13))
    assert all(whole.count(f"begin{at}x") == whole.count(f"end{at}x") for at in range(1, 13))
    assert whole.count("filler") == sum(count for count, _, _ in parts)
