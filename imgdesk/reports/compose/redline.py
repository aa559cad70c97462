"""The redline of the workplan against one of its versions: what the group agreed then, and what became of it.

In the layout of the workplan itself, with a table of all changes behind it. Status, percentages and internal remarks
are no part of it, as they are none of the paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from imgdesk.domain.diff import FIELDS, Difference
from imgdesk.errors import UserError
from imgdesk.reports.blocks import (
    Annex,
    Block,
    Document,
    Paragraph,
    Span,
    Table,
    Text,
    line_break,
    plain,
    quiet,
    strong,
)
from imgdesk.reports.compose.plan_words import plan_words
from imgdesk.reports.compose.redlined import redlined
from imgdesk.reports.compose.workplan import known_plan, paper_of, plan_parts
from imgdesk.text import clean_text, one_line
from imgdesk.views import plan_text, versions
from imgdesk.views.versions import VersionRow
from imgdesk.views.wording import day_words

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

UNTOLD: Final = {
    "activity": ("status", "percent", "event", "ref"),
    "focus area": ("short_title",),
    "section": ("year", "note"),
}
"""The fields of which the paper of a workplan says nothing."""


class Compared(NamedTuple):
    """The version that a redline starts from, and how it was found, in words."""

    version: VersionRow
    told: str


def redline(desk: Desk, *, since: str = "", today: date) -> Document:
    """Return the current workplan with all that changed since a version, as on a day, which the changes bear.

    `since` is the title or the id of a version, or a day (YYYY-MM-DD): then the newest version of that day or before.
    Without it the newest version. Raises UserError where there is no such version.
    """
    row = known_plan(desk)
    found = compared(desk, row.id, since)
    chairs = plan_text.co_chairs(desk)
    old = plan_words(versions.images(desk, found.version.id), chairs)
    new = plan_words(versions.images_now(desk, row.id), chairs)
    blocks = (
        *_renamed(old.title, new.title),
        *redlined(list(plan_parts(old)), list(plan_parts(new))),
        *_changes(desk, found),
    )
    return replace(
        paper_of(desk, new, blocks),
        sender=(found.told,),
        reference=(day_words(today),),
        dated=today,
    )


def compared(desk: Desk, workplan_id: int, since: str = "") -> Compared:
    """Return the version of a workplan that `since` names; see `redline`."""
    rows = versions.versions(desk, workplan_id)
    if not rows:
        raise UserError("This workplan has no version to compare with: freeze the plan first.")
    wanted = one_line(since)
    if not wanted:
        return _told(rows[-1])
    named = [row for row in rows if one_line(row.title).casefold() == wanted.casefold()]
    named = named or [row for row in rows if str(row.id) == wanted]
    if named:
        return _told(named[-1])
    try:
        day = date.fromisoformat(wanted)
    except ValueError as error:
        raise UserError(
            f"This workplan has no version “{wanted}”: name one of its versions, or a day as YYYY-MM-DD."
        ) from error
    before = [row for row in rows if _day(row) <= day]
    if not before:
        oldest = min(rows, key=_day)
        raise UserError(
            f"This workplan has no version of {day_words(day)} or before: the oldest, “{one_line(oldest.title)}”, is "
            f"of {_when(oldest)}."
        )
    newest = max(before, key=lambda row: (_day(row), row.id))
    return _told(newest, f", the newest on or before {day_words(day)}")


def _told(row: VersionRow, how: str = "") -> Compared:
    title, when = one_line(row.title), _when(row)
    return Compared(row, f"Changes since “{title}”{'' if when in title else f', {when}'}{how}")


def _day(row: VersionRow) -> date:
    """The day by which a version was agreed; the one on which it was frozen where nobody said when it was agreed."""
    return date.fromisoformat(row.latest or row.made_at[:10])


def _when(row: VersionRow) -> str:
    return one_line(row.when_text) or day_words(_day(row))


def _renamed(old: str, new: str) -> Iterator[Block]:
    """The title that the plan had, where it has another one now."""
    if one_line(old) != one_line(new):
        yield Paragraph((Span(one_line(old), "deleted"),))


def _changes(desk: Desk, found: Compared) -> Iterator[Block]:
    """The table of changes: what, from what, to what."""
    yield Annex("Annex", "Table of changes")
    told = versions.differences(desk, found.version.id)
    rows = [row for row in (told.rows if told else ()) if _is_told(row)]
    if not rows:
        yield Paragraph(plain("Nothing changed in what the paper says."), quiet=True)
        return
    yield Paragraph(plain(f"{found.told}."), quiet=True)
    yield Table(("What", "From", "To"), (0.34, 0.33, 0.33), tuple(map(_row, rows)))


def _is_told(row: Difference) -> bool:
    untold = (FIELDS[row.kind][field] for field in UNTOLD.get(row.kind, ()))
    return row.field not in untold


def _row(row: Difference) -> tuple[Text, ...]:
    what = f"{row.field}: {row.what}" if row.field not in ("", "place") else row.what
    named: list[Span] = [strong(row.name), line_break(), quiet(f"{_record(row)}, {what}")]
    if row.decided_by:
        named += [line_break(), quiet(one_line(row.decided_by))]
    after = f"behind “{row.after}”" if row.what == "reordered" and row.after else row.after
    if row.what == "reordered" and not row.after:
        after = "first"
    return tuple(named), _lines(row.before), _lines(after)


def _record(row: Difference) -> str:
    return f"{row.kind} in {row.section}" if row.section else row.kind


def _lines(text: str) -> Text:
    shown: Sequence[str] = clean_text(text).split("\n")
    return tuple(span for line in shown for span in (line_break(), Span(line)))[1:]
