"""A decision changes the plan in the same gesture: move, confirm, unbracket, cancel or add an activity.

The paragraph, the decision, the plan and the memory of who decided are one step, so that none can be without the
others. What was changed is kept in words as well as by reference: the record outlives paragraph and activity.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlmodel import Session

from imgdesk.domain.meeting_words import PLAN_CHANGES
from imgdesk.domain.meetings import Decision, Meeting, Minute, PlanChange
from imgdesk.domain.plan import Activity, PlanSection
from imgdesk.errors import UserError
from imgdesk.services import meetings, minutes, records, versions, workplan
from imgdesk.text import one_line, shorten
from imgdesk.views.minutes import paragraph_name

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

_VERBS: Final = dict(
    zip(PLAN_CHANGES, ("Move", "Confirm", "Take brackets off", "Cancel", "Add"), strict=True)
)


class _Said(NamedTuple):
    """What the gesture says: the activity, or what is to be added, and by whom and when it was decided."""

    activity_id: int | None
    when: str
    output: str
    section_id: int | None
    place: str
    decided_on: str
    at: datetime | None


def change_plan(
    desk: Desk,
    minute_id: int,
    what: str,
    *,
    activity_id: int | None = None,
    when: str = "",
    output: str = "",
    section_id: int | None = None,
    at: datetime | None = None,
) -> int:
    """Let a paragraph change the plan, as one step, and return the id of the change; a note becomes a decision.

    `what` is one of PLAN_CHANGES: "moved" takes `when`, a date as agreed; "added" takes `output`, `section_id` and
    `when` instead of an activity. `at` is the moment (None: now). Raises UserError when nothing would change.
    """
    what = records.one_of(what, PLAN_CHANGES, "change of the plan")
    place = reference(desk, minute_id)
    with desk.change(_label(desk, what, activity_id, output, place)) as session:
        minute, meeting = _decision_of(desk, session, minute_id)
        said = _Said(activity_id, one_line(when), output, section_id, place, meeting.when_text, at)
        change = _CHANGES[what](desk, session, said)
        change.minute_id, change.what, change.decided_at = minute_id, what, place
        decision = records.found(session, Decision, minute.decision_id or 0)
        decision.activity_id = decision.activity_id or change.activity_id
        return records.added(session, change)


def reference(desk: Desk, minute_id: int) -> str:
    """Return a paragraph in words ("3rd IMG meeting, paragraph 5"), "" when it is gone."""
    return paragraph_name(desk, minute_id)


def _decision_of(desk: Desk, session: Session, minute_id: int) -> tuple[Minute, Meeting]:
    """Return the paragraph as a decision that is taken, with its meeting."""
    minute, meeting = meetings.open_minute(session, minute_id)
    if minute.kind == "action":
        raise UserError(
            "This paragraph is an action, and only a decision changes the plan: make it a decision first."
        )
    if minute.kind == "note":
        minutes.turn_minute(desk, minute_id, "decision")
        session.flush()
    if records.found(session, Decision, minute.decision_id or 0).draft:
        raise UserError(
            "This decision is a draft, so the plan stays as it is: take the draft mark off first."
        )
    return minute, meeting


def _moved(desk: Desk, session: Session, said: _Said) -> PlanChange:
    activity = _activity(session, said.activity_id)
    before = activity.when_text
    if not said.when:
        raise UserError("The new date is empty: type when it takes place.")
    if said.when == one_line(before):
        raise UserError(f"{records.quoted(activity.output)} has this date already: type another one.")
    workplan.edit_activity(desk, activity.id or 0, when=said.when)
    return _change(activity, before, activity.when_text)


def _confirmed(desk: Desk, session: Session, said: _Said) -> PlanChange:
    return _settled(desk, session, said, versions.confirm_activity)


def _unbracketed(desk: Desk, session: Session, said: _Said) -> PlanChange:
    return _settled(desk, session, said, versions.unbracket_activity)


def _settled(desk: Desk, session: Session, said: _Said, settle: Callable[..., int]) -> PlanChange:
    activity = _activity(session, said.activity_id)
    before = activity.when_text
    settle(desk, activity.id, said.place, said.decided_on, at=said.at)
    return _change(activity, before, activity.when_text)


def _cancelled(desk: Desk, session: Session, said: _Said) -> PlanChange:
    activity = _activity(session, said.activity_id)
    before = activity.status
    if before == "cancelled":
        raise UserError(f"{records.quoted(activity.output)} is cancelled already: nothing was changed.")
    versions.drop_activity(desk, activity.id or 0, said.place, said.decided_on, at=said.at)
    return _change(activity, before, activity.status)


def _added(desk: Desk, session: Session, said: _Said) -> PlanChange:
    if said.section_id is None:
        raise UserError("A new activity needs a section of the workplan: choose one.")
    section = records.found(session, PlanSection, said.section_id)
    output = records.required(said.output, "output of the new activity")
    activity_id = workplan.add_activity(desk, section.id or 0, output, fields={"when": said.when})
    activity = records.found(session, Activity, activity_id)
    return _change(activity, "", activity.when_text)


_CHANGES: Final[dict[str, Callable[[Desk, Session, _Said], PlanChange]]] = {
    "moved": _moved,
    "confirmed": _confirmed,
    "unbracketed": _unbracketed,
    "cancelled": _cancelled,
    "added": _added,
}


def _activity(session: Session, activity_id: int | None) -> Activity:
    if activity_id is None:
        raise UserError("No activity is chosen: choose the one that this decision is about.")
    return records.found(session, Activity, activity_id)


def _change(activity: Activity, before: str, after: str) -> PlanChange:
    return PlanChange(activity_id=activity.id, activity=activity.output, what="", before=before, after=after)


def _label(desk: Desk, what: str, activity_id: int | None, output: str, place: str) -> str:
    rows = desk.read("SELECT output FROM activity WHERE id = ?", (activity_id,))
    return f"{_VERBS[what]} {records.quoted(rows[0][0] if rows else output)} ({shorten(place, 60)})"
