"""The sheets Actions and Decisions of the tracker, read back with openpyxl."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

from imgdesk.exchange.tracker import export_tracker
from imgdesk.exchange.tracker_meetings import ACTIONS, DECISIONS
from imgdesk.services import action_points
from imgdesk.store.desk import Desk
from tests.reports.meeting_desk import execute, fill


def written(desk: Desk, path: Path) -> Workbook:
    export_tracker(desk, path, today=date(2023, 8, 1))
    return openpyxl.load_workbook(path)


def test_actions_with_their_dates_as_agreed_and_real(plan_desk: Desk, tmp_path: Path) -> None:
    fill(plan_desk)
    book = written(plan_desk, tmp_path / "t.xlsx")
    sheet = book["Actions"]
    assert [cell.value for cell in sheet[1]] == [name for name, _, _ in ACTIONS]
    (row,) = [
        line
        for line in sheet.iter_rows(min_row=2, values_only=True)
        if str(line[1]).startswith("Send title and three speakers")
    ]
    (ref,) = plan_desk.read("SELECT ref FROM activity WHERE id = 2")[0]
    assert row[2:9] == (
        "OHCHR, UNEP", "by 15 July", None, datetime(2023, 7, 15), "under way", "overdue", ref or None,
    )  # fmt: skip
    assert row[0] == "action:1"
    assert "1st IMG meeting" in str(row[9])
    (choice,) = sheet.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == ("G2", "'_lists'!$D$2:$D$5")
    assert [book["_lists"][f"D{n}"].value for n in range(1, 6)] == [
        "Action status", "open", "under way", "done", "dropped",
    ]  # fmt: skip
    assert sheet.column_dimensions["A"].hidden
    assert sheet.print_title_rows == "$1:$1"


def test_what_is_internal_or_a_draft_stays_in_the_desk(plan_desk: Desk, tmp_path: Path) -> None:
    fill(plan_desk)
    book = written(plan_desk, tmp_path / "t.xlsx")
    told = {str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line}
    assert not [text for text in told if "Sound out" in text or "The Summit is left" in text]
    assert [cell.value for cell in book["Decisions"][1]] == [name for name, _, _ in DECISIONS]
    rows = [row[1:] for row in book["Decisions"].iter_rows(min_row=2, values_only=True)]
    assert [(row[0], row[1], row[3], row[4]) for row in rows] == [
        ("The group applies for a slot at the HLPF.", "active", "1st IMG meeting", "19 April 2023")
    ]
    execute(plan_desk, "UPDATE minute SET internal = 1 WHERE decision_id IS NOT NULL")
    assert "Decisions" not in written(plan_desk, tmp_path / "t.xlsx").sheetnames


def test_an_action_without_a_meeting_and_text_like_a_formula(plan_desk: Desk, tmp_path: Path) -> None:
    assert "Actions" not in written(plan_desk, tmp_path / "t.xlsx").sheetnames
    action_points.add_action(plan_desk, "=1+1", owners="Somebody", due="1815")
    (cells,) = written(plan_desk, tmp_path / "t.xlsx")["Actions"].iter_rows(min_row=2)
    assert (cells[1].value, cells[1].data_type) == ("=1+1", "s")
    assert [cell.value for cell in cells[4:6]] == [None, None]
    assert cells[9].value is None
