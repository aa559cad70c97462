"""Addresses in papers: only those of the web and of mail, found in plain words without losing a character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgdesk.reports.blocks import plain
from imgdesk.reports.links import address, linked
from imgdesk.text import clean_text


@pytest.mark.parametrize(
    ("link", "wanted"),
    [
        ("https://example.org/a?b=c&d=1#e", "https://example.org/a?b=c&d=1#e"),
        ("HTTP://EXAMPLE.ORG", "HTTP://EXAMPLE.ORG"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("https://example.org/é\u202e", "https://example.org/%C3%A9%E2%80%AE"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("//example.org", ""),
        ("https://", ""),
        ("https://[broken", ""),
        ("https://a b", ""),
        ("mailto:", ""),
        ("http://h:99999999/", ""),
        ("\x00", ""),
    ],
)
def test_only_the_web_and_mail_are_addresses(link: str, wanted: str) -> None:
    assert address(link) == wanted


@given(st.text())
def test_no_character_is_lost_to_a_link(text: str) -> None:
    for given_text in (text, f"https://{text}", f"see http://a.invalid/{text}) https://c.invalid."):
        assert "".join(span.text for span in linked(plain(given_text))) == clean_text(given_text)
