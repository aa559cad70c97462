"""Dates as agreed, English: what each text means. A row is the outcome and the texts that have it."""

from __future__ import annotations

import pytest

from imgdesk.domain.timing import Timing, parse

PAPERS = (
    ("2023-01-01..2023-03-31 range/month", "Jan-March 2023"),
    ("2023-02-01..2023-03-31 range/month", "Feb-March 2023"),
    ("2023-03-01..2023-03-31 month/month", "March 2023"),
    (".. none/none tbc", "TBC | IMG side event at HLPF (TBC) ¹"),
    (".. none/none tbd", "TBD"),
    ("2023-01-01..2024-12-31 range/year", "2023-24 | updates in 2023-2024"),
    ("2023-05-01..2023-05-31 month/month", "May 2023"),
    ("2023-06-01..2023-06-30 month/month", "June 2023"),
    (
        "2023-05-01..2023-05-12 range/day tbd",
        "1-12 May 2023 (TBD) | "
        "IMG engagement/side event at the COPs of the BRS Conventions 1-12 May 2023 (TBD).",
    ),
    ("2023-11-01..2023-12-31 range/month", "Nov-Dec 2023 | COP 28, Nov-Dec 2023"),
    ("2024-09-01..2024-09-30 month/month", "Sept 2024"),
    (
        "2023-04-01..2023-11-30 range/month",
        "April to late Autumn 2023 | without consultancy support from April to late Autumn 2023",
    ),
    ("2023-09-01..2024-04-30 range/month", "late 2023/early 2024"),
    ("2023-09-01..2023-12-31 range/month", "late 2023"),
    ("2024-09-01..2024-09-30 month/month provisional", "[Sept 2024]"),
    ("2024-01-01..2024-12-31 year/year tbc", "TBC 2024"),
    ("2022-10-18..2022-10-19 range/day", "18-19  October 2022"),
    ("2023-01-01..2025-12-31 range/month", "January 2023-Dec 2025"),
    ("2023-01-01..2025-12-31 range/year", "2023-2025"),
    ("2024-01-01..2027-12-31 range/year", "2024 - 2027"),
    ("2011-10-01..2012-05-31 range/month", "October 2011 – May 2012 | October 2011-May 2012"),
    ("2020-07-24..2020-09-22 range/day", "24 July and 22 September 2020"),
    ("2023-11-30..2023-12-12 range/day", "30 Nov - 12 Dec 2023"),
    ("2023-12-01..2024-01-31 range/month", "Dec-Jan 2024"),
    ("2024-02-01..2024-04-30 range/month", "HRC 55 (Feb-Apr 2024)"),
    ("2023-07-01..2023-07-31 month/month", "July 2023 (HLPF)"),
    ("2023-07-10..2023-07-19 range/day", "HLPF, 10-19 July 2023"),
    (
        "2023-09-01..2024-04-30 range/month provisional",
        "[provisional, to be discussed further in late 2023/early 2024]",
    ),
    ("2012-02-17..2012-02-17 day/day", "17 February, 2012"),
    ("2018-02-28..2018-02-28 day/day", "28th February 2018"),
    ("2012-04-23..2012-05-25 range/day", "April 23-May25, 2012"),
    ("2012-09-01..2012-11-30 season/season", "in the Fall of 2012"),
    ("2009-10-01..2009-10-01 day/day", "A/HRC/RES/12/15 of 1 October 2009"),
    ("2010-01-01..2011-12-31 range/year", "work plan in 2010-11"),
    ("2023-01-01..2023-12-31 year/year", "2023 SDG Summit"),
    ("2019-05-10..2019-05-10 day/day", "10 May 2019, Stockholm"),
    ("2024-06-01.. open/month", "Data as of June 2024"),
)

