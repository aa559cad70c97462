"""Minutes go out, come back approved, and are corrected afterwards only by amendments that say so.

Each time the minutes are kept whole as they are at that moment. Until approval they may still be edited, and going out
again makes the next version; after it they change by an amendment alone.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlmodel import Session, col, select

from imgdesk.domain.meeting_words import the_meeting
from imgdesk.domain.meetings import (
    ActionPoint,
    AgendaItem,
    Amendment,
    Decision,
    Meeting,
    Minute,
    MinutesVersion,
)
from imgdesk.errors import UserError
from imgdesk.services import meetings, minutes, records
from imgdesk.text import clean_text, one_line
from imgdesk.views import minutes as view

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.views.minutes import MeetingRecord


class Approvable(NamedTuple):
    """A meeting whose minutes are up for approval under an item of another one's agenda."""

    meeting_id: int
    name: str
    item_id: int


def warnings(desk: Desk, meeting_id: int) -> list[str]:
    """Return what is worth a look before the minutes go out, one sentence each; none of it bars the way."""
    meeting = _record(desk, meeting_id)
    paragraphs = meeting.paragraphs()
    going_out = [row for row in paragraphs if row.number]
    actions = [row for row in going_out if row.kind == "action"]
    topics = [row for row in meeting.items if row.kind == "topic"]
    counts = (
        (sum(not row.paragraphs for row in topics), "topic was not discussed", "topics were not discussed"),
        (sum(not row.text.strip() for row in paragraphs), "paragraph is empty", "paragraphs are empty"),
        (sum(row.internal for row in paragraphs), "internal note stays out", "internal notes stay out"),
        (sum(row.draft for row in paragraphs), "draft decision stays out", "draft decisions stay out"),
        (sum(not row.owners for row in actions), "action has no owner", "actions have no owner"),
        (sum(not row.due for row in actions), "action has no due date", "actions have no due date"),
        (
            sum(not row.understood for row in actions),
            "due date is kept as text",
            "due dates are kept as text",
        ),
    )
    said = [] if any(row.state == "present" for row in meeting.attendance) else ["Nobody is marked present."]
    said += [] if meeting.earliest else ["The meeting has no date."]
    return said + [f"{count} {one if count == 1 else many}." for count, one, many in counts if count]


def circulate(desk: Desk, meeting_id: int, *, note: str = "", at: datetime | None = None) -> int:
    """Keep the minutes as they go out now and return the version's id; the meeting is then circulated.

    `note` says to whom or why, `at` is the moment (None: now). Raises UserError without a paragraph, for approved
    minutes, and when nothing changed since they went out last.
    """
    name = the_meeting(view.name(desk, meeting_id))
    with desk.change(f"Circulate the minutes of {name}") as session:
        row = meetings.open_meeting(session, meeting_id)
        row.status = "circulated"
        session.flush()
        meeting = _record(desk, meeting_id)
        if not any(paragraph.number for paragraph in meeting.paragraphs()):
            raise UserError(f"There are no minutes of {name} to circulate yet: type them first.")
        last = _last(session, meeting_id)
        if last is not None and _sent(view.from_image(last.image)) == _sent(meeting):
            raise UserError(f"Nothing changed since version {last.number} of these minutes was circulated.")
        return _keep(session, meeting, "circulated", note, at)


def approve(
    desk: Desk, meeting_id: int, *, at_meeting_id: int | None = None, at: datetime | None = None
) -> int:
    """Approve the minutes as they stand, at a later meeting where one is named, and return the version's id.

    There the decision is minuted under its item "approval of minutes" unless one stands there already. Raises
    UserError when the minutes were never circulated.
    """
    name = the_meeting(view.name(desk, meeting_id))
    with desk.change(f"Approve the minutes of {name}") as session:
        row = meetings.open_meeting(session, meeting_id)
        if row.status != "circulated":
            raise UserError(
                f"The minutes of {name} were not circulated, so they cannot be approved: do that first."
            )
        if at_meeting_id is not None:
            _minute_approval(desk, session, meeting_id, at_meeting_id, name)
        row.status, row.approved_at_id = "approved", at_meeting_id
        session.flush()
        meeting = _rows(desk, meeting_id)
        return _keep(session, meeting, "approved", "", at)


def approvable(desk: Desk, meeting_id: int) -> list[Approvable]:
    """Return the meetings whose circulated minutes are up for approval at this meeting, in the agenda's order."""
    rows = desk.read(
        "SELECT i.about_meeting_id, i.id FROM agenda_item i JOIN meeting m ON m.id = i.about_meeting_id "
        "WHERE i.meeting_id = ? AND m.status = 'circulated' ORDER BY i.position, i.id",
        (meeting_id,),
    )
    return [Approvable(about, view.name(desk, about), item_id) for about, item_id in rows]


