"""The widgets of the Briefs page and where they stand: the papers, the sections of one, and its pages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from imgdesk.errors import UserError
from imgdesk.ui.briefs.head import CalmLine, PaperHead
from imgdesk.ui.briefs.outline import Outline
from imgdesk.ui.briefs.paper_list import PaperList
from imgdesk.ui.briefs.preview import Preview
from imgdesk.ui.briefs.sections import SectionList
from imgdesk.ui.pages.briefs_state import BriefsState
from imgdesk.ui.pages.page import DeskPage
from imgdesk.ui.widgets.buttons import Button, Chip
from imgdesk.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

_SIZES: Final = (248, 500, 508)
_LEAST: Final = (176, 300, 240)
_ROOMY: Final = 900
"""In a narrower page the preview gives way to the sections, unless it is asked for."""
_TIGHT: Final = 640
"""In a page that is narrower still, the list gives way as well while the preview is asked for."""
_REMEMBER_MS: Final = 800
KEY: Final = "briefs"


class BriefsFrame(DeskPage):
    """See the module; `state` is None while no desk is open."""

    def _build(self) -> None:
        theme = self._theme
        self._desk: Desk | None = None
        self.state: BriefsState | None = None
        self._insisted = False
        self.list = PaperList(theme)
        self.head = PaperHead(lambda name: self.state.choices(name) if self.state is not None else ())
        self.outline = Outline()
        self.sections = SectionList(theme, self.head, self.outline)
        self.calm = CalmLine()
        self.preview = Preview(theme, self._today)
        self.toast = Toast(self)
        self.statuses, self.versions, self.exports = QMenu(self), QMenu(self), QMenu(self)
        self.status = Chip("draft", menu=self.statuses)
        self.status.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.check = Button("Check")
        self.check.setToolTip("What a reader would stumble over (F7)")
        self.kept = Button("Versions", menu=self.versions)
        self.main = Button("Export", "primary", menu=self.exports)
        self.pages = Button("Preview", "quiet")
        self.pages.setCheckable(True)
        self._remembering = QTimer(self, singleShot=True, interval=_REMEMBER_MS)
        self._remembering.timeout.connect(self._remember)
        self.setWindowTitle("Briefs")
        self._lay_out()

    def _lay_out(self) -> None:
        middle = self.middle = QFrame()
        middle.setProperty("look", "page")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.calm)
        column.addWidget(self.sections, 1)
        self.sections.viewport().setAutoFillBackground(False)
        self.sections.sheet.setAutoFillBackground(False)
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for part, least in zip((self.list, middle, self.preview), _LEAST, strict=True):
            part.setMinimumWidth(least)
            self.splitter.addWidget(part)
        for place, share in enumerate((0, 1, 1)):
            self.splitter.setStretchFactor(place, share)
        self.splitter.setSizes(self._remembered_sizes())
        self.splitter.splitterMoved.connect(lambda *_: self._remembering.start())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)

    @property
    def title(self) -> str:
        name = self.state.title() if self.state is not None else ""
        return f"Briefs › {name}" if name else "Briefs"

    def title_widgets(self) -> Sequence[QWidget]:
        return (self.status,)

    def header_widgets(self) -> Sequence[QWidget]:
        return (self.pages, self.check, self.kept, self.main)

    @property
    def front(self) -> bool:
        """Whether this page is the one in front: only then are its buttons in the top bar its own to show."""
        return self.isVisibleTo(self.window())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_parts()

    def show_preview(self, on: bool) -> None:
        """Show the pages also where there is little room, or no longer."""
        self._insisted = on
        self._place_parts()

    def _place_parts(self) -> None:
        roomy = self.width() >= _ROOMY
        self.preview.setVisible(roomy or self._insisted)
        self.list.setVisible(roomy or not self._insisted)
        self.middle.setVisible(roomy or not self._insisted or self.width() >= _TIGHT)
        if self.front:
            self.pages.setVisible(not roomy)
        self.pages.setChecked(self._insisted)

    # What is remembered

    def _remembered_sizes(self) -> list[int]:
        with suppress(ValueError, TypeError):
            found = json.loads(self._settings.layout.get(KEY, "{}")).get("sizes")
            if (
                isinstance(found, list)
                and len(found) == len(_SIZES)
                and all(isinstance(size, int) and size > 0 for size in found)
            ):
                return found
        return list(_SIZES)

    def _remember(self) -> None:
        """Keep the widths for the next day."""
        sizes = self.splitter.sizes()
        if all(sizes):
            self._settings.layout[KEY] = json.dumps({"sizes": sizes})
            with suppress(
                UserError
            ):  # a settings folder that cannot be written must not keep anybody from working
                self._settings.save()


def status_words(status: str) -> str:
    """Return what a status means."""
    return {
        "draft": "Draft: each page says so",
        "circulated": "Circulated",
        "final": "Final: locked until it is a draft again",
    }[status]
