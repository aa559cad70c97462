"""Everything about one activity, each thing edited where it stands.

Its fields first, then what the checks find, footnotes, documents, links, what was agreed, the year's plans, history.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from imgdesk.text import one_line
from imgdesk.ui.editors import EditContext
from imgdesk.ui.field_box import PAD, FieldBox, WrapLabel, fields_grid, indented
from imgdesk.ui.history import History
from imgdesk.ui.inspector.actions import ActivityActions, ActivityDecisions
from imgdesk.ui.inspector.editing import Deeds, Editing, focus_beside
from imgdesk.ui.inspector.fields import NOTHING, Fields
from imgdesk.ui.inspector.links import Links
from imgdesk.ui.inspector.notes import Notes
from imgdesk.ui.inspector.papers import Papers
from imgdesk.ui.inspector.standing import Agreed, Findings, Indicative
from imgdesk.ui.inspector.words import Commit
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Chip, IconButton
from imgdesk.ui.widgets.labels import Label, Tag
from imgdesk.views.actions import Agreed as AgreedOn
from imgdesk.views.activity import ActivityDetail, as_text
from imgdesk.views.around import Around
from imgdesk.views.footnotes import Mark, marked
from imgdesk.views.journal import HistoryRow, back_in_words, back_to
from imgdesk.views.wording import doubts, window_words

_LEFT = 10
"""Left margin of a column whose fields keep PAD more for the ring around them."""
_FIELDS = (
    ("When", "when"), ("Lead", "leads"), ("Focus area", "focus"), ("Partners", "partners"), ("Category", "category"),
    ("Section", "section"),
    ("Hangs on", "event_id"), ("Status", "status"), ("Percent", "percent"),
)  # fmt: skip
_TONES = {"done": "green", "delayed": "amber", "under way": "accent"}


class OneActivity(QWidget):
    """See `show_activity`; a file or a link dropped on it is attached."""

    activity_wanted = Signal(int)
    record_wanted = Signal(str, int)
    """A record of another page is to be shown: its kind, its id."""
    left = Signal()
    """Tab goes on behind the last field, or before the first."""

    def __init__(self, theme: Theme, context: EditContext, commit: Commit, deeds: Deeds) -> None:
        super().__init__()
        self._theme, self._commit, self._deeds = theme, commit, deeds
        self._id = 0
        self._detail: ActivityDetail | None = None
        self._editable = False
        self._fields = Fields(theme, context, commit, deeds)
        self.editing = Editing(self)
        self.refused = self.editing.refused
        self._caption = WrapLabel("", "caption")
        self.copy = IconButton(theme, "copy", "Copy this activity as text", size=12)
        self.boxes = {
            "output": FieldBox(theme, "Output", "output", "heading"),
            "note": FieldBox(theme, "Note", "note"),
        }
        self.boxes |= {field: FieldBox(theme, name, field) for name, field in _FIELDS}
        self.unconfirmed = Chip("Unconfirmed", checkable=True)
        self.brackets = Chip("In [brackets]", checkable=True)
        self._tags = QHBoxLayout()
        self._shown_tags: list[Tag] = []
        self.findings = Findings(theme)
        self.notes = Notes(theme, self.editing, deeds)
        self.papers = Papers(theme, context, self.editing, deeds)
        self.links = Links(theme, self.editing, deeds)
        self.decisions = ActivityDecisions(theme, self.editing, deeds)
        self.to_do = ActivityActions(theme, self.editing, deeds)
        self.agreed = Agreed(theme)
        self.indicative = Indicative(theme, self.editing, deeds)
        self.history = History(theme)
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        for field, box in self.boxes.items():
            if field == "focus":
                box.wanted.connect(self.begin)
            else:
                self.editing.watch(box, self._fields.make, self._keeper(field))
        self.unconfirmed.clicked.connect(lambda on: self._commit([self._id], "unconfirmed", on))
        self.brackets.clicked.connect(lambda on: self._commit([self._id], "provisional", on))
        self.findings.taken.connect(lambda when: self._commit([self._id], "when", when))
        self.links.activity_wanted.connect(self.activity_wanted)
        for part in (self.decisions, self.to_do):
            part.record_wanted.connect(self.record_wanted)
        self.history.wanted_back.connect(self._put_back)
        self.copy.clicked.connect(self.copy_as_text)

    def _keeper(self, field: str) -> Callable[[int, str], bool]:
        return lambda activity_id, value: self._fields.keep([activity_id], field, value)

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
        top = indented(self._caption)
        top.addWidget(self.copy)
        head.addLayout(top)
        head.addWidget(self.boxes["output"])
        column.addLayout(head)
        self._tags.setContentsMargins(PAD, 0, 0, 0)
        self._tags.setSpacing(6)
        self._tags.addStretch(1)
        column.addLayout(self._tags)
        grid = fields_grid((*_FIELDS, ("Note", "note")), self.boxes)
        grid.setContentsMargins(PAD, 2, 0, 0)
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
        for group in (
            self.findings,
            self.notes,
            self.papers,
            self.links,
            self.decisions,
            self.to_do,
            self.agreed,
            self.indicative,
        ):
            column.addWidget(group)
        column.addSpacing(4)
        column.addLayout(indented(Label("History", "caption")))
        column.addLayout(indented(self.history))
        column.addStretch(1)

    def show_activity(
        self,
        detail: ActivityDetail,
        around: Around,
        marks: Sequence[Mark],
        history: Sequence[HistoryRow],
        agreed: AgreedOn,
        *,
        overdue: bool,
        editable: bool,
    ) -> None:
        """Show one activity; an editor that is open stays open as long as the activity is the same."""
        row = detail.row
        if row.id != self._id:
            self.finish()
        self._id, self._detail, self._editable = row.id, detail, editable
        self._caption.setText(" · ".join(filter(None, (row.ref, row.category or detail.section)))[:200])
        self._fill(detail, marks)
        for box in self.boxes.values():
            box.record = row.id
            box.set_editable(editable)
        for flag, on in ((self.unconfirmed, row.unconfirmed), (self.brackets, row.bracketed)):
            flag.setChecked(bool(on))
            flag.setEnabled(editable)
        self._show_tags(detail, overdue)
        self.findings.show_findings(around.worth, editable=editable)
        self.notes.show_notes(row.id, detail.footnotes, marks, editable=editable)
        self.papers.show_papers(row.id, around.documents, editable=editable)
        self.links.show_links(row.id, around.links, around.conflicts, editable=editable)
        self.decisions.show_decisions(agreed.decisions, editable=editable)
        self.to_do.show_actions(row.id, agreed.actions, editable=editable)
        self.agreed.show_lines(around.standing)
        self.indicative.show_rows(around.indicative, editable=editable)
        self.history.show_steps(history, self._back_words if editable else None)

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
        boxes["section"].show_value(str(row.section_id), detail.section)
        boxes["event_id"].show_value(
            str(row.event_id or NOTHING), detail.event or "nothing", detail.event_when
        )
        boxes["status"].show_value(row.status)
        boxes["percent"].show_value(str(row.percent), f"{row.percent} %")
        boxes["note"].show_value(row.note)

    def _show_tags(self, detail: ActivityDetail, overdue: bool) -> None:
        row = detail.row
        words = [(row.status, _TONES.get(row.status, "neutral"))]
        words += [("overdue", "red")] if overdue else []
        words += [("unconfirmed", "amber")] if row.tbc else []
        words += [("provisional", "neutral")] if row.provisional else []
        words += [("TBD", "neutral")] if row.tbd else []
        for tag in self._shown_tags:
            self._tags.removeWidget(tag)
            tag.deleteLater()
        self._shown_tags = [Tag(word, tone) for word, tone in words[:4]]
        for place, tag in enumerate(self._shown_tags):
            self._tags.insertWidget(place, tag)

    def begin(self, box: FieldBox) -> None:
        """Open the editor of a field; the focus area is named in the lead, so that is what it edits."""
        self.editing.begin(self.boxes["leads"] if box.field == "focus" else box)

    def finish(self) -> None:
        """Keep what is being typed and close the editor, if one is open."""
        self.editing.finish()

    def copy_as_text(self) -> None:
        """Put all fields of the activity on the clipboard, a line each."""
        if self._detail is not None:
            QGuiApplication.clipboard().setText(as_text(self._detail))

    def _back_words(self, step_id: int) -> str:
        """Return what putting back to before a step would change."""
        desk = self._deeds.desk
        return back_in_words(desk, "activity", back_to(desk, "activity", self._id, step_id)) if desk else ""

    def _put_back(self, step_id: int) -> None:
        from imgdesk import services

        activity = self._id
        self.finish()
        self._deeds.do(lambda desk: services.journal.put_back(desk, "activity", activity, step_id))

    def focusNextPrevChild(self, onward: bool) -> bool:
        if not focus_beside(self, onward):
            self.left.emit()
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.papers.takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.papers.takes(event.mimeData()):
            event.acceptProposedAction()
            self.papers.take(event.mimeData())
