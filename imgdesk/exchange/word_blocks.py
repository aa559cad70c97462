"""What a reader hands on of a document: paragraphs and even tables, in reading order.

Plain frozen values between the walk over a file and those who know what a workplan looks like. Tables of other
formats are brought into the same grid, so that one set of rules reads them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


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


@dataclass(frozen=True)
class Cell:
    """A cell of the even grid; `across` and `down` tell the copies a merged cell left in its other places."""

    text: str = ""
    marks: tuple[Mark, ...] = ()
    across: bool = False
    down: bool = False
    shaded: bool = False


@dataclass(frozen=True)
class Table:
    """A table whose rows may differ in length only where the paper's do."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class WordText:
    """A document: its blocks in order, texts outside the run (`extras`), remarks on how it was read (`notes`)."""

    blocks: tuple[Paragraph | Table, ...]
    extras: tuple[str, ...]
    notes: tuple[str, ...]
    title: str = ""


def lines_of(block: Paragraph | Table) -> Iterator[str]:
    """Yield a block as lines of text: list marks before the words, tabs between cells."""
    if isinstance(block, Paragraph):
        yield f"{block.label} {block.text}".strip()
    else:
        for row in block.rows:
            line = "\t".join(cell.text for cell in row if cell.text and not cell.across and not cell.down)
            if line:
                yield line
