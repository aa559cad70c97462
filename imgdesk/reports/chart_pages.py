"""The chart divided into pages: all text measured once, the rows dealt out.

The rules: fit to the page's width, repeat the header, never split a row, keep a group's heading with its
first row and repeat it on the next page, never smaller than the style allows: more pages instead. Nothing is
drawn here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from imgdesk.gantt import layout
from imgdesk.gantt.scale import Header, fit, header, ordinal
from imgdesk.reports import style
from imgdesk.reports.chart import ChartGroup, ChartPlan, ChartRow, PageSetup

MAX_LINES: Final = 7
"""A longer output ends in an ellipsis: one row must not fill a page."""
NOTE_LINES: Final = 60
ROW_SIZE: Final = 7.8
ROW_LEADING: Final = 9.8
ROW_PAD: Final = 3.2
GROUP_PAD: Final = 3.6
STRIPE: Final = 9.0
"""From the left edge to the text, with the coloured stripe of the focus area between."""
COLUMN_GAP: Final = 8.0
NOTE_INDENT: Final = 12.0
TODAY_LANE: Final = 12.0
TIER: Final = 12.5
LANE: Final = 10.0
EVENT_LANES: Final = 3
HEADER_CHAR: Final = 4.3
"""Mean width of a header character at the small size."""
TITLE_LEADING: Final = 18.0
FOOTER: Final = 16.0
LEGEND_LEADING: Final = 12.0
SWATCHES: Final = {"solid": 22.0, "soft": 22.0, "hatched": 22.0, "dashed": 22.0, "percent": 22.0, "gap": 22.0}
"""The width of a legend's sample, for those that are more than a spot."""
SPOT: Final = 8.0


@dataclass(frozen=True)
class GroupBlock:
    """A group's heading in lines: the note begins on the title's last line at note_x, or below it where that
    is 0.
    """

    title: list[str]
    note: list[str]
    note_x: float
    clamp: layout.Extent | None
    height: float


@dataclass(frozen=True)
class RowBlock:
    """A row: its columns in lines, and its bar as far as it lies in the picture.

    `beyond` is -1 or 1 where the whole window lies before or after the picture, otherwise 0.
    """

    row: ChartRow
    output: list[str]
    when: list[str]
    lead: list[str]
    bar: layout.Bar | None
    beyond: int
    words: tuple[layout.Word, ...]
    height: float


@dataclass(frozen=True)
class NoteBlock:
    """One line of a footnote, its mark on the first."""

    mark: str
    line: str
    height: float = style.SMALL_LEADING


@dataclass(frozen=True)
class SpaceBlock:
    """White space between rows and footnotes."""

    height: float = 8.0


Block = GroupBlock | RowBlock | NoteBlock | SpaceBlock


@dataclass(frozen=True)
class LegendItem:
    """A sample and what it means; x counts from the left margin."""

    kind: str
    text: str
    x: float


@dataclass(frozen=True)
class Sheet:
    """What all pages of a chart share: the picture's frame and header, and everything that is measured once."""

    plan: ChartPlan
    setup: PageSetup
    frame: layout.Frame
    tiers: Header
    today_x: float | None
    bands: tuple[layout.Band, ...]
    diamonds: tuple[layout.Diamond, ...]
    labels: tuple[layout.Label, ...]
    title: list[str]
    subtitle: list[str]
    legend: list[list[LegendItem]]
    colours: dict[str, str] = field(repr=False)

    @property
    def lanes(self) -> int:
        """How many lanes the events take."""
        return 1 + max(label.lane for label in self.labels) if self.labels else 0

    @property
    def header_height(self) -> float:
        """The height of the repeated header: today's tag, two tiers, the events, the names of the gaps."""
        tiers = 2 if self.tiers.top else 1
        lanes = self.lanes + (1 if self.bands else 0)
        return (TODAY_LANE if self.today_x is not None else 0.0) + tiers * TIER + lanes * LANE + 3.0

    @property
    def foot_height(self) -> float:
        """The height of legend and footer."""
        return 10.0 + LEGEND_LEADING * len(self.legend) + FOOTER

    def heading_height(self, first: bool) -> float:
        """The height of the title block, or of the running title of a later page."""
        if not self.setup.heading:
            return 0.0
        if not first:
            return style.SMALL_LEADING + 4.0
        return TITLE_LEADING * len(self.title) + style.LEADING * len(self.subtitle) + 8.0


@dataclass(frozen=True)
class ChartPage:
    """One page: what stands on it, and its height."""

    sheet: Sheet
    blocks: tuple[Block, ...]
    first: bool
    height: float


