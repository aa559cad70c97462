"""The live preview: the pages of a paper as they will be printed, made anew a moment after every change.

Says when it is at work and why it could not be done. A PDF that was kept is shown in the same place.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QStackedWidget, QVBoxLayout, QWidget

from imgdesk.errors import UserError
from imgdesk.ui.briefs.composer import Composer
from imgdesk.ui.briefs.composing import Wanted
from imgdesk.ui.field_box import WrapLabel
from imgdesk.ui.pages.workplan_bar import HEIGHT
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Button, IconButton
from imgdesk.ui.widgets.labels import ElidedLabel, Label
from imgdesk.ui.widgets.pdf_view import PAGE, STEP, WIDTH, PdfView

WAIT_MS: Final = 250
"""After the last change before a paper is made anew."""
UPDATING: Final = "Updating…"
_SIZES: Final = (50, 75, 100, 125, 150, 200, 300)


class Preview(QWidget):
    """`request` asks for a paper; `open` and `close_desk` say from which desk."""

    composed = Signal(object)
    """What was composed (Made), before its pages are there."""
    rendered = Signal(int)
    """So many pages are shown."""
    checked = Signal(object)
    """What a reader would stumble over, as a list of Finding."""
    failed = Signal(str)

    def __init__(self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._wanted: Wanted | None = None
        self._shown: Wanted | None = None
        self._kept = b""
        self.composer = Composer(self)
        self.view = PdfView(theme)
        self.problem = Trouble(theme)
        self._later = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._later.timeout.connect(self._ask)
        self._build(theme)
        self._connect()

    def _build(self, theme: Theme) -> None:
        self.strip = IconButton(theme, "copy", "Small pages beside the preview", checkable=True)
        self.place = ElidedLabel("", "small")
        self.state = Label("", "small")
        self.state.setAccessibleName("State of the preview")
        self.smaller = IconButton(theme, "minus", "Smaller (Ctrl+-)")
        self.larger = IconButton(theme, "plus", "Larger (Ctrl++)")
        self.sizes = QMenu(self)
        self.large = Button("100 %", "quiet", menu=self.sizes)
        self.large.setToolTip("How large the pages are shown (Ctrl+0 fits the width)")
        bar = QFrame()
        bar.setProperty("look", "toolbar")
        bar.setFixedHeight(HEIGHT)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 8, 1)
        row.setSpacing(4)
        for part in (self.strip, self.place, self.state):
            row.addWidget(part)
        row.addStretch(1)
        for button in (self.smaller, self.large, self.larger):
            row.addWidget(button)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.problem)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.view.thumbnails)
        below.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(below, 1)
        self.view.thumbnails.hide()

    def _connect(self) -> None:
        view, composer = self.view, self.composer
        self.strip.toggled.connect(lambda _on: self._place_parts())
        self.smaller.clicked.connect(lambda: view.zoom_by(1 / STEP))
        self.larger.clicked.connect(lambda: view.zoom_by(STEP))
        self.sizes.aboutToShow.connect(self._fill_sizes)
        view.placed.connect(self._show_place)
        view.zoomed.connect(lambda percent, _fitted: self.large.setText(f"{percent} %"))
        view.opened.connect(self._opened)
        composer.composed.connect(self.composed)
        composer.rendered.connect(self._rendered)
        composer.checked.connect(self.checked)
        composer.failed.connect(self._fail)

    # What is asked for

    def open(self, path: Path) -> None:
        """Compose from this desk."""
        try:
            self.composer.open(path)
        except UserError as error:
            self._fail(str(error))

    def close_desk(self) -> None:
        """Forget the desk, which is about to be closed, and end the threads."""
        self._later.stop()
        self._wanted, self._shown, self._kept = None, None, b""
        self.composer.close()
        self.view.forget()
        self._say("")

    def request(self, wanted: Wanted) -> None:
        """Show a paper as it is now; the same one again after a moment, another one at once."""
        other = self._wanted is None or self._wanted != wanted
        self._wanted = wanted
        self._kept = b""
        self._say(UPDATING)
        self._later.start(0 if other else WAIT_MS)

    def show_kept(self, data: bytes) -> None:
        """Show a PDF that was kept, until another paper is asked for."""
        self._later.stop()
        self.composer.drop()
        self._kept, self._shown = data, None
        self._say("")
        self._show(data)

    def show_nothing(self) -> None:
        """Show no paper."""
        self._later.stop()
        self.composer.drop()
        self._wanted, self._shown, self._kept = None, None, b""
        self.view.forget()
        self.stack.setCurrentWidget(self.view)
        self._place_parts()
        self._say("")

    @property
    def pdf(self) -> bytes:
        """The PDF that is shown."""
        return self.view.data

    @property
    def busy(self) -> bool:
        """Whether the pages shown are older than what was asked for."""
        return bool(self.state.text())

    def _ask(self) -> None:
        if self._wanted is not None:
            self.composer.want(self._wanted, self._today())

    # What came

    def _rendered(self, wanted: Wanted, data: bytes) -> None:
        if wanted == self._wanted and not self._kept and not self._later.isActive():
            self._say("")
        fresh, self._shown = wanted != self._shown, wanted
        self._show(data, fresh=fresh)

    def _show(self, data: bytes, *, fresh: bool = True) -> None:
        self.stack.setCurrentWidget(self.view)
        self._place_parts()
        if data == self.view.data:
            self.rendered.emit(self.view.page_count)
        self.view.show_pdf(data, fresh=fresh)

    def _opened(self, is_pdf: bool) -> None:
        if is_pdf:
            self.rendered.emit(self.view.page_count)
        else:
            self._fail("What was kept is no PDF any more: keep a new version.")

    def _fail(self, sentence: str) -> None:
        self._say("")
        self.problem.say(sentence)
        self.stack.setCurrentWidget(self.problem)
        self._place_parts()
        self.failed.emit(sentence)

    def _place_parts(self) -> None:
        """Show the small pages where they are wanted and there are pages."""
        pages = self.stack.currentWidget() is self.view
        self.view.thumbnails.setVisible(pages and self.strip.isChecked())
        self.place.setVisible(pages)

    def _say(self, words: str) -> None:
        self.state.setText(words)
        self.state.setAccessibleDescription(words)

    def _show_place(self, page: int, pages: int) -> None:
        self.place.set_text(f"Page {page} of {pages}" if pages else "")

    def _fill_sizes(self) -> None:
        self.sizes.clear()
        for words, what in (("Fit the &width\tCtrl+0", WIDTH), ("Fit the &page", PAGE)):
            action = self.sizes.addAction(words)
            action.setCheckable(True)
            action.setChecked(self.view.fitted == what)
            action.triggered.connect(lambda _on=False, what=what: self.view.zoom_fit(what))
        self.sizes.addSeparator()
        for percent in _SIZES:
            action = self.sizes.addAction(f"{percent} %")
            action.triggered.connect(lambda _on=False, percent=percent: self._zoom_to(percent))

    def _zoom_to(self, percent: int) -> None:
        self.view.zoom_by(percent / max(self.view.percent(), 1))


class Trouble(QFrame):
    """What stands in the place of the pages where there are none: why, and what to do."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "ground")
        self._theme = theme
        self._picture, self._words = QLabel(), WrapLabel("", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(8)
        column.addStretch(2)
        for part in (self._picture, Label("No preview", "title"), self._words):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        column.addStretch(3)
        theme.changed.connect(self._draw)
        self._draw()

    def say(self, sentence: str) -> None:
        """Say why there are no pages."""
        self._words.setText(sentence)

    def text(self) -> str:
        """Return what is said."""
        return self._words.text()

    def _draw(self) -> None:
        self._picture.setPixmap(self._theme.pixmap("alert", "hatch", 48))
