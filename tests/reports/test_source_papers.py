"""The group's own papers fit: entered section by section, and found again in PDF and in Word with nothing lost."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lxml import etree
from pypdf import PdfReader

from imgdesk.domain import paper_text
from imgdesk.domain.paper_text import Part
from imgdesk.exchange.word_paper import read_paper
from imgdesk.reports.compose.paper import compose
from imgdesk.reports.export import export_paper
from imgdesk.store.desk import Desk
from tests.reports.source_papers import ALL, REPORT, THEMES, WORKSHOP, SourcePaper, enter

TODAY = date(2029, 5, 1)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SIGN = re.compile(r"(?:[IVX]+|[A-Z]|[0-9]+)\.|•")
OWN_WORDS = 8
"""So many words in a row are nobody's by accident."""


class Written(NamedTuple):
    """A paper as it was entered, and its two files."""

    given: SourcePaper
    paper_id: int
    pdf: Path
    docx: Path


@pytest.fixture(scope="module")
def entered(empty_desk: Path) -> Iterator[Desk]:
    path = empty_desk.with_name("source-papers.imgdesk")
    path.write_bytes(empty_desk.read_bytes())
    with Desk.open(path) as desk:
        yield desk


@pytest.fixture(scope="module", params=ALL, ids=["report", "themes", "workshop"])
def written(
    request: pytest.FixtureRequest, entered: Desk, tmp_path_factory: pytest.TempPathFactory
) -> Written:
    given: SourcePaper = request.param
    folder = tmp_path_factory.mktemp("papers")
    paper = Written(given, enter(entered, given), folder / "paper.pdf", folder / "paper.docx")
    for path in (paper.pdf, paper.docx):
        said = export_paper(entered, path, given.kind, today=TODAY, document=paper.paper_id)
        assert said == ()  # nothing is left to be written, and every letter could be printed
    return paper


def squeezed(text: str) -> str:
    return "".join(text.split())


def meant(text: str) -> tuple[list[tuple[Any, ...]], list[str]]:
    """The paragraphs and entries of a section, and its footnotes in order, whatever their labels are."""
    found = paper_text.read(text)
    notes = list(found.notes.values())
    places = {label: place for place, label in enumerate(found.notes)}
    return [(part.sign, part.level, part.number, _pieces(part, places)) for part in found.parts], notes


def _pieces(part: Part, places: dict[str, int]) -> list[Any]:
    return [
        places[piece.note] if piece.note else (piece.text, piece.bold, piece.italic, piece.link)
        for piece in part.pieces
    ]


def pages(paper: Written) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(paper.pdf).pages)


def test_headings_are_counted_as_in_the_paper(written: Written, entered: Desk) -> None:
    made = compose(entered, written.paper_id, written.given.kind, today=TODAY)
    counted = [f"{piece.counted} {piece.title}".strip() for piece in made.pieces if piece.title]
    assert tuple(counted) == written.given.headings


def test_word_gives_every_section_back_as_it_was_entered(written: Written) -> None:
    draft = read_paper(written.docx)
    assert len(draft.sections) == len(written.given.entered)
    for found, given in zip(draft.sections, written.given.entered, strict=True):
        shape = ("kind", "level", "numbering", "heading")
        defaults = {"kind": "text", "level": 1, "numbering": "", "heading": ""}
        assert [getattr(found, name) for name in shape] == [given.get(name, defaults[name]) for name in shape]
        if found.kind == "facts":
            assert paper_text.rows(found.text) == paper_text.rows(given["text"])
        else:
            assert meant(found.text) == meant(given.get("text", ""))


def test_word_has_real_footnotes_headings_and_lists(written: Written) -> None:
    with zipfile.ZipFile(written.docx) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        notes = etree.fromstring(archive.read("word/footnotes.xml")) if written.given.notes else ()
    texts = ["".join(note.itertext()).strip() for note in notes if note.get(f"{W}type") is None]
    assert tuple(texts) == written.given.notes
    assert len(list(body.iter(f"{W}footnoteReference"))) == len(written.given.notes)
    styles = [row.get(f"{W}val") for row in body.iter(f"{W}pStyle")]
    assert sum(name.startswith("Heading") for name in styles) == len(written.given.headings)
    counted = [row for row in body.iter(f"{W}numPr") if row.find(f"{W}numId").get(f"{W}val") != "0"]
    assert len(counted) >= len(written.given.signs) - sum(sign == "•" for sign in written.given.signs)
    assert len(list(body.iter(f"{W}hyperlink"))) == len(written.given.links)


