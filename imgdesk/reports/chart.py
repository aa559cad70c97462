"""What a workplan chart on paper says, and the paper it is printed on.

A ChartPlan is the content as plain frozen values, already in the words that are printed; a PageSetup is the
paper. Whoever knows the desk fills the one, whoever knows the printer chooses the other; dividing into pages
and drawing come after. Nothing is read, measured or drawn here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from imgdesk.errors import UserError
from imgdesk.gantt.layout import Row
from imgdesk.gantt.scale import Day


@dataclass(frozen=True)
class ChartRow:
    """An activity as printed: its window for the bar, and its words as agreed; `marks` are its footnotes'
    numbers.
    """

    activity: Row
    output: str
    when_text: str
    lead_text: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChartGroup:
    """Rows under one heading; the note stands beside it ("provisional: to be discussed in late 2023")."""

    title: str
    note: str = ""
    provisional: bool = False
    rows: tuple[ChartRow, ...] = ()


@dataclass(frozen=True)
class ChartGap:
    """A stretch without support; dates as ISO text, None is open."""

    label: str
    earliest: str | None
    latest: str | None
    grain: str = "month"


@dataclass(frozen=True)
class ChartEvent:
    """Something outside that activities hang on; dates as ISO text, None is open."""

    label: str
    earliest: str | None
    latest: str | None
    grain: str = "day"


@dataclass(frozen=True)
class ChartPlan:
    """All that a chart on paper says.

    `first` and `last` bound the picture; `today` may lie outside or be None (then there is no line).
    `footnotes` are (mark, text); `legend` names the colours as (palette role, text), such as ("fa1", "1
    Country level (UNDP)"). `footer` stands at the foot of every page.
    """

    title: str
    first: Day
    last: Day
    groups: tuple[ChartGroup, ...]
    subtitle: str = ""
    today: Day | None = None
    gaps: tuple[ChartGap, ...] = ()
    events: tuple[ChartEvent, ...] = ()
    footnotes: tuple[tuple[str, str], ...] = ()
    legend: tuple[tuple[str, str], ...] = ()
    footer: str = ""


@dataclass(frozen=True)
class PageSetup:
    """The paper: points; height None is one page as tall as need be; without `heading` no title is printed."""

    width: float
    height: float | None
    margin: float = 30.0
    heading: bool = True
    background: bool = False

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def output_width(self) -> float:
        """The width of the first column, with its stripe."""
        return 0.325 * self.inner

    @property
    def when_width(self) -> float:
        """The width of the column with the dates as agreed."""
        return min(max(0.1 * self.inner, 74.0), 104.0)

    @property
    def lead_width(self) -> float:
        """The width of the column with the leads."""
        return min(max(0.095 * self.inner, 72.0), 100.0)

    @property
    def chart_x0(self) -> float:
        """Where the picture begins."""
        return self.margin + self.output_width + self.when_width + self.lead_width

    @property
    def chart_x1(self) -> float:
        """Where the picture ends."""
        return self.width - self.margin


PAGES: Final[dict[str, tuple[float, float]]] = {
    "A4": (841.89, 595.28),
    "A3": (1190.55, 841.89),
    "Letter": (792.0, 612.0),
}
"""The landscape pages, in points."""


def page_setup(name: str) -> PageSetup:
    """The set-up of a landscape page by its name (a key of PAGES, in any case); UserError for another."""
    for known, (width, height) in PAGES.items():
        if known.lower() == name.lower():
            return PageSetup(width, height)
    raise UserError(f"The chart cannot be printed on {name!r}: choose A4, A3 or Letter.")


def picture_setup(width: float) -> PageSetup:
    """The set-up of one tall picture, `width` points wide, on a filled background."""
    return PageSetup(width, None, margin=24.0, background=True)
