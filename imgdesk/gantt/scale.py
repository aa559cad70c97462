"""Days and x: how wide a day is, which day lies under a point, and the two-tier header for any zoom.

A scale is a value: zooming and scrolling make a new one. Lengths are in the painter's own unit (pixels on
screen, points on paper). Days are counted as proleptic Gregorian ordinals, as `datetime.date.toordinal`
counts them; a day is one `px_per_day` wide and its x is its left edge. No painter, no font and no clock may
enter here.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from typing import NamedTuple

Day = date | str | int
"""A calendar day: a date, ISO text such as "2023-05-12", or an ordinal."""

FIRST_DAY = date.min.toordinal()
LAST_DAY = date.max.toordinal()

MIN_PX_PER_DAY = 0.1
"""Zooming out ends here: ten years across a narrow window."""
MAX_PX_PER_DAY = 160.0
"""Zooming in ends here: about a week across a window."""

LEVELS: dict[str, float] = {"days": 32.0, "weeks": 5.0, "months": 1.3, "quarters": 0.55, "years": 0.2}
"""The zoom levels a person can choose by name, as px per day; between them zooming is continuous."""

CHAR_PX = 6.2
"""Mean width of a header character at 11 px; header() takes another for another size."""

UNITS = ("day", "week", "month", "quarter", "year")
_TOP = {"day": "week", "week": "month", "month": "year", "quarter": "year", "year": ""}
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "quarter": 91.31, "year": 365.25}
_ROOM = {"day": (2, 8.0), "week": (2, 10.0), "month": (1, 12.0), "quarter": (2, 8.0)}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_LABEL_PAD = 6.0


def ordinal(day: Day) -> int:
    """The day as an ordinal; ValueError for text that is not an ISO date."""
    if isinstance(day, int):
        return day
    if isinstance(day, str):
        return date.fromisoformat(day).toordinal()
    return day.toordinal()


class Scale(NamedTuple):
    """Where days lie: `origin` is the (fractional) ordinal at x = 0."""

    origin: float
    px_per_day: float

    def x(self, day: Day) -> float:
        """The left edge of a day."""
        return (ordinal(day) - self.origin) * self.px_per_day

    def end_x(self, day: Day) -> float:
        """The right edge of a day, where a span that includes it ends."""
        return (ordinal(day) + 1 - self.origin) * self.px_per_day

    def moment(self, x: float) -> float:
        """The fractional ordinal under x, not limited to the calendar."""
        return self.origin + x / self.px_per_day

    def day(self, x: float) -> date:
        """The day under x; beyond the calendar its first or last day."""
        # The small allowance makes day(x(d)) == d although the division may fall a hair short of the edge.
        moment = min(max(self.moment(x) + 1e-6, FIRST_DAY), LAST_DAY)
        return date.fromordinal(int(moment))

    def width(self, first: Day, last: Day) -> float:
        """How wide a span is, both days included; 0 where last lies before first."""
        return max(0.0, (ordinal(last) - ordinal(first) + 1) * self.px_per_day)

    def zoomed(self, factor: float, anchor_x: float) -> Scale:
        """The scale with days `factor` times as wide (within the limits), the moment under anchor_x staying
        there."""
        low, high = min(MIN_PX_PER_DAY, self.px_per_day), max(MAX_PX_PER_DAY, self.px_per_day)
        wanted = min(max(self.px_per_day * factor, low), high)
        return Scale(self.moment(anchor_x) - anchor_x / wanted, wanted)

    def at_level(self, name: str, anchor_x: float) -> Scale:
        """The scale at a named level of LEVELS, the moment under anchor_x staying there; KeyError for another
        name."""
        return self.zoomed(LEVELS[name] / self.px_per_day, anchor_x)

    def panned(self, dx: float) -> Scale:
        """The scale after the picture moved dx to the right."""
        return Scale(self.origin - dx / self.px_per_day, self.px_per_day)

    @property
    def level(self) -> str:
        """The name of the level, after the finest unit that the header shows: a key of LEVELS."""
        return bottom_unit(self) + "s"


def fit(first: Day, last: Day, width: float, margin: float = 0.0) -> Scale:
    """The scale that shows first to last, both included, across `width` with `margin` free on either side."""
    start = ordinal(first)
    days = max(1, ordinal(last) - start + 1)
    px_per_day = max(1.0, width - 2 * margin) / days
    return Scale(start - margin / px_per_day, px_per_day)


class Tick(NamedTuple):
    """One unit of a header tier: from x0 to x1, its label (or "") to be written from label_x, and its first
    day."""

    x0: float
    x1: float
    label: str
    label_x: float
    day: int


class GridLine(NamedTuple):
    """A vertical line through the rows; strong where a unit of the top tier begins."""

    x: float
    strong: bool


class Header(NamedTuple):
    """The two tiers of a visible range and the lines below them; `top` is empty where years alone are
    shown."""

    top: tuple[Tick, ...]
    bottom: tuple[Tick, ...]
    grid: tuple[GridLine, ...]


def bottom_unit(scale: Scale, char_px: float = CHAR_PX) -> str:
    """The finest of UNITS whose label finds room at this scale."""
    for unit, (chars, pad) in _ROOM.items():
        if _DAYS[unit] * scale.px_per_day >= chars * char_px + pad * char_px / CHAR_PX:
            return unit
    return "year"


def header(scale: Scale, x0: float, x1: float, char_px: float = CHAR_PX) -> Header:
    """The header between x0 and x1 alone.

    The ticks of each tier join without a gap and cover the whole range (the first and last may reach beyond
    it). A label that would not fit into the visible part of its unit is shortened and then left out.
    """
    unit = bottom_unit(scale, char_px)
    step = _year_step(scale, char_px) if unit == "year" else 1
    bottom = _ticks(scale, x0, x1, unit, char_px, step=step)
    top = _ticks(scale, x0, x1, _TOP[unit], char_px, top=True) if _TOP[unit] else ()
    strong = {tick.day for tick in top}
    lines = [GridLine(tick.x0, True) for tick in top]
    lines += [GridLine(tick.x0, not top) for tick in bottom if tick.day not in strong]
    return Header(top, bottom, tuple(sorted(line for line in lines if x0 <= line.x <= x1)))


def unit_start(day: int, unit: str, step: int = 1) -> int:
    """The first day of the unit (or of the group of `step` years) that holds a day; weeks begin on Monday."""
    if unit == "day":
        return day
    if unit == "week":
        return max(FIRST_DAY, day - (day - 1) % 7)  # ordinal 1 is a Monday
    when = date.fromordinal(min(max(day, FIRST_DAY), LAST_DAY))
    if unit == "month":
        return _first_of(when.year, when.month)
    if unit == "quarter":
        return _first_of(when.year, 3 * ((when.month - 1) // 3) + 1)
    return _first_of(when.year - when.year % step, 1)


def next_unit(day: int, unit: str, step: int = 1) -> int:
    """The first day of the unit after the one that begins on `day`; LAST_DAY + 1 after the last."""
    if unit == "day":
        return day + 1
    if unit == "week":
        return unit_start(day, unit) + 7
    when = date.fromordinal(day)
    if unit == "month":
        return _first_of(when.year, when.month + 1)
    if unit == "quarter":
        return _first_of(when.year, when.month + 3)
    return _first_of(when.year - when.year % step + step, 1)


def _first_of(year: int, month: int) -> int:
    """The ordinal of the first of a month, months counted on beyond 12, limited to the calendar."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if year > date.max.year:
        return LAST_DAY + 1
    return date(year, month, 1).toordinal() if year >= 1 else FIRST_DAY


