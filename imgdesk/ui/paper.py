"""The chart's pages through QPainter: in the preview, on a printer, anywhere that Qt paints.

The very same drawing code as in the PDF, with the same bundled faces and the same measured widths, so that what is
seen is what is printed: page by page, line by line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QLinearGradient,
    QPainter,
    QPen,
    QPolygonF,
)

from imgdesk import paths
from imgdesk.reports import style
from imgdesk.reports.chart_draw import draw_page
from imgdesk.reports.chart_pages import ChartPage
from imgdesk.reports.style import Font
from imgdesk.reports.surface import Anchor, Point, Segment
from imgdesk.text import one_line

EM = 64
"""Glyphs are taken at this size in pixels and scaled, because Qt knows whole pixels only."""
INCH = 72.0


class PainterSurface:
    """A surface on a painter whose units are points; see reports.surface.Surface."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)

    def rect(self, x: float, y: float, w: float, h: float, fill: str, *, radius: float = 0.0) -> None:
        """A filled rectangle."""
        if w <= 0 or h <= 0:
            return
        if not radius:
            self._painter.fillRect(QRectF(x, y, w, h), QColor(fill))
            return
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(fill))
        corner = min(radius, w / 2, h / 2)
        self._painter.drawRoundedRect(QRectF(x, y, w, h), corner, corner)

    def gradient(self, x: float, y: float, w: float, h: float, left: str, right: str) -> None:
        """A rectangle whose colour passes from one to another, from left to right."""
        ramp = QLinearGradient(x, y, x + w, y)
        ramp.setColorAt(0, QColor(left))
        ramp.setColorAt(1, QColor(right))
        self._painter.fillRect(QRectF(x, y, w, h), QBrush(ramp))

    def outline(
        self, x: float, y: float, w: float, h: float, stroke: str, width: float,
        *, dashes: Sequence[float] = (), radius: float = 0.0,
    ) -> None:  # fmt: skip
        """The border of a rectangle, centred on its edge."""
        self._painter.setPen(_pen(stroke, width, dashes))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        corner = min(radius, w / 2, h / 2)
        self._painter.drawRoundedRect(QRectF(x, y, w, h), corner, corner)

    def lines(
        self, segments: Iterable[Segment], stroke: str, width: float, *, dashes: Sequence[float] = ()
    ) -> None:
        """Any number of straight lines."""
        drawn = [QLineF(*segment) for segment in segments]
        if drawn:
            self._painter.setPen(_pen(stroke, width, dashes))
            self._painter.drawLines(drawn)

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        """A filled polygon."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(fill))
        self._painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))

    def text(
        self, x: float, y: float, text: str, size: float, fill: str,
        *, font: Font = "regular", anchor: Anchor = "start",
    ) -> None:  # fmt: skip
        """One line of text; y is its baseline."""
        shown = one_line(text)
        x -= {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * style.measure(shown, size, font)
        painter = self._painter
        painter.setPen(QColor(fill))
        for run in style.runs(shown, font):
            painter.save()
            painter.translate(x, y)
            painter.scale(size / EM, size / EM)
            painter.setFont(faces()[run.face])
            painter.drawText(QPointF(0, 0), run.shown)
            painter.restore()
            x += style.measure(run.said, size, font)


def paint_page(painter: QPainter, page: ChartPage, label: str) -> None:
    """Paint a page from the painter's origin, in points."""
    draw_page(PainterSurface(painter), page, label)


def page_size(page: ChartPage) -> tuple[float, float]:
    """The width and height of a page in points."""
    unit = page.sheet.setup.unit
    return page.sheet.setup.width * unit, page.height * unit


def page_image(page: ChartPage, label: str, scale: float, ratio: float = 1.0) -> QImage:
    """A page as a picture on white, `scale` pixels a point on a screen of this device pixel ratio."""
    width, height = page_size(page)
    image = QImage(
        QSize(round(width * scale * ratio), round(height * scale * ratio)), QImage.Format.Format_RGB32
    )
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(scale * ratio, scale * ratio)
    paint_page(painter, page, label)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def faces() -> dict[str, QFont]:
    """The faces of paper by the name of their file, as fonts of EM pixels; loaded once for the application."""
    application = QGuiApplication.instance()
    if application not in _FACES:
        _FACES[application] = {name: _face(name) for name in (*style.FONTS.values(), *style.FALLBACKS)}
    return _FACES[application]


_FACES: WeakKeyDictionary[Any, dict[str, QFont]] = WeakKeyDictionary()
_STYLES: dict[str, tuple[QFont.Weight, bool]] = {
    "NotoSans-SemiBold": (QFont.Weight.DemiBold, False),
    "NotoSans-Italic": (QFont.Weight.Normal, True),
}


def _face(name: str) -> QFont:
    number = QFontDatabase.addApplicationFont(str(paths.resource("fonts", f"{name}.ttf")))
    families = QFontDatabase.applicationFontFamilies(number)
    font = QFont(families[0] if families else "sans-serif")
    weight, italic = _STYLES.get(name, (QFont.Weight.Normal, False))
    font.setWeight(weight)
    font.setItalic(italic)
    font.setPixelSize(EM)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setKerning(False)
    font.setFeature(QFont.Tag("liga"), 0)
    return font


def _pen(stroke: str, width: float, dashes: Sequence[float]) -> QPen:
    pen = QPen(QColor(stroke), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dashes:
        pen.setDashPattern([part / width for part in dashes])
    return pen
