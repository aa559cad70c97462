"""What every paper about the workplan reads, read once: group, plan, leads, footnotes, links, findings.

And how papers say it: a day, a lead, an output with its footnotes, so that brief and chart use the same words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from imgdesk.domain.health import Finding
from imgdesk.domain.health_plan import check_plan
from imgdesk.domain.timing_names import days_phrase
from imgdesk.errors import UserError
from imgdesk.reports.blocks import Span, Text
from imgdesk.text import one_line, shorten
from imgdesk.views import footnotes, workplan
from imgdesk.views.footnotes import Mark
from imgdesk.views.workplan import ActivityRow, LinkRow, PlanSets, PlanView, SectionRow

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

OUTPUT_CHARS: Final = 600
"""A longer output is cut on paper, with an ellipsis."""
WHEN_CHARS: Final = 80
LEAD_CHARS: Final = 120


@dataclass(frozen=True)
class Reading:
    """A workplan and what stands around it."""

    group: str
    acronym: str
    parent: str
    plan: PlanView
    sets: PlanSets
    links: list[LinkRow]
    marks: dict[int, tuple[Mark, ...]]
    notes: dict[int, str]
    """The footnotes by number."""

    @property
    def sections(self) -> dict[int, SectionRow]:
        """The sections by id."""
        return {row.id: row for row in self.plan.sections}

    @property
    def short_name(self) -> str:
        """What the group is called where there is little room."""
        return self.acronym or shorten(self.group, 60)

    def findings(self, today: date) -> list[Finding]:
        """What the plan raises, most urgent first."""
        return check_plan(self.plan, self.sets, self.links, today=today)

    def numbers(self, rows: Iterable[ActivityRow]) -> list[int]:
        """The numbers of the footnotes of some activities, in order."""
        return sorted({mark.number for row in rows for mark in self.marks.get(row.id, ())})


def read(desk: Desk, workplan_id: int | None = None) -> Reading:
    """Read a workplan, without an id the current one; UserError where the desk has none."""
    plan = workplan.plan(desk, workplan_id)
    if plan is None:
        raise UserError("This desk has no workplan yet: import one, or add one, and export again.")
    rows = workplan.footnotes(desk, plan.workplan.id)
    marks = footnotes.numbered(rows)
    texts = dict.fromkeys(row.text for row in rows)
    name, acronym, parent = desk.read("SELECT name, acronym, parent FROM working_group")[0]
    return Reading(
        one_line(name), one_line(acronym), one_line(parent), plan, workplan.plan_sets(desk, plan.workplan.id),
        workplan.links(desk, plan.workplan.id), marks, dict(enumerate(texts, start=1)),
    )  # fmt: skip


def day_text(day: date) -> str:
    """Return a day as papers write it: "14 July 2023"."""
    return days_phrase(day, day)


def when_text(row: ActivityRow) -> str:
    """Return a date as agreed, "no date" where none is written."""
    return shorten(row.when_text, WHEN_CHARS) or "no date"


def lead_text(row: ActivityRow, reading: Reading) -> str:
    """Return who leads: those named; where only focus areas are, whoever leads these, with the words of the paper."""
    named = reading.sets.leads.get(row.id, ())
    if named:
        return shorten(", ".join(named), LEAD_CHARS)
    words = shorten(row.lead_text, LEAD_CHARS)
    resolved = () if row.everyone else reading.sets.filter_leads.get(row.id, ())
    return (
        shorten(f"{', '.join(resolved)} ({words})", LEAD_CHARS) if resolved and words else words or "no lead"
    )


def output_text(row: ActivityRow, reading: Reading) -> Text:
    """Return an output with its footnotes' marks; those of columns that the paper lacks stand at its end."""
    text = shorten(row.output, OUTPUT_CHARS) or "An activity without text"
    cuts: dict[int, list[int]] = {}
    for mark in reading.marks.get(row.id, ()):
        within = mark.field == "output" and mark.offset < len(text) and text == row.output
        cuts.setdefault(mark.offset if within else len(text), []).append(mark.number)
    spans: list[Span] = []
    start = 0
    for offset in sorted(cuts):
        spans.append(Span(text[start:offset].rstrip()))
        spans += [Span(str(number), "mark") for number in dict.fromkeys(cuts[offset])]
        start = offset
    spans.append(Span(text[start:]))
    return tuple(span for span in spans if span.text)
