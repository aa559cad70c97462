"""How a chart on paper shall look: one frozen value, made by a dialog, by the command line or by hand.

A value that exists is valid: whatever cannot be printed is refused in one sentence when it is made. Knows
neither the desk nor any writer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final

from imgdesk.domain.timing import parse
from imgdesk.errors import UserError
from imgdesk.reports.chart import COLUMNS, PAGES, PICTURE_LEAST, PageSetup, page_name, picture_setup
from imgdesk.text import one_line
from imgdesk.views.grouping import GROUPINGS

ORIENTATIONS: Final = ("auto", "landscape", "portrait")
ORDERS: Final = ("across", "down")
MOST_WIDE: Final = 6
MM: Final = 72 / 25.4
"""Points in a millimetre."""
TEXT_SIZE: Final = 7.8
"""The size of a row's text where nothing else is asked for, in points; smaller words shrink and grow with it."""
LEAST_TEXT, MOST_TEXT = 7.5, 14.0
"""At the least size the smallest words of the chart still have 7 points."""
LEAST_PIXELS, MOST_PIXELS = 900, 8000
PX_PER_POINT: Final = 1.6
"""At this scale the smallest text of a picture is some 12 px high: readable on a slide."""
SCREEN_DPI: Final = 96


@dataclass(frozen=True)
class ChartOptions:
    """What can be chosen about a chart on paper or as a picture; UserError for what cannot be printed.

    `page` is a key of PAGES, `orientation` one of ORIENTATIONS ("auto" is landscape unless upright pages are
    fewer). The picture spreads over `pages_wide` pages (1 to 6) that share `overlap_mm` of it; `order` is
    "across" (rows of pages) or "down". `first` and `last` bound the picture, None is the plan's own bound.
    `columns` are keys of COLUMNS in their order; `group_by` one of GROUPINGS. `title` and `subtitle` replace
    the plan's, `status_line` stands at the head of every page. `text_size` is in points. `version` is the
    plan version whose windows are shown as ghosts. A picture is `picture_width` pixels wide as SVG, a PNG has
    `picture_scale` times as many.
    """

    page: str = "A4"
    orientation: str = "auto"
    pages_wide: int = 1
    overlap_mm: float = 10.0
    order: str = "across"
    first: date | None = None
    last: date | None = None
    columns: tuple[str, ...] = ("output", "when", "lead")
    group_by: str = "section"
    group_pages: bool = False
    legend: bool = True
    heading: bool = True
    title: str = ""
    subtitle: str = ""
    status_line: str = ""
    text_size: float = TEXT_SIZE
    whole_text: bool = False
    version: int | None = None
    picture_width: int = 1600
    picture_scale: float = 2.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "page", page_name(self.page))
        object.__setattr__(self, "columns", tuple(self.columns))
        _one_of("orientation", self.orientation, ORIENTATIONS)
        _one_of("page order", self.order, ORDERS)
        _one_of("grouping", self.group_by, GROUPINGS)
        _within("number of pages side by side", self.pages_wide, 1, MOST_WIDE)
        _within("overlap in millimetres", self.overlap_mm, 0, 50)
        _within("picture's width in pixels", self.picture_width, LEAST_PIXELS, MOST_PIXELS)
        _within("picture's scale", self.picture_scale, 0.5, 6)
        if not LEAST_TEXT <= self.text_size <= MOST_TEXT:
            raise UserError(
                f"A text size of {self.text_size:g} points cannot be printed: choose {LEAST_TEXT:g} to "
                f"{MOST_TEXT:g}, so that nothing is smaller than 7 points."
            )
        if self.first and self.last and self.first > self.last:
            raise UserError(
                "The chart would end before it begins: choose a last day that is not before the first."
            )
        _check_columns(self.columns)

    def page_setup(self, *, upright: bool) -> PageSetup:
        """The paper, landscape or upright; UserError where the columns leave no room for the picture."""
        width, height = PAGES[self.page]
        if upright:
            width, height = height, width
        unit = self.text_size / TEXT_SIZE
        overlap = self.overlap_mm * MM / unit if self.pages_wide > 1 else 0.0
        setup = PageSetup(
            width / unit, height / unit, margin=30.0 / unit, heading=self.heading, columns=self.columns,
            legend=self.legend, pages_wide=self.pages_wide, overlap=overlap, across=self.order == "across",
            whole_text=self.whole_text, apart=self.group_pages, unit=unit,
        )  # fmt: skip
        return _with_room(setup, f"{self.page} {'portrait' if upright else 'landscape'}")

    def picture_setup(self) -> PageSetup:
        """One tall picture, `picture_width` pixels wide at PX_PER_POINT; UserError as for a page."""
        unit = self.text_size / TEXT_SIZE
        setup = replace(
            picture_setup(self.picture_width / PX_PER_POINT / unit), heading=self.heading, columns=self.columns,
            legend=self.legend, whole_text=self.whole_text, unit=unit,
        )  # fmt: skip
        return _with_room(setup, f"a picture of {self.picture_width} pixels")


