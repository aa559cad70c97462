"""Tables of a paper: a fact box (labels and what stands beside them), a table, or a frame around text.

A fact box is told by its shape: two columns, short labels, no header; or one column where each label stands over its
words. Merged cells give their text once, the rest is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from imgdesk.domain import paper_inline
from imgdesk.domain.paper_inline import Piece
from imgdesk.exchange.word_blocks import Cell, Paragraph, Run, Table, runs_of

_LONGEST_LABEL: Final = 60
_MOST_FACTS: Final = 40

Grid = list[list[tuple[Paragraph, ...]]]
Pieces = Callable[[Iterable[Run]], tuple[Piece, ...]]


def framed(table: Table) -> tuple[Paragraph, ...] | None:
    """Return the paragraphs of a table that is a frame around text, one row that is no fact; None for any other."""
    grid = _grid(table)
    if len(grid) != 1 or (len(grid[0]) > 1 and _pairs(grid)):
        return None
    return tuple(block for cell in grid[0] for block in cell)


def read_table(table: Table, pieces: Pieces) -> tuple[str, list[list[str]]]:
    """Return whether a table is "facts" or a "table", and its rows of cells in light Markdown; empty rows go.

    A last cell that reaches over columns ends its row; of other merged cells the first has the text.
    """
    grid = _grid(table)
    facts = None if table.headed else _pairs(grid) or _stacked(grid)
    if facts is not None:
        return "facts", [[_cell(_plain([label])[0], pieces), _cell(value, pieces)] for label, value in facts]
    rows = [list(row) for row in grid]
    if rows and all(_is_strong(cell) for cell in rows[0] if cell):
        rows[0] = _plain(rows[0])
    ends = _ends(table)
    return "table", [[_cell(cell, pieces) for cell in row[:end]] for row, end in zip(rows, ends, strict=True)]


def _grid(table: Table) -> Grid:
    """Return the paragraphs of the cells, rows equally long, without rows and columns that hold nothing."""
    rows = [[_own(cell) for cell in row] for row in table.rows]
    width = max(map(len, rows), default=0)
    even = [[*row, *[()] * (width - len(row))] for row in rows if any(row)]
    used = [at for at in range(width) if any(row[at] for row in even)]
    return [[row[at] for at in used] for row in even]


def _ends(table: Table) -> list[int | None]:
    """Return for each row with words where it ends before the copies of its last cell; None: where the table does."""
    rows = [row for row in table.rows if any(map(_own, row))]
    width = max(map(len, rows), default=0)
    used = [at for at in range(width) if any(_own(row[at]) for row in rows if at < len(row))]
    found: list[int | None] = []
    for row in rows:
        end = len(row)
        while end > 1 and row[end - 1].across:
            end -= 1
        is_merged = len(row) == width > end and bool(_own(row[end - 1]))
        found.append(sum(at < end for at in used) if is_merged else None)
    return found


def _own(cell: Cell) -> tuple[Paragraph, ...]:
    if cell.across or cell.down:
        return ()
    return tuple(block for block in cell.paragraphs if block.text or block.runs)


def _pairs(grid: Grid) -> list[tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]] | None:
    """Return the labels and values of a fact box in two columns; a row without a label belongs to the one above."""
    if not grid or len(grid[0]) != 2 or len(grid) > _MOST_FACTS or not grid[0][0]:
        return None
    strong = [all(map(_is_strong, row)) for row in grid]
    if strong[0] and not all(strong):
        return None
    found: list[tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]] = []
    for label, value in grid:
        if not _is_label(label) and label:
            return None
        if label:
            found.append((label, value))
        else:
            found[-1] = (found[-1][0], found[-1][1] + value)
    return found


def _stacked(grid: Grid) -> list[tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]] | None:
    """Return the labels and values of a fact box in one column: each label above its words, in one cell or two."""
    if not grid or len(grid[0]) != 1 or len(grid) < 2:
        return None
    cells = [row[0] for row in grid]
    if all(len(cell) > 1 and _is_label(cell[:1]) and _is_strong(cell[:1]) for cell in cells):
        return [(cell[:1], cell[1:]) for cell in cells]
    labels, values = cells[::2], cells[1::2]
    if len(labels) != len(values) or not all(_is_label(cell) and _is_strong(cell) for cell in labels):
        return None
    return None if any(map(_is_strong, values)) else list(zip(labels, values, strict=True))


def _is_label(cell: Sequence[Paragraph]) -> bool:
    return len(cell) == 1 and len(cell[0].text) <= _LONGEST_LABEL and not cell[0].label


def _is_strong(cell: Sequence[Paragraph]) -> bool:
    """Return whether all words of a cell are bold or capitals."""
    return bool(cell) and all(
        block.bold or block.text.upper() == block.text != block.text.lower() for block in cell
    )


def _plain(row: Iterable[tuple[Paragraph, ...]]) -> list[tuple[Paragraph, ...]]:
    """Return cells without bold: the header of a table and the labels of facts are strong by themselves."""
    return [
        tuple(
            Paragraph(
                block.text, label=block.label, runs=tuple(run._replace(bold=False) for run in block.runs)
            )
            for block in cell
        )
        for cell in row
    ]


def _cell(cell: Sequence[Paragraph], pieces: Pieces) -> str:
    """Return a cell in light Markdown: its paragraphs one a line, with the marks that Word prints before them."""
    found = pieces(runs_of(cell))
    return paper_inline.write(paper_inline.tidy(found, {piece.note for piece in found}))
