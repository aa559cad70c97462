"""The line over the Progress page: the period with its neighbours, and the choice of what is shown below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from imgdesk.text import shorten
from imgdesk.ui.pages.progress_state import COVERAGE, INDICATORS, PLACES, ProgressState
from imgdesk.ui.pages.workplan_bar import HEIGHT
from imgdesk.ui.pages.workplan_filters import FilterField
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Button, Chip, IconButton
from imgdesk.ui.widgets.labels import Label
from imgdesk.views.progress import PeriodRow

_CHARS = 32
_ROOMY, _ARROWS = 760, 640
_FIELD, _FIELD_LEAST = 240, 132


class ProgressBar(QFrame):
    """Says what was chosen and does nothing itself."""

    period_chosen = Signal(int)
    stepped = Signal(int)
    place_chosen = Signal(str)
    framework_chosen = Signal(int)
    filtered = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "toolbar")
        self.setFixedHeight(HEIGHT)
        self.menu = QMenu(self)
        self.period = Chip("Period", menu=self.menu)
        self.period.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.before = IconButton(theme, "chevron-left", "Period before (Ctrl+PgUp)")
        self.after = IconButton(theme, "chevron-right", "Next period (Ctrl+PgDown)")
        self.places = {name: Chip(name, checkable=True) for name in PLACES}
        self.field = FilterField(
            theme, "Filter the indicators by text", "Looks in code, title and values (Ctrl+F)"
        )
        self.frameworks = QMenu(self)
        self.framework = Chip("Framework", menu=self.frameworks)
        self.framework.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 1)
        row.setSpacing(4)
        for part in (self.before, self.period, self.after):
            row.addWidget(part)
        row.addSpacing(16)
        for number, (name, chip) in enumerate(self.places.items(), 1):
            chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            chip.setToolTip(f"{name} (Alt+{number})")
            self._group.addButton(chip)
            row.addWidget(chip)
            chip.clicked.connect(lambda _on=False, name=name: self.place_chosen.emit(name))
        row.addStretch(1)
        row.addWidget(self.framework)
        row.addWidget(self.field)
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.field.textChanged.connect(self.filtered)
        self.field.left.connect(self.left)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way in a narrow window: the menu and the keys do what the arrows do."""
        super().resizeEvent(event)
        for button in (self.before, self.after):
            button.setVisible(event.size().width() >= _ARROWS)
        self.field.setFixedWidth(_FIELD if event.size().width() >= _ROOMY else _FIELD_LEAST)

    def show_state(self, state: ProgressState) -> None:
        """Show the period in use and what is shown below."""
        at = state.period
        closed = ", closed" if at is not None and at.status == "closed" else ""
        self.period.setText(f"{shorten(at.title or ' ', _CHARS)}{closed}" if at is not None else "No period")
        self.period.set_on(at is not None)
        for button, onward in ((self.before, -1), (self.after, 1)):
            button.setEnabled(state.beside(onward) is not None)
        self.places[state.place].setChecked(True)
        self.field.setVisible(state.place == INDICATORS)
        self._show_frameworks(state)

    def _show_frameworks(self, state: ProgressState) -> None:
        """Offer the frameworks over the matrix, which shows one of them, where there are several."""
        rows, one = state.read.frameworks if state.place == COVERAGE else [], state.framework
        self.framework.setVisible(len(rows) > 1)
        if one is None or len(rows) < 2:
            return
        self.framework.setText(shorten(one.title or " ", _CHARS))
        self.frameworks.clear()
        for row in rows:
            action = self.frameworks.addAction(shorten(row.title or " ", 60).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(row.id == one.id)
            action.triggered.connect(lambda _on=False, key=row.id: self.framework_chosen.emit(key))

    def fill(self, rows: Sequence[PeriodRow], chosen: int | None) -> None:
        """Fill the menu with the periods, each with its state."""
        self.menu.clear()
        for row in rows:
            closed = f" (closed {day_words(row.closed_at)})" if row.status == "closed" else ""
            action = self.menu.addAction(f"{shorten(row.title or ' ', 60)}{closed}".replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(row.id == chosen)
            action.triggered.connect(lambda _on=False, key=row.id: self.period_chosen.emit(key))
        if rows:
            self.menu.addSeparator()

    def seek(self) -> None:
        """Put the keyboard in the filter."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()


class ClosedLine(QFrame):
    """A calm line over a closed period, with the button that opens it again."""

    reopen_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "calm")
        self.words = Label()
        self.button = Button("Reopen")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 16, 4)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self.reopen_wanted)
        self.hide()

    def show_period(self, row: PeriodRow | None, *, can: bool) -> None:
        """Show it for a closed period only; `can` whether it may be opened."""
        closed = row is not None and row.status == "closed"
        self.setVisible(closed)
        if closed:
            assert row is not None
            self.words.setText(f"Closed on {day_words(row.closed_at)}: reopen to change.")
            self.button.setVisible(can)


def day_words(day: str) -> str:
    """Return a day as people write it: "7 July 2023"."""
    return (
        QLocale(QLocale.Language.English).toString(QDate.fromString(day, "yyyy-MM-dd"), "d MMMM yyyy") or day
    )
