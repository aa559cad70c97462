"""Blocks as the body of a Word file: each becomes paragraphs in named styles, lists, tables and fields.

Knows where lists and numbered paragraphs go on and where they begin anew; how a word is dressed is said elsewhere.
"""

from __future__ import annotations

from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, Twips
from docx.text.paragraph import Paragraph as WordParagraph

from imgdesk.reports import docx_styles as looks
from imgdesk.reports.blocks import (
    Annex,
    Apart,
    Block,
    Change,
    ChartBlock,
    Clause,
    Contents,
    Document,
    Entry,
    Facts,
    Footnotes,
    Heading,
    Numbered,
    PageBreak,
    Paragraph,
    Signature,
    Span,
    Table,
    Text,
    leads_on,
    plain,
    quiet,
)
from imgdesk.reports.docx_contents import bookmark_name, contents_control, entries, put_bookmark
from imgdesk.reports.docx_footnotes import WordFootnotes
from imgdesk.reports.docx_numbering import (
    BULLET,
    CLAUSE,
    CLAUSES,
    INDENT,
    LEVELS,
    HeadingCount,
    Numbering,
    set_number,
)
from imgdesk.reports.docx_runs import Runs, Tracker, change_of_all
from imgdesk.reports.docx_tables import facts_table, rows_table

TABLE: Final = qn("w:tbl")
APART: Final[dict[Apart, str]] = {"decision": "Decision", "action": "Action", "inside": "Internal"}


