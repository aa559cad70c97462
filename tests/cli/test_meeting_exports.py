"""`imgdesk export minutes`, `agenda` and `calendar`: which meeting, for whom, in which format."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from imgdesk.cli import main
from imgdesk.store.desk import Desk
from tests.reports.meeting_desk import fill


@pytest.fixture
def path(plan_desk: Desk) -> Path:
    """A desk with a meeting that was held (1) and one that is planned (2)."""
    fill(plan_desk)
    plan_desk.close()
    return plan_desk.path


def words(file: Path) -> str:
    made = docx.Document(str(file))
    return "\n".join([*(row.text for row in made.paragraphs), made.core_properties.subject])


def test_minutes_of_the_newest_that_has_some(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "m.docx"
    assert main(["export", "minutes", str(path), "-o", str(out)]) == 0
    assert "Wrote" in capsys.readouterr().err
    told = words(out)
    assert "1st IMG meeting" in told
    assert "Two agencies are not convinced." not in told
    assert "The Summit is left" not in told


def test_what_is_switched_in(path: Path, tmp_path: Path) -> None:
    inside, drafts = tmp_path / "i.docx", tmp_path / "d.docx"
    assert main(["export", "minutes", str(path), "-o", str(inside), "--internal", "--meeting", "1"]) == 0
    assert main(["export", "minutes", str(path), "-o", str(drafts), "--drafts", "--meeting", "1"]) == 0
    assert "Two agencies are not convinced." in words(inside)
    assert "The Summit is left" not in words(inside)
    assert "The Summit is left" in words(drafts)


def test_agenda_and_calendar(path: Path, tmp_path: Path) -> None:
    assert main(["export", "agenda", str(path), "-o", str(tmp_path / "a.docx")]) == 0
    assert "2nd IMG meeting" in words(tmp_path / "a.docx")
    assert main(["export", "agenda", str(path), "-o", str(tmp_path / "a.docx"), "--meeting", "1"]) == 0
    assert "Agenda, 19 April 2023" in words(tmp_path / "a.docx")
    assert (
        main(["export", "calendar", str(path), "-o", str(tmp_path / "c.ics"), "--today", "2023-07-14"]) == 0
    )
    assert (tmp_path / "c.ics").read_bytes().count(b"BEGIN:VEVENT") == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["minutes", "-o", "m.odt"], "written as .pdf or .docx"),
        (["calendar", "-o", "m.pdf"], "written as .ics"),
        (["minutes", "-o", "m.pdf", "--meeting", "99"], "no meeting 99"),
        (["minutes", "-o", "m.pdf", "--meeting", "1", "--minutes-version", "5"], "no version 5"),
        (["agenda", "-o", "m.pdf", "--internal"], "--internal means nothing for this export (agenda)"),
        (["calendar", "-o", "m.ics", "--minutes-version", "1"], "--minutes-version means nothing"),
        (["tracker", "-o", "m.xlsx", "--meeting", "1"], "--meeting means nothing for this export (tracker)"),
        (["minutes", "-o", "m.pdf", "--paper", "A3"], "unrecognized"),
    ],
)
def test_what_cannot_be_written(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    kind, *rest = words
    rest[1] = str(tmp_path / rest[1])
    try:
        code = main(["export", kind, str(path), *rest])
    except SystemExit as stopped:
        code = int(str(stopped.code))
    assert code == (2 if sentence == "unrecognized" else 1)
    assert sentence in capsys.readouterr().err
    assert not Path(rest[1]).exists()
