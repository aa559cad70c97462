"""Papers leave as files in the formats asked for, and all papers of a meeting into one folder, with what is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from imgdesk.ui.dialogs.confirm import Confirm
from imgdesk.ui.dialogs.file_choice import FileChoice
from imgdesk.ui.dialogs.written import Written
from tests.ui.conftest import Started


@pytest.fixture
def opened(started: Started, desk_file: Path) -> Started:
    started.controller.open_path(desk_file)
    return started


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where a file is to be written, as PDF."""
    path = tmp_path / "Note.pdf"
    monkeypatch.setattr(FileChoice, "ask_save", classmethod(lambda cls, *asked: path))
    return path


def export(opened: Started, endings: tuple[str, ...]) -> None:
    opened.window._traffic.export_paper("concept-note", endings, ["--document", "3"], "Note")


def test_one_format_is_one_run_of_the_command_line(opened: Started, desk_file: Path, place: Path) -> None:
    opened.answers.append((0, "", ""))
    export(opened, (".pdf",))
    day = ["--today", "2023-07-14"]
    assert opened.asked == [
        ["export", "concept-note", str(desk_file), "-o", str(place), *day, "--document", "3"]
    ]
    assert opened.window.toast.text() == "Exported “Note.pdf”."


def test_both_formats_stand_beside_each_other(opened: Started, place: Path) -> None:
    opened.answers += [(0, "", ""), (0, "", "")]
    export(opened, (".pdf", ".docx"))
    assert [Path(words[4]).name for words in opened.asked] == ["Note.pdf", "Note.docx"]
    assert opened.window.toast.text() == "Exported “Note.pdf” and “Note.docx”."


def test_a_word_file_that_is_there_is_replaced_only_when_told(
    opened: Started, place: Path, monkeypatch
) -> None:
    place.with_suffix(".docx").write_text("mine")
    asked: list[str] = []
    monkeypatch.setattr(Confirm, "ask", classmethod(lambda cls, heading, *rest: bool(asked.append(heading))))
    export(opened, (".pdf", ".docx"))
    assert asked == ["“Note.docx” exists already"]
    assert opened.asked == []


def test_a_refusal_of_the_second_is_told(opened: Started, place: Path, told) -> None:
    opened.answers += [(0, "", ""), (1, "", "imgdesk: The disk is full.\n")]
    export(opened, (".pdf", ".docx"))
    assert told == ["The disk is full."]


def test_all_papers_of_a_meeting_go_into_a_folder_and_each_is_counted(
    opened: Started, desk_file: Path, monkeypatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(FileChoice, "ask_folder", classmethod(lambda cls, *asked: tmp_path))
    said: list[str] = []
    opened.window._traffic.began.connect(said.append)
    opened.answers.append((0, "1 of 2  Agenda.pdf\n2 of 2  Brief.pdf\n", ""))
    opened.window._traffic.export_meeting_papers(4, ["--internal"])
    words = opened.asked[0]
    assert words[:5] == ["export", "meeting-papers", str(desk_file), "-o", str(tmp_path)]
    assert words[-3:] == ["--meeting", "4", "--internal"]
    assert said[1:] == [
        "Writing the papers of the meeting: 1 of 2 done…",
        "Writing the papers of the meeting: 2 of 2 done…",
    ]
    assert opened.window.toast.text() == f"2 papers are written in “{tmp_path.name}”."


def test_what_is_not_written_yet_is_told_in_passing(opened: Started, place: Path) -> None:
    opened.answers.append((0, "", "Not written yet: Background, Topics.\nWrote “Note.pdf”.\n"))
    export(opened, (".pdf",))
    assert opened.window.toast.text() == "Exported “Note.pdf”. Not written yet: Background, Topics."


def test_more_than_that_stays_to_be_read_and_each_sentence_once(opened: Started, place: Path, qtbot) -> None:
    unwritten, foreign = f"Not written yet: {', '.join(['Background'] * 12)}.", "“حق” cannot be printed."
    opened.answers += [
        (0, "", f"{unwritten}\n{foreign}\nWrote “Note.pdf”.\n"),
        (0, "", f"{unwritten}\nWrote “Note.docx”.\n"),
    ]
    export(opened, (".pdf", ".docx"))
    (dialog,) = opened.window.findChildren(Written)
    assert dialog.sentences == [unwritten, foreign]
    assert opened.window.toast.text() == ""
    dialog.reject()


def test_what_was_said_of_one_file_is_not_said_of_the_next(opened: Started, place: Path, told) -> None:
    opened.answers += [
        (0, "", "Not written yet: Topics.\nWrote it.\n"),
        (1, "", "imgdesk: The disk is full.\n"),
    ]
    export(opened, (".pdf", ".docx"))
    opened.answers.append((0, "", "Wrote “Note.pdf”.\n"))
    export(opened, (".pdf",))
    assert opened.window.toast.text() == "Exported “Note.pdf”."


def test_a_batch_says_which_of_its_files_could_not_be_written(
    opened: Started, monkeypatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(FileChoice, "ask_folder", classmethod(lambda cls, *asked: tmp_path))
    errors = "Agenda.pdf: The disk is full.\n1 of the files could not be written.\n"
    opened.answers.append((1, "1 of 2  Brief.pdf\n", errors))
    opened.window._traffic.export_meeting_papers(4)
    words = f"1 paper is written in “{tmp_path.name}”. 1 of the files could not be written."
    (dialog,) = opened.window.findChildren(Written) or (None,)
    said = " ".join([words, "Agenda.pdf: The disk is full."])
    assert opened.window.toast.text() == said if dialog is None else dialog.sentences == [said]
