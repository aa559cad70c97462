"""A page of the chart, drawn on any surface: the one place where the shapes get their pens on paper.

Knows what everything looks like and nothing of files, PDF or SVG. What lies where in x was decided in
`gantt`, what stands on which page in `chart_pages`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from imgdesk.gantt import layout
from imgdesk.gantt.scale import MONTHS, Tick
from imgdesk.reports import style
from imgdesk.reports.chart import COLUMNS, STRIPE
from imgdesk.reports.chart_bars import draw_bar, draw_ghost, draw_row_picture, sample_bar
from imgdesk.reports.chart_blocks import (
    GROUP_LEADING,
    GROUP_PAD,
    NOTE_INDENT,
    ROW_LEADING,
    ROW_PAD,
    ROW_SIZE,
    Block,
    GroupBlock,
    NoteBlock,
    RowBlock,
)
from imgdesk.reports.chart_pages import ChartPage
from imgdesk.reports.chart_sheet import (
    FOOTER,
    LANE,
    LEGEND_LEADING,
    SPOT,
    STAMP_PAD,
    SWATCHES,
    TIER,
    TITLE_LEADING,
    TODAY_LANE,
    LegendItem,
    Sheet,
)
from imgdesk.reports.surface import ScaledSurface, Surface

BAND_STEP: Final = 7.0
LEAST_NAME: Final = 50.0
"""With less room the name of a gap is left out: its first letters would say nothing."""
SEAM_DASHES: Final = (1.6, 2.4)
MAP_ROWS: Final = 6
"""A map of more rows of pages would be a grey spot."""
MAP_CELL: Final = 6.0


def draw_page(surface: Surface, page: ChartPage, label: str) -> None:
    """Draw a page from the surface's upper left corner; `label` names it at its foot ("page 1 of 2")."""
    sheet, setup = page.sheet, page.sheet.setup
    if setup.unit != 1.0:
        surface = ScaledSurface(surface, setup.unit)
    if setup.background:
        surface.rect(0, 0, setup.width, page.height, sheet.colours["surface"])
    y = setup.margin
    _heading(surface, sheet, y, first=page.first)
    y += sheet.heading_height(page.first)
    rows = [block for block in page.blocks if isinstance(block, GroupBlock | RowBlock)]
    top = y + sheet.header_height
    bottom = top + sum(block.height for block in rows)
    _backgrounds(surface, sheet, rows, top)
    _picture_ground(surface, sheet, y, top, bottom)
    _today(surface, sheet, y, top)
    _header(surface, sheet, y)
    _blocks(surface, sheet, page.blocks, top)
    if sheet.today_x is not None:
        surface.lines([(sheet.today_x, top, sheet.today_x, bottom)], sheet.colours["red"], 0.9)
    if sheet.column < setup.pages_wide - 1:
        _seam(surface, sheet, top - 6.0, bottom + 3.0)
    _foot(surface, page, page.height - setup.margin - sheet.foot_height, label)


def _heading(surface: Surface, sheet: Sheet, y: float, *, first: bool) -> None:
    """The title block of the first page; a quiet running title on the others."""
    setup, colours = sheet.setup, sheet.colours
    taken = _stamp(surface, sheet, y)
    if not setup.heading:
        return
    if not first:
        title = style.shortened(sheet.plan.title, setup.inner - taken, style.SMALL)
        surface.text(setup.margin, y + style.SMALL, title, style.SMALL, colours["muted"])
        return
    y += style.TITLE
    for line in sheet.title:
        surface.text(setup.margin, y, line, style.TITLE, colours["text"], font="semibold")
        y += TITLE_LEADING
    y -= 2.0
    for line in sheet.subtitle:
        surface.text(setup.margin, y, line, style.BODY, colours["muted"])
        y += style.LEADING


def _stamp(surface: Surface, sheet: Sheet, y: float) -> float:
    """The plan's status line in a box at the right ("DRAFT"); how much of the line it takes."""
    if not sheet.stamp:
        return 0.0
    setup, red = sheet.setup, sheet.colours["red"]
    width = style.measure(sheet.stamp, style.BODY, "semibold") + 2 * STAMP_PAD
    x = setup.width - setup.margin - width
    surface.rect(x, y - 1.0, width, style.BODY + 6.4, sheet.colours["redbg"], radius=2.5)
    surface.text(x + STAMP_PAD, y + style.BODY + 0.8, sheet.stamp, style.BODY, red, font="semibold")
    return width + 20.0


