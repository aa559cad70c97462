"""The table of recommended actions for the Senior Officials, drawn from the record, and what the group decided itself.

A line stands in the table where the group cannot settle a matter alone, in this order:

1. an activity or a section that somebody proposed for an agenda;
2. a focus area that its report judges to be off track: by the definition of the rating the group has to decide;
3. a decision in force about an activity whose whole window has passed and that is not done;
4. an activity that is unconfirmed, in brackets or without a lead and falls into the next AHEAD_DAYS days, and a section
   in brackets whose year begins within them: they meet about twice a year, so it cannot wait for another time;
5. an open action whose owners hold no role in the group, or that was overdue at two meetings in a row;
6. a draft decision, where drafts are switched in.

What is told once is not told again further down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from imgdesk.domain.marks import without_unconfirmed
from imgdesk.domain.meeting_words import the_meeting
from imgdesk.domain.standing import is_open, is_overdue
from imgdesk.reports import marked
from imgdesk.reports.blocks import Span, Table, Text, plain, strong
from imgdesk.reports.compose.decided import decided, decision_items, drafted, where_text
from imgdesk.reports.compose.meeting import due_text, owners_text
from imgdesk.reports.compose.parts import Item, Part, Scope, gathered
from imgdesk.reports.compose.reading import day_text, lead_text, when_text
from imgdesk.reports.compose.register import open_actions
from imgdesk.text import one_line, shorten
from imgdesk.views import progress, versions
from imgdesk.views.meetings import TakenRow, owing
from imgdesk.views.people import holders
from imgdesk.views.versions import OpenRow
from imgdesk.views.workplan import ActivityRow

AHEAD_DAYS: Final = 180
"""So many days ahead a matter cannot wait until the Senior Officials meet again."""
DECIDED_DAYS: Final = 365
"""Decisions of so many days are told for information."""
ACTION_CHARS: Final = 300
WHY_CHARS: Final = 300
WHO_CHARS: Final = 80
NO_LEAD: Final = "no lead"
_HEADER: Final = ("No.", "Recommended action", "Why", "Who", "By when", "Focus area")
_WIDTHS: Final = (0.06, 0.31, 0.27, 0.13, 0.13, 0.1)


class _Line(NamedTuple):
    """A line of the table; `about` is the record that it speaks of, told once."""

    about: str
    action: Text
    why: str
    who: str = ""
    when: str = ""
    areas: str = ""


@gathered
def table(scope: Scope) -> Iterator[Item]:
    """Yield the table of recommended actions by the rule of this module; nothing where nothing is to be asked."""
    told: dict[str, _Line] = {}
    for line in _lines(scope):
        told.setdefault(line.about, line)
    if not told:
        return
    rows = tuple(
        (
            plain(f"{number}."),
            line.action,
            plain(shorten(line.why, WHY_CHARS) if line.why else ""),
            plain(shorten(line.who, WHO_CHARS) if line.who else "–"),
            plain(line.when or "–"),
            plain(line.areas or "–"),
        )
        for number, line in enumerate(told.values(), start=1)
    )
    origin = f"proposals, reports, decisions, workplan and register of actions, {day_text(scope.today)}"
    yield Item("table", Table(_HEADER, _WIDTHS, rows), origin)


def for_information(scope: Scope) -> list[Item]:
    """Return what the group decided itself in the last DECIDED_DAYS days and still holds."""
    since = (scope.today - min(timedelta(DECIDED_DAYS), scope.today - date.min)).isoformat()
    return decision_items([row for row in decided(scope) if (row.day or "") >= since])


PARTS: Final = {
    "table": Part("Recommended actions", table),
    "decided": Part("Decided by the group", for_information),
}


def _lines(scope: Scope) -> Iterator[_Line]:
    doubtful = versions.still_open(scope.desk, scope.reading.plan.workplan.id, scope.today)
    yield from _proposed(scope, doubtful)
    yield from _off_track(scope)
    yield from _not_carried_out(scope)
    yield from _unsettled(scope, doubtful)
    yield from _actions(scope)
    yield from _drafts(scope)


def _proposed(scope: Scope, doubtful: Iterable[OpenRow]) -> Iterator[_Line]:
    doubts = {(row.kind, row.id): row for row in doubtful}
    rows = {row.id: row for row in scope.reading.plan.activities}
    for one in versions.proposals(scope.desk, scope.reading.plan.workplan.id):
        kind, key = ("section", one.section_id) if one.activity_id is None else ("activity", one.activity_id)
        doubt = doubts.get((kind, key or 0))
        asked = _asked(doubt.doubts[0].what if doubt else "")
        proposed = f"proposed on {day_text(date.fromisoformat(one.proposed_at))}"
        why = _sentence(one.why, _doubt_words(doubt, scope.today), proposed)
        if one.activity_id in rows:
            yield _of_activity(scope, rows[one.activity_id], asked, why)
        elif (section := scope.reading.sections.get(one.section_id or 0)) is not None:
            yield _of_section(section.id, section.title, asked, why, str(section.year or ""))


def _off_track(scope: Scope) -> Iterator[_Line]:
    """Yield focus areas off track in the newest period with a report, or in that of the paper."""
    key = scope.paper.period_id
    period = (
        progress.newest_reported(scope.desk, scope.reading.plan.workplan.id)
        if key is None
        else progress.period(scope.desk, key)
    )
    if period is None:
        return
    areas = {area.number: area for area in scope.reading.plan.focus_areas}
    for report in progress.reports_of(scope.desk, period):
        area = areas.get(report.focus_area)
        if report.rag == "off track" and area is not None:
            why = _sentence(report.rag_reason, f"off track in {shorten(period.title, 80)}")
            asked = _action("Decide how this focus area goes on", area.short_title or area.title)
            yield _Line(f"focus_area:{area.number}", asked, why, area.leads, "", str(area.number))


def _not_carried_out(scope: Scope) -> Iterator[_Line]:
    rows = {row.id: row for row in scope.reading.plan.activities}
    for decision in decided(scope):
        row = rows.get(decision.activity_id or 0)
        if row is not None and is_overdue(row, scope.today):
            asked = (strong("See that it is carried out: "), *marked.inline(decision.text))
            why = _sentence(
                _at("Decided", decision),
                f"{_name(row.output)} is overdue",
            )
            yield _Line(
                f"activity:{row.id}", asked, why, _leads(row, scope), when_text(row), _areas(row, scope)
            )


def _unsettled(scope: Scope, doubtful: Iterable[OpenRow]) -> Iterator[_Line]:
    last = _horizon(scope.today)
    rows = {row.id: row for row in scope.reading.plan.activities}
    sections = scope.reading.sections
    whole = {one.id for one in doubtful if one.kind == "section"}
    for one in doubtful:
        if one.kind == "section":
            year = sections[one.id].year
            if year is not None and date(year, 1, 1) <= last:
                why = _sentence(_doubt_words(one, scope.today), f"{one.activities} activities")
                yield _of_section(one.id, one.text, _asked("in brackets"), why, str(year))
        elif _near(rows[one.id], scope.today) and one.section_id not in whole:
            asked = _asked(one.doubts[0].what)
            yield _of_activity(
                scope, rows[one.id], asked, _sentence(_doubt_words(one, scope.today), _left(one))
            )
    for row in filter(is_open, scope.reading.plan.activities):
        if _near(row, scope.today) and lead_text(row, scope.reading) == NO_LEAD:
            yield _of_activity(scope, row, "Name a lead", "Nobody leads it.")


def _actions(scope: Scope) -> Iterator[_Line]:
    members = {row.short for row in holders(scope.desk)}
    names = owing(scope.desk)
    for row in open_actions(scope):
        owners = names.get(row.id, ())
        beyond = bool(owners) and members.isdisjoint(owners)
        if beyond or row.twice:
            asked = "Ask for this" if beyond else "Have this done"
            late = "overdue at two meetings in a row" if row.twice else "overdue" if row.overdue else ""
            why = _sentence(
                "The group cannot do this itself" if beyond else "",
                late,
                f"agreed at {the_meeting(row.first)}" if row.first else "",
            )
            areas = ", ".join(map(str, row.focus_areas))
            yield _Line(
                f"action:{row.id}", (strong(f"{asked}: "), *marked.inline(row.text)), why,
                owners_text(row.owners), due_text(row.when_text), areas,
            )  # fmt: skip


def _drafts(scope: Scope) -> Iterator[_Line]:
    rows = {row.id: row for row in scope.reading.plan.activities}
    for decision in drafted(scope):
        asked = (strong("Agree on a draft decision: "), *marked.inline(decision.text))
        row = rows.get(decision.activity_id or 0)
        yield _Line(
            f"decision:{decision.id}", asked, _sentence(_at("Drafted", decision)),
            _leads(row, scope) if row else "", when_text(row) if row else "", _areas(row, scope) if row else "",
        )  # fmt: skip


def _at(done: str, row: TakenRow) -> str:
    where = where_text(row)
    return f"{done} at {the_meeting(where)}" if where else done


def _of_activity(scope: Scope, row: ActivityRow, asked: str, why: str) -> _Line:
    return _Line(
        f"activity:{row.id}",
        _action(asked, row.output),
        why,
        _leads(row, scope),
        when_text(row),
        _areas(row, scope),
    )


def _of_section(key: int, title: str, asked: str, why: str, when: str) -> _Line:
    return _Line(
        f"section:{key}", _action(asked, f"the activities under “{one_line(title)}”"), why, when=when
    )


def _action(asked: str, what: str) -> Text:
    return (strong(f"{asked}: "), Span(f"{_name(what)}."))


def _name(text: str) -> str:
    return shorten(without_unconfirmed(text), ACTION_CHARS).rstrip(".") or "an activity without text"


def _asked(doubt: str) -> str:
    """Return what is asked for a doubt (see domain.doubts)."""
    return {
        "in brackets": "Take out of brackets, or drop",
        "words in brackets": "Settle the words in brackets",
        "date in brackets": "Agree on the date",
        "date unconfirmed": "Confirm the date, move or drop",
        "unconfirmed": "Confirm, move or drop",
    }.get(doubt, "Decide")


def _doubt_words(row: OpenRow | None, today: date) -> str:
    """Return what is in doubt, and since when as far as the journal knows."""
    if row is None:
        return ""
    first = min((doubt.since for doubt in row.doubts if doubt.since), default="")
    known = first and first <= today.isoformat()
    since = f" since {day_text(date.fromisoformat(first))}" if known else ""
    return f"{', '.join(doubt.what for doubt in row.doubts)}{since}"


def _left(row: OpenRow) -> str:
    if row.days_left is None:
        return ""
    return "its time has passed" if row.days_left < 0 else f"{row.days_left} days left"


def _sentence(*parts: str) -> str:
    """Return what is known as one sentence; "" for nothing."""
    told = "; ".join(filter(None, (one_line(part).rstrip(".") for part in parts)))
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _near(row: ActivityRow, today: date) -> bool:
    """Tell whether an activity falls into the days that cannot wait; one without dates does not."""
    first, last = row.earliest or row.latest, row.latest or row.earliest
    if first is None or last is None:
        return False
    return first <= _horizon(today).isoformat() and last >= today.isoformat()


def _horizon(today: date) -> date:
    return today + min(timedelta(AHEAD_DAYS), date.max - today)


def _leads(row: ActivityRow, scope: Scope) -> str:
    return lead_text(row, scope.reading)


def _areas(row: ActivityRow, scope: Scope) -> str:
    numbers = scope.reading.sets.focus_areas.get(row.id, ())
    return "all" if row.everyone else ", ".join(map(str, numbers))
