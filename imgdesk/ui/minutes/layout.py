"""Where the items and paragraphs of a meeting stand, and how a paragraph breaks into lines; nothing is painted here.

Heights are estimated from the number of characters until a paragraph comes into view, and precise from then on: a
meeting of a thousand paragraphs costs what is visible of it. Tops are prefix sums of the heights.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate
from math import ceil
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from imgdesk.ui.minutes.words import CHIPS, LINE, MOST_SHOWN, Run, heading, list_mark, runs
from imgdesk.ui.theme import BODY, HEADING, SMALL, Theme
from imgdesk.views.minutes import MeetingRecord, ParagraphRow

MARGIN: Final = 24
"""Left and right of the column."""
WIDEST: Final = 960
NUMBER: Final = 15
"""From the edge of a paragraph to its number, and below to its words."""
TEXT: Final = 53
RIGHT: Final = 16
PAD: Final = 7
GAP: Final = 4
"""Below every paragraph."""
HEAD_TOP, HEAD_BOTTOM, HEAD_LEFT = 18, 1, 12
MOST_LINES: Final = 40
_KEPT = 400
_STYLES = {"bold": (True, False), "italic": (False, True), "both": (True, True), "label": (True, False)}

Key = tuple[str, int]


class Block(NamedTuple):
    """What stands below each other: "item" (a heading), "paragraph", "empty" (an item without any), "draft".

    `id` is that of the paragraph, otherwise of the item. A draft is a line that is not in the desk yet.
    """

    kind: str
    id: int
    item_id: int
    text: str = ""
    row: ParagraphRow | None = None

    @property
    def key(self) -> Key:
        """What stays the same while the words change."""
        return self.kind, self.id

    def look(self) -> tuple[Any, ...]:
        """Return all that the height depends on."""
        return (self.text,) if self.row is None else (self.row[:2], self.row[3:])


class Laid(NamedTuple):
    """A paragraph in lines: the layout to draw, chips and links by place, what was cut."""

    lines: QTextLayout
    height: float
    chips: tuple[tuple[QRectF, str], ...]
    links: tuple[tuple[QRectF, int], ...]
    sources: tuple[tuple[int, int, int], ...]
    cut: int

    def source(self, place: QPointF) -> int:
        """Return the place in the text as typed that is nearest to a point of the paragraph."""
        found = self.lines.lineCount() - 1
        for number in range(self.lines.lineCount()):
            if place.y() < self.lines.lineAt(number).rect().bottom():
                found = number
                break
        at = self.lines.lineAt(found).xToCursor(place.x()) if found >= 0 else 0
        typed = 0
        for start, source, length in self.sources:
            if at >= start:
                typed = source + min(at - start, length)
        return typed


class Inks:
    """Fonts and formats of one theme at one size of type; thrown away when either changes."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.body, self.head = theme.font(BODY), theme.font(HEADING, semibold=True)
        self.small = theme.font(SMALL, semibold=True)
        self.line = float(ceil(QFontMetricsF(self.body).lineSpacing()))
        self.letter = QFontMetricsF(self.body).averageCharWidth()
        self._formats: dict[str, QTextCharFormat] = {}

    def color(self, role: str) -> QColor:
        """Return the colour of a role."""
        return self._theme.color(role)

    def format(self, style: str) -> QTextCharFormat:
        """Return how a style of words.Run is written."""
        if style not in self._formats:
            made = QTextCharFormat()
            made.setFont(self._font(style))
            role = {"muted": "muted", "link": "text", "neutral": "muted", "kept": "amber"}.get(style, "text")
            made.setForeground(self.color(style if style in ("amber", "red", "green") else role))
            made.setFontUnderline(style == "link")
            self._formats[style] = made
        return self._formats[style]

    def _font(self, style: str) -> QFont:
        if style in CHIPS:
            return self.small
        bold, italic = _STYLES.get(style, (False, False))
        return self._theme.font(BODY, semibold=bold, italic=italic)


def blocks_of(record: MeetingRecord) -> list[Block]:
    """Return a meeting as blocks, in order."""
    made: list[Block] = []
    for item in record.items:
        made.append(Block("item", item.id, item.id, heading(item)))
        made += [Block("paragraph", row.id, item.id, "", row) for row in item.paragraphs]
        if not item.paragraphs:
            made.append(Block("empty", item.id, item.id))
    return made


