"""What every service needs: find a record or say that it is gone, set its fields, check a word against a list.

And all tables: rows refer to rows of other subjects, which must be known before the first statement, whichever service
is asked for first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlmodel import Session, SQLModel, select

from imgdesk.domain import (
    documents,
    journal,
    meetings,
    papers,
    people,
    plan,
    progress,
    versions,
)
from imgdesk.domain.columns import WhenColumns
from imgdesk.domain.people import WorkingGroup
from imgdesk.domain.timing import Timing, parse
from imgdesk.errors import UserError
from imgdesk.store.desk import utc_now
from imgdesk.text import clean_text, one_line, shorten

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

Row = TypeVar("Row", bound=SQLModel)

TABLES: Final = (documents, journal, meetings, papers, people, plan, progress, versions)
"""The modules of all rows."""
STEP: float = 1024.0
"""Distance between two neighbours in a list, so that a row can be put between them many times."""


def found(session: Session, kind: type[Row], row_id: int) -> Row:
    """Return the record, or raise UserError when it is gone."""
    row = session.get(kind, row_id)
    if row is None:
        raise UserError("This entry no longer exists, so nothing was changed: choose another one.")
    return row


def found_all(session: Session, kind: type[Row], ids: Sequence[int]) -> list[Row]:
    """Return the records in the order of `ids`, read a few hundred at a time, or raise UserError when one is gone."""
    key = kind.__table__.c.id  # type: ignore[attr-defined]
    rows: dict[int, Row] = {}
    for start in range(0, len(ids), 500):
        part = session.exec(select(kind).where(key.in_(ids[start : start + 500])))
        rows.update((row.id, row) for row in part)  # type: ignore[attr-defined]
    return [rows[row_id] if row_id in rows else found(session, kind, row_id) for row_id in ids]


def add(desk: Desk, label: str, row: SQLModel) -> int:
    """Add one record as one step and return its id."""
    with desk.change(label) as session:
        return added(session, row)


def added(session: Session, row: SQLModel) -> int:
    """Add one record inside a change and return its id."""
    session.add(row)
    session.flush()
    return int(row.id)  # type: ignore[attr-defined]


def next_ids(session: Session, kind: type[SQLModel], count: int) -> range:
    """Return the next free ids of a table that counts on and never uses an id twice."""
    counted = session.connection().exec_driver_sql(
        "SELECT seq FROM sqlite_sequence WHERE name = ?", (str(kind.__tablename__),)
    )
    first = int(counted.scalar() or 0) + 1
    return range(first, first + count)


def edit(
    desk: Desk, kind: type[SQLModel], row_id: int, fields: Mapping[str, Any], allowed: Iterable[str]
) -> None:
    """Set `fields` of one record as one step; "when" takes a date as agreed, text is cleaned.

    Raises UserError when the record is gone; TypeError for a field that may not be set (a bug of the caller).
    """
    unknown = set(fields) - set(allowed)
    if unknown:
        raise TypeError(f"{kind.__name__} has no editable field {sorted(unknown)}")
    with desk.change(f"Edit {described(desk, kind, row_id)}") as session:
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
    with desk.change(f"Delete {described(desk, kind, row_id)}") as session:
        session.delete(found(session, kind, row_id))


def described(desk: Desk, kind: type[SQLModel], row_id: int) -> str:
    """Return a record in the words of a step's label: its kind, and its own name where it has one."""
    naming = next((name for name in ("title", "name", "role", "text") if name in kind.model_fields), None)
    if naming is None:
        return words(kind)
    rows = desk.read(f'SELECT "{naming}" FROM "{kind.__tablename__}" WHERE id = ?', (row_id,))
    return f"{words(kind)} {quoted(rows[0][0])}" if rows and rows[0][0].strip() else words(kind)


def timing(session: Session, text: str, year: int | None = None) -> Timing:
    """Read a date as agreed with the group's hemisphere."""
    group = session.info.get("group")
    if group is None:
        group = session.info["group"] = found(session, WorkingGroup, 1)
    text = clean_text(text)
    read = _parsed if len(text) < 100 else _parsed.__wrapped__
    return read(text, year, group.hemisphere)


def moment(at: datetime | None = None) -> str:
    """Return a moment as records keep it: UTC, ISO 8601 to the millisecond; None is now."""
    return (at or utc_now()).astimezone(UTC).isoformat(timespec="milliseconds")


@lru_cache(maxsize=4096)
def _parsed(text: str, year: int | None, hemisphere: str) -> Timing:
    return parse(text, year=year, hemisphere=hemisphere)


def key_of(session: Session, kind: type[Row], row_id: int | None) -> int | None:
    """Return the id of a record that there is, None for None; raises UserError when it is gone."""
    return None if row_id is None else found(session, kind, row_id).id  # type: ignore[attr-defined]


def places(
    session: Session,
    kind: type[SQLModel],
    rows: Sequence[tuple[int, float]],
    before: int | None,
    moving: Set[int] = frozenset(),
    count: int = 1,
) -> list[float]:
    """Return `count` positions in a list before the row `before` (None: at its end), for those that are `moving`.

    `rows` are the ids and positions of the list in its order; it is numbered anew where there is no room.
    """
    at = next((place for place, (row_id, _) in enumerate(rows) if row_id == before), len(rows))
    staying = [row for row in rows if row[0] not in moving]
    at = sum(row_id not in moving for row_id, _ in rows[:at])
    low = staying[at - 1][1] if at else 0.0
    high = staying[at][1] if at < len(staying) else low + STEP * (count + 1)
    step = (high - low) / (count + 1)
    if step > 1e-6:
        return [low + step * (n + 1) for n in range(count)]
    for place, row in enumerate(found_all(session, kind, [row_id for row_id, _ in staying])):
        row.position = STEP * (place + 1 + (count if place >= at else 0))
    return [STEP * (at + n + 1) for n in range(count)]


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
    return f"“{shorten(text, 48)}”" if one_line(text) else "untitled"


def required(text: str, what: str) -> str:
    """Return the cleaned text, or raise UserError when nothing is left of it."""
    kept = clean_text(text).strip()
    if not kept:
        raise UserError(f"The {what} is empty: type one.")
    return kept


def percent(value: Any) -> int:
    """Return a percentage from 0 to 100 as typed ("40 %"), or raise UserError."""
    text = one_line(str(value)).rstrip("%").strip()
    if not text.isdecimal() or len(text) > 3 or int(text) > 100:
        raise UserError(
            f"“{shorten(str(value), 20)}” is not a percentage: type a whole number from 0 to 100."
        )
    return int(text)


def words(kind: type[SQLModel]) -> str:
    """Return the words for a table, as window and history say them."""
    return _WORDS.get(str(kind.__tablename__), str(kind.__tablename__).replace("_", " "))


_WORDS: Final = {
    "plan_section": "section",
    "working_group": "group",
    "role_holding": "role",
    "activity_link": "link",
    "indicative_activity": "indicative activity",
    "meeting_series": "series",
    "agenda_item": "item",
    "action_point": "action",
    "reporting_period": "period",
    "focus_area_report": "report",
    "report_line": "line",
    "indicator_value": "value",
    "activity_result": "link to a result",
}
