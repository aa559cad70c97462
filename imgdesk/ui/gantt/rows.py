"""Paints a row of the table: a heading or cells, the ring around the cell in use, and what is seen of a drag."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QHeaderView

from imgdesk.gantt.layout import focus_role
from imgdesk.ui.gantt.columns import PAD, TEXT_X
from imgdesk.ui.gantt.inks import Inks
from imgdesk.ui.models.plan_columns import COLUMNS, OUTPUT, PERCENT, REF, STATUS, WHEN
from imgdesk.ui.models.plan_tree import PlanTreeModel
from imgdesk.views.grouping import Group
from imgdesk.views.workplan import ActivityRow

_BAR_X: Final = 12
_ARROW_X: Final = 17.0
_SHOWN_CHARS: Final = 200
_LABEL_WIDTH: Final = 220
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_STATUS_ROLES: Final = {"done": "green", "delayed": "amber", "cancelled": "muted"}


def paint_heading(painter: QPainter, inks: Inks, box: QRect, group: Group, *, opened: bool) -> None:
    """Paint a group's arrow, title and note; how many rows it holds when they are not to be seen."""
    _arrow(painter, inks, box.center().y() + 0.5, opened)
    painter.setFont(inks.strong)
    painter.setPen(inks.color("text"))
    x, width = TEXT_X + 3, box.width()
    title = inks.elided(group.title[:_SHOWN_CHARS], inks.strong, width - x - PAD)
    painter.drawText(QRect(x, box.top(), width - x, box.height()), _LEFT, title)
    x += round(inks.width(title, inks.strong)) + 6
    if width - x > 40:
        count = "no activities yet" if not group.rows else "" if opened else f"{len(group.rows)} activities"
        note = " · ".join(filter(None, (group.note[:_SHOWN_CHARS], count)))
        painter.setFont(inks.body)
        painter.setPen(inks.color("muted"))
        shown = inks.elided(note, inks.body, width - x - PAD)
        painter.drawText(QRect(x, box.top(), width - x, box.height()), _LEFT, shown)


def paint_cells(
    painter: QPainter, inks: Inks, box: QRect, header: QHeaderView, plan: PlanTreeModel, row: ActivityRow
) -> None:
    """Paint the cells of the columns shown, each cut to its width."""
    painter.setFont(inks.body)
    for column in range(len(COLUMNS)):
        if header.isSectionHidden(column):
            continue
        left, width = header.sectionViewportPosition(column), header.sectionSize(column)
        if column == OUTPUT:
            _focus_bar(painter, inks, left + _BAR_X, box, row)
            left, width = left + TEXT_X - PAD, width - TEXT_X + PAD
        text = plan.cell(row, column) or ("Untitled" if column == OUTPUT else "")
        room = width - 2 * PAD
        if text and room > 0:
            painter.setPen(inks.color(_role(row, column)))
            cell = QRect(left + PAD, box.top(), room, box.height())
            painter.drawText(cell, _RIGHT if column == PERCENT else _LEFT, inks.elided(text, inks.body, room))


def paint_ring(painter: QPainter, inks: Inks, box: QRectF) -> None:
    """Paint the ring around the cell that the keyboard is in."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(inks.color("accent"), 1.5))
    painter.drawRoundedRect(box.adjusted(2, 2, -2, -3), 4, 4)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_landing(painter: QPainter, inks: Inks, y: int, width: int) -> None:
    """Paint the line at which dragged rows would land."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(inks.color("accent"), 2))
    painter.drawLine(QPointF(9, y), QPointF(width, y))
    painter.setBrush(inks.color("surface"))
    painter.drawEllipse(QPointF(6, y), 3, 3)


def dragged_label(inks: Inks, words: str) -> QPixmap:
    """Return what hangs at the mouse while rows are dragged: small, so that it hides no landing."""
    text = inks.elided(words or "Untitled", inks.small, _LABEL_WIDTH)
    width, height = round(inks.width(text, inks.small)) + 20, 24
    pixmap = QPixmap(round(width * inks.ratio), round(height * inks.ratio))
    pixmap.setDevicePixelRatio(inks.ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(inks.color("accent"), 1))
    painter.setBrush(inks.color("accentbg"))
    painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), 4, 4)
    painter.setFont(inks.small)
    painter.setPen(inks.color("text"))
    painter.drawText(QRectF(10, 0, width, height), _LEFT, text)
    painter.end()
    return pixmap


def _role(row: ActivityRow, column: int) -> str:
    if column == STATUS:
        return _STATUS_ROLES.get(row.status, "text")
    open_date = column == WHEN and (row.tbd or not row.understood)
    untitled = column == OUTPUT and not row.output
    return "muted" if row.status == "cancelled" or column == REF or open_date or untitled else "text"


def _focus_bar(painter: QPainter, inks: Inks, x: int, box: QRect, row: ActivityRow) -> None:
    tall = 16 if box.height() >= 32 else 13
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks.color(focus_role(row.focus_area)))
    painter.drawRoundedRect(QRectF(x, box.top() + (box.height() - tall) // 2, 4, tall), 2, 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _arrow(painter: QPainter, inks: Inks, y: float, opened: bool) -> None:
    points = [(-4, -2), (4, -2), (0, 3)] if opened else [(-2, -4), (-2, 4), (3, 0)]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks.color("text"))
    painter.drawPolygon(QPolygonF([QPointF(_ARROW_X + dx, y + dy) for dx, dy in points]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
