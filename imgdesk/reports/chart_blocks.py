"""What stands below one another on a page of the chart: headings, rows, notes, measured once for all pages.

A block knows its words in lines and its height, which are the same on all pages side by side. What it shows
in the picture is added per page (see `chart_sheet`). Nothing is dealt out or drawn here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from imgdesk.gantt import layout
from imgdesk.reports import style
from imgdesk.reports.chart import STRIPE, ChartEvent, ChartGroup, ChartPlan, ChartRow, PageSetup

MAX_LINES: Final = 7
"""A longer output ends in an ellipsis, unless the whole text is asked for: one row must not fill a page."""
ALL_LINES: Final = 20_000
NOTE_LINES: Final = 60
ROW_SIZE: Final = 7.8
ROW_LEADING: Final = 9.8
ROW_PAD: Final = 3.2
GHOST_ROOM: Final = 3.4
"""What a row grows by where ghosts stand below the bars."""
GROUP_PAD: Final = 3.6
GROUP_LEADING: Final = 12.0
COLUMN_GAP: Final = 8.0
NOTE_INDENT: Final = 12.0


@dataclass(frozen=True)
class GroupBlock:
    """A group's heading in lines: the note begins on the title's last line at note_x, or below it where that
    is 0. `days` are its earliest and latest known day. `again` says that the group began on another page.
    """

    title: list[str]
    note: list[str]
    note_x: float
    days: tuple[str, str] | None
    height: float
    again: bool = False
    clamp: layout.Extent | None = None


@dataclass(frozen=True)
class RowBlock:
    """A row: its columns in lines, and its bar and ghost as far as they lie in the picture.

    `beyond` is -1 or 1 where the whole window lies before or after the picture, otherwise 0. `rest` is the
    later part of a row whose words are longer than a page; it has no bar.
    """

    row: ChartRow
    cells: dict[str, list[str]]
    height: float
    said: frozenset[str]
    rest: bool = False
    bar: layout.Bar | None = None
    ghost: layout.Extent | None = None
    beyond: int = 0
    words: tuple[layout.Word, ...] = ()

    @property
    def output(self) -> list[str]:
        """The output in lines."""
        return self.cells.get("output", [])

    @property
    def undated(self) -> bool:
        """Whether there is no window at all, so that a word stands for the bar."""
        return not self.rest and self.row.activity.earliest is None and self.row.activity.latest is None


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


def group_block(group: ChartGroup, setup: PageSetup) -> GroupBlock:
    """A group's heading, its note on the same line where there is room."""
    width = setup.chart_x0 - setup.margin - STRIPE - COLUMN_GAP
    title = style.wrap(group.title, width, style.HEADING, "semibold", max_lines=2)
    used = style.measure(title[-1], style.HEADING, "semibold") + 6.0 if title else 0.0
    note = style.wrap(group.note, width - used, ROW_SIZE, max_lines=1) if used < width else []
    if not note or note[0].endswith("…"):
        used, note = 0.0, style.wrap(group.note, width, ROW_SIZE, max_lines=3)
    lines = max(1, len(title) + (0 if used else len(note)))
    return GroupBlock(title, note, used, _days(group), lines * GROUP_LEADING + 2 * GROUP_PAD)


def continued(group: ChartGroup, heading: GroupBlock, setup: PageSetup) -> GroupBlock:
    """The heading of a group that goes on on another page."""
    again = group_block(replace(group, title=f"{group.title} (continued)", note="", rows=()), setup)
    return replace(again, days=heading.days, again=True)


def _days(group: ChartGroup) -> tuple[str, str] | None:
    windows = ((row.activity.earliest, row.activity.latest) for row in group.rows)
    days = [day for window in windows for day in window if day is not None]
    return (min(days), max(days)) if days else None


def row_blocks(group: ChartGroup, plan: ChartPlan, setup: PageSetup) -> Iterator[RowBlock]:
    """The rows of a group, in lines."""
    widths = setup.column_widths
    marked = "output" if "output" in widths else setup.columns[0]
    most = ALL_LINES if setup.whole_text else MAX_LINES
    pad = 2 * ROW_PAD + (GHOST_ROOM if plan.ghosts else 0.0)
    for row in group.rows:
        cells = {}
        for name, width in widths.items():
            room = width - COLUMN_GAP - (STRIPE if name == setup.columns[0] else 0.0)
            marks = superscript(row.marks) if name == marked else ""
            cells[name] = _lines(row.cell(name), marks, room, most)
        count = max(1, *(len(lines) for lines in cells.values()))
        yield RowBlock(row, cells, count * ROW_LEADING + pad, _said(row, group, setup))


def row_parts(block: RowBlock, room: float) -> Iterator[RowBlock]:
    """A row that is higher than `room` in parts that are not, the bar beside the first."""
    if block.height <= room:
        yield block
        return
    count = max(len(lines) for lines in block.cells.values())
    extra = block.height - count * ROW_LEADING
    most = max(1, int((room - extra) // ROW_LEADING))
    for start in range(0, count, most):
        cells = {name: lines[start : start + most] for name, lines in block.cells.items()}
        height = min(most, count - start) * ROW_LEADING + extra
        yield replace(block, cells=cells, height=height, rest=start > 0)


def _lines(text: str, marks: str, width: float, most: int) -> list[str]:
    """The text in lines, its footnote marks at the end of the last, also where the text had to be cut."""
    if not marks:
        return style.wrap(text, width, ROW_SIZE, max_lines=most)
    lines = style.wrap(text, width - style.measure(marks, ROW_SIZE), ROW_SIZE, max_lines=most) or [""]
    return [*lines[:-1], lines[-1] + marks]


def _said(row: ChartRow, group: ChartGroup, setup: PageSetup) -> frozenset[str]:
    """The words that need not stand beside the bar, because the row or the group's heading says them already."""
    when = row.when_text.casefold() if "when" in setup.columns else ""
    said = {word for word in ("TBD", "unconfirmed") if word.casefold() in when}
    if group.provisional:
        said.add("provisional")
    if "status" in setup.columns:
        said.add(row.activity.status)
    return frozenset(said)


_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def superscript(marks: tuple[str, ...]) -> str:
    """Footnote marks as they stand in the text: raised digits, any other mark in parentheses."""
    return " ".join(m.translate(_SUPERSCRIPT) if m.isdecimal() and m.isascii() else f"({m})" for m in marks)


def note_blocks(mark: str, text: str, setup: PageSetup) -> list[NoteBlock]:
    """A footnote in lines."""
    lines = style.wrap(text, setup.inner - NOTE_INDENT, style.SMALL, max_lines=NOTE_LINES)
    shown = superscript((mark,)) if mark else ""
    return [NoteBlock("" if number else shown, line) for number, line in enumerate(lines)]


def event_blocks(numbered: tuple[tuple[int, ChartEvent], ...], setup: PageSetup) -> list[NoteBlock]:
    """The events that stand in the picture as a number only, with their names."""
    if not numbered:
        return []
    names = [f"{number}: {_named(event)}" for number, event in numbered]
    width = setup.inner - NOTE_INDENT
    lines = style.wrap("Events by number: " + " · ".join(names), width, style.SMALL, max_lines=ALL_LINES)
    return [NoteBlock("", line) for line in lines]


def _named(event: ChartEvent) -> str:
    return f"{event.label}, {event.when_text}" if event.when_text else event.label
