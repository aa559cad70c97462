"""Tables and facts in Word files: widths that stay, a header on each page, merged cells, tracked rows.

A row stays on one page unless it is long. What stands in cells that a merged one covers is put into that one, so that
nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.shared import Twips

from imgdesk.reports.blocks import Change, Facts, Merged, Span, Table, Text, line_break, quiet, strong
from imgdesk.reports.docx_runs import Tracker
from imgdesk.reports.docx_styles import FACT, INNER

LONG: Final = 1500
"""A row with more characters may go over a page: kept together it would leave most of one empty."""

PutCell = Callable[[Any, str, Text, Change], None]
"""Writes a text into the paragraph element of a cell, in a style, inserted or deleted as a whole."""


class _Row(NamedTuple):
    """A row to be written: its cells, the style of their paragraphs, and what a redline does to it."""

    cells: Sequence[Text]
    name: str = "Table text"
    change: Change = ""


class _Place(NamedTuple):
    """How far a merged cell reaches from here, and whether it goes on from the row above."""

    across: int
    down: int
    goes_on: bool = False


def facts_table(block: Facts, put: PutCell, tracker: Tracker) -> Any:
    """Return facts as a table of two columns, with borders where they are boxed."""
    told = strong if block.boxed else quiet
    rows = [_Row(((told(name),), text)) for name, text in block.rows]
    return _table(rows, (FACT, INNER - FACT), "FactBox" if block.boxed else "TableNormal", put, tracker)


def rows_table(block: Table, put: PutCell, tracker: Tracker) -> Any:
    """Return a table; a header of its own kind stands first and is repeated, an empty one is none."""
    places = _places(block)
    changes: Sequence[Change] = block.changes or [""] * len(block.rows)
    rows = [
        _Row(_gathered(cells, at, block, places), change=change)
        for at, (cells, change) in enumerate(zip(block.rows, changes, strict=True))
    ]
    if block.header:
        whole: Change = changes[0] if len(set(changes)) == 1 else ""
        changed: Sequence[Change] = block.header_changes or [""] * len(block.header)
        header = [
            (Span(name, change or "plain"),) for name, change in zip(block.header, changed, strict=True)
        ]
        rows.insert(0, _Row(header, "Table heading", whole))
        places = {(row + 1, column): place for (row, column), place in places.items()}
    widths = [round(INNER * share) for share in block.widths]
    table = _table(rows, widths, "Rows", put, tracker, places)
    _pair(table.tr_lst[1 if block.header else 0 :])
    for column, change in enumerate(block.header_changes):
        if change:
            _track_column(table, column, change, tracker)
    if block.header:
        table.tr_lst[0].trPr.append(OxmlElement("w:tblHeader"))
        _move_changes_last(table.tr_lst[0].trPr)
    return table


def _table(
    rows: Sequence[_Row],
    widths: Sequence[int],
    style: str,
    put: PutCell,
    tracker: Tracker,
    places: Mapping[tuple[int, int], _Place] | None = None,
) -> Any:
    table = CT_Tbl.new_tbl(len(rows), len(widths), Twips(INNER))
    table.tblPr.style, table.tblPr.autofit = style, False
    for column, width in zip(table.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Twips(width)
    for at, (element, row) in enumerate(zip(table.tr_lst, rows, strict=True)):
        properties = element.get_or_add_trPr()
        if sum(len(span.text) for text in row.cells for span in text) <= LONG:
            properties.append(OxmlElement("w:cantSplit"))
        if row.change:
            properties.append(tracker.mark(row.change))
        merged = {column: place for (line, column), place in (places or {}).items() if line == at}
        _fill(element, row, widths, put, merged)
    return table


def _pair(rows: Sequence[Any]) -> None:
    """Keep the first two rows on one page, and the last two: none of them stands there alone, unless one is long."""
    for row, after in (rows[:2], rows[-2:]) if len(rows) > 1 else ():
        if max(len("".join(each.itertext())) for each in (row, after)) > LONG:
            continue
        for paragraph in row.iter(qn("w:p")):
            paragraph.get_or_add_pPr().get_or_add_keepNext()


def _fill(element: Any, row: _Row, widths: Sequence[int], put: PutCell, merged: Mapping[int, _Place]) -> None:
    """Write the cells of a row; those that another one reaches over go."""
    cells = element.tc_lst
    column = 0
    while column < len(cells):
        cell, place = cells[column], merged.get(column, _Place(1, 1))
        end = column + place.across
        cell.width = Twips(sum(widths[column:end]))
        if place.across > 1:
            cell.grid_span = place.across
            for covered in cells[column + 1 : end]:
                element.remove(covered)
        if place.down > 1 or place.goes_on:
            cell.vMerge = "continue" if place.goes_on else "restart"
        put(cell.p_lst[0], row.name, row.cells[column], row.change)
        column = end


def _track_column(table: Any, column: int, change: Change, tracker: Tracker) -> None:
    """Mark the cells of a column as new or gone: taken back, the column goes with them."""
    for row in table.tr_lst:
        row.tc_lst[column].get_or_add_tcPr().append(tracker.mark(change, of_cell=True))


def _places(block: Table) -> dict[tuple[int, int], _Place]:
    """Return by row and column how far each merged cell reaches, also for the rows that it goes down."""
    found: dict[tuple[int, int], _Place] = {}
    taken: set[tuple[int, int]] = set()
    for cell in block.merged:
        inside = Merged(
            cell.row,
            cell.column,
            min(cell.across, len(block.widths) - cell.column),
            min(cell.down, len(block.rows) - cell.row),
        )
        reached = set(_reached(inside))
        if taken & reached:  # what is merged already stays so
            continue
        taken |= reached
        for row in range(inside.down):
            found[inside.row + row, inside.column] = _Place(inside.across, inside.down, goes_on=row > 0)
    return found


def _reached(cell: Merged) -> Iterator[tuple[int, int]]:
    for row in range(cell.row, cell.row + cell.down):
        for column in range(cell.column, cell.column + cell.across):
            yield row, column


def _gathered(
    cells: Sequence[Text], at: int, block: Table, places: Mapping[tuple[int, int], _Place]
) -> list[Text]:
    """Return the texts of a row, those of covered cells behind the words of the cell that covers them."""
    texts = list(cells)
    for (row, column), place in places.items():
        if row != at:
            continue
        reach = Merged(row, column, place.across, 1 if place.goes_on else place.down)
        covered = [block.rows[y][x] for y, x in _reached(reach) if (y, x) != (row, column)]
        own = () if place.goes_on else cells[column]
        for text in covered if not place.goes_on else ():
            if any(span.text for span in text):
                own = (*own, line_break(), *text) if own else text
        texts[column] = own
    return texts


def _move_changes_last(properties: Any) -> None:
    """The order that Word wants: what is tracked stands behind the other properties of a row."""
    for tag in ("w:ins", "w:del"):
        for mark in properties.findall(qn(tag)):
            properties.append(mark)
