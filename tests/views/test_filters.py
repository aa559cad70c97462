"""What a filter lets pass, kept as a plain value, and fast enough to follow the keys."""

from __future__ import annotations

import json
import time
from datetime import date
from typing import Any

import pytest

from imgdesk.views.filters import (
    NO_FILTER,
    STATUSES,
    THIS_QUARTER,
    Look,
    PlanFilter,
    as_plain,
    due_window,
    due_words,
    fold,
    from_plain,
    organizations,
    plain,
    sift,
)
from imgdesk.views.workplan import ActivityRow, PlanSets

TODAY = date(2023, 7, 17)
BLANK = ActivityRow(
    0, 1, 0.0, "", "", "2023", "2023-01-01", "2023-12-31", "year", "year", 0, 0, 0, 0, 0, 1, 0, 0, "planned", 0, 0, 0,
    "", "", None, "", None, "", 0,
)  # fmt: skip
SETS = PlanSets(
    leads={1: ("FAO",)},
    filter_leads={1: ("FAO", "OHCHR"), 2: ("UNEP",), 3: ("WHO",)},
    partners={2: ("OHCHR",), 4: ("WHO",)},
    focus_areas={1: (2,), 2: (3,), 3: (2, 3)},
)


def row(number: int, **fields: Any) -> ActivityRow:
    return BLANK._replace(id=number, **fields)


def passing(rows: list[ActivityRow], wanted: PlanFilter, **look: Any) -> list[int]:
    return [found.id for found in sift(rows, wanted, Look(**{"sets": SETS, "today": TODAY, **look}))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("evaluation", [1]),
        ("ÉVALUATION", [1]),
        ("brief rivers", [2]),
        ("rivers  brief", [2]),
        ("ohchr", [1, 3]),
        ("23-04", [4]),
        ("strasse", [4]),
        ("sept", [3]),
        ("nowhere", []),
        ("  ", [1, 2, 3, 4]),
    ],
)
def test_text_is_found_in_any_field_without_accents_and_case(text: str, found: list[int]) -> None:
    rows = [
        row(1, output="Évaluation des besoins", lead_text="OHCHR"),
        row(2, output="Brief on rivers", category="Guidance"),
        row(3, partner_text="OHCHR, FAO", when_text="Sept 2024"),
        row(4, ref="23-04", note="Große Straße"),
    ]
    assert passing(rows, PlanFilter(text=text)) == found


def test_choices_of_one_kind_widen_and_kinds_narrow() -> None:
    rows = [row(1), row(2, status="done"), row(3, status="delayed", tbc=1), row(4, provisional=1)]
    assert passing(rows, PlanFilter(statuses=("planned", "delayed"))) == [1, 3, 4]
    assert passing(rows, PlanFilter(leads=("FAO", "WHO"))) == [1, 3]
    assert passing(rows, PlanFilter(focus_areas=(2,))) == [1, 3]
    assert passing(rows, PlanFilter(focus_areas=(2, 3), statuses=("done", "delayed"))) == [2, 3]
    assert passing(rows, PlanFilter(focus_areas=(2,), unconfirmed=True)) == [3]
    assert passing(rows, PlanFilter(provisional=True)) == [4]
    assert passing(rows, PlanFilter(provisional=True, unconfirmed=True)) == []


def test_an_organization_counts_as_lead_and_as_partner() -> None:
    rows = [row(number) for number in range(1, 6)]
    assert passing(rows, PlanFilter(leads=("OHCHR",))) == [1]
    assert passing(rows, PlanFilter(organizations=("OHCHR",))) == [1, 2]
    assert passing(rows, PlanFilter(organizations=("OHCHR", "WHO"))) == [1, 2, 3, 4]
    assert organizations(SETS) == ["FAO", "OHCHR", "UNEP", "WHO"]


def test_undated_and_overdue_follow_the_rule_of_the_papers() -> None:
    rows = [
        row(1, when_text="TBD", tbd=1), row(2, when_text=" "), row(3, when_text="some day", understood=0),
        row(4, latest="2023-07-16"), row(5, latest="2023-07-16", status="done"), row(6, latest="2023-07-17"),
    ]  # fmt: skip
    assert passing(rows, PlanFilter(undated=True)) == [1, 2]
    assert passing(rows, PlanFilter(overdue=True)) == [4]


