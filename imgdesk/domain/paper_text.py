"""The light Markdown of a section of a paper: paragraphs, lists, footnotes and rows of cells, read and written.

What is written reads again as it was (`tidy`), and reading never raises and loses no character but the marks. A blank
line begins a paragraph; an entry begins with "-", "1.", "(a)", "A." or "(i)"; what is indented by two belongs to the
entry above it; "[^1]: text" says what a footnote is. The marks within a line are those of `paper_inline`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from imgdesk.domain import paper_inline
from imgdesk.domain.counting import letter, roman
from imgdesk.domain.paper_inline import LABEL, Piece
from imgdesk.text import clean_text

__all__ = ["DEEPEST", "Part", "Piece", "Reading", "notes_of", "read", "rows", "tidy", "write", "write_rows"]

DEEPEST: Final = 8
"""Lists within lists beyond this stand at this level."""
_MOST: Final = 999_999_999
_SIGN: Final = re.compile(
    r"(?:(?P<bullet>[-*•])|(?P<number>[0-9]{1,9})[.)]|\((?P<within>[a-z]{1,15})\)|(?P<small>[a-z]{1,15})[.)]"
    r"|(?P<capital>[A-Z]{1,3})\.)(?=[ \t]|$)"
)
_NOTE: Final = re.compile(rf"\[\^(?P<label>{LABEL})\]:[ \t]*(?P<text>.*)")


class Part(NamedTuple):
    """A paragraph or an entry of a list; lists are counted from level 1, 0 is a running paragraph.

    `sign` is "bullet", "number", "letter", "capital" or "roman" where an entry begins; a paragraph that goes on under
    an entry has the entry's level and no sign. `number` is that of an entry, 0 for a bullet.
    """

    pieces: tuple[Piece, ...]
    level: int = 0
    sign: str = ""
    number: int = 0


class Reading(NamedTuple):
    """What a text says: its parts, and its footnotes by their labels."""

    parts: tuple[Part, ...]
    notes: dict[str, str]


_Count = tuple[str, int]
"""A sign and the number that an entry has."""


class _Block(NamedTuple):
    lines: list[str]
    level: int
    sign: str
    number: int


def read(text: str) -> Reading:
    """Return what a text says; never raises."""
    reader = _Reader()
    for line in clean_text(text).split("\n"):
        reader.take(line)
    notes = {label: "\n".join(filter(None, lines)) for label, lines in reader.notes.items()}
    found = (Part(paper_inline.read("\n".join(block.lines), notes), *block[1:]) for block in reader.blocks)
    return Reading(tuple(part for part in found if part.sign or part.pieces), notes)


class _Reader:
    """Takes a text line by line and keeps what the lines belong to."""

    def __init__(self) -> None:
        self.blocks: list[_Block] = []
        self.notes: dict[str, list[str]] = {}
        self._block: _Block | None = None
        self._note: list[str] | None = None
        self._indents: list[int] = []
        """How far each open entry is indented."""
        self._counts: list[_Count] = []
        """The last entry of each level."""

    def take(self, line: str) -> None:
        """Read one line."""
        body = line.strip(" \t")
        indent = len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4))
        if not body:
            self._block = self._note = None
        elif self._note is not None and indent >= 2:
            self._note.append(body)
        elif (note := _NOTE.fullmatch(body)) and note["label"] not in self.notes:
            self._note = self.notes[note["label"]] = [note["text"]]
            self._block = None
        else:
            self._note = None
            if not self._begins_entry(indent, body):
                self._go_on(indent, body)

    def _begins_entry(self, indent: int, body: str) -> bool:
        found = _SIGN.match(body)
        if not found:
            return False
        within = self._around(indent)[: DEEPEST - 1]
        level = len(within) + 1
        count = _resolve(found, self._counts[level - 1] if len(self._counts) >= level else ("", 0))
        if count is None:
            return False
        # A line that goes on with "2." after a line break is no list yet, one that goes on with "1." is.
        if self._block is not None and not self._block.level and count[0] != "bullet" and count[1] != 1:
            return False
        self._indents = [*within, indent]
        self._counts[level - 1 :] = [count]
        self._begin(_Block([body[found.end() :].lstrip(" \t")], level, *count))
        return True

    def _go_on(self, indent: int, body: str) -> None:
        if self._block is not None:
            self._block.lines.append(body)
            return
        self._indents = self._around(indent)
        self._begin(_Block([body], len(self._indents), "", 0))

    def _begin(self, block: _Block) -> None:
        self._block = block
        self.blocks.append(block)

    def _around(self, indent: int) -> list[int]:
        """Return the open entries that something indented so far belongs to."""
        count = len(self._indents)
        while count and self._indents[count - 1] + 2 > indent:
            count -= 1
        return self._indents[:count]


def _resolve(found: re.Match[str], last: _Count) -> _Count | None:
    """Return what a sign counts, after the last entry of its level; None where it is no sign here.

    Letters of more than one figure, and Roman ones but the first, count only where they go on with a list.
    """
    if found["bullet"]:
        return "bullet", 0
    if found["number"]:
        return "number", int(found["number"])
    sign, number = last[0], last[1] + 1
    if found["capital"]:
        word = found["capital"].lower()
        if sign == "capital" and letter(number) == word:
            return "capital", number
        return ("capital", ord(word) - ord("a") + 1) if len(word) == 1 else None
    word = found["within"] or found["small"]
    if (sign == "roman" and roman(number) == word) or (sign == "letter" and letter(number) == word):
        return sign, number
    if word == "i":
        return "roman", 1
    return ("letter", ord(word) - ord("a") + 1) if len(word) == 1 else None


def _label(sign: str, number: int) -> str:
    labels = {
        "bullet": "-", "letter": f"({letter(number)})", "capital": f"{letter(number).upper()}.",
        "roman": f"({roman(number)})",
    }  # fmt: skip
    return labels.get(sign, f"{number}.")


def tidy(parts: Iterable[Part], notes: Mapping[str, str]) -> Reading:
    """Return parts and notes as they can be written, and are read again.

    White space at the ends goes, a list goes deeper by one level at a time, and an entry whose letter or Roman figure
    could be taken for something else is counted by its number.
    """
    kept = {
        clean_text(label): "\n".join(
            filter(None, (line.strip(" \t") for line in clean_text(text).split("\n")))
        )
        for label, text in notes.items()
        if re.fullmatch(LABEL, clean_text(label))
    }
    return Reading(tuple(_tidied(parts, kept)), kept)


def _tidied(parts: Iterable[Part], notes: Container[str]) -> Iterator[Part]:
    depth = 0
    counts: list[_Count] = []
    for part in parts:
        pieces = paper_inline.tidy(part.pieces, notes)
        if part.sign:
            depth = min(max(1, part.level), depth + 1, DEEPEST)
            counts[depth:] = []
            count = _countable(part, counts[depth - 1] if len(counts) >= depth else ("", 0))
            counts[depth - 1 :] = [count]
            yield Part(pieces, depth, *count)
        elif pieces:
            depth = min(max(0, part.level), depth)
            yield Part(pieces, depth)


def _countable(part: Part, last: _Count) -> _Count:
    number = 0 if part.sign == "bullet" else min(max(0, part.number), _MOST)
    found = _SIGN.fullmatch(_label(part.sign, number))
    count = _resolve(found, last) if found else None
    return count if count == (part.sign, number) else ("number", number)


def write(parts: Iterable[Part], notes: Mapping[str, str] | None = None) -> str:
    """Return parts and footnotes as they are typed; reading that gives what `tidy` gives."""
    reading = tidy(parts, notes or {})
    found: list[str] = []
    last: Part | None = None
    for part in reading.parts:
        if last is not None and not (last.sign and part.sign):
            found.append("")
        found += _lines(part)
        last = part
    if found and reading.notes:
        found.append("")
    for label, text in reading.notes.items():
        found.append(f"[^{label}]: {text}".rstrip(" ").replace("\n", "\n  "))
    return "\n".join(found)


def _lines(part: Part) -> Iterator[str]:
    first, *more = paper_inline.write(part.pieces).split("\n")
    inset = "  " * part.level
    if part.sign:
        yield f"{inset[2:]}{_label(part.sign, part.number)} {first}".rstrip(" ")
    else:
        yield inset + _guarded(first)
    for line in more:
        yield inset + _guarded(line)


def _guarded(line: str) -> str:
    """Return a line that begins no entry and no footnote, whatever it looks like."""
    if found := _SIGN.match(line):
        return f"{line[: found.end() - 1]}\\{line[found.end() - 1 :]}"
    if found := _NOTE.match(line):
        colon = line.index("]:") + 1
        return f"{line[:colon]}\\{line[colon:]}"
    return line


def rows(text: str) -> list[list[str]]:
    r"""Return the cells of facts or of a table: a line is a row, " | " parts its cells, which are light Markdown.

    "\|" is a bar, "\n" a line break, "\\" a backslash. Lines that say what a footnote is are none; see `notes_of`.
    """
    return [_cells(line) for line in clean_text(text).split("\n") if line.strip(" \t") and not _note(line)]


def notes_of(text: str) -> dict[str, str]:
    """Return the footnotes that stand among rows, by their labels, the first of each."""
    found: dict[str, str] = {}
    for note in filter(None, map(_note, clean_text(text).split("\n"))):
        found.setdefault(note["label"], note["text"])
    return found


def write_rows(rows: Iterable[Sequence[str]], notes: Mapping[str, str] | None = None) -> str:
    """Return rows as they are typed, and behind them their footnotes; a row without any text is left out."""
    lines = [_row([clean_text(cell).strip(" \t") for cell in row]) for row in rows if any(row)]
    told = (
        f"[^{label}]: {' '.join(clean_text(text).split())}".rstrip(" ")
        for label, text in (notes or {}).items()
    )
    return "\n".join([*filter(None, lines), *told])


_BAR: Final = re.compile(r"(?:^|[ \t]+)\|(?=[ \t]|$)")
_UNPLAIN: Final = {r"\|": "|", r"\n": "\n", r"\:": ":", "\\\\": "\\"}


def _note(line: str) -> re.Match[str] | None:
    return _NOTE.fullmatch(line.strip(" \t"))


def _cells(line: str) -> list[str]:
    cells = _BAR.split(line.strip(" \t"))
    return [re.sub(r"\\[|n:\\]", lambda m: _UNPLAIN[m.group()], cell.strip(" \t")) for cell in cells]


def _row(cells: Sequence[str]) -> str:
    line = " | ".join(map(_cell, cells)).strip(" ")
    # What looks like a footnote is told from one by an escape that cells know anyway.
    return line.replace(":", "\\:", 1) if _note(line) else line


def _cell(text: str) -> str:
    return re.sub(r"\\(?=[|n:\\\n]|\Z)|\|", r"\\\g<0>", text).replace("\n", r"\n")
