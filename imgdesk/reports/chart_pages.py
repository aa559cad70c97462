"""The chart divided into pages: the rows dealt out, and each part of the calendar beside them.

The rules: repeat the header, never split a row that fits on a page, keep a group's heading with its first row
and repeat it on the next page, never smaller than the style allows: more pages instead. A chart that is
several pages wide has the same rows on all pages side by side. Nothing is drawn here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from imgdesk.reports.chart import ChartGroup, ChartPlan, PageSetup
from imgdesk.reports.chart_blocks import (
    Block,
    GroupBlock,
    NoteBlock,
    RowBlock,
    SpaceBlock,
    continued,
    event_blocks,
    group_block,
    note_blocks,
    row_blocks,
    row_parts,
    superscript,
)
from imgdesk.reports.chart_sheet import Sheet, sheets

__all__ = (
    "Block", "ChartPage", "GroupBlock", "NoteBlock", "RowBlock", "Sheet", "SpaceBlock", "chart_pages", "in_order",
    "page_label", "page_of", "sheets", "strips", "superscript",
)  # fmt: skip


@dataclass(frozen=True)
class ChartPage:
    """One page: what stands on it, its height, and the strip (row of pages) in which it lies.

    `strips` is how many there are, 0 as long as that is not known.
    """

    sheet: Sheet
    blocks: tuple[Block, ...]
    first: bool
    height: float
    strip: int = 0
    strips: int = 0


def chart_pages(plan: ChartPlan, setup: PageSetup) -> tuple[ChartPage, ...]:
    """The chart divided into pages; at least one, even for a plan without rows."""
    columns = sheets(plan, setup)
    dealt = list(strips(columns[0]))
    return tuple(
        page_of(columns[column], dealt[strip], strip, len(dealt))
        for strip, column in in_order(setup, len(dealt))
    )


def in_order(setup: PageSetup, count: int) -> Iterator[tuple[int, int]]:
    """The pages as (strip, column), in the order in which they are printed."""
    if setup.across:
        return ((strip, column) for strip in range(count) for column in range(setup.pages_wide))
    return ((strip, column) for column in range(setup.pages_wide) for strip in range(count))


def page_of(sheet: Sheet, blocks: tuple[Block, ...], strip: int, count: int) -> ChartPage:
    """The page of a strip in the column of `sheet`."""
    height = sheet.setup.height or sheet.fixed_height(strip == 0) + sum(block.height for block in blocks)
    return ChartPage(sheet, tuple(map(sheet.placed, blocks)), strip == 0, height, strip, count)


def page_label(page: ChartPage, number: int, total: int) -> str:
    """How a page names itself: "page 2 of 4, column 2 of 2, row 1 of 2"; without `total`: "page 2"."""
    setup = page.sheet.setup
    words = f"page {number} of {total}" if total else f"page {number}"
    if setup.pages_wide > 1:
        words += f", column {page.sheet.column + 1} of {setup.pages_wide}"
        if page.strips:
            words += f", row {page.strip + 1} of {page.strips}"
    return words


def strips(sheet: Sheet) -> Iterator[tuple[Block, ...]]:
    """The rows dealt out: what stands on each page from top to bottom, the same in all columns.

    Each strip is measured when it is asked for, so that the first page of a long plan can be shown at once.
    """
    plan, setup = sheet.plan, sheet.setup
    dealer = _Dealer(sheet)
    for number, group in enumerate(plan.groups):
        yield from dealer.add_group(group, apart=setup.apart and number > 0)
    notes = chain.from_iterable(note_blocks(mark, text, setup) for mark, text in plan.footnotes)
    yield from dealer.add_notes([*notes, *event_blocks(sheet.numbered, setup)])
    yield dealer.last()


class _Dealer:
    """Deals blocks out to pages, keeping count of the room that is left; its methods give the pages that are full."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._blocks: list[Block] = []
        self._room = sheet.room(first=True)

    def add_group(self, group: ChartGroup, *, apart: bool) -> Iterator[tuple[Block, ...]]:
        setup = self._sheet.setup
        heading = group_block(group, setup)
        again = continued(group, heading, setup)
        room = self._sheet.room(first=True) - max(heading.height, again.height)
        blocks = row_blocks(group, self._sheet.plan, setup)
        parts = (part for block in blocks for part in row_parts(block, room))
        first = next(parts, None)
        if self._blocks and (apart or heading.height + (first.height if first else 0.0) > self._room):
            yield self._break()
        self._put(heading)
        if first:
            self._put(first)
        for part in parts:
            if part.height > self._room:
                yield self._break()
                self._put(again)
            self._put(part)

    def add_notes(self, notes: list[NoteBlock]) -> Iterator[tuple[Block, ...]]:
        space = SpaceBlock()
        if notes and self._blocks and space.height + notes[0].height <= self._room:
            self._put(space)
        for note in notes:
            if self._blocks and note.height > self._room:
                yield self._break()
            self._put(note)

    def last(self) -> tuple[Block, ...]:
        return tuple(self._blocks)

    def _put(self, block: Block) -> None:
        self._blocks.append(block)
        self._room -= block.height

    def _break(self) -> tuple[Block, ...]:
        full, self._blocks = tuple(self._blocks), []
        self._room = self._sheet.room(first=False)
        return full
