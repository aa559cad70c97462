"""A question before something that cannot be undone. What can be undone is never asked about."""

from __future__ import annotations

from imgdesk.ui.dialogs.dialog import Dialog, host
from imgdesk.ui.widgets.labels import Label


class Confirm(Dialog):
    """A sentence, Cancel, and a button that names what will happen."""

    def __init__(self, heading: str, text: str, yes: str) -> None:
        super().__init__("imgdesk", heading, host())
        self.body.addWidget(Label(text, "muted", wrap=True))
        self.setMinimumWidth(400)
        self.add_button("Cancel")
        self.add_button(yes, main=True, accepts=True)

    @classmethod
    def ask(cls, heading: str, text: str, yes: str) -> bool:
        """Return whether the person said `yes`."""
        return bool(cls(heading, text, yes).exec())
