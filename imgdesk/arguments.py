"""The words of the command line: which commands there are, what they take, which papers and lists they know.

Light by itself, because the way into the window passes it; argparse is imported when there is something to parse.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from imgdesk import __version__
from imgdesk.domain.paper_words import KINDS

if TYPE_CHECKING:
    import argparse

COMMANDS: Final = {
    "window": "open the window",
    "demo": "make the sample desk and all its exports, and open it",
    "new": "make an empty desk",
    "import": "bring a workplan, a results framework or a paper into a desk",
    "export": "write a tracker, a paper, a chart or a calendar",
    "list": "list what a desk holds",
    "when": "say how a date as agreed is understood",
    "search": "find words anywhere in a desk",
    "history": "tell what happened to a desk or to one record",
    "undo": "take back the last step",
    "redo": "bring back the step taken back last",
    "check": "check the file, then the plan",
}
EXPORTS: Final = {
    "tracker": (".xlsx",),
    "minutes": (".pdf", ".docx"),
    "agenda": (".pdf", ".docx"),
    **dict.fromkeys(KINDS, (".pdf", ".docx")),
    "meeting-papers": (),
    "workplan": (".pdf", ".docx"),
    "redline": (".pdf", ".docx"),
    "calendar": (".ics",),
    "gantt": (".pdf", ".png", ".svg"),
    "csv": (".csv",),
    "iati": (".xml",),
}
"""The papers by kind, with the endings that each is written as; none for what is written into a folder."""
_OF_PAPERS: Final = ("document", "internal", "drafts", "contacts")
TAKES: Final = {
    "minutes": ("meeting", "version", "internal", "drafts"),
    "agenda": ("meeting",),
    "calendar": ("meeting",),
    **dict.fromkeys(KINDS, _OF_PAPERS),
    **{kind: (*_OF_PAPERS, *row.needs) for kind, row in KINDS.items() if row.needs},
    **dict.fromkeys(("recommended-actions", "key-messages"), (*_OF_PAPERS, "period")),
    "paper": (*_OF_PAPERS, "meeting", "period", "focus_area"),
    "meeting-papers": ("meeting", "internal", "drafts", "contacts"),
    "redline": ("since",),
}
"""What may be chosen for each paper."""
LISTS: Final = (
    "activities",
    "meetings",
    "actions",
    "decisions",
    "reports",
    "indicators",
    "results",
    "documents",
    "sections",
    "organizations",
    "steps",
)


def parser(words: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return the parser of all commands; what it gives has the command's name in `command`.

    `words` are what will be parsed: the choices of a chart are known to the papers, and read only when asked for.
    """
    import argparse

    made = argparse.ArgumentParser(
        prog="imgdesk",
        description="A desk for the coordinator of an inter-agency group: workplan, chart, tracker and brief.",
        epilog="imgdesk [DESK] without a command opens the window.",
    )
    made.add_argument("--version", action="version", version=f"imgdesk {__version__}")
    sub = made.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)
    commands = {
        name: sub.add_parser(name, help=told, description=told[:1].upper() + told[1:] + ".")
        for name, told in COMMANDS.items()
    }
    _window_arguments(commands["window"], commands["demo"])
    _desk_arguments(commands)
    _import_arguments(commands["import"])
    _export_arguments(commands["export"])
    _paper_arguments(commands["export"])
    if {"gantt", "-h", "--help"} & set(words):
        _chart_arguments(commands["export"])
    _reading_arguments(commands)
    return made


def _window_arguments(window: argparse.ArgumentParser, demo: argparse.ArgumentParser) -> None:
    window.add_argument("desk", nargs="?", help="a desk file")
    window.add_argument("--today", type=_day, help="look at the desk as on this day (YYYY-MM-DD)")
    demo.add_argument("dir", nargs="?", type=Path, help="folder for what is made (default: exports)")
    demo.add_argument("--no-window", action="store_true", help="make the files only")


def _desk_arguments(commands: dict[str, argparse.ArgumentParser]) -> None:
    commands["new"].add_argument("desk", type=Path, help="the desk file to make")
    commands["new"].add_argument("--group", default="", help="name of the group")
    for name in ("undo", "redo", "check"):
        commands[name].add_argument("desk", type=Path)
    commands["check"].add_argument("--json", action="store_true")
    commands["check"].add_argument("--today", type=_day, default=None)


