"""A correction of approved minutes: the new words of one paragraph, why, and who agreed."""

from __future__ import annotations

from typing import NamedTuple

from imgdesk.text import one_line, shorten
from imgdesk.ui.dialogs.decision_form import Form
from imgdesk.ui.widgets.labels import Label

_HEIGHT = 112


class Amendment(NamedTuple):
    """The new words, the reason, and who agreed."""

    text: str
    why: str
    decided_by: str


class Amend(Form):
    """Nothing is kept without a reason and without a change."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__("Amendment", f"Amend paragraph {number}")
        self._before = text
        told = "The version that was approved stays as it is; this becomes a numbered amendment."
        self.body.addWidget(Label(told, "muted", wrap=True))
        self.body.addWidget(Label("As approved", "caption"))
        self.body.addWidget(Label(shorten(text or " ", 400), "body", wrap=True))
        self.text = self.add_note("New words", text)
        self.text.setFixedHeight(_HEIGHT)
        self.why = self.add_line("Why", hint="the title of the event was wrong")
        self.by = self.add_line("Agreed by (may stay empty)", hint="co-chairs, by e-mail")
        self.body.addStretch(1)
        self.add_button("Cancel")
        self.main = self.add_button("Amend", main=True, accepts=True)
        self.text.textChanged.connect(self._judge)
        self.why.textChanged.connect(self._judge)
        self._judge()
        self.text.setFocus()

    @classmethod
    def ask(cls, number: int, text: str) -> Amendment | None:
        """Return the amendment, or None for Cancel."""
        dialog = cls(number, text)
        return dialog.answer() if dialog.exec() else None

    def answer(self) -> Amendment:
        """Return what the fields say."""
        return Amendment(self.text.toPlainText().strip(), one_line(self.why.text()), one_line(self.by.text()))

    def _judge(self) -> None:
        said = self.answer()
        self.main.setEnabled(bool(said.text and said.why) and said.text != self._before.strip())
