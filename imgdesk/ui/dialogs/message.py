"""A refusal shown to the person: one plain sentence, never rich text, never with a stack trace."""

from __future__ import annotations

from PySide6.QtCore import Qt

from imgdesk.ui.dialogs.dialog import Dialog, host
from imgdesk.ui.widgets.labels import Label

WIDTH = 420


class Message(Dialog):
    """One sentence and a Close button; does not wait for the answer."""

    def __init__(self, text: str) -> None:
        super().__init__("imgdesk", "", host())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self.setAccessibleName(text)
        self.body.addWidget(Label(text, wrap=True))
        self.add_button("Close", main=True)

    @classmethod
    def tell(cls, text: str) -> None:
        """Show `text` over the active window."""
        cls(text).open()
