"""What stands in the place of a list while there is nothing to show: why, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Button
from imgdesk.ui.widgets.labels import Label

_WIDE = 440


class EmptyState(QFrame):
    """A picture, a heading, a paragraph and at most two buttons; a page may put choices of its own into `more`."""

    chosen = Signal(str)
    """The name of the button pressed."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self._theme, self._icon = theme, icon
        self._picture = QLabel()
        self._heading = Label("", "title", wrap=True)
        self._text = Label("", "muted", wrap=True)
        self._first, self._second = Button("", "primary"), Button("")
        self._names = ["", ""]
        self._lay_out()
        self._first.clicked.connect(lambda: self.chosen.emit(self._names[0]))
        self._second.clicked.connect(lambda: self.chosen.emit(self._names[1]))
        theme.changed.connect(self._draw)
        self._draw()

    def _lay_out(self) -> None:
        words = QWidget()
        words.setFixedWidth(_WIDE)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._picture, self._heading, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._first)
        buttons.addWidget(self._second)
        buttons.addStretch(1)
        self.more = QVBoxLayout()
        self.more.setSpacing(4)
        column.addSpacing(8)
        column.addLayout(self.more)
        column.addLayout(buttons)
        grid = QGridLayout(self)
        grid.addWidget(words, 1, 1)
        for place, share in ((0, 2), (2, 3)):
            grid.setRowStretch(place, share)
            grid.setColumnStretch(place, 1)

    def say(self, heading: str, text: str, *choices: tuple[str, str], can: bool = True) -> None:
        """Say why there is nothing, and offer (name, words) to do about it; `can` enables them."""
        self._heading.setText(heading)
        self._text.setText(text)
        shown = (*choices, ("", ""), ("", ""))[:2]
        for place, (button, (name, words)) in enumerate(zip((self._first, self._second), shown, strict=True)):
            self._names[place] = name
            button.setText(words)
            button.setVisible(bool(words))
            button.setEnabled(can)

    def texts(self) -> tuple[str, str, str, str]:
        """Return heading, text and the words of the two buttons."""
        return self._heading.text(), self._text.text(), self._first.text(), self._second.text()

    def buttons(self) -> tuple[Button, Button]:
        """Return the two buttons."""
        return self._first, self._second

    def _draw(self) -> None:
        self._picture.setPixmap(self._theme.pixmap(self._icon, "hatch", 48))
