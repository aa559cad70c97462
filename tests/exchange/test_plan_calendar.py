"""Tables with a column for each quarter, month or year."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import parse_xml

from imgdesk.domain.draft import PlanDraft
from imgdesk.exchange.word_plan import read_workplan
from tests.exchange.docx_files import NAMESPACES, paper_with, save

QUARTERS = ("Activity", "Lead", "Q1", "Q2", "Q3", "Q4")


def read(paper: Document, folder: Path) -> PlanDraft:
    return read_workplan(save(paper, folder / "plan.docx"))


def dates(draft: PlanDraft) -> list[str]:
    return [row.when for section in draft.sections for row in section.activities]


def shade(paper: Document, row: int, *columns: int) -> None:
    for column in columns:
        cell = paper.tables[0].rows[row].cells[column]
        cell._tc.get_or_add_tcPr().append(parse_xml(f"<w:shd {NAMESPACES} w:val='clear' w:fill='1F6FB2'/>"))


def test_crosses_give_the_date_by_their_columns(tmp_path: Path) -> None:
    rows = [
        ("One", "UNDP", "x", "", "", ""),
        ("Two", "UNEP", "", "X", "✓", ""),
        ("Three", "FAO", "x", "", "x", "x"),
        ("Four", "WHO", "", "", "", ""),
    ]
    draft = read(paper_with(QUARTERS, rows, heading="2024"), tmp_path)
    assert dates(draft) == ["Q1", "Q2 to Q3", "Q1, Q3 to Q4", ""]
    assert draft.unplaced == ()
    assert draft.tables[0].headers["Q1"] == "calendar"


def test_shading_counts_where_the_row_itself_is_not_shaded(tmp_path: Path) -> None:
    rows = [("One", "UNDP", "", "", "", ""), ("Two", "UNEP", "", "", "", "")]
    paper = paper_with(QUARTERS, rows, heading="2024")
    shade(paper, 1, 3, 4)
    shade(paper, 2, 0, 1, 2, 3, 4, 5)
    assert dates(read(paper, tmp_path)) == ["Q2 to Q3", ""]


def test_a_merged_bar_marks_all_its_columns(tmp_path: Path) -> None:
    paper = paper_with(QUARTERS, [("One", "UNDP", "", "", "", "")])
    cells = paper.tables[0].rows[1].cells
    cells[2].merge(cells[4]).text = "x"
    assert dates(read(paper, tmp_path)) == ["Q1 to Q3"]


@pytest.mark.parametrize(
    ("upper", "when"),
    [(("2024", "2024", "2025", "2025"), "Q2 2024 to Q1 2025"), (("Timeline",) * 4, "Q2 to Q1")],
)
def test_a_header_may_have_two_rows(tmp_path: Path, upper: tuple[str, ...], when: str) -> None:
    header = ("Activity", "Lead", *upper)
    rows = [("", "", "Q1", "Q2", "Q1", "Q2"), ("One", "UNDP", "", "x", "x", "")]
    draft = read(paper_with(header, rows), tmp_path)
    assert dates(draft) == [when]
    assert draft.unplaced == ()


def test_words_in_a_calendar_column_mark_it_and_are_listed(tmp_path: Path) -> None:
    draft = read(paper_with(QUARTERS, [("One", "UNDP", "", "launch", "", "")]), tmp_path)
    assert dates(draft) == ["Q2"]
    assert draft.unplaced == ("Table 1, row 1, Q2: launch",)


def test_one_column_named_after_a_year_is_no_calendar(tmp_path: Path) -> None:
    draft = read(paper_with(("Activity", "Lead", "2024"), [("One", "UNDP", "5,000")]), tmp_path)
    assert dates(draft) == [""]
    assert draft.tables[0].not_understood == ("2024",)


def test_a_year_alone_in_a_row_opens_a_section_unless_it_ends_a_date(tmp_path: Path) -> None:
    header = ("Date", "Output", "Lead")
    rows = [
        ("2024", "", ""),
        ("May 2024", "One", "UNDP"),
        ("2025 [provisional]", "", ""),
        ("June", "Two", "FAO"),
    ]
    draft = read(paper_with(header, rows), tmp_path)
    assert [(s.title, s.provisional, len(s.activities)) for s in draft.sections] == [
        ("2024", False, 1),
        ("2025", True, 1),
    ]
    assert dates(read(paper_with(header, [("September", "One", "UNDP"), ("2023", "", "")]), tmp_path)) == [
        "September 2023"
    ]
