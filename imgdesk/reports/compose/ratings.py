"""How papers say where a focus area stands, as people judged it: rating, percentage, trend, and what the words mean.

Progress report and brief use the same words. Nothing here is computed from the activities.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from imgdesk.domain.progress_words import (
    RATING_DEFINITIONS,
    RATING_ROLES,
    TREND_WORDS,
    rating_words,
)
from imgdesk.reports import marked
from imgdesk.reports.blocks import Paragraph, Span, Text, line_break, plain, quiet, strong, tag
from imgdesk.text import one_line, shorten

if TYPE_CHECKING:
    from imgdesk.views.progress import PeriodRow, ReportRow
    from imgdesk.views.workplan import FocusAreaRow

TITLE_CHARS: Final = 80
REASON_CHARS: Final = 200
HOW_CHARS: Final = 300
PERIOD_CHARS: Final = 80
PARTS_OF_YEARS: Final = ("first", "second", "third", "fourth", "last", "half", "quarter", "year")
BY_THE_PLAN: Final = "Plan: what the workplan itself proposes today, where that is something else."


def standing(
    area: FocusAreaRow, row: ReportRow | None, *, in_full: bool = False, proposed: str = ""
) -> tuple[Text, ...]:
    """Return a focus area as a row of a table: name, rating, percentage, trend, reason; None: it has no report.

    `in_full`: with how the percentage was found, and the whole reason. `proposed` is the status that the plan itself
    gives; it stands below a rating that says something else.
    """
    name = (strong(str(area.number)), Span(f" {area_title(area)}"))
    if row is None:
        return name, (quiet("nothing recorded"),), (), (), ()
    reason = marked.inline(row.rag_reason if in_full else shorten(row.rag_reason, REASON_CHARS))
    trend = plain(TREND_WORDS[row.trend])
    rated = rating(row.rag)
    if _differs(row.rag, proposed):
        rated = (*rated, line_break(), quiet(f"plan: {proposed}"))
    return name, rated, _percent(row, how=in_full), trend, reason


def area_title(area: FocusAreaRow) -> str:
    """Return the short name of a focus area with its lead."""
    title = shorten(area.short_title or area.title, TITLE_CHARS)
    return f"{title} ({one_line(area.leads)})" if one_line(area.leads) else title


def _differs(rag: str, proposed: str) -> bool:
    """Whether a status proposed by the plan contradicts a rating; nothing begun or all done is no contradiction."""
    if proposed[:2] == "G ":
        return rag in ("constrained", "off track")
    return proposed[:2] in ("A ", "R ") and proposed != rating_words(rag)


def rating(rag: str) -> Text:
    """Return a rating as its letter and word in its colour."""
    words = rating_words(rag)
    return (tag(words, RATING_ROLES[rag]),) if rag else (quiet(words),)


def _percent(row: ReportRow, *, how: bool) -> Text:
    """Return the percentage of a report; `how`: and below it how it was found."""
    told = plain("–" if row.percent is None else f"{row.percent} %")
    reason = shorten(row.percent_reason, HOW_CHARS)
    if not how or (row.percent is None and not reason):
        return told
    way = "computed" if row.percent_how == "computed" else "set by hand"
    return (*told, line_break(), quiet(f"{way}: {reason}" if reason else way))


def compared(earlier: PeriodRow | None) -> str:
    """Return what a trend compares with, in one sentence."""
    if earlier is None:
        return "There is no period before to compare with."
    return f"Trend: the rating beside that of {the_period(earlier.title)}."


def the_period(title: str) -> str:
    """Return the title of a period within a sentence: "the first half of 2023", "2023"."""
    told = within(title)
    return f"the {told}" if told.partition(" ")[0] in PARTS_OF_YEARS else told


def within(title: str) -> str:
    """Return the title of a period behind other words: a name or a month in it keeps its capital."""
    told = shorten(title, PERIOD_CHARS)
    lowered = told[:1].lower() + told[1:]
    return lowered if lowered.partition(" ")[0] in PARTS_OF_YEARS else told


def definitions(*before: str) -> Paragraph:
    """Return in small print what each rating means, after some sentences."""
    spans: list[Span] = []
    for sentence in before:
        spans += [Span(sentence), line_break()]
    for place, (word, meaning) in enumerate(RATING_DEFINITIONS.items()):
        opening = " " if place else ""
        spans += [strong(f"{opening}{rating_words(word)}:"), Span(f" {meaning}")]
    return Paragraph(tuple(spans), quiet=True)
