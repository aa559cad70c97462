"""Who: the group, its organizations and people, and the roles that they hold.

Agencies stay while people change, so a role is held by an organization, by a person, or by a person for an
organization, and carries its own dates. Rows only: rules that need other rows are in the services.
"""

from __future__ import annotations

from typing import Final

from sqlmodel import Field, SQLModel

from imgdesk.domain.columns import WhenColumns

ROLES: Final = (
    "co-chair",
    "focus area lead",
    "secretariat",
    "consultant",
    "contributing organization",
    "partner",
)


class WorkingGroup(SQLModel, table=True):
    """The one group that a desk is about; `uid` tells two desks apart when trackers come back.

    `duty_stations` are the cities whose local time is shown beside the time of a meeting.
    """

    __tablename__ = "working_group"

    id: int = Field(default=1, primary_key=True)
    uid: str = Field(unique=True)
    name: str = ""
    acronym: str = ""
    parent: str = ""
    hemisphere: str = "north"
    duty_stations: str = "Geneva, New York, Nairobi"


class Organization(SQLModel, table=True):
    """An agency, secretariat or team; the acronym is what the papers use."""

    __tablename__ = "organization"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    acronym: str = ""
    note: str = ""


class OrganizationAlias(SQLModel, table=True):
    """Another way in which the papers write an organization."""

    __tablename__ = "organization_alias"

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organization.id", index=True)
    text: str


class Person(SQLModel, table=True):
    """Somebody with a name; may leave, may change organization."""

    __tablename__ = "person"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    title: str = ""
    email: str = ""
    organization_id: int | None = Field(default=None, foreign_key="organization.id", index=True)
    note: str = ""


class RoleHolding(WhenColumns, table=True):
    """Who holds a role, and from when to when; a focus area lead names its focus area."""

    __tablename__ = "role_holding"

    id: int | None = Field(default=None, primary_key=True)
    role: str
    organization_id: int | None = Field(default=None, foreign_key="organization.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    focus_area_id: int | None = Field(default=None, foreign_key="focus_area.id", index=True)
    position: float = 0
