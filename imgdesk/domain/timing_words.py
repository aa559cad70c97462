"""The words of dates as agreed, in English, French and Spanish, without accents and in lower case.

Data for imgdesk.domain.timing_tokens: which words and phrases could be part of a date. It may not decide what a text
means; a word added here is understood everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a token can be; the comments say what its numbers are."""

    NUM = auto()  # n, of d digits; value "'" in "'23"
    ORD = auto()  # n, -1 = last
    DATE = auto()  # year n, month m, day d
    DAY_MONTH = auto()  # month m, day d
    YEAR_MONTH = auto()  # year n, month m
    YEARS = auto()  # from year n to year m
    BAD = auto()  # numbers written like a date that cannot be one
    MONTH = auto()  # n
    SEASON = auto()  # n, 1 = spring
    QUARTER = auto()  # n; value "own" = only with a year of its own
    HALF = auto()  # n; value "own" likewise
    WEEK_NO = auto()  # n, ISO 8601
    QUARTER_WORD = auto()
    HALF_WORD = auto()  # value "month" = only of a month
    WEEK_WORD = auto()
    WEEK_OF = auto()
    YEAR_WORD = auto()
    WEEKDAY = auto()
    PART = auto()  # value early, mid or late; n = 1 for a word of the very end or beginning
    OPEN = auto()  # value by, until, before, from, after, between
    CONN = auto()  # joins the sides of a range
    APPROX = auto()  # value "before" = only before a date
    POST = auto()  # value from, by; stands behind the date
    FLAG = auto()  # value tbc, tbd, provisional, ?
    RECUR = auto()
    FLOW = auto()
    SPAN = auto()
    EVERY = auto()
    PREP = auto()
    FILL = auto()
    REFUSE = auto()
    OTHER = auto()
    PUNCT = auto()


