"""The chart in cells at the right of the tracker: one narrow column a month, drawn by rules on the date columns.

Which texture and colour a row has is asked of the one layout; whether a month is filled is a formula over the real
dates, so that a bar follows when a co-chair edits them. Three hidden rows above the header hold each column's first
and last day and the coverage gap that touches it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter

from imgdesk.exchange.tracker_style import argb, bar_style
from imgdesk.gantt.layout import Row, bar, frame
from imgdesk.gantt.scale import fit, next_unit, unit_start
from imgdesk.palette import colours
from imgdesk.views.workplan import PlanView, WindowRow

MOST_COLUMNS: Final = 96
UNITS: Final = ("month", "quarter", "year")


class Column(NamedTuple):
    """One column of the chart: its days, and what the two header rows say."""

    first: date
    last: date
    top: str
    bottom: str


def columns(first: date, last: date) -> list[Column]:
    """Return the columns from `first` to `last`: months, or quarters or years where months would be too many."""
    for unit in UNITS:
        days = list(_starts(first, last, unit))
        if len(days) <= MOST_COLUMNS + 1 or unit == UNITS[-1]:
            break
    spans = pairwise(days[: MOST_COLUMNS + 1])
    return [_column(start, end - timedelta(days=1), unit) for start, end in spans]


def _starts(first: date, last: date, unit: str) -> Iterator[date]:
    here, end = unit_start(first.toordinal(), unit), last.toordinal()
    while here <= end:
        yield date.fromordinal(here)
        here = next_unit(here, unit)
    yield date.fromordinal(here)


def _column(first: date, last: date, unit: str) -> Column:
    if unit == "year":
        return Column(first, last, "", str(first.year))
    top = str(first.year) if first.month == 1 else ""
    return Column(first, last, top, f"{first:%b}"[0] if unit == "month" else f"Q{first.month // 3 + 1}")


def plan_window(plan: PlanView, today: date) -> tuple[date, date]:
    """Return first and last day that the chart shows: the period, widened to what is planned outside it."""
    windows = [(row.earliest, row.latest) for row in plan.activities]
    windows.append((plan.workplan.earliest, plan.workplan.latest))
    starts = [early for early, _ in windows if early]
    ends = [late for _, late in windows if late]
    first = date.fromisoformat(min(starts or ends)) if starts or ends else date(today.year, 1, 1)
    last = date.fromisoformat(max(ends or starts)) if starts or ends else date(today.year, 12, 31)
    return first, max(last, first)


def drawing(plan: PlanView, today: date) -> dict[int, str]:
    """Return per activity id what its bar looks like, as words: "fa2 soft", "fa2 hatched dashed"."""
    first, last = plan_window(plan, today)
    shared = frame(fit(first, last, 10_000.0), today, first, last)
    found = {}
    for row in plan.activities:
        shape = bar(row, shared)
        if shape is not None:
            found[row.id] = f"{shape.role} {shape.texture}{' dashed' if _doubtful(row) else ''}"
    return found


def _doubtful(row: Row) -> bool:
    return bool(row.tbc or row.provisional)


def gap_names(gaps: Sequence[WindowRow], shown: Sequence[Column]) -> list[str]:
    """Return for each column the name of the coverage gap that touches it, or ""."""
    return [next((gap.title for gap in gaps if _touches(gap, column)), "") for column in shown]


def event_names(events: Sequence[WindowRow], shown: Sequence[Column]) -> list[str]:
    """Return for each column the names of the events that begin in it."""
    return [
        ", ".join(
            e.title for e in events if e.earliest and c.first.isoformat() <= e.earliest <= c.last.isoformat()
        )
        for c in shown
    ]


def _touches(window: WindowRow, column: Column) -> bool:
    early = window.earliest or "0001-01-01"
    late = window.latest or "9999-12-31"
    return (
        bool(window.earliest or window.latest)
        and early <= column.last.isoformat()
        and late >= column.first.isoformat()
    )


def chart_rules(
    looks: Sequence[str], area: tuple[int, int], rows: tuple[int, int], places: dict[str, str]
) -> Iterator[tuple[str, Rule]]:
    """Yield the rules that draw the chart.

    `looks` are the drawings that occur, `area` first and last column, `rows` first and last row; `places` names the
    columns "earliest", "latest" and "drawing", and the hidden rows "first", "last", "gap" and "today".
    """
    letter = get_column_letter(area[0])
    span = f"{letter}{rows[0]}:{get_column_letter(area[1])}{rows[1]}"
    early, late = f"${places['earliest']}{rows[0]}", f"${places['latest']}{rows[0]}"
    start, end = f"{letter}${places['first']}", f"{letter}${places['last']}"
    drawn = f"${places['drawing']}{rows[0]}"
    busy = f'AND(OR({early}<>"",{late}<>""),OR({early}="",{early}<={end}),OR({late}="",{late}>={start}))'
    for text in looks:
        role, texture, *doubt = text.split()
        yield span, _rule(f'AND({busy},{drawn}="{text}")', bar_style(role, texture, dashed=bool(doubt)))
    gap = PatternFill(
        patternType="lightUp", fgColor=argb(colours()["hatch"]), bgColor=argb(colours()["grid"])
    )
    yield span, _rule(f'{letter}${places["gap"]}<>""', DifferentialStyle(fill=gap))


def _rule(formula: str, style: DifferentialStyle) -> Rule:
    return Rule(type="expression", dxf=style, formula=[formula], stopIfTrue=True)
