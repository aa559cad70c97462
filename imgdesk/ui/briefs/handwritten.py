"""What a person wrote instead of an item of the desk: an editor in its place, marked, with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from imgdesk.text import shorten
from imgdesk.ui.briefs.blocks import lines_of
from imgdesk.ui.briefs.fields import LiveText
from imgdesk.ui.field_box import WrapLabel
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Button
from imgdesk.ui.widgets.labels import Tag

if TYPE_CHECKING:
    from imgdesk.reports.compose.paper import Shown


class Handwritten(QFrame):
    """What a person says instead of an item, marked with a bar, a word, and a way back."""

    kept = Signal(str, str)
    """The words, and the key under which they are merged."""
    revert_wanted = Signal()
    agree_wanted = Signal()
    """The words stay although the desk says something else now."""
    record_wanted = Signal(str, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.shown: Shown | None = None
        self.text = LiveText("Written by hand", self._keep)
        self.text.setPlaceholderText("Left out on purpose: nothing of this stands in the paper.")
        self.tag, self.stale = (
            Tag("written by hand", "accent"),
            Tag("the desk says something else now", "amber"),
        )
        self.back = Button("Back to the desk’s words", "quiet")
        self.agree = Button("Keep mine", "quiet")
        self.now = WrapLabel("", "small")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.tag)
        row.addStretch(1)
        row.addWidget(self.agree)
        row.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(self.text)
        column.addWidget(self.stale, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.now)
        column.addLayout(row)
        self.back.clicked.connect(self.revert_wanted)
        self.agree.clicked.connect(self.agree_wanted)
        theme.changed.connect(self.update)

    def show_item(self, shown: Shown, words: str, *, editable: bool) -> None:
        """Show what was written instead of an item."""
        self.shown = shown
        self.text.show_text(words)
        self.text.setReadOnly(not editable)
        self.tag.setToolTip(shown.item.origin)
        for part in (self.stale, self.now):
            part.setVisible(shown.stale)
        self.now.setText(
            f"The desk: {shorten(lines_of(shown.item.block).spoken(), 400)}" if shown.stale else ""
        )
        self.agree.setVisible(editable and shown.stale)
        self.back.setVisible(editable)

    def _keep(self, text: str, merge: str) -> bool:
        self.kept.emit(text, merge)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRect(0, 4, 3, self.height() - 8), self._theme.color("accent"))
        painter.end()
