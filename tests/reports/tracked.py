"""Tracked changes of a Word file taken as Word takes them: all accepted, or all rejected."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from lxml import etree


def body_of(data: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return etree.fromstring(parts.read("word/document.xml")).find(qn("w:body"))


def settled(data: bytes, *, accept: bool) -> Any:
    """The body with all changes accepted or rejected: rows, paragraphs and runs come or go with their marks."""
    body = body_of(data)
    stays, goes = ("w:ins", "w:del") if accept else ("w:del", "w:ins")
    for row in list(body.iter(qn("w:tr"))):
        if row.find(f"{qn('w:trPr')}/{qn(goes)}") is not None:
            row.getparent().remove(row)
    cell = "w:cellDel" if accept else "w:cellIns"
    for mark in list(body.iter(qn(cell))):
        mark.getparent().getparent().getparent().remove(mark.getparent().getparent())
    for table in list(body.iter(qn("w:tbl"))):
        if table.find(qn("w:tr")) is None:
            table.getparent().remove(table)
    for paragraph in list(body.iter(qn("w:p"))):
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn(goes)}") is not None:
            others = [run for run in paragraph.iter(qn("w:r")) if run.getparent().tag != qn(goes)]
            assert not others, "a paragraph whose end goes has nothing that stays"
            paragraph.getparent().remove(paragraph)
    for mark in list(body.iter(qn(goes))):
        mark.getparent().remove(mark)
    for mark in list(body.iter(qn(stays))):
        for child in list(mark):
            mark.addprevious(child)
        mark.getparent().remove(mark)
    return body


def lines(body: Any) -> list[str]:
    """The words of a body, a line for each paragraph and each row of a table, up to the annex of changes."""
    found = []
    for element in body:
        if element.tag == qn("w:tbl"):
            found += [
                " | ".join(_said(cell) for cell in row.iter(qn("w:tc"))) for row in element.iter(qn("w:tr"))
            ]
        elif element.tag == qn("w:p"):
            style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            if style is not None and style.get(qn("w:val")) == "AnnexLabel":
                break
            found.append(_said(element))
    return found


def _said(element: Any) -> str:
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    for node in element.iter(qn("w:t"), qn("w:delText"), qn("w:br"), qn("w:tab"), qn("w:footnoteReference")):
        told = {qn("w:br"): "\n", qn("w:tab"): "\t", qn("w:footnoteReference"): "*"}
        yield told.get(node.tag, node.text or "")
