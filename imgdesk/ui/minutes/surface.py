"""The document of a meeting as a painted surface: what is visible, what is selected, mouse and keys without a line.

Shows and selects; changes nothing. Only what is visible is laid out and painted, so that a thousand paragraphs cost
what twenty do.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from imgdesk.ui.minutes.layout import MARGIN, PAD, TEXT, Block, Flow, Inks, Key, blocks_of
from imgdesk.ui.minutes.painter import paint_block
from imgdesk.ui.minutes.words import spoken
from imgdesk.ui.theme import Theme
from imgdesk.views.minutes import ItemRow, MeetingRecord, ParagraphRow

NAME: Final = "Minutes"
EMPTY: Final = "No agenda yet: add an item"
_STEPS: Final = {
    Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_Home: -(10**9), Qt.Key.Key_End: 10**9,
}  # fmt: skip
_KEY_FOCUS: Final = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


class MinutesSurface(QAbstractScrollArea):
    """Shows one meeting; `record` is what is shown, None for no meeting."""

    item_changed = Signal(int)
    """The item that the keyboard is in."""
    menu_wanted = Signal(QPoint, int)
    """A context menu at this place on the screen, for this paragraph."""
    item_edit_wanted = Signal(int)
    item_wanted = Signal()
    """An item shall be added to an agenda that has none."""
    activity_wanted = Signal(int)
    counted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.inks = Inks(theme)
        self.flow = Flow(self.inks)
        self.record: MeetingRecord | None = None
        self.editable = False
        self.today = date.min
        self._chosen: Key | None = None
        self._item = 0
        self._ring = self._moving = False
        self._told = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(3 * round(self.inks.line))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(280, 120)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(NAME)
        theme.changed.connect(self._theme_changed)

    # What is shown

    def lay_over(self, blocks: Sequence[Block] | None = None) -> None:
        """Show the record as it is now, leaving what is visible where it is."""
        anchor, offset = self._anchor()
        if blocks is None:
            blocks = blocks_of(self.record) if self.record else []
        self.flow.set_width(self.viewport().width())
        self.flow.show(blocks, self.today)
        if self._chosen is not None and self.flow.place(self._chosen) is None:
            self._chosen = None
        place = self.flow.place(anchor) if anchor else None
        self._fit(None if place is None else round(self.flow.top(place) - offset))
        self._count()
        self.tell()

    def top_of(self, place: int) -> float:
        """Return the upper edge of a block in the viewport."""
        return self.flow.top(place) - self.verticalScrollBar().value()

    def box(self, place: int) -> QRectF:
        """Return the box of a block in the viewport."""
        left, width = self.flow.column
        return QRectF(left, self.top_of(place), width, self.flow.tall(place))

    def block_at(self, y: float) -> int | None:
        """Return the block at a height of the viewport."""
        return self.flow.at(y + self.verticalScrollBar().value())

    def show_block(self, place: int) -> None:
        """Scroll so that a block can be seen, its upper edge if it is taller than the window."""
        bar, room = self.verticalScrollBar(), self.viewport().height()
        for _ in range(2):  # what comes into view is measured, and may move it
            top = self.flow.top(place)
            low = top + self.flow.tall(place) + MARGIN / 2 - room
            high = top - MARGIN / 2
            wanted = max(bar.value(), round(low)) if low <= high else round(high)
            self._fit(min(wanted, round(high)))

    def item_of(self, item_id: int) -> ItemRow | None:
        """Return an item of the meeting that is shown."""
        return next((item for item in self.record.items if item.id == item_id), None) if self.record else None

    def _anchor(self) -> tuple[Key | None, float]:
        """Return what stays where it is: the live line, else what is in the middle of the viewport."""
        place = self.flow.place(self._chosen) if self._chosen else None
        if place is None or not -50 < self.top_of(place) < self.viewport().height():
            place = self.block_at(self.viewport().height() / 2)
        if place is None or place >= len(self.flow.blocks):
            return None, 0
        return self.flow.blocks[place].key, self.top_of(place)

    def _fit(self, wanted: int | None = None) -> None:
        """Measure what is visible at a scroll position, the present one by default, and settle there."""
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if self._moving:
            return
        self._moving = True
        bar.setPageStep(room)
        bar.setRange(0, max(self.flow.height - room, 0))
        bar.setValue(bar.value() if wanted is None else wanted)
        value = bar.value()
        middle = self.flow.at(value + room / 2)
        before = self.flow.top(middle) if middle is not None else 0
        self.flow.visible(value, value + room)
        moved = self.flow.top(middle) - before if middle is not None else 0
        bar.setRange(0, max(self.flow.height - room, 0))
        bar.setValue(round(value + moved) if wanted is None else wanted)
        self.flow.visible(bar.value(), bar.value() + room)
        bar.setRange(0, max(self.flow.height - room, 0))
        self._moving = False
        self.moved()
        self.viewport().update()

    def moved(self) -> None:
        """Follow with what lies on the surface."""

    def _count(self) -> None:
        rows = self.record.paragraphs() if self.record else []
        words = [f"{len(rows)} paragraph{'' if len(rows) == 1 else 's'}"] if self.record else []
        for kind in ("decision", "action"):
            number = sum(row.kind == kind for row in rows)
            words += [f"{number} {kind}{'' if number == 1 else 's'}"] if number else []
        said = " · ".join(words)
        if said != self._told:
            self._told = said
            self.counted.emit(said)

    # Selecting

    def chosen(self) -> int | None:
        """Return the block that is selected."""
        return self.flow.place(self._chosen) if self._chosen else None

    def choose(self, place: int | None) -> None:
        """Select a block, or none."""
        self._chosen = self.flow.blocks[place].key if place is not None else None
        if place is not None:
            self._set_item(self.flow.blocks[place].item_id)
            self.show_block(place)
        self.tell()
        self.viewport().update()

    def _set_item(self, item_id: int) -> None:
        if item_id != self._item:
            self._item = item_id
            self.item_changed.emit(item_id)

    def step(self, by: int) -> None:
        """Select the paragraph so many further on."""
        places = [n for n, block in enumerate(self.flow.blocks) if block.kind != "item"]
        if not places:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + by)
            return
        now = self.chosen()
        at = places.index(now) + by if now in places else (0 if by > 0 else len(places) - 1)
        self.choose(places[max(min(at, len(places) - 1), 0)])

    def tell(self) -> None:
        """Name what is selected for whoever hears it."""
        place = self.chosen()
        row = self.flow.blocks[place].row if place is not None else None
        item = self.item_of(self.flow.blocks[place].item_id) if place is not None else None
        words = ""
        if row is not None and item is not None:
            words = spoken(row.kind, bool(row.draft), bool(row.internal), row, item)
        name = f"{NAME}: {words}" if words else NAME
        if name != self.accessibleName():
            self.setAccessibleName(name)
            self.setAccessibleDescription(row.text[:500] if row is not None else "")

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self.inks.color("surface"))
        value, area = self.verticalScrollBar().value(), event.rect()
        for place in self.flow.visible(value + area.top() - PAD, value + area.bottom() + 1):
            self.paint_one(painter, place)
        if self.record is not None and not self.record.items:
            painter.setFont(self.inks.body)
            painter.setPen(self.inks.color("muted"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, EMPTY)
        if self._ring and self.hasFocus() and not self.flow.blocks:
            painter.setPen(QPen(self.inks.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def paint_one(self, painter: QPainter, place: int) -> None:
        """Paint one block."""
        block = self.flow.blocks[place]
        selected = block.key == self._chosen and block.kind != "item"
        if block.kind == "empty" and not self.editable:
            return
        paint_block(
            painter, self.inks, block, self.flow.laid(place), self.box(place),
            selected=selected, ring=selected and self.hasFocus(),
        )  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_over(self.flow.blocks)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._theme_changed()

    def _theme_changed(self) -> None:
        self.inks = Inks(self.theme)
        self.flow.set_inks(self.inks)
        self.lay_over(self.flow.blocks)

    # The mouse

    def text_place(self, place: int, at: QPointF) -> QPointF:
        """Return a point of the viewport as the lines of a block have it."""
        box = self.box(place)
        return QPointF(at.x() - box.left() - TEXT, at.y() - box.top() - PAD)

    def activity_at(self, at: QPointF) -> int:
        """Return the activity whose name is there, 0 for none."""
        place = self.block_at(at.y())
        if place is None or self.flow.blocks[place].row is None:
            return 0
        inner = self.text_place(place, at)
        return next((key for box, key in self.flow.laid(place).links if box.contains(inner)), 0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        place = self.block_at(at.y())
        typed = self.editable and place is not None and self.flow.blocks[place].kind != "item"
        shape = Qt.CursorShape.IBeamCursor if typed else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if self.activity_at(at) else shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()  # as the press was

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self.block_at(event.position().y())
        if place is not None and self.flow.blocks[place].kind == "item":
            self.item_edit_wanted.emit(self.flow.blocks[place].id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.chosen() if by_key else self.block_at(event.pos().y())
        if place is None or self.flow.blocks[place].row is None:
            return
        self.choose(place)
        where = self.box(place).bottomLeft().toPoint() + QPoint(TEXT, 0)
        at = self.viewport().mapToGlobal(where) if by_key else event.globalPos()
        self.menu_wanted.emit(at, self.flow.blocks[place].id)

    # Keys and focus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.chosen()
        block = self.flow.blocks[place] if place is not None else None
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in _STEPS:
            self.step(_STEPS[Qt.Key(event.key())])
        elif event.matches(QKeySequence.StandardKey.Copy) and block is not None and block.row is not None:
            QGuiApplication.clipboard().setText(block.row.text)
        elif event.key() == Qt.Key.Key_Return and block is not None and block.row is not None and not plain:
            self.go_to_activity(block.row)
        else:
            event.ignore()

    def go_to_activity(self, row: ParagraphRow) -> None:
        """Ask for the activity that a paragraph changes or is on."""
        found = next((change.activity_id for change in row.changes if change.activity_id), row.activity_id)
        if found:
            self.activity_wanted.emit(found)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring = event.reason() in _KEY_FOCUS
        if self._ring and self.chosen() is None:
            self.choose(next((n for n, block in enumerate(self.flow.blocks) if block.kind != "item"), None))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring = False
        self.viewport().update()
