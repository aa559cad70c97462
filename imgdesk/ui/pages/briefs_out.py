"""What leaves the Briefs page: files, the printer, versions that stay; and what a reader would stumble over before.

Nothing here is in the way of anybody: findings are shown with a jump to each, and what stays inside is asked only
where there is something.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDateTime, QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from imgdesk.domain.health import Finding
from imgdesk.text import shorten
from imgdesk.ui.briefs.composing import MEETING_PAPERS, Leaving, Wanted
from imgdesk.ui.briefs.item_row import target_of
from imgdesk.ui.chart_jobs import Steps
from imgdesk.ui.pages.briefs_state import BriefsState, title_of
from imgdesk.ui.tips import plain_tip
from imgdesk.ui.words import day_words
from imgdesk.views import papers as view
from imgdesk.views.papers import VersionRow

if TYPE_CHECKING:
    from imgdesk.ui.pages.briefs_shown import BriefsShown

_KEYS: Final = count(1)
_MOST: Final = 24
PDF, WORD = ".pdf", ".docx"


class BriefsOut(QObject):
    """Of one page; `kept_version` is the version whose pages are shown instead of the paper as it is now."""

    def __init__(self, page: BriefsShown) -> None:
        super().__init__(page)
        self._page = page
        self.kept_version: VersionRow | None = None
        self.findings: Sequence[Finding] = ()
        self._then: Callable[[], object] | None = None
        self._leaves: Callable[[Sequence[str]], object] | None = None
        self._steps = Steps(self)
        self._connect()

    def _connect(self) -> None:
        page, preview = self._page, self._page.preview
        preview.checked.connect(self._checked)
        preview.rendered.connect(self._rendered)
        preview.composer.looked.connect(self._looked)
        page.check.clicked.connect(self.show_findings)
        page.versions.aboutToShow.connect(self._fill_versions)
        page.exports.aboutToShow.connect(self._fill_exports)
        self._steps.moved.connect(lambda share: self._say_printing(f"Printing: {share:.0%}"))
        self._steps.ended.connect(lambda problem: page.toast.say(problem or "Sent to the printer."))

    @property
    def _state(self) -> BriefsState | None:
        return self._page.state

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return the commands that are done here."""
        return {
            "check_paper": self.show_findings, "keep_version": self.keep_version,
            "export_paper_pdf": partial(self.export, (PDF,)), "export_paper_word": partial(self.export, (WORD,)),
            "export_paper_both": partial(self.export, (PDF, WORD)), "print_paper": self.print_out,
            "meeting_papers": self.export_meeting,
        }  # fmt: skip

    def show_state(self, state: BriefsState) -> None:
        """Follow the paper that is looked at."""
        row = state.kept
        if self.kept_version is not None and (
            row is None or self.kept_version.id not in [one.id for one in view.versions(state.desk, row.id)]
        ):
            self.kept_version = None
        self._page.kept.setVisible(row is not None and not row.template)

    def narrow(self, state: BriefsState) -> None:
        """Enable the commands that make sense now."""
        row, allow = state.kept, self._page.allow
        paper = bool(state.kind) and not state.is_shipped and not (row is not None and row.template)
        for name in (
            "export_paper_pdf",
            "export_paper_word",
            "export_paper_both",
            "print_paper",
            "check_paper",
        ):
            allow(name, paper)
        allow("keep_version", row is not None and paper and self.kept_version is None)
        allow("meeting_papers", self._meeting_id() is not None)
        self._page.main.setEnabled(paper)
        self._page.check.setEnabled(paper)

    def forget(self) -> None:
        """Forget the desk, which is about to be closed."""
        self._steps.cancel()
        self.kept_version, self.findings, self._then, self._leaves = None, (), None, None

    # What a reader would stumble over

    def _checked(self, findings: Sequence[Finding]) -> None:
        self.findings = findings
        number = len(findings)
        self._page.check.setText(f"Check {number}" if number else "Check")
        self._page.check.setAccessibleDescription(f"{number} to look at" if number else "Nothing to look at")

    def show_findings(self) -> None:
        """Show what was found, with a jump to each."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_findings(menu)
        menu.popup(self._page.check.mapToGlobal(QPoint(0, self._page.check.height())))

    def fill_findings(self, menu: QMenu) -> None:
        """Fill a menu with what was found."""
        menu.setToolTipsVisible(True)
        if not self.findings:
            menu.addAction("Nothing to look at before it goes out.").setEnabled(False)
        for finding in self.findings[:_MOST]:
            words = shorten(f"{finding.severity.capitalize()}: {finding.sentence}", 140)
            action = menu.addAction(words.replace("&", "&&"), partial(self._jump, finding.record))
            action.setToolTip(plain_tip(finding.sentence))
            action.setEnabled(self._target(finding.record) is not None)
        if len(self.findings) > _MOST:
            menu.addAction(f"and {len(self.findings) - _MOST} more").setEnabled(False)

    def _target(self, record: str) -> tuple[str, int] | None:
        kind, _, key = record.partition(":")
        return (
            (kind, int(key)) if kind in ("paper", "paper_section") and key.isdecimal() else target_of(record)
        )

    def _jump(self, record: str) -> None:
        target = self._target(record)
        if target is None:
            return
        if target[0] in ("paper", "paper_section"):
            self._page.show_record(*target)
        else:
            self._page.finish()
            self._page.record_wanted.emit(*target)

    # Files

    def export(self, endings: Sequence[str]) -> None:
        """Write the paper to a file, or to one of each format."""
        state = self._state
        wanted = state.wanted() if state is not None else None
        if state is None or wanted is None:
            return
        self._page.finish()
        if wanted.kind == "minutes":
            self._page.export_wanted.emit("export_minutes", state.arguments(), "")
            return
        about = state.title() if state.kept is not None else f"{state.desk.path.stem} {title_of(wanted.kind)}"
        self._ask(wanted, lambda more: self._page.paper_wanted.emit(
            wanted.kind, tuple(endings), [*state.arguments(), *more], about
        ))  # fmt: skip

    def export_meeting(self) -> None:
        """Write all papers of the meeting that this one is about into a folder."""
        meeting_id = self._meeting_id()
        if meeting_id is not None:
            self._page.finish()
            self._ask(
                Wanted(MEETING_PAPERS, meeting_id=meeting_id),
                lambda more: self._page.meeting_papers_wanted.emit(meeting_id, list(more)),
            )

    def _meeting_id(self) -> int | None:
        return self._state.about().get("meeting_id") if self._state is not None else None

    def _ask(self, wanted: Wanted, go: Callable[[Sequence[str]], object]) -> None:
        """Go on with what of a paper leaves the desk; asked only where something stays inside by itself."""
        if wanted.kind in ("workplan", "redline", "agenda"):
            go(())
            return
        self._leaves = go
        self._page.preview.composer.look(wanted, self._page.today)

    def _looked(self, wanted: Wanted, found: Leaving) -> None:
        from imgdesk.ui.dialogs.what_leaves import PaperLeaves

        go, self._leaves = self._leaves, None
        if go is None:
            return
        many = wanted.kind == MEETING_PAPERS
        title = "" if self._state is None or many else self._state.title()
        more = PaperLeaves.ask(title, found)
        if more is not None:
            go(more)

    # Printing

    def print_out(self) -> None:
        """Ask for a printer and print the pages."""
        self._page.finish()
        self._when_ready(self._print)

    def _print(self) -> None:
        from imgdesk.ui.briefs.printing import PrinterOfPapers, print_pdf

        data = self._page.preview.pdf
        if not data or self._steps.running:
            return
        printer = PrinterOfPapers.ask(self._page, self._page.preview.view.page_count)
        if printer is not None:
            self._say_printing("Printing…")
            self._steps.start(lambda: print_pdf(data, printer))

    def _say_printing(self, words: str) -> None:
        self._page.toast.say(words, "Cancel", self._steps.cancel)

    def _when_ready(self, do: Callable[[], object]) -> None:
        """Do something with the pages as soon as they are those of the paper as it is now."""
        if self._page.preview.busy:
            self._then = do
        else:
            do()

    def _rendered(self) -> None:
        if self._then is not None and not self._page.preview.busy:
            do, self._then = self._then, None
            do()

    # Versions

    def keep_version(self) -> None:
        """Ask as what, set the paper to that, and keep its words with the pages that follow, as one step."""
        from imgdesk import services
        from imgdesk.ui.dialogs.keep_version import KeepVersion

        state = self._state
        row = state.kept if state is not None else None
        if state is None or row is None:
            return
        self._page.finish()
        number = 1 + max((one.number for one in view.versions(state.desk, row.id)), default=0)
        said = KeepVersion.ask(row.title, number, row.status)
        if said is None:
            return
        merge = f"version {next(_KEYS)}"
        if said.state != row.status:

            def change(desk: object) -> None:
                with state.desk.change(f"Keep version {number}", merge=merge):
                    services.papers.set_status(state.desk, row.id, said.state)

            if not self._page.edits.do(change):
                return
        self._when_ready(partial(self._keep, row.id, number, said.state, said.note, merge))

    def _keep(self, paper_id: int, number: int, status: str, note: str, merge: str) -> None:
        from imgdesk import services

        state, pdf = self._state, self._page.preview.pdf
        if state is None:
            return

        def change(desk: object) -> None:
            with state.desk.change(f"Keep version {number}", merge=merge):
                services.papers.keep_version(
                    state.desk, paper_id, pdf, state=status, note=note, today=state.today
                )  # fmt: skip

        if self._page.edits.do(change):
            self._page.toast.say_undone_by(f"Kept version {number}.", self._page.command("undo"))

    def _fill_versions(self) -> None:
        menu, state = self._page.versions, self._state
        menu.clear()
        row = state.kept if state is not None else None
        if state is None or row is None:
            return
        menu.addAction(self._page.command("keep_version"))
        menu.addSeparator()
        rows = view.versions(state.desk, row.id)
        for version in rows:
            action = menu.addAction(shorten(version_words(version), 90).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(self.kept_version is not None and self.kept_version.id == version.id)
            action.triggered.connect(lambda _on=False, version=version: self.show_version(version))
        if not rows:
            menu.addAction("No versions yet: keep one before the paper goes out.").setEnabled(False)

    def show_version(self, version: VersionRow) -> None:
        """Show the pages of a version as they went out."""
        state = self._state
        if state is None:
            return
        found: list[bytes | None] = []
        if not self._page.edits.do(lambda desk: found.append(view.version_pdf(desk, version.id))):
            return
        if found[0] is None:
            self._page.notice.emit(
                f"No pages were kept with version {version.number}: restore it to see its words."
            )
        self._page.finish()
        self.kept_version = version
        if found[0] is not None:
            self._page.preview.show_kept(found[0])
            self._page.show_preview(True)
        self._page.refresh()

    def kept_words(self) -> str:
        """Return what is said over the paper while the pages of a version are shown."""
        return f"The pages of {version_words(self.kept_version)}." if self.kept_version is not None else ""

    def leave_version(self) -> None:
        """Show the pages of the paper as it is now again."""
        self.kept_version = None
        self._page.refresh()

    def restore_shown(self) -> None:
        """Make what the version shown kept the paper's own again."""
        version = self.kept_version
        if version is not None:
            self.kept_version = None
            if self._page.edits.restore_version(version.id):
                self._page.toast.say_undone_by(
                    f"Back to version {version.number}.", self._page.command("undo")
                )
            else:
                self._page.refresh()

    # The menu

    def _fill_exports(self) -> None:
        menu = self._page.exports
        menu.clear()
        for name, words in (
            ("export_paper_pdf", "&PDF…"), ("export_paper_word", "&Word…"), ("export_paper_both", "PDF and Word…"),
            ("print_paper", "P&rint…\tCtrl+P"), ("", ""), ("meeting_papers", "&All papers for this meeting…"),
        ):  # fmt: skip
            if not name:
                menu.addSeparator()
                continue
            command = self._page.command(name)
            menu.addAction(words, command.trigger).setEnabled(command.isEnabled())


def version_words(version: VersionRow) -> str:
    """Return a version in words: "version 2, circulated, 14 July 2023: to the co-chairs"."""
    moment = QDateTime.fromString(version.made_at, Qt.DateFormat.ISODate).toLocalTime()
    told = f"version {version.number}, {version.state}, {day_words(moment, QDateTime.currentDateTime())}"
    return f"{told}: {version.note}" if version.note else told
