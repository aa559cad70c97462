"""Writing and printing a chart in small steps, so that the window stays alive while five hundred pages are made.

A job is a generator that does a little and yields the share done; `Steps` runs it between events.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor, wait
from io import BytesIO
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QMarginsF, QObject, QSizeF, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from imgdesk.errors import UserError
from imgdesk.files import atomic_write
from imgdesk.reports.chart import ChartPlan, PageSetup
from imgdesk.reports.chart_options import ChartOptions
from imgdesk.reports.chart_paging import Paging, Place
from imgdesk.ui import paper
from imgdesk.ui.picture import Picture, chart_picture, clipboard_data

Job = Generator[float, None, None]
SLICE = 0.02
"""Seconds of work between two events."""
DEALING = 0.1
"""The share of the work that is measuring; drawing is the rest."""


def write_pdf(plan: ChartPlan, setup: PageSetup, path: Path) -> Job:
    """Write the chart as PDF; the file is there when the job has ended, and as it was before until then."""
    from imgdesk.reports.chart_pdf import chart_canvas, draw_pdf_page

    out = BytesIO()
    canvas = chart_canvas(plan, out)
    paging = Paging(plan, setup)
    while paging.deal():
        yield 0.0
    for done, place in enumerate(paging.places()):
        yield DEALING + (1 - DEALING) * done / paging.total
        draw_pdf_page(canvas, paging.page(place), paging.label(place))
    yield from apart(canvas.save)
    with atomic_write(path) as file:
        file.write(out.getvalue())


def apart(work: Callable[[], object]) -> Job:
    """Do beside the window what cannot be cut into steps: putting a long document or a picture together."""
    executor = ThreadPoolExecutor(1)
    try:
        future = executor.submit(work)
        while not wait([future], SLICE).done:
            yield 1.0
        future.result()
    finally:
        executor.shutdown(wait=False)


def write_picture(plan: ChartPlan, options: ChartOptions, path: Path) -> Job:
    """Write the whole chart as one picture, .png or .svg; UserError for another ending, or when it is too large."""
    from imgdesk.reports.chart_svg import chart_svg

    makers: dict[str, Callable[[], bytes]] = {
        ".png": lambda: chart_picture(plan, options).png,
        ".svg": lambda: chart_svg(plan, options=options).encode("utf-8"),
    }
    make = makers.get(path.suffix.lower())
    if make is None:
        raise UserError("A picture is written as .png or .svg: let the file's name end so.")
    made: list[bytes] = []
    yield from apart(lambda: made.append(make()))
    with atomic_write(path) as file:
        file.write(made[0])


def copy_picture(plan: ChartPlan, options: ChartOptions) -> Job:
    """Put the whole chart on the clipboard, as pixels and as a drawing; UserError when it is too large."""
    made: list[Picture] = []
    yield from apart(lambda: made.append(chart_picture(plan, options)))
    QGuiApplication.clipboard().setMimeData(clipboard_data(made[0]))


def print_pages(plan: ChartPlan, setup: PageSetup, printer: QPrinter) -> Job:
    """Print the chart, or the pages that the printer was told, with the strokes of the preview.

    Raises UserError when the printer takes no page.
    """
    paging = Paging(plan, setup)
    while paging.deal():
        yield 0.0
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError("The printer does not answer: check that it is on and connected, then print again.")
    try:
        wanted = _wanted(paging, printer)
        for done, place in enumerate(wanted):
            yield DEALING + (1 - DEALING) * done / len(wanted)
            if done and not printer.newPage():
                raise UserError("The printer stopped: check paper and connection, then print again.")
            painter.resetTransform()
            painter.scale(printer.logicalDpiX() / paper.INCH, printer.logicalDpiY() / paper.INCH)
            paper.paint_page(painter, paging.page(place), paging.label(place))
    except GeneratorExit:
        printer.abort()
        raise
    finally:
        painter.end()


def _wanted(paging: Paging, printer: QPrinter) -> list[Place]:
    """The pages from the first to the last that was asked for; all where none was."""
    first, last = printer.fromPage() or 1, printer.toPage() or paging.total
    return list(paging.places())[first - 1 : last]


def set_up_printer(printer: QPrinter, setup: PageSetup) -> None:
    """Tell a printer the chart's paper; the margins are the chart's own."""
    width, height = setup.width * setup.unit, (setup.height or setup.width) * setup.unit
    size = QPageSize(
        QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Point, "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )  # fmt: skip
    way = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(size, way, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)


class Steps(QObject):
    """Runs one job at a time between events."""

    moved = Signal(float)
    """The share done."""
    ended = Signal(str)
    """One sentence on why it failed, "" when it did not."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._work)

    @property
    def running(self) -> bool:
        """Whether a job runs."""
        return self._job is not None

    def start(self, make: Callable[[], Job]) -> None:
        """Begin a job."""
        self._job = make()
        self._timer.start()

    def cancel(self) -> None:
        """Stop the job; a file that it was writing is as if it had never begun."""
        self._timer.stop()
        job, self._job = self._job, None
        if job is not None:
            job.close()

    def _work(self) -> None:
        until, share = perf_counter() + SLICE, 0.0
        try:
            while self._job is not None and perf_counter() < until:
                share = next(self._job)
        except StopIteration:
            self._end("")
        except UserError as error:
            self._end(str(error))
        else:
            self.moved.emit(share)

    def _end(self, problem: str) -> None:
        self.cancel()
        self.ended.emit(problem)
