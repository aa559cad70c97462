"""Paints the shapes of gantt/layout.py with QPainter: bars, words, clamps, bands, trays, today.

Knows shapes, a row's y and the inks; knows no model, no desk and no widget. What a shape means was decided in the
layout, so that window, paper and tracker agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF

from imgdesk.gantt.layout import Band, Bar, Diamond, Extent, Word, clipped
from imgdesk.gantt.scale import GridLine
from imgdesk.ui.gantt.inks import Inks, faded

RADIUS: Final = 3.0
OUTSIDE: Final = 40.0
"""How far beyond the window shapes are still drawn, so that a cut never shows."""
SOFT_ALPHA: Final = 0.28
WORD_GAP: Final = 13.0
"""Between a bar and its words: the handle for links stands there."""
DIAMOND: Final = 5.0
_TEXT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


def bar_box(y: float, height: float) -> tuple[float, float]:
    """Return top and height of a bar in a row, on whole pixels."""
    tall = 16 if height >= 32 else 13
    return y + (height - tall) // 2, tall


def paint_bar(
    painter: QPainter, inks: Inks, shape: Bar, y: float, height: float, width: float, ground: QColor
) -> None:
    """Paint a bar into a row whose background is `ground`; nothing beyond the window's `width` is touched."""
    cut = clipped(shape, -OUTSIDE, width + OUTSIDE)
    if cut is None:
        return
    top, tall = bar_box(y, height)
    box = QRectF(cut.x0, top, cut.x1 - cut.x0, tall)
    if cut.faint:
        painter.setOpacity(0.45)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_filling(inks, cut))
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    if cut.texture == "hatched":
        _run_out(painter, cut, box, ground)
    if cut.x0 + 0.5 < cut.progress < cut.x1 - 0.5:
        strip = QRectF(cut.x0, top + tall - 4, cut.progress - cut.x0, 4)
        painter.setBrush(inks.progress(cut.role))
        painter.drawRoundedRect(strip, 1.5, 1.5)
    if cut.dashed:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(inks.dash(cut.role))
        painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), RADIUS, RADIUS)
    _arrows(painter, inks, cut, box)
    if cut.faint:
        painter.setOpacity(1.0)


def _filling(inks: Inks, shape: Bar) -> QBrush:
    color = inks.color(shape.role)
    if shape.texture == "hatched":
        return inks.hatch(shape.role)
    if not (shape.soft0 or shape.soft1):
        return QBrush(color)
    length = max(shape.x1 - shape.x0, 1.0)
    gradient = QLinearGradient(shape.x0, 0, shape.x1, 0)
    low0 = faded(color, 0.0 if shape.open_start else SOFT_ALPHA)
    low1 = faded(color, 0.0 if shape.open_end else SOFT_ALPHA)
    gradient.setColorAt(0, low0 if shape.soft0 else color)
    gradient.setColorAt(min(shape.soft0 / length, 0.5), color)
    gradient.setColorAt(max(1 - shape.soft1 / length, 0.5), color)
    gradient.setColorAt(1, low1 if shape.soft1 else color)
    return QBrush(gradient)


def _run_out(painter: QPainter, shape: Bar, box: QRectF, ground: QColor) -> None:
    """Fade the open ends of a hatched bar into the row."""
    ends = (
        (shape.open_start, shape.x0, shape.x0 + shape.soft0),
        (shape.open_end, shape.x1, shape.x1 - shape.soft1),
    )
    for is_open, outer, inner in ends:
        if is_open and outer != inner:
            gradient = QLinearGradient(outer, 0, inner, 0)
            gradient.setColorAt(0, ground)
            gradient.setColorAt(1, faded(ground, 0.0))
            left = min(outer, inner)
            painter.fillRect(
                QRectF(left - 0.5, box.y(), abs(inner - outer) + 1, box.height()), QBrush(gradient)
            )


def _arrows(painter: QPainter, inks: Inks, shape: Bar, box: QRectF) -> None:
    if not (shape.open_start or shape.open_end):
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(inks.color(shape.role), 1.6))
    middle = box.center().y()
    for is_open, x, turn in ((shape.open_start, shape.x0 + 2, -1), (shape.open_end, shape.x1 - 2, 1)):
        if is_open:
            tip, tail = x + turn * 1.5, x - turn * 2.5
            painter.drawPolyline(
                QPolygonF([QPointF(tail, middle - 4), QPointF(tip, middle), QPointF(tail, middle + 4)])
            )


def paint_words(
    painter: QPainter, inks: Inks, shape: Bar, y: float, height: float, width: float, ground: QColor
) -> tuple[float, float] | None:
    """Write the words beside a bar, the most pressing ones if not all find room, on a clear ground.

    They stand right of the bar, left of it where there is no room, nowhere where there is none. Return from where to
    where they stand.
    """
    words = shape.words
    if not words or shape.x1 <= 0 or shape.x0 >= width:
        return None
    dot = inks.width(" · ", inks.small)
    widths = [inks.width(word.text, inks.small) for word in words]
    for kept in range(len(words), 0, -1):
        needed = sum(widths[:kept]) + dot * (kept - 1)
        x = _beside(shape, needed, width)
        if x is not None:
            _write_words(painter, inks, words[:kept], x, y, height, faded(ground, 0.85))
            return x, x + needed
    return None


