"""Imports and exports from the window, with the command line answered by the test."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from imgdesk.ui.dialogs.file_choice import FileChoice
from imgdesk.ui.dialogs.import_review import ImportReview
from imgdesk.ui.dialogs.new_desk import NewDesk, NewDeskDialog
from imgdesk.ui.dialogs.what_leaves import WhatLeaves
from imgdesk.ui.jobs import Job

DRAFT = {"title": "Second workplan", "tables": [], "would_land": {"sections": 3, "activities": 23}}


@pytest.fixture
def opened(started, desk_file: Path):
    started.controller.open_path(desk_file)
    return started


@pytest.fixture
def review(monkeypatch: pytest.MonkeyPatch):
    """What the review was asked, answered with yes unless told otherwise."""
    seen: list[tuple[dict, str]] = []

    def answer(yes: bool) -> list[tuple[dict, str]]:
        monkeypatch.setattr(
            ImportReview, "ask", classmethod(lambda cls, draft, name: (seen.append((draft, name)), yes)[1])
        )
        return seen

    return answer


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[Path]:
    suggested: list[Path] = []
    monkeypatch.setattr(
        FileChoice,
        "ask_save",
        classmethod(lambda cls, title, place, kinds: (suggested.append(place), path)[1]),
    )
    monkeypatch.setattr(FileChoice, "ask_open", classmethod(lambda cls, *_: path))
    return suggested


@pytest.mark.parametrize(
    ("command", "kind", "file"),
    [
        ("export_tracker", "tracker", "t.xlsx"),
        ("export_brief", "brief", "b.pdf"),
        ("export_chart", "gantt", "c.svg"),
        ("export_progress", "progress", "p.docx"),
        ("export_workplan", "workplan", "w.docx"),
        ("export_redline", "redline", "r.docx"),
    ],
)
def test_an_export_runs_the_command_line(
    opened, desk_file, monkeypatch, tmp_path, command, kind, file
) -> None:
    suggested = choose(monkeypatch, tmp_path / file)
    opened.answers.append((0, "", ""))
    opened.action(command).trigger()
    assert opened.asked[0][:5] == ["export", kind, str(desk_file), "-o", str(tmp_path / file)]
    assert suggested[0].name.startswith("group ")
    assert file in opened.window.toast.text()
    assert opened.window.status_line.texts()[2] == ""


@pytest.fixture
def with_minutes(opened):
    """The open desk with a meeting that has an internal paragraph and one that goes out."""
    from imgdesk.services import meetings, minutes

    desk = opened.controller.desk
    item = minutes.add_item(desk, meetings.add_meeting(desk, "19 July 2023", title="Talk: first"), "Matters")
    minutes.add_minute(desk, item, "Said.")
    minutes.set_internal(desk, minutes.add_minute(desk, item, "Between us."), True)
    return opened


@pytest.mark.parametrize(("ticked", "more"), [([], []), (["--internal"], ["--internal"])])
def test_minutes_leave_as_was_chosen(with_minutes, monkeypatch, tmp_path, ticked, more) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        WhatLeaves, "ask", classmethod(lambda cls, meeting: (asked.append(meeting.name), ticked)[1])
    )
    suggested = choose(monkeypatch, tmp_path / "m.docx")
    with_minutes.answers.append((0, "", ""))
    with_minutes.window._traffic.export("export_minutes", ["--meeting", "1"], "Talk: first")
    assert asked == ["Talk: first"]
    assert suggested[0].name.startswith("group Talk- first minutes ")
    words = with_minutes.asked[0]
    assert (words[:2], words[words.index("--meeting") :]) == (
        ["export", "minutes"],
        ["--meeting", "1", *more],
    )


def test_nothing_leaves_when_the_audience_is_not_chosen(with_minutes, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(WhatLeaves, "ask", classmethod(lambda cls, meeting: None))
    suggested = choose(monkeypatch, tmp_path / "m.docx")
    with_minutes.window._traffic.export("export_minutes", ["--meeting", "1"])
    assert (suggested, with_minutes.asked) == ([], [])


@pytest.mark.parametrize(("command", "ending"), [("export_agenda", ".pdf"), ("export_calendar", ".ics")])
def test_agenda_and_calendar_are_not_asked_about(
    with_minutes, monkeypatch, tmp_path, command, ending
) -> None:
    monkeypatch.setattr(WhatLeaves, "ask", classmethod(lambda cls, meeting: pytest.fail("asked")))
    suggested = choose(monkeypatch, tmp_path / f"a{ending}")
    with_minutes.answers.append((0, "", ""))
    with_minutes.window._traffic.export(command, ["--meeting", "1"])
    assert suggested[0].suffix == ending
    assert with_minutes.asked[0][-2:] == ["--meeting", "1"]


def test_a_refused_export_shows_the_sentence_of_the_command_line(opened, monkeypatch, tmp_path, told) -> None:
    choose(monkeypatch, tmp_path / "b.pdf")
    opened.answers.append((1, "", "a warning\nimgdesk: The disk is full: free some room.\n"))
    opened.action("export_brief").trigger()
    assert told == ["The disk is full: free some room."]


def test_a_bug_in_an_export_is_told_without_its_trace(opened, monkeypatch, tmp_path, told) -> None:
    choose(monkeypatch, tmp_path / "b.pdf")
    opened.answers.append((70, "", "Traceback (most recent call last):\nKeyError: 'secret'\n"))
    opened.action("export_brief").trigger()
    assert len(told) == 1
    assert "secret" not in told[0]


def test_an_import_is_reviewed_first_and_lands_then(opened, desk_file, monkeypatch, review) -> None:
    paper = desk_file.with_name("plan.docx")
    choose(monkeypatch, paper)
    seen = review(True)
    opened.answers += [(0, json.dumps(DRAFT), ""), (0, "", "")]
    opened.action("import_workplan").trigger()
    landing = ["import", "workplan", str(paper), str(desk_file), "--origin", "window"]
    assert opened.asked == [[*landing, "--dry-run", "--json"], landing]
    assert seen == [(DRAFT, "plan.docx")]
    assert "plan.docx" in opened.window.toast.text()


def test_an_import_declined_in_review_writes_nothing(opened, desk_file, monkeypatch, review) -> None:
    choose(monkeypatch, desk_file.with_name("plan.docx"))
    review(False)
    opened.answers.append((0, json.dumps(DRAFT), ""))
    opened.action("import_workplan").trigger()
    assert len(opened.asked) == 1


def test_a_paper_dropped_without_a_desk_asks_for_a_new_one_first(
    started, tmp_path, monkeypatch, review
) -> None:
    review(False)
    suggested: list[Path] = []

    def ask(cls, place: Path, group: str) -> NewDesk:
        suggested.append(place)
        return NewDesk(tmp_path / "made.imgdesk", "")

    monkeypatch.setattr(NewDeskDialog, "ask", classmethod(ask))
    started.answers.append((0, json.dumps(DRAFT), ""))
    started.window._traffic.import_file(tmp_path / "Plan of rivers.docx")
    assert suggested[0].name == "Plan of rivers.imgdesk"
    assert started.asked[0][3] == str(tmp_path / "made.imgdesk")


class Waiting(Job):
    """A job that is never done."""

    def start(self) -> None:
        pass

    def cancel(self) -> None:
        self.cancelled.emit()


@pytest.mark.parametrize(("command", "goes_on"), [("export_brief", True), ("import_workplan", False)])
def test_closing_a_desk_stops_an_import_but_not_an_export(
    opened, desk_file, monkeypatch, command, goes_on
) -> None:
    choose(monkeypatch, desk_file.with_name("chosen.docx"))
    monkeypatch.setattr(opened.window._traffic, "_make_job", lambda arguments, parent: Waiting(parent))
    opened.action(command).trigger()
    assert opened.window.status_line.texts()[2]
    opened.action("close").trigger()
    assert opened.window._traffic.running == goes_on
    opened.window._traffic.cancel()


def test_one_job_at_a_time(opened, desk_file, monkeypatch, told) -> None:
    choose(monkeypatch, desk_file.with_name("chosen.pdf"))
    monkeypatch.setattr(opened.window._traffic, "_make_job", lambda arguments, parent: Waiting(parent))
    opened.action("export_brief").trigger()
    opened.action("export_chart").trigger()
    assert len(told) == 1
    opened.window.status_line.cancelled.emit()
    assert not opened.window._traffic.running
    assert opened.window.toast.text() == "Cancelled. Nothing was written."


def test_the_offer_to_undo_is_gone_once_something_else_has_changed(
    opened, desk_file, monkeypatch, review, rename_group
) -> None:
    choose(monkeypatch, desk_file.with_name("plan.docx"))
    review(True)
    opened.answers += [(0, json.dumps(DRAFT), ""), (0, "", "")]
    opened.action("import_workplan").trigger()
    assert opened.window.toast.text()
    rename_group(opened.controller.desk, "Changed since")
    assert opened.window.toast.text() == ""


def test_the_toast_takes_an_import_back(opened, desk_file, monkeypatch, review, rename_group) -> None:

    from imgdesk.store.desk import Desk

    choose(monkeypatch, desk_file.with_name("plan.docx"))
    review(True)
    opened.answers += [(0, json.dumps(DRAFT), ""), (0, "", "")]
    with Desk.open(desk_file) as child:
        rename_group(child, "Imported")
    opened.action("import_workplan").trigger()
    assert opened.page().changes == [None]
    opened.window.toast._button.click()
    assert opened.controller.group_name() == "Group on Rivers"


def test_the_chart_is_printed_as_on_the_day_of_the_window(opened, monkeypatch) -> None:
    from imgdesk.ui.dialogs.print_chart import PrintChart

    shown = []
    monkeypatch.setattr(PrintChart, "show_for", classmethod(lambda cls, *given: shown.append(given)))
    opened.action("print_chart").trigger()
    ((_, desk, settings, today),) = shown
    assert (desk, settings, today) == (opened.controller.desk, opened.settings, opened.today)
