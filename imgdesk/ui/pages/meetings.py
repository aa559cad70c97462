"""The Meetings page: the agenda, the minutes typed live, who was there and what is open, of one meeting at a time.

Every gesture calls a service; what it changed comes back by the bridge and is laid over what is shown, so that the
place in the minutes stays where the person left it. A version that went out is shown by the same parts, read only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QPoint, Qt, QTimer

from imgdesk.domain.meeting_words import the_meeting
from imgdesk.ui.dialogs.series_form import ready_series
from imgdesk.ui.meetings.bars import Bar
from imgdesk.ui.meetings.paragraph_menu import paragraph_menu
from imgdesk.ui.pages.meetings_frame import STATES, MeetingsFrame
from imgdesk.ui.pages.meetings_memory import remembered_meeting
from imgdesk.views import meeting_list, minutes
from imgdesk.views.wording import day_words

if TYPE_CHECKING:
    from imgdesk.services.circulation import Approvable
    from imgdesk.store.desk import Desk
    from imgdesk.store.journal import Changes
    from imgdesk.ui.bridge import DeskBridge
    from imgdesk.views.minutes import MeetingRecord

_WHILE_TYPING: Final = frozenset({"minute", "decision", "action_point"})
"""What typing changes: the panels follow when it rests."""
_REST_MS: Final = 150
_OF_PARAGRAPH: Final = (
    "SELECT i.meeting_id FROM minute p JOIN agenda_item i ON i.id = p.agenda_item_id WHERE p.id = ?"
)


class MeetingsPage(MeetingsFrame):
    """See the module; `today` is asked when a meeting is shown."""

    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Ctrl+D, Ctrl+E", "Decision, action (again: a note)"), ("@, #", "Name an owner, link an activity"),
        ("Enter, Tab", "Next line, next item"), ("Ctrl+M", "Change the plan by this paragraph"),
        ("Insert, F2, Delete", "On the agenda: add, edit, delete an item"),
        ("Alt+Up, Alt+Down", "Move an item, or a paragraph"),
        ("Space", "Mark somebody present, apologies, absent; set the status of an action"),
        ("Ctrl+PgUp, Ctrl+PgDown", "The meeting before and after in its series"),
    )  # fmt: skip

    def _build(self) -> None:
        super()._build()
        self._resting = QTimer(self, singleShot=True, interval=_REST_MS)
        self._shown_as: tuple[object, ...] = ()
        self._counted = ""
        self._connect()

    def _connect(self) -> None:
        editor, gestures = self.editor, self.gestures
        for source in (self.deeds, self.side.facts, editor):
            source.refused.connect(self.notice)
        self.notice.connect(self.toast.hide)
        self.switcher.wanted.connect(self.show_meeting)
        self.agenda.item_wanted.connect(lambda item_id: editor.go_to_item(item_id, at_end=False))
        self.agenda.typing_wanted.connect(editor.go_to_item)
        self.agenda.said.connect(self._deleted)
        editor.item_changed.connect(self.agenda.show_item)
        editor.counted.connect(self._count)
        editor.change_plan_wanted.connect(self._change_plan)
        editor.menu_wanted.connect(self._show_menu)
        editor.item_wanted.connect(self._begin_item)
        editor.item_edit_wanted.connect(self.agenda.edit)
        editor.activity_wanted.connect(lambda activity_id: self.record_wanted.emit("activity", activity_id))
        self.side.version_wanted.connect(self.show_version)
        gestures.wanted.connect(self._show_made)
        gestures.deleted.connect(self._deleted)
        gestures.line_wanted.connect(partial(self.editor.go_to_paragraph, edit=True))
        gestures.export_wanted.connect(self.export)
        self.empty.series_wanted.connect(gestures.new_series)
        self.empty.chosen.connect(
            lambda name: gestures.new_meeting() if name == "meeting" else gestures.new_series()
        )
        self.new.clicked.connect(self._actions["new_meeting"].trigger)
        self._actions["new_meeting"].enabledChanged.connect(self.new.setEnabled)
        self.paper.clicked.connect(partial(self.export, "export_agenda"))
        self.main.clicked.connect(self._go_on)
        self.facts.clicked.connect(self._show_facts)
        self.side.attendance.all.clicked.connect(self._actions["mark_all"].trigger)
        self.side.attendance.focal.clicked.connect(self._actions["list_focal_points"].trigger)
        self.splitter.splitterMoved.connect(self._remember_soon)
        self._remembering.timeout.connect(self._remember)
        self._resting.timeout.connect(self._read_panels)

    # The page as the window sees it

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        gestures = self.gestures
        return {
            "new_meeting": self._finished(gestures.new_meeting), "edit_meeting": self._finished(gestures.edit_meeting),
            "delete_meeting": self._finished(gestures.delete_meeting), "new_series": gestures.new_series,
            "edit_series": gestures.edit_series, "delete_series": gestures.delete_series,
            "meeting_before": lambda: self.switcher.step(-1), "meeting_after": lambda: self.switcher.step(1),
            "add_item": self._begin_item, "mark_all": self.side.attendance.mark_all,
            "list_focal_points": self.list_focal_points,
            "change_plan": lambda: self._change_plan(self.editor.current()[1]),
            "circulate": self._finished(gestures.circulate), "approve": self._finished(gestures.approve),
            "amend": lambda: gestures.amend(self.editor.current()[1]), "set_back": gestures.set_back,
            **{name: partial(self.export, name) for name in ("export_agenda", "export_minutes", "export_calendar")},
        }  # fmt: skip

    def open(self, desk: Desk, bridge: DeskBridge) -> None:
        self._desk = self.deeds.desk = desk
        self._bridge = bridge
        bridge.changed.connect(self._changed)
        self.version_id = None
        self.rows = meeting_list.meeting_list(desk)
        kept = remembered_meeting(self._settings, desk)
        known = {row.id for row in self.rows}
        self._show(kept if kept in known else meeting_list.meeting_to_open(self.rows, self._today()))

    def close_desk(self) -> None:
        self.finish()
        if self._bridge is not None:
            self._bridge.changed.disconnect(self._changed)
        if self._remembering.isActive():
            self._remember()
        self._resting.stop()
        self._desk = self._bridge = self.deeds.desk = self.record = None
        self._shown_as = ()
        self.editor.show_meeting(None, None, editable=False, today=self._today())

    def activate(self) -> None:
        self._place_facts()
        self._show_state()
        self.title_changed.emit(self.title)
        self.status_changed.emit(self._counted if self.record is not None else "")
        if self.record is not None:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Keep everything that is being typed."""
        self.editor.finish()
        self.agenda.finish()
        self.side.finish()

    # Showing

    def show_meeting(self, meeting_id: int) -> None:
        """Show another meeting."""
        if self.record is not None and self.record.id == meeting_id and self.version_id is None:
            return
        self.finish()
        self.version_id = None
        self._show(meeting_id)
        self._remember_soon()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_version(self, version_id: int | None) -> None:
        """Show the minutes as they went out once, or with None as they stand now."""
        if self.record is None:
            return
        self.finish()
        self.version_id = version_id
        self._show(self.record.id)

    def _show(self, meeting_id: int | None) -> None:
        """Read a meeting, or the version of it that is looked at, and show it everywhere."""
        desk = self._desk
        assert desk is not None
        self._resting.stop()
        self.record = minutes.record(desk, meeting_id) if meeting_id is not None else None
        if self.record is not None and self.version_id is not None:
            kept = {row.id for row in minutes.versions(desk, self.record.id)}
            version = minutes.version(desk, self.version_id) if self.version_id in kept else None
            self.version_id = self.version_id if version is not None else None
            self.record = version or self.record
        self._show_panels()
        now = (meeting_id, self.version_id, self.editable)
        if now != self._shown_as:
            self._shown_as = now
            self.editor.show_meeting(desk, self.record, editable=self.editable, today=self._today())
        self._show_state()
        self.title_changed.emit(self.title)

    def _show_panels(self) -> None:
        desk, record = self._desk, self.record
        assert desk is not None
        self.stack.setCurrentIndex(0 if record is not None else 1)
        self.switcher.show_meetings(self.rows, record.id if record is not None else 0)
        if record is None:
            self._show_nothing(desk)
            return
        self.agenda.show_meeting(
            record, meeting_list.returned_topics(desk, record.id), editable=self.editable
        )
        self.agenda.show_item(self.editor.current()[0] or 0)
        versions = minutes.versions(desk, record.id)
        self.side.show_meeting(record, desk, versions, self._today(), editable=self.editable)
        self.bars.show_bars(self._bars(desk, record))

    def _show_nothing(self, desk: Desk) -> None:
        series = meeting_list.series(desk)
        can = not desk.read_only
        if series:
            self.empty.say_no_meeting([row.title for row in series], can=can)
        else:
            self.empty.say_no_series(ready_series(self.gestures.areas(), series), can=can)
        self.status_changed.emit("")

    def _bars(self, desk: Desk, record: MeetingRecord) -> list[Bar]:
        """Return what is to be said over the minutes."""
        if self.version_id is not None:
            found = next(row for row in minutes.versions(desk, record.id) if row.id == self.version_id)
            day = day_words(datetime.fromisoformat(found.made_at).astimezone().date())
            words = f"Version {found.number}, {found.state} on {day}. Nothing here can be changed."
            return [Bar(words, (("Back to now", lambda: self.show_version(None)),))]
        can = not desk.read_only
        if record.status == "approved":
            at = f"Approved at {the_meeting(record.approved_at)}." if record.approved_at else "Approved."
            deeds = (
                ("Amend…", self._actions["amend"].trigger),
                ("Set back", self._actions["set_back"].trigger),
            )
            return [Bar(f"{at} Corrections are amendments.", deeds if can else ())]
        return [self._up_for_approval(row.meeting_id, row.name, can=can) for row in _approvable(desk, record)]

    def _up_for_approval(self, meeting_id: int, name: str, *, can: bool) -> Bar:
        button = (f"Approve the minutes of {the_meeting(name)}", partial(self._approve, meeting_id))
        words = "To be approved here." if can else f"The minutes of {the_meeting(name)} are not approved."
        return Bar(words, (button,) if can else ())

    def _show_state(self) -> None:
        """Let tag, buttons and commands say how the meeting stands."""
        record, desk = self.record, self._desk
        words, tone = STATES[self.status()] if record is not None else ("", "neutral")
        self.state.setText(words)
        self.state.setProperty("tone", tone)
        self.state.style().polish(self.state)
        there = record is not None
        step = {"planned": "Circulate…", "held": "Circulate…", "circulated": "Approve…"}
        now = step.get(self.status(), "") if there and self.version_id is None else ""
        self.main.setText(now or "Circulate…")
        self.main.setEnabled(bool(now) and self.editable)
        if self.front and desk is not None:
            self.main.setVisible(bool(now))
            for part in (self.paper, self.state):
                part.setVisible(there)
            self._narrow(desk)

    def status(self) -> str:
        """Return the status shown: a planned meeting that has minutes is being held."""
        record = self.record
        if record is None:
            return ""
        return "held" if record.status == "planned" and record.paragraphs() else record.status

    def _narrow(self, desk: Desk) -> None:
        allow, record = self._actions.allow, self.record
        there, open_, status = record is not None, self.editable, self.status()
        live = there and self.version_id is None
        earlier, later = meeting_list.place_in_series(self.rows, record.id) if record else (None, None)
        said = {
            "edit_meeting": open_, "delete_meeting": open_, "add_item": open_, "list_focal_points": open_,
            "edit_series": live and record is not None and record.series_id is not None,
            "delete_series": live and record is not None and record.series_id is not None,
            "mark_all": open_ and record is not None and bool(record.attendance), "change_plan": open_,
            "meeting_before": earlier is not None, "meeting_after": later is not None,
            "circulate": open_, "approve": open_ and status == "circulated",
            "amend": live and status == "approved", "set_back": live and status == "approved",
            "export_agenda": there, "export_minutes": there, "export_calendar": there,
        }  # fmt: skip
        for name, allowed in said.items():
            allow(name, allowed and (not desk.read_only or name.startswith(("export", "meeting_"))))

    # After a change

    def _changed(self, changes: Changes | None) -> None:
        if self._desk is None:
            return
        if self.record is not None and self.version_id is None:
            self.editor.take(changes)
        if changes is not None and set(changes.tables) <= _WHILE_TYPING and self.record is not None:
            self._resting.start()
        else:
            self._read_panels()

    def _read_panels(self) -> None:
        """Read the meeting again and show it around the minutes; one that is gone gives way to another."""
        desk = self._desk
        if desk is None:
            return
        before = self.record.id if self.record is not None else None
        self.rows = meeting_list.meeting_list(desk)
        if before not in {row.id for row in self.rows}:
            before, self.version_id = meeting_list.meeting_to_open(self.rows, self._today()), None
        self._show(before)

    def show_record(self, kind: str, record_id: int) -> None:
        desk = self._desk
        rows = desk.read(_OF_PARAGRAPH, (record_id,)) if desk is not None and kind == "minute" else []
        if kind == "meeting" and any(row.id == record_id for row in self.rows):
            self.show_meeting(record_id)
        elif rows:
            self.show_meeting(rows[0][0])
            self.editor.go_to_paragraph(record_id)

    # Gestures

    def list_focal_points(self) -> None:
        """Put everybody who holds a role on the list."""
        from imgdesk import services

        record, today = self.record, self._today()
        if record is not None:
            self.deeds.do(lambda desk: services.meetings.propose_attendance(desk, record.id, today=today))

    def export(self, name: str) -> None:
        """Write agenda, minutes or calendar entry of the meeting shown to a file; minutes in the version shown."""
        if self.record is None:
            return
        self.finish()
        record = self.record
        audience: list[str] | None = []
        if name == "export_minutes":
            from imgdesk.ui.dialogs.what_leaves import WhatLeaves

            audience = WhatLeaves.ask(record)
        if audience is not None:
            kept = ["--minutes-version", str(self.version_id)] if self.version_id is not None else []
            more = ["--meeting", str(record.id), *(kept if name == "export_minutes" else []), *audience]
            self.export_wanted.emit(name, more, record.name)

    def _go_on(self) -> None:
        self.finish()
        if self.status() == "circulated":
            self.gestures.approve()
        else:
            self.gestures.circulate()

    def _approve(self, meeting_id: int) -> None:
        self.finish()
        self.gestures.approve(meeting_id, self.record.id if self.record is not None else None)

    def _change_plan(self, minute_id: int | None) -> None:
        self.finish()
        self.gestures.change_plan(minute_id)

    def _begin_item(self) -> None:
        self.editor.finish()
        self.agenda.begin_new()

    def _show_made(self, meeting_id: int) -> None:
        self._read_panels()
        self.show_meeting(meeting_id)

    def _finished(self, deed: Callable[[], object]) -> Callable[[], object]:
        """Return a gesture that first keeps what is being typed."""

        def run() -> None:
            self.finish()
            deed()

        return run

    def _count(self, words: str) -> None:
        self._counted = words
        self.status_changed.emit(words)

    def _deleted(self, what: str) -> None:
        self.toast.say_undone_by(f"Deleted {what}.", self._actions["undo"])

    def _show_menu(self, place: QPoint, minute_id: int) -> None:
        row = self.gestures.paragraph(minute_id)
        if row is not None:
            menu = paragraph_menu(row, self.deeds, self._actions, self, editable=self.editable)
            if row.activity_id is not None:
                show = partial(self.record_wanted.emit, "activity", row.activity_id)
                menu.addAction("Show the activity in the workplan", show)
            menu.popup(place)


def _approvable(desk: Desk, record: MeetingRecord) -> Sequence[Approvable]:
    """Return the minutes that an item of this meeting is to approve; without such an item nothing is imported."""
    if not any(item.about_meeting_id is not None for item in record.items):
        return []
    from imgdesk import services

    found: Sequence[Approvable] = services.circulation.approvable(desk, record.id)
    return found
