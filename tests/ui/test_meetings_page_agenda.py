"""The agenda beside the minutes: walked, edited in place, reordered, shortened, all by keys as well as by mouse."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from imgdesk import services

ALT = Qt.KeyboardModifier.AltModifier


def type_over(line, text: str) -> None:
    line.selectAll()
    QTest.keyClicks(line, text)


def agenda(opened):
    """Show the first meeting, which has three items, with the keyboard on its agenda."""
    opened.page.show_meeting(opened.ids["first"])
    opened.settle()
    items = opened.page.agenda.list
    items.setFocus()
    items.setCurrentRow(0)
    return items


def test_the_agenda_is_added_up_in_its_heading(meetings_page):
    agenda(meetings_page)
    assert meetings_page.page.agenda.heading.text() == "Agenda · 25 min"
    assert meetings_page.page.agenda.list.texts() == [
        "1. Welcome",
        "2. Side events, 25'",
        "3. Training dates",
    ]


def test_walking_the_agenda_takes_the_minutes_along(meetings_page):
    items = agenda(meetings_page)
    QTest.keyClick(items, Qt.Key.Key_Down)
    assert meetings_page.page.editor.current()[0] == meetings_page.ids["slots"]
    QTest.mouseClick(
        items.viewport(), Qt.MouseButton.LeftButton, pos=items.visualItemRect(items.item(0)).center()
    )
    assert meetings_page.page.editor.current()[0] == items.keys()[0]


def test_the_item_that_is_minuted_is_the_one_highlighted(meetings_page):
    items = agenda(meetings_page)
    meetings_page.page.editor.go_to_item(meetings_page.ids["slots"])
    assert items.current_key() == meetings_page.ids["slots"]


def test_items_are_moved_with_keys_and_undone(meetings_page):
    items = agenda(meetings_page)
    QTest.keyClick(items, Qt.Key.Key_Down, ALT)
    assert meetings_page.titles() == ["Side events", "Welcome", "Training dates"]
    assert items.currentRow() == 1
    assert items.texts()[1] == "2. Welcome"
    QTest.keyClick(items, Qt.Key.Key_Down, ALT)
    QTest.keyClick(items, Qt.Key.Key_Down, ALT)
    assert meetings_page.titles() == ["Side events", "Training dates", "Welcome"]
    QTest.keyClick(items, Qt.Key.Key_Up, ALT)
    assert meetings_page.titles() == ["Side events", "Welcome", "Training dates"]
    for _ in range(3):
        meetings_page.undo()
    assert meetings_page.titles() == ["Welcome", "Side events", "Training dates"]


def test_items_are_dropped_where_they_are_let_go(meetings_page):
    items = agenda(meetings_page)
    first, last = items.keys()[0], items.keys()[-1]
    items.drop(last, items.visualItemRect(items.item(0)).top())
    assert meetings_page.titles() == ["Training dates", "Welcome", "Side events"]
    items.drop(last, items.height() + 10)
    assert meetings_page.titles() == ["Welcome", "Side events", "Training dates"]
    step = meetings_page.last_step()
    items.drop(first, items.visualItemRect(items.item(0)).top())
    assert meetings_page.last_step() == step, "letting go where it was moves nothing"


def test_an_item_is_edited_in_its_place(meetings_page):
    items = agenda(meetings_page)
    QTest.keyClick(items, Qt.Key.Key_F2)
    form = items.form
    assert form.isVisible()
    assert QApplication.focusWidget() is form.title
    type_over(form.title, "Adoption of the agenda")
    QTest.keyClick(form.title, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is form.presenter
    QTest.keyClicks(form.presenter, "Co-chairs")
    type_over(form.minutes, "5 min")
    QTest.keyClick(form.recurring, Qt.Key.Key_Space)
    QTest.keyClick(form.recurring, Qt.Key.Key_Return)
    row = meetings_page.record().items[0]
    assert (row.title, row.presenter, row.minutes_planned, row.recurring) == (
        "Adoption of the agenda", "Co-chairs", 5, 1,
    )  # fmt: skip
    assert items.texts()[0] == "1. Adoption of the agenda, Co-chairs · at every meeting, 5'"
    assert items.form is None
    assert QApplication.focusWidget() is items
    meetings_page.undo()
    assert meetings_page.record().items[0].title == "Welcome"


def test_what_is_no_number_of_minutes_keeps_the_fields_open(meetings_page):
    items = agenda(meetings_page)
    QTest.keyClick(items, Qt.Key.Key_F2)
    type_over(items.form.minutes, "ten")
    QTest.keyClick(items.form.minutes, Qt.Key.Key_Return)
    assert meetings_page.notices == ["“ten” is not a number of minutes: type a whole number."]
    type_over(items.form.minutes, "5000")
    QTest.keyClick(items.form.minutes, Qt.Key.Key_Return)
    assert "0 to 1440" in meetings_page.notices[-1]
    assert items.form is not None
    QTest.keyClick(items.form.minutes, Qt.Key.Key_Escape)
    assert items.form is None
    assert meetings_page.record().items[0].minutes_planned is None


def test_an_empty_title_is_refused_and_the_old_one_stays(meetings_page):
    items = agenda(meetings_page)
    QTest.keyClick(items, Qt.Key.Key_F2)
    type_over(items.form.title, " ")
    QTest.keyClick(items.form.title, Qt.Key.Key_Return)
    assert "title of the item is empty" in meetings_page.notices[0]
    assert items.form is not None
    assert meetings_page.titles()[0] == "Welcome"


def test_items_are_added_one_after_the_other(meetings_page):
    items = agenda(meetings_page)
    QTest.keyClick(items, Qt.Key.Key_Insert)
    QTest.keyClicks(items.form.title, "Budget")
    QTest.keyClick(items.form.title, Qt.Key.Key_Return)
    QTest.keyClicks(items.form.title, "Staff")
    QTest.keyClick(items.form.title, Qt.Key.Key_Return)
    QTest.keyClick(items.form.title, Qt.Key.Key_Escape)
    assert meetings_page.titles() == ["Welcome", "Budget", "Staff", "Side events", "Training dates"]
    assert items.form is None
    assert items.count() == 5
    meetings_page.undo()
    assert meetings_page.titles() == ["Welcome", "Budget", "Side events", "Training dates"]


def test_the_button_adds_at_the_end(meetings_page):
    agenda(meetings_page)
    meetings_page.page.editor.setFocus()
    panel = meetings_page.page.agenda
    QTest.mouseClick(panel.add, Qt.MouseButton.LeftButton)
    QTest.keyClicks(panel.list.form.title, "Other matters")
    meetings_page.page.side.attendance.line.setFocus()
    assert meetings_page.titles()[-1] == "Other matters", "leaving keeps what was typed"
    assert panel.list.form is None


def test_an_empty_new_item_leaves_nothing(meetings_page):
    items = agenda(meetings_page)
    step = meetings_page.last_step()
    QTest.keyClick(items, Qt.Key.Key_Insert)
    QTest.keyClick(items.form.title, Qt.Key.Key_Return)
    assert items.form is None
    assert items.count() == 3
    assert meetings_page.last_step() == step


def test_what_is_typed_survives_a_change_elsewhere(meetings_page):
    items = agenda(meetings_page)
    QTest.keyClick(items, Qt.Key.Key_F2)
    type_over(items.form.title, "Half a")
    services.meetings.edit_meeting(meetings_page.desk, meetings_page.ids["first"], place="Room XX")
    meetings_page.settle()
    assert items.form.title.text() == "Half a"


def test_deleting_an_item_can_be_undone(meetings_page):
    items = agenda(meetings_page)
    QTest.keyClick(items, Qt.Key.Key_Down)
    QTest.keyClick(items, Qt.Key.Key_Delete)
    assert meetings_page.titles() == ["Welcome", "Training dates"]
    assert meetings_page.page.toast.text() == "Deleted “Side events”."
    meetings_page.undo()
    assert meetings_page.titles() == ["Welcome", "Side events", "Training dates"]


def test_a_long_title_wraps_and_the_row_grows(meetings_page):
    items = agenda(meetings_page)
    before = items.height()
    services.agenda.edit_item(
        meetings_page.desk, meetings_page.ids["slots"], title="Side events " * 12 + "<img src=x>"
    )
    meetings_page.settle()
    assert items.height() > before
    assert items.height() == sum(items.visualItemRect(items.item(n)).height() for n in range(3))
    assert "<img src=x>" in items.texts()[1]


def test_clicking_the_row_names_it_for_the_screen_reader(meetings_page):
    items = agenda(meetings_page)
    spy = QSignalSpy(meetings_page.page.agenda.typing_wanted)
    QTest.mouseClick(
        items.viewport(),
        Qt.MouseButton.LeftButton,
        pos=items.visualItemRect(items.item(2)).topLeft() + QPoint(20, 10),
    )
    assert spy.count() == 1
    assert items.currentItem().data(Qt.ItemDataRole.AccessibleTextRole) == "3. Training dates"
