"""Reads tokens into date expressions: sides, ranges and what stands before and after them.

A small recursive reader: each `_read_...` function takes the tokens and a position and gives what it found with the
position behind it, or None. It does not look at years that are missing (imgdesk.domain.timing places those), and it
raises Refused where a text names a day in a way that must not be guessed at.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from imgdesk.domain.timing_sides import (
    LONG,
    Found,
    Refused,
    Tokens,
    at,
    connector,
    read_more,
    read_number,
    read_part,
    read_unit,
)
from imgdesk.domain.timing_units import Unit
from imgdesk.domain.timing_words import Kind

_STRAY_KINDS = (Kind.NUM, Kind.ORD, Kind.BAD)
_MOST_SIDES = 12  # a list longer than the months of a year is no date; it also bounds the time taken


@dataclass(frozen=True, slots=True)
class Expression:
    """One date expression: its sides in order, how it opens, and the tokens that it covers (`start` up to `stop`)."""

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
        found.append(expression)
        index = expression.stop
    _refuse_strays(tokens, found)
    return found


def _refuse_strays(tokens: Tokens, found: list[Expression]) -> None:
    """Refuse a text where a number beside a date, belonging to nothing else, may be a part of it that was not read."""
    covered = {index for expression in found for index in range(expression.start, expression.stop)}
    strays = {
        index for index, token in enumerate(tokens) if token.kind in _STRAY_KINDS and index not in covered
    }
    for expression in found:
        before, after = expression.start - 1, expression.stop
        while at(tokens, before).text in ("[", "(", "]", ")"):
            before -= 1
        joined = at(tokens, before).text in ("-", "/") and before - 1 in strays
        ranged = {before, before - 2} <= strays and at(tokens, before - 1).text in ("-", "/")
        if joined or ranged or (at(tokens, after).text in ("-", "/") and _goes_on(tokens, after, strays)):
            raise Refused
        if len(expression.sides) == 1 and expression.sides[0].kind == "year":
            # "12. 5. 2023", "2023 05 12"
            near = before - 1 if at(tokens, before).text == "." else before
            if strays & {near, after}:
                raise Refused


def _goes_on(tokens: Tokens, sign: int, strays: set[int]) -> bool:
    """Whether a dash behind a date leads to a bare number, and not to "12 participants"."""
    if sign + 1 not in strays:
        return False
    return (tokens[sign].glued and tokens[sign + 1].glued) or at(tokens, sign + 2).kind != Kind.OTHER


def _read_expression(tokens: Tokens, start: int) -> Expression | None:
    index, opening = start, ""
    if at(tokens, index).kind in (Kind.OPEN, Kind.POST):
        opening = tokens[index].value
        index += 1
        # "by latest 12 May"
        index += at(tokens, index).kind == Kind.POST
    if at(tokens, index).kind == Kind.SPAN and at(tokens, index + 1).kind == Kind.YEAR_WORD:
        return _whole_year(tokens, start)
    approximate = at(tokens, index).kind == Kind.APPROX
    weeks = at(tokens, index).kind == Kind.WEEK_OF and at(tokens, index).value == "many"
    sides = _read_sides(tokens, index + weeks)
    if sides is None:
        return None
    units, stop, more = sides
    if weeks:
        units = [replace(unit, kind="week") if unit.kind == "day" else unit for unit in units]
    approximate = approximate or more
    if at(tokens, stop).kind == Kind.POST:
        opening = "by" if tokens[stop].value == "by" else "from"
        stop += 1
    elif at(tokens, stop).text == "+" and tokens[stop].glued:
        opening = "from"
        stop += 1
    if _approx_behind(tokens, stop):
        approximate = True
    return Expression(tuple(units), opening, approximate, start, stop)


def _whole_year(tokens: Tokens, start: int) -> Expression:
    number = at(tokens, start + 2)
    year = number.n if number.kind == Kind.NUM and number.d == LONG else 0
    return Expression((Unit("year", 1, year=year),), "", False, start, start + (3 if year else 2))


def _approx_behind(tokens: Tokens, index: int) -> bool:
    if at(tokens, index).text in ("(", ","):
        index += 1
    return at(tokens, index).kind == Kind.APPROX and at(tokens, index).value == "either"


def _read_sides(tokens: Tokens, index: int) -> tuple[list[Unit], int, bool] | None:
    first = _read_side(tokens, index)
    if first is None:
        return None
    units, index, approximate = first
    stops = [index] * len(units)
    while (conn := connector(tokens, index)) is not None:
        following = _read_side(tokens, conn, after=units[-1])
        if following is None or not _connects(tokens, index, units[-1], following[0][0]):
            break
        units, index = [*units, *following[0]], following[1]
        stops += [index] * len(following[0])
        approximate = approximate or following[2]
        if len(units) > _MOST_SIDES:
            raise Refused
    while units and units[-1].kind in ("number", "part"):
        # "12 May and 2 or 3 workshops"
        units.pop()
        stops.pop()
    units = _borrow_kinds(units)
    return (units, stops[-1], approximate) if units else None


def _connects(tokens: Tokens, index: int, left: Unit, right: Unit) -> bool:
    if tokens[index].text in (",", ";"):
        return (
            left.kind == right.kind or left.kind == "number" or (left.kind, right.kind) == ("day", "number")
        )
    # "2024 - September" is a heading and a month of it, not a stretch.
    return not (
        left.kind == "year"
        and left.year
        and not left.part
        and right.kind not in ("year", "part")
        and not right.year
    )


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


def _read_year_end(tokens: Tokens, index: int) -> Found | None:
    """ "year-end", "year end 2023": the same as "end of year"."""
    place = index + 1 + (at(tokens, index + 1).text == "-")
    part = at(tokens, place)
    if part.kind != Kind.PART or not part.n:
        return None
    place += at(tokens, place + 1).text == "-" and at(tokens, place + 2).glued
    year = at(tokens, place + 1)
    known = year.kind == Kind.NUM and year.d == LONG
    return Unit("year", 1, year=year.n if known else 0, part=part.value, edge=True), place + (
        2 if known else 1
    )


def _read_side(tokens: Tokens, index: int, after: Unit | None = None) -> tuple[list[Unit], int, bool] | None:
    approximate = False
    while at(tokens, index).kind == Kind.APPROX or (approximate and at(tokens, index).text == "."):
        approximate = True
        index += 1
    if after is not None and (more := read_more(tokens, index, after)):
        return [more[0]], more[1], approximate
    token = at(tokens, index)
    if token.kind == Kind.YEARS:
        return [Unit("year", 1, year=token.n), Unit("year", 1, year=token.m)], index + 1, approximate
    if token.kind == Kind.YEAR_WORD:
        found = _read_year_end(tokens, index)
    else:
        found = read_part(tokens, index) if token.kind == Kind.PART else read_unit(tokens, index)
    if found is None:
        found = read_number(tokens, index)
    return ([found[0]], found[1], approximate) if found else None
