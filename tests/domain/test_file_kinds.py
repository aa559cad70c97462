"""What a file's ending says, how sizes are said, and where a link leads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgdesk.domain.file_kinds import may_be_opened, media_type, size_words, type_words, web_host


@pytest.mark.parametrize(
    ("name", "kind", "words", "opens"),
    [
        ("brief.PDF", "application/pdf", "PDF", True),
        ("a.b.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word", True),
        ("picture.svg", "image/svg+xml", "Picture", False),
        ("papers.zip", "application/zip", "Archive", False),
        ("report.pdf.exe", "application/octet-stream", ".exe", False),
        ("page.html", "application/octet-stream", ".html", False),
        ("README", "application/octet-stream", "File", False),
        (".pdf", "application/octet-stream", "File", False),
    ],
)
def test_what_an_ending_says(name: str, kind: str, words: str, opens: bool) -> None:
    assert (media_type(name), type_words(name), may_be_opened(name)) == (kind, words, opens)


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 byte"), (1023, "1023 bytes"), (1024, "1 KB"), (140_000, "136 KB"), (20 * 1024**2, "20 MB"),
     (1_500_000, "1.4 MB")],
)  # fmt: skip
def test_sizes_in_words(size: int, words: str) -> None:
    assert size_words(size) == words


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("https://Group.example/a?b=c", "group.example"),
        ("http://group.example:8080", "group.example"),
        ("https://group.example@evil.invalid/", "evil.invalid"),
        ("ftp://group.example", ""),
        ("group.example", ""),
        ("https://group.example/a b", ""),
        ("https://group.example/\u200b", ""),
        ("https://", ""),
        ("https://[x", ""),
    ],
)
def test_where_a_link_leads(link: str, host: str) -> None:
    assert web_host(link) == host


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    assert web_host(text) == "" or text.lower().startswith("http")
    assert type_words(text)
