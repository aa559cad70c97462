"""The next meeting of a series in one gesture: number, date, agenda, and the actions that come back.

`preview` reads and writes nothing; `next_meeting` does what it told. Nothing is copied: an action gets one more
appearance, a topic names the one that it follows, and the minutes before stay as they are.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlmodel import col, select

from imgdesk.domain.carryover import (
    Action,
    Activity,
    CarryOver,
    Proposal,
    Topic,
    Unapproved,
    carry_over,
    look_ahead,
    next_day,
)
from imgdesk.domain.doubts import COLUMNS, doubts
from imgdesk.domain.meeting_words import OPEN, meeting_name
from imgdesk.domain.meetings import ActionAppearance, ActionPoint, AgendaItem, Meeting, MeetingSeries
from imgdesk.domain.moves import spanned
from imgdesk.domain.timing import parse
from imgdesk.domain.versions import AgendaProposal
from imgdesk.errors import UserError
from imgdesk.services import meetings, records
from imgdesk.text import one_line
from imgdesk.views.workplan import current_workplan

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

_PREVIOUS: Final = """
SELECT id, number, earliest, latest, precision, start_time, time_zone, place, link, chair_id FROM meeting
WHERE series_id = ? ORDER BY coalesce(number, 0) DESC, id DESC LIMIT 1
"""
_TOPICS: Final = """
SELECT id, title, EXISTS (SELECT 1 FROM minute m WHERE m.agenda_item_id = i.id), recurring, activity_id
FROM agenda_item i WHERE meeting_id = ? AND kind = 'topic' ORDER BY position, id
"""
_ACTIONS_OF_TOPICS: Final = """
WITH RECURSIVE chain (item_id, earlier_id) AS (
    SELECT id, id FROM agenda_item WHERE meeting_id = ?
    UNION
    SELECT c.item_id, i.follows_id FROM chain c JOIN agenda_item i ON i.id = c.earlier_id
    WHERE i.follows_id IS NOT NULL)
SELECT DISTINCT c.item_id, m.action_id FROM chain c JOIN minute m ON m.agenda_item_id = c.earlier_id
WHERE m.action_id IS NOT NULL
"""
_NOTES: Final = """
SELECT m.agenda_item_id, m.id FROM minute m JOIN agenda_item i ON i.id = m.agenda_item_id
WHERE i.meeting_id = ? AND m.kind = 'note' ORDER BY m.position, m.id
"""
_ACTIONS: Final = """
SELECT id, text, status FROM action_point WHERE series_id = ? AND (status IN (?, ?)
    OR id IN (SELECT action_id FROM action_appearance WHERE meeting_id = ?)) ORDER BY id
"""
_UNAPPROVED: Final = """
SELECT m.id, m.title, s.title, m.number, m.when_text FROM meeting m
JOIN meeting_series s ON s.id = m.series_id WHERE s.id = ? AND (m.status IN ('held', 'circulated')
    OR m.status = 'planned' AND EXISTS (
        SELECT 1 FROM agenda_item i JOIN minute p ON p.agenda_item_id = i.id WHERE i.meeting_id = m.id))
