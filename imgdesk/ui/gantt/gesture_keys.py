"""The key path of every gesture on the chart, for the selected rows, in the list and in the chart alike.

Ctrl+Left and Right move by the date's own unit, with Shift its end, with Alt by days; Alt+Shift its beginning.
Shift+Delete takes the date off. L begins a link: up and down choose the other activity, the letters S and F the ends,
Return makes it, Esc leaves. Shift+L chooses a link that is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from imgdesk.domain.schedule_links import ENDS
from imgdesk.gantt.links import KIND_OF
from imgdesk.text import shorten
from imgdesk.ui.gantt import drafts
from imgdesk.ui.gantt.chart_desk import ChartDesk
from imgdesk.ui.gantt.gestures import LINK_WORDS, Gestures
from imgdesk.views.workplan import ActivityRow

if TYPE_CHECKING:
    from imgdesk.ui.gantt.timeline import Timeline

_CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_STEPS: Final = {_CTRL: "nudge", _CTRL | _SHIFT: "end", _CTRL | _ALT: "days", _ALT | _SHIFT: "start"}
_VERBS: Final = {"nudge": "Move", "days": "Move", "start": "Resize", "end": "Resize"}
_WAYS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ARROWS: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)

KEYS: Final = (
    ("Ctrl+Left, Ctrl+Right", "Move the bar by its own unit"),
    ("Ctrl+Shift+Left, Right", "Move the end of the bar"),
    ("Alt+Shift+Left, Right", "Move the beginning of the bar"),
    ("Ctrl+Alt+Left, Right", "Move the bar by days"),
    ("Shift+Delete", "Take the date off"),
    ("L, then Up, Down, Enter", "Link to another activity"),
    ("S, F while linking", "Begin or end of the other activity"),
    ("Drag a bar, Alt for days", "Move it, or from its ends resize it"),
    ("Drag on empty room", "Give a row a date; beside a heading, a new activity"),
    ("Drag the dot at a bar's end", "Link to another bar"),
    ("Shift+L, click on a link", "Choose a link; Enter edits it, Delete unlinks"),
)
"""For the list of shortcuts: keys and what they do."""


class GestureKeys(QObject):
    """Takes key presses from the list and the chart; what it does not want it leaves alone."""

    said = Signal(str)
    """What was done or is asked, in words, for the status bar and the screen reader."""

    def __init__(self, timeline: Timeline, desk: ChartDesk, gestures: Gestures) -> None:
        super().__init__(timeline)
        self._timeline, self._tree = timeline, timeline.tree
        self._desk, self._gestures = desk, gestures
        self.linking: int = 0
        self.link_kind = "FS"

    def wants(self, event: QKeyEvent) -> bool:
        """Return whether a key is to come here although it may be a shortcut of the window."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() == Qt.Key.Key_Escape:
            return bool(self.linking or self._gestures.dragging)
        if self.linking and plain and event.key() in (Qt.Key.Key_S, Qt.Key.Key_F):
            return True
        return event.key() in _WAYS and self._how(event) in _STEPS.values()

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; return whether it was one of ours."""
        key = event.key()
        if key == Qt.Key.Key_Escape and (self.linking or self._gestures.dragging):
            self._gestures.cancel()
            self.stop_linking()
            return True
        if self.linking and key not in _ARROWS:
            return self._link_key(key)
        if self._gestures.dragging:
            return True
        if not self._desk.editable:
            return False
        if key == Qt.Key.Key_L and event.modifiers() == _SHIFT:
            self.choose_link()
            return True
        if key in _WAYS and (how := self._how(event)):
            self.step(how, _WAYS[Qt.Key(key)])
            return True
        if key == Qt.Key.Key_Delete and event.modifiers() == _SHIFT:
            self.take_dates_off()
            return True
        if key == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.start_linking()
            return True
        return False

    def _how(self, event: QKeyEvent) -> str:
        return _STEPS.get(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, "")

    def _rows(self) -> list[ActivityRow]:
        plan = self._tree.plan()
        rows = (plan.activity(plan.find(number)) for number in self._tree.selected_ids())
        return [row for row in rows if row is not None]

    def step(self, how: str, way: int) -> None:
        """Move (`how` nudge, days) or resize (start, end) the selected bars one step later (1) or earlier (-1)."""
        rows = self._rows()
        texts = drafts.stepped(self._desk, rows, how, way)
        if texts:
            first = next(row for row in rows if row.id in texts)
            if self._desk.set_dates(texts, _VERBS[how]):
                more = f", and {len(texts) - 1} more" if len(texts) > 1 else ""
                from imgdesk.domain.moves import preview

                self.said.emit(preview(first.when_text, texts[first.id]) + more)
                self._show_current()
        elif rows:
            kind = how if how in ("start", "end") else "move"
            sentence = drafts.why_not(self._desk, rows[0], kind)
            self._gestures.refused.emit(
                sentence or "Nothing shorter can be said with this date: type another one."
            )

    def _show_current(self) -> None:
        bar = self._timeline.body.bar_of(self._tree.currentIndex())
        if bar is not None:
            self._timeline.bring_into_sight(bar.x0, bar.x1)

    def take_dates_off(self) -> None:
        """Take the dates of the selected activities off: they become undated."""
        rows = self._rows()
        texts = drafts.taken_off(self._desk, rows)
        if texts:
            self._desk.set_dates(texts, "Take the date off")
        elif rows:
            self._gestures.refused.emit("There is no date to take off here: choose an activity that has one.")

    # Linking by keys

    def start_linking(self) -> None:
        """Begin a link at the current activity."""
        row = self._tree.plan().activity(self._tree.currentIndex())
        if row is None or not self._desk.editable:
            return
        self.linking, self.link_kind = row.id, "FS"
        self._say()
        self._timeline.body.update()

    def stop_linking(self) -> None:
        """Leave the link that was begun."""
        if self.linking:
            self.linking = 0
            self.said.emit("")
            self._timeline.body.update()

    def target_changed(self) -> None:
        """Say the link that Return would make now."""
        if self.linking:
            self._say()
            self._timeline.body.update()

    def choose_link(self) -> None:
        """Choose the next link of the current activity; Delete and Return then mean this link."""
        row, layer = self._tree.plan().activity(self._tree.currentIndex()), self._timeline.links
        links = self._desk.links().touching([row.id]) if row is not None else []
        if not links:
            self.said.emit("This activity has no link: L begins one")
            return
        ids = [link.id for link in links]
        place = ids.index(layer.chosen) + 1 if layer.chosen in ids else 0
        layer.chosen = ids[place % len(ids)]
        self._timeline.body.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.said.emit(f"{self._link_words(layer.chosen)}: Enter edits, Delete unlinks, Esc leaves")
        self._timeline.body.update()

    def _link_words(self, link_id: int) -> str:
        link = self._desk.link(link_id)
        if link is None:
            return ""
        first, second = (shorten(self._desk.name(number), 40) for number in (link.from_id, link.to_id))
        return f"“{second}” {LINK_WORDS[link.kind]} “{first}”"

    def _link_key(self, key: int) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            target = self._tree.plan().activity(self._tree.currentIndex())
            source, kind = self.linking, self.link_kind
            if target is not None and target.id == source:
                return True
            self.stop_linking()
            if target is not None:
                self._desk.join(source, target.id, kind)
            return True
        if key in (Qt.Key.Key_S, Qt.Key.Key_F):
            from_end, _ = ENDS[self.link_kind]
            self.link_kind = KIND_OF[from_end, key == Qt.Key.Key_F]
            self.target_changed()
            return True
        if key == Qt.Key.Key_L:
            _, to_end = ENDS[self.link_kind]
            self.link_kind = KIND_OF[not ENDS[self.link_kind][0], to_end]
            self.target_changed()
            return True
        return False

    def _say(self) -> None:
        plan = self._tree.plan()
        source, target = plan.activity(plan.find(self.linking)), plan.activity(self._tree.currentIndex())
        if source is None:
            self.stop_linking()
            return
        name = f"“{shorten(source.output, 40) or 'Untitled'}”"
        if target is None or target.id == source.id:
            self.said.emit(
                f"Link from {name}: choose another activity with Up and Down, then Enter; Esc leaves"
            )
        else:
            other = f"“{shorten(target.output, 40) or 'Untitled'}”"
            self.said.emit(f"{other} {LINK_WORDS[self.link_kind]} {name}: Enter links, Esc leaves")
