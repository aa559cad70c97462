"""Searching the whole desk with the keyboard: Ctrl+K, typing, going there, coming back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from imgdesk.errors import UserError
from imgdesk.services import documents, meetings, minutes, people, workplan
from imgdesk.store import search as store_search
from imgdesk.store.desk import Desk
from imgdesk.ui.main_window import PageEntry
from imgdesk.ui.models.search_results import Heading, SearchResults
from imgdesk.ui.pages.page import Page
from imgdesk.views.search import KINDS, ResultRow, Results

CTRL = Qt.KeyboardModifier.ControlModifier


class NotingRecords(Page):
    """A page that notes which records it is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, int]] = []

    def open(self, desk, bridge) -> None:
        self.setWindowTitle("Meetings")

    def close_desk(self) -> None:
        pass

    def show_record(self, kind: str, record_id: int) -> None:
        self.sent.append((kind, record_id))


class Searching:
    """The plan's window with the search in a person's hands; a second page notes the records it is sent."""

    def __init__(self, opened) -> None:
        self.opened, self.window, self.search = opened, opened.window, opened.window.search
        self.field = self.search.field
        self.window.activateWindow()
        opened.page.activate()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
        self.opened.settle()

    def type(self, text: str) -> None:
        """Begin with Ctrl+K, type, and wait until the desk is read."""
        self.key(Qt.Key.Key_K, CTRL)
        QTest.keyClicks(QApplication.focusWidget(), text)
        self.opened.qtbot.waitUntil(lambda: self.search._index.complete)
        self.opened.settle()

    def lines(self) -> list[str]:
        model = self.search.popup.model
        return [model.index(row).data() for row in range(model.rowCount())]

    def chosen(self) -> str:
        row = self.search.popup.chosen()
        return f"{row.table}:{row.id}"

    @property
    def open(self) -> bool:
        return self.search.popup is not None and self.search.popup.isVisible()


@pytest.fixture
def searching(qtbot, plan_page) -> Searching:
    with qtbot.waitActive(plan_page.window):
        plan_page.window.activateWindow()
    return Searching(plan_page)


@pytest.fixture
def minuted(searching) -> Searching:
    """The desk has a meeting with a note, a decision and an action."""
    desk = searching.opened.desk
    meetings.add_series(desk, "IMG meeting", "img")
    meetings.add_meeting(desk, "19 July 2023", series_id=1)
    minutes.add_item(desk, 1, "Other matters")
    minutes.add_minute(desk, 1, "The zebra was discussed")
    minutes.add_minute(desk, 1, "The zebra was agreed", "decision")
    minutes.add_minute(desk, 1, "A letter about the zebra", "action", owners="UNDP")
    return searching


def noting(searching: Searching, *kinds: str) -> NotingRecords:
    """Put a page into the window that shows records of these kinds."""
    page = NotingRecords()
    window = searching.window
    window._entries = (*window._entries, PageEntry("Meetings", "meetings", lambda: page, kinds))
    window.rail.add("meetings", "Meetings", "Ctrl+2")
    searching.search._shown |= set(kinds)
    return page


def test_the_field_waits_for_a_desk(started, desk_file: Path) -> None:
    assert not started.window.search.field.isEnabled()
    started.controller.open_path(desk_file)
    assert started.window.search.field.isEnabled()
    assert started.window.top_bar.isAncestorOf(started.window.search.field)
    started.controller.close()
    assert not started.window.search.field.isEnabled()
    assert not started.action("search").isEnabled()


def test_nothing_is_read_before_it_is_asked_for(searching) -> None:
    assert searching.search.popup is None
    assert searching.search._index is None


def test_an_activity_is_found_and_gone_to(searching) -> None:
    searching.type("side ev")
    assert searching.lines() == ["Activities 2", "Summit side event", "Side event at the HLPF (TBC)"]
    searching.key(Qt.Key.Key_Down)
    searching.key(Qt.Key.Key_Return)
    assert searching.opened.page.tree.selected_ids() == [searching.opened.ids["event"]]
    assert QApplication.focusWidget() is searching.opened.page.tree
    assert not searching.open
    assert searching.field.text() == ""


def test_what_a_filter_hides_is_gone_to(searching) -> None:
    searching.opened.trigger("find")
    QTest.keyClicks(QApplication.focusWidget(), "training")
    searching.type("hlpf")
    searching.key(Qt.Key.Key_Return)
    assert searching.opened.page.tree.selected_ids() == [searching.opened.ids["event"]]