@pytest.mark.parametrize(
    ("due", "window"),
    [
        ("30", ("2023-07-17", "2023-08-16")),
        ("90", ("2023-07-17", "2023-10-15")),
        (THIS_QUARTER, ("2023-07-01", "2023-09-30")),
        ("Q1 2024", ("2024-01-01", "2024-03-31")),
        ("October", ("2023-10-01", "2023-10-31")),
        ("by June 2024", ("2023-07-17", "2024-06-30")),
        ("2024", ("2024-01-01", "2024-12-31")),
        ("when the moon is right", None),
        ("TBD", None),
        ("", None),
    ],
)
def test_a_due_window_is_counted_or_read(due: str, window: tuple[str, str] | None) -> None:
    assert due_window(due, TODAY) == window


def test_due_is_what_is_open_and_ends_within_the_window() -> None:
    rows = [
        row(1, latest="2023-07-16"), row(2, latest="2023-07-17"), row(3, latest="2023-08-16"),
        row(4, latest="2023-08-17"), row(5, latest=None), row(6, latest="2023-08-01", status="done"),
    ]  # fmt: skip
    assert passing(rows, PlanFilter(due="30"), due=due_window("30", TODAY)) == [2, 3]
    assert passing(rows, PlanFilter(due="nonsense"), due=None) == []
    assert (due_words("30"), due_words(THIS_QUARTER)) == ("next 30 days", "this quarter")


def test_mine_to_chase_is_open_ours_and_pressing() -> None:
    sets = SETS._replace(partners={8: ("OHCHR",)}, filter_leads=dict.fromkeys(range(1, 8), ("OHCHR",)))
    rows = [
        row(1, latest="2023-06-30"),  # overdue
        row(2, latest="2023-09-15"),  # 60 days on
        row(3, latest="2023-09-16"),  # 61 days on
        row(4, tbc=1, earliest="2023-09-15", latest="2024-09-15"),  # begins soon, unconfirmed
        row(5, tbc=1, earliest="2023-09-16", latest="2024-09-15"),
        row(6, tbc=1, earliest=None, latest=None),
        row(7, latest="2023-06-30", status="cancelled"),
        row(8, latest="2023-07-20"),  # ours as partner
        row(9, latest="2023-07-20"),  # somebody else's
    ]
    assert passing(rows, PlanFilter(mine="OHCHR"), sets=sets) == [1, 2, 4, 8]


def test_a_filter_is_kept_as_plain_values_and_read_again() -> None:
    wanted = PlanFilter(
        "rivers", ("FAO",), (), (1, 2), ("done",), True, False, True, False, "30", "OHCHR", "lead:FAO"
    )
    kept = json.loads(json.dumps(as_plain(wanted)))
    assert from_plain(kept) == wanted._replace(group="")
    assert as_plain(NO_FILTER) == {}


@pytest.mark.parametrize(
    "found",
    [
        None,
        [],
        "x",
        {"text": 5, "leads": "FAO", "focus_areas": ["a", True], "overdue": "yes", "new": 1},
        {"leads": [1]},
    ],
)
def test_what_is_not_understood_is_left_out(found: object) -> None:
    assert from_plain(found) == NO_FILTER


def test_plain_text() -> None:
    assert plain("Évaluation İSTANBUL") == "evaluation istanbul"
    assert fold(row(1, output="Ünïcode", ref="A-1")).startswith("unicode\na-1")
    assert len(STATUSES) == 5


def test_ten_thousand_rows_are_sifted_while_a_key_is_down() -> None:
    words = (
        "Side event",
        "Training sessions on single issues",
        "Brief",
        "Évaluation",
        "Strategy on the conventions",
    )
    rows = [row(number, output=f"{words[number % 5]} {number}", note="n" * 80) for number in range(10_000)]
    folded = {found.id: fold(found) for found in rows}
    look = Look(SETS, TODAY, due_window("60", TODAY), lambda found: folded[found.id])
    taken = []
    for _ in range(7):
        began = time.perf_counter()
        assert len(sift(rows, PlanFilter(text="side event", statuses=("planned", "done")), look)) == 2000
        taken.append(time.perf_counter() - began)
    assert min(taken) < 0.05, "ten times the goal: a busy machine is no error, quadratic work is"
