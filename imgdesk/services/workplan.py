"""Activities: add, edit, reorder, delete. Every verb is one change, one journal step and one undo.

Words and records move together: leads, partners and category keep the text as typed and the organizations, focus areas
and category that it stands for; brackets and "(TBC)" in an output set the flags, and the flags take them away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlmodel import Session, select

from imgdesk.domain.leads import read_leads, read_organizations
from imgdesk.domain.marks import (
    bracketed,
    moved_offset,
    says_unconfirmed,
    with_brackets,
    without_brackets,
    without_unconfirmed,
)
from imgdesk.domain.plan import (
    STATUSES,
    Activity,
    ActivityFocusArea,
    ActivityLead,
    ActivityPartner,
    Event,
    Footnote,
    PlanSection,
)
from imgdesk.errors import UserError
from imgdesk.services import records
from imgdesk.services.resolve import Directory
from imgdesk.text import clean_text, one_line, shorten

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

EDITABLE: Final = (
    "output",
    "when",
    "leads",
    "partners",
    "category",
    "status",
    "percent",
    "unconfirmed",
    "provisional",
    "event_id",
    "note",
)
LABELS: Final = {"when": "Move", "unconfirmed": "Confirm", "provisional": "Brackets of", "event_id": "Edit event of"}


def add_activity(
    desk: Desk, section_id: int, output: str = "", *, after: int | None = None, fields: Mapping[str, Any] | None = None
) -> int:
    """Add an activity at the end of a section, or behind the activity `after`, and return its id.

    `fields` takes what `edit_activity` takes. The reference counts on within the section ("24-09").
    """
    with desk.change(f"Add {records.quoted(output)}") as session:
        section = records.found(session, PlanSection, section_id)
        activity = Activity(plan_section_id=section_id, position=_position_after(session, section_id, after))
        activity.ref = next_refs(session, section, 1)[0]
        activity_id = records.added(session, activity)
        apply_fields(session, activity, {"output": output, "when": "", **(fields or {})})
        return activity_id


def edit_activity(desk: Desk, activity_id: int, *, merge: str | None = None, **fields: Any) -> None:
    """Set fields of an activity as one step; see EDITABLE for their names.

    Text is kept as typed; `when` is a date as agreed, read with the year of the section; `percent` is 0 to 100;
    `status` done fills the percentage. Raises UserError for a value out of its range.
    """
    edit_activities(desk, [activity_id], merge=merge, **fields)


def edit_activities(desk: Desk, ids: Sequence[int], *, merge: str | None = None, **fields: Any) -> None:
    """Set the same fields of several activities as one step."""
    if unknown := set(fields) - set(EDITABLE):
        raise TypeError(f"an activity has no editable field {sorted(unknown)}")
    if not ids or not fields:
        return
    with desk.change(_label(desk, ids, fields), merge=merge) as session:
        for activity_id in ids:
            apply_fields(session, records.found(session, Activity, activity_id), fields)


def delete_activities(desk: Desk, ids: Iterable[int]) -> None:
    """Delete activities with their footnotes and links as one step."""
    wanted = list(ids)
    if not wanted:
        return
    with desk.change(_label(desk, wanted, {}, "Delete")) as session:
        for activity_id in wanted:
            session.delete(records.found(session, Activity, activity_id))


def move_activities(desk: Desk, ids: Sequence[int], section_id: int, *, before: int | None = None) -> None:
    """Put activities, in the order given, into a section before the activity `before` (None: at its end).

    A row that changes its section has its date read again with that section's year.
    """
    if not ids:
        return
    with desk.change(_label(desk, ids, {}, "Reorder")) as session:
        section = records.found(session, PlanSection, section_id)
        places = _places(session, section_id, before, set(ids), len(ids))
        for activity_id, place in zip(ids, places, strict=True):
            activity = records.found(session, Activity, activity_id)
            activity.position = place
            if activity.plan_section_id != section_id:
                activity.plan_section_id = section_id
                activity.put(records.timing(session, activity.when_text, section.year))


def next_refs(session: Session, section: PlanSection, count: int) -> list[str]:
    """Return free references of a section: two digits of its year, or its place, and a running number."""
    siblings = session.exec(select(PlanSection.id).where(PlanSection.workplan_id == section.workplan_id)).all()
    head = f"{section.year % 100:02d}" if section.year else f"S{sorted(i or 0 for i in siblings).index(section.id or 0) + 1}"
    taken = session.exec(select(Activity.ref).where(Activity.plan_section_id == section.id)).all()
    numbers = [int(ref[len(head) + 1 :]) for ref in taken if ref.startswith(f"{head}-") and ref[len(head) + 1 :].isdecimal()]
    first = max(numbers, default=0) + 1
    return [f"{head}-{number:02d}" for number in range(first, first + count)]


def name_organizations(session: Session, directory: Directory, activity: Activity) -> None:
    """Read the words of leads and partners into organizations and focus areas, in the order of the words."""
    leads = read_leads(activity.lead_text)
    areas = (directory.focus_area(activity.plan_section_id, number) for number in leads.focus_areas)
    activity.everyone = leads.everyone
    activity_id = activity.id or 0
    _replace(session, ActivityLead, "organization_id", activity_id, [directory.organization(n) for n in leads.names])
    _replace(session, ActivityFocusArea, "focus_area_id", activity_id, [area for area in areas if area is not None])
    partners = [directory.organization(name) for name in read_organizations(activity.partner_text)]
    _replace(session, ActivityPartner, "organization_id", activity_id, partners)


def apply_fields(session: Session, activity: Activity, fields: Mapping[str, Any]) -> None:
    """Set fields of a loaded activity inside a change; see `edit_activity`."""
    section = records.found(session, PlanSection, activity.plan_section_id)
    for name, value in fields.items():
        match name:
            case "output":
                _set_output(session, activity, clean_text(value).strip())
            case "when":
                activity.put(records.timing(session, value, section.year))
            case "leads" | "partners":
                _keep_marks(session, activity, name, clean_text(value).strip())
            case "category":
                _keep_marks(session, activity, name, clean_text(value).strip())
                activity.category_id = Directory(session).category(activity.category_text)
            case "status":
                activity.status = records.one_of(value, STATUSES, "status")
                if activity.status == "done" and "percent" not in fields:
                    activity.percent = 100
            case "percent":
                activity.percent = _percent(value)
            case "unconfirmed" | "provisional":
                _set_flag(session, activity, name, bool(value))
            case "event_id":
                activity.event_id = records.found(session, Event, value).id if value else None
            case "note":
                activity.note = clean_text(value)
    if "leads" in fields or "partners" in fields:
        name_organizations(session, Directory(session), activity)


def _set_output(session: Session, activity: Activity, text: str) -> None:
    old = activity.output
    _move_marks(session, activity, "output", old, text)
    activity.output = text
    if bracketed(old) != bracketed(text):
        activity.provisional = bracketed(text)
    if says_unconfirmed(old) != says_unconfirmed(text):
        activity.unconfirmed = says_unconfirmed(text)


def _set_flag(session: Session, activity: Activity, name: str, value: bool) -> None:
    setattr(activity, name, value)
    text = activity.output
    if name == "provisional":
        text = with_brackets(text) if value else without_brackets(text)
    elif not value:
        text = without_unconfirmed(text)
    _move_marks(session, activity, "output", activity.output, text)
    activity.output = text


def _keep_marks(session: Session, activity: Activity, field: str, text: str) -> None:
    column = {"leads": "lead_text", "partners": "partner_text", "category": "category_text"}[field]
    _move_marks(session, activity, field, getattr(activity, column), text)
    setattr(activity, column, text)


def _move_marks(session: Session, activity: Activity, field: str, old: str, new: str) -> None:
    if old == new:
        return
    for note in session.exec(select(Footnote).where(Footnote.activity_id == activity.id, Footnote.field == field)):
        note.offset = max(0, moved_offset(old, new, note.offset))


def _percent(value: Any) -> int:
    text = one_line(str(value)).rstrip("%").strip()
    if not text.isdecimal() or int(text) > 100:
        raise UserError(f"“{shorten(str(value), 20)}” is not a percentage: type a whole number from 0 to 100.")
    return int(text)


def _replace(session: Session, kind: type[Any], column: str, activity_id: int, wanted: Sequence[int]) -> None:
    unique = list(dict.fromkeys(wanted))
    rows = session.exec(select(kind).where(kind.activity_id == activity_id).order_by(kind.position)).all()
    if [getattr(row, column) for row in rows] == unique:
        return
    for row in rows:
        session.delete(row)
    session.flush()
    session.add_all(kind(activity_id=activity_id, position=place, **{column: key}) for place, key in enumerate(unique))


def _position_after(session: Session, section_id: int, after: int | None) -> float:
    if after is None:
        return records.last_position(session, Activity.position, Activity.plan_section_id == section_id)
    anchor = records.found(session, Activity, after)
    if anchor.plan_section_id != section_id:
        return records.last_position(session, Activity.position, Activity.plan_section_id == section_id)
    following = session.exec(
        select(Activity.id)
        .where(Activity.plan_section_id == section_id, Activity.position > anchor.position)
        .order_by(Activity.position)
        .limit(1)
    ).first()
    return _places(session, section_id, following, set(), 1)[0]


def _places(session: Session, section_id: int, before: int | None, moving: set[int], count: int) -> list[float]:
    """Return `count` positions before the row `before`; makes room by renumbering when there is none."""
    rows = session.exec(
        select(Activity).where(Activity.plan_section_id == section_id).order_by(Activity.position, Activity.id)
    ).all()
    staying = [row for row in rows if row.id not in moving]
    at = next((place for place, row in enumerate(staying) if row.id == before), len(staying))
    low = staying[at - 1].position if at else 0.0
    high = staying[at].position if at < len(staying) else low + records.STEP * (count + 1)
    step = (high - low) / (count + 1)
    if step > 1e-6:
        return [low + step * (n + 1) for n in range(count)]
    for place, row in enumerate(staying):
        row.position = records.STEP * (place + 1 + (count if place >= at else 0))
    return [records.STEP * (at + n + 1) for n in range(count)]


def _label(desk: Desk, ids: Sequence[int], fields: Mapping[str, Any], verb: str = "") -> str:
    if not verb:
        name = next(iter(fields)) if len(fields) == 1 else ""
        verb = LABELS.get(name, f"Edit {name} of" if name else "Edit")
        if name in ("unconfirmed", "provisional"):
            verb = {
                ("unconfirmed", True): "Mark unconfirmed",
                ("unconfirmed", False): "Confirm",
                ("provisional", True): "Put brackets on",
                ("provisional", False): "Take brackets off",
            }[name, bool(fields[name])]
    if len(ids) > 1:
        return f"{verb} {len(ids)} activities"
    found = desk.read("SELECT output FROM activity WHERE id = ?", (ids[0],))
    return f"{verb} {records.quoted(found[0][0] if found else '')}"