ORDER BY m.number, m.id
"""
_OF_AREA: Final = (
    "(?1 IS NULL OR a.id IN (SELECT activity_id FROM activity_focus_area WHERE focus_area_id = ?1))"
)
_PROPOSALS: Final = f"""
SELECT p.id, coalesce(a.output, s.title), p.why, p.activity_id FROM agenda_proposal p
LEFT JOIN activity a ON a.id = p.activity_id LEFT JOIN plan_section s ON s.id = p.plan_section_id
WHERE p.state = 'open' AND {_OF_AREA} ORDER BY p.id
"""
_KEPT: Final = ("start_time", "time_zone", "place", "link", "chair_id")


class Preview(NamedTuple):
    """The next meeting before it is made; `previous_id` is the meeting that it follows, `when` the date in words."""

    number: int
    when: str
    previous_id: int | None
    carried: CarryOver


class _Last(NamedTuple):
    """The last meeting of a series."""

    id: int | None = None
    number: int | None = None
    earliest: str | None = None
    latest: str | None = None
    precision: str = "none"
    start_time: str = ""
    time_zone: str = ""
    place: str = ""
    link: str = ""
    chair_id: int | None = None


def preview(desk: Desk, series_id: int, *, today: date, when: str = "") -> Preview:
    """Return what `next_meeting` would make, without writing.

    Without `when`, the date comes from the rhythm, marked TBC: a day where the last meeting has one, else a month.
    Activities are those of the current workplan, for a focus area its own; a series of one's own has none.
    """
    found = desk.read("SELECT kind, focus_area_id, rhythm FROM meeting_series WHERE id = ?", (series_id,))
    if not found:
        raise UserError("This series no longer exists, so nothing was made: choose another one.")
    kind, area_id, rhythm = found[0]
    last = next(iter(desk.read(_PREVIOUS, (series_id,), row=_Last._make)), _Last())
    when, day = (one_line(when), None) if one_line(when) else _proposed(rhythm, last, today)
    day = day or _first_day(desk, when) or today
    numbers = desk.read("SELECT max(number) FROM meeting WHERE series_id = ?", (series_id,))
    from_plan = kind != "own" and (kind != "focus area" or area_id is not None)
    carried = carry_over(
        _topics(desk, last.id),
        desk.read(_ACTIONS, (series_id, *OPEN, last.id), row=Action._make),
        _activities(desk, area_id) if from_plan else (),
        desk.read(_PROPOSALS, (area_id,), row=Proposal._make) if from_plan else (),
        [Unapproved(key, meeting_name(*words)) for key, *words in desk.read(_UNAPPROVED, (series_id,))],
        since=_day(last.latest) or today,
        until=look_ahead(rhythm, day),
    )
    return Preview((numbers[0][0] or 0) + 1, when, last.id, carried)


def next_meeting(
    desk: Desk, series_id: int, *, today: date, when: str = "", propose: bool = False, **fields: Any
) -> int:
    """Make the next meeting of a series with its agenda and open actions, as one step; return its id.

    Hour, time zone, place, link and chair are those of the last one unless `fields` say otherwise. Proposals that it
    takes up are closed. With `propose` whoever holds a role on its day is put on its list, absent until marked.
    """
    with desk.change(f"Next meeting of {records.described(desk, MeetingSeries, series_id)}") as session:
        session.flush()
        made = preview(desk, series_id, today=today, when=when)
        if made.previous_id is not None:
            last = records.found(session, Meeting, made.previous_id)
            fields = {**{name: getattr(last, name) for name in _KEPT}, **fields}
        meeting_id = meetings.add_meeting(desk, made.when, series_id=series_id, **fields)
        for place, line in enumerate(made.carried.lines, start=1):
            session.add(
                AgendaItem(
                    meeting_id=meeting_id,
                    position=place * records.STEP,
                    title=one_line(line.title) or "Untitled",
                    kind=line.kind,
                    recurring=line.recurring,
                    activity_id=line.activity_id,
                    follows_id=line.follows_id,
                    about_meeting_id=line.about_meeting_id,
                )
            )
        for action in records.found_all(session, ActionPoint, made.carried.actions):
            session.add(
                ActionAppearance(meeting_id=meeting_id, action_id=action.id or 0, status=action.status)
            )
        taken = [line.proposal_id for line in made.carried.lines if line.proposal_id]
        for proposal in session.exec(select(AgendaProposal).where(col(AgendaProposal.id).in_(taken))):
            proposal.state = "taken"
        if propose:
            meetings.propose_attendance(desk, meeting_id, today=today)
        return meeting_id


def _proposed(rhythm: str, last: _Last, today: date) -> tuple[str, date | None]:
    """Return the date of the next meeting in words and its first day."""
    start = _day(last.earliest)
    day = next_day(rhythm, start, today) if start else None
    if day is None:
        return "", None
    return f"{spanned(day, day, 'day' if last.precision == 'day' else 'month')} (TBC)", day


def _first_day(desk: Desk, when: str) -> date | None:
    hemisphere = desk.read("SELECT hemisphere FROM working_group")[0][0]
    return parse(when, hemisphere=hemisphere).earliest


def _topics(desk: Desk, meeting_id: int | None) -> list[Topic]:
    actions = _by_item(desk.read(_ACTIONS_OF_TOPICS, (meeting_id,)))
    notes = _by_item(desk.read(_NOTES, (meeting_id,)))
    return [
        Topic(
            key, title, bool(discussed), bool(recurring), actions.get(key, ()), notes.get(key, ()), activity
        )
        for key, title, discussed, recurring, activity in desk.read(_TOPICS, (meeting_id,))
    ]


def _activities(desk: Desk, area_id: int | None) -> list[Activity]:
    plan = current_workplan(desk)
    columns = ", ".join(f"a.{name}" for name in COLUMNS)
    rows = desk.read(
        f"SELECT a.id, a.output, a.earliest, a.latest, a.status, {columns} FROM activity a "
        f"JOIN plan_section s ON s.id = a.plan_section_id WHERE s.workplan_id = ?2 AND {_OF_AREA} "
        "ORDER BY s.position, s.id, a.position, a.id",
        (area_id, plan.id if plan else None),
    )
    return [
        Activity(
            row[0],
            row[1],
            _day(row[2]),
            _day(row[3]),
            doubts(dict(zip(COLUMNS, row[5:], strict=True))),
            row[4],
        )
        for row in rows
    ]


def _by_item(rows: list[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for item, value in rows:
        found[item] = (*found.get(item, ()), value)
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