DAYS = (
    (
        "2023-05-12..2023-05-12 day/day",
        "12 May 2023 | 12th May 2023 | 12th of May, 2023 | May 12, 2023 | May 12 2023 | May 12th, 2023 | "
        "Wed 12 May 2023 | Wednesday, 12 May 2023 | 2023-05-12 | 2023/05/12 | 2023-05-12T10:00:00 | "
        "2023-05-12 00:00:00 | 12/05/2023 | 12.05.2023 | 12-05-2023 | 12/05/23 | 12-May-23 | 12-May-2023 | "
        "12/May/2023 | 2023-May-12 | 12 May 23 | 12 May '23 | 12may2023 | 12 MAY 2023 | "
        "12 May 2023, 14:00-16:00 | 12 May 2023 at 10.30 am | 12:00 12 May 2023",
    ),
    ("2023-06-02..2023-06-02 day/day", "the 2nd of June 2023"),
    ("2023-05-05..2023-05-05 day/day", "5. May 2023"),
    ("2024-02-29..2024-02-29 day/day", "29 Feb 2024"),
    ("0001-01-01..0001-01-01 day/day", "1 January 0001"),
    ("9999-12-31..9999-12-31 day/day", "31 December 9999 | 31/12/9999"),
)

WEEKS = (
    (
        "2023-06-12..2023-06-18 week/week",
        "week of 12 June 2023 | week of June 12, 2023 | week commencing 12 June 2023 | w/c 12 June 2023 | "
        "W24 2023 | 2023-W24 | week 24 of 2023 | wk 24 2023",
    ),
    ("2020-12-28..2021-01-03 week/week", "week 53 of 2020"),
    ("2023-06-01..2023-06-07 week/week", "first week of June 2023"),
    ("2023-05-25..2023-05-31 week/week", "last week of May 2023"),
    ("2023-09-15..2023-09-21 week/week", "third week of September 2023"),
    ("2023-06-12..2023-06-25 range/week", "weeks of 12 and 19 June 2023"),
    ("2023-06-24..2023-06-30 week/week", "last week in June 2023"),
)

MONTHS = (
    ("2023-09-01..2023-09-30 month/month", "Sep 2023 | Sept. 2023 | Sept (2023)"),
    ("2023-08-01..2023-08-31 month/month", "Aug. 2023"),
    ("2023-06-01..2023-06-30 month/month", "JUNE 2023"),
    (
        "2023-05-01..2023-05-31 month/month",
        "may 2023 | May of 2023 | May, 2023 | 2023-05 | 05/2023 | 5/2023 | 05.2023 | May-23 | May '23 | "
        "May ’23 | May/2023 | May-2023 | 2023 May | month of May 2023 | May 2023¹ | May 2023 *",
    ),
    ("2024-09-01..2024-09-30 month/month", "Sept2024 | 2024 – September"),
)

QUARTERS_AND_HALVES = (
    (
        "2024-01-01..2024-03-31 quarter/quarter",
        "Q1 2024 | Q1, 2024 | Q1/2024 | 2024 Q1 | 2024-Q1 | 1Q 2024 | Q1/24 | 2024: Q1",
    ),
    (
        "2024-07-01..2024-09-30 quarter/quarter",
        "Q3-2024 | Q3 '24 | third quarter of 2024 | the third quarter of 2024 | 3rd quarter 2024 | "
        "quarter 3 2024 | 2024 - Q3",
    ),
    ("2024-10-01..2024-12-31 quarter/quarter", "last quarter of 2024"),
    ("2025-01-01..2025-06-30 half/half", "H1 2025 | first half of 2025 | 1st half of 2025 | H1-25"),
    ("2025-07-01..2025-12-31 half/half", "2H 2025 | 2025 H2 | second half 2025"),
    ("2023-07-01..2023-09-30 quarter/quarter", "2023Q3 | 3Q23"),
    ("2023-07-01..2023-12-31 half/half", "latter half of 2023"),
)

SEASONS = (
    ("2023-03-01..2023-05-31 season/season", "spring 2023"),
    ("2023-06-01..2023-08-31 season/season", "summer 2023 | Summer of 2023"),
    ("2023-09-01..2023-11-30 season/season", "autumn 2023 | fall 2023 | Autumn, 2023"),
    (
        "2023-12-01..2024-02-29 season/season",
        "winter 2023 | winter 2023/24 | winter 2023-24 | winter 2023-2024",
    ),
    ("2022-12-01..2023-02-28 season/season", "winter 2022/2023"),
)

