"""A document as PDF: blocks become strips, strips are dealt out to pages, pages are drawn.

Type is embedded, nothing is smaller than the style allows, the same document gives the same bytes, and of the machine
nothing goes into the file. User text is drawn as it is: no markup is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO, Final, NamedTuple

from reportlab.pdfgen.canvas import Canvas

from imgdesk.reports import style
from imgdesk.reports.blocks import ChartBlock, Document
from imgdesk.reports.chart import ChartPlan, PageSetup, page_setup
from imgdesk.reports.chart_draw import draw_page
from imgdesk.reports.chart_pages import ChartPage, chart_pages
from imgdesk.reports.chart_pdf import PdfSurface
from imgdesk.reports.strips import DENSE, HEIGHT, INNER, MARGIN, READING, WIDTH, Pen, Strip, masthead, strips
from imgdesk.text import one_line

TOP: Final = 44.0
"""Where the masthead begins."""
BOTTOM: Final = 784.0
"""Where the body ends."""
FOOT: Final = 805.0
"""The baseline of the foot."""


class _Placed(NamedTuple):
    """A strip on its page."""

    y: float
    strip: Strip


_Sheet = tuple[_Placed, ...]


def write_pdf(document: Document, out: BinaryIO) -> int:
    """Write a document as PDF and return its number of pages; the same document gives the same bytes."""
    style.register_fonts()
    canvas = Canvas(out, invariant=1, pageCompression=1, lang="en", initialFontName=style.FONTS["regular"])
    _describe(canvas, document)
    parts = list(_parts(document))
    total = sum(map(len, parts))
    number = 0
    for part in parts:
        for page in part:
            number += 1
            if isinstance(page, ChartPage):
                _draw_chart(canvas, page, f"{number} of {total}")
            else:
                _draw_sheet(canvas, document, page, number, total)
            canvas.showPage()
    canvas.save()
    return number


def _describe(canvas: Any, document: Document) -> None:
    canvas.setTitle(one_line(document.title))
    canvas.setSubject(one_line(", ".join(document.reference)))
    canvas.setAuthor(one_line(document.author))
    canvas.setCreator("imgdesk")
    canvas.setProducer("imgdesk")
    canvas.setViewerPreference("DisplayDocTitle", "true")


def _parts(document: Document) -> Iterator[Sequence[_Sheet | ChartPage]]:
    """The pages of the document, part by part: running text, and charts on pages of their own."""
    dealer = _Dealer(masthead(document))
    setting = READING if document.reading else DENSE
    first = True
    for block in document.blocks:
        if isinstance(block, ChartBlock):
            if first or dealer.filled:
                yield dealer.finished()
            yield _chart(block.plan)
            dealer, first = _Dealer(()), False
        else:
            for strip in strips(block, setting):
                dealer.add(strip)
    if first or dealer.filled:
        yield dealer.finished()


MANY: Final = 5
"""Beyond so many pages one more or less does not matter."""


def _chart(plan: ChartPlan) -> tuple[ChartPage, ...]:
    """The chart's pages: landscape, where a picture of time belongs, unless upright pages are fewer."""
    landscape = chart_pages(plan, page_setup("A4"))
    if len(landscape) == 1 or len(landscape) > MANY:
        return landscape
    upright = chart_pages(plan, PageSetup(WIDTH, HEIGHT))
    return upright if len(upright) < len(landscape) else landscape


class _Dealer:
    """Deals strips out to pages; strips that stay together wait for the one that follows them."""

    def __init__(self, masthead: Iterable[Strip]) -> None:
        self._pages: list[list[_Placed]] = [[]]
        self._waiting: list[Strip] = []
        self._y = TOP
        for strip in masthead:
            self._place(strip)
        self._begun = self._pages[-1][-1:]

    @property
    def filled(self) -> bool:
        """Whether anything was dealt out."""
        return bool(self._waiting) or any(self._pages)

    def add(self, strip: Strip) -> None:
        """Put a strip on the page, or on the next one with all that stays with it."""
        self._waiting.append(strip)
        if strip.keep:
            return
        wanted = sum(waiting.height + waiting.space for waiting in self._waiting)
        at_top = self._pages[-1][-1:] == self._begun
        breaks = any(waiting.breaks for waiting in self._waiting)
        if (breaks or self._y + wanted > BOTTOM) and not at_top:
            self._break()
        for waiting in self._waiting:
            self._place(waiting)
        self._waiting = []

    def finished(self) -> list[_Sheet]:
        """Return the pages."""
        for waiting in self._waiting:
            self._place(waiting)
        self._waiting = []
        return [tuple(page) for page in self._pages]

    def _break(self) -> None:
        self._pages.append([])
        self._y = TOP + 22.0
        header = self._waiting[0].header
        if header is not None:
            self._place(header)
        self._begun = self._pages[-1][-1:]

    def _place(self, strip: Strip) -> None:
        if self._pages[-1]:
            self._y += strip.space
        self._pages[-1].append(_Placed(self._y, strip))
        self._y += strip.height


def _draw_sheet(canvas: Any, document: Document, sheet: _Sheet, number: int, total: int) -> None:
    canvas.setPageSize((WIDTH, HEIGHT))
    pen = Pen(PdfSurface(canvas, HEIGHT), style.colours())
    muted = pen.colours["muted"]
    if number == 1:
        _mark(canvas, "title", document.title, 0, 0.0)
    else:
        title = style.shortened(document.title, 0.56 * INNER, style.SMALL)
        pen.surface.text(MARGIN, TOP + 7.0, title, style.SMALL, muted)
        told = (*document.reference, document.status.text if document.status else "")
        reference = style.shortened(", ".join(filter(None, told)), 0.42 * INNER, style.SMALL)
        pen.surface.text(WIDTH - MARGIN, TOP + 7.0, reference, style.SMALL, muted, anchor="end")
        pen.rule(TOP + 13.0, "line", 0.6)
    for placed in sheet:
        placed.strip.paint(pen, placed.y)
        if placed.strip.name:
            _mark(canvas, f"p{number}y{placed.y:.0f}", placed.strip.name, 1, placed.y)
    pen.rule(FOOT - 11.0, "line", 0.6)
    pen.surface.text(
        MARGIN, FOOT, style.shortened(document.foot, 0.8 * INNER, style.SMALL), style.SMALL, muted
    )
    pen.surface.text(WIDTH - MARGIN, FOOT, f"{number} of {total}", style.SMALL, muted, anchor="end")


def _draw_chart(canvas: Any, page: ChartPage, label: str) -> None:
    setup = page.sheet.setup
    canvas.setPageSize((setup.width, page.height))
    if page.first:
        _mark(canvas, "chart", "Chart", 1, 0.0)
    draw_page(PdfSurface(canvas, page.height), page, label)


def _mark(canvas: Any, key: str, title: str, level: int, y: float) -> None:
    """An entry in the reader's outline that leads to y on this page."""
    canvas.bookmarkHorizontal(key, 0, HEIGHT - y + 12.0)
    canvas.addOutlineEntry(one_line(title)[:200], key, level, closed=False)