def _seam(surface: Surface, sheet: Sheet, top: float, bottom: float) -> None:
    """Where the picture of the page to the right begins: the line to lay its cut edge on."""
    x = sheet.setup.chart_x0 + sheet.setup.step
    surface.lines([(x, top, x, bottom)], sheet.colours["accent"], 0.6, dashes=SEAM_DASHES)


def _backgrounds(surface: Surface, sheet: Sheet, rows: list[GroupBlock | RowBlock], top: float) -> None:
    """The tint of the groups' headings and a line above every row, under everything else."""
    setup, colours = sheet.setup, sheet.colours
    y = top
    for block in rows:
        if isinstance(block, GroupBlock):
            surface.rect(setup.margin, y, setup.inner, block.height, colours["raised"])
            surface.lines([(setup.margin, y, setup.width - setup.margin, y)], colours["line"], 0.6)
        else:
            surface.lines([(setup.margin, y, setup.width - setup.margin, y)], colours["grid"], 0.5)
        y += block.height


def _picture_ground(surface: Surface, sheet: Sheet, y: float, top: float, bottom: float) -> None:
    """Coverage gaps, month lines and the frame of the picture."""
    setup, colours = sheet.setup, sheet.colours
    for band in sheet.bands:
        _band(surface, sheet, band, top, bottom)
    weak = [(line.x, top, line.x, bottom) for line in sheet.tiers.grid if not line.strong]
    strong = [(line.x, y + TODAY_LANE, line.x, bottom) for line in sheet.tiers.grid if line.strong]
    surface.lines(weak, colours["grid"], 0.5)
    surface.lines(strong, colours["line"], 0.6)
    surface.lines([(setup.chart_x0, y + TODAY_LANE, setup.chart_x0, bottom)], colours["line"], 0.6)
    edge = [(setup.margin, line, setup.width - setup.margin, line) for line in (top, bottom)]
    surface.lines(edge, style.blend(colours["line"], colours["muted"], 0.4), 0.7)


def _band(surface: Surface, sheet: Sheet, band: layout.Band, top: float, bottom: float) -> None:
    """A coverage gap in falling lines, paler where its edge is not known to the day."""
    colour, paper = sheet.colours["gap"], sheet.colours["surface"]
    colour, pale = style.blend(colour, paper, 0.4), style.blend(colour, paper, 0.7)
    inner0, inner1 = band.x0 + band.soft0, band.x1 - band.soft1
    for x0, x1, stroke in ((band.x0, inner0, pale), (inner0, inner1, colour), (inner1, band.x1, pale)):
        surface.lines(layout.hatch_lines(x0, top, x1, bottom, BAND_STEP, rising=False), stroke, 0.45)


def _header(surface: Surface, sheet: Sheet, y: float) -> None:
    """Column heads, the two tiers, the events and the names of the gaps."""
    colours = sheet.colours
    base = y + sheet.header_height - 5.0
    for name, x, room in _columns(sheet):
        head = style.shortened(COLUMNS[name], room, style.SMALL, "semibold")
        surface.text(x, base, head, style.SMALL, colours["muted"], font="semibold")
    if sheet.today_lane:
        y += TODAY_LANE
    if sheet.tiers.top:
        _tier(surface, sheet, sheet.tiers.top, y, style.BODY, colours["text"], strong=True)
        y += TIER
    _tier(surface, sheet, sheet.tiers.bottom, y, style.SMALL, colours["muted"], strong=not sheet.tiers.top)
    y += TIER
    _events(surface, sheet, y)
    _gap_names(surface, sheet, y + LANE * sheet.lanes)


def _columns(sheet: Sheet) -> Iterator[tuple[str, float, float]]:
    """The columns with where their words begin and how wide they may be."""
    x = sheet.setup.margin
    for number, (name, width) in enumerate(sheet.setup.column_widths.items()):
        inset = 0.0 if number else STRIPE
        yield name, x + inset, width - inset - 2.0
        x += width


def _head_text(
    surface: Surface, sheet: Sheet, x: float, y: float, text: str, size: float, colour: str, font: style.Font
) -> None:
    """A text of the header; where the today line would cross it, the line is interrupted."""
    width = style.measure(text, size, font)
    if sheet.today_x is not None and x - 2.0 < sheet.today_x < x + width + 2.0:
        surface.rect(x - 1.0, y - size + 0.6, width + 2.0, size + 1.6, sheet.colours["surface"])
    surface.text(x, y, text, size, colour, font=font)


