"""The list of pages at the left: brand, a second line under it, and one button a page with an optional count."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QVBoxLayout, QWidget

from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Button
from imgdesk.ui.widgets.labels import Label

WIDTH = 184
_MOST = 1000
"""A count from here on is shown as "999+"."""


class RailButton(Button):
    """One page in the rail; `set_count` shows a number at its right, 0 hides it."""

    def __init__(self, theme: Theme, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__("   " + text, "nav", parent)
        self.setCheckable(True)
        self.setAccessibleName(text)
        theme.bind(self, icon, "muted", "accent", 16)
        self._count = QLabel(self)
        self._count.setProperty("look", "badge")
        self._count.hide()

    def set_count(self, count: int, words: str = "") -> None:
        """Show `count` beside the name; `words` say what it counts ("overdue")."""
        self._count.setText(str(count) if count < _MOST else f"{_MOST - 1}+")
        self._count.setVisible(count > 0)
        self.setAccessibleDescription(f"{count} {words}".strip() if count > 0 else "")
        self._place()

    def count(self) -> str:
        """Return the count as it is shown, "" where none is."""
        return "" if self._count.isHidden() else self._count.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        self._count.adjustSize()
        self._count.move(self.width() - self._count.width() - 10, (self.height() - self._count.height()) // 2)


class Rail(QFrame):
    """Emits `chosen` with the index of the page whose button was pressed."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, brand: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("look", "rail")
        self.setFixedWidth(WIDTH)
        self._subtitle = Label("", "small", wrap=True)
        self._subtitle.setContentsMargins(12, 0, 8, 12)
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 14, 9, 8)
        self._column.setSpacing(2)
        name = Label(brand, "brand")
        name.setContentsMargins(12, 0, 0, 2)
        self._column.addWidget(name)
        self._column.addWidget(self._subtitle)
        self._column.addStretch(1)
        self._group.idClicked.connect(self.chosen)

    def add(self, icon: str, text: str, key: str = "") -> RailButton:
        """Add a page below those already there; `key` is its shortcut, for the tool tip."""
        button = RailButton(self._theme, icon, text)
        button.setToolTip(f"{text} ({key})" if key else text)
        self._group.addButton(button, len(self._group.buttons()))
        self._column.insertWidget(self._column.count() - 1, button)
        return button

    def button(self, index: int) -> RailButton:
        """Return the button of a page."""
        button = self._group.button(index)
        assert isinstance(button, RailButton)
        return button

    def set_subtitle(self, text: str) -> None:
        """Show `text` under the brand."""
        self._subtitle.setText(text)
        self._subtitle.setVisible(bool(text))

    def show_chosen(self, index: int) -> None:
        """Mark the page `index` without emitting anything."""
        self._group.button(index).setChecked(True)
