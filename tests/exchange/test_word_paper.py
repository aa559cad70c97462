"""Papers in Word read into sections: shapes that people use, and nothing lost of any of them."""

from __future__ import annotations

import html
import re
import time
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Twips
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imgdesk.domain.paper_draft import PaperDraft, SectionDraft
from imgdesk.domain.paper_text import DEEPEST, notes_of, read, rows
from imgdesk.errors import UserError
from imgdesk.exchange.word_paper import read_paper
from tests.exchange.docx_files import (
    W,
    add_footnotes,
    add_part,
    add_xml,
    bold_line,
    document,
    footnote,
    rewrite,
    run,
    save,
)

LONG = "The group met in the spring and looked at what the agencies had brought together since its first session, "
TEXT = f"{LONG}and it asked the secretariat to go on."


def read_docx(paper: Document, folder: Path, name: str = "paper.docx") -> PaperDraft:
    return read_paper(save(paper, folder / name))


def outline(draft: PaperDraft) -> list[tuple[str, int, str, str]]:
    return [(s.kind, s.level, s.numbering, s.heading) for s in draft.sections]


def entries(text: str) -> list[tuple[str, int, int, str]]:
    return [
        (part.sign, part.level, part.number, "".join(piece.text for piece in part.pieces))
        for part in read(text).parts
    ]


LINKED = 'HYPERLINK "https://example.org/b"'


def in_field(told: str, words: str, *, ends: bool = True) -> str:
    """Return a field in its pieces: what it is told to do, and the words that it shows."""
    begin, separate, end = (
        f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "separate", "end")
    )
    return f"{begin}<w:r><w:instrText>{told}</w:instrText></w:r>{separate}{run(words)}{end if ends else ''}"


def centred(paper: Document, text: str) -> None:
    line = paper.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.add_run(text).bold = True


# Head


def test_a_title_and_a_subtitle_in_their_styles(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("Clean air for all", style="Title")
    paper.add_paragraph("Second session, 3 May 2023", style="Subtitle")
    paper.add_paragraph(TEXT)
    draft = read_docx(paper, tmp_path)
    assert (draft.title, draft.subtitle, draft.kind) == (
        "Clean air for all",
        "Second session, 3 May 2023",
        "paper",
    )
    assert draft.sections == (SectionDraft(text=TEXT),)
    assert draft.notes == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("DRAFT Concept note", "concept-note"),
        ("CONCEPT NOTE", "concept-note"),
        ("Progress report (final)", "progress"),
        ("Side-event proposal", "side-event"),
        ("Key messages, version 2", "key-messages"),
        ("Hand-over note", "handover"),
        ("Nota conceptual", "concept-note"),
    ],
)
def test_a_line_that_names_the_kind_is_no_title(tmp_path: Path, line: str, kind: str) -> None:
    paper = document()
    centred(paper, line)
    centred(paper, "Meeting of the river commissions on:")
    centred(paper, "Shared waters")
    centred(paper, "10 May 2023, Bern")
    paper.add_paragraph(TEXT)
    draft = read_docx(paper, tmp_path)
    assert draft.kind == kind
    assert draft.title == "Meeting of the river commissions on: Shared waters"
    assert draft.subtitle == "10 May 2023, Bern"
    assert any(f"“{line}”" in note for note in draft.notes)
    assert draft.sections == (SectionDraft(text=TEXT),)


