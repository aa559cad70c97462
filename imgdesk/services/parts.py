"""What stands around the activities: plan and sections, focus areas, categories, events, gaps, links, running text."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from imgdesk.domain.plan import (
    CELLS,
    LINK_KINDS,
    PLAN_STATUSES,
    Activity,
    ActivityFocusArea,
    ActivityLink,
    Category,
    CategoryAlias,
    CoverageGap,
    Event,
    FocusArea,
    Footnote,
    IndicativeActivity,
    Narrative,
    PlanSection,
    RoleDescription,
    Workplan,
)
from imgdesk.domain.schedule import ring
from imgdesk.errors import UserError
from imgdesk.services import records
from imgdesk.text import clean_text, one_line

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


def add_workplan(desk: Desk, title: str, period: str = "", objective: str = "", duration: str = "") -> int:
    """Add a planning period and return its id; `period` is a date as agreed ("2023-2025")."""
    with desk.change(f"Add workplan {records.quoted(title)}") as session:
        row = Workplan(
            title=records.required(title, "title of the workplan"),
            objective=clean_text(objective),
            duration=clean_text(duration),
            position=records.last_position(session, Workplan.position),
        )
        row.put(records.timing(session, period))
        return records.added(session, row)


def edit_workplan(desk: Desk, workplan_id: int, **fields: Any) -> None:
    """Set title, objective, duration, status or when (the period) of a workplan."""
    if "status" in fields:
        fields["status"] = records.one_of(fields["status"], PLAN_STATUSES, "status of a workplan")
    if "title" in fields:
        fields["title"] = records.required(fields["title"], "title of the workplan")
    records.edit(desk, Workplan, workplan_id, fields, ("title", "objective", "duration", "status", "when"))


def turn_to_workplan(desk: Desk, workplan_id: int) -> None:
    """Put a workplan last in order, where the window and the papers find the one that is worked on."""
    with desk.change(f"Turn to {records.described(desk, Workplan, workplan_id)}") as session:
        row = records.found(session, Workplan, workplan_id)
        behind = records.last_position(session, Workplan.position)
        others = session.exec(select(Workplan).where(Workplan.id != workplan_id)).all()
        if any((other.position, other.id or 0) > (row.position, workplan_id) for other in others):
            row.position = behind


def delete_workplan(desk: Desk, workplan_id: int) -> None:
    """Delete a planning period with its sections, activities and focus areas."""
    records.delete(desk, Workplan, workplan_id)


def add_section(
    desk: Desk,
    workplan_id: int,
    title: str,
    *,
    year: int | None = None,
    provisional: bool = False,
    note: str = "",
    heading: str = "",
) -> int:
    """Add a section behind the last one and return its id; `year` is the year that dates without one mean."""
    _check_year(year)
    with desk.change(f"Add section {records.quoted(title)}") as session:
        records.found(session, Workplan, workplan_id)
        row = PlanSection(
            workplan_id=workplan_id,
            title=records.required(title, "title of the section"),
            heading=clean_text(heading),
            year=year,
            provisional=provisional,
            note=clean_text(note),
            position=records.last_position(
                session, PlanSection.position, PlanSection.workplan_id == workplan_id
            ),
        )
        return records.added(session, row)


def edit_section(desk: Desk, section_id: int, **fields: Any) -> None:
    """Set title, heading, year, provisional, note or position of a section; dates without a year are read again."""
    _check_year(fields.get("year"))
    if "title" in fields:
        fields["title"] = records.required(fields["title"], "title of the section")
    allowed = ("title", "heading", "year", "provisional", "note", "position")
    with desk.change(f"Edit {records.described(desk, PlanSection, section_id)}") as session:
        records.edit(desk, PlanSection, section_id, fields, allowed)
        if "year" in fields:
            for activity in session.exec(select(Activity).where(Activity.plan_section_id == section_id)):
                activity.put(records.timing(session, activity.when_text, fields["year"]))


def delete_section(desk: Desk, section_id: int) -> None:
    """Delete a section with its activities."""
    records.delete(desk, PlanSection, section_id)


def add_focus_area(desk: Desk, workplan_id: int, number: int, title: str, short_title: str = "") -> int:
    """Add a focus area and return its id; its number must be free and above 0."""
    with desk.change(f"Add focus area {number}") as session:
        taken = select(FocusArea).where(FocusArea.workplan_id == workplan_id, FocusArea.number == number)
        records.found(session, Workplan, workplan_id)
        if number < 1 or session.exec(taken).first():
            raise UserError(f"Focus area {number} cannot be added: choose a free number above 0.")
        row = FocusArea(
            workplan_id=workplan_id,
            number=number,
            title=records.required(title, "title of the focus area"),
            short_title=one_line(short_title),
        )
        return records.added(session, row)


def edit_focus_area(desk: Desk, focus_area_id: int, **fields: Any) -> None:
    """Set title or short_title of a focus area."""
    if "title" in fields:
        fields["title"] = records.required(fields["title"], "title of the focus area")
    records.edit(desk, FocusArea, focus_area_id, fields, ("title", "short_title"))


def delete_focus_area(desk: Desk, focus_area_id: int) -> None:
    """Delete a focus area with its leads and indicative activities; the papers' words on activities stay."""
    with desk.change(f"Delete {records.described(desk, FocusArea, focus_area_id)}") as session:
        area = records.found(session, FocusArea, focus_area_id)
        touched = select(ActivityFocusArea.activity_id).where(
            ActivityFocusArea.focus_area_id == focus_area_id
        )
        beside = session.exec(
            select(ActivityFocusArea)
            .where(
                col(ActivityFocusArea.activity_id).in_(touched),
                ActivityFocusArea.focus_area_id != focus_area_id,
            )
            .order_by(col(ActivityFocusArea.activity_id), col(ActivityFocusArea.position))
        ).all()
        for _, rows in groupby(beside, key=lambda row: row.activity_id):
            for place, row in enumerate(rows):
                row.position = place
        session.delete(area)


