"""Papers written as PDF and read back, for the tests of its writer."""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfReader

from imgdesk.reports.blocks import Block, Document
from imgdesk.reports.pdf import write_pdf


def document(*blocks: Block, **fields: Any) -> Document:
    given: dict[str, Any] = {
        "title": "Second workplan",
        "subtitle": "As on 14 July 2023",
        "sender": ("The group", "Its parent"),
        "reference": ("Brief for the co-chairs", "14 July 2023"),
        "foot": "IMG, brief of 14 July 2023",
        "author": "The group",
    }
    return Document(**{**given, **fields, "blocks": blocks})


def written(paper: Document) -> bytes:
    out = io.BytesIO()
    assert write_pdf(paper, out) == len(PdfReader(out).pages)
    return out.getvalue()


def reader(*blocks: Block, **fields: Any) -> PdfReader:
    return PdfReader(io.BytesIO(written(document(*blocks, **fields))))


def pages(*blocks: Block, **fields: Any) -> list[str]:
    return [page.extract_text() for page in reader(*blocks, **fields).pages]


def squeezed(text: str) -> str:
    return "".join(text.split())
