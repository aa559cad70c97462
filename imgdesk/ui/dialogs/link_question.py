"""A question before a link is opened: the whole of it is shown, and where it leads."""

from __future__ import annotations

from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QPlainTextEdit

from imgdesk.ui.dialogs.dialog import Dialog, host
from imgdesk.ui.widgets.labels import Label

_HEIGHT = 96


class LinkQuestion(Dialog):
    """The link in full; Open only where `leads_to` names a host on the web."""

    def __init__(self, link: str, leads_to: str) -> None:
        super().__init__("imgdesk", "Open this link?" if leads_to else "A link that is not opened", host())
        self.setMinimumWidth(480)
        self.link = QPlainTextEdit(link)
        self.link.setReadOnly(True)
        self.link.setAccessibleName("The link in full")
        self.link.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.link.setTabChangesFocus(True)
        self.link.setFixedHeight(_HEIGHT)
        said = (
            f"It leads to {leads_to[:200]} and opens in your browser, which needs the network."
            if leads_to
            else "It is no plain web address, so it stays text: copy it, and look where it leads."
        )
        self.body.addWidget(self.link)
        self.body.addWidget(Label(said, "muted", wrap=True))
        self.add_button("Cancel" if leads_to else "Close", main=not leads_to)
        if leads_to:
            self.add_button("Open in the browser", main=True, accepts=True)

    @classmethod
    def ask(cls, link: str, leads_to: str) -> bool:
        """Return whether the person wants to open it."""
        return bool(cls(link, leads_to).exec())
