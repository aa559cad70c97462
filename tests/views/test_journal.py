"""The journal as a person reads it: names instead of ids, words instead of flags, one sentence a step."""

from __future__ import annotations

from datetime import date, timedelta
from time import perf_counter
from typing import Any

import pytest

from imgdesk.domain.draft import ActivityDraft, PlanDraft, SectionDraft
from imgdesk.services import (
    action_points,
    circulation,
    exchange,
    framework,
    meetings,
    minutes,
    parts,
    people,
    plan_changes,
    progress,
    workplan,
)
from imgdesk.store.desk import Desk
from imgdesk.views import journal

SIDE_EVENT = 2


def last(desk: Desk, table: str = "activity", row_id: int = SIDE_EVENT) -> str:
    return journal.history(desk, table, row_id)[-1].sentence


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"when": "July 2023"}, "date July → July 2023"),
        ({"when": ""}, "date July removed"),
        ({"output": "Reception"}, "output Side event at the HLPF → Reception"),
        ({"leads": "UNDP"}, "leads FA2 → UNDP"),
        ({"partners": "FAO"}, "partners set to FAO"),
        ({"category": "Advocacy"}, "category Policy (all levels) → Advocacy"),
        ({"percent": 40}, "progress 0 % → 40 %"),
        ({"status": "done"}, "status planned → done; progress 0 % → 100 %"),
        ({"unconfirmed": True}, "marked unconfirmed"),
        ({"provisional": True}, "output Side event at the HLPF → [Side event at the HLPF]; put in brackets"),
        ({"note": "a\nb"}, "note set to a b"),
        ({"note": "x" * 200}, "note set to " + "x" * 79 + "…"),
    ],
)
def test_an_edit_is_told_in_the_words_of_the_page(
    plan_desk: Desk, fields: dict[str, Any], sentence: str
) -> None:
    workplan.edit_activity(plan_desk, SIDE_EVENT, **fields)
    assert last(plan_desk) == sentence


def test_a_long_text_shows_where_it_differs(plan_desk: Desk) -> None:
    text = "Drafting and finalisation of the workplan for the years 2023 to 2025 in consultation with the members"
    workplan.edit_activity(plan_desk, SIDE_EVENT, output=text)
    workplan.edit_activity(plan_desk, SIDE_EVENT, output=f"{text} and a short film")
    assert (
        last(plan_desk)
        == "output …consultation with the members → …consultation with the members and a short film"
    )
    workplan.edit_activity(plan_desk, SIDE_EVENT, output=f"Re-{text}")
    assert last(plan_desk).startswith("output Drafting and finalisation of")
    assert "→ Re-Drafting and finalisation of" in last(plan_desk)


def test_flags_taken_away_are_told(plan_desk: Desk) -> None:
    workplan.edit_activity(plan_desk, 4, unconfirmed=False)
    assert last(plan_desk, row_id=4).endswith("; confirmed")
    workplan.edit_activity(plan_desk, 3, provisional=False)
    assert last(plan_desk, row_id=3).endswith("; taken out of brackets")
    parts.edit_section(plan_desk, 2, provisional=False)
    assert last(plan_desk, "plan_section", 2) == "made firm"


def test_a_move_names_the_sections_and_what_the_date_means_now(plan_desk: Desk) -> None:
    workplan.move_activities(plan_desk, [SIDE_EVENT], 2)
    assert last(plan_desk) == "section 2023 → 2024; date July now means 1-31 July 2024"
    workplan.move_activities(plan_desk, [SIDE_EVENT], 2, before=5)
    assert last(plan_desk) == "moved in the list"
    parts.delete_section(plan_desk, 1)
    assert journal.history(plan_desk, "activity", SIDE_EVENT)[-2].sentence.startswith("section 2023 → 2024")


def test_another_year_of_the_section_tells_the_new_window(plan_desk: Desk) -> None:
    parts.edit_section(plan_desk, 1, year=2026)
    assert last(plan_desk) == "date July now means 1-31 July 2026"
    parts.edit_section(plan_desk, 1, year=None)
    assert last(plan_desk, row_id=3) == "date TBD now means any time"