def _write_words(
    painter: QPainter, inks: Inks, words: Sequence[Word], x: float, y: float, height: float, ground: QColor
) -> None:
    texts = [f" · {word.text}" if place else word.text for place, word in enumerate(words)]
    widths = [inks.width(text, inks.small) for text in texts]
    painter.fillRect(QRectF(x - 2, y + (height - 15) // 2, sum(widths) + 4, 15), ground)
    painter.setFont(inks.small)
    for word, text, wide in zip(words, texts, widths, strict=True):
        painter.setPen(inks.color(word.role))
        painter.drawText(QRectF(x, y, wide + 2, height), _TEXT, text)
        x += wide


def _beside(shape: Bar, needed: float, width: float) -> float | None:
    right = shape.x1 + WORD_GAP
    if right + needed <= width:
        return right
    left = min(shape.x0, width) - WORD_GAP - needed
    return left if left >= 0 else None


def paint_clamp(painter: QPainter, inks: Inks, window: Extent, y: float, height: float, width: float) -> None:
    """Paint the clamp over a group's extent into the group's row."""
    x0, x1 = max(window.x0, -OUTSIDE), min(window.x1, width + OUTSIDE)
    if x1 < x0:
        return
    top = y + height - (13 if height >= 32 else 9)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(inks.clamp)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    foot, x0, x1 = top + 5, round(x0) + 0.5, max(round(x1) - 0.5, round(x0) + 1.5)
    painter.drawPolyline(
        QPolygonF([QPointF(x0, foot), QPointF(x0, top), QPointF(x1, top), QPointF(x1, foot)])
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def paint_band(
    painter: QPainter, inks: Inks, shape: Band, y0: float, y1: float, width: float, shift: float
) -> None:
    """Hatch a coverage gap from y0 to y1; `shift` is how far the picture has scrolled, so that the lines go along."""
    x0, x1 = max(shape.x0, 0.0), min(shape.x1, width)
    if x1 <= x0:
        return
    painter.setBrushOrigin(QPointF(shape.x0, shift))
    painter.fillRect(QRectF(x0, y0, x1 - x0, y1 - y0), inks.gap)
    painter.setBrushOrigin(QPointF(0, 0))
    ground = inks.color("surface")
    for soft, outer, inner in (
        (shape.soft0, shape.x0, shape.x0 + shape.soft0), (shape.soft1, shape.x1, shape.x1 - shape.soft1)
    ):  # fmt: skip
        if soft:
            gradient = QLinearGradient(outer, 0, inner, 0)
            gradient.setColorAt(0, ground)
            gradient.setColorAt(1, faded(ground, 0.0))
            painter.fillRect(QRectF(min(outer, inner), y0, soft, y1 - y0), QBrush(gradient))


def paint_band_label(painter: QPainter, inks: Inks, shape: Band, y: float, width: float) -> None:
    """Write a coverage gap's name at the top of it."""
    x = max(shape.x0, 0.0) + 5
    if x >= min(shape.x1, width):
        return
    room = int(width - x - 8)
    text = inks.elided(shape.label, inks.small, max(room, 0))
    box = QRectF(x - 3, y + 1, inks.width(text, inks.small) + 6, 15)
    painter.fillRect(box, faded(inks.color("surface"), 0.85))
    painter.setFont(inks.small)
    painter.setPen(inks.color("muted"))
    painter.drawText(box.adjusted(3, 0, 4, 0), _TEXT, text)


def paint_grid(painter: QPainter, inks: Inks, lines: Sequence[GridLine], y0: float, y1: float) -> None:
    """Draw the lines of the calendar."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for strong, pen in ((False, inks.grid), (True, inks.line)):
        painter.setPen(pen)
        painter.drawLines([QLineF(int(x), y0, int(x), y1) for x, is_strong in lines if is_strong == strong])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def tray_box(inks: Inks, undated: int, y: float, height: float, width: float) -> QRectF:
    """Return where a group's tray label stands: at the right edge of the window."""
    wide = inks.width(tray_words(undated), inks.small) + 16
    tall = 18
    return QRectF(round(width - wide - 16), y + (height - tall) // 2, wide, tall)


def tray_words(undated: int) -> str:
    """Return what a tray says; one without any is there to drop on."""
    return f"{undated} undated" if undated else "no date"


def paint_tray(painter: QPainter, inks: Inks, box: QRectF, undated: int, *, lit: bool) -> None:
    """Paint the tray of a group's undated activities; `lit` under the mouse or while it filters."""
    painter.setPen(QPen(inks.color("accent" if lit else "line"), 1))
    painter.setBrush(inks.color("accentbg" if lit else "raised"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
    painter.setFont(inks.small)
    painter.setPen(inks.color("accent" if lit else "muted"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tray_words(undated))


def paint_today(painter: QPainter, inks: Inks, x: float, y0: float, y1: float) -> None:
    """Draw the line through today."""
    painter.fillRect(QRectF(round(x) - 1, y0, 2, y1 - y0), inks.color("red"))


def paint_diamond(painter: QPainter, inks: Inks, shape: Diamond, y: float) -> None:
    """Paint an event; a fuzzy one is hollow and sits on a thin line as long as its window."""
    color = inks.color("accent")
    if shape.fuzzy:
        painter.setPen(QPen(faded(color, 0.5), 1.5))
        painter.drawLine(QPointF(shape.x0, y), QPointF(shape.x1, y))
    path = QPainterPath(QPointF(shape.x, y - DIAMOND))
    for dx, dy in ((DIAMOND, 0), (0, DIAMOND), (-DIAMOND, 0)):
        path.lineTo(shape.x + dx, y + dy)
    path.closeSubpath()
    painter.setPen(QPen(color, 1.5) if shape.fuzzy else Qt.PenStyle.NoPen)
    painter.setBrush(inks.color("surface") if shape.fuzzy else color)
    painter.drawPath(path)
