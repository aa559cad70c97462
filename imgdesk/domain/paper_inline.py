r"""The marks within a line of light Markdown: emphasis, links, marks of footnotes, and what a backslash makes plain.

Read and written, one the inverse of the other. Stars switch: two of them bold, one italics, three both; those that find
no partner stay text. `tidy` says what can be written at all: emphasis and links neither begin nor end in white space,
lines have none at their ends. Everything is read in linear time. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from imgdesk.text import clean_text

LABEL: Final = r"[^\s\[\]^\\*]{1,40}"
"""What a footnote may be called."""
_SCHEME: Final = r"(?i:https?://|mailto:)"
LINK: Final = re.compile(_SCHEME + r"\S+")
"""What a piece may lead to."""
_AUTO: Final = re.compile(_SCHEME + r"[^\s<>]+")
_LABEL: Final = re.compile(LABEL)
_MARKS: Final = r"[\\*\[\]<^\-•.):]"
"""What a backslash makes plain."""
_TOKEN: Final = re.compile(
    rf"\\(?P<escaped>{_MARKS})"
    r"|(?P<stars>\*+)"
    rf"|\[\^(?P<note>{LABEL})\]"
    r"|(?P<open>\[)|(?P<close>\])"
    rf"|<(?P<auto>{_SCHEME}[^\s<>]++)>"
)
_TARGET: Final = re.compile(rf"\((?P<url>{_SCHEME}(?:[^\s()\\]|\\[()\\]?|\((?:[^\s()\\]|\\[()\\]?)*+\))++)\)")
_PLAIN: Final = rf"\\(?={_MARKS}|\Z)|(?<!\s)\*|\*(?!\s)"
_ESCAPED: Final = re.compile(rf"{_PLAIN}|\[(?=\^)|\](?=\()|<(?={_SCHEME})")
_ESCAPED_WORDS: Final = re.compile(rf"{_PLAIN}|[\[\]<]|\A\^")
"""What would be read as a mark, in text and in the words of a link."""
_PLAINLY: Final = r"\\\g<0>"


class Piece(NamedTuple):
    """A stretch of text in one face; a newline in it is a line break.

    `link` is where it leads, an address of the web or of mail. `note` is the label of a footnote whose mark stands
    here; such a piece has no text.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    note: str = ""


class _Mark(NamedTuple):
    """A mark at its place among the pieces found so far: stars with what they may do, or an end of a link."""

    place: int
    length: int
    opens: bool = False
    closes: bool = False


def read(text: str, notes: Container[str]) -> tuple[Piece, ...]:
    """Return the pieces of a paragraph; `notes` are the labels of footnotes that there are, other marks stay text."""
    if not _TOKEN.search(text):
        return tidy((Piece(text),), notes)
    found: list[Piece] = []
    stars: list[_Mark] = []
    brackets: list[tuple[int, int]] = []
    """Open brackets: their place among the pieces, and how much text that can be seen stands before them."""
    links: list[tuple[int, int, str]] = []
    start = seen = 0
    while match := _TOKEN.search(text, start):
        before, kind = text[start : match.start()], match.lastgroup
        start = match.end()
        found.append(Piece(before))
        seen += not (not before or before.isspace())
        if kind == "stars":
            stars.append(_stars(text, match, len(found)))
            found.append(Piece(match.group()))
        elif kind == "note" and match["note"] in notes:
            found.append(Piece("", note=match["note"]))
        elif kind == "auto":
            found.append(Piece(match["auto"], link=match["auto"]))
        elif kind == "open":
            brackets.append((len(found), seen))
            found.append(Piece("["))
        elif kind == "close" and brackets:
            place, then = brackets.pop()
            target = _TARGET.match(text, start) if seen > then else None
            if target:
                links.append((place, len(found), re.sub(r"\\([()\\])", r"\1", target["url"])))
                brackets.clear()
                start = target.end()
            else:
                seen += 1
            found.append(Piece("]"))
        else:
            found.append(Piece(match["escaped"] or match.group()))
            seen += 1
    found.append(Piece(text[start:]))
    _lead(found, links)
    return tidy(_emphasised(found, stars), notes)


def _lead(found: list[Piece], links: Iterable[tuple[int, int, str]]) -> None:
    """Let pieces lead where a link around them does; its brackets, first and last place of each, are gone."""
    for place, end, url in links:
        found[place] = found[end] = Piece("")
        found[place:end] = [piece if piece.link else piece._replace(link=url) for piece in found[place:end]]


def _stars(text: str, match: re.Match[str], place: int) -> _Mark:
    """Stars open before what can be seen, and close behind it; more than three are no mark."""
    start, end = match.span()
    few = end - start <= 3
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return _Mark(place, end - start, few and after.strip() != "", few and before.strip() != "")


