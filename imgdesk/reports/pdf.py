"""A document as PDF: blocks become strips, strips are dealt out to pages, pages are drawn.

Type is embedded, nothing is smaller than the style allows, the same document gives the same bytes, and of the machine
nothing goes into the file. User text is drawn as it is: no markup is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, BinaryIO, Final

from reportlab.pdfgen.canvas import Canvas

from imgdesk.reports import style
from imgdesk.reports.blocks import Document, Span
from imgdesk.reports.chart import ChartPlan, PageSetup, page_setup
from imgdesk.reports.chart_draw import draw_page
from imgdesk.reports.chart_pages import ChartPage, chart_pages
from imgdesk.reports.chart_pdf import PdfSurface
from imgdesk.reports.dealer import Dealer, Sheet
from imgdesk.reports.foot import marked_notes, paint_foot
from imgdesk.reports.lines import break_lines
from imgdesk.reports.strip import BOTTOM, DENSE, HEIGHT, INNER, MARGIN, READING, SMALL, TOP, WIDTH, Pen, Strip
from imgdesk.reports.strips import strips
from imgdesk.reports.strips_headings import masthead
from imgdesk.text import one_line

FOOT: Final = 805.0
"""The baseline of the foot."""
STATUS_ROOM: Final = 0.3 * INNER
"""What the status may take of the running head."""

HEAD_GAP: Final = 14.0
"""Between title and reference in the running head."""
REFERENCE_SHARE: Final = 0.5
"""What the reference may take of the running head even beside a long title."""


def write_pdf(document: Document, out: BinaryIO) -> int:
    """Write a document as PDF and return its number of pages; the same document gives the same bytes."""
    style.register_fonts()
    canvas = Canvas(out, invariant=1, pageCompression=1, lang="en", initialFontName=style.FONTS["regular"])
    _describe(canvas, document)
    pages = [page for part in _parts(document) for page in part]
    writer = _Writer(canvas, document, len(pages), _places(pages))
    for number, page in enumerate(pages, start=1):
        writer.add(page, number)
        canvas.showPage()
    canvas.save()
    return len(pages)


def _describe(canvas: Any, document: Document) -> None:
    canvas.setTitle(one_line(document.title))
    canvas.setSubject(one_line(", ".join(document.reference)))
    canvas.setAuthor(one_line(document.author))
    canvas.setCreator("imgdesk")
    canvas.setProducer("imgdesk")
    canvas.setViewerPreference("DisplayDocTitle", "true")


def _parts(document: Document) -> Iterator[Sequence[Sheet | ChartPage]]:
    """The pages of the document, part by part: running text, and charts on pages of their own."""
    notes = marked_notes(document.blocks)
    dealer = Dealer(masthead(document), notes)
    setting = READING if document.reading else DENSE
    first = True
    for part in strips(document.blocks, setting, notes.keys()):
        if isinstance(part, Strip):
            dealer.add(part)
            continue
        if first or dealer.filled:
            yield dealer.finished()
        yield _chart(part)
        dealer, first = Dealer((), notes), False
    if first or dealer.filled:
        yield dealer.finished()


def _places(pages: Sequence[Sheet | ChartPage]) -> dict[str, int]:
    """On which page each place of the contents stands, by its key."""
    return {
        placed.strip.target.key: number
        for number, page in enumerate(pages, start=1)
        if isinstance(page, Sheet)
        for placed in page.placed
        if placed.strip.target
    }


MANY: Final = 5
"""Beyond so many pages one more or less does not matter."""


def _chart(plan: ChartPlan) -> tuple[ChartPage, ...]:
    """The chart's pages: landscape, where a picture of time belongs, unless upright pages are fewer."""
    landscape = chart_pages(plan, page_setup("A4"))
    if len(landscape) == 1 or len(landscape) > MANY:
        return landscape
    upright = chart_pages(plan, PageSetup(WIDTH, HEIGHT))
    return upright if len(upright) < len(landscape) else landscape


