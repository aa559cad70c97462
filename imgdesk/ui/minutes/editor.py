"""The live document of one meeting, typed during the meeting: see MinutesEditor.

Writes through services.minutes alone, one step a paragraph, and shows what the desk has after every change, its own
or another's. What a service refuses stays in the line and goes out as `refused`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QWidget

from imgdesk import services
from imgdesk.ui.minutes.keeping import Keeper
from imgdesk.ui.minutes.layout import Block
from imgdesk.ui.minutes.line import verb_of
from imgdesk.ui.minutes.typed import TypedSurface
from imgdesk.ui.theme import Theme
from imgdesk.views.minutes import MeetingRecord, ParagraphRow

if TYPE_CHECKING:
    from imgdesk.store.desk import Changes, Desk

_NAMES: Final = frozenset(
    ("activity", "organization", "organization_alias", "person", "plan_section", "workplan", "working_group")
)
_SHOWN: Final = _NAMES | {
    "meeting", "agenda_item", "minute", "decision", "action_point", "action_owner", "action_appearance", "plan_change",
}  # fmt: skip
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TURNS: Final = {"decision", "action", "draft", "internal"}


class MinutesEditor(TypedSurface):
    """One paragraph at a time is being edited in place; all others are painted.

    `show_meeting` says what to show, `take` is to be called after every change of the desk.
    """

    change_plan_wanted = Signal(int)
    """A change to the plan is to be decided in this paragraph, which is kept by then."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.line.verb.connect(self.do_verb)
        self.line.pasted.connect(self.paste)
        self.line.left.connect(self.finish)

    # What the page asks for

    def show_meeting(
        self, desk: Desk | None, record: MeetingRecord | None, *, editable: bool, today: date
    ) -> None:
        """Show a meeting, or none. The line is kept first; where that is refused, what was typed in it is let go."""
        same = self.record is not None and record is not None and self.record.id == record.id
        self.finish()
        self.desk, self.record = desk, record
        self.editable = editable and desk is not None and not desk.read_only
        self.today = record.as_of(today) if record is not None else today
        self.forget_offers()
        if not same:
            self.choose(None)
            self.verticalScrollBar().setValue(0)
            self._item = record.items[0].id if record and record.items else 0
        self.put_away()

    def take(self, changes: Changes | None) -> None:
        """Follow a change of the desk, None for one from outside; the line keeps what was typed, and its cursor."""
        touched = set(changes.tables) if changes is not None else _SHOWN
        if touched & _NAMES:
            self.forget_offers()
        if self.busy or self.record is None or not touched & _SHOWN:
            return
        self.read_record()
        self.editable = self.editable and _open(self.record)
        if self.editable:
            self.follow()
            self.keep_up()
        else:
            self.put_away()

    def finish(self) -> bool:
        """Keep what is being typed and close the line; return False where that was refused."""
        return self.keeper is None or self.switch(lambda: None)

    def current(self) -> tuple[int, int | None]:
        """Return the item that the keyboard is in, 0 for none, and the paragraph in it, None for a new line."""
        if self.keeper is not None:
            return self.keeper.item_id, self.keeper.minute_id
        block = self._chosen_block()
        return (block.item_id, block.row.id if block.row else None) if block else (self._item, None)

    def go_to_item(self, item_id: int, *, at_end: bool = True) -> None:
        """Go to an item: a new line at its end where it can be typed, else its heading."""
        place = self.flow.place(("item", item_id))
        if place is None:
            return
        if at_end and self.editable:
            self._open_draft(item_id, None)
        elif self.finish():
            self._set_item(item_id)
            self.choose(None)
            self.show_block(self.flow.place(("item", item_id)) or 0)

    def go_to_paragraph(self, minute_id: int, *, edit: bool = False) -> None:
        """Select a paragraph and take the focus, or open its line with the cursor at the end."""
        place = self.flow.place(("paragraph", minute_id)) if self.finish() else None
        if place is not None:
            self.choose(place)
            self.setFocus()
            if edit and self.editable:
                self._open_block(self.flow.blocks[place])

    # Opening the line

    def _open_row(self, row: ParagraphRow, at: int | None = None) -> bool:
        """Edit a paragraph as it stands once the line before it is kept."""

        def make() -> Keeper | None:
            found = self.row_in_record(row.id)
            if found is None or self.desk is None:
                return None
            return Keeper(self.desk, found.item_id, found)

        return self.switch(make, at=at)

    def _open_draft(self, item_id: int, after: int | None) -> bool:
        """Open a new line in an item: behind a paragraph, at its beginning (0) or at its end (None)."""

        def make() -> Keeper | None:
            if self.desk is None or self.item_of(item_id) is None:
                return None
            made = Keeper(self.desk, item_id)
            made.after = after
            return made

        return self.switch(make)

    def _open_block(self, block: Block, at: int | None = None) -> bool:
        if block.row is not None:
            return self._open_row(block.row, at)
        return self._open_draft(block.item_id, None)

    def _chosen_block(self) -> Block | None:
        place = self.chosen()
        return self.flow.blocks[place] if place is not None else None

    def _neighbour(self, down: bool) -> Block | None:
        """Return the paragraph or empty item beside the line."""
        place = self.flow.place(self.live())
        if place is None:
            return None
        beside = self.flow.blocks[place + 1 :] if down else self.flow.blocks[:place][::-1]
        return next((block for block in beside if block.kind != "item"), None)

    # Verbs

    def do_verb(self, verb: str) -> None:
        """Do what a key in the line asks for."""
        keeper = self.keeper
        if keeper is None:
            return
        match verb:
            case "enter":
                self._enter(keeper)
            case "up" | "down":
                self._cross(down=verb == "down")
            case "next_item" | "previous_item":
                self._to_item(keeper.item_id, 1 if verb == "next_item" else -1)
            case "join":
                self._join(keeper)
            case "delete":
                self._delete(keeper)
            case "leave":
                self.finish()
            case "change_plan":
                self._change_plan(keeper)
            case "move_up" | "move_down":
                if self.save() and keeper.minute_id is not None:
                    self._move(keeper.minute_id, down=verb == "move_down")
            case _:
                self._turn(keeper, verb)

    def _enter(self, keeper: Keeper) -> None:
        """Keep the line and begin the next one; cut it in two where the cursor is within the words."""
        text, at = self.line.toPlainText(), self.line.textCursor().position()
        if not text.strip():
            return
        if text[at:].strip() and text[:at].strip():
            self._split(keeper, text, at)
        elif text[at:].strip():
            before = self._before(keeper)
            self._open_draft(keeper.item_id, before)
        elif self.settle():
            self._open_draft(keeper.item_id, keeper.minute_id)

    def _split(self, keeper: Keeper, text: str, at: int) -> None:
        made: list[int] = []
        if self.attempt(lambda: made.append(keeper.split(text, at))):
            self._go_on(made[0], 0)

    def _go_on(self, minute_id: int, at: int | None = None) -> None:
        """Go on in another paragraph, when the one in the line was dealt with."""
        self.keeper = None
        row = self.row_in_record(minute_id)
        if row is None:
            self.put_away()
        else:
            self._open_row(row, at)

    def _before(self, keeper: Keeper) -> int:
        """Return the paragraph before the line in its item, 0 for none."""
        item = self.item_of(keeper.item_id)
        ids = [row.id for row in item.paragraphs] if item else []
        if keeper.minute_id is None:
            return (ids[-1] if ids else 0) if keeper.after is None else keeper.after
        place = ids.index(keeper.minute_id) if keeper.minute_id in ids else 0
        return ids[place - 1] if place else 0

    def _cross(self, *, down: bool) -> None:
        """Go to the paragraph beside the line, the cursor where it was across the page."""
        block, x = self._neighbour(down), self.line.cursorRect().left()
        if block is not None and self._open_block(block):
            self.line.put_in_line(x, last=not down)

    def _to_item(self, item_id: int, by: int) -> None:
        ids = [item.id for item in self.record.items] if self.record else []
        if item_id in ids:
            place = min(max(ids.index(item_id) + by, 0), len(ids) - 1)
            self._open_draft(ids[place], None)

    def _join(self, keeper: Keeper) -> None:
        """Join the line to the paragraph before it; a new line without words is just taken back."""
        before, text = self._before(keeper), self.line.toPlainText()
        row = self.row_in_record(before)
        if row is None:
            return
        if not text.strip():
            self._open_row(row)
            return
        joined: list[int] = []
        if self.attempt(lambda: joined.append(keeper.join(text))):
            self._go_on(joined[0])
            self.line.put_cursor(max(self.line.toPlainText().find(text.strip()), 0))

    def _delete(self, keeper: Keeper) -> None:
        """Delete the line's paragraph and go on in the one beside it."""
        block, text = self._neighbour(down=False) or self._neighbour(down=True), self.line.toPlainText()
        item_id = keeper.item_id
        if self.attempt(lambda: keeper.delete(text)):
            self.keeper = None
            if block is not None and block.row is not None and block.item_id == item_id:
                self._open_row(block.row)
            else:
                self._open_draft(item_id, None)

    def _change_plan(self, keeper: Keeper) -> None:
        if self.finish() and keeper.minute_id is not None:
            self.change_plan_wanted.emit(keeper.minute_id)

    def _move(self, minute_id: int, *, down: bool) -> None:
        """Move a paragraph past its neighbour, or into the item beside its own."""
        goal = self._goal(minute_id, down)
        if goal is not None and self.desk is not None:
            desk, (before, item_id) = self.desk, goal
            if self.attempt(
                lambda: services.minutes.move_minute(desk, minute_id, before=before, item_id=item_id)
            ):
                self.keep_up()
                self.choose(self.flow.place(("paragraph", minute_id)))

    def _goal(self, minute_id: int, down: bool) -> tuple[int | None, int] | None:
        """Return where a paragraph moves: before which one (None for the end) of which item; None at the ends."""
        items = self.record.items if self.record else ()
        for number, item in enumerate(items):
            ids = [row.id for row in item.paragraphs]
            if minute_id not in ids:
                continue
            place = ids.index(minute_id)
            if down and place < len(ids) - 1:
                return (ids[place + 2] if place + 2 < len(ids) else None), item.id
            if not down and place:
                return ids[place - 1], item.id
            beside = number + (1 if down else -1)
            if 0 <= beside < len(items):
                other = items[beside].paragraphs
                return (other[0].id if down and other else None), items[beside].id
        return None

    def _turn(self, keeper: Keeper, verb: str) -> None:
        text = self.line.toPlainText() if keeper is self.keeper else keeper.line
        work: dict[str, Callable[[], None]] = {
            "decision": lambda: keeper.turn("decision", text),
            "action": lambda: keeper.turn("action", text),
            "draft": lambda: keeper.turn_draft(text),
            "internal": lambda: keeper.turn_internal(text),
        }
        if self.attempt(work[verb]):
            self.keep_up()
            self.read_meaning()

    def paste(self, paragraphs: Sequence[str]) -> None:
        """Put several paragraphs behind the line, as one step, and go on behind the last of them."""
        keeper = self.keeper
        if keeper is None or self.desk is None or not self.settle():
            return
        desk, item_id = self.desk, keeper.item_id
        after = keeper.minute_id if keeper.minute_id is not None else self._before(keeper)
        made: list[int] = []
        if self.attempt(
            lambda: made.extend(services.minutes.paste_minutes(desk, item_id, paragraphs, after=after))
        ):
            self._go_on(made[-1] if made else 0)

    # The mouse and the keys of the surface

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        at = event.position()
        place, activity = self.block_at(at.y()), self.activity_at(at)
        if self.record is not None and not self.record.items:
            self.item_wanted.emit()
        elif activity:
            self.activity_wanted.emit(activity)
        elif place is not None and self.flow.blocks[place].kind == "item":
            self.go_to_item(self.flow.blocks[place].id, at_end=False)
        elif not self.editable:
            self.choose(place)
        else:
            self._press(place, at)

    def _press(self, place: int | None, at: QPointF) -> None:
        """Edit what was clicked; below everything that is a new line at the end."""
        items = self.record.items if self.record else ()
        if place is None:
            if items and at.y() > 0:
                self._open_draft(items[-1].id, None)
            return
        block = self.flow.blocks[place]
        if block.key == self.live():
            self.line.setFocus()
            return
        inner = self.text_place(place, at)
        self._open_block(block, self.flow.laid(place).source(inner) if block.row is not None else None)

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self._wants(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def _wants(self, event: QKeyEvent) -> bool:
        """Tell whether a key is for the surface before it is for the window."""
        if not self.editable or self.keeper is not None:
            return False
        types = bool(event.text()) and event.text().isprintable() and not _commanding(event)
        own = verb_of(event) not in ("", "next_item", "previous_item", "leave")
        return (
            own or types or event.key() == Qt.Key.Key_Delete or event.matches(QKeySequence.StandardKey.Copy)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verb, block = verb_of(event), self._chosen_block()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.record is not None and not self.record.items and event.key() in _ENTER:
            self.item_wanted.emit()
        elif not self.editable:
            super().keyPressEvent(event)
        elif plain and event.key() in _ENTER:
            self._open_chosen(block)
        elif block is not None and block.row is not None and self._do_at(block.row, verb, event):
            return
        elif event.text().isprintable() and event.text() and not _commanding(event):
            self._type_on(block, event)
        else:
            super().keyPressEvent(event)

    def _open_chosen(self, block: Block | None) -> None:
        if block is not None:
            self._open_block(block)
        elif self._item:
            self._open_draft(self._item, None)

    def _do_at(self, row: ParagraphRow, verb: str, event: QKeyEvent) -> bool:
        """Do to the selected paragraph what a key asks for; return whether it asked for anything."""
        desk = self.desk
        if desk is None:
            return False
        keeper = Keeper(desk, row.item_id, row)
        if event.key() == Qt.Key.Key_Delete or verb == "delete":
            place = self.chosen() or 0
            if self.attempt(lambda: keeper.delete(keeper.line)):
                self.keep_up()
                self.choose(self._paragraph_near(place))
        elif verb in _TURNS:
            self._turn(keeper, verb)
        elif verb in ("move_up", "move_down"):
            self._move(row.id, down=verb == "move_down")
        elif verb == "change_plan":
            self.change_plan_wanted.emit(row.id)
        else:
            return False
        return True

    def _paragraph_near(self, place: int) -> int | None:
        """Return the block to select when the one at a place is gone."""
        found = [n for n, block in enumerate(self.flow.blocks) if block.kind != "item"]
        return min(found, key=lambda n: (abs(n - place), n)) if found else None

    def _type_on(self, block: Block | None, event: QKeyEvent) -> None:
        """Begin a new line in the current item with the character that was typed."""
        item_id = block.item_id if block is not None else self._item
        after = block.row.id if block is not None and block.row is not None else None
        if item_id and self._open_draft(item_id, after):
            self.line.insertPlainText(event.text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.keeper is not None:
            self.line.setFocus()


def _open(record: MeetingRecord | None) -> bool:
    return record is not None and record.status != "approved"


def _commanding(event: QKeyEvent) -> bool:
    """Tell whether Ctrl, Alt or Meta is held: AltGr, which types, is both of the first at once."""
    held = event.modifiers() & (
        Qt.KeyboardModifier.ControlModifier
        | Qt.KeyboardModifier.AltModifier
        | Qt.KeyboardModifier.MetaModifier
    )
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(held) and held != both
