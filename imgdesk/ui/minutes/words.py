"""What a paragraph of the minutes says, as runs of text in a few styles: words, light Markdown, chips, plan changes.

Knows rows and words; no painter, no widget and no desk. Each run of words knows where it stands in the text as typed,
so that a click in the painted paragraph finds its place in the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from imgdesk.domain.meeting_words import OPEN
from imgdesk.text import shorten
from imgdesk.views.minutes import ItemRow, ParagraphRow, PlanChangeRow

LINE = "\u2028"
"""A new line within a paragraph, as a text layout knows it."""
MOST_SHOWN: Final = 16_000
"""Characters of a paragraph that are laid out at all: more than its most lines can hold."""
_CHIP_CHARS = 40
_HARD = "\u00a0"
_MARKS: Final = re.compile(r"[*_]|^[ \t]*(?:[-+]|\d{1,9}[.)])[ \t]", re.MULTILINE)
_LISTED: Final = re.compile(f"{_HARD}*(?:•|\\d{{1,9}}\\.){_HARD}")
_OPENING: Final = re.compile(r"(?:due|by|before|until|no later than|not later than)\b", re.IGNORECASE)
_DID: Final = {
    "moved": "changes ", "confirmed": "confirms ", "unbracketed": "takes out of brackets ",
    "cancelled": "cancels ", "added": "adds ",
}  # fmt: skip


class Run(NamedTuple):
    """A stretch of one style: plain, bold, italic, both, label, muted, link, or a chip (see CHIPS).

    `source` is the place of its first character in the text as typed, -1 where it was not typed; `activity` what a
    link goes to.
    """

    text: str
    style: str
    source: int = -1
    activity: int = 0


CHIPS: Final = ("neutral", "amber", "red", "green", "kept")
"""The tones of chips; "kept" is the outline of a date that is kept as text."""


def heading(item: ItemRow) -> str:
    """Return an item as its heading says it: "4. Side events in 2023"."""
    return f"{item.number}. {item.title}"


def kind_word(kind: str, draft: bool) -> str:
    """Return the word in front of a paragraph, "" for a note."""
    if kind == "decision":
        return "Draft decision." if draft else "Decision."
    return "Action." if kind == "action" else ""


def spoken(kind: str, draft: bool, internal: bool, row: ParagraphRow | None, item: ItemRow) -> str:
    """Return where a paragraph stands as it is read aloud: "Paragraph 7, action, item 4 Side events"."""
    number = (row.number or "without a number") if row is not None else ""
    said = [f"Paragraph {number}" if number else "New paragraph", "draft decision" if draft else kind]
    said += ["internal"] if internal else []
    return ", ".join([*said, f"item {item.number} {shorten(item.title, 80)}"])


def runs(row: ParagraphRow, today: date) -> list[Run]:
    """Return all that a paragraph shows, in order; actions are overdue as of `today`."""
    word = kind_word(row.kind, bool(row.draft))
    made = [Run(f"{word} ", "label")] if word else []
    made += marked(row.text)
    for text, tone in _chips(row, today):
        made += [Run("  ", "plain"), Run(_chip(text), tone)]
    for change in row.changes:
        made += _change(change)
    told = {change.activity_id for change in row.changes}
    if row.activity_id is not None and row.activity_id not in told:
        made += [
            Run("  on ", "muted"),
            Run(shorten(row.activity, 80) or "activity", "link", -1, row.activity_id),
        ]
    return made


def marked(text: str) -> list[Run]:
    """Return the words of a paragraph with bold, italics and lists shown as such; anything else is text."""
    text = text[:MOST_SHOWN]
    if not _MARKS.search(text):
        return [Run(text.replace("\n", LINE), "plain", 0)] if text else []
    from imgdesk.domain.marked import parts

    made: list[Run] = []
    at = 0
    for number, part in enumerate(parts(text)):
        made += [Run(LINE, "plain")] if number else []
        if part.sign:
            mark = "•" if part.sign == "bullet" else f"{part.number}."
            made.append(Run(_HARD * 4 * (part.level - 1) + mark + _HARD, "plain"))
        for piece in part.pieces:
            style = (
                ("both" if piece.italic else "bold") if piece.bold else "italic" if piece.italic else "plain"
            )
            at, start = _found(text, at, piece.text)
            made.append(Run(piece.text.replace("\n", LINE), style, start))
    return made


def _found(text: str, at: int, piece: str) -> tuple[int, int]:
    """Return where a shown piece ends and begins in the text as typed, from `at` on; only marks lie between."""
    start = text.find(piece, at)
    if start >= 0:
        return start + len(piece), start
    first = text.find(piece[:1], at)  # the piece lost a mark or the white space of a line within
    return at + len(piece), max(first, at)


def list_mark(text: str) -> str:
    """Return the mark that a shown line of a list begins with, "" for any other line."""
    found = _LISTED.match(text)
    return found[0] if found else ""


def _chips(row: ParagraphRow, today: date) -> Iterator[tuple[str, str]]:
    if row.kind == "action":
        yield from ((owner, "neutral") for owner in row.owners)
        if row.due.strip():
            yield due_chip(row, today)
        if row.status not in ("open", ""):
            yield row.status, "green" if row.status == "done" else "neutral"
    elif row.kind == "decision" and row.decision_status not in ("active", ""):
        yield row.decision_status, "neutral"
    if row.internal:
        yield "internal", "neutral"


def due_chip(row: ParagraphRow, today: date) -> tuple[str, str]:
    """Return words and tone of the due date of an action: amber, red when overdue, outlined when kept as text."""
    text = row.due.strip()
    if not row.understood:
        return text, "kept"
    if row.latest and row.latest < today.isoformat() and row.status in OPEN:
        words = text if _OPENING.match(text) else f"due {text}"
        return f"{words}, overdue", "red"
    if _OPENING.match(text):
        return text, "amber"
    exact = row.earliest == row.latest and row.latest
    return f"{'by' if exact else 'due'} {text}", "amber"


def _chip(text: str) -> str:
    """Return the words of a chip, which never break."""
    return _HARD + shorten(text, _CHIP_CHARS).replace(" ", _HARD).replace("-", "\u2011") + _HARD


def _change(change: PlanChangeRow) -> Iterator[Run]:
    name = shorten(change.activity, 80) or "an activity"
    yield Run(f" {_DID.get(change.what, 'changes ')}", "muted")
    yield Run(name, "link", -1, change.activity_id or 0)
    if change.before == change.after:
        return
    if change.before and change.after:
        yield Run(f": {shorten(change.before, 60)} → {shorten(change.after, 60)}", "muted")
    elif change.after:
        yield Run(f": {shorten(change.after, 60)}", "muted")
