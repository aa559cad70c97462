"""What happened to what hangs on a report, an indicator or a result, as fields of its history.

Lines of a report, values of an indicator by their period, and which activities contribute to which results. One change
of a row gives the fields (word, before, after) that `journal` makes sentences of; none where it only moved in a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from imgdesk.domain.indicator_text import value_words
from imgdesk.domain.progress_words import PARTS
from imgdesk.text import shorten

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

Image = dict[str, Any]
Field = tuple[str, Any, Any]

HANGING: Final = {
    "focus_area_report": (("report_line", "report_id", ""),),
    "indicator": (("indicator_value", "indicator_id", ""),),
    "result": (("activity_result", "result_id", ""),),
}
"""The tables that hang on a record, with the column; see journal.HANGING."""
TABLES: Final = frozenset({"report_line", "indicator_value", "activity_result"})
WORDS: Final = frozenset({*PARTS, "activity", "result"})
"""The words of what is added and removed, rather than set."""
_QUOTED: Final = 48
_FROM_IMAGE: Final = "json_extract(coalesce(before, after), '$.{}')"
_NAMES: Final = {
    "activity": ("output",),
    "result": ("code", "title"),
    "indicator": ("unit",),
    "reporting_period": ("title",),
}
"""The columns whose words are told of a record; of an indicator the unit of its values."""


def fields_of(desk: Desk, table: str, of: str, before: Image | None, after: Image | None) -> list[Field]:
    """Return what one change of a row of `table` (see TABLES) did to a record of the table `of`, in words."""
    if table == "report_line":
        return list(_of_line(before, after))
    if table == "indicator_value":
        return list(_of_value(desk, before, after))
    return [_of_contribution(desk, "activity" if of == "result" else "result", before, after)]


def _of_line(before: Image | None, after: Image | None) -> Iterator[Field]:
    """A line that was dropped is kept in the desk, but is gone for whoever reads the report."""
    was, now = (None if row is None or row["state"] == "dropped" else row for row in (before, after))
    part = str((now or was or after or before or {})["part"])
    yield part, was and _line_words(was), now and _line_words(now)
    if was is not None and now is not None:
        quoted = _quoted(now["text"] or now["heading"])
        yield f"part of {quoted}", was["part"], now["part"]


def _line_words(row: Image) -> str:
    return ": ".join(filter(None, (row["heading"], row["text"])))


def _of_value(desk: Desk, before: Image | None, after: Image | None) -> Iterator[Field]:
    row = after or before or {}
    unit = _words(desk, "indicator", row["indicator_id"])
    word = f"{row['kind']} value of {_words(desk, 'reporting_period', row['period_id'])}"
    yield (
        word,
        before and value_words(before["value"], unit, before["text"]),
        after and value_words(after["value"], unit, after["text"]),
    )
    if after is not None:
        for name in ("comment", "source"):
            yield f"{name} of the {word}", (before or {}).get(name) or None, after[name] or None


def _of_contribution(desk: Desk, word: str, before: Image | None, after: Image | None) -> Field:
    was, now = (None if row is None else _words(desk, word, row[f"{word}_id"]) for row in (before, after))
    return word, was, now


def _words(desk: Desk, table: str, row_id: int) -> str:
    """Return what a record is called here (see _NAMES), from the journal when it is gone."""
    columns = _NAMES[table]
    rows = desk.read(f"SELECT {', '.join(columns)} FROM {table} WHERE id = ?", (row_id,)) or desk.read(
        f"SELECT {', '.join(map(_FROM_IMAGE.format, columns))} "
        "FROM step_row WHERE table_name = ? AND row_id = ? ORDER BY id DESC LIMIT 1",
        (table, row_id),
    )
    return " ".join(filter(None, map(str, rows[0]))) if rows else ""


def _quoted(text: str) -> str:
    return f"“{shorten(text, _QUOTED)}”"
