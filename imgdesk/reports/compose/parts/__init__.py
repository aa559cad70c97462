"""What the desk writes into papers by itself, part by part: each part composes items that know where they come from.

A module a family of parts, each with `PARTS`: name -> Part. A section's source "brief.changes" is the part "changes"
of the module `brief`. Parts read through views, change nothing, and know neither page nor paper around them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from imgdesk.reports.blocks import Block
from imgdesk.reports.compose.reading import Reading, read

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.views.papers import PaperRow

MODULES: Final = (
    "brief", "status", "area", "progress", "recommended", "handover", "event", "messages",
)  # fmt: skip


@dataclass(frozen=True)
class Scope:
    """What a part is about: the desk on a day, the paper with its meeting, period and focus area, and what may leave.

    `internal`, `drafts` and `contacts` switch in internal notes, draft decisions and personal contacts.
    """

    desk: Desk
    today: date
    paper: PaperRow
    internal: bool = False
    drafts: bool = False
    contacts: bool = False

    @cached_property
    def reading(self) -> Reading:
        """The current workplan, read once; UserError where the desk has none."""
        return read(self.desk)


class Item(NamedTuple):
    """One automatic paragraph, entry or table: what it says, where that comes from, and the record behind it.

    `key` stays the same from one composing to the next ("activity:12", "table"), so that an override finds its place.
    `origin` is told to the person who writes ("journal, since 3 April 2023"); `record` is "activity:12", or "".
    """

    key: str
    block: Block
    origin: str
    record: str = ""


class Part(NamedTuple):
    """What can be put into a paper: its name in the window and how it is composed."""

    title: str
    compose: Callable[[Scope], Sequence[Item]]


def gathered(told: Callable[[Scope], Iterable[Item]]) -> Callable[[Scope], list[Item]]:
    """Return a part that yields its items as one that returns them in a list."""

    @wraps(told)
    def compose(scope: Scope) -> list[Item]:
        return list(told(scope))

    return compose


_Subject = TypeVar("_Subject")


def gathered_about(
    subject: Callable[[Scope], _Subject | None],
) -> Callable[[Callable[[Scope, _Subject], Iterable[Item]]], Callable[[Scope], list[Item]]]:
    """Return what makes such a part of one that is about a subject of the paper; without that it tells nothing."""

    def made(told: Callable[[Scope, _Subject], Iterable[Item]]) -> Callable[[Scope], list[Item]]:
        @wraps(told)
        def compose(scope: Scope) -> list[Item]:
            found = subject(scope)
            return [] if found is None else list(told(scope, found))

        return compose

    return made


def find(source: str) -> Part | None:
    """Return the part that a section's source names, None where this program has no such part."""
    module, _, name = source.partition(".")
    if module not in MODULES:
        return None
    parts: dict[str, Part] = import_module(f"{__name__}.{module}").PARTS
    return parts.get(name)
