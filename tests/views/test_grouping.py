"""Groups and filters over rows."""

from __future__ import annotations

import pytest

from imgdesk.domain.standing import is_undated
from imgdesk.views.filters import NO_FILTER, PlanFilter
from imgdesk.views.grouping import (
    GROUPINGS,
    ORDERS,
    PlanOrder,
    choices,
    group_key,
    grouped,
    is_unconfirmed,
    ordered,
)
from imgdesk.views.workplan import ActivityRow, FocusAreaRow, PlanSets, PlanView, SectionRow, WorkplanRow

BLANK = ActivityRow(
    0, 1, 0.0, "", "", "2023", "2023-01-01", "2023-12-31", "year", "year", 0, 0, 0, 0, 0, 1, 0, 0, "planned", 0, 0, 0,
    "", "", None, "", None, "", 0,
)  # fmt: skip
AREAS = [
    FocusAreaRow(n, n, f"Long title {n}", short, "") for n, short in ((1, "Country"), (2, "Law"), (3, ""))
]


def section(number: int, provisional: int = 0, note: str = "") -> SectionRow:
    return SectionRow(number, str(2022 + number), "", 2022 + number, provisional, note)


SECTIONS = (section(1), section(2, 1, "to be discussed"), section(3, 1))


def plan(*rows: ActivityRow, sections=SECTIONS) -> PlanView:
    whole = WorkplanRow(1, "Plan", "", "", "draft", "", None, None)
    return PlanView(whole, list(sections), AREAS, list(rows), [], [])


def titles(groups) -> list[tuple[str, list[int]]]:
    return [(group.title, [row.id for row in group.rows]) for group in groups]


def row(number: int, **fields) -> ActivityRow:
    return BLANK._replace(id=number, **fields)


def test_sections_stand_in_their_order_and_empty_ones_too():
    groups = grouped(plan(row(1), row(2, section_id=3), row(3)), "section")
    assert titles(groups) == [("2023", [1, 3]), ("2024", []), ("2025", [2])]
    assert [group.section_id for group in groups] == [1, 2, 3]


@pytest.mark.parametrize(
    ("provisional", "note", "shown"),
    [
        (0, "", "firm"),
        (0, "as agreed", "as agreed"),
        (1, "", "provisional"),
        (1, "to be discussed", "provisional: to be discussed"),
        (1, "provisional suggestions", "provisional suggestions"),
        (1, "Provisional, see note", "Provisional, see note"),
    ],
)
def test_a_section_says_how_firm_it_is(provisional, note, shown):
    assert grouped(plan(sections=[section(1, provisional, note)]), "section")[0].note == shown


def test_joint_focus_areas_are_a_group_of_their_own():
    rows = [row(n) for n in range(1, 8)] + [row(8, everyone=1)]
    areas = {1: (2,), 2: (1, 2), 3: (2, 1), 4: (1,), 5: (3, 1, 2), 6: (3,), 8: (2, 1, 3)}
    groups = grouped(plan(*rows), "focus_area", PlanSets({}, {}, {}, areas))
    assert titles(groups) == [
        ("Focus area 1", [4]), ("Focus area 2", [1]), ("Focus area 3", [6]), ("Focus areas 1 and 2", [2, 3]),
        ("All focus areas", [5, 8]), ("No focus area", [7]),
    ]  # fmt: skip
    assert [group.note for group in groups[:3]] == ["Country", "Law", "Long title 3"]


def test_leads_together_are_one_group_whatever_their_order():
    leads = {1: ("UNDP", "OHCHR"), 2: ("OHCHR", "UNDP"), 3: ("UNEP",), 4: ("OHCHR",)}
    rows = [row(n) for n in range(1, 6)] + [row(6, everyone=1)]
    groups = grouped(plan(*rows), "lead", PlanSets({}, leads, {}, {}))
    assert titles(groups) == [
        ("OHCHR", [4]), ("UNEP", [3]), ("OHCHR, UNDP", [1, 2]), ("All", [6]), ("No lead", [5]),
    ]  # fmt: skip


def test_categories_by_name_the_empty_one_last():
    rows = [
        row(1),
        row(2, category="training", category_id=1),
        row(3, category="Advocacy", category_id=2),
        row(4),
    ]
    groups = grouped(plan(*rows), "category")
    assert titles(groups) == [("Advocacy", [3]), ("training", [2]), ("No category", [1, 4])]


def test_rows_keep_the_order_of_the_plan_whatever_their_dates():
    rows = [row(1, earliest="2025-01-01"), row(2, earliest=None, latest=None), row(3, earliest="2023-01-01")]
    assert titles(grouped(plan(*rows), "category")) == [("No category", [1, 2, 3])]


@pytest.mark.parametrize(
    ("fields", "undated"),
    [
        ({}, False),
        ({"tbd": 1}, True),
        ({"when_text": ""}, True),
        ({"earliest": None, "latest": None}, False),
        ({"earliest": None}, False),
        ({"latest": None}, False),
        ({"tbc": 1}, False),
    ],
)
def test_undated(fields, undated):
    assert is_undated(row(1, **fields)) is undated


def test_filters_add_up_and_hide_empty_groups():
    rows = [row(1, tbc=1), row(2, tbc=1, tbd=1), row(3, tbd=1, section_id=2), row(4)]
    whole = plan(*rows)
    assert titles(grouped(whole, "section", wanted=PlanFilter(unconfirmed=True))) == [("2023", [1, 2])]
    assert titles(grouped(whole, "section", wanted=PlanFilter(undated=True))) == [
        ("2023", [2]),
        ("2024", [3]),
    ]
    assert titles(grouped(whole, "section", wanted=PlanFilter(unconfirmed=True, undated=True))) == [
        ("2023", [2])
    ]
    assert titles(grouped(whole, "section", wanted=PlanFilter(undated=True, group="section:2"))) == [
        ("2024", [3])
    ]
    assert [is_unconfirmed(r) for r in rows] == [True, True, False, False]


