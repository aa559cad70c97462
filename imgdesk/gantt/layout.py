"""Rows and a scale become shapes: bars, clamps, bands, diamonds, hatch lines.

One layout, many painters: everything that says what a date as agreed looks like is decided here once. A shape
holds x and roles (names of palette colours), never y, pens or fonts: the rows' heights belong to the painter.
Every function looks at what it is given and nothing else, so painting costs as much as what is visible.

How the chart speaks: solid = busy on these days; soft ends = known to the week or month; hatched = somewhere
in this window; dashed outline = unconfirmed or provisional; a status that matters stands beside the bar as a
word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from imgdesk.domain import standing
from imgdesk.gantt.scale import Day, Scale, ordinal

MIN_BAR = 6.0
"""A narrower bar is widened to this and drawn plain: dashes and soft ends would be unreadable."""
MAX_SOFT = 12.0
SOFT_SHARE = 0.3
OPEN_STUB = 30.0
"""The length of an open-ended bar whose known end lies at or beyond the edge of the plan's window."""

CUT = 0.5
"""A shape that reaches beyond the picture by less is not called cut."""
FOCUS_COLOURS = 8
"""The palette has this many colours for focus areas; higher numbers begin again."""

_SOFT_GRAINS = frozenset({"week", "month"})
_SOLID_GRAINS = frozenset({"day"})


class Row(Protocol):
    """What a bar needs to know of an activity; dates are ISO text, None is open."""

    @property
    def id(self) -> int:
        """The record."""

    @property
    def earliest(self) -> str | None:
        """The first day that it can mean."""

    @property
    def latest(self) -> str | None:
        """The last day that it can mean."""

    @property
    def grain(self) -> str:
        """The unit that its ends are known to: "day", "month", "quarter" and so on."""

    @property
    def tbc(self) -> int:
        """Whether the activity or its date is unconfirmed."""

    @property
    def tbd(self) -> int:
        """Whether its date is still to be determined."""

    @property
    def provisional(self) -> int:
        """Whether the row stands in brackets."""

    @property
    def approximate(self) -> int:
        """Whether the date is "around" one."""

    @property
    def status(self) -> str:
        """One of planned, under way, done, delayed, cancelled."""

    @property
    def percent(self) -> int:
        """The share done, 0 to 100."""

    @property
    def focus_area(self) -> int:
        """The number that gives the colour; 0 is none or all of them."""


class Dated(Protocol):
    """Anything with a window."""

    @property
    def earliest(self) -> str | None:
        """The first day that it can mean."""

    @property
    def latest(self) -> str | None:
        """The last day that it can mean."""


class Frame(NamedTuple):
    """What all shapes of one picture share: the scale, today, and the window of the plan, as ordinals."""

    scale: Scale
    today: int
    first: int
    last: int


def frame(scale: Scale, today: Day, first: Day, last: Day) -> Frame:
    """The frame of a picture; open windows run out at `first` and `last`."""
    return Frame(scale, ordinal(today), ordinal(first), ordinal(last))


class Word(NamedTuple):
    """A word beside a bar, in the colour of a palette role."""

    text: str
    role: str


class Bar(NamedTuple):
    """An activity's window.

    `soft0` and `soft1` are the lengths of the fading ends (0 = a hard edge); at an open end the bar runs out
    over that length and carries an arrow. `progress` is the x up to which the percent fill reaches. `faint`:
    cancelled.
    """

    id: int
    x0: float
    x1: float
    texture: str  # solid, soft, hatched
    dashed: bool
    soft0: float
    soft1: float
    role: str
    progress: float
    open_start: bool
    open_end: bool
    faint: bool
    words: tuple[Word, ...]


class Extent(NamedTuple):
    """A window as x, without any texture: a baseline ghost, a drag preview, a group's clamp."""

    x0: float
    x1: float
    open_start: bool
    open_end: bool


class Band(NamedTuple):
    """A coverage gap through all rows; its fuzzy edges fade over soft0 and soft1."""

    x0: float
    x1: float
    soft0: float
    soft1: float
    label: str


class Diamond(NamedTuple):
    """An event: a diamond at x; a fuzzy one sits on a thin line from x0 to x1."""

    id: int
    x: float
    x0: float
    x1: float
    fuzzy: bool
    label: str


class Label(NamedTuple):
    """Where an event stands: its text from x on, "" where there was no room, and the lane of text and
    diamond.
    """

    x: float
    lane: int
    text: str


def extent(earliest: Day | None, latest: Day | None, frame: Frame) -> Extent | None:
    """The x of a window, an open side running to the edge of the plan; None where both sides are open."""
    if earliest is None and latest is None:
        return None
    scale = frame.scale
    if latest is None:
        x0 = scale.x(earliest)  # type: ignore[arg-type]
        return Extent(x0, max(scale.end_x(frame.last), x0 + OPEN_STUB), False, True)
    x1 = scale.end_x(latest)
    if earliest is None:
        return Extent(min(scale.x(frame.first), x1 - OPEN_STUB), x1, True, False)
    x0 = scale.x(earliest)
    return Extent(x0, max(x0, x1), False, False)


