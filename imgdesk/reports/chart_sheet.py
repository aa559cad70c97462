"""What all pages of one column share: the part of the calendar that they show, its header, the legend.

A chart may be several pages wide. Each column of pages has its own sheet with its own stretch of one long
scale; everything that has a height is the same on all of them, so that rows meet when pages are laid side by
side. Nothing is drawn here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from imgdesk.errors import UserError
from imgdesk.gantt import layout
from imgdesk.gantt.scale import Header, Scale, fit, header, ordinal
from imgdesk.reports import style
from imgdesk.reports.chart import ChartEvent, ChartPlan, PageSetup
from imgdesk.reports.chart_blocks import Block, GroupBlock, RowBlock

TODAY_LANE: Final = 12.0
TIER: Final = 12.5
LANE: Final = 10.0
EVENT_LANES: Final = 3
MORE_LANES: Final = 6
"""On a page with room events take so many lanes before they become numbers."""
CROWD: Final = 4
"""Events are a crowd when more than one in so many has no room for its name."""
LABEL_ROOM: Final = 120.0
"""In a narrow picture the name of an event may take so much."""
ROOMY: Final = 500.0
"""From this height on a page has room."""
HEADER_CHAR: Final = 4.3
"""Mean width of a header character at the small size."""
TITLE_LEADING: Final = 18.0
STAMP_PAD: Final = 5.0
FOOTER: Final = 16.0
LEGEND_LEADING: Final = 12.0
SWATCHES: Final = dict.fromkeys(
    ("solid", "soft", "hatched", "dashed", "percent", "ghost", "gap", "seam"), 22.0
)
"""The width of a legend's sample, for those that are more than a spot."""
SPOT: Final = 8.0
LEAST_ROOM: Final = 48.0
"""A page with less room for rows than this is too small."""


@dataclass(frozen=True)
class LegendItem:
    """A sample and what it means; x counts from the left margin."""

    kind: str
    text: str
    x: float


@dataclass(frozen=True)
class Sheet:
    """The picture's frame and header on the pages of one column, and everything that is measured once.

    `axis` is where the whole picture begins and ends, beyond this page too. Events without room for their
    name stand in `numbered`.
    """

    plan: ChartPlan
    setup: PageSetup
    column: int
    frame: layout.Frame
    axis: tuple[float, float]
    tiers: Header
    today_lane: bool
    today_x: float | None
    gap_lane: bool
    bands: tuple[layout.Band, ...]
    lanes: int
    diamonds: tuple[layout.Diamond, ...]
    labels: tuple[layout.Label, ...]
    numbered: tuple[tuple[int, ChartEvent], ...]
    title: list[str]
    subtitle: list[str]
    stamp: str
    legend: list[list[LegendItem]]
    colours: dict[str, str] = field(repr=False)

    @property
    def header_height(self) -> float:
        """The height of the repeated header: today's tag, two tiers, the events, the names of the gaps."""
        tiers = 2 if self.tiers.top else 1
        lanes = self.lanes + (1 if self.gap_lane else 0)
        return (TODAY_LANE if self.today_lane else 0.0) + tiers * TIER + lanes * LANE + 3.0

    @property
    def foot_height(self) -> float:
        """The height of legend and footer."""
        return 10.0 + LEGEND_LEADING * len(self.legend) + FOOTER

    def heading_height(self, first: bool) -> float:
        """The height of the title block, or of the running title of a later page."""
        stamp = TITLE_LEADING if self.stamp else 0.0
        if not self.setup.heading:
            return stamp
        if not first:
            return max(style.SMALL_LEADING + 4.0, stamp)
        return max(stamp, TITLE_LEADING * len(self.title) + style.LEADING * len(self.subtitle) + 8.0)

    def room(self, first: bool) -> float:
        """The room for rows on a page."""
        height = self.setup.height
        return float("inf") if height is None else height - self.fixed_height(first)

    def fixed_height(self, first: bool) -> float:
        """What a page needs beside its rows."""
        return 2 * self.setup.margin + self.heading_height(first) + self.header_height + self.foot_height

    def placed(self, block: Block) -> Block:
        """A block with what it shows in the picture of this column."""
        if isinstance(block, GroupBlock):
            clamp = layout.extent(*block.days, self.frame) if block.days else None
            return replace(block, clamp=self._within(clamp))
        if isinstance(block, RowBlock) and not block.rest:
            return self._placed_row(block)
        return block

    def _placed_row(self, block: RowBlock) -> RowBlock:
        activity = block.row.activity
        whole = self._moved_in(layout.bar(activity, self.frame), activity)
        shape = layout.clipped(whole, *self.axis) if whole else None
        beyond = 0 if whole is None or shape else -1 if whole.x1 <= self.axis[0] else 1
        nearest = self.column == (0 if beyond < 0 else self.setup.pages_wide - 1)
        window = self.plan.ghosts.get(activity.id)
        return replace(
            block, bar=self._part(shape) if shape else None, beyond=beyond if nearest else 0,
            words=self._words(block, shape) if nearest or not beyond else (),
            ghost=self._within(layout.extent(*window, self.frame) if window else None),
        )  # fmt: skip

    def _moved_in(self, bar: layout.Bar | None, activity: layout.Row) -> layout.Bar | None:
        """A bar that was widened over the edge of the picture is moved inside: it does not go on there."""
        window = layout.extent(activity.earliest, activity.latest, self.frame)
        x0, x1 = self.axis
        if bar is None or window is None or window.x0 < x0 - layout.CUT or window.x1 > x1 + layout.CUT:
            return bar
        by = max(0.0, x0 - bar.x0) - max(0.0, bar.x1 - x1)
        return bar._replace(x0=bar.x0 + by, x1=bar.x1 + by, progress=bar.progress + by) if by else bar

    def _part(self, bar: layout.Bar) -> layout.Bar | None:
        """The part of a bar on this page: cut sharply at a seam, because it goes on on the next page."""
        x0, x1 = self.setup.chart_x0, self.setup.chart_x1
        if bar.x1 <= x0 or bar.x0 >= x1:
            return None
        left, right = max(bar.x0, x0), min(bar.x1, x1)
        cut_start, cut_end = bar.x0 < x0 - layout.CUT, bar.x1 > x1 + layout.CUT
        return bar._replace(
            x0=left, x1=right, progress=min(max(bar.progress, left), right),
            soft0=max(0.0, bar.soft0 - (left - bar.x0)), soft1=max(0.0, bar.soft1 - (bar.x1 - right)),
            open_start=bar.open_start or cut_start, open_end=bar.open_end or cut_end,
        )  # fmt: skip

    def _words(self, block: RowBlock, shape: layout.Bar | None) -> tuple[layout.Word, ...]:
        """The words beside a bar, on the page where it ends, without those that are said already."""
        if shape and not self.setup.chart_x0 < shape.x1 <= self.setup.chart_x1 + layout.CUT:
            return ()
        today = self.plan.today
        found = layout.words(block.row.activity, today if today is not None else 1)
        said = block.said if today is not None else block.said | {"overdue"}
        return tuple(word for word in found if word.text not in said)

    def _within(self, extent: layout.Extent | None) -> layout.Extent | None:
        """A window as far as it lies in this picture, open where it goes on."""
        x0, x1 = self.setup.chart_x0, self.setup.chart_x1
        if extent is None or extent.x1 <= x0 or extent.x0 >= x1:
            return None
        return layout.Extent(
            max(extent.x0, x0), min(extent.x1, x1),
            extent.open_start or extent.x0 < x0 - layout.CUT, extent.open_end or extent.x1 > x1 + layout.CUT,
        )  # fmt: skip


