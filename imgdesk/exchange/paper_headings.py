"""Which paragraphs of a paper are headings, at which level, and how they are counted.

Headings are found by style, or, in papers that use none, by looks: a short line all in bold or in capitals, a line
that begins with a sign and stands alone over text ("A. Participants"). Their signs are taken off where the paper counts
on, because a heading is counted when it is written; a sign that breaks the count stays in the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from imgdesk.domain.paper_words import DEEPEST
from imgdesk.exchange.paper_head import is_capitals
from imgdesk.exchange.paper_signs import Sign, chosen, is_compound, printed, typed
from imgdesk.exchange.word_blocks import Paragraph, Table
from imgdesk.text import one_line

_LONGEST: Final = 150
_LONGEST_SIGNED: Final = 130
_COUNTED: Final = {"ROMAN": "roman", "capital": "capital", "number": "number", "letter": "letter"}
NO_HEADINGS: Final = {"annex label", "signature", "signature line", "caption"}
"""Styles whose paragraphs are none, whatever they look like."""
_MOSTLY: Final = 0.5
"""In a paper with a larger share of bold paragraphs, bold makes no heading."""


@dataclass(frozen=True)
class Heading:
    """A heading: `numbering` as in paper_words, "" where it is not counted; `sign` as it stood, taken off `text`."""

    text: str
    level: int
    numbering: str = ""
    number: int = 0
    sign: str = ""


def headings_of(blocks: Sequence[Paragraph | Table], taken: frozenset[int]) -> dict[int, Heading]:
    """Return the headings of a paper by their places; `taken` are places that belong to its head."""
    bold = _uses_bold(blocks, taken)
    levels = _Levels()
    found: dict[int, Heading] = {}
    for at, block in enumerate(blocks):
        if at in taken or not isinstance(block, Paragraph) or not block.text or block.signal:
            continue
        signed = typed(block.text)
        readings = printed(block.label) if block.label else signed.readings
        if not block.level and not _looks_like_one(blocks, at, bold, readings):
            continue
        counted = tuple(reading for reading in readings if reading.kind in _COUNTED)
        sign = chosen(counted, levels.last()) or (counted[0] if counted else None)
        if block.label and (sign is None or is_compound(block.label)):
            text, sign, written = f"{block.label} {block.text}", None, ""
        elif sign is None:
            text, written = block.text, ""
        else:
            text, written = (block.text, block.label) if block.label else (signed.words, signed.sign)
        level = levels.place(block, sign)
        found[at] = _heading(one_line(text), level, sign, written)
    return _counted_on(_raised(found))


def _heading(text: str, level: int, sign: Sign | None, written: str) -> Heading:
    if sign is None:
        return Heading(text, level)
    return Heading(text, level, _COUNTED[sign.kind], sign.number, written)


class _Levels:
    """The headings that are open while a paper is read: styled ones have a level, others are told by their looks."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int, int]] = []
        """What each looks like, the level of its style (0: none), its number."""

    def last(self) -> list[Sign]:
        """Return the signs of the open headings, the nearest first."""
        return [Sign(look, number) for look, _, number in reversed(self._open) if look in _COUNTED]

    def place(self, block: Paragraph, sign: Sign | None) -> int:
        """Open a heading and return its level."""
        look = (
            sign.kind
            if sign
            else "capitals"
            if is_capitals(block.text)
            else "bold"
            if block.bold
            else "plain"
        )
        if block.level:
            while self._open and (not self._open[-1][1] or self._open[-1][1] >= block.level):
                self._open.pop()
        else:
            self._close(look)
        self._open.append((look, block.level, sign.number if sign else 0))
        return block.level or self._depth()

    def _close(self, look: str) -> None:
        """Close what a heading without a style ends: others of its look, and what never stands over it."""
        looks = [known for known, level, _ in self._open if not level]
        styled = len(self._open) - len(looks)
        if look in looks:
            del self._open[styled + looks.index(look) :]
        elif look == "ROMAN":
            del self._open[styled:]
        elif look == "capitals":
            at = next((n for n, known in enumerate(looks) if known in {"bold", "plain"}), len(looks))
            del self._open[styled + at :]

    def _depth(self) -> int:
        styled = [level for _, level, _ in self._open if level]
        return (styled[-1] if styled else 0) + sum(1 for _, level, _ in self._open if not level)


def _uses_bold(blocks: Sequence[Paragraph | Table], taken: frozenset[int]) -> bool:
    texts = [b for at, b in enumerate(blocks) if at not in taken and isinstance(b, Paragraph) and b.text]
    return sum(block.bold and not block.level for block in texts) <= max(1, _MOSTLY * len(texts))


def _looks_like_one(
    blocks: Sequence[Paragraph | Table], at: int, bold: bool, readings: Sequence[Sign]
) -> bool:
    block = blocks[at]
    assert isinstance(block, Paragraph)
    if (
        block.style in NO_HEADINGS
        or len(block.text) > _LONGEST
        or any(reading.kind == "bullet" for reading in readings)
    ):
        return False
    if block.label and not readings:
        return False
    ends = re.search(r"[.;,]$", block.text) is not None
    words = typed(block.text).words
    is_shouted = is_capitals(words) or (bool(readings) and words.isupper() and len(words) > 3)
    if (block.bold and bold) or is_shouted:
        return not ends
    return bool(readings) and not block.label and not ends and _stands_over_text(blocks, at)


def _stands_over_text(blocks: Sequence[Paragraph | Table], at: int) -> bool:
    """Return whether a plain line with a typed sign is short and the next paragraph is running text."""
    block, following = blocks[at], blocks[at + 1] if at + 1 < len(blocks) else None
    if not isinstance(block, Paragraph) or not isinstance(following, Paragraph):
        return False
    words = typed(block.text).words
    is_short = len(words) <= _LONGEST_SIGNED and not words.endswith((":", "?", "!"))
    is_running = not following.label and not following.level and not typed(following.text).readings
    return is_short and block.text[:1] != "(" and is_running and len(following.text) > len(words)


def _raised(found: dict[int, Heading]) -> dict[int, Heading]:
    """Return headings whose levels begin at 1 and skip none, none deeper than a paper knows."""
    used = sorted({heading.level for heading in found.values()})
    return {
        at: replace(heading, level=min(used.index(heading.level) + 1, DEEPEST))
        for at, heading in found.items()
    }


def _counted_on(found: dict[int, Heading]) -> dict[int, Heading]:
    """Return headings that keep the sign in their words where it is not the one that they would be given."""
    counts: dict[tuple[int, str], int] = {}
    made: dict[int, Heading] = {}
    for at, heading in found.items():
        counts = {key: count for key, count in counts.items() if key[0] <= heading.level}
        key = (heading.level, heading.numbering)
        if heading.numbering and heading.number == counts.get(key, 0) + 1:
            counts[key] = heading.number
        elif heading.numbering:
            heading = replace(heading, text=f"{heading.sign} {heading.text}".strip(), numbering="", number=0)
        made[at] = heading
    return made
