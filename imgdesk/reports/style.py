"""The one style of everything on paper: colours, typeface, sizes, and how text is measured and broken.

Colours come from the light theme that the window uses too, so that paper and screen agree; the typeface is
the bundled Noto Sans, embedded. Lengths are points. User text is plain text here: it is cleaned and measured,
never parsed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import accumulate, groupby
from typing import Any, Final, Literal, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from imgdesk import palette, paths
from imgdesk.errors import UserError
from imgdesk.gantt.layout import FOCUS_COLOURS
from imgdesk.text import one_line

Font = Literal["regular", "semibold", "italic"]
FONTS: Final[dict[Font, str]] = {
    "regular": "NotoSans-Regular",
    "semibold": "NotoSans-SemiBold",
    "italic": "NotoSans-Italic",
}
"""The faces by the name under which the PDF writer knows them; each is a file of that name in
resources/fonts.
"""

FALLBACKS: Final = ("NotoSansMath-Regular", "NotoSansSymbols2-Regular")
"""Where a sign comes from that the typeface lacks: arrows, check marks."""
BOX: Final = "□"
BOX_FACE: Final = FALLBACKS[1]
SHAPELESS: Final = frozenset({"Cf", "Mn", "Me"})

STAYS: Final = re.compile(r"(?<=[A-Z]{2}) (?=\d{1,3}\b)")
"""The number of a conference stays with its name: "COP 28"."""
MIN_SIZE: Final = 7.0
"""Nothing on paper is smaller: what does not fit goes to another page instead."""
TITLE: Final = 14.25
HEADING: Final = 9.4
BODY: Final = 8.6
LEADING: Final = 12.75
SMALL: Final = 7.3
SMALL_LEADING: Final = 10.0

ROLES: Final = (
    "surface", "raised", "line", "grid", "text", "muted", "accent", "accentbg", "hatch", "gap", "red", "amber",
    "green", "redbg", "amberbg", "greenbg", *(f"fa{number}" for number in range(1, FOCUS_COLOURS + 1)),
)  # fmt: skip
"""The palette roles that paper uses."""


def colours() -> dict[str, str]:
    """The colours of paper by role, as "#RRGGBB"; UserError where the installation is damaged."""
    light = palette.colours("light")
    missing = [role for role in ROLES if role not in light]
    if missing:
        raise UserError(f"The light theme lacks the colour {missing[0]!r}: install imgdesk again.")
    return {role: light[role] for role in ROLES}


def register_fonts() -> None:
    """Make the typeface known to the PDF writer, once per process; UserError where the installation is damaged.

    The fallbacks follow with the first sign that the typeface lacks: most papers never need to wait for them.
    """
    for name in FONTS.values():
        _registered(name)


def _registered(name: str) -> Any:
    """The face of this name, as the PDF writer knows it; read from its file the first time."""
    if name not in pdfmetrics.getRegisteredFontNames():
        try:
            pdfmetrics.registerFont(TTFont(name, str(paths.resource("fonts", f"{name}.ttf"))))
        except (OSError, TTFError) as error:
            raise UserError(f"The font {name} cannot be read: install the program again.") from error
    return pdfmetrics.getFont(name).face


class Run(NamedTuple):
    """A piece of text in one face; `said` is what it stands for where a sign could not be printed as itself."""

    face: str
    shown: str
    said: str


def runs(text: str, font: Font = "regular") -> list[Run]:
    """The text in pieces, in order: a sign that the typeface lacks is taken from a fallback that has it.

    A sign that no bundled face has is shown as an empty box, so that its loss is seen; one without a shape of
    its own (a direction mark, a variation selector) is left out. The work is linear in the text.
    """
    main = FONTS[font]
    if text.isascii():
        return [Run(main, text, text)] if text else []
    cuts = _CUTS[font]
    pieces = ((key, "".join(group)) for key, group in groupby(text, cuts.__getitem__))
    return [Run(face, _shown(kind, said), said) for (face, kind), said in pieces]


def _shown(kind: str, said: str) -> str:
    return said if kind == "said" else BOX * len(said) if kind == "box" else ""


def unprintable(text: str) -> str:
    """The signs of a text that are printed as boxes, each once; the fonts must be registered."""
    if text.isascii():
        return ""
    cuts = _CUTS["regular"]
    return "".join(char for char in dict.fromkeys(text) if cuts[char][1] == "box")


class _Cuts(dict[str, tuple[str, str]]):
    """From a sign to the face that prints it and how: "said" as itself, as a "box", or "left out"."""

    def __init__(self, font: Font) -> None:
        super().__init__()
        self._faces = (FONTS[font], *FALLBACKS)

    def __missing__(self, char: str) -> tuple[str, str]:
        face = next((name for name in self._faces if ord(char) in _glyphs(name)), "")
        shapeless = unicodedata.category(char) in SHAPELESS
        self[char] = found = (face, "said") if face else (BOX_FACE, "left out" if shapeless else "box")
        return found


class _Widths(dict[str, int]):
    """From a sign to its width in thousandths of the size, as it is shown."""

    def __init__(self, font: Font) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, char: str) -> int:
        face, kind = _CUTS[self._font][char]
        shown = _shown(kind, char)
        metrics = _registered(face)
        self[char] = found = metrics.charWidths.get(ord(shown), metrics.defaultWidth) if shown else 0
        return found


_CUTS: Final[dict[Font, _Cuts]] = {font: _Cuts(font) for font in FONTS}
_WIDTHS: Final[dict[Font, _Widths]] = {font: _Widths(font) for font in FONTS}


def measure(text: str, size: float, font: Font = "regular") -> float:
    """The width of one line of text in points; the fonts must be registered."""
    return 0.001 * size * sum(map(_WIDTHS[font].__getitem__, text))


def _glyphs(face: str) -> Container[int]:
    """The code points that a face can print."""
    glyphs: Container[int] = _registered(face).charToGlyph
    return glyphs


def blend(colour: str, other: str, share: float) -> str:
    """The colour with `share` (0 to 1) of another mixed in, both "#RRGGBB": paper has no transparency."""
    pairs = ((int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def shortened(text: str, width: float, size: float, font: Font = "regular") -> str:
    """The text on one line, cut with an ellipsis where it is wider than `width`."""
    lines = wrap(text, width, size, font, max_lines=1)
    return lines[0] if lines else ""


def wrap(text: str, width: float, size: float, font: Font = "regular", *, max_lines: int) -> list[str]:
    """The text broken into lines of at most `width`, the last one ending in an ellipsis where more was said.

    White space of any kind is one space; a conference keeps its number ("COP 28") by one that does not break. A
    word wider than a line is broken. The work is bounded by the room, not by the length of the text. No line for
    empty text.
    """
    most = max_lines * _most_chars(width, size)
    # Cleaning may shrink the text, so some more is taken than could be shown.
    rest = STAYS.sub("\u00a0", one_line(text[: 4 * most + 1000]))
    lines: list[str] = []
    while rest and len(lines) < max_lines:
        line, rest = _first_line(rest, width, size, font)
        lines.append(line)
    if lines and rest:
        lines[-1] = _with_ellipsis(lines[-1], width, size, font)
    return lines


def _most_chars(width: float, size: float) -> int:
    """More characters than a line of this width holds: few are narrower than a fifth of their size."""
    return int(width / (0.2 * size)) + 2


def _first_line(text: str, width: float, size: float, font: Font) -> tuple[str, str]:
    """The longest head that fits, broken after a word where possible, and the rest."""
    head = text[: _most_chars(width, size)]
    count = _fitting_chars(head, width, size, font)
    if count >= len(text):
        return text, ""
    space = text.rfind(" ", 0, count + 1)
    if space > 0:
        return text[:space], text[space + 1 :]
    mark = max(text.rfind(sign, 0, count) for sign in "/-–—")
    at = mark + 1 if mark > 0 else max(1, count)
    return text[:at], text[at:]


def _fitting_chars(text: str, width: float, size: float, font: Font) -> int:
    """How many characters from the start fit into the width."""
    most = width / (0.001 * size) + 1e-6  # a text always fits into the width that was measured for it
    ends = accumulate(map(_WIDTHS[font].__getitem__, text))
    return next((count for count, end in enumerate(ends) if end > most), len(text))


def _with_ellipsis(line: str, width: float, size: float, font: Font) -> str:
    while line and measure(line + "…", size, font) > width:
        line = line[:-1]
    return line.rstrip(" ,;:") + "…"