def test_events_are_named_even_when_they_are_gone(plan_desk: Desk) -> None:
    event = parts.add_event(plan_desk, "HLPF", "July 2023")
    workplan.edit_activity(plan_desk, SIDE_EVENT, event_id=event)
    assert last(plan_desk) == "event set to HLPF"
    parts.delete_event(plan_desk, event)
    assert [row.sentence for row in journal.history(plan_desk, "activity", SIDE_EVENT)[-2:]] == [
        "event set to HLPF",
        "event HLPF removed",
    ]


def test_a_merged_category_is_named(plan_desk: Desk) -> None:
    other = parts.add_category(plan_desk, "Policy work")
    parts.merge_categories(plan_desk, other, 1)
    assert last(plan_desk) == "category Policy → Policy work"


def test_footnotes_and_links_are_told_on_both_sides(plan_desk: Desk) -> None:
    note = parts.add_footnote(plan_desk, SIDE_EVENT, "Subject to capacity")
    assert last(plan_desk) == "footnote Subject to capacity added"
    parts.edit_footnote(plan_desk, note, "Subject to funds")
    assert last(plan_desk) == "footnote Subject to capacity → Subject to funds"
    parts.delete_footnote(plan_desk, note)
    assert last(plan_desk) == "footnote Subject to funds removed"
    link = parts.link_activities(plan_desk, SIDE_EVENT, 5)
    assert (last(plan_desk), last(plan_desk, row_id=5)) == (
        "link to Mapping of defenders added",
        "link from Side event at the HLPF added",
    )
    parts.unlink_activities(plan_desk, link)
    assert last(plan_desk) == "link to Mapping of defenders removed"
    assert journal.history(plan_desk, "activity", SIDE_EVENT)[-1].fields == (
        ("link to", "Mapping of defenders", None),
    )


def test_an_activity_begins_and_ends_in_one_row_each(plan_desk: Desk) -> None:
    fields = {"when": "July", "leads": "UNDP", "category": "x", "output": "Reception"}
    row = workplan.add_activity(plan_desk, 1, "Reception", fields=fields)
    parts.add_footnote(plan_desk, row, "x")
    workplan.delete_activities(plan_desk, [row])
    assert [(h.sentence, h.fields) for h in journal.history(plan_desk, "activity", row)] == [
        ("Added", ()),
        ("footnote x added", (("footnote", None, "x"),)),
        ("Deleted", ()),
    ]


def test_an_import_is_named_where_a_row_came_from_it(plan_desk: Desk) -> None:
    rows = (ActivityDraft("Quite another thing", "May"), ActivityDraft("Side event at the HLPF", "June"))
    draft = PlanDraft(
        title="Second workplan", sections=(SectionDraft("2023", "2023", 2023, activities=rows),)
    )
    exchange.land(plan_desk, draft, "back.docx")
    added = plan_desk.read("SELECT max(id) FROM activity")[0][0]
    assert last(plan_desk, row_id=added) == "Added (Import workplan from “back.docx”)"
    newest = journal.history(plan_desk, "activity", SIDE_EVENT)[-1]
    assert (newest.label, newest.sentence) == ("Import workplan from “back.docx”", "date July → June")


def test_people_and_roles_are_named(plan_desk: Desk) -> None:
    ann = people.add_person(plan_desk, "Ann Lee", 1)
    people.edit_person(plan_desk, ann, organization_id=2, email="a@x.example")
    assert last(plan_desk, "person", ann) == "email set to a@x.example; organization UNDP → OHCHR"
    people.edit_role(plan_desk, 1, person_id=ann, when="until 2024")
    assert last(plan_desk, "role_holding", 1) == "person set to Ann Lee; date set to until 2024"


def test_what_was_taken_back_is_no_history(plan_desk: Desk) -> None:
    known = journal.history(plan_desk, "activity", SIDE_EVENT)
    workplan.edit_activity(plan_desk, SIDE_EVENT, when="May")
    plan_desk.undo()
    assert journal.history(plan_desk, "activity", SIDE_EVENT) == known
    assert journal.steps(plan_desk)[-1].state == "undone"


def test_steps_come_oldest_first_and_from_a_day_on(plan_desk: Desk, clock: Any) -> None:
    workplan.edit_activity(plan_desk, SIDE_EVENT, when="May")
    clock.now += timedelta(days=2)
    workplan.edit_activities(plan_desk, [1, 2], note="x")
    assert [
        (row.label, row.rows, row.origin) for row in journal.steps(plan_desk, since="2023-05-13")[:1]
    ] == [("Edit note of 2 activities", 2, "window")]
    every = journal.steps(plan_desk)
    assert [row.id for row in every] == sorted(row.id for row in every)
    assert every[-2].label == "Move “Side event at the HLPF”"


