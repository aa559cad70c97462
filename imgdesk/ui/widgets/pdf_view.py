"""A PDF in the window: its pages as they will be printed, with zoom, keys, and small pages beside them.

What is shown is the PDF itself, drawn by a library in a thread. Another PDF of the same paper keeps place and size.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from imgdesk.ui.theme import SMALL, Theme
from imgdesk.ui.widgets.pdf_pages import GAP, PdfPages
from imgdesk.ui.widgets.pdf_raster import Opened, Raster

STEP: Final = 1.2
WHOLE: Final = 96 / 72
"""Pixels a point at 100 %."""
LEAST, MOST = 0.25, 5.0
"""Of 100 %."""
WIDTH, PAGE = "width", "page"
"""What is fitted into the view; without either the size is as chosen."""
_SMALL: Final = 96
_NUMBER: Final = 18


class PdfView(PdfPages):
    """See `show_pdf`. Page keys, Home and End, Ctrl with the wheel, plus, minus and 0 do what they do elsewhere."""

    placed = Signal(int, int)
    """The page in the view, counted from 1, and how many there are."""
    zoomed = Signal(int, str)
    """The size in per cent, and what is fitted."""
    opened = Signal(bool)
    """A PDF was taken in, or is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, Raster(), parent)
        self._raster.setParent(self)
        self._zoom, self.fitted = WHOLE, WIDTH
        self._data = b""
        self._waiting = 0
        self._fresh = True
        self.marks: tuple[tuple[str, int, float], ...] = ()
        self._said = (0, 0)
        self.thumbnails = Thumbnails(theme, self._raster)
        self.thumbnails.chosen.connect(self.go_to)
        self._raster.opened.connect(self._opened)
        self.setAccessibleName("Preview")
        self.setMinimumSize(160, 120)

    @property
    def data(self) -> bytes:
        """The PDF that is shown."""
        return self._data

    def show_pdf(self, data: bytes, *, fresh: bool = False) -> None:
        """Show a PDF where the one before was looked at, a `fresh` one from its top; the same bytes change nothing."""
        if data != self._data:
            self._data, self._fresh = data, fresh or not self._data
            self._waiting = self._raster.show(data)

    def forget(self) -> None:
        """Show nothing and end the thread that draws; showing another PDF begins it again."""
        self._data, self.marks = b"", ()
        self._waiting = 0
        self._raster.close()
        self.clear()
        self.thumbnails.clear()

    @property
    def idle(self) -> bool:
        """Whether all that is visible is drawn."""
        return self._waiting == self._number and self.complete()

    @property
    def current_page(self) -> int:
        """The page that is looked at, counted from 1; 0 without pages."""
        return min(self.page_at(self.viewport().height() // 3), self.page_count - 1) + 1 if self.sizes else 0

    def go_to(self, page: int, share: float = 0.0) -> None:
        """Show a page, counted from 1, from its top or from a share of its height on."""
        if self.sizes:
            page = min(max(page, 1), self.page_count) - 1
            down = self.top_of(page) + share * self.page_size(page).height() - GAP
            self.verticalScrollBar().setValue(round(down))

    def go_to_heading(self, title: str) -> bool:
        """Show where a heading stands, and return whether the paper has it."""
        for name, page, share in self.marks:
            if name == title:
                self.go_to(page + 1, share)
                return True
        return False

    # Sizes

    def zoom_by(self, factor: float, y: int | None = None) -> None:
        """Show the pages larger or smaller; a height of the view, the middle by default, stays where it is."""
        anchor = self.anchor(self.viewport().height() // 2 if y is None else y)
        now = self.page_scale(self.current_page - 1) if self.sizes else self._zoom
        self._zoom = min(max(now * factor, LEAST * WHOLE), MOST * WHOLE)
        self.fitted = ""
        self.arrange(anchor)
        self._say_size()

    def zoom_fit(self, what: str = WIDTH) -> None:
        """Fit the width of the pages, or a whole page."""
        anchor, page = self.anchor(), self.current_page
        self.fitted = what
        self.arrange(anchor)
        if what == PAGE:
            self.go_to(page)
        self._say_size()

    def page_scale(self, page: int) -> float:
        if not self.fitted:
            return self._zoom
        size = self.sizes[page]
        wide = self.width() - self.verticalScrollBar().sizeHint().width() - 2 * GAP
        fit = wide / size.width()
        if self.fitted == PAGE:
            fit = min(fit, (self.height() - 2 * GAP) / size.height())
        return min(max(fit, 0.1), MOST * WHOLE)

    def percent(self) -> int:
        """Return the size in per cent."""
        scale = self.page_scale(self.current_page - 1) if self.sizes else self._zoom
        return round(100 * scale / WHOLE)

    def _say_size(self) -> None:
        self.zoomed.emit(self.percent(), self.fitted)

    # What came

    def _opened(self, number: int, opened: Opened | None) -> None:
        if number != self._waiting:
            return
        if opened is None:
            self.clear()
            self.thumbnails.clear()
        else:
            self.marks = opened.marks
            if self._fresh:
                self.clear()
                self.thumbnails.clear()
            self.show_opened(number, opened)
            self.thumbnails.show_opened(number, opened)
            self._say_size()
        self.opened.emit(opened is not None)

    def moved(self) -> None:
        said = (self.current_page, self.page_count)
        if said != self._said:
            self._said = said
            self.setAccessibleDescription(f"page {said[0]} of {said[1]}" if said[1] else "")
            self.thumbnails.show_current(said[0])
            self.placed.emit(*said)

    # Keys

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_by(STEP if event.angleDelta().y() > 0 else 1 / STEP, round(event.position().y()))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(STEP)
        elif control and key == Qt.Key.Key_Minus:
            self.zoom_by(1 / STEP)
        elif control and key == Qt.Key.Key_0:
            self.zoom_fit()
        elif key == Qt.Key.Key_PageDown and not control:
            self.go_to(self.current_page + 1)
        elif key == Qt.Key.Key_PageUp and not control:
            at_top = self.anchor(GAP)
            within = at_top is not None and at_top.share > 0.02 and at_top.page == self.current_page - 1
            self.go_to(self.current_page - (0 if within else 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar = self.verticalScrollBar()
            bar.setValue(0 if key == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)


class Thumbnails(PdfPages):
    """Small pages with their numbers; a click or Return goes there, Up and Down choose."""

    chosen = Signal(int)
    """A page, counted from 1."""
    below = _NUMBER

    def __init__(self, theme: Theme, raster: Raster, parent: QWidget | None = None) -> None:
        super().__init__(theme, raster, parent)
        self._current = 0
        self.setFixedWidth(_SMALL + 2 * GAP + self.verticalScrollBar().sizeHint().width())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Pages")

    def page_scale(self, page: int) -> float:
        return _SMALL / max(self.sizes[page].width(), 1)

    def show_current(self, page: int) -> None:
        """Mark the page that is looked at, counted from 1, and keep it in sight."""
        self._current = page
        self.setAccessibleDescription(f"page {page}" if page else "")
        if 0 < page <= self.page_count:
            where, room = self.rect_of(page - 1), self.viewport().height()
            bar = self.verticalScrollBar()
            if where.top() < 0:
                bar.setValue(bar.value() + where.top() - GAP)
            elif where.bottom() + self.below > room:
                bar.setValue(bar.value() + where.bottom() + self.below + GAP - room)
        self.viewport().update()

    def paint_around(self, painter: QPainter, page: int, where: QRect) -> None:
        current = page + 1 == self._current
        painter.setPen(QPen(self._theme.color("accent" if current else "line"), 2 if current else 1))
        painter.drawRect(where.adjusted(-1, -1, 0, 0))
        painter.setFont(self._theme.font(SMALL, semibold=current))
        painter.setPen(self._theme.color("accent" if current else "muted"))
        room = QRect(where.left(), where.bottom() + 2, where.width(), _NUMBER)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(page + 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        page = self.page_at(round(event.position().y()))
        if event.button() == Qt.MouseButton.LeftButton and page < self.page_count:
            self.chosen.emit(page + 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()  # as the press was

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -4, Qt.Key.Key_PageDown: 4,
            Qt.Key.Key_Home: -self.page_count, Qt.Key.Key_End: self.page_count,
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self.page_count:
            self.chosen.emit(min(max(self._current + step, 1), self.page_count))
        else:
            super().keyPressEvent(event)
