"""The lists that `imgdesk list` prints: plain values under stable names, for people and for their scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from imgdesk.domain.indicator_text import value_words
from imgdesk.domain.meeting_words import meeting_name
from imgdesk.views import framework, journal, papers, progress, workplan
from imgdesk.views import meetings as meeting_rows

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


def activities(desk: Desk) -> list[dict[str, Any]]:
    """Return every activity of every workplan, in the order of the papers.

    `leads` are the organizations that the paper names; `filter_leads` adds who leads the focus areas named.
    `tbc` and `provisional` are of the activity, its date or its section; `notes` are its footnotes.
    """
    return [row for plan in workplan.workplans(desk) for row in _activities(desk, plan.id)]


def _activities(desk: Desk, workplan_id: int) -> list[dict[str, Any]]:
    sets = workplan.plan_sets(desk, workplan_id)
    titles = {row.id: row.title for row in workplan.sections(desk, workplan_id)}
    events = {row.id: row.title for row in workplan.events(desk)}
    notes: dict[int, list[str]] = {}
    for note in workplan.footnotes(desk, workplan_id):
        notes.setdefault(note.activity_id, []).append(note.text)
    return [
        {
            "id": row.id,
            "ref": row.ref,
            "section": titles[row.section_id],
            "category": row.category,
            "output": row.output,
            "leads": list(sets.leads.get(row.id, ())),
            "focus_areas": list(sets.focus_areas.get(row.id, ())),
            "partners": list(sets.partners.get(row.id, ())),
            "when": row.when_text,
            "earliest": row.earliest,
            "latest": row.latest,
            "precision": row.precision,
            "tbc": bool(row.tbc),
            "tbd": bool(row.tbd),
            "provisional": bool(row.provisional),
            "status": row.status,
            "percent": row.percent,
            "notes": notes.get(row.id, []),
            "lead_text": row.lead_text,
            "filter_leads": list(sets.filter_leads.get(row.id, ())),
            "partner_text": row.partner_text,
            "unconfirmed": bool(row.unconfirmed),
            "bracketed": bool(row.bracketed),
            "approximate": bool(row.approximate),
            "recurring": bool(row.recurring),
            "understood": bool(row.understood),
            "event": events.get(row.event_id or 0),
            "note": row.note,
        }
        for row in workplan.activities(desk, workplan_id)
    ]


def sections(desk: Desk) -> list[dict[str, Any]]:
    """Return every plan section with its counts."""
    sql = (
        "SELECT s.id, w.title, s.title, s.heading, s.year, s.provisional, s.note, "
        "(SELECT count(*) FROM activity a WHERE a.plan_section_id = s.id) "
        "FROM plan_section s JOIN workplan w ON w.id = s.workplan_id ORDER BY w.position, w.id, s.position, s.id"
    )
    names = ("id", "workplan", "title", "heading", "year", "provisional", "note", "activities")
    rows = [dict(zip(names, row, strict=True)) for row in desk.read(sql)]
    return [{**row, "provisional": bool(row["provisional"])} for row in rows]


def organizations(desk: Desk) -> list[dict[str, Any]]:
    """Return every organization with its other spellings and the roles that it holds."""
    aliases = _by_key(desk.read("SELECT organization_id, text FROM organization_alias ORDER BY id"))
    roles = _by_key(
        desk.read(
            "SELECT r.organization_id, r.role || coalesce(' ' || f.number, '') FROM role_holding r "
            "LEFT JOIN focus_area f ON f.id = r.focus_area_id "
            "WHERE r.organization_id IS NOT NULL ORDER BY r.position, r.id"
        )
    )
    rows = desk.read(
        "SELECT id, acronym, name, note FROM organization ORDER BY coalesce(nullif(acronym, ''), name), id"
    )
    return [
        {
            "id": key,
            "acronym": acronym,
            "name": name,
            "aliases": aliases.get(key, []),
            "roles": roles.get(key, []),
            "note": note,
        }
        for key, acronym, name, note in rows
    ]


def meetings(desk: Desk) -> list[dict[str, Any]]:
    """Return every meeting with who was there: name, state and on whose behalf."""
    return [
        {
            "id": row.id,
            "series": row.series,
            "number": row.number,
            "title": row.title,
            "when": row.when_text,
            "status": row.status,
            "attendance": [entry._asdict() for entry in row.attendance],
            "name": _name(row),
            "earliest": row.earliest,
            "latest": row.latest,
            "start_time": row.start_time,
            "time_zone": row.time_zone,
            "place": row.place,
        }
        for row in meeting_rows.meetings(desk)
    ]


def actions(desk: Desk) -> list[dict[str, Any]]:
    """Return every action point; `meetings` are the ids of those where it appeared, in order."""
    return [
        {
            "id": row.id,
            "text": row.text,
            "owners": list(row.owners),
            "due": row.due,
            "earliest": row.earliest,
            "latest": row.latest,
            "status": row.status,
            "meetings": list(row.meetings),
            "activity": row.activity_id,
            "decision": row.decision_id,
        }
        for row in meeting_rows.actions(desk)
    ]


def decisions(desk: Desk) -> list[dict[str, Any]]:
    """Return every decision with the ids of its meeting and its activity, and what it changed in the plan.

    `standing` says in words whether it holds: "active", "draft", "superseded by 5".
    """
    names = {row.id: _name(row) for row in meeting_rows.meetings(desk)}
    return [
        {
            "id": row.id,
            "text": row.text,
            "status": row.status,
            "meeting": row.meeting_id,
            "activity": row.activity_id,
            "draft": bool(row.draft),
            "superseded_by": row.superseded_by_id,
            "plan_changes": [
                {
                    "activity": change.activity_id,
                    "what": change.what,
                    "before": change.before,
                    "after": change.after,
                }
                for change in row.changes
            ],
            "meeting_name": names.get(row.meeting_id or 0),
            "standing": _standing(row),
        }
        for row in meeting_rows.decisions(desk)
    ]


def _name(row: meeting_rows.MeetingRow) -> str:
    return meeting_name(row.title, row.series or "", row.number, row.when_text)


def _standing(row: meeting_rows.DecisionRow) -> str:
    if row.superseded_by_id is not None:
        return f"{row.status} by {row.superseded_by_id}"
    return "draft" if row.draft and row.status == "active" else row.status


def reports(desk: Desk) -> list[dict[str, Any]]:
    """Return every report of a focus area with its lines; records that a line speaks of are named by id.

    `trend` is better, same or worse than in the period before, "" where that cannot be told.
    """
    return [
        {
            "id": row.id,
            "period": row.period.title,
            "focus_area": row.focus_area,
            "rag": row.rag,
            "rag_reason": row.rag_reason,
            "percent": row.percent,
            "percent_how": row.percent_how,
            "trend": row.trend,
            "lines": [
                {
                    "id": line.id,
                    "part": line.part,
                    "heading": line.heading,
                    "text": line.text,
                    "state": line.state,
                    "activity": line.activity_id,
                    "decision": line.decision_id,
                    "action": line.action_id,
                    "indicator": line.indicator_id,
                }
                for line in row.lines
            ],
            "period_id": row.period.id,
            "period_status": row.period.status,
            "percent_reason": row.percent_reason,
        }
        for row in progress.reports(desk)
    ]


def indicators(desk: Desk) -> list[dict[str, Any]]:
    """Return every indicator; values are numbers or null, beside the words that say them. `result` is its code."""
    return [
        {
            "code": row.code,
            "result": row.result,
            "title": row.title,
            "measure": row.measure,
            "direction": row.direction,
            "baseline_value": row.baseline_value,
            "baseline_text": row.baseline_text,
            "target_value": row.target_value,
            "target_text": row.target_text,
            "actual_value": row.actual_value,
            "unit": row.unit,
        }
        for row in framework.indicators(desk)
    ]


def in_words(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of `indicators` with baseline, target and actual as people read them: a number or its words."""
    told = {
        name: value_words(row[f"{name}_value"], row["unit"], row.get(f"{name}_text", ""))
        for name in ("baseline", "target", "actual")
    }
    return {**row, **told}


