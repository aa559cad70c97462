"""The meeting that a paper prepares, and the meeting before it, since which a paper tells what changed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from imgdesk.domain.meeting_words import the_meeting
from imgdesk.reports.compose.reading import day_text
from imgdesk.views.meeting_list import ListedMeeting, is_ahead, meeting_list, series

if TYPE_CHECKING:
    from imgdesk.reports.compose.parts import Scope
    from imgdesk.store.desk import Desk

WITHOUT_DAYS: Final = 30
"""So many days are looked back where no meeting was held before."""
WHOLE_GROUP: Final = ("img", "co-leads")
"""The kinds of series whose meetings are about the whole plan."""


class Since(NamedTuple):
    """The day from which on changes are told, the meeting of that day ("" for none), and both in words."""

    day: date
    meeting_id: int | None
    words: str


def meeting_ahead(scope: Scope) -> ListedMeeting | None:
    """Return the meeting that the paper is for: its own, without one the next that the whole group holds."""
    rows = meeting_list(scope.desk)
    if scope.paper.meeting_id is not None:
        return next((row for row in rows if row.id == scope.paper.meeting_id), None)
    of_all = whole_group(scope.desk)
    ahead = [row for row in rows if is_ahead(row, scope.today) and row.series_id in of_all]
    return min(ahead, key=lambda row: row.earliest or row.latest or "9999", default=None)


def since_the_last(scope: Scope) -> Since:
    """Return since when a paper tells what changed: the last meeting of the series of `meeting_ahead` that was held.

    Without a meeting ahead the last one of the whole group; without any the last WITHOUT_DAYS days.
    """
    ahead = meeting_ahead(scope)
    if ahead is None:
        return since_held(scope, whole_group(scope.desk))
    before = min(ahead.earliest or "9999", scope.today.isoformat())
    return since_held(
        scope, {ahead.series_id}, lambda row: row.id != ahead.id and (row.earliest or "") <= before
    )


def since_the_whole_group_met(scope: Scope) -> Since:
    """Return since when a paper between meetings tells what changed: the last meeting of the group or its co-leads."""
    return since_held(scope, whole_group(scope.desk))


def since_held(
    scope: Scope,
    among: Collection[int | None],
    fits: Callable[[ListedMeeting], bool] = lambda _: True,
) -> Since:
    """Return the day of the last meeting of some series (by id) held by today, or the last WITHOUT_DAYS days."""
    day = scope.today.isoformat()
    held = [
        row
        for row in meeting_list(scope.desk)
        if row.series_id in among
        and row.status != "planned"
        and row.earliest
        and row.earliest <= day
        and fits(row)
    ]
    if not held:
        since = date.fromordinal(max(1, scope.today.toordinal() - WITHOUT_DAYS))
        return Since(since, None, f"since {day_text(since)}")
    last = max(held, key=lambda row: (row.earliest or "", row.id))
    since = date.fromisoformat(last.earliest or day)
    name = "the meeting" if last.name == last.when_text else the_meeting(last.name)
    return Since(since, last.id, f"since {name} of {day_text(since)}")


def whole_group(desk: Desk) -> set[int | None]:
    """Return the ids of the series whose meetings are about the whole plan."""
    return {row.id for row in series(desk) if row.kind in WHOLE_GROUP}
