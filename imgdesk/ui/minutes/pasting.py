"""From the clipboard to plain paragraphs: text and list marks only, never a picture, a link or a style.

Word puts its lists into the HTML, as list items or as paragraphs with a mark of their own; both become "- " or "1. ".
The HTML is read with the standard library's parser, which loads nothing. Pure: text in, paragraphs out.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from imgdesk.text import clean_text

_BULLETS: Final = "•·▪●◦○■□➢✓✔\uf0b7\uf0a7\uf0d8\uf076"
_MARK: Final = re.compile(rf"(?:[{_BULLETS}]|o(?=[\t\u00a0]))[ \t\u00a0]*(?=\S)|[-–—−*][ \t\u00a0]+(?=\S)")
_COUNTED: Final = re.compile(r"\(?(?P<mark>\d{1,3}|[A-Za-z])[.)][ \t\u00a0]+(?=\S)")
_BLOCKS: Final = frozenset(
    "address article blockquote dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section "
    "table tr ul".split()
)
_UNREAD: Final = frozenset(
    ("head", "script", "style", "title", "template", "noscript", "svg", "math", "select")
)
_VOID: Final = frozenset(
    ("br", "hr", "img", "input", "link", "meta", "wbr", "col", "area", "base", "embed", "source")
)
_MOST_HTML: Final = 4_000_000
"""Beyond this the plain text beside it is taken: a person pastes pages, not books."""


def paragraphs(plain: str, html: str = "") -> list[str]:
    """Return the paragraphs that a clipboard holds, list marks as "- " or "1. "; none that are empty.

    The HTML is used where it has a list that the plain text may not show.
    """
    if html and len(html) <= _MOST_HTML and re.search(r"<li\b|mso-list", html, re.IGNORECASE):
        found = [line for text in _read(html) if (line := _tidy(text))]
        if found:
            return found
    return [line for text in clean_text(plain).replace("\u2028", "\n").split("\n") if (line := _tidy(text))]


def _read(html: str) -> list[str]:
    """Return the blocks of an HTML text, none where the parser gives up on it."""
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:  # what the parser raises at a declaration that it does not know
        return []
    return reader.found()


def _tidy(text: str) -> str:
    """Return one paragraph with its list mark in our form."""
    line = clean_text(text).strip(" \t\n\u00a0\u200b")
    if found := _MARK.match(line):
        return "- " + line[found.end() :]
    if found := _COUNTED.match(line):
        sign = line[found.end("mark")]
        return f"{found['mark']}{sign} {line[found.end() :].lstrip()}"
    return line


class _Reader(HTMLParser):
    """Collects the text of blocks; a list item begins with its mark."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._texts: list[list[str]] = [[]]
        self._lists: list[int | None] = []
        self._unread = 0

    def found(self) -> list[str]:
        """Return the blocks, white space as a browser shows it."""
        return [re.sub(r"[ \t\r\n]+", " ", "".join(text)).strip() for text in self._texts]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._unread = 0
        elif self._unread or tag in _UNREAD:
            self._unread += tag not in _VOID
        elif tag in _BLOCKS or tag == "br":
            self._begin(tag, attrs)
        elif tag in ("td", "th"):
            self._texts[-1].append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self._unread:
            self._unread -= tag not in _VOID
            return
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        if tag in _BLOCKS:
            self._texts.append([])

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._texts[-1].append(data)

    def _begin(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "p" and len(self._texts[-1]) == 1 and self._lists:
            return  # the paragraph within a list item, behind its mark
        self._texts.append([])
        if tag == "ul":
            self._lists.append(None)
        elif tag == "ol":
            start = given.get("start", "1")
            self._lists.append(int(start) if start.isdecimal() and len(start) < 6 else 1)
        elif tag == "li":
            self._mark()

    def _mark(self) -> None:
        number = self._lists[-1] if self._lists else None
        if number is None:
            self._texts[-1].append("- ")
        else:
            self._texts[-1].append(f"{number}. ")
            self._lists[-1] = number + 1
