"""What can be done with several activities at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from imgdesk.ui.editors import STATUSES
from imgdesk.ui.inspector.words import Commit
from imgdesk.ui.widgets.buttons import Button, Chip
from imgdesk.ui.widgets.labels import Label


class SeveralActivities(QWidget):
    """The common actions on a selection."""

    delete_wanted = Signal()

    def __init__(self, commit: Commit) -> None:
        super().__init__()
        self._commit = commit
        self._ids: list[int] = []
        self._heading = Label("", "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 20, 16, 16)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(
            Label("What you choose here is done to all of them, as one step.", "muted", wrap=True)
        )
        column.addSpacing(4)
        column.addWidget(Label("Set the status", "caption"))
        self._buttons: list[Button] = []
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, status in enumerate(STATUSES):
            grid.addWidget(self._button(Chip(status), "status", status), place // 3, place % 3)
        column.addLayout(grid)
        column.addSpacing(4)
        column.addWidget(Label("Doubts", "caption"))
        for text, field, value in (
            ("Mark unconfirmed", "unconfirmed", True), ("Confirm", "unconfirmed", False),
            ("Put in [brackets]", "provisional", True), ("Take brackets off", "provisional", False),
        ):  # fmt: skip
            column.addWidget(self._button(Button(text), field, value))
        column.addSpacing(12)
        delete = Button("Delete")
        delete.clicked.connect(self.delete_wanted)
        self._buttons.append(delete)
        column.addWidget(delete)
        column.addStretch(1)

    def show_several(self, ids: list[int], editable: bool) -> None:
        """Show the actions for these activities."""
        self._ids = ids
        self._heading.setText(f"{len(ids)} activities selected")
        for button in self._buttons:
            button.setEnabled(editable)

    def text(self) -> str:
        """Return the heading."""
        return self._heading.text()

    def _button(self, button: Button, field: str, value: object) -> Button:
        button.clicked.connect(lambda: self._commit(list(self._ids), field, value))
        self._buttons.append(button)
        return button
