"""Reads one unit of a date from tokens: a day, week, month, quarter, with the year and the part that belong to it.

Each `_read_...` function takes the tokens and a position and gives the unit found with the position behind it, or None.
Raises Refused where a text names a day in a way that must not be guessed at. Knows nothing of ranges; what a unit lacks
(its year, or its kind where it is a bare number) is left open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from imgdesk.domain.timing_tokens import short_year
from imgdesk.domain.timing_units import FIRST_BARE_YEAR, LAST_BARE_YEAR, Unit
from imgdesk.domain.timing_words import (
    AMBIGUOUS,
    DATE_KINDS,
    MONTH_WORDS,
    NUMBER_KINDS,
    VERBS_AFTER_MAY,
    Kind,
    Token,
)

Tokens = Sequence[Token]
Found = tuple[Unit, int]

_END = Token(Kind.PUNCT, "", "")
_SIDE_KINDS = DATE_KINDS | {Kind.WEEK_OF, Kind.WEEK_WORD}
_NUMERIC = (Kind.DATE, Kind.DAY_MONTH, Kind.YEAR_MONTH, Kind.BAD)
_SHORT, LONG = (1, 2), 4  # digits of a day or short year, and of a year


class Refused(Exception):
    """The text names a date that cannot be, or one that must not be guessed at; it is kept as text."""


def at(tokens: Tokens, index: int) -> Token:
    """The token at a position, an empty one outside the text."""
    return tokens[index] if 0 <= index < len(tokens) else _END


def connector(tokens: Tokens, index: int) -> int | None:
    """The position behind a word or sign that joins two sides, commas included; None if there is none."""
    token = at(tokens, index)
    if (
        token.text == ","
        and at(tokens, index + 1).kind == Kind.CONN
        and at(tokens, index + 1).value in ("and", "or")
    ):
        return index + 2
    if (
        token.kind == Kind.CONN
        or token.text in (",", ";")
        or (token.kind == Kind.OPEN and token.value == "until")
    ):
        return index + 1
    return None


def read_more(tokens: Tokens, index: int, after: Unit) -> Found | None:
    """What may stand short on the right: "May 12-14, 2023", "Q1-4 2024", "2023 - 24"."""
    token, behind = at(tokens, index), at(tokens, index + 1)
    if (
        token.kind not in (Kind.NUM, Kind.ORD)
        or behind.kind in (Kind.MONTH, Kind.OTHER, Kind.QUARTER_WORD, Kind.HALF_WORD)
        or token.d > 2
    ):
        return None
    if after.kind == "day" and after.style == "monthday" and not after.year:
        year, stop = _read_year(tokens, index + 1)
        return replace(after, day=token.n, year=year), stop
    if after.kind in ("quarter", "half") and not after.year and not after.part and token.n <= 4:
        year, stop = _read_year(tokens, index + 1)
        return replace(after, n=token.n, year=year), stop
    if (
        after.kind == "year"
        and not after.part
        and token.d == 2
        and after.year % 100 < token.n <= after.year % 100 + 30
    ):
        return Unit("year", 1, year=after.year - after.year % 100 + token.n), index + 1
    return None


def read_part(tokens: Tokens, index: int) -> Found | None:
    """early, mid or late, with the unit it belongs to or bare before a connector ("early to mid 2023")."""
    token = tokens[index]
    part, edge = token.value, bool(token.n)
    index += 1
    bare_stop = index
    while at(tokens, index).text in ("-", ".") and tokens[index].glued:
        index += 1
    if at(tokens, index).kind == Kind.PREP and at(tokens, index).text == "in":
        index += 1
    if at(tokens, index).kind == Kind.YEAR_WORD:
        year = at(tokens, index + 1)
        known = year.kind == Kind.NUM and year.d == LONG
        return Unit("year", 1, year=year.n if known else 0, part=part, edge=edge), index + (2 if known else 1)
    if (found := read_unit(tokens, index, in_part=True)) and not found[0].part:
        return replace(found[0], part=part, edge=edge), found[1]
    joined = connector(tokens, bare_stop)
    ahead = at(tokens, joined) if joined is not None else _END
    return (
        (Unit("part", part=part, edge=edge), bare_stop)
        if ahead.kind in (Kind.PART, Kind.MONTH, Kind.SEASON)
        else None
    )


def read_unit(tokens: Tokens, index: int, *, in_part: bool = False) -> Found | None:
    """The unit that begins here; `in_part`: after early, mid or late, where a year keeps to itself."""
    kind = at(tokens, index).kind
    if kind in _NUMERIC:
        return _read_numeric(tokens[index]), index + 1
    if kind in (Kind.QUARTER, Kind.HALF, Kind.QUARTER_WORD):
        return _read_quarter(tokens, index)
    if kind in (Kind.WEEK_OF, Kind.WEEK_WORD, Kind.WEEK_NO):
        return _read_week(tokens, index)
    if kind == Kind.SEASON:
        return _read_season(tokens, index)
    if kind == Kind.WEEKDAY:
        return _read_weekday(tokens, index)
    if kind == Kind.MONTH:
        return _read_month(tokens, index)
    if kind not in (Kind.NUM, Kind.ORD):
        return None
    found = _read_ordinal_unit(tokens, index) or _read_day(tokens, index)
    return found or _read_bare_year(tokens, index, in_part)


def _read_numeric(token: Token) -> Unit:
    if token.kind == Kind.DATE:
        return Unit("day", token.m, token.d, _real(token.n))
    if token.kind == Kind.DAY_MONTH:
        return Unit("day", token.m, token.d)
    if token.kind == Kind.YEAR_MONTH:
        return Unit("month", token.m, year=_real(token.n))
    raise Refused


def _read_quarter(tokens: Tokens, index: int) -> Found | None:
    """ "Q1 2024", "H1", "quarter 3 of 2024"."""
    token, number = tokens[index], at(tokens, index + 1)
    if token.kind != Kind.QUARTER_WORD:
        unit = Unit(token.kind.name.lower(), token.n)
        return _with_year(tokens, index + 1, unit, needs_year=token.value == "own")
    if number.kind == Kind.NUM and 1 <= number.n <= 4:
        return _with_year(tokens, index + 2, Unit("quarter", number.n))
    return None


def _real(year: int) -> int:
    if year < 1:
        raise Refused
    return year


def _with_year(tokens: Tokens, index: int, unit: Unit, *, needs_year: bool = False) -> Found | None:
    short = unit.kind in ("quarter", "half")
    year, stop = _read_year(tokens, index, spaced_short=short, glued_short=short)
    if needs_year and not year:
        joined = connector(tokens, stop)
        if joined is None or at(tokens, joined).kind.name.lower() != unit.kind:
            return None
    return replace(unit, year=year), stop


def _read_year(
    tokens: Tokens, index: int, *, spaced_short: bool = False, glued_short: bool = False
) -> tuple[int, int]:
    """The year behind a unit, 0 if there is none: 2023, "'23", and where allowed 23 after a space or -23."""
    place = _skip_to_year(tokens, index)
    token, behind = at(tokens, place), at(tokens, place + 1)
    signed = place > index and tokens[index].text in ("-", "/")
    if token.kind != Kind.NUM or (behind.kind == Kind.MONTH and (signed or token.d == 2)):
        return 0, index
    if token.d == LONG:
        return _real(token.n), place + 1
    spaced = spaced_short and place == index and behind.kind != Kind.OTHER
    short = token.value == "'" or (glued_short and signed) or spaced
    if token.d == 2 and short and not (behind.kind == Kind.CONN and behind.glued):
        return short_year(token.n), place + 1
    return 0, index


def _skip_to_year(tokens: Tokens, index: int) -> int:
    """Past what may stand between a unit and its year: a comma or full stop, "in", a glued dash or slash, "year"."""
    token = at(tokens, index)
    if token.text in (",", ".", "in", "en"):
        index += 1
        index += at(tokens, index).text == ","
    elif token.text in ("-", "/") and token.glued and at(tokens, index + 1).glued:
        index += 1
    return index + (at(tokens, index).kind == Kind.YEAR_WORD)


def _read_week(tokens: Tokens, index: int) -> Found | None:
    token, number = tokens[index], at(tokens, index + 1)
    if token.kind == Kind.WEEK_OF:
        found = read_unit(tokens, index + 1)
        if found and found[0].kind == "day":
            return replace(found[0], kind="week"), found[1]
        # "week of 12-16 June 2023" says its days itself.
        return read_number(tokens, index + 1)
    if token.kind == Kind.WEEK_WORD and not (number.kind == Kind.NUM and 1 <= number.n <= 53):
        return None
    week, behind = (token.n, index + 1) if token.kind == Kind.WEEK_NO else (number.n, index + 2)
    return _with_year(tokens, behind, Unit("isoweek", week), needs_year=True)


def _read_season(tokens: Tokens, index: int) -> Found | None:
    token, behind = tokens[index], at(tokens, index + 1)
    sign, second = at(tokens, index + 2), at(tokens, index + 3)
    # Only a season over the turn of the year has two years; which one that is depends on the hemisphere.
    if behind.kind == Kind.YEARS:
        if behind.m != behind.n + 1:
            raise Refused
        return Unit("season", token.n, year=behind.n, style="turn"), index + 2
    if behind.kind == second.kind == Kind.NUM and sign.text in ("-", "/") and second.n == behind.n + 1:
        return Unit("season", token.n, year=behind.n, style="turn"), index + 4
    year, stop = _read_year(tokens, index + 1)
    if token.text in AMBIGUOUS and at(tokens, index + 1).kind == Kind.PREP:
        # "will fall in 2024"
        return None
    if not year and token.text in AMBIGUOUS and not _stands_alone(tokens, index):
        return None
    return Unit("season", token.n, year=year), stop


def _read_weekday(tokens: Tokens, index: int) -> Found | None:
    index += 1
    while at(tokens, index).text in (",", "."):
        index += 1
    found = (
        read_unit(tokens, index)
        if at(tokens, index).kind in (Kind.NUM, Kind.ORD, Kind.MONTH, Kind.DATE)
        else None
    )
    if found and found[0].kind == "day":
        return found
    return read_number(tokens, index)


def _read_month(tokens: Tokens, index: int) -> Found | None:
    """ "May 2023", "May-23", "May '23", "May 12, 2023", "May 12"; a bare "may" only where it cannot be a verb."""
    token = tokens[index]
    stop = index + 1 + (at(tokens, index + 1).text == ".")
    number, behind = at(tokens, stop), at(tokens, stop + 1)
    is_day = number.kind == Kind.ORD or (number.kind == Kind.NUM and number.d <= 2 and not number.value)
    if is_day and behind.kind not in (Kind.MONTH, Kind.QUARTER_WORD, Kind.HALF_WORD):
        return _read_month_day(tokens, stop, token.n)
    year, stop = _read_year(tokens, stop, glued_short=True)
    if not year and at(tokens, stop).kind in (Kind.YEARS, Kind.YEAR_MONTH):
        raise Refused
    if not year and token.text in AMBIGUOUS and not _stands_alone(tokens, index):
        return None
    return Unit("month", token.n, year=year), stop


def _read_month_day(tokens: Tokens, index: int, month: int) -> Found:
    year, stop = _read_year(tokens, index + 1)
    # "May 3 training sessions" may mean a day or three sessions; "Nov-Dec 24" a day or a year.
    if not year and (
        at(tokens, stop).kind == Kind.OTHER
        or (at(tokens, index - 2).text == "-" and _is_month(tokens, index - 3))
    ):
        raise Refused
    return Unit("day", month, tokens[index].n, year, style="monthday"), stop


def _is_month(tokens: Tokens, index: int) -> bool:
    return at(tokens, index).kind == Kind.MONTH


def _stands_alone(tokens: Tokens, index: int) -> bool:
    """Whether an everyday word ("may", "fall") without a year has no word beside it that could make it a verb."""
    before, after = at(tokens, index - 1), at(tokens, index + 1)
    joined = connector(tokens, index + 1)
    if joined is not None and _opens_named(tokens, joined):
        return True
    ranged = joined is not None and after.text != "," and at(tokens, joined).kind in _SIDE_KINDS
    return before.kind not in (Kind.OTHER, Kind.YEAR_WORD) and (
        ranged or after.kind in (Kind.PUNCT, Kind.FLAG, Kind.RECUR, Kind.POST)
    )


def _opens_named(tokens: Tokens, index: int) -> bool:
    """Whether a named unit stands here ("June", "12 June", "mid-June", "Q3"), not a number alone."""
    token = at(tokens, index)
    numbered = token.kind in NUMBER_KINDS and at(tokens, index + 1).kind == Kind.MONTH
    return numbered or (token.kind in _SIDE_KINDS - NUMBER_KINDS and token.kind != Kind.FLAG)


def _read_day(tokens: Tokens, index: int) -> Found | None:
    """ "12 May 2023", "12th of May", "12-May-23", "12. May"; a number that no month has is refused."""
    number = tokens[index]
    dashed = (
        at(tokens, index + 1).text in ("-", "/") and tokens[index + 1].glued and at(tokens, index + 2).glued
    )
    place = index + 1 + (dashed or at(tokens, index + 1).text == ".")
    month = at(tokens, place)
    if month.kind != Kind.MONTH or number.d > 2 or number.value:
        return None
    stop = place + 1 + (at(tokens, place + 1).text == ".")
    year, stop = _read_year(tokens, stop, spaced_short=True, glued_short=dashed)
    behind = at(tokens, stop)
    if not year and month.text in AMBIGUOUS and behind.kind == Kind.OTHER and behind.text in VERBS_AFTER_MAY:
        return None
    if not 1 <= number.n <= 31:
        raise Refused
    return Unit("day", month.n, number.n, year), stop


def _read_ordinal_unit(tokens: Tokens, index: int) -> Found | None:
    """ "third quarter of 2024", "1er semestre 2024", "second half of May", "last week of June 2023"."""
    number, word = tokens[index], at(tokens, index + 1)
    if word.kind == Kind.QUARTER_WORD:
        return _with_year(tokens, index + 2, Unit("quarter", 4 if number.n == -1 else number.n))
    week = word.kind == Kind.WEEK_WORD or (
        word.kind == Kind.WEEK_OF and word.text in ("week of", "semana de")
    )
    if not week and word.kind != Kind.HALF_WORD:
        return None
    ordinal = number.n if number.kind == Kind.ORD else 0
    place = index + 2 + (at(tokens, index + 2).text == "in")
    if (
        ordinal
        and at(tokens, place).kind == Kind.MONTH
        and (found := _read_month(tokens, place))
        and found[0].kind == "month"
    ):
        if week and ordinal in (-1, 1, 2, 3, 4):
            return replace(found[0], part=f"week{max(ordinal, 0)}"), found[1]
        if word.kind == Kind.HALF_WORD and ordinal in (-1, 1, 2):
            return replace(found[0], part=f"half{2 if ordinal == -1 else ordinal}"), found[1]
    if week or word.value == "month":
        return None
    skip = at(tokens, index + 2).kind == Kind.YEAR_WORD and at(tokens, index + 3).kind == Kind.NUM
    return _with_year(tokens, index + 2 + skip, Unit("half", 2 if number.n == -1 else number.n))


def _read_bare_year(tokens: Tokens, index: int, in_part: bool) -> Found | None:
    """A year by itself, or before its quarter, half, month or season ("2024 Q1", "2023-May")."""
    token = tokens[index]
    if token.kind != Kind.NUM or token.d != LONG or not FIRST_BARE_YEAR <= token.n <= LAST_BARE_YEAR:
        return None
    dashed = (
        at(tokens, index + 1).text in ("-", "/") and tokens[index + 1].glued and at(tokens, index + 2).glued
    )
    place = index + 1 + dashed
    unit, behind = at(tokens, place), at(tokens, place + 1)
    if unit.kind in (Kind.QUARTER, Kind.HALF) and not _read_year(tokens, place + 1)[0]:
        return Unit(unit.kind.name.lower(), unit.n, year=token.n), place + 1
    if unit.kind == Kind.WEEK_NO:
        return Unit("isoweek", unit.n, year=token.n), place + 1
    if (
        unit.kind in (Kind.MONTH, Kind.SEASON)
        and behind.kind not in (Kind.OTHER, Kind.NUM, Kind.CONN, Kind.ORD)
        and not in_part
    ):
        return Unit(unit.kind.name.lower(), unit.n, year=token.n), place + 1
    if dashed and unit.kind == Kind.MONTH and behind.text in ("-", "/") and at(tokens, place + 2).d in _SHORT:
        return Unit("day", unit.n, tokens[place + 2].n, token.n), place + 3
    if _mistyped(at(tokens, index - 1)):
        raise Refused
    # "2000 participants" counts people.
    if token.n % 100 == 0 and unit.kind == Kind.OTHER and not dashed:
        return None
    return Unit("year", 1, year=token.n), index + 1


def _mistyped(token: Token) -> bool:
    """Whether the word before a year looks like a misspelt month: "Septmber 2023" is not all of 2023."""
    if token.kind != Kind.OTHER or not 4 <= len(token.text) <= 11 or not token.text.isalpha():
        return False
    # Imported when needed: it takes longer than a thousand dates.
    from difflib import get_close_matches

    return bool(get_close_matches(token.text, MONTH_WORDS, n=1, cutoff=0.8))


def read_number(tokens: Tokens, index: int) -> Found | None:
    """A bare number that waits for its unit further right: "1-12 May", "first and second quarter"."""
    token = at(tokens, index)
    if token.kind not in (Kind.NUM, Kind.ORD) or not 1 <= token.n <= 31 or token.d > 2 or token.value:
        return None
    return (Unit("number", day=token.n), index + 1) if connector(tokens, index + 1) is not None else None
