"""What a person does with a whole meeting: make, edit and delete one, circulate, approve, amend, change the plan by it.

Each asks its question in a dialog, then calls one service: one gesture, one step, one refusal in words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from imgdesk.domain.meeting_words import the_meeting
from imgdesk.domain.zones import city_of, zone_of
from imgdesk.ui.dialogs.decision_form import Understood
from imgdesk.ui.dialogs.series_form import SeriesFields, SeriesForm
from imgdesk.ui.editors import meaning
from imgdesk.ui.inspector.editing import Deeds
from imgdesk.ui.theme import Theme
from imgdesk.views import meeting_list, minutes, workplan
from imgdesk.views.activity import hemisphere

if TYPE_CHECKING:
    from imgdesk.services.next_meeting import Preview
    from imgdesk.store.desk import Desk
    from imgdesk.ui.dialogs.next_meeting import Place, Plan
    from imgdesk.ui.dialogs.plan_change import Plan as PlanToChange
    from imgdesk.views.minutes import MeetingRecord, ParagraphRow


class MeetingGestures(QObject):
    """Works on the desk of `deeds` and on the meeting that `shown` returns; what changed comes back by the bridge."""

    wanted = Signal(int)
    """This meeting is to be shown: it was just made."""
    deleted = Signal(str)
    """What was deleted, in words."""
    export_wanted = Signal(str)
    line_wanted = Signal(int)
    """This paragraph is to be typed on."""

    def __init__(
        self, theme: Theme, deeds: Deeds, today: Callable[[], date], shown: Callable[[], MeetingRecord | None],
        understood: Understood, parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._theme, self._deeds, self._today = theme, deeds, today
        self._shown, self._understood = shown, understood

    # Series

    def new_series(self, fields: SeriesFields | None = None) -> None:
        """Add a series: the given one, or what the dialog says."""
        desk = self._desk()
        found = fields or SeriesForm.ask(self.areas())
        if found is not None:
            self._deeds.do(lambda _: _services().meetings.add_series(desk, **found._asdict()))

    def edit_series(self) -> None:
        """Edit the series of the meeting shown."""
        desk, row = self._desk(), self._series()
        found = SeriesForm.ask(self.areas(), row) if row is not None else None
        if row is not None and found is not None:
            self._deeds.do(lambda _: _services().meetings.edit_series(desk, row.id, **found._asdict()))

    def delete_series(self) -> None:
        """Delete the series of the meeting shown; its meetings stay."""
        desk, row = self._desk(), self._series()
        if row is not None and self._deeds.do(lambda _: _services().meetings.delete_series(desk, row.id)):
            self.deleted.emit(f"the series “{row.title}”; its meetings are still there")

    def areas(self) -> list[workplan.FocusAreaRow]:
        """Return the focus areas of the current workplan."""
        plan = workplan.current_workplan(self._desk())
        return workplan.focus_areas(self._desk(), plan.id) if plan is not None else []

    # Meetings

    def new_meeting(self) -> None:
        """Ask for the next meeting of a series, or for one of no series, and make it."""
        from imgdesk.ui.dialogs.next_meeting import Looks, NextMeeting

        desk, shown = self._desk(), self._shown()
        rows = meeting_list.series(desk)
        looks = Looks(self._preview, self._last_place, lambda ids: meeting_list.action_texts(desk, ids))
        chosen = shown.series_id if shown is not None else None
        plan = NextMeeting.ask(self._theme, rows, chosen, looks, self._understood)
        made: list[int] = []
        if plan is not None and self._deeds.do(lambda desk: made.append(_make(desk, plan, self._today()))):
            self.wanted.emit(made[0])

    def edit_meeting(self) -> None:
        """Edit what the meeting shown is called and counted as."""
        from imgdesk.ui.dialogs.meeting_form import MeetingForm

        shown = self._shown()
        if shown is None:
            return
        fields = MeetingForm.ask(shown, meeting_list.series(self._desk()))
        if fields:
            self._deeds.do(lambda desk: _services().meetings.edit_meeting(desk, shown.id, **fields))

    def delete_meeting(self) -> None:
        """Delete the meeting shown; undo restores it."""
        shown = self._shown()
        if shown is not None and self._deeds.do(
            lambda desk: _services().meetings.delete_meeting(desk, shown.id)
        ):
            self.deleted.emit(the_meeting(shown.name))

    # Minutes as a whole

    def circulate(self) -> None:
        """Freeze the minutes as a version that goes out, and offer to write them to a file."""
        from imgdesk.ui.dialogs.circulate import Circulate

        desk, shown = self._desk(), self._shown()
        if shown is None:
            return
        warnings = _services().circulation.warnings(desk, shown.id)
        number = len(minutes.versions(desk, shown.id)) + 1
        said = Circulate.ask(shown.name, number, warnings)
        if said is not None and self._deeds.do(
            lambda desk: _services().circulation.circulate(desk, shown.id, note=said.note)
        ):
            if said.export:
                self.export_wanted.emit("export_minutes")

    def approve(self, meeting_id: int | None = None, at: int | None = None) -> None:
        """Approve circulated minutes: those of the meeting shown, or at the meeting shown those of an earlier one."""
        from imgdesk.ui.dialogs.circulate import Approve

        desk, shown = self._desk(), self._shown()
        meeting_id = meeting_id or (shown.id if shown is not None else None)
        if meeting_id is None:
            return
        later = self._later(meeting_id)
        chosen = at if at is not None else (later[0][0] if later else None)
        done, at_id = Approve.ask(minutes.name(desk, meeting_id), later, chosen)
        if done:
            self._deeds.do(
                lambda desk: _services().circulation.approve(desk, meeting_id, at_meeting_id=at_id)
            )

    def set_back(self) -> None:
        """Unlock approved minutes."""
        shown = self._shown()
        if shown is not None:
            self._deeds.do(lambda desk: _services().circulation.reopen(desk, shown.id))

    def amend(self, minute_id: int | None) -> None:
        """Correct a paragraph of approved minutes."""
        from imgdesk.ui.dialogs.amend import Amend

        row = self.paragraph(minute_id)
        if row is None:
            self._deeds.refused.emit("Choose the paragraph that is to be amended first.")
            return
        said = Amend.ask(row.number, row.text)
        if said is not None:
            self._deeds.do(
                lambda desk: _services().circulation.amend(
                    desk, row.id, said.text, why=said.why, decided_by=said.decided_by
                )
            )

    def change_plan(self, minute_id: int | None) -> None:
        """Let a paragraph change the plan."""
        from imgdesk.ui.dialogs.plan_change import PlanChange

        desk, row, plan = self._desk(), self.paragraph(minute_id), self._plan()
        if row is None or plan is None:
            what = "Choose the paragraph that decides it" if row is None else "Make a workplan"
            self._deeds.refused.emit(f"{what} first, then change the plan.")
            return
        reference = _services().plan_changes.reference(desk, row.id)
        said = PlanChange.ask(self._theme, reference, row.text, plan, row.activity_id)
        if said is not None:
            fields: dict[str, Any] = said._asdict()
            what = fields.pop("what")
            self._deeds.do(lambda desk: _services().plan_changes.change_plan(desk, row.id, what, **fields))
        self.line_wanted.emit(row.id)

    # What they read

    def _desk(self) -> Desk:
        desk = self._deeds.desk
        assert desk is not None
        return desk

    def _series(self) -> meeting_list.SeriesRow | None:
        shown = self._shown()
        rows = meeting_list.series(self._desk())
        wanted = shown.series_id if shown is not None else None
        return next((row for row in rows if row.id == wanted), None)

    def _preview(self, series_id: int, when: str) -> Preview:
        return _services().next_meeting.preview(self._desk(), series_id, today=self._today(), when=when)

    def _last_place(self, series_id: int | None) -> Place:
        from imgdesk.ui.dialogs.next_meeting import Place

        rows = [row for row in meeting_list.meeting_list(self._desk()) if row.series_id == series_id]
        last = minutes.record(self._desk(), rows[-1].id) if rows and series_id is not None else None
        if last is None:
            return Place()
        city = city_of(last.time_zone) if zone_of(last.time_zone) else last.time_zone
        return Place(last.start_time, city, last.place, last.link)

    def _later(self, meeting_id: int) -> list[tuple[int, str]]:
        """Return the meetings after one in its series."""
        rows = meeting_list.meeting_list(self._desk())
        here = next(row for row in rows if row.id == meeting_id)
        same = [row for row in rows if row.series_id == here.series_id and here.series_id is not None]
        return [(row.id, row.name) for row in same[same.index(here) + 1 :]] if same else []

    def paragraph(self, minute_id: int | None) -> ParagraphRow | None:
        """Return a paragraph of the meeting shown as it stands in the desk now."""
        shown = self._shown()
        record = minutes.record(self._desk(), shown.id) if shown is not None else None
        rows: Sequence[ParagraphRow] = record.paragraphs() if record is not None else ()
        return next((row for row in rows if row.id == minute_id), None)

    def _plan(self) -> PlanToChange | None:
        from imgdesk.ui.dialogs.plan_change import Plan

        desk = self._desk()
        current = workplan.current_workplan(desk)
        if current is None:
            return None
        sections = workplan.sections(desk, current.id)
        years, half = {row.id: row.year for row in sections}, hemisphere(desk)
        return Plan(
            workplan.activities(desk, current.id),
            sections,
            lambda text, section_id: meaning(text, year=years.get(section_id or 0), hemisphere=half),
        )


def _services() -> Any:
    """Return the services, which bring SQLModel: imported with the first gesture."""
    from imgdesk import services

    return services


def _make(desk: Desk, plan: Plan, today: date) -> int:
    """Make a meeting with the focal points on its list, as one step."""
    services = _services()
    where = {name: getattr(plan, name) for name in ("start_time", "time_zone", "place", "link")}
    if plan.series_id is not None:
        made = services.next_meeting.next_meeting(
            desk, plan.series_id, today=today, when=plan.when, propose=True, **where
        )
        return int(made)
    with desk.change(f"New meeting “{plan.title[:48]}”"):
        meeting_id = int(services.meetings.add_meeting(desk, plan.when, title=plan.title, **where))
        services.agenda.add_item(desk, meeting_id, "Adoption of the agenda", kind="adoption of the agenda")
        services.meetings.propose_attendance(desk, meeting_id, today=today)
    return meeting_id
