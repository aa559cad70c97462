"""A paper on a printer: the pages of its PDF as pictures, so that what is printed is what is seen."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from imgdesk.errors import UserError
from imgdesk.ui.chart_jobs import apart
from imgdesk.ui.widgets.pdf_raster import LIBRARY, open_pdf, page_image

DPI: Final = 300
_POINTS: Final = 72


class PrinterOfPapers:
    """The system's own printer dialog, as a question."""

    @classmethod
    def ask(cls, parent: QWidget, pages: int) -> QPrinter | None:
        """Return the printer chosen with the pages wanted, None for Cancel."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, parent)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        if pages:
            dialog.setMinMax(1, pages)
        return printer if dialog.exec() else None


def print_pdf(data: bytes, printer: QPrinter) -> Generator[float, None, None]:
    """Print a PDF, or the pages that the printer was told; UserError when the printer takes no page."""
    with open_pdf(data) as document:
        pages = range(printer.fromPage() - 1, printer.toPage()) if printer.toPage() else range(len(document))
        painter = QPainter()
        try:
            for done, page in enumerate(pages):
                yield done / len(pages)
                made: list[QImage] = []
                yield from apart(partial(_draw, document, page, made))
                _turn(printer, made[0])
                ready = printer.newPage() if done else painter.begin(printer)
                if not ready:
                    raise UserError(
                        "The printer does not answer: check paper and connection, then print again."
                    )
                room = printer.paperRect(QPrinter.Unit.DevicePixel)
                painter.drawImage(QRectF(0, 0, room.width(), room.height()), made[0])
        except GeneratorExit:
            printer.abort()
            raise
        finally:
            painter.end()


def _draw(document: Any, page: int, made: list[QImage]) -> None:
    with LIBRARY:
        made.append(page_image(document, page, DPI / _POINTS))


def _turn(printer: QPrinter, image: QImage) -> None:
    """Tell a printer the paper and the way of a page; the margins are the page's own."""
    short, long = sorted((image.width() * _POINTS / DPI, image.height() * _POINTS / DPI))
    size = QPageSize(QSizeF(short, long), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    way = QPageLayout.Orientation
    turned = way.Landscape if image.width() > image.height() else way.Portrait
    printer.setPageLayout(QPageLayout(size, turned, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)
