"""Concept notes, side events and key messages: what the desk knows of the event, and what the group can say."""

from __future__ import annotations

import pytest

from imgdesk.reports.blocks import Entry, Facts
from imgdesk.services import framework, papers, people, progress, workplan
from imgdesk.store.desk import Desk
from imgdesk.views.paper_templates import shipped
from tests.reports import meeting_desk
from tests.reports.part_words import items, told


@pytest.fixture
def met(plan_desk: Desk) -> tuple[Desk, meeting_desk.Meetings]:
    return plan_desk, meeting_desk.fill(plan_desk)


def test_the_box_tells_the_meeting_and_what_it_is_for(met: tuple[Desk, meeting_desk.Meetings]) -> None:
    desk, ids = met
    (item,) = items(desk, "event.facts", meeting_id=ids.first)
    assert isinstance(item.block, Facts)
    assert item.block.boxed
    assert (item.key, item.record) == ("facts", f"meeting:{ids.first}")
    assert told(desk, "event.facts", meeting_id=ids.first).splitlines() == [
        "Objective: Side event at the HLPF.",
        "Participants: OHCHR; UNDP; FAO",
        "Venue: Palais Wilson and online",
        "Date: 19 April 2023, 15:00 Geneva (09:00 New York · 16:00 Nairobi)",
        "Organizers: OHCHR",
    ]
    named = told(desk, "event.facts", meeting_id=ids.first, contacts=True)
    assert "Participants: OHCHR (Ana Silva); UNDP; FAO (Ben Okoth on behalf of RTFT)" in named


def test_the_linked_activities_go_before_those_of_the_agenda(met: tuple[Desk, meeting_desk.Meetings]) -> None:
    desk, ids = met
    key = papers.add_paper(desk, "concept-note", meeting_id=ids.first)
    papers.link_activities(desk, key, [4, 1])
    assert told(desk, "event.facts", id=key).splitlines()[:4] == [
        "Objective: Briefing of the Senior Officials; Policy brief on the right to a healthy environment.",
        "Participants: UNDP, OHCHR",
        "Venue: to be confirmed",
        "Date: late 2023, unconfirmed",
    ]
    assert items(desk, "event.facts", id=key)[0].record == "activity:4"


def test_a_form_stands_there_even_where_nothing_is_known(desk: Desk) -> None:
    assert told(desk, "event.facts").splitlines() == [
        "Objective: to be written",
        "Participants: to be confirmed",
        "Venue: to be confirmed",
        "Date: to be confirmed",
    ]
    assert told(desk, "event.opening") == "Date and place to be confirmed"
    assert items(desk, "event.agenda") == []
    assert items(desk, "event.facts")[0].origin == "no meeting or activity is linked yet, 14 July 2023"


def test_the_agenda_has_the_topics_numbered(met: tuple[Desk, meeting_desk.Meetings]) -> None:
    desk, ids = met
    found = items(desk, "event.agenda", meeting_id=ids.second)
    kinds = dict(desk.read("SELECT id, kind FROM agenda_item WHERE meeting_id = ?", (ids.second,)))
    assert {kinds[int(item.key.split(":")[1])] for item in found} == {"topic"}
    assert len(found) < len(kinds)
    numbers = [item.block.number for item in found if isinstance(item.block, Entry)]
    assert numbers == list(range(1, len(found) + 1))
    assert "Side events in 2023 (UNDP, 25 minutes)" in told(desk, "event.agenda", meeting_id=ids.first)


def test_a_proposal_has_every_field_of_the_form(met: tuple[Desk, meeting_desk.Meetings]) -> None:
    desk, ids = met
    kim = people.add_person(desk, "Kim Doe", 2, email="kim@example.org")
    people.hold_role(desk, "secretariat", organization_id=2, person_id=kim)
    labels = ["Title", "Organizer", "Co-sponsors", "Date and time", "Venue", "Languages", "Contact"]
    how = {"title": shipped("side-event")[0].title, "meeting_id": ids.first}
    rows = dict(row.split(": ", 1) for row in told(desk, "event.proposal", **how).splitlines())
    assert list(rows) == labels
    assert (rows["Title"], rows["Organizer"]) == ("Side event at the HLPF", "OHCHR")
    assert rows["Contact"] == "OHCHR, UNDP, UNEP; OHCHR"
    assert "OHCHR (Kim Doe, kim@example.org)" in told(desk, "event.proposal", contacts=True, **how)
    own = told(desk, "event.proposal", **{**how, "title": "Rights at the Forum"})
    assert own.startswith("Title: Rights at the Forum\n")


