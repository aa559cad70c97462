"""A paper read from a file lands as one step, beside what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from imgdesk.domain.paper_draft import PaperDraft, SectionDraft, signs
from imgdesk.errors import UserError
from imgdesk.services import paper_import
from imgdesk.store.desk import Desk
from imgdesk.views import journal, papers

DRAFT = PaperDraft(
    "Shared\nwaters",
    "Bern, 2023",
    "concept-note",
    (
        SectionDraft("facts", text="Venue | Bern"),
        SectionDraft("text", 1, "roman", "Background", "Rivers run.[^1]\n\n[^1]: All of them."),
        SectionDraft("page break"),
        SectionDraft("table", 2, "capital", "Who", "Name | Role\nUNEP | Lead"),
    ),
)


@pytest.fixture
def desk(tmp_path: Path):
    with Desk.create(tmp_path / "d.imgdesk", "Rivers", origin="test") as made:
        yield made


def test_a_paper_lands_as_one_step_that_undo_takes_back(desk: Desk) -> None:
    paper_id = paper_import.land(desk, DRAFT, origin="note.docx", kind="concept-note")
    row = papers.paper(desk, paper_id)
    assert row is not None
    assert (row.kind, row.title, row.subtitle, row.status) == (
        "concept-note",
        "Shared waters",
        "Bern, 2023",
        "draft",
    )
    assert [
        SectionDraft(s.kind, s.level, s.numbering, s.heading, s.text) for s in papers.sections(desk, paper_id)
    ] == list(DRAFT.sections)
    assert journal.steps(desk)[-1].label == "Import paper from “note.docx”"
    desk.undo()
    assert papers.papers(desk) == []


def test_the_same_paper_again_is_another_one(desk: Desk) -> None:
    assert paper_import.same_title(desk, DRAFT) == 0
    first, second = (paper_import.land(desk, DRAFT, origin="note.docx") for _ in range(2))
    assert first != second
    assert paper_import.same_title(desk, DRAFT) == 2
    assert len(papers.papers(desk)) == 2


def test_what_cannot_land_writes_nothing(desk: Desk) -> None:
    with pytest.raises(UserError):
        paper_import.land(desk, DRAFT, origin="note.docx", kind="poem")
    assert papers.papers(desk) == []


def test_headings_are_counted_within_the_one_above() -> None:
    given = [
        (1, "roman"),
        (2, "capital"),
        (2, "capital"),
        (1, ""),
        (2, "capital"),
        (1, "roman"),
        (3, "letter"),
        (0, ""),
    ]
    assert list(signs(given)) == ["I.", "A.", "B.", "", "A.", "II.", "(a)", ""]
