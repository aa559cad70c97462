"""Columns in any order, labels beside the bars, zoom to the selection, presentation, and what a refusal leaves."""

from __future__ import annotations

import json
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from imgdesk.errors import UserError
from imgdesk.services import workplan
from imgdesk.settings import Settings
from imgdesk.ui.dialogs.columns import FIRST, Arrangement, ColumnsDialog, Placed
from imgdesk.ui.models.plan_columns import COLUMNS, LEAD, OUTPUT, STATUS, WHEN
from imgdesk.ui.pages.workplan_memory import arrangement, ordered_keys, remembered_labels
from imgdesk.ui.theme import ROW_COMFORTABLE


def shown(opened) -> list[str]:
    header = opened.page.tree.header()
    order = [header.logicalIndex(place) for place in range(len(COLUMNS))]
    return [COLUMNS[place].key for place in order if not header.isSectionHidden(place)]


def wanted(*columns: tuple[str, bool, int], labels=("", "", "")) -> Arrangement:
    given = [Placed(*column) for column in columns]
    rest = [column for column in FIRST.columns if column.key not in [key for key, _, _ in columns]]
    return Arrangement([*given, *(column._replace(shown=False) for column in rest)], labels)


def test_columns_are_chosen_reordered_sized_and_remembered(plan_page, monkeypatch):
    choice = wanted(
        ("output", True, 264), ("status", True, 95), ("lead", True, 130), ("when", True, 140),
        labels=("", "lead", "when"),
    )  # fmt: skip
    asked = []
    monkeypatch.setattr(ColumnsDialog, "ask", classmethod(lambda cls, now: asked.append(now) or choice))
    plan_page.trigger("columns")
    assert asked[0].columns[1:3] == [Placed("when", True, 122), Placed("lead", True, 90)]
    assert shown(plan_page) == ["output", "status", "lead", "when"]
    header = plan_page.page.tree.header()
    assert [header.sectionSize(place) for place in (STATUS, LEAD, WHEN)] == [95, 130, 140]
    assert plan_page.page.timeline.overlays.labels == ("", "lead", "when")
    plan_page.page._remember()
    found = arrangement(plan_page.settings)
    assert found["order"][:4] == ["output", "status", "lead", "when"]
    assert remembered_labels(found) == ("", "lead", "when")


def test_left_and_right_follow_the_order_that_is_seen(plan_page):
    tree = plan_page.page.tree
    tree.header().moveSection(tree.header().visualIndex(LEAD), 1)
    plan_page.select("talks")
    tree.setCurrentIndex(plan_page.page.model.find(plan_page.ids["talks"], OUTPUT))
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Right)
    assert tree.currentIndex().column() == LEAD
    QTest.keyClick(tree, Qt.Key.Key_Right)
    assert tree.currentIndex().column() == WHEN


@pytest.mark.parametrize("found", [None, 5, ["nothing"], ["lead", "lead"], [["x"]]])
def test_a_damaged_order_is_no_error(found):
    keys = ordered_keys(found)
    assert sorted(keys) == sorted(column.key for column in COLUMNS)
    assert keys[0] == "output"


def test_damaged_labels_are_no_error():
    assert remembered_labels({"labels": ["lead", 5, "when", "note"]}) == ("lead", "", "when")
    assert remembered_labels({"labels": "lead"}) == ()
    assert remembered_labels(json.loads("{}")) == ()


def test_the_dialog_moves_hides_and_widens(qtbot, theme, nameless):
    dialog = ColumnsDialog(FIRST)
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []
    assert not dialog.up.isEnabled(), "the output stands first"
    dialog.list.setCurrentRow(2)
    dialog.width_box.setValue(133)
    dialog.up.click()
    dialog.list.item(2).setCheckState(Qt.CheckState.Unchecked)
    dialog.labels[1].setCurrentIndex(dialog.labels[1].findData("lead"))
    answer = dialog.answer()
    assert answer.columns[1] == Placed("lead", True, 133)
    assert answer.columns[2] == Placed("when", False, 122)
    assert answer.labels == ("", "lead", "")
    dialog.reset.click()
    assert dialog.answer() == FIRST


def test_the_selection_fills_the_chart(plan_page):
    plan_page.select("event", "cop")
    plan_page.trigger("zoom_selection")
    timeline = plan_page.page.timeline
    left, right = timeline.scale.x("2023-05-01"), timeline.scale.end_x("2023-07-31")
    assert left == pytest.approx(48, abs=2)
    assert right == pytest.approx(timeline.body.width() - 48, abs=2)


def test_a_selection_without_dates_is_said(plan_page):
    plan_page.select("words")
    assert plan_page.row("words").latest is None
    before = plan_page.page.timeline.scale
    plan_page.trigger("zoom_selection")
    assert plan_page.notices == ["None of the selected activities has a date."]
    assert plan_page.page.timeline.scale == before


