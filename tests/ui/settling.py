"""Letting the window come to rest: what waits in the queue runs, and what was to be deleted is."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication


def settle() -> None:
    """Let waiting events and timers of no length run."""
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