def reopen(desk: Desk, meeting_id: int) -> None:
    """Set approved minutes back to circulated, so that they can be edited; what was approved stays as a version."""
    with desk.change(
        f"Set the minutes of {the_meeting(view.name(desk, meeting_id))} back to circulated"
    ) as session:
        row = records.found(session, Meeting, meeting_id)
        if row.status != "approved":
            raise UserError("These minutes are not approved, so they can be edited as they are.")
        row.status, row.approved_at_id = "circulated", None


def amend(
    desk: Desk, minute_id: int, text: str, *, why: str, decided_by: str = "", at: datetime | None = None
) -> int:
    """Correct a paragraph of approved minutes and return the amendment's id; what it said is kept beside it.

    Raises UserError without a reason, for an internal paragraph, and for minutes that are not approved.
    """
    why, text = one_line(records.required(why, "reason of the amendment")), clean_text(text).strip()
    place = view.paragraph_name(desk, minute_id)
    with desk.change(f"Amend {place}") as session:
        row = records.found(session, Minute, minute_id)
        meeting_id = records.found(session, AgendaItem, row.agenda_item_id).meeting_id
        number = _approved_number(desk, meeting_id, minute_id)
        if not text or text == row.text.strip():
            raise UserError("The paragraph says this already: type what it should say.")
        amendment = Amendment(
            meeting_id=meeting_id,
            minute_id=minute_id,
            number=number,
            before=row.text,
            after=text,
            why=why,
            decided_by=one_line(decided_by),
            made_at=records.moment(at),
        )
        _reword(session, row, text)
        amendment_id = records.added(session, amendment)
        _keep(session, _rows(desk, meeting_id), "amended", why, at)
        return amendment_id


def _approved_number(desk: Desk, meeting_id: int, minute_id: int) -> int:
    meeting = _record(desk, meeting_id)
    if meeting.status != "approved":
        raise UserError("These minutes are not approved yet, so they need no amendment: edit the paragraph.")
    number = next((row.number for row in meeting.paragraphs() if row.id == minute_id), 0)
    if not number:
        raise UserError("This paragraph is not part of the approved minutes, so there is nothing to amend.")
    return number


def _reword(session: Session, row: Minute, text: str) -> None:
    """Put new words into a paragraph and into the decision or action that it records, where those said the same."""
    before, row.text = row.text, text
    for told in (
        session.get(Decision, row.decision_id) if row.decision_id is not None else None,
        session.get(ActionPoint, row.action_id) if row.action_id is not None else None,
    ):
        if told is not None and told.text.strip() == before.strip():
            told.text = text
    session.flush()


def _minute_approval(desk: Desk, session: Session, meeting_id: int, at_meeting_id: int, name: str) -> None:
    if at_meeting_id == meeting_id:
        raise UserError("A meeting cannot approve its own minutes: choose a later one.")
    meetings.open_meeting(session, at_meeting_id)
    item = session.exec(
        select(AgendaItem.id)
        .where(AgendaItem.meeting_id == at_meeting_id, AgendaItem.about_meeting_id == meeting_id)
        .order_by(col(AgendaItem.position), col(AgendaItem.id))
    ).first()
    decided = select(Minute.id).where(Minute.agenda_item_id == item, Minute.kind == "decision")
    if item is not None and session.exec(decided).first() is None:
        minutes.add_minute(desk, item, f"The minutes of {name} were approved.", "decision")


def _keep(session: Session, meeting: MeetingRecord, state: str, note: str, at: datetime | None) -> int:
    last = _last(session, meeting.id)
    return records.added(
        session,
        MinutesVersion(
            meeting_id=meeting.id,
            number=last.number + 1 if last is not None else 1,
            state=state,
            note=one_line(note),
            made_at=records.moment(at),
            image=view.as_image(meeting),
        ),
    )


def _sent(meeting: MeetingRecord) -> MeetingRecord:
    """Return a meeting without what changes by itself: the meeting after it, and how its actions stand now."""
    actions = tuple(row._replace(now="") for row in meeting.actions)
    return meeting._replace(next_id=None, next_when="", actions=actions)


def _last(session: Session, meeting_id: int) -> MinutesVersion | None:
    return session.exec(
        select(MinutesVersion)
        .where(MinutesVersion.meeting_id == meeting_id)
        .order_by(col(MinutesVersion.number).desc())
    ).first()


def _record(desk: Desk, meeting_id: int) -> MeetingRecord:
    return _there(view.record(desk, meeting_id))


def _rows(desk: Desk, meeting_id: int) -> MeetingRecord:
    return _there(view.current(desk, meeting_id))


def _there(meeting: MeetingRecord | None) -> MeetingRecord:
    if meeting is None:
        raise UserError("This meeting no longer exists, so nothing was changed: choose another one.")
    return meeting
