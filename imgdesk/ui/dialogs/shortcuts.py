"""All keys on one sheet, taken from the commands themselves so that the list cannot be wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from imgdesk.ui.actions import COMMANDS, plain_text
from imgdesk.ui.dialogs.dialog import Dialog, host
from imgdesk.ui.widgets.labels import Label
from imgdesk.ui.widgets.scroll import ScrollArea

_MARGIN = 32
"""What frame and scroll bar take beside the sheet."""

Keys = Sequence[tuple[str, str]]


def command_keys() -> dict[str, list[tuple[str, str]]]:
    """Return section -> (keys, command) of all commands that have keys."""
    found: dict[str, list[tuple[str, str]]] = {}
    for command in COMMANDS.values():
        if command.keys:
            found.setdefault(command.section, []).append(
                (" or ".join(command.keys), plain_text(command.text))
            )
    return found


class Shortcuts(Dialog):
    """The sheet; `page` names the page in front, `page_keys` its own keys."""

    def __init__(self, page: str, page_keys: Keys) -> None:
        super().__init__("Keyboard shortcuts", "Keyboard shortcuts", host())
        sheet = QWidget()
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(0, 0, 16, 0)
        columns.setSpacing(40)
        sections = command_keys()
        if page_keys:
            sections[page] = list(page_keys)
        halves: tuple[list[str], list[str]] = ([], [])
        for section in sections:
            min(halves, key=lambda half: sum(len(sections[name]) + 2 for name in half)).append(section)
        for half in halves:
            columns.addLayout(_column({name: sections[name] for name in half}))
        self.body.addWidget(ScrollArea(sheet, "Keyboard shortcuts"))
        self.resize(max(720, sheet.sizeHint().width() + 2 * _MARGIN), 560)
        self.add_button("Close", main=True)

    @classmethod
    def present(cls, page: str = "", page_keys: Keys = ()) -> Shortcuts:
        """Open the sheet and return it at once."""
        dialog = cls(page, page_keys)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog


def _column(sections: dict[str, list[tuple[str, str]]]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(8)
    for name, keys in sections.items():
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for row, (key, text) in enumerate(keys):
            grid.addWidget(Label(text), row, 0)
            grid.addLayout(_caps(key), row, 1)
        column.addWidget(Label(name, "caption"))
        column.addLayout(grid)
        column.addSpacing(8)
    column.addStretch(1)
    return column


def _caps(keys: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    row.addStretch(1)
    for key in keys.split(" or "):
        native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        row.addWidget(Label(native or key, "key"))
    return row
