"""Who: the organizations as lists and completers show them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


class OrganizationRow(NamedTuple):
    """An organization; `short` is what the papers use: the acronym, or the name where there is none."""

    id: int
    short: str
    name: str
    acronym: str


def organizations(desk: Desk) -> list[OrganizationRow]:
    """Return all organizations in the order of their short names, case left out."""
    sql = (
        "SELECT id, coalesce(nullif(acronym, ''), name) AS short, name, acronym FROM organization "
        "ORDER BY short COLLATE NOCASE, id"
    )
    return desk.read(sql, row=OrganizationRow._make)


class PersonRow(NamedTuple):
    """A person with the short name of the organization, "" where there is none."""

    id: int
    name: str
    organization: str


def persons(desk: Desk) -> list[PersonRow]:
    """Return all people by name, case left out."""
    sql = (
        "SELECT p.id, p.name, coalesce(nullif(o.acronym, ''), o.name, '') FROM person p "
        "LEFT JOIN organization o ON o.id = p.organization_id ORDER BY p.name COLLATE NOCASE, p.id"
    )
    return desk.read(sql, row=PersonRow._make)


class HolderRow(NamedTuple):
    """Who holds a role, and of which focus area; `organization` is also that of a person who is named alone.

    `short` and `organization` are acronym (or name) and name of the organization, "" where there is none, and so are
    person, title and email. `focus_area` is its number with its title.
    """

    id: int
    role: str
    short: str
    organization: str
    person: str
    title: str
    email: str
    focus_area: str
    when_text: str
    earliest: str | None
    latest: str | None


def holders(desk: Desk, workplan_id: int | None = None) -> list[HolderRow]:
    """Return who holds which role, role by role; of focus area leads those of a workplan, or of all plans."""
    sql = """
        SELECT r.id, r.role, coalesce(nullif(o.acronym, ''), o.name, ''), coalesce(o.name, ''), coalesce(p.name, ''),
            coalesce(p.title, ''), coalesce(p.email, ''),
            coalesce(f.number || ' ' || coalesce(nullif(f.short_title, ''), f.title), ''),
            r.when_text, r.earliest, r.latest
        FROM role_holding r LEFT JOIN person p ON p.id = r.person_id
        LEFT JOIN organization o ON o.id = coalesce(r.organization_id, p.organization_id)
        LEFT JOIN focus_area f ON f.id = r.focus_area_id
        WHERE f.id IS NULL OR ?1 IS NULL OR f.workplan_id = ?1
        ORDER BY CASE r.role WHEN 'co-chair' THEN 1 WHEN 'focus area lead' THEN 2 WHEN 'secretariat' THEN 3
            WHEN 'consultant' THEN 4 WHEN 'contributing organization' THEN 5 ELSE 6 END, f.number, r.position, r.id
    """
    return desk.read(sql, (workplan_id,), row=HolderRow._make)


def holds_on(row: HolderRow, day: date) -> bool:
    """Tell whether a role is held on a day; what has no dates is held for good."""
    return (row.earliest or "") <= day.isoformat() <= (row.latest or "9999")
