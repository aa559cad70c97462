"""The inspector's place at the right of the page; what fills it is imported and built after the first paint.

A window that opens must not wait for editors that nobody has reached for yet. Until they are there the frame is empty;
then `ready` asks the page to show what is selected.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from imgdesk.ui.inspector.frame import SideFrame
from imgdesk.ui.theme import Theme

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.ui.editors import EditContext
    from imgdesk.ui.gantt.tree import PlanTree
    from imgdesk.ui.inspector.one import OneActivity
    from imgdesk.ui.inspector.panel import Panel
    from imgdesk.ui.inspector.several import SeveralActivities
    from imgdesk.ui.inspector.words import Commit, Words


class Inspector(SideFrame):
    """`show_selected` shows what is selected, `finish` keeps what is being typed."""

    refused = Signal(str)
    """Why nothing was changed, in one sentence."""
    delete_wanted = Signal()
    activity_wanted = Signal(int)
    """Another activity is to be selected."""
    record_wanted = Signal(str, int)
    """A record of another page is to be shown: its kind, its id."""
    ready = Signal()
    """It is built: show what is selected."""

    def __init__(
        self, theme: Theme, context: EditContext, commit: Commit, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "Inspector", parent)
        self._context, self._commit = context, commit
        self._panel: Panel | None = None
        self._asked = False

    # Its parts, built when they are first asked for

    @property
    def one(self) -> OneActivity:
        """What shows one activity."""
        return self._built().one

    @property
    def several(self) -> SeveralActivities:
        """What shows several activities."""
        return self._built().several

    @property
    def nothing(self) -> Words:
        """What shows a group, or what to do."""
        return self._built().nothing

    def _built(self) -> Panel:
        if self._panel is None:
            from imgdesk.ui.inspector.panel import Panel

            self._panel = panel = Panel(self._theme, self._context, self._commit)
            panel.refused.connect(self.refused)
            panel.delete_wanted.connect(self.delete_wanted)
            panel.activity_wanted.connect(self.activity_wanted)
            panel.record_wanted.connect(self.record_wanted)
            panel.left.connect(self.left)
            self.column.addWidget(panel)
            self.ready.emit()
        return self._panel

    # What the page asks

    def show_selected(self, tree: PlanTree, desk: Desk, today: date) -> None:
        """Show what is selected in the table; nothing happens before it is built."""
        if self._panel is not None:
            self._panel.show_selected(tree, desk, today)

    def show_nothing(self) -> None:
        """Forget the desk: nothing is selected."""
        if self._panel is not None:
            self._panel.show_nothing()

    def finish(self) -> None:
        """Keep what is being typed and close the editor, if one is open."""
        if self._panel is not None:
            self._panel.finish()

    def take_focus(self) -> None:
        """Put the keyboard on the first field."""
        self._built().take_focus()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._panel is None and not self._asked:
            self._asked = True
            QTimer.singleShot(0, self, self._built)
