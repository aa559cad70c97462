"""One connection to one file: how it is opened, what is refused, and how the driver's errors are told.

Rollback journal and synchronous=EXTRA, never WAL: a desk is a single file, complete even while it is open and idle,
because people mail it and sync it. Hardening pragmas are on because a desk may come from somebody else's hands.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from sqlcipher3 import dbapi2 as driver

from imgdesk.errors import UserError

APPLICATION_ID: Final = 0x494D4744
HEADER: Final = b"SQLite format 3\x00"
BUSY_MS = 2000
"""How long, in milliseconds, a locked file is waited for before the person is told."""

PRAGMAS: Final = (
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


class Header(NamedTuple):
    """What the first hundred bytes of a database file say about it."""

    application_id: int
    user_version: int


def connect(path: Path, *, read_only: bool) -> Connection:
    """Open the existing database file at `path`; every pragma is set, nothing is written.

    A write that a crash interrupted is rolled back by the database on the first read, unless `read_only`.
    """
    mode = "ro" if read_only else "rw"
    uri = f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}"
    connection = driver.connect(uri, uri=True, isolation_level=None)
    try:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if not read_only:
            connection.execute("PRAGMA journal_mode = DELETE")
    except BaseException:
        connection.close()
        raise
    return connection


def in_memory(connection: Connection) -> Connection:
    """Return a copy of the whole database in memory and close the connection that it came from."""
    copy = driver.connect(":memory:", isolation_level=None)
    try:
        connection.backup(copy)
        for pragma in PRAGMAS:
            copy.execute(f"PRAGMA {pragma}")
    except BaseException:
        copy.close()
        raise
    connection.close()
    return copy


def scalar(connection: Connection, sql: str) -> Any:
    """Return the first value of the first row of `sql`."""
    return connection.execute(sql).fetchone()[0]


def check_file(path: Path) -> Header:
    """Return what the file says about itself; raise UserError unless it begins as a database does.

    Reads the first hundred bytes as any file, so that a file of another program is not touched at all.
    """
    try:
        if path.is_dir():
            raise UserError(f"“{path.name}” is a folder, not a desk: choose a file that ends in .imgdesk.")
        if not path.exists():
            raise UserError(f"There is no file “{path}”: check the name, or create a new desk.")
        if not path.is_file():
            raise UserError(f"“{path.name}” is not an ordinary file: choose a file that ends in .imgdesk.")
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise UserError(f"“{path.name}” cannot be read ({error.strerror}): check its permissions.") from error
    if not head:
        raise UserError(f"“{path.name}” is empty, so it is not a desk: open a backup or another copy.")
    if head.startswith(b"PK"):
        raise UserError(f"“{path.name}” is an Office or zip file, not a desk: import it into a desk instead.")
    if not head.startswith(HEADER):
        raise UserError(f"“{path.name}” is not a desk: choose a file that was made by imgdesk.")
    if len(head) < 100:
        raise UserError(f"“{path.name}” is damaged or not a desk: open a backup or another copy.")
    return Header(int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big", signed=True))


def writable(path: Path) -> bool:
    """Tell whether the file and its folder can be written; the folder holds the rollback journal."""
    place = Path(os.path.realpath(path))
    return os.access(place, os.W_OK) and os.access(place.parent, os.W_OK)


def journal_of(path: Path) -> Path:
    """Return where the rollback journal of the desk at `path` stands while a change is being written."""
    return Path(f"{os.path.realpath(path)}-journal")


_TOLD: Final = {
    "SQLITE_BUSY": "“{}” is being changed by another program: wait a moment and try again.",
    "SQLITE_LOCKED": "“{}” is being changed by another program: wait a moment and try again.",
    "SQLITE_FULL": "The disk is full, so the last change was not saved: free some space and try again.",
    "SQLITE_IOERR": "The disk did not answer, so the last change to “{}” may not be saved: "
    "close the file and open it again.",
    "SQLITE_NOTADB": "“{}” is damaged or not a desk: open a backup or another copy.",
    "SQLITE_CORRUPT": "“{}” is damaged or not a desk: open a backup or another copy.",
    "SQLITE_CANTOPEN": "“{}” cannot be opened: check that the file and its folder may be read and written.",
}
_INTERRUPTED: Final = (
    "“{}” was interrupted while it was being changed and cannot be put right where it lies: copy it, with the file "
    "beside it that ends in -journal, to a folder of your own and open it there."
)
_MOVED: Final = (
    "“{}” was moved or replaced while it was open, so the last change was not saved: save a copy of what you see, "
    "then open the file again."
)
_NOT_WRITABLE: Final = "“{}” cannot be written: save a copy in a folder of your own and work there."
_GONE: Final = "This entry refers to one that no longer exists, so nothing was changed: choose another one."


def explain(error: BaseException, path: Path) -> UserError | None:
    """Return the sentence for a driver error that a person can do something about, or None for a bug."""
    cause = getattr(error, "orig", None) or error
    name = str(getattr(cause, "sqlite_errorname", ""))
    sentence = _TOLD.get(name)
    if name == "SQLITE_READONLY":
        sentence = _why_read_only(path)
    elif isinstance(cause, UnicodeDecodeError) or "Could not decode to UTF-8" in str(cause):
        sentence = _TOLD["SQLITE_CORRUPT"]
    elif name == "SQLITE_CONSTRAINT" and "FOREIGN KEY" in str(cause):
        sentence = _GONE
    return UserError(sentence.format(path.name)) if sentence else None


def _why_read_only(path: Path) -> str:
    if journal_of(path).exists():
        return _INTERRUPTED
    return _MOVED if not path.exists() or writable(path) else _NOT_WRITABLE
