"""One activity with everything around it, as the inspector shows it, and the short lists that its editors offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from imgdesk.views.workplan import ActivityRow, FootnoteRow, activities_by_id

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


class ActivityDetail(NamedTuple):
    """An activity, its words as the paper has them, its section, and what it hangs on."""

    row: ActivityRow
    category_text: str
    section: str
    year: int | None
    focus_areas: tuple[str, ...]
    event: str
    event_when: str
    footnotes: tuple[FootnoteRow, ...]


_AROUND = """
SELECT a.category_text, s.title, s.year, coalesce(e.name, ''), coalesce(e.when_text, '')
FROM activity a JOIN plan_section s ON s.id = a.plan_section_id LEFT JOIN event e ON e.id = a.event_id WHERE a.id = ?
"""
_AREAS = """
SELECT f.number || ' ' || coalesce(nullif(f.short_title, ''), f.title) FROM activity_focus_area x
JOIN focus_area f ON f.id = x.focus_area_id WHERE x.activity_id = ? ORDER BY x.position, x.id
"""
_FOOTNOTES = """
SELECT id, activity_id, field, "offset", text FROM footnote WHERE activity_id = ? ORDER BY position, "offset", id
"""


def activity(desk: Desk, activity_id: int) -> ActivityDetail | None:
    """Return one activity, or None when it is gone."""
    row = activities_by_id(desk, [activity_id]).get(activity_id)
    if row is None:
        return None
    words, section, year, event, event_when = desk.read(_AROUND, (activity_id,))[0]
    areas = (
        ("All focus areas",) if row.everyone else tuple(text for (text,) in desk.read(_AREAS, (activity_id,)))
    )
    notes = tuple(map(FootnoteRow._make, desk.read(_FOOTNOTES, (activity_id,))))
    return ActivityDetail(row, words, section, year, areas, event, event_when, notes)


def categories(desk: Desk) -> list[str]:
    """Return the names of all categories in their order."""
    return [str(name) for (name,) in desk.read("SELECT name FROM category ORDER BY position, id")]


def hemisphere(desk: Desk) -> str:
    """Return "north" or "south": where the group's seasons are meant."""
    rows = desk.read("SELECT hemisphere FROM working_group WHERE id = 1")
    return str(rows[0][0]) if rows else "north"
