"""Which meeting a person looked at in which desk, and how wide the panels are; damaged parts mean the default."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from imgdesk.errors import UserError
from imgdesk.settings import Settings

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

KEY: Final = "meetings"
_DESKS: Final = 20
"""So many desks are remembered, those used last."""


def remembered(settings: Settings) -> dict[str, Any]:
    """Return what was kept; empty when nothing was, or nothing readable."""
    with suppress(ValueError):
        found = json.loads(settings.layout.get(KEY, "{}"))
        return found if isinstance(found, dict) else {}
    return {}


def remembered_meeting(settings: Settings, desk: Desk) -> int | None:
    """Return the meeting looked at last in a desk."""
    kept = remembered(settings).get("meetings")
    found = kept.get(_name(desk)) if isinstance(kept, dict) else None
    return found if isinstance(found, int) else None


def remembered_sizes(settings: Settings, count: int) -> list[int] | None:
    """Return the widths of the panels, None for the default."""
    sizes = remembered(settings).get("sizes")
    if not isinstance(sizes, list) or len(sizes) != count:
        return None
    return sizes if all(isinstance(size, int) and size > 0 for size in sizes) else None


def remember(settings: Settings, desk: Desk, meeting_id: int, sizes: Sequence[int]) -> None:
    """Keep the meeting and the widths for the next day."""
    found = remembered(settings)
    kept = found.get("meetings")
    meetings = kept if isinstance(kept, dict) else {}
    meetings.pop(_name(desk), None)
    meetings[_name(desk)] = meeting_id
    newest = dict(list(meetings.items())[-_DESKS:])
    settings.layout[KEY] = json.dumps({"meetings": newest, "sizes": list(sizes)})
    with suppress(UserError):  # a settings folder that cannot be written must not keep anybody from working
        settings.save()


def _name(desk: Desk) -> str:
    return str(desk.read("SELECT uid FROM working_group")[0][0])
