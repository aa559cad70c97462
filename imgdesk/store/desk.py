"""The desk: one open file, one connection, one way to change it.

`read` answers with plain rows and cannot write (PRAGMA query_only). `change` gives a session inside one transaction;
when it ends, the rows changed, the journal step and the commit are one, and subscribers hear what changed. `undo` and
`redo` are the same journal read backwards and forwards, also after a restart. There is no Save: a change that was
acknowledged is on the disk. SQLModel is imported on the first change only, so that a window paints before it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, overload

from sqlcipher3 import dbapi2 as driver

from imgdesk.errors import UserError
from imgdesk.store import journal, migrations
from imgdesk.store.connection import (
    APPLICATION_ID,
    Connection,
    Header,
    check_file,
    connect,
    explain,
    in_memory,
    journal_of,
    scalar,
    writable,
)
from imgdesk.store.journal import Changes
from imgdesk.text import one_line

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine
    from sqlmodel import Session

__all__ = ["Changes", "Desk"]

Row = TypeVar("Row")


def utc_now() -> datetime:
    """Return the present moment in UTC; the clock of every desk that is not given another."""
    return datetime.now(UTC)


class Desk:
    """One open desk file; used from one thread."""

    def __init__(
        self,
        path: Path,
        connection: Connection,
        *,
        read_only: bool,
        origin: str,
        clock: Callable[[], datetime],
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.origin = origin
        self._clock = clock
        self._connection = connection
        self._recorder: journal.Recorder | None = None
        self._engine: Engine | None = None
        self._session: Session | None = None
        self._merge: tuple[str, int] | None = None
        self._subscribers: list[Callable[[Changes], None]] = []
        self._connection.execute("PRAGMA query_only = ON")
        self._seen = scalar(connection, "PRAGMA data_version")

    @classmethod
    def create(
        cls, path: Path, group: str = "", *, origin: str = "window", clock: Callable[[], datetime] = utc_now
    ) -> Desk:
        """Make a new desk file for `group` and open it.

        Raises UserError when the file exists already or its folder cannot be written; then nothing is left behind.
        """
        path = Path(path)
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError as error:
            raise UserError(f"“{path.name}” exists already: choose another name, or open it.") from error
        except OSError as error:
            raise UserError(
                f"“{path}” cannot be created ({error.strerror}): choose another folder."
            ) from error
        connection: Connection = None
        try:
            connection = connect(path, read_only=False)
            migrations.upgrade(connection, 0)
            connection.execute("BEGIN IMMEDIATE")
            values = (os.urandom(16).hex(), one_line(group))
            connection.execute("INSERT INTO working_group (uid, name) VALUES (?, ?)", values)
            # Last of all, so that a half-made file is no desk.
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("COMMIT")
            return cls(path, connection, read_only=False, origin=origin, clock=clock)
        except BaseException as error:
            if connection is not None:
                connection.close()
            for left in (path, journal_of(path)):
                left.unlink(missing_ok=True)
            if isinstance(error, driver.Error) and (told := explain(error, path)):
                raise told from error
            raise

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        origin: str = "window",
        clock: Callable[[], datetime] = utc_now,
    ) -> Desk:
        """Open an existing desk; read-only when the file or its folder cannot be written.

        An older file is upgraded, because the views know the newest schema only; to look at one that is read-only, a
        copy in memory is upgraded and the file stays as it is.
        Raises UserError, with nothing touched, for a file that is not a desk, is empty, damaged, locked or newer.
        """
        path = Path(path)
        migrations.refuse_foreign(check_file(path), path.name)
        may_write = writable(path)
        read_only = read_only or not may_write
        connection: Connection = None
        try:
            if read_only and may_write and journal_of(path).exists():
                _recover(path)
            connection = connect(path, read_only=read_only)
            header = Header(*(scalar(connection, f"PRAGMA {name}") for name in Header._fields))
            migrations.refuse_foreign(header, path.name)
            migrations.refuse_code(connection, path.name)
            if header.user_version < migrations.latest():
                if read_only:
                    connection = in_memory(connection)
                migrations.upgrade(connection, header.user_version)
            if not read_only and journal_of(path).exists():
                _clear_journal(connection)
            return cls(path, connection, read_only=read_only, origin=origin, clock=clock)
        except BaseException as error:
            if connection is not None:
                connection.close()
            if isinstance(error, (driver.Error, UnicodeDecodeError)) and (told := explain(error, path)):
                raise told from error
            raise

    def close(self) -> None:
        """Close the file; nothing is lost, because every change is already written."""
        if self._engine is not None:
            self._engine.dispose()
        self._connection.close()
        self._subscribers.clear()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @overload
    def read(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]: ...

    @overload
    def read(
        self, sql: str, params: Sequence[Any] = (), *, row: Callable[[Sequence[Any]], Row]
    ) -> list[Row]: ...

    def read(
        self, sql: str, params: Sequence[Any] = (), *, row: Callable[[Sequence[Any]], Any] | None = None
    ) -> list[Any]:
        """Return the rows of one SELECT, each made by `row` where given; a statement that writes is refused.

        Raises UserError when the file is locked or damaged.
        """
        try:
            cursor = self._connection.execute(sql, params)
            return list(map(row, cursor)) if row else list(cursor)
        except driver.Error as error:
            told = explain(error, self.path)
            if told is None or getattr(error, "sqlite_errorname", "") == "SQLITE_READONLY":
                raise  # a statement that writes: a mistake of the program
            raise told from error

    @contextmanager
    def change(self, label: str, *, merge: str | None = None) -> Iterator[Session]:
        """Give a session whose changes become one transaction, one journal step and one `Changes`.

        An exception inside rolls all back. A change inside a change joins the outer one. Consecutive changes with
        the same `merge` key become one step (typing in one field). Raises UserError when the desk is read-only,
        locked, or the disk is full.
        """
        if self._session is not None:
            yield self._session
            return
        with self._writing():
            from sqlmodel import Session

            with Session(self._bind(), expire_on_commit=False) as session:
                session.connection()
                self._session = session
                try:
                    yield session
                    session.flush()
                    changes, following = self._write_step(label, merge)
                    session.commit()
                finally:
                    self._session = None
                    if self._recorder is not None:
                        self._recorder.take()
        self._merge = following
        if changes is not None:
            self._tell(changes)

    def undo(self) -> Changes | None:
        """Take back the newest step that holds; return what changed, or None when there is nothing to undo.

        Raises UserError when the file is read-only, locked or full, and when it was damaged so that the step does
        not fit.
        """
        return self._replay("done", forward=False)

    def redo(self) -> Changes | None:
        """Bring back the step undone last; return what changed, or None when there is nothing to redo; see `undo`."""
        return self._replay("undone", forward=True)

    @property
    def undo_label(self) -> str | None:
        """The label of the step that `undo` would take back."""
        return self._label("done")

    @property
    def redo_label(self) -> str | None:
        """The label of the step that `redo` would bring back."""
        return self._label("undone")

    def subscribe(self, callback: Callable[[Changes], None]) -> Callable[[], None]:
        """Call `callback` after every change, undo and redo; return a function that ends it.

        What a callback raises goes to `sys.excepthook`: the change is on the disk by then and stays acknowledged,
        and the other callbacks are still called.
        """
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback) if callback in self._subscribers else None

    def changed_outside(self) -> bool:
        """Tell, once per change, whether another program has written to the file since the last look.

        While it is still writing the answer is no; the next look tells.
        """
        try:
            seen, self._seen = self._seen, scalar(self._connection, "PRAGMA data_version")
        except driver.OperationalError:
            return False
        return bool(seen != self._seen)

    def save_copy(self, path: Path) -> None:
        """Write a complete copy of the desk to `path`; an existing file is replaced only when the copy is whole.

        Only the owner may read the copy, as with every new desk. Raises UserError with the old file untouched.
        """
        path = Path(path)
        part = path.with_name(f".{path.name[:80]}.{os.urandom(4).hex()}")
        try:
            if path.exists() and self.path.exists() and path.samefile(self.path):
                raise UserError("A copy cannot replace the desk that is open: choose another name.")
            if journal_of(path).exists():  # it would be played into the copy
                raise UserError(
                    f"“{path.name}” was interrupted while it was being changed: choose another name."
                )
            with open(part, "xb", opener=_for_owner) as file:
                self._connection.execute("PRAGMA query_only = OFF")
                self._connection.execute("VACUUM INTO ?", (str(part),))
                os.fsync(file.fileno())
            part.replace(path)
        except (OSError, driver.Error) as error:
            if getattr(error, "sqlite_errorname", "") == "SQLITE_BUSY":
                raise explain(error, self.path) or error from error
            reason = getattr(error, "strerror", None) or str(error)
            raise UserError(
                f"The copy “{path}” could not be written ({reason}): choose another place."
            ) from error
        finally:
            self._connection.execute("PRAGMA query_only = ON")
            with suppress(OSError):
                part.unlink()

    def check(self) -> list[str]:
        """Return what the database finds wrong with the file (integrity and references); empty when sound."""
        found: list[str] = []
        try:
            found += [row[0] for row in self._connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
            for table, row_id, parent, _ in self._connection.execute("PRAGMA foreign_key_check"):
                found.append(f"{table} {row_id} refers to a missing row of {parent}")
        except driver.DatabaseError as error:
            if getattr(error, "sqlite_errorname", "") in ("SQLITE_BUSY", "SQLITE_IOERR"):
                raise explain(error, self.path) or error from error
            found.append(str(error))
        return found

    def _label(self, state: str) -> str | None:
        try:
            step = journal.newest(self._connection, state)
        except driver.Error as error:
            raise explain(error, self.path) or error from error
        return step[1] if step else None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self.read_only:
            raise UserError(f"“{self.path.name}” is open read-only: save a copy and work there.")
        try:
            if self._recorder is None:
                self._connection.execute("PRAGMA query_only = OFF")
                self._recorder = journal.Recorder(self._connection)
            self._connection.execute("PRAGMA query_only = OFF")
            yield
        except Exception as error:
            if told := explain(error, self.path) if _from_driver(error) else None:
                raise told from error
            raise
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._connection.execute("PRAGMA query_only = ON")

    def _bind(self) -> Engine:
        if self._engine is None:
            from sqlalchemy import event
            from sqlalchemy.pool import StaticPool
            from sqlmodel import create_engine

            self._engine = create_engine(
                "sqlite://",
                module=driver,
                creator=lambda: self._connection,
                poolclass=StaticPool,
                hide_parameters=True,
            )
            event.listen(self._engine, "begin", self._begin)
        return self._engine

    def _begin(self, connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        if self._recorder is not None:
            self._recorder.start()

    def _write_step(self, label: str, merge: str | None) -> tuple[Changes | None, tuple[str, int] | None]:
        """Write the rows recorded as a step; return the Changes, and the step that a next change may join."""
        assert self._recorder is not None
        rows = self._recorder.take()
        if not rows:
            return None, self._merge
        at = self._clock().astimezone(UTC).isoformat(timespec="milliseconds")
        changes = Changes(label, journal.touched(rows))
        last = journal.newest(self._connection, "done")
        journal.abandon_redo(self._connection)
        if merge is not None and self._merge and last and self._merge == (merge, last[0]):
            stays = journal.extend_step(self._connection, last[0], at, rows)
            return changes, self._merge if stays else None
        step_id = journal.write_step(self._connection, at, label, self.origin, rows)
        return changes, (merge, step_id) if merge is not None else None

    def _replay(self, state: str, *, forward: bool) -> Changes | None:
        if self._session is not None:
            raise RuntimeError("undo and redo do not work inside a change")
        self._merge = None
        with self._writing():
            self._connection.execute("PRAGMA foreign_keys = OFF")
            self._connection.execute("BEGIN IMMEDIATE")
            step = journal.newest(self._connection, state)
            if step is None:
                return None
            try:
                tables = journal.replay(self._connection, step[0], forward=forward)
            except (RuntimeError, ValueError, driver.Error) as error:
                raise explain(error, self.path) or UserError(
                    f"“{step[1]}” does not fit the file any more, because something else changed it: nothing was done."
                ) from error
            self._connection.execute("COMMIT")
        changes = Changes(step[1], tables)
        self._tell(changes)
        return changes

    def _tell(self, changes: Changes) -> None:
        for callback in list(self._subscribers):
            try:
                callback(changes)
            except Exception as error:  # noqa: BLE001 - see subscribe: it must not hide that the change is saved
                sys.excepthook(type(error), error, error.__traceback__)


def _recover(path: Path) -> None:
    """Let the database roll back what a crash interrupted, for one that will be opened to read only."""
    connection = connect(path, read_only=False)
    try:
        scalar(connection, "SELECT count(*) FROM sqlite_master")
        _clear_journal(connection)
    finally:
        connection.close()


def _clear_journal(connection: Connection) -> None:
    """Remove the journal that a crash left before it held anything: an idle desk is one file."""
    with suppress(driver.OperationalError):  # another program is writing: then it is in use, and stays
        connection.execute(f"PRAGMA user_version = {scalar(connection, 'PRAGMA user_version')}")


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _from_driver(error: Exception) -> bool:
    return isinstance(error, driver.Error) or isinstance(getattr(error, "orig", None), driver.Error)
