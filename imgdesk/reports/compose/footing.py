"""The footnotes of a paper that is put together from sections: counted through the paper as it is read.

Each section comes with marks and notes of its own. Notes of the desk that say the same are one note with one number;
what a person wrote as two notes stays two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from imgdesk.reports.blocks import (
    Block,
    Clause,
    Entry,
    Facts,
    Footnotes,
    Heading,
    Numbered,
    Paragraph,
    Table,
    Text,
)


class Footing:
    """Counts the footnotes of one paper, section by section."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str | Text], str] = {}
        self._notes: list[tuple[str, Text]] = []

    def take(
        self, blocks: Sequence[Block], *, written: str = "", notes: Mapping[str, Text] | None = None
    ) -> list[Block]:
        """Return blocks with the marks of the paper, without notes: `block` has them. A mark without a note goes.

        `written` tells the notes that a person wrote in one place from those of another, "" for those of the desk.
        `notes` are those of the whole section where the blocks are a part of one; without, those among the blocks,
        and one without a mark is counted behind the others.
        """
        known = notes_among(blocks) if notes is None else notes

        def counted(text: Text) -> Text:
            return tuple(
                span if span.style != "mark" else replace(span, text=self._number(written, span.text, known))
                for span in text
                if span.style != "mark" or span.text in known
            )

        found = [with_text(block, counted) for block in blocks if not isinstance(block, Footnotes)]
        for label in known if notes is None else ():
            self._number(written, label, known)
        return found

    def block(self) -> tuple[Footnotes, ...]:
        """Return all notes as one block, none where there are none."""
        return (Footnotes(tuple(self._notes)),) if self._notes else ()

    def _number(self, written: str, label: str, notes: Mapping[str, Text]) -> str:
        key: tuple[str, str | Text] = (written, label) if written else ("", notes[label])
        if key not in self._numbers:
            self._numbers[key] = str(len(self._numbers) + 1)
            self._notes.append((self._numbers[key], notes[label]))
        return self._numbers[key]


def notes_among(blocks: Iterable[Block]) -> dict[str, Text]:
    """Return the footnotes among blocks by their marks."""
    return {mark: text for block in blocks if isinstance(block, Footnotes) for mark, text in block.notes}


def with_text(block: Block, change: Callable[[Text], Text]) -> Block:
    """Return a block with all its text changed, piece by piece in the order of reading."""
    match block:
        case Paragraph() | Entry():
            return replace(block, text=change(block.text))
        case Clause():
            text = change(block.text)
            after = tuple(replace(part, text=change(part.text)) for part in block.after)
            return replace(block, text=text, after=after)
        case Numbered():
            return Numbered(tuple(map(change, block.items)))
        case Facts():
            return replace(block, rows=tuple((label, change(value)) for label, value in block.rows))
        case Table():
            return replace(block, rows=tuple(tuple(map(change, row)) for row in block.rows))
        case Heading():
            return replace(block, redline=change(block.redline))
    return block
