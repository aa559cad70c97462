"""The preview: pages of the PDF itself, drawn in a thread, where they were looked at and as large."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from imgdesk.reports.blocks import Document, Heading, PageBreak, Paragraph, plain
from imgdesk.reports.pdf import write_pdf
from imgdesk.store.desk import Desk
from imgdesk.ui.briefs import composer
from imgdesk.ui.briefs.composing import Made, Wanted
from imgdesk.ui.briefs.preview import UPDATING, Preview
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.pdf_view import PAGE, WIDTH, PdfView

Key = Qt.Key
WAIT_MS = 20_000


def document(pages: int, words: str = "Page") -> Document:
    blocks: list[object] = []
    for number in range(1, pages + 1):
        blocks += [PageBreak()] if number > 1 else []
        blocks += [Heading(f"{words} {number}"), Paragraph(plain("Text."))]
    return Document("Title", "", ("Group",), ("Paper",), "Foot", "Group", tuple(blocks))


def pdf(pages: int, words: str = "Page") -> bytes:
    out = BytesIO()
    write_pdf(document(pages, words), out)
    return out.getvalue()


@pytest.fixture
def view(qtbot, theme: Theme) -> Iterator[PdfView]:
    made = PdfView(theme)
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    yield made
    made.forget()


def show(qtbot, view: PdfView, data: bytes) -> None:
    view.show_pdf(data)
    qtbot.waitUntil(lambda: view.page_count > 0 and view.idle, timeout=WAIT_MS)


def test_pages_are_shown_and_gone_through_with_keys(qtbot, view: PdfView) -> None:
    show(qtbot, view, pdf(5))
    assert (view.page_count, view.current_page) == (5, 1)
    said: list[tuple[int, int]] = []
    view.placed.connect(lambda *place: said.append(place))
    view.setFocus()
    for key, page in (
        (Key.Key_PageDown, 2),
        (Key.Key_PageDown, 3),
        (Key.Key_PageUp, 2),
        (Key.Key_End, 5),
        (Key.Key_Home, 1),
    ):
        qtbot.keyClick(view, key)
        assert view.current_page == page
    assert said[0] == (2, 5)
    assert view.accessibleDescription() == "page 1 of 5"


def test_only_what_is_near_the_view_is_drawn(qtbot, view: PdfView) -> None:
    show(qtbot, view, pdf(40))
    assert 0 < len(view._images) <= len(view.visible_pages()) + 2


def test_a_new_pdf_keeps_place_and_size(qtbot, view: PdfView) -> None:
    show(qtbot, view, pdf(6))
    view.zoom_by(1.5)
    view.go_to(4, 0.25)
    place, percent = view.anchor(), view.percent()
    show(qtbot, view, pdf(6, "Changed"))
    after = view.anchor()
    assert (after.page, round(after.share, 2), view.percent()) == (place.page, round(place.share, 2), percent)
    show(qtbot, view, pdf(2))
    assert view.current_page == 2


def test_zoom_by_keys_and_wheel_and_fits(qtbot, view: PdfView) -> None:
    show(qtbot, view, pdf(3))
    assert view.fitted == WIDTH
    fit = view.percent()
    view.setFocus()
    qtbot.keyClick(view, Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert (view.percent() > fit, view.fitted) == (True, "")
    larger = view.percent()
    wheel = QWheelEvent(
        QPointF(100, 100), view.mapToGlobal(QPointF(100, 100)), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), wheel)
    assert view.percent() < larger
    qtbot.keyClick(view, Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.percent() == fit
    view.zoom_fit(PAGE)
    assert view.page_size(0).height() <= view.viewport().height()


def test_small_pages_follow_and_lead(qtbot, view: PdfView) -> None:
    small = view.thumbnails
    qtbot.addWidget(small)
    small.resize(small.width(), 400)
    small.show()
    show(qtbot, view, pdf(6))
    qtbot.waitUntil(small.complete, timeout=WAIT_MS)
    view.go_to(3)
    assert small.accessibleDescription() == "page 3"
    small.setFocus()
    qtbot.keyClick(small, Key.Key_Down)
    assert view.current_page == 4
    qtbot.mouseClick(small.viewport(), Qt.MouseButton.LeftButton, pos=small.rect_of(2).center())
    assert view.current_page == 3


def test_headings_are_gone_to(qtbot, view: PdfView) -> None:
    show(qtbot, view, pdf(4))
    assert view.go_to_heading("Page 3")
    assert view.current_page == 3
    assert not view.go_to_heading("Nowhere")


def test_what_is_no_pdf_is_said(qtbot, view: PdfView) -> None:
    with qtbot.waitSignal(view.opened) as said:
        view.show_pdf(b"no pdf at all")
    assert said.args == [False]
    assert view.page_count == 0


# The preview


@pytest.fixture
def desk_path(tmp_path: Path) -> Path:
    path = tmp_path / "d.imgdesk"
    Desk.create(path, "Group").close()
    return path


@pytest.fixture
def preview(qtbot, theme: Theme, desk_path: Path) -> Iterator[Preview]:
    made = Preview(theme, lambda: date(2023, 7, 14))
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    made.open(desk_path)
    yield made
    made.close_desk()


def test_the_newest_wish_wins_and_older_ones_are_never_begun(qtbot, preview: Preview, monkeypatch) -> None:
    asked: list[str] = []

    def compose(_desk: Desk, wanted: Wanted, *, today: date) -> Made:
        asked.append(wanted.kind)
        return Made(wanted, document(1, wanted.kind))

    monkeypatch.setattr(composer, "compose", compose)
    for kind in ("brief", "progress", "paper"):
        preview.request(Wanted(kind))
    assert preview.state.text() == UPDATING
    qtbot.waitUntil(lambda: not preview.busy and preview.view.idle, timeout=WAIT_MS)
    assert asked == ["paper"]
    assert preview.view.go_to_heading("paper 1")
    assert preview.state.text() == ""


def test_a_refusal_is_said_in_place_of_the_pages_and_goes_again(qtbot, preview: Preview) -> None:
    with qtbot.waitSignal(preview.failed, timeout=WAIT_MS) as said:
        preview.request(Wanted("workplan"))
    assert preview.problem.isVisible()
    assert preview.problem.text() == said.args[0]
    assert "workplan" in said.args[0]
    preview.request(Wanted("paper", 0))
    qtbot.waitUntil(lambda: not preview.busy and preview.view.idle, timeout=WAIT_MS)
    assert not preview.problem.isVisible()


def test_a_mistake_of_the_program_is_handed_on_once(qtbot, preview: Preview, monkeypatch) -> None:
    def compose(_desk: Desk, wanted: Wanted, *, today: date) -> Made:
        raise KeyError("mistake")

    handed: list[object] = []
    monkeypatch.setattr(composer, "compose", compose)
    monkeypatch.setattr("sys.excepthook", lambda _kind, error, _trace: handed.append(error))
    for kind in ("brief", "progress"):
        with qtbot.waitSignal(preview.failed, timeout=WAIT_MS):
            preview.request(Wanted(kind))
    assert preview.problem.text() == composer.BROKEN
    assert [repr(error) for error in handed] == ["KeyError('mistake')"]


def test_closing_drops_what_is_being_made(qtbot, theme: Theme, desk_path: Path) -> None:
    preview = Preview(theme, lambda: date(2023, 7, 14))
    qtbot.addWidget(preview)
    preview.open(desk_path)
    came: list[object] = []
    preview.rendered.connect(came.append)
    preview.request(Wanted("paper", 0))
    preview.close_desk()
    QApplication.processEvents()
    assert came == []
    assert not preview.composer.opened


def test_the_desk_of_the_preview_only_reads(qtbot, preview: Preview, desk_path: Path) -> None:
    from imgdesk.services import papers

    with Desk.open(desk_path) as desk:  # and is in nobody's way
        made = papers.add_paper(desk, "paper", title="Fresh")
        preview.request(Wanted("paper", made))
        qtbot.waitUntil(lambda: not preview.busy and preview.view.idle, timeout=WAIT_MS)
        papers.edit_paper(desk, made, title="Fresher")
    assert preview.view.page_count == 1
