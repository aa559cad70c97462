"""A workplan read from a paper lands in the desk: as one step, once.

The first time it is a new plan. The same plan coming back (its period and its sections are known) is compared row by
row: changed cells are set, new rows are added, rows that the paper no longer has stay and are named, because a missing
row never deletes. A rehearsal does all of it and takes it back, so that the review shows what would happen.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlmodel import Session, col, select

from imgdesk.domain.draft import ActivityDraft, NarrativeDraft, PlanDraft, SectionDraft
from imgdesk.domain.leads import read_organizations
from imgdesk.domain.matching import match
from imgdesk.domain.people import RoleHolding, WorkingGroup
from imgdesk.domain.plan import (
    CELLS,
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
from imgdesk.services.landing import Landed, carry_out
from imgdesk.services.paper_rows import add_rows, footnotes_of, status_of
from imgdesk.services.resolve import Directory
from imgdesk.services.workplan import apply_fields, put_in_section
from imgdesk.text import clean_text, one_line, shorten

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
UNTITLED: Final = "Workplan"


@dataclass
class Landing(Landed):
    """What a paper brings: rows added per table, and for a plan that came back what differs."""

    known_plan: bool = False


def land(desk: Desk, draft: PlanDraft, source: str) -> Landing:
    """Bring a workplan into the desk as one step named after its file, and return what it brought."""
    return _carried_out(desk, draft, source, rehearse=False)


def rehearse(desk: Desk, draft: PlanDraft, source: str) -> Landing:
    """Return what `land` would bring; the desk is left as it was."""
    return _carried_out(desk, draft, source, rehearse=True)


def _carried_out(desk: Desk, draft: PlanDraft, source: str, *, rehearse: bool) -> Landing:
    landing = Landing(f"Import workplan from {records.quoted(source)}")
    carry_out(desk, landing, lambda session: _land(session, draft, landing), COUNTED, rehearse=rehearse)
    return landing


def _land(session: Session, draft: PlanDraft, landing: Landing) -> None:
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
            add_rows(session, directory, row, section.activities)


def _known_plan(session: Session, draft: PlanDraft) -> Workplan | None:
    period = records.timing(session, draft.period)
    title = (one_line(draft.title) or UNTITLED).casefold()
    for row in session.exec(select(Workplan)):
        same_period = period.earliest is not None and (row.earliest, row.latest) == (
            period.earliest,
            period.latest,
        )
        if same_period or one_line(row.title).casefold() == title:
            return row
    return None


def _new_plan(session: Session, draft: PlanDraft) -> Workplan:
    row = Workplan(
        title=one_line(draft.title) or UNTITLED,
        objective=clean_text(draft.objective),
        duration=clean_text(draft.duration),
        position=records.last_position(session, Workplan.position),
    )
    row.put(records.timing(session, draft.period))
    records.added(session, row)
    return row


def _land_group(session: Session, directory: Directory, draft: PlanDraft) -> None:
    group = records.found(session, WorkingGroup, 1)
    group.name = group.name or one_line(draft.group)
    held = {row.organization_id for row in session.exec(select(RoleHolding)) if row.role == "co-chair"}
    position = records.last_position(session, RoleHolding.position)
    for place, name in enumerate(filter(one_line, draft.co_chairs)):
        organization = directory.organization(name)
        if organization not in held:
            held.add(organization)
            here = position + records.STEP * place
            session.add(RoleHolding(role="co-chair", organization_id=organization, position=here))


def _land_text(session: Session, directory: Directory, workplan_id: int, draft: PlanDraft) -> None:
    _land_focus_areas(session, directory, workplan_id, draft)
    for place, role in enumerate(draft.roles):
        name = one_line(role.role) or "Role"
        row = RoleDescription(
            workplan_id=workplan_id, role=name, text=clean_text(role.text), position=float(place)
        )
        session.add(row)
    _land_narrative(session, workplan_id, None, draft.narrative)
    for gap in draft.gaps:
        note = clean_text(gap.text)
        window = CoverageGap(workplan_id=workplan_id, title=gap_title(note), note=note)
        window.put(records.timing(session, gap.when))
        session.add(window)


def _land_focus_areas(session: Session, directory: Directory, workplan_id: int, draft: PlanDraft) -> None:
    """Add the focus areas; one that the paper names twice is one, and takes what both places say."""
    known: dict[int, int] = {}
    for area in draft.focus_areas:
        number = area.number if area.number > 0 else max(known, default=0) + 1
        if number not in known:
            row = FocusArea(workplan_id=workplan_id, number=number, title=one_line(area.title) or "untitled")
            known[number] = records.added(session, row)
        leads = dict.fromkeys(directory.organization(name) for name in read_organizations(area.leads))
        for place, organization in enumerate(leads):
            holding = RoleHolding(role="focus area lead", organization_id=organization)
            holding.focus_area_id = known[number]
            holding.position = records.STEP * (100 * number + place)
            session.add(holding)
        for place, part in enumerate(area.indicative):
            if text := clean_text(part.text).strip():
                means = IndicativeActivity(focus_area_id=known[number], text=text, position=float(place))
                means.year = _year(part.year)
                session.add(means)


def _land_narrative(
    session: Session, workplan_id: int, section_id: int | None, parts: Sequence[NarrativeDraft]
) -> None:
    for place, part in enumerate(parts):
        session.add(
            Narrative(
                workplan_id=workplan_id,
                plan_section_id=section_id,
                heading=one_line(part.heading),
                kind=part.kind,
                label=one_line(part.label),
                text=clean_text(part.text),
                position=float(place),
            )
        )


def _year(year: int | None) -> int | None:
    return year if year is not None and 1 <= year <= 9999 else None


def gap_title(sentence: str) -> str:
    """Return a short name for a coverage gap out of the sentence that tells of it."""
    match_words = re.search(
        r"\b(without|no)\s+(?:[\w'’-]+\s+){0,3}?[\w'’-]+(?=\s+(?:from|between|until|in|for|during)\b)",
        sentence,
    )
    words = match_words.group() if match_words else sentence
    return shorten(words[:1].upper() + words[1:], 60) or "Without support"


def _new_section(session: Session, workplan_id: int, draft: SectionDraft, place: int) -> PlanSection:
    row = PlanSection(
        workplan_id=workplan_id,
        title=one_line(draft.title) or UNTITLED,
        heading=clean_text(draft.heading),
        year=_year(draft.year),
        provisional=draft.provisional,
        note=clean_text(draft.note),
        position=records.STEP * (place + 1),
    )
    section_id = records.added(session, row)
    _land_narrative(session, workplan_id, section_id, draft.narrative)
    return row


def _compare(
    session: Session, directory: Directory, workplan: Workplan, draft: PlanDraft, landing: Landing
) -> None:
    workplan_id = workplan.id or 0
    sections = list(session.exec(select(PlanSection).where(PlanSection.workplan_id == workplan_id)))
    ids = [row.id for row in sections]
    rows = {
        row.id or 0: row
        for row in session.exec(select(Activity).where(col(Activity.plan_section_id).in_(ids)))
    }
    notes: dict[int, set[str]] = {}
    for note in session.exec(select(Footnote).join(Activity).where(col(Activity.plan_section_id).in_(ids))):
        notes.setdefault(note.activity_id, set()).add(note.text)
    order = [(place, row) for place, part in enumerate(draft.sections) for row in part.activities]
    known_sections = set(ids)
    homes = [_section_for(session, workplan_id, sections, part) for part in draft.sections]
    _set_plan_differences(workplan, draft, landing)
    for home, part in zip(homes, draft.sections, strict=True):
        if home.id in known_sections:
            _set_section_differences(home, part, landing)
    answers = match(
        [(row_id, row.output) for row_id, row in rows.items()],
        [row.output for _, row in order],
        known_hints=[(row.plan_section_id, row.when_text) for row in rows.values()],
        text_hints=[(homes[place].id, clean_text(row.when)) for place, row in order],
    )
    taken: list[list[float]] = [
        sorted(r.position for r in rows.values() if r.plan_section_id == h.id) for h in homes
    ]
    fresh: list[list[tuple[float, ActivityDraft]]] = [[] for _ in homes]
    behind = [0.0 for _ in homes]
    for (place, sent), known in zip(order, answers, strict=True):
        if known is None:
            behind[place] = _place_behind(taken[place], behind[place])
            fresh[place].append((behind[place], sent))
            landing.new_rows.append(sent.output)
        else:
            row = rows[known]
            _set_differences(session, directory, row, homes[place], sent, notes.get(known, set()), landing)
            behind[place] = row.position
    for home, found in zip(homes, fresh, strict=True):
        if found:
            add_rows(
                session, directory, home, [sent for _, sent in found], [position for position, _ in found]
            )
    for row_id in rows.keys() - set(answers):
        landing.missing_rows.append(
            {"record": row_id, "ref": rows[row_id].ref, "output": rows[row_id].output}
        )
    landing.missing_rows.sort(key=lambda row: (str(row["ref"]), row["record"]))


def _place_behind(taken: list[float], behind: float) -> float:
    """Take a place between the position `behind` and the next one taken."""
    at = bisect_right(taken, behind)
    place = (behind + taken[at]) / 2 if at < len(taken) else behind + records.STEP
    taken.insert(at, place)
    return place


def _section_for(
    session: Session, workplan_id: int, sections: list[PlanSection], draft: SectionDraft
) -> PlanSection:
    title = one_line(draft.title) or UNTITLED
    same_title = [row for row in sections if row.title.casefold() == title.casefold()]
    same_year = [row for row in sections if draft.year and row.year == draft.year]
    if found := same_title or same_year:
        return found[0]
    sections.append(_new_section(session, workplan_id, draft, len(sections)))
    return sections[-1]


def _set_plan_differences(workplan: Workplan, draft: PlanDraft, landing: Landing) -> None:
    for name in ("objective", "duration"):
        ours, theirs = getattr(workplan, name), clean_text(getattr(draft, name))
        if theirs.strip() and theirs.strip() != ours.strip():
            setattr(workplan, name, theirs)
            landing.changed.append(
                {"record": workplan.id, "ref": "Workplan", "field": name, "ours": ours, "theirs": theirs}
            )


def _set_section_differences(row: PlanSection, draft: SectionDraft, landing: Landing) -> None:
    """Take over another heading with what it says: firm or provisional, and its note."""
    heading = clean_text(draft.heading)
    if not heading.strip() or one_line(heading) == one_line(row.heading):
        return
    landing.changed.append(
        {"record": row.id, "ref": row.title, "field": "heading", "ours": row.heading, "theirs": heading}
    )
    row.heading, row.provisional, row.note = heading, draft.provisional, clean_text(draft.note)


def _set_differences(
    session: Session,
    directory: Directory,
    row: Activity,
    home: PlanSection,
    draft: ActivityDraft,
    notes: set[str],
    landing: Landing,
) -> None:
    """Set what the paper has otherwise; what it leaves blank stays."""
    fields: dict[str, Any] = {}
    before = len(landing.changed)

    def differs(name: str, ours: str, theirs: str) -> None:
        landing.changed.append(
            {"record": row.id, "ref": row.ref, "field": name, "ours": ours, "theirs": theirs}
        )

    status, note = status_of(draft)
    sent = {
        name: clean_text(getattr(draft, name)).strip()
        for name in ("output", "when", "leads", "partners", "category")
    }
    for name, theirs in {**sent, "status": status, "note": note}.items():
        ours = str(getattr(row, CELLS.get(name, name))).strip()
        if theirs and theirs != ours:
            fields[name] = theirs
            differs(name, ours, theirs)
    if row.plan_section_id != home.id:
        former = records.found(session, PlanSection, row.plan_section_id)
        differs("section", former.title, home.title)
        row.position = records.last_position(session, Activity.position, Activity.plan_section_id == home.id)
        put_in_section(session, directory, row, home)
    if fields:
        apply_fields(session, row, fields, directory)
    for footnote in footnotes_of(row.id or 0, draft):
        if footnote["text"] not in notes:
            differs("footnote", "", footnote["text"])
            session.add(Footnote(**{**footnote, "position": footnote["position"] + len(notes)}))
    landing.unchanged += len(landing.changed) == before


def would_land(landing: Landing) -> dict[str, int]:
    """Return the rows added per table under the words of the review."""
    return {word: landing.added.get(table, 0) for table, word in COUNTED.items()}
