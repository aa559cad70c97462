"""The bar over a page: its title at the left, the search of the whole desk, the page's own buttons at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from imgdesk.ui.widgets.labels import ElidedLabel

HEIGHT = 48


class TopBar(QFrame):
    """Shows one page's title and header widgets at a time; the widgets stay the property of whoever made them."""

    def __init__(self, search: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "topbar")
        self.setFixedHeight(HEIGHT)
        self._title = ElidedLabel("", "title")
        self._shown: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 1)
        self._row.setSpacing(12)
        self._row.addWidget(self._title, 3)
        self._row.addWidget(search, 2)

    def set_title(self, title: str) -> None:
        """Show the page's title."""
        self._title.set_text(title)

    def title(self) -> str:
        """Return the title."""
        return self._title.text_in_full()

    def show_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Show these at the right, hide those of the page before."""
        for widget in self._shown:
            self._row.removeWidget(widget)
            widget.hide()
        self._shown = list(widgets)
        for widget in self._shown:
            self._row.addWidget(widget)
            widget.show()
