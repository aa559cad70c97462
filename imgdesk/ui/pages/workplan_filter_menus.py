"""The menus from which the workplan is filtered: focus areas, leads, and everything else.

They are filled when they open, so that they offer what the plan holds and tick what is in force.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from imgdesk.settings import Settings
from imgdesk.ui.pages.workplan_memory import keep_filters, keep_organization, my_organization, saved_filters
from imgdesk.ui.widgets.choices import ChoiceMenu, add_choices, menu_text
from imgdesk.views.filters import DUE_DAYS, NO_FILTER, STATUSES, THIS_QUARTER, PlanFilter, due_words


class Offer(NamedTuple):
    """What the plan can be filtered by: focus areas as (number, words), names of leads, and of all who take part."""

    areas: list[tuple[int, str]]
    leads: list[str]
    organizations: list[str]


NOTHING = Offer([], [], [])


class FilterMenus(QObject):
    """The menus, the filter they work on, and the filters kept by name. `changed` says what is wanted now."""

    changed = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self.offer: Callable[[], Offer] = lambda: NOTHING
        self.due_problem: Callable[[str], str] = lambda _text: ""
        self.now = NO_FILTER
        self.areas, self.leads, self.more = ChoiceMenu(parent), ChoiceMenu(parent), ChoiceMenu(parent)
        self._parts: list[QMenu] = []
        self.areas.aboutToShow.connect(self._fill_areas)
        self.leads.aboutToShow.connect(self._fill_leads)
        self.more.aboutToShow.connect(self._fill_more)

    def save(self) -> None:
        """Ask for a name and keep the filter in force under it."""
        from imgdesk.ui.dialogs.saved_filters import FilterName

        kept = saved_filters(self._settings)
        name = FilterName.ask(list(kept))
        if name:
            keep_filters(self._settings, {**kept, name: self.now})

    def _fill_areas(self) -> None:
        add_choices(
            self.areas,
            self.offer().areas,
            self.now.focus_areas,
            lambda chosen: self._want(focus_areas=chosen),
        )

    def _fill_leads(self) -> None:
        leads = [(name, name) for name in self.offer().leads]
        add_choices(self.leads, leads, self.now.leads, lambda chosen: self._want(leads=chosen))

    def _fill_more(self) -> None:
        menu, now = self.more, self.now
        menu.clear()
        for part in self._parts:
            part.deleteLater()
        self._parts = []
        offer = self.offer()
        add_choices(
            self._part("&Focus area"), offer.areas, now.focus_areas, lambda it: self._want(focus_areas=it)
        )
        names = [(name, name) for name in offer.organizations]
        add_choices(
            self._part("&Organization (lead or partner)"), names, now.organizations,
            lambda chosen: self._want(organizations=chosen),
        )  # fmt: skip
        statuses = [(status, status.capitalize()) for status in STATUSES]
        add_choices(self._part("&Status"), statuses, now.statuses, lambda it: self._want(statuses=it))
        self._fill_due(self._part("&Due"))
        menu.addSeparator()
        self._flag("In &brackets or provisional", "provisional")
        self._flag("O&verdue", "overdue")
        self._fill_mine(offer)
        menu.addSeparator()
        self._fill_saved()

    def _fill_due(self, menu: QMenu) -> None:
        group, now = QActionGroup(menu), self.now.due
        known = ["", *map(str, DUE_DAYS), THIS_QUARTER]
        for due in [*known, now] if now not in known else known:
            action = menu.addAction(menu_text(due_words(due).capitalize() if due else "Any time"))
            action.setCheckable(True)
            action.setChecked(due == now)
            group.addAction(action)
            action.triggered.connect(lambda _on=False, due=due: self._want(due=due))
        menu.addAction("&Other…").triggered.connect(lambda _on=False: self._ask_due())

    def _fill_mine(self, offer: Offer) -> None:
        mine = my_organization(self._settings)
        action = self.more.addAction(f"&Mine to chase ({mine})" if mine else "&Mine to chase")
        action.setCheckable(True)
        action.setChecked(bool(self.now.mine))
        action.setEnabled(bool(mine))
        action.setToolTip("Open, ours as lead or partner, and overdue, due or unconfirmed within 60 days")
        action.triggered.connect(lambda on: self._want(mine=mine if on else ""))
        menu, group = self._part("&I work for"), QActionGroup(self.more)
        for name in offer.organizations:
            entry = menu.addAction(menu_text(name))
            entry.setCheckable(True)
            entry.setChecked(name == mine)
            group.addAction(entry)
            entry.triggered.connect(lambda _on=False, name=name: self._work_for(name))

    def _fill_saved(self) -> None:
        kept = saved_filters(self._settings)
        for name, wanted in kept.items():
            action = self.more.addAction(menu_text(name))
            action.setCheckable(True)
            action.setChecked(wanted == self.now)
            action.triggered.connect(lambda _on=False, wanted=wanted: self.changed.emit(wanted))
        save = self.more.addAction("Save this &filter…")
        save.setEnabled(self.now.active)
        save.triggered.connect(lambda _on=False: self.save())
        manage = self.more.addAction("S&aved filters…")
        manage.setEnabled(bool(kept))
        manage.triggered.connect(lambda _on=False: self._manage())

    def _manage(self) -> None:
        from imgdesk.ui.dialogs.saved_filters import SavedFilters

        kept = SavedFilters.ask(saved_filters(self._settings))
        if kept is not None:
            keep_filters(self._settings, kept)

    def _ask_due(self) -> None:
        from imgdesk.ui.dialogs.saved_filters import DueWindow

        due = DueWindow.ask(self.now.due, self.due_problem)
        if due:
            self._want(due=due)

    def _work_for(self, name: str) -> None:
        keep_organization(self._settings, name)
        self._want(mine=name)

    def _part(self, title: str) -> ChoiceMenu:
        part = ChoiceMenu(title, self.more)
        self._parts.append(part)
        self.more.addMenu(part)
        return part

    def _flag(self, words: str, field: str) -> None:
        action = self.more.addAction(words)
        action.setCheckable(True)
        action.setChecked(bool(getattr(self.now, field)))
        action.triggered.connect(lambda on: self._want(**{field: on}))

    def _want(self, **fields: Any) -> None:
        self.changed.emit(self.now._replace(**fields))

    def show_filter(self, wanted: PlanFilter) -> None:
        """Take a filter as the one in force."""
        self.now = wanted
