"""Freezing the plan as it was agreed, and the list of the versions frozen so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QHBoxLayout

from imgdesk.ui.dialogs.decision_form import Form, Understood
from imgdesk.ui.dialogs.dialog import Dialog, host
from imgdesk.ui.models.table import TableColumn, TableModel
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Button
from imgdesk.ui.widgets.labels import Label
from imgdesk.ui.widgets.table import RecordTable

if TYPE_CHECKING:
    from imgdesk.views.versions import VersionRow


class VersionFields(NamedTuple):
    """What is said of a version: title, when it was agreed, by which meeting or decision, a note."""

    title: str
    when: str
    decided_by: str
    note: str


class FreezePlan(Form):
    """Title, day, meeting and note of a version; the title follows the day until it is typed."""

    def __init__(self, understood: Understood, found: VersionRow | None = None) -> None:
        super().__init__("Version", "Edit this version" if found else "Freeze the plan as it stands now")
        if found is None:
            told = "A copy that never changes: later the chart shows where its bars stood, and what became of it."
            self.body.addWidget(Label(told, "muted", wrap=True))
        self._own = found is not None
        when, by, note = (found.when_text, found.decided_by, found.note) if found else ("", "", "")
        self.when = self.add_when("Agreed when", when, understood)
        self.by = self.add_line("Agreed by", by, "2nd IMG meeting, decision 3")
        self.title = self.add_line("Title", found.title if found else "", "as approved")
        self.note = self.add_note("Note", note)
        self.body.addStretch(1)
        self.add_button("Cancel")
        self.main = self.add_button("Save" if found else "Freeze", main=True, accepts=True)
        self.when.textChanged.connect(self._name)
        self.title.textEdited.connect(self._named)
        self.title.textChanged.connect(self._judge)
        self._judge()
        self.when.setFocus()

    @classmethod
    def ask(cls, understood: Understood, found: VersionRow | None = None) -> VersionFields | None:
        """Return the fields, or None for Cancel."""
        dialog = cls(understood, found)
        return dialog.answer() if dialog.exec() else None

    def answer(self) -> VersionFields:
        """Return what the fields say."""
        title, when, by = (field.text().strip() for field in (self.title, self.when, self.by))
        return VersionFields(title, when, by, self.note.toPlainText().strip())

    def _name(self, when: str) -> None:
        if not self._own:
            self.title.setText(f"approved {when.strip()}" if when.strip() else "")

    def _named(self, typed: str) -> None:
        self._own = bool(typed)

    def _judge(self) -> None:
        self.main.setEnabled(bool(self.title.text().strip()))


class VersionDeeds(NamedTuple):
    """What can be done with versions; the list is read again after each."""

    rows: Callable[[], Sequence[VersionRow]]
    freeze: Callable[[], object]
    edit: Callable[[VersionRow], object]
    delete: Callable[[VersionRow], object]
    compare: Callable[[int], object]


class Versions(Dialog):
    """The versions of the plan, the newest first: compare with one, edit what is said of it, delete it."""

    def __init__(self, theme: Theme, deeds: VersionDeeds) -> None:
        super().__init__("Versions", "Versions of the plan", host())
        self.resize(760, 440)
        self._deeds = deeds
        columns = (
            TableColumn("Title", lambda row: row.title),
            TableColumn("Agreed", lambda row: row.when_text, 140),
            TableColumn("By", lambda row: row.decided_by, 200),
            TableColumn("Activities", lambda row: f"{row.activities:,}", 84),
        )
        self.model = TableModel(columns, self)
        self.table = RecordTable(theme, self.model, "Versions of the plan")
        self.table.set_empty("Nothing is frozen yet.\nFreeze the plan when the group has agreed on it.")
        self.table.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self.freeze, self.edit, self.delete = Button("Freeze the plan…"), Button("Edit…"), Button("Delete")
        row = QHBoxLayout()
        for button in (self.freeze, self.edit, self.delete):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(row)
        self.body.addWidget(
            Label("Deleting a version leaves the plan as it is; Undo brings it back.", "small")
        )
        self.add_button("Close")
        self.compare = self.add_button("Compare", main=True, accepts=True)
        self.freeze.clicked.connect(lambda: self._do(deeds.freeze))
        self.edit.clicked.connect(lambda: self._with_chosen(deeds.edit))
        self.delete.clicked.connect(lambda: self._with_chosen(deeds.delete))
        self.delete.setShortcut("Del")
        self.compare.clicked.connect(self._compare)
        self.table.opened.connect(self.compare.click)
        self.table.selectionModel().selectionChanged.connect(self._allow)
        self._read()
        self.table.setFocus()

    def read_only(self) -> None:
        """Allow looking only."""
        for button in (self.freeze, self.edit, self.delete):
            button.hide()

    def _read(self) -> None:
        before = {row.id for row in self.table.chosen()}
        self.model.show(list(reversed(self._deeds.rows())))
        self.table.choose(before, lambda row: row.id)
        self._allow()

    def _allow(self) -> None:
        for button in (self.edit, self.delete, self.compare):
            button.setEnabled(bool(self.table.chosen()))

    def _do(self, deed: Callable[[], object]) -> None:
        deed()
        self._read()

    def _with_chosen(self, deed: Callable[[VersionRow], object]) -> None:
        for row in self.table.chosen():
            self._do(lambda row=row: deed(row))  # type: ignore[misc]

    def _compare(self) -> None:
        for row in self.table.chosen():
            self._deeds.compare(row.id)