YEARS = (
    ("2023-01-01..2023-12-31 year/year", "2023 | in 2023 | 2023. | (2023) | all year 2023"),
    ("2023-01-01..2024-12-31 range/year", "2023-24 | 2023/24 | 2023–24 | 2023 - 24"),
    ("2023-01-01..2025-12-31 range/year", "2023-2025 | 2023/2025 | 2023 to 2025 | 2023, 2024 and 2025"),
    ("1999-01-01..2000-12-31 range/year", "1999-00"),
    ("2010-01-01..2011-12-31 range/year", "2010/11"),
    ("2011-01-01..2012-12-31 range/year", "2011-12"),
    ("2024-01-01..2024-12-31 year/year", "throughout 2024 | throughout the year 2024 | during 2024"),
    ("2023-01-01..2026-12-31 range/year", "2023-26"),
)

PARTS = (
    ("2024-01-01..2024-04-30 range/month", "early 2024 | the early part of 2024"),
    ("2024-05-01..2024-08-31 range/month", "mid-2024 | mid 2024"),
    ("2024-09-01..2024-12-31 range/month", "late 2024"),
    ("2023-01-01..2023-04-30 range/month", "beginning of 2023 | start of 2023"),
    ("2023-05-01..2023-08-31 range/month", "middle of 2023 | mid-year 2023"),
    (
        "2023-09-01..2023-12-31 range/month",
        "end of 2023 | end 2023 | end of year 2023 | end-of-year 2023 | year-end 2023",
    ),
    ("2024-01-01..2024-01-31 month/month", "early Q1 2024"),
    ("2024-02-01..2024-02-29 month/month", "mid Q1 2024 | late winter 2023"),
    ("2024-06-01..2024-06-30 month/month", "end of Q2 2024"),
    ("2023-11-01..2023-11-30 month/month", "late autumn 2023"),
    ("2023-12-01..2023-12-31 month/month", "early winter 2023"),
    ("2025-01-01..2025-02-28 range/month", "early H1 2025"),
    ("2025-03-01..2025-04-30 range/month", "mid-H1 2025"),
    ("2025-11-01..2025-12-31 range/month", "late H2 2025"),
    ("2023-05-01..2023-05-10 range/week", "early May 2023 | early in May 2023"),
    ("2023-05-11..2023-05-20 range/week", "mid-May 2023"),
    ("2023-05-21..2023-05-31 range/week", "late May 2023 | end of May 2023"),
    ("2024-02-21..2024-02-29 range/week", "late February 2024"),
    ("2023-02-21..2023-02-28 range/week", "late February 2023"),
    ("2023-05-16..2023-05-31 range/week", "second half of May 2023"),
    ("2023-02-01..2023-02-15 range/week", "first half of February 2023"),
)