class BlockWriter:
    """Appends blocks to a Word document; knows where its lists and its numbered paragraphs are."""

    def __init__(self, made: Any, document: Document, tracker: Tracker) -> None:
        self._made = made
        self._blocks = document.blocks
        self._footnotes = WordFootnotes(document.blocks)
        self._runs = Runs(made.part, self._footnotes, tracker)
        self._end = made.element.body[-1]
        self._numbering = Numbering(made.part.numbering_part.element)
        self._headings = HeadingCount(self._numbering, document.blocks)
        self._clause = 0
        self._clauses = CLAUSES
        self._lists: dict[int, tuple[str, int, int]] = {}
        """By level: the sign, the numbering and the last number of the list that is open there."""
        self._break = False
        self._marked = any(isinstance(block, Contents) for block in document.blocks)

    def write(self) -> None:
        """Append all blocks, and put into the file what stands outside its text."""
        for place, block in enumerate(self._blocks):
            if not isinstance(block, Entry):
                self._lists.clear()
            self._add(block, place)
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
        elif self._behind_table(element) and not name.startswith(("heading", "Signature")):
            made.paragraph_format.space_before = Pt(5)
        self._runs.put(made, text, tabs=tabs)
        self._track_end(made, text)
        return made

    def _add(self, block: Block, place: int) -> None:
        match block:
            case Heading() | Annex() | PageBreak():
                self._beginning(block, place)
            case Contents() | Facts() | Table():
                self._part_tables()
                self._end.addprevious(self._framed(block))
            case Paragraph():
                self._running(block, "Small print" if block.quiet else "Normal", 0)
            case Clause():
                self._clause_of(block)
            case Entry():
                self._entry(block, 0)
            case Numbered():
                for number, item in enumerate(block.items, start=1):
                    self._entry(Entry("number", item, 1, number), 0)
            case Signature():
                for line, words in enumerate(block.lines):
                    self.paragraph(plain(words), "Signature line" if line else "Signature")
            case Footnotes():
                self._notes(block)
            case ChartBlock():
                self.paragraph((quiet("The chart is in the PDF of this paper."),), "Normal")

    def _part_tables(self) -> None:
        """Two tables without a paragraph between them would be one."""
        if self._behind_table(self._end):
            self.paragraph((), "Small print")

    def _behind_table(self, element: Any) -> bool:
        before = element.getprevious()
        return before is not None and before.tag == TABLE

    def _framed(self, block: Contents | Facts | Table) -> Any:
        """Return what is more than paragraphs: a table, or the frame of the contents."""
        if isinstance(block, Contents):
            return contents_control(block, entries(self._blocks, block.depth), self._styled)
        if isinstance(block, Facts):
            return facts_table(block, self._cell, self._runs.tracker)
        return rows_table(block, self._cell, self._runs.tracker)

    def _beginning(self, block: Heading | Annex | PageBreak, place: int) -> None:
        match block:
            case Heading():
                made = self.paragraph(block.redline or plain(block.text), f"heading {block.level}")
                if block.sign:
                    set_number(made, self._headings.number(block), block.level - 1)
            case Annex():
                self._break = self._break or block.begins_page
                self.paragraph(plain(block.label), "Annex label")
                made = self.paragraph(plain(block.text), "heading 1")
                made.paragraph_format.space_before = 0
            case PageBreak():
                self._break = True
                return
        if self._marked:
            put_bookmark(made, bookmark_name(place), place)

    def _running(self, block: Paragraph, name: str, inset: int, *, beside: bool = False) -> None:
        """Append running text; `beside`: where a number would stand there is room for one."""
        made = self.paragraph((), name)
        if beside:
            made.add_run().add_tab()
        self._runs.put(made, block.text)
        self._track_end(made, block.text)
        if leads_on(block.text):
            made.paragraph_format.keep_with_next = True
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
            self._clauses = self._numbering.beginning(CLAUSES, {0: number})
        # Some programs take a numbering only from the style that it is linked to, not from one based on that.
        if self._clauses != CLAUSES or made.style.name != "Numbered paragraph":
            set_number(made, self._clauses)
        self._clause = number

    def _entry(self, entry: Entry, inset: int, name: str = "") -> None:
        if entry.written:
            made = self._as_written(entry, name or "Normal")
        elif entry.sign:
            made = self.paragraph(
                entry.text, name or ("List Bullet" if entry.sign == "bullet" else "List Number")
            )
            at = min(entry.level, LEVELS) - 1
            set_number(made, self._list_of(entry, at), at)
        else:
            made = self.paragraph(entry.text, name or "Normal")
        made.paragraph_format.left_indent = Twips(inset + INDENT * entry.level)
        made.paragraph_format.first_line_indent = Twips(-INDENT if entry.written or entry.sign else 0)

    def _list_of(self, entry: Entry, at: int) -> int:
        """The numbering that an entry belongs to: that of the list before it where it goes on, or one of its own."""
        self._lists = {level: kept for level, kept in self._lists.items() if level <= at}
        sign, num_id, last = self._lists.get(at, ("", 0, 0))
        if entry.sign == "bullet":
            num_id = BULLET
        elif sign != entry.sign or entry.number != last + 1:
            num_id = self._numbering.beginning(self._numbering.of_entry(entry, at), {at: entry.number})
        self._lists[at] = (entry.sign, num_id, entry.number)
        return num_id

    def _as_written(self, entry: Entry, name: str) -> Any:
        """Append an entry whose sign stays as somebody wrote it: words of the text, counted by nobody."""
        self._lists.pop(min(entry.level, LEVELS) - 1, None)
        made = self.paragraph((), name)
        sign = Span(f"{' '.join(entry.written.split())}\t")
        self._runs.put(made, (sign,), change_of_all(entry.text), tabs=True)
        self._runs.put(made, entry.text)
        self._track_end(made, entry.text)
        return made

    def _notes(self, block: Footnotes) -> None:
        """Footnotes stand at the foot of the page; here only those to which nothing refers."""
        for mark, text in self._footnotes.unmarked(block):
            self.paragraph((Span(f"{mark} "), *text), "Small print")

    def _cell(self, element: Any, name: str, text: Text, change: Change) -> None:
        """Write the paragraph of a cell; in a row that comes or goes as a whole its end does so too."""
        self._runs.put(self._styled(element, name), text, change)
        if change:
            self._runs.tracker.whole(element, change)

    def _track_end(self, made: Any, text: Text) -> None:
        """A paragraph all of whose words come or go comes or goes itself."""
        if change := change_of_all(text):
            self._runs.tracker.whole(made.paragraph_format.element, change)

    def _styled(self, element: Any, name: str) -> Any:
        element.style = looks.style_id(name)
        return WordParagraph(element, self._made)
