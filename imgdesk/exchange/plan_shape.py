"""Which block of a paper is what: title, period, headings, workplan tables, and the section each belongs to.

Looks once over all blocks and decides nothing about their words. Headings are found by style, or, in papers that
use none, by looks: a line that is only a year, a short line all in bold, a caption over a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from imgdesk.exchange.plan_headers import Columns, find_columns
from imgdesk.exchange.plan_headings import is_period, names_a_plan, read_heading
from imgdesk.exchange.plan_prose import opens_narrative
from imgdesk.exchange.word_blocks import Paragraph, Table

_TITLE_SEARCHED = 8
_LONGEST_TITLE = 250
_LONGEST_HEADING = 150
_YEAR_LINE = 10
_BOLD_LINE = 11

Start = int | str
"""A section: the place of its heading among the blocks, or "" for the one without a heading."""


@dataclass(frozen=True)
class Shape:
    """Places are indices of blocks. `levels` is 0 for body text, 1-9 for styled headings, more for lines in bold."""

    title: tuple[int, ...]
    period: int | None
    levels: tuple[int, ...]
    columns: dict[int, Columns]
    owners: dict[int, tuple[Start, str]]
    """For each workplan table its section, and the heading between the section's and the table ("" for none)."""
    inside: dict[int, Start]
    """For each paragraph of a section, but not its heading, that section."""


def shape_of(blocks: Sequence[Paragraph | Table]) -> Shape:
    """Return the shape of a paper."""
    title = _find_title(blocks)
    period = _find_period(blocks, title)
    apart = {*title, period}
    levels = tuple(0 if at in apart else _level(blocks, at) for at in range(len(blocks)))
    columns = _find_tables(blocks)
    owners = _find_owners(blocks, levels, columns)
    return Shape(title, period, levels, columns, owners, _find_inside(levels, columns, owners))


def _find_title(blocks: Sequence[Paragraph | Table]) -> tuple[int, ...]:
    head = [(at, block) for at, block in enumerate(blocks[:_TITLE_SEARCHED]) if isinstance(block, Paragraph)]
    titles = tuple(at for at, block in head if block.style == "title")
    if titles:
        return titles
    for at, block in head:
        stands_out = block.level or block.bold or at == 0 or not block.text.endswith(".")
        if names_a_plan(block.text) and len(block.text) <= _LONGEST_TITLE and stands_out:
            return (at,)
    return ()


def _find_period(blocks: Sequence[Paragraph | Table], title: tuple[int, ...]) -> int | None:
    """Return the line right below the title that is only years, unless it stands right above a table."""
    at = title[-1] + 1 if title else len(blocks)
    if at + 1 >= len(blocks):
        return None
    block = blocks[at]
    is_line = isinstance(block, Paragraph) and is_period(block.text)
    return at if is_line and isinstance(blocks[at + 1], Paragraph) else None


def _level(blocks: Sequence[Paragraph | Table], at: int) -> int:
    block = blocks[at]
    if isinstance(block, Table):
        return 0
    if block.level:
        return block.level
    if block.label or len(block.text) > _LONGEST_HEADING or block.text.endswith("."):
        return 0
    heading = read_heading(block.text)
    if heading.year is not None and heading.title == str(heading.year):
        return _YEAR_LINE
    is_caption = block.style == "caption" and at + 1 < len(blocks) and isinstance(blocks[at + 1], Table)
    return _BOLD_LINE if block.bold or is_caption else 0


def _find_tables(blocks: Sequence[Paragraph | Table]) -> dict[int, Columns]:
    """Return the columns of each workplan table; one without a header right below another carries it on."""
    found: dict[int, Columns] = {}
    for at, block in enumerate(blocks):
        if not isinstance(block, Table):
            continue
        columns = find_columns([[cell.text for cell in row] for row in block.rows[:10]])
        if columns is None and at - 1 in found:
            above = found[at - 1]
            if max((len(row) for row in block.rows), default=0) == len(above.fields):
                columns = Columns(-1, above.fields, above.names)
        if columns is not None:
            found[at] = columns
    return found


def _find_owners(
    blocks: Sequence[Paragraph | Table], levels: Sequence[int], columns: dict[int, Columns]
) -> dict[int, tuple[Start, str]]:
    """Return the section of each table: the innermost heading over it that names a year, else the nearest one.

    Headings that announce text about the plan ("Background") own no table; a table with no heading since the one
    before shares its section.
    """
    owners: dict[int, tuple[Start, str]] = {}
    stack: list[int] = []
    for at, level in enumerate(levels):
        if level:
            while stack and levels[stack[-1]] >= level:
                stack.pop()
            stack.append(at)
        elif at in columns:
            over = [i for i in stack if not opens_narrative(_text(blocks[i]))]
            dated = [i for i in over if read_heading(_text(blocks[i])).year is not None]
            start: Start = dated[-1] if dated else over[-1] if over else ""
            nearest = _text(blocks[over[-1]]) if over and over[-1] != start else ""
            owners[at] = (start, nearest)
    return owners


def _find_inside(
    levels: Sequence[int], columns: dict[int, Columns], owners: dict[int, tuple[Start, str]]
) -> dict[int, Start]:
    """Return the section of each paragraph: from its heading to its tables, and on to the next heading."""
    inside: dict[int, Start] = {}
    done: dict[Start, int] = {}
    for table, (start, _) in owners.items():
        end = table + 1
        while end < len(levels) and not levels[end] and end not in columns:
            end += 1
        first = start + 1 if isinstance(start, int) else table
        for at in range(max(first, done.get(start, 0)), end):
            inside.setdefault(at, start)
        done[start] = end
    return inside


def _text(block: Paragraph | Table) -> str:
    return block.text if isinstance(block, Paragraph) else ""
