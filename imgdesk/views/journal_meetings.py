"""What happened to what hangs on a meeting, as fields of its history: agenda, paragraphs, attendance, versions.

One change of a row gives the fields (word, before, after) that `journal` makes sentences of; none where it only moved
in a list. Names behind ids are left to `journal`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from imgdesk.text import shorten
from imgdesk.views import minutes

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

Image = dict[str, Any]
Field = tuple[str, Any, Any]

HANGING: Final = (
    ("agenda_item", "meeting_id", ""),
    ("minute", "agenda_item_id", "agenda_item"),
    ("decision", "meeting_id", ""),
    ("attendance", "meeting_id", ""),
    ("action_appearance", "meeting_id", ""),
    ("minutes_version", "meeting_id", ""),
    ("amendment", "meeting_id", ""),
)
"""The tables that hang on a meeting, with the column, and the table in between where there is one."""
WORDS: Final = frozenset("item paragraph decision action participant version amendment".split())
"""The words of what is added and removed, rather than set."""
_QUOTED: Final = 48


def fields_of(desk: Desk, table: str, before: Image | None, after: Image | None) -> list[Field]:
    """Return what one change of a row of `table` (see HANGING) did, in words."""
    return list(_TELLERS[table](desk, before, after))


def _of_item(_desk: Desk, before: Image | None, after: Image | None) -> Iterator[Field]:
    yield _told("item", before, after, lambda row: row["title"])
    if before is not None and after is not None:
        quoted = _quoted(after["title"])
        yield _told(f"presenter of item {quoted}", before, after, lambda row: row["presenter"])
        yield _told(f"minutes planned of item {quoted}", before, after, lambda row: row["minutes_planned"])
        yield _told(
            f"recurrence of item {quoted}", before, after, lambda row: "yes" if row["recurring"] else "no"
        )


def _of_paragraph(_desk: Desk, before: Image | None, after: Image | None) -> Iterator[Field]:
    kind = str((after or before or {})["kind"])
    yield _told("paragraph" if kind == "note" else kind, before, after, lambda row: row["text"])
    if before is not None and after is not None:
        quoted = _quoted(after["text"])
        yield _told(f"kind of {quoted}", before, after, lambda row: row["kind"])
        yield _told(f"readers of {quoted}", before, after, lambda row: "inside" if row["internal"] else "all")


def _of_decision(_desk: Desk, before: Image | None, after: Image | None) -> Iterator[Field]:
    if before is not None and after is not None:
        word = f"decision {_quoted(after['text'])}"
        yield _told(word, before, after, lambda row: "draft" if row["draft"] else row["status"])


def _of_participant(_desk: Desk, before: Image | None, after: Image | None) -> Iterator[Field]:
    if before is not None and after is not None:
        yield _told(str(after["name"]), before, after, _took_part)
    else:
        yield _told("participant", before, after, lambda row: f"{row['name']} ({_took_part(row)})")


def _of_action(desk: Desk, before: Image | None, after: Image | None) -> Iterator[Field]:
    action = _quoted(_action(desk, (after or before or {})["action_id"]))
    if before is not None and after is not None:
        yield _told(f"action {action}", before, after, lambda row: row["status"])
    else:
        yield _told("action", before, after, lambda row: f"{action} ({row['status']})")


def _of_version(_desk: Desk, before: Image | None, after: Image | None) -> Iterator[Field]:
    yield _told("version", before, after, lambda row: f"{row['number']} ({row['state']})")


def _of_amendment(_desk: Desk, before: Image | None, after: Image | None) -> Iterator[Field]:
    yield _told("amendment", before, after, lambda row: f"of paragraph {row['number']} ({row['why']})")


def _told(word: str, before: Image | None, after: Image | None, say: Callable[[Image], Any]) -> Field:
    return word, None if before is None else say(before), None if after is None else say(after)


_TELLERS: Final = {
    "agenda_item": _of_item,
    "minute": _of_paragraph,
    "decision": _of_decision,
    "attendance": _of_participant,
    "action_appearance": _of_action,
    "minutes_version": _of_version,
    "amendment": _of_amendment,
}


def decided_at(desk: Desk, before: Image | None, after: Image | None) -> Field:
    """Return where a change of the plan was decided, by the paragraph's number of today while it is there."""
    if before is not None or after is None:
        return ("decided at", None, None)
    live = minutes.paragraph_name(desk, after["minute_id"]) if after["minute_id"] is not None else ""
    return ("decided at", None, live or after["decided_at"])


def _action(desk: Desk, action_id: int) -> str:
    rows = desk.read("SELECT text FROM action_point WHERE id = ?", (action_id,)) or desk.read(
        "SELECT json_extract(before, '$.text') FROM step_row WHERE table_name = 'action_point' AND row_id = ? "
        "AND before IS NOT NULL ORDER BY id DESC LIMIT 1",
        (action_id,),
    )
    return str(rows[0][0]) if rows else ""


def _took_part(row: Image) -> str:
    return f"{row['state']}, on behalf of {row['on_behalf_of']}" if row["on_behalf_of"] else str(row["state"])


def _quoted(text: str) -> str:
    return f"“{shorten(text, _QUOTED)}”"
