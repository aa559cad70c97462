"""The checks of actions, progress and papers: each says what is certain, names the record and what to do."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from imgdesk.domain.health import SEVERITIES, Finding, quoted, ranked
from imgdesk.domain.health_actions import check_actions
from imgdesk.domain.health_papers import check_paper
from imgdesk.domain.health_progress import check_indicators, check_reports


class Action(NamedTuple):
    id: int = 7
    text: str = "Send the letter."
    when_text: str = "by 31 March"
    twice: bool = True


class Value(NamedTuple):
    kind: str = "actual"
    value: float | None = 3
    text: str = "3 trainings"


class Indicator(NamedTuple):
    id: int = 3
    code: str = "G1.1"
    title: str = "Trainings held"
    baseline_value: float | None = None
    baseline_text: str = ""
    values: tuple[Value, ...] = (Value(),)


class Line(NamedTuple):
    heading: str = ""
    text: str = ""


class Period(NamedTuple):
    title: str = "Second half of 2023"


class Report(NamedTuple):
    id: int | None = 2
    focus_area: int = 1
    period: Period = Period()
    rag: str = "constrained"
    trend: str = "same"
    lines: tuple[Line, ...] = ()


class Section(NamedTuple):
    id: int = 1
    kind: str = "text"
    level: int = 1
    heading: str = "Background"
    text: str = ""


class Override(NamedTuple):
    section_id: int = 1
    text: str = ""


def test_an_action_overdue_at_two_meetings_is_urgent_and_names_nobody() -> None:
    (found,) = check_actions([Action(), Action(8, twice=False)])
    assert found == Finding(
        "overdue twice",
        "action:7",
        "",
        "“Send the letter.” was overdue at two meetings in a row (due by 31 March): "
        "do it, agree a new date, or drop it.",
        "urgent",
    )


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({}, True),
        ({"values": (Value(value=None),)}, True),
        ({"baseline_value": 0.0}, False),
        ({"baseline_text": "none was measured"}, False),
        ({"baseline_text": " \n"}, True),
        ({"values": (Value("target"),)}, False),
        ({"values": (Value(value=None, text=" "),)}, False),
        ({"values": ()}, False),
    ],
)
def test_an_actual_value_asks_for_a_baseline(fields: dict[str, Any], asked: bool) -> None:
    found = list(check_indicators([Indicator(**fields)]))
    assert [(one.kind, one.record, one.ref) for one in found] == (
        [("no baseline", "indicator:3", "G1.1")] if asked else []
    )


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({}, True),
        ({"trend": "better"}, False),
        ({"trend": ""}, False),
        ({"lines": (Line(text="The talks began."),)}, False),
        ({"lines": (Line(heading="Talks"),)}, False),
        ({"lines": (Line(text=" \n "),)}, True),
        ({"rag": "complete"}, False),
        ({"rag": "not started"}, True),
    ],
)
def test_a_rating_that_stays_asks_for_words(fields: dict[str, Any], asked: bool) -> None:
    found = list(check_reports([Report(**fields)]))
    assert [(one.kind, one.record, one.ref) for one in found] == (
        [("unchanged rating", "focus_area_report:2", "FA1")] if asked else []
    )


def test_only_the_newest_rated_report_of_an_area_is_asked() -> None:
    old, new = Report(1, lines=(Line(text="Told."),)), Report(2, period=Period("First half of 2024"))
    (found,) = check_reports([old, new, Report(3, rag="", trend="")])
    assert found.record == "focus_area_report:2"
    assert "rated “A constrained” for First half of 2024 as for the period before" in found.sentence
    assert list(check_reports([new, old])) == []
    both = [new, Report(5, focus_area=2)]
    assert [one.ref for one in check_reports(both)] == ["FA1", "FA2"]


@pytest.mark.parametrize("kind", ["text", "facts", "table"])
def test_a_written_section_without_words_is_asked(kind: str) -> None:
    (found,) = check_paper("Concept note", [Section(kind=kind)], ())
    assert (found.kind, found.record, found.severity) == ("empty section", "paper_section:1", "attention")
    assert (
        found.sentence == "“Background” in “Concept note” has no words yet: write it, or delete the section."
    )
    assert list(check_paper("Concept note", [Section(kind=kind, text="Words.")], ())) == []


@pytest.mark.parametrize("kind", ["automatic", "contents", "signature", "page break", "annex"])
def test_what_nobody_writes_is_not_asked(kind: str) -> None:
    assert list(check_paper("Brief", [Section(kind=kind)], ())) == []


def test_a_heading_over_other_sections_needs_no_words() -> None:
    below = Section(2, level=2, text="Words.")
    assert list(check_paper("Note", [Section(), below], ())) == []
    assert [one.record for one in check_paper("Note", [Section(heading=" "), below], ())] == [
        "paper_section:1"
    ]
    beside = Section(2, text="Words.")
    assert [one.record for one in check_paper("Note", [Section(), beside], ())] == ["paper_section:1"]


def test_an_automatic_paragraph_that_was_emptied_is_a_note() -> None:
    sections = [Section(kind="automatic"), Section(2, kind="automatic")]
    overrides = [Override(1, "Our words."), Override(2, " "), Override(2, "")]
    (found,) = check_paper("Brief", sections, overrides)
    assert (found.record, found.severity) == ("paper_section:2", "note")
    assert "emptied" in found.sentence


def test_findings_are_ranked_and_keep_their_order_within() -> None:
    given = [Finding(str(place), "", "", "", word) for place, word in enumerate(reversed(SEVERITIES * 2))]
    assert [(one.severity, one.kind) for one in ranked(given)] == [
        ("urgent", "2"), ("urgent", "5"), ("attention", "1"), ("attention", "4"), ("note", "0"), ("note", "3"),
    ]  # fmt: skip


def test_long_and_empty_names_are_quoted_short() -> None:
    assert len(quoted("word " * 100, "nothing")) <= 62
    assert quoted(" \n", "A section without a heading") == "A section without a heading"