def results(desk: Desk) -> list[dict[str, Any]]:
    """Return every result of every framework; `parent` is the code of the one above it.

    `indicators` counts its own, `activities` are the ids of those that contribute, `focus_areas` their numbers.
    """
    areas = {row["id"]: row["focus_areas"] for row in activities(desk)}
    linked: dict[int, list[int]] = {}
    for link in framework.links(desk):
        linked.setdefault(link.result_id, []).append(link.activity_id)
    found = []
    for frame in framework.frameworks(desk):
        rows = framework.results(desk, frame.id)
        codes = {row.id: row.code for row in rows}
        found += [
            {
                "id": row.id,
                "framework": frame.title,
                "code": row.code,
                "kind": row.kind,
                "title": row.title,
                "parent": codes.get(row.parent_id or 0),
                "indicators": row.indicators,
                "activities": linked.get(row.id, []),
                "focus_areas": sorted({area for key in linked.get(row.id, []) for area in areas[key]}),
            }
            for row in rows
        ]
    return found


def documents(desk: Desk) -> list[dict[str, Any]]:
    """Return every paper, the newest first, then the group's templates, with sections and versions as they stand.

    `period` is its title, `focus_area` its number; `activities` are ids. `overrides` are what people say instead of an
    automatic paragraph, `size` is that of the kept PDF in bytes, null where none is kept.
    """
    periods = dict(desk.read("SELECT id, title FROM reporting_period"))
    areas = dict(desk.read("SELECT id, number FROM focus_area"))
    return [
        {
            "id": row.id,
            "kind": row.kind,
            "title": row.title,
            "status": row.status,
            "template": bool(row.template),
            "audience": row.audience,
            "dated": row.dated,
            "meeting": row.meeting_id,
            "period": periods.get(row.period_id or 0),
            "focus_area": areas.get(row.focus_area_id or 0),
            "activities": papers.activities(desk, row.id),
            "sections": _paper_sections(desk, row.id),
            "versions": [
                {name: getattr(version, name) for name in ("number", "state", "note", "made_at", "size")}
                for version in papers.versions(desk, row.id)
            ],
            "made_at": row.made_at,
        }
        for row in [*papers.papers(desk), *papers.templates(desk)]
    ]


def _paper_sections(desk: Desk, paper_id: int) -> list[dict[str, Any]]:
    said: dict[int, list[dict[str, str]]] = {}
    for row in papers.overrides(desk, paper_id).values():
        said.setdefault(row.section_id, []).append({"key": row.key, "text": row.text, "was": row.was})
    names = ("id", "kind", "level", "numbering", "heading", "text", "source")
    return [
        {
            **{name: getattr(row, name) for name in names},
            "internal": bool(row.internal),
            "overrides": said.get(row.id, []),
        }
        for row in papers.sections(desk, paper_id)
    ]


def steps(desk: Desk) -> list[dict[str, Any]]:
    """Return every step of the journal, oldest first."""
    return [row._asdict() for row in journal.steps(desk)]


def _by_key(rows: list[tuple[Any, ...]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for key, value in rows:
        found.setdefault(key, []).append(value)
    return found
