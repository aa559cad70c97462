"""Running text of a workplan: objective, duration, co-chairs, roles, focus areas, and narrative under headings.

Recognises what a paper says by its own labels ("Objective:", "Role of Co-Chairs:", "(Focus Area Lead: UNDP)") in
English, French and Spanish, in a heading or at the start of a paragraph. What it does not recognise is narrative.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from imgdesk.domain.draft import FocusAreaDraft, GapDraft, IndicativeDraft, NarrativeDraft, RoleDraft
from imgdesk.domain.leads import fold, read_organizations
from imgdesk.exchange.plan_headings import years_in
from imgdesk.exchange.plan_sentences import by_year, gaps_in
from imgdesk.exchange.word_blocks import Paragraph

_LABEL = re.compile(r"(\(?(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z]|[ivxIVX]{2,5})[.)]|[-–—•▪●◦·*])\s+(?=\S)")
_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("objective", r"(?:(?:overall|main|general)\s+)?(?:objectives?|goals?|purpose|aims?|objectifs?|objetivos?)"
         r"(?:\s+(?:of\s+the\s+\w+|g[ée]n[ée]ral(?:es|e)?))?"),
        ("duration", r"timeline|time\s?frame|duration|dur[ée]e|duraci[óo]n|calendrier|plazo"
         r"|per[íi]odo?\s+de\s+ejecuci[óo]n"),
        ("co_chairs", r"co-?\s?chairs?|chairs?|co-?\s?pr[ée]sident(?:e?s|s?)|presidencia|copresident[ae]s?"
         r"|copresidencia"),
        ("indicative", r"(?:(?:indicative|planned|possible)\s+activities|activit[ée]s\s+indicatives"
         r"|actividades\s+indicativas)(?:\s+(?:(?:for|in|pour|para)\s+)?20\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?)?"),
        ("role", r"(?:roles?|r[ôo]les?|responsibilities|terms\s+of\s+reference|funci[óo]n(?:es)?|papel)"
         r"\s+(?:of|des?|du|d['’]|del?|de\s+l[ao]s?)\s*(?:the\s+|los\s+|las\s+|l['’]\s*)?(?P<role>[^:]{2,80}?)"),
    )
)  # fmt: skip
_FOCUS_WORD = (
    r"(?:focus\s+area|domaine\s+(?:prioritaire|d['’]action)"
    r"|[áa]rea\s+(?:prioritaria|de\s+acci[óo]n|tem[áa]tica))"
)
_LEAD_WORD = r"(?:co-?)?(?:leads?|lead\s+agenc(?:y|ies)|chefs?\s+de\s+file|l[íi]der(?:es)?)"
_ANY_CASE = re.IGNORECASE | re.DOTALL
_NUMBERED = re.compile(
    rf"\(?(?:(?={_FOCUS_WORD})|(?=\d+\s*[).:–—-]))(?:{_FOCUS_WORD}\s*)?(?P<number>\d{{1,2}})(?!\d)"
    r"\s*[).:–—-]?\s*(?P<title>\S.*)",
    _ANY_CASE,
)
_NAMED = re.compile(rf"{_FOCUS_WORD}\s*(?P<number>\d{{1,2}})\s*[).:–—-]\s*(?P<title>\S.*)", _ANY_CASE)
_LEAD_AT_END = re.compile(
    rf"\s*[(\[]\s*(?:{_FOCUS_WORD}\s+)?{_LEAD_WORD}\b\s*:?\s*(?P<before>[^()\[\]]+)[)\]]\.?$"
    rf"|\s*[–—-]\s*(?:{_FOCUS_WORD}\s+)?{_LEAD_WORD}\s*:\s*(?P<dashed>[^()\[\]]+)$"
    rf"|\s*[(\[]\s*(?P<after>[^()\[\]]{{2,60}}?)\s+{_LEAD_WORD}\s*[)\]]\.?$",
    re.IGNORECASE,
)
_FOCUS_AREAS = re.compile(
    r"\b(?:focus\s+areas|domaines\s+prioritaires|domaines\s+d['’]action|[áa]reas\s+(?:prioritarias|tem[áa]ticas))\b",
    re.IGNORECASE,
)
_NARRATIVE_HEADING = re.compile(
    r"\b(?:background|context\w*|introduction|rationale|objectives?|roles?|co chairs?|members\w*|governance|mandate"
    r"|purpose|contexte|antecedentes|contexto|introduccion|objectifs?|objetivos?|mandat|mandato|funciones|papel|annex\w*)\b"
)
_WORD = re.compile(r"\w+")
_MAX_TITLE = 600
_LONGEST_CHAIRS = 80


def split_label(paragraph: Paragraph) -> tuple[str, str]:
    """Return the list mark and the text of a paragraph; a mark typed into the text wins over the one Word prints."""
    match = _LABEL.match(paragraph.text)
    if match:
        return match[1], paragraph.text[match.end() :]
    return paragraph.label, paragraph.text


def opens_narrative(heading: str) -> bool:
    """Return whether a heading announces text about the plan, so that a table below it needs a name of its own."""
    return bool(_NARRATIVE_HEADING.search(fold(heading))) or _labelled(heading) is not None


@dataclass
class _Focus:
    number: int
    title: str
    leads: str
    indicative: list[IndicativeDraft] = field(default_factory=list)


class Prose:
    """Gathers the text outside the sections, paragraph by paragraph in reading order."""

    def __init__(self) -> None:
        self.objective: list[str] = []
        self.duration: list[str] = []
        self.co_chairs: list[str] = []
        self.roles: list[tuple[str, list[str]]] = []
        self.focus: list[_Focus] = []
        self.narrative: list[NarrativeDraft] = []
        self.gaps: list[GapDraft] = []
        self.unplaced: list[str] = []
        self.labels: list[str] = []
        self._heading = ""
        self._heading_used = True
        self._mode = ""
        self._expect_focus = False
        self._year: int | None = None

    def add_heading(self, paragraph: Paragraph) -> None:
        """Take a heading: it may open a part of the plan, be a focus area, or stand over narrative."""
        label, text = split_label(paragraph)
        if self._take_focus(label, text, is_heading=True):
            return
        self._close_heading(followed=True)
        found = _labelled(text)
        if found and self._open(found[0], found[1], text):
            self.labels.append(paragraph.text)
            if found[2]:
                self._take(found[2])
            return
        self._mode = ""
        self._expect_focus = bool(_FOCUS_AREAS.search(text))
        self._heading, self._heading_used = f"{label} {text}".strip(), False

    def add(self, paragraph: Paragraph) -> None:
        """Take a paragraph of body text."""
        label, text = split_label(paragraph)
        if self._take_focus(label, text, is_heading=False):
            return
        found = _labelled(text)
        if found and (found[2] or text.rstrip().endswith(":")) and self._open(found[0], found[1], text):
            self.labels.append(text[: len(text) - len(found[2])].strip() if found[2] else text)
            if found[2]:
                self._take(found[2])
                if found[0] != "indicative":
                    self._mode = ""
            return
        if self._mode == "co_chairs" and not _may_name_chairs(text, listed=bool(label or paragraph.label)):
            self._mode = ""
        if self._mode:
            self._take(text if self._mode == "co_chairs" else f"{label} {text}".strip())
        else:
            self._narrate(label, text)

    def close(self) -> None:
        """End the text: a heading over nothing is listed."""
        self._close_heading(followed=False)

    def role_drafts(self) -> tuple[RoleDraft, ...]:
        """Return the roles with their texts."""
        return tuple(RoleDraft(role, "\n".join(lines)) for role, lines in self.roles)

    def focus_drafts(self) -> tuple[FocusAreaDraft, ...]:
        """Return the focus areas in the order of the paper."""
        return tuple(FocusAreaDraft(f.number, f.title, f.leads, tuple(f.indicative)) for f in self.focus)

    def _open(self, name: str, role: str, text: str) -> bool:
        """Begin a part of the plan, in the one year that its label names; False where it makes no sense here."""
        if name == "indicative" and not self.focus:
            return False
        if name == "role":
            self.roles.append((role, []))
        years = years_in(text.partition(":")[0])
        self._year = years[0] if len(years) == 1 else None
        self._mode = name
        self._close_heading(followed=True)
        if name != "indicative":
            self._expect_focus = False
        return True

    def _take(self, text: str) -> None:
        """Put a text where the current part of the plan keeps it."""
        if self._mode == "objective":
            self.objective.append(text)
        elif self._mode == "duration":
            self.duration.append(text)
        elif self._mode == "co_chairs":
            self._take_co_chairs(text)
        elif self._mode == "role":
            self.roles[-1][1].append(text)
        elif self._mode == "indicative":
            parts = by_year(text, self._year)
            self.focus[-1].indicative.extend(parts)
            self._year = parts[-1].year if parts else self._year

    def _take_co_chairs(self, text: str) -> None:
        """Take a line of names; where a name leaves out some of its words, the line is told as it stands."""
        names = read_organizations(text)
        if len(names) < 2:
            self.co_chairs.append(text)
            return
        self.co_chairs.extend(names)
        if Counter(_WORD.findall(text)) - Counter(_WORD.findall(" ".join(names))):
            self.labels.append(text)

    def _take_focus(self, label: str, text: str, *, is_heading: bool) -> bool:
        line = f"{label} {text}".strip()
        if len(line) > _MAX_TITLE:
            return False
        lead = _LEAD_AT_END.search(text)
        named = _NAMED.fullmatch(line) if is_heading or self._expect_focus else None
        match = named or (
            _NUMBERED.fullmatch(line) if lead or (self._expect_focus and label[:1].isdigit()) else None
        )
        if match is None:
            return False
        number = int(match["number"])
        if number < 1 or any(area.number == number for area in self.focus):
            return False
        self._close_heading(followed=True)
        title = _LEAD_AT_END.sub("", match["title"]).strip()
        leads = (lead["before"] or lead["dashed"] or lead["after"]).strip() if lead else ""
        self.focus.append(_Focus(number, title, leads))
        self.labels.append(lead[0].strip() if lead else line[: match.start("title")].strip())
        self._mode, self._expect_focus = "", True
        self._heading, self._heading_used = title, True
        return True

    def _narrate(self, label: str, text: str) -> None:
        if _FOCUS_AREAS.search(text) and text.rstrip().endswith(":"):
            self._expect_focus = True
        self._heading_used = True
        self.narrative.append(narrative(label, text, self._heading))
        self.gaps.extend(gaps_in(text))

    def _close_heading(self, *, followed: bool) -> None:
        """Keep a heading that has no text of its own: over another heading in its place, else among the unplaced."""
        if self._heading and not self._heading_used:
            if followed:
                self.narrative.append(NarrativeDraft(self._heading))
            else:
                self.unplaced.append(self._heading)
        self._heading, self._heading_used = "", True


def narrative(label: str, text: str, heading: str = "") -> NarrativeDraft:
    """Return a paragraph, or a list item when it has a mark."""
    return NarrativeDraft(text, heading, "item" if label else "paragraph", label)


def _may_name_chairs(text: str, *, listed: bool) -> bool:
    """Return whether a line below "Co-Chairs:" may be one of them: no sentence unless in a list, no focus area."""
    is_line = len(text) <= _LONGEST_CHAIRS and not text.endswith(".")
    return (listed or is_line) and not _LEAD_AT_END.search(text)


def _labelled(text: str) -> tuple[str, str, str] | None:
    """Return part, role and rest of a text that begins with a label of a plan, alone or before a colon."""
    head, colon, rest = text.partition(":")
    for name, pattern in _LABELS:
        match = pattern.fullmatch(head.strip())
        if match:
            return name, (match["role"].strip() if name == "role" else ""), rest.strip() if colon else ""
    return None
