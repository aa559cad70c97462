"""The frame of what stands at the right of a table on the Progress page: one sheet that scrolls, and words for none."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from imgdesk.ui.inspector.host import WIDTH
from imgdesk.ui.inspector.words import Words
from imgdesk.ui.theme import Theme


class SidePanel(QFrame):
    """Shows one of its sheets, or a heading and a paragraph."""

    left = Signal()
    """The person goes back to the table."""

    def __init__(self, theme: Theme, name: str, *sheets: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("look", "raised")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(name)
        self.nothing = Words()
        self._stack = QStackedWidget()
        self._places = {}
        for part in (self.nothing, *sheets):
            area = QScrollArea(widgetResizable=True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.viewport().setAutoFillBackground(False)
            area.setWidget(part)
            part.setAutoFillBackground(False)
            self._places[part] = self._stack.addWidget(area)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self._stack)

    def show_sheet(self, sheet: QWidget) -> None:
        """Show one of the sheets."""
        self._stack.setCurrentIndex(self._places[sheet])

    def say(self, heading: str, text: str) -> None:
        """Show a heading and a paragraph."""
        self.nothing.say(heading, text)
        self.show_sheet(self.nothing)

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
