"""A field of the inspector: text at rest, an editor when it is wanted. One field at a time is being edited.

Its value can be copied, by the menu or with the keyboard: what is copied is the value, not the words around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from imgdesk.text import shorten
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.labels import Label

SHOWN_CHARS = 1200
PAD = 6
"""Room around a value, in which its hover and its ring are painted."""


class WrapLabel(Label):
    """Wrapped plain text that never widens its surroundings, however long its words."""

    def __init__(self, text: str = "", look: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(text, look, parent, wrap=True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().lineSpacing())


class FieldBox(QFrame):
    """Shows a value; a click, Return or F2 asks for its editor with `wanted`."""

    wanted = Signal(object)
    """This box wants to be edited."""
    delete_wanted = Signal(int)
    """The record of this box is to go: Delete was pressed on it. The key never means the whole activity here."""

    def __init__(
        self, theme: Theme, name: str, field: str, look: str = "body", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.field = field
        self.name = name
        self.raw = ""
        self.record = 0
        """The id of the record that the field is of."""
        self.hint = "Click to edit"
        self._over = self._ring = False
        self._editable = True
        self.editor: QWidget | None = None
        self._value = WrapLabel("", look)
        self._second = WrapLabel("", "small")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(PAD, 3, PAD, 3)
        self._column.setSpacing(0)
        self._column.addWidget(self._value)
        self._column.addWidget(self._second)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.set_editable(True)

    def show_value(self, raw: str, shown: str = "", second: str = "") -> None:
        """Show a value: `raw` is what is edited, `shown` what is read, `second` a quiet line below."""
        self.raw = raw
        text = shown or raw
        kept = text if len(text) <= SHOWN_CHARS else text[: SHOWN_CHARS - 1] + "…"
        self._value.setText(kept.strip() or "–")
        self._value.setEnabled(bool(kept.strip()))
        self._second.setText(second)
        self._second.setVisible(bool(second) and self.editor is None)
        self.setAccessibleDescription(shorten(f"{text} {second}", 200))

    def text(self) -> str:
        """Return what is shown: the value, and the quiet line in a second line."""
        return "\n".join(part for part in (self._value.text(), self._second.text()) if part)

    def set_editable(self, editable: bool) -> None:
        """Say whether the field can be edited now."""
        self._editable = editable
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # also where it is only read: it can be copied
        self.setCursor(Qt.CursorShape.IBeamCursor if editable else Qt.CursorShape.ArrowCursor)
        self.setToolTip(self.hint if editable else "")

    @property
    def editable(self) -> bool:
        """Whether the field can be edited now."""
        return self._editable

    def copied(self) -> str:
        """Return what is copied: what is edited, or what is read where that is only an id."""
        return self._value.text() if self.raw.isdecimal() and self.raw != self._value.text() else self.raw

    def copy(self) -> None:
        """Put the value on the clipboard."""
        QGuiApplication.clipboard().setText(self.copied() or self._value.text())

    def begin(self, editor: QWidget) -> None:
        """Put an editor in the place of the text."""
        self.editor = editor
        self._value.hide()
        self._second.hide()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(editor)
        editor.show()
        editor.setFocus()

    def end(self) -> None:
        """Take the editor away."""
        editor, self.editor = self.editor, None
        if editor is not None:
            self._column.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
        self._column.setContentsMargins(PAD, 3, PAD, 3)
        self._value.show()
        self._second.setVisible(bool(self._second.text()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._editable and self.editor is None and event.button() == Qt.MouseButton.LeftButton:
            self.wanted.emit(self)
        else:
            super().mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Delete:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)
        if self._editable and self.editor is None and event.key() in keys:
            self.wanted.emit(self)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit(self.record)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._editable:
            menu.addAction("Edit").triggered.connect(lambda: self.wanted.emit(self))
        menu.addAction("Copy").triggered.connect(self.copy)
        menu.popup(event.globalPos())

    def enterEvent(self, event: QEnterEvent) -> None:
        self._over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = True
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        over = self._over and self._editable
        if self.editor is not None or not (over or self._ring):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("accent"), 2) if self._ring else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("grid") if over else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()


def fields_grid(fields: Iterable[tuple[str, str]], boxes: Mapping[str, FieldBox]) -> QGridLayout:
    """Return the boxes below each other, each behind its name; `fields` are pairs of a name and a key of `boxes`."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(4)
    grid.setVerticalSpacing(0)
    grid.setColumnMinimumWidth(0, 76)
    grid.setColumnStretch(1, 1)
    for place, (name, field) in enumerate(fields):
        label = Label(name, "muted")
        label.setContentsMargins(0, 3, 0, 0)
        label.setBuddy(boxes[field])
        grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(boxes[field], place, 1)
    return grid


def indented(part: QWidget) -> QHBoxLayout:
    """Return a layout that brings a part in line with the text of the fields."""
    row = QHBoxLayout()
    row.setContentsMargins(PAD, 0, 0, 0)
    row.addWidget(part)
    return row
