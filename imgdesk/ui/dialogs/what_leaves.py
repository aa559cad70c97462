"""What of the minutes or of a paper leaves the desk: what is internal or a draft stays unless somebody ticks it.

Asked only where there is something to choose. Each choice says how much it is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QCheckBox

from imgdesk.domain.meeting_words import the_meeting
from imgdesk.text import shorten
from imgdesk.ui.dialogs.decision_form import Form
from imgdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from imgdesk.ui.briefs.composing import Leaving
    from imgdesk.views.minutes import MeetingRecord

RULE = (
    "What stays inside has no number, so paragraphs are numbered alike in every copy. "
    "Where it is put in, the foot of each page says so."
)


class Counts(NamedTuple):
    """How many paragraphs go out by themselves, and how many stay inside, by what they are."""

    leaving: int
    internal: int
    drafts: int


def counts(meeting: MeetingRecord) -> Counts:
    """Return what of a meeting's minutes leaves and what stays; an internal draft counts as internal."""
    rows = [row for row in meeting.paragraphs() if row.text.strip()]
    internal = sum(bool(row.internal) for row in rows)
    drafts = sum(bool(row.draft and not row.internal) for row in rows)
    return Counts(len(rows) - internal - drafts, internal, drafts)


class WhatLeaves(Form):
    """Two ticks, off at first, and what the paper holds as they stand."""

    def __init__(self, name: str, found: Counts) -> None:
        super().__init__("What leaves", f"Minutes of {the_meeting(shorten(name, 80))}")
        self._found = found
        self.told = Label("", "small", wrap=True)
        self.body.addWidget(Label(RULE, "muted", wrap=True))
        self.internal = self._tick(found.internal, "internal paragraph")
        self.drafts = self._tick(found.drafts, "draft decision")
        self.body.addWidget(self.told)
        self.body.addStretch(1)
        self.add_button("Cancel")
        self.main = self.add_button("Choose a file…", main=True, accepts=True)
        self.main.setFocus()
        self._tell()

    @classmethod
    def ask(cls, meeting: MeetingRecord) -> list[str] | None:
        """Return what the command line is told about the audience, None for Cancel; no question without a choice."""
        found = counts(meeting)
        if not (found.internal or found.drafts):
            return []
        dialog = cls(meeting.name, found)
        return dialog.answer() if dialog.exec() else None

    def answer(self) -> list[str]:
        """Return the arguments of the command line for what is ticked."""
        ticked = (("--internal", self.internal), ("--drafts", self.drafts))
        return [word for word, tick in ticked if tick.isChecked()]

    def _tick(self, count: int, word: str) -> QCheckBox:
        tick = QCheckBox(f"Also {_counted(count, word)}")
        tick.setEnabled(bool(count))
        tick.setVisible(bool(count))
        tick.toggled.connect(self._tell)
        self.body.addWidget(tick)
        return tick

    def _tell(self) -> None:
        leaving, internal, drafts = self._found
        put_in = internal * self.internal.isChecked() + drafts * self.drafts.isChecked()
        stays = internal + drafts - put_in
        going = leaving + put_in
        self.told.setText(
            f"{_counted(going, 'paragraph')} {'leaves' if going == 1 else 'leave'} the desk, "
            f"{stays or 'none'} {'stay' if stays > 1 else 'stays'} inside."
        )


class PaperLeaves(Form):
    """Up to three ticks, off at first: what is internal, draft decisions, and personal contacts."""

    def __init__(self, title: str, found: Leaving) -> None:
        super().__init__("What leaves", f"“{shorten(title, 80)}”")
        self._found = found
        self.told = Label("", "small", wrap=True)
        rule = "This stays inside the desk unless you put it in."
        self.body.addWidget(Label(rule, "muted", wrap=True))
        self.ticks = {
            name: self._tick(words, getattr(found, name))
            for name, words in (
                ("internal", "what is marked internal"), ("drafts", "draft decisions"),
                ("contacts", "names, mail and telephone of persons"),
            )
        }  # fmt: skip
        self.body.addWidget(self.told)
        self.body.addStretch(1)
        self.add_button("Cancel")
        self.main = self.add_button("Choose a file…", main=True, accepts=True)
        self.main.setFocus()
        self._tell()

    @classmethod
    def ask(cls, title: str, found: Leaving) -> list[str] | None:
        """Return what the command line is told about the audience, None for Cancel; no question without a choice."""
        if not any(found):
            return []
        dialog = cls(title, found)
        return dialog.answer() if dialog.exec() else None

    def answer(self) -> list[str]:
        """Return the arguments of the command line for what is ticked."""
        return [f"--{name}" for name, tick in self.ticks.items() if tick.isChecked()]

    def _tick(self, words: str, count: int) -> QCheckBox:
        tick = QCheckBox(f"Also {words} ({_counted(count, 'place')})")
        tick.setVisible(bool(count))
        tick.toggled.connect(self._tell)
        self.body.addWidget(tick)
        return tick

    def _tell(self) -> None:
        put_in = [name for name, tick in self.ticks.items() if tick.isChecked()]
        words = {"internal": "internal notes", "drafts": "draft decisions", "contacts": "personal contacts"}
        leaving = ", ".join(words[name] for name in put_in)
        self.told.setText(f"The paper leaves with {leaving}." if leaving else "Nothing of it leaves.")


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
