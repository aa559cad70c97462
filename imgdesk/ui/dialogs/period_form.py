"""The fields of a reporting period: its days as agreed, its title, its kind, and the background of its report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy

from imgdesk.domain.progress_words import PERIOD_KINDS
from imgdesk.ui.dialogs.decision_form import Understood
from imgdesk.ui.dialogs.kept_form import KeptForm
from imgdesk.ui.widgets.buttons import Chip
from imgdesk.ui.widgets.labels import Label

_AS_THE_DAYS_SAY = "as its days say"


class PeriodFields(NamedTuple):
    """What a period is made of; `kind` "" follows from the days."""

    when: str = ""
    title: str = ""
    kind: str = ""
    background: str = ""


def ready_periods(today: date) -> list[str]:
    """Return the periods that are likely to be reported on next: the half, the quarter and the year of a day."""
    half = "First" if today.month <= 6 else "Second"
    return [f"{half} half of {today.year}", f"Q{(today.month + 2) // 3} {today.year}", str(today.year)]


class PeriodForm(KeptForm):
    """See `ask`."""

    def __init__(
        self,
        heading: str,
        button: str,
        given: PeriodFields,
        ready: Sequence[str],
        understood: Understood,
        keep: Callable[[PeriodFields], str],
    ) -> None:
        super().__init__("Reporting period", heading)
        self.chips = [self._chip(words) for words in ready]
        if ready:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(Label("Ready:", "muted"))
            for chip in self.chips:
                row.addWidget(chip)
            row.addStretch(1)
            self.body.addLayout(row)
        self.when = self.add_when("When, as agreed", given.when, understood)
        self.when.setPlaceholderText("October 2011 - May 2012")
        self.title = self.add_line("Title (may stay empty)", given.title)
        self.kind = QComboBox()
        self.kind.addItem(_AS_THE_DAYS_SAY, "")
        for kind in PERIOD_KINDS:
            self.kind.addItem(kind, kind)
        self.kind.setCurrentIndex(max(self.kind.findData(given.kind), 0))
        self.add_field("Kind", self.kind)
        self.background = self.add_note("Background, for the progress report", given.background)
        self.finish(button, lambda: keep(self.answer()))
        self.when.setFocus()
        self.when.selectAll()

    def _chip(self, words: str) -> Chip:
        chip = Chip(words)
        chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        chip.clicked.connect(lambda: self.when.setText(words))
        return chip

    def answer(self) -> PeriodFields:
        """Return what the fields say."""
        return PeriodFields(
            self.when.text().strip(),
            self.title.text().strip(),
            str(self.kind.currentData()),
            self.background.toPlainText(),
        )

    @classmethod
    def ask(
        cls,
        heading: str,
        button: str,
        given: PeriodFields,
        ready: Sequence[str],
        understood: Understood,
        keep: Callable[[PeriodFields], str],
    ) -> bool:
        """Show the form until `keep` returns no refusal or the person gives up; return whether it was kept."""
        return bool(cls(heading, button, given, ready, understood, keep).exec())
