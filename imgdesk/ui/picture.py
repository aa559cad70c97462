"""The chart as a PNG for slides: the SVG that paper uses, rasterised by Qt without a screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from imgdesk import paths
from imgdesk.errors import UserError
from imgdesk.files import atomic_write

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

SCALE = 2.0
"""Pixels per unit of the SVG, so that a slide on a large screen stays sharp."""
MOST_PIXELS = 16_000
"""A side longer than this is scaled down: Qt and slide programs refuse larger pictures."""


def export_png(desk: Desk, path: Path, *, today: date) -> None:
    """Write the chart of the current workplan as a PNG; raises UserError when it cannot be made or written."""
    from imgdesk.reports.chart_svg import chart_svg
    from imgdesk.reports.compose.gantt import chart_plan

    picture = rasterized(chart_svg(chart_plan(desk, today=today)))
    with atomic_write(path) as file:
        file.write(picture)


def rasterized(svg: str) -> bytes:
    """Return an SVG as PNG bytes on a white ground, at twice its size."""
    application = QGuiApplication.instance() or QGuiApplication(["imgdesk", "-platform", "offscreen"])
    for file in sorted(paths.resource("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    renderer = QSvgRenderer(QByteArray(svg.encode("utf-8")))
    size = renderer.defaultSize()
    scale = min(SCALE, MOST_PIXELS / max(size.width(), size.height(), 1))
    image = QImage(
        QSize(round(size.width() * scale), round(size.height() * scale)), QImage.Format.Format_RGB32
    )
    if not renderer.isValid() or image.isNull():
        raise UserError("The chart is too large for a picture: write it as .pdf or .svg instead.")
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    del application
    return bytes(buffer.data().data())
