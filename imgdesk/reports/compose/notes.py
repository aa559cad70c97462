"""The footnotes of a paper as it is composed: each mark has a number of its own, counted through the paper.

A mark goes where the note belongs, `block` where the notes of what was written so far shall stand. The PDF prints them
there; in Word they are footnotes of the page, and the block leaves no trace.
"""

from __future__ import annotations

from imgdesk.reports.blocks import Footnotes, Span, Text


class Notes:
    """Counts the footnotes of one paper."""

    def __init__(self) -> None:
        self._count = 0
        self._waiting: list[tuple[str, Text]] = []

    def mark(self, text: Text) -> Span:
        """Return the mark of a new footnote."""
        self._count += 1
        self._waiting.append((str(self._count), text))
        return Span(str(self._count), "mark")

    def block(self) -> tuple[Footnotes, ...]:
        """Return the notes marked since the last block as one block, none where nothing was marked."""
        notes, self._waiting = tuple(self._waiting), []
        return (Footnotes(notes),) if notes else ()
