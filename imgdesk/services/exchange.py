"""A workplan read from a paper lands in the desk: as one step, once.

The first time it is a new plan. The same plan coming back (its period and its sections are known) is compared row by
row: changed cells are set, new rows are added, rows that the paper no longer has stay and are named, because a missing
row never deletes. A rehearsal does all of it and takes it back, so that the review shows what would happen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sqlmodel import Session, select

from imgdesk.domain.draft import ActivityDraft, PlanDraft, SectionDraft
from imgdesk.domain.leads import read_organizations
from imgdesk.domain.marks import bracketed, says_unconfirmed
from imgdesk.domain.matching import match
from imgdesk.domain.people import RoleHolding, WorkingGroup
from imgdesk.domain.plan import (
    Activity,
    CoverageGap,
    FocusArea,
    Footnote,
    IndicativeActivity,
    Narrative,
    PlanSection,
    RoleDescription,
    Workplan,
)
from imgdesk.services import records
from imgdesk.services.resolve import Directory
from imgdesk.services.workplan import apply_fields, name_organizations, next_refs
from imgdesk.text import one_line, shorten

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

COUNTED: Final = {
    "workplan": "workplans",
    "plan_section": "sections",
    "activity": "activities",
    "organization": "organizations",
    "category": "categories",
    "focus_area": "focus_areas",
    "indicative_activity": "indicative_activities",
    "role_holding": "role_holdings",
    "role_description": "role_descriptions",
    "narrative": "paragraphs",
    "footnote": "footnotes",
    "coverage_gap": "coverage_gaps",
}
"""The tables that a paper fills, with the words of the review."""
CELLS: Final = {"output": "output", "when": "when_text", "leads": "lead_text", "partners": "partner_text"}


@dataclass
class Landing:
    """What a paper brings: rows added per table, and for a plan that came back what differs."""

    label: str
    added: dict[str, int] = field(default_factory=dict)
    changed: list[dict[str, Any]] = field(default_factory=list)
    missing_rows: list[dict[str, Any]] = field(default_factory=list)
    new_rows: list[str] = field(default_factory=list)
    unchanged: int = 0
    known_plan: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return the landing as plain values, ready for JSON."""
        return asdict(self)


class _Rehearsed(Exception):
    """Ends a rehearsal, so that everything is taken back."""


def land(desk: Desk, draft: PlanDraft, source: str) -> Landing:
    """Bring a workplan into the desk as one step named after its file, and return what it brought."""
    landing = Landing(f"Import workplan from {records.quoted(source)}")
    with desk.change(landing.label) as session:
        _land(session, draft, landing)
    return landing


def rehearse(desk: Desk, draft: PlanDraft, source: str) -> Landing:
    """Return what `land` would bring; the desk is left as it was."""
    landing = Landing(f"Import workplan from {records.quoted(source)}")
    try:
        with desk.change(landing.label) as session:
            _land(session, draft, landing)
            raise _Rehearsed
    except _Rehearsed:
        return landing


def _land(session: Session, draft: PlanDraft, landing: Landing) -> None:
    before = _counts(session)
    directory = Directory(session)
    workplan = _known_plan(session, draft)
    if workplan is not None:
        landing.known_plan = True
        _compare(session, directory, workplan, draft, landing)
    else:
        workplan = _new_plan(session, draft)
        _land_group(session, directory, draft)
        _land_text(session, directory, workplan.id or 0, draft)
        for place, section in enumerate(draft.sections):
            row = _new_section(session, workplan.id or 0, section, place)
            _add_rows(session, directory, row, section.activities)
    session.flush()
    after = _counts(session)
    landing.added = {name: after[name] - before[name] for name in COUNTED}


def _counts(session: Session) -> dict[str, int]:
    connection = session.connection()
    return {name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one() for name in COUNTED}


def _known_plan(session: Session, draft: PlanDraft) -> Workplan | None:
    period = records.timing(session, draft.period)
    for row in session.exec(select(Workplan)):
        same_period = period.earliest is not None and (row.earliest, row.latest) == (
            period.earliest,
            period.latest,
        )
        if same_period or one_line(row.title).casefold() == one_line(draft.title).casefold():
            return row
    return None


def _new_plan(session: Session, draft: PlanDraft) -> Workplan:
    row = Workplan(
        title=one_line(draft.title) or "Workplan",
        objective=draft.objective,
        duration=draft.duration,
        position=records.last_position(session, Workplan.position),
    )
    row.put(records.timing(session, draft.period))
    records.added(session, row)
    return row


def _land_group(session: Session, directory: Directory, draft: PlanDraft) -> None:
    group = records.found(session, WorkingGroup, 1)
    group.name = group.name or one_line(draft.group)
    held = {(row.role, row.organization_id) for row in session.exec(select(RoleHolding))}
    for name in draft.co_chairs:
        organization = directory.organization(name)
        if ("co-chair", organization) not in held:
            position = records.last_position(session, RoleHolding.position)
            session.add(RoleHolding(role="co-chair", organization_id=organization, position=position))
            session.flush()