def test_typing_narrows_and_deleting_widens(searching) -> None:
    searching.type("s")
    wide = len(searching.lines())
    QTest.keyClicks(searching.field, "ummit")
    assert searching.lines() == ["Activities 1", "Summit side event"]
    for _ in "ummit":
        searching.key(Qt.Key.Key_Backspace)
    assert len(searching.lines()) == wide > 2


def test_the_arrows_go_over_headings_and_stop_at_the_ends(minuted) -> None:
    workplan.edit_activity(minuted.opened.desk, minuted.opened.ids["cop"], note="zebra")
    minuted.type("zebra")
    assert [line for line in minuted.lines() if line.endswith(" 1")] == [
        "Activities 1", "Actions 1", "Decisions 1", "Paragraphs of minutes 1",
    ]  # fmt: skip
    seen = [minuted.chosen()]
    for key in (Qt.Key.Key_Down,) * 4 + (Qt.Key.Key_Up, Qt.Key.Key_PageUp):
        minuted.key(key)
        seen.append(minuted.chosen())
    activity = f"activity:{minuted.opened.ids['cop']}"
    assert seen == [
        activity, "action_point:1", "decision:1", "minute:1", "minute:1", "decision:1", activity,
    ]  # fmt: skip


def test_escape_returns_to_where_one_was(searching) -> None:
    tree = searching.opened.page.tree
    assert QApplication.focusWidget() is tree
    searching.type("hlpf")
    assert searching.open
    searching.key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is tree
    assert not searching.open
    assert searching.field.text() == ""


def test_what_was_looked_for_last_comes_back(searching) -> None:
    searching.type("side ev")
    searching.key(Qt.Key.Key_Return)
    searching.key(Qt.Key.Key_K, CTRL)
    assert searching.field.selectedText() == "side ev"
    assert len(searching.lines()) == 3
    searching.key(Qt.Key.Key_Escape)
    searching.key(Qt.Key.Key_K, CTRL)
    assert searching.field.text() == ""


@pytest.mark.parametrize("typed", ["", "*", '"', "okapi"])
def test_where_nothing_is_found_a_sentence_helps(searching, typed: str) -> None:
    searching.type(typed)
    assert searching.lines() == []
    expected = (
        "Nothing holds “okapi”"
        if typed == "okapi"
        else "Nothing holds"
        if typed
        else "Type the first letters"
    )
    assert searching.search.popup.note.text().startswith(expected)
    searching.key(Qt.Key.Key_Return)
    assert searching.open


def test_keys_of_the_page_are_not_meant_in_the_field(searching) -> None:
    count = len(searching.opened.desk.read("SELECT id FROM activity"))
    searching.type("it")
    searching.key(Qt.Key.Key_Insert)
    searching.key(Qt.Key.Key_Delete)
    assert searching.field.text() == "it"
    assert QApplication.focusWidget() is searching.field
    assert len(searching.opened.desk.read("SELECT id FROM activity")) == count


