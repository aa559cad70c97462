"""The register of actions: every action of every series with what a list, a filter and a count ask of it.

Read in one pass, a query a table; filtered and sorted in memory, so that five thousand are sifted while a key is
still down. Dates are ISO text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from imgdesk.domain.meeting_words import ACTION_STATUSES, OPEN, meeting_name
from imgdesk.domain.standing import is_open, is_overdue, is_overdue_twice
from imgdesk.text import one_line
from imgdesk.views.filters import plain

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

OVERDUE: Final = "overdue"
TWICE: Final = "overdue at two meetings in a row"
UNDATED: Final = "without a date"
DUE_WINDOWS: Final = (OVERDUE, TWICE, "30", "60", UNDATED)
"""What a due date is filtered by: how it stands, or within how many days from today it ends."""
COLUMNS: Final = ("status", "text", "owners", "due", "series", "activity")
"""What the register is sorted by."""
_LONGEST: Final = 200
_NO_DAY: Final = "9999-99-99"


class RegisterRow(NamedTuple):
    """An action as the register shows it.

    `owners` are acronyms or names; `activity` is its reference and words; `focus_areas` are the numbers of its
    activity's focus areas, without these its series' one. `first` and `last` are the first and the last of the
    `appearances` meetings where it appeared. `overdue` and `twice` hold on the day for which the register was read.
    """

    id: int
    text: str
    status: str
    when_text: str
    earliest: str | None
    latest: str | None
    precision: str
    understood: int
    year: int | None
    series_id: int | None
    series: str
    activity_id: int | None
    ref: str
    activity: str
    decision_id: int | None
    owners: tuple[str, ...]
    focus_areas: tuple[int, ...]
    appearances: int
    first: str
    last_id: int | None
    last: str
    overdue: bool
    twice: bool


class AppearanceRow(NamedTuple):
    """A meeting where an action appeared, with its status as of then."""

    meeting_id: int
    name: str
    when_text: str
    status: str


class DecisionAtRow(NamedTuple):
    """A decision on an activity, and the meeting that took it ("" where that is gone)."""

    id: int
    text: str
    status: str
    draft: int
    meeting_id: int | None
    meeting: str


class Agreed(NamedTuple):
    """What meetings agreed on one activity."""

    actions: list[RegisterRow]
    decisions: list[DecisionAtRow]


class Choice(NamedTuple):
    """Something to filter by or to link to: its id or its number, and the words for it."""

    value: int
    words: str


class ActionFilter(NamedTuple):
    """What an action must be to be shown; everything left at its default lets all actions pass.

    `series` are ids, 0 for actions of no series; `areas` numbers of focus areas; `due` one of DUE_WINDOWS.
    """

    owners: tuple[str, ...] = ()
    series: tuple[int, ...] = ()
    areas: tuple[int, ...] = ()
    statuses: tuple[str, ...] = ()
    due: str = ""
    text: str = ""


EVERYTHING: Final = ActionFilter()
STILL_OPEN: Final = ActionFilter(statuses=OPEN)


class Order(NamedTuple):
    """By which of COLUMNS the register is sorted; "" is overdue first, then open by due date, undated, closed."""

    by: str = ""
    descending: bool = False


PRESSING: Final = Order()


class Counts(NamedTuple):
    """How many actions are open, overdue, and overdue at two meetings in a row."""

    open: int
    overdue: int
    twice: int


_ACTIONS: Final = """
SELECT a.id, a.text, a.status, a.when_text, a.earliest, a.latest, a.precision, a.when_understood, a.year, a.series_id,
    coalesce(s.title, ''), a.activity_id,
    coalesce(v.ref, ''), trim(coalesce(v.ref, '') || ' ' || coalesce(v.output, '')), a.decision_id,
    f.number
