"""One item as the desk writes it into a section: what it says, where that comes from, and what can be done to it.

The row paints itself, so that a paper of two hundred items is there at once. It says what is wanted and does nothing.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from imgdesk.text import shorten
from imgdesk.ui.briefs.blocks import Lines, lines_of
from imgdesk.ui.theme import BODY, SMALL, Theme

if TYPE_CHECKING:
    from imgdesk.reports.compose.paper import Shown

PAD: Final = 8
_MOST_LINES: Final = 6
_SHOWN_KINDS: Final = frozenset(
    {
        "activity",
        "section",
        "organization",
        "meeting",
        "minute",
        "action",
        "focus_area_report",
        "indicator",
        "result",
    }
)
"""The records that a page of the window shows."""
OVERRIDE, GO = "Write it by hand", "Go to the record"


def target_of(record: str) -> tuple[str, int] | None:
    """Return the record behind an item as its kind and id, None where no page shows it."""
    kind, _, key = record.partition(":")
    return (kind, int(key)) if kind in _SHOWN_KINDS and key.isdecimal() else None


class ItemRow(QWidget):
    """One item as the desk writes it; what can be done to it stands behind its origin while it is looked at."""

    override_wanted = Signal(object)
    record_wanted = Signal(str, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.shown: Shown | None = None
        self._lines = Lines((), ())
        self._editable = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._links: list[tuple[QRect, str]] = []
        self._heights: dict[int, int] = {}
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def show_item(self, shown: Shown, *, editable: bool) -> None:
        """Show an item."""
        if shown == self.shown and editable == self._editable:
            return
        self.shown, self._editable = shown, editable
        self._lines = lines_of(shown.item.block)
        self._heights.clear()
        self.setAccessibleName(shorten(self._lines.spoken() or "Nothing", 200))
        self.setAccessibleDescription(shown.item.origin)
        self.updateGeometry()
        self.update()

    def links(self) -> list[str]:
        """Return what can be done to the item."""
        if self.shown is None:
            return []
        found = [OVERRIDE] if self._editable else []
        return found + ([GO] if target_of(self.shown.item.record) else [])

    def do(self, what: str) -> None:
        """Do one of `links`."""
        if self.shown is None or what not in self.links():
            return
        if what == OVERRIDE:
            self.override_wanted.emit(self.shown)
        elif (target := target_of(self.shown.item.record)) is not None:
            self.record_wanted.emit(*target)

    # Size and paint

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:  # asked for many times a layout
            foot = QFontMetrics(self._theme.font(SMALL)).lineSpacing()
            self._heights[width] = self._text_height(max(width - 2 * PAD, 40)) + foot + 2 * 5 + 2
        return self._heights[width]

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(self.width(), 240)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 40)

    def _text_height(self, width: int) -> int:
        metrics = QFontMetrics(self._theme.font(BODY))
        if self._lines.cells:
            return metrics.lineSpacing() * len(self._lines.cells[:_MOST_LINES]) + self._more_height()
        return min(self._wrapped(metrics, width).height(), metrics.lineSpacing() * _MOST_LINES)

    def _more_height(self) -> int:
        more = len(self._lines.cells) > _MOST_LINES
        return QFontMetrics(self._theme.font(SMALL)).lineSpacing() if more else 0

    def _wrapped(self, metrics: QFontMetrics, width: int) -> QRect:
        flags = int(Qt.TextFlag.TextWordWrap)
        return metrics.boundingRect(QRect(0, 0, width, 10_000), flags, self._lines.text or " ")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("raised"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        inner = self.rect().adjusted(PAD, 5, -PAD, -5)
        self._paint_text(painter, inner)
        self._paint_foot(painter, inner)
        painter.end()

    def _paint_text(self, painter: QPainter, inner: QRect) -> None:
        painter.setFont(self._theme.font(BODY))
        painter.setPen(self._theme.color("text"))
        if self._lines.cells:
            self._paint_cells(painter, inner)
            return
        room = QRect(inner.topLeft(), QSize(inner.width(), self._text_height(inner.width())))
        painter.setClipRect(room)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), self._lines.text)
        painter.setClipping(False)

    def _paint_cells(self, painter: QPainter, inner: QRect) -> None:
        metrics = QFontMetrics(self._theme.font(BODY))
        line, left = metrics.lineSpacing(), 0.0
        for place, row in enumerate(self._lines.cells[:_MOST_LINES]):
            left = 0.0
            head = place == 0 and self._lines.headed
            painter.setFont(self._theme.font(SMALL if head else BODY, semibold=head))
            painter.setPen(self._theme.color("muted" if head else "text"))
            for share, cell in zip(self._lines.shares, row, strict=False):
                room = QRectF(
                    inner.left() + left, inner.top() + place * line, share * inner.width() - 8, line
                )
                shown = painter.fontMetrics().elidedText(cell, Qt.TextElideMode.ElideRight, int(room.width()))
                painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
                left += share * inner.width()
        more = len(self._lines.cells) - _MOST_LINES
        if more > 0:
            painter.setFont(self._theme.font(SMALL))
            painter.setPen(self._theme.color("muted"))
            at = inner.top() + _MOST_LINES * line + painter.fontMetrics().ascent()
            painter.drawText(QPointF(inner.left(), at), f"and {more} more {'row' if more == 1 else 'rows'}")

    def _paint_foot(self, painter: QPainter, inner: QRect) -> None:
        """Paint where the item comes from, and behind it what can be done."""
        font = self._theme.font(SMALL)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        room = QRect(
            inner.left(), inner.bottom() - metrics.lineSpacing() + 1, inner.width(), metrics.lineSpacing()
        )
        self._links = []
        if self.underMouse() or self.hasFocus():
            right = room.right()
            for words in reversed(self.links()):
                wide = metrics.horizontalAdvance(words)
                place = QRect(right - wide, room.top(), wide + 1, room.height())
                painter.setPen(self._theme.color("accent"))
                painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft), words)
                self._links.insert(0, (place, words))
                right = place.left() - 12
            room.setRight(right)
        if self.shown is not None:
            painter.setPen(self._theme.color("muted"))
            origin = metrics.elidedText(self.shown.item.origin, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft), origin)

    # Mouse and keys

    def link_at(self, at: QPoint) -> str:
        """Return what a place of the row does, "" for nothing."""
        return next((words for place, words in self._links if place.adjusted(-4, -4, 4, 4).contains(at)), "")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        link = self.link_at(event.position().toPoint())
        self.setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            link = self.link_at(event.position().toPoint())
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            if link:
                self.do(link)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.do(OVERRIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.do(OVERRIDE if self._editable else GO)
        elif plain and event.key() == Qt.Key.Key_G:
            self.do(GO)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words in self.links():
            menu.addAction(words, partial(self.do, words))
        if not menu.isEmpty():
            menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
