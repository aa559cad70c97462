"""Quiet lines over the minutes that say how they stand, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from imgdesk.ui.widgets.buttons import Button
from imgdesk.ui.widgets.labels import ElidedLabel


class Bar(NamedTuple):
    """A sentence, and buttons by their words with what they do."""

    words: str
    buttons: tuple[tuple[str, Callable[[], object]], ...] = ()


class Bars(QWidget):
    """Shows bars one below the other; nothing while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._shown: tuple[Bar, ...] = ()
        self._lines: list[QFrame] = []
        self.hide()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these bars and no others."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._shown, self._lines = tuple(bars), [_line(bar) for bar in bars]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(bars))

    def texts(self) -> list[str]:
        """Return the sentences."""
        return [bar.words for bar in self._shown]

    def buttons(self) -> list[Button]:
        """Return all buttons in their order."""
        return [button for line in self._lines for button in line.findChildren(Button)]


def _line(bar: Bar) -> QFrame:
    line = QFrame()
    line.setProperty("look", "bar")
    row = QHBoxLayout(line)
    row.setContentsMargins(24, 6, 16, 6)
    row.setSpacing(8)
    row.addWidget(ElidedLabel(bar.words), 1)
    for words, deed in bar.buttons:
        button = Button(words)
        button.clicked.connect(lambda _on=False, deed=deed: deed())
        row.addWidget(button)
    return line
