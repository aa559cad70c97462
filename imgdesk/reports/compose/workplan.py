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
from imgdesk.reports.compose.plan_words import ActivityWords, Gap, PlanWords, plan_words
from imgdesk.text import clean_text, one_line
from imgdesk.views import plan_text
from imgdesk.views import workplan as views
from imgdesk.views.plan_text import NarrativeRow
from imgdesk.views.versions import images_now
from imgdesk.views.workplan import SectionRow, WorkplanRow

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

Key = tuple[str, int | str]
"""What a block of the paper is about: a kind and the id of its record, or which one of its kind it is."""

STATUS: Final = {"draft": "amber", "for approval": "amber", "approved": "green"}
"""The colour of each status of a plan."""
HEADERS: Final = {
    "number": ("No.", 5), "category": ("Activity", 19), "when": ("Date", 13), "output": ("Output", 38),
    "leads": ("Lead Agencies", 16), "partners": ("Partners", 14),
}  # fmt: skip
"""The columns by the cell that each shows: the group's own name for it, and how wide it is beside the others."""
NOTHING: Final = "No activity is recorded."


class Part(NamedTuple):
    """A block of the paper and what it is about; of a table also the activity of each row, the name of each column."""

    key: Key
    block: Block
    rows: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()


def workplan_paper(desk: Desk, workplan_id: int | None = None) -> Document:
    """Return a workplan, without an id the current one, as the paper that is circulated.

    Raises UserError where the desk has none.
    """
    row = known_plan(desk, workplan_id)
    words = plan_words(images_now(desk, row.id), plan_text.co_chairs(desk))
    return paper_of(desk, words, tuple(part.block for part in plan_parts(words)))


def known_plan(desk: Desk, workplan_id: int | None = None) -> WorkplanRow:
    """Return a workplan, without an id the current one; raises UserError where the desk has none."""
    plan = views.plan(desk, workplan_id)
    if plan is None:
        raise UserError("This desk has no workplan yet: import one, or add one, and export again.")
    return plan.workplan


def paper_of(desk: Desk, words: PlanWords, blocks: tuple[Block, ...]) -> Document:
    """Return the paper of a plan, which says `blocks`."""
    return Document(
        title=one_line(words.title),
        subtitle=one_line(words.when_text),
        sender=(),
        reference=(),
        foot="",
        author=one_line(desk.read("SELECT name FROM working_group")[0][0]),
        blocks=blocks,
        status=tag(words.status.capitalize(), STATUS[words.status]),
        reading=True,
    )


def plan_parts(words: PlanWords) -> Iterator[Part]:
    """Yield what the paper of a plan says, block by block, each with what it is about; no two are about the same."""
    notes = Notes()
    own = [row for row in words.narrative if row.section_id is None]
    first, closing = _apart(own)
    if words.objective.strip():
        yield Part(("objective", 0), _labelled("Objective", words.objective))
    yield from _narrative(first)
    yield from _arrangements(words)
    yield from _narrative(closing)
    yield from _focus_areas(words)
    gaps = _gaps_to_tell(words)
    sections = {section.id for section in words.sections}
    homes = {gap.id: _home(gap, words.sections) for gap in gaps}
    yield from (_gap(gap) for gap in gaps if homes[gap.id] not in sections)
    for section in words.sections:
        yield Part(("section", section.id), Heading(section.heading.strip() or section.title))
        yield from _narrative([row for row in words.narrative if row.section_id == section.id])
        yield from (_gap(gap) for gap in gaps if homes[gap.id] == section.id)
        rows = [row for row in words.activities if row.section_id == section.id]
        yield _table(("activities of", section.id), rows, notes)
        yield from (Part(("notes", section.id), block) for block in notes.block())


def _apart(rows: Sequence[NarrativeRow]) -> tuple[Sequence[NarrativeRow], Sequence[NarrativeRow]]:
    """Part the text of a plan before what stands at its end under no heading: it leads over to the focus areas."""
    end = len(rows)
    while end and not rows[end - 1].heading:
        end -= 1
    return rows[:end], rows[end:]


def _narrative(rows: Sequence[NarrativeRow]) -> Iterator[Part]:
    """Running text under its headings; in a section they lead in, for what is a heading there opens a section."""
    for heading, group in groupby(rows, key=lambda row: row.heading):
        found = list(group)
        key = ("heading of", found[0].id)
        if heading and found[0].section_id is None:
            yield Part(key, Heading(heading))
        elif heading:
            yield Part(key, Paragraph((Span(heading, "italic"),)))
        yield from (Part(("narrative", row.id), _paragraph(row)) for row in found)


