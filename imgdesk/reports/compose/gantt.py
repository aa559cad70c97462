"""The workplan as a chart on paper: what stands in it, in the words of the plan.

How it is drawn and divided into pages is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from imgdesk.errors import UserError
from imgdesk.reports.chart import ChartEvent, ChartGap, ChartGroup, ChartPlan, ChartRow, Window
from imgdesk.reports.chart_options import ChartOptions
from imgdesk.reports.compose.reading import LEAD_CHARS, Reading, day_text, read, when_text
from imgdesk.text import one_line, shorten
from imgdesk.views.grouping import grouped
from imgdesk.views.workplan import ActivityRow, FocusAreaRow

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

LONGEST_YEARS: Final = 12
"""A picture of more years shows nothing; a window farther off is pointed at from the edge."""


def chart_plan(desk: Desk, *, today: date, options: ChartOptions | None = None) -> ChartPlan:
    """Return the chart of the current workplan as on a day; UserError where the desk has none, or not the version."""
    reading = read(desk)
    options = options or ChartOptions()
    ghost_name, ghosts = ghosts_of(desk, reading.plan.workplan.id, options.version)
    return chart_of(reading, today=today, options=options, ghosts=ghosts, ghost_name=ghost_name)


def chart_of(
    reading: Reading,
    *,
    today: date,
    foot: str = "",
    options: ChartOptions | None = None,
    ghosts: Mapping[int, Window] | None = None,
    ghost_name: str = "",
) -> ChartPlan:
    """Return the chart of what was read; `foot` stands at the foot of its pages.

    `ghosts` are the windows that activities (by id) had in the version of the plan that `ghost_name` names.
    """
    plan, options = reading.plan, options or ChartOptions()
    first, last = _chosen_bounds(reading, today, options)
    used = reading.numbers(plan.activities)
    return ChartPlan(
        title=options.title or one_line(plan.workplan.title),
        subtitle=options.subtitle or _subtitle(reading, today),
        first=first,
        last=last,
        today=today,
        groups=tuple(_groups(reading, options.group_by)),
        gaps=tuple(ChartGap(one_line(gap.title), gap.earliest, gap.latest, gap.grain) for gap in plan.gaps),
        events=tuple(
            ChartEvent(one_line(row.title), row.earliest, row.latest, row.grain, one_line(row.when_text))
            for row in plan.events
        ),
        footnotes=tuple((str(number), reading.notes[number]) for number in used),
        legend=tuple((f"fa{area.number}", _area(area)) for area in plan.focus_areas if area.number <= 8),
        footer=foot or f"{reading.short_name} · chart of {day_text(today)}",
        stamp=options.status_line,
        ghosts=ghosts or {},
        ghost_name=ghost_name,
    )


def ghosts_of(desk: Desk, workplan_id: int, version: int | None) -> tuple[str, dict[int, Window]]:
    """Return what the legend calls a version and its windows by activity; UserError where there is no such one."""
    if version is None:
        return "", {}
    from imgdesk.views import versions

    title = next((row.title for row in versions.versions(desk, workplan_id) if row.id == version), None)
    if title is None:
        raise UserError(f"This plan has no version {version}: choose one of its versions, or none.")
    found = versions.ghosts(desk, version)
    return f"as in “{shorten(title, 60)}”", {
        activity: (row.earliest, row.latest) for activity, row in found.items()
    }


def _chosen_bounds(reading: Reading, today: date, options: ChartOptions) -> tuple[date, date]:
    """Return the first and last day of the picture: those chosen, otherwise the plan's."""
    first, last = bounds(reading, today)
    if options.first and options.last is None and options.first > last:
        last = date(options.first.year, 12, 31)
    if options.last and options.first is None and options.last < first:
        first = date(options.last.year, 1, 1)
    return options.first or first, options.last or last


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


def _groups(reading: Reading, by: str) -> Iterator[ChartGroup]:
    """Yield the groups in their order; a section says that it is empty, others exist by their rows."""
    sections = reading.sections
    for group in grouped(reading.plan, by, reading.sets):
        section = sections.get(group.section_id)
        note = group.note if group.rows else "; ".join(part for part in (group.note, "no activities") if part)
        rows = tuple(_row(row, reading) for row in group.rows)
        provisional = bool(section and section.provisional)
        yield ChartGroup(one_line(group.title), shorten(note, 160), provisional, rows)


def _row(row: ActivityRow, reading: Reading) -> ChartRow:
    marks = tuple(str(number) for number in reading.numbers([row]))
    partners = shorten(row.partner_text, LEAD_CHARS)
    return ChartRow(
        row,
        row.output,
        when_text(row),
        row.lead_text,
        marks,
        one_line(row.ref),
        partners,
        one_line(row.category),
    )


def _area(area: FocusAreaRow) -> str:
    name = shorten(area.short_title or area.title, 60)
    return f"{area.number} {name} ({area.leads})" if area.leads else f"{area.number} {name}"
