"""The parts of the status brief, one page for the co-chairs between meetings: how it stands, what is asked.

Its words are those of the brief; it only chooses fewer of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from imgdesk.domain.health import Finding
from imgdesk.domain.meeting_words import the_meeting
from imgdesk.domain.standing import SOON_DAYS, is_open, is_overdue, is_undated
from imgdesk.reports.blocks import Paragraph, plain, quiet
from imgdesk.reports.compose import needing
from imgdesk.reports.compose.occasion import meeting_ahead, since_the_whole_group_met
from imgdesk.reports.compose.parts import Item, Part, Scope, gathered
from imgdesk.reports.compose.parts.brief import leaving, listed, standing, told_changes, told_findings
from imgdesk.reports.compose.reading import day_text
from imgdesk.reports.compose.register import action_items, by_organization, open_actions
from imgdesk.views import health
from imgdesk.views.actions import counts, counts_words
from imgdesk.views.workplan import ActivityRow

WORDS_SHOWN: Final = 5
"""A page for busy people asks for no more than so many words."""
OF_A_KIND: Final = 2
CHANGES_SHOWN: Final = 6
AHEAD_SHOWN: Final = 8


@gathered
def lead(scope: Scope) -> Iterator[Item]:
    """Yield in one paragraph how many activities and actions stand how, and when the group meets next."""
    rows = [row for row in scope.reading.plan.activities if row.status != "cancelled"]
    actions = open_actions(scope)
    told = [f"{_count(len(rows), 'activity', 'activities')}: {', '.join(_counts(rows, scope))}."]
    if actions:
        told.append(f"Actions: {counts_words(counts(actions))}.")
    ahead = meeting_ahead(scope)
    if ahead is not None and ahead.when_text:
        told.append(f"Next meeting: {the_meeting(ahead.name)}, {ahead.when_text}.")
    yield Item("lead", Paragraph(plain(" ".join(told))), f"workplan and register, {day_text(scope.today)}")


@gathered
def areas(scope: Scope) -> Iterator[Item]:
    """Yield where each focus area stands, without the definitions of the words, which the co-chairs know."""
    found = standing(scope)
    yield from (item for item in found if item.key == "table")


@gathered
def words(scope: Scope) -> Iterator[Item]:
    """Yield the few things that need a word from the co-chairs, the most urgent first, few of one kind."""
    found = health.for_paper(scope.desk, "status-brief", today=scope.today)
    yield from told_findings(_chosen(leaving(found, scope)), scope)


@gathered
def changed(scope: Scope) -> Iterator[Item]:
    """Yield what changed in the plan since the group or its co-leads last met."""
    yield from told_changes(scope, since_the_whole_group_met(scope), shown=CHANGES_SHOWN)


@gathered
def ahead(scope: Scope) -> Iterator[Item]:
    """Yield what begins or ends in the days ahead, firm or not, by the day on which it ends at the latest.

    What merely goes on through them, or may fall into them because its year does, is left to the brief.
    """
    lists = needing.sort_out(scope.reading, scope.today)
    first, last = scope.today.isoformat(), needing.horizon(scope.today).isoformat()
    near = [
        row
        for row in (*lists.due, *lists.doubtful)
        if first <= (row.earliest or "") <= last or first <= (row.latest or "") <= last
    ]
    rows = sorted(near, key=lambda row: (row.latest or "9999", row.earliest or ""))
    yield from listed(
        rows[:AHEAD_SHOWN],
        scope,
        lambda row: needing.lateness(row, scope.today) or needing.doubt(row, scope.today),
    )
    if len(rows) > AHEAD_SHOWN:
        told = quiet(f"And {len(rows) - AHEAD_SHOWN} more.")
        yield Item("more", Paragraph((told,)), f"workplan, {day_text(scope.today)}")


@gathered
def overdue(scope: Scope) -> Iterator[Item]:
    """Yield the actions whose day has passed, by organization."""
    yield from action_items(by_organization([row for row in open_actions(scope) if row.overdue]), scope)


PARTS: Final = {
    "lead": Part("How things stand, in a paragraph", lead),
    "areas": Part("Each focus area in a line", areas),
    "words": Part("What needs a word from the co-chairs", words),
    "changes": Part("What changed since the group last met", changed),
    "ahead": Part(f"The next {SOON_DAYS} days", ahead),
    "overdue": Part("Overdue actions", overdue),
}


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _counts(rows: Iterable[ActivityRow], scope: Scope) -> Iterator[str]:
    """Yield how many activities stand how; those ahead are counted by what is open about them."""
    found: Counter[str] = Counter()
    for row in rows:
        if not is_open(row):
            found["done"] += 1
        elif is_overdue(row, scope.today):
            found["overdue"] += 1
        else:
            found["under way"] += row.status == "under way"
            found["unconfirmed"] += bool(row.tbc)
            found["without a date"] += is_undated(row)
    yield f"{found.pop('done', 0)} done"
    for word in ("under way", "overdue", "unconfirmed", "without a date"):
        if found[word]:
            yield f"{found[word]} {word}"


def _chosen(found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the first few, no more than OF_A_KIND of a kind, and each record once."""
    kinds: Counter[str] = Counter()
    told: set[str] = set()
    for one in found:
        if kinds[one.kind] < OF_A_KIND and one.record not in told and len(told) < WORDS_SHOWN:
            kinds[one.kind] += 1
            told.add(one.record)
            yield one
