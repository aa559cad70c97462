"""`imgdesk export` of papers in sections, and of all papers for a meeting: what they take, and what they refuse."""

from __future__ import annotations

import hashlib
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from imgdesk.cli import main
from imgdesk.domain.paper_words import KINDS
from imgdesk.services import papers
from imgdesk.store.desk import Desk
from tests.reports.meeting_desk import fill

DAY = ("--today", "2023-07-14")


@pytest.fixture
def path(plan_desk: Desk) -> Path:
    """A desk with a plan, two meetings, a concept note about the second (1) and a paper (2)."""
    meetings = fill(plan_desk)
    papers.add_paper(plan_desk, "concept-note", title="A workshop", meeting_id=meetings.second)
    papers.add_paper(plan_desk, "paper", title="A <b>proposal</b> & more")
    plan_desk.close()
    return plan_desk.path


def words(file: Path) -> str:
    return "\n".join(row.text for row in docx.Document(str(file)).paragraphs)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "progress"])
@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_every_kind_is_written_and_the_desk_stays_as_it_is(
    path: Path, tmp_path: Path, kind: str, ending: str
) -> None:
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    out = tmp_path / f"out{ending}"
    assert main(["export", kind, str(path), "-o", str(out), *DAY]) == 0
    told = words(out) if ending == ".docx" else "".join(page.extract_text() for page in PdfReader(out).pages)
    title = {"brief": "Second workplan", "concept-note": "A workshop", "paper": "A <b>proposal</b> & more"}
    assert title.get(kind, KINDS[kind].title.removeprefix("Co-chair s")) in told
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_a_paper_of_the_desk_and_what_nobody_has_written(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "p.docx"
    assert main(["export", "paper", str(path), "-o", str(out), "--document", "2", "--for", "UNEP", *DAY]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [
        "Not written yet: the opening, “Background”, “Issues”, “Recommendations”.",
        f"Wrote “{out}”.",
    ]
    assert "For UNEP" in words(out)


def test_a_focus_area_by_its_number(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "p.docx"
    assert main(["export", "focus-area-brief", str(path), "-o", str(out), "--focus-area", "2", *DAY]) == 0
    assert "Focus area of OHCHR" in words(out)
    assert "Focus area of UNDP" not in words(out)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["paper", "-o", "p.odt"], "written as .pdf or .docx"),
        (["paper", "-o", "p.pdf", "--document", "99"], "no paper 99"),
        (["paper", "-o", "p.pdf", "--document", "1"], "is of another kind (Concept note): export it as “concept-note”"),
        (["brief", "-o", "p.pdf", "--meeting", "99"], "no meeting 99"),
        (["brief", "-o", "p.pdf", "--period", "1"], "--period means nothing for this export (brief)"),
        (["paper", "-o", "p.pdf", "--period", "99"], "no reporting period 99"),
        (["focus-area-brief", "-o", "p.pdf", "--focus-area", "9"], "no focus area 9"),
        (["focus-area-brief", "-o", "p.pdf", "--focus-area", "0"], "no focus area 0"),
        (["agenda", "-o", "p.pdf", "--document", "1"], "--document means nothing for this export (agenda)"),
        (["agenda", "-o", "p.pdf", "--focus-area", "1"], "--focus-area means nothing"),
        (["minutes", "-o", "p.pdf", "--contacts"], "--contacts means nothing"),
        (["progress", "-o", "p.pdf"], "no report on a focus area yet"),
        (["meeting-papers", "-o", "folder", "--meeting", "99"], "no meeting 99"),
        (["meeting-papers", "-o", "folder", "--document", "1"], "--document means nothing"),
        (["paper", "-o", "no/such/p.pdf"], "p.pdf"),
    ],
)  # fmt: skip
def test_what_cannot_be_written(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    kind, *rest = words
    rest[1] = str(tmp_path / rest[1])
    assert main(["export", kind, str(path), *rest, *DAY]) == 1
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""
    assert not Path(rest[1]).exists()


def test_all_papers_for_a_meeting(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "papers"
    command = ["export", "meeting-papers", str(path), "-o", str(folder), "--meeting", "2", *DAY]
    assert main(command) == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "1 of 6  Meeting brief.pdf", "2 of 6  Meeting brief.docx", "3 of 6  Agenda.pdf", "4 of 6  Agenda.docx",
        "5 of 6  A workshop.pdf", "6 of 6  A workshop.docx",
    ]  # fmt: skip
    assert "A workshop.pdf: Not written yet:" in told.err
    assert {file.name for file in folder.iterdir()} == {line[8:] for line in told.out.splitlines()}

    (folder / "Agenda.docx").unlink()
    (folder / "Agenda.docx").mkdir()
    assert main(command) == 1
    told = capsys.readouterr()
    assert "4 of 6" not in told.out
    assert "6 of 6" in told.out
    assert "Agenda.docx: " in told.err
    assert told.err.splitlines()[-1] == "1 of the files could not be written."
