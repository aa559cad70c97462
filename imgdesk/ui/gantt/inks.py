"""Pens, brushes and hatch patterns of the chart and the tree, made once for each theme and screen resolution."""

from __future__ import annotations

import re
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from imgdesk.gantt.layout import hatch_lines
from imgdesk.ui.theme import SMALL, Theme, make_font

BAR_STEP = 8
"""Distance of the hatch lines of a bar along x, in pixels; a pattern is as wide, so that it repeats without a seam."""
GAP_STEP = 12
GLYPHS_KEPT = 4096
_MARK = re.compile(r" [⁰¹²³⁴⁵⁶⁷⁸⁹]+$")


def mixed(color: QColor, ground: QColor, share: float) -> QColor:
    """Return `share` of a colour over a ground, opaque: cheaper to paint with than a transparent one."""
    return QColor(
        round(color.red() * share + ground.red() * (1 - share)),
        round(color.green() * share + ground.green() * (1 - share)),
        round(color.blue() * share + ground.blue() * (1 - share)),
    )


def faded(color: QColor, alpha: float) -> QColor:
    """Return the colour, `alpha` (0 to 1) opaque."""
    clear = QColor(color)
    clear.setAlphaF(alpha)
    return clear


class Inks:
    """What painting takes from one theme at one resolution; thrown away when either changes."""

    def __init__(self, theme: Theme, ratio: float) -> None:
        self._theme, self.ratio = theme, ratio
        self._colors: dict[str, QColor] = {}
        self._dashes: dict[str, QPen] = {}
        self._hatches: dict[str, QBrush] = {}
        self._elided: dict[tuple[str, int, int], str] = {}
        self.body = theme.font()
        self.strong = theme.font(semibold=True)
        self.small = theme.font(SMALL)
        self.caption = theme.font(SMALL, semibold=True)
        self.tier = make_font(12, semibold=True)
        self.tick = make_font(SMALL)
        """The calendar stays as it is when the type is made larger: its words have no more room than its days."""
        self.metrics = {id(font): QFontMetricsF(font) for font in self.fonts}

    @property
    def fonts(self) -> tuple[QFont, ...]:
        """All fonts that are painted with."""
        return self.body, self.strong, self.small, self.caption, self.tier, self.tick

    def color(self, role: str) -> QColor:
        """Return the colour of a role."""
        found = self._colors.get(role)
        if found is None:
            found = self._colors[role] = self._theme.color(role)
        return found

    @cached_property
    def grid(self) -> QPen:
        """Row lines and the quiet lines of the calendar."""
        return QPen(self.color("grid"), 1)

    @cached_property
    def line(self) -> QPen:
        """The strong lines of the calendar, and borders."""
        return QPen(self.color("line"), 1)

    @cached_property
    def today(self) -> QPen:
        """The line through today."""
        return QPen(self.color("red"), 2)

    @cached_property
    def clamp(self) -> QPen:
        """The clamp over a group's extent."""
        pen = QPen(self.color("muted"), 1.5)
        pen.setCapStyle(Qt.PenCapStyle.SquareCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        return pen

    @cached_property
    def hover(self) -> QColor:
        """The row under the mouse."""
        return mixed(self.color("grid"), self.color("surface"), 0.55)

    @cached_property
    def gap(self) -> QBrush:
        """The hatching of a coverage gap."""
        return self._hatch(self.color("hatch"), QColor(0, 0, 0, 0), GAP_STEP, rising=False)

    def dash(self, role: str) -> QPen:
        """Return the dashed outline of a bar."""
        if role not in self._dashes:
            pen = QPen(self.color(role), 1.5)
            pen.setDashPattern([2.6, 1.8])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            self._dashes[role] = pen
        return self._dashes[role]

    def hatch(self, role: str) -> QBrush:
        """Return the hatching of a bar: its colour in lines over a quiet ground of the same."""
        if role not in self._hatches:
            color, ground = self.color(role), self.color("surface")
            self._hatches[role] = self._hatch(
                mixed(color, ground, 0.72), mixed(color, ground, 0.16), BAR_STEP, rising=True
            )
        return self._hatches[role]

    def progress(self, role: str) -> QColor:
        """Return the colour of the percentage that fills a bar of this role."""
        return mixed(self.color(role), self.color("text"), 0.55)

    def width(self, text: str, font: QFont) -> float:
        """Return how wide a text is in one of our fonts."""
        return self.metrics[id(font)].horizontalAdvance(text)

    def elided(self, text: str, font: QFont, width: int) -> str:
        """Return the text cut to a width with an ellipsis; remembered, because most rows are painted many times."""
        key = (text, id(font), width)
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) > GLYPHS_KEPT:
                self._elided.clear()
            found = self._elided[key] = self._cut(text, font, width)
        return found

    def _cut(self, text: str, font: QFont, width: int) -> str:
        """Return the text with an ellipsis; a footnote mark at its end is worth more than the letters before it."""
        metrics = self.metrics[id(font)]
        mark = _MARK.search(text)
        if mark is None or metrics.horizontalAdvance(text) <= width:
            return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        room = int(width - metrics.horizontalAdvance(mark.group()))
        return (
            metrics.elidedText(text[: mark.start()], Qt.TextElideMode.ElideRight, max(room, 0)) + mark.group()
        )

    def _hatch(self, color: QColor, ground: QColor, step: int, *, rising: bool) -> QBrush:
        side = round(step * self.ratio)
        pixmap = QPixmap(side, side)
        pixmap.fill(ground)
        pixmap.setDevicePixelRatio(self.ratio)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color, 1.4 if rising else 1.0))
        reach = side / self.ratio
        for xa, ya, xb, yb in hatch_lines(-reach, -reach, 2 * reach, 2 * reach, reach, rising=rising):
            painter.drawLine(round(xa), round(ya), round(xb), round(yb))
        painter.end()
        return QBrush(pixmap)