def _land_text(session: Session, directory: Directory, workplan_id: int, draft: PlanDraft) -> None:
    for area in draft.focus_areas:
        focus_area_id = records.added(
            session,
            FocusArea(workplan_id=workplan_id, number=area.number, title=one_line(area.title) or "untitled"),
        )
        for place, name in enumerate(read_organizations(area.leads)):
            session.add(
                RoleHolding(
                    role="focus area lead",
                    organization_id=directory.organization(name),
                    focus_area_id=focus_area_id,
                    position=records.STEP * (100 * area.number + place),
                )
            )
        for place, part in enumerate(area.indicative):
            session.add(
                IndicativeActivity(
                    focus_area_id=focus_area_id, year=part.year, text=part.text, position=float(place)
                )
            )
    for place, role in enumerate(draft.roles):
        session.add(
            RoleDescription(workplan_id=workplan_id, role=role.role, text=role.text, position=float(place))
        )
    _land_narrative(session, workplan_id, None, draft.narrative)
    for gap in draft.gaps:
        row = CoverageGap(workplan_id=workplan_id, title=gap_title(gap.text), note=gap.text)
        row.put(records.timing(session, gap.when))
        session.add(row)


def _land_narrative(session: Session, workplan_id: int, section_id: int | None, parts: Sequence[Any]) -> None:
    for place, part in enumerate(parts):
        session.add(
            Narrative(
                workplan_id=workplan_id,
                plan_section_id=section_id,
                heading=part.heading,
                kind=part.kind,
                label=part.label,
                text=part.text,
                position=float(place),
            )
        )


def gap_title(sentence: str) -> str:
    """Return a short name for a coverage gap out of the sentence that tells of it."""
    match_words = re.search(
        r"\b(without|no)\s+(?:[\w'’-]+\s+){0,3}?[\w'’-]+(?=\s+(?:from|between|until|in|for|during)\b)",
        sentence,
    )
    words = match_words.group() if match_words else sentence
    return shorten(words[:1].upper() + words[1:], 60)


def _new_section(session: Session, workplan_id: int, draft: SectionDraft, place: int) -> PlanSection:
    row = PlanSection(
        workplan_id=workplan_id,
        title=one_line(draft.title) or "Workplan",
        heading=draft.heading,
        year=draft.year,
        provisional=draft.provisional,
        note=draft.note,
        position=records.STEP * (place + 1),
    )
    section_id = records.added(session, row)
    _land_narrative(session, workplan_id, section_id, draft.narrative)
    return row


def _add_rows(
    session: Session, directory: Directory, section: PlanSection, drafts: Sequence[ActivityDraft]
) -> None:
    section_id = section.id or 0
    position = records.last_position(session, Activity.position, Activity.plan_section_id == section_id)
    for place, (draft, ref) in enumerate(zip(drafts, next_refs(session, section, len(drafts)), strict=True)):
        row = Activity(
            plan_section_id=section_id,
            position=position + records.STEP * place,
            ref=ref,
            output=draft.output,
            lead_text=draft.leads,
            partner_text=draft.partners,
            category_text=draft.category,
            category_id=directory.category(draft.category),
            unconfirmed=says_unconfirmed(draft.output),
            provisional=bracketed(draft.output),
        )
        row.put(records.timing(session, draft.when, section.year))
        activity_id = records.added(session, row)
        name_organizations(session, directory, row)
        _add_footnotes(session, activity_id, draft)


def _add_footnotes(session: Session, activity_id: int, draft: ActivityDraft) -> None:
    for place, note in enumerate(draft.footnotes):
        session.add(
            Footnote(
                activity_id=activity_id,
                field=note.field,
                offset=note.offset,
                text=note.text,
                position=float(place),
            )
        )


def _compare(
    session: Session, directory: Directory, workplan: Workplan, draft: PlanDraft, landing: Landing
) -> None:
    workplan_id = workplan.id or 0
    sections = list(session.exec(select(PlanSection).where(PlanSection.workplan_id == workplan_id)))
    ids = [row.id for row in sections]
    rows = {row.id or 0: row for row in session.exec(select(Activity)) if row.plan_section_id in ids}
    drafts = [(section, row) for section in draft.sections for row in section.activities]
    answers = match([(row_id, row.output) for row_id, row in rows.items()], [row.output for _, row in drafts])
    for (section, row), known in zip(drafts, answers, strict=True):
        if known is None:
            landing.new_rows.append(row.output)
            _add_rows(session, directory, _section_for(session, workplan_id, sections, section), [row])
        else:
            _set_differences(session, rows[known], row, landing)
    for row_id in rows.keys() - set(answers):
        landing.missing_rows.append(
            {"record": row_id, "ref": rows[row_id].ref, "output": rows[row_id].output}
        )
    landing.missing_rows.sort(key=lambda row: str(row["ref"]))


def _section_for(
    session: Session, workplan_id: int, sections: list[PlanSection], draft: SectionDraft
) -> PlanSection:
    for row in sections:
        if (draft.year and row.year == draft.year) or row.title == one_line(draft.title):
            return row
    sections.append(_new_section(session, workplan_id, draft, len(sections)))
    return sections[-1]


def _set_differences(session: Session, row: Activity, draft: ActivityDraft, landing: Landing) -> None:
    fields: dict[str, Any] = {}
    for name, column in (*CELLS.items(), ("category", "category_text")):
        sent, ours = getattr(draft, name), getattr(row, column)
        if sent.strip() and sent.strip() != ours.strip():
            fields[name] = sent
            landing.changed.append(
                {"record": row.id, "ref": row.ref, "field": name, "ours": ours, "theirs": sent}
            )
    if fields:
        apply_fields(session, row, fields)
    else:
        landing.unchanged += 1


def would_land(landing: Landing) -> dict[str, int]:
    """Return the rows added per table under the words of the review."""
    return {word: landing.added.get(table, 0) for table, word in COUNTED.items()}
