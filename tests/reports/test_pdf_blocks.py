"""The PDF of each kind of block: what counts it, where it leads, what holds together, and what it looks like."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from imgdesk.domain.paper_words import DRAFT_MARK
from imgdesk.reports import style
from imgdesk.reports.blocks import (
    Annex,
    Block,
    ChartBlock,
    Contents,
    Entry,
    Facts,
    Heading,
    Merged,
    Paragraph,
    Signature,
    Span,
    Table,
    plain,
    tag,
)
from imgdesk.reports.chart import ChartGroup, ChartPlan
from imgdesk.reports.lines import Line, Look, break_lines
from tests.reports.pdf_pages import document, pages, reader, written

CHART = ChartPlan("A chart", "2023-01-01", "2023-12-31", (ChartGroup("2023"),), footer="the foot")
FILLER = tuple(Paragraph(plain("filler")) for _ in range(45))


def outline(entries: Any, depth: int = 0) -> list[tuple[int, str]]:
    """The entries of an outline with their depth, in order."""
    found = []
    for entry in entries:
        found += outline(entry, depth + 1) if isinstance(entry, list) else [(depth, entry.title)]
    return found


def links(page: PageObject) -> list[Any]:
    annotations = [entry.get_object() for entry in page.get("/Annots", ())]
    return [entry for entry in annotations if entry["/Subtype"] == "/Link"]


def addresses(page: PageObject) -> list[str]:
    return [entry["/A"]["/URI"] for entry in links(page) if "/A" in entry]


def fills(page: PageObject, whole: PdfReader) -> set[str]:
    """The colours in which something is filled on a page, text too."""
    operations = ContentStream(page["/Contents"].get_object(), whole).operations
    return {
        "#" + "".join(f"{round(float(part) * 255):02X}" for part in operands)
        for operands, operator in operations
        if operator == b"rg"
    }


def test_headings_carry_what_counts_them_and_nest_in_the_outline() -> None:
    whole = reader(
        Heading("Background", 1, "roman", 2), Heading("Mandate", 2, "capital", 1), Heading("Words", 3, "number", 7),
        Paragraph(plain("text")), Heading("Ahead", 1, "roman", 3), Heading("Points", 3, "letter", 2),
        Heading("Uncounted", 2), Paragraph(plain("text")),
    )  # fmt: skip
    assert outline(whole.outline) == [
        (0, "Second workplan"), (1, "II. Background"), (2, "A. Mandate"), (3, "7. Words"), (1, "III. Ahead"),
        (2, "(b) Points"), (2, "Uncounted"),
    ]  # fmt: skip
    text = whole.pages[0].extract_text()
    for counted in ("II.", "A.", "7.", "III.", "(b)"):
        assert counted in text


def test_an_outline_that_begins_deep_is_an_outline() -> None:
    whole = reader(Heading("Deep", 3), Heading("Deeper", 9), Paragraph(plain("text")))
    assert outline(whole.outline) == [(0, "Second workplan"), (1, "Deep"), (2, "Deeper")]


def test_entries_bear_their_signs() -> None:
    (text,) = pages(
        Entry("capital", plain("first"), 1, 2), Entry("roman", plain("second"), 2, 4),
        Entry("letter", plain("third"), 2, 3), Entry("number", plain("fourth"), 1, 5),
    )  # fmt: skip
    assert re.search(r"B\.\s*first\s*\(iv\)\s*second\s*\(c\)\s*third\s*5\.\s*fourth", text)


def test_contents_tell_the_pages_of_headings_and_annexes_and_lead_there() -> None:
    whole = reader(
        Heading("Before"), Contents(), Heading("One", 1, "roman", 1), *FILLER, *FILLER, Heading("Two", 2), *FILLER,
        Heading("Too deep", 3), Paragraph(plain("text")), Annex("Annex I", "People"), Paragraph(plain("text")),
    )  # fmt: skip
    told = whole.pages[0].extract_text()
    leaps = links(whole.pages[0])
    listed = {"One": 1, "Two": 3, "Annex I: People": 5}
    for name, number in listed.items():
        assert re.search(rf"{name}\s*{number}\b", told)
    assert [entry["/Contents"] for entry in leaps] == ["I. One", "Two", "Annex I: People"]
    assert [whole.get_page_number(entry["/Dest"][0].get_object()) + 1 for entry in leaps] == list(
        listed.values()
    )
    assert "Too deep" not in told
    assert told.count("Before") == 1


def test_contents_longer_than_a_page_count_themselves() -> None:
    headings = tuple(Heading(f"Heading {number:03}") for number in range(150))
    found = pages(Contents(), *headings, Paragraph(plain("the end")))
    first = next(n for n, page in enumerate(found, start=1) if page.count("Heading 000") and n > 1)
    last = next(n for n, page in enumerate(found, start=1) if "the end" in page)
    assert first > 2
    listed = " ".join(found[:first])
    assert re.search(rf"Heading 000\s*{first}\b", listed)
    assert re.search(rf"Heading 149\s*{last}\b", listed)


def test_contents_without_headings_say_so() -> None:
    (text,) = pages(Contents("What is in it"))
    assert "What is in it" in text
    assert "Nothing to list." in text


def shown(*spans: Span, width: float = 300.0) -> list[Line]:
    style.register_fonts()
    return break_lines(spans, width, Look(8.6))


def test_a_redline_is_bold_and_struck_out() -> None:
    ((kept, new, old),) = shown(Span("kept "), Span("new ", "inserted"), Span("old", "deleted"))
    assert [(piece.text, piece.dress.font, piece.dress.struck) for piece in (kept, new, old)] == [
        ("kept", "regular", False), ("new", "semibold", False), ("old", "regular", True),
    ]  # fmt: skip


def test_a_link_leads_there_on_each_line_that_it_runs_over() -> None:
    link = "https://example.org/a?b=(1)&c=é"
    whole = reader(Paragraph((Span("See "), Span("long words " * 30, link=link), Span("."))))
    found = addresses(whole.pages[0])
    assert len(found) >= 2
    assert set(found) == {"https://example.org/a?b=(1)&c=%C3%A9"}


@pytest.mark.parametrize(
    "link", ["file:///etc/hostname", "javascript:alert(1)", "www.example.org", "https://", ""]
)
def test_nothing_but_the_web_and_mail_is_a_link(link: str) -> None:
    whole = reader(Paragraph((Span("words", link=link), Span("mail", link="mailto:group@example.org"))))
    assert addresses(whole.pages[0]) == ["mailto:group@example.org"]
    assert "words" in whole.pages[0].extract_text()


def test_a_box_of_facts_stays_together_and_a_long_one_goes_on() -> None:
    box = Facts(
        (("Objective", plain("agree")), ("Venue", plain("Geneva")), ("Date", plain("July"))), boxed=True
    )
    for filled in range(30, 44):
        (holder,) = [page for page in pages(*FILLER[:filled], box) if "Objective" in page]
        assert "July" in holder
    found = pages(Facts((("Objective", plain("word " * 9000)), ("Date", plain("July"))), boxed=True))
    assert len(found) > 2
    assert "".join(found).count("word") == 9000
    assert "July" in found[-1]


def test_a_signature_stands_below_its_rule() -> None:
    (text,) = pages(Paragraph(plain("the end")), Signature(("Secretariat", "for the chairs")))
    assert text.index("the end") < text.index("Secretariat") < text.index("for the chairs")


def grid(rows: int, *merged: Merged, text: str = "cell") -> Table:
    cells = tuple(
        (plain(f"held {row}") if row == 0 else (), plain(f"{text} {row} end")) for row in range(rows)
    )
    return Table(("Area", "What"), (0.3, 0.7), cells, merged)


def test_rows_that_a_cell_holds_together_stay_on_a_page() -> None:
    for filled in range(25, 44):
        found = pages(*FILLER[:filled], grid(6, Merged(0, 0, 1, 6)))
        assert [page for page in found if "cell 0 end" in page] == [
            page for page in found if "cell 5 end" in page
        ]


def test_rows_held_together_that_fit_no_page_go_on_with_their_header() -> None:
    found = pages(grid(90, Merged(0, 0, 1, 90)))
    assert len(found) > 1
    assert all(re.search(r"Area\s+What", page) for page in found)
    whole = " ".join(found)
    assert [whole.count(f"cell {row} end") for row in range(90)] == [1] * 90
    assert whole.count("held 0") == 1


def test_a_long_cell_that_reaches_down_loses_nothing() -> None:
    rows = ((plain("word " * 9000), plain("first")), ((), plain("second")), ((), plain("third")))
    found = pages(Table(("Area", "What"), (0.3, 0.7), rows, (Merged(0, 0, 1, 3),)))
    whole = " ".join(found)
    assert whole.count("word") == 9000
    assert whole.index("first") < whole.index("second") < whole.index("third")


def test_a_cell_that_reaches_across_has_the_room_of_both() -> None:
    text = "Country level, agreements and trainings, all of them in one line"
    rows = ((plain(text), ()), (plain("a"), plain("b")))
    merged, apart = (
        pages(Table((), (0.3, 0.7), rows, spans))[0] for spans in ((Merged(0, 0, 2, 1),), ())
    )  # fmt: skip
    assert text in merged
    assert text not in apart


@pytest.mark.parametrize(
    "merged", [(Merged(7, 0),), (Merged(0, 9),), (Merged(-1, 0),), (Merged(0, 0, 99, 99),), (Merged(0, 0, 0, 0),),
               (Merged(0, 0, 1, 2), Merged(1, 0, 2, 1))],
)  # fmt: skip
def test_cells_that_reach_out_of_their_table_are_cut_to_it(merged: tuple[Merged, ...]) -> None:
    (text,) = pages(grid(3, *merged))
    assert "held 0" in text


def test_rows_of_a_redline_have_a_ground_or_are_struck_out() -> None:
    rows = tuple((plain(word),) for word in ("kept", "new", "old"))
    whole = reader(Table(("What",), (1.0,), rows, changes=("", "inserted", "deleted")))
    without = reader(Table(("What",), (1.0,), rows))
    colours = style.colours()
    more = fills(whole.pages[0], whole) - fills(without.pages[0], without)
    assert more == {colours["accentbg"], colours["red"]}


def test_a_table_without_header_repeats_none() -> None:
    found = pages(Table((), (0.4, 0.6), ((plain("left"), plain("right")),) * 120))
    assert len(found) > 1
    assert "".join(found).count("left") == 120


def test_a_long_header_stands_once_and_its_first_lines_on_every_page() -> None:
    header = " ".join(f"w{number:04}" for number in range(900))
    found = pages(Table((header, "When"), (0.5, 0.5), ((plain("a"), plain("b")),) * 120))
    assert all(f"w{number:04}" in "".join(found) for number in range(900))
    assert all("w0000" in page for page in found[-2:])


def test_a_heading_of_any_length_goes_on_over_pages() -> None:
    found = pages(Heading("word " * 6000), Paragraph(plain("text")))
    assert len(found) > 1
    assert "".join(found).count("word") >= 6000


def test_a_draft_says_so_on_every_page_and_on_the_chart() -> None:
    parts: tuple[Block, ...] = (*FILLER, *FILLER, ChartBlock(CHART))
    found = pages(*parts, status=tag(DRAFT_MARK, "amber"))
    assert len(found) > 2
    assert [page.count(DRAFT_MARK) for page in found] == [1] * len(found)
    assert DRAFT_MARK not in "".join(pages(*parts))


def test_the_same_blocks_give_the_same_bytes() -> None:
    parts: tuple[Block, ...] = (
        Contents(), Heading("One", 1, "roman", 1), Paragraph((Span("word", link="https://example.org"),)),
        grid(9, Merged(0, 0, 1, 9)), Facts((("A", plain("b")),), boxed=True), Signature(("Who",)),
    )  # fmt: skip
    assert written(document(*parts)) == written(document(*parts))


def test_a_long_reference_goes_on_below_itself_and_keeps_its_day_in_the_running_head() -> None:
    what = "Concept note for Members of the Environment Management Group and all who work with them in the countries"
    first, second = pages(
        *FILLER, title="A title of a paper that is long as well, as titles often are",
        sender=("The group" * 6,), reference=(what, "7 July 2023"), status=tag(DRAFT_MARK, "amber"),
    )[:2]  # fmt: skip
    assert what in " ".join(first.split())
    assert "…, 7 July 2023" in second
    assert DRAFT_MARK in second


def test_no_row_of_a_table_stands_alone_on_a_page() -> None:
    for before in range(30, 50):
        for rows in (2, 7):
            cells = tuple((plain(f"row{n}"),) for n in range(rows))
            found = [
                re.findall(r"row\d", page)
                for page in pages(*FILLER[:before], Heading("Over it"), Table(("Head",), (1.0,), cells))
            ]
            assert all(len(page) != 1 for page in found), (before, rows, found)


def test_what_ends_with_a_colon_stays_with_what_it_announces() -> None:
    for before in range(25, 50):
        found = pages(
            *FILLER[:before], Paragraph(plain("There are two:")), Entry("bullet", plain("entry one"))
        )
        assert next(page for page in found if "two:" in page).count("entry one") == 1
