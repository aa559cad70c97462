"""A form that stays open with what was typed when the desk refuses it, and says why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from imgdesk.ui.dialogs.decision_form import Form
from imgdesk.ui.widgets.labels import Label

Keep = Callable[[], str]
"""Keeps what the form holds and returns why it cannot be kept, "" when it was."""


class KeptForm(Form):
    """Subclasses add fields and call `finish` last."""

    def __init__(self, title: str, heading: str) -> None:
        super().__init__(title, heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._keep: Keep = lambda: ""
        self.refusal = Label("", "muted", wrap=True)

    def finish(self, button: str, keep: Keep) -> None:
        """Add the buttons; `keep` is called by the main one."""
        self._keep = keep
        self.body.addWidget(self.refusal)
        self.refusal.hide()
        self.body.addStretch(1)
        self.add_button("Cancel")
        self.main = self.add_button(button, main=True, accepts=True)

    def accept(self) -> None:
        """Close when it was kept, else say why not."""
        said = self._keep()
        self.refusal.setText(said)
        self.refusal.setVisible(bool(said))
        if not said:
            super().accept()
        elif (layout := self.layout()) is not None:
            layout.activate()  # else the sentence would be painted over the last field
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))
