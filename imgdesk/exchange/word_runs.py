"""The text of one paragraph while it is gathered: words, the notes met on the way, faces and links of its runs.

Fields are followed here too, because a link may be one, and a table of contents is one that goes over paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal
from xml.etree.ElementTree import Element

from imgdesk.exchange.word_blocks import Mark, Run, Signal
from imgdesk.exchange.word_lists import Styles, is_on, value
from imgdesk.text import clean_text

_SPACES = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u202f", " ") | dict.fromkeys("\u200b\u2060\ufeff\u00ad", "")
)
_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]*)"', re.IGNORECASE)
_CONTENTS = re.compile(r"\s*TOC\b")
PLAIN = Run("")
Break = Literal["", "before", "behind"]


def clean_words(text: str) -> str:
    """Return text as it may be kept, with ordinary spaces and without invisible signs."""
    return clean_text(text).translate(_SPACES)


class GatheredText:
    """Text being gathered, with the notes met on the way."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.marks: list[tuple[int, str]] = []
        self.bold: set[bool] = set()
        self.runs: list[Run] = []
        self.length = 0

    def add(self, text: str, bold: bool = False, face: Run = PLAIN) -> None:
        """Append text; `bold` is how it looks, `face` what a reader of papers keeps of it."""
        self.pieces.append(text)
        self.runs.append(face._replace(text=text))
        self.length += len(text)
        if text.strip():
            self.bold.add(bold)

    def refer(self, key: str, words: str) -> None:
        """Put a note at this place."""
        self.marks.append((self.length, words))
        self.runs.append(Run("", note=key))

    def finish(self) -> tuple[str, tuple[Mark, ...]]:
        """Return the cleaned text without white space at its ends, and the notes at their places in it."""
        raw = "".join(self.pieces)
        text = clean_words(raw)
        lead = len(text) - len(text.lstrip())
        stripped = text.strip()
        marks = (
            Mark(min(max(len(clean_words(raw[:at])) - lead, 0), len(stripped)), note)
            for at, note in self.marks
        )
        return stripped, tuple(marks)


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return runs with neighbours of one face in one, cleaned, without white space at both ends."""
    found: list[Run] = []
    for run in runs:
        if found and not run.note and not found[-1].note and found[-1][1:] == run[1:]:
            found[-1] = run._replace(text=found[-1].text + run.text)
        elif run.text or run.note:
            found.append(run)
    found = [run._replace(text=clean_words(run.text)) for run in found]
    _strip(found, 0, str.lstrip)
    _strip(found, -1, str.rstrip)
    return tuple(run for run in found if run.text or run.note)


def _strip(runs: list[Run], end: int, strip: Callable[[str], str]) -> None:
    while runs and not runs[end].note:
        runs[end] = runs[end]._replace(text=strip(runs[end].text))
        if runs[end].text:
            return
        runs.pop(end)


@dataclass
class _Field:
    """A field that is open: where its words lead and whether they are a table of contents, and what it is told to do.

    Before it shows words of its own it has what the field around it says.
    """

    link: str = ""
    is_contents: bool = False
    told: list[str] = field(default_factory=list)


class Faces:
    """What a reader of papers keeps beside the words: faces and links of runs, fields, ends of pages, contents."""

    def __init__(self, styles: Styles, body: Element) -> None:
        self.links: dict[str, str] = {}
        """Where the links of the part that is read lead, by their keys."""
        self.signal: Signal = ""
        """Whether the paragraph that is read begins a table of contents."""
        self.broken: Break = ""
        """Whether a page ends in it: before its words, or behind some of them."""
        self._styles = styles
        self._link = ""
        self._fields: list[_Field] = []
        kinds = [char.get("fldCharType") for char in body.iter("fldChar")]
        self._balanced = kinds.count("begin") == kinds.count("end")

    def begin_paragraph(self) -> tuple[Signal, Break]:
        """Begin a paragraph, and return what is known of the one around it."""
        outside = self.signal, self.broken
        self.signal, self.broken = "", ""
        return outside

    def face(self, run: Element) -> Run:
        """Return how a run is set: what it says itself goes before what its character style says."""
        style = value(run, "rPr", "rStyle")

        def is_set(mark: str) -> bool:
            own = run.find(f"rPr/{mark}")
            return self._styles.face(style, mark) if own is None else is_on(own.get("val", "1"))

        link = self._link or (self._fields[-1].link if self._fields else "")
        return Run("", is_set("b"), is_set("i"), link)

    @contextmanager
    def within(self, element: Element) -> Iterator[bool]:
        """Read what is inside a link or a field in one piece; False for a table of contents, which is left out."""
        told = element.get("instr", "")
        outside, self._link = (
            self._link,
            self.links.get(element.get("x:id", ""), "") or _link_in(told) or self._link,
        )
        if _CONTENTS.match(told):
            self.signal = "contents"
        yield not _CONTENTS.match(told)
        self._link = outside

    def is_apart(self, child: Element, *, begun: bool) -> bool:
        """Take what is no text: the signs of fields, ends of pages, what a table of contents says.

        `begun`: the paragraph has words already.
        """
        if child.tag == "fldChar":
            self._meet(child.get("fldCharType", ""))
            return True
        if child.tag == "instrText":
            if self._fields:
                self._fields[-1].told.append(child.text or "")
            return True
        if child.tag == "br" and child.get("type") == "page":
            self.broken = "behind" if begun else "before"
            return True
        # A field that never ends would take the rest of the paper with it.
        return self._balanced and bool(self._fields) and self._fields[-1].is_contents

    def _meet(self, kind: str) -> None:
        if kind == "begin":
            outside = self._fields[-1] if self._fields else _Field()
            self._fields.append(_Field(outside.link, outside.is_contents))
        elif kind == "separate" and self._fields:
            told = "".join(self._fields[-1].told)
            self._fields[-1].link = _link_in(told) or self._fields[-1].link
            if _CONTENTS.match(told):
                self._fields[-1].is_contents = True
                self.signal = "contents"
        elif kind == "end" and self._fields:
            self._fields.pop()


def _link_in(told: str) -> str:
    """Return where a field leads that is told to be a link, "" for any other."""
    match = _LINK.match(told)
    return match[1] if match else ""
