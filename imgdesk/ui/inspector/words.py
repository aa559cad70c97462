"""A heading and a paragraph: what a group holds, or what to do when nothing is selected."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from imgdesk.ui.widgets.labels import Label

Commit = Callable[[list[int], str, object], bool]
"""Sets a field of activities (ids, field, value) and returns whether it was kept."""


class Words(QWidget):
    """A heading and a paragraph."""

    def __init__(self) -> None:
        super().__init__()
        self._heading, self._text = Label("", "heading", wrap=True), Label("", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 20, 16, 16)
        column.addWidget(self._heading)
        column.addWidget(self._text)
        column.addStretch(1)

    def say(self, heading: str, text: str) -> None:
        self._heading.setText(heading[:400])
        self._heading.setVisible(bool(heading))
        self._text.setText(text[:2000])

    def texts(self) -> tuple[str, str]:
        """Return heading and paragraph."""
        return self._heading.text(), self._text.text()
