"""The pages of a chart as they come: dealt out little by little, each made when it is asked for.

For whoever must not wait: the preview, and writers that report their progress.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from imgdesk.reports.chart import ChartPlan, PageSetup
from imgdesk.reports.chart_blocks import Block
from imgdesk.reports.chart_pages import ChartPage, in_order, page_label, page_of, sheets, strips


class Place(NamedTuple):
    """Where a page lies: its row of pages from the top, its column from the left, both from 0."""

    strip: int
    column: int


class Paging:
    """A chart being divided into pages; UserError where the paper has no room for it."""

    def __init__(self, plan: ChartPlan, setup: PageSetup) -> None:
        self.setup = setup
        self.done = False
        self._sheets = sheets(plan, setup)
        self._source = strips(self._sheets[0])
        self._strips: list[tuple[Block, ...]] = []

    @property
    def strips(self) -> int:
        """How many rows of pages are known by now."""
        return len(self._strips)

    @property
    def total(self) -> int:
        """How many pages there are; 0 as long as not all rows are dealt out."""
        return self.strips * self.setup.pages_wide if self.done else 0

    def deal(self) -> bool:
        """Deal out one more row of pages; whether there was one."""
        blocks = next(self._source, None)
        if blocks is None:
            self.done = True
            return False
        self._strips.append(blocks)
        return True

    def page(self, place: Place) -> ChartPage:
        """The page at a place that is known."""
        count = self.strips if self.done else 0
        return page_of(self._sheets[place.column], self._strips[place.strip], place.strip, count)

    def number(self, place: Place) -> int:
        """The page's number as printed, from 1; before all is dealt out that of a chart printed across."""
        if self.setup.across or not self.done:
            return place.strip * self.setup.pages_wide + place.column + 1
        return place.column * self.strips + place.strip + 1

    def label(self, place: Place) -> str:
        """How the page at a place names itself."""
        return page_label(self.page(place), self.number(place), self.total)

    def places(self) -> Iterator[Place]:
        """All places in the order of printing; deals out what is left."""
        while self.deal():
            pass
        return (Place(strip, column) for strip, column in in_order(self.setup, self.strips))