def _tier(
    surface: Surface,
    sheet: Sheet,
    ticks: tuple[Tick, ...],
    y: float,
    size: float,
    colour: str,
    *,
    strong: bool,
) -> None:
    for tick in ticks:
        if tick.label:
            font: style.Font = "semibold" if strong else "regular"
            _head_text(surface, sheet, tick.label_x + 3.0, y + 9.0, tick.label, size, colour, font)


def _events(surface: Surface, sheet: Sheet, y: float) -> None:
    """Diamonds with their labels; a fuzzy one on a thin line over the time in which it may fall."""
    colours = sheet.colours
    pale = style.blend(colours["accent"], colours["surface"], 0.5)
    placed = list(zip(sheet.diamonds, sheet.labels, strict=True))
    for shape, label in placed:
        if shape.fuzzy:
            middle = y + LANE * (label.lane + 0.5)
            surface.lines([(shape.x0, middle, shape.x1, middle)], pale, 0.8)
    for shape, label in placed:
        middle = y + LANE * (label.lane + 0.5)
        surface.polygon(_rhomb(shape.x, middle), colours["accent"])
        if label.text:
            _head_text(
                surface, sheet, label.x, middle + 2.6, label.text, style.SMALL, colours["text"], "regular"
            )


def _rhomb(x: float, y: float, r: float = 3.6) -> list[tuple[float, float]]:
    return [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]


def _gap_names(surface: Surface, sheet: Sheet, y: float) -> None:
    """The names of the gaps, each above its band; one that would run into its neighbour is cut."""
    bands = sorted(sheet.bands)
    ends = [*(band.x0 for band in bands[1:]), sheet.setup.chart_x1]
    for band, end in zip(bands, ends, strict=False):
        room = end - band.x0 - 4.0
        text = style.shortened(band.label, room, style.SMALL, "italic") if room >= LEAST_NAME else ""
        muted = sheet.colours["muted"]
        _head_text(surface, sheet, band.x0 + 1.0, y + 7.6, text, style.SMALL, muted, "italic")


def _today(surface: Surface, sheet: Sheet, y: float, top: float) -> None:
    """The red line's beginning in the header, named by its date: paper is read on another day."""
    if sheet.today_x is None:
        return
    colours, x = sheet.colours, sheet.today_x
    text = _long_date(sheet.frame.today)
    half = style.measure(text, style.SMALL, "semibold") / 2 + 4.0
    middle = min(max(x, sheet.setup.chart_x0 + half), sheet.setup.chart_x1 - half)
    surface.lines([(x, y + TODAY_LANE - 1, x, top)], colours["red"], 0.9)
    surface.rect(middle - half, y, 2 * half, TODAY_LANE - 0.5, colours["red"], radius=2.5)
    surface.text(middle, y + 8.4, text, style.SMALL, colours["surface"], font="semibold", anchor="middle")


def _long_date(day: int) -> str:
    when = date.fromordinal(day)
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def _blocks(surface: Surface, sheet: Sheet, blocks: tuple[Block, ...], y: float) -> None:
    for block in blocks:
        if isinstance(block, GroupBlock):
            _group(surface, sheet, block, y)
        elif isinstance(block, RowBlock):
            _row(surface, sheet, block, y)
        elif isinstance(block, NoteBlock):
            _note(surface, sheet, block, y)
        y += block.height


def _group(surface: Surface, sheet: Sheet, block: GroupBlock, y: float) -> None:
    setup, colours = sheet.setup, sheet.colours
    x, base = setup.margin + STRIPE, y + GROUP_PAD + 9.0
    for line in block.title:
        surface.text(x, base, line, style.HEADING, colours["text"], font="semibold")
        base += GROUP_LEADING
    if block.note_x:
        base -= GROUP_LEADING
    for line in block.note:
        surface.text(x + block.note_x, base, line, ROW_SIZE, colours["muted"])
        base += GROUP_LEADING
    if block.clamp:
        _clamp(surface, block.clamp, y + block.height - 7.0, colours["muted"])


def _clamp(surface: Surface, clamp: layout.Extent, y: float, colour: str) -> None:
    """A group's extent: a bar with feet, without a foot where it goes on beyond the picture."""
    x0, x1 = clamp.x0 + 0.4, clamp.x1 - 0.4
    strokes = [(x0, y, x1, y)]
    if not clamp.open_start:
        strokes.append((x0, y - 0.4, x0, y + 4.0))
    if not clamp.open_end:
        strokes.append((x1, y - 0.4, x1, y + 4.0))
    surface.lines(strokes, colour, 0.8)