def test_titles_by_capitals_end_where_the_text_begins(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("CONCEPT NOTE")
    paper.add_paragraph("WORKSHOP ON RIVERS AND RIGHTS")
    paper.add_paragraph("WITH A FOCUS ON SMALL ISLANDS")
    bold_line(paper, "Background")
    paper.add_paragraph(TEXT)
    draft = read_docx(paper, tmp_path)
    assert draft.title == "WORKSHOP ON RIVERS AND RIGHTS WITH A FOCUS ON SMALL ISLANDS"
    assert outline(draft) == [("text", 1, "", "Background")]


def test_the_only_heading_of_the_highest_level_is_the_title(tmp_path: Path) -> None:
    paper = document()
    paper.add_heading("Shared waters", 1)
    for name in ("Why", "How"):
        paper.add_heading(name, 2)
        paper.add_paragraph(TEXT)
    draft = read_docx(paper, tmp_path)
    assert draft.title == "Shared waters"
    assert outline(draft) == [("text", 1, "", "Why"), ("text", 1, "", "How")]


def test_a_paper_without_any_title_takes_that_of_the_file(tmp_path: Path) -> None:
    paper = document()
    paper.core_properties.title = ""
    paper.add_paragraph(TEXT)
    draft = read_docx(paper, tmp_path, "Concept note on rivers.docx")
    assert (draft.title, draft.kind) == ("Concept note on rivers", "concept-note")
    assert "No title was found" in draft.notes[0]


# Headings


def test_headings_by_style_keep_their_levels(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("T", style="Title")
    for level, name in ((1, "One"), (2, "Two"), (3, "Three"), (4, "Four"), (1, "Five")):
        paper.add_heading(name, level)
    assert outline(read_docx(paper, tmp_path)) == [
        ("text", 1, "", "One"), ("text", 2, "", "Two"), ("text", 3, "", "Three"), ("text", 3, "", "Four"),
        ("text", 1, "", "Five"),
    ]  # fmt: skip


def test_roman_headings_capitals_below_them_and_numbers_below_these(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("Shared waters", style="Title")
    for line in (
        "I. BACKGROUND",
        "II. METHODOLOGY",
        "A. Participants",
        "B. Topics",
        "1. Rivers",
        "2. Lakes",
        "III. OUTCOME",
    ):
        bold_line(paper, line)
        paper.add_paragraph(TEXT)
    assert outline(read_docx(paper, tmp_path)) == [
        ("text", 1, "roman", "BACKGROUND"),
        ("text", 1, "roman", "METHODOLOGY"),
        ("text", 2, "capital", "Participants"),
        ("text", 2, "capital", "Topics"),
        ("text", 3, "number", "Rivers"),
        ("text", 3, "number", "Lakes"),
        ("text", 1, "roman", "OUTCOME"),
    ]


def test_numbered_headings_stand_below_those_that_are_not_counted(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("Progress", style="Title")
    for line in ("Background", "Key results", "1. Portal", "2. Advisers", "Challenges"):
        bold_line(paper, line)
        paper.add_paragraph(TEXT)
    assert outline(read_docx(paper, tmp_path)) == [
        ("text", 1, "", "Background"),
        ("text", 1, "", "Key results"),
        ("text", 2, "number", "Portal"),
        ("text", 2, "number", "Advisers"),
        ("text", 1, "", "Challenges"),
    ]


def test_a_plain_line_with_a_sign_over_text_is_a_heading(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("T", style="Title")
    for line in ("1. The portal", "2. The advisers"):
        paper.add_paragraph(line)
        paper.add_paragraph(TEXT)
    assert outline(read_docx(paper, tmp_path)) == [
        ("text", 1, "number", "The portal"),
        ("text", 1, "number", "The advisers"),
    ]


def test_a_sign_that_breaks_the_count_stays_in_the_words(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("T", style="Title")
    for line in ("I. First", "III. Third", "1.1 Aside"):
        bold_line(paper, line)
        paper.add_paragraph(TEXT)
    assert outline(read_docx(paper, tmp_path)) == [
        ("text", 1, "roman", "First"),
        ("text", 1, "", "III. Third"),
        ("text", 2, "", "1.1 Aside"),
    ]


def test_bold_makes_no_heading_where_most_is_bold_or_a_sentence_ends(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("T", style="Title")
    bold_line(paper, "This whole sentence is important.")
    paper.add_paragraph(TEXT)
    draft = read_docx(paper, tmp_path)
    assert draft.sections[0].text.startswith("**This whole sentence is important.**\n\nThe group")
    loud = document()
    loud.add_paragraph("T", style="Title")
    for line in ("One line", "Another line", "A third line"):
        bold_line(loud, line)
    assert [s.heading for s in read_docx(loud, tmp_path).sections] == [""]


# Lists and text


NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1)"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%2."/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""


def counted(paper: Document, list_id: int, level: int, text: str, *, bold: bool = False) -> None:
    number = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list_id}'/></w:numPr>"
    words = f"<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>" if bold else run(text)
    add_xml(paper, f"<w:p><w:pPr>{number}</w:pPr>{words}</w:p>")


def test_lists_and_headings_that_word_counts(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("T", style="Title")
    counted(paper, 2, 0, "BACKGROUND", bold=True)
    paper.add_paragraph("The workshops looked at:")
    for level, text in ((0, "good practice"), (1, "in the north"), (1, "in the south"), (0, "added value")):
        counted(paper, 1, level, text)
    counted(paper, 2, 0, "METHODOLOGY", bold=True)
    counted(paper, 2, 1, "Format", bold=True)
    path = rewrite(save(paper, tmp_path / "p.docx"), {"word/numbering.xml": NUMBERING.encode()})
    draft = read_paper(path)
    assert outline(draft) == [
        ("text", 1, "roman", "BACKGROUND"),
        ("text", 1, "roman", "METHODOLOGY"),
        ("text", 2, "capital", "Format"),
    ]
    assert entries(draft.sections[0].text) == [
        ("", 0, 0, "The workshops looked at:"),
        ("letter", 1, 1, "good practice"),
        ("bullet", 2, 0, "in the north"),
        ("bullet", 2, 0, "in the south"),
        ("letter", 1, 2, "added value"),
    ]


def test_lists_that_somebody_typed(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("T", style="Title")
    for line in (
        "A. To take stock;", "B. To share;", "C. To agree.", "The items are:", "1. Rivers, regarding:",
        "· their sources;", "· their mouths;", "2. Lakes.", "More of them later.", "3. Seas.", "(a) near;", "(b) far.",
        "A. Smith speaks first.", "It costs 5. Not 6.",
    ):  # fmt: skip
        paper.add_paragraph(line)
    assert entries(read_docx(paper, tmp_path).sections[0].text) == [
        ("capital", 1, 1, "To take stock;"),
        ("capital", 1, 2, "To share;"),
        ("capital", 1, 3, "To agree."),
        ("", 0, 0, "The items are:"),
        ("number", 1, 1, "Rivers, regarding:"),
        ("bullet", 2, 0, "their sources;"),
        ("bullet", 2, 0, "their mouths;"),
        ("number", 1, 2, "Lakes."),
        ("", 0, 0, "More of them later."),
        ("number", 1, 3, "Seas."),
        ("letter", 2, 1, "near;"),
        ("letter", 2, 2, "far."),
        ("capital", 3, 1, "Smith speaks first."),
        ("", 0, 0, "It costs 5. Not 6."),
    ]


def test_a_single_letter_before_a_sentence_is_no_list(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("T", style="Title")
    paper.add_paragraph("A. Smith will speak about rivers, lakes and seas in the first of the sessions.")
    draft = read_docx(paper, tmp_path)
    assert [part.sign for part in read(draft.sections[0].text).parts] == [""]
    assert "A\\. Smith" in draft.sections[0].text


def test_a_paragraph_indented_like_its_entry_goes_on_with_it(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("T", style="Title")
    for text, sign in (("First.", True), ("More of the first.", False), ("Second.", True), ("Below.", None)):
        line = paper.add_paragraph(f"({'a' if text == 'First.' else 'b'}) {text}" if sign else text)
        line.paragraph_format.left_indent = Twips(0 if sign is None else 720)
    assert entries(read_docx(paper, tmp_path).sections[0].text) == [
        ("letter", 1, 1, "First."),
        ("", 1, 0, "More of the first."),
        ("letter", 1, 2, "Second."),
        ("", 0, 0, "Below."),
    ]


def test_emphasis_and_links_are_kept(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("T", style="Title")
    line = paper.add_paragraph("It is ")
    line.add_run("very").bold = True
    line.add_run(" important, see ")
    line.add_run("Rivers").italic = True
    path = save(paper, tmp_path / "p.docx")
    key = paper.part.relate_to(
        "https://example.org/a_(b)",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    space = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    add_xml(
        paper,
        f"<w:p>{run('The ')}<w:hyperlink {space} r:id='{key}'>{run('report')}</w:hyperlink>{run('.')}</w:p>",
    )
    add_xml(paper, f"<w:p>{in_field(LINKED, 'Here')}{run(' too.')}</w:p>")
    add_xml(
        paper,
        f"<w:p>{run('Not ')}<w:fldSimple w:instr='HYPERLINK \"file:///c\"'>{run('there')}</w:fldSimple></w:p>",
    )
    draft = read_paper(save(paper, path))
    assert draft.sections[0].text.split("\n\n") == [
        "It is **very** important, see *Rivers*",
        "The [report](https://example.org/a_\\(b\\)).",
        "[Here](https://example.org/b) too.",
        "Not there",
    ]
    assert draft.notes == ("A link that leads to no page of the web was left out: file:///c",)


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_footnotes_stand_where_their_marks_are(tmp_path: Path, kind: str) -> None:
    paper = document()
    paper.add_paragraph("T", style="Title")
    add_xml(paper, f"<w:p>{run('One')}{footnote(7, kind)}{run(' and two.')}{footnote(8, kind)}</w:p>")
    bold_line(paper, "Heading")
    add_xml(paper, f"<w:p>{run('Again.')}{footnote(7, kind)}</w:p>")
    table = paper.add_table(2, 3)
    for at, words in enumerate(("Name", "Place", "When")):
        table.rows[0].cells[at].text = words
    table.rows[1].cells[0].text = "Rivers"
    table.rows[1].cells[2].paragraphs[0]._p.append(_element(footnote(9, kind)))
    path = add_footnotes(
        save(paper, tmp_path / "p.docx"), {7: "First", 8: "Second, see there", 9: "Third", 10: "Lost"}, kind
    )
    draft = read_paper(path)
    assert draft.sections[0].text == "One[^1] and two.[^2]\n\n[^1]: First\n[^2]: Second, see there"
    assert draft.sections[1].text == "Again.[^1]\n\n[^1]: First"
    assert notes_of(draft.sections[2].text) == {"1": "Third"}
    assert rows(draft.sections[2].text)[1] == ["Rivers", "", "[^1]"]
    assert f"{kind.capitalize()} without a place in the text: Lost" in draft.notes


def _element(xml: str) -> object:
    from docx.oxml import parse_xml

    return parse_xml(xml.replace("<w:r>", f'<w:r xmlns:w="{W}">', 1))


def test_the_footnote_of_a_heading_moves_to_the_text_below_it(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("T", style="Title")
    heading = paper.add_heading("Rivers", 1)
    heading._p.append(_element(footnote(1)))
    paper.add_paragraph("They run.")
    draft = read_paper(add_footnotes(save(paper, tmp_path / "p.docx"), {1: "All of them"}))
    assert draft.sections == (SectionDraft("text", 1, "", "Rivers", "[^1]They run.\n\n[^1]: All of them"),)
    assert any("heading “Rivers”" in note for note in draft.notes)


# Tables


def test_a_fact_box_in_its_shapes(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("T", style="Title")
    facts = (("OBJECTIVE", "To learn | to share"), ("VENUE", "Room 3"), ("DATE", "18 May 2023"))
    two = paper.add_table(3, 3)
    for row, (label, value) in zip(two.rows, facts, strict=True):
        row.cells[1].text, row.cells[2].text = label, value
    paper.add_paragraph("Between.")
    inside = paper.add_table(3, 1)
    for row, (label, value) in zip(inside.rows, facts, strict=True):
        row.cells[0].paragraphs[0].add_run(label).bold = True
        row.cells[0].add_paragraph(value)
    paper.add_paragraph("Between.")
    stacked = paper.add_table(6, 1)
    for at, words in enumerate(word for fact in facts for word in fact):
        stacked.rows[at].cells[0].text = words
    draft = read_docx(paper, tmp_path)
    assert [s.kind for s in draft.sections] == ["facts", "text", "facts", "text", "facts"]
    for at in (0, 2, 4):
        assert rows(draft.sections[at].text) == [list(fact) for fact in facts]


def test_a_table_has_its_header_and_merged_cells_once(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("T", style="Title")
    bold_line(paper, "Who does what")
    table = paper.add_table(4, 3)
    for row, words in zip(
        table.rows,
        (("What", "Who", "When"), ("Rivers", "OHCHR", "May"), ("", "UNEP", "June"), ("All of it", "", "")),
        strict=True,
    ):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 2))
    draft = read_docx(paper, tmp_path)
    assert outline(draft) == [("table", 1, "", "Who does what")]
    assert rows(draft.sections[0].text) == [
        ["What", "Who", "When"], ["Rivers", "OHCHR", "May"], ["", "UNEP", "June"], ["All of it"],
    ]  # fmt: skip


def test_a_table_of_two_columns_with_a_header_is_no_fact_box(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("T", style="Title")
    table = paper.add_table(2, 2)
    for cell, text in zip(table.rows[0].cells, ("Name", "Role"), strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    table.rows[1].cells[0].text, table.rows[1].cells[1].text = "UNEP", "Lead"
    assert [s.kind for s in read_docx(paper, tmp_path).sections] == ["table"]


def test_a_frame_of_one_cell_is_text(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("T", style="Title")
    cell = paper.add_table(1, 1).rows[0].cells[0]
    cell.text = "Box: rivers matter."
    cell.add_paragraph("Lakes too.", style="List Bullet")
    draft = read_docx(paper, tmp_path)
    assert draft.sections == (SectionDraft(text="Box: rivers matter.\n\n- Lakes too."),)
    assert draft.notes == ("A frame was read as text: “Box: rivers matter.”.",)


# Around the text


def test_what_stands_outside_the_text_is_in_the_remarks(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("T", style="Title")
    box = "<wps:txbx><w:txbxContent><w:p>{}</w:p></w:txbxContent></wps:txbx>"
    add_xml(
        paper, f"<w:p>{run('Text.')}<w:r><w:drawing>{box.format(run('In a box'))}</w:drawing></w:r></w:p>"
    )
    struck = "<w:del w:id='2'><w:r><w:delText>Old.</w:delText></w:r></w:del>"
    add_xml(paper, f"<w:p><w:ins w:id='1'>{run('New. ')}</w:ins>{struck}</w:p>")
    picture = "<pic:pic xmlns:pic='http://schemas.openxmlformats.org/drawingml/2006/picture'/>"
    add_xml(paper, f"<w:p><w:r><w:drawing>{picture}</w:drawing></w:r></w:p>")
    paper.sections[0].header.paragraphs[0].text = "For members only"
    path = save(paper, tmp_path / "p.docx")
    comment = f"<w:comment w:id='0' w:author='Ana'><w:p>{run('Agreed?')}</w:p></w:comment>"
    add_part(path, "comments", f"<w:comments xmlns:w='{W}'>{comment}</w:comments>")
    draft = read_paper(path)
    assert draft.sections == (SectionDraft(text="Text.\n\nNew."),)
    assert draft.notes == (
        "The document has tracked changes: they were read as accepted.",
        "Pictures and charts left out: 1.",
        "Comment by Ana: Agreed?",
        "Text box: In a box",
        "Header: For members only",
    )


def test_contents_and_page_breaks_are_sections(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("T", style="Title")
    bold_line(paper, "Table of contents")
    first = in_field(" TOC \\o ", "Rivers 1", ends=False)
    add_xml(paper, f"<w:p>{first}</w:p>")
    add_xml(paper, f"<w:p>{run('Lakes 2')}<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>")
    paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    paper.add_heading("Rivers", 1)
    paper.add_paragraph("They run.")
    paper.add_page_break()
    draft = read_docx(paper, tmp_path)
    assert outline(draft) == [
        ("contents", 0, "", "Table of contents"),
        ("page break", 0, "", ""),
        ("text", 1, "", "Rivers"),
    ]


@pytest.mark.parametrize("properties", ["<w:pPr><w:pageBreakBefore/></w:pPr>", ""])
def test_a_page_ends_before_the_heading_that_begins_the_next(tmp_path: Path, properties: str) -> None:
    paper = document()
    paper.add_paragraph("T", style="Title")
    paper.add_paragraph("They run.")
    end = "" if properties else "<w:r><w:br w:type='page'/></w:r>"
    add_xml(paper, f"<w:p>{properties}{end}<w:r><w:rPr><w:b/></w:rPr><w:t>Lakes</w:t></w:r></w:p>")
    paper.add_paragraph("They stand.")
    assert [(s.kind, s.heading) for s in read_docx(paper, tmp_path).sections] == [
        ("text", ""), ("page break", ""), ("text", "Lakes"),
    ]  # fmt: skip


def test_a_field_that_never_ends_takes_nothing_with_it(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("T", style="Title")
    endless = in_field(" TOC \\o ", "Rivers run.", ends=False)
    add_xml(paper, f"<w:p>{endless}</w:p>")
    assert "Rivers run." in "".join(s.text for s in read_docx(paper, tmp_path).sections)


def test_a_paper_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="“paper.docx” holds no words"):
        read_docx(document(), tmp_path)


@pytest.mark.parametrize(
    "xml",
    [
        "<w:p>" + 10_000 * "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:t>w</w:t></w:r>"
        + 10_000 * "<w:r><w:fldChar w:fldCharType='end'/></w:r>" + "</w:p>",
        "".join(
            f"<w:p><w:pPr><w:ind w:left='{100 * at}'/></w:pPr>{run('- entry')}</w:p>" for at in range(10_000)
        ),
    ],
    ids=["fields within fields", "lists within lists"],
)  # fmt: skip
def test_what_is_nested_without_end_is_read_in_a_moment(tmp_path: Path, xml: str) -> None:
    path = save(document(), tmp_path / "p.docx")
    rewrite(path, {"word/document.xml": lambda old: old.replace(b"<w:body>", b"<w:body>" + xml.encode())})
    start = time.perf_counter()
    draft = read_paper(path)
    assert time.perf_counter() - start < 10
    assert max(part.level for part in read(draft.sections[0].text).parts) <= DEEPEST


# Nothing lost


def words_of_file(path: Path) -> Counter[str]:
    """Count the words a reader sees from the raw XML, without the reader under test."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if re.fullmatch(r"word/(document|footnotes)\.xml", name)]
        xml = "".join(archive.read(name).decode() for name in names)
    xml = re.sub(r"<w:(?:tab|br|cr)/>|</w:p>", " ", xml)
    xml = re.sub(r"<w:(delText|instrText)\b.*?</w:\1>", "", xml)
    text = unicodedata.normalize("NFC", html.unescape(re.sub(r"<[^>]*>", "", xml)))
    return Counter(re.findall(r"\w+", text))


def words_of_draft(draft: PaperDraft) -> Counter[str]:
    texts = [draft.title, draft.subtitle, *draft.notes]
    for section in draft.sections:
        in_rows = section.kind in {"facts", "table"}
        texts += [section.heading, section.text.replace("\\n", " ") if in_rows else section.text]
    return Counter(re.findall(r"\w+", " ".join(texts)))


PHRASES = st.text(
    alphabet=st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn", "Cf", "Zl", "Zp", "Mn", "Me", "Mc"]
    ),
    min_size=1,
    max_size=20,
).filter(lambda text: text.strip() != "")
PATTERNS = (
    "{}", "I. {}", "A. {}", "1. {}", "(a) {}", "- {}", "· {}", "{}:", "{}.", "**{}**", "[{}](https://example.org)",
    "[^1]: {}", "DRAFT {}", "CONCEPT NOTE {}", f"{{}} {TEXT}",
)  # fmt: skip
KINDS = ("text", "bold", "heading", "item", "number", "facts", "table", "frame", "centred", "title")


@settings(max_examples=settings().max_examples, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(PATTERNS), PHRASES), min_size=1, max_size=8)
)
def test_no_word_of_any_paper_is_lost(tmp_path: Path, blocks: list[tuple[str, str, str]]) -> None:
    paper = document()
    for kind, pattern, phrase in blocks:
        text = pattern.format(phrase)
        match kind:
            case "heading":
                paper.add_heading(text, 1 + len(text) % 3)
            case "bold":
                bold_line(paper, text)
            case "item" | "number":
                paper.add_paragraph(text, style=f"List {'Bullet' if kind == 'item' else 'Number'}")
            case "facts" | "table" | "frame":
                size = {"facts": (2, 2), "table": (3, 3), "frame": (1, 1)}[kind]
                table = paper.add_table(*size)
                for cell in table._cells[::2]:
                    cell.text = text
            case "centred":
                centred(paper, text)
            case "title":
                paper.add_paragraph(text, style="Title")
            case _:
                paper.add_paragraph(text)
    path = save(paper, tmp_path / "p.docx")
    try:
        draft = read_paper(path)
    except UserError:
        assert not words_of_file(path)
        return
    lost = words_of_file(path) - words_of_draft(draft)
    signs = {word for word in lost if word in {"I", "A", "1", "a"}}
    assert not set(lost) - signs
