"""The actions that stand at a meeting, with their status; changed here, it is recorded as of this meeting."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from imgdesk.domain.meeting_words import ACTION_STATUSES, OPEN
from imgdesk.text import shorten
from imgdesk.ui.inspector.editing import Deeds
from imgdesk.ui.meetings.rows import Face, RowList
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from imgdesk.views.minutes import ActionAtRow, MeetingRecord

_TONES: Final = {"open": "amber", "under way": "accent", "done": "green", "dropped": "neutral"}


class ActionsPanel(QWidget):
    """Open actions first; those that were ended at this meeting stay in the list as it ended them."""

    def __init__(self, theme: Theme, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deeds, self._meeting_id, self._editable = deeds, 0, False
        self._rows: dict[int, ActionAtRow] = {}
        self.list = RowList(theme, "Actions at this meeting")
        self.nothing = Label("No action stands open.", "muted", wrap=True)
        self.nothing.setContentsMargins(12, 0, 12, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.nothing)
        column.addWidget(self.list)
        self.list.pressed_tag.connect(self.ask)
        self.list.opened.connect(self.ask)

    def show_meeting(self, record: MeetingRecord, today: date, *, editable: bool) -> None:
        """Show the actions of a meeting as they stood there."""
        self._meeting_id, self._editable = record.id, editable
        rows = sorted(record.actions, key=lambda row: row.status not in OPEN)
        self._rows = {row.id: row for row in rows}
        self.list.show_rows([(row.id, face(row, record.as_of(today))) for row in rows])
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)

    def ask(self, action_id: int) -> None:
        """Offer the statuses where the action stands."""
        if self._editable and action_id in self._rows:
            box = self.list.tag_box(action_id)
            self.menu(action_id).popup(self.list.viewport().mapToGlobal(box.bottomLeft()))

    def menu(self, action_id: int) -> QMenu:
        """Return the statuses to choose from."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        now = self._rows[action_id].status
        for status in ACTION_STATUSES:
            action = menu.addAction(status.capitalize())
            action.setCheckable(True)
            action.setChecked(status == now)
            action.triggered.connect(lambda _on=False, status=status: self.put(action_id, status))
            if status == now:
                menu.setActiveAction(action)
        return menu

    def put(self, action_id: int, status: str) -> None:
        """Set how an action stands at this meeting."""
        from imgdesk import services

        if status != self._rows[action_id].status:
            self._deeds.do(
                lambda desk: services.action_points.set_action_status(
                    desk, action_id, status, meeting_id=self._meeting_id
                )
            )
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def face(row: ActionAtRow, today: date) -> Face:
    """Return how an action is shown: who, by when, overdue in words."""
    due = f"due {row.due}" if row.due else ""
    late = row.latest is not None and row.latest < today.isoformat() and row.status in OPEN
    second = " · ".join(part for part in (", ".join(row.owners), due, "overdue" if late else "") if part)
    tone = "red" if late else _TONES[row.status]
    return Face(shorten(row.text, 160), second=second, tag=row.status, tone=tone)
