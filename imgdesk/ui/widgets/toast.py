"""A short notice that comes and goes at the foot of a widget, with at most one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from imgdesk.ui.widgets.buttons import Button
from imgdesk.ui.widgets.labels import Label

SHOWN_FOR_MS = 8000
"""Long enough to read two lines and reach the button; a toast under the mouse or with the focus stays."""


class Toast(QFrame):
    """Lies over the lower edge of its parent. One at a time: a new one replaces the old one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "toast")
        self._label = Label()
        self._button = Button("")
        self._action: Callable[[], object] | None = None
        self._ground = parent
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_FOR_MS)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(16)
        self._row.addWidget(self._label)
        self._row.addWidget(self._button)
        self._button.clicked.connect(self._act)
        self._timer.timeout.connect(self._leave)
        self.hide()

    def say(self, text: str, button: str = "", action: Callable[[], object] | None = None) -> None:
        """Show `text`, and a button when there is something to do about it."""
        self._label.setText(text)
        self.setAccessibleName(text)
        self._action = action
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._row.setContentsMargins(16, 8, 8 if button else 16, 8)
        self.show()
        self._place()
        self.raise_()
        self._timer.start()

    def say_undone_by(self, text: str, undo: QAction) -> None:
        """Show `text` with a button that undoes; it goes when `undo` comes to mean another step."""
        self.say(text, "Undo", undo.trigger)
        QTimer.singleShot(0, self, lambda: self._follow(undo))

    def _follow(self, undo: QAction) -> None:
        meant = undo.text()

        def look() -> None:
            if undo.text() != meant:
                undo.changed.disconnect(look)
                if self._action == undo.trigger:
                    self.hide()

        undo.changed.connect(look)

    def withdraw(self, button: str) -> None:
        """Hide it when it offers `button`: the offer no longer means what it meant."""
        if self._button.text() == button:
            self.hide()

    def text(self) -> str:
        """Return what is said, or nothing when hidden."""
        return self._label.text() if self.isVisible() else ""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ground.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ground.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        self.adjustSize()
        self.move((self._ground.width() - self.width()) // 2, self._ground.height() - self.height() - 48)

    def _act(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()

    def _leave(self) -> None:
        if self.underMouse() or self._button.hasFocus():
            self._timer.start()
        else:
            self.hide()
