"""Which meeting is shown: a button with all meetings by series, those ahead first, and a step to each side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from imgdesk.text import shorten
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Button, IconButton
from imgdesk.ui.widgets.choices import menu_text
from imgdesk.views.meeting_list import count_words, is_ahead, place_in_series

if TYPE_CHECKING:
    from imgdesk.views.meeting_list import ListedMeeting

MOST: Final = 8
"""So many meetings of a series stand in the menu itself; those before are one step further in."""
_CHARS: Final = 26


class Switcher(QWidget):
    """Emits `wanted` with the meeting that was chosen."""

    wanted = Signal(int)

    def __init__(self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._rows: Sequence[ListedMeeting] = ()
        self._current = 0
        self.menu = QMenu(self)
        self.button = Button("Meetings", menu=self.menu)
        self.button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.before = IconButton(theme, "chevron-left", "The meeting before in its series")
        self.after = IconButton(theme, "chevron-right", "The meeting after in its series")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 0)
        row.setSpacing(2)
        row.addWidget(self.button, 1)
        row.addWidget(self.before)
        row.addWidget(self.after)
        self.menu.aboutToShow.connect(self.fill)
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))

    def show_meetings(self, rows: Sequence[ListedMeeting], current: int) -> None:
        """Offer these meetings; `current` is the one shown."""
        self._rows, self._current = rows, current
        found = next((row for row in rows if row.id == current), None)
        name = shorten(found.name, _CHARS).replace("&", "&&") if found else "Meetings"
        self.button.setText(name)
        self.button.setAccessibleName(f"Meeting: {found.name}" if found else "Meetings")
        earlier, later = place_in_series(rows, current)
        self.before.setEnabled(earlier is not None)
        self.after.setEnabled(later is not None)

    def step(self, way: int) -> None:
        """Go to the meeting before (-1) or after (1) in the series."""
        found = place_in_series(self._rows, self._current)[0 if way < 0 else 1]
        if found is not None:
            self.wanted.emit(found)

    def fill(self) -> None:
        """Put all meetings into the menu, as they stand now."""
        menu, today = self.menu, self._today()
        menu.clear()
        for key in dict.fromkeys(row.series_id for row in self._rows):
            rows = [row for row in self._rows if row.series_id == key]
            heading = menu.addAction(menu_text(rows[0].series or "Meetings of no series"))
            heading.setEnabled(False)
            ahead = [row for row in rows if is_ahead(row, today)]
            over = [row for row in reversed(rows) if row not in ahead]
            room = max(MOST - len(ahead), 1)
            for row in (*ahead, *over[:room]):
                self._entry(menu, row)
            if over[room:]:
                within = menu.addMenu(f"{len(over) - room} earlier")
                for row in over[room:]:
                    self._entry(within, row)
            menu.addSeparator()

    def _entry(self, menu: QMenu, row: ListedMeeting) -> None:
        action = menu.addAction(entry_words(row).replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(row.id == self._current)
        action.triggered.connect(lambda _on=False: self.wanted.emit(row.id))
        if row.id == self._current:
            menu.setActiveAction(action)


def entry_words(row: ListedMeeting) -> str:
    """Return a meeting as the menu says it: name, date as agreed, status, open actions."""
    parts = [shorten(row.name, 48), shorten(row.when_text, 32) if row.when_text else "no date", row.status]
    if row.open_actions:
        parts.append(count_words(row.open_actions, "open action"))
    return "  ·  ".join(parts)
