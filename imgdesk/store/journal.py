"""Records every row change and plays it back: the one source of undo, redo and history.

TEMP triggers, made from each table's columns on the first write, hand the row before and after to one Python
function. They live in this connection only and leave no trace in the file. The rows are written as a step in the same
transaction as the change, so that a change without its journal cannot exist. Replays never rewrite a primary key.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from imgdesk.store.connection import Connection

OWN_TABLES: Final = ("step", "step_row")
WRITTEN_ONCE: Final = ("stored_file",)
"""Tables whose rows are only ever added, so that a step need not hold them: what refers to a row finds it as it was."""
FUNCTION: Final = "imgdesk_journal"

RowChange = tuple[str, int, str | None, str | None]
"""Table, row id, image before, image after (JSON objects; None where there is no row)."""


@dataclass(frozen=True)
class Changes:
    """What one action changed: its label and, per table, the ids of the rows touched."""

    label: str
    tables: dict[str, frozenset[int]]

    def ids(self, table: str) -> frozenset[int]:
        """Return the touched ids of `table`, empty when it was not touched."""
        return self.tables.get(table, frozenset())


class Recorder:
    """Collects row changes between `start` and `take`; installed once per connection.

    Several changes of one row are folded into one, except in tables where two rows may not be alike (UNIQUE): there
    the order in which values were given away and taken matters when a step is played back.
    """

    def __init__(self, connection: Connection) -> None:
        self._rows: dict[tuple[Any, ...], tuple[str | None, str | None]] | None = None
        tables = journalled_tables(connection)
        self._in_order = {table for table in tables if has_unique(connection, table)}
        connection.create_function(FUNCTION, 4, self._record)
        for table in tables:
            for statement in trigger_sql(table, columns(connection, table)):
                connection.execute(statement)

    def start(self) -> None:
        """Begin to collect."""
        self._rows = {}

    def take(self) -> list[RowChange]:
        """Stop collecting and return what was collected, in order; changes without effect are left out."""
        rows, self._rows = self._rows or {}, None
        return [(key[0], key[1], before, after) for key, (before, after) in rows.items() if before != after]

    def _record(self, table: str, row_id: int, before: str | None, after: str | None) -> None:
        if self._rows is None:
            return
        key: tuple[Any, ...] = (table, row_id)
        if table in self._in_order:
            key = (table, row_id, len(self._rows))
        known = self._rows.get(key)
        self._rows[key] = (before if known is None else known[0], after)


def has_unique(connection: Connection, table: str) -> bool:
    """Tell whether the table has a UNIQUE constraint or index."""
    return any(row[2] for row in connection.execute(f'PRAGMA main.index_list("{table}")'))


def journalled_tables(connection: Connection) -> list[str]:
    """Return the names of all tables whose changes are recorded."""
    found = connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY name")
    left_out = OWN_TABLES + WRITTEN_ONCE
    return [name for (name,) in found if not name.startswith("sqlite_") and name not in left_out]


def columns(connection: Connection, table: str) -> list[str]:
    """Return the column names of `table` in order."""
    return [row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")')]


def trigger_sql(table: str, names: list[str]) -> list[str]:
    """Return the three CREATE TRIGGER statements that report every change of `table`."""

    def image(row: str) -> str:
        pairs = ", ".join(f"'{name}', {row}.\"{name}\"" for name in names)
        return f"json_object({pairs})"

    def trigger(event: str, row: str, before: str, after: str) -> str:
        return (
            f'CREATE TEMP TRIGGER IF NOT EXISTS "journal_{table}_{event}" AFTER {event} ON "{table}" '
            f"BEGIN SELECT {FUNCTION}('{table}', {row}.id, {before}, {after}); END"
        )

    return [
        trigger("INSERT", "NEW", "NULL", image("NEW")),
        trigger("UPDATE", "NEW", image("OLD"), image("NEW")),
        trigger("DELETE", "OLD", image("OLD"), "NULL"),
    ]


def write_step(connection: Connection, at: str, label: str, origin: str, rows: list[RowChange]) -> int:
    """Write one step with its rows and return the step's id."""
    cursor = connection.execute("INSERT INTO step (at, label, origin) VALUES (?, ?, ?)", (at, label, origin))
    step_id = int(cursor.lastrowid)
    add_rows(connection, step_id, rows)
    return step_id


