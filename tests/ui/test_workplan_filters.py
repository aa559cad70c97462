"""Filtering the workplan as a person does: typing, ticking, removing chips, keeping filters by name."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imgdesk.ui.dialogs.saved_filters import DueWindow, FilterName, SavedFilters
from imgdesk.ui.pages.workplan_filters import parts
from imgdesk.ui.pages.workplan_memory import FILTERS, saved_filters
from imgdesk.views.filters import NO_FILTER, PlanFilter


def rows(opened) -> list[str]:
    return [name for _, names in opened.shown() for name in names]


def more(opened):
    """The menu of all filters, filled as it is when it opens."""
    menu = opened.page.bar.filters.more
    menu.aboutToShow.emit()
    return menu


def entry(menu, words: str):
    return next(action for action in menu.actions() if action.text().replace("&", "").startswith(words))


def status(opened) -> str:
    return opened.window.status_line.texts()[1]


def test_the_field_filters_as_it_is_typed_and_escape_gives_everything_back(plan_page):
    bar = plan_page.page.bar
    assert bar.row.isHidden()
    plan_page.trigger("find")
    assert QApplication.focusWidget() is bar.row.field
    QTest.keyClicks(bar.row.field, "side ev")
    assert rows(plan_page) == ["event", "summit"] or rows(plan_page) == ["event"]
    QTest.keyClick(bar.row.field, Qt.Key.Key_Escape)
    assert len(rows(plan_page)) == 7
    assert QApplication.focusWidget() is bar.row.field, "the first Escape only empties the field"
    QTest.keyClick(bar.row.field, Qt.Key.Key_Escape)
    assert bar.row.isHidden()
    assert QApplication.focusWidget() is plan_page.page.tree


@pytest.mark.parametrize(
    ("key", "how"),
    [
        (Qt.Key.Key_Slash, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_two_keys_lead_to_the_field_and_a_slash_is_typed_in_it(plan_page, key, how):
    plan_page.qtbot.waitUntil(plan_page.window.isActiveWindow)
    plan_page.page.tree.setFocus()
    QTest.keyClick(plan_page.page.tree, key, how)
    field = plan_page.page.bar.row.field
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, "a/b")
    assert field.text() == "a/b"


def test_the_status_line_counts_what_passes(plan_page):
    plan_page.page.bar.set_filter(PlanFilter(text="talks"))
    assert status(plan_page) == "1 of 7 activities, 1 undated"
    assert plan_page.page.bar.row.count.text() == "1 of 7"
    plan_page.trigger("clear_filter")
    assert status(plan_page) == "7 activities, 1 undated"


def test_chips_show_what_is_filtered_by_and_remove_it(plan_page):
    bar = plan_page.page.bar
    bar.set_filter(PlanFilter(statuses=("planned", "done"), leads=("UNDP",)))
    assert [chip.text() for chip in bar.row.chips()] == ["Lead UNDP  ×", "planned  ×", "done  ×"]
    assert rows(plan_page) == ["draft", "cop", "summit"]
    bar.row.chips()[2].click()
    assert bar.wanted == PlanFilter(statuses=("planned",), leads=("UNDP",))
    assert rows(plan_page) == ["cop", "summit"]
    bar.row.chips()[0].click()
    bar.row.chips()[0].click()
    assert bar.wanted == NO_FILTER
    assert bar.row.isHidden()


def test_every_condition_has_a_chip_that_takes_it_away():
    wanted = PlanFilter("x", ("A",), ("B",), (1,), ("done",), True, True, True, True, "30", "C")
    found = parts(wanted)
    assert [words for words, _ in found] == [
        "Lead A", "With B", "Focus area 1", "done", "Provisional", "Unconfirmed", "Undated", "Overdue",
        "Due next 30 days", "To chase: C",
    ]  # fmt: skip
    for _ in found:
        wanted = parts(wanted)[0][1]
    assert wanted == PlanFilter("x")


def test_the_menu_offers_what_the_plan_holds(plan_page):
    menu = more(plan_page)
    offered = [action.text() for action in entry(menu, "Organization").menu().actions()]
    assert offered[0] == "All"
    assert {"FAO", "OHCHR", "UNDP", "UNEP"} <= set(offered)
    entry(entry(menu, "Organization").menu(), "FAO").trigger()
    assert rows(plan_page) == ["event"]
    entry(entry(more(plan_page), "Due").menu(), "Next 30").trigger()
    assert rows(plan_page) == ["event"]
    entry(more(plan_page), "Overdue").trigger()
    assert rows(plan_page) == []
    assert plan_page.page.empty.texts()[0] == "No activity matches"


def test_mine_to_chase_asks_once_whom_one_works_for(plan_page):
    assert not entry(more(plan_page), "Mine to chase").isEnabled()
    entry(entry(more(plan_page), "I work for").menu(), "OHCHR").trigger()
    assert rows(plan_page) == ["talks", "event"]
    plan_page.trigger("clear_filter")
    mine = entry(more(plan_page), "Mine to chase")
    assert mine.text() == "&Mine to chase (OHCHR)"
    mine.trigger()
    assert rows(plan_page) == ["talks", "event"]


def test_a_tick_in_a_menu_leaves_it_open(plan_page):
    plan_page.page.bar.filters.leads.popup(plan_page.window.mapToGlobal(plan_page.window.rect().center()))
    menu = plan_page.page.bar.filters.leads
    menu.setActiveAction(menu.actions()[1])
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    assert plan_page.page.bar.wanted.leads == ("OHCHR",)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[2]).center())
    assert menu.isVisible()
    assert plan_page.page.bar.wanted.leads == ("OHCHR", "UNDP")
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()


def test_filters_are_kept_by_name_and_offered(plan_page, monkeypatch):
    bar = plan_page.page.bar
    bar.set_filter(PlanFilter(text="side", unconfirmed=True))
    monkeypatch.setattr(FilterName, "ask", classmethod(lambda cls, known: "My side events"))
    bar.row.save.click()
    assert saved_filters(plan_page.settings) == {"My side events": PlanFilter(text="side", unconfirmed=True)}
    plan_page.trigger("clear_filter")
    entry(more(plan_page), "My side events").trigger()
    assert bar.wanted == PlanFilter(text="side", unconfirmed=True)
    monkeypatch.setattr(SavedFilters, "ask", classmethod(lambda cls, kept: {}))
    entry(more(plan_page), "Saved filters").trigger()
    assert saved_filters(plan_page.settings) == {}


def test_damaged_settings_hold_no_filters(plan_page):
    for damaged in ("{", "[]", '{"a": 5}', json.dumps({"a": {"text": 3}})):
        plan_page.settings.choices[FILTERS] = damaged
        assert saved_filters(plan_page.settings) == {}


def test_an_edited_row_leaves_the_text_it_no_longer_holds(plan_page):
    from imgdesk import services

    plan_page.page.bar.set_filter(PlanFilter(text="talks"))
    services.workplan.edit_activity(plan_page.desk, plan_page.ids["talks"], output="First meeting")
    plan_page.settle()
    assert rows(plan_page) == []
    plan_page.trigger("undo")
    assert rows(plan_page) == ["talks"]


def test_the_name_of_a_filter_says_whether_it_replaces_one(qtbot, theme):
    dialog = FilterName(["Mine"])
    qtbot.addWidget(dialog)
    assert not dialog.main.isEnabled()
    dialog.line.setText(" Mine ")
    assert (dialog.text(), dialog.main.text()) == ("Mine", "Replace")
    dialog.line.setText("Ours")
    assert dialog.main.text() == "Save"


def test_a_due_window_says_what_it_means(qtbot, theme):
    dialog = DueWindow("", lambda text: "From today" if text == "May" else "")
    qtbot.addWidget(dialog)
    assert not dialog.main.isEnabled()
    dialog.line.setText("the moon")
    assert dialog.note.text().startswith("This names no days.")
    dialog.line.setText("May")
    assert (dialog.note.text(), dialog.main.isEnabled()) == ("From today", True)


def test_saved_filters_are_renamed_and_deleted(qtbot, theme):
    first, second, third = (PlanFilter(text=text) for text in "abc")
    dialog = SavedFilters({"A": first, "B": second, "C": third})
    qtbot.addWidget(dialog)
    dialog.list.setCurrentRow(1)
    dialog.delete.click()
    dialog.list.item(0).setText("C")
    assert dialog.answer() == {"C": first, "C 2": third}


def test_the_filter_row_works_in_a_narrow_window_and_has_names(plan_page, nameless):
    plan_page.window.resize(1280, 720)
    bar = plan_page.page.bar
    bar.set_filter(
        PlanFilter(statuses=("planned", "done", "delayed", "cancelled", "under way"), overdue=True, due="30")
    )
    plan_page.settle()
    assert bar.row.layout().minimumSize().width() <= bar.width()
    assert any(chip.isHidden() for chip in bar.row.chips())
    assert bar.row.more.text().startswith("and ")
    assert nameless(bar) == []


def test_a_partner_that_is_named_or_gone_changes_what_passes(plan_page):
    from imgdesk import services

    plan_page.page.bar.set_filter(PlanFilter(organizations=("FAO",)))
    assert rows(plan_page) == ["event"]
    services.workplan.edit_activity(plan_page.desk, plan_page.ids["talks"], partners="FAO, WHO")
    plan_page.settle()
    assert rows(plan_page) == ["talks", "event"]
    services.workplan.edit_activity(plan_page.desk, plan_page.ids["event"], partners="")
    plan_page.settle()
    assert rows(plan_page) == ["talks"]


def test_the_list_is_grouped_by_anything(plan_page):
    plan_page.trigger("group_status")
    assert [title for title, _ in plan_page.shown()] == ["Planned", "Done"]
    plan_page.trigger("group_year")
    assert plan_page.shown()[0] == ("2023", ["draft", "talks", "event", "cop"])
    plan_page.trigger("group_partner")
    assert plan_page.shown() == [
        ("FAO", ["event"]), ("No partner", ["draft", "talks", "cop", "summit", "training", "words"]),
    ]  # fmt: skip
    plan_page.trigger("group_none")
    assert [title for title, _ in plan_page.shown()] == ["All activities"]
    assert plan_page.page.bar.group.text().startswith("Group: none")
