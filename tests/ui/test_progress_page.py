"""Reporting on focus areas as a person does it: periods, cards, ratings and the lines of a report."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from imgdesk.services import framework
from imgdesk.services import progress as service
from imgdesk.store.desk import Desk
from imgdesk.ui.dialogs.file_choice import FileChoice
from imgdesk.ui.dialogs.period_form import PeriodForm, ready_periods
from imgdesk.ui.pages.progress_parts import CoveragePart
from imgdesk.ui.theme import Theme
from imgdesk.views import progress as view
from tests.ui.progress_window import ALT, CTRL, TODAY, ProgressWindow

KEY, CHALLENGE, FORWARD = "key result", "challenge", "way forward"
Key = Qt.Key


def test_it_opens_with_the_period_of_the_day_and_a_card_for_each_area(progress_page: ProgressWindow) -> None:
    assert progress_page.page.bar.period.text().strip() == "Second half of 2023"
    area, title, rating, trend, percent, how, ahead = progress_page.page.areas.cards.cards[0].texts()
    assert (area, title, rating) == ("Focus area 1", "Country level", "A constrained")
    assert trend == "↓ worse than First half of 2023"
    assert percent == f"{progress_page.card().percent} %"
    assert how.startswith("mean progress of")
    assert ahead.startswith("Next: ")
    assert len([card for card in progress_page.page.areas.cards.cards if not card.isHidden()]) == 3
    assert QApplication.focusWidget() is progress_page.page.areas.cards.cards[0]
    assert progress_page.window.status_line.texts()[1] == "3 focus areas, 3 rated"


def test_left_and_right_choose_the_area_and_down_goes_to_its_report(progress_page: ProgressWindow) -> None:
    progress_page.press(Key.Key_Right)
    assert progress_page.report.head.title.text_in_full().startswith(
        "Focus area 2: Environmental agreements, "
    )
    progress_page.press(Key.Key_Down)
    assert QApplication.focusWidget() is progress_page.report.head.ratings["constrained"]
    progress_page.press(Key.Key_Escape)
    assert QApplication.focusWidget() is progress_page.page.areas.cards.cards[1]


def test_a_rating_is_set_with_its_letter_and_taken_back(progress_page: ProgressWindow) -> None:
    progress_page.click(progress_page.report.head.ratings["off track"])
    assert progress_page.card().rag == "off track"
    assert progress_page.page.areas.cards.cards[0].texts()[2] == "R off track"
    progress_page.undo()
    assert progress_page.card().rag == "constrained"
    assert progress_page.report.head.ratings["constrained"].isChecked()


def test_what_the_desk_would_say_is_taken_over_only_when_asked(progress_page: ProgressWindow) -> None:
    progress_page.click(progress_page.report.head.ratings["on track"])
    head, card = progress_page.report.head, progress_page.card()
    assert head.proposal.text().startswith(f"The desk would say: {card.proposed_rag}, because ")
    assert progress_page.card().rag == "on track"
    progress_page.click(head.take)
    assert progress_page.card().rag == card.proposed_rag
    assert progress_page.card().rag_reason == card.rag_reason  # what a person wrote stays
    assert not head.take.isVisible()


def test_reason_and_percentage_are_edited_where_they_stand(progress_page: ProgressWindow) -> None:
    progress_page.click(progress_page.report.head.boxes["rag_reason"])
    progress_page.type_over("Waiting for one lead")
    progress_page.press(Key.Key_Tab)
    progress_page.type_over("35")
    progress_page.press(Key.Key_Return)
    card = progress_page.card()
    assert (card.rag_reason, card.percent, card.percent_how) == ("Waiting for one lead", 35, "set")
    assert card.percent_reason == ""  # not what the desk said of its own percentage
    progress_page.click(progress_page.report.head.use)
    assert (progress_page.card().percent, progress_page.card().percent_how) == (
        card.computed_percent,
        "computed",
    )


def test_what_the_desk_proposes_has_room_whichever_buttons_stand_below_it(
    progress_page: ProgressWindow,
) -> None:
    head = progress_page.report.head
    room = head.proposal.width()
    progress_page.click(head.boxes["percent"])
    progress_page.type_over("35")
    progress_page.press(Key.Key_Return)
    assert head.use.isVisible()
    assert head.proposal.width() == head.computed.width() == room


def test_what_was_said_of_one_part_is_not_left_standing_over_another(progress_page: ProgressWindow) -> None:
    progress_page.press(Key.Key_G, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert progress_page.page.toast.isVisible()
    progress_page.press(Key.Key_2, ALT)
    assert not progress_page.page.toast.isVisible()


def test_a_part_is_made_when_it_is_first_shown_and_kept(progress_page: ProgressWindow) -> None:
    page = progress_page.page
    assert page.findChildren(CoveragePart) == []
    progress_page.press(Key.Key_3, ALT)
    assert page.stack.currentWidget() is page.coverage
    progress_page.press(Key.Key_1, ALT)
    progress_page.press(Key.Key_3, ALT)
    assert page.findChildren(CoveragePart) == [page.coverage]


def test_a_percentage_over_100_is_refused_in_words(progress_page: ProgressWindow) -> None:
    before = progress_page.card().percent
    progress_page.click(progress_page.report.head.boxes["percent"])
    progress_page.type_over("140")
    progress_page.press(Key.Key_Return)
    assert "140" in progress_page.notices[-1]
    progress_page.press(Key.Key_Escape)
    assert progress_page.card().percent == before


def test_lines_are_typed_one_after_the_other(progress_page: ProgressWindow) -> None:
    progress_page.click(progress_page.report.parts[FORWARD].add)
    for text in ("Ask the leads", "Fix a date"):
        progress_page.type_over(text)
        progress_page.press(Key.Key_Return)
    progress_page.press(Key.Key_Return)  # an empty line ends it
    assert progress_page.lines(FORWARD)[-2:] == ["Ask the leads", "Fix a date"]
    assert [row.text for row in progress_page.stored(FORWARD)][-2:] == ["Ask the leads", "Fix a date"]
    progress_page.undo()
    assert progress_page.lines(FORWARD)[-1] == "Ask the leads"


def test_enter_behind_a_line_begins_the_next_one_there(progress_page: ProgressWindow) -> None:
    progress_page.click(progress_page.line(CHALLENGE).text)
    progress_page.press(Key.Key_Return)
    progress_page.type_over("In between")
    progress_page.press(Key.Key_Return)
    progress_page.press(Key.Key_Escape)
    assert progress_page.lines(CHALLENGE)[1] == "In between"
    assert QApplication.focusWidget() is progress_page.line(CHALLENGE, 1).text


def test_a_line_is_edited_moved_and_removed_with_keys(progress_page: ProgressWindow) -> None:
    report_id = progress_page.card().report_id
    service.add_line(progress_page.desk, report_id, CHALLENGE, "Second")
    progress_page.settle()
    first = progress_page.lines(CHALLENGE)[0]
    progress_page.line(CHALLENGE, 0).text.setFocus()
    progress_page.press(Key.Key_Down, ALT)
    assert progress_page.lines(CHALLENGE) == ["Second", first]
    progress_page.press(Key.Key_Up, ALT)
    assert progress_page.lines(CHALLENGE) == [first, "Second"]
    progress_page.press(Key.Key_F2)
    progress_page.type_over("Changed")
    progress_page.press(Key.Key_Tab)
    progress_page.press(Key.Key_Escape)
    assert progress_page.lines(CHALLENGE) == ["Changed", "Second"]
    progress_page.line(CHALLENGE, 0).text.setFocus()
    progress_page.press(Key.Key_Delete)
    assert progress_page.lines(CHALLENGE) == ["Second"]
    assert QApplication.focusWidget() is progress_page.line(CHALLENGE, 0).text
    progress_page.undo()
    assert progress_page.lines(CHALLENGE) == ["Changed", "Second"]


def test_a_heading_is_added_by_the_menu_and_a_line_put_elsewhere(progress_page: ProgressWindow) -> None:
    menu = QMenu()
    progress_page.report.parts[CHALLENGE].fill_menu(menu, progress_page.line(CHALLENGE))
    actions = {action.text().replace("&", ""): action for action in menu.actions()}
    actions["Add a heading"].trigger()
    progress_page.settle()
    progress_page.type_over("Leave")
    progress_page.press(Key.Key_Return)
    assert progress_page.stored(CHALLENGE)[0].heading == "Leave"
    actions["Put under “Way forward”"].trigger()
    progress_page.settle()
    assert progress_page.lines(CHALLENGE) == []
    assert progress_page.stored(FORWARD)[-1].heading == "Leave"


def test_collect_says_what_it_did_leaves_what_is_mine_and_can_be_taken_back(
    progress_page: ProgressWindow,
) -> None:
    framework.set_value(progress_page.desk, progress_page.indicator("G9.1").id, 2, "18 operations")
    progress_page.settle()
    before = view.lines(progress_page.desk, progress_page.card().report_id)
    progress_page.press(Key.Key_G, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert progress_page.page.toast.text() == "1 line added, 1 of yours left as it is."
    box = progress_page.line(KEY)
    assert (box.row.what, box.buttons[0].text()) == ("indicator moved", "indicator")
    progress_page.click(box.text)
    progress_page.type_over("In my own words")
    progress_page.press(Key.Key_Tab)
    progress_page.press(Key.Key_Escape)
    assert box.state.isVisible()
    assert box.state.text() == "edited"
    progress_page.press(Key.Key_G, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert progress_page.lines(KEY) == ["In my own words"]
    assert progress_page.page.toast.text().startswith("Nothing new to collect")
    for _ in range(2):
        progress_page.undo()
    assert view.lines(progress_page.desk, progress_page.card().report_id) == before


def test_a_collected_line_leads_to_its_record(progress_page: ProgressWindow) -> None:
    progress_page.press(Key.Key_PageUp, CTRL)
    box = next(box for box in progress_page.report.parts[KEY].boxes if box.row.what == "finished")
    assert box.buttons[0].text().startswith("activity ")
    progress_page.click(box.buttons[0])
    assert progress_page.gone_to == [("activity", box.row.activity_id)]
    assert (
        progress_page.window.page().title.startswith("Workplan")
        or progress_page.window.page() is not progress_page.page
    )


def test_a_removed_line_is_not_collected_again_but_brought_back(progress_page: ProgressWindow) -> None:
    progress_page.press(Key.Key_PageUp, CTRL)
    progress_page.click(progress_page.page.closed.button)
    first = progress_page.line(KEY)
    assert first.row.what
    text = first.text.raw
    first.text.setFocus()
    progress_page.press(Key.Key_Delete)
    assert text not in progress_page.lines(KEY)
    progress_page.press(Key.Key_G, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert text not in progress_page.lines(KEY)
    assert progress_page.report.dropped.text() == "1 removed line: bring back…"
    QTimer.singleShot(0, lambda: QTest.keyClick(QApplication.activePopupWidget(), Key.Key_Down))
    progress_page.click(progress_page.report.dropped)
    progress_page.press(Key.Key_Return)
    assert text in progress_page.lines(KEY)


def test_the_report_of_the_period_shown_is_written(progress_page: ProgressWindow, monkeypatch) -> None:
    monkeypatch.setattr(FileChoice, "ask_save", lambda *_: None)
    page, wanted = progress_page.page, []
    page.export_wanted.connect(lambda *asked: wanted.append(asked))
    paper = next(widget for widget in page.header_widgets() if widget.text().startswith("Progress report"))
    QTest.mouseClick(paper, Qt.MouseButton.LeftButton)
    period = page.state.period
    assert wanted == [("export_progress", ["--period", str(period.id)], period.title)]


def test_a_closed_period_is_calm_and_read_only_until_it_is_opened(progress_page: ProgressWindow) -> None:
    progress_page.press(Key.Key_PageUp, CTRL)
    assert progress_page.page.closed.words.text() == "Closed on 7 July 2023: reopen to change."
    assert not progress_page.report.head.ratings["on track"].isEnabled()
    assert not progress_page.line(KEY).text.editable
    assert not progress_page.report.head.collect.isVisible()
    assert not progress_page.page._actions["collect"].isEnabled()
    progress_page.click(progress_page.page.closed.button)
    assert not progress_page.page.closed.isVisible()
    assert progress_page.line(KEY).text.editable
    progress_page.undo()
    assert progress_page.page.closed.isVisible()


def test_the_menu_of_periods_names_their_state_and_closes_and_deletes(progress_page: ProgressWindow) -> None:
    progress_page.page.bar.menu.aboutToShow.emit()
    texts = [action.text() for action in progress_page.page.bar.menu.actions() if action.text()]
    assert texts[:2] == ["First half of 2023 (closed 7 July 2023)", "Second half of 2023"]
    named = {action.text().replace("&", ""): action for action in progress_page.page.bar.menu.actions()}
    named["Close this period"].trigger()
    progress_page.settle()
    assert progress_page.page.state.period.status == "closed"
    assert progress_page.page.closed.isVisible()
    progress_page.undo()
    named["Delete this period"].trigger()
    progress_page.settle()
    assert [row.title for row in view.periods(progress_page.desk)] == ["First half of 2023"]
    assert progress_page.page.toast.text() == "Deleted “Second half of 2023”."
    progress_page.click(progress_page.page.toast._button)
    assert len(view.periods(progress_page.desk)) == 2


def test_a_period_that_overlaps_keeps_the_form_open_and_says_why(progress_page: ProgressWindow) -> None:
    said = []

    def fill() -> None:
        form = QApplication.activeModalWidget()
        assert isinstance(form, PeriodForm)
        form.when.setText("second half of 2023")
        QTest.keyClick(form.when, Key.Key_Return)
        said.append(form.refusal.text())
        said.append([chip.text().strip() for chip in form.chips])
        form.layout().activate()
        said.append(form.refusal.geometry().top() > form.background.geometry().bottom())
        form.chips[0].click()
        QTest.keyClick(form.when, Key.Key_Return)

    QTimer.singleShot(0, fill)
    progress_page.page._actions["new_period"].trigger()
    progress_page.settle()
    assert "overlaps" in said[0]
    assert said[1] == ["Q3 2023", "2023"]  # the half is there already
    assert said[2]
    assert progress_page.page.state.period.title == "Q3 2023"
    assert progress_page.page.areas.cards.cards[0].texts()[5] == "no report yet"


def test_the_first_edit_begins_a_report_in_the_same_step(progress_page: ProgressWindow) -> None:
    service.add_period(progress_page.desk, 1, "Q3 2023")
    progress_page.settle()
    progress_page.page.choose_period(view.periods(progress_page.desk)[-2].id)
    progress_page.settle()
    assert progress_page.card().report_id is None
    progress_page.click(progress_page.report.parts[KEY].add)
    progress_page.type_over("Begun")
    progress_page.press(Key.Key_Return)
    progress_page.press(Key.Key_Escape)
    assert [row.text for row in progress_page.stored(KEY)] == ["Begun"]
    progress_page.undo()
    assert progress_page.card().report_id is None
    assert progress_page.lines(KEY) == []


def test_a_desk_without_periods_offers_the_likely_ones(progress_page: ProgressWindow) -> None:
    with progress_page.desk.change("Delete all") as session:
        session.connection().exec_driver_sql("DELETE FROM reporting_period")
    progress_page.settle()
    heading, _, first, second = progress_page.page.empty.texts()
    assert (heading, first.strip(), second.strip()) == (
        "Add a reporting period", "Add second half of 2023", "Another period…",
    )  # fmt: skip
    progress_page.click(progress_page.page.empty.buttons()[0])
    assert [row.title for row in view.periods(progress_page.desk)] == ["Second half of 2023"]
    assert progress_page.page.stack.currentWidget() is progress_page.page.areas
    assert ready_periods(TODAY) == ["Second half of 2023", "Q3 2023", "2023"]


def test_a_new_desk_is_told_to_import_a_workplan(qtbot, theme: Theme, told, desk_file: Path) -> None:
    opened = ProgressWindow(qtbot, theme, desk_file)
    assert opened.page.empty.texts()[0] == "This desk has no workplan yet"
    opened.press(Key.Key_2, ALT)
    assert opened.page.empty.texts()[0] == "This desk has no results framework yet"
    opened.controller.close()


def test_what_another_program_wrote_is_laid_over(progress_page: ProgressWindow) -> None:
    progress_page.press(Key.Key_Right)
    with Desk.open(progress_page.desk.path) as other:
        service.edit_report(other, progress_page.card(1).report_id, rag_reason="From elsewhere")
    progress_page.controller.bridge.look_outside()
    progress_page.settle()
    assert progress_page.report.head.boxes["rag_reason"].raw == "From elsewhere"
    assert progress_page.page.areas.cards.cards[1].isChecked()


def test_what_is_being_typed_is_kept_when_another_area_is_chosen(progress_page: ProgressWindow) -> None:
    progress_page.click(progress_page.report.head.boxes["rag_reason"])
    progress_page.type_over("Half a thought")
    progress_page.click(progress_page.page.areas.cards.cards[2])
    assert progress_page.card(0).rag_reason == "Half a thought"
    assert progress_page.card(2).rag_reason != "Half a thought"


def test_a_report_is_gone_to_from_another_page(progress_page: ProgressWindow) -> None:
    [(report_id,)] = progress_page.desk.read(
        "SELECT id FROM focus_area_report WHERE period_id = 1 AND focus_area_id = 3"
    )
    progress_page.window.show_page(0)
    progress_page.window.show_record("focus_area_report", report_id)
    progress_page.settle()
    assert progress_page.page.state.period.id == 1
    assert progress_page.page.state.card.number == 3


def test_a_read_only_desk_is_only_read(read_only_progress: ProgressWindow) -> None:
    assert not read_only_progress.line(CHALLENGE).text.editable
    assert not any(chip.isEnabled() for chip in read_only_progress.report.head.ratings.values())
    for name in ("collect", "new_period", "new_indicator", "delete"):
        assert not read_only_progress.page._actions[name].isEnabled()


def test_the_parts_stand_below_each_other_in_a_narrow_window(progress_page: ProgressWindow) -> None:
    progress_page.window.resize(760, 600)
    progress_page.settle()
    left = {part.geometry().left() for part in progress_page.report.parts.values()}
    assert len(left) == 1
    chips = list(progress_page.report.head.ratings.values())
    assert all(chip.width() >= chip.sizeHint().width() for chip in chips)
    assert progress_page.report.head.proposal.width() > 300
    progress_page.press(Key.Key_3, ALT)
    coverage = progress_page.page.coverage
    assert coverage.table.horizontalScrollBar().maximum() == 0
    assert not coverage.side.isVisible()
    assert coverage.model.headerData(1, Qt.Orientation.Horizontal) == "FA1"
    progress_page.press(Key.Key_Return)
    assert coverage.links.list.hasFocus()
    progress_page.press(Key.Key_2, ALT)
    assert progress_page.page.bar.field.geometry().right() < progress_page.page.bar.width()
    assert progress_page.page.areas.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_card_wears_the_colour_of_its_area_on_its_upper_edge(
    progress_page: ProgressWindow, theme: Theme, mode: str
) -> None:
    theme.set_mode(mode)
    progress_page.settle()
    card = progress_page.page.areas.cards.cards[1]
    assert card.grab().toImage().pixelColor(card.width() // 2, 1).name() == theme.color("fa2").name()


def test_everything_that_takes_the_keyboard_has_a_name(progress_page: ProgressWindow, nameless) -> None:
    assert nameless(progress_page.page) == []
    for key in (Key.Key_2, Key.Key_3):
        progress_page.press(key, ALT)
        assert nameless(progress_page.page) == []