def chart_pages(plan: ChartPlan, setup: PageSetup) -> tuple[ChartPage, ...]:
    """The chart divided into pages; at least one, even for a plan without rows."""
    style.register_fonts()
    sheet = _sheet(plan, setup)
    dealer = _Dealer(sheet)
    for group in plan.groups:
        dealer.add_group(group)
    dealer.add_notes([block for mark, text in plan.footnotes for block in _note_blocks(mark, text, setup)])
    return dealer.finished()


class _Dealer:
    """Deals blocks out to pages, keeping count of the room that is left on the last one."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._pages: list[list[Block]] = [[]]
        self._room = self._whole_room()

    def add_group(self, group: ChartGroup) -> None:
        heading = group_block(group, self._sheet)
        rows = _row_blocks(group, self._sheet)
        first = next(rows, None)
        if not self._fits(heading.height + (first.height if first else 0.0)):
            self._break()
        self._put(heading)
        if first:
            self._put(first)
        for row in rows:
            if not self._fits(row.height):
                self._break()
                self._put(
                    group_block(replace(group, title=f"{group.title} (continued)", note=""), self._sheet)
                )
            self._put(row)

    def add_notes(self, notes: list[NoteBlock]) -> None:
        if notes and self._fits(SpaceBlock().height + notes[0].height):
            self._put(SpaceBlock())
        for note in notes:
            if not self._fits(note.height):
                self._break()
            self._put(note)

    def finished(self) -> tuple[ChartPage, ...]:
        return tuple(
            ChartPage(self._sheet, tuple(blocks), number == 0, self._height(blocks, number == 0))
            for number, blocks in enumerate(self._pages)
        )

    def _fits(self, height: float) -> bool:
        return height <= self._room or not self._pages[-1]

    def _put(self, block: Block) -> None:
        self._pages[-1].append(block)
        self._room -= block.height

    def _break(self) -> None:
        self._pages.append([])
        self._room = self._whole_room()

    def _whole_room(self) -> float:
        height = self._sheet.setup.height
        return float("inf") if height is None else height - self._fixed(len(self._pages) == 1)

    def _fixed(self, first: bool) -> float:
        sheet = self._sheet
        return 2 * sheet.setup.margin + sheet.heading_height(first) + sheet.header_height + sheet.foot_height

    def _height(self, blocks: list[Block], first: bool) -> float:
        return self._sheet.setup.height or self._fixed(first) + sum(block.height for block in blocks)


def _sheet(plan: ChartPlan, setup: PageSetup) -> Sheet:
    x0, x1 = setup.chart_x0, setup.chart_x1
    scale = fit(plan.first, plan.last, x1 - x0).panned(x0)
    frame = layout.frame(scale, plan.first if plan.today is None else plan.today, plan.first, plan.last)
    visible_today = plan.today is not None and frame.first <= ordinal(plan.today) <= frame.last
    diamonds = tuple(_diamonds(plan, frame, x0, x1))
    labels = layout.place_labels(
        diamonds,
        lambda text: style.measure(text, style.SMALL),
        x0,
        x1,
        lanes=EVENT_LANES,
        offset=6.0,
        gap=3.0,
    )
    return Sheet(
        plan, setup, frame, header(scale, x0, x1, HEADER_CHAR),
        layout.today_x(frame) if visible_today else None,
        tuple(_bands(plan, frame, x0, x1)), diamonds, labels,
        style.wrap(plan.title, setup.inner, style.TITLE, "semibold", max_lines=3),
        style.wrap(plan.subtitle, setup.inner, style.BODY, max_lines=4),
        _legend(plan, setup), style.colours(),
    )  # fmt: skip


def _diamonds(plan: ChartPlan, frame: layout.Frame, x0: float, x1: float) -> Iterator[layout.Diamond]:
    """The events that lie in the picture; a label takes at most a third of it."""
    for number, event in enumerate(plan.events):
        label = style.shortened(event.label, (x1 - x0) / 3, style.SMALL)
        shape = layout.diamond(number, event.earliest, event.latest, event.grain, label, frame.scale)
        if shape and x0 <= shape.x <= x1:
            yield shape._replace(x0=max(shape.x0, x0), x1=min(shape.x1, x1))


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
    entries = [(role, text) for role, text in plan.legend]
    entries += [
        ("solid", "on these days"),
        ("soft", "known to the month or week"),
        ("hatched", "some time in this window"),
        ("dashed", "unconfirmed or provisional"),
    ]
    if any(row.activity.percent for group in plan.groups for row in group.rows):
        entries.append(("percent", "share done"))
    if plan.gaps:
        entries.append(("gap", "gap in support"))
    if plan.events:
        entries.append(("event", "event"))
    lines: list[list[LegendItem]] = [[]]
    x = 0.0
    for kind, text in entries:
        text = style.shortened(text, setup.inner / 3, style.SMALL)
        width = SWATCHES.get(kind, SPOT) + 4.0 + style.measure(text, style.SMALL)
        if lines[-1] and x + width > setup.inner:
            lines.append([])
            x = 0.0
        lines[-1].append(LegendItem(kind, text, x))
        x += width + 14.0
    return lines


def group_block(group: ChartGroup, sheet: Sheet) -> GroupBlock:
    """A group's heading, its note on the same line where there is room."""
    setup = sheet.setup
    width = setup.chart_x0 - setup.margin - STRIPE - COLUMN_GAP
    title = style.wrap(group.title, width, style.HEADING, "semibold", max_lines=2)
    used = style.measure(title[-1], style.HEADING, "semibold") + 6.0 if title else 0.0
    note = style.wrap(group.note, width - used, ROW_SIZE, max_lines=1) if used < width else []
    if not note or note[0].endswith("…"):
        used, note = 0.0, style.wrap(group.note, width, ROW_SIZE, max_lines=3)
    lines = max(1, len(title) + (0 if used else len(note)))
    clamp = layout.group_extent([row.activity for row in group.rows], sheet.frame)
    return GroupBlock(title, note, used, _within(clamp, setup), lines * 12.0 + 2 * GROUP_PAD)


