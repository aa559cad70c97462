"""Fields of a paper that keep themselves a moment after the last key; what is typed in one visit is one step.

What the desk says is laid into them without moving the caret, and never over what is still being typed.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from math import ceil
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from imgdesk.text import one_line

QUIET_MS: Final = 140
"""After the last key before a text is kept."""
_VISITS: Final = count(1)

Keep = Callable[[str, str], bool]
"""Keeps a text, merged into one step with what has the same key, and returns whether that was done."""


class Typed(QObject):
    """What is typed into one field: kept a moment later, when the field is left, and before anything is undone."""

    left = Signal()
    """Escape: the person is done with the field."""
    gone = Signal()
    """The focus went elsewhere, and what was typed is kept."""

    def __init__(
        self, field: QWidget, read: Callable[[], str], write: Callable[[str], None], keep: Keep
    ) -> None:
        super().__init__(field)
        self._field, self._read, self._write, self._keep = field, read, write, keep
        self._known = ""
        """What the field held when it was last shown or kept."""
        self._stored = ""
        """What the desk made of it: spaces at the end of a line may be gone."""
        self._merge = f"paper {next(_VISITS)}"
        self._showing = self._keeping = False
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self.finish)
        field.installEventFilter(self)

    @property
    def pending(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self._quiet.isActive()

    def changed(self) -> None:
        """Follow the field: to be connected to its signal."""
        if not self._showing:
            self._quiet.start()

    def show(self, text: str) -> None:
        """Show what the desk says, unless it is what is being typed, or something else is."""
        same, self._stored = text == self._stored, text
        if self._keeping or self.pending or (same and self._field.hasFocus()):
            return
        self._known = text
        if self._read() != text:
            self._showing = True
            self._write(text)
            self._showing = False

    def finish(self) -> None:
        """Keep what was typed now."""
        self._quiet.stop()
        text = self._read()
        if text == self._known:
            return
        self._keeping = True
        if self._keep(text, self._merge):
            self._known = text
        self._keeping = False

    def _settle(self) -> None:
        if not self._field.hasFocus():
            self.show(self._stored)
            self.gone.emit()

    def drop(self) -> None:
        """Forget what was typed."""
        self._quiet.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            if event.gotFocus():
                self._merge = f"paper {next(_VISITS)}"
            else:
                if self.pending:
                    self.finish()
                QTimer.singleShot(0, self, self._settle)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
                if self.pending:
                    self.finish()
                self._merge = f"paper {next(_VISITS)}"
            elif event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.finish()
                self.left.emit()
                return True
        return False


class LiveLine(QLineEdit):
    """One line; Return goes on to what `entered` leads to."""

    entered = Signal()

    def __init__(self, name: str, keep: Keep, look: str = "inline", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", look)
        self.setAccessibleName(name)
        self.setMaxLength(2000)
        self.typed = Typed(self, self.text, self._put, keep)
        self.textChanged.connect(self.typed.changed)

    def show_text(self, text: str) -> None:
        """Show what the desk says."""
        self.typed.show(one_line(text))

    def isUndoAvailable(self) -> bool:
        return False  # the desk undoes, one visit to a field at a time

    def isRedoAvailable(self) -> bool:
        return False

    def _put(self, text: str) -> None:
        at = self.cursorPosition()
        self.setText(text)
        self.setCursorPosition(min(at, len(text)) if self.hasFocus() else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        elif _undoes(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _undoes(event):
            return False
        return super().event(event)


class LiveText(QPlainTextEdit):
    """A text that is as tall as its words; Ctrl+B and Ctrl+I mark what is selected."""

    TALLEST: Final = 1600

    def __init__(self, name: str, keep: Keep, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._growing = False
        self.setProperty("look", "inline")
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self.grow)
        self.typed = Typed(self, self.toPlainText, self._put, keep)
        self.textChanged.connect(self.typed.changed)
        self.setFixedHeight(30)

    def show_text(self, text: str) -> None:
        """Show what the desk says."""
        self.typed.show(text)

    def show_hint(self, text: str) -> None:
        """Show what could be typed while nothing is."""
        if text != self.placeholderText():
            self.setPlaceholderText(text)
            self.grow()

    def _put(self, text: str) -> None:
        cursor = self.textCursor()
        at, to = cursor.position(), cursor.anchor()
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(to, len(text)))
        cursor.setPosition(min(at, len(text)), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def grow(self) -> None:
        """Be as tall as the text."""
        if self._growing:
            return
        self._growing = True
        wanted = ceil(self._tall()) + 12
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if wanted > self.TALLEST else policy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(min(max(30, wanted), self.TALLEST))
        self._growing = False

    def _tall(self) -> float:
        """Return how tall the text is, every paragraph laid out: one that was not in sight counts as one line.

        Without any it is what the hint in its place takes.
        """
        if self.document().isEmpty():
            room = QRect(0, 0, max(self.viewport().width(), 1), self.TALLEST)
            wrap = int(Qt.TextFlag.TextWordWrap)
            return self.fontMetrics().boundingRect(room, wrap, self.placeholderText()).height()
        layout, block, tall = self.document().documentLayout(), self.document().firstBlock(), 0.0
        while block.isValid() and tall < self.TALLEST:
            tall += layout.blockBoundingRect(block).height()
            block = block.next()
        return tall

    def mark(self, sign: str) -> None:
        """Put a sign around what is selected, or take it away."""
        cursor = self.textCursor()
        said = cursor.selectedText()
        cut = len(sign)
        marked = len(said) > 2 * cut and said.startswith(sign) and said.endswith(sign)
        start = cursor.selectionStart()
        cursor.insertText(said[cut:-cut] if marked else f"{sign}{said}{sign}")
        if said:
            cursor.setPosition(start)
            cursor.setPosition(
                start + len(said) + (-2 if marked else 2) * cut, QTextCursor.MoveMode.KeepAnchor
            )
        else:
            cursor.setPosition(start + cut)
        self.setTextCursor(cursor)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if _undoes(event):
                return False
            if _sign(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sign = _sign(event)
        if sign and not self.isReadOnly():
            self.mark(sign)
        elif _undoes(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.grow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.grow()


class LiveTitle(LiveText):
    """One line of words that is shown in as many lines as it needs; Return goes on to what `entered` leads to."""

    entered = Signal()

    def __init__(self, name: str, keep: Keep, look: str, parent: QWidget | None = None) -> None:
        super().__init__(name, lambda text, merge: keep(one_line(text), merge), parent)
        self.setProperty("look", look)

    def text(self) -> str:
        """Return what stands there."""
        return one_line(self.toPlainText())

    def show_text(self, text: str) -> None:
        super().show_text(one_line(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        elif not _sign(event):
            super().keyPressEvent(event)


def _undoes(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


def _sign(event: QKeyEvent) -> str:
    """Return the sign that a key marks with: Ctrl+B strong, Ctrl+I italics."""
    if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
        return ""
    return {Qt.Key.Key_B: "**", Qt.Key.Key_I: "*"}.get(Qt.Key(event.key()), "")
