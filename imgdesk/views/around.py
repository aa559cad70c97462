"""What stands around one activity: links, documents, its focus areas' plans for the year, versions, what needs a look.

Read when an activity is chosen: each part is an indexed query over that one record, flat in the size of the desk.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from imgdesk.domain.diff import Difference, Image, compare
from imgdesk.domain.health import QUOTED_CHARS
from imgdesk.domain.health_plan import check_plan, closer_date
from imgdesk.domain.schedule import conflicts
from imgdesk.text import shorten
from imgdesk.views import workplan
from imgdesk.views.activity import ActivityDetail
from imgdesk.views.documents import AttachmentRow, attachments
from imgdesk.views.plan_images import IMAGES
from imgdesk.views.wording import day_words
from imgdesk.views.workplan import LinkRow, PlanSets, PlanView

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


class LinkedRow(NamedTuple):
    """A link with the activity at its other end; `before` says that the other one comes first."""

    id: int
    before: bool
    kind: str
    lag_days: int
    other_id: int
    ref: str
    output: str
    when_text: str


class IndicativeRow(NamedTuple):
    """What a focus area of the activity means to do in a year of its window."""

    id: int
    focus_area: str
    year: int
    text: str


class Worth(NamedTuple):
    """A finding in words; `take` is a date that can be taken over, nothing where the finding offers none."""

    kind: str
    sentence: str
    severity: str
    take: str


class Around(NamedTuple):
    """Everything around one activity; `standing` are sentences about versions, decisions and proposals."""

    links: list[LinkedRow]
    conflicts: list[str]
    documents: list[AttachmentRow]
    indicative: list[IndicativeRow]
    standing: list[tuple[str, str]]
    worth: list[Worth]


_LINKS: Final = """
SELECT l.id, l.from_id, l.to_id, l.kind, l.lag_days, a.ref, a.output, a.when_text
FROM activity_link l JOIN activity a ON a.id = l.from_id + l.to_id - ?1 WHERE l.from_id = ?1 OR l.to_id = ?1
ORDER BY l.to_id <> ?1, l.id
"""
_INDICATIVE: Final = """
SELECT i.id, f.number || ' ' || coalesce(nullif(f.short_title, ''), f.title), i.year, i.text
FROM focus_area f JOIN indicative_activity i ON i.focus_area_id = f.id
WHERE i.year BETWEEN ? AND ? AND (f.id IN (SELECT focus_area_id FROM activity_focus_area WHERE activity_id = ?)
    OR (? AND f.workplan_id = ?))
ORDER BY i.year, f.number, i.position, i.id
"""
_LEADS: Final = """
SELECT coalesce(nullif(o.acronym, ''), o.name) FROM activity_lead x
JOIN organization o ON o.id = x.organization_id WHERE x.activity_id = ? ORDER BY x.position
"""
_AREAS: Final = """
SELECT f.number FROM activity_focus_area x JOIN focus_area f ON f.id = x.focus_area_id WHERE x.activity_id = ?
"""
_DECISIONS: Final = """
SELECT what, decided_by, when_text, note FROM standing_decision
WHERE activity_id = ? OR plan_section_id = ? ORDER BY id DESC
"""
_PROPOSALS: Final = """
SELECT proposed_at, why, plan_section_id IS NOT NULL FROM agenda_proposal
WHERE (activity_id = ? OR plan_section_id = ?) AND state = 'open' ORDER BY id DESC
"""
_VERSION: Final = """
SELECT v.title, v.when_text, (SELECT r.image FROM plan_version_row r
    WHERE r.plan_version_id = v.id AND r.kind = 'activity' AND r.record_id = ?)
