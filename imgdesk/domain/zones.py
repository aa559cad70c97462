"""The time of a meeting where the members are: one moment shown as local time of several cities.

A city is the last part of a key of the IANA time zone database ("New York" is America/New_York), or one of the few
duty stations that the database lists under another city. Pure: no clock, only the day and hour given. The keys come
from the index of the tzdata package, because a search through the folders of the system is slow.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cache
from pkgutil import get_data
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from imgdesk.text import one_line

_CITIES: Final = {"geneva": "Europe/Zurich", "bonn": "Europe/Berlin", "montreal": "America/Toronto",
                  "the hague": "Europe/Amsterdam", "washington": "America/New_York"}  # fmt: skip


class LocalTime(NamedTuple):
    """The time in one city; `days` is how many days later (or, negative, earlier) it is there than at the meeting."""

    city: str
    time: str
    days: int


def zone_of(name: str) -> str:
    """Return the IANA key that a city or a key stands for, "" where none is known."""
    text = one_line(name).casefold()
    return _CITIES.get(text) or _keys().get(text.replace(" ", "_"), "")


def city_of(zone: str) -> str:
    """Return the city that a zone is called by: "Europe/Zurich" is Geneva, "America/New_York" is New York."""
    named = {key: city for city, key in _CITIES.items() if city in ("geneva", "montreal")}
    found = named.get(zone, zone.rsplit("/", 1)[-1].replace("_", " "))
    return found.title() if zone in named else found


def local_times(day: date, start_time: str, zone: str, cities: Iterable[str]) -> list[LocalTime]:
    """Return the local time of each city at `start_time` (HH:MM) on `day` in `zone`; unknown cities are left out.

    Nothing without a time or with an unknown zone.
    """
    key = zone_of(zone)
    if not (start_time and key):
        return []
    hour, minute = map(int, start_time.split(":"))
    moment = datetime.combine(day, time(hour, minute), ZoneInfo(key))
    found = []
    for city in cities:
        there = zone_of(city)
        if there:
            local = moment.astimezone(ZoneInfo(there))
            found.append(LocalTime(one_line(city), f"{local:%H:%M}", (local.date() - day).days))
    return found


def times_phrase(times: Iterable[LocalTime]) -> str:
    """Return local times in a line: "15:00 Geneva · 09:00 New York · 01:00 Bangkok (next day)"."""
    days = {1: " (next day)", -1: " (day before)", 0: ""}
    return " · ".join(f"{row.time} {row.city}{days.get(row.days, '')}" for row in times)


@cache
def _keys() -> dict[str, str]:
    """Return the keys by name and by city, in lower case; where two share a city, the first in the alphabet."""
    found: dict[str, str] = {}
    for key in sorted((get_data("tzdata", "zones") or b"").decode("utf-8").split()):
        found[key.casefold()] = key
        if "/" in key and not key.startswith(("Etc/", "posix/", "right/", "SystemV/")):
            found.setdefault(key.rsplit("/", 1)[-1].casefold(), key)
    return found
