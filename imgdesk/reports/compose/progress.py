"""The progress report of a reporting period: background, status, key results, challenges, way forward.

In the order of the group's own reports, which the template that comes with the program keeps.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from imgdesk.reports.blocks import Annex, Block, Document, Heading, Paragraph, Span, quiet, tag
from imgdesk.reports.compose.meeting import NAME_CHARS, NOTHING
from imgdesk.reports.compose.parts import Scope, find
from imgdesk.reports.compose.parts.progress import period_of, period_text, reading_of
from imgdesk.reports.compose.reading import day_text
from imgdesk.text import shorten
from imgdesk.views.paper_templates import shipped
from imgdesk.views.progress import PeriodRow

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

_ONLY_WITH_ITEMS = "progress.indicators"
"""Not every group counts; a heading over nothing would take a page of its own."""


def progress_report(desk: Desk, period_id: int | None = None, *, today: date) -> Document:
    """Return the progress report of a period, without an id of the one that ended last among those with a report.

    Raises UserError when no period has a report, or there is no such period.
    """
    paper = shipped("progress")[0]._replace(period_id=period_id)
    scope = Scope(desk, today, paper)
    period = period_of(scope)
    reading = reading_of(scope, period)
    title = shorten(period.title, NAME_CHARS)
    return Document(
        title=paper.title,
        subtitle=f"Reporting period: {period_text(period)}",
        sender=tuple(filter(None, (reading.group, reading.parent))) or ("",),
        reference=(title, *(() if period.status == "closed" else (day_text(today),))),
        foot=f"{reading.short_name} · progress report, {title[:1].lower()}{title[1:]}",
        author=reading.group,
        blocks=tuple(_blocks(scope)),
        status=_status(period),
        reading=True,
    )


def _status(period: PeriodRow) -> Span:
    if period.status != "closed":
        return tag("DRAFT, the period is open", "amber")
    closed = day_text(date.fromisoformat(period.closed_at[:10])) if period.closed_at else ""
    return tag(f"Closed on {closed}" if closed else "Closed", "green")


def _blocks(scope: Scope) -> Iterator[Block]:
    for section in shipped("progress")[1]:
        if section.kind == "annex":
            yield Annex("Annex", section.heading)
            continue
        part = find(section.source)
        items = part.compose(scope) if part is not None else ()
        if not items and section.source == _ONLY_WITH_ITEMS:
            continue
        if section.heading:
            yield Heading(section.heading, section.level)
        yield from (item.block for item in items)
        if not items:
            yield Paragraph((quiet(NOTHING),))
