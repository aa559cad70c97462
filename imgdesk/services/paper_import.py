"""A paper read from a file lands in the desk: as one step, always as a new paper.

Nothing is compared with what is there: two papers may bear one title, and a person tells better than a rule which of
them is meant. `same_title` says how many there are, for the review.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imgdesk.domain.paper_draft import PaperDraft
from imgdesk.domain.paper_words import DEEPEST, KINDS, NUMBERINGS, SECTION_KINDS
from imgdesk.domain.papers import Paper, PaperSection
from imgdesk.services import records
from imgdesk.text import clean_text, one_line

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


def land(desk: Desk, draft: PaperDraft, *, origin: str, kind: str = "paper") -> int:
    """Bring a paper into the desk as one step named after its file `origin`, and return its id; it is a draft.

    Raises UserError for a kind that is none of KINDS.
    """
    kind = records.one_of(kind, tuple(KINDS), "kind of paper")
    with desk.change(f"Import paper from {records.quoted(origin)}") as session:
        row = Paper(
            kind=kind,
            title=one_line(draft.title) or KINDS[kind].title,
            subtitle=one_line(draft.subtitle),
            made_at=records.moment(),
            position=records.last_position(session, Paper.position),
        )
        paper_id = records.added(session, row)
        for place, section in enumerate(draft.sections, start=1):
            session.add(
                PaperSection(
                    paper_id=paper_id,
                    position=records.STEP * place,
                    kind=records.one_of(section.kind, SECTION_KINDS, "kind of section"),
                    level=min(max(0, section.level), DEEPEST),
                    numbering=records.one_of(section.numbering, NUMBERINGS, "numbering"),
                    heading=one_line(section.heading),
                    text=clean_text(section.text),
                )
            )
        return paper_id


def same_title(desk: Desk, draft: PaperDraft) -> int:
    """Return how many papers of the desk bear the title of a draft already."""
    title = one_line(draft.title).casefold()
    rows = desk.read("SELECT title FROM paper WHERE template = 0")
    return sum(one_line(row[0]).casefold() == title for row in rows)
