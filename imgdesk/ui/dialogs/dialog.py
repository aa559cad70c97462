"""The frame of our dialogs: a heading, room for a body, one row of buttons with the main one at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from imgdesk.ui.widgets.buttons import Button
from imgdesk.ui.widgets.labels import Label


def host() -> QWidget | None:
    """Return the window that a dialog belongs to: the active one, or one that is open but not in front."""
    visible = (window for window in QApplication.topLevelWidgets() if window.isVisible())
    return QApplication.activeWindow() or next(visible, None)


class Dialog(QDialog):
    """A modal question. Subclasses fill `body` and `add_button`; `ask` runs it and returns a plain answer."""

    def __init__(self, title: str, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        if heading:
            column.addWidget(Label(heading, "title", wrap=True))
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column.addLayout(self.body, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        column.addLayout(self._buttons)

    def add_button(self, text: str, *, main: bool = False, accepts: bool = False) -> Button:
        """Add a button that closes the dialog, accepting or not; the `main` one answers to Return."""
        button = Button(text, "primary" if main else "plain")
        button.setDefault(main)
        button.clicked.connect(self.accept if accepts else self.reject)
        self._buttons.addWidget(button)
        return button
