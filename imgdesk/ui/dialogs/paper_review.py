"""What a paper in Word would become, before it lands: its sections with their first words, counts, and remarks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from imgdesk.domain import paper_inline, paper_text
from imgdesk.domain.paper_draft import signs
from imgdesk.domain.paper_inline import Piece
from imgdesk.domain.paper_words import KINDS, SECTION_WORDS
from imgdesk.text import one_line, shorten
from imgdesk.ui.dialogs.chart_form import Choice
from imgdesk.ui.dialogs.dialog import Dialog, host
from imgdesk.ui.dialogs.import_review import counted
from imgdesk.ui.dialogs.review_cards import MOST_LINES, card, count_words, ground, list_card, tag_lines
from imgdesk.ui.widgets.labels import Label, Tag
from imgdesk.ui.widgets.scroll import ScrollArea

_FIRST_WORDS = 110
_STEP = 16
"""By so much each level of a heading is indented, in pixels."""


class PaperReview(Dialog):
    """The draft as read, with its kind to choose; Import lets it land in one step, Cancel leaves the desk as it was."""

    def __init__(self, draft: Mapping[str, Any], source: str) -> None:
        super().__init__("Import a paper", f"Import “{source}”", host())
        self.resize(680, 680)
        self.body.addWidget(Label(shorten(str(draft["title"]), 240), "strong", wrap=True))
        if draft["subtitle"]:
            self.body.addWidget(Label(shorten(str(draft["subtitle"]), 240), "muted", wrap=True))
        self.body.addLayout(self._kind_row(str(draft["kind"])))
        if known := int(draft["same_title"]):
            papers = "a paper" if known == 1 else f"{known:,} papers"
            self.body.addWidget(
                Label(f"The desk has {papers} of this title already: this one is put beside it.", wrap=True)
            )
        found = counted(draft["found"])
        tags = [(text, "accent") for text in found] or [("nothing but the title", "amber")]
        self.body.addLayout(tag_lines(tags))
        self.body.addWidget(ScrollArea(_report(draft), "How the paper was read"), 1)
        self.body.addWidget(Label("One step: a single Undo takes the whole import back.", "small"))
        self.add_button("Cancel")
        self.add_button("Import", main=True, accepts=True)

    @classmethod
    def ask(cls, draft: Mapping[str, Any], source: str) -> str | None:
        """Return the kind that the draft read from the file named `source` shall land as, None for Cancel."""
        dialog = cls(draft, source)
        return str(dialog.kind.currentData()) if dialog.exec() else None

    def _kind_row(self, kind: str) -> QHBoxLayout:
        self.kind = Choice([(name, known.title) for name, known in KINDS.items()])
        self.kind.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.kind.setAccessibleName("Kind of paper")
        self.kind.choose(kind)
        told = Label(KINDS[kind].told, "muted", wrap=True)
        self.kind.currentIndexChanged.connect(lambda: told.setText(KINDS[self.kind.currentData()].told))
        label = Label("&Kind of paper")
        label.setBuddy(self.kind)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.kind)
        row.addWidget(told, 1)
        return row


def _report(draft: Mapping[str, Any]) -> QWidget:
    sheet, column = ground()
    if remarks := [str(text) for text in draft["notes"]]:
        column.addWidget(list_card("Remarks of the reader", remarks, "amber"))
    column.addWidget(_sections_card(draft["sections"]))
    column.addStretch(1)
    return sheet


def _sections_card(sections: Sequence[Mapping[str, Any]]) -> QFrame:
    frame, column = card("Sections", "", f"{len(sections):,}")
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 1)
    counts = list(signs((section["level"], section["numbering"]) for section in sections))
    for line, section in enumerate(sections[:MOST_LINES]):
        grid.addLayout(_section(section, counts[line]), line, 0)
        if section["kind"] != "text":
            tag = Tag(SECTION_WORDS[section["kind"]], "neutral")
            grid.addWidget(tag, line, 1, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
    column.addLayout(grid)
    if more := len(sections) - MOST_LINES:
        if more > 0:
            column.addWidget(Label(f"… and {more:,} more", "muted"))
    return frame


def _section(section: Mapping[str, Any], sign: str) -> QVBoxLayout:
    """Return a section as its heading over its first words, as far to the right as it is deep."""
    lines = QVBoxLayout()
    lines.setContentsMargins(_STEP * max(0, section["level"] - 1), 0, 0, 0)
    lines.setSpacing(2)
    heading = f"{sign} {section['heading']}".strip()
    if heading:
        lines.addWidget(Label(shorten(heading, 160), "strong", wrap=True))
    if words := first_words(section["kind"], section["text"]):
        lines.addWidget(Label(words, "muted", wrap=True))
    return lines


def first_words(kind: str, text: str) -> str:
    """Return the first words of a section without marks; of a fact box its labels, of a table its size and header."""
    if kind in ("facts", "table"):
        rows = paper_text.rows(text)
        names = [row[0] for row in rows] if kind == "facts" else rows[0] if rows else []
        said = ", ".join(_words(paper_inline.read(name, paper_text.notes_of(text))) for name in names if name)
        size = f"{count_words(max(0, len(rows) - 1), 'rows')}: " if kind == "table" else ""
        return shorten(size + said, _FIRST_WORDS)
    parts = paper_text.read(text).parts if kind != "signature" else ()
    said = _words(parts[0].pieces) if parts else text
    return shorten(said, _FIRST_WORDS) if said.strip() else ""


def _words(pieces: Sequence[Piece]) -> str:
    return one_line("".join(piece.text for piece in pieces))
