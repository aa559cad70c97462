"""Agenda and minutes: items in their order, numbered paragraphs, and the decisions and actions that they record.

A paragraph keeps the words of the record; the decision or action beside it lives on. What was only ever recorded in
one paragraph goes when that paragraph does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from imgdesk.domain.meeting_words import DECISION_STATUSES, MINUTE_KINDS
from imgdesk.domain.meetings import ActionAppearance, ActionPoint, AgendaItem, Decision, Meeting, Minute
from imgdesk.domain.plan import Activity
from imgdesk.errors import UserError
from imgdesk.services import action_points, records
from imgdesk.services.meetings import open_meeting
from imgdesk.text import clean_text, one_line

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


def add_item(desk: Desk, meeting_id: int, title: str, **fields: Any) -> int:
    """Add an item at the end of an agenda and return its id; `fields` as in `edit_item`."""
    title = one_line(records.required(title, "title of the item"))
    with desk.change(f"Add item {records.quoted(title)}") as session:
        open_meeting(session, meeting_id)
        place = records.last_position(session, AgendaItem.position, AgendaItem.meeting_id == meeting_id)
        row = AgendaItem(meeting_id=meeting_id, title=title, position=place)
        _put_item(session, row, fields)
        return records.added(session, row)


def edit_item(desk: Desk, item_id: int, **fields: Any) -> None:
    """Set title, presenter, minutes_planned (0 to 1440 or None), recurring or activity_id of an agenda item."""
    with desk.change(f"Edit {records.described(desk, AgendaItem, item_id)}") as session:
        _put_item(session, _open_item(session, item_id), fields)


def move_item(desk: Desk, item_id: int, *, before: int | None = None) -> None:
    """Move an item before another one of the same agenda, or to the end."""
    with desk.change(f"Move {records.described(desk, AgendaItem, item_id)}") as session:
        moved = _open_item(session, item_id)
        rows = session.exec(
            select(AgendaItem)
            .where(AgendaItem.meeting_id == moved.meeting_id)
            .order_by(AgendaItem.position, AgendaItem.id)  # type: ignore[arg-type]
        ).all()
        others = [row for row in rows if row.id != item_id]
        place = next((n for n, row in enumerate(others) if row.id == before), len(others))
        if before is not None and before != item_id and place == len(others):
            raise UserError("That item is not on this agenda, so nothing was moved: choose another one.")
        if before != item_id:
            for number, row in enumerate([*others[:place], moved, *others[place:]], start=1):
                row.position = number * records.STEP


def delete_item(desk: Desk, item_id: int) -> None:
    """Delete an item with its minutes; decisions and actions stay."""
    with desk.change(f"Delete {records.described(desk, AgendaItem, item_id)}") as session:
        session.delete(_open_item(session, item_id))


def add_minute(
    desk: Desk,
    item_id: int,
    text: str = "",
    kind: str = "note",
    *,
    owners: str = "",
    due: str = "",
    activity_id: int | None = None,
) -> int:
    """Add a paragraph at the end of an item and return its id; a decision or an action gets its record with it."""
    kind = records.one_of(kind, MINUTE_KINDS, "kind of paragraph")
    with desk.change(f"Minute {kind} {records.quoted(text)}") as session:
        meeting = open_meeting(session, _open_item(session, item_id).meeting_id)
        place = records.last_position(session, Minute.position, Minute.agenda_item_id == item_id)
        row = Minute(agenda_item_id=item_id, position=place, text=clean_text(text))
        _become(desk, session, row, kind, meeting, owners=owners, due=due, activity_id=activity_id)
        return records.added(session, row)


def edit_minute(desk: Desk, minute_id: int, text: str, *, merge: str | None = None) -> None:
    """Set the words of a paragraph, and of the decision or action that it records; see Desk.change for `merge`."""
    with desk.change(f"Minute {records.quoted(text)}", merge=merge) as session:
        row, _ = _open_minute(session, minute_id)
        row.text = clean_text(text)
        for kind, key in ((Decision, row.decision_id), (ActionPoint, row.action_id)):
            if key is not None:
                records.found(session, kind, key).text = records.required(text, row.kind)


def turn_minute(desk: Desk, minute_id: int, kind: str) -> None:
    """Make a paragraph a note, a decision or an action; see `delete_minute` for the record that it had."""
    kind = records.one_of(kind, MINUTE_KINDS, "kind of paragraph")
    with desk.change(f"Make it a{'n' if kind == 'action' else ''} {kind}") as session:
        row, meeting = _open_minute(session, minute_id)
        if row.kind != kind:
            _let_go(session, row, meeting)
            _become(desk, session, row, kind, meeting)


def delete_minute(desk: Desk, minute_id: int) -> None:
    """Delete a paragraph, and the decision or action that was recorded nowhere else."""
    with desk.change("Delete a paragraph of the minutes") as session:
        row, meeting = _open_minute(session, minute_id)
        _let_go(session, row, meeting)
        session.delete(row)


def edit_decision(desk: Desk, decision_id: int, **fields: Any) -> None:
    """Set text, status (active or revised; see `supersede_decision`) or activity_id of a decision."""
    if unknown := set(fields) - {"text", "status", "activity_id"}:
        raise TypeError(f"a decision has no editable field {sorted(unknown)}")
    with desk.change(f"Edit {records.described(desk, Decision, decision_id)}") as session:
        row = records.found(session, Decision, decision_id)
        if "text" in fields:
            row.text = records.required(fields["text"], "decision")
        if "status" in fields:
            row.status = records.one_of(fields["status"], DECISION_STATUSES, "status of a decision")
            row.superseded_by_id = row.superseded_by_id if row.status == "superseded" else None
        if "activity_id" in fields:
            row.activity_id = _activity(session, fields["activity_id"])


def supersede_decision(desk: Desk, decision_id: int, by_id: int) -> None:
    """Record that one decision took the place of another; raises UserError where they would chase each other."""
    with desk.change(f"Supersede {records.described(desk, Decision, decision_id)}") as session:
        row, later = records.found(session, Decision, decision_id), records.found(session, Decision, by_id)
        step: Decision | None = later
        while step is not None:
            if step.id == decision_id:
                raise UserError("A decision cannot be superseded by itself: choose a later one.")
            step = session.get(Decision, step.superseded_by_id) if step.superseded_by_id else None
        row.status, row.superseded_by_id = "superseded", later.id


def _become(desk: Desk, session: Session, row: Minute, kind: str, meeting: Meeting, **said: Any) -> None:
    """Make a paragraph of that kind, with a record of its own."""
    row.kind = kind
    if kind == "decision":
        text = records.required(row.text, kind)
        decision = Decision(
            text=text, meeting_id=meeting.id, activity_id=_activity(session, said.get("activity_id"))
        )
        row.decision_id = records.added(session, decision)
    elif kind == "action":
        row.action_id = action_points.add_action(desk, row.text, meeting_id=meeting.id, **said)


def _let_go(session: Session, row: Minute, meeting: Meeting) -> None:
    """Part a paragraph from its record, which goes when no other paragraph and no other meeting has it."""
    decision_id, action_id = row.decision_id, row.action_id
    row.kind, row.decision_id, row.action_id = "note", None, None
    session.flush()
    if decision_id is not None:
        told = session.exec(select(Minute.id).where(Minute.decision_id == decision_id)).first()
        if told is None:
            session.delete(records.found(session, Decision, decision_id))
    if action_id is not None:
        told = session.exec(select(Minute.id).where(Minute.action_id == action_id)).first()
        shown = session.exec(
            select(ActionAppearance.id).where(
                ActionAppearance.action_id == action_id, ActionAppearance.meeting_id != meeting.id
            )
        ).first()
        if told is None and shown is None:
            session.delete(records.found(session, ActionPoint, action_id))
    session.flush()


def _open_item(session: Session, item_id: int) -> AgendaItem:
    row = records.found(session, AgendaItem, item_id)
    open_meeting(session, row.meeting_id)
    return row


def _open_minute(session: Session, minute_id: int) -> tuple[Minute, Meeting]:
    row = records.found(session, Minute, minute_id)
    item = records.found(session, AgendaItem, row.agenda_item_id)
    return row, open_meeting(session, item.meeting_id)


def _put_item(session: Session, row: AgendaItem, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        match name:
            case "title":
                row.title = one_line(records.required(value, "title of the item"))
            case "presenter":
                row.presenter = one_line(clean_text(value))
            case "minutes_planned":
                if value is not None and not 0 <= value <= 1440:
                    raise UserError("An item takes 0 to 1440 minutes: choose another number.")
                row.minutes_planned = value
            case "recurring":
                row.recurring = bool(value)
            case "activity_id":
                row.activity_id = _activity(session, value)
            case _:
                raise TypeError(f"an agenda item has no editable field {name!r}")
    session.add(row)


def _activity(session: Session, activity_id: int | None) -> int | None:
    return None if activity_id is None else records.found(session, Activity, activity_id).id
