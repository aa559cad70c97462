"""Text in spans broken into lines: which piece stands where, in which face and colour.

User text is plain text all the way: it is cleaned, measured and placed, and never read as markup. The work is linear in
the length of the text, and a word wider than its line is broken, so that any text at all can be set.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from imgdesk.reports import style
from imgdesk.reports.blocks import Span, Text
from imgdesk.reports.chart_pages import superscript
from imgdesk.reports.links import address
from imgdesk.reports.style import STAYS, Font
from imgdesk.text import clean_text, one_line

BOX_PAD: Final = 4.5
"""Between a tag's word and the edge of its box."""

_PART: Final = 400
_SPACE: Final = re.compile(r"[^\S\u00a0\u202f]+")
_BREAKS_AFTER: Final = "/-–—_,;.@ "
"""A space only stands in a tag, which is one word unless it is wider than its line."""


class Look(NamedTuple):
    """How a text is set: its size, and the face and palette role of what is neither strong nor quiet."""

    size: float
    font: Font = "regular"
    role: str = "text"
    struck: bool = False


class Dress(NamedTuple):
    """How a piece looks and where it leads: face, palette role, role of the soft box around it, address."""

    font: Font
    role: str
    box: str = ""
    link: str = ""
    struck: bool = False


class Piece(NamedTuple):
    """Words in one dress from x on; `marks` are the numbers of the footnotes that are marked in it."""

    x: float
    width: float
    text: str
    dress: Dress
    marks: tuple[str, ...] = ()


Line = tuple[Piece, ...]


class _Token(NamedTuple):
    """A word; `glued` to the one before it where no white space stands between them."""

    text: str
    width: float
    dress: Dress
    glued: bool
    marks: tuple[str, ...] = ()


_BREAK: Final = _Token("\n", 0.0, Dress("regular", ""), False)


def break_lines(text: Text, width: float, look: Look) -> list[Line]:
    """Return the lines of a text that is at most `width` points wide; no line for an empty text."""
    setter = _Setter(width, look)
    for unit in _units(_tokens(text, look)):
        if unit == [_BREAK]:
            setter.end_line()
        else:
            setter.add(unit)
    return setter.finished()


class _Setter:
    """Collects words in lines."""

    def __init__(self, width: float, look: Look) -> None:
        self._width = width
        self._look = look
        self._space = style.measure(" ", look.size, look.font)
        self._lines: list[Line] = []
        self._line: list[Piece] = []
        self._x = 0.0

    def add(self, unit: list[_Token]) -> None:
        """Put words that belong together behind what stands there, or on the next line."""
        wanted = sum(token.width for token in unit)
        gap = self._space if self._line else 0.0
        if self._line and self._x + gap + wanted > self._width:
            self.end_line()
            gap = 0.0
        for place, token in enumerate(unit):
            self._put(token, gap if place == 0 else 0.0)

    def finished(self) -> list[Line]:
        """Return all lines."""
        if self._line:
            self.end_line()
        return self._lines

    def _put(self, token: _Token, gap: float) -> None:
        while self._x + gap + token.width > self._width:
            count = _fitting(token, self._width - self._x - gap - _pads(token), self._look.size)
            if count == 0 and self._line:
                self.end_line()
                gap = 0.0
                continue
            head, token = _cut(token, max(1, count), self._look.size)
            self._append(head, gap)
            if not token.text:
                return
            self.end_line()
            gap = 0.0
        self._append(token, gap)

    def _append(self, token: _Token, gap: float) -> None:
        last = self._line[-1] if self._line else None
        start = self._x + gap
        if last and last.dress == token.dress and not token.dress.box:
            joined = f"{last.text}{' ' if gap else ''}{token.text}"
            marks = last.marks + token.marks if token.marks else last.marks
            self._line[-1] = Piece(last.x, start + token.width - last.x, joined, last.dress, marks)
        else:
            self._line.append(Piece(start, token.width, token.text, token.dress, token.marks))
        self._x = start + token.width

    def end_line(self) -> None:
        """Go to the next line, also from an empty one."""
        self._lines.append(tuple(self._line))
        self._line = []
        self._x = 0.0


def marks(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the numbers of the footnotes that are marked in some lines, in order."""
    return tuple(mark for line in lines for piece in line for mark in piece.marks)


def _tokens(text: Text, look: Look) -> Iterator[_Token]:
    """The words of all spans; a tag is one word, however many it has."""
    glued, before = False, ""
    for span in text:
        dress = _dress(span, look)
        if span.style == "break":
            yield _BREAK
            glued = False
            continue
        if dress.box:
            word = one_line(span.text)
            yield _Token(word, _measure(word, look.size, dress.font) + 2 * BOX_PAD, dress, False)
            glued = False
            continue
        mark = (span.text,) if span.style == "mark" else ()
        words = clean_text(superscript(mark) if mark else span.text)
        # What came in the place of a dropped word is not part of it: a line may end between them.
        glued = glued and not words[:1].isspace() and not (before == "deleted" and span.style == "inserted")
        before = span.style
        for word in filter(None, _SPACE.split(STAYS.sub("\u00a0", words))):
            yield _Token(word, _measure(word, look.size, dress.font), dress, glued, mark)
            glued = False
        if words:
            glued = not words[-1].isspace()


def _measure(word: str, size: float, font: Font) -> float:
    """The width of a word of any length, taken in parts: letters do not lean on each other here."""
    parts = (word[start : start + _PART] for start in range(0, len(word), _PART))
    return sum(style.measure(part, size, font) for part in parts)


def _dress(span: Span, look: Look) -> Dress:
    """What a span wears in a text of this look."""
    font, role, box, struck = look.font, look.role, "", look.struck
    match span.style:
        case "strong" | "strong italic":
            font = "semibold"
        case "italic":
            font = "italic"
        case "quiet":
            role = "muted"
        case "inserted":
            font, role = "semibold", "accent"
        case "deleted":
            role, struck = "red", True
        case "tag":
            box = "grid" if span.role == "muted" else f"{span.role}bg"
            font, role = "semibold", span.role
    link = address(span.link) if span.link else ""
    return Dress(font, "accent" if link and not struck and not box else role, box, link, struck)


def _units(tokens: Iterable[_Token]) -> Iterator[list[_Token]]:
    """The words between which a line may break."""
    unit: list[_Token] = []
    for token in tokens:
        if unit and not token.glued:
            yield unit
            unit = []
        unit.append(token)
    if unit:
        yield unit


def _fitting(token: _Token, room: float, size: float) -> int:
    """How many characters of a word fit; where possible up to a sign after which a word may break."""
    count, used, sign = 0, 0.0, 0
    for char in token.text:
        used += style.measure(char, size, token.dress.font)
        if used > room:
            break
        count += 1
        if char in _BREAKS_AFTER:
            sign = count
    return sign or count


def _cut(token: _Token, count: int, size: float) -> tuple[_Token, _Token]:
    """A word in two."""
    head, rest = token.text[:count], token.text[count:]
    width = style.measure(head, size, token.dress.font)
    # The rest is only known to be shorter by the head: measuring it each time would make long words quadratic.
    return token._replace(text=head, width=width + _pads(token)), token._replace(
        text=rest, width=max(0.0, token.width - width), marks=()
    )


def _pads(token: _Token) -> float:
    """The white within a tag's box, on both sides."""
    return 2 * BOX_PAD if token.dress.box else 0.0
