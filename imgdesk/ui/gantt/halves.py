"""The splitter between table and chart: shares the room fairly until somebody moves it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QChildEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

TABLE: Final = (390, 476)
"""The table takes half of the room within these bounds; the first columns fit into the larger one."""


class Halves(QSplitter):
    """Two widgets; once `sized`, only the right one takes part when the window grows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._foot: QWidget | None = None
        self.sized = False
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._moved)

    def set_foot(self, foot: QWidget) -> None:
        """Keep room for a strip under the right widget, while it is not hidden; its height is its own."""
        self._foot = foot
        foot.setParent(self)
        self.show_foot(False)

    def childEvent(self, event: QChildEvent) -> None:
        """Take in children as Qt does, but for the strip: it is no part of the split."""
        if event.child() is not self._foot:
            super().childEvent(event)

    def show_foot(self, on: bool) -> None:
        """Show the strip under the right widget, or give its room back."""
        if self._foot is not None and (on or not self._foot.isHidden() or self.contentsMargins().bottom()):
            self.setContentsMargins(0, 0, 0, self._foot.height() if on else 0)
            self._foot.setVisible(on)
            self.lay_foot()

    def widgets(self) -> list[QWidget]:
        """Return the widgets from left to right."""
        found = (self.widget(place) for place in range(self.count()))
        return [widget for widget in found if widget is not None]

    def lay_foot(self) -> None:
        """Put the strip under the right widget."""
        if self._foot is not None and self.count() > 1:
            right = self.widgets()[1].geometry()
            tall = self._foot.height()
            self._foot.setGeometry(right.x(), self.height() - tall, right.width(), tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.sized:
            table = min(max(self.width() // 2, TABLE[0]), TABLE[1], self.width() * 2 // 3)
            self.setSizes([table, self.width() - table])
        self.lay_foot()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._foot is not None and not self._foot.isHidden():
            painter = QPainter(self)
            strip = self.rect().adjusted(0, self.height() - self._foot.height(), 0, 0)
            painter.fillRect(strip, self.widgets()[0].palette().base())
            painter.end()

    def _moved(self) -> None:
        self.sized = True
        self.lay_foot()