def test_the_pdf_has_the_headings_as_bookmarks(written: Written) -> None:
    def titles(rows: list[Any]) -> Iterator[str]:
        for row in rows:
            yield from titles(row) if isinstance(row, list) else [row.title]

    title, *headings = titles(PdfReader(written.pdf).outline)
    assert title == written.given.title
    assert tuple(headings) == written.given.headings


def test_the_pdf_counts_headings_and_entries_in_order(written: Written) -> None:
    lines = map(str.strip, pages(written).splitlines())
    assert tuple(line for line in lines if SIGN.fullmatch(line)) == written.given.signs


def test_the_pdf_has_every_word_link_and_footnote(written: Written) -> None:
    text = squeezed(pages(written))
    for section in written.given.entered:
        for row in paper_text.rows(section.get("text", "")) if section.get("kind") == "facts" else ():
            assert all(squeezed(cell) in text for cell in row)
        if section.get("kind") != "facts":
            for part in paper_text.read(section.get("text", "")).parts:
                assert all(squeezed(piece.text) in text for piece in part.pieces)
    places = [text.index(squeezed(note)) for note in written.given.notes]
    assert places == sorted(places)
    linked = [
        str(link.get_object()["/A"]["/URI"])
        for page in PdfReader(written.pdf).pages
        for link in page.get("/Annots", ())
    ]
    notes = [note for note in written.given.notes if note.startswith("https:")]
    assert list(dict.fromkeys(linked)) == [*written.given.links, *notes]


def test_every_page_says_that_it_is_a_draft_and_of_which_day(written: Written) -> None:
    for page in PdfReader(written.pdf).pages:
        said = page.extract_text()
        assert "DRAFT, not for circulation" in said
        assert (written.given.dated or "1 May 2029") in said


# Beside the real papers, where they are


def real(shared: Path, given: SourcePaper) -> str:
    return (shared / "sources" / given.source).read_text(encoding="utf-8")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a paper; one that the end of a page cut in two is one."""
    found: list[str] = []
    for block in filter(None, map(str.strip, re.split(r"\n\s*\n", text))):
        if found and len(found[-1]) > 120 and found[-1][-1] not in ".:?!'’":
            found[-1] += f" {block}"
        else:
            found.append(block)
    return found


def shape_of(rows: list[str]) -> list[tuple[str, int]]:
    """How each heading is counted ("3.", or not at all) and how many paragraphs stand below it."""
    found = [("", 0)]
    for row in rows:
        if len(row) < 120 and row[-1] not in ".:?!":
            found.append((row.split()[0] if SIGN.fullmatch(row.split()[0]) else "", 0))
        else:
            found[-1] = (found[-1][0], found[-1][1] + 1)
    return found if found[0][1] else found[1:]


@pytest.mark.parametrize(("given", "title_lines"), [(REPORT, 3), (THEMES, 2)], ids=["report", "themes"])
def test_as_many_headings_and_paragraphs_as_the_real_paper(
    given: SourcePaper, title_lines: int, shared: Path
) -> None:
    signs = iter(given.signs)
    ours = [
        (next(signs) if row.get("numbering") else "", len(paper_text.read(row["text"]).parts))
        for row in given.entered
    ]
    text = real(shared, given)
    assert shape_of(paragraphs(text)[title_lines:]) == ours
    assert text.count("](#)") + text.count("<http") == len(given.links)
    within = re.compile(r"[ (]\([a-d]\) ")
    assert len(within.findall(text)) == sum(len(within.findall(row["text"])) for row in given.entered)


def test_as_many_items_footnotes_and_facts_as_the_real_workshop(shared: Path) -> None:
    text = real(shared, WORKSHOP)
    assert re.findall(r"footnoteRef:(\d+)", text) == [str(n) for n, _ in enumerate(WORKSHOP.notes, start=1)]
    assert tuple(re.findall(r"^\t([A-Z]+)$", text, re.MULTILINE)) == WORKSHOP.facts
    signs = re.findall(r"^(?:([IVX]+\.|[A-F]\.|[1-9]\.)|(·)) \S", text, re.MULTILINE)
    assert tuple(sign or "•" for sign, _ in signs) == WORKSHOP.signs
    facts = paper_text.rows(WORKSHOP.entered[0]["text"])
    assert tuple(row[0] for row in facts) == WORKSHOP.facts


@pytest.mark.parametrize("given", ALL, ids=["report", "themes", "workshop"])
def test_the_words_are_our_own(given: SourcePaper, shared: Path) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.lower())
        return {tuple(words[at : at + OWN_WORDS]) for at in range(len(words) - OWN_WORDS + 1)}

    known = runs(real(shared, given))
    assert len(known) > 1000
    for row in given.entered:
        assert not runs(row.get("text", "")) & known
