"""The command line: the same services, views and exports as the window, for scripts and for exports in the background.

`--json` prints one document on standard output, messages go to standard error. Exit 0: done; 1: refused, or problems
found, one plain sentence and nothing written; 2: wrong usage. The window is imported only when it is asked for.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from imgdesk import paths
from imgdesk.arguments import COMMANDS, EXPORTS, parser
from imgdesk.errors import UserError
from imgdesk.store.desk import Desk
from imgdesk.text import one_line, shorten

if TYPE_CHECKING:
    import argparse

ORIGIN: Final = "command line"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _run(words)
        sys.stdout.flush()
        return code
    except UserError as error:
        _say(str(error))
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        _say("Stopped.")
        return 130


def _run(words: list[str]) -> int:
    if not words or (words[0] not in COMMANDS and not words[0].startswith("-")):
        if len(words) < 2:  # the way in on most days: nothing is parsed that the first paint waits for
            return _open_window(words[0] if words else None, None)
        words = ["window", *words]
    arguments = parser(words).parse_args(words)
    return _RUN[arguments.command](arguments)


def _window(arguments: argparse.Namespace) -> int:
    return _open_window(arguments.desk, arguments.today)


def _open_window(desk: str | None, today: date | None) -> int:
    if not screen() and not os.environ.get("QT_QPA_PLATFORM"):
        raise UserError(
            "There is no screen here, so the window cannot open: use a command, see “imgdesk --help”."
        )
    return _run_window(desk, today)


def _run_window(desk: str | None, today: date | None) -> int:
    gc.disable()  # nothing is garbage before the first paint; looking for it would make up a tenth of the launch
    try:
        from imgdesk.ui.app import run

        return run(desk, today=today)
    finally:
        gc.enable()


def screen() -> bool:
    """Tell whether a window would be seen: always on Windows and macOS, elsewhere where a display server is named."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    return sys.platform in ("win32", "darwin") or any(
        os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def _demo(arguments: argparse.Namespace) -> int:
    from imgdesk.cli_exports import export
    from imgdesk.services.sample import create_sample, sample_day

    folder: Path = arguments.dir or paths.exports_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"“{folder}” cannot be made ({error.strerror}): choose another folder.") from error
    path = folder / "sample.imgdesk"
    _set_aside(path)
    day = sample_day()
    with create_sample(path, origin=ORIGIN) as desk:
        made = [path]
        for kind, endings in EXPORTS.items():
            for ending in endings:
                made.append(folder / f"sample-{kind}{ending}")
                export(kind, desk, made[-1], today=day)
    _print(f"The sample desk and its papers, as on {day.day} {day:%B %Y}:")
    for file in made:
        _print(f"  {file}")
    if arguments.no_window or not screen():
        return 0
    import subprocess

    # A process of its own: pictures were drawn without a screen in this one, and Qt takes one kind of screen only.
    return subprocess.run(
        [*paths.own_command(), "window", str(path), "--today", day.isoformat()], check=False
    ).returncode


def _set_aside(path: Path) -> None:
    """Make room for a new sample desk; one that somebody worked in is kept under a numbered name."""
    if not path.exists():
        return
    with Desk.open(path, read_only=True) as desk:
        worked_in = len(desk.read("SELECT id FROM step LIMIT 2")) > 1
    if not worked_in:
        path.unlink()
        return
    number = next(n for n in range(1, 10_000) if not path.with_stem(f"{path.stem}-{n}").exists())
    path.rename(path.with_stem(f"{path.stem}-{number}"))


def _new(arguments: argparse.Namespace) -> int:
    Desk.create(arguments.desk, one_line(arguments.group), origin=ORIGIN).close()
    _say(f"Made “{arguments.desk}”.")
    return 0


def _import(arguments: argparse.Namespace) -> int:
    if arguments.paper_kind and arguments.kind != "paper":
        raise UserError(f"--as means nothing for a {arguments.kind}: leave it out.")
    if arguments.kind == "framework":
        return _import_framework(arguments)
    if arguments.under:
        raise UserError(f"--under means nothing for a {arguments.kind}: leave it out.")
    if arguments.kind == "paper":
        return _import_paper(arguments)
    from imgdesk.exchange.word_plan import read_workplan
    from imgdesk.services import exchange

    draft = read_workplan(arguments.file)
    name = arguments.file.name
    with Desk.open(arguments.desk, origin=arguments.origin) as desk:
        landing = (exchange.rehearse if arguments.dry_run else exchange.land)(desk, draft, name)
    report = {**draft.as_dict(), "would_land": exchange.would_land(landing), "landing": landing.as_dict()}
    if arguments.json:
        _json(report)
    else:
        from imgdesk.exchange.report import import_sentences

        for line in import_sentences(draft, landing, dry_run=arguments.dry_run):
            _print(line)
    return 0


