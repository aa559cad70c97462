"""The search index: what is typed finds what begins with it, every change is followed, and the file never knows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imgdesk.services import (
    action_points,
    documents,
    framework,
    meetings,
    minutes,
    papers,
    parts,
    people,
    progress,
    workplan,
)
from imgdesk.store import search as module
from imgdesk.store.desk import Desk
from imgdesk.store.search import SearchIndex, match_words, plain, shares


@pytest.fixture
def index(plan_desk: Desk) -> Iterator[SearchIndex]:
    """The index of a desk with a small plan and one meeting with an item."""
    meetings.add_series(plan_desk, "IMG meeting", "img")
    meetings.add_meeting(plan_desk, "12 March 2024", series_id=1, place="Geneva")
    minutes.add_item(plan_desk, 1, "Side events")
    made = SearchIndex(plan_desk)
    made.build()
    yield made
    made.close()


@pytest.fixture
def found(index: SearchIndex) -> Callable[..., list[str]]:
    """The records that a text finds, as "table:id"."""

    def of(text: str, **more: object) -> list[str]:
        return [f"{hit.kind}:{hit.id}" for hit in index.search(text, **more).hits]

    return of


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("a human-rights-based approach", "human-rights"),
        ("said Mr O'Brien", "O'Brien"),
        ("money for R&D", "R&D"),
        ("see A/HRC/RES/46/7 again", "A/HRC/RES/46/7"),
        ("see A/HRC/RES/46/7 again", "a/hrc/res/4"),
        ("the Côte d'Ivoire délégation", "cote deleg"),
        ("the cote", "CÔTE"),
        ("मानव अधिकार और पर्यावरण", "मानव अधि"),
        ("حقوق الإنسان والبيئة", "حقوق الإن"),
        ("人权 与 环境", "人权"),
        ("Ελλάδα και Κύπρος", "ΕΛΛΆΔΑ"),
        ("AND OR NOT NEAR", "AND OR NOT NEAR"),
        ("title: body", "title: body"),
        ('she said "yes" twice', '"yes" *'),
        ("(in brackets) + plus ^ caret", "(in + ^caret"),
        ("100% of it", "100%"),
        ("Strasse and Straße", "straße"),
    ],
)
def test_words_are_found_as_they_are_typed(plan_desk: Desk, found, written: str, typed: str) -> None:
    minute_id = minutes.add_minute(plan_desk, 1, written)
    assert found(typed) == [f"minute:{minute_id}"]


@pytest.mark.parametrize("typed", ["", " ", '"', "*", "- + ^ : ( )", "\x00", "…", "'", '" " "'])
def test_without_a_word_nothing_is_found(found, typed: str) -> None:
    assert match_words(typed) == ""
    assert found(typed) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_whatever_is_typed_is_answered(index: SearchIndex, text: str) -> None:
    for ranked in (False, True):
        found = index.search(text, ranked=ranked)
        assert len(found.hits) == min(sum(found.counts.values()), module.LIMIT)


def test_a_pasted_page_is_answered(found) -> None:
    assert found("right " * 5000) == ["activity:1"]


def test_every_kind_of_record_is_found(plan_desk: Desk, found) -> None:
    parts.add_footnote(plan_desk, 2, "zebra in a footnote")
    parts.edit_workplan(plan_desk, 1, objective="nothing here")
    parts.add_section(plan_desk, 1, "zebra section")
    parts.add_narrative(plan_desk, 1, "zebra text")
    people.add_organization(plan_desk, "Zebra office")
    people.add_person(plan_desk, "Zebra Person")
    meetings.add_meeting(plan_desk, "May 2024", title="Zebra meeting")
    minutes.add_item(plan_desk, 1, "Zebra item")
    minutes.add_minute(plan_desk, 1, "zebra note")
    minutes.add_minute(plan_desk, 1, "zebra decided", "decision")
    minutes.add_minute(plan_desk, 1, "zebra to do", "action")
    documents.attach_link(plan_desk, 1, "https://zebra.example", title="A link")
    report = progress.start_report(plan_desk, progress.add_period(plan_desk, 1, "2024"), 1)
    progress.edit_report(plan_desk, report, rag_reason="zebra ill")
    progress.add_line(plan_desk, report, "challenge", "zebra line")
    paper = papers.add_paper(plan_desk, "paper", title="Zebra paper")
    papers.add_section(plan_desk, paper, heading="Zebra section")
    framework.add_result(plan_desk, framework.add_framework(plan_desk, "Plan"), "Zebra result")
    framework.add_indicator(plan_desk, 1, "Zebra indicator")
    kinds = [record.split(":")[0] for record in found("zebra")]
    assert kinds == [source.kind for source in module.SOURCES]


def test_an_activity_is_found_by_all_that_is_written_of_it(plan_desk: Desk, found) -> None:
    workplan.edit_activity(plan_desk, 2, partners="Giraffe office", note="an antelope note")
    parts.add_event(plan_desk, "Okapi forum", "2024")
    workplan.edit_activity(plan_desk, 2, event_id=1)
    ref = plan_desk.read("SELECT ref FROM activity WHERE id = 2")[0][0]
    for text in ("side hlpf", "giraffe", "antelope", "okapi", "policy levels", "FA2 side", ref):
        assert "activity:2" in found(text), text


def test_a_paper_and_its_sections_are_found_by_their_words_without_marks(plan_desk: Desk, found) -> None:
    paper = papers.add_paper(plan_desk, "paper", title="Workshop")
    papers.edit_paper(plan_desk, paper, subtitle="Okapi week", audience="Giraffe office")
    text = "The **zeb**ra [lives here](https://zoo.example/antelope).[^1]\n\n[^1]: A gnu \\*note\\*"
    section = papers.add_section(plan_desk, paper, heading="Lion", text=text)
    papers.add_section(plan_desk, paper, kind="facts", text="Venue | Tiger hall")
    for typed in ("okapi", "giraffe", "workshop"):
        assert found(typed) == [f"paper:{paper}"], typed
    for typed in ("lion", "zebra lives", "gnu note"):
        assert found(typed) == [f"paper_section:{section}"], typed
    assert found("tiger venue") == [f"paper_section:{section + 1}"]
    assert found("antelope") == []


def test_own_words_are_found_and_follow_their_section(plan_desk: Desk, found) -> None:
    paper = papers.add_paper(plan_desk, "paper", title="Workshop")
    section = papers.add_section(plan_desk, paper, source="brief.changes")
    papers.override(plan_desk, section, "table", "A *zebra* moved.", "Two moved.")
    assert found("zebra moved") == [f"paper_section:{section}"]
    papers.revert(plan_desk, section, "table")
    assert found("zebra") == []
    plan_desk.undo()
    papers.delete_paper(plan_desk, paper)
    assert found("zebra") == found("workshop") == []
    plan_desk.undo()
    assert found("zebra") == [f"paper_section:{section}"]


def test_templates_are_not_found(plan_desk: Desk, found) -> None:
    paper = papers.add_paper(plan_desk, "paper", title="Zebra")
    papers.add_section(plan_desk, paper, text="Okapi")
    papers.save_as_template(plan_desk, paper, "Zebra okapi")
    assert [record.split(":")[0] for record in found("zebra") + found("okapi")] == ["paper", "paper_section"]


def test_what_is_typed_in_a_section_touches_no_other(
    plan_desk: Desk, index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = papers.add_paper(plan_desk, "paper", title="Workshop")
    section = papers.add_section(plan_desk, paper, text="Okapi")
    taken: list[tuple[str, int]] = []
    monkeypatch.setattr(SearchIndex, "_put", lambda _, kind, key, *__: taken.append((kind, key)))
    papers.edit_section(plan_desk, section, text="Zebra")
    papers.edit_paper(plan_desk, paper, title="Retreat")
    papers.link_activities(plan_desk, paper, [1])
    assert taken == [("paper_section", section), ("paper", paper)]


@pytest.mark.parametrize(
    "text", ["[" * 100_000, " \t" * 50_000, "[^" * 50_000, "*" * 100_000, "[x](http://" * 9_000]
)
def test_a_text_full_of_marks_is_taken_in_at_once(plan_desk: Desk, index: SearchIndex, text: str) -> None:
    paper = papers.add_paper(plan_desk, "paper", title="Workshop")
    section = papers.add_section(plan_desk, paper)
    started = perf_counter()
    papers.edit_section(plan_desk, section, text=f"{text} zebra")
    assert perf_counter() - started < 2
    assert [hit.id for hit in index.search("zebra").hits] == [section]


def test_an_owner_finds_the_action(plan_desk: Desk, found) -> None:
    minutes.add_minute(plan_desk, 1, "Send the letter", "action", owners="UNDP")
    assert found("letter undp") == ["action_point:1"]
    action_points.edit_action(plan_desk, 1, owners="OHCHR")
    assert found("letter undp") == []
    assert found("letter ohchr") == ["action_point:1"]


def test_a_decision_and_an_action_are_found_once(plan_desk: Desk, found) -> None:
    minutes.add_minute(plan_desk, 1, "Zebra agreed", "decision")
    minutes.add_minute(plan_desk, 1, "Zebra letter", "action")
    assert found("zebra") == ["action_point:1", "decision:1"]
    minutes.turn_minute(plan_desk, 1, "note")
    assert found("zebra agreed") == ["minute:1"]


def test_the_newest_are_first_and_the_limit_is_shared(plan_desk: Desk, found, index: SearchIndex) -> None:
    meetings.add_meeting(plan_desk, "1 January 2025", series_id=1)
    meetings.add_meeting(plan_desk, "1 January 2022")
    for meeting_id in (3, 2):
        minutes.add_item(plan_desk, meeting_id, "Zebra")
    for item_id in (1, 2, 3):
        minutes.add_minute(plan_desk, item_id, f"zebra in item {item_id}")
    assert found("zebra", limit=10) == ["agenda_item:3", "agenda_item:2", "minute:3", "minute:1", "minute:2"]
    assert found("zebra", limit=3) == ["agenda_item:3", "minute:3", "minute:1"]
    assert index.search("zebra", limit=3).counts == {"agenda_item": 2, "minute": 3}


def test_ranked_puts_the_better_match_first(plan_desk: Desk, found) -> None:
    minutes.add_minute(plan_desk, 1, "zebra zebra zebra")
    minutes.add_minute(plan_desk, 1, "a zebra among a great many other words that say something else")
    assert found("zebra") == ["minute:2", "minute:1"]
    assert found("zebra", ranked=True) == ["minute:1", "minute:2"]


def test_matches_are_marked(plan_desk: Desk, index: SearchIndex) -> None:
    minutes.add_minute(plan_desk, 1, "The <b>Zébra</b>\nagreed & left")
    (hit,) = index.search("zeb").hits
    assert hit.text == (("The <b>", False), ("Zébra", True), ("</b> agreed & left", False))
    (hit,) = index.search("policy brief right").hits
    assert hit.title == (
        ("Policy", True), (" ", False), ("brief", True), (" on the ", False), ("right", True),
        (" to a healthy environment", False),
    )  # fmt: skip
    assert plain(hit.title) == "Policy brief on the right to a healthy environment"


def test_a_very_long_paragraph_is_told_around_its_match(plan_desk: Desk, index: SearchIndex) -> None:
    minutes.add_minute(plan_desk, 1, "word " * 20_000 + "zebra " + "word " * 20_000)
    (hit,) = index.search("zebra").hits
    assert hit.text[0] == ("…" + "word " * 11, False)
    assert hit.text[1] == ("zebra", True)
    assert len(plain(hit.text)) < 250
    (hit,) = index.search("word").hits
    assert hit.text[0] == ("word", True)
    meetings.edit_meeting(plan_desk, 1, title="Okapi", place="place " * 1000)
    (hit,) = index.search("okapi").hits
    assert plain(hit.text).endswith("place…")


def test_it_follows_edits_deletions_undo_and_redo(plan_desk: Desk, found) -> None:
    minutes.add_minute(plan_desk, 1, "zebra")
    minutes.edit_minute(plan_desk, 1, "giraffe")
    assert (found("zebra"), found("giraffe")) == ([], ["minute:1"])
    plan_desk.undo()
    assert (found("zebra"), found("giraffe")) == (["minute:1"], [])
    plan_desk.undo()
    assert found("zebra") == []
    plan_desk.redo()
    assert found("zebra") == ["minute:1"]
    meetings.delete_meeting(plan_desk, 1)
    assert found("zebra") == found("geneva") == []
    plan_desk.undo()
    assert (found("zebra"), found("geneva")) == (["minute:1"], ["meeting:1"])


def test_it_follows_what_belongs_to_a_record(plan_desk: Desk, found) -> None:
    footnote = parts.add_footnote(plan_desk, 2, "zebra")
    assert found("zebra") == ["activity:2"]
    parts.delete_footnote(plan_desk, footnote)
    assert found("zebra") == []
    people.edit_organization(plan_desk, 1, acronym="ZEB")
    assert "activity:5" in found("zeb")
    people.delete_organization(plan_desk, 1)
    assert found("zeb") == []
    meetings.edit_series(plan_desk, 1, title="Zebra series")
    assert found("zebra") == ["meeting:1"]


def test_a_meeting_that_moves_takes_its_paragraphs_along(plan_desk: Desk, found) -> None:
    meetings.add_meeting(plan_desk, "1 May 2024", series_id=1)
    minutes.add_item(plan_desk, 2, "Other")
    minutes.add_minute(plan_desk, 1, "zebra")
    minutes.add_minute(plan_desk, 2, "zebra")
    assert found("zebra") == ["minute:2", "minute:1"]
    meetings.edit_meeting(plan_desk, 1, when="1 June 2024")
    assert found("zebra") == ["minute:1", "minute:2"]


def test_it_is_built_in_slices_and_follows_changes_meanwhile(
    plan_desk: Desk, index: SearchIndex, found, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        minutes.add_minute(plan_desk, 1, f"zebra {number}")
    monkeypatch.setattr(module, "SLICE_ROWS", 2)
    index.forget()
    assert (found("zebra"), index.complete) == ([], False)
    while not found("zebra"):
        assert index.build_some()
    assert len(found("zebra")) == 2
    minutes.edit_minute(plan_desk, 1, "giraffe")
    minutes.edit_minute(plan_desk, 5, "giraffe")
    minutes.delete_minute(plan_desk, 4)
    index.build()
    assert index.complete
    assert (found("giraffe"), found("zebra")) == (["minute:5", "minute:1"], ["minute:3", "minute:2"])


def test_long_texts_end_a_slice_too(plan_desk: Desk, index: SearchIndex, found, monkeypatch) -> None:
    for number in range(3):
        minutes.add_minute(plan_desk, 1, f"zebra {number} " + "long " * 20)
    monkeypatch.setattr(module, "SLICE_CHARS", 50)
    index.forget()
    while not found("zebra"):
        index.build_some()
    assert found("zebra") == ["minute:1"]
    index.build()
    assert len(found("zebra")) == 3


def test_a_large_change_is_built_anew(plan_desk: Desk, index: SearchIndex, found, monkeypatch) -> None:
    monkeypatch.setattr(module, "SLICE_ROWS", 3)
    with plan_desk.change("Paste"):
        for number in range(5):
            minutes.add_minute(plan_desk, 1, f"zebra {number}")
    assert not index.complete
    index.build()
    assert len(found("zebra")) == 5


def test_the_file_knows_nothing_of_it(plan_desk: Desk, index: SearchIndex) -> None:
    minutes.add_minute(plan_desk, 1, "zebra")
    index.build()
    index.search("zebra")
    with sqlite3.connect(plan_desk.path) as file:
        names = {name for (name,) in file.execute("SELECT name FROM sqlite_master")}
    file.close()
    assert not {name for name in names if "fts" in name or name.endswith(("_data", "_idx", "_docsize"))}


def test_a_closed_index_hears_nothing_more(plan_desk: Desk, index: SearchIndex, found) -> None:
    index.close()
    minutes.add_minute(plan_desk, 1, "zebra")
    assert found("zebra") == []


def test_a_read_only_desk_is_searched(plan_desk: Desk) -> None:
    plan_desk.close()
    with Desk.open(Path(plan_desk.path), read_only=True) as desk:
        index = SearchIndex(desk)
        index.build()
        assert index.search("hlpf").counts == {"activity": 1}


@pytest.mark.parametrize(
    ("counts", "limit", "given"),
    [
        ({"a": 1, "b": 100, "c": 3}, 50, {"a": 1, "b": 46, "c": 3}),
        ({"a": 100, "b": 100}, 50, {"a": 25, "b": 25}),
        ({"a": 0, "b": 2}, 50, {"b": 2}),
        ({"a": 5, "b": 5, "c": 5}, 2, {"b": 1, "c": 1}),
        ({}, 50, {}),
    ],
)
def test_shares(counts: dict[str, int], limit: int, given: dict[str, int]) -> None:
    assert shares(counts, limit) == given
