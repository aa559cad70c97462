"""Minutes that go out and minutes that are agreed: what should be looked at before, and a note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QCheckBox, QComboBox

from imgdesk.domain.meeting_words import the_meeting
from imgdesk.text import one_line, shorten
from imgdesk.ui.dialogs.decision_form import Form
from imgdesk.ui.widgets.labels import Label


class Circulation(NamedTuple):
    """A note about the version, and whether the minutes are to be written to a file then."""

    note: str
    export: bool


class Circulate(Form):
    """Warnings are said, none of them is in the way."""

    def __init__(self, name: str, number: int, warnings: Sequence[str]) -> None:
        super().__init__("Circulate", f"Circulate the minutes of {the_meeting(shorten(name, 80))}")
        told = (
            f"They become version {number}, which stays. The minutes can be edited until they are approved."
        )
        self.body.addWidget(Label(told, "muted", wrap=True))
        self.warnings = [Label(f"Look again: {words}", "body", wrap=True) for words in warnings]
        for label in self.warnings:
            self.body.addWidget(label)
        self.note = self.add_line("Note (may stay empty)", hint="sent to all members")
        self.export = QCheckBox("Then write the minutes to a file (PDF or Word)")
        self.export.setChecked(True)
        self.body.addWidget(self.export)
        self.body.addStretch(1)
        self.add_button("Cancel")
        self.main = self.add_button("Circulate", main=True, accepts=True)
        self.note.setFocus()

    @classmethod
    def ask(cls, name: str, number: int, warnings: Sequence[str]) -> Circulation | None:
        """Return what was said, or None for Cancel."""
        dialog = cls(name, number, warnings)
        return dialog.answer() if dialog.exec() else None

    def answer(self) -> Circulation:
        """Return what the fields say."""
        return Circulation(one_line(self.note.text()), self.export.isChecked())


class Approve(Form):
    """At which meeting the minutes were approved; `meetings` are those that come after, as (id, words)."""

    def __init__(self, name: str, meetings: Sequence[tuple[int, str]], chosen: int | None) -> None:
        super().__init__("Approve", f"Approve the minutes of {the_meeting(shorten(name, 80))}")
        told = "They are locked as they stand. What is corrected after that is recorded as an amendment."
        self.body.addWidget(Label(told, "muted", wrap=True))
        self.at = QComboBox()
        for key, words in meetings:
            self.at.addItem(shorten(words, 80), key)
        self.at.addItem("At no meeting, by correspondence", None)
        self.at.setCurrentIndex(max(self.at.findData(chosen), 0))
        self.add_field("Approved at", self.at)
        self.body.addStretch(1)
        self.add_button("Cancel")
        self.main = self.add_button("Approve", main=True, accepts=True)
        self.main.setFocus()

    @classmethod
    def ask(
        cls, name: str, meetings: Sequence[tuple[int, str]], chosen: int | None = None
    ) -> tuple[bool, int | None]:
        """Return whether to approve, and at which meeting."""
        dialog = cls(name, meetings, chosen)
        done = bool(dialog.exec())
        return done, dialog.answer()

    def answer(self) -> int | None:
        """Return the meeting that approved."""
        found = self.at.currentData()
        return None if found is None else int(found)
