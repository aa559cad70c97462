"""The history of one record in sentences, each with a button that puts the record back to before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QDateTime, QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from imgdesk.ui.field_box import WrapLabel
from imgdesk.ui.theme import Theme
from imgdesk.ui.tips import plain_tip
from imgdesk.ui.widgets.buttons import IconButton
from imgdesk.ui.words import day_words
from imgdesk.views.journal import HistoryRow

_NEWEST = 20


BackWords = Callable[[int], str]
"""Returns what putting back to before a step would change, in words; nothing where it would change nothing."""


class _BackButton(IconButton):
    """Says in its tool tip what it would change: asked only when somebody looks."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "undo", "Put back to before this", size=12)
        self.step = 0
        self.words: BackWords | None = None

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ToolTip, QEvent.Type.FocusIn) and self.words is not None:
            said = self.words(self.step)[:600] or "nothing would change"
            self.setToolTip(plain_tip(f"Put back to before this: {said}"))
            self.setAccessibleDescription(said)
        return super().event(event)


class _Step(QWidget):
    """One sentence with its moment below and the button at its right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.sentence, self.moment = WrapLabel("", "strong"), WrapLabel("", "small")
        self.moment.setContentsMargins(0, 0, 0, 8)
        self.back = _BackButton(theme)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.sentence)
        column.addWidget(self.moment)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)


class History(QWidget):
    """Steps in sentences, the newest first, beside a line."""

    wanted_back = Signal(int)
    """The record is to be put back to before this step."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._steps: list[_Step] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 0, 0, 0)
        self._column.setSpacing(0)

    def show_steps(self, steps: Sequence[HistoryRow], back: BackWords | None = None) -> None:
        """Show the newest of these, which come oldest first; `back` says what can be put back, None: nothing can."""
        shown = list(reversed(steps))[:_NEWEST]
        while len(self._steps) < len(shown):
            line = _Step(self._theme)
            line.back.clicked.connect(lambda _=False, button=line.back: self.wanted_back.emit(button.step))
            self._column.addWidget(line)
            self._steps.append(line)
        now = QDateTime.currentDateTime()
        for place, line in enumerate(self._steps):
            line.setVisible(place < len(shown))
            if place < len(shown):
                step = shown[place]
                line.sentence.setText(_sentence(step)[:400])
                line.moment.setText(f"{_moment(step.at, now)}, {origin_words(step.origin)}")
                line.back.step, line.back.words = step.step, back
                line.back.setToolTip("Put back to before this")
                line.back.setVisible(back is not None and step.own)
        self.setVisible(bool(shown))

    def buttons(self) -> list[IconButton]:
        """Return the buttons that put back, the newest step's first."""
        return [line.back for line in self._steps if not line.isHidden() and not line.back.isHidden()]

    def text(self) -> str:
        """Return what is shown, one line a label."""
        shown = [line for line in self._steps if not line.isHidden()]
        return "\n".join(label.text() for line in shown for label in (line.sentence, line.moment))

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
