"""What counts headings and entries of lists: signs that Word prints and signs that somebody typed.

"C." may be the third letter or a hundred, "i)" the ninth letter or one: only what stands before it tells, so that a
sign is read into all that it may mean, and chosen where the run is known. Single lines of text; knows no document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

BULLETS: Final = "•·▪■○◦‣●➢✓–—-"
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_SIGN = r"\d{1,3}|[A-Za-z]|[ivxlc]{2,8}|[IVXLC]{2,8}|[a-z]{2}"
_TYPED = re.compile(rf"(?:(\()?({_SIGN})(?(1)\)|[.)])|([{BULLETS}]|o(?=\t)))\s+(?=\S)")
_LABEL = re.compile(rf"(\(?)(?:[\w]{{1,8}}\.)*?({_SIGN})(?:[.)]|\.\))?")


class Sign(NamedTuple):
    """One reading of a sign: "bullet", "number", "letter", "capital", "roman" (i) or "ROMAN" (I); bullets count 0."""

    kind: str
    number: int = 0


class Signed(NamedTuple):
    """A text that begins with a sign: all readings of it, the sign as it stands, and the words behind it."""

    readings: tuple[Sign, ...]
    sign: str
    words: str


def typed(text: str) -> Signed:
    """Return the sign that somebody typed before a text; no readings where there is none."""
    match = _TYPED.match(text)
    readings = () if match is None else (Sign("bullet"),) if match[3] else _readings(match[2])
    if match is None or not readings:
        return Signed((), "", text)
    return Signed(readings, match[0].rstrip(), text[match.end() :])


def printed(label: str) -> tuple[Sign, ...]:
    """Return the readings of a mark that Word prints; of "1.2." those of its last part, none for words ("Step 1")."""
    label = label.strip()
    if label and label in BULLETS + "*›»":
        return (Sign("bullet"),)
    match = _LABEL.fullmatch(label)
    return _readings(match[2]) if match else ()


def is_compound(label: str) -> bool:
    """Return whether a mark that Word prints names the entries above it too ("1.2.")."""
    return len(re.findall(r"\w+", label)) > 1


def chosen(readings: Sequence[Sign], last: Iterable[Sign]) -> Sign | None:
    """Return the reading that goes on from one of the `last` signs, the nearest first, or that begins a run."""
    for sign in last:
        for reading in readings:
            if reading == (sign.kind, sign.number + 1):
                return reading
    return next((reading for reading in readings if reading.number <= 1), None)


def _readings(sign: str) -> tuple[Sign, ...]:
    if sign.isdecimal():
        return (Sign("number", int(sign)),)
    upper = sign.isupper()
    found: list[Sign] = []
    if len(set(sign)) == 1 and len(sign) <= 2:
        number = ord(sign[0].lower()) - ord("a") + 1 + 26 * (len(sign) - 1)
        found.append(Sign("capital" if upper else "letter", number))
    if (figure := _figure(sign.lower())) is not None:
        found.append(Sign("ROMAN" if upper else "roman", figure))
    return tuple(found)


def _figure(sign: str) -> int | None:
    """Return what a Roman figure counts up to 399, None for letters that are none."""
    if not re.fullmatch(r"(?=.)c{0,3}(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", sign):
        return None
    values = [_ROMAN[letter] for letter in sign]
    return sum(
        -value if value < max(values[at:], default=0) else value for at, value in enumerate(values, start=1)
    )
