"""Minutes as they are typed: one step a paragraph, nothing typed is lost, nobody is invented from half a name."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any

import pytest

from imgdesk.errors import UserError
from imgdesk.services import action_points, meetings, minutes, people, plan_changes
from imgdesk.store.desk import Desk
from imgdesk.views.minutes import record

Dump = Callable[[Desk], dict[str, list[tuple[Any, ...]]]]


@pytest.fixture
def met(plan_desk: Desk) -> Desk:
    """A desk with series 1 and meeting 1 of 12 March 2024 in it, with items 1 and 2."""
    meetings.add_series(plan_desk, "IMG meeting", "img", rhythm="quarterly")
    meetings.add_meeting(plan_desk, "12 March 2024", series_id=1)
    minutes.add_item(plan_desk, 1, "Policy brief")
    minutes.add_item(plan_desk, 1, "Budget")
    return plan_desk


def steps(desk: Desk) -> int:
    return int(desk.read("SELECT count(*) FROM step WHERE state = 'done'")[0][0])


def texts(desk: Desk, item_id: int = 1) -> list[str]:
    rows = desk.read("SELECT text FROM minute WHERE agenda_item_id = ? ORDER BY position, id", (item_id,))
    return [text for (text,) in rows]


def owners(desk: Desk) -> list[tuple[Any, ...]]:
    return desk.read("SELECT name, organization_id FROM action_owner ORDER BY action_id, position")


def organizations(desk: Desk) -> list[str]:
    return [name for (name,) in desk.read("SELECT name FROM organization ORDER BY id")]


def test_a_paragraph_that_is_typed_and_left_is_one_step(met: Desk, dump: Dump) -> None:
    before, known, first = dump(met), organizations(met), steps(met)
    line = "Publish it @NewBody #23-02 by 30 April"
    row = minutes.add_minute(met, 1, "P", "action", merge="p1")
    for stop in range(2, len(line) + 1):
        minutes.edit_minute(met, row, line[:stop], merge="p1")
        assert organizations(met) == known
        assert texts(met) == [line[:stop]]
    minutes.edit_minute(met, row, "", merge="p1")
    assert met.read("SELECT text FROM action_point") == [(line,)]
    minutes.settle_minute(met, row, line, merge="p1")
    assert steps(met) == first + 1
    assert met.undo_label == "Minute action"
    assert texts(met) == ["Publish it"]
    assert met.read("SELECT text, when_text, latest, activity_id FROM action_point") == [
        ("Publish it", "by 30 April", "2024-04-30", 2)
    ]
    assert organizations(met) == known
    assert met.read("SELECT name, organization_id FROM action_owner") == [("NewBody", None)]
    assert minutes.line_of(met, row) == line
    after = dump(met)
    met.undo()
    assert dump(met) == before
    met.redo()
    assert dump(met) == after


def test_a_line_that_is_left_as_it_was_is_no_step(met: Desk, dump: Dump) -> None:
    ann = people.add_person(met, "Ann Lee", 1)
    rows = [
        minutes.add_minute(
            met, 1, "Write.", "action", owners="UNEP, Ann Lee, Ministry of Health", due="soon", activity_id=2
        ),
        minutes.add_minute(met, 1, "Agreed.", "decision", activity_id=1),
        minutes.add_minute(met, 1, "Noted in 2023."),
    ]  # fmt: skip
    people.delete_person(met, ann)
    people.delete_organization(met, 3)
    before, done = dump(met), steps(met)
    assert minutes.line_of(met, rows[0]) == "Write. @UNEP @[Ann Lee] @[Ministry of Health] #23-02 (due: soon)"
    for row in rows:
        minutes.settle_minute(met, row, minutes.line_of(met, row))
    assert (dump(met), steps(met)) == (before, done)


def test_an_owner_who_left_stays_by_name_and_is_not_made_again(met: Desk) -> None:
    row = minutes.add_minute(met, 1, "Write.", "action", owners="UNEP, UNDP")
    people.delete_organization(met, 3)
    minutes.settle_minute(met, row, "Write it all. @UNEP @OHCHR by May")
    assert owners(met) == [("UNEP", None), ("OHCHR", 2)]
    assert organizations(met) == ["UNDP", "OHCHR"]
    minutes.settle_minute(met, row, "Write it all.")
    assert owners(met) == []
    assert met.read("SELECT when_text, activity_id FROM action_point") == [("", None)]


def test_owners_are_those_known_by_either_name(met: Desk) -> None:
    people.edit_organization(met, 3, name="United Nations Environment Programme", acronym="UNEP")
    ann = people.add_person(met, "Ann Lee", 1)
    row = minutes.add_minute(met, 1, "Write.", "action")
    minutes.settle_minute(met, row, "Write. @united nations environment programme @ann lee @unep")
    assert met.read("SELECT organization_id, person_id FROM action_owner ORDER BY position") == [
        (3, None),
        (1, ann),
    ]
    assert minutes.line_of(met, row) == "Write. @UNEP @[Ann Lee]"


def test_a_due_date_that_is_not_understood_is_kept_as_text(met: Desk) -> None:
    row = minutes.add_minute(met, 1, "Do it.", "action")
    minutes.settle_minute(met, row, "Do it. (due next leap year)")
    (paragraph,) = record(met, 1).paragraphs()  # type: ignore[union-attr]
    assert (paragraph.text, paragraph.due, paragraph.understood) == ("Do it.", "next leap year", 0)


@pytest.mark.parametrize(
    "path", [["note", "action"], ["decision", "action"], ["note", "decision", "note", "action"]]
)
def test_nothing_typed_is_lost_when_a_paragraph_turns(met: Desk, path: list[str]) -> None:
    line = "Publish it @UNEP @[Ministry of Health] #23-02 by 30 April"
    row = minutes.add_minute(met, 1, "Publish it", "action")
    minutes.settle_minute(met, row, line)
    before = met.read("SELECT text, when_text, latest, activity_id, series_id FROM action_point")
    for kind in path:
        done = steps(met)
        minutes.turn_minute(met, row, kind)
        assert steps(met) == done + 1
        kept = minutes.line_of(met, row)
        assert sorted(kept.split()) == sorted(line.split())
    assert met.read("SELECT text, when_text, latest, activity_id, series_id FROM action_point") == before
    assert [name for name, _ in owners(met)] == ["UNEP", "Ministry of Health"]
    assert met.read("SELECT * FROM decision") == []


def test_a_decision_reads_its_activity_and_a_note_nothing(met: Desk) -> None:
    note = minutes.add_minute(met, 1, "x")
    minutes.settle_minute(met, note, "- See #23-02 @UNEP by May ")
    decision = minutes.add_minute(met, 1, "x", "decision")
    minutes.settle_minute(met, decision, "Agreed that UNEP publishes by May #23-02")
    assert texts(met) == ["- See #23-02 @UNEP by May", "Agreed that UNEP publishes by May"]
    assert met.read("SELECT text, activity_id FROM decision") == [("Agreed that UNEP publishes by May", 2)]
    minutes.settle_minute(met, decision, "Agreed.")
    assert met.read("SELECT text, activity_id FROM decision") == [("Agreed.", None)]


def test_paragraphs_stand_where_they_are_put(met: Desk) -> None:
    one = minutes.add_minute(met, 1, "one")
    three = minutes.add_minute(met, 1, "three")
    minutes.add_minute(met, 1, "two", after=one)
    minutes.add_minute(met, 1, "zero", after=0)
    minutes.add_minute(met, 1, "four", after=three)
    done = steps(met)
    assert len(minutes.paste_minutes(met, 1, ["a", " \n", "- b\r\n- c"], after=one)) == 2
    assert steps(met) == done + 1
    assert texts(met) == ["zero", "one", "a", "- b\n- c", "two", "three", "four"]
    minutes.move_minute(met, three, before=one)
    minutes.move_minute(met, one)
    assert texts(met) == ["zero", "three", "a", "- b\n- c", "two", "four", "one"]
    minutes.move_minute(met, one, item_id=2)
    minutes.move_minute(met, three, item_id=2, before=one)
    assert texts(met, 2) == ["three", "one"]
    assert minutes.paste_minutes(met, 1, ["", "\t"]) == []


def test_there_is_room_between_two_paragraphs_however_often(met: Desk) -> None:
    first, last = minutes.add_minute(met, 1, "first"), minutes.add_minute(met, 1, "last")
    for number in range(60):
        minutes.add_minute(met, 1, str(number), after=first)
    assert texts(met) == ["first", *(str(number) for number in reversed(range(60))), "last"]
    assert met.read("SELECT id FROM minute ORDER BY position DESC LIMIT 1") == [(last,)]


def test_a_paragraph_is_split_and_joined_again(met: Desk) -> None:
    row = minutes.add_minute(met, 1, "Agreed to publish. Thanked UNEP.", "decision", internal=True)
    rest = minutes.split_minute(met, row, 18)
    assert texts(met) == ["Agreed to publish.", "Thanked UNEP."]
    assert met.read("SELECT kind, internal FROM minute ORDER BY id") == [("decision", 1), ("note", 1)]
    assert met.read("SELECT text FROM decision") == [("Agreed to publish.",)]
    assert minutes.join_minute(met, rest) == row
    assert met.read("SELECT text FROM decision") == [("Agreed to publish. Thanked UNEP.",)]
    assert minutes.split_minute(met, row, 0) == row
    assert texts(met) == ["", "Agreed to publish. Thanked UNEP."]


def test_what_is_joined_keeps_its_owners_in_words_and_its_changes_of_the_plan(met: Desk) -> None:
    note = minutes.add_minute(met, 1, "Noted.")
    decision = minutes.add_minute(met, 1, "Agreed to move it.")
    plan_changes.change_plan(met, decision, "moved", activity_id=2, when="May")
    minutes.join_minute(met, decision)
    action = minutes.add_minute(met, 1, "Write.", "action", owners="UNEP", due="May")
    minutes.join_minute(met, action)
    assert texts(met) == ["Noted. Agreed to move it. #23-02 Write. @UNEP May"]
    assert met.read("SELECT minute_id FROM plan_change") == [(note,)]
    assert met.read("SELECT (SELECT count(*) FROM decision), (SELECT count(*) FROM action_point)") == [(0, 0)]


def test_what_stays_inside_and_what_is_a_draft_has_no_number(met: Desk) -> None:
    rows = [minutes.add_minute(met, 1, text, "decision") for text in ("One.", "Two.", "Three.")]
    minutes.set_internal(met, rows[0], True)
    minutes.set_draft(met, rows[1], True)
    assert [row.number for row in record(met, 1).paragraphs()] == [0, 0, 1]  # type: ignore[union-attr]
    minutes.set_internal(met, rows[0], False)
    minutes.set_draft(met, rows[1], False)
    assert [row.number for row in record(met, 1).paragraphs()] == [1, 2, 3]  # type: ignore[union-attr]


def test_an_item_is_put_before_another_and_says_what_it_is_about(met: Desk) -> None:
    second = meetings.add_meeting(met, "June 2024", series_id=1)
    minutes.add_item(met, 1, "Adoption", "adoption of the agenda", before=1)
    minutes.add_item(met, 1, "Minutes", "approval of minutes", before=1, about_meeting_id=second)
    assert met.read("SELECT title, kind, about_meeting_id FROM agenda_item ORDER BY position") == [
        ("Adoption", "adoption of the agenda", None),
        ("Minutes", "approval of minutes", second),
        ("Policy brief", "topic", None),
        ("Budget", "topic", None),
    ]


WRONG: list[tuple[Callable[[Desk], object], str]] = [
    (lambda d: minutes.settle_minute(d, 2, " "), "decision is empty"),
    (lambda d: minutes.settle_minute(d, 99, "x"), "no longer exists"),
    (lambda d: minutes.turn_minute(d, 1, "song"), "choose note"),
    (lambda d: minutes.join_minute(d, 1), "nothing was joined"),
    (lambda d: minutes.move_minute(d, 1, before=3), "not in this item"),
    (lambda d: minutes.move_minute(d, 1, item_id=3), "stays in the minutes of its meeting"),
    (lambda d: minutes.set_draft(d, 1, True), "Only a decision can be a draft"),
    (lambda d: minutes.add_item(d, 1, "x", "lunch"), "choose topic"),
    (lambda d: minutes.add_item(d, 1, "x", before=3), "not on this agenda"),
    (lambda d: minutes.add_item(d, 1, "x", about_meeting_id=1), "Only an item “approval of minutes”"),
    (lambda d: minutes.paste_minutes(d, 99, ["x"]), "no longer exists"),
]


@pytest.mark.parametrize(("verb", "sentence"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_said_and_changes_nothing(
    met: Desk, dump: Dump, verb: Callable[[Desk], object], sentence: str
) -> None:
    minutes.add_item(met, meetings.add_meeting(met, "May 2024"), "Elsewhere")
    minutes.add_minute(met, 1, "Noted.")
    minutes.add_minute(met, 1, "Agreed.", "decision")
    minutes.add_minute(met, 2, "Write.", "action")
    before = dump(met)
    with pytest.raises(UserError, match=sentence):
        verb(met)
    assert dump(met) == before


def test_approved_minutes_are_not_typed_in(met: Desk, dump: Dump) -> None:
    rows = [minutes.add_minute(met, 1, text) for text in ("One.", "Two.")]
    meetings.edit_meeting(met, 1, status="approved")
    before = dump(met)
    for verb in (
        lambda: minutes.settle_minute(met, rows[0], "Other."),
        lambda: minutes.split_minute(met, rows[0], 2),
        lambda: minutes.join_minute(met, rows[1]),
        lambda: minutes.move_minute(met, rows[1], before=rows[0]),
        lambda: minutes.paste_minutes(met, 1, ["x"]),
        lambda: minutes.set_internal(met, rows[0], True),
    ):
        with pytest.raises(UserError, match="are approved"):
            verb()
    assert dump(met) == before


def test_deleting_a_meeting_that_others_refer_to_keeps_the_actions_and_undo_restores_all(
    met: Desk, dump: Dump
) -> None:
    row = minutes.add_minute(met, 1, "Move it and write.")
    plan_changes.change_plan(met, row, "moved", activity_id=2, when="May")
    minutes.add_minute(met, 1, "Write.", "action", owners="UNEP", due="May")
    later = meetings.add_meeting(met, "June 2024", series_id=1)
    minutes.add_item(met, later, "Minutes", "approval of minutes", about_meeting_id=1)
    action_points.set_action_status(met, 1, "under way", meeting_id=later)
    before = dump(met)
    meetings.delete_meeting(met, 1)
    assert met.check() == []
    assert met.read("SELECT text, status FROM action_point") == [("Write.", "under way")]
    assert met.read("SELECT minute_id, decided_at FROM plan_change") == [
        (None, "1st IMG meeting, paragraph 1")
    ]
    met.undo()
    assert dump(met) == before


def test_two_meetings_with_one_number_are_refused_in_one_series_only(met: Desk) -> None:
    with pytest.raises(UserError, match="has a meeting 1 already"):
        meetings.add_meeting(met, "May", series_id=1, number=1)
    assert [meetings.add_meeting(met, "May", number=1), meetings.add_meeting(met, "May", number=1)] == [2, 3]


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=alert(1)>", "javascript:alert(1)", "=cmd|' /C calc'!A0", "\x00a\ud800b"]
)
@pytest.mark.parametrize("kind", ["note", "decision", "action"])
def test_strange_words_are_kept_as_words(met: Desk, text: str, kind: str) -> None:
    row = minutes.add_minute(met, 1, "x", kind)
    minutes.settle_minute(met, row, text)
    kept = text.replace("\x00", "").replace("\ud800", "")
    assert texts(met) == [kept]
    for other in ("action", "decision", "note"):
        minutes.turn_minute(met, row, other)
    assert texts(met) == [kept]


def test_typing_in_minutes_of_200_000_characters_stays_one_step_and_does_not_swell_the_file(
    met: Desk,
) -> None:
    text = "<img src=x> " * 16_667
    row = minutes.add_minute(met, 1, text, merge="long")
    done, size = steps(met), met.path.stat().st_size
    start = perf_counter()
    for number in range(10):
        minutes.edit_minute(met, row, text + "y" * number, merge="long")
    assert (perf_counter() - start) / 10 < 0.2  # measured: 0.01
    minutes.settle_minute(met, row, f"{text} end", merge="long")
    assert steps(met) == done
    assert met.path.stat().st_size < size + 3 * len(text)
