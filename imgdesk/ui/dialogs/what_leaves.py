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


class _Leaves(Form):
    """A rule, ticks that are off at first, and what leaves as they stand."""

    def __init__(self, subject: str, rule: str) -> None:
        super().__init__("What leaves", subject)
        self.ticks: dict[str, QCheckBox] = {}
        self.told = Label("", "small", wrap=True)
        self.body.addWidget(Label(rule, "muted", wrap=True))

    def _finish(self, main: str = "Choose a file…") -> None:
        self.body.addWidget(self.told)
        self.body.addStretch(1)
        self.add_button("Cancel")
        self.main = self.add_button(main, main=True, accepts=True)
        self.main.setFocus()
        self._tell()

    def answer(self) -> list[str]:
        """Return the arguments of the command line for what is ticked."""
        return [f"--{name}" for name, tick in self.ticks.items() if tick.isChecked()]

    def _tick(self, name: str, words: str, count: int) -> None:
        """Offer to put something in; what there is none of is not shown."""
        tick = self.ticks[name] = QCheckBox(f"Also {words}")
        tick.setEnabled(bool(count))
        tick.setVisible(bool(count))
        tick.toggled.connect(self._tell)
        self.body.addWidget(tick)

    def _tell(self) -> None:
        """Say what leaves as the ticks stand."""
        raise NotImplementedError


class WhatLeaves(_Leaves):
    """What of minutes leaves: how many paragraphs go out, and how many stay inside."""

    def __init__(self, name: str, found: Counts) -> None:
        super().__init__(f"Minutes of {the_meeting(shorten(name, 80))}", RULE)
        self._found = found
        self._tick("internal", _counted(found.internal, "internal paragraph"), found.internal)
        self._tick("drafts", _counted(found.drafts, "draft decision"), found.drafts)
        self.internal, self.drafts = self.ticks["internal"], self.ticks["drafts"]
        self._finish()

    @classmethod
    def ask(cls, meeting: MeetingRecord) -> list[str] | None:
        """Return what the command line is told about the audience, None for Cancel; no question without a choice."""
        found = counts(meeting)
        if not (found.internal or found.drafts):
            return []
        dialog = cls(meeting.name, found)
        return dialog.answer() if dialog.exec() else None

    def _tell(self) -> None:
        leaving, internal, drafts = self._found
        put_in = internal * self.internal.isChecked() + drafts * self.drafts.isChecked()
        stays = internal + drafts - put_in
        going = leaving + put_in
        self.told.setText(
            f"{_counted(going, 'paragraph')} {'leaves' if going == 1 else 'leave'} the desk, "
            f"{stays or 'none'} {'stay' if stays > 1 else 'stays'} inside."
        )


class PaperLeaves(_Leaves):
    """What of a paper leaves: what is internal, draft decisions, and personal contacts.

    Of the paper with this title; without one, of all papers for a meeting.
    """

    def __init__(self, title: str, found: Leaving) -> None:
        heading = f"“{shorten(title, 80)}”" if title else "All papers for this meeting"
        super().__init__(heading, "This stays inside the desk unless you put it in.")
        self._leave = "The paper leaves" if title else "The papers leave"
        for name, words, count in (
            ("internal", "what is marked internal", found.internal),
            ("drafts", "draft decisions", found.drafts),
            ("contacts", "names, mail and telephone of persons", found.contacts),
        ):
            self._tick(name, f"{words} ({_counted(count, 'place')})", count)
        self._finish("Choose a file…" if title else "Choose a folder…")

    @classmethod
    def ask(cls, title: str, found: Leaving) -> list[str] | None:
        """Return what the command line is told about the audience, None for Cancel; no question without a choice."""
        if not any(found):
            return []
        dialog = cls(title, found)
        return dialog.answer() if dialog.exec() else None

    def _tell(self) -> None:
        put_in = [name for name, tick in self.ticks.items() if tick.isChecked()]
        words = {"internal": "internal notes", "drafts": "draft decisions", "contacts": "personal contacts"}
        leaving = ", ".join(words[name] for name in put_in)
        self.told.setText(f"{self._leave} with {leaving}." if leaving else "Nothing of it leaves.")


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
