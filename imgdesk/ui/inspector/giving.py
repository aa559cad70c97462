"""Giving documents out of the desk: open or save a kept file, open a link; never without asking.

A file is opened as a copy that cannot be changed by accident, in a folder of its own that goes when the program ends.
What a program could run, and what is no web address in plain sight, is not opened at all.
"""

from __future__ import annotations

import atexit
import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from imgdesk.domain.file_kinds import may_be_opened, web_host
from imgdesk.text import safe_name
from imgdesk.ui.dialogs.confirm import Confirm
from imgdesk.ui.dialogs.file_choice import ANY, FileChoice
from imgdesk.ui.dialogs.link_question import LinkQuestion
from imgdesk.ui.inspector.editing import Deeds
from imgdesk.views.documents import AttachmentRow, made_of


class Giving:
    """Gives documents of the desk that `deeds` holds."""

    def __init__(self, deeds: Deeds) -> None:
        self._deeds = deeds

    def open(self, row: AttachmentRow) -> None:
        """Ask, then open a link in the browser, or a copy of a kept file in its program."""
        if row.link:
            host = web_host(row.link)
            if LinkQuestion.ask(row.link, host) and host:
                QDesktopServices.openUrl(QUrl(row.link))
        elif not may_be_opened(row.file_name):
            self._deeds.refused.emit(
                f"“{row.file_name}” may be run as a program, so it is not opened from here: save it, if you trust it."
            )
        elif Confirm.ask(
            f"Open “{row.file_name}”?",
            f"A copy ({made_of(row)}) opens in the program that your system has for it. Changes to it do not come "
            "back: to keep another version, attach it. Open only what comes from someone you trust.",
            "Open a copy",
        ):
            self._show(row)

    def save(self, row: AttachmentRow) -> None:
        """Ask for a place and write a kept file there."""
        from imgdesk import services

        target = FileChoice.ask_save("Save the document", Path.home() / safe_name(row.file_name), ANY)
        if target is not None:
            self._deeds.do(lambda desk: services.documents.save_file(desk, row.id, target))

    def _show(self, row: AttachmentRow) -> None:
        from imgdesk import services

        place = Path(mkdtemp(prefix="imgdesk-"))
        atexit.register(_remove, place)
        copies: list[Path] = []
        done = self._deeds.do(
            lambda desk: copies.append(services.documents.copy_to_look_at(desk, row.id, place))
        )
        if done and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copies[0]))):
            self._deeds.refused.emit(f"Your system has no program for “{row.file_name}”: save it instead.")


def _remove(folder: Path) -> None:
    """Delete the folder of a copy; where the system keeps what may not be written, that is lifted first."""
    with suppress(OSError):
        for copy in folder.iterdir():
            copy.chmod(0o600)
    shutil.rmtree(folder, ignore_errors=True)
