"""Reads a results framework from an Excel workbook or a file of separated values, for review.

Columns are found by name (framework_headers), cells read by what they hold (framework_values). Result and pillar are
carried down over cells that are merged or left blank. What finds no place is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from imgdesk.domain.draft import TableReport
from imgdesk.domain.framework_sheet import FrameworkSheet, IndicatorLine, ResultLine, ValueLine
from imgdesk.domain.indicator_text import read_number, read_target_line
from imgdesk.domain.leads import fold
from imgdesk.domain.progress_words import RESULT_KINDS
from imgdesk.errors import UserError
from imgdesk.exchange import guard
from imgdesk.exchange.framework_headers import Columns, field_of, find_columns
from imgdesk.exchange.framework_pasted import read_pasted
from imgdesk.exchange.framework_values import (
    WORDS,
    Said,
    doubts,
    falls,
    proposed,
    read_cell,
    value_line,
    word_of,
)
from imgdesk.exchange.sheet_cells import NOTHING, Cell, Sheet, decoded, read_sheets
from imgdesk.text import clean_text, one_line, shorten

_YES: Final = frozenset("yes y true x 1 oui si vrai verdadero".split())
_NO: Final = frozenset("no n false 0 non faux falso".split())


def read_framework(path: Path) -> FrameworkSheet:
    """Return the framework in an .xlsx, .csv or .tsv file; a .txt file is read as pasted lines.

    Raises UserError, one sentence, for a file that is no such thing, is too large or has no table of indicators.
    """
    if path.suffix.lower() == ".txt":
        return read_pasted(decoded(path.name, guard.check_text(path)), title=one_line(path.stem))
    reader = _Reader(one_line(path.stem))
    for sheet in read_sheets(path):
        reader.read(sheet)
    if not reader.tables:
        raise UserError(
            f"“{one_line(path.name)}” has no table with a column of indicators or targets: name its columns and try "
            "again (“imgdesk export csv” writes a table to fill in)."
        )
    return reader.sheet()


class _Reader:
    """Gathers the results of all tables of a file."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._file_title = title
        self._results: list[ResultLine] = []
        self._lines: list[list[IndicatorLine]] = []
        self._places: dict[tuple[str, str], int] = {}
        self.tables: list[TableReport] = []
        self._unplaced: list[str] = []
        self._notes: list[str] = []

    def sheet(self) -> FrameworkSheet:
        """Return all that was read."""
        rows = [
            row._replace(indicators=tuple(lines))
            for row, lines in zip(self._results, self._lines, strict=True)
        ]
        bare = sum(not line.proposal.baseline_text and line.proposal.baseline_value is None
                   for lines in self._lines for line in lines)  # fmt: skip
        if bare:
            self._notes.append(f"Without a baseline: {bare:,} of {sum(map(len, self._lines)):,} indicators.")
        found = (
            self._title,
            tuple(rows),
            True,
            tuple(self.tables),
            tuple(self._unplaced),
            tuple(self._notes),
        )
        return FrameworkSheet(*found)

    def read(self, sheet: Sheet) -> None:
        """Read one sheet; one without a header of a framework is said to have been left out."""
        texts = [[cell.text for cell in cells] for _, cells in sheet.rows]
        columns = find_columns(texts)
        if columns is None:
            if sheet.rows and sheet.name:
                self._notes.append(f"The sheet “{shorten(sheet.name, 40)}” has no table of indicators.")
            return
        alone = [row for row in texts[: columns.row] if sum(map(bool, row)) == 1]
        if alone and self._title == self._file_title and not self.tables:
            self._title = shorten(next(filter(None, alone[0])), 200)
        table = _Table(self, columns)
        for number, cells in sheet.rows[columns.row + 1 :]:
            table.row(number, cells)
        self._report(sheet, columns, table.indicators)

    def _report(self, sheet: Sheet, columns: Columns, count: int) -> None:
        headers: dict[str, str] = {}
        for name, field in zip(columns.names, columns.fields, strict=False):
            if one_line(name):
                headers[one_line(name)] = (
                    f"{field.name} {field.period}" if "in period" in field.name else field.name
                ).replace("_", " ").replace("in period ", "")  # fmt: skip
            if field.name.startswith("actual in period") and not field.period:
                self._unplaced.append(
                    f"The column “{one_line(name)}” names no period: call it “{one_line(name)} 2024”, for example."
                )
        self.tables.append(TableReport(len(self.tables) + 1, sheet.name, headers, count))

    def result(self, framework: str, title: str, code: str, kind: str, parent: int | None) -> int:
        """Return the place of a result, noted the first time that it is named."""
        key = (fold(framework), f"#{fold(code)}" if code else fold(title))
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = len(self._results)
            self._results.append(ResultLine(title or code, code, kind, parent, framework))
            self._lines.append([])
        else:
            known = self._results[place]
            self._results[place] = known._replace(
                kind=known.kind or kind,
                parent=known.parent if known.parent is not None or parent == place else parent,
                title=title if title and known.title == known.code else known.title,
            )
        return place

    def add(self, place: int, line: IndicatorLine) -> None:
        """Note an indicator of a result."""
        self._lines[place].append(line)

    def leave(self, sentence: str) -> None:
        """Note what found no place."""
        self._unplaced.append(sentence)


