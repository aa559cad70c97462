"""Group, organizations, people and the roles they hold: the verbs of the People page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from imgdesk.domain.people import ROLES, Organization, OrganizationAlias, Person, RoleHolding, WorkingGroup
from imgdesk.errors import UserError
from imgdesk.services import records
from imgdesk.text import clean_text, one_line

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


def edit_group(desk: Desk, **fields: Any) -> None:
    """Set name, acronym, parent or hemisphere ("north" or "south", for the seasons) of the group."""
    if "hemisphere" in fields:
        fields["hemisphere"] = records.one_of(fields["hemisphere"], ("north", "south"), "hemisphere")
    records.edit(desk, WorkingGroup, 1, fields, ("name", "acronym", "parent", "hemisphere"))


def add_organization(desk: Desk, name: str, acronym: str = "", note: str = "") -> int:
    """Add an organization and return its id; a name is needed."""
    row = Organization(name=_named(name, "organization"), acronym=one_line(clean_text(acronym)), note=clean_text(note))
    return records.add(desk, f"Add organization {records.quoted(acronym or name)}", row)


def edit_organization(desk: Desk, organization_id: int, **fields: Any) -> None:
    """Set name, acronym or note of an organization."""
    if "name" in fields:
        fields["name"] = _named(fields["name"], "organization")
    records.edit(desk, Organization, organization_id, fields, ("name", "acronym", "note"))


def add_alias(desk: Desk, organization_id: int, text: str) -> int:
    """Add another way in which the papers write an organization."""
    row = OrganizationAlias(organization_id=organization_id, text=_named(text, "alias"))
    return records.add(desk, f"Add alias {records.quoted(text)}", row)


def delete_organization(desk: Desk, organization_id: int) -> None:
    """Delete an organization; the papers' own words on activities stay."""
    records.delete(desk, Organization, organization_id)


def add_person(desk: Desk, name: str, organization_id: int | None = None, **fields: str) -> int:
    """Add a person (title, email and note are optional) and return the id."""
    row = Person(name=_named(name, "person"), organization_id=organization_id)
    for field in ("title", "email", "note"):
        setattr(row, field, clean_text(fields.get(field, "")))
    return records.add(desk, f"Add {records.quoted(name)}", row)


def edit_person(desk: Desk, person_id: int, **fields: Any) -> None:
    """Set name, title, email, organization_id or note of a person."""
    if "name" in fields:
        fields["name"] = _named(fields["name"], "person")
    records.edit(desk, Person, person_id, fields, ("name", "title", "email", "organization_id", "note"))


def delete_person(desk: Desk, person_id: int) -> None:
    """Delete a person and the roles that this person holds."""
    records.delete(desk, Person, person_id)


def hold_role(
    desk: Desk,
    role: str,
    *,
    organization_id: int | None = None,
    person_id: int | None = None,
    focus_area_id: int | None = None,
    when: str = "",
) -> int:
    """Record that an organization, a person, or a person for an organization holds a role; return its id.

    `when` is a date as agreed ("since January 2023"). A focus area lead may name its focus area. Raises UserError for
    an unknown role, for nobody, and for a focus area on another role.
    """
    role = records.one_of(role, ROLES, "role")
    if organization_id is None and person_id is None:
        raise UserError("A role needs an organization or a person: choose who holds it.")
    if focus_area_id is not None and role != "focus area lead":
        raise UserError("Only a focus area lead can name a focus area: choose that role, or leave the area out.")
    with desk.change(f"Name {role}") as session:
        row = RoleHolding(
            role=role,
            organization_id=organization_id,
            person_id=person_id,
            focus_area_id=focus_area_id,
            position=records.last_position(session, RoleHolding.position),
        )
        row.put(records.timing(session, when))
        return records.added(session, row)


def edit_role(desk: Desk, role_id: int, **fields: Any) -> None:
    """Set when, organization_id, person_id or focus_area_id of a role holding."""
    records.edit(desk, RoleHolding, role_id, fields, ("when", "organization_id", "person_id", "focus_area_id"))


def delete_role(desk: Desk, role_id: int) -> None:
    """Delete a role holding; to end a role keep it and set its date instead."""
    records.delete(desk, RoleHolding, role_id)


def _named(text: str, what: str) -> str:
    name = one_line(clean_text(text))
    if not name:
        raise UserError(f"The {what} has no name: type one.")
    return name
