"""What a gesture on the chart writes: a bar dragged, nudged, resized or drawn becomes a date as agreed.

A date keeps its precision. It moves by its own unit, the grain of its window (see `Timing.grain`), to the nearest one:
- day: days. week: seven days; parts of a month (early, mid, late; first or second half) by such parts.
- month, quarter, season, half, year: that many whole months, first days staying first and last days last. A part of a
  season or a quarter is known to the month and goes by months: "late autumn 2023" is one month later "December 2023".
  "late 2023" goes by months too, and is "early 2024" again when it gets there.
- A window of mixed sides ("12 May - July 2023") goes by its coarser one; a day that a month lacks becomes its last, and
  where no name of the coarser unit fits, the window is written by its days.
- With `to_days` (the Alt key) the days of the window are written out and go by single days.
An open side stays open. TBC, TBD, brackets, "around", "quarterly" and the words around the date stay (how, and what is
lost: imgdesk.domain.rewriting). A date that only its section's year gives ("TBC", "") has nothing to move: `dated` and
`spanned` give it a date, `undated` takes one away.

None: nothing would change, there is no date to change, or it would leave the years 1 to 9999. Never raises for any
Timing. Pure: no clock, no file; a Timing comes in, a text to write goes out.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from imgdesk.domain.rewriting import Manner, manner, rewritten
from imgdesk.domain.rewriting_names import MONTHS_IN, Window, says_weeks, unit_window, window_text
from imgdesk.domain.timing import Timing, format, parse  # noqa: A004 - the counterpart of parse
from imgdesk.text import shorten

Edge = Literal["start", "end"]
SpanUnit = Literal["day", "week", "month", "quarter", "half", "year"]

_DAYS_IN = {"day": 1.0, "week": 7.0, "third": 10.15, "fortnight": 15.22, "month": 30.44}
_THIRDS, _FORTNIGHTS = (1, 11, 21), (1, 16)
_PARTS = {"third": _THIRDS, "fortnight": _FORTNIGHTS}
_MOST_DAYS = date.max.toordinal()
_PREVIEW_CHARS = 60


def moved(timing: Timing, days: int, *, to_days: bool = False) -> str | None:
    """The text after the bar was dragged by so many days (later is positive), to the nearest of its own units."""
    how = manner(timing)
    if how is None or not days or abs(days) > _MOST_DAYS:
        return None
    if to_days:
        return _write(how, _shifted(how.timing, days, "day"), "day")
    unit = _unit(how.timing)
    anchor, end = (timing.earliest, False) if timing.earliest is not None else (timing.latest, True)
    steps = _steps(anchor, days, unit, end) if anchor is not None else None
    return _write(how, _shifted(how.timing, steps, unit), how.timing.grain) if steps else None


def nudged(timing: Timing, steps: int) -> str | None:
    """The text after the bar was moved by so many of its own units."""
    how = manner(timing)
    if how is None or not steps or abs(steps) > _MOST_DAYS:
        return None
    return _write(how, _shifted(how.timing, steps, _unit(how.timing)), how.timing.grain)


def resized(timing: Timing, edge: Edge, days: int, *, to_days: bool = False) -> str | None:
    """The text after one end of the bar was dragged by so many days, to the nearest of its own units.

    At least one unit remains. None for an end that is open.
    """
    how = manner(timing)
    end = edge == "end"
    if how is None or not days or abs(days) > _MOST_DAYS:
        return None
    first, last = how.timing.earliest, how.timing.latest
    here = last if end else first
    if here is None:
        return None
    unit, grain = ("day", "day") if to_days else (_unit(how.timing), how.timing.grain)
    if first is not None and last is not None:
        length = (last - first).days
        days = max(days, -length) if end else min(days, length)
    steps = _steps(here, days, unit, end) if days else 0
    while steps:
        there = _shift(here, steps, unit, end)
        window = (first, there) if end else (there, last)
        if there is None or window[0] is None or window[1] is None or window[0] <= window[1]:
            return _write(how, window if there is not None else None, grain)
        steps += 1 if steps < 0 else -1
    return None


def spanned(first: date, last: date, unit: SpanUnit) -> str:
    """The text of a bar drawn from one day to another, in whole units: "12 May 2023", "May-June 2023", "2023-24".

    Weeks begin on Monday; the days may come in either order.
    """
    window = span_window(first, last, unit)
    grain = unit
    if unit == "year" and 0 < window[1].year - window[0].year < 100 - window[0].year % 100:
        short = f"{window[0].year:04d}-{window[1].year % 100:02d}"
        found = parse(short)
        if (found.earliest, found.latest) == window:
            return short
    return window_text(*window, grain)


def span_window(first: date, last: date, unit: SpanUnit) -> tuple[date, date]:
    """The whole units from the one that holds the first day to the one that holds the last, within the calendar."""
    low, high = min(first, last), max(first, last)
    if unit == "week":
        # Ordinal 1 is a Monday; the last week of the year 9999 is cut.
        monday = low - timedelta(days=low.weekday())
        return monday, date.fromordinal(min(high.toordinal() + 6 - high.weekday(), _MOST_DAYS))
    return unit_window(low, unit)[0], unit_window(high, unit)[1]


def dated(timing: Timing, first: date, last: date, unit: SpanUnit) -> str:
    """The text of a row that is given a date, as from the tray of undated rows: TBC and brackets stay, TBD goes.

    Other words of an old date go with it: they were about that date.
    """
    window = span_window(first, last, unit)
    name = spanned(first, last, unit)
    flagged = replace(timing, tbd=False, approximate=False, recurring=False, understood=True)
    found = parse(name)
    if (found.earliest, found.latest) != window:
        return name
    plain, text = (
        window_text(*window, found.grain),
        format(replace(flagged, earliest=window[0], latest=window[1], grain=found.grain)),
    )
    return text.replace(plain, name, 1) if plain in text else text


def undated(timing: Timing) -> str:
    """The text of a row whose date is taken away, as into the tray of undated rows: TBD; TBC and brackets stay."""
    bare = replace(
        timing, earliest=None, latest=None, precision="none", grain="none", tbd=True, approximate=False,
        recurring=False, understood=True,
    )  # fmt: skip
    return format(bare)


def preview(old_text: str, new_text: str) -> str:
    """What will be written, on one line for a tooltip: "Q3 2024 → Q4 2024"."""
    old, new = (shorten(text, _PREVIEW_CHARS) or "no date" for text in (old_text, new_text))
    return f"{old} → {new}"


def _write(how: Manner, window: Window | None, grain: str) -> str | None:
    if window is None or window == (how.timing.earliest, how.timing.latest):
        return None
    return rewritten(how, window, grain)


def _unit(timing: Timing) -> str:
    """The unit by which a window moves: its grain, but for parts of a month those parts."""
    if timing.grain != "week":
        return timing.grain if timing.grain in MONTHS_IN else "day"
    if says_weeks(timing.text):
        return "week"
    for unit, firsts in _PARTS.items():
        ends = [(timing.earliest, False), (timing.latest, True)]
        if all(_part(day, end, firsts) is not None for day, end in ends if day is not None):
            return unit
    return "week"


def _part(day: date, end: bool, firsts: tuple[int, ...]) -> int | None:
    """The number of the part of its month (0 is the first) that begins, or with `end` ends, on a day."""
    last = calendar.monthrange(day.year, day.month)[1]
    bounds = (*(first - 1 for first in firsts[1:]), last) if end else firsts
    return bounds.index(day.day) if day.day in bounds else None


def _shifted(timing: Timing, steps: int, unit: str) -> Window | None:
    """The window so many units later; None where it leaves the calendar."""
    out: list[date | None] = []
    for day, end in ((timing.earliest, False), (timing.latest, True)):
        there = _shift(day, steps, unit, end) if day is not None else None
        if day is not None and there is None:
            return None
        out.append(there)
    return out[0], out[1]


def _shift(day: date, steps: int, unit: str, end: bool) -> date | None:
    """The first, or with `end` the last, day of a stretch so many units later; None beyond the calendar."""
    try:
        if unit in ("day", "week"):
            return day + timedelta(days=steps * (7 if unit == "week" else 1))
        if unit in _PARTS:
            return _shift_part(day, steps, _PARTS[unit], end)
        return _shift_months(day, steps * MONTHS_IN[unit], end)
    except (ValueError, OverflowError):
        return None


def _shift_part(day: date, steps: int, firsts: tuple[int, ...], end: bool) -> date:
    months, part = divmod((_part(day, end, firsts) or 0) + steps, len(firsts))
    year, month = _month_on(day, months)
    if not end:
        return date(year, month, firsts[part])
    last = firsts[part + 1] - 1 if part + 1 < len(firsts) else _days_in(year, month)
    return date(year, month, last)


def _shift_months(day: date, months: int, end: bool) -> date:
    year, month = _month_on(day, months)
    last = _days_in(year, month)
    closes = end and day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month, last if closes else min(day.day, last))


def _month_on(day: date, months: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1


def _days_in(year: int, month: int) -> int:
    # Asking for the day beforehand: monthrange of year 10000 is no error of its own.
    date(year, month, 1)
    return calendar.monthrange(year, month)[1]


def _steps(day: date, days: int, unit: str, end: bool) -> int | None:
    """How many units come nearest to so many days, the fewer where two are as near; None beyond the calendar."""
    if not 1 <= day.toordinal() + days <= _MOST_DAYS:
        return None
    length = _DAYS_IN.get(unit) or _DAYS_IN["month"] * MONTHS_IN[unit]
    guess = round(days / length)
    return min(_reachable(day, unit, end, range(guess - 2, guess + 3), days), default=(0, 0, None))[2]


def _reachable(
    day: date, unit: str, end: bool, steps: Iterable[int], days: int
) -> Iterable[tuple[int, int, int | None]]:
    for step in steps:
        there = _shift(day, step, unit, end)
        if there is not None:
            yield abs((there - day).days - days), abs(step), step
