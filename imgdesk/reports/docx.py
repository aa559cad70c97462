"""A document as a Word file that others edit: real headings, numbered paragraphs, lists, tables and fields.

The same blocks and the same palette as in the PDF; see `docx_styles` for the styles. User text is put into runs as
text and read by nobody. The same document gives the same bytes, and of the machine nothing goes into the file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO, Final

import docx
from docx.oxml import OxmlElement
from docx.oxml.table import CT_Tbl
from docx.shared import RGBColor, Twips
from docx.text.paragraph import Paragraph as WordParagraph

from imgdesk.reports import docx_styles as looks
from imgdesk.reports.blocks import (
    Annex,
    Apart,
    Block,
    ChartBlock,
    Clause,
    Document,
    Entry,
    Facts,
    Footnotes,
    Heading,
    Numbered,
    PageBreak,
    Paragraph,
    Span,
    Table,
    Text,
    plain,
    quiet,
)
from imgdesk.reports.docx_footnotes import WordFootnotes
from imgdesk.reports.docx_styles import BULLET, CLAUSE, DECIMAL, FACT, INDENT, INNER, Numbering
from imgdesk.reports.style import STAYS, colours
from imgdesk.text import clean_text, one_line

MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The day in every file, so that the same paper gives the same bytes."""
ZIPPED: Final = (2000, 1, 1, 0, 0, 0)
UNUSED: Final = {
    "customXml", "extended-properties", "fontTable", "stylesWithEffects", "theme", "thumbnail", "webSettings",
}  # fmt: skip
"""Parts of the library's template that nothing of ours needs; one names the program that made it."""
APART: Final[dict[Apart, str]] = {"decision": "Decision", "action": "Action", "inside": "Internal"}


def write_docx(document: Document, out: BinaryIO) -> None:
    """Write a document as a Word file; the same document gives the same bytes."""
    made = docx.Document()
    looks.apply_styles(made, reading=document.reading)
    writer = _Writer(made, WordFootnotes(document.blocks))
    _describe(made, document)
    _page(made, document)
    _masthead(writer, document)
    for block in document.blocks:
        writer.add(block)
    writer.finish()
    buffer = io.BytesIO()
    made.save(buffer)
    _pack(buffer, out)


def _pack(buffer: io.BytesIO, out: BinaryIO) -> None:
    """Zip the parts anew, without the time of day."""
    with zipfile.ZipFile(buffer) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in parts.namelist():
            info = zipfile.ZipInfo(name, ZIPPED)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            packed.writestr(info, parts.read(name))


def _describe(made: Any, document: Document) -> None:
    told = made.core_properties
    told.title, told.author = one_line(document.title)[:255], one_line(document.author)[:255]
    told.subject = one_line(", ".join(document.reference))[:255]
    told.content_status = one_line(document.status.text)[:255] if document.status else ""
    told.comments, told.keywords, told.category, told.last_modified_by = "", "", "", "imgdesk"
    told.created = told.modified = MADE
    told.revision, told.language = 1, "en"
    for owner in (made.part, made.part.package):
        for key in [key for key, rel in owner.rels.items() if rel.reltype.rpartition("/")[2] in UNUSED]:
            del owner.rels[key]


def _page(made: Any, document: Document) -> None:
    """The page, its running head from the second page on, and its foot."""
    section = made.sections[0]
    section.page_width, section.page_height = Twips(11906), Twips(16838)
    section.left_margin = section.right_margin = Twips(looks.MARGIN)
    section.top_margin, section.bottom_margin = Twips(1200), Twips(1160)
    section.header_distance, section.footer_distance = Twips(680), Twips(560)
    section.different_first_page_header_footer = True
    head = section.header.paragraphs[0]
    status = document.status.text if document.status else ""
    reference = ", ".join(filter(None, map(one_line, (*document.reference, status))))
    _put(head, (Span(f"{one_line(document.title)[:120]}\t{reference[:120]}"),), tabs=True)
    for foot in (section.footer.paragraphs[0], section.first_page_footer.paragraphs[0]):
        foot.style = "footer"
        _put(foot, (Span(f"{one_line(document.foot)[:160]}\t"),), tabs=True)
        looks.field(foot, "PAGE")
        _put(foot, plain(" of "))
        looks.field(foot, "NUMPAGES")
    section.first_page_header.paragraphs[0].style = "Masthead"


