"""What a reader hands on of a document: paragraphs and even tables, in reading order.

Plain frozen values between the walk over a file and those who know what a workplan or a paper looks like. Tables of
other formats are brought into the same grid, so that one set of rules reads them all. What only a reader of papers
asks for (runs, places on the page) is empty for the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Signal = Literal["", "contents", "page break"]
"""What stands in the text without being words of it: a table of contents, the end of a page."""


class Run(NamedTuple):
    """A stretch of text in one face; with `note` it is the place of a footnote instead, named by its key.

    Bold and italic are what the words themselves are set in, not what the style of their paragraph is.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    note: str = ""


@dataclass(frozen=True)
class Mark:
    """A note anchored in a text; `offset` counts characters of the cleaned text before it."""

    offset: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with text; `level` 1-9 for headings and 0 for body, `label` the list mark Word prints before it.

    `bold` tells that all of it is bold or underlined, which in many papers makes a heading.
    """

    text: str
    style: str = ""
    level: int = 0
    label: str = ""
    marks: tuple[Mark, ...] = ()
    bold: bool = False
    runs: tuple[Run, ...] = ()
    depth: int = 0
    """The level of its list, from 0."""
    indent: int = 0
    """From the margin to its text, in twentieths of a point."""
    centred: bool = False
    signal: Signal = ""


@dataclass(frozen=True)
class Cell:
    """A cell of the even grid; `across` and `down` tell the copies a merged cell left in its other places."""

    text: str = ""
    marks: tuple[Mark, ...] = ()
    across: bool = False
    down: bool = False
    shaded: bool = False
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table whose rows may differ in length only where the paper's do; `headed`: the first row is repeated."""

    rows: tuple[tuple[Cell, ...], ...]
    headed: bool = False


@dataclass(frozen=True)
class WordText:
    """A document: its blocks in order, texts outside the run (`extras`), remarks on how it was read (`notes`)."""

    blocks: tuple[Paragraph | Table, ...]
    extras: tuple[str, ...]
    notes: tuple[str, ...]
    title: str = ""
    notes_by_key: dict[str, str] = field(default_factory=dict)
    """The footnotes and endnotes that runs refer to."""
    category: str = ""


def lines_of(block: Paragraph | Table) -> Iterator[str]:
    """Yield a block as lines of text: list marks before the words, tabs between cells."""
    if isinstance(block, Paragraph):
        yield f"{block.label} {block.text}".strip()
    else:
        for row in block.rows:
            line = "\t".join(cell.text for cell in row if cell.text and not cell.across and not cell.down)
            if line:
                yield line


def runs_of(paragraphs: Iterable[Paragraph]) -> list[Run]:
    """Return the runs of paragraphs in one, a paragraph a line, list marks before the words."""
    found: list[Run] = []
    for paragraph in paragraphs:
        if found:
            found.append(Run("\n"))
        if paragraph.label:
            found.append(Run(f"{paragraph.label} "))
        found.extend(paragraph.runs)
    return found
