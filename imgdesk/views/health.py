"""The checks of a desk: what waits for a word, is late, or contradicts itself, in all of it or for one paper.

Nothing here stops an export: a finding is shown with its record, and whoever exports decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from imgdesk.domain.health import Finding, ranked
from imgdesk.domain.health_actions import check_actions
from imgdesk.domain.health_papers import check_paper
from imgdesk.domain.health_plan import check_plan
from imgdesk.domain.health_progress import check_indicators, check_reports
from imgdesk.views import actions, framework, papers, progress, progress_record, workplan

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.views.papers import PaperRow

OF_PAPER: Final = {
    "brief": ("activity", "action", "focus_area_report"),
    "status-brief": ("activity", "action", "focus_area_report"),
    "focus-area-brief": ("activity", "action", "indicator", "focus_area_report"),
    "progress": ("activity", "indicator", "focus_area_report"),
    "recommended-actions": ("action",),
    "handover": ("activity", "action"),
    "minutes": ("action",),
    "agenda": ("action",),
    "tracker": ("activity", "action", "indicator", "focus_area_report"),
    "workplan": ("activity",),
    "redline": ("activity",),
    "gantt": ("activity",),
}
"""The tables whose findings matter to what leaves the desk; to any other paper those of its own activities do."""


def findings(desk: Desk, *, today: date) -> list[Finding]:
    """Return what the checks find in the current workplan, actions, progress and drafts, the most urgent first."""
    drafts = (row for row in papers.papers(desk) if row.status == "draft")
    return ranked([*_of_desk(desk, today), *(one for row in drafts for one in _of_paper(desk, row))])


def for_paper(desk: Desk, kind: str, paper_id: int | None = None, *, today: date) -> list[Finding]:
    """Return what matters to one paper: its own empty sections, and what it tells of the rest of the desk.

    A paper about activities, and one about a focus area, hears of these alone. `kind` is that of an export; without an
    id the paper is one that the desk composes.
    """
    paper = papers.paper(desk, paper_id) if paper_id is not None else None
    tables = OF_PAPER.get(kind, ())
    found = [one for one in _of_desk(desk, today) if _table(one) in tables] if tables else []
    if paper is None:
        return ranked(found)
    if paper.focus_area_id is not None:
        about = _about_area(desk, paper.focus_area_id, today)
        found = [one for one in found if one.record in about]
    if not tables:
        mine = {f"activity:{key}" for key in papers.activities(desk, paper.id)}
        found = [one for one in _of_plan(desk, today) if one.record in mine] if mine else []
    return ranked([*found, *(_of_paper(desk, paper) if paper.status == "draft" else ())])


def of_area(desk: Desk, area_id: int, *, today: date) -> list[Finding]:
    """Return what the checks find about a focus area: its activities, actions, indicators and reports."""
    about = _about_area(desk, area_id, today)
    return ranked(one for one in _of_desk(desk, today) if one.record in about)


def _of_desk(desk: Desk, today: date) -> Iterator[Finding]:
    yield from _of_plan(desk, today)
    yield from check_actions(actions.everything(desk, today))
    yield from check_indicators(framework.indicators(desk))
    yield from _of_reports(desk)


def _of_plan(desk: Desk, today: date) -> list[Finding]:
    plan = workplan.plan(desk)
    if plan is None:
        return []
    key = plan.workplan.id
    return check_plan(plan, workplan.plan_sets(desk, key), workplan.links(desk, key), today=today)


def _of_reports(desk: Desk) -> Iterable[Finding]:
    plan = workplan.current_workplan(desk)
    periods = progress.periods(desk, plan.id) if plan is not None else []
    return check_reports(row for at in periods if at.reports for row in progress.reports_of(desk, at))


def _of_paper(desk: Desk, paper: PaperRow) -> Iterator[Finding]:
    yield from check_paper(
        paper.title, papers.sections(desk, paper.id), papers.overrides(desk, paper.id).values()
    )


def _about_area(desk: Desk, area_id: int, today: date) -> set[str]:
    """Return the records that a focus area is about."""
    activities = {row.id for row in progress_record.area_activities(desk, area_id)}
    results = {link.result_id for link in framework.links(desk) if link.activity_id in activities}
    numbers = {row[0] for row in desk.read("SELECT number FROM focus_area WHERE id = ?", (area_id,))}
    reports = desk.read("SELECT id FROM focus_area_report WHERE focus_area_id = ?", (area_id,))
    about = {
        "activity": activities,
        "indicator": {row.id for row in framework.indicators(desk) if row.result_id in results},
        "action": {
            row.id for row in actions.everything(desk, today) if numbers.intersection(row.focus_areas)
        },
        "focus_area_report": {row[0] for row in reports},
    }
    return {f"{table}:{key}" for table, keys in about.items() for key in keys}


def _table(finding: Finding) -> str:
    return finding.record.partition(":")[0]
