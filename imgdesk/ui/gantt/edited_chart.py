"""What is done to the chart: its gestures, its keys, its links; the part of the timeline that changes the desk.

Without a desk, or with one that is read-only, nothing of it happens and the chart only shows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from imgdesk.ui.gantt.chart_desk import ChartDesk
from imgdesk.ui.gantt.drafts import beyond
from imgdesk.ui.gantt.event_drag import EventDrag
from imgdesk.ui.gantt.gesture_keys import GestureKeys
from imgdesk.ui.gantt.gestures import Gestures
from imgdesk.ui.gantt.link_layer import LinkLayer
from imgdesk.views.workplan import ActivityRow

if TYPE_CHECKING:
    from imgdesk.ui.gantt.body import TimelineBody
    from imgdesk.ui.gantt.header import TimelineHeader
    from imgdesk.ui.gantt.timeline import Timeline
    from imgdesk.ui.gantt.tree import PlanTree


class EditedChart(QWidget):
    """The base of the timeline; header, body and links are the timeline's to make."""

    refused = Signal(str)
    """Why a gesture cannot be made, in one sentence."""
    said = Signal(str)
    """What a key has done or waits for, in words; "" when there is nothing more to say."""

    header: TimelineHeader
    body: TimelineBody
    links: LinkLayer

    def __init__(self, tree: PlanTree, desk: ChartDesk | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree, self.desk = tree, desk
        self.gestures: Gestures | None = None
        self.keys: GestureKeys | None = None
        self.events: EventDrag | None = None

    def connect_desk(self, desk: ChartDesk) -> None:
        """Begin to take gestures for a desk."""
        chart = cast("Timeline", self)
        self.gestures = Gestures(chart, desk)
        self.keys = GestureKeys(chart, desk, self.gestures)
        self.events = EventDrag(chart, desk)
        self.tree.chart_key = self.take_key
        plan = self.tree.plan()
        for signal in (plan.dataChanged, plan.rowsRemoved, plan.modelReset):
            signal.connect(self.gestures.cancel)
        desk.refused.connect(self.refused)
        desk.links_changed.connect(self.repaint_all)
        desk.created.connect(self._name_new)
        self.gestures.refused.connect(self.refused)
        self.events.refused.connect(self.refused)
        self.keys.said.connect(self.said)
        self.body.link_menu_wanted.connect(self.edit_link)

    @property
    def can_edit(self) -> bool:
        """Whether gestures change anything here."""
        return self.desk is not None and self.tree.plan().editable

    @property
    def has_links(self) -> bool:
        """Whether there is any link to draw."""
        return self.desk is not None and bool(self.desk.links().all)

    @property
    def wants_trays(self) -> bool:
        """Whether every group shows a tray, because a bar that is being dragged could be dropped on it."""
        drag = self.gestures.drag if self.gestures is not None else None
        return drag is not None and drag.begun and drag.kind == "move"

    @property
    def dragging(self) -> bool:
        """Whether something on the rows is being dragged."""
        return self.gestures is not None and self.gestures.dragging

    def drafted(self, activity_id: int) -> ActivityRow | None:
        """Return a row as the drag under way would leave it; None where it stays."""
        return self.gestures.draft(activity_id) if self.gestures is not None else None

    def beyond_plan(self, row: ActivityRow) -> bool:
        """Return whether a date reaches beyond the plan's own period."""
        return self.desk is not None and bool(beyond(self.desk, row))

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks of the chart; return whether it was one of its keys."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() == Qt.Key.Key_Delete and plain and self.links.chosen and self.body.hasFocus():
            return self.delete_link()
        if event.key() == Qt.Key.Key_Escape and self.links.chosen:
            self._leave_link()
            return True
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and self.links.chosen
            and self.body.hasFocus()
        ):
            box = self.tree.visualRect(self.tree.currentIndex())
            self.edit_link(
                self.links.chosen, self.body.mapToGlobal(QPoint(self.body.width() // 3, box.bottom()))
            )
            return True
        return self.keys is not None and self.keys.take(event)

    def wants_key(self, event: QKeyEvent) -> bool:
        """Return whether a key is for the chart although the window may have a shortcut of it."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Escape) and self.links.chosen:
            return True
        return self.keys is not None and self.keys.wants(event)

    def menu_entries(self) -> list[tuple[str, str, Callable[[], object]]]:
        """Return what a menu over the rows offers beside keys and mouse: words, key, what to do; none without rows."""
        if self.keys is None or not self.can_edit or not self.tree.selected_ids():
            return []
        keys = self.keys
        return [
            ("Take the date off", "Shift+Del", keys.take_dates_off),
            ("Link to another activity…", "L", keys.start_linking),
        ]

    def delete_link(self) -> bool:
        """Delete the chosen link; return whether there was one."""
        chosen, self.links.chosen = self.links.chosen, 0
        return bool(chosen) and self.desk is not None and self.desk.unlink(chosen)

    def edit_link(self, link_id: int, place: QPoint) -> None:
        """Open a small window at a place of the screen for kind and lag of a link."""
        link = self.desk.link(link_id) if self.desk is not None else None
        if link is not None and self.desk is not None and self.can_edit:
            from imgdesk.ui.gantt.link_popup import LinkPopup

            LinkPopup(self.desk, link, self.body).open_at(place)

    def _name_new(self, activity_id: int) -> None:
        """Let the person name the activity that was drawn."""
        index = self.tree.plan().find(activity_id)
        if not index.isValid():
            self.refused.emit(
                "The new activity is in the plan, but the filter hides it: clear the filter to see it."
            )
            return
        self.tree.expand(index.parent())
        self.tree.select_ids([activity_id])
        self.tree.edit_field(index, "output")

    def _leave_link(self) -> None:
        """Choose no link any longer."""
        if self.links.chosen:
            self.links.chosen = 0
            self.said.emit("")
            self.body.update()

    def current_changed(self) -> None:
        """Take note of another current row."""
        self._leave_link()
        if self.body.hasFocus():
            self.body.tell_row()
        if self.keys is not None:
            self.keys.target_changed()

    def repaint_all(self) -> None:
        """Paint header and rows anew."""
        self.header.update()
        self.body.update()
