"""What the typefaces of a paper can print, and what is told of the rest."""

from __future__ import annotations

import unicodedata

import pytest

from imgdesk.reports import style
from imgdesk.reports.blocks import (
    Block,
    Contents,
    Document,
    Facts,
    Footnotes,
    Heading,
    Paragraph,
    Signature,
    Table,
    plain,
    strong,
)
from imgdesk.reports.unprintable import unprintable_texts
from tests.reports.pdf_pages import document, pages

SCRIPTS = {
    "LATIN": [*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x1E00, 0x1F00)],
    "GREEK": [*range(0x370, 0x400), *range(0x1F00, 0x2000)],
    "CYRILLIC": [*range(0x400, 0x530)],
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_typeface_covers_a_script(script: str) -> None:
    style.register_fonts()
    text = "".join(map(chr, SCRIPTS[script]))
    letters = "".join(char for char in text if unicodedata.name(char, "").startswith(script))
    assert len(letters) > 100
    assert style.unprintable(letters) == ""
    for font in style.FONTS:
        assert [run.face for run in style.runs(letters, font)] == [style.FONTS[font]]


@pytest.mark.parametrize(
    "block",
    [
        Heading("Rights 人权 told"), Paragraph((strong("Rights 人权 told"),)), Contents("Rights 人权 told"),
        Facts((("Rights 人权 told", plain("x")),)), Footnotes((("1", plain("Rights 人权 told")),)),
        Signature(("Rights 人权 told",)),
        Table(("a",), (1.0,), ((plain("Rights 人权 told"),),)), Table(("Rights 人权 told",), (1.0,), ()),
    ],
)  # fmt: skip
def test_a_text_of_any_block_that_cannot_be_printed_is_told_and_shows_boxes(block: Block) -> None:
    assert unprintable_texts(document(block, Paragraph(plain("Δικαιώματα, права, droits à l’œuvre ✓")))) == [
        "Rights 人权 told"
    ]
    text = "".join(pages(block))
    assert "Rights" in text


def test_what_stands_around_the_blocks_counts_too_and_each_text_is_told_once() -> None:
    paper: Document = document(Heading("人权"), Heading("人权"), title="权利", foot="人 at the foot")
    assert unprintable_texts(paper) == ["权利", "人 at the foot", "人权"]


def test_an_excerpt_is_short_and_shows_the_place() -> None:
    (told,) = unprintable_texts(document(Paragraph(plain("before " * 50 + "人权" + " after" * 50))))
    assert told.startswith("…")
    assert told.endswith("…")
    assert "人权" in told
    assert len(told) < 70


def test_a_paper_that_prints_whole_has_nothing_to_tell() -> None:
    assert unprintable_texts(document(Heading("Права человека, Δικαιώματα, droits"))) == []
