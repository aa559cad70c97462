"""The workplan page as a person uses it: keys and mouse in, the desk and the picture out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit

from imgdesk.ui.models.plan_columns import (
    CATEGORY,
    COLUMNS,
    LEAD,
    NOTE,
    OUTPUT,
    PARTNERS,
    PERCENT,
    STATUS,
    WHEN,
)
from imgdesk.ui.widgets.buttons import Button


def focus(kind):
    widget = QApplication.focusWidget()
    assert isinstance(widget, kind), widget
    return widget


def edit(opened, name: str, column: int, text: str, key=Qt.Key.Key_Return):
    """Edit a cell as a person does: F2, the text over the old one, Return."""
    tree = opened.page.tree
    tree.setColumnHidden(column, False)
    opened.select(name)
    tree.setCurrentIndex(opened.page.model.find(opened.ids[name], column))
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_F2)
    widget = QApplication.focusWidget()
    assert widget is not tree
    if isinstance(widget, QPlainTextEdit):
        widget.selectAll()
        widget.insertPlainText(text)
    else:
        line = widget if isinstance(widget, QLineEdit) else widget.lineEdit()
        line.selectAll()
        line.insert(text)
    QTest.keyClick(widget, key)
    opened.settle()


def test_it_opens_with_the_plan(plan_page):
    assert plan_page.page.title == "Workplan 2023-25"
    assert plan_page.shown() == [
        ("2023", ["draft", "talks", "event", "cop"]), ("2024", ["summit", "training", "words"]), ("2025", []),
    ]  # fmt: skip
    assert [g.note for g in plan_page.page.model.groups()] == [
        "firm", "provisional: to be discussed in late 2023", "provisional",
    ]  # fmt: skip
    assert plan_page.window.status_line.texts()[1] == "7 activities, 1 undated"
    hidden = [plan_page.page.tree.isColumnHidden(place) for place in range(len(COLUMNS))]
    assert [column.heading for column, is_hidden in zip(COLUMNS, hidden, strict=True) if not is_hidden] == [
        "Output", "When (as agreed)", "Lead",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "typed", "field", "kept"),
    [
        (OUTPUT, "A new <b>output</b>", "output", "A new <b>output</b>"),
        (WHEN, "12 May 2023", "when_text", "12 May 2023"),
        (LEAD, "UNEP (FA3)", "lead_text", "UNEP (FA3)"),
        (PARTNERS, "FAO, WHO", "partner_text", "FAO, WHO"),
        (CATEGORY, "Something new", "category", "Something new"),
        (CATEGORY, "Advocacy", "category", "Advocacy"),
        (PERCENT, "65", "percent", 65),
        (PERCENT, "65 %", "percent", 65),
        (NOTE, "Ask again", "note", "Ask again"),
    ],
)
def test_a_cell_is_edited_in_place_and_undone(plan_page, column, typed, field, kept):
    before = getattr(plan_page.row("talks"), field)
    edit(plan_page, "talks", column, typed)
    assert getattr(plan_page.row("talks"), field) == kept
    shown = plan_page.page.model.activity(plan_page.page.model.find(plan_page.ids["talks"]))
    assert getattr(shown, field) == kept, "what is shown was read again"
    plan_page.trigger("undo")
    assert getattr(plan_page.row("talks"), field) == before
    assert not plan_page.notices


def test_a_status_is_chosen_from_five(plan_page):
    tree = plan_page.page.tree
    tree.edit_field(plan_page.page.model.find(plan_page.ids["talks"]), "status")
    box = focus(QComboBox)
    assert [box.itemText(n) for n in range(box.count())] == [
        "planned",
        "under way",
        "done",
        "delayed",
        "cancelled",
    ]
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Return)
    plan_page.settle()
    assert plan_page.row("talks").status == "under way"


def test_escape_keeps_nothing(plan_page):
    edit(plan_page, "talks", WHEN, "12 May 2023", Qt.Key.Key_Escape)
    assert plan_page.row("talks").when_text == "June 2023"
    assert QApplication.focusWidget() is plan_page.page.tree


def test_an_unchanged_cell_is_no_step(plan_page):
    label = plan_page.desk.undo_label
    edit(plan_page, "talks", WHEN, "June 2023")
    assert plan_page.desk.undo_label == label


@pytest.mark.parametrize("typed", ["150", "-1", "half", "", "1e2"])
def test_a_wrong_percentage_is_one_sentence_and_nothing_is_lost(plan_page, typed):
    edit(plan_page, "talks", PERCENT, typed)
    assert len(plan_page.notices) == 1
    assert "not a percentage: type a whole number from 0 to 100." in plan_page.notices[0]
    assert plan_page.row("talks").percent == 0
    assert focus(QLineEdit | type(QApplication.focusWidget())) is not plan_page.page.tree, (
        "the editor is still open"
    )
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize("text", ["x" * 100_000, "مرحبا بالعالم", "<img src='file:///x'>", "first\nsecond"])
def test_any_text_survives_editing_and_the_inspector(plan_page, text):
    edit(plan_page, "talks", OUTPUT, text)
    assert plan_page.row("talks").output == text
    plan_page.window.grab()
    assert plan_page.page.inspector.one.boxes["output"].text().startswith(text[:20].split("\n")[0])


def test_shift_return_begins_a_line(plan_page):
    tree = plan_page.page.tree
    tree.edit_field(plan_page.page.model.find(plan_page.ids["talks"]), "output")
    editor = focus(QPlainTextEdit)
    editor.setPlainText("one")
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(editor, "two")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert plan_page.row("talks").output == "one\ntwo"


def test_tab_keeps_and_goes_on_to_the_next_cell_and_row(plan_page):
    tree, model = plan_page.page.tree, plan_page.page.model
    tree.edit_field(model.find(plan_page.ids["talks"]), "when")
    line = focus(QLineEdit)
    line.setText("May 2023")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert plan_page.row("talks").when_text == "May 2023"
    assert tree.currentIndex() == model.find(plan_page.ids["talks"], LEAD)
    QTest.keyClick(focus(QLineEdit), Qt.Key.Key_Tab)
    assert tree.currentIndex() == model.find(plan_page.ids["event"], OUTPUT)
    QTest.keyClick(focus(QPlainTextEdit), Qt.Key.Key_Backtab)
    assert tree.currentIndex() == model.find(plan_page.ids["talks"], LEAD)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def test_a_double_click_edits_the_cell_under_the_mouse(plan_page):
    tree = plan_page.page.tree
    place = tree.visualRect(plan_page.page.model.find(plan_page.ids["cop"], WHEN)).center()
    QTest.mouseDClick(tree.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert focus(QLineEdit).text() == "1-12 May 2023"


def test_leaving_the_editor_keeps_what_was_typed(plan_page):
    tree = plan_page.page.tree
    tree.edit_field(plan_page.page.model.find(plan_page.ids["talks"]), "when")
    focus(QLineEdit).setText("May 2023")
    plan_page.page.timeline.body.setFocus()
    plan_page.settle()
    assert plan_page.row("talks").when_text == "May 2023"


def test_an_edit_never_resets_the_list(plan_page):
    tree, model = plan_page.page.tree, plan_page.page.model
    tree.collapse(model.index(1, 0))
    plan_page.select("talks")
    resets = QSignalSpy(model.modelReset)
    edit(plan_page, "talks", WHEN, "12 May 2023")
    plan_page.trigger("undo")
    plan_page.trigger("redo")
    assert resets.count() == 0
    assert not tree.isExpanded(model.index(1, 0))
    assert tree.selected_ids() == [plan_page.ids["talks"]]
    assert tree.currentIndex().column() == WHEN


@pytest.mark.parametrize("what", ["close", "group_lead", "filter", "sort", "window"])
def test_nothing_typed_is_lost_whatever_comes_next(plan_page, what):
    from imgdesk.store.desk import Desk
    from imgdesk.views.workplan import activities_by_id

    plan_page.page.tree.edit_field(plan_page.page.model.find(plan_page.ids["talks"]), "when")
    focus(QLineEdit).setText("May 2023")
    path = plan_page.desk.path
    if what == "close":
        plan_page.controller.close()
    elif what == "window":
        plan_page.window.close()
    elif what == "filter":
        plan_page.page.bar.undated.click()
    elif what == "sort":
        plan_page.page.tree.columns.sectionClicked.emit(OUTPUT)
    else:
        plan_page.trigger(what)
    with Desk.open(path) as again:
        assert (
            activities_by_id(again, [plan_page.ids["talks"]])[plan_page.ids["talks"]].when_text == "May 2023"
        )


@pytest.mark.parametrize("where", ["table", "inspector"])
def test_what_the_desk_refuses_stays_in_the_editor(plan_page, monkeypatch, where):
    from imgdesk.errors import UserError
    from imgdesk.services import workplan

    def refuse(*_, **__):
        raise UserError("The disk is full: make room.")

    plan_page.select("talks")
    if where == "table":
        plan_page.page.tree.edit_field(plan_page.page.model.find(plan_page.ids["talks"]), "when")
    else:
        one = plan_page.page.inspector.one
        one.begin(one.boxes["when"])
    line = focus(QLineEdit)
    line.setText("May 2023")
    with monkeypatch.context() as patched:
        patched.setattr(workplan, "edit_activities", refuse)
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert plan_page.notices == ["The disk is full: make room."]
    assert focus(QLineEdit) is line
    assert line.text() == "May 2023"
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert plan_page.row("talks").when_text == "May 2023"


def test_leaving_an_editor_leaves_the_focus_where_it_went(plan_page):
    page = plan_page.page
    page.tree.edit_field(page.model.find(plan_page.ids["talks"]), "when")
    page.timeline.body.setFocus()
    plan_page.settle()
    assert QApplication.focusWidget() is page.timeline.body


# --- adding, deleting, moving


def test_a_new_activity_comes_behind_the_current_one_and_is_typed_at_once(plan_page):
    plan_page.select("talks")
    plan_page.trigger("new_activity")
    editor = focus(QPlainTextEdit)
    QTest.keyClicks(editor, "Brand new")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert plan_page.shown()[0] == ("2023", ["draft", "talks", "Brand new", "event", "cop"])


def test_new_activities_one_after_another_lose_nothing_typed(plan_page):
    plan_page.select("talks")
    for name in ("One", "Two", "Three"):
        plan_page.trigger("new_activity")
        QTest.keyClicks(focus(QPlainTextEdit), name)
    plan_page.select("draft")
    assert plan_page.shown()[0] == ("2023", ["draft", "talks", "One", "Two", "Three", "event", "cop"])


def test_a_new_activity_in_an_empty_section(plan_page):
    plan_page.page.tree.setCurrentIndex(plan_page.page.model.index(2, 0))
    plan_page.trigger("new_activity")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert plan_page.shown()[2] == ("2025", [""])
    assert plan_page.page.tree.isExpanded(plan_page.page.model.index(2, 0))


def test_delete_offers_undo_and_undo_brings_them_back_selected(plan_page):
    plan_page.select("talks", "cop")
    plan_page.trigger("delete")
    assert plan_page.shown()[0] == ("2023", ["draft", "event"])
    assert plan_page.page.toast.text() == "Deleted 2 activities."
    plan_page.trigger("undo")
    assert plan_page.shown()[0] == ("2023", ["draft", "talks", "event", "cop"])
    assert plan_page.page.tree.selected_ids() == [plan_page.ids["talks"], plan_page.ids["cop"]]


@pytest.mark.parametrize(("gone", "neighbour"), [("talks", "event"), ("cop", "event"), ("draft", "talks")])
def test_after_a_delete_the_neighbour_is_selected(plan_page, gone, neighbour):
    plan_page.select(gone)
    plan_page.trigger("delete")
    assert plan_page.page.tree.selected_ids() == [plan_page.ids[neighbour]]
    assert (
        plan_page.page.tree.currentIndex().row() == plan_page.page.model.find(plan_page.ids[neighbour]).row()
    )


def test_delete_needs_a_selection(plan_page):
    plan_page.page.tree.setCurrentIndex(plan_page.page.model.index(0, 0))
    plan_page.settle()
    assert not plan_page.actions["delete"].isEnabled()
    plan_page.select("talks")
    assert plan_page.actions["delete"].isEnabled()


def test_rows_move_up_and_down_and_into_the_next_section(plan_page):
    plan_page.select("event", "cop")
    plan_page.trigger("move_up")
    assert plan_page.shown()[0][1] == ["draft", "event", "cop", "talks"]
    plan_page.select("talks")
    plan_page.trigger("move_down")
    assert plan_page.shown()[:2] == [
        ("2023", ["draft", "event", "cop"]),
        ("2024", ["talks", "summit", "training", "words"]),
    ]
    assert plan_page.page.tree.selected_ids() == [plan_page.ids["talks"]]
    plan_page.trigger("move_up")
    assert plan_page.shown()[0][1] == ["draft", "event", "cop", "talks"]
    for _ in range(3):
        plan_page.trigger("undo")
    assert plan_page.shown()[0][1] == ["draft", "talks", "event", "cop"]


def test_the_first_row_cannot_move_up(plan_page):
    label = plan_page.desk.undo_label
    plan_page.select("draft")
    plan_page.trigger("move_up")
    assert plan_page.desk.undo_label == label


def test_rows_dragged_into_an_empty_section(plan_page):
    model = plan_page.page.model
    data = model.mimeData([model.find(plan_page.ids["cop"])])
    model.dropMimeData(data, Qt.DropAction.MoveAction, -1, 0, model.index(2, 0))
    plan_page.settle()
    assert plan_page.shown()[2] == ("2025", ["cop"])


def test_rows_are_not_moved_while_grouped_otherwise(plan_page):
    plan_page.trigger("group_lead")
    plan_page.select("talks")
    assert not plan_page.actions["move_up"].isEnabled()
    assert (
        not plan_page.page.model.flags(plan_page.page.model.find(plan_page.ids["talks"]))
        & Qt.ItemFlag.ItemIsDragEnabled
    )


# --- grouping and filters


def test_grouping_keeps_the_selection(plan_page):
    plan_page.select("event")
    plan_page.trigger("group_focus_area")
    assert plan_page.shown() == [
        ("Focus area 1", ["cop"]), ("Focus area 2", ["talks", "event"]), ("Focus area 3", ["training", "words"]),
        ("Focus areas 1 and 2", ["draft"]), ("All focus areas", ["summit"]),
    ]  # fmt: skip
    assert plan_page.page.tree.selected_ids() == [plan_page.ids["event"]]
    assert plan_page.page.bar.group.text().startswith("Group: focus area")
    plan_page.trigger("group_category")
    assert [title for title, _ in plan_page.shown()] == [
        "Advocacy", "Coordination", "Guidance", "Training", "No category",
    ]  # fmt: skip


def test_an_edit_that_changes_the_group_moves_the_row(plan_page):
    plan_page.trigger("group_lead")
    assert ("UNEP", ["training", "words"]) in plan_page.shown()
    edit(plan_page, "words", LEAD, "UNDP & OHCHR")
    assert ("OHCHR, UNDP", ["draft", "words"]) in plan_page.shown()
    assert plan_page.page.tree.selected_ids() == [plan_page.ids["words"]]


def test_chips_count_and_filter(plan_page):
    bar = plan_page.page.bar
    assert bar.unconfirmed.text() == "Unconfirmed 1"
    assert bar.undated.text() == "Undated 1"
    bar.undated.click()
    assert plan_page.shown() == [("2024", ["training"])]
    edit(plan_page, "training", WHEN, "May 2024")
    assert plan_page.shown() == []
    assert bar.undated.text() == "Undated 0"
    bar.clear.click()
    assert len(plan_page.shown()) == 3
    assert not bar.undated.isChecked()


def test_clearing_a_filter_keeps_the_selection(plan_page):
    bar = plan_page.page.bar
    bar.undated.click()
    plan_page.select("training")
    bar.clear.click()
    assert plan_page.page.tree.selected_ids() == [plan_page.ids["training"]]


def test_filter_by_lead_and_focus_area(plan_page):
    bar = plan_page.page.bar
    _, leads = bar.menus()
    leads.aboutToShow.emit()
    assert [action.text() for action in leads.actions()] == ["All", "OHCHR", "UNDP", "UNEP"]
    leads.actions()[2].trigger()
    assert plan_page.shown() == [("2023", ["draft", "cop"]), ("2024", ["summit"])]
    areas = bar.menus()[0]
    areas.aboutToShow.emit()
    areas.actions()[2].trigger()
    assert plan_page.shown() == [("2023", ["draft"]), ("2024", ["summit"])]


def test_no_match_offers_to_clear_the_filter(plan_page):
    edit(plan_page, "event", OUTPUT, "Side event at the HLPF")
    bar = plan_page.page.bar
    bar.set_filter(bar.wanted._replace(unconfirmed=True))
    page = plan_page.page
    assert page.stack.currentWidget() is page.empty
    assert page.empty.texts()[0] == "No activity matches"
    page.empty.buttons()[0].click()
    assert page.stack.currentWidget() is page.splitter


def test_the_tray_shows_its_undated_and_everything_again(plan_page):
    page = plan_page.page
    page.show_tray(page.model.groups()[1].key)
    assert plan_page.shown() == [("2024", ["training"])]
    page.show_tray(page.model.groups()[0].key)
    assert len(plan_page.shown()) == 3


# --- sorting


def test_a_click_on_a_heading_sorts_within_the_groups_and_a_third_one_restores(plan_page):
    header = plan_page.page.tree.columns
    place = QPoint(header.sectionViewportPosition(WHEN) + 20, header.height() - 10)
    orders = []
    for _ in range(3):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        orders.append([names for _, names in plan_page.shown()])
    assert orders == [
        [["draft", "cop", "talks", "event"], ["summit", "training", "words"], []],
        [["event", "talks", "cop", "draft"], ["summit", "training", "words"], []],
        [["draft", "talks", "event", "cop"], ["summit", "training", "words"], []],
    ]  # fmt: skip


def test_sorting_from_the_menu(plan_page):
    menu = next(a.menu() for a in plan_page.page.context_menu().actions() if a.text() == "Sort by")
    next(a for a in menu.actions() if a.text() == "Status").trigger()
    assert plan_page.shown()[0][1] == ["talks", "event", "cop", "draft"]
    assert plan_page.page.tree.columns.order().by == "status"
    again = next(a.menu() for a in plan_page.page.context_menu().actions() if a.text() == "Sort by")
    assert [a.text() for a in again.actions() if a.isChecked()] == ["Status"]
    again.actions()[0].trigger()
    assert plan_page.shown()[0][1] == ["draft", "talks", "event", "cop"]


def test_sorting_keeps_the_selection_and_stops_moving(plan_page):
    plan_page.select("cop")
    plan_page.page.tree.columns.sectionClicked.emit(OUTPUT)
    plan_page.settle()
    assert plan_page.shown()[0][1] == ["talks", "cop", "event", "draft"]
    assert plan_page.page.tree.selected_ids() == [plan_page.ids["cop"]]
    assert not plan_page.actions["move_up"].isEnabled()


# --- keys


def test_keys_open_and_close_groups(plan_page):
    tree, model = plan_page.page.tree, plan_page.page.model
    tree.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(tree, Qt.Key.Key_Left)
    assert not tree.isExpanded(model.index(0, 0))
    QTest.keyClick(tree, Qt.Key.Key_Right)
    assert tree.isExpanded(model.index(0, 0))
    QTest.keyClick(tree, Qt.Key.Key_Right)
    assert tree.currentIndex() == model.find(plan_page.ids["draft"])
    QTest.keyClick(tree, Qt.Key.Key_Right)
    assert tree.currentIndex() == model.find(plan_page.ids["draft"], WHEN)
    QTest.keyClick(tree, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert not any(tree.isExpanded(model.index(n, 0)) for n in range(3))
    assert tree.currentIndex() == model.index(0, 0)
    QTest.keyClick(tree, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert all(tree.isExpanded(model.index(n, 0)) for n in range(2))


def test_a_click_on_the_arrow_closes_the_group(plan_page):
    tree, model = plan_page.page.tree, plan_page.page.model
    place = QPoint(17, tree.visualRect(model.index(0, 0)).center().y())
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert not tree.isExpanded(model.index(0, 0))


def test_t_goes_to_today_and_is_a_letter_in_an_editor(plan_page):
    page = plan_page.page
    page.timeline.zoom_to("days")
    page.timeline.pan(-3000)
    QTest.keyClick(plan_page.window, Qt.Key.Key_T)
    width = page.timeline.body.width()
    today = page.timeline.frame().today
    assert abs(page.timeline.scale.x(today) - width / 2) < page.timeline.scale.px_per_day
    page.tree.edit_field(page.model.find(plan_page.ids["talks"]), "when")
    line = focus(QLineEdit)
    line.clear()
    QTest.keyClick(line, Qt.Key.Key_T)
    assert line.text() == "t"


# --- read-only


def test_a_read_only_desk_is_only_looked_at(read_only_page):
    opened = read_only_page
    opened.select("talks")
    for name in ("new_activity", "delete", "move_up", "move_down"):
        assert not opened.actions[name].isEnabled()
    tree = opened.page.tree
    QTest.keyClick(tree, Qt.Key.Key_F2)
    assert QApplication.focusWidget() is tree
    tree.edit_field(tree.currentIndex(), "when")
    assert QApplication.focusWidget() is tree
    one = opened.page.inspector.one
    assert not one.unconfirmed.isEnabled()
    QTest.mouseClick(one.boxes["when"], Qt.MouseButton.LeftButton)
    assert one.boxes["when"].editor is None
    menu = opened.page.context_menu()
    assert not any(
        a.isEnabled() for a in menu.actions() if a.text() in ("Edit the cell", "Unconfirmed (TBC)")
    )


# --- menus, columns, memory


def test_flags_in_the_context_menu(plan_page):
    plan_page.select("talks", "cop")
    action = next(a for a in plan_page.page.context_menu().actions() if a.text() == "Unconfirmed (TBC)")
    assert not action.isChecked()
    action.trigger()
    assert plan_page.row("talks").unconfirmed
    assert plan_page.row("cop").unconfirmed
    brackets = next(a for a in plan_page.page.context_menu().actions() if a.text() == "In [brackets]")
    brackets.trigger()
    assert plan_page.row("talks").output == "[First talks with the secretariats]"
    plan_page.trigger("undo")
    plan_page.trigger("undo")
    assert not plan_page.row("cop").unconfirmed


def test_columns_and_arrangement_are_remembered(plan_page, qtbot, theme):
    page = plan_page.page
    next(a for a in page.column_menu().actions() if a.text() == "Status").trigger()
    next(a for a in page.column_menu().actions() if a.text() == "Low rows").trigger()
    page.tree.header().resizeSection(WHEN, 155)
    plan_page.trigger("group_lead")
    page.bar.inspector.click()
    page.close_desk()
    from imgdesk.ui.pages.workplan import WorkplanPage

    again = WorkplanPage(theme, plan_page.actions, plan_page.settings)
    qtbot.addWidget(again)
    assert not again.tree.isColumnHidden(STATUS)
    assert again.tree.header().sectionSize(WHEN) == 155
    assert again.tree.row_height() == 26
    assert again.inspector.isHidden()
    again.open(plan_page.desk, plan_page.controller.bridge)
    assert again.state.by == "lead"
    again.close_desk()
    page.open(plan_page.desk, plan_page.controller.bridge)


@pytest.mark.parametrize(
    "kept", ["", "no json", "[]", '{"columns": 3, "splitter": ["a", 2]}', '{"columns": {"when": [true]}}']
)
def test_a_damaged_arrangement_is_no_error(plan_page, qtbot, theme, kept):
    from imgdesk.ui.pages.workplan import WorkplanPage

    plan_page.settings.layout["workplan"] = kept
    page = WorkplanPage(theme, plan_page.actions, plan_page.settings)
    qtbot.addWidget(page)
    assert not page.tree.isColumnHidden(OUTPUT)


def test_a_narrow_window_keeps_the_inspector_for_who_asks(plan_page):
    page = plan_page.page
    plan_page.window.resize(900, 560)
    plan_page.settle()
    assert page.inspector.isHidden()
    assert not page.bar.inspector.isChecked()
    page.bar.inspector.click()
    assert page.inspector.isVisible()
    page.bar.inspector.click()
    plan_page.window.resize(1440, 900)
    plan_page.settle()
    assert page.inspector.isHidden(), "closed by hand stays closed"


def test_chips_give_way_in_a_narrow_window_and_come_back(plan_page):
    bar = plan_page.page.bar
    plan_page.window.resize(880, 560)
    plan_page.settle()
    assert bar.area.isHidden()
    assert bar.layout().sizeHint().width() <= bar.width()
    plan_page.window.resize(1440, 900)
    plan_page.settle()
    assert bar.area.isVisible()


# --- from nothing


def test_a_new_desk_says_what_to_do_and_starts_a_plan(plan_page, tmp_path):
    from imgdesk.store.desk import Desk

    Desk.create(tmp_path / "empty.imgdesk", "New group").close()
    plan_page.controller.open_path(tmp_path / "empty.imgdesk")
    page = plan_page.page
    assert page.stack.currentWidget() is page.empty
    heading, _, first, second = page.empty.texts()
    assert heading == "This desk has no workplan yet"
    assert (first, second) == ("Import a workplan from Word…", "Start a new one")
    assert page.bar.isHidden()
    assert page.inspector.isHidden()
    assert plan_page.window.status_line.texts()[1] == ""
    page.empty.buttons()[1].click()
    assert page.bar.isVisible()
    assert plan_page.shown() == [("2023", [])]
    assert plan_page.desk.undo_label == "Start a workplan"
    plan_page.trigger("new_activity")
    QTest.keyClicks(focus(QPlainTextEdit), "First")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert [[row.output for row in group.rows] for group in page.model.groups()] == [["First"]]
    for _ in range(3):
        plan_page.trigger("undo")
    assert page.stack.currentWidget() is page.empty


def test_what_another_program_wrote_is_read_anew(plan_page):
    from imgdesk.services import workplan
    from imgdesk.store.desk import Desk

    with Desk.open(plan_page.desk.path) as other:
        workplan.edit_activity(other, plan_page.ids["talks"], when="May 2023")
    plan_page.controller.bridge.look_outside()
    model = plan_page.page.model
    assert model.find(plan_page.ids["talks"], WHEN).data() == "May 2023"


def test_a_selection_of_several_offers_common_actions(plan_page):
    plan_page.select("talks", "cop", "event")
    several = plan_page.page.inspector.several
    assert several.text() == "3 activities selected"
    next(b for b in several.findChildren(Button) if b.text() == "delayed").click()
    assert plan_page.row("cop").status == "delayed"
    tree = plan_page.page.tree
    tree.selectionModel().select(
        plan_page.page.model.find(plan_page.ids["cop"]), QItemSelectionModel.SelectionFlag.Clear
    )


def _opened(tree) -> list[bool]:
    return [tree.isExpanded(tree.plan().index(place, 0)) for place in range(tree.plan().rowCount())]


def test_a_long_plan_opens_from_the_top_and_as_a_whole_once_that_is_painted(plan_page, monkeypatch):
    monkeypatch.setattr("imgdesk.ui.gantt.tree.AT_ONCE", 3)
    tree = plan_page.page.tree
    tree.collapse_all()
    tree.open_from_top()
    assert _opened(tree) == [True, False, False]
    tree.viewport().repaint()
    plan_page.qtbot.waitUntil(lambda: _opened(tree) == [True, True, True])


def test_groups_that_are_closed_while_a_long_plan_opens_stay_closed(plan_page, monkeypatch):
    monkeypatch.setattr("imgdesk.ui.gantt.tree.AT_ONCE", 3)
    tree = plan_page.page.tree
    tree.open_from_top()
    tree.collapse_all()
    tree.viewport().repaint()
    plan_page.settle()
    assert _opened(tree) == [False, False, False]


def test_another_workplan_of_the_desk_is_a_click_away(plan_page):
    from imgdesk.services import parts

    assert not plan_page.page.plans.isVisible()
    first, shown = plan_page.page.title, plan_page.shown()
    later = parts.add_workplan(plan_page.desk, "The plan after", "2026-2028")
    parts.add_section(plan_page.desk, later, "2026", year=2026)
    plan_page.settle()
    assert plan_page.page.title == "The plan after"
    assert plan_page.page.plans.isVisible()
    offered = plan_page.page.plans.menu().actions()
    assert [(action.text(), action.isChecked()) for action in offered] == [
        (first, False),
        ("The plan after", True),
    ]
    offered[0].trigger()
    plan_page.settle()
    assert plan_page.page.title == first
    assert plan_page.shown() == shown
    plan_page.trigger("undo")
    assert plan_page.page.title == "The plan after"
