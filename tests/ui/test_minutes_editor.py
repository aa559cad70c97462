"""The live document of a meeting, by the keys that a person presses: typed, turned, split, moved, kept and undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest

from imgdesk.services import meetings, minutes
from tests.ui.typed_meeting import ALT, CTRL, SHIFT, Key, TypedMeeting


@pytest.fixture
def meeting(qtbot, theme, desk) -> Iterator[TypedMeeting]:
    made = TypedMeeting(qtbot, theme, desk)
    yield made
    made.close()


# --- the whole meeting by keyboard


def test_ten_paragraphs_with_two_decisions_and_three_actions_are_typed_by_keyboard_alone(meeting):
    meeting.go(0)
    before = meeting.desk.undo_label
    meeting.type("The agenda was adopted.")
    meeting.press(Key.Key_Tab)
    meeting.type("Members reviewed the slots.")
    meeting.press(Key.Key_Return)
    meeting.press(Key.Key_D, keys_held=CTRL)
    meeting.type("The group applies for a slot at the HLPF.")
    meeting.press(Key.Key_Return)
    meeting.type("Send title and three speakers @OHCHR @UNEP by 15 July")
    meeting.press(Key.Key_E, keys_held=CTRL)
    meeting.press(Key.Key_Return)
    meeting.type("Circulate the checklist @undp late August")
    meeting.press(Key.Key_E, keys_held=CTRL)
    meeting.press(Key.Key_Return)
    meeting.type("Capacity is limited.")
    meeting.press(Key.Key_Return)
    meeting.type(f"Prepare the room @[Ana Silva] #{meeting.ref} ")
    meeting.press(Key.Key_E, keys_held=CTRL)
    meeting.press(Key.Key_Return)
    meeting.type("A draft that is not agreed")
    meeting.press(Key.Key_D, keys_held=CTRL | SHIFT)
    meeting.press(Key.Key_Tab)
    meeting.type("For the secretariat only")
    meeting.press(Key.Key_I, keys_held=CTRL | SHIFT)
    meeting.press(Key.Key_Return)
    meeting.type("The next meeting is in October.")
    meeting.press(Key.Key_Escape)

    rows = meeting.rows()
    kinds = ["note", "note", "decision", "action", "action", "note", "action", "decision", "note", "note"]
    assert [row.kind for row in rows] == kinds
    assert [row.text for row in rows if row.kind == "decision"] == [
        "The group applies for a slot at the HLPF.",
        "A draft that is not agreed",
    ]
    assert [row.draft for row in rows if row.kind == "decision"] == [0, 1]
    assert [(row.text, row.owners, row.due, row.latest) for row in rows if row.kind == "action"] == [
        ("Send title and three speakers", ("OHCHR", "UNEP"), "by 15 July", "2023-07-15"),
        ("Circulate the checklist", ("UNDP",), "late August", "2023-08-31"),
        ("Prepare the room", ("Ana Silva",), "", "2023-12-31"),
    ]
    assert rows[6].activity_id == meeting.activity
    assert [row.internal for row in rows] == [0] * 8 + [1, 0]
    assert meeting.refused == []
    for left in range(9, -1, -1):
        meeting.desk.undo()
        assert [row.text for row in meeting.rows()] == [row.text for row in rows[:left]]
    assert meeting.desk.undo_label == before


def test_a_line_is_in_the_desk_with_its_first_character_and_later_typing_after_a_pause(meeting, qtbot):
    meeting.go(0)
    assert meeting.rows() == []
    meeting.type("C")
    assert meeting.texts() == ["C"]
    meeting.editor.pause.setInterval(600_000)
    meeting.type("irculat")
    assert meeting.texts() == ["C"]
    meeting.editor.pause.setInterval(1)
    meeting.type("e")
    qtbot.waitUntil(lambda: meeting.texts() == ["Circulate"])
    assert meeting.line() == "Circulate"
    meeting.desk.undo()
    assert meeting.rows() == []


def test_a_line_without_words_leaves_nothing(meeting):
    label = meeting.desk.undo_label
    meeting.go(0)
    meeting.type("   ")
    meeting.press(Key.Key_Return, Key.Key_Tab, Key.Key_Escape)
    assert meeting.rows() == []
    assert meeting.desk.undo_label == label


def test_a_line_typed_and_taken_back_leaves_nothing(meeting):
    meeting.go(0)
    meeting.type("ab")
    meeting.press(Key.Key_Backspace, Key.Key_Backspace, Key.Key_Escape)
    assert meeting.rows() == []


# --- Enter, Tab, arrows, Backspace


def test_enter_within_the_words_splits(meeting):
    meeting.go(0)
    meeting.type("First part. Second part.")
    meeting.editor.line.put_cursor(12)
    meeting.press(Key.Key_Return)
    assert meeting.texts() == ["First part.", "Second part."]
    assert meeting.line() == "Second part."
    meeting.type("X ")
    meeting.press(Key.Key_Escape)
    assert meeting.texts() == ["First part.", "X Second part."]


def test_enter_splits_an_action_where_the_cursor_stands_in_its_line(meeting):
    minutes.add_minute(meeting.desk, meeting.items[0], "Write. Call them.", "action", owners="UNEP")
    meeting.edit(0)
    assert meeting.line() == "Write. Call them. @UNEP"
    meeting.editor.line.put_cursor(7)
    meeting.press(Key.Key_Return, Key.Key_Escape)
    first, second = meeting.rows()
    assert (first.kind, first.text) == ("action", "Write.")
    assert (second.kind, second.text) == ("note", "Call them. @UNEP")


def test_enter_at_the_beginning_opens_a_line_before(meeting):
    minutes.add_minute(meeting.desk, meeting.items[0], "Old")
    meeting.edit(0, 0)
    meeting.press(Key.Key_Return)
    meeting.type("New")
    meeting.press(Key.Key_Escape)
    assert meeting.texts() == ["New", "Old"]


def test_enter_in_the_middle_of_an_item_goes_on_behind_that_paragraph(meeting):
    for text in ("One", "Three"):
        minutes.add_minute(meeting.desk, meeting.items[0], text)
    meeting.edit(0)
    meeting.press(Key.Key_Return)
    meeting.type("Two")
    meeting.press(Key.Key_Escape)
    assert meeting.texts() == ["One", "Two", "Three"]


def test_shift_enter_is_a_new_line_within_the_paragraph(meeting):
    meeting.go(0)
    meeting.type("Either")
    meeting.press(Key.Key_Return, keys_held=SHIFT)
    meeting.type("or")
    meeting.press(Key.Key_Escape)
    assert meeting.texts() == ["Either\nor"]


def test_tab_goes_to_the_end_of_the_next_item_and_shift_tab_back(meeting):
    told = []
    meeting.editor.item_changed.connect(told.append)
    meeting.go(1)
    meeting.press(Key.Key_Tab)
    assert meeting.editor.current() == (meeting.items[2], None)
    meeting.press(Key.Key_Backtab, keys_held=SHIFT)
    meeting.press(Key.Key_Backtab, keys_held=SHIFT)
    meeting.type("First item")
    meeting.press(Key.Key_Escape)
    assert meeting.texts(0) == ["First item"]
    assert told == [meeting.items[1], meeting.items[2], meeting.items[1], meeting.items[0]]


def test_up_and_down_cross_to_the_paragraphs_beside(meeting):
    minutes.add_minute(meeting.desk, meeting.items[0], "Above")
    minutes.add_minute(meeting.desk, meeting.items[1], "Below")
    meeting.edit(0)
    meeting.press(Key.Key_Down)
    assert meeting.line() == "Below"
    meeting.press(Key.Key_Down)
    assert meeting.editor.current() == (meeting.items[2], None)
    meeting.press(Key.Key_Up, Key.Key_Up)
    assert meeting.line() == "Above"
    assert len(meeting.rows()) == 2


def test_backspace_at_the_start_joins_to_the_paragraph_before(meeting):
    for text in ("First.", "Second."):
        minutes.add_minute(meeting.desk, meeting.items[0], text)
    meeting.edit(1, 0)
    meeting.press(Key.Key_Backspace)
    assert meeting.texts() == ["First. Second."]
    assert meeting.editor.line.textCursor().position() == 7
    meeting.editor.line.put_cursor(0)
    meeting.press(Key.Key_Backspace)
    assert meeting.texts() == ["First. Second."]
    assert meeting.refused == []


def test_backspace_in_a_new_line_goes_back_to_the_one_before(meeting):
    minutes.add_minute(meeting.desk, meeting.items[0], "First.")
    meeting.go(0)
    meeting.press(Key.Key_Backspace)
    assert meeting.line() == "First."


# --- kinds, moving, deleting


@pytest.mark.parametrize(("key", "kind"), [(Key.Key_D, "decision"), (Key.Key_E, "action")])
def test_a_line_is_turned_and_back(meeting, key, kind):
    meeting.go(0)
    meeting.type("Publish it @UNEP by 15 July")
    meeting.press(key, keys_held=CTRL)
    assert meeting.rows()[0].kind == kind
    meeting.press(key, keys_held=CTRL)
    meeting.press(Key.Key_Escape)
    assert (meeting.rows()[0].kind, meeting.rows()[0].text) == ("note", "Publish it @UNEP by 15 July")


def test_a_paragraph_that_is_selected_is_turned_without_opening_it(meeting):
    minutes.add_minute(meeting.desk, meeting.items[0], "Publish it @UNEP by 15 July")
    meeting.editor.go_to_paragraph(meeting.rows()[0].id)
    meeting.press(Key.Key_E, keys_held=CTRL)
    (row,) = meeting.rows()
    assert (row.kind, row.text, row.owners, row.latest) == ("action", "Publish it", ("UNEP",), "2023-07-15")
    assert meeting.line() is None


def test_an_action_is_edited_as_it_was_typed(meeting):
    minutes.add_minute(meeting.desk, meeting.items[0], "Publish it", "action", owners="UNEP", due="15 July")
    label = meeting.desk.undo_label
    meeting.edit(0)
    assert meeting.line() == "Publish it @UNEP 15 July"
    meeting.press(Key.Key_Escape)
    assert meeting.desk.undo_label == label
    meeting.edit(0)
    meeting.press(Key.Key_Backspace, Key.Key_Backspace, Key.Key_Backspace, Key.Key_Backspace)
    meeting.type("August 2023")
    meeting.press(Key.Key_Escape)
    (row,) = meeting.rows()
    assert (row.text, row.owners, row.due) == ("Publish it", ("UNEP",), "15 August 2023")


def test_alt_and_arrows_move_a_paragraph_within_and_across_items(meeting):
    for text in ("One", "Two"):
        minutes.add_minute(meeting.desk, meeting.items[0], text)
    meeting.edit(1)
    meeting.press(Key.Key_Up, keys_held=ALT)
    assert meeting.texts(0) == ["Two", "One"]
    assert meeting.line() == "Two"
    meeting.press(Key.Key_Down, Key.Key_Down, keys_held=ALT)
    assert (meeting.texts(0), meeting.texts(1)) == (["One"], ["Two"])
    meeting.press(Key.Key_Up, keys_held=ALT)
    assert (meeting.texts(0), meeting.texts(1)) == (["One", "Two"], [])


def test_a_paragraph_is_deleted_from_the_line_and_comes_back_by_undo(meeting):
    for text in ("One", "Two"):
        minutes.add_minute(meeting.desk, meeting.items[0], text)
    meeting.edit(1)
    meeting.press(Key.Key_Backspace, keys_held=CTRL | SHIFT)
    assert meeting.texts() == ["One"]
    assert meeting.line() == "One"
    meeting.desk.undo()
    assert meeting.texts() == ["One", "Two"]


def test_what_was_just_typed_comes_back_when_it_is_deleted_too_soon(meeting):
    meeting.go(0)
    meeting.type("Precious words")
    meeting.press(Key.Key_Backspace, keys_held=CTRL | SHIFT)
    assert meeting.rows() == []
    meeting.desk.undo()
    assert meeting.texts() == ["Precious words"]


def test_delete_in_an_empty_line_deletes_the_paragraph(meeting):
    minutes.add_minute(meeting.desk, meeting.items[0], "A")
    meeting.edit(0)
    meeting.press(Key.Key_Backspace, Key.Key_Delete, Key.Key_Escape)
    assert meeting.rows() == []


def test_ctrl_m_keeps_the_line_and_asks_for_a_change_of_the_plan(meeting):
    wanted = []
    meeting.editor.change_plan_wanted.connect(wanted.append)
    meeting.go(0)
    meeting.type("Move the side event")
    meeting.press(Key.Key_M, keys_held=CTRL)
    assert meeting.texts() == ["Move the side event"]
    assert wanted == [meeting.rows()[0].id]


# --- the surface


def test_escape_leaves_the_line_and_the_surface_has_keys(meeting):
    for text in ("One", "Two"):
        minutes.add_minute(meeting.desk, meeting.items[0], text)
    meeting.edit(0)
    meeting.type("!")
    meeting.press(Key.Key_Escape)
    assert meeting.focus() is meeting.editor
    assert meeting.texts() == ["One!", "Two"]
    meeting.press(Key.Key_Down)
    assert meeting.editor.current() == (meeting.items[0], meeting.rows()[1].id)
    QTest.keySequence(meeting.editor, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == "Two"
    meeting.press(Key.Key_Delete)
    assert meeting.texts() == ["One!"]
    meeting.desk.undo()
    assert meeting.texts() == ["One!", "Two"]
    meeting.press(Key.Key_Home, Key.Key_Return)
    assert meeting.line() == "One!"


def test_typing_at_the_surface_begins_a_line_behind_the_selected_paragraph(meeting):
    for text in ("One", "Three"):
        minutes.add_minute(meeting.desk, meeting.items[0], text)
    meeting.editor.go_to_paragraph(meeting.rows()[0].id)
    meeting.type("Two")
    meeting.press(Key.Key_Escape)
    assert meeting.texts() == ["One", "Two", "Three"]


def test_keys_of_the_window_are_taken_only_where_they_mean_something_here(meeting):
    fired = []
    for keys in ("Ctrl+E", "T", "Ctrl+P", "Ctrl+Z"):
        action = QAction(meeting.editor)
        action.setShortcut(keys)
        action.triggered.connect(lambda _checked=False, keys=keys: fired.append(keys))
        meeting.editor.addAction(action)
    meeting.go(0)
    meeting.type("Test")
    meeting.press(Key.Key_E, keys_held=CTRL)
    meeting.press(Key.Key_Escape)
    meeting.type("T")
    assert fired == []
    meeting.press(Key.Key_P, keys_held=CTRL)
    meeting.press(Key.Key_Z, keys_held=CTRL)
    assert fired == ["Ctrl+P"]
    assert meeting.line() == ""
    meeting.press(Key.Key_Z, keys_held=CTRL)
    assert fired == ["Ctrl+P", "Ctrl+Z"]


def test_an_approved_meeting_is_read_and_not_typed_in(meeting):
    for text in ("One", "Two"):
        minutes.add_minute(meeting.desk, meeting.items[0], text)
    meeting.edit(0)
    meeting.type(" more")
    meetings.edit_meeting(meeting.desk, meeting.id, status="approved")
    assert meeting.line() is None
    meeting.editor.setFocus()
    meeting.press(Key.Key_Down, Key.Key_Return)
    meeting.type("x")
    assert meeting.line() is None
    meeting.press(Key.Key_Delete)
    assert len(meeting.rows()) == 2


def test_a_refusal_goes_out_and_the_words_stay_in_the_line(meeting):
    meeting.go(0)
    meeting.type("a")
    with meeting.editor.writing():  # as if another program had approved it, and nobody has looked yet
        meetings.edit_meeting(meeting.desk, meeting.id, status="approved")
    meeting.type("bc")
    meeting.press(Key.Key_Return)
    assert meeting.line() == "abc"
    assert "approved" in meeting.refused[-1]


# --- what happens underneath


def test_the_line_goes_when_its_paragraph_is_undone_or_deleted_elsewhere(meeting):
    meeting.go(0)
    meeting.type("Typed")
    meeting.editor.save()
    meeting.desk.undo()
    assert meeting.line() is None
    assert meeting.rows() == []
    meeting.desk.redo()
    assert meeting.texts() == ["Typed"]


def test_a_change_elsewhere_leaves_line_cursor_and_scroll_position(meeting):
    for number in range(60):
        minutes.add_minute(meeting.desk, meeting.items[0], f"Paragraph {number}")
    meeting.edit(30, 4)
    top = meeting.editor.line.mapTo(meeting.editor, QPoint(0, 0)).y()
    meeting.type("x")
    minutes.add_minute(meeting.desk, meeting.items[0], "Above all " * 60, after=0)
    assert meeting.line() == "Paraxgraph 30"
    assert meeting.editor.line.textCursor().position() == 5
    assert abs(meeting.editor.line.mapTo(meeting.editor, QPoint(0, 0)).y() - top) <= 1
    meeting.press(Key.Key_Escape)
    assert meeting.rows()[31].text == "Paraxgraph 30"


def test_words_changed_elsewhere_come_into_a_line_that_was_not_typed_in(meeting):
    made = minutes.add_minute(meeting.desk, meeting.items[0], "Old words")
    meeting.edit(0)
    minutes.edit_minute(meeting.desk, made, "New words")
    assert meeting.line() == "New words"


def test_a_meeting_that_is_gone_is_not_written_to(meeting):
    meeting.go(0)
    meeting.type("a")
    meetings.delete_meeting(meeting.desk, meeting.id)
    assert meeting.line() is None
    assert meeting.editor.record is None
    assert meeting.refused == []


# --- pasting


def paste(meeting, text: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
    QTest.keySequence(meeting.focus(), QKeySequence(QKeySequence.StandardKey.Paste))


def test_several_paragraphs_are_pasted_as_one_step(meeting):
    meeting.go(0)
    paste(meeting, "One\r\n\r\n• Two\r\n3)\tThree")
    assert meeting.texts() == ["One", "- Two", "3) Three"]
    assert meeting.line() == "3) Three"
    meeting.press(Key.Key_Escape)
    meeting.desk.undo()
    assert meeting.rows() == []


def test_one_line_is_pasted_into_the_words_as_plain_text(meeting):
    meeting.go(0)
    meeting.type("Before  after")
    meeting.editor.line.put_cursor(7)
    paste(meeting, "<img src=x>", "<b>bold</b><img src='http://host.invalid/x.png'>")
    meeting.press(Key.Key_Escape)
    assert meeting.texts() == ["Before <img src=x> after"]


def test_a_very_long_line_is_kept_whole_and_shown_in_part(meeting):
    long = "word " * 40_000
    meeting.go(0)
    paste(meeting, long)
    meeting.press(Key.Key_Escape)
    assert meeting.texts() == [long.strip()]
    editor = meeting.editor
    place = editor.flow.place(("paragraph", meeting.rows()[0].id))
    assert editor.flow.laid(place).cut > 100
    assert editor.flow.tall(place) < 1000


# --- completing


def test_at_offers_organizations_and_people_and_takes_what_was_chosen(meeting):
    meeting.go(0)
    meeting.type("Ask @un")
    offered = meeting.editor.completions
    assert [offered.item(n).text().split()[0] for n in range(offered.count())] == ["UNDP", "UNEP"]
    meeting.press(Key.Key_Down, Key.Key_Tab)
    assert meeting.line() == "Ask @UNEP "
    assert not offered.isVisible()
    meeting.type("and @sil")
    meeting.press(Key.Key_Return)
    assert meeting.line() == "Ask @UNEP and @Ana Silva "


def test_what_only_stands_somewhere_in_the_words_is_not_taken_by_itself(meeting):
    meeting.go(0)
    meeting.type("Ask about #t")
    assert meeting.editor.completions.count() > 1
    meeting.press(Key.Key_Return)
    assert meeting.texts() == ["Ask about #t"]
    assert meeting.line() == ""


def test_the_first_that_begins_so_is_taken_by_one_key(meeting):
    meeting.go(0)
    meeting.type("Ask @U")
    meeting.press(Key.Key_Return)
    assert meeting.line() == "Ask @UNDP "
    meeting.press(Key.Key_Return)
    assert meeting.texts() == ["Ask @UNDP"]


def test_escape_closes_the_list_first(meeting):
    meeting.go(0)
    meeting.type("Ask @U")
    meeting.press(Key.Key_Escape)
    assert not meeting.editor.completions.isVisible()
    assert meeting.line() == "Ask @U"
    meeting.press(Key.Key_Escape)
    assert meeting.line() is None


def test_a_name_typed_in_full_needs_no_list(meeting):
    meeting.go(0)
    meeting.type("Write @UNEP")
    assert not meeting.editor.completions.isVisible()


def test_hash_offers_activities_by_reference_and_words(meeting):
    meeting.go(0)
    meeting.type("On #hlpf")
    meeting.press(Key.Key_Down, Key.Key_Return)
    assert meeting.line() == f"On #{meeting.ref} "
    meeting.press(Key.Key_D, keys_held=CTRL)
    meeting.press(Key.Key_Escape)
    assert meeting.rows()[0].activity_id == meeting.activity
