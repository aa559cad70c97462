"""Files that come and go, from the window: asks where, runs the command line as a job, says how it ended.

An import is read twice: first without writing, for the review, then for good. The child writes the desk file itself;
the bridge notices and everything is read anew, and because the journal is in the file, Undo takes the import back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from imgdesk import paths
from imgdesk.text import one_line, safe_name
from imgdesk.ui.desk_controller import DeskController
from imgdesk.ui.jobs import Job, MakeJob, ProcessJob

if TYPE_CHECKING:
    from imgdesk.settings import Settings
    from imgdesk.store.desk import Desk
    from imgdesk.ui.theme import Theme

PAPERS = "Workplans (*.docx)"
DOCUMENTS = "Word documents (*.docx)"
PAPER_ENDINGS = (".docx",)
UNDO = "Undo"
CANCELLED = "Cancelled. Nothing was written."
_IN_PASSING = 130
"""So many characters are read while a toast is there."""


class Paper(NamedTuple):
    """One kind of export as the window offers it: command line kind, words, file endings as a Qt filter."""

    kind: str
    words: str
    endings: tuple[str, ...]
    kinds: str


EXPORTS = {
    "export_tracker": Paper("tracker", "tracker", (".xlsx",), "Excel workbook (*.xlsx)"),
    "export_brief": Paper("brief", "brief", (".pdf", ".docx"), "PDF (*.pdf);;Word (*.docx)"),
    "export_chart": Paper(
        "gantt", "chart", (".pdf", ".png", ".svg"), "PDF (*.pdf);;Picture (*.png);;Drawing (*.svg)"
    ),
    "export_framework": Paper("csv", "results framework", (".csv",), "Table (*.csv)"),
    "export_workplan": Paper("workplan", "workplan", (".pdf", ".docx"), "PDF (*.pdf);;Word (*.docx)"),
    "export_redline": Paper(
        "redline", "workplan with changes", (".pdf", ".docx"), "PDF (*.pdf);;Word (*.docx)"
    ),
    "export_progress": Paper("progress", "progress report", (".pdf", ".docx"), "PDF (*.pdf);;Word (*.docx)"),
    "export_agenda": Paper("agenda", "agenda", (".pdf", ".docx"), "PDF (*.pdf);;Word (*.docx)"),
    "export_minutes": Paper("minutes", "minutes", (".pdf", ".docx"), "PDF (*.pdf);;Word (*.docx)"),
    "export_calendar": Paper("calendar", "meeting", (".ics",), "Calendar (*.ics)"),
}
_FORMATS = {".pdf": "PDF (*.pdf)", ".docx": "Word (*.docx)"}


class ImportExport(QObject):
    """Runs one job at a time."""

    began = Signal(str)
    """What is running: "Exporting the tracker…"."""
    ended = Signal()
    said = Signal(str, str, object)
    """sentence, button text (may be empty), what the button does"""
    arrived = Signal(str, int)
    """kind and id of a record that an import brought, to be shown"""

    def __init__(
        self,
        controller: DeskController,
        make_job: MakeJob = ProcessJob,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__()
        self._today = today
        self._controller = controller
        self._make_job = make_job
        self._job: Job | None = None
        self._for_desk = False
        self._remarks: list[str] = []
        """What was said of the files written since the last time that it was told."""

    @property
    def running(self) -> bool:
        """Whether a job runs."""
        return self._job is not None

    def cancel(self) -> None:
        """Stop the running job; what it was writing is as if it had never begun."""
        if self._job is not None:
            self._job.cancel()

    def leave_desk(self) -> None:
        """Stop an import: its desk is about to be closed. An export goes on, it needs the file only."""
        if self._for_desk:
            self.cancel()

    def export(self, name: str, more: Sequence[str] = (), about: str = "") -> None:
        """Ask where and export; `name` is one of the export commands.

        `more` are further arguments of the command line, `about` says in the file's name what is exported of the desk.
        """
        from imgdesk.ui.dialogs.file_choice import FileChoice

        desk, paper = self._controller.desk, EXPORTS[name]
        if desk is None or self._busy():
            return
        if paper.kind == "minutes":
            audience = _audience(desk, more)
            if audience is None:
                return
            more = [*more, *audience]
        today = self._today().isoformat()
        stem = safe_name(" ".join(part for part in (desk.path.stem, about, paper.words, today) if part))
        suggested = paths.exports_dir() / f"{stem}{paper.endings[0]}"
        path = FileChoice.ask_save(f"Export the {paper.words}", suggested, paper.kinds)
        if path is not None:
            arguments = ["export", paper.kind, str(desk.path), "-o", str(path), "--today", today, *more]
            self._run(f"Exporting the {paper.words}…", arguments, lambda _: self._exported(path))

    def export_paper(self, kind: str, endings: Sequence[str], more: Sequence[str], about: str) -> None:
        """Ask where and write a paper in one format or in several, one file each beside the other."""
        from imgdesk.ui.dialogs.confirm import Confirm
        from imgdesk.ui.dialogs.file_choice import FileChoice

        desk = self._controller.desk
        if desk is None or self._busy():
            return
        stem = safe_name(" ".join((about, self._today().isoformat())))
        suggested = paths.exports_dir() / f"{stem}{endings[0]}"
        path = FileChoice.ask_save(
            "Export the paper", suggested, ";;".join(_FORMATS[end] for end in endings[:1])
        )
        if path is None:
            return
        files = [path, *(path.with_suffix(ending) for ending in endings[1:])]
        there = [file.name for file in files[1:] if file.exists()]
        if there and not Confirm.ask(
            f"“{there[0]}” exists already", "It is replaced by the new one.", "Replace"
        ):
            return
        self._write_papers(kind, files, more, [])

    def _write_papers(self, kind: str, files: Sequence[Path], more: Sequence[str], done: list[Path]) -> None:
        """Write the first of these files, and then the others."""
        desk = self._controller.desk
        if desk is None:
            return
        today = self._today().isoformat()
        path, *rest = files

        def written(_output: str) -> None:
            done.append(path)
            if rest:
                self._write_papers(kind, rest, more, done)
            else:
                self._exported(*done)

        left = f"Cancelled. “{done[0].name}” is written, “{path.name}” is not." if done else CANCELLED
        arguments = ["export", kind, str(desk.path), "-o", str(path), "--today", today, *more]
        self._run(f"Writing “{path.name}”…", arguments, written, stopped=lambda: left)

    def export_meeting_papers(self, meeting_id: int, more: Sequence[str] = ()) -> None:
        """Ask for a folder and write all papers of a meeting into it; says how far it is."""
        from imgdesk.ui.dialogs.file_choice import FileChoice

        desk = self._controller.desk
        if desk is None or self._busy():
            return
        folder = FileChoice.ask_folder("Folder for the papers of this meeting", paths.exports_dir())
        if folder is None:
            return
        today = self._today().isoformat()
        told: list[str] = []

        def tell(line: str) -> None:
            told.append(line)
            self.began.emit(f"Writing the papers of the meeting: {line.partition('  ')[0]} done…")

        def left() -> str:
            return f"Cancelled. {_files(len(told))} in “{folder.name}”." if told else CANCELLED

        def ended(sentence: str = "") -> None:
            words = f"{_files(len(told))} in “{folder.name}”."
            self._tell_written(f"{words} {sentence}".strip(), folder)

        arguments = [
            "export", "meeting-papers", str(desk.path), "-o", str(folder), "--today", today,
            "--meeting", str(meeting_id), *more,
        ]  # fmt: skip
        self._run(
            "Writing the papers of the meeting…", arguments,
            lambda _: ended(), stopped=left, told=tell,
            refused=lambda sentence: ended(sentence) if told else self._refused(sentence),
        )  # fmt: skip

    def print_chart(self, theme: Theme, settings: Settings) -> None:
        """Choose how the chart is printed, see its pages, and print, save or copy it."""
        from imgdesk.ui.dialogs.print_chart import PrintChart

        if self._controller.desk is not None:
            PrintChart.show_for(theme, self._controller.desk, settings, self._today())

    def import_workplan(self) -> None:
        """Ask for a workplan, review it and let it land."""
        from imgdesk.ui.dialogs.file_choice import FileChoice

        if self._controller.desk is None or self._busy():
            return
        path = FileChoice.ask_open("Import a workplan", Path.home(), PAPERS)
        if path is not None:
            self.import_file(path)

    def import_file(self, path: Path) -> None:
        """Review the workplan at `path` and let it land in the open desk; without one, ask for a new desk first.

        A paper that is no workplan may be read as what it is.
        """
        if self._busy() or (self._controller.desk is None and not self._controller.new(name=path.stem)):
            return
        desk = self._controller.desk
        if desk is None:
            return
        arguments = ["import", "workplan", str(path), str(desk.path), "--origin", "window"]
        self._read(path.name, arguments, refused=lambda sentence: self._no_workplan(path, sentence))

    def _no_workplan(self, path: Path, sentence: str) -> None:
        """Offer to read a file as a paper, where nothing else is wrong with it than that it holds no workplan."""
        from imgdesk.exchange.word_plan import NO_WORKPLAN
        from imgdesk.ui.dialogs.confirm import Confirm

        if not sentence.startswith(f"“{one_line(path.name)}” {NO_WORKPLAN}"):
            self._refused(sentence)
        elif Confirm.ask(
            f"“{one_line(path.name)}” holds no workplan",
            "A workplan has a table with columns such as Output, Lead Agencies and Date. Any other paper can be "
            "imported among the Briefs: you see what was found in it before it lands.",
            "Import it as a paper…",
        ):
            self._read_paper(path)

    def import_paper(self) -> None:
        """Ask for a paper in Word, review it, let it land and show it."""
        from imgdesk.ui.dialogs.file_choice import FileChoice

        if self._controller.desk is None or self._busy():
            return
        path = FileChoice.ask_open("Import a paper from Word", Path.home(), DOCUMENTS)
        if path is not None:
            self._read_paper(path)

    def import_framework(self) -> None:
        """Ask for a results framework, as a file or as pasted lines, review it and let it land."""
        from imgdesk.ui.dialogs.framework_source import FrameworkSource

        desk = self._controller.desk
        if desk is None or self._busy():
            return
        source = FrameworkSource.ask(_results(desk))
        if source is None:
            return
        file = str(source.path) if source.path is not None else "-"
        arguments = ["import", "framework", file, str(desk.path), "--origin", "window"]
        if source.under:
            arguments.append(f"--under={source.under}")
        self._read(source.path.name if source.path is not None else "pasted text", arguments, source.text)

    def _read(
        self, name: str, arguments: Sequence[str], typed: str = "", *,
        refused: Callable[[str], None] | None = None,
    ) -> None:  # fmt: skip
        self._run(
            f"Reading “{name}”…", [*arguments, "--dry-run", "--json"],
            lambda output: self._review(name, arguments, typed, output), typed, refused=refused,
        )  # fmt: skip

    def _read_paper(self, path: Path) -> None:
        desk = self._controller.desk
        if desk is None:
            return
        arguments = ["import", "paper", str(path), str(desk.path), "--origin", "window", "--json"]
        self._run(
            f"Reading “{path.name}”…",
            [*arguments, "--dry-run"],
            lambda output: self._review_paper(path.name, arguments, output),
        )

    def _review(self, name: str, arguments: Sequence[str], typed: str, output: str) -> None:
        from imgdesk.ui.dialogs.import_review import ImportReview

        if ImportReview.ask(json.loads(output), name):
            self._run(f"Importing “{name}”…", arguments, lambda _: self._imported(name), typed)

    def _review_paper(self, name: str, arguments: Sequence[str], output: str) -> None:
        from imgdesk.ui.dialogs.paper_review import PaperReview

        if kind := PaperReview.ask(json.loads(output), name):
            self._run(
                f"Importing “{name}”…",
                [*arguments, "--as", kind],
                lambda landed: self._paper_imported(name, json.loads(landed)["id"]),
            )

    def _paper_imported(self, name: str, paper_id: int) -> None:
        self._imported(name)
        self.arrived.emit("paper", paper_id)

    def _imported(self, name: str) -> None:
        if self._controller.bridge is not None:
            self._controller.bridge.look_outside()
        self.said.emit(f"Imported “{name}”.", UNDO, self._controller.undo)

    def _exported(self, *files: Path) -> None:
        names = " and ".join(f"“{file.name}”" for file in files)
        self._tell_written(f"Exported {names}.", files[0])

    def _tell_written(self, words: str, path: Path) -> None:
        """Say what was written and what there is to know of it: in passing where that is short, else to be read."""
        said = list(dict.fromkeys(self._remarks))
        self._remarks.clear()
        brief = " ".join([words, *said])
        if not said or len(brief) <= _IN_PASSING:
            self.said.emit(brief, "Open", lambda: _open(path))
            return
        from imgdesk.ui.dialogs.written import Written

        Written.tell(words, said, lambda: _open(path))

    def _busy(self) -> bool:
        from imgdesk.ui.dialogs.message import Message

        if self._job is not None:
            Message.tell(
                "Another export or import is still running: wait for it, or cancel it in the status line."
            )
        return self._job is not None

    def _run(
        self, words: str, arguments: Sequence[str], done: Callable[[str], None], typed: str = "",
        *, stopped: Callable[[], str] = lambda: CANCELLED, told: Callable[[str], None] = lambda _: None,
        refused: Callable[[str], None] | None = None,
    ) -> None:  # fmt: skip
        self._for_desk = arguments[0] == "import"
        job = self._job = self._make_job(arguments, self)
        job.typed = typed
        job.done.connect(lambda output: self._end(job, lambda: done(output)))
        job.failed.connect(lambda sentence: self._end(job, lambda: (refused or self._refused)(sentence)))
        job.cancelled.connect(lambda: self._end(job, lambda: self._stopped(stopped())))
        job.told.connect(told)
        self.began.emit(words)
        job.start()

    def _end(self, job: Job, then: Callable[[], None]) -> None:
        self._job = None
        self._remarks += job.remarks if not self._for_desk else ()
        job.deleteLater()
        self.ended.emit()
        then()

    def _refused(self, sentence: str) -> None:
        self._remarks.clear()
        from imgdesk.ui.dialogs.message import Message

        Message.tell(sentence)

    def _stopped(self, sentence: str) -> None:
        self._remarks.clear()
        self.said.emit(sentence, "", None)


def _open(path: Path) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _files(count: int) -> str:
    return "1 paper is written" if count == 1 else f"{count} papers are written"


def _results(desk: Desk) -> list[tuple[str, str]]:
    """Return the results of a desk as the words that are shown and what names them on the command line."""
    from imgdesk.views import framework

    rows = [row for frame in framework.frameworks(desk) for row in framework.results(desk, frame.id)]
    return [(f"{row.code} {row.title}".strip(), row.code or row.title) for row in rows]


def _audience(desk: Desk, more: Sequence[str]) -> list[str] | None:
    """Ask what of the minutes leaves the desk, and return it as arguments of the command line; None for Cancel."""
    from imgdesk.ui.dialogs.what_leaves import WhatLeaves
    from imgdesk.views import minutes

    chosen = dict(zip(more[::2], more[1::2], strict=True))
    version, meeting_id = chosen.get("--minutes-version"), chosen.get("--meeting")
    meeting = minutes.version(desk, int(version)) if version else None
    if meeting is None and meeting_id:
        meeting = minutes.record(desk, int(meeting_id))
    return [] if meeting is None else WhatLeaves.ask(meeting)
