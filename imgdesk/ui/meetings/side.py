"""Everything at the right of the minutes: facts, attendance, what happened so far, actions, versions, keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from imgdesk.ui.inspector.editing import Deeds
from imgdesk.ui.meetings.actions_at import ActionsPanel
from imgdesk.ui.meetings.attendance import AttendancePanel
from imgdesk.ui.meetings.facts import FactsPanel
from imgdesk.ui.meetings.rows import Face, RowList
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.labels import Label
from imgdesk.views.meeting_list import count_words
from imgdesk.views.wording import day_words

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.ui.dialogs.decision_form import Understood
    from imgdesk.views.minutes import MeetingRecord, VersionRow

KEYS: Final = (
    ("Ctrl+D", "decision"), ("@", "owner"), ("Ctrl+E", "action"), ("#", "activity"),
    ("Ctrl+M", "change the plan"), ("Tab", "next item"),
)  # fmt: skip
_TONES: Final = {"circulated": "amber", "approved": "green", "amended": "accent"}


class SidePanel(QWidget):
    """A column of parts, each under its caption."""

    version_wanted = Signal(int)

    def __init__(
        self, theme: Theme, deeds: Deeds, understood: Understood, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.facts = FactsPanel(theme, deeds, understood)
        self.attendance = AttendancePanel(theme, deeds)
        self.so_far = Label("", wrap=True)
        self.so_far.setContentsMargins(12, 0, 12, 0)
        self.open_actions = ActionsPanel(theme, deeds)
        self.versions = RowList(theme, "Versions of the minutes")
        self._captions: dict[QWidget, Label] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 16, 4, 16)
        self._column.setSpacing(4)
        self._column.addWidget(self.facts)
        self._part("Attendance", self.attendance)
        self._part("This meeting so far", self.so_far)
        self._part("Open actions at this meeting", self.open_actions)
        self._part("Versions", self.versions)
        self.keys = _keys()
        self._part("Keys", self.keys)
        self._column.addStretch(1)
        for signal in (self.versions.opened, self.versions.pressed_tag):
            signal.connect(self.version_wanted)

    def _part(self, caption: str, part: QWidget) -> None:
        label = self._captions[part] = Label(caption, "caption")
        label.setContentsMargins(12, 16, 12, 2)
        self._column.addWidget(label)
        self._column.addWidget(part)

    def show_meeting(
        self,
        record: MeetingRecord,
        desk: Desk,
        versions: Sequence[VersionRow],
        today: date,
        *,
        editable: bool,
    ) -> None:
        """Show everything about a meeting that is not its minutes."""
        stations = str(desk.read("SELECT duty_stations FROM working_group")[0][0])
        self.facts.show_meeting(record, stations, editable=editable)
        self.attendance.show_meeting(record, desk, editable=editable)
        self.so_far.setText(so_far(record))
        self.open_actions.show_meeting(record, today, editable=editable)
        self.versions.show_rows([(row.id, _version(row)) for row in reversed(versions)])
        self._show_part(self.versions, bool(versions))
        self._show_part(self.keys, editable)

    def _show_part(self, part: QWidget, shown: bool) -> None:
        part.setVisible(shown)
        self._captions[part].setVisible(shown)

    def finish(self) -> None:
        """Keep what is being typed."""
        self.facts.finish()
        self.attendance.finish()


def so_far(record: MeetingRecord) -> str:
    """Return what a meeting did: "2 decisions · 3 actions · 1 change to the plan"."""
    rows = record.paragraphs()
    changes = sum(len(row.changes) for row in rows)
    present = sum(row.state == "present" for row in record.attendance)
    said = [
        count_words(sum(row.kind == "decision" for row in rows), "decision"),
        count_words(sum(row.kind == "action" for row in rows), "action"),
    ]
    if changes:
        said.append(f"{count_words(changes, 'change')} to the plan")
    if record.attendance:
        said.append(f"{present:,} present")
    return " · ".join(said) if rows or present else "Nothing is recorded yet."


def _version(row: VersionRow) -> Face:
    day = day_words(datetime.fromisoformat(row.made_at).astimezone().date())
    second = f"{day} · {row.note}" if row.note else day
    return Face(f"Version {row.number}", second=second, tag=row.state, tone=_TONES[row.state])


def _keys() -> QWidget:
    """Return the keys of the minutes in two columns."""
    sheet = QWidget()
    grid = QGridLayout(sheet)
    grid.setContentsMargins(12, 0, 12, 0)
    grid.setHorizontalSpacing(6)
    grid.setVerticalSpacing(6)
    for place, (key, words) in enumerate(KEYS):
        line, column = divmod(place, 2)
        grid.addWidget(Label(key, "key"), line, column * 2)
        grid.addWidget(Label(words, "muted"), line, column * 2 + 1)
    for column in (1, 3):
        grid.setColumnStretch(column, 1)
    return sheet
