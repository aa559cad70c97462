"""Papers that people write on the desk, in sections; what stands in place of automatic paragraphs; versions as sent.

Rows only. What the words of a section mean is read in `paper_text`, what the desk writes itself in reports.compose.
"""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class Paper(SQLModel, table=True):
    """One paper, or with `template` what others are begun from; `kind` as in paper_words.KINDS."""

    __tablename__ = "paper"

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    title: str
    subtitle: str = ""
    status: str = "draft"
    template: bool = False
    audience: str = ""
    dated: str = ""
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    period_id: int | None = Field(default=None, foreign_key="reporting_period.id", index=True)
    focus_area_id: int | None = Field(default=None, foreign_key="focus_area.id", index=True)
    made_at: str
    position: float = 0


class PaperSection(SQLModel, table=True):
    """A part of a paper under its heading: light Markdown, rows of facts or of a table, or a `source` of the desk."""

    __tablename__ = "paper_section"

    id: int | None = Field(default=None, primary_key=True)
    paper_id: int = Field(foreign_key="paper.id", index=True)
    position: float = 0
    kind: str = "text"
    level: int = 1
    numbering: str = ""
    heading: str = ""
    text: str = ""
    source: str = ""
    hint: str = ""
    internal: bool = False


class PaperOverride(SQLModel, table=True):
    """What a person says instead of the automatic paragraph `key`; `was` is what the desk said at that time."""

    __tablename__ = "paper_override"

    id: int | None = Field(default=None, primary_key=True)
    section_id: int = Field(foreign_key="paper_section.id", index=True)
    key: str
    text: str = ""
    was: str = ""


class PaperVersion(SQLModel, table=True):
    """A paper as it went out: its rows as a JSON object, its pages as a kept PDF; `made_at` UTC, ISO 8601."""

    __tablename__ = "paper_version"

    id: int | None = Field(default=None, primary_key=True)
    paper_id: int = Field(foreign_key="paper.id")
    number: int
    state: str = "draft"
    note: str = ""
    made_at: str
    image: str
    stored_file_id: int | None = Field(default=None, foreign_key="stored_file.id", index=True)


class PaperActivity(SQLModel, table=True):
    """An activity that a paper is about."""

    __tablename__ = "paper_activity"

    id: int | None = Field(default=None, primary_key=True)
    paper_id: int = Field(foreign_key="paper.id")
    activity_id: int = Field(foreign_key="activity.id", index=True)
    position: int = 0
