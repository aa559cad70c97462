"""The parts of the progress report: background, status, key results, challenges, way forward, indicators, annex.

They say what people judged and wrote in the period that the paper is about, without one in the period that ended last
among those with a report; never what the desk would propose. What several focus areas report in the same words is told
once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import count
from typing import Final, NamedTuple

from imgdesk.domain.collecting import Stretch, touches
from imgdesk.domain.indicator_text import value_words
from imgdesk.domain.timing_names import days_phrase
from imgdesk.errors import UserError
from imgdesk.reports import marked
from imgdesk.reports.blocks import (
    Block,
    Clause,
    Entry,
    Facts,
    Footnotes,
    Heading,
    Paragraph,
    Span,
    Table,
    Text,
    line_break,
    plain,
    quiet,
    strong,
)
from imgdesk.reports.compose import ratings
from imgdesk.reports.compose.meeting import NAME_CHARS
from imgdesk.reports.compose.parts import Item, Part, Scope, gathered, gathered_about
from imgdesk.reports.compose.reading import Reading, day_text, lead_text, output_text, read, when_text
from imgdesk.text import one_line, shorten
from imgdesk.views import framework
from imgdesk.views import progress as view
from imgdesk.views.framework import IndicatorRow, ValueRow
from imgdesk.views.progress import LineRow, PeriodRow, ReportRow
from imgdesk.views.workplan import ActivityRow

STATUSES: Final = ("done", "under way", "delayed", "planned", "cancelled")
"""The order of the annex."""
HEADING_CHARS: Final = 300
NOTE_CHARS: Final = 600
_REPORTED: Final = ("Focus area and lead", "Status", "Progress", "Trend", "Reason")
_SAID: Final = {"collected": "collected from the record", "edited": "collected, then edited"}


class Line(NamedTuple):
    """A line and the report where it stands first."""

    row: LineRow
    report: ReportRow


class Group(NamedTuple):
    """Lines that the same focus areas report, in order."""

    areas: tuple[int, ...]
    lines: list[Line]


def period_of(scope: Scope) -> PeriodRow:
    """Return the period that a paper is about, without one the period that ended last among those with a report.

    Raises UserError when no period has a report, or there is no such period.
    """
    found = _period(scope)
    if found is not None:
        return found
    if scope.paper.period_id is None:
        raise UserError(
            "This desk has no report on a focus area yet: begin one for a reporting period, and export again."
        )
    raise UserError(f"This desk has no reporting period {scope.paper.period_id}: choose one that it has.")


def _period(scope: Scope) -> PeriodRow | None:
    key = scope.paper.period_id
    return view.newest_reported(scope.desk) if key is None else view.period(scope.desk, key)


def period_text(period: PeriodRow) -> str:
    """Return title, date as agreed and days of a period, each where it says more than the one before."""
    title, when = shorten(period.title, NAME_CHARS), shorten(period.when_text, NAME_CHARS)
    days = days_phrase(*_stretch(period))
    said = [title]
    if when.casefold() != title.casefold():
        said.append(when)
    told = ", ".join(filter(None, said))
    return told if days.casefold() in {part.casefold() for part in said} else f"{told} ({days})"


def reading_of(scope: Scope, period: PeriodRow) -> Reading:
    """Return the workplan of a period, which need not be the current one."""
    if period.workplan_id == scope.reading.plan.workplan.id:
        return scope.reading
    return read(scope.desk, period.workplan_id)


# The parts

_of_period = gathered_about(_period)


@gathered
def facts(scope: Scope) -> Iterator[Item]:
    """Yield the workplan reported on; with the period where the paper has a subtitle of its own that may not say it."""
    period = period_of(scope)
    rows = [("Workplan", plain(one_line(reading_of(scope, period).plan.workplan.title)))]
    if one_line(scope.paper.subtitle):
        rows.append(("Reporting period", plain(period_text(period))))
    yield Item("facts", Facts(tuple(rows)), "workplan and reporting period")


@_of_period
def background(scope: Scope, period: PeriodRow) -> Iterator[Item]:
    """Yield the background as written for the period."""
    for place, block in enumerate(marked.parts(period.background), start=1):
        yield Item(f"background:{place}", block, f"background of {shorten(period.title, NAME_CHARS)}")


@_of_period
def standing(scope: Scope, period: PeriodRow) -> Iterator[Item]:
    """Yield how each focus area stands as its report judges it, with what the words mean; nothing without a report."""
    reports = _reports(scope, period)
    if not reports:
        return
    rows = tuple(
        ratings.standing(area, reports.get(area.number), in_full=True)
        for area in reading_of(scope, period).plan.focus_areas
    )
    table = Table(_REPORTED, (0.19, 0.16, 0.27, 0.1, 0.28), rows)
    yield Item("table", table, f"reports for {shorten(period.title, NAME_CHARS)}")
    told = ratings.definitions(ratings.compared(view.before(scope.desk, period)))
    yield Item("definitions", told, "the words of the ratings")


@_of_period
def results(scope: Scope, period: PeriodRow) -> Iterator[Item]:
    """Yield the key results, numbered through the paper; each with its heading, where it has one, and its text."""
    found, numbers = groups(scope, period, "key result"), count(1)
    for group in found:
        yield _group_heading(scope, period, group)
        for line in group.lines:
            yield line_item(line, _result(next(numbers), line.row))
    yield from _silent(scope, period, found)


@_of_period
def challenges(scope: Scope, period: PeriodRow) -> Iterator[Item]:
    """Yield the challenges under the focus areas that report them."""
    yield from _listed(scope, period, "challenge")


@_of_period
def way_forward(scope: Scope, period: PeriodRow) -> Iterator[Item]:
    """Yield what comes next under the focus areas that report it."""
    yield from _listed(scope, period, "way forward")


@_of_period
def indicators(scope: Scope, period: PeriodRow) -> Iterator[Item]:
    """Yield the indicators that have a value in the period, as they stood at its end."""
    rows = framework.moved(scope.desk, period.id)
    if not rows:
        return
    header = ("Code", "Indicator", "Baseline", "Target", "Actual", "Achievement")
    cells = tuple(tuple(indicator_cells(row, period.id)) for row in rows)
    origin = f"results framework, values of {shorten(period.title, NAME_CHARS)}"
    yield Item("table", Table(header, (0.08, 0.3, 0.16, 0.16, 0.15, 0.15), cells), origin)
    told = "Actual: the value to date at the end of the period. Achievement: the way from baseline to target."
    yield Item("words", Paragraph(plain(told), quiet=True), "how indicators are read")


@_of_period
def activities(scope: Scope, period: PeriodRow) -> Iterator[Item]:
    """Yield the activities whose dates touch the period, by status, with their footnotes."""
    reading, stretch = reading_of(scope, period), _stretch(period)
    rows = [row for row in reading.plan.activities if touches(row, stretch)]
    origin = f"workplan, {day_text(scope.today)}"
    if not rows:
        told = Paragraph((quiet("No activity of the workplan is dated in this period."),))
        yield Item("none", told, origin)
        return
    yield Item(
        "as of", Paragraph(plain(f"Status as recorded on {day_text(scope.today)}."), quiet=True), origin
    )
    for status in STATUSES:
        found = [row for row in rows if row.status == status]
        if found:
            heading = Heading(f"{status.capitalize()} ({len(found)})", 2)
            yield Item(f"heading:{status}", heading, origin)
            yield Item(f"table:{status}", _activities(found, reading), origin)
    if numbers := reading.numbers(rows):
        notes = tuple((str(key), plain(shorten(reading.notes[key], NOTE_CHARS))) for key in numbers)
        yield Item("notes", Footnotes(notes), "footnotes of the workplan")


PARTS: Final = {
    "facts": Part("Workplan and period", facts),
    "background": Part("Background of the period", background),
    "standing": Part("Status by focus area, as reported", standing),
    "results": Part("Key activities and results", results),
    "challenges": Part("Challenges", challenges),
    "way_forward": Part("Way forward", way_forward),
    "indicators": Part("Indicators that moved", indicators),
    "activities": Part("Activities of the period", activities),
}


# Lines


def _stretch(period: PeriodRow) -> Stretch:
    early, late = period.earliest or "0001-01-01", period.latest or "9999-12-31"
    return Stretch(date.fromisoformat(early), date.fromisoformat(late))


def _reports(scope: Scope, period: PeriodRow) -> dict[int, ReportRow]:
    """Return the reports of the period by number of the focus area."""
    return {row.focus_area: row for row in view.reports_of(scope.desk, period)}


def groups(scope: Scope, period: PeriodRow, part: str) -> list[Group]:
    """Return the lines of a part by who reports them: those of several areas first, then area by area."""
    said: dict[tuple[object, ...], tuple[Line, list[int]]] = {}
    for number, report in sorted(_reports(scope, period).items()):
        for row in report.lines:
            if row.part == part and (one_line(row.text) or one_line(row.heading)):
                links = (row.activity_id, row.decision_id, row.action_id, row.indicator_id)
                key = (one_line(row.heading), row.text.strip(), *links)
                areas = said.setdefault(key, (Line(row, report), []))[1]
                if number not in areas:
                    areas.append(number)
    found: dict[tuple[int, ...], Group] = {}
    for line, areas in said.values():
        found.setdefault(tuple(areas), Group(tuple(areas), [])).lines.append(line)
    return sorted(
        found.values(), key=lambda group: (-min(len(group.areas), 2), -len(group.areas), group.areas)
    )


def _group_heading(scope: Scope, period: PeriodRow, group: Group) -> Item:
    numbers, areas = group.areas, reading_of(scope, period).plan.focus_areas
    if len(numbers) == 1:
        area = next(row for row in areas if row.number == numbers[0])
        title = f"Focus area {area.number}: {ratings.area_title(area)}"
    else:
        title = "All focus areas" if len(numbers) == len(areas) else f"Focus areas {_listing(numbers)}"
    return Item(f"areas:{'-'.join(map(str, numbers))}", Heading(title, 2), "focus areas of the workplan")


def _listing(numbers: Iterable[int]) -> str:
    *first, last = map(str, numbers)
    return f"{', '.join(first)} and {last}" if first else last


def _silent(scope: Scope, period: PeriodRow, found: Sequence[Group]) -> Iterator[Item]:
    """Say of which focus areas nothing is told; nothing where nothing is told at all."""
    heard = {number for group in found for number in group.areas}
    silent = [area.number for area in reading_of(scope, period).plan.focus_areas if area.number not in heard]
    if heard and silent:
        word = "areas" if len(silent) > 1 else "area"
        told = Paragraph((quiet(f"Nothing recorded for focus {word} {_listing(silent)}."),))
        yield Item("silent", told, "reports of the period")


def line_item(line: Line, block: Block, place: int = 0) -> Item:
    """Return a block of a line with where it comes from; a line of several blocks counts them from its second on."""
    row, report = line
    said = _SAID.get(row.state, "written by hand")
    record = f"activity:{row.activity_id}" if row.activity_id else f"focus_area_report:{report.id}"
    key = f"report_line:{row.id}/{place}" if place else f"report_line:{row.id}"
    return Item(key, block, f"report on focus area {report.focus_area}, {said}", record)


def _result(number: int, line: LineRow) -> Clause:
    told = marked.parts(line.text)
    heading = shorten(line.heading, HEADING_CHARS)
    if heading:
        return Clause(number, plain(heading), after=told, headed=True)
    if told and isinstance(told[0], Paragraph):
        return Clause(number, told[0].text, after=told[1:])
    return Clause(number, (), after=told)


def _listed(scope: Scope, period: PeriodRow, part: str) -> Iterator[Item]:
    """Yield the lines of a part as a list under the focus area that reports them."""
    found = groups(scope, period, part)
    for group in found:
        yield _group_heading(scope, period, group)
        for line in group.lines:
            for place, block in enumerate(entries(line.row)):
                yield line_item(line, block, place)
    yield from _silent(scope, period, found)


def entries(line: LineRow) -> Iterator[Block]:
    """Yield a line as an entry of a list; what stands below its first paragraph is set below it."""
    told = marked.parts(line.text)
    heading = shorten(line.heading, HEADING_CHARS).rstrip(".:")
    opening: Text = (strong(f"{heading}. " if told else heading),) if heading else ()
    first, rest = (told[0].text, told[1:]) if told and isinstance(told[0], Paragraph) else ((), told)
    if opening or first:
        yield Entry("bullet", (*opening, *first))
    inset = 1 if opening or first else 0
    for part in rest:
        if isinstance(part, Entry):
            yield Entry(part.sign, part.text, part.level + inset, part.number)
        else:
            yield Paragraph(part.text, level=part.level + inset)


# Tables


def indicator_cells(row: IndicatorRow, period_id: int) -> Iterator[Text]:
    """Yield code, indicator, baseline, target, value to date and achievement, with what a period says of them."""
    yield (quiet(shorten(row.code or row.result, 40)),)
    yield plain(shorten(row.title, NOTE_CHARS))
    baseline = shorten(value_words(row.baseline_value, row.unit, row.baseline_text), NAME_CHARS)
    when = str(row.baseline_year or "") or shorten(row.baseline_when, 40)
    yield with_note(baseline or "none", when if when not in baseline else "")
    here = [value for value in row.values if value.period_id == period_id]
    aims = [_value(value, row) for value in here if value.kind == "target"]
    target = shorten(value_words(row.target_value, row.unit, row.target_text), NAME_CHARS) or "none"
    yield with_note(target, f"for the period: {'; '.join(aims)}" if aims else shorten(row.target_when, 40))
    values = [value for value in here if value.kind == "actual"]
    told = "; ".join(filter(None, (_value(value, row) for value in values)))
    to_date = shorten(row.actual_text, NAME_CHARS)
    notes = (f"in the period: {told}" if told and told != to_date else "", *(v.comment for v in values))
    yield with_note(
        to_date or told or "none", shorten("; ".join(filter(None, map(one_line, notes))), NOTE_CHARS)
    )
    yield plain(framework.achieved(row))


def _value(value: ValueRow, row: IndicatorRow) -> str:
    return shorten(value_words(value.value, row.unit, value.text), NAME_CHARS)


def with_note(text: str, note: str) -> Text:
    """Return a text with a note below it, where there is one."""
    return (Span(text), line_break(), quiet(note)) if note else plain(text)


def _activities(rows: Iterable[ActivityRow], reading: Reading) -> Table:
    cells = tuple(
        ((quiet(row.ref),), plain(when_text(row)), output_text(row, reading), plain(lead_text(row, reading)))
        for row in rows
    )
    return Table(("Ref", "When, as agreed", "Output", "Lead"), (0.08, 0.2, 0.52, 0.2), cells)
