"""What an import did, as sentences for the command line; the window shows the same facts in its review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from imgdesk.domain.draft import PlanDraft, TableReport
from imgdesk.domain.framework_sheet import FrameworkSheet
from imgdesk.domain.paper_draft import PaperDraft, signs
from imgdesk.domain.paper_words import SECTION_WORDS, kind_words
from imgdesk.services import framework_import
from imgdesk.services.exchange import Landing, would_land
from imgdesk.services.framework_import import FrameworkLanding
from imgdesk.text import one_line, shorten
from imgdesk.views.journal import told_apart


def import_sentences(draft: PlanDraft, landing: Landing, *, dry_run: bool) -> Iterator[str]:
    """Yield the report line by line: what landed, table by table how it was read, and what found no place."""
    verb = "Would bring" if dry_run else "Brought"
    landed = would_land(landing).items()
    counts = ", ".join(f"{count} {_words(name, count)}" for name, count in landed if count)
    yield f"{verb} {counts or 'nothing new'}."
    if landing.known_plan:
        yield from _differences(landing)
    for table in draft.tables:
        yield from _table(table)
    for note in draft.notes:
        yield f"Note: {note}"
    for text in draft.unplaced:
        yield f"Not placed: {shorten(text, 100)}"


def framework_sentences(sheet: FrameworkSheet, landing: FrameworkLanding, *, dry_run: bool) -> Iterator[str]:
    """Yield the report on a results framework: what landed, what differs, what is to be asked, what found no place."""
    verb = "Would bring" if dry_run else "Brought"
    landed = framework_import.would_land(landing).items()
    counts = ", ".join(f"{count} {_words(name, count)}" for name, count in landed if count)
    yield f"{verb} {counts or 'nothing new'}."
    if landing.known and (sheet.whole or landing.unchanged):
        of_it = "indicator is" if landing.unchanged == 1 else "indicators are"
        yield f"The desk has this framework already: {landing.unchanged} {of_it} unchanged."
        yield from _cells(landing.changed)
        for row in landing.missing_rows:
            name = shorten(f"{row['ref']} {row['title']}", 80)
            yield f"  {name} is not in the file and stays."
    for table in sheet.tables:
        yield from _table(table)
    for question in landing.questions:
        yield f"Question: {question}"
    for note in sheet.notes:
        yield f"Note: {note}"
    for text in (*landing.left_out, *sheet.unplaced):
        yield f"Not placed: {shorten(text, 200)}"


def paper_sentences(
    draft: PaperDraft, found: Mapping[str, int], known: int, paper_id: int | None
) -> Iterator[str]:
    """Yield the report on a paper: what was found in it, its sections, and the remarks; no id: nothing has landed."""
    counts = ", ".join(f"{count} {_words(name, count)}" for name, count in found.items() if count)
    verb = "Would bring" if paper_id is None else "Brought"
    number = "" if paper_id is None else f" (paper {paper_id})"
    yield f"{verb} “{draft.title}” as a {kind_words(draft.kind)}{number}: {counts or 'no words'}."
    if known:
        yield f"The desk has {known} of this title already: this is another one."
    counted = signs((section.level, section.numbering) for section in draft.sections)
    for section, sign in zip(draft.sections, counted, strict=True):
        said = section.heading or f"({SECTION_WORDS[section.kind]})"
        yield f"{'  ' * max(1, section.level)}{shorten(f'{sign} {said}', 90)}"
    for note in draft.notes:
        yield f"Note: {note}"


def _differences(landing: Landing) -> Iterator[str]:
    yield f"This workplan is in the desk already: {landing.unchanged} activities are unchanged."
    yield from _cells(landing.changed)
    for output in landing.new_rows:
        yield f"  new: {shorten(output, 90)}"
    for row in landing.missing_rows:
        yield f"  {row['ref']} is not in the paper and stays: {shorten(row['output'], 80)}"


def _cells(changed: Iterable[dict[str, Any]]) -> Iterator[str]:
    for row in changed:
        ours, theirs = told_apart(one_line(str(row["ours"])), one_line(str(row["theirs"])))
        yield f"  {row['ref']} {row['field']}: {ours or '(empty)'} → {theirs or '(empty)'}"


def _words(name: str, count: int) -> str:
    words = name.replace("_", " ")
    if count != 1:
        return words
    if words.endswith("ies"):
        return f"{words[:-3]}y"
    return words.removesuffix("es" if words.endswith("xes") else "s")


def _table(table: TableReport) -> Iterator[str]:
    headers = ", ".join(f"{header} → {field or 'not used'}" for header, field in table.headers.items())
    name = f" ({table.section})" if table.section else ""
    yield f"Table {table.index}{name}: {table.rows} rows; {headers}."
    for joined in table.joined:
        yield f"  joined: {joined}"
    for text in table.not_understood:
        yield f"  not understood: {shorten(text, 90)}"