def test_filter_by_lead_and_area():
    sets = PlanSets({1: ("FAO",)}, {1: ("FAO", "OHCHR"), 2: ("UNEP",)}, {}, {1: (2,), 2: (3,), 3: (2, 3)})
    whole = plan(row(1), row(2), row(3))
    assert titles(grouped(whole, "category", sets, PlanFilter(leads=("OHCHR",)))) == [("No category", [1])]
    assert titles(grouped(whole, "category", sets, PlanFilter(focus_areas=(3,)))) == [("No category", [2, 3])]
    assert choices(whole, sets) == (
        [(1, "1 Country"), (2, "2 Law"), (3, "3 Long title 3")],
        ["FAO", "OHCHR", "UNEP"],
    )


def test_what_a_filter_is():
    assert not NO_FILTER.active
    assert not NO_FILTER.needs_sets
    assert PlanFilter(group="x").active
    assert PlanFilter(leads=("x",)).needs_sets
    assert PlanFilter(focus_areas=(1,)).needs_sets


@pytest.mark.parametrize(
    ("by", "descending", "shown"),
    [
        ("", False, [1, 2, 3, 4, 5]),
        ("when", False, [4, 2, 1, 3, 5]),
        ("when", True, [1, 2, 4, 3, 5]),
        ("output", False, [2, 1, 4, 3, 5]),
        ("status", True, [4, 1, 2, 3, 5]),
        ("percent", False, [1, 2, 4, 5, 3]),
        ("ref", False, [1, 2, 3, 4, 5]),
    ],
)
def test_rows_in_another_order(by, descending, shown):
    rows = [
        row(1, output="beta", earliest="2023-06-01", latest="2023-06-30"),
        row(2, output="[Alpha]", earliest="2023-05-01", latest="2023-05-31"),
        row(3, tbd=1, output="gamma", percent=50),
        row(4, output="Delta", earliest=None, latest="2023-03-31", status="done"),
        row(5, earliest=None, latest=None),
    ]
    assert [r.id for r in ordered(rows, PlanOrder(by, descending))] == shown


def test_every_order_is_understood():
    for by in ORDERS:
        groups = grouped(plan(row(1), row(2)), "section", order=PlanOrder(by))
        assert titles(groups)[0] == ("2023", [1, 2])


@pytest.mark.parametrize("by", GROUPINGS)
def test_the_key_of_a_row_is_the_key_of_its_group(by):
    sets = PlanSets({}, {1: ("A", "B")}, {}, {1: (1, 2)})
    whole = plan(row(1, category="X", category_id=3), row(2))
    for group in grouped(whole, by, sets):
        assert all(group_key(r, by, whole, sets) == group.key for r in group.rows)


def test_groups_by_status_stand_in_the_order_of_work():
    rows = [row(1, status="cancelled"), row(2, status="done"), row(3), row(4, status="under way"), row(5)]
    assert titles(grouped(plan(*rows), "status")) == [
        ("Planned", [3, 5]), ("Under way", [4]), ("Done", [2]), ("Cancelled", [1]),
    ]  # fmt: skip


def test_partners_together_are_a_group_of_their_own():
    sets = PlanSets({}, {}, {1: ("WHO",), 2: ("WHO", "FAO"), 3: ("FAO", "WHO")}, {})
    assert titles(grouped(plan(row(1), row(2), row(3), row(4)), "partner", sets)) == [
        ("WHO", [1]), ("FAO, WHO", [2, 3]), ("No partner", [4]),
    ]  # fmt: skip


PERIODS = [
    row(1, earliest="2023-07-01", latest="2023-07-31"), row(2, earliest="2023-01-01", latest="2023-12-31"),
    row(3, earliest="2023-10-01", latest="2024-01-31"), row(4, earliest="2024-02-01", latest=None),
    row(5, earliest=None, latest="2023-03-31"), row(6, when_text="TBD", tbd=1), row(7, earliest=None, latest=None),
    row(8, earliest="2023-02-01", latest="2023-02-28"),
]  # fmt: skip


def test_a_window_over_several_quarters_names_both_ends():
    assert titles(grouped(plan(*PERIODS), "quarter")) == [
        ("Q1 2023", [8]), ("Q1 2023 to Q4 2023", [2]), ("By Q1 2023", [5]), ("Q3 2023", [1]),
        ("Q4 2023 to Q1 2024", [3]), ("From Q1 2024", [4]), ("No date", [6, 7]),
    ]  # fmt: skip


def test_years_stand_in_their_order_and_undated_last():
    assert titles(grouped(plan(*PERIODS), "year")) == [
        ("2023", [1, 2, 8]), ("2023 to 2024", [3]), ("By 2023", [5]), ("From 2024", [4]), ("No date", [6, 7]),
    ]  # fmt: skip


def test_no_grouping_is_one_list_in_the_order_asked_for():
    rows = [row(1, output="b"), row(2, output="a", section_id=2)]
    assert titles(grouped(plan(*rows), "none", order=PlanOrder("output"))) == [("All activities", [2, 1])]
    assert grouped(plan(), "none") == []


def test_an_unknown_grouping_is_a_bug():
    with pytest.raises(ValueError, match="colour"):
        grouped(plan(), "colour")
