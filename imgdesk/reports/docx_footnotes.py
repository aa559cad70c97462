"""Real footnotes in Word files, which the library does not know: a part of their own, and references in the text.

A mark in a paper becomes a reference where one of the paper's footnote blocks has its number; Word counts the footnotes
itself. One number may be marked several times: each reference has a footnote of its own with the same words, because
Word knows no other way. Same paper, same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from imgdesk.reports.blocks import Block, Footnotes
from imgdesk.text import clean_text

PART: Final = "/word/footnotes.xml"
SEPARATORS: Final = ("separator", "continuationSeparator")
"""The lines above the notes of a page; Word wants them as the footnotes -1 and 0."""


class WordFootnotes:
    """The footnotes of one Word file: `refer` in the order of reading, and at the end `attach`."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._texts = {
            mark: text for block in blocks if isinstance(block, Footnotes) for mark, text in block.notes
        }
        self._referred: set[str] = set()
        self._root = parse_xml(_separators())
        self._last = 0

    def refer(self, paragraph: Any, mark: str) -> bool:
        """Append a reference to a footnote to a paragraph; False where no block has a note of this mark."""
        if mark not in self._texts:
            return False
        self._last += 1
        self._referred.add(mark)
        self._root.append(_footnote(self._last, self._texts[mark]))
        run = paragraph.add_run()
        run.style = "footnote reference"
        reference = etree.SubElement(run.font.element, qn("w:footnoteReference"))
        reference.set(qn("w:id"), str(self._last))
        return True

    def unmarked(self, block: Footnotes) -> Iterable[tuple[str, str]]:
        """Return the notes of a block to which nothing above it refers."""
        return [(mark, text) for mark, text in block.notes if mark not in self._referred]

    def attach(self, made: Any) -> None:
        """Put the footnotes into the file; one without footnotes stays as it is."""
        if not self._last:
            return
        blob = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI(PART), CONTENT_TYPE.WML_FOOTNOTES, blob, made.part.package)
        made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        told = "".join(f'<w:footnote w:id="{place - 1}"/>' for place in range(len(SEPARATORS)))
        settings = made.settings.element
        settings.find(qn("w:compat")).addprevious(
            parse_xml(f"<w:footnotePr {nsdecls('w')}>{told}</w:footnotePr>")
        )


def _separators() -> str:
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{place - 1}"><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" '
        f'w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for place, kind in enumerate(SEPARATORS)
    )
    return f"<w:footnotes {nsdecls('w')}>{lines}</w:footnotes>"


def _footnote(number: int, text: str) -> Any:
    """A footnote: its own mark, then its words, a line of them a line."""
    note = parse_xml(
        f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r></w:p></w:footnote>'
    )
    run = etree.SubElement(note[0], qn("w:r"))
    for place, line in enumerate(clean_text(text).split("\n")):
        if place:
            etree.SubElement(run, qn("w:br"))
        words = etree.SubElement(run, qn("w:t"))
        words.text = line if place else f" {line}"
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return note
