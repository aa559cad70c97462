"""A short list of rows on a panel, as tall as what it holds: words, a quiet second line, a word or a tag at the right.

Painted, so that forty participants cost nothing; the keyboard walks through it and every row has a name for a screen
reader. What a row means is the business of whoever shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from imgdesk.ui.theme import BODY, SMALL, Theme
from imgdesk.ui.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
KEY: Final = Qt.ItemDataRole.UserRole
FACE: Final = Qt.ItemDataRole.UserRole + 1
_TONES: Final = {
    "neutral": ("muted", "grid"), "green": ("green", "greenbg"), "amber": ("amber", "amberbg"),
    "red": ("red", "redbg"), "accent": ("accent", "accentbg"),
}  # fmt: skip
_PAD, _GAP, _LEAST = 12, 8, 30
_BESIDE: Final = 68
"""Where the quiet words beside a strong name begin, so that they stand in a column."""


class Face(NamedTuple):
    """What a row shows. `beside` follows `text` in its line, `second` is below, `right` or `tag` at the right edge."""

    text: str
    second: str = ""
    beside: str = ""
    right: str = ""
    tag: str = ""
    tone: str = "neutral"
    strong: bool = False

    def words(self) -> str:
        """Return the row in one line."""
        parts = (self.text, self.beside, self.second, self.right, self.tag)
        return ", ".join(" ".join(part.split()) for part in parts if part)


class RowList(QListWidget):
    """Shows rows by their keys; what the person does with one is told by signals."""

    pressed_tag = Signal(int)
    """The tag of this row was clicked, or Space was pressed on it."""
    opened = Signal(int)
    """Return, F2 or a double click."""
    delete_wanted = Signal(int)
    reached = Signal(int)
    """The keyboard walked to the row."""
    picked = Signal(int)
    """The row was clicked beside its tag."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None, *, lit: bool = False) -> None:
        super().__init__(parent)
        self._theme, self._lit, self._tall = theme, lit, 0
        self._pressing = False
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_Painter(theme, self))
        theme.changed.connect(self.viewport().update)
        self.currentItemChanged.connect(self._current_changed)

    @property
    def lit(self) -> bool:
        """Whether the current row is highlighted also while the keyboard is elsewhere."""
        return self._lit

    def show_rows(self, rows: Sequence[tuple[int, Face]]) -> None:
        """Show these rows; the current one stays the current one while it is there."""
        key, place = self.current_key(), self.currentRow()
        self.blockSignals(True)
        self.clear()
        for row_key, face in rows:
            self.addItem(_item(row_key, face))
        if self.count():
            found = self.place_of(key) if key is not None else -1
            self.setCurrentRow(found if found >= 0 else min(max(place, 0), self.count() - 1))
        self.blockSignals(False)
        self.fit()

    def current_key(self) -> int | None:
        """Return the key of the current row."""
        place = self.currentRow()
        return int(self.item(place).data(KEY)) if place >= 0 else None

    def place_of(self, key: int) -> int:
        """Return the place of a key, -1 where it is not shown."""
        return next((place for place, found in enumerate(self.keys()) if found == key), -1)

    def keys(self) -> list[int]:
        """Return the keys in their order."""
        return [int(self.item(place).data(KEY)) for place in range(self.count())]

    def texts(self) -> list[str]:
        """Return the rows in words."""
        return [self.item(place).data(FACE).words() for place in range(self.count())]

    def choose(self, key: int) -> None:
        """Make a row the current one without telling."""
        place = self.place_of(key)
        if place >= 0 and place != self.currentRow():
            self.blockSignals(True)
            self.setCurrentRow(place)
            self.blockSignals(False)
            self.viewport().update()

    def tag_box(self, key: int) -> QRect:
        """Return where the tag of a row is painted, on the viewport."""
        item = self.item(self.place_of(key))
        return tag_box(self._theme, self.visualItemRect(item), item.data(FACE))

    def fit(self) -> None:
        """Be as tall as the rows are."""
        self.doItemsLayout()
        tall = sum(self.sizeHintForRow(place) for place in range(self.count()))
        if tall != self._tall or self.height() != tall:
            self._tall = tall
            self.setFixedHeight(tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.current_key()
        if key is not None and event.key() == Qt.Key.Key_Space:
            self.pressed_tag.emit(key)
        elif key is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit(key)
        elif key is not None and event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit(key)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        item = self.itemAt(event.position().toPoint())
        if item is None or event.button() != Qt.MouseButton.LeftButton:
            return
        face = item.data(FACE)
        box = tag_box(self._theme, self.visualItemRect(item), face).adjusted(-4, -6, 4, 6)
        if face.tag and box.contains(event.position().toPoint()):
            self.pressed_tag.emit(int(item.data(KEY)))
        else:
            self.picked.emit(int(item.data(KEY)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressing = True
        super().mousePressEvent(event)
        self._pressing = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if item is None:
            return
        face = item.data(FACE)
        on_tag = face.tag and tag_box(self._theme, self.visualItemRect(item), face).contains(
            event.position().toPoint()
        )
        if not on_tag:  # two clicks on a tag are two steps
            self.opened.emit(int(item.data(KEY)))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Space):
                event.accept()
                return True
        return super().event(event)

    def _current_changed(self, item: QListWidgetItem | None) -> None:
        if item is not None and self.hasFocus() and not self._pressing:
            self.reached.emit(int(item.data(KEY)))


class _Painter(QStyledItemDelegate):
    """Paints a Face."""

    def __init__(self, theme: Theme, rows: RowList) -> None:
        super().__init__(rows)
        self._theme, self._rows = theme, rows

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        wanted = index.data(Qt.ItemDataRole.SizeHintRole)
        if wanted is not None:
            return QSize(wanted)
        face, width = index.data(FACE), self._rows.viewport().width()
        room = QRect(0, 0, width - 2 * _PAD - _right_width(self._theme, face), 10_000)
        tall = _wrapped(self._theme, face, room).height()
        if face.second:
            tall += QFontMetrics(self._theme.font(SMALL)).lineSpacing()
        return QSize(0, max(tall + 12, _LEAST))  # as wide as the list is

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, face = self._theme, index.data(FACE)
        box = QRect(option.rect)
        current = self._rows.currentIndex() == index
        focused, over = self._rows.hasFocus(), bool(option.state & QStyle.StateFlag.State_MouseOver)
        lit = current and self._rows.lit
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if lit or over or (current and focused):
            ground = "accentbg" if lit else "grid" if over else "sel"
            painter.setPen(QPen(theme.color("accent"), 2) if current and focused else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 6, 6)
        self._words(painter, box, face, "accent" if lit else "text")

    def _words(self, painter: QPainter, box: QRect, face: Face, role: str) -> None:
        theme, right = self._theme, _right_width(self._theme, face)
        room = box.adjusted(_PAD, 6, -_PAD - right, -6)
        painter.setFont(theme.font(BODY, semibold=face.strong))
        painter.setPen(theme.color(role))
        text = _wrapped(theme, face, room)
        painter.drawText(text, _flags(face), _elided(theme, face, text))
        if face.beside:
            painter.setFont(theme.font(BODY))
            painter.setPen(theme.color("muted"))
            there = QRect(text)
            there.setLeft(room.left() + max(text.width() + _GAP, _BESIDE))
            there.setRight(room.right())
            shown = painter.fontMetrics().elidedText(
                face.beside, Qt.TextElideMode.ElideRight, max(there.width(), 0)
            )
            painter.drawText(there, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextSingleLine, shown)
        if face.second:
            painter.setFont(theme.font(SMALL))
            painter.setPen(theme.color("muted"))
            below = QRect(room.left(), text.bottom() + 1, room.width(), painter.fontMetrics().lineSpacing())
            shown = painter.fontMetrics().elidedText(face.second, Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, Qt.TextFlag.TextSingleLine, shown)
        if face.tag:
            self._tag(painter, box, face)
        elif face.right:
            painter.setFont(theme.font(BODY))
            painter.setPen(theme.color("muted"))
            there = box.adjusted(0, 6, -_PAD, 0)
            painter.drawText(there, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, face.right)

    def _tag(self, painter: QPainter, box: QRect, face: Face) -> None:
        ink, ground = _TONES[face.tone]
        place = tag_box(self._theme, box, face)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(ground))
        painter.drawRoundedRect(QRectF(place), 4, 4)
        painter.setFont(self._theme.font(SMALL))
        painter.setPen(self._theme.color(ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, face.tag)


def tag_box(theme: Theme, box: QRect, face: Face) -> QRect:
    """Return where the tag of a row that lies at `box` is painted."""
    metrics = QFontMetrics(theme.font(SMALL))
    width, height = metrics.horizontalAdvance(face.tag) + 14, metrics.height() + 4
    return QRect(box.right() - _PAD + 1 - width, box.top() + 5, width, height)


def _item(key: int, face: Face) -> QListWidgetItem:
    item = QListWidgetItem(face.text)
    item.setData(KEY, key)
    item.setData(FACE, face)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, face.words())
    item.setToolTip(plain_tip(face.words()) if len(face.words()) > 40 else "")
    return item


def _right_width(theme: Theme, face: Face) -> int:
    if face.tag:
        return QFontMetrics(theme.font(SMALL)).horizontalAdvance(face.tag) + 14 + _GAP
    return QFontMetrics(theme.font(BODY)).horizontalAdvance(face.right) + _GAP if face.right else 0


def _flags(face: Face) -> Qt.TextFlag | Qt.AlignmentFlag:
    return Qt.TextFlag.TextSingleLine if face.beside else Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


def _wrapped(theme: Theme, face: Face, room: QRect) -> QRect:
    """Return where the words of a row lie: wrapped, or in one line where something stands beside them."""
    metrics = QFontMetrics(theme.font(BODY, semibold=face.strong))
    if face.beside:
        width = min(metrics.horizontalAdvance(face.text) + 2, room.width())
        return QRect(room.left(), room.top(), width, metrics.lineSpacing())
    place = QRect(room)
    place.setHeight(10_000)
    found = metrics.boundingRect(place, Qt.TextFlag.TextWordWrap, face.text)
    return QRect(room.left(), room.top(), room.width(), max(found.height(), metrics.lineSpacing()))


def _elided(theme: Theme, face: Face, place: QRect) -> str:
    if not face.beside:
        return face.text
    metrics = QFontMetrics(theme.font(BODY, semibold=face.strong))
    return metrics.elidedText(face.text, Qt.TextElideMode.ElideRight, place.width())
