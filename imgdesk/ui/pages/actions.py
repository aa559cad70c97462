"""The Actions page: the register of all action points, chips above, the selected action at the right.

Every gesture calls a service; what it changed comes back by the bridge and is laid over the table, so that selection
and scroll position stay where the person left them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QMenu, QStackedWidget, QWidget

from imgdesk.domain.meeting_words import ACTION_STATUSES
from imgdesk.text import shorten
from imgdesk.ui.models.action_table import ActionTableModel
from imgdesk.ui.pages.actions_bar import ActionsBar, Offer
from imgdesk.ui.pages.actions_detail import ActionDetail
from imgdesk.ui.pages.actions_fields import ActionFields
from imgdesk.ui.pages.actions_new import NewAction
from imgdesk.ui.pages.actions_state import TABLES, ActionContext, ActionsState
from imgdesk.ui.pages.actions_table import STATUS_KEYS, ActionTable
from imgdesk.ui.pages.page import DeskPage
from imgdesk.ui.telling import attempt
from imgdesk.ui.widgets.buttons import Button
from imgdesk.ui.widgets.empty_state import EmptyState
from imgdesk.ui.widgets.labels import ElidedLabel
from imgdesk.ui.widgets.toast import Toast
from imgdesk.views import actions as view
from imgdesk.views.actions import EVERYTHING, PRESSING, STILL_OPEN, ActionFilter, Order

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.store.journal import Changes
    from imgdesk.ui.bridge import DeskBridge

_ROOMY = 900
"""In a narrower page the inspector opens only when it is asked for."""


class ActionsPage(DeskPage):
    """See the module; `today` is asked at every look, `state` is None while no desk is open."""

    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Ins", "New action"), ("O, U, D, X", "Open, under way, done, dropped"), ("Space", "Choose the status"),
        ("F2, Enter, double click", "Edit the cell; go to the activity"), ("Tab", "Keep and edit the next cell"),
        ("Click on a heading", "Sort; a third click restores"), ("I", "Show or hide the inspector"),
        ("Alt+Enter, Esc", "Go to the fields of the action, and back"),
    )  # fmt: skip

    def _build(self) -> None:
        theme = self._theme
        self.state: ActionsState | None = None
        self._detail_on, self._insisted = True, False
        context = ActionContext(lambda: self.state)
        self.model = ActionTableModel(self)
        self.table = ActionTable(theme, self.model, ActionFields(theme, context, self._do))
        self.bar = ActionsBar(theme)
        self.new = NewAction(theme, context, self._add)
        self.detail = ActionDetail(theme, context)
        self.empty = EmptyState(theme, "actions")
        self.toast = Toast(self)
        self._counts = ElidedLabel("", "muted", self)
        self._add_button = Button("New action", "primary", self)
        self._add_button.setToolTip("New action (Ins)")
        self._showing = QTimer(self, singleShot=True, interval=0)
        self.setWindowTitle("Actions")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(2, 1)
        grid.addWidget(self.bar, 0, 0, 1, 2)
        grid.addWidget(self.new, 1, 0)
        grid.addWidget(self.stack, 2, 0)
        grid.addWidget(self.detail, 1, 1, 2, 1)
        for part in (self._counts, self._add_button):
            part.hide()

    def _connect(self) -> None:
        table, detail = self.table, self.detail
        table.refused.connect(self.notice)
        table.status_wanted.connect(self.set_status)
        table.menu_wanted.connect(lambda place: self.status_menu().popup(place))
        table.activity_wanted.connect(partial(self.record_wanted.emit, "activity"))
        table.ordered.connect(self._order)
        table.customContextMenuRequested.connect(
            lambda place: self.context_menu().popup(table.viewport().mapToGlobal(place))
        )
        table.selectionModel().selectionChanged.connect(self._selected)
        self.bar.filtered.connect(self._filter)
        self.bar.offer = self._offer
        self.bar.left.connect(self._take_focus)
        self.bar.detail_wanted.connect(self._show_detail)
        self.new.left.connect(self._take_focus)
        detail.refused.connect(self.notice)
        detail.record_wanted.connect(self.record_wanted)
        detail.left.connect(self._take_focus)
        self.notice.connect(self.toast.hide)
        self.empty.chosen.connect(self._empty_chosen)
        self._add_button.clicked.connect(self.new_action)
        self._showing.timeout.connect(self._show_selected)
        for key, do in (
            ("I", self.bar.detail.toggle),
            ("Ins", self.new_action),
            ("Alt+Return", self._enter_detail),
            ("Alt+Enter", self._enter_detail),
        ):
            shortcut = QShortcut(
                QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            shortcut.activated.connect(do)

    # The page as the window sees it

    def header_widgets(self) -> Sequence[QWidget]:
        return (self._counts, self._add_button)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "new_action": self.new_action,
            "delete": self.delete,
            "find": self.bar.seek,
            "clear_filter": self.clear_filter,
        }

    def open(self, desk: Desk, bridge: DeskBridge) -> None:
        self._bridge = bridge
        self.state = ActionsState(desk, self._today)
        bridge.changed.connect(self._changed)
        self.model.editable = not desk.read_only
        self.bar.set_filter(STILL_OPEN)
        self.table.set_order(PRESSING)
        self._show_anew([])
        self._show_selected()

    def close_desk(self) -> None:
        self._finish_editing()
        if self._bridge is not None:
            self._bridge.changed.disconnect(self._changed)
        self._showing.stop()
        self._bridge = self.state = None
        self.new.forget()
        self.new.hide()
        self.model.show([])
        self.detail.show_nothing()

    def activate(self) -> None:
        if self.state is not None:
            self.state.load()  # overnight what was due has become overdue
            self._show_anew(self.table.selected_ids())
        self._add_button.setEnabled(self.model.editable)
        self._take_focus()

    def show_record(self, kind: str, record_id: int) -> None:
        """Select an action, even where the filter hides it."""
        if self.model.place(record_id) < 0:
            self.bar.set_filter(EVERYTHING)
        self.table.select_ids([record_id])

    # Showing

    def _show_anew(self, chosen: Sequence[int]) -> None:
        """Show what passes the filter, in its order; `chosen` stay selected, else the first one is."""
        if self.state is None:
            return
        self.model.show(self.state.passing())
        self.table.select_ids(chosen)
        if not self.table.selected_ids() and self.model.rowCount():
            self.table.select_ids([self.model.rows()[0].id])
        self._show_state()

    def _changed(self, changes: Changes | None) -> None:
        state = self.state
        if state is None:
            return
        if changes is None or TABLES.intersection(changes.tables):
            state.load()
            self.table.lay_over(state.laid_over([row.id for row in self.model.rows()]))
            self._show_state()
        self._showing.start()

    def _show_state(self) -> None:
        """Say the counts, and what to do where there is nothing to show."""
        state = self.state
        assert state is not None
        words = view.counts_words(state.counts()) if state.rows else ""
        self._counts.set_text(words)
        shown, total = self.model.rowCount(), len(state.rows)
        self.status_changed.emit(f"{shown:,} of {total:,} actions" if total else "")
        if not state.rows:
            self.empty.say(
                "No actions yet",
                "They come from the minutes of meetings, or add one here.",
                ("new", "New action"),
                can=self.model.editable,
            )
        elif not shown and state.wanted == STILL_OPEN:
            self.empty.say("Nothing is open", "Every action is done or dropped.", ("all", "Show all actions"))
        elif not shown:
            self.empty.say(
                "No action matches",
                "The filter above holds back everything there is.",
                ("clear", "Clear filter"),
            )
        self.stack.setCurrentIndex(0 if shown else 1)
        self.bar.setVisible(bool(state.rows))
        self._place_detail()
        self._narrow()

    def _selected(self) -> None:
        self._showing.start()
        self._narrow()

    def _narrow(self) -> None:
        """Enable the commands that make sense now."""
        if self.isVisible() and self.state is not None:
            editable = self.model.editable
            self._actions.allow("new_action", editable)
            self._actions.allow("delete", editable and bool(self.table.selected_ids()))
            self._actions.allow("find", bool(self.state.rows))
            self._actions.allow("clear_filter", self.state.wanted != STILL_OPEN)

    def _show_selected(self) -> None:
        if self.state is not None and not self.detail.isHidden():
            ids = self.table.selected_ids()
            self.detail.show_selected(self.state, ids, editable=self.model.editable)

    def _show_detail(self, on: bool) -> None:
        self._detail_on, self._insisted = on, on
        self._place_detail()
        self._showing.start()

    def _place_detail(self) -> None:
        """Show the inspector where it is wanted and the window leaves room for the table."""
        room = self.width() >= _ROOMY or self._insisted or not self.isVisible()
        filled = self.state is None or bool(self.state.rows)
        self.detail.setVisible(self._detail_on and room and filled)
        self.bar.show_detail_on(self._detail_on and room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_detail()

    def _enter_detail(self) -> None:
        """Go from the table to the fields of the selected action."""
        if self.detail.isHidden():
            self.bar.detail.toggle()
        self._show_selected()
        self.detail.sheets.take_focus()

    def _take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Filter and order

    def clear_filter(self) -> None:
        """Show everything that is still open again."""
        self.bar.set_filter(STILL_OPEN)

    def _filter(self, wanted: ActionFilter) -> None:
        if self.state is not None:
            self._finish_editing()
            self.state.wanted = wanted
            self._show_anew(self.table.selected_ids())

    def _order(self, order: Order) -> None:
        if self.state is not None:
            self._finish_editing()
            self.state.order = order
            self._show_anew(self.table.selected_ids())

    def _offer(self) -> Offer:
        if self.state is None:
            return Offer((), (), ())
        desk = self.state.desk
        return Offer(view.owners(self.state.rows), view.series(desk), view.areas(desk))

    # Changing the desk

    def set_status(self, status: str) -> None:
        """Set the status of the selected actions as one step."""
        from imgdesk import services

        ids = self.table.selected_ids()
        if ids and self.model.editable:
            self._finish_editing()
            self._do(lambda desk: services.action_points.set_statuses(desk, ids, status))

    def new_action(self) -> None:
        """Open the line in which a new action is typed."""
        if self.state is not None and self.model.editable:
            self._finish_editing()
            titles = dict(view.series(self.state.desk))
            home = titles.get(self._series() or 0, "")
            self.new.begin(f"Returns at each {home} until it is done" if home else "Belongs to no series")

    def delete(self) -> None:
        """Delete the selected actions as one step, and offer to take that back."""
        from imgdesk import services

        ids = self.table.selected_ids()
        if not ids or not self.model.editable or self.state is None:
            return
        self._finish_editing()
        row = self.state.row(ids[0])
        what = f"“{shorten(row.text, 48)}”" if row is not None and len(ids) == 1 else f"{len(ids)} actions"
        if self._do(lambda desk: services.action_points.delete_actions(desk, ids)):
            self.toast.say_undone_by(f"Deleted {what}.", self._actions["undo"])

    def _add(self, text: str, owners: str, due: str) -> bool:
        from imgdesk import services

        series_id, made = self._series(), []

        def add(desk: Desk) -> None:
            made.append(
                services.action_points.add_action(desk, text, series_id=series_id, owners=owners, due=due)
            )

        if not self._do(add):
            return False
        if self.model.place(made[0]) < 0:
            self.bar.set_filter(STILL_OPEN)
        self.table.select_ids(made)
        return True

    def _series(self) -> int | None:
        """Return the one series that is filtered by, to which a new action belongs; None for any other filter."""
        chosen = self.bar.wanted.series
        return chosen[0] or None if len(chosen) == 1 else None

    def _do(self, change: Callable[[Desk], object]) -> bool:
        state = self.state
        return state is not None and attempt(lambda: change(state.desk), self.notice.emit)

    def _finish_editing(self) -> None:
        """Keep what is being typed before the table is laid out anew."""
        self.table.cells.finish()
        self.detail.finish()

    # Menus

    def status_menu(self) -> QMenu:
        """Return the menu that sets the status of the selected actions."""
        menu = self._menu()
        self._add_statuses(menu)
        return menu

    def context_menu(self) -> QMenu:
        """Return the menu for the selection."""
        menu, ids = self._menu(), self.table.selected_ids()
        menu.addAction(self._actions["new_action"])
        row = self.state.row(ids[0]) if self.state is not None and len(ids) == 1 else None
        if ids:
            menu.addSeparator()
            self._add_statuses(menu)
            menu.addSeparator()
        if row is not None and row.activity_id is not None:
            menu.addAction(
                "Show in the workplan", partial(self.record_wanted.emit, "activity", row.activity_id)
            )
        if row is not None and row.last_id is not None:
            words = f"Show the {shorten(row.last, 40)}".replace("&", "&&")
            menu.addAction(words, partial(self.record_wanted.emit, "meeting", row.last_id))
        if ids:
            menu.addAction(self._actions["delete"])
        return menu

    def _add_statuses(self, menu: QMenu) -> None:
        keys = {status: key for key, status in STATUS_KEYS.items()}
        rows = [self.state.row(number) for number in self.table.selected_ids()] if self.state else []
        for status in ACTION_STATUSES:
            action = menu.addAction(status.capitalize(), partial(self.set_status, status))
            action.setShortcut(QKeySequence(keys[status]))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # the table answers to it
            action.setCheckable(True)
            action.setChecked(bool(rows) and all(row is not None and row.status == status for row in rows))
            action.setEnabled(self.model.editable)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _empty_chosen(self, name: str) -> None:
        chosen: dict[str, Callable[[], object]] = {
            "new": self.new_action, "clear": self.clear_filter, "all": partial(self.bar.set_filter, EVERYTHING),
        }  # fmt: skip
        chosen[name]()
