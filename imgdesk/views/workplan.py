"""The workplan as the page, the chart and the papers read it.

One row a table row, as named tuples straight from the cursor: ten thousand of them are made in the time of a blink.
Doubts are given twice: `unconfirmed` and `bracketed` are the activity's own, `tbc` and `provisional` what a reader
must assume, from the activity, its date or its section. Dates stay ISO text, which sorts and compares as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


class WorkplanRow(NamedTuple):
    """A planning period; `earliest` and `latest` bound it."""

    id: int
    title: str
    objective: str
    duration: str
    status: str
    when_text: str
    earliest: str | None
    latest: str | None


class SectionRow(NamedTuple):
    """A block of the workplan, in order."""

    id: int
    title: str
    heading: str
    year: int | None
    provisional: int
    note: str


class FocusAreaRow(NamedTuple):
    """A focus area with the acronyms of those who lead it now, in order."""

    id: int
    number: int
    title: str
    short_title: str
    leads: str


class ActivityRow(NamedTuple):
    """One activity as shown; see the module's docstring for the two kinds of doubt.

    `focus_area` is the number of the first focus area named, 0 for none or all; `marks` counts its footnotes.
    """

    id: int
    section_id: int
    position: float
    ref: str
    output: str
    when_text: str
    earliest: str | None
    latest: str | None
    precision: str
    grain: str
    tbc: int
    tbd: int
    provisional: int
    approximate: int
    recurring: int
    understood: int
    unconfirmed: int
    bracketed: int
    status: str
    percent: int
    focus_area: int
    everyone: int
    lead_text: str
    partner_text: str
    category_id: int | None
    category: str
    event_id: int | None
    note: str
    marks: int


class WindowRow(NamedTuple):
    """An event or a coverage gap: a name and a date as agreed."""

    id: int
    title: str
    when_text: str
    earliest: str | None
    latest: str | None
    precision: str
    grain: str
    note: str


class FootnoteRow(NamedTuple):
    """A footnote of an activity; the mark stands before the character at `offset` of `field`."""

    id: int
    activity_id: int
    field: str
    offset: int
    text: str


class LinkRow(NamedTuple):
    """A link between two activities, FS, SS, FF or SF, with its lag in days."""

    id: int
    from_id: int
    to_id: int
    kind: str
    lag_days: int


class PlanView(NamedTuple):
    """Everything that the workplan page paints."""

    workplan: WorkplanRow
    sections: list[SectionRow]
    focus_areas: list[FocusAreaRow]
    activities: list[ActivityRow]
    gaps: list[WindowRow]
    events: list[WindowRow]


class PlanSets(NamedTuple):
    """Per activity id: the organizations that lead it, those who count as lead in filters, partners, focus areas.

    `leads` holds those named in the paper. `filter_leads` adds who leads the focus areas named, because "FA2" means
    OHCHR to whoever looks for OHCHR's work, and all of them where the paper says "all".
    """

    leads: dict[int, tuple[str, ...]]
    filter_leads: dict[int, tuple[str, ...]]
    partners: dict[int, tuple[str, ...]]
    focus_areas: dict[int, tuple[int, ...]]


_ACTIVITIES = """
SELECT a.id, a.plan_section_id, a.position, a.ref, a.output, a.when_text, a.earliest, a.latest, a.precision, a.grain,
       a.unconfirmed OR a.when_tbc, a.when_tbd, a.provisional OR a.when_provisional OR s.provisional,
       a.when_approximate, a.when_recurring, a.when_understood, a.unconfirmed, a.provisional, a.status, a.percent,
       coalesce(f.number, 0), a.everyone, a.lead_text, a.partner_text, a.category_id, coalesce(c.name, ''), a.event_id,
       a.note, (SELECT count(*) FROM footnote n WHERE n.activity_id = a.id)