def test_messages_tell_what_was_finished_in_the_newest_closed_period(plan_desk: Desk) -> None:
    first = progress.add_period(plan_desk, 1, "first half of 2023")
    second = progress.add_period(plan_desk, 1, "second half of 2023")
    report = progress.start_report(plan_desk, first, 1)
    later = progress.start_report(plan_desk, second, 1)
    workplan.edit_activity(plan_desk, 1, status="done")
    progress.collect(plan_desk, report, today=meeting_desk.TODAY)
    progress.add_line(plan_desk, report, "key result", "It *helps*.\n\nMore.", heading="A brief is out")
    progress.add_line(plan_desk, report, "challenge", "Slow.")
    progress.add_line(plan_desk, later, "key result", "Of the second half.")
    progress.edit_report(plan_desk, report, rag="on track", rag_reason="All goes well.")
    assert told(plan_desk, "messages.achievements") == "Of the second half."
    assert items(plan_desk, "messages.achievements")[0].origin.endswith(", not closed yet")
    assert items(plan_desk, "messages.standing") == []
    progress.close_period(plan_desk, first, today=meeting_desk.TODAY)
    assert told(plan_desk, "messages.achievements").splitlines() == [
        "Policy brief on the right to a healthy environment: finished (March 2023).",
        "A brief is out. It helps.",
    ]
    assert [item.record for item in items(plan_desk, "messages.achievements")] == [
        "activity:1", f"focus_area_report:{report}",
    ]  # fmt: skip
    assert told(plan_desk, "messages.standing") == ("1 Focus area of UNDP (UNDP): G on track All goes well.")
    assert told(plan_desk, "messages.achievements", period_id=second) == "Of the second half."


def test_figures_have_those_that_met_their_target_first(plan_desk: Desk) -> None:
    period = progress.add_period(plan_desk, 1, "first half of 2023")
    result = framework.add_result(plan_desk, framework.add_framework(plan_desk, "The framework"), "Rights")
    for title, actual in (("Reports", "60 countries"), ("Laws", "90 countries")):
        given = {"baseline_text": "40 countries", "baseline_value": 40.0, "target_value": 80.0}
        key = framework.add_indicator(
            plan_desk, result, title, unit="countries", target_text="80 countries", **given
        )
        framework.add_value(plan_desk, key, period, actual)
    framework.add_indicator(plan_desk, result, "Never measured")
    found = told(plan_desk, "messages.figures").splitlines()
    assert found[0].startswith("90 countries: Laws (target 80 countries; from 40 countries; 125 % of the way")
    assert found[0].endswith(" target met")
    assert found[1] == "60 countries: Reports (target 80 countries; from 40 countries; 50 % of the way)"
    assert len(found) == 2


def test_what_comes_next_is_what_is_agreed(plan_desk: Desk) -> None:
    assert told(plan_desk, "messages.next") == "July: Side event at the HLPF (OHCHR (FA2))"
    workplan.edit_activity(plan_desk, 2, when="July (TBC)")
    assert items(plan_desk, "messages.next") == []


def test_the_contact_is_the_offices_people_only_where_they_are_switched_in(desk: Desk) -> None:
    assert items(desk, "messages.contact") == []
    body = people.add_organization(desk, "A body", "AB")
    kim = people.add_person(desk, "Kim Doe", body, title="Officer", email="kim@example.org")
    people.hold_role(desk, "co-chair", person_id=kim)
    people.hold_role(desk, "co-chair", organization_id=people.add_organization(desk, "Other", "OT"))
    assert told(desk, "messages.contact") == "Co-chairs: AB, OT"
    assert told(desk, "messages.contact", contacts=True) == (
        "Co-chairs: AB (Kim Doe, Officer, kim@example.org); OT"
    )
