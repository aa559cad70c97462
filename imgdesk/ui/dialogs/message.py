"""A refusal shown to the person: one plain sentence, never rich text, never with a stack trace."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

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
