"""What people typed with light Markdown, as spans and blocks of a paper; see domain.marked for what is read.

A numbered list within a list is lettered, as sub-paragraphs are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    return tuple(span for piece in pieces for span in lines(piece.text, piece.bold, piece.italic))


def lines(text: str, bold: bool, italic: bool, link: str = "") -> Iterator[Span]:
    """Yield the spans of a text in one face, its lines apart; `link` is where it leads."""
    style: Style = "plain"
    if bold:
        style = "strong italic" if italic else "strong"
    elif italic:
        style = "italic"
    for place, line in enumerate(text.split("\n")):
        if place:
            yield line_break()
        if line:
            yield Span(line, style, link=link)
