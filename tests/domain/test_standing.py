"""How an activity stands on a day, by the one rule that all pages and papers share."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from imgdesk.domain.standing import days_left, is_open, is_overdue, is_overdue_twice, is_undated

TODAY = date(2023, 7, 17)


def row(**fields: Any) -> Any:
    plain = {"latest": "2023-06-30", "status": "planned", "when_text": "June 2023", "tbd": 0, "recurring": 0,
             "understood": 1}  # fmt: skip
    return SimpleNamespace(**plain | fields)


@pytest.mark.parametrize(
    ("fields", "overdue"),
    [
        ({}, True),
        ({"latest": "2023-07-16"}, True),
        ({"latest": "2023-07-17"}, False),
        ({"latest": None}, False),
        ({"status": "delayed"}, True),
        ({"status": "done"}, False),
        ({"status": "cancelled"}, False),
    ],
)
def test_overdue_is_an_open_activity_whose_whole_window_has_passed(
    fields: dict[str, Any], overdue: bool
) -> None:
    assert is_overdue(row(**fields), TODAY) is overdue


def test_only_done_and_cancelled_are_closed() -> None:
    standing = {status: is_open(row(status=status)) for status in ("planned", "under way", "delayed", "done")}
    assert standing == {"planned": True, "under way": True, "delayed": True, "done": False}
    assert not is_open(row(status="cancelled"))


@pytest.mark.parametrize(
    ("fields", "undated"),
    [
        ({}, False),
        ({"tbd": 1, "when_text": "TBD"}, True),
        ({"when_text": " "}, True),
        ({"when_text": "–"}, True),
        ({"when_text": "when the moon is right", "understood": 0}, False),
        ({"when_text": "ongoing", "recurring": 1, "tbd": 1}, False),
    ],
)
def test_undated_is_what_nobody_gave_a_date(fields: dict[str, Any], undated: bool) -> None:
    assert is_undated(row(**fields)) is undated


def test_days_are_counted_to_the_last_possible_day() -> None:
    assert days_left(row(latest="2023-07-20"), TODAY) == 3
    assert days_left(row(latest="2023-07-10"), TODAY) == -7
    assert days_left(row(latest=None), TODAY) is None


def test_it_is_asked_before_any_grammar_is_read() -> None:
    code = "import sys, imgdesk.views.grouping, imgdesk.gantt.layout; print('imgdesk.domain.timing' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "False"


@pytest.mark.parametrize(
    ("seen", "twice"),
    [
        ([("2023-04-19", "open"), ("2023-07-12", "open")], True),
        ([("2023-04-19", "under way"), ("2023-07-12", "open")], True),
        ([("2023-01-18", "open"), ("2023-04-19", "open"), ("2023-07-12", "done")], False),
        ([("2023-03-30", "open"), ("2023-07-12", "open")], False),  # on its day it was not late yet
        ([("2023-04-19", "open"), (None, "open"), ("2023-07-12", "open")], True),
        ([("2023-07-12", "open")], False),
        ([("2023-04-19", "open"), ("2023-10-11", "open")], False),  # the second one is still to come
    ],
)
def test_overdue_at_two_meetings_in_a_row(seen: list[tuple[str | None, str]], twice: bool) -> None:
    today, due = date(2023, 7, 14), {"latest": "2023-03-30", "status": "open"}
    assert is_overdue_twice(row(**due), seen, today) is twice
    for other in ({"status": "done"}, {"status": "dropped"}, {"latest": "2023-07-14"}, {"latest": None}):
        assert not is_overdue_twice(row(**due | other), seen, today)


def test_a_dropped_action_is_never_overdue() -> None:
    assert is_overdue(row(status="under way"), TODAY)
    assert not is_overdue(row(status="dropped"), TODAY)
