"""Who leads and who takes part, read from the words in a workplan cell.

A cell such as "UNDP & OHCHR (FA1/FA2)" names organizations, focus areas or everybody at once. This module
tells the three apart and keeps the text verbatim beside them. It resolves nothing: that "FA2" stands for
OHCHR is known only to the desk. Pure text in, frozen values out; it never raises.

How a cell is split into organizations:

- ; , / and a line break always separate, except inside round brackets;
- "and", "&", "with" and the like separate only beside an acronym ("UNDP and UNEP", "Ministry of Health and
  WHO") or after a closing bracket, so that "Food and Agriculture Organization" stays one name;
- an acronym in brackets belongs to the name before it; other remarks in brackets ("lead") are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_NUMBER = r"(?:\d{1,2}|[IVX]{1,4})(?![0-9A-Za-z])"
_FOCUS = re.compile(
    r"(?<![A-Za-z])(?:F\.?\s?A\.?s?|focus\s+areas?|domaines?\s+prioritaires?|domaines?\s+d['’]action"
    r"|[áa]reas?\s+(?:prioritarias?|de\s+acci[óo]n|de\s+trabajo|tem[áa]ticas?))"
    rf"\s*[-.#:]?\s*(?P<list>{_NUMBER}(?:\s*(?:,|/|&|\+|-|–|to|and|et|y|à|a|al)\s*{_NUMBER})*)",
    re.IGNORECASE,
)
_EVERYONE = re.compile(
    r"(?:(?:all|every|tous|toutes|todos|todas)\b(?:\s+\S+){0,4}?\s+)?"
    r"(?:co-?chairs?|focus\s+areas?|FAs?|members?|agenc(?:y|ies)|organi[sz]ations?|entit(?:y|ies)|leads?|partners?"
    r"|copr[ée]sidents?|co-pr[ée]sidents?|membres|organisations|domaines(?:\s+\w+)?|copresidentes|miembros"
    r"|organizaciones|[áa]reas(?:\s+\w+)?)",
    re.IGNORECASE,
)
_EVERYONE_WORD = {"all", "everyone", "everybody", "tous", "toutes", "todos", "todas", "co chairs", "cochairs"}
_NOBODY = {
    "", "tbc", "tbd", "t b c", "t b d", "na", "n a", "none", "nil", "x", "etc", "others", "other",
    "and others", "inter alia", "to be confirmed", "to be determined", "to be decided", "a confirmer",
    "a determiner", "por confirmar", "por determinar", "lead", "leads", "co lead", "co leads", "support", "supporting",
    "chef de file", "lider", "led by",
}  # fmt: skip
_LABEL = re.compile(
    r"^\s*(?:[-–—•▪●◦·*]\s*)?(?:(?:(?:co-?|focus\s+area\s+)?leads?(?:\s+agenc(?:y|ies))?|support(?:ing|ed\s+by)?|partners?"
    r"|chefs?\s+de\s+file|partenaires?|l[íi]der(?:es)?|socios?)\s*:\s*)?",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"\s*&\s*|\s+\+\s+|\s+(?:and|et|y|e|(?:together\s+|in\s+\w+\s+)?with(?:\s+(?:the\s+)?support\s+(?:of|from))?"
    r"|supported\s+by|avec|con)\s+",
    re.IGNORECASE,
)
_LINK_AT_START = re.compile(
    r"^\s*(?:&|\+|(?:and|et|y|avec|con|supported\s+by"
    r"|(?:together\s+|in\s+\w+\s+)?with(?:\s+(?:the\s+)?support\s+(?:of|from))?)\s)\s*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\(([^()]*)\)")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]+[A-Za-z0-9.'’-]*$|[A-Z](?:\.[A-Z])+\.?$|[A-Z][a-z]?[A-Z][A-Za-z0-9-]*$")


@dataclass(frozen=True)
class Leads:
    """Organizations as written, focus areas as named, both in order, and whether everybody is meant."""

    names: tuple[str, ...]
    focus_areas: tuple[int, ...]
    everyone: bool
    text: str


def read_leads(text: str) -> Leads:
    """Return who a lead cell names: "UNDP (FA1)" is one organization and one focus area."""
    if fold(text) in _NOBODY:
        return Leads((), (), False, text)
    rest, numbers = _take_focus_areas(text)
    names: list[str] = []
    everyone = False
    for piece in _pieces(rest):
        if _is_everyone(piece):
            everyone = True
        else:
            names.append(piece)
    return Leads(_unique(names), numbers, everyone, text)


def read_organizations(text: str) -> tuple[str, ...]:
    """Return the organizations a partners cell names, without focus areas, "all", TBC and bare remarks."""
    return read_leads(text).names


def organization_keys(text: str) -> set[str]:
    """Return the folded names under which one organization may be met again.

    "FAO Right to Food Team (RTFT)" gives its name, its acronym, and the acronym behind that of its parent,
    "fao rtft"; "FAO RTFT" gives the last two of these. The parent alone ("fao") is another organization.
    """
    parent, acronym, name = _anatomy(text)
    keys = {name}
    if acronym:
        keys.add(acronym)
        keys.add(f"{parent} {acronym}".strip())
    return {key for key in keys if key}


def same_organization(first: str, second: str) -> bool:
    """Return whether two spellings mean one organization; "FAO RTFT" and "WHO RTFT" do not."""
    mine, theirs = _anatomy(first)[0], _anatomy(second)[0]
    if mine and theirs and mine != theirs:
        return False
    return bool(organization_keys(first) & organization_keys(second))


def fold(text: str) -> str:
    """Return text for comparison: no accents, no case, other signs as one space, "United Nations" as "un"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else " " for c in plain.casefold()).split()
    return re.sub(r"\bunited nations\b", "un", " ".join(words))