def _masthead(writer: _Writer, document: Document) -> None:
    lines = max(len(document.sender), len(document.reference))
    for place in range(lines):
        left, right = (
            one_line(side[place]) if place < len(side) else ""
            for side in (document.sender, document.reference)
        )
        line = writer.paragraph((Span(f"{left}\t{right}"),), "Masthead", tabs=True)
        if place == lines - 1:
            looks.put_border(line)
    writer.paragraph(plain(document.title), "Title")
    if one_line(document.subtitle):
        writer.paragraph(plain(document.subtitle), "Subtitle")
    if document.status is not None:
        writer.paragraph((document.status,), "Status")


class _Writer:
    """Appends blocks to a Word document; knows where its lists and its numbered paragraphs are."""

    def __init__(self, made: Any, footnotes: WordFootnotes) -> None:
        self._made = made
        self._footnotes = footnotes
        self._end = made.element.body[-1]
        self._numbering = Numbering(made.part.numbering_part.element)
        self._clause = 0
        self._clauses = looks.CLAUSES
        self._lists: dict[int, tuple[str, int, int]] = {}
        """By level: the sign, the numbering and the last number of the list that is open there."""
        self._break = False

    def add(self, block: Block) -> None:
        """Append a block."""
        if not isinstance(block, Entry):
            self._lists.clear()
        match block:
            case Heading() | Annex() | PageBreak():
                self._beginning(block)
            case Paragraph():
                self._running(block, "Small print" if block.quiet else "Normal", 0)
            case Clause():
                self._clause_of(block)
            case Entry():
                self._entry(block, 0)
            case Facts():
                self._facts(block)
            case Numbered():
                self._items(block)
            case Table():
                self._table(block)
            case Footnotes():
                self._notes(block)
            case ChartBlock():
                self.paragraph((quiet("The chart is in the PDF of this paper."),), "Normal")

    def finish(self) -> None:
        """Put into the file what stands outside its text."""
        self._footnotes.attach(self._made)

    def paragraph(self, text: Text, name: str, *, tabs: bool = False) -> Any:
        """Append a paragraph in a style, on a new page where that was asked for."""
        # The library looks for the end of the document each time, which is slow in a long one.
        element = OxmlElement("w:p")
        self._end.addprevious(element)
        made = self._styled(element, name)
        if self._break:
            made.paragraph_format.page_break_before = True
            self._break = False
        _put(made, text, self._footnotes, tabs=tabs)
        return made

    def _beginning(self, block: Heading | Annex | PageBreak) -> None:
        match block:
            case Heading():
                self.paragraph(plain(block.text), f"heading {block.level}")
            case Annex():
                self._break = self._break or block.begins_page
                self.paragraph(plain(block.label), "Annex label")
                heading = self.paragraph(plain(block.text), "heading 1")
                heading.paragraph_format.space_before = 0
            case PageBreak():
                self._break = True

    def _running(self, block: Paragraph, name: str, inset: int, *, beside: bool = False) -> None:
        """Append running text; `beside`: where a number would stand there is room for one."""
        made = self.paragraph((), name)
        if beside:
            made.add_run().add_tab()
        _put(made, block.text, self._footnotes)
        if block.level:
            made.paragraph_format.left_indent = Twips(inset + INDENT * block.level)

    def _clause_of(self, block: Clause) -> None:
        name = APART.get(block.apart, "Numbered heading" if block.headed else "Numbered paragraph")
        after = f"{name} continued" if block.apart else "Paragraph continued"
        if block.number:
            self._number(self.paragraph(block.text, name), block.number)
        else:
            self._running(Paragraph(block.text), after, CLAUSE, beside=bool(block.apart))
        for part in block.after:
            if isinstance(part, Entry):
                self._entry(part, CLAUSE, after)
            else:
                self._lists = {level: kept for level, kept in self._lists.items() if level < part.level}
                self._running(part, after, CLAUSE, beside=bool(block.apart))

    def _number(self, made: Any, number: int) -> None:
        """Count a paragraph on; where it does not follow the one before, the count begins anew."""
        if number != self._clause + 1:
            self._clauses = self._numbering.beginning(looks.CLAUSES, 0, number)
        # Some programs take a numbering only from the style that it is linked to, not from one based on that.
        if self._clauses != looks.CLAUSES or made.style.name != "Numbered paragraph":
            looks.set_number(made, self._clauses)
        self._clause = number

    def _entry(self, entry: Entry, inset: int, name: str = "") -> None:
        if entry.written:
            made = self._as_written(entry, name or "Normal")
        else:
            made = self.paragraph(
                entry.text, name or ("List Bullet" if entry.sign == "bullet" else "List Number")
            )
            at = min(entry.level, looks.LEVELS) - 1
            looks.set_number(made, self._list_of(entry, at), at)
        left = inset + INDENT * entry.level
        made.paragraph_format.left_indent, made.paragraph_format.first_line_indent = (
            Twips(left),
            Twips(-INDENT),
        )

    def _list_of(self, entry: Entry, at: int) -> int:
        """The numbering that an entry belongs to: that of the list before it where it goes on, or one of its own."""
        self._lists = {level: kept for level, kept in self._lists.items() if level <= at}
        sign, num_id, last = self._lists.get(at, ("", 0, 0))
        if entry.sign == "bullet":
            num_id = BULLET
        elif sign != entry.sign or entry.number != last + 1:
            num_id = self._numbering.beginning(DECIMAL, at, entry.number)
        self._lists[at] = (entry.sign, num_id, entry.number)
        return num_id

    def _as_written(self, entry: Entry, name: str) -> Any:
        """Append an entry whose sign stays as somebody wrote it: words of the text, counted by nobody."""
        self._lists.pop(min(entry.level, looks.LEVELS) - 1, None)
        made = self.paragraph(plain(entry.written), name)
        made.add_run().add_tab()
        _put(made, entry.text, self._footnotes)
        return made

    def _items(self, block: Numbered) -> None:
        for number, item in enumerate(block.items, start=1):
            self._entry(Entry("number", item, 1, number), 0)

    def _notes(self, block: Footnotes) -> None:
        """Footnotes stand at the foot of the page; here only those to which nothing refers."""
        for mark, text in self._footnotes.unmarked(block):
            self.paragraph((Span(f"{mark} {text}"),), "Small print")

    def _facts(self, block: Facts) -> None:
        self._rows([((quiet(name),), text) for name, text in block.rows], (FACT, INNER - FACT), "TableNormal")

    def _table(self, block: Table) -> None:
        widths = [round(INNER * share) for share in block.widths]
        header = tuple(plain(name) for name in block.header)
        table = self._rows([header, *block.rows], widths, "Rows", heading=True)
        looks.repeat_row(table.tr_lst[0])

    def _rows(
        self, rows: Sequence[Sequence[Text]], widths: Sequence[int], style: str, *, heading: bool = False
    ) -> Any:
        """Append a table whose columns keep their widths, and return its element."""
        table = CT_Tbl.new_tbl(len(rows), len(widths), Twips(INNER))
        table.tblPr.style, table.tblPr.autofit = style, False
        for column, width in zip(table.tblGrid.gridCol_lst, widths, strict=True):
            column.w = Twips(width)
        for place, (row, cells) in enumerate(zip(table.tr_lst, rows, strict=True)):
            for cell, width, text in zip(row.tc_lst, widths, cells, strict=True):
                cell.width = Twips(width)
                name = "Table heading" if heading and place == 0 else "Table text"
                _put(self._styled(cell.p_lst[0], name), text, self._footnotes)
        self._end.addprevious(table)
        return table

    def _styled(self, element: Any, name: str) -> Any:
        element.style = looks.style_id(name)
        return WordParagraph(element, self._made)


