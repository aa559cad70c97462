"""Which activities a list shows and under which headings: filters and groups, pure functions over rows.

Joint work is never counted twice: what two organizations lead together stands under both names as one group, what
concerns several focus areas under "Focus areas 1 and 2". Within a group the plan's own order holds until another
is asked for; what has no date is sorted behind what has one, so no day is ever invented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from imgdesk.views.workplan import ActivityRow, FocusAreaRow, PlanSets, PlanView, SectionRow

GROUPINGS: Final = ("section", "focus_area", "lead", "category")
NEEDS_SETS: Final = frozenset(("focus_area", "lead"))
NO_SETS: Final = PlanSets({}, {}, {}, {})


class Group(NamedTuple):
    """A heading with its activities; `key` stays the same as long as the heading means the same.

    `section_id` is the section that the group stands for; 0 where it is none.
    """

    key: str
    title: str
    note: str
    section_id: int
    rows: list[ActivityRow]


class PlanFilter(NamedTuple):
    """What a row must be to be shown; everything left at its default lets all rows pass.

    `focus_area` is a number, `lead` the short name of an organization, `group` the key of a group.
    """

    unconfirmed: bool = False
    undated: bool = False
    focus_area: int = 0
    lead: str = ""
    group: str = ""

    @property
    def active(self) -> bool:
        """Whether anything is held back."""
        return self != NO_FILTER

    @property
    def needs_sets(self) -> bool:
        """Whether leads or focus areas are asked for."""
        return bool(self.focus_area or self.lead)


NO_FILTER: Final = PlanFilter()


class PlanOrder(NamedTuple):
    """In which order the rows of a group stand: by one of ORDERS; "" is the plan's own order."""

    by: str = ""
    descending: bool = False


PLAN_ORDER: Final = PlanOrder()
ORDERS: Final = ("output", "when", "lead", "partners", "category", "status", "percent", "ref", "note")
_STATUS_PLACES: Final = {"planned": 0, "under way": 1, "delayed": 2, "done": 3, "cancelled": 4}


def is_undated(row: ActivityRow) -> bool:
    """Return whether no date is known: it is still to be decided, or the words gave no window."""
    return bool(row.tbd) or (row.earliest is None and row.latest is None)


def is_unconfirmed(row: ActivityRow) -> bool:
    """Return whether the activity or its date is still to be confirmed."""
    return bool(row.tbc)


def passes(row: ActivityRow, wanted: PlanFilter, sets: PlanSets) -> bool:
    """Return whether a row is shown; the wanted group is not looked at here."""
    return (
        (not wanted.unconfirmed or is_unconfirmed(row))
        and (not wanted.undated or is_undated(row))
        and (not wanted.focus_area or wanted.focus_area in sets.focus_areas.get(row.id, ()))
        and (not wanted.lead or wanted.lead in sets.filter_leads.get(row.id, ()))
    )


def ordered(rows: Sequence[ActivityRow], order: PlanOrder) -> list[ActivityRow]:
    """Return rows in an order; equal ones, and those without a value, keep the plan's, the latter at the end.

    A date stands at the first day it can mean, one open to the past at its last; an undated row has no value, so that
    "TBD" never stands among the days of a year.
    """
    if not order.by:
        return list(rows)
    with_value = [(key, row) for row in rows if (key := _order_key(row, order.by)) is not None]
    with_value.sort(key=lambda pair: pair[0], reverse=order.descending)
    return [row for _, row in with_value] + [row for row in rows if _order_key(row, order.by) is None]


def _order_key(row: ActivityRow, by: str) -> tuple[object, ...] | None:
    if by == "when":
        if is_undated(row):
            return None
        return row.earliest or row.latest, row.latest or "9999-12-31"
    if by == "status":
        return (_STATUS_PLACES[row.status],)
    if by == "percent":
        return (row.percent,)
    text = {
        "output": row.output, "lead": row.lead_text, "partners": row.partner_text, "category": row.category,
        "ref": row.ref, "note": row.note,
    }[by].strip("[]( ").casefold()  # fmt: skip
    return (text,) if text else None


