"""Breaks a text into tokens, and takes the numbers of names and codes out of the running.

Says which pieces could be part of a date and which certainly are not; what they mean is for
imgdesk.domain.timing_reader. Every pattern is free of nested repetition, so that the time taken grows with the length
of the text and nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from imgdesk.domain.timing_words import (
    DATE_KINDS,
    LEXICON,
    NO_YEARS,
    NUMBER_KINDS,
    NUMBERED,
    PHRASE_TABLE,
    SPELLS,
    Kind,
    Token,
)

_SUFFIXES = "st|nd|rd|th|ere|er|re|eme|nde|e|ro|do|to|ra|da|ta|o|a"
_NO_DATE = frozenset(
    "na none nil nodate nd sd nodateyet unknown dateunknown undated notapplicable sansdate sinfecha".split()
)


_SCAN = re.compile(
    rf"""
      (?P<iso>(?P<iy>\d{{4}})(?P<is>[-/.])(?P<im>\d{{1,2}})(?P=is)(?P<id>\d{{1,2}})(?:t\d\d:\d\d\S*)?(?![^\W_])(?!(?P=is)\d))
    | (?P<dmy>(?P<d1>\d{{1,2}})(?P<ds>[-/.])(?P<d2>\d{{1,2}})(?P=ds)(?P<dy>\d{{4}}|\d\d)(?![^\W_])(?!(?P=ds)\d))
    | (?P<dm>(?P<e1>\d{{1,2}})(?P<es>[/.])(?P<e2>\d{{1,2}})\.?(?=\s?(?:-|to|and|au|al|et|y)\s?
          \d{{1,2}}(?P=es)\d{{1,2}}(?P=es)\d\d))
    | (?P<ym>(?P<yy>\d{{4}})(?P<ys>[-/])(?P<yx>\d\d)(?![^\W_])(?!(?P=ys)\d))
    | (?P<my>(?P<mm>\d{{1,2}})(?P<ms>[-/.])(?P<my4>\d{{4}})(?![^\W_])(?!(?P=ms)\d))
    | (?P<other>\d{{1,2}}:\d\d(?::\d\d)?|\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+(?:\.\d+)+|\d+\s?%|[$€£¥]\s?\d+)
    | (?P<ord>(?P<on>\d{{1,2}})\.?(?:{_SUFFIXES})(?![^\W_]))
    | (?P<tb>t\.?b\.?(?P<tbx>[cda])(?![^\W_])\.?)
    | '(?P<apos>\d\d)(?![^\W_])
    | (?P<word>[^\W_]+)
    | (?P<dash>-+)
    | (?P<punct>\S)
    """,
    re.VERBOSE,
)
_CODED = re.compile(r"(?P<y>\d{4})?(?:(?P<a>[qtshw])(?P<b>\d{1,2})|(?P<c>[1-4])(?P<d>[qtsh])(?P<z>\d\d)?)")
_JOINED = re.compile(r"(\d{1,2})?([a-z]{3,10})(\d{1,4})?")
_SUPERSCRIPTS = {ord(mark): " " for mark in "⁰¹²³⁴⁵⁶⁷⁸⁹"}
_MARKS = (
    {ord(mark): "'" for mark in "’‘ʼ`´′"} | {ord(mark): "/" for mark in "⁄∕"} | {ord("−"): "-", ord("⁃"): "-"}
)


def plain(text: str) -> str:
    """The text in lower case, without accents, marks and controls, with one sort of dash, quote, slash and digit."""
    text = re.sub(r"(?<=[^\W\d_])[–—](?=\w)|(?<=\w)[–—](?=[^\W\d_])", " - ", text.translate(_SUPERSCRIPTS))
    out: list[str] = []
    for mark in unicodedata.normalize("NFKD", text.translate(_MARKS)).translate(_MARKS).casefold():
        category = unicodedata.category(mark)
        if category in ("Mn", "Cf"):
            continue
        if category == "Nd":
            out.append(str(unicodedata.decimal(mark)))
        elif category == "Pd":
            out.append("-")
        else:
            out.append(" " if category[0] in "ZC" else mark)
    return re.sub(r"(?<=[a-z])'(?=[a-z])", " ", "".join(out))


def says_no_date(words: str) -> bool:
    """Whether a plain text is empty, a dash, or says in so many words that there is no date."""
    bare = "".join(mark for mark in words if mark.isalnum())
    return bare in _NO_DATE if bare else all(mark in " -._/()[]:;,*" for mark in words)


def tokenize(words: str, *, day_first: bool) -> list[Token]:
    """Break a plain text into tokens; numbers of names ("COP 28", "A/HRC/RES/46/7") come out as Kind.OTHER."""
    tokens = _join_phrases(_scan(words, day_first))
    tokens = _settle_words(_spoil_numbered(_spoil_codes(tokens)))
    return [token for token in tokens if token.kind != Kind.FILL]


def _settle_words(tokens: list[Token]) -> list[Token]:
    """ "every May" recurs, "every child" does not; "c. 2023" is about 2023, "1.5°C 2023" is not."""
    out = list(tokens)
    for index, token in enumerate(tokens):
        if token.text == "c" and token.glued:
            out[index] = replace(token, kind=Kind.OTHER)
        if token.kind == Kind.EVERY:
            ahead = tokens[index + 1 : index + 3]
            timed = any(
                word.kind in (Kind.MONTH, Kind.SEASON, Kind.WEEKDAY, Kind.YEAR_WORD) or word.text in SPELLS
                for word in ahead
            )
            out[index] = replace(token, kind=Kind.RECUR if timed else Kind.OTHER)
    return out


def _scan(words: str, day_first: bool) -> list[Token]:
    tokens: list[Token] = []
    end = 0
    for match in _SCAN.finditer(words):
        glued = match.start() == end and bool(tokens)
        end = match.end()
        made = _numeric(match, day_first) or _worded(match)
        tokens.append(replace(made[0], glued=glued))
        tokens.extend(replace(token, glued=True) for token in made[1:])
    return tokens


def _numeric(match: re.Match[str], day_first: bool) -> list[Token]:
    text, kind = match.group(), match.lastgroup
    if match["iso"]:
        return [Token(Kind.DATE, text, n=int(match["iy"]), m=int(match["im"]), d=int(match["id"]))]
    if match["dmy"]:
        day, month = _day_month(match["d1"], match["d2"], day_first)
        return [Token(Kind.DATE, text, n=_full_year(match["dy"]), m=month, d=day)]
    if match["dm"]:
        day, month = _day_month(match["e1"], match["e2"], day_first)
        return [Token(Kind.DAY_MONTH, text, m=month, d=day)]
    if match["ym"]:
        return [_year_pair(text, match["ys"], int(match["yy"]), int(match["yx"]))]
    if match["my"]:
        month = int(match["mm"])
        return [Token(Kind.YEAR_MONTH if 1 <= month <= 12 else Kind.BAD, text, n=int(match["my4"]), m=month)]
    if match["ord"]:
        return [Token(Kind.ORD, text, n=int(match["on"]))]
    if match["apos"]:
        return [Token(Kind.NUM, text, "'", n=int(match["apos"]), d=2)]
    return [Token(Kind.OTHER, text)] if kind == "other" else []


def _day_month(first: str, second: str, day_first: bool) -> tuple[int, int]:
    return (int(first), int(second)) if day_first else (int(second), int(first))


def _full_year(digits: str) -> int:
    # POSIX strptime: 69-99 are the last century.
    number = int(digits)
    return number if len(digits) == 4 else number + (1900 if number >= 69 else 2000)


def short_year(number: int) -> int:
    """The year meant by two digits: 00-68 are this century, 69-99 the last one (as POSIX strptime has it)."""
    return _full_year(f"{number:02d}")


def _year_pair(text: str, sign: str, year: int, number: int) -> Token:
    last = year - year % 100 + number
    last += 100 if last <= year and year % 100 >= 90 and number <= 10 else 0
    # "2011-12" may be two years or a month of the first; the two years hold both.
    if 1 <= number <= 12 and last != year + 1:
        return Token(Kind.YEAR_MONTH, text, n=year, m=number)
    if year < last <= year + (30 if sign == "-" else 10):
        return Token(Kind.YEARS, text, n=year, m=last)
    return Token(Kind.BAD, text)


def _worded(match: re.Match[str]) -> list[Token]:
    text = match.group()
    if match["tb"]:
        return [Token(Kind.FLAG, text, "tbc" if match["tbx"] == "c" else "tbd")]
    if match["dash"]:
        return [Token(Kind.CONN, "-", "-")]
    if match["punct"]:
        return [_punctuation(text)]
    if text.isascii() and text.isdigit():
        return [
            Token(Kind.NUM, text, n=int(text), d=len(text)) if len(text) <= 4 else Token(Kind.OTHER, text)
        ]
    if found := LEXICON.get(text):
        return [found]
    return _coded(text) or _joined(text) or [Token(Kind.OTHER, text)]


def _punctuation(text: str) -> Token:
    if text in LEXICON:
        return LEXICON[text]
    if text in "/&+":
        return Token(Kind.CONN, text, text)
    if text == "~":
        return Token(Kind.APPROX, text, "before")
    return Token(Kind.FLAG, text, text) if text == "?" else Token(Kind.PUNCT, text, text)


def _coded(text: str) -> list[Token]:
    """Q3, 1Q, 3Q24, 2024Q3, H1, T3 and S1 (trimestre, semestre), W24; those of value "own" need a year beside them."""
    match = _CODED.fullmatch(text)
    if not match:
        return []
    letter, number = match["a"] or match["d"], int(match["b"] or match["c"])
    if letter == "w" and not match["y"]:
        return [Token(Kind.WEEK_NO, text, "own", n=number)]
    kind, most = (Kind.QUARTER, 4) if letter in "qt" else (Kind.HALF, 2)
    if not 1 <= number <= most:
        return []
    before = [Token(Kind.NUM, match["y"], n=int(match["y"]), d=4)] if match["y"] else []
    after = [Token(Kind.NUM, match["z"], "'", n=int(match["z"]), d=2)] if match["z"] else []
    return [*before, Token(kind, text, "own" if letter in "ts" else "", n=number), *after]


def _joined(text: str) -> list[Token]:
    """May25, 12May2023, Sept2024, mid2024: words and numbers typed without a space."""
    match = _JOINED.fullmatch(text)
    word = LEXICON.get(match[2]) if match else None
    if not match or word is None or word.kind not in (Kind.MONTH, Kind.PART, Kind.SEASON):
        return []
    before = [Token(Kind.NUM, match[1], n=int(match[1]), d=len(match[1]))] if match[1] else []
    after = [Token(Kind.NUM, match[3], n=int(match[3]), d=len(match[3]))] if match[3] else []
    return [*before, word, *after]


def _spoil_codes(tokens: list[Token]) -> list[Token]:
    """Numbers joined by - or / or a decimal point to a word that is no date word are part of a code, not a date."""
    out: list[Token] = []
    start = 0
    for index in range(1, len(tokens) + 1):
        if index < len(tokens) and tokens[index].glued and _joins(tokens, index):
            continue
        run = _unprefixed(tokens[start:index])
        coded = any(token.kind not in DATE_KINDS and token.text.isalnum() for token in run)
        out.extend(
            replace(token, kind=Kind.OTHER) if coded and token.kind in NUMBER_KINDS else token
            for token in run
        )
        start = index
    return out


def _unprefixed(run: list[Token]) -> list[Token]:
    """ "pre-summer", "post-May": no summer and no May."""
    if len(run) > 2 and run[0].text in ("pre", "post", "non") and run[1].text == "-":
        return [*run[:2], replace(run[2], kind=Kind.OTHER), *run[3:]]
    return run


def _joins(tokens: list[Token], index: int) -> bool:
    here, before = tokens[index], tokens[index - 1]
    if "." in (here.text, before.text):
        after = tokens[index + 1] if here.text == "." and index + 1 < len(tokens) else here
        left = before if here.text == "." else tokens[index - 2]
        return after.glued and left.text[-1:].isdigit() and after.text[:1].isdigit()
    return all(token.kind != Kind.PUNCT or token.text in "_#@" for token in (here, before))


def _join_phrases(tokens: list[Token]) -> list[Token]:
    out: list[Token] = []
    index = 0
    while index < len(tokens):
        length, found = _phrase_at(tokens, index)
        out.append(found)
        index += length
    return out


def _phrase_at(tokens: list[Token], index: int) -> tuple[int, Token]:
    token = tokens[index]
    for words, found in PHRASE_TABLE.get(token.text, ()):
        piece = tokens[index : index + len(words)]
        if tuple(part.text for part in piece) == words:
            return len(words), replace(found, glued=token.glued)
    return 1, token


def _spoil_numbered(tokens: list[Token]) -> list[Token]:
    out = list(tokens)
    for index, token in enumerate(tokens):
        if token.kind != Kind.OTHER:
            continue
        after = index + 1 + (index + 1 < len(tokens) and tokens[index + 1].text in ".#")
        if token.text in NUMBERED and _is_number(tokens, after) and not _opens_range(tokens, after):
            out[after] = replace(tokens[after], kind=Kind.OTHER)
        if token.text in NO_YEARS:
            # "2030 Sustainable Development Agenda"
            for near in range(
                max(0, index - (3 if token.text == "agenda" else 1)), min(index + 2, len(tokens))
            ):
                if tokens[near].kind == Kind.NUM:
                    out[near] = replace(tokens[near], kind=Kind.OTHER)
    return out


def _is_number(tokens: list[Token], index: int) -> bool:
    return (
        index < len(tokens)
        and tokens[index].kind == Kind.NUM
        and tokens[index].d <= 3
        and not tokens[index].value
    )


def _opens_range(tokens: list[Token], index: int) -> bool:
    ahead = tokens[index + 1 : index + 4]
    return (
        len(ahead) == 3
        and ahead[0].kind == Kind.CONN
        and ahead[1].kind in (Kind.NUM, Kind.ORD)
        and ahead[2].kind == Kind.MONTH
    )
