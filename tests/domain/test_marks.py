"""What brackets, "(TBC)" and footnote marks say about a row, and how they follow its words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgdesk.domain.marks import (
    bracketed,
    moved_offset,
    says_unconfirmed,
    with_brackets,
    without_brackets,
    without_unconfirmed,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Side event]", True),
        (" [Side event]\n", True),
        ("[Side [HLPF] event]", True),
        ("[]", True),
        ("[a] and [b]", False),
        ("[a] b", False),
        ("a [b]", False),
        ("[a", False),
        ("a]", False),
        ("]a[", False),
        ("", False),
    ],
)
def test_only_brackets_around_the_whole_text_count(text: str, expected: bool) -> None:
    assert bracketed(text) is expected


def test_brackets_are_put_on_once_and_taken_off() -> None:
    assert with_brackets("Side event") == "[Side event]"
    assert with_brackets("[Side event]") == "[Side event]"
    assert with_brackets("[a] and [b]") == "[[a] and [b]]"
    assert with_brackets("  ") == "  "
    assert without_brackets("[ Side event ]") == "Side event"
    assert without_brackets("[a] and [b]") == "[a] and [b]"


@given(st.text("ab (é"))
def test_brackets_go_on_and_off_again(text: str) -> None:
    if text.strip():
        assert bracketed(with_brackets(text))
        if not bracketed(text):
            assert without_brackets(with_brackets(text)) == text.strip()


@pytest.mark.parametrize(
    "text",
    ["Brief (TBC)", "Brief [tbc]", "Brief (t.b.c.)", "Brief (to be confirmed) in May", "Note (à confirmer)"],
)
def test_tbc_in_parentheses_says_unconfirmed(text: str) -> None:
    assert says_unconfirmed(text)
    assert not says_unconfirmed(without_unconfirmed(text))


def test_taking_tbc_away_leaves_the_rest_in_good_order() -> None:
    assert without_unconfirmed("Brief (TBC) for the SOM") == "Brief for the SOM"
    assert without_unconfirmed("Brief (TBC)") == "Brief"
    for plain in ("TBC", "Outbcoming", "Brief", "(TBCs)"):
        assert not says_unconfirmed(plain)
        assert without_unconfirmed(plain) == plain


def moved(old: str, new: str) -> str:
    """`old` with its mark | where it belongs in `new`."""
    offset = old.index("|")
    place = moved_offset(old.replace("|", ""), new, offset)
    return f"{new[:place]}|{new[place:]}"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Side event|", "Side event at the HLPF", "Side event| at the HLPF"),
        ("Side event|", "A side event", "A side event|"),
        ("Side event| at HLPF", "Big side event at HLPF", "Big side event| at HLPF"),
        ("Side event| at HLPF", "Side event at the HLPF", "Side event| at the HLPF"),
        ("Side event| at HLPF", "Side event, big, at HLPF", "Side event|, big, at HLPF"),
        ("Side event| at HLPF", "[Side event at HLPF]", "[Side event| at HLPF]"),
        ("[Side event| at HLPF]", "Side event at HLPF", "Side event| at HLPF"),
        ("Side event| (TBC) at HLPF", "Side event at HLPF", "Side event| at HLPF"),
        ("July|", "August", "August|"),
        ("|July", "In July", "|In July"),
        ("Side event|", "", "|"),
        ("|", "Side event", "Side event|"),
    ],
)
def test_a_footnote_mark_stays_behind_its_word(old: str, new: str, expected: str) -> None:
    assert moved(old, new) == expected


@given(st.text("abc ", max_size=12), st.text("abc ", max_size=12), st.integers(0, 15))
def test_a_mark_never_leaves_the_text(old: str, new: str, offset: int) -> None:
    if old != new:
        assert 0 <= moved_offset(old, new, offset) <= len(new)


def test_a_page_of_spaces_costs_no_more_than_a_page_of_words() -> None:
    spaces = " " * 200_000
    began = time.process_time()
    assert not says_unconfirmed(f"Brief{spaces}")
    assert without_unconfirmed(f"Brief{spaces}(TBC)") == "Brief"
    assert without_unconfirmed(f"Brief{spaces}(soon)") == f"Brief{spaces}(soon)"
    assert without_unconfirmed("Brief (TBC) (TBC) [ tbc ] in May") == "Brief in May"
    assert time.process_time() - began < 1.0, "quadratic work would take minutes"
