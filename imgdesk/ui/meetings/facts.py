"""When, where and under whose chair: the facts of a meeting, each edited in its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from imgdesk.domain.zones import city_of, local_times, times_phrase, zone_of
from imgdesk.text import shorten
from imgdesk.ui.editors import ChoiceEditor, LineEditor, WhenEditor
from imgdesk.ui.field_box import FieldBox, WrapLabel, fields_grid
from imgdesk.ui.inspector.editing import Deeds, Editing
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.labels import Label
from imgdesk.views.people import organizations
from imgdesk.views.wording import day_words, when_words

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.ui.dialogs.decision_form import Understood
    from imgdesk.views.minutes import MeetingRecord

FIELDS: Final = (
    ("Time", "start_time"), ("City", "time_zone"), ("Place", "place"), ("Link", "link"), ("Chair", "chair_id"),
)  # fmt: skip
NOBODY: Final = "0"
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class FactsPanel(QWidget):
    """The name of a meeting, its date in words, the time in the duty stations, and the fields."""

    refused = Signal(str)

    def __init__(
        self, theme: Theme, deeds: Deeds, understood: Understood, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._deeds, self._understood = theme, deeds, understood
        self.name = Label("", "caption", wrap=True)
        self.when = FieldBox(theme, "Date as agreed", "when", "heading")
        self.local = WrapLabel("", "muted")
        self.boxes = {field: FieldBox(theme, name, field) for name, field in FIELDS}
        self.editing = Editing(self)
        self.editing.refused.connect(self.refused)
        self.editing.watch(self.when, self._make, self._keeper("when"))
        for field, box in self.boxes.items():
            self.editing.watch(box, self._make, self._keeper(field))
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 6, 0)
        column.setSpacing(2)
        self.name.setContentsMargins(6, 0, 6, 4)
        self.local.setContentsMargins(6, 0, 6, 6)
        grid = fields_grid(FIELDS, self.boxes)
        grid.setContentsMargins(6, 0, 0, 0)
        grid.setColumnMinimumWidth(0, 52)
        for part in (self.name, self.when, self.local):
            column.addWidget(part)
        column.addLayout(grid)

    def show_meeting(self, record: MeetingRecord, stations: str, *, editable: bool) -> None:
        """Show the facts of a meeting; `stations` are the cities whose local time is told."""
        if record.id != self.when.record:
            self.finish()
        self.name.setText(record.name)
        self.when.show_value(record.when_text, date_in_words(record), _second(record))
        self.local.setText(local_words(record, stations))
        self.local.setVisible(bool(self.local.text()))
        for field, box in self.boxes.items():
            raw = getattr(record, field)
            if field == "chair_id":
                box.show_value(str(raw or NOBODY), record.chair or " ")
            else:
                box.show_value(raw, city_of(raw) if field == "time_zone" and zone_of(raw) else "")
        for box in (self.when, *self.boxes.values()):
            box.record = record.id
            box.set_editable(editable)

    def finish(self) -> None:
        """Keep what is being typed."""
        self.editing.finish()

    def _make(self, box: FieldBox) -> QWidget:
        if box.field == "when":
            return WhenEditor(self._theme, self._understood, box)
        if box.field == "chair_id":
            desk = self._deeds.desk
            rows = organizations(desk) if desk is not None else []
            return ChoiceEditor(
                "Chair", [(NOBODY, "nobody"), *((str(row.id), row.short) for row in rows)], box
            )
        editor = LineEditor(box.name, parent=box)
        hints = {"start_time": "15:00", "time_zone": "Geneva", "place": "Room XI", "link": "https://"}
        editor.setPlaceholderText(hints[box.field])
        return editor

    def _keeper(self, field: str) -> Callable[[int, str], bool]:
        def keep(meeting_id: int, value: str) -> bool:
            given: Any = (int(value or NOBODY) or None) if field == "chair_id" else value
            return self._deeds.do(lambda desk: _edit(desk, meeting_id, field, given))

        return keep


def date_in_words(record: MeetingRecord) -> str:
    """Return the date with its weekday and hour where it is one day, else as it was agreed."""
    if record.precision == "day" and record.earliest:
        day = date.fromisoformat(record.earliest)
        words = f"{_WEEKDAYS[day.weekday()]} {day_words(day)}"
    else:
        words = record.when_text.strip() or "No date yet"
    return f"{words}, {record.start_time}" if record.start_time else words


def local_words(record: MeetingRecord, stations: str) -> str:
    """Return the time in each duty station, or why it cannot be told; "" where no hour is set."""
    if not record.start_time:
        return ""
    if not record.time_zone:
        return "Set the city, and the local times stand here."
    if not zone_of(record.time_zone):
        city = shorten(record.time_zone, 40)
        return f"“{city}” is not a city that the local times are known of."
    day = date.fromisoformat(record.earliest) if record.earliest else None
    if day is None or record.precision != "day":
        return "The local times stand here once the day is set."
    cities = [city_of(zone_of(record.time_zone)), *(part.strip() for part in stations.split(","))]
    found: dict[str, str] = {}
    for city in cities:
        found.setdefault(zone_of(city), city)
    return times_phrase(local_times(day, record.start_time, record.time_zone, found.values()))


def _second(record: MeetingRecord) -> str:
    """Return what a date that is not one day means, or the words that were agreed where they say more."""
    text = record.when_text.strip()
    if record.precision == "day" and record.earliest:
        plain = day_words(date.fromisoformat(record.earliest))
        return "" if text.casefold() == plain.casefold() else f"agreed as “{shorten(text, 80)}”"
    words = when_words(record)
    return "" if words == text or not text else words.removeprefix(text).strip(" ()")


def _edit(desk: Desk, meeting_id: int, field: str, value: Any) -> None:
    from imgdesk import services

    services.meetings.edit_meeting(desk, meeting_id, **{field: value})
