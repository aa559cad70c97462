"""Real numbering in Word files: paragraphs through the paper, entries of lists, headings of three levels.

Word counts; a numbering of its own is handed out where a count begins anew or does not follow, so that every number in
the file is the one that the paper says. Kinds of numbering that few papers use are defined when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from imgdesk.reports import style
from imgdesk.reports.blocks import Block, Entry, Heading, Sign

CLAUSE: Final = 567
"""Between the number of a paragraph or a heading and its text, in dxa."""
INDENT: Final = 340
LEVELS: Final = 9
DEEPEST: Final = 3
"""The lowest level of a heading."""

CLAUSES: Final = 1
BULLET: Final = 2
DECIMAL: Final = 3
"""The kinds of numbering of every paper: its paragraphs, bullets, numbers with letters below them."""

_FORMATS: Final[dict[Sign, tuple[str, str]]] = {
    "": ("none", ""), "bullet": ("bullet", "•"), "number": ("decimal", "%{}."), "letter": ("lowerLetter", "(%{})"),
    "capital": ("upperLetter", "%{}."),
}  # fmt: skip
"""How Word counts by a sign, and how it prints the count of a level; small and large Roman figures come beside."""
_ROMAN: Final = {"heading": ("upperRoman", "%{}."), "entry": ("lowerRoman", "(%{})")}


def numbering_xml() -> str:
    """Return the kinds of numbering of every paper, each with one numbering of the same id."""
    clause = _level(0, "decimal", "%1.", CLAUSE, CLAUSE, "NumberedParagraph", role="muted")
    bullets = "".join(
        _level(at, "bullet", "•", INDENT * (at + 1), INDENT, "ListBullet" if at == 0 else "")
        for at in range(LEVELS)
    )
    decimals = _level(0, "decimal", "%1.", INDENT, INDENT, "ListNumber") + "".join(
        _level(at, "lowerLetter", f"(%{at + 1})", INDENT * (at + 1), INDENT) for at in range(1, LEVELS)
    )
    kinds = (
        (CLAUSES, "singleLevel", clause),
        (BULLET, "multilevel", bullets),
        (DECIMAL, "multilevel", decimals),
    )
    lists = "".join(_kind_xml(key, levels, kind) for key, kind, levels in kinds)
    numbers = "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key, _, _ in kinds
    )
    return f"<w:numbering {nsdecls('w')}>{lists}{numbers}</w:numbering>"


class Numbering:
    """Hands out numberings to lists: a list that begins anew, or goes on elsewhere, has one of its own."""

    def __init__(self, element: Any) -> None:
        self._element = element
        self._last = self._last_kind = DECIMAL
        self._kinds: dict[str, int] = {}

    def beginning(self, kind: int, starts: dict[int, int]) -> int:
        """Return a numbering of a kind; `starts` says by level (from 0) at which number it begins."""
        self._last += 1
        begun = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            for level, start in starts.items()
        )
        self._element.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self._last}"><w:abstractNumId w:val="{kind}"/>{begun}</w:num>'
            )
        )
        return self._last

    def of_entry(self, entry: Entry, at: int) -> int:
        """Return the kind of numbering that an entry on a level (from 0) is counted by."""
        if (entry.sign, at > 0) in (("number", False), ("letter", True)):
            return DECIMAL
        form, text = _ROMAN["entry"] if entry.sign == "roman" else _FORMATS[entry.sign]
        return self._kind(
            "".join(
                _level(level, form, text.format(level + 1), INDENT * (level + 1), INDENT)
                for level in range(LEVELS)
            )
        )

    def of_headings(self, signs: Sequence[Sign]) -> int:
        """Return the kind of numbering of headings whose levels are counted by these signs."""
        levels = []
        for level, sign in enumerate(signs):
            form, text = _ROMAN["heading"] if sign == "roman" else _FORMATS[sign]
            levels.append(_level(level, form, text.format(level + 1), CLAUSE, CLAUSE, plain=False))
        return self._kind("".join(levels))

    def _kind(self, levels: str) -> int:
        """Return a kind of numbering with these levels, defined once."""
        if levels not in self._kinds:
            self._last_kind += 1
            self._kinds[levels] = self._last_kind
            made = parse_xml(_kind_xml(self._last_kind, levels, "multilevel", nsdecls("w")))
            self._element.find(qn("w:num")).addprevious(made)
        return self._kinds[levels]


class HeadingCount:
    """The numbering of each heading of a paper: one of three levels for all of them, each number the one to come.

    A level begins anew after a counted heading above it, as Word has it. Where the paper says another number, or counts
    by another sign, that level goes on in a list of its own, and the others are not touched.
    """

    def __init__(self, numbering: Numbering, blocks: Iterable[Block]) -> None:
        counted = [block for block in blocks if isinstance(block, Heading) and block.sign]
        first = {block.level: block.sign for block in reversed(counted)}
        self._signs: list[Sign] = [first.get(level, "number") for level in range(1, DEEPEST + 1)]
        self._numbering = numbering
        self._outline = numbering.beginning(numbering.of_headings(self._signs), {}) if counted else 0
        self._counts = [0] * DEEPEST
        """By level the number of the last heading; 0 where the next one begins anew."""
        self._apart: dict[int, tuple[Sign, int, int]] = {}
        """By level the sign, the last number and the numbering of the list that stands apart."""

    def number(self, heading: Heading) -> int:
        """Return the numbering of a counted heading; call in the order of the paper."""
        at = heading.level - 1
        if (self._signs[at], self._counts[at] + 1) == (heading.sign, heading.number):
            self._counts[at] = heading.number
            self._counts[at + 1 :] = [0] * (DEEPEST - at - 1)
            return self._outline
        sign, last, num_id = self._apart.get(at, ("", 0, 0))
        if (sign, last + 1) != (heading.sign, heading.number):
            signs = [heading.sign if level == at else "" for level in range(DEEPEST)]
            num_id = self._numbering.beginning(self._numbering.of_headings(signs), {at: heading.number})
        self._apart[at] = (heading.sign, heading.number, num_id)
        return num_id


def set_number(paragraph: Any, num_id: int, level: int = 0) -> None:
    """Put a paragraph into a list; number 0 takes it out of the one that its style is in."""
    properties = paragraph.paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = num_id


def _kind_xml(key: int, levels: str, kind: str, names: str = "") -> str:
    return f'<w:abstractNum {names} w:abstractNumId="{key}"><w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'


def _level(
    at: int, form: str, text: str, left: int, hanging: int, linked: str = "", *, role: str = "", plain: bool = True
) -> str:  # fmt: skip
    """One level; the number of a `plain` one is never bold, others look like the text behind them."""
    link = f'<w:pStyle w:val="{linked}"/>' if linked else ""
    colour = f'<w:color w:val="{style.colours()[role][1:]}"/>' if role else ""
    look = f'<w:rPr><w:b w:val="0"/>{colour}</w:rPr>' if plain else ""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{link}<w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>{look}</w:lvl>'
    )
