"""A document as PDF: blocks become strips, strips are dealt out to pages, pages are drawn.

A strip is what must not be torn: a few lines, a row of a table. Cells of any length are cut into strips, so that no
text is too long for a page. Type is embedded, nothing is smaller than the style allows, the same document gives the
same bytes, and of the machine nothing goes into the file. User text is drawn as it is: no markup is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, BinaryIO, Final, NamedTuple

from reportlab.pdfgen.canvas import Canvas

from imgdesk.reports import style
from imgdesk.reports.blocks import (
    Block,
    ChartBlock,
    Document,
    Footnotes,
    Heading,
    Numbered,
    Paragraph,
    Span,
    Table,
    Text,
    plain,
)
from imgdesk.reports.chart import ChartPlan, PageSetup, page_setup
from imgdesk.reports.chart_draw import draw_page
from imgdesk.reports.chart_pages import ChartPage, chart_pages
from imgdesk.reports.chart_pdf import PdfSurface
from imgdesk.reports.lines import Line, Look, break_lines
from imgdesk.text import one_line

WIDTH: Final = 595.28
HEIGHT: Final = 841.89
MARGIN: Final = 48.0
INNER: Final = WIDTH - 2 * MARGIN
TOP: Final = 44.0
"""Where the masthead begins."""
BOTTOM: Final = 784.0
"""Where the body ends."""
FOOT: Final = 805.0
"""The baseline of the foot."""

BODY: Final = Look(style.BODY)
HEAD: Final = Look(style.SMALL, "semibold", "muted")
SMALL: Final = Look(style.SMALL, role="muted")
CELL_GAP: Final = 10.0
ROW_PAD: Final = 3.6
INDENT: Final = 15.0
CHUNK: Final = 24
"""A cell or paragraph with more lines is cut into strips of so many."""


class Strip(NamedTuple):
    """What must not be torn: its height, and how it is painted from a y on.

    `keep`: stays with the strip that follows. `header` is painted again where a page begins with this strip.
    `space` is white above it, left out at the top of a page. `name` is its entry in the reader's outline.
    """

    height: float
    paint: Callable[[_Pen, float], None]
    keep: bool = False
    header: Strip | None = None
    space: float = 0.0
    name: str = ""


class _Pen(NamedTuple):
    """A surface with the colours of paper."""

    surface: PdfSurface
    colours: dict[str, str]

    def line(self, line: Line, x: float, y: float, size: float) -> None:
        """Draw one line of text with its boxes; y is its baseline."""
        for piece in line:
            start = x + piece.x
            if piece.box:
                fill = self.colours[piece.box]
                self.surface.rect(start, y - size - 0.4, piece.width, size + 3.8, fill, radius=3.0)
                start += (piece.width - style.measure(piece.text, size, piece.font)) / 2
            self.surface.text(start, y, piece.text, size, self.colours[piece.role], font=piece.font)

    def rule(self, y: float, role: str, width: float) -> None:
        """Draw a line from margin to margin."""
        self.surface.lines([(MARGIN, y, WIDTH - MARGIN, y)], self.colours[role], width)


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
    dealer = _Dealer(_masthead(document))
    first = True
    for block in document.blocks:
        if isinstance(block, ChartBlock):
            if first or dealer.filled:
                yield dealer.finished()
            yield _chart(block.plan)
            dealer, first = _Dealer(()), False
        else:
            for strip in _strips(block):
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
        if self._y + wanted > BOTTOM and not at_top:
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


def _masthead(document: Document) -> Iterator[Strip]:
    """Who sends what, and the title."""
    lines = max(len(document.sender), len(document.reference))
    yield Strip(13.0 * lines + 8.0, partial(_paint_sender, document))
    title = break_lines(plain(document.title), INNER, Look(style.TITLE, "semibold"))[:4]
    yield _lines_strip(title, style.TITLE, 18.5, space=10.0)
    subtitle = break_lines(plain(document.subtitle), INNER, Look(style.BODY, role="muted"))[:4]
    yield _lines_strip(subtitle, style.BODY, style.LEADING, space=2.5)


def _paint_sender(document: Document, pen: _Pen, y: float) -> None:
    for place, text in enumerate(document.sender):
        shown = style.shortened(text, 0.68 * INNER, 8.0)
        pen.surface.text(MARGIN, y + 8.0 + 13.0 * place, shown, 8.0, pen.colours["muted"])
    for place, text in enumerate(document.reference):
        shown = style.shortened(text, 0.3 * INNER, 8.0)
        pen.surface.text(
            WIDTH - MARGIN, y + 8.0 + 13.0 * place, shown, 8.0, pen.colours["muted"], anchor="end"
        )
    pen.rule(y + 13.0 * max(len(document.sender), len(document.reference)) + 5.0, "text", 1.4)


def _strips(block: Block) -> Iterator[Strip]:
    match block:
        case Heading():
            lines = break_lines(plain(block.text), INNER, Look(style.HEADING, "semibold", "accent"))
            strip = _lines_strip(lines, style.HEADING, 13.0, space=12.5)
            yield strip._replace(height=strip.height + 1.5, keep=True, name=one_line(block.text))
        case Paragraph():
            look, leading = (SMALL, style.SMALL_LEADING) if block.quiet else (BODY, style.LEADING)
            yield from _running(break_lines(block.text, INNER, look), look.size, leading, space=3.5)
        case Numbered():
            for number, item in enumerate(block.items, start=1):
                yield from _item(number, item)
        case Table():
            yield from _table(block)
        case Footnotes():
            for place, (mark, text) in enumerate(block.notes):
                note = (Span(mark, "mark"), Span(f" {text}"))
                lines = break_lines(note, INNER, SMALL)
                yield from _running(lines, style.SMALL, style.SMALL_LEADING, space=0.0 if place else 9.0)


def _lines_strip(
    lines: Sequence[Line], size: float, leading: float, *, x: float = MARGIN, space: float = 0.0
) -> Strip:
    def paint(pen: _Pen, y: float) -> None:
        for place, line in enumerate(lines):
            pen.line(line, x, y + leading * place + size + (leading - size) / 2 - 1.0, size)

    return Strip(leading * len(lines), paint, space=space)


def _running(lines: Sequence[Line], size: float, leading: float, *, space: float) -> Iterator[Strip]:
    for start in range(0, len(lines), CHUNK):
        part = lines[start : start + CHUNK]
        yield _lines_strip(part, size, leading, space=0.0 if start else space)


def _item(number: int, item: Text) -> Iterator[Strip]:
    lines = break_lines(item, INNER - INDENT, BODY)
    for start in range(0, len(lines), CHUNK):
        part = _lines_strip(lines[start : start + CHUNK], style.BODY, style.LEADING, x=MARGIN + INDENT)
        label = f"{number}." if start == 0 else ""
        yield Strip(part.height + 1.6, partial(_paint_item, part, label))


def _paint_item(part: Strip, label: str, pen: _Pen, y: float) -> None:
    base = y + style.BODY + (style.LEADING - style.BODY) / 2 - 1.0
    pen.surface.text(MARGIN + INDENT - 4.0, base, label, style.BODY, pen.colours["text"], anchor="end")
    part.paint(pen, y)


def _table(table: Table) -> Iterator[Strip]:
    header = _row(tuple(map(plain, table.header)), table.widths, HEAD, 10.0)[0]._replace(keep=True)
    yield header
    for row in table.rows:
        for strip in _row(row, table.widths, BODY, style.LEADING):
            yield strip._replace(header=header)


def _row(cells: Sequence[Text], widths: Sequence[float], look: Look, leading: float) -> list[Strip]:
    """One row as one strip, or as several where a cell is very long; a line below the last."""
    starts = [MARGIN + INNER * sum(widths[:place]) for place in range(len(widths))]
    rooms = [INNER * share - CELL_GAP for share in widths[:-1]] + [INNER * widths[-1]]
    columns = [break_lines(cell, room, look) for cell, room in zip(cells, rooms, strict=True)]
    count = max(1, *map(len, columns))
    strips = []
    for first in range(0, count, CHUNK):
        last = min(first + CHUNK, count)
        above, below = ROW_PAD if first == 0 else 0.0, ROW_PAD if last == count else 0.0
        parts = tuple((x, lines[first:last]) for x, lines in zip(starts, columns, strict=True))
        height = above + leading * (last - first) + below
        strips.append(
            Strip(height, partial(_paint_row, parts, look.size, leading, above, height if below else 0.0))
        )
    return strips


def _paint_row(
    parts: Sequence[tuple[float, Sequence[Line]]], size: float, leading: float, above: float, rule: float,
    pen: _Pen, y: float,
) -> None:  # fmt: skip
    for x, lines in parts:
        for place, line in enumerate(lines):
            pen.line(line, x, y + above + leading * place + size + (leading - size) / 2 - 1.0, size)
    if rule:
        pen.rule(y + rule, "line", 0.6)


def _draw_sheet(canvas: Any, document: Document, sheet: _Sheet, number: int, total: int) -> None:
    canvas.setPageSize((WIDTH, HEIGHT))
    pen = _Pen(PdfSurface(canvas, HEIGHT), style.colours())
    muted = pen.colours["muted"]
    if number == 1:
        _mark(canvas, "title", document.title, 0, 0.0)
    else:
        title = style.shortened(document.title, 0.7 * INNER, style.SMALL)
        pen.surface.text(MARGIN, TOP + 7.0, title, style.SMALL, muted)
        reference = style.shortened(", ".join(document.reference), 0.28 * INNER, style.SMALL)
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
