"""Editors of an action's fields and what becomes of their values, alike in the table and beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QWidget

from imgdesk.domain.meeting_words import ACTION_STATUSES
from imgdesk.text import one_line, shorten
from imgdesk.ui.editors import ChoiceEditor, LineEditor, PlainEditor, WhenEditor
from imgdesk.ui.pages.actions_state import ActionContext
from imgdesk.ui.theme import Theme

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

NOTHING: Final = "0"
_IDS: Final = {"series_id": "series", "activity_id": "activity", "decision_id": "decision"}
Do = Callable[[Callable[["Desk"], object]], bool]
"""Changes the desk and returns whether that was done; a refusal is said in one sentence."""


class PickEditor(ChoiceEditor):
    """One of a long list, found by any part of its words; empty is none."""

    def __init__(
        self, name: str, what: str, words: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(name, words, parent, free=True)
        self._what = what
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText("Type a part of its name")

    def set_value(self, value: str) -> None:
        place, line = self.findData(value), self.lineEdit()
        assert line is not None
        self.setCurrentIndex(place)
        line.setText(self.itemText(place) if place >= 0 else "")
        line.selectAll()

    def value(self) -> str:
        text, place = one_line(self.currentText()), self.currentIndex()
        if not text:
            return NOTHING
        if place >= 0 and self.itemText(place) == self.currentText():
            return str(self.itemData(place))
        return super().value()

    def problem(self) -> str:
        value = self.value()
        if value == NOTHING or self.findData(value) >= 0:
            return ""
        return f"No {self._what} is called “{shorten(value, 40)}”: choose one of the list."


class ActionFields:
    """Makes editors and keeps values; `do` changes the desk."""

    def __init__(self, theme: Theme, context: ActionContext, do: Do) -> None:
        self._theme, self._context, self._do = theme, context, do

    def make(self, field: str, action_id: int, parent: QWidget | None) -> Any:
        """Return an editor for a field of an action; an unknown field is a KeyError."""
        context = self._context
        makers: dict[str, Callable[[], QWidget]] = {
            "text": lambda: PlainEditor("What is to be done", parent),
            "owners": lambda: LineEditor("Who is to do it", context.names(), parent),
            "due": lambda: WhenEditor(self._theme, lambda text: context.understood(text, action_id), parent),
            "status": lambda: ChoiceEditor("Status", [(word, word) for word in ACTION_STATUSES], parent),
            "series_id": lambda: ChoiceEditor(
                "Series", [(NOTHING, "none"), *context.choices("series_id")], parent
            ),
            "activity_id": lambda: PickEditor("Activity", "activity", context.choices("activity_id"), parent),
            "decision_id": lambda: PickEditor("Decision", "decision", context.choices("decision_id"), parent),
        }
        return makers[field]()

    def keep(self, action_id: int, field: str, value: str) -> bool:
        """Set a field of an action as one step; return whether it was kept."""
        from imgdesk import services

        if field == "status":
            return self._do(lambda desk: services.action_points.set_statuses(desk, [action_id], value))
        kept: object = int(value or NOTHING) or None if field in _IDS else value
        return self._do(lambda desk: services.action_points.edit_action(desk, action_id, **{field: kept}))
