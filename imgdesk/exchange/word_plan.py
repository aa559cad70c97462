"""A workplan in Word, read into a draft: sections from headings, activities from tables, the rest as text.

Reads only what the guard has let through and decides nothing about the desk: the draft holds the words as
written. Whatever finds no place in it is in `unplaced`, so that a reviewer can be sure that nothing was dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from imgdesk.domain.draft import ActivityDraft, GapDraft, NarrativeDraft, PlanDraft, SectionDraft, TableReport
from imgdesk.errors import UserError
from imgdesk.exchange import guard
from imgdesk.exchange.plan_headings import group_in, period_in, read_heading, years_in
from imgdesk.exchange.plan_prose import Prose, narrative, split_label
from imgdesk.exchange.plan_sentences import gaps_in
from imgdesk.exchange.plan_shape import Start, shape_of
from imgdesk.exchange.plan_tables import read_rows
from imgdesk.exchange.word_blocks import Paragraph, Table, WordText
from imgdesk.exchange.word_parts import open_parts
from imgdesk.exchange.word_text import read_words
from imgdesk.text import one_line, shorten

NO_WORKPLAN = "has no table that looks like a workplan"
"""What the refusal of a paper that is no workplan says of it, behind its name in quotes."""
_NO_TITLE = "Workplan"
_QUOTED = 60
_HEAD = 8
"""Among so many blocks a paper says of itself what it is: a draft, or approved."""


def read_workplan(path: Path) -> PlanDraft:
    """Return the workplan in a .docx file as a draft.

    Raises UserError with one sentence for a file that is unsafe or no Word document, has more than 5,000 table
    rows, 60 columns or 20,000 paragraphs, or has no table that looks like a workplan.
    """
    parts = open_parts(guard.check(path, kind="docx"))
    name = one_line(path.name)
    if parts is None:
        raise UserError(f"“{name}” has no text inside: open it in Word, save it anew and try again.")
    return _Plan(read_words(parts, name), name).read()


@dataclass
class _Section:
    heading: str
    title: str
    year: int | None
    provisional: bool
    note: str
    narrative: list[NarrativeDraft] = field(default_factory=list)
    activities: list[ActivityDraft] = field(default_factory=list)
    subheading: str = ""

    def draft(self) -> SectionDraft:
        return SectionDraft(
            heading=self.heading,
            title=self.title,
            year=self.year,
            provisional=self.provisional,
            note=self.note,
            narrative=tuple(self.narrative),
            activities=tuple(self.activities),
        )


class _Plan:
    """One document on its way to a draft."""

    def __init__(self, words: WordText, name: str) -> None:
        self.words = words
        self.blocks = words.blocks
        self.shape = shape_of(words.blocks)
        if not self.shape.columns:
            raise UserError(
                f"“{name}” {NO_WORKPLAN}: give it column names such as Output, Lead Agencies and Date, "
                "or read it with “imgdesk import paper” when it is another kind of paper."
            )
        self.headings = {start for start, _ in self.shape.owners.values()}
        self.prose = Prose()
        self.sections: dict[Start, _Section] = {}
        self.gaps: list[GapDraft] = []
        self.reports: list[TableReport] = []
        self.unplaced: list[str] = []
        self.tables = 0
        self.words_on_status = ""
        period = self.shape.period
        self.title = " ".join(self._text(at) for at in self.shape.title) or words.title
        self.period = self._text(period) if period is not None else period_in(self.title)

    def read(self) -> PlanDraft:
        for at, block in enumerate(self.blocks):
            if isinstance(block, Table):
                self.tables += 1
                self._table(at, block)
            else:
                self._paragraph(at, block)
        self.prose.close()
        return self._draft()

    def _paragraph(self, at: int, block: Paragraph) -> None:
        where = f"“{shorten(block.text, _QUOTED)}”"
        self.unplaced.extend(f"Footnote on {where}: {mark.text}" for mark in block.marks)
        if at in self.shape.title or at == self.shape.period:
            return
        if at < _HEAD and block.style == "status" and not self.sections:
            self.words_on_status = block.text
        elif at in self.headings:
            self._section(at)
        elif at in self.shape.inside:
            self._section_paragraph(at, block)
        elif self.shape.levels[at]:
            self.prose.add_heading(block)
        else:
            self.prose.add(block)

    def _section_paragraph(self, at: int, block: Paragraph) -> None:
        section = self._section(self.shape.inside[at])
        if not self.shape.levels[at]:
            section.narrative.append(narrative(*split_label(block), section.subheading))
            self.gaps.extend(gaps_in(block.text))
            return
        section.subheading = block.text
        following = self.blocks[at + 1] if at + 1 < len(self.blocks) else None
        is_named = isinstance(following, Paragraph) and not self.shape.levels[at + 1]
        is_category = any(block.text == nearest for _, nearest in self._owners_below(at))
        if not is_named and not is_category:
            section.narrative.append(NarrativeDraft(block.text))

    def _owners_below(self, at: int) -> list[tuple[Start, str]]:
        return [self.shape.owners[at + 1]] if at + 1 in self.shape.owners else []

    def _section(self, start: Start, heading: str | None = None) -> _Section:
        if start not in self.sections:
            text = heading if heading is not None else self._text(start) if isinstance(start, int) else ""
            self.sections[start] = self._open_section(text)
        return self.sections[start]

    def _open_section(self, text: str) -> _Section:
        """Return a new section; without a year of its own it has the plan's, where that is a single one."""
        read = read_heading(split_label(Paragraph(text))[1])
        year, title = read.year, read.title
        plan_years = years_in(self.period)
        if year is None and len(plan_years) == 1 and not years_in(text):
            year = plan_years[0]
        title = title or (str(year) if year else _NO_TITLE)
        if any(section.title == title for section in self.sections.values()):
            title = text or title
        return _Section(text, title, year, read.provisional, read.note)

    def _table(self, at: int, table: Table) -> None:
        columns = self.shape.columns.get(at)
        if columns is None:
            self._list_table(table)
            return
        start, nearest = self.shape.owners[at]
        section = self._section(start)
        reading = read_rows(table.rows, columns, self.tables)
        for group in reading.groups:
            target = self._section(f"{at} {group.heading}", group.heading) if group.heading else section
            target.activities.extend(_with_category(group.activities, nearest))
        self.unplaced.extend(reading.unplaced)
        self.reports.append(
            TableReport(
                index=self.tables,
                section=section.title,
                headers=columns.as_headers(),
                rows=sum(len(group.activities) for group in reading.groups),
                joined=reading.joined,
                not_understood=reading.not_understood,
            )
        )

    def _list_table(self, table: Table) -> None:
        """List the rows of a table that is no workplan."""
        for row in table.rows:
            cells = [cell for cell in row if cell.text and not cell.across and not cell.down]
            if cells:
                self.unplaced.append(f"Table {self.tables}: " + " | ".join(cell.text for cell in cells))
                self.unplaced.extend(
                    f"Table {self.tables}, footnote: {m.text}" for c in cells for m in c.marks
                )

    def _draft(self) -> PlanDraft:
        prose = self.prose
        notes = list(self.words.notes)
        if prose.labels:
            quoted = ", ".join(f"“{label}”" for label in prose.labels)
            notes.append(f"Read as parts of the plan: {quoted}.")
        if self.words_on_status:
            notes.append(
                f"The paper says of itself “{self.words_on_status}”: the status of the plan is not taken over."
            )
        sections = [s for s in self.sections.values() if s.activities or s.narrative or s.heading]
        return PlanDraft(
            title=self.title,
            period=self.period,
            objective="\n".join(prose.objective),
            duration="\n".join(prose.duration),
            group=group_in(self.title),
            narrative=tuple(prose.narrative),
            co_chairs=tuple(prose.co_chairs),
            roles=prose.role_drafts(),
            focus_areas=prose.focus_drafts(),
            sections=tuple(section.draft() for section in sections),
            gaps=tuple(dict.fromkeys([*prose.gaps, *self.gaps])),
            tables=tuple(self.reports),
            unplaced=(*prose.unplaced, *self.unplaced, *self.words.extras),
            notes=tuple(notes),
        )

    def _text(self, at: int) -> str:
        block = self.blocks[at]
        return block.text if isinstance(block, Paragraph) else ""


def _with_category(activities: Sequence[ActivityDraft], category: str) -> list[ActivityDraft]:
    """Return activities with the heading right above their table as category, where they have none."""
    return [a if a.category or not category else replace(a, category=category) for a in activities]
