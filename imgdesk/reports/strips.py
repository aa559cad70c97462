"""Blocks as strips: what of a paper must not be torn, how high it is, and how it is painted.

A strip is a few lines or a row of a table. Text of any length is cut into strips, so that none is too long for a page.
Which strip stands on which page is decided in `dealer`; headings and tables have modules of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import partial
from typing import Final

from imgdesk.reports import style
from imgdesk.reports.blocks import (
    Annex,
    Apart,
    Block,
    ChartBlock,
    Clause,
    Contents,
    Entry,
    Facts,
    Footnotes,
    Heading,
    Numbered,
    PageBreak,
    Paragraph,
    Signature,
    Span,
    Table,
    Text,
    label,
    leads_on,
)
from imgdesk.reports.chart import ChartPlan
from imgdesk.reports.lines import break_lines
from imgdesk.reports.links import linked
from imgdesk.reports.outline import targets
from imgdesk.reports.strip import (
    CELL,
    CHUNK,
    DENSE,
    INDENT,
    INNER,
    MARGIN,
    SMALL,
    WIDTH,
    Pen,
    Setting,
    Strip,
    lines_strip,
    nothing,
    running,
    signed,
    torn,
)
from imgdesk.reports.strips_headings import annex, contents, heading, signature
from imgdesk.reports.strips_tables import facts, table

CLAUSE: Final = 28.0
"""Between the number of a paragraph and its text."""
DEEPEST: Final = 9
"""A list goes in no further."""
SIGN_END: Final = 4.0
"""Between the sign of an entry and its text."""
APART: Final[dict[Apart, tuple[str, str]]] = {
    "decision": ("accent", "accentbg"), "action": ("amber", "amberbg"), "inside": ("muted", "grid"),
}  # fmt: skip
"""Bar and ground of what is set apart, as palette roles: those of the window."""
APART_PAD: Final = 4.0


def strips(blocks: Sequence[Block], setting: Setting, marked: Set[str]) -> Iterator[Strip | ChartPlan]:
    """Yield the strips of all blocks, in order; a chart, which has pages of its own, comes as its plan.

    `marked` are the numbers of the footnotes that stand at the foot of a page; those of others stand in the text.
    """
    places = targets(blocks)
    for position, block in enumerate(blocks):
        match block:
            case ChartBlock():
                yield block.plan
            case Heading():
                yield from heading(block, setting, places.get(position))
            case Annex():
                yield from annex(block, setting, places.get(position))
            case Contents():
                listed = [target for place, target in places.items() if place > position]
                yield from contents(block, listed, setting)
            case Footnotes():
                yield from _notes(block, marked)
            case _:
                yield from _body(block, setting)


def _body(
    block: PageBreak | Paragraph | Numbered | Clause | Entry | Facts | Table | Signature, setting: Setting
) -> Iterator[Strip]:
    match block:
        case PageBreak():
            yield Strip(0.0, nothing, keep=True, breaks=True)
        case Paragraph():
            yield from _paragraph(block, setting, 0.0)
        case Clause():
            yield from _clause(block, setting)
        case Entry():
            yield from _entry(block, setting, 0.0)
        case Facts():
            yield from facts(block)
        case Numbered():
            for number, item in enumerate(block.items, start=1):
                yield from _item(f"{number}.", item)
        case Table():
            yield from table(block)
        case Signature():
            yield from signature(block, setting)


def _paragraph(block: Paragraph, setting: Setting, inset: float, right: float = INNER) -> Iterator[Strip]:
    """Running text from `inset` to `right`, both counted from the margin."""
    look, leading = (SMALL, style.SMALL_LEADING) if block.quiet else (setting.body, setting.leading)
    inset += INDENT * min(block.level, DEEPEST)
    lines = break_lines(block.text, right - inset, look)
    if setting is DENSE:
        found = [*running(lines, look, leading, inset=inset, space=setting.gap)]
    else:
        found = [*torn(lines, look, leading, inset, setting.gap)]
    if found and leads_on(block.text):
        found[-1] = found[-1]._replace(keep=True)
    yield from found


def _clause(block: Clause, setting: Setting) -> Iterator[Strip]:
    """A paragraph and what belongs to it, its number in the margin; set apart by a bar and a ground."""
    inset, pad = CLAUSE, APART_PAD if block.apart else 0.0
    right = INNER - 2 * pad
    look = setting.minor if block.headed else setting.body
    lines = break_lines(block.text, right - inset, look)
    parts = list(torn(lines, look, setting.leading, inset, 0.0))
    for after in block.after:
        if isinstance(after, Entry):
            parts += _entry(after, setting, inset, right)
        else:
            parts += _paragraph(after, setting, inset, right)
    number = f"{block.number}." if block.number else ""
    for place, part in enumerate(parts or [lines_strip([()], setting.body, setting.leading)]):
        first, last = place == 0, place >= len(parts) - 1
        above = pad if first else part.space
        height = above + part.height + (pad if last else 0.0)
        muted = setting.body._replace(role="muted")
        shown = signed(part, number if first else "", muted, setting.leading, MARGIN)
        paint = partial(_paint_clause, shown, above, block.apart, height)
        keep = first and block.headed
        yield Strip(height, paint, keep=keep, space=setting.gap if first else 0.0, notes=part.notes)


def _paint_clause(part: Strip, above: float, apart: Apart, height: float, pen: Pen, y: float) -> None:
    if apart:
        bar, ground = APART[apart]
        left = MARGIN + CLAUSE - 8.0
        pen.surface.rect(left, y, WIDTH - MARGIN - left, height, pen.colours[ground])
        pen.surface.rect(left, y, 2.0, height, pen.colours[bar])
    part.paint(pen, y + above)


def _entry(entry: Entry, setting: Setting, inset: float, right: float = INNER) -> Iterator[Strip]:
    inset += INDENT * min(entry.level, DEEPEST)
    sign = label(entry)
    room = style.measure(sign, setting.body.size) + 2 * SIGN_END
    inset += max(0.0, room - INDENT)
    lines = break_lines(entry.text, right - inset, setting.body) or [()]
    for strip in torn(lines, setting.body, setting.leading, inset, setting.gap - 3.0):
        yield signed(strip, sign, setting.body, setting.leading, MARGIN + inset - SIGN_END, end=True)
        sign = ""


def _notes(block: Footnotes, marked: Set[str]) -> Iterator[Strip]:
    """The notes that nobody marks."""
    space = 9.0
    for number, text in block.notes:
        if number not in marked:
            words: Text = (Span(number, "mark"), Span(" "), *linked(text))
            yield from running(break_lines(words, INNER, SMALL), SMALL, style.SMALL_LEADING, space=space)
            space = 0.0


def _item(number: str, item: Text) -> Iterator[Strip]:
    lines = break_lines(item, INNER - INDENT, CELL)
    for start in range(0, len(lines), CHUNK):
        part = lines_strip(lines[start : start + CHUNK], CELL, style.LEADING, x=MARGIN + INDENT)
        shown = signed(part, number, CELL, style.LEADING, MARGIN + INDENT - SIGN_END, end=True)
        yield shown._replace(height=part.height + 1.6)
        number = ""