def _within(clamp: layout.Extent | None, setup: PageSetup) -> layout.Extent | None:
    """The clamp as far as it lies in the picture, open where it goes on."""
    x0, x1 = setup.chart_x0, setup.chart_x1
    if clamp is None or clamp.x1 <= x0 or clamp.x0 >= x1:
        return None
    return layout.Extent(
        max(clamp.x0, x0), min(clamp.x1, x1), clamp.x0 < x0 - layout.CUT, clamp.x1 > x1 + layout.CUT
    )


def _row_blocks(group: ChartGroup, sheet: Sheet) -> Iterator[RowBlock]:
    setup = sheet.setup
    for row in group.rows:
        room = setup.output_width - STRIPE - COLUMN_GAP
        output = _marked(row.output, superscript(row.marks), room)
        when = style.wrap(row.when_text, setup.when_width - COLUMN_GAP, ROW_SIZE, max_lines=MAX_LINES)
        lead = style.wrap(row.lead_text, setup.lead_width - COLUMN_GAP, ROW_SIZE, max_lines=MAX_LINES)
        whole = layout.bar(row.activity, sheet.frame)
        shape = layout.clipped(whole, setup.chart_x0, setup.chart_x1) if whole else None
        beyond = 0 if whole is None or shape else -1 if whole.x1 <= setup.chart_x0 else 1
        lines = max(1, len(output), len(when), len(lead))
        words = _words(row, group, sheet.frame.today if sheet.plan.today is not None else None)
        yield RowBlock(row, output, when, lead, shape, beyond, words, lines * ROW_LEADING + 2 * ROW_PAD)


def _marked(text: str, marks: str, width: float) -> list[str]:
    """The text in lines, its footnote marks at the end of the last, also where the text had to be cut."""
    lines = style.wrap(text, width - style.measure(marks, ROW_SIZE), ROW_SIZE, max_lines=MAX_LINES) or [""]
    return [*lines[:-1], lines[-1] + marks]


def _words(row: ChartRow, group: ChartGroup, today: int | None) -> tuple[layout.Word, ...]:
    """The words beside a bar, without those that the row's date or the group's heading says already."""
    when = row.when_text.casefold()
    said = {word for word in ("TBD", "unconfirmed") if word.casefold() in when}
    if group.provisional:
        said.add("provisional")
    if today is None:
        said.add("overdue")
    found = layout.words(row.activity, today if today is not None else 1)
    return tuple(word for word in found if word.text not in said)


_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def superscript(marks: tuple[str, ...]) -> str:
    """Footnote marks as they stand in the text: raised digits, any other mark in parentheses."""
    return " ".join(m.translate(_SUPERSCRIPT) if m.isdecimal() and m.isascii() else f"({m})" for m in marks)


def _note_blocks(mark: str, text: str, setup: PageSetup) -> list[NoteBlock]:
    lines = style.wrap(text, setup.inner - NOTE_INDENT, style.SMALL, max_lines=NOTE_LINES)
    shown = superscript((mark,)) if mark else ""
    return [NoteBlock("" if number else shown, line) for number, line in enumerate(lines)]
