"""Pages of a PDF below each other in a scroll area; what PdfView and its thumbnails have in common.

Only what is visible is drawn, and its neighbours after it. Until a page is there, what it showed before stands in its
place, so that nothing flickers while somebody types.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.pdf_raster import Opened, Raster, Wish

GAP: Final = 16
MOST_BYTES: Final = 96_000_000
"""Pictures kept, newest first, beside those that are visible."""


class Anchor(NamedTuple):
    """A place in a PDF that survives other sizes: so far down a page, and where that was in the view."""

    page: int
    share: float
    y: int


class PdfPages(QAbstractScrollArea):
    """Subclasses say how large a page is (`page_scale`) and what is painted around it."""

    below = 0
    """Room under each page, for its number."""

    def __init__(self, theme: Theme, raster: Raster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._raster = theme, raster
        self._number = 0
        self.sizes: tuple[QSizeF, ...] = ()
        self._tops: list[int] = []
        self._images: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._latest: dict[int, QImage] = {}
        self._moving = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setSingleStep(40)
        raster.drawn.connect(self._take)
        theme.changed.connect(self.viewport().update)

    # What is shown

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self.sizes)

    def show_opened(self, number: int, opened: Opened) -> None:
        """Show another PDF at the place and in the size of the one before; its pages follow as they are drawn."""
        anchor = self.anchor()
        self._number, self.sizes = number, opened.sizes
        self._images.clear()
        self._latest = {page: image for page, image in self._latest.items() if page < len(self.sizes)}
        self.arrange(anchor)

    def clear(self) -> None:
        """Show nothing."""
        self.sizes, self._number = (), 0
        self._images.clear()
        self._latest.clear()
        self.arrange()
        self.verticalScrollBar().setValue(0)

    def page_scale(self, page: int) -> float:
        """Return how many pixels a point of a page has."""
        raise NotImplementedError

    def page_size(self, page: int) -> QSize:
        """Return the size of a page in pixels."""
        scale, size = self.page_scale(page), self.sizes[page]
        return QSize(round(size.width() * scale), round(size.height() * scale))

    # Where it stands

    def anchor(self, y: int = 0) -> Anchor | None:
        """Return the place that a height of the view shows."""
        if not self.sizes or not self._tops:
            return None
        at = self.verticalScrollBar().value() + y
        page = max(bisect_right(self._tops, at) - 1, 0)
        return Anchor(page, (at - self._tops[page]) / max(self.page_size(page).height(), 1), y)

    def arrange(self, anchor: Anchor | None = None) -> None:
        """Lay the pages out, and leave an anchor where it was."""
        self._moving = True
        top, self._tops = GAP, []
        for page in range(self.page_count):
            self._tops.append(top)
            top += self.page_size(page).height() + self.below + GAP
        wide = max((self.page_size(page).width() for page in range(self.page_count)), default=0) + 2 * GAP
        for bar, length, room in (
            (self.horizontalScrollBar(), wide, self.viewport().width()),
            (self.verticalScrollBar(), top, self.viewport().height()),
        ):
            middle = (bar.value() + bar.pageStep() / 2) / max(bar.maximum() + bar.pageStep(), 1)
            bar.setPageStep(room)
            bar.setRange(0, max(0, length - room))
            if bar is self.horizontalScrollBar():
                bar.setValue(round(middle * length - room / 2))
        if anchor is not None and self.sizes:
            page = min(anchor.page, self.page_count - 1)
            down = self._tops[page] + anchor.share * self.page_size(page).height()
            self.verticalScrollBar().setValue(round(down) - anchor.y)
        self._moving = False
        self.moved()
        self.wish()
        self.viewport().update()

    def moved(self) -> None:
        """Follow: another part is visible."""

    def rect_of(self, page: int) -> QRect:
        """Return where a page stands in the view."""
        size = self.page_size(page)
        left = max(GAP, (self.viewport().width() - size.width()) // 2)
        corner = QPoint(
            left - self.horizontalScrollBar().value(), self._tops[page] - self.verticalScrollBar().value()
        )
        return QRect(corner, size)

    def top_of(self, page: int) -> int:
        """Return how far down a page begins."""
        return self._tops[page]

    def page_at(self, y: int) -> int:
        """Return the page at a height of the view; without pages 0."""
        return max(bisect_right(self._tops, self.verticalScrollBar().value() + y) - 1, 0)

    def visible_pages(self) -> range:
        """Return the pages of which something can be seen."""
        if not self.sizes:
            return range(0)
        return range(self.page_at(0), self.page_at(self.viewport().height()) + 1)

    # Pictures

    def wish(self) -> None:
        """Ask for what is visible and not drawn yet, then for the page behind and the page before."""
        if not self.sizes or not self.isVisible():
            return
        seen = self.visible_pages()
        near = [page for page in (seen.stop, seen.start - 1) if 0 <= page < self.page_count]
        wishes = [
            Wish(page, self.page_scale(page) * self.devicePixelRatioF())
            for page in (*seen, *near)
            if self._key(page) not in self._images
        ]
        self._raster.ask(self, self._number, wishes)

    def complete(self) -> bool:
        """Return whether all that is visible is drawn."""
        return all(self._key(page) in self._images for page in self.visible_pages())

    def _key(self, page: int) -> tuple[int, int]:
        return page, _pixels(self.page_scale(page) * self.devicePixelRatioF())

    def _take(self, number: int, wish: Wish, image: QImage) -> None:
        if number != self._number or wish.page >= self.page_count:
            return
        key = self._key(wish.page)
        if key[1] != _pixels(wish.scale):
            return  # the other view's, or of a size that was left
        self._images[key] = self._latest[wish.page] = image
        self._forget_some()
        self.viewport().update()

    def _forget_some(self) -> None:
        kept = sum(image.sizeInBytes() for image in self._images.values())
        while kept > MOST_BYTES and len(self._images) > len(self.visible_pages()) + 2:
            (page, _), image = self._images.popitem(last=False)
            kept -= image.sizeInBytes()
            self._latest.pop(page, None)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), self._theme.color("bg"))
        for page in self.visible_pages():
            where = self.rect_of(page)
            image = self._images.get(self._key(page)) or self._latest.get(page)
            if image is None:
                painter.fillRect(where, Qt.GlobalColor.white)
            else:
                painter.drawImage(where, image)
            self.paint_around(painter, page, where)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def paint_around(self, painter: QPainter, page: int, where: QRect) -> None:
        """Paint the edge of a page."""
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.drawRect(where.adjusted(-1, -1, 0, 0))

    # Events

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if not self._moving:
            self.moved()
            self.wish()
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange(self.anchor())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.viewport().update()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.DevicePixelRatioChange):
            self.wish()
        return super().event(event)


def _pixels(scale: float) -> int:
    """Return a scale as a key: in thousandths of a pixel a point."""
    return round(scale * 1000)
