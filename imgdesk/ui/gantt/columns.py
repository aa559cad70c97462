"""The heading row of the table, painted to stand in line with the cells below and the calendar beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView

from imgdesk.ui.gantt.header import HEIGHT
from imgdesk.ui.models.plan_columns import COLUMNS, OUTPUT, PERCENT
from imgdesk.views.grouping import PLAN_ORDER, PlanOrder

if TYPE_CHECKING:
    from imgdesk.ui.gantt.tree import PlanTree

PAD: Final = 8
TEXT_X: Final = 24
"""Where the text of the output column begins, behind the bar of its focus area."""
_BASE: Final = 19


class ColumnHeader(QHeaderView):
    """As tall as the calendar; headings at its foot. A click sorts the rows within their groups."""

    ordered = Signal(object)
    """The order that is wanted now."""

    def __init__(self, tree: PlanTree) -> None:
        super().__init__(Qt.Orientation.Horizontal, tree)
        self._tree = tree
        self._order = PLAN_ORDER
        self.sectionClicked.connect(self._clicked)
        self.setFixedHeight(HEIGHT)
        self.setStretchLastSection(False)
        self.setMinimumSectionSize(40)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName("Columns")

    def order(self) -> PlanOrder:
        """Return the order that was chosen."""
        return self._order

    def set_order(self, order: PlanOrder) -> None:
        """Show an order without choosing it."""
        if order != self._order:
            self._order = order
            self.viewport().update()

    def choose(self, order: PlanOrder) -> None:
        """Choose an order."""
        self.set_order(order)
        self.ordered.emit(order)

    def _clicked(self, section: int) -> None:
        """Sort by a column, then the other way round, then as the plan has it."""
        key = COLUMNS[section].key
        if self._order.by != key:
            self.choose(PlanOrder(key))
        else:
            self.choose(PLAN_ORDER if self._order.descending else PlanOrder(key, True))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        inks = self._tree.inks()
        left = TEXT_X if section == OUTPUT else PAD
        painter.save()
        painter.fillRect(rect, inks.color("surface"))
        painter.setFont(inks.caption)
        painter.setPen(inks.color("muted"))
        room = rect.width() - left - PAD - (12 if self._order.by == COLUMNS[section].key else 0)
        text = inks.elided(COLUMNS[section].heading, inks.caption, max(room, 0))
        align = Qt.AlignmentFlag.AlignRight if section == PERCENT else Qt.AlignmentFlag.AlignLeft
        box = QRectF(rect.left() + left, rect.bottom() - _BASE, room, _BASE - 4)
        painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, text)
        if self._order.by == COLUMNS[section].key:
            self._paint_arrow(painter, box.left() + inks.width(text, inks.caption) + 9, box.center().y())
        painter.setPen(inks.line)
        foot = rect.bottom() + 0.5
        painter.drawLine(QPointF(rect.left(), foot), QPointF(rect.right() + 1, foot))
        painter.restore()

    def _paint_arrow(self, painter: QPainter, x: float, y: float) -> None:
        way = -1 if self._order.descending else 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._tree.inks().color("accent"))
        corners = [QPointF(x - 3.5, y + 2 * way), QPointF(x + 3.5, y + 2 * way), QPointF(x, y - 2.5 * way)]
        painter.drawPolygon(QPolygonF(corners))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
