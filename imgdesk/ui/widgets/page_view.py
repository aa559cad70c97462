"""Pages as they will be printed, side by side as they belong together; made when they come into sight.

The view holds a Paging and paints what is visible of it. A long plan is dealt out in slices between events, so the
first page is there at once and nothing stalls.
"""

from __future__ import annotations

from collections import OrderedDict
from time import perf_counter

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from imgdesk.reports.chart_paging import Paging, Place
from imgdesk.ui import paper
from imgdesk.ui.theme import Theme

GAP = 16
SLICE = 0.012
"""Seconds of work between two events."""
KEPT = 24
"""Pages kept as pictures."""
LEAST, MOST = 0.2, 4.0
STEP = 1.25


class PageView(QAbstractScrollArea):
    """Shows the pages of a Paging; the wheel with Ctrl and Ctrl with plus, minus and 0 zoom."""

    place_changed = Signal(str)
    """What the page in the middle of the view calls itself: "page 2 of 4"."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._paging: Paging | None = None
        self._images: OrderedDict[Place, QImage] = OrderedDict()
        self._zoom = 0.0
        self._said = ""
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._work)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Preview")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().valueChanged.connect(self._say_place)
        self.horizontalScrollBar().valueChanged.connect(self._say_place)
        theme.changed.connect(self.viewport().update)

    @property
    def paging(self) -> Paging | None:
        """What is shown."""
        return self._paging

    @property
    def scale(self) -> float:
        """Pixels a point: as chosen, or so that the pages side by side fit the width."""
        return self._zoom or self._fitting()

    def show_paging(self, paging: Paging | None) -> None:
        """Show other pages; the first one is dealt out at once, the others between events."""
        self._paging = paging
        self._images.clear()
        if paging is not None:
            paging.deal()
            self._timer.start()
        self._arrange()

    def zoom_by(self, factor: float) -> None:
        """Show the pages larger or smaller, the middle of the view staying where it is."""
        self._set_zoom(min(max(self.scale * factor, LEAST), MOST))

    def zoom_fit(self) -> None:
        """Fit the pages side by side into the width again."""
        self._set_zoom(0.0)

    def place(self) -> Place | None:
        """Return the place of the page in the middle of the view."""
        if self._paging is None or not self._paging.strips:
            return None
        size = self._page_size()
        x = self.horizontalScrollBar().value() + self.viewport().width() // 2
        y = self.verticalScrollBar().value() + self.viewport().height() // 3
        return Place(
            min(max((y - GAP) // (size.height() + GAP), 0), self._paging.strips - 1),
            min(max((x - self._left()) // (size.width() + GAP), 0), self._paging.setup.pages_wide - 1),
        )

    def finish(self) -> None:
        """Deal out all that is left now."""
        if self._paging is not None:
            self._paging.places()
        self._work()

    def _work(self) -> None:
        paging, until = self._paging, perf_counter() + SLICE
        while paging is not None and not paging.done and perf_counter() < until:
            paging.deal()
        if paging is None or paging.done:
            self._timer.stop()
            self._images.clear()  # now the pages know how many they are
        self._arrange()

    def _fitting(self) -> float:
        if self._paging is None:
            return 1.0
        wide = self._paging.setup.pages_wide
        width = self.width() - self.verticalScrollBar().sizeHint().width() - GAP * (wide + 1)
        return min(max(width / (wide * self._paper()[0]), LEAST), MOST)

    def _paper(self) -> tuple[float, float]:
        setup = self._paging.setup if self._paging is not None else None
        if setup is None or setup.height is None:
            return 1.0, 1.0
        return setup.width * setup.unit, setup.height * setup.unit

    def _page_size(self) -> QSize:
        width, height = self._paper()
        return QSize(round(width * self.scale), round(height * self.scale))

    def _set_zoom(self, zoom: float) -> None:
        bars = (self.horizontalScrollBar(), self.verticalScrollBar())
        halves = (self.viewport().width() / 2, self.viewport().height() / 2)
        before = self.scale
        self._zoom = zoom
        middles = [(bar.value() + half) * self.scale / before for bar, half in zip(bars, halves, strict=True)]
        self._images.clear()
        self._arrange()
        for bar, middle, half in zip(bars, middles, halves, strict=True):
            bar.setValue(round(middle - half))

    def _arrange(self) -> None:
        paging = self._paging
        size = self._page_size()
        wide, strips = (paging.setup.pages_wide, paging.strips) if paging is not None else (0, 0)
        whole = QSize(wide * (size.width() + GAP) + GAP, strips * (size.height() + GAP) + GAP)
        for bar, length, room in (
            (self.horizontalScrollBar(), whole.width(), self.viewport().width()),
            (self.verticalScrollBar(), whole.height(), self.viewport().height()),
        ):
            bar.setRange(0, max(0, length - room))
            bar.setPageStep(room)
            bar.setSingleStep(40)
        self._say_place()

    def _left(self) -> int:
        wide = self._paging.setup.pages_wide if self._paging is not None else 0
        whole = wide * (self._page_size().width() + GAP) - GAP
        return max(GAP, (self.viewport().width() - whole) // 2)

    def _say_place(self) -> None:
        place = self.place()
        said = self._paging.label(place) if self._paging is not None and place is not None else ""
        if said != self._said:
            self._said = said
            self.setAccessibleDescription(said)
            self.place_changed.emit(said)
        self.viewport().update()

    def _image(self, place: Place) -> QImage:
        assert self._paging is not None
        image = self._images.get(place)
        if image is None:
            page, label = self._paging.page(place), self._paging.label(place)
            image = paper.page_image(page, label, self.scale, self.devicePixelRatioF())
            self._images[place] = image
            while len(self._images) > KEPT:
                self._images.popitem(last=False)
        self._images.move_to_end(place)
        return image

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.color("bg"))
        if self._paging is not None:
            size = self._page_size()
            offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
            for place in self._visible(size, offset):
                corner = QPoint(
                    self._left() + place.column * (size.width() + GAP),
                    GAP + place.strip * (size.height() + GAP),
                )
                where = QRect(corner - offset, size)
                painter.drawImage(where, self._image(place))
                painter.setPen(QPen(self._theme.color("line"), 1))
                painter.drawRect(where.adjusted(-1, -1, 0, 0))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _visible(self, size: QSize, offset: QPoint) -> list[Place]:
        assert self._paging is not None
        top = max(0, (offset.y() - GAP) // (size.height() + GAP))
        bottom = min(
            self._paging.strips - 1, (offset.y() + self.viewport().height()) // (size.height() + GAP)
        )
        return [
            Place(strip, column)
            for strip in range(top, bottom + 1)
            for column in range(self._paging.setup.pages_wide)
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._zoom:
            self._images.clear()
        self._arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP if event.angleDelta().y() > 0 else 1 / STEP)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, key = self.verticalScrollBar(), event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        step = self._page_size().height() + GAP
        if control and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(STEP)
        elif control and key == Qt.Key.Key_Minus:
            self.zoom_by(1 / STEP)
        elif control and key == Qt.Key.Key_0:
            self.zoom_fit()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            bar.setValue(bar.value() + (step if key == Qt.Key.Key_PageDown else -step))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(0 if key == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.viewport().update()
