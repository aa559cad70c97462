"""The PDF writer: any text at all, nothing torn, nothing small, the same bytes, and nothing of the machine."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ContentStream

from imgdesk.reports import style
from imgdesk.reports.blocks import (
    Annex,
    Block,
    ChartBlock,
    Clause,
    Contents,
    Entry,
    Facts,
    Footnotes,
    Heading,
    Numbered,
    PageBreak,
    Paragraph,
    Signature,
    Span,
    Table,
    line_break,
    plain,
    quiet,
    strong,
    tag,
)
from imgdesk.reports.chart import ChartGroup, ChartPlan, ChartRow
from imgdesk.reports.lines import Look, break_lines
from imgdesk.text import clean_text
from tests.reports.pdf_pages import document, pages, squeezed, written

NASTY = [
    "<b>bold</b> & \"quoted\" <!-- no --> ]]> &amp; <para><font size=1>tiny</font> <a href='x'>",
    "\x00bell\x07 tab\there\x1b[31m new\nline\u2028sep \ufffe\uffff",
    "=SUM(A1:A9) (\\) % ) Tj ET Q",
    "حقوق الإنسان והסביבה 人权与环境 🌍 \U0010ffff",
    "→ done ✓ ≤ 3 ▲",
    "a" * 3000,
    "e" + "\u0301" * 500,
    " \t\n ",
    "",
]  # fmt: skip
CHART = ChartPlan("A chart", "2023-01-01", "2023-12-31", (ChartGroup("2023"),), footer="the foot")


def table(*rows: str) -> Table:
    return Table(("What", "When"), (0.7, 0.3), tuple((plain(text), plain("2023")) for text in rows))


def everything(text: str) -> tuple[Block, ...]:
    """A block of every kind, with the same text in all its places."""
    spans = (Span(text), strong(text), quiet(text), Span("1", "mark"), tag(text[:20], "amber"))
    return (
        Heading(text), Paragraph(spans), Paragraph(spans, quiet=True), Numbered((spans, plain(text))),
        Table(("What", text[:30]), (0.5, 0.5), ((spans, plain(text)),)),
        Footnotes((("1", plain(text)),)), ChartBlock(CHART),
        Heading(text, 2), Clause(3, spans, "decision", (Entry("letter", spans, 2, 2), Paragraph(spans, level=1))),
        Facts(((text[:30], spans),)), Facts(((text, spans),), boxed=True), PageBreak(), Annex("Annex I", text),
        Contents(text), Heading(text, 3, "roman", 4), Signature((text, text)), Paragraph((Span(text, "inserted"),)),
        Paragraph((Span(text, "deleted"), Span(text, link=f"https://{text}"))),
    )  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_any_text_survives_in_every_place(text: str) -> None:
    paper = document(
        *everything(text),
        title=text,
        subtitle=text,
        sender=(text,),
        reference=(text,),
        foot=text,
        author=text,
    )
    assert len(PdfReader(io.BytesIO(written(paper))).pages) >= 2


@settings(max_examples=25)
@given(st.text(max_size=200))
def test_any_generated_text_survives(text: str) -> None:
    assert written(document(*everything(text)))


def test_plain_text_is_never_read_as_markup() -> None:
    text = "<b>bold</b> &amp; <font size=1>tiny</font>"
    assert squeezed(text) in squeezed("".join(pages(Paragraph(plain(text)))))


@pytest.mark.parametrize("unit", ["word ", "x", "a-b/", "ж"])
def test_a_text_of_100000_characters_goes_on_over_pages_and_loses_nothing(unit: str) -> None:
    text = (unit * 100_000)[:100_000].strip()
    found = pages(table("before", text, "after"))
    letters = squeezed("".join(found))
    assert len(found) > 20
    assert letters.count(unit.strip()[0]) >= text.count(unit.strip()[0])
    assert "after" in found[-1]
    assert all("What" in page for page in found)


def test_every_page_of_a_table_has_its_header_and_every_row_stands_once() -> None:
    rows = [f"Activity number {number} of the plan, told in full" for number in range(200)]
    found = pages(Heading("Due"), table(*rows))
    assert len(found) > 3
    assert all(re.search(r"What\s+When", page) for page in found)
    whole = " ".join(" ".join(found).split())
    assert [whole.count(f"number {number} of") for number in range(200)] == [1] * 200


def test_a_heading_never_ends_a_page() -> None:
    for filled in range(20, 60):
        found = pages(
            *(Paragraph(plain("filler")) for _ in range(filled)), Heading("Due soon"), table("first row")
        )
        (holder,) = [page for page in found if "Due soon" in page]
        assert "first row" in holder


def test_pages_are_numbered_through_charts_and_text() -> None:
    found = pages(Paragraph(plain("first")), ChartBlock(CHART), Heading("More"), Paragraph(plain("second")))
    assert [f"{number} of 3" in page for number, page in enumerate(found, start=1)] == [True] * 3
    assert ["first" in found[0], "A chart" in found[1], "second" in found[2]] == [True] * 3


def test_an_annex_and_a_break_begin_a_page_and_an_outline_knows_annexes() -> None:
    reader = PdfReader(
        io.BytesIO(
            written(
                document(
                    Heading("Due"), Heading("Under it", 2), Paragraph(plain("one")), PageBreak(),
                    Paragraph(plain("two")),
                    Annex("Annex I", "Agenda"), Paragraph(plain("three")), Annex("Annex II", "People", False),
                    Paragraph(plain("four")), PageBreak(),
                )
            )
        )
    )  # fmt: skip
    words = [page.extract_text() for page in reader.pages]
    assert [("one" in page, "two" in page, "three" in page, "four" in page) for page in words] == [
        (True, False, False, False), (False, True, False, False), (False, False, True, True),
    ]  # fmt: skip
    due, (under,), first, second = reader.outline[1]
    told = [entry.title for entry in (due, under, first, second)]
    assert told == ["Due", "Under it", "Annex I: Agenda", "Annex II: People"]


def test_a_long_numbered_paragraph_goes_on_and_its_number_stands_once() -> None:
    text = "word " * 3000
    found = pages(Clause(12, plain(text), "decision"), Paragraph(plain("after")), reading=True)
    assert len(found) > 1
    assert "".join(found).count("word") == 3000
    assert len(re.findall(r"(?<!\d)12\.", "".join(found))) == 1


def test_a_line_break_ends_the_line() -> None:
    style.register_fonts()
    lines = break_lines((Span("one"), line_break(), line_break(), Span("two", "italic")), 300, Look(8.6))
    assert [[(piece.text, piece.dress.font) for piece in line] for line in lines] == [
        [("one", "regular")], [], [("two", "italic")],
    ]  # fmt: skip


def test_a_chart_alone_follows_its_title_page() -> None:
    found = pages(ChartBlock(CHART))
    assert ["As on 14 July 2023" in found[0], "A chart" in found[1], len(found)] == [True, True, 2]


class Activity(NamedTuple):
    """A row as the views give it."""

    id: int = 1
    earliest: str | None = "2023-06-01"
    latest: str | None = "2023-06-30"
    grain: str = "month"
    tbc: int = 0
    tbd: int = 0
    provisional: int = 0
    approximate: int = 0
    status: str = "planned"
    percent: int = 0
    focus_area: int = 2


def chart_boxes(rows: int) -> list[bool]:
    """Whether each page of a chart of so many rows stands upright."""
    group = ChartGroup(
        "2023", rows=tuple(ChartRow(Activity(number), "Side event", "June", "UNEP") for number in range(rows))
    )
    paper = document(ChartBlock(replace(CHART, groups=(group,))))
    boxes = [page.mediabox for page in PdfReader(io.BytesIO(written(paper))).pages[1:]]
    return [box.height > box.width for box in boxes]


def test_charts_stand_upright_only_where_that_saves_pages() -> None:
    assert chart_boxes(8) == [False]
    assert chart_boxes(32) == [True]
    assert set(chart_boxes(200)) == {False}


def test_no_type_is_smaller_than_allowed_and_all_of_it_is_embedded() -> None:
    reader = PdfReader(io.BytesIO(written(document(*everything("Side event ✓ at the HLPF → July")))))
    sizes, files = set(), set()
    for page in reader.pages:
        operations = ContentStream(page["/Contents"].get_object(), reader).operations
        sizes |= {float(operands[1]) for operands, operator in operations if operator == b"Tf"}
        assert not [1 for _, operator in operations if operator == b"Tz"]
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object().get("/FontDescriptor")
            files.add(
                (
                    font.get_object()["/BaseFont"],
                    descriptor is not None and "/FontFile2" in descriptor.get_object(),
                )
            )
    assert min(sizes) >= style.MIN_SIZE
    assert any("NotoSans-SemiBold" in name for name, _ in files)
    assert {name for name, embedded in files if not embedded} == set()


def test_the_same_document_gives_the_same_bytes() -> None:
    assert written(document(*everything("Side event"))) == written(document(*everything("Side event")))


def test_the_file_says_what_it_is_and_nothing_of_the_machine() -> None:
    reader = PdfReader(
        io.BytesIO(written(document(Heading("Due"), Paragraph(plain("text")), ChartBlock(CHART))))
    )
    assert reader.metadata is not None
    told = {key: str(value) for key, value in reader.metadata.items()}
    assert (told["/Title"], told["/Author"]) == ("Second workplan", "The group")
    assert (told["/Creator"], told["/Producer"]) == ("imgdesk", "imgdesk")
    assert "2000" in told["/CreationDate"]
    assert reader.trailer["/Root"]["/Lang"] == "en"


def test_the_outline_leads_to_headings_and_chart() -> None:
    reader = PdfReader(
        io.BytesIO(
            written(document(Heading("Due"), table(*["row"] * 80), Heading("Late"), ChartBlock(CHART)))
        )
    )
    title, (due, late, chart) = reader.outline
    assert [entry.title for entry in (title, due, late, chart)] == ["Second workplan", "Due", "Late", "Chart"]
    places = [reader.get_destination_page_number(entry) for entry in (title, due, late, chart)]
    assert places == [0, 0, len(reader.pages) - 2, len(reader.pages) - 1]


def test_a_long_title_a_long_sender_and_a_long_foot_are_cut() -> None:
    text = "very long " * 400
    (page,) = pages(
        Paragraph(plain("the body")), title=text, subtitle=text, sender=(text,), reference=(text,), foot=text
    )
    assert page.count("…") >= 3
    assert "the body" in page


def test_a_document_without_blocks_is_one_page() -> None:
    assert len(pages()) == 1


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.text(max_size=40), st.sampled_from(["plain", "strong", "quiet"])), max_size=8),
    st.floats(12, 300),
)
def test_lines_fit_their_width_and_keep_every_letter(parts: list[tuple[str, str]], width: float) -> None:
    style.register_fonts()
    text = tuple(Span(words, kind) for words, kind in parts)  # type: ignore[arg-type]
    lines = break_lines(text, width, Look(8.6))
    for line in lines:
        lone = len(line) == 1 and len(line[0].text) == 1
        assert lone or line[-1].x + line[-1].width <= width + 0.01
    shown = squeezed("".join(piece.text for line in lines for piece in line))
    assert shown == squeezed("".join(clean_text(words) for words, _ in parts))


def test_a_mark_never_begins_a_line() -> None:
    style.register_fonts()
    for width in range(30, 200):
        lines = break_lines((Span("Side event at the HLPF"), Span("1", "mark")), width, Look(8.6))
        assert not lines[-1][0].text.startswith("¹")


def test_a_conference_keeps_its_number() -> None:
    style.register_fonts()
    for width in range(50, 200):
        lines = break_lines(plain("Side event at COP 28, in December"), width, Look(8.6))
        assert not lines[-1][0].text.startswith("28")
        assert not any(line[0].text.startswith("28") for line in lines)


def test_a_tag_is_one_box_and_stands_apart() -> None:
    style.register_fonts()
    (line,) = break_lines((Span("June 2023 "), tag("overdue", "red"), Span("and more")), 300, Look(8.6))
    assert [(piece.text, piece.dress.box) for piece in line] == [
        ("June 2023", ""),
        ("overdue", "redbg"),
        ("and more", ""),
    ]
    assert line[0].x + line[0].width < line[1].x
    assert line[1].x + line[1].width < line[2].x