def sheets(plan: ChartPlan, setup: PageSetup) -> tuple[Sheet, ...]:
    """The sheets of all columns, left to right; UserError where a page has no room for rows."""
    style.register_fonts()
    x0, x1 = setup.chart_x0, setup.chart_x1
    whole = fit(plan.first, plan.last, setup.axis)
    frames = [_frame(plan, whole.panned(x0 - column * setup.step)) for column in range(setup.pages_wide)]
    frame = frames[0]
    today_lane = plan.today is not None and frame.first <= ordinal(plan.today) <= frame.last
    pictures = [tuple(_diamonds(plan, frame, x0, x1)) for frame in frames]
    labels, numbered = _labels(plan, pictures, setup)
    bands = [tuple(_bands(plan, frame, x0, x1)) for frame in frames]
    stamp = style.shortened(plan.stamp, setup.inner / 3, style.BODY, "semibold")
    room = setup.inner - (style.measure(stamp, style.BODY, "semibold") + 30.0 if stamp else 0.0)
    common = Sheet(
        plan, setup, 0, frame, (x0, x0 + setup.axis), header(frame.scale, x0, x1, HEADER_CHAR), today_lane, None,
        any(bands), (), max((1 + label.lane for placed in labels for label in placed), default=0), (), (), numbered,
        style.wrap(plan.title, room, style.TITLE, "semibold", max_lines=3) if setup.heading else [],
        style.wrap(plan.subtitle, room, style.BODY, max_lines=4) if setup.heading else [], stamp,
        _legend(plan, setup) if setup.legend else [], style.colours(),
    )  # fmt: skip
    if common.room(first=True) < LEAST_ROOM:
        raise UserError(
            "The page has no room for rows at this text size: choose a smaller text or a larger page."
        )
    return tuple(
        _column(common, column, frames[column], bands[column], pictures[column], labels[column])
        for column in range(setup.pages_wide)
    )


def _column(
    common: Sheet, column: int, frame: layout.Frame, bands: tuple[layout.Band, ...],
    diamonds: tuple[layout.Diamond, ...], labels: tuple[layout.Label, ...],
) -> Sheet:  # fmt: skip
    setup = common.setup
    x0, x1 = setup.chart_x0, setup.chart_x1
    today = layout.today_x(frame) if common.today_lane else None
    return replace(
        common, column=column, frame=frame, bands=bands, diamonds=diamonds, labels=labels,
        axis=(x0 - column * setup.step, x0 - column * setup.step + setup.axis),
        tiers=header(frame.scale, x0, x1, HEADER_CHAR),
        today_x=today if today is not None and x0 <= today <= x1 else None,
    )  # fmt: skip


