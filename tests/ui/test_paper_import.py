"""A paper in Word comes into the window: chosen, reviewed, landed as a job, shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

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
