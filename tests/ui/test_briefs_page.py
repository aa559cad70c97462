"""Writing papers as a person does it: the list, sections, what the desk writes, and the pages that follow."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from imgdesk.services import versions
from imgdesk.ui.briefs.handwritten import Handwritten
from imgdesk.ui.briefs.item_row import GO, OVERRIDE, ItemRow
from imgdesk.ui.dialogs.new_paper import NewPaper
from imgdesk.views import papers
from tests.ui.briefs_window import ALT, CTRL, SHIFT, BriefsWindow

Key = Qt.Key


def open_note(briefs: BriefsWindow) -> None:
    """Look at the paper with the most sections of both kinds."""
    row = next(row for row in papers.papers(briefs.desk) if row.kind == "handover")
    briefs.choose(f"paper:{row.id}")


def first_item(briefs: BriefsWindow) -> tuple[object, str, ItemRow]:
    card = next(card for card in briefs.page.sections.cards.values() if card.items and card.items.rows)
    key, row = next(iter(card.items.rows.items()))
    assert isinstance(row, ItemRow)
    return card, key, row


def test_it_opens_with_the_newest_paper_its_sections_and_its_pages(briefs_page: BriefsWindow) -> None:
    newest = papers.papers(briefs_page.desk)[0]
    assert briefs_page.page.title == f"Briefs › {newest.title}"
    assert briefs_page.headings() == [row.heading for row in briefs_page.stored()]
    assert newest.title in briefs_page.pages_text()
    assert QApplication.focusWidget() is briefs_page.page.list.view
    count = len(briefs_page.stored())
    assert briefs_page.window.status_line.texts()[1] == f"{count} sections"


def test_the_list_holds_papers_the_record_and_templates_and_filters_them(briefs_page: BriefsWindow) -> None:
    lst = briefs_page.page.list
    groups = [entry.title for entry in lst.model.entries if entry.is_group]
    assert groups == ["On this desk", "From the record", "Templates"]
    briefs_page.press(Key.Key_F, CTRL)
    briefs_page.type("hand-over circulated")
    briefs_page.settle()
    assert [entry.tag for entry in lst.model.entries if not entry.is_group] == ["circulated"]
    briefs_page.press(Key.Key_Escape)
    assert len(lst.model.entries) > 20


@pytest.mark.parametrize("kind", ["brief", "progress", "workplan", "agenda", "minutes", "handover"])
def test_what_the_record_makes_is_there_without_being_kept(briefs_page: BriefsWindow, kind: str) -> None:
    before = len(papers.papers(briefs_page.desk))
    briefs_page.choose(f"record:{kind}")
    assert briefs_page.page.preview.view.page_count >= 1
    assert not briefs_page.page.preview.problem.isVisible()
    assert len(papers.papers(briefs_page.desk)) == before
    assert not any(card.more.isVisible() for card in briefs_page.page.sections.cards.values())


def test_a_paper_is_begun_from_the_record_with_what_it_is_about(
    briefs_page: BriefsWindow, monkeypatch
) -> None:
    briefs_page.choose("record:brief")
    meeting = briefs_page.page.state.about()["meeting_id"]

    def answered(dialog: NewPaper) -> int:
        dialog.title.setText("Brief for the third meeting")
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(NewPaper, "exec", answered)
    briefs_page.click(briefs_page.page.calm.buttons[0])
    briefs_page.ready()
    made = briefs_page.page.state.kept
    assert (made.kind, made.title, made.meeting_id) == ("brief", "Brief for the third meeting", meeting)
    assert briefs_page.page.list.key() == f"paper:{made.id}"


def test_a_title_that_is_typed_is_on_the_page_and_one_undo_takes_it_back(briefs_page: BriefsWindow) -> None:
    before = briefs_page.page.state.kept.title
    briefs_page.press(Key.Key_Return)
    assert QApplication.focusWidget() is briefs_page.page.head.title
    briefs_page.page.head.title.selectAll()
    briefs_page.type("What we say together")
    briefs_page.ready()
    assert briefs_page.page.state.kept.title == "What we say together"
    assert "What we say together" in briefs_page.pages_text()
    assert briefs_page.window.top_bar.findChild(object) is not None
    briefs_page.undo()
    assert briefs_page.page.state.kept.title == before
    assert briefs_page.page.head.title.text() == before


def test_typing_keeps_caret_and_focus_while_pages_follow(briefs_page: BriefsWindow) -> None:
    card = next(card for card in briefs_page.page.sections.cards.values() if card.text is not None)
    card.text.setFocus()
    card.text.moveCursor(card.text.textCursor().MoveOperation.Start)
    briefs_page.type("Brand new words ")
    briefs_page.ready()
    assert briefs_page.row(card.section.row.heading).text.startswith("Brand new words")
    assert QApplication.focusWidget() is card.text
    assert card.text.textCursor().position() == len("Brand new words ")
    assert "Brand new words" in briefs_page.pages_text()
    briefs_page.undo()
    briefs_page.ready()
    assert not card.text.toPlainText().startswith("Brand")
    assert "Brand new words" not in briefs_page.pages_text()
    briefs_page.press(Key.Key_Y, CTRL)
    assert card.text.toPlainText().startswith("Brand new words")


def test_words_are_marked_bold_with_a_key_and_unmarked_again(briefs_page: BriefsWindow) -> None:
    card = next(card for card in briefs_page.page.sections.cards.values() if card.text is not None)
    card.text.setPlainText("one two")
    card.text.setFocus()
    card.text.selectAll()
    briefs_page.press(Key.Key_B, CTRL)
    assert card.text.toPlainText() == "**one two**"
    briefs_page.press(Key.Key_B, CTRL)
    assert card.text.toPlainText() == "one two"


def test_sections_are_added_moved_ranked_and_deleted_with_keys(briefs_page: BriefsWindow) -> None:
    before = briefs_page.headings()
    second = briefs_page.card(before[1])
    second.setFocus()
    briefs_page.press(Key.Key_Return, CTRL)
    assert briefs_page.headings()[2] == ""
    assert QApplication.focusWidget() in [card.heading for card in briefs_page.page.sections.cards.values()]
    briefs_page.type("In between")
    briefs_page.kept()
    assert [row.heading for row in briefs_page.stored()][1:3] == [before[1], "In between"]
    card = briefs_page.card("In between")
    briefs_page.press(Key.Key_Escape)
    assert QApplication.focusWidget() is card
    briefs_page.press(Key.Key_Right, ALT)
    assert briefs_page.row("In between").level == second.section.row.level + 1
    briefs_page.press(Key.Key_Left, ALT)
    briefs_page.press(Key.Key_Up, ALT)
    assert briefs_page.headings()[1:3] == ["In between", before[1]]
    briefs_page.press(Key.Key_Delete)
    assert briefs_page.headings() == before
    assert briefs_page.page.toast.text() == "Deleted “In between”."
    briefs_page.click(briefs_page.page.toast._button)
    assert "In between" in briefs_page.headings()


def test_what_the_desk_writes_is_overridden_marked_and_given_back(briefs_page: BriefsWindow) -> None:
    open_note(briefs_page)
    card, key, row = first_item(briefs_page)
    assert row.shown.item.origin
    row.setFocus()
    briefs_page.press(Key.Key_Return)
    field = QApplication.focusWidget()
    hand = card.items.rows[key]
    assert isinstance(hand, Handwritten)
    assert field is hand.text
    assert field.toPlainText() == row.shown.text
    assert papers.overrides(briefs_page.desk, briefs_page.page.state.kept.id) == {}
    field.selectAll()
    briefs_page.type("In my own words")
    briefs_page.ready()
    said = papers.overrides(briefs_page.desk, briefs_page.page.state.kept.id)[card.id, key]
    assert (said.text, said.was) == ("In my own words", row.shown.text)
    assert "In my own words" in briefs_page.pages_text()
    assert hand.tag.text() == "written by hand"
    assert not hand.stale.isVisible()
    field.selectAll()
    briefs_page.press(Qt.Key.Key_Delete)
    briefs_page.ready()
    assert "Left out on purpose" in field.placeholderText()
    assert papers.overrides(briefs_page.desk, briefs_page.page.state.kept.id)[card.id, key].text == ""
    briefs_page.click(hand.back)
    briefs_page.ready()
    assert papers.overrides(briefs_page.desk, briefs_page.page.state.kept.id) == {}
    assert isinstance(card.items.rows[key], ItemRow)


def test_an_editor_left_with_the_desks_words_changes_nothing(briefs_page: BriefsWindow) -> None:
    open_note(briefs_page)
    label = briefs_page.desk.undo_label
    card, key, row = first_item(briefs_page)
    row.do(OVERRIDE)
    briefs_page.settle()
    assert isinstance(card.items.rows[key], Handwritten)
    briefs_page.press(Key.Key_Escape)
    briefs_page.settle()
    assert isinstance(card.items.rows[key], ItemRow)
    assert briefs_page.desk.undo_label == label


def test_words_of_ones_own_say_when_the_desk_says_something_else(briefs_page: BriefsWindow) -> None:
    from imgdesk import services

    open_note(briefs_page)
    card, key, row = first_item(briefs_page)
    services.papers.override(briefs_page.desk, card.id, key, "Mine", "What the desk said once")
    briefs_page.ready()
    hand = card.items.rows[key]
    assert hand.stale.isVisible()
    assert hand.stale.text() == "the desk says something else now"
    briefs_page.click(hand.agree)
    briefs_page.ready()
    assert not hand.stale.isVisible()
    said = papers.overrides(briefs_page.desk, briefs_page.page.state.kept.id)[card.id, key]
    assert (said.text, said.was) == ("Mine", row.shown.text)


def test_an_item_leads_to_its_record(briefs_page: BriefsWindow) -> None:
    briefs_page.choose("record:brief")
    rows = [
        row
        for card in briefs_page.page.sections.cards.values()
        if card.items
        for row in card.items.rows.values()
    ]
    row = next(row for row in rows if GO in row.links())
    kind, _, number = row.shown.item.record.partition(":")
    row.setFocus()
    briefs_page.press(Key.Key_G)
    assert briefs_page.gone_to == [(kind, int(number))]


def test_a_deleted_paper_comes_back_whole(briefs_page: BriefsWindow) -> None:
    row = briefs_page.page.state.kept
    sections = briefs_page.stored()
    briefs_page.press(Key.Key_Delete)
    briefs_page.ready()
    assert papers.paper(briefs_page.desk, row.id) is None
    assert briefs_page.page.state.key != f"paper:{row.id}"
    briefs_page.click(briefs_page.page.toast._button)
    briefs_page.choose(f"paper:{row.id}")
    assert briefs_page.stored() == sections


def test_a_final_paper_is_locked_until_it_is_a_draft_again(briefs_page: BriefsWindow) -> None:
    for status in ("circulated", "final"):
        briefs_page.page.edits.set_status(status)
    briefs_page.ready()
    page = briefs_page.page
    assert page.calm.words.text() == "This paper is final."
    assert page.head.title.isReadOnly()
    assert all(card.heading.isReadOnly() for card in page.sections.cards.values())
    assert page.status.text().strip() == "final"
    briefs_page.click(page.calm.buttons[0])
    assert page.state.kept.status == "draft"
    assert not page.head.title.isReadOnly()


def test_a_template_of_ones_own_is_kept_and_offered(briefs_page: BriefsWindow) -> None:
    title = briefs_page.page.state.kept.title
    briefs_page.page._save_template()
    assert [row.title for row in papers.templates(briefs_page.desk)] == [title]
    entries = {entry.key: entry for entry in briefs_page.page.list.model.entries}
    key = f"paper:{papers.templates(briefs_page.desk)[0].id}"
    assert entries[key].tag == "yours"


def test_search_goes_to_a_paper_and_to_a_section_of_one(briefs_page: BriefsWindow) -> None:
    row = papers.papers(briefs_page.desk)[-1]
    section = [
        row for row in papers.sections(briefs_page.desk, row.id) if row.heading and row.kind == "text"
    ][-1]
    briefs_page.window.show_record("paper_section", section.id)
    briefs_page.ready()
    assert briefs_page.page.state.kept.id == row.id
    assert briefs_page.page.sections.chosen == section.id
    card = briefs_page.page.sections.cards[section.id]
    assert QApplication.focusWidget() is card.heading


def test_a_desk_that_is_only_read_can_be_looked_at(read_only_briefs: BriefsWindow) -> None:
    page = read_only_briefs.page
    assert page.preview.view.page_count >= 1
    assert not page.list.new.isEnabled()
    assert page.head.title.isReadOnly()
    assert not page.sections.add.isVisible()
    read_only_briefs.press(Key.Key_N, CTRL | SHIFT)
    assert page.state.desk.undo_label is None or read_only_briefs.notices == []


def test_everything_that_takes_the_focus_has_a_name(briefs_page: BriefsWindow, nameless) -> None:
    open_note(briefs_page)
    assert nameless(briefs_page.page) == []


def test_f6_goes_round_the_three_parts(briefs_page: BriefsWindow) -> None:
    page = briefs_page.page
    briefs_page.press(Key.Key_F6)
    assert page.middle.isAncestorOf(QApplication.focusWidget())
    briefs_page.press(Key.Key_F6)
    assert QApplication.focusWidget() is page.preview.view
    briefs_page.press(Key.Key_F6)
    assert QApplication.focusWidget() is page.list.view


def test_pages_give_way_in_a_narrow_window_unless_they_are_asked_for(briefs_page: BriefsWindow) -> None:
    page = briefs_page.page
    briefs_page.window.resize(820, 640)
    briefs_page.settle()
    assert not page.preview.isVisible()
    briefs_page.click(page.pages)
    assert page.preview.isVisible()
    assert not page.list.isVisible()
    briefs_page.click(page.pages)
    assert page.list.isVisible()


def test_a_paper_that_cannot_be_made_says_what_to_do_first(briefs_page: BriefsWindow) -> None:
    versions.delete_version(briefs_page.desk, 1)
    briefs_page.choose("record:redline")
    assert "freeze the plan first" in briefs_page.page.preview.problem.text()
    assert briefs_page.page.preview.problem.isVisible()


def test_a_click_into_a_heading_puts_the_caret_there(briefs_page: BriefsWindow) -> None:
    first, second = [card for card in briefs_page.page.sections.cards.values() if card.text is not None][:2]
    for field in (first.heading, second.heading, first.heading):
        briefs_page.click(field)
        assert QApplication.focusWidget() is field


def test_a_hint_that_takes_two_lines_is_shown_whole(briefs_page: BriefsWindow) -> None:
    card = next(card for card in briefs_page.page.sections.cards.values() if card.text is not None)
    card.text.show_text("")
    card.text.show_hint("Short.")
    low = card.text.height()
    card.text.show_hint("What is agreed, what is known, and which questions are open for the group. " * 3)
    assert card.text.height() > low


def test_a_filter_without_a_find_says_so_and_how_to_go_on(briefs_page: BriefsWindow) -> None:
    lst = briefs_page.page.list
    lst.field.setText("zebra")
    assert [entry.second for entry in lst.model.entries] == ["No paper has these words. Esc shows all again."]
    lst.field.clear()
    assert any(entry.title == "Concept note, by themes" for entry in lst.model.entries)


def test_the_keyboard_stays_beside_a_section_that_is_taken_back(briefs_page: BriefsWindow) -> None:
    sections = briefs_page.page.sections
    first = next(iter(sections.cards.values()))
    first.enter_body()
    briefs_page.press(Qt.Key.Key_Return, CTRL)
    briefs_page.ready()
    assert not first.holds_focus
    briefs_page.undo()
    briefs_page.ready()
    assert QApplication.focusWidget() is first


def test_the_keyboard_goes_to_the_list_when_another_paper_comes(briefs_page: BriefsWindow) -> None:
    next(iter(briefs_page.page.sections.cards.values())).enter_body()
    briefs_page.choose("record:brief")
    assert QApplication.focusWidget() is briefs_page.page.list.view
