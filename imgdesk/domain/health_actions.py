"""The check of actions: one that was overdue at two meetings in a row needs more than another reminder. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from imgdesk.domain.health import Finding, quoted
from imgdesk.text import shorten


class Action(Protocol):
    """What the check needs to know of an action; `twice` as domain.standing.is_overdue_twice tells it."""

    @property
    def id(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def when_text(self) -> str: ...
    @property
    def twice(self) -> bool: ...


def check_actions(rows: Iterable[Action]) -> Iterator[Finding]:
    """Yield the actions that were overdue at two meetings in a row; who owes them is left to the register."""
    for row in rows:
        if row.twice:
            due = shorten(row.when_text, 40)
            told = f"was overdue at two meetings in a row (due {due}): do it, agree a new date, or drop it"
            sentence = f"{quoted(row.text, 'An action without text')} {told}."
            yield Finding("overdue twice", f"action:{row.id}", "", sentence, "urgent")
