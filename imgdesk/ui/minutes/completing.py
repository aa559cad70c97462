"""The list below the live line while a name behind @ or an activity behind # is typed.

The first row is chosen at once where what was typed begins it, or where it is the only one: Enter and Tab take it.
Where the query is only somewhere in the words ("resolution #48") none is, and Enter and Tab mean what they always mean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from imgdesk.text import shorten

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

_ROWS: Final = 8
_MOST: Final = 50
"""Rows that are listed at all: who has not found it among these types on."""
_TALL, _INSET = 26, 6
_WIDTH: Final = 360
_LONGEST_QUERY: Final = 60
_BEGUN: Final = re.compile(rf"(?:^|[\s(\[/,;])([@#])([^@#\n]{{0,{_LONGEST_QUERY}}})$")
_NAMES = """
SELECT short, name FROM (
    SELECT coalesce(nullif(acronym, ''), name) AS short, name, acronym = '' AS late FROM organization
    UNION ALL SELECT name, name, 2 FROM person
) WHERE short <> '' ORDER BY late, short COLLATE NOCASE
"""
_ACTIVITIES = """
SELECT a.ref, a.output FROM plan_section s JOIN activity a ON a.plan_section_id = s.id
WHERE s.workplan_id = (SELECT id FROM workplan ORDER BY position DESC, id DESC LIMIT 1) AND a.ref <> ''
ORDER BY s.position, s.id, a.position, a.id
"""


class Offer(NamedTuple):
    """One row of the list: what is taken, what it stands for, and both as they are looked through."""

    taken: str
    words: str
    folded: str


class Begun(NamedTuple):
    """What is being typed: the sign, what follows it, and where the sign stands."""

    sign: str
    query: str
    start: int


def begun(text: str) -> Begun | None:
    """Return the name or reference that a text up to the cursor ends in, None where there is none."""
    found = _BEGUN.search(text[-_LONGEST_QUERY - 2 :])
    if found is None:
        return None
    return Begun(found[1], found[2], len(text) - len(found[2]) - 1)


def offers(desk: Desk, sign: str) -> list[Offer]:
    """Return all that can be taken: behind @ acronyms first and people last, behind # the plan in its order."""
    rows = desk.read(_NAMES if sign == "@" else _ACTIVITIES)
    return [Offer(taken, words, f" {taken} {words}".casefold()) for taken, words in dict.fromkeys(rows)]


def narrowed(all_offers: Sequence[Offer], query: str) -> list[Offer]:
    """Return at most _MOST offers with a word that begins like the query; none once it is typed in full."""
    wanted = query.casefold()
    if wanted != wanted.lstrip() or any(f"{offer.taken} ".casefold() == wanted for offer in all_offers):
        return []
    starts = [f"{before}{wanted}" for before in " -/("]
    found = [offer for offer in all_offers if any(start in offer.folded for start in starts)]
    found.sort(key=lambda offer: not offer.taken.casefold().startswith(wanted))
    if len(found) == 1 and found[0].taken.casefold() == wanted:
        return []
    return found[:_MOST]


class Completions(QListWidget):
    """The list itself; it never has the focus, the line hands it its keys."""

    taken = Signal(str)
    """What was chosen, without its sign."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setProperty("look", "offers")
        self.setViewportMargins(_INSET, _INSET, _INSET, _INSET)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Suggestions")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.itemClicked.connect(lambda _item: self.take())
        self.hide()

    def offer(self, found: Sequence[Offer], query: str, below: QPoint, above: QPoint) -> None:
        """Show the offers below a point, or above another where there is no room; hide where there are none."""
        self.clear()
        for offer in found:
            same = offer.taken == offer.words
            row = QListWidgetItem(offer.taken if same else f"{offer.taken}   {shorten(offer.words, 120)}")
            row.setSizeHint(QSize(0, _TALL))
            row.setData(Qt.ItemDataRole.UserRole, offer.taken)
            self.addItem(row)
        self.setVisible(bool(found))
        if found:
            begins = found[0].taken.casefold().startswith(query.casefold())
            self.setCurrentRow(0 if query and (begins or len(found) == 1) else -1)
            tall = _TALL * min(len(found), _ROWS) + 2 * (self.frameWidth() + _INSET)
            room = self._room.size()
            top = below.y() if below.y() + tall <= room.height() else max(above.y() - tall, 0)
            left = max(min(below.x(), room.width() - _WIDTH - 8), 0)
            self.setGeometry(left, top, min(_WIDTH, room.width()), tall)
            self.raise_()

    def step(self, by: int) -> None:
        """Choose the next or the previous row; beyond the ends it goes round."""
        row = self.currentRow() + by
        if self.currentRow() < 0:
            row = 0 if by > 0 else self.count() - 1
        self.setCurrentRow(row % max(self.count(), 1))

    def take(self) -> bool:
        """Take the chosen row; return False where none was chosen."""
        if self.currentRow() < 0:
            return False
        taken = str(self.currentItem().data(Qt.ItemDataRole.UserRole))
        self.hide()
        self.taken.emit(taken)
        return True
