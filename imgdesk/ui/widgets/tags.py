"""A tag as painters need it: a word with a ground, looking like widgets.labels.Tag."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from imgdesk.ui.gantt.inks import Inks

_GROUNDS: Final = {
    "accent": "accentbg",
    "green": "greenbg",
    "amber": "amberbg",
    "red": "redbg",
    "neutral": "grid",
}


def paint_tag(painter: QPainter, inks: Inks, room: QRect, word: str, tone: str) -> int:
    """Paint a word with a ground at the left of a room and return how wide it became."""
    width, height = min(inks.width(word, inks.small) + 14, room.width()), 20.0
    box = QRectF(room.left(), room.center().y() - height / 2 + 0.5, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks.color(_GROUNDS[tone]))
    painter.drawRoundedRect(box, 4, 4)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setFont(inks.small)
    painter.setPen(inks.color("text" if tone == "neutral" else tone))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, word)
    return round(width)
