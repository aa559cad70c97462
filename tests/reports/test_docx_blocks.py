"""Blocks in Word files as Word sees them: numbers that it counts itself, contents, boxes, merged cells, links."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from imgdesk.exchange import guard
from imgdesk.exchange.word_blocks import Paragraph as ReadParagraph
from imgdesk.exchange.word_blocks import Table as ReadTable
from imgdesk.exchange.word_parts import open_parts
from imgdesk.exchange.word_text import read_words
from imgdesk.reports.blocks import (
    Annex,
    Block,
    Clause,
    Contents,
    Document,
    Entry,
    Facts,
    Footnotes,
    Heading,
    Merged,
    Numbered,
    Paragraph,
    Sign,
    Signature,
    Span,
    Style,
    Table,
    Text,
    counted,
    label,
    plain,
)
from imgdesk.reports.docx import write_docx
from imgdesk.text import clean_text

SIGNS: tuple[Sign, ...] = ("", "bullet", "number", "letter", "capital", "roman")
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def written(*blocks: Block) -> bytes:
    out = io.BytesIO()
    write_docx(Document("Paper", "", (), (), "", "", blocks), out)
    return out.getvalue()


def opened(*blocks: Block) -> Any:
    return docx.Document(io.BytesIO(written(*blocks)))


def read(tmp_path: Path, *blocks: Block) -> list[ReadParagraph | ReadTable]:
    """What the reader of Word files finds behind the title, with the numbers that Word prints."""
    path = tmp_path / "paper.docx"
    path.write_bytes(written(*blocks))
    parts = open_parts(guard.check(path, kind="docx"))
    assert parts is not None
    return list(read_words(parts, path.name).blocks[1:])


def labels(tmp_path: Path, *blocks: Block) -> list[str]:
    return [block.label for block in read(tmp_path, *blocks) if isinstance(block, ReadParagraph)]


def part(data: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return etree.fromstring(parts.read(name))


def headings(*counts: tuple[int, Sign, int]) -> list[Heading]:
    return [Heading(f"{level}{sign}{number}", level, sign, number) for level, sign, number in counts]


def test_headings_are_counted_by_word_and_begin_anew_below_the_next_one(tmp_path: Path) -> None:
    blocks = headings(
        (1, "roman", 1), (2, "capital", 1), (3, "number", 1), (3, "number", 2), (2, "capital", 2), (3, "number", 1),
        (1, "roman", 2), (2, "capital", 1),
    )  # fmt: skip
    assert labels(tmp_path, *blocks) == ["I.", "A.", "1.", "2.", "B.", "1.", "II.", "A."]
    used = {row._p.pPr.numPr.numId.val for row in opened(*blocks).paragraphs[1:]}
    assert len(used) == 1, "one list for all of them, so that a heading put between counts"


def test_the_number_of_a_heading_wins_and_the_others_count_on(tmp_path: Path) -> None:
    blocks = headings(
        (1, "roman", 3), (2, "capital", 1), (2, "capital", 5), (2, "capital", 6), (1, "roman", 4), (2, "letter", 1),
        (2, "letter", 2), (1, "roman", 5), (2, "capital", 1), (1, "", 0), (2, "capital", 2),
    )  # fmt: skip
    wanted = ["III.", "A.", "E.", "F.", "IV.", "(a)", "(b)", "V.", "A.", "", "B."]
    assert labels(tmp_path, *blocks) == wanted


@given(
    st.lists(
        st.tuples(
            st.integers(1, 3), st.sampled_from(["", "roman", "capital", "number", "letter"]), st.integers(1, 5)
        ),
        max_size=12,
    )
)  # fmt: skip
def test_every_heading_bears_the_number_that_the_paper_says(
    tmp_path_factory: pytest.TempPathFactory, counts: list[tuple[int, Sign, int]]
) -> None:
    blocks = headings(*counts)
    wanted = [counted(block.sign, block.number) for block in blocks]
    assert labels(tmp_path_factory.mktemp("h"), *blocks) == wanted


def test_headings_have_the_style_of_their_level() -> None:
    made = opened(Heading("a"), Heading("b", 2), Heading("c", 3, "number", 1))
    assert [row.style.name for row in made.paragraphs[1:]] == ["Heading 1", "Heading 2", "Heading 3"]
    levels = [row.style.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) for row in made.paragraphs[1:]]
    assert levels == ["0", "1", "2"]


def test_entries_of_every_sign_are_counted_by_word(tmp_path: Path) -> None:
    rows: list[tuple[Sign, int, int]] = [
        ("capital", 1, 1), ("capital", 1, 2), ("roman", 2, 1), ("roman", 2, 2), ("capital", 1, 3), ("number", 1, 1),
        ("number", 2, 1), ("letter", 2, 1), ("letter", 3, 1), ("letter", 1, 1), ("letter", 1, 4), ("", 1, 0),
        ("bullet", 1, 0), ("roman", 1, 9),
    ]  # fmt: skip
    blocks = [Entry(sign, plain("x"), level, number) for sign, level, number in rows]
    assert labels(tmp_path, *blocks) == [label(block) for block in blocks]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["bullet", "roman", "capital", "number", "letter"]), st.integers(1, 4), st.integers(1, 9)
        ),
        max_size=12,
    )
)  # fmt: skip
def test_every_entry_bears_the_number_that_the_paper_says(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Sign, int, int]]
) -> None:
    blocks = [Entry(sign, plain("x"), level, number) for sign, level, number in rows]
    found = labels(tmp_path_factory.mktemp("e"), *blocks)
    assert [sign if sign != "–" else "•" for sign in found] == [label(block) for block in blocks]


def test_the_contents_are_a_field_that_is_filled_in_and_leads_to_the_headings() -> None:
    data = written(
        Heading("Before"), Contents(), Heading("First & <last>", 1, "roman", 1), Heading("Below", 2),
        Heading("Deep", 3), Annex("Annex I", "Agenda"),
    )  # fmt: skip
    body = part(data, "word/document.xml")
    (told,) = [node.text for node in body.iter(qn("w:instrText"))]
    assert told.split() == ["TOC", "\\o", '"1-2"', "\\h", "\\z"]
    kinds = [node.get(qn("w:fldCharType")) for node in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    lines = {
        node.get(qn("w:anchor")): "".join(text.text for text in node.iter(qn("w:t")))
        for node in body.iter(qn("w:hyperlink"))
    }
    assert list(lines.values()) == ["I.First & <last>", "Below", "Annex I: Agenda"]
    marks = {node.get(qn("w:name")): node for node in body.iter(qn("w:bookmarkStart"))}
    leads_to = ["".join(node.getparent().itertext()) for name, node in marks.items() if name in lines]
    assert leads_to == ["First & <last>", "Below", "Agenda"]
    assert b"updateFields" not in zipfile.ZipFile(io.BytesIO(data)).read("word/settings.xml")


def test_contents_without_headings_still_are_a_field() -> None:
    body = part(written(Contents("")), "word/document.xml")
    assert len(list(body.iter(qn("w:fldChar")))) == 3


def test_a_signature_stands_under_a_rule() -> None:
    name, office = opened(Signature(("A. Person", "The office"))).paragraphs[1:]
    assert (name.text, name.style.name, office.text, office.style.name) == (
        "A. Person", "Signature", "The office", "Signature line",
    )  # fmt: skip
    assert name.style.element.pPr.find(qn("w:pBdr")).find(qn("w:top")) is not None


def test_boxed_facts_have_borders_and_two_columns() -> None:
    made = opened(Facts((("Venue", plain("Bonn")), ("Date", plain("June"))), boxed=True))
    (table,) = made.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Venue", "Bonn"], ["Date", "June"]]
    drawn = table.style.element.find(qn("w:tblPr")).find(qn("w:tblBorders"))
    assert {side.tag.rpartition("}")[2] for side in drawn} == {
        "top", "left", "bottom", "right", "insideH", "insideV",
    }  # fmt: skip
    (loose,) = opened(Facts((("Venue", plain("Bonn")),))).tables
    assert loose.style.name == "Normal Table"


def anywhere(text: str) -> tuple[list[str], tuple[Block, ...]]:
    """A text in every field of every block, each with a sign of its own, and all these texts."""
    told: list[str] = []

    def said() -> str:
        told.append(f"{len(told)}¤{text}")
        return told[-1]

    def spans(*styles: Style) -> Text:
        return tuple(Span(said(), style, "muted" if style == "tag" else "") for style in styles)

    every: tuple[Style, ...] = (
        "plain", "strong", "italic", "strong italic", "quiet", "mark", "tag", "inserted", "deleted",
    )  # fmt: skip
    linked = (Span(said(), link=text), Span(said(), link=f"https://a.invalid/{text}"), Span("n", "mark"))
    note = said()
    return told, (
        Contents(said(), 3), Heading(said(), 2, "letter", 30), Heading("", 1, redline=spans(*every)),
        Annex(said(), said()),
        Paragraph(spans(*every)), Paragraph(spans("deleted"), quiet=True, level=2), Paragraph(linked),
        Numbered((spans("plain"),)), Clause(4, spans(*every), "action", (Entry("letter", spans("tag"), 2, 1),)),
        Clause(0, spans("inserted"), "inside", (Paragraph(spans("plain")),), headed=True),
        *(Entry(sign, spans(*every), level, 3) for level, sign in enumerate(SIGNS, start=1)),
        Entry("bullet", spans("inserted"), written=said()), Facts(((said(), spans(*every)),)),
        Facts(((said(), spans("deleted")),), boxed=True),
        Table((said(), said()), (0.5, 0.5), ((spans("tag"), spans(*every)),), header_changes=("", "inserted")),
        Table((), (0.5, 0.5), ((spans("tag"), spans("plain")), (spans("plain"), spans("mark"))),
              (Merged(0, 0, 2, 2),), ("inserted", "deleted")),
        Signature((said(), said())), Footnotes((("n", plain(note)), (said(), spans("plain")))),
    )  # fmt: skip


def all_words(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        roots = [etree.fromstring(parts.read(f"word/{name}.xml")) for name in ("document", "footnotes")]
    found = (node for root in roots for node in root.iter(qn("w:t"), qn("w:delText")))
    return squeezed("".join(node.text or "" for node in found))


def squeezed(text: str) -> str:
    return "".join(text.split())


def holds_everything(text: str) -> None:
    told, blocks = anywhere(text)
    data = written(*blocks)
    assert docx.Document(io.BytesIO(data)).paragraphs
    found = all_words(data)
    assert not [words for words in told if squeezed(clean_text(words)) not in found]
    assert written(*blocks) == data


@pytest.mark.parametrize(
    "text",
    ['<w:p> & ]]> "', "\x00bell\x07 tab\t\x1b\u2028 \ufffe\uffff \ud800 \udfff", "[x](javascript:1)", "a b\n\nc", ""],
)  # fmt: skip
def test_awkward_text_in_any_field_is_in_the_file(text: str) -> None:
    holds_everything(text)


@settings(max_examples=25)
@given(st.text(max_size=60))
def test_any_text_in_any_field_is_in_the_file(text: str) -> None:
    holds_everything(text)


def rows_of(*texts: str) -> tuple[tuple[tuple[Span, ...], ...], ...]:
    return tuple(tuple(plain(text) for text in row.split("|")) for row in texts)


def test_merged_cells_are_merged_and_lose_nothing() -> None:
    table = Table(
        ("A", "B", "C"), (0.4, 0.3, 0.3), rows_of("wide||c", "down|b|c", "|e|f", "all|over|it", "g|h|i"),
        merged=(Merged(0, 0, 2, 1), Merged(1, 0, 1, 2), Merged(3, 0, 3, 2), Merged(4, 2, 1, 1)),
    )  # fmt: skip
    (found,) = opened(table).tables
    grid = [[cell.text for cell in row.cells] for row in found.rows]
    assert grid[1:4] == [["wide", "wide", "c"], ["down", "b", "c"], ["down", "e", "f"]]
    assert grid[4] == grid[5] == ["all\nover\nit\ng\nh\ni"] * 3
    spans = [node.get(qn("w:val")) for node in found._tbl.iter(qn("w:gridSpan"))]
    assert spans == ["2", "3", "3"]
    assert [node.get(qn("w:val"), "continue") for node in found._tbl.iter(qn("w:vMerge"))] == [
        "restart", "continue", "restart", "continue",
    ]  # fmt: skip


def test_a_merged_cell_stays_within_its_table() -> None:
    (found,) = opened(Table((), (0.5, 0.5), rows_of("a|b"), merged=(Merged(0, 0, 9, 9),))).tables
    assert [[cell.text for cell in row.cells] for row in found.rows] == [["a\nb", "a\nb"]]


def test_a_table_without_header_has_none() -> None:
    (found,) = opened(Table((), (0.5, 0.5), rows_of("a|b"))).tables
    assert [cell.text for cell in found.rows[0].cells] == ["a", "b"]
    assert not list(found._tbl.iter(qn("w:tblHeader")))


def test_tables_one_behind_the_other_stay_two_and_text_keeps_away_from_them() -> None:
    table = Table(("A",), (1.0,), rows_of("x"))
    made = opened(table, Facts((("Venue", plain("Bonn")),)), Footnotes(()), table, Paragraph(plain("Behind")))
    tags = [child.tag.rpartition("}")[2] for child in made.element.body]
    assert tags == ["p", "tbl", "p", "tbl", "p", "tbl", "p", "sectPr"]
    behind = made.paragraphs[-1]
    assert behind.text == "Behind"
    assert behind.paragraph_format.space_before > 0


def test_the_running_head_fits_on_its_line() -> None:
    out = io.BytesIO()
    write_docx(Document("Long title " * 30, "", (), ("Reference " * 30,), "", "", ()), out)
    title, reference = docx.Document(out).sections[0].header.paragraphs[0].text.split("\t")
    assert title.endswith("…")
    assert len(title) + len(reference) <= 100


def test_a_row_stays_on_its_page_unless_it_is_long() -> None:
    (found,) = opened(Table(("A",), (1.0,), ((plain("short"),), (plain("long " * 400),)))).tables
    kept = [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in found.rows]
    assert kept == [True, True, False]


def test_links_lead_where_they_say_and_others_stay_words() -> None:
    data = written(
        Paragraph(
            (Span("one", link="https://example.org/é"), Span("bad", link="javascript:1"), Span("two", "strong", link="https://example.org/é"))
        )
    )  # fmt: skip
    relations = [row for row in part(data, "word/_rels/document.xml.rels") if row.get("Type") == HYPERLINK]
    assert [(row.get("Target"), row.get("TargetMode")) for row in relations] == [
        ("https://example.org/%C3%A9", "External")
    ]
    links = list(part(data, "word/document.xml").iter(qn("w:hyperlink")))
    assert ["".join(link.itertext()) for link in links] == ["one", "two"]
    assert {link.get(qn("r:id")) for link in links} == {relations[0].get("Id")}
    assert (
        opened(Paragraph((Span("x", "strong", link="https://a.invalid"),)))
        .paragraphs[1]
        .hyperlinks[0]
        .runs[0]
        .bold
    )


def test_addresses_in_footnotes_are_links() -> None:
    note = "See https://example.org/a_(b), or (http://a.invalid/c). Not file://x."
    data = written(Paragraph((Span("1", "mark"),)), Footnotes((("1", plain(note)),)))
    root = part(data, "word/footnotes.xml")
    links = list(root.iter(qn("w:hyperlink")))
    assert ["".join(link.itertext()) for link in links] == ["https://example.org/a_(b)", "http://a.invalid/c"]
    targets = {row.get("Id"): row.get("Target") for row in part(data, "word/_rels/footnotes.xml.rels")}
    assert [targets[link.get(qn("r:id"))] for link in links] == [
        "https://example.org/a_(b)",
        "http://a.invalid/c",
    ]
    assert "".join(root.itertext()) == f" {note}"


def test_bullets_of_all_levels_look_as_in_the_pdf() -> None:
    data = written(*(Entry("bullet", plain("x"), level) for level in range(1, 10)))
    numbering = part(data, "word/numbering.xml")
    bullets = [
        row for row in numbering.iter(qn("w:lvl")) if row.find(qn("w:numFmt")).get(qn("w:val")) == "bullet"
    ]
    signs = {row.find(qn("w:lvlText")).get(qn("w:val")) for row in bullets}
    assert signs == {label(Entry("bullet", plain("x"), 2))}


def test_the_running_head_keeps_the_day_and_the_status_of_a_paper_with_a_long_reference() -> None:
    what = "Concept note for Members of the Environment Management Group and all others"
    out = io.BytesIO()
    title = "A title that is long as well, as titles often are, and goes on"
    status = Span("DRAFT, not for circulation", "tag", "amber")
    write_docx(Document(title, "", ("The group",), (what, "7 July 2023"), "", "", (), status=status), out)
    made = docx.Document(out)
    head = made.sections[0].header.paragraphs[0].text
    assert head.endswith("…, 7 July 2023, DRAFT, not for circulation")
    assert len(head) <= 102
    above = [p.text.partition("\t")[2] for p in made.paragraphs if p.style.name == "Masthead"]
    assert " ".join(above[:-1]) == what
    assert above[-1] == "7 July 2023"


def test_the_first_two_rows_of_a_table_stay_together_and_the_last_two() -> None:
    rows = tuple((plain(f"row {n}"),) for n in range(5))
    (table,) = opened(Table(("Head",), (1.0,), rows)).tables
    kept = [cell.paragraphs[0].paragraph_format.keep_with_next for cell in table.columns[0].cells]
    assert kept[1:] == [True, None, None, True, None]
