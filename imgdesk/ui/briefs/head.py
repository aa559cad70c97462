"""What stands over the sections of a paper: its title, what it is about, for whom, and the day that it bears."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from imgdesk.text import shorten
from imgdesk.ui.briefs.fields import LiveLine, LiveTitle
from imgdesk.ui.field_box import WrapLabel
from imgdesk.ui.widgets.buttons import Button, Chip
from imgdesk.ui.widgets.choices import menu_text
from imgdesk.ui.widgets.labels import Label

ABOUT: Final = {"meeting_id": "Meeting", "period_id": "Period", "focus_area_id": "Focus area"}
_CHARS: Final = 30


class HeadRow(NamedTuple):
    """What is shown: the kind in words, title and subtitle, and for each of `about` its id and words ("" for none)."""

    kind: str
    title: str
    subtitle: str = ""
    audience: str = ""
    dated: str = ""
    about: tuple[tuple[str, int | None, str], ...] = ()


class PaperHead(QWidget):
    """Fields and chips; `choices` returns what can be chosen for one of ABOUT, as (id, words)."""

    edited = Signal(str, str, str)
    """Field, value, merge key."""
    chosen = Signal(str, object)
    """One of ABOUT, and the id, None for none."""

    def __init__(
        self, choices: Callable[[str], Sequence[tuple[int, str]]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices = choices
        self.kind = Label("", "caption")
        self.title = LiveTitle("Title", partial(self._keep, "title"), "papertitle")
        self.subtitle = LiveTitle("Line under the title", partial(self._keep, "subtitle"), "inline")
        self.audience = LiveLine("For", partial(self._keep, "audience"))
        self.dated = LiveLine("Date on the paper", partial(self._keep, "dated"))
        for field, words in (
            (self.title, "Title"), (self.subtitle, "Line under the title"), (self.audience, "for whom"),
            (self.dated, "the day of printing"),
        ):  # fmt: skip
            field.setPlaceholderText(words)
        self.chips = {name: self._chip(name) for name in ABOUT}
        self._lay_out()

    def _lay_out(self) -> None:
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(8)
        row.setContentsMargins(8, 4, 0, 0)
        for chip in self.chips.values():
            row.addWidget(chip)
        row.addStretch(1)
        self._lines = QWidget()
        second = QHBoxLayout(self._lines)
        second.setContentsMargins(8, 0, 0, 0)
        second.setSpacing(4)
        for words, field in (("For", self.audience), ("Dated", self.dated)):
            second.addWidget(Label(words, "muted"))
            second.addWidget(field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(2)
        inner = QHBoxLayout()
        inner.setContentsMargins(9, 0, 0, 0)
        inner.addWidget(self.kind)
        column.addLayout(inner)
        column.addWidget(self.title)
        column.addWidget(self.subtitle)
        column.addWidget(self._lines)
        column.addLayout(row)

    def _keep(self, field: str, text: str, merge: str) -> bool:
        self.edited.emit(field, text, merge)
        return True

    def _chip(self, name: str) -> Chip:
        menu = QMenu(self)
        chip = Chip(ABOUT[name], menu=menu)
        chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        menu.aboutToShow.connect(lambda: self._fill(name, menu))
        return chip

    def show_head(self, row: HeadRow, *, fields: bool, chips: bool) -> None:
        """Show a paper; `fields` whether its words can be changed, `chips` what it is about."""
        self.kind.setText(row.kind)
        for field, words in (
            (self.title, row.title), (self.subtitle, row.subtitle), (self.audience, row.audience),
            (self.dated, row.dated),
        ):  # fmt: skip
            field.show_text(words)
            field.setReadOnly(not fields)
        self.subtitle.setVisible(fields or bool(row.subtitle))
        self._lines.setVisible(fields or bool(row.audience or row.dated))
        about = {name: (key, words) for name, key, words in row.about}
        for name, chip in self.chips.items():
            chip.setVisible(name in about)
            if name in about:
                key, words = about[name]
                chip.setText(
                    f"{ABOUT[name]}: {shorten(words, _CHARS)}" if words else f"No {ABOUT[name].lower()}"
                )
                chip.set_on(key is not None)
                chip.setEnabled(chips)
                chip.setProperty("key", key)
        self._place_chips()

    def _place_chips(self) -> None:
        """Put the chips side by side where there is room, else below each other."""
        shown = [chip for chip in self.chips.values() if not chip.isHidden()]
        wide = sum(chip.sizeHint().width() + 8 for chip in shown) + 16
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if wide <= self.width() else way.TopToBottom)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_chips()

    def _fill(self, name: str, menu: QMenu) -> None:
        menu.clear()
        current = self.chips[name].property("key")
        for key, words in ((None, f"No {ABOUT[name].lower()}"), *self._choices(name)):
            action = menu.addAction(menu_text(words))
            action.setCheckable(True)
            action.setChecked(key == current)
            action.triggered.connect(lambda _on=False, key=key: self.chosen.emit(name, key))

    def finish(self) -> None:
        """Keep what is being typed."""
        for field in (self.title, self.subtitle, self.audience, self.dated):
            field.typed.finish()


class CalmLine(QFrame):
    """A calm line over a paper: why it cannot be changed as it is, and what to do about it."""

    pressed = Signal(str)
    """The name of a button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "calm")
        self.words = WrapLabel("")
        self.buttons = [Button(""), Button("")]
        self._names = ["", ""]
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        for place, button in enumerate(self.buttons):
            row.addWidget(button)
            button.clicked.connect(lambda _on=False, place=place: self.pressed.emit(self._names[place]))
        self.hide()

    def say(self, words: str, *choices: tuple[str, str]) -> None:
        """Say something with at most two (name, words) of buttons; without words hide."""
        self.words.setText(words)
        for place, button in enumerate(self.buttons):
            name, text = choices[place] if place < len(choices) else ("", "")
            self._names[place] = name
            button.setText(text)
            button.setVisible(bool(text))
        self.setVisible(bool(words))