FROM action_point a LEFT JOIN meeting_series s ON s.id = a.series_id LEFT JOIN focus_area f ON f.id = s.focus_area_id
LEFT JOIN activity v ON v.id = a.activity_id
"""
_OWNERS: Final = """
SELECT o.action_id, coalesce(nullif(g.acronym, ''), o.name) FROM action_owner o
LEFT JOIN organization g ON g.id = o.organization_id AND o.person_id IS NULL
"""
_AREAS: Final = """
SELECT x.activity_id, f.number FROM activity_focus_area x JOIN focus_area f ON f.id = x.focus_area_id
WHERE x.activity_id IN (SELECT activity_id FROM action_point) ORDER BY x.activity_id, x.position, f.number
"""
_SEEN: Final = "SELECT action_id, meeting_id, status FROM action_appearance"
_MEETINGS: Final = """
SELECT m.id, m.earliest, m.when_text, m.title, coalesce(s.title, ''), m.number
FROM meeting m LEFT JOIN meeting_series s ON s.id = m.series_id ORDER BY coalesce(m.earliest, '9999'), m.number, m.id
"""


def register(desk: Desk, wanted: ActionFilter, today: date, order: Order = PRESSING) -> list[RegisterRow]:
    """Return the actions that pass: overdue first, then open by due date, undated, closed; or in another order."""
    return arranged(sift(everything(desk, today), wanted, today), order)


def everything(desk: Desk, today: date) -> list[RegisterRow]:
    """Return all actions, oldest first, as on a day."""
    return _read(desk, today, "")


def of_activity(desk: Desk, activity_id: int, today: date) -> Agreed:
    """Return the actions and the decisions on an activity: actions as in the register, decisions newest first."""
    found = _read(desk, today, "WHERE a.activity_id = ?1", activity_id)
    decisions = desk.read(
        "SELECT d.id, d.text, d.status, d.draft, d.meeting_id, m.title, coalesce(s.title, ''), m.number, m.when_text "
        "FROM decision d LEFT JOIN meeting m ON m.id = d.meeting_id LEFT JOIN meeting_series s ON s.id = m.series_id "
        "WHERE d.activity_id = ? ORDER BY d.id DESC",
        (activity_id,),
    )
    return Agreed(
        arranged(found),
        [
            DecisionAtRow._make((*row[:5], meeting_name(*row[5:]) if row[4] is not None else ""))
            for row in decisions
        ],
    )


def of_meeting(desk: Desk, meeting_id: int, today: date) -> list[RegisterRow]:
    """Return the actions that appeared at a meeting, as they stand now, in the order of the register."""
    shown = "WHERE a.id IN (SELECT action_id FROM action_appearance WHERE meeting_id = ?1)"
    return arranged(_read(desk, today, shown, meeting_id))


def one(desk: Desk, action_id: int, today: date) -> RegisterRow | None:
    """Return one action, or None when it is gone."""
    return next(iter(_read(desk, today, "WHERE a.id = ?1", action_id)), None)


def appearances(desk: Desk, action_id: int) -> list[AppearanceRow]:
    """Return the meetings where an action appeared, the earliest first, each with its status as of then."""
    sql = (
        f"SELECT m.*, x.status FROM ({_MEETINGS}) m JOIN action_appearance x ON x.meeting_id = m.id "
        "WHERE x.action_id = ?"
    )
    return [
        AppearanceRow(key, meeting_name(title, series, number, when), when, status)
        for key, _, when, title, series, number, status in desk.read(sql, (action_id,))
    ]


def overdue_count(desk: Desk, today: date) -> int:
    """Return how many actions are overdue on a day."""
    sql = "SELECT count(*) FROM action_point WHERE status IN (?, ?) AND latest < ?"
    return int(desk.read(sql, (*OPEN, today.isoformat()))[0][0])


def counts(rows: Iterable[RegisterRow]) -> Counts:
    """Count what is still to be done among these."""
    still = [row for row in rows if is_open(row)]
    return Counts(len(still), sum(row.overdue for row in still), sum(row.twice for row in still))


def counts_words(found: Counts) -> str:
    """Return counts as a sentence: "12 open, 3 overdue, 1 overdue at two meetings in a row"."""
    said = [f"{found.open:,} open"]
    said += [f"{found.overdue:,} overdue"] if found.overdue else []
    said += [f"{found.twice:,} {TWICE}"] if found.twice else []
    return ", ".join(said)


# What menus offer


def owners(rows: Iterable[RegisterRow]) -> list[str]:
    """Return the names of all who own an action, in the order of the alphabet."""
    return sorted({name for row in rows for name in row.owners}, key=str.casefold)


def series(desk: Desk) -> list[Choice]:
    """Return the series in their order."""
    return desk.read("SELECT id, title FROM meeting_series ORDER BY position, id", row=Choice._make)


def areas(desk: Desk) -> list[Choice]:
    """Return the focus areas as (number, number and title), each number once."""
    sql = (
        "SELECT number, number || ' ' || coalesce(nullif(short_title, ''), title) FROM focus_area "
        "WHERE id IN (SELECT max(id) FROM focus_area GROUP BY number) ORDER BY number"
    )
    return desk.read(sql, row=Choice._make)


def activities(desk: Desk) -> list[Choice]:
    """Return the activities that an action can be linked to, in the order of the plans."""
    sql = (
        "SELECT a.id, trim(a.ref || ' ' || a.output) FROM plan_section s JOIN activity a ON a.plan_section_id = s.id "
        "ORDER BY s.workplan_id, s.position, s.id, a.position, a.id"
    )
    return desk.read(sql, row=lambda row: Choice(row[0], one_line(row[1])[:200] or "Untitled"))


def decisions(desk: Desk) -> list[Choice]:
    """Return the decisions that an action can follow from, newest first, each with its meeting."""
    rows = desk.read(
        "SELECT d.id, d.text, d.meeting_id, m.title, coalesce(s.title, ''), m.number, m.when_text FROM decision d "
        "LEFT JOIN meeting m ON m.id = d.meeting_id LEFT JOIN meeting_series s ON s.id = m.series_id ORDER BY d.id DESC"
    )
    found = []
    for key, text, meeting_id, *named in rows:
        at = f"{meeting_name(*named)}: " if meeting_id is not None else ""
        found.append(Choice(key, f"{at}{one_line(text)}"[:200]))
    return found


def owner_names(desk: Desk) -> list[str]:
    """Return whom an action can be given to: organizations as the papers write them, then people."""
    return [
        name
        for (name,) in desk.read(
            "SELECT name FROM (SELECT 0 AS kind, coalesce(nullif(acronym, ''), name) AS name FROM organization "
            "UNION SELECT 1, name FROM person) ORDER BY kind, name COLLATE NOCASE"
        )
    ]


# In memory


def fold(row: RegisterRow) -> str:
    """Return all that is searched in an action, without accents and case."""
    return plain(
        "\n".join((row.text, *row.owners, row.when_text, row.series, row.activity, row.first, row.last))
    )


def sift(
    rows: Iterable[RegisterRow],
    wanted: ActionFilter,
    today: date,
    folded: Callable[[RegisterRow], str] = fold,
) -> list[RegisterRow]:
    """Return the actions that pass, in their order; `folded` gives a row's text as `fold` made it."""
    found = list(rows)
    for condition in _conditions(wanted, today, folded):
        found = [row for row in found if condition(row)]
    return found


