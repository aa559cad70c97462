"""How a person arranged the workplan page, kept in the settings as one JSON object; damaged parts mean the default."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any, Final

from imgdesk.errors import UserError
from imgdesk.settings import Settings
from imgdesk.ui.gantt.halves import Halves
from imgdesk.ui.gantt.tree import PlanTree
from imgdesk.ui.models.plan_tree import COLUMNS, OUTPUT

KEY: Final = "workplan"
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
    sizes = found.get("splitter")
    if (
        isinstance(sizes, list)
        and len(sizes) == 2
        and all(isinstance(size, int) and size > 0 for size in sizes)
    ):
        halves.setSizes(sizes)
        halves.sized = True
    tree.set_compact(found.get("compact") is True)


def remember(settings: Settings, tree: PlanTree, halves: Halves, **more: Any) -> None:
    """Keep columns, row height, splitter and `more` for the next day; a splitter nobody moved is not kept."""
    header = tree.header()
    columns = {}
    for place, column in enumerate(COLUMNS):
        hidden = header.isSectionHidden(place)
        columns[column.key] = [column.width if hidden else header.sectionSize(place), not hidden]
    found = {"columns": columns, "compact": tree.compact, **more}
    if halves.sized:
        found["splitter"] = halves.sizes()
    settings.layout[KEY] = json.dumps(found)
    with suppress(UserError):  # a settings folder that cannot be written must not keep anybody from working
        settings.save()
