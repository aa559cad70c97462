"""What stands at the right of the minutes: facts, attendance, actions, counts; edited where they stand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from imgdesk import services
from imgdesk.ui.meetings.facts import local_words


def edit(opened, box, text: str, key=Qt.Key.Key_Return) -> None:
    """Edit a field as a person does: on it, Return, the text, Return."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Return)
    line = QApplication.focusWidget()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, key)
    opened.settle()


def people(opened) -> dict[str, str]:
    return {row.name: row.state for row in opened.record().attendance}


def test_the_date_is_edited_as_agreed(meetings_page):
    facts = meetings_page.page.side.facts
    edit(meetings_page, facts.when, "late August 2023")
    assert meetings_page.record().when_text == "late August 2023"
    assert facts.when.text().splitlines()[0] == "late August 2023, 15:00"
    assert "August 2023" in facts.when.text().splitlines()[1]
    assert facts.local.text() == "The local times stand here once the day is set."
    edit(meetings_page, facts.when, "when the moon is right")
    assert meetings_page.record().when_text == "when the moon is right"
    meetings_page.undo()
    meetings_page.undo()
    assert facts.when.text() == "Wednesday 19 July 2023, 15:00"


def test_escape_drops_what_was_typed(meetings_page):
    facts = meetings_page.page.side.facts
    edit(meetings_page, facts.when, "1 May 2024", Qt.Key.Key_Escape)
    assert meetings_page.record().when_text == "19 July 2023"


def test_a_time_that_is_none_is_refused_and_stays_open(meetings_page):
    facts = meetings_page.page.side.facts
    edit(meetings_page, facts.boxes["start_time"], "after lunch")
    assert "not a time of day" in meetings_page.notices[0]
    line = QApplication.focusWidget()
    line.selectAll()
    QTest.keyClicks(line, "9.30")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert meetings_page.record().start_time == "09:30"
    assert facts.local.text().startswith("09:30 Geneva · 03:30 New York")


def test_the_city_of_the_meeting_comes_first_in_the_local_times(meetings_page):
    facts = meetings_page.page.side.facts
    edit(meetings_page, facts.boxes["time_zone"], "Bangkok")
    assert facts.local.text() == "15:00 Bangkok · 10:00 Geneva · 04:00 New York · 11:00 Nairobi"
    edit(meetings_page, facts.boxes["time_zone"], "Atlantis")
    assert "“Atlantis” is not a city" in facts.local.text()
    record = meetings_page.record()
    assert local_words(record._replace(time_zone=""), "Geneva").startswith("Set the city")
    assert local_words(record._replace(start_time=""), "Geneva") == ""


def test_tab_goes_on_from_field_to_field(meetings_page):
    boxes = meetings_page.page.side.facts.boxes
    edit(meetings_page, boxes["place"], "Room XX", Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "https://meet.example.org")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    record = meetings_page.record()
    assert (record.place, record.link) == ("Room XX", "https://meet.example.org")


def test_the_chair_is_chosen_among_the_organizations(meetings_page):
    box = meetings_page.page.side.facts.boxes["chair_id"]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Return)
    choice = box.editor
    assert isinstance(choice, QComboBox)
    assert choice.itemText(0) == "nobody"
    choice.setCurrentIndex(choice.findText("UNEP"))
    QTest.keyClick(choice, Qt.Key.Key_Return)
    assert meetings_page.record().chair == "UNEP"
    assert box.text() == "UNEP"


def test_focal_points_stand_on_the_list_and_space_marks_them(meetings_page):
    attendance = meetings_page.page.side.attendance
    assert set(people(meetings_page).values()) == {"absent"}
    assert len(people(meetings_page)) == 3
    attendance.list.setFocus()
    attendance.list.setCurrentRow(0)
    name = meetings_page.record().attendance[0].name
    assert attendance.list.texts()[0] == f"{name}, focus area lead, expected"
    for state in ("present", "apologies"):
        QTest.keyClick(attendance.list, Qt.Key.Key_Space)
        assert people(meetings_page)[name] == state
    assert attendance.list.texts()[0] == f"{name}, focus area lead, apologies"
    QTest.keyClick(attendance.list, Qt.Key.Key_Space)
    assert people(meetings_page)[name] == "absent"


def test_a_click_on_the_tag_marks_and_a_click_on_the_name_does_not(meetings_page):
    rows = meetings_page.page.side.attendance.list
    key = rows.keys()[1]
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.tag_box(key).center())
    assert meetings_page.record().attendance[1].state == "present"
    box = rows.visualItemRect(rows.item(1))
    QTest.mouseClick(
        rows.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + (box.center() - box.topLeft()) / 3
    )
    assert meetings_page.record().attendance[1].state == "present"


