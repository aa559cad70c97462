"""What stands above a paper and its parts, as strips: masthead, headings, annexes, contents; and who signs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import zip_longest
from typing import Final

from imgdesk.reports import style
from imgdesk.reports.blocks import Annex, Contents, Document, Heading, Signature, Text, counted, plain, quiet
from imgdesk.reports.lines import Line, Look, break_lines
from imgdesk.reports.outline import Target
from imgdesk.reports.strip import (
    HEAD,
    INNER,
    MARGIN,
    WIDTH,
    Pen,
    Setting,
    Strip,
    base,
    lines_strip,
    running,
    signed,
)

MOST: Final = 4
"""Title and subtitle have so many lines at most."""
SENDER: Final = 8.0
"""The size of who sends what, of which day."""
SIDES_GAP: Final = 18.0
REFERENCE: Final = 2
"""What a paper is and of which day have so many lines each at most."""
SIGN_GAP: Final = 6.0
"""Between a number and its heading."""
PAGE_ROOM: Final = 40.0
"""Where the page numbers of the contents stand; no line of theirs reaches into it."""
SIGNING: Final = 34.0
"""Above the rule of a signature."""
SIGNED: Final = 200.0
"""The length of that rule."""
LISTED_GAP: Final = 10.0
"""Between number and words in the contents."""
LEADER: Final = 3.6
DOT: Final = 0.8
"""From dot to dot, and how long one is."""


def masthead(document: Document) -> Iterator[Strip]:
    """Yield who sends what, the title, and the status."""
    sides = _sides(document)
    yield Strip(13.0 * len(sides) + 8.0, partial(_paint_sides, sides))
    title = Look(style.TITLE, "semibold")
    yield lines_strip(_cut(document.title, title), title, 18.5, space=10.0)
    subtitle = Look(style.BODY, role="muted")
    yield lines_strip(_cut(document.subtitle, subtitle), subtitle, style.LEADING, space=2.5)
    if document.status is not None:
        look = Look(style.BODY)
        status = break_lines((replace(document.status, text=document.status.text[:200]),), INNER, look)
        yield lines_strip(status[:MOST], look, style.LEADING, space=6.0)


def _cut(text: str, look: Look) -> list[Line]:
    """The first lines of a text, with an ellipsis where it says more."""
    lines = style.wrap(text, INNER, look.size, look.font, max_lines=MOST)
    return [line for words in lines for line in break_lines(plain(words), INNER + 1.0, look)[:1]]


def _sides(document: Document) -> list[tuple[str, str]]:
    """The lines of the masthead, left and right; what is too long on the right goes on below itself."""
    left = [style.shortened(text, 0.68 * INNER, SENDER) for text in document.sender]
    taken = max((style.measure(text, SENDER) for text in left), default=0.0)
    room = max(0.3 * INNER, INNER - taken - SIDES_GAP)
    right = [
        line
        for text in document.reference
        for line in style.wrap(text, room, SENDER, max_lines=REFERENCE) or [""]
    ]
    return list(zip_longest(left, right, fillvalue=""))


def _paint_sides(sides: Sequence[tuple[str, str]], pen: Pen, y: float) -> None:
    colour = pen.colours["muted"]
    for place, (left, right) in enumerate(sides):
        below = y + SENDER + 13.0 * place
        pen.surface.text(MARGIN, below, left, SENDER, colour)
        pen.surface.text(WIDTH - MARGIN, below, right, SENDER, colour, anchor="end")
    pen.rule(y + 13.0 * len(sides) + 5.0, "text", 1.4)


def heading(block: Heading, setting: Setting, target: Target | None) -> Iterator[Strip]:
    """Yield a heading with its number hanging before it."""
    level = min(max(block.level, 1), 3)
    sign = counted(block.sign, block.number)
    yield from _heading(block.redline or plain(block.text), sign, level, setting, target, 16.0 - 3.5 * level)


def annex(block: Annex, setting: Setting, target: Target | None) -> Iterator[Strip]:
    """Yield the label of an annex and what it is called."""
    for part in running(break_lines(plain(block.label), INNER, HEAD), HEAD, style.SMALL_LEADING, space=22.0):
        yield part._replace(keep=True, target=target, breaks=block.begins_page)
        block, target = replace(block, begins_page=False), None
    for part in _heading(plain(block.text), "", 1, setting, target, 0.0):
        yield part._replace(breaks=block.begins_page)
        block = replace(block, begins_page=False)


def _heading(
    text: Text, sign: str, level: int, setting: Setting, target: Target | None, space: float
) -> Iterator[Strip]:
    look = setting.headings[level - 1]
    leading = round(look.size * 1.383, 1)
    hang = max(setting.hang, style.measure(sign, look.size, look.font) + SIGN_GAP) if sign else 0.0
    lines = break_lines(text, INNER - hang, look) or [()]
    for part in running(lines, look, leading, inset=hang, space=space):
        shown = signed(part, sign, look, leading, MARGIN)
        yield shown._replace(height=part.height + 1.5, keep=True, target=target)
        sign, target = "", None


def contents(block: Contents, listed: Iterable[Target], setting: Setting) -> Iterator[Strip]:
    """Yield a table of contents: a line for each place, its page at the end, all of it a link to the place.

    The pages are known when the strips are painted, so that their number never changes the length of the contents.
    """
    yield from _heading(plain(block.title), "", 1, setting, None, 12.5)
    shown = [target for target in listed if target.level <= block.depth]
    if not shown:
        look = setting.body
        yield lines_strip(break_lines((quiet("Nothing to list."),), INNER, look), look, setting.leading)
    columns = _columns(shown, setting)
    for target in shown:
        yield from _listed(target, *columns[target.level], setting)


def _columns(listed: Sequence[Target], setting: Setting) -> dict[int, tuple[float, float]]:
    """By level, where the numbers and where the words of the contents begin: words below words, as in an outline."""
    found: dict[int, tuple[float, float]] = {}
    left = 0.0
    for level in sorted({target.level for target in listed}):
        signs = [target.sign for target in listed if target.level == level]
        room = max(style.measure(sign, setting.body.size, "semibold") for sign in signs)
        found[level] = (left, left + (room + LISTED_GAP if room else 0.0))
        left = found[level][1] if room else left + LISTED_GAP
    return found


def _listed(target: Target, left: float, inset: float, setting: Setting) -> Iterator[Strip]:
    look = setting.body._replace(font="semibold" if target.level == 1 else "regular")
    inset = inset if target.sign else left
    lines = break_lines(plain(target.title), INNER - inset - PAGE_ROOM, look) or [()]
    end = MARGIN + inset + (lines[-1][-1].x + lines[-1][-1].width if lines[-1] else 0.0)
    parts = list(running(lines, look, setting.leading, inset=inset))
    for place, part in enumerate(parts):
        sign, space = (target.sign, 4.0 if target.level == 1 else 0.5) if place == 0 else ("", 0.0)
        shown = signed(part, sign, look, setting.leading, MARGIN + left)
        last = place == len(parts) - 1
        paint = partial(_paint_listed, shown, target, look, setting.leading, end if last else None)
        yield Strip(part.height, paint, space=space)


def _paint_listed(
    part: Strip, target: Target, look: Look, leading: float, end: float | None, pen: Pen, y: float
) -> None:
    part.paint(pen, y)
    right = WIDTH - MARGIN
    pen.surface.leap(MARGIN, y, INNER, part.height, target.key, target.told[:200])
    if end is None:
        return
    line = y + part.height - leading + base(look, leading)
    page = str(pen.pages[target.key])
    pen.surface.text(right, line, page, look.size, pen.colours[look.role], font=look.font, anchor="end")
    start, stop = end + 6.0, right - style.measure(page, look.size, look.font) - 6.0
    # The dots of all lines stand below each other, so they are counted from the right.
    first = right - LEADER * int((right - start) / LEADER)
    if first < stop:
        dots = (first, line - 0.4, stop, line - 0.4)
        pen.surface.lines([dots], pen.colours["gap"], DOT, dashes=(DOT, LEADER - DOT))


def signature(block: Signature, setting: Setting) -> Iterator[Strip]:
    """Yield the lines of who signs, below a rule with room above it."""
    looks = (setting.body._replace(font="semibold"), setting.body._replace(role="muted"))
    for place, words in enumerate(block.lines or ("",)):
        look = looks[min(place, 1)]
        parts = list(running(break_lines(plain(words), INNER, look) or [()], look, setting.leading))
        if place == 0:
            yield _above_rule(parts[0], keep=len(block.lines) > 1)
            parts = parts[1:]
        for part in parts:
            yield part._replace(keep=place < len(block.lines) - 1)


def _above_rule(part: Strip, *, keep: bool) -> Strip:
    def paint(pen: Pen, y: float) -> None:
        line = y + SIGNING
        pen.surface.lines([(MARGIN, line, MARGIN + SIGNED, line)], pen.colours["muted"], 0.6)
        part.paint(pen, line + 3.0)

    return Strip(part.height + SIGNING + 3.0, paint, keep=keep, space=8.0)
