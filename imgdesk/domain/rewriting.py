"""A new window written into an old text: the date changes, and the words around it stay.

Nothing is taken on trust here: every way to write the date is read back with `timing.parse`, and only a text that
has the wanted window and the same flags is given. The ways are tried from the most like the old text to the plainest:

1. The date alone, without its year where the year stays ("Sept '23", "2024 Q3", "2023 SDG Summit, September").
2. The date with its year; the words before and behind it stay ("COP 28, Nov-Dec 2023", "July 2023 (HLPF)").
3. The plain English of `timing.format`: window and flags. Words are lost only here and where they stand between two
   halves of the old date ("Q3 2024 at the summit (Sept)"): kept, they would say something else.

The manner of the old text is kept where it is easy: short month names, en dashes, numbers ("2023-05-12", "05/2023",
"2023-24"), "May 12, 2023", the day of the week (put right), French and Spanish. A list of days becomes their range, a
week by its number the week by its first day. Pure: no clock, no file, no locale.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from imgdesk.domain.rewriting_words import (
    ABBREVIATIONS,
    LANGUAGES,
    MONTH_STARTS,
    WEEKDAYS,
    YEAR_THIRDS,
    marks,
    translated,
)
from imgdesk.domain.timing import Timing, format, parse  # noqa: A004 - the counterpart of parse
from imgdesk.domain.timing_units import MONTH_NAMES

_DICI = re.compile(r"(?i)\b(d['’]ici) (?=\d{1,2} )")
_WEEK_OF = re.compile(
    r"(?i)\b(weeks? (of|commencing|beginning|starting)|w/[cb]|wc|semaine du|semana del?)( the)? ?$"
)
_PIECE = re.compile(r"[^\W_]+|\S")
_MONTHS_IN = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12}
_FLAGS = ("tbc", "tbd", "provisional", "approximate", "recurring")

Window = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a text was read: the Timing that its words give, and the context year and hemisphere that they needed."""

    timing: Timing
    year: int | None
    hemisphere: str

    def read(self, text: str) -> Timing:
        """The Timing of another text in the same context."""
        return parse(text, year=self.year, hemisphere=self.hemisphere)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A stretch of the text that holds a date; `opened`: behind a "by" or before an "onwards" that stays."""

    start: int
    stop: int
    with_year: bool
    opened: bool = False


def manner(timing: Timing) -> Manner | None:
    """How the text of a Timing was read; None if its window does not come from words in the text.

    The context year and the hemisphere are found again by trying: a Timing does not hold them.
    """
    window = timing.earliest, timing.latest
    ends = [end.year for end in window if end is not None]
    if not timing.understood or not ends:
        return None
    plain = parse(timing.text)
    if plain.understood and (plain.earliest, plain.latest) == (None, None):
        # "TBC" in the section of a year: that year is the section's, not the text's.
        return None
    for hemisphere in ("north", "south"):
        for year in dict.fromkeys((None, *ends, ends[0] + 1, ends[-1] - 1)):
            found = parse(timing.text, year=year, hemisphere=hemisphere)
            if (found.earliest, found.latest) == window:
                return Manner(found, year, hemisphere)
    return None


def rewritten(how: Manner, window: Window, grain: str) -> str | None:
    """The text with another window, known to the grain; None if no text says it (beyond the years 1 to 9999)."""
    wanted = replace(how.timing, earliest=window[0], latest=window[1], grain=grain)
    loose: str | None = None
    for text in dict.fromkeys(_texts(how, wanted)):
        found = how.read(text)
        if not _says(found, wanted):
            continue
        if found.grain == grain:
            return text
        loose = loose or text
    return loose


def _says(found: Timing, wanted: Timing) -> bool:
    same = (found.earliest, found.latest) == (wanted.earliest, wanted.latest)
    return same and all(getattr(found, flag) == getattr(wanted, flag) for flag in _FLAGS)


def _texts(how: Manner, wanted: Timing) -> Iterator[str]:
    text = how.timing.text
    for spot in _spots(how):
        before, behind = text[: spot.start], text[spot.stop :]
        for name in _names(text[spot.start : spot.stop], wanted, how, spot):
            dated = name if spot.with_year else without_year(name)
            # "2024 Q3" may become "2024 Q4" but not "2024 29 September".
            if dated and not (dated[0].isdigit() and re.search(r"\d\s*$", before)):
                yield _DICI.sub(r"\1 le ", before + dated + behind)
    yield format(wanted, hemisphere=how.hemisphere)


def _spots(how: Manner) -> list[_Spot]:
    """Where the date stands, without its year first; not so before a day of the week, which must be put right."""
    text, open_ended = how.timing.text, None in (how.timing.earliest, how.timing.latest)
    pieces = [match.span() for match in _PIECE.finditer(text)]
    day = how.timing.earliest or how.timing.latest
    assert day is not None
    weekday_behind = False
    found: list[_Spot] = []
    for year, with_year in ((how.year, True), (day.year, False)):

        def read(first: int, stop: int, year: int | None = year) -> Timing:
            piece = text[pieces[first][0] : pieces[stop - 1][1]]
            return parse(piece, year=year, hemisphere=how.hemisphere)

        hull = _hull(how.timing, len(pieces), read)
        if hull is None or (not with_year and weekday_behind):
            continue
        first, stop = _balanced(text, pieces, *hull)
        first, end = _whole_day(text, pieces, first, stop)
        weekday_behind = end > stop
        start = pieces[first][0]
        # Without its "week of", "week of 11 May to week of 25 May" has the same window.
        opening = _WEEK_OF.search(text[:start])
        spots = [_Spot(opening.start() if opening else start, pieces[end - 1][1], with_year)]
        if open_ended and (inner := _inner(*hull, read)):
            spots.insert(0, _Spot(pieces[inner[0]][0], pieces[inner[1] - 1][1], with_year, opened=True))
        found = spots + found
    return found


def _hull(timing: Timing, count: int, read: Callable[[int, int], Timing]) -> tuple[int, int] | None:
    """The fewest pieces that still have the window of the text, as far as cutting from both ends finds them."""

    def same(first: int, stop: int) -> bool:
        found = read(first, stop)
        return (found.earliest, found.latest, found.grain) == (timing.earliest, timing.latest, timing.grain)

    if not count or not same(0, count):
        return None
    stop = _fewest(count, lambda kept: same(0, kept))
    return stop - _fewest(stop, lambda kept: same(stop - kept, stop)), stop


def _fewest(most: int, good: Callable[[int], bool]) -> int:
    """A number that is good while the one below is not, by halving; `most` is good."""
    bad = 0
    while most - bad > 1:
        middle = (bad + most) // 2
        if good(middle):
            most = middle
        else:
            bad = middle
    return most


def _inner(first: int, stop: int, read: Callable[[int, int], Timing]) -> tuple[int, int] | None:
    """The date within an open window: "12 May 2023" of "before 12 May 2023" or of "12 May 2023 onwards"."""

    def bounded(start: int, end: int) -> Window | None:
        found = read(start, end)
        return None if None in (found.earliest, found.latest) else (found.earliest, found.latest)

    starts = [(start, window) for start in range(first + 1, stop) if (window := bounded(start, stop))]
    if starts:
        # "later than 12 May 2023" says the same as "12 May 2023", which is what is meant.
        return max(start for start, window in starts if window == starts[0][1]), stop
    return next(((first, end) for end in range(stop - 1, first, -1) if bounded(first, end)), None)


def _balanced(text: str, pieces: list[tuple[int, int]], first: int, stop: int) -> tuple[int, int]:
    """The stretch widened to hold both of a pair of brackets: "Q3 2024 (Sept" takes its closing one along."""
    for opening, closing in ("()", "[]"):
        held = text[pieces[first][0] : pieces[stop - 1][1]]
        if held.count(opening) > held.count(closing) and text[pieces[stop - 1][1] :].lstrip()[:1] == closing:
            stop += 1
        elif (
            held.count(closing) > held.count(opening)
            and first
            and text[: pieces[first][0]].rstrip()[-1:] == opening
        ):
            first -= 1
    return first, stop


def _whole_day(text: str, pieces: list[tuple[int, int]], first: int, stop: int) -> tuple[int, int]:
    """The stretch widened over the day of the week beside it, which would else name the wrong day."""
    words = [text[start:end] for start, end in pieces]
    before = first - 1
    while before > 0 and words[before] in ",.":
        before -= 1
    if before >= 0 and _weekday(words[before]):
        first = before
    behind = stop
    while behind < len(words) and words[behind] in ",(":
        behind += 1
    if behind < len(words) and _weekday(words[behind]):
        closes = words[behind - 1] == "(" and words[behind + 1 : behind + 2] == [")"]
        stop = behind + 1 + closes
    return first, stop


def _weekday(word: str) -> tuple[str, bool] | None:
    """The language of a day of the week, and whether it is written short."""
    bare = bare_word(word)
    for language, names in WEEKDAYS.items():
        if bare in names:
            return language, False
        if any(bare == name[:3] for name in names):
            return language, True
    return None


def bare_word(word: str) -> str:
    """The word in lower case and without accents."""
    return "".join(
        mark for mark in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(mark)
    )


def _names(old: str, wanted: Timing, how: Manner, spot: _Spot) -> Iterator[str]:
    """Ways to write the window, those like the old text first."""
    earliest, latest, grain = wanted.earliest, wanted.latest, wanted.grain
    weeks = says_weeks(how.timing.text)
    windows: Iterable[Window] = [(earliest, latest)]
    if spot.opened:
        windows = _units_at(earliest or latest, grain, weeks)
    for first, last in windows:
        yield from _like(old, first, last, grain)
        name = window_text(first, last, grain, how.hemisphere, weeks=weeks)
        if first is not None and first == last and grain == "day":
            name = _with_weekday(old, name, first)
        plain = _styled(old, name)
        yield from _translations(old, plain)
        yield plain
        yield name


def says_weeks(text: str) -> bool:
    """Whether a text speaks of weeks, and not of parts of a month, which are known to the week as well."""
    return re.search(r"week|\bwk|\bw/[cb]|\bwc\b|semaine|semana|\bw\d", text.casefold()) is not None


def _units_at(day: date | None, grain: str, weeks: bool) -> Iterator[tuple[date, date]]:
    """The units that begin or end on a day, the day before or the day after: what a "by" or an "after" may name."""
    assert day is not None
    for shift in (0, 1, -1):
        try:
            near = day + timedelta(days=shift)
            if grain == "week" and not weeks:
                yield _third(near)
                continue
            yield unit_window(near, grain)
            if grain == "week":
                yield near - timedelta(days=6), near
        except (OverflowError, ValueError):
            continue


def _third(day: date) -> tuple[date, date]:
    first, last = unit_window(day, "month")
    part = min((day.day - 1) // 10, 2)
    return first.replace(day=10 * part + 1), last if part == 2 else first.replace(day=10 * part + 10)


def unit_window(day: date, unit: str) -> tuple[date, date]:
    """First and last day of the calendar unit that holds a day; a week is the seven days from it.

    Raises OverflowError or ValueError beyond the years 1 to 9999.
    """
    if unit == "week":
        return day, day + timedelta(days=6)
    months = _MONTHS_IN.get(unit)
    if not months:
        return day, day
    # Seasons of both hemispheres begin in March, June, September and December.
    into = day.month % 3 if unit == "season" else (day.month - 1) % months
    year, month = divmod(day.year * 12 + day.month - 1 - into, 12)
    after_year, after_month = divmod(year * 12 + month + months, 12)
    last = (
        date.max if after_year > date.max.year else date(after_year, after_month + 1, 1) - timedelta(days=1)
    )
    return date(year, month + 1, 1), last


def window_text(
    earliest: date | None, latest: date | None, grain: str, hemisphere: str = "north", *, weeks: bool = True
) -> str:
    """The plain English of a window: "May 2023", "1-12 May 2023", "week of 12 June 2023", "by May 2023".

    Without `weeks`, one known to the week is written in parts of months where it has them ("mid-May to late May 2023").
    """
    if weeks and grain == "week" and earliest is not None and latest is not None:
        days = (latest - earliest).days + 1
        if days % 7 == 0 and days > 7:
            last = latest - timedelta(days=6)
            return f"{_week(earliest, earliest.year != last.year)} to {_week(last, True)}"
    bare = Timing(
        text="", earliest=earliest, latest=latest, precision="range", tbc=False, tbd=False, provisional=False,
        approximate=False, recurring=False, understood=True, grain=grain,
    )  # fmt: skip
    return format(bare, hemisphere=hemisphere)


def _week(first: date, with_year: bool) -> str:
    year = f" {first.year:04d}" if with_year else ""
    return f"week of {first.day} {MONTH_NAMES[first.month - 1]}{year}"


def without_year(name: str) -> str:
    """A date without its year, "" where it names several years or nothing else."""
    years = set(re.findall(r"\b\d{4}\b", name))
    return re.sub(r",?\s*(?:\bde\s+)?\b\d{4}\b", "", name).strip() if len(years) == 1 else ""


def _like(old: str, first: date | None, last: date | None, grain: str) -> Iterator[str]:
    """The window in numbers, where the old one was, or as a third of a year, where the old one named one."""
    if first is None or last is None:
        return
    year, month, day = f"{first.year:04d}", f"{first.month:02d}", f"{first.day:02d}"
    if first == last and re.fullmatch(r"\d{4}-\d\d-\d\d", old):
        yield f"{year}-{month}-{day}"
    if first == last and (match := re.fullmatch(r"\d{1,2}([./-])\d{1,2}\1\d{4}", old)):
        yield match[1].join((day, month, year))
    if grain == "month" and unit_window(first, "month") == (first, last):
        if re.fullmatch(r"\d{4}-\d\d", old):
            yield f"{year}-{month}"
        if match := re.fullmatch(r"\d{1,2}([./-])\d{4}", old):
            yield f"{month}{match[1]}{year}"
    if (
        grain == "year"
        and 0 < last.year - first.year < 100 - first.year % 100
        and not re.search(r"\d{4}.+\d{4}", old)
    ):
        match = re.fullmatch(r"\d{4}\s?([-–/])\s?\d\d", old)
        yield f"{year}{match[1] if match else '-'}{last.year % 100:02d}"
    if grain == "month" and (first.month, last.month) in YEAR_THIRDS and first.year == last.year:
        if re.match(r"(?i)(early|mid|late)\b", old):
            yield f"{YEAR_THIRDS[first.month, last.month]}{year}"


def _with_weekday(old: str, name: str, day: date) -> str:
    found = next((found for word in re.findall(r"[^\W\d_]+", old) if (found := _weekday(word))), None)
    if found is None:
        return name
    language, short = found
    word = WEEKDAYS[language][day.weekday()]
    word = word[:3] if short else word
    return f"{word.capitalize() if language == 'en' else word} {name}"


def _styled(old: str, name: str) -> str:
    """The name with short months, the month first, T3 for Q3 and en dashes, where the old text had them."""
    words = [bare_word(word) for word in re.findall(r"[^\W\d_]+", old)]
    name = _short_months(words, name)
    if words[:1] and words[0][:3] in MONTH_STARTS and re.match(r"[^\W\d_]+\.?\s\d{1,2}\b", old):
        name = re.sub(
            r"^(\d{1,2}(?:-\d{1,2})?) (\w+)(?: (\d{4}))$",
            lambda found: f"{found[2]} {found[1]}, {found[3]}",
            name,
        )
    name = marks(old, name)
    if "–" in old:
        name = re.sub(r"(?<!mid)-", "–", name)
    return name


def _short_months(words: list[str], name: str) -> str:
    """Short names in the manner of the old ones: "Jan" beside "April", or three letters throughout."""
    if not any(word in ABBREVIATIONS for word in words):
        return name
    strict = any(ABBREVIATIONS.get(word) == "" for word in words)
    for month in MONTH_NAMES:
        short = (
            month[:3]
            if strict
            else ("Sept" if month == "September" else ABBREVIATIONS.get(month[:3].lower()))
        )
        name = re.sub(rf"\b{month}\b", short or month, name)
    return name


def _translations(old: str, name: str) -> Iterator[str]:
    """The name in the language of the old text, where that is French or Spanish."""
    words = {bare_word(word) for word in re.findall(r"[^\W\d_]+", old)}
    hits = {language: len(words & own.signs) for language, own in LANGUAGES.items()}
    for language in sorted(hits, key=lambda key: -hits[key]):
        if hits[language]:
            yield translated(name, LANGUAGES[language])