class Flow:
    """The blocks from top to bottom with their heights, for one width."""

    def __init__(self, inks: Inks) -> None:
        self.blocks: list[Block] = []
        self.today = date.min
        self._inks, self._width = inks, 0
        self._heights: list[float] = []
        self._tops: list[float] = [0.0]
        self._places: dict[Key, int] = {}
        self._known: dict[Key, tuple[tuple[Any, ...], float, bool]] = {}
        self._laid: dict[Key, tuple[tuple[Any, ...], Laid]] = {}
        self._fixed: dict[Key, float] = {}

    def set_inks(self, inks: Inks) -> None:
        """Write in other fonts or colours."""
        self._inks = inks
        self._forget()

    def set_width(self, width: int) -> None:
        """Break the lines anew for a viewport this wide."""
        wanted = max(min(width - 2 * MARGIN, WIDEST), 160)
        if wanted != self._width:
            self._width = wanted
            self._forget()

    @property
    def column(self) -> tuple[int, int]:
        """Left edge and width of the paragraphs."""
        return MARGIN, self._width

    @property
    def text_width(self) -> int:
        """How wide the words of a paragraph may be."""
        return self._width - TEXT - RIGHT

    @property
    def height(self) -> int:
        """How tall all is."""
        return round(self._tops[-1]) + 2 * MARGIN

    def show(self, blocks: Sequence[Block], today: date) -> None:
        """Take other blocks; what looks as before keeps its height."""
        if today != self.today:
            self.today = today
            self._known.clear()
            self._laid.clear()
        self.blocks = list(blocks)
        self._places = {block.key: number for number, block in enumerate(self.blocks)}
        self._heights = [self._height(block) for block in self.blocks]
        self._sum()

    def fix(self, key: Key, height: float) -> bool:
        """Give a block, and it alone, the height of the field in its place; return whether anything moved."""
        if self._fixed == {key: height}:
            return False
        touched = {key, *self._fixed}
        self._fixed = {key: height}
        for place in (self._places[block] for block in touched if block in self._places):
            self._heights[place] = self._height(self.blocks[place])
        self._sum()
        return True

    def unfix(self) -> None:
        """Give every block its own height again, at the next `show`."""
        self._fixed.clear()

    def place(self, key: Key | None) -> int | None:
        """Return which block it is, None where there is none."""
        return self._places.get(key) if key is not None else None

    def top(self, place: int) -> float:
        """Return the upper edge of a block."""
        return self._tops[place] + MARGIN - HEAD_TOP / 2

    def tall(self, place: int) -> float:
        """Return the height of a block without the gap below it."""
        return self._heights[place] - GAP

    def at(self, y: float) -> int | None:
        """Return the block at a height, None above the first and below the last."""
        inner = y - MARGIN + HEAD_TOP / 2
        if inner < 0 or inner >= self._tops[-1]:
            return None
        return bisect_right(self._tops, inner) - 1

    def visible(self, top: float, bottom: float) -> range:
        """Return the blocks between two heights, each measured precisely by now."""
        first = self.at(max(top, MARGIN)) or 0
        place = first
        while place < len(self.blocks) and self.top(place) < bottom:
            self.measure(place)
            place += 1
        return range(first, place)

    def measure(self, place: int) -> bool:
        """Make the height of a block precise; return whether it was another one."""
        block = self.blocks[place]
        known = self._known.get(block.key)
        if known is not None and known[2] and known[0] == block.look():
            return False
        laid = self.laid(place)
        height = laid.height + (HEAD_TOP + HEAD_BOTTOM if block.kind == "item" else 2 * PAD) + GAP
        self._known[block.key] = (block.look(), height, True)
        fixed = self._fixed.get(block.key)
        before, self._heights[place] = self._heights[place], height if fixed is None else fixed + GAP
        if before != self._heights[place]:
            self._sum()
            return True
        return False

    def laid(self, place: int) -> Laid:
        """Return the lines of a block."""
        block = self.blocks[place]
        look = block.look()
        found = self._laid.get(block.key)
        if found is None or found[0] != look:
            if len(self._laid) > _KEPT:
                self._laid.clear()
            found = self._laid[block.key] = (look, self._lay(block))
        return found[1]

    def _lay(self, block: Block) -> Laid:
        if block.kind == "item":
            return lay(
                [Run(block.text, "plain")], self._inks, self._width - 2 * HEAD_LEFT, font=self._inks.head
            )
        if block.row is None:
            return lay([Run("Enter to type", "muted")], self._inks, self.text_width)
        made = lay(runs(block.row, self.today), self._inks, self.text_width)
        return made._replace(cut=_rest(block.row.text, made)) if made.cut else made

    def _height(self, block: Block) -> float:
        fixed = self._fixed.get(block.key)
        if fixed is not None:
            return fixed + GAP
        look = block.look()
        known = self._known.get(block.key)
        if known is None or known[0] != look:
            known = self._known[block.key] = (look, self._guess(block), False)
        return known[1]

    def _guess(self, block: Block) -> float:
        if block.kind == "item":
            return HEAD_TOP + self._inks.line + HEAD_BOTTOM + GAP
        text = block.row.text if block.row else ""
        wide = max(self.text_width / self._inks.letter, 8)
        lines = sum(max(1, -(-len(line) // int(wide))) for line in text[:MOST_SHOWN].split("\n"))
        return min(lines, MOST_LINES + 1) * self._inks.line + 2 * PAD + GAP

    def _forget(self) -> None:
        self._known.clear()
        self._laid.clear()
        self.show(self.blocks, self.today)

    def _sum(self) -> None:
        self._tops = [0.0, *accumulate(self._heights)]


def lay(parts: Iterable[Run], inks: Inks, width: float, *, font: QFont | None = None) -> Laid:
    """Break runs into lines of a width; after MOST_LINES the rest is left out and `cut` is 1."""
    parts = list(parts)
    text = "".join(run.text for run in parts)
    layout = QTextLayout(text, font or inks.body)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    places, start = [], 0
    for run in parts:
        places.append((start, run))
        start += len(run.text)
    if font is None:
        layout.setFormats([_range(inks, at, run) for at, run in places if run.style != "plain"])
    height, whole = _break(layout, text, width, QFontMetricsF(layout.font()))
    sources = tuple((at, run.source, len(run.text)) for at, run in places if run.source >= 0)
    cut = 0 if whole else 1
    shown = [(at, run) for at, run in places if _line_of(layout, at) is not None]
    chips = tuple((_box(layout, at, run), run.style) for at, run in shown if run.style in CHIPS)
    links = tuple(
        (box, run.activity)
        for at, run in shown
        if run.activity
        for box in _boxes(layout, at, at + len(run.text))
    )
    return Laid(layout, height + (inks.line if cut else 0), chips, links, sources, cut)


def _range(inks: Inks, start: int, run: Run) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, len(run.text), inks.format(run.style)
    return made


def _break(layout: QTextLayout, text: str, width: float, metrics: QFontMetricsF) -> tuple[float, bool]:
    """Make the lines; return their height and whether all of the text is in them."""
    y, indent = 0.0, 0.0
    layout.beginLayout()
    for _ in range(MOST_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        start = line.textStart()
        first = start == 0 or text[start - 1] == LINE
        if first:  # the further lines of a list entry stand under its words
            indent = metrics.horizontalAdvance(list_mark(text[start : start + 200]))
        line.setLineWidth(max(width - (0 if first else indent), 40))
        line.setPosition(QPointF(0 if first else indent, y))
        y += line.height()
    layout.endLayout()
    last = layout.lineAt(layout.lineCount() - 1) if layout.lineCount() else None
    return y, last is None or last.textStart() + last.textLength() >= len(text)


def _line_of(layout: QTextLayout, at: int) -> int | None:
    line = layout.lineForTextPosition(at)
    return line.lineNumber() if line.isValid() and at < line.textStart() + line.textLength() else None


def _box(layout: QTextLayout, start: int, run: Run) -> QRectF:
    return next(iter(_boxes(layout, start, start + len(run.text))), QRectF())


def _boxes(layout: QTextLayout, start: int, stop: int) -> list[QRectF]:
    """Return the boxes of a stretch of text, one for each line that it is on."""
    made = []
    while start < stop:
        line = layout.lineForTextPosition(start)
        if not line.isValid():
            break
        end = min(stop, line.textStart() + line.textLength())
        if end <= start:
            break
        left, right = (_x(line.cursorToX(place)) for place in (start, end))
        made.append(QRectF(left, line.y(), right - left, line.height()))
        start = end
    return made


def _x(found: Any) -> float:
    return float(found[0] if isinstance(found, tuple) else found)


def _rest(text: str, laid: Laid) -> int:
    """Return about how many lines of a paragraph are not shown."""
    last = laid.lines.lineAt(laid.lines.lineCount() - 1)
    shown = max(laid.source(QPointF(0, last.y())), 1)
    rest = text[shown:]
    wide = max(shown // MOST_LINES, 20)
    return max(1, sum(max(1, -(-len(line) // wide)) for line in rest.split("\n")) - 1)
