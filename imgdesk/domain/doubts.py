"""What is not agreed yet about an activity: the brackets and "TBC" that a meeting has to settle.

A date unknown (TBD) is no doubt of this kind: nobody can confirm what nobody has proposed. Pure, on plain columns, so
that a row of today and an image from the journal are read by the same rule.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from imgdesk.domain.marks import bracketed, without_unconfirmed

TEXTS: Final = ("output", "lead_text", "partner_text", "category_text")
"""The columns of an activity in which words may stand in brackets."""
COLUMNS: Final = (*TEXTS, "unconfirmed", "provisional", "when_tbc", "when_provisional")
"""The columns that `doubts` reads."""

_LONGEST_MARK: Final = 40
_PAIR: Final = re.compile(r"\[[^\[\]]*\]")


def doubts(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what is open about an activity, given its columns: each doubt in words, the weightiest first."""
    open_words = any(words_in_brackets(str(fields.get(name) or "")) for name in TEXTS)
    said = (
        ("in brackets", fields.get("provisional")),
        ("unconfirmed", fields.get("unconfirmed")),
        ("words in brackets", open_words),
        ("date in brackets", fields.get("when_provisional")),
        ("date unconfirmed", fields.get("when_tbc")),
    )
    return tuple(word for word, is_open in said if is_open)


def words_in_brackets(text: str) -> bool:
    """Tell whether some words of a text stand in square brackets, but not the whole of it; "[TBC]" does not count."""
    if "[" not in text:
        return False
    text = without_unconfirmed(text)
    return bool(_PAIR.search(text)) and not bracketed(text)


def without_inner_brackets(text: str) -> str:
    """Return the text with its words taken out of their square brackets; "[TBC]" and a lone bracket stay."""
    dropped: set[int] = set()
    opened: list[int] = []
    for place, letter in enumerate(text):
        if letter == "[":
            opened.append(place)
        elif letter == "]" and opened:
            start = opened.pop()
            if place - start > _LONGEST_MARK or without_unconfirmed(text[start : place + 1]):
                dropped |= {start, place}
    return "".join(letter for place, letter in enumerate(text) if place not in dropped)
