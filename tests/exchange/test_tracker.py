"""The tracker as a co-chair's spreadsheet sees it: read back with openpyxl, cell by cell."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from imgdesk.errors import UserError
from imgdesk.exchange.tracker import COLUMNS, FIRST_ROW, HEADER_ROW, LETTERS, export_tracker
from imgdesk.exchange.tracker_chart import columns
from imgdesk.services import parts, workplan
from imgdesk.services.sample import create_sample, sample_day
from imgdesk.store.desk import Desk

TODAY = date(2023, 7, 14)


def written(desk: Desk, path: Path, **given: Any) -> Workbook:
    """Export and read back."""
    export_tracker(desk, path, today=given.pop("today", TODAY), **given)
    return openpyxl.load_workbook(path)


def rows_of(sheet: Worksheet) -> list[dict[str, Any]]:
    """The table of the sheet Workplan as dictionaries by header."""
    names = [cell.value for cell in sheet[HEADER_ROW]][: len(COLUMNS)]
    lines = sheet.iter_rows(min_row=FIRST_ROW, max_col=len(COLUMNS))
    return [{name: cell.value for name, cell in zip(names, line, strict=True)} for line in lines]


@pytest.fixture
def sample(tmp_path: Path) -> Any:
    with create_sample(tmp_path / "sample.imgdesk") as desk:
        yield desk


def test_every_activity_stands_with_its_words_and_real_dates(sample: Desk, tmp_path: Path) -> None:
    sheet = written(sample, tmp_path / "t.xlsx", today=sample_day())["Workplan"]
    rows = rows_of(sheet)
    assert len(rows) == 23
    assert [row["Id"] for row in rows] == [f"activity:{number}" for number in range(1, 24)]
    first = rows[0]
    assert (first["When (as agreed)"], first["Earliest"], first["Latest"]) == (
        "Jan-March 2023",
        datetime(2023, 1, 1),
        datetime(2023, 3, 31),
    )
    assert first["Lead agencies"] == "UNDP/OHCHR/UNEP (all Focus Areas)"
    assert sheet[f"E{FIRST_ROW}"].number_format == "d mmm yyyy"
    assert rows[8]["Standing"] == "unconfirmed"
    assert rows[6]["Standing"] == "overdue"
    assert rows[10]["Standing"] == "date TBD"
    assert rows[8]["Notes"] == "Subject to capacity"


def test_the_sheet_is_ready_for_work_and_for_paper(sample: Desk, tmp_path: Path) -> None:
    book = written(sample, tmp_path / "t.xlsx")
    sheet = book["Workplan"]
    told = ["Actions", "Decisions", "Progress", "Indicators", "Definitions"]
    assert book.sheetnames == ["Read me", "Workplan", "Focus areas", *told, "_lists"]
    assert book["_lists"].sheet_state == "hidden"
    assert book.active.title == "Workplan"
    assert sheet.freeze_panes == f"D{FIRST_ROW}"
    assert sheet.auto_filter.ref == f"A{HEADER_ROW}:{LETTERS['Notes']}{FIRST_ROW + 22}"
    assert sheet.column_dimensions[LETTERS["Id"]].hidden
    assert sheet.column_dimensions[LETTERS["Drawing"]].hidden
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    assert "&P" in sheet.oddFooter.right.text
    assert not sheet.merged_cells.ranges


def test_lists_offer_the_words_by_range(sample: Desk, tmp_path: Path) -> None:
    book = written(sample, tmp_path / "t.xlsx")
    choices = {str(rule.sqref)[0]: rule for rule in book["Workplan"].data_validations.dataValidation}
    status = choices[LETTERS["Status"]]
    assert status.formula1 == "'_lists'!$A$2:$A$6"
    assert [book["_lists"][f"A{n}"].value for n in range(2, 7)] == [
        "planned",
        "under way",
        "done",
        "delayed",
        "cancelled",
    ]
    assert choices[LETTERS["%"]].type == "whole"
    assert {book["_lists"][f"B{n}"].value for n in range(2, 8)} >= {"OHCHR", "UNDP", "UNEP", "RTFT"}


def test_the_chart_follows_the_dates_by_rules(sample: Desk, tmp_path: Path) -> None:
    sheet = written(sample, tmp_path / "t.xlsx")["Workplan"]
    months = [cell.value for cell in sheet[3][len(COLUMNS) :]]
    assert months[0] == datetime(2023, 1, 1)
    assert months[-1] == datetime(2025, 12, 1)
    assert len(months) == 36
    drawings = {row["Drawing"] for row in rows_of(sheet)}
    rules = [rule for area in sheet.conditional_formatting for rule in area.rules]
    formulas = " ".join(formula for rule in rules for formula in rule.formula)
    for drawing in filter(None, drawings):
        assert f'="{drawing}")' in formulas
    assert "fa2 soft dashed" in drawings
    assert "fa2 hatched dashed" in drawings
    assert [cell.value for cell in sheet[5][len(COLUMNS) :]].count("No consultancy support") == 8
    heads = [cell.value for cell in sheet[HEADER_ROW][len(COLUMNS) :]]
    assert [place for place, word in enumerate(heads) if word.startswith("◆")] == [4, 6, 8, 10, 20]


@pytest.mark.parametrize(
    ("first", "last", "count", "bottom"),
    [
        (date(2023, 1, 5), date(2023, 1, 9), 1, "J"),
        (date(2023, 1, 1), date(2030, 12, 31), 96, "J"),
        (date(2023, 1, 1), date(2031, 1, 1), 33, "Q1"),
        (date(1990, 1, 1), date(2089, 12, 31), 96, "1990"),
    ],
)
def test_a_long_plan_is_drawn_in_wider_units(first: date, last: date, count: int, bottom: str) -> None:
    shown = columns(first, last)
    assert len(shown) == count
    assert shown[0].bottom == bottom
    assert shown[0].first <= first
    assert all(one.last.toordinal() + 1 == two.first.toordinal() for one, two in pairwise(shown))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "\u202e=1"])
def test_text_that_looks_like_a_formula_stays_text(plan_desk: Desk, tmp_path: Path, text: str) -> None:
    workplan.edit_activity(plan_desk, 1, output=text, leads=text, partners=text, note=text)
    sheet = written(plan_desk, tmp_path / "t.xlsx")["Workplan"]
    cell = sheet[f"C{FIRST_ROW}"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert bool(cell.quotePrefix) == (text[0] in "=+-@")
    assert not [c for line in sheet.iter_rows(min_row=FIRST_ROW) for c in line if c.data_type == "f"]


def test_a_text_longer_than_a_cell_is_kept_whole(plan_desk: Desk, tmp_path: Path) -> None:
    text = "".join(f"{number} " for number in range(18_000))
    workplan.edit_activity(plan_desk, 1, output=text)
    book = written(plan_desk, tmp_path / "t.xlsx")
    shown = book["Workplan"][f"C{FIRST_ROW}"].value
    assert len(shown) == 32_767
    assert "Long texts" in shown
    parts_shown = [line[2].value for line in book["Long texts"].iter_rows(min_row=2)]
    assert "".join(parts_shown) == text.strip()


def test_whom_it_is_for_is_said_and_marked(sample: Desk, tmp_path: Path) -> None:
    book = written(sample, tmp_path / "t.xlsx", recipient="ohchr")
    standing = [row["Standing"] or "" for row in rows_of(book["Workplan"])]
    assert "yours" in standing[6]
    assert "yours" not in standing[3]
    words = [cell.value for line in book["Read me"].iter_rows() for cell in line if cell.value]
    assert "OHCHR" in words
    with pytest.raises(UserError, match="choose one of"):
        written(sample, tmp_path / "u.xlsx", recipient="Nobody")
    assert not (tmp_path / "u.xlsx").exists()


def test_the_file_tells_nothing_of_the_machine(sample: Desk, tmp_path: Path) -> None:
    book = written(sample, tmp_path / "t.xlsx")
    assert book.properties.creator == "Issue Management Group on Human Rights and the Environment"
    assert book.properties.created == datetime(2023, 7, 14)
    given = {prop.name: prop.value for prop in book.custom_doc_props.props}
    assert re.fullmatch(r"[0-9a-f]{32}", given["imgdesk.desk"])


def test_an_empty_plan_and_an_undated_row_are_written(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no workplan"):
        written(desk, tmp_path / "t.xlsx")
    plan = parts.add_workplan(desk, "A plan")
    assert rows_of(written(desk, tmp_path / "t.xlsx")["Workplan"]) == []
    section = parts.add_section(desk, plan, "Later")
    workplan.add_activity(desk, section, "Something", fields={"when": "TBD"})
    workplan.add_activity(desk, section, "Old", fields={"when": "1815"})
    rows = rows_of(written(desk, tmp_path / "t.xlsx")["Workplan"])
    assert [(row["Earliest"], row["Latest"], row["Drawing"]) for row in rows[:1]] == [(None, None, None)]
    assert rows[1]["When (as agreed)"] == "1815"
