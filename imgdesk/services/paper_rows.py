"""Rows of a paper become rows of the desk: all of a section at once, one statement a table.

The words are kept as they stand; what they stand for, organizations, focus areas, category, date and doubts, is read
from them here, once. A word for a status that the desk does not know is kept in the note.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlmodel import Session, SQLModel, insert

from imgdesk.domain.columns import when_values
from imgdesk.domain.draft import ActivityDraft
from imgdesk.domain.marks import bracketed, says_unconfirmed
from imgdesk.domain.plan import (
    Activity,
    ActivityFocusArea,
    ActivityLead,
    ActivityPartner,
    Footnote,
    PlanSection,
)
from imgdesk.services import records
from imgdesk.services.resolve import Directory
from imgdesk.services.workplan import named_in, next_refs
from imgdesk.text import clean_text, one_line

ROW_TABLES: Final = (Activity, ActivityLead, ActivityFocusArea, ActivityPartner, Footnote)
STATUS_WORDS: Final = {
    **dict.fromkeys(
        ("planned", "not started", "not yet started", "to do", "pending", "open", "upcoming"), "planned"
    ),
    **dict.fromkeys(
        ("under way", "underway", "in progress", "ongoing", "on-going", "started", "on track"), "under way"
    ),
    **dict.fromkeys(
        ("done", "complete", "completed", "finished", "closed", "delivered", "implemented"), "done"
    ),
    **dict.fromkeys(("delayed", "late", "overdue", "postponed", "behind schedule", "on hold"), "delayed"),
    **dict.fromkeys(("cancelled", "canceled", "dropped", "discontinued"), "cancelled"),
}
"""Status words as papers write them, each with the desk's own."""


def add_rows(
    session: Session,
    directory: Directory,
    section: PlanSection,
    drafts: Sequence[ActivityDraft],
    positions: Sequence[float] = (),
) -> None:
    """Add rows to a section, at its end where no positions are given; one statement a table for all of them."""
    section_id = section.id or 0
    if not positions:
        first = records.last_position(session, Activity.position, Activity.plan_section_id == section_id)
        positions = [first + records.STEP * place for place in range(len(drafts))]
    refs = next_refs(session, section, len(drafts))
    ids = records.next_ids(session, Activity, len(drafts))
    rows: dict[type[SQLModel], list[dict[str, Any]]] = {kind: [] for kind in ROW_TABLES}
    for activity_id, position, ref, draft in zip(ids, positions, refs, drafts, strict=True):
        named = named_in(directory, section_id, clean_text(draft.leads), clean_text(draft.partners))
        rows[Activity].append(
            {
                "id": activity_id,
                "plan_section_id": section_id,
                "position": position,
                "ref": ref,
                "everyone": named.everyone,
                "category_id": directory.category(draft.category),
                **_cells(draft),
                **when_values(records.timing(session, draft.when, section.year)),
            }
        )
        for named_kind, column, keys in (
            (ActivityLead, "organization_id", named.leads),
            (ActivityFocusArea, "focus_area_id", named.focus_areas),
            (ActivityPartner, "organization_id", named.partners),
        ):
            rows[named_kind] += [
                {"activity_id": activity_id, column: key, "position": n} for n, key in enumerate(keys)
            ]
        rows[Footnote] += footnotes_of(activity_id, draft)
    session.flush()
    for kind in ROW_TABLES:
        if rows[kind]:
            session.exec(insert(kind), params=rows[kind])


def _cells(draft: ActivityDraft) -> dict[str, Any]:
    output = clean_text(draft.output)
    status, note = status_of(draft)
    return {
        "output": output,
        "lead_text": clean_text(draft.leads),
        "partner_text": clean_text(draft.partners),
        "category_text": clean_text(draft.category),
        "unconfirmed": says_unconfirmed(output),
        "provisional": bracketed(output),
        "status": status or "planned",
        "percent": 100 if status == "done" else 0,
        "note": note,
    }


def status_of(draft: ActivityDraft) -> tuple[str, str]:
    """Return the status that the paper's word means, "" for none, and the note with a word that means none of ours."""
    said, note = one_line(draft.status), clean_text(draft.notes)
    status = STATUS_WORDS.get(said.casefold(), "")
    if said and not status:
        note = f"{note}\nStatus in the paper: {said}".strip()
    return status, note


def footnotes_of(activity_id: int, draft: ActivityDraft) -> list[dict[str, Any]]:
    """Return the footnotes of a row as values of their table; one without words is none."""
    return [
        {
            "activity_id": activity_id,
            "field": note.field,
            "offset": note.offset,
            "text": text,
            "position": float(place),
        }
        for place, note in enumerate(draft.footnotes)
        if (text := clean_text(note.text).strip())
    ]
