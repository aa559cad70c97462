"""The parts of the Workplan page and their places: table beside chart, chips above, inspector at the right.

What happens with them is in workplan.py; this knows only how they share the room and what of it is remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QStackedWidget, QWidget

from imgdesk.ui.actions import EXPORTS
from imgdesk.ui.gantt.chart_desk import ChartDesk
from imgdesk.ui.gantt.halves import Halves
from imgdesk.ui.gantt.timeline import Timeline
from imgdesk.ui.gantt.tree import PlanTree
from imgdesk.ui.inspector.host import Inspector
from imgdesk.ui.models.plan_state import PlanState
from imgdesk.ui.models.plan_tree import PlanTreeModel
from imgdesk.ui.pages.page import DeskPage
from imgdesk.ui.pages.workplan_bar import WorkplanBar
from imgdesk.ui.pages.workplan_context import PlanContext
from imgdesk.ui.pages.workplan_edits import PlanEdits
from imgdesk.ui.pages.workplan_empty import EmptyPlan
from imgdesk.ui.pages.workplan_filter_menus import NOTHING, Offer
from imgdesk.ui.pages.workplan_memory import arrangement, remember, remembered_labels, restore
from imgdesk.ui.pages.workplan_menus import RowDeeds, arrange, arranged, column_menu, row_menu, sort_menu
from imgdesk.ui.pages.workplan_present import HINT, Presentation
from imgdesk.ui.pages.workplan_versions import PlanVersions
from imgdesk.ui.widgets.buttons import Button
from imgdesk.ui.widgets.toast import Toast
from imgdesk.views.filters import organizations
from imgdesk.views.grouping import choices
from imgdesk.views.wording import day_words

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

_REMEMBER_MS = 800
_WIDE = 1180
"""From this width on the inspector stands beside the chips."""
_ROOMY = 760
"""In a narrower page the inspector opens only when it is asked for."""

_MARGIN = 48
"""What is left free at both sides when the chart is fitted to the selection."""


class WorkplanFrame(DeskPage):
    """The widgets of the page; `today` is asked at every look, `state` is None while no desk is open."""

    def _build(self) -> None:
        theme, actions, settings, today = self._theme, self._actions, self._settings, self._today
        self._desk: Desk | None = None
        self.state: PlanState | None = None
        self._inspector_on, self._insisted = True, False
        self.model = PlanTreeModel(self)
        self.bar = WorkplanBar(theme, actions, settings)
        context = PlanContext(lambda: self.state)
        self.tree = PlanTree(theme, self.model, context)
        self.edits = PlanEdits(self.tree, lambda: self.state, self)
        self.chart = ChartDesk(lambda: self.state, self)
        self.timeline = Timeline(theme, self.tree, self.chart)
        self.versions = PlanVersions(
            theme, actions, self.bar, self.timeline.overlays, lambda: self.state, today,
            lambda text: context.understood(text, 0), self,
        )  # fmt: skip
        self.presentation = Presentation(theme, self.tree, self)
        self.inspector = Inspector(theme, context, self.edits.edit)
        self.empty = EmptyPlan(theme)
        self.toast = Toast(self)
        self._import = Button("Import…")
        self._export = Button("Export", "primary", menu=actions.menu(EXPORTS, self))
        self.plans = Button("Workplans", parent=self, menu=QMenu(self))
        self.plans.hide()
        self._inspecting = QTimer(self, singleShot=True, interval=0)
        self._remembering = QTimer(self, singleShot=True, interval=_REMEMBER_MS)
        self._lay_out()

    def _lay_out(self) -> None:
        self.splitter = Halves()
        self.splitter.addWidget(self.tree)
        self.splitter.addWidget(self.timeline)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.timeline.setMinimumWidth(120)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.splitter)
        self.stack.addWidget(self.empty)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(1, 1)
        self._grid.addWidget(self.stack, 1, 0)
        self._arrange(narrow=False)

    def _arrange(self, *, narrow: bool) -> None:
        """Put the inspector beside the chips, or below them where they need the whole width."""
        self._grid.addWidget(self.bar, 0, 0, 1, 2 if narrow else 1)
        self._grid.addWidget(self.inspector, 1 if narrow else 0, 1, 1 if narrow else 2, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(narrow=event.size().width() < _WIDE)
        self._place_inspector()

    @property
    def title(self) -> str:
        plan = self.state.plan if self.state else None
        return plan.workplan.title if plan else "Workplan"

    def header_widgets(self) -> Sequence[QWidget]:
        return (self.plans, self._import, self._export)

    def _show_inspector(self, on: bool) -> None:
        """Open or close the inspector, as the person wants it; in a narrow window too."""
        self._inspector_on, self._insisted = on, on
        self._place_inspector()
        self._inspecting.start()
        self._remember_soon()

    def _place_inspector(self) -> None:
        """Show the inspector where it is wanted, there is a plan, and the window leaves room for the chart."""
        room = self.width() >= _ROOMY or self._insisted or not self.isVisible()
        wanted = self._inspector_on and room and not self.presentation.on
        self.inspector.setVisible(wanted and (self.state is None or self.state.plan is not None))
        self.bar.show_inspector_on(wanted)

    def _present(self, on: bool) -> None:
        """Leave table and chart alone on the screen, or bring everything back."""
        self.bar.setVisible(not on and self.state is not None and self.state.plan is not None)
        self._place_inspector()
        self.presented.emit(on)
        if on:
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
            self.notice.emit(HINT)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.presentation.leave()

    # What the chart shows besides

    def fit_selection(self) -> None:
        """Zoom to the days of the selected activities."""
        rows = [self.model.activity(self.model.find(number)) for number in self.tree.selected_ids()]
        days = [day for row in rows if row is not None for day in (row.earliest, row.latest) if day]
        if not days:
            self.notice.emit("None of the selected activities has a date.")
            return
        timeline, room = self.timeline, self.timeline.body.width() - 2 * _MARGIN
        x0, x1 = timeline.scale.x(min(days)), timeline.scale.end_x(max(days))
        timeline.zoom(max(room, 1) / max(x1 - x0, 1), x0)
        timeline.pan(_MARGIN - timeline.scale.x(min(days)))

    def show_critical(self) -> None:
        """Let the critical chain stand out, or no longer."""
        self.timeline.overlays.show_critical(self._actions["critical"].isChecked())

    # What menus offer

    def _next_year(self) -> int:
        return (self.state.next_year() if self.state else None) or self._today().year

    def _offer(self) -> Offer:
        if self.state is None or self.state.plan is None:
            return NOTHING
        sets = self.state.sets()
        return Offer(*choices(self.state.plan, sets), organizations(sets))

    def _due_words(self, text: str) -> str:
        """Return in words which days a due window means today; "" where it names none."""
        window = self.state.due(text) if self.state is not None else None
        if window is None:
            return ""
        first, last = map(date.fromisoformat, window)
        return f"From {day_words(first)}" + (f" to {day_words(last)}" if last != date.max else " on")

    def context_menu(self) -> QMenu:
        """Return the menu for the selection."""
        deeds = RowDeeds(self.edits.edit, self.edits.add_section, self.timeline.menu_entries)
        menu = row_menu(self._actions, self.tree, deeds, self._next_year(), self)
        menu.addSeparator()
        menu.addMenu(sort_menu(self.tree, menu))
        columns = column_menu(self.tree, self._show_column, self._set_compact, menu)
        columns.setTitle("Columns")
        columns.addSeparator()
        columns.addAction(self._actions["columns"])
        columns.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # it goes with the menu around it
        menu.addMenu(columns)
        return menu

    def column_menu(self) -> QMenu:
        """Return the menu that shows and hides columns."""
        return column_menu(self.tree, self._show_column, self._set_compact, self)

    def _show_menu(self, place: QPoint) -> None:
        if self.state is not None and self.state.plan is not None:
            self.context_menu().popup(place)

    def _show_column_menu(self, place: QPoint) -> None:
        self.column_menu().popup(self.tree.header().mapToGlobal(place))

    def choose_columns(self) -> None:
        """Ask which columns and labels to show."""
        from imgdesk.ui.dialogs.columns import ColumnsDialog

        wanted = ColumnsDialog.ask(arranged(self.tree, self.timeline.overlays.labels))
        if wanted is not None:
            arrange(self.tree, wanted)
            self.timeline.overlays.set_labels(wanted.labels)
            self._remember_soon()

    def _show_column(self, place: int, on: bool) -> None:
        self.tree.show_column(place, on)
        self._remember_soon()

    def _set_compact(self, compact: bool) -> None:
        self.tree.set_compact(compact)
        self.timeline.body.update()
        self._remember_soon()

    # Settings

    def _restore(self) -> None:
        found = arrangement(self._settings)
        restore(found, self.tree, self.splitter)
        self.timeline.overlays.set_labels(remembered_labels(found))
        self._inspector_on = found.get("inspector") is not False
        self._place_inspector()

    def _remember_soon(self, *_: object) -> None:
        self._remembering.start()

    def _remember(self) -> None:
        """Keep the page's arrangement for the next day."""
        self._remembering.stop()
        by = self.state.by if self.state else "section"
        labels = list(self.timeline.overlays.labels)
        remember(
            self._settings, self.tree, self.splitter, inspector=self._inspector_on, group=by, labels=labels
        )
