"""What an import did, as sentences for the command line; the window shows the same facts in its review."""

from __future__ import annotations

from collections.abc import Iterator

from imgdesk.domain.draft import PlanDraft, TableReport
from imgdesk.services.exchange import Landing, would_land
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


def _differences(landing: Landing) -> Iterator[str]:
    yield f"This workplan is in the desk already: {landing.unchanged} activities are unchanged."
    for row in landing.changed:
        ours, theirs = told_apart(one_line(str(row["ours"])), one_line(str(row["theirs"])))
        yield f"  {row['ref']} {row['field']}: {ours or '(empty)'} → {theirs or '(empty)'}"
    for output in landing.new_rows:
        yield f"  new: {shorten(output, 90)}"
    for row in landing.missing_rows:
        yield f"  {row['ref']} is not in the paper and stays: {shorten(row['output'], 80)}"


def _words(name: str, count: int) -> str:
    words = name.replace("_", " ")
    if count != 1:
        return words
    return f"{words[:-3]}y" if words.endswith("ies") else words.removesuffix("s")


def _table(table: TableReport) -> Iterator[str]:
    headers = ", ".join(f"{header} → {field}" for header, field in table.headers.items())
    yield f"Table {table.index} ({table.section}): {table.rows} rows; {headers}."
    for joined in table.joined:
        yield f"  joined: {joined}"
    for text in table.not_understood:
        yield f"  not understood: {shorten(text, 90)}"
