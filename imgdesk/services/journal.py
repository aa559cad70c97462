"""Put a record back to how it stood before one of its steps, as a new step: history is added to, never rewritten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from imgdesk.domain.marks import moved_offset
from imgdesk.domain.plan import CELLS, Activity, Footnote
from imgdesk.errors import UserError
from imgdesk.services import paper_sections, records, workplan
from imgdesk.services.resolve import Directory
from imgdesk.views.journal import FIELD_WORDS, Field, back_to

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

_MARKED: Final = {column: field for field, column in CELLS.items()}
"""The columns of an activity in which footnotes can stand, with the field that a footnote names."""
_OPENED: Final[dict[str, Callable[[Session, int], object]]] = {
    "paper": paper_sections.open_paper,
    "paper_section": paper_sections.open_section,
}
"""The tables whose records can be final, with what refuses to change such a one."""


def put_back(desk: Desk, table: str, row_id: int, step_id: int) -> None:
    """Restore the fields of a record to what they were before a step, as one step "Put back ...".

    Only what differs now is set; the organizations and focus areas that its words name follow, and footnotes keep their
    words. Raises UserError when the record is gone or final, when nothing differs, when what it referred to is gone.
    """
    fields = back_to(desk, table, row_id, step_id)
    if not fields:
        there = desk.read(f'SELECT 1 FROM "{table}" WHERE id = ?', (row_id,))
        raise UserError(
            "It stands as it did before that step, so there is nothing to put back."
            if there
            else "This entry was deleted, so it cannot be put back: undo the deletion first."
        )
    _refuse_dangling(desk, table, fields)
    with desk.change(f"Put back {_named(desk, table, row_id)}") as session:
        if table in _OPENED:
            _OPENED[table](session, row_id)
        pairs = ", ".join(f'"{name}" = ?' for name, _, _ in fields)
        values = (*(was for _, _, was in fields), row_id)
        try:
            session.connection().exec_driver_sql(f'UPDATE "{table}" SET {pairs} WHERE id = ?', values)
        except IntegrityError as error:
            raise UserError(
                "It cannot be put back as it was, because another entry has taken its place: edit it instead."
            ) from error
        session.expire_all()
        if table == "activity":
            _follow(session, row_id, fields)


def _follow(session: Session, activity_id: int, fields: Sequence[Field]) -> None:
    """Bring what hangs on an activity's words along: the marks of footnotes, leads, partners and focus areas."""
    changed = {name: (now, was) for name, now, was in fields}
    notes = session.exec(select(Footnote).where(Footnote.activity_id == activity_id)).all()
    for name, (now, was) in changed.items():
        for note in notes:
            if note.field == _MARKED.get(name):
                note.offset = moved_offset(now, was, note.offset)
    if changed.keys() & {"lead_text", "partner_text", "plan_section_id"}:
        activity = records.found(session, Activity, activity_id)
        workplan.name_organizations(session, Directory(session), [activity])


def _refuse_dangling(desk: Desk, table: str, fields: Sequence[Field]) -> None:
    """Raise UserError when a record that the fields would refer to again is gone."""
    parents = {row[3]: row[2] for row in desk.read(f'PRAGMA foreign_key_list("{table}")')}
    for name, _, was in fields:
        if name in parents and was is not None:
            if not desk.read(f'SELECT 1 FROM "{parents[name]}" WHERE id = ?', (was,)):
                what = FIELD_WORDS.get(name, name.removesuffix("_id").replace("_", " "))
                raise UserError(
                    f"The {what} that it had then was deleted since, so it cannot be put back: edit it instead."
                )


def _named(desk: Desk, table: str, row_id: int) -> str:
    """Return a record in the words of a step's label."""
    names: list[Any] = [row[1] for row in desk.read(f'PRAGMA table_info("{table}")')]
    naming = next((name for name in ("output", "title", "name", "text") if name in names), None)
    if naming is None:
        return table.replace("_", " ")
    return records.quoted(str(desk.read(f'SELECT "{naming}" FROM "{table}" WHERE id = ?', (row_id,))[0][0]))
