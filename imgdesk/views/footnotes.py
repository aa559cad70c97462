"""Footnotes as a list prints them: numbered in reading order, one number for one text, raised inside the words.

Two rows that say "Subject to capacity" share a mark, because a reader looks the mark up and not the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from imgdesk.views.workplan import FootnoteRow

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Mark(NamedTuple):
    """Where a footnote's number stands: before the character at `offset` of `field`."""

    field: str
    offset: int
    number: int


Marks = Mapping[int, tuple[Mark, ...]]
"""The marks of each activity that has any, by its id."""


def numbered(rows: Iterable[FootnoteRow]) -> dict[int, tuple[Mark, ...]]:
    """Return the marks of each activity; `rows` come in the order in which they are read."""
    numbers: dict[str, int] = {}
    found: dict[int, tuple[Mark, ...]] = {}
    for row in rows:
        mark = Mark(row.field, row.offset, numbers.setdefault(row.text, len(numbers) + 1))
        found[row.activity_id] = (*found.get(row.activity_id, ()), mark)
    return found


def raised(number: int) -> str:
    """Return a number in superscript digits."""
    return str(number).translate(_RAISED)


def marked(text: str, marks: Sequence[Mark], field: str) -> str:
    """Return `text` with the marks of `field` in their places; an offset behind the end stands at the end."""
    for mark in sorted(marks, key=lambda mark: (mark.offset, mark.number), reverse=True):
        if mark.field == field:
            head = text[: mark.offset]
            gap = "" if not head or head.endswith((" ", "\n")) else " "
            text = f"{head}{gap}{raised(mark.number)}{text[mark.offset :]}"
    return text
