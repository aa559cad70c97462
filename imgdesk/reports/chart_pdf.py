"""The chart as PDF: vector strokes, embedded type, and the same bytes for the same plan.

Holds the PDF surface and writes pages; what is drawn where is decided in `chart_pages` and `chart_draw`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, BinaryIO

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from imgdesk.reports import style
from imgdesk.reports.chart import ChartPlan, PageSetup, page_setup
from imgdesk.reports.chart_draw import draw_page
from imgdesk.reports.chart_pages import ChartPage, GroupBlock, chart_pages, page_label
from imgdesk.reports.style import Font
from imgdesk.reports.surface import Anchor, Point, Segment
from imgdesk.text import one_line

STRIP = 0.6
"""The width of a gradient's strips, in points: too narrow to be told apart."""


class PdfSurface:
    """A surface on a reportlab canvas; (left, top) is where its upper left corner lies, in PDF coordinates."""

    def __init__(self, canvas: Any, top: float, left: float = 0.0) -> None:
        self._canvas = canvas
        self._top = top
        self._left = left

    def rect(self, x: float, y: float, w: float, h: float, fill: str, *, radius: float = 0.0) -> None:
        """See Surface."""
        self._canvas.setFillColor(HexColor(fill))
        self._box(x, y, w, h, radius, stroke=0, fill=1)

    def gradient(self, x: float, y: float, w: float, h: float, left: str, right: str) -> None:
        """See Surface; in strips that overlap a little: no shading, no clip path, the same on every printer."""
        count = max(2, min(24, int(w / STRIP)))
        step = w / count
        for number in range(count):
            fill = style.blend(left, right, (number + 0.5) / count)
            self.rect(x + number * step, y, step + (0.2 if number < count - 1 else 0.0), h, fill)

    def outline(
        self, x: float, y: float, w: float, h: float, stroke: str, width: float,
        *, dashes: Sequence[float] = (), radius: float = 0.0,
    ) -> None:  # fmt: skip
        """See Surface."""
        self._pen(stroke, width, dashes)
        self._box(x, y, w, h, radius, stroke=1, fill=0)

    def lines(
        self, segments: Iterable[Segment], stroke: str, width: float, *, dashes: Sequence[float] = ()
    ) -> None:
        """See Surface."""
        self._pen(stroke, width, dashes)
        left, top = self._left, self._top
        moved = [(left + xa, top - ya, left + xb, top - yb) for xa, ya, xb, yb in segments]
        if moved:
            self._canvas.lines(moved)

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        """See Surface."""
        path = self._canvas.beginPath()
        for index, (x, y) in enumerate(points):
            (path.lineTo if index else path.moveTo)(self._left + x, self._top - y)
        path.close()
        self._canvas.setFillColor(HexColor(fill))
        self._canvas.drawPath(path, stroke=0, fill=1)

    def text(
        self, x: float, y: float, text: str, size: float, fill: str,
        *, font: Font = "regular", anchor: Anchor = "start",
    ) -> None:  # fmt: skip
        """See Surface."""
        shown = one_line(text)
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * style.measure(shown, size, font)
        x += self._left - shift
        self._canvas.setFillColor(HexColor(fill))
        for run in style.runs(shown, font):
            self._run(x, self._top - y, run, size)
            x += style.measure(run.said, size, font)

    def link(self, x: float, y: float, w: float, h: float, address: str) -> None:
        """A place that leads to an address of the web or of mail, in ASCII; nothing is drawn."""
        self._canvas.linkURL(address, self._corners(x, y, w, h), relative=0)

    def leap(self, x: float, y: float, w: float, h: float, key: str, told: str) -> None:
        """A place that leads to the bookmark of that key in the same file; nothing is drawn."""
        self._canvas.linkRect(told, key, self._corners(x, y, w, h), relative=0)

    def _corners(self, x: float, y: float, w: float, h: float) -> tuple[float, float, float, float]:
        left, top = self._left + x, self._top - y
        return left, top - h, left + w, top

    def _run(self, x: float, y: float, run: style.Run, size: float) -> None:
        """One piece of text; where its signs are not what they stand for, the file says what was meant."""
        canvas = self._canvas
        canvas.setFont(run.face, size)
        # Beyond the first 65,536 code points the writer's own table of meanings is wrong.
        told = run.shown != run.said or any(ord(char) > 0xFFFF for char in run.said)
        if told:
            canvas.addLiteral(f"/Span <</ActualText <FEFF{run.said.encode('utf-16-be').hex().upper()}>>> BDC")
        canvas.drawString(x, y, run.shown)
        if told:
            canvas.addLiteral("EMC")

    def _pen(self, stroke: str, width: float, dashes: Sequence[float]) -> None:
        self._canvas.setStrokeColor(HexColor(stroke))
        self._canvas.setLineWidth(width)
        self._canvas.setDash(list(dashes))

    def _box(self, x: float, y: float, w: float, h: float, radius: float, *, stroke: int, fill: int) -> None:
        left, bottom = self._left + x, self._top - y - h
        if radius:
            self._canvas.roundRect(left, bottom, w, h, min(radius, w / 2, h / 2), stroke=stroke, fill=fill)
        else:
            self._canvas.rect(left, bottom, w, h, stroke=stroke, fill=fill)


def draw_chart(
    canvas: Any, plan: ChartPlan, setup: PageSetup, label: Callable[[int, int], str] | None = None
) -> int:
    """Append the chart's pages, each of the set-up's size, to a reportlab canvas; the number of pages.

    The canvas must stand at the beginning of a page and stands so again afterwards. `label` names page i of
    n, both counted within the chart, so that a larger document can go on with its own numbers.
    """
    pages = chart_pages(plan, setup)
    for number, page in enumerate(pages, start=1):
        draw_pdf_page(
            canvas, page, label(number, len(pages)) if label else page_label(page, number, len(pages))
        )
    return len(pages)


def draw_pdf_page(canvas: Any, page: ChartPage, label: str) -> None:
    """Append one page to a reportlab canvas; groups that begin on it are entries of the reader's outline."""
    unit = page.sheet.setup.unit
    width, height = page.sheet.setup.width * unit, page.height * unit
    canvas.setPageSize((width, height))
    draw_page(PdfSurface(canvas, height), page, label)
    if page.sheet.column == 0:
        for number, block in enumerate(page.blocks):
            if isinstance(block, GroupBlock) and not block.again:
                key = f"group {page.strip} {number}"
                canvas.bookmarkPage(key)
                canvas.addOutlineEntry(" ".join(block.title) or "Group", key, 0)
    canvas.showPage()


def chart_canvas(plan: ChartPlan, out: BinaryIO) -> Any:
    """An empty document that says what it is; the same pages give the same bytes."""
    style.register_fonts()
    canvas = Canvas(out, invariant=1, pageCompression=1, lang="en", initialFontName=style.FONTS["regular"])
    canvas.setTitle(one_line(plan.title))
    canvas.setSubject(one_line(plan.subtitle))
    canvas.setAuthor("")
    canvas.setCreator("imgdesk")
    canvas.setProducer("imgdesk")
    return canvas


def write_chart_pdf(
    plan: ChartPlan, out: BinaryIO, *, page: str = "A4", setup: PageSetup | None = None
) -> None:
    """Write the chart as a PDF of pages as set up, or landscape pages by name; UserError for an unknown one.

    The same plan gives the same bytes.
    """
    setup = setup or page_setup(page)
    canvas = chart_canvas(plan, out)
    draw_chart(canvas, plan, setup)
    canvas.save()
