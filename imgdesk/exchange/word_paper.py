"""A paper in Word, read into a draft: title, sections under their headings, lists, fact boxes, tables, footnotes.

Reads only what the guard has let through and decides nothing about the desk. What finds no place in a section (text
boxes, headers, comments, pictures) is said in the remarks, so that a reviewer can be sure that nothing was dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from imgdesk.domain.paper_draft import PaperDraft, SectionDraft
from imgdesk.domain.paper_text import Part, Piece, notes_of, read, write, write_rows
from imgdesk.domain.paper_words import KINDS
from imgdesk.errors import UserError
from imgdesk.exchange import guard
from imgdesk.exchange.paper_head import Head, head_of
from imgdesk.exchange.paper_headings import Heading, headings_of
from imgdesk.exchange.paper_lists import ListReader, Notes
from imgdesk.exchange.paper_tables import framed, read_table
from imgdesk.exchange.word_blocks import Paragraph, Table, WordText
from imgdesk.exchange.word_parts import open_parts
from imgdesk.exchange.word_text import read_words
from imgdesk.text import one_line, shorten

_CONTENTS: Final = re.compile(
    r"(?:table of )?contents|table des mati.res|sommaire|contenido|[ií]ndice", re.IGNORECASE
)


def read_paper(path: Path) -> PaperDraft:
    """Return the paper in a .docx file as a draft.

    Raises UserError with one sentence for a file that is unsafe or no Word document, has no words, or more than
    5,000 table rows, 60 columns or 20,000 paragraphs.
    """
    parts = open_parts(guard.check(path, kind="docx"))
    name = one_line(path.name)
    if parts is None:
        raise UserError(f"“{name}” has no text inside: open it in Word, save it anew and try again.")
    words = read_words(parts, name, whole=True)
    if not words.blocks:
        raise UserError(f"“{name}” holds no words: choose another one.")
    return _Reader(words, path.stem).read()


class _Reader:
    """One document on its way to a draft."""

    def __init__(self, words: WordText, stem: str) -> None:
        self._words = words
        self._blocks = words.blocks
        self._notes = Notes(words.notes_by_key)
        self._lists = ListReader(words.blocks, self._notes)
        self._head: Head = head_of(words.blocks, (words.title, stem))
        self._headings = headings_of(words.blocks, self._head.taken)
        self._sections: list[SectionDraft] = []
        self._open = SectionDraft()
        self._parts: list[Part] = []
        self._remarks: list[str] = []

    def read(self) -> PaperDraft:
        for at, block in enumerate(self._blocks):
            if at in self._head.taken:
                continue
            if isinstance(block, Table):
                self._table(block)
            elif block.signal:
                self._signal(at, block)
            elif at in self._headings:
                self._heading(block, self._headings[at])
            else:
                self._paragraph(block)
        self._close()
        return self._draft()

    def _heading(self, block: Paragraph, heading: Heading) -> None:
        annex = self._open if self._open.kind == "annex" and not self._parts else None
        self._close(keep=annex is None)
        kind = "annex" if annex is not None else "text"
        self._open = SectionDraft(kind, heading.level, heading.numbering, heading.text)
        if moved := [run for run in block.runs if run.note]:
            self._parts.append(Part(self._notes.pieces(moved)))
            quoted = shorten(heading.text, 60)
            self._remarks.append(f"The footnote of the heading “{quoted}” stands at the text below it now.")

    def _paragraph(self, block: Paragraph) -> None:
        if block.style == "annex label":
            self._close()
            self._drop_page_break()
            self._open = SectionDraft("annex", 1)
        elif block.style == "signature":
            self._close()
            self._open = SectionDraft("signature")
            self._add(block)
        elif self._open.kind == "signature" and block.style != "signature line":
            self._close()
            self._add(block)
        else:
            self._add(block)

    def _add(self, block: Paragraph) -> None:
        part = self._lists.part(block)
        before = self._parts[-1] if self._parts else None
        if self._open.kind == "signature" and before is not None:
            self._parts[-1] = Part((*before.pieces, Piece("\n"), *part.pieces))
        elif before is not None and _is_bare_mark(before):
            self._parts[-1] = part._replace(pieces=before.pieces + part.pieces)
        else:
            self._parts.append(part)

    def _table(self, table: Table) -> None:
        inside = framed(table)
        if inside is not None:
            self._lists.close()
            for block in inside:
                self._paragraph(block)
            if inside:
                self._remarks.append(f"A frame was read as text: “{shorten(inside[0].text, 60)}”.")
            return
        alone = self._open.kind == "text" and self._open.heading and not self._parts
        if not alone:
            self._close()
        kind, rows = read_table(table, self._notes.pieces)
        if rows:
            opened = self._open if alone else SectionDraft()
            text = write_rows(rows, self._notes.taken())
            self._sections.append(SectionDraft(kind, opened.level, opened.numbering, opened.heading, text))
            self._open = SectionDraft()
        self._lists.close()

    def _signal(self, at: int, block: Paragraph) -> None:
        if block.signal == "page break":
            following = self._blocks[at + 1 : at + 2]
            if (self._sections or self._parts or self._open.heading) and following:
                self._close()
                self._sections.append(SectionDraft("page break"))
            return
        if self._sections and self._sections[-1].kind == "contents" and not self._parts:
            return
        heading = block.text
        if not self._parts and _CONTENTS.fullmatch(self._open.heading):
            heading, self._open = heading or self._open.heading, SectionDraft()
        self._close()
        usual = heading.casefold() == "contents"
        self._sections.append(SectionDraft("contents", heading="" if usual else heading))

    def _drop_page_break(self) -> None:
        """An annex begins a page by itself."""
        if self._sections and self._sections[-1].kind == "page break":
            self._sections.pop()

    def _close(self, *, keep: bool = True) -> None:
        """End the open section; one without heading and words is none, unless it is an annex."""
        self._lists.close()
        opened, self._open = self._open, SectionDraft()
        notes = self._notes.taken()
        text = write(self._parts, notes)
        if opened.kind == "signature":
            text = "".join(piece.text for part in self._parts for piece in part.pieces)
        self._parts = []
        if keep and (text or opened.heading or opened.kind == "annex"):
            self._sections.append(
                SectionDraft(opened.kind, opened.level, opened.numbering, opened.heading, text)
            )

    def _draft(self) -> PaperDraft:
        words = self._words
        while self._sections and self._sections[-1].kind == "page break":
            self._sections.pop()
        remarks = (*self._head.remarks, *words.notes, *self._remarks, *self._notes.remarks, *words.extras)
        return PaperDraft(
            title=self._head.title,
            subtitle=self._head.subtitle,
            kind=_kind_named(words.category) or self._head.kind,
            sections=tuple(self._sections),
            notes=tuple(dict.fromkeys(remarks)),
        )


def _kind_named(category: str) -> str:
    """Return the kind of paper that the properties of a file name, as ours do, "" for none."""
    folded = one_line(category).casefold()
    return next((kind for kind, words in KINDS.items() if words.title.casefold() == folded), "")


def _is_bare_mark(part: Part) -> bool:
    return all(piece.note for piece in part.pieces)


def counts_of(sections: Sequence[SectionDraft]) -> dict[str, int]:
    """Return what was found, by the words of a review: sections, entries of lists, fact boxes, tables, footnotes."""
    texts = [read(section.text) for section in sections if section.kind not in {"facts", "table"}]
    in_rows = [notes_of(section.text) for section in sections if section.kind in {"facts", "table"}]
    return {
        "headings": sum(bool(section.heading) for section in sections),
        "paragraphs": sum(not part.sign for reading in texts for part in reading.parts),
        "list_entries": sum(bool(part.sign) for reading in texts for part in reading.parts),
        "fact_boxes": sum(section.kind == "facts" for section in sections),
        "tables": sum(section.kind == "table" for section in sections),
        "footnotes": sum(map(len, [*in_rows, *(reading.notes for reading in texts)])),
    }
