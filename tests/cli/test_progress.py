"""`imgdesk list reports`, `indicators` and `results`, on the sample: every target of the published plan is held."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import docx
import pytest

from imgdesk.cli import main
from imgdesk.services.sample import create_sample

KEYS = (
    "code result title measure direction baseline_value baseline_text target_value target_text actual_value unit"
).split()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample desk."""
    made = tmp_path_factory.mktemp("progress") / "sample.imgdesk"
    create_sample(made).close()
    return made


def listed(capsys: pytest.CaptureFixture[str], kind: str, path: Path) -> Any:
    assert main(["list", kind, str(path), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_every_target_and_baseline_of_the_plan(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = listed(capsys, "indicators", path)
    assert len(rows) == 31
    assert all(list(row) == KEYS for row in rows)
    assert [row["target_value"] for row in rows] == [
        66, 21, 43, 20, 46, 25, 22, 57,
        31, 75, 5, 75, 60, 80, 50, 80, 130, 5, 80, 43, 53, 27000,
        10, 4, None, 16, 17, 60, 45, 25, 20,
    ]  # fmt: skip
    assert {
        row["code"]: (row["baseline_value"], row["baseline_text"]) for row in rows if row["baseline_text"]
    } == {
        "G6.2": (None, "2.356 ratifications"),
        "G6.4": (73, "73 per cent of due State Party reports submitted"),
        "G6.5": (189, "189 reports were long overdue at the beginning of 2023"),
        "G6.6": (75, "75 per cent"),
        "G6.7": (32, "32 countries in the 3rd cycle"),
        "G6.8": (47, "47 countries submitted mid-term reports in the 3rd cycle"),
        "G6.9": (128, "128 countries"),
        "G6.11": (75, "75 country visits per year"),
    }
    assert {row["measure"] for row in rows} == {"unit", "percentage", "qualitative"}
    assert [row["code"] for row in rows if row["measure"] == "percentage"] == [
        "G6.4",
        "G6.5",
        "G6.6",
        "G6.12",
    ]
    assert {row["code"].rpartition(".")[0] for row in rows} == {f"G{number}" for number in range(1, 11)}
    assert all(row["code"].startswith(f"{row['result']}.") for row in rows)


def test_the_numbers_are_those_of_the_paper(
    path: Path, capsys: pytest.CaptureFixture[str], shared: Path
) -> None:
    text = (shared / "sources" / "management-plan-2024-27.txt").read_text(encoding="utf-8")
    chapter = " ".join(text[text.index("# 5. Global") :].split())
    for row in listed(capsys, "indicators", path):
        assert row["baseline_text"] in chapter
        number = f"{row['target_value']:,.0f}" if row["target_value"] else "has increased"
        assert re.search(rf"(?<![0-9,.]){re.escape(number)}(?![0-9,])", chapter)


def test_every_pillar_has_its_results(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = listed(capsys, "results", path)
    under = {row["code"]: [one["code"] for one in rows if one["parent"] == row["code"]] for row in rows}
    assert {code: len(codes) for code, codes in under.items() if codes} == {
        "M": 5, "P": 6, "ND": 5, "A": 5, "D": 7, "PS": 5,
    }  # fmt: skip
    assert under["ND"] == ["ND1", "ND2", "ND3", "ND4", "ND5"]
    right = next(row for row in rows if row["code"] == "D4")
    assert (right["kind"], right["focus_areas"]) == ("result", [1, 2, 3])
    assert len(right["activities"]) > 5
    assert sum(row["indicators"] for row in rows) == 31


def test_reports(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = listed(capsys, "reports", path)
    assert [(row["period"], row["focus_area"], row["rag"], row["trend"]) for row in rows] == [
        ("First half of 2023", 1, "on track", ""),
        ("First half of 2023", 2, "constrained", ""),
        ("First half of 2023", 3, "not started", ""),
        ("Second half of 2023", 1, "constrained", "worse"),
        ("Second half of 2023", 2, "constrained", "same"),
        ("Second half of 2023", 3, "not started", "same"),
    ]
    assert list(rows[0])[:9] == "id period focus_area rag rag_reason percent percent_how trend lines".split()
    assert [(row["percent"], row["percent_how"]) for row in rows[:3]] == [
        (67, "computed"),
        (68, "computed"),
        (0, "set"),
    ]
    linked = [line for line in rows[1]["lines"] if line["state"] == "collected"]
    assert linked
    assert all(any((line["activity"], line["decision"], line["action"])) for line in linked)


def test_the_tables_are_for_reading(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for kind, words in (
        ("reports", ["First half of 2023", "on track", "67"]),
        ("indicators", ["G6.2", "2.356 ratifications", "75 additional treaties"]),
        ("results", ["D4", "result", "1, 2, 3"]),
    ):
        assert main(["list", kind, str(path)]) == 0
        found = capsys.readouterr().out.splitlines()
        assert any(all(word in line for word in words) for line in found)


def test_a_progress_report_of_a_period(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for out, more, period in (
        (tmp_path / "newest.docx", [], "Second half of 2023"),
        (tmp_path / "first.docx", ["--period", "1"], "First half of 2023"),
    ):
        words = ["export", "progress", str(path), "-o", str(out), "--today", "2023-07-14", *more]
        assert main(words) == 0
        assert "Wrote" in capsys.readouterr().err
        assert f"Reporting period: {period}" in "\n".join(
            row.text for row in docx.Document(str(out)).paragraphs
        )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["progress", "-o", "p.odt"], "written as .pdf or .docx"),
        (["progress", "-o", "p.pdf", "--period", "99"], "no reporting period 99"),
        (["progress", "-o", "p.pdf", "--meeting", "1"], "--meeting means nothing for this export (progress)"),
        (["minutes", "-o", "p.pdf", "--period", "1"], "--period means nothing for this export (minutes)"),
    ],
)
def test_what_cannot_be_exported(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    kind, *rest = words
    rest[1] = str(tmp_path / rest[1])
    assert main(["export", kind, str(path), *rest]) == 1
    assert sentence in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
