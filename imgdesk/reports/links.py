"""Where a piece of text leads: which addresses a paper may carry, and which ones stand in plain text.

Only the web and mail: a paper never leads to a file of the reader's machine or starts a program there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from imgdesk.reports.blocks import Span, Text, line_break
from imgdesk.text import clean_text

_ADDRESS: Final = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_IN_TEXT: Final = re.compile(r"https?://[^\s<>\"“”«»]+", re.IGNORECASE)
_NOT_LAST: Final = ".,;:!?'’)]}"
_KEPT: Final = "!#$%&'()*+,/:;=?@[]~"


def address(link: str) -> str:
    """Return a link as an address in ASCII, "" where it is none of http, https or mailto."""
    link = clean_text(link).strip()
    return quote(link, safe=_KEPT) if _ADDRESS.fullmatch(link) else ""


def linked(text: str) -> Text:
    """Return plain text as spans in which addresses of the web are links; a line of it stays a line."""
    found: list[Span] = []
    for place, line in enumerate(clean_text(text).split("\n")):
        if place:
            found.append(line_break())
        found += _spans(line)
    return tuple(found)


def _spans(line: str) -> Iterator[Span]:
    end = 0
    for match in _IN_TEXT.finditer(line):
        told = match.group().rstrip(_NOT_LAST)
        if told.endswith("/") and told.count("/") == 2:
            continue
        if match.start() > end:
            yield Span(line[end : match.start()])
        yield Span(told, link=told)
        end = match.start() + len(told)
    if line[end:]:
        yield Span(line[end:])
