"""A line across the top of a page that stays as long as what it says is so ("Opened read-only")."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from imgdesk.ui.widgets.labels import ElidedLabel


class Banner(QFrame):
    """Hidden until it has something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "banner")
        self._label = ElidedLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.addWidget(self._label)
        self.hide()

    def say(self, text: str) -> None:
        """Show `text`; an empty text hides the banner."""
        self._label.set_text(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """Return what is said."""
        return self._label.text_in_full()
