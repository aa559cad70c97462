"""The command line through its front door: words in, exit code, standard output and standard error out."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from imgdesk.arguments import EXPORTS
from imgdesk.cli import main
from imgdesk.store.desk import Desk

FIELDS = (
    "id ref section category output leads focus_areas partners when earliest latest precision tbc tbd provisional "
    "status percent notes"
).split()
WHEN = "text earliest latest precision tbc tbd provisional approximate recurring understood".split()


class Answer(NamedTuple):
    """What a command gave back."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command in this process."""

    def run_words(*words: object) -> Answer:
        try:
            code = main([str(word) for word in words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return run_words


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A small workplan as a Word file."""
    document = Document()
    document.add_heading("Workplan 2023-2024", 0)
    document.add_heading("Activities 2023", 1)
    rows = (
        ("Output", "Lead Agencies", "Date"),
        ("Side event at the HLPF (TBC)", "OHCHR/FA2", "July 2023"),
        ("[Conference on rights]", "UNDP & OHCHR (FA1/FA2)", "TBD"),
    )
    table = document.add_table(rows=len(rows), cols=3)
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = text
    document.save(str(tmp_path / "plan.docx"))
    return tmp_path / "plan.docx"


@pytest.fixture
def path(made_plan_desk: Path, tmp_path: Path) -> Path:
    """A desk file with a small plan."""
    return Path(shutil.copyfile(made_plan_desk, tmp_path / "p.imgdesk"))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refused(answer: Answer) -> str:
    """The one sentence of a refusal."""
    assert answer.code == 1, answer
    assert answer.out == ""
    sentence = answer.err.strip()
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert "Traceback" not in sentence
    return sentence


def test_a_new_desk_takes_a_paper_in_and_gives_it_back_by_undo(run: Run, tmp_path: Path, paper: Path) -> None:
    desk = tmp_path / "d.imgdesk"
    assert run("new", desk, "--group", "IMG").code == 0
    assert run("import", "workplan", paper, desk).code == 0
    rows = run("list", "activities", desk, "--json").json()
    assert [row["output"] for row in rows] == ["Side event at the HLPF (TBC)", "[Conference on rights]"]
    assert all(set(FIELDS) <= row.keys() for row in rows)
    assert rows[0]["leads"] == ["OHCHR"]
    assert rows[0]["focus_areas"] == []
    assert (rows[0]["tbc"], rows[0]["provisional"], rows[1]["tbd"], rows[1]["provisional"]) == (
        True,
        False,
        True,
        True,
    )
    assert (rows[1]["earliest"], rows[1]["latest"]) == ("2023-01-01", "2023-12-31")
    assert run("undo", desk).code == 0
    assert run("list", "activities", desk, "--json").json() == []
    assert run("list", "organizations", desk, "--json").json() == []
    assert run("redo", desk).code == 0
    assert run("list", "activities", desk, "--json").json() == rows


def test_the_real_workplan_lands_whole(run: Run, tmp_path: Path, shared: Path) -> None:
    desk = tmp_path / "d.imgdesk"
    run("new", desk)
    report = run("import", "workplan", shared / "sources" / "workplan-2023-25.docx", desk, "--json").json()
    assert report["unplaced"] == []
    rows = run("list", "activities", desk, "--json").json()
    sections = run("list", "sections", desk, "--json").json()
    assert [(row["title"], row["activities"], row["provisional"]) for row in sections] == [
        ("2023", 12, False),
        ("2024", 8, True),
        ("2025", 3, True),
    ]
    assert "late 2023/early 2024" in sections[1]["note"]
    by_ref = {row["ref"]: row for row in rows}
    assert by_ref["23-02"]["leads"] == ["UNDP", "OHCHR"]
    assert by_ref["23-02"]["focus_areas"] == [1, 2]
    assert by_ref["23-07"]["leads"] == []
    assert by_ref["23-07"]["filter_leads"] == ["OHCHR"]
    assert by_ref["23-07"]["output"].endswith(
        "and potential activities on Human Rights and the Rio Conventions"
    )
    assert by_ref["24-06"]["focus_areas"] == [2, 1, 3]
    assert by_ref["25-03"]["focus_areas"] == [1, 2, 3]
    assert [row["ref"] for row in rows if row["notes"] == ["Subject to capacity"]] == ["23-09", "23-10"]
    assert {tuple(row["partners"]) for row in rows if row["partners"]} == {("RTFT",)}
    assert [row["ref"] for row in rows if row["tbc"]] == ["23-04", "23-09", "23-10"]
    assert sum(row["tbd"] for row in rows) == 8
    assert all(
        row["earliest"][:4] == row["latest"][:4] == "2024" for row in rows if row["ref"].startswith("24")
    )
    organizations = run("list", "organizations", desk, "--json").json()
    assert sum("RTFT" in json.dumps(row) for row in organizations) == 1
    with Desk.open(desk) as opened:
        ((gap, early, late),) = opened.read("SELECT when_text, earliest, latest FROM coverage_gap")
        ((objective, period),) = opened.read("SELECT objective, when_text FROM workplan")
        assert opened.read("SELECT count(*) FROM role_description") == [(4,)]
        assert opened.read(
            "SELECT count(DISTINCT focus_area_id), min(year), max(year) FROM indicative_activity"
        ) == [(3, 2023, 2025)]
    assert (gap, early, late) == ("April to late Autumn 2023", "2023-04-01", "2023-11-30")
    assert objective.startswith("Integrate the human right")
    assert period == "2023-2025"
    again = run("import", "workplan", shared / "sources" / "workplan-2023-25.docx", desk, "--json").json()
    assert again["landing"]["unchanged"] == 23
    assert not any(again["would_land"].values())


def test_a_dry_run_says_what_would_land_and_writes_nothing(run: Run, path: Path, paper: Path) -> None:
    before = digest(path)
    report = run("import", "workplan", paper, path, "--dry-run", "--json").json()
    assert report["would_land"]["activities"] == 2
    assert report["tables"][0]["headers"] == {"Output": "output", "Lead Agencies": "leads", "Date": "when"}
    assert digest(path) == before
    told = run("import", "workplan", paper, path, "--dry-run").out
    assert told.startswith("Would bring ")
    assert "2 activities" in told


def test_a_paper_that_comes_back_shows_what_differs(run: Run, tmp_path: Path, paper: Path) -> None:
    desk = tmp_path / "d.imgdesk"
    run("new", desk)
    run("import", "workplan", paper, desk)
    document = Document(str(paper))
    document.tables[0].rows[1].cells[2].text = "September 2023"
    document.save(str(paper))
    told = run("import", "workplan", paper, desk).out
    assert "July 2023 → September 2023" in told
    rows = run("list", "activities", desk, "--json").json()
    assert [row["when"] for row in rows] == ["September 2023", "TBD"]


def _renamed_doc(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def _without_tables(path: Path) -> None:
    document = Document()
    document.add_paragraph("Nothing but words.")
    document.save(str(path))


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<a>" + b" " * 120_000_000 + b"</a>")


def _endless(path: Path) -> None:
    cell = "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
    row = f"<w:tr>{cell * 3}</w:tr>"
    document = Document()
    table = document.add_table(rows=1, cols=3)
    for place, name in enumerate(("Output", "Lead Agencies", "Date")):
        table.rows[0].cells[place].text = name
    document.save(str(path))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    end = parts["word/document.xml"].rindex(b"</w:tbl>")
    body = parts["word/document.xml"]
    parts["word/document.xml"] = body[:end] + (row * 10_000).encode() + body[end:]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (_renamed_doc, ".docx"),
        (_without_tables, "table"),
        (_bomb, "unpacks"),
        (_endless, "rows"),
        (lambda path: path.write_bytes(b""), "empty"),
        (lambda path: path.write_bytes(b"PK\x03\x04 cut off"), ""),
        (lambda path: path.mkdir(), "folder"),
    ],
)
def test_a_paper_that_cannot_be_read_is_refused(
    run: Run, path: Path, make: Callable[[Path], Any], word: str
) -> None:
    bad = path.with_name("bad.docx")
    make(bad)
    before = digest(path)
    assert word in refused(run("import", "workplan", bad, path))
    assert digest(path) == before


def _newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda path: path.unlink(), "no file"),
        (lambda path: path.write_bytes(b""), "empty"),
        (lambda path: path.write_text("a letter"), "not a desk"),
        (lambda path: path.write_bytes(b"PK\x03\x04"), "not a desk"),
        (_newer, "999"),
    ],
)
@pytest.mark.parametrize(
    "words",
    [("list", "activities"), ("undo",), ("check",), ("history",), ("export", "gantt")],
    ids=lambda words: words[0],
)
def test_what_is_not_a_desk_is_refused(
    run: Run, path: Path, spoil: Callable[[Path], Any], word: str, words: tuple[str, ...]
) -> None:
    spoil(path)
    before = path.read_bytes() if path.exists() else None
    extra = ("-o", path.with_name("out.pdf")) if words[0] == "export" else ()
    assert word in refused(run(*words, path, *extra))
    assert (path.read_bytes() if path.exists() else None) == before
    assert not path.with_name("out.pdf").exists()


def test_a_desk_that_exists_is_not_made_anew(run: Run, path: Path) -> None:
    before = digest(path)
    assert "exists already" in refused(run("new", path))
    assert digest(path) == before


def test_nothing_to_undo_is_said(run: Run, empty_desk: Path, tmp_path: Path) -> None:
    desk = shutil.copyfile(empty_desk, tmp_path / "e.imgdesk")
    assert "nothing to undo" in refused(run("undo", desk))
    assert "nothing to redo" in refused(run("redo", desk))


@pytest.mark.parametrize("kind", ["tracker", "brief", "gantt"])
def test_an_export_needs_an_ending_a_plan_and_a_place(
    run: Run, path: Path, empty_desk: Path, kind: str
) -> None:
    ending = ".xlsx" if kind == "tracker" else ".pdf"
    assert ending in refused(run("export", kind, path, "-o", path.with_name("x.odt")))
    assert "workplan" in refused(run("export", kind, empty_desk, "-o", path.with_name(f"x{ending}")))
    refused(run("export", kind, path, "-o", path.parent / "no" / "such" / f"x{ending}"))
    assert not list(path.parent.glob("x*"))


@pytest.mark.parametrize(
    ("kind", "name", "head"),
    [
        ("tracker", "t.xlsx", b"PK"),
        ("brief", "b.pdf", b"%PDF"),
        ("gantt", "g.pdf", b"%PDF"),
        ("gantt", "g.SVG", b"<"),
    ],
)
def test_each_export_is_written(run: Run, path: Path, kind: str, name: str, head: bytes) -> None:
    out = path.with_name(name)
    answer = run("export", kind, path, "-o", out, "--today", "2023-07-14")
    assert answer.code == 0, answer
    assert out.read_bytes().startswith(head)


def test_a_chart_is_printed_as_chosen(run: Run, path: Path) -> None:
    out = path.with_name("g.pdf")
    words = ("--page", "A3", "--pages-wide", "2", "--columns", "ref,output", "--status-line", "DRAFT")
    assert run("export", "gantt", path, "-o", out, "--today", "2023-07-14", *words).code == 0
    pages = PdfReader(out).pages
    assert len(pages) == 2
    assert {round(float(page.mediabox.width)) for page in pages} == {1191}
    assert all("DRAFT" in page.extract_text() for page in pages)
    assert "A4" in refused(run("export", "gantt", path, "-o", out, "--page", "A9"))
    assert run("export", "brief", path, "-o", out, "--page", "A3").code == 2


def test_the_chart_is_a_picture_without_a_screen(path: Path) -> None:
    out = path.with_name("g.png")
    words = [
        sys.executable,
        "-m",
        "imgdesk",
        "export",
        "gantt",
        str(path),
        "-o",
        str(out),
        "--today",
        "2023-07-14",
    ]
    found = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert found.returncode == 0, found.stderr
    assert out.read_bytes().startswith(b"\x89PNG")
    assert int.from_bytes(out.read_bytes()[16:20], "big") >= 1600


def test_the_commands_for_files_never_load_the_window(path: Path) -> None:
    code = (
        "import sys; from imgdesk.cli import main; "
        f"code = main(['export', 'tracker', {str(path)!r}, '-o', {str(path.with_name('t.xlsx'))!r}]); "
        "sys.exit(code or any(name.startswith('PySide6') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0


def test_the_demo_makes_everything_and_keeps_what_somebody_worked_in(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    answer = run("demo", folder, "--no-window")
    assert answer.code == 0, answer
    made = {file.name for file in folder.iterdir()}
    assert {"sample.imgdesk", "sample-tracker.xlsx", "sample-brief.docx", "sample-gantt.png"} <= made
    assert made - {"sample.imgdesk"} == {
        f"sample-{kind}{ending}" for kind, endings in EXPORTS.items() for ending in endings
    }
    assert all(name in answer.out for name in made)
    rows = run("list", "activities", folder / "sample.imgdesk", "--json").json()
    assert len(rows) == 23
    assert run("demo", folder, "--no-window").code == 0
    assert {file.name for file in folder.iterdir()} == made
    with Desk.open(folder / "sample.imgdesk") as desk:
        from imgdesk.services import workplan

        workplan.edit_activity(desk, rows[0]["id"], output="Mine")
    assert run("demo", folder, "--no-window").code == 0
    kept = run("list", "activities", folder / "sample-1.imgdesk", "--json").json()
    assert kept[0]["output"] == "Mine"


def test_the_demo_opens_the_window_in_a_process_of_its_own(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr("imgdesk.cli.screen", lambda: True)
    monkeypatch.setattr(
        subprocess, "run", lambda words, **_: ran.append(words) or subprocess.CompletedProcess(words, 7)
    )
    answer = run("demo", tmp_path / "out")
    desk = str(tmp_path / "out" / "sample.imgdesk")
    assert answer.code == 7
    assert ran == [[sys.executable, "-m", "imgdesk", "window", desk, "--today", "2023-07-14"]]


def test_without_a_screen_the_window_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert "no screen" in refused(run())


def test_when_prints_the_ten_fields(run: Run) -> None:
    found = run("when", "late autumn 2023", "--json").json()
    assert list(found) == WHEN
    assert (found["earliest"], found["latest"]) == ("2023-11-01", "2023-11-30")
    assert run("when", "TBD", "--year", "2024", "--json").json()["latest"] == "2024-12-31"
    assert "kept as text" in run("when", "some day").out


@given(st.text(max_size=60).filter(lambda text: not text.startswith("-")))
def test_when_takes_any_text(text: str) -> None:
    assert main(["when", text, "--json"]) == 0


def test_history_tells_what_happened(run: Run, path: Path) -> None:
    with Desk.open(path) as desk:
        from imgdesk.services import workplan

        workplan.edit_activity(desk, 2, when="September 2023")
    rows = run("history", path, "--record", "activity:2", "--json").json()
    assert rows[-1]["sentence"] == "date July → September 2023"
    assert "Move" in run("history", path).out
    assert run("history", path, "--since", "2999-01-01", "--json").json() == []
    assert "activity:12" in refused(run("history", path, "--record", "two"))


def test_check_reports_file_and_plan(run: Run, path: Path) -> None:
    answer = run("check", path, "--json", "--today", "2023-09-01")
    found = answer.json()
    assert answer.code == 1
    assert found["file"] == []
    assert {"kind", "record", "ref", "sentence", "severity"} <= found["plan"][0].keys()
    assert "The file is sound" in run("check", path).err


def test_check_tells_of_papers_and_progress_too(run: Run, path: Path) -> None:
    from imgdesk.services import framework, papers, progress

    with Desk.open(path) as desk:
        period = progress.add_period(desk, 1, "first half of 2023")
        result = framework.add_result(desk, framework.add_framework(desk, "Plan"), "Rights")
        indicator = framework.add_indicator(desk, result, "Countries", code="G1")
        framework.set_value(desk, indicator, period, "3 countries")
        key = papers.add_paper(desk, "concept-note", title="A workshop")
        papers.add_section(desk, key, heading="Ideas")
    records = {row["record"]: row["ref"] for row in run("check", path, "--json").json()["plan"]}
    assert records[f"indicator:{indicator}"] == "G1"
    assert any(record.startswith("paper_section:") for record in records)
    lines = run("check", path).out.splitlines()
    assert "G1  “Countries” has an actual value and no baseline" in "\n".join(lines)
    assert "“Ideas” in “A workshop” has no words yet: write it, or delete the section." in lines


@pytest.mark.parametrize(
    "words",
    [
        ("list", "nothing", "x"),
        ("export", "tracker", "x"),
        ("import", "x"),
        ("when",),
        ("export", "-o"),
        ("--nope",),
    ],
)
def test_wrong_usage_is_2(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words).code == 2


def test_hostile_text_survives_import_and_every_export(run: Run, tmp_path: Path) -> None:
    long = "endless " * 12_500
    texts = (
        "<b>bold</b> & <img src='x'>",
        "=1+1",
        "@SUM(A1)",
        "ends \u202eright to left",
        "العربية والبيئة",
        long,
    )
    document = Document()
    table = document.add_table(rows=1 + len(texts), cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Output", "Date"
    for row, text in zip(table.rows[1:], texts, strict=True):
        row.cells[0].text, row.cells[1].text = text, "=2+2"
    document.save(str(tmp_path / "h.docx"))
    desk = tmp_path / "h.imgdesk"
    run("new", desk)
    assert run("import", "workplan", tmp_path / "h.docx", desk).code == 0
    found = [row["output"] for row in run("list", "activities", desk, "--json").json()]
    assert found == [text.strip() for text in texts]
    for kind, name in (("tracker", "h.xlsx"), ("brief", "h.pdf"), ("gantt", "g.pdf"), ("gantt", "g.svg")):
        answer = run("export", kind, desk, "-o", tmp_path / name)
        assert answer.code == 0, (kind, answer)