class _Table:
    """Reads the rows below one header."""

    def __init__(self, reader: _Reader, columns: Columns) -> None:
        self._reader = reader
        self._columns = columns
        self._at = {field.name: at for at, field in reversed(list(enumerate(columns.fields))) if field.name}
        self._carried: dict[str, str] = {}
        self.indicators = 0

    def row(self, number: int, cells: Sequence[Cell]) -> None:
        """Read one row."""
        if all(not cell.filled or field_of(cell.text) == field
               for cell, field in zip(cells, self._columns.fields, strict=False)):  # fmt: skip
            return  # the header once more, as where a table goes on over a page
        place = self._place(cells)
        line = self._indicator(number, cells)
        if line is not None:
            self._reader.add(place, line)
            self.indicators += 1

    def _cell(self, cells: Sequence[Cell], name: str) -> Cell:
        at = self._at.get(name)
        return cells[at] if at is not None and at < len(cells) else NOTHING

    def _text(self, cells: Sequence[Cell], name: str) -> str:
        return one_line(self._cell(cells, name).text)

    def _place(self, cells: Sequence[Cell]) -> int:
        framework = self._carry(cells, "framework")
        parent = self._parent(cells, framework)
        code, title = self._text(cells, "result_code"), self._text(cells, "result")
        if code or title:
            self._carried["result_code"], self._carried["result"] = code, title
        code, title = self._carried.get("result_code", ""), self._carried.get("result", "")
        if not (code or title) and parent is not None:
            return parent
        kind = fold(self._text(cells, "result_kind"))
        if kind not in RESULT_KINDS:
            at = self._at.get("result")
            kind = self._columns.fields[at].kind if at is not None else ""
        return self._reader.result(framework, title, code, kind, parent)

    def _parent(self, cells: Sequence[Cell], framework: str) -> int | None:
        """Return the pillar of a row; carried down, but not in our own table, where a blank one is none."""
        code, title = self._text(cells, "pillar_code"), self._text(cells, "pillar")
        if "result_kind" not in self._at:
            if code or title:
                if (code, title) != (self._carried.get("pillar_code"), self._carried.get("pillar")):
                    self._carried.pop("result", None)
                    self._carried.pop("result_code", None)
                self._carried["pillar_code"], self._carried["pillar"] = code, title
            code, title = self._carried.get("pillar_code", ""), self._carried.get("pillar", "")
        if not (code or title):
            return None
        at = self._at.get("pillar", self._at.get("pillar_code", 0))
        kind = self._columns.fields[at].kind or ("" if "result_kind" in self._at else "pillar")
        return self._reader.result(framework, title, code, kind, None)

    def _carry(self, cells: Sequence[Cell], name: str) -> str:
        self._carried[name] = self._text(cells, name) or self._carried.get(name, "")
        return self._carried[name]

    def _indicator(self, number: int, cells: Sequence[Cell]) -> IndicatorLine | None:
        baseline, target = self._quantity(cells, "baseline"), self._quantity(cells, "target")
        title, code = self._text(cells, "indicator"), self._text(cells, "indicator_code")
        values = self._values(cells)
        if not title and target.text and read_number(target.text).measure != "":
            title = read_target_line(target.text).title
        if not title and not code:
            if baseline.filled or target.filled or values:
                self._reader.leave(f"Row {number}: values without an indicator.")
            return None
        fields, questions = self._plain_fields(cells)
        questions += [f"{word}: {one}" for word, said in (("Baseline", baseline), ("Target", target))
                      for one in said.questions]  # fmt: skip
        if fields.get("measure") in ("unit", "percentage"):
            questions += [
                f"{word}: “{shorten(said.text, 60)}” holds no number and is kept in words: what number is meant?"
                for word, said in (("Baseline", baseline), ("Target", target))
                if said.text and said.value is None and not said.questions
            ]
        given = set(fields)
        given |= {name for name, said in (("baseline", baseline), ("target", target)) if said.filled}
        given |= {name for name, text in (("title", title), ("code", code)) if text}
        proposal = proposed(title or code, code, fields, baseline, target, values)
        questions += doubts(proposal, "direction" in fields)
        if "direction" not in fields and falls(proposal):
            proposal = proposal._replace(direction="descending")
        return IndicatorLine(
            proposal._replace(questions=tuple(questions)), frozenset(given), values, f"row {number}"
        )

    def _plain_fields(self, cells: Sequence[Cell]) -> tuple[dict[str, Any], list[str]]:
        """Return the fields that are neither quantity nor name, and what they ask."""
        fields: dict[str, Any] = {}
        questions = []
        for name, (words, synonyms) in WORDS.items():
            if text := self._text(cells, name):
                if word := word_of(text, words, synonyms):
                    fields[name] = word
                else:
                    questions.append(f"What {name} is “{shorten(text, 40)}”?")
        for name in ("unit", "baseline_when", "target_when", "source"):
            if text := self._text(cells, name):
                fields[name] = text
        if text := clean_text(self._cell(cells, "note").text).strip():
            fields["note"] = text
        if text := fold(self._text(cells, "cumulative")):
            if text in _YES | _NO:
                fields["cumulative"] = text in _YES
            else:
                questions.append(f"Is it cumulative? “{shorten(text, 40)}” says neither yes nor no.")
        self._years(cells, fields)
        return fields, questions

    def _years(self, cells: Sequence[Cell], fields: dict[str, Any]) -> None:
        for name, into in (("baseline", "baseline_year"), ("target", "target_when")):
            at = self._at.get(name)
            period = self._columns.fields[at].period if at is not None else ""
            if period and self._cell(cells, name).filled:
                fields.setdefault(into, int(period) if into == "baseline_year" else period)
        cell = self._cell(cells, "baseline_year")
        found = re.fullmatch(r"((?:1[89]|2[01])[0-9]{2})(?:-[0-9]{2}-[0-9]{2})?", cell.text)
        if found:
            fields["baseline_year"] = int(found[1])
        elif cell.text:
            fields.setdefault("baseline_when", one_line(cell.text))

    def _quantity(self, cells: Sequence[Cell], name: str) -> Said:
        """Return what the columns of a baseline or a target say together."""
        words = one_line(self._cell(cells, f"{name}_text").text)
        number = self._cell(cells, f"{name}_value")
        plain = self._cell(cells, name)
        said = (
            read_cell(number, is_number=True)
            if number.filled
            else read_cell(plain, baseline=name == "baseline")
        )
        if not words:
            return said
        read = read_cell(Cell(words), baseline=name == "baseline")
        if not number.filled and not plain.filled:
            return read
        asked = list(said.questions)
        if said.value is not None and read.value is not None and said.value != read.value:
            asked.append(f"the number {said.value:g} and the words “{shorten(words, 60)}” differ")
        return Said(said.value, words, read.unit or said.unit, said.measure or read.measure, tuple(asked))

    def _values(self, cells: Sequence[Cell]) -> tuple[ValueLine, ...]:
        """Return the values of the periods, the parts of each put together, in the order of the columns."""
        found: dict[tuple[str, str], dict[str, Cell]] = {}
        for cell, field in zip(cells, self._columns.fields, strict=False):
            kind, _, part = field.name.partition(" in period")
            if field.period and kind in ("actual", "target") and "in period" in field.name and cell.filled:
                found.setdefault((field.period, kind), {})[part.strip() or "value"] = cell
        return tuple(value_line(period, kind, parts) for (period, kind), parts in found.items())
