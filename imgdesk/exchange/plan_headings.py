"""Headings and titles of workplans: which year they open, whether it is provisional, for whom the plan is.

Works on single lines of text in English, French and Spanish; knows no document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from imgdesk.domain.leads import fold

_YEAR = re.compile(r"(?<![\d/.-])(20\d\d)(?:(\s?[-–—/]\s?)((?:20)?\d\d)(?!\d))?(?!\d)")
_BRACKETS = re.compile(r"\[([^\[\]]*)\]|\(([^()]*)\)")
_PROVISIONAL = re.compile(
    r"\b(?:provision\w*|indicativ\w*|tentativ\w*|preliminar\w*|draft|proposed|suggest\w*|tbc|tbd|to be \w+"
    r"|provisoire\w*|indicatif\w*|preliminaire\w*|propose\w*|a confirmer|a discuter|por confirmar|propuest\w*"
    r"|borrador)\b"
)
_FIRM_WORDS = re.compile(r"\b(?:provision\w+|tentativ\w+|preliminar\w+|provisoire\w*)\b")
_PLAIN = {
    "indicative", "timeline", "time", "line", "and", "list", "of", "activities", "activity", "workplan", "plan", "work",
    "for", "the", "in", "year", "planned", "plans", "a", "calendar", "schedule", "programme", "program",
    "calendrier", "liste", "des", "activites", "indicatif", "et", "de", "travail", "annee", "pour", "l",
    "cronograma", "lista", "actividades", "indicativo", "y", "trabajo", "ano", "para", "el", "las", "calendario",
}  # fmt: skip
_GROUP = re.compile(
    r"((?:(?:Inter-?[Aa]gency|Issue Management|Working|Task|Contact|Steering|Expert|Reference|Technical|Coordination"
    r"|Thematic|Joint|Advisory|UN)\s+){1,3}(?:Group|Team|Force|Committee|Network|Platform)\b.*"
    r"|(?:Groupe|Équipe|Comité|Réseau|Grupo|Equipo|Red)\s.+)"
)
_AFTER_FOR = re.compile(r"\b(?:of|for|du|de la|de l['’]|del)\s+(?:the\s+)?(.+)$", re.IGNORECASE)
_PLAN_WORDS = re.compile(
    r"\b(?:work ?plan|work programme|programme of work|plan of action|action plan|plan de travail|plan de trabajo"
    r"|programme de travail|programa de trabajo|plan d action|plan de accion)\b"
)


@dataclass(frozen=True)
class Heading:
    """What a section heading says."""

    title: str
    year: int | None
    provisional: bool
    note: str


def read_heading(text: str) -> Heading:
    """Return title, year and provisional note of a section heading.

    The title is the year where the rest only says that this is a list of activities. Square brackets make a section
    provisional, whatever they hold; round ones and the heading itself only by their words.
    """
    notes = [m for m in _BRACKETS.finditer(text) if m[1] is not None or _PROVISIONAL.search(fold(m[2]))]
    starts = {m.start() for m in notes}
    bare = _BRACKETS.sub(lambda m: " " if m.start() in starts else m[0], text)
    bare = " ".join(bare.split()).strip(" :–—-")
    note = "; ".join((m[1] or m[2] or "").strip() for m in notes)
    provisional = bool(notes) or bool(_FIRM_WORDS.search(fold(bare)))
    if not bare:
        bare, note = note, ""
    years = years_in(bare)
    year = years[0] if len(years) == 1 else None
    others = [word for word in fold(_YEAR.sub(" ", bare)).split() if word not in _PLAIN]
    title = str(year) if year is not None and not others else bare
    return Heading(title, year, provisional, note)


def years_in(text: str) -> tuple[int, ...]:
    """Return the years a text names, each once, in order; a range ("2023-25") gives all its years."""
    found: list[int] = []
    for match in _YEAR.finditer(text):
        first = int(match[1])
        last = int(match[3]) if match[3] else first
        last = last if last > 99 else first // 100 * 100 + last
        found.extend(range(first, last + 1) if first < last <= first + 20 else [first])
    return tuple(dict.fromkeys(found))


def period_in(text: str) -> str:
    """Return the years of a title as written ("2023-2025"), "" for none."""
    match = _YEAR.search(text)
    return match[0] if match else ""


def is_period(text: str) -> bool:
    """Return whether a line holds nothing but a year or a range of years, perhaps with months or brackets."""
    return bool(_YEAR.search(text)) and len(fold(_YEAR.sub(" ", text)).split()) <= 3 and len(text) <= 40


def names_a_plan(text: str) -> bool:
    """Return whether a line speaks of a workplan."""
    return bool(_PLAN_WORDS.search(fold(text)))


def group_in(title: str) -> str:
    """Return the group a title is about: "Draft Workplan of the Issue Management Group on X 2024" gives the group."""
    match = _GROUP.search(title)
    if match is None and names_a_plan(title):
        match = _AFTER_FOR.search(re.split(_YEAR, title)[0])
    if match is None:
        return ""
    name = re.split(r"[:–—-]\s*(?:draft\s+)?work ?plan\b", _YEAR.sub(" ", match[1]), flags=re.IGNORECASE)[0]
    return " ".join(name.split()).strip(" ,;:–—-()[]")
