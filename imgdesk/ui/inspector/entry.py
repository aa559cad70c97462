"""A captioned list of the inspector, and one entry of it: words, smaller fields below, small buttons at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from imgdesk.text import shorten
from imgdesk.ui.field_box import PAD, FieldBox
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import IconButton
from imgdesk.ui.widgets.labels import Label


class Entry(QWidget):
    """`main` is its first field, `details` are those below it, side by side; `buttons` are at its right.

    `wide` is the place of the detail that takes twice the room of another.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        details: Sequence[str] = (),
        buttons: Sequence[tuple[str, str]] = (),
        *,
        wide: int = 0,
    ) -> None:
        super().__init__()
        self.main = FieldBox(theme, name, name)
        self.details = [FieldBox(theme, detail, detail, "small") for detail in details]
        self.buttons = [IconButton(theme, icon, words, size=12) for icon, words in buttons]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.main)
        if self.details:
            line = QHBoxLayout()
            line.setSpacing(0)
            for place, detail in enumerate(self.details):
                line.addWidget(detail, 2 if place == wide else 1)
            column.addLayout(line)
        row.addLayout(column, 1)
        for button in self.buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def show_record(self, record: int, *, editable: bool) -> None:
        """Say which record the entry shows, and whether it can be changed."""
        for box in (self.main, *self.details):
            box.record = record
            box.set_editable(editable)
        for button in self.buttons:
            button.setVisible(editable)
            button.setAccessibleDescription(shorten(self.main.text() or self.main.name, 80))

    def begin_new(self, record: int) -> None:
        """Become the empty entry of something that is being added to a record."""
        self.main.show_value("")
        self.show_record(record, editable=True)
        for widget in (*self.details, *self.buttons):
            widget.hide()
        self.show()


_HEAD = 24
"""Height of a caption, whether it has a button beside it or not."""


class Group(QWidget):
    """A caption with a button that adds, and entries below; as many entries are made as were ever shown at once."""

    def __init__(self, theme: Theme, title: str, add: str = "") -> None:
        super().__init__()
        self.title = Label(title, "caption")
        self.title.setMinimumHeight(_HEAD)
        self.add = IconButton(theme, "plus", add or title, size=12)
        self._adds = bool(add)
        self._entries: list[Entry] = []
        head = QHBoxLayout()
        head.setContentsMargins(PAD, 0, 0, 2)
        head.addWidget(self.title, 1)
        head.addWidget(self.add)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addLayout(head)
        self.add.setVisible(self._adds)
        self.setAccessibleName(title)

    def entries(self, count: int, make: Callable[[], Entry]) -> list[Entry]:
        """Return `count` visible entries, made where there are too few; the others are hidden."""
        while len(self._entries) < count:
            entry = make()
            self._entries.append(entry)
            self.column.addWidget(entry)
        for place, entry in enumerate(self._entries):
            entry.setVisible(place < count)
        return self._entries[:count]

    def show_head(self, *, filled: bool, editable: bool) -> None:
        """Show the group where it holds something or something can be added."""
        self.add.setVisible(self._adds and editable)
        self.setVisible(filled or (self._adds and editable))

    def texts(self) -> list[str]:
        """Return what the visible entries say, each with its details."""
        return [
            "\n".join(box.text() for box in (entry.main, *entry.details) if not box.isHidden())
            for entry in self._entries
            if not entry.isHidden()
        ]


def pop_up(menu: QMenu, below: QWidget) -> None:
    """Open a menu under the widget that it belongs to; it goes when it is closed."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(below.mapToGlobal(QPoint(0, below.height())))
