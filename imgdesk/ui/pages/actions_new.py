"""The line in which a new action is typed: what, who, by when. Return adds it and is ready for the next one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from imgdesk.ui.editors import LineEditor, Understood
from imgdesk.ui.pages.actions_state import ActionContext
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Button, IconButton
from imgdesk.ui.widgets.labels import ElidedLabel

Add = Callable[[str, str, str], bool]
"""Adds an action (what, who, by when) and returns whether that was done."""


class NewAction(QFrame):
    """Hidden until it is asked for; Escape leaves it, and what was typed waits."""

    left = Signal()
    """The table should have the keyboard."""

    def __init__(self, theme: Theme, context: ActionContext, add: Add, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "toolbar")
        self._context, self._add = context, add
        self.what = LineEditor("What is to be done")
        self.who = LineEditor("Who is to do it", ["-"])
        self.due = LineEditor("By when, as agreed")
        self.meaning = Understood(theme)
        self.home = ElidedLabel("", "small")
        self.button = Button("Add", "primary")
        self.close_button = IconButton(theme, "close", "Close (Esc)", size=12)
        self._lay_out()
        for line, hint in ((self.what, "What"), (self.who, "Who"), (self.due, "By when")):
            line.setPlaceholderText(hint)
            line.returnPressed.connect(self.add)
        self.due.textChanged.connect(self._read_due)
        self.button.clicked.connect(self.add)
        self.close_button.clicked.connect(self.leave)
        self.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 4)
        column.setSpacing(2)
        lines, below = QHBoxLayout(), QHBoxLayout()
        for part, share in ((self.what, 4), (self.who, 2), (self.due, 2)):
            lines.addWidget(part, share)
        lines.addWidget(self.button)
        lines.addWidget(self.close_button)
        below.addWidget(self.home, 6)
        below.addWidget(self.meaning, 3)
        for row in (lines, below):
            row.setSpacing(8)
            column.addLayout(row)

    def begin(self, home: str) -> None:
        """Come into sight with the keyboard in it; `home` says where the action will belong."""
        completer = self.who.completer()
        if isinstance(completer, QCompleter):
            completer.model().setStringList(list(self._context.names()))  # type: ignore[attr-defined]
        self.home.set_text(home)
        self._read_due()
        self.show()
        self.what.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.what.selectAll()

    def add(self) -> None:
        """Add what was typed; where it is refused it stays."""
        if self._add(self.what.text(), self.who.text(), self.due.text()):
            self.forget()
            self.what.setFocus()
        elif not self.what.text().strip():
            self.what.setFocus()

    def leave(self) -> None:
        """Go out of sight."""
        self.hide()
        self.left.emit()

    def forget(self) -> None:
        """Empty all fields."""
        for line in self.findChildren(QLineEdit):
            line.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _read_due(self) -> None:
        self.meaning.show_meaning(*self._context.understood(self.due.text(), 0))
        self.meaning.setVisible(bool(self.due.text().strip()))
