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
        self._left = QHBoxLayout()
        self._left.setSpacing(12)
        self._left.addWidget(self._title)
        self._left.addStretch(1)
        self._row.addLayout(self._left, 3)
        self._row.addWidget(search, 2)

    def set_title(self, title: str) -> None:
        """Show the page's title."""
        self._title.set_text(title)

    def title(self) -> str:
        """Return the title."""
        return self._title.text_in_full()

    def show_widgets(self, widgets: Sequence[QWidget], beside: Sequence[QWidget] = ()) -> None:
        """Show these at the right and `beside` behind the title, hide those of the page before."""
        for widget in self._shown:
            self._left.removeWidget(widget)
            self._row.removeWidget(widget)
            widget.hide()
        self._shown = [*beside, *widgets]
        for place, widget in enumerate(beside, 1):
            self._left.insertWidget(place, widget)
        for widget in widgets:
            self._row.addWidget(widget)
        for widget in self._shown:
            widget.show()
