"""What stands above a paper and at its foot: title, what it is and of which day, its status; by kind of paper.

The brief is headed by its workplan, that on a focus area by the area and the progress report by its period, as long as
nobody gave them a title. What heads only some papers is imported with these: the others need not wait for it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from imgdesk.domain.paper_words import DRAFT_MARK, KINDS
from imgdesk.errors import UserError
from imgdesk.reports.blocks import Span, tag
from imgdesk.reports.compose.meeting import NAME_CHARS, letterhead
from imgdesk.reports.compose.parts import Scope
from imgdesk.reports.compose.ratings import within
from imgdesk.reports.compose.reading import day_text
from imgdesk.text import one_line, shorten

if TYPE_CHECKING:
    from imgdesk.views.progress import PeriodRow

DENSE: Final = ("brief", "status-brief", "focus-area-brief")
"""The papers that are looked through rather than read."""


class Masthead(NamedTuple):
    """Title, subtitle, the right side of the masthead, the foot and the status of a paper."""

    title: str
    subtitle: str
    reference: tuple[str, ...]
    foot: str
    status: Span | None = None


def masthead(scope: Scope, *, unfinished: bool) -> Masthead:
    """Return what stands above a paper; `unfinished` says that a written section of it is empty.

    A paper that is not kept on the desk is a draft only where it is unfinished. Raises UserError for a brief or a
    progress report that is not kept, on a desk without the workplan or the report that it is about.
    """
    made = _usual(scope, unfinished)
    if one_line(scope.paper.title) not in ("", KINDS[scope.paper.kind].title):
        return made
    special = {"brief": _brief, "focus-area-brief": _area, "progress": _progress}.get(scope.paper.kind)
    try:
        return special(scope, made) if special else made
    except UserError:
        if not scope.paper.id:
            raise
        return made


def _usual(scope: Scope, unfinished: bool) -> Masthead:
    paper = scope.paper
    title = one_line(paper.title) or KINDS[paper.kind].title
    kind = "" if paper.kind == "paper" else KINDS[paper.kind].title
    audience = one_line(paper.audience)
    what = " for ".join(filter(None, (kind, audience))) if kind else f"For {audience}" if audience else ""
    draft = paper.status == "draft" and (bool(paper.id) or unfinished)
    return Masthead(
        title,
        one_line(paper.subtitle),
        tuple(filter(None, (what, _dated(scope)))),
        f"{letterhead(scope.desk).short_name} · {shorten(title, NAME_CHARS)}",
        tag(DRAFT_MARK, "amber") if draft else None,
    )


def _dated(scope: Scope) -> str:
    """Return the day that the paper bears, in words; that of today where it bears none."""
    dated = one_line(scope.paper.dated)
    try:
        return day_text(date.fromisoformat(dated) if dated else scope.today)
    except ValueError:
        return dated


def _brief(scope: Scope, made: Masthead) -> Masthead:
    whom = one_line(scope.paper.audience) or "the co-chairs"
    return made._replace(
        title=one_line(scope.reading.plan.workplan.title),
        subtitle=made.subtitle or _plan_line(scope),
        reference=(f"Brief for {whom}", _dated(scope)),
        foot=f"{scope.reading.short_name} · brief of {_dated(scope)}",
    )


def _area(scope: Scope, made: Masthead) -> Masthead:
    from imgdesk.reports.compose.parts.area import about

    found = about(scope)
    if found is None:
        return made
    title = shorten(found.area.short_title or found.area.title, NAME_CHARS)
    foot = f"{letterhead(scope.desk).short_name} · brief on focus area {found.area.number}"
    return made._replace(title=f"Focus area {found.area.number}: {title}", foot=foot)


def _plan_line(scope: Scope) -> str:
    """Return the day, period, status and counts of the workplan in one line."""
    plan, rows = scope.reading.plan.workplan, scope.reading.plan.activities
    day = scope.today.isoformat()
    stage = ""
    if plan.earliest and day < plan.earliest:
        stage = "not yet begun"
    elif plan.latest and day > plan.latest:
        stage = "the period is over"
    done = sum(row.status == "done" for row in rows)
    count = f"{len(rows)} {'activity' if len(rows) == 1 else 'activities'}, {done} done"
    parts = (f"As on {day_text(scope.today)}", one_line(plan.when_text), plan.status, stage, count)
    return " · ".join(part for part in parts if part)


def _progress(scope: Scope, made: Masthead) -> Masthead:
    from imgdesk.reports.compose.parts.progress import period_of, period_text

    period = period_of(scope)
    title = shorten(period.title, NAME_CHARS)
    closed = period.status == "closed"
    dated = () if closed and not scope.paper.dated else (_dated(scope),)
    return made._replace(
        subtitle=made.subtitle or f"Reporting period: {period_text(period)}",
        reference=(title, *dated),
        foot=f"{letterhead(scope.desk).short_name} · progress report, {within(title)}",
        status=made.status or _period_status(period),
    )


def _period_status(period: PeriodRow) -> Span:
    if period.status != "closed":
        return tag("DRAFT, the period is open", "amber")
    closed = day_text(date.fromisoformat(period.closed_at[:10])) if period.closed_at else ""
    return tag(f"Closed on {closed}" if closed else "Closed", "green")
