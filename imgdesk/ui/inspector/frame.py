"""The frame of what stands at the right of a page: a line at its left, and Escape that leads back to the table.

It is there from the first paint, so it imports nothing of what fills it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from imgdesk.ui.theme import Theme

WIDTH = 320


class SideFrame(QFrame):
    """WIDTH pixels wide; `name` is what a screen reader says, `column` takes what fills it."""

    left = Signal()
    """The person goes back to the table."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("look", "raised")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, 1, self.height(), self._theme.color("line"))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
