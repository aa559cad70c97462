"""The window over a copy of the sample with the Briefs page in front, and what a person does in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from imgdesk.settings import Settings
from imgdesk.store.desk import Desk
from imgdesk.ui import app as start
from imgdesk.ui.briefs.card import SectionCard
from imgdesk.ui.briefs.fields import Typed
from imgdesk.ui.theme import Theme
from imgdesk.views import papers
from tests.ui.settling import settle

TODAY = date(2023, 7, 14)
CTRL, ALT, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
WAIT_MS = 20_000


class BriefsWindow:
    """`exported` are the papers that were to be written: kind, endings, arguments, words for the name."""

    def __init__(self, qtbot, theme: Theme, path: Path, *, read_only: bool = False) -> None:
        self.qtbot = qtbot
        self.notices: list[str] = []
        self.gone_to: list[tuple[str, int]] = []
        self.exported: list[tuple[object, ...]] = []
        self.window, self.controller = start.build(theme, Settings(), today=lambda: TODAY)
        qtbot.addWidget(self.window)
        self.window.resize(1440, 900)
        self.window.show()
        self.controller.open_path(path, read_only=read_only)
        with qtbot.waitActive(self.window):
            self.window.activateWindow()
        names = [entry.name for entry in self.window._entries]
        QTest.mouseClick(self.window.rail.button(names.index("Briefs")), Qt.MouseButton.LeftButton)
        self.page = self.window.page()
        self.page.notice.connect(self.notices.append)
        self.page.record_wanted.connect(lambda kind, key: self.gone_to.append((kind, key)))
        for signal in (self.page.paper_wanted, self.page.meeting_papers_wanted, self.page.export_wanted):
            signal.disconnect()  # no file is asked for
            signal.connect(lambda *said: self.exported.append(said))
        self.ready()

    @property
    def desk(self) -> Desk:
        return self.controller.desk

    settle = staticmethod(settle)

    def ready(self) -> None:
        """Wait until what was typed is kept, and sections and pages are those of the paper as it is now."""
        page = self.page
        self.settle()
        self.qtbot.waitUntil(
            lambda: (
                not any(typed.pending for typed in page.findChildren(Typed))
                and page.sections.complete() and not page.preview.busy and page.preview.view.idle
            ),
            timeout=WAIT_MS,
        )  # fmt: skip
        self.settle()

    def choose(self, key: str) -> None:
        self.page.list.choose(key)
        self.ready()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        field = QApplication.focusWidget()
        assert field is not None
        QTest.keyClicks(field, text)

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def kept(self) -> None:
        """Keep what was typed, as leaving the field would."""
        self.page.finish()
        self.settle()

    def undo(self) -> None:
        self.press(Qt.Key.Key_Z, CTRL)

    def card(self, heading: str) -> SectionCard:
        cards = self.page.sections.cards.values()
        return next(card for card in cards if card.section.row.heading == heading)

    def headings(self) -> list[str]:
        """The headings as they lie on the page."""
        cards = sorted(self.page.sections.cards.values(), key=lambda card: card.y())
        return [card.heading.text() for card in cards]

    def stored(self) -> list[papers.SectionRow]:
        """The sections of the paper as the desk has them."""
        return papers.sections(self.desk, self.page.state.kept.id)

    def row(self, heading: str) -> papers.SectionRow:
        return next(row for row in self.stored() if row.heading == heading)

    def pages_text(self) -> str:
        """The words on the pages of the preview."""
        import pypdfium2

        from imgdesk.ui.widgets.pdf_raster import LIBRARY

        with LIBRARY:
            document = pypdfium2.PdfDocument(self.page.preview.pdf)
            found = []
            for page in document:
                text = page.get_textpage()
                found.append(text.get_text_range())
                text.close()
                page.close()
            document.close()
        return " ".join(" ".join(found).split())
