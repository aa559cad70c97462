"""What was found, in words: title, where it stands, when, and the matching piece of text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from imgdesk.services import documents, framework, meetings, minutes, papers, parts, people, progress
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


def test_a_section_says_in_which_paper_it_stands(plan_desk: Desk, find: Search) -> None:
    paper = papers.add_paper(plan_desk, "concept-note", title="Workshop on soil")
    papers.edit_paper(plan_desk, paper, audience="Zebra office", dated="14 July 2023")
    section = papers.add_section(plan_desk, paper, heading="Topics", text="What a **zebra** eats.")
    bare = papers.add_section(plan_desk, paper, text="No zebra.")
    where = "concept note “Workshop on soil” · draft"
    assert sorted(told(find("zebra"))[1:]) == sorted([
        ("paper", f"paper:{paper}", "Workshop on soil", "concept note · draft", "Zebra office"),
        ("section of a paper", f"paper_section:{section}", "Topics", where, "What a zebra eats."),
        ("section of a paper", f"paper_section:{bare}", "Workshop on soil", where, "No zebra."),
    ])  # fmt: skip
    assert find("topics").rows[0].when == "14 July 2023"


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


def report_on(desk: Desk) -> int:
    period = progress.add_period(desk, 1, "first half of 2023")
    return progress.start_report(desk, period, 1)


def test_reports_and_their_lines(plan_desk: Desk, find: Search) -> None:
    report = report_on(plan_desk)
    assert told(find("okapi")) == []
    progress.edit_report(plan_desk, report, rag="on track", rag_reason="The okapi is well")
    line = progress.add_line(plan_desk, report, "challenge", "No okapi came", heading="Zoo")
    area = plan_desk.read(
        "SELECT 'Focus area 1: ' || coalesce(nullif(short_title, ''), title) FROM focus_area"
    )[0][0]
    assert told(find("okapi")) == [
        (
            "line of a report",
            "report_line:1",
            "Zoo",
            "first half of 2023, focus area 1, challenge",
            "No okapi came",
        ),
        ("report", "focus_area_report:1", area, "first half of 2023 · on track", "The okapi is well"),
    ]
    progress.edit_line(plan_desk, line, heading="")
    progress.edit_period(plan_desk, 1, title="Spring")
    row = find("okapi").rows[0]
    assert (row.title, row.where, row.when) == (
        ((area, False),),
        "Spring, focus area 1, challenge",
        "first half of 2023",
    )
    progress.drop_line(plan_desk, line)
    assert [row.kind for row in find("okapi").rows] == ["report"]


def test_a_line_that_was_dropped_is_found_when_it_is_back(plan_desk: Desk, find: Search) -> None:
    report = report_on(plan_desk)
    progress.collect(plan_desk, report, today=date(2023, 7, 1))
    key, word = plan_desk.read("SELECT id, text FROM report_line WHERE activity_id IS NOT NULL")[0]

    def lines() -> list[int]:
        return [row.id for row in find(word, limit=500).rows if row.table == "report_line"]

    assert key in lines()
    progress.drop_line(plan_desk, key)
    assert key not in lines()
    progress.restore_line(plan_desk, key)
    assert key in lines()


def test_results_and_indicators(plan_desk: Desk, find: Search) -> None:
    plan = framework.add_framework(plan_desk, "Okapi plan", period="2024-2027")
    pillar = framework.add_result(plan_desk, plan, "Animals", code="OK", kind="pillar")
    under = framework.add_result(plan_desk, plan, "Okapis live", code="OK1", parent_id=pillar)
    one = framework.add_indicator(
        plan_desk, under, "Herds", code="OK1.1", target="9 giraffe herds", target_when="2027"
    )
    assert told(find("ok")) == [
        ("indicator", f"indicator:{one}", "OK1.1 Herds", "OK1 Okapis live", "OK1.1 Herds"),
        ("result", f"result:{under}", "OK1 Okapis live", "OK Animals", "OK1 Okapis live"),
        ("result", f"result:{pillar}", "OK Animals", "Okapi plan", "OK Animals"),
    ]
    assert [row.when for row in find("ok").rows] == ["2027", "2024-2027", "2024-2027"]
    assert told(find("giraffe"))[0][-1] == "giraffe herds · 9 giraffe herds · 2027"
    period = progress.add_period(plan_desk, 1, "2024")
    value = framework.add_value(plan_desk, one, period, "8 herds", comment="one fled")
    assert [row.id for row in find("fled").rows] == [one]
    framework.delete_value(plan_desk, value)
    assert not find("fled").rows


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
    progress.add_line(plan_desk, report_on(plan_desk), "challenge", "Late")
    papers.add_paper(plan_desk, "paper")
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
        ("focus_area_report", 1): [("focus_area_report", 1)],
        ("report_line", 1): [("focus_area_report", 1)],
        ("indicator", 1): [("indicator", 1)],
        ("result", 1): [("result", 1)],
        ("paper", 1): [("paper", 1)],
        ("paper_section", 2): [("paper_section", 2), ("paper", 1)],
    }
    assert {record: targets(plan_desk, *record) for record in expected} == expected
    assert {table for table, _ in expected} == set(KINDS)


def test_a_match_far_in_is_brought_to_the_front(plan_desk: Desk, find: Search) -> None:
    minutes.add_minute(plan_desk, 1, "These are many words that stand before what is looked for, okapi")
    (row,) = find("okapi").rows
    assert row.snippet == (("…what is looked for, ", False), ("okapi", True))
    assert from_the_match((("x" * 60, False), ("okapi", True))) == (("…" + "x" * 24, False), ("okapi", True))
    assert from_the_match((("near ", False), ("okapi", True))) == (("near ", False), ("okapi", True))
