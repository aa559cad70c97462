"""Writes the results framework as a table of separated values: to look at, to fill in, and to bring back.

Its columns are those that framework_tables reads, so that a file that nobody touched changes nothing. UTF-8 with a mark
in front, so that a spreadsheet shows accents; words that a spreadsheet would run as a formula are kept from it.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from imgdesk.exchange.sheet_cells import kept_from_running, number_words
from imgdesk.files import atomic_write
from imgdesk.views import framework, progress

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.views.framework import IndicatorRow, ResultRow, ValueRow

FILE_NAME: Final = "framework.csv"
"""What the table is called in a folder."""
HEADER: Final = (
    "ID",
    "Framework",
    "Parent code",
    "Parent",
    "Result kind",
    "Result code",
    "Result",
    "Indicator code",
    "Indicator",
    "Measure",
    "Direction",
    "Cumulative",
    "Calculation",
    "Unit",
    "Baseline value",
    "Baseline text",
    "Baseline year",
    "Baseline when",
    "Target value",
    "Target text",
    "Target when",
    "Source",
    "Comment",
)
_PARTS: Final = ("", " text", " comment", " source")
_READ_BOTH_WAYS: Final = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}$")


class _Column(NamedTuple):
    """A column of the values of a period: the kind, the period, which of several values, which part of it."""

    kind: str
    period_id: int
    place: int
    part: str
    name: str


def export_framework_csv(desk: Desk, path: Path) -> None:
    """Write all frameworks of a desk; one without a framework gives the header and an empty row to fill in."""
    rows = list(_rows(desk))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows(rows if len(rows) > 1 else [*rows, [""] * len(rows[0])])
    with atomic_write(path) as file:
        file.write(text.getvalue().encode("utf-8-sig"))


def _rows(desk: Desk) -> Iterator[list[str]]:
    indicators = framework.indicators(desk)
    columns = _columns(desk, indicators)
    yield [*HEADER, *(kept_from_running(column.name) for column in columns)]
    by_result: dict[int, list[IndicatorRow]] = {}
    for one in indicators:
        by_result.setdefault(one.result_id, []).append(one)
    for frame in framework.frameworks(desk):
        results = {row.id: row for row in framework.results(desk, frame.id)}
        for result in results.values():
            head = _result_cells(frame.title, result, results.get(result.parent_id or 0))
            for row in by_result.get(result.id, ()):
                yield [str(row.id), *head, *_cells(row), *_values(row, columns)]
            if not by_result.get(result.id):
                yield ["", *head, *[""] * (len(HEADER) - 1 - len(head) + len(columns))]


def _result_cells(title: str, row: ResultRow, parent: ResultRow | None) -> list[str]:
    above = (parent.code, parent.title) if parent else ("", "")
    return [kept_from_running(text) for text in (title, *above, row.kind, row.code, row.title)]


def _cells(row: IndicatorRow) -> list[str]:
    words = (
        row.code,
        row.title,
        row.measure,
        row.direction,
        "yes" if row.cumulative else "no",
        row.calculation,
    )
    year = "" if row.baseline_year is None else str(row.baseline_year)
    return [
        *map(kept_from_running, (*words, row.unit)),
        _number(row.baseline_value),
        kept_from_running(row.baseline_text),
        year,
        kept_from_running(row.baseline_when),
        _number(row.target_value),
        *map(kept_from_running, (row.target_text, row.target_when, row.source, row.note)),
    ]


def _values(row: IndicatorRow, columns: list[_Column]) -> list[str]:
    held: dict[tuple[str, int], list[ValueRow]] = {}
    for value in row.values:
        held.setdefault((value.kind, value.period_id), []).append(value)
    found = []
    for column in columns:
        values = held.get((column.kind, column.period_id), [])
        found.append(_part(values[column.place], column.part) if column.place < len(values) else "")
    return found


def _part(value: ValueRow, part: str) -> str:
    if not part:
        return _number(value.value)
    return kept_from_running({" text": value.text, " comment": value.comment, " source": value.source}[part])


def _columns(desk: Desk, indicators: list[IndicatorRow]) -> list[_Column]:
    """Return the columns of all values that there are, and one for the actual values of each open period."""
    periods = progress.periods(desk)
    names = _period_names(desk)
    most: Counter[tuple[str, int]] = Counter()
    parts: set[tuple[str, int, int, str]] = set()
    for row in indicators:
        count: Counter[tuple[str, int]] = Counter()
        for value in row.values:
            key = (value.kind, value.period_id)
            parts |= {(*key, count[key], part) for part in _PARTS[1:] if _part(value, part)}
            count[key] += 1
        most |= count
    for period in periods:
        if period.status == "open":
            most["actual", period.id] = max(most["actual", period.id], 1)
    found = []
    for period in periods:
        for kind in ("target", "actual"):
            for place in range(most[kind, period.id]):
                ordinal = f" ({place + 1})" if place else ""
                found += [
                    _Column(
                        kind, period.id, place, part, f"{kind.capitalize()}{part} {names[period.id]}{ordinal}"
                    )
                    for part in _PARTS
                    if not part or (kind, period.id, place, part) in parts
                ]
    return found


def _period_names(desk: Desk) -> dict[int, str]:
    """Return what each period is called: its title, with its plan's where two have the same."""
    rows = desk.read(
        "SELECT p.id, p.title, w.title FROM reporting_period p JOIN workplan w ON w.id = p.workplan_id"
    )
    titles = Counter(title.casefold() for _, title, _ in rows)
    return {key: title if titles[title.casefold()] == 1 else f"{title} · {plan}" for key, title, plan in rows}


def _number(value: float | None) -> str:
    """Return a number that is read in one way only: 2.356 is written 2.3560."""
    text = "" if value is None else number_words(value)
    return f"{text}0" if _READ_BOTH_WAYS.match(text) else text
