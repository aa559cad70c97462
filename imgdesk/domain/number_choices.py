"""The numbers that a text in doubt can mean: what a person is offered when a text raises a question. Pure."""

from __future__ import annotations

import re
from typing import Final

from imgdesk.text import one_line

_MARKED: Final = re.compile(r"[0-9]+(?:[.,'’\u00a0\u2007\u2009\u202f ][0-9]+)*")
_MARK: Final = re.compile(r"[^0-9]")
_MOST_DIGITS: Final = 15
_MOST: Final = 4


def number_choices(text: str) -> list[float]:
    """Return the numbers that the digits of a text can stand for, as they are read, each once and at most four.

    "2.356" can be 2356 and 2.356; in "12 or 15" both are offered. Marks before the last one are never decimal.
    """
    found: list[float] = []
    for match in _MARKED.finditer(one_line(text)):
        for value in _readings(match.group()):
            if value not in found:
                found.append(value)
    return found[:_MOST]


def _readings(written: str) -> list[float]:
    parts = _MARK.split(written)
    if sum(map(len, parts)) > _MOST_DIGITS:
        return []
    if len(parts) == 1:
        return [float(written)]
    spaced = not any(mark in written for mark in ".,")
    whole, decimal = float("".join(parts)), float(f"{''.join(parts[:-1])}.{parts[-1]}")
    if spaced:
        return [whole, *(float(part) for part in parts if part == "0" or part[0] != "0")]
    return [whole, decimal] if all(len(part) == 3 for part in parts[1:]) else [decimal]
