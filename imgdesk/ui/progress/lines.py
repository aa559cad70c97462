"""One part of a report (key results, challenges, way forward): its lines, each edited where it stands.

A line that was collected shows the records that it speaks of as small buttons that go there, and says when a person
has edited it. Says what is wanted; what that does is decided by the report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from imgdesk.domain.progress_words import PARTS
from imgdesk.text import shorten
from imgdesk.ui.editors import LineEditor, PlainEditor
from imgdesk.ui.field_box import PAD, FieldBox
from imgdesk.ui.inspector.editing import Editing
from imgdesk.ui.theme import Theme
from imgdesk.ui.tips import tip
from imgdesk.ui.widgets.buttons import Button, IconButton
from imgdesk.ui.widgets.labels import Label, Tag
from imgdesk.views.progress import LineRow

TITLES: Final = {"key result": "Key results", "challenge": "Challenges", "way forward": "Way forward"}
_HINTS: Final = {
    "key result": "What was achieved in the period.",
    "challenge": "What was late, hard or in the way.",
    "way forward": "What comes next.",
}
_MOST_CHARS: Final = 28


class Source(NamedTuple):
    """A record that a line speaks of: its kind (see PageEntry.shows), its id, and what the button says."""

    kind: str
    id: int
    words: str
    tip: str


def sources(row: LineRow) -> list[Source]:
    """Return the records that a line speaks of, the ones that it is about first."""
    given = (
        ("decision", row.decision_id, "decision", row.decision),
        ("action", row.action_id, "action", row.action),
        ("indicator", row.indicator_id, "indicator", row.indicator),
        ("activity", row.activity_id, f"activity {row.activity_ref}".strip(), row.activity),
    )
    return [Source(kind, key, words, text) for kind, key, words, text in given if key is not None]


class SourceButton(Button):
    """Goes to a record."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "source", parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.source: Source | None = None

    def show_source(self, source: Source) -> None:
        """Show where it leads."""
        self.source = source
        self.setText(shorten(source.words, _MOST_CHARS))
        self.setToolTip(tip(["Go to", source.tip or source.words]))
        self.setAccessibleDescription(shorten(source.tip, 200))


class LineBox(QWidget):
    """One line: heading, text, and below them its sources and what became of it."""

    source_wanted = Signal(object)
    menu_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.row: LineRow | None = None
        self.heading = FieldBox(theme, "Heading", "heading", "strong")
        self.text = FieldBox(theme, "Text", "text")
        self.more = IconButton(theme, "more", "More about this line", size=12)
        self.state = Tag("edited")
        self.state.setToolTip("Collecting again leaves it as you wrote it")
        self.buttons: list[SourceButton] = []
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.heading)
        words.addWidget(self.text)
        self._below = QHBoxLayout()
        self._below.setContentsMargins(PAD, 0, 0, 4)
        self._below.setSpacing(4)
        self._below.addWidget(self.state)
        self._below.addStretch(1)
        words.addLayout(self._below)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addLayout(words, 1)
        line.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.more.clicked.connect(lambda: self.menu_wanted.emit(self))

    def show_line(self, row: LineRow, *, editable: bool) -> None:
        """Show a line."""
        self.row = row
        self.heading.show_value(row.heading)
        self.text.show_value(row.text)
        self.heading.setVisible(bool(row.heading) or self.heading.editor is not None)
        for box in (self.heading, self.text):
            box.record = row.id
            box.set_editable(editable)
        self.state.setVisible(row.state == "edited")
        self.more.setVisible(editable)
        self.more.setAccessibleDescription(shorten(row.text or row.heading or " ", 80))
        found = sources(row)
        while len(self.buttons) < len(found):
            button = SourceButton()
            button.clicked.connect(lambda _on=False, button=button: self.source_wanted.emit(button.source))
            self._below.insertWidget(len(self.buttons), button)
            self.buttons.append(button)
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(found))
            if place < len(found):
                button.show_source(found[place])

    @property
    def id(self) -> int:
        """The id of the line."""
        return self.row.id if self.row is not None else 0


