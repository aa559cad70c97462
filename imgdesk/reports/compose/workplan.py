"""The workplan as the group circulates it: its text, its focus areas and its tables, whole and word for word.

Laid out as the group's own papers are, and so that the import of workplans reads it back without a difference: what a
part is stands in its heading or before its colon, dates and leads stay as agreed, brackets stay. Status, percentages
and internal remarks are no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from imgdesk.errors import UserError
from imgdesk.reports.blocks import (
    Block,
    Document,
    Entry,
    Heading,
    Paragraph,
    Span,
    Table,
    Text,
    line_break,
    plain,
    strong,
    tag,
)
from imgdesk.reports.compose.notes import Notes
from imgdesk.text import clean_text, one_line
from imgdesk.views import plan_text
from imgdesk.views import workplan as views
from imgdesk.views.plan_text import IndicativeRow, NarrativeRow
from imgdesk.views.workplan import ActivityRow, FocusAreaRow, FootnoteRow, PlanView, SectionRow, WindowRow

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

STATUS: Final = {"draft": "amber", "for approval": "amber", "approved": "green"}
"""The colour of each status of a plan."""
HEADERS: Final = {
    "number": ("No.", 5), "category": ("Activity", 19), "when": ("Date", 13), "output": ("Output", 38),
    "leads": ("Lead Agencies", 16), "partners": ("Partners", 14),
}  # fmt: skip
"""The columns by the cell that each shows: the group's own name for it, and how wide it is beside the others."""
NOTHING: Final = "No activity is recorded."


class _Said(NamedTuple):
    """What the plan says in its cells: categories in its own words, and footnotes, by activity."""

    categories: dict[int, str]
    footnotes: dict[int, list[FootnoteRow]]

    def cell(self, row: ActivityRow, name: str) -> str:
        """Return the words of a cell, but for its number."""
        cells = {
            "category": self.categories.get(row.id, ""), "output": row.output, "leads": row.lead_text,
            "when": row.when_text, "partners": row.partner_text,
        }  # fmt: skip
        return clean_text(cells[name])


def workplan_paper(desk: Desk, workplan_id: int | None = None) -> Document:
    """Return a workplan, without an id the current one, as the paper that is circulated.

    Raises UserError where the desk has none.
    """
    plan = views.plan(desk, workplan_id)
    if plan is None:
        raise UserError("This desk has no workplan yet: import one, or add one, and export again.")
    row = plan.workplan
    author = one_line(desk.read("SELECT name FROM working_group")[0][0])
    return Document(
        title=one_line(row.title),
        subtitle=one_line(row.when_text),
        sender=(),
        reference=(),
        foot="",
        author=author,
        blocks=tuple(_blocks(desk, plan)),
        status=tag(row.status.capitalize(), STATUS[row.status]),
        reading=True,
    )


def _blocks(desk: Desk, plan: PlanView) -> Iterator[Block]:
    workplan_id, notes = plan.workplan.id, Notes()
    text = plan_text.narrative(desk, workplan_id)
    own = [row for row in text if row.section_id is None]
    first, closing = _apart(own)
    said = _Said(
        plan_text.category_texts(desk, workplan_id), _by_activity(views.footnotes(desk, workplan_id))
    )
    if plan.workplan.objective.strip():
        yield _labelled("Objective", plan.workplan.objective)
    yield from _narrative(first)
    yield from _arrangements(desk, plan)
    yield from _narrative(closing)
    yield from _focus_areas(plan.focus_areas, plan_text.indicative(desk, workplan_id))
    gaps = _gaps_to_tell(plan.gaps, text)
    sections = {section.id: section for section in plan.sections}
    homes = {gap.id: _home(gap, plan.sections) for gap in gaps}
    yield from (Paragraph(_lines(gap.note)) for gap in gaps if homes[gap.id] not in sections)
    for section in plan.sections:
        yield Heading(section.heading.strip() or section.title)
        yield from _narrative([row for row in text if row.section_id == section.id])
        yield from (Paragraph(_lines(gap.note)) for gap in gaps if homes[gap.id] == section.id)
        yield _table([row for row in plan.activities if row.section_id == section.id], said, notes)
        yield from notes.block()


def _apart(rows: Sequence[NarrativeRow]) -> tuple[Sequence[NarrativeRow], Sequence[NarrativeRow]]:
    """Part the text of a plan before what stands at its end under no heading: it leads over to the focus areas."""
    end = len(rows)
    while end and not rows[end - 1].heading:
        end -= 1
    return rows[:end], rows[end:]


