"""Rows of a paper find the rows that they come from; doubtful ones are new."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgdesk.domain import matching
from imgdesk.domain.matching import match

BRIEF = "Policy brief on the human right to a clean, healthy and sustainable environment"


def test_equal_words_match_wherever_they_stand() -> None:
    known = [(1, "Side event at the HLPF"), (2, "Training"), (3, "Mapping of defenders")]
    assert match(known, ["Mapping of defenders", "Side event at the HLPF", "Training"]) == [3, 1, 2]


def test_case_brackets_and_signs_make_no_difference() -> None:
    assert match([(1, "[Side event, HLPF]")], ["side event – HLPF"]) == [1]


def test_an_edited_row_is_found_by_its_words() -> None:
    known = [(1, BRIEF), (2, "Training for country teams on rights"), (3, "Mapping of defenders at risk")]
    edited = [BRIEF + ", with UNEP", "Mapping of environmental defenders at risk", "Quite another thing"]
    assert match(known, edited) == [1, 3, None]


def test_a_doubtful_row_is_new() -> None:
    known = [(1, "Quarterly meeting of the group, spring"), (2, "Quarterly meeting of the group, autumn")]
    assert match(known, ["Quarterly meeting of the group, winter"]) == [None]


def test_one_row_is_never_given_twice() -> None:
    assert match([(7, "Training")], ["Training", "Training", "Training!"]) == [7, None, None]


def test_rows_with_equal_words_keep_their_section_and_date() -> None:
    known = [(row, "Annual report") for row in (1, 2, 3)]
    hints = [("2023", "Dec 2023"), ("2024", "Dec 2024"), ("2025", "Dec 2025")]
    answer = match(
        known, ["Annual report"] * 2, known_hints=hints, text_hints=[hints[2], ("2024", "Nov 2024")]
    )
    assert answer == [3, 2]


def test_rows_that_moved_to_another_section_are_still_found() -> None:
    known = [(1, "Annual report"), (2, BRIEF)]
    hints = [("2023",), ("2023",)]
    texts = ["Annual report", BRIEF + " and beyond"]
    assert match(known, texts, known_hints=hints, text_hints=[("2024",)] * 2) == [1, 2]


def test_rows_edited_alike_in_every_section_stay_in_theirs() -> None:
    known = [(1, "Organise quarterly meeting of the group"), (2, "Organise quarterly meeting of the group")]
    texts = ["Organise the quarterly meetings of the group"] * 2
    hints = [("2023",), ("2024",)]
    assert match(known, texts, known_hints=hints, text_hints=hints[::-1]) == [2, 1]


def test_nothing_known_and_nothing_sent() -> None:
    assert match([], ["a", ""]) == [None, None]
    assert match([(1, "a")], []) == []
    assert match([(1, "")], [""]) == [1]


@given(st.lists(st.text("ab c", max_size=12), max_size=8), st.lists(st.text("ab c", max_size=12), max_size=8))
def test_no_id_twice_and_equal_texts_always_found(known: list[str], texts: list[str]) -> None:
    answer = match(list(enumerate(known, start=1)), texts)
    given_ids = [row_id for row_id in answer if row_id is not None]
    assert len(given_ids) == len(set(given_ids))
    assert set(given_ids) <= set(range(1, len(known) + 1))
    if known == texts:
        assert None not in answer


def test_thousands_of_edited_rows_are_not_each_compared_with_each(monkeypatch: pytest.MonkeyPatch) -> None:
    words = random.Random(5)
    texts = [" ".join(f"w{words.randrange(3000)}" for _ in range(12)) for _ in range(300)]
    looked = Counter[str]()
    closely = matching._alike

    def counted(a: str, b: str) -> float:
        looked["pairs"] += 1
        return closely(a, b)

    monkeypatch.setattr(matching, "_alike", counted)
    answer = match(list(enumerate(texts)), [f"{text} edited" for text in texts])
    assert answer == list(range(300))
    assert looked["pairs"] <= matching.CANDIDATES * 300
