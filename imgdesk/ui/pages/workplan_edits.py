"""What a person can do with the workplan's rows, as calls to services: one gesture, one step, one refusal in words.

The services bring SQLModel, so they are imported when the first gesture is made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from imgdesk.ui.gantt.tree import PlanTree
from imgdesk.ui.models.plan_columns import OUTPUT
from imgdesk.ui.models.plan_state import PlanState
from imgdesk.ui.models.plan_tree import PlanTreeModel
from imgdesk.ui.telling import attempt
from imgdesk.views.grouping import Group

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


class PlanEdits(QObject):
    """Works on the selection of `tree` and on the plan that `state` returns; what changed comes back by the bridge."""

    refused = Signal(str)
    """Why nothing was changed, in one sentence."""
    deleted = Signal(str)
    """What was deleted, in words."""

    def __init__(
        self, tree: PlanTree, state: Callable[[], PlanState | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tree, self._state = tree, state
        self._model: PlanTreeModel = tree.plan()

    def edit(self, ids: list[int], field: str, value: object) -> bool:
        """Set a field of activities; return whether it was kept."""
        from imgdesk import services

        return self._do(lambda desk: services.workplan.edit_activities(desk, ids, **{field: value}))

    def new_activity(self, section_id: int, after: int | None) -> None:
        """Add an activity behind `after`, or at the end of the section, and edit its output."""
        from imgdesk import services

        made: list[int] = []
        if self._do(lambda desk: made.append(services.workplan.add_activity(desk, section_id, after=after))):
            index = self._model.find(made[0])
            self._tree.expand(index.parent())
            self._tree.select_ids(made)
            self._tree.edit_field(index, "output")

    def place_for_new(self) -> tuple[int, int | None]:
        """Return section and predecessor of a new activity: behind the current row, or at the section's end.

        The section is 0 where the plan has none.
        """
        index, state = self._tree.currentIndex(), self._state()
        row, group = self._model.activity(index), self._model.group(index)
        if row is not None:
            return row.section_id, row.id
        if group is not None and group.section_id:
            return group.section_id, None
        sections = state.plan.sections if state and state.plan else []
        return (sections[-1].id if sections else 0), None

    def delete(self) -> None:
        """Delete the selected activities."""
        from imgdesk import services

        ids = self._tree.selected_ids()
        if not ids or not self._model.editable:
            return
        first = self._model.activity(self._model.find(ids[0]))
        one = (
            f"“{self._model.cell(first, OUTPUT)[:48]}”"
            if first is not None and first.output
            else "1 activity"
        )
        if self._do(lambda desk: services.workplan.delete_activities(desk, ids)):
            self.deleted.emit(one if len(ids) == 1 else f"{len(ids)} activities")

    def step(self, way: int) -> None:
        """Move the selected activities one place up (-1) or down (1), into the neighbouring section at an end."""
        ids = self._tree.selected_ids()
        target = self._target(ids, way)
        if target is not None and self._model.movable:
            self._move(ids, *target)

    def drop(self, ids: list[int], group: Group, before: int | None) -> None:
        """Move activities into the section that a group stands for, before an activity or to its end."""
        if self._model.movable and group.section_id:
            self._move(ids, group.section_id, before)

    def add_section(self, year: int) -> None:
        """Add a section for a year behind the last one."""
        from imgdesk import services

        state = self._state()
        if state is not None and state.plan is not None:
            workplan_id = state.plan.workplan.id
            self._do(lambda desk: services.parts.add_section(desk, workplan_id, str(year), year=year))

    def turn_to_workplan(self, workplan_id: int) -> bool:
        """Show another workplan of the desk, here and on paper; return whether that was done."""
        from imgdesk import services

        return self._do(lambda desk: services.parts.turn_to_workplan(desk, workplan_id))

    def start_workplan(self, year: int) -> bool:
        """Start an empty workplan with one section; return whether that was done."""
        from imgdesk import services

        def start(desk: Desk) -> None:
            with desk.change("Start a workplan"):
                workplan_id = services.parts.add_workplan(desk, f"Workplan {year}", str(year))
                services.parts.add_section(desk, workplan_id, str(year), year=year)

        return self._do(start)

    def _target(self, ids: list[int], way: int) -> tuple[int, int | None] | None:
        """Return section and following activity for a move by one place; None at the very end."""
        groups, moving = self._model.groups(), set(ids)
        if not ids:
            return None
        places: list[tuple[int, int | None]] = []
        for group in groups:
            places += [(group.section_id, row.id) for row in group.rows if row.id not in moving]
            places.append((group.section_id, None))
        edge = self._model.find(ids[0] if way < 0 else ids[-1])
        home = groups[edge.parent().row()]
        following = next((row.id for row in home.rows[edge.row() + 1 :] if row.id not in moving), None)
        place = places.index((home.section_id, following)) + way
        return places[place] if 0 <= place < len(places) else None

    def _move(self, ids: list[int], section_id: int, before: int | None) -> None:
        from imgdesk import services

        if self._do(lambda desk: services.workplan.move_activities(desk, ids, section_id, before=before)):
            index = self._model.find(ids[0])
            self._tree.expand(index.parent())
            self._tree.select_ids(ids)
            self._tree.scrollTo(index)

    def _do(self, change: Callable[[Desk], object]) -> bool:
        state = self._state()
        if state is None:
            return False
        return attempt(lambda: change(state.desk), self.refused.emit)
