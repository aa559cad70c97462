"""The sections of a paper below each other; cards stay as long as their sections do, so that caret and focus stay.

Cards are made a few at a time between events, so that a long paper never holds the window up.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from imgdesk.ui.briefs.card import Section, SectionCard
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Button
from imgdesk.ui.widgets.scroll import ScrollArea, settle_heights

SLICE: Final = 0.012
"""Seconds of making cards between two events."""
_WIDEST: Final = 820


class SectionList(ScrollArea):
    """Shows `head`, the cards and `foot`; `chosen` is the section that the keyboard is in, or was last."""

    edited = Signal(str, object, str, int)
    wanted = Signal(str, int)
    overridden = Signal(object, str, str, int)
    reverted = Signal(object, int)
    agreed = Signal(object, int)
    record_wanted = Signal(str, int)
    entered = Signal(int)
    """The keyboard came into another section."""
    add_wanted = Signal()
    filled = Signal()
    orphaned = Signal()
    """The section that the keyboard was in is gone, and no other took it."""

    def __init__(self, theme: Theme, head: QWidget, foot: QWidget) -> None:
        self.sheet = QWidget()
        super().__init__(self.sheet, "Sections of the paper")
        self._theme = theme
        self.cards: dict[int, SectionCard] = {}
        self.chosen = 0
        self._paper: object = None
        self._wanted: Sequence[Section] = ()
        self._place = 0
        self._editable = False
        self._focus_id = 0
        self.add = Button("Add a section…")
        self.add.setToolTip("Add a section behind this one (Ctrl+Enter)")
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        outer = QVBoxLayout(self.sheet)
        outer.setContentsMargins(16, 16, 16, 48)
        outer.setSpacing(8)
        outer.addWidget(head)
        outer.addLayout(self._column)
        outer.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addWidget(foot)
        outer.addStretch(1)
        self.sheet.setMaximumWidth(_WIDEST)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._work = QTimer(self, singleShot=True, interval=0)
        self._work.timeout.connect(self._fill)
        self.add.clicked.connect(self.add_wanted)
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr]

    # Showing

    def show_sections(self, paper: object, sections: Sequence[Section], *, editable: bool) -> None:
        """Show the sections of a paper; `paper` tells one from another."""
        if paper != self._paper:
            self.clear()
            self._paper = paper
            self.verticalScrollBar().setValue(0)
        ids = {section.row.id: section.row.kind for section in sections}
        for key in [key for key, card in self.cards.items() if ids.get(key) != card.kind]:
            self._drop(key)
        self._wanted, self._editable, self._place = list(sections), editable, 0
        self.add.setVisible(editable)
        if self.cards or not sections:
            self._fill()
        else:  # another paper: its cards come after what else this turn shows
            self._work.start()

    def clear(self) -> None:
        """Show no sections."""
        self._work.stop()
        self._paper, self._wanted, self.chosen = None, (), 0
        for key in list(self.cards):
            self._drop(key)

    def finish(self) -> None:
        """Keep what is being typed."""
        for card in list(self.cards.values()):
            card.finish()

    def complete(self) -> bool:
        """Return whether all cards are there."""
        return self._place >= len(self._wanted)

    def settle(self) -> None:
        """Make all cards now."""
        while not self.complete():
            self._fill()

    def _fill(self) -> None:
        until = perf_counter() + SLICE
        while self._place < len(self._wanted) and perf_counter() < until:
            section = self._wanted[self._place]
            card = self.cards.get(section.row.id)
            if card is None:
                card = self.cards[section.row.id] = self._made(section.row.kind)
            card.show_section(section, editable=self._editable)
            if self._column.indexOf(card) != self._place:
                self._column.removeWidget(card)
                self._column.insertWidget(self._place, card)
                card.show()  # else it could not take the focus yet
            if self._focus_id == section.row.id:
                self._focus_id = 0
                QTimer.singleShot(0, card, card.enter)
            self._place += 1
        settle_heights()
        if self.complete():
            self.filled.emit()
        else:
            self._work.start()

    def _made(self, kind: str) -> SectionCard:
        card = SectionCard(self._theme, kind, self.sheet)
        card.edited.connect(self.edited)
        card.wanted.connect(self._want)
        card.stepped.connect(self._step)
        card.overridden.connect(self.overridden)
        card.reverted.connect(self.reverted)
        card.agreed.connect(self.agreed)
        card.record_wanted.connect(self.record_wanted)
        if card.text is not None:
            card.text.cursorPositionChanged.connect(self._follow_caret)
        return card

    def _drop(self, key: int) -> None:
        card = self.cards[key]
        if card.holds_focus:  # else Qt would give it to whatever comes next in the window
            beside = self.card_beside(key, -1) or self.card_beside(key, 1)
            if beside is not None:
                beside.step_out()
            else:
                self.orphaned.emit()
        del self.cards[key]
        card.drop()
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    # Going

    def card_beside(self, section_id: int, by: int) -> SectionCard | None:
        """Return the card so many further on."""
        order = [section.row.id for section in self._wanted]
        place = order.index(section_id) + by if section_id in order else -1
        return self.cards.get(order[place]) if 0 <= place < len(order) else None

    def go_to(self, section_id: int, *, into: bool = True) -> None:
        """Bring a section into sight and put the keyboard into it, also one that is only about to be shown."""
        card = self.cards.get(section_id)
        if card is None:
            self._focus_id = section_id if into else 0
            return
        settle_heights()
        self.ensureWidgetVisible(card, 0, 40)
        if into:
            card.enter()

    def _step(self, by: int, section_id: int) -> None:
        card = self.card_beside(section_id, by)
        if card is not None:
            card.step_out()
            self.ensureWidgetVisible(card, 0, 24)

    def _want(self, what: str, section_id: int) -> None:
        self.chosen = section_id
        self.wanted.emit(what, section_id)

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.sheet.isAncestorOf(now):
            return
        card: QWidget | None = now
        while card is not None and not isinstance(card, SectionCard):
            card = card.parentWidget()
        if isinstance(card, SectionCard) and card.id and card.id != self.chosen:
            self.chosen = card.id
            self.entered.emit(card.id)

    def _follow_caret(self) -> None:
        """Keep the caret of a text that grows in sight."""
        field = self.sender()
        if isinstance(field, QWidget) and field.hasFocus():
            QTimer.singleShot(0, field, lambda: self._show_caret(field))

    def _show_caret(self, field: QWidget) -> None:
        where: QRect = field.cursorRect()  # type: ignore[attr-defined]
        at = field.mapTo(self.sheet, QPoint(where.left(), where.center().y()))
        QScrollArea.ensureVisible(self, at.x(), at.y(), 0, 40)
