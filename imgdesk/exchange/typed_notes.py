"""Footnotes typed by hand: a raised figure or a star in a cell, and a line that begins with the same sign below.

Papers that went through PDF or another program have these instead of Word's own. The sign leaves the cell and the
line leaves the text; both become the same anchored notes as real footnotes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from imgdesk.exchange.word_blocks import Cell, Mark, Paragraph, Table

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LINE = re.compile(r"([⁰¹²³⁴-⁹]{1,2}|\*{1,3})\s*(?=\S)")
_SIGN = re.compile(r"(?<=\S)\s?([⁰¹²³⁴-⁹]{1,2}|(?<=\w)\*{1,3}|(?<=[)\].])\*{1,3})(?=\s|$|[,.;:)\]])")


def with_typed_notes(blocks: Sequence[Paragraph | Table]) -> tuple[Paragraph | Table, ...]:
    """Return the blocks with typed footnotes anchored in their cells; a line serves the tables above it."""
    lines: dict[str, int] = {}
    used: set[int] = set()
    changed: dict[int, Table] = {}
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        if isinstance(block, Table):
            if lines:
                changed[at] = _anchored(block, blocks, lines, used)
        elif not block.level and (match := _LINE.match(block.text)):
            lines[match[1]] = at
    return tuple(changed.get(at, block) for at, block in enumerate(blocks) if at not in used)


def _anchored(
    table: Table, blocks: Sequence[Paragraph | Table], lines: dict[str, int], used: set[int]
) -> Table:
    return Table(
        tuple(tuple(_cell(cell, blocks, lines, used) for cell in row) for row in table.rows),
    )


def _cell(cell: Cell, blocks: Sequence[Paragraph | Table], lines: dict[str, int], used: set[int]) -> Cell:
    """Return a cell without the signs that have a line; marks behind them move with their words."""
    found = [match for match in _SIGN.finditer(cell.text) if match[1] in lines]
    if not found:
        return cell
    text, marks, end = "", list[Mark](), 0
    for match in found:
        text += cell.text[end : match.start()]
        end = match.end()
        line = lines[match[1]]
        used.add(line)
        block = blocks[line]
        note = _LINE.sub("", block.text, count=1) if isinstance(block, Paragraph) else ""
        if not cell.across and not cell.down:
            marks.append(Mark(len(text), note))
    gone = [(match.start(), match.end() - match.start()) for match in found]
    marks.extend(replace(m, offset=m.offset - sum(n for at, n in gone if at < m.offset)) for m in cell.marks)
    return replace(cell, text=text + cell.text[end:], marks=tuple(sorted(marks, key=lambda m: m.offset)))
