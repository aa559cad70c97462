"""Meetings, actions and decisions as pages and papers read them: frozen rows with the names behind the ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from imgdesk.domain.meeting_words import meeting_name

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


class AttendanceRow(NamedTuple):
    """Somebody on the list of a meeting: present, apologies or absent."""

    name: str
    state: str
    on_behalf_of: str


class MeetingRow(NamedTuple):
    """A meeting; `series` is the series' title, dates are ISO text, `start_time` is local to `time_zone`."""

    id: int
    series_id: int | None
    series: str | None
    number: int | None
    title: str
    when_text: str
    earliest: str | None
    latest: str | None
    start_time: str
    time_zone: str
    place: str
    status: str
    attendance: tuple[AttendanceRow, ...]


class ActionRow(NamedTuple):
    """An action with its owners' names and, in order, the ids of the meetings where it appeared."""

    id: int
    text: str
    due: str
    earliest: str | None
    latest: str | None
    understood: int
    status: str
    series_id: int | None
    activity_id: int | None
    decision_id: int | None
    owners: tuple[str, ...]
    meetings: tuple[int, ...]


class ChangeRow(NamedTuple):
    """What a decision did to an activity of the plan: see domain.meeting_words.PLAN_CHANGES."""

    activity_id: int | None
    what: str
    before: str
    after: str


class TakenRow(NamedTuple):
    """A decision with where and when it was taken: the paragraph (None: only in the register) and its meeting.

    `internal`: it stands in internal paragraphs alone. `procedural`: it adopts an agenda or approves minutes.
    """

    id: int
    text: str
    status: str
    draft: int
    activity_id: int | None
    minute_id: int | None
    internal: int
    procedural: int
    meeting_id: int | None
    meeting: str
    day: str | None


class DecisionRow(NamedTuple):
    """A decision, or the draft of one; meeting, activity and the decision that took its place are named by id."""

    id: int
    text: str
    status: str
    meeting_id: int | None
    activity_id: int | None
    superseded_by_id: int | None
    draft: int
    changes: tuple[ChangeRow, ...]


def meetings(desk: Desk) -> list[MeetingRow]:
    """Return all meetings: series by series in their order, those of no series last."""
    present = _grouped(
        desk.read("SELECT meeting_id, name, state, on_behalf_of FROM attendance ORDER BY id"), AttendanceRow
    )
    rows = desk.read(
        "SELECT m.id, m.series_id, s.title, m.number, m.title, m.when_text, m.earliest, m.latest, m.start_time, "
        "m.time_zone, m.place, m.status FROM meeting m LEFT JOIN meeting_series s ON s.id = m.series_id "
        "ORDER BY s.id IS NULL, s.position, s.id, m.number IS NULL, m.number, m.earliest, m.id"
    )
    return [MeetingRow._make((*row, present.get(row[0], ()))) for row in rows]


def actions(desk: Desk) -> list[ActionRow]:
    """Return all actions, oldest first."""
    owners = _grouped(desk.read("SELECT action_id, name FROM action_owner ORDER BY position, id"), str)
    shown = _grouped(
        desk.read(
            "SELECT a.action_id, a.meeting_id FROM action_appearance a JOIN meeting m ON m.id = a.meeting_id "
            "ORDER BY coalesce(m.earliest, '9999'), m.number, m.id"
        ),
        int,
    )
    rows = desk.read(
        "SELECT id, text, when_text, earliest, latest, when_understood, status, series_id, activity_id, decision_id "
        "FROM action_point ORDER BY id"
    )
    return [ActionRow._make((*row, owners.get(row[0], ()), shown.get(row[0], ()))) for row in rows]


def decisions(desk: Desk) -> list[DecisionRow]:
    """Return all decisions, oldest first."""
    changes = _grouped(
        desk.read(
            "SELECT m.decision_id, c.activity_id, c.what, c.before, c.after FROM plan_change c "
            "JOIN minute m ON m.id = c.minute_id WHERE m.decision_id IS NOT NULL ORDER BY c.id"
        ),
        ChangeRow,
    )
    columns = ", ".join(DecisionRow._fields[:-1])
    rows = desk.read(f"SELECT {columns} FROM decision ORDER BY id")
    return [DecisionRow._make((*row, changes.get(row[0], ()))) for row in rows]


def taken(desk: Desk) -> list[TakenRow]:
    """Return all decisions, drafts too, the one taken last first."""
    sql = """
        SELECT d.id, d.text, d.status, d.draft, d.activity_id, min(n.id), coalesce(min(n.internal), 0),
            coalesce(min(i.kind IN ('adoption of the agenda', 'approval of minutes')), 0),
            m.id, m.title, coalesce(s.title, ''), m.number, m.when_text, m.earliest
        FROM decision d LEFT JOIN minute n ON n.decision_id = d.id LEFT JOIN agenda_item i ON i.id = n.agenda_item_id
        LEFT JOIN meeting m ON m.id = coalesce(d.meeting_id, i.meeting_id)
        LEFT JOIN meeting_series s ON s.id = m.series_id
        GROUP BY d.id ORDER BY coalesce(m.earliest, '9999') DESC, d.id DESC
    """
    return [
        TakenRow._make((*row[:9], meeting_name(*row[9:13]) if row[8] is not None else "", row[13]))
        for row in desk.read(sql)
    ]


def owing(desk: Desk) -> dict[int, tuple[str, ...]]:
    """Return by action which organizations owe it, for a person named that person's own, each once.

    A name that is neither is given as written; somebody of no organization is left out.
    """
    sql = (
        "SELECT o.action_id, coalesce(nullif(g.acronym, ''), g.name, iif(o.person_id IS NULL, o.name, '')) "
        "FROM action_owner o LEFT JOIN person p ON p.id = o.person_id "
        "LEFT JOIN organization g ON g.id = coalesce(o.organization_id, p.organization_id) ORDER BY o.position, o.id"
    )
    found = _grouped(desk.read(sql), str)
    return {key: tuple(filter(None, dict.fromkeys(names))) for key, names in found.items()}


def kept_inside(desk: Desk, what: Literal["action_id", "decision_id"]) -> set[int]:
    """Return the ids of actions or decisions that are recorded in internal paragraphs alone."""
    sql = f"SELECT {what} FROM minute WHERE {what} IS NOT NULL GROUP BY {what} HAVING min(internal) = 1"
    return {key for (key,) in desk.read(sql)}


def _grouped(rows: list[tuple[Any, ...]], made: Any) -> dict[int, tuple[Any, ...]]:
    """Return what each first column has, made from the columns after it."""
    found: dict[int, tuple[Any, ...]] = {}
    for key, *values in rows:
        found[key] = (*found.get(key, ()), made(*values))
    return found
