"""What a file's ending says about it, how its size is said, and where a link leads. Pure: no file is looked into."""

from __future__ import annotations

import unicodedata
from typing import Final
from urllib.parse import urlsplit

LARGEST: Final = 20 * 1024 * 1024
"""The most bytes of one file that a desk keeps; the file itself holds the same limit."""

_TYPES: Final = {
    "pdf": ("application/pdf", "PDF"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"),
    "doc": ("application/msword", "Word"),
    "odt": ("application/vnd.oasis.opendocument.text", "Text document"),
    "rtf": ("application/rtf", "Rich text"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"),
    "xls": ("application/vnd.ms-excel", "Excel"),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", "Spreadsheet"),
    "csv": ("text/csv", "CSV"),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "Slides"),
    "ppt": ("application/vnd.ms-powerpoint", "Slides"),
    "odp": ("application/vnd.oasis.opendocument.presentation", "Slides"),
    "txt": ("text/plain", "Text"),
    "md": ("text/markdown", "Text"),
    "png": ("image/png", "Picture"),
    "jpg": ("image/jpeg", "Picture"),
    "jpeg": ("image/jpeg", "Picture"),
    "gif": ("image/gif", "Picture"),
    "svg": ("image/svg+xml", "Picture"),
    "zip": ("application/zip", "Archive"),
    "msg": ("application/vnd.ms-outlook", "E-mail"),
    "eml": ("message/rfc822", "E-mail"),
    "ics": ("text/calendar", "Calendar"),
    "mp3": ("audio/mpeg", "Sound"),
    "mp4": ("video/mp4", "Video"),
}
_OPENABLE: Final = frozenset(_TYPES) - {"svg", "zip"}
"""Endings whose files are shown by their programs; anything else might be run, or holds what might be."""


def media_type(name: str) -> str:
    """Return the media type that a file's ending stands for; application/octet-stream where it is not known."""
    return _TYPES.get(_ending(name), ("application/octet-stream", ""))[0]


def type_words(name: str) -> str:
    """Return what a file's ending stands for in a word: "PDF", or the ending itself."""
    ending = _ending(name)
    return _TYPES[ending][1] if ending in _TYPES else f".{ending}" if ending else "File"


def may_be_opened(name: str) -> bool:
    """Tell whether a file is of a kind that is looked at and not run, by its ending."""
    return _ending(name) in _OPENABLE


def size_words(size: int) -> str:
    """Return a number of bytes in words: "120 KB", "1.4 MB"."""
    if size < 1024:
        return f"{size} bytes" if size != 1 else "1 byte"
    if size < 1024 * 1024:
        return f"{size // 1024} KB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".0 MB", " MB")


def web_host(link: str) -> str:
    """Return the host that a link leads to where a browser may open it (http, https), else nothing.

    A link with invisible characters or blanks in it is none: what is read is not where it leads.
    """
    if any(letter.isspace() or unicodedata.category(letter) in ("Cf", "Cc") for letter in link):
        return ""
    try:
        parts = urlsplit(link)
        return (parts.hostname or "") if parts.scheme.lower() in ("http", "https") else ""
    except ValueError:
        return ""


def _ending(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return ending.casefold() if stem and dot else ""
