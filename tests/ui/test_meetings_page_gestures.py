"""Gestures with a whole meeting: make the next one, circulate, approve, amend, and change the plan by a decision."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imgdesk import services
from imgdesk.ui.dialogs.amend import Amend, Amendment
from imgdesk.ui.dialogs.circulate import Approve, Circulate, Circulation
from imgdesk.ui.dialogs.meeting_form import MeetingForm
from imgdesk.ui.dialogs.next_meeting import NextMeeting, Plan
from imgdesk.ui.dialogs.plan_change import Change, PlanChange
from imgdesk.ui.dialogs.series_form import SeriesFields, SeriesForm
from imgdesk.views import minutes


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch):
    """Let a dialog answer at once, and return what it was asked with."""

    def answer(dialog: type, given: object) -> list[tuple]:
        asked: list[tuple] = []

        def ask(cls, *with_: object) -> object:
            asked.append(with_)
            return given

        monkeypatch.setattr(dialog, "ask", classmethod(ask))
        return asked

    return answer


def decided(opened, text: str = "The side event moves to late August.") -> int:
    """Record a decision in the third meeting and return its paragraph."""
    item = opened.record(opened.ids["third"]).items[0].id
    return services.minutes.add_minute(opened.desk, item, text, "decision")


def circulated(opened) -> None:
    """Circulate the third meeting with one decision and somebody present."""
    decided(opened)
    services.meetings.mark_all(opened.desk, opened.ids["third"])
    services.circulation.circulate(opened.desk, opened.ids["third"])
    opened.settle()


def fourth(opened) -> int:
    made = services.next_meeting.next_meeting(
        opened.desk, opened.ids["series"], today=date(2023, 7, 20), when="19 October 2023"
    )
    opened.page.show_meeting(made)
    opened.settle()
    return made


# --- new meetings and series


def test_the_next_meeting_is_one_step_with_its_list(meetings_page, answers):
    plan = Plan(meetings_page.ids["series"], "", "19 October 2023", "10:00", "Nairobi", "Room 4", "")
    asked = answers(NextMeeting, plan)
    QTest.mouseClick(meetings_page.page.new, Qt.MouseButton.LeftButton)
    meetings_page.settle()
    assert asked[0][2] == meetings_page.ids["series"]
    record = meetings_page.page.record
    assert (record.name, record.when_text, record.start_time, record.place) == (
        "4th IMG meeting", "19 October 2023", "10:00", "Room 4",
    )  # fmt: skip
    assert len(record.attendance) == 3
    assert [row.text for row in record.actions] == ["Letter to the secretariats"]
    meetings_page.undo()
    assert meetings_page.desk.read("SELECT count(*) FROM meeting") == [(3,)]
    assert meetings_page.page.record is not None


def test_a_meeting_of_no_series_is_one_step_too(meetings_page, answers):
    answers(NextMeeting, Plan(None, "Briefing", "", "", "", "", ""))
    meetings_page.trigger("new_meeting")
    record = meetings_page.page.record
    assert (record.name, record.series_id, [item.title for item in record.items]) == (
        "Briefing", None, ["Adoption of the agenda"],
    )  # fmt: skip
    assert meetings_page.page.side.facts.when.text().startswith("No date yet")
    meetings_page.undo()
    assert len(meetings_page.page.rows) == 3


def test_giving_up_makes_nothing(meetings_page, answers):
    answers(NextMeeting, None)
    step = meetings_page.last_step()
    meetings_page.trigger("new_meeting")
    assert meetings_page.last_step() == step


def test_a_number_that_is_taken_is_refused_in_words(meetings_page, answers):
    answers(MeetingForm, {"number": 1})
    meetings_page.trigger("edit_meeting")
    assert "has a meeting 1 already" in meetings_page.notices[0]


def test_meeting_and_series_are_edited(meetings_page, answers):
    answers(MeetingForm, {"title": "Extraordinary meeting"})
    meetings_page.trigger("edit_meeting")
    assert meetings_page.window.top_bar.title() == "Meetings › Extraordinary meeting"
    asked = answers(SeriesForm, SeriesFields("Group meeting", "img", None, "monthly"))
    meetings_page.trigger("edit_series")
    assert asked[0][1].title == "IMG meeting"
    assert meetings_page.desk.read("SELECT title, rhythm FROM meeting_series") == [
        ("Group meeting", "monthly")
    ]
    answers(SeriesForm, SeriesFields("Talks", "own"))
    meetings_page.trigger("new_series")
    assert meetings_page.desk.read("SELECT count(*) FROM meeting_series") == [(2,)]


# --- circulating and approving


def test_circulating_freezes_a_version_and_offers_the_file(meetings_page, answers):
    page = meetings_page.page
    decided(meetings_page)
    meetings_page.settle()
    asked = answers(Circulate, Circulation("to all", export=True))
    QTest.mouseClick(page.main, Qt.MouseButton.LeftButton)
    meetings_page.settle()
    assert asked[0][:2] == ("3rd IMG meeting", 1)
    assert "Nobody is marked present." in asked[0][2]
    assert page.state.text() == "circulated"
    assert page.main.text() == "Approve…"
    assert [row.note for row in minutes.versions(meetings_page.desk, page.record.id)] == ["to all"]
    assert page.side.versions.isVisible()
    assert page.side.versions.texts()[0].startswith("Version 1")
    assert meetings_page.exported[0][0] == "export_minutes"
    assert page.editable, "until it is approved it can be edited"
    meetings_page.undo()
    assert page.state.text() == "held, being minuted"
    assert not page.side.versions.isVisible()


def test_circulating_nothing_is_refused_in_words(meetings_page, answers):
    answers(Circulate, Circulation("", export=True))
    meetings_page.trigger("circulate")
    assert len(meetings_page.notices) == 1
    assert meetings_page.exported == []
    assert meetings_page.page.state.text() == "planned"


def test_a_version_is_looked_at_and_left_again(meetings_page):
    circulated(meetings_page)
    page = meetings_page.page
    decided(meetings_page, "Something later.")
    meetings_page.settle()
    page.side.versions.setFocus()
    page.side.versions.setCurrentRow(0)
    QTest.keyClick(page.side.versions, Qt.Key.Key_F2)
    meetings_page.settle()
    assert page.bars.texts()[0].startswith("Version 1, circulated on")
    assert [row.text for row in page.record.paragraphs()] == ["The side event moves to late August."]
    assert not page.editable
    assert not page.editor.editable
    assert not meetings_page.actions["circulate"].isEnabled()
    meetings_page.trigger("export_minutes")
    assert meetings_page.exported[-1][1][2:] == ["--minutes-version", str(page.version_id)]
    QTest.mouseClick(page.bars.buttons()[0], Qt.MouseButton.LeftButton)
    meetings_page.settle()
    assert len(page.record.paragraphs()) == 2
    assert page.editable
    assert page.bars.texts() == []


def test_undoing_a_version_that_is_looked_at_comes_back_to_now(meetings_page):
    circulated(meetings_page)
    page = meetings_page.page
    page.show_version(page.side.versions.keys()[0])
    meetings_page.undo()
    assert page.version_id is None
    assert page.bars.texts() == []


def test_minutes_are_approved_under_the_item_of_the_later_meeting(meetings_page, answers):
    circulated(meetings_page)
    page = meetings_page.page
    later = fourth(meetings_page)
    assert page.bars.texts()[-1] == "To be approved here."
    asked = answers(Approve, (True, later))
    button = next(b for b in page.bars.buttons() if b.text() == "Approve the minutes of the 3rd IMG meeting")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    meetings_page.settle()
    assert asked[0] == ("3rd IMG meeting", [(later, "4th IMG meeting")], later)
    assert not any("3rd IMG" in button.text() for button in page.bars.buttons())
    page.show_meeting(meetings_page.ids["third"])
    meetings_page.settle()
    assert page.bars.texts() == ["Approved at the 4th IMG meeting. Corrections are amendments."]
    assert (page.state.text(), page.editable, page.main.isVisible()) == ("approved", False, False)
    assert not page.agenda.add.isVisible()
    assert not meetings_page.actions["delete_meeting"].isEnabled()


def test_approved_minutes_are_amended_and_set_back(meetings_page, answers):
    circulated(meetings_page)
    page, third = meetings_page.page, meetings_page.ids["third"]
    answers(Approve, (True, None))
    meetings_page.trigger("approve")
    assert page.bars.texts() == ["Approved. Corrections are amendments."]
    paragraph = page.record.paragraphs()[0]
    page.editor.go_to_paragraph(paragraph.id)
    asked = answers(Amend, Amendment("The side event moves to September.", "wrong month", "co-chairs"))
    QTest.mouseClick(page.bars.buttons()[0], Qt.MouseButton.LeftButton)
    meetings_page.settle()
    assert asked[0] == (1, "The side event moves to late August.")
    assert meetings_page.record(third).paragraphs()[0].text == "The side event moves to September."
    assert meetings_page.desk.read("SELECT why, decided_by FROM amendment") == [("wrong month", "co-chairs")]
    QTest.mouseClick(page.bars.buttons()[1], Qt.MouseButton.LeftButton)
    meetings_page.settle()
    assert page.state.text() == "circulated"
    assert page.editable


def test_an_amendment_needs_a_paragraph(meetings_page, answers):
    circulated(meetings_page)
    services.circulation.approve(meetings_page.desk, meetings_page.ids["third"])
    meetings_page.settle()
    meetings_page.page.gestures.amend(None)
    assert meetings_page.notices == ["Choose the paragraph that is to be amended first."]


# --- changing the plan


def test_a_decision_moves_an_activity_in_the_same_gesture(meetings_page, answers, plan_file):
    activity = plan_file[1]["event"]
    paragraph = decided(meetings_page)
    meetings_page.settle()
    page = meetings_page.page
    page.editor.go_to_paragraph(paragraph)
    asked = answers(PlanChange, Change("moved", activity, "late August 2023", "", None))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    meetings_page.settle()
    assert asked[0][1] == "3rd IMG meeting, paragraph 1"
    assert meetings_page.desk.read("SELECT when_text FROM activity WHERE id = ?", (activity,)) == [
        ("late August 2023",)
    ]
    change = meetings_page.record().paragraphs()[0].changes[0]
    assert (change.what, change.activity_id) == ("moved", activity)
    page.side.so_far.text()
    meetings_page.qtbot.waitUntil(lambda: "1 change to the plan" in page.side.so_far.text())
    meetings_page.undo()
    assert meetings_page.desk.read("SELECT when_text FROM activity WHERE id = ?", (activity,)) == [
        ("July 2023",)
    ]


def test_changing_the_plan_needs_a_paragraph(meetings_page):
    meetings_page.page.gestures.change_plan(None)
    assert meetings_page.notices == ["Choose the paragraph that decides it first, then change the plan."]


def test_the_menu_of_a_paragraph_turns_and_deletes_it(meetings_page):
    paragraph = decided(meetings_page)
    meetings_page.settle()

    def choose(words: str) -> None:
        meetings_page.page.editor.menu_wanted.emit(QPoint(10, 10), paragraph)
        menu = QApplication.activePopupWidget()
        next(action for action in menu.actions() if action.text().startswith(words)).trigger()
        menu.close()
        meetings_page.settle()

    choose("Draft")
    assert meetings_page.record().paragraphs()[0].draft == 1
    choose("Note")
    choose("Internal")
    row = meetings_page.record().paragraphs()[0]
    assert (row.kind, row.internal) == ("note", 1)
    choose("Delete")
    assert meetings_page.record().paragraphs() == []


# --- a sitting by keys alone


def test_a_meeting_is_minuted_by_keys_alone(meetings_page):
    page = meetings_page.page
    page.agenda.list.setFocus()
    page.agenda.list.setCurrentRow(0)
    QTest.keyClick(page.agenda.list, Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "The agenda was adopted.")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "The group applies for a slot.")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    page.side.attendance.list.setFocus()
    meetings_page.settle()
    assert [(row.kind, row.text) for row in meetings_page.record().paragraphs()] == [
        ("note", "The agenda was adopted."), ("decision", "The group applies for a slot."),
    ]  # fmt: skip
    meetings_page.qtbot.waitUntil(lambda: page.state.text() == "held, being minuted")
    assert "2 paragraphs" in meetings_page.window.status_line.texts()[1]
