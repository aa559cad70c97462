"""The row of chips over the workplan: grouping, filters, zoom. Says what was chosen and does nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from imgdesk.gantt.scale import LEVELS
from imgdesk.text import shorten
from imgdesk.ui.actions import Actions
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Chip, IconButton
from imgdesk.views.grouping import GROUPINGS, NO_FILTER, PlanFilter

HEIGHT: Final = 45
GROUP_WORDS: Final = {
    "section": "section",
    "focus_area": "focus area",
    "lead": "lead",
    "category": "category",
}
_CHOICE_CHARS = 40


class WorkplanBar(QFrame):
    """Emits `filtered` with the filter now wanted, and `level_chosen` with the name of a zoom level."""

    filtered = Signal(object)
    level_chosen = Signal(str)
    inspector_wanted = Signal(bool)

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "toolbar")
        self.setFixedHeight(HEIGHT)
        self._wanted = NO_FILTER
        groups = actions.menu(tuple(f"group_{by}" for by in GROUPINGS), self)
        self.group = Chip("Group: section", menu=groups)
        self.group.set_on(True)
        self._areas, self._leads = QMenu(self), QMenu(self)
        self.area, self.lead = Chip("Focus area", menu=self._areas), Chip("Lead", menu=self._leads)
        self.unconfirmed, self.undated = Chip("Unconfirmed", checkable=True), Chip("Undated", checkable=True)
        self.clear = Chip("Clear filter")
        self.out, self.into, self.fit = Chip("−"), Chip("+"), Chip("Fit")
        self.level = Chip("Quarters", menu=self._level_menu())
        self.inspector = IconButton(theme, "info", "Show the inspector (I)", checkable=True)
        self._lay_out()
        self._connect(actions)

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 1)
        row.setSpacing(8)
        for chip in (self.group, self.area, self.lead, self.unconfirmed, self.undated, self.clear):
            chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row.addWidget(chip)
        row.addStretch(1)
        for chip in (self.out, self.level, self.into, self.fit):
            row.addWidget(chip)
        row.addWidget(self.inspector)
        self.clear.hide()

    def _connect(self, actions: Actions) -> None:
        for chip, name, words in (
            (self.out, "zoom_out", "Zoom out (Ctrl+Minus)"), (self.into, "zoom_in", "Zoom in (Ctrl+Plus)"),
            (self.fit, "zoom_fit", "Show the whole plan (Ctrl+0)"),
        ):  # fmt: skip
            chip.clicked.connect(actions[name].trigger)
            chip.setToolTip(words)
            chip.setAccessibleName(words)
        self.unconfirmed.toggled.connect(lambda on: self._want(unconfirmed=on))
        self.undated.toggled.connect(lambda on: self._want(undated=on, group=""))
        self.clear.clicked.connect(lambda: self.set_filter(NO_FILTER))
        self.inspector.toggled.connect(self.inspector_wanted)

    def _level_menu(self) -> QMenu:
        menu = QMenu(self)
        for name in LEVELS:
            menu.addAction(name.capitalize()).triggered.connect(
                lambda _on=False, name=name: self.level_chosen.emit(name)
            )
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way in a narrow window: what has a key or another place goes first."""
        super().resizeEvent(event)
        spare = (self.out, self.into), (self.area, self.lead), (self.fit,)
        for chips in spare:
            for chip in chips:
                chip.show()
        for chips in spare:
            if self._row.sizeHint().width() <= self.width():
                return
            for chip in chips:
                chip.hide()

    # What it shows

    def show_grouping(self, by: str) -> None:
        """Show the grouping in force."""
        self.group.setText(f"Group: {GROUP_WORDS[by]}")

    def show_level(self, level: str) -> None:
        """Show the zoom level in force."""
        self.level.setText(level.capitalize())

    def show_counts(self, unconfirmed: int, undated: int) -> None:
        """Show how many activities the two toggles would leave."""
        for chip, word, count in (
            (self.unconfirmed, "Unconfirmed", unconfirmed),
            (self.undated, "Undated", undated),
        ):
            chip.setText(f"{word} {count}")
            chip.setEnabled(bool(count) or chip.isChecked())

    def show_choices(self, areas: Sequence[tuple[int, str]], leads: Sequence[str]) -> None:
        """Offer these focus areas and leads."""
        _fill(
            self._areas,
            [(0, "All"), *areas],
            self._wanted.focus_area,
            lambda area: self._want(focus_area=area),
        )
        _fill(
            self._leads,
            [("", "All"), *((lead, lead) for lead in leads)],
            self._wanted.lead,
            lambda lead: self._want(lead=lead),
        )

    def menus(self) -> tuple[QMenu, QMenu]:
        """Return the menus of focus areas and leads, to be filled when they open."""
        return self._areas, self._leads

    @property
    def wanted(self) -> PlanFilter:
        """The filter as it stands on the chips."""
        return self._wanted

    def set_filter(self, wanted: PlanFilter) -> None:
        """Put a filter on the chips and say so."""
        if wanted == self._wanted:
            return
        self._wanted = wanted
        for chip, on in ((self.unconfirmed, wanted.unconfirmed), (self.undated, wanted.undated)):
            chip.blockSignals(True)
            chip.setChecked(on)
            chip.blockSignals(False)
        self.area.setText(f"Focus area: {wanted.focus_area}" if wanted.focus_area else "Focus area")
        self.lead.setText(f"Lead: {shorten(wanted.lead, 16)}" if wanted.lead else "Lead")
        self.area.set_on(bool(wanted.focus_area))
        self.lead.set_on(bool(wanted.lead))
        self.clear.setVisible(wanted.active)
        self.filtered.emit(wanted)

    def show_inspector_on(self, on: bool) -> None:
        """Show whether the inspector is open."""
        self.inspector.blockSignals(True)
        self.inspector.setChecked(on)
        self.inspector.blockSignals(False)

    def _want(self, **fields: object) -> None:
        self.set_filter(self._wanted._replace(**fields))  # type: ignore[arg-type]


def _fill(menu: QMenu, choices: Sequence[tuple[object, str]], chosen: object, choose) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    menu.clear()
    group = QActionGroup(menu)
    for value, words in choices:
        action = menu.addAction(shorten(words or " ", _CHOICE_CHARS).replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(value == chosen)
        group.addAction(action)
        action.triggered.connect(lambda _on=False, value=value: choose(value))