RANGES = (
    (
        "2023-05-01..2023-05-12 range/day",
        "1-12 May 2023 | 1–12 May 2023 | 1 — 12 May 2023 | 1 to 12 May 2023 | 1/12 May 2023 | "
        "1st-12th May 2023 | from 1 to 12 May 2023",
    ),
    ("2023-05-12..2023-05-13 range/day", "12 and 13 May 2023 | 12 or 13 May 2023 | 12 & 13 May 2023"),
    ("2023-05-12..2023-05-16 range/day", "12, 14 and 16 May 2023"),
    (
        "2023-05-12..2023-05-14 range/day",
        "May 12-14, 2023 | Fri 12 – Sun 14 May 2023 | 12-14/05/2023 | 12.05-14.05.2023 | "
        "12/05/2023 - 14/05/2023 | 2023-05-12/2023-05-14 | between 12 and 14 May 2023 | "
        "12/05 to 14/05/2023 | 12 May 2023 to 14 May",
    ),
    (
        "2023-05-12..2023-06-14 range/day",
        "May 12 to June 14, 2023 | 12 May 2023, 14 June 2023 | from 12 May to 14 June 2023 | "
        "12 May until 14 June 2023 | since 12 May until 14 June 2023",
    ),
    ("2023-11-30..2023-12-12 range/day", "30 Nov-12 Dec 2023"),
    ("2023-12-31..2024-01-01 range/day", "31 Dec 2023 - 1 Jan 2024 | 31 Dec-1 Jan 2024"),
    ("2023-05-01..2023-06-12 range/day", "1 May-12 June 2023"),
    ("2024-10-21..2024-11-01 range/day", "21 Oct.-1 Nov. 2024 | 21 October–1 November 2024"),
    ("2023-05-12..2023-05-12 day/day", "12-12 May 2023"),
    ("2023-06-12..2023-06-16 range/day", "week of 12-16 June 2023"),
    ("2023-11-01..2023-12-31 range/month", "Nov-Dec 2023 | Nov/Dec 2023"),
    ("2024-11-01..2024-12-31 range/month", "Nov-Dec '24"),
    ("2023-03-01..2023-09-30 range/month", "March, June and September 2023"),
    ("2023-01-01..2023-03-31 range/month", "Jan/Feb/March 2023"),
    ("2023-12-01..2024-01-31 range/month", "Dec 2023/Jan 2024 | Dec 2023 - Jan"),
    ("2023-10-01..2024-02-29 range/month", "Oct-Feb 2024"),
    ("2023-05-01..2023-06-30 range/month", "May + June 2023 | either May or June 2023 | HLPF May-June 2023"),
    (
        "2023-05-01..2023-07-31 range/month",
        "between May and July 2023 | May through July 2023 | HLPF May, June and July 2023 | "
        "05/2023-07/2023 | May-June-July 2023",
    ),
    ("2024-01-01..2024-09-30 range/quarter", "Q1-Q3 2024"),
    ("2024-01-01..2024-12-31 range/quarter", "Q1-4 2024"),
    ("2023-10-01..2024-03-31 range/quarter", "Q4-Q1 2024 | Q4 2023/Q1 2024"),
    ("2024-01-01..2024-06-30 range/quarter", "first and second quarter of 2024 | 1st-2nd quarter 2024"),
    ("2023-07-01..2024-06-30 range/half", "H2 2023 - H1 2024"),
    ("2024-03-01..2024-08-31 range/season", "spring/summer 2024"),
    ("2023-12-01..2024-05-31 range/season", "winter-spring 2024"),
    ("2023-09-01..2024-02-29 range/season", "autumn to winter 2023"),
    ("2023-01-01..2023-08-31 range/month", "early to mid-2023"),
    ("2023-05-01..2023-12-31 range/month", "mid-late 2023"),
    ("2023-05-01..2023-05-20 range/week", "early/mid May 2023"),
    ("2023-05-21..2023-06-10 range/week", "late May/early June 2023"),
    ("2023-05-11..2023-06-12 range/week", "mid-May to 12 June 2023"),
    ("2023-05-01..2024-12-31 range/year", "May 2023 - 2024"),
    ("2023-07-01..2024-05-31 range/quarter", "Q3 2023 to May 2024"),
    ("2023-05-01..2023-06-23 range/month", "May - 23 June 2023"),
    ("2023-05-01..2023-05-09 range/day", "1-2 May 2023 or 8-9 May 2023"),
    ("2023-05-12..2023-06-20 range/day", "12-14 May, 18-20 June 2023"),
    ("2023-05-01..2023-06-12 range/month", "side event May - 12 June 2023"),
    ("2023-05-30..2023-06-02 range/day", "30-May to 2-Jun-2023 | 30-May-23 - 2-Jun-23 | May 30-June 2, 2023"),
    ("2024-04-01..2024-09-30 range/quarter", "Q2/3 2024"),
    ("2023-09-01..2024-12-31 range/year", "Sept 2023 and 2024"),
    ("2023-05-11..2023-06-20 range/week", "mid-May-mid-June 2023"),
    ("2023-05-01..2023-05-03 range/day", "1-2/3 May 2023"),
    ("2023-06-12..2023-06-25 range/week", "weeks of 12-19 June 2023"),
)

