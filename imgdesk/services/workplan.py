"""Activities: add, edit, reorder, delete. Every verb is one change, one journal step and one undo.

Words and records move together: leads, partners and category keep the text as typed and the organizations, focus areas
and category that it stands for; brackets and "(TBC)" in an output set the flags, and the flags take them away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlmodel import Session, col, select

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
    CELLS,
    STATUSES,
    Activity,
    ActivityFocusArea,
    ActivityLead,
    ActivityPartner,
    Event,
    Footnote,
    PlanSection,
)
from imgdesk.services import records
from imgdesk.services.resolve import Directory
from imgdesk.text import clean_text

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
NAMED_COLUMNS: Final[dict[type[Any], str]] = {
    ActivityLead: "organization_id",
    ActivityFocusArea: "focus_area_id",
    ActivityPartner: "organization_id",
}
FLAG_LABELS: Final = {
    ("unconfirmed", True): "Mark unconfirmed",
    ("unconfirmed", False): "Confirm",
    ("provisional", True): "Put brackets on",
    ("provisional", False): "Take brackets off",
}


def add_activity(
    desk: Desk,
    section_id: int,
    output: str = "",
    *,
    after: int | None = None,
    fields: Mapping[str, Any] | None = None,
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
    wanted = list(dict.fromkeys(ids))
    if not wanted or not fields:
        return
    with desk.change(_label(desk, wanted, _verb(fields)), merge=merge) as session:
        apply_to_all(session, records.found_all(session, Activity, wanted), fields)


def delete_activities(desk: Desk, ids: Iterable[int]) -> None:
    """Delete activities with their footnotes and links as one step."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return
    with desk.change(_label(desk, wanted, "Delete")) as session:
        for activity in records.found_all(session, Activity, wanted):
            session.delete(activity)


def move_activities(desk: Desk, ids: Sequence[int], section_id: int, *, before: int | None = None) -> None:
    """Put activities, in the order given, into a section before the activity `before` (None: at its end).

    A row that changes its section has its date read again with that section's year, and its focus areas where the
    section is of another workplan.
    """
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return
    with desk.change(_label(desk, wanted, "Reorder")) as session:
        section = records.found(session, PlanSection, section_id)
        rows = _in_order(session, section_id)
        places = records.places(session, Activity, rows, before, set(wanted), len(wanted))
        directory = Directory(session)
        _hold_sections(session)
        for activity, place in zip(records.found_all(session, Activity, wanted), places, strict=True):
            activity.position = place
            if activity.plan_section_id != section_id:
                put_in_section(session, directory, activity, section)


def put_in_section(session: Session, directory: Directory, activity: Activity, section: PlanSection) -> None:
    """Give a loaded activity another section: its date is read with that year, its focus areas in that plan."""
    former = records.found(session, PlanSection, activity.plan_section_id)
    activity.plan_section_id = section.id or 0
    activity.put(records.timing(session, activity.when_text, section.year))
    if former.workplan_id != section.workplan_id:
        name_organizations(session, directory, [activity])


def next_refs(session: Session, section: PlanSection, count: int) -> list[str]:
    """Return references that are free in the workplan: two digits of the year, or "S" and a place, and a number."""
    siblings = select(PlanSection.id).where(PlanSection.workplan_id == section.workplan_id)
    ids = sorted(row_id or 0 for row_id in session.exec(siblings))
    head = f"{section.year % 100:02d}-" if section.year else f"S{ids.index(section.id or 0) + 1}-"
    taken = session.exec(
        select(Activity.ref).where(
            col(Activity.plan_section_id).in_(siblings), col(Activity.ref).startswith(head, autoescape=True)
        )
    )
    numbers = [int(ref.removeprefix(head)) for ref in taken if ref.removeprefix(head).isdecimal()]
    first = max(numbers, default=0) + 1
    return [f"{head}{number:02d}" for number in range(first, first + count)]


class Named(NamedTuple):
    """The records that the words of leads and partners stand for, in the order of the words."""

    everyone: bool
    leads: list[int]
    focus_areas: list[int]
    partners: list[int]


def named_in(directory: Directory, section_id: int, lead_text: str, partner_text: str) -> Named:
    """Read the words of leads and partners; organizations that the desk does not know are added to it."""
    leads = read_leads(lead_text)
    areas = (directory.focus_area(section_id, number) for number in leads.focus_areas)
    return Named(
        leads.everyone,
        list(dict.fromkeys(directory.organization(name) for name in leads.names)),
        list(dict.fromkeys(area for area in areas if area is not None)),
        list(dict.fromkeys(directory.organization(name) for name in read_organizations(partner_text))),
    )


def name_organizations(session: Session, directory: Directory, activities: Sequence[Activity]) -> None:
    """Read the words of leads and partners into organizations and focus areas, in the order of the words."""
    wanted: dict[type[Any], dict[int, list[int]]] = {kind: {} for kind in NAMED_COLUMNS}
    for row in activities:
        named = named_in(directory, row.plan_section_id, row.lead_text, row.partner_text)
        row.everyone = named.everyone
        for kind, keys in zip(NAMED_COLUMNS, (named.leads, named.focus_areas, named.partners), strict=True):
            wanted[kind][row.id or 0] = keys
    for kind, column in NAMED_COLUMNS.items():
        _replace(session, kind, column, wanted[kind])


