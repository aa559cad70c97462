"""What a gesture on the chart writes: the texts, and the laws that hold for every date and every drag."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from imgdesk.domain.moves import dated, moved, nudged, preview, resized, span_window, spanned, undated
from imgdesk.domain.timing import Timing, parse

MONTH, QUARTER, HALF, YEAR = 30, 91, 182, 365

DRAGGED = [
    ("July 2023", 31, "August 2023"),
    ("July 2023", 20, "August 2023"),
    ("July 2023", -20, "June 2023"),
    ("July 2023", 200, "February 2024"),
    ("Q3 2024", QUARTER, "Q4 2024"),
    ("Q4 2024", QUARTER, "Q1 2025"),
    ("Q3-Q4 2024", QUARTER, "Q4 2024 - Q1 2025"),
    ("Nov-Dec 2023", MONTH, "Dec 2023 - Jan 2024"),
    ("Nov–Dec 2023", 2 * MONTH, "Jan–Feb 2024"),
    ("Dec-Jan 2024", -MONTH, "Nov-Dec 2023"),
    ("Jan-March 2023", MONTH, "Feb-April 2023"),
    ("Feb-March 2023", 9 * MONTH, "Nov-Dec 2023"),
    ("Mar 2023", MONTH, "Apr 2023"),
    ("H1 2025", HALF, "H2 2025"),
    ("2024", YEAR, "2025"),
    ("2023-24", YEAR, "2024-25"),
    ("2023/24", YEAR, "2024/25"),
    ("2023-2025", YEAR, "2024-2026"),
    ("autumn 2023", QUARTER, "winter 2023"),
    ("late autumn 2023", MONTH, "December 2023"),
    ("late 2023", MONTH, "October 2023 - January 2024"),
    ("late 2023", 4 * MONTH, "early 2024"),
    ("mid 2023", 4 * MONTH, "late 2023"),
    ("April to late Autumn 2023 (TBC)", MONTH, "May-December 2023 (TBC)"),
    ("12 May - July 2023", MONTH, "12 June - August 2023"),
    ("week of 12 June 2023", 8, "week of 19 June 2023"),
    ("last week of June 2023", 7, "week of 1 July 2023"),
    ("week of 11 May to week of 25 May 2023", 7, "week of 18 May to week of 1 June 2023"),
    ("W24 2023", 7, "week of 19 June 2023"),
    ("mid-May 2023", 10, "late May 2023"),
    ("end of May 2023", 10, "early June 2023"),
    ("first half of May 2023", 15, "second half of May 2023"),
    ("12 May 2023", 3, "15 May 2023"),
    ("1-12 May 2023", 7, "8-19 May 2023"),
    ("1-12 May 2023 (TBD)", 25, "26 May - 6 June 2023 (TBD)"),
    ("29 Feb 2024", 366, "1 March 2025"),
    ("12, 14 and 16 May 2023", 2, "14-18 May 2023"),
    # open sides stay open, in the words of the text where they can be kept
    ("by end of 2015", MONTH, "by January 2016"),
    ("by mid-May 2023", 10, "by late May 2023"),
    ("by week of 12 June 2023", 7, "by week of 19 June 2023"),
    ("from April 2023", MONTH, "from May 2023"),
    ("before 12 May 2023", 3, "before 15 May 2023"),
    ("no later than 31 December 2015", 3, "no later than 3 January 2016"),
    ("May 2023 onwards", MONTH, "June 2023 onwards"),
    ("after May 2023", MONTH, "after June 2023"),
    ("until Q3 2024", QUARTER, "until Q4 2024"),
    ("by around May 2023", MONTH, "by around June 2023"),
    # what is open about a date stays said
    ("July 2023 (TBC)", MONTH, "August 2023 (TBC)"),
    ("[Sept 2024]", MONTH, "[Oct 2024]"),
    ("[1-12 May 2023] (TBD)", 3, "[4-15 May 2023] (TBD)"),
    ("around May 2023", MONTH, "around June 2023"),
    ("July 2023?", MONTH, "August 2023?"),
    ("quarterly in 2024", YEAR, "quarterly in 2025"),
    ("Sometime in July 2023, unconfirmed", MONTH, "Sometime in August 2023, unconfirmed"),
    # the words around a date stay
    ("COP 28, Nov-Dec 2023", MONTH, "COP 28, Dec 2023 - Jan 2024"),
    ("July 2023 (HLPF)", MONTH, "August 2023 (HLPF)"),
    ("during COP 28 (30 Nov-12 Dec 2023)", 7, "during COP 28 (7-19 Dec 2023)"),
    ("ongoing until December 2024", MONTH, "ongoing until January 2025"),
    ("HLPF 2023 (July)", 200, "HLPF February 2024"),
    ("9-18 July 2023 (HLPF 2023)", 365, "8-17 July 2024"),
    ("SB60 (3-13 June 2024), Bonn", 10, "SB60 (13-23 June 2024), Bonn"),
    ("2023 SDG Summit, September", MONTH, "2023 SDG Summit, October"),
    ("Q3 2024 (Sept)", MONTH, "October 2024"),
    ("2023 (Sept)", MONTH, "2023 (Oct)"),
    # the manner of the old text
    ("2023-05-12", 3, "2023-05-15"),
    ("12/05/2023", 3, "15/05/2023"),
    ("12.05.2023", 30, "11.06.2023"),
    ("05/2023", MONTH, "06/2023"),
    ("2023-05", MONTH, "2023-06"),
    ("May 12, 2023", 2, "May 14, 2023"),
    ("May 12-14, 2023", 2, "May 14-16, 2023"),
    ("Sept '23", MONTH, "Oct '23"),
    ("2024 Q3", QUARTER, "2024 Q4"),
    ("2024 Q4", QUARTER, "Q1 2025"),
    ("second half of 2025", HALF, "H1 2026"),
    ("From Sept 2023 to Feb 2024", MONTH, "From Oct 2023 to March 2024"),
    ("between May and July 2023", MONTH, "between June and August 2023"),
    ("du 1er au 12 mai 2023", 5, "du 6 au 17 mai 2023"),
    ("w/c 12 June 2023", 7, "w/c 19 June 2023"),
    # a day of the week is put right, or goes where there are several days
    ("Wed 10 May 2023", 2, "Fri 12 May 2023"),
    ("Wednesday, 10 May 2023", 2, "Friday 12 May 2023"),
    ("12 May 2023 (Friday)", 2, "Sunday 14 May 2023"),
    ("Monday 12 - Wednesday 14 June 2023", 2, "14-16 June 2023"),
    ("vendredi 12 mai 2023", 3, "lundi 15 mai 2023"),
    # French and Spanish stay so
    ("janvier-mars 2023", MONTH, "février-avril 2023"),
    ("T3 2024", QUARTER, "T4 2024"),
    ("1er semestre 2024", HALF, "S2 2024"),
    ("mi-mai 2023", 10, "fin mai 2023"),
    ("semaine du 12 juin 2023", 7, "semaine du 19 juin 2023"),
    ("d'ici mai 2023", MONTH, "d'ici juin 2023"),
    ("juillet 2023 (à confirmer)", MONTH, "août 2023 (à confirmer)"),
    ("enero-marzo de 2023", MONTH, "febrero-abril de 2023"),
    ("diciembre de 2023", MONTH, "enero de 2024"),
    ("mayo de 2023 (por confirmar)", MONTH, "junio de 2023 (por confirmar)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days", "written"), DRAGGED)
def test_a_dragged_bar_keeps_its_precision_and_its_words(text: str, days: int, written: str) -> None:
    assert moved(parse(text), days) == written


@pytest.mark.parametrize(
    ("text", "days", "written"),
    [
        ("July", 31, "August"),
        ("July (TBC)", 31, "August (TBC)"),
        ("July", 200, "February 2024"),
        ("July", -200, "December 2022"),
        ("1-12 May", 3, "4-15 May"),
        ("every May", 31, "every June"),
        ("Q3", QUARTER, "Q4"),
        ("Q3", 2 * QUARTER, "Q1 2024"),
        ("by July", 31, "by August"),
    ],
)
def test_the_year_of_the_section_is_written_when_the_move_leaves_it(
    text: str, days: int, written: str
) -> None:
    assert moved(parse(text, year=2023), days) == written


def test_seasons_keep_their_hemisphere() -> None:
    assert moved(parse("autumn 2023", hemisphere="south"), 92) == "winter 2023"
    later = parse("winter 2023", hemisphere="south")
    assert (later.earliest, later.latest) == (date(2023, 6, 1), date(2023, 8, 31))


@pytest.mark.parametrize(
    ("text", "days", "written"),
    [
        ("July 2023", 3, "4 July - 3 August 2023"),
        ("[Sept 2024]", 1, "[2 Sept - 1 Oct 2024]"),
        ("Q3 2024 (TBC)", -1, "30 June - 29 September 2024 (TBC)"),
        ("2024 Q3", 1, "2 July - 1 October 2024"),
        ("week of 12 June 2023", 1, "13-19 June 2023"),
        ("by end of 2015", 1, "by 1 January 2016"),
        ("July 2023 (HLPF)", -30, "1 June - 1 July 2023 (HLPF)"),
        ("d'ici mai 2023", 1, "d'ici le 1 juin 2023"),
    ],
)
def test_alt_refines_to_days(text: str, days: int, written: str) -> None:
    assert moved(parse(text), days, to_days=True) == written


NOTHING = [
    ("July 2023", 0), ("July 2023", 10), ("July 2023", -15), ("Q3 2024", 40), ("2024", 180),
    ("week of 12 June 2023", 3),
    ("TBD", 31), ("TBC", 31), ("", 31), ("-", 31), ("ongoing", 31), ("quarterly", 31), ("COP 28", 31),
    ("31 April 2023", 31), ("December 9999", 31), ("1 January 0001", -1),
    ("July 2023", 10**12), ("July 2023", -(10**12)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days"), NOTHING)
def test_nothing_is_written_where_nothing_changes_or_nothing_can_move(text: str, days: int) -> None:
    assert moved(parse(text), days) is None


@pytest.mark.parametrize("text", ["TBC", "TBD", "", "quarterly"])
def test_a_window_that_only_the_section_gives_does_not_move(text: str) -> None:
    timing = parse(text, year=2024)
    assert timing.earliest == date(2024, 1, 1)
    assert moved(timing, 400) is None
    assert nudged(timing, 1) is None
    assert resized(timing, "end", 400) is None


def test_a_timing_that_is_not_what_its_text_says_is_left_alone() -> None:
    odd = replace(parse("July 2023"), earliest=date(2021, 3, 3))
    assert moved(odd, 100) is None


def test_nudging_goes_by_the_bars_own_unit() -> None:
    assert nudged(parse("Q3 2024"), -3) == "Q4 2023"
    assert nudged(parse("12 May 2023"), 1) == "13 May 2023"
    assert nudged(parse("early May 2023"), -1) == "late April 2023"
    assert nudged(parse("May 2023"), 0) is None


@pytest.mark.parametrize(
    ("text", "edge", "days", "written"),
    [
        ("March 2023", "end", 31, "March-April 2023"),
        ("March 2023", "start", -28, "February-March 2023"),
        ("March-April 2023", "end", -30, "March 2023"),
        ("Q1 2024", "end", 91, "Q1-Q2 2024"),
        ("2024", "end", 365, "2024-25"),
        ("2023-24", "end", -365, "2023"),
        ("Nov-Dec 2023", "end", 31, "Nov 2023 - Jan 2024"),
        ("late 2023", "end", 31, "September 2023 - January 2024"),
        ("mid-May 2023", "end", 10, "mid-May to late May 2023"),
        ("week of 12 June 2023", "end", 7, "week of 12 June to week of 19 June 2023"),
        ("spring 2023", "end", 92, "spring-summer 2023"),
        ("July 2023 (HLPF) (TBC)", "end", 31, "July-August 2023 (HLPF) (TBC)"),
        ("12 May 2023", "start", -11, "1-12 May 2023"),
        ("by May 2023", "end", 31, "by June 2023"),
        ("from May 2023", "start", -31, "from April 2023"),
        # never past the other end: one unit remains
        ("1-12 May 2023", "start", 400, "12 May 2023"),
        ("1-12 May 2023", "end", -400, "1 May 2023"),
        ("March-May 2023", "end", -4000, "March 2023"),
        ("March-May 2023", "start", 4000, "May 2023"),
        ("March 2023", "end", -300, None),
        # an open end stays open
        ("by May 2023", "start", 31, None),
        ("from May 2023", "end", 31, None),
        ("March 2023", "end", 10, None),
        ("TBD", "end", 10, None),
    ],
)
def test_an_end_dragged_snaps_to_its_unit(text: str, edge: str, days: int, written: str | None) -> None:
    assert resized(parse(text), "end" if edge == "end" else "start", days) == written


def test_an_end_dragged_with_alt_goes_by_days() -> None:
    assert resized(parse("March 2023"), "end", 1, to_days=True) == "1 March - 1 April 2023"
    assert resized(parse("March 2023"), "end", -400, to_days=True) == "1 March 2023"


@pytest.mark.parametrize(
    ("first", "last", "unit", "written"),
    [
        ("2023-05-12", "2023-05-12", "day", "12 May 2023"),
        ("2023-05-12", "2023-05-01", "day", "1-12 May 2023"),
        ("2023-06-14", "2023-06-15", "week", "week of 12 June 2023"),
        ("2023-06-14", "2023-06-19", "week", "week of 12 June to week of 19 June 2023"),
        ("2023-05-12", "2023-05-13", "month", "May 2023"),
        ("2023-05-12", "2023-06-01", "month", "May-June 2023"),
        ("2024-08-12", "2024-08-13", "quarter", "Q3 2024"),
        ("2024-08-12", "2025-01-13", "half", "H2 2024 - H1 2025"),
        ("2023-08-12", "2023-09-13", "year", "2023"),
        ("2023-08-12", "2024-09-13", "year", "2023-24"),
        ("1999-08-12", "2000-09-13", "year", "1999-2000"),
        ("9999-12-31", "9999-12-31", "week", "27-31 December 9999"),
    ],
)
def test_a_drawn_bar_is_written_in_whole_units(first: str, last: str, unit: str, written: str) -> None:
    assert spanned(date.fromisoformat(first), date.fromisoformat(last), unit) == written  # type: ignore[arg-type]


def test_a_row_from_the_tray_keeps_its_doubts_and_loses_its_tbd() -> None:
    days = date(2023, 5, 3), date(2024, 6, 2)
    assert dated(parse("TBD"), *days, "year") == "2023-24"
    assert dated(parse("[TBD, TBC]", year=2023), *days, "quarter") == "[Q2 2023 - Q2 2024] (TBC)"
    assert dated(parse("TBC"), days[0], days[0], "month") == "May 2023 (TBC)"
    assert dated(parse("after the summit"), days[0], days[0], "month") == "May 2023"


def test_a_row_put_back_into_the_tray_keeps_its_doubts() -> None:
    assert undated(parse("around July 2023")) == "TBD"
    assert undated(parse("[July 2023] (TBC)")) == "[TBC, TBD]"
    assert undated(parse("some day")) == "TBD"


def test_preview_shows_both_texts_on_one_line() -> None:
    assert preview("Q3 2024", "Q4 2024") == "Q3 2024 → Q4 2024"
    assert preview("", "May 2023") == "no date → May 2023"
    assert "\n" not in preview("a\nb" * 100, "c")
    assert len(preview("long " * 100, "long " * 100)) < 130


def _one_of(words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words.split("|"))


_UNITS = _one_of(
    "12 May|May 12|29 Feb|Wed 3 June|May|Sept.|Dec|janvier|mayo|Q3|1Q|H1|third quarter of|first half of|spring|winter"
    "|autumn|été|week of 12 June|first week of June|second half of May|2023-05-12|12/05/2023|05/2023|2023-05|2023-24"
    "|W24|the year|"
)
_YEARS = _one_of("||2023|2024|2023|'23|, 2025|de 2024|0001|9999|1900")
_SIDES = st.tuples(_one_of("|||early|mid-|late|end of|mi-"), _UNITS, _YEARS).map(
    lambda parts: " ".join(part for part in parts if part)
)


@st.composite
def _texts(draw: st.DrawFn) -> str:
    """A text out of the words of the grammar, sensible or not."""
    text = draw(_one_of("-| - |–|/| to | and | until | à ")).join(
        draw(st.lists(_SIDES, min_size=1, max_size=2))
    )
    text = f"{draw(_one_of('|||by|before|from|since|after|until|~'))} {text}"
    text += draw(_one_of("||| (TBC)| TBD|?| onwards| (HLPF)|, COP 28| at the latest|, quarterly| approx."))
    before = draw(_one_of("|||[|COP 28, |TBC "))
    return f"[{text}]" if before == "[" else before + text


_DATES = st.builds(
    lambda text, year, hemisphere: (parse(text, year=year, hemisphere=hemisphere), year, hemisphere),
    _texts(), st.sampled_from([None, 2023]), st.sampled_from(["north", "south"]),
)  # fmt: skip
_FLAGS = ("tbc", "tbd", "provisional", "approximate", "recurring")
_LAWS = settings(max_examples=60, deadline=None, derandomize=True, database=None)
_DAYS = {"day": 1, "week": 7, "month": 30.44, "quarter": 91.3, "season": 91.3, "half": 182.6, "year": 365.25}


def _plain_years(*timings: Timing) -> bool:
    ends = [end for timing in timings for end in (timing.earliest, timing.latest) if end is not None]
    return all(1900 <= end.year <= 2199 for end in ends)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month


def _whole(timing: Timing) -> bool:
    """Whether both sides lie on the bounds of the grain, and not one of them within ("12 May - July 2023")."""
    first, last = timing.earliest, timing.latest
    if timing.grain == "week":
        closes = last is None or last.day in (10, 20) or (last + timedelta(days=1)).day == 1
        thirds = (first is None or first.day in (1, 11, 21)) and closes
        half = first is not None and first.day in (1, 16) and 12 < (_length(timing) or 0) < 16
        in_weeks = "week" in timing.text or "W24" in timing.text
        return (_length(timing) or 6) % 7 == 6 if in_weeks else thirds or half
    months = {"day": 0, "month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12}[timing.grain]
    return not months or all(
        end is None or (end.day == 1 and (end.month - (timing.grain != "season")) % months == 0)
        for end in (first, last and last + timedelta(days=1))
    )


def _length(timing: Timing, grain: str = "") -> int | None:
    if timing.earliest is None or timing.latest is None:
        return None
    if (grain or timing.grain) in ("day", "week"):
        return (timing.latest - timing.earliest).days
    return _month_number(timing.latest) - _month_number(timing.earliest)


@_LAWS
@given(found=_DATES, steps=st.integers(-30, 30))
def test_a_move_keeps_precision_length_and_flags_and_the_way_back_leads_home(
    found: tuple[Timing, int | None, str], steps: int
) -> None:
    timing, year, hemisphere = found
    # Of "until spring - May" the year and the hemisphere cannot be told from its last day.
    assume(timing.grain != "season" or timing.precision != "open" or len(timing.text.split("-")) == 1)
    text = nudged(timing, steps)
    assume(text is not None)
    assert text is not None
    there = parse(text, year=year, hemisphere=hemisphere)
    for flag in _FLAGS:
        assert getattr(there, flag) == getattr(timing, flag), text
    for before, after in ((timing.earliest, there.earliest), (timing.latest, there.latest)):
        assert (before is None) == (after is None)
        if before is not None and after is not None:
            assert (after > before) == (steps > 0)
            unit = _DAYS[timing.grain]
            slack = 5 if timing.grain == "week" else 3
            fewest = 7 if timing.grain == "week" else unit
            most = 16 if timing.grain == "week" else unit
            low, high = abs(steps) * fewest - slack, abs(steps) * most + slack
            assert low <= abs((after - before).days) <= high, text
    if timing.grain != "week":
        assert _length(there, timing.grain) == _length(timing), text
    if _plain_years(timing, there):
        assert there.grain == timing.grain or not _whole(timing), text
        # "12 May - H1 2023" says a half in the words of a range, as does "12 May - first week of May" a week.
        assert timing.grain == "week" or there.precision in (timing.precision, timing.grain), text
        if _whole(timing) and _whole(there):
            back = nudged(there, -steps)
            assert back is not None
            home = parse(back, year=year, hemisphere=hemisphere)
            assert (home.earliest, home.latest) == (timing.earliest, timing.latest), (text, back)


@_LAWS
@given(found=_DATES, days=st.integers(-900, 900), to_days=st.booleans())
def test_a_drag_lands_as_near_as_the_unit_allows(
    found: tuple[Timing, int | None, str], days: int, to_days: bool
) -> None:
    timing, year, hemisphere = found
    text = moved(timing, days, to_days=to_days)
    here = timing.earliest or timing.latest
    assume(here is not None and nudged(timing, 1) is not None)
    assert here is not None
    ends = [end for end in (timing.earliest, timing.latest) if end is not None]
    assume(all(4 < end.year < 9996 for end in ends))
    there = parse(text, year=year, hemisphere=hemisphere) if text is not None else timing
    landed = there.earliest or there.latest
    assert landed is not None
    if to_days:
        assert (landed - here).days == days
    unit = 16.0 if timing.grain == "week" else _DAYS[timing.grain]
    assert abs((landed - here).days - days) <= unit / 2 + 1.5


@_LAWS
@given(
    found=_DATES, edge=st.sampled_from(["start", "end"]), days=st.integers(-2000, 2000), to_days=st.booleans()
)
def test_an_end_dragged_never_passes_the_other_and_moves_alone(
    found: tuple[Timing, int | None, str], edge: str, days: int, to_days: bool
) -> None:
    timing, year, hemisphere = found
    text = resized(timing, "end" if edge == "end" else "start", days, to_days=to_days)
    assume(text is not None)
    assert text is not None
    there = parse(text, year=year, hemisphere=hemisphere)
    assert there.earliest is None or there.latest is None or there.earliest <= there.latest
    still, moving = ("earliest", "latest") if edge == "end" else ("latest", "earliest")
    assert getattr(there, still) == getattr(timing, still), text
    assert (getattr(there, moving) > getattr(timing, moving)) == (days > 0), text
    for flag in _FLAGS:
        assert getattr(there, flag) == getattr(timing, flag), text
    if _plain_years(timing, there) and _whole(timing) and not to_days:
        assert there.grain == timing.grain, text


@_LAWS
@given(text=st.text(max_size=40), days=st.integers(), year=st.sampled_from([None, 1, 2023, 9999]))
def test_no_text_and_no_drag_is_too_odd(text: str, days: int, year: int | None) -> None:
    timing = parse(text, year=year)
    for to_days in (False, True):
        for written in (
            moved(timing, days, to_days=to_days),
            resized(timing, "start", days, to_days=to_days),
            resized(timing, "end", days, to_days=to_days),
            nudged(timing, days),
        ):
            assert written is None or parse(written, year=year).understood
    assert parse(undated(timing)).tbd


@_LAWS
@given(
    first=st.dates(),
    last=st.dates(),
    unit=st.sampled_from(["day", "week", "month", "quarter", "half", "year"]),
)
def test_a_drawn_bar_reads_back_as_the_whole_units(first: date, last: date, unit: str) -> None:
    low, high = span_window(first, last, unit)  # type: ignore[arg-type]
    assert low <= min(first, last)
    assert max(first, last) <= high
    found = parse(spanned(first, last, unit))  # type: ignore[arg-type]
    assert (found.earliest, found.latest) == (low, high)
    given_a_date = parse(dated(parse("[TBC]"), first, last, unit))  # type: ignore[arg-type]
    assert (given_a_date.earliest, given_a_date.latest) == (low, high)
    assert given_a_date.tbc
    assert given_a_date.provisional


def test_every_week_of_the_tray_begins_on_a_monday() -> None:
    for year, day in product((2023, 2024), range(0, 360, 11)):
        low, high = span_window(date(year, 1, 1) + timedelta(days=day), date(year, 12, 24), "week")
        assert low.weekday() == 0
        assert high.weekday() == 6
