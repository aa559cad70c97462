"""The pages of a PDF as pictures, drawn in a thread of their own so that the window never waits for one.

The library that draws knows one thread at a time: everything that uses it holds LIBRARY. It is imported when the
first PDF is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from math import ceil
from threading import Lock
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QObject, QSizeF, Qt, Signal
from PySide6.QtGui import QImage

LIBRARY: Final = Lock()
"""Held by whoever uses the library: it draws for one thread at a time."""
MOST_PIXELS: Final = 16_000_000
"""A larger page is drawn with so many pixels and stretched."""


class Wish(NamedTuple):
    """A page, counted from 0, so many pixels a point."""

    page: int
    scale: float


class Opened(NamedTuple):
    """What is known of a PDF before a page is drawn: the sizes of its pages in points, and its headings.

    A heading is its words, its page counted from 0, and so far down, from 0 to 1.
    """

    sizes: tuple[QSizeF, ...]
    marks: tuple[tuple[str, int, float], ...]


class Raster(QObject):
    """Draws what is wished of the PDF shown last, for any number of views; `close` before it is thrown away."""

    opened = Signal(int, object)
    """The number that `show` gave, and Opened; None where the bytes are no PDF."""
    drawn = Signal(int, object, object)
    """The number of the PDF, the Wish and the QImage."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._guard = Lock()
        self._wishes: dict[object, list[Wish]] = {}
        self._drawing = False
        self._document: Any = None
        self._worker: ThreadPoolExecutor | None = None

    def show(self, data: bytes) -> int:
        """Take another PDF and return its number; `opened` follows."""
        with self._guard:
            self._number += 1
            self._wishes.clear()
        self._submit(self._open, self._number, data)
        return self._number

    def ask(self, who: object, number: int, wishes: Sequence[Wish]) -> None:
        """Wish for pages of a PDF, instead of what `who` wished before; too late for a PDF that went."""
        with self._guard:
            if number != self._number:
                return
            self._wishes[who] = list(wishes)
            begin = not self._drawing and bool(wishes)
            self._drawing = self._drawing or begin
        if begin:
            self._submit(self._draw_all)

    def close(self) -> None:
        """Forget the PDF and end the thread; a page that is being drawn is waited for."""
        worker, self._worker = self._worker, None
        with self._guard:
            self._number += 1
            self._wishes.clear()
        if worker is not None:
            worker.submit(self._forget)
            worker.shutdown(wait=True)

    # In the thread

    def _submit(self, work: Callable[..., None], *given: object) -> None:
        if self._worker is None:
            self._worker = ThreadPoolExecutor(1, "pages")
        self._worker.submit(work, *given)

    def _open(self, number: int, data: bytes) -> None:
        if number != self._number:
            return
        self._forget()
        found = None
        with LIBRARY:
            import pypdfium2

            with suppress(pypdfium2.PdfiumError):
                self._document = pypdfium2.PdfDocument(data)
                found = _opened(self._document)
        self.opened.emit(number, found)

    def _draw_all(self) -> None:
        while (wanted := self._next()) is not None:
            number, wish = wanted
            with LIBRARY:
                image = page_image(self._document, wish.page, wish.scale)
            if number == self._number:
                self.drawn.emit(number, wish, image)

    def _next(self) -> tuple[int, Wish] | None:
        with self._guard:
            for wishes in self._wishes.values():
                if wishes:
                    return self._number, wishes.pop(0)
            self._drawing = False
            return None

    def _forget(self) -> None:
        if self._document is not None:
            with LIBRARY:
                self._document.close()
            self._document = None


def page_image(document: Any, page: int, scale: float) -> QImage:
    """Return a page of an open PDF as a picture, `scale` pixels a point; LIBRARY is held by the caller.

    A page that is damaged is white.
    """
    from pypdfium2 import PdfiumError

    width, height = document.get_page_size(page)
    pixels = width * height * scale * scale
    if pixels > MOST_PIXELS:
        scale *= (MOST_PIXELS / pixels) ** 0.5
    try:
        sheet = document[page]
        bitmap = sheet.render(scale=scale, prefer_bgrx=True)
    except PdfiumError:
        blank = QImage(ceil(width * scale), ceil(height * scale), QImage.Format.Format_RGB32)
        blank.fill(Qt.GlobalColor.white)
        return blank
    made = QImage(
        bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
    ).copy()
    bitmap.close()
    sheet.close()
    return made


@contextmanager
def open_pdf(data: bytes) -> Iterator[Any]:
    """Open a PDF for `page_image`, in the thread that calls."""
    with LIBRARY:
        import pypdfium2

        document = pypdfium2.PdfDocument(data)
    try:
        yield document
    finally:
        with LIBRARY:
            document.close()


def _opened(document: Any) -> Opened:
    sizes = tuple(QSizeF(*document.get_page_size(page)) for page in range(len(document)))
    marks = []
    for mark in document.get_toc():
        place = mark.get_dest()
        page = place.get_index() if place is not None else None
        if page is not None:
            _, at = place.get_view()
            top = next((value for value in at[1:2] if value), sizes[page].height())
            marks.append((mark.get_title(), page, min(max(1 - top / sizes[page].height(), 0.0), 1.0)))
    return Opened(sizes, tuple(marks))
