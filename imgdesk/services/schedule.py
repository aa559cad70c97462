"""Dates that move: several activities to dates of their own, and an event with all that hangs on it.

Every verb is one change, one journal step and one undo. What the new texts are is decided in imgdesk.domain.moves; a
date keeps its precision, and nothing else moves by itself: fuzzy plans are not schedules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from sqlmodel import Session, select

from imgdesk.domain.moves import moved
from imgdesk.domain.plan import Activity, Event, Footnote, PlanSection
from imgdesk.domain.schedule_links import CLOSED, Day, ordinal
from imgdesk.domain.timing import Timing
from imgdesk.services import records
from imgdesk.services.workplan import apply_fields

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

_MOVE: Final = "Move"


def set_dates(desk: Desk, texts: Mapping[int, str], *, verb: str = _MOVE) -> None:
    """Give each activity (by id) a date as agreed of its own, as one step whose label begins with `verb`.

    A text is read with the year of the activity's section. Raises UserError when an activity is gone.
    """
    if not texts:
        return
    with desk.change(_label(desk, list(texts), verb)) as session:
        _put_dates(session, texts)


def move_event(desk: Desk, event_id: int, when: str) -> list[int]:
    """Give an event another date and move the activities that hang on it, as one step; return the ids of those moved.

    They move by as many days as the event did, each to the nearest of its own units; one that is done or cancelled, or
    that has no date of its own, stays. Raises UserError when the event is gone.
    """
    with desk.change(f"Move {records.described(desk, Event, event_id)}") as session:
        event = records.found(session, Event, event_id)
        old = (event.earliest, event.latest)
        event.put(records.timing(session, when))
        session.add(event)
        days = shift(old, (event.earliest, event.latest))
        texts = hanging_dates(session, event_id, days) if days else {}
        _put_dates(session, texts)
        return list(texts)


def shift(old: tuple[Day | None, Day | None], new: tuple[Day | None, Day | None]) -> int:
    """Return by how many days a window moved: its first day, or where that is open its last; 0 where none is known."""
    for before, after in zip(old, new, strict=True):
        if before is not None and after is not None:
            return ordinal(after) - ordinal(before)
    return 0


def hanging_dates(session: Session, event_id: int, days: int) -> dict[int, str]:
    """Return the new date by id of every activity that goes along when an event moves by so many days."""
    found: dict[int, str] = {}
    for row in session.exec(select(Activity).where(Activity.event_id == event_id)):
        if row.status in CLOSED or row.id is None:
            continue
        text = moved(_timing(session, row), days)
        if text is not None:
            found[row.id] = text
    return found


def _put_dates(session: Session, texts: Mapping[int, str]) -> None:
    sections = session.exec(select(PlanSection)).all()
    marked = set(session.exec(select(Footnote.activity_id)))
    session.info["unmarked"] = set(texts) - marked
    # Held until the end: the session forgets what nobody holds, and would ask for the sections row by row.
    session.info["sections"] = sections
    for activity in records.found_all(session, Activity, list(texts)):
        apply_fields(session, activity, {"when": texts[activity.id or 0]})
    del session.info["unmarked"]


def _timing(session: Session, row: Activity) -> Timing:
    section = records.found(session, PlanSection, row.plan_section_id)
    return records.timing(session, row.when_text, section.year)


def _label(desk: Desk, ids: Sequence[int], verb: str) -> str:
    if len(ids) > 1:
        return f"{verb} {len(ids)} activities"
    found = desk.read("SELECT output FROM activity WHERE id = ?", (ids[0],))
    return f"{verb} {records.quoted(found[0][0] if found else '')}"
