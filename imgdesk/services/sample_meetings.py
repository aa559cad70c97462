"""The meetings of the sample desk, made, minuted, circulated and approved one after the other as they were held.

Each is the next one of its series, with what returns to its agenda; the readable file says what was kept of that. The
plan is first put back to what it said before a meeting decided otherwise, and approved, so that it ends as the sample
plan stands.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from sqlmodel import Session, select

from imgdesk.domain.meetings import AgendaItem, Minute
from imgdesk.domain.people import Organization
from imgdesk.domain.plan import FocusArea
from imgdesk.services import (
    action_points,
    circulation,
    meetings,
    minutes,
    next_meeting,
    plan_changes,
    records,
    versions,
    workplan,
)

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

_OF_MEETING: Final = ("when", "start_time", "time_zone", "place")
_OF_ITEM: Final = ("title", "minutes_planned", "presenter", "recurring")
_OF_PARAGRAPH: Final = ("text", "kind", "owners", "due", "internal")


def approve_plan(desk: Desk, given: dict[str, Any]) -> None:
    """Put the plan back to what it said when the members approved it, and keep that as a version, as one step."""
    with desk.change("Approve the plan of the sample"):
        for row in given["before"]:
            fields = _named(row, ("when", "output"))
            workplan.edit_activity(desk, activity(desk, row["activity"]), **fields)
        ((workplan_id,),) = desk.read("SELECT id FROM workplan")
        versions.freeze_plan(desk, workplan_id, **given["version"])


def add_meetings(desk: Desk, given: dict[str, Any], *, today: date) -> None:
    """Add the series and the meetings of the sample's file to a desk that has its plan, as one step."""
    with desk.change("Add the meetings of the sample") as session:
        maker = _Maker(desk, session, today)
        for row in given["series"]:
            maker.add_series(row)
        for row in given["meeting"]:
            maker.add_meeting(row)


def activity(desk: Desk, words: str) -> int:
    """Return the one activity whose output begins with `words`."""
    sql = "SELECT id FROM activity WHERE substr(output, 1, length(?1)) = ?1"
    ((found,),) = desk.read(sql, (words,))
    return int(found)


class _Maker:
    """Makes meetings one after the other and remembers the ids behind the names that the file uses."""

    def __init__(self, desk: Desk, session: Session, today: date) -> None:
        self._desk, self._session, self._today = desk, session, today
        self._series: dict[str, int] = {}
        self._actions: dict[str, int] = {}
        self._decisions: dict[str, int] = {}
        self._organizations = {row.acronym: row.id for row in session.exec(select(Organization))}
        self._areas = {row.number: row.id for row in session.exec(select(FocusArea))}

    def add_series(self, given: dict[str, Any]) -> None:
        area_id = self._areas[given["focus_area"]] if "focus_area" in given else None
        self._series[given["title"]] = meetings.add_series(
            self._desk, given["title"], given["kind"], focus_area_id=area_id, rhythm=given["rhythm"]
        )

    def add_meeting(self, given: dict[str, Any]) -> None:
        for key, status in given.get("meanwhile", {}).items():
            action_points.set_action_status(self._desk, self._actions[key], status)
        meeting_id = next_meeting.next_meeting(
            self._desk,
            self._series[given["series"]],
            today=self._today,
            chair_id=self._organizations[given["chair"]],
            **_named(given, _OF_MEETING),
        )
        meetings.propose_attendance(self._desk, meeting_id, today=self._today)
        items = self._agenda(meeting_id, given["item"])
        if "held" in given:
            meetings.edit_meeting(self._desk, meeting_id, status="held")
            self._attend(meeting_id, given)
            for item, row in zip(items, given["item"], strict=True):
                for paragraph in row["paragraph"]:
                    self._minute(item, paragraph, given["held"])
        for key, status in given.get("standing", {}).items():
            action_points.set_action_status(self._desk, self._actions[key], status, meeting_id=meeting_id)
        if "circulated" in given:
            circulation.circulate(self._desk, meeting_id, at=given["circulated"])

    def _attend(self, meeting_id: int, given: dict[str, Any]) -> None:
        for state in ("present", "apologies", "absent"):
            for acronym in given.get(state, ()):
                meetings.mark_attendance(
                    self._desk,
                    meeting_id,
                    organization_id=self._organizations[acronym],
                    state=state,
                    on_behalf_of=given["on_behalf_of"].get(acronym, ""),
                )

    def _agenda(self, meeting_id: int, wanted: list[dict[str, Any]]) -> list[AgendaItem]:
        """Make the agenda that returned into the one wanted, in its order, and return its items."""
        returned = self._session.exec(select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)).all()
        items = []
        for given in wanted:
            same = (row for row in returned if given.get("kind", given["title"]) in (row.kind, row.title))
            items.append(self._item(meeting_id, next(same, None), given))
        for row in returned:
            if row.id is not None and row not in items:
                minutes.delete_item(self._desk, row.id)
        return items

    def _item(self, meeting_id: int, same: AgendaItem | None, given: dict[str, Any]) -> AgendaItem:
        fields = _named(given, _OF_ITEM)
        if "activity" in given:
            fields["activity_id"] = activity(self._desk, given["activity"])
        if same is None or same.id is None:
            item_id = minutes.add_item(self._desk, meeting_id, fields.pop("title"), **fields)
            return records.found(self._session, AgendaItem, item_id)
        minutes.edit_item(self._desk, same.id, **fields)
        minutes.move_item(self._desk, same.id)
        return same

    def _minute(self, item: AgendaItem, given: dict[str, Any], held: datetime) -> None:
        said = _named(given, _OF_PARAGRAPH)
        if "activity" in given:
            said["activity_id"] = activity(self._desk, given["activity"])
        minute_id = minutes.add_minute(self._desk, item.id or 0, **said)
        row = records.found(self._session, Minute, minute_id)
        if row.action_id is not None:
            self._agreed(row.action_id, given)
        if row.decision_id is not None:
            self._decided(minute_id, row.decision_id, given, held)
        if item.about_meeting_id is not None:
            circulation.approve(self._desk, item.about_meeting_id, at_meeting_id=item.meeting_id, at=held)

    def _agreed(self, action_id: int, given: dict[str, Any]) -> None:
        if "key" in given:
            self._actions[given["key"]] = action_id
        if "follows" in given:
            decision_id = self._decisions[given["follows"]]
            action_points.edit_action(self._desk, action_id, decision_id=decision_id)

    def _decided(self, minute_id: int, decision_id: int, given: dict[str, Any], held: datetime) -> None:
        if "key" in given:
            self._decisions[given["key"]] = decision_id
        if "draft" in given:
            minutes.set_draft(self._desk, minute_id, given["draft"])
        if "supersedes" in given:
            minutes.supersede_decision(self._desk, self._decisions[given["supersedes"]], decision_id)
        if "revises" in given:
            minutes.edit_decision(self._desk, self._decisions[given["revises"]], status="revised")
        if "change" in given:
            activity_id = activity(self._desk, given["activity"])
            change = given["change"]
            plan_changes.change_plan(self._desk, minute_id, **change, activity_id=activity_id, at=held)


def _named(given: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: given[name] for name in names if name in given}