class Wants(NamedTuple):
    """What a part asks of the report; each returns whether it was done."""

    add: Callable[[str, str, int | None], bool]
    """Add a line of these words to a part, behind a line or at the end."""
    edit: Callable[[int, str, str], bool]
    """Set a field of a line."""
    drop: Callable[[int], bool]
    move: Callable[[int, int | None], bool]
    """Move a line before another one, or to the end."""
    put: Callable[[int, str], bool]
    """Put a line into another part."""


class PartColumn(QFrame):
    """The lines of one part below its title; what is typed last stands in a line of its own until it is kept."""

    source_wanted = Signal(object)

    def __init__(self, theme: Theme, part: str, editing: Editing, wants: Wants) -> None:
        super().__init__()
        self._theme, self.part, self._editing, self._wants = theme, part, editing, wants
        self.setProperty("look", "card")
        self.setAccessibleName(TITLES[part])
        self.boxes: list[LineBox] = []
        self._spare: list[LineBox] = []
        self._editable = False
        self._behind: int | None = None
        self.title, self.count = Label(TITLES[part], "heading"), Label("", "small")
        self.add = IconButton(theme, "plus", f"New line in {TITLES[part].lower()} (Ins)", size=12)
        self.hint = Label(_HINTS[part], "muted", wrap=True)
        self.new = FieldBox(theme, f"New line in {TITLES[part].lower()}", "text")
        self.new.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 12, 10, 12)
        self._column.setSpacing(2)
        head = QHBoxLayout()
        head.setContentsMargins(PAD, 0, 0, 4)
        head.setSpacing(8)
        for widget in (self.title, self.count):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.add)
        self._column.addLayout(head)
        inner = QHBoxLayout()
        inner.setContentsMargins(PAD, 0, PAD, 0)
        inner.addWidget(self.hint)
        self._column.addLayout(inner)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self._column.addLayout(self._lines)
        self._column.addStretch(1)
        editing.watch(self.new, self._new_editor, self._added)
        editing.ended.connect(self._ended)
        self.add.clicked.connect(self.begin_new)

    # Showing

    def show_lines(self, rows: Sequence[LineRow], *, editable: bool) -> None:
        """Show these lines; each keeps its box, so that what is being typed stays."""
        self._editable = editable
        known = {box.id: box for box in self.boxes}
        gone = [known.pop(key) for key in list(known) if key not in {row.id for row in rows}]
        for box in gone:
            box.hide()
            self._lines.removeWidget(box)
        self._spare += gone
        boxes = []
        for place, row in enumerate(rows):
            box = known.get(row.id) or self._fresh()
            box.show_line(row, editable=editable)
            if self._lines.indexOf(box) != place:
                self._lines.removeWidget(box)
                self._lines.insertWidget(place, box)
            box.show()
            boxes.append(box)
        self.boxes = boxes
        self.count.setText(str(len(rows)) if rows else "")
        self.hint.setVisible(not rows and self.new.isHidden())
        self.add.setVisible(editable)

    def _fresh(self) -> LineBox:
        """Return a box that shows nothing and is not being edited."""
        for place, box in enumerate(self._spare):
            if box.heading.editor is None and box.text.editor is None:
                return self._spare.pop(place)
        box = LineBox(self._theme)
        self._editing.watch(box.text, partial(self._editor, box), partial(self._keep, "text"))
        self._editing.watch(
            box.heading, lambda _box: LineEditor("Heading", (), _box), partial(self._keep, "heading")
        )
        for field in (box.text, box.heading):
            field.delete_wanted.connect(self.drop)
        box.source_wanted.connect(self.source_wanted)
        box.menu_wanted.connect(self._menu)
        return box

    # Editing

    def _editor(self, box: LineBox, parent: FieldBox) -> QWidget:
        editor = PlainEditor("Text of the line", parent)
        editor.kept.connect(lambda: QTimer.singleShot(0, self, partial(self._go_on, box)))
        return editor

    def _go_on(self, box: LineBox) -> None:
        """Begin a line behind one that was kept with Return."""
        if self._editing.box is None and box in self.boxes:
            self.begin_new(behind=box.id)

    def _keep(self, field: str, line_id: int, value: str) -> bool:
        return self._wants.edit(line_id, field, value)

    def begin_new(self, _on: bool = False, *, behind: int | None = None) -> None:
        """Open an empty line, behind another one or at the end; it is added when something was typed."""
        if not self._editable:
            return
        self._editing.finish()
        if self._editing.box is not None:
            return
        self._behind = behind
        place = next((n + 1 for n, box in enumerate(self.boxes) if box.id == behind), len(self.boxes))
        self._lines.removeWidget(self.new)
        self._lines.insertWidget(place, self.new)
        self.new.show_value("")
        self.new.set_editable(True)
        self.hint.hide()
        self.new.show()
        self._editing.begin(self.new)

    def _new_editor(self, box: FieldBox) -> QWidget:
        editor = PlainEditor(box.name, box)
        editor.setPlaceholderText("Type a line; Enter adds it")
        editor.kept.connect(partial(self._new_kept, editor))
        return editor

    def _new_kept(self, editor: PlainEditor) -> None:
        if editor.value().strip():
            QTimer.singleShot(0, self, self._next_new)

    def _next_new(self) -> None:
        if self._editing.box is None:
            self.begin_new(behind=self._behind)

    def _added(self, _record: int, text: str) -> bool:
        if not text.strip():
            return True
        before = {box.id for box in self.boxes}
        done = self._wants.add(self.part, text, self._behind)
        if done:
            self._behind = next((box.id for box in self.boxes if box.id not in before), None)
        return done

    def _ended(self, box: FieldBox) -> None:
        if box is self.new:
            self.new.hide()
            self._lines.removeWidget(self.new)
            self.hint.setVisible(not self.boxes)
            last = next((one for one in self.boxes if one.id == self._behind), None)
            if self._editable:
                (last.text if last is not None else self.add).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        for one in self.boxes:
            if one.heading is box:
                one.heading.setVisible(bool(one.heading.raw))

    def edit_heading(self, box: LineBox) -> None:
        """Edit the heading of a line, also of one that has none yet."""
        box.heading.show()
        self._editing.begin(box.heading)

    # Keys and menu

    def focused(self) -> LineBox | None:
        """Return the line that the keyboard is in."""
        focus = QApplication.focusWidget()
        return next(
            (box for box in self.boxes if focus is not None and (focus is box or box.isAncestorOf(focus))),
            None,
        )

    def drop(self, line_id: int) -> None:
        """Take a line out of the report; the next one takes the keyboard."""
        place = next((n for n, box in enumerate(self.boxes) if box.id == line_id), None)
        if place is None or not self._editable or not self._wants.drop(line_id):
            return
        left = self.boxes[min(place, len(self.boxes) - 1)].text if self.boxes else self.add
        left.setFocus(Qt.FocusReason.OtherFocusReason)

    def shift(self, box: LineBox, onward: int) -> None:
        """Move a line one place down (1) or up (-1)."""
        place = self.boxes.index(box)
        there = place + onward
        if not self._editable or not 0 <= there < len(self.boxes):
            return
        behind = there + 1 if onward > 0 else there
        before = self.boxes[behind].id if behind < len(self.boxes) else None
        if self._wants.move(box.id, before):
            box.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        box = self.focused()
        key = event.key()
        if key == Qt.Key.Key_Insert:
            self.begin_new(behind=box.id if box is not None else None)
        elif box is not None and key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            place = self.boxes.index(box) + (1 if key == Qt.Key.Key_Down else -1)
            if 0 <= place < len(self.boxes):
                self.boxes[place].text.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _menu(self, box: LineBox) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu, box)
        menu.popup(box.more.mapToGlobal(QPoint(0, box.more.height())))

    def fill_menu(self, menu: QMenu, box: LineBox) -> None:
        """Fill a menu with what can be done to a line."""
        place, row = self.boxes.index(box), box.row
        assert row is not None
        menu.addAction("&Edit", lambda: self._editing.begin(box.text))
        menu.addAction("Edit &heading" if row.heading else "Add a &heading", lambda: self.edit_heading(box))
        menu.addSeparator()
        menu.addAction("Move &up\tAlt+Up", partial(self.shift, box, -1)).setEnabled(place > 0)
        menu.addAction("Move &down\tAlt+Down", partial(self.shift, box, 1)).setEnabled(
            place + 1 < len(self.boxes)
        )
        for part in PARTS:
            if part != self.part:
                menu.addAction(f"Put under “{TITLES[part]}”", partial(self._wants.put, box.id, part))
        menu.addSeparator()
        menu.addAction("&Remove\tDel", partial(self.drop, box.id))