def _take_focus_areas(text: str) -> tuple[str, tuple[int, ...]]:
    numbers: list[int] = []
    for match in _FOCUS.finditer(text):
        numbers.extend(_numbers(match["list"]))
    return _FOCUS.sub(";", text), tuple(dict.fromkeys(n for n in numbers if n > 0))


def _numbers(text: str) -> Iterator[int]:
    """Yield the numbers of "1, 2 & 3" and every number of the range "1-3"."""
    before, dash = 0, False
    for token in re.findall(r"\d+|[IVXivx]+(?![a-z])|[-–]|\bto\b|\bà\b|\bal?\b", text):
        if token in {"-", "–", "to", "à", "a", "al"}:
            dash = True
            continue
        number = int(token) if token.isdigit() else _roman(token)
        yield from range(before + 1, number) if dash and before else ()
        yield number
        before, dash = number, False


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[c] for c in text.upper()]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _pieces(text: str) -> Iterator[str]:
    """Yield the names of a cell: remarks in brackets go, names in brackets ("with UNEP") stand alone."""
    for part in _split_hard(re.sub(r"[^\S\n]+", " ", text.replace("[", " ").replace("]", " "))):
        for piece in _split_linked(part):
            yield from _name_and_inner(piece)


def _name_and_inner(piece: str) -> Iterator[str]:
    inner: list[str] = []

    def keep(match: re.Match[str]) -> str:
        content = match[1].strip()
        if _ACRONYM.match(content) and fold(content) not in _NOBODY:
            return match[0]
        inner.append(content)
        return " "

    name = _LABEL.sub("", _BRACKETED.sub(keep, piece), count=1)
    name = _LINK_AT_START.sub("", name)
    name = " ".join(name.split()).strip(" .:*–—-•")
    name = name if name.count("(") == name.count(")") else name.strip(" ()")
    if fold(name) not in _NOBODY and any(char.isalpha() for char in name):
        yield name
    for content in inner:
        for found in _pieces(content):
            if _is_everyone(found) or all(_ACRONYM.match(word) for word in found.split()):
                yield found


def _split_hard(text: str) -> Iterator[str]:
    """Split on separators outside round brackets; brackets that do not close count for nothing."""
    balanced = text.count("(") == text.count(")")
    depth, start = 0, 0
    for i, char in enumerate(text):
        if balanced and char in "()":
            depth = max(0, depth + (1 if char == "(" else -1))
        elif depth == 0 and char in ";,/\n|":
            yield text[start:i]
            start = i + 1
    yield text[start:]


def _split_linked(part: str) -> Iterator[str]:
    """Split at linking words, and put back together what belongs to one name."""
    cuts = [m for m in _LINK.finditer(part) if part.count("(", 0, m.start()) <= part.count(")", 0, m.start())]
    edges = [0, *(m.end() for m in cuts)]
    ends = [*(m.start() for m in cuts), len(part)]
    begin = 0
    for i, cut in enumerate(cuts):
        left, right = part[edges[i] : ends[i]].strip(), part[edges[i + 1] : ends[i + 1]].strip()
        if not left or left.endswith(")") or _is_short_name(left) or _is_short_name(right):
            yield part[begin : cut.start()]
            begin = cut.end()
    yield part[begin:]


def _is_short_name(piece: str) -> bool:
    """Return whether a piece is nothing but acronyms, or an acronym and one more word ("UN Women")."""
    words = _BRACKETED.sub(" ", piece).replace("(", " ").split()
    if not words or not _ACRONYM.match(words[0]):
        return False
    return len(words) <= 2 or all(_ACRONYM.match(word) for word in words)


def _is_everyone(piece: str) -> bool:
    folded = fold(piece)
    if folded in _EVERYONE_WORD or re.fullmatch(r"(?:the )?(?:\w+ )?co ?chairs", folded):
        return True
    counts = re.match(r"(?:all|tous|toutes|todos|todas|every)\b", folded)
    return bool(counts and _EVERYONE.fullmatch(piece.strip()))


def _anatomy(text: str) -> tuple[str, str, str]:
    """Return parent acronym, own acronym and name, folded, each "" where the text has none."""
    found = [m[1].strip() for m in _BRACKETED.finditer(text) if _ACRONYM.match(m[1].strip())]
    words = _BRACKETED.sub(" ", text).replace("/", " ").split()
    name = fold(" ".join(words))
    first_is_parent = len(words) > 1 and bool(_ACRONYM.match(words[0]))
    parent = fold(words[0]) if first_is_parent else ""
    if found:
        return parent, fold(found[-1]), name
    if len(words) == 1:
        return "", name, name
    # Two letters ("UNDP HQ") say where, not who; three or more name a unit of the parent.
    if first_is_parent and len(words) == 2 and _ACRONYM.match(words[1]) and len(words[1]) > 2:
        return parent, fold(words[1]), name
    return "", "", name


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
