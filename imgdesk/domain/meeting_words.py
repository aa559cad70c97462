"""The words of meetings: the lists that a kind or a status is one of, and how a meeting is called.

Apart from the rows in `meetings`, so that pages are read without the write side. Pure.
"""

from __future__ import annotations

from typing import Final

from imgdesk.text import one_line

SERIES_KINDS: Final = ("img", "co-leads", "focus area", "own")
MEETING_STATUSES: Final = ("planned", "held", "circulated", "approved")
ATTENDANCE_STATES: Final = ("present", "apologies", "absent")
ITEM_KINDS: Final = ("topic", "adoption of the agenda", "approval of minutes", "matters arising")
MINUTE_KINDS: Final = ("note", "decision", "action")
DECISION_STATUSES: Final = ("active", "revised", "superseded")
ACTION_STATUSES: Final = ("open", "under way", "done", "dropped")
OPEN: Final = ("open", "under way")
"""The statuses with which an action returns to the next meeting."""
PLAN_CHANGES: Final = ("moved", "confirmed", "unbracketed", "cancelled", "added")


def meeting_name(title: str, series: str, number: int | None, when: str) -> str:
    """Return a meeting in words: its own title, else its number and series ("3rd IMG meeting"), else its date."""
    numbered = f"{ordinal(number)} {series}" if series and number else series
    return one_line(title) or one_line(numbered) or one_line(when) or "A meeting"


def the_meeting(name: str) -> str:
    """Return the name of a meeting within a sentence: "the 3rd IMG meeting", but "Retreat of the co-chairs"."""
    return f"the {name}" if name[:1].isdecimal() else name


def ordinal(number: int) -> str:
    """Return a number with its English ending: "1st", "2nd", "11th"."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