def add_rows(connection: Connection, step_id: int, rows: list[RowChange]) -> None:
    """Append `rows` to a step."""
    connection.executemany(
        "INSERT INTO step_row (step_id, table_name, row_id, before, after) VALUES (?, ?, ?, ?, ?)",
        ((step_id, *row) for row in rows),
    )


def abandon_redo(connection: Connection) -> None:
    """Give up the steps that were undone: after a new change they no longer fit."""
    connection.execute("UPDATE step SET state = 'abandoned' WHERE state = 'undone'")


def extend_step(connection: Connection, step_id: int, at: str, rows: list[RowChange]) -> bool:
    """Fold `rows` into an earlier step: a row already in it keeps its first image and takes the new last one.

    A row that is back where it began leaves the step; a step without rows goes. Returns whether the step stays.
    """
    for table, row_id, before, after in rows:
        known = connection.execute(
            "SELECT id, before FROM step_row WHERE step_id = ? AND table_name = ? AND row_id = ? "
            "AND after = ? AND ? IS NOT NULL ORDER BY id DESC LIMIT 1",
            (step_id, table, row_id, before, after),
        ).fetchone()
        if known is None:
            add_rows(connection, step_id, [(table, row_id, before, after)])
        elif known[1] == after:
            connection.execute("DELETE FROM step_row WHERE id = ?", (known[0],))
        else:
            connection.execute("UPDATE step_row SET after = ? WHERE id = ?", (after, known[0]))
    if connection.execute("SELECT 1 FROM step_row WHERE step_id = ? LIMIT 1", (step_id,)).fetchone() is None:
        connection.execute("DELETE FROM step WHERE id = ?", (step_id,))
        return False
    connection.execute("UPDATE step SET at = ? WHERE id = ?", (at, step_id))
    return True


def newest(connection: Connection, state: str) -> tuple[int, str] | None:
    """Return id and label of the step to undo (`state` done) or to redo (`state` undone)."""
    order = "DESC" if state == "done" else "ASC"
    row = connection.execute(
        f"SELECT id, label FROM step WHERE state = ? ORDER BY id {order} LIMIT 1", (state,)
    ).fetchone()
    return (int(row[0]), str(row[1])) if row else None


def replay(connection: Connection, step_id: int, *, forward: bool) -> dict[str, frozenset[int]]:
    """Play a step forward or backward inside the caller's transaction; return the touched ids per table.

    Foreign keys must be off: the images hold every row that a cascade touched, and a second cascade would take rows
    that were only on their way to another parent.
    """
    order = "ASC" if forward else "DESC"
    rows = connection.execute(
        f"SELECT table_name, row_id, before, after FROM step_row WHERE step_id = ? ORDER BY id {order}",
        (step_id,),
    ).fetchall()
    for table, row_id, before, after in rows:
        old, new = (before, after) if forward else (after, before)
        _put(connection, table, row_id, old, new)
    connection.execute("UPDATE step SET state = ? WHERE id = ?", ("done" if forward else "undone", step_id))
    found = touched((table, row_id) for table, row_id, _, _ in rows)
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise RuntimeError(f"step {step_id} does not fit: {broken[0]} refers to a missing row of {broken[2]}")
    return found


def touched(rows: Iterable[tuple[Any, ...]]) -> dict[str, frozenset[int]]:
    """Return the ids per table of rows that begin with table and row id."""
    found: dict[str, set[int]] = {}
    for row in rows:
        found.setdefault(row[0], set()).add(row[1])
    return {table: frozenset(ids) for table, ids in found.items()}


def _put(connection: Connection, table: str, row_id: int, old: str | None, new: str | None) -> None:
    if new is None:
        connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))
        return
    image = json.loads(new)
    if old is None:
        names = ", ".join(f'"{name}"' for name in image)
        marks = ", ".join("?" for _ in image)
        connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(image.values()))
        return
    was = json.loads(old)
    different = {name: value for name, value in image.items() if was.get(name) != value}
    if different:
        pairs = ", ".join(f'"{name}" = ?' for name in different)
        connection.execute(f'UPDATE "{table}" SET {pairs} WHERE id = ?', (*different.values(), row_id))
