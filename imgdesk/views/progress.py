"""Progress as its page, its papers and lists read it: periods, one card per focus area, and a report with its lines.

What a person said and what the activities propose stand side by side; nothing proposed is ever shown as said.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from imgdesk.domain import collecting
from imgdesk.domain.progress_words import PARTS, trend
from imgdesk.domain.standing import is_open
from imgdesk.views.progress_record import area_activities, period_stretch
from imgdesk.views.workplan import current_workplan, focus_areas, workplans

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


class PeriodRow(NamedTuple):
    """A reporting period; `reports` counts the focus areas that have a report."""

    id: int
    workplan_id: int
    title: str
    kind: str
    when_text: str
    earliest: str | None
    latest: str | None
    status: str
    closed_at: str
    background: str
    reports: int


class Milestone(NamedTuple):
    """The next activity of an area that is open: the first to end on the day or later."""

    id: int
    ref: str
    output: str
    when_text: str
    latest: str | None


class CardRow(NamedTuple):
    """A focus area in a period: the report's own rating and percentage, and what the activities propose.

    `report_id` None: nothing was reported yet. `trend` is better, same, worse or "" (domain.progress_words.trend).
    `parts` counts the lines of each part in the order of PARTS.
    """

    focus_area_id: int
    number: int
    title: str
    short_title: str
    leads: str
    period_id: int
    report_id: int | None
    rag: str
    rag_reason: str
    percent: int | None
    percent_how: str
    percent_reason: str
    trend: str
    proposed_rag: str
    proposed_reason: str
    computed_percent: int | None
    computed_how: str
    milestone: Milestone | None
    activities: int
    parts: tuple[int, ...]


class LineRow(NamedTuple):
    """A line of a report with the words of the records that it speaks of, "" where there is none."""

    id: int
    part: str
    position: float
    heading: str
    text: str
    collected: str
    state: str
    what: str
    activity_id: int | None
    activity_ref: str
    activity: str
    decision_id: int | None
    decision: str
    action_id: int | None
    action: str
    indicator_id: int | None
    indicator: str


class ReportView(NamedTuple):
    """The report of a focus area: its period, its card, its lines in order, and those that were dropped."""

    period: PeriodRow
    card: CardRow
    lines: tuple[LineRow, ...]
    dropped: tuple[LineRow, ...]

    def part(self, name: str) -> list[LineRow]:
        """Return the lines of one part (see domain.progress_words.PARTS) in order."""
        return [row for row in self.lines if row.part == name]


class ReportRow(NamedTuple):
    """A report as a list has it: the period, the number of the focus area, what was said, and the lines."""

    period: PeriodRow
    focus_area: int
    id: int | None
    rag: str
    rag_reason: str
    percent: int | None
    percent_how: str
    percent_reason: str
    trend: str
    lines: tuple[LineRow, ...]


class _Said(NamedTuple):
    """The part of a card that a report holds."""

    report_id: int | None = None
    rag: str = ""
    rag_reason: str = ""
    percent: int | None = None
    percent_how: str = "computed"
    percent_reason: str = ""


_PERIODS = """
SELECT p.id, p.workplan_id, p.title, p.kind, p.when_text, p.earliest, p.latest, p.status, p.closed_at, p.background,
    (SELECT count(*) FROM focus_area_report r WHERE r.period_id = p.id)
FROM reporting_period p
"""
_LINES = """
SELECT l.id, l.part, l.position, l.heading, l.text, l.collected, l.state, l.what,
    l.activity_id, coalesce(a.ref, ''), coalesce(a.output, ''), l.decision_id, coalesce(d.text, ''),
    l.action_id, coalesce(t.text, ''), l.indicator_id, coalesce(trim(i.code || ' ' || i.title), '')
