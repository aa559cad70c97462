"""One activity with its own words, what several have in common, and the short lists that editors offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from imgdesk.views.wording import doubts, when_words
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


class Common(NamedTuple):
    """What several activities have in common; None where they differ. Doubts are counted."""

    ids: list[int]
    status: str | None
    percent: int | None
    category: str | None
    section_id: int | None
    event_id: int | None
    unconfirmed: int
    bracketed: int
    section: str
    event: str


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


def common(desk: Desk, ids: list[int]) -> Common:
    """Return what activities have in common; those that are gone are left out."""
    rows = activities_by_id(desk, ids)
    alike: dict[str, set[object]] = {
        name: {getattr(row, name) for row in rows.values()} for name in Common._fields[1:6]
    }
    one = {name: next(iter(values)) if len(values) == 1 else None for name, values in alike.items()}
    title = desk.read("SELECT title FROM plan_section WHERE id = ?", (one["section_id"],))
    event = desk.read("SELECT name FROM event WHERE id = ?", (one["event_id"],))
    if alike["event_id"] == {None}:
        one["event_id"] = 0
    return Common(
        ids=[key for key in ids if key in rows],
        **one,  # type: ignore[arg-type]
        unconfirmed=sum(bool(row.unconfirmed) for row in rows.values()),
        bracketed=sum(bool(row.bracketed) for row in rows.values()),
        section=title[0][0] if title else "",
        event=event[0][0] if event else "",
    )


def as_text(detail: ActivityDetail) -> str:
    """Return an activity as plain lines, what is empty left out: for a message or a note."""
    row = detail.row
    pairs = (
        ("When", when_words(row) if row.when_text.strip() else ""),
        ("Lead", row.lead_text),
        ("Focus area", ", ".join(detail.focus_areas)),
        ("Partners", row.partner_text),
        ("Category", row.category or detail.category_text),
        ("Section", detail.section),
        ("Hangs on", ", ".join(filter(None, (detail.event, detail.event_when)))),
        ("Status", row.status if row.status != "under way" else f"under way, {row.percent} %"),
        ("Open", ", ".join(doubts(row))),
        ("Note", row.note),
    )
    lines = [" ".join(filter(None, (row.ref, row.output.strip() or "Untitled")))]
    lines += [f"{name}: {value.strip()}" for name, value in pairs if value.strip()]
    return "\n".join([*lines, *(f"Footnote: {note.text}" for note in detail.footnotes)])


def categories(desk: Desk) -> list[str]:
    """Return the names of all categories in their order."""
    return [str(name) for (name,) in desk.read("SELECT name FROM category ORDER BY position, id")]


def hemisphere(desk: Desk) -> str:
    """Return "north" or "south": where the group's seasons are meant."""
    rows = desk.read("SELECT hemisphere FROM working_group WHERE id = 1")
    return str(rows[0][0]) if rows else "north"
