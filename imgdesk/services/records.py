"""What every service needs: find a record or say that it is gone, set its fields, check a word against a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from sqlmodel import Session, SQLModel, select

from imgdesk.domain.columns import WhenColumns
from imgdesk.domain.people import WorkingGroup
from imgdesk.domain.timing import Timing, parse
from imgdesk.errors import UserError
from imgdesk.text import clean_text, one_line, shorten

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

Row = TypeVar("Row", bound=SQLModel)

STEP: float = 1024.0
"""Distance between two neighbours in a list, so that a row can be put between them many times."""


def found(session: Session, kind: type[Row], row_id: int) -> Row:
    """Return the record, or raise UserError when it is gone."""
    row = session.get(kind, row_id)
    if row is None:
        raise UserError("This entry no longer exists, so nothing was changed: choose another one.")
    return row


def add(desk: Desk, label: str, row: SQLModel) -> int:
    """Add one record as one step and return its id."""
    with desk.change(label) as session:
        return added(session, row)


def added(session: Session, row: SQLModel) -> int:
    """Add one record inside a change and return its id."""
    session.add(row)
    session.flush()
    return int(row.id)  # type: ignore[attr-defined]


def edit(desk: Desk, kind: type[SQLModel], row_id: int, fields: Mapping[str, Any], allowed: Iterable[str]) -> None:
    """Set `fields` of one record as one step; "when" takes a date as agreed, text is cleaned.

    Raises UserError when the record is gone; TypeError for a field that may not be set (a bug of the caller).
    """
    unknown = set(fields) - set(allowed)
    if unknown:
        raise TypeError(f"{kind.__name__} has no editable field {sorted(unknown)}")
    with desk.change(f"Edit {words(kind)}") as session:
        row = found(session, kind, row_id)
        for name, value in fields.items():
            if name == "when":
                assert isinstance(row, WhenColumns)
                row.put(timing(session, value))
            else:
                setattr(row, name, clean_text(value) if isinstance(value, str) else value)
        session.add(row)


def delete(desk: Desk, kind: type[SQLModel], row_id: int) -> None:
    """Delete one record, and what belongs to it, as one step."""
    with desk.change(f"Delete {words(kind)}") as session:
        session.delete(found(session, kind, row_id))


def timing(session: Session, text: str, year: int | None = None) -> Timing:
    """Read a date as agreed with the group's hemisphere."""
    group = session.get(WorkingGroup, 1)
    hemisphere = group.hemisphere if group else "north"
    return parse(clean_text(text), year=year, hemisphere=hemisphere)


def one_of(value: str, words_allowed: Sequence[str], what: str) -> str:
    """Return `value` in the list's own spelling, or raise UserError naming the choices."""
    for word in words_allowed:
        if one_line(value).casefold() == word.casefold():
            return word
    raise UserError(f"“{shorten(value, 40)}” is not a {what}: choose {', '.join(words_allowed)}.")


def last_position(session: Session, column: Any, *where: Any) -> float:
    """Return a position behind every row that `where` selects."""
    found_rows = session.exec(select(column).where(*where).order_by(column.desc()).limit(1)).first()
    return float(found_rows or 0.0) + STEP


def quoted(text: str) -> str:
    """Return a short quotation of `text` for a step's label."""
    return f"“{shorten(one_line(text), 48)}”" if text.strip() else "untitled"


def words(kind: type[SQLModel]) -> str:
    """Return the design's words for a table."""
    return str(kind.__tablename__).replace("_", " ")
