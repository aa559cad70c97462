"""Open actions as papers tell them: who owes what by when, what is overdue first, as on a day.

Actions that only internal paragraphs record stay inside unless they are switched in, and so do the names of people:
the organization is enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from imgdesk.domain.standing import is_open
from imgdesk.reports.blocks import Paragraph, Span, Table, Text, plain, quiet, tag
from imgdesk.reports.compose.meeting import due_text, owners_text
from imgdesk.reports.compose.parts import Item
from imgdesk.reports.compose.reading import day_text
from imgdesk.text import shorten
from imgdesk.views.actions import RegisterRow, arranged, everything
from imgdesk.views.meetings import kept_inside, owing

if TYPE_CHECKING:
    from imgdesk.reports.compose.parts import Scope

SHOWN: Final = 20
"""So many actions stand in a table; the rest is counted."""
TEXT_CHARS: Final = 240
WHO_CHARS: Final = 80
DUE_CHARS: Final = 60
UNNAMED: Final = "not named here"
"""Who owes an action where that is somebody of no organization."""


def open_actions(scope: Scope) -> list[RegisterRow]:
    """Return the open actions that may leave, overdue first, then by due date; owners as they may be named."""
    inside = set() if scope.internal else kept_inside(scope.desk, "action_id")
    rows = [row for row in everything(scope.desk, scope.today) if is_open(row) and row.id not in inside]
    if not scope.contacts:
        names = owing(scope.desk)
        rows = [
            row._replace(owners=names.get(row.id, ()) or (UNNAMED,)) if row.owners else row for row in rows
        ]
    return arranged(rows)


def by_organization(rows: Sequence[RegisterRow]) -> list[RegisterRow]:
    """Return actions with those of the same owners together, in the order in which the first of each stands."""
    place = {owners: at for at, owners in reversed(list(enumerate(row.owners for row in rows)))}
    return sorted(rows, key=lambda row: place[row.owners])


def action_items(rows: Sequence[RegisterRow], scope: Scope, *, shown: int = SHOWN) -> list[Item]:
    """Return the first `shown` actions as a table with what is left over; nothing for none."""
    if not rows:
        return []
    origin = f"register of actions, {day_text(scope.today)}"
    cells = tuple((plain(_who(row)), plain(shorten(row.text, TEXT_CHARS)), _due(row)) for row in rows[:shown])
    items = [Item("table", Table(("Who", "What", "By when, as agreed"), (0.2, 0.51, 0.29), cells), origin)]
    if len(rows) > shown:
        more = len(rows) - shown
        late = sum(row.overdue for row in rows[shown:])
        told = f"And {more} more open {'action' if more == 1 else 'actions'}{f', {late} overdue' if late else ''}."
        items.append(Item("more", Paragraph((quiet(told),)), origin))
    return items


def _who(row: RegisterRow) -> str:
    return shorten(owners_text(row.owners), WHO_CHARS)


def _due(row: RegisterRow) -> Text:
    due = shorten(due_text(row.when_text), DUE_CHARS)
    if not row.overdue:
        return plain(due)
    return Span(f"{due} "), tag("overdue at two meetings" if row.twice else "overdue", "red")
