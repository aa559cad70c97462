"""A page of the chart, drawn on any surface: the one place where the shapes get their pens on paper.

Knows what everything looks like and nothing of files, PDF or SVG. What lies where in x was decided in
`gantt`, what stands on which page in `chart_pages`.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from imgdesk.gantt import layout
from imgdesk.gantt.scale import MONTHS, Tick
from imgdesk.reports import style
from imgdesk.reports.chart_pages import (
    GROUP_PAD,
    LANE,
    LEGEND_LEADING,
    NOTE_INDENT,
    ROW_LEADING,
    ROW_PAD,
    ROW_SIZE,
    SPOT,
    STRIPE,
    SWATCHES,
    TIER,
    TODAY_LANE,
    Block,
    ChartPage,
    GroupBlock,
    LegendItem,
    NoteBlock,
    RowBlock,
    Sheet,
)
from imgdesk.reports.surface import Surface

BAR: Final = 9.6
"""The height of a bar."""
HATCH_STEP: Final = 4.2
BAND_STEP: Final = 7.0
DASHES: Final = (2.4, 1.6)
WORD_GAP: Final = 4.0
LEAST_NAME: Final = 50.0
"""With less room the name of a gap is left out: its first letters would say nothing."""
FAR: Final = 16.0
"""Words further right of their bar than this would rather stand left of it."""


def draw_page(surface: Surface, page: ChartPage, label: str) -> None:
    """Draw a page from the surface's upper left corner; `label` names it at its foot ("page 1 of 2")."""
    sheet, setup = page.sheet, page.sheet.setup
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
    _foot(surface, sheet, page.height - setup.margin - sheet.foot_height, label)


def _heading(surface: Surface, sheet: Sheet, y: float, *, first: bool) -> None:
    """The title block of the first page; a quiet running title on the others."""
    setup, colours = sheet.setup, sheet.colours
    if not setup.heading:
        return
    if not first:
        title = style.shortened(sheet.plan.title, setup.inner, style.SMALL)
        surface.text(setup.margin, y + style.SMALL, title, style.SMALL, colours["muted"])
        return
    y += style.TITLE
    for line in sheet.title:
        surface.text(setup.margin, y, line, style.TITLE, colours["text"], font="semibold")
        y += 18.0
    y -= 2.0
    for line in sheet.subtitle:
        surface.text(setup.margin, y, line, style.BODY, colours["muted"])
        y += style.LEADING


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
    setup, colours = sheet.setup, sheet.colours
    base = y + sheet.header_height - 5.0
    columns = (
        (setup.margin + STRIPE, "Output"),
        (setup.margin + setup.output_width, "When (as agreed)"),
        (setup.margin + setup.output_width + setup.when_width, "Lead"),
    )
    for x, name in columns:
        surface.text(x, base, name, style.SMALL, colours["muted"], font="semibold")
    if sheet.today_x is not None:
        y += TODAY_LANE
    if sheet.tiers.top:
        _tier(surface, sheet, sheet.tiers.top, y, style.BODY, colours["text"], strong=True)
        y += TIER
    _tier(surface, sheet, sheet.tiers.bottom, y, style.SMALL, colours["muted"], strong=not sheet.tiers.top)
    y += TIER
    _events(surface, sheet, y)
    _gap_names(surface, sheet, y + LANE * sheet.lanes)


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
        base += 12.0
    if block.note_x:
        base -= 12.0
    for line in block.note:
        surface.text(x + block.note_x, base, line, ROW_SIZE, colours["muted"])
        base += 12.0
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
    quiet = colours["muted"]
    when = quiet if block.row.activity.tbd else colours["text"]
    output = quiet if block.row.activity.status == "cancelled" else colours["text"]
    when_x = setup.margin + setup.output_width
    columns = (
        (setup.margin + STRIPE, block.output, output),
        (when_x, block.when, when),
        (when_x + setup.when_width, block.lead, colours["text"]),
    )
    for x, lines, fill in columns:
        for number, line in enumerate(lines):
            surface.text(x, y + ROW_PAD + 8.0 + number * ROW_LEADING, line, ROW_SIZE, fill)
    _row_picture(surface, sheet, block, y + ROW_PAD + ROW_LEADING / 2)


