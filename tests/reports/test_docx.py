"""Word files of papers: real styles, numbering, tables and fields; any text; the same bytes."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from imgdesk.reports import marked, style
from imgdesk.reports.blocks import (
    Annex,
    Block,
    ChartBlock,
    Clause,
    Document,
    Entry,
    Facts,
    Footnotes,
    Heading,
    Numbered,
    PageBreak,
    Paragraph,
    Span,
    Table,
    line_break,
    plain,
    quiet,
    strong,
    tag,
)
from imgdesk.reports.chart import ChartPlan
from imgdesk.reports.compose.minutes import minutes
from imgdesk.reports.docx import write_docx
from imgdesk.reports.pdf import write_pdf
from imgdesk.store.desk import Desk
from imgdesk.text import clean_text, one_line
from tests.reports.meeting_desk import fill

CHART = ChartPlan("A chart", "2023-01-01", "2023-12-31", ())
NASTY = [
    '<img src="/etc/hostname"> & <b>unclosed <w:p> ]]> &amp;',
    "\x00bell\x07 tab\there\x1b new\nline\u2028sep \ufffe\uffff \ud800 alone \udfff",
    "حقوق الإنسان והסביבה 人权 🌍 \U0010ffff",
    "[a](javascript:alert(1)) **open *never closed",
    "- \n1.\n- - - x",
    "e" + "\u0301" * 300,
    " \t\n ",
    "",
]  # fmt: skip


def document(*blocks: Block, **fields: Any) -> Document:
    given: dict[str, Any] = {
        "title": "3rd IMG meeting", "subtitle": "Wednesday", "sender": ("The group", "Its parent"),
        "reference": ("Minutes", "19 July 2023"), "foot": "IMG, minutes", "author": "The group",
        "status": tag("DRAFT", "amber"), "reading": True,
    }  # fmt: skip
    return Document(**{**given, **fields, "blocks": blocks})


def written(paper: Document) -> bytes:
    out = io.BytesIO()
    write_docx(paper, out)
    return out.getvalue()


def opened(*blocks: Block, **fields: Any) -> Any:
    return docx.Document(io.BytesIO(written(document(*blocks, **fields))))


def numbering_of(paragraph: Any) -> tuple[int, int] | None:
    """Numbering and level of a paragraph, its own or that of its style."""
    for properties in (paragraph._p.pPr, paragraph.style.element.pPr):
        if properties is not None and properties.numPr is not None:
            return properties.numPr.numId.val, properties.numPr.ilvl.val
    return None


def everything(text: str) -> tuple[Block, ...]:
    """A block of every kind, with the same text in all its places."""
    spans = (Span(text), strong(text), Span(text, "italic"), line_break(), quiet(text), Span("1", "mark"))
    tagged = (tag(text[:20], "amber"),)
    return (
        Heading(text), Heading(text, 2), Paragraph(spans), Paragraph(spans, quiet=True), Numbered((spans, spans)),
        Clause(1, marked.inline(text), "decision", marked.parts(text)), Clause(0, spans, "inside", (Paragraph(spans),)),
        Clause(7, spans), *marked.parts(text), Entry("letter", spans, 3, 27), Facts(((text[:30], spans),)),
        Table(("What", text[:30]), (0.5, 0.5), ((spans, tagged),)), PageBreak(), Annex("Annex I", text),
        Footnotes((("1", plain(text)),)), ChartBlock(CHART),
    )  # fmt: skip


def anywhere(text: str) -> Document:
    return document(
        *everything(text), title=text, subtitle=text, sender=(text,), reference=(text,), foot=text, author=text,
        status=tag(text, "green"),
    )  # fmt: skip


def squeezed(text: str) -> str:
    return "".join(text.split())


def docx_text(data: bytes) -> str:
    made = docx.Document(io.BytesIO(data))
    return squeezed("".join(node.text or "" for node in made.element.body.iter(qn("w:t"))))


def pdf_text(paper: Document) -> str:
    out = io.BytesIO()
    write_pdf(paper, out)
    return squeezed("".join(page.extract_text() for page in PdfReader(out).pages))


@pytest.mark.parametrize("text", NASTY)
def test_any_text_in_any_field_builds_both_and_is_in_the_word_file(text: str) -> None:
    paper = anywhere(text)
    assert squeezed(clean_text(text)) in docx_text(written(paper))
    assert pdf_text(paper)


@settings(max_examples=20)
@given(st.text(max_size=80))
def test_any_generated_text_builds_both_and_is_in_the_word_file(text: str) -> None:
    paper = anywhere(text)
    assert squeezed(clean_text(text)) in docx_text(written(paper))
    assert pdf_text(paper)


PRINTED = st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=("Cc", "Cf", "Mn"))


@settings(max_examples=30)
@given(st.text(PRINTED, max_size=60))
def test_printed_text_is_in_the_pdf(text: str) -> None:
    style.register_fonts()
    shown = one_line(text)
    if not style.unprintable(shown):
        assert squeezed(shown) in pdf_text(document(Clause(1, plain(shown)), status=None))


@pytest.mark.parametrize("unit", ["word ", "x", "a\n\n", "- b\n", "**c** ", '<img src="/etc/hostname">&'])
def test_a_very_long_paragraph_builds_both_and_loses_nothing(unit: str) -> None:
    text = unit * (6_000 // len(unit) if "\n" in unit else 200_000 // len(unit))
    paper = document(Clause(1, marked.inline(text) if "\n" not in unit else (), "action", marked.parts(text)))
    letter = unit.strip("-*< \n")[0]
    wanted = text.count(letter)
    assert docx_text(written(paper)).count(letter) >= wanted
    assert pdf_text(paper).count(letter) >= wanted


def test_a_row_taller_than_a_page_builds_both() -> None:
    text = "word " * 20_000
    paper = document(
        Table(("What", "When"), (0.5, 0.5), ((plain("a"), plain("b")), (plain(text), plain("c"))))
    )
    assert docx_text(written(paper)).count("word") == 20_000
    assert pdf_text(paper).count("word") == 20_000


def test_headings_are_headings() -> None:
    made = opened(Heading("First"), Heading("Second", 2), Annex("Annex I", "Agenda"))
    found = [(row.style.name, row.text) for row in made.paragraphs if row.style.name.startswith("Heading")]
    assert found == [("Heading 1", "First"), ("Heading 2", "Second"), ("Heading 1", "Agenda")]
    assert made.styles["Heading 1"].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "0"
    annex = next(row for row in made.paragraphs if row.text == "Annex I")
    assert annex.paragraph_format.page_break_before


def test_paragraphs_are_numbered_by_word() -> None:
    made = opened(Clause(1, plain("a")), Clause(0, plain("b"), "inside"), Clause(2, plain("c"), "decision"))
    a, b, c = (next(row for row in made.paragraphs if row.text.strip() == name) for name in "abc")
    assert [row.style.name for row in (a, b, c)] == ["Numbered paragraph", "Internal continued", "Decision"]
    assert c.style.base_style.name == "Numbered paragraph"
    assert numbering_of(a) == (1, 0)
    assert numbering_of(b) is None
    assert numbering_of(c) == (1, 0)
    assert a._p.pPr.numPr is None, "the number comes from the style, so a paragraph put between counts"
    assert "1." not in a.text


def test_a_number_that_does_not_follow_is_set() -> None:
    made = opened(Clause(1, plain("a")), Clause(5, plain("b")), Clause(6, plain("c")))
    first, second, third = (
        numbering_of(next(row for row in made.paragraphs if row.text == name)) for name in "abc"
    )
    assert first != second == third
    numbers = made.part.numbering_part.element
    (found,) = [row for row in numbers.num_lst if second and row.numId == second[0]]
    assert found.find(qn("w:lvlOverride")).find(qn("w:startOverride")).get(qn("w:val")) == "5"


def test_lists_are_lists_of_their_own() -> None:
    made = opened(
        *marked.parts("- dot\n- dot\n  1. letter\n  2. letter"), Paragraph(plain("between")),
        *marked.parts("1. one\n2. two"), Heading("h"), *marked.parts("1. again"),
    )  # fmt: skip
    found = [(row.text, numbering_of(row)) for row in made.paragraphs if row.style.name.startswith("List")]
    dots, letters, numbers = found[:2], found[2:4], found[4:]
    assert [place for _, place in dots] == [(2, 0), (2, 0)]
    assert letters[0][1] == letters[1][1]
    assert letters[0][1][1] == 1
    assert numbers[0][1] == numbers[1][1] != numbers[2][1]


def test_tables_repeat_their_header_and_keep_their_widths() -> None:
    made = opened(Table(("What", "When"), (0.7, 0.3), ((plain("a"), plain("b")),)))
    (table,) = made.tables
    assert table.style.name == "Rows"
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for row in table.rows for cell in row.cells] == ["What", "When", "a", "b"]
    wide, narrow = (column.width for column in table.columns)
    assert wide / (wide + narrow) == pytest.approx(0.7, abs=0.01)
    assert not table.autofit


def test_the_foot_counts_pages_and_the_running_head_tells_title_and_status() -> None:
    section = opened(Heading("x")).sections[0]
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == "3rd IMG meeting\tMinutes, 19 July 2023, DRAFT"
    for foot in (section.footer, section.first_page_footer):
        fields = [node.get(qn("w:instr")).strip() for node in foot._element.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]
    assert section.first_page_header.paragraphs[0].text == ""


def test_the_file_says_what_it_is_and_nothing_of_the_machine() -> None:
    data = written(document(Heading("x")))
    told = docx.Document(io.BytesIO(data)).core_properties
    assert (told.title, told.author, told.subject) == (
        "3rd IMG meeting",
        "The group",
        "Minutes, 19 July 2023",
    )
    assert (told.content_status, told.last_modified_by, told.comments) == ("DRAFT", "imgdesk", "")
    assert told.created.year == told.modified.year == 2000
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {info.date_time[0] for info in parts.infolist()} == {2000}
        names = parts.namelist()
        assert not [name for name in names if "thumbnail" in name or "app.xml" in name or "customXml" in name]
        assert b"Noto Sans" in parts.read("word/styles.xml")
        whole = b"".join(map(parts.read, names))
    assert b"python-docx" not in whole
    assert b"Microsoft Macintosh" not in whole


def test_the_same_document_gives_the_same_bytes() -> None:
    assert written(anywhere("Side event")) == written(anywhere("Side event"))


def test_minutes_read_back(plan_desk: Desk) -> None:
    paper = minutes(plan_desk, fill(plan_desk).first)
    made = docx.Document(io.BytesIO(written(paper)))
    numbered = [row.text for row in made.paragraphs if numbering_of(row) == (1, 0)]
    assert numbered == [
        "".join(span.text for span in block.text) for block in paper.blocks if isinstance(block, Clause)
    ]
    assert [table.rows[0].cells[0].text for table in made.tables] == [
        "Chair", "Paragraph", "No.", "No.", "Organization", "Organization",
    ]  # fmt: skip
    bold = next(row for row in made.paragraphs if row.text.startswith("the High"))
    assert [(run.text, bool(run.bold)) for run in bold.runs][1] == ("High-Level Political Forum", True)
