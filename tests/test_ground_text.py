"""Text from anywhere: cleaned, shortened, and made into a file name that every system takes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from imgdesk.text import clean_text, one_line, safe_name, shorten

anything = st.text(st.characters(codec=None))


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("tab\tstays", "tab\tstays"),
        ("\x00\x01\x08\x0b\x0c\x1f\x7fx", "x"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("\ufffe\uffff", ""),
        ("e\u0301", "é"),
        ("שלום 环境 🌍 \u00a0", "שלום 环境 🌍 \u00a0"),
        ("", ""),
    ],
)
def test_clean_text(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@given(anything)
def test_cleaned_text_goes_into_xml_and_utf8_and_stays_clean(raw: str) -> None:
    clean = clean_text(raw)
    assert clean_text(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    etree.Element("t").text = clean
    clean.encode()


def test_one_line() -> None:
    assert one_line("  Side event\r\n\tat the\u00a0 HLPF \n") == "Side event at the HLPF"


@pytest.mark.parametrize(
    ("text", "n", "short"),
    [
        ("Side event", 10, "Side event"),
        ("Side event at the HLPF", 21, "Side event at the…"),
        ("Side event at the HLPF", 11, "Side event…"),
        ("Side event at the HLPF", 10, "Side…"),
        ("Air, water, soil", 11, "Air, water…"),
        ("Umweltverträglichkeitsprüfung", 9, "Umweltve…"),
        ("Side", 1, "…"),
        ("", 1, ""),
    ],
)
def test_shorten(text: str, n: int, short: str) -> None:
    assert shorten(text, n) == short


@given(anything, st.integers(1, 40))
def test_a_shortened_text_fits(text: str, n: int) -> None:
    short = shorten(text, n)
    assert len(short) <= n
    assert short == one_line(text) or short.endswith("…")


def test_no_room_at_all_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="room for one"):
        shorten("text", 0)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Meeting brief.pdf", "Meeting brief.pdf"),
        ("../../etc/passwd", "etc-passwd"),
        ("A/HRC/RES/46/7", "A-HRC-RES-46-7"),
        ("C:\\Users\\x", "C-Users-x"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("LPT¹", "_LPT¹"),
        ("console", "console"),
        ("report\u202efdp.exe", "reportfdp.exe"),
        ("zero\u200bwidth", "zerowidth"),
        (" .hidden. ", "hidden"),
        ("-rf", "rf"),
        ('what? "this" <that>|*', "what- -this- -that"),
        ("line\nbreak\ttab", "line break tab"),
        ("", "untitled"),
        ("...", "untitled"),
        ("x" * 300 + ".docx", "x" * 115 + ".docx"),
        ("é" * 100, "é" * 60),
        ("环境.pdf", "环境.pdf"),
    ],
)
def test_safe_name(raw: str, name: str) -> None:
    assert safe_name(raw) == name


@given(anything)
def test_every_safe_name_is_a_file_name(raw: str) -> None:
    name = safe_name(raw)
    assert 0 < len(name.encode()) <= 120
    assert not set(name) & set('<>:"/\\|?*\n\t\x00')
    assert name == name.strip(" .")
    assert safe_name(name) == name
