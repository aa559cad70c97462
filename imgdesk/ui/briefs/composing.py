"""What the preview shows: which paper, about what, and for whom; composed by the same code that exports it.

Papers that people write in sections, and those that the desk writes alone: workplan, redline, agenda and minutes.
Nothing here is imported before a paper is composed, and that happens in a thread.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from imgdesk.errors import UserError

if TYPE_CHECKING:
    from imgdesk.domain.health import Finding
    from imgdesk.reports.blocks import Document
    from imgdesk.reports.compose.paper import Piece
    from imgdesk.store.desk import Desk

ALONE: Final = ("workplan", "redline", "agenda", "minutes")
"""The papers that the desk writes alone."""
MEETING_PAPERS: Final = "meeting-papers"
"""Of what leaves: all papers for a meeting together."""


class Wanted(NamedTuple):
    """A paper: one that is kept on the desk, by its id, or one of a kind straight from the record.

    `internal`, `drafts` and `contacts` switch in what stays inside by itself.
    """

    kind: str
    paper_id: int | None = None
    meeting_id: int | None = None
    period_id: int | None = None
    focus_area_id: int | None = None
    internal: bool = False
    drafts: bool = False
    contacts: bool = False
    variant: str = ""


class Made(NamedTuple):
    """A composed paper; `pieces` say of each section what the desk writes there."""

    wanted: Wanted
    document: Document
    pieces: tuple[Piece, ...] = ()


def compose(desk: Desk, wanted: Wanted, *, today: date) -> Made:
    """Compose a paper as on a day. Raises UserError where the desk has nothing to compose it from."""
    if wanted.kind in ALONE:
        return Made(wanted, _alone(desk, wanted, today))
    from imgdesk.reports.compose import paper

    found = paper.compose(
        desk, wanted.paper_id or 0, wanted.kind, today=today, meeting_id=wanted.meeting_id,
        period_id=wanted.period_id, focus_area_id=wanted.focus_area_id, internal=wanted.internal,
        drafts=wanted.drafts, contacts=wanted.contacts, variant=wanted.variant,
    )  # fmt: skip
    return Made(wanted, found.document, found.pieces)


class Leaving(NamedTuple):
    """What more a paper would say with each of the three switches, in paragraphs, entries and tables."""

    internal: int = 0
    drafts: int = 0
    contacts: int = 0


def leaving(desk: Desk, wanted: Wanted, *, today: date) -> Leaving:
    """Return what stays inside of a paper unless it is switched in: composed without and with each switch.

    Of all papers for a meeting it is what stays inside of each, one after the other; one that cannot be composed counts
    nothing, because its export says so.
    """
    if wanted.kind == MEETING_PAPERS:
        counts = [_leaving_or_none(desk, paper, today) for paper in _of_meeting(desk, wanted.meeting_id or 0)]
        return Leaving(*map(sum, zip(*counts, strict=True))) if counts else Leaving()
    plain = wanted._replace(internal=False, drafts=False, contacts=False)
    said = set(map(repr, compose(desk, plain, today=today).document.blocks))
    more = []
    for switch in Leaving._fields:
        switched = Wanted(**{**plain._asdict(), switch: True})
        blocks = compose(desk, switched, today=today).document.blocks
        more.append(sum(repr(block) not in said for block in blocks))
    return Leaving(*more)


def _of_meeting(desk: Desk, meeting_id: int) -> list[Wanted]:
    from imgdesk.reports.batch import papers_of

    found = papers_of(desk, meeting_id)
    return [
        Wanted(paper.kind, paper.arguments.get("document"), paper.arguments.get("meeting_id"))
        for paper in found
    ]


def _leaving_or_none(desk: Desk, wanted: Wanted, today: date) -> Leaving:
    try:
        return leaving(desk, wanted, today=today)
    except UserError:
        return Leaving()


def check(desk: Desk, wanted: Wanted, *, today: date) -> list[Finding]:
    """Return what a reader of a paper would stumble over, the most urgent first."""
    from imgdesk.views import health

    return health.for_paper(desk, wanted.kind, wanted.paper_id, today=today)


def render(made: Made) -> bytes:
    """Return a composed paper as PDF."""
    from io import BytesIO

    from imgdesk.reports.pdf import write_pdf

    out = BytesIO()
    write_pdf(made.document, out)
    return out.getvalue()


def _alone(desk: Desk, wanted: Wanted, today: date) -> Document:
    if wanted.kind == "workplan":
        from imgdesk.reports.compose.workplan import workplan_paper

        return workplan_paper(desk)
    if wanted.kind == "redline":
        from imgdesk.reports.compose.redline import redline

        return redline(desk, today=today)
    if wanted.kind == "agenda":
        from imgdesk.reports.compose.agenda import agenda

        return agenda(desk, wanted.meeting_id)
    from imgdesk.reports.compose.minutes import minutes

    return minutes(desk, wanted.meeting_id, internal=wanted.internal, drafts=wanted.drafts)
