"""All fields of one activity, each edited where it stands, with its footnotes and its history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from imgdesk.gantt.layout import is_overdue
from imgdesk.text import one_line
from imgdesk.ui.edit_keys import EditKeys, holds_focus
from imgdesk.ui.editors import EditContext, make_editor
from imgdesk.ui.field_box import PAD, FieldBox, WrapLabel
from imgdesk.ui.history import History
from imgdesk.ui.inspector.words import Commit
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Chip
from imgdesk.ui.widgets.labels import Label, Tag
from imgdesk.views.activity import ActivityDetail
from imgdesk.views.footnotes import Mark, marked, raised
from imgdesk.views.journal import HistoryRow
from imgdesk.views.wording import doubts, window_words

_LEFT = 10
"""Left margin of a column whose fields keep PAD more for the ring around them."""
_FIELDS = (
    ("When", "when"), ("Lead", "leads"), ("Focus area", "focus"), ("Partners", "partners"), ("Category", "category"),
    ("Hangs on", "event_id"), ("Status", "status"), ("Percent", "percent"),
)  # fmt: skip
_TONES = {"done": "green", "delayed": "amber", "under way": "accent"}


class OneActivity(QWidget):
    """All fields of one activity, each edited where it stands."""

    refused = Signal(str)

    def __init__(self, theme: Theme, context: EditContext, commit: Commit) -> None:
        super().__init__()
        self._theme, self._context, self._commit = theme, context, commit
        self._id = 0
        self._editing: FieldBox | None = None
        self._keys = EditKeys(self)
        self._keys.kept.connect(self._keep)
        self._keys.dropped.connect(self._drop)
        self._keys.refused.connect(self.refused)
        self._caption = WrapLabel("", "caption")
        self.boxes = {
            "output": FieldBox(theme, "Output", "output", "heading"),
            "note": FieldBox(theme, "Note", "note"),
        }
        self.boxes |= {field: FieldBox(theme, name, field) for name, field in _FIELDS}
        self.unconfirmed = Chip("Unconfirmed", checkable=True)
        self.brackets = Chip("In [brackets]", checkable=True)
        self._tags = QHBoxLayout()
        self._shown_tags: list[Tag] = []
        self._notes = WrapLabel("", "body")
        self._notes_title = Label("Footnotes", "caption")
        self.history = History(theme)
        self._lay_out()
        for box in self.boxes.values():
            box.wanted.connect(self.begin)
        self.unconfirmed.clicked.connect(lambda on: self._commit([self._id], "unconfirmed", on))
        self.brackets.clicked.connect(lambda on: self._commit([self._id], "provisional", on))

    def minimumSizeHint(self) -> QSize:
        """Nothing: how tall it is depends on its width, which the scroll area asks for by itself."""
        return QSize(0, 0)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT, 16, 10, 16)
        column.setSpacing(8)
        head = QVBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(2)
        head.addLayout(_indented(self._caption))
        head.addWidget(self.boxes["output"])
        column.addLayout(head)
        self._tags.setContentsMargins(PAD, 0, 0, 0)
        self._tags.setSpacing(6)
        self._tags.addStretch(1)
        column.addLayout(self._tags)
        grid = QGridLayout()
        grid.setContentsMargins(PAD, 2, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, 76)
        grid.setColumnStretch(1, 1)
        for place, (name, field) in enumerate((*_FIELDS, ("Note", "note"))):
            label = Label(name, "muted")
            label.setContentsMargins(0, 3, 0, 0)
            label.setBuddy(self.boxes[field])
            grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.boxes[field], place, 1)
        column.addLayout(grid)
        flags = QHBoxLayout()
        flags.setContentsMargins(PAD, 2, 0, 0)
        flags.setSpacing(8)
        for flag, words in (
            (self.unconfirmed, "The activity is still to be confirmed"),
            (self.brackets, "Not agreed yet"),
        ):
            flag.setToolTip(words)
            flags.addWidget(flag)
        flags.addStretch(1)
        column.addLayout(flags)
        column.addSpacing(4)
        for part in (self._notes_title, self._notes):
            column.addLayout(_indented(part))
        column.addSpacing(4)
        column.addLayout(_indented(Label("History", "caption")))
        column.addLayout(_indented(self.history))
        column.addStretch(1)

    def show_activity(
        self,
        detail: ActivityDetail,
        marks: Sequence[Mark],
        history: Sequence[HistoryRow],
        today: int,
        editable: bool,
    ) -> None:
        """Show one activity; an editor that is open stays open as long as the activity is the same."""
        row = detail.row
        if row.id != self._id:
            self.finish()
        self._id = row.id
        self._caption.setText(" · ".join(filter(None, (row.ref, row.category or detail.section)))[:200])
        self._fill(detail, marks)
        for box in self.boxes.values():
            box.set_editable(editable)
        for flag, on in ((self.unconfirmed, row.unconfirmed), (self.brackets, row.bracketed)):
            flag.setChecked(bool(on))
            flag.setEnabled(editable)
        self._show_tags(detail, today)
        self._show_notes(detail, marks)
        self.history.show_steps(history)

    def _fill(self, detail: ActivityDetail, marks: Sequence[Mark]) -> None:
        row, boxes = detail.row, self.boxes
        boxes["output"].show_value(row.output, marked(row.output, marks, "output") or "Untitled")
        window = window_words(row) if row.understood else "kept as text"
        open_points = [
            word for word in doubts(row) if word.startswith("date") and word != "date kept as text"
        ]
        said = ", ".join((window, *open_points))
        known = said.casefold() == one_line(row.when_text).casefold()
        boxes["when"].show_value(row.when_text, marked(row.when_text, marks, "when"), "" if known else said)
        boxes["leads"].show_value(row.lead_text, marked(row.lead_text, marks, "leads"))
        boxes["focus"].show_value(row.lead_text, ", ".join(detail.focus_areas) or "–")
        boxes["partners"].show_value(row.partner_text, marked(row.partner_text, marks, "partners"))
        words = (
            detail.category_text
            if one_line(detail.category_text).casefold() != row.category.casefold()
            else ""
        )
        boxes["category"].show_value(
            row.category, marked(row.category, marks, "category"), words and f"written “{words[:80]}”"
        )
        boxes["event_id"].show_value(str(row.event_id or ""), detail.event or "nothing", detail.event_when)
        boxes["status"].show_value(row.status)
        boxes["percent"].show_value(str(row.percent), f"{row.percent} %")
        boxes["note"].show_value(row.note)

    def _show_tags(self, detail: ActivityDetail, today: int) -> None:
        row = detail.row
        words = [(row.status, _TONES.get(row.status, "neutral"))]
        words += [("overdue", "red")] if is_overdue(row, today) else []
        words += [("unconfirmed", "amber")] if row.tbc else []
        words += [("provisional", "neutral")] if row.provisional else []
        words += [("TBD", "neutral")] if row.tbd else []
        for tag in self._shown_tags:
            self._tags.removeWidget(tag)
            tag.deleteLater()
        self._shown_tags = [Tag(word, tone) for word, tone in words[:4]]
        for place, tag in enumerate(self._shown_tags):
            self._tags.insertWidget(place, tag)

    def _show_notes(self, detail: ActivityDetail, marks: Sequence[Mark]) -> None:
        numbers = [raised(mark.number) for mark in marks]
        lines = [
            f"{number} {note.text[:600]}" for number, note in zip(numbers, detail.footnotes, strict=False)
        ]
        self._notes.setText("\n".join(lines))
        for part in (self._notes, self._notes_title):
            part.setVisible(bool(lines))

    # Editing

    def begin(self, box: FieldBox) -> None:
        """Open the editor of a field; the focus area is named in the lead, so that is what it edits."""
        if box.field == "focus":
            box = self.boxes["leads"]
        self.finish()
        editor = make_editor(box.field, self._id, self._theme, self._context, box)
        self._keys.watch(editor)
        editor.setProperty("record", self._id)
        editor.set_value(box.raw)  # type: ignore[attr-defined]
        editor.setProperty("before", editor.value())  # type: ignore[attr-defined]
        self._editing = box
        box.begin(editor)

    def finish(self) -> None:
        """Keep what is being typed and close the editor, if one is open."""
        if self._editing is not None and self._editing.editor is not None:
            self._keys.keep(self._editing.editor, 0, leaving=True)

    def _keep(self, editor: QWidget, onward: int) -> None:
        box, value = self._editing, editor.value()  # type: ignore[attr-defined]
        if box is None:
            return
        if value != editor.property("before"):
            new: object = (int(value) if value else None) if box.field == "event_id" else value
            if not self._commit([editor.property("record")], box.field, new):
                self._keys.resume(editor)
                return
        self._drop(editor)
        if onward:
            self._begin_beside(box, onward)

    def _drop(self, editor: QWidget) -> None:
        box, self._editing = self._editing, None
        if box is not None:
            focused = holds_focus(editor)
            box.end()
            if focused:
                box.setFocus()

    def _begin_beside(self, box: FieldBox, onward: int) -> None:
        order = [
            self.boxes[name]
            for name in ("output", *(field for _, field in _FIELDS if field != "focus"), "note")
        ]
        place = order.index(box) + onward
        if 0 <= place < len(order):
            self.begin(order[place])


def _indented(part: QWidget) -> QHBoxLayout:
    """Return a layout that brings a part in line with the text of the fields."""
    row = QHBoxLayout()
    row.setContentsMargins(PAD, 0, 0, 0)
    row.addWidget(part)
    return row
