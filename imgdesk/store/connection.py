"""One connection to one file: how it is opened, what is refused, and how the driver's errors are told.

Rollback journal and synchronous=EXTRA, never WAL: a desk is a single file, complete even while it is open and idle,
because people mail it and sync it. Hardening pragmas are on because a desk may come from somebody else's hands.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlcipher3 import dbapi2 as driver

from imgdesk.errors import UserError

APPLICATION_ID: Final = 0x494D4744
HEADER: Final = b"SQLite format 3\x00"
PRAGMAS: Final = (
    "busy_timeout = 2000",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "secure_delete = ON",
    "recursive_triggers = ON",
    "temp_store = MEMORY",
    "locking_mode = NORMAL",
    "synchronous = EXTRA",
)

Connection = Any
"""A connection of the driver, which ships no type hints."""


def connect(path: Path, *, read_only: bool) -> Connection:
    """Open the existing database file at `path`; every pragma is set, nothing is read yet."""
    mode = "ro" if read_only else "rw"
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"
    connection = driver.connect(uri, uri=True, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    if not read_only:
        connection.execute("PRAGMA journal_mode = DELETE")
    return connection


def scalar(connection: Connection, sql: str) -> Any:
    """Return the first value of the first row of `sql`."""
    return connection.execute(sql).fetchone()[0]


def check_file(path: Path) -> None:
    """Raise UserError unless `path` begins as a database file does; touches nothing."""
    if path.is_dir():
        raise UserError(f"“{path.name}” is a folder, not a desk: choose a file that ends in .imgdesk.")
    if not path.exists():
        raise UserError(f"There is no file “{path}”: check the name, or create a new desk.")
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise UserError(f"“{path.name}” cannot be read ({error.strerror}): check its permissions.") from error
    if not head:
        raise UserError(f"“{path.name}” is empty, so it is not a desk: open a backup or another copy.")
    if head.startswith(b"PK"):
        raise UserError(f"“{path.name}” is an Office or zip file, not a desk: import it into a desk instead.")
    if head != HEADER:
        raise UserError(f"“{path.name}” is not a desk: choose a file that was made by imgdesk.")


def writable(path: Path) -> bool:
    """Tell whether the file and its folder can be written; the folder holds the rollback journal."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def explain(error: BaseException, path: Path) -> UserError | None:
    """Return the sentence for a driver error that a person can do something about, or None for a bug."""
    message = str(getattr(error, "orig", None) or error).lower()
    name = path.name
    if "locked" in message:
        return UserError(f"“{name}” is being changed by another program: wait a moment and try again.")
    if "readonly" in message or "read-only" in message:
        return UserError(f"“{name}” cannot be written: save a copy in a folder of your own and work there.")
    if "disk is full" in message or "disk full" in message:
        return UserError("The disk is full, so the last change was not saved: free some space and try again.")
    if "disk i/o" in message:
        return UserError(f"The disk did not answer, so the last change to “{name}” may not be saved: reopen it.")
    if "not a database" in message or "malformed" in message:
        return UserError(f"“{name}” is damaged or not a desk: open a backup or another copy.")
    if "unable to open" in message:
        return UserError(f"“{name}” cannot be opened: check that the file and its folder may be read and written.")
    return None
