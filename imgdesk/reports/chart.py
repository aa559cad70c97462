"""What a workplan chart on paper says, and the paper it is printed on.

A ChartPlan is the content as plain frozen values, already in the words that are printed; a PageSetup is the
paper. Whoever knows the desk fills the one, whoever knows the printer chooses the other; dividing into pages
and drawing come after. Nothing is read, measured or drawn here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from imgdesk.errors import UserError
from imgdesk.gantt.layout import Row
from imgdesk.gantt.scale import Day

COLUMNS: Final[dict[str, str]] = {
    "ref": "Ref.",
    "output": "Output",
    "when": "When (as agreed)",
    "lead": "Lead",
    "partners": "Partners",
    "category": "Category",
    "status": "Status",
    "percent": "Done",
}
"""The columns that a chart can have beside its picture, with their heads."""


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
    ref: str = ""
    partners: str = ""
    category: str = ""

    def cell(self, column: str) -> str:
        """The words of a column of COLUMNS."""
        words = {
            "ref": self.ref,
            "output": self.output,
            "when": self.when_text,
            "lead": self.lead_text,
            "partners": self.partners,
            "category": self.category,
            "status": self.activity.status,
            "percent": f"{self.activity.percent} %" if self.activity.percent else "",
        }
        return words[column]


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
    """Something outside that activities hang on; dates as ISO text, None is open; `when_text` as agreed."""

    label: str
    earliest: str | None
    latest: str | None
    grain: str = "day"
    when_text: str = ""


Window = tuple[Day | None, Day | None]
"""The first and the last day; None is open."""


@dataclass(frozen=True)
class ChartPlan:
    """All that a chart on paper says.

    `first` and `last` bound the picture; `today` may lie outside or be None (then there is no line).
    `footnotes` are (mark, text); `legend` names the colours as (palette role, text), such as ("fa1", "1
    Country level (UNDP)"). `footer` stands at the foot of every page, `stamp` at its head ("DRAFT"). `ghosts`
    are the windows that activities (by id) had in a version of the plan that `ghost_name` names.
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
    stamp: str = ""
    ghosts: Mapping[int, Window] = field(default_factory=dict)
    ghost_name: str = ""


@dataclass(frozen=True)
class PageSetup:
    """The paper and how the chart is laid on it.

    Lengths are units of `unit` points each, so that one number enlarges text and everything around it.
    `height` None is one page as tall as need be; without `heading` no title is printed. The picture may be
    spread over several pages side by side that share `overlap` of it; `across` takes the pages of a row
    together, otherwise those of a column. `whole_text` cuts no output, `apart` begins a page with each group.
    """

    width: float
    height: float | None
    margin: float = 30.0
    heading: bool = True
    background: bool = False
    columns: tuple[str, ...] = ("output", "when", "lead")
    legend: bool = True
    pages_wide: int = 1
    overlap: float = 0.0
    across: bool = True
    whole_text: bool = False
    apart: bool = False
    unit: float = 1.0

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @cached_property
    def column_widths(self) -> dict[str, float]:
        """The width of each column, the first with the stripe of its row; the output takes what is left."""
        widths = {name: self._fixed_width(name) for name in self.columns}
        left = (1 - PICTURE_SHARE) * self.inner - sum(widths.values()) - STRIPE
        if "output" in widths:
            widths["output"] = max(OUTPUT_LEAST, min(0.325 * self.inner - STRIPE, left))
        widths[self.columns[0]] += STRIPE
        return widths

    def _fixed_width(self, name: str) -> float:
        share, least, most = _WIDTHS[name]
        return min(max(share * self.inner, least), most)

    @cached_property
    def chart_x0(self) -> float:
        """Where the picture begins."""
        return self.margin + sum(self.column_widths.values())

    @cached_property
    def chart_x1(self) -> float:
        """Where the picture ends."""
        return self.width - self.margin

    @property
    def step(self) -> float:
        """How far apart the pictures of two neighbouring pages begin."""
        return self.chart_x1 - self.chart_x0 - (self.overlap if self.pages_wide > 1 else 0.0)

    @property
    def axis(self) -> float:
        """The length of the whole picture, over all pages."""
        return self.chart_x1 - self.chart_x0 + (self.pages_wide - 1) * self.step


STRIPE: Final = 9.0
"""From the left edge to the text, with the coloured stripe of the focus area between."""
PICTURE_SHARE: Final = 0.38
"""The columns leave the picture at least this share of the width, unless the output would be too narrow."""
OUTPUT_LEAST: Final = 110.0
PICTURE_LEAST: Final = 110.0
_WIDTHS: Final[dict[str, tuple[float, float, float]]] = {
    "ref": (0.045, 34.0, 46.0),
    "output": (0.0, 0.0, 0.0),
    "when": (0.1, 74.0, 104.0),
    "lead": (0.095, 72.0, 100.0),
    "partners": (0.1, 76.0, 120.0),
    "category": (0.09, 70.0, 100.0),
    "status": (0.065, 52.0, 64.0),
    "percent": (0.04, 36.0, 40.0),
}
"""The width of a column: its share of the page, at least and at most."""

PAGES: Final[dict[str, tuple[float, float]]] = {
    "A4": (841.89, 595.28),
    "A3": (1190.55, 841.89),
    "Letter": (792.0, 612.0),
    "Legal": (1008.0, 612.0),
    "Tabloid": (1224.0, 792.0),
}
"""The pages, landscape, in points."""


def page_name(name: str) -> str:
    """The name of a page as PAGES has it, from a name in any case; UserError for another page."""
    for known in PAGES:
        if known.lower() == name.strip().lower():
            return known
    raise UserError(f"The chart cannot be printed on {name!r}: choose A4, A3, Letter, Legal or Tabloid.")


def page_setup(name: str) -> PageSetup:
    """The set-up of a landscape page by its name (a key of PAGES, in any case); UserError for another."""
    return PageSetup(*PAGES[page_name(name)])


def picture_setup(width: float) -> PageSetup:
    """The set-up of one tall picture, `width` points wide, on a filled background."""
    return PageSetup(width, None, margin=24.0, background=True)