def add_indicative(desk: Desk, focus_area_id: int, text: str, year: int | None = None) -> int:
    """Add what a focus area means to do in `year` (None: no year named) and return its id."""
    _check_year(year)
    with desk.change(f"Add indicative activity {records.quoted(text)}") as session:
        position = records.last_position(
            session, IndicativeActivity.position, IndicativeActivity.focus_area_id == focus_area_id
        )
        row = IndicativeActivity(
            focus_area_id=focus_area_id,
            year=year,
            text=records.required(text, "indicative activity"),
            position=position,
        )
        return records.added(session, row)


def edit_indicative(desk: Desk, indicative_id: int, **fields: Any) -> None:
    """Set text or year of an indicative activity."""
    _check_year(fields.get("year"))
    if "text" in fields:
        fields["text"] = records.required(fields["text"], "indicative activity")
    records.edit(desk, IndicativeActivity, indicative_id, fields, ("text", "year"))


def delete_indicative(desk: Desk, indicative_id: int) -> None:
    """Delete an indicative activity of a focus area."""
    records.delete(desk, IndicativeActivity, indicative_id)


def add_role_description(desk: Desk, workplan_id: int, role: str, text: str) -> int:
    """Add what a role is there to do under a workplan."""
    row = RoleDescription(workplan_id=workplan_id, role=records.required(role, "role"), text=clean_text(text))
    return records.add(desk, f"Add role of {records.quoted(role)}", row)


def add_narrative(
    desk: Desk,
    workplan_id: int,
    text: str,
    *,
    section_id: int | None = None,
    heading: str = "",
    kind: str = "paragraph",
    label: str = "",
) -> int:
    """Add a paragraph or list item ("item", with its printed label) behind the last one."""
    with desk.change(f"Add text {records.quoted(text)}") as session:
        row = Narrative(
            workplan_id=workplan_id,
            plan_section_id=section_id,
            heading=one_line(clean_text(heading)),
            kind=records.one_of(kind, ("paragraph", "item"), "kind of text"),
            label=one_line(label),
            text=clean_text(text),
            position=records.last_position(session, Narrative.position, Narrative.workplan_id == workplan_id),
        )
        return records.added(session, row)


def add_category(desk: Desk, name: str, aliases: tuple[str, ...] = ()) -> int:
    """Add a category with the other spellings that the papers use."""
    with desk.change(f"Add category {records.quoted(name)}") as session:
        row = Category(
            name=records.required(name, "name of the category"),
            position=records.last_position(session, Category.position),
        )
        category_id = records.added(session, row)
        session.add_all(
            CategoryAlias(category_id=category_id, text=records.required(alias, "other spelling"))
            for alias in aliases
        )
        return category_id


def edit_category(desk: Desk, category_id: int, name: str) -> None:
    """Rename a category; the words of the papers on each activity stay."""
    records.edit(
        desk, Category, category_id, {"name": records.required(name, "name of the category")}, ("name",)
    )


def delete_category(desk: Desk, category_id: int) -> None:
    """Delete a category with its spellings; the papers' words on activities stay."""
    records.delete(desk, Category, category_id)


def merge_categories(desk: Desk, keep_id: int, other_id: int) -> None:
    """Make one category of two: activities move to the kept one, the other's spellings become its aliases."""
    if keep_id == other_id:
        raise UserError("A category cannot be merged with itself: choose two.")
    with desk.change(f"Merge {records.described(desk, Category, other_id)}") as session:
        other, kept = records.found(session, Category, other_id), records.found(session, Category, keep_id)
        for activity in session.exec(select(Activity).where(Activity.category_id == other_id)):
            activity.category_id = keep_id
        known = {
            kept.name,
            *session.exec(select(CategoryAlias.text).where(CategoryAlias.category_id == keep_id)),
        }
        spellings = session.exec(
            select(CategoryAlias.text).where(CategoryAlias.category_id == other_id)
        ).all()
        for text in dict.fromkeys((other.name, *spellings)):
            if text not in known:
                session.add(CategoryAlias(category_id=keep_id, text=text))
        session.flush()
        session.delete(other)


