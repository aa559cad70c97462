"""The words of dates as agreed, in English, French and Spanish, and the tokens that a text breaks into.

Holds the vocabulary and the tokenizer of imgdesk.domain.timing; knows nothing of windows or years. It may not
decide what a text means: it only says which words could be part of a date and which certainly are not. Every
pattern is free of nested repetition, so that the time taken grows with the length of the text and nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

NUM, ORD, DATE, DAY_MONTH, YEAR_MONTH, YEARS, BAD = "num", "ord", "date", "daymonth", "yearmonth", "years", "bad"
MONTH, SEASON, QUARTER, HALF, WEEK_NO = "month", "season", "quarter", "half", "weekno"
QUARTER_WORD, HALF_WORD, WEEK_WORD, WEEK_OF, YEAR_WORD = "quarterword", "halfword", "weekword", "weekof", "yearword"
WEEKDAY, PART, OPEN, CONN, APPROX, POST, FLAG = "weekday", "part", "open", "conn", "approx", "post", "flag"
RECUR, FLOW, PREP, FILL, REFUSE, OTHER, PUNCT = "recur", "flow", "prep", "fill", "refuse", "other", "punct"

_DATE_KINDS = frozenset({NUM, ORD, DATE, DAY_MONTH, YEAR_MONTH, YEARS, BAD, MONTH, SEASON, QUARTER, HALF, WEEK_NO,
                         QUARTER_WORD, HALF_WORD, WEEKDAY, PART, FLAG})
_NUMBER_KINDS = frozenset({NUM, ORD, DATE, DAY_MONTH, YEAR_MONTH, YEARS, BAD})


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a text. `n`, `m`, `d` are numbers whose meaning depends on the kind; `glued`: no space before it."""

    kind: str
    text: str
    value: str = ""
    n: int = 0
    m: int = 0
    d: int = 0
    glued: bool = False


