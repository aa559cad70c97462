"""Footnotes at the foot of the pages: which notes stand on a page, and what of a long one goes on to the next.

Holds no page: the dealer says which marks a page got and how much room its foot has.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from imgdesk.reports import style
from imgdesk.reports.blocks import Block, Footnotes, Span, Text
from imgdesk.reports.lines import Line, break_lines
from imgdesk.reports.links import linked
from imgdesk.reports.strip import INNER, MARGIN, SMALL, Pen, base
from imgdesk.reports.walk import spans

ABOVE: Final = 14.0
"""Between the text and the first line of the notes; the rule stands there."""
RULE: Final = 72.0
WHOLE: Final = 6
"""A note of so many lines is never torn, and stands again on every page that marks it."""
BEGUN: Final = 2
"""So many lines of a longer note stand at least where its mark stands."""
LEADING: Final = style.SMALL_LEADING


def marked_notes(blocks: Sequence[Block]) -> dict[str, Text]:
    """Return the notes that something in the paper marks, by their numbers; where numbers meet, the first one wins."""
    notes: dict[str, Text] = {}
    for block in blocks:
        if isinstance(block, Footnotes):
            for number, text in block.notes:
                notes.setdefault(number, text)
    if not notes:
        return {}
    marked = {span.text for span in spans(blocks) if span.style == "mark"}
    return {number: text for number, text in notes.items() if number in marked}


class Foot:
    """The foot of the page that is being filled."""

    def __init__(self, notes: Mapping[str, Text]) -> None:
        self._notes = notes
        self._set: dict[str, list[Line]] = {}
        self._here: set[str] = set()
        self._told: set[str] = set()
        self._waiting: deque[Line] = deque()
        self._lines: list[Line] = []

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return what stands at the foot of this page."""
        return tuple(self._lines)

    @property
    def waits(self) -> bool:
        """Whether something goes on to the next page."""
        return bool(self._waiting)

    @property
    def height(self) -> float:
        """Return the room that the foot of this page takes."""
        return _height(len(self._lines))

    def wanted(self, numbers: Iterable[str]) -> float:
        """Return how high the foot would be at least with the notes of these numbers."""
        count = len(self._lines)
        if not self._waiting:
            for note in self._new(numbers).values():
                count += len(note) if len(note) <= WHOLE else BEGUN
        return _height(count)

    def take(self, numbers: Iterable[str], room: float) -> None:
        """Put notes at the foot, which may be as high as `room`; what does not fit waits for the next page."""
        for number, note in self._new(numbers).items():
            self._here.add(number)
            self._told.add(number)
            self._waiting += note
        self.fill(room)

    def fill(self, room: float) -> None:
        """Put of what waits as much at the foot as `room` allows."""
        while self._waiting and _height(len(self._lines) + 1) <= room:
            self._lines.append(self._waiting.popleft())

    def next_page(self, room: float) -> None:
        """Begin a page with what waits, at most as high as `room`."""
        self._lines = []
        self._here.clear()
        self.fill(room)

    def _new(self, numbers: Iterable[str]) -> dict[str, list[Line]]:
        """The notes of these numbers that do not stand here yet."""
        found = {}
        for number in numbers:
            if number in self._notes and number not in self._here:
                note = self._note(number)
                if len(note) <= WHOLE or number not in self._told:
                    found[number] = note
        return found

    def _note(self, number: str) -> list[Line]:
        if number not in self._set:
            words = (Span(number, "mark"), Span(" "), *linked(self._notes[number]))
            self._set[number] = break_lines(words, INNER, SMALL)
        return self._set[number]


def _height(count: int) -> float:
    return ABOVE + LEADING * count if count else 0.0


def paint_foot(lines: Sequence[Line], pen: Pen, bottom: float) -> None:
    """Draw the notes of a page and the rule above them, so that they end at `bottom`."""
    if not lines:
        return
    top = bottom - _height(len(lines))
    rule = top + ABOVE - 5.0
    pen.surface.lines([(MARGIN, rule, MARGIN + RULE, rule)], pen.colours["gap"], 0.6)
    for place, line in enumerate(lines):
        pen.line(line, MARGIN, top + ABOVE + LEADING * place + base(SMALL, LEADING), SMALL.size)
