"""A document as a Word file that others edit: real headings, numbered paragraphs, lists, tables and fields.

The same blocks and the same palette as in the PDF; see `docx_styles` for the styles. User text is put into runs as
text and read by nobody. The same document gives the same bytes, and of the machine nothing goes into the file.
"""

from __future__ import annotations

import io
import textwrap
import zipfile
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Any, BinaryIO, Final

import docx
from docx.shared import Twips

from imgdesk.reports import docx_styles as looks
from imgdesk.reports.blocks import Document, Span, plain
from imgdesk.reports.docx_blocks import BlockWriter
from imgdesk.reports.docx_runs import Tracker
from imgdesk.text import one_line, shorten

MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The day in every file, so that the same paper gives the same bytes."""
HEAD_CHARS: Final = 100
"""What fits beside each other on the line of the running head, also in a wider typeface."""
LEAST_CHARS: Final = 12
"""So much of what the paper is stands in the running head, whatever else does."""
LINE_CHARS: Final = 96
"""What fits on a line of the masthead, also in a wider typeface."""
ZIPPED: Final = (2000, 1, 1, 0, 0, 0)
UNUSED: Final = {
    "customXml", "extended-properties", "fontTable", "stylesWithEffects", "theme", "thumbnail", "webSettings",
}  # fmt: skip
"""Parts of the library's template that nothing of ours needs; one names the program that made it."""


def write_docx(document: Document, out: BinaryIO) -> None:
    """Write a document as a Word file; the same document gives the same bytes."""
    made = docx.Document()
    looks.apply_styles(made, reading=document.reading)
    tracker = Tracker(document.author, document.dated or MADE.date())
    writer = BlockWriter(made, document, tracker)
    _describe(made, document)
    _page(made, document)
    _masthead(writer, document)
    writer.write()
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
    told.category = one_line(document.category)[:255]
    told.comments, told.keywords, told.last_modified_by = "", "", "imgdesk"
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
    reference = _reference(document, HEAD_CHARS * 2 // 3)
    title = shorten(document.title, HEAD_CHARS - len(reference))
    head.add_run(f"{title}\t{reference}")
    for foot in (section.footer.paragraphs[0], section.first_page_footer.paragraphs[0]):
        foot.style = "footer"
        foot.add_run(f"{one_line(document.foot)[:160]}\t")
        looks.field(foot, "PAGE")
        foot.add_run(" of ")
        looks.field(foot, "NUMPAGES")
    section.first_page_header.paragraphs[0].style = "Masthead"


def _reference(document: Document, most: int) -> str:
    """What the paper is, of which day, and its status in one line of `most` characters; the first gives way first."""
    status = document.status.text if document.status else ""
    what, *rest = [*map(one_line, document.reference), ""] if document.reference else [""]
    behind = ", ".join(filter(None, (*rest, one_line(status))))
    shown = shorten(what, max(LEAST_CHARS, most - len(behind) - 2))
    return shorten(", ".join(filter(None, (shown, behind))), most)


def _masthead(writer: BlockWriter, document: Document) -> None:
    left = [*map(one_line, document.sender)]
    room = max(LINE_CHARS // 3, LINE_CHARS - max(map(len, left), default=0))
    right = [line for text in document.reference for line in textwrap.wrap(one_line(text), room) or [""]]
    for place, (sender, reference) in enumerate(sides := list(zip_longest(left, right, fillvalue=""))):
        line = writer.paragraph((Span(f"{sender}\t{reference}"),), "Masthead", tabs=True)
        if place == len(sides) - 1:
            looks.put_border(line)
    writer.paragraph(plain(document.title), "Title")
    if one_line(document.subtitle):
        writer.paragraph(plain(document.subtitle), "Subtitle")
    if document.status is not None:
        writer.paragraph((document.status,), "Status")
