"""The parts of the brief before a meeting: what it is for, what is sought, how things stand, what changed, what is due.

Every activity that needs a word is told once: overdue, or without a date, or unconfirmed, or due. What is firm and
farther off stands in the chart alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from imgdesk.domain.health import Finding
from imgdesk.domain.marks import without_unconfirmed
from imgdesk.domain.meeting_words import the_meeting
from imgdesk.domain.standing import SOON_DAYS, days_left, is_undated
from imgdesk.reports.blocks import ChartBlock, Entry, Paragraph, Span, Table, Text, plain, quiet, strong, tag
from imgdesk.reports.compose import needing, ratings
from imgdesk.reports.compose.changes import Change, changes
from imgdesk.reports.compose.gantt import chart_of
from imgdesk.reports.compose.meeting import letterhead, subtitle
from imgdesk.reports.compose.needing import Lists, doubt, left_words, sort_out
from imgdesk.reports.compose.occasion import Since, meeting_ahead, since_the_last
from imgdesk.reports.compose.parts import Item, Part, Scope, gathered
from imgdesk.reports.compose.reading import day_text
from imgdesk.reports.compose.register import action_items, by_organization, open_actions
from imgdesk.reports.compose.standing import RULE, Standing, standings
from imgdesk.text import one_line, shorten
from imgdesk.views import minutes
from imgdesk.views.grouping import section_note
from imgdesk.views.meetings import decisions as all_decisions
from imgdesk.views.meetings import kept_inside
from imgdesk.views.minutes import MeetingRecord
from imgdesk.views.progress import PeriodRow, before, rated_on, reports_of
from imgdesk.views.workplan import ActivityRow

CHANGES_SHOWN: Final = 12
NAMES_SHOWN: Final = 3
"""So many activities stand by name under one question."""
NAME_CHARS: Final = 64
DECISION_CHARS: Final = 300
TOPIC_CHARS: Final = 90

QUESTIONS: Final = {
    "overdue": "Mark as done, or agree a new date",
    "conflict": "Move one of two linked activities, or unlink them",
    "unconfirmed": "Confirm, move or drop",
    "brackets": "Keep the brackets, or take them off",
    "no lead": "Name a lead",
    "undated": "Name a window",
    "date as text": "Write the date so that it can be placed",
    "outside": "Correct a date outside its section or the plan",
    "closer date": "Take the closer date over from the text, if it is agreed",
    "coverage gap": "Agree who carries it during the coverage gap",
    "percent": "Make status and percentage agree",
}
"""What a meeting is asked to decide, by kind of finding."""


@gathered
def purpose(scope: Scope) -> Iterator[Item]:
    """Yield which meeting the brief prepares, when and where, and what stands on its agenda."""
    meeting = _meeting(scope)
    if meeting is None:
        return
    record = f"meeting:{meeting.id}"
    said = subtitle(meeting, letterhead(scope.desk).stations)
    chair = f"; chair: {one_line(meeting.chair)}" if one_line(meeting.chair) else ""
    told = (Span("To prepare "), strong(the_meeting(meeting.name)), Span(f": {said}{chair}."))
    yield Item(record, Paragraph(told), "the meeting as planned", record)
    topics = [
        shorten(row.title, TOPIC_CHARS) for row in meeting.items if row.kind != "adoption of the agenda"
    ]
    if topics:
        yield Item(
            "agenda",
            Paragraph(plain(f"On the agenda: {'; '.join(topics)}.")),
            "agenda of the meeting",
            record,
        )


def decisions(scope: Scope) -> list[Item]:
    """Return what the meeting is asked to decide: by kind of finding, then the minutes and drafts before it."""
    asked = [*_questions(scope), *_to_approve(scope), *_drafts(scope)]
    return [
        item._replace(block=Entry("number", item.block.text, number=number))
        for number, item in enumerate(asked, start=1)
        if isinstance(item.block, Entry)
    ]


@gathered
def standing(scope: Scope) -> Iterator[Item]:
    """Yield where each focus area stands: as reported for the period that holds the day, else as proposed."""
    found = standings(scope.reading, scope.today)
    period = rated_on(scope.desk, scope.today, scope.reading.plan.workplan.id)
    if period is not None:
        yield from reported(scope, period, found)
    elif found:
        origin = f"proposed from the plan, {day_text(scope.today)}"
        yield Item(
            "table",
            Table(("Focus area and lead", "Status", "Done", "In one line"), _PROPOSED, _cells(found)),
            origin,
        )
        yield Item("rule", Paragraph(plain(RULE), quiet=True), "the rule of the proposal")


@gathered
def changed(scope: Scope) -> Iterator[Item]:
    """Yield what changed in the plan since the meeting before, or in the last days without one."""
    yield from told_changes(scope, since_the_last(scope))


@gathered
def due(scope: Scope) -> Iterator[Item]:
    """Yield what is overdue, what touches the days ahead and is firm, and the coverage gaps of these days."""
    reading, lists = scope.reading, _lists(scope)
    rows = [*lists.overdue, *lists.due]
    if rows:
        yield from listed(rows, scope, lambda row: needing.lateness(row, scope.today))
    else:
        yield Item(
            "none", Paragraph(plain("Nothing that is firm and dated falls into these days.")), _plan(scope)
        )
    near = (scope.today.isoformat(), needing.horizon(scope.today).isoformat())
    for gap in reading.plan.gaps:
        if (gap.earliest or "") <= near[1] and (gap.latest or "9999") >= near[0]:
            name = ", ".join(filter(None, (shorten(gap.title, 80), shorten(gap.when_text, 60))))
            note = quiet(f" {shorten(gap.note, 240)}") if gap.note else Span("")
            told = Paragraph((tag("coverage gap", "muted"), Span(f" {name}."), note))
            yield Item(f"coverage_gap:{gap.id}", told, _plan(scope), f"coverage_gap:{gap.id}")


@gathered
def unconfirmed(scope: Scope) -> Iterator[Item]:
    """Yield what is unconfirmed, in brackets or provisional: near ones by row, a section farther off in one line."""
    lists = _lists(scope)
    yield from listed(lists.doubtful, scope, lambda row: doubt(row, scope.today))
    for section, rows in lists.later.items():
        without = sum(map(is_undated, rows))
        count = f"{len(rows)} {'activity' if len(rows) == 1 else 'activities'}"
        dates = f", {without} without a date" if without else ""
        note = shorten(section_note(section), 160)
        told = (strong(f"{one_line(section.title)}:"), Span(f" {count}{dates}; "), quiet(f"{note}."))
        key = f"plan_section:{section.id}"
        yield Item(key, Paragraph(told), _plan(scope), key)


@gathered
def undated(scope: Scope) -> Iterator[Item]:
    """Yield what has no date though its time is near."""
    yield from listed(_lists(scope).undated, scope, lambda row: doubt(row, scope.today))


def actions(scope: Scope) -> list[Item]:
    """Return the open actions by organization, those overdue first."""
    return action_items(by_organization(open_actions(scope)), scope)


@gathered
def chart(scope: Scope) -> Iterator[Item]:
    """Yield the workplan as a chart, on pages of its own."""
    foot = f"{scope.reading.short_name} · brief of {day_text(scope.today)}"
    yield Item("chart", ChartBlock(chart_of(scope.reading, today=scope.today, foot=foot)), _plan(scope))


PARTS: Final = {
    "purpose": Part("What the meeting is for", purpose),
    "decisions": Part("Decisions sought", decisions),
    "standing": Part("Where each focus area stands", standing),
    "changes": Part("What changed since the last meeting", changed),
    "due": Part(f"Overdue, and due in the next {SOON_DAYS} days", due),
    "unconfirmed": Part("Unconfirmed, in brackets, provisional", unconfirmed),
    "undated": Part("Without a date", undated),
    "actions": Part("Open actions by organization", actions),
    "chart": Part("Chart of the workplan", chart),
}


# What other papers tell in the same way


def listed(
    rows: Sequence[ActivityRow], scope: Scope, word: Callable[[ActivityRow], needing.Word]
) -> Iterator[Item]:
    """Yield activities as a table and the footnotes of their marks; nothing for none."""
    if rows:
        yield Item("table", needing.table(rows, scope.reading, word), _plan(scope))
    if notes := needing.notes(rows, scope.reading):
        yield Item("notes", notes, "footnotes of the workplan")


def reported(scope: Scope, period: PeriodRow, proposed: Iterable[Standing]) -> Iterator[Item]:
    """Yield what the reports of a period say of each focus area, what the plan proposes, and what the words mean."""
    reports = {row.focus_area: row for row in reports_of(scope.desk, period)}
    words = {row.number: row.word for row in proposed}
    rows = tuple(
        ratings.standing(area, reports.get(area.number), proposed=words.get(area.number, ""))
        for area in scope.reading.plan.focus_areas
    )
    title = shorten(period.title, ratings.PERIOD_CHARS)
    header = ("Focus area and lead", "Status", "Progress", "Trend", "In one line")
    yield Item("table", Table(header, _REPORTED, rows), f"reports for {title}")
    told = (
        f"As reported for {ratings.the_period(period.title)}. {ratings.compared(before(scope.desk, period))} "
        f"{ratings.BY_THE_PLAN}"
    )
    yield Item("definitions", ratings.definitions(told), "the words of the ratings")


def told_changes(
    scope: Scope, since: Since, among: Collection[int] | None = None, *, shown: int = CHANGES_SHOWN
) -> Iterator[Item]:
    """Yield changes of the plan as a table under the day since which they are told, at most `shown` of them.

    `among` are the ids of the activities to tell of, all where it is left out.
    """
    found = changes(scope.desk, since=since.day, until=scope.today)
    rows = found if among is None else [row for row in found if row.activity_id in among]
    where = "in the plan" if among is None else "in these activities"
    origin = f"journal, {since.words}"
    record = f"meeting:{since.meeting_id}" if since.meeting_id else ""
    if not rows:
        if scope.reading.plan.activities:
            told = plain(f"Nothing changed {where} {since.words}.")
            yield Item("since", Paragraph(told), origin, record)
        return
    said = f"{since.words[:1].upper()}{since.words[1:]}, {where}:"
    yield Item("since", Paragraph(plain(said), quiet=True), origin, record)
    yield Item("table", _table_of_changes(rows[:shown]), origin)
    if len(rows) > shown:
        more = len(rows) - shown
        told = plain(f"And {more} more {'change' if more == 1 else 'changes'}.")
        yield Item("more", Paragraph(told, quiet=True), origin)


def leaving(found: Iterable[Finding], scope: Scope) -> list[Finding]:
    """Return the findings that may stand in a paper: none on an action that only internal paragraphs record."""
    inside = set() if scope.internal else kept_inside(scope.desk, "action_id")
    hidden = {f"action:{key}" for key in inside}
    return [one for one in found if one.record not in hidden]


def told_findings(found: Iterable[Finding], scope: Scope) -> Iterator[Item]:
    """Yield what checks found as a numbered list, one item a finding."""
    origin = f"checks of the desk, {day_text(scope.today)}"
    for number, one in enumerate(found, start=1):
        text = (Span(one.sentence), quiet(f" {one.ref}")) if one.ref else plain(one.sentence)
        yield Item(f"{one.record}/{one.kind}", Entry("number", text, number=number), origin, one.record)


_REPORTED: Final = (0.26, 0.19, 0.09, 0.1, 0.36)
_PROPOSED: Final = (0.29, 0.16, 0.08, 0.47)


def _meeting(scope: Scope) -> MeetingRecord | None:
    ahead = meeting_ahead(scope)
    return minutes.record(scope.desk, ahead.id) if ahead is not None else None


def _lists(scope: Scope) -> Lists:
    return sort_out(scope.reading, scope.today)


def _plan(scope: Scope) -> str:
    return f"workplan, {day_text(scope.today)}"


def _cells(found: Iterable[Standing]) -> tuple[tuple[Text, ...], ...]:
    return tuple(
        (
            (
                strong(str(area.number)),
                Span(f" {area.title} ({area.leads})" if area.leads else f" {area.title}"),
            ),
            (tag(area.word, area.role),),
            plain(area.percent),
            plain(area.sentence),
        )
        for area in found
    )


def _table_of_changes(rows: Iterable[Change]) -> Table:
    cells = tuple(
        (
            plain(row.what),
            plain(row.before),
            plain(row.after),
            plain(", ".join(filter(None, (day_text(row.at), row.origin)))),
        )
        for row in rows
    )
    return Table(("What", "From", "To", "When and by"), (0.42, 0.18, 0.18, 0.22), cells)


def _questions(scope: Scope) -> Iterator[Item]:
    """Yield what a meeting is asked to decide on the plan, one item a kind, the most urgent kind first."""
    rows = {f"activity:{row.id}": row for row in scope.reading.plan.activities}
    kinds: dict[str, list[Finding]] = {}
    for finding in scope.reading.findings(scope.today):
        kinds.setdefault(finding.kind, []).append(finding)
    for kind, found in kinds.items():
        asked = _question(kind, [rows[one.record] for one in found], scope.today)
        yield Item(
            kind, Entry("number", asked), f"checks of the plan, {day_text(scope.today)}", found[0].record
        )


def _question(kind: str, rows: Sequence[ActivityRow], today: date) -> Text:
    spans = [strong(f"{QUESTIONS[kind]}: ")]
    for place, row in enumerate(rows[:NAMES_SHOWN]):
        name = shorten(without_unconfirmed(row.output), NAME_CHARS) or "an activity without text"
        left = days_left(row, today) if kind == "unconfirmed" else None
        note = f" ({left_words(left)})" if left is not None and left < SOON_DAYS else ""
        spans.append(Span(f"{'; ' if place else ''}{name}{note}"))
        spans.append(quiet(f" {row.ref}"))
    more = len(rows) - NAMES_SHOWN
    spans.append(Span(f"; and {more} more." if more > 0 else "."))
    return tuple(spans)


def _to_approve(scope: Scope) -> Iterator[Item]:
    """Yield the minutes that stand on the agenda to be approved."""
    meeting = _meeting(scope)
    for item in meeting.items if meeting is not None else ():
        if item.kind == "approval of minutes":
            named = minutes.name(scope.desk, item.about_meeting_id) if item.about_meeting_id else ""
            told = (strong("Approve the minutes: "), Span(f"{named or shorten(item.title, TOPIC_CHARS)}."))
            yield Item(
                f"agenda_item:{item.id}",
                Entry("number", told),
                "agenda of the meeting",
                f"agenda_item:{item.id}",
            )


def _drafts(scope: Scope) -> Iterator[Item]:
    """Yield the draft decisions that wait for a word; they stay inside unless they are switched in."""
    if not scope.drafts:
        return
    inside = set() if scope.internal else kept_inside(scope.desk, "decision_id")
    for row in all_decisions(scope.desk):
        if row.draft and row.id not in inside:
            told = (strong("Agree on a draft decision: "), Span(shorten(row.text, DECISION_CHARS)))
            where = minutes.name(scope.desk, row.meeting_id) if row.meeting_id else ""
            origin = f"draft decision of {the_meeting(where)}" if where else "draft decision"
            yield Item(f"decision:{row.id}", Entry("number", told), origin, f"decision:{row.id}")
