"""What the words of a row say about its standing: brackets around it, "(TBC)" in it, and where its footnotes hang.

UN drafting practice: text in square brackets is not agreed; the brackets go when agreement is reached. "TBC" in an
output says that the activity is unconfirmed, which is not the same as a date unknown.
"""

from __future__ import annotations

import re
from typing import Final

_UNCONFIRMED: Final = re.compile(
    r"(?<!\s)\s*[\[(]\s*(?:t\.?\s?b\.?\s?c\.?|to be confirmed|à confirmer|por confirmar)\s*[\])]",
    re.IGNORECASE,
)
"""Spaces before the mark go with it; looking for it only where a run of them begins keeps any text cheap."""


def bracketed(text: str) -> bool:
    """Tell whether one pair of square brackets holds the whole text."""
    text = text.strip()
    if not (text.startswith("[") and text.endswith("]")):
        return False
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "[") - (letter == "]")
        if depth == 0:
            return place == len(text) - 1
    return False


def with_brackets(text: str) -> str:
    """Return the text in square brackets, unless it stands in them already."""
    return text if bracketed(text) or not text.strip() else f"[{text.strip()}]"


def without_brackets(text: str) -> str:
    """Return the text without the pair of brackets that holds all of it."""
    return text.strip()[1:-1].strip() if bracketed(text) else text


def says_unconfirmed(text: str) -> bool:
    """Tell whether the text carries "(TBC)" or its long form, in English, French or Spanish."""
    return bool(_UNCONFIRMED.search(text))


def without_unconfirmed(text: str) -> str:
    """Return the text without "(TBC)" or its long form."""
    return _UNCONFIRMED.sub("", text)


def moved_offset(old: str, new: str, offset: int) -> int:
    """Return where a mark before character `offset` of `old` belongs in `new`: behind the word that it stood behind.

    Always a place in `new`. Words that were put in or taken out elsewhere move the mark with its neighbours.
    """
    if old == new:
        return offset
    if not old or offset >= len(old):
        at_end = offset == len(old) and new.startswith(old)
        return offset if old and at_end else len(new)
    head = common_start(old, new)
    tail = common_start(old[head:][::-1], new[head:][::-1])
    if offset <= head:
        return offset
    if offset >= len(old) - tail:
        return offset + len(new) - len(old)
    left, entered = old[head : len(old) - tail], new[head : len(new) - tail]
    if left in entered:
        return offset + entered.index(left)
    place = offset - left.index(entered) if entered and entered in left else offset
    return max(head, min(place, len(new) - tail))


def common_start(a: str, b: str) -> int:
    """Return how many characters two texts have alike from their start."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
