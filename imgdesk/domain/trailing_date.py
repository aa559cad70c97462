"""The date at the end of a line of prose: where it begins, or that the line ends in no date.

Stricter than `timing`, which is told that a text is a date: here every word must be that of a date, one
of them a real one, and the words before must let it go. "late August" is a date and "by 2025" is one; "resolution
48/13", "COP 28", "Agenda 2030", "in 66 countries" and "the letter of 12 March" end in none. Never raises. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from imgdesk.domain.timing import parse
from imgdesk.domain.timing_tokens import plain, tokenize
from imgdesk.domain.timing_words import AMBIGUOUS, MONTH_WORDS, MOVED, NUMBERED, Kind, Token

TRAILING: Final = " \t\n,;:.–—-"
"""What may stand behind a date, or between it and the words before."""

_LONGEST: Final = 160
_MOST_WORDS: Final = 14
_ANY_YEAR: Final = 2000  # a leap year: whether words are a date must not hang on the year of the meeting
_WORD: Final = re.compile(r"\S+")
_INTRODUCED: Final = re.compile(r"(?:(?:due|deadline|latest|at)\b:?\s*)+", re.IGNORECASE)
_UNDATED: Final = re.compile(r"\[?(?:TBC|TBD|t\.b\.c\.?|t\.b\.d\.?)\]?")
_BELONGS: Final = frozenset(
    "of for to and or than dated since the a an its this that last as de du del d le la y et ou o au al vs not except"
    " excluding unless within next previous following coming every each during over throughout all whole".split()
)
_NO_OPENING: Final = frozenset(
    "of de du del d since depuis to and et y or ou o u a au al during over throughout all whole".split()
)
_ARTICLES: Final = frozenset("the le la l el los las les".split())
_HELD: Final = frozenset(
    "held adopted dated issued signed published submitted circulated approved agreed launched presented".split()
)
_COUNTED: Final = NUMBERED | frozenset("paragraph paragraphs items articles goals sections".split())
_DAYS: Final = frozenset({Kind.DATE, Kind.DAY_MONTH, Kind.YEAR_MONTH, Kind.QUARTER, Kind.HALF, Kind.WEEK_NO})
_PARTS_OF_YEARS: Final = frozenset({Kind.QUARTER_WORD, Kind.HALF_WORD, Kind.WEEK_WORD})
_NUMBERS: Final = frozenset({Kind.NUM, Kind.ORD})
_OPENS: Final = frozenset({Kind.OPEN, Kind.PREP, Kind.SPAN, Kind.PART, Kind.WEEK_OF})
_ALLOWED: Final = (
    _DAYS
    | _PARTS_OF_YEARS
    | _NUMBERS
    | _OPENS
    | {Kind.MONTH, Kind.SEASON, Kind.YEARS, Kind.YEAR_WORD, Kind.WEEKDAY, Kind.CONN, Kind.APPROX, Kind.POST}
    | {Kind.FLAG, Kind.PUNCT}
)


def date_at_end(words: str, *, apart: bool = False) -> tuple[int, str] | None:
    """Return where the date at the end begins and its text, or None; brackets around it are left out of the text.

    Words must stand before it, unless `apart` says that it stands behind something else.
    """
    stop = len(words.rstrip(TRAILING))
    line = words.rfind("\n", 0, stop) + 1
    first = max(line, stop - _LONGEST)
    spans = [(first + found.start(), first + found.end()) for found in _WORD.finditer(words[first:stop])]
    if first > line and spans:
        del spans[0]  # it may be the end of a word
    for index in range(max(0, len(spans) - _MOST_WORDS), len(spans)):
        start = spans[index][0]
        text = _without_brackets(words[start:stop])
        before = [words[slice(*span)] for span in spans[max(0, index - 2) : index]]
        if not _counts(text, before) and _is_date(text, apart and not before):
            alone = not (apart or words[:start].strip(TRAILING + "("))
            return None if alone or _claimed(text, before) else (start, " ".join(text.split()))
    return None


def _without_brackets(text: str) -> str:
    bare = text[1:-1].strip() if text.startswith("(") and text.endswith(")") else text
    return text if "(" in bare and ")" in bare and bare.index(")") < bare.index("(") else bare


def _counts(text: str, before: Sequence[str]) -> bool:
    """Tell whether what looks like a day is the number of the word before: "COP 28", "item 3"."""
    return bool(before) and text[0].isdigit() and before[-1].casefold() in _COUNTED


def _claimed(text: str, before: Sequence[str]) -> bool:
    """Tell whether a date belongs to the words before: "the letter of", "adopted", "postponed"."""
    if not before or before[-1][-1] in ",;:.–—-":
        return False
    last = before[-1].casefold().strip("()[]'’\"“”")
    held = last in _HELD and "be" not in [word.casefold() for word in before]
    return (
        last in _BELONGS
        or (last in MOVED and text.casefold().startswith("from"))
        or (held and text.casefold().startswith(("in ", "on ")))
    )


def _is_date(text: str, apart: bool) -> bool:
    if _UNDATED.fullmatch(text):
        return True
    if text.count("(") != text.count(")") or text.count("[") != text.count("]"):
        return False
    bare = text[found.end() :] if (found := _INTRODUCED.match(text)) else text
    tokens = tokenize(plain(bare), day_first=True)
    if not tokens or not _all_allowed(bare, tokens) or not _real(bare, tokens, apart or bare != text):
        return False
    timing = parse(bare, year=_ANY_YEAR)
    return timing.understood and not (timing.earliest is None and timing.latest is None)


def _all_allowed(text: str, tokens: Sequence[Token]) -> bool:
    first, word = tokens[0], (text.split() or [""])[0].casefold()
    if word in _NO_OPENING or first.kind in (Kind.CONN, Kind.POST):
        return False
    if word in _ARTICLES and first.kind not in (Kind.PART, Kind.ORD):
        return False
    if tokens[-1].kind == Kind.PART:
        return False
    if first.kind == Kind.NUM and (first.d == 3 or (first.d < 3 and first.n > 31)):
        return False
    return all(
        token.kind in _ALLOWED and (token.kind != Kind.PUNCT or token.text in "()[],.") for token in tokens
    )


def _real(text: str, tokens: Sequence[Token], introduced: bool) -> bool:
    """Tell whether something in it is a date beyond doubt, and not an everyday word or a number."""
    kinds = {token.kind for token in tokens}
    opened = introduced or tokens[0].kind in _OPENS
    numbered = bool(kinds & _NUMBERS)
    year = any(token.kind == Kind.NUM and token.d == 4 for token in tokens)
    if kinds & _DAYS:
        return True
    if Kind.MONTH in kinds:
        return numbered or any(_is_month(text, token, opened) for token in tokens)
    if Kind.SEASON in kinds:
        leads = any(token.value in ("from", "after") for token in tokens if token.kind == Kind.OPEN)
        return numbered or (opened and not leads)
    if kinds & _PARTS_OF_YEARS:
        return numbered and (opened or year)
    by = any(
        token.kind == Kind.PART or (token.kind == Kind.OPEN and token.value in ("by", "until", "before"))
        for token in tokens
    )
    return by and (year or Kind.YEARS in kinds)


def _is_month(text: str, token: Token, opened: bool) -> bool:
    """Tell whether a month without a number is one: "June", "in Dec", "by May", but not "we may" and "Ask Jan"."""
    if token.kind != Kind.MONTH:
        return False
    if token.text in AMBIGUOUS:
        return opened and re.search(rf"\b{token.text.capitalize()}", text) is not None
    return opened or token.text in MONTH_WORDS
