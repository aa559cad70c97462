"""One difference between two readings of a plan, and the plain sentence that tells it.

The sentence is made when it is asked for: a table of ten thousand differences shows thirty of them.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from imgdesk.domain.marks import without_brackets, without_unconfirmed
from imgdesk.text import one_line, shorten

KINDS: Final = (
    "added",
    "dropped",
    "moved",
    "changed",
    "brackets removed",
    "brackets added",
    "confirmed",
    "unconfirmed",
    "reordered",
)
"""What can have happened, in the order in which a table counts it."""

_MOST_CHARS: Final = 60
_LEAD_IN: Final = 24


class Difference(NamedTuple):
    """One thing that happened to one record; see KINDS for `what`.

    `text` is what the record says, `section` the title of its section ("" where it has none), `field` what differs (""
    for the record as a whole), `before` and `after` its values in full; where a record stands in another place, `after`
    is the text of the one that it follows now. `decided_by` is for who knows it.
    """

    what: str
    kind: str
    id: int
    text: str
    section: str
    field: str
    before: str
    after: str
    decided_by: str = ""

    @property
    def name(self) -> str:
        """The record in a few words, without the marks of its doubts."""
        return _named(self.text, self.kind)

    @property
    def sentence(self) -> str:
        """What happened, in one sentence."""
        told = _capital(_TELLERS.get(self.what, _told_doubt)(self))
        return f"{told} ({one_line(self.decided_by)})." if self.decided_by else f"{told}."


def bare(output: str) -> str:
    """Return an output without the marks of its doubts: the brackets around it and "(TBC)" in it."""
    return without_brackets(without_unconfirmed(output).strip()).strip()


def _told_whole(row: Difference) -> str:
    place = f" {'to' if row.what == 'added' else 'from'} {_short(row.section)}" if row.section else ""
    return f"{_subject(row)} was {row.what}{place}"


def _told_move(row: Difference) -> str:
    if not row.before:
        return f"{_subject(row)} was given a date: {_short(row.after)}"
    if not row.after:
        return f"{_subject(row)} lost its date, which was {_short(row.before)}"
    return f"{_subject(row)} moved from {_short(row.before)} to {_short(row.after)}"


def _told_change(row: Difference) -> str:
    name = _subject(row)
    if not row.before:
        return f"{name}: {row.field} added: {_short(row.after)}"
    if not row.after:
        return f"{name}: {row.field} removed: {_short(row.before)}"
    before, after = _shown_apart(row.before, row.after)
    if row.field in ("output", "text"):
        return f"{before} now reads {after}"
    return f"{name}: {row.field} changed from {before} to {after}"


def _told_doubt(row: Difference) -> str:
    if row.field not in ("", "date"):
        told = "removed from" if row.what == "brackets removed" else "put into"
        return f"brackets were {told} the {row.field} of {_quoted(row)}"
    record = f"the date of {_quoted(row)}" if row.field else _subject(row)
    if row.what == "brackets removed":
        return f"the brackets around {record} were removed"
    return f"{record} {_DOUBTS[row.what]}"


def _told_place(row: Difference) -> str:
    if row.after:
        return f"{_subject(row)} now stands behind “{_named(row.after, row.kind)}”"
    return f"{_subject(row)} now stands first" + (f" in {_short(row.section)}" if row.section else "")


_TELLERS: Final = {
    "added": _told_whole,
    "dropped": _told_whole,
    "moved": _told_move,
    "changed": _told_change,
    "reordered": _told_place,
}
_DOUBTS: Final = {
    "brackets added": "was put in brackets",
    "confirmed": "was confirmed",
    "unconfirmed": "was marked unconfirmed",
}


def _subject(row: Difference) -> str:
    return _quoted(row) if row.kind == "activity" else f"the {row.kind} {_quoted(row)}"


def _quoted(row: Difference) -> str:
    return f"“{row.name}”"


def _named(text: str, kind: str) -> str:
    return shorten(bare(text), _MOST_CHARS) or f"{kind} without text"


def _short(text: str) -> str:
    return f"“{shorten(text, _MOST_CHARS)}”"


def _shown_apart(before: str, after: str) -> tuple[str, str]:
    """Both texts short, beginning a little before the first difference where that lies far inside."""
    texts = [one_line(before), one_line(after)]
    head = next((i for i, (x, y) in enumerate(zip(*texts, strict=False)) if x != y), min(map(len, texts)))
    start = max(texts[0].rfind(" ", 0, head - _LEAD_IN), 0) if head > _MOST_CHARS - _LEAD_IN else 0
    first, second = (f"“{'…' if start else ''}{shorten(text[start:], _MOST_CHARS)}”" for text in texts)
    return first, second


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
