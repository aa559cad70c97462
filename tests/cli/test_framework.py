"""`import framework` and `export csv`: a framework lands once, comes back unchanged, and is undone in one step."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from imgdesk.cli import main
from imgdesk.services import framework, progress
from imgdesk.services.sample import create_sample
from imgdesk.store.desk import Desk
from imgdesk.views import framework as view

TABLE = """Result code,Result,Indicator code,Indicator,Baseline,Target,Unit,Actual 2023,Actual 2024
O1,Laws,O1.1,Laws protect,3,9,laws,4,5
,,O1.2,Treaties,2.356 ratifications,75,treaties,,
"""


class Answer(NamedTuple):
    """Exit code, standard output and standard error of a command."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    """Run the command line in this process."""

    def call(*words: object) -> Answer:
        code = main([str(word) for word in words])
        return Answer(code, *capsys.readouterr())

    return call


@pytest.fixture
def desk_path(plan_desk: Desk) -> Path:
    """A small plan, closed."""
    plan_desk.close()
    return plan_desk.path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "rivers.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def state(path: Path) -> tuple[list[Any], list[Any]]:
    with Desk.open(path, read_only=True) as desk:
        return view.indicators(desk), desk.read("SELECT * FROM result ORDER BY id")


def landing(answer: Answer) -> dict[str, Any]:
    assert answer.code == 0, answer
    return json.loads(answer.out)["landing"]


def test_a_table_lands_in_one_step_and_one_undo_takes_it_back(run, desk_path: Path, table: Path) -> None:
    answer = run("import", "framework", table, desk_path)
    assert answer.out.startswith(
        "Brought 1 framework, 1 result, 2 indicators, 2 values, 2 reporting periods."
    )
    assert "Question: O1.2: Baseline: Is 2.356 two thousand" in answer.out
    laws, treaties = state(desk_path)[0]
    assert (laws.baseline_value, laws.target_value, laws.unit, laws.actual_value) == (3, 9, "laws", 5)
    assert (treaties.baseline_value, treaties.baseline_text) == (None, "2.356 ratifications")
    assert "rivers.csv" in run("undo", desk_path).err
    assert state(desk_path) == ([], [])


def test_the_same_table_changes_nothing_the_second_time(run, desk_path: Path, table: Path) -> None:
    run("import", "framework", table, desk_path)
    before = state(desk_path), len(json.loads(run("list", "steps", desk_path, "--json").out))
    again = landing(run("import", "framework", table, desk_path, "--json"))
    assert (again["changed"], again["new_rows"], again["missing_rows"], again["unchanged"]) == ([], [], [], 2)
    assert (state(desk_path), len(json.loads(run("list", "steps", desk_path, "--json").out))) == before


def test_a_rehearsal_says_all_and_writes_nothing(run, desk_path: Path, table: Path) -> None:
    before = desk_path.read_bytes()
    answer = run("import", "framework", table, desk_path, "--dry-run", "--json")
    told = json.loads(answer.out)
    assert told["would_land"] == {
        "frameworks": 1, "results": 1, "indicators": 2, "values": 2, "reporting_periods": 2,
    }  # fmt: skip
    assert told["results"][0]["indicators"][0]["target_value"] == 9
    assert desk_path.read_bytes() == before


def test_an_edited_table_sets_what_differs_and_deletes_nothing(run, desk_path: Path, table: Path) -> None:
    run("import", "framework", table, desk_path)
    table.write_text(
        "Result code,Result,Indicator code,Indicator,Baseline,Target,Actual 2024,Actual 2025\n"
        "O1,Better laws,O1.1,Laws protect more,,12,6,7\n,,,A new one,1,2,,\n",
        encoding="utf-8",
    )
    told = landing(run("import", "framework", table, desk_path, "--json"))
    assert [(row["ref"], row["field"], row["ours"], row["theirs"]) for row in told["changed"]] == [
        ("O1", "title", "Laws", "Better laws"),
        ("O1.1", "title", "Laws protect", "Laws protect more"),
        ("O1.1", "target in numbers", "9", "12"),
        ("O1.1", "actual 2024", "5 laws", "6 laws"),
    ]
    assert told["new_rows"] == ["A new one"]
    assert [row["ref"] for row in told["missing_rows"]] == ["O1.2"]
    laws = state(desk_path)[0][0]
    assert (laws.baseline_value, [value.value for value in laws.values]) == (3, [4, 6, 7])


@pytest.mark.parametrize(
    "content",
    [
        "Indicator,Actual 2024 (2),Actual 2024 (0),Actual 2024\nLaws,1,2,3\nTreaties,4,,\n",
        "Indicator,Actual 2024,Actual January - December 2024\nLaws,1,2\n",
        "Pillar code,Pillar,Indicator,Target\nA,Rights,Laws,1\nB,Rights,Laws,2\n",
        "Indicator,Target\n’,1\n“,2\n",
        "Indicator,Target\nLaws,1\nLaws,2\n",
        "Framework,Result,Indicator,Target\nOne,Laws,A,1\nTwo,Laws,A,2\n",
    ],
)
def test_odd_tables_change_nothing_the_second_time_either(
    run, desk_path: Path, table: Path, content: str
) -> None:
    table.write_text(content, encoding="utf-8")
    first = landing(run("import", "framework", table, desk_path, "--json"))
    assert len(first["new_rows"]) == first["added"]["indicator"] > 0
    before = state(desk_path)
    again = landing(run("import", "framework", table, desk_path, "--json"))
    assert (again["changed"], again["new_rows"], again["missing_rows"]) == ([], [], [])
    assert state(desk_path) == before


def test_a_table_with_wrong_things_lands_in_words_and_asks(run, desk_path: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["A framework of rivers"],
        ["Result code", "Result", "Indicator code", "Indicator", "Measure", "Baseline", "Target", "Unit"],
        ["R1", "Laws", "R1.1", "Same", "unit", 10, 10, "laws"],
        [None, None, "R1.2", "No baseline", "unit", None, 5, "laws"],
        [None, None, "R1.3", "Words", "unit", "about ten", "many", "laws"],
        [None, None, "R1.4", "Over", "percentage", "50 %", "120 %", "%"],
    ):
        sheet.append(row)
    for cells in ("A1:H1", "A3:A6", "B3:B6"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "rivers.xlsx")
    answer = run("import", "framework", tmp_path / "rivers.xlsx", desk_path)
    assert [line for line in answer.out.splitlines() if line.startswith(("Question", "Note"))] == [
        "Question: R1.4: “120 %” is no percentage from 0 to 100; the words are kept without a number.",
        "Question: R1.1: The target equals the baseline: is it a level to maintain?",
        "Question: R1.3: Baseline: What number is “ten”? Type it in digits.",
        "Question: R1.3: Target: “many” holds no number and is kept in words: what number is meant?",
        "Note: Without a baseline: 1 of 4 indicators.",
    ]
    listed = run("list", "indicators", desk_path).out.splitlines()
    assert [" ".join(line.split()) for line in listed] == [
        "R1.1 unit 10 laws 10 laws Same",
        "R1.2 unit 5 laws No baseline",
        "R1.3 unit about ten many Words",
        "R1.4 percentage 50 % 120 % Over",
    ]
    before = desk_path.read_bytes()
    assert run("import", "framework", tmp_path / "rivers.xlsx", desk_path).out.startswith(
        "Brought nothing new."
    )
    assert desk_path.read_bytes() == before


def test_an_answered_question_stays_answered(run, desk_path: Path, table: Path) -> None:
    run("import", "framework", table, desk_path)
    with Desk.open(desk_path) as desk:
        framework.edit_indicator(desk, 2, baseline_value=2356)
    told = landing(run("import", "framework", table, desk_path, "--json"))
    assert (told["changed"], told["questions"]) == ([], [])
    assert state(desk_path)[0][1].baseline_value == 2356


def test_pasted_lines_come_from_standard_input(run, desk_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "In 66 countries, laws protect people\nBaseline: 32 countries in the 3rd cycle.\n"

    class Typed:
        buffer = io.BytesIO(text.encode())

    monkeypatch.setattr("sys.stdin", Typed)
    assert run("import", "framework", "-", desk_path, "--under", "Laws").code == 0
    [row], [result] = state(desk_path)
    assert (row.title, row.target_value, row.baseline_value, row.baseline_when) == (
        "Laws protect people",
        66,
        32,
        "3rd cycle",
    )
    assert "Laws" in result
    Typed.buffer.seek(0)
    assert run("import", "framework", "-", desk_path, "--under", "Laws").out.startswith(
        "Brought nothing new."
    )
    assert "pasted text" in run("undo", desk_path).err


def test_pasted_lines_go_to_the_result_that_is_there(
    run, desk_path: Path, table: Path, tmp_path: Path
) -> None:
    run("import", "framework", table, desk_path)
    lines = tmp_path / "lines.txt"
    lines.write_text("75 per cent of reports are on time\n", encoding="utf-8")
    told = landing(run("import", "framework", lines, desk_path, "--under", "O1", "--json"))
    assert told["missing_rows"] == []
    rows, results = state(desk_path)
    assert len(results) == 1
    assert (rows[-1].measure, rows[-1].target_value) == ("percentage", 75)


def test_a_closed_period_keeps_its_values(run, desk_path: Path, table: Path) -> None:
    from datetime import date

    run("import", "framework", table, desk_path)
    with Desk.open(desk_path) as desk:
        progress.close_period(desk, 1, today=date(2024, 1, 1))
    table.write_text(TABLE.replace(",4,5", ",44,55"), encoding="utf-8")
    told = landing(run("import", "framework", table, desk_path, "--json"))
    assert told["left_out"] == ["The period “2023” is closed: its values stay as they are."]
    assert [value.value for value in state(desk_path)[0][0].values] == [4, 55]


def test_values_without_a_workplan_are_told(run, tmp_path: Path, table: Path) -> None:
    run("new", tmp_path / "empty.imgdesk")
    answer = run("import", "framework", table, tmp_path / "empty.imgdesk")
    assert "Not placed: The values of 2023 need a workplan" in answer.out
    assert len(state(tmp_path / "empty.imgdesk")[0]) == 2


def test_a_percentage_over_a_hundred_stays_in_its_words(run, desk_path: Path, table: Path) -> None:
    table.write_text("Indicator,Measure,Target,Actual 2024\nCover,percentage,120,130\n", encoding="utf-8")
    first = landing(run("import", "framework", table, desk_path, "--json"))
    assert [sentence.split(";")[0] for sentence in first["questions"]] == [
        "Cover: “120 %” is no percentage from 0 to 100",
        "Cover, actual 2024: “130 %” is no percentage from 0 to 100",
    ]
    [row] = state(desk_path)[0]
    assert (row.target_value, row.target_text, row.values[0].text) == (None, "120 %", "130 %")
    assert landing(run("import", "framework", table, desk_path, "--json"))["changed"] == []


@pytest.mark.parametrize("content", ["", "Name,Telephone\nA,1\n"])
def test_what_is_no_framework_is_refused_and_nothing_written(
    run, desk_path: Path, table: Path, content: str
) -> None:
    table.write_text(content, encoding="utf-8")
    before = desk_path.read_bytes()
    answer = run("import", "framework", table, desk_path)
    assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
    assert desk_path.read_bytes() == before


def test_the_exported_table_brings_the_sample_back_and_changes_nothing(run, tmp_path: Path) -> None:
    path, other = tmp_path / "sample.imgdesk", tmp_path / "other.imgdesk"
    create_sample(path).close()
    assert run("export", "csv", path, "-o", tmp_path).code == 0
    file = tmp_path / "framework.csv"
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    before = path.read_bytes()
    told = landing(run("import", "framework", file, path, "--json"))
    assert (told["changed"], told["new_rows"], told["missing_rows"], told["unchanged"]) == ([], [], [], 31)
    assert path.read_bytes() == before
    run("new", other)
    run("import", "framework", file, other)
    assert run("list", "indicators", other, "--json").out == run("list", "indicators", path, "--json").out
    kept = [
        [
            {**row, "id": 0, "activities": 0, "focus_areas": 0}
            for row in json.loads(run("list", "results", one, "--json").out)
        ]
        for one in (path, other)
    ]
    assert kept[0] == kept[1]


def test_odd_words_and_numbers_come_back_equal(run, desk_path: Path, tmp_path: Path) -> None:
    with Desk.open(desk_path) as desk:
        key = framework.add_framework(desk, "=1+1")
        result = framework.add_result(desk, key, "@laws", code="-1")
        one = framework.add_indicator(
            desk,
            result,
            "+cmd|' /C calc'!A0",
            baseline_value=2.356,
            target_value=-1 / 3,
            unit="'=x",
            note="- a\n- “b”; c",
        )
        framework.add_indicator(desk, result, "Twice")
        framework.add_indicator(desk, result, "Twice", target="5")
        for when in ("2023", "first half of 2024"):
            period = progress.add_period(desk, 1, when)
            framework.add_value(desk, one, period, "2.356", comment="=late", value=2356)
            framework.add_value(desk, one, period, "1,000", "target")
        framework.add_value(desk, one, period, value=2000)
    file = tmp_path / "f.csv"
    run("export", "csv", desk_path, "-o", file)
    cells = [cell for row in csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "-")) and not cell[1:2].isdigit()]
    assert {"2.3560", "2000", "'-1"} <= set(cells)
    before = state(desk_path)
    told = landing(run("import", "framework", file, desk_path, "--json"))
    assert (told["changed"], told["new_rows"], told["missing_rows"]) == ([], [], [])
    assert state(desk_path) == before


def test_a_desk_without_a_framework_gives_a_table_to_fill_in(run, desk_path: Path, tmp_path: Path) -> None:
    run("export", "csv", desk_path, "-o", tmp_path / "empty.csv")
    header, row = csv.reader(io.StringIO((tmp_path / "empty.csv").read_text("utf-8-sig"), newline=""))
    assert {"Result", "Indicator", "Baseline value", "Target value"} <= set(header)
    assert set(row) == {""}
    filled = dict.fromkeys(header, "") | {"Result": "Laws", "Indicator": "Laws protect", "Target value": "9"}
    with (tmp_path / "empty.csv").open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows([header, list(filled.values())])
    run("import", "framework", tmp_path / "empty.csv", desk_path)
    assert state(desk_path)[0][0].target_value == 9


def test_iati_says_what_it_leaves_out_on_standard_error(
    run, desk_path: Path, table: Path, tmp_path: Path
) -> None:
    run("import", "framework", table, desk_path)
    answer = run("export", "iati", desk_path, "-o", tmp_path / "i.xml")
    assert (answer.code, answer.out) == (0, "")
    assert "O1.1: the baseline, which names no year, is left out." in answer.err.splitlines()


def test_under_means_nothing_for_a_workplan(run, desk_path: Path) -> None:
    answer = run("import", "workplan", desk_path, desk_path, "--under", "X")
    assert (answer.code, answer.err) == (1, "--under means nothing for a workplan: leave it out.\n")
