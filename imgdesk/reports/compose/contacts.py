"""Whom a reader can turn to: co-chairs and secretariat, people and addresses only where they are switched in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from imgdesk.reports.blocks import Span, Text, plain
from imgdesk.reports.compose.meeting import NAME_CHARS
from imgdesk.text import one_line, shorten
from imgdesk.views.people import HolderRow, holders, holds_on

if TYPE_CHECKING:
    from imgdesk.reports.compose.parts import Scope

ROLES: Final = {"co-chair": ("Co-chair", "Co-chairs"), "secretariat": ("Secretariat", "Secretariat")}
"""Who answers for the group, one and several."""


def contact_rows(scope: Scope) -> list[tuple[str, Text]]:
    """Return who answers for the group on the day, role by role; nothing where nobody does."""
    found = [row for row in holders(scope.desk) if holds_on(row, scope.today)]
    rows: list[tuple[str, Text]] = []
    for role, (one, several) in ROLES.items():
        told = list(dict.fromkeys(text for row in found if row.role == role and (text := _told(row, scope))))
        if told:
            label = one if len(told) == 1 else several
            rows.append((label, joined(told, "; " if scope.contacts else ", ")))
    return rows


def person_text(row: HolderRow) -> Text:
    """Return a person with title and address, as far as they are known."""
    said = ", ".join(filter(None, (shorten(row.person, NAME_CHARS), shorten(row.title, NAME_CHARS))))
    mail = one_line(row.email)
    spans = [Span(said)] if said else []
    if mail:
        spans += [*([Span(", ")] if said else []), Span(mail, link=f"mailto:{mail}")]
    return tuple(spans)


def joined(texts: list[Text], between: str) -> Text:
    """Return texts in one line."""
    spans: list[Span] = []
    for place, text in enumerate(texts):
        spans += [*([Span(between)] if place else []), *text]
    return tuple(spans)


def _told(row: HolderRow, scope: Scope) -> Text:
    name = plain(shorten(row.short, NAME_CHARS)) if one_line(row.short) else ()
    person = person_text(row) if scope.contacts else ()
    if name and person:
        return (*name, Span(" ("), *person, Span(")"))
    return name or person
