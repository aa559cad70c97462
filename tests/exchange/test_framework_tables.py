"""Frameworks as tables and as pasted lines: columns by name, cells by what they hold, questions instead of guesses."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgdesk.domain.framework_sheet import FrameworkSheet, IndicatorLine
from imgdesk.errors import UserError
from imgdesk.exchange.framework_headers import field_of, find_columns
from imgdesk.exchange.framework_pasted import read_pasted
from imgdesk.exchange.framework_tables import read_framework
from imgdesk.exchange.sheet_cells import MOST_ROWS, number_words

WriteCsv = Callable[..., Path]


@pytest.fixture
def csv_file(tmp_path: Path) -> WriteCsv:
    """Write text as a table, in UTF-8 unless told otherwise."""

    def write(text: str, encoding: str = "utf-8", name: str = "frame.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def workbook(path: Path, *rows: tuple, formats: dict[str, str] | None = None, merge: str = "") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for place, shown in (formats or {}).items():
        sheet[place].number_format = shown
    if merge:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def lines(sheet: FrameworkSheet) -> list[IndicatorLine]:
    return [line for row in sheet.results for line in row.indicators]


def only(sheet: FrameworkSheet) -> IndicatorLine:
    [line] = lines(sheet)
    return line


@pytest.mark.parametrize(
    ("header", "field", "period"),
    [
        ("Result code", "result_code", ""),
        ("Expected results", "result", ""),
        ("Résultat attendu", "result", ""),
        ("Pillar", "pillar", ""),
        ("Objectif", "pillar", ""),
        ("Code", "indicator_code", ""),
        ("Código del indicador", "indicator_code", ""),
        ("Key performance indicator", "indicator", ""),
        ("Indicateur", "indicator", ""),
        ("Unit of measure", "unit", ""),
        ("Valeur de référence", "baseline_value", ""),
        ("Línea de base", "baseline", ""),
        ("Baseline (2022)", "baseline", "2022"),
        ("Année de référence", "baseline_year", ""),
        ("Año de la línea de base", "baseline_year", ""),
        ("Cible", "target", ""),
        ("Meta", "target", ""),
        ("Target year", "target_when", ""),
        ("Actual 2024", "actual in period", "2024"),
        ("2024 H1 actual", "actual in period", "2024 H1"),
        ("Réalisé 2024", "actual in period", "2024"),
        ("Logro 2024", "actual in period", "2024"),
        ("Actual comment 2024", "actual in period comment", "2024"),
        ("Comment 2024", "actual in period comment", "2024"),
        ("Target 2025", "target in period", "2025"),
        ("Moyens de vérification", "source", ""),
        ("Observaciones", "note", ""),
        ("Responsible officer", "", ""),
        ("The actual situation", "", ""),
    ],
)
def test_columns_are_known_by_their_names_in_three_languages(header, field, period) -> None:
    assert field_of(header)[:2] == (field, period)


def test_columns_come_in_any_order_below_a_title(csv_file: WriteCsv) -> None:
    path = csv_file(
        "Framework of the rivers,,,,\n,,,,\nTarget,Indicator,Result,Baseline year,Baseline\n"
        "66 countries,Laws protect,Better laws,2022,32 countries\n"
    )
    sheet = read_framework(path)
    row = only(sheet).proposal
    assert sheet.title == "Framework of the rivers"
    assert (row.title, row.target_value, row.target_text, row.unit) == (
        "Laws protect",
        66,
        "66 countries",
        "countries",
    )
    assert (row.baseline_value, row.baseline_text, row.baseline_year) == (32, "32 countries", 2022)
    assert [one.title for one in sheet.results] == ["Better laws"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_separated_values_in_any_usual_dress(csv_file: WriteCsv, encoding: str, mark: str) -> None:
    text = "Indicateur,Cible,Unité\n“Été” protégé,12,pays\n".replace(",", mark)
    row = only(read_framework(csv_file(text, encoding))).proposal
    assert (row.title, row.target_value, row.unit) == ("“Été” protégé", 12, "pays")


def test_a_first_line_may_name_the_separator(csv_file: WriteCsv) -> None:
    assert (
        only(read_framework(csv_file("sep=;\nIndicator;Target\nA, b, c, d;3\n"))).proposal.target_value == 3
    )


def test_a_number_is_a_number_and_its_twin_in_text_is_a_question(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "f.xlsx",
        ("Indicator", "Baseline", "Target"),
        ("Typed", 2.356, 3),
        ("Written", "2.356", "3"),
    )
    typed, written = (line.proposal for line in lines(read_framework(path)))
    assert (typed.baseline_value, typed.baseline_text, typed.questions) == (2.356, "", ())
    assert (written.baseline_value, written.baseline_text, written.target_value) == (None, "2.356", 3)
    assert written.questions == ("Baseline: Is 2.356 two thousand three hundred and fifty-six, or 2.356?",)


def test_a_percentage_is_what_the_sheet_shows(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "f.xlsx",
        ("Indicator", "Baseline", "Target"),
        ("Shown as percent", 0.07, 0.75),
        ("Percent in its format only as a word", 5, 75),
        formats={"B2": "0%", "C2": "0.0%", "C3": '0"%"'},
    )
    shown, word = (line.proposal for line in lines(read_framework(path)))
    assert (shown.measure, shown.baseline_value, shown.target_value, shown.unit) == (
        "percentage",
        7,
        75,
        "per cent",
    )
    assert (word.measure, word.target_value) == ("unit", 75)


def test_a_formula_without_its_result_an_error_and_a_date_are_said(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "f.xlsx", ("Indicator", "Target"), ("Formula", "=1+1"), ("Error", "#DIV/0!"), ("Day", 45000),
        formats={"B4": "yyyy-mm-dd"},
    )  # fmt: skip
    asked = [line.proposal.questions for line in lines(read_framework(path))]
    assert "formula without its result" in asked[0][0]
    assert "#DIV/0!" in asked[1][0]
    assert "a date" in asked[2][0]
    assert all(line.proposal.target_value is None for line in lines(read_framework(path)))


def test_merged_results_and_pillars_are_carried_down(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "f.xlsx", ("Pillar", "Outcome", "Indicator", "Target"),
        ("Rights", "O1 Laws", "One", 1), (None, None, "Two", 2), ("Peace", "O2 Calm", "Three", 3), merge="B2:B3",
    )  # fmt: skip
    results = read_framework(path).results
    assert [(row.title, row.kind, row.parent, len(row.indicators)) for row in results] == [
        ("Rights", "pillar", None, 0),
        ("O1 Laws", "outcome", 0, 2),
        ("Peace", "pillar", None, 0),
        ("O2 Calm", "outcome", 2, 1),
    ]


def test_two_header_rows_are_read_together(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "f.xlsx", ("Indicator", "Baseline", None, "Target", "Actual", None),
        (None, "Value", "Year", None, "2023", "2024"), ("Laws", 3, 2021, 9, 4, 5),
    )  # fmt: skip
    line = only(read_framework(path))
    assert (line.proposal.baseline_value, line.proposal.baseline_year, line.proposal.target_value) == (
        3,
        2021,
        9,
    )
    assert [(value.period, value.kind, value.value) for value in line.values] == [
        ("2023", "actual", 4),
        ("2024", "actual", 5),
    ]


def test_values_of_periods_keep_comment_and_source_beside_them(csv_file: WriteCsv) -> None:
    line = only(
        read_framework(
            csv_file(
                "Indicator,Target,Target 2024,Actual 2024,Actual comment 2024,Actual source 2024,Actual\n"
                "Laws,9,4,2023,late,survey,1\n"
            )
        )
    )
    target, actual = line.values
    assert target[:3] == ("2024", "target", 4)
    assert actual[:6] == ("2024", "actual", 2023, "", "late", "survey")


def test_one_target_of_a_year_is_the_target(csv_file: WriteCsv) -> None:
    line = only(read_framework(csv_file("Indicator,Target 2027\nLaws,9\n")))
    assert (line.proposal.target_value, line.proposal.target_when, line.values) == (9, "2027", ())


def test_a_column_of_actual_values_without_a_period_is_said(csv_file: WriteCsv) -> None:
    sheet = read_framework(csv_file("Indicator,Target,Actual\nLaws,9,1\n"))
    assert "names no period" in sheet.unplaced[0]
    assert only(sheet).values == ()


def test_words_of_measure_and_direction_in_any_of_the_languages(csv_file: WriteCsv) -> None:
    first, second = lines(
        read_framework(csv_file("Indicateur,Mesure,Sens,Cible\nA,pourcentage,baisse,5\nB,quintal,hausse,5\n"))
    )
    assert (first.proposal.measure, first.proposal.direction) == ("percentage", "descending")
    assert second.proposal.questions == ("What measure is “quintal”?",)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Laws,5,5,", "equals the baseline"),
        ("Deaths,9,5,", "meant to fall"),
        ("Deaths,9,5,ascending", "check the direction"),
        ("Laws,many,15k,", "What number is 15k"),
    ],
)
def test_what_a_row_leaves_open_is_asked(csv_file: WriteCsv, row: str, words: str) -> None:
    line = only(read_framework(csv_file(f"Indicator,Baseline,Target,Direction\n{row}\n")))
    assert any(words in question for question in line.proposal.questions)


def test_a_falling_target_proposes_a_falling_indicator(csv_file: WriteCsv) -> None:
    line = only(read_framework(csv_file("Indicator,Baseline,Target\nDeaths,9,5\n")))
    assert line.proposal.direction == "descending"
    assert "direction" not in line.given


def test_missing_baselines_are_counted(csv_file: WriteCsv) -> None:
    sheet = read_framework(csv_file("Indicator,Baseline,Target\nA,,1\nB,1,2\n"))
    assert sheet.notes == ("Without a baseline: 1 of 2 indicators.",)


def test_a_target_in_a_sentence_is_its_own_indicator(csv_file: WriteCsv) -> None:
    sheet = read_framework(
        csv_file(
            'Result,Target,Baseline\nBetter laws,"In 66 countries, laws protect rights",32 countries in the 3rd cycle\n'
            "Better laws,,5\n"
        )
    )
    row = only(sheet).proposal
    assert (row.title, row.target_value, row.baseline_when) == ("Laws protect rights", 66, "3rd cycle")
    assert sheet.unplaced == ("Row 3: values without an indicator.",)


def test_a_quote_in_front_of_a_formula_is_no_part_of_the_words(csv_file: WriteCsv) -> None:
    row = only(read_framework(csv_file("Indicator,Target,Comment\n'=SUM(A1),3,''+x\n"))).proposal
    assert (row.title, row.note) == ("=SUM(A1)", "'+x")


def test_control_characters_are_dropped(csv_file: WriteCsv) -> None:
    assert only(read_framework(csv_file("Indicator,Target\nLa\x07ws\x1b,3\n"))).proposal.title == "Laws"


def test_a_header_that_comes_again_is_no_row(csv_file: WriteCsv) -> None:
    sheet = read_framework(csv_file("Indicator,Target\nA,1\nIndicator,Target\nB,2\n"))
    assert [line.proposal.title for line in lines(sheet)] == ["A", "B"]


def refused(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_framework(path)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert path.name in sentence
    return sentence


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("f.csv", b"", "is empty"),
        ("f.xlsx", b"", "is empty"),
        ("f.csv", b"PK\x03\x04" + bytes(40), "an Office file"),
        ("f.csv", b"\x89PNG\r\n", "a picture"),
        ("f.csv", bytes(range(256)) * 4, "no text"),
        ("f.xlsx", b"Indicator,Target\nA,1\n", "not an Excel workbook"),
        ("f.docx", b"%PDF-1.4", "a PDF file"),
        ("f.csv", b"Name,Telephone\nA,1\n", "no table with a column of indicators"),
        ("f.csv", b"Indicator\nA\n", "no table with a column of indicators"),
    ],
)
def test_files_that_are_no_framework_are_refused_in_one_sentence(tmp_path, name, content, words) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert words in refused(path)


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main"
        )
        archive.writestr("xl/worksheets/sheet1.xml", bytes(120 * 1024 * 1024))
    assert "far more than a document holds" in refused(path)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_sheet_of_a_hundred_thousand_rows_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"long.{kind}"
    if kind == "csv":
        path.write_text("Indicator,Target\n" + "A,1\n" * 100_000, encoding="utf-8")
    else:
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        sheet.append(["Indicator", "Target"])
        for _ in range(100_000):
            sheet.append(["A", 1])
        book.save(path)
    assert f"more than {MOST_ROWS:,} rows" in refused(path)


def test_pasted_lines_are_proposals_with_their_baselines() -> None:
    sheet = read_pasted(
        "Result 3: Systems of protection\n"
        "• In 66 countries, laws and policies better protect people\n"
        "Baseline: 32 countries in the 3rd cycle.\n"
        "• 75 treaties are ratified\n  Baseline: 2.356 ratifications.1\n"
        "PS5 Civic space\nCivic space has increased significantly\n"
    )
    assert [(row.title, row.code, len(row.indicators)) for row in sheet.results] == [
        ("Systems of protection", "3", 2),
        ("Civic space", "PS5", 1),
    ]
    laws, treaties, space = (line.proposal for line in lines(sheet))
    assert (laws.target_value, laws.baseline_value, laws.baseline_when) == (66, 32, "3rd cycle")
    assert treaties.baseline_value is None
    assert "2.356" in treaties.questions[0]
    assert space.measure == "qualitative"
    assert not sheet.whole


def test_two_copied_cells_are_a_result_and_its_target() -> None:
    sheet = read_pasted(
        "Mechanisms work together.\tAt least 10 initiatives are issued\n\tAt least 4 conclusions are reached\n"
        "\tThe number of statements has increased\n45\tpolicies adopted\n"
    )
    [result] = sheet.results
    assert result.title == "Mechanisms work together"
    assert [line.proposal.target_value for line in result.indicators] == [10, 4, None, 45]


@pytest.mark.parametrize("text", ["", "  \n\n", "Result 1: Laws only", "x\n" * 3000])
def test_a_text_that_proposes_nothing_is_refused(text: str) -> None:
    with pytest.raises(UserError) as caught:
        read_pasted(text)
    assert re.fullmatch(r"[^\n]+\.", str(caught.value))


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e14, max_value=1e14))
def test_a_number_is_written_exactly(value: float) -> None:
    assert float(number_words(value)) == value
    assert "e" not in number_words(value)


@given(st.lists(st.lists(st.text(max_size=30), max_size=6), max_size=14))
def test_no_header_row_can_break_the_reader(rows: list[list[str]]) -> None:
    columns = find_columns(rows)
    assert columns is None or columns.row < len(rows)
