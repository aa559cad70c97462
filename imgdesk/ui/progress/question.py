"""A question that the text of a value leaves, with the numbers that can settle it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from imgdesk.domain.indicator_text import value_words
from imgdesk.domain.number_choices import number_choices
from imgdesk.text import shorten
from imgdesk.ui.field_box import WrapLabel
from imgdesk.ui.widgets.buttons import Chip


class Question(QFrame):
    """See `ask`; the words of the value stay as they are, whatever is chosen."""

    settled = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "question")
        self.words = WrapLabel()
        self.chips: list[Chip] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(4)
        column.addWidget(self.words)
        self._row = QHBoxLayout()
        self._row.setSpacing(6)
        self._row.addStretch(1)
        column.addLayout(self._row)
        self.hide()

    def ask(self, name: str, text: str, question: str, *, editable: bool) -> None:
        """Ask what the number of `text` is; no question hides it."""
        self.setVisible(bool(question))
        if not question:
            return
        said = f"{name}: {question}"
        self.words.setText(shorten(said, 300))
        self.setAccessibleName(said)
        found = number_choices(text) if editable else []
        while len(self.chips) < len(found):
            chip = Chip("")
            chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            chip.clicked.connect(
                lambda _on=False, chip=chip: self.settled.emit(float(chip.property("number")))
            )
            self._row.insertWidget(len(self.chips), chip, 0, Qt.AlignmentFlag.AlignLeft)
            self.chips.append(chip)
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < len(found))
            if place < len(found):
                chip.setText(value_words(found[place]))
                chip.setProperty("number", found[place])
                chip.setAccessibleDescription(f"{name} is {value_words(found[place])}")
