"""Where a piece of text leads: which addresses a paper may carry, and which ones stand in plain text.

Only the web and mail: a paper never leads to a file of the reader's machine or starts a program there. What a word
processor would call a damaged file is no address either. Pure functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urlsplit

from imgdesk.reports.blocks import Span, Text, line_break
from imgdesk.text import clean_text

_IN_TEXT: Final = re.compile(r"https?://[^\s<>\"“”«»]{1,2000}", re.IGNORECASE)
_NOT_LAST: Final = ".,;:!?'’)]}"
_OPENED_BY: Final = {")": "(", "]": "["}
_KEPT: Final = "!#$%&'()*+,/:;=?@~"
_MOST: Final = 2000


@lru_cache(maxsize=256)
def address(link: str) -> str:
    """Return a link as an address in ASCII, "" where it is none of http, https or mailto."""
    found = clean_text(link).strip()
    if not found or len(found) > _MOST or any(char.isspace() for char in found):
        return ""
    try:
        parts = urlsplit(found)
        leads = parts.path if parts.scheme == "mailto" else parts.hostname and parts.port != 0
    except ValueError:  # an address that is none: brackets left open, a port beyond all ports
        return ""
    if parts.scheme not in ("http", "https", "mailto") or not leads or "[" in parts.netloc:
        return ""
    return quote(found, safe=_KEPT)


def linked(text: Text) -> Text:
    """Return text in which addresses of the web that lead nowhere yet are links; a line of it stays a line."""
    found: list[Span] = []
    for span in text:
        if span.style == "break" or span.link:
            found.append(span)
            continue
        for place, line in enumerate(clean_text(span.text).split("\n")):
            if place:
                found.append(line_break())
            found += (replace(span, text=part.text, link=part.link) for part in _spans(line))
    return tuple(found)


def _spans(line: str) -> Iterator[Span]:
    end = 0
    for match in _IN_TEXT.finditer(line):
        told = _without_end(match.group())
        if not address(told):
            continue
        if match.start() > end:
            yield Span(line[end : match.start()])
        yield Span(told, link=told)
        end = match.start() + len(told)
    if line[end:]:
        yield Span(line[end:])


def _without_end(words: str) -> str:
    """An address without what ends the sentence behind it; a bracket that it opened itself stays."""
    end = len(words)
    while end and words[end - 1] in _NOT_LAST:
        opening = _OPENED_BY.get(words[end - 1])
        if opening and words.count(opening, 0, end) >= words.count(words[end - 1], 0, end):
            break
        end -= 1
    return words[:end]