_MONTHS = (
    "january jan janvier janv enero ene",
    "february feb febr fevrier fevr fev febrero",
    "march mar mars marzo",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juin junio",
    "july jul juillet juil julio",
    "august aug aout agosto ago",
    "september sep sept septembre septiembre setiembre",
    "october oct octobre octubre",
    "november nov novembre noviembre",
    "december dec decembre diciembre dic",
)
# Spring first: the order in which the seasons follow each other.
_SEASONS = ("spring printemps primavera", "summer ete verano", "autumn fall automne otono", "winter hiver invierno")
_ORDINALS = (
    "first premier premiere primer primero primera",
    "second deuxieme seconde segundo segunda",
    "third troisieme tercer tercero tercera",
    "fourth quatrieme cuarto cuarta",
    "fifth cinquieme quinto quinta",
)
# "edge" words name the very end or beginning; "early" and "late" a stretch of time.
_PARTS = {
    "early": "early",
    "mid": "mid middle mi milieu mediados",
    "late": "late",
    "early edge": "beginning begin start debut principio principios inicio inicios comienzo comienzos",
    "late edge": "end fin final finales fines",
}
_WORDS: dict[str, dict[str, str]] = {
    QUARTER_WORD: {"": "quarter quarters qtr trimestre trimestres trim"},
    HALF_WORD: {"": "half halves semester semesters semestre semestres"},
    WEEK_WORD: {"": "week semaine semana"},
    WEEK_OF: {"": "wc"},
    YEAR_WORD: {"": "year annee ano"},
    WEEKDAY: {"": "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun"
                  " lundi lun mardi mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim"
                  " lunes martes miercoles mie jueves jue viernes vie sabado sab domingo dom"},
    OPEN: {"by": "by para", "until": "until till through thru hasta", "before": "before avant antes",
           "from": "from since starting starts effective depuis desde des", "after": "after apres despues",
           "between": "between entre"},
    CONN: {"to": "to a au al", "and": "and et y", "or": "or ou o u"},
    APPROX: {"before": "around about circa ca c vers environ hacia roughly",
             "either": "approx approximately approximativement aprox aproximadamente"},
    POST: {"from": "onward onwards", "by": "latest"},
    FLAG: {"tbc": "unconfirmed", "provisional": "provisional provisionally provisoire tentative tentatively"},
    RECUR: {"": "quarterly annually yearly monthly weekly fortnightly daily biannually biennially every recurring"
                " recurrent annuellement mensuellement trimestriel trimestriellement anualmente mensualmente"
                " trimestralmente"},
    FLOW: {"": "ongoing continuous continuously rolling continu permanent continuo permanente throughout"},
    PREP: {"": "in on during over all whole entire en au pendant durant durante"},
    FILL: {"": "the of de du del d l le la les el los las month mois mes"},
    REFUSE: {"": "not never except excluding unless instead within fy fiscal next previous following coming sauf"
                 " excepto salvo prochain prochaine proximo proxima siguiente suivant"},
}
_PHRASES: dict[str, dict[str, str]] = {
    FLAG: {
        "tbc": "to be confirmed|not confirmed|not yet confirmed|a confirmer|por confirmar|a confirmar",
        "tbd": "to be determined|to be decided|to be defined|to be agreed|to be announced|to be advised|to be fixed|to be set"
               "|to be scheduled|not yet known|not yet decided|not yet set|not yet fixed|not yet scheduled|a determiner"
               "|a preciser|a definir|a fixer|por determinar|por definir|por decidir|a determinar",
    },
    OPEN: {
        "by": "no later than|not later than|up to|au plus tard|a mas tardar|d ici|d ici a|d ici la",
        "until": "jusqu a|jusqu au|jusqu en",
        "before": "prior to|avant le|antes de|antes del",
        "from": "not before|no earlier than|not earlier than|as of|as from|with effect from|beginning in|beginning on"
                "|beginning from|starting in|starting on|starting from|a partir de|a partir du|a partir del",
        "after": "apres le|despues de|despues del",
    },
    POST: {
        "from": "and beyond|and after|and later|or later|and onward|and onwards|at the earliest|et au - dela|en adelante",
        "by": "at the latest|or earlier|or before|at latest|au plus tard",
    },
    CONN: {"or": "and / or", "to": "up to|jusqu a|jusqu au|jusqu en"},
    WEEK_OF: {"": "week of|week commencing|week beginning|week starting|w / c|w / b|semaine du|semana del|semana de"},
    PART: {"early": "early part|first part", "late": "late part|latter part|later part"},
    APPROX: {"before": "alrededor de|alrededor del|some time in|sometime in"},
    RECUR: {"": "each year|each quarter|each month|each week|twice a year|once a year|per year|bi - annually|semi - annually"
                "|chaque annee|cada ano|tous les ans"},
    FLOW: {"": "year - round|year round|en cours|en curso|en continu|tout au long|a lo largo|until further notice"},
    FILL: {"": "month of|calendar year|the year of"},
    REFUSE: {"": "financial year"},
}
# Numbered things: the number after them is a name ("COP 28", "Phase 2"), not a day.
_NUMBERED = frozenset(
    "cop cops cp cmp cma mop hrc inc sbi sbsta sbstta sb unea ga unga csw upr som unff emrip oewg wg excom sdg fa phase area item"
    " article art goal target annex round session meeting section part no nr number version resolution res decision table page"
    " stage step level group room chapter option figure note rule rev add corr para vol track day pillar objective".split())
_NAMED_YEARS = frozenset("agenda vision".split())
# Month and season names that are also everyday words; they need a year, a day or a place of their own.
AMBIGUOUS = frozenset("may march mar mars ago fall spring ete".split())
VERBS_AFTER_MAY = frozenset("be have need also not still well only then take require include become want result".split())
_SUFFIXES = "st|nd|rd|th|ere|er|re|eme|nde|e|ro|do|to|ra|da|ta|o|a"
_NO_DATE = frozenset("na none nil nodate nodateyet unknown dateunknown undated notapplicable sansdate sinfecha".split())


def _lexicon() -> dict[str, Token]:
    words: dict[str, Token] = {}
    for kind, groups in ((MONTH, _MONTHS), (SEASON, _SEASONS), (ORD, _ORDINALS)):
        for number, names in enumerate(groups, start=1):
            words.update((name, Token(kind, name, n=number)) for name in names.split())
    for name in "last final dernier derniere ultimo ultima".split():
        words[name] = Token(ORD, name, n=-1)
    for part, names in _PARTS.items():
        value, _, edge = part.partition(" ")
        words.update((name, Token(PART, name, value, n=bool(edge))) for name in names.split())
    for kind, values in _WORDS.items():
        for value, names in values.items():
            words.update((name, Token(kind, name, value)) for name in names.split())
    words["au"] = Token(CONN, "au", "to")
    return words


