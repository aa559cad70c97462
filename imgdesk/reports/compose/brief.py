"""The brief for a meeting of the co-chairs: two pages and the chart, from the desk as it stands on a day.

Its sections are those of the template that comes with the program, its words those of the parts; here stands what is
above them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from imgdesk.reports.blocks import Block, ChartBlock, Document, Footnotes, Heading, Paragraph, quiet
from imgdesk.reports.compose.meeting import NOTHING
from imgdesk.reports.compose.parts import Scope, find
from imgdesk.reports.compose.reading import Reading, day_text
from imgdesk.text import one_line
from imgdesk.views.paper_templates import shipped

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


def brief(desk: Desk, *, today: date, audience: str = "") -> Document:
    """Return the brief of the current workplan as on a day; `audience` is whom it is for (the co-chairs).

    Raises UserError where the desk has no workplan.
    """
    scope = Scope(desk, today, shipped("brief")[0])
    reading = scope.reading
    return Document(
        title=one_line(reading.plan.workplan.title),
        subtitle=subtitle(reading, today),
        sender=tuple(filter(None, (reading.group, reading.parent))) or ("",),
        reference=(f"Brief for {one_line(audience) or 'the co-chairs'}", day_text(today)),
        foot=f"{reading.short_name} · brief of {day_text(today)}",
        author=reading.group,
        blocks=tuple(_blocks(scope)),
    )


def subtitle(reading: Reading, today: date) -> str:
    """Return the day, period, status and counts of a workplan in one line."""
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


def _blocks(scope: Scope) -> Iterator[Block]:
    """Yield the sections of the template; footnotes that several of them share stand once, before the chart."""
    notes: dict[str, str] = {}
    charts: list[Block] = []
    for section in shipped("brief")[1]:
        part = find(section.source)
        blocks = [item.block for item in part.compose(scope)] if part is not None else []
        if section.heading:
            yield Heading(section.heading)
            yield from () if blocks else (Paragraph((quiet(NOTHING),)),)
        for block in blocks:
            if isinstance(block, Footnotes):
                notes.update(block.notes)
            elif isinstance(block, ChartBlock):
                charts.append(block)
            else:
                yield block
    if notes:
        yield Footnotes(tuple(sorted(notes.items(), key=lambda note: int(note[0]))))
    yield from charts
