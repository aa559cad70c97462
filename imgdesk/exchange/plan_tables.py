"""Rows of a workplan table as activities: split rows joined, banners and repeated headers told from rows.

Takes the even grid of any reader and the columns found in it. What has no field is never dropped: it comes back in
`unplaced` with its place. Texts stay as written; what they mean (dates, leads) is read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from imgdesk.domain.draft import ActivityDraft, FootnoteDraft
from imgdesk.domain.leads import fold
from imgdesk.exchange.plan_calendar import is_sign, marked_text
from imgdesk.exchange.plan_headers import Columns
from imgdesk.exchange.plan_headings import read_heading, years_in
from imgdesk.exchange.word_blocks import Cell, Mark

_FIELDS = ("output", "when", "leads", "partners", "category", "status", "notes")
_NOTED = ("output", "when", "leads", "partners", "category")
"""Fields whose footnotes an activity keeps."""
_JOINERS = {"when": " ", "output": "\n", "notes": "\n"}
_LONGEST_BANNER = 150
_START = re.compile(r"\b(?:start|begin|from|debut|inicio)\b")
_OPEN_END = re.compile(
    r"(?:[,;:/&(–—-]|\b(?:and|or|of|the|an?|on|in|to|for|with|by|re|at|from|including|et|ou|de|du|des|la|le|les|sur|pour"
    r"|avec|y|o|el|los|las|del|para|con|por|sobre))$",
    re.IGNORECASE,
)


@dataclass
class Group:
    """Activities under one banner of a table; `heading` is "" above the first banner that names a year."""

    heading: str
    activities: list[ActivityDraft] = field(default_factory=list)


@dataclass(frozen=True)
class TableReading:
    """What a table held."""

    groups: tuple[Group, ...]
    joined: tuple[str, ...]
    not_understood: tuple[str, ...]
    unplaced: tuple[str, ...]


@dataclass
class _Row:
    """A row on its way to an activity."""

    numbers: list[int]
    values: dict[str, str] = field(default_factory=dict)
    marks: dict[str, list[Mark]] = field(default_factory=dict)
    numbered: bool = False

    def text(self, name: str) -> str:
        return self.values.get(name, "")


def read_rows(rows: Sequence[Sequence[Cell]], columns: Columns, table: int) -> TableReading:
    """Return the activities of a grid below (and the titles above) its header row; `table` counts from 1."""
    return _Reading(columns, table).read(rows)


class _Reading:
    """One pass over the rows of a table."""

    def __init__(self, columns: Columns, table: int) -> None:
        self.columns = columns
        self.table = table
        self.groups: list[Group] = [Group("")]
        self.joined: list[str] = []
        self.unplaced: list[str] = []
        self.unknown: dict[str, None] = {}
        self.rows: list[_Row] = []
        self.banner = ""
        self.banner_used = True
        self.regular = False

    def read(self, rows: Sequence[Sequence[Cell]]) -> TableReading:
        for row in rows[: max(self.columns.row + 1 - self.columns.depth, 0)]:
            self._title(row)
        body = rows[self.columns.row + 1 :]
        self.regular = self._is_regular(body)
        for number, row in enumerate(body, start=1):
            self._row(number, row)
        self._flush()
        self._close_banner()
        return TableReading(
            tuple(group for group in self.groups if group.activities or group.heading),
            tuple(self.joined),
            tuple(self.unknown),
            tuple(self.unplaced),
        )

    def _title(self, cells: Sequence[Cell]) -> None:
        """Take a row above the header: a year opens a section, other words are listed."""
        text = " | ".join(cell.text for cell in cells if cell.text and not cell.across)
        marks = [mark for cell in cells for mark in cell.marks]
        if years_in(text) and len(text) <= _LONGEST_BANNER:
            self._banner(text, marks)
        elif text:
            self.unplaced.append(f"Table {self.table}: {text}")
            self._list_marks(f"Table {self.table}", marks)

    def _row(self, number: int, cells: Sequence[Cell]) -> None:
        if not any(cell.text for cell in cells) or self._is_header(cells):
            return
        if spanning := _single_text(cells) or self._year_line(cells):
            self._banner(spanning, [mark for cell in cells for mark in cell.marks])
            return
        row = self._take(number, cells)
        above = self.rows[-1] if self.rows else None
        if set(row.values) == {"category"}:
            if above is not None and _continues(above.text("category"), row.text("category")):
                self._join(above, row)
            else:
                self._banner(row.text("category"), row.marks.get("category", []))
        elif row.values and above is not None and self._is_rest(row, above):
            self._join(above, row)
        elif row.values:
            self._finish(row)

    def _year_line(self, cells: Sequence[Cell]) -> str:
        """Return the year that stands alone in a row, unless it ends the date of the row above."""
        filled = [(at, cell) for at, cell in enumerate(cells) if cell.text and not cell.across]
        if len(filled) != 1 or read_heading(filled[0][1].text).title not in map(
            str, years_in(filled[0][1].text)
        ):
            return ""
        at, cell = filled[0]
        is_date = at < len(self.columns.fields) and self.columns.fields[at] == "when"
        above = self.rows[-1].text("when") if self.rows else ""
        return "" if is_date and above and not years_in(above) else cell.text

    def _is_header(self, cells: Sequence[Cell]) -> bool:
        names = [fold(name) for name in self.columns.names]
        return [fold(cell.text) for cell in cells] == names and any(names)

    def _take(self, number: int, cells: Sequence[Cell]) -> _Row:
        """Return the row with each cell under its field; list cells that have none."""
        row = _Row([number])
        self._take_calendar(row, cells)
        for at, cell in enumerate(cells):
            if not cell.text or cell.across:
                continue
            name = self.columns.fields[at] if at < len(self.columns.fields) else ""
            if name == "number":
                row.numbered = True
            if name in _FIELDS or name == "focus_areas":
                self._put(row, name, cell, self.columns.names[at])
            elif name == "calendar":
                self._calendar_words(number, at, cell)
            elif not (name == "number" and re.fullmatch(r"[\d.)\s]+", cell.text)):
                self._unknown(number, at, cell)
        return row

    def _take_calendar(self, row: _Row, cells: Sequence[Cell]) -> None:
        """Put the names of the columns that a row marks, or shades, where its date stands."""
        columns = [at for at, name in enumerate(self.columns.fields) if name == "calendar"]
        if not columns:
            return
        striped = any(c.shaded for at, c in enumerate(cells) if at not in columns)
        marked = [
            at for at in columns if at < len(cells) and (cells[at].text or (cells[at].shaded and not striped))
        ]
        if marked:
            row.values["when"] = marked_text(self.columns.names, marked, columns)

    def _calendar_words(self, number: int, at: int, cell: Cell) -> None:
        if not is_sign(cell.text) and not cell.down:
            self.unplaced.append(f"Table {self.table}, row {number}, {self.columns.names[at]}: {cell.text}")
        self._list_marks(f"Table {self.table}, row {number}", cell.marks)

    def _put(self, row: _Row, name: str, cell: Cell, header: str) -> None:
        before = row.text(name)
        if before and fold(before) == fold(cell.text):
            return
        joiner = _JOINERS.get(name, "; ") if before else ""
        if (
            before
            and name == "when"
            and any(_START.search(fold(n)) for n in self.columns.names)
            and fold(header)
        ):
            joiner = " to "
        base = len(before) + len(joiner)
        row.values[name] = before + joiner + cell.text
        row.marks.setdefault(name, []).extend(Mark(base + mark.offset, mark.text) for mark in cell.marks)

    def _unknown(self, number: int, at: int, cell: Cell) -> None:
        name = self.columns.names[at] if at < len(self.columns.names) else ""
        name = " ".join(name.split()) or f"column {at + 1}"
        if not cell.down:
            self.unplaced.append(f"Table {self.table}, row {number}, {name}: {cell.text}")
            self._list_marks(f"Table {self.table}, row {number}", cell.marks)
        self.unknown[name] = None

    def _list_marks(self, where: str, marks: Sequence[Mark]) -> None:
        self.unplaced.extend(f"{where}, footnote: {mark.text}" for mark in marks)

    # Rows cut by a page

    def _is_regular(self, body: Sequence[Sequence[Cell]]) -> bool:
        """Return whether every row with a lead or a date also has a category: then one without any is a rest."""
        if "category" not in self.columns.fields:
            return False
        rows = [
            {self.columns.fields[at] for at, c in enumerate(r[: len(self.columns.fields)]) if c.text}
            for r in body
        ]
        full = [row for row in rows if row & {"leads", "when"}]
        return bool(full) and all("category" in row for row in full)

    def _is_rest(self, row: _Row, above: _Row) -> bool:
        """Return whether a row only carries on the one above, as when a page break cut it in two.

        It has no lead, date or status of its own, and its words go on where those above stop. Where every full row
        has a category, a row without one is a rest however it begins, unless it stands in brackets of its own.
        """
        filled = set(row.values)
        if row.numbered or not any(above.values.values()):
            return False
        if not filled & {"output", "category"}:
            return True
        if filled & {"leads", "when", "status"} or row.text("output").startswith("["):
            return False
        if "category" not in filled and self.regular:
            return True
        return all(_continues(above.text(n), row.text(n)) for n in ("category", "output") if n in filled)

    def _join(self, above: _Row, row: _Row) -> None:
        for name, text in row.values.items():
            before = above.text(name)
            joiner = "" if not before or before.endswith("-") else " "
            base = len(before) + len(joiner)
            above.values[name] = before + joiner + text
            above.marks.setdefault(name, []).extend(
                Mark(base + mark.offset, mark.text) for mark in row.marks.get(name, [])
            )
        words = " | ".join(row.values.values())
        self.joined.append(f"row {row.numbers[0]} carries on row {above.numbers[-1]}: {words}")
        above.numbers.extend(row.numbers)

    # Rows and banners

    def _finish(self, row: _Row) -> None:
        self._flush()
        if not row.text("output") and row.text("category"):
            row.values["output"] = row.values.pop("category")
            row.marks["output"] = row.marks.pop("category", [])
        if self.banner and not row.text("category"):
            row.values["category"] = self.banner
            self.banner_used = True
        self.rows.append(row)

    def _flush(self) -> None:
        """Turn the row that can no longer grow into an activity."""
        if not self.rows:
            return
        row = self.rows.pop()
        where = ("row " if len(row.numbers) == 1 else "rows ") + " and ".join(map(str, row.numbers))
        _add_focus_areas(row)
        footnotes = tuple(
            FootnoteDraft(name, mark.offset, mark.text) for name in _NOTED for mark in row.marks.get(name, [])
        )
        for name in sorted(row.marks.keys() - set(_NOTED)):
            self._list_marks(f"Table {self.table}, {where}", row.marks[name])
        values = {name: row.text(name) for name in _FIELDS}
        activity = ActivityDraft(**values, footnotes=footnotes, source=f"table {self.table}, {where}")
        self.groups[-1].activities.append(activity)

    def _banner(self, text: str, marks: Sequence[Mark] = ()) -> None:
        """Take a row that only names what stands below it: a year opens a section, other words are the category."""
        if not text:
            return
        self._flush()
        self._close_banner()
        self._list_marks(f"Table {self.table}, “{text}”", marks)
        if len(text) > _LONGEST_BANNER:
            self.unplaced.append(f"Table {self.table}: {text}")
        elif years_in(text):
            self.groups.append(Group(text))
        else:
            self.banner, self.banner_used = text, False

    def _close_banner(self) -> None:
        if self.banner and not self.banner_used:
            self.unplaced.append(f"Table {self.table}: {self.banner}")
        self.banner, self.banner_used = "", True


def _add_focus_areas(row: _Row) -> None:
    """Put what a focus area column says behind the leads, as papers without one write it: "UNDP (FA1)"."""
    found = row.values.pop("focus_areas", "")
    if not found:
        return
    if not any(char.isdigit() for char in found) and not row.text("category"):
        row.values["category"] = found
        return
    areas = f"FA{found}" if found[0].isdigit() else found
    row.values["leads"] = f"{row.text('leads')} ({areas})" if row.text("leads") else areas


def _single_text(cells: Sequence[Cell]) -> str:
    """Return the text of a row that is one merged cell from side to side, "" for any other row."""
    texts = {cell.text for cell in cells}
    is_merged = len(cells) == 1 or any(cell.across for cell in cells)
    return cells[0].text if cells and len(texts) == 1 and is_merged else ""


def _continues(above: str, text: str) -> bool:
    """Return whether a text reads as the second half of the one above."""
    if not above or not text:
        return False
    begins_inside = text[0].islower() or text[0] in ",;:)&/-–.…("
    return begins_inside or bool(_OPEN_END.search(above)) or above.count("(") > above.count(")")
