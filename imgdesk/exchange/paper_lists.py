"""Paragraphs of a paper as running text and entries of lists, with the marks of their footnotes.

What Word counts is an entry, and so is what somebody counted by hand, as long as the count goes on; a single "A." at
the beginning of a sentence is none. Entries nest by their indent, and by their sign where all stand at the margin.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from imgdesk.domain.paper_inline import LINK
from imgdesk.domain.paper_text import DEEPEST, Part, Piece
from imgdesk.exchange.paper_signs import Sign, chosen, is_compound, printed, typed
from imgdesk.exchange.word_blocks import Paragraph, Run, Table

SLACK: Final = 60
"""Indents that differ by less, in twentieths of a point, are the same."""
_KINDS: Final = {"ROMAN": "roman"}


class Notes:
    """The footnotes of a paper, numbered in each section in the order of their marks; what is to be said of links."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._labels: dict[str, str] = {}
        self.remarks: list[str] = []

    def pieces(self, runs: Iterable[Run]) -> tuple[Piece, ...]:
        """Return runs as pieces of a part, and keep which footnotes they use."""
        return tuple(self._piece(run) for run in runs)

    def taken(self) -> dict[str, str]:
        """Return the footnotes used since this was asked last, by their labels: those of a section."""
        used = {label: self._texts[key] for key, label in self._labels.items()}
        self._labels.clear()
        return used

    def _piece(self, run: Run) -> Piece:
        if run.note:
            self._labels.setdefault(run.note, str(len(self._labels) + 1))
            return Piece("", note=self._labels[run.note])
        link = run.link.replace(" ", "%20")
        if link and not LINK.fullmatch(link):
            self.remarks.append(f"A link that leads to no page of the web was left out: {link}")
            link = ""
        return Piece(run.text, run.bold, run.italic, link)


class _Open(NamedTuple):
    """An entry that others may stand under: what counts it, its indent, its level in Word, whether it was typed."""

    sign: Sign
    indent: int
    depth: int
    typed: bool


class ListReader:
    """Reads the paragraphs of a paper one after the other; knows which lists are open."""

    def __init__(self, blocks: Sequence[Paragraph | Table], notes: Notes) -> None:
        self._notes = notes
        self._open: list[_Open] = []
        self._last: dict[str, int] = {}
        self._typed = _typed_signs(blocks)

    def close(self) -> None:
        """End all lists: a heading or a table stands between."""
        self._open.clear()

    def part(self, block: Paragraph) -> Part:
        """Return a paragraph as running text or as an entry of a list."""
        readings, skipped, runs = printed(block.label), 0, block.runs
        if block.label and not readings:
            runs = (Run(f"{block.label} "), *runs)
        elif not block.label or readings[0].kind == "bullet":
            # A bullet before a sign that somebody typed says nothing more.
            signed = typed(block.text)
            if by_hand := self._chosen(signed.readings, typed=True):
                readings, skipped = (by_hand,), len(block.text) - len(signed.words)
        sign = self._chosen(readings, typed=not block.label)
        if sign is None:
            return Part(self._notes.pieces(runs), self._level_within(block))
        if is_compound(block.label):
            self._notes.remarks.append(
                f"Numbers such as “{block.label}” are counted within their list, the first time: “{block.text[:60]}”."
            )
        self._place(_Open(sign, block.indent, block.depth, not block.label))
        self._last[sign.kind] = sign.number
        kind = _KINDS.get(sign.kind, sign.kind)
        return Part(self._notes.pieces(behind(runs, skipped)), len(self._open), kind, sign.number)

    def _chosen(self, readings: Sequence[Sign], *, typed: bool) -> Sign | None:
        last = [entry.sign for entry in reversed(self._open)]
        sign = chosen(readings, [*last, *(Sign(*known) for known in self._last.items())])
        if not typed:
            return sign or (readings[0] if readings else None)
        if sign is None or sign.kind == "ROMAN":
            return None
        is_run = sign.number > 1 or (sign.kind, 2) in self._typed
        return sign if sign.kind == "bullet" or is_run else None

    def _place(self, entry: _Open) -> None:
        """Close what an entry does not stand under, and open it."""
        while self._open and not _is_under(entry, self._open[-1]):
            if _goes_under(entry, self._open):
                break
            self._open.pop()
        del self._open[DEEPEST - 1 :]
        self._open.append(entry)

    def _level_within(self, block: Paragraph) -> int:
        """Return the level of the entry that a paragraph without a sign goes on under, 0 for none."""
        while self._open and (not self._open[-1].indent or block.indent + SLACK < self._open[-1].indent):
            self._open.pop()
        return len(self._open)


def _is_under(entry: _Open, above: _Open) -> bool:
    if abs(entry.indent - above.indent) > SLACK:
        return entry.indent > above.indent
    return entry.depth > above.depth


def _goes_under(entry: _Open, known: Sequence[_Open]) -> bool:
    """Return whether a typed sign at the same indent begins a list within the last entry: bullets under "1."."""
    above = known[-1]
    is_other = all(entry.sign.kind != one.sign.kind for one in known)
    same_place = abs(entry.indent - above.indent) <= SLACK and entry.depth == above.depth
    return entry.typed and same_place and is_other and above.sign.kind != "bullet"


def _typed_signs(blocks: Sequence[Paragraph | Table]) -> set[Sign]:
    """Return all readings of the signs that somebody typed, to tell a run from a single letter."""
    return {
        reading
        for block in blocks
        if isinstance(block, Paragraph) and not block.label
        for reading in typed(block.text).readings
    }


def behind(runs: Sequence[Run], count: int) -> tuple[Run, ...]:
    """Return runs without their first `count` characters; the marks of notes stay."""
    found: list[Run] = []
    for run in runs:
        dropped = min(count, len(run.text))
        count -= dropped
        if run.note or dropped < len(run.text):
            found.append(run._replace(text=run.text[dropped:]))
    return tuple(found)
