"""What is selected in the list, by activity: asked, set, and kept while the plan beneath it changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex
from PySide6.QtWidgets import QTreeView, QWidget

from imgdesk.ui.models.plan_columns import COLUMNS, OUTPUT
from imgdesk.ui.models.plan_tree import PlanTreeModel
from imgdesk.views.footnotes import Marks
from imgdesk.views.grouping import Group

NEW_SELECTED: Final = 50
"""More new rows than this are an import, and selecting them all would help nobody."""


class SelectingTree(QTreeView):
    """The base of the list: selection in terms of activities."""

    def __init__(self, model: PlanTreeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = model

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected activities in the order of the list."""
        rows = sorted(
            self.selectionModel().selectedRows(0), key=lambda index: (index.parent().row(), index.row())
        )
        return [row.id for row in map(self._plan.activity, rows) if row is not None]

    def select_ids(self, ids: list[int], current: int = 0) -> None:
        """Select these activities; `current` takes the keyboard, without it the first one."""
        indexes = [index for index in map(self._plan.find, ids) if index.isValid()]
        chosen = QItemSelection()
        for index in indexes:
            chosen.select(index, index.siblingAtColumn(len(COLUMNS) - 1))
        target = self._plan.find(current, self.column_in_use()) if current else QModelIndex()
        if not target.isValid() and indexes:
            target = indexes[0].siblingAtColumn(self.column_in_use())
        if target.isValid():
            self.selectionModel().setCurrentIndex(target, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def select_first(self) -> None:
        """Make the first activity the current one, if there is any."""
        for place in range(self._plan.rowCount()):
            group = self._plan.index(place, OUTPUT)
            if self._plan.hasChildren(group):
                self.setCurrentIndex(self._plan.index(0, self.column_in_use(), group))
                return

    def lay_over(self, groups: Sequence[Group], marks: Marks, *, select_new: bool) -> None:
        """Show another state of the plan, keeping the selection; `select_new` moves it to what has come."""
        before, plan = self.selected_ids(), self._plan
        keys = {group.key for group in plan.groups()}
        known = {row.id for group in plan.groups() for row in group.rows} if select_new else set()
        first = plan.find(before[0]) if before else QModelIndex()
        home, place = plan.group_of(first), first.row()
        plan.update_to(groups, marks)
        for group in groups:
            if group.key not in keys:
                self.expand(plan.find_group(group.key))
        new = [row.id for group in groups for row in group.rows if row.id not in known] if known else []
        if 0 < len(new) <= NEW_SELECTED:
            self.select_ids(new)
            self.scrollTo(plan.find(new[0]))
        elif (
            kept := [number for number in before if plan.find(number).isValid()]
        ) != self.selected_ids() and kept:
            self.select_ids(kept)
        if not self.selectionModel().hasSelection():
            self._select_near(home.key if home else "", place)

    def _select_near(self, key: str, place: int) -> None:
        """Select what now stands where the selection was: the next row, the last one, the heading, or the first."""
        group = self._plan.find_group(key)
        rows = self._plan.rowCount(group) if group.isValid() else 0
        if rows:
            self.setCurrentIndex(self._plan.index(min(place, rows - 1), self.column_in_use(), group))
        elif group.isValid():
            self.setCurrentIndex(group)
        else:
            self.select_first()

    def select_to(self, index: QModelIndex) -> None:
        """Select from the current row to this one, as a click with Shift does."""
        start, chosen = self.currentIndex(), QItemSelection()
        top, bottom = (
            sorted((start, index), key=lambda place: self.visualRect(place).top())
            if start.isValid()
            else (index, index)
        )
        here = top.siblingAtColumn(0)
        while here.isValid():
            chosen.select(here, here.siblingAtColumn(len(COLUMNS) - 1))
            if here == bottom.siblingAtColumn(0):
                break
            here = self.indexBelow(here)
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def shown_columns(self) -> list[int]:
        """Return the columns that are shown, by their places in COLUMNS."""
        """Return the columns that are shown, in the order in which they stand."""
        header = self.header()
        return [
            place
            for place in map(header.logicalIndex, range(len(COLUMNS)))
            if not header.isSectionHidden(place)
        ]

    def column_in_use(self) -> int:
        """Return the column that the keyboard is in, or the outputs."""
        column = self.currentIndex().column()
        return column if column >= 0 and not self.header().isSectionHidden(column) else OUTPUT
