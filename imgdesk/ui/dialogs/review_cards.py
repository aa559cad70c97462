"""What the reviews of imports share: cards with lines, counts as tags, lists cut to what a person reads."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from imgdesk.ui.widgets.labels import Label, Tag

IN_A_LINE = 6
MOST_LINES = 40
"""A list longer than this is cut, with the number of those left out: a review is read, not scrolled for an hour."""


def count_words(count: int, words: str) -> str:
    """Return a count with its words, which are given for several: "1 activity" out of "activities"."""
    if count == 1:
        plural = next(ending for ending in ("ies", "xes", "s", "") if words.endswith(ending))
        words = words.removesuffix(plural) + {"ies": "y", "xes": "x"}.get(plural, "")
    return f"{count:,} {words}"


def cut(lines: Sequence[str]) -> list[str]:
    """Return at most MOST_LINES lines, the last one saying how many were left out."""
    if len(lines) <= MOST_LINES:
        return list(lines)
    return [*lines[: MOST_LINES - 1], f"… and {len(lines) - MOST_LINES + 1:,} more"]


def tag_lines(tags: Sequence[tuple[str, str]]) -> QVBoxLayout:
    """Return tags, text and tone of each, a few in a line."""
    lines = QVBoxLayout()
    lines.setSpacing(6)
    for start in range(0, len(tags), IN_A_LINE):
        row = QHBoxLayout()
        row.setSpacing(6)
        for text, tone in tags[start : start + IN_A_LINE]:
            row.addWidget(Tag(text, tone))
        row.addStretch(1)
        lines.addLayout(row)
    return lines


def ground() -> tuple[QFrame, QVBoxLayout]:
    """Return the ground on which cards stand below each other, and their column."""
    sheet = QFrame()
    sheet.setProperty("look", "ground")
    column = QVBoxLayout(sheet)
    column.setContentsMargins(12, 12, 12, 12)
    column.setSpacing(12)
    return sheet, column


def list_card(heading: str, lines: Sequence[str], tone: str = "neutral", word: str = "") -> QFrame:
    """Return a card with a list; `word` is its tag instead of their number."""
    frame, column = card(heading, "", word or f"{len(lines):,}", tone)
    column.addWidget(Label("\n".join(cut(lines)), "muted", wrap=True))
    return frame


def card(heading: str, detail: str, tag: str, tone: str = "neutral") -> tuple[QFrame, QVBoxLayout]:
    """Return an empty card under its heading, and the column to fill."""
    frame = QFrame()
    frame.setProperty("look", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(8)
    row = QHBoxLayout()
    row.addWidget(Label(heading, "strong"))
    row.addWidget(Label(detail, "muted", wrap=True), 1)
    row.addWidget(Tag(tag, tone))
    column.addLayout(row)
    return frame, column