def _import_framework(arguments: argparse.Namespace) -> int:
    from imgdesk.exchange.framework_pasted import read_pasted
    from imgdesk.exchange.framework_tables import read_framework
    from imgdesk.services import framework_import

    pasted = str(arguments.file) == "-"
    sheet = read_pasted(_standard_input()) if pasted else read_framework(arguments.file)
    name = "pasted text" if pasted else arguments.file.name
    land = framework_import.rehearse_sheet if arguments.dry_run else framework_import.land_sheet
    with Desk.open(arguments.desk, origin=arguments.origin) as desk:
        landing = land(desk, sheet, name, under=arguments.under)
    if arguments.json:
        would_land = framework_import.would_land(landing)
        _json({**sheet.as_dict(), "would_land": would_land, "landing": landing.as_dict()})
    else:
        from imgdesk.exchange.report import framework_sentences

        for line in framework_sentences(sheet, landing, dry_run=arguments.dry_run):
            _print(line)
    return 0


def _import_paper(arguments: argparse.Namespace) -> int:
    from dataclasses import replace

    from imgdesk.exchange.word_paper import counts_of, read_paper
    from imgdesk.services import paper_import

    draft = read_paper(arguments.file)
    draft = replace(draft, kind=arguments.paper_kind or draft.kind)
    landed: dict[str, int] = {}
    with Desk.open(arguments.desk, read_only=arguments.dry_run, origin=arguments.origin) as desk:
        known = paper_import.same_title(desk, draft)
        if not arguments.dry_run:
            landed["id"] = paper_import.land(desk, draft, origin=arguments.file.name, kind=draft.kind)
    if arguments.json:
        _json({**draft.as_dict(), "found": counts_of(draft.sections), "same_title": known, **landed})
    else:
        from imgdesk.exchange.report import paper_sentences

        for line in paper_sentences(draft, counts_of(draft.sections), known, landed.get("id")):
            _print(line)
    return 0


def _standard_input() -> str:
    from imgdesk.exchange.guard import MAX_BYTES
    from imgdesk.exchange.sheet_cells import decoded

    return decoded("pasted text", sys.stdin.buffer.read(MAX_BYTES))


def _export(arguments: argparse.Namespace) -> int:
    from imgdesk.cli_exports import chosen, export, output_of

    output, choices = output_of(arguments), chosen(arguments)
    today = arguments.today or _today()
    if arguments.kind == "meeting-papers":
        return _export_meeting_papers(arguments.desk, output, today, choices["which"])
    with Desk.open(arguments.desk, read_only=True, origin=ORIGIN) as desk:
        left_out = export(arguments.kind, desk, output, today=today, recipient=arguments.recipient, **choices)
    for sentence in left_out:
        _say(sentence)
    _say(f"Wrote “{output}”.")
    return 0


def _export_meeting_papers(path: Path, folder: Path, today: date, which: dict[str, Any]) -> int:
    """Write all papers for a meeting; each line is told as soon as its file is there."""
    from imgdesk.cli_exports import meeting_papers

    refused = 0
    with Desk.open(path, read_only=True, origin=ORIGIN) as desk:
        for done in meeting_papers(desk, folder, today=today, which=which):
            for sentence in filter(None, (*done.told, done.refused)):
                _say(f"{done.name}: {sentence}")
            if done.refused:
                refused += 1
            else:
                _print(f"{done.number} of {done.total}  {done.name}")
                sys.stdout.flush()
    _say(f"{refused} of the files could not be written." if refused else f"Wrote the papers into “{folder}”.")
    return 1 if refused else 0


def _list(arguments: argparse.Namespace) -> int:
    from imgdesk.views import listing

    read: Callable[[Desk], list[dict[str, Any]]] = getattr(listing, arguments.kind)
    with Desk.open(arguments.desk, read_only=True, origin=ORIGIN) as desk:
        found = read(desk)
    if arguments.json:
        _json(found)
    else:
        rows = map(listing.in_words, found) if arguments.kind == "indicators" else found
        _table(rows, _COLUMNS[arguments.kind])
    return 0


