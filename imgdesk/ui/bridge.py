"""From the desk's `Changes` to a Qt signal: the only link between the store and the window's repainting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


class DeskBridge(QObject):
    """Emits `changed` with the Changes of every step, or with None when another process wrote: read all anew."""

    changed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._unsubscribe = desk.subscribe(self.changed.emit)

    def look_outside(self) -> None:
        """Ask the file whether another process wrote to it, and pass that on."""
        if self._desk.changed_outside():
            self.changed.emit(None)

    def close(self) -> None:
        """Stop listening; to be called before the desk is closed."""
        self._unsubscribe()
