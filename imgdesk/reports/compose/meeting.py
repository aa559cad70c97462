"""What minutes and agenda of a meeting share: which meeting, its letterhead, its day and hour, who was there.

And how both papers say it, so that they use the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from imgdesk.domain.timing_names import days_phrase
from imgdesk.domain.zones import city_of, local_times, times_phrase, zone_of
from imgdesk.errors import UserError
from imgdesk.reports.blocks import Text, plain
from imgdesk.text import one_line, shorten
from imgdesk.views import minutes
from imgdesk.views.meetings import kept_inside
from imgdesk.views.minutes import ActionAtRow, MeetingRecord, PresentRow

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

NOTHING: Final = "Nothing recorded."
NAME_CHARS: Final = 120

_NEWEST: Final = """
SELECT m.id FROM meeting m WHERE ?1 = 0
    OR EXISTS (SELECT 1 FROM agenda_item i JOIN minute p ON p.agenda_item_id = i.id WHERE i.meeting_id = m.id)
ORDER BY coalesce(m.earliest, '') DESC, coalesce(m.number, 0) DESC, m.id DESC LIMIT 1
"""


class Letterhead(NamedTuple):
    """The group as its papers name it."""

    group: str
    acronym: str
    parent: str
    stations: tuple[str, ...]

    @property
    def short_name(self) -> str:
        """What the group is called where there is little room."""
        return self.acronym or shorten(self.group, 60)

    @property
    def sender(self) -> tuple[str, ...]:
        """The lines at the left of the masthead."""
        return tuple(filter(None, (self.group, self.parent))) or ("",)


class Party(NamedTuple):
    """An organization at a meeting with its people; `role` is what it holds in the group."""

    organization: str
    role: str
    people: tuple[str, ...]


def letterhead(desk: Desk) -> Letterhead:
    """Return the group of a desk."""
    name, acronym, parent, stations = desk.read(
        "SELECT name, acronym, parent, duty_stations FROM working_group"
    )[0]
    cities = tuple(filter(None, map(one_line, stations.split(","))))
    return Letterhead(one_line(name), one_line(acronym), one_line(parent), cities)


def meeting_to_tell(
    desk: Desk, meeting_id: int | None, *, with_minutes: bool = False, version_id: int | None = None
) -> MeetingRecord:
    """Return a meeting, as a version of its minutes kept it where one is named; without an id the newest.

    `with_minutes`: the newest about which something is written, where there is one. Raises UserError when there is
    none, or not this one, or not this version of it.
    """
    if meeting_id is None:
        rows = desk.read(_NEWEST, (int(with_minutes),)) or desk.read(_NEWEST, (0,))
        if not rows:
            raise UserError("This desk has no meeting yet: add one, and export again.")
        meeting_id = rows[0][0]
    if version_id is not None:
        kept = minutes.version(desk, version_id)
        if kept is None or kept.id != meeting_id:
            raise UserError(
                f"This meeting has no version {version_id} of its minutes: choose one that it has."
            )
        return kept
    found = minutes.record(desk, meeting_id)
    if found is None:
        raise UserError(f"This desk has no meeting {meeting_id}: choose one that is listed.")
    return found


def day_of(meeting: MeetingRecord) -> date | None:
    """Return the day of a meeting, None where it is not known to the day."""
    return date.fromisoformat(meeting.earliest) if meeting.earliest and meeting.precision == "day" else None


def day_text(meeting: MeetingRecord) -> str:
    """Return the day of a meeting as papers write it, or its date as agreed."""
    day = day_of(meeting)
    return days_phrase(day, day) if day else shorten(meeting.when_text, 80) or "no date yet"


def time_text(meeting: MeetingRecord, stations: Sequence[str]) -> str:
    """Return the hour where the meeting is, and in brackets where its members are; "" without an hour.

    A duty station whose clock shows the same hour as the meeting's own city is named all the same.
    """
    if not meeting.start_time:
        return ""
    zone = zone_of(meeting.time_zone)
    here = city_of(zone) if zone else one_line(meeting.time_zone)
    day = day_of(meeting)
    others = [name for name in stations if one_line(name).casefold() != here.casefold()]
    elsewhere = times_phrase(local_times(day, meeting.start_time, zone, others)) if day and zone else ""
    told = " ".join(filter(None, (meeting.start_time, here)))
    return f"{told} ({elsewhere})" if elsewhere else told


def subtitle(meeting: MeetingRecord, stations: Sequence[str]) -> str:
    """Return day, hour and place of a meeting in one line."""
    day = day_of(meeting)
    told = f"{day:%A} {day_text(meeting)}" if day else day_text(meeting)
    return ", ".join(filter(None, (told, time_text(meeting, stations), shorten(meeting.place, NAME_CHARS))))


def parties(attendance: Iterable[PresentRow], state: str) -> list[Party]:
    """Return who is on the list in a state, by organization: co-chairs first, then in the order of the list."""
    found: dict[str, Party] = {}
    for row in attendance:
        if row.state != state:
            continue
        name, organization = one_line(row.name), one_line(row.organization) or one_line(row.name)
        stands_for = f" on behalf of {one_line(row.on_behalf_of)}" if one_line(row.on_behalf_of) else ""
        person = row.person_id is not None and name != organization
        known = found.get(organization, Party(organization, "", ()))
        people = (*known.people, f"{name}{stands_for}") if person else known.people
        if stands_for and not person:
            people = (*people, stands_for.strip())
        found[organization] = Party(organization, known.role or row.role, people)
    return sorted(found.values(), key=lambda party: party.role != "co-chair")


def named(found: Iterable[Party]) -> str:
    """Return parties in a line: "OHCHR (Ana Silva); UNDP"."""
    return "; ".join(
        f"{party.organization} ({', '.join(party.people)})" if party.people else party.organization
        for party in found
    )


def going_out(desk: Desk, meeting: MeetingRecord) -> list[ActionAtRow]:
    """Return the actions of a meeting that are not only recorded in internal paragraphs, there or elsewhere."""
    inside = kept_inside(desk, "action_id")
    for row in meeting.paragraphs():
        if row.action_id is not None:
            (inside.add if row.internal else inside.discard)(row.action_id)
    return [row for row in meeting.actions if row.id not in inside]


def owners_text(owners: Iterable[str]) -> str:
    """Return who is to do it."""
    return ", ".join(map(one_line, owners)) or "nobody named"


def due_text(due: str) -> str:
    """Return a due date as agreed."""
    return one_line(due) or "no date"


def plain_line(text: str) -> Text:
    """Return a text on one line as one plain span."""
    return plain(one_line(text))