def _with_room(setup: PageSetup, paper: str) -> PageSetup:
    picture = setup.chart_x1 - setup.chart_x0
    if picture < PICTURE_LEAST:
        raise UserError(
            f"The columns leave no room for the chart on {paper}: choose fewer columns, a smaller text or a "
            "larger page."
        )
    if setup.overlap > picture / 2:
        raise UserError("The pages would overlap by more than half: choose a smaller overlap.")
    return setup


def options_from_words(words: Mapping[str, object]) -> ChartOptions:
    """Options from plain words and numbers, such as {"page": "A3", "pages-wide": 2, "from": "March 2024"}.

    Names may be written with hyphens or underscores (see NAMES); None leaves the default. Dates are ISO or
    as agreed (a month begins with its first and ends with its last day), lists have commas, yes and no are
    words or booleans. UserError with one plain sentence for everything else.
    """
    given: dict[str, Any] = {}
    for name, value in words.items():
        key = name.strip().lower().replace("_", "-").lstrip("-")
        if key not in _READERS:
            raise UserError(f"There is no choice {name!r} for a chart: use {', '.join(NAMES)}.")
        if value is not None:
            field, read = _READERS[key]
            given[field] = read(key, value)
    return ChartOptions(**given)


def options_words(options: ChartOptions, *, defaults: bool = False) -> dict[str, str]:
    """The options as words from which `options_from_words` makes the same value; what is at its default is left
    out, unless `defaults` are wanted too ("" is a default of nothing).
    """
    names = {field: name for name, (field, _) in reversed(_READERS.items())}
    wanted = [item for item in fields(options) if defaults or getattr(options, item.name) != item.default]
    return {names[item.name]: _word(getattr(options, item.name)) for item in wanted}


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _one_of(what: str, value: str, known: Iterable[str]) -> None:
    if value not in known:
        raise UserError(f"There is no {what} {value!r}: choose {_listed(known)}.")


def _listed(known: Iterable[str]) -> str:
    *others, last = known
    return f"{', '.join(others)} or {last}" if others else last


