"""What the workplan page reads: order, doubts, focus areas and who leads, as plain rows."""

from __future__ import annotations

from imgdesk.services import parts, people, workplan
from imgdesk.store.desk import Desk
from imgdesk.views import workplan as view


def test_an_empty_desk_shows_no_plan(desk: Desk) -> None:
    assert view.plan(desk) is None
    assert view.current_workplan(desk) is None
    assert view.workplans(desk) == []


def test_a_plan_shows_its_rows_in_the_order_of_its_sections(plan_desk: Desk) -> None:
    shown = view.plan(plan_desk)
    assert shown is not None
    assert (shown.workplan.title, shown.workplan.earliest, shown.workplan.latest) == (
        "Second workplan",
        "2023-01-01",
        "2025-12-31",
    )
    assert [(row.title, row.year, row.provisional) for row in shown.sections] == [
        ("2023", 2023, 0),
        ("2024", 2024, 1),
    ]
    assert [row.id for row in shown.activities] == [1, 2, 3, 4, 5, 6]
    workplan.move_activities(plan_desk, [6, 1], 2, before=5)
    parts.edit_section(plan_desk, 2, position=1.0)
    assert [row.id for row in view.activities(plan_desk, 1)] == [6, 1, 5, 2, 3, 4]


def test_doubts_are_the_activitys_own_and_what_a_reader_must_assume(plan_desk: Desk) -> None:
    parts.edit_section(plan_desk, 2, provisional=True)
    workplan.edit_activity(plan_desk, 1, when="March 2023 (TBC)")
    rows = {row.id: row for row in view.activities(plan_desk, 1)}
    assert [(row.id, row.unconfirmed, row.tbc) for row in rows.values() if row.tbc] == [(1, 0, 1), (4, 1, 1)]
    assert [(row.id, row.bracketed) for row in rows.values() if row.provisional] == [(3, 1), (5, 0), (6, 0)]
    assert [row.id for row in rows.values() if row.tbd] == [3]


def test_an_activity_shows_its_first_focus_area_category_and_footnotes(plan_desk: Desk) -> None:
    for _ in range(2):
        parts.add_footnote(plan_desk, 1, "Subject to capacity")
    rows = {row.id: row for row in view.activities(plan_desk, 1)}
    assert [(row.focus_area, row.everyone, row.marks) for row in rows.values()] == [
        (1, 0, 2),
        (2, 0, 0),
        (1, 0, 0),
        (0, 1, 0),
        (0, 0, 0),
        (2, 1, 0),
    ]
    assert {row.category for row in rows.values()} == {"Policy"}


def test_every_activity_is_shown_once_whatever_hangs_on_it(plan_desk: Desk) -> None:
    workplan.edit_activity(plan_desk, 1, leads="UNDP, OHCHR, UNEP (FA1, FA2)", partners="A, B, C")
    parts.add_footnote(plan_desk, 1, "x")
    parts.link_activities(plan_desk, 1, 2)
    assert [row.id for row in view.activities(plan_desk, 1)] == [1, 2, 3, 4, 5, 6]


def test_some_activities_are_read_by_their_ids(plan_desk: Desk) -> None:
    every = {row.id: row for row in view.activities(plan_desk, 1)}
    assert view.activities_by_id(plan_desk, [5, 2, 99]) == {2: every[2], 5: every[5]}
    assert view.activities_by_id(plan_desk, []) == {}
    assert view.activities_by_id(plan_desk, range(2000)) == every


def test_filters_know_who_is_meant_by_a_focus_area_and_by_all(plan_desk: Desk) -> None:
    sets = view.plan_sets(plan_desk, 1)
    assert sets.leads[1] == ("UNDP", "OHCHR")
    assert 2 not in sets.leads
    assert (sets.filter_leads[2], sets.focus_areas[2]) == (("OHCHR",), (2,))
    assert (sets.filter_leads[3], sets.leads[3]) == (("UNEP", "UNDP"), ("UNEP",))
    assert (sets.filter_leads[4], sets.focus_areas[4]) == (("UNDP", "OHCHR"), (1, 2))
    assert (sets.filter_leads[6], sets.focus_areas[6]) == (("OHCHR", "UNDP"), (2, 1))


def test_a_lead_with_a_comma_in_its_name_stays_one(plan_desk: Desk) -> None:
    name = "Ministry of Justice, Kenya"
    people.hold_role(
        plan_desk,
        "focus area lead",
        organization_id=people.add_organization(plan_desk, name),
        focus_area_id=parts.add_focus_area(plan_desk, 1, 3, "Access to justice"),
    )
    parts.add_focus_area(plan_desk, 1, 4, "Nobody leads this")
    workplan.edit_activity(plan_desk, 5, leads="FA3, FA4")
    sets = view.plan_sets(plan_desk, 1)
    assert (sets.filter_leads[5], sets.focus_areas[5]) == ((name,), (3, 4))
    assert (sets.filter_leads[4], sets.focus_areas[4]) == (("UNDP", "OHCHR", name), (1, 2, 3, 4))


def test_another_plan_is_not_mixed_in(plan_desk: Desk) -> None:
    plan = parts.add_workplan(plan_desk, "Third workplan", "2026-2028")
    section = parts.add_section(plan_desk, plan, "2026", year=2026)
    row = workplan.add_activity(plan_desk, section, "x", fields={"leads": "All"})
    parts.add_footnote(plan_desk, row, "y")
    parts.add_coverage_gap(plan_desk, plan, "Nobody", "2026")
    newest = view.plan(plan_desk)
    first = view.plan(plan_desk, 1)
    assert newest is not None
    assert first is not None
    assert ([r.id for r in newest.activities], [g.title for g in newest.gaps]) == ([row], ["Nobody"])
    assert (len(first.activities), first.gaps, view.footnotes(plan_desk, 1)) == (6, [], [])
    assert view.plan(plan_desk, 99) is None
    assert [note.text for note in view.footnotes(plan_desk, plan)] == ["y"]


def test_events_gaps_and_links_are_plain_rows(plan_desk: Desk) -> None:
    parts.add_event(plan_desk, "COP 28", "30 Nov - 12 Dec 2023", note="Dubai")
    parts.add_event(plan_desk, "HLPF", "July 2023")
    parts.add_coverage_gap(plan_desk, 1, "No consultant", "April to late autumn 2023")
    parts.link_activities(plan_desk, 1, 2, "SS", -3)
    assert [(row.title, row.earliest) for row in view.events(plan_desk)] == [
        ("HLPF", "2023-07-01"),
        ("COP 28", "2023-11-30"),
    ]
    assert [(row.title, row.latest) for row in view.coverage_gaps(plan_desk, 1)] == [
        ("No consultant", "2023-11-30")
    ]
    assert [row[1:] for row in view.links(plan_desk, 1)] == [(1, 2, "SS", -3)]


def test_a_focus_area_names_those_who_lead_it_now(plan_desk: Desk) -> None:
    unep = people.add_organization(plan_desk, "United Nations Environment Programme", "UNEP")
    people.hold_role(plan_desk, "focus area lead", organization_id=unep, focus_area_id=1)
    people.hold_role(plan_desk, "focus area lead", organization_id=unep, focus_area_id=1)
    assert [(row.number, row.leads) for row in view.focus_areas(plan_desk, 1)] == [
        (1, "UNDP, UNEP"),
        (2, "OHCHR"),
    ]
