"""Keep a paper with its pages as it goes out: as what, and a note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtWidgets import QComboBox

from imgdesk.domain.paper_words import NEXT_STATUSES
from imgdesk.text import one_line, shorten
from imgdesk.ui.dialogs.decision_form import Form
from imgdesk.ui.widgets.labels import Label

_WORDS: Final = {"draft": "a draft", "circulated": "circulated", "final": "final"}
_TOLD: Final = {
    "draft": "Each page says that it is a draft.",
    "circulated": "The paper is circulated from then on; it can still be changed.",
    "final": "The paper is final from then on: it is locked until it is set back to draft.",
}


class Kept(NamedTuple):
    """As what a version is kept, and a note."""

    state: str
    note: str


class KeepVersion(Form):
    """See `ask`."""

    def __init__(self, title: str, number: int, status: str) -> None:
        super().__init__("Keep a version", f"Keep version {number} of “{shorten(title, 80)}”")
        self.body.addWidget(Label("Its words and its pages stay as they are now.", "muted", wrap=True))
        self.state = QComboBox()
        for state in states(status):
            self.state.addItem(_WORDS[state].capitalize() if state != "draft" else "A draft", state)
        self.add_field("As", self.state)
        self.told = Label("", "small", wrap=True)
        self.body.addWidget(self.told)
        self.note = self.add_line("Note (may stay empty)", hint="sent to the co-chairs")
        self.body.addStretch(1)
        self.add_button("Cancel")
        self.main = self.add_button("Keep", main=True, accepts=True)
        self.state.currentIndexChanged.connect(self._tell)
        self._tell()
        self.note.setFocus()

    @classmethod
    def ask(cls, title: str, number: int, status: str) -> Kept | None:
        """Return what was said, None for Cancel; `number` is that of the version, `status` that of the paper."""
        dialog = cls(title, number, status)
        return dialog.answer() if dialog.exec() else None

    def answer(self) -> Kept:
        """Return what the fields say."""
        return Kept(str(self.state.currentData()), one_line(self.note.text()))

    def _tell(self) -> None:
        self.told.setText(_TOLD[str(self.state.currentData())])


def states(status: str) -> Sequence[str]:
    """Return as what a paper of a status can be kept, the likeliest first."""
    onward = [state for state in NEXT_STATUSES[status] if state != "draft"]
    return (status, *onward)