def _paragraph(row: NarrativeRow) -> Block:
    if row.kind != "item":
        return Paragraph(_lines(row.text))
    sign = one_line(row.label)
    return Entry("bullet", _lines(row.text), written="" if sign in ("", "•") else sign)


def _arrangements(words: PlanWords) -> Iterator[Part]:
    """How long the plan runs, who chairs, and what each role is there to do."""
    if words.duration.strip():
        yield Part(("duration", 0), _labelled("Timeline", words.duration))
    if words.chairs and words.roles:
        yield Part(("chairs", 0), Paragraph((strong("Co-Chairs:"),)))
        yield from (Part(("chair", name), Entry("bullet", plain(name))) for name in words.chairs)
    elif words.chairs:
        yield Part(("chairs", 0), _labelled("Co-Chairs", ", ".join(words.chairs)))
    for row in words.roles:
        yield Part(("role", row.id), _labelled(f"Role of {one_line(row.role)}", row.text))


def _focus_areas(words: PlanWords) -> Iterator[Part]:
    """Each focus area with who leads it, and year by year what it means to do."""
    for area in words.focus_areas:
        title = one_line(area.title)
        named = f"{area.number}) {title} (Focus Area Lead: {area.leads})"
        shown = named if area.leads else f"Focus area {area.number}: {title}"
        yield Part(("focus area", area.id), Heading(shown, 2))
        for row in words.indicative:
            if row.number == area.number:
                label = f"Indicative activities {row.year or ''}".strip()
                yield Part(("indicative activity", row.id), _labelled(label, row.text))


def _gaps_to_tell(words: PlanWords) -> list[Gap]:
    """Return the coverage gaps of which the running text does not tell already."""
    told = " ".join(one_line(row.text) for row in words.narrative)
    return [gap for gap in words.gaps if one_line(gap.note) and one_line(gap.note) not in told]


def _gap(gap: Gap) -> Part:
    return Part(("coverage gap", gap.id), Paragraph(_lines(gap.note)))


def _home(gap: Gap, sections: Sequence[SectionRow]) -> int:
    """Return the section of the year in which a gap begins, 0 for none."""
    year = (gap.earliest or "")[:4]
    return next((section.id for section in sections if year and str(section.year) == year), 0)


def _table(key: Key, rows: Sequence[ActivityWords], notes: Notes) -> Part:
    """The activities of a section in the group's columns: those that every plan has, and others where they are used.

    They are numbered where one has neither lead nor date: nothing else tells it from more words of the one above.
    """
    if not rows:
        return Part(key, Paragraph(plain(NOTHING), quiet=True))
    used = {name for name in ("category", "partners") if any(row.cells[name].strip() for row in rows)}
    order = ["category", "output", "leads", "when", "partners"] if used else ["when", "output", "leads"]
    names = [name for name in order if name in used or name not in ("category", "partners")]
    if any(not (row.cells["leads"].strip() or row.cells["when"].strip()) for row in rows):
        names.insert(0, "number")
    cells = tuple(
        tuple(plain(f"{place}.") if name == "number" else _cell(row, name, notes) for name in names)
        for place, row in enumerate(rows, start=1)
    )
    header, widths = header_of(names)
    return Part(key, Table(header, widths, cells), tuple(row.id for row in rows), tuple(names))


def header_of(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return what stands above some columns of HEADERS, and the share of the line that each of them takes."""
    whole = sum(HEADERS[name][1] for name in names)
    header, widths = zip(*(HEADERS[name] for name in names), strict=True)
    return header, tuple(width / whole for width in widths)


def _cell(row: ActivityWords, name: str, notes: Notes) -> Text:
    """The words of a cell with the marks of its footnotes where they belong."""
    text, spans, start = row.cells[name], list[Span](), 0
    for note in row.notes:
        if note.cell == name:
            spans += _lines(text[start : note.offset])
            spans.append(notes.mark(plain(note.text)))
            start = max(start, note.offset)
    return (*spans, *_lines(text[start:]))


def _labelled(label: str, text: str) -> Paragraph:
    return Paragraph((strong(f"{label}: "), *_lines(text)))


def _lines(text: str) -> Text:
    """Return a text with its own ends of lines."""
    spans: list[Span] = []
    for place, line in enumerate(clean_text(text).split("\n")):
        spans += [line_break()] if place else []
        spans += [Span(line)] if line else []
    return tuple(spans)
