"""Which desk is open: new, open, recent, sample, save a copy, close, undo and redo.

The only part of the window that opens and closes desks. It asks its questions through dialogs/, shows refusals as one
sentence, and tells the window by signals.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QObject, QTimer, Signal

from imgdesk.errors import UserError
from imgdesk.settings import Settings
from imgdesk.ui.telling import telling
from imgdesk.ui.words import saved_words

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.ui.bridge import DeskBridge

ENDING = ".imgdesk"
SAVED_LATER_MS = 400
"""The list of recent desks waits for the first paint; closing the window saves it in any case."""


class DeskController(QObject):
    """Holds the open desk, if any, and its bridge."""

    opened = Signal(object, object)
    """desk, bridge"""
    closing = Signal()
    """The desk is still open and about to be closed."""
    closed = Signal()
    recent_changed = Signal()
    said = Signal(str)
    """One sentence about something done."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.desk: Desk | None = None
        self.bridge: DeskBridge | None = None

    def new(self, group: str = "", name: str = "") -> bool:
        """Ask for group and place, make the desk and open it; return whether that happened."""
        from imgdesk.ui.dialogs.new_desk import NewDeskDialog

        answer = NewDeskDialog.ask(self._free_place(name or "My group"), group)
        if answer is None:
            return False
        before = self.desk
        with telling():
            from imgdesk.store.desk import Desk

            self._take(Desk.create(answer.path, answer.group))
        return self.desk is not before

    def open(self) -> None:
        """Ask for a desk and open it."""
        from imgdesk.ui.dialogs.file_choice import DESKS, FileChoice

        path = FileChoice.ask_open("Open a desk", self._folder(), DESKS)
        if path is not None:
            self.open_path(path)

    def open_path(
        self,
        path: Path | str,
        *,
        read_only: bool = False,
        before_refusal: Callable[[], object] = lambda: None,
    ) -> None:
        """Open the desk at `path`, closing the present one; a refusal leaves the present one open.

        `before_refusal` is called when there is a refusal to show.
        """
        from imgdesk.store.desk import Desk

        with telling(before_refusal):
            self._take(Desk.open(Path(path), read_only=read_only))

    def open_sample(self) -> None:
        """Ask for a place, write the sample desk there and open it."""
        from imgdesk.ui.dialogs.file_choice import DESKS, FileChoice

        path = FileChoice.ask_save("Where shall the sample desk go?", self._free_place("Sample desk"), DESKS)
        if path is not None:
            with telling():
                from imgdesk.services.sample import create_sample

                self._take(create_sample(path))

    def save_copy(self) -> None:
        """Ask for a place and write a complete copy there; the desk stays the one that is open."""
        from imgdesk.ui.dialogs.file_choice import DESKS, FileChoice

        if self.desk is None:
            return
        suggested = self._free_place(f"{self.desk.path.stem} copy", self.desk.path.parent)
        path = FileChoice.ask_save("Save a copy", suggested, DESKS)
        if path is not None:
            with telling():
                self.desk.save_copy(path)
                self.said.emit(f"Copy saved as “{path.name}”.")

    def close(self) -> None:
        """Close the desk; nothing is lost, every change is on the disk already."""
        if self.desk is None or self.bridge is None:
            return
        self.closing.emit()
        self.bridge.close()
        self.desk.close()
        self.bridge.deleteLater()
        self.desk = self.bridge = None
        self.closed.emit()

    def undo(self) -> None:
        """Take back the newest step."""
        self._step("undo")

    def redo(self) -> None:
        """Bring back the step undone last."""
        self._step("redo")

    def forget_recent(self) -> None:
        """Empty the list of recent desks."""
        self._settings.recent = []
        self._save_settings()

    def group_name(self) -> str:
        """Return the name of the open desk's group; empty when it has none or no desk is open."""
        rows = self.desk.read("SELECT name FROM working_group ORDER BY id LIMIT 1") if self.desk else []
        return str(rows[0][0]) if rows else ""

    def saved_words(self) -> str:
        """Return when the open desk's file was last written: "14:02", or the date; empty when no desk is open."""
        with suppress(OSError):
            if self.desk is not None:
                written = QDateTime.fromSecsSinceEpoch(int(self.desk.path.stat().st_mtime))
                return saved_words(written, QDateTime.currentDateTime())
        return ""

    def _step(self, which: str) -> None:

        if self.desk is not None:
            with telling():
                self.desk.undo() if which == "undo" else self.desk.redo()

    def _take(self, desk: Desk) -> None:
        from imgdesk.ui.bridge import DeskBridge

        self.close()
        self.desk = desk
        self.bridge = DeskBridge(desk, self)
        self._settings.remember(desk.path)
        QTimer.singleShot(SAVED_LATER_MS, self, self._save_settings)
        self.opened.emit(desk, self.bridge)

    def _save_settings(self) -> None:
        with suppress(UserError):  # a settings folder that cannot be written must keep no one from a desk
            self._settings.save()
        self.recent_changed.emit()

    def _folder(self) -> Path:
        if self.desk is not None:
            return self.desk.path.parent
        for recent in self._settings.recent:
            if os.path.isdir(os.path.dirname(recent)):
                return Path(recent).parent
        from PySide6.QtCore import QStandardPaths

        return Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home()
        )

    def _free_place(self, stem: str, folder: Path | None = None) -> Path:
        folder = folder or self._folder()
        path, number = folder / f"{stem}{ENDING}", 2
        while path.exists():
            path, number = folder / f"{stem} {number}{ENDING}", number + 1
        return path
