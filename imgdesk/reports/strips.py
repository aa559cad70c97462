"""Blocks as strips: what of a paper must not be torn, how high it is, and how it is painted.

A strip is a few lines or a row of a table. Text of any length is cut into strips, so that none is too long for a page.
Which strip stands on which page is decided in `pdf`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple

from imgdesk.reports import style
from imgdesk.reports.blocks import (
    Annex,
    Apart,
    Block,
    ChartBlock,
    Clause,
    Document,
    Entry,
    Facts,
    Footnotes,
    Heading,
    Numbered,
    PageBreak,
    Paragraph,
    Span,
    Table,
    Text,
    label,
    plain,
)
from imgdesk.reports.chart_pdf import PdfSurface
from imgdesk.reports.lines import Line, Look, break_lines
from imgdesk.text import one_line

WIDTH: Final = 595.28
HEIGHT: Final = 841.89
MARGIN: Final = 48.0
INNER: Final = WIDTH - 2 * MARGIN

HEAD: Final = Look(style.SMALL, "semibold", "muted")
SMALL: Final = Look(style.SMALL, role="muted")
CELL: Final = Look(style.BODY)
CELL_GAP: Final = 10.0
ROW_PAD: Final = 3.6
INDENT: Final = 15.0
CLAUSE: Final = 28.0
"""Between the number of a paragraph and its text."""
FACT: Final = 92.0
CHUNK: Final = 24
"""A cell or paragraph with more lines is cut into strips of so many."""
APART: Final[dict[Apart, tuple[str, str]]] = {
    "decision": ("accent", "accentbg"), "action": ("amber", "amberbg"), "inside": ("muted", "grid"),
}  # fmt: skip
"""Bar and ground of what is set apart, as palette roles: those of the window."""
APART_PAD: Final = 4.0


class Setting(NamedTuple):
    """How large a paper is set; lengths in points, `gap` is the white above a paragraph."""

    body: Look
    leading: float
    heading: Look
    minor: Look
    gap: float


DENSE: Final = Setting(
    Look(style.BODY),
    style.LEADING,
    Look(style.HEADING, "semibold", "accent"),
    Look(style.BODY, "semibold"),
    3.5,
)
READING: Final = Setting(Look(9.6), 14.4, Look(10.8, "semibold", "accent"), Look(9.6, "semibold"), 5.5)


class Strip(NamedTuple):
    """What must not be torn: its height, and how it is painted from a y on.

    `keep`: stays with the strip that follows. `header` is painted again where a page begins with this strip.
    `space` is white above it, left out at the top of a page. `name` is its entry in the reader's outline. With
    `breaks` it begins a page.
    """

    height: float
    paint: Callable[[Pen, float], None]
    keep: bool = False
    header: Strip | None = None
    space: float = 0.0
    name: str = ""
    breaks: bool = False


class Pen(NamedTuple):
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


def masthead(document: Document) -> Iterator[Strip]:
    """Yield who sends what, the title, and the status."""
    lines = max(len(document.sender), len(document.reference))
    yield Strip(13.0 * lines + 8.0, partial(_paint_sender, document))
    title = break_lines(plain(document.title), INNER, Look(style.TITLE, "semibold"))[:4]
    yield _lines_strip(title, style.TITLE, 18.5, space=10.0)
    subtitle = break_lines(plain(document.subtitle), INNER, Look(style.BODY, role="muted"))[:4]
    yield _lines_strip(subtitle, style.BODY, style.LEADING, space=2.5)
    if document.status is not None:
        status = break_lines((document.status,), INNER, Look(style.BODY))
        yield _lines_strip(status, style.BODY, style.LEADING, space=6.0)


def _paint_sender(document: Document, pen: Pen, y: float) -> None:
    for place, text in enumerate(document.sender):
        shown = style.shortened(text, 0.68 * INNER, 8.0)
        pen.surface.text(MARGIN, y + 8.0 + 13.0 * place, shown, 8.0, pen.colours["muted"])
    for place, text in enumerate(document.reference):
        shown = style.shortened(text, 0.3 * INNER, 8.0)
        pen.surface.text(
            WIDTH - MARGIN, y + 8.0 + 13.0 * place, shown, 8.0, pen.colours["muted"], anchor="end"
        )
    pen.rule(y + 13.0 * max(len(document.sender), len(document.reference)) + 5.0, "text", 1.4)


def strips(block: Block, setting: Setting) -> Iterator[Strip]:
    """Yield the strips of a block, in order; none for a chart, which has pages of its own."""
    match block:
        case Heading() | Annex() | PageBreak():
            yield from _beginning(block, setting)
        case Paragraph():
            yield from _paragraph(block, setting, 0.0)
        case Clause():
            yield from _clause(block, setting)
        case Entry():
            yield from _entry(block, setting, 0.0)
        case Facts():
            for place, (name, text) in enumerate(block.rows):
                yield from _fact(name, text, 3.0 if place else 10.0)
        case Numbered():
            for number, item in enumerate(block.items, start=1):
                yield from _item(f"{number}.", item)
        case Table():
            yield from _table(block)
        case Footnotes():
            yield from _notes(block)
        case ChartBlock():
            return


def _beginning(block: Heading | Annex | PageBreak, setting: Setting) -> Iterator[Strip]:
    match block:
        case Heading():
            name = one_line(block.text) if block.level == 1 else ""
            yield _heading(block.text, block.level, setting)._replace(name=name)
        case Annex():
            strip = _lines_strip(
                break_lines(plain(block.label), INNER, HEAD), style.SMALL, style.SMALL_LEADING
            )
            yield strip._replace(keep=True, space=22.0, breaks=block.begins_page)
            name = one_line(f"{block.label}: {block.text}")
            yield _heading(block.text, 1, setting)._replace(space=0.0, name=name)
        case PageBreak():
            yield Strip(0.0, _nothing, keep=True, breaks=True)


def _nothing(pen: Pen, y: float) -> None:
    pass


def _heading(text: str, level: int, setting: Setting) -> Strip:
    look = setting.heading if level == 1 else setting.minor
    leading = round(look.size * 1.383, 1)
    strip = _lines_strip(break_lines(plain(text), INNER, look), look.size, leading, space=16.0 - 3.5 * level)
    return strip._replace(height=strip.height + 1.5, keep=True)


def _paragraph(block: Paragraph, setting: Setting, inset: float, right: float = INNER) -> Iterator[Strip]:
    """Running text from `inset` to `right`, both counted from the margin."""
    look, leading = (SMALL, style.SMALL_LEADING) if block.quiet else (setting.body, setting.leading)
    inset += INDENT * block.level
    lines = break_lines(block.text, right - inset, look)
    if setting is DENSE:
        yield from _running(lines, look, leading, space=setting.gap)
    else:
        yield from _torn(lines, look, leading, inset, setting.gap)


def _clause(block: Clause, setting: Setting) -> Iterator[Strip]:
    """A paragraph and what belongs to it, its number in the margin; set apart by a bar and a ground."""
    inset, pad = CLAUSE, APART_PAD if block.apart else 0.0
    right = INNER - 2 * pad
    lines = break_lines(block.text, right - inset, setting.minor if block.headed else setting.body)
    parts = list(_torn(lines, setting.body, setting.leading, inset, 0.0))
    for after in block.after:
        if isinstance(after, Entry):
            parts += _entry(after, setting, inset, right)
        else:
            parts += _paragraph(after, setting, inset, right)
    for place, part in enumerate(parts or [_lines_strip([()], setting.body.size, setting.leading)]):
        first, last = place == 0, place >= len(parts) - 1
        above = pad if first else part.space
        height = above + part.height + (pad if last else 0.0)
        number = f"{block.number}." if first and block.number else ""
        paint = partial(_paint_clause, part, above, number, block.apart, setting, height)
        yield Strip(height, paint, keep=first and block.headed, space=setting.gap if first else 0.0)


def _paint_clause(
    part: Strip, above: float, number: str, apart: Apart, setting: Setting, height: float, pen: Pen, y: float
) -> None:
    if apart:
        bar, ground = APART[apart]
        left, size = MARGIN + CLAUSE - 8.0, setting.body.size
        pen.surface.rect(left, y, WIDTH - MARGIN - left, height, pen.colours[ground])
        pen.surface.rect(left, y, 2.0, height, pen.colours[bar])
    if number:
        size = setting.body.size
        base = y + above + size + (setting.leading - size) / 2 - 1.0
        pen.surface.text(MARGIN, base, number, size, pen.colours["muted"])
    part.paint(pen, y + above)


def _entry(entry: Entry, setting: Setting, inset: float, right: float = INNER) -> Iterator[Strip]:
    inset += INDENT * entry.level
    sign = label(entry)
    room = style.measure(sign, setting.body.size) + 8.0
    inset += max(0.0, room - INDENT)
    lines = break_lines(entry.text, right - inset, setting.body) or [()]
    for place, strip in enumerate(_torn(lines, setting.body, setting.leading, inset, setting.gap - 3.0)):
        painted = partial(
            _paint_item, strip, sign if place == 0 else "", setting.body, setting.leading, inset
        )
        yield strip._replace(paint=painted)


def _fact(name: str, text: Text, space: float) -> Iterator[Strip]:
    names = break_lines(plain(name), FACT - CELL_GAP, Look(style.BODY, role="muted"))
    lines = break_lines(text, INNER - FACT, CELL)
    for start in range(0, max(len(names), len(lines)), CHUNK):
        end = start + CHUNK
        parts = ((MARGIN, names[start:end]), (MARGIN + FACT, lines[start:end]))
        height = style.LEADING * max(len(part) for _, part in parts)
        paint = partial(_paint_row, parts, style.BODY, style.LEADING, 0.0, 0.0)
        yield Strip(height, paint, space=0.0 if start else space)


def _notes(block: Footnotes) -> Iterator[Strip]:
    for place, (mark, text) in enumerate(block.notes):
        lines = break_lines((Span(mark, "mark"), Span(f" {text}")), INNER, SMALL)
        yield from _running(lines, SMALL, style.SMALL_LEADING, space=0.0 if place else 9.0)


def _lines_strip(
    lines: Sequence[Line], size: float, leading: float, *, x: float = MARGIN, space: float = 0.0
) -> Strip:
    def paint(pen: Pen, y: float) -> None:
        for place, line in enumerate(lines):
            pen.line(line, x, y + leading * place + size + (leading - size) / 2 - 1.0, size)

    return Strip(leading * len(lines), paint, space=space)


def _running(lines: Sequence[Line], look: Look, leading: float, *, space: float) -> Iterator[Strip]:
    for start in range(0, len(lines), CHUNK):
        part = lines[start : start + CHUNK]
        yield _lines_strip(part, look.size, leading, space=0.0 if start else space)


def _torn(lines: Sequence[Line], look: Look, leading: float, inset: float, space: float) -> Iterator[Strip]:
    """Lines that a page may end between, but for the first two and the last two, which stay together."""
    cuts = [0, *range(2, len(lines) - 1), len(lines)] if len(lines) > 3 else [0, len(lines)]
    for start, end in pairwise(cuts):
        if end > start:
            yield _lines_strip(
                lines[start:end], look.size, leading, x=MARGIN + inset, space=0.0 if start else space
            )


def _item(number: str, item: Text) -> Iterator[Strip]:
    lines = break_lines(item, INNER - INDENT, CELL)
    for start in range(0, len(lines), CHUNK):
        part = _lines_strip(lines[start : start + CHUNK], style.BODY, style.LEADING, x=MARGIN + INDENT)
        sign = number if start == 0 else ""
        yield Strip(part.height + 1.6, partial(_paint_item, part, sign, CELL, style.LEADING, INDENT))


def _paint_item(part: Strip, sign: str, look: Look, leading: float, inset: float, pen: Pen, y: float) -> None:
    base = y + look.size + (leading - look.size) / 2 - 1.0
    pen.surface.text(MARGIN + inset - 4.0, base, sign, look.size, pen.colours["text"], anchor="end")
    part.paint(pen, y)


def _table(table: Table) -> Iterator[Strip]:
    header = _row(tuple(map(plain, table.header)), table.widths, HEAD, 10.0)[0]._replace(keep=True)
    yield header
    for row in table.rows:
        for strip in _row(row, table.widths, CELL, style.LEADING):
            yield strip._replace(header=header)


def _row(cells: Sequence[Text], widths: Sequence[float], look: Look, leading: float) -> list[Strip]:
    """One row as one strip, or as several where a cell is very long; a line below the last."""
    starts = [MARGIN + INNER * sum(widths[:place]) for place in range(len(widths))]
    rooms = [INNER * share - CELL_GAP for share in widths[:-1]] + [INNER * widths[-1]]
    columns = [break_lines(cell, room, look) for cell, room in zip(cells, rooms, strict=True)]
    count = max(1, *map(len, columns))
    found = []
    for first in range(0, count, CHUNK):
        last = min(first + CHUNK, count)
        above, below = ROW_PAD if first == 0 else 0.0, ROW_PAD if last == count else 0.0
        parts = tuple((x, lines[first:last]) for x, lines in zip(starts, columns, strict=True))
        height = above + leading * (last - first) + below
        found.append(
            Strip(height, partial(_paint_row, parts, look.size, leading, above, height if below else 0.0))
        )
    return found


def _paint_row(
    parts: Sequence[tuple[float, Sequence[Line]]], size: float, leading: float, above: float, rule: float,
    pen: Pen, y: float,
) -> None:  # fmt: skip
    for x, lines in parts:
        for place, line in enumerate(lines):
            pen.line(line, x, y + above + leading * place + size + (leading - size) / 2 - 1.0, size)
    if rule:
        pen.rule(y + rule, "line", 0.6)
