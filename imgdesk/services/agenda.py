"""The agenda of a meeting: its items in their order. What is said under them is in `minutes`, which hands these on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from imgdesk.domain.meeting_words import ITEM_KINDS
from imgdesk.domain.meetings import AgendaItem, Meeting
from imgdesk.domain.plan import Activity
from imgdesk.errors import UserError
from imgdesk.services import records
from imgdesk.services.meetings import open_meeting
from imgdesk.text import clean_text, one_line

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


def add_item(
    desk: Desk,
    meeting_id: int,
    title: str,
    kind: str = "topic",
    *,
    before: int | None = None,
    **fields: Any,
) -> int:
    """Add an item at the end of an agenda, or before the item `before`, and return its id; `fields` as in `edit_item`.

    Raises UserError without a title and for an unknown kind; see ITEM_KINDS.
    """
    title = one_line(records.required(title, "title of the item"))
    kind = records.one_of(kind, ITEM_KINDS, "kind of item")
    with desk.change(f"Add item {records.quoted(title)}") as session:
        open_meeting(session, meeting_id)
        rows = _in_order(session, meeting_id)
        _check_place(rows, before)
        row = AgendaItem(meeting_id=meeting_id, title=title, kind=kind)
        row.position = records.places(session, AgendaItem, rows, before)[0]
        _put_item(session, row, fields)
        return records.added(session, row)


def edit_item(desk: Desk, item_id: int, **fields: Any) -> None:
    """Set title, presenter, minutes_planned (0 to 1440 or None), recurring or activity_id of an agenda item.

    An item "approval of minutes" also has about_meeting_id, the meeting whose minutes it is about.
    """
    with desk.change(f"Edit {records.described(desk, AgendaItem, item_id)}") as session:
        _put_item(session, open_item(session, item_id), fields)


def move_item(desk: Desk, item_id: int, *, before: int | None = None) -> None:
    """Move an item before another one of the same agenda, or to the end."""
    with desk.change(f"Move {records.described(desk, AgendaItem, item_id)}") as session:
        moved = open_item(session, item_id)
        rows = _in_order(session, moved.meeting_id)
        _check_place(rows, before)
        if before != item_id:
            moved.position = records.places(session, AgendaItem, rows, before, {item_id})[0]


def delete_item(desk: Desk, item_id: int) -> None:
    """Delete an item with its minutes; decisions and actions stay."""
    with desk.change(f"Delete {records.described(desk, AgendaItem, item_id)}") as session:
        session.delete(open_item(session, item_id))


def open_item(session: Session, item_id: int) -> AgendaItem:
    """Return the item, or raise UserError when it is gone or the minutes of its meeting are approved."""
    row = records.found(session, AgendaItem, item_id)
    open_meeting(session, row.meeting_id)
    return row


def _in_order(session: Session, meeting_id: int) -> list[tuple[int, float]]:
    rows = session.exec(
        select(AgendaItem.id, AgendaItem.position)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(col(AgendaItem.position), col(AgendaItem.id))
    )
    return [(row_id or 0, position) for row_id, position in rows]


def _check_place(rows: list[tuple[int, float]], before: int | None) -> None:
    if before is not None and before not in [row_id for row_id, _ in rows]:
        raise UserError("That item is not on this agenda, so nothing was moved: choose another one.")


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
                row.activity_id = records.key_of(session, Activity, value)
            case "about_meeting_id":
                if value is not None and row.kind != "approval of minutes":
                    raise UserError(
                        "Only an item “approval of minutes” can name a meeting: add one of that kind."
                    )
                row.about_meeting_id = records.key_of(session, Meeting, value)
            case _:
                raise TypeError(f"an agenda item has no editable field {name!r}")
    session.add(row)
