"""Calendar units of dates as agreed: which days a unit may mean, and the unit's name for a given day.

Pure arithmetic on years 1 to 9999; a window that would leave them does not exist (None). Holds the rules for
seasons and for early, mid and late; knows nothing of texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

Window = tuple[date, date]

GRAINS = ("day", "week", "month", "quarter", "season", "half", "year")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTHS_IN = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12}
_SEASON_NAMES = ("spring", "summer", "autumn", "winter")
_THIRDS = {"early": 0, "mid": 1, "late": 2}
# Bare years outside these are more likely amounts or room numbers.
FIRST_BARE_YEAR, LAST_BARE_YEAR = 1900, 2199


@dataclass(frozen=True, slots=True)
class Unit:
    """One side of a date as written; what is missing (year 0, kind "number" or "part") it borrows from its neighbour.

    kind: a grain, "isoweek", "number" (its unit stands further on) or "part" (early, mid, late; likewise).
    n: month, quarter, season (1 = spring), half or number of the week; day: of the month, or the bare number.
    part: early, mid, late, and of a month also half1, half2, week1 to week4, week0 (the last seven days).
    edge: the part was named by its end ("end of", "start of").
    style: "monthday" where more days may follow ("May 12-14"), "borrowed" for a bare number that found its unit, "turn"
    for a season given with two years.
    """

    kind: str
    n: int = 0
    day: int = 0
    year: int = 0
    part: str = ""
    edge: bool = False
    style: str = ""


def grain(unit: Unit) -> str:
    """The unit in which the ends are known; for a part of a month the week, for a part of anything longer the month."""
    if unit.kind == "isoweek":
        return "week"
    if not unit.part or unit.kind in ("day", "week"):
        return unit.kind
    return "week" if unit.kind == "month" else "month"


def precision(unit: Unit) -> str:
    """The word for a unit standing alone: its kind; for a part of it "month" or "week" where exact, else "range"."""
    if not unit.part or unit.kind in ("day", "week", "isoweek"):
        return grain(unit)
    if unit.kind in ("quarter", "season"):
        return "month"
    return "week" if unit.part.startswith("week") else "range"


def coarser(first: str, second: str) -> str:
    """The coarser of two grains."""
    return max(first, second, key=GRAINS.index)


def window(unit: Unit, year: int, hemisphere: str) -> Window | None:
    """First and last day of a unit in a year, None if there is none; a season counts to the year it begins in."""
    try:
        if unit.kind == "isoweek":
            first = date.fromisocalendar(year, unit.n, 1)
            return first, first + timedelta(days=6)
        if unit.kind in ("day", "week"):
            first = date(year, unit.n, unit.day)
            return first, first + timedelta(days=6 if unit.kind == "week" else 0)
        first_month, count = _months(unit, hemisphere)
        if unit.kind == "month" and unit.part:
            return _month_part(unit.part, year, unit.n)
        if unit.part:
            count //= 3
            first_month += count * _THIRDS[unit.part]
        return _month_span(year, first_month, count)
    except (ValueError, OverflowError):
        return None


def _months(unit: Unit, hemisphere: str) -> tuple[int, int]:
    count = _MONTHS_IN[unit.kind]
    if unit.kind == "season":
        north = unit.n * 3
        return (north if hemisphere != "south" else (north + 5) % 12 + 1), count
    return (unit.n - 1) * count + 1, count


def _month_span(year: int, month: int, count: int) -> Window:
    """May run into the next year; raises ValueError outside the calendar."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last = month + count - 1
    last_year, last = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, month, 1), date(last_year, last, _days_of(last_year, last))


def _days_of(year: int, month: int) -> int:
    """Raises ValueError outside the calendar."""
    first = date(year, month, 1)
    return 31 if month == 12 else (first.replace(month=month + 1) - first).days


def _month_part(part: str, year: int, month: int) -> Window:
    last = _days_of(year, month)
    if part.startswith("week"):
        first = (int(part[4:]) - 1) * 7 + 1 if part != "week0" else last - 6
        return date(year, month, first), date(year, month, first + 6)
    days = {"early": (1, 10), "mid": (11, 20), "late": (21, last), "half1": (1, 15), "half2": (16, last)}[
        part
    ]
    return date(year, month, days[0]), date(year, month, days[1])


def naming(day: date, kind: str, *, end: bool, hemisphere: str) -> Unit | None:
    """The unit of this grain that begins (or, with `end`, ends) on the day; None if none does."""
    for unit in _namings(day, kind, end, hemisphere):
        found = window(unit, unit.year, hemisphere)
        if found is not None and found[1 if end else 0] == day:
            return unit
    return None


def _namings(day: date, kind: str, end: bool, hemisphere: str) -> list[Unit]:
    year, month = day.year, day.month
    if kind == "day":
        return [Unit("day", month, day.day, year)]
    if kind == "week":
        thirds = [Unit("month", month, year=year, part=part) for part in _THIRDS]
        first = day.toordinal() - (6 if end else 0)
        monday = date.fromordinal(first) if first >= 1 else day
        return [*thirds, Unit("week", monday.month, monday.day, monday.year)]
    if kind == "season":
        return [Unit("season", number, year=at) for at in (year, year - 1) for number in range(1, 5)]
    if kind == "year" and not FIRST_BARE_YEAR <= year <= LAST_BARE_YEAR:
        return []
    return [Unit(kind, 1 if kind == "year" else (month - 1) // _MONTHS_IN[kind] + 1, year=year)]


def name(unit: Unit, *, with_year: bool = True) -> str:
    """The English name of a unit: "12 May 2023", "week of 12 June 2023", "mid-May 2023", "Q3 2024", "autumn 2023"."""
    year = f" {unit.year:04d}" if with_year else ""
    if unit.kind in ("day", "week"):
        before = "week of " if unit.kind == "week" else ""
        return f"{before}{unit.day} {MONTH_NAMES[unit.n - 1]}{year}"
    if unit.kind == "month":
        before = {"": "", "mid": "mid-", "half1": "first half of ", "half2": "second half of "}.get(
            unit.part, f"{unit.part} "
        )
        return f"{before}{MONTH_NAMES[unit.n - 1]}{year}"
    if unit.kind == "season":
        return f"{_SEASON_NAMES[unit.n - 1]}{year}"
    return f"{unit.year:04d}" if unit.kind == "year" else f"{unit.kind[0].upper()}{unit.n}{year}"
