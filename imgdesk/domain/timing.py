"""Dates as agreed: from a text to the days it can mean, and back.

`parse` reads what people write in a date cell ("Nov-Dec 2023", "by end of 2015", "TBC 2024", "[Sept 2024]", also in
French and Spanish) into a Timing: the verbatim text, the earliest and latest day it can mean, and what is open about
it. It never raises and never invents: what it does not understand stays a text. Pure: no clock, no file, no locale.

Rules chosen here:
- Words around a date are ignored, but a text must hold one date expression. Several count as one where one lies
  within all the others ("Q3 2024 (Sept)", "2023 SDG Summit, September"); otherwise the text is kept. Lists are ranges
  from the first to the last ("12, 14 and 16 May 2023").
- A number is a day only beside a month. Numbers of names and codes are not ("COP 28", "A/HRC/RES/46/7", "FA1/FA2"). A
  bare number that may belong to the date and cannot be read ("2023 05 12"), and a misspelt month ("Septmber 2023"),
  keep the text as text: a window must not quietly be wider or other than what was agreed.
- Everyday words that are also months or seasons (may, march, fall, spring) need a year or a day beside them, or no
  other word. T3 and S1 (trimestre, semestre) need a year.
- Without a year: the context year; without that the text is kept. In a range without years the first side is in it.
- Words that turn a date round or lean on another day (not, except, within, next, fiscal, "postponed from", "before
  COP 28 (Nov 2023)") keep the text as text.
- A part of a year, half, season or quarter is known to the month, a part of a month to the week (see `Timing.grain`).
  The first week of a month is its days 1-7, the last one its last seven days; the first half of a month ends on day 15.
- "before the end of X" = by the last day of X, and "after the start of X" = from its first day.
- "2011-12" is two years (they hold the month too); a two-digit year is 1969-2068; a bare year is 1900-2199.
- A weekday is not checked against its date. "ongoing" and "quarterly" without a date are the context year, else open.
- An end beyond the years 1 to 9999, a day that does not exist, a range that runs backwards: not understood.
- Texts longer than 300 characters are no dates and are kept unread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from imgdesk.domain.timing_names import days_phrase, window_name
from imgdesk.domain.timing_reader import Expression, read
from imgdesk.domain.timing_sides import Refused
from imgdesk.domain.timing_spans import Span, place
from imgdesk.domain.timing_tokens import plain, says_no_date, tokenize
from imgdesk.domain.timing_words import MOVED, Kind, Token

_LONGEST = 300
_PROSE = 4  # with more other words than these, words far apart say nothing of each other
_FIELDS = (
    "text",
    "earliest",
    "latest",
    "precision",
    "tbc",
    "tbd",
    "provisional",
    "approximate",
    "recurring",
    "understood",
)


@dataclass(frozen=True, slots=True)
class Timing:
    """A date as agreed.

    text: verbatim. earliest, latest: first and last day it can mean, None = open (or no date at all).
    precision: day week month quarter season half year range open none.
    tbc: unconfirmed; tbd: the date is still to be found; provisional: in [brackets]; approximate: around; recurring.
    understood: False = kept as text only. grain: the coarser unit in which its ends are known (day week month quarter
    season half year none), for drawing its edges and for snapping: "1-12 May 2023" is a range of grain day.
    """

    text: str
    earliest: date | None
    latest: date | None
    precision: str
    tbc: bool
    tbd: bool
    provisional: bool
    approximate: bool
    recurring: bool
    understood: bool
    grain: str


def parse(text: str, *, year: int | None = None, day_first: bool = True, hemisphere: str = "north") -> Timing:
    """Read a date as agreed; `year` is the context (a section's heading), `hemisphere` "north" or "south" for seasons.

    Never raises. What is not understood has no window, precision "none" and understood False; no date at all, TBC or
    TBD is understood, and with a context year its window is that year.
    """
    context = year if year is not None and 1 <= year <= 9999 else None
    if len(text) > _LONGEST:
        return _timing(text, [], None, understood=False)
    words = plain(text)
    tokens = tokenize(words, day_first=day_first)
    prose = sum(token.kind == Kind.OTHER for token in tokens) > _PROSE
    try:
        expressions = read(tokens)
        if expressions:
            span = (
                None
                if _turned_round(tokens, expressions)
                else place(expressions, context, hemisphere, prose=prose)
            )
            return _timing(text, tokens, span, expressions, understood=span is not None)
    except Refused:
        return _timing(text, tokens, None, understood=False)
    flow = not prose and any(token.kind in (Kind.RECUR, Kind.FLOW) for token in tokens)
    undated = any(token.kind == Kind.FLAG and token.value in ("tbc", "tbd") for token in tokens)
    if not (flow or undated or says_no_date(words) or not set(words) - set(" ?()[].")):
        return _timing(text, tokens, None, understood=False)
    if context is not None:
        return _timing(text, tokens, Span(date(context, 1, 1), date(context, 12, 31), "year", "year"))
    return _timing(text, tokens, Span(None, None, "open" if flow else "none", "none"))


def _turned_round(tokens: Sequence[Token], expressions: Sequence[Expression]) -> bool:
    moved = any(token.text in MOVED for token in tokens) and any(
        found.opening == "from" for found in expressions
    )
    return moved or any(
        token.kind == Kind.REFUSE or _leans(tokens, index) for index, token in enumerate(tokens)
    )


def _leans(tokens: Sequence[Token], index: int) -> bool:
    """Whether the date is that of something else: "before COP 28 (Nov 2023)"; "through" and "by" are said of means."""
    token = tokens[index]
    leaning = token.kind == Kind.OPEN and token.value in ("before", "after", "until")
    named = index + 1 < len(tokens) and tokens[index + 1].kind == Kind.OTHER
    return leaning and named and token.text not in ("through", "thru")


def _timing(
    text: str,
    tokens: Sequence[Token],
    span: Span | None,
    expressions: Sequence[Expression] = (),
    *,
    understood: bool = True,
) -> Timing:
    flags = {token.value for token in tokens if token.kind == Kind.FLAG}
    found = span or Span(None, None, "none", "none")
    return Timing(
        text=text,
        earliest=found.earliest,
        latest=found.latest,
        precision=found.precision,
        grain=found.grain,
        tbc=bool(flags & {"tbc", "?"}),
        tbd="tbd" in flags,
        provisional="provisional" in flags or _bracketed(tokens, expressions),
        approximate=found.approximate,
        recurring=any(token.kind == Kind.RECUR for token in tokens),
        understood=understood,
    )


def _bracketed(tokens: Sequence[Token], expressions: Sequence[Expression]) -> bool:
    """Whether the dates (or, without any, everything) stand in square brackets."""
    wanted = {index for found in expressions for index in range(found.start, found.stop)}
    depth, seen = 0, False
    for index, token in enumerate(tokens):
        if token.text == "]":
            depth -= 1
        elif token.text == "[":
            depth, seen = depth + 1, True
        elif (index in wanted if wanted else True) and depth < 1:
            return False
    return seen and depth == 0


def format(timing: Timing, *, hemisphere: str = "north") -> str:  # noqa: A001 - the counterpart of parse
    """The plain English text of a Timing's window and flags; parse() of it (same hemisphere) gives the same ones.

    Used to rewrite a text after its window was moved: "July 2023", "1-12 May 2023 (TBC)", "[Q3 2024]", "by 31 December
    2015", "TBD". A text that was not understood comes back as it is.
    """
    if not timing.understood:
        return timing.text
    window = window_name(timing.earliest, timing.latest, timing.grain, hemisphere)
    if timing.approximate:
        opening, _, rest = window.partition(" ")
        window = f"{opening} around {rest}" if opening in ("by", "from") else f"around {window}"
    if not window and timing.precision == "open":
        window = "recurring" if timing.recurring else "ongoing"
    elif timing.recurring:
        window = f"{window}, recurring" if window else "recurring"
    flags = ", ".join(word for word, is_set in (("TBC", timing.tbc), ("TBD", timing.tbd)) if is_set)
    if not window:
        return f"[{flags}]" if timing.provisional else flags
    window = f"[{window}]" if timing.provisional else window
    return f"{window} ({flags})" if flags else window


def describe(timing: Timing) -> str:
    """What was understood, in one short phrase: "1-31 July 2023, month", "no date", "kept as text"."""
    if not timing.understood:
        phrase = "kept as text"
    elif timing.earliest is None and timing.latest is None:
        phrase = "no fixed dates" if timing.precision == "open" else "no date"
    else:
        phrase = days_phrase(timing.earliest, timing.latest)
        if timing.precision not in ("day", "range", "open"):
            phrase = f"{phrase}, {timing.precision}"
    flags = (
        ("approximate", timing.approximate),
        ("recurring", timing.recurring),
        ("unconfirmed", timing.tbc),
        ("to be determined", timing.tbd),
        ("provisional", timing.provisional),
    )
    return ", ".join([phrase, *(word for word, is_set in flags if is_set)])


def as_dict(timing: Timing) -> dict[str, str | bool | None]:
    """The Timing as JSON values in a fixed order: dates as ISO 8601 or None; without grain."""
    values = {field: getattr(timing, field) for field in _FIELDS}
    return {field: value.isoformat() if isinstance(value, date) else value for field, value in values.items()}
