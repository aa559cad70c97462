"""The meetings page as a person uses it: which meeting is shown, how it stands, and what is remembered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from imgdesk import services
from imgdesk.store.desk import Desk


def texts(menu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def test_it_opens_on_the_next_meeting(meetings_page):
    page, window = meetings_page.page, meetings_page.window
    assert window.top_bar.title() == "Meetings › 3rd IMG meeting"
    assert page.state.text() == "planned"
    assert page.state.isVisible()
    assert [page.new.isVisible(), page.paper.isVisible(), page.main.text()] == [True, True, "Circulate…"]
    assert page.agenda.list.texts()[0] == "1. Adoption of the agenda"
    assert page.side.facts.when.text().startswith("Wednesday 19 July 2023, 15:00")
    assert page.side.facts.local.text() == "15:00 Geneva · 09:00 New York · 16:00 Nairobi"
    assert page.side.so_far.text() == "Nothing is recorded yet."


def test_what_came_back_is_told_with_its_reason(meetings_page):
    assert meetings_page.page.agenda.returns.texts()[:3] == [
        "Letter to the secretariats, open", "Side events, not discussed", "Training dates, not discussed",
    ]  # fmt: skip


def test_keys_go_through_the_meetings_of_the_series(meetings_page):
    window, page = meetings_page.window, meetings_page.page
    QTest.keyClick(window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    meetings_page.settle()
    assert page.record.id == meetings_page.ids["second"]
    assert window.top_bar.title() == "Meetings › 2nd IMG meeting"
    QTest.keyClick(window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    meetings_page.settle()
    assert page.record.id == meetings_page.ids["first"]
    assert page.state.text() == "held, being minuted"
    assert not meetings_page.actions["meeting_before"].isEnabled()
    QTest.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    meetings_page.settle()
    assert page.record.id == meetings_page.ids["second"]


def test_the_menu_lists_meetings_by_series_the_ones_ahead_first(meetings_page):
    desk, switcher = meetings_page.desk, meetings_page.page.switcher
    services.meetings.add_meeting(desk, "1 June 2023", title="Briefing of the secretariats")
    switcher.fill()
    assert texts(switcher.menu) == [
        "IMG meeting",
        "3rd IMG meeting  ·  19 July 2023  ·  planned  ·  1 open action",
        "2nd IMG meeting  ·  19 April 2023  ·  planned  ·  1 open action",
        "1st IMG meeting  ·  18 January 2023  ·  held  ·  1 open action",
        "Meetings of no series",
        "Briefing of the secretariats  ·  1 June 2023  ·  planned",
    ]
    switcher.menu.actions()[-2].trigger()
    assert meetings_page.page.record.name == "Briefing of the secretariats"
    assert not meetings_page.actions["edit_series"].isEnabled()


def test_many_meetings_of_a_series_stand_one_step_further_in(meetings_page):
    desk, ids = meetings_page.desk, meetings_page.ids
    with desk.change("Many"):
        for year in range(2000, 2020):
            services.meetings.add_meeting(desk, f"3 May {year}", series_id=ids["series"])
    switcher = meetings_page.page.switcher
    switcher.fill()
    within = next(action.menu() for action in switcher.menu.actions() if action.menu() is not None)
    assert len(texts(within)) == 23 - 8
    assert len([words for words in texts(switcher.menu) if " IMG meeting" in words]) == 8


def test_the_meeting_is_remembered_for_the_desk(meetings_page, open_meetings):
    meetings_page.page.show_meeting(meetings_page.ids["first"])
    path = meetings_page.desk.path
    meetings_page.controller.close()
    again = open_meetings(path)
    assert again.page.record.id == meetings_page.ids["first"]


def test_damaged_memory_means_the_default(meetings_copy, meetings_page, open_meetings):
    meetings_page.controller.close()
    meetings_page.settings.layout["meetings"] = '{"meetings": [1], "sizes": ["x"]}'
    meetings_page.settings.save()
    assert open_meetings(meetings_copy).page.record.id == meetings_page.ids["third"]


def test_deleting_a_meeting_can_be_undone_at_once(meetings_page):
    page = meetings_page.page
    meetings_page.trigger("delete_meeting")
    assert page.record.id != meetings_page.ids["third"]
    assert page.toast.text() == "Deleted the 3rd IMG meeting."
    QTest.mouseClick(page.toast.findChild(type(page.new)), Qt.MouseButton.LeftButton)
    meetings_page.settle()
    assert meetings_page.ids["third"] in {row.id for row in page.rows}
    assert page.toast.text() == ""


def test_deleting_a_series_keeps_its_meetings(meetings_page):
    meetings_page.trigger("delete_series")
    assert "still there" in meetings_page.page.toast.text()
    assert meetings_page.page.record.series_id is None
    assert len(meetings_page.page.rows) == 3


def test_a_change_from_outside_is_shown(meetings_page):
    page, ids = meetings_page.page, meetings_page.ids
    with Desk.open(meetings_page.desk.path) as other:
        services.meetings.edit_meeting(other, ids["third"], place="Room XX")
        services.meetings.delete_meeting(other, ids["second"])
    meetings_page.controller.bridge.look_outside()
    meetings_page.settle()
    assert page.side.facts.boxes["place"].text() == "Room XX"
    assert [row.id for row in page.rows] == [ids["first"], ids["third"]]


def test_a_meeting_deleted_elsewhere_gives_way_to_another(meetings_page):
    services.meetings.delete_meeting(meetings_page.desk, meetings_page.ids["third"])
    meetings_page.settle()
    assert meetings_page.page.record is not None
    assert meetings_page.page.record.id != meetings_page.ids["third"]


def test_another_page_in_front_keeps_its_commands_and_buttons(meetings_page):
    meetings_page.window.show_page(1)
    services.meetings.add_meeting(meetings_page.desk, "1 June 2024", series_id=meetings_page.ids["series"])
    meetings_page.settle()
    assert not meetings_page.actions["circulate"].isEnabled()
    assert not any(part.isVisible() for part in meetings_page.page.header_widgets())
    meetings_page.window.show_page(0)
    assert meetings_page.actions["circulate"].isEnabled()
    assert meetings_page.page.main.isVisible()


def test_another_page_can_send_a_meeting_and_a_paragraph(meetings_page):
    desk, ids = meetings_page.desk, meetings_page.ids
    meetings_page.window.show_page(1)
    meetings_page.window.show_record("meeting", ids["second"])
    assert meetings_page.page.record.id == ids["second"]
    paragraph = desk.read("SELECT max(id) FROM minute")[0][0]
    meetings_page.window.show_record("minute", paragraph)
    assert meetings_page.page.record.id == ids["first"]
    assert meetings_page.page.editor.current() == (ids["slots"], paragraph)


def test_papers_are_asked_for_with_the_meeting(meetings_page):
    QTest.mouseClick(meetings_page.page.paper, Qt.MouseButton.LeftButton)
    meetings_page.trigger("export_minutes")
    meetings_page.trigger("export_calendar")
    more = ["--meeting", str(meetings_page.ids["third"])]
    assert meetings_page.exported == [
        (name, more, "3rd IMG meeting") for name in ("export_agenda", "export_minutes", "export_calendar")
    ]


def test_the_minutes_are_written_in_the_version_that_is_shown(meetings_page):
    from imgdesk.services import circulation

    ids = meetings_page.ids
    version = circulation.circulate(meetings_page.desk, ids["first"])
    meetings_page.page.show_meeting(ids["first"])
    meetings_page.page.show_version(version)
    meetings_page.page.export_wanted.disconnect()
    meetings_page.page.export_wanted.connect(
        lambda name, more, about: meetings_page.exported.append((name, more))
    )
    meetings_page.trigger("export_minutes")
    meetings_page.page.export("export_agenda")
    meeting = ["--meeting", str(ids["first"])]
    assert meetings_page.exported == [
        ("export_minutes", [*meeting, "--minutes-version", str(version)]),
        ("export_agenda", meeting),
    ]


def test_a_read_only_desk_can_only_be_looked_at(meetings_copy, open_meetings):
    opened = open_meetings(meetings_copy, read_only=True)
    page = opened.page
    assert not page.editable
    for name in ("new_meeting", "circulate", "add_item", "mark_all", "delete_meeting", "new_series"):
        assert not opened.actions[name].isEnabled(), name
    assert opened.actions["export_agenda"].isEnabled()
    assert opened.actions["meeting_before"].isEnabled()
    assert not page.agenda.add.isVisible()
    assert not page.side.attendance.line.isVisible()
    QTest.keyClick(page.agenda.list, Qt.Key.Key_Delete)
    QTest.keyClick(page.side.attendance.list, Qt.Key.Key_Space)
    assert opened.notices == []


@pytest.fixture
def no_meetings(plan_copy, open_meetings):
    return open_meetings(plan_copy)


def test_a_desk_without_meetings_says_what_to_do(no_meetings):
    page = no_meetings.page
    assert no_meetings.window.top_bar.title() == "Meetings"
    assert page.empty.isVisible()
    assert page.empty.texts()[0] == "This desk has no meetings yet"
    names = [button.accessibleName() for button in page.empty.ready()]
    assert names[:3] == ["Add “IMG meeting”", "Add “Co-leads”", "Add “Focus area 1 meeting”"]
    assert not page.main.isVisible()
    assert not page.paper.isVisible()
    QTest.mouseClick(page.empty.ready()[0], Qt.MouseButton.LeftButton)
    no_meetings.settle()
    assert page.empty.texts()[0] == "No meeting yet"
    assert no_meetings.desk.read("SELECT title, kind, rhythm FROM meeting_series") == [
        ("IMG meeting", "img", "quarterly")
    ]
    assert page.empty.buttons()[0].text().strip() == "New meeting…"


def test_everything_that_takes_the_focus_has_a_name(meetings_page, nameless):
    assert nameless(meetings_page.page) == []


def test_in_a_narrow_window_the_facts_come_when_asked_for(meetings_page):
    page = meetings_page.page
    meetings_page.window.resize(980, 700)
    meetings_page.settle()
    assert not page.side.isVisible()
    assert page.facts.isVisible()
    QTest.mouseClick(page.facts, Qt.MouseButton.LeftButton)
    meetings_page.settle()
    assert page.side.isVisible()
    meetings_page.window.resize(1440, 900)
    meetings_page.settle()
    assert page.side.isVisible()
    assert not page.facts.isVisible()
