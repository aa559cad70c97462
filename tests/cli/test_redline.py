"""`imgdesk export redline`: which version it starts from, what it writes, and what it says where there is none."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from imgdesk.cli import main
from imgdesk.services import versions, workplan
from imgdesk.services.sample import create_sample

BEFORE = "A first draft"


@pytest.fixture
def desk_file(tmp_path: Path) -> Path:
    path = tmp_path / "sample.imgdesk"
    with create_sample(path) as desk:
        workplan.edit_activity(desk, 1, output=BEFORE)
        versions.freeze_plan(desk, 1, "As approved", "3 April 2023")
        workplan.edit_activity(desk, 1, output="A second draft")
        versions.freeze_plan(desk, 1, "As amended", "1 June 2023")
        workplan.edit_activity(desk, 1, output="A third draft")
    return path


def deleted(path: Path) -> list[str]:
    body = docx.Document(io.BytesIO(path.read_bytes())).element.body
    return ["".join(node.itertext()) for node in body.iter(qn("w:delText"))]


def test_word_has_tracked_changes_since_the_version_that_was_named(
    desk_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "r.docx"
    for since, gone in (
        ([], "second"),
        (["--since", "As approved"], "first"),
        (["--since", "2023-05-31"], "first"),
    ):
        assert (
            main(["export", "redline", str(desk_file), "-o", str(out), "--today", "2023-07-14", *since]) == 0
        )
        assert deleted(out) == [gone]
        said = capsys.readouterr()
        assert "Changes since" in said.out + said.err
    mark = next(docx.Document(io.BytesIO(out.read_bytes())).element.body.iter(qn("w:ins")))
    assert mark.get(qn("w:date")) == "2023-07-14T00:00:00Z"


def test_the_pdf_holds_both_words(desk_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.pdf"
    assert main(["export", "redline", str(desk_file), "-o", str(out)]) == 0
    text = " ".join(page.extract_text() for page in PdfReader(out).pages)
    assert {"second", "third"} <= set(text.split())
    assert "Table of changes" in text


def test_a_version_that_is_not_there_is_refused(
    desk_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "r.docx"
    assert main(["export", "redline", str(desk_file), "-o", str(out), "--since", "Nine"]) == 1
    assert "no version “Nine”" in capsys.readouterr().err
    assert main(["export", "workplan", str(desk_file), "-o", str(out), "--since", "2023-05-31"]) == 1
    assert "--since means nothing for this export" in capsys.readouterr().err
    assert not out.exists()
