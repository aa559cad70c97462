"""A workplan in Word, read into a draft: sections from headings, activities from tables, the rest as text.

Reads only what the guard has let through and decides nothing about the desk: the draft holds the words as written.
Whatever finds no place in the draft is in `unplaced`, so that a reviewer can be sure that nothing was dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from imgdesk.domain.draft import ActivityDraft, GapDraft, NarrativeDraft, PlanDraft, SectionDraft, TableReport
from imgdesk.errors import UserError
from imgdesk.exchange import guard
from imgdesk.exchange.plan_headers import Columns, find_columns
from imgdesk.exchange.plan_headings import (
    group_in,
    is_period,
    names_a_plan,
    period_in,
    read_heading,
    years_in,
)
from imgdesk.exchange.plan_prose import Prose, narrative, opens_narrative, split_label
from imgdesk.exchange.plan_sentences import gaps_in
from imgdesk.exchange.plan_tables import read_rows
from imgdesk.exchange.word_parts import open_parts
from imgdesk.exchange.word_text import Paragraph, Table, WordText, read_words

_TITLE_SEARCHED = 8
_LONGEST_TITLE = 250
_LONGEST_HEADING = 150
_YEAR_LINE = 10
_BOLD_LINE = 11


def read_workplan(path: Path) -> PlanDraft:
    """Return the workplan in a .docx file as a draft.

    Raises UserError with one sentence for a file that is unsafe or no Word document, has more than 5,000 table rows
    or 60 columns, or has no table that looks like a workplan.
    """
    parts = open_parts(guard.check(path, kind="docx"))
    if parts is None:
        raise UserError(f"“{path.name}” has no text inside, open it in Word, save it anew and try again.")
    return _Plan(read_words(parts, path.name), path).read()


@dataclass
class _Section:
    heading: str
    title: str
    year: int | None
    provisional: bool
    note: str
    narrative: list[NarrativeDraft] = field(default_factory=list)
    activities: list[ActivityDraft] = field(default_factory=list)

    def draft(self) -> SectionDraft:
        return SectionDraft(
            self.heading,
            self.title,
            self.year,
            self.provisional,
            self.note,
            tuple(self.narrative),
            tuple(self.activities),
        )


class _Plan:
    """One document on its way to a draft."""

    def __init__(self, words: WordText, path: Path) -> None:
        self.words = words
        self.blocks = words.blocks
        self.name = path.name
        self.columns = _find_tables(self.blocks)
        self.prose = Prose()
        self.sections: dict[int | str, _Section] = {}
        self.gaps: list[GapDraft] = []
        self.reports: list[TableReport] = []
        self.unplaced: list[str] = []
        self.title_at = self._find_title()
        self.period_at = self._find_period()
        self.title = " ".join(self._text(at) for at in self.title_at) or words.title
        self.period = self._text(self.period_at) if self.period_at is not None else period_in(self.title)

    def read(self) -> PlanDraft:
        if not self.columns:
            raise UserError(
                f"“{self.name}” has no table that looks like a workplan, "
                "it needs column names such as Output, Lead Agencies and Date."
            )
        owners = self._section_starts()
        inside = self._inside(owners)
        for at, block in enumerate(self.blocks):
            if isinstance(block, Table):
                self._table(at, block, owners)
            else:
                self._paragraph(at, block, owners, inside)
        self.prose.close()
        return self._draft()

    # Finding the shape

    def _find_title(self) -> list[int]:
        head = [(i, b) for i, b in enumerate(self.blocks[:_TITLE_SEARCHED]) if isinstance(b, Paragraph)]
        titles = [i for i, b in head if b.style == "title"]
        if titles:
            return titles
        for i, b in head:
            stands_out = b.level or b.bold or i == 0 or not b.text.endswith(".")
            if names_a_plan(b.text) and len(b.text) <= _LONGEST_TITLE and stands_out:
                return [i]
        return []

    def _find_period(self) -> int | None:
        for i, block in enumerate(self.blocks[:_TITLE_SEARCHED]):
            if isinstance(block, Table):
                return None
            follows_title = bool(self.title_at) and i == self.title_at[-1] + 1
            if is_period(block.text) and follows_title and not isinstance(self._next(i), Table):
                return i
        return None

    def _next(self, at: int) -> Paragraph | Table | None:
        return self.blocks[at + 1] if at + 1 < len(self.blocks) else None

    def _text(self, at: int) -> str:
        block = self.blocks[at]
        return block.text if isinstance(block, Paragraph) else ""

    def _heading_level(self, at: int) -> int:
        """Return 1-9 for styled headings, 10 for a line that is only a year, 11 for a short bold line, 0 for body."""
        block = self.blocks[at]
        if not isinstance(block, Paragraph) or at in self.title_at or at == self.period_at:
            return 0
        if block.level:
            return block.level
        if block.label or len(block.text) > _LONGEST_HEADING:
            return 0
        heading = read_heading(block.text)
        if heading.year is not None and heading.title == str(heading.year) and not block.text.endswith("."):
            return _YEAR_LINE
        return _BOLD_LINE if block.bold and not block.text.endswith(".") else 0

    def _section_starts(self) -> dict[int, tuple[int | str, str]]:
        """Return for each workplan table the block of its section heading, and the heading nearest to the table.

        The section is the innermost heading over the table that names a year, else the nearest one; a table with
        no heading since the one before belongs to the same section.
        """
        owners: dict[int, tuple[int | str, str]] = {}
        stack: list[tuple[int, int]] = []
        for at in range(len(self.blocks)):
            level = self._heading_level(at)
            if level:
                while stack and stack[-1][0] >= level:
                    stack.pop()
                stack.append((level, at))
            elif at in self.columns:
                open_headings = [i for _, i in stack]
                while open_headings and opens_narrative(self._text(open_headings[-1])):
                    open_headings.pop()
                dated = [i for i in open_headings if read_heading(self._text(i)).year is not None]
                start: int | str = dated[-1] if dated else open_headings[-1] if open_headings else ""
                nearest = (
                    self._text(open_headings[-1]) if open_headings and open_headings[-1] != start else ""
                )
                owners[at] = (start, nearest)
        return owners

    def _inside(self, owners: dict[int, tuple[int | str, str]]) -> dict[int, int | str]:
        """Return the section each paragraph belongs to: from its heading to its tables, and on to the next heading."""
        inside: dict[int, int | str] = {}
        for table, (start, _) in owners.items():
            first = start + 1 if isinstance(start, int) else table
            end = table + 1
            while end < len(self.blocks) and not self._heading_level(end) and end not in self.columns:
                end += 1
            for at in range(first, end):
                inside.setdefault(at, start)
        return inside

    # Taking the blocks

    def _paragraph(
        self,
        at: int,
        block: Paragraph,
        owners: dict[int, tuple[int | str, str]],
        inside: dict[int, int | str],
    ) -> None:
        where = f"“{block.text[:60]}{'…' if len(block.text) > 60 else ''}”"
        self.unplaced.extend(f"Footnote on {where}: {mark.text}" for mark in block.marks)
        if at in self.title_at or at == self.period_at or any(at == start for start, _ in owners.values()):
            return
        if at in inside:
            section = self._section(inside[at])
            if not self._heading_level(at):
                section.narrative.append(narrative(*split_label(block), self._subheading(at, inside[at])))
                self.gaps.extend(gaps_in(block.text))
            elif not self._is_read_as_heading(at):
                section.narrative.append(NarrativeDraft(block.text, block.text, "heading"))
        elif self._heading_level(at):
            self.prose.add_heading(block)
        else:
            self.prose.add(block)

    def _subheading(self, at: int, start: int | str) -> str:
        """Return the heading between the section's own and this paragraph."""
        first = start if isinstance(start, int) else -1
        return next((self._text(i) for i in range(at - 1, first, -1) if self._heading_level(i)), "")

    def _is_read_as_heading(self, at: int) -> bool:
        following = self._next(at)
        return isinstance(following, Paragraph) and not self._heading_level(at + 1)

    def _section(self, start: int | str, heading: str | None = None) -> _Section:
        if start not in self.sections:
            text = heading if heading is not None else self._text(start) if isinstance(start, int) else ""
            self.sections[start] = self._open_section(text)
        return self.sections[start]

    def _open_section(self, text: str) -> _Section:
        read = read_heading(text)
        year, title = read.year, read.title
        plan_years = years_in(self.period)
        if year is None and len(plan_years) == 1 and not years_in(text):
            year = plan_years[0]
        title = title or (str(year) if year else "Workplan")
        if any(section.title == title for section in self.sections.values()):
            title = text or title
        return _Section(text, title, year, read.provisional, read.note)

    def _table(self, at: int, table: Table, owners: dict[int, tuple[int | str, str]]) -> None:
        index = 1 + sum(1 for block in self.blocks[:at] if isinstance(block, Table))
        columns = self.columns.get(at)
        if columns is None:
            self._list_table(index, table)
            return
        start, nearest = owners[at]
        section = self._section(start)
        reading = read_rows(table.rows, columns, index)
        for group in reading.groups:
            target = section if not group.heading else self._section(f"{at} {group.heading}", group.heading)
            target.activities.extend(_with_category(group.activities, nearest))
        self.unplaced.extend(reading.unplaced)
        self.reports.append(
            TableReport(
                index=index,
                section=section.title,
                headers=columns.as_headers(),
                rows=sum(len(group.activities) for group in reading.groups),
                joined=reading.joined,
                not_understood=reading.not_understood,
            )
        )

    def _list_table(self, index: int, table: Table) -> None:
        for row in table.rows:
            cells = [cell for cell in row if cell.text and not cell.across and not cell.down]
            if cells:
                self.unplaced.append(f"Table {index}: " + " | ".join(cell.text for cell in cells))
                self.unplaced.extend(
                    f"Table {index}, footnote: {m.text}" for cell in cells for m in cell.marks
                )

    def _draft(self) -> PlanDraft:
        prose = self.prose
        notes = list(self.words.notes)
        if prose.labels:
            quoted = ", ".join(f"“{label}”" for label in dict.fromkeys(prose.labels))
            notes.append(f"Read as parts of the plan: {quoted}.")
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


def _find_tables(blocks: Sequence[Paragraph | Table]) -> dict[int, Columns]:
    """Return the columns of each workplan table by block; one without a header right below another carries it on."""
    found: dict[int, Columns] = {}
    for at, block in enumerate(blocks):
        if not isinstance(block, Table):
            continue
        columns = find_columns([[cell.text for cell in row] for row in block.rows])
        if columns is None and at - 1 in found and _width(block) == len(found[at - 1].fields):
            above = found[at - 1]
            columns = Columns(-1, above.fields, above.names)
        if columns is not None:
            found[at] = columns
    return found


def _width(table: Table) -> int:
    return max((len(row) for row in table.rows), default=0)


def _with_category(activities: Sequence[ActivityDraft], category: str) -> list[ActivityDraft]:
    """Return activities with the heading right above their table as category, where they have none."""
    return [a if a.category or not category else replace(a, category=category) for a in activities]
