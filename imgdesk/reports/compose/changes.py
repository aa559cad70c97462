"""What changed in the plan over some days, as the journal tells it: from what to what, when, and where it came from.

Only the net effect is told: what was changed and changed back is silent, and a plan that came in whole is no change.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from imgdesk.domain.marks import without_brackets, without_unconfirmed
from imgdesk.text import shorten

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

FIELDS: Final = (
    ("when_text", "no date"),
    ("status", ""),
    ("lead_text", "no lead"),
    ("output", ""),
)
"""The columns of an activity that a reader wants to hear of, and the word for an empty one."""

FLAGS: Final = (
    ("unconfirmed", "unconfirmed", "confirmed"),
    ("provisional", "in brackets", "brackets off"),
)
"""Columns that are yes or no, and the words for either."""

OWN_ORIGINS: Final = ("window", "command line", "")
_CHARS: Final = 90


class Change(NamedTuple):
    """An activity that is not what it was; `at` is the day of the last step, `origin` where that came from, or ""."""

    activity_id: int
    what: str
    before: str
    after: str
    at: date
    origin: str


class _Track(NamedTuple):
    """One activity over the days looked at: its first and its last image, and the last step."""

    before: dict[str, Any] | None
    after: dict[str, Any] | None
    at: str
    origin: str


def changes(desk: Desk, *, since: date, until: date) -> list[Change]:
    """Return what changed in activities from one day to another, both included (in UTC), newest first."""
    sql = (
        "SELECT s.id, s.at, s.origin, r.row_id, r.before, r.after FROM step_row r JOIN step s ON s.id = r.step_id "
        "WHERE r.table_name = 'activity' AND s.state = 'done' AND s.at >= ? AND s.at < ? ORDER BY r.id"
    )
    rows = desk.read(sql, (since.isoformat(), f"{until.isoformat()}T99"))
    landed = _first_landing(desk)
    tracks: dict[int, _Track] = {}
    for step, at, origin, row_id, before, after in rows:
        old, new = (json.loads(image) if image else None for image in (before, after))
        if row_id in tracks:
            old = tracks[row_id].before
        elif step == landed:
            old = new
        tracks[row_id] = _Track(old, new, at, origin)
    told = [change for key, track in tracks.items() for change in _told(key, track)]
    return sorted(told, key=lambda change: change.at, reverse=True)


def _first_landing(desk: Desk) -> int:
    """The step in which the first activities came in: a plan is not a change of itself."""
    found = desk.read(
        "SELECT min(r.step_id) FROM step_row r JOIN step s ON s.id = r.step_id "
        "WHERE r.table_name = 'activity' AND s.state = 'done'"
    )
    return int(found[0][0] or 0)


def _told(activity_id: int, track: _Track) -> Iterator[Change]:
    before, after = track.before, track.after
    if before is None and after is None:
        return
    image = after or before or {}
    what = shorten(str(image.get("output", "")), _CHARS) or "An activity without text"
    day = date.fromisoformat(track.at[:10])
    origin = "" if track.origin in OWN_ORIGINS else shorten(track.origin, 40)
    if before is None or after is None:
        words = ("", "added") if before is None else (_status(before), "deleted")
        yield Change(activity_id, what, *words, day, origin)
        return
    pairs = list(_pairs(before, after))
    if pairs:
        before_words, after_words = (", ".join(words) for words in zip(*pairs, strict=True))
        yield Change(activity_id, what, before_words, after_words, day, origin)


def _pairs(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What differs, as words before and after; brackets and "(TBC)" in an output are told by their flags."""
    for field, empty in FIELDS:
        old, new = str(before.get(field) or ""), str(after.get(field) or "")
        if field == "output":
            old, new = (without_brackets(without_unconfirmed(text)).strip() for text in (old, new))
        if old != new:
            yield shorten(old, _CHARS) or empty, shorten(new, _CHARS) or empty
    for field, yes, no in FLAGS:
        if bool(before.get(field)) != bool(after.get(field)):
            yield (no, yes) if after.get(field) else (yes, no)
    if before.get("status") == after.get("status") and before.get("percent") != after.get("percent"):
        yield f"{before.get('percent')} %", f"{after.get('percent')} %"


def _status(image: dict[str, Any]) -> str:
    return str(image.get("status") or "")
