"""A paper put together from its sections: what people wrote, what the desk says, and what people say instead of it.

Composed once for the page, the PDF and the Word file. A section about which nothing is known says so quietly; a part
that cannot be composed says why, and the rest of the paper stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from imgdesk.domain.paper_words import DEEPEST, KINDS
from imgdesk.errors import UserError
from imgdesk.reports import light, written
from imgdesk.reports.blocks import (
    Annex,
    Block,
    ChartBlock,
    Contents,
    Document,
    Footnotes,
    Heading,
    PageBreak,
    Paragraph,
    Sign,
    Signature,
    Text,
    counted,
    quiet,
    strong,
)
from imgdesk.reports.compose.footing import Footing, notes_among
from imgdesk.reports.compose.mastheads import DENSE, masthead
from imgdesk.reports.compose.meeting import NOTHING, letterhead
from imgdesk.reports.compose.parts import Item, Scope, find
from imgdesk.text import one_line, shorten
from imgdesk.views import papers as view
from imgdesk.views.paper_templates import shipped
from imgdesk.views.papers import OverrideRow, PaperRow, SectionRow

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

TO_BE_WRITTEN: Final = "To be written."
WRITTEN: Final = ("text", "facts", "table")
"""The kinds of sections that a person writes."""
ONLY_WITH_ITEMS: Final = ("progress.indicators",)
"""Parts that many groups never have: a heading over nothing would only take room."""
_SIGNS: Final[dict[str, Sign]] = {
    "roman": "roman", "capital": "capital", "number": "number", "letter": "letter",
}  # fmt: skip


class Shown(NamedTuple):
    """An automatic item with its words as light Markdown or rows, and what a person says instead, if anything.

    `stale`: the desk says something else by now than when those words were written.
    """

    item: Item
    text: str
    override: OverrideRow | None = None
    stale: bool = False


class Piece(NamedTuple):
    """A section in the paper: how its heading is counted ("II."), its items, and why nothing is there, if so."""

    section: SectionRow
    counted: str = ""
    title: str = ""
    items: tuple[Shown, ...] = ()
    missing: str = ""


class Composed(NamedTuple):
    """A paper to be rendered, and its sections in their order for those who write it."""

    document: Document
    pieces: tuple[Piece, ...]

    def unwritten(self) -> tuple[str, ...]:
        """Say which sections nobody has written yet, in one sentence; nothing where none is."""
        names = [
            f"“{shorten(piece.title, 60)}”"
            if piece.title
            else "the opening"
            if not place
            else "a part without heading"
            for place, piece in enumerate(self.pieces)
            if piece.missing == TO_BE_WRITTEN
        ]
        return (f"Not written yet: {', '.join(names)}.",) if names else ()


class _Subject(NamedTuple):
    paper: PaperRow
    sections: Sequence[SectionRow]
    overrides: Mapping[tuple[int, str], OverrideRow]


def compose(
    desk: Desk,
    paper_id: int | None,
    kind: str,
    *,
    today: date,
    meeting_id: int | None = None,
    period_id: int | None = None,
    focus_area_id: int | None = None,
    audience: str = "",
    internal: bool = False,
    drafts: bool = False,
    contacts: bool = False,
    variant: str = "",
) -> Composed:
    """Return a paper as on a day: one of the desk, without an id the newest of its kind that is about these records.

    Where the desk has none, and for paper 0, the template that comes with the program with the data of the desk, in
    its own shape or in that of a `variant` (see views.paper_templates). `internal`, `drafts`
    and `contacts` switch in what otherwise stays on the desk. Raises UserError for a paper, a meeting, a period or a
    focus area that is not there, for a paper of another kind, and for a brief or a progress report that is not kept
    on a desk that has nothing to tell in it.
    """
    about = {"meeting_id": meeting_id, "period_id": period_id, "focus_area_id": focus_area_id}
    given = {name: key for name, key in about.items() if key is not None}
    view.check_about(desk, given)
    subject = (
        _subject(desk, paper_id, kind, given) if paper_id != 0 else _Subject(*shipped(kind, variant), {})
    )
    paper = subject.paper._replace(audience=one_line(audience) or subject.paper.audience)
    paper = PaperRow(**{**paper._asdict(), **given})
    scope = Scope(desk, today, paper, internal=internal, drafts=drafts, contacts=contacts)
    maker = _Maker(scope, subject)
    blocks = maker.blocks()
    unfinished = any(piece.missing == TO_BE_WRITTEN for piece in maker.pieces)
    head, group = masthead(scope, unfinished=unfinished), letterhead(desk)
    document = Document(
        head.title, head.subtitle, group.sender, head.reference, head.foot, group.group, tuple(blocks),
        status=head.status, reading=paper.kind not in DENSE, category=KINDS[paper.kind].title,
    )  # fmt: skip
    return Composed(document, tuple(maker.pieces))


def _subject(desk: Desk, paper_id: int | None, kind: str, about: Mapping[str, int]) -> _Subject:
    """Return the rows of a paper; UserError where it is not there or of another kind."""
    paper = view.newest(desk, kind, **about) if paper_id is None else view.paper(desk, paper_id)
    if paper is None and paper_id is not None:
        raise UserError(f"This desk has no paper {paper_id}: choose one that is listed.")
    if paper is None:
        return _Subject(*shipped(kind), {})
    if paper.kind != kind:
        what = KINDS[paper.kind].title if paper.kind in KINDS else paper.kind
        raise UserError(
            f"Paper {paper.id} is of another kind ({what}): export it as “{paper.kind}”, or choose another one."
        )
    return _Subject(paper, view.sections(desk, paper.id), view.overrides(desk, paper.id))


class _Maker:
    """Puts the sections of one paper together, in their order."""

    def __init__(self, scope: Scope, subject: _Subject) -> None:
        self.pieces: list[Piece] = []
        self._scope = scope
        self._sections = subject.sections
        self._overrides = subject.overrides
        self._footing = Footing()
        self._counts: dict[tuple[int, str], int] = {}
        """By level and sign how many headings were counted so far, under the heading above them."""
        self._annexes = 0
        self._level = 1
        """Of the heading that stands above what is composed."""
        self._told: set[str] = set()
        """Why parts could not be composed: said once on paper."""

    def blocks(self) -> list[Block]:
        """Return the blocks of the paper; its footnotes stand before the charts that it ends with."""
        found: list[Block] = []
        inside = DEEPEST + 1
        for place, section in enumerate(self._sections):
            # What stands below a heading that stays inside stays inside with it.
            if section.level <= inside or section.level == 0 or section.kind == "annex":
                inside = max(1, section.level) if self._stays(section) else DEEPEST + 1
            if self._stays(section) or section.level > inside:
                self.pieces.append(Piece(section, missing="Internal: stays on the desk."))
            else:
                found += self._section(section, self._leads_on(place))
        charts = len(found)
        while charts and isinstance(found[charts - 1], ChartBlock):
            charts -= 1
        return [*found[:charts], *self._footing.block(), *found[charts:]]

    def _stays(self, section: SectionRow) -> bool:
        return bool(section.internal) and not self._scope.internal

    def _leads_on(self, place: int) -> bool:
        """Whether a heading of a lower level follows: then nothing has to stand between the two."""
        following = self._sections[place + 1 : place + 2]
        here = self._sections[place]
        return bool(following and here.level and following[0].level > here.level and here.heading)

    def _section(self, section: SectionRow, leads_on: bool) -> list[Block]:
        title = one_line(section.heading)
        match section.kind:
            case "page break":
                return self._bare(section, title, PageBreak())
            case "contents":
                return self._bare(section, title, Contents(title) if title else Contents())
            case "signature":
                lines = tuple(filter(None, map(one_line, section.text.split("\n"))))
                return self._bare(section, title, Signature(lines) if lines else None)
        if section.kind == "automatic":
            items, missing = self._items(section)
            body = [*self._written(section), *self._automatic(items)]
            if not items and section.source in ONLY_WITH_ITEMS and not body:
                self.pieces.append(Piece(section, title=title, missing=missing))
                return []
        else:
            items, body = (), self._written(section)
            missing = "" if body or leads_on or section.kind == "annex" else TO_BE_WRITTEN
        if items and not body and not leads_on and all(map(_is_left_out, items)):
            self.pieces.append(Piece(section, title=title, items=items))
            return []
        opening, number = self._heading(section, title)
        self.pieces.append(Piece(section, number, title, items, missing))
        if not body and missing:
            said = self._once(missing) if section.kind == "automatic" else missing
            if opening or said != NOTHING:
                body = [Paragraph((quiet(said),))]
        return [*opening, *map(self._below, body)]

    def _once(self, missing: str) -> str:
        """Return why a part says nothing, or, where that was said before, only that it does."""
        said = NOTHING if missing in self._told else missing
        self._told.add(missing)
        return said

    def _below(self, block: Block) -> Block:
        """Return a heading that a part brings along below that of its section; a part counts from level 1 on."""
        if not isinstance(block, Heading):
            return block
        return replace(block, level=min(block.level + self._level - 1, DEEPEST))

    def _bare(self, section: SectionRow, title: str, block: Block | None) -> list[Block]:
        self.pieces.append(Piece(section, title=title, missing="" if block else TO_BE_WRITTEN))
        return [block] if block else [Paragraph((quiet(TO_BE_WRITTEN),))]

    def _written(self, section: SectionRow) -> list[Block]:
        kind = section.kind if section.kind in WRITTEN else "text"
        return self._footing.take(written.section(kind, section.text), written=f"section {section.id}")

    def _heading(self, section: SectionRow, title: str) -> tuple[list[Block], str]:
        """Return the heading of a section and how it is counted."""
        if section.kind == "annex":
            self._counts.clear()
            self._level = 1
            label = self._annex()
            return [Annex(label, title)], label
        if not title:
            return [], ""
        if not section.level:
            return [Paragraph((strong(title),))], ""
        level = self._level = min(section.level, DEEPEST)
        self._counts = {key: count for key, count in self._counts.items() if key[0] <= level}
        sign = _SIGNS.get(section.numbering, "")
        if not sign:
            return [Heading(title, level)], ""
        number = self._counts[level, sign] = self._counts.get((level, sign), 0) + 1
        return [Heading(title, level, sign, number)], counted(sign, number)

    def _annex(self) -> str:
        """Return what the next annex is called: by a number where there are several."""
        self._annexes += 1
        kept = [row for row in self._sections if row.kind == "annex" and not self._stays(row)]
        return f"Annex {counted('roman', self._annexes).rstrip('.')}" if len(kept) > 1 else "Annex"

    def _items(self, section: SectionRow) -> tuple[tuple[Shown, ...], str]:
        """Return what the desk says in a section, or why it says nothing."""
        part = find(section.source)
        if part is None:
            return (), f"This program does not know the part “{section.source}”: update it, or write here."
        try:
            items = list(part.compose(self._scope))
        except UserError as error:
            return (), str(error)
        notes = notes_among(item.block for item in items)
        return tuple(self._shown(section, item, notes) for item in items), "" if items else NOTHING

    def _shown(self, section: SectionRow, item: Item, notes: Mapping[str, Text]) -> Shown:
        text = "" if isinstance(item.block, Footnotes) else light.as_text(item.block, notes)
        said = self._overrides.get((section.id, item.key))
        return Shown(item, text, said, said is not None and said.was != text)

    def _automatic(self, items: Sequence[Shown]) -> Iterator[Block]:
        """Yield the items, or what stands instead of them; the items of a section share their notes."""
        notes = notes_among(shown.item.block for shown in items)
        for shown in items:
            if shown.override is None:
                yield from self._footing.take((shown.item.block,), notes=notes)
            else:
                yield from self._footing.take(written.instead_of(shown.item.block, shown.override.text))


def _is_left_out(shown: Shown) -> bool:
    """Whether a person says nothing instead of an item: then it is left out on purpose."""
    return shown.override is not None and not shown.override.text.strip()
