"""The window around the pages: commands, keys, undo, read-only, recent desks, dropping files, names for every focus."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from imgdesk.store.desk import Desk
from imgdesk.ui.actions import COMMANDS
from imgdesk.ui.dialogs.confirm import Confirm
from imgdesk.ui.widgets.cards import Row
from imgdesk.ui.widgets.rail import RailButton


def test_the_window_opens_on_the_welcome_page(started) -> None:
    assert started.window.windowTitle() == "imgdesk"
    assert started.window.welcome.isVisible()
    assert not started.window.rail.isVisible()


def test_without_a_desk_only_what_needs_none_is_enabled(started) -> None:
    for name, command in COMMANDS.items():
        assert started.action(name).isEnabled() == (not command.needs), name


def test_every_key_is_given_once() -> None:
    keys = [key for command in COMMANDS.values() for key in command.keys]
    assert len(keys) == len(set(keys))
    assert all(not QKeySequence(key).isEmpty() for key in keys)


def test_every_command_is_in_a_menu(started) -> None:
    def texts(menu) -> set[str]:
        found = set()
        for action in menu.actions():
            found |= texts(action.menu()) if action.menu() else {action.objectName()}
        return found

    assert texts(started.window.menuBar()) >= set(COMMANDS)


def test_what_takes_the_focus_has_a_name(started, desk_file: Path, nameless) -> None:
    started.settings.remember(desk_file)
    started.window.show_welcome()
    assert nameless(started.window) == []
    started.controller.open_path(desk_file)
    started.window.status_line.begin_job("Exporting…")
    assert nameless(started.window) == []


def test_the_cards_are_reached_with_the_tab_key_and_pressed_with_space(started, qtbot) -> None:
    with qtbot.waitActive(started.window):
        started.window.activateWindow()
    QTest.keyClick(started.window.welcome, Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "New desk"
    chosen: list[bool] = []
    started.window.welcome.new_chosen.disconnect()
    started.window.welcome.new_chosen.connect(lambda: chosen.append(True))
    QTest.keyClick(focus, Qt.Key.Key_Space)
    assert chosen == [True]


def test_recent_desks_are_listed_and_the_missing_greyed_out(started, desk_file: Path, tmp_path: Path) -> None:
    started.settings.remember(tmp_path / "lost.imgdesk")
    started.settings.remember(desk_file)
    started.window.show_welcome()
    rows = started.window.welcome.findChildren(Row)
    assert [(row.accessibleName(), row.isEnabled()) for row in rows if row.isVisible()] == [
        ("group", True),
        ("lost", False),
    ]
    rows[0].click()
    assert started.controller.desk is not None
    assert started.controller.desk.path == desk_file


def test_the_recent_menu_opens_and_forgets(started, desk_file: Path) -> None:
    started.settings.remember(desk_file)
    menu = next(
        a.menu() for a in started.window.menuBar().actions()[0].menu().actions() if "recent" in a.text()
    )
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    assert started.controller.desk is not None
    menu.actions()[-1].trigger()
    assert started.settings.recent == []


def test_an_open_desk_is_named_in_title_rail_and_top_bar(started, desk_file: Path) -> None:
    started.controller.open_path(desk_file)
    window = started.window
    assert window.windowTitle() == "group.imgdesk - imgdesk"
    assert window.top_bar.title() == "Plan of group"
    assert window.status_line.texts()[1] == "2 activities"
    assert "Group on Rivers" in [
        label.text() for label in window.rail.findChildren(QWidget) if hasattr(label, "text")
    ]
    assert started.page().noted == ["open", "activate"]
    assert started.page().button.isVisible()


def test_a_page_enables_its_commands_and_gets_them(started, desk_file: Path) -> None:
    started.controller.open_path(desk_file)
    assert started.action("new_activity").isEnabled()
    assert not started.action("delete").isEnabled()
    assert not started.action("zoom_in").isEnabled()
    started.action("new_activity").trigger()
    started.action("today").trigger()
    assert started.page().noted[-2:] == ["new_activity", "today"]


def test_pages_are_made_on_their_first_show_and_told_once_about_a_desk(started, desk_file: Path) -> None:
    started.controller.open_path(desk_file)
    first = started.page()
    rail = started.window.rail.findChildren(RailButton)
    rail[1].click()
    second = started.page()
    assert second is not first
    rail[0].click()
    assert first.noted == ["open", "activate", "activate"]
    assert not second.button.isVisible()
    started.controller.close()
    assert first.noted[-1] == second.noted[-1] == "close"
    started.controller.open_path(desk_file)
    assert started.page() is first
    assert first.noted[-2:] == ["open", "activate"]


def test_undo_says_what_it_takes_back_and_does(started, desk_file: Path, rename_group) -> None:
    started.controller.open_path(desk_file)
    desk = started.controller.desk
    assert not started.action("undo").isEnabled()
    rename_group(desk, "Rivers & Lakes")
    assert started.action("undo").text() == "&Undo Rename to Rivers && Lakes"
    assert started.window.status_line.texts()[0].endswith("Undo: Rename to Rivers & Lakes")
    started.action("undo").trigger()
    assert started.controller.group_name() == "Group on Rivers"
    assert started.action("redo").text() == "&Redo Rename to Rivers && Lakes"
    assert not started.action("undo").isEnabled()
    started.action("redo").trigger()
    assert started.controller.group_name() == "Rivers & Lakes"
    assert len(started.page().changes) == 3


def test_undo_goes_to_the_focused_text_field_first(started, desk_file: Path, qtbot, rename_group) -> None:
    started.controller.open_path(desk_file)
    rename_group(started.controller.desk, "Lakes")
    field = started.page().field
    with qtbot.waitActive(started.window):
        started.window.activateWindow()
    field.setFocus()
    QTest.keyClicks(field, "word")
    started.action("undo").trigger()
    assert field.text() == ""
    assert started.controller.group_name() == "Lakes"
    started.action("undo").trigger()
    assert started.controller.group_name() == "Group on Rivers"


def test_a_read_only_desk_says_so_and_cannot_be_edited(started, desk_file: Path) -> None:
    started.controller.open_path(desk_file, read_only=True)
    assert "read-only" in started.window.banner.text()
    for name in ("import_workplan", "new_activity", "undo"):
        assert not started.action(name).isEnabled(), name
    assert started.action("export_brief").isEnabled()
    started.controller.open_path(desk_file)
    assert not started.window.banner.isVisible()
    assert started.action("new_activity").isEnabled()


def test_what_another_process_wrote_is_seen_on_coming_back(started, desk_file: Path, rename_group) -> None:
    started.controller.open_path(desk_file)
    with Desk.open(desk_file) as other:
        rename_group(other, "Oceans")
    started.controller.bridge.look_outside()
    assert started.page().changes == [None]
    assert started.action("undo").text() == "&Undo Rename to Oceans"
    started.controller.bridge.look_outside()
    assert len(started.page().changes) == 1


def test_the_theme_menu_switches_and_is_remembered(started) -> None:
    started.action("theme_dark").trigger()
    assert started.settings.theme == "dark"
    assert type(started.settings).load().theme == "dark"
    assert started.action("theme_dark").isChecked()
    assert not started.action("theme_light").isChecked()


def test_the_size_of_the_window_is_remembered(started, qtbot, theme, told) -> None:
    started.window.resize(760, 600)
    started.window.close()
    again = type(started)(qtbot, theme)
    assert (again.window.width(), again.window.height()) == (760, 600)


def test_a_broken_remembered_size_is_ignored(started, qtbot, theme) -> None:
    started.settings.geometry = "not base64 é"
    started.settings.save()
    again = type(started)(qtbot, theme)
    assert again.window.isVisible()


def test_closing_asks_when_a_job_runs(started, desk_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(started.window._traffic), "running", property(lambda self: True))
    answers = [False, True]
    monkeypatch.setattr(Confirm, "ask", classmethod(lambda cls, *words: answers.pop(0)))
    assert not started.window.close()
    assert started.window.close()


def drop(window, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(os.fspath(path))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        QEvent.Type.Drop,
    )  # fmt: skip
    window.dropEvent(event)


def test_a_dropped_desk_is_opened(started, desk_file: Path) -> None:
    drop(started.window, desk_file)
    assert started.controller.desk.path == desk_file


def test_other_files_are_not_taken(started, tmp_path: Path) -> None:
    (tmp_path / "picture.png").touch()
    drop(started.window, tmp_path / "picture.png")
    assert started.controller.desk is None


def test_the_welcome_page_needs_no_sideways_scrolling(started, desk_file: Path) -> None:
    started.settings.remember(desk_file)
    started.window.show_welcome()
    started.window.resize(started.window.minimumSize())
    QApplication.processEvents()
    area = started.window.welcome.findChild(QScrollArea)
    assert not area.horizontalScrollBar().isVisible()


def test_it_fits_a_small_screen(started, desk_file: Path) -> None:
    started.controller.open_path(desk_file)
    started.window.resize(1280, 720)
    assert (started.window.width(), started.window.height()) == (1280, 720)
    assert started.window.minimumSizeHint().width() <= 1280 / 2 + 240
