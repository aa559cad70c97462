"""A paper in Word comes into the window: chosen, reviewed, landed as a job, shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from imgdesk.errors import UserError
from imgdesk.exchange.word_plan import read_workplan
from imgdesk.ui.dialogs.confirm import Confirm
from imgdesk.ui.dialogs.file_choice import FileChoice
from imgdesk.ui.dialogs.paper_review import PaperReview, first_words

DRAFT: dict[str, Any] = {
    "title": "Shared <b>waters", "subtitle": "Bern, 2023", "kind": "concept-note", "same_title": 1,
    "sections": [
        {"kind": "facts", "level": 0, "numbering": "", "heading": "", "text": "Venue | Bern\nDate | May"},
        {"kind": "text", "level": 1, "numbering": "roman", "heading": "Why", "text": "**Rivers** run."},
        {"kind": "table", "level": 2, "numbering": "capital", "heading": "Who", "text": "Name | Role\nUNEP | Lead"},
        {"kind": "page break", "level": 0, "numbering": "", "heading": "", "text": ""},
    ],
    "found": {"headings": 2, "fact_boxes": 1, "tables": 1, "footnotes": 0},
    "notes": ["Comment by Ana: <i>Agreed?"],
}  # fmt: skip


@pytest.fixture
def opened(started, desk_file: Path):
    started.controller.open_path(desk_file)
    return started


def words(dialog: PaperReview) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


@pytest.fixture
def dialog(qtbot, theme) -> PaperReview:
    made = PaperReview(DRAFT, "note.docx")
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_paper_is_reviewed_first_and_lands_then_as_the_kind_chosen(opened, desk_file, monkeypatch) -> None:
    paper = desk_file.with_name("note.docx")
    seen: list[tuple[Any, str]] = []
    shown: list[tuple[str, int]] = []
    monkeypatch.setattr(FileChoice, "ask_open", classmethod(lambda cls, *_: paper))
    monkeypatch.setattr(
        PaperReview,
        "ask",
        classmethod(lambda cls, draft, name: (seen.append((draft, name)), "side-event")[1]),
    )
    opened.window._traffic.arrived.connect(lambda kind, key: shown.append((kind, key)))
    opened.answers += [(0, json.dumps(DRAFT), ""), (0, json.dumps({**DRAFT, "id": 7}), "")]
    opened.action("import_paper").trigger()
    landing = ["import", "paper", str(paper), str(desk_file), "--origin", "window", "--json"]
    assert opened.asked == [[*landing, "--dry-run"], [*landing, "--as", "side-event"]]
    assert seen == [(DRAFT, "note.docx")]
    assert shown == [("paper", 7)]
    assert "note.docx" in opened.window.toast.text()


@pytest.mark.parametrize("declined", ["file", "review"])
def test_giving_up_writes_nothing(opened, desk_file, monkeypatch, declined: str) -> None:
    chosen = None if declined == "file" else desk_file.with_name("note.docx")
    monkeypatch.setattr(FileChoice, "ask_open", classmethod(lambda cls, *_: chosen))
    monkeypatch.setattr(PaperReview, "ask", classmethod(lambda cls, draft, name: None))
    opened.answers.append((0, json.dumps(DRAFT), ""))
    opened.action("import_paper").trigger()
    assert len(opened.asked) == (declined == "review")


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch):
    """What is offered where a file holds no workplan; answered as told."""
    asked: list[tuple[str, str]] = []

    def answer(yes: bool) -> list[tuple[str, str]]:
        monkeypatch.setattr(
            Confirm,
            "ask",
            classmethod(lambda cls, heading, _, button: (asked.append((heading, button)), yes)[1]),
        )
        return asked

    return answer


def dropped(path: Path) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.kept = data  # the event does not own it
    return event


@pytest.mark.parametrize("yes", [True, False])
def test_a_paper_dropped_on_the_window_is_offered_as_a_paper(
    opened, tmp_path, monkeypatch, offered, told, yes: bool
) -> None:
    document = Document()
    document.add_paragraph("Rivers run.")
    file = tmp_path / "A  note.docx"
    document.save(str(file))
    asked = offered(yes)
    monkeypatch.setattr(PaperReview, "ask", classmethod(lambda cls, draft, name: "side-event"))
    shown: list[tuple[str, int]] = []
    opened.window._traffic.arrived.connect(lambda kind, key: shown.append((kind, key)))
    with pytest.raises(UserError) as refused:
        read_workplan(file)
    opened.answers += [
        (1, "", f"imgdesk: {refused.value}\n"), (0, json.dumps(DRAFT), ""), (0, json.dumps({**DRAFT, "id": 7}), ""),
    ]  # fmt: skip
    opened.window.dropEvent(dropped(file))
    assert asked == [("“A note.docx” holds no workplan", "Import it as a paper…")]
    assert [arguments[1] for arguments in opened.asked] == ["workplan", *(["paper", "paper"] if yes else [])]
    assert shown == ([("paper", 7)] if yes else [])
    assert told == []


def test_a_workplan_that_cannot_be_read_is_not_offered_as_a_paper(opened, desk_file, offered, told) -> None:
    asked = offered(True)
    opened.answers.append((1, "", "“plan.docx” is too large: choose another one.\n"))
    opened.window._traffic.import_file(desk_file.with_name("plan.docx"))
    assert (asked, told) == ([], ["“plan.docx” is too large: choose another one."])


def test_a_refused_paper_shows_the_sentence(opened, desk_file, monkeypatch, told) -> None:
    monkeypatch.setattr(FileChoice, "ask_open", classmethod(lambda cls, *_: desk_file))
    opened.answers.append((1, "", "“note.docx” holds no words: choose another one.\n"))
    opened.action("import_paper").trigger()
    assert told == ["“note.docx” holds no words: choose another one."]


def test_the_review_shows_what_was_found(dialog) -> None:
    shown = words(dialog)
    for text in (
        "Shared <b>waters", "Bern, 2023", "2 headings", "1 fact box", "1 table", "I. Why", "Rivers run.", "A. Who",
        "1 row: Name, Role", "Venue, Date", "page break", "Comment by Ana: <i>Agreed?",
        "The desk has a paper of this title already: this one is put beside it.",
    ):  # fmt: skip
        assert text in shown, text
    assert "0 footnotes" not in shown
    assert {label.textFormat() for label in dialog.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_the_kind_is_chosen_by_keyboard_and_told(dialog, nameless) -> None:
    assert nameless(dialog) == []
    assert dialog.kind.currentData() == "concept-note"
    dialog.kind.setFocus()
    QTest.keyClick(dialog.kind, Qt.Key.Key_Down)
    assert dialog.kind.currentData() == "side-event"
    assert "What the form of a conference asks for" in words(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == PaperReview.DialogCode.Accepted


def test_a_long_paper_is_cut_in_the_review(qtbot, theme) -> None:
    many = {**DRAFT, "sections": [DRAFT["sections"][1]] * 45, "same_title": 0, "found": {"headings": 0}}
    dialog = PaperReview(many, "note.docx")
    qtbot.addWidget(dialog)
    shown = words(dialog)
    assert "… and 5 more" in shown
    assert "nothing but the title" in shown
    assert "XL. Why" in shown
    assert next(b for b in dialog.findChildren(QPushButton) if b.text() == "Import").isEnabled()


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("text", "", ""),
        ("text", "- **One** and two", "One and two"),
        ("signature", "Ana Maria\nChair", "Ana Maria Chair"),
        ("table", "**Name** | Role", "0 rows: Name, Role"),
        ("facts", "Venue | Bern\n | and more", "Venue"),
    ],
)
def test_the_first_words_of_a_section(kind: str, text: str, said: str) -> None:
    assert first_words(kind, text) == said
