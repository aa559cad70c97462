"""The workplan: its sections, focus areas and activities, and what stands around them.

Rows only, one class a table, no relationships: services ask for the rows that they need by plain ids, so that a row
read once stays readable. The rules that the file itself can hold are in db/migrations; a test keeps both alike.
"""

from __future__ import annotations

from typing import Final

from sqlmodel import Field, SQLModel

from imgdesk.domain.columns import WhenColumns

STATUSES: Final = ("planned", "under way", "done", "delayed", "cancelled")
PLAN_STATUSES: Final = ("draft", "for approval", "approved")
LINK_KINDS: Final = ("FS", "SS", "FF", "SF")
CELLS: Final = {
    "output": "output",
    "when": "when_text",
    "leads": "lead_text",
    "partners": "partner_text",
    "category": "category_text",
}
"""The cells of a row as papers have them, and the column that keeps the words of each; footnotes hang on these."""


class Workplan(WhenColumns, table=True):
    """A planning period; its own date columns hold the period."""

    __tablename__ = "workplan"

    id: int | None = Field(default=None, primary_key=True)
    title: str
    objective: str = ""
    duration: str = ""
    status: str = "draft"
    position: float = 0


class PlanSection(SQLModel, table=True):
    """A block of the workplan, usually a year; `heading` as printed, `note` what its brackets say."""

    __tablename__ = "plan_section"

    id: int | None = Field(default=None, primary_key=True)
    workplan_id: int = Field(foreign_key="workplan.id", index=True)
    title: str
    heading: str = ""
    year: int | None = None
    provisional: bool = False
    note: str = ""
    position: float = 0


class FocusArea(SQLModel, table=True):
    """A numbered line of work; who leads it is a role holding."""

    __tablename__ = "focus_area"

    id: int | None = Field(default=None, primary_key=True)
    workplan_id: int = Field(foreign_key="workplan.id")
    number: int
    title: str
    short_title: str = ""


class IndicativeActivity(SQLModel, table=True):
    """What a focus area means to do in a year; no year where the paper names none."""

    __tablename__ = "indicative_activity"

    id: int | None = Field(default=None, primary_key=True)
    focus_area_id: int = Field(foreign_key="focus_area.id", index=True)
    year: int | None = None
    text: str
    position: float = 0


class RoleDescription(SQLModel, table=True):
    """What a role is there to do, in the workplan's words."""

    __tablename__ = "role_description"

    id: int | None = Field(default=None, primary_key=True)
    workplan_id: int = Field(foreign_key="workplan.id", index=True)
    role: str
    text: str = ""
    position: float = 0


class Narrative(SQLModel, table=True):
    """Running text of the plan or of one section: a paragraph or a list item with its printed label."""

    __tablename__ = "narrative"

    id: int | None = Field(default=None, primary_key=True)
    workplan_id: int = Field(foreign_key="workplan.id", index=True)
    plan_section_id: int | None = Field(default=None, foreign_key="plan_section.id", index=True)
    heading: str = ""
    kind: str = "paragraph"
    label: str = ""
    text: str = ""
    position: float = 0


class Category(SQLModel, table=True):
    """What kind of work an activity is, under the one name that the group uses."""

    __tablename__ = "category"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    position: float = 0


class CategoryAlias(SQLModel, table=True):
    """Another spelling of a category, as the papers have it."""

    __tablename__ = "category_alias"

    id: int | None = Field(default=None, primary_key=True)
    category_id: int = Field(foreign_key="category.id", index=True)
    text: str


class Event(WhenColumns, table=True):
    """Something outside that activities hang on: a COP, a summit, a session."""

    __tablename__ = "event"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    place: str = ""
    note: str = ""


class CoverageGap(WhenColumns, table=True):
    """A stretch without support, or a recess."""

    __tablename__ = "coverage_gap"

    id: int | None = Field(default=None, primary_key=True)
    workplan_id: int = Field(foreign_key="workplan.id", index=True)
    title: str
    note: str = ""


class Activity(WhenColumns, table=True):
    """One row of the workplan.

    Leads, partners and category keep the words of the paper beside the records that they stand for. Three doubts are
    kept apart: the date unknown (`when_tbd`), the activity `unconfirmed`, and the row `provisional` (in brackets).
    """

    __tablename__ = "activity"

    id: int | None = Field(default=None, primary_key=True)
    plan_section_id: int = Field(foreign_key="plan_section.id", index=True)
    position: float = 0
    ref: str = ""
    category_id: int | None = Field(default=None, foreign_key="category.id", index=True)
    category_text: str = ""
    output: str = ""
    lead_text: str = ""
    partner_text: str = ""
    everyone: bool = False
    unconfirmed: bool = False
    provisional: bool = False
    status: str = "planned"
    percent: int = 0
    event_id: int | None = Field(default=None, foreign_key="event.id", index=True)
    note: str = ""


class ActivityLead(SQLModel, table=True):
    """An organization named as lead, in the order of the paper."""

    __tablename__ = "activity_lead"

    id: int | None = Field(default=None, primary_key=True)
    activity_id: int = Field(foreign_key="activity.id")
    organization_id: int = Field(foreign_key="organization.id", index=True)
    position: int = 0


class ActivityPartner(SQLModel, table=True):
    """An organization named as partner, in the order of the paper."""

    __tablename__ = "activity_partner"

    id: int | None = Field(default=None, primary_key=True)
    activity_id: int = Field(foreign_key="activity.id")
    organization_id: int = Field(foreign_key="organization.id", index=True)
    position: int = 0


class ActivityFocusArea(SQLModel, table=True):
    """A focus area named on an activity; the first one gives the row its colour."""

    __tablename__ = "activity_focus_area"

    id: int | None = Field(default=None, primary_key=True)
    activity_id: int = Field(foreign_key="activity.id")
    focus_area_id: int = Field(foreign_key="focus_area.id", index=True)
    position: int = 0


class Footnote(SQLModel, table=True):
    """A footnote on one field of an activity, its mark before the character at `offset`."""

    __tablename__ = "footnote"

    id: int | None = Field(default=None, primary_key=True)
    activity_id: int = Field(foreign_key="activity.id", index=True)
    field: str = "output"
    offset: int = 0
    text: str
    position: float = 0


class ActivityLink(SQLModel, table=True):
    """A link between two activities: FS, SS, FF or SF, with a lag in days (negative for a lead)."""

    __tablename__ = "activity_link"

    id: int | None = Field(default=None, primary_key=True)
    from_id: int = Field(foreign_key="activity.id")
    to_id: int = Field(foreign_key="activity.id", index=True)
    kind: str = "FS"
    lag_days: int = 0
