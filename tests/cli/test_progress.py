"""`imgdesk list reports`, `indicators` and `results`, on the sample: every target of the published plan is held."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any, Final

import docx
import pytest

from imgdesk.cli import main
from imgdesk.services import progress, workplan
from imgdesk.services.sample import create_sample
from imgdesk.store.desk import Desk

KEYS = (
    "code result title measure direction baseline_value baseline_text target_value target_text actual_value unit"
).split()

TABLE: Final = (
    ("G1.1", 66, "countries"),
    ("G2.1", 21, "countries"),
    ("G2.2", 43, "countries"),
    ("G2.3", 20, "countries"),
    ("G3.1", 46, "countries"),
    ("G4.1", 25, "countries"),
    ("G5.1", 22, "countries"),
    ("G5.2", 57, "countries"),
    ("G6.1", 31, "countries"),
    ("G6.2", 75, "treaties", None, "2.356 ratifications"),
    ("G6.3", 5, "reservations"),
    ("G6.4", 75, "per cent", 73, "73 per cent of due State Party reports submitted"),
    ("G6.5", 60, "per cent", 189, "189 reports were long overdue at the beginning of 2023"),
    ("G6.6", 80, "per cent", 75, "75 per cent"),
    ("G6.7", 50, "countries", 32, "32 countries in the 3rd cycle"),
    ("G6.8", 80, "countries", 47, "47 countries submitted mid-term reports in the 3rd cycle"),
    ("G6.9", 130, "countries", 128, "128 countries"),
    ("G6.10", 5, "countries"),
    ("G6.11", 80, "country visits", 75, "75 country visits per year"),
    ("G6.12", 43, "per cent"),
    ("G6.13", 53, "countries"),
    ("G6.14", 27_000, "submissions"),
    ("G7.1", 10, "joint initiatives"),
    ("G7.2", 4, "conclusions"),
    ("G7.3", None, ""),
    ("G8.1", 16, "areas"),
    ("G9.1", 17, "operations"),
    ("G9.2", 60, "UNCTs"),
    ("G9.3", 45, "policies and programmes"),
    ("G10.1", 25, "countries"),
    ("G10.2", 20, "countries"),
)
"""The targets of the published plan, chapter 5: code, target, unit and, where it names one, the baseline in words."""


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
    assert [(row["code"], row["target_value"], row["unit"]) for row in rows] == [
        (code, target, unit) for code, target, unit, *_ in TABLE
    ]
    said = [(row["code"], row["baseline_value"], row["baseline_text"]) for row in rows]
    assert said == [(code, *(baseline or (None, ""))) for code, _, _, *baseline in TABLE]
    assert {row["code"]: row["measure"] for row in rows} == {
        code: "percentage" if unit == "per cent" else "unit" if unit else "qualitative"
        for code, _, unit, *_ in TABLE
    }
    assert {row["direction"] for row in rows} == {"ascending"}
    assert all(row["target_text"] and row["title"] and row["actual_value"] is None for row in rows)
    assert {row["code"].rpartition(".")[0] for row in rows} == {f"G{number}" for number in range(1, 11)}
    assert all(row["code"].startswith(f"{row['result']}.") for row in rows)


def test_the_numbers_are_those_of_the_paper(
    path: Path, capsys: pytest.CaptureFixture[str], shared: Path
) -> None:
    """Each target stands in the chapter with its unit behind it, each baseline in the same words."""
    text = (shared / "sources" / "management-plan-2024-27.txt").read_text(encoding="utf-8")
    chapter = " ".join(text[text.index("# 5. Global") : text.index("Central Asia (Bishkek)")].split())
    rows = listed(capsys, "indicators", path)
    for row in rows:
        assert row["baseline_text"] in chapter
        number = f"{row['target_value']:,.0f}" if row["target_value"] else "has increased"
        word = re.escape(row["unit"].split()[-1]) if row["unit"] else ""
        assert re.search(rf"(?<![0-9,.]){re.escape(number)}(?![0-9,])[^0-9]{{0,60}}{word}", chapter), row


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


def test_a_report_edited_between_two_collects(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was edited stays, what nobody touched follows the record, nothing is doubled, and undo takes one back."""
    copy = tmp_path / "desk.imgdesk"
    shutil.copy(path, copy)

    def lines() -> dict[int, dict[str, Any]]:
        (row,) = [one for one in listed(capsys, "reports", copy) if one["id"] == 2]
        return {line["id"]: line for line in row["lines"]}

    def by_activity(activity: int, part: str) -> dict[str, Any]:
        (found,) = [row for row in lines().values() if row["activity"] == activity and row["part"] == part
                    and not row["decision"] and not row["action"]]  # fmt: skip
        return found

    collected = lines()
    shared, late, gone = (
        by_activity(5, "key result"),
        by_activity(8, "challenge"),
        by_activity(7, "challenge"),
    )
    dropped, followed = by_activity(9, "way forward"), by_activity(12, "way forward")
    with Desk.open(copy) as desk:
        progress.reopen_period(desk, 1)
        progress.edit_line(desk, shared["id"], heading="Biodiversity", text="The members agreed on a shape.")
        progress.edit_line(desk, late["id"], text="The guidance waits for a last round.")
        progress.drop_line(desk, dropped["id"])
        workplan.edit_activity(desk, 5, percent=60)
        workplan.edit_activity(desk, 7, status="cancelled")
        workplan.edit_activity(desk, 12, output="Reception at COP 28")
    before = lines()
    with Desk.open(copy) as desk:
        counts = progress.collect(desk, 2, today=date(2023, 7, 14))
    after = lines()
    assert (counts.added, counts.updated, counts.removed) == (0, 1, 1)
    for row in (shared, late):
        assert after[row["id"]] == before[row["id"]] != collected[row["id"]]
    assert after[shared["id"]]["state"] == "edited"
    assert after[shared["id"]]["text"] == "The members agreed on a shape."
    assert dropped["id"] not in after
    assert after[followed["id"]]["text"] == "Reception at COP 28 (Nov-Dec 2023)."
    assert gone["id"] not in after
    texts = [row["text"] for row in after.values()]
    assert len(texts) == len(set(texts)) == len(collected) - 2
    with Desk.open(copy) as desk:
        assert not any(progress.collect(desk, 2, today=date(2023, 7, 14))[:3])
    assert lines() == after
    assert main(["undo", str(copy)]) == 0
    capsys.readouterr()
    assert lines() == before


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
