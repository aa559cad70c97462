"""Meetings: series, attendance, agenda, minutes, decisions, and action points with the meetings where they appeared.

An action point is one record with many appearances, each with its status as of that meeting, so that minutes stay as
they were while the action goes on. Names stand beside the records that they name: a list of participants outlives them.
Rows only; what may be done with them is in the services, what returns to an agenda in `carryover`.
"""

from __future__ import annotations

from sqlmodel import Field, SQLModel

from imgdesk.domain.columns import WhenColumns


class MeetingSeries(SQLModel, table=True):
    """Meetings that follow one another; `rhythm` in words ("quarterly"), the focus area for that kind alone."""

    __tablename__ = "meeting_series"

    id: int | None = Field(default=None, primary_key=True)
    title: str
    kind: str = "own"
    focus_area_id: int | None = Field(default=None, foreign_key="focus_area.id", index=True)
    rhythm: str = ""
    position: float = 0


class Meeting(WhenColumns, table=True):
    """One meeting; its day is the date as agreed, `start_time` (HH:MM) local to `time_zone`; two share no number.

    `approved_at_id` is the meeting that approved its minutes.
    """

    __tablename__ = "meeting"

    id: int | None = Field(default=None, primary_key=True)
    series_id: int | None = Field(default=None, foreign_key="meeting_series.id")
    number: int | None = None
    title: str = ""
    start_time: str = ""
    time_zone: str = ""
    place: str = ""
    link: str = ""
    chair_id: int | None = Field(default=None, foreign_key="organization.id", index=True)
    status: str = "planned"
    approved_at_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)


class Attendance(SQLModel, table=True):
    """Who was at a meeting, sent apologies or was absent; `name` as it stands in the record."""

    __tablename__ = "attendance"

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    organization_id: int | None = Field(default=None, foreign_key="organization.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    name: str
    state: str = "present"
    on_behalf_of: str = ""


class AgendaItem(SQLModel, table=True):
    """One item; `follows_id` is the same topic earlier, `about_meeting_id` the meeting whose minutes it approves."""

    __tablename__ = "agenda_item"

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    position: float = 0
    title: str
    kind: str = "topic"
    presenter: str = ""
    minutes_planned: int | None = None
    recurring: bool = False
    activity_id: int | None = Field(default=None, foreign_key="activity.id", index=True)
    follows_id: int | None = Field(default=None, foreign_key="agenda_item.id", index=True)
    about_meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)


class Decision(SQLModel, table=True):
    """What a meeting decided, or as a draft what it may; a superseded one may name the one that took its place."""

    __tablename__ = "decision"

    id: int | None = Field(default=None, primary_key=True)
    text: str
    status: str = "active"
    superseded_by_id: int | None = Field(default=None, foreign_key="decision.id", index=True)
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    activity_id: int | None = Field(default=None, foreign_key="activity.id", index=True)
    draft: bool = False


class ActionPoint(WhenColumns, table=True):
    """What somebody is to do; its date columns are when it is due, `year` what a date without a year means."""

    __tablename__ = "action_point"

    id: int | None = Field(default=None, primary_key=True)
    text: str
    status: str = "open"
    series_id: int | None = Field(default=None, foreign_key="meeting_series.id", index=True)
    activity_id: int | None = Field(default=None, foreign_key="activity.id", index=True)
    decision_id: int | None = Field(default=None, foreign_key="decision.id", index=True)
    year: int | None = None


class ActionOwner(SQLModel, table=True):
    """Who is to do it: an organization or a person, and the name as written, which stays when they go."""

    __tablename__ = "action_owner"

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action_point.id", index=True)
    organization_id: int | None = Field(default=None, foreign_key="organization.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    name: str
    position: int = 0


class ActionAppearance(SQLModel, table=True):
    """An action at a meeting, once, with its status as of that meeting."""

    __tablename__ = "action_appearance"

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id")
    action_id: int = Field(foreign_key="action_point.id", index=True)
    status: str = "open"


class Minute(SQLModel, table=True):
    """One paragraph of the minutes; a decision or an action names its record; an internal one stays inside."""

    __tablename__ = "minute"

    id: int | None = Field(default=None, primary_key=True)
    agenda_item_id: int = Field(foreign_key="agenda_item.id", index=True)
    position: float = 0
    kind: str = "note"
    text: str = ""
    decision_id: int | None = Field(default=None, foreign_key="decision.id", index=True)
    action_id: int | None = Field(default=None, foreign_key="action_point.id", index=True)
    internal: bool = False


class MinutesVersion(SQLModel, table=True):
    """The minutes as they went out on one occasion, whole, as a JSON object; `made_at` UTC, ISO 8601."""

    __tablename__ = "minutes_version"

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id")
    number: int
    state: str = "circulated"
    note: str = ""
    made_at: str
    image: str


class Amendment(SQLModel, table=True):
    """A correction of approved minutes; `number` is the paragraph's as approved, `decided_by` says who agreed."""

    __tablename__ = "amendment"

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    minute_id: int | None = Field(default=None, foreign_key="minute.id", index=True)
    number: int
    before: str = ""
    after: str = ""
    why: str
    decided_by: str = ""
    made_at: str


class PlanChange(SQLModel, table=True):
    """What a decision did to an activity; the words are those of that moment and outlive both."""

    __tablename__ = "plan_change"

    id: int | None = Field(default=None, primary_key=True)
    minute_id: int | None = Field(default=None, foreign_key="minute.id", index=True)
    activity_id: int | None = Field(default=None, foreign_key="activity.id", index=True)
    activity: str = ""
    what: str
    before: str = ""
    after: str = ""
    decided_at: str = ""
