"""A frameless area that scrolls one widget and takes its width."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_PASSES: Final = 2
"""How often heights are settled at once; more change nothing any more."""


def settle_heights() -> None:
    """Do at once what waits to be laid out, or a frame shows it.

    Heights depend on widths through several layers, each a pass of its own.
    """
    for _ in range(_PASSES):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


class ScrollArea(QScrollArea):
    """Shows `sheet`; `name` is what a screen reader says."""

    def __init__(self, sheet: QWidget, name: str) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(name)
        self.setWidget(sheet)
