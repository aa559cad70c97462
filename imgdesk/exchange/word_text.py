"""The words of a Word document in reading order: paragraphs, and tables as even grids of cells.

An own walk over the XML, because the usual shortcuts lose inserted text, content controls and notes. Tracked
changes are read as accepted. What stands outside the running text (text boxes, headers, comments) is listed apart.
This module knows Word, not workplans: what a heading or a table means is decided by its readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from imgdesk.domain import paper_inline
from imgdesk.domain.paper_inline import Piece
from imgdesk.errors import UserError
from imgdesk.exchange.typed_notes import RAISED, with_typed_notes
from imgdesk.exchange.word_blocks import Cell, Paragraph, Run, Table, WordText, lines_of, runs_of
from imgdesk.exchange.word_lists import Lists, Styles, is_on, number, value
from imgdesk.exchange.word_parts import Parts, count_tags, plain_names
from imgdesk.exchange.word_places import Places
from imgdesk.exchange.word_runs import PLAIN, Faces, GatheredText, clean_words, joined

MAX_ROWS = 5_000
MAX_COLUMNS = 60
MAX_CELLS = 100_000
MAX_PARAGRAPHS = 20_000

_CONTAINERS = {
    "ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "hyperlink", "fldSimple", "bdo", "dir", "ruby",
    "rubyBase", "m:oMath", "m:oMathPara", "m:r",
}  # fmt: skip
_SYMBOLS = {
    "f0b7": "•",
    "f0a7": "▪",
    "f0e0": "→",
    "f0fc": "✓",
    "f0a8": "☐",
    "f06f": "☐",
    "f0fe": "☒",
    "f0d8": "➢",
}
_PAGE_NUMBER = re.compile(r"(?:page|p\.|página|seite)?\s*\d*\s*(?:(?:of|de|sur|/)\s*\d*)?", re.IGNORECASE)


def read_words(parts: Parts, name: str, *, whole: bool = False) -> WordText:
    """Return the words of an opened package; UserError when it is longer than any workplan (5,000 rows, 60 columns).

    `whole` keeps more of each paragraph (runs with their faces, links and notes, indents, ends of pages) and leaves
    footnotes that are typed by hand where they are, as a reader of papers wants it.
    """
    rows = count_tags(parts.document, "tr")
    if rows > MAX_ROWS:
        raise UserError(f"“{name}” has {rows:,} table rows, more than {MAX_ROWS:,}: split it and try again.")
    if count_tags(parts.document, "tc") > MAX_CELLS:
        raise UserError(f"“{name}” has more than {MAX_CELLS:,} table cells: split it and try again.")
    words = _Walk(parts, name, whole=whole).read()
    if len(words.blocks) > MAX_PARAGRAPHS:
        raise UserError(f"“{name}” has more than {MAX_PARAGRAPHS:,} paragraphs: split it and try again.")
    return words


class _Walk:
    """One pass over a document."""

    def __init__(self, parts: Parts, name: str, *, whole: bool) -> None:
        self.parts = parts
        self.name = name
        self.body = plain_names(parts.document)
        styles = Styles(parts.styles)
        self.places = Places(styles, Lists(parts.numbering))
        self.extras: list[str] = []
        self.notes: list[str] = []
        self.placeholders = 0
        self.used_notes: set[str] = set()
        self.pictures = 0
        self.carried: GatheredText | None = None
        self.faces = Faces(styles, self.body) if whole else None
        self.note_texts = self._note_texts()
        if self.faces is not None:
            self.faces.links = parts.links.get("document", {})

    def read(self) -> WordText:
        body = self.body.find("body")
        blocks = tuple(self._blocks(body)) if body is not None else ()
        if self.faces is None:
            blocks = with_typed_notes(blocks)
        self._list_unused_notes()
        self._list_margins(blocks)
        self._say_how()
        return WordText(
            blocks,
            tuple(dict.fromkeys(self.extras)),
            tuple(self.notes),
            clean_words(self.parts.title).strip(),
            self.note_texts,
            clean_words(self.parts.category).strip(),
        )

    # Blocks

    def _blocks(self, parent: Element) -> Iterator[Paragraph | Table]:
        for child in parent:
            if child.tag == "p":
                if self.faces is not None:
                    yield from self._whole(child, self.faces)
                elif (paragraph := self._paragraph(child)) is not None:
                    yield paragraph
            elif child.tag == "tbl":
                yield self._table(child)
            elif child.tag == "sdt":
                yield from self._control(child)
            elif child.tag in {"sdtContent", "customXml", "ins", "moveTo"}:
                yield from self._blocks(child)
            elif child.tag == "mc:AlternateContent":
                yield from self._blocks(_chosen(child))

    def _control(self, sdt: Element) -> Iterator[Paragraph | Table]:
        """Yield what a content control holds; an unfilled one holds only its prompt."""
        content = sdt.find("sdtContent")
        if content is None:
            return
        if sdt.find("sdtPr/showingPlcHdr") is not None:
            self.placeholders += 1
            return
        yield from self._blocks(content)

    def _whole(self, p: Element, faces: Faces) -> Iterator[Paragraph]:
        """Yield a paragraph with the ends of pages and the table of contents that it stands for."""
        name = self.places.style(p)[0].name
        outside = faces.begin_paragraph()
        before = p.find("pPr/pageBreakBefore")
        paragraph = self._paragraph(p)
        if faces.broken == "before" or (before is not None and is_on(before.get("val", "1"))):
            yield Paragraph("", signal="page break")
        if name == "toc heading":
            words = clean_words("".join(t.text or "" for t in p.iter("t"))).strip()
            yield Paragraph(words, name, signal="contents")
        elif faces.signal:
            yield Paragraph("", signal=faces.signal)
        if paragraph is not None:
            yield paragraph
        if faces.broken == "behind":
            yield Paragraph("", signal="page break")
        faces.signal, faces.broken = outside

    def _paragraph(self, p: Element) -> Paragraph | None:
        style, level = self.places.style(p)
        text = self.carried or GatheredText()
        self.carried = None
        self._inline(p, text, bold=style.bold)
        if p.find("pPr/rPr/del") is not None:
            self.carried = text
            return None
        label = self.places.label(p, style)
        words, marks = text.finish()
        if style.name.startswith("toc ") or style.name == "table of figures":
            return None
        if not words and not marks:
            return None
        paragraph = Paragraph(words, style.name, level, label, marks, text.bold == {True})
        return paragraph if self.faces is None else self.places.placed(p, style, paragraph, joined(text.runs))

    # Tables

    def _table(self, tbl: Element) -> Table:
        rows: list[tuple[Cell, ...]] = []
        for tr in _within(tbl, "tr"):
            if tr.find("trPr/del") is None:
                rows.append(self._row(tr, rows[-1] if rows else ()))
        mark = next((tr.find("trPr/tblHeader") for tr in _within(tbl, "tr")), None)
        return Table(tuple(rows), mark is not None and is_on(mark.get("val", "1")))

    def _row(self, tr: Element, above: tuple[Cell, ...]) -> tuple[Cell, ...]:
        cells = [Cell()] * self._columns(value(tr, "trPr", "gridBefore"), 0)
        for tc in _within(tr, "tc"):
            self._check_width(len(cells) + 1)
            merge = tc.find("tcPr/vMerge")
            if merge is not None and merge.get("val", "continue") == "continue" and len(cells) < len(above):
                source = above[len(cells)]
                cell = Cell(source.text, (), source.across, down=True, shaded=source.shaded)
                if covered := self._cell(tc).text:
                    self.extras.append(f"Covered by the merged cell above it: {covered}")
            elif value(tc, "tcPr", "hMerge") == "continue" and cells:
                cell = replace(cells[-1], marks=(), across=True)
            else:
                cell = self._cell(tc)
            cells.append(cell)
            copies = self._columns(value(tc, "tcPr", "gridSpan"), 1) - 1
            cells.extend([replace(cell, marks=(), across=True)] * copies)
            self._check_width(len(cells))
        return tuple(cells)

    def _cell(self, tc: Element) -> Cell:
        """Return a cell with its paragraphs as lines; a table inside it as lines with tabs between its cells."""
        text = GatheredText()
        kept: list[Paragraph] = []
        for block in self._blocks(tc):
            lines = [block] if isinstance(block, Paragraph) else list(self._flat(block))
            kept.extend(lines)
            for line in lines:
                if text.length:
                    text.add("\n")
                if line.label:
                    text.add(f"{line.label} ")
                text.marks.extend((text.length + mark.offset, mark.text) for mark in line.marks)
                text.add(line.text)
        if tc.find("tcPr/cellDel") is not None:
            return Cell()
        fill = tc.find("tcPr/shd")
        shaded = fill is not None and fill.get("fill", "auto").lower() not in {"auto", "ffffff", ""}
        return Cell(*text.finish(), shaded=shaded, paragraphs=() if self.faces is None else tuple(kept))

    def _flat(self, table: Table) -> Iterator[Paragraph]:
        self._note("A table inside a table cell was read as lines of that cell.")
        for row in table.rows:
            line = GatheredText()
            runs: list[Run] = []
            for cell in row:
                if cell.text and not cell.across and not cell.down:
                    if line.length:
                        line.add("\t")
                        runs.append(Run("\t"))
                    line.marks.extend((line.length + mark.offset, mark.text) for mark in cell.marks)
                    line.add(cell.text)
                    runs.extend(runs_of(cell.paragraphs))
            words, marks = line.finish()
            if words:
                yield Paragraph(words, marks=marks, runs=joined(runs))

    def _columns(self, text: str, otherwise: int) -> int:
        count = number(text, MAX_COLUMNS + 1) if text else otherwise
        self._check_width(count)
        return count

    def _check_width(self, columns: int) -> None:
        if columns > MAX_COLUMNS:
            raise UserError(
                f"“{self.name}” has a table with more than {MAX_COLUMNS} columns: take some out and try again."
            )

    # Text within a paragraph

    def _inline(self, parent: Element, text: GatheredText, bold: bool) -> None:
        for child in parent:
            tag = child.tag
            if tag == "r":
                self._run(child, text, bold)
            elif tag == "m:t":
                text.add(child.text or "")
            elif tag == "sdt" and child.find("sdtPr/showingPlcHdr") is not None:
                self.placeholders += 1
            elif self.faces is not None and tag in {"hyperlink", "fldSimple"}:
                with self.faces.within(child) as is_text:
                    if is_text:
                        self._inline(child, text, bold)
            elif tag in _CONTAINERS or tag.startswith("m:"):
                self._inline(child, text, bold)
            elif tag == "mc:AlternateContent":
                self._inline(_chosen(child), text, bold)
            elif tag in {"drawing", "pict"}:
                self._boxes(child)

    def _run(self, run: Element, text: GatheredText, bold: bool) -> None:
        mark = run.find("rPr/b")
        strong = bold if mark is None else is_on(mark.get("val", "1"))
        strong = strong or value(run, "rPr", "u") not in {"", "none"}
        hidden = run.find("rPr/vanish")
        target = GatheredText() if hidden is not None and is_on(hidden.get("val", "1")) else text
        raised = value(run, "rPr", "vertAlign") == "superscript"
        for child in run:
            if self.faces is None:
                self._run_child(child, target, strong, raised=raised)
            elif not self.faces.is_apart(child, begun=bool(target.bold)):
                self._run_child(child, target, strong, self.faces.face(run), raised=raised)
        if target is not text and (words := target.finish()[0]):
            self.extras.append(f"Hidden text: {words}")

    def _run_child(
        self, child: Element, text: GatheredText, bold: bool, face: Run = PLAIN, *, raised: bool
    ) -> None:
        tag = child.tag
        if tag in {"t", "m:t"}:
            words = child.text or ""
            text.add(words.translate(RAISED) if raised and words.strip().isdecimal() else words, bold, face)
        elif tag in {"tab", "ptab"}:
            text.add("\t")
        elif tag in {"br", "cr"}:
            text.add("\n")
        elif tag == "noBreakHyphen":
            text.add("-", bold, face)
        elif tag == "sym":
            text.add(_symbol(child.get("char", "")), bold, face)
        elif tag in {"footnoteReference", "endnoteReference"}:
            key = f"{tag[:-9]} {child.get('id', '')}"
            if key in self.note_texts:
                self.used_notes.add(key)
                text.refer(key, self.note_texts[key])
        elif tag == "ruby":
            self._inline(child, text, bold)
        elif tag == "mc:AlternateContent":
            for inner in _chosen(child):
                self._run_child(inner, text, bold, face, raised=raised)
        elif tag in {"drawing", "pict", "object"}:
            self._boxes(child)

    def _boxes(self, element: Element) -> None:
        """List the text boxes inside a drawing."""
        for child in _chosen(element):
            if child.tag in {"x:pic", "x:imagedata", "x:chart", "x:OLEObject"}:
                self.pictures += 1
            if child.tag == "txbxContent":
                lines = [line for block in self._blocks(child) for line in lines_of(block) if line]
                if lines:
                    self.extras.append("Text box: " + "\n".join(lines))
            else:
                self._boxes(child)

    # Notes, comments, headers

    def _note_texts(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for kind, root in (("footnote", self.parts.footnotes), ("endnote", self.parts.endnotes)):
            if self.faces is not None:
                self.faces.links = self.parts.links.get(f"{kind}s", {})
            for note in root if root is not None else ():
                if note.get("type", "normal") == "normal" and (words := self._note_text(note)):
                    found[f"{kind} {note.get('id', '')}"] = words
        return found

    def _note_text(self, note: Element) -> str:
        """Return the words of a note; for a reader of papers with the marks of its emphasis and its links."""
        if self.faces is None:
            return self._all_text(note)
        lines: list[str] = []
        for block in self._blocks(note):
            if isinstance(block, Table):
                lines.extend(_marked((Piece(line),)) for line in lines_of(block))
            else:
                label = (Piece(f"{block.label} "),) if block.label else ()
                lines.append(_marked((*label, *map(_piece, block.runs))))
        return "\n".join(filter(None, lines))

    def _all_text(self, element: Element) -> str:
        return "\n".join(line for block in self._blocks(element) for line in lines_of(block))

    def _list_unused_notes(self) -> None:
        for key, words in self.note_texts.items():
            if key not in self.used_notes:
                self.extras.append(f"{key.split()[0].capitalize()} without a place in the text: {words}")

    def _list_margins(self, blocks: tuple[Paragraph | Table, ...]) -> None:
        """List headers and footers, but for page numbers and what only repeats the first lines of the text."""
        first = {block.text for block in blocks[:5] if isinstance(block, Paragraph)}
        for part in self.parts.headers:
            words = self._all_text(part)
            if words and not _PAGE_NUMBER.fullmatch(words) and not first.issuperset(words.split("\t")):
                self.extras.append(f"{'Header' if part.tag == 'hdr' else 'Footer'}: {words}")

    def _say_how(self) -> None:
        if any(element.tag in {"ins", "del", "moveFrom", "moveTo"} for element in self.body.iter()):
            self._note("The document has tracked changes: they were read as accepted.")
        if self.placeholders:
            self._note(f"Content controls not filled in: {self.placeholders}, their prompts were left out.")
        if self.faces is not None and self.pictures:
            self._note(f"Pictures and charts left out: {self.pictures}.")
        if self.parts.unread:
            self._note("Documents or diagrams embedded in the file were not read.")
        comments = self.parts.comments
        for comment in comments if comments is not None else ():
            if words := self._all_text(comment):
                self._note(
                    f"Comment by {clean_words(comment.get('author', '')).strip() or 'somebody'}: {words}"
                )

    def _note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)


def _marked(pieces: Iterable[Piece]) -> str:
    return paper_inline.write(paper_inline.tidy(pieces, ()))


def _piece(run: Run) -> Piece:
    """A run of a note; an address that stands there itself needs no marks."""
    link = run.link.replace(" ", "%20")
    if not link or (link == run.text and link.startswith("http")):
        return Piece(run.text, run.bold, run.italic)
    if not paper_inline.LINK.fullmatch(link):
        return Piece(f"{run.text} ({link})", run.bold, run.italic)
    return Piece(run.text, run.bold, run.italic, link)


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """Yield children of a tag, also those wrapped in content controls and the like."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
            yield from _within(child, tag)


def _chosen(element: Element) -> Element:
    """Return the first of several forms of the same content, any other element itself."""
    choice = element.find("mc:Choice") if element.tag == "mc:AlternateContent" else None
    return element if choice is None else choice


def _symbol(char: str) -> str:
    """Return a sign of a symbol font as one that any font has."""
    if char.lower() in _SYMBOLS:
        return _SYMBOLS[char.lower()]
    try:
        return chr(int(char, 16))
    except (ValueError, OverflowError):
        return ""
