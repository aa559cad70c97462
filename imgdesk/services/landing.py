"""How what a file holds lands in the desk: as one step, or as a rehearsal that takes all of it back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


@dataclass
class Landed:
    """What a file brings: rows added per table, and where it was known what differs and what only the desk has."""

    label: str
    added: dict[str, int] = field(default_factory=dict)
    changed: list[dict[str, Any]] = field(default_factory=list)
    missing_rows: list[dict[str, Any]] = field(default_factory=list)
    new_rows: list[str] = field(default_factory=list)
    unchanged: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Return the landing as plain values, ready for JSON."""
        return asdict(self)


class _Rehearsed(Exception):
    """Ends a rehearsal, so that everything is taken back."""


def carry_out(
    desk: Desk, landed: Landed, land: Callable[[Session], None], tables: Collection[str], *, rehearse: bool
) -> None:
    """Run `land` as one step and count the rows that it adds to `tables`; a rehearsal leaves the desk as it was."""
    try:
        with desk.change(landed.label) as session:
            before = _counts(session, tables)
            land(session)
            session.flush()
            after = _counts(session, tables)
            landed.added = {name: after[name] - before[name] for name in tables}
            if rehearse:
                raise _Rehearsed
    except _Rehearsed:
        return


def _counts(session: Session, tables: Collection[str]) -> dict[str, int]:
    connection = session.connection()
    return {name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one() for name in tables}
