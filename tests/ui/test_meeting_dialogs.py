"""The dialogs around a meeting: what they tell, what they answer, and what they do not let through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imgdesk import services
from imgdesk.store.desk import Desk
from imgdesk.ui.dialogs.amend import Amend
from imgdesk.ui.dialogs.circulate import Approve, Circulate
from imgdesk.ui.dialogs.meeting_form import MeetingForm
from imgdesk.ui.dialogs.next_meeting import Looks, NextMeeting, Place, Plan
from imgdesk.ui.dialogs.plan_change import Plan as PlanToChange
from imgdesk.ui.dialogs.plan_change import PlanChange
from imgdesk.ui.dialogs.series_form import SeriesFields, SeriesForm, ready_series
from imgdesk.ui.editors import meaning
from imgdesk.views import meeting_list, minutes, workplan

TODAY = date(2023, 7, 17)


@pytest.fixture
def desk(meetings_copy: Path) -> Iterator[Desk]:
    with Desk.open(meetings_copy) as opened:
        yield opened


@pytest.fixture
def shown(qtbot):
    """Show a dialog as a person has it before them."""

    def show(dialog):
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        return dialog

    return show


def understood(text: str) -> tuple[str, str]:
    return meaning(text, year=None, hemisphere="north")


def type_over(line, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


# --- the next meeting


@pytest.fixture
def next_meeting(shown, theme, desk, meeting_file):
    def make(chosen: int | None = None) -> NextMeeting:
        looks = Looks(
            lambda series_id, when: services.next_meeting.preview(desk, series_id, today=TODAY, when=when),
            lambda series_id: Place("15:00", "Geneva", "Room XI", "") if series_id else Place(),
            lambda ids: meeting_list.action_texts(desk, ids),
        )
        rows = meeting_list.series(desk)
        return shown(NextMeeting(theme, rows, chosen or meeting_file[1]["series"], looks, understood))

    return make


def test_the_next_meeting_is_shown_before_it_is_made(next_meeting, desk):
    dialog = next_meeting()
    assert dialog.called.text() == "4th IMG meeting"
    assert dialog.when.text() == "19 October 2023 (TBC)"
    assert dialog.agenda.texts()[0] == "1. Adoption of the agenda, opens every meeting"
    assert "Side events, not discussed" in " ".join(dialog.agenda.texts())
    assert dialog.coming.texts() == ["Letter to the secretariats, still open"]
    assert desk.read("SELECT count(*) FROM meeting") == [(3,)], "looking makes nothing"
    assert dialog.answer().series_id is not None
    assert dialog.answer()[2:] == ("19 October 2023 (TBC)", "15:00", "Geneva", "Room XI", "")


def test_what_does_not_return_is_told_with_its_reason(next_meeting, desk, meeting_file):
    ids = meeting_file[1]
    services.action_points.set_action_status(desk, ids["action"], "done", meeting_id=ids["third"])
    dialog = next_meeting()
    assert dialog.left.texts() == ["Letter to the secretariats, action: done"]
    assert dialog.left.isVisible()
    assert not dialog.coming.isVisible()


def test_another_date_is_looked_at_again(next_meeting, qtbot):
    dialog = next_meeting()
    before = dialog.agenda.texts()
    type_over(dialog.when, "3 September 2024")
    qtbot.waitUntil(lambda: dialog.agenda.texts() != before)
    assert dialog.answer().when == "3 September 2024"
    type_over(dialog.when, "when the moon is right")
    labels = [label.text() for label in dialog.findChildren(type(dialog.called))]
    assert any(text.startswith("Kept as text") for text in labels)


def test_a_meeting_of_no_series_needs_a_title(next_meeting):
    dialog = next_meeting()
    dialog.series.setCurrentIndex(dialog.series.count() - 1)
    assert not dialog.main.isEnabled()
    assert not dialog.preview.isVisible()
    type_over(dialog.title, "  Briefing   of <b>all</b> ")
    assert dialog.main.isEnabled()
    assert dialog.answer() == Plan(None, "Briefing of <b>all</b>", "", "", "", "", "")


def test_the_first_meeting_of_a_series_has_no_date_yet(next_meeting, desk):
    own = services.meetings.add_series(desk, "Co-leads", "co-leads", rhythm="monthly")
    dialog = next_meeting(own)
    assert dialog.called.text() == "1st Co-leads"
    assert dialog.when.text() == ""
    assert dialog.agenda.texts()[0].startswith("1. Adoption of the agenda")


# --- series and meeting


def test_ready_series_are_offered_until_they_are_there(desk):
    plan = workplan.current_workplan(desk)
    areas = workplan.focus_areas(desk, plan.id)
    offered = ready_series(areas, meeting_list.series(desk))
    assert [row.title for row in offered] == [
        "Co-leads", "Focus area 1 meeting", "Focus area 2 meeting", "Focus area 3 meeting",
    ]  # fmt: skip
    for row in offered:
        services.meetings.add_series(desk, **row._asdict())
    assert ready_series(areas, meeting_list.series(desk)) == []


def test_only_a_series_of_a_focus_area_names_one(shown, desk):
    areas = workplan.focus_areas(desk, workplan.current_workplan(desk).id)
    form = shown(SeriesForm(areas))
    assert not form.main.isEnabled()
    type_over(form.title, "Talks on law")
    assert form.answer() == SeriesFields("Talks on law", "own")
    form.kind.setCurrentIndex(form.kind.findData("focus area"))
    form.area.setCurrentIndex(1)
    form.rhythm.setCurrentText("monthly")
    assert form.answer() == SeriesFields("Talks on law", "focus area", areas[1].id, "monthly")


def test_a_series_is_edited_with_what_it_has(shown, desk):
    row = meeting_list.series(desk)[0]
    form = shown(SeriesForm([], row))
    assert form.main.text() == "Save"
    assert form.answer() == SeriesFields("IMG meeting", "img", None, "quarterly")


def test_only_what_was_changed_about_a_meeting_is_answered(shown, desk, meeting_file):
    record = minutes.record(desk, meeting_file[1]["third"])
    form = shown(MeetingForm(record, meeting_list.series(desk)))
    assert form.answer() == {}
    type_over(form.title, "Extraordinary meeting")
    form.status.setCurrentText("held")
    assert form.answer() == {"title": "Extraordinary meeting", "status": "held"}
    type_over(form.number, "three")
    assert not form.main.isEnabled()
    form.number.clear()
    assert form.main.isEnabled()
    assert form.answer()["number"] is None


# --- circulating, approving, amending


def test_warnings_are_told_and_bar_nothing(shown):
    dialog = shown(Circulate("3rd IMG meeting", 2, ["Nobody is marked present."]))
    assert [label.text() for label in dialog.warnings] == ["Look again: Nobody is marked present."]
    assert dialog.main.isEnabled()
    QTest.keyClicks(dialog.note, "to all")
    dialog.export.setChecked(False)
    assert dialog.answer() == ("to all", False)
    QTest.keyClick(dialog.note, Qt.Key.Key_Return)
    assert dialog.result()


def test_minutes_are_approved_at_a_later_meeting_or_at_none(shown):
    dialog = shown(Approve("2nd IMG meeting", [(3, "3rd IMG meeting"), (4, "4th IMG meeting")], 4))
    assert dialog.answer() == 4
    dialog.at.setCurrentIndex(dialog.at.count() - 1)
    assert dialog.answer() is None
    assert shown(Approve("2nd IMG meeting", [], None)).answer() is None


def test_an_amendment_needs_new_words_and_a_reason(shown):
    dialog = shown(Amend(5, "The side event is on Monday."))
    assert not dialog.main.isEnabled()
    dialog.text.setPlainText("The side event is on Tuesday.")
    assert not dialog.main.isEnabled()
    QTest.keyClicks(dialog.why, "wrong day")
    assert dialog.main.isEnabled()
    assert dialog.answer() == ("The side event is on Tuesday.", "wrong day", "")
    dialog.text.setPlainText(" The side event is on Monday. ")
    assert not dialog.main.isEnabled()


# --- a decision that changes the plan


@pytest.fixture
def plan_change(shown, theme, desk):
    current = workplan.current_workplan(desk)
    sections = workplan.sections(desk, current.id)
    years = {row.id: row.year for row in sections}

    def make(activity_id: int | None = None) -> PlanChange:
        plan = PlanToChange(
            workplan.activities(desk, current.id),
            sections,
            lambda text, section: meaning(text, year=years.get(section), hemisphere="north"),
        )
        return shown(PlanChange(theme, "3rd IMG meeting, paragraph 5", "The event moves.", plan, activity_id))

    return make


def test_an_activity_is_found_by_its_words_and_moved_by_keys_alone(plan_change, plan_file):
    dialog = plan_change()
    assert QApplication.focusWidget() is dialog.search
    QTest.keyClicks(dialog.search, "side event")
    assert len(dialog.found.keys()) == 2
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.activity().id == plan_file[1]["summit"]
    QTest.keyClick(dialog.search, Qt.Key.Key_Up)
    assert dialog.activity().id == plan_file[1]["event"]
    assert not dialog.main.isEnabled()
    type_over(dialog.when, "late August")
    assert dialog.difference.text() == "July 2023 → late August"
    assert dialog.main.isEnabled()
    QTest.keyClick(dialog.when, Qt.Key.Key_Return)
    assert dialog.result()
    assert dialog.answer() == ("moved", plan_file[1]["event"], "late August", "", None)


def test_the_activity_of_the_paragraph_is_chosen_already(plan_change, plan_file):
    dialog = plan_change(plan_file[1]["training"])
    assert QApplication.focusWidget() is dialog.when
    assert dialog.activity().id == plan_file[1]["training"]
    assert dialog.difference_words() == ""


@pytest.mark.parametrize(
    ("what", "name", "words"),
    [
        ("confirmed", "event", "unconfirmed → confirmed"),
        ("unbracketed", "summit", "in brackets → agreed"),
        ("cancelled", "talks", "planned → cancelled"),
    ],
)
def test_confirming_and_cancelling_need_no_date(plan_change, plan_file, what, name, words):
    dialog = plan_change(plan_file[1][name])
    dialog.what.setCurrentIndex(dialog.what.findData(what))
    assert not dialog.when.isVisible()
    assert dialog.difference.text() == words
    assert dialog.main.isEnabled()
    assert dialog.answer() == (what, plan_file[1][name], "", "", None)


def test_an_activity_is_added_to_a_section(plan_change):
    dialog = plan_change()
    dialog.what.setCurrentIndex(dialog.what.findData("added"))
    assert dialog.output.text() == "The event moves."
    assert not dialog.search.isVisible()
    assert dialog.section.isVisible()
    type_over(dialog.output, "Briefing")
    dialog.section.setCurrentIndex(1)
    type_over(dialog.when, "May")
    assert dialog.difference.text() == "new in 2024 → Briefing, May"
    said = dialog.answer()
    assert (said.what, said.activity_id, said.when, said.output) == ("added", None, "May", "Briefing")
    dialog.output.clear()
    assert not dialog.main.isEnabled()


def test_words_that_match_nothing_leave_nothing_to_change(plan_change):
    dialog = plan_change()
    QTest.keyClicks(dialog.search, "zzz")
    assert dialog.found.keys() == []
    assert not dialog.main.isEnabled()


def test_what_takes_the_focus_has_a_name(plan_change, next_meeting, shown, nameless):
    for dialog in (plan_change(), next_meeting(), shown(SeriesForm([])), shown(Amend(1, "x"))):
        assert nameless(dialog) == []
