"""What a workplan says beside its tables, as the paper of the workplan reads it: narrative, roles, who chairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


class NarrativeRow(NamedTuple):
    """A paragraph, or an item of a list with its printed label; `section_id` is None in the plan's own text."""

    id: int
    section_id: int | None
    heading: str
    kind: str
    label: str
    text: str


class RoleRow(NamedTuple):
    """What a role is there to do."""

    id: int
    role: str
    text: str


class IndicativeRow(NamedTuple):
    """What a focus area means to do in a year, None where the plan names none."""

    id: int
    focus_area_id: int
    year: int | None
    text: str


def narrative(desk: Desk, workplan_id: int) -> list[NarrativeRow]:
    """Return the running text of a workplan and of its sections, each in its order."""
    sql = (
        "SELECT id, plan_section_id, heading, kind, label, text FROM narrative "
        "WHERE workplan_id = ? ORDER BY position, id"
    )
    return desk.read(sql, (workplan_id,), row=NarrativeRow._make)


def roles(desk: Desk, workplan_id: int) -> list[RoleRow]:
    """Return the descriptions of roles in order."""
    sql = "SELECT id, role, text FROM role_description WHERE workplan_id = ? ORDER BY position, id"
    return desk.read(sql, (workplan_id,), row=RoleRow._make)


def indicative(desk: Desk, workplan_id: int) -> list[IndicativeRow]:
    """Return the indicative activities of a workplan's focus areas in the order in which they were written."""
    sql = (
        "SELECT i.id, i.focus_area_id, i.year, i.text FROM indicative_activity i "
        "JOIN focus_area f ON f.id = i.focus_area_id WHERE f.workplan_id = ? "
        "ORDER BY f.number, i.position, i.year, i.id"
    )
    return desk.read(sql, (workplan_id,), row=IndicativeRow._make)


def co_chairs(desk: Desk) -> list[str]:
    """Return the organizations that chair the group, by acronym or name, each once."""
    sql = (
        "SELECT coalesce(nullif(o.acronym, ''), o.name) FROM role_holding r "
        "JOIN organization o ON o.id = r.organization_id WHERE r.role = 'co-chair' ORDER BY r.position, r.id"
    )
    return list(dict.fromkeys(row[0] for row in desk.read(sql)))
