"""How entries and headings are counted in letters and in Roman figures; pure."""

from __future__ import annotations

from typing import Final


def letter(number: int) -> str:
    """Return the letters that count entries: 1 is "a", 27 "aa"; "" for what is below 1."""
    found = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("a") + rest) + found
    return found


_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """Return a number from 1 on in small Roman figures: 4 is "iv"; "" for what is below 1."""
    found = ""
    for value, figures in _ROMAN:
        count, number = divmod(number, value) if number > 0 else (0, number)
        found += figures * count
    return found
