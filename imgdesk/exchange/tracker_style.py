"""How a tracker looks: styles made once, rules that follow the words and the dates, so that edits keep the colours.

Everything a co-chair may change in Excel is coloured by a rule on the cell's own word or date, never by a fixed fill;
the chart in cells is drawn by rules on the two date columns, so that a bar moves when a date is edited.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from imgdesk.palette import colours, tint
from imgdesk.text import clean_text

CELL_LIMIT: Final = 32_767
"""The most characters that a cell of Excel holds (Microsoft, Excel specifications and limits)."""
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t")
STATUS_ROLES: Final = {
    "done": ("green", "greenbg"),
    "under way": ("accent", "accentbg"),
    "delayed": ("amber", "amberbg"),
    "cancelled": ("muted", "grid"),
}


class Look(NamedTuple):
    """The style of a kind of cell."""

    font: Font
    fill: PatternFill
    alignment: Alignment
    border: Border
    number_format: str = "General"
    protection: Protection | None = None


def argb(colour: str) -> str:
    """Return "#RRGGBB" as Excel writes it."""
    return "FF" + colour[1:].upper()


def look(
    role: str = "text",
    *,
    fill: str = "",
    bold: bool = False,
    size: float = 10,
    wrap: bool = True,
    horizontal: str = "left",
    number_format: str = "General",
    line: str = "line",
) -> Look:
    """Return a cell style out of palette roles."""
    palette = colours()
    side = Side(style="thin", color=argb(palette[line])) if line else Side()
    ground = PatternFill("solid", fgColor=argb(palette[fill])) if fill else PatternFill()
    return Look(
        Font(name="Calibri", size=size, bold=bold, color=argb(palette[role])),
        ground,
        Alignment(horizontal=horizontal, vertical="top", wrap_text=wrap),
        Border(bottom=side),
        number_format,
    )


def cell(sheet: WriteOnlyWorksheet, value: object, style: Look) -> WriteOnlyCell:
    """Return a styled cell; text is always text, whatever sign it begins with."""
    made = WriteOnlyCell(sheet)
    if isinstance(value, str):
        made.value = clean_text(value)[:CELL_LIMIT]
        made.data_type = "s"
        if value.startswith(FORMULA_STARTS):
            made.quotePrefix = True
    else:
        made.value = value
    made.font, made.fill, made.alignment, made.border = style.font, style.fill, style.alignment, style.border
    made.number_format = style.number_format
    return made


class ReadyCell(Cell):  # type: ignore[misc]
    """A cell of a stream whose style is settled: openpyxl would look it up again for every row."""

    style_id = 0
    has_style = True
    data_type: str
    _value: object

    def take(self, value: object) -> None:
        """Hold a value: text is always text, nothing ("" or None) is an empty cell with its style."""
        if isinstance(value, str):
            self.data_type = "s" if value else "n"
            self._value = value or None
        else:
            self.data_type = "d" if isinstance(value, date) else "n"
            self._value = value

    def __repr__(self) -> str:
        return "ReadyCell"


def ready_cell(sheet: WriteOnlyWorksheet, style: Look, *, quoted: bool) -> ReadyCell:
    """Return a cell that takes one value after the other; `quoted` marks text that begins like a formula."""
    model = cell(sheet, "=x" if quoted else "x", style)
    made = ReadyCell(sheet)
    made.style_id = model.style_id
    return made


class Line:
    """The cells of a table row, made once and filled again for every row: a style costs more than a value.

    The sheet is written as a stream, so a row has left before the next one is filled.
    """

    def __init__(self, sheet: WriteOnlyWorksheet, styles: Sequence[Look]) -> None:
        self._plain = [ready_cell(sheet, style, quoted=False) for style in styles]
        self._quoted = [ready_cell(sheet, style, quoted=True) for style in styles]

    def fill(self, values: Sequence[object]) -> list[ReadyCell]:
        """Return the row's cells with these values; text must be cleaned and fit a cell."""
        filled = []
        for value, plain, quoted in zip(values, self._plain, self._quoted, strict=True):
            made = quoted if isinstance(value, str) and value.startswith(FORMULA_STARTS) else plain
            made.take(value)
            filled.append(made)
        return filled


def word_rule(column: str, first: int, last: int, word: str, front: str, back: str) -> tuple[str, Rule]:
    """Return range and rule that colour the cells of a column that hold `word`."""
    palette = colours()
    style = DifferentialStyle(
        font=Font(bold=True, color=argb(palette[front])), fill=PatternFill(bgColor=argb(palette[back]))
    )
    formula = f'ISNUMBER(SEARCH("{word}",${column}{first}))'
    return f"{column}{first}:{column}{last}", Rule(type="expression", dxf=style, formula=[formula])


def bar_style(role: str, texture: str, *, dashed: bool) -> DifferentialStyle:
    """Return the fill of a bar in the colour of `role`, solid, soft or hatched; dashed edges where it is in doubt."""
    colour = colours()[role]
    fills = {
        "solid": PatternFill(bgColor=argb(colour)),
        "soft": PatternFill(bgColor=argb(tint(colour, 0.72))),
        "hatched": PatternFill(patternType="lightUp", fgColor=argb(colour), bgColor=argb(tint(colour, 0.22))),
    }
    side = Side(style="dashed", color=argb(colour)) if dashed else None
    return DifferentialStyle(fill=fills[texture], border=Border(top=side, bottom=side) if dashed else None)


def add_rules(sheet: WriteOnlyWorksheet, rules: Iterable[tuple[str, Rule]]) -> None:
    """Add rules to a sheet; the first that is true wins."""
    for place, (area, rule) in enumerate(rules, start=1):
        rule.priority = place
        sheet.conditional_formatting.add(area, rule)