def _row_picture(surface: Surface, sheet: Sheet, block: RowBlock, middle: float) -> None:
    """The bar and its words; a window outside the picture is an arrow at its edge, no window at all a remark."""
    setup, colours = sheet.setup, sheet.colours
    words, x0, x1 = block.words, setup.chart_x0 + 2.0, setup.chart_x0 + 2.0
    if block.bar:
        draw_bar(surface, block.bar, middle, colours)
        x0, x1 = block.bar.x0, block.bar.x1
    elif block.beyond:
        x = setup.chart_x0 + 8.0 if block.beyond < 0 else setup.chart_x1 - 8.0
        x0, x1 = x - 3.0, x + 3.0
        _arrow(surface, x, middle, block.beyond, colours[layout.focus_role(block.row.activity.focus_area)])
    else:
        words = (layout.Word("no date", "muted"), *words)
    if words:
        _words(surface, sheet, words, x0, x1, middle)


def draw_bar(surface: Surface, bar: layout.Bar, middle: float, colours: dict[str, str]) -> None:
    """A bar around a middle line, in the texture that says how well its window is known."""
    top, paper = middle - BAR / 2, colours["surface"]
    colour = style.blend(colours[bar.role], paper, 0.55) if bar.faint else colours[bar.role]
    fill = style.blend(colour, paper, 0.82) if bar.texture == "hatched" else colour
    start, end = bar.x0 + bar.soft0, bar.x1 - bar.soft1
    hard = not bar.soft0 and not bar.soft1 and bar.texture == "solid"
    # The body reaches under the fading ends, so that no viewer shows a seam between them.
    body0, body1 = start - bar.soft0 / 2, end + bar.soft1 / 2
    surface.rect(body0, top, body1 - body0, BAR, fill, radius=1.6 if hard and not bar.dashed else 0.0)
    pale = style.blend(fill, paper, 0.85)
    if bar.soft0:
        surface.gradient(bar.x0, top, bar.soft0, BAR, pale, fill)
    if bar.soft1:
        surface.gradient(end, top, bar.soft1, BAR, fill, pale)
    if bar.texture == "hatched":
        lines = layout.hatch_lines(bar.x0, top, bar.x1, top + BAR, HATCH_STEP, bar.x0 + top)
        surface.lines(lines, style.blend(colour, paper, 0.35), 0.6)
    if bar.progress > bar.x0:
        done = style.blend(colours[bar.role], colours["text"], 0.6)
        surface.rect(bar.x0, middle - 1.3, bar.progress - bar.x0, 2.6, done)
    if bar.dashed:
        ink = style.blend(colour, colours["text"], 0.35)
        surface.outline(bar.x0, top, bar.x1 - bar.x0, BAR, ink, 0.9, dashes=DASHES)
    if bar.open_start:
        _arrow(surface, bar.x0, middle, -1, colour)
    if bar.open_end:
        _arrow(surface, bar.x1, middle, 1, colour)


def _arrow(surface: Surface, x: float, middle: float, direction: int, colour: str) -> None:
    """The head of an arrow around x: it goes on from here."""
    surface.polygon(
        [
            (x - 2.5 * direction, middle - 3.6),
            (x + 2.5 * direction, middle),
            (x - 2.5 * direction, middle + 3.6),
        ],
        colour,
    )


def _words(
    surface: Surface, sheet: Sheet, words: tuple[layout.Word, ...], x0: float, x1: float, middle: float
) -> None:
    """The words beside a bar, on paper white so that no line crosses them."""
    pieces = [
        (word.text + (", " if number < len(words) - 1 else ""), word.role)
        for number, word in enumerate(words)
    ]
    widths = [style.measure(text, style.SMALL) for text, _ in pieces]
    x = _beside(sheet, x0, x1, sum(widths))
    surface.rect(x - 1.5, middle - 4.6, sum(widths) + 3.0, 9.2, sheet.colours["surface"])
    for (text, role), width in zip(pieces, widths, strict=True):
        surface.text(x, middle + 2.6, text, style.SMALL, sheet.colours[role])
        x += width


