"""Reads tokens into date expressions: sides, ranges and what stands before and after them.

A small recursive reader: each `_read_...` function takes the tokens and a position and gives what it found with the
position behind it, or None. It does not look at years that are missing (imgdesk.domain.timing places those), and it
raises Refused where a text names a day in a way that must not be guessed at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from imgdesk.domain import timing_words as w
from imgdesk.domain.timing_units import FIRST_BARE_YEAR, LAST_BARE_YEAR, Unit
from imgdesk.domain.timing_words import Token

Tokens = Sequence[Token]
Found = tuple[Unit, int]

_END = Token(w.PUNCT, "", "")
_DAYS, _YEARS_LONG = (1, 2), 4


class Refused(Exception):
    """The text names a date that cannot be, or one that must not be guessed at; it is kept as text."""


@dataclass(frozen=True, slots=True)
class Expression:
    """One date expression: its sides in order, how it opens, and the tokens from `start` up to `stop` that it covers."""

    sides: tuple[Unit, ...]
    opening: str
    approximate: bool
    start: int
    stop: int


def read(tokens: Tokens) -> list[Expression]:
    """All date expressions of a text, left to right; Refused if one of them must not be read."""
    found: list[Expression] = []
    index = 0
    while index < len(tokens):
        expression = _read_expression(tokens, index)
        if expression is None:
            index += 1
            continue
        _refuse_dangling(tokens, expression)
        found.append(expression)
        index = expression.stop
    return found


def _at(tokens: Tokens, index: int) -> Token:
    return tokens[index] if 0 <= index < len(tokens) else _END


def _refuse_dangling(tokens: Tokens, expression: Expression) -> None:
    before, sign = _at(tokens, expression.start - 2), _at(tokens, expression.start - 1)
    if sign.text in ("-", "/") and before.kind in (w.NUM, w.ORD, w.BAD):
        raise Refused
    sign, after = _at(tokens, expression.stop), _at(tokens, expression.stop + 1)
    if sign.text in ("-", "/") and after.kind in (w.NUM, w.ORD, w.BAD):
        if (sign.glued and after.glued) or _at(tokens, expression.stop + 2).kind != w.OTHER:
            raise Refused


def _read_expression(tokens: Tokens, start: int) -> Expression | None:
    index, opening = start, ""
    if _at(tokens, index).kind == w.OPEN:
        opening = tokens[index].value
        index += 1
    elif _at(tokens, index).kind == w.FLOW and _at(tokens, index + 1).kind == w.YEAR_WORD:
        return _whole_year(tokens, start)
    approximate = _at(tokens, index).kind == w.APPROX
    sides = _read_sides(tokens, index)
    if sides is None:
        return None
    units, stop, more = sides
    approximate = approximate or more
    if _at(tokens, stop).kind == w.POST:
        opening = "by" if tokens[stop].value == "by" else "from"
        stop += 1
    elif _at(tokens, stop).text == "+" and tokens[stop].glued:
        opening = "from"
        stop += 1
    if _approx_behind(tokens, stop):
        approximate = True
    return Expression(tuple(units), opening, approximate, start, stop)


def _whole_year(tokens: Tokens, start: int) -> Expression:
    number = _at(tokens, start + 2)
    year = number.n if number.kind == w.NUM and number.d == _YEARS_LONG else 0
    return Expression((Unit("year", 1, year=year),), "", False, start, start + (3 if year else 2))


def _approx_behind(tokens: Tokens, index: int) -> bool:
    if _at(tokens, index).text in ("(", ","):
        index += 1
    return _at(tokens, index).kind == w.APPROX and _at(tokens, index).value == "either"


def _read_sides(tokens: Tokens, index: int) -> tuple[list[Unit], int, bool] | None:
    first = _read_side(tokens, index)
    if first is None:
        return None
    units, index, approximate = first
    while (conn := _connector(tokens, index)) is not None:
        following = _read_side(tokens, conn, after=units[-1])
        if following is None or not _connects(tokens, index, units[-1], following[0][0]):
            break
        units, index = [*units, *following[0]], following[1]
        approximate = approximate or following[2]
    units = _borrow_kinds(units)
    return (units, index, approximate) if units else None


def _connector(tokens: Tokens, index: int) -> int | None:
    """The position behind a word or sign that joins two sides, commas included; None if there is none."""
    token = _at(tokens, index)
    if token.text == "," and _at(tokens, index + 1).kind == w.CONN and _at(tokens, index + 1).value in ("and", "or"):
        return index + 2
    if token.kind == w.CONN or token.text in (",", ";") or (token.kind == w.OPEN and token.value == "until"):
        return index + 1
    return None


def _connects(tokens: Tokens, index: int, left: Unit, right: Unit) -> bool:
    if tokens[index].text in (",", ";"):
        return left.kind == right.kind or left.kind == "number"
    # "2024 - September" is a heading and a month of it, not a stretch.
    return not (left.kind == "year" and left.year and not left.part and right.kind not in ("year", "part") and not right.year)


def _borrow_kinds(units: list[Unit]) -> list[Unit]:
    """Give bare numbers and bare parts the unit of their right neighbour; an empty list where they cannot have it."""
    out: list[Unit] = []
    for unit in reversed(units):
        right = out[0] if out else None
        if unit.kind in ("number", "part") and right is None:
            return []
        if unit.kind == "part" and right is not None:
            unit = replace(right, part=unit.part, edge=unit.edge)
        elif unit.kind == "number" and right is not None:
            if right.kind in ("quarter", "half") and not right.part:
                unit = replace(right, n=unit.day)
            elif right.kind == "day":
                unit = replace(right, day=unit.day, style="borrowed")
            else:
                return []
        out.insert(0, unit)
    return out


def _read_side(tokens: Tokens, index: int, after: Unit | None = None) -> tuple[list[Unit], int, bool] | None:
    approximate = False
    while _at(tokens, index).kind == w.APPROX or (approximate and _at(tokens, index).text == "."):
        approximate = True
        index += 1
    if after is not None and (more := _read_more(tokens, index, after)):
        return [more[0]], more[1], approximate
    token = _at(tokens, index)
    if token.kind == w.YEARS:
        return [Unit("year", 1, year=token.n), Unit("year", 1, year=token.m)], index + 1, approximate
    found = _read_part(tokens, index) if token.kind == w.PART else _read_unit(tokens, index)
    if found is None:
        found = _read_number(tokens, index)
    return ([found[0]], found[1], approximate) if found else None


def _read_more(tokens: Tokens, index: int, after: Unit) -> Found | None:
    """What may stand short on the right: "May 12-14, 2023", "Q1-4 2024", "2023 - 24"."""
    token, behind = _at(tokens, index), _at(tokens, index + 1)
    if token.kind not in (w.NUM, w.ORD) or behind.kind in (w.MONTH, w.OTHER, w.QUARTER_WORD, w.HALF_WORD) or token.d > 2:
        return None
    if after.kind == "day" and after.style == "monthday" and not after.year:
        year, stop = _read_year(tokens, index + 1)
        return replace(after, day=token.n, year=year), stop
    if after.kind in ("quarter", "half") and not after.year and not after.part and token.n <= 4:
        year, stop = _read_year(tokens, index + 1)
        return replace(after, n=token.n, year=year), stop
    if after.kind == "year" and not after.part and token.d == 2 and after.year % 100 < token.n <= after.year % 100 + 30:
        return Unit("year", 1, year=after.year - after.year % 100 + token.n), index + 1
    return None


def _read_part(tokens: Tokens, index: int) -> Found | None:
    """early, mid or late, with the unit it belongs to or bare before a connector ("early to mid 2023")."""
    token = tokens[index]
    part, edge = token.value, bool(token.n)
    index += 1
    bare_stop = index
    if _at(tokens, index).text in ("-", ".") and tokens[index].glued:
        index += 1
    if _at(tokens, index).kind == w.PREP and _at(tokens, index).text == "in":
        index += 1
    if _at(tokens, index).kind == w.YEAR_WORD:
        year = _at(tokens, index + 1)
        known = year.kind == w.NUM and year.d == _YEARS_LONG
        return Unit("year", 1, year=year.n if known else 0, part=part, edge=edge), index + (2 if known else 1)
    if (found := _read_unit(tokens, index, in_part=True)) and not found[0].part:
        return replace(found[0], part=part, edge=edge), found[1]
    joined = _connector(tokens, bare_stop)
    ahead = _at(tokens, joined) if joined is not None else _END
    return (Unit("part", part=part, edge=edge), bare_stop) if ahead.kind in (w.PART, w.MONTH, w.SEASON) else None


def _read_unit(tokens: Tokens, index: int, *, in_part: bool = False) -> Found | None:
    token = _at(tokens, index)
    if token.kind == w.BAD:
        raise Refused
    if token.kind == w.DATE:
        return Unit("day", token.m, token.d, _real(token.n)), index + 1
    if token.kind == w.DAY_MONTH:
        return Unit("day", token.m, token.d), index + 1
    if token.kind == w.YEAR_MONTH:
        return Unit("month", token.m, year=_real(token.n)), index + 1
    if token.kind in (w.QUARTER, w.HALF):
        return _with_year(tokens, index + 1, Unit(token.kind, token.n), needs_year=token.value == "own")
    if token.kind == w.QUARTER_WORD and (number := _at(tokens, index + 1)).kind == w.NUM and 1 <= number.n <= 4:
        return _with_year(tokens, index + 2, Unit("quarter", number.n))
    if token.kind in (w.WEEK_OF, w.WEEK_WORD, w.WEEK_NO):
        return _read_week(tokens, index)
    if token.kind == w.SEASON:
        return _read_season(tokens, index)
    if token.kind == w.WEEKDAY:
        return _read_weekday(tokens, index)
    if token.kind == w.MONTH:
        return _read_month(tokens, index)
    if token.kind in (w.NUM, w.ORD):
        return _read_ordinal_unit(tokens, index) or _read_day(tokens, index) or _read_bare_year(tokens, index, in_part)
    return None


def _real(year: int) -> int:
    if year < 1:
        raise Refused
    return year


def _with_year(tokens: Tokens, index: int, unit: Unit, *, needs_year: bool = False) -> Found | None:
    year, stop = _read_year(tokens, index, spaced_short=unit.kind in ("quarter", "half"))
    return None if needs_year and not year else (replace(unit, year=year), stop)


def _read_year(tokens: Tokens, index: int, *, spaced_short: bool = False, glued_short: bool = False) -> tuple[int, int]:
    """The year behind a unit, 0 if there is none: 2023, "'23", and where allowed 23 after a space or -23."""
    start = index
    if _at(tokens, index).text in (",", ".") or (_at(tokens, index).kind == w.PREP and _at(tokens, index).text == "in"):
        index += 1
    elif _at(tokens, index).text in ("-", "/") and tokens[index].glued and _at(tokens, index + 1).glued:
        index += 1
    if _at(tokens, index).text == "," and index > start:
        index += 1
    if _at(tokens, index).kind == w.YEAR_WORD:
        index += 1
    token, behind = _at(tokens, index), _at(tokens, index + 1)
    if token.kind != w.NUM or behind.text in ("%",):
        return 0, start
    signed = index > start and tokens[start].text in ("-", "/")
    if token.d == _YEARS_LONG and not (signed and behind.kind == w.MONTH):
        return _real(token.n), index + 1
    short = token.value == "'" or (glued_short and signed) or (spaced_short and index == start and behind.kind != w.OTHER)
    if token.d == 2 and short and behind.kind != w.MONTH and not (behind.kind == w.CONN and behind.glued):
        return w.short_year(token.n), index + 1
    return 0, start


def _read_week(tokens: Tokens, index: int) -> Found | None:
    token, number = tokens[index], _at(tokens, index + 1)
    if token.kind == w.WEEK_OF:
        found = _read_unit(tokens, index + 1)
        if found and found[0].kind == "day":
            return replace(found[0], kind="week"), found[1]
        # "week of 12-16 June 2023" says its days itself.
        return _read_number(tokens, index + 1)
    if token.kind == w.WEEK_WORD and not (number.kind == w.NUM and 1 <= number.n <= 53):
        return None
    week, behind = (token.n, index + 1) if token.kind == w.WEEK_NO else (number.n, index + 2)
    return _with_year(tokens, behind, Unit("isoweek", week), needs_year=True)


def _read_season(tokens: Tokens, index: int) -> Found | None:
    token, behind = tokens[index], _at(tokens, index + 1)
    if behind.kind == w.YEARS:
        if behind.m != behind.n + 1:
            raise Refused
        # Only a season over the turn of the year has two years; which one that is depends on the hemisphere.
        return Unit("season", token.n, year=behind.n, style="turn"), index + 2
    year, stop = _read_year(tokens, index + 1)
    if not year and token.text in w.AMBIGUOUS and not _stands_alone(tokens, index):
        return None
    return Unit("season", token.n, year=year), stop


def _read_weekday(tokens: Tokens, index: int) -> Found | None:
    index += 1
    while _at(tokens, index).text in (",", "."):
        index += 1
    found = _read_unit(tokens, index) if _at(tokens, index).kind in (w.NUM, w.ORD, w.MONTH, w.DATE) else None
    if found and found[0].kind == "day":
        return found
    return _read_number(tokens, index)


def _read_month(tokens: Tokens, index: int) -> Found | None:
    """ "May 2023", "May-23", "May '23", "May 12, 2023", "May 12"; a bare "may" only where it cannot be a verb."""
    token = tokens[index]
    stop = index + 1 + (_at(tokens, index + 1).text == ".")
    number, behind = _at(tokens, stop), _at(tokens, stop + 1)
    is_day = number.kind == w.ORD or (number.kind == w.NUM and number.d <= 2 and not number.value)
    if is_day and behind.kind not in (w.MONTH, w.QUARTER_WORD, w.HALF_WORD):
        return _read_month_day(tokens, stop, token.n)
    year, stop = _read_year(tokens, stop, glued_short=True)
    if not year and token.text in w.AMBIGUOUS and not _stands_alone(tokens, index):
        return None
    if not year and _at(tokens, stop).kind == w.YEARS:
        raise Refused
    return Unit("month", token.n, year=year), stop


def _read_month_day(tokens: Tokens, index: int, month: int) -> Found:
    year, stop = _read_year(tokens, index + 1)
    # "May 3 training sessions" may mean a day or three sessions; "Nov-Dec 24" a day or a year.
    if not year and (_at(tokens, stop).kind == w.OTHER or _at(tokens, index - 2).text == "-" and _is_month(tokens, index - 3)):
        raise Refused
    return Unit("day", month, tokens[index].n, year, style="monthday"), stop


def _is_month(tokens: Tokens, index: int) -> bool:
    return _at(tokens, index).kind == w.MONTH


def _stands_alone(tokens: Tokens, index: int) -> bool:
    """Whether an everyday word ("may", "fall") without a year has no other words beside it that could make it a verb."""
    before, after = _at(tokens, index - 1), _at(tokens, index + 1)
    joined = _connector(tokens, index + 1)
    ranged = joined is not None and after.text != "," and _at(tokens, joined).kind in (w.MONTH, w.NUM, w.PART, w.SEASON, w.ORD)
    return before.kind not in (w.OTHER, w.YEAR_WORD) and (ranged or after.kind in (w.PUNCT, w.FLAG, w.RECUR, w.POST))


def _read_day(tokens: Tokens, index: int) -> Found | None:
    """ "12 May 2023", "12th of May", "12-May-23", "12. May"; a number that no month has is refused."""
    number = tokens[index]
    dashed = _at(tokens, index + 1).text in ("-", "/") and tokens[index + 1].glued and _at(tokens, index + 2).glued
    at = index + 1 + (dashed or _at(tokens, index + 1).text == ".")
    month = _at(tokens, at)
    if month.kind != w.MONTH or number.d > 2 or number.value:
        return None
    stop = at + 1 + (_at(tokens, at + 1).text == ".")
    year, stop = _read_year(tokens, stop, spaced_short=True, glued_short=dashed)
    behind = _at(tokens, stop)
    if not year and month.text in w.AMBIGUOUS and behind.kind == w.OTHER and behind.text in w.VERBS_AFTER_MAY:
        return None
    if not 1 <= number.n <= 31:
        raise Refused
    return Unit("day", month.n, number.n, year), stop


def _read_ordinal_unit(tokens: Tokens, index: int) -> Found | None:
    """ "third quarter of 2024", "1er semestre 2024", "second half of May", "last week of June 2023"."""
    number, word = tokens[index], _at(tokens, index + 1)
    if word.kind == w.QUARTER_WORD:
        return _with_year(tokens, index + 2, Unit("quarter", 4 if number.n == -1 else number.n))
    if word.kind not in (w.HALF_WORD, w.WEEK_WORD):
        return None
    ordinal = number.n if number.kind == w.ORD else 0
    at = index + 2 + (_at(tokens, index + 2).text == "in")
    if ordinal and _at(tokens, at).kind == w.MONTH and (found := _read_month(tokens, at)) and found[0].kind == "month":
        if word.kind == w.WEEK_WORD and ordinal in (-1, 1, 2, 3, 4):
            return replace(found[0], part=f"week{max(ordinal, 0)}"), found[1]
        if word.kind == w.HALF_WORD and ordinal in (-1, 1, 2):
            return replace(found[0], part=f"half{2 if ordinal == -1 else ordinal}"), found[1]
    if word.kind == w.WEEK_WORD:
        return None
    skip = _at(tokens, index + 2).kind == w.YEAR_WORD and _at(tokens, index + 3).kind == w.NUM
    return _with_year(tokens, index + 2 + skip, Unit("half", 2 if number.n == -1 else number.n))


def _read_bare_year(tokens: Tokens, index: int, in_part: bool) -> Found | None:
    """A year by itself, or before its quarter, half, month or season ("2024 Q1", "2023-May")."""
    token = tokens[index]
    if token.kind != w.NUM or token.d != _YEARS_LONG or not FIRST_BARE_YEAR <= token.n <= LAST_BARE_YEAR:
        return None
    dashed = _at(tokens, index + 1).text in ("-", "/") and tokens[index + 1].glued and _at(tokens, index + 2).glued
    at = index + 1 + dashed
    unit, behind = _at(tokens, at), _at(tokens, at + 1)
    if unit.kind in (w.QUARTER, w.HALF) and not _read_year(tokens, at + 1)[0]:
        return Unit(unit.kind, unit.n, year=token.n), at + 1
    if unit.kind == w.WEEK_NO:
        return Unit("isoweek", unit.n, year=token.n), at + 1
    if unit.kind in (w.MONTH, w.SEASON) and behind.kind not in (w.OTHER, w.NUM, w.CONN, w.ORD) and not in_part:
        return Unit(unit.kind, unit.n, year=token.n), at + 1
    if dashed and unit.kind == w.MONTH and behind.text in ("-", "/") and _at(tokens, at + 2).d in _DAYS:
        return Unit("day", unit.n, tokens[at + 2].n, token.n), at + 3
    # "2000 participants" counts people.
    if token.n % 100 == 0 and unit.kind == w.OTHER and not dashed:
        return None
    return Unit("year", 1, year=token.n), index + 1


def _read_number(tokens: Tokens, index: int) -> Found | None:
    """A bare number that waits for its unit further right: "1-12 May", "first and second quarter"."""
    token = _at(tokens, index)
    if token.kind not in (w.NUM, w.ORD) or not 1 <= token.n <= 31 or token.d > 2 or token.value:
        return None
    return (Unit("number", day=token.n), index + 1) if _connector(tokens, index + 1) is not None else None