def _row(surface: Surface, sheet: Sheet, block: RowBlock, y: float) -> None:
    setup, colours = sheet.setup, sheet.colours
    colour = colours[layout.focus_role(block.row.activity.focus_area)]
    surface.rect(setup.margin, y + 3.0, 2.6, block.height - 6.0, colour, radius=1.3)
    quiet = {
        "when": block.row.activity.tbd, "output": block.row.activity.status == "cancelled", "ref": True,
        "percent": True,
    }  # fmt: skip
    for name, x, _ in _columns(sheet):
        fill = colours["muted" if quiet.get(name) else "text"]
        for number, line in enumerate(block.cells[name]):
            surface.text(x, y + ROW_PAD + 8.0 + number * ROW_LEADING, line, ROW_SIZE, fill)
    draw_row_picture(surface, sheet, block, y + ROW_PAD + ROW_LEADING / 2)


def _note(surface: Surface, sheet: Sheet, block: NoteBlock, y: float) -> None:
    x, base, muted = sheet.setup.margin, y + style.SMALL, sheet.colours["muted"]
    if block.mark:
        surface.text(x, base, block.mark, style.SMALL, muted)
    surface.text(x + NOTE_INDENT, base, block.line, style.SMALL, muted)


def _foot(surface: Surface, page: ChartPage, y: float, label: str) -> None:
    """The legend, and below it the plan's footer and the page's name, with a map where pages lie side by side."""
    sheet = page.sheet
    setup, colours = sheet.setup, sheet.colours
    y += 10.0
    for line in sheet.legend:
        for item in line:
            _sample(surface, sheet, item, y + LEGEND_LEADING / 2)
        y += LEGEND_LEADING
    surface.lines([(setup.margin, y + 3.0, setup.width - setup.margin, y + 3.0)], colours["line"], 0.6)
    right = setup.width - setup.margin
    if setup.pages_wide > 1 and 0 < page.strips <= MAP_ROWS:
        right -= _map(surface, page, right, y + 10.4) + 6.0
    room = right - setup.margin - style.measure(label, style.SMALL) - 20.0
    footer = style.shortened(sheet.plan.footer, room, style.SMALL)
    surface.text(setup.margin, y + 13.0, footer, style.SMALL, colours["muted"])
    surface.text(right, y + 13.0, label, style.SMALL, colours["muted"], anchor="end")


def _map(surface: Surface, page: ChartPage, right: float, middle: float) -> float:
    """All pages as they lie side by side, this one filled; the width of the map."""
    setup, colours = page.sheet.setup, page.sheet.colours
    high = min(MAP_CELL * 0.7, (FOOTER - 4.0) / page.strips - 0.8)
    width = setup.pages_wide * (MAP_CELL + 1.0) - 1.0
    top = middle - (page.strips * (high + 0.8) - 0.8) / 2
    for strip in range(page.strips):
        for column in range(setup.pages_wide):
            here = (strip, column) == (page.strip, page.sheet.column)
            x, y = right - width + column * (MAP_CELL + 1.0), top + strip * (high + 0.8)
            surface.rect(x, y, MAP_CELL, high, colours["accent" if here else "line"])
    return width


def _sample(surface: Surface, sheet: Sheet, item: LegendItem, middle: float) -> None:
    colours, x = sheet.colours, sheet.setup.margin + item.x
    width = SWATCHES.get(item.kind, SPOT)
    if item.kind == "gap":
        lines = layout.hatch_lines(x, middle - 4.8, x + width, middle + 4.8, 4.2, rising=False)
        surface.lines(lines, style.blend(colours["gap"], colours["surface"], 0.4), 0.45)
    elif item.kind == "event":
        surface.polygon(_rhomb(x + SPOT / 2, middle), colours["accent"])
    elif item.kind == "ghost":
        draw_ghost(surface, layout.Extent(x, x + width, False, False), middle - 1.4, colours)
    elif item.kind == "seam":
        surface.lines(
            [(x + width / 2, middle - 5.0, x + width / 2, middle + 5.0)],
            colours["accent"],
            0.6,
            dashes=SEAM_DASHES,
        )
    elif item.kind in SWATCHES:
        draw_bar(surface, sample_bar(item.kind, x, width), middle, colours)
    else:
        surface.rect(x, middle - SPOT / 2, SPOT, SPOT, colours[item.kind], radius=1.6)
    surface.text(x + width + 4.0, middle + 2.6, item.text, style.SMALL, colours["text"])
