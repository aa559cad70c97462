"""What returns to the agenda of the next meeting and why, and what does not.

A topic returns when it was not discussed, when it recurs, or while an action from it is open; an action returns until
it is done or dropped; a note only with its topic. With them come the activities that begin, end or are still in doubt
before the meeting after, and what was proposed for the agenda. Pure: days and rows are arguments.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from imgdesk.domain.meeting_words import OPEN, the_meeting

_WORDS: Final = (
    (re.compile(r"\b(every two weeks|every other week|fortnight|bi-?weekly)", re.IGNORECASE), (0, 14)),
    (re.compile(r"\b(every two months|every other month|bi-?monthly)", re.IGNORECASE), (2, 0)),
    (re.compile(r"\b(half-?yearly|twice a year|semi-?annual|every six months)", re.IGNORECASE), (6, 0)),
    (re.compile(r"\b(quarterly|every quarter|every three months|four times a year)", re.IGNORECASE), (3, 0)),
    (re.compile(r"\b(weekly|every week)\b", re.IGNORECASE), (0, 7)),
    (re.compile(r"\b(monthly|every month)\b", re.IGNORECASE), (1, 0)),
    (re.compile(r"\b(yearly|annual|every year|once a year)", re.IGNORECASE), (12, 0)),
)
_EVERY: Final = re.compile(r"\bevery (\d{1,2}) (week|month)s?\b", re.IGNORECASE)
_QUARTER: Final = (3, 0)


class Topic(NamedTuple):
    """An item of the last agenda, with the ids of its notes and of the open actions from it, then or before."""

    id: int
    title: str
    discussed: bool
    recurring: bool
    open_actions: tuple[int, ...] = ()
    notes: tuple[int, ...] = ()
    activity_id: int | None = None


class Action(NamedTuple):
    """An action of the series with its present status."""

    id: int
    text: str
    status: str


class Activity(NamedTuple):
    """An activity of the plan; `doubts` as `domain.doubts` words them, days None where open or unknown."""

    id: int
    output: str
    earliest: date | None
    latest: date | None
    doubts: tuple[str, ...]
    status: str = "planned"


class Proposal(NamedTuple):
    """What was proposed for the next agenda: an activity, or a section (no activity_id)."""

    id: int
    title: str
    why: str
    activity_id: int | None = None


class Unapproved(NamedTuple):
    """An earlier meeting whose minutes are still to be approved."""

    id: int
    name: str


class Line(NamedTuple):
    """One item of the next agenda and why it is there."""

    kind: str
    title: str
    why: str
    follows_id: int | None = None
    activity_id: int | None = None
    about_meeting_id: int | None = None
    proposal_id: int | None = None
    recurring: bool = False


class Left(NamedTuple):
    """What does not return: a topic, an action or a note, by id, and why."""

    kind: str
    id: int
    title: str
    why: str


class CarryOver(NamedTuple):
    """The next agenda: its items in order, the actions that appear there, the notes that return, what does not."""

    lines: tuple[Line, ...]
    actions: tuple[int, ...]
    notes: tuple[int, ...]
    left: tuple[Left, ...]


def carry_over(
    topics: Sequence[Topic],
    actions: Sequence[Action],
    activities: Iterable[Activity] = (),
    proposals: Sequence[Proposal] = (),
    unapproved: Iterable[Unapproved] = (),
    *,
    since: date,
    until: date,
) -> CarryOver:
    """Return what the next meeting takes up; activities are looked at from the day `since` to the day before `until`.

    An activity stands on the agenda once: as a topic that returns, or as proposed, or by its dates.
    """
    still = tuple(dict.fromkeys(row.id for row in actions if row.status in OPEN))
    lines = [Line("adoption of the agenda", "Adoption of the agenda", "opens every meeting")]
    lines += [
        Line("approval of minutes", f"Approval of the minutes of {the_meeting(row.name)}", "not approved yet",
             about_meeting_id=row.id)
        for row in unapproved
    ]  # fmt: skip
    if still:
        lines.append(Line("matters arising", "Matters arising", _count(len(still), "open action")))
    why = {row.id: _why(row, set(still)) for row in topics}
    lines += [_returning(row, why[row.id], proposals) for row in topics if why[row.id]]
    lines += _from_the_plan(lines, activities, proposals, since, until)
    left = [Left("topic", row.id, row.title, "discussed, nothing open") for row in topics if not why[row.id]]
    left += [Left("action", row.id, row.text, row.status) for row in actions if row.status not in OPEN]
    left += [
        Left("note", note, row.title, "its topic does not return")
        for row in topics
        if not why[row.id]
        for note in row.notes
    ]
    notes = tuple(note for row in topics if why[row.id] for note in row.notes)
    return CarryOver(tuple(lines), still, notes, tuple(left))


def after(rhythm: str, day: date) -> date | None:
    """Return the day of the meeting after the one on `day`, or None where the rhythm is not understood."""
    step = _step(rhythm)
    return None if step is None else _moved(day, step)


def next_day(rhythm: str, last: date, today: date) -> date | None:
    """Return the first day of the rhythm after `last` that is not before `today`, or None; days of month hold."""
    step = _step(rhythm)
    if step is None:
        return None
    times, day = 1, _moved(last, step)
    while day < today:
        times += 1
        day = _moved(last, (step[0] * times, step[1] * times))
    return day


def look_ahead(rhythm: str, day: date) -> date:
    """Return the day before which activities are looked at: the meeting after `day`, or a quarter later."""
    return after(rhythm, day) or _moved(day, _QUARTER)


def _step(rhythm: str) -> tuple[int, int] | None:
    """Return the months and days between two meetings."""
    if match := _EVERY.search(rhythm):
        number = int(match[1])
        step = (number, 0) if match[2].lower() == "month" else (0, 7 * number)
        return step if number else None
    return next((step for pattern, step in _WORDS if pattern.search(rhythm)), None)


def _moved(day: date, step: tuple[int, int]) -> date:
    months = day.year * 12 + day.month - 1 + step[0]
    year, month = months // 12, months % 12 + 1
    if year > date.max.year:
        return date.max
    there = date(year, month, min(day.day, monthrange(year, month)[1]))
    return there + min(timedelta(step[1]), date.max - there)


def _why(topic: Topic, still: set[int]) -> str:
    held = len(still.intersection(topic.open_actions))
    said = (
        (not topic.discussed, "not discussed"),
        (topic.recurring, "recurring"),
        (held > 0, _count(held, "open action")),
    )
    return ", ".join(words for holds, words in said if holds)


def _returning(topic: Topic, why: str, proposals: Iterable[Proposal]) -> Line:
    """Return the line of a topic that returns; it takes up what was proposed about its activity."""
    same = (row for row in proposals if row.activity_id is not None and row.activity_id == topic.activity_id)
    found = next(same, None)
    return Line(
        "topic",
        topic.title,
        f"{why}, {_proposed(found)}" if found else why,
        follows_id=topic.id,
        activity_id=topic.activity_id,
        proposal_id=found.id if found else None,
        recurring=topic.recurring,
    )


def _proposed(row: Proposal) -> str:
    return f"proposed: {row.why}" if row.why else "proposed"


def _from_the_plan(
    lines: Iterable[Line],
    activities: Iterable[Activity],
    proposals: Iterable[Proposal],
    since: date,
    until: date,
) -> list[Line]:
    taken = {line.activity_id for line in lines if line.activity_id is not None}
    found = []
    for row in proposals:
        if row.activity_id is None or row.activity_id not in taken:
            line = Line("topic", row.title, _proposed(row), activity_id=row.activity_id, proposal_id=row.id)
            found.append(line)
            taken.add(row.activity_id or 0)
    for activity in activities:
        why = _due(activity, since, until)
        if why and activity.id not in taken:
            found.append(Line("topic", activity.output, why, activity_id=activity.id))
            taken.add(activity.id)
    return found


def _due(row: Activity, since: date, until: date) -> str:
    if row.status in ("done", "cancelled"):
        return ""
    begins = row.earliest is not None and since <= row.earliest < until
    ends = row.latest is not None and since <= row.latest < until
    near = row.earliest or row.latest
    said = (
        (begins and ends, "begins and ends"),
        (begins and not ends, "begins"),
        (ends and not begins, "ends"),
        (near is not None and near < until, ", ".join(row.doubts)),
    )
    return ", ".join(words for holds, words in said if holds and words)


def _count(number: int, words: str) -> str:
    return f"{number} {words}{'' if number == 1 else 's'}"
