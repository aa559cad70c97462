"""The sheets of the tracker that tell progress, read back with openpyxl."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from imgdesk.exchange.tracker import export_tracker
from imgdesk.exchange.tracker_progress import AREAS, INDICATORS
from imgdesk.services import framework, progress
from imgdesk.services.sample import create_sample
from imgdesk.store.desk import Desk

TODAY = date(2023, 7, 14)


@pytest.fixture(scope="module")
def made_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample desk, made once."""
    path = tmp_path_factory.mktemp("tracker") / "sample.imgdesk"
    create_sample(path).close()
    return path


@pytest.fixture
def sample(made_sample: Path, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "s.imgdesk"
    path.write_bytes(made_sample.read_bytes())
    with Desk.open(path) as desk:
        yield desk


def written(desk: Desk, path: Path) -> Workbook:
    export_tracker(desk, path, today=TODAY)
    return openpyxl.load_workbook(path)


def rows_of(sheet: Worksheet, header: int) -> list[dict[str, Any]]:
    """The table of a sheet as dictionaries by header."""
    head, *lines = sheet.iter_rows(min_row=header)
    return [{str(name.value): cell.value for name, cell in zip(head, line, strict=True)} for line in lines]


def test_the_newest_report_on_each_focus_area(sample: Desk, tmp_path: Path) -> None:
    sheet = written(sample, tmp_path / "t.xlsx")["Progress"]
    assert sheet["B1"].value == "Second half of 2023, open: not final yet"
    assert [cell.value for cell in sheet[2]] == [name for name, _, _ in AREAS]
    rows = rows_of(sheet, 2)
    assert [(row["Id"], row["No."], row["Status"], row["%"], row["Trend"]) for row in rows] == [
        ("report:4", 1, "A constrained", 10, "↓ worse"),
        ("report:5", 2, "A constrained", 5, "→ same"),
        ("report:6", 3, "N not started", 0, "→ same"),
    ]
    assert rows[0]["How found"] == "computed: mean progress of 2 activities dated in the period"
    assert rows[0]["Challenges"] == "• Half of the members are on leave until the end of August."
    assert rows[1]["Way forward"].startswith("• Side events: Share one concept note")
    assert rows[0]["Key results"] is None
    assert rows[1]["Key results"].startswith("• Side event at the High-Level Political Forum: Two missions")
    progress.close_period(sample, 2, today=TODAY)
    assert written(sample, tmp_path / "t.xlsx")["Progress"]["B1"].value == "Second half of 2023, closed"


def test_a_status_is_chosen_from_a_list_and_coloured_by_its_word(sample: Desk, tmp_path: Path) -> None:
    book = written(sample, tmp_path / "t.xlsx")
    (choice,) = book["Progress"].data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == ("E3:E5", "'_lists'!$D$2:$D$6")
    assert [book["_lists"][f"D{row}"].value for row in range(1, 7)] == [
        "Rating",
        "G on track",
        "A constrained",
        "R off track",
        "C complete",
        "N not started",
    ]
    rules = [rule for area in book["Progress"].conditional_formatting for rule in area.rules]
    assert [rule.formula for rule in rules][:3] == [
        ['ISNUMBER(SEARCH("on track",$E3))'],
        ['ISNUMBER(SEARCH("constrained",$E3))'],
        ['ISNUMBER(SEARCH("off track",$E3))'],
    ]
    assert rules[0].dxf.font.color.rgb == "FF22713A"


def test_every_indicator_with_numbers_beside_the_words(sample: Desk, tmp_path: Path) -> None:
    keys = {code: key for key, code in sample.read("SELECT id, code FROM indicator")}
    framework.add_value(sample, keys["G6.8"], 2, "60 countries")
    framework.add_value(sample, keys["G7.3"], 2, "has increased significantly")
    sheet = written(sample, tmp_path / "t.xlsx")["Indicators"]
    assert [cell.value for cell in sheet[1]] == [name for name, _, _ in INDICATORS]
    rows = {row["Code"]: row for row in rows_of(sheet, 1)}
    assert len(rows) == 31
    told = rows["G6.8"]
    assert (told["Baseline"], told["Target"], told["Actual"]) == (47, 80, 60)
    assert told["Baseline as worded"] == "47 countries submitted mid-term reports in the 3rd cycle"
    assert told["Way there"] == pytest.approx(13 / 33)
    assert told["Achievement"] == "39 % of the way"
    assert (rows["G6.2"]["Baseline"], rows["G6.2"]["Baseline as worded"]) == (None, "2.356 ratifications")
    assert rows["G6.2"]["Question"].startswith("Is 2.356 two thousand")
    assert rows["G7.3"]["Actual as worded"] == "has increased significantly"
    assert (rows["G7.3"]["Actual"], rows["G7.3"]["Achievement"]) == (None, "told in words")
    assert rows["G1.1"]["Result"].startswith("G1 ")
    assert rows["G1.1"]["Id"] == f"indicator:{keys['G1.1']}"
    assert {cell.data_type for cell in sheet["B"][1:]} == {"s"}


def test_the_words_are_defined(sample: Desk, tmp_path: Path) -> None:
    sheet = written(sample, tmp_path / "t.xlsx")["Definitions"]
    told = {row[0].value: row[1].value for row in sheet.iter_rows()}
    assert told["R off track"].startswith("Much of what was due is late")
    assert told["descending"] == "better when it falls"
    assert told["delayed"] == "will be later than agreed"
    assert "Trend" in told


@pytest.mark.parametrize(("name", "header"), [("Progress", 2), ("Indicators", 1)])
def test_the_sheets_are_ready_for_paper(sample: Desk, tmp_path: Path, name: str, header: int) -> None:
    sheet = written(sample, tmp_path / "t.xlsx")[name]
    assert sheet.column_dimensions["A"].hidden
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == f"${header}:${header}"
    assert sheet.freeze_panes == f"{'D' if header == 2 else 'C'}{header + 1}"
    assert str(sheet.auto_filter.ref).startswith(f"A{header}:")
    assert not sheet.merged_cells.ranges


def test_there_are_no_sheets_where_there_is_nothing_to_show(plan_desk: Desk, tmp_path: Path) -> None:
    key = progress.add_period(plan_desk, 1, "first half of 2023")
    book = written(plan_desk, tmp_path / "t.xlsx")
    assert book.sheetnames == ["Read me", "Workplan", "Focus areas", "_lists"]
    assert book["_lists"]["D1"].value is None
    progress.start_report(plan_desk, key, 2)
    book = written(plan_desk, tmp_path / "t.xlsx")
    assert book.sheetnames[3:] == ["Progress", "Definitions", "_lists"]
    rows = rows_of(book["Progress"], 2)
    assert [(row["Id"], row["Status"], row["%"]) for row in rows] == [
        (None, "nothing recorded", None),
        ("report:1", "not rated", None),
    ]
    progress.delete_report(plan_desk, 1)
    result = framework.add_result(plan_desk, framework.add_framework(plan_desk, "F"), "R")
    framework.add_indicator(plan_desk, result, "I")
    assert written(plan_desk, tmp_path / "t.xlsx").sheetnames[3:] == ["Indicators", "Definitions", "_lists"]


def test_formulas_stay_text_and_long_texts_whole(sample: Desk, tmp_path: Path) -> None:
    report, indicator = (
        sample.read(f"SELECT max(id) FROM {name}")[0][0] for name in ("focus_area_report", "indicator")
    )
    long = "".join(f"{number} " for number in range(18_000)).strip()
    progress.edit_report(sample, report, rag_reason="=1+1", percent=3, percent_reason=long)
    progress.add_line(sample, report, "key result", "=HYPERLINK(1)")
    for number in range(40):
        progress.add_line(sample, report, "challenge", f"{number} {long[:400]}")
    framework.edit_indicator(sample, indicator, title=long, code="-1")
    book = written(sample, tmp_path / "t.xlsx")
    row = rows_of(book["Progress"], 2)[-1]
    assert row["Reason"] == "=1+1"
    assert row["Challenges"].endswith("• and more, see the progress report")
    assert len(row["Challenges"]) < 2100
    assert len(row["How found"]) == 32_767
    cells = [cell for name in ("Progress", "Indicators") for line in book[name].iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f"]
    parts: dict[tuple[str, str], str] = {}
    for ref, column, text in book["Long texts"].iter_rows(min_row=2, values_only=True):
        parts[ref, column] = parts.get((ref, column), "") + text
    assert parts["Focus area 3", "How found"] == f"set by hand: {long}"
    assert parts["-1", "Indicator"] == long
