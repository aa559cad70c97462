"""The head of a report: the rating with its reason and the percentage, each beside what the activities propose.

What is proposed is said in words and taken over only when a person presses the button.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from imgdesk.domain.progress_words import RATING_DEFINITIONS, RATINGS, rating_words
from imgdesk.text import one_line
from imgdesk.ui.editors import PercentEditor, PlainEditor
from imgdesk.ui.field_box import PAD, FieldBox, WrapLabel, fields_grid, indented
from imgdesk.ui.inspector.editing import Editing
from imgdesk.ui.progress.cards import RATING_TONES, percent_words
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Button, Chip
from imgdesk.ui.widgets.labels import ElidedLabel
from imgdesk.views.progress import CardRow, PeriodRow

_ROOMY: Final = 600
_BESIDE: Final = 3
"""So many ratings stand beside each other in a narrower window."""
Set = Callable[[str, str], bool]
"""Sets a field of the report and returns whether it was kept."""


class Judgement(QFrame):
    """See `show_card`."""

    rated = Signal(str)
    """This rating was chosen, "" for none."""
    taken_over = Signal()
    """The proposed rating is to be taken over, with its reason."""
    compute_wanted = Signal()
    """The percentage is to be that of the activities."""
    collect_wanted = Signal()

    def __init__(self, theme: Theme, editing: Editing, keep: Set) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.title = ElidedLabel("", "heading")
        self.collect = Button("Collect")
        self.collect.setToolTip("Fill the report with what the desk knows of the period (Ctrl+Shift+G)")
        self.ratings = {rating: self._rating(rating) for rating in RATINGS}
        self.meaning = WrapLabel("", "small")
        self.proposal = WrapLabel("", "muted")
        self.take = Chip("Take over")
        self.take.setToolTip("Use the proposed rating, and its reason where none is written yet")
        self.boxes = {
            "rag_reason": FieldBox(theme, "Reason", "rag_reason"),
            "percent": FieldBox(theme, "Percent", "percent"),
            "percent_reason": FieldBox(theme, "How it was found", "percent_reason"),
        }
        self.computed = WrapLabel("", "muted")
        self.use = Chip("Use it")
        self.use.setToolTip("Set the percentage to the one that the activities give")
        self._lay_out()
        makers: dict[str, Callable[[FieldBox], QWidget]] = {
            "rag_reason": lambda box: PlainEditor("Reason", box),
            "percent": PercentEditor,
            "percent_reason": lambda box: PlainEditor("How it was found", box),
        }
        for field, box in self.boxes.items():
            editing.watch(box, makers[field], _keeper(keep, field))
        self.take.clicked.connect(self.taken_over)
        self.use.clicked.connect(self.compute_wanted)
        self.collect.clicked.connect(self.collect_wanted)

    def _rating(self, rating: str) -> Chip:
        chip = Chip(rating_words(rating), checkable=True)
        chip.setProperty("tone", RATING_TONES[rating])
        chip.setToolTip(RATING_DEFINITIONS[rating])
        chip.setAccessibleDescription(RATING_DEFINITIONS[rating])
        chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        chip.clicked.connect(lambda on: self.rated.emit(rating if on else ""))
        return chip

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 16, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(PAD, 0, 0, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.collect)
        column.addLayout(head)
        self._chips = QGridLayout()
        self._chips.setContentsMargins(PAD, 0, 0, 0)
        self._chips.setSpacing(8)
        self._place_chips(len(self.ratings))
        column.addLayout(self._chips)
        column.addLayout(indented(self.meaning))
        names = (("Reason", "rag_reason"), ("Percent", "percent"), ("How found", "percent_reason"))
        grid = fields_grid(names, self.boxes)
        grid.setRowStretch(len(names), 1)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 3, 0, 0)
        beside.setSpacing(4)
        for part in (self.proposal, self.take, self.computed, self.use):
            if isinstance(part, Chip):
                # A widget of fixed width would hold the column to it, but for its alignment.
                part.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
                beside.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                beside.addWidget(part)
        beside.addStretch(1)
        self._both = both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        both.setContentsMargins(PAD, 0, 0, 0)
        both.setSpacing(24)
        both.addLayout(grid, 3)
        both.addLayout(beside, 2)
        column.addLayout(both)

    def _place_chips(self, beside: int) -> None:
        """Lay the ratings out, so many beside each other."""
        for place, chip in enumerate(self.ratings.values()):
            self._chips.removeWidget(chip)
            self._chips.addWidget(chip, place // beside, place % beside)
        self._chips.setColumnStretch(len(self.ratings), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand below each other what has no room beside."""
        super().resizeEvent(event)
        way, roomy = QBoxLayout.Direction, event.size().width() >= _ROOMY
        if (self._both.direction() == way.LeftToRight) != roomy:
            self._both.setDirection(way.LeftToRight if roomy else way.TopToBottom)
            self._place_chips(len(self.ratings) if roomy else _BESIDE)

    def show_card(self, row: CardRow, period: PeriodRow, *, editable: bool) -> None:
        """Show what was said of a focus area in a period, and what the activities propose."""
        self.title.set_text(f"Focus area {row.number}: {row.short_title or row.title}, {period.title}")
        for rating, chip in self.ratings.items():
            chip.setChecked(rating == row.rag)
            chip.setEnabled(editable)
        self.meaning.setText(
            f"{row.rag}: {RATING_DEFINITIONS[row.rag]}" if row.rag else "Say how the focus area stands."
        )
        reason = _ended(_lowered(one_line(row.proposed_reason)))
        self.proposal.setText(
            f"The desk would say: {row.proposed_rag}, because {reason}"
            if row.proposed_rag
            else f"The desk proposes nothing: {reason}"
        )
        self.take.setVisible(editable and bool(row.proposed_rag) and row.proposed_rag != row.rag)
        computed = row.computed_percent
        self.computed.setText(
            f"Computed: {computed} %, {row.computed_how}."
            if computed is not None
            else f"Nothing to compute: {row.computed_how}."
        )
        same = row.percent_how == "computed" and (row.percent, row.percent_reason) == (
            computed,
            row.computed_how,
        )
        self.use.setVisible(editable and computed is not None and not same)
        boxes = self.boxes
        boxes["rag_reason"].show_value(row.rag_reason)
        percent = "" if row.percent is None else str(row.percent)
        boxes["percent"].show_value(percent, f"{percent} %" if percent else "")
        how = "" if row.percent is None else "set by hand" if row.percent_how == "set" else "computed"
        boxes["percent_reason"].show_value(row.percent_reason, row.percent_reason or percent_words(row), how)
        for box in boxes.values():
            box.record = row.report_id or 0
            box.set_editable(editable)
        self.collect.setVisible(editable)

    def take_focus(self) -> None:
        """Put the keyboard on the rating."""
        chosen = [chip for chip in self.ratings.values() if chip.isChecked()]
        (chosen or list(self.ratings.values()))[0].setFocus(Qt.FocusReason.TabFocusReason)


def _keeper(keep: Set, field: str) -> Callable[[int, str], bool]:
    return lambda _report, value: keep(field, value)


def _lowered(sentence: str) -> str:
    """Return a sentence as it goes on behind others."""
    return f"{sentence[:1].lower()}{sentence[1:]}"


def _ended(sentence: str) -> str:
    """Return a sentence with one mark at its end."""
    return sentence if sentence.endswith((".", "…")) else f"{sentence}."
