"""Brings a file to the schema that this program knows: numbered SQL files, each in one transaction.

`user_version` is the number of migrations applied. A new desk runs them all, so that every test runs them too; a
newer file is refused untouched. A step that fails leaves the file as it was.
"""

from __future__ import annotations

from imgdesk import paths
from imgdesk.errors import UserError
from imgdesk.store.connection import APPLICATION_ID, Connection, Header, scalar


def scripts() -> list[str]:
    """Return the SQL of every migration in order; the number in the name must be its place."""
    files = sorted(paths.migrations().glob("[0-9][0-9][0-9]_*.sql"))
    for place, file in enumerate(files, start=1):
        if int(file.name[:3]) != place:
            raise RuntimeError(f"migration {file.name} stands at place {place}")
    return [file.read_text(encoding="utf-8") for file in files]


def latest() -> int:
    """Return the schema version that this program writes."""
    return len(list(paths.migrations().glob("[0-9][0-9][0-9]_*.sql")))


def refuse_foreign(header: Header, name: str) -> None:
    """Raise UserError for a file that is not a desk, was never finished, or is newer than this program."""
    if header.application_id != APPLICATION_ID:
        raise UserError(
            f"“{name}” is a database of another program, not a desk: choose a file made by imgdesk."
        )
    if header.user_version > latest():
        raise UserError(
            f"“{name}” was made by a newer imgdesk (its version is {header.user_version}, this program knows up "
            f"to {latest()}): update imgdesk to open it."
        )
    if header.user_version < 1:
        raise UserError(f"“{name}” was never finished: delete it and create the desk again.")


def refuse_code(connection: Connection, name: str) -> None:
    """Raise UserError when the file carries triggers or views: a desk has none, and they would run unseen."""
    if scalar(connection, "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"):
        raise UserError(
            f"“{name}” holds parts that imgdesk did not write: do not open it; ask for a clean copy."
        )


def upgrade(connection: Connection, version: int) -> None:
    """Apply every migration after `version`, each with its number in one transaction.

    References are checked at the end of each and not enforced within, so that a table can be made anew.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        for number, script in enumerate(scripts()[version:], start=version + 1):
            connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};")
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
            if broken is not None:
                raise RuntimeError(f"migration {number} leaves a dangling reference in {broken[0]}")
            connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA foreign_keys = ON")
