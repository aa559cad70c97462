"""Sentences of running text: the years they speak of, and stretches without support.

Splitting keeps every word: the sentences joined with a space are the paragraph again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from imgdesk.domain.draft import GapDraft, IndicativeDraft
from imgdesk.exchange.plan_headings import years_in

_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W\d_a-z])")
_SHORT = re.compile(
    r"(?:\b(?:e\.?g|i\.?e|cf|vs|no|nos|art|para|paras|dr|mr|mrs|ms|prof|st|approx|incl|resp|p|pp|fig|vol|ex|etc|sr|sra)"
    r"|\b(?-i:[A-Z]))\.$",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:in|during|by|for|throughout|en|pour|durante|para)\s+(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?(20\d\d)\b"
    r"(?!\s?[-–—/]\s?\d|\s+(?:and|or|to|et|à|y|a)\b)",
    re.IGNORECASE,
)
_SUPPORT = (
    r"(?:consultan\w*|support\w*|secretariat|staff\w*|coordinat\w*|appui|soutien|apoyo|consultor\w*"
    r"|secretar[ií]a\w*)"
)
_LATER_YEARS = re.compile(
    r"\b(?:future|later|subsequent|coming) years\b|\bann[ée]es suivantes\b|\ba[ñn]os siguientes\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    rf"\b(?:without|no|lack\w*(?:\s+of)?|absence\s+of|gap\s+in|sans|sin|pas\s+d['’e]\s?)"
    rf"\s*(?:[\w'’-]+\s+){{0,3}}?{_SUPPORT}"
    r"|\bin\s+recess\b|\bsummer\s+recess\b",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan(?:uary|vier)?|feb(?:ruary)?|f[ée]vr(?:ier)?|mar(?:ch|s)?|apr(?:il)?|avril|may|mai|june?|juin|july?|juillet"
    r"|aug(?:ust)?|ao[ûu]t|sept?(?:ember|embre)?|oct(?:ober|obre)?|nov(?:ember|embre)?|dec(?:ember)?|d[ée]c(?:embre)?"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b\.?"
)
_UNIT = (
    rf"(?:{_MONTH}|spring|summer|autumn|fall|winter|printemps|[ée]t[ée]|automne|hiver|primavera|verano|oto[ñn]o|invierno"
    r"|Q[1-4]|H[12]|(?:first|second|third|fourth)\s+(?:quarter|half)(?:\s+of)?)"
)
_SIDE = (
    r"(?:(?:the\s+)?(?:early|mid|late|end\s+of|beginning\s+of|start\s+of|d[ée]but|fin|mi|finales\s+de"
    r"|principios\s+de)[\s-]+)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_UNIT}(?:\s+(?:de\s+)?20\d\d)?|20\d\d)"
)
_WHEN = re.compile(
    rf"\b(?:from|between|during|in|until|over|through|since|de|du|d['’]|entre|desde|hasta|en)\s*"
    rf"(?:the\s+(?=\w))?({_SIDE}(?:\s*(?:to|until|till|and|through|-|–|—|/|[àa]|jusqu['’][àae]\w*|y|hasta|et)\s*{_SIDE})?)",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a full stop after a known abbreviation or an initial ends none."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        head = text[start : match.end()].rstrip()
        if not _SHORT.search(head[-12:]):
            found.append(head)
            start = match.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


def by_year(text: str, year: int | None = None) -> tuple[IndicativeDraft, ...]:
    """Return a paragraph in pieces by the year they speak of, starting with `year`.

    A sentence that names one year, or begins with one ("In 2024 ..., building on 2023"), switches to it. One that
    speaks of future years, or of several, belongs to none; one without any year stays with the sentence before.
    """
    pieces: list[tuple[int | None, str]] = []
    for sentence in sentences(text):
        year = _year_of(sentence, year)
        if pieces and pieces[-1][0] == year:
            pieces[-1] = (year, f"{pieces[-1][1]} {sentence}")
        else:
            pieces.append((year, sentence))
    return tuple(IndicativeDraft(words, named) for named, words in pieces)


def gaps_in(text: str) -> Iterator[GapDraft]:
    """Yield the sentences that say when there is no support, with their stretch of time as written."""
    for sentence in sentences(text):
        if _WITHOUT.search(sentence) and (when := _WHEN.search(sentence)):
            yield GapDraft(when=when[1].strip(), text=sentence)


def _year_of(sentence: str, before: int | None) -> int | None:
    if _LATER_YEARS.search(sentence):
        return None
    years = years_in(sentence)
    if not years:
        return before
    if len(years) == 1:
        return years[0]
    opening = _OPENING.match(sentence)
    return int(opening[1]) if opening else None
