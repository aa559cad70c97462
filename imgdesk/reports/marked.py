"""What people typed with light Markdown, as spans and blocks of a paper; see domain.marked for what is read.

A numbered list within a list is lettered, as sub-paragraphs are.
"""

from __future__ import annotations

from collections.abc import Iterable

from imgdesk.domain import marked
from imgdesk.domain.marked import Part, Piece
from imgdesk.reports.blocks import Entry, Paragraph, Span, Style, Text, line_break


def inline(text: str) -> Text:
    """Return a text as spans, with its emphasis and its line breaks."""
    return _spans(marked.spans(text))


def parts(text: str) -> tuple[Paragraph | Entry, ...]:
    """Return a text as its paragraphs and the entries of its lists; none for one that is only white space."""
    return tuple(map(_block, marked.parts(text)))


def _block(part: Part) -> Paragraph | Entry:
    text = _spans(part.pieces)
    if part.sign == "bullet":
        return Entry("bullet", text, part.level)
    if part.sign == "number":
        return Entry(
            "number" if part.level == 1 or not part.number else "letter", text, part.level, part.number
        )
    return Paragraph(text, level=part.level)


def _spans(pieces: Iterable[Piece]) -> Text:
    found: list[Span] = []
    for piece in pieces:
        for place, line in enumerate(piece.text.split("\n")):
            if place:
                found.append(line_break())
            if line:
                found.append(Span(line, _style(piece)))
    return tuple(found)


def _style(piece: Piece) -> Style:
    if piece.bold:
        return "strong italic" if piece.italic else "strong"
    return "italic" if piece.italic else "plain"
