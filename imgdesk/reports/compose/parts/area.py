"""The parts of the brief on one focus area: how it stands, what is in the plan, what changed, what was reported.

The area is the paper's own, without one the first of the current workplan.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final, NamedTuple

from imgdesk.domain.indicator_text import value_words
from imgdesk.domain.progress_words import TREND_WORDS
from imgdesk.reports import marked
from imgdesk.reports.blocks import Facts, Heading, Paragraph, Span, Table, Text, line_break, plain, quiet, tag
from imgdesk.reports.compose import needing, ratings
from imgdesk.reports.compose.occasion import Since, since_held, whole_group
from imgdesk.reports.compose.parts import Item, Part, Scope, gathered_about
from imgdesk.reports.compose.parts.brief import leaving, told_changes, told_findings
from imgdesk.reports.compose.parts.progress import Line, entries, indicator_cells, line_item, with_note
from imgdesk.reports.compose.reading import Reading, day_text, read
from imgdesk.reports.compose.register import action_items, by_organization, open_actions
from imgdesk.reports.compose.standing import standings
from imgdesk.text import one_line, shorten
from imgdesk.views import framework, health
from imgdesk.views.framework import IndicatorRow
from imgdesk.views.grouping import section_note
from imgdesk.views.meeting_list import series
from imgdesk.views.progress import ReportRow, periods, reports_of
from imgdesk.views.workplan import ActivityRow, FocusAreaRow, SectionRow, focus_areas, workplans

TITLE_CHARS: Final = 200
VALUE_CHARS: Final = 120
QUESTIONS_SHOWN: Final = 10
_INDICATORS: Final = ("Code", "Indicator", "Baseline", "Target", "Latest actual", "Achievement")


class About(NamedTuple):
    """A focus area, the workplan in which it stands, and its activities in the order of that plan."""

    area: FocusAreaRow
    reading: Reading
    rows: list[ActivityRow]


def about(scope: Scope) -> About | None:
    """Return the focus area that a paper is about, None where it has gone or the plan has none.

    Raises UserError where the paper names none and the desk has no workplan.
    """
    wanted, reading = scope.paper.focus_area_id, None
    if wanted is None:
        reading = scope.reading
    else:
        plan = next((row for row in workplans(scope.desk) if _holds(scope, row.id, wanted)), None)
        reading = read(scope.desk, plan.id) if plan is not None else None
    found = reading.plan.focus_areas if reading is not None else []
    area = next((row for row in found if wanted is None or row.id == wanted), None)
    if area is None or reading is None:
        return None
    numbers = reading.sets.focus_areas
    return About(
        area, reading, [row for row in reading.plan.activities if area.number in numbers.get(row.id, ())]
    )


def _holds(scope: Scope, workplan_id: int, area_id: int) -> bool:
    return any(row.id == area_id for row in focus_areas(scope.desk, workplan_id))


# The parts

_of_area = gathered_about(about)


@_of_area
def standing(scope: Scope, about: About) -> Iterator[Item]:
    """Yield who leads the area, how it was last reported, and what the plan itself proposes."""
    area, report = about.area, next(_reports(scope, about), None)
    title = shorten(area.title, TITLE_CHARS)
    rows: list[tuple[str, Text]] = [
        ("Focus area", plain(f"{area.number} {title}")),
        ("Lead", plain(one_line(area.leads) or "nobody named")),
    ]
    if report is not None and (report.rag or report.percent is not None):
        rows.append(("As reported", _said(report)))
    proposed = next(row for row in standings(about.reading, scope.today) if row.number == area.number)
    rows.append(("By the plan", (tag(proposed.word, proposed.role), Span(f" {proposed.sentence}"))))
    key = f"focus_area:{area.id}"
    yield Item(key, Facts(tuple(rows)), f"workplan and reports, {day_text(scope.today)}", key)


@_of_area
def activities(scope: Scope, about: About) -> Iterator[Item]:
    """Yield the activities of the area, a table for each year of the plan that has some, with their footnotes."""
    origin = f"workplan, {day_text(scope.today)}"
    for section in about.reading.plan.sections:
        rows = [row for row in about.rows if row.section_id == section.id]
        if not rows:
            continue
        key = f"plan_section:{section.id}"
        yield Item(f"heading:{section.id}", Heading(_heading(section), 2), origin, key)
        told = partial(_word, scope, bool(section.provisional))
        yield Item(key, needing.table(rows, about.reading, told), origin, key)
    if notes := needing.notes(about.rows, about.reading):
        yield Item("notes", notes, "footnotes of the workplan")


@_of_area
def changed(scope: Scope, about: About) -> Iterator[Item]:
    """Yield what changed in the activities of the area since the last meeting of its own or of the whole group."""
    yield from told_changes(scope, _since(scope, about.area), {row.id for row in about.rows})


@_of_area
def indicators(scope: Scope, about: About) -> Iterator[Item]:
    """Yield the indicators of the results to which the area contributes, with the newest value of each."""
    mine = {row.id for row in about.rows}
    results = {link.result_id for link in framework.links(scope.desk) if link.activity_id in mine}
    rows = [row for row in framework.indicators(scope.desk) if row.result_id in results] if results else []
    if rows:
        titles = {row.id: row.title for row in periods(scope.desk)}
        cells = tuple(_indicator(row, titles) for row in rows)
        table = Table(_INDICATORS, (0.07, 0.39, 0.12, 0.18, 0.12, 0.12), cells)
        yield Item("table", table, "results framework")


@_of_area
def actions(scope: Scope, about: About) -> Iterator[Item]:
    """Yield the open actions on activities of the area and of its own meetings, by organization."""
    number = about.area.number
    rows = [row for row in open_actions(scope) if number in row.focus_areas]
    yield from action_items(by_organization(rows), scope)


@_of_area
def results(scope: Scope, about: About) -> Iterator[Item]:
    """Yield the key results of the area's newest report that tells any."""
    yield from _lines(scope, about, "key result")


