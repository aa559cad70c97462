"""A results framework comes into the window: from a file or pasted, reviewed, landed as a job, undone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QPushButton

from imgdesk.cli import main
from imgdesk.services import framework
from imgdesk.store.desk import Desk
from imgdesk.ui.dialogs.file_choice import FileChoice
from imgdesk.ui.dialogs.framework_source import FrameworkSource, Source
from imgdesk.ui.dialogs.import_review import ImportReview, differences, proposals
from imgdesk.ui.jobs import ProcessJob

LINES = "In 66 countries, laws protect people\nBaseline: 2.356 ratifications\n"


@pytest.fixture
def opened(started, desk_file: Path):
    """The window with a desk that has one result, L1."""
    with Desk.open(desk_file) as desk:
        framework.add_result(desk, framework.add_framework(desk, "Rivers"), "Laws", code="L1")
    started.controller.open_path(desk_file)
    return started


@pytest.fixture
def report(desk_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What the command line says of a table."""
    table = tmp_path / "rivers.csv"
    table.write_text(
        "Result code,Result,Code,Indicator,Target,Baseline,Actual 2024\n"
        "O1,Laws,O1.1,Laws protect <b>,66 countries,32 countries in the 3rd cycle,4\nO1,Laws,O1.2,Calm,has grown,,\n"
        "O1,Laws,,Treaties,75,2.356,\n",
        encoding="utf-8",
    )
    assert main(["import", "framework", str(table), str(desk_file), "--dry-run", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def answer(monkeypatch: pytest.MonkeyPatch, source: Source | None) -> list[Any]:
    asked: list[Any] = []
    monkeypatch.setattr(
        FrameworkSource, "ask", classmethod(lambda cls, results: (asked.append(results), source)[1])
    )
    return asked


def button(dialog: Any, text: str) -> QPushButton:
    return next(found for found in dialog.findChildren(QPushButton) if found.text() == text)


def words(dialog: Any) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_a_file_is_reviewed_first_and_lands_then(opened, desk_file, monkeypatch, report) -> None:
    asked = answer(monkeypatch, Source(desk_file.with_name("f.xlsx")))
    monkeypatch.setattr(ImportReview, "ask", classmethod(lambda cls, draft, name: name == "f.xlsx"))
    opened.answers += [(0, json.dumps(report), ""), (0, "", "")]
    opened.action("import_framework").trigger()
    landing = [
        "import",
        "framework",
        str(desk_file.with_name("f.xlsx")),
        str(desk_file),
        "--origin",
        "window",
    ]
    assert opened.asked == [[*landing, "--dry-run", "--json"], landing]
    assert asked == [[("L1 Laws", "L1")]]
    assert "f.xlsx" in opened.window.toast.text()


def test_pasted_lines_go_to_the_command_line_as_its_input(opened, monkeypatch, report) -> None:
    answer(monkeypatch, Source(None, LINES, "-L1"))
    monkeypatch.setattr(ImportReview, "ask", classmethod(lambda cls, draft, name: True))
    opened.answers += [(0, json.dumps(report), ""), (0, "", "")]
    typed: list[str] = []
    make = opened.window._traffic._make_job

    def noting(arguments, parent):
        job = make(arguments, parent)
        start = job.start
        job.start = lambda: (typed.append(job.typed), start())
        return job

    monkeypatch.setattr(opened.window._traffic, "_make_job", noting)
    opened.action("import_framework").trigger()
    assert typed == [LINES, LINES]
    assert opened.asked[1][2] == "-"
    assert opened.asked[1][-1] == "--under=-L1"


@pytest.mark.parametrize("declined", ["source", "review"])
def test_giving_up_writes_nothing(opened, desk_file, monkeypatch, report, declined: str) -> None:
    answer(monkeypatch, None if declined == "source" else Source(desk_file))
    monkeypatch.setattr(ImportReview, "ask", classmethod(lambda cls, draft, name: False))
    opened.answers.append((0, json.dumps(report), ""))
    opened.action("import_framework").trigger()
    assert len(opened.asked) == (declined == "review")


def test_a_refused_table_shows_the_sentence(opened, desk_file, monkeypatch, told) -> None:
    answer(monkeypatch, Source(desk_file))
    opened.answers.append((1, "", "“f.csv” is empty: ask for it to be sent again.\n"))
    opened.action("import_framework").trigger()
    assert told == ["“f.csv” is empty: ask for it to be sent again."]


def test_pasted_lines_land_for_real_and_undo_takes_them_back(qtbot, desk_file) -> None:
    job = ProcessJob(["import", "framework", "-", str(desk_file), "--under", "Länder", "--json"])
    job.typed = LINES
    with qtbot.waitSignal(job.done, timeout=60_000) as done:
        job.start()
    assert json.loads(done.args[0])["would_land"]["indicators"] == 1
    with Desk.open(desk_file) as desk:
        assert desk.read("SELECT title, target_value, baseline_value, baseline_text FROM indicator") == [
            ("Laws protect people", 66.0, None, "2.356 ratifications")
        ]
        assert desk.read("SELECT title FROM result") == [("Länder",)]
        desk.undo()
        assert desk.read("SELECT count(*) FROM framework") == [(0,)]


def test_the_dialog_takes_lines_or_a_file(qtbot, theme, monkeypatch, nameless, tmp_path) -> None:
    dialog = FrameworkSource([("L1 Laws", "L1")])
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []
    assert not button(dialog, "Read the lines").isEnabled()
    dialog.findChild(QPlainTextEdit).setPlainText(LINES)
    dialog.findChild(QComboBox).setCurrentIndex(1)
    assert button(dialog, "Read the lines").isEnabled()
    assert dialog.answer() == Source(None, LINES, "L1")
    monkeypatch.setattr(FileChoice, "ask_open", classmethod(lambda cls, *_: None))
    button(dialog, "Choose a file…").click()
    assert dialog.isVisible()
    monkeypatch.setattr(FileChoice, "ask_open", classmethod(lambda cls, *_: tmp_path / "f.csv"))
    button(dialog, "Choose a file…").click()
    assert not dialog.isVisible()
    assert dialog.answer() == Source(tmp_path / "f.csv")


def test_the_review_lists_what_was_read_with_its_questions(qtbot, theme, report) -> None:
    dialog = ImportReview(report, "rivers.csv")
    qtbot.addWidget(dialog)
    shown = words(dialog)
    assert proposals(report) == [
        "O1.1 Laws protect <b>: target 66 countries; baseline 32 countries (3rd cycle)",
        "O1.2 Calm: target “has grown”, no number; no baseline",
        "Treaties: target 75; baseline “2.356”, no number",
    ]
    for text in (
        *proposals(report), "3 indicators", "1 result", "two thousand three hundred and fifty-six",
        "The values of 2024 need a workplan", "Without a baseline: 1 of 3 indicators.", "indicator code",
    ):  # fmt: skip
        assert text in shown, text
    assert {label.textFormat() for label in dialog.findChildren(QLabel)} == {Qt.TextFormat.PlainText}
    assert button(dialog, "Import").isEnabled()


def test_a_framework_that_the_desk_has_shows_its_differences(qtbot, theme) -> None:
    landing = {
        "known": True, "unchanged": 3, "new_rows": ["O2 New"], "questions": [], "left_out": [],
        "changed": [{"record": 4, "ref": "O1", "field": "target", "ours": "3 laws", "theirs": "4 laws"}],
        "missing_rows": [{"record": 9, "ref": "O9", "title": "Guidance"}],
    }  # fmt: skip
    assert [part[:2] for part in differences(landing)] == [
        ("Changed cells", ["O1, target: “3 laws” → “4 laws”"]),
        ("Only in the desk: they stay as they are", ["O9 Guidance"]),
    ]
    dialog = ImportReview({"results": [], "would_land": {"indicators": 0}, "landing": landing}, "f.csv")
    qtbot.addWidget(dialog)
    assert "The desk has this framework already" in words(dialog)
    assert "3 unchanged" in words(dialog)
    assert button(dialog, "Import").isEnabled()


def test_the_table_to_fill_in_is_exported_from_the_menu(opened, desk_file, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(FileChoice, "ask_save", classmethod(lambda cls, *_: tmp_path / "f.csv"))
    opened.answers.append((0, "", ""))
    opened.action("export_framework").trigger()
    assert opened.asked[0][:5] == ["export", "csv", str(desk_file), "-o", str(tmp_path / "f.csv")]
