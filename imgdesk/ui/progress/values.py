"""The values of an indicator, period by period: target and actual, and what was noted beside the actual value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from imgdesk.domain.indicator_text import read_number, value_words
from imgdesk.ui.editors import LineEditor, PlainEditor
from imgdesk.ui.field_box import PAD, FieldBox
from imgdesk.ui.inspector.editing import Editing
from imgdesk.ui.progress.question import Question
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.labels import Label
from imgdesk.views.framework import IndicatorRow, ValueRow
from imgdesk.views.progress import PeriodRow

_NOTES: Final = (("comment", "Comment"), ("source", "Source"))


class ValueWants(NamedTuple):
    """What the values ask of the page; each returns whether it was done."""

    put: Callable[[str, int, str], bool]
    """Set the target or the actual value (kind) of a period from what was typed."""
    edit: Callable[[int, str, object], bool]
    """Set a field of a value."""


class PeriodValues(QWidget):
    """One period: its title, target and actual side by side, and below them comment and source."""

    def __init__(self, theme: Theme, editing: Editing, wants: ValueWants) -> None:
        super().__init__()
        self.title = Label("", "caption")
        self.boxes = {
            "target": FieldBox(theme, "Target of the period", "target"),
            "actual": FieldBox(theme, "Actual value of the period", "actual"),
        }
        self.notes = {field: FieldBox(theme, name, field, "small") for field, name in _NOTES}
        self.question = Question()
        self._wants = wants
        self._value = 0
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        head = QVBoxLayout()
        head.setContentsMargins(PAD, 0, 0, 0)
        head.addWidget(self.title)
        grid.addLayout(head, 0, 0, 1, 2)
        for place, box in enumerate((*self.boxes.values(), *self.notes.values())):
            grid.addWidget(box, 1 + place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.question, 3, 0, 1, 2)
        for kind, box in self.boxes.items():
            editing.watch(box, _line, partial(wants.put, kind))
            box.delete_wanted.connect(partial(self._take_away, kind))
        for field, box in self.notes.items():
            editing.watch(box, _paragraph, self._noter(field))
        self.question.settled.connect(lambda number: wants.edit(self._value, "value", number))

    def _noter(self, field: str) -> Callable[[int, str], bool]:
        return lambda value_id, text: self._wants.edit(value_id, field, text)

    def _take_away(self, kind: str, period_id: int) -> None:
        if self.boxes[kind].editable and self.boxes[kind].raw:
            self._wants.put(kind, period_id, "")

    def show_period(self, row: IndicatorRow, period: PeriodRow, *, here: bool, editable: bool) -> None:
        """Show the values of a period; `here`: it is the one in use."""
        closed = ", closed" if period.status == "closed" else ""
        self.title.setText(f"{'▸ ' if here else ''}{period.title}{closed}"[:120])
        can = editable and not closed
        own = {kind: _values(row, period.id, kind) for kind in self.boxes}
        for kind, box in self.boxes.items():
            typed = _words(own[kind][-1]) if own[kind] else ""
            words = "; ".join(_words(one, row.unit) for one in own[kind])
            box.show_value(typed, words, kind)
            box.record = period.id
            box.set_editable(can)
        last = own["actual"][-1] if own["actual"] else None
        self._value = last.id if last is not None else 0
        for field, box in self.notes.items():
            said = str(getattr(last, field)) if last is not None else ""
            box.show_value(said, said or field)
            box.record = self._value
            box.set_editable(can)
            box.setVisible(last is not None and (bool(said) or (here and can)))
        text = last.text if last is not None and last.value is None else ""
        self.question.ask(period.title, text, read_number(text).question if text else "", editable=can)


class Values(QWidget):
    """All periods below each other; as many are made as were ever shown at once."""

    def __init__(self, theme: Theme, editing: Editing, wants: ValueWants) -> None:
        super().__init__()
        self._theme, self._editing, self._wants = theme, editing, wants
        self.periods: list[PeriodValues] = []
        self.setAccessibleName("Values by period")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.none = Label("Values are given by reporting period: add one first.", "muted", wrap=True)
        self._column.addWidget(self.none)

    def show_values(
        self, row: IndicatorRow, periods: Sequence[PeriodRow], here: int | None, *, editable: bool
    ) -> None:
        """Show an indicator over these periods, the newest first."""
        while len(self.periods) < len(periods):
            part = PeriodValues(self._theme, self._editing, self._wants)
            self.periods.append(part)
            self._column.addWidget(part)
        newest = list(reversed(periods))
        for place, part in enumerate(self.periods):
            part.setVisible(place < len(newest))
            if place < len(newest):
                part.show_period(row, newest[place], here=newest[place].id == here, editable=editable)
        self.none.setVisible(not periods)


def _values(row: IndicatorRow, period_id: int, kind: str) -> list[ValueRow]:
    return [one for one in row.values if one.period_id == period_id and one.kind == kind]


def _words(value: ValueRow, unit: str = "") -> str:
    return value_words(value.value, unit, value.text)


def _line(box: FieldBox) -> QWidget:
    return LineEditor(box.name, (), box)


def _paragraph(box: FieldBox) -> QWidget:
    return PlainEditor(box.name, box)
