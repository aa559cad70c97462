"""Where a results framework comes from: a file, or lines that are pasted here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QSizePolicy

from imgdesk.text import shorten
from imgdesk.ui.dialogs.dialog import Dialog, host
from imgdesk.ui.dialogs.file_choice import FileChoice
from imgdesk.ui.widgets.buttons import Button
from imgdesk.ui.widgets.labels import Label

TABLES = "Tables (*.xlsx *.csv *.tsv)"
EXAMPLE = "In 66 countries, laws protect people better\nBaseline: 32 countries in the 3rd cycle."
OWN_RESULT = "A result of their own"
_RESULT_CHARS = 70


class Source(NamedTuple):
    """A file, or else text, and the code or title of the result that its lines go to ("" none)."""

    path: Path | None
    text: str = ""
    under: str = ""


class FrameworkSource(Dialog):
    """Asks for lines to read; a button leads to the choice of a file instead. `results`: words and name of each."""

    def __init__(self, results: Sequence[tuple[str, str]]) -> None:
        super().__init__("Import a results framework", "Import a results framework", host())
        self.resize(640, 480)
        self.path: Path | None = None
        said = "A table (.xlsx, .csv) has a row for each indicator; its columns are found by their names."
        self.file = Button("Choose a file…")
        self.file.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(Label(said, "muted", wrap=True), 1)
        row.addWidget(self.file)
        self.body.addLayout(row)
        self.body.addSpacing(8)
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(EXAMPLE)
        self.text.setTabChangesFocus(True)
        self.result_of = QComboBox()
        self.result_of.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.result_of.addItem(OWN_RESULT, "")
        for words, name in results:
            self.result_of.addItem(shorten(words, _RESULT_CHARS), name)
        for words, field in (("Or paste lines from a paper", self.text), ("They belong to", self.result_of)):
            label = Label(words, "muted")
            label.setBuddy(field)
            field.setAccessibleName(words)
            self.body.addWidget(label)
            self.body.addWidget(field)
        self.add_button("Cancel")
        self.read = self.add_button("Read the lines", main=True, accepts=True)
        self.read.setEnabled(False)
        self.text.textChanged.connect(lambda: self.read.setEnabled(bool(self.text.toPlainText().strip())))
        self.text.setFocus()

    def answer(self) -> Source:
        """Return the file that was chosen, or the lines."""
        if self.path is not None:
            return Source(self.path)
        return Source(None, self.text.toPlainText(), self.result_of.currentData())

    @classmethod
    def ask(cls, results: Sequence[tuple[str, str]]) -> Source | None:
        """Return where the framework comes from, or None when the person gave up."""
        dialog = cls(results)
        return dialog.answer() if dialog.exec() else None

    def _choose(self) -> None:
        self.path = FileChoice.ask_open("Import a results framework", Path.home(), TABLES)
        if self.path is not None:
            self.accept()
