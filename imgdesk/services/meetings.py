"""Meeting series, meetings and who was there: the verbs around a meeting.

What was said is in `minutes`, what is to be done in `action_points`. An approved meeting is a record: nothing about it
changes until its status is set back.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sqlmodel import Session, col, select

from imgdesk.domain.meeting_words import ATTENDANCE_STATES, MEETING_STATUSES, SERIES_KINDS, meeting_name
from imgdesk.domain.meetings import AgendaItem, Attendance, Meeting, MeetingSeries, Minute
from imgdesk.domain.people import Organization, Person, RoleHolding
from imgdesk.domain.plan import FocusArea
from imgdesk.errors import UserError
from imgdesk.services import records
from imgdesk.text import clean_text, one_line, shorten

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

_TIME: Final = re.compile(r"([01]?\d|2[0-3])[:.h]([0-5]\d)$")
_FIELDS: Final = (
    "when", "series_id", "number", "title", "start_time", "time_zone", "place", "link", "chair_id", "status",
)  # fmt: skip


def add_series(
    desk: Desk, title: str, kind: str = "own", *, focus_area_id: int | None = None, rhythm: str = ""
) -> int:
    """Add a series of meetings and return its id; see SERIES_KINDS, `rhythm` in words ("quarterly")."""
    row = MeetingSeries(title=_title(title), kind=records.one_of(kind, SERIES_KINDS, "kind of series"))
    with desk.change(f"Add series {records.quoted(title)}") as session:
        row.focus_area_id = _focus_area(session, row.kind, focus_area_id)
        row.rhythm = one_line(clean_text(rhythm))
        row.position = records.last_position(session, MeetingSeries.position)
        return records.added(session, row)


def edit_series(desk: Desk, series_id: int, **fields: Any) -> None:
    """Set title, kind, focus_area_id or rhythm of a series; another kind than "focus area" drops the focus area."""
    if "title" in fields:
        fields["title"] = _title(fields["title"])
    if "kind" in fields:
        fields["kind"] = records.one_of(fields["kind"], SERIES_KINDS, "kind of series")
    if fields.get("kind", "focus area") != "focus area":
        fields.setdefault("focus_area_id", None)
    with desk.change(f"Edit {records.described(desk, MeetingSeries, series_id)}") as session:
        row = records.found(session, MeetingSeries, series_id)
        if "focus_area_id" in fields:
            _focus_area(session, fields.get("kind", row.kind), fields["focus_area_id"])
        with session.no_autoflush:
            records.edit(desk, MeetingSeries, series_id, fields, ("title", "kind", "focus_area_id", "rhythm"))


def delete_series(desk: Desk, series_id: int) -> None:
    """Delete a series; its meetings and actions stay, in no series."""
    records.delete(desk, MeetingSeries, series_id)


def add_meeting(desk: Desk, when: str = "", *, series_id: int | None = None, **fields: Any) -> int:
    """Add a meeting and return its id; without a number it takes the next one of its series.

    `when` is a date as agreed; `fields` as in `edit_meeting`. Raises UserError for a number that is taken.
    """
    with desk.change(f"Add meeting {records.quoted(fields.get('title') or when)}") as session:
        row = Meeting(series_id=series_id)
        if series_id is not None:
            records.found(session, MeetingSeries, series_id)
            row.number = last_number(session, series_id) + 1
        _put(session, row, {"when": when, **fields})
        return records.added(session, row)


def edit_meeting(desk: Desk, meeting_id: int, **fields: Any) -> None:
    """Set when, series_id, number, title, start_time (HH:MM), time_zone, place, link, chair_id or status.

    Of an approved meeting only the status can be set.
    """
    with desk.change(f"Edit {records.described(desk, Meeting, meeting_id)}") as session:
        row = records.found(session, Meeting, meeting_id)
        if set(fields) != {"status"}:
            open_meeting(session, meeting_id)
        _put(session, row, fields)


def delete_meeting(desk: Desk, meeting_id: int) -> None:
    """Delete a meeting with its agenda, minutes and attendance; decisions and actions stay, undo restores all."""
    with desk.change(f"Delete {records.described(desk, Meeting, meeting_id)}") as session:
        session.delete(open_meeting(session, meeting_id))


def open_meeting(session: Session, meeting_id: int) -> Meeting:
    """Return the meeting, or raise UserError when it is gone or its minutes are approved."""
    row = records.found(session, Meeting, meeting_id)
    if row.status == "approved":
        raise UserError(
            f"The minutes of {name_of(session, row)} are approved, so nothing was changed: set the status back first."
        )
    return row


def open_minute(session: Session, minute_id: int) -> tuple[Minute, Meeting]:
    """Return a paragraph with its meeting, or raise UserError as `open_meeting` does."""
    row = records.found(session, Minute, minute_id)
    return row, open_meeting(session, records.found(session, AgendaItem, row.agenda_item_id).meeting_id)


def name_of(session: Session, row: Meeting) -> str:
    """Return a meeting in words: its title, else its series and number, else its date."""
    series = session.get(MeetingSeries, row.series_id) if row.series_id else None
    return shorten(meeting_name(row.title, series.title if series else "", row.number, row.when_text), 80)


def last_number(session: Session, series_id: int) -> int:
    """Return the highest number in a series, 0 where there is none."""
    numbers = session.exec(select(Meeting.number).where(Meeting.series_id == series_id)).all()
    return max((number for number in numbers if number), default=0)


def mark_attendance(
    desk: Desk,
    meeting_id: int,
    *,
    organization_id: int | None = None,
    person_id: int | None = None,
    state: str = "present",
    on_behalf_of: str = "",
) -> int:
    """Say how an organization, a person, or a person for an organization took part; return the entry's id.

    Somebody who is on the list already is marked anew. Raises UserError for nobody and for an unknown state.
    """
    state = records.one_of(state, ATTENDANCE_STATES, "state of attendance")
    if organization_id is None and person_id is None:
        raise UserError("Attendance needs an organization or a person: choose who took part.")
    with desk.change(f"Mark {state}") as session:
        open_meeting(session, meeting_id)
        row = _on_list(session, meeting_id, organization_id, person_id)
        row.state, row.on_behalf_of = state, one_line(clean_text(on_behalf_of))
        return records.added(session, row)


def mark_all(desk: Desk, meeting_id: int, state: str = "present") -> None:
    """Mark everybody on the list of a meeting alike, as one step."""
    state = records.one_of(state, ATTENDANCE_STATES, "state of attendance")
    with desk.change(f"Mark all {state}") as session:
        open_meeting(session, meeting_id)
        for row in session.exec(select(Attendance).where(Attendance.meeting_id == meeting_id)):
            row.state = state


def remove_attendance(desk: Desk, attendance_id: int) -> None:
    """Take somebody off the list of a meeting."""
    with desk.change("Take off the list of participants") as session:
        row = records.found(session, Attendance, attendance_id)
        open_meeting(session, row.meeting_id)
        session.delete(row)


def propose_attendance(desk: Desk, meeting_id: int, *, today: date) -> list[int]:
    """Put everybody who holds a role on the meeting's day on its list, as absent until marked; return the new ids.

    A role without a date holds always; the day is the first that the meeting's date can mean, or `today`.
    """
    with desk.change("List the focal points") as session:
        day = open_meeting(session, meeting_id).earliest or today
        ids = []
        for role in session.exec(
            select(RoleHolding).order_by(col(RoleHolding.position), col(RoleHolding.id))
        ):
            if (role.earliest or day) <= day <= (role.latest or day):
                row = _on_list(session, meeting_id, role.organization_id, role.person_id)
                if row.id is None:
                    row.state = "absent"
                    ids.append(records.added(session, row))
        return ids


def _on_list(
    session: Session, meeting_id: int, organization_id: int | None, person_id: int | None
) -> Attendance:
    """Return the entry of somebody on the list of a meeting, or a new one that is not added yet."""
    person = records.found(session, Person, person_id) if person_id else None
    organization = records.found(session, Organization, organization_id) if organization_id else None
    known = session.exec(
        select(Attendance).where(
            Attendance.meeting_id == meeting_id,
            Attendance.person_id == person_id,
            *([] if person_id else [Attendance.organization_id == organization_id]),
        )
    ).first()
    if known is not None:
        return known
    name = person.name if person else (organization.acronym or organization.name) if organization else ""
    return Attendance(meeting_id=meeting_id, organization_id=organization_id, person_id=person_id, name=name)


def _put(session: Session, row: Meeting, fields: dict[str, Any]) -> None:
    if unknown := set(fields) - set(_FIELDS):
        raise TypeError(f"a meeting has no editable field {sorted(unknown)}")
    with session.no_autoflush:
        for name, value in fields.items():
            match name:
                case "when":
                    row.put(records.timing(session, one_line(value)))
                case "start_time":
                    row.start_time = _time(value)
                case "status":
                    row.status = records.one_of(value, MEETING_STATUSES, "status of a meeting")
                case "chair_id" if value is not None:
                    row.chair_id = records.found(session, Organization, value).id
                case "series_id" if value is not None:
                    row.series_id = records.found(session, MeetingSeries, value).id
                case _:
                    setattr(row, name, one_line(clean_text(value)) if isinstance(value, str) else value)
        _check_number(session, row)
    session.add(row)


def _check_number(session: Session, row: Meeting) -> None:
    if row.number is None:
        return
    if row.number < 1:
        raise UserError("Meetings are numbered from 1: choose another number.")
    same = select(Meeting.id).where(Meeting.series_id == row.series_id, Meeting.number == row.number)
    if row.series_id is not None and any(other != row.id for other in session.exec(same)):
        raise UserError(f"This series has a meeting {row.number} already: choose another number.")


def _time(text: str) -> str:
    text = one_line(text)
    match = _TIME.match(text)
    if text and not match:
        raise UserError(f"“{shorten(text, 40)}” is not a time of day: write it like 15:00.")
    return f"{int(match[1]):02}:{match[2]}" if match else ""


def _title(text: str) -> str:
    return one_line(records.required(text, "title of the series"))


def _focus_area(session: Session, kind: str, focus_area_id: int | None) -> int | None:
    if focus_area_id is None:
        return None
    if kind != "focus area":
        raise UserError(
            "Only a series of a focus area can name one: choose that kind, or leave the area out."
        )
    return records.found(session, FocusArea, focus_area_id).id
