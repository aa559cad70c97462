"""A paper goes out, becomes final, and can be taken back to the draft; each time it can be kept as it was sent.

A version keeps its rows as one object and its pages as a PDF, so that what somebody received can be shown for ever,
whatever the desk says later. Its bytes are written once and no step holds them; see `documents`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from sqlmodel import Session, col, select

from imgdesk.domain.file_kinds import LARGEST, size_words
from imgdesk.domain.meetings import Meeting
from imgdesk.domain.paper_words import NEXT_STATUSES, STATUSES
from imgdesk.domain.papers import Paper, PaperOverride, PaperSection, PaperVersion
from imgdesk.domain.plan import FocusArea
from imgdesk.domain.progress import ReportingPeriod
from imgdesk.errors import UserError
from imgdesk.services import documents, records
from imgdesk.services.paper_sections import open_paper, paper_name
from imgdesk.store.desk import utc_now
from imgdesk.text import one_line
from imgdesk.views import papers as view

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

ABOUT: Final[dict[str, Any]] = {
    "meeting_id": Meeting,
    "period_id": ReportingPeriod,
    "focus_area_id": FocusArea,
}
"""What a paper can be about: the columns that hold an id, with the tables."""
_SAID: Final = ("kind", "title", "subtitle", "audience", "dated")
_OF_SECTION: Final = ("kind", "level", "numbering", "heading", "text", "source", "hint")


def set_status(desk: Desk, paper_id: int, status: str) -> None:
    """Say whether a paper is a draft, circulated or final, in this order, or a draft again.

    A final paper is locked until it is a draft again. Raises UserError for a template, and for a step that is left out.
    """
    status = records.one_of(status, STATUSES, "status of a paper")
    with desk.change(f"Set {paper_name(desk, paper_id)} to {status}") as session:
        _become(records.found(session, Paper, paper_id), status)


def keep_version(desk: Desk, paper_id: int, pdf: bytes, *, state: str, note: str = "", today: date) -> int:
    """Keep a paper with its pages as they go out and return the version's id.

    `state` circulated or final is the paper's status from then on. `note` says to whom or why; `today` is the day on
    which it goes out. Raises UserError as `set_status` does, and for pages that are none or too large.
    """
    state = records.one_of(state, STATUSES, "status of a paper")
    _check_pages(pdf)
    with desk.change(f"Keep {paper_name(desk, paper_id)} as {state}") as session:
        row = records.found(session, Paper, paper_id)
        if state == "draft":
            open_paper(session, paper_id)
            _refuse_template(row)
        else:
            _become(row, state)
        session.flush()
        numbers = select(PaperVersion.number).where(PaperVersion.paper_id == paper_id)
        last = session.exec(numbers.order_by(col(PaperVersion.number).desc())).first()
        kept = PaperVersion(
            paper_id=paper_id,
            number=(last or 0) + 1,
            state=state,
            note=one_line(note),
            made_at=records.moment(datetime.combine(today, utc_now().timetz())),
            image=view.as_image(desk, paper_id),
            stored_file_id=documents.store(session, pdf),
        )
        return records.added(session, kept)


def restore_version(desk: Desk, version_id: int) -> None:
    """Make a paper say again what a version kept, as one step; its status and its links stay.

    What it was about and is gone since is left out. Raises UserError for a final paper.
    """
    rows = desk.read("SELECT paper_id, number FROM paper_version WHERE id = ?", (version_id,))
    paper_id, number = rows[0] if rows else (0, 0)
    with desk.change(f"Go back to version {number} of {paper_name(desk, paper_id)}") as session:
        image = view.from_image(records.found(session, PaperVersion, version_id).image)
        row = open_paper(session, paper_id)
        for name in _SAID:
            setattr(row, name, getattr(image.paper, name))
        for name, kind in ABOUT.items():
            key = getattr(image.paper, name)
            setattr(row, name, key if key is not None and session.get(kind, key) else None)
        _put_sections(session, paper_id, image.sections)
        session.flush()
        _put_overrides(session, image)


def _become(row: Paper, status: str) -> None:
    if status == row.status:
        return
    _refuse_template(row)
    if status not in NEXT_STATUSES[row.status]:
        raise UserError(
            f"A paper that is {'a draft' if row.status == 'draft' else row.status} cannot be {status} next: "
            f"set it to {NEXT_STATUSES[row.status][0]} first."
        )
    row.status = status


def _refuse_template(row: Paper) -> None:
    if row.template:
        raise UserError("A template is not sent out, so nothing was changed: begin a paper from it.")


def _check_pages(pdf: bytes) -> None:
    if not pdf.startswith(b"%PDF"):
        raise UserError("There are no pages to keep, so nothing was changed: look at the preview first.")
    if len(pdf) > LARGEST:
        raise UserError(
            f"The pages have {size_words(len(pdf))} and a desk keeps files of up to {size_words(LARGEST)}: "
            "leave a part of the paper out."
        )


def _put_sections(session: Session, paper_id: int, sections: tuple[view.SectionRow, ...]) -> None:
    """Make the sections of a paper those of an image; one that is there still stays the same record."""
    now = {row.id: row for row in session.exec(select(PaperSection).where(PaperSection.paper_id == paper_id))}
    for place, kept in enumerate(sections, start=1):
        row = now.pop(kept.id, None) or PaperSection(id=kept.id, paper_id=paper_id)
        for name in _OF_SECTION:
            setattr(row, name, getattr(kept, name))
        row.internal, row.position = bool(kept.internal), records.STEP * place
        session.add(row)
    for row in now.values():
        session.delete(row)


def _put_overrides(session: Session, image: view.Image) -> None:
    ids = [section.id for section in image.sections]
    now = {
        (row.section_id, row.key): row
        for row in session.exec(select(PaperOverride).where(col(PaperOverride.section_id).in_(ids)))
    }
    for kept in image.overrides:
        row = now.pop((kept.section_id, kept.key), None)
        row = row or PaperOverride(section_id=kept.section_id, key=kept.key)
        row.text, row.was = kept.text, kept.was
        session.add(row)
    for row in now.values():
        session.delete(row)
