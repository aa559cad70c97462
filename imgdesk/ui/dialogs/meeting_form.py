"""What a meeting is called and counted as: series, number, title of its own, and whether it was held."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QComboBox, QLineEdit

from imgdesk.domain.meeting_words import the_meeting
from imgdesk.text import one_line, shorten
from imgdesk.ui.dialogs.decision_form import Form
from imgdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from imgdesk.views.meeting_list import SeriesRow
    from imgdesk.views.minutes import MeetingRecord

STATUSES: Final = ("planned", "held")
"""Those that are chosen; circulated and approved come by circulating and approving."""


class MeetingForm(Form):
    """The fields of a meeting that are not on its page; `answer` returns only those that were changed."""

    def __init__(self, record: MeetingRecord, series: Sequence[SeriesRow]) -> None:
        super().__init__("Meeting", f"Edit {the_meeting(shorten(record.name, 80))}")
        self._record = record
        self.series, self.status = QComboBox(), QComboBox()
        for row in series:
            self.series.addItem(shorten(row.title, 80), row.id)
        self.series.addItem("No series", None)
        self.series.setCurrentIndex(max(self.series.findData(record.series_id), 0))
        self.add_field("Series", self.series)
        self.number: QLineEdit = self.add_line("Number in the series", str(record.number or ""), "3")
        self.title = self.add_line("Title of its own (may stay empty)", record.title)
        self.status.addItems(list(STATUSES))
        self.status.setCurrentText(record.status)
        self.add_field("Status", self.status)
        settled = record.status not in STATUSES
        self.status.setEnabled(not settled)
        if settled:
            self.status.addItem(record.status)
            self.status.setCurrentText(record.status)
        self.told = Label(
            "Date, time, place and chair are edited on the page of the meeting.", "small", wrap=True
        )
        self.body.addWidget(self.told)
        self.body.addStretch(1)
        self.add_button("Cancel")
        self.main = self.add_button("Save", main=True, accepts=True)
        self.number.textChanged.connect(self._judge)
        self.title.setFocus()

    @classmethod
    def ask(cls, record: MeetingRecord, series: Sequence[SeriesRow]) -> dict[str, Any] | None:
        """Return the fields that were changed, or None for Cancel."""
        dialog = cls(record, series)
        return dialog.answer() if dialog.exec() else None

    def answer(self) -> dict[str, Any]:
        """Return the fields that were changed, as services.meetings.edit_meeting takes them."""
        number = one_line(self.number.text())
        said = {
            "series_id": self.series.currentData(),
            "number": int(number) if number else None,
            "title": one_line(self.title.text()),
            "status": self.status.currentText(),
        }
        return {name: value for name, value in said.items() if value != getattr(self._record, name)}

    def _judge(self) -> None:
        number = one_line(self.number.text())
        self.main.setEnabled(not number or (number.isdecimal() and len(number) < 6))
