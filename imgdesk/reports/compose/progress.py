"""The progress report of a reporting period: background, status, key results, challenges, way forward.

In the order of the group's own reports. It says what people judged and wrote, never what the desk would propose; where
nothing was reported it says so. What several focus areas report in the same words is told once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from imgdesk.domain.collecting import Stretch, touches
from imgdesk.domain.indicator_text import value_words
from imgdesk.domain.timing_names import days_phrase
from imgdesk.errors import UserError
from imgdesk.reports import marked
from imgdesk.reports.blocks import (
    Annex,
    Block,
    Clause,
    Document,
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
    tag,
)
from imgdesk.reports.compose import ratings
from imgdesk.reports.compose.meeting import NAME_CHARS, NOTHING
from imgdesk.reports.compose.reading import Reading, day_text, lead_text, output_text, read, when_text
from imgdesk.text import one_line, shorten
from imgdesk.views import framework
from imgdesk.views import progress as view
from imgdesk.views.framework import IndicatorRow, ValueRow
from imgdesk.views.progress import LineRow, PeriodRow, ReportRow

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

STATUSES: Final = ("done", "under way", "delayed", "planned", "cancelled")
"""The order of the annex."""
HEADING_CHARS: Final = 300
NOTE_CHARS: Final = 600
_REPORTED: Final = ("Focus area and lead", "Status", "Progress", "Trend", "Reason")


class _Group(NamedTuple):
    """Lines that the same focus areas report, in order."""

    areas: tuple[int, ...]
    lines: list[LineRow]


class _Telling(NamedTuple):
    """What is told: the period and the one before, its reports by number of the focus area, and the workplan."""

    period: PeriodRow
    earlier: PeriodRow | None
    reports: dict[int, ReportRow]
    reading: Reading
    today: date

    @property
    def stretch(self) -> Stretch:
        """The days of the period."""
        early, late = self.period.earliest or "0001-01-01", self.period.latest or "9999-12-31"
        return Stretch(date.fromisoformat(early), date.fromisoformat(late))


def progress_report(desk: Desk, period_id: int | None = None, *, today: date) -> Document:
    """Return the progress report of a period, without an id of the one that ended last among those with a report.

    Raises UserError when no period has a report, or there is no such period.
    """
    period = _period(desk, period_id)
    reading = read(desk, period.workplan_id)
    reports = {row.focus_area: row for row in view.reports_of(desk, period)}
    telling = _Telling(period, view.before(desk, period), reports, reading, today)
    title = shorten(period.title, NAME_CHARS)
    return Document(
        title="Progress report",
        subtitle=f"Reporting period: {_period_text(telling)}",
        sender=tuple(filter(None, (reading.group, reading.parent))) or ("",),
        reference=(title, *(() if period.status == "closed" else (day_text(today),))),
        foot=f"{reading.short_name} · progress report, {title[:1].lower()}{title[1:]}",
        author=reading.group,
        blocks=tuple(_blocks(desk, telling)),
        status=_status(period),
        reading=True,
    )


def _period(desk: Desk, period_id: int | None) -> PeriodRow:
    if period_id is None:
        newest = view.newest_reported(desk)
        if newest is None:
            raise UserError(
                "This desk has no report on a focus area yet: begin one for a reporting period, and export again."
            )
        return newest
    found = view.period(desk, period_id)
    if found is None:
        raise UserError(f"This desk has no reporting period {period_id}: choose one that it has.")
    return found


def _period_text(telling: _Telling) -> str:
    """Return title, date as agreed and days of the period, each where it says more than the one before."""
    period = telling.period
    title, when = shorten(period.title, NAME_CHARS), shorten(period.when_text, NAME_CHARS)
    days = days_phrase(*telling.stretch)
    said = [title]
    if when.casefold() != title.casefold():
        said.append(when)
    told = ", ".join(filter(None, said))
    return told if days.casefold() in {part.casefold() for part in said} else f"{told} ({days})"


def _status(period: PeriodRow) -> Span:
    if period.status != "closed":
        return tag("DRAFT, the period is open", "amber")
    closed = day_text(date.fromisoformat(period.closed_at[:10])) if period.closed_at else ""
    return tag(f"Closed on {closed}" if closed else "Closed", "green")


def _blocks(desk: Desk, telling: _Telling) -> Iterator[Block]:
    yield Facts((("Workplan", plain(one_line(telling.reading.plan.workplan.title))),))
    yield Heading("Background")
    yield from marked.parts(telling.period.background) or (Paragraph((quiet(NOTHING),)),)
    yield from _standing(telling)
    yield from _results(telling)
    for part, title in (("challenge", "Challenges"), ("way forward", "Way forward")):
        yield Heading(title)
        yield from _listed(telling, part)
    yield from _indicators(desk, telling)
    yield Annex("Annex", "Activities of the period")
    yield from _activities(telling)


def _standing(telling: _Telling) -> Iterator[Block]:
    yield Heading("Status by focus area")
    if not telling.reports:
        yield Paragraph((quiet(NOTHING),))
        return
    rows = tuple(
        ratings.standing(area, telling.reports.get(area.number), in_full=True)
        for area in telling.reading.plan.focus_areas
    )
    yield Table(_REPORTED, (0.19, 0.16, 0.27, 0.1, 0.28), rows)
    yield ratings.definitions(ratings.compared(telling.earlier))


def _groups(telling: _Telling, part: str) -> list[_Group]:
    """Return the lines of a part by who reports them: those of several areas first, then area by area."""
    said: dict[tuple[object, ...], tuple[LineRow, list[int]]] = {}
    for number, report in sorted(telling.reports.items()):
        for line in report.lines:
            if line.part == part and (one_line(line.text) or one_line(line.heading)):
                links = (line.activity_id, line.decision_id, line.action_id, line.indicator_id)
                key = (one_line(line.heading), line.text.strip(), *links)
                areas = said.setdefault(key, (line, []))[1]
                if number not in areas:
                    areas.append(number)
    found: dict[tuple[int, ...], _Group] = {}
    for line, areas in said.values():
        found.setdefault(tuple(areas), _Group(tuple(areas), [])).lines.append(line)
    return sorted(
        found.values(), key=lambda group: (-min(len(group.areas), 2), -len(group.areas), group.areas)
    )


def _group_title(telling: _Telling, numbers: tuple[int, ...]) -> str:
    areas = telling.reading.plan.focus_areas
    if len(numbers) == 1:
        area = next(row for row in areas if row.number == numbers[0])
        return f"Focus area {area.number}: {ratings.area_title(area)}"
    return "All focus areas" if len(numbers) == len(areas) else f"Focus areas {_listing(numbers)}"


def _listing(numbers: Iterable[int]) -> str:
    *first, last = map(str, numbers)
    return f"{', '.join(first)} and {last}" if first else last


def _silent(telling: _Telling, groups: Iterable[_Group]) -> Iterator[Block]:
    """Say of which focus areas nothing is told; of none by number where nothing is told at all."""
    heard = {number for group in groups for number in group.areas}
    silent = [area.number for area in telling.reading.plan.focus_areas if area.number not in heard]
    if not heard:
        yield Paragraph((quiet(NOTHING),))
    elif silent:
        word = "areas" if len(silent) > 1 else "area"
        yield Paragraph((quiet(f"Nothing recorded for focus {word} {_listing(silent)}."),))


def _results(telling: _Telling) -> Iterator[Block]:
    """The key results, numbered through the paper; each with its heading, where it has one, and its text."""
    yield Heading("Key activities and results")
    groups = _groups(telling, "key result")
    numbers = count(1)
    for group in groups:
        yield Heading(_group_title(telling, group.areas), 2)
        for line in group.lines:
            yield _result(next(numbers), line)
    yield from _silent(telling, groups)


def _result(number: int, line: LineRow) -> Clause:
    told = marked.parts(line.text)
    heading = shorten(line.heading, HEADING_CHARS)
    if heading:
        return Clause(number, plain(heading), after=told, headed=True)
    if told and isinstance(told[0], Paragraph):
        return Clause(number, told[0].text, after=told[1:])
    return Clause(number, (), after=told)


def _listed(telling: _Telling, part: str) -> Iterator[Block]:
    """The lines of a part as a list under the focus area that reports them."""
    groups = _groups(telling, part)
    for group in groups:
        yield Heading(_group_title(telling, group.areas), 2)
        for line in group.lines:
            yield from _item(line)
    yield from _silent(telling, groups)


def _item(line: LineRow) -> Iterator[Block]:
    """A line as an entry of a list; what stands below its first paragraph is set below it."""
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


def _indicators(desk: Desk, telling: _Telling) -> Iterator[Block]:
    rows = framework.moved(desk, telling.period.id)
    if not rows:  # not every group counts; a heading over nothing would take a page of its own
        return
    yield Heading("Indicators that moved")
    header = ("Code", "Indicator", "Baseline", "Target", "Actual", "Achievement")
    cells = tuple(tuple(_indicator(row, telling.period.id)) for row in rows)
    yield Table(header, (0.08, 0.3, 0.16, 0.16, 0.15, 0.15), cells)
    yield Paragraph(
        plain(
            "Actual: the value to date at the end of the period. Achievement: the way from baseline to target."
        ),
        quiet=True,
    )


def _indicator(row: IndicatorRow, period_id: int) -> Iterator[Text]:
    yield (quiet(shorten(row.code or row.result, 40)),)
    yield plain(shorten(row.title, NOTE_CHARS))
    baseline = shorten(value_words(row.baseline_value, row.unit, row.baseline_text), NAME_CHARS)
    when = str(row.baseline_year or "") or shorten(row.baseline_when, 40)
    yield _with(baseline or "none", when if when not in baseline else "")
    here = [value for value in row.values if value.period_id == period_id]
    aims = [_value(value, row) for value in here if value.kind == "target"]
    target = shorten(value_words(row.target_value, row.unit, row.target_text), NAME_CHARS) or "none"
    yield _with(target, f"for the period: {'; '.join(aims)}" if aims else shorten(row.target_when, 40))
    values = [value for value in here if value.kind == "actual"]
    told = "; ".join(filter(None, (_value(value, row) for value in values)))
    to_date = shorten(row.actual_text, NAME_CHARS)
    notes = (f"in the period: {told}" if told and told != to_date else "", *(v.comment for v in values))
    yield _with(to_date or told or "none", shorten("; ".join(filter(None, map(one_line, notes))), NOTE_CHARS))
    yield plain(framework.achieved(row))


def _value(value: ValueRow, row: IndicatorRow) -> str:
    return shorten(value_words(value.value, row.unit, value.text), NAME_CHARS)


def _with(text: str, note: str) -> Text:
    """Return a text with a note below it."""
    return (Span(text), line_break(), quiet(note)) if note else plain(text)


def _activities(telling: _Telling) -> Iterator[Block]:
    reading, stretch = telling.reading, telling.stretch
    rows = [row for row in reading.plan.activities if touches(row, stretch)]
    if not rows:
        yield Paragraph((quiet("No activity of the workplan is dated in this period."),))
        return
    yield Paragraph(plain(f"Status as recorded on {day_text(telling.today)}."), quiet=True)
    for status in STATUSES:
        found = [row for row in rows if row.status == status]
        if found:
            yield Heading(f"{status.capitalize()} ({len(found)})", 2)
            cells = tuple(
                (
                    (quiet(row.ref),),
                    plain(when_text(row)),
                    output_text(row, reading),
                    plain(lead_text(row, reading)),
                )
                for row in found
            )
            yield Table(("Ref", "When, as agreed", "Output", "Lead"), (0.08, 0.2, 0.52, 0.2), cells)
    if numbers := reading.numbers(rows):
        yield Footnotes(tuple((str(key), shorten(reading.notes[key], NOTE_CHARS)) for key in numbers))
