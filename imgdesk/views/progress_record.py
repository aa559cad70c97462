"""What the desk knows about a focus area and a period: the rows from which reports are collected and proposed.

Activities with what the journal says of their status and dates, decisions and actions about them or in the area's own
series of meetings, indicators that they contribute to. "All" in a paper means every focus area. What was minuted
for the secretariat alone is left out, and people are told as their organizations, because a report leaves the desk.
What reads indicators is imported where they are collected: who only shows reports need not wait for it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from imgdesk.domain.collecting import (
    ActionRow,
    ActivityRow,
    DecisionRow,
    IndicatorRow,
    Line,
    Moved,
    Stretch,
    lines,
)
from imgdesk.domain.meeting_words import meeting_name
from imgdesk.domain.standing import is_undated
from imgdesk.views.meetings import owing

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.views.framework import IndicatorRow as FrameworkRow

_OF_AREA = """
SELECT a.id FROM activity a JOIN plan_section s ON s.id = a.plan_section_id
JOIN focus_area f ON f.workplan_id = s.workplan_id
WHERE f.id = ?1 AND (a.everyone
    OR EXISTS (SELECT 1 FROM activity_focus_area l WHERE l.activity_id = a.id AND l.focus_area_id = ?1))
"""
_ACTIVITIES = f"""
SELECT a.id, a.output, a.when_text, a.earliest, a.latest, a.status, a.percent,
    a.when_tbd, a.when_recurring, a.when_understood
FROM activity a JOIN plan_section s ON s.id = a.plan_section_id
WHERE a.id IN ({_OF_AREA}) ORDER BY s.position, s.id, a.position, a.id
"""
_HISTORY = f"""
SELECT r.row_id, substr(s.at, 1, 10), json_extract(r.before, '$.status'), json_extract(r.after, '$.status'),
    json_extract(r.before, '$.when_text'), json_extract(r.after, '$.when_text'),
    iif(json_extract(r.before, '$.when_tbd'), NULL, json_extract(r.before, '$.latest')),
    iif(json_extract(r.after, '$.when_tbd'), NULL, json_extract(r.after, '$.latest'))
FROM step_row r JOIN step s ON s.id = r.step_id
WHERE r.table_name = 'activity' AND r.row_id IN ({_OF_AREA}) AND s.state = 'done'
    AND r.before IS NOT NULL AND r.after IS NOT NULL
    AND (json_extract(r.before, '$.status') <> json_extract(r.after, '$.status')
        OR json_extract(r.before, '$.when_text') <> json_extract(r.after, '$.when_text'))
ORDER BY r.step_id, r.id
"""
_DECISIONS = f"""
SELECT d.id, d.text, coalesce(m.earliest, (SELECT substr(min(s.at), 1, 10)
        FROM step_row r JOIN step s ON s.id = r.step_id
        WHERE r.table_name = 'decision' AND r.row_id = d.id AND r.before IS NULL AND s.state = 'done')),
    m.id, m.title, coalesce(e.title, ''), m.number, coalesce(m.when_text, ''), d.activity_id
FROM decision d LEFT JOIN meeting m ON m.id = d.meeting_id LEFT JOIN meeting_series e ON e.id = m.series_id
WHERE NOT d.draft AND d.status <> 'superseded'
    AND NOT EXISTS (SELECT 1 FROM minute n WHERE n.decision_id = d.id AND n.internal)
    AND (d.activity_id IN ({_OF_AREA}) OR e.focus_area_id = ?1) ORDER BY d.id
"""
_ACTIONS = f"""
SELECT a.id, a.text, a.when_text, a.latest, a.status, coalesce(
        (SELECT min(m.earliest) FROM action_appearance x JOIN meeting m ON m.id = x.meeting_id
            WHERE x.action_id = a.id AND x.status = 'done'),
        (SELECT substr(max(s.at), 1, 10) FROM step_row r JOIN step s ON s.id = r.step_id
            WHERE r.table_name = 'action_point' AND r.row_id = a.id AND s.state = 'done'
                AND json_extract(r.after, '$.status') = 'done'
                AND coalesce(json_extract(r.before, '$.status'), '') <> 'done')),
    a.activity_id, a.decision_id
