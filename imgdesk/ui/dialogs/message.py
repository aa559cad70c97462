"""A refusal shown to the person: one plain sentence, never rich text, never with a stack trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from imgdesk.errors import UserError
from imgdesk.ui.dialogs.dialog import host


class Message:
    """One sentence and a Close button; does not wait for the answer."""

    @classmethod
    def tell(cls, text: str) -> None:
        """Show `text` over the active window."""
        box = QMessageBox(QMessageBox.Icon.NoIcon, "imgdesk", text, QMessageBox.StandardButton.Close, host())
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


@contextmanager
def telling() -> Iterator[None]:
    """Show a UserError raised inside as a message and go on; everything else passes."""
    try:
        yield
    except UserError as error:
        Message.tell(str(error))
