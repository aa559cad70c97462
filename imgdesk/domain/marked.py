"""Light Markdown as people type it in minutes: bold, italics, bullet and numbered lists, line breaks; nothing else.

Links, pictures, headings and HTML stay what they are: plain text. What is read loses no character but the marks of
emphasis and of lists. Pure; the library is imported on first use, because a window that shows no minutes needs none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from imgdesk.text import clean_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

DEEPEST: Final = 40
"""Lists within lists beyond this are not read as lists: twenty of them, each a list and its item."""
MOST_MARKS: Final = 20_000
"""A text with more signs of emphasis than this is no text that a person marked, and is taken as it is."""


class Piece(NamedTuple):
    """A stretch of text in one face; a newline in it is a line break."""

    text: str
    bold: bool = False
    italic: bool = False


class Part(NamedTuple):
    """A paragraph or an entry of a list; lists are counted from level 1, 0 is outside.

    `sign` is "bullet" or "number" where an entry begins and "" otherwise; `number` is that of a numbered entry.
    """

    pieces: tuple[Piece, ...]
    level: int = 0
    sign: str = ""
    number: int = 0


def spans(text: str) -> tuple[Piece, ...]:
    """Return a text with its emphasis read and all else as it was typed."""
    text = clean_text(text)
    if not _marked(text):
        return (Piece(text),) if text else ()
    (token,) = _reader().parseInline(text)
    return _pieces(token)


def parts(text: str) -> tuple[Part, ...]:
    """Return a text as its paragraphs and lists, in order; none for one that is only white space."""
    text = clean_text(text)
    tokens = _reader().parse(text) if text.count("*") + text.count("_") <= MOST_MARKS else []
    # Beyond its depth the reader drops what it finds, so such a text is taken as it is.
    if not tokens or max(token.level for token in tokens) >= DEEPEST:
        return (Part((Piece(text.strip()),)),) if text.strip() else ()
    return tuple(_parts(tokens))


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero", {"maxNesting": DEEPEST + 2}).enable(["emphasis", "list"])


def _marked(text: str) -> bool:
    return 0 < text.count("*") + text.count("_") <= MOST_MARKS


def _parts(tokens: Sequence[Token]) -> Iterator[Part]:
    lists: list[int] = []
    """The number of the next entry of each open list, 0 where it has bullets."""
    sign, number = "", 0
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                lists.append(0)
            case "ordered_list_open":
                lists.append(int(token.attrs.get("start", 1)) or -1)
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                if sign:
                    yield Part((), len(lists) - 1, sign, number)
                sign, number = ("number", max(0, lists[-1])) if lists[-1] else ("bullet", 0)
                lists[-1] += 0 if sign == "bullet" else 1 if lists[-1] > 0 else 2
            case "list_item_close" if sign:
                yield Part((), len(lists), sign, number)
                sign, number = "", 0
            case "inline":
                yield Part(_pieces(token), len(lists), sign, number)
                sign, number = "", 0


def _pieces(token: Token) -> tuple[Piece, ...]:
    bold = italic = 0
    found: list[Piece] = []
    for child in token.children or ():
        match child.type:
            case "strong_open" | "strong_close":
                bold += child.nesting
            case "em_open" | "em_close":
                italic += child.nesting
            case _:
                piece = Piece(child.content, bold > 0, italic > 0)
                if found and found[-1][1:] == piece[1:]:
                    piece = piece._replace(text=found.pop().text + piece.text)
                if piece.text:
                    found.append(piece)
    return tuple(found)
