"""The chips over the workplan: grouping, filters, comparing, zoom; under them the line of what is filtered by.

Says what was chosen and does nothing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from imgdesk.gantt.scale import LEVELS
from imgdesk.settings import Settings
from imgdesk.text import shorten
from imgdesk.ui.actions import Actions
from imgdesk.ui.pages.workplan_filter_menus import FilterMenus
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Chip, IconButton
from imgdesk.views.filters import NO_FILTER, PlanFilter
from imgdesk.views.grouping import GROUPINGS

if TYPE_CHECKING:
    from imgdesk.ui.pages.workplan_filters import FilterRow

HEIGHT: Final = 45
_IN_THE_MENU: Final = ("text", "leads", "focus_areas", "unconfirmed", "undated", "group")
"""What has a place of its own and does not light the Filter chip."""


class WorkplanBar(QFrame):
    """Emits `filtered` with the filter now wanted, and `level_chosen` with the name of a zoom level."""

    filtered = Signal(object)
    level_chosen = Signal(str)
    inspector_wanted = Signal(bool)
    left = Signal()
    """The field that filters by text is done with; the rows should have the keyboard."""

    def __init__(
        self, theme: Theme, actions: Actions, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._wanted = NO_FILTER
        self.filters = FilterMenus(settings, self)
        groups = actions.menu(tuple(f"group_{by}" for by in GROUPINGS), self)
        self.group = Chip("Group: section", menu=groups)
        self.group.set_on(True)
        self.area, self.lead = (
            Chip("Focus area", menu=self.filters.areas),
            Chip("Lead", menu=self.filters.leads),
        )
        self.unconfirmed, self.undated = Chip("Unconfirmed", checkable=True), Chip("Undated", checkable=True)
        self.filter = IconButton(theme, "filter", "Filter by anything, and saved filters", checkable=True)
        self.filter.setMenu(self.filters.more)
        self.filter.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.comparing = QMenu(self)
        self.compare = Chip("Compare", menu=self.comparing)
        self.out, self.into, self.fit = Chip("−"), Chip("+"), Chip("Fit")
        self.level = Chip("Quarters", menu=self._level_menu())
        self.inspector = IconButton(theme, "info", "Show the inspector (I)", checkable=True)
        self._theme = theme
        self._filter_row: FilterRow | None = None
        self._lay_out()
        self._connect(actions)

    def _lay_out(self) -> None:
        chips = self._chips = QFrame()
        chips.setProperty("look", "toolbar")
        chips.setFixedHeight(HEIGHT)
        row = self._row = QHBoxLayout(chips)
        row.setContentsMargins(16, 0, 12, 1)
        row.setSpacing(8)
        for chip in (self.group, self.area, self.lead, self.unconfirmed, self.undated, self.filter):
            chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row.addWidget(chip)
        row.addStretch(1)
        for chip in (self.compare, self.out, self.level, self.into, self.fit):
            row.addWidget(chip)
        row.addWidget(self.inspector)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(chips)

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
        self.filters.changed.connect(self.set_filter)
        self.inspector.toggled.connect(self.inspector_wanted)

    @property
    def row(self) -> FilterRow:
        """The line of what is filtered by; made when it is first wanted: most looks at a plan filter nothing."""
        if self._filter_row is None:
            from imgdesk.ui.pages.workplan_filters import FilterRow

            row = self._filter_row = FilterRow(self._theme)
            row.wanted.connect(self.set_filter)
            row.save_wanted.connect(self.filters.save)
            row.left.connect(self.left)
            self._column.addWidget(row)
        return self._filter_row

    @property
    def clear(self) -> Chip:
        """The chip that clears the filter."""
        return self.row.clear

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
        self._give_way()

    def _give_way(self) -> None:
        spare = (self.out, self.into), (self.fit,), (self.area,), (self.lead,), (self.level,), (self.undated,)
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
        self.group.setText(f"Group: {by.replace('_', ' ')}")

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

    def show_shown(self, shown: int, total: int) -> None:
        """Show how many activities pass the filter."""
        if self._filter_row is not None:
            self._filter_row.show_count(shown, total)

    def show_version(self, title: str) -> None:
        """Show the version that the plan is compared with; "" for none."""
        self.compare.setText(f"Compare: {shorten(title, 20)}" if title else "Compare")
        self.compare.setAccessibleName(f"Compare with {title}" if title else "Compare with a version")
        self.compare.set_on(bool(title))
        self._give_way()

    def menus(self) -> tuple[QMenu, QMenu]:
        """Return the menus of focus areas and leads, to be filled when they open."""
        return self.filters.areas, self.filters.leads

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
        self.area.setText(
            f"Focus area: {', '.join(map(str, wanted.focus_areas))}" if wanted.focus_areas else "Focus area"
        )
        self.lead.setText(f"Lead: {shorten(', '.join(wanted.leads), 16)}" if wanted.leads else "Lead")
        self.area.set_on(bool(wanted.focus_areas))
        self.lead.set_on(bool(wanted.leads))
        self.filter.setChecked(
            wanted != NO_FILTER._replace(**{name: getattr(wanted, name) for name in _IN_THE_MENU})
        )
        self.filters.show_filter(wanted)
        if wanted.active or self._filter_row is not None:
            self.row.show_filter(wanted)
        self._give_way()
        self.filtered.emit(wanted)

    def show_inspector_on(self, on: bool) -> None:
        """Show whether the inspector is open."""
        self.inspector.blockSignals(True)
        self.inspector.setChecked(on)
        self.inspector.blockSignals(False)

    def _want(self, **fields: object) -> None:
        self.set_filter(self._wanted._replace(**fields))  # type: ignore[arg-type]
