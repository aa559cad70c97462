"""Paints the blocks of a meeting: headings, numbers, grounds of decisions and actions, words, chips.

Knows laid-out blocks, places and inks; no desk and no widget. Text is drawn as text, never interpreted.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from imgdesk.ui.minutes.layout import HEAD_LEFT, HEAD_TOP, NUMBER, PAD, TEXT, Block, Inks, Laid
from imgdesk.views.minutes import ParagraphRow

RADIUS: Final = 4.0
BAR: Final = 3.0
_GROUNDS: Final = {"decision": ("accentbg", "accent"), "action": ("amberbg", "amber")}
_CHIP_GROUNDS: Final = {"neutral": "grid", "amber": "amberbg", "red": "redbg", "green": "greenbg"}
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


def paint_block(
    painter: QPainter, inks: Inks, block: Block, laid: Laid, box: QRectF, *, selected: bool, ring: bool
) -> None:
    """Paint one block into its box; `ring` where the keyboard is."""
    if block.kind == "item":
        painter.setPen(inks.color("text"))
        laid.lines.draw(painter, QPointF(box.left() + HEAD_LEFT, box.top() + HEAD_TOP))
        return
    _paint_ground(painter, inks, block.row, box, selected=selected, ring=ring)
    at = QPointF(box.left() + TEXT, box.top() + PAD)
    if block.row is not None:
        paint_number(painter, inks, block.row.number, box)
    _paint_chips(painter, inks, laid, at, on=block.row.kind if block.row else "note")
    painter.setPen(inks.color("text"))
    laid.lines.draw(painter, at)
    if laid.cut:
        painter.setFont(inks.body)
        painter.setPen(inks.color("muted"))
        place = QRectF(at.x(), box.bottom() - PAD - inks.line, box.right() - at.x(), inks.line)
        lines = "line" if laid.cut == 1 else "lines"
        painter.drawText(place, _LEFT, f"… {laid.cut:,} more {lines}, Enter to edit")


def paint_number(painter: QPainter, inks: Inks, number: int, box: QRectF) -> None:
    """Paint the number of a paragraph beside its first line, a dash for one that has none (0)."""
    painter.setFont(inks.body)
    painter.setPen(inks.color("muted"))
    painter.drawText(
        QRectF(box.left() + NUMBER, box.top() + PAD, TEXT - NUMBER, inks.line), _LEFT, str(number or "–")
    )


def paint_field(painter: QPainter, inks: Inks, kind: str, number: int | None, word: str, box: QRectF) -> None:
    """Paint what is round the live field: its border, the ground of its kind, its number, the word in front."""
    ground, bar = _GROUNDS.get(kind, ("surface", ""))
    painter.setPen(QPen(inks.color("accent"), 1))
    painter.setBrush(inks.color(ground))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    if bar:
        _paint_bar(painter, inks.color(bar), box)
    if number is not None:
        paint_number(painter, inks, number, box)
    if word:
        painter.setFont(inks.format("label").font())
        painter.setPen(inks.color("text"))
        painter.drawText(QRectF(box.left() + TEXT, box.top() + PAD, box.width(), inks.line), _LEFT, word)


def paint_tag(painter: QPainter, inks: Inks, text: str, tone: str, box: QRectF, *, on: str) -> None:
    """Paint a chip that stands by itself, on the ground of a kind of paragraph."""
    _paint_chip(painter, inks, tone, box, on=on)
    painter.setFont(inks.small)
    painter.setPen(inks.format(tone).foreground().color())
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _paint_ground(
    painter: QPainter, inks: Inks, row: ParagraphRow | None, box: QRectF, *, selected: bool, ring: bool
) -> None:
    ground, bar = _GROUNDS.get(row.kind if row else "", ("", ""))
    painter.setPen(Qt.PenStyle.NoPen)
    if ground or selected:
        painter.setBrush(inks.color(ground or "sel"))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
    if bar:
        _paint_bar(painter, inks.color(bar), box)
    if selected:
        painter.setPen(QPen(inks.color("accent"), 2 if ring else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS, RADIUS)


def _paint_bar(painter: QPainter, color: QColor, box: QRectF) -> None:
    """Paint the bar at the left edge, within the rounded corners."""
    painter.save()
    painter.setClipRect(QRectF(box.left(), box.top(), BAR, box.height()), Qt.ClipOperation.IntersectClip)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    painter.restore()


def _paint_chips(painter: QPainter, inks: Inks, laid: Laid, at: QPointF, *, on: str) -> None:
    for box, tone in laid.chips:
        if not box.isEmpty():
            _paint_chip(painter, inks, tone, box.translated(at).adjusted(-1, 1, 1, -0.5), on=on)


def _paint_chip(painter: QPainter, inks: Inks, tone: str, box: QRectF, *, on: str) -> None:
    """Paint the ground of a chip; one whose ground is that of the paragraph gets an outline of its colour."""
    if tone == "kept":
        painter.setPen(QPen(inks.color("amber"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    elif tone == "amber" and on == "action":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(inks.color("surface"))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(inks.color(_CHIP_GROUNDS[tone]))
    painter.drawRoundedRect(box.adjusted(0.5, 0, -0.5, 0), RADIUS, RADIUS)
