"""Places date expressions in time: gives the sides their years and makes windows of them.

Pure functions from what was read (imgdesk.domain.timing_reader) to a Span. Raises Refused for days that do not exist
and ranges that run backwards; never guesses a year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from imgdesk.domain import timing_units as units
from imgdesk.domain.timing_reader import Expression
from imgdesk.domain.timing_sides import Refused
from imgdesk.domain.timing_units import Unit, Window


@dataclass(frozen=True, slots=True)
class Span:
    """A window with its precision and grain; None for an end that is open."""

    earliest: date | None
    latest: date | None
    precision: str
    grain: str
    approximate: bool = False


def place(
    expressions: Sequence[Expression], year: int | None, hemisphere: str, *, prose: bool
) -> Span | None:
    """The one window that all expressions agree on; None if a year is missing or they do not agree.

    An expression without a year takes the single year that the others name (not in prose, where they may lie sentences
    apart), else the context year. Several expressions agree where one lies within all others (it holds), or where open
    ones together close a window.
    """
    spans: list[Span] = []
    pending: list[Expression] = []
    for expression in expressions:
        if any(side.year for side in expression.sides):
            spans.append(_span(expression, None, hemisphere))
        else:
            pending.append(expression)
    named = {end.year for span in spans for end in (span.earliest, span.latest) if end is not None}
    context = named.pop() if len(named) == 1 and not prose else year
    if pending and context is None:
        return None
    if pending and not prose:
        # A year by itself was the context of the rest: "by 30 June (2023)".
        spans = [span for span in spans if span.precision != "year"]
    spans += [_span(expression, context, hemisphere) for expression in pending]
    return _agreed(spans)


def _agreed(spans: list[Span]) -> Span | None:
    earliest = max((span.earliest for span in spans if span.earliest), default=None)
    latest = min((span.latest for span in spans if span.latest), default=None)
    if earliest and latest and earliest > latest:
        return None
    approximate = any(span.approximate for span in spans)
    for span in spans:
        if (span.earliest, span.latest) == (earliest, latest):
            return replace(span, approximate=approximate)
    if all(span.precision == "open" for span in spans):
        coarse = spans[0].grain
        for span in spans:
            coarse = units.coarser(coarse, span.grain)
        return Span(earliest, latest, "range", coarse, approximate)
    return None


def _span(expression: Expression, context: int | None, hemisphere: str) -> Span:
    sides = _with_years(expression.sides, context, hemisphere)
    windows = [_window(side, hemisphere) for side in sides]
    earliest, latest = min(first for first, _ in windows), max(last for _, last in windows)
    coarse = units.grain(sides[0])
    for side in sides[1:]:
        coarse = units.coarser(coarse, units.grain(side))
    precision = units.precision(sides[0])
    if any(window != windows[0] for window in windows):
        precision = "range"
    opening = expression.opening
    if opening in ("", "between") or (len(sides) > 1 and opening == "from"):
        return Span(earliest, latest, precision, coarse, expression.approximate)
    return replace(
        _opened(opening, sides, (earliest, latest), hemisphere),
        grain=coarse,
        approximate=expression.approximate,
    )


def _opened(opening: str, sides: list[Unit], around: Window, hemisphere: str) -> Span:
    earliest, latest = around
    try:
        # "before the end of May" and "after the start of May" name a moment, not the last or first third.
        if opening == "before" and not (sides[0].edge and sides[0].part == "late"):
            return Span(None, earliest - timedelta(days=1), "open", "none")
        if opening == "after":
            moment = sides[-1].edge and sides[-1].part == "early"
            return Span(earliest if moment else latest + timedelta(days=1), None, "open", "none")
    except OverflowError:
        raise Refused from None
    return Span(earliest, None, "open", "none") if opening == "from" else Span(None, latest, "open", "none")


def _window(side: Unit, hemisphere: str) -> Window:
    found = units.window(side, side.year, hemisphere)
    if found is None or (side.style == "turn" and found[0].year == found[1].year and not side.part):
        raise Refused
    return found


def _with_years(sides: Sequence[Unit], context: int | None, hemisphere: str) -> list[Unit]:
    """Missing years come from the right, then the left, then the context; the order of the sides moves them."""
    known = [index for index, side in enumerate(sides) if side.year]
    out = list(sides)
    if not known:
        # In a section for 2023, "Dec-Jan" begins in December 2023.
        out[0] = replace(out[0], year=context or 0)
        known = [0]
    for index in range(known[-1] + 1, len(out)):
        out[index] = _after(out[index - 1], out[index], hemisphere)
    for index in range(known[-1] - 1, -1, -1):
        if not out[index].year:
            out[index] = _before(out[index], out[index + 1], hemisphere)
    for left, right in pairwise(out):
        if _window(left, hemisphere)[0] > _window(right, hemisphere)[1]:
            raise Refused
    return out


def _before(left: Unit, right: Unit, hemisphere: str) -> Unit:
    same = replace(left, year=right.year)
    if _window(same, hemisphere)[0] <= _window(right, hemisphere)[1]:
        return same
    # "30-2 May" is a slip of the pen, not a year.
    if left.style == "borrowed" or right.year == 1:
        raise Refused
    return replace(left, year=right.year - 1)


def _after(left: Unit, right: Unit, hemisphere: str) -> Unit:
    same = replace(right, year=left.year)
    if _window(same, hemisphere)[1] >= _window(left, hemisphere)[0]:
        return same
    if left.style == "borrowed":
        raise Refused
    return replace(right, year=left.year + 1)
