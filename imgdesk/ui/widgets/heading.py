"""The headings of a table whose first column begins further right than a heading would."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from imgdesk.ui.theme import Theme


class Heading(QHeaderView):
    """The first heading stands `inset` pixels further right than the others."""

    def __init__(self, theme: Theme, inset: int, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._theme, self._inset = theme, inset

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section == 0:
            painter.fillRect(rect, self._theme.color("surface"))
            painter.setPen(self._theme.color("line"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            rect = rect.adjusted(self._inset, 0, 0, 0)
        super().paintSection(painter, rect, section)