def test_presenting_leaves_table_and_chart_alone_and_escape_brings_all_back(plan_page):
    window, page = plan_page.window, plan_page.page
    around = (window.rail, window.top_bar, window.status_line, window.menuBar(), page.bar, page.inspector)
    assert all(part.isVisible() for part in around)
    plan_page.trigger("present")
    assert window.isFullScreen()
    assert not any(part.isVisible() for part in around)
    assert "Esc ends" in plan_page.notices[-1]
    QTest.keyClick(page.tree, Qt.Key.Key_Escape)
    plan_page.settle()
    assert not window.isFullScreen()
    assert all(part.isVisible() for part in around)


def test_presenting_goes_from_group_to_group_in_large_type(plan_page):
    page = plan_page.page
    plan_page.select("talks")
    plan_page.trigger("present")

    def group():
        return page.model.group_of(page.tree.currentIndex()).title

    QTest.keyClick(page.tree, Qt.Key.Key_PageDown)
    assert group() == "2024"
    QTest.keyClick(page.tree, Qt.Key.Key_PageDown)
    QTest.keyClick(page.tree, Qt.Key.Key_PageDown)
    assert group() == "2025", "the last group stays"
    QTest.keyClick(page.tree, Qt.Key.Key_PageUp)
    assert group() == "2024"
    QTest.keyClick(page.tree, Qt.Key.Key_L)
    assert page.tree.row_height() > ROW_COMFORTABLE
    page.presentation.leave()
    assert page.tree.row_height() == ROW_COMFORTABLE


def test_closing_the_desk_ends_the_presentation(plan_page):
    plan_page.trigger("present")
    plan_page.controller.close()
    assert not plan_page.window.isFullScreen()
    assert plan_page.window.menuBar().isVisible()


def test_what_the_desk_refused_waits_for_the_next_time_the_cell_is_edited(plan_page, monkeypatch):
    def refuse(*_, **__):
        raise UserError("The disk is full: make room.")

    tree, model = plan_page.page.tree, plan_page.page.model
    tree.edit_field(model.find(plan_page.ids["talks"]), "when")
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.setText("May 2023")
    with monkeypatch.context() as patched:
        patched.setattr(workplan, "edit_activities", refuse)
        place = tree.visualRect(model.find(plan_page.ids["cop"])).center()
        QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
        plan_page.settle()
    assert "The disk is full: make room." in plan_page.notices
    assert plan_page.row("talks").when_text == "June 2023"
    assert tree.selected_ids() == [plan_page.ids["cop"]]
    tree.edit_field(model.find(plan_page.ids["talks"]), "when")
    again = QApplication.focusWidget()
    assert isinstance(again, QLineEdit)
    assert again.text() == "May 2023"
    QTest.keyClick(again, Qt.Key.Key_Return)
    assert plan_page.row("talks").when_text == "May 2023"
    tree.edit_field(model.find(plan_page.ids["talks"]), "when")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert plan_page.row("talks").when_text == "May 2023"


def test_the_critical_chain_is_switched_on_and_off(plan_page):
    overlays = plan_page.page.timeline.overlays
    plan_page.trigger("critical")
    assert overlays.critical_shown
    assert plan_page.actions["critical"].isChecked()
    plan_page.trigger("critical")
    assert not overlays.critical_shown


def test_every_command_is_in_a_menu_and_no_key_means_two_things(qtbot, theme):
    from imgdesk.ui.actions import COMMANDS, MENUS, Actions
    from imgdesk.ui.app import all_pages

    placed = {
        name
        for items in MENUS.values()
        for item in items
        for name in ([item] if isinstance(item, str) else item)
    }
    assert set(COMMANDS) <= placed
    keys = [key for command in COMMANDS.values() for key in command.keys]
    assert len(keys) == len(set(keys))
    actions = Actions()
    pages = [entry.make() for entry in all_pages(theme, actions, Settings(), lambda: date(2023, 7, 14))]
    for page in pages:
        qtbot.addWidget(page)
    handled = {name for page in pages for name in page.handlers()}
    assert {name for name, command in COMMANDS.items() if command.needs == "page"} <= handled


@pytest.mark.parametrize("menu", ["&File", "&Edit", "&View", "&Plan", "&Help"])
def test_no_two_entries_of_a_menu_share_a_letter(menu):
    from imgdesk.ui.actions import COMMANDS, MENUS

    texts = [item[0] if isinstance(item, tuple) else COMMANDS[item].text for item in MENUS[menu] if item]
    letters = [text[text.index("&") + 1].casefold() for text in texts]
    assert len(letters) == len(set(letters)), letters
