"""How a person arranged the workplan page, kept in the settings as one JSON object; damaged parts mean the default."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from imgdesk.errors import UserError
from imgdesk.settings import Settings
from imgdesk.ui.gantt.halves import Halves
from imgdesk.ui.gantt.tree import PlanTree
from imgdesk.ui.models.plan_columns import COLUMNS, OUTPUT
from imgdesk.views.filters import PlanFilter, as_plain, from_plain

KEY: Final = "workplan"
FILTERS: Final = "workplan filters"
ORGANIZATION: Final = "organization"
_NARROWEST, _WIDEST = 40, 2000


def arrangement(settings: Settings) -> dict[str, Any]:
    """Return what was kept; empty when nothing was, or nothing readable."""
    with suppress(ValueError):
        found = json.loads(settings.layout.get(KEY, "{}"))
        return found if isinstance(found, dict) else {}
    return {}


def restore(found: dict[str, Any], tree: PlanTree, halves: Halves) -> None:
    """Give columns, row height and splitter their places."""
    columns = found.get("columns")
    for place, column in enumerate(COLUMNS):
        kept = columns.get(column.key) if isinstance(columns, dict) else None
        if isinstance(kept, list) and len(kept) == 2 and isinstance(kept[0], int):
            tree.header().resizeSection(place, min(max(kept[0], _NARROWEST), _WIDEST))
            tree.setColumnHidden(place, not kept[1] and place != OUTPUT)
    put_in_order(tree, ordered_keys(found.get("order")))
    sizes = found.get("splitter")
    if (
        isinstance(sizes, list)
        and len(sizes) == 2
        and all(isinstance(size, int) and size > 0 for size in sizes)
    ):
        halves.setSizes(sizes)
        halves.sized = True
    tree.set_compact(found.get("compact") is True)


def column_order(tree: PlanTree) -> list[str]:
    """Return the keys of all columns in the order in which they stand."""
    header = tree.header()
    return [COLUMNS[header.logicalIndex(place)].key for place in range(len(COLUMNS))]


def put_in_order(tree: PlanTree, keys: Sequence[str]) -> None:
    """Let the columns stand in this order of their keys."""
    header, places = tree.header(), {column.key: place for place, column in enumerate(COLUMNS)}
    for wanted, key in enumerate(keys):
        header.moveSection(header.visualIndex(places[key]), wanted)


def ordered_keys(found: object) -> list[str]:
    """Return all keys of columns in a remembered order; unknown ones are left out, missing ones stand at the end."""
    known = [column.key for column in COLUMNS]
    kept = [key for key in found if key in known] if isinstance(found, list) else []
    return [known[0], *dict.fromkeys(key for key in (*kept, *known) if key != known[0])]


def remembered_labels(found: dict[str, Any]) -> tuple[str, ...]:
    """Return the labels beside the bars, "" for a free place."""
    kept = found.get("labels")
    known = {column.key for column in COLUMNS}
    return tuple(key if key in known else "" for key in kept[:3]) if isinstance(kept, list) else ()


def remember(settings: Settings, tree: PlanTree, halves: Halves, **more: Any) -> None:
    """Keep columns, row height, splitter and `more` for the next day; a splitter nobody moved is not kept."""
    header = tree.header()
    columns = {}
    for place, column in enumerate(COLUMNS):
        hidden = header.isSectionHidden(place)
        columns[column.key] = [column.width if hidden else header.sectionSize(place), not hidden]
    found = {"columns": columns, "order": column_order(tree), "compact": tree.compact, **more}
    if halves.sized:
        found["splitter"] = halves.sizes()
    settings.layout[KEY] = json.dumps(found)
    _save(settings)


def saved_filters(settings: Settings) -> dict[str, PlanFilter]:
    """Return the filters that were kept, by name in the order of their keeping; they are the person's own."""
    with suppress(ValueError):
        found = json.loads(settings.choices.get(FILTERS, "{}"))
        if isinstance(found, dict):
            return {name: wanted for name, kept in found.items() if (wanted := from_plain(kept)).active}
    return {}


def keep_filters(settings: Settings, filters: Mapping[str, PlanFilter]) -> None:
    """Keep these filters and no others."""
    settings.choices[FILTERS] = json.dumps({name: as_plain(wanted) for name, wanted in filters.items()})
    _save(settings)


def my_organization(settings: Settings) -> str:
    """Return the short name of the organization that the person works for; "" until it is chosen."""
    return settings.choices.get(ORGANIZATION, "")


def keep_organization(settings: Settings, name: str) -> None:
    """Keep whom the person works for."""
    settings.choices[ORGANIZATION] = name
    _save(settings)


def _save(settings: Settings) -> None:
    with suppress(UserError):  # a settings folder that cannot be written must not keep anybody from working
        settings.save()
