"""The door for every file that comes in: nothing is parsed before it has passed here.

Office files are zips of XML, and both can be made to fill a memory from a few kilobytes. The checks read the file
once, bounded, and hand back exactly the bytes they looked at, so that nothing can change between look and use.
Each refusal is a UserError of one sentence. This module knows containers only, not what a paper says.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import Path
from typing import Literal
from xml.parsers import expat

from imgdesk.errors import UserError
from imgdesk.text import one_line

Kind = Literal["docx", "xlsx"]

MAX_BYTES = 20 * 1024 * 1024
MAX_MEMBERS = 1_000
MAX_EXPANDED = 100 * 1024 * 1024
MAX_RATIO = 100
SMALL_MEMBER = 20 * 1024 * 1024
"""Up to this size a member may be packed as tightly as it likes: long tables are, and they fill no memory."""
MAX_DEPTH = 200
MAX_ELEMENTS = 3_000_000

_CHUNK = 1 << 20
_WORDS: dict[Kind, tuple[str, str, str]] = {
    "docx": ("a Word document", ".docx", "wordprocessingml"),
    "xlsx": ("an Excel workbook", ".xlsx", "spreadsheetml"),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_MAGIC = (
    (b"{\\rtf", "an RTF file"),
    (b"%pdf", "a PDF file"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML file"),
    (b"\x89png", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"sqlite format 3", "a database or a desk"),
)


class _UnsafeError(Exception):
    """Raised inside the XML scan with the reason as its text."""


def check(path: Path, *, kind: Kind) -> bytes:
    """Return the bytes of a file that is safe to parse as `kind`.

    At most 20 MB, as a zip at most 1,000 members and 100 MB unpacked, no member over 20 MB packed more than a
    hundredfold, every XML part well-formed, without document type or entities, at most 200 levels deep.
    Raises UserError with one sentence for anything else.
    """
    data = _read(path)
    name = f"“{one_line(path.name)}”"
    _check_magic(name, data, kind)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(name, archive, kind)
            _check_members(name, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise UserError(_damaged(name, kind)) from error
    return data


def check_text(path: Path) -> bytes:
    """Return the bytes of a file that may be text: not empty, at most 20 MB, no Office file, picture or archive.

    Raises UserError with one sentence for anything else.
    """
    data = _read(path)
    name = f"“{one_line(path.name)}”"
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    signs = (
        *_MAGIC,
        (_OLE, "a file in an old Office format"),
        (b"pk\x03\x04", "an Office file or a zip archive"),
    )
    for magic, found in signs:
        if head.startswith(magic):
            raise UserError(f"{name} is {found} and not a text file: save it as .csv and try again.")
    return data


def _read(path: Path) -> bytes:
    name = f"“{one_line(path.name or str(path))}”"
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise UserError(f"{name} is a folder: choose a file inside it.")
        if not stat.S_ISREG(mode):
            raise UserError(f"{name} is not an ordinary file: choose another one.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        reason = "is a link to a file that is not there" if path.is_symlink() else "is not there"
        raise UserError(f"{name} {reason}: check its name and folder.") from error
    except PermissionError as error:
        raise UserError(f"{name} may not be opened with your rights: ask its owner for a copy.") from error
    except (OSError, ValueError) as error:
        raise UserError(f"{name} cannot be read: copy it to another folder and try again.") from error
    if not data:
        raise UserError(f"{name} is empty: ask for it to be sent again.")
    if len(data) > MAX_BYTES:
        raise UserError(f"{name} is larger than 20 MB: take pictures out of it or split it, then try again.")
    return data


def _check_magic(name: str, data: bytes, kind: Kind) -> None:
    what, ending, _ = _WORDS[kind]
    if data.startswith(_OLE):
        if _PASSWORD in data:
            raise UserError(f"{name} is protected with a password: save it without one and try again.")
        raise UserError(f"{name} is in an old Office format: open it in Office and save it as {ending}.")
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for magic, found in _MAGIC:
        if head.startswith(magic):
            raise UserError(f"{name} is {found} and not {what}: save it as {ending} and try again.")
    if not head.startswith(b"pk"):
        raise UserError(f"{name} is not {what}: save it as {ending} and try again.")


def _check_directory(name: str, archive: zipfile.ZipFile, kind: Kind) -> None:
    """Refuse by what the zip says about itself, before anything is unpacked."""
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise UserError(
            f"{name} holds more than {MAX_MEMBERS:,} parts: save it anew in Office and try again."
        )
    seen: set[str] = set()
    for member in members:
        parts = member.filename.replace("\\", "/").split("/")
        if member.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
            raise UserError(f"{name} has parts that point outside it: ask where it comes from.")
        if member.filename.casefold() in seen:
            raise UserError(f"{name} holds one part twice: save it anew in Office and try again.")
        seen.add(member.filename.casefold())
        if member.flag_bits & 0x1:
            raise UserError(f"{name} is protected with a password: save it without one and try again.")
        if member.file_size > SMALL_MEMBER and member.file_size > MAX_RATIO * member.compress_size:
            raise UserError(_too_large(name))
    if sum(member.file_size for member in members) > MAX_EXPANDED:
        raise UserError(_too_large(name))
    _check_kind(name, archive, seen, kind)


def _check_kind(name: str, archive: zipfile.ZipFile, seen: set[str], kind: Kind) -> None:
    what, ending, marker = _WORDS[kind]
    if "[content_types].xml" in seen:
        types = archive.read("[Content_Types].xml").decode("utf-8", errors="replace")
        if f"{marker}." in types or (kind == "docx" and "ms-word." in types):
            return
        for other, _, sign in _WORDS.values():
            if f"{sign}." in types:
                raise UserError(f"{name} holds another kind of file ({other}): choose {what}.")
        if "presentationml." in types:
            raise UserError(f"{name} is a presentation under another name: choose {what}.")
    if "mimetype" in seen and b"opendocument" in archive.read("mimetype")[:200]:
        raise UserError(
            f"{name} is an OpenDocument file: open it in Office or LibreOffice and save it as {ending}."
        )
    raise UserError(f"{name} is a zip archive and not {what}: unpack it and choose the document inside.")


def _check_members(name: str, archive: zipfile.ZipFile) -> None:
    """Unpack every member for real, because the sizes a zip declares can lie."""
    room = MAX_EXPANDED
    elements = MAX_ELEMENTS
    for member in archive.infolist():
        with archive.open(member) as stream:
            is_xml = member.filename.lower().endswith((".xml", ".rels"))
            data = stream.read(room + 1) if is_xml else b""
            size = len(data)
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > room:
                    break
        room -= size
        if room < 0:
            raise UserError(_too_large(name))
        if is_xml:
            elements -= _scan(name, data, elements)


def _scan(name: str, data: bytes, room: int) -> int:
    """Return the number of elements of an XML part; refuse document types, entities, great depth and great number."""
    count = depth = 0

    def start(_tag: str, _attributes: dict[str, str]) -> None:
        nonlocal count, depth
        count += 1
        depth += 1
        if depth > MAX_DEPTH or count > room:
            raise _UnsafeError("deep")

    def end(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*_details: object) -> None:
        raise _UnsafeError("entities")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except _UnsafeError as reason:
        if str(reason) == "deep":
            raise UserError(_too_large(name)) from reason
        raise UserError(
            f"{name} defines entities, which no Office program does: ask where it comes from."
        ) from reason
    except expat.ExpatError as error:
        raise UserError(
            f"{name} is damaged inside: open it in Office, save it anew and try again."
        ) from error
    return count


def _too_large(name: str) -> str:
    return f"{name} unpacks to far more than a document holds: ask where it comes from."


def _damaged(name: str, kind: Kind) -> str:
    return f"{name} is damaged or cut short: ask for it to be sent again as {_WORDS[kind][1]}."
