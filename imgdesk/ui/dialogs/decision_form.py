"""The fields in which a person says what was decided: by whom, when as agreed, a note."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from imgdesk.ui.dialogs.dialog import Dialog, host
from imgdesk.ui.widgets.labels import Label

Understood = Callable[[str], tuple[str, str]]
"""What a date as agreed means: "day", "window" or "text", and the phrase."""
_NOTE_HEIGHT = 64
_HINT = "A day, a month, a quarter: as it was agreed."


class Said(NamedTuple):
    """What was decided: by which meeting or decision, when as agreed, and a note."""

    decided_by: str = ""
    when: str = ""
    note: str = ""


class Form(Dialog):
    """A dialog of labelled fields, one below the other."""

    def __init__(self, title: str, heading: str) -> None:
        super().__init__(title, heading, host())
        self.setMinimumWidth(480)
        self._names: dict[QWidget, Label] = {}
        self._meanings: dict[QWidget, Label] = {}

    def add_field(self, name: str, field: QWidget) -> None:
        """Add a field under its name."""
        label = self._names[field] = Label(name, "caption")
        label.setBuddy(field)
        field.setAccessibleName(name)
        self.body.addWidget(label)
        self.body.addWidget(field)

    def show_field(self, field: QWidget, shown: bool) -> None:
        """Show or hide a field with its name and, of a date, what is understood."""
        for part in (field, self._names[field], self._meanings.get(field)):
            if part is not None:
                part.setVisible(shown)

    def add_line(self, name: str, text: str = "", hint: str = "") -> QLineEdit:
        """Add and return a field of one line."""
        line = QLineEdit(text, placeholderText=hint)
        self.add_field(name, line)
        return line

    def add_when(self, name: str, text: str, understood: Understood, *, needed: bool = False) -> QLineEdit:
        """Add a date as agreed with what is understood below it, and return its field."""
        line = self.add_line(name, text, "14 March 2023")
        meaning = self._meanings[line] = Label("", "small", wrap=True)
        self.body.addWidget(meaning)

        def tell(typed: str) -> None:
            kind, phrase = understood(typed) if typed.strip() else ("", "")
            words = f"Kept as text: {phrase}" if kind == "text" else phrase
            meaning.setText(words or _HINT + ("" if needed else " May stay empty."))

        line.textChanged.connect(tell)
        tell(text)
        return line

    def add_note(self, name: str, text: str = "") -> QPlainTextEdit:
        """Add and return a field of several lines."""
        note = QPlainTextEdit(text)
        note.setTabChangesFocus(True)
        note.setFixedHeight(_NOTE_HEIGHT)
        self.add_field(name, note)
        return note


class DecisionForm(Form):
    """Who decided and when; what it is about stands in the heading and on the button."""

    def __init__(self, heading: str, text: str, button: str, understood: Understood) -> None:
        super().__init__("Decision", heading)
        if text:
            self.body.addWidget(Label(text, "muted", wrap=True))
        self.by = self.add_line("Decided by", hint="3rd IMG meeting, decision 4")
        self.when = self.add_when("When, as agreed", "", understood)
        self.note = self.add_note("Note")
        self.body.addStretch(1)
        self.add_button("Cancel")
        self.main = self.add_button(button, main=True, accepts=True)
        self.by.setFocus()

    @classmethod
    def ask(cls, heading: str, text: str, button: str, understood: Understood) -> Said | None:
        """Return what was said, or None for Cancel; all of it may be empty."""
        dialog = cls(heading, text, button, understood)
        return dialog.answer() if dialog.exec() else None

    def answer(self) -> Said:
        """Return what the fields say."""
        return Said(self.by.text().strip(), self.when.text().strip(), self.note.toPlainText().strip())


class Reason(Form):
    """Why something is proposed for the next agenda."""

    def __init__(self, heading: str, text: str) -> None:
        super().__init__("Next agenda", heading)
        self.body.addWidget(Label(text, "muted", wrap=True))
        self.why = self.add_note("Why (may stay empty)")
        self.body.addStretch(1)
        self.add_button("Cancel")
        self.add_button("Propose", main=True, accepts=True)
        self.why.setFocus()

    @classmethod
    def ask(cls, heading: str, text: str) -> str | None:
        """Return the reason, or None for Cancel."""
        dialog = cls(heading, text)
        return dialog.why.toPlainText().strip() if dialog.exec() else None