FROM plan_version v WHERE v.workplan_id = ? ORDER BY v.id DESC LIMIT 1
"""
_UNTOLD: Final = ("reordered", "status", "percentage")
"""What a version holds and nobody asks of it here: how far the work was then."""


def around(desk: Desk, detail: ActivityDetail, today: date) -> Around:
    """Return everything around an activity as on a day."""
    row = detail.row
    linked = links(desk, row.id)
    plan = _plan_of(desk, detail)
    return Around(
        linked,
        _conflicts(desk, row.id, linked),
        attachments(desk, row.id),
        _indicative(desk, detail, plan),
        [*_decided(desk, detail), *_approved(desk, detail, plan)],
        _worth(desk, detail, plan, today),
    )


def links(desk: Desk, activity_id: int) -> list[LinkedRow]:
    """Return the links of an activity: first those that it waits for."""
    return [
        LinkedRow(key, to_id == activity_id, kind, lag, from_id if to_id == activity_id else to_id, *words)
        for key, from_id, to_id, kind, lag, *words in desk.read(_LINKS, (activity_id,))
    ]


def linkable(desk: Desk, activity_id: int) -> list[tuple[str, str]]:
    """Return the other activities of its workplan as (id as text, reference and words), in the order of the plan."""
    sql = (
        "SELECT a.id, a.ref, a.output FROM plan_section s JOIN activity a ON a.plan_section_id = s.id "
        "WHERE s.workplan_id = (SELECT s.workplan_id FROM plan_section s JOIN activity a ON a.plan_section_id = s.id "
        "WHERE a.id = ?1) AND a.id <> ?1 ORDER BY s.position, s.id, a.position, a.id"
    )
    rows = desk.read(sql, (activity_id,))
    return [(str(key), " ".join(f"{ref} {output}".split())[:200]) for key, ref, output in rows]


def _plan_of(desk: Desk, detail: ActivityDetail) -> PlanView:
    """Return the plan of an activity with this activity alone."""
    sql = "SELECT workplan_id FROM plan_section WHERE id = ?"
    key = desk.read(sql, (detail.row.section_id,))[0][0]
    whole = next(row for row in workplan.workplans(desk) if row.id == key)
    gaps = workplan.coverage_gaps(desk, key)
    return PlanView(whole, workplan.sections(desk, key), [], [detail.row], gaps, [])


def _conflicts(desk: Desk, activity_id: int, linked: list[LinkedRow]) -> list[str]:
    """Return what contradicts among the links of an activity."""
    rows = workplan.activities_by_id(desk, [activity_id, *(link.other_id for link in linked)])
    ends = [
        LinkRow(
            link.id,
            link.other_id if link.before else activity_id,
            activity_id if link.before else link.other_id,
            link.kind,
            link.lag_days,
        )
        for link in linked
    ]
    return [found.sentence for found in conflicts(rows.values(), ends)]


def _indicative(desk: Desk, detail: ActivityDetail, plan: PlanView) -> list[IndicativeRow]:
    row = detail.row
    years = [int(day[:4]) for day in (row.earliest, row.latest) if day] or [detail.year or 0]
    key = (years[0], years[-1], row.id, row.everyone, plan.workplan.id)
    return desk.read(_INDICATIVE, key, row=IndicativeRow._make)


def _decided(desk: Desk, detail: ActivityDetail) -> list[tuple[str, str]]:
    """Return what is proposed and what was decided, the newest first, as (sentence, quiet line)."""
    key = (detail.row.id, detail.row.section_id)
    said = [
        (
            f"Proposed for the next agenda{' with its section' if whole else ''}",
            ", ".join(filter(None, (day_words(date.fromisoformat(day)), why))),
        )
        for day, why, whole in desk.read(_PROPOSALS, key)
    ]
    for what, by, when, note in desk.read(_DECISIONS, key):
        said.append((f"{what.capitalize()} by decision", ", ".join(filter(None, (by, when, note)))))
    return said


def _approved(desk: Desk, detail: ActivityDetail, plan: PlanView) -> list[tuple[str, str]]:
    """Return what the newest version said where it says something else now, as (sentence, quiet line)."""
    found = desk.read(_VERSION, (detail.row.id, plan.workplan.id))
    if not found:
        return []
    title, when, then = found[0]
    name = f"{title}, {when}" if when and when not in title else title
    if then is None:
        return [("Not in it yet", name)]
    sql = IMAGES["activity"].replace("s.workplan_id = ?", "a.id = ?")
    now = desk.read(sql, (detail.row.id,))[0][2]
    rows = compare(
        [Image("activity", detail.row.id, json.loads(then))],
        [Image("activity", detail.row.id, json.loads(now))],
    )
    said = [_was(row) for row in rows if row.what not in _UNTOLD and row.field not in _UNTOLD]
    return [(words, name) for words in said] or [("As it is now", name)]


def _was(row: Difference) -> str:
    if row.what == "moved":
        return f"Date: {row.before or 'none'}"
    if row.what == "changed":
        return f"{row.field.capitalize()}: {row.before or 'none'}"
    return {
        "brackets removed": "In brackets",
        "brackets added": "Without brackets",
        "confirmed": "Unconfirmed",
        "unconfirmed": "Confirmed",
    }.get(row.what, row.sentence)


def _worth(desk: Desk, detail: ActivityDetail, plan: PlanView, today: date) -> list[Worth]:
    """Return what the checks find about the activity, without repeating its name in every sentence."""
    row = detail.row
    sets = PlanSets(
        {row.id: tuple(name for (name,) in desk.read(_LEADS, (row.id,)))}, {}, {},
        {row.id: tuple(number for (number,) in desk.read(_AREAS, (row.id,)))},
    )  # fmt: skip
    return [
        Worth(
            found.kind, _without_name(found.sentence, row.output), found.severity,
            closer_date(row) if found.kind == "closer date" else "",
        )
        for found in check_plan(plan, sets, today=today)
    ]  # fmt: skip


def _without_name(sentence: str, output: str) -> str:
    """Return a finding's sentence without the activity that it begins with, which stands above it."""
    name = f"“{shorten(output, QUOTED_CHARS)}” " if output.strip() else "An activity without text "
    told = sentence.removeprefix(name)
    return told[:1].upper() + told[1:]
