"""What stands in the place of the minutes while there is no meeting: why, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imgdesk.ui.dialogs.series_form import KINDS, SeriesFields
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Button
from imgdesk.ui.widgets.cards import Row
from imgdesk.ui.widgets.empty_state import EmptyState


class NoMeetings(EmptyState):
    """Without a series: the series that a group mostly has, to add with one press. With one: the first meeting.

    `chosen` says "meeting" or "series".
    """

    series_wanted = Signal(object)
    """SeriesFields to add."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "meetings", parent)
        self._ready: list[Button] = []

    def say_no_series(self, ready: Sequence[SeriesFields], *, can: bool) -> None:
        """The desk has no series; `can` enables what edits."""
        self._clear()
        self.say(
            "This desk has no meetings yet",
            "Meetings follow one another in a series, so that open actions and topics come back by themselves. "
            "Add the series first.",
            ("", ""),
            ("series", "Another series…"),
            can=can,
        )
        kinds = dict(KINDS)
        for fields in ready:
            row = Row(f"Add “{fields.title}”", f"{kinds[fields.kind]}, {fields.rhythm}")
            row.clicked.connect(lambda _on=False, fields=fields: self.series_wanted.emit(fields))
            row.setEnabled(can)
            self.more.addWidget(row)
            self._ready.append(row)

    def say_no_meeting(self, titles: Sequence[str], *, can: bool) -> None:
        """There are series and no meeting in any of them."""
        self._clear()
        self.say(
            "No meeting yet",
            f"{', '.join(titles)}: the first agenda is made from what the workplan brings up. Every later one "
            "begins with what the last one left open.",
            ("meeting", "New meeting…"),
            ("series", "Add another series…"),
            can=can,
        )

    def ready(self) -> list[Button]:
        """Return the series that are offered, as buttons."""
        return list(self._ready)

    def _clear(self) -> None:
        for button in self._ready:
            self.more.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._ready.clear()
