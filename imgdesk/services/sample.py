"""The sample desk, made from the readable files in db/sample by the services that a user's own work goes through."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from imgdesk import paths
from imgdesk.domain.draft import (
    ActivityDraft,
    FocusAreaDraft,
    FootnoteDraft,
    GapDraft,
    IndicativeDraft,
    NarrativeDraft,
    PlanDraft,
    RoleDraft,
    SectionDraft,
)
from imgdesk.domain.plan import CoverageGap, FocusArea
from imgdesk.services import (
    exchange,
    parts,
    people,
    sample_meetings,
    sample_papers,
    sample_progress,
    workplan,
)
from imgdesk.store.desk import Desk, utc_now


def sample_day() -> date:
    """Return the day on which the sample stands: what is done and what is late in it is seen from there."""
    day: date = _load("group")["as_of"]
    return day


def create_sample(path: Path, *, origin: str = "window", clock: Callable[[], datetime] = utc_now) -> Desk:
    """Make the sample desk at `path` and return it open; raises UserError as Desk.create does."""
    group, plan, rows = _load("group"), _load("workplan"), _load("activities")
    meetings = _load("meetings")
    desk = Desk.create(path, group["group"]["name"], origin=origin, clock=clock)
    with desk.change("Set up the sample desk"):
        people.edit_group(desk, **group["group"])
        for organization in group["organization"]:
            _add_organization(desk, organization)
        events = {event["name"]: parts.add_event(desk, **event) for event in group["event"]}
        exchange.land(desk, _draft(plan, rows), "sample")
        _finish(desk, plan, rows, events)
        sample_meetings.approve_plan(desk, meetings)
        _set_standing(desk, rows)
        sample_meetings.add_meetings(desk, meetings, today=group["as_of"])
        sample_progress.add_progress(desk, _load("framework"), today=group["as_of"])
        sample_papers.add_papers(desk, _load("papers"))
    return desk


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((paths.sample() / f"{name}.toml").read_text(encoding="utf-8"))


def _add_organization(desk: Desk, given: dict[str, Any]) -> None:
    organization_id = people.add_organization(desk, given["name"], given["acronym"])
    for alias in given.get("aliases", ()):
        people.add_alias(desk, organization_id, alias)
    for role in given["roles"]:
        people.hold_role(desk, role, organization_id=organization_id)


def _draft(plan: dict[str, Any], rows: dict[str, Any]) -> PlanDraft:
    return PlanDraft(
        title=plan["title"],
        period=plan["period"],
        objective=plan["objective"],
        duration=plan["duration"],
        narrative=tuple(NarrativeDraft(**part) for part in plan["narrative"]),
        roles=tuple(RoleDraft(**role) for role in plan["role"]),
        focus_areas=tuple(_focus_area(area) for area in plan["focus_area"]),
        sections=tuple(_section(section) for section in rows["section"]),
        gaps=tuple(GapDraft(gap["when"], gap["text"]) for gap in plan["gap"]),
    )


def _focus_area(given: dict[str, Any]) -> FocusAreaDraft:
    indicative = tuple(IndicativeDraft(**part) for part in given["indicative"])
    return FocusAreaDraft(given["number"], given["title"], given["leads"], indicative)


def _section(given: dict[str, Any]) -> SectionDraft:
    plain = {name: value for name, value in given.items() if name not in ("narrative", "activity")}
    narrative = tuple(NarrativeDraft(**part) for part in given.get("narrative", ()))
    return SectionDraft(
        **plain, narrative=narrative, activities=tuple(_activity(row) for row in given["activity"])
    )


def _activity(given: dict[str, Any]) -> ActivityDraft:
    cells = {name: given.get(name, "") for name in ("output", "when", "leads", "partners", "category")}
    notes = tuple(FootnoteDraft("output", len(given["output"]), text) for text in given.get("footnotes", ()))
    return ActivityDraft(**cells, footnotes=notes)


def _finish(desk: Desk, plan: dict[str, Any], rows: dict[str, Any], events: dict[str, int]) -> None:
    """Set what a paper does not say: events, short titles."""
    with desk.change("Set up the sample desk") as session:
        areas = {row.number: row.id or 0 for row in session.exec(select(FocusArea))}
        gaps = [row.id or 0 for row in session.exec(select(CoverageGap).order_by(col(CoverageGap.id)))]
    for activity_id, row in _rows_by_id(desk, rows):
        if "event" in row:
            workplan.edit_activity(desk, activity_id, event_id=events[row["event"]])
    for area in plan["focus_area"]:
        parts.edit_focus_area(desk, areas[area["number"]], short_title=area["short_title"])
    for gap_id, gap in zip(gaps, plan["gap"], strict=True):
        parts.edit_coverage_gap(desk, gap_id, title=gap["title"])


def _set_standing(desk: Desk, rows: dict[str, Any]) -> None:
    """Set how the activities stand on the day of the sample: none had begun when the plan was approved."""
    for activity_id, row in _rows_by_id(desk, rows):
        fields = {name: row[name] for name in ("status", "percent") if name in row}
        if fields:
            workplan.edit_activity(desk, activity_id, **fields)


def _rows_by_id(desk: Desk, rows: dict[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    """Return the rows of the file, each with the id of its activity: they landed in their order."""
    ids = [key for (key,) in desk.read("SELECT id FROM activity ORDER BY id")]
    given = [row for section in rows["section"] for row in section["activity"]]
    return list(zip(ids, given, strict=True))