def test_a_click_goes_there(searching) -> None:
    searching.type("side ev")
    view = searching.search.popup.list
    place = view.visualRect(searching.search.popup.model.index(2)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert searching.opened.page.tree.selected_ids() == [searching.opened.ids["event"]]
    assert not searching.open


def test_a_press_elsewhere_takes_the_list_away(searching) -> None:
    searching.type("side ev")
    QTest.mouseClick(searching.window.rail, Qt.MouseButton.LeftButton, pos=QPoint(4, 400))
    assert not searching.open
    assert QApplication.focusWidget() is searching.opened.page.tree


def test_the_list_follows_the_desk(minuted) -> None:
    minuted.type("zebra")
    assert "The zebra was discussed" in minuted.lines()
    minutes.edit_minute(minuted.opened.desk, 1, "The giraffe was discussed")
    minuted.opened.settle()
    assert "The zebra was discussed" not in minuted.lines()
    with Desk.open(minuted.opened.desk.path) as other:
        minutes.edit_minute(other, 1, "The zebra is back")
    minuted.opened.controller.bridge.look_outside()
    minuted.opened.qtbot.waitUntil(lambda: "The zebra is back" in minuted.lines())


def test_records_of_meetings_go_to_their_pages(minuted) -> None:
    page = noting(minuted, "meeting", "item", "minute", "action")
    for text in ("zebra discussed", "zebra agreed", "letter zebra", "other matters", "1st img"):
        minuted.type(text)
        minuted.key(Qt.Key.Key_Return)
    assert page.sent == [("minute", 1), ("minute", 2), ("action", 1), ("item", 1), ("meeting", 1)]
    assert minuted.window.page() is page


def test_where_no_page_shows_a_record_the_next_best_is_gone_to(minuted) -> None:
    page = noting(minuted, "meeting")
    for text in ("zebra discussed", "zebra agreed", "other matters"):
        minuted.type(text)
        minuted.key(Qt.Key.Key_Return)
    assert page.sent == [("meeting", 1)] * 3


def test_what_no_page_shows_is_said(minuted) -> None:
    minuted.type("zebra discussed")
    minuted.key(Qt.Key.Key_Return)
    assert minuted.window.toast.accessibleName() == "No page shows this paragraph."


def test_parts_of_the_plan_are_gone_to(searching) -> None:
    desk, tree = searching.opened.desk, searching.opened.page.tree
    documents.attach_link(desk, searching.opened.ids["cop"], "https://okapi.example", title="Okapi paper")
    people.add_person(desk, "Giraffe Person", organization_id=1)
    searching.type("okapi")
    searching.key(Qt.Key.Key_Return)
    assert tree.selected_ids() == [searching.opened.ids["cop"]]
    searching.type("discussed in late")
    searching.key(Qt.Key.Key_Return)
    assert tree.currentIndex() == searching.opened.page.model.find_group("section:2")
    searching.type("giraffe")
    searching.key(Qt.Key.Key_Return)
    assert searching.opened.page.bar.wanted.organizations == ("UNDP",)


class GreedyField(QLineEdit):
    """A field that wants every key for itself, as text fields do with Ctrl+K on some systems."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()
            return True
        return super().event(event)


def test_the_key_works_in_a_text_field_and_escape_goes_back_to_it(searching) -> None:
    field = GreedyField(searching.opened.page)
    field.setAccessibleName("Greedy")
    field.show()
    field.setFocus()
    searching.type("hlpf")
    assert QApplication.focusWidget() is searching.field
    searching.key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is field


def test_escape_finds_its_way_when_the_place_is_gone(searching) -> None:
    gone = QLineEdit(searching.opened.page)
    gone.setAccessibleName("Gone")
    gone.show()
    gone.setFocus()
    searching.type("hlpf")
    gone.deleteLater()
    searching.opened.settle()
    searching.key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is searching.opened.page.tree


def test_a_desk_that_cannot_be_read_is_said(searching, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: object) -> bool:
        raise UserError("The file is being changed: wait.")

    monkeypatch.setattr(store_search.SearchIndex, "build_some", refuse)
    searching.key(Qt.Key.Key_K, CTRL)
    assert searching.search.popup.note.text() == "The file is being changed: wait."
    assert searching.open


def test_another_desk_has_its_own_index(searching, desk_file: Path) -> None:
    searching.type("hlpf")
    searching.opened.controller.open_path(desk_file)
    assert not searching.open
    searching.type("hlpf")
    assert searching.lines() == []
    searching.key(Qt.Key.Key_Escape)


@pytest.mark.parametrize("size", [(1440, 900), (720, 440)])
def test_the_list_stays_in_the_window(searching, size: tuple[int, int]) -> None:
    searching.window.resize(*size)
    searching.type("s")
    assert searching.window.rect().contains(searching.search.popup.geometry())
    searching.window.resize(1000, 600)
    searching.opened.settle()
    assert searching.window.rect().contains(searching.search.popup.geometry())
    field = searching.field
    assert searching.search.popup.y() > field.mapTo(searching.window, QPoint()).y() + field.height()


def test_it_is_painted_in_both_themes(searching, theme) -> None:
    searching.type("side ev")
    pictures = []
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        pictures.append(searching.search.popup.grab().toImage())
        assert theme.color("accent").name() in colours(pictures[-1])
    assert pictures[0] != pictures[1]


def colours(picture) -> set[str]:
    return {picture.pixelColor(x, y).name() for y in range(picture.height()) for x in range(300)}


def test_the_model_keeps_the_rules_of_qt() -> None:
    model = SearchResults()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = tuple(ResultRow(table, 1, (("A", True),), "there", "July", (("A", True),)) for table in KINDS)
    model.show(Results(rows, {**dict.fromkeys(KINDS, 1), "minute": 1240}))
    assert model.rowCount() == 2 * len(KINDS)
    minute = next(
        line
        for line in map(model.line, range(model.rowCount()))
        if isinstance(line, Heading) and line.total > 1
    )
    assert minute.numbers == "1 of 1,240"
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "activity: A, there"
    model.show(Results((), {}))
    assert (model.rowCount(), model.next_result(-1, 1)) == (0, -1)
    assert tester.model() is model


def test_what_takes_the_focus_has_a_name(searching, nameless) -> None:
    searching.type("side ev")
    assert nameless(searching.window) == []
