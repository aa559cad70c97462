"""The chips over the register of actions, and the field that filters by text. Says what is wanted and does nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from imgdesk.domain.meeting_words import ACTION_STATUSES, OPEN
from imgdesk.text import shorten
from imgdesk.ui.pages.workplan_bar import HEIGHT
from imgdesk.ui.pages.workplan_filters import FilterField
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Chip, IconButton
from imgdesk.ui.widgets.choices import ChoiceMenu, add_choices
from imgdesk.views.actions import DUE_WINDOWS, STILL_OPEN, TWICE, ActionFilter
from imgdesk.views.filters import due_words

_CHARS: Final = 18
_NO_SERIES: Final = (0, "No series")


class Offer(NamedTuple):
    """What the register can be filtered by: names, (id, title) of series, (number, words) of focus areas."""

    owners: Sequence[str]
    series: Sequence[tuple[int, str]]
    areas: Sequence[tuple[int, str]]


class ActionsBar(QFrame):
    """Emits `filtered` with the filter now wanted; its menus are filled when they open, from `offer`."""

    filtered = Signal(object)
    left = Signal()
    """The field is done with; the table should have the keyboard."""
    detail_wanted = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "toolbar")
        self.setFixedHeight(HEIGHT)
        self.offer: Callable[[], Offer] = lambda: Offer((), (), ())
        self._wanted = STILL_OPEN
        self._titles: dict[int, str] = {}
        self.statuses, self.owners, self.series, self.areas = (ChoiceMenu(self) for _ in range(4))
        self.due_menu = QMenu(self)
        self.status = Chip("Status", menu=self.statuses)
        self.owner = Chip("Who", menu=self.owners)
        self.meeting = Chip("Series", menu=self.series)
        self.area = Chip("Focus area", menu=self.areas)
        self.due = Chip("Due", menu=self.due_menu)
        self.clear = Chip("Clear filter")
        self.field = FilterField(
            theme, "Filter the actions by text", "Looks in what, who, due date, meeting and activity (Ctrl+F)"
        )
        self.detail = IconButton(theme, "info", "Show the inspector (I)", checkable=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 12, 1)
        self._row.setSpacing(8)
        for chip in (self.status, self.owner, self.meeting, self.area, self.due, self.clear):
            chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._row.addWidget(chip)
        self._row.addStretch(1)
        self._row.addWidget(self.field)
        self._row.addWidget(self.detail)
        self._connect()
        self._show()

    def _connect(self) -> None:
        self.statuses.aboutToShow.connect(self._fill_statuses)
        self.owners.aboutToShow.connect(self._fill_owners)
        self.series.aboutToShow.connect(self._fill_series)
        self.areas.aboutToShow.connect(self._fill_areas)
        self.due_menu.aboutToShow.connect(self._fill_due)
        self.clear.clicked.connect(lambda: self.set_filter(STILL_OPEN))
        self.field.textChanged.connect(lambda text: self._want(text=text))
        self.field.left.connect(self.left)
        self.detail.toggled.connect(self.detail_wanted)

    @property
    def wanted(self) -> ActionFilter:
        """The filter as it stands on the chips."""
        return self._wanted

    def set_filter(self, wanted: ActionFilter) -> None:
        """Put a filter on the chips and say so."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._show()
            self.filtered.emit(wanted)

    def seek(self) -> None:
        """Put the keyboard in the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_detail_on(self, on: bool) -> None:
        """Show whether the inspector is open."""
        self.detail.blockSignals(True)
        self.detail.setChecked(on)
        self.detail.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way in a narrow window: the chips whose question the others can answer go first."""
        super().resizeEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        spare = (self.area, self.meeting, self.clear)
        for chip in spare:
            chip.setVisible(chip is not self.clear or self._wanted != STILL_OPEN)
        self.field.setFixedWidth(200)
        for chip in spare:
            if self._row.sizeHint().width() <= self.width():
                return
            chip.hide()

    # Menus

    def _fill_statuses(self) -> None:
        words = [(status, status.capitalize()) for status in ACTION_STATUSES]
        add_choices(
            self.statuses, words, self._wanted.statuses, lambda it: self._want(statuses=it), "Any status"
        )

    def _fill_owners(self) -> None:
        names = [(name, name) for name in self.offer().owners]
        add_choices(self.owners, names, self._wanted.owners, lambda it: self._want(owners=it), "Everybody")

    def _fill_series(self) -> None:
        titles = [*self.offer().series, _NO_SERIES]
        self._titles = dict(titles)
        add_choices(self.series, titles, self._wanted.series, lambda it: self._want(series=it), "All series")

    def _fill_areas(self) -> None:
        add_choices(self.areas, self.offer().areas, self._wanted.areas, lambda it: self._want(areas=it))

    def _fill_due(self) -> None:
        self.due_menu.clear()
        group = QActionGroup(self.due_menu)
        for due in ("", *DUE_WINDOWS):
            action = self.due_menu.addAction(_due_words(due) if due else "Any time")
            action.setCheckable(True)
            action.setChecked(due == self._wanted.due)
            group.addAction(action)
            action.triggered.connect(partial(self._choose_due, due))

    def _choose_due(self, due: str, _on: bool = False) -> None:
        self._want(due=due)

    def _want(self, **fields: Any) -> None:
        self.set_filter(self._wanted._replace(**fields))

    # What it shows

    def _show(self) -> None:
        wanted = self._wanted
        if self.field.text() != wanted.text:
            self.field.blockSignals(True)
            self.field.setText(wanted.text)
            self.field.blockSignals(False)
        if wanted.series and not self._titles:
            self._titles = dict((*self.offer().series, _NO_SERIES))
        titles = (self._titles.get(key, "") for key in wanted.series)
        for chip, name, said in (
            (self.status, "Status", _statuses(wanted.statuses)),
            (self.owner, "Who", ", ".join(wanted.owners)),
            (self.meeting, "Series", ", ".join(titles)),
            (self.area, "Focus area", ", ".join(map(str, wanted.areas))),
            (self.due, "Due", "overdue twice" if wanted.due == TWICE else due_words(wanted.due)),
        ):
            chip.setText(f"{name}: {shorten(said, _CHARS)}" if said else name)
            chip.set_on(bool(said))
        self._give_way()


def _statuses(chosen: Sequence[str]) -> str:
    return "still open" if tuple(chosen) == OPEN else ", ".join(chosen)


def _due_words(due: str) -> str:
    words = due_words(due)
    return words[:1].upper() + words[1:]
