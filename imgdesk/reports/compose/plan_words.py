"""What a workplan says in its paper, read from the images of its records: the plan as it stands, or a version of it.

One reading for both, so that a version is set exactly as the plan is and the two can be laid side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from imgdesk.domain.diff import Image
from imgdesk.text import clean_text
from imgdesk.views.plan_text import NarrativeRow, RoleRow
from imgdesk.views.workplan import FocusAreaRow, SectionRow

CELLS = {
    "category": "category", "output": "output", "leads": "lead_text", "when": "when_text", "partners": "partner_text",
}  # fmt: skip
"""The cells of an activity by the names that its footnotes use, with the field that each shows."""


class Indicated(NamedTuple):
    """What the focus area of a number means to do in a year, None where the plan names none."""

    id: int
    number: int
    year: int | None
    text: str


class Gap(NamedTuple):
    """A time that nobody covers: the first day of it (ISO), None where unknown, and what the plan says of it."""

    id: int
    earliest: str | None
    note: str


class Note(NamedTuple):
    """A footnote; its mark stands before the character at `offset` of the cell."""

    cell: str
    offset: int
    text: str


class ActivityWords(NamedTuple):
    """An activity as its row says it: the words of its cells by name, and its footnotes in the order of their marks."""

    id: int
    section_id: int
    cells: Mapping[str, str]
    notes: tuple[Note, ...]


class PlanWords(NamedTuple):
    """All that the paper of a workplan says; `chairs` are those of the group."""

    title: str
    when_text: str
    status: str
    objective: str
    duration: str
    chairs: Sequence[str]
    roles: Sequence[RoleRow]
    focus_areas: Sequence[FocusAreaRow]
    indicative: Sequence[Indicated]
    narrative: Sequence[NarrativeRow]
    gaps: Sequence[Gap]
    sections: Sequence[SectionRow]
    activities: Sequence[ActivityWords]


def plan_words(images: Iterable[Image], chairs: Sequence[str]) -> PlanWords:
    """Return what a plan says; `images` are those of one plan or version, each kind in the order of reading."""
    found: dict[str, list[Image]] = {}
    for image in images:
        found.setdefault(image.kind, []).append(image)
    (plan,) = found["plan"]
    own = {name: str(plan.fields[name]) for name in ("title", "when_text", "status", "objective", "duration")}

    def rows(kind: str, row: Any, fields: Sequence[str]) -> list[Any]:
        return [row(image.id, *map(image.fields.__getitem__, fields)) for image in found.get(kind, ())]

    return PlanWords(
        **own,
        chairs=chairs,
        roles=rows("role", RoleRow, ("role", "text")),
        focus_areas=rows("focus area", FocusAreaRow, ("number", "title", "short_title", "leads")),
        indicative=rows("indicative activity", Indicated, ("focus_area", "year", "text")),
        narrative=rows("narrative", NarrativeRow, ("section_id", "heading", "kind", "label", "text")),
        gaps=rows("coverage gap", Gap, ("earliest", "note")),
        sections=rows("section", SectionRow, ("title", "heading", "year", "provisional", "note")),
        activities=[_activity(image) for image in found.get("activity", ())],
    )


def _activity(image: Image) -> ActivityWords:
    cells = {name: clean_text(str(image.fields[field])) for name, field in CELLS.items()}
    notes = [Note(str(row["field"]), int(row["offset"]), str(row["text"])) for row in image.fields["notes"]]
    notes.sort(key=lambda note: note.offset)
    return ActivityWords(image.id, image.fields["section_id"], cells, tuple(notes))
