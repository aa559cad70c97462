"""Activities: each verb is one change, one step, one undo; words, records and marks stay together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from imgdesk.errors import UserError
from imgdesk.services import parts, people, workplan
from imgdesk.store.desk import Desk

Dump = Callable[[Desk], dict[str, list[tuple[Any, ...]]]]
BRIEF, SIDE_EVENT, TRAINING, BRIEFING, MAPPING, LESSONS = range(1, 7)


def cell(desk: Desk, row: int, *columns: str) -> Any:
    found = desk.read(f"SELECT {', '.join(columns)} FROM activity WHERE id = ?", (row,))
    assert found, f"activity {row} is gone"
    return found[0] if len(columns) > 1 else found[0][0]


def order(desk: Desk, section: int) -> list[int]:
    sql = "SELECT id FROM activity WHERE plan_section_id = ? ORDER BY position, id"
    return [row for (row,) in desk.read(sql, (section,))]


def leads(desk: Desk, row: int, table: str = "activity_lead") -> list[str]:
    sql = (
        f"SELECT coalesce(nullif(o.acronym, ''), o.name) FROM {table} x "
        "JOIN organization o ON o.id = x.organization_id WHERE x.activity_id = ? ORDER BY x.position"
    )
    return [name for (name,) in desk.read(sql, (row,))]


def areas(desk: Desk, row: int) -> list[int]:
    sql = (
        "SELECT f.number FROM activity_focus_area x JOIN focus_area f ON f.id = x.focus_area_id "
        "WHERE x.activity_id = ? ORDER BY x.position"
    )
    return [number for (number,) in desk.read(sql, (row,))]


@pytest.fixture
def one_step(plan_desk: Desk, dump: Dump) -> Callable[[Callable[[], Any], str], Any]:
    """A function that does something, and holds that it was one step with this label, undone and redone whole."""

    def check(action: Callable[[], Any], label: str) -> Any:
        before, steps = dump(plan_desk), plan_desk.read("SELECT count(*) FROM step")[0][0]
        result = action()
        after = dump(plan_desk)
        assert after != before
        assert plan_desk.read("SELECT count(*) FROM step")[0][0] == steps + 1
        assert plan_desk.undo_label == label
        plan_desk.undo()
        assert dump(plan_desk) == before
        plan_desk.redo()
        assert dump(plan_desk) == after
        return result

    return check


def test_a_new_activity_stands_last_and_counts_on(plan_desk: Desk, one_step: Any) -> None:
    row = one_step(lambda: workplan.add_activity(plan_desk, 1, "Concept note"), "Add “Concept note”")
    assert order(plan_desk, 1) == [BRIEF, SIDE_EVENT, TRAINING, BRIEFING, row]
    assert cell(plan_desk, row, "ref", "output", "status", "percent") == (
        "23-05",
        "Concept note",
        "planned",
        0,
    )
    assert cell(plan_desk, row, "earliest", "latest") == ("2023-01-01", "2023-12-31")


def test_a_new_activity_stands_behind_another(plan_desk: Desk) -> None:
    first = workplan.add_activity(plan_desk, 1, "A", after=BRIEF)
    second = workplan.add_activity(plan_desk, 1, "B", after=BRIEF)
    third = workplan.add_activity(plan_desk, 1, "C", after=LESSONS)
    assert order(plan_desk, 1) == [BRIEF, second, first, SIDE_EVENT, TRAINING, BRIEFING, third]


def test_references_are_free_in_the_whole_plan(plan_desk: Desk) -> None:
    workplan.move_activities(plan_desk, [BRIEFING], 2)
    again = parts.add_section(plan_desk, 1, "2023, second half", year=2023)
    rows = [workplan.add_activity(plan_desk, section, "x") for section in (1, again, 1)]
    refs = [ref for (ref,) in plan_desk.read("SELECT ref FROM activity")]
    assert len(refs) == len(set(refs))
    assert [cell(plan_desk, row, "ref") for row in rows] == ["23-05", "23-06", "23-07"]
    none = parts.add_section(plan_desk, 1, "Later")
    assert cell(plan_desk, workplan.add_activity(plan_desk, none, "x"), "ref") == "S4-01"


def test_every_field_is_edited_as_one_step(plan_desk: Desk, one_step: Any) -> None:
    event = parts.add_event(plan_desk, "HLPF", "July 2023")
    fields = {
        "output": "Policy brief, two pages",
        "when": "mid-2023",
        "leads": "UNEP (FA1)",
        "partners": "FAO, WHO",
        "category": "Advocacy",
        "status": "under way",
        "percent": "40 %",
        "event_id": event,
        "note": "a\r\nb",
    }
    one_step(
        lambda: workplan.edit_activity(plan_desk, BRIEF, **fields),
        "Edit “Policy brief on the right to a healthy…”",
    )
    assert cell(plan_desk, BRIEF, "output", "when_text", "status", "percent", "event_id", "note") == (
        "Policy brief, two pages",
        "mid-2023",
        "under way",
        40,
        event,
        "a\nb",
    )
    assert cell(plan_desk, BRIEF, "earliest", "latest") == ("2023-05-01", "2023-08-31")
    assert (leads(plan_desk, BRIEF), leads(plan_desk, BRIEF, "activity_partner")) == (
        ["UNEP"],
        ["FAO", "WHO"],
    )
    assert areas(plan_desk, BRIEF) == [1]
    category = "SELECT c.name FROM activity a JOIN category c ON c.id = a.category_id WHERE a.id = 1"
    assert plan_desk.read(category) == [("Advocacy",)]


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"when": "July 2023"}, "Move “Side event at the HLPF”"),
        ({"output": "Reception"}, "Edit output of “Side event at the HLPF”"),
        ({"unconfirmed": True}, "Mark unconfirmed “Side event at the HLPF”"),
        ({"provisional": True}, "Put brackets on “Side event at the HLPF”"),
        ({"note": "x"}, "Edit note of “Side event at the HLPF”"),
        ({"note": "x", "percent": 5}, "Edit “Side event at the HLPF”"),
    ],
)
def test_the_label_says_what_undo_would_take_back(
    plan_desk: Desk, one_step: Any, fields: Any, label: str
) -> None:
    one_step(lambda: workplan.edit_activity(plan_desk, SIDE_EVENT, **fields), label)


def test_several_activities_are_edited_as_one_step(plan_desk: Desk, one_step: Any) -> None:
    rows = [BRIEF, MAPPING, BRIEF]
    one_step(lambda: workplan.edit_activities(plan_desk, rows, status="done"), "Edit status of 2 activities")
    assert plan_desk.read("SELECT id, percent FROM activity WHERE status = 'done'") == [
        (BRIEF, 100),
        (MAPPING, 100),
    ]


def test_an_edit_that_changes_nothing_is_no_step(plan_desk: Desk) -> None:
    steps = plan_desk.read("SELECT count(*) FROM step")
    workplan.edit_activity(
        plan_desk, BRIEF, when="March 2023", leads="UNDP & OHCHR (FA1/FA2)", provisional=False
    )
    workplan.edit_activities(plan_desk, [], note="x")
    workplan.edit_activity(plan_desk, BRIEF)
    workplan.delete_activities(plan_desk, [])
    workplan.move_activities(plan_desk, [], 1)
    assert plan_desk.read("SELECT count(*) FROM step") == steps


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"percent": "half"}, "“half” is not a percentage"),
        ({"percent": 101}, "whole number from 0 to 100"),
        ({"percent": -1}, "not a percentage"),
        ({"percent": "9" * 5000}, "not a percentage"),
        ({"status": "lost"}, "“lost” is not a status: choose planned, under way"),
        ({"event_id": 77}, "no longer exists"),
    ],
)
def test_a_wrong_value_is_refused_in_a_sentence(plan_desk: Desk, dump: Dump, fields: Any, says: str) -> None:
    before = dump(plan_desk)
    with pytest.raises(UserError, match=says):
        workplan.edit_activity(plan_desk, BRIEF, note="not kept either", **fields)
    assert dump(plan_desk) == before


@pytest.mark.parametrize(
    "action",
    [
        lambda desk: workplan.edit_activity(desk, 99, note="x"),
        lambda desk: workplan.delete_activities(desk, [BRIEF, 99]),
        lambda desk: workplan.move_activities(desk, [99], 1),
        lambda desk: workplan.move_activities(desk, [BRIEF], 99),
        lambda desk: workplan.add_activity(desk, 99, "x"),
        lambda desk: workplan.add_activity(desk, 1, "x", after=99),
    ],
)
def test_what_is_gone_is_told_and_nothing_changes(plan_desk: Desk, dump: Dump, action: Any) -> None:
    before = dump(plan_desk)
    with pytest.raises(UserError, match="no longer exists, so nothing was changed"):
        action(plan_desk)
    assert dump(plan_desk) == before


def test_an_unknown_field_is_a_mistake_of_the_program(plan_desk: Desk) -> None:
    with pytest.raises(TypeError, match="colour"):
        workplan.edit_activity(plan_desk, BRIEF, colour="red")


def test_brackets_and_flag_follow_each_other(plan_desk: Desk) -> None:
    def state() -> tuple[str, int]:
        return cell(plan_desk, TRAINING, "output", "provisional")

    assert state() == ("[Training for country teams]", 1)
    workplan.edit_activity(plan_desk, TRAINING, provisional=False)
    assert state() == ("Training for country teams", 0)
    workplan.edit_activity(plan_desk, TRAINING, provisional=True)
    assert state() == ("[Training for country teams]", 1)
    workplan.edit_activity(plan_desk, TRAINING, output="Training")
    assert state() == ("Training", 0)
    workplan.edit_activity(plan_desk, TRAINING, output="[Training]")
    assert state() == ("[Training]", 1)


def test_tbc_and_flag_follow_each_other(plan_desk: Desk) -> None:
    def state() -> tuple[str, int]:
        return cell(plan_desk, BRIEFING, "output", "unconfirmed")

    assert state() == ("Briefing of the Senior Officials (TBC)", 1)
    workplan.edit_activity(plan_desk, BRIEFING, unconfirmed=False)
    assert state() == ("Briefing of the Senior Officials", 0)
    workplan.edit_activity(plan_desk, BRIEFING, unconfirmed=True)
    assert state() == ("Briefing of the Senior Officials", 1)
    workplan.edit_activity(plan_desk, BRIEFING, output="Briefing of the Senior Officials, Geneva")
    assert cell(plan_desk, BRIEFING, "unconfirmed") == 1


def test_text_and_flag_given_together_agree_in_any_order(plan_desk: Desk) -> None:
    for fields in (
        {"provisional": True, "output": "Reception"},
        {"output": "Reception", "provisional": True},
    ):
        workplan.edit_activity(plan_desk, BRIEF, output="x", provisional=False)
        workplan.edit_activity(plan_desk, BRIEF, **fields)
        assert cell(plan_desk, BRIEF, "output", "provisional") == ("[Reception]", 1)


def test_a_footnote_stays_behind_its_word(plan_desk: Desk) -> None:
    notes = {
        "output": parts.add_footnote(plan_desk, SIDE_EVENT, "Subject to capacity", offset=10),
        "when": parts.add_footnote(plan_desk, SIDE_EVENT, "New York time", field="when"),
        "leads": parts.add_footnote(plan_desk, SIDE_EVENT, "TBC by the lead", field="leads"),
    }
    workplan.edit_activity(plan_desk, SIDE_EVENT, output="A big side event at the HLPF", provisional=True)
    workplan.edit_activity(plan_desk, SIDE_EVENT, when="early July", leads="OHCHR/FA2")
    places = dict(plan_desk.read('SELECT id, "offset" FROM footnote'))
    text = cell(plan_desk, SIDE_EVENT, "output")
    assert text[: places[notes["output"]]] == "[A big side event"
    assert places[notes["when"]] == len("early July")
    assert places[notes["leads"]] == len("OHCHR/FA2")


def test_words_become_organizations_and_focus_areas(plan_desk: Desk) -> None:
    assert (leads(plan_desk, BRIEF), areas(plan_desk, BRIEF)) == (["UNDP", "OHCHR"], [1, 2])
    assert (leads(plan_desk, SIDE_EVENT), areas(plan_desk, SIDE_EVENT)) == ([], [2])
    assert (leads(plan_desk, TRAINING), areas(plan_desk, TRAINING)) == (["UNEP"], [1])
    assert (areas(plan_desk, LESSONS), cell(plan_desk, LESSONS, "everyone")) == ([2], 1)
    workplan.edit_activity(plan_desk, LESSONS, leads="FA9 and UNDP")
    assert (leads(plan_desk, LESSONS), areas(plan_desk, LESSONS)) == (["UNDP"], [])
    assert cell(plan_desk, LESSONS, "everyone", "lead_text") == (0, "FA9 and UNDP")


def test_an_organization_deleted_leaves_the_words(plan_desk: Desk) -> None:
    people.delete_organization(plan_desk, 1)
    assert (leads(plan_desk, BRIEF), cell(plan_desk, BRIEF, "lead_text")) == (
        ["OHCHR"],
        "UNDP & OHCHR (FA1/FA2)",
    )


def test_activities_are_deleted_with_what_hangs_on_them(plan_desk: Desk, one_step: Any) -> None:
    parts.add_footnote(plan_desk, BRIEF, "Subject to capacity")
    parts.link_activities(plan_desk, BRIEF, SIDE_EVENT)
    one_step(lambda: workplan.delete_activities(plan_desk, [BRIEF, TRAINING, BRIEF]), "Delete 2 activities")
    assert order(plan_desk, 1) == [SIDE_EVENT, BRIEFING]
    for table in ("footnote", "activity_link"):
        assert plan_desk.read(f"SELECT * FROM {table}") == []


@pytest.mark.parametrize(
    ("ids", "before", "expected"),
    [
        ([BRIEFING], BRIEF, [4, 1, 2, 3]),
        ([BRIEF], None, [2, 3, 4, 1]),
        ([BRIEF], TRAINING, [2, 1, 3, 4]),
        ([TRAINING, BRIEF], BRIEFING, [2, 3, 1, 4]),
        ([BRIEF, SIDE_EVENT], SIDE_EVENT, [1, 2, 3, 4]),
        ([SIDE_EVENT], SIDE_EVENT, [1, 2, 3, 4]),
        ([BRIEF], LESSONS, [2, 3, 4, 1]),
        ([BRIEF, BRIEF], TRAINING, [2, 1, 3, 4]),
    ],
)
def test_rows_are_reordered(plan_desk: Desk, ids: list[int], before: int | None, expected: list[int]) -> None:
    workplan.move_activities(plan_desk, ids, 1, before=before)
    assert order(plan_desk, 1) == expected


def test_a_hundred_rows_fit_between_two_neighbours(plan_desk: Desk, dump: Dump) -> None:
    before = dump(plan_desk)
    for turn in range(100):
        workplan.move_activities(plan_desk, [TRAINING if turn % 2 else BRIEFING], 1, before=SIDE_EVENT)
        expected = [BRIEF, BRIEFING, TRAINING] if turn % 2 else [BRIEF, TRAINING, BRIEFING]
        assert order(plan_desk, 1) == (
            [*expected, SIDE_EVENT] if turn else [BRIEF, BRIEFING, SIDE_EVENT, TRAINING]
        )
    positions = [p for (p,) in plan_desk.read("SELECT position FROM activity WHERE plan_section_id = 1")]
    assert len(set(positions)) == 4
    for _ in range(100):
        plan_desk.undo()
    assert dump(plan_desk) == before


def test_a_row_in_another_section_has_its_date_read_with_that_year(plan_desk: Desk, one_step: Any) -> None:
    one_step(
        lambda: workplan.move_activities(plan_desk, [SIDE_EVENT, BRIEF], 2, before=LESSONS),
        "Reorder 2 activities",
    )
    assert order(plan_desk, 2) == [MAPPING, SIDE_EVENT, BRIEF, LESSONS]
    assert cell(plan_desk, SIDE_EVENT, "when_text", "earliest") == ("July", "2024-07-01")
    assert cell(plan_desk, BRIEF, "when_text", "earliest") == ("March 2023", "2023-03-01")


def test_a_row_in_another_plan_finds_its_focus_areas_there(plan_desk: Desk) -> None:
    plan = parts.add_workplan(plan_desk, "Third workplan")
    area = parts.add_focus_area(plan_desk, plan, 2, "Another")
    section = parts.add_section(plan_desk, plan, "2026", year=2026)
    workplan.move_activities(plan_desk, [BRIEF], section)
    sql = "SELECT focus_area_id FROM activity_focus_area WHERE activity_id = 1"
    assert plan_desk.read(sql) == [(area,)]
    workplan.move_activities(plan_desk, [BRIEF], 1)
    assert areas(plan_desk, BRIEF) == [1, 2]


def test_hostile_text_is_kept_as_text(plan_desk: Desk) -> None:
    for text in ("=1+1", "<b>&", "x" * 100_000, "'; DROP TABLE activity; --", "{0} %s"):
        workplan.edit_activity(plan_desk, BRIEF, output=text, leads=text[:200], when=text[:200], note=text)
        assert cell(plan_desk, BRIEF, "output", "note") == (text, text)
    workplan.edit_activity(plan_desk, BRIEF, output="a\x00\x0b\ud800b\r\nc")
    assert cell(plan_desk, BRIEF, "output") == "ab\nc"
