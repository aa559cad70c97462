"""What of a paper its typefaces cannot print: the PDF shows boxes in its place, and an export says of which text.

The faces cover Latin, Greek and Cyrillic, and many signs; other scripts they lack.
"""

from __future__ import annotations

from typing import Final

from imgdesk.reports import style
from imgdesk.reports.blocks import Document
from imgdesk.reports.walk import strings
from imgdesk.text import one_line

BEFORE: Final = 24
EXCERPT: Final = 60
"""Characters of an excerpt, ellipses apart; so many of them before the first sign that cannot be printed."""


def unprintable_texts(document: Document) -> list[str]:
    """Return an excerpt of each text of a paper in which a sign prints as a box, each once, in order.

    Raises UserError where a font of the installation cannot be read.
    """
    style.register_fonts()
    found: dict[str, None] = {}
    for text in strings(document):
        if not text.isascii():
            told = one_line(text)
            missing = style.unprintable(told)
            if missing:
                found[_excerpt(told, min(map(told.index, missing)))] = None
    return list(found)


def _excerpt(text: str, at: int) -> str:
    """The text around a place, cut with ellipses where there is more of it."""
    start = max(0, at - BEFORE)
    end = start + EXCERPT
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"
