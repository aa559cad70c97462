"""What is still in brackets or unconfirmed, and what a meeting can do about it, for one entry or many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from imgdesk.domain.difference import bare
from imgdesk.ui.dialogs.decision_form import DecisionForm, Reason, Said, Understood
from imgdesk.ui.dialogs.dialog import Dialog, host
from imgdesk.ui.models.table import TableColumn, TableModel
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Button, Chip
from imgdesk.ui.widgets.labels import Label
from imgdesk.ui.widgets.table import RecordTable

if TYPE_CHECKING:
    from imgdesk.views.versions import OpenRow

_CONFIRMED: Final = frozenset(("unconfirmed", "date unconfirmed"))
_BRACKETS: Final = frozenset(("in brackets", "words in brackets", "date in brackets"))
_FULL: Final = "Nothing is in brackets and nothing is unconfirmed: all of the plan is agreed."
_SIFTED: Final = "Nothing of this kind is open."


class OpenDeeds(NamedTuple):
    """What can be done; each is one step, and the list is read again after it."""

    rows: Callable[[], Sequence[OpenRow]]
    propose: Callable[[list[OpenRow], str], object]
    withdraw: Callable[[list[OpenRow]], object]
    decide: Callable[[str, list[OpenRow], Said], object]
    """with confirmed, unbracketed or dropped"""


class StillOpen(Dialog):
    """The list of doubts; it stays open beside the window and follows the plan."""

    wanted = Signal(str, int)

    def __init__(self, theme: Theme, deeds: OpenDeeds, understood: Understood, *, editable: bool) -> None:
        super().__init__("Still open", "Still in brackets or unconfirmed", host())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.resize(940, 560)
        self._deeds, self._understood, self._editable = deeds, understood, editable
        self._rows: Sequence[OpenRow] = ()
        columns = (
            TableColumn("Activity", _text),
            TableColumn("What is open", lambda row: ", ".join(doubt.what for doubt in row.doubts), 158),
            TableColumn("Date", lambda row: row.when_text, 128),
            TableColumn("Time left", _left, 96),
            TableColumn("Open since", _since, 88),
            TableColumn("Next agenda", _agenda, 104),
        )
        self.model = TableModel(columns, self)
        self.table = RecordTable(theme, self.model, "What is still open")
        self.count = Label("", "muted")
        self.brackets, self.confirm_only = (
            Chip("In brackets", checkable=True),
            Chip("Unconfirmed", checkable=True),
        )
        self.pressing = Chip("Within 60 days", checkable=True)
        self.propose, self.withdraw = Button("Propose…"), Button("Withdraw")
        self.confirm, self.unbracket, self.drop = (
            Button("Confirm…"),
            Button("Take brackets off…"),
            Button("Drop…"),
        )
        self.go = Button("Go to the row")
        self._lay_out()
        self._connect()
        self.refresh()
        self.table.setFocus()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        for chip in (self.brackets, self.confirm_only, self.pressing):
            top.addWidget(chip)
        top.addStretch(1)
        top.addWidget(self.count)
        deeds = QHBoxLayout()
        deeds.setSpacing(8)
        for button, tip in (
            (self.confirm, "Nothing is unconfirmed any more (Alt+C)"),
            (self.unbracket, "The group agreed: the brackets go (Alt+B)"),
            (self.drop, "The activity is cancelled; its row stays (Alt+D)"),
            (self.propose, "Put it on the list for the next agenda (Alt+P)"),
            (self.withdraw, "Take it off that list (Alt+W)"),
        ):
            button.setToolTip(tip)
            button.setVisible(self._editable)
            deeds.addWidget(button)
        deeds.addStretch(1)
        self.body.addLayout(top)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(deeds)
        self._buttons.insertWidget(self._buttons.count() - 1, self.go)
        self.add_button("Close", main=True)

    def _connect(self) -> None:
        for button, key in zip(
            (self.confirm, self.unbracket, self.drop, self.propose, self.withdraw), "CBDPW", strict=True
        ):
            button.setShortcut(f"Alt+{key}")
        self.confirm.clicked.connect(lambda: self._decide("confirmed"))
        self.unbracket.clicked.connect(lambda: self._decide("unbracketed"))
        self.drop.clicked.connect(lambda: self._decide("dropped"))
        self.propose.clicked.connect(self._propose)
        self.withdraw.clicked.connect(lambda: self._deeds.withdraw(self._proposed()))
        self.go.clicked.connect(self._go)
        self.table.opened.connect(self._go)
        self.table.selectionModel().selectionChanged.connect(self._allow)
        for chip in (self.brackets, self.confirm_only, self.pressing):
            chip.toggled.connect(self._sift)

    def refresh(self) -> None:
        """Read the list again, keeping what is chosen."""
        self._rows = self._deeds.rows()
        self._sift()

    def _sift(self) -> None:
        before = {row[:2] for row in self.table.chosen()}
        place = self.table.currentIndex().row()
        rows = [row for row in self._rows if self._passes(row)]
        self.model.show(rows)
        kept = before & {row[:2] for row in rows}
        if not kept and rows:
            kept = {rows[min(max(place, 0), len(rows) - 1)][:2]}
        self.table.choose(kept, lambda row: row[:2])
        self.table.set_empty(_SIFTED if self._rows else _FULL)
        told = "1 entry" if len(self._rows) == 1 else f"{len(self._rows):,} entries"
        self.count.setText(told if len(rows) == len(self._rows) else f"{len(rows):,} of {told}")
        self._allow()

    def _passes(self, row: OpenRow) -> bool:
        return (
            (not self.brackets.isChecked() or _has(row, _BRACKETS))
            and (not self.confirm_only.isChecked() or _has(row, _CONFIRMED))
            and (not self.pressing.isChecked() or (row.days_left is not None and row.days_left <= 60))
        )

    def _allow(self) -> None:
        chosen = self.table.chosen()
        self.confirm.setEnabled(bool(self._fitting("confirmed")))
        self.unbracket.setEnabled(bool(self._fitting("unbracketed")))
        self.drop.setEnabled(bool(self._fitting("dropped")))
        self.propose.setEnabled(bool(chosen))
        self.withdraw.setEnabled(bool(self._proposed()))
        self.go.setEnabled(len(chosen) == 1)

    def _fitting(self, what: str) -> list[OpenRow]:
        """Return the chosen rows to which a decision can apply."""
        chosen = self.table.chosen()
        if what == "dropped":
            return [row for row in chosen if row.kind == "activity"]
        return [row for row in chosen if _has(row, _CONFIRMED if what == "confirmed" else _BRACKETS)]

    def _proposed(self) -> list[OpenRow]:
        return [row for row in self.table.chosen() if row.proposals]

    def _decide(self, what: str) -> None:
        rows = self._fitting(what)
        verb, button = {
            "confirmed": ("Confirm", "Confirm"), "unbracketed": ("Take the brackets off", "Take brackets off"),
            "dropped": ("Drop", "Drop"),
        }[what]  # fmt: skip
        said = DecisionForm.ask(f"{verb} {_named(rows)}", _listed(rows), button, self._understood)
        if said is not None:
            self._deeds.decide(what, rows, said)

    def _propose(self) -> None:
        rows = self.table.chosen()
        why = Reason.ask(f"Propose {_named(rows)} for the next agenda", _listed(rows))
        if why is not None:
            self._deeds.propose(rows, why)

    def _go(self) -> None:
        for row in self.table.chosen()[:1]:
            self.wanted.emit(row.kind, row.id)


def _has(row: OpenRow, doubts: frozenset[str]) -> bool:
    return any(doubt.what in doubts for doubt in row.doubts)


def _text(row: OpenRow) -> str:
    if row.kind == "section":
        return f"Section {row.text}, all {row.activities:,} activities"
    return bare(row.text) or "Activity without text"


def _left(row: OpenRow) -> str:
    if row.days_left is None:
        return "–"
    return f"{-row.days_left:,} days over" if row.days_left < 0 else f"{row.days_left:,} days"


def _since(row: OpenRow) -> str:
    return "–" if row.days is None else "today" if row.days == 0 else f"{row.days:,} days"


def _agenda(row: OpenRow) -> str:
    return "proposed" + (f": {row.proposals[0].why}" if row.proposals[0].why else "") if row.proposals else ""


def _named(rows: Sequence[OpenRow]) -> str:
    if len(rows) == 1:
        return "this section" if rows[0].kind == "section" else "this activity"
    return f"{len(rows):,} entries"


def _listed(rows: Sequence[OpenRow]) -> str:
    shown = [f"• {_text(row)}" for row in rows[:5]]
    return "\n".join([*shown, f"and {len(rows) - 5:,} more"] if len(rows) > 5 else shown)
