"""What meetings agreed on an activity, in the inspector of the workplan."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit

from imgdesk.services import action_points, meetings, minutes
from imgdesk.store.desk import Desk


def agree(desk: Desk, activity: int) -> None:
    """Let a meeting decide on the activity and give two actions on it."""
    series = meetings.add_series(desk, "IMG meeting", "img")
    item = minutes.add_item(
        desk, meetings.add_meeting(desk, "19 April 2023", series_id=series), "Side events"
    )
    minutes.add_minute(desk, item, "Apply for a slot.", "decision", activity_id=activity)
    minutes.add_minute(
        desk, item, "Send a title.", "action", owners="OHCHR, UNEP", due="15 June", activity_id=activity
    )
    minutes.add_minute(desk, item, "Find speakers.", "action", activity_id=activity)


@pytest.fixture
def one(plan_page):
    """The inspector of the side event, after a meeting."""
    agree(plan_page.desk, plan_page.ids["event"])
    plan_page.select("event")
    return plan_page.page.inspector.one


def pick(opened, box, words: str) -> None:
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Return)
    combo = QApplication.focusWidget()
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findText(words))
    combo.hidePopup()
    QTest.keyClick(combo, Qt.Key.Key_Return)
    opened.settle()


def test_actions_and_decisions_stand_with_who_when_and_how(plan_page, one) -> None:
    assert one.to_do.texts() == [
        "OHCHR, UNEP: Send a title.\nopen\ndue 15 June, overdue", "Find speakers.\nopen\nno date",
    ]  # fmt: skip
    assert one.decisions.texts() == ["Apply for a slot.\nactive\n1st IMG meeting"]
    plan_page.select("cop")
    assert one.to_do.texts() == one.decisions.texts() == []
    assert not one.decisions.isVisible()


def test_the_status_is_set_where_it_stands(plan_page, one) -> None:
    pick(plan_page, one.to_do.entries(2, one.to_do._entry)[0].details[0], "done")
    assert plan_page.desk.undo_label == "Set “Send a title.” to done"
    assert one.to_do.texts()[1] == "OHCHR, UNEP: Send a title.\ndone\ndue 15 June"
    pick(plan_page, one.decisions.entries(1, one.decisions._entry)[0].details[0], "revised")
    assert one.decisions.texts() == ["Apply for a slot.\nrevised\n1st IMG meeting"]
    assert [row[0] for row in plan_page.desk.read("SELECT status FROM decision")] == ["revised"]


def test_an_action_is_added_here(plan_page, one) -> None:
    QTest.mouseClick(one.to_do.add, Qt.MouseButton.LeftButton)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    editor.insertPlainText("Book a room")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    plan_page.settle()
    assert one.to_do.texts()[-1] == "Book a room\nopen\nno date"
    rows = plan_page.desk.read("SELECT activity_id FROM action_point ORDER BY id DESC LIMIT 1")
    assert rows == [(plan_page.ids["event"],)]
    assert not one.to_do.new.isVisible()


def test_a_press_goes_to_the_register_and_to_the_meeting(plan_page, one) -> None:
    wanted = []
    plan_page.page.record_wanted.connect(lambda *record: wanted.append(record))
    QTest.mouseClick(one.to_do.entries(2, one.to_do._entry)[1].main, Qt.MouseButton.LeftButton)
    QTest.mouseClick(one.decisions.entries(1, one.decisions._entry)[0].main, Qt.MouseButton.LeftButton)
    assert wanted == [("action", 2), ("meeting", 1)]


def test_a_change_elsewhere_is_seen(plan_page, one) -> None:
    action_points.edit_action(plan_page.desk, 2, due="1 December 2023", owners="FAO")
    plan_page.settle()
    assert "FAO: Find speakers.\nopen\ndue 1 December 2023" in one.to_do.texts()


def test_a_decision_whose_meeting_is_gone_stays(plan_page, one) -> None:
    meetings.delete_meeting(plan_page.desk, 1)
    plan_page.settle()
    assert one.decisions.texts() == ["Apply for a slot.\nactive\n–"]
    assert not one.decisions.entries(1, one.decisions._entry)[0].main.editable


def test_a_read_only_desk_shows_and_offers_nothing(read_only_page) -> None:
    read_only_page.select("event")
    one = read_only_page.page.inspector.one
    assert not one.to_do.isVisible()
    assert not one.to_do.add.isVisible()
