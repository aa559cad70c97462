"""Files that must not come in: one sentence each, at once."""

from __future__ import annotations

import io
import os
import re
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from imgdesk.errors import UserError
from imgdesk.exchange import guard
from tests.exchange.docx_files import HEADER, paper_with, rewrite, save

GOOD_ROW = ("Side event at HLPF", "OHCHR (FA2)", "July 2023")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return save(paper_with(HEADER, [GOOD_ROW]), tmp_path / "plan.docx")


def refusal(path: Path, kind: guard.Kind = "docx") -> str:
    """Return the sentence of a refusal, having checked that it is one, and quick."""
    start = time.perf_counter()
    with pytest.raises(UserError) as caught:
        guard.check(path, kind=kind)
    assert time.perf_counter() - start < 5
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert not re.search(r"[.!?]\s", sentence.replace(path.name, ""))
    assert path.name in sentence
    return sentence


def test_a_good_file_comes_back_as_the_bytes_that_were_checked(good: Path) -> None:
    assert guard.check(good, kind="docx") == good.read_bytes()


def test_a_link_to_a_good_file_is_followed(good: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.docx"
    link.symlink_to(good)
    assert guard.check(link, kind="docx") == good.read_bytes()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (OLE + bytes(600), "old Office format"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"{\\rtf1 text}", "RTF"),
        (b"%PDF-1.7\n", "PDF"),
        (b"  <!DOCTYPE HTML><html></html>", "web page"),
        (b"\xef\xbb\xbf<html><body>", "web page"),
        (b"<?xml version='1.0'?><a/>", "XML file"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"SQLite format 3\x00", "database"),
        (b"Output,Lead Agencies,Date\n", "not a Word document"),
        (bytes(5000), "not a Word document"),
        (b"PK\x03\x04" + bytes(200), "damaged"),
        (b"x" * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
    ],
)
def test_what_is_no_word_file_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(content)
    assert words in refusal(path)


def test_a_name_with_a_line_break_keeps_the_sentence_on_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="“a b.docx” is not there"):
        guard.check(tmp_path / "a\nb.docx", kind="docx")


def test_a_missing_file_a_folder_and_a_broken_link_are_told_apart(tmp_path: Path) -> None:
    link = tmp_path / "link.docx"
    link.symlink_to(tmp_path / "gone.docx")
    loop = tmp_path / "loop.docx"
    loop.symlink_to(loop)
    assert "is not there" in refusal(tmp_path / "none.docx")
    assert "is a folder" in refusal(tmp_path)
    assert "link to a file that is not there" in refusal(link)
    assert "cannot be read" in refusal(loop)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    path = tmp_path / "pipe.docx"
    os.mkfifo(path)
    assert "not an ordinary file" in refusal(path)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may read everything"
)
def test_a_file_without_permission_is_refused(good: Path) -> None:
    good.chmod(0)
    assert "rights" in refusal(good)


def test_a_file_that_refuses_to_open_is_refused(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_arguments: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "open", deny)
    assert "rights" in refusal(good)


