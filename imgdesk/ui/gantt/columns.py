"""The heading row of the table, painted to stand in line with the cells below and the calendar beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView

from imgdesk.ui.gantt.header import HEIGHT
from imgdesk.ui.models.plan_tree import COLUMNS, OUTPUT, PERCENT

if TYPE_CHECKING:
    from imgdesk.ui.gantt.tree import PlanTree

PAD: Final = 8
TEXT_X: Final = 24
"""Where the text of the output column begins, behind the bar of its focus area."""
_BASE: Final = 19


class ColumnHeader(QHeaderView):
    """As tall as the calendar; headings at its foot."""

    def __init__(self, tree: PlanTree) -> None:
        super().__init__(Qt.Orientation.Horizontal, tree)
        self._tree = tree
        self.setFixedHeight(HEIGHT)
        self.setStretchLastSection(False)
        self.setMinimumSectionSize(40)
        self.setSectionsMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName("Columns")

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        inks = self._tree.inks()
        left = TEXT_X if section == OUTPUT else PAD
        painter.save()
        painter.fillRect(rect, inks.color("surface"))
        painter.setFont(inks.caption)
        painter.setPen(inks.color("muted"))
        room = rect.width() - left - PAD
        text = inks.elided(COLUMNS[section].heading, inks.caption, max(room, 0))
        align = Qt.AlignmentFlag.AlignRight if section == PERCENT else Qt.AlignmentFlag.AlignLeft
        box = QRectF(rect.left() + left, rect.bottom() - _BASE, room, _BASE - 4)
        painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(inks.line)
        foot = rect.bottom() + 0.5
        painter.drawLine(QPointF(rect.left(), foot), QPointF(rect.right() + 1, foot))
        painter.restore()