def _import_arguments(imports: argparse.ArgumentParser) -> None:
    imports.add_argument("kind", choices=("workplan", "framework", "paper"))
    imports.add_argument(
        "file",
        type=Path,
        help="a workplan or a paper (.docx), or a framework as .xlsx, .csv, .txt or - for lines from standard input",
    )
    imports.add_argument("desk", type=Path)
    imports.add_argument("--dry-run", action="store_true", help="only say what would land")
    imports.add_argument("--json", action="store_true")
    imports.add_argument(
        "--origin", default="command line", metavar="WORDS", help="where the history says it came from"
    )
    imports.add_argument(
        "--under",
        default="",
        metavar="RESULT",
        help="code or title of the result that takes indicators without one",
    )
    imports.add_argument(
        "--as",
        dest="paper_kind",
        choices=tuple(KINDS),
        default="",
        metavar="KIND",
        help=f"what kind of paper it is (default: as it says of itself): {', '.join(KINDS)}",
    )


def _export_arguments(exports: argparse.ArgumentParser) -> None:
    exports.add_argument("kind", choices=tuple(EXPORTS))
    exports.add_argument("desk", type=Path)
    exports.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="FILE",
        help="the file; a folder for meeting-papers",
    )
    exports.add_argument("--for", dest="recipient", default="", metavar="ORG", help="whom the paper is for")
    exports.add_argument("--today", type=_day, default=None, help="as on this day (YYYY-MM-DD)")
    exports.add_argument(
        "--since",
        default=None,
        metavar="VERSION",
        help="a redline since this version: its title or id, or a day (YYYY-MM-DD) for the newest then",
    )


def _paper_arguments(exports: argparse.ArgumentParser) -> None:
    group = exports.add_argument_group("choices of papers and calendar")
    group.add_argument(
        "--meeting", type=int, default=None, metavar="ID", help="which meeting (default: the newest)"
    )
    group.add_argument(
        "--minutes-version",
        dest="version",
        type=int,
        default=None,
        metavar="ID",
        help="minutes as a version kept them",
    )
    group.add_argument("--internal", action="store_true", help="with what is marked internal")
    group.add_argument("--drafts", action="store_true", help="with draft decisions")
    group.add_argument("--contacts", action="store_true", help="with names, mail and telephone of persons")
    group.add_argument(
        "--document",
        type=int,
        default=None,
        metavar="ID",
        help="which paper of the desk (default: the newest of its kind, else one from the template)",
    )
    group.add_argument(
        "--period",
        type=int,
        default=None,
        metavar="ID",
        help="which reporting period (default: the newest with a report)",
    )
    group.add_argument(
        "--focus-area", type=int, default=None, metavar="N", help="which focus area, by its number"
    )


def _chart_arguments(exports: argparse.ArgumentParser) -> None:
    from imgdesk.reports.chart_options import HELP, NAMES

    group = exports.add_argument_group("choices of a chart (gantt)")
    for name in NAMES:
        group.add_argument(f"--{name}", dest=f"chart_{name}", default=None, metavar="WORD", help=HELP[name])


def _reading_arguments(commands: dict[str, argparse.ArgumentParser]) -> None:
    commands["list"].add_argument("kind", choices=LISTS)
    commands["list"].add_argument("desk", type=Path)
    commands["list"].add_argument("--json", action="store_true")
    commands["when"].add_argument("text")
    commands["when"].add_argument(
        "--year", type=int, default=None, help="the year that a date without one means"
    )
    commands["when"].add_argument("--json", action="store_true")
    commands["search"].add_argument("text", help="words that begin what is looked for; all must match")
    commands["search"].add_argument("desk", type=Path)
    commands["search"].add_argument("--json", action="store_true")
    commands["search"].add_argument(
        "--limit", type=_count, default=50, metavar="N", help="how many to list at most (default: 50)"
    )
    commands["history"].add_argument("desk", type=Path)
    commands["history"].add_argument(
        "--record", default="", metavar="TABLE:ID", help="for example activity:12"
    )
    commands["history"].add_argument("--since", default="", metavar="DATE")
    commands["history"].add_argument("--json", action="store_true")


def _count(text: str) -> int:
    from argparse import ArgumentTypeError

    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 1_000_000):
        raise ArgumentTypeError(f"“{text}” is not a number of lines: write 1 or more")
    return int(text)


def _day(text: str) -> date:
    from argparse import ArgumentTypeError

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is not a day: write it as YYYY-MM-DD") from error
