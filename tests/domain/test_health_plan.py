"""The checks before an export: each says what is certain, names the record and what to do, else it is quiet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgdesk.domain.health import SEVERITIES, Finding
from imgdesk.domain.health_plan import check_plan
from imgdesk.domain.standing import is_undated
from imgdesk.domain.timing import parse

TODAY = date(2023, 7, 14)


@dataclass(frozen=True)
class Row:
    """An activity as the read side gives it."""

    id: int = 1
    section_id: int = 1
    ref: str = "23-01"
    output: str = "Side event at the HLPF"
    when_text: str = ""
    earliest: str | None = None
    latest: str | None = None
    grain: str = "none"
    tbc: int = 0
    tbd: int = 0
    provisional: int = 0
    approximate: int = 0
    recurring: int = 0
    understood: int = 1
    bracketed: int = 0
    status: str = "planned"
    percent: int = 0
    everyone: int = 0


@dataclass(frozen=True)
class Section:
    id: int = 1
    title: str = "2023"
    year: int | None = 2023


@dataclass(frozen=True)
class Window:
    title: str = "Second workplan"
    when_text: str = "2023-2025"
    earliest: str | None = "2023-01-01"
    latest: str | None = "2025-12-31"


@dataclass(frozen=True)
class Link:
    from_id: int = 1
    to_id: int = 2
    kind: str = "FS"
    lag_days: int = 0


@dataclass(frozen=True)
class Plan:
    activities: list[Row]
    sections: list[Section] = field(default_factory=lambda: [Section()])
    gaps: list[Window] = field(default_factory=list)
    workplan: Window = Window()


@dataclass(frozen=True)
class Sets:
    leads: dict[int, tuple[str, ...]]
    focus_areas: dict[int, tuple[int, ...]]


def row(when: str = "", number: int = 1, year: int | None = 2023, **fields: Any) -> Row:
    """An activity whose date is read as the desk reads it."""
    timing = parse(when, year=year)
    read: dict[str, Any] = {
        "when_text": when,
        "earliest": timing.earliest and timing.earliest.isoformat(),
        "latest": timing.latest and timing.latest.isoformat(),
        "grain": timing.grain,
        "tbc": int(timing.tbc),
        "tbd": int(timing.tbd),
        "approximate": int(timing.approximate),
        "recurring": int(timing.recurring),
        "understood": int(timing.understood),
    }
    return Row(**{"id": number, "ref": f"23-{number:02d}", **read, **fields})


def findings(*rows: Row, today: date = TODAY, links: tuple[Link, ...] = (), **parts: Any) -> list[Finding]:
    led = Sets({each.id: ("OHCHR",) for each in rows}, {})
    return check_plan(Plan(list(rows), **parts), led, links, today=today)


def kinds(*rows: Row, **how: Any) -> list[str]:
    return [finding.kind for finding in findings(*rows, **how)]


@pytest.mark.parametrize(
    "when", ["June 2023", "1-12 May 2023", "first half of 2023", "by end of June 2023", "13 July 2023"]
)
def test_a_window_that_has_passed_is_overdue(when: str) -> None:
    (found,) = findings(row(when))
    assert (found.kind, found.severity, found.record, found.ref) == (
        "overdue",
        "urgent",
        "activity:1",
        "23-01",
    )
    assert when in found.sentence
    assert "agree a new date" in found.sentence


@pytest.mark.parametrize(
    "when", ["July 2023", "14 July 2023", "2023-24", "mid 2023", "from March 2023", "ongoing", "Q3 2023"]
)
def test_a_window_that_may_still_hold_is_not_overdue(when: str) -> None:
    assert kinds(row(when)) == []


@pytest.mark.parametrize("status", ["done", "cancelled"])
def test_what_is_closed_is_never_late(status: str) -> None:
    assert kinds(row("June 2023", status=status, percent=100 if status == "done" else 0)) == []


def test_no_date_in_a_year_that_is_over_is_overdue_and_says_so() -> None:
    (found,) = findings(row("TBD"), today=date(2024, 1, 1))
    assert (found.kind, "never had a date" in found.sentence, "2023 is over" in found.sentence) == (
        "overdue",
        True,
        True,
    )


@pytest.mark.parametrize(
    ("when", "today", "severity"),
    [
        ("July 2023", date(2023, 7, 14), "urgent"),
        ("September 2023", date(2023, 8, 2), "urgent"),  # 59 days to the end
        ("September 2023", date(2023, 9, 1), "urgent"),
        ("2023", date(2023, 7, 14), "attention"),  # begun, and 170 days to the end
        ("September 2023", date(2023, 8, 1), None),  # 60 days to the end
        ("September 2023", date(2023, 7, 14), None),
    ],
)
def test_unconfirmed_is_raised_when_its_end_is_near_or_its_window_has_begun(
    when: str, today: date, severity: str | None
) -> None:
    found = [finding for finding in findings(row(when, tbc=1), today=today) if finding.kind == "unconfirmed"]
    assert [finding.severity for finding in found] == ([severity] if severity else [])


def test_unconfirmed_says_how_many_days_are_left() -> None:
    assert "ends in 17 days" in findings(row("July 2023", tbc=1))[0].sentence
    assert "ends tomorrow" in findings(row("15 July 2023", tbc=1))[0].sentence
    assert "ends today" in findings(row("14 July 2023", tbc=1))[0].sentence


def test_a_date_that_is_only_tbc_is_told_with_its_year() -> None:
    (found,) = findings(row("TBC"))
    assert (found.kind, "TBC, 2023" in found.sentence) == ("unconfirmed", True)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("August 2023", True),
        ("June-September 2023", True),  # what is left of it lies in this quarter
        ("28 September - 3 October 2023", True),  # busy on every one of these days
        ("Sept-Oct 2023", False),  # could all be in October
        ("October 2023", False),
        ("TBD", False),
    ],
)
def test_brackets_are_raised_only_where_the_quarter_is_certain(when: str, expected: bool) -> None:
    assert ("brackets" in kinds(row(when, provisional=1, bracketed=1))) is expected


def test_a_provisional_section_is_not_called_brackets() -> None:
    (found,) = findings(row("August 2023", provisional=1))
    assert "still provisional" in found.sentence


def test_no_lead_means_no_organization_and_no_focus_area_and_not_all() -> None:
    rows = [
        row("August 2023", 1),
        row("August 2023", 2),
        row("August 2023", 3),
        row("August 2023", 4, everyone=1),
    ]
    found = check_plan(Plan(rows), Sets({2: ("OHCHR",)}, {3: (2,)}), today=TODAY)
    assert [(finding.kind, finding.record) for finding in found] == [("no lead", "activity:1")]


@pytest.mark.parametrize("when", ["TBD", "", "-", "to be determined"])
def test_no_date_is_raised_once_the_year_has_begun(when: str) -> None:
    assert kinds(row(when)) == ["undated"]
    assert kinds(row(when), today=date(2022, 12, 31)) == []


@pytest.mark.parametrize("when", ["ongoing", "quarterly", "2023", "sometime after lunch"])
def test_words_that_say_something_are_not_no_date(when: str) -> None:
    assert not is_undated(row(when))


def test_a_date_that_is_not_understood_is_named() -> None:
    (found,) = findings(row("when the moon is full"))
    assert (found.kind, "when the moon is full" in found.sentence) == ("date as text", True)


@pytest.mark.parametrize(
    ("output", "when", "said"),
    [
        ("Side event at the COPs of the BRS Conventions 1-12 May 2023 (TBD).", "May 2023", "1-12 May 2023"),
        ("Talk on 3rd of September 2023", "Q3 2023", "3rd of September 2023"),
        ("Talk, September 5-7, 2023", "2023", "September 5-7, 2023"),
        ("Stand 2023-09-05", "2023", "2023-09-05"),
        ("Forum, Nov-Dec 2023", "second half of 2023", "Nov-Dec 2023"),
        ("Forum of September 2023", "TBD", "September 2023"),
        ("Atelier du 12 septembre 2023", "Q3 2023", "12 septembre 2023"),
    ],
)
def test_a_closer_date_in_the_text_is_suggested(output: str, when: str, said: str) -> None:
    found = [finding for finding in findings(row(when, output=output)) if finding.kind == "closer date"]
    assert [said in finding.sentence for finding in found] == [True]


@pytest.mark.parametrize(
    ("output", "when"),
    [
        ("Side event at COP 28", "Nov-Dec 2023"),
        ("Support to updates in 2023-2024", "2023-24"),
        ("Follow-up of the decision of 12 May 2021", "August 2023"),
        ("Forum, Nov-Dec 2023", "Nov-Dec 2023"),
        ("Forum 2023", "November 2023"),
        ("What marching bands may do, section 12.3", "August 2023"),
    ],
)
def test_other_numbers_in_the_text_suggest_nothing(output: str, when: str) -> None:
    assert "closer date" not in kinds(row(when, output=output))


def test_a_date_outside_its_section_or_the_period_is_named() -> None:
    assert kinds(row("March 2024")) == ["outside"]
    assert kinds(row("2023-24")) == []
    beyond = findings(row("March 2026"), sections=[Section(year=None)])
    assert [("period of the workplan" in finding.sentence) for finding in beyond] == [True]


def test_what_falls_wholly_into_a_coverage_gap_is_named() -> None:
    gap = [Window("No consultancy", "April to late autumn 2023", "2023-04-01", "2023-11-30")]
    (found,) = findings(row("September 2023"), gaps=gap)
    assert (found.kind, found.severity, "No consultancy" in found.sentence) == ("coverage gap", "note", True)
    assert kinds(row("Nov-Dec 2023"), row("2023", 2), gaps=gap) == []
    assert kinds(row("TBD"), gaps=gap) == ["undated"]


def test_status_and_percentage_must_agree() -> None:
    assert kinds(row("June 2023", status="done", percent=60)) == ["percent"]
    assert kinds(row("August 2023", status="under way", percent=100)) == ["percent"]
    assert (
        kinds(row("August 2023", status="under way", percent=99), row("", 2, status="done", percent=100))
        == []
    )


@pytest.mark.parametrize(
    ("first", "second", "kind", "lag", "expected"),
    [
        ("September 2023", "August 2023", "FS", 0, True),
        ("September 2023", "September 2023", "FS", 0, False),
        ("1-12 September 2023", "4-20 September 2023", "FS", 0, True),  # both know their days
        ("1-12 September 2023", "September 2023", "FS", 0, False),
        ("1-12 September 2023", "4-20 September 2023", "SS", 0, False),
        ("September 2023", "Aug-Sept 2023", "SS", 0, False),
        ("September 2023", "August 2023", "FF", 0, True),
        ("September 2023", "August 2023", "SF", 0, True),
        ("September 2023", "October 2023", "FS", 90, True),
        ("September 2023", "August 2023", "FS", -60, False),
        ("from September 2023", "August 2023", "FS", 0, True),
        ("by September 2023", "August 2023", "FS", 0, False),
    ],
)
def test_a_link_is_in_conflict_only_where_no_days_could_keep_it(
    first: str, second: str, kind: str, lag: int, expected: bool
) -> None:
    links = (Link(kind=kind, lag_days=lag),)
    found = [item for item in findings(row(first), row(second, 2), links=links) if item.kind == "conflict"]
    assert [item.record for item in found] == (["activity:2"] if expected else [])


def test_a_link_of_what_is_closed_is_no_conflict() -> None:
    later, done = row("September 2023"), row("August 2023", 2, status="done", percent=100)
    assert kinds(later, done, links=(Link(),)) == []


def test_the_most_urgent_comes_first_and_the_order_of_the_plan_holds_within() -> None:
    rows = [
        row("TBD", 1),
        row("June 2023", 2),
        row("August 2023", 3, status="under way", percent=100),
        row("May 2023", 4),
    ]
    found = findings(*rows)
    assert [finding.record for finding in found] == ["activity:2", "activity:4", "activity:1", "activity:3"]
    assert [finding.severity for finding in found] == ["urgent", "urgent", "attention", "note"]


def test_a_finding_is_plain_values() -> None:
    (found,) = findings(row("June 2023", output=""))
    told = "is planned and its date (June 2023) has passed: mark it done, or agree a new date."
    assert found.as_dict() == {
        "kind": "overdue",
        "record": "activity:1",
        "ref": "23-01",
        "severity": "urgent",
        "sentence": f"An activity without text {told}",
    }


@given(
    st.text(max_size=200), st.text(max_size=60), st.dates(), st.booleans(), st.booleans(),
    st.sampled_from(["planned", "under way", "done", "delayed", "cancelled"]), st.integers(0, 100),
)  # fmt: skip
def test_any_row_is_checked_in_one_line_sentences(
    output: str, when: str, today: date, tbc: bool, brackets: bool, status: str, percent: int
) -> None:
    doubt = {"tbc": int(tbc), "provisional": int(brackets), "bracketed": int(brackets)}
    rows = [row(when, output=output, status=status, percent=percent, **doubt), row("2023", 2)]
    for finding in findings(*rows, today=today, links=(Link(),), gaps=[Window()]):
        assert finding.severity in SEVERITIES
        assert finding.sentence.endswith(".")
        assert "\n" not in finding.sentence


def test_a_very_long_output_is_checked() -> None:
    text = "12 May 2023 and " * 7000
    assert kinds(row("2023", output=text)) == ["closer date"]
