"""A small question: what an event outside is called, and when it is as far as is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from imgdesk.text import one_line
from imgdesk.ui.dialogs.dialog import Dialog, host
from imgdesk.ui.editors import LineEditor, WhenEditor
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.labels import Label


class NewEvent(NamedTuple):
    """Name and date as agreed of an event."""

    name: str
    when: str


class NewEventDialog(Dialog):
    """Asks for a name, without which nothing can be added, and a date."""

    def __init__(self, theme: Theme, understand: Callable[[str], tuple[str, str]]) -> None:
        super().__init__("imgdesk", "New event", host())
        self.setMinimumWidth(400)
        self.name = LineEditor("Name of the event")
        self.name.setPlaceholderText("COP 28")
        self.when = WhenEditor(theme, understand)
        self.when.line.setPlaceholderText("30 November - 12 December 2023")
        for words, field in (("Name", self.name), ("When", self.when)):
            label = Label(words, "muted")
            label.setBuddy(field)
            self.body.addWidget(label)
            self.body.addWidget(field)
        self.add_button("Cancel")
        self.yes = self.add_button("Add", main=True, accepts=True)
        self.yes.setEnabled(False)
        self.name.textChanged.connect(lambda text: self.yes.setEnabled(bool(one_line(text))))
        self.name.setFocus()

    def answer(self) -> NewEvent:
        """Return what was typed."""
        return NewEvent(one_line(self.name.value()), one_line(self.when.value()))

    @classmethod
    def ask(cls, theme: Theme, understand: Callable[[str], tuple[str, str]]) -> NewEvent | None:
        """Return name and date, or None when the person gave up."""
        dialog = cls(theme, understand)
        return dialog.answer() if dialog.exec() else None
