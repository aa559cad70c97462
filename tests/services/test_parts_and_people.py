"""What stands around the activities, and who: each verb is one step, and what is wrong is told in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from imgdesk.errors import UserError
from imgdesk.services import parts, people, workplan
from imgdesk.store.desk import Desk
from imgdesk.views.workplan import current_workplan

Dump = Callable[[Desk], dict[str, list[tuple[Any, ...]]]]

VERBS: list[tuple[Callable[[Desk], object], str]] = [
    (lambda d: parts.add_workplan(d, "Third workplan", "2026-2028"), "Add workplan “Third workplan”"),
    (lambda d: parts.edit_workplan(d, 1, status="Approved", when="2023"), "Edit workplan “Second workplan”"),
    (lambda d: parts.add_section(d, 1, "2025", year=2025, note="later"), "Add section “2025”"),
    (lambda d: parts.edit_section(d, 1, year=2024), "Edit section “2023”"),
    (lambda d: parts.delete_section(d, 1), "Delete section “2023”"),
    (lambda d: parts.add_focus_area(d, 1, 3, "Nature"), "Add focus area 3"),
    (lambda d: parts.edit_focus_area(d, 1, short_title="UNDP's"), "Edit focus area “Focus area of UNDP”"),
    (lambda d: parts.delete_workplan(d, 1), "Delete workplan “Second workplan”"),
    (lambda d: parts.delete_focus_area(d, 1), "Delete focus area “Focus area of UNDP”"),
    (lambda d: parts.delete_category(d, 1), "Delete category “Policy”"),
    (lambda d: parts.add_indicative(d, 1, "A study", 2024), "Add indicative activity “A study”"),
    (lambda d: parts.add_role_description(d, 1, "Co-Chairs", "They chair"), "Add role of “Co-Chairs”"),
    (lambda d: parts.add_narrative(d, 1, "Background"), "Add text “Background”"),
    (lambda d: parts.add_category(d, "Advocacy", ("advocacy work",)), "Add category “Advocacy”"),
    (lambda d: parts.edit_category(d, 1, "Policy work"), "Edit category “Policy”"),
    (lambda d: parts.add_event(d, "COP 28", "Nov-Dec 2023", "Dubai"), "Add event “COP 28”"),
    (
        lambda d: parts.add_coverage_gap(d, 1, "No consultant", "April 2023"),
        "Add coverage gap “No consultant”",
    ),
    (lambda d: parts.add_footnote(d, 1, "Subject to capacity"), "Add footnote “Subject to capacity”"),
    (lambda d: parts.link_activities(d, 1, 2, "ss", -3), "Link activities"),
    (lambda d: people.edit_group(d, acronym="IMG"), "Edit group “IMG on Human Rights and the Environment”"),
    (lambda d: people.add_organization(d, "World Health Organization", "WHO"), "Add organization “WHO”"),
    (lambda d: people.edit_organization(d, 1, name="UN Development Programme"), "Edit organization “UNDP”"),
    (lambda d: people.add_alias(d, 1, "PNUD"), "Add alias “PNUD”"),
    (lambda d: people.delete_organization(d, 1), "Delete organization “UNDP”"),
    (lambda d: people.add_person(d, "Ann Lee", 1, title="Ms", email="a@x.example"), "Add “Ann Lee”"),
    (lambda d: people.hold_role(d, "Co-Chair", organization_id=1, when="since 2023"), "Name co-chair"),
    (lambda d: people.edit_role(d, 1, when="until June 2023"), "Edit role “focus area lead”"),
    (lambda d: people.delete_role(d, 1), "Delete role “focus area lead”"),
]


@pytest.mark.parametrize(("verb", "label"), VERBS, ids=[label for _, label in VERBS])
def test_every_verb_is_one_step_with_a_label_undone_and_redone_whole(
    plan_desk: Desk, dump: Dump, verb: Callable[[Desk], object], label: str
) -> None:
    before, steps = dump(plan_desk), plan_desk.read("SELECT count(*) FROM step")[0][0]
    verb(plan_desk)
    after = dump(plan_desk)
    assert after != before
    assert plan_desk.read("SELECT count(*) FROM step")[0][0] == steps + 1
    assert plan_desk.undo_label == label
    plan_desk.undo()
    assert dump(plan_desk) == before
    plan_desk.redo()
    assert dump(plan_desk) == after
    assert plan_desk.check() == []


REFUSED: list[tuple[Callable[[Desk], object], str]] = [
    (lambda d: parts.add_workplan(d, " \n "), "title of the workplan is empty"),
    (lambda d: parts.edit_workplan(d, 1, title=""), "title of the workplan is empty"),
    (
        lambda d: parts.edit_workplan(d, 1, status="lost"),
        "“lost” is not a status of a workplan: choose draft",
    ),
    (lambda d: parts.add_section(d, 9, "2025"), "no longer exists"),
    (lambda d: parts.add_section(d, 1, "\x00"), "title of the section is empty"),
    (lambda d: parts.add_section(d, 1, "x", year=0), "0 is not a year"),
    (lambda d: parts.edit_section(d, 1, year=10_000), "10000 is not a year"),
    (lambda d: parts.edit_section(d, 9, title="x"), "no longer exists"),
    (lambda d: parts.delete_section(d, 9), "no longer exists"),
    (lambda d: parts.add_focus_area(d, 1, 2, "x"), "choose a free number above 0"),
    (lambda d: parts.add_focus_area(d, 1, 0, "x"), "choose a free number above 0"),
    (lambda d: parts.add_focus_area(d, 9, 1, "x"), "no longer exists"),
    (lambda d: parts.edit_focus_area(d, 1, title=""), "title of the focus area is empty"),
    (lambda d: parts.add_indicative(d, 9, "x"), "no longer exists"),
    (lambda d: parts.add_indicative(d, 1, ""), "indicative activity is empty"),
    (lambda d: parts.add_role_description(d, 9, "x", ""), "no longer exists"),
    (lambda d: parts.add_narrative(d, 1, "x", kind="poem"), "“poem” is not a kind of text"),
    (lambda d: parts.add_narrative(d, 1, "x", section_id=9), "no longer exists"),
    (lambda d: parts.add_category(d, ""), "name of the category is empty"),
    (lambda d: parts.edit_category(d, 1, " "), "name of the category is empty"),
    (lambda d: parts.merge_categories(d, 1, 1), "cannot be merged with itself"),
    (lambda d: parts.merge_categories(d, 1, 9), "no longer exists"),
    (lambda d: parts.add_event(d, ""), "name of the event is empty"),
    (lambda d: parts.edit_event(d, 9, name="x"), "no longer exists"),
    (lambda d: parts.edit_event(d, 1, name=""), "name of the event is empty"),
    (lambda d: parts.add_coverage_gap(d, 1, "", "2023"), "title of the coverage gap is empty"),
    (lambda d: parts.add_coverage_gap(d, 9, "x", "2023"), "no longer exists"),
    (lambda d: parts.add_footnote(d, 1, ""), "footnote is empty"),
    (lambda d: parts.add_footnote(d, 1, "x", field="nose"), "“nose” is not a field for a footnote"),
    (lambda d: parts.add_footnote(d, 99, "x"), "no longer exists"),
    (lambda d: parts.link_activities(d, 1, 1), "cannot wait for itself"),
    (lambda d: parts.link_activities(d, 1, 2, "XX"), "“XX” is not a kind of link: choose FS, SS, FF, SF"),
    (lambda d: parts.link_activities(d, 1, 99), "no longer exists"),
    (lambda d: parts.unlink_activities(d, 9), "no longer exists"),
    (lambda d: parts.edit_link(d, 9, kind="SS"), "no longer exists"),
    (lambda d: parts.edit_link(d, 9, kind="XX"), "“XX” is not a kind of link"),
    (lambda d: parts.edit_indicative(d, 9, text=""), "indicative activity is empty"),
    (lambda d: parts.edit_indicative(d, 9, year=-1), "-1 is not a year"),
    (lambda d: parts.delete_indicative(d, 9), "no longer exists"),
    (lambda d: parts.delete_focus_area(d, 9), "no longer exists"),
    (lambda d: people.edit_group(d, hemisphere="west"), "“west” is not a hemisphere: choose north, south"),
    (lambda d: people.add_organization(d, ""), "name of the organization is empty"),
    (lambda d: people.edit_organization(d, 1, name=" "), "name of the organization is empty"),
    (lambda d: people.add_alias(d, 1, ""), "other spelling is empty"),
    (lambda d: people.add_alias(d, 99, "x"), "no longer exists"),
    (lambda d: people.add_person(d, "\n"), "name of the person is empty"),
    (lambda d: people.add_person(d, "Ann", 99), "no longer exists"),
    (lambda d: people.hold_role(d, "king", organization_id=1), "“king” is not a role: choose co-chair"),
    (lambda d: people.hold_role(d, "co-chair"), "needs an organization or a person"),
    (lambda d: people.hold_role(d, "co-chair", organization_id=1, focus_area_id=1), "Only a focus area lead"),
    (lambda d: people.hold_role(d, "co-chair", organization_id=99), "no longer exists"),
    (lambda d: people.edit_role(d, 1, organization_id=None), "needs an organization or a person"),
    (lambda d: people.edit_role(d, 99, when=""), "no longer exists"),
]


@pytest.mark.parametrize(("verb", "says"), REFUSED)
def test_what_is_wrong_is_told_in_a_sentence_and_nothing_changes(
    plan_desk: Desk, dump: Dump, verb: Callable[[Desk], object], says: str
) -> None:
    before, steps = dump(plan_desk), plan_desk.read("SELECT count(*) FROM step")
    with pytest.raises(UserError, match=says) as refused:
        verb(plan_desk)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)
    assert (dump(plan_desk), plan_desk.read("SELECT count(*) FROM step")) == (before, steps)


def test_a_field_that_may_not_be_set_is_a_mistake_of_the_program(plan_desk: Desk) -> None:
    with pytest.raises(TypeError, match="uid"):
        people.edit_group(plan_desk, uid="mine")
    with pytest.raises(TypeError):
        people.add_person(plan_desk, "Ann", phone="1")  # type: ignore[call-arg]


def windows(desk: Desk) -> dict[str, str | None]:
    return dict(desk.read("SELECT when_text, earliest FROM activity WHERE plan_section_id = 1"))


def test_another_year_of_a_section_reads_its_dates_again(plan_desk: Desk) -> None:
    parts.edit_section(plan_desk, 1, year=2024, title="2024")
    assert windows(plan_desk) == {
        "March 2023": "2023-03-01",
        "July": "2024-07-01",
        "TBD": "2024-01-01",
        "late 2023": "2023-09-01",
    }
    parts.edit_section(plan_desk, 1, note="firm")
    assert windows(plan_desk)["July"] == "2024-07-01"
    parts.edit_section(plan_desk, 1, year=None)
    assert windows(plan_desk)["TBD"] is None


def test_another_hemisphere_reads_the_seasons_again(plan_desk: Desk, dump: Dump) -> None:
    row = workplan.add_activity(plan_desk, 1, "x", fields={"when": "summer 2023"})
    event = parts.add_event(plan_desk, "Summit", "autumn")
    parts.edit_event(plan_desk, event, when="autumn 2023")
    before = dump(plan_desk)
    people.edit_group(plan_desk, hemisphere="South")
    sql = "SELECT (SELECT earliest FROM activity WHERE id = ?), (SELECT earliest FROM event)"
    assert plan_desk.read(sql, (row,)) == [("2023-12-01", "2023-03-01")]
    plan_desk.undo()
    assert dump(plan_desk) == before
    assert plan_desk.read(sql, (row,)) == [("2023-06-01", "2023-09-01")]


def test_a_section_is_deleted_with_its_activities_and_all_comes_back(plan_desk: Desk, dump: Dump) -> None:
    before = dump(plan_desk)
    parts.delete_section(plan_desk, 1)
    assert plan_desk.read("SELECT count(*) FROM activity") == [(2,)]
    plan_desk.undo()
    assert dump(plan_desk) == before


def test_an_event_deleted_leaves_its_activities(plan_desk: Desk) -> None:
    event = parts.add_event(plan_desk, "HLPF", "July 2023")
    workplan.edit_activity(plan_desk, 2, event_id=event)
    parts.delete_event(plan_desk, event)
    assert plan_desk.read("SELECT event_id, output FROM activity WHERE id = 2") == [
        (None, "Side event at the HLPF")
    ]
    plan_desk.undo()
    assert plan_desk.read("SELECT event_id FROM activity WHERE id = 2") == [(event,)]


def test_merged_categories_keep_every_spelling_once(plan_desk: Desk) -> None:
    other = parts.add_category(plan_desk, "Policy work", ("Policy (all levels)", "POLICY"))
    workplan.edit_activity(plan_desk, 1, category="Policy work")
    parts.merge_categories(plan_desk, 1, other)
    assert plan_desk.read("SELECT DISTINCT category_id FROM activity") == [(1,)]
    assert plan_desk.read("SELECT id, name FROM category") == [(1, "Policy")]
    spellings = [text for (text,) in plan_desk.read("SELECT text FROM category_alias WHERE category_id = 1")]
    assert sorted(spellings) == ["POLICY", "Policy (all levels)", "Policy work"]
    workplan.edit_activity(plan_desk, 2, category="policy work")
    assert plan_desk.read("SELECT category_id FROM activity WHERE id = 2") == [(1,)]


def test_a_ring_of_links_is_refused_by_its_names(plan_desk: Desk) -> None:
    parts.link_activities(plan_desk, 1, 2)
    parts.link_activities(plan_desk, 2, 5)
    with pytest.raises(UserError) as refused:
        parts.link_activities(plan_desk, 5, 1)
    assert str(refused.value) == (
        "This link would close a ring (“Mapping of defenders” → “Policy brief on the right to a healthy…” → "
        "“Side event at the HLPF” → “Mapping of defenders”): remove another link first."
    )
    with pytest.raises(UserError, match="linked already"):
        parts.link_activities(plan_desk, 1, 2, "SS")
    assert plan_desk.read("SELECT from_id, to_id, kind, lag_days FROM activity_link") == [
        (1, 2, "FS", 0),
        (2, 5, "FS", 0),
    ]


def test_a_link_and_an_indicative_activity_are_edited_and_deleted(plan_desk: Desk) -> None:
    link = parts.link_activities(plan_desk, 1, 2)
    parts.edit_link(plan_desk, link, kind="ff", lag_days=-3)
    assert plan_desk.read("SELECT kind, lag_days FROM activity_link") == [("FF", -3)]
    means = parts.add_indicative(plan_desk, 1, "A study", 2024)
    parts.edit_indicative(plan_desk, means, text="Two studies", year=None)
    assert plan_desk.read("SELECT text, year FROM indicative_activity") == [("Two studies", None)]
    parts.delete_indicative(plan_desk, means)
    parts.unlink_activities(plan_desk, link)
    assert plan_desk.read(
        "SELECT (SELECT count(*) FROM activity_link), (SELECT count(*) FROM indicative_activity)"
    ) == [(0, 0)]


def test_a_focus_area_deleted_leaves_the_next_one_first(plan_desk: Desk) -> None:
    parts.delete_focus_area(plan_desk, 1)
    sql = "SELECT activity_id, focus_area_id, position FROM activity_focus_area ORDER BY activity_id"
    assert plan_desk.read(sql) == [(1, 2, 0), (2, 2, 0), (6, 2, 0)]
    assert plan_desk.read("SELECT lead_text FROM activity WHERE id = 1") == [("UNDP & OHCHR (FA1/FA2)",)]


def test_a_footnote_hangs_within_its_text(plan_desk: Desk) -> None:
    for offset in (None, -5, 3, 10_000):
        parts.add_footnote(plan_desk, 2, "x", offset=offset)
    length = len("Side event at the HLPF")
    assert plan_desk.read('SELECT "offset" FROM footnote ORDER BY id') == [(length,), (0,), (3,), (length,)]


def test_a_person_who_leaves_takes_the_role_and_not_the_organization(plan_desk: Desk) -> None:
    ann = people.add_person(plan_desk, "Ann Lee", 1)
    people.hold_role(plan_desk, "consultant", person_id=ann, organization_id=1)
    people.delete_organization(plan_desk, 1)
    assert plan_desk.read("SELECT organization_id FROM person") == [(None,)]
    people.delete_person(plan_desk, ann)
    assert plan_desk.read("SELECT count(*) FROM role_holding WHERE role = 'consultant'") == [(0,)]


def test_turning_to_a_workplan_makes_it_the_one_worked_on(plan_desk: Desk) -> None:
    first = current_workplan(plan_desk)
    assert first is not None
    parts.turn_to_workplan(plan_desk, first.id)
    assert plan_desk.undo_label != "Turn to workplan “Second workplan”"
    later = parts.add_workplan(plan_desk, "Third workplan", "2026-2028")
    assert current_workplan(plan_desk).id == later
    parts.turn_to_workplan(plan_desk, first.id)
    assert plan_desk.undo_label == "Turn to workplan “Second workplan”"
    assert current_workplan(plan_desk).id == first.id
    plan_desk.undo()
    assert current_workplan(plan_desk).id == later
    with pytest.raises(UserError):
        parts.turn_to_workplan(plan_desk, 99)
