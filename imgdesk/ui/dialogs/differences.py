"""What became of the plan since a version: one sentence a difference, kinds to tick, the row to go to.

It stays open beside the window and follows the plan: what is changed there is read again here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout

from imgdesk.domain.difference import KINDS, Difference
from imgdesk.text import one_line, shorten
from imgdesk.ui.dialogs.dialog import Dialog, host
from imgdesk.ui.models.table import TableColumn, TableModel
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Button, Chip
from imgdesk.ui.widgets.labels import Label
from imgdesk.ui.widgets.table import RecordTable

if TYPE_CHECKING:
    from imgdesk.views.versions import Differences as Found
    from imgdesk.views.versions import VersionRow

_TITLE_CHARS = 60


class DifferencesDialog(Dialog):
    """Shows what `read` finds since a version; `wanted` names a record to go to, `chosen` another version."""

    wanted = Signal(str, int)
    """kind and id of a record"""
    chosen = Signal(int)

    def __init__(self, theme: Theme, read: Callable[[int], Found | None]) -> None:
        super().__init__("Differences", "What has changed", host())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.resize(940, 560)
        self._read, self._version = read, 0
        self._found: Sequence[Difference] = ()
        self._kinds: dict[str, Chip] = {}
        self.versions = QComboBox()
        self.versions.setAccessibleName("Since which version")
        self.versions.activated.connect(lambda place: self.chosen.emit(self.versions.itemData(place)))
        self.count = Label("", "muted")
        columns = (
            TableColumn("What", lambda row: row.what, 124),
            TableColumn("What happened", lambda row: row.sentence),
            TableColumn("Section", lambda row: row.section, 96),
        )
        self.model = TableModel(columns, self)
        self.table = RecordTable(theme, self.model, "Differences")
        self._lay_out()
        self.table.setFocus()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(Label("since", "muted"))
        top.addWidget(self.versions)
        top.addStretch(1)
        top.addWidget(self.count)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        for kind in KINDS:
            chip = self._kinds[kind] = Chip(kind.capitalize(), checkable=True)
            chip.toggled.connect(self._sift)
            chip.hide()
            self._chips.addWidget(chip)
        self._chips.addStretch(1)
        self.body.addLayout(top)
        self.body.addLayout(self._chips)
        self.body.addWidget(self.table, 1)
        self.copy, self.go = Button("Copy as text"), Button("Go to the row")
        for button in (self.copy, self.go):
            self._buttons.insertWidget(self._buttons.count() - 1, button)
        self.add_button("Close", main=True)
        self.copy.setShortcut("Ctrl+C")
        self.copy.clicked.connect(lambda: QApplication.clipboard().setText(self.as_text()))
        self.go.clicked.connect(self._go)
        self.table.opened.connect(self._go)
        self.table.selectionModel().selectionChanged.connect(self._allow)

    def show_versions(self, rows: Sequence[VersionRow], version_id: int) -> None:
        """Offer these versions and show what has changed since the one with this id."""
        self._version = version_id
        self.versions.clear()
        for row in reversed(rows):
            self.versions.addItem(shorten(row.title, _TITLE_CHARS), row.id)
        self.versions.setCurrentIndex(self.versions.findData(version_id))
        self.refresh()

    def refresh(self) -> None:
        """Compare again."""
        found = self._read(self._version)
        self._found = found.rows if found else ()
        counts = found.counts if found else {}
        for kind, chip in self._kinds.items():
            chip.setText(f"{kind.capitalize()} {counts.get(kind, 0):,}")
            if not counts.get(kind):
                chip.blockSignals(True)
                chip.setChecked(False)
                chip.blockSignals(False)
            chip.setVisible(bool(counts.get(kind)))
        records = found.records if found else 0
        self.count.setText(_counted(len(self._found), records))
        self.table.set_empty("Nothing has changed since then: the plan stands as it was frozen.")
        self._sift()

    def as_text(self) -> str:
        """Return what is chosen, or else all that is shown, as lines under a heading."""
        rows = self.table.chosen() if len(self.table.chosen()) > 1 else self.model.rows()
        lines = [f"{row.what.capitalize()}: {one_line(row.sentence)}" for row in rows]
        return "\n".join([f"Changes since {self.versions.currentText()}", "", *lines])

    def _sift(self) -> None:
        before = {row[:7] for row in self.table.chosen()}
        ticked = {kind for kind, chip in self._kinds.items() if chip.isChecked()}
        self.model.show([row for row in self._found if not ticked or row.what in ticked])
        self.table.choose(before, lambda row: row[:7])
        self._allow()

    def _allow(self) -> None:
        chosen = self.table.chosen()
        gone = bool(chosen) and chosen[0].what == "dropped"
        self.go.setEnabled(bool(chosen) and chosen[0].kind in ("activity", "section") and not gone)
        self.copy.setEnabled(bool(self.model.rowCount()))

    def _go(self) -> None:
        if self.go.isEnabled():
            row = self.table.chosen()[0]
            self.wanted.emit(row.kind, row.id)


def _counted(differences: int, records: int) -> str:
    if not differences:
        return ""
    told = f"{differences:,} differences" if differences != 1 else "1 difference"
    return f"{told} in {records:,} records" if records != 1 else f"{told} in 1 record"
