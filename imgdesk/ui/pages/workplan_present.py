"""Presentation of the workplan: table and chart alone on the screen, larger if wanted, group after group.

Nothing is changed by it: what was to be seen before is to be seen again after Escape.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QWidget

from imgdesk.ui.gantt.tree import PlanTree
from imgdesk.ui.theme import Theme

LARGE = 1.35
HINT = "Page Down and Page Up go from group to group, L makes the type larger, Esc ends."


class Presentation(QObject):
    """Hides `parts` while it runs, and leads through the groups of `tree`."""

    changed = Signal(bool)
    """It has begun, or ended."""

    def __init__(self, theme: Theme, tree: PlanTree, page: QWidget) -> None:
        super().__init__(page)
        self._theme, self._tree = theme, tree
        self.on = self._large = False
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Esc", self.leave), ("PgDown", lambda: self.step(1)), ("PgUp", lambda: self.step(-1)),
            ("L", lambda: self.set_large(not self._large)),
        )  # fmt: skip
        self._keys = [
            QShortcut(QKeySequence(key), page, context=Qt.ShortcutContext.WindowShortcut) for key, _ in keys
        ]
        for shortcut, (_, do) in zip(self._keys, keys, strict=True):
            shortcut.activated.connect(do)
            shortcut.setEnabled(False)

    def toggle(self) -> None:
        """Begin, or end."""
        self._set(not self.on)

    def leave(self) -> None:
        """End, if it runs."""
        self._set(False)

    def step(self, onward: int) -> None:
        """Bring the next (1) or the previous (-1) group to the top."""
        model, current = self._tree.plan(), self._tree.currentIndex()
        place = current.parent().row() if current.parent().isValid() else current.row()
        inside = onward < 0 and current.parent().isValid()
        target = model.index(place if inside else place + onward, 0)
        if target.isValid():
            self._tree.expand(target)
            self._tree.setCurrentIndex(target)
            self._tree.scrollTo(target, QAbstractItemView.ScrollHint.PositionAtTop)

    def set_large(self, large: bool) -> None:
        """Make the type of table and chart larger, or as it was."""
        self._large = large
        self._theme.set_type_scale(LARGE if large else 1.0)
        self._tree.set_compact(self._tree.compact)
        if self._tree.plan().group(self._tree.currentIndex()) is not None:
            self._tree.scrollTo(self._tree.currentIndex(), QAbstractItemView.ScrollHint.PositionAtTop)

    def _set(self, on: bool) -> None:
        if on == self.on:
            return
        self.on = on
        for shortcut in self._keys:
            shortcut.setEnabled(on)
        if not on:
            self.set_large(False)
        self.changed.emit(on)
