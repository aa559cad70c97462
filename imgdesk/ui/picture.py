"""The chart as a picture: PNG for slides, and PNG and SVG on the clipboard; also without a screen.

Pixels are painted as the preview paints a page, so that words lie where they were measured. A plan with letters that
the typeface of paper lacks goes through the SVG instead, because there the system lends its own fonts.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QSize, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from imgdesk import paths
from imgdesk.errors import UserError
from imgdesk.files import atomic_write

if TYPE_CHECKING:
    from imgdesk.reports.chart import ChartPlan
    from imgdesk.reports.chart_options import ChartOptions
    from imgdesk.store.desk import Desk

MOST_PIXELS = 16_000
"""A side longer than this is scaled down: Qt and slide programs refuse larger pictures."""
LEAST_SCALE = 0.5
"""A picture scaled down further could not be read."""
LEAST_ROW = 24
"""A row of one line takes at least so many pixels of the SVG."""
TOO_LONG = "The chart is too long for a picture that can be read: print it, or write it as .pdf or .svg."
_DOTS_PER_METRE = 96 / 0.0254


class Picture(NamedTuple):
    """The same chart as PNG and as SVG."""

    png: bytes
    svg: bytes


def export_png(desk: Desk, path: Path, *, today: date, options: ChartOptions | None = None) -> None:
    """Write the chart of the current workplan as a PNG; raises UserError when it cannot be made or written."""
    from imgdesk.reports.chart_options import ChartOptions
    from imgdesk.reports.compose.gantt import chart_plan

    chosen = options or ChartOptions()
    picture = chart_picture(chart_plan(desk, today=today, options=chosen), chosen)
    with atomic_write(path) as file:
        file.write(picture.png)


def chart_picture(plan: ChartPlan, options: ChartOptions) -> Picture:
    """Return the whole chart as one picture of the size chosen; UserError when it is too large for one."""
    from imgdesk.reports.chart_svg import chart_svg

    rows = sum(len(group.rows) for group in plan.groups)
    if (
        rows * LEAST_ROW * LEAST_SCALE > MOST_PIXELS
    ):  # told at once, before ten thousand rows are drawn in vain
        raise UserError(TOO_LONG)
    svg = chart_svg(plan, options=options)
    application = QGuiApplication.instance() or QGuiApplication(["imgdesk", "-platform", "offscreen"])
    image = _painted(plan, options) if not _lacks_letters(svg) else _rasterized(svg, options.picture_scale)
    del application
    return Picture(_encoded(image), svg.encode("utf-8"))


def clipboard_data(picture: Picture) -> QMimeData:
    """Return a picture as the clipboard takes it: programs choose the drawing or the pixels."""
    data = QMimeData()
    data.setData("image/svg+xml", QByteArray(picture.svg))
    data.setData("image/png", QByteArray(picture.png))
    data.setImageData(QImage.fromData(picture.png))
    return data


def _lacks_letters(svg: str) -> bool:
    from imgdesk.reports import style

    return bool(style.unprintable(svg.replace("\n", "")))


def _painted(plan: ChartPlan, options: ChartOptions) -> QImage:
    """The chart as pixels, by the code that paints pages."""
    from imgdesk.reports.chart_options import PX_PER_POINT
    from imgdesk.reports.chart_pages import chart_pages
    from imgdesk.ui import paper

    (page,) = chart_pages(plan, options.picture_setup())
    width, height = paper.page_size(page)
    scale = _scale(width * PX_PER_POINT, height * PX_PER_POINT, options.picture_scale)
    return _sized(paper.page_image(page, "", PX_PER_POINT * scale), scale)


def _rasterized(svg: str, scale: float) -> QImage:
    """An SVG as pixels, `scale` for each of its own."""
    for file in sorted(paths.resource("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    renderer = QSvgRenderer(QByteArray(svg.encode("utf-8")))
    size = renderer.defaultSize()
    scale = _scale(size.width(), size.height(), scale)
    image = QImage(
        QSize(round(size.width() * scale), round(size.height() * scale)), QImage.Format.Format_RGB32
    )
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    return _sized(image, scale)


def _scale(width: float, height: float, wanted: float) -> float:
    """The scale at which a picture of this many pixels can be made; UserError where it could not be read."""
    scale = min(wanted, MOST_PIXELS / max(width, height, 1.0))
    if scale < LEAST_SCALE:
        raise UserError(TOO_LONG)
    return scale


def _sized(image: QImage, scale: float) -> QImage:
    """The picture with its size in the real world, so that a slide shows it as large as the drawing."""
    for set_dots in (image.setDotsPerMeterX, image.setDotsPerMeterY):
        set_dots(round(_DOTS_PER_METRE * scale))
    return image


def _encoded(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
