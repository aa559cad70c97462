"""The words of progress: every rating has its letter and definition, and two compare."""

from __future__ import annotations

import pytest

from imgdesk.domain.progress_words import (
    RATING_DEFINITIONS,
    RATING_LETTERS,
    RATING_ROLES,
    RATINGS,
    rating_words,
    trend,
)


def test_every_rating_has_a_letter_of_its_own_and_a_definition() -> None:
    assert set(RATING_LETTERS) == set(RATING_DEFINITIONS) == set(RATING_ROLES) == set(RATINGS)
    assert len(set(RATING_LETTERS.values())) == len(RATINGS)


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("constrained", "on track", "better"),
        ("on track", "off track", "worse"),
        ("constrained", "constrained", "same"),
        ("not started", "not started", "same"),
        ("not started", "on track", ""),
        ("", "on track", ""),
        ("", "", ""),
    ],
)
def test_how_two_ratings_compare(before: str, now: str, said: str) -> None:
    assert trend(before, now) == said


@pytest.mark.parametrize(
    ("rating", "said"), [("on track", "G on track"), ("complete", "C complete"), ("", "not rated")]
)
def test_a_rating_is_said_with_its_letter(rating: str, said: str) -> None:
    assert rating_words(rating) == said
