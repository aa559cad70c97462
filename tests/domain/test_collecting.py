"""What a report says by itself: which lines the record gives, how they land, what the activities propose."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgdesk.domain.collecting import (
    ActionRow,
    ActivityRow,
    DecisionRow,
    IndicatorRow,
    Known,
    Line,
    Moved,
    Stretch,
    land,
    lines,
    proposed,
)
from imgdesk.domain.progress_words import LINE_KINDS, LINE_STATES, PARTS

PERIOD = Stretch(date(2023, 1, 1), date(2023, 6, 30))
TODAY = date(2023, 7, 14)
BRIEF = ActivityRow(1, "Brief", "March 2023", "2023-03-01", "2023-03-31", "planned", 0)


def set_to(status: str, day: date) -> Moved:
    return Moved(day, "planned", status, "x", "x", None, None)


def moved(day: date, old: str, new: str) -> Moved:
    return Moved(day, "planned", "planned", old, new, old, new)


def said(*rows: ActivityRow, today: date = TODAY) -> list[tuple[str, str]]:
    return [(line.what, line.text) for line in lines(PERIOD, rows, today=today)]


@pytest.mark.parametrize(
    ("history", "found"),
    [
        ((), True),
        ((set_to("done", date(2023, 6, 1)),), True),
        ((set_to("done", date(2023, 4, 20)),), True),
        ((set_to("done", date(2023, 8, 1)),), False),
        ((set_to("done", date(2023, 2, 1)), set_to("done", date(2023, 8, 1))), False),
    ],
)
def test_finished_on_the_day_on_which_it_was_recorded(history: tuple[Moved, ...], found: bool) -> None:
    row = BRIEF._replace(status="done", history=history)
    assert said(row) == ([("finished", "Brief: finished (March 2023).")] if found else [])


def test_finished_counts_on_its_last_day_when_it_was_recorded_soon_after() -> None:
    row = BRIEF._replace(latest="2023-06-30", status="done")
    assert said(row._replace(history=(set_to("done", date(2023, 7, 31)),)))
    assert not said(row._replace(history=(set_to("done", date(2023, 8, 1)),)))


def test_begun_by_the_journal_or_by_its_date() -> None:
    row = BRIEF._replace(latest="2023-12-31", status="under way", percent=20)
    assert said(row) == [("begun", "Brief: begun, 20 % done.")]
    assert said(row._replace(history=(set_to("under way", date(2022, 12, 1)),))) == []
    later = row._replace(earliest="2022-03-01", history=(set_to("under way", date(2023, 6, 30)),))
    assert [what for what, _ in said(later)] == ["begun"]


def test_slipped_when_its_date_moved_later_over_the_period() -> None:
    row = BRIEF._replace(latest="2023-12-31", when_text="December")
    later = moved(date(2023, 2, 1), "2023-03-31", "2023-05-31")
    last = moved(date(2023, 5, 1), "2023-05-31", "2023-12-31")
    back = moved(date(2023, 5, 1), "2023-05-31", "2023-03-31")
    assert said(row._replace(history=(later, last))) == [
        ("slipped", "Brief: moved from 2023-03-31 to 2023-12-31.")
    ]
    assert said(row._replace(history=(later._replace(latest=None), last))) == [
        ("slipped", "Brief: moved from 2023-05-31 to 2023-12-31.")
    ]
    assert said(row._replace(history=(last._replace(latest=None),))) == []
    assert said(row._replace(history=(later, back))) == []
    assert said(row._replace(history=(last._replace(day=date(2022, 5, 1)),))) == []


def test_slipped_when_its_last_day_went_by() -> None:
    assert said(BRIEF) == [("slipped", "Brief: due March 2023, still open.")]
    assert said(BRIEF._replace(status="delayed")) == [("slipped", "Brief: due March 2023, delayed.")]
    assert said(BRIEF, today=date(2023, 3, 31)) == []


def test_cancelled_and_ahead() -> None:
    row = BRIEF._replace(status="cancelled", history=(set_to("cancelled", date(2023, 2, 1)),))
    assert said(row) == [("cancelled", "Brief: cancelled.")]
    ahead = BRIEF._replace(earliest="2023-07-01", latest="2023-09-30", when_text="Q3")
    assert said(ahead) == [("ahead", "Brief (Q3).")]
    assert said(ahead._replace(undated=True)) == []
    assert said(ahead._replace(earliest="2024-01-01", latest="2024-02-01")) == []


def test_decisions_actions_and_indicators() -> None:
    inside, outside = date(2023, 4, 1), date(2023, 7, 1)
    found = lines(
        PERIOD,
        (),
        [DecisionRow(1, "Agreed.", inside, "1st meeting", 7), DecisionRow(2, "Later", outside, "")],
        [
            ActionRow(1, "Send it.", "UNEP", "April", "2023-04-30", "open", None, 7),
            ActionRow(2, "Write it", "", "April", "2023-04-30", "done", inside),
            ActionRow(3, "Late", "", "July", "2023-07-10", "open", None),
            ActionRow(4, "Dropped", "", "April", "2023-04-30", "dropped", None),
            ActionRow(5, "Done later", "", "April", "2023-04-30", "done", outside),
        ],
        [IndicatorRow(1, "G1.1 Countries", "baseline 3", "5"), IndicatorRow(2, "Same", "5", "5")],
        today=TODAY,
    )
    assert [(line.part, line.text, line.activity_id) for line in found] == [
        ("key result", "Decided: Agreed (1st meeting).", 7),
        ("key result", "Done: Write it.", None),
        ("key result", "G1.1 Countries: 5 (before: baseline 3).", None),
        ("challenge", "Overdue: Send it (UNEP), due April.", 7),
    ]


LINE = st.builds(
    Line,
    st.sampled_from(LINE_KINDS),
    st.sampled_from(PARTS),
    st.sampled_from(["a", "b", "c"]),
    *[st.integers(1, 2)] * 4,
)
KNOWN = st.builds(
    Known,
    st.integers(1, 50),
    st.sampled_from([state for state in LINE_STATES if state != "written"]),
    st.sampled_from(LINE_KINDS),
    st.sampled_from(["a", "b", "c"]),
    *[st.integers(1, 2)] * 4,
)
WRITTEN = st.builds(lambda key: Known(key, "written", "", "", None, None, None, None), st.integers(51, 60))


@given(
    st.lists(KNOWN | WRITTEN, unique_by=lambda row: row.id), st.lists(LINE, unique_by=lambda line: line.what)
)
def test_what_a_person_touched_is_never_touched(known: list[Known], found: list[Line]) -> None:
    landing = land(known, found)
    untouched = {row.id for row in known if row.state == "collected"}
    assert {key for key, _ in landing.updated} | set(landing.removed) <= untouched
    assert not {key for key, _ in landing.updated} & set(landing.removed)
    assert landing.kept == len(known) - len(untouched)


@given(st.lists(LINE, unique_by=lambda line: line.what))
def test_collecting_twice_changes_nothing_more(found: list[Line]) -> None:
    landed = [
        Known(key, "collected", line.what, line.text, *line[3:])
        for key, line in enumerate(land([], found).added, start=1)
    ]
    assert len(landed) == len(found)
    again = land(landed, found)
    assert (again.added, again.updated, again.removed) == ((), (), ())
    dropped = [row._replace(state="dropped") for row in landed]
    assert land(dropped, found).added == ()


def test_a_line_that_was_linked_elsewhere_is_not_collected_twice() -> None:
    line = Line("finished", "key result", "Brief: finished.", activity_id=1)
    edited = Known(1, "edited", "finished", "Brief: finished.", 2, None, None, None)
    assert land([edited], [line]).added == ()


@pytest.mark.parametrize(
    ("statuses", "today", "rating", "percent"),
    [
        (["done", "done"], TODAY, "complete", 100),
        (["done", "cancelled"], TODAY, "complete", 100),
        (["planned", "planned"], date(2023, 3, 31), "not started", 0),
        (["under way", "planned"], date(2023, 3, 31), "on track", 25),
        (["done", "planned"], date(2023, 4, 1), "constrained", 50),
        (["done", "delayed"], date(2023, 1, 1), "constrained", 50),
        (["planned", "planned", "done"], TODAY, "off track", 33),
        ([], TODAY, "", None),
    ],
)
def test_what_the_activities_propose(
    statuses: list[str], today: date, rating: str, percent: int | None
) -> None:
    rows = [
        BRIEF._replace(id=key, status=status, percent=50 if status == "under way" else 0)
        for key, status in enumerate(statuses)
    ]
    found = proposed(PERIOD, rows, today)
    assert (found.rating, found.percent) == (rating, percent)
    assert found.reason


def test_what_is_late_from_before_counts_for_the_rating_alone() -> None:
    now = BRIEF._replace(id=2, earliest="2023-08-01", latest="2023-08-31", status="done")
    found = proposed(PERIOD.after(), [BRIEF, now], TODAY)
    assert found == (
        "constrained",
        "1 of 2 activities late: Brief.",
        100,
        "mean progress of 1 activity dated in the period",
    )


def test_dates_at_the_end_of_time() -> None:
    last = Stretch(date(9999, 1, 1), date.max)
    assert last.after() == (date.max, date.max)
    assert proposed(last, [BRIEF._replace(latest="9999-12-31")], date.max).rating == "not started"


def test_a_period_without_days_proposes_nothing() -> None:
    assert proposed(None, [BRIEF], TODAY) == ("", "The period has no days.", None, "")
