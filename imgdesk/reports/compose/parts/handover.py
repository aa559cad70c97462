"""The parts of a hand-over note: who holds what, what falls due, what is in doubt, what binds, where things are.

The note covers the next coverage gap, for which nobody is engaged: from today where it has begun already. Without one
it covers MONTHS_DAYS days from today.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from imgdesk.domain.collecting import Stretch, touches
from imgdesk.domain.meeting_words import the_meeting
from imgdesk.domain.paper_words import KINDS
from imgdesk.domain.standing import is_open, is_overdue
from imgdesk.domain.timing_names import days_phrase
from imgdesk.reports.blocks import Entry, Facts, Span, Table, Text, line_break, plain, quiet, strong
from imgdesk.reports.compose.contacts import person_text
from imgdesk.reports.compose.decided import decided, decision_items
from imgdesk.reports.compose.meeting import NAME_CHARS, letterhead, subtitle
from imgdesk.reports.compose.needing import doubt, lateness
from imgdesk.reports.compose.parts import Item, Part, Scope, gathered
from imgdesk.reports.compose.parts.brief import listed
from imgdesk.reports.compose.reading import WHEN_CHARS, day_text
from imgdesk.reports.compose.register import action_items, by_organization, open_actions
from imgdesk.text import one_line, shorten
from imgdesk.views import documents, minutes, papers, versions, workplan
from imgdesk.views.meeting_list import is_ahead, meeting_list
from imgdesk.views.people import HolderRow, holders, holds_on
from imgdesk.views.workplan import WindowRow

MONTHS_DAYS: Final = 92
"""So many days are covered where no coverage gap is recorded."""
OUTPUT_CHARS: Final = 160
AREA_CHARS: Final = 80
_WAITING: Final = {"held": "not circulated yet", "circulated": "waits for approval"}
"""How far the minutes of a meeting are that are not approved."""
NOTE_CHARS: Final = 400


class Covered(NamedTuple):
    """The days that the note covers, and the coverage gap behind them, None without one."""

    days: Stretch
    gap: WindowRow | None


def covered(scope: Scope) -> Covered:
    """Return what the note covers: what is left of the first coverage gap that is not over, else MONTHS_DAYS days."""
    today = scope.today
    for gap in _gaps(scope):
        if (gap.earliest or gap.latest) and (gap.latest or "9999") >= today.isoformat():
            first = max(today, date.fromisoformat(gap.earliest)) if gap.earliest else today
            last = date.fromisoformat(gap.latest) if gap.latest else _later(first)
            return Covered(Stretch(first, max(first, last)), gap)
    return Covered(Stretch(today, _later(today)), None)


# The parts


@gathered
def period(scope: Scope) -> Iterator[Item]:
    """Yield what the note covers and how things stood when it was written."""
    found = covered(scope)
    rows: list[tuple[str, Text]] = []
    if found.gap is not None:
        rows.append(("For", plain(_window_text(found.gap))))
    rows.append(("Days covered", plain(days_phrase(*found.days))))
    if found.gap is not None and one_line(found.gap.note):
        rows.append(("As agreed", plain(shorten(found.gap.note, NOTE_CHARS))))
    rows.append(("As on", plain(day_text(scope.today))))
    yield Item("facts", Facts(tuple(rows)), "coverage gaps of the workplan")


@gathered
def roles(scope: Scope) -> Iterator[Item]:
    """Yield who holds which role on the day; people and how to reach them only where they are switched in."""
    plan = workplan.current_workplan(scope.desk)
    rows = [row for row in holders(scope.desk, plan.id if plan else None) if holds_on(row, scope.today)]
    cells = tuple(dict.fromkeys(_holding(row, scope) for row in rows))
    if any(cell[2] for cell in cells):
        last = "Person and contact" if scope.contacts else "When, as agreed"
        yield Item("table", Table(("Role", "Held by", last), (0.34, 0.36, 0.3), cells), "people and roles")
    elif cells:
        bare = tuple(cell[:2] for cell in cells)
        yield Item("table", Table(("Role", "Held by"), (0.42, 0.58), bare), "people and roles")


@gathered
def overdue(scope: Scope) -> Iterator[Item]:
    """Yield the activities whose whole window has passed and that are not done."""
    rows = [row for row in scope.reading.plan.activities if is_overdue(row, scope.today)]
    rows.sort(key=lambda row: row.latest or "")
    yield from listed(rows, scope, lambda row: lateness(row, scope.today))


@gathered
def due(scope: Scope) -> Iterator[Item]:
    """Yield the open activities whose dates touch the days covered, each with its doubt, the first to end first."""
    days = covered(scope).days
    rows = [
        row
        for row in scope.reading.plan.activities
        if is_open(row) and not is_overdue(row, scope.today) and touches(row, days)
    ]
    rows.sort(key=lambda row: (row.latest or "", row.earliest or ""))
    yield from listed(rows, scope, lambda row: lateness(row, scope.today) or doubt(row, scope.today))


def actions(scope: Scope) -> list[Item]:
    """Return every open action by its owners, those overdue first."""
    rows = by_organization(open_actions(scope))
    return action_items(rows, scope, shown=len(rows))


@gathered
def meetings(scope: Scope) -> Iterator[Item]:
    """Yield the meetings ahead and the events of the days covered, by date; those without a date last."""
    stations = letterhead(scope.desk).stations
    found: list[tuple[str, Item]] = []
    told: Text
    for row in meeting_list(scope.desk):
        record = minutes.record(scope.desk, row.id) if is_ahead(row, scope.today) else None
        if record is not None:
            told = (strong(shorten(row.name, NAME_CHARS)), Span(f", {subtitle(record, stations)}"))
            key = f"meeting:{row.id}"
            found.append((row.earliest or "9999", Item(key, Entry("bullet", told), "meetings", key)))
    for event in workplan.events(scope.desk):
        if touches(event, covered(scope).days):
            told = (strong(shorten(event.title, NAME_CHARS)), Span(f", {_when(event)}"), quiet(" (event)"))
            found.append(
                (
                    event.earliest or "9999",
                    Item(f"event:{event.id}", Entry("bullet", told), "events of the workplan"),
                )
            )
    yield from (item for _, item in sorted(found, key=lambda pair: pair[0]))


@gathered
def doubts(scope: Scope) -> Iterator[Item]:
    """Yield what is in brackets or unconfirmed, the end of its window first.

    A section in brackets is one line; of its activities stand beside it those that have another doubt as well.
    """
    rows = versions.still_open(scope.desk, scope.reading.plan.workplan.id, scope.today)
    whole = {row.id for row in rows if row.kind == "section"}
    found = [
        row
        for row in rows
        if row.kind == "section"
        or row.section_id not in whole
        or {one.what for one in row.doubts} - {*versions.IN_BRACKETS}
    ]
    cells = tuple(
        (
            (quiet(row.ref),),
            plain(shorten(row.text, OUTPUT_CHARS) if row.kind == "activity" else _section(row)),
            plain(shorten(row.when_text, WHEN_CHARS) or "no date"),
            plain(", ".join(one.what for one in row.doubts)),
        )
        for row in found
    )
    if cells:
        table = Table(("Ref", "What", "When, as agreed", "In doubt"), (0.08, 0.48, 0.2, 0.24), cells)
        yield Item("table", table, f"workplan, {day_text(scope.today)}")


def decisions(scope: Scope) -> list[Item]:
    """Return the decisions in force that are not carried out yet, or that no activity carries out."""
    found = decided(scope)
    about = workplan.activities_by_id(scope.desk, {row.activity_id for row in found if row.activity_id})
    ended = {key for key, row in about.items() if not is_open(row)}
    return decision_items([row for row in found if row.activity_id not in ended])


@gathered
def gaps(scope: Scope) -> Iterator[Item]:
    """Yield the coverage gaps that are not over."""
    for gap in _gaps(scope):
        if (gap.latest or "9999") >= scope.today.isoformat():
            told: Text = (strong(_window_text(gap)), Span("."))
            if one_line(gap.note):
                told = (*told, Span(f" {shorten(gap.note, NOTE_CHARS)}"))
            yield Item(f"coverage_gap:{gap.id}", Entry("bullet", told), "coverage gaps of the workplan")


@gathered
def papers_kept(scope: Scope) -> Iterator[Item]:
    """Yield the papers on the desk and the minutes that wait for approval, each with its state and last version."""
    kept = [
        (
            plain(shorten(row.title, NAME_CHARS)),
            plain(KINDS[row.kind].title if row.kind in KINDS else row.kind),
            plain(row.status),
            plain(_last_version(scope, row.id)),
        )
        for row in papers.papers(scope.desk)
        if row.id != scope.paper.id
    ]
    waiting = [
        (
            plain(f"Minutes of {the_meeting(shorten(row.name, NAME_CHARS))}"),
            plain("Minutes"),
            plain(_WAITING[row.status]),
            (),
        )
        for row in meeting_list(scope.desk)
        if row.status in _WAITING
    ]
    if cells := (*kept, *waiting):
        table = Table(("Paper", "Kind", "Status", "Last version"), (0.42, 0.2, 0.15, 0.23), cells)
        yield Item("table", table, "papers and minutes on the desk")


@gathered
def files(scope: Scope) -> Iterator[Item]:
    """Yield what is attached to the activities of the plan: links that lead there, and files kept in the desk."""
    found = documents.of_plan(scope.desk, scope.reading.plan.workplan.id)
    cells = tuple(
        (
            (quiet(ref),),
            (Span(shorten(row.name, OUTPUT_CHARS), link=row.link if _leads(row.link) else ""),),
            plain(row.kind),
            plain(documents.made_of(row)),
            plain(row.state),
        )
        for ref, row in found
    )
    if cells:
        table = Table(("Ref", "What", "Kind", "Where", "State"), (0.08, 0.46, 0.15, 0.19, 0.12), cells)
        yield Item("table", table, "documents of the activities")


PARTS: Final = {
    "period": Part("What the note covers", period),
    "roles": Part("Who holds what", roles),
    "overdue": Part("Overdue activities", overdue),
    "due": Part("Activities due", due),
    "actions": Part("Open actions by owner", actions),
    "meetings": Part("Meetings and events ahead", meetings),
    "doubts": Part("What is in doubt", doubts),
    "decisions": Part("Decisions that bind", decisions),
    "gaps": Part("Coverage gaps", gaps),
    "papers": Part("Papers on the desk", papers_kept),
    "files": Part("Deliverables and documents", files),
}


# Words


def _later(first: date) -> date:
    return first + min(timedelta(MONTHS_DAYS), date.max - first)


def _gaps(scope: Scope) -> list[WindowRow]:
    plan = workplan.current_workplan(scope.desk)
    return workplan.coverage_gaps(scope.desk, plan.id) if plan else []


def _when(row: WindowRow) -> str:
    return shorten(row.when_text, WHEN_CHARS) or "no date yet"


def _window_text(gap: WindowRow) -> str:
    return ", ".join(filter(None, (shorten(gap.title, NAME_CHARS), shorten(gap.when_text, WHEN_CHARS))))


def _holding(row: HolderRow, scope: Scope) -> tuple[Text, ...]:
    """Return a holding as a row: the role, the organization, and the person or until when."""
    role = f"{row.role[:1].upper()}{row.role[1:]}"
    area = f" {shorten(row.focus_area, AREA_CHARS)}" if row.focus_area else ""
    name = shorten(row.organization, NAME_CHARS)
    held: Text = plain(name) if name else (quiet("somebody of no organization"),)
    if name and row.short != row.organization:
        held = (strong(shorten(row.short, NAME_CHARS)), line_break(), quiet(name))
    if not scope.contacts:
        when = shorten(row.when_text, WHEN_CHARS)
        return (strong(role), Span(area)), held, plain(when) if when else ()
    return (strong(role), Span(area)), held, person_text(row)


def _section(row: versions.OpenRow) -> str:
    word = "activity" if row.activities == 1 else "activities"
    return f"All of “{one_line(row.text)}”: {row.activities} {word}"


def _last_version(scope: Scope, paper_id: int) -> str:
    kept = papers.versions(scope.desk, paper_id)
    if not kept:
        return "none kept"
    return f"{kept[0].number}, {kept[0].state}, {day_text(date.fromisoformat(kept[0].made_at[:10]))}"


def _leads(link: str) -> bool:
    return link.lower().startswith(("http://", "https://", "mailto:"))
