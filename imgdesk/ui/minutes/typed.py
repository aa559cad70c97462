"""The surface with the line in it that is being typed: where it stands, what it completes, what its date means, saving.

Which paragraph is in the line is decided by the editor; here it is shown, kept and let go.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QRectF, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from imgdesk.domain.timing_names import days_phrase
from imgdesk.domain.typed_line import read_line
from imgdesk.errors import UserError
from imgdesk.text import shorten
from imgdesk.ui.minutes import completing
from imgdesk.ui.minutes.keeping import Keeper
from imgdesk.ui.minutes.layout import PAD, RIGHT, TEXT, Block, Key, blocks_of
from imgdesk.ui.minutes.line import LiveLine
from imgdesk.ui.minutes.painter import paint_field, paint_tag
from imgdesk.ui.minutes.surface import MinutesSurface
from imgdesk.ui.minutes.words import kind_word, spoken
from imgdesk.ui.theme import Theme
from imgdesk.views import minutes as views
from imgdesk.views.activity import hemisphere
from imgdesk.views.minutes import ParagraphRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imgdesk.domain.timing import Timing
    from imgdesk.store.desk import Desk

PAUSE_MS: Final = 300
"""Typing is saved when it rests for so long, and at once when the line is left."""
_TAG: Final = 20
"""How tall the chip of what a date means is."""
_TAIL: Final = 400
"""A date stands at the end of a line: no more of it is read while typing."""
_ROOM: Final = 4
"""Below the last line, or the field would think that it has to scroll."""
_TONES: Final = {"day": "green", "window": "amber", "text": "kept"}


class TypedSurface(MinutesSurface):
    """At most one paragraph is in the line; `keeper` brings it into the desk."""

    refused = Signal(str)
    """A sentence of a service; what was typed is still in the line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.keeper: Keeper | None = None
        super().__init__(theme, parent)
        self.desk: Desk | None = None
        self.busy = False
        self.meaning = ("", "")
        self._offers: dict[str, list[completing.Offer]] = {}
        self.completions = completing.Completions(self)
        self.completions.taken.connect(self._take_offer)
        self.line = LiveLine(self.viewport(), self.completions)
        self.line.setFont(self.inks.body)
        self.line.textChanged.connect(self._typed)
        self.line.cursorPositionChanged.connect(self._moved_in_line)
        self.line.resized.connect(self._grown)
        self.pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self.pause.timeout.connect(self.save)

    # What stands in the line

    def live(self) -> Key | None:
        """Return the block in whose place the line stands."""
        if self.keeper is None:
            return None
        made = self.keeper.minute_id
        return ("paragraph", made) if made is not None else ("draft", self.keeper.item_id)

    def blocks(self) -> list[Block]:
        """Return the meeting as it is shown: the record, with the line that is not in it yet."""
        made = blocks_of(self.record) if self.record else []
        keeper = self.keeper
        if keeper is None or keeper.minute_id is not None:
            return made
        mine = [n for n, block in enumerate(made) if block.item_id == keeper.item_id]
        if not mine:
            return made
        draft = Block("draft", keeper.item_id, keeper.item_id)
        if made[mine[-1]].kind == "empty":
            made[mine[-1]] = draft
            return made
        behind = next((n for n in mine if made[n].key == ("paragraph", keeper.after)), None)
        place = mine[0] if keeper.after == 0 else mine[-1] if behind is None else behind
        made.insert(place + 1, draft)
        return made

    def offers(self, sign: str) -> list[completing.Offer]:
        """Return what can be taken behind a sign, read once until something changes in the desk."""
        if sign not in self._offers:
            assert self.desk is not None
            self._offers[sign] = completing.offers(self.desk, sign)
        return self._offers[sign]

    def forget_offers(self) -> None:
        """Read names and activities anew when they are needed next."""
        self._offers.clear()

    def read_record(self) -> None:
        """Read the meeting anew."""
        if self.desk is not None and self.record is not None:
            self.record = views.record(self.desk, self.record.id)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Change desk or line without following every change in between."""
        before, self.busy = self.busy, True
        try:
            yield
        finally:
            self.busy = before

    def attempt(self, work: Callable[[], object]) -> bool:
        """Do something to the desk and read what it has then; a refusal goes out, and False comes back."""
        done = self._tried(work)
        if done:
            self.read_record()
        return done

    def _tried(self, work: Callable[[], object]) -> bool:
        try:
            with self.writing():
                work()
        except UserError as error:
            self.refused.emit(str(error))
            return False
        return True

    def save(self) -> bool:
        """Save what is in the line as it stands; return False where it was refused."""
        self.pause.stop()
        keeper, text = self.keeper, self.line.toPlainText()
        if keeper is None or not keeper.differs(text):
            return True
        new = keeper.minute_id is None
        if not self._tried(lambda: keeper.save(text)):
            return False
        if new:  # else nothing that is painted has changed: the line stands where the words would
            self.read_record()
            self.keep_up()
        return True

    def keep_up(self) -> None:
        """Show the record with the line in it, after the desk took something from the line."""
        keeper = self.keeper
        if keeper is not None and keeper.minute_id is not None:
            row = self.row_in_record(keeper.minute_id)
            if row is not None:
                keeper.follow(row)
        self._chosen = self.live() or self._chosen
        self.lay_over(self.blocks())
        self._grown()

    def switch(self, make: Callable[[], Keeper | None], *, at: int | None = None) -> bool:
        """Keep what is in the line, and put another paragraph into it, or none; return False where it was refused.

        `make` sees the record as it is then; the cursor goes to the place `at`, or to the end.
        """
        if not self.settle():
            return False
        self.pause.stop()
        self.completions.hide()
        self.keeper = None
        self.keeper = keeper = make()
        if keeper is None:
            self.put_away()
            return True
        with self.writing():
            self.line.begin(keeper.line, at)
        self.meaning = self._means(keeper.line)
        self._set_item(keeper.item_id)
        self.line.show()
        self.keep_up()
        self.line.setFocus()
        self.see_line()
        return True

    def put_away(self) -> None:
        """Take the line off the surface; whatever was in it is kept by now, or is gone from the desk."""
        self.pause.stop()
        self.completions.hide()
        self.keeper = None
        if self.line.hasFocus():
            self.setFocus()
        self.line.hide()
        self.flow.unfix()
        self.lay_over(self.blocks())

    def follow(self) -> None:
        """Let the line follow what happened in the desk: other words, another kind, or its paragraph is gone."""
        keeper = self.keeper
        if keeper is None:
            return
        if keeper.minute_id is None:
            if self.item_of(keeper.item_id) is None:
                self.put_away()
            return
        row = self.row_in_record(keeper.minute_id)
        if row is None:
            self.put_away()
            return
        text = self.line.toPlainText()
        changed = row.text != keeper.stored
        keeper.follow(row)
        if changed and text == keeper.line:
            keeper.read_line()
            with self.writing():
                self.line.begin(keeper.line, self.line.textCursor().position())
        self.read_meaning()

    def read_meaning(self) -> None:
        """Say at the end of the line what its date would mean now."""
        self.meaning = self._means(self.line.toPlainText())
        self._grown()

    def see_line(self) -> None:
        """Scroll so that the line can be seen."""
        place = self.flow.place(self.live()) if self.keeper else None
        if place is not None:
            self.show_block(place)

    def settle(self) -> bool:
        """Keep what is in the line for good; return False where it was refused."""
        keeper, text = self.keeper, self.line.toPlainText()
        if keeper is None or not keeper.unsettled(text):
            return True
        return self.attempt(lambda: keeper.settle(text))

    def row_in_record(self, minute_id: int) -> ParagraphRow | None:
        """Return a paragraph as the record has it, whether or not it is on the surface already."""
        rows = self.record.paragraphs() if self.record else []
        return next((row for row in rows if row.id == minute_id), None)

    # Typing

    def _typed(self) -> None:
        keeper = self.keeper
        if keeper is None or self.busy:
            return
        text = self.line.toPlainText()
        self.meaning = self._means(text)
        self._complete()
        self._grown()
        self.pause.start()
        if keeper.minute_id is None and text.strip():
            self.save()

    def _means(self, text: str) -> tuple[str, str]:
        """Return tone and words of what the date at the end of the line would mean, empty without one."""
        keeper = self.keeper
        if keeper is None or keeper.kind == "decision" or self.desk is None or not text.strip():
            return "", ""
        text = text[-_TAIL:]
        said = read_line(
            text,
            names=[offer.taken for offer in self.offers("@")] if "@" in text else (),
            refs={offer.taken: 0 for offer in self.offers("#")} if "#" in text else {},
            year=self._year(),
            hemisphere=hemisphere(self.desk),
        )
        if said.due is None:
            return "", ""
        return _TONES[_sureness(said.due)], _phrase(said.due, said.due_text)

    def _year(self) -> int | None:
        """Return the year of a date without one: that of the meeting."""
        return int(self.record.earliest[:4]) if self.record and self.record.earliest else None

    def _complete(self) -> None:
        found = completing.begun(self.line.before()) if self.keeper and not self.busy else None
        if found is None or self.desk is None:
            self.completions.hide()
            return
        caret = self.line.caret().translated(self.viewport().pos())
        offered = completing.narrowed(self.offers(found.sign), found.query)
        below, above = caret.bottomLeft() + QPoint(0, 4), caret.topLeft() - QPoint(0, 4)
        self.completions.offer(offered, found.query, below, above)

    def _moved_in_line(self) -> None:
        if self.completions.isVisible() and completing.begun(self.line.before()) is None:
            self.completions.hide()

    def _take_offer(self, taken: str) -> None:
        found = completing.begun(self.line.before())
        if found is not None:
            cursor = self.line.textCursor()
            cursor.movePosition(cursor.MoveOperation.Left, cursor.MoveMode.KeepAnchor, len(found.query))
            cursor.insertText(f"{taken} ")
            self.completions.hide()

    # Where the line stands

    def moved(self) -> None:
        self._place_line()

    def _theme_changed(self) -> None:
        super()._theme_changed()
        self.line.setFont(self.inks.body)
        self._grown()

    def _grown(self) -> None:
        """Give the line's block the height that its text needs, and put the line there."""
        key = self.live()
        if key is None:
            return
        most = max(int((self.viewport().height() - 96) / self.inks.line), 6)
        lines = min(max(self.line.lines(), 1), most)
        height = lines * self.inks.line + 2 * PAD + (_TAG + 2 if self._tags_below() else 0)
        self.line.set_scrolling(self.line.lines() > most)
        if self.flow.fix(key, height):
            self._fit()
        self._place_line()
        if self.line.hasFocus():
            self.see_line()
        self.viewport().update()

    def _place_line(self) -> None:
        keeper, place = self.keeper, self.flow.place(self.live()) if self.keeper else None
        if keeper is None or place is None:
            return
        box, shift = self.box(place), self._shift()
        tall = box.height() - 2 * PAD - (_TAG + 2 if self._tags_below() else 0)
        wanted = QRect(
            round(box.left() + TEXT + shift),
            round(box.top() + PAD),
            self.flow.text_width - shift,
            round(tall) + _ROOM,
        )
        if wanted != self.line.geometry():
            self.line.setGeometry(wanted)
        item, row = self.item_of(keeper.item_id), self.flow.blocks[place].row
        if item is not None:
            self.line.setAccessibleName(spoken(keeper.kind, keeper.draft, keeper.internal, row, item))

    def _shift(self) -> int:
        """Return how far the words stand behind the word of their kind."""
        word = kind_word(self.keeper.kind, self.keeper.draft) if self.keeper else ""
        return (
            round(QFontMetricsF(self.inks.format("label").font()).horizontalAdvance(f"{word} "))
            if word
            else 0
        )

    def _tags(self) -> list[tuple[str, str, float]]:
        """Return tone, words and width of the chips at the right end of the line."""
        made = [("neutral", "internal")] if self.keeper and self.keeper.internal else []
        made += [self.meaning] if self.meaning[1] else []
        metrics = QFontMetricsF(self.inks.small)
        return [(tone, words, metrics.horizontalAdvance(words) + 14) for tone, words in made]

    def _tags_below(self) -> bool:
        wide = sum(width + 6 for _, _, width in self._tags())
        return bool(wide) and self.line.last_line_end() + wide + 12 > self.flow.text_width - self._shift()

    def paint_one(self, painter: QPainter, place: int) -> None:
        block, keeper = self.flow.blocks[place], self.keeper
        if keeper is None or block.key != self.live():
            super().paint_one(painter, place)
            return
        box = self.box(place)
        number = block.row.number if block.row is not None else None
        paint_field(painter, self.inks, keeper.kind, number, kind_word(keeper.kind, keeper.draft), box)
        right = box.right() - RIGHT + 6
        for tone, words, width in reversed(self._tags()):
            tag = QRectF(right - width, box.bottom() - PAD - _TAG + 1, width, _TAG)
            paint_tag(painter, self.inks, words, tone, tag, on=keeper.kind)
            right -= width + 6


def _sureness(due: Timing) -> str:
    if not due.understood or (due.earliest is None and due.latest is None):
        return "text"
    closed = due.earliest is not None and due.latest is not None
    exact = (closed or due.earliest is None) and due.grain == "day" and not due.approximate
    return "day" if exact else "window"


def _phrase(due: Timing, text: str) -> str:
    if _sureness(due) == "text":
        return f"{shorten(text, 40)}: kept as text"
    return days_phrase(due.earliest, due.latest)
