"""The journal as tables: one step per user action, one step row per row touched, images before and after as JSON.

Written only by the store, inside the transaction of the change itself; read as undo, as history and as "what changed
since". Row images name the columns, so that an old journal can still be read after the schema has grown.
"""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class Step(SQLModel, table=True):
    """One user action: when (UTC, ISO 8601), its label, where it came from, and whether it still holds."""

    __tablename__ = "step"

    id: int | None = Field(default=None, primary_key=True)
    at: str
    label: str
    origin: str
    state: str = "done"


class StepRow(SQLModel, table=True):
    """One row as it was before and after; no `before` for a new row, no `after` for a deleted one."""

    __tablename__ = "step_row"

    id: int | None = Field(default=None, primary_key=True)
    step_id: int = Field(foreign_key="step.id", index=True)
    table_name: str
    row_id: int
    before: str | None = None
    after: str | None = None