def arranged(rows: Iterable[RegisterRow], order: Order = PRESSING) -> list[RegisterRow]:
    """Return actions in an order; those alike stay as they are without one. What is empty stands last either way."""
    found = sorted(rows, key=_pressing)
    if not order.by:
        return found
    key = _KEYS[order.by]
    filled = [row for row in found if key(row)]
    filled.sort(key=key, reverse=order.descending)
    return filled + [row for row in found if not key(row)]


def _conditions(
    wanted: ActionFilter, today: date, folded: Callable[[RegisterRow], str]
) -> list[Callable[[RegisterRow], Any]]:
    asked: list[tuple[object, Callable[[RegisterRow], Any]]] = [
        (wanted.statuses, lambda row: row.status in wanted.statuses),
        (wanted.series, lambda row: (row.series_id or 0) in wanted.series),
        (wanted.due, _due(wanted.due, today)),
        (wanted.owners, lambda row: any(name in wanted.owners for name in row.owners)),
        (wanted.areas, lambda row: any(number in wanted.areas for number in row.focus_areas)),
    ]
    words = plain(wanted.text[:_LONGEST]).split()
    return [
        *(condition for wish, condition in asked if wish),
        *((lambda row, word=word: word in folded(row)) for word in words),
    ]


def _due(window: str, today: date) -> Callable[[RegisterRow], Any]:
    if window == OVERDUE:
        return lambda row: row.overdue
    if window == TWICE:
        return lambda row: row.twice
    if window.isdecimal():
        first, last = today.isoformat(), (today + timedelta(days=int(window))).isoformat()
        return lambda row: row.latest is not None and first <= row.latest <= last and is_open(row)
    return lambda row: row.earliest is None and row.latest is None


