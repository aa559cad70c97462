"""The sheets of the tracker that tell what meetings agreed: Actions and Decisions.

What was minuted for the secretariat alone and decisions that are still drafts stay in the desk. Due dates stand as
agreed beside two real dates. Each sheet is there only when there is something to show.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from imgdesk.domain.meeting_words import ACTION_STATUSES, meeting_name
from imgdesk.domain.standing import is_overdue
from imgdesk.exchange.tracker_style import STATUS_ROLES, add_rules, look, word_rule
from imgdesk.exchange.tracker_tables import choice, put_table, real_day, set_up_table
from imgdesk.text import shorten
from imgdesk.views import meetings
from imgdesk.views.meetings import ActionRow, DecisionRow

if TYPE_CHECKING:
    from imgdesk.exchange.tracker import Tracker
    from imgdesk.store.desk import Desk

NAME_CHARS: Final = 120
ACTIONS: Final = (
    ("Id", 12, True),
    ("What", 60, False),
    ("Who", 18, False),
    ("Due (as agreed)", 16, False),
    ("Earliest", 11.5, False),
    ("Latest", 11.5, False),
    ("Status", 10.5, False),
    ("Standing", 10, False),
    ("Activity", 8, False),
    ("Meetings", 36, False),
)
DECISIONS: Final = (
    ("Id", 12, True),
    ("Decision", 80, False),
    ("Status", 12, False),
    ("Activity", 8, False),
    ("Meeting", 30, False),
    ("When", 18, False),
)
STATUS, STANDING = "G", "H"
LIST: Final = "Action status"


class Agreed(NamedTuple):
    """What meetings agreed that may leave the desk; `names` and `whens` are those of meetings, `refs` of activities."""

    actions: list[ActionRow]
    decisions: list[DecisionRow]
    names: dict[int, str]
    whens: dict[int, str]
    refs: dict[int, str]


def read_agreed(desk: Desk) -> Agreed:
    """Return actions and decisions in the order in which they were recorded."""
    inside = meetings.kept_inside(desk, "action_id"), meetings.kept_inside(desk, "decision_id")
    held = meetings.meetings(desk)
    return Agreed(
        [row for row in meetings.actions(desk) if row.id not in inside[0]],
        [row for row in meetings.decisions(desk) if row.id not in inside[1] and not row.draft],
        {
            row.id: shorten(
                meeting_name(row.title, row.series or "", row.number, row.when_text) or "a meeting",
                NAME_CHARS,
            )
            for row in held
        },
        {row.id: row.when_text for row in held},
        dict(desk.read("SELECT id, ref FROM activity")),
    )


def write_agreed(tracker: Tracker, found: Agreed) -> None:
    """Add the sheets for which there is something to show."""
    if found.actions:
        _actions(tracker, found)
    if found.decisions:
        _decisions(tracker, found)


def _actions(tracker: Tracker, found: Agreed) -> None:
    sheet = tracker.book.create_sheet("Actions")
    last = 1 + len(found.actions)
    set_up_table(sheet, ACTIONS, 1, last, tracker.foot, stays="C")
    rules = [word_rule(STATUS, 2, last, word, *roles) for word, roles in STATUS_ROLES.items()]
    add_rules(sheet, [*rules, word_rule(STANDING, 2, last, "overdue", "red", "redbg")])
    area = f"{STATUS}2:{STATUS}{last}"
    sheet.data_validations.append(choice(tracker.list_column(LIST), len(ACTION_STATUSES), area, "Status"))
    day, quiet = look(number_format="d mmm yyyy", wrap=False), look("muted")
    rows = (list(_action(tracker, found, row)) for row in found.actions)
    put_table(sheet, ACTIONS, 1, rows, {"Id": quiet, "Activity": quiet, "Earliest": day, "Latest": day})


def _action(tracker: Tracker, found: Agreed, row: ActionRow) -> Iterator[object]:
    ref = f"action:{row.id}"
    yield ref
    yield tracker.held(ref, "What", row.text)
    yield tracker.held(ref, "Who", ", ".join(row.owners))
    yield tracker.held(ref, "Due", row.due)
    yield real_day(row.earliest)
    yield real_day(row.latest)
    yield row.status
    yield "overdue" if is_overdue(row, tracker.today) else ""
    yield found.refs.get(row.activity_id or 0, "")
    yield tracker.held(ref, "Meetings", "; ".join(found.names[key] for key in row.meetings))


def _decisions(tracker: Tracker, found: Agreed) -> None:
    sheet = tracker.book.create_sheet("Decisions")
    set_up_table(sheet, DECISIONS, 1, 1 + len(found.decisions), tracker.foot, stays="C")
    quiet = look("muted")
    rows = (list(_decision(tracker, found, row)) for row in found.decisions)
    put_table(sheet, DECISIONS, 1, rows, {"Id": quiet, "Activity": quiet})


def _decision(tracker: Tracker, found: Agreed, row: DecisionRow) -> Iterator[object]:
    ref = f"decision:{row.id}"
    yield ref
    yield tracker.held(ref, "Decision", row.text)
    yield row.status
    yield found.refs.get(row.activity_id or 0, "")
    yield found.names.get(row.meeting_id or 0, "")
    yield tracker.held(ref, "When", found.whens.get(row.meeting_id or 0, ""))
