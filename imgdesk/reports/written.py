"""What a person wrote in a section of a paper, as its blocks: text with lists and footnotes, facts, tables.

See domain.paper_text for what is read. Marks of footnotes bear the labels of the text, and its notes stand in one block
at the end: whoever composes a paper counts them through the paper.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from math import sqrt
from typing import Final

from imgdesk.domain import paper_inline, paper_text
from imgdesk.domain.paper_text import Part, Piece
from imgdesk.reports import marked
from imgdesk.reports.blocks import (
    Block,
    Clause,
    Entry,
    Facts,
    Footnotes,
    Heading,
    Merged,
    Numbered,
    Paragraph,
    Sign,
    Span,
    Table,
    Text,
)
from imgdesk.text import one_line

_SIGNS: Final[dict[str, Sign]] = {
    "bullet": "bullet", "number": "number", "letter": "letter", "capital": "capital", "roman": "roman",
}  # fmt: skip
SHORT: Final = 40
"""So many characters of a cell ask for a line of their own."""
LOOKED_AT: Final = 400
"""A cell longer than this asks for no wider column."""
WORD: Final = 14
ROOM: Final = 0.02
"""The share of the line beside a word, and of two of its letters: words up to so many letters are not broken."""


def section(kind: str, text: str) -> tuple[Block, ...]:
    """Return the blocks of a written section of a kind: "facts", "table", or text; none for one that says nothing."""
    if kind == "facts":
        return facts(text)
    return table(text) if kind == "table" else running(text)


def running(text: str) -> tuple[Block, ...]:
    """Return text as paragraphs, entries of lists and its footnotes."""
    reading = paper_text.read(text)
    return (*map(_block, reading.parts), *_footnotes(reading.notes))


def facts(text: str, *, boxed: bool = True) -> tuple[Block, ...]:
    """Return rows as a box of facts and its footnotes: the label, and all that stands behind it."""
    notes = paper_text.notes_of(text)
    rows = [(label, " | ".join(cells)) for label, *cells in paper_text.rows(text)]
    if not rows:
        return ()
    return Facts(tuple(_fact(*row, notes) for row in rows), boxed), *_footnotes(notes)


def table(text: str) -> tuple[Block, ...]:
    """Return rows as a table and its footnotes: the first row is its header, and a table of a header says nothing.

    The last cell of a row with fewer cells than others reaches over the rest.
    """
    header, *rows = paper_text.rows(text) or [[]]
    if not rows:
        return ()
    notes = paper_text.notes_of(text)
    count = max(map(len, (header, *rows)))
    merged = tuple(
        Merged(place, len(row) - 1, across=count - len(row) + 1)
        for place, row in enumerate(rows)
        if len(row) < count
    )
    cells = tuple(tuple(inline(cell, notes) for cell in (*row, *[""] * (count - len(row)))) for row in rows)
    names = tuple(_words(inline(cell, notes)) for cell in (*header, *[""] * (count - len(header))))
    return Table(names, _widths((header, *rows), count), cells, merged), *_footnotes(notes)


def inline(text: str, notes: Container[str] = ()) -> Text:
    """Return a cell as spans, with its emphasis, links, line breaks, and the marks of those notes."""
    return _spans(paper_inline.read(text, notes))


def instead_of(block: Block, text: str) -> tuple[Block, ...]:
    """Return what a person says instead of a block, in the shape of that block where the words allow it.

    See `light.as_text` for the words of a block.
    """
    match block:
        case Facts():
            return facts(text, boxed=block.boxed)
        case Table():
            found = table(text)
            if found and isinstance(found[0], Table) and len(found[0].widths) == len(block.widths):
                return replace(found[0], widths=block.widths), *found[1:]
            return found
        case Heading():
            words = _words(inline(text))
            return (replace(block, text=words),) if words else ()
    found = running(text)
    if not found or not isinstance(found[0], Paragraph):
        return _counted(found) if isinstance(block, Numbered) else found
    first, rest = found[0], found[1:]
    match block:
        case Entry():
            return replace(block, text=first.text), *(_deeper(part, block.level) for part in rest)
        case Clause():
            after = tuple(part for part in rest if isinstance(part, Paragraph | Entry))
            return replace(block, text=first.text, after=after), *rest[len(after) :]
        case Paragraph():
            if len(found) == 1:
                return (replace(block, text=first.text),)
            return tuple(_deeper(part, block.level) for part in found)
    return found


def _counted(found: Sequence[Block]) -> tuple[Block, ...]:
    """Return entries that count from 1 as the list that they are."""
    items = [block for block in found if isinstance(block, Entry)]
    numbers = [(item.sign, item.level, item.number) for item in items]
    if numbers != [("number", 1, place) for place in range(1, len(items) + 1)]:
        return tuple(found)
    others = [block for block in found if not isinstance(block, Entry)]
    if any(not isinstance(block, Footnotes) for block in others):
        return tuple(found)
    return Numbered(tuple(item.text for item in items)), *others


def _deeper(part: Block, level: int) -> Block:
    return replace(part, level=part.level + level) if isinstance(part, Paragraph | Entry) else part


def _block(part: Part) -> Block:
    text = _spans(part.pieces)
    if part.sign:
        return Entry(_SIGNS[part.sign], text, part.level, part.number)
    return Paragraph(text, level=part.level)


def _fact(label: str, value: str, notes: Container[str]) -> tuple[str, Text]:
    """A label is plain: the marks of its footnotes stand before what is beside it."""
    named = inline(label, notes)
    marks = tuple(span for span in named if span.style == "mark")
    return _words(named), (*marks, *inline(value, notes))


def _words(text: Text) -> str:
    return one_line("".join(span.text for span in text if span.style != "mark"))


def _footnotes(notes: dict[str, str]) -> tuple[Footnotes, ...]:
    return (Footnotes(tuple((label, inline(text)) for label, text in notes.items())),) if notes else ()


def _widths(rows: Iterable[Sequence[str]], count: int) -> tuple[float, ...]:
    """Shares of the line by what the columns hold; long texts run over more lines rather than starve others."""
    most, words = [1] * count, [1] * count
    for row in rows:
        for place, cell in enumerate(row if len(row) == count else row[:-1]):
            most[place] = max(most[place], len(cell))
            words[place] = max(words[place], *map(len, cell[:LOOKED_AT].split()), 1)
    weights = [min(chars, SHORT) + sqrt(max(0, min(chars, LOOKED_AT) - SHORT)) for chars in most]
    least = [ROOM + min(chars, WORD) * ROOM / 2 for chars in words]
    shares = [max(weight / sum(weights), share) for weight, share in zip(weights, least, strict=True)]
    return tuple(share / sum(shares) for share in shares)


def _spans(pieces: Iterable[Piece]) -> Text:
    found: list[Span] = []
    for piece in pieces:
        if piece.note:
            found.append(Span(piece.note, "mark"))
        found += marked.lines(piece.text, piece.bold, piece.italic, piece.link)
    return tuple(found)
