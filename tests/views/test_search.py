"""What was found, in words: title, where it stands, when, and the matching piece of text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from imgdesk.services import documents, meetings, minutes, parts, people
from imgdesk.store.desk import Desk
from imgdesk.store.search import SearchIndex
from imgdesk.store.search_texts import SOURCES
from imgdesk.views.search import KINDS, Results, from_the_match, search, targets

Search = Callable[..., Results]


@pytest.fixture
def find(plan_desk: Desk) -> Search:
    """Search a desk with a plan and two meetings, one of a series and one of none."""
    meetings.add_series(plan_desk, "IMG meeting", "img")
    meetings.add_meeting(plan_desk, "12 March 2024", series_id=1, place="Geneva")
    meetings.add_meeting(plan_desk, "soon", title="Talk")
    minutes.add_item(plan_desk, 1, "Side events")
    minutes.add_item(plan_desk, 1, "Other")
    minutes.add_minute(plan_desk, 1, "First")
    minutes.add_minute(plan_desk, 2, "The zebra note")
    index = SearchIndex(plan_desk)
    index.build()
    return lambda text, **more: search(plan_desk, index, text, **more)


def told(found: Results) -> list[tuple[str, str, str, str, str]]:
    return [tuple(row.as_dict().values()) for row in found.rows]


def test_every_kind_has_a_name() -> None:
    assert list(KINDS) == [source.kind for source in SOURCES]


def test_a_paragraph_stands_in_a_meeting_under_its_number(plan_desk: Desk, find: Search) -> None:
    place = "1st IMG meeting, paragraph 2"
    assert told(find("zebra")) == [("paragraph", "minute:2", "Other", place, "The zebra note")]
    assert find("zebra").rows[0].when == "12 March 2024"
    minutes.add_minute(plan_desk, 1, "Second")
    assert find("zebra").rows[0].where == "1st IMG meeting, paragraph 3"


def test_a_decision_and_an_action(plan_desk: Desk, find: Search) -> None:
    minutes.add_minute(plan_desk, 1, "Okapi agreed", "decision")
    minutes.add_minute(plan_desk, 2, "Okapi letter", "action", owners="UNEP", due="15 July")
    place = "1st IMG meeting, paragraph"
    assert told(find("okapi")) == [
        ("action", "action_point:1", "Other", f"{place} 4 · open", "Okapi letter · UNEP"),
        ("decision", "decision:1", "Side events", f"{place} 2", "Okapi agreed"),
    ]
    assert [row.when for row in find("okapi").rows] == ["15 July", "12 March 2024"]


def test_what_outlives_its_meeting_is_still_told(plan_desk: Desk, find: Search) -> None:
    minutes.add_minute(plan_desk, 1, "Okapi agreed", "decision")
    minutes.add_minute(plan_desk, 2, "Okapi letter", "action")
    with plan_desk.change("Lose the paragraphs"):
        meetings.delete_meeting(plan_desk, 1)
    assert [(row.kind, row.where) for row in find("okapi").rows] == [("action", "open"), ("decision", "")]


def test_meetings_and_their_items(find: Search) -> None:
    assert told(find("1st img")) == [
        ("meeting", "meeting:1", "1st IMG meeting", "Geneva", "1st IMG meeting"),
    ]
    assert told(find("other")) == [
        ("agenda item", "agenda_item:2", "Other", "1st IMG meeting, item 2", "Other")
    ]
    assert told(find("talk")) == [("meeting", "meeting:2", "Talk", "", "Talk")]
    assert told(find("geneva"))[0][-1] == "12 March 2024 · Geneva"


def test_parts_of_the_plan(plan_desk: Desk, find: Search) -> None:
    parts.add_narrative(plan_desk, 1, "An okapi in the text", heading="Background")
    parts.add_narrative(plan_desk, 1, "An okapi in a section", section_id=2)
    parts.edit_section(plan_desk, 1, note="okapi")
    documents.attach_link(plan_desk, 1, "https://okapi.example")
    brief = "Policy brief on the right to a healthy environment"
    assert told(find("okapi")) == [
        ("document", "attachment:1", "https://okapi.example", brief, "https://okapi.example"),
        ("section", "plan_section:1", "2023", "Second workplan", "okapi"),
        ("text", "narrative:2", "2024", "2024", "An okapi in a section"),
        ("text", "narrative:1", "Background", "Second workplan", "An okapi in the text"),
    ]
    ref = plan_desk.read("SELECT ref FROM activity WHERE id = 2")[0][0]
    row = find("hlpf").rows[0]
    assert (row.where, row.when) == (f"{ref} · 2023", "July")


def test_who(plan_desk: Desk, find: Search) -> None:
    office = people.add_organization(plan_desk, "Okapi Office", "OKO")
    people.hold_role(plan_desk, "partner", organization_id=office)
    people.add_person(plan_desk, "Ana Okapi", title="Adviser", organization_id=office)
    assert told(find("okapi")) == [
        ("organization", f"organization:{office}", "OKO Okapi Office", "partner", "OKO Okapi Office"),
        ("person", "person:1", "Ana Okapi", "OKO · Adviser", "Ana Okapi"),
    ]


def test_more_than_the_limit_is_counted(plan_desk: Desk, find: Search) -> None:
    for _ in range(7):
        minutes.add_minute(plan_desk, 1, "okapi")
    found = find("okapi", limit=5)
    assert (len(found.rows), found.more, found.counts) == (5, 2, {"minute": 7})


def test_where_a_record_can_be_looked_at(plan_desk: Desk, find: Search) -> None:
    minutes.add_minute(plan_desk, 1, "Agreed", "decision")
    minutes.add_minute(plan_desk, 1, "To do", "action", activity_id=3)
    parts.add_narrative(plan_desk, 1, "Of a section", section_id=2)
    parts.add_narrative(plan_desk, 1, "Of the plan")
    documents.attach_link(plan_desk, 4, "https://okapi.example")
    people.add_person(plan_desk, "Ana", organization_id=1)
    people.add_person(plan_desk, "Nobody's")
    expected = {
        ("activity", 2): [("activity", 2)],
        ("minute", 2): [("minute", 2), ("meeting", 1)],
        ("decision", 1): [("minute", 3), ("meeting", 1)],
        ("action_point", 1): [("action", 1), ("minute", 4), ("activity", 3)],
        ("agenda_item", 2): [("item", 2), ("meeting", 1)],
        ("meeting", 2): [("meeting", 2)],
        ("attachment", 1): [("activity", 4)],
        ("plan_section", 2): [("section", 2)],
        ("narrative", 1): [("section", 2)],
        ("narrative", 2): [("section", 1)],
        ("organization", 1): [("organization", 1)],
        ("person", 1): [("person", 1), ("organization", 1)],
        ("person", 2): [("person", 2)],
    }
    assert {record: targets(plan_desk, *record) for record in expected} == expected
    assert {table for table, _ in expected} == set(KINDS)


def test_a_match_far_in_is_brought_to_the_front(plan_desk: Desk, find: Search) -> None:
    minutes.add_minute(plan_desk, 1, "These are many words that stand before what is looked for, okapi")
    (row,) = find("okapi").rows
    assert row.snippet == (("…what is looked for, ", False), ("okapi", True))
    assert from_the_match((("x" * 60, False), ("okapi", True))) == (("…" + "x" * 24, False), ("okapi", True))
    assert from_the_match((("near ", False), ("okapi", True))) == (("near ", False), ("okapi", True))