def add_event(desk: Desk, name: str, when: str = "", place: str = "", note: str = "") -> int:
    """Add an outside event that activities can hang on; `when` is a date as agreed."""
    with desk.change(f"Add event {records.quoted(name)}") as session:
        row = Event(
            name=records.required(name, "name of the event"), place=clean_text(place), note=clean_text(note)
        )
        row.put(records.timing(session, when))
        return records.added(session, row)


def edit_event(desk: Desk, event_id: int, **fields: Any) -> None:
    """Set name, place, note or when of an event."""
    if "name" in fields:
        fields["name"] = records.required(fields["name"], "name of the event")
    records.edit(desk, Event, event_id, fields, ("name", "place", "note", "when"))


def delete_event(desk: Desk, event_id: int) -> None:
    """Delete an event; activities that hang on it stay where they are."""
    records.delete(desk, Event, event_id)


def add_coverage_gap(desk: Desk, workplan_id: int, title: str, when: str, note: str = "") -> int:
    """Add a stretch without support; `when` is a date as agreed ("April to late autumn 2023")."""
    with desk.change(f"Add coverage gap {records.quoted(title)}") as session:
        row = CoverageGap(
            workplan_id=workplan_id,
            title=records.required(title, "title of the coverage gap"),
            note=clean_text(note),
        )
        row.put(records.timing(session, when))
        return records.added(session, row)


def edit_coverage_gap(desk: Desk, gap_id: int, **fields: Any) -> None:
    """Set title, note or when of a coverage gap."""
    if "title" in fields:
        fields["title"] = records.required(fields["title"], "title of the coverage gap")
    records.edit(desk, CoverageGap, gap_id, fields, ("title", "note", "when"))


def delete_coverage_gap(desk: Desk, gap_id: int) -> None:
    """Delete a coverage gap."""
    records.delete(desk, CoverageGap, gap_id)


def add_footnote(
    desk: Desk, activity_id: int, text: str, *, field: str = "output", offset: int | None = None
) -> int:
    """Hang a footnote on a field of an activity, before the character at `offset` (None: at its end)."""
    with desk.change(f"Add footnote {records.quoted(text)}") as session:
        activity = records.found(session, Activity, activity_id)
        field = records.one_of(field, tuple(CELLS), "field for a footnote")
        end = len(getattr(activity, CELLS[field]))
        row = Footnote(
            activity_id=activity_id,
            field=field,
            offset=end if offset is None else max(0, min(offset, end)),
            text=records.required(text, "footnote"),
            position=records.last_position(session, Footnote.position, Footnote.activity_id == activity_id),
        )
        return records.added(session, row)


def edit_footnote(desk: Desk, footnote_id: int, text: str) -> None:
    """Set the words of a footnote."""
    records.edit(desk, Footnote, footnote_id, {"text": records.required(text, "footnote")}, ("text",))


def delete_footnote(desk: Desk, footnote_id: int) -> None:
    """Delete a footnote with its mark."""
    records.delete(desk, Footnote, footnote_id)


def link_activities(desk: Desk, from_id: int, to_id: int, kind: str = "FS", lag_days: int = 0) -> int:
    """Link two activities (FS, SS, FF or SF, lag in days) and return the link's id.

    Raises UserError for a link to itself, a second link of the same pair, and a loop, naming the ring.
    """
    kind = records.one_of(kind, LINK_KINDS, "kind of link")
    with desk.change("Link activities") as session:
        for activity_id in (from_id, to_id):
            records.found(session, Activity, activity_id)
        pairs = [(row.from_id, row.to_id) for row in session.exec(select(ActivityLink))]
        if from_id == to_id:
            raise UserError("An activity cannot wait for itself: choose two activities.")
        if (from_id, to_id) in pairs:
            raise UserError("These two activities are linked already: edit that link instead.")
        if loop := ring(pairs, (from_id, to_id)):
            names = [
                records.quoted(records.found(session, Activity, activity_id).output) for activity_id in loop
            ]
            raise UserError(f"This link would close a ring ({' → '.join(names)}): remove another link first.")
        row = ActivityLink(from_id=from_id, to_id=to_id, kind=kind, lag_days=lag_days)
        return records.added(session, row)


def edit_link(desk: Desk, link_id: int, **fields: Any) -> None:
    """Set kind (FS, SS, FF or SF) or lag_days of a link."""
    if "kind" in fields:
        fields["kind"] = records.one_of(fields["kind"], LINK_KINDS, "kind of link")
    records.edit(desk, ActivityLink, link_id, fields, ("kind", "lag_days"))


def unlink_activities(desk: Desk, link_id: int) -> None:
    """Delete a link."""
    records.delete(desk, ActivityLink, link_id)


def _check_year(year: int | None) -> None:
    if year is not None and not 1 <= year <= 9999:
        raise UserError(f"{year} is not a year: type one from 1 to 9999, or leave it out.")
