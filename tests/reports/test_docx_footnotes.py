"""Footnotes in Word files: real ones, counted by Word, one for each mark; and nothing lost that no mark calls."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from lxml import etree

from imgdesk.exchange import guard
from imgdesk.exchange.word_blocks import Mark
from imgdesk.exchange.word_blocks import Paragraph as ReadParagraph
from imgdesk.exchange.word_parts import open_parts
from imgdesk.exchange.word_text import read_words
from imgdesk.reports.blocks import Block, Document, Footnotes, Paragraph, Span, Table, plain
from imgdesk.reports.compose.notes import Notes
from imgdesk.reports.docx import write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NASTY = 'two\nlines & <w:p> ]]> "quoted" \x07'


def written(*blocks: Block) -> bytes:
    out = io.BytesIO()
    write_docx(Document("Paper", "", (), (), "", "", blocks), out)
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def marked(*numbers: str) -> Paragraph:
    return Paragraph(tuple(span for n in numbers for span in (Span(f"word {n}"), Span(n, "mark"))))


def test_marks_are_references_and_the_notes_stand_in_their_own_part() -> None:
    data = written(marked("1", "2"), Footnotes((("1", plain("The first.")), ("2", plain(NASTY)))))
    notes = etree.fromstring(part(data, "word/footnotes.xml")).findall(f"{W}footnote")
    assert [(note.get(f"{W}id"), note.get(f"{W}type")) for note in notes] == [
        ("-1", "separator"),
        ("0", "continuationSeparator"),
        ("1", None),
        ("2", None),
    ]
    text = part(data, "word/document.xml").decode()
    assert re.findall(r'<w:footnoteReference w:id="(\d+)"/>', text) == ["1", "2"]
    assert "The first." not in text
    assert b"wordprocessingml.footnotes+xml" in part(data, "[Content_Types].xml")
    assert b'Target="footnotes.xml"' in part(data, "word/_rels/document.xml.rels")
    told = etree.fromstring(part(data, "word/settings.xml"))
    assert [child.tag.removeprefix(W) for child in told] == [
        "zoom", "defaultTabStop", "characterSpacingControl", "footnotePr", "compat", "themeFontLang",
    ]  # fmt: skip
    assert written(marked("1", "2"), Footnotes((("1", plain("The first.")), ("2", plain(NASTY))))) == data


def test_notes_are_read_back_where_their_marks_stood(tmp_path: Path) -> None:
    path = tmp_path / "p.docx"
    cell = (Span("Side event "), Span("1", "mark"), Span("(TBC)"), Span("2", "mark"))
    table = Table(("Output",), (1.0,), ((cell,),))
    notes = Footnotes((("1", plain("A.")), ("2", plain(NASTY)), ("3", plain("C."))))
    path.write_bytes(written(marked("3"), table, notes))
    parts = open_parts(guard.check(path, kind="docx"))
    assert parts is not None
    words = read_words(parts, path.name)
    read = words.blocks[1]
    assert isinstance(read, ReadParagraph)
    assert (read.text, read.marks) == ("word 3", (Mark(6, "C."),))
    cells = words.blocks[2].rows[1]  # type: ignore[union-attr]
    assert cells[0].text == "Side event (TBC)"
    assert cells[0].marks == (Mark(11, "A."), Mark(16, 'two\nlines & <w:p> ]]> "quoted"'))


def test_a_number_marked_twice_has_a_footnote_each_time() -> None:
    data = written(marked("1", "1"), Footnotes((("1", plain("Subject to capacity")),)))
    assert part(data, "word/footnotes.xml").count(b"Subject to capacity") == 2
    assert part(data, "word/document.xml").count(b"w:footnoteReference ") == 2


def test_a_note_without_a_mark_and_a_mark_without_a_note_stay_in_the_text() -> None:
    data = written(marked("1"), Footnotes((("2", plain("Called by nobody.")),)), Paragraph(plain("End")))
    text = part(data, "word/document.xml").decode()
    assert "2 Called by nobody." in re.sub(r"<[^>]+>", "", text)
    assert '<w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t>' in text
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "word/footnotes.xml" not in archive.namelist()


def test_notes_are_counted_through_the_paper_and_stand_where_they_are_asked_for() -> None:
    notes = Notes()
    assert [notes.mark(plain("A")), notes.mark(plain("A"))] == [Span("1", "mark"), Span("2", "mark")]
    assert notes.block() == (Footnotes((("1", plain("A")), ("2", plain("A")))),)
    assert notes.block() == ()
    assert notes.mark(plain("B")) == Span("3", "mark")
    assert notes.block() == (Footnotes((("3", plain("B")),)),)
