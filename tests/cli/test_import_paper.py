"""`imgdesk import paper`: what it says, what it writes, and what it refuses without touching the desk."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from imgdesk.cli import main
from imgdesk.domain.paper_words import KINDS
from imgdesk.exchange.guard import MAX_BYTES
from imgdesk.services.sample import create_sample
from imgdesk.store.desk import Desk
from imgdesk.views import papers
from tests.exchange.docx_files import bold_line, document, rewrite, save


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "group.imgdesk"
    Desk.create(path, "Rivers").close()
    return path


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    made = document()
    bold_line(made, "CONCEPT NOTE")
    bold_line(made, "MEETING ON SHARED WATERS")
    for heading in ("I. Why", "II. How"):
        bold_line(made, heading)
        made.add_paragraph("Rivers run, and lakes stand still.")
        made.add_paragraph("First", style="List Bullet")
    table = made.add_table(2, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Venue", "Bern"
    table.rows[1].cells[0].text, table.rows[1].cells[1].text = "Date", "May"
    return save(made, tmp_path / "note.docx")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_rehearsal_says_what_would_land_and_writes_nothing(desk, paper, capsys) -> None:
    before = digest(desk)
    assert main(["import", "paper", str(paper), str(desk), "--dry-run"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Would bring “MEETING ON SHARED WATERS” as a concept note: "
        "2 headings, 2 paragraphs, 2 list entries, 1 fact box.",
        "  I. Why",
        "  II. How",
        "  (fact box)",
        "Note: Said above the title, and not kept as words of the paper: “CONCEPT NOTE”.",
    ]
    assert digest(desk) == before


def test_what_lands_is_told_as_json(desk, paper, capsys) -> None:
    def answer(*more: str) -> dict[str, Any]:
        assert main(["import", "paper", str(paper), str(desk), "--json", *more]) == 0
        return json.loads(capsys.readouterr().out)

    rehearsed = answer("--dry-run")
    assert "id" not in rehearsed
    first = answer()
    assert {**rehearsed, "id": 1} == first
    assert (first["title"], first["kind"], first["same_title"]) == (
        "MEETING ON SHARED WATERS",
        "concept-note",
        0,
    )
    assert first["sections"][0] == {
        "kind": "text", "level": 1, "numbering": "roman", "heading": "Why",
        "text": "Rivers run, and lakes stand still.\n\n- First",
    }  # fmt: skip
    assert first["found"]["fact_boxes"] == 1
    second = answer("--as", "side-event")
    assert (second["id"], second["kind"], second["same_title"]) == (2, "side-event", 1)
    with Desk.open(desk, read_only=True) as opened:
        assert [row.kind for row in papers.papers(opened)] == ["side-event", "concept-note"]


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.write_bytes(b"%PDF-1.7 rivers"), "is a PDF file"),
        (lambda path: path.write_bytes(b"rivers"), "is not a Word document"),
        (lambda path: path.write_bytes(b"PK" + b"0" * MAX_BYTES), "is larger than 20 MB"),
        (lambda path: path.write_bytes(LOCKED), "password"),
        (lambda path: path.write_bytes(path.read_bytes()[:2000]), "damaged"),
        (lambda path: rewrite(path, {"word/document.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}), "entities"),
        (lambda path: path.unlink(), "is not there"),
        (lambda path: save(document(), path), "holds no words"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_paper_is_refused_in_one_sentence(desk, paper, capsys, spoil, said) -> None:
    spoil(paper)
    before = digest(desk)
    assert main(["import", "paper", str(paper), str(desk)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert len(told.err.splitlines()) == 1
    assert digest(desk) == before


@pytest.mark.parametrize(
    ("kind", "more"),
    [("paper", ["--under", "L1"]), ("workplan", ["--as", "brief"]), ("framework", ["--as", "brief"])],
)
def test_what_means_nothing_for_a_kind_is_refused(desk, paper, capsys, kind, more) -> None:
    assert main(["import", kind, str(paper), str(desk), *more]) == 1
    assert f"means nothing for a {kind}" in capsys.readouterr().err


def test_our_own_papers_come_back_as_the_kind_that_they_were(tmp_path, capsys) -> None:
    sample, file = tmp_path / "sample.imgdesk", tmp_path / "p.docx"
    create_sample(sample).close()
    for kind in KINDS:
        assert main(["export", kind, str(sample), "-o", str(file), "--today", "2023-07-14"]) == 0
        capsys.readouterr()
        assert main(["import", "paper", str(file), str(sample), "--dry-run", "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert found["kind"] == kind
        if kind == "progress":
            assert found["title"] == "Progress report"
            assert found["subtitle"].startswith("Reporting period:")
