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

from imgdesk.reports.blocks import Block, Footnotes, Span, Text
from imgdesk.reports.links import address, linked

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
        self._links: dict[str, str] = {}
        """By address the key of its relationship."""

    def refer(self, paragraph: Any, mark: str) -> Any:
        """Append a reference to a footnote to a paragraph and return its run, None where no note has this mark."""
        if mark not in self._texts:
            return None
        self._last += 1
        self._referred.add(mark)
        self._root.append(self._footnote(self._last, self._texts[mark]))
        run = paragraph.add_run()
        run.font.element.get_or_add_rPr().style = "FootnoteReference"
        reference = etree.SubElement(run.font.element, qn("w:footnoteReference"))
        reference.set(qn("w:id"), str(self._last))
        return run

    def unmarked(self, block: Footnotes) -> Iterable[tuple[str, Text]]:
        """Return the notes of a block to which nothing above it refers."""
        return [(mark, text) for mark, text in block.notes if mark not in self._referred]

    def attach(self, made: Any) -> None:
        """Put the footnotes into the file; one without footnotes stays as it is."""
        if not self._last:
            return
        blob = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI(PART), CONTENT_TYPE.WML_FOOTNOTES, blob, made.part.package)
        for target, key in self._links.items():
            part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, target, key, is_external=True)
        made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        told = "".join(f'<w:footnote w:id="{place - 1}"/>' for place in range(len(SEPARATORS)))
        settings = made.settings.element
        settings.find(qn("w:compat")).addprevious(
            parse_xml(f"<w:footnotePr {nsdecls('w')}>{told}</w:footnotePr>")
        )

    def _footnote(self, number: int, text: Text) -> Any:
        """A footnote: its own mark, then its words, a line of them a line, addresses of the web as links."""
        note = parse_xml(
            f'<w:footnote {nsdecls("w", "r")} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r></w:p></w:footnote>'
        )
        for span in (Span(" "), *linked(text)):
            parent = note[0]
            if leads_to := address(span.link):
                parent = etree.SubElement(parent, qn("w:hyperlink"))
                parent.set(qn("r:id"), self._links.setdefault(leads_to, f"rId{len(self._links) + 1}"))
            _run(parent, span)
        return note


def _separators() -> str:
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{place - 1}"><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" '
        f'w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for place, kind in enumerate(SEPARATORS)
    )
    return f"<w:footnotes {nsdecls('w')}>{lines}</w:footnotes>"


def _run(parent: Any, span: Span) -> None:
    run = etree.SubElement(parent, qn("w:r"))
    bold, italic = span.style in ("strong", "strong italic"), span.style in ("italic", "strong italic")
    if span.link or bold or italic:
        dress = etree.SubElement(run, qn("w:rPr"))
        if span.link:
            etree.SubElement(dress, qn("w:rStyle")).set(qn("w:val"), "Hyperlink")
        for name in ("w:b",) * bold + ("w:i",) * italic:
            etree.SubElement(dress, qn(name))
    if span.style == "break":
        etree.SubElement(run, qn("w:br"))
        return
    words = etree.SubElement(run, qn("w:t"))
    words.text = span.text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
