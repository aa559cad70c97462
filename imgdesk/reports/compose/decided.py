"""Decisions as papers tell them: what the group decided and still holds, and where; what is drafted and not decided.

What only internal paragraphs record stays inside unless it is switched in, and so do drafts. Adopting an agenda and
approving minutes bind nobody and are left out.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from imgdesk.reports import marked
from imgdesk.reports.blocks import Entry, Span, Text, quiet, tag
from imgdesk.reports.compose.parts import Item
from imgdesk.reports.compose.reading import day_text
from imgdesk.text import shorten
from imgdesk.views.meetings import TakenRow, taken

if TYPE_CHECKING:
    from imgdesk.reports.compose.parts import Scope

WHERE_CHARS: Final = 120


def decided(scope: Scope) -> list[TakenRow]:
    """Return the decisions in force that may leave, the one taken last first; drafts are none."""
    return [row for row in _leaving(scope) if row.status == "active" and not row.draft]


def drafted(scope: Scope) -> list[TakenRow]:
    """Return the draft decisions where they are switched in, else none."""
    return [row for row in _leaving(scope) if row.draft] if scope.drafts else []


def where_text(row: TakenRow) -> str:
    """Return where and when a decision was taken: "3rd IMG meeting, 14 June 2023"; "" where nobody knows."""
    name = shorten(row.meeting, WHERE_CHARS) if row.meeting else ""
    return ", ".join(filter(None, (name, day_text(date.fromisoformat(row.day)) if row.day else "")))


def decision_items(rows: list[TakenRow]) -> list[Item]:
    """Return decisions as a counted list, each with where it was taken."""
    return [
        Item(
            f"decision:{row.id}",
            Entry("number", _told(row), number=number),
            "register of decisions",
            _at(row),
        )
        for number, row in enumerate(rows, start=1)
    ]


def _leaving(scope: Scope) -> list[TakenRow]:
    return [row for row in taken(scope.desk) if not row.procedural and (scope.internal or not row.internal)]


def _told(row: TakenRow) -> Text:
    text = marked.inline(row.text)
    if row.draft:
        text = (tag("draft", "muted"), Span(" "), *text)
    where = where_text(row)
    return (*text, quiet(f" ({where})")) if where else text


def _at(row: TakenRow) -> str:
    """Return the record that shows a decision: its paragraph, else its meeting."""
    if row.minute_id is not None:
        return f"minute:{row.minute_id}"
    return f"meeting:{row.meeting_id}" if row.meeting_id is not None else ""
