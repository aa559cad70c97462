"""Composing and rendering papers in a thread, with a desk of its own that only reads; the newest wish wins.

A paper that is asked for while another is being made waits for it; whatever lies between the two is never begun, and
what was made for an older wish is dropped.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from imgdesk.errors import UserError
from imgdesk.ui.briefs.composing import Leaving, Wanted, check, compose, leaving, render

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

BROKEN = (
    "Something went wrong inside the program, so this paper has no preview: undo the last change, or go on."
)


class Composer(QObject):
    """Emits what came of the newest wish: `composed`, `rendered` and `checked` one after the other, or `failed`."""

    composed = Signal(object)
    """Made."""
    rendered = Signal(object, bytes)
    """Wanted and its PDF."""
    checked = Signal(object)
    """What a reader of the paper would stumble over, as a list of Finding."""
    failed = Signal(str)
    """One sentence."""
    looked = Signal(object, object)
    """Wanted, and what would leave with each switch (Leaving)."""
    _arrived = Signal(int, object)
    """The number of a wish, and what to do if it is still the newest."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest = 0
        self._desk: Desk | None = None
        self._worker: ThreadPoolExecutor | None = None
        self._told: set[str] = set()
        self._arrived.connect(self._take)

    @property
    def opened(self) -> bool:
        """Whether there is a desk to compose from."""
        return self._worker is not None

    def open(self, path: Path) -> None:
        """Open the desk to read, before the window writes again: raises UserError where that cannot be done.

        The thread opens it, because a connection belongs to one thread; it is waited for, because to open a file
        while this process writes it would let go of the locks that keep other processes away.
        """
        self.close()
        self._worker = ThreadPoolExecutor(1, "papers")
        try:
            self._worker.submit(self._open, path).result()
        except UserError:
            self.close()
            raise

    def close(self) -> None:
        """Close the desk and end the thread; what is being made is waited for and dropped."""
        worker, self._worker = self._worker, None
        self._newest += 1
        self._told.clear()
        if worker is not None:
            worker.submit(self._leave)
            worker.shutdown(wait=True)

    def want(self, wanted: Wanted, today: date) -> None:
        """Ask for a paper instead of any other."""
        self._newest += 1
        if self._worker is not None:
            self._worker.submit(self._make, self._newest, wanted, today)

    def look(self, wanted: Wanted, today: date) -> None:
        """Ask what stays inside of a paper; `looked` follows, also while other papers are asked for."""
        if self._worker is not None:
            self._worker.submit(self._look, wanted, today)

    def drop(self) -> None:
        """Ask for nothing any more."""
        self._newest += 1

    # In the thread

    def _open(self, path: Path) -> None:
        from imgdesk.store.desk import Desk

        self._desk = Desk.open(path, read_only=True)

    def _leave(self) -> None:
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def _make(self, number: int, wanted: Wanted, today: date) -> None:
        desk = self._desk
        if desk is None or number != self._newest:
            return
        try:
            made = compose(desk, wanted, today=today)
            self._tell(number, lambda: self.composed.emit(made))
            if number == self._newest:
                data = render(made)
                self._tell(number, lambda: self.rendered.emit(wanted, data))
            if number == self._newest:
                found = check(desk, wanted, today=today)
                self._tell(number, lambda: self.checked.emit(found))
        except UserError as error:
            sentence = str(error)
            self._tell(number, lambda: self.failed.emit(sentence))
        except Exception as error:  # noqa: BLE001 - told in the window, as a mistake anywhere else is
            broken = error
            self._tell(number, lambda: self._broken(broken))

    def _look(self, wanted: Wanted, today: date) -> None:
        found = Leaving()
        with suppress(UserError):  # the export says it
            if self._desk is not None:
                found = leaving(self._desk, wanted, today=today)
        self.looked.emit(wanted, found)

    def _tell(self, number: int, what: Callable[[], None]) -> None:
        if number == self._newest:
            self._arrived.emit(number, what)

    # In the window

    def _take(self, number: int, what: Callable[[], None]) -> None:
        if number == self._newest:
            what()

    def _broken(self, error: Exception) -> None:
        """Say that it failed, and hand each mistake on once: the paper is asked for at every key."""
        self.failed.emit(BROKEN)
        said = repr(error)
        if said not in self._told:
            self._told.add(said)
            sys.excepthook(type(error), error, error.__traceback__)