def apply_fields(
    session: Session, activity: Activity, fields: Mapping[str, Any], directory: Directory | None = None
) -> None:
    """Set fields of a loaded activity inside a change; see `edit_activity`. The order of `fields` is no matter."""
    for name in EDITABLE:
        if name in fields:
            _apply_field(session, activity, name, fields[name])
    if fields.get("status") == "done" and "percent" not in fields:
        activity.percent = 100
    if directory is None and {"leads", "partners", "category"} & fields.keys():
        directory = Directory(session)
    if directory is not None and "category" in fields:
        activity.category_id = directory.category(activity.category_text)
    if directory is not None and ("leads" in fields or "partners" in fields):
        name_organizations(session, directory, [activity])


def apply_to_all(session: Session, activities: Sequence[Activity], fields: Mapping[str, Any]) -> None:
    """Set the same fields of many loaded activities inside a change, with few questions to the file."""
    directory = Directory(session)
    _hold_sections(session)
    marked = set(session.exec(select(Footnote.activity_id)))
    session.info["unmarked"] = {row.id for row in activities} - marked
    alone = {name: value for name, value in fields.items() if name not in ("leads", "partners")}
    for activity in activities:
        for name in ("leads", "partners"):
            if name in fields:
                _apply_field(session, activity, name, fields[name])
        apply_fields(session, activity, alone, directory)
    if "leads" in fields or "partners" in fields:
        name_organizations(session, directory, activities)
    del session.info["unmarked"]


def _hold_sections(session: Session) -> None:
    """Keep the sections in the session: it forgets what nobody holds, and would ask for them row by row."""
    session.info["sections"] = session.exec(select(PlanSection)).all()


def _apply_field(session: Session, activity: Activity, name: str, value: Any) -> None:
    match name:
        case "output":
            _set_output(session, activity, clean_text(value).strip())
        case "when":
            section = records.found(session, PlanSection, activity.plan_section_id)
            text = clean_text(value).strip()
            _move_marks(session, activity, "when", activity.when_text, text)
            activity.put(records.timing(session, text, section.year))
        case "leads" | "partners" | "category":
            _keep_marks(session, activity, name, clean_text(value).strip())
        case "status":
            activity.status = records.one_of(value, STATUSES, "status")
        case "percent":
            activity.percent = records.percent(value)
        case "unconfirmed" | "provisional":
            _set_flag(session, activity, name, bool(value))
        case "event_id":
            activity.event_id = records.found(session, Event, value).id if value else None
        case "note":
            activity.note = clean_text(value)


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
    _move_marks(session, activity, field, getattr(activity, CELLS[field]), text)
    setattr(activity, CELLS[field], text)


def _move_marks(session: Session, activity: Activity, field: str, old: str, new: str) -> None:
    if old == new or activity.id in session.info.get("unmarked", ()):
        return
    hanging = select(Footnote).where(Footnote.activity_id == activity.id, Footnote.field == field)
    with session.no_autoflush:  # so that many edited rows are written in one statement
        for note in session.exec(hanging):
            note.offset = moved_offset(old, new, note.offset)


def _replace(session: Session, kind: type[Any], column: str, wanted: Mapping[int, Sequence[int]]) -> None:
    """Make the rows of `kind` what is wanted for each activity; those that are so already are left alone."""
    ids = list(wanted)
    found: dict[int, list[Any]] = {activity_id: [] for activity_id in ids}
    for start in range(0, len(ids), 500):
        part = select(kind).where(kind.activity_id.in_(ids[start : start + 500])).order_by(kind.position)
        for row in session.exec(part):
            found[row.activity_id].append(row)
    changed = [key for key in ids if [getattr(row, column) for row in found[key]] != list(wanted[key])]
    for row in (row for key in changed for row in found[key]):
        session.delete(row)
    session.flush()
    session.add_all(
        kind(activity_id=activity_id, position=place, **{column: key})
        for activity_id in changed
        for place, key in enumerate(wanted[activity_id])
    )


def _position_after(session: Session, section_id: int, after: int | None) -> float:
    anchor = records.found(session, Activity, after) if after is not None else None
    if anchor is None or anchor.plan_section_id != section_id:
        return records.last_position(session, Activity.position, Activity.plan_section_id == section_id)
    rows = _in_order(session, section_id)
    order = [row_id for row_id, _ in rows]
    following = order.index(anchor.id or 0) + 1
    return records.places(session, Activity, rows, order[following] if following < len(order) else None)[0]


def _in_order(session: Session, section_id: int) -> list[tuple[int, float]]:
    """Return the ids and positions of a section's activities: whole records would cost a tenth of a second."""
    rows = session.exec(
        select(Activity.id, Activity.position)
        .where(Activity.plan_section_id == section_id)
        .order_by(col(Activity.position), col(Activity.id))
    )
    return [(row_id or 0, position) for row_id, position in rows]


def _verb(fields: Mapping[str, Any]) -> str:
    if len(fields) != 1:
        return "Edit"
    name, value = next(iter(fields.items()))
    if name in ("unconfirmed", "provisional"):
        return FLAG_LABELS[name, bool(value)]
    return {"when": "Move", "event_id": "Edit event of"}.get(name, f"Edit {name} of")


def _label(desk: Desk, ids: Sequence[int], verb: str) -> str:
    if len(ids) > 1:
        return f"{verb} {len(ids)} activities"
    found = desk.read("SELECT output FROM activity WHERE id = ?", (ids[0],))
    return f"{verb} {records.quoted(found[0][0] if found else '')}"
