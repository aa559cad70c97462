"""The bars of the chart with what belongs to them: texture, percent, arrows, ghosts, and the words beside them.

What lies where in x was decided in `gantt` and `chart_sheet`; here the shapes get their pens.
"""

from __future__ import annotations

from typing import Final

from imgdesk.gantt import layout
from imgdesk.reports import style
from imgdesk.reports.chart_blocks import RowBlock
from imgdesk.reports.chart_sheet import Sheet
from imgdesk.reports.surface import Surface

BAR: Final = 9.6
"""The height of a bar."""
GHOST: Final = 3.4
"""The height of a ghost, which stands below its bar."""
HATCH_STEP: Final = 4.2
DASHES: Final = (2.4, 1.6)
WORD_GAP: Final = 4.0
FAR: Final = 16.0
"""Words further right of their bar than this would rather stand left of it."""


def draw_row_picture(surface: Surface, sheet: Sheet, block: RowBlock, middle: float) -> None:
    """The bar and its words; a window outside the picture is an arrow at its edge, no window at all a remark."""
    setup, colours = sheet.setup, sheet.colours
    words, x0, x1 = block.words, setup.chart_x0 + 2.0, setup.chart_x0 + 2.0
    if block.ghost:
        draw_ghost(surface, block.ghost, middle + BAR / 2 + 1.0, colours)
    if block.bar:
        draw_bar(surface, block.bar, middle, colours)
        x0, x1 = block.bar.x0, block.bar.x1
    elif block.beyond:
        x = setup.chart_x0 + 8.0 if block.beyond < 0 else setup.chart_x1 - 8.0
        x0, x1 = x - 3.0, x + 3.0
        _arrow(surface, x, middle, block.beyond, colours[layout.focus_role(block.row.activity.focus_area)])
    elif block.undated:
        words = (layout.Word("no date", "muted"), *words)
    else:
        return  # the bar stands on another page of its row
    if words:
        _words(surface, sheet, words, x0, x1, middle)


def draw_ghost(surface: Surface, ghost: layout.Extent, top: float, colours: dict[str, str]) -> None:
    """Where the activity stood in the version: a thin outline, without an end where it goes on."""
    ink, paper = colours["muted"], colours["surface"]
    x0, x1 = ghost.x0 + 0.3, max(ghost.x1, ghost.x0 + 2.4) - 0.3
    surface.rect(x0, top, x1 - x0, GHOST - 0.8, paper)
    strokes = [(x0, top, x1, top), (x0, top + GHOST - 0.8, x1, top + GHOST - 0.8)]
    if not ghost.open_start:
        strokes.append((x0, top, x0, top + GHOST - 0.8))
    if not ghost.open_end:
        strokes.append((x1, top, x1, top + GHOST - 0.8))
    surface.lines(strokes, ink, 0.6)


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
        _dashed(surface, bar, top, ink)
    if bar.open_start:
        _arrow(surface, bar.x0, middle, -1, colour)
    if bar.open_end:
        _arrow(surface, bar.x1, middle, 1, colour)


def _dashed(surface: Surface, bar: layout.Bar, top: float, ink: str) -> None:
    """The outline of what is not agreed; an end at which the bar goes on has none."""
    if not (bar.open_start or bar.open_end):
        surface.outline(bar.x0, top, bar.x1 - bar.x0, BAR, ink, 0.9, dashes=DASHES)
        return
    strokes = [(bar.x0, y, bar.x1, y) for y in (top, top + BAR)]
    strokes += [
        (x, top, x, top + BAR) for x, goes_on in ((bar.x0, bar.open_start), (bar.x1, bar.open_end)) if not goes_on
    ]  # fmt: skip
    surface.lines(strokes, ink, 0.9, dashes=DASHES)


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


def sample_bar(kind: str, x: float, width: float) -> layout.Bar:
    """A bar that shows one texture, the outline or the share done."""
    texture = kind if kind in {"soft", "hatched"} else "solid"
    soft = 7.0 if kind == "soft" else 0.0
    return layout.Bar(
        0, x, x + width, texture, kind == "dashed", soft, soft, "muted",
        x + (0.6 * width if kind == "percent" else 0.0), False, False, kind == "dashed", (),
    )  # fmt: skip
