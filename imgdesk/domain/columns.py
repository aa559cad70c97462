"""The eleven columns in which a table keeps a date as agreed, and the way between them and a Timing.

Every table that holds a date inherits `WhenColumns`, so that an activity, an event, a coverage gap and a role are
parsed, drawn and exported by the same code. Only `put` writes the columns: text and window can never part ways.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel

from imgdesk.domain.timing import Timing


class WhenColumns(SQLModel):
    """A date as agreed: the verbatim text, the window it can mean, and what was said about it."""

    when_text: str = ""
    earliest: date | None = Field(default=None)
    latest: date | None = Field(default=None)
    precision: str = "none"
    grain: str = "none"
    when_tbc: bool = False
    when_tbd: bool = False
    when_provisional: bool = False
    when_approximate: bool = False
    when_recurring: bool = False
    when_understood: bool = True

    def put(self, timing: Timing) -> None:
        """Store `timing` in the columns."""
        for name, value in when_values(timing).items():
            setattr(self, name, value)


def when_values(timing: Timing) -> dict[str, object]:
    """Return the eleven columns of `timing` by name."""
    return {
        "when_text": timing.text,
        "earliest": timing.earliest,
        "latest": timing.latest,
        "precision": timing.precision,
        "grain": timing.grain,
        "when_tbc": timing.tbc,
        "when_tbd": timing.tbd,
        "when_provisional": timing.provisional,
        "when_approximate": timing.approximate,
        "when_recurring": timing.recurring,
        "when_understood": timing.understood,
    }