def _put(
    paragraph: Any, text: Iterable[Span], footnotes: WordFootnotes | None = None, *, tabs: bool = False
) -> None:
    """Append spans as runs; white space is one space, as on paper, but for breaks and, where meant, tabs.

    A mark becomes a reference where it is that of one of the `footnotes`.
    """
    for span in text:
        if span.style == "mark" and footnotes is not None and footnotes.refer(paragraph, span.text):
            continue
        if span.style == "break":
            paragraph.add_run().add_break()
            continue
        words = clean_text(span.text).replace("\n", " ")
        if not tabs:
            words = words.replace("\t", " ")
        run = paragraph.add_run(STAYS.sub("\u00a0", words))
        _dress(run, span)


def _dress(run: Any, span: Span) -> None:
    match span.style:
        case "strong":
            run.bold = True
        case "italic":
            run.italic = True
        case "strong italic":
            run.bold = run.italic = True
        case "mark":
            run.font.superscript = True
        case "quiet":
            _colour(run, "muted")
        case "tag":
            run.bold = True
            _colour(run, span.role)
            looks.put_ground(run, "grid" if span.role == "muted" else f"{span.role}bg")


def _colour(run: Any, role: str) -> None:
    run.font.color.rgb = RGBColor.from_string(colours()[role][1:])
