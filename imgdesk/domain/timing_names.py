"""Windows as plain English: the shortest name that reads back to the same days, and the days themselves.

Pure functions on dates; the counterpart of imgdesk.domain.timing_reader.
"""

from __future__ import annotations

from datetime import date

from imgdesk.domain import timing_units as units
from imgdesk.domain.timing_units import GRAINS, Unit


def window_name(earliest: date | None, latest: date | None, grain: str, hemisphere: str = "north") -> str:
    """The name of a window in units no coarser than the grain: "May 2023", "1-12 May 2023", "from April 2023", ""."""
    if earliest is None and latest is None:
        return ""
    if earliest is None or latest is None:
        day, opening = (latest, "by") if earliest is None else (earliest, "from")
        assert day is not None
        return f"{opening} {units.name(_namings(day, grain, earliest is None, hemisphere)[0])}"
    return _single(earliest, latest, grain, hemisphere) or _range(earliest, latest, grain, hemisphere)


def _upto(grain: str) -> tuple[str, ...]:
    """The grains from this one down to the day."""
    return GRAINS[GRAINS.index(grain) :: -1] if grain in GRAINS else ("day",)


def _namings(day: date, grain: str, end: bool, hemisphere: str) -> list[Unit]:
    found = [units.naming(day, kind, end=end, hemisphere=hemisphere) for kind in _upto(grain)]
    # A week by its first day is no natural end of anything but weeks.
    return [unit for unit in found if unit is not None and (unit.kind != "week" or grain == "week")]


def _single(earliest: date, latest: date, grain: str, hemisphere: str) -> str:
    """The name of one unit that is exactly this window, else ""."""
    candidates = _namings(earliest, grain, False, hemisphere)
    if grain == "week":
        first = earliest
        candidates += [Unit("week", first.month, first.day, first.year)]
        candidates += [Unit("month", first.month, year=first.year, part=part) for part in ("half1", "half2")]
    for unit in candidates:
        if units.window(unit, unit.year, hemisphere) == (earliest, latest):
            return units.name(unit)
    return ""


def _range(earliest: date, latest: date, grain: str, hemisphere: str) -> str:
    left, right = _pair(earliest, latest, grain, hemisphere)
    if left.kind == right.kind == "day" and (left.n, left.year) == (right.n, right.year):
        return f"{left.day}-{units.name(right)}"
    same = left.year == right.year and units.window(left, right.year, hemisphere) is not None
    borrows = same and left.kind != "year"
    first, last = units.name(left, with_year=not borrows), units.name(right)
    if left.part or right.part or "week" in (left.kind, right.kind):
        return f"{first} to {last}"
    short = " " not in first and (borrows or left.kind == "year") and left.kind == right.kind
    return f"{first}-{last}" if short else f"{first} - {last}"


def _pair(earliest: date, latest: date, grain: str, hemisphere: str) -> tuple[Unit, Unit]:
    """Names for both ends, coarsest first, of which one has the grain; by the day if there are none.

    Neither may reach beyond the other end: "2024 - 12 May 2024" is the whole year.
    """
    starts, ends = (_namings(day, grain, end, hemisphere) for day, end in ((earliest, False), (latest, True)))
    # Beside the grain itself only months, weeks and days: "autumn 2023 - 2024" reads worse than its months.
    plain = (grain, "month", "week", "day")
    for left in (unit for unit in starts if unit.kind in plain):
        for right in (unit for unit in ends if unit.kind in plain):
            if units.coarser(units.grain(left), units.grain(right)) == grain and _in_order(
                left, right, hemisphere
            ):
                return left, right
    return starts[-1], ends[-1]


def _in_order(left: Unit, right: Unit, hemisphere: str) -> bool:
    first, last = (units.window(unit, unit.year, hemisphere) for unit in (left, right))
    return first is not None and last is not None and first[0] <= last[0] and first[1] <= last[1]


def days_phrase(earliest: date | None, latest: date | None) -> str:
    """The days of a window: "1-31 July 2023", "1 April - 30 November 2023", "from 1 April 2023"."""
    if earliest is None or latest is None:
        return f"by {_day(latest)}" if latest else f"from {_day(earliest)}" if earliest else ""
    if earliest == latest:
        return _day(latest)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day}-{_day(latest)}"
    first = _day(earliest) if earliest.year != latest.year else _day(earliest)[:-5]
    return f"{first} - {_day(latest)}"


def _day(day: date) -> str:
    return f"{day.day} {units.MONTH_NAMES[day.month - 1]} {day.year:04d}"
