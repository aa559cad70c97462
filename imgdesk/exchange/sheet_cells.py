"""The cells of an Excel workbook or of a file of separated values, with what each really holds.

A number stays a number and a text a text, because "2.356" typed as text is not yet any number. A percentage is what
the sheet shows (0.75 shown as 75 % is 75). Files pass the guard first; rows and columns are bounded.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from imgdesk.errors import UserError
from imgdesk.exchange import guard
from imgdesk.text import clean_text, one_line

MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 200
_EMPTY_RUN: Final = 1_000
"""So many empty rows end a sheet: what was formatted and never filled can be a million rows long."""
_DELIMITERS: Final = (",", ";", "\t")
_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.')
_KEPT_FROM_RUNNING: Final = re.compile(r"'+[=+\-@\t\r]")


class Cell(NamedTuple):
    """What a cell holds: its words, its number where it is one, and what keeps it from being read ("")."""

    text: str = ""
    number: float | None = None
    percent: bool = False
    problem: str = ""

    @property
    def filled(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.text or self.problem)


class Sheet(NamedTuple):
    """The filled rows of a sheet with their numbers as the program shows them."""

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


NOTHING: Final = Cell()


def read_sheets(path: Path) -> list[Sheet]:
    """Return the visible sheets of an .xlsx, or the one of a .csv, .tsv or .txt file.

    Raises UserError for what is neither, what the guard refuses, and more than MOST_ROWS filled rows.
    """
    ending = path.suffix.lower()
    if ending in (".csv", ".tsv", ".txt"):
        return [Sheet("", tuple(_csv_rows(path.name, guard.check_text(path))))]
    data = guard.check(path, kind="xlsx")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Excel can and openpyxl cannot is nothing to read
            return _workbook(path.name, data)
    except UserError:
        raise
    except (
        Exception
    ) as error:  # a workbook can be well-formed and still nonsense, in more ways than can be named
        raise UserError(
            f"“{one_line(path.name)}” cannot be read as an Excel workbook: save it anew in Office and try again."
        ) from error


def number_words(value: float) -> str:
    """Return a number in digits, exactly, without an exponent: 66, 2.5."""
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def kept_from_running(text: str) -> str:
    """Return a text for a file of separated values, so that no spreadsheet takes it for a formula."""
    return f"'{text}" if re.match(r"'*[=+\-@\t\r]", text) else text


def _workbook(name: str, data: bytes) -> list[Sheet]:
    import openpyxl

    values = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    found = []
    for sheet, twin in zip(values.worksheets, formulas.worksheets, strict=True):
        if sheet.sheet_state == "visible":
            found.append(Sheet(one_line(sheet.title), tuple(_sheet_rows(name, sheet, twin))))
    values.close()
    formulas.close()
    return found


def _sheet_rows(name: str, sheet: Any, twin: Any) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    sheet.reset_dimensions()  # what a file says of its size is not to be trusted
    twin.reset_dimensions()
    pairs = zip(sheet.iter_rows(max_col=MOST_COLUMNS), twin.iter_rows(max_col=MOST_COLUMNS), strict=False)
    filled = empty = 0
    for number, (row, written) in enumerate(pairs, start=1):
        cells = tuple(_cell(one, two) for one, two in zip(row, written, strict=False))
        if any(cell.filled for cell in cells):
            filled, empty = filled + 1, 0
            _bound(name, filled)
            yield number, cells
        else:
            empty += 1
            if empty >= _EMPTY_RUN:
                return


def _cell(cell: Any, written: Any) -> Cell:
    value = cell.value
    if value is None:
        if written.value is not None and written.data_type == "f":
            return Cell(problem="a formula without its result: open the file in Excel, save it and try again")
        return NOTHING
    if cell.data_type == "e":
        return Cell(str(value), problem=f"an error, {value}")
    if isinstance(value, bool):
        return Cell("yes" if value else "no")
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return Cell(day.isoformat(), problem="a date")
    if isinstance(value, int | float):
        return _number(float(value), str(cell.number_format))
    text = clean_text(str(value)).strip()
    return Cell(text) if text else NOTHING


def _number(value: float, shown_as: str) -> Cell:
    if "%" in _LITERAL.sub("", shown_as):
        value = float(f"{value * 100:.12g}")
        return Cell(f"{number_words(value)} %", value, percent=True)
    return Cell(number_words(value), value)


def _csv_rows(name: str, data: bytes) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    text = decoded(name, data)
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r"sep=(.)\r?", first)
    delimiter, skipped = (told[1], 1) if told else (_delimiter(text), 0)
    filled = 0
    try:
        reader = csv.reader(io.StringIO(rest if told else text, newline=""), delimiter=delimiter)
        for number, row in enumerate(reader, start=1 + skipped):
            cells = tuple(_text_cell(part) for part in row[:MOST_COLUMNS])
            if any(cell.filled for cell in cells):
                filled += 1
                _bound(name, filled)
                yield number, cells
    except csv.Error as error:
        raise UserError(
            f"“{one_line(name)}” is no table of separated values: save it as .xlsx or .csv and try again."
        ) from error


def _text_cell(text: str) -> Cell:
    text = clean_text(text[1:] if _KEPT_FROM_RUNNING.match(text) else text).strip()
    return Cell(text) if text else NOTHING


def decoded(name: str, data: bytes) -> str:
    """Return the text of a file: UTF-8 with or without a mark in front, UTF-16 with one, else Windows-1252."""
    marked = [coding for bom, coding in _BOMS if data.startswith(bom)]
    for coding in marked or ["utf-8", "cp1252"]:
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UserError(f"“{one_line(name)}” is no text: save it as .xlsx or .csv and try again.")


def _delimiter(text: str) -> str:
    """Return what separates the most cells in the first rows."""

    def cells(delimiter: str) -> int:
        try:
            rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 10))
        except csv.Error:
            return 0
        return sum(len(row) - 1 for row in rows)

    return max(_DELIMITERS, key=cells)


def _bound(name: str, rows: int) -> None:
    if rows > MOST_ROWS:
        raise UserError(
            f"“{one_line(name)}” has more than {MOST_ROWS:,} rows: keep the rows of the framework and try again."
        )
