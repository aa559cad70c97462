"""Papers that this program wrote for Word come back as they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imgdesk.domain.paper_draft import PaperDraft, SectionDraft
from imgdesk.domain.paper_text import Part, Piece, notes_of, read, rows, write
from imgdesk.exchange.word_paper import read_paper
from imgdesk.reports.blocks import Document
from imgdesk.reports.compose.paper import compose
from imgdesk.reports.docx import write_docx
from imgdesk.reports.written import section
from imgdesk.services import paper_import
from imgdesk.store.desk import Desk

TODAY = date(2023, 7, 14)
LISTS = """They are:

(a) to take stock;
(b) to share:
  - what works;

    More of what works.
  - what does not;
(c) to agree.

In the order of:

1. first
  (i) one
  (ii) two
2. second

A. A capital
B. Another"""
WRITTEN = (
    SectionDraft("contents"),
    SectionDraft(
        "facts",
        text="OBJECTIVE | To *learn*[^1]\nVENUE | Room 3, **Palais**\nDATE | May\n[^1]: And to share.",
    ),
    SectionDraft(
        "text", 1, "roman", "Background", "Since 2007[^a] we meet.[^b]\n\n[^a]: See 6/20.\n[^b]: Often."
    ),
    SectionDraft("text", 1, "roman", "Specific objectives", LISTS),
    SectionDraft("text", 1, "roman", "Methodology"),
    SectionDraft(
        "text", 2, "capital", "Participants", "The [report](https://example.org/a_\\(b\\)) is public."
    ),
    SectionDraft("text", 2, "capital", "Topics", "A line\nbroken in **two**, *three* and ***four***."),
    SectionDraft("text", 3, "letter", "Rivers", "They run: <https://example.org>."),
    SectionDraft("text", 3, "letter", "Lakes", "They stand.\n\n1\\. is no list."),
    SectionDraft(
        "table", 3, "", "Who", "What | Who | When\nRivers[^1] | **UNEP** | May\nAll of them\n[^1]: Big ones."
    ),
    SectionDraft("page break"),
    SectionDraft("text", 1, "", "3. Outcome", "A report."),
    SectionDraft("signature", text="Ana Maria\nCo-chair"),
    SectionDraft("annex", 1, "", "Terms of reference", "To be read with *care*."),
    SectionDraft("annex", 1, "", "Calendar", "None yet."),
)


@pytest.fixture
def desk(tmp_path: Path):
    with Desk.create(tmp_path / "d.imgdesk", "Rivers", origin="test") as made:
        yield made


def sent(desk: Desk, draft: PaperDraft, path: Path) -> Path:
    """Keep a paper in the desk and write it for Word."""
    paper_id = paper_import.land(desk, draft, origin="test", kind=draft.kind)
    with path.open("wb") as out:
        write_docx(compose(desk, paper_id, draft.kind, today=TODAY).document, out)
    return path


def meaning(sections: Sequence[SectionDraft]) -> list[object]:
    """Return what sections say, the labels of their footnotes in the order of their marks."""
    found: list[object] = []
    for kind, level, numbering, heading, text in map(astuple, sections):
        head = (kind, level, numbering, heading)
        if kind in {"facts", "table"}:
            found.append((head, rows(text), notes_of(text)))
        else:
            reading = read(text)
            order = {label: str(place) for place, label in enumerate(reading.notes, start=1)}
            parts = [
                part._replace(pieces=tuple(p._replace(note=order.get(p.note, "")) for p in part.pieces))
                for part in reading.parts
            ]
            found.append((head, parts, list(reading.notes.values())))
    return found


def test_a_paper_of_our_own_comes_back_as_it_was(desk: Desk, tmp_path: Path) -> None:
    draft = PaperDraft("Shared waters", "Bern, 2023", "concept-note", WRITTEN)
    back = read_paper(sent(desk, draft, tmp_path / "note.docx"))
    assert (back.title, back.subtitle, back.kind) == ("Shared waters", "Bern, 2023", "concept-note")
    for came, went in zip(meaning(back.sections), meaning(WRITTEN), strict=True):
        assert came == went


def test_what_came_back_comes_back_again(desk: Desk, tmp_path: Path) -> None:
    draft = PaperDraft("Shared waters", "", "paper", WRITTEN)
    once = read_paper(sent(desk, draft, tmp_path / "one.docx"))
    twice = read_paper(sent(desk, once, tmp_path / "two.docx"))
    assert (twice.title, twice.sections) == (once.title, once.sections)


WORDS = st.text("abcdé ", min_size=1, max_size=9).filter(str.strip)
PIECES = st.builds(
    Piece, WORDS, st.booleans(), st.booleans(), st.sampled_from(["", "https://example.org/x"]), st.just("")
)
PARTS = st.builds(
    lambda pieces, *place: Part((Piece("It is "), *pieces, Piece(", so it is said.")), *place),
    st.lists(PIECES, max_size=3),
    st.integers(0, 4),
    st.sampled_from(["", "bullet", "number", "letter", "capital", "roman"]),
    st.integers(1, 4),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PARTS, min_size=1, max_size=8))
def test_any_text_with_its_lists_comes_back(tmp_path: Path, parts: list[Part]) -> None:
    text = write(parts)
    path = tmp_path / "text.docx"
    with path.open("wb") as out:
        write_docx(Document("Shared waters", "", (), (), "", "", section("text", text)), out)
    back = "\n\n".join(found.text for found in read_paper(path).sections)
    assert read(back).parts == read(text).parts
