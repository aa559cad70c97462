"""Dates as agreed, the way back: canonical texts, the live phrase, the JSON form, and laws that hold for every text."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imgdesk.domain.timing import Timing, as_dict, describe, format, parse  # noqa: A004

CANONICAL = [
    ("12.05.2023", "12 May 2023"),
    ("1-12 May 2023", "1-12 May 2023"),
    ("30 Nov-12 Dec 2023", "30 November - 12 December 2023"),
    ("31 Dec-1 Jan 2024", "31 December 2023 - 1 January 2024"),
    ("w/c 12 June 2023", "week of 12 June 2023"),
    ("juillet 2023", "July 2023"),
    ("Jan-March 2023", "January-March 2023"),
    ("Dec-Jan 2024", "December 2023 - January 2024"),
    ("end of May 2023", "late May 2023"),
    ("mi-mai 2023", "mid-May 2023"),
    ("late May/early June 2023", "late May to early June 2023"),
    ("second half of May 2023", "second half of May 2023"),
    ("third quarter of 2024", "Q3 2024"),
    ("Q4-Q1 2024", "Q4 2023 - Q1 2024"),
    ("2e semestre 2024", "H2 2024"),
    ("fall 2024", "autumn 2024"),
    ("2023/24", "2023-2024"),
    ("late 2023", "September-December 2023"),
    ("by end of 2015", "by December 2015"),
    ("no later than 31 December 2015", "by 31 December 2015"),
    ("before 12 May 2023", "by 11 May 2023"),
    ("April 2023 onwards", "from April 2023"),
    ("after 12 May 2023", "from 13 May 2023"),
    ("c. May 2023", "around May 2023"),
    ("by around May 2023", "by around May 2023"),
    ("[Sept 2024]", "[September 2024]"),
    ("[Sept 2024] (TBC)", "[September 2024] (TBC)"),
    ("May 2023?", "May 2023 (TBC)"),
    ("quarterly in 2024", "2024, recurring"),
    ("quarterly", "recurring"),
    ("continuous", "ongoing"),
    ("to be determined", "TBD"),
    ("TBC/TBD", "TBC, TBD"),
    ("-", ""),
    ("[]", "[]"),
    ("COP 28", "COP 28"),
]


@pytest.mark.parametrize(("text", "canonical"), CANONICAL)
def test_format_writes_the_plainest_text(text: str, canonical: str) -> None:
    timing = parse(text)
    assert format(timing) == canonical
    assert replace(parse(canonical), text=text) == timing


def test_format_of_a_window_from_the_context_names_the_year() -> None:
    assert format(parse("TBD", year=2024)) == "2024 (TBD)"


def test_format_names_the_seasons_of_the_hemisphere() -> None:
    timing = parse("autumn 2023", hemisphere="south")
    assert format(timing, hemisphere="south") == "autumn 2023"
    assert format(timing) == "spring 2023"


def test_moved_window_can_be_written() -> None:
    moved = Timing(
        text="",
        earliest=date(2023, 7, 1),
        latest=date(2023, 7, 31),
        precision="month",
        tbc=True,
        tbd=False,
        provisional=False,
        approximate=False,
        recurring=False,
        understood=True,
        grain="month",
    )
    assert format(moved) == "July 2023 (TBC)"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("July 2023", "1-31 July 2023, month"),
        ("April to late Autumn 2023 (TBC)", "1 April - 30 November 2023, unconfirmed"),
        ("12 May 2023", "12 May 2023"),
        ("winter 2023", "1 December 2023 - 29 February 2024, season"),
        ("by end of 2015", "by 31 December 2015"),
        ("from April 2023", "from 1 April 2023"),
        ("[around May 2023]", "1-31 May 2023, month, approximate, provisional"),
        ("2024", "1 January - 31 December 2024, year"),
        ("", "no date"),
        ("TBC", "no date, unconfirmed"),
        ("TBD", "no date, to be determined"),
        ("ongoing", "no fixed dates"),
        ("quarterly", "no fixed dates, recurring"),
        ("COP 28", "kept as text"),
    ],
)
def test_describe_says_what_was_understood(text: str, phrase: str) -> None:
    assert describe(parse(text)) == phrase


def test_as_dict_is_the_json_of_the_command_line() -> None:
    assert json.dumps(as_dict(parse("[1-12 May 2023] (TBC)"))) == (
        '{"text": "[1-12 May 2023] (TBC)", "earliest": "2023-05-01", "latest": "2023-05-12", "precision": "range", '
        '"tbc": true, "tbd": false, "provisional": true, "approximate": false, "recurring": false, "understood": true}'
    )
    assert as_dict(parse("by 2015"))["earliest"] is None


GRAINS = ("day", "week", "month", "quarter", "season", "half", "year")


def _one_of(words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words.split("|"))


_UNITS = _one_of(
    "12 May|May 12|29 Feb|31 April|Wed 3 June|May|Sept.|Dec|janvier|mayo|Q3|1Q|H1|third quarter of|first half of|spring"
    "|winter|autumn|été|12|1st|week of 12 June|first week of June|second half of May|2023-05-12|12/05/2023|05/2023"
    "|2023-05|2023-24|W24|the year|"
)
_YEARS = _one_of("||2023|2024|'23|-23|, 2025|de 2024|0001|9999|1900|2023/24")
_PARTS = _one_of("|||early|mid-|late|end of|beginning of|mi-|finales de")
_OPENINGS = _one_of("|||by|before|before end of|from|since|after|until|between|d'ici|~|c.")
_JOINTS = _one_of("-| - |–|/| to | and | or |, | until | à | y ")
_TAILS = _one_of("||| (TBC)| TBD|?| onwards|+| (HLPF)|, COP 28| at the latest|, quarterly| [|]| approx.")
_SIDES = st.tuples(_PARTS, _UNITS, _YEARS).map(lambda parts: " ".join(part for part in parts if part))


@st.composite
def _written(draw: st.DrawFn) -> str:
    """A text out of the words of the grammar, sensible or not."""
    text = draw(_JOINTS).join(draw(st.lists(_SIDES, min_size=1, max_size=3)))
    text = f"{draw(_OPENINGS)} {text}{draw(_TAILS)}"
    before = draw(_one_of("||[|COP 28, |TBC "))
    return f"[{text}]" if before == "[" else before + text


_TEXTS = st.one_of(_written(), st.text(max_size=60), st.text("0123456789 -/.'mayMAYtoq[]?,", max_size=24))
_CONTEXTS = st.sampled_from([None, None, 1, 2023, 2024, 9999])
_HEMISPHERES = st.sampled_from(["north", "south"])


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(text=_TEXTS, year=_CONTEXTS, hemisphere=_HEMISPHERES, day_first=st.booleans())
def test_any_text_is_answered_and_kept(text: str, year: int | None, hemisphere: str, day_first: bool) -> None:
    timing = parse(text, year=year, day_first=day_first, hemisphere=hemisphere)
    assert timing.text == text
    if timing.earliest and timing.latest:
        assert timing.earliest <= timing.latest
    bounded = timing.earliest is not None and timing.latest is not None
    unbounded = timing.earliest is None and timing.latest is None
    assert unbounded if timing.precision == "none" else bounded or timing.precision == "open"
    assert timing.understood or timing.precision == "none"
    assert describe(timing)


@settings(max_examples=500, deadline=None, derandomize=True, database=None)
@given(text=_TEXTS, year=_CONTEXTS, hemisphere=_HEMISPHERES)
def test_canonical_text_reads_back_to_the_same_window_and_flags(
    text: str, year: int | None, hemisphere: str
) -> None:
    timing = parse(text, year=year, hemisphere=hemisphere)
    written = format(timing, hemisphere=hemisphere)
    again = parse(written, hemisphere=hemisphere)
    # Precision and grain may be finer: "1500" is no year by itself, so that year is written by its days.
    other = {"text": "", "precision": ""}
    assert {**as_dict(again), **other} == {**as_dict(timing), **other}, written


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(first=st.dates(), last=st.dates(), grain=st.sampled_from(GRAINS))
def test_any_window_can_be_written_and_read_back(first: date, last: date, grain: str) -> None:
    earliest, latest = min(first, last), max(first, last)
    timing = Timing(
        text="", earliest=earliest, latest=latest, precision="range", tbc=False, tbd=False,
        provisional=False, approximate=False, recurring=False, understood=True, grain=grain,
    )  # fmt: skip
    again = parse(format(timing))
    assert (again.earliest, again.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "１２ Ｍａｙ ２０２３", "\u200f12 May 2023\u200e", "١٢ May ٢٠٢٣", "12\u00a0May\u202f2023", "12\x00May\x1f2023",
        "12\tMay\n2023", "12 Ma\u00ady 2023", "12 ＭＡＹ 2023",
    ],
)  # fmt: skip
def test_digits_spaces_and_marks_of_other_scripts_are_read(text: str) -> None:
    timing = parse(text)
    assert (timing.earliest, timing.latest) == (date(2023, 5, 12), date(2023, 5, 12))


LONG_PIECES = (
    "1",
    "-",
    "[",
    "May ",
    "12-",
    "1/",
    "t.b.",
    "'",
    "early ",
    "\ufdfa",
    "to ",
    "2023, ",
    "\ud800",
    "1 ,",
)


@pytest.mark.parametrize("piece", LONG_PIECES)
def test_texts_of_any_length_are_answered(piece: str) -> None:
    longest = (piece * 300)[:300]
    assert parse(longest).text == longest
    endless = (piece * 100_000)[:100_000]
    timing = parse(endless, year=2023)
    assert timing.text == endless
    assert not timing.understood