def test_a_truncated_file_is_refused_at_any_length(good: Path) -> None:
    data = good.read_bytes()
    for length in range(len(data) // 10, len(data), len(data) // 10):
        good.write_bytes(data[:length])
        assert "damaged" in refusal(good)


def test_a_file_with_a_flipped_byte_in_its_text_is_refused(good: Path) -> None:
    with zipfile.ZipFile(good) as archive:
        member = archive.getinfo("word/document.xml")
    data = bytearray(good.read_bytes())
    name, extra = struct.unpack("<HH", data[member.header_offset + 26 : member.header_offset + 30])
    data[member.header_offset + 30 + name + extra + member.compress_size // 2] ^= 0xFF
    good.write_bytes(bytes(data))
    assert "damaged" in refusal(good)


def test_a_workbook_and_a_document_are_not_taken_for_each_other(good: Path, tmp_path: Path) -> None:
    book = tmp_path / "tracker.docx"
    openpyxl.Workbook().save(str(book))
    assert "Excel workbook" in refusal(book)
    assert guard.check(book, kind="xlsx") == book.read_bytes()
    assert "Word document" in refusal(good, kind="xlsx")


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}, "OpenDocument"),
        ({"photo.jpg": b"\xff\xd8\xff"}, "zip archive"),
        (
            {"[Content_Types].xml": b"<Types><Override ContentType='x.presentationml.y'/></Types>"},
            "presentation",
        ),
        ({"[Content_Types].xml": b"<Types/>"}, "zip archive"),
    ],
)
def test_other_zips_under_a_word_name_are_named(
    tmp_path: Path, members: dict[str, bytes], words: str
) -> None:
    path = tmp_path / "plan.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    assert words in refusal(path)


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../../outside.xml", "word/../../outside.xml", "..\\outside.xml", "C:/outside.xml"],
)
def test_a_member_that_points_outside_is_refused(good: Path, name: str) -> None:
    assert "point outside" in refusal(rewrite(good, {name: b"x"}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("twin", ["word/document.xml", "WORD/Document.xml"])
def test_two_members_of_one_name_are_refused(good: Path, twin: str) -> None:
    with zipfile.ZipFile(good, "a") as archive:
        archive.writestr(twin, b"<a/>")
    assert "one part twice" in refusal(good)


def test_too_many_members_are_refused(good: Path) -> None:
    with zipfile.ZipFile(good, "a") as archive:
        for number in range(guard.MAX_MEMBERS):
            archive.writestr(f"word/media/{number}.txt", b"")
    assert "more than 1,000 parts" in refusal(good)


def test_an_encrypted_member_is_refused(good: Path) -> None:
    data = bytearray(good.read_bytes())
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 8] |= 1
    good.write_bytes(bytes(data))
    assert "password" in refusal(good)


def bomb(path: Path, name: str, megabytes: int, members: int = 1) -> Path:
    """Add members of zeros, which pack a thousandfold."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(members):
            with archive.open(name.format(number), "w", force_zip64=True) as stream:
                for _ in range(megabytes):
                    stream.write(bytes(1 << 20))
    return path


def test_a_zip_bomb_is_refused_by_its_size_and_by_its_ratio(good: Path) -> None:
    copy = good.with_name("second.docx")
    copy.write_bytes(good.read_bytes())
    assert "unpacks to far more" in refusal(bomb(good, "word/media/{}.bin", 25))
    assert "unpacks to far more" in refusal(bomb(copy, "word/media/{}.bin", 19, members=6))


def test_a_zip_that_understates_its_size_is_refused(good: Path) -> None:
    """The directory says one kilobyte where twenty-five megabytes are."""
    bomb(good, "word/media/{}.bin", 25)
    data = bytearray(good.read_bytes())
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.rindex(signature)
        data[at + offset : at + offset + 4] = struct.pack("<I", 1024)
    good.write_bytes(bytes(data))
    refusal(good)


def test_a_zip_whose_members_share_their_bytes_is_refused(good: Path) -> None:
    """Many directory entries over one packed block: each is small, their sum is not."""
    bomb(good, "word/media/{}.bin", 19)
    with zipfile.ZipFile(good) as archive:
        entries = archive.infolist()
        end = archive.start_dir
    head = good.read_bytes()[:end]
    last = entries[-1]
    directory = io.BytesIO()
    records = [*entries, *(_twin(last, number) for number in range(8))]
    for entry in records:
        name = entry.filename.encode()
        directory.write(
            struct.pack(
                "<4sBBBBHHHHLLLHHHHHLL",
                *(b"PK\x01\x02", 20, 3, 20, 0, entry.flag_bits, entry.compress_type, 0, 0x21, entry.CRC),
                *(entry.compress_size, entry.file_size, len(name), 0, 0, 0, 0, 0, entry.header_offset),
            )
        )
        directory.write(name)
    tail = struct.pack(
        "<4sHHHHLLH", b"PK\x05\x06", 0, 0, len(records), len(records), directory.tell(), end, 0
    )
    good.write_bytes(head + directory.getvalue() + tail)
    assert "unpacks to far more" in refusal(good)


def _twin(entry: zipfile.ZipInfo, number: int) -> zipfile.ZipInfo:
    twin = zipfile.ZipInfo(f"word/media/twin{number}.bin")
    for name in ("flag_bits", "compress_type", "CRC", "compress_size", "file_size", "header_offset"):
        setattr(twin, name, getattr(entry, name))
    return twin


ENTITIES = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><lolz>&b;</lolz>"""
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "customXml/item9.xml", "word/_rels/x.rels"]
)
@pytest.mark.parametrize("xml", [ENTITIES, OUTSIDE, ENTITIES.decode().encode("utf-16")])
def test_entities_are_refused_in_every_part(good: Path, part: str, xml: bytes) -> None:
    assert "defines entities" in refusal(rewrite(good, {part: xml}))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda _old: b"<a>" * 100_000, "unpacks to far more"),
        (lambda _old: b"<a>" * 100_000 + b"</a>" * 100_000, "unpacks to far more"),
        (lambda old: old[:-20], "damaged"),
        (lambda _old: b"not xml", "damaged"),
        (lambda _old: b"", "damaged"),
        (lambda old: old.replace(b"<w:body>", b"<w:body>\x01"), "damaged"),
    ],
)
def test_broken_and_bottomless_xml_is_refused(
    good: Path, change: Callable[[bytes], bytes], words: str
) -> None:
    assert words in refusal(rewrite(good, {"word/document.xml": change}))


def test_more_elements_than_any_document_has_are_refused(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_ELEMENTS", 50)
    assert "unpacks to far more" in refusal(good)
