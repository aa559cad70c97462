"""Searching the whole desk in the window: the field, the list under it, and going to what was chosen.

The index is begun when the field is entered and built in slices between events; what is not read yet is found as soon
as it is. The list follows the desk while it is open.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from imgdesk.errors import UserError
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.store.search import SearchIndex
    from imgdesk.ui.bridge import DeskBridge
    from imgdesk.ui.widgets.search_popup import SearchPopup
    from imgdesk.views.search import ResultRow

_MOMENT: Final = 0.03
"""Seconds of reading between two events; one slice more may follow."""


class DeskSearch(QObject):
    """`shown` are the kinds of records that the pages show; `back` puts the focus into the page in front."""

    wanted = Signal(str, int)
    """Kind and id of the record to go to."""
    said = Signal(str)

    def __init__(
        self,
        theme: Theme,
        action: QAction,
        shown: frozenset[str],
        back: Callable[[], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._theme, self._action, self._shown, self._back, self._window = theme, action, shown, back, window
        self._desk: Desk | None = None
        self._index: SearchIndex | None = None
        self._before: QWidget | None = None
        self._entered = False
        self._last = ""
        self.popup: SearchPopup | None = None
        self.field = SearchField(action.shortcut().toString().replace("+", " "))
        self.field.setEnabled(False)
        self._work = QTimer(self, singleShot=True, interval=0)
        self._work.timeout.connect(self._build)
        action.triggered.connect(self.begin)
        field = self.field
        field.entered.connect(self._enter)
        field.left.connect(self._leave)
        field.textChanged.connect(self._search)
        field.stepped.connect(self._step)
        field.chosen.connect(self._take_chosen)
        field.escaped.connect(self._escape)
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr]

    # the desk

    def open(self, desk: Desk, bridge: DeskBridge) -> None:
        """Search this desk; nothing is read before the field is entered."""
        self._desk, self._last = desk, ""
        self.field.setEnabled(True)
        bridge.changed.connect(self._changed)

    def close_desk(self) -> None:
        """Forget the desk, which is about to be closed, and all that was read of it."""
        self._leave()
        self._work.stop()
        if self._index is not None:
            self._index.close()
        self._desk = self._index = None
        self.field.setEnabled(False)

    # the field

    def begin(self) -> None:
        """Go to the field, with what was looked for last."""
        if self._desk is None or not self.field.isVisible():
            return
        if not self.field.text():
            self.field.setText(self._last)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _enter(self) -> None:
        if self._desk is None:
            return
        from imgdesk.store.search import SearchIndex
        from imgdesk.ui.widgets.search_popup import SearchPopup

        if self._index is None:
            self._index = SearchIndex(self._desk)
        if self.popup is None:
            self.popup = SearchPopup(self._theme, self._window)
            self.popup.taken.connect(self._take)
        if not self._index.complete:
            self._work.start()
        self._entered = True
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self._search()

    def _step(self, count: int) -> None:
        if self.popup is not None:
            self.popup.step(count)

    def _leave(self) -> None:
        """Take the list away."""
        self._entered = False
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self.field.clear()
        if self.popup is not None:
            self.popup.hide()

    def _escape(self) -> None:
        self._last = ""
        self._return_focus()

    def _return_focus(self) -> None:
        before = self._before
        if before is not None and isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._back()
        self._leave()

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is self.field:
            self._before = old
        elif isinstance(new, QLineEdit | QTextEdit | QPlainTextEdit):
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            if pressed in self._action.shortcuts() and isinstance(watched, QWidget):
                event.ignore()  # on some systems text fields take this key to delete the rest of the line
                return True
        elif self._entered and kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            self._pressed(event.globalPosition().toPoint())
        elif kind == QEvent.Type.Resize and watched is self._window:
            self._work.start()
        return False

    def _pressed(self, place: QPoint) -> None:
        """Take the list away when something beside it is pressed, also what does not take the focus."""
        parts = [part for part in (self.field, self.popup) if part is not None and part.isVisible()]
        if not any(QRect(part.mapToGlobal(QPoint()), part.size()).contains(place) for part in parts):
            self._return_focus()

    # searching

    def _build(self) -> None:
        """Read for a moment; search again when all is read."""
        if self._index is None or not self.field.hasFocus():
            return
        end = time.monotonic() + _MOMENT
        try:
            while (more := self._index.build_some()) and time.monotonic() < end:
                pass
        except UserError as error:
            self._show(str(error))
            return
        if more:
            self._work.start()
        else:
            self._search()

    def _changed(self, changes: object) -> None:
        if self._index is None:
            return
        if changes is None:
            self._index.forget()
        self._work.start()  # after the index has heard of it as well

    def _search(self) -> None:
        popup, desk, index = self.popup, self._desk, self._index
        if popup is None or desk is None or index is None or not self.field.hasFocus():
            return
        from imgdesk.views.search import search

        text = self.field.text()
        try:
            found = search(desk, index, text)
        except UserError as error:
            self._show(str(error))
            return
        popup.show_results(text, found, complete=index.complete)
        self._show()

    def _show(self, sentence: str = "") -> None:
        if self.popup is None:
            return
        if sentence:
            self.popup.say(sentence)
        corner = self.field.mapTo(self._window, QPoint())
        self.popup.place(QRect(corner, self.field.size()))
        self.popup.show()
        self.popup.raise_()

    # going there

    def _take_chosen(self) -> None:
        row = self.popup.chosen() if self.popup is not None else None
        if row is not None:
            self._take(row)

    def _take(self, row: ResultRow) -> None:
        if self._desk is None:
            return
        from imgdesk.views.search import targets

        found = [target for target in targets(self._desk, row.table, row.id) if target[0] in self._shown]
        self._last = self.field.text()
        self._return_focus()
        if found:
            self.wanted.emit(*found[0])
        else:
            self.said.emit(f"No page shows this {row.kind}.")
