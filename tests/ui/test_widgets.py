"""The reusable parts, each by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, QDateTime, Qt, QTime
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from imgdesk.ui.tips import plain_tip
from imgdesk.ui.widgets.buttons import Button, Chip, IconButton
from imgdesk.ui.widgets.labels import ElidedLabel, Label
from imgdesk.ui.widgets.rail import Rail
from imgdesk.ui.widgets.status_line import StatusLine
from imgdesk.ui.widgets.toast import Toast
from imgdesk.ui.widgets.top_bar import TopBar
from imgdesk.ui.words import day_words, saved_words

NOW = QDateTime(QDate(2023, 7, 14), QTime(14, 2))


@pytest.mark.parametrize(
    ("moment", "day", "saved"),
    [
        (QDateTime(QDate(2023, 7, 14), QTime(9, 5)), "today 09:05", "09:05"),
        (QDateTime(QDate(2023, 7, 13), QTime(23, 59)), "yesterday 23:59", "13 July"),
        (QDateTime(QDate(2023, 1, 2), QTime(1, 0)), "2 January", "2 January"),
        (QDateTime(QDate(2022, 12, 31), QTime(1, 0)), "31 December 2022", "31 December 2022"),
    ],
)
def test_moments_in_words(moment: QDateTime, day: str, saved: str) -> None:
    assert day_words(moment, NOW) == day
    assert saved_words(moment, NOW) == saved


def test_labels_never_interpret_markup(qtbot) -> None:
    label = Label("<b>bold</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>bold</b>"


def test_an_elided_label_gives_way_and_keeps_its_text(qtbot, theme) -> None:
    label = ElidedLabel("A rather long name\nof an activity")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.text_in_full() == "A rather long name of an activity"
    assert label.toolTip() == label.accessibleName() == label.text_in_full()
    label.resize(600, 20)
    assert label.text() == label.text_in_full()
    assert label.toolTip() == ""


def test_buttons_leave_the_focus_where_it_is_when_clicked(qtbot, theme) -> None:
    for made in (Button("Import…"), Chip("Lead", checkable=True), IconButton(theme, "close", "Close")):
        qtbot.addWidget(made)
        assert made.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_a_button_with_a_menu_is_named_without_the_room_for_its_arrow(qtbot, theme) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    button = Button("Export", "primary", menu=menu)
    qtbot.addWidget(button)
    button.setText("Group: lead")
    assert button.accessibleName() == "Group: lead"


def test_an_icon_button_follows_its_action(qtbot, theme) -> None:
    action = QAction("Fit", checkable=True)
    button = IconButton.for_action(theme, "fit", action)
    qtbot.addWidget(button)
    action.setEnabled(False)
    assert not button.isEnabled()
    action.setEnabled(True)
    button.click()
    assert action.isChecked()
    assert button.isChecked()


def test_the_rail_emits_the_page_pressed_but_not_the_one_shown(qtbot, theme) -> None:
    rail = Rail(theme, "imgdesk")
    qtbot.addWidget(rail)
    buttons = [rail.add("workplan", name) for name in ("Workplan", "Meetings")]
    chosen: list[int] = []
    rail.chosen.connect(chosen.append)
    rail.show_chosen(0)
    assert chosen == []
    buttons[1].click()
    assert chosen == [1]
    assert not buttons[0].isChecked()


def test_a_long_group_name_does_not_widen_the_rail(qtbot, theme) -> None:
    rail = Rail(theme, "imgdesk")
    qtbot.addWidget(rail)
    rail.set_subtitle("Issue Management Group on Human Rights and the Environment " * 4)
    rail.show()
    assert rail.width() == 184


def test_the_top_bar_swaps_the_widgets_of_pages(qtbot, theme) -> None:
    bar = TopBar(QLineEdit())
    qtbot.addWidget(bar)
    bar.show()
    first, second = Button("One"), Button("Two")
    bar.show_widgets([first])
    bar.show_widgets([second])
    assert not first.isVisible()
    assert second.isVisible()


def test_the_status_line_shows_a_job_and_its_cancel(qtbot, theme) -> None:
    line = StatusLine(theme)
    qtbot.addWidget(line)
    line.show()
    line.set_saved("Saved 14:02")
    line.begin_job("Exporting…")
    assert line.texts() == ("Saved 14:02", "", "Exporting…")
    with qtbot.waitSignal(line.cancelled):
        line.findChild(IconButton).click()
    line.end_job()
    assert line.texts()[2] == ""


def test_an_offer_to_undo_goes_when_undo_means_another_step(qtbot, theme) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(600, 400)
    parent.show()
    toast, undo = Toast(parent), QAction("Undo: Delete “A”")
    toast.say_undone_by("Deleted A.", undo)
    qtbot.waitUntil(lambda: undo.receivers("2changed()") > 0)
    undo.setEnabled(True)
    assert toast.text() == "Deleted A."
    undo.setText("Undo: Edit “B”")
    assert toast.text() == ""
    toast.say("Exported.", "Open", parent.update)
    undo.setText("Undo: Delete “A”")
    assert toast.text() == "Exported."


def test_a_toast_lies_within_its_parent_and_acts_once(qtbot, theme) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(800, 400)
    parent.show()
    toast = Toast(parent)
    done: list[bool] = []
    toast.say("Exported.", "Open", lambda: done.append(True))
    assert parent.rect().contains(toast.geometry())
    toast.findChild(Button).click()
    assert done == [True]
    assert toast.text() == ""
    toast.say("Only words.")
    assert not toast.findChild(Button).isVisible()


@pytest.mark.parametrize("text", ["<img src=x> & more", "words\n<b>more</b>", "a < b"])
def test_a_tool_tip_shows_markup_as_text(text: str) -> None:
    from PySide6.QtGui import QTextDocument

    shown = QTextDocument()
    shown.setHtml(plain_tip(text))
    assert shown.toPlainText() == " ".join(text.split())


def test_a_tool_tip_of_plain_words_is_these_words() -> None:
    assert [plain_tip(text) for text in ("Two & three", " ", "")] == ["Two & three", "", ""]
