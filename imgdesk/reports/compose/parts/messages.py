"""The parts of key messages: what was reached, figures, where the focus areas stand, what comes next, whom to ask.

Only what people said: of results and ratings those of the paper's period, without one those of the newest closed
period, because what is closed was agreed; where none is closed, of the newest with a report.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from imgdesk.domain.indicator_text import value_words
from imgdesk.domain.marks import without_unconfirmed
from imgdesk.domain.progress_words import RATING_ROLES, rating_words
from imgdesk.domain.standing import is_open, is_overdue, is_undated
from imgdesk.reports import marked
from imgdesk.reports.blocks import Entry, Facts, Paragraph, Span, Text, quiet, strong, tag
from imgdesk.reports.compose import ratings
from imgdesk.reports.compose.contacts import contact_rows
from imgdesk.reports.compose.meeting import NAME_CHARS
from imgdesk.reports.compose.parts import Item, Part, Scope, gathered
from imgdesk.reports.compose.parts.progress import groups, reading_of
from imgdesk.reports.compose.reading import OUTPUT_CHARS, day_text, lead_text, when_text
from imgdesk.text import one_line, shorten
from imgdesk.views import framework, progress
from imgdesk.views.framework import IndicatorRow
from imgdesk.views.progress import LineRow, PeriodRow

NEXT_DAYS: Final = 180
"""So many days ahead are told."""
NEXT_SHOWN: Final = 6
RESULT_CHARS: Final = 400
_REACHED: Final = ("", "finished", "indicator moved")


@gathered
def achievements(scope: Scope) -> Iterator[Item]:
    """Yield the key results of the period that are finished, moved a figure or were written by hand, each once.

    What is begun, decided or done within the group is no message to others.
    """
    period = _period(scope)
    for group in groups(scope, period, "key result") if period is not None else ():
        for line in group.lines:
            if line.row.what not in _REACHED:
                continue
            record = f"activity:{line.row.activity_id}" if line.row.activity_id else ""
            yield Item(
                f"report_line:{line.row.id}", Entry("bullet", _result(line.row)), _origin(period),
                record or f"focus_area_report:{line.report.id}",
            )  # fmt: skip


@gathered
def figures(scope: Scope) -> Iterator[Item]:
    """Yield the indicators that have a value, with baseline and target; those that met their target first."""
    rows = [row for row in framework.indicators(scope.desk) if row.actual_text]
    for row in sorted(rows, key=lambda row: row.met is not True):
        yield Item(
            f"indicator:{row.id}", Entry("bullet", _figure(row)), "results framework", f"indicator:{row.id}"
        )


@gathered
def standing(scope: Scope) -> Iterator[Item]:
    """Yield how each focus area stands as its report judges it; nothing where nobody judged."""
    period = _period(scope)
    if period is None:
        return
    reports = {row.focus_area: row for row in progress.reports_of(scope.desk, period)}
    for area in reading_of(scope, period).plan.focus_areas:
        report = reports.get(area.number)
        if report is None or not report.rag:
            continue
        text: Text = (
            strong(f"{area.number} {ratings.area_title(area)}: "),
            tag(rating_words(report.rag), RATING_ROLES[report.rag]),
        )
        if one_line(report.rag_reason):
            text = (*text, Span(" "), *marked.inline(shorten(report.rag_reason, RESULT_CHARS)))
        yield Item(
            f"focus_area:{area.number}",
            Entry("bullet", text),
            _origin(period),
            f"focus_area_report:{report.id}",
        )


@gathered
def ahead(scope: Scope) -> Iterator[Item]:
    """Yield the next activities that are agreed: dated, confirmed, not in brackets, within NEXT_DAYS days."""
    last = (scope.today + min(timedelta(NEXT_DAYS), scope.today.max - scope.today)).isoformat()
    rows = [
        row
        for row in scope.reading.plan.activities
        if is_open(row)
        and not (is_overdue(row, scope.today) or is_undated(row) or row.tbc or row.provisional)
        and row.latest is not None
        and (row.earliest or row.latest) <= last
    ]
    rows.sort(key=lambda row: (row.latest or "", row.earliest or "", row.id))
    for row in rows[:NEXT_SHOWN]:
        name = shorten(without_unconfirmed(row.output), OUTPUT_CHARS)
        text = (strong(f"{when_text(row)}: "), Span(name), quiet(f" ({lead_text(row, scope.reading)})"))
        key = f"activity:{row.id}"
        yield Item(key, Entry("bullet", text), f"workplan, {day_text(scope.today)}", key)


@gathered
def contact(scope: Scope) -> Iterator[Item]:
    """Yield who answers for the group; people and addresses only where they are switched in."""
    if rows := contact_rows(scope):
        yield Item("facts", Facts(tuple(rows)), "people and roles")


PARTS: Final = {
    "achievements": Part("What was reached", achievements),
    "figures": Part("Figures", figures),
    "standing": Part("Where the focus areas stand", standing),
    "next": Part("What comes next", ahead),
    "contact": Part("Contact", contact),
}


def _period(scope: Scope) -> PeriodRow | None:
    if scope.paper.period_id is not None:
        return progress.period(scope.desk, scope.paper.period_id)
    reported = [row for row in progress.periods(scope.desk) if row.reports]
    among = [row for row in reported if row.status == "closed"] or reported
    return max(among, key=lambda row: (row.latest or "", row.earliest or "", row.id), default=None)


def _origin(period: PeriodRow | None) -> str:
    if period is None:
        return ""
    state = "" if period.status == "closed" else ", not closed yet"
    return f"reports for {shorten(period.title, NAME_CHARS)}{state}"


def _result(line: LineRow) -> Text:
    """Return a key result in one paragraph: its heading and the first of its text."""
    heading = shorten(line.heading, NAME_CHARS).rstrip(".:")
    told = marked.parts(line.text)
    first: Text = told[0].text if told and isinstance(told[0], Paragraph) else ()
    if not heading:
        return first or marked.inline(shorten(line.text, RESULT_CHARS))
    return (strong(f"{heading}. " if first else heading), *first)


def _figure(row: IndicatorRow) -> Text:
    baseline = shorten(value_words(row.baseline_value, row.unit, row.baseline_text), NAME_CHARS)
    target = shorten(value_words(row.target_value, row.unit, row.target_text), NAME_CHARS)
    known = (
        f"target {target}" if target else "",
        f"from {baseline}" if baseline else "",
        framework.achieved(row),
    )
    said = "; ".join(part for part in known if part)
    text: Text = (strong(f"{shorten(row.actual_text, NAME_CHARS)}: "), Span(shorten(row.title, OUTPUT_CHARS)))
    if said:
        text = (*text, quiet(f" ({said})"))
    return (*text, Span(" "), tag("target met", "green")) if row.met else text
