"""What stands around an activity in the inspector: each gesture, what the desk holds afterwards, and after undo."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from imgdesk.errors import UserError
from imgdesk.services import documents, parts, versions, workplan
from imgdesk.ui.dialogs.confirm import Confirm
from imgdesk.ui.dialogs.file_choice import FileChoice
from imgdesk.ui.dialogs.link_question import LinkQuestion
from imgdesk.ui.dialogs.new_event import NewEvent, NewEventDialog
from imgdesk.views.documents import attachments

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def one(plan_page):
    plan_page.select("event")
    return plan_page.page.inspector.one


def click(plan_page, widget) -> None:
    QTest.mouseClick(widget, LEFT, NONE, widget.rect().center())
    plan_page.settle()


def type_in(plan_page, text: str) -> None:
    """Type into the open editor and keep it."""
    editor = QApplication.focusWidget()
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    plan_page.settle()


def choose(plan_page, box, words: str) -> None:
    """Open a box, choose what begins with these words and keep it."""
    click(plan_page, box)
    combo = box.editor
    assert isinstance(combo, QComboBox)
    combo.hidePopup()
    place = next(n for n in range(combo.count()) if combo.itemText(n).startswith(words))
    combo.setCurrentIndex(place)
    QTest.keyClick(combo, Qt.Key.Key_Return)
    plan_page.settle()


def refresh(plan_page) -> None:
    """Let the page read what a service changed behind it."""
    plan_page.settle()


# --- built late, reached by keys


def test_it_is_built_after_the_window_has_painted(plan_page, theme):
    from imgdesk.ui.inspector.host import Inspector

    host = Inspector(theme, None, None)
    plan_page.qtbot.addWidget(host)
    asked = []
    host.ready.connect(lambda: asked.append(True))
    host.finish()
    host.show_nothing()
    assert host.findChildren(QComboBox) == []
    assert not asked
    host.resize(320, 400)
    host.show()
    plan_page.qtbot.waitUntil(lambda: bool(asked))
    assert host.nothing.isVisible()


def test_the_page_comes_without_what_fills_the_inspector():
    program = (
        "import sys, imgdesk.ui.pages.workplan\n"
        "print(sorted(name for name in sys.modules if name.startswith('imgdesk.ui.inspector.')))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "['imgdesk.ui.inspector.frame', 'imgdesk.ui.inspector.host']"


def test_alt_return_goes_to_the_fields_and_escape_back(plan_page, one):
    page = plan_page.page
    page.tree.setFocus()
    QTest.keyClick(page.tree, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget() is one.boxes["output"]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not one.boxes["output"]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.tree


def test_tab_follows_the_fields_as_they_lie(plan_page, one):
    parts.link_activities(plan_page.desk, plan_page.ids["draft"], plan_page.ids["event"])
    refresh(plan_page)
    one.boxes["output"].setFocus()
    seen = []
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        if not one.isAncestorOf(here):
            break
        seen.append(here.mapTo(one, QPoint(0, 0)).y())
    assert len(seen) > 15
    assert seen == sorted(seen)
    assert QApplication.focusWidget() is plan_page.page.tree


# --- fields


def test_it_moves_to_another_section(plan_page, one):
    choose(plan_page, one.boxes["section"], "2024")
    assert plan_page.shown()[1][1][-1] == "event"
    assert one.boxes["section"].text() == "2024"
    assert plan_page.page.tree.selected_ids() == [plan_page.ids["event"]]
    plan_page.trigger("undo")
    assert one.boxes["section"].text() == "2023"


def test_a_new_event_is_made_where_it_is_wanted(plan_page, one, monkeypatch):
    monkeypatch.setattr(
        NewEventDialog, "ask", classmethod(lambda cls, *_: NewEvent("SDG Summit", "18-19 September 2023"))
    )
    choose(plan_page, one.boxes["event_id"], "New event")
    assert one.boxes["event_id"].text() == "SDG Summit\n18-19 September 2023"
    assert plan_page.desk.undo_label == "Add event “SDG Summit” and hang 1 on it"
    plan_page.trigger("undo")
    assert one.boxes["event_id"].text().startswith("HLPF")


def test_giving_up_a_new_event_changes_nothing(plan_page, one, monkeypatch):
    monkeypatch.setattr(NewEventDialog, "ask", classmethod(lambda cls, *_: None))
    label = plan_page.desk.undo_label
    choose(plan_page, one.boxes["event_id"], "New event")
    QTest.keyClick(one.boxes["event_id"].editor, Qt.Key.Key_Escape)
    assert one.boxes["event_id"].text().startswith("HLPF")
    assert plan_page.desk.undo_label == label


def test_the_question_for_an_event_wants_a_name(qtbot, theme):
    dialog = NewEventDialog(theme, lambda text: ("day", text))
    qtbot.addWidget(dialog)
    assert not dialog.yes.isEnabled()
    dialog.name.setText("COP 29")
    dialog.when.line.setText(" November 2024")
    assert dialog.yes.isEnabled()
    assert dialog.answer() == NewEvent("COP 29", "November 2024")


def test_a_field_and_the_whole_activity_are_copied(plan_page, one):
    box = one.boxes["event_id"]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "HLPF"
    one.copy.click()
    assert QGuiApplication.clipboard().text().split("\n") == [
        "23-03 Side event at the HLPF (TBC)",
        "When: July 2023 (1-31 July 2023, month)",
        "Lead: FA2",
        "Focus area: 2 Law",
        "Partners: FAO",
        "Category: Advocacy",
        "Section: 2023",
        "Hangs on: HLPF, 10-19 July 2023",
        "Status: planned",
        "Open: unconfirmed",
        "Footnote: Subject to capacity",
    ]


# --- footnotes


def test_a_footnote_is_added_at_the_end_edited_and_deleted(plan_page, one):
    assert one.notes.texts() == ["¹ Subject to capacity"]
    click(plan_page, one.notes.add)
    type_in(plan_page, "Second")
    assert one.notes.texts() == ["¹ Subject to capacity", "² Second"]
    assert one.boxes["output"].text().endswith("¹ ²")
    assert one.notes.new.isHidden()
    entry = one.notes.entries(2, lambda: None)[1]
    click(plan_page, entry.main)
    type_in(plan_page, "Other words")
    assert one.notes.texts()[1] == "² Other words"
    click(plan_page, one.notes.entries(2, lambda: None)[0].buttons[0])
    assert one.notes.texts() == ["¹ Other words"]
    for _ in range(3):
        plan_page.trigger("undo")
    assert one.notes.texts() == ["¹ Subject to capacity"]


def test_a_footnote_hangs_where_the_cursor_is(plan_page, one):
    click(plan_page, one.boxes["when"])
    QApplication.focusWidget().setCursorPosition(4)
    click(plan_page, one.notes.add)
    type_in(plan_page, "By rotation")
    assert one.boxes["when"].text().split("\n")[0] == "July ² 2023"
    assert one.notes.texts()[1] == "² By rotation\non When"


def test_delete_takes_away_the_entry_and_never_the_activity(plan_page, one):
    documents.attach_link(plan_page.desk, plan_page.ids["event"], "x")
    parts.link_activities(plan_page.desk, plan_page.ids["draft"], plan_page.ids["event"])
    refresh(plan_page)
    for group in (one.notes, one.papers, one.links):
        box = group.entries(1, lambda: None)[0].main
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Delete)
        plan_page.settle()
        assert group.texts() == []
    one.boxes["output"].setFocus()
    QTest.keyClick(one.boxes["output"], Qt.Key.Key_Delete)
    assert plan_page.row("event") is not None


def test_an_empty_or_dropped_footnote_is_none(plan_page, one):
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        click(plan_page, one.notes.add)
        QTest.keyClick(QApplication.focusWidget(), key)
        plan_page.settle()
        assert one.notes.new.isHidden()
    assert one.notes.texts() == ["¹ Subject to capacity"]


def test_a_footnote_that_goes_while_it_is_edited_leaves_no_editor_behind(plan_page, one):
    entry = one.notes.entries(1, lambda: None)[0]
    click(plan_page, entry.main)
    QApplication.focusWidget().setPlainText("New words")
    note = plan_page.desk.read("SELECT id FROM footnote")[0][0]
    parts.delete_footnote(plan_page.desk, note)
    refresh(plan_page)
    assert one.notes.texts() == []
    click(plan_page, one.boxes["when"])
    assert one.boxes["when"].editor is not None
    assert entry.main.editor is None
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    plan_page.trigger("undo")
    assert one.notes.texts() == ["¹ Subject to capacity"]


def test_a_refused_editor_keeps_its_place_until_it_is_dropped(plan_page, one, monkeypatch):
    def refuse(*_, **__):
        raise UserError("The disk is full: make room.")

    click(plan_page, one.boxes["when"])
    editor = one.boxes["when"].editor
    editor.line.setText("August 2023")
    with monkeypatch.context() as patch:
        patch.setattr(workplan, "edit_activities", refuse)
        click(plan_page, one.boxes["leads"])
        assert one.boxes["when"].editor is editor
        assert one.boxes["leads"].editor is None
        assert plan_page.notices[-1] == "The disk is full: make room."
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert plan_page.row("event").when_text == "August 2023"


# --- links


def test_a_link_is_made_changed_and_taken_off(plan_page, one):
    one.links.begin_new(before=True)
    combo = one.links.new.main.editor
    combo.setCurrentIndex(combo.findText("23-02 First talks with the secretariats"))
    QTest.keyClick(combo.lineEdit(), Qt.Key.Key_Return)
    plan_page.settle()
    said = "← 23-02 First talks with the secretariats\nJune 2023\nbegins after it ends\nat once"
    assert one.links.texts() == [said]
    (entry,) = one.links.entries(1, lambda: None)
    choose(plan_page, entry.details[0], "begins after it begins")
    click(plan_page, entry.details[1])
    type_in(plan_page, "-5 days")
    assert one.links.texts()[0].endswith("begins after it begins\n− 5 days")
    click(plan_page, entry.buttons[0])
    assert one.links.texts() == []
    for _ in range(3):
        plan_page.trigger("undo")
    assert one.links.texts() == [said]


def test_what_waits_for_it_and_going_there(plan_page, one):
    one.links.begin_new(before=False)
    combo = one.links.new.main.editor
    combo.setCurrentIndex(combo.findText("24-01 Summit side event"))
    QTest.keyClick(combo.lineEdit(), Qt.Key.Key_Return)
    plan_page.settle()
    assert one.links.texts() == ["→ 24-01 Summit side event\nSept 2024\nbegins after this ends\nat once"]
    (entry,) = one.links.entries(1, lambda: None)
    click(plan_page, entry.main)
    assert plan_page.page.tree.selected_ids() == [plan_page.ids["summit"]]
    assert one.links.texts()[0].startswith("← 23-03 Side event at the HLPF")


def test_a_ring_and_an_unknown_name_are_refused_in_words(plan_page, one):
    ids = plan_page.ids
    parts.link_activities(plan_page.desk, ids["event"], ids["summit"])
    refresh(plan_page)
    for typed, says in (("nothing of that name", "No activity is called"), (None, "would close a ring")):
        one.links.begin_new(before=True)
        combo = one.links.new.main.editor
        if typed:
            combo.lineEdit().setText(typed)
        else:
            combo.setCurrentIndex(combo.findText("24-01 Summit side event"))
        QTest.keyClick(combo.lineEdit(), Qt.Key.Key_Return)
        assert says in plan_page.notices[-1]
        assert one.links.new.main.editor is combo, "what was typed stays"
        QTest.keyClick(combo.lineEdit(), Qt.Key.Key_Escape)
    assert len(plan_page.desk.read("SELECT id FROM activity_link")) == 1


def test_what_contradicts_is_said(plan_page, one):
    parts.link_activities(plan_page.desk, plan_page.ids["summit"], plan_page.ids["event"])
    refresh(plan_page)
    assert "cannot begin after “Summit side event” ends" in one.links.conflicts.text()
    assert one.links.conflicts.isVisible()
    plan_page.trigger("undo")
    assert not one.links.conflicts.isVisible()


@pytest.mark.parametrize("typed", ["soon", "1.5", "99999", ""])
def test_days_between_must_be_a_number(plan_page, one, typed):
    parts.link_activities(plan_page.desk, plan_page.ids["draft"], plan_page.ids["event"])
    refresh(plan_page)
    box = one.links.entries(1, lambda: None)[0].details[1]
    click(plan_page, box)
    editor = box.editor
    editor.setText(typed)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert "is no number of days" in plan_page.notices[-1]
    assert box.editor is editor
    QTest.keyClick(editor, Qt.Key.Key_Escape)


# --- documents


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "Concept note.docx"
    path.write_bytes(b"words")
    return path


def held(plan_page):
    return attachments(plan_page.desk, plan_page.ids["event"])


def drop(one, urls) -> None:
    data = QMimeData()
    data.setUrls(urls)
    place, action = QPointF(9, 9), Qt.DropAction.CopyAction
    entering = QDragEnterEvent(place.toPoint(), action, data, LEFT, NONE)
    one.dragEnterEvent(entering)
    assert entering.isAccepted()
    one.dropEvent(QDropEvent(place, action, data, LEFT, NONE))


def menu_action(menu, words: str):
    return next(action for action in menu.actions() if action.text() == words)


def test_a_link_is_attached_named_and_dated(plan_page, one):
    one.papers.begin_link()
    type_in(plan_page, "https://group.example/note")
    assert one.papers.texts() == ["https://group.example/note\ndeliverable · draft · link\nnot delivered yet"]
    (entry,) = one.papers.entries(1, lambda: None)
    click(plan_page, entry.main)
    type_in(plan_page, "The note")
    click(plan_page, entry.details[0])
    type_in(plan_page, "12 July 2023")
    assert one.papers.texts() == [
        "The note\nhttps://group.example/note\ndeliverable · draft · link\ndelivered 12 July 2023"
    ]
    assert held(plan_page)[0].earliest == "2023-07-12"


def test_a_file_is_chosen_marked_final_and_removed(plan_page, one, paper, monkeypatch):
    monkeypatch.setattr(FileChoice, "ask_open", classmethod(lambda cls, *_: paper))
    menu_action(one.papers.menu_to_add(), "Attach a file…").trigger()
    plan_page.settle()
    menu_action(one.papers.menu_of(held(plan_page)[0]), "Final").trigger()
    menu_action(one.papers.menu_of(held(plan_page)[0]), "Deliverable of this activity").trigger()
    plan_page.settle()
    assert one.papers.texts() == ["Concept note.docx\ndocument · final · Word, 5 bytes"]
    menu_action(one.papers.menu_of(held(plan_page)[0]), "Remove").trigger()
    plan_page.settle()
    assert one.papers.texts() == []
    plan_page.trigger("undo")
    assert documents.file_content(plan_page.desk, held(plan_page)[0].id) == b"words"


def test_files_and_links_are_dropped_on_it_as_one_step(plan_page, one, paper):
    drop(one, [QUrl.fromLocalFile(str(paper)), QUrl("https://group.example/a%20b")])
    plan_page.settle()
    assert [row.name for row in held(plan_page)] == ["Concept note.docx", "https://group.example/a b"]
    plan_page.trigger("undo")
    assert held(plan_page) == []
    drop(one, [QUrl.fromLocalFile(str(paper)), QUrl.fromLocalFile(str(paper.parent))])
    assert "is not a file" in plan_page.notices[-1]
    assert held(plan_page) == []


@pytest.fixture
def opened(monkeypatch):
    urls = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: urls.append(url) or True)
    return urls


def test_a_file_opens_as_a_copy_and_only_when_the_person_says_so(plan_page, one, paper, opened, monkeypatch):
    documents.attach_file(plan_page.desk, plan_page.ids["event"], paper)
    row = held(plan_page)[0]
    for yes in (False, True):
        monkeypatch.setattr(Confirm, "ask", classmethod(lambda cls, *_, yes=yes: yes))
        one.papers.giving.open(row)
        assert len(opened) == yes
    copy = Path(opened[0].toLocalFile())
    assert copy.name == "Concept note.docx"
    assert copy != paper
    assert copy.read_bytes() == b"words"


def test_what_a_program_could_run_is_not_opened(plan_page, one, tmp_path, opened):
    script = tmp_path / "report.pdf.exe"
    script.write_bytes(b"MZ")
    documents.attach_file(plan_page.desk, plan_page.ids["event"], script)
    one.papers.giving.open(held(plan_page)[0])
    assert opened == []
    assert "may be run as a program" in plan_page.notices[-1]


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("https://group.example/x", "group.example"),
        ("https://group.example@evil.invalid/x", "evil.invalid"),
        ("javascript:alert(1)", ""),
        ("file:///etc/hostname", ""),
        ("on the share, folder 3", ""),
        ("https://group.example/\u202excod.exe", ""),
        ("https://[broken", ""),
    ],
)
def test_a_link_is_shown_in_full_before_it_opens(plan_page, one, opened, monkeypatch, link, leads_to):
    documents.attach_link(plan_page.desk, plan_page.ids["event"], link)
    asked = []
    monkeypatch.setattr(LinkQuestion, "ask", classmethod(lambda cls, *said: asked.append(said) or True))
    one.papers.giving.open(held(plan_page)[0])
    assert asked == [(link, leads_to)]
    assert [url.host() for url in opened] == ([leads_to] if leads_to else [])


def test_the_question_for_a_link_holds_all_of_it_as_plain_text(qtbot):
    link = "https://group.example/" + "<b>x</b>" * 400
    dialog = LinkQuestion(link, "group.example")
    qtbot.addWidget(dialog)
    assert dialog.link.toPlainText() == link
    assert dialog.link.isReadOnly()


def test_a_file_is_saved_where_the_person_wants(plan_page, one, paper, tmp_path, monkeypatch):
    documents.attach_file(plan_page.desk, plan_page.ids["event"], paper)
    target = tmp_path / "out.docx"
    monkeypatch.setattr(FileChoice, "ask_save", classmethod(lambda cls, *_: target))
    one.papers.giving.save(held(plan_page)[0])
    assert target.read_bytes() == b"words"


# --- what is said about it, and history


def test_a_closer_date_is_taken_over(plan_page, one):
    workplan.edit_activity(plan_page.desk, plan_page.ids["event"], output="Side event, 12 July 2023")
    refresh(plan_page)
    assert any(words.startswith("Says 12 July 2023 in its text") for words in one.findings.sentences())
    (button,) = one.findings.buttons()
    button.click()
    plan_page.settle()
    assert plan_page.row("event").when_text == "12 July 2023"
    assert one.findings.buttons() == []
    plan_page.trigger("undo")
    assert plan_page.row("event").when_text == "July 2023"


def test_what_was_agreed_is_told(plan_page, one):
    versions.freeze_plan(plan_page.desk, 1, "As approved", "14 March 2023")
    workplan.edit_activity(plan_page.desk, plan_page.ids["event"], when="August 2023", leads="FA3")
    refresh(plan_page)
    assert one.agreed.said() == ["Date: July 2023", "Leads: FA2", "As approved, 14 March 2023"]


def test_the_years_indicative_activities_are_edited_in_place(plan_page, one):
    area = plan_page.desk.read("SELECT id FROM focus_area WHERE number = 2")[0][0]
    parts.add_indicative(plan_page.desk, area, "Work with conventions", 2023)
    refresh(plan_page)
    assert one.indicative.texts() == ["Work with conventions\n2 Law, 2023"]
    click(plan_page, one.indicative.entries(1, lambda: None)[0].main)
    type_in(plan_page, "Work with treaties")
    assert one.indicative.texts() == ["Work with treaties\n2 Law, 2023"]


def test_one_press_puts_back_and_undo_takes_it_again(plan_page, one):
    plan_page.page.edit([plan_page.ids["event"]], "when", "June 2023")
    plan_page.page.edit([plan_page.ids["event"]], "percent", 70)
    plan_page.settle()
    buttons = one.history.buttons()
    buttons[1].setFocus()
    assert buttons[1].toolTip() == (
        "Put back to before this: date June 2023 → July 2023; progress 70 % → 40 %"
    )
    buttons[1].click()
    plan_page.settle()
    assert (plan_page.row("event").when_text, plan_page.row("event").percent) == ("July 2023", 40)
    assert plan_page.desk.undo_label == "Put back “Side event at the HLPF (TBC)”"
    plan_page.trigger("undo")
    assert (plan_page.row("event").when_text, plan_page.row("event").percent) == ("June 2023", 70)


def test_what_cannot_be_put_back_is_said(plan_page, one):
    label = plan_page.desk.undo_label
    one.history.wanted_back.emit(1)
    assert plan_page.notices == ["It stands as it did before that step, so there is nothing to put back."]
    assert plan_page.desk.undo_label == label


# --- several


@pytest.fixture
def several(plan_page):
    plan_page.select("talks", "event", "cop")
    return plan_page.page.inspector.several


def rows(plan_page, field: str) -> list[object]:
    return [getattr(plan_page.row(name), field) for name in ("talks", "event", "cop")]


def test_what_they_have_in_common_and_where_they_differ(plan_page, several):
    assert {field: box.text() for field, box in several.boxes.items()} == {
        "category": "various", "section": "2023", "event_id": "various", "percent": "various",
    }  # fmt: skip
    assert several.doubts() == ["1 of 3 unconfirmed", "None in brackets"]


def test_common_fields_are_set_as_one_step(plan_page, several):
    before = [rows(plan_page, field) for field in ("category", "event_id", "percent", "section_id")]
    choose(plan_page, several.boxes["event_id"], "COP 28")
    choose(plan_page, several.boxes["section"], "2024")
    click(plan_page, several.boxes["percent"])
    type_in(plan_page, "0")
    click(plan_page, several.boxes["category"])
    several.boxes["category"].editor.lineEdit().setText("Training")
    QTest.keyClick(several.boxes["category"].editor.lineEdit(), Qt.Key.Key_Return)
    plan_page.settle()
    assert [box.text() for box in several.boxes.values()] == ["Training", "2024", "COP 28", "0 %"]
    assert rows(plan_page, "percent") == [0, 0, 0]
    for _ in range(4):
        plan_page.trigger("undo")
    assert [rows(plan_page, field) for field in ("category", "event_id", "percent", "section_id")] == before


def test_looking_at_various_values_changes_nothing(plan_page, several):
    label = plan_page.desk.undo_label
    for field in ("percent", "category", "event_id"):
        click(plan_page, several.boxes[field])
        editor = QApplication.focusWidget()
        QTest.keyClick(editor, Qt.Key.Key_Return)
        plan_page.settle()
    assert plan_page.desk.undo_label == label


def test_hanging_on_nothing_can_be_chosen_for_all(plan_page, several):
    choose(plan_page, several.boxes["event_id"], "nothing")
    assert rows(plan_page, "event_id") == [None, None, None]
    assert several.boxes["event_id"].text() == "nothing"


# --- any content, any desk


@pytest.mark.parametrize(
    "text", ["<img src='/etc/hostname'><b>x", "حدث جانبي\u202e", "x" * 100_000, "&amp; %s {0} \\n", "a\tb"]
)
def test_any_text_stands_as_it_is(plan_page, one, text):
    ids = plan_page.ids
    parts.add_footnote(plan_page.desk, ids["event"], text)
    workplan.edit_activity(plan_page.desk, ids["draft"], output=text)
    parts.link_activities(plan_page.desk, ids["draft"], ids["event"])
    documents.attach_link(plan_page.desk, ids["event"], text, title=text)
    versions.propose_for_agenda(plan_page.desk, [ids["event"]], text)
    refresh(plan_page)
    start = text[:8].replace("\t", " ")
    for group in (one.notes, one.links, one.papers):
        assert any(start in words.replace("\t", " ") for words in group.texts()), group
    assert one.width() <= 320
    assert not one.grab().isNull()


def test_a_desk_that_is_read_only_shows_all_and_offers_nothing(read_only_page):
    read_only_page.select("event")
    one = read_only_page.page.inspector.one
    assert one.notes.texts() == ["¹ Subject to capacity"]
    assert not any(group.add.isVisible() for group in (one.notes, one.papers, one.links))
    assert not one.papers.isVisible()
    assert one.history.buttons() == []
    assert one.findings.buttons() == []
    box = one.notes.entries(1, lambda: None)[0].main
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Delete)
    assert len(read_only_page.notices) == 1
    assert "read-only" in read_only_page.notices[0]
    click(read_only_page, one.boxes["when"])
    assert one.boxes["when"].editor is None
    one.boxes["when"].setFocus()
    QTest.keyClick(one.boxes["when"], Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "July 2023"


def test_everything_that_takes_the_focus_has_a_name(plan_page, one, nameless):
    parts.link_activities(plan_page.desk, plan_page.ids["draft"], plan_page.ids["event"])
    documents.attach_link(plan_page.desk, plan_page.ids["event"], "x")
    refresh(plan_page)
    assert nameless(plan_page.page.inspector) == []
    plan_page.select("talks", "event")
    assert nameless(plan_page.page.inspector) == []
