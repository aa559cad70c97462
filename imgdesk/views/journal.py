"""The journal as a person reads it: the list of steps, and the history of one record in sentences."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

FIELD_WORDS: Final = {
    "when_text": "date",
    "lead_text": "leads",
    "partner_text": "partners",
    "category_text": "category",
    "provisional": "brackets",
    "plan_section_id": "section",
    "event_id": "event",
    "ref": "reference",
}
SILENT: Final = frozenset(
    "id uid position earliest latest precision grain category_id everyone when_tbc when_tbd "
    "when_provisional when_approximate when_recurring when_understood".split()
)
FLAGS: Final = frozenset(("unconfirmed", "provisional"))


class StepRow(NamedTuple):
    """One user action; `rows` counts the rows that it touched, `state` is done, undone or abandoned."""

    id: int
    at: str
    label: str
    origin: str
    state: str
    rows: int


class HistoryRow(NamedTuple):
    """What one step did to one record, as a sentence and as the fields behind it (field, before, after)."""

    step: int
    at: str
    label: str
    origin: str
    sentence: str
    fields: tuple[tuple[str, Any, Any], ...]


def steps(desk: Desk, *, since: str | None = None) -> list[StepRow]:
    """Return all steps, oldest first; `since` is an ISO date or moment from which on."""
    sql = (
        "SELECT s.id, s.at, s.label, s.origin, s.state, (SELECT count(*) FROM step_row r WHERE r.step_id = s.id) "
        "FROM step s WHERE s.at >= ? ORDER BY s.id"
    )
    return list(map(StepRow._make, desk.read(sql, (since or "",))))


def history(desk: Desk, table: str, row_id: int) -> list[HistoryRow]:
    """Return what happened to one record, oldest first; steps taken back are left out."""
    sql = (
        "SELECT s.id, s.at, s.label, s.origin, r.before, r.after FROM step_row r JOIN step s ON s.id = r.step_id "
        "WHERE r.table_name = ? AND r.row_id = ? AND s.state = 'done' ORDER BY r.id"
    )
    return [_history_row(*row) for row in desk.read(sql, (table, row_id))]


def _history_row(
    step: int, at: str, label: str, origin: str, before: str | None, after: str | None
) -> HistoryRow:
    old = json.loads(before) if before else None
    new = json.loads(after) if after else None
    if old is None:
        return HistoryRow(step, at, label, origin, f"Added by “{label}”", ())
    if new is None:
        return HistoryRow(step, at, label, origin, f"Deleted by “{label}”", ())
    fields = tuple((name, old.get(name), value) for name, value in new.items() if old.get(name) != value)
    told = [_sentence(*field) for field in fields if field[0] not in SILENT]
    return HistoryRow(step, at, label, origin, "; ".join(told) or "Moved in the list", fields)


def _sentence(name: str, before: Any, after: Any) -> str:
    word = FIELD_WORDS.get(name, name.replace("_", " "))
    if name in FLAGS:
        return f"{word} {'set' if after else 'removed'}"
    if before in ("", None):
        return f"{word} set to {_shown(after)}"
    if after in ("", None):
        return f"{word} {_shown(before)} removed"
    return f"{word} {_shown(before)} → {_shown(after)}"


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 80 else text[:79].rstrip() + "…"
