"""The words in which a date is written anew: short months, days of the week, French and Spanish.

Data for imgdesk.domain.rewriting_names. What is written with them is read back before anyone sees it, so that a word
which imgdesk.domain.timing_words does not know costs the manner of a text and never its meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from imgdesk.domain.timing_units import MONTH_NAMES

MONTH_STARTS = frozenset(month[:3].casefold() for month in MONTH_NAMES)
# The usual short form beside a long name; "" where only those write it who shorten every month.
ABBREVIATIONS = {
    "jan": "Jan", "feb": "Feb", "mar": "", "apr": "", "jun": "", "jul": "", "aug": "Aug", "sep": "Sep", "sept": "Sept",
    "oct": "Oct", "nov": "Nov", "dec": "Dec",
}  # fmt: skip
WEEKDAYS = {
    "en": tuple("monday tuesday wednesday thursday friday saturday sunday".split()),
    "fr": tuple("lundi mardi mercredi jeudi vendredi samedi dimanche".split()),
    "es": tuple("lunes martes miercoles jueves viernes sabado domingo".split()),
}
JOINTS = {"from": " to ", "between": " and ", "du": " au ", "entre": " et ", "del": " al ", "desde": " a "}
"""What joins the two sides of a range after these words."""
YEAR_THIRDS = {(1, 4): "early ", (5, 8): "mid-", (9, 12): "late "}
"""First and last month of the thirds of a year, and the word before the year."""


@dataclass(frozen=True, slots=True)
class Language:
    """How the English name of a window becomes another: `words` in order, and `signs` by which a text is known."""

    months: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    signs: frozenset[str]
    joint: str


_FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_SPANISH = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()

LANGUAGES = {
    "fr": Language(
        tuple(_FRENCH),
        (
            (r"^by week of ", "d'ici la semaine du "), (r"^by (?=\d)", "d'ici le "), (r"^by ", "d'ici "),
            (r"^from (?=\d)", "à partir du "), (r"^from ", "à partir de "),
            (r"\bweek of ", "semaine du "), (r"\bfirst half of ", "première quinzaine de "),
            (r"\bsecond half of ", "deuxième quinzaine de "), (r"\bearly ", "début "), (r"\bmid-", "mi-"),
            (r"\blate ", "fin "), (r"\bspring\b", "printemps"), (r"\bsummer\b", "été"), (r"\bautumn\b", "automne"),
            (r"\bwinter\b", "hiver"), (r" to ", " à "), (r"\bQ(?=\d)", "T"), (r"\bH(?=\d)", "S"),
        ),
        frozenset(
            "janvier janv fevrier fevr fev mars avril avr mai juin juillet juil aout septembre octobre novembre"
            " decembre trimestre semestre printemps automne hiver ete debut mi milieu fin semaine jusqu apres avant"
            " depuis partir au du".split()
        ),
        "",
    ),
    "es": Language(
        tuple(_SPANISH),
        (
            (r"^by ", "a más tardar "), (r"^from ", "a partir de "), (r"\bweek of ", "semana del "),
            (r"\bfirst half of ", "primera quincena de "), (r"\bsecond half of ", "segunda quincena de "),
            (r"\bearly ", "principios de "), (r"\bmid-", "mediados de "), (r"\blate ", "finales de "),
            (r"\bspring\b", "primavera"), (r"\bsummer\b", "verano"), (r"\bautumn\b", "otoño"),
            (r"\bwinter\b", "invierno"), (r" to ", " a "), (r"\bQ(?=\d)", "T"), (r"\bH(?=\d)", "S"),
        ),
        frozenset(
            "enero ene febrero marzo abril abr mayo junio julio agosto ago septiembre setiembre octubre noviembre"
            " diciembre dic trimestre semestre primavera verano otono invierno principios mediados finales fines"
            " semana hasta despues antes desde partir del de".split()
        ),
        " de ",
    ),
}  # fmt: skip


def translated(name: str, language: Language) -> str:
    """The English name of a window in another language."""
    for pattern, words in language.words:
        name = re.sub(pattern, words, name)
    for english, month in zip(MONTH_NAMES, language.months, strict=True):
        own = language.joint
        name = re.sub(rf"(\d) {english}\b", rf"\1{own or ' '}{month}", name)
        name = re.sub(rf"\b{english} (\d{{4}})", rf"{month}{own or ' '}\1", name)
        name = re.sub(rf"\b{english}\b", month, name)
    for month in language.months:
        if language.joint:
            name = re.sub(rf"\b{month} (\d{{4}})", rf"{month}{language.joint}\1", name)
    return name


def marks(old: str, name: str) -> str:
    """Quarters and halves under the letters T and S, where the old text had those."""
    if re.search(r"\bT[1-4]\b", old):
        name = re.sub(r"\bQ(?=\d)", "T", name)
    if re.search(r"\bS[12]\b", old):
        name = re.sub(r"\bH(?=\d)", "S", name)
    return name
