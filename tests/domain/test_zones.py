"""Local times of duty stations: one moment, several cities."""

from __future__ import annotations

from datetime import date

import pytest

from imgdesk.domain.zones import city_of, local_times, times_phrase, zone_of

CITIES = ("Geneva", "New York", "Nairobi")


def test_one_moment_is_shown_where_the_members_are() -> None:
    summer = local_times(date(2023, 7, 19), "15:00", "Europe/Zurich", CITIES)
    assert times_phrase(summer) == "15:00 Geneva · 09:00 New York · 16:00 Nairobi"
    winter = local_times(date(2023, 3, 20), "15:00", "Geneva", CITIES)
    assert times_phrase(winter) == "15:00 Geneva · 10:00 New York · 17:00 Nairobi"


def test_another_day_there_is_said() -> None:
    late = local_times(date(2023, 7, 19), "20:30", "New York", ("Bangkok", "Geneva", "Honolulu"))
    assert times_phrase(late) == "07:30 Bangkok (next day) · 02:30 Geneva (next day) · 14:30 Honolulu"
    early = local_times(date(2023, 7, 19), "02:00", "Nairobi", ("New York",))
    assert times_phrase(early) == "19:00 New York (day before)"


@pytest.mark.parametrize(("time", "zone"), [("", "Geneva"), ("15:00", ""), ("15:00", "Atlantis")])
def test_without_a_time_or_a_zone_nothing_is_said(time: str, zone: str) -> None:
    assert local_times(date(2023, 7, 19), time, zone, CITIES) == []


def test_a_city_that_is_not_known_is_left_out() -> None:
    assert [row.city for row in local_times(date(2023, 7, 19), "15:00", "Geneva", ("Oz", " Rome "))] == [
        "Rome"
    ]


def test_names_of_zones() -> None:
    assert zone_of("geneva") == "Europe/Zurich"
    assert zone_of("europe/zurich") == "Europe/Zurich"
    assert zone_of("New  York") == "America/New_York"
    assert zone_of("") == ""
    assert [city_of(zone) for zone in ("Europe/Zurich", "America/New_York", "UTC")] == [
        "Geneva",
        "New York",
        "UTC",
    ]
