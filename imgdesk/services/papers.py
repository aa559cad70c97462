"""Papers that people write on the desk: begin one, say what it is about, keep it as a template, delete it.

Its sections are in `paper_sections`, statuses and versions in `paper_versions`; this module hands them on. A final
paper is a record: nothing in it changes until it is a draft again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain, count
from typing import TYPE_CHECKING, Any, Final

from sqlmodel import Session, col, select

from imgdesk.domain.paper_words import KINDS, kind_words
from imgdesk.domain.papers import Paper, PaperActivity, PaperSection
from imgdesk.domain.plan import Activity
from imgdesk.errors import UserError
from imgdesk.services import records
from imgdesk.services.paper_sections import (
    add_section,
    delete_section,
    edit_section,
    move_section,
    open_paper,
    override,
    paper_name,
    revert,
)
from imgdesk.services.paper_versions import ABOUT, keep_version, restore_version, set_status
from imgdesk.text import clean_text, one_line
from imgdesk.views import papers as view
from imgdesk.views.paper_templates import shipped

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

__all__ = [
    "add_paper",
    "add_section",
    "delete_paper",
    "delete_section",
    "edit_paper",
    "edit_section",
    "keep_version",
    "link_activities",
    "move_section",
    "override",
    "restore_version",
    "revert",
    "save_as_template",
    "set_status",
]

_FIELDS: Final = frozenset(("kind", "title", "subtitle", "audience", "dated", *ABOUT))


def add_paper(
    desk: Desk,
    kind: str,
    *,
    title: str = "",
    meeting_id: int | None = None,
    period_id: int | None = None,
    focus_area_id: int | None = None,
    start: int | None = None,
    variant: str = "",
    at: datetime | None = None,
) -> int:
    """Begin a paper of a kind (see KINDS) and return its id; it is a draft, made at the moment `at` (None: now).

    `start` is the paper or template that it is begun from, None the template that comes with the program, in its shape
    `variant` (see paper_templates.variants). Copied are its sections and, as far as nothing else is given, what it is
    about; not its status, its versions, nor what somebody said there instead of the desk. Without a title it takes
    that of the start, as a copy where a paper is called so.
    """
    kind = records.one_of(kind, tuple(KINDS), "kind of paper")
    about = {"meeting_id": meeting_id, "period_id": period_id, "focus_area_id": focus_area_id}
    given, sections = shipped(kind, variant) if start is None else _start(desk, start)
    named = one_line(title) or (given.title if start is None else _free_title(desk, given.title))
    with desk.change(f"Begin {kind_words(kind)} {records.quoted(named)}") as session:
        row = _copy(session, given, kind=kind, title=named, made_at=records.moment(at))
        for name, table in ABOUT.items():
            key = getattr(given, name) if about[name] is None else about[name]
            setattr(row, name, records.key_of(session, table, key))
        paper_id = records.added(session, row)
        _copy_sections(session, paper_id, sections)
        if start is not None:
            _link(session, paper_id, view.activities(desk, start))
        return paper_id


def save_as_template(desk: Desk, paper_id: int, title: str) -> int:
    """Keep a paper as a template of the group's own and return its id: its sections, not what it is about."""
    named = one_line(records.required(title, "title of the template"))
    given, sections = _start(desk, paper_id)
    with desk.change(f"Keep {paper_name(desk, paper_id)} as template {records.quoted(named)}") as session:
        template_id = records.added(
            session, _copy(session, given, title=named, dated="", template=True, made_at=records.moment())
        )
        _copy_sections(session, template_id, sections)
        return template_id


def edit_paper(desk: Desk, paper_id: int, *, merge: str | None = None, **fields: Any) -> None:
    """Set title, subtitle, audience, dated, kind, meeting_id, period_id or focus_area_id of a paper.

    See Desk.change for `merge`. With it the title may be empty for a moment: the paper keeps its last one.
    """
    if unknown := fields.keys() - _FIELDS:
        raise TypeError(f"a paper has no editable field {sorted(unknown)}")
    with desk.change(f"Edit {paper_name(desk, paper_id)}", merge=merge) as session:
        row = open_paper(session, paper_id)
        for name, value in fields.items():
            match name:
                case "kind":
                    row.kind = records.one_of(value, tuple(KINDS), "kind of paper")
                case "title":
                    if merge is None or value.strip():
                        row.title = one_line(records.required(value, "title of the paper"))
                case _ if name in ABOUT:
                    setattr(row, name, records.key_of(session, ABOUT[name], value))
                case _:
                    setattr(row, name, clean_text(value).replace("\n", " "))


def delete_paper(desk: Desk, paper_id: int) -> None:
    """Delete a paper or a template with its sections and its versions; undo brings all of it back."""
    with desk.change(f"Delete {paper_name(desk, paper_id)}") as session:
        session.delete(open_paper(session, paper_id))


def link_activities(desk: Desk, paper_id: int, activity_ids: Sequence[int]) -> None:
    """Say which activities a paper is about, in this order; others are not linked any more."""
    with desk.change(f"Link {paper_name(desk, paper_id)} to activities") as session:
        records.found(session, Paper, paper_id)
        _link(session, paper_id, activity_ids)


def _start(desk: Desk, paper_id: int) -> tuple[view.PaperRow, Sequence[view.SectionRow]]:
    row = view.paper(desk, paper_id)
    if row is None:
        raise UserError("The paper to begin from no longer exists: choose another one.")
    return row, view.sections(desk, paper_id)


def _copy(session: Session, given: view.PaperRow, **fields: Any) -> Paper:
    """Return a new paper that says under its title what another one says; it is about nothing yet."""
    kept = {name: getattr(given, name) for name in ("kind", "subtitle", "audience", "dated")}
    place = records.last_position(session, Paper.position)
    return Paper(**{**kept, "position": place, **fields})


def _copy_sections(session: Session, paper_id: int, sections: Iterable[view.SectionRow]) -> None:
    for place, given in enumerate(sections, start=1):
        kept = {name: value for name, value in given._asdict().items() if name not in ("id", "paper_id")}
        kept["internal"] = bool(given.internal)
        session.add(PaperSection(paper_id=paper_id, position=records.STEP * place, **kept))
        session.flush()  # ids in the order of the paper


def _free_title(desk: Desk, title: str) -> str:
    """Return a title that no paper has yet: itself, "Copy of" it, or that with a number."""
    taken = {row.title for row in view.papers(desk)}
    copy = f"Copy of {title}"
    names = chain((title, copy), (f"{copy} ({number})" for number in count(2)))
    return next(name for name in names if name not in taken)


def _link(session: Session, paper_id: int, activity_ids: Iterable[int]) -> None:
    wanted = list(dict.fromkeys(activity_ids))
    records.found_all(session, Activity, wanted)
    links = select(PaperActivity).where(PaperActivity.paper_id == paper_id).order_by(col(PaperActivity.id))
    linked = {row.activity_id: row for row in session.exec(links)}
    for place, activity_id in enumerate(wanted):
        row = linked.pop(activity_id, None) or PaperActivity(paper_id=paper_id, activity_id=activity_id)
        row.position = place
        session.add(row)
        session.flush()
    for row in linked.values():
        session.delete(row)
