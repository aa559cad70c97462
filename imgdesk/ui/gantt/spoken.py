"""A bar in words: for tool tips, and for whoever hears the chart instead of seeing it."""

from __future__ import annotations

from typing import Final

from imgdesk.text import one_line, shorten
from imgdesk.views.wording import doubts, when_words
from imgdesk.views.workplan import ActivityRow

_LONGEST: Final = 200


def bar_words(row: ActivityRow) -> list[str]:
    """Return the lines of a bar's tool tip: output, date as agreed and its window, leads, doubts."""
    lines = [row.output or "Untitled", when_words(row), row.lead_text and f"Lead: {row.lead_text}"]
    status = f"{row.status}, {row.percent} %" if row.percent else row.status
    return [*lines, ", ".join([status, *doubts(row)])]


def spoken(row: ActivityRow) -> str:
    """Return a bar as it is read aloud: "Side event at HLPF, sometime in July 2023, unconfirmed, OHCHR"."""
    parts = [shorten(row.output, _LONGEST) or "Untitled", _when(row), *doubts(row)]
    parts.append(row.status if row.status != "planned" else "")
    parts.append(f"{row.percent} percent" if 0 < row.percent < 100 else "")
    return ", ".join(filter(None, (*parts, one_line(row.lead_text))))


def _when(row: ActivityRow) -> str:
    text = shorten(row.when_text, _LONGEST)
    if row.tbd or (row.earliest is None and row.latest is None):
        return "" if row.tbd else text or "no date"
    if row.grain == "day" or row.earliest is None or row.latest is None:
        return text
    return f"sometime in {text}"
