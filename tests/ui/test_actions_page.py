"""The register of actions as a person uses it: keys and mouse in, the desk and the picture out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit

from imgdesk.services import action_points, meetings, minutes, next_meeting, people
from imgdesk.settings import Settings
from imgdesk.store.desk import Desk
from imgdesk.ui import app as start
from imgdesk.ui.editors import WhenEditor
from imgdesk.ui.models.action_table import (
    ACTIVITY,
    COLUMNS,
    DUE,
    OWNERS,
    SERIES,
    STATUS,
    TEXT,
    ActionTableModel,
)
from imgdesk.ui.theme import Theme
from imgdesk.views import actions as view
from imgdesk.views.actions import EVERYTHING, STILL_OPEN, Order
from tests.ui.settling import settle

TODAY = date(2023, 7, 14)
OPEN_TEXTS = ["letter", "room", "checklist", "venue", "dates"]
_ROWS = (
    ("letter", "Write the letter", "OHCHR", "by 30 March", "event"),
    ("checklist", "Send the checklist", "UNDP", "late August 2023", None),
    ("contacts", "Share contact points", "FAO", "1 February", None),
)


class Register:
    """The window with all its pages over a small plan and a small register, the Actions page in front."""

    def __init__(
        self, qtbot, theme: Theme, path: Path, ids: dict[str, int], *, read_only: bool = False
    ) -> None:
        self.ids, self.today, self.notices = ids, TODAY, []
        self.window, self.controller = start.build(theme, Settings(), today=lambda: self.today)
        qtbot.addWidget(self.window)
        self.window.resize(1440, 900)
        self.window.show()
        self.controller.open_path(path, read_only=read_only)
        names = [entry.name for entry in self.window._entries]
        self.index = names.index("Actions")
        self.window.activateWindow()
        QTest.mouseClick(self.window.rail.button(self.index), Qt.MouseButton.LeftButton)
        self.page = self.window.page()
        self.page.notice.connect(self.notices.append)
        self.table, self.model = self.page.table, self.page.model
        self.settle()

    @property
    def desk(self) -> Desk:
        return self.controller.desk

    settle = staticmethod(settle)

    def names(self) -> list[str]:
        known = {value: name for name, value in self.ids.items()}
        return [known.get(row.id, row.text) for row in self.model.rows()]

    def stand_on(self, name: str, column: int = TEXT) -> None:
        self.table.select_ids([self.ids[name]])
        self.table.setCurrentIndex(self.model.index(self.model.place(self.ids[name]), column))
        self.table.setFocus()
        self.settle()

    def select(self, *names: str) -> None:
        self.table.select_ids([self.ids[name] for name in names])
        self.table.setFocus()
        self.settle()

    def press(self, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifier)
        self.settle()

    def type_over(self, text: str) -> None:
        field = QApplication.focusWidget()
        if isinstance(field, QPlainTextEdit):
            field.selectAll()
            field.insertPlainText(text)
        else:
            assert isinstance(field, QLineEdit)
            field.setText(text)

    def status(self, name: str) -> str:
        return self.desk.read("SELECT status FROM action_point WHERE id = ?", (self.ids[name],))[0][0]

    def row(self, name: str) -> view.RegisterRow:
        found = view.one(self.desk, self.ids[name], self.today)
        assert found is not None
        return found

    def undo(self) -> None:
        self.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def register_file(plan_copy: Path, plan_file) -> tuple[Path, dict[str, int]]:
    activities, ids = plan_file[1], {}
    with Desk.open(plan_copy) as desk:
        people.add_person(desk, "Ana Sample")
        img = meetings.add_series(desk, "IMG meeting", "img", rhythm="quarterly")
        meetings.add_series(desk, "Own meeting", "own")
        item = minutes.add_item(desk, meetings.add_meeting(desk, "18 January 2023", series_id=img), "Work")
        for name, text, owners, due, activity in _ROWS:
            minutes.add_minute(
                desk, item, text, "action", owners=owners, due=due, activity_id=activities.get(activity)
            )
            ids[name] = desk.read("SELECT max(id) FROM action_point")[0][0]
        for day in ("19 April 2023", "12 July 2023"):
            meetings.edit_meeting(
                desk, next_meeting.next_meeting(desk, img, today=TODAY), when=day, status="held"
            )
        action_points.set_action_status(desk, ids["contacts"], "done")
        ids["dates"] = action_points.add_action(desk, "Find dates", owners="UNEP")
        ids["room"] = action_points.add_action(desk, "Book a room", owners="OHCHR", due="13 July 2023")
        ids["venue"] = action_points.add_action(desk, "Look at the venue", due="when the moon is right")
    return plan_copy, ids


@pytest.fixture
def register(qtbot, theme: Theme, told, register_file) -> Iterator[Register]:
    opened = Register(qtbot, theme, *register_file)
    QAbstractItemModelTester(opened.model, QAbstractItemModelTester.FailureReportingMode.Fatal, opened.page)
    yield opened
    opened.controller.close()


@pytest.fixture
def read_only_register(qtbot, theme: Theme, told, register_file) -> Iterator[Register]:
    opened = Register(qtbot, theme, *register_file, read_only=True)
    yield opened
    opened.controller.close()


def test_it_opens_with_what_is_open_the_most_pressing_first(register: Register) -> None:
    assert register.names() == OPEN_TEXTS
    assert register.page._counts.text_in_full() == "5 open, 2 overdue, 1 overdue at two meetings in a row"
    assert register.window.status_line.texts()[1] == "5 of 6 actions"
    assert register.table.selected_ids() == [register.ids["letter"]]
    assert register.table.hasFocus()


def test_the_cells_say_what_who_when_and_where(register: Register) -> None:
    cells = [register.model.index(0, column).data() for column in range(len(COLUMNS))]
    assert cells[:DUE] == ["open", "Write the letter", "OHCHR"]
    assert cells[DUE:ACTIVITY] == ["by 30 March", "3rd IMG meeting"]
    assert cells[ACTIVITY].endswith("Side event at the HLPF (TBC)")
    said = register.model.index(0, DUE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Due (as agreed): by 30 March, overdue at 2 meetings"
    venue = register.model.index(register.model.place(register.ids["venue"]), DUE)
    assert "kept as text: the date is not understood" in register.model.words(venue)


@pytest.mark.parametrize(
    ("key", "status"),
    [(Qt.Key.Key_U, "under way"), (Qt.Key.Key_D, "done"), (Qt.Key.Key_X, "dropped")],
)
def test_a_letter_sets_the_status_where_one_stands(register: Register, key: Qt.Key, status: str) -> None:
    register.stand_on("checklist")
    register.press(key)
    assert register.status("checklist") == status
    assert register.names() == OPEN_TEXTS  # it does not jump away from under the hands
    assert register.table.selected_ids() == [register.ids["checklist"]]
    register.press(Qt.Key.Key_O)
    assert register.status("checklist") == "open"


def test_several_are_set_as_one_step(register: Register) -> None:
    register.select("letter", "room", "dates")
    register.press(Qt.Key.Key_D)
    assert [register.status(name) for name in ("letter", "room", "dates")] == ["done"] * 3
    assert register.desk.undo_label == "Set 3 actions to done"
    assert register.page._counts.text_in_full() == "2 open"
    register.undo()
    assert register.page._counts.text_in_full().startswith("5 open, 2 overdue")
    assert len(register.table.selected_ids()) == 3


def test_what_the_meetings_recorded_stays(register: Register) -> None:
    register.stand_on("letter")
    register.press(Qt.Key.Key_D)
    assert {row.status for row in view.appearances(register.desk, register.ids["letter"])} == {"open"}


def test_space_and_enter_on_a_status_ask_with_a_menu(register: Register) -> None:
    for key, column in ((Qt.Key.Key_Space, OWNERS), (Qt.Key.Key_Return, STATUS)):
        register.stand_on("room", column)
        register.press(key)
        menu = QApplication.activePopupWidget()
        assert [action.text() for action in menu.actions()] == ["Open", "Under way", "Done", "Dropped"]
        assert [action.text() for action in menu.actions() if action.isChecked()] == ["Open"]
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        register.settle()
        assert register.status("room") == "under way"
        register.undo()


def test_words_owners_and_date_are_edited_in_place(register: Register) -> None:
    register.stand_on("dates")
    register.press(Qt.Key.Key_F2)
    register.type_over("Find three dates")
    register.press(Qt.Key.Key_Tab)
    register.type_over("UNEP, Ana Sample")
    register.press(Qt.Key.Key_Tab)
    register.type_over("late August 2023")
    register.press(Qt.Key.Key_Return)
    row = register.row("dates")
    assert (row.text, row.owners, row.earliest, row.latest) == (
        "Find three dates", ("UNEP", "Ana Sample"), "2023-08-21", "2023-08-31",
    )  # fmt: skip
    assert register.table.hasFocus()
    assert register.desk.read("SELECT count(*) FROM action_owner WHERE person_id IS NOT NULL") == [(1,)]


def test_a_due_date_is_read_with_the_year_of_its_meeting(register: Register) -> None:
    register.stand_on("letter", DUE)
    register.press(Qt.Key.Key_Return)
    editor = QApplication.focusWidget().parent()
    register.type_over("15 July")
    assert editor.meaning.text() == "Day: 15 July 2023"
    register.press(Qt.Key.Key_Return)
    assert register.row("letter").latest == "2023-07-15"
    assert not register.row("letter").overdue


def test_the_owner_is_completed(register: Register) -> None:
    register.stand_on("letter", OWNERS)
    register.press(Qt.Key.Key_F2)
    line = QApplication.focusWidget()
    line.clear()
    QTest.keyClicks(line, "UNDP, an")
    assert line.completer().currentCompletion() == "UNDP, Ana Sample"
    register.press(Qt.Key.Key_Escape)


def test_tab_goes_on_while_names_are_offered(register: Register) -> None:
    register.stand_on("letter", OWNERS)
    register.press(Qt.Key.Key_F2)
    line = QApplication.focusWidget()
    line.clear()
    QTest.keyClicks(line, "UN")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Tab)
    register.settle()
    assert register.row("letter").owners == ("UNDP",)
    assert [editor.value() for editor in register.table.findChildren(WhenEditor)] == ["by 30 March"]


def test_an_empty_action_is_refused_and_nothing_typed_is_lost(register: Register) -> None:
    register.stand_on("letter")
    register.press(Qt.Key.Key_F2)
    register.type_over("  ")
    register.press(Qt.Key.Key_Return)
    assert register.notices == ["The action is empty: type one."]
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)
    register.press(Qt.Key.Key_Escape)
    assert register.row("letter").text == "Write the letter"


def test_insert_adds_actions_one_after_the_other(register: Register) -> None:
    register.press(Qt.Key.Key_Insert)
    assert QApplication.focusWidget() is register.page.new.what
    QTest.keyClicks(register.page.new.what, "Ask for a room")
    register.press(Qt.Key.Key_Tab)
    register.page.new.who.setText("UNDP")
    register.press(Qt.Key.Key_Tab)
    QTest.keyClicks(register.page.new.due, "30 July 2023")
    assert register.page.new.meaning.text() == "Day: 30 July 2023"
    register.press(Qt.Key.Key_Return)
    assert register.names()[2] == "Ask for a room"
    added = register.table.selected_ids()
    row = view.one(register.desk, added[0], TODAY)
    assert (row.owners, row.latest, row.series_id) == (("UNDP",), "2023-07-30", None)
    assert QApplication.focusWidget() is register.page.new.what
    assert register.page.new.what.text() == register.page.new.due.text() == ""
    register.press(Qt.Key.Key_Return)
    assert register.notices[-1] == "The action is empty: type one."
    register.press(Qt.Key.Key_Escape)
    assert not register.page.new.isVisible()
    assert register.table.hasFocus()


def test_a_new_action_belongs_to_the_series_that_is_filtered_by(register: Register) -> None:
    register.page.bar.set_filter(STILL_OPEN._replace(series=(2,), due=view.OVERDUE))
    assert register.page.stack.currentIndex() == 1
    register.press(Qt.Key.Key_Insert)
    assert register.page.new.home.text_in_full() == "Returns at each Own meeting until it is done"
    QTest.keyClicks(register.page.new.what, "Ask for a room")
    register.press(Qt.Key.Key_Return)
    row = view.one(register.desk, register.table.selected_ids()[0], TODAY)
    assert (row.text, row.series) == ("Ask for a room", "Own meeting")


def test_delete_offers_undo(register: Register) -> None:
    register.select("room", "dates")
    register.press(Qt.Key.Key_Delete)
    assert register.names() == ["letter", "checklist", "venue"]
    assert register.page.toast.text() == "Deleted 2 actions."
    assert register.table.selected_ids() == [register.ids["checklist"]]
    QTest.mouseClick(register.page.toast._button, Qt.MouseButton.LeftButton)
    register.settle()
    assert register.names() == OPEN_TEXTS


def test_what_stands_in_approved_minutes_is_not_deleted(register: Register) -> None:
    meetings.edit_meeting(register.desk, 1, status="approved")
    register.select("room", "letter")
    register.press(Qt.Key.Key_Delete)
    assert register.names() == OPEN_TEXTS
    assert len(register.notices) == 1


def test_the_text_filter_and_its_keys(register: Register) -> None:
    register.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is register.page.bar.field
    QTest.keyClicks(register.page.bar.field, "hlpf ohchr")
    assert register.names() == ["letter"]
    QTest.keyClicks(register.page.bar.field, " nothing")
    assert register.page.empty.texts()[0] == "No action matches"
    QTest.mouseClick(register.page.empty.buttons()[0], Qt.MouseButton.LeftButton)
    assert register.names() == OPEN_TEXTS
    register.press(Qt.Key.Key_Down)
    assert register.table.hasFocus()


def test_chips_filter_and_say_so(register: Register) -> None:
    bar = register.page.bar
    for menu, words, chip, said in (
        (bar.owners, "OHCHR", bar.owner, "Who: OHCHR"),
        (bar.due_menu, "Overdue at two meetings in a row", bar.due, "Due: overdue twice"),
        (bar.series, "IMG meeting", bar.meeting, "Series: IMG meeting"),
        (bar.areas, "2 Law", bar.area, "Focus area: 2"),
    ):
        menu.aboutToShow.emit()
        next(action for action in menu.actions() if action.text() == words).trigger()
        assert chip.text().strip() == said
    assert register.names() == ["letter"]
    assert register.page._actions["clear_filter"].isEnabled()
    QTest.mouseClick(bar.clear, Qt.MouseButton.LeftButton)
    assert register.names() == OPEN_TEXTS
    bar.statuses.aboutToShow.emit()
    bar.statuses.actions()[0].trigger()
    assert register.names() == ["letter", "room", "checklist", "venue", "dates", "contacts"]
    assert bar.status.text().strip() == "Status"


def test_a_heading_sorts_and_a_third_click_restores(register: Register) -> None:
    header = register.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(TEXT) + 40, header.height() // 2)
    seen = []
    for _ in range(3):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        register.settle()
        seen.append((register.page.state.order, register.names()))
    assert seen == [
        (Order("text"), ["room", "dates", "venue", "checklist", "letter"]),
        (Order("text", True), ["letter", "checklist", "venue", "dates", "room"]),
        (Order(), OPEN_TEXTS),
    ]
    assert register.table.selected_ids() == [register.ids["letter"]]


def test_changes_from_elsewhere_are_laid_over(register: Register) -> None:
    register.select("checklist")
    action_points.edit_action(register.desk, register.ids["letter"], text="Write two letters")
    added = action_points.add_action(register.desk, "Thank the hosts", due="20 July 2023")
    register.settle()
    assert register.model.index(0, TEXT).data() == "Write two letters"
    assert [row.id for row in register.model.rows()].index(added) == 2
    assert register.table.selected_ids() == [register.ids["checklist"]]
    with Desk.open(register.desk.path) as other:
        action_points.delete_action(other, register.ids["letter"])
    register.controller.bridge.look_outside()
    register.settle()
    assert register.names() == ["room", "Thank the hosts", "checklist", "venue", "dates"]
    assert register.table.selected_ids() == [register.ids["checklist"]]


def test_the_scroll_position_stays(register: Register) -> None:
    with register.desk.change("Many"):
        for number in range(60):
            action_points.add_action(register.desk, f"Action {number}", due="1 August 2023")
    register.settle()
    register.table.verticalScrollBar().setValue(700)
    shown = register.table.verticalScrollBar().value()
    assert shown == 700
    action_points.edit_action(register.desk, register.ids["letter"], due="2 August 2023")
    register.settle()
    assert register.table.verticalScrollBar().value() == shown


def test_the_activity_is_gone_to_and_back(register: Register) -> None:
    register.stand_on("letter", ACTIVITY)
    register.press(Qt.Key.Key_Return)
    plan = register.window.page()
    assert plan.title == "Workplan 2023-25"
    assert [
        register.desk.read("SELECT output FROM activity WHERE id = ?", (key,))
        for key in plan.tree.selected_ids()
    ] == [[("Side event at the HLPF (TBC)",)]]
    plan.record_wanted.emit("action", register.ids["contacts"])
    register.settle()
    assert register.window.page() is register.page
    assert register.table.selected_ids() == [register.ids["contacts"]]
    assert register.page.bar.wanted == EVERYTHING


def test_the_rail_counts_what_is_overdue(register: Register) -> None:
    button = register.window.rail.button(register.index)
    assert (button.count(), button.accessibleDescription()) == ("2", "2 overdue")
    register.select("letter", "room")
    register.press(Qt.Key.Key_D)
    assert button.count() == ""
    register.undo()
    assert button.count() == "2"


def test_what_was_due_yesterday_is_overdue_when_the_page_comes_back(register: Register) -> None:
    register.today = TODAY + timedelta(days=60)
    register.window.show_page(0)
    register.window.show_page(register.index)
    register.settle()
    assert register.page._counts.text_in_full().startswith("5 open, 3 overdue")


# --- the action at the right


def test_all_about_the_action_stands_at_the_right(register: Register) -> None:
    sheet = register.page.detail.sheet
    assert sheet.boxes["text"].text() == "Write the letter"
    assert sheet.boxes["due"].text() == "by 30 March\nby 30 March 2023"
    assert sheet.meetings.texts() == [
        "1st IMG meeting\n18 January 2023: open",
        "2nd IMG meeting\n19 April 2023: open",
        "3rd IMG meeting\n12 July 2023: open",
    ]
    assert "Added" in sheet.history.text()
    register.select("letter", "room")
    assert register.page.detail.sheets.nothing.texts()[0] == "2 actions"


def choose(register: Register, field: str, words: str) -> None:
    register.page.detail.sheet.boxes[field].setFocus()
    register.press(Qt.Key.Key_F2)
    combo = QApplication.focusWidget()
    while not isinstance(combo, QComboBox):
        combo = combo.parentWidget()
    if combo.isEditable():
        combo.lineEdit().setText(words)
        QTest.keyClick(combo.lineEdit(), Qt.Key.Key_Return)
    else:
        combo.setCurrentIndex(combo.findText(words))
        combo.hidePopup()
        QTest.keyClick(combo, Qt.Key.Key_Return)
    register.settle()


def test_every_field_is_edited_at_the_right(register: Register) -> None:
    minutes.add_minute(register.desk, 1, "Apply for a slot.", "decision")
    register.select("dates")
    activity = view.activities(register.desk)[1]
    choose(register, "series_id", "Own meeting")
    choose(register, "activity_id", activity.words)
    choose(register, "decision_id", "1st IMG meeting: Apply for a slot.")
    choose(register, "status", "under way")
    row = register.row("dates")
    assert (row.series, row.activity_id, row.status) == ("Own meeting", activity.value, "under way")
    assert row.decision_id is not None
    choose(register, "activity_id", "")
    assert register.row("dates").activity_id is None
    assert register.page.detail.sheet.boxes["activity_id"].text() == "none"


def test_an_unknown_activity_is_refused(register: Register) -> None:
    register.select("letter")
    choose(register, "activity_id", "No such thing")
    assert register.notices == ["No activity is called “No such thing”: choose one of the list."]
    assert register.row("letter").activity_id is not None
    register.press(Qt.Key.Key_Escape)


def test_it_is_put_back_to_before_a_step(register: Register) -> None:
    register.stand_on("room", DUE)
    action_points.edit_action(register.desk, register.ids["room"], due="1 September 2023")
    register.settle()
    button = register.page.detail.sheet.history.buttons()[0]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    register.settle()
    assert register.row("room").when_text == "13 July 2023"


def test_alt_enter_goes_to_the_fields_and_escape_back(register: Register) -> None:
    register.press(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget() is register.page.detail.sheet.boxes["text"]
    register.press(Qt.Key.Key_Escape)
    assert register.table.hasFocus()
    register.press(Qt.Key.Key_I)
    assert not register.page.detail.isVisible()
    register.press(Qt.Key.Key_I)
    assert register.page.detail.isVisible()


def test_a_meeting_is_gone_to(register: Register) -> None:
    wanted = []
    register.page.record_wanted.connect(lambda *record: wanted.append(record))
    entry = register.page.detail.sheet.meetings._entries[1]
    QTest.mouseClick(entry.main, Qt.MouseButton.LeftButton)
    QTest.mouseClick(register.page.detail.sheet.to_activity, Qt.MouseButton.LeftButton)
    assert wanted == [("meeting", 2), ("activity", register.row("letter").activity_id)]


# --- any desk, any content, any size


def test_an_empty_desk_says_where_actions_come_from(qtbot, theme: Theme, told, desk_file: Path) -> None:
    empty = Register(qtbot, theme, desk_file, {})
    assert empty.page.empty.texts()[:3] == (
        "No actions yet", "They come from the minutes of meetings, or add one here.", "New action",
    )  # fmt: skip
    QTest.mouseClick(empty.page.empty.buttons()[0], Qt.MouseButton.LeftButton)
    QTest.keyClicks(empty.page.new.what, "Begin")
    empty.press(Qt.Key.Key_Return)
    assert empty.names() == ["Begin"]
    empty.select()
    empty.page.table.select_ids([1])
    empty.press(Qt.Key.Key_Escape)
    empty.press(Qt.Key.Key_D)
    empty.window.show_page(0)
    empty.window.show_page(empty.index)
    assert empty.page.empty.texts()[0] == "Nothing is open"
    empty.controller.close()


def test_a_desk_that_is_read_only_shows_all_and_changes_nothing(read_only_register: Register) -> None:
    register = read_only_register
    register.stand_on("letter")
    for key in (Qt.Key.Key_D, Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Insert, Qt.Key.Key_Space):
        register.press(key)
    assert register.status("letter") == "open"
    assert register.table.hasFocus()
    assert QApplication.activePopupWidget() is None
    assert not register.page.new.isVisible()
    assert not register.page._add_button.isEnabled()
    assert not register.page.detail.sheet.boxes["text"].editable


@pytest.mark.parametrize(
    "text", ["<img src='/etc/hostname'><b>x", "حدث جانبي\u202e", "x" * 100_000, "&amp; %s {0}"]
)
def test_any_text_stands_as_it_is(register: Register, text: str) -> None:
    action_points.edit_action(
        register.desk, register.ids["letter"], text=text, owners=text[:40], due=text[:40]
    )
    register.settle()
    assert not register.window.grab().isNull()
    assert register.model.index(register.model.place(register.ids["letter"]), TEXT).data()[:4] == text[:4]
    assert register.page.detail.sheet.width() <= 320


@pytest.mark.parametrize("width", [720, 760, 900, 1000, 1280, 1440, 1920])
def test_what_is_to_be_done_has_room_at_every_width(register: Register, width: int) -> None:
    register.window.resize(width, 720)
    register.settle()
    assert register.window.width() == width
    assert register.table.columnWidth(TEXT) >= 150
    assert register.table.horizontalScrollBar().maximum() == 0
    assert register.table.isColumnHidden(SERIES) == (register.table.width() < 860)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_late_is_red_and_a_word(register: Register, theme: Theme, mode: str) -> None:
    theme.set_mode(mode)
    register.settle()
    box = register.table.visualRect(register.model.index(0, DUE))
    picture = register.table.viewport().grab(box).toImage()
    colors = {picture.pixelColor(x, box.height() // 2 + 7).name() for x in range(picture.width())}
    assert theme.color("redbg").name() in colors


def test_everything_that_takes_the_keyboard_has_a_name(register: Register, nameless) -> None:
    register.press(Qt.Key.Key_Insert)
    assert nameless(register.page) == []


def test_the_model_lays_over_what_comes_goes_and_moves(qtbot, register: Register) -> None:
    model = ActionTableModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    rows = view.everything(register.desk, TODAY)
    for shown in (rows[:4], rows[1:6], [rows[0], *rows[2:]], [], rows, rows[::-1], rows[::2]):
        model.lay_over(shown)
        assert model.rows() == shown
    changed = [rows[0]._replace(status="done"), rows[2], rows[4]._replace(text="Other")]
    model.lay_over(changed)
    assert model.index(0, STATUS).data() == "done"
    assert model.index(2, TEXT).data() == "Other"


def test_a_click_with_ctrl_adds_to_the_selection(register: Register) -> None:
    for name in ("letter", "checklist"):
        box = register.table.visualRect(register.model.index(register.model.place(register.ids[name]), TEXT))
        QTest.mouseClick(
            register.table.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.ControlModifier,
            box.center(),
        )
    flag = QItemSelectionModel.SelectionFlag.NoUpdate
    register.table.selectionModel().setCurrentIndex(register.model.index(0, TEXT), flag)
    assert register.ids["checklist"] in register.table.selected_ids()
