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
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from imgdesk.domain.rewriting_names import Window, says_weeks, units_at, ways, weekday, without_year
from imgdesk.domain.rewriting_words import JOINTS
from imgdesk.domain.timing import Timing, format, parse  # noqa: A004 - the counterpart of parse

_DICI = re.compile(r"(?i)\b(d['’]ici) (?=\d{1,2} )")
_WEEK_OF = re.compile(
    r"(?i)\b(weeks? (of|commencing|beginning|starting)|w/[cb]|wc|semaine du|semana del?)( the)? ?$"
)
_PIECE = re.compile(r"[^\W_]+|\S")
_FLAGS = ("tbc", "tbd", "provisional", "approximate", "recurring")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a text was read: the Timing that its words give, and the context year and hemispheres that fit them."""

    timing: Timing
    year: int | None
    hemispheres: tuple[str, ...]

    @property
    def hemisphere(self) -> str:
        """The hemisphere in which seasons are written; both read them alike where both fit."""
        return self.hemispheres[0]

    def read(self, text: str) -> list[Timing]:
        """What another text means in the same context, in each hemisphere that fits."""
        return [parse(text, year=self.year, hemisphere=hemisphere) for hemisphere in self.hemispheres]


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
    for year in dict.fromkeys((None, *ends, ends[0] + 1, ends[-1] - 1)):
        readings = {side: parse(timing.text, year=year, hemisphere=side) for side in ("north", "south")}
        fit = [side for side, found in readings.items() if (found.earliest, found.latest) == window]
        if fit:
            return Manner(readings[fit[0]], year, tuple(fit))
    return None


def rewritten(how: Manner, window: Window, grain: str) -> str | None:
    """The text with another window, known to the grain; None if no text says it (beyond the years 1 to 9999)."""
    wanted = replace(how.timing, earliest=window[0], latest=window[1], grain=grain)
    loose: str | None = None
    for text in dict.fromkeys(_texts(how, wanted)):
        readings = how.read(text)
        if not all(_says(found, wanted) for found in readings):
            continue
        if all(found.grain == grain for found in readings):
            return text
        loose = loose or text
    return loose


def _says(found: Timing, wanted: Timing) -> bool:
    same = (found.earliest, found.latest) == (wanted.earliest, wanted.latest)
    return same and all(getattr(found, flag) == getattr(wanted, flag) for flag in _FLAGS)


def _texts(how: Manner, wanted: Timing) -> Iterator[str]:
    text = how.timing.text
    weeks, end = says_weeks(text), wanted.earliest or wanted.latest
    for spot in _spots(how):
        before, behind = text[: spot.start], text[spot.stop :]
        windows: list[Window] = [(wanted.earliest, wanted.latest)]
        if spot.opened and end is not None:
            windows = list(units_at(end, wanted.grain, weeks=weeks))
        old = text[spot.start : spot.stop]
        for name in ways(old, windows, wanted.grain, how.hemisphere, weeks=weeks):
            dated = name if spot.with_year else without_year(name)
            if dated and _fits(before, dated, behind):
                yield _DICI.sub(r"\1 le ", before + _joined(before, dated) + behind)
    yield format(wanted, hemisphere=how.hemisphere)


def _fits(before: str, dated: str, behind: str) -> bool:
    """Whether a date reads well there: "2024 Q3" may become "2024 Q4" but not "2024 29 September"."""
    if dated[0].isdigit() and re.search(r"\d\s*$", before):
        return False
    # "second half of 2025" is "H2 2025" and not "H2 of 2025".
    return not (re.search(r"\b[QHTS]\d$", dated) and re.match(r"\s*(of|de)\b", behind))


def _joined(before: str, dated: str) -> str:
    """The date as it goes on from the words before: "from May to July", "du 6 au 17 mai", "week of 18 May"."""
    if _WEEK_OF.search(before):
        return dated.removeprefix("week of ")
    opening = re.search(r"(\w+) $", before)
    joint = JOINTS.get(opening[1].casefold()) if opening else None
    return re.sub(r"\s?(?<!mid)[-–]\s?", joint, dated, count=1) if joint else dated


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
        if with_year:
            # "From Sept 2023 to Feb" has the window of "From Sept 2023 to Feb 2024".
            stop = _past_year(text, pieces, stop)
        first, end = _whole_day(text, pieces, first, stop)
        weekday_behind = end > stop
        spots = [_Spot(pieces[first][0], pieces[end - 1][1], with_year)]
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


def _past_year(text: str, pieces: list[tuple[int, int]], stop: int) -> int:
    """The end of a stretch moved behind a year that follows it directly."""
    behind = stop
    while behind < len(pieces) and text[slice(*pieces[behind])] in (",", "de"):
        behind += 1
    year = behind < len(pieces) and re.fullmatch(r"\d{4}", text[slice(*pieces[behind])])
    return behind + 1 if year else stop


def _whole_day(text: str, pieces: list[tuple[int, int]], first: int, stop: int) -> tuple[int, int]:
    """The stretch widened over the day of the week beside it, which would else name the wrong day."""
    words = [text[start:end] for start, end in pieces]
    before = first - 1
    while before > 0 and words[before] in ",.":
        before -= 1
    if before >= 0 and weekday(words[before]):
        first = before
    behind = stop
    while behind < len(words) and words[behind] in ",(":
        behind += 1
    if behind < len(words) and weekday(words[behind]):
        closes = words[behind - 1] == "(" and words[behind + 1 : behind + 2] == [")"]
        stop = behind + 1 + closes
    return first, stop
