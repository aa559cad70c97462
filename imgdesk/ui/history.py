"""The history of one record in sentences, as the inspector shows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QDateTime, QEvent
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from imgdesk.ui.field_box import WrapLabel
from imgdesk.ui.theme import Theme
from imgdesk.ui.words import day_words
from imgdesk.views.journal import HistoryRow

_NEWEST = 20


class History(QWidget):
    """Steps in sentences, the newest first, beside a line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pairs: list[tuple[WrapLabel, WrapLabel]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 0, 0, 0)
        self._column.setSpacing(0)

    def show_steps(self, steps: Sequence[HistoryRow]) -> None:
        """Show the newest of these, which come oldest first."""
        shown = list(reversed(steps))[:_NEWEST]
        while len(self._pairs) < len(shown):
            pair = (WrapLabel("", "strong"), WrapLabel("", "small"))
            pair[1].setContentsMargins(0, 0, 0, 8)
            for label in pair:
                self._column.addWidget(label)
            self._pairs.append(pair)
        now = QDateTime.currentDateTime()
        for place, pair in enumerate(self._pairs):
            for label in pair:
                label.setVisible(place < len(shown))
            if place < len(shown):
                step = shown[place]
                pair[0].setText(_sentence(step)[:400])
                pair[1].setText(f"{_moment(step.at, now)}, {origin_words(step.origin)}")
        self.setVisible(bool(shown))

    def text(self) -> str:
        """Return what is shown, one line a label."""
        return "\n".join(label.text() for pair in self._pairs for label in pair if not label.isHidden())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self._theme.color("line"), 2))
        painter.drawLine(1, 2, 1, self.height() - 8)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()


def _sentence(step: HistoryRow) -> str:
    if not step.fields and step.label.startswith(("Add ", "Delete ")):
        return step.sentence.split(" ", 1)[0]  # the label would only say the same again
    return step.sentence[:1].upper() + step.sentence[1:]


def _moment(at: str, now: QDateTime) -> str:
    moment = datetime.fromisoformat(at)
    return day_words(QDateTime.fromSecsSinceEpoch(int(moment.timestamp())), now)


def origin_words(origin: str) -> str:
    """Return where a step came from in words: by hand, or what the journal says."""
    return "by hand" if origin == "window" else origin
