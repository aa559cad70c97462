"""Any text in any field of any block: the PDF builds, and all its words can be read in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imgdesk.reports import style
from imgdesk.reports.blocks import (
    Annex,
    Block,
    Clause,
    Contents,
    Entry,
    Facts,
    Footnotes,
    Heading,
    Merged,
    Numbered,
    Paragraph,
    Signature,
    Span,
    Table,
    plain,
    tag,
)
from imgdesk.text import clean_text
from tests.reports.pdf_pages import pages, squeezed

MARKUP = [
    "<b>bold</b> & \"quoted\" <!-- no --> ]]> &amp; <para><font size=1>tiny</font> <a href='x'>",
    '<img src="/etc/hostname"> and <img src=/etc/passwd/>',
    "<b>never closed <i>nor this <para",
    "(\\) % ) Tj ET Q endstream endobj \\123",
    "a & b &lt; c &#65; &nbsp;",
    "Жители, περιβάλλον, naïve œuvre",
]  # fmt: skip
LETTERS = st.characters(
    min_codepoint=0x20, max_codepoint=0x52F, categories=("Lu", "Ll", "Nd", "Po", "Ps", "Pe", "Sm", "Zs")
)


def blocks_with(text: str) -> dict[str, tuple[Block, ...]]:
    """Each field of each block with a text, by what it is."""
    cell = (plain(text), plain("x"))
    return {
        "heading": (Heading(text, 2, "roman", 3), Paragraph(plain("x"))),
        "contents": (Contents(text), Heading("x")),
        "annex label": (Annex(text, "x"),), "annex": (Annex("x", text),),
        "paragraph": (Paragraph(plain(text)),), "small print": (Paragraph(plain(text), quiet=True),),
        "strong": (Paragraph((Span(text, "strong"), Span(" x"))),),
        "inserted": (Paragraph((Span(text, "inserted"), Span(text, "deleted"))),),
        "link": (Paragraph((Span(text, link=f"https://example.org/{text}"),)),),
        "tag": (Paragraph((tag(text, "red"),)),),
        "item": (Numbered((plain(text),)),),
        "clause": (Clause(3, plain(text), "decision", (Entry("bullet", plain(text)), Paragraph(plain(text)))),),
        "entry": (Entry("roman", plain(text), 3, 4),), "written": (Entry("bullet", plain(text), written="a)"),),
        "label": (Facts(((text, plain("x")),)),), "fact": (Facts((("x", plain(text)),)),),
        "boxed label": (Facts(((text, plain("x")),), boxed=True),),
        "boxed": (Facts((("x", plain(text)),), boxed=True),),
        "header": (Table((text, "x"), (0.4, 0.6), ()),), "cell": (Table(("x", "y"), (0.4, 0.6), (cell, cell)),),
        "merged": (Table((), (0.4, 0.6), (cell, ((), plain("y"))), (Merged(0, 0, 1, 2),), ("inserted", "deleted")),),
        "signature": (Signature((text, "x")),), "signed": (Signature(("x", text)),),
        "note": (Paragraph((Span("x"), Span("1", "mark"))), Footnotes((("1", plain(text)),))),
        "unmarked note": (Footnotes((("1", plain(text)),)),),
    }  # fmt: skip


@pytest.mark.parametrize("field", blocks_with(""))
@pytest.mark.parametrize("text", MARKUP)
def test_markup_in_any_field_is_text(field: str, text: str) -> None:
    assert squeezed(text) in squeezed("".join(pages(*blocks_with(text)[field])))


@settings(max_examples=40, deadline=None)
@given(st.text(LETTERS, max_size=120), st.sampled_from(sorted(blocks_with(""))))
def test_the_words_of_any_text_in_any_field_stand_in_the_paper(text: str, field: str) -> None:
    style.register_fonts()
    cleaned = clean_text(text)
    readable = "".join(" " if style.unprintable(char) else char for char in cleaned)
    found = squeezed("".join(pages(*blocks_with(readable)[field])))
    assert all(word in found for word in readable.split())
    assert pages(*blocks_with(text)[field])


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.sampled_from(sorted(blocks_with(""))))
def test_any_text_at_all_builds(text: str, field: str) -> None:
    assert pages(
        *blocks_with(text)[field], title=text, subtitle=text, sender=(text,), status=tag(text, "amber")
    )
