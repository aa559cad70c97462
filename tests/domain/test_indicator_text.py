"""Numbers as papers write them: a value is what every reader would say, else there is a question."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from imgdesk.domain.indicator_text import (
    read_baseline_line,
    read_lines,
    read_number,
    read_target_line,
    same_measure,
    value_words,
)
from imgdesk.text import clean_text


@pytest.mark.parametrize(
    ("text", "value", "unit", "measure"),
    [
        ("27,000", 27000, "", "unit"),
        ("2,356 ratifications", 2356, "ratifications", "unit"),
        ("1,234,567.5", 1234567.5, "", "unit"),
        ("27’000", 27000, "", "unit"),
        ("27\u202f000 visits", 27000, "visits", "unit"),
        ("60 per cent", 60, "per cent", "percentage"),
        ("at least 75%", 75, "per cent", "percentage"),
        ("66 countries", 66, "countries", "unit"),
        ("189 reports were long overdue at the beginning of 2023", 189, "reports", "unit"),
        ("47 countries submitted mid-term reports in the 3rd cycle", 47, "countries", "unit"),
        ("75 country visits per year", 75, "country visits", "unit"),
        ("128 countries.", 128, "countries", "unit"),
        ("0.356", 0.356, "", "unit"),
        ("2.35", 2.35, "", "unit"),
        ("-5", -5, "", "unit"),
        ("2.3 million people", 2_300_000, "people", "unit"),
        ("150 ratifications.1", 150, "ratifications", "unit"),
        ("30 reports on A/HRC/48/141 and COP 28 side events", None, "reports", "unit"),
        ("60 UNCTs", 60, "UNCTs", "unit"),
        ("2023 reports", 2023, "reports", "unit"),
    ],
)
def test_what_every_reader_would_say(text: str, value: float | None, unit: str, measure: str) -> None:
    found = read_number(text)
    assert (found.value, found.unit, found.measure) == (value, unit, measure)
    assert bool(found.question) == (value is None)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("2.356", "Is 2.356 two thousand three hundred and fifty-six, or 2.356?"),
        ("15.020 ratifications", "Is 15.020 fifteen thousand twenty, or 15.020?"),
        ("1.234.567", "Is 1.234.567 1,234,567 or something else?"),
        ("2,35", "Is 2,35 2.35, or 235?"),
        ("27 000 visits", "Is 27 000 one number, 27,000?"),
        ("5-10", "Which number is meant: 5 or 10?"),
        ("27,000 submissions and 15 per cent", "Which number is meant: 27,000 or 15 per cent?"),
        ("12 of 50", "Which number is meant: 12 or 50?"),
        ("3/4", "Which number is meant by 3/4?"),
        ("15k", "What number is 15k?"),
        ("1½", "What number is 1½?"),
        ("½ of them", "What number is in “½ of them”?"),
        ("<5", "Which value is <5?"),
        ("007", "What number is 007?"),
        ("2023", "Is 2023 a number or a year?"),
        ("Five reservations", "What number is “Five”? Type it in digits."),
        ("٣٤", "What number is in “٣٤”?"),
    ],
)
def test_what_readers_would_ask(text: str, question: str) -> None:
    found = read_number(text)
    assert (found.value, found.question) == (None, question)


@pytest.mark.parametrize("text", ["N/A", "n.a.", "", "-", "not available", "TBC"])
def test_nothing_said(text: str) -> None:
    assert read_number(text) == (None, "", "", "")


@pytest.mark.parametrize(
    "text", ["has increased significantly", "M1", "2024-2027", "12 May 2023", "in the 3rd cycle"]
)
def test_words_are_words(text: str) -> None:
    assert read_number(text) == (None, "", "", "qualitative")


@given(st.integers(0, 10**12 - 1), st.sampled_from(["{:,}", "{}"]), st.sampled_from(["", " countries", "."]))
def test_whole_numbers_come_back(number: int, form: str, after: str) -> None:
    assume(after == " countries" or not 1900 <= number <= 2199)
    assert read_number(form.format(number) + after).value == number


@given(st.integers(1, 999), st.integers(0, 999))
def test_a_point_before_three_digits_is_always_asked_about(whole: int, part: int) -> None:
    found = read_number(f"{whole}.{part:03} ratifications")
    assert found.value is None
    assert found.question.startswith(f"Is {whole}.{part:03} ")


@given(st.text(max_size=60) | st.from_regex(r"[0-9.,' \u00a0%/½kM()-]{1,20}( per cent| million| of 2023)?"))
@example("1.000,5")
@example("0,5 5")
def test_a_value_is_written_in_the_text(text: str) -> None:
    found = read_number(text)
    assert not (found.question and found.value is not None)
    if found.value is not None:
        written = [
            float(re.sub(r"[,'’\u00a0\u2007\u2009\u202f]", "", digits))
            for digits in re.findall(
                r"[0-9]+(?:[.,'’][0-9]+|[\u00a0\u2007\u2009\u202f][0-9]{3}(?![0-9]))*", clean_text(text)
            )
            if digits.count(".") < 2
        ]
        assert any(
            abs(abs(found.value) - one * times) <= 1e-9 * abs(found.value)
            for one in written
            for times in (1, 1e3, 1e6, 1e9)
        )


@given(st.text(max_size=300))
def test_lines_are_read_without_a_stumble(text: str) -> None:
    for row in read_lines(text):
        assert row.target_value is None or row.target_text
    read_baseline_line(text)


def test_a_place_in_front() -> None:
    found = read_target_line(
        "In 66 countries, laws and policies better protect the human rights of individuals."
    )
    assert (found.title, found.target_value, found.unit, found.measure, found.direction) == (
        "Laws and policies better protect the human rights of individuals", 66, "countries", "unit", "ascending",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "title", "value", "direction"),
    [
        ("At least 75 per cent of reports have come in.", "Reports have come in", 75, "ascending"),
        ("G6.2 75 additional treaties have been ratified.", "Additional treaties have been ratified", 75, "ascending"),
        ("Overdue reports have been reduced to 20.", "Overdue reports have been reduced to", 20, "descending"),
        ("128 standing invitations are maintained.", "Standing invitations are maintained", 128, "maintain"),
        ("The number of statements has increased.", "The number of statements has increased", None, "ascending"),
    ],
)  # fmt: skip
def test_other_targets(line: str, title: str, value: float | None, direction: str) -> None:
    found = read_target_line(line)
    assert (found.title, found.target_value, found.direction) == (title, value, direction)
    assert found.code == ("G6.2" if line.startswith("G") else "")
    assert found.measure == (
        "qualitative" if value is None else "percentage" if "per cent" in line else "unit"
    )


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Baseline: 32 countries in the 3rd cycle.", (32, "32 countries in the 3rd cycle", None, "3rd cycle", "")),
        (
            "Baseline: 189 reports were long overdue at the beginning of 2023.",
            (189, "189 reports were long overdue at the beginning of 2023", 2023, "beginning of 2023", ""),
        ),
        (
            "Baseline: 2.356 ratifications.1",
            (
                None, "2.356 ratifications", None, "",
                "Is 2.356 two thousand three hundred and fifty-six, or 2.356?",
            ),
        ),
        ("baseline (2022): 40", (40, "40", 2022, "2022", "")),
        ("no data", (None, "no data", None, "", "")),
    ],
)  # fmt: skip
def test_baselines(line: str, found: tuple[object, ...]) -> None:
    assert read_baseline_line(line) == found


def test_pasted_lines() -> None:
    found = read_lines(
        "• 75 additional treaties have\n  been ratified.\n\nBaseline: 2.356 ratifications.\n"
        "1. 60 per cent of overdue reports have been submitted. Baseline: 189 reports.\n- In 5 areas, law grew.\n"
    )
    assert [(row.title, row.target_value, row.baseline_text, len(row.questions)) for row in found] == [
        ("Additional treaties have been ratified", 75, "2.356 ratifications", 1),
        ("Overdue reports have been submitted", 60, "189 reports", 1),
        ("Law grew", 5, "", 0),
    ]
    assert found[1].questions == ("Baseline and target count different things: are they to be compared?",)
    assert read_lines("Baseline: 5") == []


@pytest.mark.parametrize(
    ("measure", "words", "same"),
    [
        ("percentage", "189 reports", False),
        ("percentage", "75 per cent", True),
        ("unit", "5 %", False),
        ("unit", "x", True),
    ],
)
def test_what_can_be_compared(measure: str, words: str, same: bool) -> None:
    assert same_measure(measure, words) is same


@pytest.mark.parametrize(
    ("value", "unit", "text", "words"),
    [
        (27000.0, "", "", "27,000"),
        (2.5, "visits", "", "2.5 visits"),
        (60.0, "per cent", "", "60 %"),
        (60.0, "per cent", "at least 60 per cent", "at least 60 per cent"),
        (None, "visits", "", ""),
    ],
)
def test_values_in_words(value: float | None, unit: str, text: str, words: str) -> None:
    assert value_words(value, unit, text) == words


def test_the_targets_of_the_management_plan(shared) -> None:  # type: ignore[no-untyped-def]
    """Pasted as they stand, line for line; headings that the table puts before a target are left out."""
    text = (shared / "sources" / "management-plan-2024-27.txt").read_text(encoding="utf-8")
    part = text[text.index("In 31 countries, National Mech") : text.index("At least 10 joint initiatives")]
    rows = read_lines(part[: part.rindex("International human rights mechanisms operate")])
    assert [row.target_value for row in rows] == [31, 75, 5, 75, 60, 80, 50, 80, 130, 5, 80, 43, 53, None]
    assert [row.baseline_value for row in rows if row.baseline_text] == [None, 73, 189, 75, 32, 47, 128, 75]
    assert rows[-1].questions == ("Which number is meant: 27,000 or 15 per cent?",)