OPEN = (
    ("..2015-12-31 open/month", "by end of 2015 | by the end of 2015"),
    ("..2015-12-31 open/year", "by 2015"),
    ("..2023-05-31 open/month", "by May 2023 | until May 2023 | up to May 2023 | latest May 2023"),
    (
        "..2023-05-12 open/day",
        "by 12 May 2023 | 12 May 2023 at the latest | on or before 12 May 2023 | by latest 12 May 2023 | "
        "by the 12th of May 2023",
    ),
    ("..2023-06-30 open/day", "no later than 30 June 2023 | not later than 30 June 2023"),
    ("..2023-08-31 open/month", "by mid-2023"),
    ("..2024-06-30 open/month", "by end of Q2 2024"),
    ("..2023-06-30 open/month", "by May-June 2023"),
    ("..2023-12-31 open/month", "by year end 2023 | before the end of 2023"),
    ("..2023-12-31 open/year", "before 2024"),
    ("..2023-04-30 open/month", "before May 2023"),
    ("..2023-05-11 open/day", "before 12 May 2023 | prior to 12 May 2023"),
    ("..2023-08-31 open/season", "before autumn 2023"),
    ("..2023-05-10 open/week", "before mid-May 2023"),
    ("2023-04-01.. open/month", "from April 2023"),
    ("2022-07-01.. open/month", "since July 2022"),
    (
        "2023-05-01.. open/month",
        "starting May 2023 | starting in May 2023 | beginning in May 2023 | May 2023 onwards | "
        "May 2023 - ongoing | not before May 2023 | ongoing since May 2023 | at the earliest May 2023 | "
        "not until May 2023",
    ),
    ("2023-05-01.. open/day", "as of 1 May 2023"),
    ("2024-01-01.. open/year", "from 2024 | 2024 and beyond | 2024+ | after 2023"),
    ("2023-05-12.. open/day", "12 May 2023 onward | on or after 12 May 2023"),
    ("2023-01-01.. open/year", "2023-present"),
    ("2024-04-01.. open/quarter", "no earlier than Q2 2024"),
    ("2023-05-13.. open/day", "after 12 May 2023"),
    ("2023-06-01.. open/month", "after May 2023"),
    ("2024-01-01.. open/month", "after the end of 2023"),
    ("2023-06-19.. open/week", "after week of 12 June 2023"),
    ("2023-05-01.. open/week", "after the start of May 2023"),
    ("9999-12-31.. open/day", "after 30 December 9999"),
    ("..0001-01-01 open/day", "before 2 January 0001"),
    ("2023-06-01..2023-08-31 range/month", "after May 2023 and before September 2023"),
    ("2023-01-01.. open/month", "36 months from Jan 2023"),
)


def _outcome(timing: Timing) -> str:
    """The window, precision and grain, and the flags, as the tables write them."""
    if not timing.understood:
        return "kept as text"
    flags = [
        name for name in ("tbc", "tbd", "provisional", "approximate", "recurring") if getattr(timing, name)
    ]
    window = f"{timing.earliest or ''}..{timing.latest or ''}"
    return " ".join([window, f"{timing.precision}/{timing.grain}", *flags])


def _rows(*tables: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(text, expected) for table in tables for expected, texts in table for text in texts.split(" | ")]


@pytest.mark.parametrize(
    ("text", "expected"),
    _rows(PAPERS, DAYS, WEEKS, MONTHS, QUARTERS_AND_HALVES, SEASONS, YEARS, PARTS, RANGES, OPEN),
)
def test_text_has_the_window_that_was_agreed(text: str, expected: str) -> None:
    timing = parse(text)
    assert _outcome(timing) == expected
    assert timing.text == text


SOUTH = (
    ("2023-09-01..2023-11-30 season/season", "spring 2023"),
    ("2023-12-01..2024-02-29 season/season", "summer 2023 | summer 2023/24 | été 2023"),
    ("2023-03-01..2023-05-31 season/season", "autumn 2023 | fall 2023"),
    ("2023-06-01..2023-08-31 season/season", "winter 2023 | invierno 2023"),
    ("2023-05-01..2023-05-31 month/month", "late autumn 2023"),
    ("2023-04-01..2023-05-31 range/month", "April to late Autumn 2023"),
    ("kept as text", "winter 2023/24"),
)


@pytest.mark.parametrize(("text", "expected"), _rows(SOUTH))
def test_southern_seasons_are_shifted_by_six_months(text: str, expected: str) -> None:
    assert _outcome(parse(text, hemisphere="south")) == expected


def test_summer_over_two_years_is_no_northern_season() -> None:
    assert _outcome(parse("summer 2023/24")) == "kept as text"


MONTH_FIRST = (
    ("2023-12-05..2023-12-05 day/day", "12/05/2023 | 12.05.23 | 2023-12-05 | 5 December 2023"),
    ("2023-05-12..2023-05-14 range/day", "05/12 - 05/14/2023"),
    ("kept as text", "13/05/2023"),
)


@pytest.mark.parametrize(("text", "expected"), _rows(MONTH_FIRST))
def test_month_comes_first_where_that_was_asked_for(text: str, expected: str) -> None:
    assert _outcome(parse(text, day_first=False)) == expected
