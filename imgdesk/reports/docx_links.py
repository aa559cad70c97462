"""Addresses in Word files: which ones become links, and where they stand in plain words.

Only the web and mail: a link to a file or a script in a paper that others open is refused, and its words stay. What
Word would call a damaged file is no link either. Pure functions.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

from imgdesk.text import clean_text

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"“”]{1,2000}", re.IGNORECASE)
_AFTER: Final = ".,;:!?'’)]}»"
_KEPT: Final = "!#$%&'()*+,/:;=?@~-._"
_MOST: Final = 2000
_PAIRS: Final = {")": "(", "]": "["}


def safe_address(address: str) -> str:
    """Return an address of the web or of mail as Word may have it, "" for anything else."""
    found = clean_text(address).strip()
    if not found or len(found) > _MOST or any(char.isspace() for char in found):
        return ""
    try:
        parts = urlsplit(found)
        good = parts.path if parts.scheme == "mailto" else parts.hostname and parts.port != 0
    except ValueError:  # an address that is none: brackets left open, a port beyond all ports
        return ""
    if parts.scheme not in ("http", "https", "mailto") or not good or "[" in parts.netloc:
        return ""
    return quote(found, safe=_KEPT)


def linked_pieces(text: str) -> list[tuple[str, str]]:
    """Return a text in pieces with the address that each one leads to, "" for none; no character is lost.

    The signs that end a sentence are no part of the address before them.
    """
    pieces: list[tuple[str, str]] = []
    start = 0
    for match in _ADDRESS.finditer(text):
        words = _without_end(match[0])
        if address := safe_address(words):
            pieces += [(text[start : match.start()], ""), (words, address)]
            start = match.start() + len(words)
    pieces.append((text[start:], ""))
    return [piece for piece in pieces if piece[0]]


def _without_end(words: str) -> str:
    """An address without what ends the sentence; a bracket that it opened itself stays."""
    end = len(words)
    while end and words[end - 1] in _AFTER:
        opening = _PAIRS.get(words[end - 1])
        if opening and words.count(opening, 0, end) >= words.count(words[end - 1], 0, end):
            break
        end -= 1
    return words[:end]
