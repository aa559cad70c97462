"""Documents of an activity: its deliverables and what else belongs to it, as a link or as a file kept in the desk.

Rows only. A link is text; whether it may be opened is asked at the time.
"""

from __future__ import annotations

from typing import Final

from sqlmodel import Field, SQLModel

from imgdesk.domain.columns import WhenColumns

KINDS: Final = ("deliverable", "document")
STATES: Final = ("draft", "final")


class StoredFile(SQLModel, table=True):
    """The bytes of one file, known by their SHA-256; written once and never updated."""

    __tablename__ = "stored_file"

    id: int | None = Field(default=None, primary_key=True)
    sha256: str
    size: int
    content: bytes


class Attachment(WhenColumns, table=True):
    """A deliverable or a document of an activity; its own date says when it was delivered.

    Either `link` is set, or `stored_file_id` with the file's name.
    """

    __tablename__ = "attachment"

    id: int | None = Field(default=None, primary_key=True)
    activity_id: int = Field(foreign_key="activity.id", index=True)
    kind: str = "deliverable"
    title: str = ""
    link: str = ""
    file_name: str = ""
    stored_file_id: int | None = Field(default=None, foreign_key="stored_file.id", index=True)
    state: str = "draft"
    position: float = 0
