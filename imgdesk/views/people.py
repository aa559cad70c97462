"""Who: the organizations as lists and completers show them."""

from __future__ import annotations

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
