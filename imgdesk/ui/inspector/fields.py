"""Editors of an activity's fields and what becomes of their values, alike for one activity and for several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from imgdesk.ui.editors import ChoiceEditor, EditContext, make_editor
from imgdesk.ui.field_box import FieldBox
from imgdesk.ui.inspector.editing import Deeds
from imgdesk.ui.inspector.words import Commit
from imgdesk.ui.theme import Theme
from imgdesk.views import workplan

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

NOTHING: Final = "0"
NEW: Final = "new"
"""Stands for "New event…" among the events."""


class Fields:
    """Makes editors and keeps values; `commit` is what the table uses as well."""

    def __init__(self, theme: Theme, context: EditContext, commit: Commit, deeds: Deeds) -> None:
        self._theme, self._context, self._commit, self._deeds = theme, context, commit, deeds

    def make(self, box: FieldBox) -> QWidget:
        """Return an editor for a box by its field."""
        if box.field == "section":
            return ChoiceEditor("Section", self._sections(box.record), box)
        if box.field == "event_id":
            events = [(NOTHING, "nothing"), *self._context.events(), (NEW, "New event…")]
            return ChoiceEditor("Hangs on", events, box)
        return make_editor(box.field, box.record, self._theme, self._context, box)

    def keep(self, ids: list[int], field: str, value: str) -> bool:
        """Set a field of activities as one step; return whether it was kept."""
        if field == "section":
            return not value or self._deeds.do(lambda desk: _move(desk, ids, int(value)))
        if field == "event_id":
            if value in ("", NEW):
                return not value or self._hang_on_new(ids)
            return self._commit(ids, field, int(value) or None)
        return self._commit(ids, field, value)

    def _sections(self, activity_id: int) -> list[tuple[str, str]]:
        desk = self._deeds.desk
        if desk is None:
            return []
        sql = "SELECT s.workplan_id FROM plan_section s JOIN activity a ON a.plan_section_id = s.id WHERE a.id = ?"
        rows = desk.read(sql, (activity_id,))
        return [(str(row.id), row.title) for row in workplan.sections(desk, rows[0][0])] if rows else []

    def _hang_on_new(self, ids: list[int]) -> bool:
        from imgdesk.ui.dialogs.new_event import NewEventDialog

        answer = NewEventDialog.ask(self._theme, lambda text: self._context.understood(text, ids[0]))
        return answer is not None and self._deeds.do(lambda desk: _hang(desk, ids, answer.name, answer.when))


def _move(desk: Desk, ids: list[int], section_id: int) -> None:
    from imgdesk import services

    services.workplan.move_activities(desk, ids, section_id)


def _hang(desk: Desk, ids: list[int], name: str, when: str) -> None:
    from imgdesk import services

    with desk.change(f"Add event “{name[:48]}” and hang {len(ids)} on it"):
        event_id = services.parts.add_event(desk, name, when)
        services.workplan.edit_activities(desk, ids, event_id=event_id)
