"""Everything about one action, each thing edited where it stands: words, who, when, where it belongs, its history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from imgdesk.text import one_line
from imgdesk.ui.field_box import PAD, FieldBox, WrapLabel, fields_grid, indented
from imgdesk.ui.history import History
from imgdesk.ui.inspector.editing import Deeds, Editing, focus_beside
from imgdesk.ui.inspector.entry import Entry, Group
from imgdesk.ui.inspector.sheets import SidePanel
from imgdesk.ui.models.action_table import late_word
from imgdesk.ui.pages.actions_fields import NOTHING, ActionFields
from imgdesk.ui.pages.actions_state import ActionContext, ActionsState
from imgdesk.ui.pages.actions_table import TONES
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Chip
from imgdesk.ui.widgets.labels import Label, Tag
from imgdesk.ui.widgets.scroll import settle_heights
from imgdesk.views.actions import AppearanceRow, RegisterRow, appearances
from imgdesk.views.journal import back_in_words, back_to, history
from imgdesk.views.wording import window_words

_FIELDS: Final = (
    ("Status", "status"), ("Who", "owners"), ("Due", "due"), ("Series", "series_id"), ("Activity", "activity_id"),
    ("Decision", "decision_id"),
)  # fmt: skip
_NOTHING: Final = "Choose an action to see its details, the meetings where it stood and its history."
_TABLE: Final = "action_point"


class ActionSheet(QWidget):
    """See `show_action`."""

    record_wanted = Signal(str, int)
    left = Signal()
    """Tab goes on behind the last field, or before the first."""

    def __init__(self, theme: Theme, context: ActionContext, deeds: Deeds) -> None:
        super().__init__()
        self._theme, self._deeds = theme, deeds
        self._row: RegisterRow | None = None
        self._fields = ActionFields(theme, context, deeds.do)
        self._context = context
        self.editing = Editing(self)
        self._caption = WrapLabel("", "caption")
        self.boxes = {"text": FieldBox(theme, "What is to be done", "text", "heading")}
        self.boxes |= {field: FieldBox(theme, name, field) for name, field in _FIELDS}
        self._tags = QHBoxLayout()
        self._shown_tags: list[Tag] = []
        self.to_activity = Chip("Show in the workplan")
        self.meetings = Group(theme, "At meetings")
        self.history = History(theme)
        self._lay_out()
        for field, box in self.boxes.items():
            self.editing.watch(box, self._make, self._keeper(field))
        self.to_activity.clicked.connect(self._show_activity)
        self.history.wanted_back.connect(self._put_back)

    def _make(self, box: FieldBox) -> QWidget:
        editor: QWidget = self._fields.make(box.field, box.record, box)
        return editor

    def _keeper(self, field: str) -> Callable[[int, str], bool]:
        return lambda action_id, value: self._fields.keep(action_id, field, value)

    def minimumSizeHint(self) -> QSize:
        """Nothing: how tall it is depends on its width, which the scroll area asks for by itself."""
        return QSize(0, 0)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 16, 10, 16)
        column.setSpacing(8)
        column.addLayout(indented(self._caption))
        column.addWidget(self.boxes["text"])
        self._tags.setContentsMargins(PAD, 0, 0, 0)
        self._tags.setSpacing(6)
        self._tags.addStretch(1)
        column.addLayout(self._tags)
        grid = fields_grid(_FIELDS, self.boxes)
        grid.setContentsMargins(PAD, 2, 0, 0)
        column.addLayout(grid)
        below = QHBoxLayout()
        below.setContentsMargins(PAD, 0, 0, 0)
        below.addWidget(self.to_activity)
        below.addStretch(1)
        column.addLayout(below)
        column.addWidget(self.meetings)
        column.addSpacing(4)
        column.addLayout(indented(Label("History", "caption")))
        column.addLayout(indented(self.history))
        column.addStretch(1)

    def show_action(self, row: RegisterRow, seen: Sequence[AppearanceRow], *, editable: bool) -> None:
        """Show one action; an editor that is open stays open as long as the action is the same."""
        if self._row is not None and row.id != self._row.id:
            self.editing.finish()
        self._row = row
        self._caption.setText(f"First at {row.first}" if row.first else "Not from a meeting")
        self._fill(row)
        for box in self.boxes.values():
            box.record = row.id
            box.set_editable(editable)
        self._show_tags(row)
        self.to_activity.setVisible(row.activity_id is not None)
        self._show_meetings(seen)
        desk = self._deeds.desk
        if desk is not None:
            self.history.show_steps(history(desk, _TABLE, row.id), self._back_words if editable else None)

    def _fill(self, row: RegisterRow) -> None:
        boxes = self.boxes
        window = window_words(row) if row.understood else "kept as text"
        known = window.casefold() == one_line(row.when_text).casefold()
        boxes["text"].show_value(row.text)
        boxes["status"].show_value(row.status)
        boxes["owners"].show_value(", ".join(row.owners))
        boxes["due"].show_value(row.when_text, second="" if known else window)
        boxes["series_id"].show_value(str(row.series_id or NOTHING), row.series or "none")
        boxes["activity_id"].show_value(str(row.activity_id or NOTHING), row.activity or "none")
        names = dict(self._context.choices("decision_id")) if row.decision_id else {}
        boxes["decision_id"].show_value(
            str(row.decision_id or NOTHING), names.get(str(row.decision_id), "none")
        )

    def _show_tags(self, row: RegisterRow) -> None:
        words = [(row.status, TONES.get(row.status, "neutral"))]
        words += [(late_word(row), "red")] if row.overdue else []
        words += [("date not understood", "amber")] if not row.understood else []
        for tag in self._shown_tags:
            self._tags.removeWidget(tag)
            tag.deleteLater()
        self._shown_tags = [Tag(word, tone) for word, tone in words]
        for place, tag in enumerate(self._shown_tags):
            self._tags.insertWidget(place, tag)

    def _show_meetings(self, seen: Sequence[AppearanceRow]) -> None:
        for entry, at in zip(self.meetings.entries(len(seen), self._entry), seen, strict=True):
            when = f"{at.when_text}: {at.status}" if at.when_text and at.when_text != at.name else at.status
            entry.main.show_value(at.name, at.name, when)
            entry.show_record(at.meeting_id, editable=True)
        self.meetings.show_head(filled=bool(seen), editable=False)

    def _entry(self) -> Entry:
        entry = Entry(self._theme, "Meeting")
        entry.main.hint = "Go to this meeting"
        entry.main.wanted.connect(self._show_meeting)
        return entry

    def _show_meeting(self, box: FieldBox) -> None:
        self.editing.finish()
        self.record_wanted.emit("meeting", box.record)

    def _show_activity(self) -> None:
        if self._row is not None and self._row.activity_id is not None:
            self.editing.finish()
            self.record_wanted.emit("activity", self._row.activity_id)

    def _back_words(self, step_id: int) -> str:
        """Return what putting back to before a step would change."""
        desk, row = self._deeds.desk, self._row
        return back_in_words(desk, _TABLE, back_to(desk, _TABLE, row.id, step_id)) if desk and row else ""

    def _put_back(self, step_id: int) -> None:
        from imgdesk import services

        row = self._row
        if row is not None:
            self.editing.finish()
            self._deeds.do(lambda desk: services.journal.put_back(desk, _TABLE, row.id, step_id))

    def focusNextPrevChild(self, onward: bool) -> bool:
        if not focus_beside(self, onward):
            self.left.emit()
        return True


class ActionDetail(SidePanel):
    """The inspector of the Actions page: one action, or a word about what is selected."""

    refused = Signal(str)
    record_wanted = Signal(str, int)

    def __init__(self, theme: Theme, context: ActionContext, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Inspector", parent)
        self.deeds = Deeds(self)
        self.sheet = ActionSheet(theme, context, self.deeds)
        self.sheets.add(self.sheet)
        for source in (self.deeds, self.sheet.editing):
            source.refused.connect(self.refused)
        self.sheet.record_wanted.connect(self.record_wanted)
        self.sheet.left.connect(self.left)

    def show_selected(self, state: ActionsState, ids: Sequence[int], *, editable: bool) -> None:
        """Show the selected action, or how many there are."""
        self.deeds.desk = state.desk
        row = state.row(ids[0]) if len(ids) == 1 else None
        if row is not None:
            self.sheet.show_action(row, appearances(state.desk, row.id), editable=editable)
            self.sheets.show_sheet(self.sheet)
        else:
            self.finish()
            heading = f"{len(ids)} actions" if ids else ""
            keys = "O, U, D and X set their status, Delete deletes them: each is one step."
            self.sheets.say(heading, keys if ids else _NOTHING)
        settle_heights()

    def show_nothing(self) -> None:
        """Forget the desk."""
        self.finish()
        self.deeds.desk = None
        self.sheets.say("", _NOTHING)

    def finish(self) -> None:
        """Keep what is being typed and close the editor, if one is open."""
        self.sheet.editing.finish()