def _year_step(scale: Scale, char_px: float) -> int:
    """How many years one tick spans so that a four-digit label fits."""
    wanted = (4 * char_px + 1.5 * _LABEL_PAD) / (365.25 * scale.px_per_day)
    return _YEAR_STEPS[min(bisect_left(_YEAR_STEPS, wanted), len(_YEAR_STEPS) - 1)]


def _ticks(
    scale: Scale, x0: float, x1: float, unit: str, char_px: float, *, step: int = 1, top: bool = False
) -> tuple[Tick, ...]:
    ticks: list[Tick] = []
    start = unit_start(scale.day(x0).toordinal(), unit, step)
    last = min(scale.moment(x1), LAST_DAY + 1)
    pad = _LABEL_PAD * char_px / CHAR_PX
    longest = _form(unit, top, (_DAYS[unit] * step * scale.px_per_day - pad) / char_px)
    while start < last:
        after = next_unit(start, unit, step)
        left, right = scale.x(start), scale.x(after)
        label_x = max(left, x0)
        room = (min(right, x1) - label_x - pad) / char_px
        if not top and unit in {"day", "week"} and left < x0 - 0.5:
            room = 0.0  # the number of a day that is not shown would be read as that of the first day shown
        ticks.append(Tick(left, right, _label(start, unit, top, longest, room), label_x, start))
        start = after
    return tuple(ticks)


_FORMS = {
    ("week", True): (17, 12, 6, 2),
    ("month", True): (14, 8, 3),
    ("month", False): (9, 3, 1),
    ("day", False): (6, 2),
}
"""How many characters the longest label of each form takes, where a unit has more than one form."""


def _form(unit: str, top: bool, chars: float) -> int:
    """The longest form that fits every whole unit of a tier, so that "May" does not stand beside "J"."""
    forms = _FORMS.get((unit, top), ())
    return next((index for index, size in enumerate(forms) if size <= chars), max(0, len(forms) - 1))


def _label(start: int, unit: str, top: bool, longest: int, chars: float) -> str:
    """The label of the unit that begins on a day, in the longest allowed form that fits, or ""."""
    forms = _labels(date.fromordinal(start), unit, top)
    if unit == "month" and longest < len(forms) - 1:
        forms = forms[:-1] if not top else forms  # a lone "A" at the edge, beside "July", would puzzle
    return next((label for label in forms[longest:] if len(label) <= chars), "")


def _labels(when: date, unit: str, top: bool) -> tuple[str, ...]:
    """All forms of a label, longest first."""
    month = MONTHS[when.month - 1]
    if unit == "day":
        return (f"{_WEEKDAYS[when.weekday()]} {when.day}", str(when.day))
    if unit == "week" and top:
        return (
            f"{when.day} {month} {when.year}", f"{when.day} {month[:3]} {when.year}",
            f"{when.day} {month[:3]}", str(when.day),
        )  # fmt: skip
    if unit == "week":
        return (str(when.day),)
    if unit == "month":
        dated = (f"{month} {when.year}", f"{month[:3]} {when.year}", month[:3])
        return dated if top else (month, month[:3], month[:1])
    if unit == "quarter":
        return (f"Q{(when.month + 2) // 3}",)
    return (str(when.year),)
