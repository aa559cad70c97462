"""What leaves the Briefs page: versions that stay, files, all papers of a meeting; and the checks before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMenu

from imgdesk.ui.briefs.composing import Leaving
from imgdesk.ui.briefs.printing import PrinterOfPapers
from imgdesk.ui.dialogs.keep_version import KeepVersion, Kept, states
from imgdesk.ui.dialogs.what_leaves import PaperLeaves
from imgdesk.views import papers
from tests.ui.briefs_window import CTRL, WAIT_MS, BriefsWindow

Key = Qt.Key


@pytest.fixture
def leaves(monkeypatch: pytest.MonkeyPatch) -> list[Leaving]:
    """What was said to stay inside; the answer is to put nothing in."""
    seen: list[Leaving] = []

    def ask(cls: type, _title: str, found: Leaving) -> list[str]:
        seen.append(found)
        return []

    monkeypatch.setattr(PaperLeaves, "ask", classmethod(ask))
    return seen


def keep(briefs: BriefsWindow, monkeypatch: pytest.MonkeyPatch, state: str, note: str = "") -> None:
    monkeypatch.setattr(KeepVersion, "ask", classmethod(lambda cls, *given: Kept(state, note)))
    briefs.page.command("keep_version").trigger()
    briefs.ready()


def entries(menu: QMenu) -> list[str]:
    return [action.text().replace("&", "").partition("\t")[0] for action in menu.actions() if action.text()]


def test_a_version_keeps_the_pages_without_the_mark_of_a_draft_and_is_one_step(
    briefs_page: BriefsWindow, monkeypatch
) -> None:
    row = briefs_page.page.state.kept
    assert "DRAFT" in briefs_page.pages_text()
    keep(briefs_page, monkeypatch, "circulated", "to the co-chairs")
    version = papers.versions(briefs_page.desk, row.id)[0]
    assert (version.number, version.state, version.note) == (1, "circulated", "to the co-chairs")
    assert papers.version_pdf(briefs_page.desk, version.id) == briefs_page.page.preview.pdf
    assert "DRAFT" not in briefs_page.pages_text()
    assert briefs_page.page.state.kept.status == "circulated"
    briefs_page.click(briefs_page.page.toast._button)
    assert papers.versions(briefs_page.desk, row.id) == []
    assert briefs_page.page.state.kept.status == "draft"


def test_the_pages_of_a_version_are_shown_and_its_words_restored(
    briefs_page: BriefsWindow, monkeypatch
) -> None:
    keep(briefs_page, monkeypatch, "draft")
    before = briefs_page.page.preview.pdf
    title = briefs_page.page.state.kept.title
    briefs_page.page.edits.edit_paper("title", "Another title")
    briefs_page.ready()
    assert briefs_page.page.preview.pdf != before
    version = papers.versions(briefs_page.desk, briefs_page.page.state.kept.id)[0]
    briefs_page.page.out.show_version(version)
    briefs_page.ready()
    assert briefs_page.page.preview.pdf == before
    assert briefs_page.page.calm.words.text().startswith("The pages of version 1, draft")
    briefs_page.click(briefs_page.page.calm.buttons[0])
    briefs_page.ready()
    assert "Another title" in briefs_page.pages_text()
    briefs_page.page.out.show_version(version)
    briefs_page.click(briefs_page.page.calm.buttons[1])
    briefs_page.ready()
    assert briefs_page.page.state.kept.title == title
    briefs_page.undo()
    assert briefs_page.page.state.kept.title == "Another title"


def test_the_menu_of_versions_says_each_with_its_note(briefs_page: BriefsWindow, monkeypatch) -> None:
    keep(briefs_page, monkeypatch, "draft", "for comments")
    briefs_page.page.versions.aboutToShow.emit()
    words = entries(briefs_page.page.versions)
    assert words[0] == "Keep a version…"
    assert words[1].startswith("version 1, draft, ")
    assert words[1].endswith(": for comments")


@pytest.mark.parametrize(
    ("status", "offered"),
    [("draft", ["draft", "circulated"]), ("circulated", ["circulated", "final"]), ("final", ["final"])],
)
def test_a_version_is_kept_as_what_may_follow(status: str, offered: list[str]) -> None:
    assert list(states(status)) == offered


@pytest.mark.parametrize(
    ("name", "endings"),
    [
        ("export_paper_pdf", (".pdf",)),
        ("export_paper_word", (".docx",)),
        ("export_paper_both", (".pdf", ".docx")),
    ],
)
def test_a_paper_leaves_in_the_format_that_was_chosen(
    briefs_page: BriefsWindow, leaves: list[Leaving], name: str, endings: tuple[str, ...]
) -> None:
    row = briefs_page.page.state.kept
    briefs_page.page.command(name).trigger()
    briefs_page.qtbot.waitUntil(lambda: bool(briefs_page.exported), timeout=WAIT_MS)
    assert briefs_page.exported == [(row.kind, endings, ["--document", str(row.id)], row.title)]
    assert len(leaves) == 1


def test_what_is_internal_is_asked_about_and_put_in_only_when_ticked(
    briefs_page: BriefsWindow, monkeypatch
) -> None:
    card = next(card for card in briefs_page.page.sections.cards.values() if card.text is not None)
    briefs_page.page.edits.edit_section(card.id, "internal", True)
    briefs_page.ready()
    seen: list[str] = []

    def answered(dialog: PaperLeaves) -> int:
        seen.append(dialog.told.text())
        dialog.ticks["internal"].setChecked(True)
        seen.append(dialog.told.text())
        return 1

    monkeypatch.setattr(PaperLeaves, "exec", answered)
    briefs_page.page.command("export_paper_pdf").trigger()
    briefs_page.qtbot.waitUntil(lambda: bool(briefs_page.exported), timeout=WAIT_MS)
    assert seen == ["Nothing of it leaves.", "The paper leaves with internal notes."]
    assert briefs_page.exported[0][2][-1] == "--internal"


def test_a_paper_from_the_record_says_what_it_is_about(
    briefs_page: BriefsWindow, leaves: list[Leaving]
) -> None:
    briefs_page.choose("record:brief")
    meeting = briefs_page.page.state.about()["meeting_id"]
    briefs_page.page.command("export_paper_pdf").trigger()
    briefs_page.qtbot.waitUntil(lambda: bool(briefs_page.exported), timeout=WAIT_MS)
    kind, _, more, name = briefs_page.exported[0]
    assert (kind, more) == ("brief", ["--document", "0", "--meeting", str(meeting)])
    assert name == "sample Meeting brief"


def test_all_papers_of_the_meeting_leave_with_what_is_ticked(briefs_page: BriefsWindow, monkeypatch) -> None:
    card = next(card for card in briefs_page.page.sections.cards.values() if card.text is not None)
    briefs_page.page.edits.edit_section(card.id, "internal", True)
    briefs_page.choose("record:agenda")
    meeting = briefs_page.page.state.about()["meeting_id"]
    seen: list[tuple[str, str]] = []

    def answered(dialog: PaperLeaves) -> int:
        dialog.ticks["internal"].setChecked(True)
        seen.append((dialog.told.text(), dialog.main.text()))
        return 1

    monkeypatch.setattr(PaperLeaves, "exec", answered)
    briefs_page.page.command("meeting_papers").trigger()
    briefs_page.qtbot.waitUntil(lambda: bool(briefs_page.exported), timeout=WAIT_MS)
    assert seen == [("The papers leave with internal notes.", "Choose a folder…")]
    assert briefs_page.exported == [(meeting, ["--internal"])]


def test_the_menu_says_what_ctrl_p_prints_here(briefs_page: BriefsWindow) -> None:
    command = briefs_page.page.command("print_chart")
    assert command.text() == "&Print paper…"
    briefs_page.window.show_page(0)
    assert command.text() == "&Print chart…"


def test_findings_are_counted_and_lead_to_their_records(briefs_page: BriefsWindow) -> None:
    briefs_page.choose("record:brief")
    out = briefs_page.page.out
    briefs_page.qtbot.waitUntil(lambda: bool(out.findings), timeout=WAIT_MS)
    assert briefs_page.page.check.text() == f"Check {len(out.findings)}"
    menu = QMenu(briefs_page.page)
    out.fill_findings(menu)
    action = next(action for action in menu.actions() if action.isEnabled())
    action.trigger()
    assert briefs_page.gone_to
    assert briefs_page.gone_to[0][0] in ("activity", "action", "focus_area_report", "indicator")


def test_an_empty_section_is_found_and_gone_to(briefs_page: BriefsWindow) -> None:
    page = briefs_page.page
    page.add_section("text", heading="Still empty")
    briefs_page.ready()
    briefs_page.qtbot.waitUntil(
        lambda: any(found.record.startswith("paper_section:") for found in page.out.findings), timeout=WAIT_MS
    )
    page.list.view.setFocus()
    found = next(one for one in page.out.findings if one.record.startswith("paper_section:"))
    page.out._jump(found.record)
    briefs_page.settle()
    assert page.sections.chosen == int(found.record.partition(":")[2])


def test_the_paper_is_printed_with_the_key_of_printing(
    briefs_page: BriefsWindow, monkeypatch, tmp_path: Path
) -> None:
    printed = tmp_path / "printed.pdf"

    def ask(cls: type, _parent: object, pages: int) -> QPrinter:
        assert pages == briefs_page.page.preview.view.page_count
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(printed))
        return printer

    monkeypatch.setattr(PrinterOfPapers, "ask", classmethod(ask))
    briefs_page.press(Key.Key_P, CTRL)
    toast = briefs_page.page.toast
    briefs_page.qtbot.waitUntil(lambda: toast.text() == "Sent to the printer.", timeout=WAIT_MS)
    import pypdfium2

    document = pypdfium2.PdfDocument(printed)
    assert len(document) == briefs_page.page.preview.view.page_count
    document.close()


def test_a_command_that_makes_no_sense_is_not_offered(briefs_page: BriefsWindow) -> None:
    def offered() -> Sequence[bool]:
        names = ("new_section", "keep_version", "export_paper_pdf", "check_paper")
        return [briefs_page.page.command(name).isEnabled() for name in names]

    assert offered() == [True, True, True, True]
    briefs_page.choose("record:workplan")
    assert offered() == [False, False, True, True]
    briefs_page.choose("shipped:concept-note")
    assert offered() == [False, False, False, False]
