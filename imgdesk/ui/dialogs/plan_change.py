"""A decision that changes the plan: which activity, what becomes of it, and how it stands before and after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox

from imgdesk.text import one_line, shorten
from imgdesk.ui.dialogs.decision_form import Form
from imgdesk.ui.meetings.rows import Face, RowList
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from imgdesk.views.workplan import ActivityRow, SectionRow

WHATS: Final = (
    ("moved", "Move to another date"), ("confirmed", "Confirm"), ("unbracketed", "Take the brackets off"),
    ("cancelled", "Cancel the activity"), ("added", "Add an activity"),
)  # fmt: skip
MOST: Final = 6
"""So many activities are offered; another word in the field narrows them."""


class Change(NamedTuple):
    """What to do with the plan, as services.plan_changes.change_plan takes it."""

    what: str
    activity_id: int | None
    when: str
    output: str
    section_id: int | None


class Plan(NamedTuple):
    """The plan that is changed; `understood` reads a date in the year of a section."""

    activities: Sequence[ActivityRow]
    sections: Sequence[SectionRow]
    understood: Callable[[str, int | None], tuple[str, str]]


class PlanChange(Form):
    """Up and Down choose among the activities found while the words are typed; Return applies."""

    def __init__(self, theme: Theme, reference: str, text: str, plan: Plan, activity_id: int | None) -> None:
        super().__init__("Change the plan", "Change the plan by this decision")
        self.setMinimumWidth(560)
        self._plan = plan
        self.body.addWidget(Label(reference, "caption", wrap=True))
        self.body.addWidget(Label(shorten(text or " ", 300), "muted", wrap=True))
        self.what = QComboBox()
        for key, words in WHATS:
            self.what.addItem(words, key)
        self.add_field("What", self.what)
        self.search = self.add_line("Activity", hint="Words or the reference")
        self.found = RowList(theme, "Activities found", lit=True)
        self.body.addWidget(self.found)
        self.output = self.add_line("Output", one_line(text)[:300], "What is to be done")
        self.section = QComboBox()
        for row in plan.sections:
            self.section.addItem(shorten(row.title, 60), row.id)
        self.add_field("Section", self.section)
        self.when = self.add_when("When, as agreed", "", self._understood, needed=True)
        self.difference = Label("", "strong", wrap=True)
        self.body.addWidget(self.difference)
        self.body.addStretch(1)
        self.add_button("Cancel")
        self.main = self.add_button("Change the plan", main=True, accepts=True)
        self._prefill(activity_id)
        self._connect()
        self._turned()
        (self.when if activity_id is not None else self.search).setFocus()

    @classmethod
    def ask(
        cls, theme: Theme, reference: str, text: str, plan: Plan, activity_id: int | None
    ) -> Change | None:
        """Return what to do, or None for Cancel."""
        dialog = cls(theme, reference, text, plan, activity_id)
        return dialog.answer() if dialog.exec() else None

    def answer(self) -> Change:
        """Return what the fields say; fields that the kind of change does not need are empty."""
        what = self._what()
        row = self.activity()
        dated, adds = what in ("moved", "added"), what == "added"
        return Change(
            what,
            row.id if row is not None and not adds else None,
            one_line(self.when.text()) if dated else "",
            one_line(self.output.text()) if adds else "",
            self.section.currentData() if adds else None,
        )

    def activity(self) -> ActivityRow | None:
        """Return the activity that is chosen."""
        key = self.found.current_key()
        return next((row for row in self._plan.activities if row.id == key), None)

    def difference_words(self) -> str:
        """Return how it stands and how it will: "July 2023 → 10-14 July 2023"."""
        what, row, when = self._what(), self.activity(), one_line(self.when.text())
        if what == "added":
            said = ", ".join(part for part in (shorten(self.output.text() or " ", 60).strip(), when) if part)
            return f"new in {self.section.currentText()} → {said}" if said else ""
        if row is None:
            return ""
        steps = {
            "moved": (row.when_text.strip() or "no date", when),
            "confirmed": ("unconfirmed" if row.tbc else "confirmed already", "confirmed"),
            "unbracketed": ("in brackets" if row.provisional else "without brackets already", "agreed"),
            "cancelled": (row.status, "cancelled"),
        }
        before, after = steps[what]
        return f"{before} → {after}" if after else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if way and self.found.count():
                place = min(max(self.found.currentRow() + way, 0), self.found.count() - 1)
                self.found.setCurrentRow(place)
                self._tell()
                return True
        return False

    def _what(self) -> str:
        return str(self.what.currentData())

    def _connect(self) -> None:
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._seek)
        self.found.reached.connect(self._tell)
        self.found.picked.connect(self._tell)
        self.what.currentIndexChanged.connect(self._turned)
        self.section.currentIndexChanged.connect(self._tell)
        for line in (self.when, self.output):
            line.textChanged.connect(self._tell)

    def _prefill(self, activity_id: int | None) -> None:
        linked = [row for row in self._plan.activities if row.id == activity_id]
        self._show(linked or list(self._plan.activities[:MOST]), choose=bool(linked))

    def _seek(self, text: str) -> None:
        words = text.casefold().split()
        found = []
        for row in self._plan.activities:
            said = f"{row.ref} {row.output}".casefold()
            if all(word in said for word in words):
                found.append(row)
                if len(found) == MOST:
                    break
        self._show(found)
        self._tell()

    def _show(self, rows: Sequence[ActivityRow], *, choose: bool = True) -> None:
        self.found.show_rows(
            [
                (
                    row.id,
                    Face(f"{row.ref} {shorten(row.output or 'Untitled', 90)}".strip(), second=row.when_text),
                )
                for row in rows
            ]
        )
        self.found.setCurrentRow(0 if rows and choose else -1)

    def _turned(self) -> None:
        """Show the fields that this kind of change needs."""
        what = self._what()
        adds = what == "added"
        self.show_field(self.search, not adds)
        self.found.setVisible(not adds)
        for field in (self.output, self.section):
            self.show_field(field, adds)
        self.show_field(self.when, what in ("moved", "added"))
        self._tell()
        self.adjustSize()

    def _understood(self, text: str) -> tuple[str, str]:
        row = self.activity() if hasattr(self, "found") and self._what() != "added" else None
        section_id = row.section_id if row is not None else None
        if row is None and hasattr(self, "section"):
            section_id = self.section.currentData()
        return self._plan.understood(text, section_id)

    def _tell(self, *_: object) -> None:
        self.difference.setText(self.difference_words())
        self.difference.setVisible(bool(self.difference.text()))
        said = self.answer()
        ready = (
            bool(said.output and said.section_id) if said.what == "added" else said.activity_id is not None
        )
        self.main.setEnabled(ready and (said.what != "moved" or bool(said.when)))