def test_mark_all_present_is_one_step(meetings_page):
    attendance = meetings_page.page.side.attendance
    QTest.mouseClick(attendance.all, Qt.MouseButton.LeftButton)
    assert set(people(meetings_page).values()) == {"present"}
    assert not attendance.all.isVisible()
    assert meetings_page.page.side.so_far.text() == "0 decisions · 0 actions · 3 present"
    meetings_page.undo()
    assert set(people(meetings_page).values()) == {"absent"}


def test_on_behalf_of_is_typed_in_the_row(meetings_page):
    rows = meetings_page.page.side.attendance.list
    rows.setFocus()
    rows.setCurrentRow(0)
    QTest.keyClick(rows, Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "FAO")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    row = meetings_page.record().attendance[0]
    assert (row.on_behalf_of, row.state) == ("FAO", "absent")
    assert QApplication.focusWidget() is rows
    assert "on behalf of FAO" in rows.texts()[0]
    QTest.keyClick(rows, Qt.Key.Key_Space)
    assert meetings_page.record().attendance[0].on_behalf_of == "FAO", "marking keeps it"


def test_somebody_known_is_added_by_name(meetings_page):
    line = meetings_page.page.side.attendance.line
    line.setFocus()
    QTest.keyClicks(line, "ana silva")
    QTest.keyClick(line, Qt.Key.Key_Return)
    meetings_page.settle()
    assert people(meetings_page)["Ana Silva"] == "present"
    assert line.text() == ""


def test_a_name_that_nobody_knows_is_asked_about(meetings_page):
    attendance = meetings_page.page.side.attendance
    attendance.new_menu("Water & Rivers").actions()[0].trigger()
    assert people(meetings_page)["Water & Rivers"] == "present"
    assert meetings_page.desk.read("SELECT count(*) FROM organization WHERE name = 'Water & Rivers'") == [
        (1,)
    ]
    attendance.new_menu("Bo Lund").actions()[1].trigger()
    assert meetings_page.desk.read("SELECT count(*) FROM person WHERE name = 'Bo Lund'") == [(1,)]
    assert len(people(meetings_page)) == 5
    meetings_page.undo()
    assert meetings_page.desk.read("SELECT count(*) FROM person WHERE name = 'Bo Lund'") == [(0,)]


def test_delete_takes_somebody_off_the_list(meetings_page):
    rows = meetings_page.page.side.attendance.list
    rows.setFocus()
    rows.setCurrentRow(0)
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert len(meetings_page.record().attendance) == 2
    meetings_page.trigger("list_focal_points")
    assert len(meetings_page.record().attendance) == 3


def test_an_empty_list_says_so_and_offers_the_focal_points(meetings_page):
    meetings_page.page.show_meeting(meetings_page.ids["first"])
    meetings_page.settle()
    attendance = meetings_page.page.side.attendance
    assert attendance.nobody.isVisible()
    assert not attendance.all.isVisible()
    QTest.mouseClick(attendance.focal, Qt.MouseButton.LeftButton)
    assert attendance.list.isVisible()
    assert attendance.list.count() == 3


def test_an_action_that_is_done_here_is_done_as_of_this_meeting(meetings_page):
    panel, ids = meetings_page.page.side.open_actions, meetings_page.ids
    assert panel.list.texts() == ["Letter to the secretariats, OHCHR · due 30 June 2023 · overdue, open"]
    panel.list.setFocus()
    panel.list.setCurrentRow(0)
    QTest.keyClick(panel.list, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert menu.activeAction().text() == "Open"
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert panel.list.texts() == ["Letter to the secretariats, OHCHR · due 30 June 2023, done"]
    assert meetings_page.record(ids["first"]).actions[0].status == "open", "what was recorded before stays"
    assert meetings_page.desk.read("SELECT status FROM action_point") == [("done",)]


def test_what_happened_so_far_is_counted(meetings_page, qtbot):
    meetings_page.page.show_meeting(meetings_page.ids["first"])
    so_far = meetings_page.page.side.so_far
    assert so_far.text() == "0 decisions · 1 action"
    services.minutes.add_minute(meetings_page.desk, meetings_page.ids["slots"], "Agreed.", "decision")
    qtbot.waitUntil(lambda: so_far.text() == "1 decision · 1 action")
