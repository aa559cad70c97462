"""The one paragraph that is being typed: a plain text field without a frame, and what its keys mean.

It knows no desk: a key that is more than typing goes out as a verb, and the editor does it.
"""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QEvent, QKeyCombination, QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QWidget

from imgdesk.text import clean_text
from imgdesk.ui.edit_keys import AWAY
from imgdesk.ui.minutes.completing import Completions
from imgdesk.ui.minutes.pasting import paragraphs

_CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
VERBS: Final = {
    QKeyCombination(Qt.Key.Key_Tab): "next_item",
    QKeyCombination(_SHIFT, Qt.Key.Key_Backtab): "previous_item",
    QKeyCombination(_CTRL, Qt.Key.Key_D): "decision",
    QKeyCombination(_CTRL, Qt.Key.Key_E): "action",
    QKeyCombination(_CTRL | _SHIFT, Qt.Key.Key_D): "draft",
    QKeyCombination(_CTRL | _SHIFT, Qt.Key.Key_I): "internal",
    QKeyCombination(_ALT, Qt.Key.Key_Up): "move_up",
    QKeyCombination(_ALT, Qt.Key.Key_Down): "move_down",
    QKeyCombination(_CTRL | _SHIFT, Qt.Key.Key_Backspace): "delete",
    QKeyCombination(_CTRL, Qt.Key.Key_M): "change_plan",
    QKeyCombination(Qt.Key.Key_Escape): "leave",
}
"""Keys that the line and the surface have before the window's own commands."""
_ENDLESS: Final = re.compile(r"\S{2000}")
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN: Final = (*_ENTER, Qt.Key.Key_Delete, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Backspace)


def verb_of(event: QKeyEvent) -> str:
    """Return what a key means beyond typing, "" for none."""
    keys = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return VERBS.get(QKeyCombination(keys, Qt.Key(event.key())), "")


class LiveLine(QPlainTextEdit):
    """Grows with its text; `verb` tells what a key asks for, `pasted` several paragraphs that do not fit in one."""

    verb = Signal(str)
    pasted = Signal(list)
    resized = Signal()
    left = Signal()
    """The focus went to something else in the window."""

    def __init__(self, parent: QWidget, completions: Completions) -> None:
        super().__init__(parent)
        self._surface, self.completions = parent, completions
        self.setProperty("look", "line")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._wrap_for("")
        self.setCursorWidth(2)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self.resized)
        self.hide()

    def begin(self, text: str, place: int | None) -> None:
        """Take a text without a history, the cursor at a place in it, or at the end."""
        self._wrap_for(text)
        self.setPlainText(text)
        self.put_cursor(len(text) if place is None else place)

    def put_cursor(self, place: int) -> None:
        """Put the cursor at a place in the text, or at its end where it is shorter."""
        cursor = self.textCursor()
        cursor.setPosition(max(min(place, self.document().characterCount() - 1), 0))
        self.setTextCursor(cursor)

    def before(self, most: int = 80) -> str:
        """Return the words before the cursor, of its own line and no more than `most` characters."""
        cursor = self.textCursor()
        block = cursor.block().text()[: cursor.positionInBlock()]
        return block[-most:]

    def set_scrolling(self, scrolls: bool) -> None:
        """Say whether there is more text than room; else there is room for all of it."""
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if policy != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(policy)

    def lines(self) -> int:
        """Return how many lines the text takes."""
        return int(self.document().documentLayout().documentSize().height())

    def last_line_end(self) -> float:
        """Return how far the last line of the text reaches."""
        end = QTextCursor(self.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        return float(self.cursorRect(end).right())

    def at_edge(self, down: bool) -> bool:
        """Tell whether the cursor is in the last or the first line, as lines are shown."""
        cursor = self.textCursor()
        moved = QTextCursor(cursor)
        operation = QTextCursor.MoveOperation.Down if down else QTextCursor.MoveOperation.Up
        return not moved.movePosition(operation)

    def put_in_line(self, x: int, *, last: bool) -> None:
        """Put the cursor into the last or the first line, nearest to x."""
        height = self.viewport().height()
        self.setTextCursor(self.cursorForPosition(QPoint(x, max(height - 2, 0) if last else 2)))

    def caret(self) -> QRect:
        """Return the cursor's box, in the coordinates of the parent."""
        return self.cursorRect().translated(self.pos())

    # Keys

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            if event.matches(undo) and not self.document().isUndoAvailable():
                event.ignore()
                return False
            if event.matches(redo) and not self.document().isRedoAvailable():
                event.ignore()
                return False
            if verb_of(event) or event.key() in _OWN:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.completions.isVisible() and self._chosen(event):
            return
        verb = verb_of(event) or self._own_verb(event)
        if verb:
            self.verb.emit(verb)
        elif event.key() in _ENTER:
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def _chosen(self, event: QKeyEvent) -> bool:
        """Let the list of suggestions have a key; return whether it took it."""
        match event.key():
            case Qt.Key.Key_Up:
                self.completions.step(-1)
            case Qt.Key.Key_Down:
                self.completions.step(1)
            case Qt.Key.Key_Escape:
                self.completions.hide()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                return self.completions.take()
            case _:
                return False
        return True

    def _own_verb(self, event: QKeyEvent) -> str:
        """Return what a key means at this place of the text."""
        cursor, key = self.textCursor(), event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain:
            return ""
        if key in _ENTER:
            return "enter"
        if key == Qt.Key.Key_Up and self.at_edge(down=False):
            return "up"
        if key == Qt.Key.Key_Down and self.at_edge(down=True):
            return "down"
        if key == Qt.Key.Key_Backspace and cursor.position() == 0 and not cursor.hasSelection():
            return "join"
        if key == Qt.Key.Key_Delete and self.document().isEmpty():
            return "delete"
        return ""

    # The clipboard, the mouse and the focus

    def createMimeDataFromSelection(self) -> QMimeData:
        made = QMimeData()
        made.setText(self.textCursor().selection().toPlainText())
        return made

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        found = paragraphs(source.text(), source.html() if source.hasHtml() else "")
        if len(found) > 1:
            self.pasted.emit(found)
        elif found:
            text = clean_text(source.text()).strip("\n")
            within = "\n" not in text and self.textCursor().position() > 0
            self._wrap_for(text)
            self.textCursor().insertText(text if within else found[0])
            self.ensureCursorVisible()

    def _wrap_for(self, text: str) -> None:
        """Break lines between words, unless a word is so long that looking for its end takes longer than a key may."""
        endless = _ENDLESS.search(text) is not None
        mode = QTextOption.WrapMode
        self.setWordWrapMode(mode.WrapAnywhere if endless else mode.WrapAtWordBoundaryOrAnywhere)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOn:
            super().wheelEvent(event)
        else:  # the document scrolls, also with the mouse over the line
            QApplication.sendEvent(self._surface, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in AWAY:
            self.left.emit()
