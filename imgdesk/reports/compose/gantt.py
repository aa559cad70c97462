"""The workplan as a chart on paper: what stands in it, in the words of the plan.

How it is drawn and divided into pages is decided elsewhere.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from imgdesk.reports.chart import ChartEvent, ChartGap, ChartGroup, ChartPlan, ChartRow
from imgdesk.reports.compose.reading import Reading, day_text, read, when_text
from imgdesk.text import one_line, shorten
from imgdesk.views.grouping import section_note
from imgdesk.views.workplan import ActivityRow, FocusAreaRow, SectionRow

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

LONGEST_YEARS: Final = 12
"""A picture of more years shows nothing; a window farther off is pointed at from the edge."""


def chart_plan(desk: Desk, *, today: date) -> ChartPlan:
    """Return the chart of the current workplan as on a day; UserError where the desk has none."""
    return chart_of(read(desk), today=today)


def chart_of(reading: Reading, *, today: date, foot: str = "") -> ChartPlan:
    """Return the chart of what was read; `foot` stands at the foot of its pages."""
    plan = reading.plan
    first, last = bounds(reading, today)
    rows: dict[int, list[ChartRow]] = {}
    for row in plan.activities:
        rows.setdefault(row.section_id, []).append(_row(row, reading))
    used = reading.numbers(plan.activities)
    return ChartPlan(
        title=one_line(plan.workplan.title),
        subtitle=_subtitle(reading, today),
        first=first,
        last=last,
        today=today,
        groups=tuple(_group(section, rows.get(section.id, [])) for section in plan.sections),
        gaps=tuple(ChartGap(one_line(gap.title), gap.earliest, gap.latest, gap.grain) for gap in plan.gaps),
        events=tuple(
            ChartEvent(one_line(row.title), row.earliest, row.latest, row.grain) for row in plan.events
        ),
        footnotes=tuple((str(number), reading.notes[number]) for number in used),
        legend=tuple((f"fa{area.number}", _area(area)) for area in plan.focus_areas if area.number <= 8),
        footer=foot or f"{reading.short_name} · chart of {day_text(today)}",
    )


def bounds(reading: Reading, today: date) -> tuple[date, date]:
    """Return the first and last day of the picture: the plan's period, or its sections' years, or what is dated."""
    plan = reading.plan
    period = (plan.workplan.earliest, plan.workplan.latest)
    years = [row.year for row in plan.sections if row.year]
    if None in period and years:
        period = (f"{min(years):04d}-01-01", f"{max(years):04d}-12-31")
    days = [day for row in plan.activities for day in (row.earliest, row.latest) if day]
    if None in period and days:
        period = (f"{min(days)[:4]}-01-01", f"{max(days)[:4]}-12-31")
    first = date.fromisoformat(period[0]) if period[0] else date(today.year, 1, 1)
    last = date.fromisoformat(period[1]) if period[1] else date(today.year, 12, 31)
    farthest = date(min(first.year + LONGEST_YEARS - 1, date.max.year), 12, 31)
    return first, max(first, min(last, farthest))


def _subtitle(reading: Reading, today: date) -> str:
    plan = reading.plan.workplan
    group = "" if reading.group in one_line(plan.title) else reading.group
    parts = [group, one_line(plan.when_text), f"as on {day_text(today)}"]
    return " · ".join(part for part in parts if part)


def _group(section: SectionRow, rows: list[ChartRow]) -> ChartGroup:
    note = shorten(section_note(section), 160)
    return ChartGroup(one_line(section.title), note, bool(section.provisional), tuple(rows))


def _row(row: ActivityRow, reading: Reading) -> ChartRow:
    marks = tuple(str(number) for number in reading.numbers([row]))
    return ChartRow(row, row.output, when_text(row), row.lead_text, marks)


def _area(area: FocusAreaRow) -> str:
    name = shorten(area.short_title or area.title, 60)
    return f"{area.number} {name} ({area.leads})" if area.leads else f"{area.number} {name}"
