"""A new meeting: of which series, when and where; and before it is made, what returns to its agenda and what not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from imgdesk.domain.meeting_words import ordinal
from imgdesk.text import one_line, shorten
from imgdesk.ui.dialogs.decision_form import Form, Understood
from imgdesk.ui.meetings.rows import Face, RowList
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.labels import Label
from imgdesk.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from imgdesk.services.next_meeting import Preview
    from imgdesk.views.meeting_list import SeriesRow

_WIDTH, _PREVIEW = 640, 280
_LOOK_MS = 120
"""The agenda is looked at again when the typing of the date rests."""


class Plan(NamedTuple):
    """What is asked for: `series_id` None for a meeting of no series, which needs a title."""

    series_id: int | None
    title: str
    when: str
    start_time: str
    time_zone: str
    place: str
    link: str


class Place(NamedTuple):
    """Where and at what hour the last meeting of a series was."""

    start_time: str = ""
    time_zone: str = ""
    place: str = ""
    link: str = ""


class Looks(NamedTuple):
    """How the dialog sees the desk: the preview of a series for a date, where it met last, the words of actions."""

    preview: Callable[[int, str], Preview]
    place: Callable[[int | None], Place]
    actions: Callable[[Sequence[int]], dict[int, str]]


class NextMeeting(Form):
    """The date is proposed from the rhythm of the series until it is typed."""

    def __init__(
        self,
        theme: Theme,
        series: Sequence[SeriesRow],
        chosen: int | None,
        looks: Looks,
        understood: Understood,
    ) -> None:
        super().__init__("New meeting", "New meeting")
        self.setMinimumWidth(_WIDTH)
        self._theme, self._series, self._looks = theme, {row.id: row for row in series}, looks
        self.series = QComboBox()
        for row in series:
            self.series.addItem(shorten(row.title, 80), row.id)
        self.series.addItem("A meeting of no series", None)
        self.add_field("Series", self.series)
        self.called = Label("", "strong")
        self.body.addWidget(self.called)
        self.title = QLineEdit(placeholderText="Briefing of the secretariats")
        self.title.setAccessibleName("Title")
        self.body.addWidget(self.title)
        self.when = self.add_when("Date as agreed", "", understood)
        self.time, self.city = QLineEdit(placeholderText="15:00"), QLineEdit(placeholderText="Geneva")
        self.place, self.link = QLineEdit(placeholderText="Room XI"), QLineEdit(placeholderText="https://")
        self._add_row(("Time", self.time), ("City", self.city), ("Place", self.place), ("Link", self.link))
        self._add_preview()
        self.add_button("Cancel")
        self.main = self.add_button("Create", main=True, accepts=True)
        self._typed = False
        self._looking = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._looking.timeout.connect(self._look)
        self.when.textEdited.connect(self._date_typed)
        self.title.textChanged.connect(self._judge)
        self.series.setCurrentIndex(max(self.series.findData(chosen), 0))
        self.series.currentIndexChanged.connect(self._turned)
        self._turned()
        self.when.setFocus()

    @classmethod
    def ask(
        cls,
        theme: Theme,
        series: Sequence[SeriesRow],
        chosen: int | None,
        looks: Looks,
        understood: Understood,
    ) -> Plan | None:
        """Return what is to be made, or None for Cancel."""
        dialog = cls(theme, series, chosen, looks, understood)
        return dialog.answer() if dialog.exec() else None

    def answer(self) -> Plan:
        """Return what the fields say."""
        fields = (self.when, self.time, self.city, self.place, self.link)
        title = one_line(self.title.text()) if self.series_id() is None else ""
        return Plan(self.series_id(), title, *(one_line(field.text()) for field in fields))

    def series_id(self) -> int | None:
        """Return the series that is chosen."""
        found = self.series.currentData()
        return None if found is None else int(found)

    def _add_row(self, *fields: tuple[str, QLineEdit]) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, field in fields:
            column = QVBoxLayout()
            column.setSpacing(4)
            label = Label(name, "caption")
            label.setBuddy(field)
            field.setAccessibleName(name)
            column.addWidget(label)
            column.addWidget(field)
            row.addLayout(column, 1 if name in ("Time", "City") else 2)
        self.body.addLayout(row)

    def _add_preview(self) -> None:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 4, 12, 4)
        column.setSpacing(4)
        self.agenda = RowList(self._theme, "On the agenda")
        self.coming = RowList(self._theme, "Actions that return")
        self.left = RowList(self._theme, "What does not return")
        self._captions = [Label(part.accessibleName(), "caption") for part in self._lists()]
        for caption, part in zip(self._captions, self._lists(), strict=True):
            caption.setContentsMargins(12, 4, 0, 0)
            column.addWidget(caption)
            column.addWidget(part)
        column.addStretch(1)
        self.preview = ScrollArea(sheet, "What returns and why")
        self.preview.setMinimumHeight(_PREVIEW)
        self.body.addWidget(self.preview, 1)

    def _lists(self) -> tuple[RowList, RowList, RowList]:
        return self.agenda, self.coming, self.left

    def _turned(self) -> None:
        """Another series was chosen: its place, its hour, its agenda."""
        series_id = self.series_id()
        for field, text in zip(
            (self.time, self.city, self.place, self.link), self._looks.place(series_id), strict=True
        ):
            field.setText(text)
        self.title.setVisible(series_id is None)
        self.called.setVisible(series_id is not None)
        self.preview.setVisible(series_id is not None)
        if series_id is None and not self._typed:
            self.when.setText("")
        self._look()
        self._judge()

    def _date_typed(self) -> None:
        self._typed = True
        self._looking.start()

    def _look(self) -> None:
        series_id = self.series_id()
        if series_id is None:
            return
        found = self._looks.preview(series_id, self.when.text() if self._typed else "")
        if not self._typed:
            self.when.setText(found.when)
        self.called.setText(f"{ordinal(found.number)} {shorten(self._series[series_id].title, 80)}")
        carried = found.carried
        words = self._looks.actions(carried.actions)
        self._show(
            [
                Face(f"{place}. {shorten(line.title, 120)}", second=line.why)
                for place, line in enumerate(carried.lines, 1)
            ],
            [Face(shorten(words.get(key, ""), 120), second="still open") for key in carried.actions],
            [Face(shorten(row.title, 120), second=f"{row.kind}: {row.why}") for row in carried.left],
        )

    def _show(self, *faces: list[Face]) -> None:
        for caption, part, found in zip(self._captions, self._lists(), faces, strict=True):
            part.show_rows(list(enumerate(found)))
            for widget in (caption, part):
                widget.setVisible(bool(found))

    def _judge(self) -> None:
        self.main.setEnabled(self.series_id() is not None or bool(one_line(self.title.text())))
