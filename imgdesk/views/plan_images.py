"""The plan as a paper shows it, record by record, as JSON made by the database itself.

One SELECT a kind, used twice: to freeze a version and to say what the plan is now. So a record that was not touched has
the same image to the letter, and a comparison need not look into it. Internal remarks are no part of an image.
"""

from __future__ import annotations

from typing import Final

_WHEN: Final = (
    "'when_text', {0}.when_text, 'earliest', {0}.earliest, 'latest', {0}.latest, 'precision', {0}.precision, "
    "'grain', {0}.grain, 'tbc', {0}.when_tbc, 'tbd', {0}.when_tbd, 'when_provisional', {0}.when_provisional, "
    "'approximate', {0}.when_approximate, 'recurring', {0}.when_recurring, 'understood', {0}.when_understood"
)
_PLAN: Final = f"""
SELECT w.id, 1, json_object('title', w.title, 'objective', w.objective, 'duration', w.duration, 'status', w.status,
    {_WHEN.format("w")})
FROM workplan w WHERE w.id = ?
"""
_SECTION: Final = """
SELECT s.id, row_number() OVER (ORDER BY s.position, s.id),
    json_object('title', s.title, 'heading', s.heading, 'year', s.year, 'note', s.note, 'provisional', s.provisional)
FROM plan_section s WHERE s.workplan_id = ?
"""
_ACTIVITY: Final = f"""
SELECT a.id, row_number() OVER (ORDER BY s.position, s.id, a.position, a.id),
    json_object('section_id', s.id, 'section', s.title, 'ref', a.ref, 'category', a.category_text,
        'output', a.output, 'lead_text', a.lead_text, 'partner_text', a.partner_text, {_WHEN.format("a")},
        'unconfirmed', a.unconfirmed, 'provisional', a.provisional, 'everyone', a.everyone, 'status', a.status,
        'percent', a.percent, 'event', coalesce((SELECT e.name FROM event e WHERE e.id = a.event_id), ''),
        'notes', (SELECT json_group_array(json_object('field', n.field, 'offset', n."offset", 'text', n.text)
            ORDER BY n.position, n."offset", n.id) FROM footnote n WHERE n.activity_id = a.id))
FROM plan_section s JOIN activity a ON a.plan_section_id = s.id WHERE s.workplan_id = ?
"""
_FOCUS_AREA: Final = """
SELECT f.id, row_number() OVER (ORDER BY f.number),
    json_object('number', f.number, 'title', f.title, 'short_title', f.short_title, 'leads', coalesce((
        SELECT group_concat(coalesce(nullif(o.acronym, ''), o.name), ', ' ORDER BY r.position, r.id)
        FROM role_holding r JOIN organization o ON o.id = r.organization_id
        WHERE r.role = 'focus area lead' AND r.focus_area_id = f.id), ''))
FROM focus_area f WHERE f.workplan_id = ?
"""
_INDICATIVE: Final = """
SELECT i.id, row_number() OVER (ORDER BY f.number, i.position, i.year, i.id),
    json_object('focus_area', f.number, 'year', i.year, 'text', i.text)
FROM focus_area f JOIN indicative_activity i ON i.focus_area_id = f.id WHERE f.workplan_id = ?
"""
_ROLE: Final = """
SELECT r.id, row_number() OVER (ORDER BY r.position, r.id), json_object('role', r.role, 'text', r.text)
FROM role_description r WHERE r.workplan_id = ?
"""
_NARRATIVE: Final = """
SELECT n.id, row_number() OVER (ORDER BY n.position, n.id),
    json_object('section_id', n.plan_section_id, 'heading', n.heading, 'kind', n.kind, 'label', n.label,
        'text', n.text)
FROM narrative n WHERE n.workplan_id = ?
"""
_GAP: Final = f"""
SELECT g.id, row_number() OVER (ORDER BY g.earliest, g.id),
    json_object('title', g.title, 'note', g.note, {_WHEN.format("g")})
FROM coverage_gap g WHERE g.workplan_id = ?
"""

IMAGES: Final = {
    "plan": _PLAN,
    "section": _SECTION,
    "activity": _ACTIVITY,
    "focus area": _FOCUS_AREA,
    "indicative activity": _INDICATIVE,
    "role": _ROLE,
    "narrative": _NARRATIVE,
    "coverage gap": _GAP,
}
"""Per kind of record the SELECT of id, place in the order of reading and image; its one parameter is the workplan."""
