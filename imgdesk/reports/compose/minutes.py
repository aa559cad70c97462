"""The minutes of a meeting in the form of UN records: masthead, numbered paragraphs, decisions, actions, annexes.

One rule of numbers: a paragraph that stays inside (an internal one, a draft decision) has no number, on the page as on
paper. So the paper is numbered without gaps whoever it is for, its numbers are those of the page, and what is switched
in stands between them without one. A version keeps the numbers that it went out with.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from imgdesk.domain.meeting_words import the_meeting
from imgdesk.domain.timing_names import days_phrase
from imgdesk.reports import marked
from imgdesk.reports.blocks import (
    Annex,
    Apart,
    Block,
    Clause,
    Document,
    Entry,
    Facts,
    Heading,
    Numbered,
    Paragraph,
    Span,
    Table,
    Text,
    line_break,
    plain,
    quiet,
    strong,
    tag,
)
from imgdesk.reports.compose.meeting import (
    NAME_CHARS,
    NOTHING,
    Party,
    day_text,
    due_text,
    going_out,
    letterhead,
    meeting_to_tell,
    named,
    owners_text,
    parties,
    plain_line,
    subtitle,
)
from imgdesk.text import one_line, shorten
from imgdesk.views import minutes as view
from imgdesk.views.minutes import (
    ActionAtRow,
    AmendmentRow,
    ItemRow,
    MeetingRecord,
    ParagraphRow,
    PlanChangeRow,
    VersionRow,
)

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

ACTION_ROLES: Final = {"open": "muted", "under way": "amber", "done": "green", "dropped": "muted"}


class _Telling(NamedTuple):
    """What is told to whom: the meeting, the version it is told from, and what is switched in."""

    meeting: MeetingRecord
    version: VersionRow | None
    internal: bool
    drafts: bool
    actions: list[ActionAtRow]
    amendments: list[AmendmentRow]

    @property
    def state(self) -> str:
        """How far these minutes are, as a version or a meeting says it."""
        return self.version.state if self.version else self.meeting.status

    def shows(self, row: ParagraphRow) -> bool:
        """Whether a paragraph goes to this audience."""
        written = bool(one_line(row.text))
        return written and (self.internal or not row.internal) and (self.drafts or not row.draft)

    def shown(self) -> list[ParagraphRow]:
        """All paragraphs of the paper."""
        return list(filter(self.shows, self.meeting.paragraphs()))


def minutes(
    desk: Desk,
    meeting_id: int | None = None,
    *,
    version_id: int | None = None,
    internal: bool = False,
    drafts: bool = False,
) -> Document:
    """Return the minutes of a meeting as they stand, or as a version kept them; without an id the newest written.

    `internal` and `drafts` switch in internal paragraphs and draft decisions. Raises UserError as `meeting_to_tell`.
    """
    head = letterhead(desk)
    meeting = meeting_to_tell(desk, meeting_id, with_minutes=True, version_id=version_id)
    version = next((row for row in view.versions(desk, meeting.id) if row.id == version_id), None)
    until = version.made_at if version else "9999"
    amendments = [row for row in view.amendments(desk, meeting.id) if row.made_at <= until]
    actions = list(meeting.actions) if internal else going_out(desk, meeting)
    telling = _Telling(meeting, version, internal, drafts, actions, amendments)
    return Document(
        title=meeting.name,
        subtitle=subtitle(meeting, head.stations),
        sender=head.sender,
        reference=("Minutes", day_text(meeting)),
        foot=" · ".join(
            (
                head.short_name,
                f"minutes of {the_meeting(shorten(meeting.name, NAME_CHARS))}",
                *_notes(telling),
            )
        ),
        author=head.group,
        blocks=tuple(_blocks(desk, telling)),
        status=_status(desk, telling),
        reading=True,
    )


def _notes(telling: _Telling) -> Iterator[str]:
    if telling.version:
        yield f"version {telling.version.number} of {_day(telling.version.made_at)}"
    if telling.internal:
        yield "with internal notes"
    if telling.drafts:
        yield "with draft decisions"


def _status(desk: Desk, telling: _Telling) -> Span:
    """Return how far the minutes are: DRAFT, for comments, or as approved and where."""
    meeting = telling.meeting
    if telling.state not in ("approved", "amended"):
        return tag("DRAFT, for comments" if telling.state == "circulated" else "DRAFT", "amber")
    approved = [row for row in view.versions(desk, meeting.id) if row.state == "approved"]
    words = "As approved"
    if meeting.approved_at:
        words += f" at {the_meeting(shorten(meeting.approved_at, 80))}"
    elif approved:
        words += f" on {_day(approved[-1].made_at)}"
    return tag(f"{words}, with amendments" if telling.amendments else words, "green")


def _blocks(desk: Desk, telling: _Telling) -> Iterator[Block]:
    meeting = telling.meeting
    present, excused = (parties(meeting.attendance, state) for state in ("present", "apologies"))
    yield Facts(tuple(_facts(meeting, present, excused)))
    for item in meeting.items:
        yield Heading(f"{item.number}. {one_line(item.title)}")
        shown = list(filter(telling.shows, item.paragraphs))
        yield from map(_clause, shown)
        if not shown:
            yield Paragraph((quiet(NOTHING),))
    yield from _decisions(telling)
    yield from _actions(telling)
    yield Heading("Next meeting")
    yield Paragraph(_next(desk, meeting))
    yield from _amendments(telling)
    yield Annex("Annex I", "Agenda")
    yield _agenda(meeting.items)
    yield Annex("Annex II", "Participants", begins_page=False)
    yield from _participants(present, excused)


def _facts(meeting: MeetingRecord, present: list[Party], excused: list[Party]) -> Iterator[tuple[str, Text]]:
    if one_line(meeting.chair):
        yield "Chair", plain_line(meeting.chair)
    chairs = [party for party in present if party.role == "co-chair"]
    others = [party for party in present if party.role != "co-chair"]
    if chairs:
        yield "Co-chairs", plain(named(chairs))
    yield "Also present" if chairs else "Present", plain(named(others) or ("none" if chairs else NOTHING))
    if excused:
        yield "Apologies", plain(named(excused))


def _clause(row: ParagraphRow) -> Clause:
    parts = marked.parts(row.text)
    first, after = ((parts[0].text, parts[1:]) if _is_text(parts[0]) else ((), parts)) if parts else ((), ())
    apart: Apart = "inside" if row.internal or row.draft else ""
    opening: Text = ()
    if row.kind != "note":
        apart = apart or ("decision" if row.kind == "decision" else "action")
        opening = (strong("Draft decision. " if row.draft else f"{row.kind.capitalize()}. "),)
    if row.internal:
        opening = (strong("Internal. "), *opening)
    return Clause(row.number, (*opening, *first), apart, (*after, *_below(row)))


def _is_text(part: Paragraph | Entry) -> bool:
    return isinstance(part, Paragraph)


def _below(row: ParagraphRow) -> Iterator[Paragraph]:
    """What a decision changed in the plan; who does an action by when."""
    for change in row.changes:
        yield Paragraph((quiet("Changes the plan: "), Span(change_text(change))))
    if row.kind == "action":
        yield Paragraph((strong(owners_text(row.owners)), Span(f", {due_text(row.due)}")))


def change_text(change: PlanChangeRow) -> str:
    """Return what was done to an activity: "Side event: June 2023 → July 2023"."""
    before, after = one_line(change.before) or "no date", one_line(change.after) or "no date"
    done = {
        "moved": f"{before} → {after}",
        "confirmed": "confirmed",
        "unbracketed": "taken out of brackets",
        "cancelled": "cancelled",
        "added": f"added, {after}",
    }
    return f"{shorten(change.activity, NAME_CHARS) or 'an activity'}: {done[change.what]}"


def _decisions(telling: _Telling) -> Iterator[Block]:
    rows = [row for row in telling.shown() if row.kind == "decision"]
    yield Heading("Decisions")
    if not rows:
        yield Paragraph((quiet(NOTHING),))
        return
    cells = tuple((plain(_number(row.number)), _decision(row)) for row in rows)
    yield Table(("Paragraph", "Decision"), (0.13, 0.87), cells)


def _decision(row: ParagraphRow) -> Text:
    text = marked.inline(row.text)
    if row.draft:
        text = (tag("draft", "muted"), Span(" "), *text)
    if row.decision_status in ("revised", "superseded"):
        text = (*text, Span(" "), tag(row.decision_status, "muted"))
    for change in row.changes:
        text = (*text, line_break(), quiet(change_text(change)))
    return text


def _actions(telling: _Telling) -> Iterator[Block]:
    yield Heading("Action points")
    if not telling.actions:
        yield Paragraph((quiet(NOTHING),))
        return
    numbers = {row.action_id: row.number for row in reversed(telling.shown()) if row.action_id is not None}
    rows = []
    for place, row in enumerate(telling.actions, start=1):
        where = f" paragraph {numbers[row.id]}" if numbers.get(row.id) else ""
        if row.first_meeting_id not in (None, telling.meeting.id):
            where = f" from {the_meeting(shorten(row.first, NAME_CHARS))}"
        rows.append(
            (
                plain(str(place)),
                (*marked.inline(row.text), quiet(where)),
                plain(owners_text(row.owners)),
                plain(due_text(row.due)),
                (tag(row.status, ACTION_ROLES[row.status]),),
            )
        )
    header = ("No.", "What", "Who", "By when, as agreed", "Status")
    yield Table(header, (0.06, 0.44, 0.17, 0.19, 0.14), tuple(rows))
    yield Paragraph(plain("Status as of this meeting."), quiet=True)


def _next(desk: Desk, meeting: MeetingRecord) -> Text:
    if meeting.next_id is None:
        return (quiet(NOTHING),)
    name = shorten(view.name(desk, meeting.next_id), NAME_CHARS)
    when = shorten(meeting.next_when, NAME_CHARS) or "no date yet"
    return plain(f"{name}: {when}." if name and name != when else f"{when}.")


def _amendments(telling: _Telling) -> Iterator[Block]:
    if not telling.amendments or telling.state not in ("approved", "amended"):
        return
    yield Heading("Amendments after approval")
    rows = tuple(
        (
            plain(str(row.number)),
            marked.inline(row.before),
            marked.inline(row.after),
            plain(", ".join(filter(None, (one_line(row.why), one_line(row.decided_by), _day(row.made_at))))),
        )
        for row in telling.amendments
    )
    yield Table(
        ("Paragraph", "Approved as", "Now reads", "Why, by whom and when"), (0.13, 0.31, 0.31, 0.25), rows
    )


def _agenda(items: tuple[ItemRow, ...]) -> Block:
    if not items:
        return Paragraph((quiet(NOTHING),))
    if not any(one_line(item.presenter) for item in items):
        return Numbered(tuple(plain_line(item.title) for item in items))
    rows = tuple(
        (plain(str(item.number)), plain_line(item.title), plain_line(item.presenter)) for item in items
    )
    return Table(("No.", "Item", "Presented by"), (0.08, 0.62, 0.3), rows)


def _participants(present: list[Party], excused: list[Party]) -> Iterator[Block]:
    if not (present or excused):
        yield Paragraph((quiet(NOTHING),))
    for heading, found in (("Present", present), ("Apologies", excused)):
        if found:
            yield Heading(heading, 2)
            rows = tuple(
                (plain(party.organization), plain(", ".join(party.people)), plain(party.role))
                for party in found
            )
            yield Table(("Organization", "Participants", "In the group"), (0.3, 0.45, 0.25), rows)


def _number(number: int) -> str:
    return str(number) if number else ""


def _day(moment: str) -> str:
    """Return the day of a moment (ISO 8601, UTC)."""
    day = date.fromisoformat(moment[:10])
    return days_phrase(day, day)
