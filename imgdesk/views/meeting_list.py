"""Meetings to choose from: every series with its meetings, which one a desk opens on, and what came back to one.

Names and counts only; one meeting in full is read by `minutes`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from imgdesk.domain.meeting_words import meeting_name

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


class SeriesRow(NamedTuple):
    """A series in its order; see domain.meeting_words.SERIES_KINDS."""

    id: int
    title: str
    kind: str
    focus_area_id: int | None
    rhythm: str


class ListedMeeting(NamedTuple):
    """A meeting in a list: its name, its date as agreed, and how many actions on it are still open now."""

    id: int
    series_id: int | None
    series: str
    name: str
    when_text: str
    earliest: str | None
    latest: str | None
    status: str
    open_actions: int


class Returned(NamedTuple):
    """A topic that came back to an agenda, and why."""

    item_id: int
    title: str
    why: str


_MEETINGS = """
SELECT m.id, m.series_id, coalesce(s.title, ''), m.title, m.number, m.when_text, m.earliest, m.latest, m.status,
    (SELECT count(*) FROM action_appearance x JOIN action_point a ON a.id = x.action_id
        WHERE x.meeting_id = m.id AND a.status IN ('open', 'under way'))
FROM meeting m LEFT JOIN meeting_series s ON s.id = m.series_id
ORDER BY s.id IS NULL, s.position, s.id, coalesce(m.number, 0), coalesce(m.earliest, '9999'), m.id
"""
_RETURNED = """
SELECT i.id, i.title, EXISTS (SELECT 1 FROM minute p WHERE p.agenda_item_id = i.follows_id), f.recurring
FROM agenda_item i JOIN agenda_item f ON f.id = i.follows_id WHERE i.meeting_id = ? ORDER BY i.position, i.id
"""


def series(desk: Desk) -> list[SeriesRow]:
    """Return all series in their order."""
    columns = ", ".join(SeriesRow._fields)
    return desk.read(f"SELECT {columns} FROM meeting_series ORDER BY position, id", row=SeriesRow._make)


def meeting_list(desk: Desk) -> list[ListedMeeting]:
    """Return all meetings, series by series from the first to the last, those of no series at the end."""
    return [
        ListedMeeting(
            key, series_id, title, meeting_name(own, title, number, when), when, earliest, latest, status, count
        )
        for key, series_id, title, own, number, when, earliest, latest, status, count in desk.read(_MEETINGS)
    ]  # fmt: skip


def is_ahead(row: ListedMeeting, today: date) -> bool:
    """Tell whether a meeting can still be held: not over by its date, or undated and not held yet."""
    last = row.latest or row.earliest
    return last >= today.isoformat() if last else row.status == "planned"


def meeting_to_open(rows: Sequence[ListedMeeting], today: date) -> int | None:
    """Return the meeting that comes next, today's included, or else the last one; None where there is none."""
    ahead = [row for row in rows if is_ahead(row, today)]
    if ahead:
        return min(ahead, key=lambda row: row.earliest or row.latest or "9999").id
    return max(rows, key=lambda row: row.latest or row.earliest or "").id if rows else None


def returned_topics(desk: Desk, meeting_id: int) -> list[Returned]:
    """Return the topics on an agenda that stood on an earlier one, and why each came back."""
    return [
        Returned(item_id, title, _why(discussed=bool(discussed), recurring=bool(recurring)))
        for item_id, title, discussed, recurring in desk.read(_RETURNED, (meeting_id,))
    ]


def action_texts(desk: Desk, ids: Sequence[int]) -> dict[int, str]:
    """Return the words of actions by id."""
    marks = ", ".join("?" for _ in ids)
    return dict(desk.read(f"SELECT id, text FROM action_point WHERE id IN ({marks})", list(ids)))


def place_in_series(rows: Sequence[ListedMeeting], meeting_id: int) -> tuple[int | None, int | None]:
    """Return the meetings before and after one in its series (or among those of none)."""
    here = next((row for row in rows if row.id == meeting_id), None)
    if here is None:
        return None, None
    ids = [row.id for row in rows if row.series_id == here.series_id]
    place = ids.index(meeting_id)
    return (ids[place - 1] if place else None), (ids[place + 1] if place + 1 < len(ids) else None)


def count_words(number: int, word: str) -> str:
    """Return a number with its word: "1 decision", "3 actions"."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def _why(*, discussed: bool, recurring: bool) -> str:
    if not discussed:
        return "not discussed"
    return "every meeting" if recurring else "actions open"