def _narrative(rows: Sequence[NarrativeRow]) -> Iterator[Block]:
    """Running text under its headings; in a section they lead in, for what is a heading there opens a section."""
    for heading, group in groupby(rows, key=lambda row: row.heading):
        found = list(group)
        if heading and found[0].section_id is None:
            yield Heading(heading)
        elif heading:
            yield Paragraph((Span(heading, "italic"),))
        yield from map(_paragraph, found)


def _paragraph(row: NarrativeRow) -> Block:
    if row.kind != "item":
        return Paragraph(_lines(row.text))
    sign = one_line(row.label)
    return Entry("bullet", _lines(row.text), written="" if sign in ("", "•") else sign)


def _arrangements(desk: Desk, plan: PlanView) -> Iterator[Block]:
    """How long the plan runs, who chairs, and what each role is there to do."""
    roles = plan_text.roles(desk, plan.workplan.id)
    if plan.workplan.duration.strip():
        yield _labelled("Timeline", plan.workplan.duration)
    chairs = plan_text.co_chairs(desk)
    if chairs and roles:
        yield Paragraph((strong("Co-Chairs:"),))
        yield from (Entry("bullet", plain(name)) for name in chairs)
    elif chairs:
        yield _labelled("Co-Chairs", ", ".join(chairs))
    yield from (_labelled(f"Role of {one_line(row.role)}", row.text) for row in roles)


def _focus_areas(areas: Sequence[FocusAreaRow], means: Sequence[IndicativeRow]) -> Iterator[Block]:
    """Each focus area with who leads it, and year by year what it means to do."""
    for area in areas:
        title = one_line(area.title)
        named = f"{area.number}) {title} (Focus Area Lead: {area.leads})"
        yield Heading(named if area.leads else f"Focus area {area.number}: {title}", 2)
        for row in means:
            if row.focus_area_id == area.id:
                yield _labelled(f"Indicative activities {row.year or ''}".strip(), row.text)


def _gaps_to_tell(gaps: Sequence[WindowRow], text: Sequence[NarrativeRow]) -> list[WindowRow]:
    """Return the coverage gaps of which the running text does not tell already."""
    told = " ".join(one_line(row.text) for row in text)
    return [gap for gap in gaps if one_line(gap.note) and one_line(gap.note) not in told]


def _home(gap: WindowRow, sections: Sequence[SectionRow]) -> int:
    """Return the section of the year in which a gap begins, 0 for none."""
    year = (gap.earliest or "")[:4]
    return next((section.id for section in sections if year and str(section.year) == year), 0)


def _table(rows: Sequence[ActivityRow], said: _Said, notes: Notes) -> Block:
    """The activities of a section in the group's columns: those that every plan has, and others where they are used.

    They are numbered where one has neither lead nor date: nothing else tells it from more words of the one above.
    """
    if not rows:
        return Paragraph(plain(NOTHING), quiet=True)
    used = {name for name in ("category", "partners") if any(said.cell(row, name).strip() for row in rows)}
    order = ["category", "output", "leads", "when", "partners"] if used else ["when", "output", "leads"]
    names = [name for name in order if name in used or name not in ("category", "partners")]
    if any(not (row.lead_text.strip() or row.when_text.strip()) for row in rows):
        names.insert(0, "number")
    whole = sum(HEADERS[name][1] for name in names)
    cells = tuple(
        tuple(
            plain(f"{place}.") if name == "number" else _cell(row, name, said, notes)
            for name in names
        )
        for place, row in enumerate(rows, start=1)
    )  # fmt: skip
    header, widths = zip(*(HEADERS[name] for name in names), strict=True)
    return Table(header, tuple(width / whole for width in widths), cells)


def _cell(row: ActivityRow, name: str, said: _Said, notes: Notes) -> Text:
    """The words of a cell with the marks of its footnotes where they belong."""
    text, spans, start = said.cell(row, name), list[Span](), 0
    found = (note for note in said.footnotes.get(row.id, ()) if note.field == name)
    for note in sorted(found, key=lambda note: note.offset):
        spans += _lines(text[start : note.offset])
        spans.append(notes.mark(note.text))
        start = max(start, note.offset)
    return (*spans, *_lines(text[start:]))


def _by_activity(rows: Sequence[FootnoteRow]) -> dict[int, list[FootnoteRow]]:
    found: dict[int, list[FootnoteRow]] = {}
    for row in rows:
        found.setdefault(row.activity_id, []).append(row)
    return found


def _labelled(label: str, text: str) -> Paragraph:
    return Paragraph((strong(f"{label}: "), *_lines(text)))


def _lines(text: str) -> Text:
    """Return a text with its own ends of lines."""
    spans: list[Span] = []
    for place, line in enumerate(clean_text(text).split("\n")):
        spans += [line_break()] if place else []
        spans += [Span(line)] if line else []
    return tuple(spans)
