"""The table of contents of a Word file: a real field, filled in already with the headings and links to them.

Word fills in the pages when it is asked to (F9, or when it prints): they are known to nobody before, and a file that
asks for it by itself greets everyone who opens it with a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import dropwhile
from typing import Any, NamedTuple

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from imgdesk.reports.blocks import Annex, Block, Contents, Heading, counted
from imgdesk.text import one_line

StyledParagraph = Callable[[Any, str], Any]
"""Gives a paragraph element a style and returns it as a paragraph."""


class Entry(NamedTuple):
    """A line of the contents: the place that it leads to, its level, its number and its words."""

    bookmark: str
    level: int
    number: str
    text: str


def bookmark_name(place: int) -> str:
    """Return the name of the bookmark of the heading or annex that stands at a place among the blocks."""
    return f"_Toc{100_000_000 + place}"


def entries(blocks: Iterable[Block], depth: int) -> list[Entry]:
    """Return the headings and annexes that stand after the first table of contents, down to a level."""
    found = []
    for place, block in dropwhile(lambda at: not isinstance(at[1], Contents), enumerate(blocks)):
        if isinstance(block, Heading) and block.level <= depth and one_line(block.text):
            number = counted(block.sign, block.number)
            found.append(Entry(bookmark_name(place), block.level, number, one_line(block.text)))
        elif isinstance(block, Annex):
            title = ": ".join(filter(None, map(one_line, (block.label, block.text))))
            found.append(Entry(bookmark_name(place), 1, "", title))
    return found


def contents_control(block: Contents, lines: Iterable[Entry], styled: StyledParagraph) -> Any:
    """Return the title and the field, in the kind of frame that Word offers to update."""
    control = parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent/></w:sdt>"
    )
    content = control[1]

    def paragraph(name: str) -> Any:
        element = OxmlElement("w:p")
        content.append(element)
        return styled(element, name)

    if one_line(block.title):
        paragraph("TOC Heading").add_run(one_line(block.title))
    lines = list(lines) or [Entry("", 1, "", "")]
    for place, line in enumerate(lines):
        made = paragraph(f"toc {line.level}")
        if place == 0:
            _field(made, "begin")
            instruction = OxmlElement("w:instrText")
            instruction.text = f' TOC \\o "1-{block.depth}" \\h \\z '
            made.add_run().font.element.append(instruction)
            _field(made, "separate")
        if line.bookmark:
            _link(made, line)
    _field(made, "end")
    return control


def put_bookmark(paragraph: Any, name: str, number: int) -> None:
    """Make the whole of a paragraph the place of a bookmark."""
    element = paragraph.paragraph_format.element
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    at = 1 if element.pPr is not None else 0
    element.insert(at, start)
    element.append(end)


def _link(paragraph: Any, line: Entry) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), line.bookmark)
    link.set(qn("w:history"), "1")
    if line.number:
        run = paragraph.add_run(line.number)
        run.add_tab()
        link.append(run.font.element)
    link.append(paragraph.add_run(line.text).font.element)
    paragraph.paragraph_format.element.append(link)


def _field(paragraph: Any, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run().font.element.append(mark)
