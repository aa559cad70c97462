"""What a list of activities lets pass: one kind of condition narrows another, choices of one kind widen it.

Plain Python lists, one condition after the other, so that ten thousand rows are sifted while a key is still down.
Text is looked for without accents and case, every word of it anywhere in the row. A filter is a plain value: it can
be kept by name and read again; what a later version does not know is dropped.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import Any, Final, NamedTuple

from imgdesk.domain.standing import SOON_DAYS, is_open, is_overdue, is_undated
from imgdesk.views.workplan import ActivityRow, PlanSets

STATUSES: Final = ("planned", "under way", "delayed", "done", "cancelled")
DUE_DAYS: Final = (30, 60, 90)
THIS_QUARTER: Final = "this quarter"
_LONGEST: Final = 200


class PlanFilter(NamedTuple):
    """What a row must be to be shown; everything left at its default lets all rows pass.

    `focus_areas` are numbers; `leads` and `organizations` (lead or partner) short names; `due` is a number of days from
    today as text, THIS_QUARTER, or a date as agreed; `mine` is the organization whose loose ends are chased; `group`
    the key of a group.
    """

    text: str = ""
    leads: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    focus_areas: tuple[int, ...] = ()
    statuses: tuple[str, ...] = ()
    provisional: bool = False
    unconfirmed: bool = False
    undated: bool = False
    overdue: bool = False
    due: str = ""
    mine: str = ""
    group: str = ""

    @property
    def active(self) -> bool:
        """Whether anything is held back."""
        return self != NO_FILTER

    @property
    def needs_sets(self) -> bool:
        """Whether leads, partners or focus areas are asked for."""
        return bool(self.leads or self.organizations or self.focus_areas or self.mine)


NO_FILTER: Final = PlanFilter()
NO_SETS: Final = PlanSets({}, {}, {}, {})


def fold(row: ActivityRow) -> str:
    """Return all that is searched in a row, without accents and case."""
    return plain(
        "\n".join(
            (row.output, row.ref, row.lead_text, row.partner_text, row.category, row.when_text, row.note)
        )
    )


def plain(text: str) -> str:
    """Return a text without accents and case: "Évaluation" is found by "evaluation"."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


class Look(NamedTuple):
    """What a filter looks at besides the rows.

    `due` is the window that its words mean, as two ISO days; `folded` gives a row's text as `fold` made it.
    """

    sets: PlanSets = NO_SETS
    today: date = date.min
    due: tuple[str, str] | None = None
    folded: Callable[[ActivityRow], str] = fold


def sift(rows: Iterable[ActivityRow], wanted: PlanFilter, look: Look) -> list[ActivityRow]:
    """Return the rows that pass, in their order; the wanted group is not looked at here."""
    found = list(rows)
    for condition in _conditions(wanted, look):
        found = [row for row in found if condition(row)]
    return found


def _conditions(wanted: PlanFilter, look: Look) -> list[Callable[[ActivityRow], Any]]:
    """Return what each kind of condition asks of a row, the cheapest first."""
    sets, today = look.sets, look.today
    asked: list[tuple[object, Callable[[ActivityRow], Any]]] = [
        (wanted.unconfirmed, lambda row: row.tbc),
        (wanted.provisional, lambda row: row.provisional),
        (wanted.statuses, lambda row: row.status in wanted.statuses),
        (wanted.undated, is_undated),
        (wanted.overdue, lambda row: is_overdue(row, today)),
        (wanted.due, lambda row: is_open(row) and _ends_within(row, look.due)),
        (wanted.focus_areas, _any_of(wanted.focus_areas, sets.focus_areas)),
        (wanted.leads, _any_of(wanted.leads, sets.filter_leads)),
        (wanted.organizations, _any_of(wanted.organizations, sets.filter_leads, sets.partners)),
        (wanted.mine, _chased(wanted.mine, look)),
    ]
    return [*(condition for wish, condition in asked if wish), *_words(wanted.text, look.folded)]


def _words(text: str, folded: Callable[[ActivityRow], str]) -> list[Callable[[ActivityRow], bool]]:
    return [lambda row, word=word: word in folded(row) for word in plain(text[:_LONGEST]).split()]  # type: ignore[misc]


def _any_of(wanted: Sequence[Any], *sets: Mapping[int, tuple[Any, ...]]) -> Callable[[ActivityRow], bool]:
    if len(sets) == 1 and len(wanted) == 1:
        only, only_set = wanted[0], sets[0]
        return lambda row: only in only_set.get(row.id, ())
    chosen = set(wanted)
    return lambda row: any(not chosen.isdisjoint(found.get(row.id, ())) for found in sets)


def _ends_within(row: ActivityRow, window: tuple[str, str] | None) -> bool:
    return window is not None and row.latest is not None and window[0] <= row.latest <= window[1]


def _chased(name: str, look: Look) -> Callable[[ActivityRow], bool]:
    """Mine to chase: open, led or joined by the organization, and overdue, due or to be confirmed soon.

    Soon is within SOON_DAYS: the window ends by then, or it begins by then and is not confirmed.
    """
    if not name:
        return lambda row: False
    ours = _any_of((name,), look.sets.filter_leads, look.sets.partners)
    soon = (look.today + timedelta(days=SOON_DAYS)).isoformat()

    def chased(row: ActivityRow) -> bool:
        pressing = row.latest is not None and row.latest <= soon
        pressing = pressing or bool(row.tbc and row.earliest is not None and row.earliest <= soon)
        return pressing and is_open(row) and ours(row)

    return chased


def due_window(text: str, today: date, hemisphere: str = "north") -> tuple[str, str] | None:
    """Return the first and the last ISO day of a due window; None for words that name no days.

    "30" is from today to 30 days on, "this quarter" the quarter around today, "by June 2024" from today on.
    """
    if text.isdecimal() and len(text) < 4:
        return today.isoformat(), (today + timedelta(days=int(text))).isoformat()
    if text == THIS_QUARTER:
        text = f"Q{(today.month + 2) // 3} {today.year}"
    from imgdesk.domain.timing import parse

    timing = parse(text, year=today.year, hemisphere=hemisphere)
    if (
        not text.strip()
        or not timing.understood
        or timing.tbd
        or (timing.earliest is None and timing.latest is None)
    ):
        return None
    return (timing.earliest or today).isoformat(), (timing.latest or date.max).isoformat()


def due_words(due: str) -> str:
    """Return a due window as it stands on a chip."""
    return f"next {due} days" if due.isdecimal() else due


def organizations(sets: PlanSets) -> list[str]:
    """Return the names of all who lead or join an activity."""
    names = {name for found in chain(sets.filter_leads.values(), sets.partners.values()) for name in found}
    return sorted(names, key=str.casefold)


def as_plain(wanted: PlanFilter) -> dict[str, Any]:
    """Return what a filter asks, ready for JSON; neither the group, which another desk does not have, nor defaults."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in wanted._asdict().items()
        if name != "group" and value != NO_FILTER._asdict()[name]
    }


def from_plain(found: object) -> PlanFilter:
    """Return the filter that `as_plain` wrote; what is not understood is left out."""
    if not isinstance(found, dict):
        return NO_FILTER
    known: dict[str, Any] = {}
    for name, default in NO_FILTER._asdict().items():
        value = found.get(name)
        if isinstance(default, tuple) and isinstance(value, list):
            kind = int if name == "focus_areas" else str
            known[name] = tuple(item for item in value if type(item) is kind)
        elif type(value) is type(default):
            known[name] = value
    return PlanFilter(**known)._replace(group="")