def test_a_record_without_history_has_none(plan_desk: Desk) -> None:
    assert journal.history(plan_desk, "activity", 999) == []
    assert journal.history(plan_desk, "nonsense", 1) == []


def test_a_decision_of_a_meeting_is_named_where_it_changed_the_plan(plan_desk: Desk) -> None:
    meetings.add_series(plan_desk, "IMG meeting", "img")
    meeting = meetings.add_meeting(plan_desk, "12 March 2023", series_id=1)
    item = minutes.add_item(plan_desk, meeting, "Side event")
    first = minutes.add_minute(plan_desk, item, "Noted.")
    moved = minutes.add_minute(plan_desk, item, "Agreed to move it.")
    plan_changes.change_plan(plan_desk, moved, "moved", activity_id=SIDE_EVENT, when="September 2023")
    added = plan_changes.change_plan(plan_desk, moved, "added", output="Reception", section_id=1, when="May")
    assert last(plan_desk) == "date July → September 2023; decided at 1st IMG meeting, paragraph 2"
    new = plan_desk.read("SELECT activity_id FROM plan_change WHERE id = ?", (added,))[0][0]
    assert last(plan_desk, row_id=new) == "Added; decided at 1st IMG meeting, paragraph 2"
    minutes.delete_minute(plan_desk, first)
    assert last(plan_desk) == "date July → September 2023; decided at 1st IMG meeting, paragraph 1"
    minutes.delete_minute(plan_desk, moved)
    assert last(plan_desk) == "date July → September 2023; decided at 1st IMG meeting, paragraph 2"


def test_a_meeting_tells_its_agenda_its_minutes_and_who_was_there(plan_desk: Desk) -> None:
    def told() -> str:
        return last(plan_desk, "meeting", meeting)

    meetings.add_series(plan_desk, "IMG meeting", "img")
    meeting = meetings.add_meeting(plan_desk, "12 March 2023", series_id=1)
    assert told() == "Added"
    item = minutes.add_item(plan_desk, meeting, "Budget")
    assert told() == "item Budget added"
    minutes.edit_item(plan_desk, item, title="Funds", presenter="UNDP")
    assert told() == "item Budget → Funds; presenter of item “Funds” set to UNDP"
    note = minutes.add_minute(plan_desk, item, "Noted.", merge="x")
    minutes.edit_minute(plan_desk, note, "Noted with thanks.", merge="x")
    assert told() == "paragraph Noted with thanks. added"
    minutes.turn_minute(plan_desk, note, "decision")
    assert told() == "kind of “Noted with thanks.” note → decision"
    minutes.set_draft(plan_desk, note, True)
    assert told() == "decision “Noted with thanks.” active → draft"
    minutes.set_draft(plan_desk, note, False)
    minutes.set_internal(plan_desk, note, True)
    assert told() == "readers of “Noted with thanks.” all → inside"
    minutes.set_internal(plan_desk, note, False)
    minutes.add_minute(plan_desk, item, "Write.", "action", owners="UNEP")
    assert told() == "action “Write.” (open) added; action Write. added"
    action_points.set_action_status(plan_desk, 1, "done", meeting_id=meeting)
    assert told() == "action “Write.” open → done"
    meetings.mark_attendance(plan_desk, meeting, organization_id=1, state="absent")
    assert told() == "participant UNDP (absent) added"
    meetings.mark_attendance(plan_desk, meeting, organization_id=1, on_behalf_of="FAO")
    assert told() == "UNDP absent → present, on behalf of FAO"
    circulation.circulate(plan_desk, meeting)
    assert told() == "status planned → circulated; version 1 (circulated) added"
    circulation.approve(plan_desk, meeting)
    circulation.amend(plan_desk, note, "Noted.", why="too much")
    assert told() == (
        "decision Noted with thanks. → Noted.; amendment of paragraph 1 (too much) added; version 3 (amended) added"
    )
    circulation.reopen(plan_desk, meeting)
    minutes.paste_minutes(plan_desk, item, [f"Paragraph {number}" for number in range(9)])
    assert told() == "; ".join([*(f"paragraph Paragraph {n} added" for n in range(5)), "4 more changes"])
    minutes.delete_item(plan_desk, item)
    assert told().startswith("item Funds removed; ")


