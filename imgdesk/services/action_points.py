"""Action points: who is to do what by when, and how it stood at each meeting.

One record with many appearances: what a meeting recorded stays when the action goes on. A due date that is not
understood is kept as text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import exists
from sqlmodel import Session, SQLModel, col, select

from imgdesk.domain.leads import fold, read_organizations
from imgdesk.domain.meeting_words import ACTION_STATUSES
from imgdesk.domain.meetings import (
    ActionAppearance,
    ActionOwner,
    ActionPoint,
    AgendaItem,
    Decision,
    Meeting,
    MeetingSeries,
    Minute,
)
from imgdesk.domain.people import Organization, Person
from imgdesk.domain.plan import Activity
from imgdesk.services import records
from imgdesk.services.meetings import open_meeting
from imgdesk.services.resolve import Directory
from imgdesk.text import one_line

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


_AHEAD: Final = select(Meeting).where(
    Meeting.status == "planned",
    ~exists().where(col(Minute.agenda_item_id) == AgendaItem.id, col(AgendaItem.meeting_id) == Meeting.id),
)
"""The meetings that have recorded nothing yet."""


def add_action(
    desk: Desk,
    text: str,
    *,
    meeting_id: int | None = None,
    series_id: int | None = None,
    owners: str = "",
    due: str = "",
    activity_id: int | None = None,
    decision_id: int | None = None,
) -> int:
    """Add an action and return its id; one agreed at a meeting appears there and returns in its series.

    `owners` are names as written ("UNEP, Ana Silva"); `due` is a date as agreed, without a year that of the meeting.
    """
    text = records.required(text, "action")
    with desk.change(f"Add action {records.quoted(text)}") as session:
        row = ActionPoint(text=text, series_id=series_id)
        if meeting_id is not None:
            meeting = open_meeting(session, meeting_id)
            row.series_id = meeting.series_id if series_id is None else series_id
            row.year = meeting.earliest.year if meeting.earliest else None
        _put(session, row, {"due": due, "activity_id": activity_id, "decision_id": decision_id})
        row_id = records.added(session, row)
        put_owners(session, row_id, read_organizations(owners))
        if meeting_id is not None:
            session.add(ActionAppearance(meeting_id=meeting_id, action_id=row_id, status=row.status))
        return row_id


def edit_action(desk: Desk, action_id: int, **fields: Any) -> None:
    """Set text, owners, due, series_id, activity_id or decision_id of an action; its status is set on its own."""
    with desk.change(f"Edit action {_quoted(desk, action_id)}") as session:
        row = records.found(session, ActionPoint, action_id)
        if "owners" in fields:
            put_owners(session, action_id, read_organizations(fields.pop("owners")))
        _put(session, row, fields)


def set_action_status(desk: Desk, action_id: int, status: str, *, meeting_id: int | None = None) -> None:
    """Set how an action stands; at a meeting, also in the record of that meeting.

    Where a later meeting has recorded the action, the record of the earlier one alone is corrected. A meeting that is
    still planned has recorded nothing: its agenda shows how the action stands.
    """
    status = records.one_of(status, ACTION_STATUSES, "status of an action")
    with desk.change(f"Set {_quoted(desk, action_id)} to {status}") as session:
        row = records.found(session, ActionPoint, action_id)
        if meeting_id is None:
            _stand(session, row, status)
            return
        at = open_meeting(session, meeting_id)
        seen = session.exec(
            select(ActionAppearance, Meeting).join(Meeting).where(ActionAppearance.action_id == action_id)
        ).all()
        here = next((shown for shown, _ in seen if shown.meeting_id == meeting_id), None)
        here = here or ActionAppearance(meeting_id=meeting_id, action_id=action_id)
        here.status = status
        session.add(here)
        ahead = {meeting.id for meeting in session.exec(_AHEAD)}
        if not any(_later(meeting, at) and meeting.id not in ahead for _, meeting in seen):
            _stand(session, row, status)


def set_statuses(desk: Desk, ids: Sequence[int], status: str) -> None:
    """Set how several actions stand, as one step; what the records of meetings that were held say stays."""
    status = records.one_of(status, ACTION_STATUSES, "status of an action")
    what = _quoted(desk, ids[0]) if len(ids) == 1 else f"{len(ids)} actions"
    with desk.change(f"Set {what} to {status}") as session:
        for row in records.found_all(session, ActionPoint, ids):
            _stand(session, row, status)


def delete_actions(desk: Desk, ids: Sequence[int]) -> None:
    """Delete several actions as one step, all or none; see `delete_action` for what is refused."""
    what = f"action {_quoted(desk, ids[0])}" if len(ids) == 1 else f"{len(ids)} actions"
    with desk.change(f"Delete {what}"):
        for action_id in ids:
            delete_action(desk, action_id)


def delete_action(desk: Desk, action_id: int) -> None:
    """Delete an action everywhere; the words in the minutes stay. To end one, set it to done or dropped instead.

    Raises UserError when it stands in minutes that are approved.
    """
    with desk.change(f"Delete action {_quoted(desk, action_id)}") as session:
        row = records.found(session, ActionPoint, action_id)
        shown = select(ActionAppearance.meeting_id).where(ActionAppearance.action_id == action_id)
        for meeting_id in session.exec(shown).all():
            open_meeting(session, meeting_id)
        session.delete(row)


def _stand(session: Session, row: ActionPoint, status: str) -> None:
    """Let an action stand so, on the agendas of meetings ahead too."""
    row.status = status
    session.add(row)
    ahead = _AHEAD.with_only_columns(col(Meeting.id))
    for shown in session.exec(
        select(ActionAppearance).where(
            ActionAppearance.action_id == row.id, col(ActionAppearance.meeting_id).in_(ahead)
        )
    ):
        shown.status = status


def _later(one: Meeting, other: Meeting) -> bool:
    """Tell whether one meeting came after another: by number in one series, else by day, else as they were added."""
    if one.series_id == other.series_id and one.number and other.number:
        return one.number > other.number
    if one.earliest and other.earliest and one.earliest != other.earliest:
        return one.earliest > other.earliest
    return (one.id or 0) > (other.id or 0)


def _put(session: Session, row: ActionPoint, fields: dict[str, Any]) -> None:
    kinds: dict[str, type[SQLModel]] = {
        "activity_id": Activity, "decision_id": Decision, "series_id": MeetingSeries,
    }  # fmt: skip
    for name, value in fields.items():
        if name == "due":
            row.put(records.timing(session, one_line(value), row.year))
        elif name == "text":
            row.text = records.required(value, "action")
        elif name in kinds:
            if value is not None:
                records.found(session, kinds[name], value)
            setattr(row, name, value)
        else:
            raise TypeError(f"an action has no editable field {name!r}")
    session.add(row)


def put_owners(session: Session, action_id: int, names: Sequence[str]) -> None:
    """Let the owners be those named: people and organizations that the desk knows, others by their name alone.

    Who was an owner before stays the same record, under either name, so that the history tells only who came and who
    went, and one who has gone from the desk is not added to it again.
    """
    there: dict[str, ActionOwner] = {}
    owners = select(ActionOwner).where(ActionOwner.action_id == action_id).order_by(col(ActionOwner.position))
    known = session.exec(owners).all()
    for owner in known:
        there.setdefault(fold(owner.name), owner)
        if owner.organization_id is not None and owner.person_id is None:
            organization = records.found(session, Organization, owner.organization_id)
            for name in filter(None, (organization.acronym, organization.name)):
                there.setdefault(fold(name), owner)
    people = {fold(row.name): row for row in session.exec(select(Person))} if names else {}
    directory: Directory | None = None
    kept: list[ActionOwner] = []
    for name in names:
        row = there.get(fold(name))
        if row is None:
            row = ActionOwner(action_id=action_id, name=name)
            if person := people.get(fold(name)):
                row.person_id, row.organization_id = person.id, person.organization_id
            else:
                directory = directory or Directory(session)
                row.organization_id = directory.known(name)
            row = next((owner for owner in kept if _same_owner(owner, row)), row)
            there[fold(name)] = row
        if row not in kept:
            kept.append(row)
    for owner in known:
        if owner not in kept:
            session.delete(owner)
    for position, row in enumerate(kept):
        row.position = position
        session.add(row)


def _same_owner(one: ActionOwner, other: ActionOwner) -> bool:
    known = one.person_id is not None or one.organization_id is not None
    return known and (one.person_id, one.organization_id) == (other.person_id, other.organization_id)


def _quoted(desk: Desk, action_id: int) -> str:
    rows = desk.read("SELECT text FROM action_point WHERE id = ?", (action_id,))
    return records.quoted(rows[0][0] if rows else "")
