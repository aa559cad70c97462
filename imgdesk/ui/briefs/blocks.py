"""What a block of a paper says, as the structure beside the preview shows it: plain lines, or cells of a table."""

from __future__ import annotations

from typing import NamedTuple

from imgdesk.reports import blocks
from imgdesk.text import one_line


class Lines(NamedTuple):
    """A text, or the cells of rows with the shares of their columns; `headed`: the first row names the columns."""

    cells: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    headed: bool = False
    text: str = ""

    def spoken(self) -> str:
        """Return all of it in words."""
        return self.text or "; ".join(", ".join(filter(None, row)) for row in self.cells)


def lines_of(block: blocks.Block) -> Lines:
    """Return what a block says."""
    if isinstance(block, blocks.Table):
        rows = tuple(tuple(_words(cell) for cell in row) for row in block.rows)
        headed = any(block.header)
        return Lines((block.header, *rows) if headed else rows, block.widths, headed)
    if isinstance(block, blocks.Facts):
        return Lines(tuple((label, _words(text)) for label, text in block.rows), (0.3, 0.7))
    return Lines((), (), text=_text(block))


def _text(block: blocks.Block) -> str:
    if isinstance(block, blocks.Entry):
        return f"{blocks.label(block)} {_words(block.text)}".strip()
    if isinstance(block, blocks.Paragraph | blocks.Clause):
        return _words(block.text)
    if isinstance(block, blocks.Numbered):
        return "\n".join(f"{place}. {_words(text)}" for place, text in enumerate(block.items, 1))
    if isinstance(block, blocks.Heading | blocks.Annex):
        return block.text
    if isinstance(block, blocks.Signature):
        return "\n".join(block.lines)
    if isinstance(block, blocks.Footnotes):
        return "\n".join(f"{number} {text}" for number, text in block.notes)
    return "The chart of the workplan, on pages of its own." if isinstance(block, blocks.ChartBlock) else ""


def _words(text: blocks.Text) -> str:
    return one_line("".join(span.text for span in text if span.style != "deleted"))
