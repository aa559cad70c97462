"""The columns of the workplan's list, and what stands in their cells and beside their groups.

Pure: rows in, words out. The model, the headings, the labels of the chart and the dialogs all read the columns here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from imgdesk.domain.standing import is_undated
from imgdesk.views.footnotes import Mark, marked
from imgdesk.views.workplan import ActivityRow


class Column(NamedTuple):
    """A column: its key, heading, the field that edits it ("" for none), first width, whether it is shown at first."""

    key: str
    heading: str
    field: str
    width: int
    shown: bool


COLUMNS: Final = (
    Column("output", "Output", "output", 264, True),
    Column("when", "When (as agreed)", "when", 122, True),
    Column("lead", "Lead", "leads", 90, True),
    Column("partners", "Partners", "partners", 120, False),
    Column("category", "Category", "category", 140, False),
    Column("status", "Status", "status", 88, False),
    Column("percent", "%", "percent", 62, False),
    Column("ref", "Ref", "", 64, False),
    Column("note", "Note", "note", 160, False),
)
OUTPUT, WHEN, LEAD, PARTNERS, CATEGORY, STATUS, PERCENT, REF, NOTE = range(len(COLUMNS))
MARKED_FIELDS = {OUTPUT: "output", WHEN: "when", LEAD: "leads", PARTNERS: "partners", CATEGORY: "category"}


class Summary(NamedTuple):
    """What a group's heading says of its rows: first and last known day as ISO text, and how many are undated."""

    earliest: str | None
    latest: str | None
    undated: int


def cell_text(row: ActivityRow, column: int, marks: Sequence[Mark]) -> str:
    """Return the whole text of a cell, with its footnote marks."""
    text = (
        row.output, row.when_text, row.lead_text, row.partner_text, row.category, row.status,
        f"{row.percent} %" if row.percent else "", row.ref, row.note,
    )[column]  # fmt: skip
    return marked(text, marks, MARKED_FIELDS[column]) if marks and column in MARKED_FIELDS else text


def summed_up(rows: Iterable[ActivityRow]) -> Summary:
    """Return the window of rows and how many of them have no date."""
    first = last = None
    undated = 0
    for row in rows:
        start, end = row.earliest or row.latest, row.latest or row.earliest
        if start is not None and (first is None or start < first):
            first = start
        if end is not None and (last is None or end > last):
            last = end
        undated += is_undated(row)
    return Summary(first, last, undated)
