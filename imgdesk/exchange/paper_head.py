"""What stands above the first section of a paper: its title and subtitle, and the lines that say what kind it is.

Titles are found by style, or by looks: lines in capitals, bold or centred before the text begins. Decides nothing
about what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from imgdesk.domain.leads import fold
from imgdesk.exchange.paper_signs import typed
from imgdesk.exchange.plan_headings import years_in
from imgdesk.exchange.word_blocks import Paragraph, Table
from imgdesk.text import one_line, shorten

LONGEST_LINE: Final = 250
_SEARCHED: Final = 15
_MOST_LINES: Final = 8
_SHORT: Final = 80
_LONG: Final = 120
_KINDS: Final = (
    ("concept-note", r"concept note|note conceptuelle|note de cadrage|nota conceptual"),
    ("progress", r"progress report|rapport d etape|informe de progreso|informe de avance"),
    ("side-event", r"side event(?: proposal| concept)?"),
    ("key-messages", r"key messages|talking points|messages cles|mensajes clave"),
    ("handover", r"hand ?over note|hand ?over notes|note de passation|nota de traspaso"),
    ("recommended-actions", r"recommended actions"),
    ("status-brief", r"status brief|co chairs? (?:status )?brief"),
    ("focus-area-brief", r"focus area brief"),
    ("brief", r"meeting brief|briefing note"),
)
_BESIDE_KIND: Final = re.compile(
    r"\b(?:draft|final|revised|version|v|rev|zero|first|second|third|annotated|a|the|for|of|not|circulation|internal"
    r"|projet|borrador|provisional|\d+)\b"
)
_STATUS: Final = re.compile(r"\b(?:draft|not for circulation|projet|borrador)\b")


@dataclass(frozen=True)
class Head:
    """What stands above a paper; `taken` are the places of its blocks, `remarks` what is not kept as words of it."""

    title: str
    subtitle: str
    kind: str
    taken: frozenset[int]
    remarks: tuple[str, ...]


def head_of(blocks: Sequence[Paragraph | Table], otherwise: Sequence[str]) -> Head:
    """Return the head of a paper; where no line can be its title, the first of `otherwise` that says anything is."""
    places = list(_styled(blocks) or _by_looks(blocks))
    lines = [(at, block) for at in places if isinstance(block := blocks[at], Paragraph)]
    kinds = [kind for _, block in lines if (kind := kind_in(block.text))]
    apart = [(at, block) for at, block in lines if _stands_apart(block)]
    words = [(at, block) for at, block in lines if not _stands_apart(block)]
    # A report may be called by its kind alone: then the file is called so too.
    called = one_line(otherwise[0]) if otherwise else ""
    named = [row for row in apart if row[1].style == "title" and one_line(row[1].text) == called]
    words += named
    apart = [row for row in apart if row not in named]
    if not words and apart:
        words.append(apart.pop())
    titles, others = _parted(words)
    title = one_line(" ".join(block.text for _, block in titles))
    quoted = ", ".join(f"“{one_line(block.text)}”" for _, block in apart)
    remarks = [f"Said above the title, and not kept as words of the paper: {quoted}."] if apart else []
    for _, block in lines:
        remarks.extend(f"Footnote of the title: {mark.text}" for mark in block.marks)
    if not title:
        title = next(filter(None, map(one_line, otherwise)), "")
        remarks.append(f"No title was found: “{shorten(title, 80)}” is taken from the file.")
    subtitle = " · ".join(one_line(block.text) for _, block in others)
    within = [block.text for _, block in apart] + [title]
    kind = next(filter(None, [*kinds, *(kind_in(line, within=True) for line in within)]), "")
    return Head(title, subtitle, kind or "paper", frozenset(places), tuple(remarks))


def kind_in(line: str, *, within: bool = False) -> str:
    """Return the kind that a line names, "" for none; `within`: anywhere in it, otherwise it says nothing else."""
    folded = fold(line)
    for kind, words in _KINDS:
        if match := re.search(rf"\b(?:{words})\b", folded):
            rest = folded[: match.start()] + folded[match.end() :]
            if within or not _BESIDE_KIND.sub("", rest).split():
                return kind
    return ""


def _stands_apart(block: Paragraph) -> bool:
    """Return whether a line above the text says only what kind of paper it is, or that it is a draft."""
    folded = fold(block.text)
    if block.style in {"masthead", "status"} or kind_in(block.text):
        return True
    return bool(_STATUS.search(folded)) and not _BESIDE_KIND.sub("", folded).split()


def _parted(
    words: Sequence[tuple[int, Paragraph]],
) -> tuple[list[tuple[int, Paragraph]], list[tuple[int, Paragraph]]]:
    """Part the lines of a head into those of the title and those below or above it."""
    styled = [line for line in words if line[1].style == "title"]
    if styled:
        return styled, [line for line in words if line not in styled]
    titles = list(words[:1])
    for line in words[1:]:
        before, block = titles[-1][1], line[1]
        alike = is_capitals(before.text) and is_capitals(block.text)
        if not (before.text.endswith(":") or alike) or years_in(block.text):
            break
        titles.append(line)
    return titles, list(words[len(titles) :])


def _styled(blocks: Sequence[Paragraph | Table]) -> list[int]:
    """Return the places of a head whose title is in the style for it, none where there is no such title."""
    head = [(at, block) for at, block in enumerate(blocks[:_SEARCHED]) if isinstance(block, Paragraph)]
    titles = [at for at, block in head if block.style == "title"]
    if not titles:
        return []
    found = list(titles)
    for at, block in head:
        beside = block.style in {"subtitle", "masthead", "status"}
        before = at < titles[0] and bool(block.text) and _stands_apart(block)
        if beside or before:
            found.append(at)
    return sorted(found + _below(blocks, max(found)))


def _below(blocks: Sequence[Paragraph | Table], last: int) -> list[int]:
    """Return the places of the lines right below a title that belong to it by their looks."""
    found: list[int] = []
    for at in range(last + 1, min(last + 4, len(blocks))):
        block = blocks[at]
        if not isinstance(block, Paragraph) or block.level or block.label or not block.centred:
            break
        if len(block.text) > LONGEST_LINE or block.signal:
            break
        found.append(at)
    return found


def _by_looks(blocks: Sequence[Paragraph | Table]) -> Iterator[int]:
    centred, begins = False, True
    """Whether the line is the first one, but for those that say what kind of paper it is."""
    for at, block in enumerate(blocks[:_MOST_LINES]):
        if not isinstance(block, Paragraph) or block.signal or block.label or typed(block.text).readings:
            return
        if len(block.text) > LONGEST_LINE or (at and block.level):
            return
        if not _can_stand_above(blocks, at, centred) and not (begins and _can_begin(blocks, at)):
            return
        centred = centred or block.centred
        begins = (begins and _stands_apart(block)) or block.text.endswith(":")
        yield at


def _can_stand_above(blocks: Sequence[Paragraph | Table], at: int, centred: bool) -> bool:
    """Return whether a line belongs to the head: it stands out, or it says what kind of paper or which day."""
    block = blocks[at]
    assert isinstance(block, Paragraph)
    if block.level:
        return _is_only_one(blocks, at)
    if _stands_apart(block):
        return True
    if not (block.bold or block.centred or is_capitals(block.text)):
        return at > 0 and len(block.text) <= _SHORT and bool(years_in(block.text)) and block.text[-1:] != "."
    if at == 0 or block.centred:
        return True
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    opens_text = isinstance(following, Paragraph) and len(following.text) >= _LONG and not following.centred
    return not centred and (bool(years_in(block.text)) or not (opens_text or _opens_section(block)))


def _can_begin(blocks: Sequence[Paragraph | Table], at: int) -> bool:
    """Return whether a line that looks like any other can be the title: it is short, and no text follows at once."""
    block, following = blocks[at], blocks[at + 1] if at + 1 < len(blocks) else None
    if not isinstance(block, Paragraph) or block.text.endswith((".", ";", ",")) or _opens_section(block):
        return False
    if not isinstance(following, Paragraph):
        return True
    return len(following.text) < _LONG or block.text.endswith(":") or bool(following.level)


def _is_only_one(blocks: Sequence[Paragraph | Table], at: int) -> bool:
    """Return whether a first heading is the title: no other is as high, and there are others below it."""
    levels = [block.level for block in blocks if isinstance(block, Paragraph) and block.level]
    block = blocks[at]
    return (
        isinstance(block, Paragraph)
        and levels.count(block.level) == 1
        and min(levels) == block.level < max(levels)
    )


def _opens_section(block: Paragraph) -> bool:
    return bool(
        re.match(
            r"(?:background|introduction|context|contexte|purpose|objectives?|objet|summary|executive summary|overview"
            r"|rationale|antecedentes|contexto|key messages)\b",
            fold(block.text),
        )
    )


def is_capitals(text: str) -> bool:
    """Return whether a line is set in capitals, and is more than an acronym."""
    return text.upper() == text and len(re.findall(r"[^\W\d_]{2,}", text)) > 1
