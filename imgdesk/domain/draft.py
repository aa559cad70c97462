"""A workplan as read from a file, before it lands in a desk.

The exchange readers fill these frozen records with the words as they stand in the paper; a service turns them into
rows. They hold text and the reader's own notes only: no ids, no resolved organizations, because what "FA2" stands
for is decided where the desk is known. `as_dict` gives the same as plain values for review and for `--dry-run --json`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class FootnoteDraft:
    """A footnote on one cell: `field` as in ActivityDraft; `offset` counts characters from the start of its text."""

    field: str
    offset: int
    text: str


@dataclass(frozen=True)
class ActivityDraft:
    """One row of a workplan table, words as written (footnote marks taken out of the text)."""

    output: str
    when: str = ""
    leads: str = ""
    """Lead agencies; a focus area column of its own is added in brackets, "UNDP (FA1)"."""
    partners: str = ""
    category: str = ""
    footnotes: tuple[FootnoteDraft, ...] = ()
    source: str = ""
    """Where it stood: "table 1, row 8" (rows count from 1 after the header; a joined row names both)."""
    status: str = ""
    """What a status column says ("under way"), as written."""
    notes: str = ""
    """What a remarks column says."""


@dataclass(frozen=True)
class NarrativeDraft:
    """A paragraph ("paragraph") or list item ("item") under its heading; `label` is its printed mark ("a)", "•")."""

    text: str
    heading: str = ""
    kind: str = "paragraph"
    label: str = ""


@dataclass(frozen=True)
class SectionDraft:
    """A block of the workplan; `heading` is verbatim, `note` the words inside the heading's brackets."""

    heading: str
    title: str
    year: int | None = None
    provisional: bool = False
    note: str = ""
    narrative: tuple[NarrativeDraft, ...] = ()
    activities: tuple[ActivityDraft, ...] = ()


@dataclass(frozen=True)
class IndicativeDraft:
    """What a focus area means to do; `year` None where the paper names none."""

    text: str
    year: int | None = None


@dataclass(frozen=True)
class FocusAreaDraft:
    """A focus area with its leads as written and what it means to do, year by year."""

    number: int
    title: str
    leads: str = ""
    indicative: tuple[IndicativeDraft, ...] = ()


@dataclass(frozen=True)
class RoleDraft:
    """What a role is there to do, in the workplan's words ("Co-Chairs", "Focus Area Leads", ...)."""

    role: str
    text: str


@dataclass(frozen=True)
class GapDraft:
    """A stretch without support: `when` as written ("April to late Autumn 2023"), `text` the sentence it stands in."""

    when: str
    text: str


@dataclass(frozen=True)
class TableReport:
    """How one table was read: header to field, rows joined, columns not understood; `rows` counts activities."""

    index: int
    section: str
    headers: dict[str, str]
    rows: int
    joined: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanDraft:
    """Everything found in one workplan file; `unplaced` lists text that found no home, `notes` what the reader did."""

    title: str = ""
    period: str = ""
    objective: str = ""
    duration: str = ""
    group: str = ""
    narrative: tuple[NarrativeDraft, ...] = ()
    co_chairs: tuple[str, ...] = ()
    roles: tuple[RoleDraft, ...] = ()
    focus_areas: tuple[FocusAreaDraft, ...] = ()
    sections: tuple[SectionDraft, ...] = ()
    gaps: tuple[GapDraft, ...] = ()
    tables: tuple[TableReport, ...] = ()
    unplaced: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the draft as plain dicts, lists and strings, ready for JSON."""
        return asdict(self)