def bar(row: Row, frame: Frame) -> Bar | None:
    """The bar of an activity; None where it has no window at all (it belongs to the undated)."""
    window = extent(row.earliest, row.latest, frame)
    if window is None:
        return None
    x0, x1, open_start, open_end = window
    texture = _texture(row)
    dashed = bool(row.tbc or row.provisional) and row.status != "done"
    plain = x1 - x0 < MIN_BAR
    if plain:
        middle = (x0 + x1) / 2
        x0, x1, texture, dashed = middle - MIN_BAR / 2, middle + MIN_BAR / 2, "solid", False
    soft = 0.0 if texture == "solid" else min(MAX_SOFT, SOFT_SHARE * (x1 - x0))
    edge = soft if texture == "soft" else 0.0
    run_out = min(MAX_SOFT, SOFT_SHARE * (x1 - x0))
    done = x0 + (x1 - x0) * min(max(row.percent, 0), 100) / 100
    return Bar(
        row.id, x0, x1, texture, dashed, run_out if open_start else edge, run_out if open_end else edge,
        focus_role(row.focus_area), done, open_start, open_end, row.status == "cancelled", words(row, frame.today),
    )  # fmt: skip


def focus_role(number: int) -> str:
    """The palette role of a focus area's number: "fa1" and on; "muted" for none or all of them."""
    return f"fa{(number - 1) % FOCUS_COLOURS + 1}" if number >= 1 else "muted"


def clipped(shape: Bar, x0: float, x1: float) -> Bar | None:
    """The part of a bar between x0 and x1, open where it was cut; None where it lies wholly outside."""
    if shape.x1 <= x0 or shape.x0 >= x1:
        return None
    cut_start, cut_end = shape.x0 < x0 - CUT, shape.x1 > x1 + CUT
    if not cut_start and not cut_end:
        return shape
    left, right = max(shape.x0, x0), min(shape.x1, x1)
    run_out = min(MAX_SOFT, SOFT_SHARE * (right - left))
    return shape._replace(
        x0=left, x1=right, progress=min(max(shape.progress, left), right),
        soft0=run_out if cut_start else min(shape.soft0, run_out),
        soft1=run_out if cut_end else min(shape.soft1, run_out),
        open_start=shape.open_start or cut_start, open_end=shape.open_end or cut_end,
    )  # fmt: skip


def _texture(row: Row) -> str:
    """What the window claims; "by March" claims no day at all, so an open start is never solid."""
    if row.tbd or row.earliest is None:
        return "hatched"
    if row.grain in _SOLID_GRAINS:
        return "soft" if row.approximate else "solid"
    return "soft" if row.grain in _SOFT_GRAINS else "hatched"


def is_overdue(row: Row, today: Day) -> bool:
    """Whether the whole window has passed and the activity is neither done nor cancelled; never on day 0."""
    day = ordinal(today)
    return day > 0 and standing.is_overdue(row, date.fromordinal(day))


def words(row: Row, today: Day) -> tuple[Word, ...]:
    """The words that stand beside a bar, the most pressing first; a closed activity says only that."""
    if row.status == "done":
        return (Word("done", "green"),)
    if row.status == "cancelled":
        return (Word("cancelled", "muted"),)
    found = []
    if is_overdue(row, today):
        found.append(Word("overdue", "red"))
    if row.status == "delayed":
        found.append(Word("delayed", "amber"))
    if row.tbc:
        found.append(Word("unconfirmed", "amber"))
    if row.provisional:
        found.append(Word("provisional", "muted"))
    if row.tbd:
        found.append(Word("TBD", "muted"))
    return tuple(found)


def group_extent(rows: Iterable[Dated], frame: Frame) -> Extent | None:
    """The clamp of a group: from its earliest to its latest known day; None where all rows are undated.

    A row that is open on one side takes part with the side that is known, so a clamp is never open.
    """
    days = [day for row in rows for day in (row.earliest, row.latest) if day is not None]
    return extent(min(days), max(days), frame) if days else None


def band(earliest: Day | None, latest: Day | None, grain: str, label: str, frame: Frame) -> Band | None:
    """A coverage gap; edges known to the day are hard, others fade, an open side runs to the edge of the
    plan."""
    window = extent(earliest, latest, frame)
    if window is None:
        return None
    width = window.x1 - window.x0
    soft = 0.0 if grain in _SOLID_GRAINS else min(2 * MAX_SOFT, SOFT_SHARE * width)
    return Band(
        window.x0, window.x1, 0.0 if window.open_start else soft, 0.0 if window.open_end else soft, label
    )


