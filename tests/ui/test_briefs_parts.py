"""The parts of the Briefs page by themselves: the grid of facts and tables, the menu of a section, the empty desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from imgdesk import services
from imgdesk.domain.paper_text import rows
from imgdesk.store.desk import Desk
from imgdesk.ui.briefs.card import SectionCard
from imgdesk.ui.briefs.fields import LiveText
from imgdesk.ui.briefs.grid import Grid
from imgdesk.ui.dialogs.file_choice import FileChoice
from imgdesk.ui.pages.briefs_menus import fill_section_menu, fill_to_add
from imgdesk.ui.theme import Theme
from tests.ui.briefs_window import ALT, CTRL, BriefsWindow
from tests.ui.conftest import Told

Key = Qt.Key


@pytest.fixture
def table(briefs_page: BriefsWindow) -> SectionCard:
    """A section with an empty table, added to the paper in front."""
    briefs_page.page.add_section("table", heading="Figures")
    briefs_page.ready()
    return briefs_page.card("Figures")


def field() -> LiveText:
    found = QApplication.focusWidget()
    assert isinstance(found, LiveText)
    return found


def cells(briefs: BriefsWindow, heading: str = "Figures") -> list[list[str]]:
    return rows(briefs.row(heading).text)


def test_a_table_is_typed_cell_by_cell_with_tab_and_return(
    briefs_page: BriefsWindow, table: SectionCard
) -> None:
    assert briefs_page.row("Figures").kind == "table"
    table.enter_body()
    briefs_page.press(Key.Key_Return)
    for words, key in (
        ("What", Key.Key_Tab),
        ("How many", Key.Key_Tab),
        ("Trees", Key.Key_Tab),
        ("3", Key.Key_Return),
    ):
        briefs_page.type(words)
        briefs_page.press(key)
    briefs_page.type("4")
    briefs_page.press(Key.Key_Escape)
    assert cells(briefs_page) == [["What", "How many"], ["Trees", "3"], ["4", ""]]
    briefs_page.ready()
    assert "How many" in briefs_page.pages_text()


def test_a_cell_that_is_typed_keeps_its_caret_and_its_space(
    briefs_page: BriefsWindow, table: SectionCard
) -> None:
    table.enter_body()
    briefs_page.press(Key.Key_Return)
    briefs_page.type("Two ")
    briefs_page.ready()
    assert cells(briefs_page) == [["Two", ""]] or cells(briefs_page) == [["Two"]]
    briefs_page.type("words")
    briefs_page.press(Key.Key_Escape)
    assert cells(briefs_page)[0][0] == "Two words"


def test_rows_and_columns_come_move_and_go(qtbot, theme: Theme) -> None:
    grid = Grid("Table", facts=False)
    qtbot.addWidget(grid)
    grid.resize(400, 200)
    grid.show()
    grid.show_cells([["a", "b"], ["1", "2"], ["3", "4"]], editable=True)
    kept: list[list[list[str]]] = []
    grid.kept.connect(lambda found, _merge: kept.append(found))
    grid.setCurrentCell(1, 0)
    qtbot.keyClick(grid, Key.Key_Down, ALT)
    assert kept[-1] == [["a", "b"], ["3", "4"], ["1", "2"]]
    grid.delete_row(1)
    assert kept[-1] == [["a", "b"], ["1", "2"]]
    grid.insert_column(1)
    grid.set_cell(0, 1, "new", "")
    assert kept[-1] == [["a", "new", "b"], ["1", "", "2"]]
    grid.delete_column(0)
    assert kept[-1] == [["new", "b"], ["", "2"]]


def test_facts_are_labels_with_what_stands_beside_them(briefs_page: BriefsWindow) -> None:
    briefs_page.page.add_section("facts", heading="In short")
    briefs_page.ready()
    grid = briefs_page.card("In short").grid
    assert (grid.columnCount(), grid.rowCount()) == (2, 1)
    grid.set_cell(0, 0, "Venue", "")
    grid.set_cell(0, 1, "Geneva", "")
    briefs_page.ready()
    assert "Geneva" in briefs_page.pages_text()
    briefs_page.undo()
    assert "Geneva" not in briefs_page.row("In short").text


def test_what_the_desk_can_write_is_offered_by_family_and_added(briefs_page: BriefsWindow) -> None:
    asked: list[tuple[str, str, str]] = []
    menu = QMenu(briefs_page.page)
    fill_to_add(menu, lambda *words: asked.append(words))
    from_desk = menu.actions()[-1].menu()
    assert [action.text() for action in from_desk.actions()][:2] == ["Meeting brief", "Status brief"]
    first = from_desk.actions()[0].menu().actions()[0]
    first.trigger()
    kind, source, heading = asked[0]
    assert (kind, source.split(".")[0], heading) == ("automatic", "brief", first.text())
    briefs_page.page.add_section(*asked[0])
    briefs_page.ready()
    assert briefs_page.row(heading).source == source
    assert briefs_page.card(heading).items is not None


def test_the_menu_of_a_section_says_how_it_is_and_changes_it(briefs_page: BriefsWindow) -> None:
    card = next(card for card in briefs_page.page.sections.cards.values() if card.heading.text())
    menu = QMenu(briefs_page.page)
    fill_section_menu(menu, briefs_page.page, card.id)
    inside = next(action for action in menu.actions() if action.text() == "Stays &inside")
    assert not inside.isChecked()
    inside.trigger()
    briefs_page.ready()
    assert card.internal.isVisible()
    assert card.heading.text() not in briefs_page.pages_text()
    numbers = next(action for action in menu.actions() if action.text() == "&Numbered").menu()
    next(action for action in numbers.actions() if action.text() == "I.").trigger()
    assert briefs_page.row(card.heading.text()).numbering == "roman"


def test_a_section_collapses_to_its_heading_and_arrows_go_on(briefs_page: BriefsWindow) -> None:
    first, second = sorted(briefs_page.page.sections.cards.values(), key=lambda card: card.y())[:2]
    first.setFocus()
    briefs_page.press(Key.Key_Left)
    assert not first.body.isVisible()
    briefs_page.press(Key.Key_Right)
    assert first.body.isVisible()
    briefs_page.press(Key.Key_Down)
    assert QApplication.focusWidget() is second


@pytest.fixture
def empty_briefs(qtbot, theme: Theme, told: Told, tmp_path: Path) -> Iterator[BriefsWindow]:
    path = tmp_path / "empty.imgdesk"
    Desk.create(path, "Group on Rivers").close()
    opened = BriefsWindow(qtbot, theme, path)
    yield opened
    opened.controller.close()


def test_a_desk_without_anything_says_what_to_do(empty_briefs: BriefsWindow) -> None:
    page = empty_briefs.page
    hint = page.list.model.entries[1]
    assert (hint.key, hint.second.startswith("None yet.")) == ("", True)
    assert page.state.key == "record:brief"
    assert "import one" in page.preview.problem.text()
    page.new_section()
    assert empty_briefs.notices == []


def test_a_desk_without_papers_offers_to_import_one(
    empty_briefs: BriefsWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(FileChoice, "ask_open", classmethod(lambda cls, title, *_: asked.append(title)))
    bring = empty_briefs.page.list.bring
    assert bring.isVisible()
    QTest.mouseClick(bring, Qt.MouseButton.LeftButton)
    assert asked == ["Import a paper from Word"]
    services.papers.add_paper(empty_briefs.desk, "concept-note")
    empty_briefs.ready()
    assert not bring.isVisible()
    empty_briefs.desk.undo()
    empty_briefs.ready()
    assert bring.isVisible()


def test_the_group_of_papers_is_passed_over_by_the_arrows(empty_briefs: BriefsWindow) -> None:
    page = empty_briefs.page
    empty_briefs.press(Key.Key_Home)
    assert page.list.key() == "record:brief"
    empty_briefs.press(Key.Key_Up)
    assert page.list.key() == "record:brief"
    for _ in range(10):
        empty_briefs.press(Key.Key_Down)
    assert page.list.key() == "shipped:brief"
    empty_briefs.ready()


def test_a_colour_scheme_is_followed(briefs_page: BriefsWindow, theme: Theme) -> None:
    light = briefs_page.page.grab().toImage().pixelColor(5, 5)
    theme.set_mode("dark")
    briefs_page.settle()
    assert briefs_page.page.grab().toImage().pixelColor(5, 5).lightness() < light.lightness()


def test_a_text_is_as_tall_as_all_of_its_paragraphs(qtbot, theme: Theme) -> None:
    text = LiveText("Text", lambda _text, _merge: True)
    qtbot.addWidget(text)
    text.resize(200, 30)
    text.show()
    text.show_text(
        "\n".join("Some words that do not fit into one line of so narrow a field." for _ in range(12))
    )
    before = text.height()
    assert before > 12 * 2 * text.fontMetrics().height()
    text.resize(400, text.height())
    assert text.height() < before
    last = text.document().lastBlock()
    below = text.blockBoundingGeometry(last).translated(text.contentOffset()).bottom()
    assert below <= text.viewport().height()


def test_ctrl_return_in_a_text_begins_the_next_section(briefs_page: BriefsWindow) -> None:
    card = next(card for card in briefs_page.page.sections.cards.values() if card.text is not None)
    card.text.setFocus()
    briefs_page.press(Key.Key_Return, CTRL)
    assert len(briefs_page.stored()) == len(briefs_page.page.sections.cards)
    assert briefs_page.page.sections.card_beside(card.id, 1).heading.hasFocus()
