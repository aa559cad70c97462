"""The widgets of the Meetings page and where they stand: agenda, minutes, facts; the buttons over them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from imgdesk.ui.editors import meaning
from imgdesk.ui.inspector.editing import Deeds
from imgdesk.ui.meetings.agenda import AgendaPanel
from imgdesk.ui.meetings.bars import Bars
from imgdesk.ui.meetings.side import SidePanel
from imgdesk.ui.meetings.switcher import Switcher
from imgdesk.ui.minutes.editor import MinutesEditor
from imgdesk.ui.pages.meetings_empty import NoMeetings
from imgdesk.ui.pages.meetings_gestures import MeetingGestures
from imgdesk.ui.pages.meetings_memory import remember, remembered_sizes
from imgdesk.ui.pages.page import DeskPage
from imgdesk.ui.widgets.buttons import Button
from imgdesk.ui.widgets.labels import Tag
from imgdesk.ui.widgets.scroll import ScrollArea
from imgdesk.ui.widgets.toast import Toast
from imgdesk.views.activity import hemisphere

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.views.meeting_list import ListedMeeting
    from imgdesk.views.minutes import MeetingRecord

_REMEMBER_MS: Final = 800
_SIZES: Final = (248, 640, 304)
_ROOMY: Final = 860
"""In a narrower page the facts give way to the minutes, unless they are asked for."""
STATES: Final = {
    "planned": ("planned", "neutral"), "held": ("held, being minuted", "neutral"),
    "circulated": ("circulated", "amber"), "approved": ("approved", "green"),
}  # fmt: skip


class MeetingsFrame(DeskPage):
    """See the module; `record` is the meeting shown, or a version of it, None while there is none."""

    def _build(self) -> None:
        theme, today = self._theme, self._today
        self._desk: Desk | None = None
        self.rows: list[ListedMeeting] = []
        self.record: MeetingRecord | None = None
        self.version_id: int | None = None
        self._insisted = False
        self.deeds = Deeds(self)
        self.gestures = MeetingGestures(theme, self.deeds, today, lambda: self.record, self._understood, self)
        self.switcher = Switcher(theme, today)
        self.agenda = AgendaPanel(theme, self.deeds)
        self.bars = Bars()
        self.editor = MinutesEditor(theme)
        self.side = SidePanel(theme, self.deeds, self._understood)
        self.empty = NoMeetings(theme)
        self.toast = Toast(self)
        self.state = Tag("")
        self.new, self.paper = Button("New meeting"), Button("Agenda PDF")
        self.main = Button("Circulate…", "primary")
        self.facts = Button("Facts", "quiet")
        self.facts.setCheckable(True)
        self._remembering = QTimer(self, singleShot=True, interval=_REMEMBER_MS)
        self._lay_out()

    def _lay_out(self) -> None:
        left, middle = QFrame(), QFrame()
        left.setProperty("look", "raised")
        middle.setProperty("look", "page")
        self.left = ScrollArea(self.agenda, "Agenda and what returns")
        self.right = ScrollArea(self.side, "Facts, attendance and actions of the meeting")
        column, middle_column = QVBoxLayout(left), QVBoxLayout(middle)
        for layout in (column, middle_column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        column.addWidget(self.switcher)
        column.addWidget(self.left, 1)
        middle_column.addWidget(self.bars)
        middle_column.addWidget(self.editor, 1)
        frame = self._right_frame = QFrame()
        frame.setProperty("look", "raised")
        within = QVBoxLayout(frame)
        within.setContentsMargins(0, 0, 0, 0)
        within.addWidget(self.right)
        for area in (self.left, self.right):
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.viewport().setAutoFillBackground(False)
        for sheet in (self.agenda, self.side):
            sheet.setAutoFillBackground(False)
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for part, least in ((left, 176), (middle, 280), (frame, 232)):
            part.setMinimumWidth(least)
            self.splitter.addWidget(part)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(2, 0)
        self.splitter.setSizes(remembered_sizes(self._settings, len(_SIZES)) or list(_SIZES))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.splitter)
        self.stack.addWidget(self.empty)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.stack)

    @property
    def title(self) -> str:
        return f"Meetings › {self.record.name}" if self.record is not None else "Meetings"

    def title_widgets(self) -> Sequence[QWidget]:
        return (self.state,)

    def header_widgets(self) -> Sequence[QWidget]:
        return (self.facts, self.new, self.paper, self.main)

    @property
    def editable(self) -> bool:
        """Whether the meeting shown can be changed."""
        record = self.record
        open_desk = self._desk is not None and not self._desk.read_only
        return open_desk and record is not None and self.version_id is None and record.status != "approved"

    @property
    def front(self) -> bool:
        """Whether this page is the one in front: only then are its buttons in the top bar its own to show."""
        return self.isVisibleTo(self.window())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_facts()

    def _show_facts(self, on: bool) -> None:
        """Show the facts also where there is little room, or no longer."""
        self._insisted = on
        self._place_facts()

    def _place_facts(self) -> None:
        roomy = self.width() >= _ROOMY
        self._right_frame.setVisible(roomy or self._insisted)
        if self.front:
            self.facts.setVisible(not roomy)
        self.facts.setChecked(self._insisted)

    def _understood(self, text: str) -> tuple[str, str]:
        """Return what a date of a meeting means; one without a year is not read."""
        return (
            meaning(text, year=None, hemisphere=hemisphere(self._desk))
            if self._desk is not None
            else ("text", "")
        )

    def _remember_soon(self, *_: object) -> None:
        self._remembering.start()

    def _remember(self) -> None:
        """Keep meeting and widths for the next day."""
        self._remembering.stop()
        if self._desk is not None and self.record is not None:
            sizes = self.splitter.sizes()
            kept = sizes if all(sizes) else remembered_sizes(self._settings, len(_SIZES)) or list(_SIZES)
            remember(self._settings, self._desk, self.record.id, kept)
