"""What is not agreed yet about an activity: the brackets and "TBC" that a meeting has to settle.

A date unknown (TBD) is no doubt of this kind: nobody can confirm what nobody has proposed. Pure, on plain columns, so
that a row of today and an image from the journal are read by the same rule.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from imgdesk.domain.marks import bracketed, says_unconfirmed, without_unconfirmed

TEXTS: Final = ("output", "lead_text", "partner_text", "category_text")
"""The columns of an activity in which words may stand in brackets."""
COLUMNS: Final = (*TEXTS, "unconfirmed", "provisional", "when_tbc", "when_provisional")
"""The columns that `doubts` reads."""

_INNERMOST: Final = re.compile(r"\[([^\[\]]*)\]")


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
    text = without_unconfirmed(text)
    return bool(_INNERMOST.search(text)) and not bracketed(text)


def without_inner_brackets(text: str) -> str:
    """Return the text with its words taken out of their square brackets; "[TBC]" stays."""

    def agreed(found: re.Match[str]) -> str:
        return found[0].translate(_HIDDEN) if says_unconfirmed(found[0]) else found[1]

    before = ""
    while before != text:
        before, text = text, _INNERMOST.sub(agreed, text)
    return text.translate(_SHOWN)


_HIDDEN: Final = {ord("["): "\ufdd0", ord("]"): "\ufdd1"}
_SHOWN: Final = {0xFDD0: "[", 0xFDD1: "]"}