def grouped(
    plan: PlanView,
    by: str,
    sets: PlanSets = NO_SETS,
    wanted: PlanFilter = NO_FILTER,
    order: PlanOrder = PLAN_ORDER,
) -> list[Group]:
    """Return the groups of a plan by section, focus_area, lead or category.

    A section without activities is shown as long as nothing is filtered; any other group exists by its rows. `sets` is
    needed where NEEDS_SETS or the filter asks for it.
    """
    heading = _headings(plan, by, sets)
    groups: dict[str, Group] = {}
    if by == "section":
        groups = {f"section:{row.id}": _section(row) for row in plan.sections}
    places: dict[str, tuple[object, ...]] = {}
    for row in plan.activities:
        if wanted.active and not passes(row, wanted, sets):
            continue
        key, place, title, note = heading(row)
        if key not in groups:
            groups[key] = Group(key, title, note, 0, [])
        places.setdefault(key, place)
        groups[key].rows.append(row)
    shown = [group for group in groups.values() if _shown(group, by, wanted)]
    if order.by:
        shown = [group._replace(rows=ordered(group.rows, order)) for group in shown]
    return shown if by == "section" else sorted(shown, key=lambda group: places[group.key])


def group_key(row: ActivityRow, by: str, plan: PlanView, sets: PlanSets) -> str:
    """Return the key of the group in which a row belongs."""
    return _headings(plan, by, sets)(row)[0]


def choices(plan: PlanView, sets: PlanSets) -> tuple[list[tuple[int, str]], list[str]]:
    """Return what can be filtered by: focus areas as (number, words), and leads by name."""
    leads = {name for names in sets.filter_leads.values() for name in names}
    return [(area.number, area_words(area)) for area in plan.focus_areas], sorted(leads, key=str.casefold)


def area_words(area: FocusAreaRow) -> str:
    """Return a focus area in a few words: "2 Conventions"."""
    return f"{area.number} {area.short_title or area.title}"


def section_note(row: SectionRow) -> str:
    """Return what stands behind a section's title: firm, or provisional with what its note says."""
    note = row.note.strip()
    if not row.provisional:
        return note or "firm"
    if not note or note.casefold().startswith("provisional"):
        return note or "provisional"
    return f"provisional: {note}"


_Heading = tuple[str, tuple[object, ...], str, str]
"""key, place among the groups, title, note"""


def _headings(plan: PlanView, by: str, sets: PlanSets) -> Callable[[ActivityRow], _Heading]:
    if by == "section":
        return lambda row: (f"section:{row.section_id}", (), "", "")
    if by == "category":
        return _category
    if by == "lead":
        return lambda row: _lead(sets.filter_leads.get(row.id, ()), bool(row.everyone))
    if by == "focus_area":
        areas = {area.number: area for area in plan.focus_areas}
        return lambda row: _area(sets.focus_areas.get(row.id, ()), bool(row.everyone), areas)
    raise ValueError(f"no grouping {by!r}")


def _section(row: SectionRow) -> Group:
    return Group(f"section:{row.id}", row.title, section_note(row), row.id, [])


def _shown(group: Group, by: str, wanted: PlanFilter) -> bool:
    if wanted.group and group.key != wanted.group:
        return False
    return bool(group.rows) or (by == "section" and not wanted.active)


def _category(row: ActivityRow) -> _Heading:
    if not row.category:
        return "category:", (1, ""), "No category", ""
    return f"category:{row.category_id}", (0, row.category.casefold()), row.category, ""


def _lead(names: Iterable[str], everyone: bool) -> _Heading:
    ordered = sorted(dict.fromkeys(names), key=str.casefold)
    if not ordered:
        return ("lead:*", (1, 0), "All", "") if everyone else ("lead:", (2, 0), "No lead", "")
    title = ", ".join(ordered)
    return f"lead:{title}", (0, len(ordered), title.casefold()), title, "jointly" if len(ordered) > 1 else ""


def _area(numbers: Iterable[int], everyone: bool, areas: dict[int, FocusAreaRow]) -> _Heading:
    ordered = sorted(set(numbers))
    if everyone or (len(ordered) > 1 and ordered == sorted(areas)):
        return "area:*", (1, 0), "All focus areas", ""
    if not ordered:
        return "area:", (2, 0), "No focus area", ""
    key = "area:" + "+".join(map(str, ordered))
    if len(ordered) > 1:
        listed = ", ".join(map(str, ordered[:-1]))
        return key, (0, len(ordered), *ordered), f"Focus areas {listed} and {ordered[-1]}", ""
    area = areas.get(ordered[0])
    note = (area.short_title or area.title) if area else ""
    return key, (0, 1, *ordered), f"Focus area {ordered[0]}", note
