"""What a strip is: a few lines or a row that must not be torn, how high it is, and how it is painted.

Holds the sizes of the page and what all kinds of blocks share; which block becomes which strips is decided in `strips`,
on which page a strip stands in `dealer`. Lengths are points, y grows downwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple

from imgdesk.reports import style
from imgdesk.reports.chart_pdf import PdfSurface
from imgdesk.reports.lines import Line, Look, marks
from imgdesk.reports.outline import Target

WIDTH: Final = 595.28
HEIGHT: Final = 841.89
MARGIN: Final = 48.0
INNER: Final = WIDTH - 2 * MARGIN
TOP: Final = 44.0
"""Where the masthead begins."""
HEAD_ROOM: Final = 22.0
"""What the running head takes, on every page but the first."""
BOTTOM: Final = 784.0
"""Where the body ends."""
BODY: Final = BOTTOM - TOP - HEAD_ROOM
"""The height of a page without a masthead."""

HEAD: Final = Look(style.SMALL, "semibold", "muted")
SMALL: Final = Look(style.SMALL, role="muted")
CELL: Final = Look(style.BODY)
INDENT: Final = 15.0
CHUNK: Final = 24
"""A cell or paragraph with more lines is cut into strips of so many."""


class Setting(NamedTuple):
    """How large a paper is set; lengths in points, `gap` is the white above a paragraph.

    `headings` are the looks of the levels from 1 on; `hang` is the least room for a number before a heading.
    """

    body: Look
    leading: float
    headings: tuple[Look, Look, Look]
    gap: float
    hang: float

    @property
    def minor(self) -> Look:
        """The look of a heading within the text."""
        return self.headings[1]


DENSE: Final = Setting(
    Look(style.BODY),
    style.LEADING,
    (Look(style.HEADING, "semibold", "accent"), Look(style.BODY, "semibold"), Look(style.BODY, "italic")),
    3.5,
    18.0,
)
READING: Final = Setting(
    Look(9.6),
    14.4,
    (Look(10.8, "semibold", "accent"), Look(9.6, "semibold"), Look(9.6, "italic")),
    5.5,
    28.0,
)


class Strip(NamedTuple):
    """What must not be torn: its height, and how it is painted from a y on.

    `keep`: stays with the strip that follows. `header` is painted again where a page begins with this strip.
    `space` is white above it, left out at the top of a page. `target` is its place in outline and contents. With
    `breaks` it begins a page. `notes` are the numbers of the footnotes that are marked in it.
    """

    height: float
    paint: Callable[[Pen, float], None]
    keep: bool = False
    header: Strip | None = None
    space: float = 0.0
    target: Target | None = None
    breaks: bool = False
    notes: tuple[str, ...] = ()


class Pen(NamedTuple):
    """A surface with the colours of paper, and the pages of all places that the contents lead to, by their keys."""

    surface: PdfSurface
    colours: Mapping[str, str]
    pages: Mapping[str, int]

    def line(self, line: Line, x: float, y: float, size: float) -> None:
        """Draw one line of text with its boxes, strokes and links; y is its baseline."""
        for piece in line:
            start, dress = x + piece.x, piece.dress
            colour = self.colours[dress.role]
            if dress.box:
                fill = self.colours[dress.box]
                self.surface.rect(start, y - size - 0.4, piece.width, size + 3.8, fill, radius=3.0)
                start += (piece.width - style.measure(piece.text, size, dress.font)) / 2
            self.surface.text(start, y, piece.text, size, colour, font=dress.font)
            if dress.struck:
                middle = y - 0.27 * size
                self.surface.lines([(start, middle, start + piece.width, middle)], colour, 0.07 * size)
            if dress.link:
                below = y + 0.16 * size
                self.surface.lines([(start, below, start + piece.width, below)], colour, 0.4)
                self.surface.link(start, y - size, piece.width, 1.35 * size, dress.link)

    def rule(self, y: float, role: str, width: float) -> None:
        """Draw a line from margin to margin."""
        self.surface.lines([(MARGIN, y, WIDTH - MARGIN, y)], self.colours[role], width)


def base(look: Look, leading: float) -> float:
    """Return how far below its top the baseline of a line lies."""
    return look.size + (leading - look.size) / 2 - 1.0


def lines_strip(
    lines: Sequence[Line], look: Look, leading: float, *, x: float = MARGIN, space: float = 0.0
) -> Strip:
    """Return lines as one strip."""

    def paint(pen: Pen, y: float) -> None:
        for place, line in enumerate(lines):
            pen.line(line, x, y + leading * place + base(look, leading), look.size)

    return Strip(leading * len(lines), paint, space=space, notes=marks(lines))


def running(
    lines: Sequence[Line], look: Look, leading: float, *, inset: float = 0.0, space: float = 0.0
) -> Iterator[Strip]:
    """Yield lines in strips of at most CHUNK."""
    for start in range(0, len(lines), CHUNK):
        part = lines[start : start + CHUNK]
        yield lines_strip(part, look, leading, x=MARGIN + inset, space=0.0 if start else space)


def torn(lines: Sequence[Line], look: Look, leading: float, inset: float, space: float) -> Iterator[Strip]:
    """Yield lines that a page may end between, but for the first two and the last two, which stay together."""
    cuts = [0, *range(2, len(lines) - 1), len(lines)] if len(lines) > 3 else [0, len(lines)]
    for start, end in pairwise(cuts):
        if end > start:
            part = lines[start:end]
            yield lines_strip(part, look, leading, x=MARGIN + inset, space=0.0 if start else space)


def signed(part: Strip, sign: str, look: Look, leading: float, x: float, *, end: bool = False) -> Strip:
    """Return a strip with a sign on its first line at x, or, with `end`, ending there."""
    return part._replace(paint=partial(_paint_signed, part, sign, look, leading, x, end)) if sign else part


def _paint_signed(
    part: Strip, sign: str, look: Look, leading: float, x: float, end: bool, pen: Pen, y: float
) -> None:
    place = y + base(look, leading)
    colour = pen.colours[look.role]
    pen.surface.text(x, place, sign, look.size, colour, font=look.font, anchor="end" if end else "start")
    part.paint(pen, y)


def nothing(pen: Pen, y: float) -> None:
    """Paint nothing."""