def diamond(
    event: int, earliest: Day | None, latest: Day | None, grain: str, label: str, scale: Scale
) -> Diamond | None:
    """An event's diamond, in the middle of its window; one known less well than to the month is fuzzy.

    An event open on one side stands on the side that is known, and is fuzzy; without any date: None.
    """
    first, last = earliest if earliest is not None else latest, latest if latest is not None else earliest
    if first is None or last is None:
        return None
    x0, x1 = scale.x(first), scale.end_x(last)
    half_open = earliest is None or latest is None
    fuzzy = half_open or grain not in _SOLID_GRAINS | _SOFT_GRAINS
    return Diamond(event, (x0 + x1) / 2, x0, max(x0, x1), fuzzy, label)


def today_x(frame: Frame) -> float:
    """Where the today line stands: the middle of the day."""
    return (frame.scale.x(frame.today) + frame.scale.end_x(frame.today)) / 2


def place_labels(
    diamonds: Sequence[Diamond], measure: Callable[[str], float], x0: float, x1: float, *,
    lanes: int = 1, offset: float = 7.0, gap: float = 6.0,
) -> tuple[Label, ...]:  # fmt: skip
    """A label for each diamond, in the order given; none covers another label or another diamond of its lane.

    A label stands right of its diamond, or left of it where the right has no room, in the first of `lanes`
    with room; its diamond stands in the same lane. Without room its text is "". `measure` gives the width of
    a text in the painter's font, `offset` is from a diamond's middle to its label.
    """
    spans: list[list[tuple[float, float]]] = [[] for _ in range(lanes)]
    if lanes == 1:  # all diamonds are in the one lane, and so in the way from the beginning
        half = max(0.0, offset - gap - 0.5)
        spans[0] = [(shape.x - half, shape.x + half) for shape in diamonds]
    placed: dict[int, Label] = {}
    for index in sorted(range(len(diamonds)), key=lambda at: diamonds[at].x):
        x, text = diamonds[index].x, diamonds[index].label
        found = _room(x, measure(text), x0, x1, spans, offset, gap) if text else None
        placed[index] = Label(*found, text) if found else _bare(x, spans, placed, offset)
    return tuple(placed[index] for index in range(len(diamonds)))


def _room(
    x: float, width: float, x0: float, x1: float, spans: list[list[tuple[float, float]]],
    offset: float, gap: float,
) -> tuple[float, int] | None:  # fmt: skip
    """Where a label may begin and in which lane; the room is then taken, in a lane of its own with its
    diamond.
    """
    for lane, taken in enumerate(spans):
        for start in (x + offset, x - offset - width):
            own = (start, start + width)
            if len(spans) > 1:
                own = (min(start, x - offset + 1), max(start + width, x + offset - 1))
            inside = start >= x0 and start + width <= x1
            if inside and all(own[1] + gap <= left or right + gap <= own[0] for left, right in taken):
                taken.append(own)
                return start, lane
    return None


def _bare(x: float, spans: list[list[tuple[float, float]]], placed: dict[int, Label], offset: float) -> Label:
    """A diamond without its label, in the first lane where it covers nothing; in the last, labels give way to
    it.
    """
    own = (x - offset + 1, x + offset - 1)
    last = len(spans) - 1
    for lane, taken in enumerate(spans):
        hit = [span for span in taken if span[0] < own[1] and own[0] < span[1]]
        if not hit or lane == last:
            break
    for index, label in placed.items():
        if last and hit and label.lane == lane and any(left <= label.x <= right for left, right in hit):
            placed[index] = label._replace(text="")
    taken.append(own)
    return Label(x + offset, lane, "")


Segment = tuple[float, float, float, float]


def hatch_lines(
    x0: float, y0: float, x1: float, y1: float, step: float, phase: float = 0.0, *, rising: bool = True
) -> list[Segment]:
    """Lines at 45 degrees through a rectangle, already clipped to it: (xa, ya, xb, yb) each, y growing
    downwards.

    Neighbours lie `step` apart along x. The lines lie on one lattice for all rectangles of the same step and
    phase, so a picture that is painted in strips joins without a seam: a painter passes the visible part
    only.
    """
    if x1 <= x0 or y1 <= y0 or step <= 0:
        return []
    # Rising lines hold x + y = c, falling ones x - y = c.
    sign = 1.0 if rising else -1.0
    low = x0 + min(sign * y0, sign * y1)
    high = x1 + max(sign * y0, sign * y1)
    lines: list[Segment] = []
    number = int((low - phase) // step) + 1
    while (c := phase + number * step) < high:
        xa, xb = max(x0, min(c - sign * y0, c - sign * y1)), min(x1, max(c - sign * y0, c - sign * y1))
        lines.append((xa, min(max(sign * (c - xa), y0), y1), xb, min(max(sign * (c - xb), y0), y1)))
        number += 1
    return lines