FROM plan_section s
JOIN activity a ON a.plan_section_id = s.id
LEFT JOIN category c ON c.id = a.category_id
LEFT JOIN activity_focus_area af ON af.activity_id = a.id AND af.position = 0
LEFT JOIN focus_area f ON f.id = af.focus_area_id
"""

_LEADS_NOW = """
SELECT group_concat(name, ', ') FROM (
    SELECT DISTINCT coalesce(nullif(o.acronym, ''), o.name) AS name FROM role_holding r
    JOIN organization o ON o.id = r.organization_id
    WHERE r.role = 'focus area lead' AND r.focus_area_id = f.id ORDER BY r.position, r.id)
"""


_LED_BY = """
SELECT f.number, coalesce(nullif(o.acronym, ''), o.name) FROM focus_area f
LEFT JOIN role_holding r ON r.focus_area_id = f.id AND r.role = 'focus area lead'
LEFT JOIN organization o ON o.id = r.organization_id
WHERE f.workplan_id = ? ORDER BY f.number, r.position, r.id
"""


_activity: Callable[[Iterable[Any]], ActivityRow] = partial(tuple.__new__, ActivityRow)
"""ActivityRow._make without a call in Python, ten thousand times."""


def current_workplan(desk: Desk) -> WorkplanRow | None:
    """Return the workplan last in order, or None in a new desk."""
    rows = workplans(desk)
    return rows[-1] if rows else None


def workplans(desk: Desk) -> list[WorkplanRow]:
    """Return all workplans in order."""
    columns = ", ".join(WorkplanRow._fields)
    sql = f"SELECT {columns} FROM workplan ORDER BY position, id"
    return desk.read(sql, row=WorkplanRow._make)


def plan(desk: Desk, workplan_id: int | None = None) -> PlanView | None:
    """Return what the workplan page paints, of one workplan or of the current one; None where there is none."""
    found = [row for row in workplans(desk) if workplan_id is None or row.id == workplan_id]
    if not found:
        return None
    workplan = found[-1]
    return PlanView(
        workplan,
        sections(desk, workplan.id),
        focus_areas(desk, workplan.id),
        activities(desk, workplan.id),
        coverage_gaps(desk, workplan.id),
        events(desk),
    )


def sections(desk: Desk, workplan_id: int) -> list[SectionRow]:
    """Return the sections of a workplan in order."""
    columns = ", ".join(SectionRow._fields)
    sql = f"SELECT {columns} FROM plan_section WHERE workplan_id = ? ORDER BY position, id"
    return desk.read(sql, (workplan_id,), row=SectionRow._make)


def focus_areas(desk: Desk, workplan_id: int) -> list[FocusAreaRow]:
    """Return the focus areas of a workplan by number."""
    sql = (
        f"SELECT f.id, f.number, f.title, f.short_title, coalesce(({_LEADS_NOW}), '') FROM focus_area f "
        "WHERE f.workplan_id = ? ORDER BY f.number"
    )
    return desk.read(sql, (workplan_id,), row=FocusAreaRow._make)


def activities(desk: Desk, workplan_id: int) -> list[ActivityRow]:
    """Return all activities of a workplan in the order of its sections."""
    sql = (
        f"{_ACTIVITIES} WHERE s.id = ? ORDER BY a.position, a.id"  # as the index has them: nothing is sorted
    )
    found: list[ActivityRow] = []
    for section in sections(desk, workplan_id):
        found += desk.read(sql, (section.id,), row=_activity)
    return found


def activities_by_id(desk: Desk, ids: Iterable[int]) -> dict[int, ActivityRow]:
    """Return the activities with these ids; ids that are gone are left out. Flat in the size of the desk."""
    wanted = list(ids)
    found: dict[int, ActivityRow] = {}
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        marks = ", ".join("?" for _ in part)
        rows = desk.read(f"{_ACTIVITIES} WHERE a.id IN ({marks})", part)
        found.update((row[0], ActivityRow._make(row)) for row in rows)
    return found


def coverage_gaps(desk: Desk, workplan_id: int) -> list[WindowRow]:
    """Return the coverage gaps of a workplan by date."""
    sql = (
        "SELECT id, title, when_text, earliest, latest, precision, grain, note FROM coverage_gap "
        "WHERE workplan_id = ? ORDER BY earliest, id"
    )
    return desk.read(sql, (workplan_id,), row=WindowRow._make)


def events(desk: Desk) -> list[WindowRow]:
    """Return all events by date."""
    sql = "SELECT id, name, when_text, earliest, latest, precision, grain, note FROM event ORDER BY earliest, id"
    return desk.read(sql, row=WindowRow._make)


def footnotes(desk: Desk, workplan_id: int) -> list[FootnoteRow]:
    """Return the footnotes of a workplan in the order in which their marks are read."""
    sql = (
        'SELECT n.id, n.activity_id, n.field, n."offset", n.text FROM footnote n '
        "JOIN activity a ON a.id = n.activity_id JOIN plan_section s ON s.id = a.plan_section_id "
        "WHERE s.workplan_id = ? "
        'ORDER BY s.position, s.id, a.position, a.id, n.position, n."offset", n.id'
    )
    return desk.read(sql, (workplan_id,), row=FootnoteRow._make)


def links(desk: Desk, workplan_id: int) -> list[LinkRow]:
    """Return the links between activities of a workplan."""
    sql = (
        "SELECT l.id, l.from_id, l.to_id, l.kind, l.lag_days FROM activity_link l JOIN activity a ON a.id = l.from_id "
        "JOIN plan_section s ON s.id = a.plan_section_id WHERE s.workplan_id = ? ORDER BY l.id"
    )
    return desk.read(sql, (workplan_id,), row=LinkRow._make)


def plan_sets(desk: Desk, workplan_id: int) -> PlanSets:
    """Return leads, partners and focus areas of every activity of a workplan, expanded where it says "all"."""
    scope = (
        "JOIN activity a ON a.id = x.activity_id JOIN plan_section s ON s.id = a.plan_section_id "
        "WHERE s.workplan_id = ? ORDER BY x.activity_id, x.position, x.id"
    )
    named = "JOIN organization o ON o.id = x.organization_id"
    name = "coalesce(nullif(o.acronym, ''), o.name)"
    key = (workplan_id,)
    leads = _collect(desk.read(f"SELECT x.activity_id, {name} FROM activity_lead x {named} {scope}", key))
    partners = _collect(
        desk.read(f"SELECT x.activity_id, {name} FROM activity_partner x {named} {scope}", key)
    )
    areas = _collect(
        desk.read(
            "SELECT x.activity_id, f.number FROM activity_focus_area x "
            f"JOIN focus_area f ON f.id = x.focus_area_id {scope}",
            key,
        )
    )
    every = (
        "SELECT a.id FROM activity a JOIN plan_section s ON s.id = a.plan_section_id "
        "WHERE s.workplan_id = ? AND a.everyone"
    )
    everyone = [row[0] for row in desk.read(every, key)]
    led_by = {
        number: tuple(dict.fromkeys(filter(None, names)))
        for number, names in _collect(desk.read(_LED_BY, key)).items()
    }
    for activity_id in everyone:
        areas[activity_id] = tuple(dict.fromkeys((*areas.get(activity_id, ()), *led_by)))
    resolved = {
        activity_id: tuple(
            dict.fromkeys((*leads.get(activity_id, ()), *(n for a in numbers for n in led_by.get(a, ()))))
        )
        for activity_id, numbers in areas.items()
    }
    return PlanSets(leads, {**leads, **resolved}, partners, areas)


def _collect(rows: Sequence[tuple[int, object]]) -> dict[int, tuple]:  # type: ignore[type-arg]
    found: dict[int, list[object]] = {}
    for activity_id, value in rows:
        found.setdefault(activity_id, []).append(value)
    return {activity_id: tuple(values) for activity_id, values in found.items()}
