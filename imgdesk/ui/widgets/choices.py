"""Menus to choose several things from: a tick does not close them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

from imgdesk.text import shorten

_CHARS: Final = 40


class ChoiceMenu(QMenu):
    """A menu whose checkable entries take click and Space without closing it; Return and all others close it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.activeAction()
        if not self._tick(action):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space or not self._tick(self.activeAction()):
            super().keyPressEvent(event)

    def _tick(self, action: QAction | None) -> bool:
        if action is None or not action.isEnabled() or not action.isCheckable() or action.menu() is not None:
            return False
        action.trigger()
        return True


def add_choices(
    menu: QMenu,
    choices: Iterable[tuple[Any, str]],
    chosen: tuple[Any, ...],
    choose: Callable[[tuple[Any, ...]], object],
    every: str = "All",
) -> None:
    """Fill a menu with (value, words) to tick, under an entry that stands for all; says what is chosen then."""
    menu.clear()
    everything = _entry(menu, every, not chosen)
    actions = [(value, _entry(menu, words, value in chosen)) for value, words in choices]

    def ticked() -> None:
        now = tuple(value for value, action in actions if action.isChecked())
        everything.setChecked(not now)
        choose(now)

    def cleared() -> None:
        everything.setChecked(True)
        for _, action in actions:
            action.setChecked(False)
        choose(())

    everything.triggered.connect(lambda _on=False: cleared())
    for _, action in actions:
        action.triggered.connect(lambda _on=False: ticked())


def menu_text(words: str) -> str:
    """Return words as a menu shows them: short, and with no letter taken for a key."""
    return shorten(words or " ", _CHARS).replace("&", "&&")


def _entry(menu: QMenu, words: str, on: bool) -> QAction:
    action = menu.addAction(menu_text(words))
    action.setCheckable(True)
    action.setChecked(on)
    return action
