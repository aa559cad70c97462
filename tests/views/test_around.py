"""What stands around one activity: links and what contradicts, documents, plans of the year, versions, findings."""

from __future__ import annotations

from datetime import date

from imgdesk.services import documents, parts, versions, workplan
from imgdesk.store.desk import Desk
from imgdesk.views import activity as activity_view
from imgdesk.views.around import Around, around, linkable

TODAY = date(2023, 5, 12)


def look(desk: Desk, activity_id: int) -> Around:
    detail = activity_view.activity(desk, activity_id)
    assert detail is not None
    return around(desk, detail, TODAY)


def test_links_both_ways_and_what_contradicts(plan_desk: Desk) -> None:
    parts.link_activities(plan_desk, 2, 1)
    parts.link_activities(plan_desk, 1, 4, "SS", 5)
    found = look(plan_desk, 1)
    assert [(row.before, row.kind, row.lag_days, row.other_id, row.ref) for row in found.links] == [
        (True, "FS", 0, 2, "23-02"), (False, "SS", 5, 4, "23-04"),
    ]  # fmt: skip
    (sentence,) = found.conflicts
    assert "cannot begin after “Side event at the HLPF” ends (July against March 2023)" in sentence
    assert look(plan_desk, 4).links[0].other_id == 1


def test_what_can_be_linked_is_the_rest_of_its_plan(plan_desk: Desk) -> None:
    other = parts.add_workplan(plan_desk, "Another")
    workplan.add_activity(plan_desk, parts.add_section(plan_desk, other, "2026"), "Elsewhere")
    assert [key for key, _ in linkable(plan_desk, 3)] == ["1", "2", "4", "5", "6"]
    assert linkable(plan_desk, 3)[1] == ("2", "23-02 Side event at the HLPF")


def test_indicative_activities_of_its_focus_areas_and_years(plan_desk: Desk) -> None:
    for area, year, text in ((1, 2023, "a"), (2, 2023, "b"), (2, 2024, "c"), (2, None, "d")):
        parts.add_indicative(plan_desk, area, text, year)
    assert [(row.text, row.focus_area) for row in look(plan_desk, 2).indicative] == [
        ("b", "2 Focus area of OHCHR")
    ]
    assert [row.text for row in look(plan_desk, 4).indicative] == ["a", "b"], "its lead is all"
    workplan.edit_activity(plan_desk, 2, when="late 2023 to early 2024")
    assert [row.text for row in look(plan_desk, 2).indicative] == ["b", "c"]
    workplan.edit_activity(plan_desk, 6, when="")
    assert [row.text for row in look(plan_desk, 6).indicative] == ["a", "c"][1:]


def test_what_the_newest_version_said(plan_desk: Desk) -> None:
    assert look(plan_desk, 2).standing == []
    versions.freeze_plan(plan_desk, 1, "First draft")
    versions.freeze_plan(plan_desk, 1, "As approved", "14 March 2023")
    name = "As approved, 14 March 2023"
    assert look(plan_desk, 2).standing == [("As it is now", name)]
    workplan.edit_activity(plan_desk, 2, when="September 2023", leads="UNEP", percent=40, status="under way")
    assert look(plan_desk, 2).standing == [("Date: July", name), ("Leads: FA2", name)]
    new = workplan.add_activity(plan_desk, 1, "New")
    assert look(plan_desk, new).standing == [("Not in it yet", name)]


def test_decisions_and_proposals(plan_desk: Desk) -> None:
    versions.confirm_activity(plan_desk, 4, "Second meeting", "2 May 2023", "by all")
    versions.propose_for_agenda(plan_desk, [4], "Who speaks?", section_ids=[1], today=TODAY)
    assert look(plan_desk, 4).standing == [
        ("Proposed for the next agenda with its section", "12 May 2023, Who speaks?"),
        ("Proposed for the next agenda", "12 May 2023, Who speaks?"),
        ("Confirmed by decision", "Second meeting, 2 May 2023, by all"),
    ]


def test_findings_do_not_repeat_the_name_and_offer_the_closer_date(plan_desk: Desk) -> None:
    workplan.edit_activity(plan_desk, 2, output="“Quoted” event, 10-12 July 2023")
    (found,) = look(plan_desk, 2).worth
    assert found.take == "10-12 July 2023"
    assert found.sentence == (
        "Says 10-12 July 2023 in its text, and July, 2023 as its date: take the closer date over if it is agreed."
    )
    assert {row.kind for row in look(plan_desk, 1).worth} == {"overdue"}
    assert look(plan_desk, 1).worth[0].sentence.startswith("Is planned and its date")


def test_documents_deliverables_first(plan_desk: Desk) -> None:
    documents.attach_link(plan_desk, 1, "b", kind="document")
    documents.attach_link(plan_desk, 1, "a")
    assert [row.link for row in look(plan_desk, 1).documents] == ["a", "b"]