def _within(what: str, value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        raise UserError(f"The {what} cannot be {value:g}: choose {least:g} to {most:g}.")


def _check_columns(columns: tuple[str, ...]) -> None:
    if not columns:
        raise UserError(f"A chart needs at least one column: choose from {', '.join(COLUMNS)}.")
    for name in columns:
        _one_of("column", name, COLUMNS)
    if len(set(columns)) < len(columns):
        raise UserError("A column is named twice: name each once, in the order in which they shall stand.")


def _text(_name: str, value: object) -> str:
    return one_line(str(value))


def _lower(_name: str, value: object) -> str:
    return one_line(str(value)).lower()


def _grouping(_name: str, value: object) -> str:
    return one_line(str(value)).lower().replace(" ", "_").replace("-", "_")


def _number(name: str, value: object) -> float:
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:
        raise UserError(f"“{value}” is not a number: give --{name} as a number.") from None
    if number != number or abs(number) > 1e9:
        raise UserError(f"“{value}” is not a number: give --{name} as a number.")
    return number


def _whole(name: str, value: object) -> int:
    number = _number(name, value)
    if number != int(number):
        raise UserError(f"“{value}” is not a whole number: give --{name} as a whole number.")
    return int(number)


def _scale_of_dpi(name: str, value: object) -> float:
    return _number(name, value) / SCREEN_DPI


def _yes_or_no(name: str, value: object) -> bool:
    word = str(value).strip().lower()
    if word in {"yes", "true", "on", "1"}:
        return True
    if word in {"no", "false", "off", "0"}:
        return False
    raise UserError(f"“{value}” is neither yes nor no: give --{name} as yes or no.")


def _columns(_name: str, value: object) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value if isinstance(value, list | tuple) else ()
    return tuple(one_line(str(part)).lower() for part in parts if str(part).strip())


def _first_day(name: str, value: object) -> date:
    return _day(name, value, last=False)


def _last_day(name: str, value: object) -> date:
    return _day(name, value, last=True)


def _day(name: str, value: object, *, last: bool) -> date:
    if isinstance(value, date):
        return value
    timing = parse(one_line(str(value)))
    day = timing.latest if last else timing.earliest
    if not timing.understood or day is None:
        raise UserError(
            f"“{value}” is not a day: give --{name} as 2024-03-31, or as a month, quarter or year."
        )
    return day


_READERS: Final[dict[str, tuple[str, Callable[[str, object], object]]]] = {
    "page": ("page", _text),
    "orientation": ("orientation", _lower),
    "pages-wide": ("pages_wide", _whole),
    "overlap": ("overlap_mm", _number),
    "order": ("order", _lower),
    "from": ("first", _first_day),
    "to": ("last", _last_day),
    "columns": ("columns", _columns),
    "group-by": ("group_by", _grouping),
    "group-pages": ("group_pages", _yes_or_no),
    "legend": ("legend", _yes_or_no),
    "heading": ("heading", _yes_or_no),
    "title": ("title", _text),
    "subtitle": ("subtitle", _text),
    "status-line": ("status_line", _text),
    "text-size": ("text_size", _number),
    "whole-text": ("whole_text", _yes_or_no),
    "version": ("version", _whole),
    "width": ("picture_width", _whole),
    "scale": ("picture_scale", _number),
    "dpi": ("picture_scale", _scale_of_dpi),
}
NAMES: Final = tuple(_READERS)
"""The names that `options_from_words` knows."""

HELP: Final[dict[str, str]] = {
    "page": f"the paper: {', '.join(PAGES)}",
    "orientation": f"{', '.join(ORIENTATIONS)}: auto turns pages upright where that saves one",
    "pages-wide": f"spread the picture over so many pages side by side, 1 to {MOST_WIDE}",
    "overlap": "how much of the picture pages side by side share, in millimetres",
    "order": "number the pages across or down",
    "from": "the first day of the picture: 2024-03-31, or a month, quarter or year",
    "to": "its last day",
    "columns": f"the columns in their order, with commas: {', '.join(COLUMNS)}",
    "group-by": f"the headings: {', '.join(GROUPINGS)}",
    "group-pages": "begin a page with each group: yes or no",
    "legend": "print the legend: yes or no",
    "heading": "print the title block: yes or no",
    "title": "another title than the plan's",
    "subtitle": "another line below it",
    "status-line": "a line at the head of every page, such as DRAFT",
    "text-size": f"the size of a row's text in points, {LEAST_TEXT:g} to {MOST_TEXT:g}",
    "whole-text": "cut no output, however long: yes or no",
    "version": "show below each bar where it stood in this version of the plan, by its number",
    "width": f"how wide a picture is in pixels, {LEAST_PIXELS} to {MOST_PIXELS}",
    "scale": "how many pixels of a .png make one of these",
    "dpi": f"the same as dots an inch, {SCREEN_DPI} for one",
}
"""What each name of NAMES chooses, in a few words, for whoever lists them."""
