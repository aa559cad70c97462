"""Which activities a list shows and under which headings: filters and groups, pure functions over rows.

Joint work is never counted twice: what two organizations lead together stands under both names as one group, what
concerns several focus areas under "Focus areas 1 and 2". Within a group the plan's own order holds until another
is asked for; what has no date is sorted behind what has one, so no day is ever invented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from imgdesk.domain.standing import is_undated
from imgdesk.views.filters import NO_FILTER, NO_SETS, STATUSES, Look, PlanFilter, sift
from imgdesk.views.workplan import ActivityRow, FocusAreaRow, PlanSets, PlanView, SectionRow

GROUPINGS: Final = (
    "section",
    "focus_area",
    "lead",
    "partner",
    "category",
    "status",
    "year",
    "quarter",
    "none",
)
NEEDS_SETS: Final = frozenset(("focus_area", "lead", "partner"))


class Group(NamedTuple):
    """A heading with its activities; `key` stays the same as long as the heading means the same.

    `section_id` is the section that the group stands for; 0 where it is none.
    """

    key: str
    title: str
    note: str
    section_id: int
    rows: list[ActivityRow]


class PlanOrder(NamedTuple):
    """In which order the rows of a group stand: by one of ORDERS; "" is the plan's own order."""

    by: str = ""
    descending: bool = False


PLAN_ORDER: Final = PlanOrder()
ORDERS: Final = ("output", "when", "lead", "partners", "category", "status", "percent", "ref", "note")
_STATUS_PLACES: Final = {status: place for place, status in enumerate(STATUSES)}


def is_unconfirmed(row: ActivityRow) -> bool:
    """Return whether the activity or its date is still to be confirmed."""
    return bool(row.tbc)


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
        if is_undated(row) or (row.earliest is None and row.latest is None):
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
    look: Look | None = None,
) -> list[Group]:
    """Return the groups of a plan by one of GROUPINGS.

    A section without activities is shown as long as nothing is filtered; any other group exists by its rows. `sets` is
    needed where NEEDS_SETS or the filter asks for it, `look` where the filter asks for a day or a text.
    """
    heading = _headings(plan, by, sets)
    groups: dict[str, Group] = {}
    if by == "section":
        groups = {f"section:{row.id}": _section(row) for row in plan.sections}
    places: dict[str, tuple[object, ...]] = {}
    rows = sift(plan.activities, wanted, look or Look(sets)) if wanted.active else plan.activities
    for row in rows:
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
    simple = {"category": _category, "status": _status, "year": _year, "quarter": _quarter, "none": _none}
    if by in simple:
        return simple[by]
    if by == "partner":
        return lambda row: _partner(sets.partners.get(row.id, ()))
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


def _status(row: ActivityRow) -> _Heading:
    return f"status:{row.status}", (_STATUS_PLACES[row.status],), row.status.capitalize(), ""


def _none(_row: ActivityRow) -> _Heading:
    return "all", (), "All activities", ""


def _year(row: ActivityRow) -> _Heading:
    return _period(row, lambda day: day[:4])


def _quarter(row: ActivityRow) -> _Heading:
    return _period(row, lambda day: f"Q{(int(day[5:7]) + 2) // 3} {day[:4]}")


def _period(row: ActivityRow, name: Callable[[str], str]) -> _Heading:
    """The period in which a window lies; one that reaches over several stands under both ends, invented nowhere."""
    if is_undated(row) or (row.earliest is None and row.latest is None):
        return "period:", (1, ""), "No date", ""
    if row.earliest is None or row.latest is None:
        day = row.earliest or row.latest or ""
        title = f"From {name(day)}" if row.earliest else f"By {name(day)}"
        return f"period:{title}", (0, day[:4], name(day), 2), title, ""
    first, last = name(row.earliest), name(row.latest)
    if first == last:
        return f"period:{first}", (0, first[-4:], first, 0), first, ""
    title = f"{first} to {last}"
    return f"period:{title}", (0, first[-4:], first, 1, last[-4:], last), title, ""


def _partner(names: Iterable[str]) -> _Heading:
    ordered = sorted(dict.fromkeys(names), key=str.casefold)
    if not ordered:
        return "partner:", (1,), "No partner", ""
    title = ", ".join(ordered)
    return (
        f"partner:{title}",
        (0, len(ordered), title.casefold()),
        title,
        "jointly" if len(ordered) > 1 else "",
    )


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
