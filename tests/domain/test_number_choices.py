"""The numbers that a text in doubt can mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgdesk.domain.number_choices import number_choices


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("2.356 ratifications", [2356.0, 2.356]),
        ("2,35", [2.35]),
        ("12 or 15 countries", [12.0, 15.0]),
        ("1.234.567", [1234567.0, 1234.567]),
        ("27 000", [27000.0, 27.0]),
        ("a few", []),
        ("", []),
        ("9" * 40, []),
    ],
)
def test_what_a_text_can_mean(text: str, choices: list[float]) -> None:
    assert number_choices(text) == choices


@given(st.text())
def test_it_never_raises_and_offers_few(text: str) -> None:
    found = number_choices(text)
    assert len(found) <= 4
    assert len(found) == len(set(found))