NUMBER_KINDS = frozenset(
    {Kind.NUM, Kind.ORD, Kind.DATE, Kind.DAY_MONTH, Kind.YEAR_MONTH, Kind.YEARS, Kind.BAD}
)
_UNIT_KINDS = frozenset({Kind.MONTH, Kind.SEASON, Kind.QUARTER, Kind.HALF, Kind.WEEK_NO})
DATE_KINDS = (
    NUMBER_KINDS | _UNIT_KINDS | {Kind.QUARTER_WORD, Kind.HALF_WORD, Kind.WEEKDAY, Kind.PART, Kind.FLAG}
)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a text. `n`, `m`, `d` are numbers whose meaning depends on the kind; `glued`: no space before it."""

    kind: Kind
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
MONTH_WORDS = tuple(name for names in _MONTHS for name in names.split() if len(name) > 3)
# Spring first: the order in which the seasons follow each other.
_SEASONS = (
    "spring printemps primavera",
    "summer ete verano",
    "autumn fall automne otono",
    "winter hiver invierno",
)
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
_WORDS: dict[Kind, dict[str, str]] = {
    Kind.QUARTER_WORD: {"": "quarter quarters qtr trimestre trimestres trim trimester"},
    Kind.HALF_WORD: {"": "half halves semester semesters semestre semestres", "month": "quincena quinzaine"},
    Kind.WEEK_WORD: {"": "week wk semaine semana"},
    Kind.WEEK_OF: {"": "wc"},
    Kind.YEAR_WORD: {"": "year annee ano"},
    Kind.WEEKDAY: {
        "": "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun"
        " lundi lun mardi mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim"
        " lunes martes miercoles mie jueves jue viernes vie sabado sab domingo dom"
    },
    Kind.OPEN: {
        "by": "by para",
        "until": "until till through thru hasta",
        "before": "before avant antes",
        "from": "from since starting starts effective depuis desde des",
        "after": "after apres despues",
        "between": "between entre",
    },
    Kind.CONN: {"to": "to a au al", "and": "and et y", "or": "or ou o u"},
    Kind.APPROX: {
        "before": "around about circa ca c vers environ hacia roughly",
        "either": "approx approximately approximativement aprox aproximadamente",
    },
    Kind.POST: {"from": "onward onwards earliest", "by": "latest"},
    Kind.FLAG: {
        "tbc": "unconfirmed tentative tentatively",
        "provisional": "provisional provisionally provisoire",
    },
    Kind.RECUR: {
        "": "quarterly annually yearly monthly weekly fortnightly biannually biennially recurring"
        " recurrent annuellement mensuellement trimestriel trimestriellement anualmente mensualmente"
        " trimestralmente"
    },
    Kind.FLOW: {"": "ongoing continuous continuously rolling continu continuo"},
    Kind.SPAN: {"": "throughout during over all whole entire full pendant durant durante toute todo"},
    Kind.PREP: {"": "in on en"},
    Kind.FILL: {"": "the of de du del d l le la les el los las month mois mes"},
    Kind.REFUSE: {
        "": "not never except excluding unless instead within fy fiscal next previous following coming sauf"
        " originally previously formerly < > ≤ ≥ →"
        " excepto salvo prochain prochaine proximo proxima siguiente suivant"
    },
}
_PHRASES: dict[Kind, dict[str, str]] = {
    Kind.FLAG: {
        "tbc": "to be confirmed|not confirmed|not yet confirmed|a confirmer|por confirmar|a confirmar",
        "tbd": "to be determined|to be decided|to be defined|to be agreed|to be announced|to be advised|to be fixed"
        "|to be set|to be scheduled|not yet known|not yet decided|not yet set|not yet fixed|not yet scheduled"
        "|a determiner|a preciser|a definir|a fixer|por determinar|por definir|por decidir|a determinar",
    },
    Kind.OPEN: {
        "by": "no later than|on or before|not later than|up to|au plus tard|a mas tardar|d ici|d ici a|d ici la",
        "until": "jusqu a|jusqu au|jusqu en",
        "before": "prior to|avant le|antes de|antes del",
        "from": "not before|not until|on or after"
        "|no earlier than|not earlier than|as of|as from|with effect from|beginning in|beginning on"
        "|beginning from|starting in|starting on|starting from|a partir de|a partir du|a partir del",
        "after": "apres le|despues de|despues del",
    },
    Kind.POST: {
        "from": "and beyond|and after|and later|or later|and onward|and onwards|at the earliest"
        "|et au - dela|en adelante"
        "|- present|to present|to the present|to date|- ongoing",
        "by": "at the latest|or earlier|or before|at latest|au plus tard",
    },
    Kind.CONN: {"or": "and / or", "to": "up to|jusqu a|jusqu au|jusqu en"},
    Kind.WEEK_OF: {
        "many": "weeks of|weeks commencing|weeks beginning|weeks starting",
        "": "week of|week commencing|week beginning|week starting|w / c|w / b|semaine du|semana del|semana de",
    },
    Kind.PART: {"early": "early part|first part", "late": "late part|latter part|later part"},
    Kind.APPROX: {"before": "alrededor de|alrededor del|some time in|sometime in"},
    Kind.RECUR: {
        "": "each year|each quarter|each month|each week|every year|every quarter|every month|every week|twice a year"
        "|once a year|per year|bi - annually|semi - annually|chaque annee|cada ano|tous les ans"
    },
    Kind.FLOW: {"": "year - round|year round|en cours|en curso|en continu|until further notice"},
    Kind.SPAN: {"": "tout au long|a lo largo"},
    Kind.FILL: {"": "month of|at least|calendar year|the year of"},
    Kind.REFUSE: {"": "financial year"},
}
# Numbered things: the number after them is a name ("COP 28", "Phase 2"), not a day.
NUMBERED = frozenset(
    "cop cops cp cmp cma mop hrc inc sbi sbsta sbstta sb unea ga unga csw upr som unff emrip oewg wg"
    " excom sdg fa phase area item article art goal target annex round session meeting section part no"
    " nr number version resolution res decision table page stage step level group room chapter option"
    " figure note rule rev add corr para vol track pillar objective".split()
)
# Beside these a year-like number is a name or an amount ("2030 Agenda", "USD 2000").
NO_YEARS = frozenset("agenda vision post pre usd eur chf gbp dollar dollars euro euros francs".split())
# Month and season names that are also everyday words; they need a year, a day or a place of their own.
AMBIGUOUS = frozenset("may march mar mars ago fall spring ete".split())
# With "from ... to ..." these say that a date changed; only the second one holds, and that is not ours to decide.
MOVED = frozenset(
    "postponed moved rescheduled deferred shifted delayed changed extended slipped reporte reportado aplazado".split()
)
VERBS_AFTER_MAY = frozenset(
    "be have need also not still well only then take require include become want result".split()
)
SPELLS = frozenset(
    "years quarter quarters months week weeks days semaines semanas trimestre mois mes meses".split()
)


def _lexicon() -> dict[str, Token]:
    words: dict[str, Token] = {}
    for kind, groups in ((Kind.MONTH, _MONTHS), (Kind.SEASON, _SEASONS), (Kind.ORD, _ORDINALS)):
        for number, names in enumerate(groups, start=1):
            words.update((name, Token(kind, name, n=number)) for name in names.split())
    for name in "last latter final dernier derniere ultimo ultima".split():
        words[name] = Token(Kind.ORD, name, n=-1)
    for part, names in _PARTS.items():
        value, _, edge = part.partition(" ")
        words.update((name, Token(Kind.PART, name, value, n=bool(edge))) for name in names.split())
    for kind, values in _WORDS.items():
        for value, names in values.items():
            words.update((name, Token(kind, name, value)) for name in names.split())
    for name in ("every", "chaque", "cada"):
        words[name] = Token(Kind.EVERY, name)
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


LEXICON = _lexicon()
PHRASE_TABLE = _phrase_table()
