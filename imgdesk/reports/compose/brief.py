"""The brief for a meeting of the co-chairs: two pages and the chart, from the desk as it stands on a day.

Every activity that needs a word is told once: overdue, or without a date, or unconfirmed, or due. What is firm and
farther off stands in the chart alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from imgdesk.domain.health import Finding
from imgdesk.domain.marks import without_unconfirmed
from imgdesk.domain.standing import SOON_DAYS, days_left, is_open, is_overdue, is_undated
from imgdesk.reports.blocks import (
    Block,
    ChartBlock,
    Document,
    Footnotes,
    Heading,
    Numbered,
    Paragraph,
    Span,
    Table,
    Text,
    plain,
    quiet,
    strong,
    tag,
)
from imgdesk.reports.compose import ratings
from imgdesk.reports.compose.changes import changes
from imgdesk.reports.compose.gantt import chart_of
from imgdesk.reports.compose.reading import Reading, day_text, lead_text, output_text, read, when_text
from imgdesk.reports.compose.standing import RULE, standings
from imgdesk.text import one_line, shorten
from imgdesk.views.grouping import section_note
from imgdesk.views.progress import PeriodRow, before, rated_on, reports_of
from imgdesk.views.workplan import ActivityRow, SectionRow

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

CHANGED_DAYS: Final = 30
CHANGES_SHOWN: Final = 12
NAMES_SHOWN: Final = 3
"""So many activities stand by name under one question."""

QUESTIONS: Final = {
    "overdue": "Mark as done, or agree a new date",
    "conflict": "Move one of two linked activities, or unlink them",
    "unconfirmed": "Confirm, move or drop",
    "brackets": "Keep the brackets, or take them off",
    "no lead": "Name a lead",
    "undated": "Name a window",
    "date as text": "Write the date so that it can be placed",
    "outside": "Correct a date outside its section or the plan",
    "closer date": "Take the closer date over from the text, if it is agreed",
    "coverage gap": "Agree who carries it during the coverage gap",
    "percent": "Make status and percentage agree",
}
"""What a meeting is asked to decide, by kind of finding."""


def brief(desk: Desk, *, today: date, audience: str = "") -> Document:
    """Return the brief of the current workplan as on a day; `audience` is whom it is for (the co-chairs).

    Raises UserError where the desk has no workplan.
    """
    reading = read(desk)
    lists = sort_out(reading, today)
    foot = f"{reading.short_name} · brief of {day_text(today)}"
    blocks = [
        *_questions(reading.findings(today), reading, today),
        *_standing(desk, reading, today),
        *_changed(desk, today),
        *_due(lists, reading, today),
        *_doubtful(lists, reading, today),
        *_undated(lists, reading, today),
        *_notes(reading, lists),
        ChartBlock(chart_of(reading, today=today, foot=foot)),
    ]
    return Document(
        title=one_line(reading.plan.workplan.title),
        subtitle=_subtitle(reading, today),
        sender=tuple(filter(None, (reading.group, reading.parent))) or ("",),
        reference=(f"Brief for {one_line(audience) or 'the co-chairs'}", day_text(today)),
        foot=foot,
        author=reading.group,
        blocks=tuple(blocks),
    )


class Lists(NamedTuple):
    """The activities that need a word, each in one list only; `later` are provisional sections not yet near."""

    overdue: list[ActivityRow]
    due: list[ActivityRow]
    doubtful: list[ActivityRow]
    undated: list[ActivityRow]
    later: dict[SectionRow, list[ActivityRow]]

    def shown(self) -> list[ActivityRow]:
        """All activities that stand in a table."""
        return [*self.overdue, *self.due, *self.doubtful, *self.undated]


def sort_out(reading: Reading, today: date) -> Lists:
    """Return the open activities of a plan by what a reader must know of them first."""
    horizon = _horizon(today)
    lists = Lists([], [], [], [], {})
    sections = reading.sections
    for row in filter(is_open, reading.plan.activities):
        section = sections[row.section_id]
        if is_overdue(row, today):
            lists.overdue.append(row)
        elif section.provisional and section.year and section.year > horizon.year:
            lists.later.setdefault(section, []).append(row)
        elif is_undated(row) or not row.understood:
            lists.undated.append(row)
        elif row.tbc or row.provisional:
            lists.doubtful.append(row)
        elif (row.earliest or "") <= horizon.isoformat():
            lists.due.append(row)
    for rows in (lists.overdue, lists.due, lists.doubtful):
        rows.sort(key=lambda row: (row.latest or "9999", row.earliest or ""))
    return lists


def _horizon(today: date) -> date:
    return date.fromordinal(min(today.toordinal() + SOON_DAYS, date.max.toordinal()))


def _subtitle(reading: Reading, today: date) -> str:
    plan, rows = reading.plan.workplan, reading.plan.activities
    day = today.isoformat()
    stage = ""
    if plan.earliest and day < plan.earliest:
        stage = "not yet begun"
    elif plan.latest and day > plan.latest:
        stage = "the period is over"
    done = sum(row.status == "done" for row in rows)
    count = f"{len(rows)} {'activity' if len(rows) == 1 else 'activities'}, {done} done"
    parts = (f"As on {day_text(today)}", one_line(plan.when_text), plan.status, stage, count)
    return " · ".join(part for part in parts if part)


def _questions(findings: Sequence[Finding], reading: Reading, today: date) -> Iterator[Block]:
    """What a meeting is asked to decide, one item a kind, the most urgent kind first."""
    rows = {f"activity:{row.id}": row for row in reading.plan.activities}
    kinds: dict[str, list[ActivityRow]] = {}
    for finding in findings:
        kinds.setdefault(finding.kind, []).append(rows[finding.record])
    if not kinds:
        return
    yield Heading("Open questions")
    yield Numbered(tuple(_question(kind, found, today) for kind, found in kinds.items()))


def _question(kind: str, rows: Sequence[ActivityRow], today: date) -> Text:
    spans = [strong(f"{QUESTIONS[kind]}: ")]
    for place, row in enumerate(rows[:NAMES_SHOWN]):
        name = shorten(without_unconfirmed(row.output), 64) or "an activity without text"
        left = days_left(row, today) if kind == "unconfirmed" else None
        note = f" ({_left(left)})" if left is not None and left < SOON_DAYS else ""
        spans.append(Span(f"{'; ' if place else ''}{name}{note}"))
        spans.append(quiet(f" {row.ref}"))
    more = len(rows) - NAMES_SHOWN
    spans.append(Span(f"; and {more} more." if more > 0 else "."))
    return tuple(spans)


def _left(days: int) -> str:
    return "ends today" if days == 0 else "1 day left" if days == 1 else f"{days} days left"


def _standing(desk: Desk, reading: Reading, today: date) -> Iterator[Block]:
    """Where each focus area stands: as reported for the period that holds the day, else as the record proposes."""
    period = rated_on(desk, today, reading.plan.workplan.id)
    if period is not None:
        yield Heading("Where each focus area stands")
        yield from _reported(desk, reading, period)
        return
    found = standings(reading, today)
    if not found:
        return
    yield Heading("Where each focus area stands")
    rows = tuple(
        (
            (
                strong(str(area.number)),
                Span(f" {area.title} ({area.leads})" if area.leads else f" {area.title}"),
            ),
            (tag(area.word, area.role),),
            plain(area.percent),
            plain(area.sentence),
        )
        for area in found
    )
    yield Table(("Focus area and lead", "Status", "Done", "In one line"), (0.29, 0.16, 0.08, 0.47), rows)
    yield Paragraph(plain(RULE), quiet=True)


def _reported(desk: Desk, reading: Reading, period: PeriodRow) -> Iterator[Block]:
    """What the reports of a period say of each focus area, with what the words mean."""
    reports = {row.focus_area: row for row in reports_of(desk, period)}
    rows = tuple(ratings.standing(area, reports.get(area.number)) for area in reading.plan.focus_areas)
    header = ("Focus area and lead", "Status", "Progress", "Trend", "In one line")
    yield Table(header, (0.27, 0.16, 0.09, 0.1, 0.38), rows)
    title = shorten(period.title, ratings.PERIOD_CHARS)
    yield ratings.definitions(f"As reported for {title}. {ratings.compared(before(desk, period))}")


def _changed(desk: Desk, today: date) -> Iterator[Block]:
    """What changed in the last days; silent where nothing did."""
    since = date.fromordinal(max(1, today.toordinal() - CHANGED_DAYS))
    found = changes(desk, since=since, until=today)
    if not found:
        return
    yield Heading(f"Changed since {day_text(since)}")
    rows = tuple(
        (
            plain(row.what),
            plain(row.before),
            plain(row.after),
            plain(", ".join(filter(None, (day_text(row.at), row.origin)))),
        )
        for row in found[:CHANGES_SHOWN]
    )
    yield Table(("What", "From", "To", "When and by"), (0.42, 0.18, 0.18, 0.22), rows)
    if len(found) > CHANGES_SHOWN:
        more = len(found) - CHANGES_SHOWN
        yield Paragraph(plain(f"And {more} more changes."), quiet=True)


def _due(lists: Lists, reading: Reading, today: date) -> Iterator[Block]:
    title = f"Due in the next {SOON_DAYS} days"
    yield Heading(f"Overdue, and due in the next {SOON_DAYS} days" if lists.overdue else title)
    if lists.overdue or lists.due:
        words = {row.id: ("overdue", "red") for row in lists.overdue}
        yield _table((*lists.overdue, *lists.due), reading, lambda row: words.get(row.id, _delayed(row)))
    else:
        yield Paragraph(plain("Nothing that is firm and dated falls into these days."))
    for gap in reading.plan.gaps:
        if (gap.earliest or "") <= _horizon(today).isoformat() and (
            gap.latest or "9999"
        ) >= today.isoformat():
            name = ", ".join(filter(None, (shorten(gap.title, 80), shorten(gap.when_text, 60))))
            note = quiet(f" {shorten(gap.note, 240)}") if gap.note else Span("")
            yield Paragraph((tag("coverage gap", "muted"), Span(f" {name}."), note))


def _doubtful(lists: Lists, reading: Reading, today: date) -> Iterator[Block]:
    if not (lists.doubtful or lists.later):
        return
    yield Heading("Unconfirmed, in brackets, provisional")
    if lists.doubtful:
        yield _table(lists.doubtful, reading, lambda row: _doubt(row, today))
    for section, rows in lists.later.items():
        undated = sum(map(is_undated, rows))
        count = f"{len(rows)} {'activity' if len(rows) == 1 else 'activities'}"
        dates = f", {undated} without a date" if undated else ""
        note = shorten(section_note(section), 160)
        yield Paragraph(
            (strong(f"{one_line(section.title)}:"), Span(f" {count}{dates}; "), quiet(f"{note}."))
        )


def _undated(lists: Lists, reading: Reading, today: date) -> Iterator[Block]:
    if lists.undated:
        yield Heading("Without a date")
        yield _table(
            lists.undated, reading, lambda row: _doubt(row, today) if row.tbc or row.provisional else None
        )


_Word = tuple[str, str] | None


def _table(rows: Iterable[ActivityRow], reading: Reading, word: Callable[[ActivityRow], _Word]) -> Table:
    """Activities with their date as agreed, output and lead; `word` gives what stands beside the date."""
    cells = tuple(
        ((quiet(row.ref),), _when(row, word(row)), _output(row, reading), plain(lead_text(row, reading)))
        for row in rows
    )
    return Table(("Ref", "When, as agreed", "Output", "Lead"), (0.07, 0.26, 0.49, 0.18), cells)


def _when(row: ActivityRow, word: _Word) -> Text:
    return (Span(when_text(row)), Span(" "), tag(*word)) if word else plain(when_text(row))


def _output(row: ActivityRow, reading: Reading) -> Text:
    text = output_text(row, reading)
    if row.status != "under way":
        return text
    share = f", {row.percent}%" if row.percent else ""
    return (*text, quiet(f" (under way{share})"))


def _delayed(row: ActivityRow) -> _Word:
    return ("delayed", "amber") if row.status == "delayed" else None


def _doubt(row: ActivityRow, today: date) -> _Word:
    if row.tbc:
        left = days_left(row, today)
        soon = f", {_left(left)}" if left is not None and left < SOON_DAYS else ""
        return f"unconfirmed{soon}", "amber"
    return ("in brackets", "muted") if row.bracketed else ("provisional", "muted")


def _notes(reading: Reading, lists: Lists) -> Iterator[Block]:
    numbers = reading.numbers(lists.shown())
    if numbers:
        yield Footnotes(tuple((str(number), shorten(reading.notes[number], 600)) for number in numbers))
