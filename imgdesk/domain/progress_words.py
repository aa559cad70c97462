"""The words of progress: what a rating, a measure or a kind is one of, how a rating is defined, how two compare.

The words of results, measures and directions are those of the IATI standard 2.03, in small letters. Apart from the
rows in `progress`, so that pages are read without the write side. Pure.
"""

from __future__ import annotations

from typing import Final

PERIOD_KINDS: Final = ("quarter", "half", "year", "named")
RATINGS: Final = ("on track", "constrained", "off track", "complete", "not started")
"""The words of a focus area's RAG rating; no rating is the empty text."""
RATING_LETTERS: Final = {
    "on track": "G",
    "constrained": "A",
    "off track": "R",
    "complete": "C",
    "not started": "N",
}
"""The letter that stands beside the colour of a rating, on the screen and on paper."""
RATING_ROLES: Final = {
    "on track": "green",
    "constrained": "amber",
    "off track": "red",
    "complete": "accent",
    "not started": "muted",
}
"""The colour of a rating, as a role of the palette; never shown without its letter and word."""
RATING_DEFINITIONS: Final = {
    "on track": "Work goes as agreed; what is late can be caught up without anybody's help.",
    "constrained": "Some of it is late or held up; the leads have a plan to deal with it.",
    "off track": "Much of what was due is late or cannot be done as agreed; the group has to decide.",
    "complete": "All that was agreed for the period is done.",
    "not started": "Nothing has begun yet, and nothing is late.",
}
PARTS: Final = ("key result", "challenge", "way forward")
LINE_STATES: Final = ("collected", "edited", "written", "dropped")
LINE_KINDS: Final = (
    "finished",
    "begun",
    "slipped",
    "cancelled",
    "decided",
    "action closed",
    "action overdue",
    "indicator moved",
    "ahead",
)
"""What a collected line tells; a line that was written by hand tells none of these."""
RESULT_KINDS: Final = ("pillar", "goal", "impact", "outcome", "output", "result")
MEASURES: Final = ("unit", "percentage", "nominal", "ordinal", "qualitative")
DIRECTIONS: Final = ("ascending", "descending", "maintain")
CALCULATIONS: Final = ("last", "sum", "max", "average")
VALUE_KINDS: Final = ("target", "actual")
TREND_WORDS: Final = {"better": "↑ better", "same": "→ same", "worse": "↓ worse", "": "–"}
"""How a trend stands where there is little room."""
_RANKS: Final = {"off track": 0, "constrained": 1, "on track": 2, "complete": 3}


def rating_words(rating: str) -> str:
    """Return a rating with its letter: "G on track"; "not rated" for none."""
    return f"{RATING_LETTERS[rating]} {rating}" if rating else "not rated"


def trend(before: str, now: str) -> str:
    """Return how a rating compares with that of the period before: better, same, worse, or "" where it cannot be told.

    Percentages are not compared: each period counts its own activities.
    """
    if before == now:
        return "same" if now else ""
    ranks = _RANKS.get(before), _RANKS.get(now)
    if ranks[0] is None or ranks[1] is None:
        return ""
    return "better" if ranks[1] > ranks[0] else "worse"
