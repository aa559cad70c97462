"""The templates that come with the program, one readable file a kind of paper in resources/papers.

A kind can have further shapes beside its own: `concept-note.thematic.toml` is the variant "thematic". Its `name` says
all that it is called, the kind too ("Concept note, by themes"), and is shown as it stands.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from imgdesk import paths
from imgdesk.domain.paper_words import KINDS
from imgdesk.errors import UserError
from imgdesk.views.papers import PaperRow, SectionRow


@cache
def shipped(kind: str, variant: str = "") -> tuple[PaperRow, tuple[SectionRow, ...]]:
    """Return the template of a kind of paper, or one of its `variants`, and its sections, ids counted from 1.

    Raises UserError for a kind that is none of KINDS, for a variant that it has not, and where the installation is
    damaged.
    """
    if variant and variant not in dict(variants(kind)):
        raise UserError(f"“{kind}” has no template called “{variant}”: choose one that is offered.")
    given = {key: value for key, value in _read(kind, variant).items() if key != "name"}
    rows = given.pop("section")
    sections = tuple(SectionRow(place, 0, **_section(row)) for place, row in enumerate(rows, start=1))
    return PaperRow(0, kind, **{"title": KINDS[kind].title, **given}), sections


@cache
def variants(kind: str) -> tuple[tuple[str, str], ...]:
    """Return the further shapes of a kind of paper as (variant, what it is called); none for most kinds."""
    found = sorted(paths.resource("papers").glob(f"{kind}.*.toml")) if kind in KINDS else []
    names = [path.name.split(".")[1] for path in found]
    return tuple((name, str(_read(kind, name).get("name") or name)) for name in names)


@cache
def _read(kind: str, variant: str) -> dict[str, Any]:
    if kind not in KINDS:
        raise UserError(f"There is no kind of paper called “{kind}”: choose one of {', '.join(KINDS)}.")
    name = f"{kind}.{variant}" if variant else kind
    try:
        return tomllib.loads(paths.resource("papers", f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"The template of “{name}” cannot be read: install the program again.") from error


def _section(row: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "automatic", **row} if "source" in row else row