def _pressing(row: RegisterRow) -> tuple[Any, ...]:
    return not row.overdue, not is_open(row), row.latest or row.earliest or _NO_DAY, not row.when_text, row.id


_KEYS: Final[dict[str, Callable[[RegisterRow], Any]]] = {
    "status": lambda row: 1 + ACTION_STATUSES.index(row.status),
    "text": lambda row: plain(row.text),
    "owners": lambda row: plain(", ".join(row.owners)),
    "due": lambda row: row.latest or row.earliest or "",
    "series": lambda row: plain(row.series),
    "activity": lambda row: plain(row.activity),
}


# Reading


class _Met(NamedTuple):
    """A meeting: its place among all in the order of time, its id, its name and its day."""

    place: int
    id: int
    name: str
    day: str | None


def _read(desk: Desk, today: date, where: str, *params: int) -> list[RegisterRow]:
    """Return the actions that `where` selects, oldest first."""
    of_these = f"WHERE action_id IN (SELECT a.id FROM action_point a {where})" if where else ""
    named = _grouped(desk.read(f"{_OWNERS} {of_these} ORDER BY o.position, o.id", params))
    numbers = _grouped(desk.read(_AREAS))
    met = {
        key: _Met(place, key, meeting_name(title, series, number, when), day)
        for place, (key, day, when, title, series, number) in enumerate(desk.read(_MEETINGS))
    }
    seen: dict[int, list[tuple[int, int, str]]] = {}
    for shown in desk.read(f"{_SEEN} {of_these}", params):
        seen.setdefault(shown[0], []).append(shown)
    nobody, nowhere = (), _Met(0, 0, "", None)
    found = []
    for *told, area in desk.read(f"{_ACTIONS} {where} ORDER BY a.id", params):
        key, at = told[0], seen.get(told[0], [])
        if len(at) > 1:
            at.sort(key=lambda shown: met[shown[1]].place)
        last = met[at[-1][1]] if at else nowhere
        areas = numbers.get(told[11]) or (nobody if area is None else (area,))
        told += (named.get(key, nobody), areas, len(at), met[at[0][1]].name if at else "")
        row = RegisterRow._make((*told, last.id or None, last.name, False, False))
        if is_overdue(row, today):
            days = [(met[shown[1]].day, shown[2]) for shown in at]
            row = row._replace(overdue=True, twice=is_overdue_twice(row, days, today))
        found.append(row)
    return found


def _grouped(rows: Iterable[tuple[int, Any]]) -> dict[int, tuple[Any, ...]]:
    """Return what stands behind each first column."""
    found: dict[int, tuple[Any, ...]] = {}
    for key, value in rows:
        found[key] = (*found[key], value) if key in found else (value,)
    return found
