"""The templates that come with the program, one readable file a kind of paper in resources/papers."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from imgdesk import paths
from imgdesk.domain.paper_words import KINDS
from imgdesk.errors import UserError
from imgdesk.views.papers import PaperRow, SectionRow


@cache
def shipped(kind: str) -> tuple[PaperRow, tuple[SectionRow, ...]]:
    """Return the template of a kind of paper and its sections, ids counted from 1.

    Raises UserError for a kind that is none of KINDS, and where the installation is damaged.
    """
    if kind not in KINDS:
        raise UserError(f"There is no kind of paper called “{kind}”: choose one of {', '.join(KINDS)}.")
    try:
        given = tomllib.loads(paths.resource("papers", f"{kind}.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"The template of “{kind}” cannot be read: install the program again.") from error
    rows = given.pop("section")
    sections = tuple(SectionRow(place, 0, **_section(row)) for place, row in enumerate(rows, start=1))
    return PaperRow(0, kind, **{"title": KINDS[kind].title, **given}), sections


def _section(row: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "automatic", **row} if "source" in row else row
