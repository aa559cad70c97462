"""The fields of a new indicator, or of a new result: what is asked at once; the rest is edited where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QComboBox

from imgdesk.domain.progress_words import DIRECTIONS, MEASURES
from imgdesk.text import shorten
from imgdesk.ui.dialogs.kept_form import KeptForm


class IndicatorFields(NamedTuple):
    """What a new indicator is made of; baseline and target as they are typed."""

    result_id: int
    title: str
    code: str = ""
    measure: str = "unit"
    direction: str = "ascending"
    baseline: str = ""
    target: str = ""


class IndicatorForm(KeptForm):
    """See `ask`."""

    def __init__(
        self, results: Sequence[tuple[str, str]], result_id: int, keep: Callable[[IndicatorFields], str]
    ) -> None:
        super().__init__("Indicator", "New indicator")
        self.of = QComboBox()
        self.of.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for key, words in results:
            self.of.addItem(shorten(words or " ", 80), int(key))
        self.of.setCurrentIndex(max(self.of.findData(result_id), 0))
        self.add_field("Result", self.of)
        self.title = self.add_line("Indicator", hint="Countries where laws protect defenders")
        self.code = self.add_line("Code (may stay empty)")
        self.measure, self.direction = QComboBox(), QComboBox()
        self.measure.addItems(list(MEASURES))
        self.direction.addItems(list(DIRECTIONS))
        self.add_field("Measure", self.measure)
        self.add_field("Direction", self.direction)
        self.baseline = self.add_line("Baseline, as written", hint="32 countries in the 3rd cycle")
        self.target = self.add_line("Target, as written", hint="66 countries")
        self.finish("Add", lambda: keep(self.answer()))
        self.title.setFocus()

    def answer(self) -> IndicatorFields:
        """Return what the fields say."""
        return IndicatorFields(
            int(self.of.currentData()), self.title.text(), self.code.text(), self.measure.currentText(),
            self.direction.currentText(), self.baseline.text(), self.target.text(),
        )  # fmt: skip

    @classmethod
    def ask(
        cls, results: Sequence[tuple[str, str]], result_id: int, keep: Callable[[IndicatorFields], str]
    ) -> bool:
        """Show the form until `keep` returns no refusal or the person gives up; return whether it was kept."""
        return bool(cls(results, result_id, keep).exec())


class ResultForm(KeptForm):
    """A new result: its code and its title."""

    def __init__(self, keep: Callable[[str, str], str]) -> None:
        super().__init__("Result", "New result")
        self.code = self.add_line("Code (may stay empty)", hint="M1")
        self.title = self.add_line("Title", hint="More people make use of their rights")
        self.finish("Add", lambda: keep(self.code.text(), self.title.text()))
        self.title.setFocus()

    @classmethod
    def ask(cls, keep: Callable[[str, str], str]) -> bool:
        """Show the form until `keep` returns no refusal or the person gives up; return whether it was kept."""
        return bool(cls(keep).exec())
