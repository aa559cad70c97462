"""What the parts of papers say, as lines of text that a test can compare."""

from __future__ import annotations

from typing import Any

from imgdesk.reports.blocks import Entry, Facts, Footnotes, Heading, Paragraph, Table, Text
from imgdesk.reports.compose.parts import Item, Scope, find
from imgdesk.store.desk import Desk
from imgdesk.views.papers import PaperRow
from tests.reports.meeting_desk import TODAY


def items(
    desk: Desk,
    source: str,
    *,
    internal: bool = False,
    drafts: bool = False,
    contacts: bool = False,
    **paper: Any,
) -> list[Item]:
    """The items of a part ("brief.due") as on TODAY or `today`; the rest are fields of the paper."""
    part = find(source)
    assert part is not None
    today = paper.pop("today", TODAY)
    row = PaperRow(**{"id": 0, "kind": source.partition(".")[0], "title": "Paper", **paper})
    return list(part.compose(Scope(desk, today, row, internal, drafts, contacts)))


def words(item: Item) -> str:
    """All words of an item, a row of a table or a fact a line."""
    match item.block:
        case Table(rows=rows):
            return "\n".join(" | ".join(map(_line, row)) for row in rows)
        case Facts(rows=facts):
            return "\n".join(f"{name}: {_line(text)}" for name, text in facts)
        case Footnotes(notes=notes):
            return "\n".join(f"{mark} {_line(text)}" for mark, text in notes)
        case Paragraph(text=text) | Entry(text=text):
            return _line(text)
        case Heading(text=heading):
            return heading
    raise AssertionError(item)


def told(desk: Desk, source: str, **how: Any) -> str:
    """The lines of all items of a part."""
    return "\n".join(map(words, items(desk, source, **how)))


def _line(text: Text) -> str:
    return " ".join("".join(span.text for span in text).split())
