"""Meetings as a calendar: hours with their zone, whole days, nothing that nobody agreed, the same bytes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imgdesk.errors import UserError
from imgdesk.exchange.calendar import calendar, export_calendar
from imgdesk.services import meetings, minutes
from imgdesk.store.desk import Desk
from imgdesk.text import one_line

TODAY = date(2023, 7, 14)


def events(desk: Desk, **chosen: Any) -> list[Any]:
    return list(icalendar.Calendar.from_ical(calendar(desk, today=TODAY, **chosen)).walk("VEVENT"))


def test_an_hour_has_its_zone(desk: Desk) -> None:
    series = meetings.add_series(desk, "IMG meeting", "img")
    meeting = meetings.add_meeting(
        desk, "19 July 2023", series_id=series, start_time="15:00", time_zone="Geneva", place="Room A, B; C",
        link="https://meet.example.org/x?a=1&b=2",
    )  # fmt: skip
    minutes.add_item(desk, meeting, "Side events", minutes_planned=25)
    minutes.add_item(desk, meeting, "Other matters")
    (event,) = events(desk, meeting_id=meeting)
    begin, end = event["DTSTART"], event["DTEND"]
    assert begin.params["TZID"] == "Europe/Zurich"
    assert begin.dt.astimezone(UTC) == datetime(2023, 7, 19, 13, tzinfo=UTC)
    assert (end.dt - begin.dt).total_seconds() == 25 * 60
    assert (event["SUMMARY"], event["LOCATION"], event["STATUS"]) == (
        "1st IMG meeting",
        "Room A, B; C",
        "CONFIRMED",
    )
    assert str(event["DESCRIPTION"]).splitlines() == [
        "https://meet.example.org/x?a=1&b=2", "Agenda:", "1. Side events (25 minutes)", "2. Other matters",
    ]  # fmt: skip
    zones = icalendar.Calendar.from_ical(calendar(desk, today=TODAY)).walk("VTIMEZONE")
    assert [zone["TZID"] for zone in zones] == ["Europe/Zurich"]


@pytest.mark.parametrize(
    ("when", "fields", "first", "after"),
    [
        ("19 July 2023", {}, date(2023, 7, 19), date(2023, 7, 20)),
        (
            "10-12 July 2023",
            {"start_time": "10:00", "time_zone": "Geneva"},
            date(2023, 7, 10),
            date(2023, 7, 13),
        ),
        (
            "19 July 2023",
            {"start_time": "15:00", "time_zone": "Atlantis"},
            date(2023, 7, 19),
            date(2023, 7, 20),
        ),
        ("31 December 9998", {}, date(9998, 12, 31), date(9999, 1, 1)),
    ],
)
def test_a_day_without_an_hour_is_a_whole_day(
    desk: Desk, when: str, fields: dict[str, str], first: date, after: date
) -> None:
    meetings.add_meeting(desk, when, **fields)
    (event,) = events(desk)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (first, after)
    if fields.get("time_zone") == "Atlantis":
        assert "At 15:00 Atlantis" in event["DESCRIPTION"]


def test_the_hour_stays_right_over_the_change_of_clocks(desk: Desk) -> None:
    meeting = meetings.add_meeting(desk, "26 March 2023", start_time="01:30", time_zone="Geneva")
    minutes.add_item(desk, meeting, "A night session", minutes_planned=90)
    (event,) = events(desk)
    assert event["DTEND"].dt.astimezone(UTC) == datetime(2023, 3, 26, 2, tzinfo=UTC)
    assert event["DTEND"].dt.hour == 4


def test_a_date_that_is_to_be_confirmed_is_tentative(desk: Desk) -> None:
    meetings.add_meeting(desk, "19 July 2023 (TBC)")
    assert [event["STATUS"] for event in events(desk)] == ["TENTATIVE"]


@pytest.mark.parametrize("when", ["", "July 2023", "late 2023", "soon", "by 19 July 2023", "2023"])
def test_no_day_no_entry(desk: Desk, when: str) -> None:
    meeting = meetings.add_meeting(desk, when, title="Talk")
    told = f"Talk has no day yet: {f'“{when}”' if when else 'nothing is agreed'}"
    with pytest.raises(UserError, match=told):
        calendar(desk, today=TODAY, meeting_id=meeting)
    with pytest.raises(UserError, match="No meeting of this desk has a day"):
        calendar(desk, today=TODAY)
    meetings.add_meeting(desk, "19 July 2023", title="Other")
    assert [event["SUMMARY"] for event in events(desk)] == ["Other"]


def test_entries_keep_their_names_and_the_file_its_bytes(desk: Desk, tmp_path: Path) -> None:
    first = meetings.add_meeting(desk, "19 April 2023", title="A", start_time="15:00", time_zone="Nairobi")
    meetings.add_meeting(desk, "19 July 2023", title="B")
    before = {event["SUMMARY"]: event["UID"] for event in events(desk)}
    assert len(set(before.values())) == 2
    meetings.edit_meeting(desk, first, when="20 April 2023")
    assert {event["SUMMARY"]: event["UID"] for event in events(desk)} == before
    for name in ("one.ics", "two.ICS"):
        export_calendar(desk, tmp_path / name, today=TODAY)
    assert (tmp_path / "one.ics").read_bytes() == (tmp_path / "two.ICS").read_bytes()
    assert {event["DTSTAMP"].dt.date() for event in events(desk)} == {TODAY}


def test_what_is_not_there_and_another_ending(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no meeting 7"):
        calendar(desk, today=TODAY, meeting_id=7)
    with pytest.raises(UserError, match=r"written as \.ics"):
        export_calendar(desk, tmp_path / "meetings.csv", today=TODAY)
    assert not (tmp_path / "meetings.csv").exists()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80))
def test_any_text_is_read_back(desk: Desk, text: str) -> None:
    meeting = meetings.add_meeting(desk, "19 July 2023", title=text or "A", place=text, link=text)
    minutes.add_item(desk, meeting, f"x{text}")
    (event,) = events(desk, meeting_id=meeting)
    assert "\n" not in str(event["SUMMARY"])
    said = one_line(text)
    assert "".join(str(event.get("LOCATION", "")).split()) == "".join(said.split())
    assert "".join(one_line(f"x{text}").split()) in "".join(str(event["DESCRIPTION"]).split())
    meetings.delete_meeting(desk, meeting)


def test_200000_characters_are_cut(desk: Desk) -> None:
    meeting = meetings.add_meeting(desk, "19 July 2023", title="A")
    minutes.add_item(desk, meeting, "word " * 40_000)
    (event,) = events(desk)
    assert len(event["DESCRIPTION"]) == 20_000
