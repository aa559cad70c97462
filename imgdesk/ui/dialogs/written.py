"""What there is to know of files that were written: what is not written yet in them, what could not be printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from imgdesk.text import shorten
from imgdesk.ui.dialogs.dialog import Dialog, host
from imgdesk.ui.widgets.labels import Label
from imgdesk.ui.widgets.scroll import ScrollArea

_WIDTH = 520
_TALLEST = 320
_CHARS = 400


class Written(Dialog):
    """Sentences below each other; does not wait for the answer."""

    def __init__(self, heading: str, sentences: Sequence[str], show: Callable[[], object]) -> None:
        super().__init__("imgdesk", heading, host())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self.sentences = [shorten(sentence, _CHARS) for sentence in sentences]
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for sentence in self.sentences:
            column.addWidget(Label(sentence, wrap=True))
        column.addStretch(1)
        area = ScrollArea(sheet, "What there is to know")
        tall = column.heightForWidth(_WIDTH - 64)
        area.setFixedHeight(min(max(tall, 24), _TALLEST))
        self.body.addWidget(area)
        self.add_button("Open", accepts=True)
        self.accepted.connect(show)
        self.add_button("Close", main=True).setFocus()

    @classmethod
    def tell(cls, heading: str, sentences: Sequence[str], show: Callable[[], object]) -> None:
        """Say it over the active window; `show` opens what was written."""
        cls(heading, sentences, show).open()
