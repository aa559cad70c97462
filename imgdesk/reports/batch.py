"""All papers for one meeting into one folder: which ones there are, under which names, and writing them one by one.

Each file is whole or not there. One that is refused does not keep the others from being written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from imgdesk.domain.paper_words import KINDS
from imgdesk.errors import UserError
from imgdesk.reports import export
from imgdesk.text import one_line, safe_name
from imgdesk.views import minutes
from imgdesk.views import papers as view

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

ENDINGS: Final = (".pdf", ".docx")
NAME_BYTES: Final = 110


class BatchPaper(NamedTuple):
    """A paper for a meeting: the kind of its export, what `export` is told, its words, its file's name, no ending."""

    kind: str
    arguments: dict[str, int]
    words: str
    name: str


class Done(NamedTuple):
    """A file of a batch: its place, counted from 1, and either what a reader should know of it or why it is refused."""

    number: int
    total: int
    name: str
    told: tuple[str, ...] = ()
    refused: str = ""


def papers_of(desk: Desk, meeting_id: int) -> list[BatchPaper]:
    """Return the papers for a meeting: brief, agenda, minutes as far as written, and those of the desk about it.

    A brief of the desk about the meeting stands instead of the one that the desk composes by itself. Raises UserError
    for a meeting that is not there.
    """
    record = minutes.record(desk, meeting_id)
    if record is None:
        raise UserError(f"This desk has no meeting {meeting_id}: choose one that is listed.")
    kept = view.papers_of_meeting(desk, meeting_id)
    found: list[tuple[str, dict[str, int], str]] = []
    if not any(row.kind == "brief" for row in kept):
        found.append(("brief", {"meeting_id": meeting_id}, KINDS["brief"].title))
    found.append(("agenda", {"meeting_id": meeting_id}, "Agenda"))
    if any(record.paragraphs()):
        found.append(("minutes", {"meeting_id": meeting_id}, "Minutes"))
    in_order = sorted(kept, key=lambda row: (list(KINDS).index(row.kind), row.made_at, row.id))
    found += [
        (row.kind, {"document": row.id}, one_line(row.title) or KINDS[row.kind].title) for row in in_order
    ]
    return list(_named(sorted(found, key=lambda paper: paper[0] != "brief")))


def _named(found: Sequence[tuple[str, dict[str, int], str]]) -> Iterator[BatchPaper]:
    """Give each paper a name of its own, also where a file system takes capitals for small letters."""
    taken: set[str] = set()
    for kind, arguments, words in found:
        count, name = 1, _stem(words)
        while name.casefold() in taken:
            count += 1
            name = _stem(words, f" {count}")
        taken.add(name.casefold())
        yield BatchPaper(kind, arguments, words, name)


def _stem(words: str, more: str = "") -> str:
    """Return a name that any of the endings can follow; the number of a double stays whole."""
    safe = safe_name(f"{words}.docx").removesuffix(".docx").encode()
    return safe[: NAME_BYTES - len(more)].decode(errors="ignore").rstrip(" .-") + more


def write_papers(
    desk: Desk,
    folder: Path,
    papers: Sequence[BatchPaper],
    *,
    today: date,
    internal: bool = False,
    drafts: bool = False,
    contacts: bool = False,
) -> Iterator[Done]:
    """Write each paper as PDF and as Word file, and yield what became of it, file by file.

    The folder is made where it is not there; raises UserError where that cannot be.
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"“{folder}” cannot be made ({error.strerror}): choose another folder.") from error
    switched: dict[str, Any] = {"internal": internal, "drafts": drafts, "contacts": contacts}
    files = [(paper, folder / f"{paper.name}{ending}") for paper in papers for ending in ENDINGS]
    for number, (paper, path) in enumerate(files, start=1):
        done = Done(number, len(files), path.name)
        try:
            yield done._replace(told=_write(desk, path, paper, today, switched))
        except UserError as error:
            yield done._replace(refused=str(error))


def _write(
    desk: Desk, path: Path, paper: BatchPaper, today: date, switched: dict[str, Any]
) -> tuple[str, ...]:
    given: dict[str, Any] = dict(paper.arguments)
    if paper.kind == "agenda":
        return export.export_agenda(desk, path, **given)
    if paper.kind == "minutes":
        told = {name: switched[name] for name in ("internal", "drafts")}
        return export.export_minutes(desk, path, **given, **told)
    return export.export_paper(desk, path, paper.kind, today=today, **given, **switched)
