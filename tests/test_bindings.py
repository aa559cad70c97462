"""The pinned Qt bindings do not lose references to None.

PySide6 6.12.0 drops one at every void call, and Python 3.11 aborts some thousand calls later. From Python 3.12 on
None is immortal: there the count stands still by itself.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication, QLabel

CALLS = 500


@pytest.fixture
def void_calls(qapp: QApplication) -> list[Callable[[], object]]:
    label, image = QLabel(), QImage(8, 8, QImage.Format.Format_ARGB32)
    pen = QPen(Qt.GlobalColor.red)

    def paint() -> None:
        painter = QPainter(image)
        painter.setPen(pen)
        painter.drawRect(QRect(1, 1, 4, 4))
        painter.end()

    return [lambda: label.setNum(1), lambda: label.setText("x"), label.update, lambda: image.fill(0), paint]


def test_void_calls_keep_the_references_to_none(void_calls: list[Callable[[], object]]) -> None:
    for call in void_calls:
        call()
        before = sys.getrefcount(None)
        for _ in range(CALLS):
            call()
        assert sys.getrefcount(None) - before > -CALLS / 10
