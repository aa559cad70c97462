"""Tables and facts as strips: rows between rules, torn only where one is too high for a page.

A cell that reaches down holds its rows together as long as they fit a page; where they do not, its lines go on beside
the rows that it reaches over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from imgdesk.reports import style
from imgdesk.reports.blocks import Change, Facts, Merged, Span, Table, Text, plain
from imgdesk.reports.lines import Line, Look, break_lines, marks
from imgdesk.reports.strip import BODY, CELL, CHUNK, HEAD, INNER, MARGIN, WIDTH, Pen, Strip, base

CELL_GAP: Final = 10.0
ROW_PAD: Final = 3.6
LEAST: Final = 8.0
"""No column is narrower."""
HEAD_CHUNK: Final = 8
"""A header has so many lines where it is repeated."""
HEAD_LEADING: Final = 10.0
FACT: Final = 92.0
BOXED_FACT: Final = 108.0
FACT_PAD: Final = 4.6
FACT_INSET: Final = 9.0
HELD_BOX: Final = BODY / 2
"""A box of facts that is no higher stays together."""
PAIRED: Final = BODY / 6
"""A row that is no higher does not stand alone at the foot or at the head of a page."""
LOOKS: Final[Mapping[str, tuple[Look, str]]] = {
    "": (CELL, ""),
    "inserted": (CELL._replace(font="semibold"), "accentbg"),
    "deleted": (CELL._replace(role="red", struck=True), ""),
}
"""Look and ground of a row by what a redline says of it."""

Parts = tuple[tuple[float, Sequence[Line]], ...]
Gaps = frozenset[int]
"""Columns in which no rule is drawn below a row: a cell goes on there."""


class _Cell(NamedTuple):
    """A cell as it is set: its column, over how many rows it reaches, and its lines."""

    column: int
    down: int
    lines: list[Line]


class _Row(NamedTuple):
    """A row as it is set; `gaps` are the columns in which a cell goes on below it."""

    cells: list[_Cell]
    look: Look
    ground: str
    gaps: Gaps

    @property
    def lines(self) -> int:
        """How many lines the row has by itself."""
        return max((len(cell.lines) for cell in self.cells if cell.down == 1), default=1) or 1


def table(block: Table) -> Iterator[Strip]:
    """Yield the rows of a table; each repeats the header where a page begins with it."""
    columns = _Columns(block.widths)
    header = _header(block, columns)
    yield from header
    repeated = header[0]
    for strip in _paired([*_rows(block, columns, BODY - repeated.height)]):
        yield strip._replace(header=repeated)


def _paired(rows: list[Strip]) -> list[Strip]:
    """Rows of which neither the first nor the last stands alone on a page, as long as they are not high."""
    for place in (0, len(rows) - 2):
        if 0 <= place < len(rows) - 1 and max(rows[place].height, rows[place + 1].height) <= PAIRED:
            rows[place] = rows[place]._replace(keep=True)
    return rows


def _header(block: Table, columns: _Columns) -> list[Strip]:
    """The header, or a rule where there is none."""
    if not any(map(str.strip, block.header)):
        return [Strip(1.0, partial(_paint_rule, columns.rules(frozenset())), keep=True, space=4.0)]
    changes: Sequence[Change] = block.header_changes or [""] * len(block.header)
    cells = [
        _Cell(column, 1, break_lines((Span(text, change or "plain"),), columns.room(column), HEAD))
        for column, (text, change) in enumerate(zip(block.header, changes, strict=True))
    ]
    found = _chunks(_Row(cells, HEAD, "", frozenset()), columns, HEAD_LEADING, HEAD_CHUNK)
    return [strip._replace(keep=True) for strip in found]


class _Columns:
    """Where the columns of a table begin and how much room they have."""

    def __init__(self, widths: Sequence[float]) -> None:
        self._widths = widths
        self._starts = [MARGIN + INNER * sum(widths[:place]) for place in range(len(widths) + 1)]

    def start(self, column: int) -> float:
        """Return where a column begins."""
        return self._starts[column]

    def room(self, column: int, across: int = 1) -> float:
        """Return how wide the text of a cell may be that reaches over so many columns."""
        end = column + across
        gap = CELL_GAP if end < len(self._widths) else 0.0
        return max(LEAST, INNER * sum(self._widths[column:end]) - gap)

    def rules(self, gaps: Gaps) -> list[tuple[float, float]]:
        """Return the lines below a row, from where to where."""
        if not gaps:
            return [(MARGIN, WIDTH - MARGIN)]
        return [
            (start, self._starts[column + 1])
            for column, start in enumerate(self._starts[:-1])
            if column not in gaps
        ]


def _rows(block: Table, columns: _Columns, most: float) -> Iterator[Strip]:
    """The rows; `most` is how high a group of them may be that is held together."""
    merged = _Merging(block)
    start = 0
    while start < len(block.rows):
        end = merged.group_end(start)
        rows = [_set_row(block, place, columns, merged) for place in range(start, end)]
        if len(rows) == 1:
            yield from _chunks(rows[0], columns, style.LEADING, CHUNK)
        else:
            heights = _heights(rows)
            if sum(heights) <= most:
                yield _held(rows, heights, columns)
            else:
                for row in _dealt(rows):
                    yield from _chunks(row, columns, style.LEADING, CHUNK)
        start = end


class _Merging:
    """Which cells of a table reach over which; what does not fit the table is cut to it, and the first one wins."""

    def __init__(self, block: Table) -> None:
        self._spans: dict[tuple[int, int], Merged] = {}
        self._covered: set[tuple[int, int]] = set()
        for merged in block.merged:
            self._add(merged, len(block.rows), len(block.widths))
        self._gaps: dict[int, set[int]] = {}
        self._ends: dict[int, int] = {}
        for row, column, across, down in self._spans.values():
            for place in range(row, row + down - 1):
                self._gaps.setdefault(place, set()).update(range(column, column + across))
            self._ends[row] = max(self._ends.get(row, 0), row + down)

    def _add(self, merged: Merged, rows: int, columns: int) -> None:
        row, column = merged.row, merged.column
        if not (0 <= row < rows and 0 <= column < columns):
            return
        across, down = min(max(merged.across, 1), columns - column), min(max(merged.down, 1), rows - row)
        places = {(row + y, column + x) for y in range(down) for x in range(across)}
        if places & (self._covered | self._spans.keys()):
            return
        self._spans[row, column] = Merged(row, column, across, down)
        self._covered |= places - {(row, column)}

    def at(self, row: int, column: int) -> Merged | None:
        """Return how far the cell of this place reaches; None where another cell covers it."""
        if (row, column) in self._covered:
            return None
        return self._spans.get((row, column), Merged(row, column))

    def gaps(self, row: int) -> Gaps:
        """Return the columns in which a cell goes on below a row."""
        return frozenset(self._gaps.get(row, ()))

    def group_end(self, start: int) -> int:
        """Return the row behind those that cells hold together with a row."""
        row, end = start, start + 1
        while row < end:
            end = max(end, self._ends.get(row, 0))
            row += 1
        return end


def _set_row(block: Table, place: int, columns: _Columns, merged: _Merging) -> _Row:
    look, ground = LOOKS[block.changes[place] if block.changes else ""]
    cells = []
    for column, text in enumerate(block.rows[place]):
        reach = merged.at(place, column)
        if reach is not None:
            cells.append(
                _Cell(column, reach.down, break_lines(text, columns.room(column, reach.across), look))
            )
    return _Row(cells, look, ground, merged.gaps(place))


def _chunks(row: _Row, columns: _Columns, leading: float, chunk: int) -> list[Strip]:
    """One row as one strip, or as several where a cell is very long; a line below the last."""
    count = max((len(cell.lines) for cell in row.cells), default=1) or 1
    found = []
    for first in range(0, count, chunk):
        last = min(first + chunk, count)
        above, below = ROW_PAD if first == 0 else 0.0, ROW_PAD if last == count else 0.0
        parts = tuple((columns.start(cell.column), cell.lines[first:last]) for cell in row.cells)
        height = above + leading * (last - first) + below
        rules = columns.rules(row.gaps) if last == count else []
        paint = partial(_paint_row, parts, row.look, leading, above, height, rules, row.ground)
        found.append(Strip(height, paint, notes=_notes(parts)))
    return found


def _notes(parts: Parts) -> tuple[str, ...]:
    return tuple(mark for _, lines in parts for mark in marks(lines))


def _heights(rows: Sequence[_Row]) -> list[float]:
    """The heights of rows that are held together; the last row of a cell that needs more grows."""
    heights = [2 * ROW_PAD + style.LEADING * row.lines for row in rows]
    reaching = [
        (place + cell.down, place, len(cell.lines))
        for place, row in enumerate(rows)
        for cell in row.cells
        if cell.down > 1
    ]
    for end, place, count in sorted(reaching):
        lacking = 2 * ROW_PAD + style.LEADING * count - sum(heights[place:end])
        heights[end - 1] += max(0.0, lacking)
    return heights


def _held(rows: Sequence[_Row], heights: Sequence[float], columns: _Columns) -> Strip:
    """Rows as one strip."""
    painted = []
    notes: tuple[str, ...] = ()
    y = 0.0
    for row, height in zip(rows, heights, strict=True):
        parts = tuple((columns.start(cell.column), cell.lines) for cell in row.cells)
        rules = columns.rules(row.gaps)
        painted.append(
            (y, partial(_paint_row, parts, row.look, style.LEADING, ROW_PAD, height, rules, row.ground))
        )
        notes += _notes(parts)
        y += height

    def paint(pen: Pen, top: float) -> None:
        for offset, paint_row in painted:
            paint_row(pen, top + offset)

    return Strip(y, paint, notes=notes)


def _dealt(rows: Sequence[_Row]) -> Iterator[_Row]:
    """Rows that a page may end between: a cell that reaches down deals its lines out to them, the last has the rest."""
    going: list[tuple[int, int, list[Line]]] = []
    for place, row in enumerate(rows):
        going += [(cell.column, place + cell.down - 1, cell.lines) for cell in row.cells if cell.down > 1]
        cells = [cell for cell in row.cells if cell.down == 1]
        rest = []
        for column, last, lines in going:
            count = len(lines) if place == last else row.lines
            cells.append(_Cell(column, 1, lines[:count]))
            if place < last:
                rest.append((column, last, lines[count:]))
        going = rest
        yield row._replace(cells=cells)


def _paint_row(
    parts: Parts, look: Look, leading: float, above: float, height: float, rules: Sequence[tuple[float, float]],
    ground: str, pen: Pen, y: float,
) -> None:  # fmt: skip
    if ground:
        pen.surface.rect(MARGIN - 4.0, y, INNER + 8.0, height, pen.colours[ground])
    for x, lines in parts:
        for place, line in enumerate(lines):
            pen.line(line, x, y + above + leading * place + base(look, leading), look.size)
    _paint_rule(rules, pen, y + height)


def _paint_rule(rules: Sequence[tuple[float, float]], pen: Pen, y: float) -> None:
    pen.surface.lines([(start, y, end, y) for start, end in rules], pen.colours["line"], 0.6)


def facts(block: Facts) -> Iterator[Strip]:
    """Yield labels and what stands beside them, plainly or in a box."""
    if block.boxed:
        last = len(block.rows) - 1
        rows = [_boxed(*row, first=place == 0, last=place == last) for place, row in enumerate(block.rows)]
        found = [strip for row in rows for strip in row]
        held = sum(strip.height for strip in found) <= HELD_BOX
        for place, strip in enumerate(found):
            yield strip._replace(keep=held and place < len(found) - 1)
        return
    for place, (name, text) in enumerate(block.rows):
        yield from _fact(name, text, 3.0 if place else 10.0)


def _fact(name: str, text: Text, space: float) -> Iterator[Strip]:
    names = break_lines(plain(name), FACT - CELL_GAP, CELL._replace(role="muted"))
    lines = break_lines(text, INNER - FACT, CELL)
    for start in range(0, max(len(names), len(lines)), CHUNK):
        end = start + CHUNK
        parts = ((MARGIN, names[start:end]), (MARGIN + FACT, lines[start:end]))
        height = style.LEADING * max(len(part) for _, part in parts)
        paint = partial(_paint_row, parts, CELL, style.LEADING, 0.0, height, (), "")
        yield Strip(height, paint, space=0.0 if start else space, notes=_notes(parts))


def _boxed(name: str, text: Text, *, first: bool, last: bool) -> Iterator[Strip]:
    names = break_lines(plain(name), BOXED_FACT - FACT_INSET - CELL_GAP, HEAD)
    lines = break_lines(text, INNER - BOXED_FACT - FACT_INSET, CELL)
    count = max(1, len(names), len(lines))
    for start in range(0, count, CHUNK):
        end = min(start + CHUNK, count)
        above, below = FACT_PAD if start == 0 else 0.0, FACT_PAD if end == count else 0.0
        height = above + style.LEADING * (end - start) + below
        edges = (start == 0, first and start == 0, last and end == count)
        paint = partial(_paint_boxed, names[start:end], lines[start:end], above, height, edges)
        space = 6.0 if first and start == 0 else 0.0
        yield Strip(height, paint, space=space, notes=marks(lines[start:end]))


def _paint_boxed(
    names: Sequence[Line], lines: Sequence[Line], above: float, height: float, edges: tuple[bool, bool, bool],
    pen: Pen, y: float,
) -> None:  # fmt: skip
    begins, top, bottom = edges
    pen.surface.rect(MARGIN, y, INNER, height, pen.colours["raised"])
    pen.surface.rect(MARGIN, y, BOXED_FACT, height, pen.colours["grid"])
    for x, part, look in (
        (MARGIN + FACT_INSET, names, HEAD),
        (MARGIN + BOXED_FACT + FACT_INSET, lines, CELL),
    ):
        for place, line in enumerate(part):
            # Labels are smaller, and stand on the lines of what they name.
            pen.line(line, x, y + above + style.LEADING * place + base(CELL, style.LEADING), look.size)
    if top:
        pen.rule(y, "accent", 1.2)
    elif begins:
        # Above the row, for the ground of the next one would cover a rule below it.
        pen.rule(y, "hatch", 0.4)
    if bottom:
        pen.rule(y + height, "hatch", 0.6)
