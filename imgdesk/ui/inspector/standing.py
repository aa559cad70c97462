"""What is said about an activity elsewhere: findings, the newest version, decisions, its focus areas' plans."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from imgdesk.ui.editors import PlainEditor
from imgdesk.ui.field_box import PAD, WrapLabel
from imgdesk.ui.inspector.editing import Deeds, Editing
from imgdesk.ui.inspector.entry import Entry, Group
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Chip
from imgdesk.views.around import IndicativeRow, Worth

_MOST = 12


class Findings(Group):
    """What the checks find, in words; where a closer date stands in the text, one press takes it over."""

    taken = Signal(str)
    """A date to take over."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Worth a look")
        self._theme, self._pressing = theme, False
        self._lines: list[tuple[QWidget, WrapLabel, Chip]] = []

    def show_findings(self, worth: Sequence[Worth], *, editable: bool) -> None:
        """Show what the checks found."""
        while len(self._lines) < len(worth):
            self._lines.append(self._line())
        for place, (line, label, button) in enumerate(self._lines):
            line.setVisible(place < len(worth))
            if place < len(worth):
                found = worth[place]
                label.setText(found.sentence[:600])
                button.setProperty("take", found.take)
                button.setToolTip(f"Set the date to {found.take}")
                button.setVisible(bool(found.take) and editable)
        self._pressing = any(found.severity != "note" for found in worth)
        self.show_head(filled=bool(worth), editable=editable)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = [line for line, _, _ in self._lines if not line.isHidden()]
        if shown:
            painter = QPainter(self)
            painter.setPen(QPen(self._theme.color("amber" if self._pressing else "line"), 2))
            painter.drawLine(PAD + 1, shown[0].y() + 2, PAD + 1, shown[-1].geometry().bottom() - 2)
            painter.end()

    def sentences(self) -> list[str]:
        """Return what is shown."""
        return [label.text() for line, label, _ in self._lines if not line.isHidden()]

    def buttons(self) -> list[Chip]:
        """Return the buttons that take a date over."""
        return [button for line, _, button in self._lines if not line.isHidden() and not button.isHidden()]

    def _line(self) -> tuple[QWidget, WrapLabel, Chip]:
        line, label, button = QWidget(), WrapLabel("", "small"), Chip("Take over")
        column = QVBoxLayout(line)
        column.setContentsMargins(PAD + 12, 2, PAD, 4)
        column.setSpacing(4)
        column.addWidget(label)
        below = QHBoxLayout()
        below.addWidget(button)
        below.addStretch(1)
        column.addLayout(below)
        button.clicked.connect(lambda: self.taken.emit(str(button.property("take"))))
        self.column.addWidget(line)
        return line, label, button


class Agreed(Group):
    """What the newest version said, what was decided and what is proposed, as pairs of lines."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "As agreed")
        self._pairs: list[tuple[WrapLabel, WrapLabel]] = []

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show sentences, each with a quiet line below; lines alike below one another are said once."""
        lines = lines[:_MOST]
        while len(self._pairs) < len(lines):
            pair = (WrapLabel("", "body"), WrapLabel("", "small"))
            for label, below in zip(pair, (0, 4), strict=True):
                label.setContentsMargins(PAD, 0, PAD, below)
                self.column.addWidget(label)
            self._pairs.append(pair)
        for place, (strong, quiet) in enumerate(self._pairs):
            shown = place < len(lines)
            strong.setVisible(shown)
            last = shown and (place + 1 == len(lines) or lines[place + 1][1] != lines[place][1])
            quiet.setVisible(bool(last and lines[place][1]))
            if shown:
                strong.setText(lines[place][0][:400])
                quiet.setText(lines[place][1][:400])
        self.show_head(filled=bool(lines), editable=False)

    def said(self) -> list[str]:
        """Return what is shown, line by line."""
        return [label.text() for pair in self._pairs for label in pair if not label.isHidden()]


class Indicative(Group):
    """What the focus areas of the activity mean to do in its year; the words are edited where they stand."""

    def __init__(self, theme: Theme, editing: Editing, deeds: Deeds) -> None:
        super().__init__(theme, "Indicative activities")
        self._theme, self._editing, self._deeds = theme, editing, deeds

    def show_rows(self, rows: Sequence[IndicativeRow], *, editable: bool) -> None:
        """Show what the focus areas mean to do."""
        rows = rows[:_MOST]
        for entry, row in zip(self.entries(len(rows), self._entry), rows, strict=True):
            entry.main.show_value(row.text, second=f"{row.focus_area}, {row.year}")
            entry.show_record(row.id, editable=editable)
        self.show_head(filled=bool(rows), editable=editable)

    def _entry(self) -> Entry:
        entry = Entry(self._theme, "Indicative activity")
        self._editing.watch(entry.main, lambda box: PlainEditor("Indicative activity", box), self._changed)
        return entry

    def _changed(self, row_id: int, text: str) -> bool:
        from imgdesk import services

        return self._deeds.do(lambda desk: services.parts.edit_indicative(desk, row_id, text=text))
