"""What a paper says, as plain frozen values: composed once, rendered by whoever writes PDF, Word or the preview.

Text comes in spans that say what a piece is (strong, quiet, a footnote's mark, a tag), never how it is drawn, and it is
never markup: what a person typed stays what it is. Nothing here knows a page, a font or a writer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from imgdesk.reports.chart import ChartPlan

Style = Literal["plain", "strong", "quiet", "mark", "tag"]

ROLES: Final = ("red", "amber", "green", "muted")
"""What a tag can mean: its colour, never without its word."""


@dataclass(frozen=True)
class Span:
    """A piece of text; a tag is a word in a soft box, in the colour of its role; a mark is a footnote's number."""

    text: str
    style: Style = "plain"
    role: str = ""


Text = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; it stays with what follows."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text; a quiet one is small print."""

    text: Text
    quiet: bool = False


@dataclass(frozen=True)
class Numbered:
    """A list whose items a meeting can call by their numbers, counted from 1."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Table:
    """A table with a repeated header; `widths` are shares of the line, one for each column, and add up to 1."""

    header: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Text, ...], ...]

    def __post_init__(self) -> None:
        if {len(self.header), *map(len, self.rows)} != {len(self.widths)}:
            raise ValueError("every row of a table has as many cells as its header")


@dataclass(frozen=True)
class Footnotes:
    """Footnotes as (number, text), in the order of their numbers."""

    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ChartBlock:
    """The workplan as a chart, on pages of its own."""

    plan: ChartPlan


Block = Heading | Paragraph | Numbered | Table | Footnotes | ChartBlock


@dataclass(frozen=True)
class Document:
    """A paper: what stands above it, at its foot, and in between.

    `sender` (group and what it belongs to) and `reference` (what the paper is, and of which day) are the lines of the
    masthead, left and right. `author` goes into the file's properties.
    """

    title: str
    subtitle: str
    sender: tuple[str, ...]
    reference: tuple[str, ...]
    foot: str
    author: str
    blocks: tuple[Block, ...]


def plain(text: str) -> Text:
    """Return text as one plain span."""
    return (Span(text),)


def strong(text: str) -> Span:
    """Return a span that stands out."""
    return Span(text, "strong")


def quiet(text: str) -> Span:
    """Return a span that steps back."""
    return Span(text, "quiet")


def tag(text: str, role: str) -> Span:
    """Return a word in a soft box; `role` is one of ROLES."""
    if role not in ROLES:
        raise ValueError(f"no such role of a tag: {role}")
    return Span(text, "tag", role)
