"""Text as it may be kept: cleaned once where it comes in, so that no writer behind has to fear it.

Word, Excel and XML refuse control characters, lone surrogates and noncharacters, each in its own way and late.
Every text from a file, the clipboard or the keyboard passes ``clean_text``. Pure functions, no file.
"""

from __future__ import annotations

import re
import unicodedata

_DROPPED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)", re.IGNORECASE)
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_NAME_BYTES = 120


def clean_text(s: str) -> str:
    """The text in NFC without control characters (tab and newline stay), surrogates and noncharacters.

    Line ends become a newline. Cleaning twice changes nothing more.
    """
    return unicodedata.normalize("NFC", _DROPPED.sub("", s.replace("\r\n", "\n").replace("\r", "\n")))


def one_line(s: str) -> str:
    """The cleaned text on one line: every stretch of white space is one space, none at the ends."""
    return " ".join(clean_text(s).split())


def shorten(s: str, n: int) -> str:
    """The text on one line in at most ``n`` characters, cut after a whole word with an ellipsis.

    A first word longer than that is cut within. Raises ValueError for ``n`` below 1.
    """
    if n < 1:
        raise ValueError("a shortened text needs room for one character")
    line = one_line(s)
    if len(line) <= n:
        return line
    head, following = line[: n - 1], line[n - 1]
    accent = unicodedata.combining(following)
    if (following.isalnum() or accent) and " " in head:
        head = head[: head.rindex(" ")]
    elif accent:
        head = head[:-1]
    return head.rstrip(" ,;:-–—") + "…"


def safe_name(s: str) -> str:
    """A file name for any text, safe on Windows, macOS and Linux, of at most 120 bytes; a short ending is kept.

    Separators become hyphens, invisible characters that reorder or hide text go, and so do dots and hyphens at the
    ends; names that Windows reserves get an underscore. Text with nothing to keep gives "untitled".
    """
    visible = "".join(c for c in one_line(s) if unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cn"})
    name = _NOT_IN_NAMES.sub("-", visible).strip(" .-") or "untitled"
    if _RESERVED.match(name):
        name = f"_{name}"
    found = _ENDING.search(name)
    ending = found.group() if found else ""
    stem = name[: len(name) - len(ending)]
    room = _NAME_BYTES - len(ending)
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .-") + ending
