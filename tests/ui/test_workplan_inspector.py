"""The inspector and the editors that it shares with the table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit

from imgdesk.ui.editors import LineEditor, PercentEditor, PlainEditor, WhenEditor, make_editor

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def one(plan_page):
    plan_page.select("event")
    return plan_page.page.inspector.one


def tags(one) -> list[str]:
    from imgdesk.ui.widgets.labels import Tag

    return [tag.text() for tag in one.findChildren(Tag) if not tag.isHidden()]


def begin(plan_page, one, field: str):
    box = one.boxes[field]
    QTest.mouseClick(box, LEFT, NONE, box.rect().center())
    plan_page.settle()
    return box


# --- what it shows


def test_all_of_an_activity(plan_page, one):
    shown = {field: box.text() for field, box in one.boxes.items()}
    assert shown == {
        "output": "Side event at the HLPF (TBC) ¹", "note": "–", "when": "July 2023\n1-31 July 2023, month",
        "leads": "FA2", "focus": "2 Law", "partners": "FAO", "category": "Advocacy",
        "event_id": "HLPF\n10-19 July 2023", "status": "planned", "percent": "40 %", "section": "2023",
    }  # fmt: skip
    assert one.unconfirmed.isChecked()
    assert not one.brackets.isChecked()
    assert tags(one) == ["planned", "unconfirmed"]


def test_history_in_sentences_newest_first(plan_page, one):
    plan_page.page.edit([plan_page.ids["event"]], "when", "June 2023")
    plan_page.settle()
    lines = one.history.text().split("\n")
    assert lines[0] == "Date July 2023 → June 2023"
    assert lines[1].endswith(", by hand")
    assert lines[-2] == "Added (Make the plan)"
    plan_page.trigger("undo")
    assert one.history.text().split("\n")[0] != lines[0], "what was taken back is no history"


def test_history_does_not_say_twice_that_something_was_added(plan_page):
    plan_page.select("talks")
    plan_page.trigger("new_activity")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    plan_page.settle()
    assert plan_page.page.inspector.one.history.text().split("\n")[0] == "Added"


def test_overdue_and_provisional_are_words(plan_page):
    plan_page.select("cop")
    assert tags(plan_page.page.inspector.one) == ["planned", "overdue"]
    plan_page.select("training")
    assert tags(plan_page.page.inspector.one) == ["planned", "provisional", "TBD"]


def test_a_date_that_is_not_understood_says_so(plan_page):
    plan_page.select("words")
    assert plan_page.page.inspector.one.boxes["when"].text() == "when the moon is right\nkept as text"


def test_a_group_and_an_empty_section(plan_page):
    tree, model = plan_page.page.tree, plan_page.page.model
    tree.setCurrentIndex(model.index(1, 0))
    plan_page.settle()
    words = plan_page.page.inspector.nothing
    assert words.texts() == ("2024", "provisional: to be discussed in late 2023\n\n3 activities, 1 undated")
    tree.setCurrentIndex(model.index(2, 0))
    plan_page.settle()
    assert words.texts()[1].endswith("Press Insert to add an activity.")


def test_it_can_be_put_away(plan_page):
    page = plan_page.page
    QTest.keyClick(page.tree, Qt.Key.Key_I)
    assert page.inspector.isHidden()
    assert not page.bar.inspector.isChecked()
    page.bar.inspector.click()
    assert page.inspector.isVisible()


# --- editing


@pytest.mark.parametrize(
    ("field", "typed", "column", "kept"),
    [
        ("output", "Another output", "output", "Another output"),
        ("when", "12 May 2023", "when_text", "12 May 2023"),
        ("leads", "UNEP (FA3)", "lead_text", "UNEP (FA3)"),
        ("focus", "UNEP (FA3)", "lead_text", "UNEP (FA3)"),
        ("partners", "WHO", "partner_text", "WHO"),
        ("category", "Training", "category", "Training"),
        ("percent", "70", "percent", 70),
        ("note", "Ask again", "note", "Ask again"),
    ],
)
def test_fields_are_edited_where_they_stand(plan_page, one, field, typed, column, kept):
    begin(plan_page, one, field)
    widget = QApplication.focusWidget()
    if isinstance(widget, QPlainTextEdit):
        widget.setPlainText(typed)
    else:
        (widget if isinstance(widget, QLineEdit) else widget.lineEdit()).setText(typed)
    QTest.keyClick(widget, Qt.Key.Key_Return)
    plan_page.settle()
    assert getattr(plan_page.row("event"), column) == kept
    assert all(box.editor is None for box in one.boxes.values())
    plan_page.trigger("undo")
    assert getattr(plan_page.row("event"), column) != kept


def test_it_can_hang_on_another_event_or_on_none(plan_page, one):
    for down, expected in ((1, "COP 28"), (-2, "nothing")):
        begin(plan_page, one, "event_id")
        box = one.boxes["event_id"].editor
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.currentIndex() + down)
        QTest.keyClick(box, Qt.Key.Key_Return)
        plan_page.settle()
        assert one.boxes["event_id"].text().split("\n")[0] == expected
    assert plan_page.row("event").event_id is None


def test_flags_are_switched(plan_page, one):
    one.unconfirmed.click()
    assert plan_page.row("event").output == "Side event at the HLPF"
    one.brackets.click()
    plan_page.settle()
    assert plan_page.row("event").output == "[Side event at the HLPF]"
    assert tags(one) == ["planned", "provisional"]


def test_return_begins_and_escape_drops(plan_page, one):
    box = one.boxes["when"]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Return)
    line = QApplication.focusWidget()
    line.setText("12 May 2023")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert plan_page.row("event").when_text == "July 2023"
    assert QApplication.focusWidget() is box


def test_tab_goes_on_to_the_next_field(plan_page, one):
    begin(plan_page, one, "when")
    QApplication.focusWidget().setText("August 2023")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    plan_page.settle()
    assert plan_page.row("event").when_text == "August 2023"
    assert one.boxes["leads"].editor is not None
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def test_a_wrong_percentage_stays_open_and_is_told(plan_page, one):
    begin(plan_page, one, "percent")
    editor = one.boxes["percent"].editor
    editor.lineEdit().setText("150")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert plan_page.notices == ["“150” is not a percentage: type a whole number from 0 to 100."]
    assert one.boxes["percent"].editor is editor
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert plan_page.row("event").percent == 40


def test_choosing_another_activity_closes_the_editor(plan_page, one):
    begin(plan_page, one, "when")
    QApplication.focusWidget().setText("August 2023")
    plan_page.page.tree.setFocus()
    plan_page.select("cop")
    assert plan_page.row("event").when_text == "August 2023"
    assert one.boxes["when"].editor is None
    assert one.boxes["when"].text().startswith("1-12 May 2023")


def test_a_cell_with_line_breaks_is_no_edit_when_only_looked_at(plan_page, one):
    plan_page.page.edit([plan_page.ids["event"]], "leads", "UNDP\nOHCHR")
    plan_page.settle()
    label = plan_page.desk.undo_label
    begin(plan_page, one, "leads")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert plan_page.row("event").lead_text == "UNDP\nOHCHR"
    assert plan_page.desk.undo_label == label


# --- the editors by themselves


class Words:
    """What editors ask, without a desk."""

    def organizations(self):
        return ["OHCHR", "UNDP", "UNEP"]

    def categories(self):
        return ["Advocacy"]

    def events(self):
        return [("3", "HLPF")]

    def understood(self, text, activity_id):
        return ("day", f"{text}!") if text else ("text", "no date")


@pytest.mark.parametrize(
    ("text", "kind", "role", "phrase"),
    [
        ("12 May 2023", "day", "green", "Day: 12 May 2023"),
        ("1-12 May 2023", "day", "green", "Day: 1-12 May 2023"),
        ("May", "window", "amber", "Window: 1-31 May 2023, month"),
        ("around 12 May 2023", "window", "amber", "Window: 12 May 2023, approximate"),
        ("by 12 May 2023", "window", "amber", "Window: by 12 May 2023"),
        ("some day", "text", "muted", "Text: kept as text"),
        ("ongoing", "window", "amber", "Window: 1 January - 31 December 2023, year"),
    ],
)
def test_a_date_says_as_it_is_typed_what_is_understood(plan_page, theme, text, kind, role, phrase):
    tree = plan_page.page.tree
    tree.edit_field(plan_page.page.model.find(plan_page.ids["talks"]), "when")
    line = QApplication.focusWidget()
    line.clear()
    QTest.keyClicks(line, text)
    meaning = line.parent().meaning
    assert (meaning.kind, meaning.text()) == (kind, phrase)
    assert meaning.color() == theme.color(role)
    assert meaning.accessibleDescription() == phrase
    QTest.keyClick(line, Qt.Key.Key_Escape)


def test_the_last_row_shows_what_is_understood_above_it(plan_page):
    plan_page.window.resize(1100, 520)
    plan_page.settle()
    tree = plan_page.page.tree
    tree.edit_field(plan_page.page.model.find(plan_page.ids["words"]), "when")
    editor = QApplication.focusWidget().parent()
    assert isinstance(editor, WhenEditor)
    assert tree.viewport().rect().contains(editor.geometry())
    QTest.keyClick(editor.line, Qt.Key.Key_Escape)


def test_organizations_are_completed_piece_by_piece(qtbot):
    editor = LineEditor("Lead", ["OHCHR", "UNDP"])
    qtbot.addWidget(editor)
    editor.show()
    QTest.keyClicks(editor, "UNDP, oh")
    completer = editor.completer()
    assert completer.currentCompletion() == "UNDP, OHCHR"
    assert completer.completionCount() == 1
    editor.clear()
    QTest.keyClicks(editor, "un")
    assert completer.currentCompletion() == "UNDP"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("0", False), ("100", False), (" 40 % ", False), ("101", True), ("-5", True), ("1.5", True), ("", True),
     ("9" * 5000, True), ("٣", False), ("²", True)],
)  # fmt: skip
def test_what_a_percentage_is(qtbot, text, wrong):
    editor = PercentEditor()
    qtbot.addWidget(editor)
    editor.lineEdit().setText(text)
    assert bool(editor.problem()) is wrong


def test_percent_steps_by_five_and_stays_in_range(qtbot):
    editor = PercentEditor()
    qtbot.addWidget(editor)
    editor.set_value("97 %")
    editor.stepUp()
    assert editor.value() == "100"
    editor.stepUp()
    assert editor.value() == "100"
    editor.set_value("3")
    editor.stepDown()
    editor.stepDown()
    assert editor.value() == "0"


def test_a_text_editor_grows_with_its_text(qtbot):
    editor = PlainEditor("Output")
    qtbot.addWidget(editor)
    editor.resize(200, 32)
    editor.show()
    low = editor.height()
    editor.set_value("line\n" * 4)
    assert editor.height() > low
    editor.set_value("line\n" * 400)
    assert editor.height() == PlainEditor.TALLEST


@pytest.mark.parametrize(
    "field", ["output", "note", "when", "leads", "partners", "category", "status", "percent", "event_id"]
)
def test_every_editor_has_a_name_and_gives_back_what_it_was_given(qtbot, theme, field):
    editor = make_editor(field, 1, theme, Words(), None)
    qtbot.addWidget(editor)
    given = {"status": "delayed", "percent": "35", "event_id": "3"}.get(field, "Some words")
    editor.set_value(given)
    assert editor.value() == given
    assert not editor.problem()
    assert (editor.focusProxy() or editor).accessibleName()


def test_an_unknown_category_can_be_typed(qtbot, theme):
    editor = make_editor("category", 1, theme, Words(), None)
    qtbot.addWidget(editor)
    editor.set_value("")
    editor.lineEdit().setText("advocacy and more")
    kept = QSignalSpy(editor.kept)
    assert editor.value() == "advocacy and more"
    assert kept.count() == 0