@_of_area
def challenges(scope: Scope, about: About) -> Iterator[Item]:
    """Yield the challenges of the area's newest report that tells any."""
    yield from _lines(scope, about, "challenge")


@_of_area
def way_forward(scope: Scope, about: About) -> Iterator[Item]:
    """Yield the way forward of the area's newest report that tells any."""
    yield from _lines(scope, about, "way forward")


@_of_area
def questions(scope: Scope, about: About) -> Iterator[Item]:
    """Yield what the checks ask about the area, the most urgent first."""
    asked = leaving(health.of_area(scope.desk, about.area.id, today=scope.today), scope)
    yield from told_findings(asked[:QUESTIONS_SHOWN], scope)
    if len(asked) > QUESTIONS_SHOWN:
        told = Paragraph((quiet(f"And {len(asked) - QUESTIONS_SHOWN} more."),))
        yield Item("more", told, f"checks of the desk, {day_text(scope.today)}")


PARTS: Final = {
    "standing": Part("How the focus area stands", standing),
    "activities": Part("Activities of the focus area, by year", activities),
    "changes": Part("What changed in the focus area", changed),
    "indicators": Part("Indicators of the focus area", indicators),
    "actions": Part("Open actions of the focus area", actions),
    "results": Part("Key results, from the newest report", results),
    "challenges": Part("Challenges, from the newest report", challenges),
    "way_forward": Part("Way forward, from the newest report", way_forward),
    "questions": Part("Open questions of the focus area", questions),
}


def _reports(scope: Scope, about: About) -> Iterator[ReportRow]:
    """Yield the reports of the area, that for the period that ended last first."""
    known = [row for row in periods(scope.desk, about.reading.plan.workplan.id) if row.reports]
    for period in sorted(known, key=lambda row: (row.latest or "", row.earliest or "", row.id), reverse=True):
        yield from (row for row in reports_of(scope.desk, period) if row.focus_area == about.area.number)


def _said(report: ReportRow) -> Text:
    """Return what a report says of an area in a few words, and why."""
    percent = "" if report.percent is None else f" {report.percent} %"
    trend = f", {TREND_WORDS[report.trend]}" if report.trend else ""
    told = Span(f"{percent}{trend}, {ratings.within(report.period.title)}")
    reason = marked.inline(shorten(report.rag_reason, ratings.REASON_CHARS))
    return (*ratings.rating(report.rag), told, *((line_break(), *reason) if reason else ()))


def _heading(section: SectionRow) -> str:
    title = shorten(section.title, 80) or "Untitled"
    return f"{title} · {shorten(section_note(section), 160)}" if section.provisional else title


def _word(scope: Scope, provisional: bool, row: ActivityRow) -> needing.Word:
    """Return how an activity stands; that it is provisional is no word where its whole section is."""
    if row.status in ("done", "cancelled"):
        return row.status, "green" if row.status == "done" else "muted"
    late = needing.lateness(row, scope.today)
    if late is not None or (provisional and not (row.tbc or row.bracketed)):
        return late
    return needing.doubt(row, scope.today)


def _since(scope: Scope, area: FocusAreaRow) -> Since:
    own = {row.id for row in series(scope.desk) if row.focus_area_id == area.id}
    return since_held(scope, own | whole_group(scope.desk))


def _indicator(row: IndicatorRow, titles: dict[int, str]) -> tuple[Text, ...]:
    actual = [value for value in row.values if value.kind == "actual"]
    last = actual[-1] if actual else None
    told = value_words(last.value, row.unit, last.text) if last is not None else ""
    title = shorten(titles[last.period_id], ratings.PERIOD_CHARS) if last is not None else ""
    *before, _, achieved = indicator_cells(row, last.period_id if last is not None else 0)
    said = shorten(row.actual_text or told, VALUE_CHARS) or "none"
    return *before, with_note(said, title), achieved


def _lines(scope: Scope, about: About, part: str) -> Iterator[Item]:
    """Yield a part of the newest report in which something is written there, under the period of that report."""
    for report in _reports(scope, about):
        rows = [row for row in report.lines if row.part == part]
        if rows:
            record = f"focus_area_report:{report.id}"
            told = plain(f"Reported for {ratings.the_period(report.period.title)}:")
            yield Item("period", Paragraph(told, quiet=True), "its report", record)
            for row in rows:
                for place, block in enumerate(entries(row)):
                    yield line_item(Line(row, report), block, place)
            return