def _phrase_table() -> dict[str, list[tuple[tuple[str, ...], Token]]]:
    table: dict[str, list[tuple[tuple[str, ...], Token]]] = {}
    for kind, values in _PHRASES.items():
        for value, phrases in values.items():
            for phrase in phrases.split("|"):
                words = tuple(phrase.split())
                table.setdefault(words[0], []).append((words, Token(kind, phrase, value)))
    for options in table.values():
        options.sort(key=lambda option: -len(option[0]))
    return table


_LEXICON = _lexicon()
_PHRASE_TABLE = _phrase_table()

_SCAN = re.compile(
    rf"""
      (?P<iso>(?P<iy>\d{{4}})(?P<is>[-/.])(?P<im>\d{{1,2}})(?P=is)(?P<id>\d{{1,2}})(?:t\d\d:\d\d\S*)?(?![^\W_])(?!(?P=is)\d))
    | (?P<dmy>(?P<d1>\d{{1,2}})(?P<ds>[-/.])(?P<d2>\d{{1,2}})(?P=ds)(?P<dy>\d{{4}}|\d\d)(?![^\W_])(?!(?P=ds)\d))
    | (?P<dm>(?P<e1>\d{{1,2}})(?P<es>[/.])(?P<e2>\d{{1,2}})\.?(?=\s?-\s?\d{{1,2}}(?P=es)\d{{1,2}}(?P=es)\d\d))
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
_CODED = re.compile(r"(?P<a>[qtshw])(?P<b>\d{1,2})|(?P<c>[1-4])(?P<d>[qtsh])")
_JOINED = re.compile(r"(\d{1,2})?([a-z]{3,10})(\d{1,4})?")
_SUPERSCRIPTS = {ord(mark): " " for mark in "⁰¹²³⁴⁵⁶⁷⁸⁹"}
_MARKS = {ord(mark): "'" for mark in "’‘ʼ`´′"} | {ord(mark): "/" for mark in "⁄∕"} | {ord("−"): "-", ord("⁃"): "-"}


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
    """Break a plain text into tokens; numbers that belong to names ("COP 28", "A/HRC/RES/46/7") come out as OTHER."""
    tokens = _scan(words, day_first)
    tokens = _spoil_codes(tokens)
    tokens = _join_phrases(tokens)
    tokens = _spoil_numbered(tokens)
    return [token for token in tokens if token.kind != FILL]


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
        return [Token(DATE, text, n=int(match["iy"]), m=int(match["im"]), d=int(match["id"]))]
    if match["dmy"]:
        day, month = _day_month(match["d1"], match["d2"], day_first)
        return [Token(DATE, text, n=_full_year(match["dy"]), m=month, d=day)]
    if match["dm"]:
        day, month = _day_month(match["e1"], match["e2"], day_first)
        return [Token(DAY_MONTH, text, m=month, d=day)]
    if match["ym"]:
        return [_year_pair(text, match["ys"], int(match["yy"]), int(match["yx"]))]
    if match["my"]:
        month = int(match["mm"])
        return [Token(YEAR_MONTH if 1 <= month <= 12 else BAD, text, n=int(match["my4"]), m=month)]
    if match["ord"]:
        return [Token(ORD, text, n=int(match["on"]))]
    if match["apos"]:
        return [Token(NUM, text, "'", n=int(match["apos"]), d=2)]
    return [Token(OTHER, text)] if kind == "other" else []


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
    if 1 <= number <= 12 and not (sign == "/" and last == year + 1):
        return Token(YEAR_MONTH, text, n=year, m=number)
    if year < last <= year + (30 if sign == "-" else 10):
        return Token(YEARS, text, n=year, m=last)
    return Token(BAD, text)


def _worded(match: re.Match[str]) -> list[Token]:
    text = match.group()
    if match["tb"]:
        return [Token(FLAG, text, "tbc" if match["tbx"] == "c" else "tbd")]
    if match["dash"]:
        return [Token(CONN, "-", "-")]
    if match["punct"]:
        return [_punctuation(text)]
    if text.isascii() and text.isdigit():
        return [Token(NUM, text, n=int(text), d=len(text)) if len(text) <= 4 else Token(OTHER, text)]
    if found := _LEXICON.get(text):
        return [found]
    return _coded(text) or _joined(text) or [Token(OTHER, text)]


def _punctuation(text: str) -> Token:
    if text in "/&+":
        return Token(CONN, text, text)
    if text == "~":
        return Token(APPROX, text, "before")
    return Token(FLAG, text, text) if text == "?" else Token(PUNCT, text, text)


def _coded(text: str) -> list[Token]:
    """Q3, 1Q, H1, 2H, T3 and S1 (trimestre, semestre), W24; `value` "own" means that it needs a year beside it."""
    match = _CODED.fullmatch(text)
    if not match:
        return []
    letter, number = match["a"] or match["d"], int(match["b"] or match["c"])
    if letter == "w":
        return [Token(WEEK_NO, text, "own", n=number)]
    kind, most = (QUARTER, 4) if letter in "qt" else (HALF, 2)
    return [Token(kind, text, "own" if letter in "ts" else "", n=number)] if 1 <= number <= most else []


def _joined(text: str) -> list[Token]:
    """May25, 12May2023, Sept2024, mid2024: words and numbers typed without a space."""
    match = _JOINED.fullmatch(text)
    word = _LEXICON.get(match[2]) if match else None
    if not match or word is None or word.kind not in (MONTH, PART, SEASON):
        return []
    before = [Token(NUM, match[1], n=int(match[1]), d=len(match[1]))] if match[1] else []
    after = [Token(NUM, match[3], n=int(match[3]), d=len(match[3]))] if match[3] else []
    return [*before, word, *after]


def _spoil_codes(tokens: list[Token]) -> list[Token]:
    """Numbers joined by - or / or a decimal point to a word that is no date word are part of a code, not a date."""
    out: list[Token] = []
    start = 0
    for index in range(1, len(tokens) + 1):
        if index < len(tokens) and tokens[index].glued and _joins(tokens, index):
            continue
        run = tokens[start:index]
        coded = any(token.kind not in _DATE_KINDS and token.text.isalnum() for token in run)
        out.extend(replace(token, kind=OTHER) if coded and token.kind in _NUMBER_KINDS else token for token in run)
        start = index
    return out


def _joins(tokens: list[Token], index: int) -> bool:
    here, before = tokens[index], tokens[index - 1]
    if "." in (here.text, before.text):
        after = tokens[index + 1] if here.text == "." and index + 1 < len(tokens) else here
        left = before if here.text == "." else tokens[index - 2]
        return after.glued and left.text[-1:].isdigit() and after.text[:1].isdigit()
    return all(token.kind != PUNCT or token.text in "_#@" for token in (here, before))


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
    for words, found in _PHRASE_TABLE.get(token.text, ()):
        piece = tokens[index:index + len(words)]
        if tuple(part.text for part in piece) == words:
            return len(words), replace(found, glued=token.glued)
    return 1, token


def _spoil_numbered(tokens: list[Token]) -> list[Token]:
    out = list(tokens)
    for index, token in enumerate(tokens):
        if token.kind != OTHER:
            continue
        after = index + 1 + (index + 1 < len(tokens) and tokens[index + 1].text in ".#")
        if token.text in _NUMBERED and _is_number(tokens, after) and not _opens_range(tokens, after):
            out[after] = replace(tokens[after], kind=OTHER)
        for near in (index - 1, index + 1):
            if token.text in _NAMED_YEARS and 0 <= near < len(tokens) and tokens[near].kind == NUM:
                out[near] = replace(tokens[near], kind=OTHER)
    return out


def _is_number(tokens: list[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].kind == NUM and tokens[index].d <= 3 and not tokens[index].value


def _opens_range(tokens: list[Token], index: int) -> bool:
    ahead = tokens[index + 1:index + 4]
    return (len(ahead) == 3 and ahead[0].kind == CONN and ahead[1].kind in (NUM, ORD) and ahead[2].kind == MONTH)
