"""The journal as a person reads it: the list of steps, and the history of one record in sentences.

A row image holds ids and flags; a person reads names and words, so ids are looked up, in the journal itself where the
record is gone. What hangs on a record, footnotes and links, is told in its history.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from imgdesk.domain.marks import common_start
from imgdesk.domain.paper_words import kind_words
from imgdesk.domain.timing_names import days_phrase
from imgdesk.views import journal_meetings, journal_papers, journal_progress, minutes

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

Image = dict[str, Any]
Field = tuple[str, Any, Any]

FIELD_WORDS: Final = {
    "when_text": "date",
    "lead_text": "leads",
    "partner_text": "partners",
    "category_text": "category",
    "plan_section_id": "section",
    "organization_id": "organization",
    "person_id": "person",
    "focus_area_id": "focus area",
    "category_id": "category",
    "event_id": "event",
    "series_id": "series",
    "meeting_id": "meeting",
    "approved_at_id": "approved at",
    "chair_id": "chair",
    "activity_id": "activity",
    "decision_id": "decision",
    "action_id": "action",
    "superseded_by_id": "superseded by",
    "period_id": "period",
    "framework_id": "framework",
    "result_id": "result",
    "parent_id": "under",
    "indicator_id": "indicator",
    "rag": "rating",
    "rag_reason": "reason of the rating",
    "percent_how": "how progress was found",
    "percent_reason": "reason of the progress",
    "baseline_text": "baseline",
    "baseline_value": "baseline as a number",
    "baseline_year": "year of the baseline",
    "baseline_when": "time of the baseline",
    "target_text": "target",
    "target_value": "target as a number",
    "target_when": "time of the target",
    "closed_at": "closed on",
    "ref": "reference",
    "percent": "progress",
    "short_title": "short title",
    "lag_days": "days between",
    "dated": "day under the title",
}
NAMES_OF: Final = {
    "plan_section_id": ("plan_section", "title"),
    "organization_id": ("organization", "name"),
    "person_id": ("person", "name"),
    "focus_area_id": ("focus_area", "title"),
    "category_id": ("category", "name"),
    "event_id": ("event", "name"),
    "series_id": ("meeting_series", "title"),
    "meeting_id": ("meeting", "title"),
    "approved_at_id": ("meeting", "title"),
    "chair_id": ("organization", "name"),
    "activity_id": ("activity", "output"),
    "decision_id": ("decision", "text"),
    "action_id": ("action_point", "text"),
    "superseded_by_id": ("decision", "text"),
    "period_id": ("reporting_period", "title"),
    "framework_id": ("framework", "title"),
    "result_id": ("result", "title"),
    "parent_id": ("result", "title"),
    "indicator_id": ("indicator", "title"),
    "from_id": ("activity", "output"),
    "to_id": ("activity", "output"),
}
"""The columns that hold an id, with the table and the column of the name that it stands for."""
SILENT: Final = frozenset(
    "id uid position offset earliest latest precision grain everyone when_tbc when_tbd when_provisional "
    "when_approximate when_recurring when_understood".split()
)
FLAG_WORDS: Final = {
    ("activity", "unconfirmed"): ("marked unconfirmed", "confirmed"),
    ("activity", "provisional"): ("put in brackets", "taken out of brackets"),
    ("plan_section", "provisional"): ("made provisional", "made firm"),
    ("paper_section", "internal"): ("kept inside", "let out"),
    ("indicator", "cumulative"): ("made cumulative", "made to count each period apart"),
}
SHOWN: Final = 80
"""The most characters of a text that a sentence quotes."""
MOST: Final = 6
"""The most changes that the sentence of one step tells one by one."""
HANGING: Final = {
    "activity": (
        ("footnote", "activity_id", ""),
        ("activity_link", "from_id", ""),
        ("activity_link", "to_id", ""),
        ("attachment", "activity_id", ""),
        ("plan_change", "activity_id", ""),
        ("activity_result", "activity_id", ""),
        ("paper_activity", "activity_id", ""),
    ),
    "action_point": (("action_owner", "action_id", ""),),
    "meeting": journal_meetings.HANGING,
    **journal_progress.HANGING,
    **journal_papers.HANGING,
}
"""The tables whose rows are told in the history of the record that they hang on, by `through` where that is named."""
ADDED: Final = (
    journal_meetings.WORDS
    | journal_progress.WORDS
    | journal_papers.WORDS
    | {
        "footnote",
        "link to",
        "link from",
        "deliverable",
        "document",
        "owner",
    }
)
"""The words of what is added and removed, rather than set."""

_BEFORE_STEP: Final = """
SELECT r.before, r.after FROM step_row r JOIN step s ON s.id = r.step_id
WHERE s.id = ? AND s.state = 'done' AND r.table_name = ? AND r.row_id = ? ORDER BY r.id
"""


class StepRow(NamedTuple):
    """One user action; `rows` counts the rows that it touched, `state` is done, undone or abandoned."""

    id: int
    at: str
    label: str
    origin: str
    state: str
    rows: int


class HistoryRow(NamedTuple):
    """What one step did to one record, as a sentence and as the fields behind it (field, before, after).

    `own` says that it changed fields of the record itself, which can be put back.
    """

    step: int
    at: str
    label: str
    origin: str
    sentence: str
    fields: tuple[tuple[str, Any, Any], ...]
    own: bool = False


def steps(desk: Desk, *, since: str | None = None) -> list[StepRow]:
    """Return all steps, oldest first; `since` is an ISO date or moment from which on."""
    sql = (
        "SELECT s.id, s.at, s.label, s.origin, s.state, (SELECT count(*) FROM step_row r WHERE r.step_id = s.id) "
        "FROM step s WHERE s.at >= ? ORDER BY s.id"
    )
    return desk.read(sql, (since or "",), row=StepRow._make)


def history(desk: Desk, table: str, row_id: int) -> list[HistoryRow]:
    """Return what happened to one record, one row a step, oldest first; steps taken back are left out."""
    select_from = (
        "SELECT s.id, s.at, s.label, s.origin, r.table_name, r.before, r.after, r.id FROM step_row r "
        "JOIN step s ON s.id = r.step_id WHERE s.state = 'done' AND r.table_name ="
    )
    found = desk.read(f"{select_from} ? AND r.row_id = ?", (table, row_id))
    for hanging, column, through in HANGING.get(table, ()):
        parents = _ids_of(through, f"{table}_id", "?1") if through else "?1"
        of_it = _ids_of(hanging, column, parents)
        found += desk.read(f"{select_from} '{hanging}' AND r.row_id IN ({of_it})", (row_id,))
    steps_of: dict[int, list[tuple[Any, ...]]] = {}
    for row in sorted(found, key=lambda row: row[-1]):
        steps_of.setdefault(row[0], []).append(row)
    told = (_told(desk, table, row_id, rows) for _, rows in sorted(steps_of.items()))
    return [row for row in told if row is not None]


def _ids_of(table: str, column: str, parents: str) -> str:
    """Return the question for the ids of all rows, also those that are gone, that name one of some parents."""
    return (
        f"SELECT id FROM {table} WHERE {column} IN ({parents}) UNION SELECT row_id FROM step_row "
        f"WHERE table_name = '{table}' AND after IS NULL AND json_extract(before, '$.{column}') IN ({parents})"
    )


def back_to(desk: Desk, table: str, row_id: int, step_id: int) -> tuple[Field, ...]:
    """Return what putting a record back to before a step would change: (column, as it is now, as it was then).

    Nothing where it is as it was, where the step did not touch its own fields, and where the record is gone. Its place
    in a list is left alone unless its section or that very step moved it.
    """
    rows = desk.read(_BEFORE_STEP, (step_id, table, row_id))
    then = json.loads(rows[0][0]) if rows and rows[0][0] else {}
    columns = ", ".join(f'"{name}"' for name in then)
    found = desk.read(f'SELECT {columns} FROM "{table}" WHERE id = ?', (row_id,)) if then else []
    if not found:
        return ()
    now = dict(zip(then, found[0], strict=True))
    changed = {name for name, value in then.items() if now[name] != value}
    moved = json.loads(rows[-1][1] or "{}").get("position") != then.get("position")
    if not moved and "plan_section_id" not in changed:
        changed.discard("position")
    return tuple((name, now[name], then[name]) for name in then if name in changed)


def back_in_words(desk: Desk, table: str, fields: Iterable[Field]) -> str:
    """Return what `back_to` found as a sentence."""
    now, then = {}, {}
    for name, is_now, was in fields:
        now[name], then[name] = is_now, was
    return "; ".join(_sentences(desk, table, now, then))


def _told(desk: Desk, table: str, row_id: int, rows: list[tuple[Any, ...]]) -> HistoryRow | None:
    """Return what one step did; None when nothing of it is worth a word."""
    step, at, label, origin = rows[0][:4]
    fields: list[Field] = []
    sentences: list[str] = []
    ended = ""
    own = any(row[4] == table for row in rows)
    items_first = sorted(rows, key=lambda row: row[4] != "agenda_item")
    for name, before, after in ((row[4], *_images(row[5], row[6])) for row in items_first):
        if name != table:
            hanging = [
                field
                for field in _hanging(desk, name, (table, row_id), before, after)
                if field[1] != field[2]
            ]
            fields += hanging  # those left out have only moved
            sentences += [_sentence(table, *field) for field in hanging]
        elif before is None or after is None:
            verb = "Added" if before is None else "Deleted"
            ended = verb if label.startswith((verb[:3], "Begin")) else f"{verb} ({label})"
        else:
            fields += [
                (key, before.get(key), value) for key, value in after.items() if before.get(key) != value
            ]
            sentences += _sentences(desk, table, before, after)
    if ended:
        decided = [_sentence(table, *field) for field in fields if field[0] == "decided at"]
        return HistoryRow(step, at, label, origin, "; ".join([ended, *decided]), ())
    if len(sentences) > MOST:
        sentences[MOST - 1 :] = [f"{len(sentences) - MOST + 1} more changes"]
    return (
        HistoryRow(step, at, label, origin, "; ".join(sentences), tuple(fields), own) if sentences else None
    )


def _images(before: str | None, after: str | None) -> tuple[Image | None, Image | None]:
    return (json.loads(before) if before else None), (json.loads(after) if after else None)


def _sentences(desk: Desk, table: str, before: Image, after: Image) -> Iterator[str]:
    changed = [name for name, value in after.items() if before.get(name) != value]
    if "category_text" in changed and "category_id" in changed:
        changed.remove("category_id")
    told = [name for name in changed if name not in SILENT]
    for name in told:
        old, new = before.get(name), after[name]
        if name in NAMES_OF:
            old, new = (_name(desk, *NAMES_OF[name], key) for key in (old, new))
        if (table, name) == ("paper", "kind"):
            old, new = map(kind_words, (old, new))
        yield _sentence(table, name, old, new)
    if "when_text" not in changed and {"earliest", "latest"} & set(changed):
        window = days_phrase(
            *(
                date.fromisoformat(day) if day else None
                for day in (after.get("earliest"), after.get("latest"))
            )
        )
        yield f"date {_shown(_line(after.get('when_text'))) or 'left open'} now means {window or 'any time'}"
    if not told and "position" in changed:
        yield "moved in the list"


def _hanging(
    desk: Desk, table: str, record: tuple[str, int], before: Image | None, after: Image | None
) -> list[Field]:
    """Return a change of a row of `table`, which hangs on a record (its table and id), as fields of that record."""
    if table in journal_progress.TABLES:
        return journal_progress.fields_of(desk, table, record[0], before, after)
    if table in journal_papers.TABLES:
        return journal_papers.fields_of(desk, table, record[0], before, after)
    if table == "footnote":
        return [("footnote", before and before["text"], after and after["text"])]
    if table == "action_owner":
        return [("owner", before and before["name"], after and after["name"])]
    if table == "plan_change":
        return [journal_meetings.decided_at(desk, before, after)]
    if table == "activity_link":
        return [_link(desk, record[1], before, after)]
    if table != "attachment":
        return journal_meetings.fields_of(desk, table, before, after)
    kinds = {row["kind"] for row in (before, after) if row is not None}
    kind = str((after or before or {})["kind"])
    return [(kind, _attachment(before, kinds), _attachment(after, kinds))]


def _link(desk: Desk, row_id: int, before: Image | None, after: Image | None) -> Field:
    image = after or before or {}
    column = "to_id" if image["from_id"] == row_id else "from_id"
    words = [None if row is None else _name(desk, *NAMES_OF[column], row[column]) for row in (before, after)]
    if before is not None and after is not None:  # what changed is how it is linked
        words = [
            f"{word} ({row['kind']} {row['lag_days']:+d} days)"
            for word, row in zip(words, (before, after), strict=True)
        ]
    return ("link to" if column == "to_id" else "link from", words[0], words[1])


def _attachment(image: Image | None, kinds: set[str]) -> str | None:
    """Return a document in words: its name, whether draft or final, when delivered; its kind where that changed."""
    if image is None:
        return None
    name = image["title"] or image["file_name"] or image["link"]
    said = ", ".join(
        filter(None, (image["kind"] if len(kinds) > 1 else "", image["state"], image["when_text"]))
    )
    return f"{name} ({said})"


def _name(desk: Desk, table: str, column: str, row_id: int | None) -> str:
    """Return the name that an id stands for, from the journal when the record is gone."""
    if row_id is None:
        return ""
    if table == "meeting" and (named := minutes.name(desk, row_id)):
        return named
    rows = desk.read(f'SELECT "{column}" FROM "{table}" WHERE id = ?', (row_id,)) or desk.read(
        "SELECT json_extract(coalesce(before, after), ?) FROM step_row WHERE table_name = ? AND row_id = ? "
        "ORDER BY id DESC LIMIT 1",
        (f"$.{column}", table, row_id),
    )
    return str(rows[0][0]) if rows else ""


def _sentence(table: str, name: str, before: Any, after: Any) -> str:
    if (table, name) in FLAG_WORDS:
        return FLAG_WORDS[table, name][0 if after else 1]
    word = FIELD_WORDS.get(name, name.replace("_", " "))
    old, new = (
        _line(f"{value} %" if name == "percent" and value is not None else value) for value in (before, after)
    )
    if not old:
        if name == "decided at":
            return f"decided at {_shown(new)}"
        return f"{word} {_shown(new)} added" if name in ADDED else f"{word} set to {_shown(new)}"
    if not new:
        return f"{word} {_shown(old)} removed"
    return f"{word} {' → '.join(told_apart(old, new))}"


def _line(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str("" if value is None else value).split())


def told_apart(old: str, new: str) -> tuple[str, str]:
    """Return two texts short enough to read side by side, from where they begin to differ."""
    cut = _cut(old, new)
    return _shown(old, cut), _shown(new, cut)


def _cut(old: str, new: str) -> int:
    """Return how much both long texts can lose at their start, so that where they differ is seen."""
    if max(len(old), len(new)) <= SHOWN:
        return 0
    alike = common_start(old, new)
    return old.rfind(" ", 0, max(alike - 24, 0)) + 1 if alike > SHOWN // 2 else 0


def _shown(text: str, cut: int = 0) -> str:
    text = f"…{text[cut:]}" if cut else text
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"