_COLUMNS: Final = {
    "activities": ("ref", "when", "lead_text", "status", "output"),
    "meetings": ("id", "series", "number", "when", "status", "title"),
    "actions": ("id", "status", "due", "owners", "text"),
    "decisions": ("id", "standing", "meeting_name", "text"),
    "reports": ("id", "period", "focus_area", "rag", "percent", "trend", "rag_reason"),
    "indicators": ("code", "measure", "baseline", "target", "actual", "title"),
    "results": ("code", "kind", "indicators", "focus_areas", "title"),
    "documents": ("id", "kind", "status", "template", "dated", "title"),
    "sections": ("title", "activities", "provisional", "note"),
    "organizations": ("acronym", "name", "roles"),
    "steps": ("id", "at", "state", "origin", "label"),
}


def _when(arguments: argparse.Namespace) -> int:
    from imgdesk.domain.timing import as_dict, describe, parse

    timing = parse(arguments.text, year=arguments.year)
    if arguments.json:
        _json(as_dict(timing))
    else:
        _print(describe(timing))
    return 0


def _search(arguments: argparse.Namespace) -> int:
    from imgdesk.store.search import SearchIndex, match_words
    from imgdesk.views.search import search

    if not match_words(arguments.text):
        raise UserError("There is no word to look for: give at least one letter or digit.")
    with Desk.open(arguments.desk, read_only=True, origin=ORIGIN) as desk:
        index = SearchIndex(desk)
        index.build()
        found = search(desk, index, arguments.text, ranked=True, limit=arguments.limit)
        index.close()
    rows = [row.as_dict() for row in found.rows]
    if arguments.json:
        _json(rows)
    else:
        _table(rows, ("kind", "where", "snippet"))
    if found.more:
        _say(f"{found.more:,} more match: add a word, or raise --limit.")
    return 0


def _history(arguments: argparse.Namespace) -> int:
    from imgdesk.views import journal

    table, _, number = arguments.record.partition(":")
    if arguments.record and not (table.isidentifier() and number.isdecimal()):
        raise UserError(f"“{arguments.record}” names no record: write it like activity:12.")
    with Desk.open(arguments.desk, read_only=True, origin=ORIGIN) as desk:
        rows: Sequence[Any] = (
            journal.history(desk, table, int(number)) if table else journal.steps(desk, since=arguments.since)
        )
    found = [row._asdict() for row in rows if row.at >= arguments.since]
    if arguments.json:
        _json(found)
    else:
        _table(found, ("at", "origin", "sentence") if table else _COLUMNS["steps"])
    return 0


def _undo(arguments: argparse.Namespace) -> int:
    with Desk.open(arguments.desk, origin=ORIGIN) as desk:
        changes = desk.undo()
    if changes is None:
        raise UserError("There is nothing to undo in this desk.")
    _say(f"Undid: {changes.label}")
    return 0


def _redo(arguments: argparse.Namespace) -> int:
    with Desk.open(arguments.desk, origin=ORIGIN) as desk:
        changes = desk.redo()
    if changes is None:
        raise UserError("There is nothing to redo in this desk.")
    _say(f"Redid: {changes.label}")
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from imgdesk.views.health import findings

    with Desk.open(arguments.desk, read_only=True, origin=ORIGIN) as desk:
        damage = desk.check()
        plan = [] if damage else findings(desk, today=arguments.today or _today())
    if arguments.json:
        _json({"file": damage, "plan": [row.as_dict() for row in plan], "sound": not damage and not plan})
    else:
        for sentence in [*damage, *(f"{row.ref}  {row.sentence}".strip() for row in plan)]:
            _print(sentence)
        _say(
            "The file is damaged."
            if damage
            else f"The file is sound. The desk raises {len(plan)} {'question' if len(plan) == 1 else 'questions'}."
        )
    return 1 if damage or plan else 0


_RUN: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "window": _window,
    "demo": _demo,
    "new": _new,
    "import": _import,
    "export": _export,
    "list": _list,
    "when": _when,
    "search": _search,
    "history": _history,
    "undo": _undo,
    "redo": _redo,
    "check": _check,
}


def _today() -> date:
    return datetime.now().astimezone().date()


def _json(document: Any) -> None:
    import json

    _print(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def _table(rows: Iterable[dict[str, Any]], columns: Sequence[str]) -> None:
    cells = [[_cell(row[name]) for name in columns] for row in rows]
    widths = [max((len(row[place]) for row in cells), default=0) for place in range(len(columns))]
    for row in cells:
        _print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value if value is not None else "")
    return shorten(text, 72) if text.strip() else ""


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
