"""Says at the foot of the chart what lies over it: a version's ghosts, the critical chain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from imgdesk.ui.gantt.timeline import Timeline

_HIGH, _PAD, _MARK, _WIDEST = 24, 10, 26, 320
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Legend(QWidget):
    """A plate in the lower right corner; it takes no mouse and no focus, and is there only when it has words."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__(timeline)
        self._timeline = timeline
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def place(self) -> None:
        """Take the room that the words need and stand in the corner, or leave."""
        entries = self._entries()
        if not entries:
            self.hide()
            return
        inks = self._timeline.inks()
        wide = sum(inks.width(text, inks.small) + _MARK + 2 * _PAD for _, text in entries)
        self.resize(round(wide), _HIGH)
        self.move(self._timeline.width() - self.width() - 20, self._timeline.height() - _HIGH - 20)
        self.setAccessibleName("; ".join(text for _, text in entries))
        self.show()
        self.raise_()
        self.update()

    def _entries(self) -> list[tuple[str, str]]:
        inks, found = self._timeline.inks(), self._timeline.overlays.legend()
        wide = sum(min(inks.width(text, inks.small), _WIDEST) + _MARK + 2 * _PAD for _, text in found)
        room = self._timeline.width() - 40
        most = _WIDEST if wide <= room else room // max(len(found), 1) - _MARK - 2 * _PAD
        return [(mark, inks.elided(text, inks.small, max(most, 0))) for mark, text in found]

    def paintEvent(self, event: QPaintEvent) -> None:
        inks = self._timeline.inks()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(inks.color("line"), 1))
        painter.setBrush(inks.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setFont(inks.small)
        x = float(_PAD)
        for mark, text in self._entries():
            self._paint_mark(painter, mark, x)
            painter.setPen(inks.color("text"))
            wide = inks.width(text, inks.small) + 1
            painter.drawText(QRectF(x + _MARK, 0, wide + 1, _HIGH), _LEFT, text)
            x += _MARK + wide + 2 * _PAD
        painter.end()

    def _paint_mark(self, painter: QPainter, mark: str, x: float) -> None:
        inks = self._timeline.inks()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if mark == "ghost":
            painter.setPen(QPen(inks.color("muted"), 1))
            painter.drawRoundedRect(QRectF(x + 0.5, _HIGH / 2 - 2.5, 18, 5), 2, 2)
        else:
            painter.setPen(QPen(inks.color("red"), 2))
            painter.drawLine(QPointF(x, _HIGH / 2), QPointF(x + 18, _HIGH / 2))
