"""The Workplan page: the table and the chart of one plan, chips above, the inspector at the right.

Every gesture calls a service; what it changed comes back by the bridge, is read again row by row and laid over the
model, so that selection, expansion and scroll position stay where the person left them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from imgdesk.text import shorten
from imgdesk.ui.gantt.gesture_keys import KEYS
from imgdesk.ui.models.plan_columns import OUTPUT
from imgdesk.ui.models.plan_state import PlanState, Update
from imgdesk.ui.pages.workplan_frame import WorkplanFrame
from imgdesk.ui.pages.workplan_memory import arrangement
from imgdesk.views.filters import NO_FILTER, PlanFilter
from imgdesk.views.grouping import GROUPINGS, PLAN_ORDER, PlanOrder
from imgdesk.views.people import organizations
from imgdesk.views.workplan import workplans

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.store.journal import Changes
    from imgdesk.ui.bridge import DeskBridge


class WorkplanPage(WorkplanFrame):
    """See the module; `today` is asked when the page comes to the front."""

    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("F2, Enter, double click", "Edit the cell"), ("Tab", "Keep and edit the next cell"),
        ("Shift+Enter", "New line in an output or a note"),
        ("Click on a heading", "Sort; a third click restores"),
        ("Left, Right", "Choose the cell; close and open a group"),
        ("Ctrl+Home, Ctrl+End", "Close and open all groups"), ("Ctrl+wheel", "Zoom at the mouse"),
        ("Shift+wheel, middle drag, Space+drag", "Pan the chart"), ("I", "Show or hide the inspector"),
        ("Alt+Enter, Esc", "Go to the fields of the activity, and back"), *KEYS,
    )  # fmt: skip

    def _build(self) -> None:
        super()._build()
        self._connect()
        self._restore()

    def _connect(self) -> None:
        tree, model, bar, body = self.tree, self.model, self.bar, self.timeline.body
        tree.commit = lambda activity_id, field, text: self.edit([activity_id], field, text)
        tree.refused.connect(self.notice)
        self.notice.connect(self.toast.hide)
        tree.hovered.connect(body.update)
        tree.expanded.connect(body.update)
        tree.collapsed.connect(body.update)
        tree.selectionModel().selectionChanged.connect(self._selected)
        tree.selectionModel().currentChanged.connect(self._selected)
        for signal in (
            model.dataChanged,
            model.rowsInserted,
            model.rowsRemoved,
            model.layoutChanged,
            model.modelReset,
        ):
            signal.connect(body.update)
        model.dropped.connect(self.edits.drop)
        self.edits.refused.connect(self.notice)
        self.edits.deleted.connect(self._deleted)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(
            lambda place: self._show_menu(tree.viewport().mapToGlobal(place))
        )
        tree.header().customContextMenuRequested.connect(self._show_column_menu)
        tree.header().sectionResized.connect(self._remember_soon)
        tree.header().sectionMoved.connect(self._remember_soon)
        tree.columns.ordered.connect(self._order)
        body.menu_wanted.connect(self._show_menu)
        body.tray_clicked.connect(self.show_tray)
        self.splitter.splitterMoved.connect(self._remember_soon)
        self.timeline.level_changed.connect(bar.show_level)
        self.timeline.refused.connect(self.notice)
        self.timeline.said.connect(self._say)
        bar.filtered.connect(self._filter)
        bar.level_chosen.connect(self.timeline.zoom_to)
        bar.inspector_wanted.connect(self._show_inspector)
        bar.filters.offer = self._offer
        bar.filters.due_problem = self._due_words
        self.presentation.changed.connect(self._present)
        self.versions.refused.connect(self.notice)
        self.versions.wanted.connect(self.go_to)
        bar.left.connect(lambda: tree.setFocus(Qt.FocusReason.OtherFocusReason))
        self.inspector.refused.connect(self.notice)
        self.inspector.delete_wanted.connect(self.edits.delete)
        self.inspector.ready.connect(self._inspect)
        self.inspector.activity_wanted.connect(lambda activity_id: self.tree.select_ids([activity_id]))
        self.inspector.record_wanted.connect(self.record_wanted)
        self.inspector.left.connect(lambda: self.tree.setFocus(Qt.FocusReason.OtherFocusReason))
        self.empty.chosen.connect(self._empty_chosen)
        self._import.clicked.connect(self._actions["import_workplan"].trigger)
        self._actions["import_workplan"].enabledChanged.connect(self._import.setEnabled)
        self._inspecting.timeout.connect(self._inspect)
        self._remembering.timeout.connect(self._remember)
        toggle = QShortcut(QKeySequence("I"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        toggle.activated.connect(bar.inspector.toggle)
        for key in ("Alt+Return", "Alt+Enter"):
            into = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            into.activated.connect(self._enter_inspector)

    # The page as the window sees it

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        timeline = self.timeline
        return {
            "new_activity": self.new_activity, "delete": self.edits.delete,
            "move_up": lambda: self.edits.step(-1), "move_down": lambda: self.edits.step(1),
            "zoom_in": timeline.zoom_in, "zoom_out": timeline.zoom_out, "zoom_fit": timeline.fit,
            "today": timeline.go_to_today, "find": self.seek, "clear_filter": self.clear_filter,
            "zoom_selection": self.fit_selection, "freeze": self.versions.freeze,
            "versions": self.versions.versions, "compare": self.versions.show_menu,
            "differences": self.versions.differences, "still_open": self.versions.still_open,
            "critical": self.show_critical, "present": self.presentation.toggle, "columns": self.choose_columns,
            **{f"group_{by}": partial(self.group_by, by) for by in GROUPINGS},
        }  # fmt: skip

    def open(self, desk: Desk, bridge: DeskBridge) -> None:
        self._desk, self._bridge = desk, bridge
        by = arrangement(self._settings).get("group")
        self.bar.set_filter(NO_FILTER)
        self.tree.columns.set_order(PLAN_ORDER)
        self.state = PlanState(desk, by if by in GROUPINGS else "section", self._today)
        self.chart.take(None)
        bridge.changed.connect(self._changed)
        self._allow_editing()
        self.model.show(self.state.groups(), self.state.marks)
        self.tree.open_from_top()
        self._show_plan()
        self.tree.select_first()
        self._inspect()

    def close_desk(self) -> None:
        self._finish_editing()
        if self._bridge is not None:
            self._bridge.changed.disconnect(self._changed)
        if self._remembering.isActive():
            self._remember()
        self._inspecting.stop()
        self.presentation.leave()
        self.versions.leave()
        self._desk = self._bridge = self.state = None
        self.model.show([], {})
        self.inspector.show_nothing()

    def activate(self) -> None:
        self._show_plan()
        self._narrow()
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    # Showing

    def _show_plan(self) -> None:
        state = self.state
        if state is None:
            return
        if state.plan is not None:
            today = self._today()
            first, last = state.days() or (f"{today.year}-01-01", f"{today.year}-12-31")
            self.timeline.show_plan(first, last, state.plan.gaps, state.plan.events, today)
        self._offer_plans(state)
        self.bar.show_grouping(state.by)
        self._actions[f"group_{state.by}"].setChecked(True)
        self._show_counts()
        self._show_state()
        self.title_changed.emit(self.title)

    def _offer_plans(self, state: PlanState) -> None:
        """Offer the other workplans of the desk, where there are any."""
        rows = workplans(state.desk) if state.plan is not None else []
        menu = self.plans.menu()
        menu.clear()
        for row in rows:
            action = menu.addAction(shorten(row.title, 80).replace("&", "&&"), partial(self._turn_to, row.id))
            action.setCheckable(True)
            action.setChecked(state.plan is not None and row.id == state.plan.workplan.id)
            action.setEnabled(self.model.editable)
        self.plans.setVisible(len(rows) > 1)

    def _turn_to(self, workplan_id: int) -> None:
        self._finish_editing()
        self.versions.leave()
        if self.edits.turn_to_workplan(workplan_id):
            self.tree.select_first()

    def _show_counts(self) -> None:
        state = self.state
        if state is None:
            return
        self.bar.show_counts(state.unconfirmed, state.undated)
        words = f"{state.total():,} activities" if state.total() != 1 else "1 activity"
        words = f"{state.shown:,} of {words}" if state.wanted.active else words
        words = f"{words}, {state.undated} undated" if state.undated else words
        self.bar.show_shown(state.shown, state.total())
        self.status_changed.emit(words if state.plan is not None else "")

    def _say(self, words: str) -> None:
        """Say what a key on the chart did or waits for where the counts stand; "" brings these back."""
        self.status_changed.emit(words) if words else self._show_counts()

    def _show_state(self) -> None:
        """Show the plan, or why there is none to show."""
        state = self.state
        assert state is not None
        if state.plan is None:
            self.empty.say_no_plan(can=self.model.editable)
        elif not state.plan.sections:
            self.empty.say_no_section(self._next_year(), can=self.model.editable)
        elif state.wanted.active:
            self.empty.say_no_match()
        shown = bool(self.model.rowCount()) and state.plan is not None
        self.stack.setCurrentIndex(0 if shown else 1)
        self.bar.setVisible(state.plan is not None and not self.presentation.on)
        self._place_inspector()
        for part in (self.bar.out, self.bar.level, self.bar.into, self.bar.fit):
            part.setEnabled(shown)

    def _changed(self, changes: Changes | None) -> None:
        if self.state is None:
            return
        update = self.state.apply(changes)
        self.chart.take(changes)
        if update.kind == "rows":
            self.model.replace(update.rows, self.state.marks)
            self._widen(update)
            self._show_counts()
        elif update.kind != "nothing":
            self._lay_over(select_new=True)
        self._allow_editing()
        self.versions.changed(changes)
        self._inspecting.start()

    def _widen(self, update: Update) -> None:
        """Let the chart grow when a date now lies beyond what it shows as the plan."""
        first, last = self.timeline.plan_window()
        days = [day for row in update.rows.values() for day in (row.earliest, row.latest) if day]
        if days and (min(days) < first or max(days) > last):
            self._show_plan()

    def _lay_over(self, *, select_new: bool) -> None:
        assert self.state is not None
        self.tree.lay_over(self.state.groups(), self.state.marks, select_new=select_new)
        self._show_plan()

    def _allow_editing(self) -> None:
        state = self.state
        editable = state is not None and not state.desk.read_only
        self.model.editable = editable
        arranged = (
            state is not None and state.by == "section" and not state.wanted.active and not state.order.by
        )
        self.model.movable = editable and arranged

    def _selected(self) -> None:
        self.timeline.body.update()
        self._inspecting.start()
        self._narrow()

    def _narrow(self) -> None:
        """Enable the commands that make sense for the selection."""
        if not self.isVisible():
            return
        chosen = bool(self.tree.selected_ids()) and self.model.editable
        self._actions.allow("delete", chosen)
        for name in ("move_up", "move_down"):
            self._actions.allow(name, chosen and self.model.movable)
        can_add = bool(self.model.editable and self.state and self.state.plan and self.state.plan.sections)
        self._actions.allow("new_activity", can_add)
        has_plan = self.state is not None and self.state.plan is not None
        for name in ("find", "versions", "compare", "differences", "still_open"):
            self._actions.allow(name, has_plan)
        self._actions.allow("freeze", has_plan and self.model.editable)
        self._actions.allow("clear_filter", self.bar.wanted.active)
        self._actions.allow("zoom_selection", bool(self.tree.selected_ids()))

    def _inspect(self) -> None:
        if self.state is not None and not self.inspector.isHidden():
            self.inspector.show_selected(self.tree, self.state.desk, self._today())

    def _enter_inspector(self) -> None:
        """Go from the table to the fields of the selected activity."""
        if self.inspector.isHidden():
            self.bar.inspector.toggle()
        self._inspect()
        self.inspector.take_focus()

    # Grouping and filtering

    def group_by(self, by: str) -> None:
        """Group by one of GROUPINGS."""
        if self.state is None or by == self.state.by:
            return
        self._finish_editing()
        ids = self.tree.selected_ids()
        self.state.by = by
        if self.bar.wanted.group:
            self.bar.set_filter(self.bar.wanted._replace(group=""))
        self._allow_editing()
        self.model.show(self.state.groups(), self.state.marks)
        self.tree.open_all()
        self.tree.select_ids(ids)
        self.tree.scrollTo(self.tree.currentIndex())
        self._show_plan()
        self._remember_soon()

    def show_tray(self, key: str) -> None:
        """Show only the undated activities of a group, or everything again if that is what is shown."""
        tray = NO_FILTER._replace(undated=True, group=key)
        self.bar.set_filter(NO_FILTER if self.bar.wanted == tray else tray)

    def _filter(self, wanted: PlanFilter) -> None:
        if self.state is None:
            return
        self._finish_editing()
        self.state.wanted = wanted
        self._allow_editing()
        self._lay_over(select_new=False)
        self._narrow()

    def _order(self, order: PlanOrder) -> None:
        if self.state is None:
            return
        self._finish_editing()
        self.state.order = order
        self._allow_editing()
        self._lay_over(select_new=False)
        self.tree.scrollTo(self.tree.currentIndex())
        self._narrow()

    def seek(self) -> None:
        """Go to the field that filters by text."""
        if self.state is not None and self.state.plan is not None:
            self._finish_editing()
            self.bar.row.seek()

    def clear_filter(self) -> None:
        """Show everything again."""
        self.bar.set_filter(NO_FILTER)

    def go_to(self, kind: str, record_id: int) -> None:
        """Select an activity, or the heading of a section, even where a filter or a grouping hides it."""
        if self.state is None:
            return
        if kind == "section" and self.state.by != "section":
            self.group_by("section")
        index = self._index_of(kind, record_id)
        if not index.isValid():
            self.clear_filter()
            index = self._index_of(kind, record_id)
        if index.isValid():
            self.tree.expand(index.parent())
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    def show_record(self, kind: str, record_id: int) -> None:
        if kind == "organization":
            self.show_organization(record_id)
        else:
            self.go_to(kind, record_id)

    def show_organization(self, organization_id: int) -> None:
        """Show only what an organization leads or is a partner of."""
        if self.state is not None:
            names = [row.short for row in organizations(self.state.desk) if row.id == organization_id]
            self.bar.set_filter(NO_FILTER._replace(organizations=tuple(names)))

    def _index_of(self, kind: str, record_id: int) -> QModelIndex:
        model = self.model
        return model.find(record_id) if kind == "activity" else model.find_group(f"section:{record_id}")

    # Changing the desk

    def edit(self, ids: list[int], field: str, value: object) -> bool:
        """Set a field of activities; a refusal is said in one sentence. Return whether it was kept."""
        return self.edits.edit(ids, field, value)

    def new_activity(self) -> None:
        """Add an activity behind the current one and edit it; a filter would hide it, so it is cleared."""
        self._finish_editing()
        section_id, after = self.edits.place_for_new()
        if section_id and self.model.editable:
            self.bar.set_filter(NO_FILTER)
            self.edits.new_activity(section_id, after)

    def add_section(self) -> None:
        """Add a section for the year behind the last one."""
        self.edits.add_section(self._next_year())

    def start_workplan(self) -> None:
        """Start an empty workplan of this year."""
        if self.edits.start_workplan(self._today().year):
            self.tree.setCurrentIndex(self.model.index(0, OUTPUT))
            self.tree.setFocus()

    def _finish_editing(self) -> None:
        """Keep what is being typed before the list is laid out anew."""
        self.tree.finish_editing()
        self.inspector.finish()

    def _deleted(self, what: str) -> None:
        self.toast.say_undone_by(f"Deleted {what}.", self._actions["undo"])

    def _empty_chosen(self, name: str) -> None:
        chosen: dict[str, Callable[[], object]] = {
            "import": self._actions["import_workplan"].trigger, "start": self.start_workplan,
            "section": self.add_section, "clear": self.clear_filter,
        }  # fmt: skip
        chosen[name]()
