"""The parts of concept notes and side-event proposals: the box with the facts, where and when, the agenda, the form.

They tell what the desk knows of the paper's meeting and of its activities: those linked to it, else those on the
agenda of its meeting. A row that nobody has filled yet stands in the box all the same, because a form asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from imgdesk.domain.marks import without_unconfirmed
from imgdesk.domain.paper_words import KINDS
from imgdesk.reports.blocks import Entry, Facts, Paragraph, Text, plain, quiet, strong
from imgdesk.reports.compose import meeting as words
from imgdesk.reports.compose.contacts import contact_rows, joined
from imgdesk.reports.compose.parts import Item, Part, Scope, gathered
from imgdesk.reports.compose.reading import WHEN_CHARS, day_text
from imgdesk.text import one_line, shorten
from imgdesk.views import activity as one_activity
from imgdesk.views import minutes, papers
from imgdesk.views import workplan as plans
from imgdesk.views.activity import ActivityDetail
from imgdesk.views.minutes import MeetingRecord

UNWRITTEN: Final = "to be written"
OPEN: Final = "to be confirmed"
LANGUAGES: Final = "English"
OUTPUT_CHARS: Final = 300
TOPIC_CHARS: Final = 400
PROCEDURE: Final = ("adoption of the agenda", "approval of minutes", "matters arising")
"""Items of an agenda that are no topics."""


class _Event(NamedTuple):
    """What the paper is about: its meeting, its activities, and who leads and supports these."""

    meeting: MeetingRecord | None
    activities: list[ActivityDetail]
    leads: tuple[str, ...]
    partners: tuple[str, ...]


@gathered
def facts(scope: Scope) -> Iterator[Item]:
    """Yield the box of a concept note: objective, participants, venue and date, and who organizes it where known."""
    event = _event(scope)
    rows: list[tuple[str, Text]] = [
        ("Objective", _objective(event)),
        ("Participants", _participants(event, scope)),
        ("Venue", _or(_venue(event), OPEN)),
        ("Date", _or(_date(event, scope), OPEN)),
    ]
    if organizers := _organizers(event):
        rows.append(("Organizers", plain(organizers)))
    yield Item("facts", Facts(tuple(rows), boxed=True), _origin(event, scope), _record(event))


@gathered
def opening(scope: Scope) -> Iterator[Item]:
    """Yield date and place in one line, as they stand under the title of a note without a box."""
    event = _event(scope)
    told = ", ".join(filter(None, (_date(event, scope), _venue(event))))
    text = (strong(told),) if told else (quiet("Date and place to be confirmed"),)
    yield Item("opening", Paragraph(text), _origin(event, scope), _record(event))


@gathered
def agenda(scope: Scope) -> Iterator[Item]:
    """Yield the topics on the agenda of the paper's meeting, numbered; nothing without a meeting."""
    found = _event(scope).meeting
    topics = [row for row in found.items if row.kind not in PROCEDURE] if found else []
    for number, row in enumerate(topics, start=1):
        told: Text = (strong(shorten(row.title, TOPIC_CHARS)),)
        if said := ", ".join(filter(None, (one_line(row.presenter), _minutes(row.minutes_planned)))):
            told = (*told, quiet(f" ({said})"))
        entry = Entry("number", told, number=number)
        yield Item(
            f"agenda_item:{row.id}", entry, "agenda of the meeting", f"meeting:{found.id if found else 0}"
        )


@gathered
def proposal(scope: Scope) -> Iterator[Item]:
    """Yield what the form of a conference asks for first: title, organizers, date, venue, languages, contact."""
    event = _event(scope)
    contacts = contact_rows(scope)
    rows: list[tuple[str, Text]] = [
        ("Title", _or(_title(event, scope), UNWRITTEN)),
        ("Organizer", _or(_organizers(event), OPEN)),
        ("Co-sponsors", _or(", ".join(event.partners), OPEN)),
        ("Date and time", _or(_date(event, scope), OPEN)),
        ("Venue", _or(_venue(event), OPEN)),
        ("Languages", plain(LANGUAGES)),
        ("Contact", joined([text for _, text in contacts], "; ") if contacts else (quiet(OPEN),)),
    ]
    yield Item("facts", Facts(tuple(rows), boxed=True), _origin(event, scope), _record(event))