def _beside(sheet: Sheet, x0: float, x1: float, width: float) -> float:
    """Where words of a width begin: right of the bar, or left of it where the right side is less near or has
    no room.

    They stand clear of the today line. A bar that fills the picture carries them at its right end.
    """
    left, right = sheet.setup.chart_x0 + 2.0, sheet.setup.chart_x1
    after, before = x1 + WORD_GAP, x0 - WORD_GAP - width
    today = sheet.today_x
    if today is not None and after - 3.0 < today < after + width + 3.0:
        after = today + WORD_GAP
    if today is not None and before - 3.0 < today < before + width + 3.0:
        before = today - WORD_GAP - width
    fits_after, fits_before = after + width <= right, before >= left
    if fits_after and (after - x1 <= FAR or not fits_before or after - x1 <= x0 - before - width):
        return after
    return before if fits_before else max(left, min(x1, right) - width - WORD_GAP)


def _note(surface: Surface, sheet: Sheet, block: NoteBlock, y: float) -> None:
    x, base, muted = sheet.setup.margin, y + style.SMALL, sheet.colours["muted"]
    if block.mark:
        surface.text(x, base, block.mark, style.SMALL, muted)
    surface.text(x + NOTE_INDENT, base, block.line, style.SMALL, muted)


def _foot(surface: Surface, sheet: Sheet, y: float, label: str) -> None:
    """The legend, and below it the plan's footer and the page's name."""
    setup, colours = sheet.setup, sheet.colours
    y += 10.0
    for line in sheet.legend:
        for item in line:
            _sample(surface, sheet, item, y + LEGEND_LEADING / 2)
        y += LEGEND_LEADING
    surface.lines([(setup.margin, y + 3.0, setup.width - setup.margin, y + 3.0)], colours["line"], 0.6)
    room = setup.inner - style.measure(label, style.SMALL) - 20.0
    footer = style.shortened(sheet.plan.footer, room, style.SMALL)
    surface.text(setup.margin, y + 13.0, footer, style.SMALL, colours["muted"])
    surface.text(setup.width - setup.margin, y + 13.0, label, style.SMALL, colours["muted"], anchor="end")


def _sample(surface: Surface, sheet: Sheet, item: LegendItem, middle: float) -> None:
    colours, x = sheet.colours, sheet.setup.margin + item.x
    width = SWATCHES.get(item.kind, SPOT)
    if item.kind == "gap":
        lines = layout.hatch_lines(x, middle - 4.8, x + width, middle + 4.8, 4.2, rising=False)
        surface.lines(lines, style.blend(colours["gap"], colours["surface"], 0.4), 0.45)
    elif item.kind == "event":
        surface.polygon(_rhomb(x + SPOT / 2, middle), colours["accent"])
    elif item.kind in SWATCHES:
        draw_bar(surface, _sample_bar(item.kind, x, width), middle, colours)
    else:
        surface.rect(x, middle - SPOT / 2, SPOT, SPOT, colours[item.kind], radius=1.6)
    surface.text(x + width + 4.0, middle + 2.6, item.text, style.SMALL, colours["text"])


def _sample_bar(kind: str, x: float, width: float) -> layout.Bar:
    """A bar that shows one texture, the outline or the share done."""
    texture = kind if kind in {"soft", "hatched"} else "solid"
    soft = 7.0 if kind == "soft" else 0.0
    return layout.Bar(
        0, x, x + width, texture, kind == "dashed", soft, soft, "muted",
        x + (0.6 * width if kind == "percent" else 0.0), False, False, kind == "dashed", (),
    )  # fmt: skip
