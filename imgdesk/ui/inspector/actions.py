"""What meetings agreed on an activity: its actions and the decisions on it, their status set where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imgdesk.domain.meeting_words import ACTION_STATUSES, DECISION_STATUSES
from imgdesk.ui.editors import ChoiceEditor, PlainEditor
from imgdesk.ui.field_box import FieldBox
from imgdesk.ui.inspector.editing import Deeds, Editing
from imgdesk.ui.inspector.entry import Entry, Group
from imgdesk.ui.models.action_table import late_word
from imgdesk.ui.theme import Theme
from imgdesk.views.actions import DecisionAtRow, RegisterRow

_MOST: Final = 24
"""So many are shown; the register has them all."""


class ActivityActions(Group):
    """The actions of an activity: a press on one goes to it in the register, a new one is typed here."""

    record_wanted = Signal(str, int)

    def __init__(self, theme: Theme, editing: Editing, deeds: Deeds) -> None:
        super().__init__(theme, "Actions", "Add an action for this activity")
        self._theme, self._editing, self._deeds = theme, editing, deeds
        self._activity = 0
        self.new = Entry(theme, "Action")
        self.new.hide()
        editing.watch(self.new.main, lambda box: PlainEditor("What is to be done", box), self._added)
        editing.ended.connect(
            lambda box: self.new.setVisible(box is not self.new.main and self.new.isVisible())
        )
        self.add.clicked.connect(self.begin_new)

    def show_actions(self, activity_id: int, rows: Sequence[RegisterRow], *, editable: bool) -> None:
        """Show the actions of an activity: who is to do what, how it stands, and by when."""
        self._activity = activity_id
        rows = rows[:_MOST]
        for entry, row in zip(self.entries(len(rows), self._entry), rows, strict=True):
            who = ", ".join(row.owners)
            entry.main.show_value(row.text, f"{who}: {row.text}" if who else row.text)
            entry.show_record(row.id, editable=editable)
            entry.main.set_editable(True)
            entry.details[0].show_value(row.status)
            due = f"due {row.when_text}" if row.when_text else "no date"
            entry.details[1].show_value(row.when_text, ", ".join(filter(None, (due, late_word(row)))))
            entry.details[1].set_editable(False)
        self.show_head(filled=bool(rows), editable=editable)

    def begin_new(self) -> None:
        """Open an empty action of this activity."""
        self._editing.finish()
        self.column.removeWidget(self.new)
        self.column.addWidget(self.new)
        self.new.begin_new(self._activity)
        self._editing.begin(self.new.main)

    def _entry(self) -> Entry:
        entry = Entry(self._theme, "Action", ("Status", "Due"), wide=1)
        entry.main.hint = "Show in the register of actions"
        entry.main.wanted.connect(self._go)
        self._editing.watch(entry.details[0], _statuses, self._set_status)
        return entry

    def _go(self, box: FieldBox) -> None:
        self._editing.finish()
        self.record_wanted.emit("action", box.record)

    def _added(self, activity_id: int, text: str) -> bool:
        from imgdesk import services

        return self._deeds.do(
            lambda desk: services.action_points.add_action(desk, text, activity_id=activity_id)
        )

    def _set_status(self, action_id: int, status: str) -> bool:
        from imgdesk import services

        return self._deeds.do(lambda desk: services.action_points.set_statuses(desk, [action_id], status))


class ActivityDecisions(Group):
    """The decisions on an activity, newest first: a press on one goes to the meeting that took it."""

    record_wanted = Signal(str, int)

    def __init__(self, theme: Theme, editing: Editing, deeds: Deeds) -> None:
        super().__init__(theme, "Decisions")
        self._theme, self._editing, self._deeds = theme, editing, deeds
        self._meetings: dict[int, int | None] = {}

    def show_decisions(self, rows: Sequence[DecisionAtRow], *, editable: bool) -> None:
        """Show decisions, each with its status and its meeting."""
        rows = rows[:_MOST]
        self._meetings = {row.id: row.meeting_id for row in rows}
        for entry, row in zip(self.entries(len(rows), self._entry), rows, strict=True):
            entry.main.show_value(row.text)
            entry.show_record(row.id, editable=editable)
            entry.main.set_editable(row.meeting_id is not None)
            entry.details[0].show_value(row.status, f"draft, {row.status}" if row.draft else row.status)
            entry.details[1].show_value(row.meeting)
            entry.details[1].set_editable(False)
        self.show_head(filled=bool(rows), editable=editable)

    def _entry(self) -> Entry:
        entry = Entry(self._theme, "Decision", ("Status", "Meeting"), wide=1)
        entry.main.hint = "Show the meeting"
        entry.main.wanted.connect(self._go)
        self._editing.watch(
            entry.details[0],
            lambda box: ChoiceEditor("Status", [(word, word) for word in DECISION_STATUSES], box),
            self._set_status,
        )
        return entry

    def _go(self, box: FieldBox) -> None:
        meeting_id = self._meetings.get(box.record)
        self._editing.finish()
        if meeting_id is not None:
            self.record_wanted.emit("meeting", meeting_id)

    def _set_status(self, decision_id: int, status: str) -> bool:
        from imgdesk import services

        return self._deeds.do(lambda desk: services.minutes.edit_decision(desk, decision_id, status=status))


def _statuses(box: FieldBox) -> QWidget:
    return ChoiceEditor("Status", [(word, word) for word in ACTION_STATUSES], box)
