"""Group, organizations, people and the roles they hold: the verbs of the People page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from imgdesk.domain.columns import WhenColumns
from imgdesk.domain.meetings import ActionOwner, ActionPoint, Meeting
from imgdesk.domain.people import ROLES, Organization, OrganizationAlias, Person, RoleHolding, WorkingGroup
from imgdesk.domain.plan import Activity, CoverageGap, Event, PlanSection, Workplan
from imgdesk.errors import UserError
from imgdesk.services import records
from imgdesk.text import clean_text, one_line

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


def edit_group(desk: Desk, **fields: Any) -> None:
    """Set name, acronym, parent, duty_stations or hemisphere ("north" or "south") of the group.

    Another hemisphere means other months for every season, so all dates are read again.
    """
    if "hemisphere" in fields:
        fields["hemisphere"] = records.one_of(fields["hemisphere"], ("north", "south"), "hemisphere")
    with desk.change(f"Edit {records.described(desk, WorkingGroup, 1)}") as session:
        records.edit(
            desk, WorkingGroup, 1, fields, ("name", "acronym", "parent", "hemisphere", "duty_stations")
        )
        if "hemisphere" in fields:
            _read_dates_again(session)


def _read_dates_again(session: Session) -> None:
    years = {row.id: row.year for row in session.exec(select(PlanSection))}
    for activity in session.exec(select(Activity)):
        activity.put(records.timing(session, activity.when_text, years[activity.plan_section_id]))
    kinds: tuple[type[WhenColumns], ...] = (Workplan, Event, CoverageGap, RoleHolding, Meeting)
    for kind in kinds:
        for row in session.exec(select(kind)):
            row.put(records.timing(session, row.when_text))
    for action in session.exec(select(ActionPoint)):
        action.put(records.timing(session, action.when_text, action.year))


def add_organization(desk: Desk, name: str, acronym: str = "", note: str = "") -> int:
    """Add an organization and return its id; a name is needed."""
    row = Organization(
        name=_named(name, "organization"), acronym=one_line(clean_text(acronym)), note=clean_text(note)
    )
    return records.add(desk, f"Add organization {records.quoted(acronym or name)}", row)


def edit_organization(desk: Desk, organization_id: int, **fields: Any) -> None:
    """Set name, acronym or note of an organization."""
    if "name" in fields:
        fields["name"] = _named(fields["name"], "organization")
    records.edit(desk, Organization, organization_id, fields, ("name", "acronym", "note"))


def add_alias(desk: Desk, organization_id: int, text: str) -> int:
    """Add another way in which the papers write an organization."""
    row = OrganizationAlias(organization_id=organization_id, text=records.required(text, "other spelling"))
    return records.add(desk, f"Add alias {records.quoted(text)}", row)


def delete_organization(desk: Desk, organization_id: int) -> None:
    """Delete an organization; the papers' own words on activities stay."""
    records.delete(desk, Organization, organization_id)


def add_person(
    desk: Desk,
    name: str,
    organization_id: int | None = None,
    *,
    title: str = "",
    email: str = "",
    note: str = "",
) -> int:
    """Add a person and return the id."""
    row = Person(
        name=_named(name, "person"),
        organization_id=organization_id,
        title=one_line(title),
        email=one_line(email),
        note=clean_text(note),
    )
    return records.add(desk, f"Add {records.quoted(name)}", row)


def edit_person(desk: Desk, person_id: int, **fields: Any) -> None:
    """Set name, title, email, organization_id or note of a person."""
    if "name" in fields:
        fields["name"] = _named(fields["name"], "person")
    records.edit(desk, Person, person_id, fields, ("name", "title", "email", "organization_id", "note"))


def delete_person(desk: Desk, person_id: int) -> None:
    """Delete a person and the roles that this person holds; an action keeps its owner by name, and not the employer."""
    with desk.change(f"Delete {records.described(desk, Person, person_id)}") as session:
        for owner in session.exec(select(ActionOwner).where(ActionOwner.person_id == person_id)):
            owner.organization_id = None
        session.flush()
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
    _check_holder(role, organization_id, person_id, focus_area_id)
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
    """Set when, organization_id, person_id or focus_area_id of a role holding; see `hold_role` for what is refused."""
    with desk.change(f"Edit {records.described(desk, RoleHolding, role_id)}") as session:
        records.edit(
            desk, RoleHolding, role_id, fields, ("when", "organization_id", "person_id", "focus_area_id")
        )
        row = records.found(session, RoleHolding, role_id)
        _check_holder(row.role, row.organization_id, row.person_id, row.focus_area_id)


def delete_role(desk: Desk, role_id: int) -> None:
    """Delete a role holding; to end a role keep it and set its date instead."""
    records.delete(desk, RoleHolding, role_id)


def _check_holder(
    role: str, organization_id: int | None, person_id: int | None, focus_area_id: int | None
) -> None:
    if organization_id is None and person_id is None:
        raise UserError("A role needs an organization or a person: choose who holds it.")
    if focus_area_id is not None and role != "focus area lead":
        raise UserError(
            "Only a focus area lead can name a focus area: choose that role, or leave the area out."
        )


def _named(text: str, what: str) -> str:
    return one_line(records.required(text, f"name of the {what}"))
