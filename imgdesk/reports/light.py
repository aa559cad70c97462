"""What a block says, as light Markdown or rows: the words of an automatic paragraph, for the person who changes them.

The inverse of `written.instead_of` as far as words go: colours of tags and small print are not words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from imgdesk.domain import paper_inline, paper_text
from imgdesk.domain.paper_text import Part, Piece
from imgdesk.reports.blocks import (
    Block,
    Clause,
    Entry,
    Facts,
    Heading,
    Numbered,
    Paragraph,
    Signature,
    Span,
    Table,
    Text,
)


def as_text(block: Block, notes: Mapping[str, Text] | None = None) -> str:
    """Return a block as light Markdown, or as rows where it is a table or facts; "" where it has no words.

    `notes` are the footnotes of its marks by label; marks without one are left out. An entry or a clause is told
    without what counts it: that stays.
    """
    known = notes or {}
    match block:
        case Heading(text=text):
            return paper_inline.write(paper_inline.tidy((Piece(text),), ()))
        case Facts(rows=rows):
            cells = [[_cell((Span(label),), known), _cell(value, known)] for label, value in rows]
            return paper_text.write_rows(cells, _marked((value for _, value in rows), known))
        case Table():
            return _table(block, known)
        case Signature(lines=lines):
            return "\n".join(lines)
    parts = list(_parts(block, known))
    return paper_text.write(parts, _marked(_texts(block), known)) if parts else ""


def _parts(block: Block, notes: Mapping[str, Text]) -> Iterable[Part]:
    match block:
        case Paragraph(text=text) | Entry(text=text):
            yield Part(_pieces(text, notes))
        case Clause(text=text, after=after):
            yield Part(_pieces(text, notes))
            for part in after:
                sign, number = (part.sign, part.number) if isinstance(part, Entry) else ("", 0)
                yield Part(_pieces(part.text, notes), part.level, sign, number)
        case Numbered(items=items):
            for number, text in enumerate(items, start=1):
                yield Part(_pieces(text, notes), 1, "number", number)


def _texts(block: Block) -> Iterable[Text]:
    match block:
        case Paragraph(text=text) | Entry(text=text):
            yield text
        case Clause(text=text, after=after):
            yield text
            yield from (part.text for part in after)
        case Numbered(items=items):
            yield from items


def _table(table: Table, notes: Mapping[str, Text]) -> str:
    """Rows of a table; the cells that the last one reaches over are left out, and reading merges them again."""
    count = len(table.widths)
    kept = {cell.row: cell.column + 1 for cell in table.merged if cell.column + cell.across == count}
    rows = [[_cell((Span(name),), notes) for name in table.header]]
    for place, row in enumerate(table.rows):
        rows.append([_cell(text, notes) for text in row[: kept.get(place, count)]])
    return paper_text.write_rows(rows, _marked((text for row in table.rows for text in row), notes))


def _cell(text: Text, notes: Mapping[str, Text]) -> str:
    return paper_inline.write(paper_inline.tidy(_pieces(text, notes), notes))


def _marked(texts: Iterable[Text], notes: Mapping[str, Text]) -> dict[str, str]:
    labels = [span.text for text in texts for span in text if span.style == "mark"]
    return {label: _cell(notes[label], {}) for label in labels if label in notes}


def _pieces(text: Text, notes: Mapping[str, Text]) -> tuple[Piece, ...]:
    return tuple(_piece(span) for span in text if span.style != "mark" or span.text in notes)


def _piece(span: Span) -> Piece:
    if span.style == "mark":
        return Piece("", note=span.text)
    if span.style == "break":
        return Piece("\n")
    return Piece(
        span.text,
        bold=span.style in ("strong", "strong italic"),
        italic=span.style in ("italic", "strong italic"),
        link=span.link,
    )