FROM report_line l LEFT JOIN activity a ON a.id = l.activity_id LEFT JOIN decision d ON d.id = l.decision_id
LEFT JOIN action_point t ON t.id = l.action_id LEFT JOIN indicator i ON i.id = l.indicator_id
WHERE l.report_id = ? ORDER BY l.position, l.id
"""


def periods(desk: Desk, workplan_id: int | None = None) -> list[PeriodRow]:
    """Return the periods of a workplan, or of all, by their days."""
    where = "" if workplan_id is None else "WHERE p.workplan_id = ?"
    key = () if workplan_id is None else (workplan_id,)
    return desk.read(
        f"{_PERIODS} {where} ORDER BY p.earliest, p.latest, p.position, p.id", key, row=PeriodRow._make
    )


def period(desk: Desk, period_id: int) -> PeriodRow | None:
    """Return one period, or None when it is gone."""
    rows = desk.read(f"{_PERIODS} WHERE p.id = ?", (period_id,), row=PeriodRow._make)
    return rows[0] if rows else None


def current_period(desk: Desk, today: date, workplan_id: int | None = None) -> PeriodRow | None:
    """Return the period to look at on a day: the shortest that holds it, else the last that began, else the first."""
    rows = periods(desk, workplan_id)
    day = today.isoformat()
    holding = [row for row in rows if (row.earliest or "") <= day <= (row.latest or "")]
    if holding:
        return min(holding, key=_days)
    begun = [row for row in rows if (row.earliest or "") <= day]
    return begun[-1] if begun else rows[0] if rows else None


def newest_reported(desk: Desk, workplan_id: int | None = None) -> PeriodRow | None:
    """Return the period that ended last among those with a report, or None."""
    found = [row for row in periods(desk, workplan_id) if row.reports]
    return max(found, key=lambda row: (row.latest or "", row.earliest or "", row.id)) if found else None


def rated_on(desk: Desk, day: date, workplan_id: int) -> PeriodRow | None:
    """Return the shortest period that holds a day and in which a focus area was rated, or None."""
    rated = {key for (key,) in desk.read("SELECT DISTINCT period_id FROM focus_area_report WHERE rag <> ''")}
    iso = day.isoformat()
    found = [
        row
        for row in periods(desk, workplan_id)
        if row.id in rated and (row.earliest or "9999") <= iso <= (row.latest or "")
    ]
    return min(found, key=_days) if found else None


def before(desk: Desk, row: PeriodRow) -> PeriodRow | None:
    """Return the period to compare with: the last of the same kind that ended before this one, else of any kind."""
    earlier = [
        one
        for one in periods(desk, row.workplan_id)
        if one.id != row.id and one.latest and row.earliest and one.latest < row.earliest
    ]
    alike = [one for one in earlier if one.kind == row.kind] or earlier
    return max(alike, key=lambda one: (one.latest or "", one.id)) if alike else None


def cards(
    desk: Desk, today: date, *, period_id: int | None = None, workplan_id: int | None = None
) -> list[CardRow]:
    """Return a card per focus area for a period, or for the current one; none where there is no period."""
    if period_id is not None:
        at = period(desk, period_id)
    else:
        plan = workplan_id or (found.id if (found := current_workplan(desk)) else None)
        at = current_period(desk, today, plan)
    if at is None:
        return []
    earlier = before(desk, at)
    now, then = _said(desk, at.id), _said(desk, earlier.id) if earlier else {}
    return [
        _card(desk, today, at, area, now.get(area.id, _Said()), then.get(area.id))
        for area in focus_areas(desk, at.workplan_id)
    ]


def report(desk: Desk, report_id: int, *, today: date) -> ReportView | None:
    """Return a report in full, or None when it is gone."""
    found = desk.read("SELECT period_id, focus_area_id FROM focus_area_report WHERE id = ?", (report_id,))
    at = period(desk, found[0][0]) if found else None
    if at is None:
        return None
    card = next(row for row in cards(desk, today, period_id=at.id) if row.focus_area_id == found[0][1])
    return ReportView(at, card, *lines(desk, report_id))


def lines(desk: Desk, report_id: int) -> tuple[tuple[LineRow, ...], tuple[LineRow, ...]]:
    """Return the lines of a report part by part: those that stand in it, and those that were dropped."""
    rows = _lines(desk, report_id)
    kept = tuple(row for row in rows if row.state != "dropped")
    return kept, tuple(row for row in rows if row.state == "dropped")


def report_id_of(desk: Desk, period_id: int, focus_area_id: int) -> int | None:
    """Return the report of a focus area in a period, or None where there is none yet."""
    rows = desk.read(
        "SELECT id FROM focus_area_report WHERE period_id = ? AND focus_area_id = ?",
        (period_id, focus_area_id),
    )
    return int(rows[0][0]) if rows else None


def reports(desk: Desk) -> list[ReportRow]:
    """Return every report, workplan by workplan, period by period, focus area by focus area."""
    return [row for plan in workplans(desk) for at in periods(desk, plan.id) for row in reports_of(desk, at)]


def reports_of(desk: Desk, at: PeriodRow) -> list[ReportRow]:
    """Return the reports of a period by focus area; none for an area that has none."""
    earlier = before(desk, at)
    now, then = _said(desk, at.id), _said(desk, earlier.id) if earlier else {}
    found = []
    for area in focus_areas(desk, at.workplan_id):
        if (said := now.get(area.id)) is not None:
            kept = tuple(row for row in _lines(desk, said.report_id) if row.state != "dropped")
            found.append(ReportRow(at, area.number, *said, _trend(said, then.get(area.id)), kept))
    return found


def _card(desk: Desk, today: date, at: PeriodRow, area: Any, now: _Said, then: _Said | None) -> CardRow:
    rows = area_activities(desk, area.id)
    said = collecting.proposed(period_stretch(desk, at.id), rows, today)
    return CardRow(
        area.id, area.number, area.title, area.short_title, area.leads, at.id,
        *now,
        _trend(now, then),
        said.rating, said.reason, said.percent, said.how,
        _milestone(desk, rows, today),
        len(rows),
        _parts(desk, now.report_id),
    )  # fmt: skip


def _said(desk: Desk, period_id: int) -> dict[int, _Said]:
    rows = desk.read(
        "SELECT focus_area_id, id, rag, rag_reason, percent, percent_how, percent_reason FROM focus_area_report "
        "WHERE period_id = ?",
        (period_id,),
    )
    return {area: _Said(*said) for area, *said in rows}


def _trend(now: _Said, then: _Said | None) -> str:
    if now.report_id is None or then is None:
        return ""
    return trend(then.rag, now.rag)


def _lines(desk: Desk, report_id: int | None) -> list[LineRow]:
    """Return the lines of a report part by part, dropped ones too."""
    rows = desk.read(_LINES, (report_id,), row=LineRow._make)
    return sorted(rows, key=lambda row: PARTS.index(row.part))


def _milestone(desk: Desk, rows: list[collecting.ActivityRow], today: date) -> Milestone | None:
    day = today.isoformat()
    ahead = [row for row in rows if is_open(row) and not row.undated and (row.latest or "") >= day]
    if not ahead:
        return None
    row = min(ahead, key=lambda row: (row.latest or "", row.id))
    ref = desk.read("SELECT ref FROM activity WHERE id = ?", (row.id,))[0][0]
    return Milestone(row.id, ref, row.output, row.when_text, row.latest)


def _parts(desk: Desk, report_id: int | None) -> tuple[int, ...]:
    counted: dict[str, int] = dict(
        desk.read(
            "SELECT part, count(*) FROM report_line WHERE report_id = ? AND state <> 'dropped' GROUP BY part",
            (report_id,),
        )
    )
    return tuple(counted.get(part, 0) for part in PARTS)


def _days(row: PeriodRow) -> int:
    return (
        date.fromisoformat(row.latest or "9999-12-31") - date.fromisoformat(row.earliest or "0001-01-01")
    ).days
