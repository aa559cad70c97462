"""The ways to write a window: plain English, and in the manner of an old text.

What is written here may be wrong for its place: imgdesk.domain.rewriting reads it back and keeps what says the window.
Pure functions on dates and words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
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
from imgdesk.domain.timing import Timing, format  # noqa: A004 - the counterpart of parse
from imgdesk.domain.timing_units import MONTH_NAMES

MONTHS_IN = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12}
"""How many months a unit has."""

Window = tuple[date | None, date | None]


def ways(old: str, windows: Iterable[Window], grain: str, hemisphere: str, *, weeks: bool) -> Iterator[str]:
    """Ways to write one of these windows instead of the old date, those like it first."""
    for first, last in windows:
        yield from _like(old, first, last, grain)
        name = window_text(first, last, grain, hemisphere, weeks=weeks)
        if first is not None and first == last and grain == "day":
            name = _with_weekday(old, name, first)
        plain = _styled(old, name)
        yield from _translations(old, plain)
        yield plain
        yield name


def says_weeks(text: str) -> bool:
    """Whether a text speaks of weeks, and not of parts of a month, which are known to the week as well."""
    return re.search(r"week|\bwk|\bw/[cb]|\bwc\b|semaine|semana|\bw\d", text.casefold()) is not None


def units_at(day: date, grain: str, *, weeks: bool) -> Iterator[tuple[date, date]]:
    """The units that begin or end on a day, the day before or the day after: what a "by" or an "after" may name."""
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
    months = MONTHS_IN.get(unit)
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
    if weeks and grain == "week" and earliest is None and latest is not None and latest.toordinal() > 6:
        return f"by {_week(latest - timedelta(days=6), True)}"
    if weeks and grain == "week" and latest is None and earliest is not None:
        return f"from {_week(earliest, True)}"
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
    found = next((found for word in re.findall(r"[^\W\d_]+", old) if (found := weekday(word))), None)
    if found is None:
        return name
    language, short = found
    word = WEEKDAYS[language][day.weekday()]
    word = word[:3] if short else word
    return f"{word.capitalize() if language == 'en' else word} {name}"


def _styled(old: str, name: str) -> str:
    """The name with short months, the month first, T3 for Q3 and en dashes, where the old text had them."""
    words = [_bare(word) for word in re.findall(r"[^\W\d_]+", old)]
    name = _short_months(words, name)
    if words[:1] and words[0][:3] in MONTH_STARTS and re.match(r"[^\W\d_]+\.?\s\d{1,2}\b", old):
        name = re.sub(
            r"^(\d{1,2}(?:-\d{1,2})?) (\w+)(?: (\d{4}))$",
            lambda found: f"{found[2]} {found[1]}, {found[3]}",
            name,
        )
    if opening := re.match(r"(?i)(w/[cb]|week (?:commencing|beginning|starting)) ", old):
        name = name.replace("week of", opening[1])
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
    words = {_bare(word) for word in re.findall(r"[^\W\d_]+", old)}
    hits = {language: len(words & own.signs) for language, own in LANGUAGES.items()}
    for language in sorted(hits, key=lambda key: -hits[key]):
        if hits[language]:
            yield translated(name, LANGUAGES[language])


def weekday(word: str) -> tuple[str, bool] | None:
    """The language of a day of the week, and whether it is written short."""
    bare = _bare(word)
    for language, names in WEEKDAYS.items():
        if bare in names:
            return language, False
        if any(bare == name[:3] for name in names):
            return language, True
    return None


def _bare(word: str) -> str:
    """The word in lower case and without accents."""
    return "".join(
        mark for mark in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(mark)
    )
