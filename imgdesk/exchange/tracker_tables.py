"""A sheet of the tracker that is one plain table: columns and print set-up, a header, rows as high as their texts.

Shared by every sheet, so that they look and print alike. Each is written as a stream: what is set up comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation

from imgdesk.exchange.tracker_style import Line, Look, cell, look

Columns = Sequence[tuple[str, float, bool]]
"""The columns of a table: name, width in characters, hidden."""
LINE_POINTS: Final = 13.2
MOST_POINTS: Final = 400.0
READ_CHARS: Final = 4000
"""A row is never as high as more text than this would make it."""


def wrapped(columns: Columns) -> list[tuple[int, int]]:
    """Return the columns whose text can make a row higher, each with the letters that fit on one line."""
    return [(place, int(width / 1.1)) for place, (_, width, hidden) in enumerate(columns) if not hidden]


def row_height(values: Sequence[object], columns: Iterable[tuple[int, int]]) -> float:
    """Return the height in points that the texts of a row need, in columns as `wrapped` gives them.

    Spreadsheets do not all find it themselves.
    """
    most = 1
    for place, letters in columns:
        text = values[place]
        if isinstance(text, str) and (len(text) > letters or "\n" in text):
            lines = sum(max(1, -(-len(line) // letters)) for line in text[:READ_CHARS].split("\n"))
            most = max(most, lines)
    return min(LINE_POINTS * most + 3, MOST_POINTS)


def set_up_print(sheet: WriteOnlyWorksheet, header: int, foot: str) -> None:
    """Print a sheet one page wide and lying, its header on every page, the group and the page's number below."""
    for side in ("left", "right", "top"):
        setattr(sheet.page_margins, side, 0.4)
    sheet.print_title_rows = f"{header}:{header}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = foot.replace("&", "&&")[:200]
    sheet.oddFooter.right.text = "Page &P of &N"


def set_up_table(
    sheet: WriteOnlyWorksheet, columns: Columns, header: int, last: int, foot: str, *, stays: str
) -> None:
    """Set up a sheet whose header is in the row `header`; `stays` is the first column that scrolls away."""
    for place, (_, width, hidden) in enumerate(columns, start=1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width, dimension.hidden = width, hidden
    end = get_column_letter(len(columns))
    sheet.freeze_panes = f"{stays}{header + 1}"
    sheet.auto_filter.ref = f"A{header}:{end}{last}"
    sheet.print_area = f"B1:{end}{last}"
    set_up_print(sheet, header, foot)


def put_table(
    sheet: WriteOnlyWorksheet,
    columns: Columns,
    header: int,
    rows: Iterable[Sequence[object]],
    styles: Mapping[str, Look],
) -> None:
    """Append header and rows; `styles` are those of columns that are not plain text."""
    head, plain = look("muted", fill="grid", bold=True, size=9), look()
    sheet.append([cell(sheet, name, head) for name, _, _ in columns])
    line = Line(sheet, [styles.get(name, plain) for name, _, _ in columns])
    measured = wrapped(columns)
    for number, values in enumerate(rows, start=header + 1):
        sheet.row_dimensions[number].height = row_height(values, measured)
        sheet.append(line.fill(values))
        del sheet.row_dimensions[number]


def real_day(text: str | None) -> date | None:
    """Return a day (ISO text) as a date that a spreadsheet knows, None for one before March 1900 or none."""
    return date.fromisoformat(text) if text and text >= "1900-03-01" else None


def choice(source: str, count: int, area: str, name: str, *, strict: bool = True) -> DataValidation:
    """Return a drop-down list for an area, of `count` words in the column `source` of the hidden lists."""
    made = DataValidation("list", formula1=f"'_lists'!${source}$2:${source}${count + 1}", allow_blank=True)
    made.showErrorMessage = strict
    made.error, made.errorTitle = f"Choose a {name.lower()} from the list.", name
    made.add(area)
    return made
