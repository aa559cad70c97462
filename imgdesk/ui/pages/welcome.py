"""What is shown while no desk is open: three ways to begin, the recent desks, and what to do next."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDateTime, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.cards import Card, Row
from imgdesk.ui.widgets.labels import Label
from imgdesk.ui.widgets.scroll import ScrollArea
from imgdesk.ui.words import day_words

COLUMN = 760
SHOWN = 5


class WelcomePage(QFrame):
    """Emits what was chosen; does nothing itself."""

    new_chosen = Signal()
    open_chosen = Signal()
    sample_chosen = Signal()
    recent_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("look", "ground")
        self._mark = QLabel()
        self._recent_title = Label("Recent", "caption")
        self._recent = QFrame()
        self._recent.setProperty("look", "card")
        self._rows = QVBoxLayout(self._recent)
        self._rows.setContentsMargins(8, 8, 8, 8)
        self._rows.setSpacing(0)
        self._next = Label("", "muted", wrap=True)
        self._shown: list[Row] = []
        self._cards = self._make_cards()
        self._lay_out()
        theme.changed.connect(self._draw_mark)
        self._draw_mark()

    def set_recent(self, recent: list[str]) -> None:
        """Show these desks, newest first; those that are gone are greyed out and say so."""
        for old in self._shown:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = [self._row(Path(path)) for path in recent[:SHOWN]]
        for row in self._shown:
            self._rows.addWidget(row)
        for part in (self._recent, self._recent_title):
            part.setVisible(bool(recent))
        self._next.setText(_AGAIN if recent else _FIRST)

    def activate(self) -> None:
        """Give the keyboard to the newest desk that is there, so that Return goes on where one stopped."""
        target = next((row for row in self._shown if row.isEnabled()), self)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_cards(self) -> tuple[Card, Card, Card]:
        new = Card(
            self._theme, "plus", "New desk", "An empty desk for your group; then import its Word workplan."
        )
        existing = Card(
            self._theme, "folder", "Open", "A desk that you have, or one that a colleague sent you."
        )
        sample = Card(
            self._theme,
            "workplan",
            "Sample desk",
            "Look around in a complete workplan; change what you like.",
        )
        new.clicked.connect(self.new_chosen)
        existing.clicked.connect(self.open_chosen)
        sample.clicked.connect(self.sample_chosen)
        return new, existing, sample

    def _lay_out(self) -> None:
        sheet = QFrame()
        sheet.setProperty("look", "ground")
        middle = QWidget()
        middle.setMaximumWidth(COLUMN)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 24, 0, 24)
        column.setSpacing(0)
        column.addStretch(2)
        column.addLayout(self._heading())
        column.addSpacing(32)
        cards = QHBoxLayout()
        cards.setSpacing(16)
        for card in self._cards:
            cards.addWidget(card, 1)
        column.addLayout(cards)
        column.addSpacing(24)
        column.addWidget(self._recent_title)
        column.addSpacing(8)
        column.addWidget(self._recent)
        column.addSpacing(16)
        column.addWidget(self._next)
        column.addStretch(3)
        row = QHBoxLayout(sheet)
        row.setContentsMargins(24, 0, 24, 0)
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)
        area = ScrollArea(sheet, "Welcome")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _heading(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label("imgdesk", "hero"))
        words.addWidget(
            Label("Your group’s work in one file, with dates as they were agreed.", "lead", wrap=True)
        )
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self._mark)
        row.addLayout(words, 1)
        return row

    def _row(self, path: Path) -> Row:
        try:
            changed = QDateTime.fromSecsSinceEpoch(int(path.stat().st_mtime))
        except OSError:
            row = Row(path.stem, str(path), tag="not found")
            row.setEnabled(False)
            return row
        row = Row(path.stem, str(path), day_words(changed, QDateTime.currentDateTime()))
        row.clicked.connect(lambda: self.recent_chosen.emit(str(path)))
        return row

    def _draw_mark(self) -> None:
        self._mark.setPixmap(self._theme.picture("imgdesk", 64))


_FIRST = (
    "New here? Begin with the sample desk. To work with your own plan, make a new desk and import its Word file; "
    "or drop the file onto this window."
)
_AGAIN = (
    "You can also drop a desk (.imgdesk), or a workplan or another paper from Word (.docx), onto this window."
)