def test_the_history_of_a_long_meeting_is_there_at_once(plan_desk: Desk) -> None:
    meeting = meetings.add_meeting(plan_desk, "12 March 2023")
    item = minutes.add_item(plan_desk, meeting, "Everything")
    for part in range(20):
        minutes.paste_minutes(plan_desk, item, [f"Paragraph {part} {number}" for number in range(50)])
    start = perf_counter()
    assert len(journal.history(plan_desk, "meeting", meeting)) == 22
    assert perf_counter() - start < 1  # measured: 0.03


def test_a_report_tells_its_lines(plan_desk: Desk) -> None:
    def told() -> str:
        return last(plan_desk, "focus_area_report", report)

    report = progress.start_report(plan_desk, progress.add_period(plan_desk, 1, "first half of 2023"), 1)
    assert told() == "Added"
    progress.edit_report(plan_desk, report, rag="constrained", percent=40)
    assert told() == "rating set to constrained; progress set to 40 %; how progress was found computed → set"
    progress.edit_report(plan_desk, report, percent=None)
    assert told() == "progress 40 % removed"
    line = progress.add_line(plan_desk, report, "challenge", "No funds")
    assert told() == "challenge No funds added"
    progress.edit_line(plan_desk, line, heading="Money", text="No funds yet")
    assert told() == "challenge No funds → Money: No funds yet"
    progress.edit_line(plan_desk, line, part="way forward")
    assert told() == "part of “No funds yet” challenge → way forward"
    progress.drop_line(plan_desk, line)
    assert told() == "way forward Money: No funds yet removed"
    progress.collect(plan_desk, report, today=date(2023, 7, 14))
    late = "Policy brief on the right to a healthy environment: due March 2023, still open."
    assert f"challenge {late} added" in told()
    (key,) = plan_desk.read("SELECT id FROM report_line WHERE text = ?", (late,))[0]
    progress.drop_line(plan_desk, key)
    assert told() == f"challenge {late} removed"
    progress.restore_line(plan_desk, key)
    assert told() == f"challenge {late} added"


def test_an_indicator_tells_its_values(plan_desk: Desk) -> None:
    def told() -> str:
        return last(plan_desk, "indicator", row)

    plan = framework.add_framework(plan_desk, "Plan")
    row = framework.add_indicator(plan_desk, framework.add_result(plan_desk, plan, "Rights"), "Laws")
    assert told() == "Added"
    framework.edit_indicator(plan_desk, row, baseline="32 countries in the 3rd cycle", cumulative=True)
    assert told() == (
        "made cumulative; baseline as a number set to 32; baseline set to 32 countries in the 3rd cycle; "
        "time of the baseline set to 3rd cycle"
    )
    half = progress.add_period(plan_desk, 1, "first half of 2023")
    framework.set_value(plan_desk, row, half, "40 countries")
    assert told() == "actual value of first half of 2023 set to 40 countries"
    (value,) = plan_desk.read("SELECT id FROM indicator_value")[0]
    framework.edit_value(plan_desk, value, value=41, text="", comment="by phone")
    assert told() == (
        "actual value of first half of 2023 40 countries → 41; "
        "comment of the actual value of first half of 2023 set to by phone"
    )
    progress.delete_period(plan_desk, half)
    assert told() == "actual value of first half of 2023 41 removed"


def test_a_result_and_an_activity_tell_that_one_contributes_to_the_other(plan_desk: Desk) -> None:
    plan = framework.add_framework(plan_desk, "Plan")
    framework.add_result(plan_desk, plan, "Nothing")
    result = framework.add_result(plan_desk, plan, "Rights", code="D4")
    framework.link_activity(plan_desk, SIDE_EVENT, result)
    assert last(plan_desk, "result", result) == "activity Side event at the HLPF added"
    assert last(plan_desk) == "result D4 Rights added"
    framework.unlink_activity(plan_desk, SIDE_EVENT, result)
    assert last(plan_desk, "result", result) == "activity Side event at the HLPF removed"
    framework.link_activity(plan_desk, SIDE_EVENT, result)
    framework.delete_result(plan_desk, result)
    assert last(plan_desk, "result", result) == "Deleted"
    assert last(plan_desk) == "result D4 Rights removed"
