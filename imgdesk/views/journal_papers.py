"""What happened to what hangs on a paper, as fields of its history: sections, own words, versions, linked activities.

One change of a row gives the fields (word, before, after) that `journal` makes sentences of; none where it only moved
in a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from imgdesk.domain.paper_words import SECTION_WORDS
from imgdesk.text import shorten

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

Image = dict[str, Any]
Field = tuple[str, Any, Any]

HANGING: Final = {
    "paper": (
        ("paper_section", "paper_id", ""),
        ("paper_override", "section_id", "paper_section"),
        ("paper_version", "paper_id", ""),
        ("paper_activity", "paper_id", ""),
    ),
    "paper_section": (("paper_override", "section_id", ""),),
}
"""The tables that hang on a record, with the column, and the table in between; see journal.HANGING."""
TABLES: Final = frozenset({"paper_section", "paper_override", "paper_version", "paper_activity"})
WORDS: Final = frozenset({"section", "version", "activity", "paper"})
"""The words of what is added and removed, rather than set."""
_OF_SECTION: Final = ("text", "level", "numbering", "kind", "source", "hint")
_QUOTED: Final = 48
_GONE: Final = (
    "SELECT json_extract(coalesce(after, before), '$.{}') FROM step_row WHERE table_name = ? AND row_id = ? "
    "ORDER BY id DESC LIMIT 1"
)


def fields_of(desk: Desk, table: str, of: str, before: Image | None, after: Image | None) -> list[Field]:
    """Return what one change of a row of `table` (see TABLES) did to a record of the table `of`, in words."""
    if table == "paper_section":
        return list(_of_section(before, after))
    if table == "paper_override":
        return [_of_override(desk, of, before, after)]
    if table == "paper_version":
        return [_told("version", before, after, _version)]
    other = ("paper", "title") if of == "activity" else ("activity", "output")
    return [_told(other[0], before, after, lambda row: _name(desk, *other, row[f"{other[0]}_id"]))]


def _of_section(before: Image | None, after: Image | None) -> Iterator[Field]:
    if before is None or after is None:
        yield _told("section", before, after, _section)
        return
    yield "heading", before["heading"], after["heading"]
    quoted = _quoted(after)
    for name in _OF_SECTION:
        yield f"{name} of {quoted}", before[name], after[name]
    yield _told(f"readers of {quoted}", before, after, lambda row: "inside" if row["internal"] else "all")


def _of_override(desk: Desk, of: str, before: Image | None, after: Image | None) -> Field:
    section_id = (after or before or {})["section_id"]
    heading = _name(desk, "paper_section", "heading", section_id)
    within = f" in “{shorten(heading, _QUOTED)}”" if heading.strip() and of == "paper" else ""
    return _told(f"own words{within}", before, after, lambda row: row["text"] or "nothing")


def _section(row: Image) -> str:
    return ": ".join(filter(None, (row["heading"] or SECTION_WORDS.get(row["kind"], ""), row["text"])))


def _version(row: Image) -> str:
    return f"{row['number']} ({', '.join(filter(None, (row['state'], row['note'])))})"


def _quoted(row: Image) -> str:
    heading = shorten(row["heading"], _QUOTED)
    return f"“{heading}”" if heading else f"the {SECTION_WORDS.get(row['kind'], 'section')}"


def _told(word: str, before: Image | None, after: Image | None, say: Callable[[Image], Any]) -> Field:
    return word, None if before is None else say(before), None if after is None else say(after)


def _name(desk: Desk, table: str, column: str, row_id: int) -> str:
    """Return a column of a record, from the journal when the record is gone."""
    rows = desk.read(f'SELECT "{column}" FROM "{table}" WHERE id = ?', (row_id,))
    rows = rows or desk.read(_GONE.format(column), (table, row_id))
    return str(rows[0][0]) if rows else ""