def _emphasised(found: list[Piece], stars: Sequence[_Mark]) -> Iterator[Piece]:
    """Let the stars that find a partner switch bold and italics; others keep those of their stars that do not."""
    bold, italic = _partners(stars, (2, 3)), _partners(stars, (1, 3))
    marks = {mark.place: mark.length for mark in stars}
    is_bold = is_italic = False
    for place, piece in enumerate(found):
        if place in marks:
            left = marks[place] - 2 * (place in bold) - (place in italic)
            is_bold ^= place in bold
            is_italic ^= place in italic
            piece = piece._replace(text="*" * left)
        yield piece._replace(bold=is_bold, italic=is_italic)


def _partners(stars: Sequence[_Mark], counts: tuple[int, ...]) -> set[int]:
    """Return the places of the stars that switch one face on and off."""
    found: set[int] = set()
    opened: int | None = None
    for mark in stars:
        if mark.length not in counts:
            continue
        if opened is not None and mark.closes:
            found |= {opened, mark.place}
            opened = None
        elif opened is None and mark.opens:
            opened = mark.place
    return found


def tidy(pieces: Iterable[Piece], notes: Container[str]) -> tuple[Piece, ...]:
    """Return pieces as they can be written: see the module; marks of notes that are not there become text."""
    given = [piece for piece in _merged(_sound(piece, notes) for piece in pieces) if piece.text or piece.note]
    if len(given) == 1 and not any(given[0][1:]):
        text = re.sub(r"[ \t]*\n[ \t\n]*", "\n", given[0].text).strip(" \t\n")
        return (Piece(text),) if text else ()
    chars = _lines([piece._replace(text=char) for piece in given for char in piece.text or ("",)])
    for face, off in (("bold", False), ("italic", False), ("link", "")):
        _trim(chars, face, off)
    return tuple(_merged(chars))


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for face, run in groupby(pieces, lambda piece: piece._replace(text="")):
        if face.note:
            yield from run
        else:
            yield face._replace(text=clean_text("".join(piece.text for piece in run)))


def _sound(piece: Piece, notes: Container[str]) -> Piece:
    if piece.note:
        label = clean_text(piece.note)
        return Piece("", note=label) if label in notes and _LABEL.fullmatch(label) else Piece(f"[^{label}]")
    link = clean_text(piece.link)
    return piece._replace(text=clean_text(piece.text), link=link if LINK.fullmatch(link) else "")


def _lines(chars: Iterable[Piece]) -> list[Piece]:
    """Drop white space around line breaks and at both ends, and all line breaks but one."""
    found: list[Piece] = []
    for char in chars:
        if char.text == "\n":
            while found and not found[-1].note and found[-1].text in " \t":
                found.pop()
        if char.note or char.text not in (" ", "\t", "\n") or (found and found[-1].text != "\n"):
            found.append(char)
    while found and not found[-1].note and found[-1].text in " \t\n":
        found.pop()
    return found


def _trim(chars: list[Piece], face: str, off: object) -> None:
    """Take a face, or a link, off the white space at both ends of each stretch that has it."""
    place = 0
    for value, run in groupby(chars, lambda char: getattr(char, face)):
        begin, place = place, place + sum(1 for _ in run)
        if value:
            stretch = "".join(char.text for char in chars[begin:place])
            head, tail = len(stretch) - len(stretch.lstrip()), len(stretch.rstrip())
            for index in (*range(min(head, len(stretch))), *range(max(head, tail), len(stretch))):
                chars[begin + index] = chars[begin + index]._replace(**{face: off})


def write(pieces: Sequence[Piece]) -> str:
    """Return tidy pieces as they are typed; what leads to one place stands in one pair of brackets."""
    found: list[str] = []
    face = Piece("")
    groups = [list(run) for _, run in groupby(pieces, lambda piece: piece.link)]
    for place, group in enumerate(groups, start=1):
        following = groups[place][0].text[:1] if place < len(groups) else ""
        found.append(_switch(face, group[0]))
        face = group[-1]
        found.append(_linked(group, following) if face.link else _unlinked(group))
    return "".join([*found, _switch(face, Piece(""))])


def _switch(face: Piece, other: Piece) -> str:
    """Return the stars between two faces."""
    return "*" * (2 * (face.bold != other.bold) + (face.italic != other.italic))


def _unlinked(group: Sequence[Piece]) -> str:
    found = [
        f"{_switch(before, piece)}{f'[^{piece.note}]' if piece.note else _ESCAPED.sub(_PLAINLY, piece.text)}"
        for before, piece in zip([group[0], *group], group, strict=False)
    ]
    return "".join(found)


def _linked(group: Sequence[Piece], following: str) -> str:
    link = group[0].link
    # A stroke through what stands before it would make one character of itself and the bracket.
    if [piece.text for piece in group] == [link] and _AUTO.fullmatch(link) and following != "\u0338":
        return f"<{link}>"
    words = "".join(
        _switch(before, piece) + _ESCAPED_WORDS.sub(_PLAINLY, piece.text)
        for before, piece in zip([group[0], *group], group, strict=False)
    )
    target = re.sub(r"[()\\]", _PLAINLY, link)
    return f"[{words}]({target})"
