"""The splitter between table and chart: shares the room fairly until somebody moves it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

TABLE: Final = (390, 476)
"""The table takes half of the room within these bounds; the first columns fit into the larger one."""


class Halves(QSplitter):
    """Two widgets; once `sized`, only the right one takes part when the window grows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.sized = False
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._moved)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.sized:
            table = min(max(self.width() // 2, TABLE[0]), TABLE[1], self.width() * 2 // 3)
            self.setSizes([table, self.width() - table])

    def _moved(self) -> None:
        self.sized = True
