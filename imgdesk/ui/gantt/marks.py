"""Paints what is laid over and under bars: version ghosts, handles, chips, labels, and what a drag would make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from imgdesk.gantt.layout import Bar, Extent
from imgdesk.ui.gantt.inks import Inks, faded
from imgdesk.ui.gantt.painter import OUTSIDE, RADIUS, WORD_GAP, bar_box
from imgdesk.ui.gantt.zones import HANDLE

GHOST_TALL: Final = 5.0
_LEAST_LABEL: Final = 36.0
_LABEL_GAP: Final = 10.0
_TEXT = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_LEFT, _RIGHT = _TEXT | Qt.AlignmentFlag.AlignLeft, _TEXT | Qt.AlignmentFlag.AlignRight


def paint_ghost(painter: QPainter, inks: Inks, window: Extent, y: float, height: float, width: float) -> None:
    """Paint where a bar stood in a version: a thin outline under the bar, without a wall where it was open."""
    x0, x1 = max(window.x0, -OUTSIDE), min(window.x1, width + OUTSIDE)
    if x1 <= x0:
        return
    top, tall = bar_box(y, height)
    box = QRectF(x0 + 0.5, round(top + tall) + 1.5, max(x1 - x0 - 1, 4), GHOST_TALL)
    painter.setPen(QPen(inks.color("muted"), 1))
    painter.setBrush(inks.color("surface"))
    if not (window.open_start or window.open_end):
        painter.drawRoundedRect(box, 2, 2)
        return
    for edge in (box.topLeft(), box.bottomLeft()):
        painter.drawLine(edge, QPointF(box.right(), edge.y()))
    for is_open, x in ((window.open_start, box.left()), (window.open_end, box.right())):
        if not is_open:
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))


def paint_handles(painter: QPainter, inks: Inks, shape: Bar, y: float) -> None:
    """Paint the dots at both ends of a bar from which links are drawn."""
    painter.setPen(QPen(inks.color("accent"), 1.5))
    painter.setBrush(inks.color("surface"))
    for x in (shape.x0 - HANDLE, shape.x1 + HANDLE):
        painter.drawEllipse(QPointF(x, y), 3.25, 3.25)


def paint_chip(painter: QPainter, inks: Inks, box: QRectF, text: str) -> None:
    """Paint the chip that stands for a missing date."""
    painter.setPen(QPen(inks.color("line"), 1))
    painter.setBrush(inks.color("raised"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(inks.small)
    painter.setPen(inks.color("muted"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def paint_new(painter: QPainter, inks: Inks, window: Extent, y: float, height: float) -> None:
    """Paint the bar of an activity that is being drawn."""
    top, tall = bar_box(y, height)
    pen = QPen(inks.color("accent"), 1.5)
    pen.setDashPattern([2.6, 1.8])
    painter.setPen(pen)
    painter.setBrush(faded(inks.color("accent"), 0.18))
    painter.drawRoundedRect(QRectF(window.x0, top, max(window.x1 - window.x0, 4), tall), RADIUS, RADIUS)


def paint_aim(painter: QPainter, inks: Inks, shape: Bar, row: QRect) -> None:
    """Paint a frame around the bar that a link would reach."""
    top, tall = bar_box(row.top(), row.height())
    painter.setPen(QPen(inks.color("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(
        QRectF(shape.x0 - 2, top - 2, shape.x1 - shape.x0 + 4, tall + 4), RADIUS + 1, RADIUS + 1
    )


def paint_labels(
    painter: QPainter, inks: Inks, texts: Sequence[str], shape: Bar, words: tuple[float, float] | None, y: float,
    height: float, width: float, ground: QColor,
) -> None:  # fmt: skip
    """Write up to three labels: left of a bar, right of it behind its words, and at the right edge.

    None covers the bar, its words or another label; one that finds no room is cut, and left out where too little stays.
    """
    left_end = shape.x0 - WORD_GAP
    right_start = shape.x1 + WORD_GAP
    if words is not None and words[0] < shape.x0:
        left_end = words[0] - _LABEL_GAP
    elif words is not None:
        right_start = words[1] + _LABEL_GAP
    painter.setFont(inks.small)
    room = [(4.0, min(left_end, width)), (max(right_start, 4.0), width - 4), (0.0, 0.0)]
    said = {word.text for word in shape.words}
    for place, text in enumerate("" if text in said else text for text in texts[:3]):
        if place == 2:
            room[2] = (max(right_start, 4.0), width - 4)
        taken = _write(painter, inks, text, room[place], ground, y, height, right=place != 1)
        if place == 1:
            right_start = max(right_start, taken + _LABEL_GAP)


def _write(
    painter: QPainter, inks: Inks, text: str, room: tuple[float, float], ground: QColor, y: float, height: float, *,
    right: bool,
) -> float:  # fmt: skip
    """Write a label into a stretch, at its right end or its left one; return how far it reaches."""
    x0, x1 = room
    needed = inks.width(text, inks.small) + 1
    if not text or x1 - x0 < min(_LEAST_LABEL, needed):
        return x0
    shown = inks.elided(text, inks.small, int(min(x1 - x0, needed) + 1))
    wide = min(needed, x1 - x0)
    box = QRectF(x1 - wide, y, wide, height) if right else QRectF(x0, y, wide, height)
    painter.fillRect(box.adjusted(-2, (height - 15) // 2, 2, -((height - 15) // 2)), ground)
    painter.setPen(inks.color("text"))
    painter.drawText(box, _RIGHT if right else _LEFT, shown)
    return box.right()
