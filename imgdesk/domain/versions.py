"""The plan as it was agreed, and the life of its doubts: frozen versions, decisions, proposals for an agenda.

A version holds images of the records, not the records: it stays readable when they change or go. Rows only; what an
image holds is in the views, what may be done with it in the services.
"""

from __future__ import annotations

from typing import Final

from sqlmodel import Field, SQLModel

from imgdesk.domain.columns import WhenColumns

DECISIONS: Final = ("confirmed", "unbracketed", "dropped")


class PlanVersion(WhenColumns, table=True):
    """A frozen copy of a workplan; its own date is the day agreed, `made_at` the moment of freezing (UTC, ISO 8601)."""

    __tablename__ = "plan_version"

    id: int | None = Field(default=None, primary_key=True)
    workplan_id: int = Field(foreign_key="workplan.id", index=True)
    title: str
    decided_by: str = ""
    note: str = ""
    made_at: str


class PlanVersionRow(SQLModel, table=True):
    """One record as a paper showed it, as a JSON object; written once. `record_id` may name a record that is gone."""

    __tablename__ = "plan_version_row"

    id: int | None = Field(default=None, primary_key=True)
    plan_version_id: int = Field(foreign_key="plan_version.id", index=True)
    kind: str
    record_id: int
    position: int
    image: str


class StandingDecision(WhenColumns, table=True):
    """What was decided about an activity or a section: confirmed, unbracketed or dropped, by whom; outlives it."""

    __tablename__ = "standing_decision"

    id: int | None = Field(default=None, primary_key=True)
    workplan_id: int = Field(foreign_key="workplan.id", index=True)
    activity_id: int | None = Field(default=None, index=True)
    plan_section_id: int | None = Field(default=None, index=True)
    text: str = ""
    what: str
    decided_by: str = ""
    note: str = ""
    made_at: str


class AgendaProposal(SQLModel, table=True):
    """An activity or a section proposed for the next agenda on a day (ISO 8601): open, taken up, or withdrawn."""

    __tablename__ = "agenda_proposal"

    id: int | None = Field(default=None, primary_key=True)
    activity_id: int | None = Field(default=None, foreign_key="activity.id", index=True)
    plan_section_id: int | None = Field(default=None, foreign_key="plan_section.id", index=True)
    why: str = ""
    proposed_at: str
    state: str = "open"
