"""A paper as read from a file, before it lands in a desk.

The reader fills these frozen records with the words as they stand in the file: what a section says is light Markdown
or rows (see `paper_text`), what found no place in one is a remark. No ids, nothing of the desk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from imgdesk.domain.counting import letter, roman


@dataclass(frozen=True)
class SectionDraft:
    """A part of a paper under its heading; see paper_words for `kind` and `numbering`, level 0 is without a rank."""

    kind: str = "text"
    level: int = 0
    numbering: str = ""
    heading: str = ""
    text: str = ""


@dataclass(frozen=True)
class PaperDraft:
    """A paper: its title, its sections in order, and `notes`, the remarks on how it was read.

    `kind` is a guess out of its first lines, one of paper_words.KINDS.
    """

    title: str
    subtitle: str = ""
    kind: str = "paper"
    sections: tuple[SectionDraft, ...] = ()
    notes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the draft as plain values, ready for JSON."""
        return asdict(self)


def signs(headings: Iterable[tuple[int, str]]) -> Iterator[str]:
    """Yield how each heading of a paper is counted ("II.", "A.", "1.", "(a)", ""), out of levels and numberings."""
    counts: dict[tuple[int, str], int] = {}
    for level, numbering in headings:
        counts = {key: count for key, count in counts.items() if key[0] <= level}
        number = counts[level, numbering] = counts.get((level, numbering), 0) + 1
        yield {
            "roman": f"{roman(number).upper()}.", "capital": f"{letter(number).upper()}.", "number": f"{number}.",
            "letter": f"({letter(number)})",
        }.get(numbering, "")  # fmt: skip
