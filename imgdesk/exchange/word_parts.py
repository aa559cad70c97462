"""The parts of a Word package that hold words: body, notes, comments, headers, list and style definitions.

Tags and attributes come back without their namespace ("p", "val"; others with a prefix, "m:t"), so that documents
in the transitional and in the strict form of the standard read alike. Takes only bytes that the guard has passed.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

_WORD = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
}
_PREFIXES = {
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
}
_SPLIT = re.compile(r"\{([^}]*)\}(.*)", re.DOTALL)


@dataclass(frozen=True)
class Parts:
    """Parsed parts; the body is the raw tree (`plain_names` not yet applied), so that it can be measured first."""

    document: Element
    footnotes: Element | None = None
    endnotes: Element | None = None
    comments: Element | None = None
    numbering: Element | None = None
    styles: Element | None = None
    headers: tuple[Element, ...] = ()
    title: str = ""
    category: str = ""
    """What the properties of the file say that it is."""
    links: dict[str, dict[str, str]] = field(default_factory=dict)
    """Where links lead, by the part they stand in ("document", "footnotes", "endnotes") and their key there."""
    unread: tuple[str, ...] = field(default=())
    """Kinds of related parts that hold content nobody reads here: embedded documents, diagrams."""


def open_parts(data: bytes) -> Parts | None:
    """Return the parts of a checked Word file, None when the package names no main document."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = {name.casefold(): name for name in archive.namelist()}

        def load(path: str) -> Element | None:
            name = names.get(path.lstrip("/").casefold())
            return None if name is None else ElementTree.fromstring(archive.read(name), forbid_dtd=True)

        top = _related(load("_rels/.rels"), "")
        path = next(iter(top.get("officeDocument", [])), "word/document.xml")
        document = load(path)
        if document is None or _local(document.tag) != "document":
            return None
        folder = posixpath.dirname(path.lstrip("/"))
        found = _related(load(_rels_of(path)), folder)

        def first(kind: str) -> Element | None:
            part = next((p for p in map(load, found.get(kind, [])) if p is not None), None)
            return None if part is None else plain_names(part)

        def links(paths: list[str]) -> dict[str, str]:
            return {key: target for at in paths[:1] for key, target in _external(load(_rels_of(at))).items()}

        core = [load(p) for p in top.get("core-properties", [])]
        margins = [load(p) for kind in ("header", "footer") for p in found.get(kind, [])]
        return Parts(
            document=document,
            footnotes=first("footnotes"),
            endnotes=first("endnotes"),
            comments=first("comments"),
            numbering=first("numbering"),
            styles=first("styles"),
            headers=tuple(plain_names(part) for part in margins if part is not None),
            title=_core(core, "title"),
            category=_core(core, "category"),
            links={
                "document": links([path]),
                **{kind: links(found.get(kind, [])) for kind in ("footnotes", "endnotes")},
            },
            unread=tuple(kind for kind in ("aFChunk", "diagramData", "subDocument") if found.get(kind)),
        )


def plain_names(root: Element) -> Element:
    """Return the tree with namespaces taken off all tags and attributes, in place."""
    cache: dict[str, str] = {}
    for element in root.iter():
        element.tag = _plain(element.tag, cache)
        if element.attrib:
            element.attrib = {_plain(key, cache): value for key, value in element.attrib.items()}
    return root


def count_tags(root: Element, name: str) -> int:
    """Return how many Word elements of a name a raw tree holds."""
    return sum(1 for space in _WORD for _ in root.iter(f"{{{space}}}{name}"))


def _plain(name: str, cache: dict[str, str]) -> str:
    known = cache.get(name)
    if known is None:
        match = _SPLIT.match(name)
        if match is None:
            known = name
        elif match[1] in _WORD:
            known = match[2]
        else:
            known = f"{_PREFIXES.get(match[1], 'x')}:{match[2]}"
        cache[name] = known
    return known


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _related(rels: Element | None, folder: str) -> dict[str, list[str]]:
    """Return the internal targets of a relationship part by the last word of their type."""
    found: dict[str, list[str]] = {}
    for rel in rels if rels is not None else ():
        target = rel.get("Target", "")
        if rel.get("TargetMode") == "External" or not target:
            continue
        path = target if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found.setdefault(rel.get("Type", "").rpartition("/")[2], []).append(path)
    return found


def _rels_of(path: str) -> str:
    """Return the path of the relationship part that belongs to a part."""
    folder, file = posixpath.split(path.lstrip("/"))
    return f"{folder}/_rels/{file}.rels"


def _external(rels: Element | None) -> dict[str, str]:
    """Return the external targets of a relationship part by their keys."""
    return {
        rel.get("Id", ""): rel.get("Target", "")
        for rel in (rels if rels is not None else ())
        if rel.get("TargetMode") == "External"
    }


def _core(parts: list[Element | None], name: str) -> str:
    """Return a property of the file."""
    for part in parts:
        for element in part if part is not None else ():
            if _local(element.tag) == name:
                return (element.text or "").strip()
    return ""
