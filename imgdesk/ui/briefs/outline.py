"""The headings of a paper that the desk writes alone: nothing to edit here, a click shows where each one stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from imgdesk.text import shorten
from imgdesk.ui.field_box import WrapLabel
from imgdesk.ui.tips import tip
from imgdesk.ui.widgets.buttons import Button

_MOST: Final = 60
_CHARS: Final = 90


class Outline(QWidget):
    """Emits `wanted` with the words of a heading."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles: list[str] = []
        self.told = WrapLabel("", "muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 0, 8, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.told)
        self.buttons: list[Button] = []

    def say(self, words: str) -> None:
        """Say what the paper follows."""
        self.told.setText(words)

    def show_headings(self, titles: Sequence[str]) -> None:
        """Show these headings."""
        shown = list(titles)[:_MOST]
        if shown == self._titles:
            return
        self._titles = shown
        for button in self.buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(title) for title in shown]

    def _button(self, title: str) -> Button:
        button = Button(shorten(title, _CHARS).replace("&", "&&"), "nav")
        button.setToolTip(tip([title]))
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(partial(self._go, title))
        self._column.addWidget(button)
        return button

    def _go(self, title: str, _on: bool = False) -> None:
        self.wanted.emit(title)