def _beside(document: Document, room: float) -> tuple[str, str]:
    """Title and reference for one line; where both are too long the day, which ends the reference, stays whole."""
    title, parts = one_line(document.title), [part for part in map(one_line, document.reference) if part]
    most = max(room - style.measure(title, style.SMALL) - HEAD_GAP, REFERENCE_SHARE * room)
    reference = ", ".join(parts)
    if len(parts) > 1 and style.measure(reference, style.SMALL) > most:
        last = f", {parts[-1]}"
        what = most - style.measure(last, style.SMALL)
        reference = style.shortened(", ".join(parts[:-1]), max(what, 0.0), style.SMALL) + last
    reference = style.shortened(reference, most, style.SMALL)
    left = room - style.measure(reference, style.SMALL) - HEAD_GAP
    return style.shortened(title, left, style.SMALL), reference


class _Writer:
    """Draws pages, and the reader's outline with them."""

    def __init__(self, canvas: Any, document: Document, total: int, places: Mapping[str, int]) -> None:
        self._canvas = canvas
        self._document = document
        self._total = total
        self._places = places
        self._colours = style.colours()
        self._depth = -1

    def add(self, page: Sheet | ChartPage, number: int) -> None:
        """Draw a page."""
        if isinstance(page, ChartPage):
            self._chart(page, number)
        else:
            self._sheet(page, number)

    def _sheet(self, sheet: Sheet, number: int) -> None:
        self._canvas.setPageSize((WIDTH, HEIGHT))
        pen = self._pen(HEIGHT)
        if number == 1:
            self._mark("title", self._document.title, 0, 0.0)
        else:
            self._running_head(pen)
        for placed in sheet.placed:
            placed.strip.paint(pen, placed.y)
            target = placed.strip.target
            if target:
                self._mark(target.key, target.told, target.level, placed.y)
        paint_foot(sheet.foot, pen, BOTTOM)
        muted = pen.colours["muted"]
        pen.rule(FOOT - 11.0, "line", 0.6)
        foot = style.shortened(self._document.foot, 0.8 * INNER, style.SMALL)
        pen.surface.text(MARGIN, FOOT, foot, style.SMALL, muted)
        label = f"{number} of {self._total}"
        pen.surface.text(WIDTH - MARGIN, FOOT, label, style.SMALL, muted, anchor="end")

    def _running_head(self, pen: Pen) -> None:
        """Title, reference and status, on every page but the first, where the masthead stands."""
        muted, y = pen.colours["muted"], TOP + 7.0
        taken = self._status(pen, WIDTH - MARGIN, y)
        title, reference = _beside(self._document, INNER - taken)
        pen.surface.text(MARGIN, y, title, style.SMALL, muted)
        pen.surface.text(WIDTH - MARGIN - taken, y, reference, style.SMALL, muted, anchor="end")
        pen.rule(TOP + 13.0, "line", 0.6)

    def _chart(self, page: ChartPage, number: int) -> None:
        setup = page.sheet.setup
        self._canvas.setPageSize((setup.width, page.height))
        if page.first:
            self._mark(f"chart{number}", "Chart", 1, 0.0)
        draw_page(PdfSurface(self._canvas, page.height), page, f"{number} of {self._total}")
        self._status(self._pen(page.height), setup.width - setup.margin, setup.margin - 9.0)

    def _status(self, pen: Pen, right: float, y: float) -> float:
        """Draw the status so that it ends at `right`, and return how much it takes with the gap before it."""
        status = self._document.status
        if status is None or not one_line(status.text):
            return 0.0
        shown: Span = replace(status, text=style.shortened(status.text, STATUS_ROOM, style.SMALL, "semibold"))
        (line, *_) = break_lines((shown,), INNER, SMALL)
        width = line[-1].x + line[-1].width
        pen.line(line, right - width, y, SMALL.size)
        return width + 8.0

    def _pen(self, height: float) -> Pen:
        return Pen(PdfSurface(self._canvas, height), self._colours, self._places)

    def _mark(self, key: str, title: str, level: int, y: float) -> None:
        """An entry in the reader's outline that leads to y on this page; no level is left out on the way down."""
        self._depth = min(level, self._depth + 1)
        self._canvas.bookmarkHorizontal(key, 0, HEIGHT - y + 12.0)
        self._canvas.addOutlineEntry(one_line(title)[:200], key, self._depth, closed=False)