def _frame(plan: ChartPlan, scale: Scale) -> layout.Frame:
    return layout.frame(scale, plan.first if plan.today is None else plan.today, plan.first, plan.last)


def _diamonds(plan: ChartPlan, frame: layout.Frame, x0: float, x1: float) -> Iterator[layout.Diamond]:
    """The events that lie in the picture; a label takes at most a third of a wide one."""
    room = min(max((x1 - x0) / 3, LABEL_ROOM), x1 - x0 - 12.0)
    for number, event in enumerate(plan.events):
        label = style.shortened(event.label, room, style.SMALL)
        shape = layout.diamond(number, event.earliest, event.latest, event.grain, label, frame.scale)
        if shape and x0 <= shape.x <= x1:
            yield shape._replace(x0=max(shape.x0, x0), x1=min(shape.x1, x1))


def _labels(
    plan: ChartPlan, pictures: list[tuple[layout.Diamond, ...]], setup: PageSetup
) -> tuple[list[tuple[layout.Label, ...]], tuple[tuple[int, ChartEvent], ...]]:
    """Labels for the events of all columns, and those events that only have room for a number, or for none.

    More lanes are tried first. A number takes less room than a name, so the others then find more; in a crowd all
    have numbers, because a few names in full would leave no lane to them.
    """
    lanes = (EVENT_LANES, MORE_LANES) if setup.height is None or setup.height >= ROOMY else (EVENT_LANES,)
    for count in lanes:
        placed = [_placed_labels(picture, {}, setup, count) for picture in pictures]
        missing = _missing(pictures, placed)
        if not missing:
            return placed, ()
    shown = {shape.id for picture in pictures for shape in picture}
    named = dict.fromkeys(shown if CROWD * len(missing) > len(shown) else missing)
    while missing:
        numbers = {event: str(number) for number, event in enumerate(sorted(named), start=1)}
        placed = [_placed_labels(picture, numbers, setup, count) for picture in pictures]
        missing = [event for event in _missing(pictures, placed) if event not in named]
        named |= dict.fromkeys(missing)
    return placed, tuple((number, plan.events[event]) for number, event in enumerate(sorted(named), start=1))


def _placed_labels(
    picture: tuple[layout.Diamond, ...], numbers: dict[int, str], setup: PageSetup, lanes: int
) -> tuple[layout.Label, ...]:
    shapes = [shape._replace(label=numbers.get(shape.id, shape.label)) for shape in picture]
    return layout.place_labels(
        shapes, lambda text: style.measure(text, style.SMALL), setup.chart_x0, setup.chart_x1,
        lanes=lanes, offset=6.0, gap=3.0,
    )  # fmt: skip


def _missing(pictures: list[tuple[layout.Diamond, ...]], placed: list[tuple[layout.Label, ...]]) -> list[int]:
    """The events that have no label on one of the pages where they stand."""
    pairs = (
        pair
        for shapes, labels in zip(pictures, placed, strict=True)
        for pair in zip(shapes, labels, strict=True)
    )
    return sorted({shape.id for shape, label in pairs if shape.label and not label.text})


def _bands(plan: ChartPlan, frame: layout.Frame, x0: float, x1: float) -> Iterator[layout.Band]:
    """The coverage gaps as far as they lie in the picture."""
    for gap in plan.gaps:
        shape = layout.band(gap.earliest, gap.latest, gap.grain, gap.label, frame)
        if shape and shape.x0 < x1 and shape.x1 > x0:
            yield shape._replace(
                x0=max(shape.x0, x0), x1=min(shape.x1, x1),
                soft0=shape.soft0 if shape.x0 >= x0 else 0.0, soft1=shape.soft1 if shape.x1 <= x1 else 0.0,
            )  # fmt: skip


def _legend(plan: ChartPlan, setup: PageSetup) -> list[list[LegendItem]]:
    """The samples of what the chart says, in lines as wide as the page; the colours of the plan first."""
    lines: list[list[LegendItem]] = [[]]
    x = 0.0
    for kind, text in _entries(plan, setup):
        text = style.shortened(text, setup.inner / 3, style.SMALL)
        width = SWATCHES.get(kind, SPOT) + 4.0 + style.measure(text, style.SMALL)
        if lines[-1] and x + width > setup.inner:
            lines.append([])
            x = 0.0
        lines[-1].append(LegendItem(kind, text, x))
        x += width + 14.0
    return lines


def _entries(plan: ChartPlan, setup: PageSetup) -> Iterator[tuple[str, str]]:
    yield from plan.legend
    yield "solid", "on these days"
    yield "soft", "known to the month or week"
    yield "hatched", "some time in this window"
    yield "dashed", "unconfirmed or provisional"
    if any(row.activity.percent for group in plan.groups for row in group.rows):
        yield "percent", "share done"
    if plan.ghosts:
        yield "ghost", plan.ghost_name or "as in an earlier version"
    if plan.gaps:
        yield "gap", "gap in support"
    if plan.events:
        yield "event", "event"
    if setup.pages_wide > 1:
        yield "seam", "the page to the right begins here"
