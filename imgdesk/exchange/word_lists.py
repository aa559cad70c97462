"""List marks and heading levels, which Word keeps apart from the text: "a)", "1.", a bullet.

A paragraph names a list and a level, or its style does; the mark printed before it follows from the counters of
all paragraphs above. One `Styles` and one `Lists` serve one document, read from top to bottom.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

_BULLET = "•"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True)
class Style:
    """What a paragraph style and those it is based on say: name in lower case, outline level (0 none), list, bold.

    `indent` is in twentieths of a point, None where nothing is said.
    """

    name: str = ""
    level: int = 0
    list_id: str = ""
    list_level: int = 0
    bold: bool = False
    indent: int | None = None
    centred: bool = False


class Styles:
    """The paragraph styles of a document by id, and how its character styles set words."""

    def __init__(self, root: Element | None) -> None:
        self._raw: dict[str, Element] = {}
        self._faces: dict[str, Element] = {}
        self._default = ""
        for element in root if root is not None else ():
            if element.tag == "style" and element.get("type", "paragraph") == "paragraph":
                self._raw[element.get("styleId", "")] = element
                if is_on(element.get("default", "0")):
                    self._default = element.get("styleId", "")
            elif element.tag == "style" and element.get("type") == "character":
                self._faces[element.get("styleId", "")] = element
        self._known: dict[str, Style] = {}

    def face(self, style_id: str, mark: str) -> bool:
        """Return whether a character style, or one it is based on, sets words bold ("b") or italic ("i")."""
        for _ in range(len(self._faces)):
            element = self._faces.get(style_id)
            if element is None:
                return False
            if (found := element.find(f"rPr/{mark}")) is not None:
                return is_on(found.get("val", "1"))
            style_id = value(element, "basedOn")
        return False

    def get(self, style_id: str) -> Style:
        """Return the style of an id ("" is the default style), an empty one when it is not defined."""
        style_id = style_id or self._default
        if style_id not in self._known:
            self._known[style_id] = self._resolve(style_id)
        return self._known[style_id]

    def _resolve(self, style_id: str) -> Style:
        chain: list[Element] = []
        seen: set[str] = set()
        while style_id in self._raw and style_id not in seen:
            seen.add(style_id)
            chain.append(self._raw[style_id])
            style_id = value(chain[-1], "basedOn")
        if not chain:
            return Style(style_id.lower())
        levels = [
            number(value(e, "pPr", "outlineLvl"), 9) + 1
            for e in chain
            if e.find("pPr/outlineLvl") is not None
        ]
        lists = [e for e in chain if value(e, "pPr", "numPr", "numId")]
        bold = [is_on(b.get("val", "1")) for e in chain if (b := e.find("rPr/b")) is not None]
        return Style(
            name=value(chain[0], "name").lower(),
            level=levels[0] if levels and levels[0] <= 9 else 0,
            list_id=value(lists[0], "pPr", "numPr", "numId") if lists else "",
            list_level=number(value(lists[0], "pPr", "numPr", "ilvl"), 0) if lists else 0,
            bold=bool(bold) and bold[0],
            indent=next((left for e in chain if (left := indent(e)) is not None), None),
            centred=next((jc for e in chain if (jc := value(e, "pPr", "jc"))), "") == "center",
        )


class Lists:
    """The counters of all lists of a document."""

    def __init__(self, root: Element | None) -> None:
        abstract: dict[str, Element] = {}
        self._levels: dict[str, dict[int, Element]] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._shared: dict[str, str] = {}
        for element in root if root is not None else ():
            if element.tag == "abstractNum":
                abstract[element.get("abstractNumId", "")] = element
        for element in root if root is not None else ():
            if element.tag == "num":
                self._define(element, abstract)
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def _define(self, num: Element, abstract: dict[str, Element]) -> None:
        list_id, shared = num.get("numId", ""), value(num, "abstractNumId")
        base = abstract.get(shared)
        self._shared[list_id] = shared
        self._levels[list_id] = (
            {} if base is None else {number(lvl.get("ilvl", ""), 0): lvl for lvl in base.findall("lvl")}
        )
        for override in num.findall("lvlOverride"):
            level = number(override.get("ilvl", ""), 0)
            if (lvl := override.find("lvl")) is not None:
                self._levels[list_id][level] = lvl
            if (start := value(override, "startOverride")) != "":
                self._starts[list_id, level] = number(start, 1)

    def label(self, list_id: str, level: int) -> str:
        """Return the mark of the next paragraph in a list and count it; "" for no list."""
        levels = self._levels.get(list_id)
        if levels is None or list_id == "0" or level not in levels:
            return ""
        if value(levels[level], "numFmt") == "bullet":
            return _bullet(value(levels[level], "lvlText"))
        counters = self._counters.setdefault(self._shared[list_id], {})
        if (list_id, level) in self._starts and (list_id, level) not in self._begun:
            self._begun.add((list_id, level))
            counters.pop(level, None)
        counters[level] = counters[level] + 1 if level in counters else self._start(list_id, level)
        for deeper in [k for k in counters if k > level]:
            del counters[deeper]

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            if at not in levels:
                return ""
            return _format(counters.get(at, self._start(list_id, at)), value(levels[at], "numFmt"))

        return re.sub(r"%([1-9])", shown, value(levels[level], "lvlText")).strip()

    def indent(self, list_id: str, level: int) -> int | None:
        """Return the indent of a level of a list in twentieths of a point, None where it says nothing."""
        element = self._levels.get(list_id, {}).get(level)
        return None if element is None else indent(element)

    def _start(self, list_id: str, level: int) -> int:
        own = self._starts.get((list_id, level))
        return own if own is not None else number(value(self._levels[list_id][level], "start"), 1)


def value(element: Element, *path: str) -> str:
    """Return the `val` of a descendant, "" where it is missing."""
    found = element.find("/".join(path))
    return "" if found is None else found.get("val", "")


def indent(element: Element) -> int | None:
    """Return the left indent in the paragraph properties of an element, None where there is none."""
    found = element.find("pPr/ind")
    text = "" if found is None else found.get("left", found.get("start", ""))
    return number(text.removesuffix(".0"), 0) if text else None


def number(text: str, otherwise: int) -> int:
    """Return a small whole number out of an attribute."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise


def is_on(text: str) -> bool:
    """Return what an on/off attribute means."""
    return text.lower() not in {"0", "false", "off", "none"}


def _bullet(text: str) -> str:
    """Return the bullet as a sign any font has; symbol fonts use code points of their own."""
    text = text.strip()
    return text if text in {"-", "–", "—", "*", "›", "»", "○", "▪", "■"} else _BULLET


def _format(count: int, kind: str) -> str:
    formats: dict[str, Callable[[int], str]] = {
        "lowerLetter": _letters,
        "upperLetter": lambda n: _letters(n).upper(),
        "lowerRoman": _roman,
        "upperRoman": lambda n: _roman(n).upper(),
        "decimalZero": lambda n: f"{n:02d}",
        "none": lambda _n: "",
    }
    return formats.get(kind, str)(count)


def _letters(count: int) -> str:
    """Return a, b ... z, aa, bb ... as Word counts."""
    if count < 1:
        return str(count)
    repeat, at = divmod(count - 1, 26)
    return chr(ord("a") + at) * min(repeat + 1, 10)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    text = ""
    for size, sign in _ROMAN:
        times, count = divmod(count, size)
        text += sign * times
    return text
