"""The keys of a field's editor, alike in the table and in the inspector."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

AWAY = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""The person looks elsewhere, say into the paper that is being copied from, and comes back to type on."""


class EditKeys(QObject):
    """Return, Tab, Escape and a lost focus of an editor, with or without parts, as three signals.

    A content that cannot be kept is never left by Return or Tab: `refused` says why and the editor stays.
    """

    kept = Signal(object, int)
    """editor, how to go on: 0 stay, 1 next field, -1 field before"""
    dropped = Signal(object)
    refused = Signal(str)

    def watch(self, editor: QWidget) -> None:
        """Follow an editor until it is gone."""
        for part in (editor, editor.focusProxy(), *editor.findChildren(QLineEdit)):
            if part is not None:
                part.removeEventFilter(self)
                part.installEventFilter(self)
                part.setProperty("editor", editor)
        if hasattr(editor, "kept"):
            editor.kept.connect(lambda: self.keep(editor, 0))

    def keep(self, editor: QWidget, onward: int, *, leaving: bool = False) -> None:
        """Keep what an editor holds, unless it says that it cannot be kept; when leaving, that drops it."""
        problem = "" if editor.property("done") else editor.problem()  # type: ignore[attr-defined]
        if problem:
            self.refused.emit(problem)
            if leaving:
                self.drop(editor)
        elif not editor.property("done"):
            editor.setProperty("done", True)
            self.kept.emit(editor, onward)

    def resume(self, editor: QWidget) -> None:
        """Go on with an editor whose content was refused by the desk, so that nothing typed is lost."""
        editor.setProperty("done", False)

    def drop(self, editor: QWidget) -> None:
        """Leave an editor without keeping anything."""
        if not editor.property("done"):
            editor.setProperty("done", True)
            self.dropped.emit(editor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        editor = watched.property("editor")
        if editor is None:
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(editor, event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
                event.accept()
                return True
            return False
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in AWAY:
            if editor.isVisible() and not holds_focus(editor):
                self.keep(editor, 0, leaving=True)
        return False

    def _key(self, editor: QWidget, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.keep(editor, 1 if key == Qt.Key.Key_Tab else -1)
            return True
        if key == Qt.Key.Key_Escape:
            self.drop(editor)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            from imgdesk.ui.editors import PlainEditor

            if not isinstance(editor, PlainEditor):
                self.keep(editor, 0)
                return True
        return False


def holds_focus(editor: QWidget) -> bool:
    """Return whether the focus stays with the editor: in a part of it, or in a list that it opened."""
    focus = QApplication.focusWidget()
    popup = QApplication.activePopupWidget()
    return bool((focus is not None and (focus is editor or editor.isAncestorOf(focus))) or popup is not None)


def in_text_field(what: str) -> bool:
    """Let the text field that has the focus "undo" or "redo" its own typing; return whether there was any."""
    field = QApplication.focusWidget()
    if not isinstance(field, QLineEdit | QTextEdit | QPlainTextEdit) or field.isReadOnly():
        return False
    history = field if isinstance(field, QLineEdit) else field.document()
    if not getattr(history, f"is{what.capitalize()}Available")():
        return False
    getattr(field, what)()
    return True
