"""Meetings for a calendar: an .ics file of one meeting, or of all that have a day.

An hour is written in the time zone of the meeting with that zone beside it, so that it stays right when clocks change;
a day without an hour is a whole day; a range of days lasts that long. A date that is not known to the day is left out,
and named alone it is refused: a calendar would show a day that nobody agreed. The same desk gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from imgdesk.domain.zones import zone_of
from imgdesk.errors import UserError
from imgdesk.files import atomic_write
from imgdesk.text import clean_text, one_line, shorten
from imgdesk.views import minutes

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.views.minutes import MeetingRecord

ENDINGS: Final = (".ics",)
USUAL_LENGTH: Final = 60
"""The minutes that a meeting lasts whose agenda does not say."""
TEXT_CHARS: Final = 20_000
_ALL: Final = "SELECT id FROM meeting ORDER BY coalesce(earliest, ''), coalesce(number, 0), id"
_TENTATIVE: Final = "SELECT id FROM meeting WHERE when_tbc OR when_provisional OR when_approximate"


def export_calendar(desk: Desk, path: Path, *, today: date, meeting_id: int | None = None) -> None:
    """Write a meeting, or all that have a day, as a calendar (.ics); `today` is the day that the entries are of.

    Raises UserError for another ending, for a meeting that is not there or has no day, and where nothing has one.
    """
    path = Path(path)
    if path.suffix.lower() not in ENDINGS:
        raise UserError("A calendar is written as .ics: let the file's name end so.")
    told = calendar(desk, today=today, meeting_id=meeting_id)
    with atomic_write(path) as file:
        file.write(told)


def calendar(desk: Desk, *, today: date, meeting_id: int | None = None) -> bytes:
    """Return a meeting, or all that have a day, as a calendar; see `export_calendar`."""
    import icalendar

    uid, group = desk.read("SELECT uid, name FROM working_group")[0]
    made = icalendar.Calendar()
    made.add("prodid", "-//imgdesk//meetings//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    if one_line(group):
        made.add("x-wr-calname", one_line(group))
    meetings = _chosen(desk, meeting_id)
    tentative = {row[0] for row in desk.read(_TENTATIVE)}
    for meeting in meetings:
        event = _event(meeting, f"{uid}-meeting-{meeting.id}@imgdesk", today)
        event.add("status", "TENTATIVE" if meeting.id in tentative else "CONFIRMED")
        made.add_component(event)
    years = [int(day[:4]) for meeting in meetings for day in (meeting.earliest, meeting.latest) if day]
    first, last = date(max(1, min(years) - 1), 1, 1), date(min(9999, max(years) + 2), 1, 1)
    made.add_missing_timezones(first, last)
    return bytes(made.to_ical())


def _chosen(desk: Desk, meeting_id: int | None) -> list[MeetingRecord]:
    if meeting_id is not None:
        meeting = minutes.record(desk, meeting_id)
        if meeting is None:
            raise UserError(f"This desk has no meeting {meeting_id}: choose one that is listed.")
        if not has_day(meeting):
            raise UserError(
                f"{shorten(meeting.name, 80)} has no day yet: {_as_agreed(meeting)}. Set its day, and export again."
            )
        return [meeting]
    found = [minutes.record(desk, row[0]) for row in desk.read(_ALL)]
    dated = [meeting for meeting in found if meeting is not None and has_day(meeting)]
    if not dated:
        raise UserError("No meeting of this desk has a day yet: set the day of one, and export again.")
    return dated


def has_day(meeting: MeetingRecord) -> bool:
    """Tell whether a meeting can stand in a calendar: its first and last day are known."""
    whole = meeting.precision == "day" or (meeting.precision == "range" and _days(meeting) <= 31)
    return bool(meeting.earliest and meeting.latest and whole)


def _days(meeting: MeetingRecord) -> int:
    first, last = date.fromisoformat(meeting.earliest or ""), date.fromisoformat(meeting.latest or "")
    return (last - first).days + 1


def _as_agreed(meeting: MeetingRecord) -> str:
    return f"“{shorten(meeting.when_text, 60)}”" if one_line(meeting.when_text) else "nothing is agreed"


def _event(meeting: MeetingRecord, uid: str, today: date) -> Any:
    import icalendar

    event = icalendar.Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("summary", one_line(meeting.name))
    begin, end = _span(meeting)
    event.add("dtstart", begin)
    event.add("dtend", end)
    for name, text in (
        ("location", meeting.place or meeting.link),
        ("description", "\n".join(_lines(meeting))),
    ):
        if text.strip():
            event.add(name, clean_text(text)[:TEXT_CHARS])
    return event


def _span(meeting: MeetingRecord) -> tuple[date | datetime, date | datetime]:
    """Return when a meeting begins and ends: moments where the hour and its zone are known, else whole days."""
    first = date.fromisoformat(meeting.earliest or "")
    zone = zone_of(meeting.time_zone)
    if not (meeting.start_time and zone) or meeting.precision != "day":
        return first, first + timedelta(days=_days(meeting))
    begin = datetime.combine(first, time.fromisoformat(meeting.start_time), ZoneInfo(zone))
    planned = sum(item.minutes_planned or 0 for item in meeting.items) or USUAL_LENGTH
    return begin, (begin.astimezone(UTC) + timedelta(minutes=planned)).astimezone(ZoneInfo(zone))


def _lines(meeting: MeetingRecord) -> Iterator[str]:
    """Yield what the entry says: the hour where its zone is not known, the link, and the agenda."""
    if meeting.start_time and not zone_of(meeting.time_zone):
        yield " ".join(filter(None, (f"At {meeting.start_time}", one_line(meeting.time_zone))))
    if one_line(meeting.link):
        yield one_line(meeting.link)
    if meeting.items:
        yield "Agenda:"
    for item in meeting.items:
        minutes_told = f" ({item.minutes_planned} minutes)" if item.minutes_planned else ""
        yield f"{item.number}. {one_line(item.title)}{minutes_told}"
