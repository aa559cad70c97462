"""Word files made for one test: python-docx builds them, and raw XML goes in where it has no words for it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.table import _Cell

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
HEADER = ("Output", "Lead Agencies", "Date")


def document() -> Document:
    """Return an empty document."""
    return docx.Document()


def add_table(paper: Document, header: Sequence[str], rows: Sequence[Sequence[str]]) -> docx.table.Table:
    """Add a table with a header row; "" leaves a cell empty."""
    table = paper.add_table(rows=1 + len(rows), cols=len(header))
    for at, row in enumerate([header, *rows]):
        for column, text in enumerate(row):
            if text:
                table.rows[at].cells[column].text = text
    return table


def paper_with(header: Sequence[str], rows: Sequence[Sequence[str]], *, heading: str = "") -> Document:
    """Return a document with one table, under a heading if there is one."""
    paper = document()
    if heading:
        paper.add_heading(heading, 1)
    add_table(paper, header, rows)
    return paper


def save(paper: Document, path: Path) -> Path:
    """Write a document and return its path."""
    paper.save(str(path))
    return path


def bold_line(paper: Document, text: str) -> None:
    """Add a line that is a heading only to the eye."""
    paper.add_paragraph().add_run(text).bold = True


def put_xml(cell: _Cell, inner: str) -> None:
    """Replace the text of a cell by a paragraph of raw XML."""
    tc = cell._tc
    for p in tc.findall(f"{{{W}}}p"):
        tc.remove(p)
    tc.append(parse_xml(f"<w:p {NAMESPACES}>{inner}</w:p>"))


def add_xml(paper: Document, xml: str) -> None:
    """Add a raw block at the end of the body."""
    body = paper.element.body
    body.insert(len(body) - 1, parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {NAMESPACES}", xml)))


def run(text: str) -> str:
    """Return a run of text as XML."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def rewrite(path: Path, changes: dict[str, bytes | Callable[[bytes], bytes]]) -> Path:
    """Change or add members of a zip in place."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for name, change in changes.items():
        members[name] = change(members.get(name, b"")) if callable(change) else change
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    path.write_bytes(buffer.getvalue())
    return path


def add_part(path: Path, kind: str, xml: str) -> Path:
    """Add a related part (footnotes, comments, header1 ...) with its relationship."""
    name = kind.rstrip("0123456789")
    relationship = (
        f'<Relationship Id="rIdExtra{kind}" Target="{kind}.xml" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}"/></Relationships>'
    )
    return rewrite(
        path,
        {
            f"word/{kind}.xml": f'<?xml version="1.0" encoding="UTF-8"?>{xml}'.encode(),
            "word/_rels/document.xml.rels": lambda old: old.replace(
                b"</Relationships>", relationship.encode()
            ),
        },
    )


def add_footnotes(path: Path, notes: dict[int, str], kind: str = "footnote") -> Path:
    """Give a document the texts of its footnotes, with the separators that Word always writes."""
    inner = "".join(
        f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>{run(" " + text)}</w:p></w:{kind}>'
        for number, text in notes.items()
    )
    separator = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    return add_part(path, f"{kind}s", f'<w:{kind}s xmlns:w="{W}">{separator}{inner}</w:{kind}s>')


def footnote(number: int, kind: str = "footnote") -> str:
    """Return the mark of a footnote as XML."""
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'
