"""What differs between two readings of a plan, and between two texts."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgdesk.domain.diff import KINDS, Difference, Image, compare, word_changes
from imgdesk.domain.doubts import doubts, without_inner_brackets, words_in_brackets
from imgdesk.domain.word_diff import longest_rise

MIRRORED = {
    "added": "dropped",
    "dropped": "added",
    "brackets removed": "brackets added",
    "brackets added": "brackets removed",
    "confirmed": "unconfirmed",
    "unconfirmed": "confirmed",
}


def activity(key: int, output: str = "Paper", **fields: Any) -> Image:
    plain = {
        "section_id": 1,
        "section": "2023",
        "ref": "",
        "category": "",
        "output": output,
        "lead_text": "",
        "partner_text": "",
        "when_text": "March 2023",
        "earliest": "2023-03-01",
        "latest": "2023-03-31",
        "precision": "month",
        "grain": "month",
        "tbc": 0,
        "tbd": 0,
        "when_provisional": 0,
        "approximate": 0,
        "recurring": 0,
        "understood": 1,
        "unconfirmed": 0,
        "provisional": 0,
        "everyone": 0,
        "status": "planned",
        "percent": 0,
        "event": "",
        "notes": [],
    }
    return Image("activity", key, {**plain, **fields})


def dated(key: int, text: str, earliest: str | None, latest: str | None, **fields: Any) -> Image:
    return activity(key, when_text=text, earliest=earliest, latest=latest, **fields)


def told(old: list[Image], new: list[Image]) -> list[str]:
    return [row.sentence for row in compare(old, new)]


def what(old: Image, new: Image) -> list[tuple[str, str]]:
    return [(row.what, row.field) for row in compare([old], [new])]


# Records that come, go and change place


def test_the_same_plan_has_no_differences() -> None:
    plan = [activity(1), activity(2, "[Training] (TBC)", provisional=1)]
    assert compare(plan, plan) == []
    assert compare(plan, [Image(kind, key, dict(fields)) for kind, key, fields in plan]) == []
    assert compare([], []) == []


def test_what_came_and_went_is_told_where_it_stands_and_stood() -> None:
    old = [activity(1, "A"), activity(2, "B"), activity(3, "C"), activity(4, "D")]
    new = [activity(1, "A"), activity(5, "New"), activity(4, "D")]
    assert told(old, new) == [
        "“B” was dropped from “2023”.",
        "“C” was dropped from “2023”.",
        "“New” was added to “2023”.",
    ]
    gone_first = compare(old, [activity(4, "D")])
    assert [(row.what, row.id, row.before, row.after) for row in gone_first] == [
        ("dropped", key, text, "") for key, text in ((1, "A"), (2, "B"), (3, "C"))
    ]


def test_one_row_that_moved_is_one_difference_whichever_way_it_went() -> None:
    rows = [activity(key, f"Row {key}") for key in range(1, 9)]
    assert told(rows, [rows[-1], *rows[:-1]]) == ["“Row 8” now stands first in “2023”."]
    assert told(rows, [*rows[1:], rows[0]]) == ["“Row 1” now stands behind “Row 8”."]


def test_rows_around_new_and_dropped_ones_have_not_moved() -> None:
    rows = [activity(key) for key in range(1, 7)]
    new = [activity(9), rows[1], activity(8), rows[3], rows[5]]
    assert {row.what for row in compare(rows, new)} == {"added", "dropped"}


def test_a_row_that_changed_its_section_is_told_once_and_its_neighbours_are_silent() -> None:
    rows = [activity(1), activity(2), activity(3)]
    moved = activity(2, section_id=2, section="2024")
    assert [
        (row.what, row.field, row.before, row.after) for row in compare(rows, [rows[0], rows[2], moved])
    ] == [("changed", "section", "2023", "2024")]


def test_a_section_with_another_title_is_no_change_of_its_rows() -> None:
    assert compare([activity(1)], [activity(1, section="Year one")]) == []


def test_records_of_two_kinds_may_have_one_id() -> None:
    section = Image(
        "section", 1, {"title": "2023", "heading": "", "year": 2023, "note": "", "provisional": 0}
    )
    renamed = Image("section", 1, {**section.fields, "title": "2023, first half", "note": "agreed"})
    assert told([section, activity(1)], [renamed, activity(1)]) == [
        "The section “2023, first half”: title changed from “2023” to “2023, first half”.",
        "The section “2023, first half”: note added: “agreed”.",
    ]


# Dates


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            ("March 2023", "2023-03-01", "2023-03-31"),
            ("June 2023", "2023-06-01", "2023-06-30"),
            "“Paper” moved from “March 2023” to “June 2023”.",
        ),
        (
            ("", None, None),
            ("June 2023", "2023-06-01", "2023-06-30"),
            "“Paper” was given a date: “June 2023”.",
        ),
        (("TBD", None, None), ("H1", "2023-01-01", "2023-06-30"), "“Paper” moved from “TBD” to “H1”."),
        (
            ("June 2023", "2023-06-01", "2023-06-30"),
            ("", None, None),
            "“Paper” lost its date, which was “June 2023”.",
        ),
        (
            ("July", "2023-07-01", "2023-07-31"),
            ("July", "2024-07-01", "2024-07-31"),
            "“Paper” moved from “1-31 July 2023” to “1-31 July 2024”.",
        ),
        (
            ("July 2023", "2023-07-01", "2023-07-31"),
            ("July 2023 (HLPF)", "2023-07-01", "2023-07-31"),
            "“Paper”: date changed from “July 2023” to “July 2023 (HLPF)”.",
        ),
    ],
)
def test_a_date_moves_when_its_window_does(old: Any, new: Any, sentence: str) -> None:
    assert told([dated(1, *old)], [dated(1, *new)]) == [sentence]


def test_brackets_and_tbc_of_a_date_are_told_as_such() -> None:
    sept = ("2024-09-01", "2024-09-30")
    bracketed = dated(1, "[Sept 2024]", *sept, when_provisional=1)
    plain = dated(1, "Sept 2024", *sept)
    doubtful = dated(1, "Sept 2024 (TBC)", *sept, tbc=1)
    assert told([bracketed], [plain]) == ["The brackets around the date of “Paper” were removed."]
    assert told([doubtful], [plain]) == ["The date of “Paper” was confirmed."]
    assert told([plain], [doubtful]) == ["The date of “Paper” was marked unconfirmed."]
    with_words = dated(1, "Sept 2024, in Geneva", *sept)
    assert what(doubtful, with_words) == [("changed", "date"), ("confirmed", "date")]


# Doubts and words


def test_brackets_that_went_are_not_told_as_a_change_of_words() -> None:
    old, new = activity(1, "[Training for teams]", provisional=1), activity(1, "Training for teams")
    assert told([old], [new]) == ["The brackets around “Training for teams” were removed."]
    assert told([new], [old]) == ["“Training for teams” was put in brackets."]
    reworded = activity(1, "Training for all teams")
    assert what(old, reworded) == [("brackets removed", ""), ("changed", "output")]


def test_a_confirmed_activity_is_not_told_as_a_change_of_words() -> None:
    old, new = activity(1, "Side event (TBC)", unconfirmed=1), activity(1, "Side event")
    assert told([old], [new]) == ["“Side event” was confirmed."]
    assert told([new], [old]) == ["“Side event” was marked unconfirmed."]


def test_brackets_within_a_text_are_brackets_too() -> None:
    old, new = activity(1, "Event [with UNEP] in Rome"), activity(1, "Event with UNEP in Rome")
    assert told([old], [new]) == ["Brackets were removed from the output of “Event with UNEP in Rome”."]
    assert what(new, old) == [("brackets added", "output")]
    assert what(old, activity(1, "Event in Rome")) == [("changed", "output")]


def test_every_field_is_compared_and_named() -> None:
    new = activity(
        1,
        ref="23-01",
        category="Policy",
        lead_text="UNDP",
        partner_text="FAO",
        event="COP 28",
        status="done",
        percent=100,
        notes=[{"field": "output", "offset": 5, "text": "Subject to funds."}],
    )
    rows = compare([activity(1, percent=None)], [new])
    assert {(row.field, row.before, row.after) for row in rows} == {
        ("reference", "", "23-01"),
        ("category", "", "Policy"),
        ("leads", "", "UNDP"),
        ("partners", "", "FAO"),
        ("event", "", "COP 28"),
        ("status", "planned", "done"),
        ("percentage", "", "100"),
        ("footnotes", "", "Subject to funds."),
    }


def test_a_footnote_that_moved_with_its_words_is_no_change() -> None:
    note = {"field": "output", "offset": 3, "text": "Subject to funds."}
    assert compare([activity(1, notes=[note])], [activity(1, notes=[{**note, "offset": 5}])]) == []


def test_long_words_are_shown_from_shortly_before_where_they_part() -> None:
    same = "A long opening that every reader knows by heart and that nobody ever changes, "
    (row,) = compare([activity(1, same + "one end")], [activity(1, same + "another end")])
    assert (row.before, row.after) == (same + "one end", same + "another end")
    assert "one end” now reads “…" in row.sentence
    assert row.sentence.endswith("another end”.")
    assert "A long opening" not in row.sentence


def test_a_record_without_words_has_a_name_all_the_same() -> None:
    assert told([], [activity(1, "", section="")]) == ["“activity without text” was added."]
    assert told([], [activity(1, "", ref="23-07")]) == ["“23-07” was added to “2023”."]


def test_who_decided_stands_in_the_sentence() -> None:
    row = Difference("confirmed", "activity", 1, "Side event", "2023", "", "", "", "2nd meeting,\n3 May 2023")
    assert row.sentence == "“Side event” was confirmed (2nd meeting, 3 May 2023)."


HOSTILE = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)
WORDING = st.one_of(
    HOSTILE, st.sampled_from(["", "[A]", "A", "A [b] c", "A (TBC)", "[A] (TBC)", "July", "[", "]["])
)
WINDOWS = st.sampled_from(
    [(None, None), ("2023-03-01", "2023-03-31"), (None, "2023-12-31"), ("2024-01-01", None)]
)


@st.composite
def images(draw: st.DrawFn) -> list[Image]:
    keys = draw(st.lists(st.integers(1, 8), unique=True, max_size=8))
    return [
        activity(
            key,
            draw(WORDING),
            section_id=draw(st.integers(1, 2)),
            lead_text=draw(WORDING),
            when_text=draw(WORDING),
            provisional=draw(st.integers(0, 1)),
            tbc=draw(st.integers(0, 1)),
            percent=draw(st.integers(0, 100)),
            **dict(zip(("earliest", "latest"), draw(WINDOWS), strict=True)),
        )
        for key in keys
    ]


def mirrored(row: Difference) -> tuple[str, int, str, str, str]:
    before, after = (row.before, row.after) if row.what != "reordered" else ("", "")
    return (MIRRORED.get(row.what, row.what), row.id, row.field, after, before)


@given(images(), images())
def test_turned_round_every_difference_says_the_opposite(old: list[Image], new: list[Image]) -> None:
    forward = [
        (row.what, row.id, row.field, *(("", "") if row.what == "reordered" else (row.before, row.after)))
        for row in compare(old, new)
    ]
    assert sorted(forward) == sorted(map(mirrored, compare(new, old)))


@given(images(), images())
def test_every_difference_is_real_and_told_on_one_line(old: list[Image], new: list[Image]) -> None:
    before, after = ({image.id: image.fields for image in side} for side in (old, new))
    for row in compare(old, new):
        assert row.what in KINDS
        assert row.sentence.endswith(".")
        assert row.sentence.splitlines() == [row.sentence]
        assert before.get(row.id) != after.get(row.id) or row.what == "reordered"
    assert compare(new, new) == []


# Two texts, word by word


def applied(changes: list[tuple[Any, str]], leave_out: str) -> str:
    return "".join(text for op, text in changes if op != leave_out)


TEXTS = st.one_of(
    HOSTILE,
    st.lists(
        st.sampled_from(["the", "a", " ", " ", " ", "\n", ",", "word", "é", "e\u0301", "中", "[", "]"]),
        max_size=60,
    ).map("".join),
)


@given(TEXTS, TEXTS)
def test_the_changes_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    changes = word_changes(old, new)
    assert applied(changes, "insert") == old
    assert applied(changes, "delete") == new
    assert all(text for _, text in changes)


@given(TEXTS, TEXTS)
def test_stretches_alternate_and_a_deletion_stands_first(old: str, new: str) -> None:
    ops = [op for op, _ in word_changes(old, new)]
    assert all(first != second for first, second in pairwise(ops))
    assert all((first, second) != ("insert", "delete") for first, second in pairwise(ops))


@given(TEXTS)
def test_a_text_and_itself_differ_in_nothing(text: str) -> None:
    assert word_changes(text, text) == ([("equal", text)] if text else [])


def places(changes: list[tuple[Any, str]]) -> list[tuple[str, str, str]]:
    """Per place: what was deleted, what was inserted, what stands behind it."""
    found = [["", "", ""]]
    for op, text in changes:
        if op != "equal" and found[-1][2]:
            found.append(["", "", ""])
        found[-1][("delete", "insert", "equal").index(op)] += text
    return [(deleted, inserted, equal) for deleted, inserted, equal in found]


@given(TEXTS, TEXTS)
def test_turned_round_the_same_words_change_places(old: str, new: str) -> None:
    assert places(word_changes(old, new)) == [
        (deleted, inserted, equal) for inserted, deleted, equal in places(word_changes(new, old))
    ]


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("the end", "the end of it", [("equal", "the end"), ("insert", " of it")]),
        ("", "new", [("insert", "new")]),
        ("old", "", [("delete", "old")]),
        (
            "Training for teams, with UNEP.",
            "Training for all teams, with FAO.",
            [
                ("equal", "Training for "),
                ("insert", "all "),
                ("equal", "teams, with "),
                ("delete", "UNEP"),
                ("insert", "FAO"),
                ("equal", "."),
            ],
        ),
        # Lone spaces between changed words do not break a redline into crumbs; the end of a paragraph does.
        ("one two three", "four five six", [("delete", "one two three"), ("insert", "four five six")]),
        (
            "one\ntwo",
            "four\nfive",
            [("delete", "one"), ("insert", "four"), ("equal", "\n"), ("delete", "two"), ("insert", "five")],
        ),
        ("健康环境", "健康的环境", [("equal", "健康"), ("insert", "的"), ("equal", "环境")]),
        ("cafe\u0301 noir", "cafe noir", [("delete", "cafe\u0301"), ("insert", "cafe"), ("equal", " noir")]),
        (
            "[Sept] 2024",
            "Sept 2024",
            [("delete", "["), ("equal", "Sept"), ("delete", "]"), ("equal", " 2024")],
        ),
    ],
)
def test_a_reader_sees_whole_words(old: str, new: str, changes: list[tuple[str, str]]) -> None:
    assert word_changes(old, new) == changes


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a b " * 25_000, "b a " * 25_000),
        ("a " * 50_000, "a " * 30_000),
        ("a " * 50_000, "b " * 50_000),
        ("x" * 100_000, "x" * 99_999),
        ("." * 100_000, "," * 100_000),
        (" ".join(map(str, range(18_000))), " ".join(map(str, reversed(range(18_000))))),
        (" ".join(f"u{n} q q" for n in range(10_000)), " ".join(f"u{n} q z q" for n in range(10_000))),
    ],
    ids=["two words", "shorter", "nothing alike", "one word", "marks", "turned round", "every third"],
)
def test_texts_of_100_000_characters_are_compared_in_time(old: str, new: str) -> None:
    changes = word_changes(old, new)
    assert applied(changes, "insert") == old
    assert applied(changes, "delete") == new


def test_one_word_in_100_000_characters_is_found() -> None:
    words = [f"word{n % 900}" for n in range(14_000)]
    old = " ".join(words)
    words[7_000] = "another"
    assert [change for change in word_changes(old, " ".join(words)) if change[0] != "equal"] == [
        ("delete", "word700"),
        ("insert", "another"),
    ]


@given(st.lists(st.integers(0, 30), max_size=30))
def test_the_longest_rise_rises_and_none_is_longer(values: list[int]) -> None:
    rise = longest_rise(values)
    assert rise == sorted(set(rise))
    assert all(values[a] < values[b] for a, b in pairwise(rise))
    best: list[int] = []
    for place, value in enumerate(values):
        best.append(1 + max((best[n] for n in range(place) if values[n] < value), default=0))
    assert len(rise) == max(best, default=0)


# What is not agreed yet


def test_doubts_are_told_the_weightiest_first() -> None:
    columns = {"output": "Event [with UNEP]", "lead_text": "", "unconfirmed": 1, "when_tbc": 1}
    assert doubts(columns) == ("unconfirmed", "words in brackets", "date unconfirmed")
    assert doubts({"output": "[Event]", "provisional": 1, "when_provisional": 1}) == (
        "in brackets",
        "date in brackets",
    )
    assert doubts({"output": "Event [TBC]", "category_text": "Policy"}) == ()
    assert doubts({}) == ()


@given(WORDING)
def test_words_taken_out_of_brackets_stand_in_none(text: str) -> None:
    cleaned = without_inner_brackets(text)
    assert not words_in_brackets(cleaned)
    assert without_inner_brackets(cleaned) == cleaned


def test_tbc_in_brackets_stays_when_words_leave_theirs() -> None:
    assert without_inner_brackets("Event [in [Rome]] [TBC]") == "Event in Rome [TBC]"
    assert without_inner_brackets("[Event (TBC), [à confirmer]] ]") == "Event (TBC), [à confirmer] ]"
