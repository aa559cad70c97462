"""Dates and doubts in words."""

from __future__ import annotations

from datetime import date

import pytest

from imgdesk.views.wording import day_words, doubts, when_words, window_words
from imgdesk.views.workplan import ActivityRow, WindowRow

BLANK = ActivityRow(
    0, 1, 0.0, "", "", "", None, None, "none", "none", 0, 0, 0, 0, 0, 1, 0, 0, "planned", 0, 0, 0, "", "",
    None, "", None, "", 0,
)  # fmt: skip


def window(text: str, earliest: str | None, latest: str | None, precision: str) -> WindowRow:
    return WindowRow(1, "", text, earliest, latest, precision, precision, "")


@pytest.mark.parametrize(
    ("row", "window_said", "whole"),
    [
        (
            window("July 2023", "2023-07-01", "2023-07-31", "month"),
            "1-31 July 2023, month",
            "July 2023 (1-31 July 2023, month)",
        ),
        (window("12 May 2023", "2023-05-12", "2023-05-12", "day"), "12 May 2023", "12 May 2023"),
        (
            window("by end of 2015", None, "2015-12-31", "open"),
            "by 31 December 2015",
            "by end of 2015 (by 31 December 2015)",
        ),
        (window("ongoing", None, None, "open"), "no fixed dates", "ongoing (no fixed dates)"),
        (window("", None, None, "none"), "no date", "no date"),
        (window("soon", None, None, "none"), "no date", "soon (no date)"),
    ],
)
def test_a_date_and_what_it_can_mean(row, window_said, whole):
    assert window_words(row) == window_said
    assert when_words(row) == whole


def test_a_day():
    assert day_words(date(2023, 4, 3)) == "3 April 2023"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, []),
        ({"unconfirmed": 1, "tbc": 1}, ["unconfirmed"]),
        ({"tbc": 1}, ["date unconfirmed"]),
        ({"tbd": 1}, ["date to be determined"]),
        ({"bracketed": 1, "provisional": 1}, ["in brackets: not agreed"]),
        ({"provisional": 1}, ["provisional"]),
        ({"approximate": 1}, ["date approximate"]),
        ({"understood": 0}, ["date kept as text"]),
    ],
)
def test_doubts(fields, said):
    assert doubts(BLANK._replace(**fields)) == said
