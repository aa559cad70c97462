"""The agenda of a meeting: its items with who presents them and when, and annotations as UN papers have them.

The clock runs on from item to item as long as each says how long it takes. Annotations tell what an item is about: the
actions that are open, the minutes to be approved, the activity with its date as agreed. Nothing internal is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from imgdesk.domain.meeting_words import OPEN, the_meeting
from imgdesk.reports import marked
from imgdesk.reports.blocks import Block, Document, Facts, Heading, Paragraph, Table, Text, plain, quiet
from imgdesk.reports.compose.meeting import (
    NAME_CHARS,
    NOTHING,
    day_text,
    due_text,
    going_out,
    letterhead,
    meeting_to_tell,
    owners_text,
    plain_line,
    subtitle,
)
from imgdesk.reports.compose.reading import OUTPUT_CHARS
from imgdesk.reports.compose.register import UNNAMED
from imgdesk.text import one_line, shorten
from imgdesk.views import minutes as view
from imgdesk.views.meetings import owing
from imgdesk.views.minutes import ActionAtRow, ItemRow, MeetingRecord

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

ACTION_CHARS: Final = 600
_ACTIVITY: Final = "SELECT output, when_text, lead_text FROM activity WHERE id = ?"


def agenda(desk: Desk, meeting_id: int | None = None) -> Document:
    """Return the agenda of a meeting, without an id of the newest; raises UserError as `meeting_to_tell`."""
    head = letterhead(desk)
    meeting = meeting_to_tell(desk, meeting_id)
    return Document(
        title=meeting.name,
        subtitle=subtitle(meeting, head.stations),
        sender=head.sender,
        reference=("Agenda", day_text(meeting)),
        foot=f"{head.short_name} · agenda of {the_meeting(shorten(meeting.name, NAME_CHARS))}",
        author=head.group,
        blocks=tuple(_blocks(desk, meeting)),
        reading=True,
    )


def _blocks(desk: Desk, meeting: MeetingRecord) -> Iterator[Block]:
    facts = tuple((name, plain_line(text)) for name, text in _facts(meeting) if one_line(text))
    if facts:
        yield Facts(facts)
    yield Heading("Agenda")
    if not meeting.items:
        yield Paragraph((quiet(NOTHING),))
        return
    yield _table(meeting)
    told = [(item, tuple(_annotation(desk, meeting, item))) for item in meeting.items]
    if any(blocks for _, blocks in told):
        yield Heading("Annotations")
    for item, blocks in told:
        if blocks:
            yield Heading(f"{item.number}. {one_line(item.title)}", 2)
            yield from blocks


def _facts(meeting: MeetingRecord) -> Iterator[tuple[str, str]]:
    yield "Chair", meeting.chair
    yield "Link", meeting.link
    total = sum(item.minutes_planned or 0 for item in meeting.items)
    if total and meeting.start_time:
        until = clock(meeting.start_time, total)
        known = all(item.minutes_planned is not None for item in meeting.items)
        yield (
            "Length",
            f"{total} minutes, {meeting.start_time}-{until}" if known else f"{total} minutes planned",
        )


def clock(start: str, minutes: int) -> str:
    """Return the time of day so many minutes after a start, both HH:MM."""
    hours, rest = map(int, start.split(":"))
    hours, rest = divmod(60 * hours + rest + minutes, 60)
    return f"{hours % 24:02}:{rest:02}"


def times(meeting: MeetingRecord) -> list[str]:
    """Return when each item begins (HH:MM), "" from where that cannot be known."""
    found = []
    past: int | None = 0 if meeting.start_time else None
    for item in meeting.items:
        found.append("" if past is None else clock(meeting.start_time, past))
        past = None if past is None or item.minutes_planned is None else past + item.minutes_planned
    return found


def _table(meeting: MeetingRecord) -> Table:
    """The items, with the columns that have something to say."""
    rows = [
        (
            str(item.number),
            time,
            one_line(item.title),
            one_line(item.presenter),
            "" if item.minutes_planned is None else str(item.minutes_planned),
        )
        for item, time in zip(meeting.items, times(meeting), strict=True)
    ]
    if not any(row[4] for row in rows):  # a clock that stands still after the first item tells nothing
        rows = [(row[0], "", *row[2:]) for row in rows]
    names, widths = ("No.", "Time", "Item", "Presented by", "Minutes"), (0.07, 0.1, 0.0, 0.22, 0.12)
    kept = [place for place in range(5) if place in (0, 2) or any(row[place] for row in rows)]
    shares = [widths[place] for place in kept]
    shares[kept.index(2)] = 1.0 - sum(shares)
    cells = tuple(tuple(plain(row[place]) for place in kept) for row in rows)
    return Table(tuple(names[place] for place in kept), tuple(shares), cells)


def _annotation(desk: Desk, meeting: MeetingRecord, item: ItemRow) -> Iterator[Block]:
    if item.kind == "matters arising":
        yield from _open_actions(desk, meeting, going_out(desk, meeting))
    if item.about_meeting_id is not None:
        yield Paragraph(_approval(desk, item.about_meeting_id))
    if item.activity_id is not None:
        for output, when, leads in desk.read(_ACTIVITY, (item.activity_id,)):
            yield Paragraph(_activity(item, shorten(output, OUTPUT_CHARS), one_line(when), one_line(leads)))


def _activity(item: ItemRow, output: str, when: str, leads: str) -> Text:
    """Return an activity of the plan with its date as agreed; its name only where the item has another one."""
    name = output if output.casefold() != one_line(item.title).casefold() else ""
    lead = f"lead {shorten(leads, NAME_CHARS)}" if leads else ""
    told = "; ".join(filter(None, (name, shorten(when, NAME_CHARS) if when else "no date", lead)))
    return (quiet("In the workplan: "), *plain(f"{told}."))


def _approval(desk: Desk, meeting_id: int) -> Text:
    name = shorten(view.name(desk, meeting_id), NAME_CHARS)
    sent = [row for row in view.versions(desk, meeting_id) if row.state == "circulated"]
    circulated = f", circulated as version {sent[-1].number}" if sent else ", not circulated yet"
    return plain(
        f"Minutes of {the_meeting(name)}{circulated}." if name else "The meeting is no longer in the desk."
    )


def _open_actions(desk: Desk, meeting: MeetingRecord, actions: list[ActionAtRow]) -> Iterator[Block]:
    """Yield what the group still owes; of people the organization is enough."""
    names = owing(desk)
    rows = tuple(
        (
            marked.inline(shorten(row.text, ACTION_CHARS)),
            plain(owners_text(names.get(row.id, ()) or (UNNAMED,) if row.owners else ())),
            plain(due_text(row.due)),
            plain(shorten(row.first, NAME_CHARS)),
        )
        for row in actions
        if row.status in OPEN and row.first_meeting_id != meeting.id
    )
    if rows:
        yield Table(("Open action", "Who", "By when, as agreed", "Agreed at"), (0.44, 0.17, 0.19, 0.2), rows)
    else:
        yield Paragraph(plain("No action is open."))