PARTS: Final = {
    "facts": Part("Box with the facts of the event", facts),
    "opening": Part("Date and place", opening),
    "agenda": Part("Agenda items of the meeting", agenda),
    "proposal": Part("Form of a side event", proposal),
}


# What is known


def _event(scope: Scope) -> _Event:
    found = minutes.record(scope.desk, scope.paper.meeting_id) if scope.paper.meeting_id else None
    linked = papers.activities(scope.desk, scope.paper.id)
    if not linked and found is not None:
        linked = list(dict.fromkeys(row.activity_id for row in found.items if row.activity_id is not None))
    details = [row for key in linked if (row := one_activity.activity(scope.desk, key)) is not None]
    sets = [plans.plan_sets(scope.desk, row.id) for row in plans.workplans(scope.desk)] if details else []
    keys = [row.row.id for row in details]
    return _Event(
        found,
        details,
        _named(keys, [one.filter_leads for one in sets]),
        _named(keys, [one.partners for one in sets]),
    )


def _named(keys: list[int], sets: Iterable[dict[int, tuple[str, ...]]]) -> tuple[str, ...]:
    """Return the organizations that sets name for some activities, each once."""
    return tuple(dict.fromkeys(name for named in sets for key in keys for name in named.get(key, ())))


def _objective(event: _Event) -> Text:
    outputs = [_output(row) for row in event.activities]
    told = "; ".join(filter(None, outputs))
    return plain(f"{told[:1].upper()}{told[1:]}.") if told else (quiet(UNWRITTEN),)


def _output(row: ActivityDetail) -> str:
    return shorten(without_unconfirmed(row.row.output), OUTPUT_CHARS).rstrip(".")


def _participants(event: _Event, scope: Scope) -> Text:
    """Return who is on the list of the meeting, organizations alone unless people are switched in."""
    if event.meeting is not None:
        found = words.parties(event.meeting.attendance, "present")
        if not scope.contacts:
            found = [row._replace(people=()) for row in found]
        if found:
            return plain(words.named(found))
    return _or(", ".join((*event.leads, *(name for name in event.partners if name not in event.leads))), OPEN)


def _venue(event: _Event) -> str:
    place = shorten(event.meeting.place, words.NAME_CHARS) if event.meeting is not None else ""
    return place or next((shorten(row.event, words.NAME_CHARS) for row in event.activities if row.event), "")


def _date(event: _Event, scope: Scope) -> str:
    """Return the date as agreed, of the meeting with its hour, else of the activities, else of their event."""
    if event.meeting is not None and (event.meeting.when_text or event.meeting.earliest):
        told = (
            words.day_text(event.meeting),
            words.time_text(event.meeting, words.letterhead(scope.desk).stations),
        )
        return ", ".join(filter(None, told))
    for row in event.activities:
        said = [
            row.row.when_text,
            "unconfirmed" if row.row.tbc and "tbc" not in row.row.when_text.casefold() else "",
        ]
        if one_line(row.row.when_text):
            return shorten(", ".join(filter(None, said)), WHEN_CHARS)
    return next((shorten(row.event_when, WHEN_CHARS) for row in event.activities if row.event_when), "")


def _organizers(event: _Event) -> str:
    return ", ".join(event.leads) or (one_line(event.meeting.chair) if event.meeting is not None else "")


def _title(event: _Event, scope: Scope) -> str:
    """Return the paper's title where it says more than its kind, else what the activity or the meeting is called."""
    own = one_line(scope.paper.title)
    if own and own != KINDS["side-event"].title:
        return own
    named = next((_output(row) for row in event.activities), "")
    return named or (shorten(event.meeting.name, words.NAME_CHARS) if event.meeting is not None else "")


# Words


def _or(text: str, otherwise: str) -> Text:
    return plain(text) if text else (quiet(otherwise),)


def _minutes(planned: int | None) -> str:
    return f"{planned} minutes" if planned else ""


def _origin(event: _Event, scope: Scope) -> str:
    known = [
        *(["the meeting"] if event.meeting is not None else []),
        *(["its activities"] if event.activities else []),
    ]
    return f"{' and '.join(known) or 'no meeting or activity is linked yet'}, {day_text(scope.today)}"


def _record(event: _Event) -> str:
    if event.meeting is not None:
        return f"meeting:{event.meeting.id}"
    return f"activity:{event.activities[0].row.id}" if event.activities else ""