FROM action_point a LEFT JOIN decision d ON d.id = a.decision_id LEFT JOIN meeting_series e ON e.id = a.series_id
WHERE NOT EXISTS (SELECT 1 FROM minute n WHERE n.action_id = a.id AND n.internal)
    AND (coalesce(a.activity_id, d.activity_id) IN ({_OF_AREA}) OR e.focus_area_id = ?1) ORDER BY a.id
"""
_INDICATORS = f"""
SELECT DISTINCT i.id FROM indicator i JOIN activity_result x ON x.result_id = i.result_id
WHERE x.activity_id IN ({_OF_AREA})
"""


class _Worded(NamedTuple):
    """What says whether a date was agreed; see domain.standing.Worded."""

    when_text: str
    tbd: int
    recurring: int
    understood: int


def area_activities(desk: Desk, area_id: int) -> list[ActivityRow]:
    """Return the activities of a focus area in the order of the workplan, without their history."""
    return [
        ActivityRow._make((*row[:7], is_undated(_Worded(row[2], *row[7:])), ()))
        for row in desk.read(_ACTIVITIES, (area_id,))
    ]


def collected_lines(desk: Desk, period_id: int, area_id: int, *, today: date) -> list[Line]:
    """Return the lines that the record gives for a focus area in a period, none for a period without days."""
    stretch = period_stretch(desk, period_id)
    if stretch is None:
        return []
    return lines(
        stretch,
        _with_history(desk, area_id),
        _decisions(desk, area_id),
        _actions(desk, area_id),
        _indicators(desk, area_id, period_id),
        today=today,
    )


def period_stretch(desk: Desk, period_id: int) -> Stretch | None:
    """Return the first and last day of a period, or None where it has none."""
    rows = desk.read("SELECT earliest, latest FROM reporting_period WHERE id = ?", (period_id,))
    if not rows or None in rows[0]:
        return None
    return Stretch(date.fromisoformat(rows[0][0]), date.fromisoformat(rows[0][1]))


def _with_history(desk: Desk, area_id: int) -> list[ActivityRow]:
    history: dict[int, tuple[Moved, ...]] = {}
    for key, day, *said in desk.read(_HISTORY, (area_id,)):
        history[key] = (*history.get(key, ()), Moved(date.fromisoformat(day), *said))
    return [row._replace(history=history.get(row.id, ())) for row in area_activities(desk, area_id)]


def _decisions(desk: Desk, area_id: int) -> list[DecisionRow]:
    return [
        DecisionRow(key, text, _day(day), meeting_name(*named) if meeting_id is not None else "", activity_id)
        for key, text, day, meeting_id, *named, activity_id in desk.read(_DECISIONS, (area_id,))
    ]


def _actions(desk: Desk, area_id: int) -> list[ActionRow]:
    owners = owing(desk)
    return [
        ActionRow(key, text, ", ".join(owners.get(key, ())), due, latest, status, _day(closed), *about)
        for key, text, due, latest, status, closed, *about in desk.read(_ACTIONS, (area_id,))
    ]


def _indicators(desk: Desk, area_id: int, period_id: int) -> list[IndicatorRow]:
    """Return the indicators that the area contributes to and that have an actual value in the period."""
    from imgdesk.domain.indicator_text import value_words
    from imgdesk.views import framework

    wanted = {key for (key,) in desk.read(_INDICATORS, (area_id,))}
    place = {
        key: number
        for number, (key,) in enumerate(
            desk.read("SELECT id FROM reporting_period ORDER BY earliest, latest, id")
        )
    }
    found = []
    for row in framework.indicators(desk) if wanted else ():
        actual = [value for value in row.values if value.kind == "actual"]
        here = [value for value in actual if value.period_id == period_id]
        if row.id in wanted and here:
            before = [value for value in actual if place[value.period_id] < place[period_id]]
            was = value_words(before[-1].value, row.unit, before[-1].text) if before else _baseline(row)
            now = value_words(here[-1].value, row.unit, here[-1].text)
            found.append(IndicatorRow(row.id, " ".join(filter(None, (row.code, row.title))), was, now))
    return found


def _baseline(row: FrameworkRow) -> str:
    from imgdesk.domain.indicator_text import value_words

    said = value_words(row.baseline_value, row.unit, row.baseline_text)
    return f"baseline {said}" if said else ""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
