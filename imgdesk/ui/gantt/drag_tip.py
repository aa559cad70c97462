"""What hangs at the mouse while something is dragged on the chart: what will be written, and what would slip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from imgdesk.ui.gantt.inks import Inks

_PAD, _LINE, _WIDEST = 10, 17, 460
_EDGE: Final = 16
"""Clear of the scroll bar."""
_TEXT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class DragTip(QWidget):
    """A small plate of plain lines, the first one strong; it takes no mouse and no focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._inks: Inks | None = None
        self.lines: list[str] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def say(self, inks: Inks, lines: Sequence[str], place: QPointF) -> None:
        """Show lines near a place of the parent; empty ones are left out, none at all hide the plate."""
        said = [line for line in lines if line]
        if not said:
            self.hide()
            return
        if said != self.lines or inks is not self._inks or self.width() > self._over.width() - _EDGE:
            self.lines, self._inks = said, inks
            self.resize(self._size(inks))
            self.setAccessibleName("; ".join(said))
            self.update()
        room = self._over.size()
        x = min(place.x() + 14, room.width() - self.width() - _EDGE)
        y = (
            place.y() + 18
            if place.y() + 18 + self.height() <= room.height()
            else place.y() - 10 - self.height()
        )
        self.move(round(max(x, 2)), round(max(y, 2)))
        if self.isHidden():
            self.show()
            self.raise_()

    def _size(self, inks: Inks) -> QSize:
        widths = [
            inks.width(self.lines[0], inks.caption),
            *(inks.width(line, inks.small) for line in self.lines[1:]),
        ]
        room = max(self._over.width() - _EDGE - 2 * _PAD - 4, 0)
        return QSize(round(min(max(widths), _WIDEST, room)) + 2 * _PAD + 2, _LINE * len(self.lines) + 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        inks = self._inks
        if inks is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), inks.color("surface"))
        painter.setPen(QPen(inks.color("muted"), 1))
        painter.setBrush(inks.color("raised"))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        for place, line in enumerate(self.lines):
            font = inks.small if place else inks.caption
            painter.setFont(font)
            painter.setPen(inks.color("muted" if place else "text"))
            box = QRectF(_PAD, 6 + place * _LINE, self.width() - 2 * _PAD, _LINE)
            painter.drawText(box, _TEXT, inks.elided(line, font, int(box.width()) + 1))
        painter.end()
